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

#include <algorithm>
#include <cstring>

namespace ns3::winsock
{

namespace
{

constexpr WORD HIGHEST_VERSION = MAKEWORD(2, 2);

/// Advice that programs of version 1 were given about sockets and datagrams (R-RES-7).
constexpr USHORT MAX_SOCKETS_1 = 32767;
constexpr USHORT MAX_DATAGRAM_1 = 65467;

/// The version that a 2.2 library gives to a request, 0 for none (R-INI-2).
WORD
GrantVersion(WORD requested)
{
    const BYTE major = LOBYTE(requested);
    const BYTE minor = HIBYTE(requested);
    switch (major)
    {
    case 0:
        return 0;
    case 1:
        return MAKEWORD(1, std::min<BYTE>(minor, 1));
    case 2:
        return MAKEWORD(2, std::min<BYTE>(minor, 2));
    default:
        return HIGHEST_VERSION;
    }
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
    const WORD granted = GrantVersion(wVersionRequested);
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
    lpWSAData->wVersion = granted == 0 ? HIGHEST_VERSION : granted;
    lpWSAData->wHighVersion = HIGHEST_VERSION;
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
