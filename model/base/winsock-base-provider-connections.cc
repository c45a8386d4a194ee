/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The base provider's calls that make and end connections.
 */

#include "ns3/winsock-base-provider.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-process.h"

#include <cstring>

namespace ns3::winsock
{

SOCKET
WinsockBaseProvider::WSPAccept(SOCKET s,
                               LPSOCKADDR addr,
                               LPINT addrlen,
                               LPCONDITIONPROC lpfnCondition,
                               DWORD_PTR,
                               LPINT lpErrno)
{
    Ptr<BaseSocket> listener = Find(s, lpErrno);
    if (!listener)
    {
        return INVALID_SOCKET;
    }
    if (lpfnCondition)
    {
        *lpErrno = WSAEOPNOTSUPP;
        return INVALID_SOCKET;
    }
    *lpErrno = listener->WaitForConnection();
    const auto needed = static_cast<INT>(
        listener->GetIdentity().af == AF_INET6 ? sizeof(SOCKADDR_IN6) : sizeof(SOCKADDR_IN));
    const bool hasRoom =
        !addr || !addrlen || (!IsBadPointer(addr) && !IsBadPointer(addrlen) && *addrlen >= needed);
    if (*lpErrno == 0 && !hasRoom)
    {
        *lpErrno = WSAEFAULT;
    }
    if (*lpErrno != 0)
    {
        return INVALID_SOCKET;
    }
    // The doors come before the queue: without a descriptor the connection stays (R-RES-4).
    Ptr<BaseSocket> connection = listener->PrepareConnection();
    const SOCKET accepted = Admit(connection, lpErrno);
    if (accepted == INVALID_SOCKET)
    {
        return INVALID_SOCKET;
    }
    listener->TakeConnection(*connection);
    WinsockSocketAddress peer;
    if (addr && addrlen && connection->GetPeer(peer) == 0)
    {
        peer.Write(addr, addrlen);
    }
    return accepted;
}

int
WinsockBaseProvider::WSPConnect(SOCKET s,
                                const SOCKADDR* name,
                                int namelen,
                                LPWSABUF lpCallerData,
                                LPWSABUF,
                                LPQOS lpSQOS,
                                LPQOS lpGQOS,
                                LPINT lpErrno)
{
    Ptr<BaseSocket> socket = Find(s, lpErrno);
    if (!socket)
    {
        return SOCKET_ERROR;
    }
    const BaseSocket::Identity identity = socket->GetIdentity();
    WinsockSocketAddress address;
    address.ipv6 = identity.af == AF_INET6;
    int error = 0;
    ADDRESS_FAMILY family = AF_UNSPEC;
    if (name && !IsBadPointer(name) && namelen >= static_cast<int>(sizeof(family)))
    {
        std::memcpy(&family, name, sizeof(family));
    }
    const bool dissolves = name && family == AF_UNSPEC && identity.type != SOCK_STREAM;
    if (!dissolves)
    {
        error = WinsockSocketAddress::Read(name, namelen, identity.af, address);
    }
    if (error == 0 && lpCallerData)
    {
        error = WSAEPROTONOSUPPORT;
    }
    if (error == 0 && (lpSQOS || lpGQOS))
    {
        error = lpGQOS ? WSAEINVAL : WSAEOPNOTSUPP;
    }
    return Answer(error ? error : socket->Connect(address), lpErrno);
}

int
WinsockBaseProvider::WSPShutdown(SOCKET s, int how, LPINT lpErrno)
{
    Ptr<BaseSocket> socket = Find(s, lpErrno);
    return socket ? Answer(socket->Shutdown(how), lpErrno) : SOCKET_ERROR;
}

} // namespace ns3::winsock
