/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Overlapped operations: events, completion routines and completion ports, without layers and through
// layers that change nothing. What a program sees must not depend on the layers.

#include "io-scene-test-support.h"

#include "ns3/simulator.h"
#include "ns3/winsock-process.h"

#include <array>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

/// A receive under way with a buffer of its own.
struct Receive
{
    explicit Receive(std::size_t room = 100)
        : text(room, '.'),
          buffer(BufferOf(text))
    {
    }

    int
    Start(Winsock& ws, SOCKET s, LPWSAOVERLAPPED_COMPLETION_ROUTINE routine = nullptr)
    {
        flags = 0;
        return ws.WSARecv(s, &buffer, 1, nullptr, &flags, &overlapped, routine);
    }

    /// Looks at the result. @return the text that came, or the error's name
    std::string
    Result(Winsock& ws, SOCKET s, bool wait = false)
    {
        DWORD bytes = 0;
        DWORD resultFlags = 0;
        return ws.WSAGetOverlappedResult(s, &overlapped, &bytes, wait, &resultFlags)
                   ? text.substr(0, bytes)
                   : Scene::NameOf(ws.WSAGetLastError());
    }

    WSAOVERLAPPED overlapped{};
    std::string text;
    WSABUF buffer;
    DWORD flags{0};
};

void
SendLater(Winsock& ws, SOCKET s)
{
    ws.Sleep(1000);
    SendText(ws, s, "answer");
    ws.Sleep(1000);
}

void
EventAtEnd(Scene& t, const Layers& layers)
{
    PlayThrough(
        t,
        layers,
        [&](Winsock& ws, SOCKET s)
        {
            Receive receive;
            receive.overlapped.hEvent = ws.WSACreateEvent();
            ws.WSASetEvent(receive.overlapped.hEvent);
            t.Fails(ws, receive.Start(ws, s), WSA_IO_PENDING, "R-OVL-3: later");
            t.Equal(receive.overlapped.Internal, ULONG_PTR{STATUS_PENDING}, "R-OVL-4: Internal");
            WSAEVENT event = receive.overlapped.hEvent;
            t.Equal(ws.WSAWaitForMultipleEvents(1, &event, FALSE, 0, FALSE),
                    WSA_WAIT_TIMEOUT,
                    "R-OVL-4: the start resets the event");
            t.Equal(receive.Result(ws, s), std::string("WSA_IO_INCOMPLETE"), "R-OVL-11: not yet");
            t.Equal(ws.WSAWaitForMultipleEvents(1, &event, FALSE, WSA_INFINITE, FALSE),
                    WSA_WAIT_EVENT_0,
                    "R-OVL-2: the event");
            t.Equal(receive.Result(ws, s), std::string("answer"), "what came");
            t.Equal(receive.overlapped.Internal, ULONG_PTR{0}, "Internal at the end");
            t.Equal(receive.overlapped.InternalHigh, ULONG_PTR{6}, "InternalHigh at the end");
            t.True(ws.WSACloseEvent(event), "closed");
        },
        SendLater);
}

void
WaitForResult(Scene& t, const Layers& layers)
{
    PlayThrough(
        t,
        layers,
        [&](Winsock& ws, SOCKET s)
        {
            Receive receive;
            receive.Start(ws, s);
            t.Equal(receive.Result(ws, s, true), std::string("answer"), "R-OVL-11: waits");
            t.Equal(receive.Result(ws, INVALID_SOCKET), std::string("WSAENOTSOCK"), "R-OVL-11");
        },
        SendLater);
}

/// Completion routines have no argument of the program's: what they tell goes here.
struct Told
{
    std::vector<std::string> texts;
};

Told* g_told = nullptr;

void
Tell(DWORD error, DWORD bytes, LPWSAOVERLAPPED overlapped, DWORD)
{
    const auto* receive = reinterpret_cast<const Receive*>(overlapped);
    g_told->texts.push_back(error ? Scene::NameOf(static_cast<int>(error))
                                  : receive->text.substr(0, bytes));
}

void
RoutineInAlertableWait(Scene& t, const Layers& layers)
{
    Told told;
    g_told = &told;
    PlayThrough(
        t,
        layers,
        [&](Winsock& ws, SOCKET s)
        {
            Receive receive;
            receive.overlapped.hEvent = &told; // the program's own (R-OVL-2)
            t.Fails(ws, receive.Start(ws, s, &Tell), WSA_IO_PENDING, "R-OVL-3");
            ws.Sleep(3000);
            t.Equal(
                told.texts.size(), std::size_t{0}, "R-OVL-8: not in a wait that is not alertable");
            t.Equal(ws.SleepEx(0, TRUE), WAIT_IO_COMPLETION, "R-OVL-8: alertable");
            t.Equal(told.texts.size(), std::size_t{1}, "the routine ran");
            t.Equal(told.texts.front(), std::string("answer"), "with what came");
            t.Equal(ws.SleepEx(10, TRUE), DWORD{0}, "once");
        },
        SendLater);
    g_told = nullptr;
}

void
RoutineInBlockingCall(Scene& t, const Layers& layers)
{
    Told told;
    g_told = &told;
    PlayThrough(
        t,
        layers,
        [&](Winsock& ws, SOCKET s)
        {
            Receive receive;
            receive.Start(ws, s, &Tell);
            const SOCKET other = ws.socket(AF_INET, SOCK_DGRAM, 0);
            BindTo(ws, other, Ip4(Scene::ANY, 9));
            SetNumber(ws, other, SOL_SOCKET, SO_RCVTIMEO, 5000);
            char byte;
            t.Fails(ws, ws.recv(other, &byte, 1, 0), WSAETIMEDOUT, "a blocking call");
            t.Equal(told.texts.size(), std::size_t{1}, "R-OVL-8: blocking calls wait alertably");
        },
        SendLater);
    g_told = nullptr;
}

void
RoutineEndsWait(Scene& t, const Layers& layers)
{
    Told told;
    g_told = &told;
    PlayThrough(
        t,
        layers,
        [&](Winsock& ws, SOCKET s)
        {
            Receive receive;
            receive.Start(ws, s, &Tell);
            const WSAEVENT event = ws.WSACreateEvent();
            t.Equal(ws.WSAWaitForMultipleEvents(1, &event, FALSE, WSA_INFINITE, TRUE),
                    WSA_WAIT_IO_COMPLETION,
                    "R-OVL-9: the routine ends the wait");
            t.Equal(told.texts.size(), std::size_t{1}, "it ran");
        },
        SendLater);
    g_told = nullptr;
}

void
CompletionPorts(Scene& t, const Layers& layers)
{
    PlayThrough(
        t,
        layers,
        [&](Winsock& ws, SOCKET s)
        {
            const HANDLE port = ws.CreateIoCompletionPort(INVALID_HANDLE_VALUE, nullptr, 0, 0);
            const auto file = reinterpret_cast<HANDLE>(s);
            t.Equal(ws.CreateIoCompletionPort(file, port, 77, 0), port, "associated");
            t.True(!ws.CreateIoCompletionPort(file, port, 78, 0), "only once");
            t.Equal(ws.WSAGetLastError(), ERROR_INVALID_PARAMETER, "its error");
            Receive receive;
            t.Fails(ws, receive.Start(ws, s, &Tell), WSAEINVAL, "R-OVL-8: no routine with a port");
            t.Fails(ws, receive.Start(ws, s), WSA_IO_PENDING, "R-OVL-3");
            DWORD bytes = 0;
            ULONG_PTR key = 0;
            LPOVERLAPPED overlapped = nullptr;
            t.True(!ws.GetQueuedCompletionStatus(port, &bytes, &key, &overlapped, 10), "not yet");
            t.Equal(ws.WSAGetLastError(), static_cast<int>(WAIT_TIMEOUT), "R-OVL-14: time-out");
            t.True(ws.GetQueuedCompletionStatus(port, &bytes, &key, &overlapped, INFINITE),
                   "R-OVL-14: a packet");
            t.Equal(key, ULONG_PTR{77}, "R-OVL-14: key");
            t.True(overlapped == &receive.overlapped, "R-OVL-14: operation");
            t.Equal(receive.text.substr(0, bytes), std::string("answer"), "R-OVL-14: bytes");

            // A send that is complete at once posts a packet as well.
            std::string text = "x";
            WSABUF buffer = BufferOf(text);
            WSAOVERLAPPED sending{};
            const int sent = ws.WSASend(s, &buffer, 1, nullptr, 0, &sending, nullptr);
            t.True(sent == 0 || ws.WSAGetLastError() == WSA_IO_PENDING, "started");
            t.True(ws.GetQueuedCompletionStatus(port, &bytes, &key, &overlapped, INFINITE) &&
                       overlapped == &sending && bytes == 1,
                   "R-OVL-14: immediate success");

            // One that fails later.
            Receive last;
            last.Start(ws, s);
            ws.closesocket(s);
            t.True(!ws.GetQueuedCompletionStatus(port, &bytes, &key, &overlapped, INFINITE),
                   "R-OVL-14: a failure");
            t.True(overlapped == &last.overlapped, "R-OVL-14: of which operation");
            t.Equal(ws.WSAGetLastError(), ERROR_CONNECTION_ABORTED, "R-OVL-12: and why");

            t.True(ws.PostQueuedCompletionStatus(port, 5, 6, nullptr), "posted");
            t.True(ws.GetQueuedCompletionStatus(port, &bytes, &key, &overlapped, 0) && bytes == 5 &&
                       key == 6 && !overlapped,
                   "the program's own packet");
            t.True(ws.CloseHandle(port) && !ws.CloseHandle(port), "closed once");
        },
        SendLater);
}

/// Several threads at one port: each packet wakes one, and closing wakes all.
void
PortWithThreads(Scene& t)
{
    t.Build();
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const HANDLE port =
                      ws.CreateIoCompletionPort(INVALID_HANDLE_VALUE, nullptr, 0, 0);
                  std::string log;
                  for (const char name : {'a', 'b', 'c'})
                  {
                      ws.CreateThread(
                          [&log, name, port](Winsock& own)
                          {
                              DWORD bytes = 0;
                              ULONG_PTR key = 0;
                              LPOVERLAPPED overlapped = nullptr;
                              while (own.GetQueuedCompletionStatus(
                                  port, &bytes, &key, &overlapped, INFINITE))
                              {
                                  log += name + std::to_string(key) + " ";
                              }
                              log +=
                                  own.WSAGetLastError() == ERROR_ABANDONED_WAIT_0 ? "end " : "? ";
                              return 0;
                          });
                  }
                  ws.Sleep(1);
                  ws.PostQueuedCompletionStatus(port, 0, 1, nullptr);
                  ws.PostQueuedCompletionStatus(port, 0, 2, nullptr);
                  ws.Sleep(1);
                  t.Equal(log, std::string("c1 b2 "), "R-OVL-14: who came last is woken first");
                  ws.CloseHandle(port);
                  ws.Sleep(1);
                  t.Equal(log, std::string("c1 b2 end end end "), "closing wakes all");
              });
    t.Play();
}

void
InOrder(Scene& t, const Layers& layers)
{
    PlayThrough(
        t,
        layers,
        [&](Winsock& ws, SOCKET s)
        {
            std::array<Receive, 3> receives{Receive(4), Receive(4), Receive(4)};
            for (Receive& receive : receives)
            {
                t.Fails(ws, receive.Start(ws, s), WSA_IO_PENDING, "posted");
            }
            const char* const expected[] = {"1111", "2222", "33"};
            for (std::size_t i = 0; i < receives.size(); ++i)
            {
                t.Equal(receives[i].Result(ws, s, true),
                        std::string(expected[i]),
                        "R-OVL-7: buffers fill in the order posted");
            }
        },
        [&](Winsock& ws, SOCKET s)
        {
            ws.Sleep(1000);
            std::array<std::string, 3> texts{"1111", "2222", "33"};
            std::array<WSAOVERLAPPED, 3> sends{};
            for (std::size_t i = 0; i < texts.size(); ++i)
            {
                WSABUF buffer = BufferOf(texts[i]);
                ws.WSASend(s, &buffer, 1, nullptr, 0, &sends[i], nullptr);
            }
            ws.Sleep(1000);
        });
}

void
NonblockingPends(Scene& t, const Layers& layers)
{
    PlayThrough(
        t,
        layers,
        [&](Winsock& ws, SOCKET s)
        {
            SetNonBlocking(ws, s);
            Receive receive;
            t.Fails(ws, receive.Start(ws, s), WSA_IO_PENDING, "R-OVL-5: never WSAEWOULDBLOCK");
            t.Equal(receive.Result(ws, s, true), std::string("answer"), "what came");
        },
        SendLater);
}

/// A socket without the attribute: NT waits and fills the structure in, CE does not look at it.
void
WithoutAttribute(Scene& t, const std::string& profile)
{
    t.Build(profile);
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET s = AcceptOne(ws);
                  SendLater(ws, s);
                  ws.closesocket(s);
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ws.WSASocket(AF_INET, SOCK_STREAM, 0, nullptr, 0, 0);
            ConnectTo(ws, s, ServerAddress());
            SetNonBlocking(ws, s);
            Receive receive;
            DWORD bytes = 0;
            receive.overlapped.Internal = 1234;
            const int result = ws.WSARecv(
                s, &receive.buffer, 1, &bytes, &receive.flags, &receive.overlapped, nullptr);
            if (profile == "windows-10")
            {
                t.Works(ws, result, "R-OVL-6: waits though nonblocking");
                t.Equal(receive.text.substr(0, bytes), std::string("answer"), "R-OVL-6: result");
                t.Equal(receive.overlapped.InternalHigh, ULONG_PTR{6}, "R-OVL-6: filled in");
            }
            else
            {
                t.Fails(ws, result, WSAEWOULDBLOCK, "R-OVL-6: as if there were no structure");
                t.Equal(receive.overlapped.Internal, ULONG_PTR{1234}, "R-OVL-6: not looked at");
            }
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
}

void
ClosedWhilePending(Scene& t, const Layers& layers)
{
    PlayThrough(
        t,
        layers,
        [&](Winsock& ws, SOCKET s)
        {
            Receive receive;
            WSAEVENT event = ws.WSACreateEvent();
            receive.overlapped.hEvent = event;
            receive.Start(ws, s);
            t.Works(ws, ws.closesocket(s), "closed");
            t.Equal(ws.WSAWaitForMultipleEvents(1, &event, FALSE, 100, FALSE),
                    WSA_WAIT_EVENT_0,
                    "R-OVL-12: indicated");
            t.Equal(receive.overlapped.OffsetHigh, DWORD{WSAECONNABORTED}, "R-OVL-12: the error");
            t.Equal(receive.overlapped.Internal, ULONG_PTR{0xc0000241}, "R-OVL-12: the status");
        },
        SendLater);
}

void
CleanupWhilePending(Scene& t, const Layers& layers)
{
    PlayThrough(
        t,
        layers,
        [&](Winsock& ws, SOCKET s)
        {
            auto receive = std::make_unique<Receive>();
            WSAEVENT event = ws.WSACreateEvent();
            receive->overlapped.hEvent = event;
            receive->Start(ws, s);
            t.Works(ws, ws.WSACleanup(), "the last cleanup");
            t.Equal(
                receive->overlapped.OffsetHigh, DWORD{WSA_OPERATION_ABORTED}, "R-SPI-10: ended");
            WSADATA data;
            ws.WSAStartup(MAKEWORD(2, 2), &data);
            t.Equal(ws.WSAWaitForMultipleEvents(1, &event, FALSE, 100, FALSE),
                    WSA_WAIT_TIMEOUT,
                    "R-SPI-10: without an event");
            receive.reset();
            ws.Sleep(5000);
        },
        SendLater);
}

/// Two chains of one process: the end of the first must not leave anything below that writes to it.
void
CleanupOfSeveralChains(Scene& t, const Layers& layers)
{
    PlayThrough(
        t,
        layers,
        [&](Winsock& ws, SOCKET s)
        {
            const SOCKET datagram = ws.socket(AF_INET, SOCK_DGRAM, 0);
            BindTo(ws, datagram, Ip4(Scene::ANY, 5000));
            auto stream = std::make_unique<Receive>();
            auto message = std::make_unique<Receive>();
            t.Fails(ws, stream->Start(ws, s), WSA_IO_PENDING, "R-OVL-3");
            t.Fails(ws, message->Start(ws, datagram), WSA_IO_PENDING, "R-OVL-3");
            t.Works(ws, ws.WSACleanup(), "the last cleanup");
            t.Equal(stream->overlapped.OffsetHigh, DWORD{WSA_OPERATION_ABORTED}, "R-SPI-10");
            t.Equal(message->overlapped.OffsetHigh, DWORD{WSA_OPERATION_ABORTED}, "R-SPI-10");
            WSADATA data;
            ws.WSAStartup(MAKEWORD(2, 2), &data);
            ws.Sleep(5000);
        },
        SendLater);
}

void
Cancelling(Scene& t)
{
    PlayThrough(
        t,
        {},
        [&](Winsock& ws, SOCKET s)
        {
            const auto file = reinterpret_cast<HANDLE>(s);
            t.True(!ws.CancelIoEx(file, nullptr), "nothing yet");
            t.Equal(ws.WSAGetLastError(), ERROR_NOT_FOUND, "nothing under way");
            Receive first;
            Receive second;
            first.Start(ws, s);
            second.Start(ws, s);
            t.True(ws.CancelIoEx(file, &first.overlapped), "one");
            t.Equal(first.Result(ws, s), std::string("WSA_OPERATION_ABORTED"), "ended");
            t.Equal(second.Result(ws, s, true), std::string("answer"), "the other goes on");
            t.True(!ws.CancelIoEx(INVALID_HANDLE_VALUE, nullptr), "no socket");
            t.Equal(ws.WSAGetLastError(), ERROR_INVALID_HANDLE, "no socket");
        },
        SendLater);
}

/// A program that is killed: nothing may be written to memory that is gone.
void
KilledWhilePending(Scene& t, const Layers& layers)
{
    BuildThrough(t, layers);
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET s = AcceptOne(ws);
                  SendLater(ws, s);
                  ws.closesocket(s);
              });
    t.Doomed(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ConnectNew(ws, ServerAddress());
            Receive receive;
            Receive waited;
            receive.Start(ws, s);
            waited.Start(ws, s);
            waited.Result(ws, s, true);
        },
        Seconds(4));
    t.Play();
}

void
Datagrams(Scene& t, const Layers& layers)
{
    BuildThrough(t, layers);
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, 0);
                  BindTo(ws, s, Ip4(Scene::ANY, PORT));
                  std::string head(3, '.');
                  std::string tail(10, '.');
                  WSABUF buffers[] = {BufferOf(head), BufferOf(tail)};
                  DWORD flags = 0;
                  SOCKADDR_IN from{};
                  INT fromlen = sizeof(from);
                  WSAOVERLAPPED overlapped{};
                  t.Fails(ws,
                          ws.WSARecvFrom(s,
                                         buffers,
                                         2,
                                         nullptr,
                                         &flags,
                                         reinterpret_cast<SOCKADDR*>(&from),
                                         &fromlen,
                                         &overlapped,
                                         nullptr),
                          WSA_IO_PENDING,
                          "R-OVL-3");
                  buffers[0] = {}; // the array was captured (R-DAT-7)
                  DWORD bytes = 0;
                  t.True(ws.WSAGetOverlappedResult(s, &overlapped, &bytes, TRUE, &flags), "result");
                  t.Equal(bytes, DWORD{8}, "bytes");
                  t.Equal(head + tail.substr(0, 5), std::string("datagram"), "R-DAT-7: in order");
                  t.Equal(TextOf(from), std::string("10.1.1.1:5000"), "the sender");
                  ws.closesocket(s);
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, 0);
            BindTo(ws, s, Ip4(Scene::ANY, 5000));
            std::string text = "datagram";
            WSABUF buffer = BufferOf(text);
            const SOCKADDR_IN to = ServerAddress();
            WSAOVERLAPPED overlapped{};
            const int result = ws.WSASendTo(s,
                                            &buffer,
                                            1,
                                            nullptr,
                                            0,
                                            reinterpret_cast<const SOCKADDR*>(&to),
                                            sizeof(to),
                                            &overlapped,
                                            nullptr);
            t.True(result == 0 || ws.WSAGetLastError() == WSA_IO_PENDING, "sent");
            DWORD bytes = 0;
            DWORD flags = 0;
            t.True(ws.WSAGetOverlappedResult(s, &overlapped, &bytes, TRUE, &flags) && bytes == 8,
                   "its result");
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
}

void
BadArguments(Scene& t, const Layers& layers)
{
    PlayThrough(
        t,
        layers,
        [&](Winsock& ws, SOCKET s)
        {
            std::string text = "x";
            WSABUF buffer = BufferOf(text);
            DWORD bytes = 0;
            DWORD flags = 0;
            WSAOVERLAPPED overlapped{};
            t.Fails(ws,
                    ws.WSASend(s, &buffer, 1, nullptr, 0, nullptr, nullptr),
                    WSAEFAULT,
                    "nowhere to put the number of bytes");
            t.Fails(ws,
                    ws.WSASend(s,
                               &buffer,
                               1,
                               reinterpret_cast<LPDWORD>(uintptr_t{16}),
                               0,
                               &overlapped,
                               nullptr),
                    WSAEFAULT,
                    "a bad place for it, with an overlapped structure");
            t.Fails(ws,
                    ws.WSASend(INVALID_SOCKET, &buffer, 1, nullptr, 0, nullptr, nullptr),
                    WSAENOTSOCK,
                    "the handle comes first");
            t.Fails(ws,
                    ws.WSARecv(s, &buffer, 0, &bytes, &flags, nullptr, nullptr),
                    WSAEINVAL,
                    "R-DAT-7: no buffer");
            overlapped.hEvent = reinterpret_cast<HANDLE>(uintptr_t{0x10000f00});
            t.Fails(ws,
                    ws.WSARecv(s, &buffer, 1, &bytes, &flags, &overlapped, nullptr),
                    WSA_INVALID_HANDLE,
                    "hEvent is no event");
            t.Equal(overlapped.Internal, ULONG_PTR{0}, "a refused call changes nothing");
            const WSAEVENT none = reinterpret_cast<HANDLE>(uintptr_t{0x10000f00});
            t.Equal(
                ws.WSAWaitForMultipleEvents(1, &none, FALSE, 0, FALSE), WSA_WAIT_FAILED, "wait");
            t.Equal(ws.WSAGetLastError(), WSA_INVALID_HANDLE, "R-OVL-9");
            t.Equal(
                ws.WSAWaitForMultipleEvents(0, &none, FALSE, 0, FALSE), WSA_WAIT_FAILED, "wait");
            t.Equal(ws.WSAGetLastError(), WSA_INVALID_PARAMETER, "R-OVL-9");
            t.Equal(
                ws.WSAWaitForMultipleEvents(65, &none, FALSE, 0, FALSE), WSA_WAIT_FAILED, "wait");
            t.Equal(ws.WSAGetLastError(), WSA_INVALID_PARAMETER, "R-OVL-9");
            t.True(!ws.WSASetEvent(none) && !ws.WSAResetEvent(none) && !ws.WSACloseEvent(none),
                   "no event");
        },
        SendLater);
}

/// Waiting for all events takes each; for one, the lowest.
void
WaitForEvents(Scene& t)
{
    t.Build();
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const WSAEVENT events[] = {ws.WSACreateEvent(), ws.WSACreateEvent()};
                  ws.CreateThread(
                      [&](Winsock& own)
                      {
                          own.Sleep(10);
                          own.WSASetEvent(events[1]);
                          own.Sleep(10);
                          own.WSASetEvent(events[0]);
                          return 0;
                      });
                  t.Equal(ws.WSAWaitForMultipleEvents(2, events, FALSE, WSA_INFINITE, FALSE),
                          WSA_WAIT_EVENT_0 + 1,
                          "R-OVL-9: one");
                  t.Equal(Simulator::Now().GetMilliSeconds() % 1000, int64_t{10}, "when");
                  t.Equal(ws.WSAWaitForMultipleEvents(2, events, TRUE, 5, FALSE),
                          WSA_WAIT_TIMEOUT,
                          "R-OVL-9: not all");
                  t.Equal(ws.WSAWaitForMultipleEvents(2, events, TRUE, WSA_INFINITE, FALSE),
                          WSA_WAIT_EVENT_0,
                          "R-OVL-9: all");
                  t.Equal(ws.WSAWaitForMultipleEvents(2, events, FALSE, 0, FALSE),
                          WSA_WAIT_EVENT_0,
                          "R-OVL-10: they stay signalled; R-OVL-9: the lowest");
                  ws.WSAResetEvent(events[0]);
                  t.Equal(ws.WSAWaitForMultipleEvents(2, events, FALSE, 0, FALSE),
                          WSA_WAIT_EVENT_0 + 1,
                          "until reset");
              });
    t.Play();
}

class OverlappedTestSuite : public TestSuite
{
  public:
    OverlappedTestSuite()
        : TestSuite("winsock-overlapped", TestSuite::Type::UNIT)
    {
        using Script = void (*)(Scene&, const Layers&);
        const std::pair<const char*, Script> scripts[] = {
            {"R-OVL-2 to R-OVL-4: the event", EventAtEnd},
            {"R-OVL-11: waiting for the result", WaitForResult},
            {"R-OVL-8: the completion routine", RoutineInAlertableWait},
            {"R-OVL-8: the routine inside a blocking call", RoutineInBlockingCall},
            {"R-OVL-9: the routine ends a wait", RoutineEndsWait},
            {"R-OVL-14: completion ports", CompletionPorts},
            {"R-OVL-7: order", InOrder},
            {"R-OVL-5: nonblocking sockets", NonblockingPends},
            {"R-OVL-12: closing", ClosedWhilePending},
            {"R-SPI-10: the last cleanup", CleanupWhilePending},
            {"R-SPI-10: the last cleanup of several chains", CleanupOfSeveralChains},
            {"killed with operations under way", KilledWhilePending},
            {"R-DAT-7: datagrams in several buffers", Datagrams},
            {"errors of the calls", BadArguments},
        };
        for (const auto& [name, script] : scripts)
        {
            for (const Layers& layers : EveryArrangement())
            {
                AddTestCase(new Scene(NameWith(name, layers),
                                      [script = script, layers](Scene& t) { script(t, layers); }));
            }
        }
        for (const char* profile : {"windows-10", "wince-6.0"})
        {
            AddTestCase(new Scene(std::string("R-OVL-6: without the attribute, ") + profile,
                                  [profile](Scene& t) { WithoutAttribute(t, profile); }));
        }
        AddTestCase(new Scene("R-OVL-14: threads at a port", PortWithThreads));
        AddTestCase(new Scene("CancelIoEx", Cancelling));
        AddTestCase(new Scene("R-OVL-9, R-OVL-10: events", WaitForEvents));
    }
};

OverlappedTestSuite g_overlappedTestSuite;

} // namespace
