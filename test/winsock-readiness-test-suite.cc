/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// select, network events at event objects and as window messages, and blocking hooks, without layers
// and through layers that change nothing.

#include "io-scene-test-support.h"

#include "ns3/simulator.h"
#include "ns3/winsock-process.h"

#include <string>
#include <vector>

// The host has types of the names fd_set and timeval: inside the module's own namespace they are hidden.
namespace ns3::winsock::test
{

namespace
{

/// A set with these sockets.
fd_set
SetOf(const std::vector<SOCKET>& sockets)
{
    fd_set set{};
    for (const SOCKET s : sockets)
    {
        FD_SET(s, &set);
    }
    return set;
}

constexpr timeval NOW{0, 0};
constexpr timeval SHORT{0, 500000};

/// What select says of one socket at once: r, w and x for the sets that it is in.
std::string
ReadinessOf(Winsock& ws, SOCKET s)
{
    fd_set sets[3] = {SetOf({s}), SetOf({s}), SetOf({s})};
    const int count = ws.select(0, &sets[0], &sets[1], &sets[2], &NOW);
    if (count == SOCKET_ERROR)
    {
        return Scene::NameOf(ws.WSAGetLastError());
    }
    std::string text;
    for (int i = 0; i < 3; ++i)
    {
        text += FD_ISSET(s, &sets[i]) ? "rwx"[i] : '-';
    }
    return std::to_string(count) + " " + text;
}

void
Speak(Winsock& ws, SOCKET s)
{
    ws.Sleep(1000);
    SendText(ws, s, "one");
    ws.Sleep(1000);
    SendText(ws, s, "two");
    ws.Sleep(1000);
}

// ---------------------------------------------------------------- select

void
SelectStates(Scene& t, const Layers& layers)
{
    PlayThrough(
        t,
        layers,
        [&](Winsock& ws, SOCKET s)
        {
            const SOCKET fresh = ws.socket(AF_INET, SOCK_STREAM, 0);
            t.Equal(ReadinessOf(ws, fresh), std::string("0 ---"), "R-SLC-5: fresh stream");
            t.Equal(ReadinessOf(ws, s), std::string("1 -w-"), "R-SLC-4: connected");
            fd_set read = SetOf({s});
            timeval patience = SHORT;
            t.Equal(ws.select(0, &read, nullptr, nullptr, &patience), 0, "the time runs off");
            t.Equal(read.fd_count, u_int{0}, "nothing ready");
            t.Equal(patience.tv_usec, SHORT.tv_usec, "R-SLC-4: the time-out stays");
            read = SetOf({s});
            t.Equal(ws.select(0, &read, nullptr, nullptr, nullptr), 1, "R-SLC-4: data");
            t.Equal(ReadinessOf(ws, s), std::string("2 rw-"), "R-SLC-4: counts places");
            fd_set both = SetOf({s});
            t.Equal(ws.select(0, &both, &both, nullptr, &NOW), 2, "R-SLC-4: one object twice");
            t.True(FD_ISSET(s, &both), "still in it");
            ReceiveOnce(ws, s);
            t.Equal(ReceiveAll(ws, s), std::string("two"), "the rest");
            t.Equal(ReadinessOf(ws, s), std::string("2 rw-"), "R-SLC-4: the end is readable");
            ws.closesocket(fresh);
        },
        Speak);
}

void
SelectErrors(Scene& t, const Layers& layers)
{
    PlayThrough(
        t,
        layers,
        [&](Winsock& ws, SOCKET s)
        {
            fd_set none{};
            t.Fails(
                ws, ws.select(0, nullptr, nullptr, nullptr, &NOW), WSAEINVAL, "R-SLC-1: no set");
            t.Fails(ws, ws.select(0, &none, &none, nullptr, &NOW), WSAEINVAL, "R-SLC-1: empty");
            auto* const nowhere = reinterpret_cast<fd_set*>(uintptr_t{16});
            t.Fails(ws, ws.select(0, nowhere, nullptr, nullptr, &NOW), WSAEFAULT, "bad set");
            t.Fails(ws,
                    ws.select(0, &none, nullptr, nullptr, reinterpret_cast<timeval*>(nowhere)),
                    WSAEFAULT,
                    "bad time-out");
            fd_set stranger = SetOf({s, SOCKET{0xdead0}});
            t.Fails(ws, ws.select(0, &stranger, nullptr, nullptr, &NOW), WSAENOTSOCK, "R-SLC-1");
            t.Equal(stranger.fd_count, u_int{2}, "a failure leaves the sets");
            fd_set good = SetOf({s});
            const timeval bad{-1, 0};
            t.Fails(
                ws, ws.select(0, &good, nullptr, nullptr, &bad), WSAEINVAL, "R-SLC-1: time-out");
            // Only what the structure holds by default goes in (R-SLC-2).
            fd_set full{};
            for (SOCKET other = 4; other <= 4 * (FD_SETSIZE + 5); other += 4)
            {
                FD_SET(other, &full);
                FD_SET(other, &full);
            }
            t.Equal(full.fd_count, static_cast<u_int>(FD_SETSIZE), "R-SLC-2");
            t.Equal(ws.__WSAFDIsSet(4, &full), 1, "in the set");
            t.Equal(ws.__WSAFDIsSet(5, &full), 0, "not in the set");
        },
        Speak);
}

void
SelectAccept(Scene& t, const Layers& layers)
{
    BuildThrough(t, layers);
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET listener = ListenAt(ws, Ip4(Scene::ANY, PORT));
                  t.Equal(ReadinessOf(ws, listener), std::string("0 ---"), "nobody comes yet");
                  fd_set read = SetOf({listener});
                  t.Equal(ws.select(0, &read, nullptr, nullptr, nullptr), 1, "R-SLC-4: accept");
                  const SOCKET s = ws.accept(listener, nullptr, nullptr);
                  t.Equal(ReadinessOf(ws, listener), std::string("0 ---"), "taken");
                  ReceiveAll(ws, s);
                  ws.closesocket(s);
                  ws.closesocket(listener);
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, 0);
            SetNonBlocking(ws, s);
            t.Fails(ws, ConnectTo(ws, s, ServerAddress()), WSAEWOULDBLOCK, "goes on");
            t.Equal(ReadinessOf(ws, s), std::string("0 ---"), "connecting");
            fd_set write = SetOf({s});
            t.Equal(ws.select(0, nullptr, &write, nullptr, nullptr), 1, "R-SLC-4: connected");
            ws.closesocket(s);

            const SOCKET refused = ws.socket(AF_INET, SOCK_STREAM, 0);
            SetNonBlocking(ws, refused);
            ConnectTo(ws, refused, Ip4(Scene::SERVER, 9));
            fd_set except = SetOf({refused});
            write = SetOf({refused});
            t.Equal(ws.select(0, nullptr, &write, &except, nullptr), 1, "R-SLC-4: failed");
            t.True(FD_ISSET(refused, &except) && !FD_ISSET(refused, &write), "in the third set");
            t.Equal(GetNumber(ws, refused, SOL_SOCKET, SO_ERROR), WSAECONNREFUSED, "and why");
            ws.closesocket(refused);
        },
        Seconds(4));
    t.Play();
}

void
SelectClosed(Scene& t, const Layers& layers)
{
    PlayThrough(
        t,
        layers,
        [&](Winsock& ws, SOCKET s)
        {
            ws.CreateThread(
                [&](Winsock& own)
                {
                    own.Sleep(10);
                    own.closesocket(s);
                    return 0;
                });
            fd_set read = SetOf({s});
            t.Fails(ws, ws.select(0, &read, nullptr, nullptr, nullptr), WSAEINTR, "R-SLC-5");
        },
        Speak);
}

/// Sockets of several providers in one call: those of another library are strangers.
void
SelectMixed(Scene& t)
{
    t.Build();
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET datagram = ws.socket(AF_INET, SOCK_DGRAM, 0);
                  const SOCKET stream = ws.socket(AF_INET, SOCK_STREAM, 0);
                  fd_set write = SetOf({datagram, stream});
                  t.Equal(ws.select(0, nullptr, &write, nullptr, &NOW), 1, "one library");
                  InstallPassThroughLayers(t.client, {HandleKind::NON_IFS});
                  // The machine's catalog has changed; this process sees it after its next start.
                  ws.WSACleanup();
                  WSADATA data;
                  ws.WSAStartup(MAKEWORD(2, 2), &data);
                  const SOCKET layered = ws.socket(AF_INET, SOCK_DGRAM, 0);
                  WSAPROTOCOL_INFOW info{};
                  for (const CatalogEntry& entry : ws.GetProcess().GetCatalog())
                  {
                      if (entry.IsBase() && entry.info.iAddressFamily == AF_INET &&
                          entry.info.iSocketType == SOCK_DGRAM)
                      {
                          info = entry.info;
                      }
                  }
                  const SOCKET base = ws.WSASocket(FROM_PROTOCOL_INFO, 0, 0, &info, 0, 0);
                  write = SetOf({layered, base});
                  t.Fails(ws,
                          ws.select(0, nullptr, &write, nullptr, &NOW),
                          WSAENOTSOCK,
                          "R-SLC-3: the first one's provider gets the call");
                  write = SetOf({base});
                  t.Equal(ws.select(0, nullptr, &write, nullptr, &NOW), 1, "the base alone");
              });
    t.Play();
}

// ---------------------------------------------------------------- event objects

/// Fetches what has happened: letters for the FD_ bits, and an error where there is one.
std::string
Events(Winsock& ws, SOCKET s, WSAEVENT event)
{
    WSANETWORKEVENTS events{};
    if (ws.WSAEnumNetworkEvents(s, event, &events) != 0)
    {
        return Scene::NameOf(ws.WSAGetLastError());
    }
    const std::pair<int, const char*> names[] = {{FD_READ_BIT, "READ"},
                                                 {FD_WRITE_BIT, "WRITE"},
                                                 {FD_ACCEPT_BIT, "ACCEPT"},
                                                 {FD_CONNECT_BIT, "CONNECT"},
                                                 {FD_CLOSE_BIT, "CLOSE"}};
    std::string text;
    for (const auto& [bit, name] : names)
    {
        if (events.lNetworkEvents & (1 << bit))
        {
            const int error = events.iErrorCode[bit];
            text += (text.empty() ? "" : " ") + std::string(name) +
                    (error ? "=" + Scene::NameOf(error) : "");
        }
    }
    return text;
}

constexpr LONG ALL_EVENTS = FD_READ | FD_WRITE | FD_ACCEPT | FD_CONNECT | FD_CLOSE;

void
EventSelect(Scene& t, const Layers& layers)
{
    PlayThrough(
        t,
        layers,
        [&](Winsock& ws, SOCKET s)
        {
            const WSAEVENT event = ws.WSACreateEvent();
            const auto await = [&] { return ws.WSAWaitForMultipleEvents(1, &event, 0, 5000, 0); };
            t.Works(ws, ws.WSAEventSelect(s, event, ALL_EVENTS), "registered");
            t.Equal(Events(ws, s, event), std::string("WRITE"), "R-EVT-5: room at once");
            t.Works(ws, ws.WSAEventSelect(s, event, ALL_EVENTS), "registered again");
            t.Equal(Events(ws, s, event), std::string(), "R-EVT-5: not a second time");
            ULONG off = 0;
            t.Fails(ws, ws.ioctlsocket(s, FIONBIO, &off), WSAEINVAL, "R-EVT-1: stays nonblocking");
            char buffer[10];
            t.Fails(ws, ws.recv(s, buffer, 10, 0), WSAEWOULDBLOCK, "R-EVT-1: nonblocking");
            t.Equal(await(), WSA_WAIT_EVENT_0, "data");
            fd_set read = SetOf({s});
            t.Equal(ws.select(0, &read, nullptr, nullptr, &NOW), 1, "select in between");
            t.Equal(Events(ws, s, event), std::string("READ"), "R-EVT-9; R-SLC-6");
            t.Equal(ws.WSAWaitForMultipleEvents(1, &event, 0, 0, 0), WSA_WAIT_TIMEOUT, "R-EVT-9");
            ws.Sleep(2000);
            t.Equal(Events(ws, s, event), std::string(), "R-EVT-2: silent until re-enabled");
            t.Equal(ws.recv(s, buffer, 2, 0), 2, "a part");
            t.Equal(Events(ws, s, event), std::string("READ"), "R-EVT-4: level triggered");
            t.Equal(ws.recv(s, buffer, 1, MSG_PEEK), 1, "a look");
            t.Equal(Events(ws, s, event), std::string("READ"), "R-EVT-4: MSG_PEEK, too");
            ws.Sleep(3000);
            t.Equal(Events(ws, s, event), std::string(), "R-EVT-7: no end before the data is read");
            t.Equal(ws.recv(s, buffer, 10, 0), 4, "the rest");
            t.Equal(Events(ws, s, event), std::string("CLOSE"), "R-EVT-7: the end");
            t.Equal(ws.recv(s, buffer, 10, 0), 0, "which is read");
            t.Equal(Events(ws, s, event), std::string(), "R-EVT-2: and told once");
            t.Works(ws, ws.WSAEventSelect(s, nullptr, 0), "deregistered");
            t.Works(ws, ws.ioctlsocket(s, FIONBIO, &off), "R-EVT-1: may block again");
        },
        Speak);
}

void
EventErrors(Scene& t, const Layers& layers)
{
    PlayThrough(
        t,
        layers,
        [&](Winsock& ws, SOCKET s)
        {
            const WSAEVENT none = reinterpret_cast<HANDLE>(uintptr_t{0x10000f00});
            t.Fails(ws, ws.WSAEventSelect(s, none, FD_READ), WSAEINVAL, "no event object");
            t.Fails(ws, ws.WSAEventSelect(INVALID_SOCKET, none, 0), WSAENOTSOCK, "no socket");
            t.Fails(ws, ws.WSAEnumNetworkEvents(s, nullptr, nullptr), WSAEFAULT, "no structure");
            WSANETWORKEVENTS events{};
            t.Fails(ws, ws.WSAEnumNetworkEvents(s, none, &events), WSAEINVAL, "R-EVT-9");
            t.Fails(
                ws, ws.WSAAsyncSelect(s, none, WM_USER, FD_READ), WSAEINVAL, "R-EVT-10: window");
        },
        Speak);
}

void
EventConnect(Scene& t, const Layers& layers)
{
    BuildThrough(t, layers);
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET listener = ListenAt(ws, Ip4(Scene::ANY, PORT));
                  const WSAEVENT event = ws.WSACreateEvent();
                  ws.WSAEventSelect(listener, event, FD_ACCEPT | FD_READ | FD_CLOSE);
                  t.Equal(Events(ws, listener, event), std::string(), "nobody yet");
                  ws.WSAWaitForMultipleEvents(1, &event, 0, WSA_INFINITE, 0);
                  t.Equal(Events(ws, listener, event), std::string("ACCEPT"), "R-EVT-4: somebody");
                  ws.Sleep(1000);
                  t.Equal(Events(ws, listener, event), std::string(), "R-EVT-2: told once");
                  const SOCKET s = ws.accept(listener, nullptr, nullptr);
                  t.Equal(Events(ws, listener, event), std::string("ACCEPT"), "R-EVT-4: another");
                  const SOCKET second = ws.accept(listener, nullptr, nullptr);
                  t.Equal(Events(ws, listener, event), std::string(), "no more");
                  ws.Sleep(4000);
                  t.Equal(Events(ws, s, event), std::string("READ"), "R-ACC-4: inherited");
                  ReceiveOnce(ws, s);
                  ws.Sleep(2000);
                  t.Equal(Events(ws, s, event), std::string("CLOSE"), "R-ACC-4: inherited");
                  for (const SOCKET one : {s, second, listener})
                  {
                      ws.closesocket(one);
                  }
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const WSAEVENT event = ws.WSACreateEvent();
            const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, 0);
            t.Works(ws, ws.WSAEventSelect(s, event, ALL_EVENTS), "registered");
            t.Equal(Events(ws, s, event), std::string(), "R-EVT-5: nothing unconnected");
            t.Fails(ws, ConnectTo(ws, s, ServerAddress()), WSAEWOULDBLOCK, "R-EVT-1: nonblocking");
            ws.WSAWaitForMultipleEvents(1, &event, 0, WSA_INFINITE, 0);
            t.Equal(Events(ws, s, event), std::string("WRITE CONNECT"), "R-EVT-4: connected");
            const SOCKET second = ConnectNew(ws, ServerAddress());
            ws.Sleep(3000);
            SendText(ws, s, "text");
            ws.Sleep(2000);
            const SOCKET refused = ws.socket(AF_INET, SOCK_STREAM, 0);
            ws.WSAEventSelect(refused, event, ALL_EVENTS);
            ConnectTo(ws, refused, Ip4(Scene::SERVER, 9));
            ws.WSAWaitForMultipleEvents(1, &event, 0, WSA_INFINITE, 0);
            t.Equal(Events(ws, refused, event),
                    std::string("CONNECT=WSAECONNREFUSED"),
                    "R-EVT-11: the error");
            for (const SOCKET one : {s, second, refused})
            {
                ws.closesocket(one);
            }
        },
        Seconds(4));
    t.Play();
}

/// Room is told of again only after a send was refused.
void
EventWrite(Scene& t, const Layers& layers)
{
    PlayThrough(
        t,
        layers,
        [&](Winsock& ws, SOCKET s)
        {
            const WSAEVENT event = ws.WSACreateEvent();
            ws.WSAEventSelect(s, event, FD_WRITE);
            Events(ws, s, event);
            const std::string block(20000, 'x');
            SendText(ws, s, "x");
            ws.Sleep(100);
            t.Equal(Events(ws, s, event), std::string(), "R-EVT-4: edge triggered");
            std::size_t sent = 1;
            int result = 0;
            while ((result = SendText(ws, s, block)) > 0)
            {
                sent += static_cast<std::size_t>(result);
            }
            t.Equal(ws.WSAGetLastError(), WSAEWOULDBLOCK, "full");
            ws.WSAWaitForMultipleEvents(1, &event, 0, WSA_INFINITE, 0);
            t.Equal(Events(ws, s, event), std::string("WRITE"), "R-EVT-4: room returned");
            t.True(SendText(ws, s, block) > 0, "there is room");
        },
        [&](Winsock& ws, SOCKET s) { ReceiveAll(ws, s); });
}

/// R-EVT-6: an overlapped receive takes what arrives, and nobody is told.
void
EventSwallowed(Scene& t, const Layers& layers)
{
    PlayThrough(
        t,
        layers,
        [&](Winsock& ws, SOCKET s)
        {
            const WSAEVENT event = ws.WSACreateEvent();
            ws.WSAEventSelect(s, event, FD_READ);
            std::string text(10, '.');
            WSABUF buffer = BufferOf(text);
            DWORD flags = 0;
            DWORD bytes = 0;
            WSAOVERLAPPED overlapped{};
            ws.WSARecv(s, &buffer, 1, nullptr, &flags, &overlapped, nullptr);
            t.True(ws.WSAGetOverlappedResult(s, &overlapped, &bytes, TRUE, &flags), "came");
            t.Equal(Events(ws, s, event), std::string(), "R-EVT-6: nobody is told");
            ws.Sleep(1500);
            t.Equal(Events(ws, s, event), std::string("READ"), "the next is told of");
        },
        Speak);
}

// ---------------------------------------------------------------- window messages

void
Messages(Scene& t, const Layers& layers)
{
    BuildThrough(t, layers);
    t.Program(
        t.server,
        [&](Winsock& ws)
        {
            const HWND window = ws.CreateMessageWindow();
            const SOCKET listener = ListenAt(ws, Ip4(Scene::ANY, PORT));
            t.Works(ws, ws.WSAAsyncSelect(listener, window, WM_USER + 1, ALL_EVENTS), "registered");
            MSG message{};
            t.Equal(ws.GetMessage(&message, nullptr, 0, 0), BOOL{TRUE}, "a message");
            t.True(message.hwnd == window && message.message == WM_USER + 1 &&
                       message.wParam == listener &&
                       message.lParam == static_cast<LPARAM>(FD_ACCEPT),
                   "R-EVT-10: what it says");
            const SOCKET s = ws.accept(listener, nullptr, nullptr);
            std::string log;
            while (log.find("CLOSE") == std::string::npos &&
                   ws.GetMessage(&message, window, WM_USER, WM_USER + 9) == TRUE)
            {
                t.Equal(message.wParam, WPARAM{s}, "R-ACC-4, R-EVT-10: the new handle");
                log += message.lParam == FD_READ    ? "READ "
                       : message.lParam == FD_WRITE ? "WRITE "
                       : message.lParam == FD_CLOSE ? "CLOSE"
                                                    : "? ";
                if (message.lParam == FD_READ)
                {
                    log += ReceiveOnce(ws, s) + " ";
                }
            }
            t.Equal(log, std::string("WRITE READ text CLOSE"), "R-EVT-10: one message each");
            t.True(!ws.PeekMessage(&message, nullptr, 0, 0, PM_REMOVE), "no more");
            ws.closesocket(s);
            ws.closesocket(listener);
            t.True(ws.PostMessage(window, WM_QUIT, 0, 0), "quit");
            t.True(ws.PeekMessage(&message, nullptr, 0, 0, PM_NOREMOVE), "left there");
            t.Equal(ws.GetMessage(&message, nullptr, 0, 0), BOOL{FALSE}, "the end of a loop");
            t.True(ws.DestroyWindow(window) && !ws.DestroyWindow(window), "destroyed once");
            t.True(!ws.PostMessage(window, WM_USER, 0, 0), "no window any more");
        });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ConnectNew(ws, ServerAddress());
            ws.Sleep(1000);
            SendText(ws, s, "text");
            ws.Sleep(1000);
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
}

// ---------------------------------------------------------------- blocking hooks

int g_hookCalls = 0;
int g_hookPatience = 0;

/// A hook that cancels the call after a while. It has to find out by itself which thread it is on.
BOOL
Hook()
{
    Winsock ws(*WinsockThread::GetCurrent());
    if (++g_hookCalls == g_hookPatience)
    {
        ws.WSACancelBlockingCall();
    }
    return FALSE;
}

void
BlockingHook(Scene& t, const Layers& layers)
{
    BuildThrough(t, layers);
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  t.True(!ws.WSASetBlockingHook(&Hook), "R-SPI-17: not in version 2");
                  t.Equal(ws.WSAGetLastError(), WSAEOPNOTSUPP, "R-SPI-17");
                  t.Fails(ws, ws.WSACancelBlockingCall(), WSAEOPNOTSUPP, "R-SPI-17");
                  ws.WSACleanup();
                  WSADATA data;
                  ws.WSAStartup(MAKEWORD(1, 1), &data);
                  t.Fails(ws, ws.WSACancelBlockingCall(), WSAEINVAL, "R-UPC-2: nothing to cancel");
                  t.True(!ws.WSASetBlockingHook(&Hook) && ws.WSAGetLastError() == 0, "the first");
                  const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, 0);
                  BindTo(ws, s, Ip4(Scene::ANY, 5000));
                  g_hookCalls = 0;
                  g_hookPatience = 10;
                  char byte;
                  const Time before = Simulator::Now();
                  t.Fails(ws, ws.recv(s, &byte, 1, 0), WSAEINTR, "R-UPC-2: cancelled");
                  t.Equal(g_hookCalls, 10, "R-UPC-1: as often as it took");
                  t.True(Simulator::Now() > before, "time passes between the calls");
                  t.True(ws.WSASetBlockingHook(&Hook) == &Hook, "the one before");
                  t.Works(ws, ws.WSAUnhookBlockingHook(), "taken away");
                  SetNumber(ws, s, SOL_SOCKET, SO_RCVTIMEO, 1000);
                  t.Fails(ws, ws.recv(s, &byte, 1, 0), WSAETIMEDOUT, "no hook any more");
                  t.Equal(g_hookCalls, 10, "not called");
              });
    t.Play();
}

class ReadinessTestSuite : public TestSuite
{
  public:
    ReadinessTestSuite()
        : TestSuite("winsock-readiness", TestSuite::Type::UNIT)
    {
        using Script = void (*)(Scene&, const Layers&);
        const std::pair<const char*, Script> scripts[] = {
            {"R-SLC-4, R-SLC-5: what select tells", SelectStates},
            {"R-SLC-1, R-SLC-2: errors of select", SelectErrors},
            {"R-SLC-4: select for accept and connect", SelectAccept},
            {"R-SLC-5: closed during select", SelectClosed},
            {"R-EVT-1 to R-EVT-9: event objects", EventSelect},
            {"R-EVT-1, R-EVT-9: errors", EventErrors},
            {"R-EVT-4, R-EVT-11, R-ACC-4: connect and accept", EventConnect},
            {"R-EVT-4: room", EventWrite},
            {"R-EVT-6: swallowed by an overlapped receive", EventSwallowed},
            {"R-EVT-10, R-ACC-4: window messages", Messages},
            {"R-UPC-1, R-UPC-2, R-SPI-17: blocking hooks", BlockingHook},
        };
        for (const auto& [name, script] : scripts)
        {
            for (const Layers& layers : EveryArrangement())
            {
                AddTestCase(new Scene(NameWith(name, layers),
                                      [script = script, layers](Scene& t) { script(t, layers); }));
            }
        }
        AddTestCase(new Scene("R-SLC-3: sockets of several providers", SelectMixed));
    }
};

ReadinessTestSuite g_readinessTestSuite;

} // namespace

} // namespace ns3::winsock::test
