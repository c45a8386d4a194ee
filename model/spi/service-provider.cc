/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "service-provider.h"

#include "ns3/extension-functions.h"
#include "ns3/io-socket.h"
#include "ns3/provider-thunks.h"
#include "ns3/winsock-error.h"

#include <utility>

namespace ns3::winsock
{

namespace
{

constexpr WORD SPI_VERSION = MAKEWORD(2, 2);

/// Versions compare as (major, minor), although the major number is in the low byte.
int
VersionRank(WORD version)
{
    return LOBYTE(version) * 256 + HIBYTE(version);
}

} // namespace

int
NegotiateVersion(WORD requested, WORD lowest, WORD highest, WORD& use)
{
    if (VersionRank(requested) < VersionRank(lowest))
    {
        return WSAVERNOTSUPPORTED;
    }
    use = VersionRank(requested) < VersionRank(highest) ? requested : highest;
    return 0;
}

void
ServiceProvider::Attach(WinsockProcess& process, DWORD catalogEntryId, uint32_t slot)
{
    m_process = &process;
    m_catalogEntryId = catalogEntryId;
    m_slot = slot;
}

Ptr<IoSocket>
ServiceProvider::FindIoSocket(SOCKET) const
{
    return nullptr;
}

PVOID
ServiceProvider::FindExtension(const GUID& id) const
{
    return OffersExtension(id) ? GetExtensionFunction(m_slot, id) : nullptr;
}

CallGate*
ServiceProvider::GetCallGate()
{
    return nullptr;
}

WinsockProcess&
ServiceProvider::GetProcess() const
{
    return *m_process;
}

DWORD
ServiceProvider::GetCatalogEntryId() const
{
    return m_catalogEntryId;
}

int
ServiceProvider::WSPStartup(WORD wVersionRequested,
                            LPWSPDATA lpWSPData,
                            LPWSAPROTOCOL_INFOW,
                            WSPUPCALLTABLE,
                            LPWSPPROC_TABLE lpProcTable)
{
    if (!lpWSPData || !lpProcTable)
    {
        return WSAEFAULT;
    }
    WORD use = 0;
    if (const int error = NegotiateVersion(wVersionRequested, SPI_VERSION, SPI_VERSION, use))
    {
        return error;
    }
    *lpWSPData = WSPDATA();
    lpWSPData->wVersion = use;
    lpWSPData->wHighVersion = SPI_VERSION;
    const std::string name = GetName();
    for (std::size_t i = 0; i < name.size() && i < WSPDESCRIPTION_LEN; ++i)
    {
        lpWSPData->szDescription[i] = static_cast<WCHAR>(static_cast<unsigned char>(name[i]));
    }
    *lpProcTable = GetThunkTable(m_slot, GetCallGate() != nullptr);
    return 0;
}

SOCKET
ServiceProvider::WSPAccept(SOCKET, LPSOCKADDR, LPINT, LPCONDITIONPROC, DWORD_PTR, LPINT lpErrno)
{
    *lpErrno = WSAEOPNOTSUPP;
    return INVALID_SOCKET;
}

INT
ServiceProvider::WSPAddressToString(
    LPSOCKADDR, DWORD, LPWSAPROTOCOL_INFOW, LPWSTR, LPDWORD, LPINT lpErrno)
{
    *lpErrno = WSAEOPNOTSUPP;
    return SOCKET_ERROR;
}

int
ServiceProvider::WSPAsyncSelect(SOCKET, HWND, unsigned int, LONG, LPINT lpErrno)
{
    *lpErrno = WSAEOPNOTSUPP;
    return SOCKET_ERROR;
}

int
ServiceProvider::WSPBind(SOCKET, const SOCKADDR*, int, LPINT lpErrno)
{
    *lpErrno = WSAEOPNOTSUPP;
    return SOCKET_ERROR;
}

int
ServiceProvider::WSPCancelBlockingCall(LPINT lpErrno)
{
    *lpErrno = WSAEOPNOTSUPP;
    return SOCKET_ERROR;
}

int
ServiceProvider::WSPCleanup(LPINT lpErrno)
{
    *lpErrno = WSAEOPNOTSUPP;
    return SOCKET_ERROR;
}

int
ServiceProvider::WSPCloseSocket(SOCKET, LPINT lpErrno)
{
    *lpErrno = WSAEOPNOTSUPP;
    return SOCKET_ERROR;
}

int
ServiceProvider::WSPConnect(
    SOCKET, const SOCKADDR*, int, LPWSABUF, LPWSABUF, LPQOS, LPQOS, LPINT lpErrno)
{
    *lpErrno = WSAEOPNOTSUPP;
    return SOCKET_ERROR;
}

int
ServiceProvider::WSPDuplicateSocket(SOCKET, DWORD, LPWSAPROTOCOL_INFOW, LPINT lpErrno)
{
    *lpErrno = WSAEOPNOTSUPP;
    return SOCKET_ERROR;
}

int
ServiceProvider::WSPEnumNetworkEvents(SOCKET, WSAEVENT, LPWSANETWORKEVENTS, LPINT lpErrno)
{
    *lpErrno = WSAEOPNOTSUPP;
    return SOCKET_ERROR;
}

int
ServiceProvider::WSPEventSelect(SOCKET, WSAEVENT, LONG, LPINT lpErrno)
{
    *lpErrno = WSAEOPNOTSUPP;
    return SOCKET_ERROR;
}

BOOL
ServiceProvider::WSPGetOverlappedResult(
    SOCKET, LPWSAOVERLAPPED, LPDWORD, BOOL, LPDWORD, LPINT lpErrno)
{
    *lpErrno = WSAEOPNOTSUPP;
    return FALSE;
}

int
ServiceProvider::WSPGetPeerName(SOCKET, LPSOCKADDR, LPINT, LPINT lpErrno)
{
    *lpErrno = WSAEOPNOTSUPP;
    return SOCKET_ERROR;
}

int
ServiceProvider::WSPGetSockName(SOCKET, LPSOCKADDR, LPINT, LPINT lpErrno)
{
    *lpErrno = WSAEOPNOTSUPP;
    return SOCKET_ERROR;
}

int
ServiceProvider::WSPGetSockOpt(SOCKET, int, int, char*, LPINT, LPINT lpErrno)
{
    *lpErrno = WSAEOPNOTSUPP;
    return SOCKET_ERROR;
}

BOOL
ServiceProvider::WSPGetQOSByName(SOCKET, LPWSABUF, LPQOS, LPINT lpErrno)
{
    *lpErrno = WSAEOPNOTSUPP;
    return FALSE;
}

int
ServiceProvider::WSPIoctl(SOCKET,
                          DWORD,
                          LPVOID,
                          DWORD,
                          LPVOID,
                          DWORD,
                          LPDWORD,
                          LPWSAOVERLAPPED,
                          LPWSAOVERLAPPED_COMPLETION_ROUTINE,
                          LPWSATHREADID,
                          LPINT lpErrno)
{
    *lpErrno = WSAEOPNOTSUPP;
    return SOCKET_ERROR;
}

SOCKET
ServiceProvider::WSPJoinLeaf(
    SOCKET, const SOCKADDR*, int, LPWSABUF, LPWSABUF, LPQOS, LPQOS, DWORD, LPINT lpErrno)
{
    *lpErrno = WSAEOPNOTSUPP;
    return INVALID_SOCKET;
}

int
ServiceProvider::WSPListen(SOCKET, int, LPINT lpErrno)
{
    *lpErrno = WSAEOPNOTSUPP;
    return SOCKET_ERROR;
}

int
ServiceProvider::WSPRecv(SOCKET,
                         LPWSABUF,
                         DWORD,
                         LPDWORD,
                         LPDWORD,
                         LPWSAOVERLAPPED,
                         LPWSAOVERLAPPED_COMPLETION_ROUTINE,
                         LPWSATHREADID,
                         LPINT lpErrno)
{
    *lpErrno = WSAEOPNOTSUPP;
    return SOCKET_ERROR;
}

int
ServiceProvider::WSPRecvDisconnect(SOCKET, LPWSABUF, LPINT lpErrno)
{
    *lpErrno = WSAEOPNOTSUPP;
    return SOCKET_ERROR;
}

int
ServiceProvider::WSPRecvFrom(SOCKET,
                             LPWSABUF,
                             DWORD,
                             LPDWORD,
                             LPDWORD,
                             LPSOCKADDR,
                             LPINT,
                             LPWSAOVERLAPPED,
                             LPWSAOVERLAPPED_COMPLETION_ROUTINE,
                             LPWSATHREADID,
                             LPINT lpErrno)
{
    *lpErrno = WSAEOPNOTSUPP;
    return SOCKET_ERROR;
}

int
ServiceProvider::WSPSelect(int, fd_set*, fd_set*, fd_set*, const timeval*, LPINT lpErrno)
{
    *lpErrno = WSAEOPNOTSUPP;
    return SOCKET_ERROR;
}

int
ServiceProvider::WSPSend(SOCKET,
                         LPWSABUF,
                         DWORD,
                         LPDWORD,
                         DWORD,
                         LPWSAOVERLAPPED,
                         LPWSAOVERLAPPED_COMPLETION_ROUTINE,
                         LPWSATHREADID,
                         LPINT lpErrno)
{
    *lpErrno = WSAEOPNOTSUPP;
    return SOCKET_ERROR;
}

int
ServiceProvider::WSPSendDisconnect(SOCKET, LPWSABUF, LPINT lpErrno)
{
    *lpErrno = WSAEOPNOTSUPP;
    return SOCKET_ERROR;
}

int
ServiceProvider::WSPSendTo(SOCKET,
                           LPWSABUF,
                           DWORD,
                           LPDWORD,
                           DWORD,
                           const SOCKADDR*,
                           int,
                           LPWSAOVERLAPPED,
                           LPWSAOVERLAPPED_COMPLETION_ROUTINE,
                           LPWSATHREADID,
                           LPINT lpErrno)
{
    *lpErrno = WSAEOPNOTSUPP;
    return SOCKET_ERROR;
}

int
ServiceProvider::WSPSetSockOpt(SOCKET, int, int, const char*, int, LPINT lpErrno)
{
    *lpErrno = WSAEOPNOTSUPP;
    return SOCKET_ERROR;
}

int
ServiceProvider::WSPShutdown(SOCKET, int, LPINT lpErrno)
{
    *lpErrno = WSAEOPNOTSUPP;
    return SOCKET_ERROR;
}

SOCKET
ServiceProvider::WSPSocket(int, int, int, LPWSAPROTOCOL_INFOW, GROUP, DWORD, LPINT lpErrno)
{
    *lpErrno = WSAEOPNOTSUPP;
    return INVALID_SOCKET;
}

INT
ServiceProvider::WSPStringToAddress(
    LPWSTR, INT, LPWSAPROTOCOL_INFOW, LPSOCKADDR, LPINT, LPINT lpErrno)
{
    *lpErrno = WSAEOPNOTSUPP;
    return SOCKET_ERROR;
}
} // namespace ns3::winsock
