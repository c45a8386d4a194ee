/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Stream sockets as programs use them: transfers over bad links, ends of connections in all their
// ways, modes, and what waiting threads see.

#include "scenario-test-support.h"
#include "scene-test-support.h"

#include "ns3/simulator.h"
#include "ns3/uinteger.h"
#include "ns3/winsock-process.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

constexpr uint16_t PORT = 4000;

/// Where the server of a scene listens, as its clients name it.
SOCKADDR_IN
ServerAddress()
{
    return Ip4(Scene::SERVER, PORT);
}

/// A server that takes one connection. @return it
SOCKET
AcceptOne(Winsock& ws, uint16_t port = PORT)
{
    const SOCKET listener = ListenAt(ws, Ip4(Scene::ANY, port));
    const SOCKET s = ws.accept(listener, nullptr, nullptr);
    ws.closesocket(listener);
    return s;
}

/// Two programs with a connection between them.
void
PlayConnected(Scene& t,
              const std::function<void(Winsock&, SOCKET)>& atClient,
              const std::function<void(Winsock&, SOCKET)>& atServer,
              const Scene::Link& link = Scene::Link())
{
    t.Build(link);
    const auto closing = [](Winsock& ws, SOCKET s, const auto& program)
    {
        // The last WSACleanup would reset the connection.
        program(ws, s);
        ws.closesocket(s);
    };
    t.Program(t.server, [&](Winsock& ws) { closing(ws, AcceptOne(ws), atServer); });
    t.Program(
        t.client,
        [&](Winsock& ws) { closing(ws, ConnectNew(ws, ServerAddress()), atClient); },
        Seconds(4));
    t.Play(Seconds(2000));
}

// Transfers.

/// A text without a period that could hide a lost or repeated piece.
std::string
Pattern(std::size_t bytes, uint32_t seed)
{
    std::string text(bytes, '\0');
    uint32_t state = seed;
    for (char& byte : text)
    {
        state = state * 1664525U + 1013904223U;
        byte = static_cast<char>(state >> 24);
    }
    return text;
}

/// FNV-1a, to compare what was sent with what arrived.
uint64_t
HashOf(const std::string& text)
{
    uint64_t hash = 14695981039346656037U;
    for (const char byte : text)
    {
        hash = (hash ^ static_cast<uint8_t>(byte)) * 1099511628211U;
    }
    return hash;
}

/// Sends in pieces of uneven sizes.
void
SendInPieces(Scene& t, Winsock& ws, SOCKET s, const std::string& data)
{
    std::size_t sent = 0;
    for (std::size_t piece = 1; sent < data.size(); piece = piece * 3 % 10007)
    {
        const std::size_t bytes = std::min(piece, data.size() - sent);
        const int result = ws.send(s, data.data() + sent, static_cast<int>(bytes), 0);
        t.Works(ws, result, "send");
        t.Equal(result, static_cast<int>(bytes), "R-DAT-1: all of it");
        if (result <= 0)
        {
            return;
        }
        sent += bytes;
    }
}

/// Sends and receives at once, each on a thread of its own.
void
Exchange(Scene& t,
         Winsock& ws,
         SOCKET s,
         const std::string& sent,
         const std::string& expected,
         const std::string& who)
{
    bool done = false;
    ws.CreateThread(
        [&](Winsock& sender)
        {
            SendInPieces(t, sender, s, sent);
            t.Works(sender, sender.shutdown(s, SD_SEND), "shutdown");
            done = true;
            return 0;
        });
    const std::string received = ReceiveAll(ws, s);
    t.Equal(ws.WSAGetLastError(), 0, who + " received to the end");
    t.Equal(received.size(), expected.size(), who + " received every byte");
    t.Equal(HashOf(received), HashOf(expected), who + " received them in order");
    while (!done)
    {
        ws.Sleep(100);
    }
    t.Works(ws, ws.closesocket(s), "close");
}

template <typename Name>
void
PlayTransfer(Scene& t,
             const Scene::Link& link,
             const Name& from,
             const Name& to,
             std::size_t up,
             std::size_t down)
{
    t.Build(link);
    const std::string request = Pattern(up, 1);
    const std::string answer = Pattern(down, 2);
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET listener = ListenAt(ws, from);
                  Name peer{};
                  INT length = sizeof(peer);
                  const SOCKET s = ws.accept(listener, reinterpret_cast<SOCKADDR*>(&peer), &length);
                  t.Works(ws, s, "accept");
                  t.Equal(length, static_cast<INT>(sizeof(Name)), "length of the peer's name");
                  Exchange(t, ws, s, answer, request, "server");
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ConnectNew(ws, to);
            Exchange(t, ws, s, request, answer, "client");
        },
        Seconds(4));
    t.Play(Seconds(5000));
}

Scene::Link
LossyLink(const std::string& profile)
{
    Scene::Link link;
    link.rate = "2Mbps";
    link.delay = "10ms";
    link.loss = 0.015;
    link.client = profile;
    return link;
}

void
LossyUp(Scene& t)
{
    PlayTransfer(t, LossyLink("windows-10"), Ip4(Scene::ANY, PORT), ServerAddress(), 1500000, 0);
}

void
LossyDownToDevice(Scene& t)
{
    PlayTransfer(t, LossyLink("wince-6.0"), Ip4(Scene::ANY, PORT), ServerAddress(), 10, 1500000);
}

void
LossyBothWays(Scene& t)
{
    PlayTransfer(
        t, LossyLink("wince-5.0"), Ip4(Scene::ANY, PORT), ServerAddress(), 1000000, 1000000);
}

void
Lossy6(Scene& t)
{
    Scene::Link link = LossyLink("windows-10");
    link.ipv6 = true;
    PlayTransfer(t, link, Ip6("::", PORT), Ip6(Scene::SERVER6, PORT), 500000, 500000);
}

void
SlowLink(Scene& t)
{
    Scene::Link link;
    link.rate = "115200bps";
    link.delay = "20ms";
    link.queue = "10p";
    link.client = "wince-6.0";
    PlayTransfer(t, link, Ip4(Scene::ANY, PORT), ServerAddress(), 200000, 100000);
}

// connect.

void
Refused(Scene& t)
{
    t.Build();
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
                  t.Fails(ws, ConnectTo(ws, s, ServerAddress()), WSAECONNREFUSED, "nobody listens");
                  t.Equal(GetNumber(ws, s, SOL_SOCKET, SO_ERROR), WSAECONNREFUSED, "SO_ERROR");
                  t.Equal(GetNumber(ws, s, SOL_SOCKET, SO_ERROR), 0, "R-OPT-4: cleared");
                  t.Fails(ws, SendText(ws, s, "x"), WSAENOTCONN, "R-DAT-2");
                  ws.Sleep(5000);
                  t.Works(ws, ConnectTo(ws, s, ServerAddress()), "R-CON-4: tried again");
                  t.Equal(ReceiveOnce(ws, s), std::string("hello"), "and it works");
              });
    t.Program(
        t.server,
        [&](Winsock& ws)
        {
            const SOCKET s = AcceptOne(ws);
            SendText(ws, s, "hello");
            ws.closesocket(s);
        },
        Seconds(5));
    t.Play();
}

void
NobodyAnswers(Scene& t)
{
    t.Build();
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  t.CutWire();
                  const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
                  t.Fails(ws, ConnectTo(ws, s, ServerAddress()), WSAETIMEDOUT, "the wire is cut");
                  t.Fails(ws,
                          ConnectTo(ws, s, Ip4("192.168.7.7", PORT)),
                          WSAENETUNREACH,
                          "there is no way to that network");
              });
    t.Play();
}

void
ConnectArguments(Scene& t)
{
    t.Build();
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
                  const SOCKADDR_IN name = ServerAddress();
                  const auto* sockaddr = reinterpret_cast<const SOCKADDR*>(&name);
                  t.Fails(ws, ws.connect(s, nullptr, sizeof(name)), WSAEFAULT, "R-CON-1: null");
                  t.Fails(ws, ws.connect(s, sockaddr, 15), WSAEFAULT, "R-CON-1: too short");
                  SOCKADDR_IN foreign = name;
                  foreign.sin_family = AF_IPX;
                  t.Fails(ws, ConnectTo(ws, s, foreign), WSAEAFNOSUPPORT, "R-CON-1: family");
                  t.Fails(ws,
                          ConnectTo(ws, s, Ip4(Scene::ANY, PORT)),
                          WSAEADDRNOTAVAIL,
                          "R-CON-1: zero address");
                  t.Fails(ws,
                          ConnectTo(ws, s, Ip4(Scene::SERVER, 0)),
                          WSAEADDRNOTAVAIL,
                          "R-CON-1: zero port");
                  t.Fails(ws, ws.connect(4711, nullptr, 0), WSAENOTSOCK, "R-SPI-14: handle first");
                  const SOCKET listener = ListenAt(ws, Ip4(Scene::ANY, PORT));
                  t.Fails(ws, ConnectTo(ws, listener, name), WSAEINVAL, "R-CON-1: listening");
                  t.Works(ws, ConnectTo(ws, s, Ip4(Scene::CLIENT, PORT)), "to a neighbour socket");
                  t.Fails(ws, ConnectTo(ws, s, name), WSAEISCONN, "R-CON-1: connected");
              });
    t.Play();
}

void
NonBlockingConnect(Scene& t)
{
    t.Build();
    t.Program(t.server, [&](Winsock& ws) { ReceiveAll(ws, AcceptOne(ws)); });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
            SetNonBlocking(ws, s);
            t.Fails(ws, ConnectTo(ws, s, ServerAddress()), WSAEWOULDBLOCK, "R-CON-2: begun");
            t.Fails(ws, ConnectTo(ws, s, ServerAddress()), WSAEALREADY, "R-CON-2: under way");
            t.Fails(ws, SendText(ws, s, "x"), WSAENOTCONN, "R-CON-3: send");
            char byte;
            t.Fails(ws, ws.recv(s, &byte, 1, 0), WSAENOTCONN, "R-CON-3: recv");
            SOCKADDR_IN name{};
            INT length = sizeof(name);
            t.Works(ws,
                    ws.getsockname(s, reinterpret_cast<SOCKADDR*>(&name), &length),
                    "R-CON-3: getsockname");
            t.Works(ws,
                    ws.getpeername(s, reinterpret_cast<SOCKADDR*>(&name), &length),
                    "R-CON-3: getpeername");
            t.Equal(TextOf(name), TextOf(ServerAddress()), "R-CON-3: the peer's name");
            ws.Sleep(100);
            t.Fails(ws, ConnectTo(ws, s, ServerAddress()), WSAEISCONN, "R-CON-2: done");
            t.Fails(ws, ws.recv(s, &byte, 1, 0), WSAEWOULDBLOCK, "nothing to receive");
            t.Works(ws, SendText(ws, s, "x"), "send");
        },
        Seconds(4));
    t.Play();
}

void
NonBlockingRefused(Scene& t)
{
    t.Build();
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
                  SetNonBlocking(ws, s);
                  t.Fails(ws, ConnectTo(ws, s, ServerAddress()), WSAEWOULDBLOCK, "begun");
                  ws.Sleep(100);
                  t.Equal(GetNumber(ws, s, SOL_SOCKET, SO_ERROR), WSAECONNREFUSED, "SO_ERROR");
                  t.Fails(ws,
                          ConnectTo(ws, s, ServerAddress()),
                          WSAEWOULDBLOCK,
                          "R-CON-4: another attempt");
              });
    t.Play();
}

// listen and accept.

void
ListenArguments(Scene& t)
{
    t.Build();
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
            t.Fails(ws, ws.listen(s, 0), WSAEINVAL, "R-ACC-1: not bound");
            t.Fails(ws, ws.accept(s, nullptr, nullptr), WSAEINVAL, "R-ACC-2: not listening");
            t.Works(ws, BindTo(ws, s, Ip4(Scene::ANY, PORT)), "bind");
            t.Fails(ws, ws.accept(s, nullptr, nullptr), WSAEINVAL, "R-ACC-2: only bound");
            t.Equal(GetNumber(ws, s, SOL_SOCKET, SO_ACCEPTCONN), 0, "R-OPT-5");
            t.Works(ws, ws.listen(s, 1000000), "R-ACC-1: clipped");
            t.Works(ws, ws.listen(s, 1), "R-ACC-1: again");
            t.Equal(GetNumber(ws, s, SOL_SOCKET, SO_ACCEPTCONN), 1, "R-OPT-5");
            char byte;
            t.Fails(ws, ws.recv(s, &byte, 1, 0), WSAENOTCONN, "R-DAT-2: a listener's recv");
            t.Fails(ws, SendText(ws, s, "x"), WSAENOTCONN, "R-DAT-2: a listener's send");
            const SOCKET connected = ConnectNew(ws, Ip4(Scene::CLIENT, PORT));
            t.Fails(ws, ws.listen(connected, 1), WSAEISCONN, "R-ACC-1: connected");
            const SOCKET datagram = ws.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
            t.Works(ws, BindTo(ws, datagram, Ip4(Scene::ANY, PORT)), "bind UDP");
            t.Fails(ws, ws.listen(datagram, 1), WSAEOPNOTSUPP, "R-ACC-1: datagrams");
            t.Fails(ws, ws.accept(datagram, nullptr, nullptr), WSAEOPNOTSUPP, "R-ACC-2: datagrams");
        });
    t.Play();
}

void
AcceptArguments(Scene& t)
{
    t.Build();
    t.Program(
        t.server,
        [&](Winsock& ws)
        {
            const SOCKET listener = ListenAt(ws, Ip4(Scene::ANY, PORT));
            SetNonBlocking(ws, listener);
            t.Fails(ws, ws.accept(listener, nullptr, nullptr), WSAEWOULDBLOCK, "R-ACC-2: empty");
            ws.Sleep(3000);
            SOCKADDR_IN peer{};
            auto* name = reinterpret_cast<SOCKADDR*>(&peer);
            INT length = 0;
            t.Fails(ws, ws.accept(listener, name, &length), WSAEFAULT, "R-ACC-2: no room");
            t.Equal(length, 0, "R-ACC-2: the length is unchanged");
            const SOCKET first = ws.accept(listener, name, nullptr);
            t.Works(ws, first, "R-ACC-2: still queued; without a length");
            t.Equal(peer.sin_port, 0, "R-ACC-2: the name is untouched");
            length = sizeof(peer);
            const SOCKET second = t.Works(ws, ws.accept(listener, name, &length), "second");
            t.Equal(length, static_cast<INT>(sizeof(peer)), "length of the name");
            t.Equal(TextOf(peer), std::string("10.1.1.1:3333"), "the peer's name");
            char byte;
            t.Fails(ws, ws.recv(second, &byte, 1, 0), WSAEWOULDBLOCK, "R-ACC-4: nonblocking too");
            t.Fails(ws, ws.accept(listener, nullptr, nullptr), WSAEWOULDBLOCK, "empty again");
        });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            t.Works(ws, ConnectNew(ws, ServerAddress()), "first");
            const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
            BindTo(ws, s, Ip4(Scene::CLIENT, 3333));
            t.Works(ws, ConnectTo(ws, s, ServerAddress()), "second, from a bound socket");
            ws.Sleep(5000);
        },
        Seconds(4));
    t.Play();
}

void
InheritedOptions(Scene& t)
{
    t.Build();
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET listener = ListenAt(ws, Ip4(Scene::ANY, PORT));
                  SetNumber(ws, listener, SOL_SOCKET, SO_RCVBUF, 12345);
                  SetNumber(ws, listener, SOL_SOCKET, SO_KEEPALIVE, 1);
                  SetNumber(ws, listener, SOL_SOCKET, SO_RCVTIMEO, 500);
                  const SOCKET s = ws.accept(listener, nullptr, nullptr);
                  t.Equal(GetNumber(ws, s, SOL_SOCKET, SO_RCVBUF), 12345, "R-ACC-4: SO_RCVBUF");
                  t.Equal(GetNumber(ws, s, SOL_SOCKET, SO_KEEPALIVE), 1, "R-ACC-4: SO_KEEPALIVE");
                  t.Equal(GetNumber(ws, s, SOL_SOCKET, SO_RCVTIMEO), 500, "R-ACC-4: SO_RCVTIMEO");
                  t.Equal(GetNumber(ws, s, SOL_SOCKET, SO_ACCEPTCONN), 0, "it does not listen");
                  char byte;
                  t.Fails(ws, ws.recv(s, &byte, 1, 0), WSAETIMEDOUT, "the timeout works");
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            ConnectNew(ws, ServerAddress());
            ws.Sleep(2000);
        },
        Seconds(4));
    t.Play();
}

void
FullBacklog(Scene& t)
{
    t.Build();
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET listener = ListenAt(ws, Ip4(Scene::ANY, PORT), 2);
                  ws.Sleep(5000);
                  t.Works(ws, ws.accept(listener, nullptr, nullptr), "first that waited");
                  t.Works(ws, ws.accept(listener, nullptr, nullptr), "second that waited");
                  t.Works(ws, ws.accept(listener, nullptr, nullptr), "one that came later");
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            std::vector<SOCKET> sockets;
            for (int i = 0; i < 3; ++i)
            {
                sockets.push_back(ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP));
            }
            t.Works(ws, ConnectTo(ws, sockets[0], ServerAddress()), "first");
            t.Works(ws, ConnectTo(ws, sockets[1], ServerAddress()), "second");
            t.Fails(ws,
                    ConnectTo(ws, sockets[2], ServerAddress()),
                    WSAECONNREFUSED,
                    "R-ACC-3: the backlog is full");
            ws.Sleep(6000);
            t.Works(ws, ConnectTo(ws, sockets[2], ServerAddress()), "when there is room again");
        },
        Seconds(4));
    t.Play();
}

/// Several threads wait in accept on one listener: each connection wakes one that gets it.
void
AcceptingThreads(Scene& t)
{
    t.Build();
    int served = 0;
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET listener = ListenAt(ws, Ip4(Scene::ANY, PORT));
                  for (int i = 0; i < 3; ++i)
                  {
                      ws.CreateThread(
                          [&, listener](Winsock& worker)
                          {
                              const SOCKET s = worker.accept(listener, nullptr, nullptr);
                              t.Works(worker, s, "a worker's accept");
                              SendText(worker, s, "served");
                              worker.closesocket(s);
                              ++served;
                              return 0;
                          });
                  }
                  ws.Sleep(10000);
                  t.Equal(served, 3, "all workers");
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            for (int i = 0; i < 3; ++i)
            {
                const SOCKET s = ConnectNew(ws, ServerAddress());
                t.Equal(ReceiveAll(ws, s), std::string("served"), "the answer");
                ws.Sleep(1000);
            }
        },
        Seconds(4));
    t.Play();
}

// Data.

void
EndOfStream(Scene& t)
{
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            SendText(ws, s, "all");
            t.Works(ws, ws.closesocket(s), "close");
        },
        [&](Winsock& ws, SOCKET s)
        {
            t.Equal(ReceiveAll(ws, s), std::string("all"), "R-SHD-3: delivered after the close");
            char byte;
            t.Equal(ws.recv(s, &byte, 1, 0), 0, "R-DAT-5: the end, again");
            t.Equal(ws.recv(s, &byte, 1, 0), 0, "R-DAT-5: and again");
        });
}

void
PeekAndWaitAll(Scene& t)
{
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            for (const char* piece : {"abc", "def", "ghi"})
            {
                SendText(ws, s, piece);
                ws.Sleep(1000);
            }
        },
        [&](Winsock& ws, SOCKET s)
        {
            t.Equal(ReceiveOnce(ws, s, MSG_PEEK), std::string("abc"), "R-DAT-9: MSG_PEEK");
            t.Equal(ReceiveOnce(ws, s, MSG_PEEK), std::string("abc"), "R-DAT-9: it stays");
            char buffer[16];
            t.Fails(ws,
                    ws.recv(s, buffer, 4, MSG_PEEK | winsock::MSG_WAITALL),
                    WSAEOPNOTSUPP,
                    "R-DAT-9: both together");
            t.Equal(ws.recv(s, buffer, 7, winsock::MSG_WAITALL), 7, "MSG_WAITALL fills the buffer");
            t.Equal(std::string(buffer, 7), std::string("abcdefg"), "in order");
            ULONG ready = 0;
            t.Works(ws, ws.ioctlsocket(s, FIONREAD, &ready), "FIONREAD");
            t.Equal(ready, 2, "what is left");
            t.Equal(ws.recv(s, buffer, 0, 0), 0, "R-DAT-7: nothing wanted");
            t.Equal(ws.recv(s, buffer, 7, winsock::MSG_WAITALL),
                    2,
                    "MSG_WAITALL at the end of the stream");
            t.Fails(ws, ws.recv(s, buffer, 1, 0x4000), WSAEINVAL, "R-DAT-9: unknown flag");
            SetNonBlocking(ws, s);
            t.Fails(ws,
                    ws.recv(s, buffer, 7, winsock::MSG_WAITALL),
                    WSAEOPNOTSUPP,
                    "R-DAT-9: MSG_WAITALL, nonblocking");
        });
}

void
IgnoredAddresses(Scene& t)
{
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            t.Works(ws, SendTo(ws, s, "ab", Ip4(Scene::NOBODY, 9)), "R-DAT-10: sendto");
            const auto* invalid = reinterpret_cast<const SOCKADDR*>(1);
            t.Works(ws, ws.sendto(s, "cd", 2, 0, invalid, 3), "R-DAT-10: an invalid address");
        },
        [&](Winsock& ws, SOCKET s)
        {
            SOCKADDR_IN from{};
            INT length = 1;
            char buffer[16];
            const int count = ws.recvfrom(
                s, buffer, 2, winsock::MSG_WAITALL, reinterpret_cast<SOCKADDR*>(&from), &length);
            t.Equal(count, 2, "R-DAT-10: recvfrom");
            t.Equal(length, 1, "R-DAT-10: the length stays");
            t.Equal(from.sin_family, 0, "R-DAT-10: the address stays");
            t.Equal(ReceiveAll(ws, s), std::string("cd"), "the rest");
        });
}

void
FullSendBuffer(Scene& t)
{
    const std::string block(50000, 'x');
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            SetNumber(ws, s, SOL_SOCKET, SO_SNDBUF, 20000);
            SetNonBlocking(ws, s);
            int taken = 0;
            int count;
            while ((count = SendText(ws, s, block)) > 0)
            {
                t.True(count <= 20000, "R-DAT-1: no more than fits");
                taken += count;
            }
            t.Fails(ws, count, WSAEWOULDBLOCK, "R-DAT-1: nothing fits");
            t.True(taken >= 20000, "R-DAT-1: what fits is taken");
            SetNonBlocking(ws, s, false);
            t.Equal(SendText(ws, s, block), static_cast<int>(block.size()), "R-DAT-1: blocking");
            ws.shutdown(s, SD_SEND);
            t.Equal(ReceiveAll(ws, s),
                    std::to_string(static_cast<std::size_t>(taken) + block.size()),
                    "the peer got all");
        },
        [&](Winsock& ws, SOCKET s)
        {
            ws.Sleep(1000);
            SendText(ws, s, std::to_string(ReceiveAll(ws, s).size()));
        });
}

void
ReceiveTimeout(Scene& t)
{
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            t.Works(ws, SetNumber(ws, s, SOL_SOCKET, SO_RCVTIMEO, 1500), "SO_RCVTIMEO");
            char byte;
            const Time before = Simulator::Now();
            t.Fails(ws, ws.recv(s, &byte, 1, 0), WSAETIMEDOUT, "R-DAT-11");
            t.Equal((Simulator::Now() - before).GetMilliSeconds(), 1500, "R-DAT-11: after 1.5 s");
            ws.Sleep(10000);
            t.Equal(ReceiveOnce(ws, s), std::string("late"), "the connection goes on");
            ws.closesocket(s);

            const SOCKET plain = ws.WSASocket(AF_INET, SOCK_STREAM, IPPROTO_TCP, nullptr, 0, 0);
            SetNumber(ws, plain, SOL_SOCKET, SO_RCVTIMEO, 1500);
            t.Works(ws, ConnectTo(ws, plain, Ip4(Scene::SERVER, PORT + 1)), "connect");
            t.Equal(ReceiveOnce(ws, plain), std::string("later"), "R-FLG-8: no effect");
        },
        [&](Winsock& ws, SOCKET s)
        {
            ws.Sleep(5000);
            SendText(ws, s, "late");
            const SOCKET other = AcceptOne(ws, PORT + 1);
            ws.Sleep(5000);
            SendText(ws, other, "later");
            ws.closesocket(other);
        });
}

/// The timeout options do not exist on CE.
void
NoTimeoutsOnDevice(Scene& t)
{
    t.Build("wince-6.0");
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
                  t.Fails(ws,
                          SetNumber(ws, s, SOL_SOCKET, SO_RCVTIMEO, 1500),
                          WSAENOPROTOOPT,
                          "R-CE-117: SO_RCVTIMEO");
                  t.Fails(ws,
                          GetNumber(ws, s, SOL_SOCKET, SO_SNDTIMEO),
                          WSAENOPROTOOPT,
                          "R-CE-117: SO_SNDTIMEO");
              });
    t.Play();
}

// shutdown.

void
HalfClose(Scene& t)
{
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            SendText(ws, s, "question");
            t.Works(ws, ws.shutdown(s, SD_SEND), "shutdown");
            t.Works(ws, ws.shutdown(s, SD_SEND), "R-SHD-1: again");
            t.Fails(ws, SendText(ws, s, "x"), WSAESHUTDOWN, "R-SHD-2: send");
            t.Fails(ws, ConnectTo(ws, s, ServerAddress()), WSAEISCONN, "R-SHD-2: connect");
            SOCKADDR_IN name{};
            INT length = sizeof(name);
            t.Works(ws,
                    ws.getpeername(s, reinterpret_cast<SOCKADDR*>(&name), &length),
                    "R-SHD-2: names");
            t.Equal(ReceiveAll(ws, s), std::string("answer to question"), "receiving goes on");
            t.Works(ws, ws.shutdown(s, SD_BOTH), "both");
            char byte;
            t.Fails(ws, ws.recv(s, &byte, 1, 0), WSAESHUTDOWN, "R-SHD-2: recv");
        },
        [&](Winsock& ws, SOCKET s)
        {
            const std::string question = ReceiveAll(ws, s);
            ws.Sleep(1000);
            SendText(ws, s, "answer to " + question);
        });
}

void
ShutReceive(Scene& t)
{
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            t.Fails(ws, ws.shutdown(s, 3), WSAEINVAL, "R-SHD-1: bad direction");
            t.Works(ws, ws.shutdown(s, SD_RECEIVE), "shutdown");
            char byte;
            t.Fails(ws, ws.recv(s, &byte, 1, 0), WSAESHUTDOWN, "R-SHD-2: recv");
            t.Works(ws, SendText(ws, s, "still"), "R-SHD-2: sending goes on");
            const SOCKET fresh = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
            t.Fails(ws, ws.shutdown(fresh, SD_SEND), WSAENOTCONN, "R-SHD-1: not connected");
            t.Fails(ws, ws.shutdown(fresh, 3), WSAENOTCONN, "R-SHD-1: that comes first");
        },
        [&](Winsock& ws, SOCKET s)
        { t.Equal(ReceiveAll(ws, s), std::string("still"), "what was sent"); });
}

/// Data that arrives after SD_RECEIVE resets the connection.
void
DataAfterShutReceive(Scene& t)
{
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            t.Works(ws, ws.shutdown(s, SD_RECEIVE), "shutdown");
            ws.Sleep(3000);
            t.Fails(ws, SendText(ws, s, "x"), WSAECONNABORTED, "R-SHD-2: reset by this side");
        },
        [&](Winsock& ws, SOCKET s)
        {
            ws.Sleep(1000);
            t.Works(ws, SendText(ws, s, "unwanted"), "the peer may still send");
            char byte;
            const Time before = Simulator::Now();
            t.Fails(ws, ws.recv(s, &byte, 1, 0), WSAECONNRESET, "R-SHD-2: but is reset");
            t.True(Simulator::Now() - before < MilliSeconds(20), "R-SHD-2: as the data arrives");
        });
}

/// So does data that waits as SD_RECEIVE comes.
void
ShutReceiveOverData(Scene& t)
{
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            ws.Sleep(1000);
            t.Works(ws, ws.shutdown(s, SD_RECEIVE), "shutdown");
            char byte;
            t.Fails(ws, ws.recv(s, &byte, 1, 0), WSAESHUTDOWN, "R-SHD-2: recv");
            t.Fails(ws, SendText(ws, s, "x"), WSAECONNABORTED, "R-SHD-2: reset by this side");
        },
        [&](Winsock& ws, SOCKET s)
        {
            SendText(ws, s, "unread");
            char byte;
            t.Fails(ws, ws.recv(s, &byte, 1, 0), WSAECONNRESET, "R-SHD-2: the peer");
        });
}

// closesocket.

int
SetLinger(Winsock& ws, SOCKET s, USHORT seconds)
{
    const LINGER linger{1, seconds};
    return ws.setsockopt(
        s, SOL_SOCKET, SO_LINGER, reinterpret_cast<const char*>(&linger), sizeof(linger));
}

void
LingerZero(Scene& t)
{
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            t.Works(ws, SetLinger(ws, s, 0), "SO_LINGER");
            t.Works(ws, ws.closesocket(s), "close");
            t.Fails(ws, ws.closesocket(s), WSAENOTSOCK, "R-SHD-3: the handle is gone");
        },
        [&](Winsock& ws, SOCKET s)
        {
            char byte;
            t.Fails(ws, ws.recv(s, &byte, 1, 0), WSAECONNRESET, "R-SHD-3: hard close");
            t.Fails(ws, SendText(ws, s, "x"), WSAECONNRESET, "R-SHD-3: send as well");
        });
}

void
LingerWaits(Scene& t)
{
    Scene::Link slow;
    slow.rate = "80kbps";
    const std::string data(20000, 'd');
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            SetLinger(ws, s, 60);
            SendText(ws, s, data);
            const Time before = Simulator::Now();
            SetNonBlocking(ws, s);
            t.Fails(ws, ws.closesocket(s), WSAEWOULDBLOCK, "R-SHD-3: cannot finish at once");
            t.Equal(GetNumber(ws, s, SOL_SOCKET, SO_TYPE), SOCK_STREAM, "R-SHD-3: still valid");
            SetNonBlocking(ws, s, false);
            t.Works(ws, ws.closesocket(s), "close");
            t.True(Simulator::Now() - before > Seconds(1), "it waited for the data to go");
        },
        [&](Winsock& ws, SOCKET s)
        { t.Equal(ReceiveAll(ws, s).size(), data.size(), "all has arrived"); },
        slow);
}

void
LingerRunsOff(Scene& t)
{
    Scene::Link slow;
    slow.rate = "80kbps";
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            SetLinger(ws, s, 1);
            SendText(ws, s, std::string(40000, 'd'));
            const Time before = Simulator::Now();
            t.Works(ws, ws.closesocket(s), "R-SHD-3: not reported");
            t.Equal((Simulator::Now() - before).GetMilliSeconds(), 1000, "after the linger time");
        },
        [&](Winsock& ws, SOCKET s)
        {
            ReceiveAll(ws, s);
            t.Equal(Scene::NameOf(ws.WSAGetLastError()), std::string("WSAECONNRESET"), "aborted");
        },
        slow);
}

// What waits when something ends.

/// A call that waits, on a thread of its own, and how it came out.
struct Waiter
{
    std::string outcome{"waits"};

    template <typename Call>
    void
    Start(Winsock& ws, Call call)
    {
        ws.CreateThread(
            [this, call](Winsock& own)
            {
                const bool failed = call(own) == static_cast<decltype(call(own))>(SOCKET_ERROR);
                outcome = failed ? Scene::NameOf(own.WSAGetLastError()) : "success";
                return 0;
            });
        ws.Sleep(500);
    }
};

void
CloseWakes(Scene& t)
{
    t.Build();
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET s = AcceptOne(ws);
                  ws.Sleep(20000);
                  ws.closesocket(s);
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            Waiter accepting;
            const SOCKET listener = ListenAt(ws, Ip4(Scene::ANY, 99));
            accepting.Start(ws,
                            [=](Winsock& own) { return own.accept(listener, nullptr, nullptr); });
            ws.closesocket(listener);

            Waiter receiving;
            const SOCKET s = ConnectNew(ws, ServerAddress());
            char byte;
            receiving.Start(ws, [&](Winsock& own) { return own.recv(s, &byte, 1, 0); });
            ws.closesocket(s);

            Waiter connecting;
            const SOCKET lonely = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
            connecting.Start(
                ws, [=](Winsock& own) { return ConnectTo(own, lonely, Ip4(Scene::NOBODY, 1)); });
            ws.closesocket(lonely);

            Waiter datagram;
            const SOCKET bound = ws.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
            BindTo(ws, bound, Ip4(Scene::ANY, 99));
            datagram.Start(ws, [&](Winsock& own) { return own.recv(bound, &byte, 1, 0); });
            ws.closesocket(bound);

            ws.Sleep(1000);
            t.Equal(accepting.outcome, std::string("WSAEINTR"), "R-ACC-8: accept");
            t.Equal(receiving.outcome, std::string("WSAEINTR"), "R-SHD-4: recv");
            t.Equal(connecting.outcome, std::string("WSAEINTR"), "R-SHD-4: connect");
            t.Equal(datagram.outcome, std::string("WSAEINTR"), "R-SHD-4: recv of datagrams");
        },
        Seconds(4));
    t.Play();
}

void
CloseWakesSender(Scene& t)
{
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            Waiter sending;
            const std::string block(2000000, 'x');
            sending.Start(ws, [&](Winsock& own) { return SendText(own, s, block); });
            ws.Sleep(3000);
            t.Equal(sending.outcome, std::string("waits"), "the peer does not receive");
            SetLinger(ws, s, 0);
            ws.closesocket(s);
            ws.Sleep(100);
            t.Equal(sending.outcome, std::string("WSAEINTR"), "R-SHD-4: send");
        },
        [&](Winsock& ws, SOCKET) { ws.Sleep(10000); });
}

void
CleanupWakes(Scene& t)
{
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            Waiter receiving;
            char byte;
            receiving.Start(ws, [&](Winsock& own) { return own.recv(s, &byte, 1, 0); });
            t.Works(ws, ws.WSACleanup(), "the last cleanup");
            ws.Sleep(100);
            t.True(receiving.outcome != "waits", "R-INI-6: what waits is cancelled");
            WSADATA data;
            ws.WSAStartup(MAKEWORD(2, 2), &data);
            t.Fails(ws, ws.closesocket(s), WSAENOTSOCK, "R-INI-6: the handle is gone");
        },
        [&](Winsock& ws, SOCKET s)
        {
            char byte;
            t.Fails(ws, ws.recv(s, &byte, 1, 0), WSAECONNRESET, "R-INI-6: the peer is reset");
        });
}

void
PeerVanishes(Scene& t)
{
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            ws.Sleep(500);
            t.CutWire();
            t.Works(ws, SendText(ws, s, "into the void"), "send");
            char byte;
            t.Fails(ws, ws.recv(s, &byte, 1, 0), WSAETIMEDOUT, "nobody acknowledges");
            t.Fails(ws, SendText(ws, s, "x"), WSAETIMEDOUT, "nor later");
            t.Works(ws, ws.closesocket(s), "close");
        },
        [&](Winsock& ws, SOCKET s)
        {
            SetNumber(ws, s, SOL_SOCKET, SO_RCVTIMEO, 1000);
            char byte;
            t.Fails(ws, ws.recv(s, &byte, 1, 0), WSAETIMEDOUT, "silence");
        });
}

/// A short message that gets lost is repeated, though Nagle's algorithm would rather wait for more.
void
ShortMessagesOverLoss(Scene& t)
{
    Scene::Link link;
    link.loss = 0.05;
    constexpr int ROUNDS = 100;
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            for (int i = 0; i < ROUNDS; ++i)
            {
                const std::string message = "message " + std::to_string(i);
                SendText(ws, s, message);
                t.Equal(ReceiveOnce(ws, s), "re: " + message, "the answer");
            }
            ws.shutdown(s, SD_SEND);
            t.Equal(ReceiveAll(ws, s), std::string(), "the end");
        },
        [&](Winsock& ws, SOCKET s)
        {
            std::string message;
            while (!(message = ReceiveOnce(ws, s)).empty())
            {
                SendText(ws, s, "re: " + message);
            }
        },
        link);
}

/// The wire is mended before TCP gives up: nothing is lost.
void
WireMended(Scene& t)
{
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            ws.Sleep(500);
            t.CutWire();
            SendText(ws, s, "first");
            SendText(ws, s, "second");
            ws.Sleep(10000);
            t.MendWire();
        },
        [&](Winsock& ws, SOCKET s)
        { t.Equal(ReceiveAll(ws, s), std::string("firstsecond"), "all arrives"); });
}

/// A program that waits in some call is killed: its peer is reset, and nothing of it stays.
void
KilledWhile(Scene& t,
            const std::function<void(Winsock&, SOCKET)>& waits,
            const std::string& seenByPeer = "WSAECONNRESET")
{
    t.Build();
    t.Set(t.client, "PoolBytes", UintegerValue(100000));
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET s = AcceptOne(ws);
                  ws.Sleep(8000);
                  ReceiveAll(ws, s);
                  t.Equal(Scene::NameOf(ws.WSAGetLastError()), seenByPeer, "what the peer sees");
              });
    Ptr<WinsockApplication> doomed = t.Doomed(
        t.client, [&](Winsock& ws) { waits(ws, ConnectNew(ws, ServerAddress())); }, Seconds(10));
    At(Seconds(9),
       [&]
       {
           t.True(doomed->IsRunning(), "it waits");
           t.True(StackOf(t.client)->GetDescriptorLedger().GetInUse() != 0, "it holds something");
       });
    At(Seconds(10) + MilliSeconds(1),
       [&]
       {
           t.True(!doomed->IsRunning(), "it was killed");
           t.Equal(StackOf(t.client)->GetDescriptorLedger().GetInUse(), 0, "descriptors");
           t.Equal(StackOf(t.client)->GetPoolLedger().GetInUse(), 0, "buffer memory");
       });
    t.Play();
}

void
KilledReceiving(Scene& t)
{
    KilledWhile(t, [](Winsock& ws, SOCKET s) { ReceiveOnce(ws, s); });
}

void
KilledSending(Scene& t)
{
    KilledWhile(t, [](Winsock& ws, SOCKET s) { SendText(ws, s, std::string(3000000, 'x')); });
}

void
KilledAccepting(Scene& t)
{
    KilledWhile(t,
                [](Winsock& ws, SOCKET)
                { ws.accept(ListenAt(ws, Ip4(Scene::ANY, 99)), nullptr, nullptr); });
}

void
KilledConnecting(Scene& t)
{
    KilledWhile(t, [](Winsock& ws, SOCKET) { ConnectNew(ws, Ip4(Scene::NOBODY, 99)); });
}

void
KilledLingering(Scene& t)
{
    KilledWhile(t,
                [](Winsock& ws, SOCKET s)
                {
                    SetLinger(ws, s, 1000);
                    SetNumber(ws, s, SOL_SOCKET, SO_SNDBUF, 1000000);
                    SendText(ws, s, std::string(900000, 'x'));
                    ws.closesocket(s);
                    ws.Sleep(10000);
                });
}

// Ports in TIME_WAIT.

/// Serves connections one after the other, and lets each client close first.
void
ServeUntilClosed(Winsock& ws, int connections)
{
    const SOCKET listener = ListenAt(ws, ServerAddress());
    for (int i = 0; i < connections; ++i)
    {
        const SOCKET s = ws.accept(listener, nullptr, nullptr);
        ReceiveOnce(ws, s);
        ws.closesocket(s);
    }
}

void
PortsInTimeWait(Scene& t)
{
    t.Build("windows-nt");
    t.Set(t.client, "EphemeralFirst", UintegerValue(5000));
    t.Set(t.client, "EphemeralLast", UintegerValue(5001));
    t.Program(t.server, [](Winsock& ws) { ServeUntilClosed(ws, 3); });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            for (int i = 0; i < 2; ++i)
            {
                const SOCKET s = t.Works(ws, ConnectNew(ws, ServerAddress()), "a port for each");
                ws.closesocket(s);
                ws.Sleep(1000);
            }
            const SOCKET third = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
            t.Fails(ws, ConnectTo(ws, third, ServerAddress()), WSAENOBUFS, "none is left");
            ws.closesocket(third);
            const SOCKET bound = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
            t.Works(ws, BindTo(ws, bound, Ip4(Scene::ANY, 5000)), "bind to one of them");
            t.Fails(
                ws, ConnectTo(ws, bound, ServerAddress()), WSAEADDRINUSE, "the same connection");
            ws.Sleep(240000);
            t.Works(ws, ConnectTo(ws, bound, ServerAddress()), "after TIME_WAIT");
            ws.closesocket(bound);
        },
        Seconds(4));
    t.Play(Seconds(2000));
}

// Outside of programs.

/// A client made of event handlers: nothing waits, everything gets done.
class HandlerClient
{
  public:
    HandlerClient(Scene& t, Ptr<WinsockProcess> process)
        : m_t(t),
          m_ws(process)
    {
        WSADATA data;
        m_ws.WSAStartup(MAKEWORD(2, 2), &data);
        m_socket = m_ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
        m_t.Fails(m_ws, ConnectTo(m_ws, m_socket, ServerAddress()), WSAEWOULDBLOCK, "connect");
        At(Seconds(1), [this] { Send(); });
    }

    ~HandlerClient()
    {
        m_ws.WSACleanup();
    }

  private:
    void
    Send()
    {
        char byte;
        m_t.Fails(m_ws, m_ws.recv(m_socket, &byte, 1, 0), WSAEWOULDBLOCK, "D4: recv");
        m_t.Works(m_ws, SendText(m_ws, m_socket, "from a handler"), "send");
        const SOCKET listener = ListenAt(m_ws, Ip4(Scene::ANY, 99));
        m_t.Fails(m_ws, m_ws.accept(listener, nullptr, nullptr), WSAEWOULDBLOCK, "D4: accept");
        At(Seconds(1), [this] { Receive(); });
    }

    void
    Receive()
    {
        m_t.Equal(ReceiveOnce(m_ws, m_socket), std::string("from a handler"), "the echo");
        m_t.Works(m_ws, m_ws.closesocket(m_socket), "close");
    }

    Scene& m_t;
    Winsock m_ws;
    SOCKET m_socket;
};

void
EventHandlers(Scene& t)
{
    t.Build();
    std::unique_ptr<HandlerClient> client;
    Ptr<WinsockProcess> process = StackOf(t.client)->CreateProcess("handlers");
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET s = AcceptOne(ws);
                  SendText(ws, s, ReceiveOnce(ws, s));
                  t.Equal(ReceiveAll(ws, s), std::string(), "the end");
              });
    At(Seconds(4), [&] { client = std::make_unique<HandlerClient>(t, process); });
    t.Play();
    client.reset();
    process->Terminate();
}

class StreamTestSuite : public TestSuite
{
  public:
    StreamTestSuite()
        : TestSuite("winsock-stream", TestSuite::Type::UNIT)
    {
        AddTransfers();
        AddConnections();
        AddEnds();
    }

  private:
    void
    Add(const std::string& name, Scene::Script script)
    {
        AddTestCase(new Scene(name, std::move(script)));
    }

    void
    AddTransfers()
    {
        Add("1.5 MB over a lossy link", LossyUp);
        Add("1.5 MB over a lossy link to a CE device", LossyDownToDevice);
        Add("1 MB each way at once over a lossy link", LossyBothWays);
        Add("IPv6: 0.5 MB each way over a lossy link", Lossy6);
        Add("a slow link with a short queue", SlowLink);
        Add("R-DAT-5: the end of a stream", EndOfStream);
        Add("R-DAT-7, R-DAT-9: MSG_PEEK and MSG_WAITALL", PeekAndWaitAll);
        Add("R-DAT-10: addresses on a stream", IgnoredAddresses);
        Add("R-DAT-1: a full send buffer", FullSendBuffer);
        Add("R-DAT-11, R-FLG-8: SO_RCVTIMEO", ReceiveTimeout);
        Add("R-CE-117: no timeouts on CE", NoTimeoutsOnDevice);
    }

    void
    AddConnections()
    {
        Add("R-CON-4: refused", Refused);
        Add("connect: nobody answers", NobodyAnswers);
        Add("R-CON-1: arguments of connect", ConnectArguments);
        Add("R-CON-2, R-CON-3: nonblocking connect", NonBlockingConnect);
        Add("R-CON-4: nonblocking, refused", NonBlockingRefused);
        Add("R-ACC-1, R-ACC-2: listen and accept where they do not fit", ListenArguments);
        Add("R-ACC-2: accept", AcceptArguments);
        Add("R-ACC-4: inherited options", InheritedOptions);
        Add("R-ACC-3: full backlog", FullBacklog);
        Add("several threads accept", AcceptingThreads);
        Add("R-ACC-37: ports in TIME_WAIT", PortsInTimeWait);
        Add("D4: from plain event handlers", EventHandlers);
    }

    void
    AddEnds()
    {
        Add("R-SHD-1, R-SHD-2: half-close", HalfClose);
        Add("R-SHD-2: SD_RECEIVE", ShutReceive);
        Add("R-SHD-2: data after SD_RECEIVE", DataAfterShutReceive);
        Add("R-SHD-2: SD_RECEIVE over data", ShutReceiveOverData);
        Add("R-SHD-3: linger 0", LingerZero);
        Add("R-SHD-3: linger waits", LingerWaits);
        Add("R-SHD-3: linger runs off", LingerRunsOff);
        Add("R-SHD-4, R-ACC-8: closing wakes who waits", CloseWakes);
        Add("R-SHD-4: closing wakes a sender", CloseWakesSender);
        Add("R-INI-6: the last cleanup wakes and resets", CleanupWakes);
        Add("the peer vanishes", PeerVanishes);
        Add("short messages over a lossy link", ShortMessagesOverLoss);
        Add("the wire is mended in time", WireMended);
        Add("killed while receiving", KilledReceiving);
        Add("killed while sending", KilledSending);
        Add("killed while accepting", KilledAccepting);
        Add("killed while connecting", KilledConnecting);
        Add("killed while lingering", KilledLingering);
    }
};

StreamTestSuite g_streamTestSuite;

} // namespace
