/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The system's own functions that programs with overlapped operations need: events, waits, several packets
// of a completion port at once, and the end of a thread's own operations.

#include "io-scene-test-support.h"

#include <string>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

/// A receive under way with a buffer of its own.
struct Receive
{
    int
    Start(Winsock& ws, SOCKET s)
    {
        return ws.WSARecv(s, &buffer, 1, nullptr, &flags, &overlapped, nullptr);
    }

    std::string text = std::string(100, '.');
    WSABUF buffer = BufferOf(text);
    WSAOVERLAPPED overlapped{};
    DWORD flags{0};
};

/// Runs a program alone on a node.
void
PlayAlone(Scene& t, const SceneProgram& program)
{
    t.Build();
    t.Program(t.client, program);
    t.Play();
}

void
Events(Scene& t)
{
    PlayAlone(t,
              [&](Winsock& ws)
              {
                  const HANDLE manual = ws.CreateEvent(nullptr, TRUE, TRUE, nullptr);
                  const HANDLE once = ws.CreateEvent(nullptr, FALSE, TRUE, nullptr);
                  for (int i = 0; i < 2; ++i)
                  {
                      t.Equal(ws.WaitForSingleObject(manual, 0), WAIT_OBJECT_0, "stays signalled");
                  }
                  t.Equal(ws.WaitForSingleObject(once, 0), WAIT_OBJECT_0, "signalled");
                  t.Equal(ws.WaitForSingleObject(once, 5), WAIT_TIMEOUT, "by one wait only");
                  t.True(ws.SetEvent(once) && ws.ResetEvent(once), "set and reset");
                  t.Equal(ws.WaitForSingleObject(once, 0), WAIT_TIMEOUT, "reset");
                  t.True(!ws.SetEvent(nullptr) && !ws.ResetEvent(nullptr), "no event");
                  t.Equal(ws.WSAGetLastError(), ERROR_INVALID_HANDLE, "its error");
                  t.True(ws.CloseHandle(once) && ws.CloseHandle(manual), "closed");
                  t.Equal(ws.WaitForSingleObject(once, 0), WAIT_FAILED, "gone");
                  t.Equal(ws.WSAGetLastError(), ERROR_INVALID_HANDLE, "its error");
              });
}

void
Waits(Scene& t)
{
    PlayAlone(t,
              [&](Winsock& ws)
              {
                  const HANDLE events[] = {ws.CreateEvent(nullptr, TRUE, FALSE, nullptr),
                                           ws.CreateEvent(nullptr, TRUE, FALSE, nullptr)};
                  ws.CreateThread(
                      [&](Winsock& own)
                      {
                          own.Sleep(100);
                          own.SetEvent(events[1]);
                          own.Sleep(100);
                          own.SetEvent(events[0]);
                          return 0;
                      });
                  const DWORD begun = ws.GetTickCount();
                  t.Equal(ws.WaitForMultipleObjects(2, events, FALSE, 50), WAIT_TIMEOUT, "not yet");
                  t.Equal(ws.WaitForMultipleObjects(2, events, FALSE, INFINITE),
                          WAIT_OBJECT_0 + 1,
                          "the one that is signalled");
                  t.Equal(ws.GetTickCount() - begun, DWORD{100}, "at once");
                  t.Equal(ws.WaitForMultipleObjectsEx(2, events, TRUE, INFINITE, TRUE),
                          WAIT_OBJECT_0,
                          "all of them");
                  t.Equal(ws.GetTickCount() - begun, DWORD{200}, "when the last is");
                  t.Equal(
                      ws.WaitForMultipleObjects(0, events, FALSE, 0), WAIT_FAILED, "for nothing");
                  t.Equal(ws.WSAGetLastError(), ERROR_INVALID_PARAMETER, "its error");
                  t.Equal(ws.WaitForMultipleObjects(65, events, FALSE, 0), WAIT_FAILED, "too many");
              });
}

/// Several packets at once, and no more than there are or there is room for.
void
PacketsAtOnce(Scene& t)
{
    PlayAlone(
        t,
        [&](Winsock& ws)
        {
            const HANDLE port = ws.CreateIoCompletionPort(INVALID_HANDLE_VALUE, nullptr, 0, 0);
            OVERLAPPED_ENTRY entries[2]{};
            ULONG count = 7;
            const auto take = [&](DWORD milliseconds, ULONG room = 2) {
                return ws.GetQueuedCompletionStatusEx(
                    port, entries, room, &count, milliseconds, FALSE);
            };
            t.True(!take(5), "no packet");
            t.Equal(ws.WSAGetLastError(), static_cast<int>(WAIT_TIMEOUT), "R-OVL-14: time-out");
            for (const ULONG_PTR key : {1, 2, 3})
            {
                ws.PostQueuedCompletionStatus(port, static_cast<DWORD>(10 * key), key, nullptr);
            }
            t.True(take(0), "packets");
            t.Equal(count, ULONG{2}, "as many as there is room for");
            t.True(entries[0].lpCompletionKey == 1 && entries[1].lpCompletionKey == 2, "in order");
            t.Equal(entries[1].dwNumberOfBytesTransferred, DWORD{20}, "bytes");
            t.True(take(INFINITE) && count == 1 && entries[0].lpCompletionKey == 3, "the rest");
            t.True(!take(0, 0), "no room");
            t.Equal(ws.WSAGetLastError(), ERROR_INVALID_PARAMETER, "its error");
            ws.CloseHandle(port);
            t.True(!take(0), "no port");
            t.Equal(ws.WSAGetLastError(), ERROR_INVALID_HANDLE, "its error");
        });
}

/// CancelIo ends what the calling thread has started, and nothing else.
void
CancelOwn(Scene& t)
{
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            const auto file = reinterpret_cast<HANDLE>(s);
            Receive others;
            ws.CreateThread(
                [&](Winsock& own)
                {
                    others.Start(own, s);
                    own.Sleep(5000); // its end would end the operation as well (R-OVL-13)
                    return 0;
                });
            ws.Sleep(10);
            Receive mine;
            t.Fails(ws, mine.Start(ws, s), WSA_IO_PENDING, "under way");
            t.True(ws.CancelIo(file), "CancelIo");
            DWORD bytes = 0;
            DWORD flags = 0;
            const auto outcome = [&](Receive& receive, BOOL wait)
            { return ws.WSAGetOverlappedResult(s, &receive.overlapped, &bytes, wait, &flags) - 1; };
            t.Fails(ws, outcome(mine, FALSE), WSA_OPERATION_ABORTED, "its own");
            t.Fails(ws, outcome(others, FALSE), WSA_IO_INCOMPLETE, "not another thread's");
            t.True(ws.CancelIo(file), "nothing pending is no failure");
            t.True(!ws.CancelIo(nullptr), "no file");
            t.Equal(ws.WSAGetLastError(), ERROR_INVALID_HANDLE, "its error");
            t.Works(ws, outcome(others, TRUE), "the other goes on");
        },
        [&](Winsock& ws, SOCKET s)
        {
            ws.Sleep(1000);
            SendText(ws, s, "answer");
        });
}

class SystemWaitTestSuite : public TestSuite
{
  public:
    SystemWaitTestSuite()
        : TestSuite("winsock-system-wait", TestSuite::Type::UNIT)
    {
        AddTestCase(new Scene("events reset by hand or by a wait", Events));
        AddTestCase(new Scene("waits for one or all of several events", Waits));
        AddTestCase(new Scene("R-OVL-14: GetQueuedCompletionStatusEx", PacketsAtOnce));
        AddTestCase(new Scene("CancelIo", CancelOwn));
    }
};

const SystemWaitTestSuite g_systemWaitTestSuite;

} // namespace
