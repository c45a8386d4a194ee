/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// IPv6 stream sockets with IPV6_V6ONLY off: their IPv4 peers, their names and their ports.

#include "scene-test-support.h"

#include "ns3/winsock-options.h"

#include <string>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

constexpr uint16_t PORT = 6000;
constexpr const char* ANY6 = "::";
constexpr const char* MAPPED_CLIENT = "::ffff:a01:101"; // Scene::CLIENT
constexpr const char* MAPPED_SERVER = "::ffff:a01:102"; // Scene::SERVER

/// Which of the calls for a socket's names.
using NameCall = int (Winsock::*)(SOCKET, SOCKADDR*, LPINT);

/// @return a socket's name, or the peer's, as text
std::string
NameBy(Winsock& ws, NameCall call, SOCKET s)
{
    SOCKADDR_IN6 name{};
    INT length = sizeof(name);
    const int result = (ws.*call)(s, reinterpret_cast<SOCKADDR*>(&name), &length);
    return result == 0 ? TextOf(name) : Scene::NameOf(ws.WSAGetLastError());
}

/// @return an IPv6 socket that serves IPv4 as well
SOCKET
NewDual(Winsock& ws, int type = SOCK_STREAM)
{
    const SOCKET s = ws.socket(AF_INET6, type, 0);
    SetNumber(ws, s, IPPROTO_IPV6, IPV6_V6ONLY, 0);
    return s;
}

/// Makes two nodes with addresses of both families.
void
BuildBoth(Scene& t)
{
    Scene::Link link;
    link.ipv6 = true;
    t.Build(link);
}

/// Lets a dual-stack listener accept a peer of either family.
void
Serves(Scene& t)
{
    BuildBoth(t);
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET listener = NewDual(ws);
                  t.Works(ws, BindTo(ws, listener, Ip6(ANY6, PORT)), "bind");
                  t.Works(ws, ws.listen(listener, 5), "listen");
                  SOCKADDR_IN6 from{};
                  INT length = sizeof(from);
                  auto* room = reinterpret_cast<SOCKADDR*>(&from);
                  const SOCKET four = ws.accept(listener, room, &length);
                  t.Equal(length, static_cast<int>(sizeof(from)), "IPV6_V6ONLY 0: SOCKADDR_IN6");
                  const std::string peer = TextOf(from);
                  t.Equal(peer, TextOf(Ip6(MAPPED_CLIENT, PORT + 1)), "accept: the peer");
                  t.Equal(NameBy(ws, &Winsock::getpeername, four), peer, "R-BND-6: getpeername");
                  t.Equal(NameBy(ws, &Winsock::getsockname, four),
                          TextOf(Ip6(MAPPED_SERVER, PORT)),
                          "R-BND-6: getsockname");
                  t.Equal(ReceiveAll(ws, four), std::string("over IPv4"), "what it sent");
                  SendText(ws, four, "answer");
                  ws.closesocket(four);
                  const SOCKET six = ws.accept(listener, nullptr, nullptr);
                  t.Equal(ReceiveAll(ws, six), std::string("over IPv6"), "IPv6 as well");
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET four = ws.socket(AF_INET, SOCK_STREAM, 0);
            BindTo(ws, four, Ip4(Scene::ANY, PORT + 1));
            t.Works(ws, ConnectTo(ws, four, Ip4(Scene::SERVER, PORT)), "IPV6_V6ONLY 0: IPv4");
            SendText(ws, four, "over IPv4");
            ws.shutdown(four, SD_SEND);
            t.Equal(ReceiveAll(ws, four), std::string("answer"), "the answer");
            const SOCKET six = ConnectNew(ws, Ip6(Scene::SERVER6, PORT));
            SendText(ws, six, "over IPv6");
            ws.closesocket(six);
        },
        Seconds(4));
    t.Play();
}

/// Without the option an IPv4 peer is refused.
void
Refuses(Scene& t)
{
    BuildBoth(t);
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET listener = ListenAt(ws, Ip6(ANY6, PORT));
                  t.Equal(GetNumber(ws, listener, IPPROTO_IPV6, IPV6_V6ONLY), 1, "the default");
                  const SOCKET six = ws.accept(listener, nullptr, nullptr);
                  t.Equal(ReceiveAll(ws, six), std::string("six"), "IPv6 is served");
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET four = ws.socket(AF_INET, SOCK_STREAM, 0);
            t.Fails(ws,
                    ConnectTo(ws, four, Ip4(Scene::SERVER, PORT)),
                    WSAECONNREFUSED,
                    "IPV6_V6ONLY 1: an IPv4 peer");
            const SOCKET six = ConnectNew(ws, Ip6(Scene::SERVER6, PORT));
            SendText(ws, six, "six");
            ws.closesocket(six);
        },
        Seconds(4));
    t.Play();
}

/// Connects to a mapped address, with the option off and on.
void
Connects(Scene& t)
{
    BuildBoth(t);
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  SOCKADDR_IN from{};
                  INT length = sizeof(from);
                  const SOCKET s = ws.accept(ListenAt(ws, Ip4(Scene::ANY, PORT)),
                                             reinterpret_cast<SOCKADDR*>(&from),
                                             &length);
                  t.Equal(TextOf(from), std::string("10.1.1.1:6001"), "an IPv4 connection");
                  t.Equal(ReceiveAll(ws, s), std::string("mapped"), "what it sent");
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET only = ws.socket(AF_INET6, SOCK_STREAM, 0);
            t.Fails(ws,
                    ConnectTo(ws, only, Ip6(MAPPED_SERVER, PORT)),
                    WSAENETUNREACH,
                    "IPV6_V6ONLY 1: a mapped address");
            const SOCKET s = NewDual(ws);
            t.Fails(ws,
                    ConnectTo(ws, s, Ip6("::ffff:0:0", PORT)),
                    WSAEADDRNOTAVAIL,
                    "R-CON-1: the mapped wildcard");
            BindTo(ws, s, Ip6(ANY6, PORT + 1));
            t.Works(ws, ConnectTo(ws, s, Ip6(MAPPED_SERVER, PORT)), "IPV6_V6ONLY 0: mapped");
            t.Equal(NameBy(ws, &Winsock::getpeername, s),
                    TextOf(Ip6(MAPPED_SERVER, PORT)),
                    "R-BND-6: getpeername");
            t.Equal(NameBy(ws, &Winsock::getsockname, s),
                    TextOf(Ip6(MAPPED_CLIENT, PORT + 1)),
                    "R-BND-6: getsockname");
            SendText(ws, s, "mapped");
            ws.closesocket(s);
            const SOCKET bound = NewDual(ws);
            BindTo(ws, bound, Ip6(Scene::CLIENT6, PORT + 2));
            t.Fails(ws,
                    ConnectTo(ws, bound, Ip6(MAPPED_SERVER, PORT)),
                    WSAENETUNREACH,
                    "bound to an IPv6 address");
        },
        Seconds(4));
    t.Play();
}

/// A dual-stack wildcard holds the IPv4 port of its number.
void
Ports(Scene& t)
{
    BuildBoth(t);
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  for (const int type : {SOCK_STREAM, SOCK_DGRAM})
                  {
                      const SOCKET dual = NewDual(ws, type);
                      t.Works(ws, BindTo(ws, dual, Ip6(ANY6, PORT)), "dual stack");
                      const SOCKET four = ws.socket(AF_INET, type, 0);
                      t.Fails(ws,
                              BindTo(ws, four, Ip4(Scene::ANY, PORT)),
                              WSAEADDRINUSE,
                              "R-BND-4: the IPv4 wildcard beside it");
                      t.Works(ws,
                              BindTo(ws, four, Ip4(Scene::CLIENT, PORT)),
                              "R-BND-4: wildcard, then specific");
                      ws.closesocket(dual);
                      const SOCKET any = ws.socket(AF_INET, type, 0);
                      t.Works(ws, BindTo(ws, any, Ip4(Scene::ANY, PORT)), "the port came back");
                      t.Fails(ws,
                              BindTo(ws, NewDual(ws, type), Ip6(ANY6, PORT)),
                              WSAEADDRINUSE,
                              "R-BND-4: beside the IPv4 wildcard");
                      const SOCKET only = ws.socket(AF_INET6, type, 0);
                      t.Works(ws, BindTo(ws, only, Ip6(ANY6, PORT)), "IPV6_V6ONLY 1: apart");
                  }
              });
    t.Play();
}

/**
 * @ingroup winsock-test
 * @brief IPV6_V6ONLY of stream sockets.
 */
class DualStackTestSuite : public TestSuite
{
  public:
    DualStackTestSuite()
        : TestSuite("winsock-dual-stack", TestSuite::Type::UNIT)
    {
        AddTestCase(new Scene("IPV6_V6ONLY off: a listener", Serves));
        AddTestCase(new Scene("IPV6_V6ONLY on: a listener", Refuses));
        AddTestCase(new Scene("IPV6_V6ONLY: connecting to mapped addresses", Connects));
        AddTestCase(new Scene("R-BND-4: ports of dual-stack sockets", Ports));
    }
};

DualStackTestSuite g_dualStackTestSuite;

} // namespace
