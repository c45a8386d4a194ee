/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Handles of any kind, processes, and objects of a wait: what counts, and who is told what when there
// are no more.

#include "scenario-test-support.h"
#include "scene-test-support.h"

#include "ns3/byte-source.h"
#include "ns3/callback.h"
#include "ns3/pass-through-layer.h"
#include "ns3/plain-process.h"
#include "ns3/simulator.h"
#include "ns3/socket.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"
#include "ns3/winsock-layer-helper.h"
#include "ns3/winsock-process.h"

#include <functional>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

constexpr uint16_t PORT = 7000;

SOCKET
NewSocket(Winsock& ws)
{
    return ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
}

uint64_t
Handles(Winsock& ws)
{
    return ws.GetProcess().GetHandleCount();
}

/// Everything that makes a handle, where none is left. @param ws the program
void
ExpectNoHandle(Scene& t, Winsock& ws)
{
    const auto fails = [&](bool refused, int error, const std::string& what)
    {
        t.Equal(refused, true, "R-ACC-10: " + what);
        t.Equal(Scene::NameOf(ws.WSAGetLastError()), Scene::NameOf(error), "R-ACC-10: " + what);
    };
    fails(NewSocket(ws) == INVALID_SOCKET, WSAEMFILE, "a socket");
    fails(ws.WSACreateEvent() == WSA_INVALID_EVENT, WSA_NOT_ENOUGH_MEMORY, "WSACreateEvent");
    fails(!ws.CreateEvent(nullptr, TRUE, FALSE, nullptr), ERROR_NOT_ENOUGH_MEMORY, "CreateEvent");
    fails(!ws.CreateIoCompletionPort(INVALID_HANDLE_VALUE, nullptr, 0, 0),
          ERROR_NOT_ENOUGH_MEMORY,
          "a completion port");
    fails(!ws.CreateMessageWindow(), ERROR_NOT_ENOUGH_MEMORY, "a window");
    fails(ws.OpenByteSource(MakeTextSource("text")) == INVALID_HANDLE_VALUE,
          ERROR_NOT_ENOUGH_MEMORY,
          "a file");
    HANDLE notification = nullptr;
    fails(ws.WSAProviderConfigChange(&notification, nullptr, nullptr) == SOCKET_ERROR,
          WSA_NOT_ENOUGH_MEMORY,
          "WSAProviderConfigChange");
}

/// Sockets and all other handles of a process have one limit.
void
HandlesOfProcess(Scene& t)
{
    t.Build("wince-6.0");
    t.Set(t.client, "MaxHandlesPerProcess", UintegerValue(3));
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const WSAEVENT event = ws.WSACreateEvent();
                  t.True(event != WSA_INVALID_EVENT, "the first");
                  t.True(ws.CreateMessageWindow() != nullptr, "the second");
                  const SOCKET s = t.Works(ws, NewSocket(ws), "the third");
                  ExpectNoHandle(t, ws);
                  t.Equal(ws.GetProcess().GetHandleCount(), 3, "refusals take nothing");
                  ws.closesocket(s);
                  t.True(ws.WSACreateEvent() != WSA_INVALID_EVENT, "in the socket's place");
                  t.Equal(ws.WSACloseEvent(event), TRUE, "close");
                  t.Works(ws, NewSocket(ws), "in the event's place");
              });
    t.Program(
        t.client,
        [&](Winsock& ws) { t.Equal(ws.GetProcess().GetHandleCount(), 0, "its own table"); },
        Seconds(3.5));
    t.Play();
    t.Equal(StackOf(t.client)->GetHandleCount(), 0, "R-ACC-9: all are back");
}

/// The refusals that a trace source told of.
struct Refusals
{
    std::vector<ResourceRefusal> all;

    void
    Note(const ResourceRefusal& refusal)
    {
        all.push_back(refusal);
    }
};

/// One table serves all processes: one leaks, another is refused.
void
HandlesOfSystem(Scene& t)
{
    t.Build("wince-5.0");
    t.Set(t.client, "MaxHandlesPerSystem", UintegerValue(6));
    t.Set(t.client, "MaxHandlesPerProcess", UintegerValue(2));
    Refusals refusals;
    StackOf(t.client)->TraceConnectWithoutContext("Refused",
                                                  MakeCallback(&Refusals::Note, &refusals));
    uint32_t leaking = 0;
    uint32_t victim = 0;
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  leaking = ws.GetCurrentProcessId();
                  for (int i = 0; i < 5; ++i)
                  {
                      t.True(ws.WSACreateEvent() != WSA_INVALID_EVENT,
                             "R-CE-126: a shared table bounds no process for itself");
                  }
                  ws.Sleep(2000);
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            victim = ws.GetCurrentProcessId();
            t.Works(ws, NewSocket(ws), "what the node has left");
            t.True(ws.WSACreateEvent() == WSA_INVALID_EVENT, "R-ACC-12: another one leaks");
            t.Equal(ws.WSAGetLastError(), WSA_NOT_ENOUGH_MEMORY, "R-ACC-10");
            t.Fails(ws, NewSocket(ws), WSAEMFILE, "R-ACC-12");
            ws.Sleep(2000);
            t.True(ws.WSACreateEvent() != WSA_INVALID_EVENT, "R-ACC-9: the other one has ended");
        },
        Seconds(4));
    t.Play();
    t.Equal(refusals.all.size(), 2, "R-ACC-12: both refusals are told");
    for (const auto& refusal : refusals.all)
    {
        t.True(refusal.cause == RefusalCause::SYSTEM_HANDLES, "R-ACC-12: the cause");
        t.Equal(refusal.process, victim, "R-ACC-12: the victim");
        t.Equal(refusal.largestHolder, leaking, "R-ACC-12: the largest holder");
        t.Equal(refusal.inUse, 6, "R-ACC-12: one count for all");
    }
    t.Equal(StackOf(t.client)->GetHandleCount(), 0, "R-ACC-9: all are back");
}

/// A program that is killed leaves no handles behind.
void
HandlesOfTheKilled(Scene& t)
{
    t.Build("wince-5.0");
    t.Doomed(
        t.client,
        [&](Winsock& ws)
        {
            NewSocket(ws);
            ws.WSACreateEvent();
            ws.CreateMessageWindow();
            t.Equal(StackOf(t.client)->GetHandleCount(), 3, "held");
            ws.Sleep(100000);
        },
        Seconds(4));
    t.Play();
    t.Equal(StackOf(t.client)->GetHandleCount(), 0, "R-ACC-9: all are back");
}

/// A layer needs a handle of its own to relay messages.
void
HandleOfLayer(Scene& t)
{
    t.Build("windows-10");
    t.Set(t.client, "MaxHandlesPerProcess", UintegerValue(3));
    WinsockLayerHelper helper("layer.dll", CreateObject<PassThroughLibrary>());
    helper.AddProtocol(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    helper.Install(t.client);
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const HWND window = ws.CreateMessageWindow();
                  const SOCKET s = t.Works(ws, NewSocket(ws), "R-ACC-2: two descriptors");
                  t.Fails(ws,
                          ws.WSAAsyncSelect(s, window, WM_USER, FD_CONNECT),
                          WSAENOBUFS,
                          "R-ACC-10: no handle for the layer's window");
                  t.Set(t.client, "MaxHandlesPerProcess", UintegerValue(4));
                  t.Works(ws, ws.WSAAsyncSelect(s, window, WM_USER, FD_CONNECT), "there is one");
                  t.Equal(ws.GetProcess().GetHandleCount(), 4, "the layer's counts");
              });
    t.Play();
}

/// How many objects one wait takes.
void
WaitObjects(Scene& t)
{
    t.Build("wince-6.0");
    t.Set(t.client, "MaxWaitObjects", UintegerValue(2));
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  std::vector<WSAEVENT> events;
                  for (int i = 0; i < 3; ++i)
                  {
                      events.push_back(ws.WSACreateEvent());
                  }
                  const auto wait = [&](DWORD count)
                  { return ws.WSAWaitForMultipleEvents(count, events.data(), FALSE, 0, FALSE); };
                  t.Equal(wait(2), WSA_WAIT_TIMEOUT, "as many as the limit");
                  t.Equal(wait(3), WSA_WAIT_FAILED, "R-OVL-9: one more");
                  t.Equal(ws.WSAGetLastError(), WSA_INVALID_PARAMETER, "R-OVL-9: one more");
                  t.Equal(ws.WaitForMultipleObjects(3, events.data(), FALSE, 0),
                          WAIT_FAILED,
                          "the system's own wait");
                  t.Equal(ws.WSAGetLastError(), ERROR_INVALID_PARAMETER, "the system's own wait");
              });
    t.Play();
}

/// A thread is a handle as long as it runs; the first of a process is none.
void
Threads(Scene& t)
{
    t.Build("wince-6.0");
    t.Set(t.client, "MaxHandlesPerProcess", UintegerValue(2));
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const auto body = [](Winsock& own)
                  {
                      own.Sleep(1000);
                      return 0;
                  };
                  t.Equal(Handles(ws), 0, "R-ACC-10: its first thread");
                  t.True(ws.CreateThread(body), "R-ACC-10: the first");
                  t.True(ws.CreateThread(body), "R-ACC-10: the second");
                  t.True(!ws.CreateThread(body), "R-ACC-10: one more");
                  t.Equal(ws.WSAGetLastError(), ERROR_NOT_ENOUGH_MEMORY, "R-ACC-10: its error");
                  t.Fails(ws, NewSocket(ws), WSAEMFILE, "R-ACC-10: nor is there a socket");
                  t.Equal(Handles(ws), 2, "R-ACC-10: refusals take nothing");
                  ws.Sleep(2000);
                  t.Equal(Handles(ws), 0, "R-ACC-10: they have ended");
              });
    t.Play();
}

/// How often the completion routine has run.
int g_routines = 0;

void
CountRoutine(DWORD, DWORD, LPWSAOVERLAPPED, DWORD)
{
    ++g_routines;
}

/// A receive with a completion routine, which nothing but cancelling ends.
struct Receive
{
    int
    Start(Winsock& ws, SOCKET s)
    {
        return ws.WSARecv(s, &buffer, 1, nullptr, &flags, &overlapped, CountRoutine);
    }

    char room[10];              //!< for what arrives
    WSABUF buffer{10, room};    //!< the same
    DWORD flags{0};             //!< of the call
    WSAOVERLAPPED overlapped{}; //!< of the call
};

/// Each completion routine that is to come takes a handle, where it needs a thread.
void
CompletionRoutines(Scene& t)
{
    t.Build("wince-6.0");
    t.Set(t.client, "MaxHandlesPerProcess", UintegerValue(3));
    g_routines = 0;
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
                  BindTo(ws, s, Ip4(Scene::ANY, PORT));
                  Receive receives[3];
                  t.Fails(ws, receives[0].Start(ws, s), WSA_IO_PENDING, "R-ACC-11: the first");
                  t.Fails(ws, receives[1].Start(ws, s), WSA_IO_PENDING, "R-ACC-11: the second");
                  t.Equal(Handles(ws), 3, "R-ACC-11: a handle for each, beside the socket's");
                  t.Fails(ws, receives[2].Start(ws, s), WSAENOBUFS, "R-ACC-11: one more");
                  t.Fails(ws, NewSocket(ws), WSAEMFILE, "R-ACC-10: one count for all");
                  ws.closesocket(s);
                  t.Equal(Handles(ws), 2, "R-ACC-11: the routines are still to come");
                  ws.SleepEx(0, TRUE);
                  t.Equal(g_routines, 2, "R-OVL-8: both have run");
                  t.Equal(Handles(ws), 0, "R-ACC-11: all are back");
              });
    t.Play();
}

/// Where completion routines cost nothing, and where there are none.
void
OtherRoutines(Scene& t)
{
    t.Build("windows-10");
    t.Set(t.server, "CompletionRoutineCost", StringValue("none"));
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
                  BindTo(ws, s, Ip4(Scene::ANY, PORT));
                  Receive receive;
                  t.Fails(ws, receive.Start(ws, s), WSA_IO_PENDING, "R-ACC-11: a queued call");
                  t.Equal(Handles(ws), 1, "R-ACC-11: takes no handle");
                  ws.closesocket(s);
                  ws.SleepEx(0, TRUE);
              });
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
                  BindTo(ws, s, Ip4(Scene::ANY, PORT));
                  Receive receive;
                  t.Fails(ws, receive.Start(ws, s), WSAEOPNOTSUPP, "R-ACC-11: there are none");
              });
    t.Play();
}

/// A program that is killed while its completion routine is to come.
void
RoutineOfTheKilled(Scene& t)
{
    t.Build("wince-6.0");
    Receive receive;
    t.Doomed(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
            BindTo(ws, s, Ip4(Scene::ANY, PORT));
            receive.Start(ws, s);
            t.Equal(StackOf(t.client)->GetHandleCount(), 2, "held");
            ws.Sleep(100000);
        },
        Seconds(4));
    t.Play();
    t.Equal(StackOf(t.client)->GetHandleCount(), 0, "R-ACC-9: all are back");
}

/// A device has room for so many programs at once.
void
Processes(Scene& t)
{
    t.Build("wince-5.0");
    t.Set(t.client, "MaxProcesses", UintegerValue(2));
    Refusals refusals;
    StackOf(t.client)->TraceConnectWithoutContext("Refused",
                                                  MakeCallback(&Refusals::Note, &refusals));
    std::vector<std::string> refused;
    std::function<void(const std::string&)> note = [&](const std::string& name)
    { refused.push_back(name); };
    const auto sleep = [](Winsock& ws)
    {
        ws.Sleep(2000);
        return 0;
    };
    t.Program(t.client, [](Winsock& ws) { ws.Sleep(2000); });
    t.Program(t.client, [](Winsock& ws) { ws.Sleep(2000); });
    Ptr<WinsockApplication> third = RunOn(t.client, sleep, Seconds(4));
    third->SetAttribute("Name", StringValue("third"));
    third->TraceConnectWithoutContext(
        "Refused", MakeCallback(&std::function<void(const std::string&)>::operator(), &note));
    Ptr<WinsockApplication> later = RunOn(t.client, sleep, Seconds(6));
    t.Play();
    t.Equal(refused.size(), 1, "the third is refused");
    t.True(refused == std::vector<std::string>{"third"}, "by its name");
    t.True(!third->GetProcess() && !third->HasExited(), "it never ran");
    t.True(later->HasExited(), "there is room when the others have ended");
    t.Equal(refusals.all.size(), 1, "the device tells as well");
    t.True(refusals.all.front().cause == RefusalCause::PROCESSES, "the cause");
    t.Equal(refusals.all.front().inUse, 2, "how many there were");
}

/// Plain applications of a node share a process, for which there may be no room.
void
PlainProcesses(Scene& t)
{
    t.Build("windows-10");
    t.Set(t.client, "MaxProcesses", UintegerValue(1));
    t.Program(t.client, [](Winsock& ws) { ws.Sleep(2000); });
    const auto bind = [&t]
    {
        return Socket::CreateSocket(t.client,
                                    TypeId::LookupByName("ns3::winsock::UdpSocketFactory"))
            ->Bind();
    };
    At(Seconds(4), [&] { t.Equal(bind(), -1, "no room for their process"); });
    At(Seconds(6), [&] { t.Equal(bind(), 0, "the program has ended"); });
    t.Play(Seconds(7));
}

class HandleLimitsTestSuite : public TestSuite
{
  public:
    HandleLimitsTestSuite()
        : TestSuite("winsock-handle-limits", TestSuite::Type::UNIT)
    {
        Add("R-ACC-10: handles of a process", HandlesOfProcess);
        Add("R-ACC-12: handles of the node", HandlesOfSystem);
        Add("R-ACC-9: handles of a program that is killed", HandlesOfTheKilled);
        Add("R-ACC-10: a layer's own handle", HandleOfLayer);
        Add("R-ACC-10: threads", Threads);
        Add("R-ACC-11: completion routines with threads", CompletionRoutines);
        Add("R-ACC-11: completion routines without", OtherRoutines);
        Add("R-ACC-9: a completion routine of a program that is killed", RoutineOfTheKilled);
        Add("MaxProcesses: programs", Processes);
        Add("MaxProcesses: plain applications", PlainProcesses);
        Add("R-OVL-9: objects of one wait", WaitObjects);
    }

  private:
    void
    Add(const std::string& name, Scene::Script script)
    {
        AddTestCase(new Scene(name, std::move(script)));
    }
};

HandleLimitsTestSuite g_handleLimitsTestSuite;

} // namespace
