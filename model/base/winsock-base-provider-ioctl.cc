/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The base provider's ioctls.
 */

#include "ns3/ioctl-call.h"
#include "ns3/ip-ioctls.h"
#include "ns3/node-addresses.h"
#include "ns3/overlapped-request.h"
#include "ns3/winsock-base-provider.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-ioctls.h"
#include "ns3/winsock-options.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"

#include <cstddef>
#include <cstring>
#include <vector>

namespace ns3::winsock
{

namespace
{

int
SetKeepAlive(BaseSocket& socket, const IoctlCall& call)
{
    if (socket.GetIdentity().type != SOCK_STREAM)
    {
        return socket.FollowsTests() ? WSAEINVAL : WSAENOPROTOOPT; // R-IOC-7
    }
    tcp_keepalive values{};
    const int error = call.Read(values);
    return error ? error : socket.SetKeepAliveValues(values);
}

int
SetReportsUnreachable(BaseSocket& socket, const IoctlCall& call)
{
    BOOL reports = FALSE;
    const int error = call.Read(reports);
    return error ? error : socket.SetReportsUnreachable(reports != FALSE);
}

int
SetNonBlocking(BaseSocket& socket, const IoctlCall& call)
{
    ULONG mode = 0;
    const int error = call.Read(mode);
    return error ? error : socket.SetNonBlocking(mode != 0);
}

/// SIO_GET_BROADCAST_ADDRESS: there are no broadcasts in IPv6 (R-IOC-7).
int
GetBroadcastAddress(const BaseSocket& socket, const IoctlCall& call)
{
    if (socket.GetIdentity().af != AF_INET)
    {
        return WSAENOPROTOOPT;
    }
    SOCKADDR_IN broadcast{};
    broadcast.sin_family = AF_INET;
    broadcast.sin_addr.S_un.S_addr = INADDR_BROADCAST;
    return call.Write(&broadcast, sizeof(broadcast));
}

/// SIO_ADDRESS_LIST_QUERY: the list and behind it the addresses that it points to.
int
ListAddresses(Ptr<Node> node, const BaseSocket& socket, const IoctlCall& call)
{
    const bool ipv6 = socket.GetIdentity().af == AF_INET6;
    const std::vector<WinsockSocketAddress> addresses = GetNodeAddresses(node, ipv6);
    const std::size_t head =
        offsetof(SOCKET_ADDRESS_LIST, Address) + addresses.size() * sizeof(SOCKET_ADDRESS);
    const std::size_t each = ipv6 ? sizeof(SOCKADDR_IN6) : sizeof(SOCKADDR_IN);
    std::vector<char> list(head + addresses.size() * each);
    auto* const place = static_cast<char*>(call.out);
    const auto count = static_cast<INT>(addresses.size());
    std::memcpy(list.data(), &count, sizeof(count));
    for (std::size_t i = 0; i < addresses.size(); ++i)
    {
        const std::size_t offset = head + i * each;
        auto length = static_cast<INT>(each);
        addresses[i].Write(reinterpret_cast<SOCKADDR*>(list.data() + offset), &length);
        const SOCKET_ADDRESS one{reinterpret_cast<SOCKADDR*>(place + offset), length};
        std::memcpy(list.data() + offsetof(SOCKET_ADDRESS_LIST, Address) + i * sizeof(one),
                    &one,
                    sizeof(one));
    }
    if (call.outBytes < offsetof(SOCKET_ADDRESS_LIST, Address) && socket.FollowsTests())
    {
        return WSAEINVAL; // not even the number of addresses has room
    }
    return call.WriteOrSize(list.data(), static_cast<DWORD>(list.size()));
}

/// SIO_ROUTING_INTERFACE_QUERY: the address that is used to reach another one.
int
FindRoute(Ptr<Node> node, const BaseSocket& socket, const IoctlCall& call)
{
    const int af = socket.GetIdentity().af;
    WinsockSocketAddress to;
    int error = WinsockSocketAddress::Read(
        static_cast<const SOCKADDR*>(call.in), static_cast<int>(call.inBytes), af, to);
    WinsockSocketAddress from;
    error = error ? error : FindSourceAddress(node, to, from);
    if (error != 0)
    {
        return error;
    }
    SOCKADDR_STORAGE name{};
    INT length = sizeof(name);
    from.Write(reinterpret_cast<SOCKADDR*>(&name), &length);
    return call.WriteOrSize(&name, static_cast<DWORD>(length));
}

} // namespace

int
WinsockBaseProvider::Control(SOCKET s, BaseSocket& socket, const IoctlCall& call) const
{
    const Ptr<Node> node = GetProcess().GetStack().GetNode();
    switch (call.code)
    {
    case FIONBIO:
        return SetNonBlocking(socket, call);
    case FIONREAD:
    {
        const ULONG bytes = socket.GetReadableBytes();
        return call.Write(&bytes, sizeof(bytes));
    }
    case SIOCATMARK:
    {
        if (socket.GetIdentity().type != SOCK_STREAM && socket.FollowsTests())
        {
            return WSAEINVAL;
        }
        const ULONG isAtMark = socket.IsAtMark();
        return call.Write(&isAtMark, sizeof(isAtMark));
    }
    case SIO_BASE_HANDLE:
    case SIO_BSP_HANDLE:
    case SIO_BSP_HANDLE_SELECT:
    case SIO_BSP_HANDLE_POLL:
        return call.overlapped ? WSAEOPNOTSUPP : call.Write(&s, sizeof(s));
    case SIO_TRANSLATE_HANDLE:
    case SIO_ASSOCIATE_HANDLE:
        return WSAENOPROTOOPT; // no companion interface (R-IOC-7)
    case SIO_GET_EXTENSION_FUNCTION_POINTER:
        return call.WriteExtension(*this);
    case SIO_KEEPALIVE_VALS:
        return SetKeepAlive(socket, call);
    case SIO_UDP_CONNRESET:
        return SetReportsUnreachable(socket, call);
    case SIO_GET_BROADCAST_ADDRESS:
        return GetBroadcastAddress(socket, call);
    case SIO_ADDRESS_LIST_QUERY:
        return ListAddresses(node, socket, call);
    case SIO_ROUTING_INTERFACE_QUERY:
        return FindRoute(node, socket, call);
    default:
        return ControlIp(node, socket, call);
    }
}

int
WinsockBaseProvider::WSPIoctl(SOCKET s,
                              DWORD dwIoControlCode,
                              LPVOID lpvInBuffer,
                              DWORD cbInBuffer,
                              LPVOID lpvOutBuffer,
                              DWORD cbOutBuffer,
                              LPDWORD lpcbBytesReturned,
                              LPWSAOVERLAPPED lpOverlapped,
                              LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine,
                              LPWSATHREADID lpThreadId,
                              LPINT lpErrno)
{
    Ptr<BaseSocket> socket = Find(s, lpErrno);
    if (!socket)
    {
        return SOCKET_ERROR;
    }
    if (IsNowhere(lpcbBytesReturned))
    {
        return Answer(WSAEFAULT, lpErrno); // with an overlapped structure as well (R-IOC-2)
    }
    const bool attribute = (socket->GetIdentity().flags & WSA_FLAG_OVERLAPPED) != 0;
    const LPWSAOVERLAPPED overlapped = attribute ? lpOverlapped : nullptr;
    WinsockProcess& process = GetProcess();
    *lpcbBytesReturned = 0;
    int error =
        overlapped ? JudgeOverlapped(process, s, overlapped, lpCompletionRoutine, lpThreadId) : 0;
    if (error == 0)
    {
        error = Control(s,
                        *socket,
                        IoctlCall{dwIoControlCode,
                                  lpvInBuffer,
                                  cbInBuffer,
                                  lpvOutBuffer,
                                  cbOutBuffer,
                                  lpcbBytesReturned,
                                  overlapped});
    }
    if (error == IoctlCall::UNKNOWN)
    {
        // The documents say one thing, tests on desktop Windows another (R-IOC-3).
        const bool documented = process.GetStack().GetDialect() == Dialect::CE;
        error = documented ? WSAEINVAL : WSAEOPNOTSUPP;
        if (overlapped && !documented)
        {
            error = FailLater(
                process, {process, s, overlapped, lpCompletionRoutine, lpThreadId}, WSAEOPNOTSUPP);
        }
    }
    else if (error == 0 && overlapped)
    {
        ReportDone({process, s, overlapped, lpCompletionRoutine, lpThreadId}, *lpcbBytesReturned);
    }
    return Answer(error, lpErrno);
}

} // namespace ns3::winsock
