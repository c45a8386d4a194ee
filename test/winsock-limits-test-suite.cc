/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The bounded tables of a device: descriptors of a process and of the node, the buffer pool, and
// what happens to connections that find no room.

#include "scenario-test-support.h"
#include "scene-test-support.h"

#include "ns3/byte-source.h"
#include "ns3/callback.h"
#include "ns3/pass-through-layer.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"
#include "ns3/winsock-layer-helper.h"
#include "ns3/winsock-process.h"

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

/// Opens sockets until that fails. @return them
std::vector<SOCKET>
OpenAll(Winsock& ws)
{
    std::vector<SOCKET> sockets;
    SOCKET s;
    while (sockets.size() < 10000 && (s = NewSocket(ws)) != INVALID_SOCKET)
    {
        sockets.push_back(s);
    }
    return sockets;
}

const ResourceLedger&
Descriptors(Ptr<Node> node)
{
    return StackOf(node)->GetDescriptorLedger();
}

const ResourceLedger&
Pool(Ptr<Node> node)
{
    return StackOf(node)->GetPoolLedger();
}

void
PerProcess(Scene& t)
{
    t.Build("wince-6.0");
    t.Set(t.client, "MaxSocketsPerProcess", UintegerValue(10));
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  for (int round = 0; round < 3; ++round)
                  {
                      const std::vector<SOCKET> sockets = OpenAll(ws);
                      t.Equal(ws.WSAGetLastError(), WSAEMFILE, "the process's limit");
                      t.Equal(sockets.size(), 10, "as many as the limit");
                      t.Equal(ws.GetProcess().GetDescriptorLedger().GetInUse(), 10, "held");
                      for (const SOCKET s : sockets)
                      {
                          t.Works(ws, ws.closesocket(s), "close");
                      }
                      t.Equal(Descriptors(t.client).GetInUse(), 0, "all come back");
                  }
                  t.Equal(Descriptors(t.client).GetPeak(), 10, "the peak");
              });
    t.Program(
        t.client,
        [&](Winsock& ws) { t.Equal(OpenAll(ws).size(), 10, "every process has its own"); },
        Seconds(4));
    t.Play();
}

void
PerNode(Scene& t)
{
    t.Build("wince-6.0");
    t.Set(t.client, "MaxSocketsPerSystem", UintegerValue(15));
    t.Set(t.client, "MaxSocketsPerProcess", UintegerValue(10));
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  t.Equal(OpenAll(ws).size(), 10, "the process's limit");
                  ws.Sleep(2000);
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            t.Equal(OpenAll(ws).size(), 5, "what the node has left");
            t.Equal(ws.WSAGetLastError(), WSAEMFILE, "the node's limit");
            t.Equal(ws.GetProcess().GetDescriptorLedger().GetInUse(), 5, "R-CE-3: refunded");
            ws.Sleep(2000);
            t.Equal(OpenAll(ws).size(), 5, "when the other process has ended");
        },
        Seconds(4));
    t.Play();
}

void
BufferPool(Scene& t)
{
    t.Build("wince-6.0");
    t.Set(t.client, "SocketOverheadBytes", UintegerValue(1000));
    t.Set(t.client, "PoolBytes", UintegerValue(7500));
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const std::vector<SOCKET> sockets = OpenAll(ws);
                  t.Equal(ws.WSAGetLastError(), WSAENOBUFS, "no buffer memory");
                  t.Equal(sockets.size(), 7, "as many as fit");
                  t.Equal(Pool(t.client).GetInUse(), 7000, "what they take");
                  t.Equal(Descriptors(t.client).GetInUse(), 7, "R-CE-3: the eighth was refunded");
                  ws.closesocket(sockets[3]);
                  t.Equal(Pool(t.client).GetInUse(), 6000, "given back");
                  t.Works(ws, ws.socket(AF_INET, SOCK_DGRAM, 0), "there is room again");
              });
    t.Play();
}

void
ReservedBuffers(Scene& t)
{
    t.Build("wince-6.0");
    t.Set(t.client, "ChargeMode", StringValue("reserve"));
    t.Set(t.client, "SocketOverheadBytes", UintegerValue(1000));
    t.Set(t.client, "TcpSndBuf", UintegerValue(3000));
    t.Set(t.client, "TcpRcvBuf", UintegerValue(6000));
    t.Set(t.client, "UdpSndBuf", UintegerValue(500));
    t.Set(t.client, "UdpRcvBuf", UintegerValue(500));
    t.Set(t.client, "PoolBytes", UintegerValue(25000));
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  t.Equal(OpenAll(ws).size(), 2, "R-ACC-22: a stream takes 10,000 bytes");
                  t.Equal(ws.WSAGetLastError(), WSAENOBUFS, "no room for a third");
                  t.Works(ws, ws.socket(AF_INET, SOCK_DGRAM, 0), "a datagram socket takes 2,000");
                  t.Works(ws, ws.socket(AF_INET, SOCK_DGRAM, 0), "and another");
                  t.Fails(ws, ws.socket(AF_INET, SOCK_DGRAM, 0), WSAENOBUFS, "R-ACC-22");
                  t.Equal(Pool(t.client).GetInUse(), 24000, "all told");
              });
    t.Play();
}

/// accept without a descriptor or without buffers. @param error what it fails with
void
AcceptWithoutRoom(Scene& t, const std::string& attribute, uint32_t limit, int error)
{
    t.Set(t.server, "SocketOverheadBytes", UintegerValue(1000));
    t.Set(t.server, attribute, UintegerValue(limit));
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET listener = ListenAt(ws, Ip4(Scene::ANY, PORT));
                  const SOCKET other = t.Works(ws, NewSocket(ws), "the last one");
                  SetNonBlocking(ws, listener);
                  t.Fails(ws,
                          ws.accept(listener, nullptr, nullptr),
                          WSAEWOULDBLOCK,
                          "R-RES-4: an empty queue comes first");
                  SetNonBlocking(ws, listener, false);
                  const Time before = Simulator::Now();
                  t.Fails(ws, ws.accept(listener, nullptr, nullptr), error, "R-RES-4: no room");
                  t.True(Simulator::Now() > before, "R-RES-4: only once there is a connection");
                  t.Fails(ws, ws.accept(listener, nullptr, nullptr), error, "R-RES-4: again");
                  ws.closesocket(other);
                  const SOCKET s = ws.accept(listener, nullptr, nullptr);
                  t.Works(ws, s, "R-RES-4: the connection stayed");
                  t.Equal(ReceiveAll(ws, s), std::string("patience"), "with its data");
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ConnectNew(ws, Ip4(Scene::SERVER, PORT));
            SendText(ws, s, "patience");
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
}

/// accept without a descriptor where connections do not survive it. @param layer a layer's handle is short
void
AcceptDiscards(Scene& t, bool layer)
{
    t.Build("wince-6.0");
    t.Set(t.server, "AcceptWithoutDescriptor", StringValue("discard"));
    t.Set(t.server, "MaxSocketsPerProcess", UintegerValue(layer ? 3 : 1));
    if (layer)
    {
        WinsockLayerHelper helper("layer.dll", CreateObject<PassThroughLibrary>());
        helper.AddProtocol(AF_INET, SOCK_STREAM, IPPROTO_TCP);
        helper.Install(t.server);
    }
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET listener = ListenAt(ws, Ip4(Scene::ANY, PORT));
                  t.Fails(ws, ws.accept(listener, nullptr, nullptr), WSAEMFILE, "R-ACC-4: no room");
                  SetNonBlocking(ws, listener);
                  t.Fails(ws,
                          ws.accept(listener, nullptr, nullptr),
                          WSAEWOULDBLOCK,
                          "R-ACC-4: the connection is gone");
                  t.Equal(Descriptors(t.server).GetInUse(), layer ? 2 : 1, "nothing is held");
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ConnectNew(ws, Ip4(Scene::SERVER, PORT));
            char byte;
            t.Fails(ws, ws.recv(s, &byte, 1, 0), WSAECONNRESET, "R-ACC-4: the client is reset");
        },
        Seconds(4));
    t.Play();
    t.Equal(StackOf(t.server)->GetPoolLedger().GetInUse(), 0, "R-ACC-30: the queue pays no more");
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

/// Lower limits than what is held refuse new sockets and take none away.
void
LimitsChange(Scene& t)
{
    t.Build("wince-6.0");
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  std::vector<SOCKET> sockets;
                  for (int i = 0; i < 5; ++i)
                  {
                      sockets.push_back(NewSocket(ws));
                  }
                  t.Set(t.client, "MaxSocketsPerProcess", UintegerValue(3));
                  t.Fails(ws, NewSocket(ws), WSAEMFILE, "above the new limit");
                  t.Works(ws, BindTo(ws, sockets[4], Ip4(Scene::ANY, 0)), "they all work");
                  ws.closesocket(sockets[0]);
                  ws.closesocket(sockets[1]);
                  t.Fails(ws, NewSocket(ws), WSAEMFILE, "at the new limit");
                  ws.closesocket(sockets[2]);
                  t.Works(ws, NewSocket(ws), "below it");
              });
    t.Play();
}

/// The limits that the profiles bring.
void
ProfileLimits(Scene& t)
{
    Scene::Link link;
    link.client = "wince-5.0";
    link.server = "windows-nt";
    t.Build(link);
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  t.Equal(OpenAll(ws).size(), 64, "CE 5.0");
                  t.Equal(ws.WSAGetLastError(), WSAEMFILE, "CE 5.0");
              });
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  std::size_t opened = 0;
                  while (opened < 5000 && NewSocket(ws) != INVALID_SOCKET)
                  {
                      ++opened;
                  }
                  t.Equal(opened, 5000, "R-RES-7: memory is the only limit of the desktop");
              });
    t.Play();
}

/// What programs are told where a profile's system has a word of its own.
void
ProfileErrors(Scene& t)
{
    Scene::Link link;
    link.client = "lwip-default";
    link.server = "wince-5.0";
    t.Build(link);
    t.Set(t.server, "ErrorDescriptor", StringValue("WSAENOBUFS"));
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  t.Equal(OpenAll(ws).size(), 4, "lwIP");
                  t.Equal(ws.WSAGetLastError(), WSAENOBUFS, "R-ACC-1: its errorDescriptor");
              });
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  OpenAll(ws);
                  t.Equal(ws.WSAGetLastError(), WSAENOBUFS, "R-ACC-1: the attribute");
              });
    t.Play();
}

/// What the trace sources tell.
struct Levels
{
    std::vector<uint64_t> values;

    void
    Note(uint64_t, uint64_t value)
    {
        values.push_back(value);
    }
};

void
Traces(Scene& t)
{
    t.Build("wince-6.0");
    t.Set(t.client, "SocketOverheadBytes", UintegerValue(1000));
    t.Set(t.client, "MaxSocketsPerProcess", UintegerValue(2));
    Levels descriptors;
    Levels pool;
    StackOf(t.client)->TraceConnectWithoutContext("DescriptorsInUse",
                                                  MakeCallback(&Levels::Note, &descriptors));
    StackOf(t.client)->TraceConnectWithoutContext("PoolBytesInUse",
                                                  MakeCallback(&Levels::Note, &pool));
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET s = NewSocket(ws);
                  NewSocket(ws);
                  NewSocket(ws);
                  ws.closesocket(s);
              });
    t.Play();
    const std::vector<uint64_t> counts{1, 2, 1, 0};
    const std::vector<uint64_t> bytes{1000, 2000, 1000, 0};
    t.True(descriptors.values == counts, "the descriptors' way; the refusal is none");
    t.True(pool.values == bytes, "the pool's way");
    t.Equal(Descriptors(t.client).GetRefusals(), 0, "refused by the process's limit alone");
}

/// Programs come and go for a long time: nothing piles up.
void
Churn(Scene& t)
{
    t.Build("wince-5.0");
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET listener = ListenAt(ws, Ip4(Scene::ANY, PORT));
                  for (int i = 0; i < 200; ++i)
                  {
                      const SOCKET s = t.Works(ws, ws.accept(listener, nullptr, nullptr), "accept");
                      SendText(ws, s, ReceiveOnce(ws, s));
                      ReceiveAll(ws, s);
                      ws.closesocket(s);
                  }
                  t.Equal(Descriptors(t.server).GetInUse(), 1, "the listener alone");
              });
    for (int i = 0; i < 200; ++i)
    {
        t.Program(
            t.client,
            [&](Winsock& ws)
            {
                const SOCKET s = ConnectNew(ws, Ip4(Scene::SERVER, PORT));
                SendText(ws, s, "x");
                t.Equal(ReceiveOnce(ws, s), std::string("x"), "the echo");
                ws.closesocket(s);
            },
            Seconds(4) + MilliSeconds(100 * i));
    }
    t.Play();
    t.True(Descriptors(t.client).GetPeak() <= 2, "one program after the other");
}

class LimitsTestSuite : public TestSuite
{
  public:
    LimitsTestSuite()
        : TestSuite("winsock-limits", TestSuite::Type::UNIT)
    {
        Add("descriptors of a process", PerProcess);
        Add("descriptors of the node", PerNode);
        Add("the buffer pool", BufferPool);
        Add("R-ACC-22: ChargeMode reserve", ReservedBuffers);
        Add("R-RES-4: accept without a descriptor",
            [](Scene& t)
            {
                t.Build("wince-6.0");
                AcceptWithoutRoom(t, "MaxSocketsPerProcess", 2, WSAEMFILE);
            });
        Add("R-ACC-4: accept that discards", [](Scene& t) { AcceptDiscards(t, false); });
        Add("R-ACC-4: accept that discards below a layer",
            [](Scene& t) { AcceptDiscards(t, true); });
        Add("R-RES-4: accept without buffers",
            [](Scene& t)
            {
                t.Build("wince-6.0");
                t.Set(t.server, "ChargeMode", StringValue("reserve"));
                AcceptWithoutRoom(t, "PoolBytes", 152000, WSAENOBUFS);
            });
        Add("R-ACC-10: handles of a process", HandlesOfProcess);
        Add("R-ACC-12: handles of the node", HandlesOfSystem);
        Add("R-ACC-9: handles of a program that is killed", HandlesOfTheKilled);
        Add("R-ACC-10: a layer's own handle", HandleOfLayer);
        Add("R-OVL-9: objects of one wait", WaitObjects);
        Add("limits that change", LimitsChange);
        Add("R-RES-7: limits of profiles", ProfileLimits);
        Add("R-ACC-1: errors of profiles", ProfileErrors);
        Add("trace sources", Traces);
        Add("churn", Churn);
    }

  private:
    void
    Add(const std::string& name, Scene::Script script)
    {
        AddTestCase(new Scene(name, std::move(script)));
    }
};

LimitsTestSuite g_limitsTestSuite;

} // namespace
