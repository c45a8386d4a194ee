/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "style-world.h"

#include "bench-registry.h"
#include "bench-world.h"

#include "ns3/node.h"
#include "ns3/nstime.h"
#include "ns3/packet.h"
#include "ns3/simulator.h"
#include "ns3/socket.h"
#include "ns3/tcp-socket-factory.h"

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <iterator>
#include <malloc.h>
#include <memory>
#include <sys/mman.h>
#include <unistd.h>
#include <vector>

namespace ns3::winsock
{

namespace
{

constexpr uint32_t CLIENT_NODES = 10;     // so that few end points are on each
constexpr uintptr_t LARGE_PAGE = 1 << 21; // bytes
constexpr double SPACING = 20e-6;         // seconds between two segments
constexpr double STYLE_START = 1;         // seconds; when the server of a style begins
constexpr double PLAIN_START = 6;         // seconds; the first server listens no more
constexpr double FIRST_ROUND = 10;        // seconds; all connections are there
constexpr double ROUND = 1;               // seconds of one server in a round, timers included

/// A server's side of a conversation in which it only listens.
class SilentConversation : public styles::Conversation
{
  public:
    /// @param received counts bytes
    explicit SilentConversation(uint64_t& received)
        : m_received(received)
    {
    }

    void
    OnReceived(const char*, std::size_t bytes) override
    {
        m_received += bytes;
    }

    styles::Piece
    GetPiece() override
    {
        return {};
    }

    void
    OnSent(std::size_t) override
    {
    }

  private:
    uint64_t& m_received; //!< by the server, bytes
};

/// A server of ns-3's callbacks that only listens.
class PlainServer
{
  public:
    explicit PlainServer(Ptr<Node> node)
        : m_listener(Socket::CreateSocket(node, TcpSocketFactory::GetTypeId()))
    {
        Simulator::Schedule(Seconds(PLAIN_START), &PlainServer::Start, this);
    }

    uint64_t
    GetReceived() const
    {
        return m_received;
    }

  private:
    /// The port is the first server's, so that both servers' end points cost the same to look at.
    void
    Start()
    {
        const InetSocketAddress own(Ipv4Address::GetAny(), BenchWorld::PORT);
        Expect(m_listener->Bind(own) == 0, "the port of a server that has closed its listener");
        m_listener->Listen();
        m_listener->SetAcceptCallback(MakeNullCallback<bool, Ptr<Socket>, const Address&>(),
                                      MakeCallback(&PlainServer::OnAccepted, this));
    }

    void
    OnAccepted(Ptr<Socket> socket, const Address&)
    {
        socket->SetRecvCallback(MakeCallback(&PlainServer::OnReadable, this));
    }

    void
    OnReadable(Ptr<Socket> socket)
    {
        const int bytes = socket->Recv(m_buffer.data(), styles::BUFFER_BYTES, 0);
        m_received += bytes > 0 ? static_cast<uint32_t>(bytes) : 0;
    }

    Ptr<Socket> m_listener;                                                     //!< the server's
    std::vector<uint8_t> m_buffer = std::vector<uint8_t>(styles::BUFFER_BYTES); //!< of all calls
    uint64_t m_received{0};                                                     //!< bytes
};

/// The clients of one server on one node, which connect one after the other.
class Clients
{
  public:
    /**
     * @param node theirs
     * @param server where it listens
     * @param start when the first connects, seconds
     * @param senders how many send
     * @param idle how many never send
     */
    Clients(Ptr<Node> node,
            const InetSocketAddress& server,
            double start,
            uint32_t senders,
            uint32_t idle)
        : m_node(node),
          m_server(server),
          m_senders(senders),
          m_idle(idle)
    {
        Simulator::Schedule(Seconds(start), &Clients::ConnectNext, this);
    }

    /// @return those that send, spread evenly among those that do not
    std::vector<Ptr<Socket>>
    GetSenders() const
    {
        Expect(AreConnected(), "all connections");
        std::vector<Ptr<Socket>> senders;
        const std::size_t step = 1 + m_idle / m_senders;
        for (std::size_t i = 0; i < m_senders * step; i += step)
        {
            senders.push_back(m_sockets[i]);
        }
        return senders;
    }

  private:
    bool
    AreConnected() const
    {
        return m_sockets.size() == m_senders + m_idle;
    }

    void
    ConnectNext()
    {
        Ptr<Socket> socket = Socket::CreateSocket(m_node, TcpSocketFactory::GetTypeId());
        socket->SetConnectCallback(MakeCallback(&Clients::OnConnected, this),
                                   MakeNullCallback<void, Ptr<Socket>>());
        socket->Connect(m_server);
    }

    void
    OnConnected(Ptr<Socket> socket)
    {
        m_sockets.push_back(socket);
        if (!AreConnected())
        {
            ConnectNext();
        }
    }

    Ptr<Node> m_node;                   //!< theirs
    InetSocketAddress m_server;         //!< where they connect to
    uint32_t m_senders;                 //!< those that send
    uint32_t m_idle;                    //!< those that never send
    std::vector<Ptr<Socket>> m_sockets; //!< connected
};

/// The clients of one server on all nodes.
class AllClients
{
  public:
    /**
     * @param world whose nodes
     * @param start when they connect, seconds
     * @param senders how many send
     * @param idle how many never send
     */
    AllClients(const BenchWorld& world, double start, uint32_t senders, uint32_t idle)
    {
        for (uint32_t i = 0; i < CLIENT_NODES; ++i)
        {
            m_nodes.push_back(std::make_unique<Clients>(world.GetNode(i == 0 ? 0 : i + 1),
                                                        world.GetServer(),
                                                        start,
                                                        senders / CLIENT_NODES,
                                                        idle / CLIENT_NODES));
        }
    }

    /// @return those that send, when all are connected
    std::vector<Ptr<Socket>>
    GetSenders() const
    {
        std::vector<Ptr<Socket>> all;
        for (const auto& node : m_nodes)
        {
            const auto senders = node->GetSenders();
            all.insert(all.end(), senders.begin(), senders.end());
        }
        return all;
    }

  private:
    std::vector<std::unique_ptr<Clients>> m_nodes; //!< those on each node
};

/// Sends a round's segments to one server, one after the other, and measures each round.
class Traffic
{
  public:
    /**
     * Begins the next round.
     * @param senders one socket for each connection
     * @param segments how many are sent
     */
    void
    Begin(std::vector<Ptr<Socket>> senders, uint32_t segments)
    {
        m_senders = std::move(senders);
        m_left = segments;
        m_watch = Stopwatch();
        SendNext();
    }

    /// Ends the round.
    void
    End()
    {
        m_costs.push_back(m_watch.GetNanoseconds() / (m_sent - m_sentBefore));
        m_sentBefore = m_sent;
    }

    /// @return what a segment costs in each round but the first, ns
    std::vector<double>
    GetCosts() const
    {
        return {m_costs.begin() + 1, m_costs.end()};
    }

    uint64_t
    GetBytes() const
    {
        return uint64_t{m_sent} * BenchWorld::SEGMENT_BYTES;
    }

  private:
    void
    SendNext()
    {
        Ptr<Socket> sender = m_senders[m_sent++ % m_senders.size()];
        const int bytes = sender->Send(m_segment.data(), BenchWorld::SEGMENT_BYTES, 0);
        Expect(bytes == static_cast<int>(BenchWorld::SEGMENT_BYTES), "a segment is sent");
        if (--m_left != 0)
        {
            Simulator::Schedule(Seconds(SPACING), &Traffic::SendNext, this);
        }
    }

    Stopwatch m_watch;                  //!< of the round
    std::vector<Ptr<Socket>> m_senders; //!< in the round
    uint32_t m_sent{0};                 //!< segments of all rounds
    uint32_t m_sentBefore{0};           //!< those of the rounds that have ended
    uint32_t m_left{0};                 //!< segments that are to be sent in the round
    std::vector<double> m_costs;        //!< of a segment in each round, ns
    std::vector<uint8_t> m_segment = std::vector<uint8_t>(BenchWorld::SEGMENT_BYTES); //!< of zeros
};

/// Gives the process large pages for its heap, over which ns-3 jumps from end point to end point.
void
UseLargePages()
{
    constexpr int HEAP_BYTES = 1 << 29; // what a world with all connections takes
    mallopt(M_TOP_PAD, HEAP_BYTES);
    mallopt(M_MMAP_THRESHOLD, HEAP_BYTES);
    void* const first = std::malloc(HEAP_BYTES / 2);
    const auto begin = (reinterpret_cast<uintptr_t>(first) / LARGE_PAGE + 1) * LARGE_PAGE;
    const auto bytes = reinterpret_cast<uintptr_t>(sbrk(0)) - begin;
    madvise(reinterpret_cast<void*>(begin), bytes, MADV_HUGEPAGE); // else it only takes longer
    std::free(first);
}

std::vector<double>
PlayServers(const styles::Style& style, const ServerLoad& load)
{
    UseLargePages();
    BenchWorld world(CLIENT_NODES);
    world.InstallWinsock();
    uint64_t received = 0;
    world.AddProgram(1,
                     STYLE_START,
                     [&](Winsock& winsock)
                     {
                         const styles::ServerTask task{
                             styles::OpenListener(winsock, BenchWorld::PORT),
                             load.active + load.idle,
                             [&] { return std::make_unique<SilentConversation>(received); }};
                         style.serve(winsock, task);
                     });
    const PlainServer plainServer(world.GetNode(1));
    const AllClients clients[] = {{world, STYLE_START + 1, load.active, load.idle},
                                  {world, PLAIN_START + 1, load.active, 0}};
    Traffic traffic[2];
    const auto begin = [&](bool plain)
    { traffic[plain].Begin(clients[plain].GetSenders(), load.segments); };
    for (int turn = 0; turn < 2 * (load.rounds + 1); ++turn)
    {
        const double start = FIRST_ROUND + turn * ROUND;
        const bool plain = turn % 2 == 1;
        Simulator::Schedule(Seconds(start), [&begin, plain] { begin(plain); });
        Simulator::Schedule(Seconds(start + 0.9 * ROUND), &Traffic::End, &traffic[plain]);
    }
    Simulator::Stop(Seconds(FIRST_ROUND + 2 * (load.rounds + 1) * ROUND));
    world.Run();
    Expect(received == traffic[0].GetBytes(), "all bytes");
    Expect(plainServer.GetReceived() == traffic[1].GetBytes(), "all bytes of plain ns-3");
    const std::vector<double> ofStyle = traffic[0].GetCosts();
    const std::vector<double> ofPlain = traffic[1].GetCosts();
    std::vector<double> extra;
    std::transform(ofStyle.begin(),
                   ofStyle.end(),
                   ofPlain.begin(),
                   std::back_inserter(extra),
                   std::minus<double>());
    return {Median(ofStyle), Median(ofPlain), Median(extra)};
}

} // namespace

SegmentCosts
MeasureServers(const styles::Style& style, const ServerLoad& load)
{
    const auto costs = MeasureApart(3, [&] { return PlayServers(style, load); });
    return {costs[0], costs[1], costs[2]};
}

} // namespace ns3::winsock
