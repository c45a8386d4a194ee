/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The bounded tables of a device: descriptors of a process and of the node, the buffer pool, and
// what happens to connections that find no room.

#include "scenario-test-support.h"
#include "scene-test-support.h"

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
