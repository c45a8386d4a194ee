/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "oracle-states.h"

#include "oracle-calls.h"
#include "oracle-peers.h"

#include <functional>
#include <map>
#include <vector>

namespace ns3::winsock::test
{

namespace
{

/// Makes a socket; Winsock is started.
using Maker = std::function<SOCKET(Winsock&)>;

SOCKET
ClosedSocket(Winsock& ws)
{
    // Sockets that the call needs besides take the numbers of the others.
    const std::vector<SOCKET> others{NewTcp(ws), NewTcp(ws), NewTcp(ws)};
    const SOCKET s = NewTcp(ws);
    ws.closesocket(s);
    for (const SOCKET other : others)
    {
        ws.closesocket(other);
    }
    return s;
}

SOCKET
EventHandle(Winsock& ws)
{
    return reinterpret_cast<SOCKET>(ws.WSACreateEvent());
}

SOCKET
ListenerWithPending(Winsock& ws)
{
    const SOCKET s = Listener(ws);
    SOCKADDR_IN name = NameOf(ws, s);
    const SOCKET peer = NewTcp(ws);
    ws.connect(peer, AsAddress(name), sizeof(name));
    LetArrive(ws);
    return s;
}

/// @param act what the peer of a connected stream socket does
Maker
TcpAfter(std::function<void(Winsock&, SOCKET peer)> act)
{
    return [act = std::move(act)](Winsock& ws)
    {
        const SocketPair pair = TcpPair(ws);
        act(ws, pair.peer);
        LetArrive(ws);
        return pair.s;
    };
}

/// @param pair makes connected sockets; @param how the first of them is shut down
Maker
AfterShutdown(SocketPair (*pair)(Winsock&), int how)
{
    return [pair, how](Winsock& ws)
    {
        const SOCKET s = pair(ws).s;
        ws.shutdown(s, how);
        LetArrive(ws);
        return s;
    };
}

SOCKET
UdpWithDatagram(Winsock& ws)
{
    const SOCKET s = BoundUdp(ws);
    SOCKADDR_IN name = NameOf(ws, s);
    const SOCKET peer = BoundUdp(ws);
    ws.sendto(peer, "0123456789", 10, 0, AsAddress(name), sizeof(name));
    LetArrive(ws);
    return s;
}

SOCKET
UdpToClosedPort(Winsock& ws)
{
    SOCKADDR_IN nobody = ClosedUdpPort(ws);
    const SOCKET s = BoundUdp(ws);
    SetMode(ws, s);
    ws.connect(s, AsAddress(nobody), sizeof(nobody));
    Say(ws, s, 1);
    LetArrive(ws);
    return s;
}

SOCKET
BoundUdp6(Winsock& ws)
{
    const SOCKET s = ws.socket(AF_INET6, SOCK_DGRAM, IPPROTO_UDP);
    SOCKADDR_IN6 name = OracleIp6("::1", 0);
    ws.bind(s, AsAddress(name), sizeof(name));
    return s;
}

const std::map<std::string, Maker>&
Makers()
{
    const auto sendsThree = [](Winsock& ws, SOCKET peer) { Say(ws, peer, 3); };
    const auto ends = [](Winsock& ws, SOCKET peer) { ws.shutdown(peer, SD_SEND); };
    const auto sendsThreeAndEnds = [](Winsock& ws, SOCKET peer)
    {
        Say(ws, peer, 3);
        ws.shutdown(peer, SD_SEND);
    };
    static const std::map<std::string, Maker> makers{
        {"INVALID_SOCKET", [](Winsock&) { return INVALID_SOCKET; }},
        {"socket 0", [](Winsock&) { return SOCKET{0}; }},
        {"closed socket", ClosedSocket},
        {"event handle", EventHandle},
        {"tcp new", NewTcp},
        {"tcp bound", BoundTcp},
        {"tcp listening", Listener},
        {"tcp listening; connection pending", ListenerWithPending},
        {"tcp connected", [](Winsock& ws) { return TcpPair(ws).s; }},
        {"tcp connected; 3 bytes queued", TcpAfter(sendsThree)},
        {"tcp connect refused", RefusedTcp},
        {"tcp peer sent FIN", TcpAfter(ends)},
        {"tcp 3 bytes queued then FIN", TcpAfter(sendsThreeAndEnds)},
        {"tcp peer reset", TcpAfter(Reset)},
        {"tcp connected; shutdown SD_SEND", AfterShutdown(TcpPair, SD_SEND)},
        {"tcp connected; shutdown SD_RECEIVE", AfterShutdown(TcpPair, SD_RECEIVE)},
        {"tcp connected; shutdown SD_BOTH", AfterShutdown(TcpPair, SD_BOTH)},
        {"udp new", NewUdp},
        {"udp bound", BoundUdp},
        {"udp bound; 10-byte datagram queued", UdpWithDatagram},
        {"udp connected", [](Winsock& ws) { return UdpPair(ws).s; }},
        {"udp connected; shutdown SD_SEND", AfterShutdown(UdpPair, SD_SEND)},
        {"udp connected; shutdown SD_RECEIVE", AfterShutdown(UdpPair, SD_RECEIVE)},
        {"udp connected to closed port; datagram sent", UdpToClosedPort},
        {"tcp6 new", [](Winsock& ws) { return ws.socket(AF_INET6, SOCK_STREAM, IPPROTO_TCP); }},
        {"udp6 bound", BoundUdp6},
    };
    return makers;
}

} // namespace

bool
MakeSocketInState(Winsock& ws, const std::string& state, SOCKET& s)
{
    if (state == "before WSAStartup")
    {
        s = 0x1234; // no function looks at it
        return true;
    }
    const auto maker = Makers().find(state);
    if (maker == Makers().end())
    {
        return false;
    }
    Start(ws);
    s = maker->second(ws);
    SetMode(ws, s);
    return true;
}

OracleAnswer
PerformCallInState(Winsock& ws, const OracleRow& row)
{
    const OracleCall call = FindOracleCall(row.call);
    if (!call)
    {
        return OracleAnswer::None("unknown call");
    }
    SOCKET s = INVALID_SOCKET;
    if (!MakeSocketInState(ws, row.state, s))
    {
        return OracleAnswer::None("unknown state");
    }
    return call(ws, s);
}

} // namespace ns3::winsock::test
