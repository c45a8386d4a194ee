/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The redirector layer: connections by way of a SOCKS5 proxy, in every style of connecting.

#include "redirector-scene-test-support.h"
#include "scenario-test-support.h"

#include "ns3/inet-socket-address.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/test.h"
#include "ns3/winsock-process.h"

#include <functional>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

using Line = RedirectorScene::Line;

/// "10.1.1.2:4000", the target of most scenes.
const std::string TARGET = std::string(Scene::SERVER) + ":4000";

/// A proxy that says yes after two seconds, and the target's first bytes with it.
std::vector<Line>
SlowProxy(const std::string& data = "")
{
    return {{GREETING_LENGTH, NoAuthentication()},
            {REQUEST_LENGTH, ReplyBytes(0) + data, Seconds(2)}};
}

/// A proxy that says no at once.
std::vector<Line>
RefusingProxy(uint8_t reply)
{
    return {{GREETING_LENGTH, NoAuthentication()}, {REQUEST_LENGTH, ReplyBytes(reply)}};
}

/// Selects on one socket in all three sets. @return "w", "re", "" ...
std::string
Select(Winsock& ws, SOCKET s, const TIMEVAL* timeout)
{
    FD_SET reading{1, {s}};
    FD_SET writing{1, {s}};
    FD_SET failing{1, {s}};
    const int count = ws.select(0, &reading, &writing, &failing, timeout);
    std::string ready = count == SOCKET_ERROR ? Scene::NameOf(ws.WSAGetLastError()) : "";
    ready += FD_ISSET(s, &reading) && count > 0 ? "r" : "";
    ready += FD_ISSET(s, &writing) && count > 0 ? "w" : "";
    ready += FD_ISSET(s, &failing) && count > 0 ? "e" : "";
    return ready;
}

/// The socket descriptors that a process holds.
std::size_t
HandleCount(const Winsock& ws)
{
    return ws.GetProcess().GetDescriptorLedger().GetInUse();
}

// ---------------------------------------------------------------- blocking

void
TestBlocking(Scene& t, const std::string& handles, const std::string& peerName)
{
    RedirectorScene scene(t, handles);
    scene.library->SetAttribute("PeerName", StringValue(peerName));
    scene.RunProxy();
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET s = AcceptOne(ws);
                  t.Equal(PeerOf(ws, s).substr(0, 9),
                          std::string(Scene::SERVER) + ":",
                          "the target sees the proxy");
                  t.Equal(ReceiveAll(ws, s), std::string("question"), "what arrived");
                  SendText(ws, s, "answer");
                  ws.closesocket(s);
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const std::size_t before = HandleCount(ws);
            const SOCKET s = NewStream(ws);
            t.Works(ws, ConnectTo(ws, s, ServerAddress()), "connect");
            t.Equal(PeerOf(ws, s),
                    peerName == "Target" ? TARGET : std::string(Scene::SERVER) + ":1080",
                    "getpeername answers as configured");
            t.Fails(ws, ConnectTo(ws, s, ServerAddress()), WSAEISCONN, "R-CON-1");
            t.Works(ws, SendText(ws, s, "question"), "send");
            t.Works(ws, ws.shutdown(s, SD_SEND), "shutdown");
            t.Equal(ReceiveAll(ws, s), std::string("answer"), "the socket still blocks");
            ws.closesocket(s);
            t.Equal(HandleCount(ws), before, "descriptors");
        },
        Seconds(4));
    t.Play();
    t.Equal(scene.requests.size(), 1U, "one request");
    t.Equal(scene.requests.at(0).target, TARGET, "the proxy sees the target");
    t.Equal(InetSocketAddress::ConvertFrom(scene.requests.at(0).client).GetIpv4(),
            Ipv4Address(Scene::CLIENT),
            "and the client");
    t.Equal(scene.reports.size(), 1U, "one report");
    t.Equal(scene.reports.at(0).error, 0, "of success");
    t.Equal(scene.reports.at(0).start, Seconds(4), "begun");
    t.True(scene.reports.at(0).end > Seconds(4) + MilliSeconds(30), "three round trips later");
    t.Equal(scene.reports.at(0).target,
            Address(InetSocketAddress(Ipv4Address(Scene::SERVER), PORT)),
            "target");
}

/// FD_WRITE is owed at the first registration after a blocking connect, as ever (R-EVT-5).
void
TestEventsAfterBlocking(Scene& t)
{
    RedirectorScene scene(t);
    scene.RunFalseProxy(SlowProxy("first"));
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ConnectNew(ws, ServerAddress());
            const WSAEVENT event = ws.WSACreateEvent();
            t.Works(ws, ws.WSAEventSelect(s, event, FD_CONNECT | FD_WRITE | FD_READ), "register");
            WSANETWORKEVENTS events{};
            ws.WSAEnumNetworkEvents(s, event, &events);
            t.Equal(events.lNetworkEvents, FD_WRITE | FD_READ, "R-EVT-5");
            t.Equal(ReceiveOnce(ws, s), std::string("first"), "the reply is gone, the data not");
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
}

void
TestGluedData(Scene& t, const std::string& handles)
{
    const std::string data(20000, 'd');
    RedirectorScene scene(t, handles);
    scene.RunFalseProxy(SlowProxy(data), false);
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ConnectNew(ws, ServerAddress());
            t.True(ReceiveAll(ws, s) == data, "no byte is lost");
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
}

void
TestReceiveTimeout(Scene& t)
{
    RedirectorScene scene(t);
    scene.RunFalseProxy(SlowProxy());
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = NewStream(ws);
            SetNumber(ws, s, SOL_SOCKET, SO_RCVTIMEO, 100);
            t.Works(ws, ConnectTo(ws, s, ServerAddress()), "SO_RCVTIMEO is not for connect");
            t.True(Simulator::Now() > Seconds(6), "which waited");
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
}

// ---------------------------------------------------------------- nonblocking

/// What a socket says while connect is pending (R-CON-2, R-CON-3).
void
CheckPending(Scene& t, Winsock& ws, SOCKET s)
{
    t.Fails(ws, ConnectTo(ws, s, ServerAddress()), WSAEALREADY, "R-CON-2: connect again");
    t.Fails(ws, SendText(ws, s, "x"), WSAENOTCONN, "R-CON-3: send");
    t.Fails(ws, SendTo(ws, s, "x", ServerAddress()), WSAENOTCONN, "R-CON-3: sendto");
    char byte;
    t.Fails(ws, ws.recv(s, &byte, 1, 0), WSAENOTCONN, "R-CON-3: recv");
    t.Fails(ws, ws.recvfrom(s, &byte, 1, 0, nullptr, nullptr), WSAENOTCONN, "R-CON-3: recvfrom");
    t.Fails(ws, ws.shutdown(s, SD_SEND), WSAENOTCONN, "R-SHD-1: shutdown");
    t.Fails(ws, ws.WSASendDisconnect(s, nullptr), WSAENOTCONN, "R-SHD-5");
    t.Fails(ws, ws.WSARecvDisconnect(s, nullptr), WSAENOTCONN, "R-SHD-5");
    t.Equal(PeerOf(ws, s), TARGET, "R-CON-3: getpeername works already");
    t.Equal(GetNumber(ws, s, SOL_SOCKET, SO_ERROR), 0, "no error yet");
    ULONG ready = 77;
    t.Works(ws, ws.ioctlsocket(s, FIONREAD, &ready), "FIONREAD");
    t.Equal(ready, 0U, "nothing to read");
    SOCKADDR_IN name{};
    INT length = sizeof(name);
    t.Works(ws,
            ws.getsockname(s, reinterpret_cast<SOCKADDR*>(&name), &length),
            "R-CON-3: getsockname works");
}

void
TestSelect(Scene& t, const std::string& handles)
{
    RedirectorScene scene(t, handles);
    scene.RunFalseProxy(SlowProxy());
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = NewStream(ws);
            SetNonBlocking(ws, s);
            t.Fails(ws, ConnectTo(ws, s, ServerAddress()), WSAEWOULDBLOCK, "R-CON-2");
            ws.Sleep(1000); // the proxy has been asked by now
            CheckPending(t, ws, s);
            const TIMEVAL look{0, 0};
            t.Equal(Select(ws, s, &look), std::string(), "not connected");
            const TIMEVAL half{0, 500000};
            t.Equal(Select(ws, s, &half), std::string(), "not connected half a second later");
            t.Equal(Simulator::Now(), Seconds(5.5), "R-SLC-4: the time-out");
            t.Equal(Select(ws, s, nullptr), std::string("w"), "R-CON-4");
            t.True(Simulator::Now() > Seconds(6), "not before the proxy said yes");
            t.Fails(ws, ConnectTo(ws, s, ServerAddress()), WSAEISCONN, "R-CON-1");
            t.Works(ws, SendText(ws, s, "hello"), "send");
            char byte;
            t.Fails(ws, ws.recv(s, &byte, 1, 0), WSAEWOULDBLOCK, "it stays nonblocking");
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
    t.Equal(scene.heard.substr(GREETING_LENGTH + REQUEST_LENGTH), std::string("hello"), "sent");
}

void
TestSelectRefused(Scene& t)
{
    RedirectorScene scene(t);
    scene.RunFalseProxy(RefusingProxy(SOCKS5_CONNECTION_REFUSED));
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = NewStream(ws);
            SetNonBlocking(ws, s);
            ConnectTo(ws, s, ServerAddress());
            t.Equal(Select(ws, s, nullptr), std::string("e"), "R-CON-4: nothing but the failure");
            t.Equal(GetNumber(ws, s, SOL_SOCKET, SO_ERROR), WSAECONNREFUSED, "R-OPT-4");
            t.Equal(GetNumber(ws, s, SOL_SOCKET, SO_ERROR), 0, "R-OPT-4: once");
            t.Fails(ws, SendText(ws, s, "x"), WSAENOTCONN, "send");
            t.Equal(PeerOf(ws, s), std::string("WSAENOTCONN"), "no peer");
            t.Fails(ws, ConnectTo(ws, s, ServerAddress()), WSAEISCONN, "it is used up");
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
    t.Equal(scene.reports.at(0).error, WSAECONNREFUSED, "reported");
}

/// Waits for an event and fetches what it tells.
WSANETWORKEVENTS
NextEvents(Winsock& ws, SOCKET s, WSAEVENT event)
{
    WSANETWORKEVENTS events{};
    if (ws.WSAWaitForMultipleEvents(1, &event, FALSE, 20000, FALSE) == WSA_WAIT_EVENT_0)
    {
        ws.WSAEnumNetworkEvents(s, event, &events);
    }
    return events;
}

void
TestEvents(Scene& t, const std::string& handles, bool registersLate)
{
    RedirectorScene scene(t, handles);
    scene.RunFalseProxy(SlowProxy("first"), false);
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = NewStream(ws);
            const WSAEVENT event = ws.WSACreateEvent();
            const LONG all = FD_CONNECT | FD_READ | FD_WRITE | FD_CLOSE;
            if (registersLate)
            {
                SetNonBlocking(ws, s);
                ConnectTo(ws, s, ServerAddress());
                ws.Sleep(1000);
            }
            t.Works(ws, ws.WSAEventSelect(s, event, all), "register");
            if (!registersLate)
            {
                t.Fails(ws, ConnectTo(ws, s, ServerAddress()), WSAEWOULDBLOCK, "R-EVT-1");
                ws.Sleep(1000);
            }
            t.Fails(ws, SetNonBlocking(ws, s, false), WSAEINVAL, "R-EVT-1: FIONBIO");
            WSANETWORKEVENTS events{};
            t.Fails(ws, ws.WSAEnumNetworkEvents(s, event, nullptr), WSAEFAULT, "R-EVT-9");
            t.Fails(ws, ws.WSAEventSelect(s, nullptr, all), WSAEINVAL, "no event object");
            ws.WSAEnumNetworkEvents(s, event, &events);
            t.Equal(events.lNetworkEvents, 0, "nothing before the proxy says yes");
            events = NextEvents(ws, s, event);
            t.True(Simulator::Now() > Seconds(6), "which takes it two seconds");
            t.True((events.lNetworkEvents & (FD_CONNECT | FD_WRITE)) == (FD_CONNECT | FD_WRITE),
                   "R-CON-4");
            t.Equal(events.iErrorCode[FD_CONNECT_BIT], 0, "success");
            if (!(events.lNetworkEvents & FD_READ))
            {
                t.Equal(NextEvents(ws, s, event).lNetworkEvents, FD_READ, "R-EVT-4");
            }
            t.Equal(ReceiveOnce(ws, s), std::string("first"), "the target's first bytes");
            t.Equal(NextEvents(ws, s, event).lNetworkEvents, FD_CLOSE, "R-EVT-7");
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
}

void
TestEventsRefused(Scene& t)
{
    RedirectorScene scene(t);
    scene.RunFalseProxy(RefusingProxy(SOCKS5_NETWORK_UNREACHABLE));
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = NewStream(ws);
            const WSAEVENT event = ws.WSACreateEvent();
            ws.WSAEventSelect(s, event, FD_CONNECT | FD_READ | FD_WRITE | FD_CLOSE);
            ConnectTo(ws, s, ServerAddress());
            const WSANETWORKEVENTS events = NextEvents(ws, s, event);
            t.Equal(events.lNetworkEvents, FD_CONNECT, "R-CON-4: FD_CONNECT alone");
            t.Equal(events.iErrorCode[FD_CONNECT_BIT], WSAENETUNREACH, "R-EVT-11: with the code");
            t.Equal(NextEvents(ws, s, event).lNetworkEvents, 0, "then nothing");
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
}

void
TestMessages(Scene& t, const std::string& handles, uint8_t reply)
{
    RedirectorScene scene(t, handles);
    std::vector<Line> lines = SlowProxy("first");
    if (reply != 0)
    {
        lines.back().says = ReplyBytes(reply);
    }
    scene.RunFalseProxy(lines);
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = NewStream(ws);
            const HWND window = ws.CreateMessageWindow();
            t.Works(ws,
                    ws.WSAAsyncSelect(s, window, 1234, FD_CONNECT | FD_READ | FD_WRITE),
                    "register");
            t.Fails(ws, ConnectTo(ws, s, ServerAddress()), WSAEWOULDBLOCK, "R-CON-2");
            t.Fails(ws, ws.WSAAsyncSelect(s, nullptr, 1234, FD_READ), WSAEINVAL, "R-EVT-10");
            std::vector<LPARAM> got;
            MSG message{};
            const std::size_t expected = reply == 0 ? 3 : 1;
            while (got.size() < expected && ws.GetMessage(&message, window, 0, 0) > 0)
            {
                t.Equal(message.wParam, s, "R-EVT-10: the program's own handle");
                t.Equal(message.message, 1234U, "the number");
                got.push_back(message.lParam);
            }
            const auto code = static_cast<LPARAM>(WinsockErrorFromSocks5(reply)) << 16;
            t.Equal(got.at(0), FD_CONNECT | code, "R-CON-4: first the end of connecting");
            t.Equal(static_cast<DWORD>(code) >> 16,
                    static_cast<DWORD>(WinsockErrorFromSocks5(reply)),
                    "its code");
            if (reply == 0)
            {
                t.Equal(got.at(1) + got.at(2), FD_READ + FD_WRITE, "then what there is to do");
            }
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
}

/// One call waits for a connection by way of the proxy and for sockets that the layer passes on.
void
TestMixedSelect(Scene& t, const std::string& handles)
{
    RedirectorScene scene(t, handles);
    scene.RunFalseProxy(SlowProxy());
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
                  ws.Sleep(2000);
                  SendTo(ws, s, "knock", Ip4(Scene::CLIENT, 7000));
                  ws.closesocket(s);
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET datagrams = ws.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
            BindTo(ws, datagrams, Ip4(Scene::ANY, 7000));
            const SOCKET s = NewStream(ws);
            SetNonBlocking(ws, s);
            ConnectTo(ws, s, ServerAddress());
            const auto wait = [&](const TIMEVAL* timeout)
            {
                FD_SET reading{1, {datagrams}};
                FD_SET writing{1, {s}};
                const int count = ws.select(0, &reading, &writing, nullptr, timeout);
                return std::to_string(count) + (reading.fd_count ? "r" : "") +
                       (writing.fd_count ? "w" : "");
            };
            const TIMEVAL tenth{0, 100000};
            t.Equal(wait(&tenth), std::string("0"), "nothing yet");
            t.Equal(Simulator::Now(), Seconds(4.1), "the time-out");
            t.Equal(wait(nullptr), std::string("1r"), "the datagram");
            t.True(Simulator::Now() < Seconds(6), "before the proxy said yes");
            ReceiveOnce(ws, datagrams);
            t.Equal(wait(nullptr), std::string("1w"), "the connection");
            t.True(Simulator::Now() > Seconds(6), "after the proxy said yes");
            ws.closesocket(s);
            ws.closesocket(datagrams);
            t.Equal(ws.GetProcess().GetThreads().size(), 1U, "no thread is left");
        },
        Seconds(4));
    t.Play();
}

/// A select that began during the handshake goes on below when that is over.
void
TestSelectAcross(Scene& t)
{
    RedirectorScene scene(t);
    std::vector<Line> lines = SlowProxy();
    lines.push_back({0, "later", Seconds(3)});
    scene.RunFalseProxy(lines);
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = NewStream(ws);
            SetNonBlocking(ws, s);
            ConnectTo(ws, s, ServerAddress());
            FD_SET reading{1, {s}};
            t.Equal(ws.select(0, &reading, nullptr, nullptr, nullptr), 1, "readable");
            t.True(Simulator::Now() > Seconds(9), "when the target has sent");
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
}

// ---------------------------------------------------------------- failures

/// A blocking connect by way of a false proxy fails.
void
ExpectFailure(Scene& t, const std::vector<Line>& lines, bool stays, int error)
{
    RedirectorScene scene(t);
    scene.RunFalseProxy(lines, stays);
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const std::size_t before = HandleCount(ws);
            const SOCKET s = NewStream(ws);
            t.Fails(ws, ConnectTo(ws, s, ServerAddress()), error, "connect");
            ws.closesocket(s);
            t.Equal(HandleCount(ws), before, "descriptors");
        },
        Seconds(4));
    t.Play();
    t.Equal(scene.reports.at(0).error, error, "reported");
    Simulator::Destroy();
}

void
TestReplies(Scene& t)
{
    const int errors[] = {WSAECONNABORTED,
                          WSAEACCES,
                          WSAENETUNREACH,
                          WSAEHOSTUNREACH,
                          WSAECONNREFUSED,
                          WSAETIMEDOUT,
                          WSAEOPNOTSUPP,
                          WSAEAFNOSUPPORT,
                          WSAECONNABORTED};
    uint8_t reply = 0;
    for (const int error : errors)
    {
        ExpectFailure(t, RefusingProxy(++reply), true, error);
    }
}

void
TestBadProxies(Scene& t)
{
    const std::string yes = ReplyBytes(0);
    const std::string odd = std::string("\x05\x00\x00\x09", 4);
    ExpectFailure(t, {}, false, WSAECONNABORTED);
    ExpectFailure(t, {{GREETING_LENGTH, ""}}, false, WSAECONNABORTED);
    ExpectFailure(t, {{GREETING_LENGTH, "HTTP/1.1 400 Bad Request\r\n"}}, true, WSAECONNABORTED);
    ExpectFailure(t, {{GREETING_LENGTH, "\x05\x02"}}, true, WSAECONNABORTED);
    ExpectFailure(t, {{GREETING_LENGTH, "\x05\xff"}}, true, WSAEACCES);
    const Line greeting{GREETING_LENGTH, NoAuthentication()};
    ExpectFailure(t, {greeting, {REQUEST_LENGTH, ""}}, false, WSAECONNABORTED);
    ExpectFailure(t, {greeting, {REQUEST_LENGTH, yes.substr(0, 6)}}, false, WSAECONNABORTED);
    ExpectFailure(t, {greeting, {REQUEST_LENGTH, "\x04" + yes}}, true, WSAECONNABORTED);
    ExpectFailure(t, {greeting, {REQUEST_LENGTH, odd}}, true, WSAECONNABORTED);
}

void
TestTimeout(Scene& t)
{
    RedirectorScene scene(t);
    scene.library->SetAttribute("Timeout", TimeValue(Seconds(7)));
    scene.RunFalseProxy({{GREETING_LENGTH, NoAuthentication()}});
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = NewStream(ws);
            t.Fails(ws, ConnectTo(ws, s, ServerAddress()), WSAETIMEDOUT, "a silent proxy");
            t.Equal(Simulator::Now(), Seconds(11), "after the time-out");
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
}

void
TestUnreachableProxy(Scene& t)
{
    RedirectorScene scene(t);
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = NewStream(ws);
            t.Fails(ws, ConnectTo(ws, s, ServerAddress()), WSAECONNREFUSED, "nobody listens");
            t.Equal(PeerOf(ws, s), std::string("WSAENOTCONN"), "no peer");
            SetNonBlocking(ws, s);
            ConnectTo(ws, s, ServerAddress());
            t.Equal(Select(ws, s, nullptr), std::string("e"), "R-CON-4: the same socket again");
            t.Equal(GetNumber(ws, s, SOL_SOCKET, SO_ERROR), WSAECONNREFUSED, "R-OPT-4");
            const WSAEVENT event = ws.WSACreateEvent();
            ws.WSAEventSelect(s, event, FD_CONNECT | FD_WRITE | FD_CLOSE);
            ConnectTo(ws, s, ServerAddress());
            const WSANETWORKEVENTS events = NextEvents(ws, s, event);
            t.Equal(events.lNetworkEvents, FD_CONNECT, "R-CON-4: and again");
            t.Equal(events.iErrorCode[FD_CONNECT_BIT], WSAECONNREFUSED, "with the code");
            ws.WSAEventSelect(s, nullptr, 0);
            SetNonBlocking(ws, s, false);
            ws.Sleep(10000); // until the proxy has begun to listen
            t.Works(ws, ConnectTo(ws, s, ServerAddress()), "R-CON-4: until it works");
            ws.closesocket(s);
        },
        Seconds(1));
    t.Program(t.server, [](Winsock& ws) { ws.closesocket(AcceptOne(ws)); });
    scene.proxy.Install(t.server).Start(Seconds(8));
    t.Play();
    t.Equal(scene.reports.size(), 4U, "four attempts");
}

// ---------------------------------------------------------------- what is left alone

void
TestExempt(Scene& t)
{
    RedirectorScene scene(t);
    scene.library->SetAttribute("Exempt", StringValue("192.168.0.0/16 10.1.1.2 2001:db8::/32"));
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET s = AcceptOne(ws);
                  t.Equal(PeerOf(ws, s).substr(0, 9),
                          std::string(Scene::CLIENT) + ":",
                          "directly from the client");
                  ws.closesocket(s);
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ConnectNew(ws, ServerAddress());
            t.Equal(PeerOf(ws, s), TARGET, "connected");
            ReceiveAll(ws, s);
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
    t.Equal(scene.reports.size(), 0U, "no redirection");
}

void
TestLeftAlone(Scene& t)
{
    RedirectorScene scene(t);
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET listener = ListenAt(ws, Ip4(Scene::ANY, 5000));
            t.Fails(ws, ConnectTo(ws, listener, ServerAddress()), WSAEINVAL, "R-CON-1: listening");
            t.Works(ws, SetNonBlocking(ws, listener), "nonblocking");
            t.Fails(ws, ws.accept(listener, nullptr, nullptr), WSAEWOULDBLOCK, "it still listens");
            const SOCKET s = NewStream(ws);
            t.Fails(ws, ConnectTo(ws, s, Ip4("0.0.0.0", 80)), WSAEADDRNOTAVAIL, "R-CON-1: zero");
            t.Fails(ws, ConnectTo(ws, s, Ip4(Scene::SERVER, 0)), WSAEADDRNOTAVAIL, "port 0");
            t.Fails(ws, ConnectTo(ws, s, Ip6(Scene::SERVER6, 80)), WSAEAFNOSUPPORT, "family");
            t.Fails(ws, ws.connect(s, nullptr, 16), WSAEFAULT, "no address");
            WSABUF data{4, const_cast<char*>("data")};
            const SOCKADDR_IN name = ServerAddress();
            t.Fails(ws,
                    ws.WSAConnect(s,
                                  reinterpret_cast<const SOCKADDR*>(&name),
                                  sizeof(name),
                                  &data,
                                  nullptr,
                                  nullptr,
                                  nullptr),
                    WSAEPROTONOSUPPORT,
                    "R-CON-6");
            const SOCKET loop = ConnectNew(ws, Ip4("127.0.0.1", 5000));
            t.Equal(PeerOf(ws, loop), std::string("127.0.0.1:5000"), "the loopback is exempt");
            const SOCKET datagrams = ws.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
            t.Works(ws, ConnectTo(ws, datagrams, ServerAddress()), "UDP");
            t.Equal(PeerOf(ws, datagrams), TARGET, "directly");
            for (const SOCKET one : {listener, s, loop, datagrams})
            {
                ws.closesocket(one);
            }
        },
        Seconds(4));
    t.Play();
    t.Equal(scene.reports.size(), 0U, "no redirection");
}

void
TestIpv6(Scene& t)
{
    Scene::Link link;
    link.ipv6 = true;
    RedirectorScene scene(t, "NON_IFS", link);
    const std::string target = "[2001:db8::2]:4000";
    scene.RunProxy();
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET listener = ListenAt(ws, Ip6("::", PORT));
                  const SOCKET s = ws.accept(listener, nullptr, nullptr);
                  SendText(ws, s, "six");
                  ws.closesocket(s);
                  ws.closesocket(listener);
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET before = NewStream(ws, AF_INET6);
            t.Fails(ws,
                    ConnectTo(ws, before, Ip6(Scene::SERVER6, PORT)),
                    WSAENETUNREACH,
                    "nothing goes past the proxy");
            scene.library->SetAttribute(
                "Proxy6",
                AddressValue(Inet6SocketAddress(Ipv6Address(Scene::SERVER6), PROXY_PORT)));
            t.Works(ws, ConnectTo(ws, before, Ip6(Scene::SERVER6, PORT)), "connect");
            t.Equal(PeerOf(ws, before), target, "getpeername");
            t.Equal(ReceiveAll(ws, before), std::string("six"), "data");
            ws.closesocket(before);
        },
        Seconds(4));
    t.Play();
    t.Equal(scene.requests.at(0).target, target, "the proxy sees the target");
}

void
TestSettings(Scene& t)
{
    const auto message = [](const std::string& name, const AttributeValue& value) {
        return MessageOfAbort([&]
                              { CreateObject<RedirectorLibrary>()->SetAttribute(name, value); });
    };
    const auto names = [&](const std::string& name, const AttributeValue& value)
    { t.True(message(name, value).find("RedirectorLibrary::" + name) != std::string::npos, name); };
    names("Exempt", StringValue("10.0.0.0/33"));
    names("Exempt", StringValue("10.0.0.0/"));
    names("Exempt", StringValue("ten"));
    names("PeerName", StringValue("proxy"));
    names("User", StringValue(std::string(256, 'u')));
    names("Password", StringValue(std::string(256, 'p')));
    names("Proxy", AddressValue(Inet6SocketAddress(Ipv6Address("::1"), 1)));
    names("Proxy6", AddressValue(InetSocketAddress(Ipv4Address("10.1.1.1"), 1)));
}

// ---------------------------------------------------------------- chains

/// Every style of connecting, one after the other, through the same chain.
void
ConnectInAllStyles(Scene& t, Winsock& ws)
{
    const auto exchange = [&](SOCKET s, const std::string& style)
    {
        t.Works(ws, SendText(ws, s, style), "send");
        t.Equal(ReceiveAll(ws, s), style, "echo");
        ws.closesocket(s);
    };
    exchange(ConnectNew(ws, ServerAddress()), "blocking");
    SOCKET s = NewStream(ws);
    SetNonBlocking(ws, s);
    ConnectTo(ws, s, ServerAddress());
    t.Equal(Select(ws, s, nullptr), std::string("w"), "select");
    SetNonBlocking(ws, s, false);
    exchange(s, "select");
    s = NewStream(ws);
    const WSAEVENT event = ws.WSACreateEvent();
    ws.WSAEventSelect(s, event, FD_CONNECT);
    ConnectTo(ws, s, ServerAddress());
    t.Equal(NextEvents(ws, s, event).lNetworkEvents, FD_CONNECT, "event");
    ws.WSAEventSelect(s, nullptr, 0);
    SetNonBlocking(ws, s, false);
    exchange(s, "event");
    s = NewStream(ws);
    const HWND window = ws.CreateMessageWindow();
    ws.WSAAsyncSelect(s, window, 1, FD_CONNECT);
    ConnectTo(ws, s, ServerAddress());
    MSG message{};
    ws.GetMessage(&message, window, 0, 0);
    t.Equal(message.wParam, s, "message");
    t.Equal(message.lParam, FD_CONNECT, "success");
    ws.WSAAsyncSelect(s, window, 0, 0);
    SetNonBlocking(ws, s, false);
    exchange(s, "message");
}

void
TestChains(Scene& t)
{
    struct Chain
    {
        std::vector<HandleKind> above;
        std::string handles;
        std::vector<HandleKind> below;
    };

    constexpr HandleKind OWN = HandleKind::NON_IFS;
    constexpr HandleKind SHARED = HandleKind::IFS;
    // No chain has a layer with handles of the provider below above one with handles of its own.
    const Chain chains[] = {{{OWN}, "NON_IFS", {OWN}},
                            {{OWN, OWN}, "NON_IFS", {}},
                            {{OWN}, "NON_IFS", {SHARED}},
                            {{OWN}, "IFS", {SHARED}},
                            {{SHARED}, "IFS", {SHARED}},
                            {{}, "NON_IFS", {OWN, SHARED}}};
    for (const Chain& chain : chains)
    {
        RedirectorScene scene(t, chain.handles);
        scene.Surround(chain.above, chain.below);
        scene.RunProxy();
        t.Program(t.server,
                  [&](Winsock& ws)
                  {
                      const SOCKET listener = ListenAt(ws, Ip4(Scene::ANY, PORT));
                      for (int i = 0; i < 4; ++i)
                      {
                          const SOCKET s = ws.accept(listener, nullptr, nullptr);
                          SendText(ws, s, ReceiveOnce(ws, s));
                          ws.closesocket(s);
                      }
                      ws.closesocket(listener);
                  });
        t.Program(
            t.client,
            [&](Winsock& ws)
            {
                ConnectInAllStyles(t, ws);
                t.Equal(HandleCount(ws), 0U, "descriptors");
            },
            Seconds(4));
        t.Play();
        t.Equal(scene.requests.size(), 4U, "requests");
        Simulator::Destroy();
    }
}

/// A redirector above another one: the outer one's proxy is reached by way of the inner one's.
void
TestTwoProxies(Scene& t)
{
    RedirectorScene scene(t);
    InstallLayers(t.client, {scene.library, scene.library});
    scene.RunProxy();
    t.Program(t.server,
              [](Winsock& ws)
              {
                  const SOCKET s = AcceptOne(ws);
                  SendText(ws, s, "hello");
                  ws.closesocket(s);
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = NewStream(ws);
            SetNonBlocking(ws, s);
            ConnectTo(ws, s, ServerAddress());
            t.Equal(Select(ws, s, nullptr), std::string("w"), "connected");
            SetNonBlocking(ws, s, false);
            t.Equal(ReceiveAll(ws, s), std::string("hello"), "data");
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
    t.Equal(scene.requests.size(), 2U, "requests");
    t.Equal(scene.requests.at(0).target, std::string(Scene::SERVER) + ":1080", "the other proxy");
    t.Equal(scene.requests.at(1).target, TARGET, "the target");
}

// ---------------------------------------------------------------- ends in the middle

void
TestKilled(Scene& t, const std::string& handles, bool nonBlocking)
{
    RedirectorScene scene(t, handles);
    scene.RunFalseProxy({{GREETING_LENGTH, NoAuthentication()}});
    t.Doomed(
        t.client,
        [nonBlocking](Winsock& ws)
        {
            const SOCKET s = NewStream(ws);
            const SOCKET other = ws.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
            BindTo(ws, other, Ip4(Scene::ANY, 7000));
            SetNonBlocking(ws, s, nonBlocking);
            ConnectTo(ws, s, ServerAddress());
            FD_SET reading{1, {other}};
            FD_SET writing{1, {s}};
            ws.select(0, &reading, &writing, nullptr, nullptr);
        },
        Seconds(7));
    t.Play();
    t.Equal(scene.reports.size(), 0U, "it never ended");
}

void
TestCleanup(Scene& t)
{
    RedirectorScene scene(t);
    scene.RunFalseProxy({{GREETING_LENGTH, NoAuthentication()}});
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            ws.CreateThread(
                [](Winsock& other)
                {
                    other.Sleep(1000);
                    return other.WSACleanup();
                });
            const SOCKET s = NewStream(ws);
            t.Fails(ws, ConnectTo(ws, s, ServerAddress()), WSAEINTR, "R-INI-6");
            t.Equal(Simulator::Now(), Seconds(5), "at the cleanup");
            t.Equal(HandleCount(ws), 0U, "descriptors");
        },
        Seconds(4));
    t.Play();
}

void
TestClosed(Scene& t)
{
    RedirectorScene scene(t, "IFS");
    scene.RunFalseProxy({{GREETING_LENGTH, NoAuthentication()}});
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = NewStream(ws);
            ws.CreateThread(
                [s](Winsock& other)
                {
                    other.Sleep(1000);
                    return other.closesocket(s);
                });
            t.Fails(ws, ConnectTo(ws, s, ServerAddress()), WSAEINTR, "R-SHD-4: connect");
            t.Equal(Simulator::Now(), Seconds(5), "at the close");
            t.Equal(HandleCount(ws), 0U, "descriptors");
            const SOCKET again = NewStream(ws);
            t.Equal(again, s, "the same handle");
            t.Equal(PeerOf(ws, again), std::string("WSAENOTCONN"), "is another socket");
            ws.closesocket(again);
        },
        Seconds(4));
    t.Play();
}

void
TestClosedInSelect(Scene& t)
{
    RedirectorScene scene(t);
    scene.RunFalseProxy({{GREETING_LENGTH, NoAuthentication()}});
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = NewStream(ws);
            SetNonBlocking(ws, s);
            ConnectTo(ws, s, ServerAddress());
            ws.CreateThread(
                [s](Winsock& other)
                {
                    other.Sleep(1000);
                    return other.closesocket(s);
                });
            t.Equal(Select(ws, s, nullptr), std::string("WSAEINTR"), "R-SLC-5");
            t.Equal(Simulator::Now(), Seconds(5), "at the close");
        },
        Seconds(4));
    t.Play();
}

class WinsockRedirectorTestSuite : public TestSuite
{
  public:
    WinsockRedirectorTestSuite()
        : TestSuite("winsock-redirector", TestSuite::Type::UNIT)
    {
        Add("SO_RCVTIMEO", TestReceiveTimeout);
        Add("R-EVT-5: events after a blocking connect", TestEventsAfterBlocking);
        for (const std::string kind : {"NON_IFS", "IFS"})
        {
            for (const std::string peer : {"Target", "Proxy"})
            {
                Add(kind + ": blocking, getpeername gives " + peer,
                    [=](Scene& t) { TestBlocking(t, kind, peer); });
            }
            Add(kind + ": data with the reply", [=](Scene& t) { TestGluedData(t, kind); });
            Add(kind + ": R-CON-2, R-CON-3: select", [=](Scene& t) { TestSelect(t, kind); });
            Add(kind + ": R-CON-4: events", [=](Scene& t) { TestEvents(t, kind, false); });
            Add(kind + ": events asked for late", [=](Scene& t) { TestEvents(t, kind, true); });
            Add(kind + ": R-EVT-10: messages", [=](Scene& t) { TestMessages(t, kind, 0); });
            Add(kind + ": messages of a failure", [=](Scene& t) { TestMessages(t, kind, 4); });
            Add(kind + ": R-SLC-3: mixed select", [=](Scene& t) { TestMixedSelect(t, kind); });
            Add(kind + ": killed in connect", [=](Scene& t) { TestKilled(t, kind, false); });
            Add(kind + ": killed in select", [=](Scene& t) { TestKilled(t, kind, true); });
        }
        Add("R-CON-4: select tells of a refusal", TestSelectRefused);
        Add("R-CON-4: FD_CONNECT tells of a refusal", TestEventsRefused);
        Add("select goes on after the handshake", TestSelectAcross);
        Add("Errors that stand for replies", TestReplies);
        Add("Proxies that break the rules", TestBadProxies);
        Add("A proxy that says nothing", TestTimeout);
        Add("R-CON-4: a proxy that is not there", TestUnreachableProxy);
        Add("Exempt targets", TestExempt);
        Add("R-CON-1, R-CON-6: what is left alone", TestLeftAlone);
        Add("IPv6", TestIpv6);
        Add("Settings that make no sense", TestSettings);
        Add("R-CHN-10: between other layers", TestChains);
        Add("R-CHN-10: above another redirector", TestTwoProxies);
        Add("R-INI-6: WSACleanup in the handshake", TestCleanup);
        Add("R-SHD-4: closed in the handshake", TestClosed);
        Add("R-SLC-5: closed during select", TestClosedInSelect);
    }

  private:
    void
    Add(const std::string& name, const Scene::Script& script)
    {
        AddTestCase(new Scene(name, script));
    }
};

WinsockRedirectorTestSuite g_winsockRedirectorTestSuite;

} // namespace
