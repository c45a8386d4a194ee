/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "oracle-peers.h"

#include "ns3/ipv4-address.h"
#include "ns3/ipv6-address.h"

#include <cstring>
#include <vector>

namespace ns3::winsock::test
{

namespace
{

template <typename Name>
int
BindIt(Winsock& ws, SOCKET s, Name name)
{
    return ws.bind(s, AsAddress(name), sizeof(name));
}

} // namespace

void
LetArrive(Winsock& ws)
{
    ws.Sleep(500);
}

void
Start(Winsock& ws)
{
    WSADATA data;
    ws.WSAStartup(MAKEWORD(2, 2), &data);
}

SOCKADDR_IN
OracleIp4(const std::string& address, USHORT port)
{
    SOCKADDR_IN name{};
    name.sin_family = AF_INET;
    uint8_t bytes[4];
    Ipv4Address(address.c_str()).Serialize(bytes);
    std::memcpy(&name.sin_addr, bytes, sizeof(bytes));
    name.sin_port = static_cast<USHORT>((port << 8) | (port >> 8));
    return name;
}

SOCKADDR_IN6
OracleIp6(const std::string& address, USHORT port)
{
    SOCKADDR_IN6 name{};
    name.sin6_family = AF_INET6;
    uint8_t bytes[16];
    Ipv6Address(address.c_str()).Serialize(bytes);
    std::memcpy(&name.sin6_addr, bytes, sizeof(bytes));
    name.sin6_port = static_cast<USHORT>((port << 8) | (port >> 8));
    return name;
}

SOCKADDR_IN
Loopback(USHORT port)
{
    return OracleIp4("127.0.0.1", port);
}

SOCKADDR_IN
NameOf(Winsock& ws, SOCKET s)
{
    SOCKADDR_IN name{};
    INT length = sizeof(name);
    ws.getsockname(s, AsAddress(name), &length);
    return name;
}

SOCKET
NewTcp(Winsock& ws)
{
    return ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
}

SOCKET
NewUdp(Winsock& ws)
{
    return ws.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
}

SOCKET
BoundTcp(Winsock& ws)
{
    const SOCKET s = NewTcp(ws);
    BindIt(ws, s, Loopback());
    return s;
}

SOCKET
BoundUdp(Winsock& ws)
{
    const SOCKET s = NewUdp(ws);
    BindIt(ws, s, Loopback());
    return s;
}

SOCKET
Listener(Winsock& ws)
{
    const SOCKET s = BoundTcp(ws);
    ws.listen(s, 5);
    return s;
}

SOCKADDR_IN
ClosedTcpPort(Winsock& ws)
{
    const SOCKET s = BoundTcp(ws);
    const SOCKADDR_IN name = NameOf(ws, s);
    ws.closesocket(s);
    return name;
}

SOCKADDR_IN
ClosedUdpPort(Winsock& ws)
{
    const SOCKET s = BoundUdp(ws);
    const SOCKADDR_IN name = NameOf(ws, s);
    ws.closesocket(s);
    return name;
}

void
SetMode(Winsock& ws, SOCKET s, bool nonblocking)
{
    ULONG mode = nonblocking;
    ws.ioctlsocket(s, FIONBIO, &mode);
}

void
SetTo(Winsock& ws, SOCKET s, int level, int option, int value)
{
    ws.setsockopt(s, level, option, reinterpret_cast<const char*>(&value), sizeof(value));
}

void
Say(Winsock& ws, SOCKET s, int bytes)
{
    const std::vector<char> data(static_cast<std::size_t>(bytes), 'x');
    ws.send(s, data.data(), bytes, 0);
}

void
Reset(Winsock& ws, SOCKET s)
{
    const linger hard{1, 0};
    ws.setsockopt(s, SOL_SOCKET, SO_LINGER, reinterpret_cast<const char*>(&hard), sizeof(hard));
    ws.closesocket(s);
}

SocketPair
TcpPair(Winsock& ws)
{
    const SOCKET listener = Listener(ws);
    SOCKADDR_IN name = NameOf(ws, listener);
    const SOCKET s = NewTcp(ws);
    SetMode(ws, s);
    ws.connect(s, AsAddress(name), sizeof(name));
    const SOCKET peer = ws.accept(listener, nullptr, nullptr);
    ws.closesocket(listener);
    LetArrive(ws);
    return {s, peer};
}

SocketPair
UdpPair(Winsock& ws)
{
    const SOCKET s = BoundUdp(ws);
    SetMode(ws, s);
    const SOCKET peer = BoundUdp(ws);
    SOCKADDR_IN name = NameOf(ws, peer);
    ws.connect(s, AsAddress(name), sizeof(name));
    return {s, peer};
}

SOCKET
RefusedTcp(Winsock& ws)
{
    SOCKADDR_IN nobody = ClosedTcpPort(ws);
    const SOCKET s = NewTcp(ws);
    SetMode(ws, s);
    ws.connect(s, AsAddress(nobody), sizeof(nobody));
    ws.Sleep(5000); // the request is repeated before it counts as refused
    return s;
}

} // namespace ns3::winsock::test
