/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "oracle-constants.h"
#include "oracle-peers.h"
#include "oracle-setups.h"
#include "oracle-words.h"

namespace ns3::winsock::test
{

namespace
{

template <typename Name>
OracleAnswer
AskToConnect(Winsock& ws, SOCKET s, Name name, int length = sizeof(Name))
{
    return Ask(ws, [&] { return ws.connect(s, AsAddress(name), length); });
}

/// @return a socket of a row about connect: blocking unless it says otherwise
SOCKET
Connector(Winsock& ws, const std::string& kind, bool nonblocking = false)
{
    const SOCKET s = NewSocket(ws, kind);
    SetMode(ws, s, nonblocking);
    return s;
}

/// @return the name of a listening socket
SOCKADDR_IN
ListenerName(Winsock& ws)
{
    return NameOf(ws, Listener(ws));
}

/// @param kind of socket; @param name whose address; @param length bytes of it that are given
template <typename Name>
OracleScene
ConnectTo(const std::string& kind, Name name, int length = sizeof(Name))
{
    return [=](Winsock& ws) { return AskToConnect(ws, Connector(ws, kind), name, length); };
}

SOCKADDR_IN
WithFamily(USHORT family)
{
    SOCKADDR_IN name = Loopback(9);
    name.sin_family = family;
    return name;
}

OracleAnswer
ConnectRefused(Winsock& ws)
{
    return AskToConnect(ws, Connector(ws, "tcp"), ClosedTcpPort(ws));
}

/// @return a blocking socket whose connection was refused; @param[out] nobody whom it asked
SOCKET
RefusedBlocking(Winsock& ws, SOCKADDR_IN& nobody)
{
    nobody = ClosedTcpPort(ws);
    const SOCKET s = Connector(ws, "tcp");
    ws.connect(s, AsAddress(nobody), sizeof(nobody));
    return s;
}

OracleAnswer
ConnectAgainAfterRefused(Winsock& ws)
{
    SOCKADDR_IN nobody;
    const SOCKET s = RefusedBlocking(ws, nobody);
    return AskToConnect(ws, s, nobody);
}

OracleAnswer
ConnectToNowhere(Winsock& ws)
{
    const SOCKET s = Connector(ws, "tcp");
    return Ask(ws, [&] { return ws.connect(s, nullptr, sizeof(SOCKADDR_IN)); });
}

OracleAnswer
ConnectToWildcard(Winsock& ws)
{
    SOCKADDR_IN name = ListenerName(ws);
    name.sin_addr = IN_ADDR{};
    return AskToConnect(ws, Connector(ws, "tcp"), name);
}

/// @param nonblocking the socket
OracleScene
ConnectToListener(bool nonblocking)
{
    return [=](Winsock& ws)
    { return AskToConnect(ws, Connector(ws, "tcp", nonblocking), ListenerName(ws)); };
}

OracleAnswer
ConnectToClosedPort(Winsock& ws)
{
    return AskToConnect(ws, Connector(ws, "tcp", true), ClosedTcpPort(ws));
}

OracleAnswer
ConnectConnected(Winsock& ws)
{
    return AskToConnect(ws, TcpPair(ws).s, ListenerName(ws));
}

OracleAnswer
ConnectWhileConnecting(Winsock& ws)
{
    const SOCKADDR_IN name = ListenerName(ws);
    const SOCKET s = Connector(ws, "tcp", true);
    AskToConnect(ws, s, name);
    return AskToConnect(ws, s, name);
}

OracleAnswer
ConnectListening(Winsock& ws)
{
    return AskToConnect(ws, Listener(ws), ListenerName(ws));
}

OracleAnswer
ConnectUdpAgain(Winsock& ws)
{
    const SOCKET s = Connector(ws, "udp");
    AskToConnect(ws, s, Loopback(9));
    return AskToConnect(ws, s, Loopback(10));
}

/// @param name whose peer a connected datagram socket gets; all zero takes the peer away
OracleScene
ReconnectUdp(const SOCKADDR_IN& name)
{
    return [=](Winsock& ws)
    {
        const SOCKET s = Connector(ws, "udp");
        AskToConnect(ws, s, Loopback(9));
        return AskToConnect(ws, s, name);
    };
}

OracleAnswer
WsaConnectToNowhere(Winsock& ws)
{
    const SOCKET s = Connector(ws, "udp");
    AskToConnect(ws, s, Loopback(9));
    return Ask(ws,
               [&] { return ws.WSAConnect(s, nullptr, 0, nullptr, nullptr, nullptr, nullptr); });
}

/// @param calls before the one that is looked at
OracleScene
ListenAfter(int calls, int backlog)
{
    return [=](Winsock& ws)
    {
        const SOCKET s = BoundTcp(ws);
        for (int i = 0; i < calls; ++i)
        {
            ws.listen(s, 5);
        }
        return Ask(ws, [&] { return ws.listen(s, backlog); });
    };
}

/// @param make a socket; @return what listen answers for it
OracleScene
ListenOn(SOCKET (*make)(Winsock&))
{
    return [=](Winsock& ws)
    {
        const SOCKET s = make(ws);
        return Ask(ws, [&] { return ws.listen(s, 5); });
    };
}

SOCKET
ConnectedTcp(Winsock& ws)
{
    return TcpPair(ws).s;
}

SOCKET
AcceptedTcp(Winsock& ws)
{
    return TcpPair(ws).peer;
}

OracleScene
ParseBacklog(const std::string& setup)
{
    const auto parts = OracleParts(setup);
    const auto backlog =
        parts[0] == "tcp" ? OracleNumberAfter(parts.back(), "backlog ") : std::nullopt;
    if (!backlog)
    {
        return nullptr;
    }
    const int calls = setup.find("second") != std::string::npos  ? 1
                      : setup.find("third") != std::string::npos ? 2
                                                                 : 0;
    return Started(ListenAfter(calls, static_cast<int>(*backlog)));
}

/// @return a nonblocking listening socket; @param waits whether a connection waits there
SOCKET
NonblockingListener(Winsock& ws, bool waits)
{
    const SOCKET s = Listener(ws);
    SetMode(ws, s);
    if (waits)
    {
        const SOCKET peer = Connector(ws, "tcp", true);
        AskToConnect(ws, peer, NameOf(ws, s));
        LetArrive(ws);
    }
    return s;
}

/// @param waits whether a connection waits; @param length bytes of room; 0 for no length
OracleScene
Accept(bool waits, INT length, bool address = true)
{
    return [=](Winsock& ws)
    {
        const SOCKET s = NonblockingListener(ws, waits);
        SOCKADDR_IN name{};
        INT room = length;
        return AskForSocket(ws,
                            [&] {
                                return ws.accept(s,
                                                 address ? AsAddress(name) : nullptr,
                                                 length == 0 ? nullptr : &room);
                            });
    };
}

/// @param make a socket that does not listen
OracleScene
AcceptOn(SOCKET (*make)(Winsock&))
{
    return [=](Winsock& ws)
    {
        const SOCKET s = make(ws);
        return AskForSocket(ws, [&] { return ws.accept(s, nullptr, nullptr); });
    };
}

/// What a condition function answers is the data that it is handed.
int
Answer(LPWSABUF, LPWSABUF, LPQOS, LPQOS, LPWSABUF, LPWSABUF, GROUP*, DWORD_PTR data)
{
    return static_cast<int>(data);
}

/// @param first what the function answers first; @param then afterwards, or as first
OracleScene
AcceptIf(int first, int then = -1)
{
    return [=](Winsock& ws)
    {
        const SOCKET s = NonblockingListener(ws, true);
        if (then >= 0)
        {
            ws.WSAAccept(s, nullptr, nullptr, Answer, static_cast<DWORD_PTR>(first));
        }
        const auto answer = static_cast<DWORD_PTR>(then >= 0 ? then : first);
        return AskForSocket(ws, [&] { return ws.WSAAccept(s, nullptr, nullptr, Answer, answer); });
    };
}

std::map<std::string, OracleScene>
TcpConnectScenes()
{
    return {
        {"tcp; blocking; refused", ConnectRefused},
        {"tcp; again after refused", ConnectAgainAfterRefused},
        {"tcp; nonblocking; to a closed port", ConnectToClosedPort},
        {"tcp; namelen 15", ConnectTo("tcp", Loopback(9), 15)},
        {"tcp; namelen 0", ConnectTo("tcp", Loopback(9), 0)},
        {"tcp; NULL address", ConnectToNowhere},
        {"tcp; AF_INET6 address", ConnectTo("tcp", OracleIp6("::1", 9))},
        {"tcp; family 255", ConnectTo("tcp", WithFamily(255))},
        {"tcp; family AF_UNSPEC", ConnectTo("tcp", WithFamily(AF_UNSPEC))},
        {"tcp; port 0", ConnectTo("tcp", Loopback(0))},
        {"tcp; 0.0.0.0:0", ConnectTo("tcp", OracleIp4("0.0.0.0", 0))},
        {"tcp; 0.0.0.0 with the port of a loopback listener", ConnectToWildcard},
        {"tcp; 255.255.255.255", ConnectTo("tcp", OracleIp4("255.255.255.255", 9))},
        {"tcp; multicast 224.0.0.1", ConnectTo("tcp", OracleIp4("224.0.0.1", 9))},
        {"tcp6; AF_INET address", ConnectTo("tcp6", Loopback(9))},
        {"tcp6; namelen 16", ConnectTo("tcp6", OracleIp6("::1", 9), 16)},
        {"tcp; blocking; to listener", ConnectToListener(false)},
        {"tcp; blocking; already connected", ConnectConnected},
        {"tcp; nonblocking; to listener", ConnectToListener(true)},
        {"tcp; nonblocking; again while connecting", ConnectWhileConnecting},
        {"tcp; nonblocking; already connected", ConnectConnected},
        {"listening socket", ConnectListening},
    };
}

std::map<std::string, OracleScene>
UdpConnectScenes()
{
    return {
        {"udp; port 0", ConnectTo("udp", Loopback(0))},
        {"udp; to 127.0.0.1:9", ConnectTo("udp", Loopback(9))},
        {"udp; second address", ConnectUdpAgain},
        {"udp; family AF_UNSPEC", ReconnectUdp(WithFamily(AF_UNSPEC))},
        {"udp; 0.0.0.0:0", ReconnectUdp(OracleIp4("0.0.0.0", 0))},
        {"udp; namelen 15", ConnectTo("udp", Loopback(9), 15)},
        {"udp; AF_INET6 address", ConnectTo("udp", OracleIp6("::1", 9))},
        {"udp; 255.255.255.255", ConnectTo("udp", OracleIp4("255.255.255.255", 9))},
    };
}

} // namespace

void
AddConnectScenes(OracleSceneTable& table)
{
    table.emplace("connect", Scenes(TcpConnectScenes()));
    table.emplace("connect", Scenes(UdpConnectScenes()));
    table.emplace("WSAConnect", Scenes({{"udp; NULL address", WsaConnectToNowhere}}));
    table.emplace("listen",
                  Scenes({{"tcp; not bound", ListenOn(NewTcp)},
                          {"tcp; connected", ListenOn(ConnectedTcp)},
                          {"tcp; SOMAXCONN", ListenAfter(0, SOMAXCONN)},
                          {"udp", ListenOn(BoundUdp)},
                          {"udp; bound", ListenOn(BoundUdp)},
                          {"udp; not bound", ListenOn(NewUdp)}}));
    table.emplace("listen", ParseBacklog);
    table.emplace(
        "accept",
        Scenes({{"on an accepted socket", AcceptOn(AcceptedTcp)},
                {"on a connected socket", AcceptOn(ConnectedTcp)},
                {"tcp; not listening", AcceptOn(BoundTcp)},
                {"udp", AcceptOn(BoundUdp)},
                {"nonblocking; nobody waits", Accept(false, sizeof(SOCKADDR_IN))},
                {"connection waits", Accept(true, sizeof(SOCKADDR_IN))},
                {"addrlen 3; connection waits", Accept(true, 3)},
                {"after addrlen 3", Accept(true, sizeof(SOCKADDR_IN))},
                {"NULL address; connection waits", Accept(true, 0, false)},
                {"NULL address; addrlen given; connection waits", Accept(true, 16, false)},
                {"address given; NULL addrlen; connection waits", Accept(true, 0)}}));
    table.emplace("WSAAccept",
                  Scenes({{"condition CF_ACCEPT", AcceptIf(CF_ACCEPT)},
                          {"condition CF_REJECT", AcceptIf(CF_REJECT)},
                          {"condition CF_DEFER", AcceptIf(CF_DEFER)},
                          {"condition CF_ACCEPT after CF_DEFER", AcceptIf(CF_DEFER, CF_ACCEPT)},
                          {"condition returns 99", AcceptIf(99)}}));
}

} // namespace ns3::winsock::test
