/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Datagrams from one node to the other, a batch each millisecond.

#include "bench-registry.h"
#include "bench-world.h"

#include "ns3/node.h"
#include "ns3/nstime.h"
#include "ns3/simulator.h"
#include "ns3/socket.h"
#include "ns3/udp-socket-factory.h"

#include <vector>

namespace ns3::winsock
{

namespace
{

constexpr uint32_t DATAGRAMS = 200'000;
constexpr uint32_t DATAGRAM_BYTES = 1000;
constexpr uint32_t BATCH = 100; // what the link carries in 0.83 ms

void
SendAll(Winsock& winsock)
{
    std::vector<char> buffer(DATAGRAM_BYTES);
    const SOCKET s = winsock.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
    const SOCKADDR_IN server = GetServerAddress();
    const auto* address = reinterpret_cast<const SOCKADDR*>(&server);
    Expect(winsock.connect(s, address, sizeof(server)) == 0, "connect");
    for (uint32_t sent = 0; sent < DATAGRAMS; sent += BATCH)
    {
        for (uint32_t i = 0; i < BATCH; ++i)
        {
            winsock.send(s, buffer.data(), DATAGRAM_BYTES, 0);
        }
        winsock.Sleep(1);
    }
}

double
MeasureWinsock()
{
    BenchWorld world;
    world.InstallWinsock();
    uint32_t received = 0;
    world.AddProgram(1,
                     1,
                     [&](Winsock& winsock)
                     {
                         std::vector<char> buffer(DATAGRAM_BYTES);
                         const SOCKET s = winsock.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
                         Expect(BindTo(winsock, s, BenchWorld::PORT) == 0, "bind");
                         for (; received < DATAGRAMS; ++received)
                         {
                             const int bytes = winsock.recv(s, buffer.data(), DATAGRAM_BYTES, 0);
                             Expect(bytes == DATAGRAM_BYTES, "a datagram");
                         }
                     });
    world.AddProgram(0, 2, SendAll);
    const double nanoseconds = world.Run();
    Expect(received == DATAGRAMS, "all datagrams");
    return nanoseconds / DATAGRAMS;
}

/// The same over a pair of ns-3's sockets.
class PlainPair
{
  public:
    explicit PlainPair(BenchWorld& world)
        : m_source(Socket::CreateSocket(world.GetNode(0), UdpSocketFactory::GetTypeId())),
          m_sink(Socket::CreateSocket(world.GetNode(1), UdpSocketFactory::GetTypeId()))
    {
        m_sink->Bind(InetSocketAddress(Ipv4Address::GetAny(), BenchWorld::PORT));
        m_sink->SetRecvCallback(MakeCallback(&PlainPair::OnReadable, this));
        m_source->Connect(world.GetServer());
    }

    void
    SendBatch()
    {
        for (uint32_t i = 0; i < BATCH; ++i)
        {
            m_source->Send(m_buffer.data(), DATAGRAM_BYTES, 0);
        }
        m_sent += BATCH;
        if (m_sent < DATAGRAMS)
        {
            Simulator::Schedule(MilliSeconds(1), &PlainPair::SendBatch, this);
        }
    }

    uint32_t
    GetReceived() const
    {
        return m_received;
    }

  private:
    void
    OnReadable(Ptr<Socket> socket)
    {
        while (socket->Recv(m_buffer.data(), DATAGRAM_BYTES, 0) == DATAGRAM_BYTES)
        {
            ++m_received;
        }
    }

    std::vector<uint8_t> m_buffer = std::vector<uint8_t>(DATAGRAM_BYTES); //!< of all calls
    Ptr<Socket> m_source;                                                 //!< sends
    Ptr<Socket> m_sink;                                                   //!< receives
    uint32_t m_sent{0};                                                   //!< datagrams
    uint32_t m_received{0};                                               //!< datagrams
};

double
MeasurePlain()
{
    BenchWorld world;
    PlainPair pair(world);
    Simulator::Schedule(Seconds(2), &PlainPair::SendBatch, &pair);
    const double nanoseconds = world.Run();
    Expect(pair.GetReceived() == DATAGRAMS, "all datagrams");
    return nanoseconds / DATAGRAMS;
}

const Benchmark g_datagrams("udp_datagrams.ratio",
                            [](const Benchmark& benchmark)
                            { CompareTimes(benchmark, MeasureWinsock, MeasurePlain); });

} // namespace

} // namespace ns3::winsock
