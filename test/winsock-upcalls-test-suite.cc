/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What a provider may call in Winsock: the fifteen functions of the upcall table, and the exported one.

#include "scene-test-support.h"

#include "ns3/blocking-hook.h"
#include "ns3/completion-port.h"
#include "ns3/message-window.h"
#include "ns3/object-wait.h"
#include "ns3/overlapped-request.h"
#include "ns3/provider-upcalls.h"
#include "ns3/simulator.h"
#include "ns3/winsock-process.h"

#include <string>
#include <vector>

namespace ns3::winsock::test
{

namespace
{

/// Enough for any path, in characters.
constexpr INT ROOM = 260;

/// The handle of nothing.
const HANDLE NOTHING = reinterpret_cast<HANDLE>(uintptr_t{0x10000f00});

/// @return the id of a base protocol's entry
DWORD
AnyEntry(Winsock& ws)
{
    return ws.GetProcess().GetCatalog().begin()->Id();
}

/// Runs a program on one node.
void
Play(Scene& t, const SceneProgram& program)
{
    t.Build();
    t.Program(t.client, program);
    t.Play();
}

void
SocketHandles(Scene& t)
{
    Play(t,
         [&](Winsock& ws)
         {
             const WSPUPCALLTABLE& up = GetUpcallTable();
             int error = 0;
             const SOCKET s = up.lpWPUCreateSocketHandle(AnyEntry(ws), 0xc0ffee, &error);
             t.True(s != INVALID_SOCKET, "R-SPI-20: a handle");
             t.Equal(ws.GetProcess().GetDescriptorLedger().GetInUse(), uint64_t{1}, "R-ACC-2");
             DWORD_PTR context = 0;
             t.Equal(up.lpWPUQuerySocketHandleContext(s, &context, &error), 0, "R-SPI-20");
             t.Equal(context, DWORD_PTR{0xc0ffee}, "R-SPI-20: the context");
             t.Equal(up.lpWPUQuerySocketHandleContext(s, nullptr, &error), SOCKET_ERROR, "no room");
             t.Equal(Scene::NameOf(error), std::string("WSAEFAULT"), "no room");
             const SOCKET real = ws.socket(AF_INET, SOCK_DGRAM, 0);
             t.Equal(up.lpWPUQuerySocketHandleContext(real, &context, &error), SOCKET_ERROR, "IFS");
             t.Equal(Scene::NameOf(error), std::string("WSAENOTSOCK"), "R-SPI-20: not its own");
             t.Equal(up.lpWPUCloseSocketHandle(real, &error), SOCKET_ERROR, "IFS");
             t.Equal(Scene::NameOf(error), std::string("WSAENOTSOCK"), "R-SPI-20: not its own");
             t.Equal(up.lpWPUCloseSocketHandle(s, &error), 0, "closed");
             t.Equal(up.lpWPUCloseSocketHandle(s, &error), SOCKET_ERROR, "once");
             t.True(up.lpWPUModifyIFSHandle(AnyEntry(ws), s, &error) == INVALID_SOCKET, "gone");
             t.Equal(Scene::NameOf(error), std::string("WSAEINVAL"), "R-SPI-21: a bad handle");
             t.True(up.lpWPUModifyIFSHandle(99999, real, &error) == INVALID_SOCKET, "no entry");
             t.Equal(Scene::NameOf(error), std::string("WSAEINVAL"), "R-SPI-21: a bad id");
             t.True(up.lpWPUModifyIFSHandle(AnyEntry(ws), real, &error) == real, "R-SPI-21: same");
             t.Equal(ws.GetProcess().GetDescriptorLedger().GetInUse(), uint64_t{1}, "charged once");
             ws.closesocket(real);
         });
}

void
EventUpcalls(Scene& t)
{
    Play(t,
         [&](Winsock& ws)
         {
             const WSPUPCALLTABLE& up = GetUpcallTable();
             int error = 0;
             const WSAEVENT event = up.lpWPUCreateEvent(&error);
             t.True(event != WSA_INVALID_EVENT, "made");
             t.Equal(ws.WSAWaitForMultipleEvents(1, &event, 0, 0, 0), WSA_WAIT_TIMEOUT, "R-OVL-10");
             t.True(up.lpWPUSetEvent(event, &error), "R-UPC-6: set");
             t.Equal(
                 ws.WSAWaitForMultipleEvents(1, &event, 0, 0, 0), WSA_WAIT_EVENT_0, "one event");
             t.True(up.lpWPUResetEvent(event, &error), "R-UPC-6: reset");
             t.Equal(ws.WSAWaitForMultipleEvents(1, &event, 0, 0, 0), WSA_WAIT_TIMEOUT, "reset");
             t.True(up.lpWPUCloseEvent(event, &error), "R-UPC-6: closed");
             for (const auto function : {up.lpWPUSetEvent, up.lpWPUResetEvent, up.lpWPUCloseEvent})
             {
                 error = 0;
                 t.True(!function(event, &error), "no event any more");
                 t.Equal(error, WSA_INVALID_HANDLE, "its error");
             }
         });
}

void
PathsAndSets(Scene& t)
{
    Play(t,
         [&](Winsock& ws)
         {
             const WSPUPCALLTABLE& up = GetUpcallTable();
             const CatalogEntry& entry = *ws.GetProcess().GetCatalog().begin();
             GUID id = entry.info.ProviderId;
             WCHAR path[ROOM];
             INT length = ROOM;
             int error = 0;
             t.Equal(up.lpWPUGetProviderPath(&id, path, &length, &error), 0, "R-UPC-6");
             t.Equal(
                 static_cast<std::size_t>(length), entry.libraryPath.size(), "R-CAT-50: length");
             WCHAR other[ROOM];
             INT otherLength = ROOM;
             ws.WSCGetProviderPath(&id, other, &otherLength, &error);
             t.True(std::equal(path, path + length + 1, other), "R-UPC-6: as WSCGetProviderPath");
             length = 1;
             t.Equal(up.lpWPUGetProviderPath(&id, path, &length, &error), SOCKET_ERROR, "short");
             t.Equal(Scene::NameOf(error), std::string("WSAEFAULT"), "R-CAT-50: no room");
             id.Data1 ^= 1;
             t.Equal(up.lpWPUGetProviderPath(&id, path, &length, &error), SOCKET_ERROR, "nobody");
             t.Equal(Scene::NameOf(error), std::string("WSAEINVAL"), "R-CAT-50: unknown");
             fd_set set{};
             FD_SET(SOCKET{8}, &set);
             t.Equal(up.lpWPUFDIsSet(8, &set), 1, "R-UPC-6: in the set");
             t.Equal(up.lpWPUFDIsSet(12, &set), 0, "R-UPC-6: not in it");
         });
}

void
MessageUpcall(Scene& t)
{
    Play(t,
         [&](Winsock& ws)
         {
             const WSPUPCALLTABLE& up = GetUpcallTable();
             const HWND window = ws.CreateMessageWindow();
             t.True(up.lpWPUPostMessage(window, WM_USER, 1, 2), "R-UPC-6: posted");
             MSG message{};
             t.True(ws.PeekMessage(&message, window, 0, 0, PM_REMOVE), "arrived");
             t.True(message.message == WM_USER && message.wParam == 1 && message.lParam == 2,
                    "whole");
             t.True(!up.lpWPUPostMessage(NOTHING, WM_USER, 1, 2), "no window");
         });
}

/// What a queued call leaves behind, which has one word for everything.
struct Note
{
    std::vector<std::string> lines;
    std::string name;
};

void
WriteNote(DWORD_PTR context)
{
    auto& note = *reinterpret_cast<Note*>(context);
    note.lines.push_back(note.name + " on thread " +
                         std::to_string(WinsockThread::GetCurrent()->GetId()));
}

void
QueuedCalls(Scene& t)
{
    Play(t,
         [&](Winsock& ws)
         {
             const WSPUPCALLTABLE& up = GetUpcallTable();
             int error = 0;
             WSATHREADID id{};
             t.Equal(up.lpWPUOpenCurrentThread(&id, &error), 0, "R-UPC-4: an id");
             Note note{{}, "call"};
             const auto context = reinterpret_cast<DWORD_PTR>(&note);
             WSATHREADID copy = id;
             t.Equal(up.lpWPUQueueApc(&copy, &WriteNote, context, &error), 0, "R-UPC-3: queued");
             copy = {}; // the structure is not needed any more (R-UPC-3)
             ws.Sleep(10);
             t.Equal(note.lines.size(), std::size_t{0}, "R-UPC-3: only in an alertable wait");
             t.Equal(ws.SleepEx(INFINITE, TRUE), WAIT_IO_COMPLETION, "R-UPC-3: alertable");
             t.Equal(note.lines.size(), std::size_t{1}, "once");
             t.Equal(note.lines.front(),
                     "call on thread " + std::to_string(ws.GetCurrentThreadId()),
                     "R-UPC-3: on its thread");
             // From another thread, into a wait that is under way.
             ws.CreateThread(
                 [&](Winsock& own)
                 {
                     own.Sleep(10);
                     int ignored = 0;
                     up.lpWPUQueueApc(&id, &WriteNote, context, &ignored);
                     return 0;
                 });
             t.Equal(ws.SleepEx(1000, TRUE), WAIT_IO_COMPLETION, "R-UPC-3: ends the wait");
             t.Equal(note.lines.back(), note.lines.front(), "R-UPC-3: on the same thread");
             t.Equal(up.lpWPUQueueApc(&copy, &WriteNote, 0, &error), SOCKET_ERROR, "bad thread");
             t.Equal(Scene::NameOf(error), std::string("WSAEFAULT"), "R-UPC-3");
             t.Equal(up.lpWPUQueueApc(nullptr, &WriteNote, 0, &error), SOCKET_ERROR, "no thread");
             t.Equal(up.lpWPUCloseThread(&id, &error), 0, "R-UPC-4: given back");
             t.Equal(up.lpWPUCloseThread(&id, &error), SOCKET_ERROR, "once");
             t.Equal(up.lpWPUOpenCurrentThread(nullptr, &error), SOCKET_ERROR, "no room");
             t.Equal(Scene::NameOf(error), std::string("WSAEFAULT"), "no room");
         });
}

/// A worker thread runs what is queued for it without waiting for anything.
void
WorkerThread(Scene& t)
{
    Play(t,
         [&](Winsock& ws)
         {
             WinsockThread& worker = ws.GetProcess().GetWorkerThread();
             std::vector<std::string> lines;
             worker.QueueApc(
                 [&]
                 {
                     lines.emplace_back("first");
                     t.True(WinsockThread::GetCurrent() == &worker, "R-UPC-4: its own thread");
                     worker.QueueApc([&] { lines.emplace_back("third"); });
                 });
             worker.QueueApc([&] { lines.emplace_back("second"); });
             t.Equal(lines.size(), std::size_t{0}, "in an event of its own");
             ws.Sleep(1);
             t.True(lines == std::vector<std::string>{"first", "second", "third"}, "in order");
         });
}

void
CompletingRequests(Scene& t)
{
    Play(t,
         [&](Winsock& ws)
         {
             const WSPUPCALLTABLE& up = GetUpcallTable();
             int error = 0;
             const SOCKET s = up.lpWPUCreateSocketHandle(AnyEntry(ws), 1, &error);
             WSAOVERLAPPED overlapped{};
             overlapped.Internal = STATUS_PENDING;
             overlapped.hEvent = ws.WSACreateEvent();
             overlapped.Offset = MSG_PARTIAL; // R-UPC-5: the provider has left the flags there
             t.Equal(WPUCompleteOverlappedRequest(s, &overlapped, 0, 7, &error), 0, "R-UPC-5");
             t.Equal(overlapped.InternalHigh, ULONG_PTR{7}, "R-UPC-5: bytes");
             t.True(!IsPending(overlapped), "R-UPC-5: Internal");
             t.Equal(ws.WSAWaitForMultipleEvents(1, &overlapped.hEvent, 0, 0, 0),
                     WSA_WAIT_EVENT_0,
                     "R-UPC-5: the event");
             DWORD bytes = 0;
             DWORD flags = 0;
             t.Equal(ReadResult(overlapped, bytes, flags), 0, "its result");
             t.True(bytes == 7 && flags == static_cast<DWORD>(MSG_PARTIAL),
                    "R-UPC-5: bytes, flags");

             const HANDLE port =
                 ws.CreateIoCompletionPort(reinterpret_cast<HANDLE>(s), nullptr, 42, 0);
             overlapped = {};
             WPUCompleteOverlappedRequest(s, &overlapped, WSAECONNRESET, 0, &error);
             ULONG_PTR key = 0;
             LPOVERLAPPED completed = nullptr;
             t.True(!ws.GetQueuedCompletionStatus(port, &bytes, &key, &completed, 0), "a failure");
             t.True(completed == &overlapped && key == 42, "R-UPC-5: the port");
             t.Equal(overlapped.OffsetHigh, DWORD{WSAECONNRESET}, "R-UPC-5: the error");

             const SOCKET real = ws.socket(AF_INET, SOCK_DGRAM, 0);
             t.Equal(WPUCompleteOverlappedRequest(real, &overlapped, 0, 0, &error),
                     SOCKET_ERROR,
                     "not a handle of the upcall");
             t.Equal(Scene::NameOf(error), std::string("WSAEINVAL"), "R-UPC-5");
             t.Equal(WPUCompleteOverlappedRequest(s, nullptr, 0, 0, &error), SOCKET_ERROR, "none");
             t.Equal(Scene::NameOf(error), std::string("WSAEFAULT"), "no structure");
             up.lpWPUCloseSocketHandle(s, &error);
             ws.closesocket(real);
         });
}

BOOL
IdleHook()
{
    return FALSE;
}

void
BlockingCallback(Scene& t)
{
    Play(t,
         [&](Winsock& ws)
         {
             const WSPUPCALLTABLE& up = GetUpcallTable();
             LPBLOCKINGCALLBACK callback = &CallBlockingHook;
             DWORD_PTR context = 0;
             int error = 0;
             const DWORD entry = AnyEntry(ws);
             t.Equal(up.lpWPUQueryBlockingCallback(entry, &callback, &context, &error), 0, "asked");
             t.True(!callback, "R-UPC-1: none, block natively");
             t.Equal(up.lpWPUQueryBlockingCallback(entry, nullptr, &context, &error),
                     SOCKET_ERROR,
                     "no room");
             t.Equal(Scene::NameOf(error), std::string("WSAEFAULT"), "R-UPC-1");
             t.Equal(up.lpWPUQueryBlockingCallback(99999, &callback, &context, &error),
                     SOCKET_ERROR,
                     "no entry");
             t.Equal(Scene::NameOf(error), std::string("WSAEINVAL"), "R-UPC-1");
             ws.WSACleanup();
             WSADATA data;
             ws.WSAStartup(MAKEWORD(1, 1), &data);
             ws.WSASetBlockingHook(&IdleHook);
             up.lpWPUQueryBlockingCallback(entry, &callback, &context, &error);
             t.True(callback && callback(context) == TRUE, "R-UPC-1: go on waiting");
             bool other = true;
             ws.CreateThread(
                 [&](Winsock&)
                 {
                     LPBLOCKINGCALLBACK own = nullptr;
                     up.lpWPUQueryBlockingCallback(entry, &own, &context, &error);
                     other = own != nullptr;
                     return 0;
                 });
             ws.Sleep(1);
             t.True(!other, "R-UPC-1: hooks are per thread");
         });
}

class UpcallsTestSuite : public TestSuite
{
  public:
    UpcallsTestSuite()
        : TestSuite("winsock-upcalls", TestSuite::Type::UNIT)
    {
        const std::pair<const char*, void (*)(Scene&)> scripts[] = {
            {"R-SPI-20, R-SPI-21: handles", SocketHandles},
            {"R-UPC-6: events", EventUpcalls},
            {"R-UPC-6: paths and sets", PathsAndSets},
            {"R-UPC-6: messages", MessageUpcall},
            {"R-UPC-3, R-UPC-4: queued calls", QueuedCalls},
            {"R-UPC-4: a worker thread", WorkerThread},
            {"R-UPC-5: WPUCompleteOverlappedRequest", CompletingRequests},
            {"R-UPC-1: the blocking callback", BlockingCallback},
        };
        for (const auto& [name, script] : scripts)
        {
            AddTestCase(new Scene(name, script));
        }
    }
};

UpcallsTestSuite g_upcallsTestSuite;

} // namespace

} // namespace ns3::winsock::test
