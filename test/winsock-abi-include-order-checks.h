/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_ABI_INCLUDE_ORDER_CHECKS_H
#define WINSOCK_ABI_INCLUDE_ORDER_CHECKS_H

/**
 * @file
 * @ingroup winsock-test
 * What a program's file looks like: using-directives at file scope, Winsock's names beside
 * those of ns-3 and of the host. The file that includes this one decides the order of the
 * headers; most of the test is that it compiles.
 */

#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;

namespace
{

// Macros of the host that Winsock numbers differently.
static_assert(AF_INET6 == 23 && PF_INET6 == 23 && AF_IPX == 6 && AF_IRDA == 26, "families");
static_assert(SOL_SOCKET == 0xffff && SO_REUSEADDR == 4 && SO_ERROR == 0x1007, "options");
static_assert(SO_EXCLUSIVEADDRUSE == -5 && SO_RCVBUF == 0x1002, "options");
static_assert(IP_TTL == 4 && IPV6_V6ONLY == 27 && TCP_KEEPALIVE == 3 && TCP_MAXSEG == 4, "options");
static_assert(FIONBIO == 0x8004667e && FIONREAD == 0x4004667f, "ioctlsocket codes");
static_assert(POLLIN == 0x300 && POLLERR == 1, "poll events");
static_assert(EAI_NONAME == 11001 && HOST_NOT_FOUND == 11001 && AI_ADDRCONFIG == 0x400, "names");
static_assert(SOMAXCONN == 0x7fffffff && FD_SETSIZE == 64, "limits");
static_assert(INADDR_LOOPBACK == 0x7f000001 && INADDR_NONE == 0xffffffff, "addresses");

// Enumerators of the host: one entity where the values agree, ours by its full name otherwise.
static_assert(SOCK_STREAM == 1 && SOCK_RAW == 3 && IPPROTO_TCP == 6 && IPPROTO_ICMPV6 == 58,
              "same");
static_assert(MSG_PEEK == 2 && MSG_PARTIAL == 0x8000 && IPPORT_FTP == 21, "same");
static_assert(winsock::MSG_WAITALL == 8 && winsock::MSG_TRUNC == 0x100, "different");
static_assert(winsock::IFF_LOOPBACK == 4 && winsock::IPPROTO_MAX == 256, "different");

// Structures: ours by the upper-case name, the host's by its own.
static_assert(sizeof(TIMEVAL) == 8 && sizeof(LINGER) == 4 && sizeof(FD_SET) == 520, "ours");
static_assert(sizeof(winsock::timeval) == 8 && sizeof(winsock::sockaddr_in6) == 28, "ours");
static_assert(sizeof(::timeval) == 2 * sizeof(::time_t) && sizeof(::linger) == 8, "the host's");

/**
 * Stand in for Winsock's socket(): takes plain numbers.
 * @param af address family
 * @param type socket type
 * @param protocol protocol
 * @return a value made of all three
 */
int
TakeSocketArguments(int af, int type, int protocol)
{
    return af * 10000 + type * 1000 + protocol;
}

/**
 * Choose as a program does, from numbers that it has as int.
 * @param type socket type
 * @return its protocol
 */
int
ProtocolForType(int type)
{
    switch (type)
    {
    case SOCK_STREAM:
        return IPPROTO_TCP;
    case SOCK_DGRAM:
        return IPPROTO_UDP;
    default:
        return type == SOCK_RAW ? +IPPROTO_ICMP : 0;
    }
}

/**
 * Fill an address in as a program does.
 * @return the address
 */
SOCKADDR_IN
LoopbackAddress()
{
    SOCKADDR_IN address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(7); // the host's function: same network, same byte order
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

/**
 * Use the names at run time.
 * @return what went wrong, one line each
 */
std::vector<std::string>
CheckNames()
{
    std::vector<std::string> complaints;
    const auto expect = [&complaints](bool holds, const std::string& what)
    {
        if (!holds)
        {
            complaints.push_back(what);
        }
    };

    expect(TakeSocketArguments(AF_INET6, SOCK_STREAM, IPPROTO_TCP) == 231006, "socket arguments");
    expect(ProtocolForType(2) == 17 && ProtocolForType(3) == 1, "enumerators in a switch");
    int flags = MSG_PEEK | MSG_OOB;
    flags |= MSG_DONTROUTE | MSG_PARTIAL;
    expect(flags == 0x8007, "flags combine");

    const SOCKADDR_IN address = LoopbackAddress();
    expect(address.sin_addr.S_un.S_un_b.s_b1 == 127, "first byte of the address");
    const Ipv4Address ip(ntohl(address.sin_addr.s_addr));
    expect(ip == Ipv4Address::GetLoopback(), "an address for ns-3");
    expect(InetSocketAddress(ip, ntohs(address.sin_port)).GetPort() == 7, "a port for ns-3");

    FD_SET set;
    FD_ZERO(&set);
    FD_SET(INVALID_SOCKET - 1, &set);
    expect(FD_ISSET(INVALID_SOCKET - 1, &set) != 0, "a socket in a set");

    const Ptr<ns3::Socket> none;
    expect(!none && ns3::Socket::NS3_SOCK_STREAM == 0, "ns-3's sockets are untouched");
    expect(TcpSocketFactory::GetTypeId() != UdpSocketFactory::GetTypeId(), "ns-3's factories");

    const int host = ::socket(-1, SOCK_STREAM, 0); // no such family: only the name matters
    expect(host == -1 && SOCKET_ERROR == -1, "the host's functions are untouched");
    return complaints;
}

} // namespace

#endif // WINSOCK_ABI_INCLUDE_ORDER_CHECKS_H
