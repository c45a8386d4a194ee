/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// WSAJoinLeaf on UDP/IP, which is a session without roots (R-FLG-6, R-MPT-1 to R-MPT-3, R-MPT-5), and the
// same traffic as by the classic options of both IP levels.

#include "layer-scene-test-support.h"
#include "scene-test-support.h"

#include "ns3/net-device.h"
#include "ns3/packet.h"
#include "ns3/simulator.h"
#include "ns3/winsock-ioctls.h"
#include "ns3/winsock-options.h"

#include <cstring>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

constexpr uint16_t PORT = 5000;
constexpr const char* GROUP = "239.1.2.3";
constexpr const char* GROUP6 = "ff15::1234";
constexpr DWORD LEAF = WSA_FLAG_MULTIPOINT_C_LEAF | WSA_FLAG_MULTIPOINT_D_LEAF;

/// @return a datagram socket of a multipoint session, bound to a port
SOCKET
NewLeaf(Winsock& ws, uint16_t port = PORT, int family = AF_INET, DWORD flags = LEAF)
{
    const SOCKET s = ws.WSASocketW(family, SOCK_DGRAM, 0, nullptr, 0, flags | WSA_FLAG_OVERLAPPED);
    SetNumber(ws, s, SOL_SOCKET, SO_RCVTIMEO, 2000);
    SetNumber(ws, s, SOL_SOCKET, SO_REUSEADDR, 1);
    family == AF_INET ? BindTo(ws, s, Ip4(Scene::ANY, port)) : BindTo(ws, s, Ip6("::", port));
    return s;
}

template <typename Name>
SOCKET
Join(Winsock& ws, SOCKET s, const Name& name, DWORD role = JL_BOTH)
{
    return ws.WSAJoinLeaf(s,
                          reinterpret_cast<const SOCKADDR*>(&name),
                          sizeof(name),
                          nullptr,
                          nullptr,
                          nullptr,
                          nullptr,
                          role);
}

/// All that can be wrong, and that nothing changes by it.
void
Errors(Scene& t, const std::vector<HandleKind>& kinds)
{
    t.Build();
    InstallPassThroughLayers(t.client, kinds);
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKADDR_IN group = Ip4(GROUP, PORT);
            const auto* name = reinterpret_cast<const SOCKADDR*>(&group);
            const auto join = [&](SOCKET s, const SOCKADDR* where, int length, DWORD role)
            { return ws.WSAJoinLeaf(s, where, length, nullptr, nullptr, nullptr, nullptr, role); };
            const SOCKET s = ws.WSASocketW(AF_INET, SOCK_DGRAM, 0, nullptr, 0, LEAF);
            const SOCKET plain = ws.socket(AF_INET, SOCK_DGRAM, 0);
            const SOCKET stream = ws.socket(AF_INET, SOCK_STREAM, 0);
            t.Fails(ws, join(4711, name, sizeof(group), JL_BOTH), WSAENOTSOCK, "no socket");
            t.Fails(ws, Join(ws, plain, group), WSAEINVAL, "R-MPT-1: without the flags");
            t.Fails(ws, Join(ws, stream, group), WSAEINVAL, "R-MPT-1: a stream");
            for (const DWORD role : {0U, 3U, 5U, 6U, 7U, 8U})
            {
                t.Fails(ws, Join(ws, s, group, role), WSAEINVAL, "R-MPT-1: one role");
            }
            t.Fails(ws, join(s, nullptr, sizeof(group), JL_BOTH), WSAEFAULT, "no name");
            t.Fails(ws, join(s, name, 3, JL_BOTH), WSAEFAULT, "a short name");
            SOCKADDR_IN other = group;
            other.sin_family = AF_INET6;
            t.Fails(ws, Join(ws, s, other), WSAEAFNOSUPPORT, "another family");
            t.Fails(ws, Join(ws, s, Ip4(Scene::SERVER, PORT)), WSAEADDRNOTAVAIL, "no group");
            t.Fails(ws, Join(ws, s, Ip4(Scene::ANY, PORT)), WSAEADDRNOTAVAIL, "the wildcard");
            t.Fails(ws, Join(ws, s, Ip4(GROUP, 0)), WSAEADDRNOTAVAIL, "no port");
            char text[] = "data";
            WSABUF data{sizeof(text), text};
            QOS quality{};
            t.Fails(
                ws,
                ws.WSAJoinLeaf(s, name, sizeof(group), &data, nullptr, nullptr, nullptr, JL_BOTH),
                WSAEPROTONOSUPPORT,
                "caller data");
            t.Fails(ws,
                    ws.WSAJoinLeaf(
                        s, name, sizeof(group), nullptr, nullptr, &quality, nullptr, JL_BOTH),
                    WSAEOPNOTSUPP,
                    "quality of service");
            SOCKADDR_IN own{};
            INT length = sizeof(own);
            t.Fails(ws,
                    ws.getsockname(s, reinterpret_cast<SOCKADDR*>(&own), &length),
                    WSAEINVAL,
                    "a join that fails binds nothing");
            t.Equal(
                ws.WSAJoinLeaf(s, name, sizeof(group), nullptr, &data, nullptr, nullptr, JL_BOTH),
                s,
                "R-MPT-2: the same descriptor");
            t.Equal(data.len, 0, "nobody answers");
            t.Works(ws,
                    ws.getsockname(s, reinterpret_cast<SOCKADDR*>(&own), &length),
                    "R-MPT-1: bound");
            t.True(own.sin_port != 0, "R-MPT-1: to a port of its own");
            t.Fails(ws, Join(ws, s, group), WSAEISCONN, "R-MPT-3: a member");
            t.Fails(ws, Join(ws, s, Ip4("239.9.9.9", PORT)), WSAEISCONN, "R-MPT-3: of one session");
            for (const SOCKET one : {s, plain, stream})
            {
                t.Works(ws, ws.closesocket(one), "close");
            }
        });
    t.Play();
}

/// What the roles are good for.
void
Roles(Scene& t)
{
    t.Build();
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKADDR_IN group = Ip4(GROUP, PORT);
                  const SOCKET sender = NewLeaf(ws, 6000);
                  t.Equal(Join(ws, sender, group, JL_SENDER_ONLY), sender, "a sender");
                  t.Fails(ws,
                          ReceiveOnce(ws, sender).empty() ? SOCKET_ERROR : 0,
                          WSAEOPNOTSUPP,
                          "R-MPT-1: which does not receive");
                  const SOCKET receiver = NewLeaf(ws);
                  t.Equal(Join(ws, receiver, group, JL_RECEIVER_ONLY), receiver, "a receiver");
                  t.Fails(ws, SendText(ws, receiver, "x"), WSAEOPNOTSUPP, "which does not send");
                  t.Fails(ws, SendTo(ws, receiver, "x", group), WSAEOPNOTSUPP, "to nobody");
                  ws.Sleep(500);
                  t.Works(ws, SendText(ws, sender, "hello"), "R-MPT-5: to the session");
                  t.Equal(ReceiveOnce(ws, receiver), std::string("hello"), "looped back");
                  SOCKADDR_IN peer{};
                  INT length = sizeof(peer);
                  t.Works(ws,
                          ws.getpeername(sender, reinterpret_cast<SOCKADDR*>(&peer), &length),
                          "the session has a name");
                  t.Equal(TextOf(peer), std::string("239.1.2.3:5000"), "which is the group's");
              });
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET both = NewLeaf(ws);
                  t.Equal(Join(ws, both, Ip4(GROUP, PORT)), both, "both");
                  t.Equal(ReceiveOnce(ws, both), std::string("hello"), "from another node");
                  t.Works(ws, SendText(ws, both, "back"), "R-MPT-5: to all the others");
                  t.Equal(
                      ReceiveOnce(ws, both), std::string("back"), "SIO_MULTIPOINT_LOOPBACK is on");
                  BOOL off = FALSE;
                  DWORD bytes = 0;
                  t.Works(ws,
                          ws.WSAIoctl(both,
                                      SIO_MULTIPOINT_LOOPBACK,
                                      &off,
                                      sizeof(off),
                                      nullptr,
                                      0,
                                      &bytes,
                                      nullptr,
                                      nullptr),
                          "switched off");
                  SendText(ws, both, "again");
                  t.True(ReceiveOnce(ws, both).empty(), "R-MPT-5: nothing comes back");
                  t.Works(ws, ws.closesocket(both), "closing leaves");
              });
    t.Play();
}

/// How far datagrams go: SIO_MULTICAST_SCOPE is the time to live.
void
Scope(Scene& t)
{
    t.Build();
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET s = NewLeaf(ws, 6000);
                  Join(ws, s, Ip4(GROUP, PORT), JL_SENDER_ONLY);
                  ws.Sleep(500);
                  INT scope = 0;
                  DWORD bytes = 0;
                  const auto set = [&]
                  {
                      return ws.WSAIoctl(s,
                                         SIO_MULTICAST_SCOPE,
                                         &scope,
                                         sizeof(scope),
                                         nullptr,
                                         0,
                                         &bytes,
                                         nullptr,
                                         nullptr);
                  };
                  t.Works(ws, set(), "this host only");
                  SendText(ws, s, "near");
                  scope = 1;
                  t.Works(ws, set(), "this link");
                  SendText(ws, s, "far");
              });
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET s = NewLeaf(ws);
                  Join(ws, s, Ip4(GROUP, PORT), JL_RECEIVER_ONLY);
                  t.Equal(
                      ReceiveOnce(ws, s), std::string("far"), "R-MPT-5: the first did not leave");
              });
    t.Play();
}

/// A nonblocking join gives its descriptor at once, and FD_CONNECT tells of its end.
void
Events(Scene& t)
{
    t.Build();
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET s = NewLeaf(ws);
                  const WSAEVENT event = ws.WSACreateEvent();
                  ws.WSAEventSelect(s, event, FD_CONNECT | FD_READ);
                  t.Equal(Join(ws, s, Ip4(GROUP, PORT)), s, "R-MPT-3: no WSAEWOULDBLOCK");
                  t.Equal(ws.WSAWaitForMultipleEvents(1, &event, FALSE, 1000, FALSE),
                          WSA_WAIT_EVENT_0,
                          "R-MPT-3: is told");
                  WSANETWORKEVENTS events{};
                  ws.WSAEnumNetworkEvents(s, event, &events);
                  t.Equal(events.lNetworkEvents, FD_CONNECT, "R-MPT-3: FD_CONNECT");
                  t.Equal(events.iErrorCode[FD_CONNECT_BIT], 0, "R-MPT-3: a success");
                  const SOCKET late = NewLeaf(ws, 6000);
                  SetNonBlocking(ws, late);
                  t.Equal(Join(ws, late, Ip4(GROUP, PORT)), late, "before anybody asks");
                  ws.WSAEventSelect(late, event, FD_CONNECT);
                  events = {};
                  ws.WSAEnumNetworkEvents(late, event, &events);
                  t.Equal(events.lNetworkEvents, FD_CONNECT, "R-EVT-5: is told all the same");
                  ws.WSACloseEvent(event);
              });
    t.Play();
}

/// What arrived where, with the simulated time.
using Packets = std::vector<std::string>;

/// A receiver joins by one interface or the other, and the sender sends by either.
Packets
Traffic(Scene& t, bool leaves, int family)
{
    Packets packets;
    Scene::Link link;
    link.ipv6 = family == AF_INET6;
    t.Build(link);
    for (uint32_t i = 0; i < t.devices.GetN(); ++i)
    {
        t.devices.Get(i)->TraceConnectWithoutContext(
            "MacTx",
            Callback<void, Ptr<const Packet>>(
                [&packets, i](Ptr<const Packet> packet)
                {
                    // What the nodes' own ICMPv6 sends has times of its own.
                    uint8_t header[9] = {};
                    packet->CopyData(header, sizeof(header));
                    if (header[2] >> 4 == 6 && header[8] == 58)
                    {
                        return;
                    }
                    packets.push_back(std::to_string(i) + " " +
                                      std::to_string(Simulator::Now().GetNanoSeconds()) + " " +
                                      std::to_string(packet->GetSize()));
                }));
    }
    const auto member = [&t, leaves, family](Winsock& ws, SOCKET s, DWORD role)
    {
        if (leaves)
        {
            const SOCKET joined = family == AF_INET ? Join(ws, s, Ip4(GROUP, PORT), role)
                                                    : Join(ws, s, Ip6(GROUP6, PORT), role);
            t.Equal(joined, s, "R-MPT-2: joined");
            return;
        }
        if (role == JL_SENDER_ONLY)
        {
            return;
        }
        IP_MREQ request{};
        request.imr_multiaddr = Ip4(GROUP, 0).sin_addr;
        IPV6_MREQ request6{};
        request6.ipv6mr_multiaddr = Ip6(GROUP6, 0).sin6_addr;
        t.Works(ws,
                family == AF_INET ? ws.setsockopt(s,
                                                  IPPROTO_IP,
                                                  IP_ADD_MEMBERSHIP,
                                                  reinterpret_cast<char*>(&request),
                                                  sizeof(request))
                                  : ws.setsockopt(s,
                                                  IPPROTO_IPV6,
                                                  IPV6_ADD_MEMBERSHIP,
                                                  reinterpret_cast<char*>(&request6),
                                                  sizeof(request6)),
                "joined by the option");
    };
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET s = NewLeaf(ws, PORT, family);
                  member(ws, s, JL_BOTH);
                  for (int i = 0; i < 5; ++i)
                  {
                      t.Equal(ReceiveOnce(ws, s), std::to_string(i), "received");
                  }
                  ws.closesocket(s);
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = NewLeaf(ws, PORT, family);
            member(ws, s, JL_SENDER_ONLY);
            for (int i = 0; i < 5; ++i)
            {
                family == AF_INET ? SendTo(ws, s, std::to_string(i), Ip4(GROUP, PORT))
                                  : SendTo(ws, s, std::to_string(i), Ip6(GROUP6, PORT));
                ws.Sleep(300);
            }
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
    return packets;
}

Packets g_classic; // what the scene before has seen on the wire

void
SameTraffic(Scene& t, bool leaves, int family)
{
    const Packets packets = Traffic(t, leaves, family);
    t.True(packets.size() >= 5, "datagrams left");
    if (!leaves)
    {
        g_classic = packets;
        return;
    }
    t.Equal(packets.size(), g_classic.size(), "as many packets");
    t.True(packets == g_classic, "R-MPT-5: the same packets at the same times");
}

/// Windows CE's own provider has none of it.
void
OnCe(Scene& t)
{
    t.Build("wince-6.0");
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, 0);
                  t.Fails(ws, Join(ws, s, Ip4(GROUP, PORT)), WSASYSCALLFAILURE, "R-CE-103");
                  t.Fails(ws, Join(ws, 4711, Ip4(GROUP, PORT)), WSAENOTSOCK, "no socket");
                  ws.closesocket(s);
              });
    t.Play();
}

class JoinLeafTestSuite : public TestSuite
{
  public:
    JoinLeafTestSuite()
        : TestSuite("winsock-join-leaf", TestSuite::Type::UNIT)
    {
        const HandleKind ifs = HandleKind::IFS;
        const HandleKind own = HandleKind::NON_IFS;
        Add("R-MPT-1 to R-MPT-3: errors", [](Scene& t) { Errors(t, {}); });
        Add("R-MPT-1 to R-MPT-3: errors, layers", [=](Scene& t) { Errors(t, {own, own, ifs}); });
        Add("R-MPT-1, R-MPT-5: roles and loopback", Roles);
        Add("R-MPT-5: scope", Scope);
        Add("R-MPT-3: FD_CONNECT", Events);
        for (const int family : {AF_INET, AF_INET6})
        {
            const std::string name = family == AF_INET ? "IPv4" : "IPv6";
            Add(name + ": a group by the option",
                [family](Scene& t) { SameTraffic(t, false, family); });
            Add(name + ": the same group by WSAJoinLeaf",
                [family](Scene& t) { SameTraffic(t, true, family); });
        }
        Add("R-CE-103, R-MPT-6: Windows CE", OnCe);
    }

  private:
    void
    Add(const std::string& name, Scene::Script script)
    {
        AddTestCase(new Scene(name, std::move(script)));
    }
};

JoinLeafTestSuite g_joinLeafTestSuite;

} // namespace
