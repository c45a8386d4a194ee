/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Short TCP connections one after the other, and one that carries much.

#include "bench-registry.h"
#include "bench-world.h"

#include "ns3/bulk-send-helper.h"
#include "ns3/node.h"
#include "ns3/packet-sink-helper.h"
#include "ns3/packet-sink.h"
#include "ns3/packet.h"
#include "ns3/simulator.h"
#include "ns3/socket.h"
#include "ns3/tcp-socket-factory.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <vector>

namespace ns3::winsock
{

namespace
{

constexpr uint32_t CONNECTIONS = 500;       // short ones
constexpr uint32_t MESSAGE_BYTES = 1024;    // each way
constexpr uint32_t BULK_BYTES = 50'000'000; // over one connection
constexpr uint32_t CALL_BYTES = 8192;       // in one call

/// Turns Nagle's algorithm off, as plain ns-3 has it.
void
SetNoDelay(Winsock& winsock, SOCKET s)
{
    const int on = 1;
    winsock.setsockopt(s, IPPROTO_TCP, TCP_NODELAY, reinterpret_cast<const char*>(&on), sizeof(on));
}

/// @return a listening handle
SOCKET
OpenServer(Winsock& winsock)
{
    const SOCKET s = winsock.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    SetNoDelay(winsock, s);
    Expect(BindTo(winsock, s, BenchWorld::PORT) == 0, "bind");
    Expect(winsock.listen(s, SOMAXCONN) == 0, "listen");
    return s;
}

/// @return a connected handle
SOCKET
OpenClient(Winsock& winsock)
{
    const SOCKET s = winsock.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    SetNoDelay(winsock, s);
    const SOCKADDR_IN server = GetServerAddress();
    const auto* address = reinterpret_cast<const SOCKADDR*>(&server);
    Expect(winsock.connect(s, address, sizeof(server)) == 0, "connect");
    return s;
}

/// Receives until a message is whole. @return false at the end of the stream
bool
ReceiveMessage(Winsock& winsock, SOCKET s, std::vector<char>& buffer)
{
    uint32_t received = 0;
    while (received < MESSAGE_BYTES)
    {
        const int bytes = winsock.recv(s, buffer.data(), MESSAGE_BYTES, 0);
        if (bytes <= 0)
        {
            return false;
        }
        received += static_cast<uint32_t>(bytes);
    }
    return true;
}

/// Answers one message of each connection and waits for its end.
void
ServeMessages(Winsock& winsock)
{
    std::vector<char> buffer(MESSAGE_BYTES);
    const SOCKET listener = OpenServer(winsock);
    for (uint32_t i = 0; i < CONNECTIONS; ++i)
    {
        const SOCKET s = winsock.accept(listener, nullptr, nullptr);
        Expect(ReceiveMessage(winsock, s, buffer), "a request");
        winsock.send(s, buffer.data(), MESSAGE_BYTES, 0);
        Expect(!ReceiveMessage(winsock, s, buffer), "the end of a connection");
        winsock.closesocket(s);
    }
}

double
MeasureWinsockConnections()
{
    BenchWorld world;
    world.InstallWinsock();
    uint32_t answers = 0;
    world.AddProgram(1, 1, ServeMessages);
    world.AddProgram(0,
                     2,
                     [&](Winsock& winsock)
                     {
                         std::vector<char> buffer(MESSAGE_BYTES);
                         for (; answers < CONNECTIONS; ++answers)
                         {
                             const SOCKET s = OpenClient(winsock);
                             winsock.send(s, buffer.data(), MESSAGE_BYTES, 0);
                             Expect(ReceiveMessage(winsock, s, buffer), "an answer");
                             winsock.closesocket(s);
                         }
                     });
    const double nanoseconds = world.Run();
    Expect(answers == CONNECTIONS, "all answers");
    return nanoseconds / CONNECTIONS;
}

/// The same exchange over ns-3's sockets, by callbacks.
class PlainExchange
{
  public:
    explicit PlainExchange(BenchWorld& world)
        : m_world(world)
    {
    }

    void
    Listen()
    {
        m_listener = Socket::CreateSocket(m_world.GetNode(1), TcpSocketFactory::GetTypeId());
        m_listener->Bind(InetSocketAddress(Ipv4Address::GetAny(), BenchWorld::PORT));
        m_listener->Listen();
        m_listener->SetAcceptCallback(MakeNullCallback<bool, Ptr<Socket>, const Address&>(),
                                      MakeCallback(&PlainExchange::OnAccepted, this));
    }

    void
    Connect()
    {
        m_client = Socket::CreateSocket(m_world.GetNode(0), TcpSocketFactory::GetTypeId());
        m_client->SetConnectCallback(MakeCallback(&PlainExchange::OnConnected, this),
                                     MakeNullCallback<void, Ptr<Socket>>());
        m_client->SetRecvCallback(MakeCallback(&PlainExchange::OnAnswer, this));
        m_received = 0;
        m_client->Connect(m_world.GetServer());
    }

    uint32_t
    GetAnswers() const
    {
        return m_answers;
    }

  private:
    void
    OnAccepted(Ptr<Socket> socket, const Address&)
    {
        m_requested = 0;
        socket->SetRecvCallback(MakeCallback(&PlainExchange::OnRequest, this));
        socket->SetCloseCallbacks(MakeCallback(&PlainExchange::OnClosed, this),
                                  MakeNullCallback<void, Ptr<Socket>>());
    }

    void
    OnConnected(Ptr<Socket> socket)
    {
        socket->Send(m_buffer.data(), MESSAGE_BYTES, 0);
    }

    void
    OnRequest(Ptr<Socket> socket)
    {
        m_requested += Take(socket);
        if (m_requested == MESSAGE_BYTES)
        {
            socket->Send(m_buffer.data(), MESSAGE_BYTES, 0);
        }
    }

    void
    OnAnswer(Ptr<Socket> socket)
    {
        const uint32_t bytes = Take(socket);
        m_received += bytes;
        if (bytes != 0 && m_received == MESSAGE_BYTES)
        {
            socket->Close();
            if (++m_answers < CONNECTIONS)
            {
                Connect();
            }
        }
    }

    void
    OnClosed(Ptr<Socket> socket)
    {
        socket->Close();
    }

    uint32_t
    Take(Ptr<Socket> socket)
    {
        const int bytes = socket->Recv(m_buffer.data(), MESSAGE_BYTES, 0);
        return bytes > 0 ? static_cast<uint32_t>(bytes) : 0;
    }

    BenchWorld& m_world;    //!< where it happens
    Ptr<Socket> m_listener; //!< the server's
    Ptr<Socket> m_client;   //!< the present connection's
    std::vector<uint8_t> m_buffer = std::vector<uint8_t>(MESSAGE_BYTES); //!< of all calls
    uint32_t m_requested{0}; //!< bytes that the server has of the present message
    uint32_t m_received{0};  //!< bytes that the client has
    uint32_t m_answers{0};   //!< connections that are done
};

double
MeasurePlainConnections()
{
    BenchWorld world;
    PlainExchange exchange(world);
    Simulator::Schedule(Seconds(1), &PlainExchange::Listen, &exchange);
    Simulator::Schedule(Seconds(2), &PlainExchange::Connect, &exchange);
    const double nanoseconds = world.Run();
    Expect(exchange.GetAnswers() == CONNECTIONS, "all answers");
    return nanoseconds / CONNECTIONS;
}

double
MeasureWinsockBulk()
{
    BenchWorld world;
    world.InstallWinsock();
    uint64_t received = 0;
    world.AddProgram(1,
                     1,
                     [&](Winsock& winsock)
                     {
                         std::vector<char> buffer(CALL_BYTES);
                         const SOCKET listener = OpenServer(winsock);
                         const SOCKET s = winsock.accept(listener, nullptr, nullptr);
                         int bytes = 0;
                         while ((bytes = winsock.recv(s, buffer.data(), CALL_BYTES, 0)) > 0)
                         {
                             received += static_cast<uint32_t>(bytes);
                         }
                     });
    world.AddProgram(0,
                     2,
                     [](Winsock& winsock)
                     {
                         std::vector<char> buffer(CALL_BYTES);
                         const SOCKET s = OpenClient(winsock);
                         for (uint32_t sent = 0; sent < BULK_BYTES; sent += CALL_BYTES)
                         {
                             const uint32_t bytes = std::min(CALL_BYTES, BULK_BYTES - sent);
                             winsock.send(s, buffer.data(), static_cast<int>(bytes), 0);
                         }
                         winsock.closesocket(s);
                     });
    const double nanoseconds = world.Run();
    Expect(received == BULK_BYTES, "all bytes");
    return nanoseconds;
}

double
MeasurePlainBulk()
{
    BenchWorld world;
    PacketSinkHelper sink("ns3::TcpSocketFactory",
                          InetSocketAddress(Ipv4Address::GetAny(), BenchWorld::PORT));
    ApplicationContainer server = sink.Install(world.GetNode(1));
    server.Start(Seconds(1));
    BulkSendHelper source("ns3::TcpSocketFactory", world.GetServer());
    source.SetAttribute("MaxBytes", UintegerValue(BULK_BYTES));
    source.SetAttribute("SendSize", UintegerValue(CALL_BYTES));
    source.Install(world.GetNode(0)).Start(Seconds(2));
    const double nanoseconds = world.Run();
    Expect(server.Get(0)->GetObject<PacketSink>()->GetTotalRx() == BULK_BYTES, "all bytes");
    return nanoseconds;
}

const Benchmark
    g_short("short_connection.ratio",
            [](const Benchmark& benchmark)
            { CompareTimes(benchmark, MeasureWinsockConnections, MeasurePlainConnections); });

const Benchmark g_bulk("tcp_bulk.ratio",
                       [](const Benchmark& benchmark)
                       { CompareTimes(benchmark, MeasureWinsockBulk, MeasurePlainBulk); });

} // namespace

} // namespace ns3::winsock
