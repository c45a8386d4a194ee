/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Names of sockets: bind and its refusals, automatic ports, sharing, getsockname and getpeername,
// and what inet_* and the byte-order calls make of addresses.

#include "scenario-test-support.h"
#include "scene-test-support.h"

#include "ns3/callback.h"
#include "ns3/inet-socket-address.h"
#include "ns3/packet-sink-helper.h"
#include "ns3/uinteger.h"
#include "ns3/winsock-process.h"

#include <array>
#include <set>
#include <string>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

constexpr uint16_t PORT = 6000;

/// @return the port that a socket has, in host byte order
uint16_t
PortOf(Winsock& ws, SOCKET s)
{
    SOCKADDR_IN name{};
    INT length = sizeof(name);
    ws.getsockname(s, reinterpret_cast<SOCKADDR*>(&name), &length);
    return ws.ntohs(name.sin_port);
}

SOCKET
NewSocket(Winsock& ws, int type)
{
    return ws.socket(AF_INET, type, 0);
}

/// Runs a script on one node for streams and for datagrams.
void
ForBothTypes(Scene& t, const std::function<void(Winsock&, int)>& script)
{
    t.Build();
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  script(ws, SOCK_STREAM);
                  script(ws, SOCK_DGRAM);
              });
    t.Play();
}

void
Arguments(Scene& t)
{
    ForBothTypes(
        t,
        [&](Winsock& ws, int type)
        {
            const SOCKET s = NewSocket(ws, type);
            const SOCKADDR_IN own = Ip4(Scene::CLIENT, PORT);
            const auto* name = reinterpret_cast<const SOCKADDR*>(&own);
            t.Fails(ws, ws.bind(s, nullptr, sizeof(own)), WSAEFAULT, "R-BND-1: null");
            t.Fails(ws, ws.bind(s, name, 15), WSAEFAULT, "R-BND-1: too short");
            SOCKADDR_IN foreign = own;
            foreign.sin_family = AF_IPX;
            t.Fails(ws, BindTo(ws, s, foreign), WSAEAFNOSUPPORT, "R-BND-1: unknown family");
            t.Fails(ws,
                    BindTo(ws, s, Ip4(Scene::SERVER, PORT)),
                    WSAEADDRNOTAVAIL,
                    "R-BND-2: not of this node");
            t.Works(ws,
                    BindTo(ws, NewSocket(ws, type), Ip4("255.255.255.255", PORT)),
                    "api-errors.csv: broadcast");
            const SOCKADDR_IN group = Ip4("224.0.0.1", PORT + 1);
            const int bound = BindTo(ws, NewSocket(ws, type), group);
            t.Equal(bound, type == SOCK_DGRAM ? 0 : SOCKET_ERROR, "api-errors.csv: multicast");
            t.Fails(ws, ws.bind(s, name, -1), WSAENOBUFS, "api-errors.csv: namelen -1");
            t.Fails(ws, ws.bind(4711, nullptr, 0), WSAENOTSOCK, "R-SPI-14: handle first");
            t.Works(ws, BindTo(ws, s, own), "after all that");
            t.Fails(ws, BindTo(ws, s, Ip4(Scene::CLIENT, 0)), WSAEINVAL, "R-BND-2: bound already");
            t.Equal(PortOf(ws, s), PORT, "still where it was");
            t.Works(ws, BindTo(ws, NewSocket(ws, type), Ip4("127.0.0.1", PORT)), "loopback too");
        });
}

void
Arguments6(Scene& t)
{
    Scene::Link link;
    link.ipv6 = true;
    t.Build(link);
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET s = ws.socket(AF_INET6, SOCK_STREAM, 0);
                  const SOCKADDR_IN6 own = Ip6(Scene::CLIENT6, PORT);
                  const auto* name = reinterpret_cast<const SOCKADDR*>(&own);
                  t.Fails(ws, ws.bind(s, name, 24), WSAEFAULT, "R-BND-1: the form of RFC 2133");
                  t.Fails(ws,
                          BindTo(ws, s, Ip6(Scene::SERVER6, PORT)),
                          WSAEADDRNOTAVAIL,
                          "R-BND-2: not of this node");
                  t.Works(ws, BindTo(ws, s, own), "own address");
                  SOCKADDR_IN6 got{};
                  INT length = sizeof(SOCKADDR_IN);
                  auto* room = reinterpret_cast<SOCKADDR*>(&got);
                  t.Fails(ws, ws.getsockname(s, room, &length), WSAEFAULT, "R-BND-6: too small");
                  length = sizeof(got);
                  t.Works(ws, ws.getsockname(s, room, &length), "getsockname");
                  t.Equal(TextOf(got), std::string("[2001:db8::1]:6000"), "the name");
              });
    t.Play();
}

void
Names(Scene& t)
{
    t.Build();
    t.Program(t.server,
              [&](Winsock& ws)
              { ws.accept(ListenAt(ws, Ip4(Scene::ANY, PORT)), nullptr, nullptr); });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = NewSocket(ws, SOCK_STREAM);
            SOCKADDR_IN got{};
            auto* room = reinterpret_cast<SOCKADDR*>(&got);
            INT length = sizeof(got);
            t.Fails(ws, ws.getsockname(s, room, &length), WSAEINVAL, "R-BND-6: not bound");
            t.Fails(ws, ws.getpeername(s, room, &length), WSAENOTCONN, "R-BND-6: no peer");
            BindTo(ws, s, Ip4(Scene::ANY, 0));
            t.Works(ws, ws.getsockname(s, room, &length), "R-BND-6: bound to the wildcard");
            const uint16_t port = PortOf(ws, s);
            t.Equal(TextOf(got), "0.0.0.0:" + std::to_string(port), "R-BND-6: its name");
            ConnectTo(ws, s, Ip4(Scene::SERVER, PORT));
            t.Works(ws, ws.getsockname(s, room, &length), "connected");
            t.Equal(TextOf(got), "10.1.1.1:" + std::to_string(port), "now with its own address");
            t.Works(ws, ws.getpeername(s, room, &length), "connected");
            t.Equal(TextOf(got), std::string("10.1.1.2:6000"), "the peer");
            length = sizeof(got) - 1;
            t.Fails(ws, ws.getsockname(s, room, &length), WSAEFAULT, "R-BND-6: too small");
            t.Fails(ws, ws.getpeername(s, room, &length), WSAEFAULT, "R-BND-6: too small");
            t.Fails(ws, ws.getpeername(s, nullptr, &length), WSAEFAULT, "nowhere to write");
        },
        Seconds(4));
    t.Play();
}

/// Automatic ports. @param first of the range of the profile @param last likewise
void
AutomaticPorts(Scene& t, const std::string& profile, uint16_t first, uint16_t last)
{
    t.Build(profile);
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  for (const int type : {SOCK_STREAM, SOCK_DGRAM})
                  {
                      std::set<uint16_t> ports;
                      for (int i = 0; i < 50; ++i)
                      {
                          const SOCKET s = NewSocket(ws, type);
                          t.Works(ws, BindTo(ws, s, Ip4(Scene::ANY, 0)), "R-BND-3");
                          ports.insert(PortOf(ws, s));
                      }
                      t.Equal(ports.size(), 50, "R-BND-3: all different");
                      t.True(*ports.begin() >= first, "R-BND-3: within the range");
                      t.True(*ports.rbegin() <= last, "R-BND-3: within the range");
                  }
              });
    t.Play();
}

/// Counts refusals for want of a port.
struct PortRefusals
{
    void
    Note(const ResourceRefusal& refusal)
    {
        count += refusal.cause == RefusalCause::PORTS && refusal.inUse == 4 && refusal.process == 1;
    }

    uint32_t count{0};
};

/// No automatic port is left. @param error what the profile calls that
void
NoPortLeft(Scene& t, const std::string& profile, int error)
{
    t.Build(profile);
    t.Set(t.client, "EphemeralFirst", UintegerValue(2000));
    t.Set(t.client, "EphemeralLast", UintegerValue(2003));
    PortRefusals refusals;
    StackOf(t.client)->TraceConnectWithoutContext("Refused",
                                                  MakeCallback(&PortRefusals::Note, &refusals));
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  for (const int type : {SOCK_STREAM, SOCK_DGRAM})
                  {
                      std::array<SOCKET, 4> sockets;
                      for (SOCKET& s : sockets)
                      {
                          s = NewSocket(ws, type);
                          t.Works(ws, BindTo(ws, s, Ip4(Scene::ANY, 0)), "while there are some");
                      }
                      const SOCKET late = NewSocket(ws, type);
                      t.Fails(ws, BindTo(ws, late, Ip4(Scene::ANY, 0)), error, "R-ACC-37: bind");
                      t.Fails(ws,
                              ConnectTo(ws, late, Ip4(Scene::SERVER, PORT)),
                              error,
                              "R-ACC-37: connect");
                      if (type == SOCK_DGRAM)
                      {
                          t.Fails(ws,
                                  SendTo(ws, late, "x", Ip4(Scene::SERVER, PORT)),
                                  error,
                                  "R-ACC-37: sendto");
                      }
                      t.Works(ws, BindTo(ws, late, Ip4(Scene::ANY, PORT)), "a named port is free");
                      ws.closesocket(sockets[2]);
                      const SOCKET other = NewSocket(ws, type);
                      t.Works(ws, BindTo(ws, other, Ip4(Scene::ANY, 0)), "one came back");
                      t.Equal(PortOf(ws, other), 2002, "that one");
                  }
              });
    t.Play();
    t.Equal(refusals.count, 5, "R-ACC-37: the trace calls each by its name");
}

/// How a socket asks for its address.
struct Request
{
    int option;
    bool specific;
};

void
Sharing(Scene& t)
{
    constexpr int INUSE = WSAEADDRINUSE;
    constexpr int ACCES = WSAEACCES;
    const Request requests[] = {{0, false},
                                {0, true},
                                {SO_REUSEADDR, false},
                                {SO_REUSEADDR, true},
                                {SO_EXCLUSIVEADDRUSE, false},
                                {SO_EXCLUSIVEADDRUSE, true}};
    // The documents' matrix, R-BND-4.
    const int expected[6][6] = {{INUSE, 0, ACCES, 0, INUSE, 0},
                                {0, INUSE, 0, ACCES, INUSE, INUSE},
                                {INUSE, 0, 0, 0, INUSE, 0},
                                {0, INUSE, 0, 0, INUSE, INUSE},
                                {INUSE, ACCES, ACCES, ACCES, INUSE, ACCES},
                                {0, INUSE, 0, ACCES, INUSE, INUSE}};
    ForBothTypes(
        t,
        [&](Winsock& ws, int type)
        {
            const auto open = [&](const Request& request)
            {
                const SOCKET s = NewSocket(ws, type);
                if (request.option != 0)
                {
                    SetNumber(ws, s, SOL_SOCKET, request.option, 1);
                }
                return s;
            };
            const auto nameOf = [](const Request& request)
            { return Ip4(request.specific ? Scene::CLIENT : Scene::ANY, PORT); };
            for (int row = 0; row < 6; ++row)
            {
                for (int column = 0; column < 6; ++column)
                {
                    const std::string cell = "R-BND-4: row " + std::to_string(row) + ", column " +
                                             std::to_string(column);
                    const SOCKET first = open(requests[row]);
                    t.Works(ws, BindTo(ws, first, nameOf(requests[row])), cell);
                    const SOCKET second = open(requests[column]);
                    const int result = BindTo(ws, second, nameOf(requests[column]));
                    t.Equal(result == 0 ? 0 : ws.WSAGetLastError(), expected[row][column], cell);
                    if (type == SOCK_STREAM && result == 0)
                    {
                        t.Works(ws, ws.listen(first, 1), cell + ": the first listens");
                        t.Works(ws, ws.listen(second, 1), cell + ": the second listens");
                    }
                    ws.closesocket(second);
                    ws.closesocket(first);
                }
            }
        });
}

/// @return a nonblocking listener with SO_REUSEADDR at a shared port
SOCKET
ListenShared(Scene& t, Winsock& ws, const char* address)
{
    const SOCKET s = NewSocket(ws, SOCK_STREAM);
    SetNumber(ws, s, SOL_SOCKET, SO_REUSEADDR, 1);
    t.Works(ws, BindTo(ws, s, Ip4(address, PORT)), "R-BND-4: bind");
    t.Works(ws, ws.listen(s, 5), "R-BND-4: listen");
    SetNonBlocking(ws, s);
    return s;
}

/// @return whether a nonblocking listener had a connection, which is closed
bool
TakesOne(Winsock& ws, SOCKET listener)
{
    const SOCKET s = ws.accept(listener, nullptr, nullptr);
    return s != INVALID_SOCKET && ws.closesocket(s) == 0;
}

/// Which of several listeners gets a connection, while they close one after the other.
void
SharedListeners(Scene& t)
{
    t.Build();
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET first = ListenShared(t, ws, Scene::ANY);
                  const SOCKET second = ListenShared(t, ws, Scene::ANY);
                  const SOCKET third = ListenShared(t, ws, Scene::ANY);
                  const SOCKET specific = ListenShared(t, ws, Scene::SERVER);
                  t.Equal(PortOf(ws, second), PORT, "R-BND-6: its name");
                  ws.Sleep(1500);
                  t.True(TakesOne(ws, specific), "R-BND-4: the more specific one");
                  t.True(!TakesOne(ws, first), "R-BND-4: not the wildcard");
                  ws.closesocket(specific);
                  ws.Sleep(1000);
                  t.True(!TakesOne(ws, second), "R-BND-4: not the second of equals");
                  t.True(TakesOne(ws, first), "R-BND-4: the first of equals");
                  ws.closesocket(second);
                  ws.closesocket(first);
                  ws.Sleep(1000);
                  t.True(TakesOne(ws, third), "R-BND-4: the one that is left");
                  ws.closesocket(third);
                  ws.Sleep(1000);
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            for (int i = 0; i < 3; ++i)
            {
                const SOCKET s = NewSocket(ws, SOCK_STREAM);
                t.Works(ws, ConnectTo(ws, s, Ip4(Scene::SERVER, PORT)), "R-BND-4: connect");
                ws.closesocket(s);
                ws.Sleep(990);
            }
            t.Fails(ws,
                    ConnectTo(ws, NewSocket(ws, SOCK_STREAM), Ip4(Scene::SERVER, PORT)),
                    WSAECONNREFUSED,
                    "nobody listens any more");
        },
        Seconds(4));
    t.Play();
}

/// The first listener's process is killed; the others' outlives the simulation.
void
ListenersOfProcesses(Scene& t)
{
    t.Build();
    t.Doomed(
        t.server,
        [&](Winsock& ws)
        {
            ListenShared(t, ws, Scene::ANY);
            ws.Sleep(100000);
        },
        Seconds(5));
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  ws.Sleep(3000);
                  const SOCKET s = NewSocket(ws, SOCK_STREAM);
                  t.Works(ws,
                          ConnectTo(ws, s, Ip4(Scene::SERVER, PORT)),
                          "R-BND-4: another process is left");
              });
    bool taken = false;
    t.Doomed(
        t.server,
        [&](Winsock& ws)
        {
            const SOCKET next = ListenShared(t, ws, Scene::ANY);
            ListenShared(t, ws, Scene::ANY);
            ws.Sleep(5000);
            taken = TakesOne(ws, next);
            ws.Sleep(1000000);
        },
        Seconds(700));
    t.Play();
    t.True(taken, "R-BND-4: by the next listener");
}

void
SharingOptions(Scene& t)
{
    ForBothTypes(t,
                 [&](Winsock& ws, int type)
                 {
                     const SOCKET s = NewSocket(ws, type);
                     t.Works(ws, SetNumber(ws, s, SOL_SOCKET, SO_REUSEADDR, 1), "one");
                     t.Fails(ws,
                             SetNumber(ws, s, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, 1),
                             WSAEINVAL,
                             "R-BND-5: not both");
                     t.Works(ws, SetNumber(ws, s, SOL_SOCKET, SO_REUSEADDR, 0), "none");
                     t.Works(ws, SetNumber(ws, s, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, 1), "other");
                     t.Fails(ws,
                             SetNumber(ws, s, SOL_SOCKET, SO_REUSEADDR, 1),
                             WSAEINVAL,
                             "R-BND-5: not both");
                     BindTo(ws, s, Ip4(Scene::ANY, 0));
                     t.Works(ws,
                             SetNumber(ws, s, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, 0),
                             "R-BND-5: remembered, though too late");
                 });
}

/// A plain ns-3 application and a Winsock program want the same port.
void
PlainNeighbour(Scene& t)
{
    t.Build();
    for (const char* factory : {"ns3::TcpSocketFactory", "ns3::UdpSocketFactory"})
    {
        PacketSinkHelper sink(factory, InetSocketAddress(Ipv4Address::GetAny(), PORT));
        sink.Install(t.client).Start(Seconds(1));
    }
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  for (const int type : {SOCK_STREAM, SOCK_DGRAM})
                  {
                      const SOCKET s = NewSocket(ws, type);
                      t.Fails(ws,
                              BindTo(ws, s, Ip4(Scene::ANY, PORT)),
                              WSAEADDRINUSE,
                              "an application of ns-3 has the port");
                      t.Works(ws, BindTo(ws, s, Ip4(Scene::ANY, PORT + 1)), "another port");
                  }
              });
    t.Play();
}

/// A closed socket's port can be bound again at once.
void
PortComesBack(Scene& t)
{
    ForBothTypes(t,
                 [&](Winsock& ws, int type)
                 {
                     for (int i = 0; i < 3; ++i)
                     {
                         const SOCKET s = NewSocket(ws, type);
                         t.Works(ws, BindTo(ws, s, Ip4(Scene::ANY, PORT)), "bind");
                         if (type == SOCK_STREAM)
                         {
                             t.Works(ws, ws.listen(s, 1), "listen");
                         }
                         ws.closesocket(s);
                     }
                 });
}

void
AddressCalls(Scene& t)
{
    t.Build();
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  ws.WSACleanup();
                  t.Equal(ws.htons(0x1234), 0x3412, "R-INI-7: htons needs no WSAStartup");
                  t.Equal(ws.ntohs(0x1234), 0x3412, "ntohs");
                  t.Equal(ws.htonl(0x12345678), 0x78563412, "htonl");
                  t.Equal(ws.ntohl(0x12345678), 0x78563412, "ntohl");
                  t.Equal(ws.inet_addr("10.1.1.2"), 0x0201010a, "R-INI-7: inet_addr");
                  t.Equal(ws.inet_addr("10.1.1.x"), INADDR_NONE, "no address");
                  IN_ADDR four{};
                  t.Equal(ws.inet_pton(AF_INET, "10.1.1.2", &four), 1, "inet_pton");
                  t.Equal(std::string(ws.inet_ntoa(four)), std::string("10.1.1.2"), "inet_ntoa");
                  t.Equal(ws.inet_pton(AF_INET, "10.1", &four), 0, "inet_pton is strict");
                  IN6_ADDR six{};
                  t.Equal(ws.inet_pton(AF_INET6, "2001:db8::1", &six), 1, "inet_pton, IPv6");
                  char text[64];
                  t.True(ws.inet_ntop(AF_INET6, &six, text, sizeof(text)) == text, "inet_ntop");
                  t.Equal(std::string(text), std::string("2001:db8::1"), "its text");
                  t.Equal(ws.inet_pton(AF_IPX, "1", &six), -1, "inet_pton, unknown family");
                  t.Equal(ws.WSAGetLastError(), WSAEAFNOSUPPORT, "inet_pton, unknown family");
                  t.True(!ws.inet_ntop(AF_INET6, &six, text, 3), "inet_ntop, too small");
                  t.Equal(ws.WSAGetLastError(), WSA_INVALID_PARAMETER, "inet_ntop, too small");
              });
    t.Play();
}

class BindTestSuite : public TestSuite
{
  public:
    BindTestSuite()
        : TestSuite("winsock-bind", TestSuite::Type::UNIT)
    {
        Add("R-BND-1, R-BND-2: arguments of bind", Arguments);
        Add("R-BND-1, R-BND-6: IPv6", Arguments6);
        Add("R-BND-6: names", Names);
        Add("R-BND-3: automatic ports of Windows 10",
            [](Scene& t) { AutomaticPorts(t, "windows-10", 49152, 65535); });
        Add("R-BND-3: automatic ports of Windows NT",
            [](Scene& t) { AutomaticPorts(t, "windows-nt", 1025, 5000); });
        Add("R-BND-3: automatic ports of CE",
            [](Scene& t) { AutomaticPorts(t, "wince-6.0", 1024, 5000); });
        Add("R-ACC-37: no port left on Windows 10",
            [](Scene& t) { NoPortLeft(t, "windows-10", WSAEADDRINUSE); });
        Add("R-ACC-37: no port left on CE",
            [](Scene& t) { NoPortLeft(t, "wince-6.0", WSAENOBUFS); });
        Add("R-BND-4: sharing", Sharing);
        Add("R-BND-4: listeners of one port", SharedListeners);
        Add("R-BND-4: listeners of several processes", ListenersOfProcesses);
        Add("R-BND-5: options of sharing", SharingOptions);
        Add("a plain application has the port", PlainNeighbour);
        Add("a port comes back", PortComesBack);
        Add("addresses and byte order", AddressCalls);
    }

  private:
    void
    Add(const std::string& name, Scene::Script script)
    {
        AddTestCase(new Scene(name, std::move(script)));
    }
};

BindTestSuite g_bindTestSuite;

} // namespace
