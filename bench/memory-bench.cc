/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What stacks and sockets take of the machine's memory, and whether it comes back.

#include "bench-registry.h"
#include "bench-world.h"

#include "ns3/internet-stack-helper.h"
#include "ns3/node.h"
#include "ns3/nstime.h"
#include "ns3/simulator.h"
#include "ns3/socket.h"
#include "ns3/tcp-socket-factory.h"
#include "ns3/udp-socket-factory.h"
#include "ns3/winsock-stack-helper.h"

#include <algorithm>
#include <functional>
#include <vector>

namespace ns3::winsock
{

namespace
{

constexpr uint32_t STACKS = 2000;
constexpr uint32_t UNBOUND_SOCKETS = 100'000;
constexpr uint32_t CONNECTIONS = 500;
constexpr uint32_t CYCLES = 1'000'000;
constexpr uint32_t CYCLES_BEFORE = 50'000; // until all pools have their size
constexpr uint32_t CYCLES_PER_TICK = 100;  // what the queues of the link hold
constexpr double BEFORE_SECONDS = 5;       // when memory is looked at first
constexpr double AFTER_SECONDS = 1000;     // and again, when all timers have run out

double
MeasureIdleStack()
{
    NodeContainer nodes;
    nodes.Create(STACKS);
    InternetStackHelper internet;
    internet.Install(nodes);
    WinsockStackHelper stack;
    stack.SetProfile("windows-10");
    stack.Install(NodeContainer(nodes.Get(0))); // makes what all stacks share
    const double before = GetHeapBytes();
    for (uint32_t i = 1; i < STACKS; ++i)
    {
        stack.Install(nodes.Get(i));
    }
    const double bytes = (GetHeapBytes() - before) / (STACKS - 1);
    Simulator::Destroy();
    return bytes;
}

double
MeasureUnbound(int type)
{
    BenchWorld world;
    world.InstallWinsock();
    double bytes = 0;
    world.AddProgram(0,
                     1,
                     [&](Winsock& winsock)
                     {
                         winsock.socket(AF_INET, type, 0); // loads the provider
                         const double before = GetHeapBytes();
                         for (uint32_t i = 0; i < UNBOUND_SOCKETS; ++i)
                         {
                             Expect(winsock.socket(AF_INET, type, 0) != INVALID_SOCKET, "socket");
                         }
                         bytes = (GetHeapBytes() - before) / UNBOUND_SOCKETS;
                     });
    world.Run();
    return bytes;
}

void
MeasureUnboundSockets(const Benchmark& benchmark)
{
    const double tcp = MeasureApart([]() { return MeasureUnbound(SOCK_STREAM); });
    const double udp = MeasureApart([]() { return MeasureUnbound(SOCK_DGRAM); });
    benchmark.PrintSide("tcp", tcp, "bytes");
    benchmark.PrintSide("udp", udp, "bytes");
    benchmark.PrintResult(std::max(tcp, udp), "bytes");
}

/// Looks at the heap while nothing happens, before the connections are made and afterwards.
class HeapSampler
{
  public:
    HeapSampler()
    {
        Simulator::Schedule(Seconds(BEFORE_SECONDS), [this]() { m_before = GetHeapBytes(); });
        Simulator::Schedule(Seconds(AFTER_SECONDS), [this]() { m_after = GetHeapBytes(); });
    }

    /// @return bytes for each of the sockets, two for a connection
    double
    GetBytesPerSocket() const
    {
        return (m_after - m_before) / (2 * CONNECTIONS);
    }

  private:
    double m_before{0}; //!< bytes
    double m_after{0};  //!< bytes
};

void
ConnectOnce(Winsock& winsock)
{
    const SOCKET s = winsock.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    const SOCKADDR_IN server = GetServerAddress();
    const auto* address = reinterpret_cast<const SOCKADDR*>(&server);
    Expect(winsock.connect(s, address, sizeof(server)) == 0, "connect");
}

double
MeasureWinsockConnected()
{
    BenchWorld world;
    world.InstallWinsock();
    const HeapSampler sampler;
    uint32_t accepted = 0;
    world.AddProgram(1,
                     1,
                     [&](Winsock& winsock)
                     {
                         const SOCKET s = winsock.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
                         BindTo(winsock, s, BenchWorld::PORT);
                         winsock.listen(s, SOMAXCONN);
                         for (; accepted <= CONNECTIONS; ++accepted)
                         {
                             winsock.accept(s, nullptr, nullptr);
                         }
                         winsock.Sleep(2'000'000);
                     });
    world.AddProgram(0,
                     2,
                     [](Winsock& winsock)
                     {
                         ConnectOnce(winsock); // makes what all sockets share
                         winsock.Sleep(10'000);
                         for (uint32_t i = 0; i < CONNECTIONS; ++i)
                         {
                             ConnectOnce(winsock);
                         }
                         winsock.Sleep(2'000'000);
                     });
    world.Run();
    Expect(accepted == CONNECTIONS + 1, "all connections");
    return sampler.GetBytesPerSocket();
}

/// Makes connections one after the other and keeps their sockets.
class PlainConnections
{
  public:
    explicit PlainConnections(BenchWorld& world)
        : m_world(world)
    {
        m_listener = Socket::CreateSocket(world.GetNode(1), TcpSocketFactory::GetTypeId());
        m_listener->Bind(InetSocketAddress(Ipv4Address::GetAny(), BenchWorld::PORT));
        m_listener->Listen();
        m_listener->SetAcceptCallback(MakeNullCallback<bool, Ptr<Socket>, const Address&>(),
                                      MakeCallback(&PlainConnections::OnAccepted, this));
    }

    /// @param count how many sockets there are to be on each side
    void
    ConnectUpTo(std::size_t count)
    {
        m_wanted = count;
        ConnectNext();
    }

    bool
    AreAllThere() const
    {
        return m_clients.size() == m_wanted && m_servers.size() == m_wanted;
    }

  private:
    void
    ConnectNext()
    {
        Ptr<Socket> socket =
            Socket::CreateSocket(m_world.GetNode(0), TcpSocketFactory::GetTypeId());
        socket->SetConnectCallback(MakeCallback(&PlainConnections::OnConnected, this),
                                   MakeNullCallback<void, Ptr<Socket>>());
        socket->Connect(m_world.GetServer());
    }

    void
    OnConnected(Ptr<Socket> socket)
    {
        m_clients.push_back(socket);
        if (m_clients.size() < m_wanted)
        {
            ConnectNext();
        }
    }

    void
    OnAccepted(Ptr<Socket> socket, const Address&)
    {
        m_servers.push_back(socket);
    }

    BenchWorld& m_world;                //!< where it happens
    std::size_t m_wanted{0};            //!< sockets on each side
    Ptr<Socket> m_listener;             //!< the server's
    std::vector<Ptr<Socket>> m_clients; //!< connected
    std::vector<Ptr<Socket>> m_servers; //!< accepted
};

double
MeasurePlainConnected()
{
    BenchWorld world;
    const HeapSampler sampler;
    PlainConnections connections(world);
    Simulator::Schedule(Seconds(2), &PlainConnections::ConnectUpTo, &connections, 1);
    Simulator::Schedule(Seconds(12), &PlainConnections::ConnectUpTo, &connections, CONNECTIONS + 1);
    world.Run();
    Expect(connections.AreAllThere(), "all connections");
    return sampler.GetBytesPerSocket();
}

void
MeasureConnectedSockets(const Benchmark& benchmark)
{
    const Comparison bytes = Compare(MeasureWinsockConnected, MeasurePlainConnected, 1);
    benchmark.PrintSide("winsock", bytes.ours, "bytes");
    benchmark.PrintSide("ns3", bytes.plain, "bytes");
    benchmark.PrintResult(bytes.ours - bytes.plain, "bytes");
}

/// A datagram socket's whole life.
void
LiveOnce(Winsock& winsock, const SOCKADDR_IN& to)
{
    const char message[32] = {};
    const SOCKET s = winsock.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
    Expect(BindTo(winsock, s, 0) == 0, "bind");
    const int sent = winsock.sendto(
        s, message, sizeof(message), 0, reinterpret_cast<const SOCKADDR*>(&to), sizeof(to));
    Expect(sent == sizeof(message), "sendto");
    winsock.closesocket(s);
}

double
MeasureChurn()
{
    BenchWorld world;
    world.InstallWinsock();
    Ptr<Socket> sink = Socket::CreateSocket(world.GetNode(1), UdpSocketFactory::GetTypeId());
    sink->Bind(InetSocketAddress(Ipv4Address::GetAny(), BenchWorld::PORT));
    sink->ShutdownRecv();
    double growth = 0;
    world.AddProgram(0,
                     1,
                     [&](Winsock& winsock)
                     {
                         const SOCKADDR_IN to = GetServerAddress();
                         double before = 0;
                         for (uint32_t i = 0; i < CYCLES_BEFORE + CYCLES; ++i)
                         {
                             if (i == CYCLES_BEFORE)
                             {
                                 before = GetResidentBytes();
                             }
                             LiveOnce(winsock, to);
                             if (i % CYCLES_PER_TICK == 0)
                             {
                                 winsock.Sleep(1);
                             }
                         }
                         growth = GetResidentBytes() - before;
                     });
    world.Run();
    return growth;
}

/// @return what prints one measurement
std::function<void(const Benchmark&)>
PrintBytes(double (*measure)())
{
    return [measure](const Benchmark& benchmark)
    { benchmark.PrintResult(MeasureApart(measure), "bytes"); };
}

const Benchmark g_idle("memory.stack_idle.bytes", PrintBytes(MeasureIdleStack));
const Benchmark g_unbound("memory.socket_unbound.bytes", MeasureUnboundSockets);
const Benchmark g_connected("memory.socket_connected.bytes", MeasureConnectedSockets);
const Benchmark g_churn("churn.rss_growth.bytes", PrintBytes(MeasureChurn));

} // namespace

} // namespace ns3::winsock
