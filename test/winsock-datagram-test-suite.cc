/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Datagram sockets as programs use them: boundaries, addresses, peers, broadcasts, and what the
// network reports back.

#include "scenario-test-support.h"
#include "scene-test-support.h"

#include "ns3/simulator.h"
#include "ns3/winsock-process.h"

#include <cstring>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

constexpr uint16_t PORT = 5000;

/// @return a datagram socket that is bound to an IPv4 address
SOCKET
BoundAt(Winsock& ws, const std::string& address, uint16_t port)
{
    const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
    BindTo(ws, s, Ip4(address, port));
    return s;
}

/// Receives one datagram. @return its text, " from " and the sender; or the error's name
template <typename Name>
std::string
ReceiveFrom(Winsock& ws, SOCKET s, int room = 65536, int flags = 0)
{
    std::vector<char> buffer(static_cast<std::size_t>(room) + 1);
    Name from{};
    INT length = sizeof(from);
    const int count =
        ws.recvfrom(s, buffer.data(), room, flags, reinterpret_cast<SOCKADDR*>(&from), &length);
    if (count == SOCKET_ERROR)
    {
        return Scene::NameOf(ws.WSAGetLastError());
    }
    return std::string(buffer.data(), static_cast<std::size_t>(count)) + " from " + TextOf(from);
}

std::string
Receive4(Winsock& ws, SOCKET s)
{
    return ReceiveFrom<SOCKADDR_IN>(ws, s);
}

std::string
TextOfName(Winsock& ws, SOCKET s)
{
    SOCKADDR_IN name{};
    INT length = sizeof(name);
    const int result = ws.getsockname(s, reinterpret_cast<SOCKADDR*>(&name), &length);
    return result == 0 ? TextOf(name) : Scene::NameOf(ws.WSAGetLastError());
}

std::string
TextOfPeer(Winsock& ws, SOCKET s)
{
    SOCKADDR_IN name{};
    INT length = sizeof(name);
    const int result = ws.getpeername(s, reinterpret_cast<SOCKADDR*>(&name), &length);
    return result == 0 ? TextOf(name) : Scene::NameOf(ws.WSAGetLastError());
}

/// One program on each node, the server's first.
void
PlayPair(Scene& t, const SceneProgram& atServer, const SceneProgram& atClient)
{
    t.Program(t.server, atServer);
    t.Program(t.client, atClient, Seconds(4));
    t.Play();
}

void
Boundaries(Scene& t)
{
    t.Build();
    PlayPair(
        t,
        [&](Winsock& ws)
        {
            const SOCKET s = BoundAt(ws, Scene::ANY, PORT);
            t.Equal(Receive4(ws, s), std::string("one from 10.1.1.1:1111"), "first");
            t.Equal(Receive4(ws, s), std::string(" from 10.1.1.1:1111"), "an empty one");
            t.Equal(Receive4(ws, s), std::string("three from 10.1.1.1:2222"), "another sender");
            t.Equal(SendTo(ws, s, "back", Ip4(Scene::CLIENT, 2222)), 4, "answer");
        },
        [&](Winsock& ws)
        {
            const SOCKET a = BoundAt(ws, Scene::ANY, 1111);
            const SOCKET b = BoundAt(ws, Scene::CLIENT, 2222);
            t.Equal(SendTo(ws, a, "one", Ip4(Scene::SERVER, PORT)), 3, "bytes sent");
            t.Equal(SendTo(ws, a, "", Ip4(Scene::SERVER, PORT)), 0, "R-DAT-9: an empty one");
            t.Equal(SendTo(ws, b, "three", Ip4(Scene::SERVER, PORT)), 5, "another socket");
            t.Equal(Receive4(ws, b), std::string("back from 10.1.1.2:5000"), "the answer");
        });
}

void
Boundaries6(Scene& t)
{
    Scene::Link link;
    link.ipv6 = true;
    t.Build(link);
    PlayPair(
        t,
        [&](Winsock& ws)
        {
            const SOCKET s = ws.socket(AF_INET6, SOCK_DGRAM, IPPROTO_UDP);
            t.Works(ws, BindTo(ws, s, Ip6("::", PORT)), "bind");
            t.Equal(ReceiveFrom<SOCKADDR_IN6>(ws, s),
                    std::string("one from [2001:db8::1]:1111"),
                    "the sender's address");
            SendTo(ws, s, "two", Ip6(Scene::CLIENT6, 1111));
            SendTo(ws, s, "three", Ip6(Scene::CLIENT6, 1111));
        },
        [&](Winsock& ws)
        {
            const SOCKET s = ws.socket(AF_INET6, SOCK_DGRAM, IPPROTO_UDP);
            t.Works(ws, BindTo(ws, s, Ip6(Scene::CLIENT6, 1111)), "bind");
            t.Works(ws, ConnectTo(ws, s, Ip6(Scene::SERVER6, PORT)), "connect");
            t.Equal(SendText(ws, s, "one"), 3, "send");
            t.Equal(ReceiveOnce(ws, s), std::string("two"), "first answer");
            t.Equal(ReceiveOnce(ws, s), std::string("three"), "second answer");
        });
}

void
Truncation(Scene& t)
{
    t.Build();
    PlayPair(
        t,
        [&](Winsock& ws)
        {
            const SOCKET s = BoundAt(ws, Scene::ANY, PORT);
            char buffer[8] = "";
            SOCKADDR_IN from{};
            INT length = sizeof(from);
            auto* name = reinterpret_cast<SOCKADDR*>(&from);
            t.Fails(ws, ws.recvfrom(s, buffer, 4, MSG_PEEK, name, &length), WSAEMSGSIZE, "a look");
            t.Fails(ws, ws.recvfrom(s, buffer, 4, 0, name, &length), WSAEMSGSIZE, "R-DAT-4");
            t.Equal(std::string(buffer, 4), std::string("0123"), "R-DAT-4: the buffer is filled");
            t.Equal(TextOf(from), std::string("10.1.1.1:1111"), "the sender is known");
            t.Equal(Receive4(ws, s), std::string("next from 10.1.1.1:1111"), "the rest is lost");
        },
        [&](Winsock& ws)
        {
            const SOCKET s = BoundAt(ws, Scene::ANY, 1111);
            SendTo(ws, s, "0123456789", Ip4(Scene::SERVER, PORT));
            SendTo(ws, s, "next", Ip4(Scene::SERVER, PORT));
        });
}

void
LargestDatagram(Scene& t)
{
    t.Build();
    const std::string largest(65507, 'x');
    PlayPair(
        t,
        [&](Winsock& ws)
        {
            const SOCKET s = BoundAt(ws, Scene::ANY, PORT);
            SetNumber(ws, s, SOL_SOCKET, SO_RCVBUF, 100000);
            t.Equal(Receive4(ws, s), largest + " from 10.1.1.1:1111", "in fragments");
            t.Equal(Receive4(ws, s), std::string("end from 10.1.1.1:1111"), "nothing between");
        },
        [&](Winsock& ws)
        {
            const SOCKET s = BoundAt(ws, Scene::ANY, 1111);
            t.Equal(GetNumber(ws, s, SOL_SOCKET, SO_MAX_MSG_SIZE), 65507, "R-OPT-7");
            const SOCKADDR_IN to = Ip4(Scene::SERVER, PORT);
            t.Equal(SendTo(ws, s, largest, to), 65507, "the largest");
            t.Fails(ws, SendTo(ws, s, largest + "x", to), WSAEMSGSIZE, "R-DAT-3");
            t.Fails(ws, SendTo(ws, s, largest + largest, to), WSAEMSGSIZE, "R-DAT-3: far beyond");
            const SOCKET fresh = ws.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
            t.Fails(ws, SendTo(ws, fresh, largest + "x", to), WSAEMSGSIZE, "R-DAT-3: not bound");
            SOCKADDR_IN name{};
            INT length = sizeof(name);
            t.Fails(ws,
                    ws.getsockname(fresh, reinterpret_cast<SOCKADDR*>(&name), &length),
                    WSAEINVAL,
                    "the refused call has bound nothing");
            ws.closesocket(fresh);
            SendTo(ws, s, "end", to);
        });
}

void
ConnectedPeer(Scene& t)
{
    t.Build();
    PlayPair(
        t,
        [&](Winsock& ws)
        {
            const SOCKET peer = BoundAt(ws, Scene::ANY, PORT);
            const SOCKET stranger = BoundAt(ws, Scene::ANY, PORT + 1);
            t.Equal(Receive4(ws, peer), std::string("hello from 10.1.1.1:1111"), "send");
            SendTo(ws, stranger, "strange", Ip4(Scene::CLIENT, 1111));
            SendTo(ws, peer, "known", Ip4(Scene::CLIENT, 1111));
            t.Equal(Receive4(ws, stranger), std::string("WSAECONNRESET"), "nobody takes it there");
            t.Equal(Receive4(ws, stranger), std::string("you from 10.1.1.1:1111"), "sendto");
        },
        [&](Winsock& ws)
        {
            const SOCKET s = BoundAt(ws, Scene::ANY, 1111);
            t.Fails(ws, SendText(ws, s, "x"), WSAENOTCONN, "R-DAT-2: no peer");
            t.Equal(TextOfPeer(ws, s), std::string("WSAENOTCONN"), "R-BND-6");
            t.Works(ws, ConnectTo(ws, s, Ip4(Scene::SERVER, PORT)), "R-CON-5: connect");
            t.Equal(TextOfPeer(ws, s), std::string("10.1.1.2:5000"), "the peer");
            t.Equal(SendText(ws, s, "hello"), 5, "send");
            t.Equal(Receive4(ws, s),
                    std::string("known from 10.1.1.2:5000"),
                    "R-CON-5: the peer's only; A-18: recvfrom is allowed");
            t.Equal(SendTo(ws, s, "you", Ip4(Scene::SERVER, PORT + 1)),
                    3,
                    "R-DAT-10: an address overrides the peer");
        });
}

void
ChangedPeer(Scene& t)
{
    t.Build();
    PlayPair(
        t,
        [&](Winsock& ws)
        {
            const SOCKET a = BoundAt(ws, Scene::ANY, PORT);
            const SOCKET b = BoundAt(ws, Scene::ANY, PORT + 1);
            ws.Sleep(2000);
            SendTo(ws, a, "from a", Ip4(Scene::CLIENT, 1111));
            ws.Sleep(2000);
            SendTo(ws, b, "from b", Ip4(Scene::CLIENT, 1111));
            ws.Sleep(2000);
            SendTo(ws, a, "from a again", Ip4(Scene::CLIENT, 1111));
        },
        [&](Winsock& ws)
        {
            const SOCKET s = BoundAt(ws, Scene::ANY, 1111);
            ConnectTo(ws, s, Ip4(Scene::SERVER, PORT));
            ws.Sleep(2000);
            t.Works(ws, ConnectTo(ws, s, Ip4(Scene::SERVER, PORT + 1)), "R-CON-5: another peer");
            t.Equal(Receive4(ws, s),
                    std::string("from b from 10.1.1.2:5001"),
                    "R-CON-5: what had come from the old one is discarded");
            SOCKADDR_IN nobody{};
            nobody.sin_family = AF_UNSPEC;
            t.Works(ws, ConnectTo(ws, s, nobody), "R-CON-5: AF_UNSPEC dissolves");
            t.Fails(ws, SendText(ws, s, "x"), WSAENOTCONN, "R-CON-5: send");
            t.Equal(TextOfPeer(ws, s), std::string("WSAENOTCONN"), "R-CON-5: getpeername");
            t.Equal(Receive4(ws, s),
                    std::string("from a again from 10.1.1.2:5000"),
                    "from everybody again");
            ConnectTo(ws, s, Ip4(Scene::SERVER, PORT));
            t.Works(ws, ConnectTo(ws, s, Ip4(Scene::ANY, 0)), "R-CON-5: so does the zero address");
            t.Equal(TextOfPeer(ws, s), std::string("WSAENOTCONN"), "R-CON-5: getpeername");
        });
}

/// Broadcasts. @param connected what connect to a broadcast address gives without the option
void
Broadcast(Scene& t, const std::string& profile, int connected)
{
    t.Build(profile);
    PlayPair(
        t,
        [&](Winsock& ws)
        {
            const SOCKET s = BoundAt(ws, Scene::ANY, PORT);
            t.Equal(Receive4(ws, s), std::string("to all from 10.1.1.1:1111"), "limited");
            t.Equal(Receive4(ws, s), std::string("to the net from 10.1.1.1:1111"), "directed");
            if (connected == 0)
            {
                t.Equal(Receive4(ws, s), std::string("to the peer from 10.1.1.1:1111"), "peer");
            }
        },
        [&](Winsock& ws)
        {
            const SOCKET s = BoundAt(ws, Scene::ANY, 1111);
            const SOCKADDR_IN all = Ip4("255.255.255.255", PORT);
            const SOCKADDR_IN net = Ip4("10.1.1.255", PORT);
            t.Equal(GetNumber(ws, s, SOL_SOCKET, SO_BROADCAST), 0, "not by default");
            t.Fails(ws, SendTo(ws, s, "x", all), WSAEACCES, "R-DAT-3: without SO_BROADCAST");
            t.Fails(ws, SendTo(ws, s, "x", net), WSAEACCES, "R-DAT-3: to the subnet");
            SetNumber(ws, s, SOL_SOCKET, SO_BROADCAST, 1);
            t.Equal(SendTo(ws, s, "to all", all), 6, "with it");
            t.Equal(SendTo(ws, s, "to the net", net), 10, "with it");
            SetNumber(ws, s, SOL_SOCKET, SO_BROADCAST, 0);
            if (connected != 0)
            {
                t.Fails(ws, ConnectTo(ws, s, net), connected, "R-CON-5: connect");
                t.Equal(TextOfPeer(ws, s), std::string("WSAENOTCONN"), "nothing changed");
                return;
            }
            t.Works(ws, ConnectTo(ws, s, net), "R-CON-5: connect");
            t.Fails(ws, SendTo(ws, s, "x", net), WSAEACCES, "R-CON-5: sendto fails");
            t.Equal(SendText(ws, s, "to the peer"), 11, "R-CON-5: send works");
        });
}

void
PortUnreachable(Scene& t)
{
    t.Build();
    PlayPair(
        t,
        [&](Winsock& ws)
        {
            ws.Sleep(10000);
            const SOCKET s = BoundAt(ws, Scene::ANY, PORT);
            t.Equal(Receive4(ws, s), std::string("hello from 10.1.1.1:1111"), "later");
            SendTo(ws, s, "back", Ip4(Scene::CLIENT, 1111));
        },
        [&](Winsock& ws)
        {
            const SOCKET s = BoundAt(ws, Scene::ANY, 1111);
            const SOCKADDR_IN to = Ip4(Scene::SERVER, PORT);
            t.Equal(SendTo(ws, s, "hello", to), 5, "nobody is there yet");
            t.Equal(Receive4(ws, s), std::string("WSAECONNRESET"), "R-DAT-8: while it waits");
            SendTo(ws, s, "hello", to);
            ws.Sleep(1000);
            t.Equal(SendTo(ws, s, "hello", to), 5, "R-DAT-8: sends keep succeeding");
            t.Equal(Receive4(ws, s), std::string("WSAECONNRESET"), "R-DAT-8: the next receive");
            ws.Sleep(10000);
            SetNonBlocking(ws, s);
            while (Receive4(ws, s) == "WSAECONNRESET")
            {
            }
            t.Equal(Receive4(ws, s), std::string("WSAEWOULDBLOCK"), "reported once");
            SetNonBlocking(ws, s, false);
            t.Equal(SendTo(ws, s, "hello", to), 5, "somebody is there now");
            t.Equal(Receive4(ws, s), std::string("back from 10.1.1.2:5000"), "and answers");
        });
}

void
Arguments(Scene& t)
{
    t.Build();
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
                  char byte = 0;
                  t.Fails(ws, ws.recv(s, &byte, 1, 0), WSAEINVAL, "R-DAT-2: not bound");
                  t.Equal(TextOfName(ws, s), std::string("WSAEINVAL"), "R-BND-6: not bound");
                  t.Fails(ws, ws.shutdown(s, 3), WSAEINVAL, "api-states.csv: how comes first");
                  const SOCKADDR_IN to = Ip4(Scene::SERVER, PORT);
                  const auto* name = reinterpret_cast<const SOCKADDR*>(&to);
                  t.Fails(ws, ws.sendto(s, "x", 1, 0, name, 15), WSAEFAULT, "address too short");
                  t.Fails(ws, ws.sendto(s, "x", 1, 0, nullptr, 0), WSAENOTCONN, "no address");
                  SOCKADDR_IN foreign = to;
                  foreign.sin_family = AF_INET6;
                  t.Fails(ws, SendTo(ws, s, "x", foreign), WSAEOPNOTSUPP, "api-states.csv: IPv6");
                  foreign.sin_family = AF_IPX;
                  t.Fails(ws, SendTo(ws, s, "x", foreign), WSAEAFNOSUPPORT, "unknown family");
                  t.Fails(ws, ws.sendto(s, nullptr, 1, 0, name, sizeof(to)), WSAEFAULT, "no data");
                  t.Fails(ws,
                          SendTo(ws, s, "x", Ip4("192.168.7.7", PORT)),
                          WSAENETUNREACH,
                          "no way to that network");
                  t.Works(ws, SendTo(ws, s, "x", Ip4(Scene::SERVER, 0)), "R-DAT-3: port 0");
                  t.Works(ws, SendTo(ws, s, "x", to), "R-BND-7: sendto binds");
                  t.True(TextOfName(ws, s).rfind("0.0.0.0:", 0) == 0, "R-BND-7: to the wildcard");
                  SOCKADDR_IN from{};
                  auto* sender = reinterpret_cast<SOCKADDR*>(&from);
                  INT length = 15;
                  t.Fails(ws, ws.recvfrom(s, &byte, 1, 0, sender, &length), WSAEFAULT, "no room");
                  t.Fails(ws, ws.recvfrom(s, &byte, 1, 0, sender, nullptr), WSAEFAULT, "no length");
                  t.Fails(ws, ws.recv(s, nullptr, 1, 0), WSAEFAULT, "no buffer");
                  t.Fails(ws, ws.recv(s, &byte, 1, winsock::MSG_WAITALL), WSAEOPNOTSUPP, "R-DAT-9");
                  t.Fails(ws, ws.recv(s, &byte, 1, MSG_OOB), WSAEOPNOTSUPP, "R-DAT-9: MSG_OOB");
                  t.Fails(ws, ws.recv(s, &byte, 1, 0x4000), WSAEINVAL, "R-DAT-9: unknown flag");
              });
    t.Play();
}

void
FullQueue(Scene& t)
{
    t.Build();
    PlayPair(
        t,
        [&](Winsock& ws)
        {
            const SOCKET s = BoundAt(ws, Scene::ANY, PORT);
            SetNumber(ws, s, SOL_SOCKET, SO_RCVBUF, 3500);
            ws.Sleep(3000);
            for (int i = 0; i < 3; ++i)
            {
                t.Equal(ReceiveOnce(ws, s), std::string(1000, 'a' + i), "what fitted");
            }
            SetNonBlocking(ws, s);
            t.Equal(Receive4(ws, s), std::string("WSAEWOULDBLOCK"), "the rest is dropped");
            SetNonBlocking(ws, s, false);
            t.Equal(ReceiveOnce(ws, s), std::string("late"), "there is room again");
        },
        [&](Winsock& ws)
        {
            const SOCKET s = BoundAt(ws, Scene::ANY, 1111);
            for (int i = 0; i < 8; ++i)
            {
                t.Equal(SendTo(ws, s, std::string(1000, 'a' + i), Ip4(Scene::SERVER, PORT)),
                        1000,
                        "the sender does not notice");
            }
            ws.Sleep(5000);
            SendTo(ws, s, "late", Ip4(Scene::SERVER, PORT));
        });
}

void
WaysToWait(Scene& t)
{
    t.Build();
    PlayPair(
        t,
        [&](Winsock& ws)
        {
            const SOCKET s = BoundAt(ws, Scene::ANY, PORT);
            SetNonBlocking(ws, s);
            t.Equal(Receive4(ws, s), std::string("WSAEWOULDBLOCK"), "nonblocking");
            SetNonBlocking(ws, s, false);
            SetNumber(ws, s, SOL_SOCKET, SO_RCVTIMEO, 300);
            const Time before = Simulator::Now();
            t.Equal(Receive4(ws, s), std::string("WSAETIMEDOUT"), "R-DAT-11");
            t.Equal((Simulator::Now() - before).GetMilliSeconds(), 300, "R-DAT-11: on time");
            SetNumber(ws, s, SOL_SOCKET, SO_RCVTIMEO, 0);
            t.Equal(ReceiveOnce(ws, s, MSG_PEEK), std::string("first"), "a look");
            ULONG ready = 0;
            ws.ioctlsocket(s, FIONREAD, &ready);
            t.Equal(ready, 5, "R-IOC-4: the first datagram");
            t.Equal(ReceiveOnce(ws, s), std::string("first"), "it stayed");
        },
        [&](Winsock& ws)
        {
            const SOCKET s = BoundAt(ws, Scene::ANY, 1111);
            SendTo(ws, s, "first", Ip4(Scene::SERVER, PORT));
        });
}

void
ShutDatagrams(Scene& t)
{
    t.Build();
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET s = BoundAt(ws, Scene::ANY, 1111);
                  ConnectTo(ws, s, Ip4(Scene::SERVER, PORT));
                  t.Fails(ws, ws.shutdown(s, 3), WSAEINVAL, "R-SHD-1: bad direction");
                  t.Works(ws, ws.shutdown(s, SD_SEND), "shutdown");
                  t.Fails(ws, SendText(ws, s, "x"), WSAESHUTDOWN, "R-DAT-2: send");
                  t.Works(ws, ws.shutdown(s, SD_RECEIVE), "shutdown");
                  char byte;
                  t.Fails(ws, ws.recv(s, &byte, 1, 0), WSAESHUTDOWN, "R-DAT-2: recv");
              });
    t.Play();
}

void
KilledReceiving(Scene& t)
{
    t.Build();
    t.Doomed(
        t.client, [&](Winsock& ws) { Receive4(ws, BoundAt(ws, Scene::ANY, 1111)); }, Seconds(5));
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            t.Equal(TextOfName(ws, BoundAt(ws, Scene::ANY, 1111)),
                    std::string("0.0.0.0:1111"),
                    "its port is free");
        },
        Seconds(6));
    t.Play();
}

/// A program of event handlers only receives what is there.
void
EventHandlers(Scene& t)
{
    t.Build();
    Ptr<WinsockProcess> process = StackOf(t.server)->CreateProcess("handlers");
    Winsock ws(process);
    SOCKET s = INVALID_SOCKET;
    At(Seconds(3),
       [&]
       {
           WSADATA data;
           ws.WSAStartup(MAKEWORD(2, 2), &data);
           s = BoundAt(ws, Scene::ANY, PORT);
           t.Equal(Receive4(ws, s), std::string("WSAEWOULDBLOCK"), "D4: nothing yet");
       });
    At(Seconds(5),
       [&]
       {
           t.Equal(Receive4(ws, s), std::string("hello from 10.1.1.1:1111"), "D4: what came");
           process->Terminate();
       });
    t.Program(
        t.client,
        [](Winsock& own)
        { SendTo(own, BoundAt(own, Scene::ANY, 1111), "hello", Ip4(Scene::SERVER, PORT)); },
        Seconds(4));
    t.Play();
}

class DatagramTestSuite : public TestSuite
{
  public:
    DatagramTestSuite()
        : TestSuite("winsock-datagram", TestSuite::Type::UNIT)
    {
        Add("boundaries and addresses", Boundaries);
        Add("IPv6: boundaries and addresses", Boundaries6);
        Add("R-DAT-4: truncation", Truncation);
        Add("R-DAT-3, R-OPT-7: the largest datagram", LargestDatagram);
        Add("R-CON-5, R-DAT-10: a connected socket", ConnectedPeer);
        Add("R-CON-5: another peer, and none", ChangedPeer);
        Add("R-DAT-3, R-CON-5: broadcasts by NT", [](Scene& t) { Broadcast(t, "windows-10", 0); });
        Add("R-DAT-3, R-CON-5: broadcasts by CE",
            [](Scene& t) { Broadcast(t, "wince-6.0", WSAEACCES); });
        Add("R-DAT-8: port unreachable", PortUnreachable);
        Add("arguments", Arguments);
        Add("R-OPT-10: a full receive queue", FullQueue);
        Add("R-DAT-9, R-DAT-11: ways to wait", WaysToWait);
        Add("R-SHD-1, R-DAT-2: shutdown", ShutDatagrams);
        Add("killed while receiving", KilledReceiving);
        Add("D4: from plain event handlers", EventHandlers);
    }

  private:
    void
    Add(const std::string& name, Scene::Script script)
    {
        AddTestCase(new Scene(name, std::move(script)));
    }
};

DatagramTestSuite g_datagramTestSuite;

} // namespace
