/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// How stream connections begin: connect, listen and accept, from programs and from event handlers.

#include "scenario-test-support.h"
#include "stream-scene-test-support.h"

#include "ns3/uinteger.h"
#include "ns3/winsock-process.h"

#include <memory>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

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
                  t.Fails(ws, SendText(ws, s, "x"), WSAECONNRESET, "api-states.csv: send");
                  t.Fails(ws, ws.listen(s, 5), WSAEINVAL, "api-states.csv: listen");
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
            t.Fails(ws, SendText(ws, s, "x"), WSAECONNRESET, "api-states.csv: a listener's send");
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

/// A device lets fewer connections wait than a program asks for.
void
ClippedBacklog(Scene& t)
{
    Scene::Link link;
    link.server = "wince-6.0";
    t.Build(link);
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  ListenAt(ws, Ip4(Scene::ANY, PORT), 1000);
                  ws.Sleep(5000);
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            for (int i = 0; i < 5; ++i)
            {
                const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
                t.Works(ws, ConnectTo(ws, s, ServerAddress()), "R-ACC-1: up to the device's most");
            }
            const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
            t.Fails(ws, ConnectTo(ws, s, ServerAddress()), WSAECONNREFUSED, "R-ACC-1: clipped");
        },
        Seconds(4));
    t.Play();
}

/// Connections that nobody has taken end with their listener.
void
ListenerCloses(Scene& t)
{
    t.Build();
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET listener = ListenAt(ws, Ip4(Scene::ANY, PORT));
                  ws.Sleep(3000);
                  t.Works(ws, ws.closesocket(listener), "close");
                  ws.Sleep(3000);
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ConnectNew(ws, ServerAddress());
            char byte;
            t.Fails(ws, ws.recv(s, &byte, 1, 0), WSAECONNRESET, "the one that waited");
            t.Fails(ws, ws.recv(s, &byte, 1, 0), WSAECONNRESET, "R-DAT-5: and again");
            t.Works(ws, ws.shutdown(s, SD_SEND), "api-states.csv: nothing is left to shut down");
            const SOCKET late = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
            t.Fails(ws, ConnectTo(ws, late, ServerAddress()), WSAECONNREFUSED, "a late one");
        },
        Seconds(4));
    t.Play();
}

/// A connection that its client closes before it is taken can be taken all the same.
void
ClosedBeforeAccept(Scene& t)
{
    t.Build();
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET listener = ListenAt(ws, Ip4(Scene::ANY, PORT));
                  ws.Sleep(5000);
                  const SOCKET closed = ws.accept(listener, nullptr, nullptr);
                  t.Works(ws, closed, "a closed one");
                  t.Equal(ReceiveAll(ws, closed), std::string("bye"), "what it had sent");
                  t.Equal(ws.WSAGetLastError(), 0, "and its end");
                  t.Works(ws, ws.closesocket(closed), "close");
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ConnectNew(ws, ServerAddress());
            SendText(ws, s, "bye");
            ws.closesocket(s);
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

/// SO_CONNECT_TIME on both ends, and where there is no connection.
void
ConnectTime(Scene& t)
{
    const auto timeOf = [](Winsock& ws, SOCKET s)
    { return GetNumber(ws, s, SOL_SOCKET, SO_CONNECT_TIME); };
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            t.Equal(timeOf(ws, s), 0, "just connected");
            ws.Sleep(3500);
            t.Equal(timeOf(ws, s), 3, "R-OPT-7: seconds");
            const SOCKET fresh = ws.socket(AF_INET, SOCK_STREAM, 0);
            DWORD seconds = 0;
            INT length = sizeof(seconds);
            auto* const value = reinterpret_cast<char*>(&seconds);
            t.Works(ws,
                    ws.getsockopt(fresh, SOL_SOCKET, SO_CONNECT_TIME, value, &length),
                    "R-OPT-7: not connected is no error");
            t.Equal(seconds, 0xffffffff, "R-OPT-7: not connected");
            ws.closesocket(fresh);
        },
        [&](Winsock& ws, SOCKET s)
        {
            ws.Sleep(2500);
            t.Equal(timeOf(ws, s), 2, "R-OPT-7: an accepted connection");
        });
}

/// What a socket's state forbids comes before the address, and AF_UNSPEC dissolves nothing.
void
StateBeforeAddress(Scene& t)
{
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            SOCKADDR_IN none{};
            t.Fails(ws, ConnectTo(ws, s, none), WSAEISCONN, "connect AF_UNSPEC, tcp connected");
            const SOCKADDR_IN address = ServerAddress();
            const auto* name = reinterpret_cast<const SOCKADDR*>(&address);
            t.Fails(ws, ws.connect(s, name, 3), WSAEISCONN, "connect namelen 3, tcp connected");
            t.Fails(ws, BindTo(ws, s, Ip6("::1", 0)), WSAEINVAL, "bind AF_INET6, tcp connected");
            t.Fails(ws, ws.getpeername(s, nullptr, nullptr), WSAEFAULT, "getpeername NULL");
            const SOCKET listener = ListenAt(ws, Ip4(Scene::ANY, PORT));
            t.Fails(ws, ConnectTo(ws, listener, none), WSAEINVAL, "connect AF_UNSPEC, listening");
            t.Fails(ws, ws.connect(listener, name, 3), WSAEINVAL, "connect namelen 3, listening");
            const SOCKET fresh = ws.socket(AF_INET, SOCK_STREAM, 0);
            t.Fails(ws, ws.connect(fresh, name, 3), WSAEFAULT, "R-CON-1: namelen 3, tcp new");
            BindTo(ws, fresh, Ip4(Scene::ANY, 0));
            t.Works(ws, ConnectTo(ws, fresh, none), "connect AF_UNSPEC, tcp bound");
            t.Fails(ws, SendText(ws, fresh, "x"), WSAECONNRESET, "send 1, tcp bound");
            t.Fails(ws, ws.getpeername(fresh, nullptr, nullptr), WSAEFAULT, "getpeername NULL");
            ws.closesocket(listener);
            ws.closesocket(fresh);
        },
        [&](Winsock& ws, SOCKET s) { ReceiveAll(ws, s); });
}

/// SO_UPDATE_CONNECT_CONTEXT and SO_UPDATE_ACCEPT_CONTEXT on sockets that need neither.
void
UpdateContext(Scene& t)
{
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            t.Works(ws,
                    ws.setsockopt(s, SOL_SOCKET, SO_UPDATE_CONNECT_CONTEXT, nullptr, 0),
                    "setsockopt SO_UPDATE_CONNECT_CONTEXT, tcp connected");
            const SOCKET listener = ListenAt(ws, Ip4(Scene::ANY, PORT));
            SetNumber(ws, listener, SOL_SOCKET, SO_RCVTIMEO, 1234);
            const auto update = [&](SOCKET which)
            {
                return ws.setsockopt(s,
                                     SOL_SOCKET,
                                     SO_UPDATE_ACCEPT_CONTEXT,
                                     reinterpret_cast<const char*>(&which),
                                     sizeof(which));
            };
            t.Fails(ws, update(0x7777), WSAENOTSOCK, "R-OPT-8: no socket");
            t.Works(ws, update(listener), "R-OPT-8: a listener");
            t.Equal(GetNumber(ws, s, SOL_SOCKET, SO_RCVTIMEO), 1234, "R-OPT-8: its options");
            ws.closesocket(listener);
        },
        [&](Winsock& ws, SOCKET s) { ReceiveAll(ws, s); });
}

class ConnectTestSuite : public TestSuite
{
  public:
    ConnectTestSuite()
        : TestSuite("winsock-connect", TestSuite::Type::UNIT)
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
        Add("R-ACC-1: a clipped backlog", ClippedBacklog);
        Add("the listener closes", ListenerCloses);
        Add("closed before it was taken", ClosedBeforeAccept);
        Add("several threads accept", AcceptingThreads);
        Add("R-OPT-7: SO_CONNECT_TIME", ConnectTime);
        Add("api-states.csv: the state comes before the address", StateBeforeAddress);
        Add("R-OPT-8: contexts", UpdateContext);
        Add("R-ACC-37: ports in TIME_WAIT", PortsInTimeWait);
        Add("D4: from plain event handlers", EventHandlers);
    }

  private:
    void
    Add(const std::string& name, Scene::Script script)
    {
        AddTestCase(new Scene(name, std::move(script)));
    }
};

ConnectTestSuite g_connectTestSuite;

} // namespace
