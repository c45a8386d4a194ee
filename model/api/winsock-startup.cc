/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The start and the end of Winsock in a process, and the last error.
 */

#include "winsock.h"

#include "ns3/winsock-api-call.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"

#include <algorithm>
#include <cstring>

namespace ns3::winsock
{

namespace
{

/// Advice that programs of version 1 were given about sockets and datagrams (R-RES-7).
constexpr USHORT MAX_SOCKETS_1 = 32767;
constexpr USHORT MAX_DATAGRAM_1 = 65467;

/// @return the version as a number that grows with it
int
Rank(WORD version)
{
    return MAKEWORD(HIBYTE(version), LOBYTE(version));
}

/// The version that a library with a highest one gives to a request, 0 for none (R-INI-2).
WORD
GrantVersion(WORD requested, WORD highest)
{
    const BYTE major = LOBYTE(requested);
    const BYTE minor = HIBYTE(requested);
    if (major == 0)
    {
        return 0;
    }
    const WORD known = major > 2 ? highest : MAKEWORD(major, std::min<BYTE>(minor, major));
    return Rank(known) > Rank(highest) ? highest : known;
}

template <std::size_t N>
void
CopyText(char (&field)[N], const char* text)
{
    std::strncpy(field, text, N - 1);
    field[N - 1] = 0;
}

} // namespace

int
Winsock::WSAStartup(WORD wVersionRequested, LPWSADATA lpWSAData)
{
    ApiCall call(m_thread,
                 "WSAStartup",
                 Arg<int>("major", LOBYTE(wVersionRequested)),
                 Arg<int>("minor", HIBYTE(wVersionRequested)));
    const auto highest = static_cast<WORD>(GetProcess().GetStack().GetNumbers().winsockVersionMax);
    const WORD granted = GrantVersion(wVersionRequested, highest);
    int error = granted == 0 ? WSAVERNOTSUPPORTED : 0;
    if (!GetProcess().IsAlive())
    {
        // An event handler has outlived the program that it belongs to.
        return call.Leave(WSASYSNOTREADY, WSASYSNOTREADY);
    }
    if (IsNowhere(lpWSAData))
    {
        error = error ? error : WSAEFAULT;
        return call.Leave(error, error);
    }
    *lpWSAData = WSADATA{};
    lpWSAData->wVersion = granted == 0 ? highest : granted;
    lpWSAData->wHighVersion = highest;
    CopyText(lpWSAData->szDescription, "WinSock 2.0");
    CopyText(lpWSAData->szSystemStatus, "Running");
    if (LOBYTE(granted) == 1)
    {
        lpWSAData->iMaxSockets = MAX_SOCKETS_1;
        lpWSAData->iMaxUdpDg = MAX_DATAGRAM_1;
    }
    if (error == 0)
    {
        GetProcess().CountStartup(granted);
    }
    return call.Leave(error, error);
}

int
Winsock::WSACleanup()
{
    ApiCall call(m_thread, "WSACleanup");
    if (!GetProcess().IsStarted())
    {
        call.SetError(WSANOTINITIALISED);
        return call.Finish(SOCKET_ERROR);
    }
    if (m_thread.IsBlocked())
    {
        call.SetError(WSAEINPROGRESS);
        return call.Finish(SOCKET_ERROR);
    }
    GetProcess().CountCleanup();
    return call.Finish(0);
}

int
Winsock::WSAGetLastError() const
{
    return m_thread.GetLastError();
}

void
Winsock::WSASetLastError(int iError)
{
    m_thread.SetLastError(iError);
}

} // namespace ns3::winsock
