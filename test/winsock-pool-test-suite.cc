/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What lies in a device's buffer memory, from when to when, and who gets which error when there is
// too little of it.

#include "scenario-test-support.h"
#include "scene-test-support.h"
#include "stream-scene-test-support.h"

#include "ns3/callback.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"
#include "ns3/winsock-process.h"

#include <map>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

/// Counts the refusals of a node by cause.
struct Refusals
{
    explicit Refusals(Ptr<Node> node)
    {
        StackOf(node)->TraceConnectWithoutContext("Refused", MakeCallback(&Refusals::Note, this));
    }

    void
    Note(const ResourceRefusal& refusal)
    {
        ++counts[refusal.cause];
    }

    std::map<RefusalCause, uint32_t> counts; //!< by cause
};

uint64_t
PoolBytes(Ptr<Node> node)
{
    return StackOf(node)->GetPoolLedger().GetInUse();
}

uint64_t
PoolPackets(Ptr<Node> node)
{
    return StackOf(node)->GetPool()->GetPackets().GetInUse();
}

uint64_t
Blocks(Ptr<Node> node)
{
    return StackOf(node)->GetPool()->GetControlBlocks().GetLedger().GetInUse();
}

/// Numbers that make sums easy: a socket costs 1,000 bytes and a packet 100.
void
BuildRound(Scene& t, const std::string& profile = "wince-6.0")
{
    t.Build(profile);
    for (const auto& node : {t.client, t.server})
    {
        t.Set(node, "SocketOverheadBytes", UintegerValue(1000));
        t.Set(node, "PacketOverheadBytes", UintegerValue(100));
    }
}

/// Connects two programs on the nodes, which close in the end.
void
PlayPair(Scene& t, const StreamProgram& atClient, const StreamProgram& atServer)
{
    t.Program(t.server,
              [atServer](Winsock& ws)
              {
                  const SOCKET s = AcceptOne(ws);
                  atServer(ws, s);
                  ws.closesocket(s);
              });
    t.Program(
        t.client,
        [atClient](Winsock& ws)
        {
            const SOCKET s = ConnectNew(ws, ServerAddress());
            atClient(ws, s);
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
}

/// Sends a burst to a reader that sleeps. @return how many datagrams it finds
int
Burst(Scene& t, const std::string& profile, int count, int size)
{
    Scene::Link link;
    link.rate = "1Gbps";
    link.queue = "1000p";
    link.server = profile;
    t.Build(link);
    int kept = 0;
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
                  BindTo(ws, s, Ip4(Scene::ANY, PORT));
                  ws.Sleep(5000);
                  SetNonBlocking(ws, s);
                  std::vector<char> room(2000);
                  while (ws.recv(s, room.data(), static_cast<int>(room.size()), 0) == size)
                  {
                      ++kept;
                  }
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
            for (int i = 0; i < count; ++i)
            {
                SendTo(ws, s, std::string(size, 'x'), Ip4(Scene::SERVER, PORT));
            }
        },
        Seconds(4));
    t.Play();
    Simulator::Destroy();
    return kept;
}

void
DatagramBursts(Scene& t)
{
    t.Equal(Burst(t, "wince-4.0", 100, 64), 5, "CE 4.0 counts packets (R-CE-119)");
    t.Equal(Burst(t, "wince-4.0", 100, 1472), 5, "whatever their size");
    t.Equal(Burst(t, "wince-4.2", 150, 64), 128, "CE 4.2 counts bytes");
    t.Equal(Burst(t, "wince-4.2", 100, 200), 40, "8,192 of them");
    t.Equal(Burst(t, "wince-4.2", 100, 1472), 5, "which are five large ones");
    t.Equal(Burst(t, "lwip-default", 20, 200), 6, "lwIP counts packets");
}

void
DatagramsInPool(Scene& t)
{
    BuildRound(t);
    t.Set(t.server, "PoolBytes", UintegerValue(2300));
    Refusals refusals(t.server);
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
                  BindTo(ws, s, Ip4(Scene::ANY, PORT));
                  ws.Sleep(5000);
                  t.Equal(PoolBytes(t.server), 1000 + 2 * 600, "two datagrams lie there");
                  t.Equal(PoolPackets(t.server), 2, "two packets");
                  t.Equal(refusals.counts[RefusalCause::POOL_RECEIVE], 1, "the third is lost");
                  char room[1000];
                  t.Equal(ws.recv(s, room, sizeof(room), MSG_PEEK), 500, "a look");
                  t.Equal(PoolPackets(t.server), 2, "a look takes nothing");
                  t.Equal(ws.recv(s, room, sizeof(room), 0), 500, "R-ACC-29: a read");
                  t.Equal(PoolBytes(t.server), 1600, "gives back");
                  ws.closesocket(s);
                  t.Equal(PoolBytes(t.server), 0, "R-ACC-32: what was not read goes at once");
                  t.Equal(PoolPackets(t.server), 0, "packets as well");
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
            for (int i = 0; i < 3; ++i)
            {
                SendTo(ws, s, std::string(500, 'x'), Ip4(Scene::SERVER, PORT));
            }
        },
        Seconds(4));
    t.Play();
}

void
DatagramTooLarge(Scene& t)
{
    BuildRound(t);
    t.Set(t.client, "PoolBytes", UintegerValue(2000));
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
                  const SOCKADDR_IN to = Ip4(Scene::SERVER, PORT);
                  t.Equal(SendTo(ws, s, std::string(900, 'x'), to), 900, "it just fits");
                  t.Equal(PoolBytes(t.client), 1000, "the queue of the device has it");
                  t.Fails(ws,
                          SendTo(ws, s, std::string(901, 'x'), to),
                          WSAENOBUFS,
                          "R-ACC-25: more than is free");
                  t.Equal(PoolBytes(t.client), 1000, "which charges nothing");
              });
    t.Play();
}

void
DatagramWithoutRoute(Scene& t)
{
    t.Build();
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
                  ConnectTo(ws, s, Ip4("203.0.113.1", PORT));
                  t.Fails(ws, ws.send(s, "x", 1, 0), WSAENETUNREACH, "nothing leads there");
                  t.Equal(PoolPackets(t.client), 0, "R-ACC-25: nothing is left in the pool");
              });
    t.Play();
}

void
SentData(Scene& t)
{
    BuildRound(t);
    PlayPair(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            const uint64_t before = PoolBytes(t.client);
            t.Equal(before, 1000, "a connection costs what a socket costs");
            t.Equal(Blocks(t.client), 1, "and a control block");
            t.Equal(ws.send(s, std::string(1000, 'x').data(), 1000, 0), 1000, "sent");
            const uint64_t packets = PoolPackets(t.client);
            t.True(packets != 0, "segments are packets");
            t.Equal(PoolBytes(t.client), before + 1000 + 100 * packets, "R-ACC-23: charged");
            ws.Sleep(1000);
            t.Equal(PoolBytes(t.client), before, "R-ACC-24: acknowledged");
            t.Equal(PoolPackets(t.client), 0, "no packet is left");
        },
        [&](Winsock& ws, SOCKET s)
        {
            ws.Sleep(2000);
            const uint64_t packets = PoolPackets(t.server);
            t.Equal(PoolBytes(t.server), 1000 + 1000 + 100 * packets, "R-ACC-27: arrived");
            char room[1000];
            t.Equal(ws.recv(s, room, 400, MSG_PEEK), 400, "a look");
            t.Equal(PoolBytes(t.server), 1000 + 1000 + 100 * packets, "takes nothing");
            t.Equal(ws.recv(s, room, 1000, 0), 1000, "R-ACC-29: a read");
            t.Equal(PoolBytes(t.server), 1000, "gives back");
        });
}

/// A nonblocking and a blocking send of a stream when the pool is small. @param wait what blocking sends do
void
SmallPool(Scene& t, const std::string& wait, int expected)
{
    BuildRound(t);
    t.Set(t.client, "PoolBytes", UintegerValue(6000));
    t.Set(t.client, "TcpSndBuf", UintegerValue(20000));
    t.Set(t.client, "PoolExhaustedSend", StringValue(wait));
    PlayPair(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            const std::string data(20000, 'x');
            const auto size = static_cast<int>(data.size());
            SetNonBlocking(ws, s);
            const int taken = ws.send(s, data.data(), size, 0);
            t.True(taken > 3000 && taken < 5000, "R-ACC-26: what there is memory for");
            t.Fails(ws,
                    ws.send(s, data.data(), size, 0),
                    WSAEWOULDBLOCK,
                    "R-ACC-26: its own data will leave");
            ws.Sleep(1000);
            SetNonBlocking(ws, s, false);
            const int all = ws.send(s, data.data(), size, 0);
            t.Equal(all == size ? 0 : ws.WSAGetLastError(), expected, "R-ACC-26: " + wait);
        },
        [&](Winsock& ws, SOCKET s)
        { t.True(!ReceiveAll(ws, s).empty(), "the peer gets what was taken"); });
}

void
OthersHoldAll(Scene& t)
{
    BuildRound(t);
    t.Set(t.client, "PoolBytes", UintegerValue(10000));
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET s = AcceptOne(ws);
                  t.Equal(ReceiveAll(ws, s), std::string("ab"), "the peer gets the rest");
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ConnectNew(ws, ServerAddress());
            const Ptr<BufferPool> pool = StackOf(t.client)->GetPool();
            const uint64_t others = 10000 - PoolBytes(t.client);
            t.True(pool->Take(others, 0, RefusalCause::POOL_SOCKET), "somebody takes the rest");
            t.Fails(ws, ws.send(s, "a", 1, 0), WSAENOBUFS, "R-ACC-26: nothing of its own there");
            WSAOVERLAPPED overlapped{};
            WSABUF buffer{1, const_cast<CHAR*>("a")};
            t.Fails(ws,
                    ws.WSASend(s, &buffer, 1, nullptr, 0, &overlapped, nullptr),
                    WSAENOBUFS,
                    "R-ACC-26: overlapped, at the call");
            SetNonBlocking(ws, s);
            t.Fails(ws, ws.send(s, "a", 1, 0), WSAENOBUFS, "R-ACC-26: nonblocking");
            SetNonBlocking(ws, s, false);
            t.Set(t.client, "PoolExhaustedSend", StringValue("block"));
            At(Seconds(2), [pool, others] { pool->Give(others, 0); });
            const Time before = Simulator::Now();
            t.Equal(ws.send(s, "ab", 2, 0), 2, "R-ACC-26: it waits");
            t.Equal(Simulator::Now() - before, Seconds(2), "until there is memory");
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
}

void
UnreadData(Scene& t)
{
    BuildRound(t);
    t.Set(t.server, "PoolBytes", UintegerValue(9000));
    Refusals refusals(t.server);
    std::string received;
    PlayPair(
        t,
        [&](Winsock& ws, SOCKET s) { SendText(ws, s, std::string(60000, 'x')); },
        [&](Winsock& ws, SOCKET s)
        {
            ws.Sleep(20000);
            t.True(PoolBytes(t.server) <= 9000, "never above the limit");
            t.True(PoolBytes(t.server) > 6000, "as much as there is memory for");
            received = ReceiveAll(ws, s);
        });
    t.Equal(received.size(), 60000, "R-ACC-27: what was acknowledged is not lost");
    t.True(refusals.counts[RefusalCause::POOL_RECEIVE] != 0, "R-ACC-27: some came in vain");
}

/// A peer that has been told of room for less than a segment waits for more. Others hold the memory when
/// the program reads.
void
ReadWithoutRoom(Scene& t)
{
    BuildRound(t);
    t.Set(t.server, "PoolBytes", UintegerValue(20000));
    t.Set(t.server, "TcpRcvBuf", UintegerValue(5000));
    std::string received;
    PlayPair(
        t,
        [&](Winsock& ws, SOCKET s) { SendText(ws, s, std::string(8000, 'x')); },
        [&](Winsock& ws, SOCKET s)
        {
            ws.Sleep(3000);
            const Ptr<BufferPool> pool = StackOf(t.server)->GetPool();
            const uint64_t others = pool->GetRoomForSending();
            t.True(pool->Take(others, 0, RefusalCause::POOL_SOCKET), "others take the rest");
            t.Set(t.server, "RxThrottlePercent", UintegerValue(50));
            received = ReceiveOnce(ws, s, 5000);
            At(Seconds(2), [pool, others] { pool->Give(others, 0); });
            const Time before = Simulator::Now();
            received += ReceiveAll(ws, s);
            t.True(Simulator::Now() - before < Seconds(4), "R-ACC-29: it is told of the room");
        });
    t.Equal(received.size(), 8000, "R-ACC-27: nothing is lost");
}

void
RefusedUnderWay(Scene& t)
{
    BuildRound(t);
    t.Set(t.server, "PoolBytes", UintegerValue(20000));
    t.Set(t.server, "TcpRcvBuf", UintegerValue(1072));
    std::string received;
    PlayPair(
        t,
        [&](Winsock& ws, SOCKET s) { SendText(ws, s, std::string(20000, 'x')); },
        [&](Winsock& ws, SOCKET s)
        {
            ws.Sleep(3000);
            const Ptr<BufferPool> pool = StackOf(t.server)->GetPool();
            char room[1072];
            received.assign(ws.recv(s, room, sizeof(room), 0), 'x');
            const uint64_t others = pool->GetRoomForSending();
            t.True(pool->Take(others, 0, RefusalCause::POOL_SOCKET), "what was announced is gone");
            const uint64_t one = 636; // for one segment, of the two under way
            At(Seconds(2), [pool, one] { pool->Give(one, 0); });
            At(Seconds(20), [pool, one, others] { pool->Give(others - one, 0); });
            received += ReceiveAll(ws, s);
        });
    t.Equal(received.size(), 20000, "R-ACC-27: what found no memory is sent again");
}

/// All that is sent meets a full pool, which has memory again later. @param pause how much later
void
RefusedSegments(Scene& t, const Time& pause)
{
    BuildRound(t);
    std::string received;
    PlayPair(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            ws.Sleep(1000);
            SendText(ws, s, std::string(3000, 'x'));
        },
        [&](Winsock& ws, SOCKET s)
        {
            const Ptr<BufferPool> pool = StackOf(t.server)->GetPool();
            const uint64_t rest = pool->GetRoomForReceiving();
            t.True(pool->Take(rest, 0, RefusalCause::POOL_SOCKET), "nobody has memory");
            ws.Sleep(static_cast<DWORD>(pause.GetMilliSeconds()));
            pool->Give(rest, 0);
            received = ReceiveAll(ws, s);
        });
    t.Equal(received.size(), 3000, "R-ACC-27: what was refused comes again");
}

/// Two connections of one node are closed while each has data for the other and the pool is full.
void
BothClosed(Scene& t)
{
    BuildRound(t);
    const Ptr<BufferPool> pool = StackOf(t.client)->GetPool();
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET listener = ListenAt(ws, Ip4(Scene::ANY, PORT));
                  const SOCKET first = ConnectNew(ws, Ip4(Scene::CLIENT, PORT));
                  const SOCKET second = ws.accept(listener, nullptr, nullptr);
                  SetNonBlocking(ws, first);
                  SetNonBlocking(ws, second);
                  t.Set(t.client, "PoolBytes", UintegerValue(PoolBytes(t.client) + 4000));
                  SendText(ws, first, std::string(1500, 'x'));
                  SendText(ws, second, std::string(20000, 'x'));
                  t.True(pool->GetRoomForReceiving() < 1000, "nothing can arrive");
                  for (const SOCKET s : {first, second, listener})
                  {
                      ws.closesocket(s);
                  }
              });
    t.Play();
    Simulator::Stop(Seconds(1000));
    Simulator::Run();
    t.Equal(PoolBytes(t.client), 0, "R-ACC-32: a reset, though nothing could be received");
    t.Equal(Blocks(t.client), 0, "control blocks as well");
}

/// A reader leaves a small gap in its window and is cut off; nobody tells the sender.
void
SmallWindow(Scene& t)
{
    BuildRound(t);
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET s = AcceptOne(ws);
                  SetNumber(ws, s, SOL_SOCKET, SO_RCVBUF, 2000);
                  ws.Sleep(2000);
                  t.CutWire();
                  ws.Sleep(1000);
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ConnectNew(ws, ServerAddress());
            SendText(ws, s, std::string(8000, 'x'));
            ws.Sleep(5000);
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
    Simulator::Stop(Seconds(1000));
    Simulator::Run();
    t.Equal(PoolBytes(t.client), 0, "R-ACC-24: what is never acknowledged is given up");
}

void
Throttled(Scene& t)
{
    BuildRound(t);
    t.Set(t.server, "PoolBytes", UintegerValue(10000));
    t.Set(t.server, "RxThrottlePercent", UintegerValue(50));
    PlayPair(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            SendText(ws, s, std::string(20000, 'x'));
            t.Equal(ReceiveOnce(ws, s), std::string("still"), "which arrives");
        },
        [&](Winsock& ws, SOCKET s)
        {
            ws.Sleep(20000);
            t.True(PoolBytes(t.server) <= 5000, "R-ACC-36: received data leaves the half");
            t.Equal(ws.send(s, "still", 5, 0), 5, "R-ACC-36: which can be sent from");
            t.Equal(ReceiveAll(ws, s).size(), 20000, "in the end all has come");
        });
}

void
NoMemoryForConnection(Scene& t)
{
    BuildRound(t);
    t.Set(t.server, "PoolBytes", UintegerValue(2500));
    Refusals refusals(t.server);
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET other = ws.socket(AF_INET, SOCK_STREAM, 0);
                  const SOCKET listener = ListenAt(ws, Ip4(Scene::ANY, PORT));
                  ws.Sleep(5000);
                  t.True(refusals.counts[RefusalCause::POOL_CONNECTION] != 0, "R-ACC-20: refused");
                  t.Equal(PoolBytes(t.server), 2000, "which charges nothing");
                  ws.closesocket(other);
                  t.Works(ws, ws.accept(listener, nullptr, nullptr), "the peer asks again");
                  t.Equal(PoolBytes(t.server), 2000, "R-ACC-30: the socket pays what it paid");
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const Time before = Simulator::Now();
            ConnectNew(ws, ServerAddress());
            t.True(Simulator::Now() - before > Seconds(2), "R-ACC-20: there was no answer");
        },
        Seconds(4));
    t.Play();
}

void
WaitingConnections(Scene& t)
{
    BuildRound(t);
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET listener = ListenAt(ws, Ip4(Scene::ANY, PORT));
                  ws.Sleep(3000);
                  t.Equal(PoolBytes(t.server), 1000 + 1000 + 300 + 100, "R-ACC-30: in the queue");
                  t.Equal(Blocks(t.server), 1, "its control block");
                  const SOCKET s = ws.accept(listener, nullptr, nullptr);
                  t.Equal(PoolBytes(t.server), 2400, "R-ACC-30: the sum does not change");
                  ws.closesocket(s);
                  t.Equal(PoolBytes(t.server), 1000, "R-ACC-32: a reset, and all is back");
                  t.Equal(Blocks(t.server), 0, "the control block as well");
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ConnectNew(ws, ServerAddress());
            SendText(ws, s, std::string(300, 'x'));
            ws.Sleep(5000);
        },
        Seconds(4));
    t.Play();
}

/// The server takes one connection after the other, and closes each when its peer has.
void
ServeInTurn(Scene& t, int connections)
{
    t.Program(t.server,
              [connections](Winsock& ws)
              {
                  const SOCKET listener = ListenAt(ws, Ip4(Scene::ANY, PORT));
                  for (int i = 0; i < connections; ++i)
                  {
                      const SOCKET s = ws.accept(listener, nullptr, nullptr);
                      ReceiveAll(ws, s);
                      ws.closesocket(s);
                  }
              });
}

/// The client connects and closes first, twice.
void
TimeWait(Scene& t, bool recycles)
{
    BuildRound(t);
    t.Set(t.client, "TimeWaitRecycle", StringValue(recycles ? "true" : "false"));
    t.Set(t.client, "MaxTcpControlBlocks", UintegerValue(1));
    ServeInTurn(t, 2);
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            ws.closesocket(ConnectNew(ws, ServerAddress()));
            ws.Sleep(1000);
            t.Equal(PoolBytes(t.client), 1000, "R-ACC-33: TIME_WAIT costs what a socket costs");
            t.Equal(Blocks(t.client), 1, "R-ACC-33: and a control block");
            t.Equal(ws.GetProcess().GetDescriptorLedger().GetInUse(), 0, "R-ACC-33: no descriptor");
            const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, 0);
            if (!recycles)
            {
                t.Fails(ws, ConnectTo(ws, s, ServerAddress()), WSAENOBUFS, "R-ACC-33: none left");
                ws.Sleep(240000);
                t.Equal(PoolBytes(t.client), 1000, "R-ACC-33: only the new socket is left");
            }
            t.Works(ws, ConnectTo(ws, s, ServerAddress()), "R-ACC-33: another connection");
            t.Equal(Blocks(t.client), 1, "in the place of the old one");
        },
        Seconds(4));
    t.Play();
    Simulator::Stop(Seconds(1000));
    Simulator::Run();
    t.Equal(PoolBytes(t.client) + PoolBytes(t.server), 0, "all is back in the end");
    t.Equal(Blocks(t.client) + Blocks(t.server), 0, "control blocks as well");
}

/// A limit is lowered below what is in use, TIME_WAIT included.
void
TimeWaitInVain(Scene& t)
{
    BuildRound(t);
    ServeInTurn(t, 3);
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            ws.closesocket(ConnectNew(ws, ServerAddress()));
            ws.closesocket(ConnectNew(ws, ServerAddress()));
            ws.Sleep(1000);
            const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, 0);
            t.Set(t.client, "MaxTcpControlBlocks", UintegerValue(0));
            t.Fails(ws, ConnectTo(ws, s, ServerAddress()), WSAENOBUFS, "R-ACC-33: none left");
            t.Equal(Blocks(t.client), 2, "R-ACC-33: a refused call ends no TIME_WAIT");
            t.Set(t.client, "MaxTcpControlBlocks", UintegerValue(1));
            t.Works(ws, ConnectTo(ws, s, ServerAddress()), "R-ACC-33: as many as it takes");
            t.Equal(Blocks(t.client), 1, "both have ended");
        },
        Seconds(4));
    t.Play();
}

void
ReservedSizes(Scene& t)
{
    BuildRound(t);
    t.Set(t.client, "ChargeMode", StringValue("reserve"));
    t.Set(t.client, "TcpSndBuf", UintegerValue(3000));
    t.Set(t.client, "TcpRcvBuf", UintegerValue(6000));
    t.Set(t.client, "PoolBytes", UintegerValue(12000));
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, 0);
                  t.Equal(PoolBytes(t.client), 10000, "R-ACC-22: whole buffers");
                  t.Equal(SetNumber(ws, s, SOL_SOCKET, SO_SNDBUF, 5000), 0, "there is room");
                  t.Equal(PoolBytes(t.client), 12000, "R-ACC-22: the difference");
                  t.Fails(ws,
                          SetNumber(ws, s, SOL_SOCKET, SO_RCVBUF, 6001),
                          WSAENOBUFS,
                          "R-ACC-22: no room");
                  t.Equal(GetNumber(ws, s, SOL_SOCKET, SO_RCVBUF), 6000, "R-ACC-22: as it was");
                  t.Equal(SetNumber(ws, s, SOL_SOCKET, SO_RCVBUF, 1000), 0, "a smaller one");
                  t.Equal(PoolBytes(t.client), 7000, "R-ACC-22: gives back");
              });
    t.Play();
}

/// A buffer that counts datagrams has nothing to be reserved, until a program gives it a size.
void
ReservedDatagrams(Scene& t)
{
    BuildRound(t, "wince-4.0");
    t.Set(t.client, "ChargeMode", StringValue("reserve"));
    t.Set(t.client, "UdpSndBuf", UintegerValue(3000));
    t.Set(t.client, "SndBufMax", UintegerValue(DeviceNumbers::UNLIMITED));
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
                  t.Equal(PoolBytes(t.client), 4000, "R-ACC-22: what has a size");
                  t.Equal(SetNumber(ws, s, SOL_SOCKET, SO_RCVBUF, 500), 0, "a size");
                  t.Equal(PoolBytes(t.client), 4500, "R-ACC-22: the difference");
                  t.Equal(SetNumber(ws, s, SOL_SOCKET, SO_RCVBUF, 0), 0, "none");
                  t.Equal(PoolBytes(t.client), 4000, "R-ACC-22: gives back");
                  t.Set(t.client, "PoolBytes", UintegerValue(DeviceNumbers::UNLIMITED));
                  t.Fails(ws,
                          SetNumber(ws, s, SOL_SOCKET, SO_SNDBUF, -1),
                          WSAENOBUFS,
                          "R-ACC-22: nobody has so much");
                  ws.closesocket(s);
                  t.Equal(PoolBytes(t.client), 0, "R-ACC-20: all is back");
              });
    t.Play();
}

/// A backlog of one, and two clients. @param overflow what the second one meets
void
FullBacklog(Scene& t, const std::string& overflow)
{
    BuildRound(t);
    t.Set(t.server, "BacklogOverflow", StringValue(overflow));
    Refusals refusals(t.server);
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET listener = ListenAt(ws, Ip4(Scene::ANY, PORT), 1);
                  ws.Sleep(10000);
                  ws.accept(listener, nullptr, nullptr);
                  ws.Sleep(20000);
              });
    t.Program(
        t.client, [&](Winsock& ws) { ConnectNew(ws, ServerAddress()); }, Seconds(4));
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, 0);
            const int result = ConnectTo(ws, s, ServerAddress());
            t.Equal(result == 0 ? 0 : ws.WSAGetLastError(),
                    overflow == "rst" ? WSAECONNREFUSED : 0,
                    "R-ACC-31: " + overflow);
        },
        Seconds(5));
    t.Play();
    // A SYN without an answer is sent again after three seconds, and then after six.
    t.Equal(refusals.counts[RefusalCause::BACKLOG], overflow == "rst" ? 1 : 2, "each is counted");
}

class PoolTestSuite : public TestSuite
{
  public:
    PoolTestSuite()
        : TestSuite("winsock-pool", TestSuite::Type::UNIT)
    {
        Add("R-ACC-28, R-CE-119: datagrams kept", DatagramBursts);
        Add("R-ACC-28, R-ACC-29: datagrams in the pool", DatagramsInPool);
        Add("R-ACC-25: a datagram that is too large", DatagramTooLarge);
        Add("R-ACC-25: a datagram without a route", DatagramWithoutRoute);
        Add("R-ACC-23, R-ACC-24, R-ACC-27, R-ACC-29: a stream", SentData);
        Add("R-ACC-26: wait-own", [](Scene& t) { SmallPool(t, "wait-own", 0); });
        Add("R-ACC-26: block", [](Scene& t) { SmallPool(t, "block", 0); });
        Add("R-ACC-26: fail", [](Scene& t) { SmallPool(t, "fail", WSAENOBUFS); });
        Add("R-ACC-26: others hold all", OthersHoldAll);
        Add("R-ACC-27: nobody reads", UnreadData);
        Add("R-ACC-27: refused under way", RefusedUnderWay);
        Add("R-ACC-29: read without room", ReadWithoutRoom);
        Add("R-ACC-27: refused segments, before a probe",
            [](Scene& t) { RefusedSegments(t, Seconds(5)); });
        Add("R-ACC-27: refused segments, probed for",
            [](Scene& t) { RefusedSegments(t, Seconds(60)); });
        Add("R-ACC-32: both ends are closed", BothClosed);
        Add("R-ACC-24: a small window and no peer", SmallWindow);
        Add("R-ACC-36: throttle", Throttled);
        Add("R-ACC-20: no memory for a connection", NoMemoryForConnection);
        Add("R-ACC-30, R-ACC-32: in the queue of a listener", WaitingConnections);
        Add("R-ACC-33: TIME_WAIT", [](Scene& t) { TimeWait(t, false); });
        Add("R-ACC-33: TIME_WAIT ends early", [](Scene& t) { TimeWait(t, true); });
        Add("R-ACC-33: TIME_WAIT does not end in vain", TimeWaitInVain);
        Add("R-ACC-22: reserved buffers", ReservedSizes);
        Add("R-ACC-22: reserved buffers of datagrams", ReservedDatagrams);
        Add("R-ACC-31: reset", [](Scene& t) { FullBacklog(t, "rst"); });
        Add("R-ACC-31: drop", [](Scene& t) { FullBacklog(t, "drop"); });
    }

  private:
    void
    Add(const std::string& name, Scene::Script script)
    {
        AddTestCase(new Scene(name, std::move(script)));
    }
};

PoolTestSuite g_poolTestSuite;

} // namespace
