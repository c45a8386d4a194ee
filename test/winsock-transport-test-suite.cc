/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "ns3/boolean.h"
#include "ns3/bulk-send-helper.h"
#include "ns3/config.h"
#include "ns3/double.h"
#include "ns3/error-model.h"
#include "ns3/icmpv4.h"
#include "ns3/inet-socket-address.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/ipv4-interface-container.h"
#include "ns3/ipv6-address-helper.h"
#include "ns3/ipv6-interface-container.h"
#include "ns3/ipv6.h"
#include "ns3/node-container.h"
#include "ns3/object-map.h"
#include "ns3/object-ptr-container.h"
#include "ns3/packet-sink-helper.h"
#include "ns3/packet-sink.h"
#include "ns3/point-to-point-helper.h"
#include "ns3/pointer.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/tcp-congestion-ops.h"
#include "ns3/tcp-l4-protocol.h"
#include "ns3/tcp-socket-factory.h"
#include "ns3/tcp-socket-prototype.h"
#include "ns3/test.h"
#include "ns3/udp-echo-helper.h"
#include "ns3/udp-end-point.h"
#include "ns3/udp-sharing.h"
#include "ns3/udp-socket-factory.h"
#include "ns3/uinteger.h"
#include "ns3/winsock-tcp-socket.h"

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;

namespace
{

constexpr uint16_t PORT = 7000; //!< where servers listen

/**
 * @param action what to do now
 */
void
Invoke(std::function<void()> action)
{
    action();
}

/**
 * Simulator::Schedule() takes lambdas with captures only from 3.36 on.
 *
 * @param time when, from the beginning
 * @param action what
 */
void
At(Time time, std::function<void()> action)
{
    Simulator::Schedule(time - Simulator::Now(), &Invoke, action);
}

/** Two nodes, IPv4 and IPv6, on a link of 10 Mbps and 5 ms. */
class Pair
{
  public:
    Pair()
    {
        m_nodes.Create(2);
        PointToPointHelper link;
        link.SetDeviceAttribute("DataRate", StringValue("10Mbps"));
        link.SetChannelAttribute("Delay", StringValue("5ms"));
        m_devices = link.Install(m_nodes);
        InternetStackHelper stack;
        stack.Install(m_nodes);
        Ipv4AddressHelper ipv4("10.1.1.0", "255.255.255.0");
        ipv4.Assign(m_devices);
        Ipv6AddressHelper ipv6(Ipv6Address("2001:db8::"), Ipv6Prefix(64));
        m_interfaces6 = ipv6.Assign(m_devices);
    }

    /**
     * @param i 0 or 1
     * @return that node
     */
    Ptr<Node>
    GetNode(uint32_t i) const
    {
        return m_nodes.Get(i);
    }

    /**
     * @param v6 whether over IPv6
     * @param i 0 or 1
     * @param port a port
     * @return that node's address
     */
    Address
    GetAddress(bool v6, uint32_t i, uint16_t port = PORT) const
    {
        if (v6)
        {
            return Inet6SocketAddress(m_interfaces6.GetAddress(i, 1), port);
        }
        return InetSocketAddress(GetIpv4(i), port);
    }

    /**
     * @param i 0 or 1
     * @return that node's IPv4 address
     */
    static Ipv4Address
    GetIpv4(uint32_t i)
    {
        return Ipv4Address(i == 0 ? "10.1.1.1" : "10.1.1.2");
    }

    /**
     * @param rate share of packets that get lost, in both directions
     * @param stream which random numbers decide
     */
    void
    SetLoss(double rate, int64_t stream = 7)
    {
        for (uint32_t i = 0; i < 2; i++)
        {
            Ptr<RateErrorModel> errors = CreateObject<RateErrorModel>();
            errors->SetUnit(RateErrorModel::ERROR_UNIT_PACKET);
            errors->SetRate(rate);
            errors->AssignStreams(stream + i);
            m_devices.Get(i)->SetAttribute("ReceiveErrorModel", PointerValue(errors));
        }
    }

    /**
     * @return how many TCP sockets both nodes know
     */
    std::size_t
    CountSockets() const
    {
        std::size_t count = 0;
        for (uint32_t i = 0; i < 2; i++)
        {
            ObjectPtrContainerValue list;
            m_nodes.Get(i)->GetObject<TcpL4Protocol>()->GetAttribute("SocketList", list);
            count += list.GetN();
        }
        return count;
    }

    /**
     * @param i 0 or 1
     * @param v6 whether for IPv6
     * @return a socket there that listens at PORT
     */
    Ptr<WinsockTcpSocket>
    Listen(uint32_t i,
           bool v6 = false,
           uint32_t backlog = 5,
           WinsockTcpSocket::OverflowMode mode = WinsockTcpSocket::OverflowMode::RESET) const
    {
        Ptr<WinsockTcpSocket> socket = WinsockTcpSocket::Create(m_nodes.Get(i));
        if (v6)
        {
            socket->Bind(Inet6SocketAddress(Ipv6Address::GetAny(), PORT));
        }
        else
        {
            socket->Bind(InetSocketAddress(Ipv4Address::GetAny(), PORT));
        }
        socket->ListenWithBacklog(backlog, mode);
        return socket;
    }

  private:
    NodeContainer m_nodes;                //!< both nodes
    NetDeviceContainer m_devices;         //!< their devices
    Ipv6InterfaceContainer m_interfaces6; //!< their IPv6 addresses
};

/**
 * @param offset position in the stream
 * @return the byte that belongs there
 */
uint8_t
GetPattern(uint64_t offset)
{
    return static_cast<uint8_t>((offset * 2654435761U) >> 13);
}

/** A program at one end of a connection: sends so many bytes, closes, checks what it receives. */
class Stream : public WinsockTcpObserver
{
  public:
    std::string events;           //!< a letter for each call
    uint64_t toSend{0};           //!< bytes still to be sent
    uint64_t sent{0};             //!< bytes handed to the socket
    uint64_t received{0};         //!< bytes read
    bool intact{true};            //!< they were what they should be
    bool closeWhenDone{false};    //!< close after the last byte, or after the peer's FIN
    bool halfClose{false};        //!< shut the sending side down after the last byte
    bool reading{true};           //!< takes data as it comes
    Time ended;                   //!< when it failed
    Ptr<WinsockTcpSocket> socket; //!< the socket, dropped at close

    /** Cause that was seen before the socket was dropped. */
    WinsockTcpSocket::EndCause cause{WinsockTcpSocket::EndCause::NONE};

    /**
     * @param s the socket to use from now on
     */
    void
    Use(Ptr<WinsockTcpSocket> s)
    {
        socket = s;
        socket->SetObserver(this);
    }

    /** Sends as much as there is room for. */
    void
    Pump()
    {
        while (socket && toSend > 0 && socket->GetTxAvailable() > 0)
        {
            std::vector<uint8_t> data(
                std::min<uint64_t>(toSend, std::min(socket->GetTxAvailable(), 1000U)));
            for (std::size_t i = 0; i < data.size(); i++)
            {
                data[i] = GetPattern(sent + i);
            }
            if (socket->Send(data.data(), data.size(), 0) < 0)
            {
                return;
            }
            sent += data.size();
            toSend -= data.size();
        }
        if (socket && toSend == 0 && halfClose)
        {
            halfClose = false;
            socket->ShutdownSend();
        }
        if (socket && toSend == 0 && (closeWhenDone || socket->IsPeerClosed()))
        {
            Read();
            Finish();
        }
    }

    /** Reads everything that is there. */
    void
    Read()
    {
        while (socket && socket->GetReceivableBytes() > 0)
        {
            Ptr<Packet> packet = socket->Recv(700, 0);
            std::vector<uint8_t> data(packet->GetSize());
            packet->CopyData(data.data(), data.size());
            for (uint8_t byte : data)
            {
                intact &= byte == GetPattern(received++);
            }
        }
    }

    /** Closes and forgets the socket. */
    void
    Finish()
    {
        cause = socket->GetEndCause();
        socket->Close();
        socket = nullptr;
    }

    void
    OnConnected() override
    {
        events += 'C';
        Pump();
    }

    void
    OnConnectFailed() override
    {
        events += 'X';
        ended = Simulator::Now();
        cause = socket->GetEndCause();
    }

    void
    OnReadable() override
    {
        if (reading)
        {
            Read();
        }
    }

    void
    OnWritable() override
    {
        Pump();
    }

    void
    OnPeerClosed() override
    {
        events += 'P';
        cause = socket->GetEndCause();
        if (reading && toSend == 0)
        {
            Read();
            Finish();
        }
    }

    void
    OnFailed() override
    {
        events += 'F';
        ended = Simulator::Now();
        cause = socket->GetEndCause();
    }
};

/** A program that accepts every connection. */
class Acceptor : public WinsockTcpObserver
{
  public:
    Ptr<WinsockTcpSocket> listener; //!< the listening socket
    Stream* stream{nullptr};        //!< who serves the next connection
    Address from;                   //!< peer of the latest connection
    uint32_t count{0};              //!< connections so far

    void
    OnAcceptable() override
    {
        while (Ptr<WinsockTcpSocket> socket = listener->AcceptNext(&from))
        {
            count++;
            stream->Use(socket);
            stream->Pump();
        }
    }
};

/**
 * @param object an object
 * @param [out] values all attributes that can be read, as text, those of objects in it included
 */
void
Describe(Ptr<const Object> object, TypeId type, std::vector<std::string>& values)
{
    while (type != Object::GetTypeId())
    {
        for (std::size_t i = 0; i < type.GetAttributeN(); i++)
        {
            const TypeId::AttributeInformation info = type.GetAttribute(i);
            Ptr<AttributeValue> value = info.checker->Create();
            if (!info.accessor->HasGetter() || !info.accessor->Get(PeekPointer(object), *value))
            {
                continue;
            }
            Ptr<PointerValue> pointer = DynamicCast<PointerValue>(value);
            Ptr<Object> inner = pointer ? pointer->GetObject() : nullptr;
            values.push_back(
                info.name + "=" +
                (pointer ? std::string(inner ? inner->GetInstanceTypeId().GetName() : "null")
                         : value->SerializeToString(info.checker)));
            if (inner)
            {
                Describe(inner, inner->GetInstanceTypeId(), values);
            }
        }
        type = type.GetParent();
    }
}

/**
 * @param node a node
 * @param socket a TCP socket of it
 * @return its attributes as text
 */
std::vector<std::string>
DescribeSocket(Ptr<Socket> socket)
{
    std::vector<std::string> values;
    Describe(socket, TcpSocketBase::GetTypeId(), values);
    return values;
}

/** A created socket equals one of plain ns-3, for every congestion control. */
class EqualSocketTest : public TestCase
{
  public:
    EqualSocketTest()
        : TestCase("a created socket has all attribute values of a plain one")
    {
    }

  private:
    void
    DoRun() override
    {
        Pair pair;
        Ptr<TcpL4Protocol> tcp = pair.GetNode(0)->GetObject<TcpL4Protocol>();
        uint32_t kinds = 0;
        for (uint32_t i = 0; i < TypeId::GetRegisteredN(); i++)
        {
            const TypeId type = TypeId::GetRegistered(i);
            if (type.IsChildOf(TcpCongestionOps::GetTypeId()) && type.HasConstructor())
            {
                tcp->SetAttribute("SocketType", TypeIdValue(type));
                const auto plain = DescribeSocket(tcp->CreateSocket());
                const auto ours = DescribeSocket(WinsockTcpSocket::Create(pair.GetNode(0)));
                NS_TEST_EXPECT_MSG_EQ(ours.size(), plain.size(), type.GetName());
                for (std::size_t k = 0; k < std::min(ours.size(), plain.size()); k++)
                {
                    NS_TEST_EXPECT_MSG_EQ(ours[k], plain[k], type.GetName());
                }
                kinds++;
            }
        }
        NS_TEST_EXPECT_MSG_GT(kinds, 10, "congestion controls tried");
        NS_TEST_EXPECT_MSG_EQ(TcpSocketPrototype::GetCount(), kinds, "a prototype for each");
        Simulator::Destroy();
        NS_TEST_EXPECT_MSG_EQ(TcpSocketPrototype::GetCount(), 0, "released with the simulation");
    }
};

/** Defaults that change between two creations are honoured. */
class ChangedDefaultsTest : public TestCase
{
  public:
    ChangedDefaultsTest()
        : TestCase("changed defaults reach the next created socket")
    {
    }

  private:
    /**
     * @param pair the nodes
     * @param name attribute
     * @param value its new default
     */
    void
    Change(const Pair& pair, const std::string& name, const std::string& value)
    {
        Ptr<TcpL4Protocol> tcp = pair.GetNode(0)->GetObject<TcpL4Protocol>();
        const auto before = DescribeSocket(WinsockTcpSocket::Create(pair.GetNode(0)));
        Config::SetDefault(name, StringValue(value));
        const auto after = DescribeSocket(WinsockTcpSocket::Create(pair.GetNode(0)));
        NS_TEST_EXPECT_MSG_EQ((before != after), true, name << " had no effect");
        NS_TEST_EXPECT_MSG_EQ((after == DescribeSocket(tcp->CreateSocket())), true, name);
    }

    void
    DoRun() override
    {
        Pair pair;
        const auto original = DescribeSocket(WinsockTcpSocket::Create(pair.GetNode(0)));
        Change(pair, "ns3::TcpSocket::SegmentSize", "1000");
        Change(pair, "ns3::TcpSocket::SegmentSize", "1001");
        Change(pair, "ns3::TcpSocket::SndBufSize", "5000");
        Change(pair, "ns3::TcpSocketBase::Sack", "false");
        Change(pair, "ns3::TcpSocketBase::MinRto", "300ms");
        Change(pair, "ns3::TcpCubic::Beta", "0.6");
        Config::Reset();
        NS_TEST_EXPECT_MSG_EQ(
            (DescribeSocket(WinsockTcpSocket::Create(pair.GetNode(0))) == original),
            true,
            "reset of all defaults");
        Simulator::Destroy();
    }
};

/** Creating, binding and closing leaves nothing behind. */
class ChurnTest : public TestCase
{
  public:
    ChurnTest()
        : TestCase("create, bind and close leave nothing behind")
    {
    }

  private:
    void
    DoRun() override
    {
        Pair pair;
        for (uint32_t i = 0; i < 10000; i++)
        {
            Ptr<WinsockTcpSocket> socket = WinsockTcpSocket::Create(pair.GetNode(0));
            const int result = socket->Bind(InetSocketAddress(Ipv4Address::GetAny(), PORT));
            NS_TEST_ASSERT_MSG_EQ(result, 0, "the port is free again, round " << i);
            socket->Close();
            NS_TEST_ASSERT_MSG_EQ(socket->GetReferenceCount(), 1, "only this test refers to it");
            UdpEndPoint endPoint(pair.GetNode(0));
            NS_TEST_ASSERT_MSG_EQ(endPoint.Bind(Ipv4Address::GetAny(), PORT), true, "free");
        }
        NS_TEST_EXPECT_MSG_EQ(pair.CountSockets(), 0, "SocketList");
        Ptr<WinsockTcpSocket> first = pair.Listen(0);
        NS_TEST_EXPECT_MSG_EQ(pair.CountSockets(), 1, "SocketList while bound");
        Ptr<WinsockTcpSocket> second = WinsockTcpSocket::Create(pair.GetNode(0));
        NS_TEST_EXPECT_MSG_EQ(
            second->Bind(InetSocketAddress(Ipv4Address::GetAny(), PORT)), -1, "port in use");
        NS_TEST_EXPECT_MSG_EQ(second->GetErrno(), Socket::ERROR_ADDRINUSE, "port in use");
        first->Close();
        Simulator::Destroy();
    }
};

/** Data arrives whole in both directions, and both ends vanish afterwards. */
class TransferTest : public TestCase
{
  public:
    /**
     * @param name name of the test
     * @param v6 over IPv6
     * @param loss share of lost packets
     * @param up bytes from client to server
     * @param down bytes from server to client
     */
    TransferTest(const std::string& name, bool v6, double loss, uint64_t up, uint64_t down)
        : TestCase("transfer: " + name),
          m_v6(v6),
          m_loss(loss),
          m_up(up),
          m_down(down)
    {
    }

  private:
    void
    DoRun() override
    {
        // Losing different segments each time, because each loss meets another state.
        for (int64_t stream = 0; stream < (m_loss > 0 ? 20 : 2); stream += 2)
        {
            Run(stream);
        }
    }

    /**
     * @param stream which random numbers decide about losses
     */
    void
    Run(int64_t stream)
    {
        Config::SetDefault("ns3::TcpSocketBase::MaxSegLifetime", DoubleValue(1));
        Pair pair;
        pair.SetLoss(m_loss, stream);
        Stream client;
        Stream server;
        Acceptor acceptor;
        client.toSend = m_up;
        client.closeWhenDone = m_down == 0;
        client.halfClose = m_up > 0 && m_down > 0;
        server.toSend = m_down;
        server.closeWhenDone = m_up == 0;
        acceptor.listener = pair.Listen(1, m_v6);
        acceptor.listener->SetObserver(&acceptor);
        acceptor.stream = &server;
        At(Seconds(2),
           [&client, &pair, this]()
           {
               client.Use(WinsockTcpSocket::Create(pair.GetNode(0)));
               NS_TEST_EXPECT_MSG_EQ(
                   client.socket->Connect(pair.GetAddress(m_v6, 1)), 0, "connect");
           });
        At(Seconds(1500), [&acceptor]() { acceptor.listener->Close(); });
        Simulator::Run();
        NS_TEST_EXPECT_MSG_EQ(acceptor.count, 1, "one connection");
        NS_TEST_EXPECT_MSG_EQ(server.received, m_up, "all bytes up");
        NS_TEST_EXPECT_MSG_EQ(client.received, m_down, "all bytes down");
        NS_TEST_EXPECT_MSG_EQ((client.intact && server.intact), true, "in order");
        NS_TEST_EXPECT_MSG_EQ((client.socket || server.socket), false, "both closed");
        NS_TEST_EXPECT_MSG_EQ(pair.CountSockets(), 0, "nothing left");
        Config::Reset();
        Simulator::Destroy();
    }

    bool m_v6;       //!< over IPv6
    double m_loss;   //!< share of lost packets
    uint64_t m_up;   //!< bytes from client to server
    uint64_t m_down; //!< bytes from server to client
};

/** Plain ns-3 applications at the other end. */
class PlainPeersTest : public TestCase
{
  public:
    PlainPeersTest()
        : TestCase("BulkSend and PacketSink at the other end")
    {
    }

  private:
    void
    DoRun() override
    {
        Pair pair;
        PacketSinkHelper sinkHelper("ns3::TcpSocketFactory", pair.GetAddress(false, 1, 8000));
        ApplicationContainer sink = sinkHelper.Install(pair.GetNode(1));
        sink.Start(Seconds(0));
        BulkSendHelper bulk("ns3::TcpSocketFactory", pair.GetAddress(false, 0));
        bulk.SetAttribute("MaxBytes", UintegerValue(300000));
        bulk.Install(pair.GetNode(1)).Start(Seconds(1));
        Acceptor acceptor;
        Stream fromBulk;
        acceptor.listener = pair.Listen(0);
        acceptor.listener->SetObserver(&acceptor);
        acceptor.stream = &fromBulk;
        Stream toSink;
        toSink.toSend = 200000;
        toSink.closeWhenDone = true;
        At(Seconds(1),
           [&]()
           {
               toSink.Use(WinsockTcpSocket::Create(pair.GetNode(0)));
               toSink.socket->Connect(pair.GetAddress(false, 1, 8000));
           });
        Simulator::Stop(Seconds(60));
        Simulator::Run();
        NS_TEST_EXPECT_MSG_EQ(fromBulk.received, 300000, "from BulkSend");
        NS_TEST_EXPECT_MSG_EQ(
            DynamicCast<PacketSink>(sink.Get(0))->GetTotalRx(), 200000, "to PacketSink");
        NS_TEST_EXPECT_MSG_EQ(Inet6SocketAddress::IsMatchingType(acceptor.from), false, "IPv4");
        NS_TEST_EXPECT_MSG_EQ(InetSocketAddress::ConvertFrom(acceptor.from).GetIpv4(),
                              Pair::GetIpv4(1),
                              "peer's address");
        acceptor.listener->Close();
        Simulator::Destroy();
    }
};

/** Ways in which connecting fails. */
class ConnectFailureTest : public TestCase
{
  public:
    ConnectFailureTest()
        : TestCase("connecting: refused, no answer, no route")
    {
    }

  private:
    /**
     * @param loss share of lost packets
     * @param to whom to connect to
     * @param [out] result of Connect()
     * @return the program at the client's end
     */
    Stream
    Run(double loss, const Address& to, int& result)
    {
        Pair pair;
        pair.SetLoss(loss);
        Stream client;
        client.Use(WinsockTcpSocket::Create(pair.GetNode(0)));
        At(Seconds(2), [&]() { result = client.socket->Connect(to); });
        Simulator::Run();
        client.socket->Close();
        NS_TEST_EXPECT_MSG_EQ(pair.CountSockets(), 0, "nothing left");
        client.socket = nullptr;
        Simulator::Destroy();
        return client;
    }

    void
    DoRun() override
    {
        using Cause = WinsockTcpSocket::EndCause;
        int result = -2;
        Stream refused = Run(0, InetSocketAddress(Pair::GetIpv4(1), PORT), result);
        NS_TEST_EXPECT_MSG_EQ(result, 0, "begun");
        NS_TEST_EXPECT_MSG_EQ(refused.events, "X", "refused");
        NS_TEST_EXPECT_MSG_EQ((refused.cause == Cause::REFUSED), true, "refused");
        NS_TEST_EXPECT_MSG_LT(refused.ended, Seconds(2.1), "at once");

        Stream silent = Run(1, InetSocketAddress(Pair::GetIpv4(1), PORT), result);
        NS_TEST_EXPECT_MSG_EQ(silent.events, "X", "no answer");
        NS_TEST_EXPECT_MSG_EQ((silent.cause == Cause::CONNECT_TIMED_OUT), true, "no answer");
        NS_TEST_EXPECT_MSG_GT(silent.ended, Seconds(60), "after all retries");

        Stream lost = Run(0, InetSocketAddress(Ipv4Address("192.0.2.1"), PORT), result);
        NS_TEST_EXPECT_MSG_EQ(result, -1, "no route");
        NS_TEST_EXPECT_MSG_EQ(lost.events, "", "no call for what Connect() said");

        Stream refused6 =
            Run(0, Inet6SocketAddress(Ipv6Address("2001:db8::200:ff:fe00:1"), PORT), result);
        NS_TEST_EXPECT_MSG_EQ(result, 0, "IPv6 begun");
    }
};

/** Ways in which an established connection ends before its time. */
class ConnectionFailureTest : public TestCase
{
  public:
    ConnectionFailureTest()
        : TestCase("established: reset by peer, peer vanishes, own abort")
    {
    }

  private:
    /** What happens five seconds after connecting. */
    enum Fate
    {
        PEER_ABORTS,
        PEER_VANISHES,
        CLIENT_ABORTS,
        PEER_CLOSES_UNREAD
    };

    /**
     * @param fate what happens
     * @param [out] client the client's end
     * @param [out] server the server's end
     */
    void
    Run(Fate fate, Stream& client, Stream& server)
    {
        Pair pair;
        Acceptor acceptor;
        acceptor.listener = pair.Listen(1);
        acceptor.listener->SetObserver(&acceptor);
        acceptor.stream = &server;
        server.reading = fate != PEER_CLOSES_UNREAD;
        At(Seconds(2),
           [&]()
           {
               client.Use(WinsockTcpSocket::Create(pair.GetNode(0)));
               client.toSend = 100;
               client.socket->Connect(pair.GetAddress(false, 1));
           });
        At(Seconds(7),
           [&]()
           {
               switch (fate)
               {
               case PEER_ABORTS:
                   server.socket->Abort();
                   break;
               case PEER_VANISHES:
                   pair.SetLoss(1);
                   client.toSend = 100;
                   client.Pump();
                   break;
               case CLIENT_ABORTS:
                   client.socket->Abort();
                   break;
               case PEER_CLOSES_UNREAD:
                   server.socket->Close();
                   break;
               }
           });
        Simulator::Stop(Seconds(1000));
        Simulator::Run();
        for (Stream* stream : {&client, &server})
        {
            if (stream->socket)
            {
                stream->cause = stream->socket->GetEndCause();
                stream->socket->Abort();
                stream->socket = nullptr;
            }
        }
        acceptor.listener->Close();
        NS_TEST_EXPECT_MSG_EQ(pair.CountSockets(), 0, "nothing left");
        Simulator::Destroy();
    }

    void
    DoRun() override
    {
        using Cause = WinsockTcpSocket::EndCause;
        {
            Stream client;
            Stream server;
            Run(PEER_ABORTS, client, server);
            NS_TEST_EXPECT_MSG_EQ(client.events, "CF", "reset by peer");
            NS_TEST_EXPECT_MSG_EQ((client.cause == Cause::PEER_RESET), true, "reset by peer");
            NS_TEST_EXPECT_MSG_EQ(server.events, "", "who aborts is not told");
            NS_TEST_EXPECT_MSG_EQ((server.cause == Cause::ABORTED), true, "own abort");
        }
        {
            Stream client;
            Stream server;
            Run(PEER_VANISHES, client, server);
            NS_TEST_EXPECT_MSG_EQ(client.events, "CF", "peer vanished");
            NS_TEST_EXPECT_MSG_EQ((client.cause == Cause::TIMED_OUT), true, "peer vanished");
            NS_TEST_EXPECT_MSG_EQ(
                (server.cause == Cause::NONE), true, "the other end knows nothing");
        }
        {
            Stream client;
            Stream server;
            Run(CLIENT_ABORTS, client, server);
            NS_TEST_EXPECT_MSG_EQ(server.events, "F", "reset by client");
            NS_TEST_EXPECT_MSG_EQ((server.cause == Cause::PEER_RESET), true, "reset by client");
        }
        {
            Stream client;
            Stream server;
            Run(PEER_CLOSES_UNREAD, client, server);
            NS_TEST_EXPECT_MSG_EQ(client.events, "CF", "closed with unread data");
            NS_TEST_EXPECT_MSG_EQ((client.cause == Cause::PEER_RESET), true, "unread data");
        }
    }
};

/** A program that aborts and forgets its socket as soon as it hears of something. */
class Quitter : public Stream
{
  public:
    char when{'C'}; //!< what to hear of

    /**
     * @param event what happened
     */
    void
    Quit(char event)
    {
        if (event == when && socket)
        {
            socket->Abort();
            socket = nullptr;
        }
    }

    void
    OnConnected() override
    {
        Pump();
        Quit('C');
    }

    void
    OnConnectFailed() override
    {
        Quit('X');
    }

    void
    OnReadable() override
    {
        Quit('R');
    }

    void
    OnWritable() override
    {
        Quit('W');
    }

    void
    OnPeerClosed() override
    {
        Quit('P');
    }

    void
    OnFailed() override
    {
        Quit('F');
    }
};

/** The owner may let go of the socket in each call, and need not at the end of a simulation. */
class QuitTest : public TestCase
{
  public:
    QuitTest()
        : TestCase("abort within each notification, or never")
    {
    }

  private:
    /**
     * @param when the notification
     */
    void
    Run(char when)
    {
        Pair pair;
        Quitter client;
        Stream server;
        Acceptor acceptor;
        client.when = when;
        client.toSend = 5000;
        server.toSend = 3000;
        server.closeWhenDone = when == 'P';
        acceptor.listener = pair.Listen(1);
        acceptor.listener->SetObserver(&acceptor);
        acceptor.stream = &server;
        At(Seconds(2),
           [&]()
           {
               client.Use(WinsockTcpSocket::Create(pair.GetNode(0)));
               client.socket->Connect(pair.GetAddress(false, 1, when == 'X' ? PORT + 1 : PORT));
           });
        At(Seconds(5),
           [&]()
           {
               if (when == 'F')
               {
                   server.socket->Abort();
               }
           });
        At(Seconds(6),
           [&]()
           { NS_TEST_EXPECT_MSG_EQ(bool(client.socket), (when == '-'), "quit at " << when); });
        Simulator::Stop(Seconds(7));
        Simulator::Run();
        Simulator::Destroy();
    }

    void
    DoRun() override
    {
        for (char when : {'C', 'X', 'R', 'W', 'P', 'F', '-'})
        {
            Run(when);
        }
    }
};

/** ICMP errors during the handshake. */
class IcmpTest : public TestCase
{
  public:
    IcmpTest()
        : TestCase("ICMP errors in answer to a SYN")
    {
    }

  private:
    /**
     * @param code code of a destination unreachable message
     * @return the program at the client's end
     */
    Stream
    Run(uint8_t code)
    {
        Pair pair;
        pair.SetLoss(1);
        Stream client;
        client.Use(WinsockTcpSocket::Create(pair.GetNode(0)));
        client.socket->Bind(InetSocketAddress(Pair::GetIpv4(0), 0x1234));
        At(Seconds(2), [&]() { client.socket->Connect(pair.GetAddress(false, 1)); });
        At(Seconds(3),
           [&]()
           {
               const uint8_t ports[8] = {0x12, 0x34, PORT >> 8, PORT & 0xff};
               pair.GetNode(0)->GetObject<TcpL4Protocol>()->ReceiveIcmp(
                   Pair::GetIpv4(1),
                   64,
                   Icmpv4Header::ICMPV4_DEST_UNREACH,
                   code,
                   0,
                   Pair::GetIpv4(0),
                   Pair::GetIpv4(1),
                   ports);
           });
        Simulator::Run();
        client.socket->Close();
        client.socket = nullptr;
        Simulator::Destroy();
        return client;
    }

    void
    DoRun() override
    {
        using Cause = WinsockTcpSocket::EndCause;
        const Stream port = Run(3);
        NS_TEST_EXPECT_MSG_EQ((port.cause == Cause::REFUSED), true, "port unreachable");
        NS_TEST_EXPECT_MSG_EQ(port.ended, Seconds(3), "is final");
        const Stream host = Run(1);
        NS_TEST_EXPECT_MSG_EQ((host.cause == Cause::UNREACHABLE), true, "host unreachable");
        NS_TEST_EXPECT_MSG_GT(host.ended, Seconds(60), "is not final");
        const Stream size = Run(4);
        NS_TEST_EXPECT_MSG_EQ((size.cause == Cause::CONNECT_TIMED_OUT), true, "too long a packet");
    }
};

/** A program behind a UDP end point. */
class Mailbox : public UdpEndPointObserver
{
  public:
    std::vector<uint32_t> sizes; //!< of the datagrams
    std::vector<Address> from;   //!< their senders
    std::vector<Address> to;     //!< their destinations
    std::string errors;          //!< ICMP errors as type/code

    void
    OnDatagram(Ptr<Packet> payload,
               const Address& sender,
               const Address& destination,
               Ptr<NetDevice> device) override
    {
        sizes.push_back(payload->GetSize());
        from.push_back(sender);
        to.push_back(destination);
        hasDevice = bool(device);
    }

    void
    OnIcmpError(uint8_t type, uint8_t code, uint32_t) override
    {
        errors += std::to_string(type) + "/" + std::to_string(code) + " ";
    }

    bool hasDevice{false}; //!< the latest came with its device
};

/** IPv4 peers of an IPv6 port. */
class DualStackTest : public TestCase
{
  public:
    DualStackTest()
        : TestCase("IPv6 ports and IPv4 peers")
    {
    }

  private:
    /**
     * @param v6Only the setting
     * @return what the client heard
     */
    std::string
    RunTcp(bool v6Only)
    {
        Pair pair;
        Stream client;
        Ptr<WinsockTcpSocket> listener = pair.Listen(1, true);
        listener->SetV6Only(v6Only);
        client.Use(WinsockTcpSocket::Create(pair.GetNode(0)));
        At(Seconds(2), [&]() { client.socket->Connect(pair.GetAddress(false, 1)); });
        Simulator::Stop(Seconds(5));
        Simulator::Run();
        client.socket->Abort();
        listener->Close();
        Simulator::Destroy();
        return client.events;
    }

    /**
     * @param v6Only the setting
     * @return whether a datagram over IPv4 came and could be answered
     */
    bool
    RunUdp(bool v6Only)
    {
        Pair pair;
        Mailbox server;
        Mailbox client;
        UdpEndPoint here(pair.GetNode(0));
        UdpEndPoint there(pair.GetNode(1));
        here.Bind(Ipv4Address::GetAny(), PORT);
        there.Bind(Ipv6Address::GetAny(), PORT);
        there.SetV6Only(v6Only);
        here.SetObserver(&client);
        there.SetObserver(&server);
        At(Seconds(2), [&]() { here.SendTo(Create<Packet>(5), Pair::GetIpv4(1), PORT); });
        At(Seconds(3),
           [&]()
           {
               const Ipv6Address peer = Ipv6Address::MakeIpv4MappedAddress(Pair::GetIpv4(0));
               const int result = there.SendTo(Create<Packet>(6), peer, PORT);
               NS_TEST_EXPECT_MSG_EQ((result == 0), (!v6Only), "v4-mapped destination");
           });
        Simulator::Stop(Seconds(5));
        Simulator::Run();
        Simulator::Destroy();
        return server.sizes.size() == 1 && client.sizes.size() == 1;
    }

    void
    DoRun() override
    {
        NS_TEST_EXPECT_MSG_EQ(RunTcp(true), "X", "IPV6_V6ONLY");
        NS_TEST_EXPECT_MSG_EQ(RunTcp(false), "C", "dual stack");
        NS_TEST_EXPECT_MSG_EQ(RunUdp(true), false, "IPV6_V6ONLY");
        NS_TEST_EXPECT_MSG_EQ(RunUdp(false), true, "dual stack");
    }
};

/** Shutting down when everything is sent, but not yet acknowledged. */
class HalfCloseTest : public TestCase
{
  public:
    HalfCloseTest()
        : TestCase("half-close behind unacknowledged data")
    {
    }

  private:
    void
    DoRun() override
    {
        Pair pair;
        Stream client;
        Stream server;
        Acceptor acceptor;
        acceptor.listener = pair.Listen(1);
        acceptor.listener->SetObserver(&acceptor);
        acceptor.stream = &server;
        At(Seconds(2),
           [&]()
           {
               client.Use(WinsockTcpSocket::Create(pair.GetNode(0)));
               client.socket->Connect(pair.GetAddress(false, 1));
           });
        At(Seconds(3),
           [&]()
           {
               client.toSend = 100;
               client.Pump();
           });
        At(Seconds(3) + MilliSeconds(1), [&]() { client.socket->ShutdownSend(); });
        Simulator::Stop(Seconds(5));
        Simulator::Run();
        NS_TEST_EXPECT_MSG_EQ(server.received, 100, "data");
        NS_TEST_EXPECT_MSG_EQ(server.events, "P", "and the end of it");
        NS_TEST_EXPECT_MSG_EQ(client.events, "CP", "answered by a close");
        acceptor.listener->Close();
        Simulator::Destroy();
    }
};

/** The backlog bounds what waits. */
class BacklogTest : public TestCase
{
  public:
    /**
     * @param mode what happens to a SYN too many
     */
    explicit BacklogTest(WinsockTcpSocket::OverflowMode mode)
        : TestCase(mode == WinsockTcpSocket::OverflowMode::RESET ? "backlog full: reset"
                                                                 : "backlog full: drop"),
          m_mode(mode)
    {
    }

  private:
    void
    DoRun() override
    {
        Pair pair;
        Ptr<WinsockTcpSocket> listener = pair.Listen(1, false, 2, m_mode);
        Stream clients[4];
        At(Seconds(2),
           [&]()
           {
               for (Stream& client : clients)
               {
                   client.Use(WinsockTcpSocket::Create(pair.GetNode(0)));
                   client.socket->Connect(pair.GetAddress(false, 1));
               }
           });
        At(Seconds(3),
           [&]()
           {
               NS_TEST_EXPECT_MSG_EQ(listener->GetPendingCount(), 2, "as many as the backlog");
               Ptr<WinsockTcpSocket> accepted = listener->AcceptNext(nullptr);
               NS_TEST_EXPECT_MSG_EQ(accepted->IsEstablished(), true, "accepted");
               accepted->Close();
           });
        At(Seconds(20), [&]() { listener->Close(); });
        Simulator::Stop(Seconds(30));
        Simulator::Run();
        const bool reset = m_mode == WinsockTcpSocket::OverflowMode::RESET;
        uint32_t refused = 0;
        uint32_t connected = 0;
        uint32_t failed = 0;
        for (Stream& client : clients)
        {
            refused += client.events == "X" && client.cause == WinsockTcpSocket::EndCause::REFUSED;
            connected += client.events.substr(0, 1) == "C";
            failed += client.events == "CF";
            if (client.socket)
            {
                client.socket->Abort();
            }
        }
        NS_TEST_EXPECT_MSG_EQ(connected, reset ? 2 : 3, "connected at once, or at a retry");
        NS_TEST_EXPECT_MSG_EQ(refused, reset ? 2 : 1, "refused: by the backlog, or by the close");
        NS_TEST_EXPECT_MSG_EQ(failed, reset ? 1 : 2, "waiting ones are reset when it closes");
        Simulator::Destroy();
    }

    WinsockTcpSocket::OverflowMode m_mode; //!< what happens to a SYN too many
};

/** Many connections that are closed by both ends and dropped end by themselves. */
class BackgroundCloseTest : public TestCase
{
  public:
    BackgroundCloseTest()
        : TestCase("closing in the background, also over a broken link")
    {
    }

  private:
    void
    DoRun() override
    {
        Config::SetDefault("ns3::TcpSocketBase::MaxSegLifetime", DoubleValue(5));
        Pair pair;
        std::vector<Stream> servers(60);
        std::vector<Stream> clients(60);
        Acceptor acceptor;
        acceptor.listener = pair.Listen(1, false, 200);
        At(Seconds(2),
           [&]()
           {
               for (Stream& client : clients)
               {
                   client.toSend = 20000;
                   client.Use(WinsockTcpSocket::Create(pair.GetNode(0)));
                   client.socket->Connect(pair.GetAddress(false, 1));
               }
           });
        At(Seconds(4),
           [&]()
           {
               uint32_t i = 0;
               while (Ptr<WinsockTcpSocket> socket = acceptor.listener->AcceptNext(nullptr))
               {
                   servers[i].Use(socket);
                   servers[i].Read();
                   servers[i++].toSend = 5000;
               }
               NS_TEST_EXPECT_MSG_EQ(i, 60, "all connected");
           });
        At(Seconds(8),
           [&]()
           {
               for (uint32_t i = 0; i < 60; i++)
               {
                   // A third each: client first, server first, both at once; the rest follows.
                   if (i % 3 != 1)
                   {
                       clients[i].Finish();
                   }
                   if (i % 3 != 0)
                   {
                       servers[i].toSend = 0;
                       servers[i].Finish();
                   }
                   if (i >= 50)
                   {
                       pair.SetLoss(1);
                   }
               }
           });
        At(Seconds(9),
           [&]()
           {
               for (uint32_t i = 0; i < 60; i++)
               {
                   if (clients[i].socket)
                   {
                       clients[i].Finish();
                   }
                   if (servers[i].socket)
                   {
                       servers[i].Finish();
                   }
               }
               acceptor.listener->Close();
           });
        At(Seconds(600), [&]() { NS_TEST_EXPECT_MSG_EQ(pair.CountSockets(), 0, "all gone"); });
        Simulator::Run();
        NS_TEST_EXPECT_MSG_EQ(Simulator::Now(), Seconds(600), "no event is left over");
        Config::Reset();
        Simulator::Destroy();
    }
};

/** A reader that lets its buffer run full goes on without waiting for a probe. */
class WindowUpdateTest : public TestCase
{
  public:
    WindowUpdateTest()
        : TestCase("reading from a full buffer reopens the window at once")
    {
    }

  private:
    void
    DoRun() override
    {
        Pair pair;
        Stream client;
        Stream server;
        Acceptor acceptor;
        client.toSend = 100000;
        server.reading = false;
        acceptor.listener = pair.Listen(1);
        acceptor.listener->SetReceiveBuffer(8000);
        acceptor.listener->SetObserver(&acceptor);
        acceptor.stream = &server;
        At(Seconds(2),
           [&]()
           {
               client.Use(WinsockTcpSocket::Create(pair.GetNode(0)));
               client.socket->Connect(pair.GetAddress(false, 1));
           });
        At(Seconds(4),
           [&]()
           {
               NS_TEST_EXPECT_MSG_GT(server.socket->GetReceivableBytes(), 7000, "buffer full");
               NS_TEST_EXPECT_MSG_EQ(
                   (client.socket->GetUnsentAndUnackedBytes() > 0), true, "waits");
               server.reading = true;
               server.Read();
           });
        At(Seconds(5),
           [&]()
           {
               NS_TEST_EXPECT_MSG_EQ(server.received, 100000, "all of it within a second");
               NS_TEST_EXPECT_MSG_EQ(client.socket->GetUnsentAndUnackedBytes(), 0, "acknowledged");
           });
        Simulator::Stop(Seconds(6));
        Simulator::Run();
        client.socket->Abort();
        server.socket->Abort();
        acceptor.listener->Abort();
        Simulator::Destroy();
    }
};

/** Options keep what they are given. */
class OptionsTest : public TestCase
{
  public:
    OptionsTest()
        : TestCase("options of TCP sockets")
    {
    }

  private:
    void
    DoRun() override
    {
        Pair pair;
        Ptr<WinsockTcpSocket> socket = WinsockTcpSocket::Create(pair.GetNode(0));
        NS_TEST_EXPECT_MSG_EQ(socket->IsNoDelay(), true, "ns-3's default");
        socket->SetNoDelay(false);
        socket->SetSendBuffer(4096);
        socket->SetReceiveBuffer(9000);
        socket->SetIpTos(0x10);
        socket->SetIpTtl(9);
        socket->Bind(InetSocketAddress(Pair::GetIpv4(0), PORT));
        NS_TEST_EXPECT_MSG_EQ(socket->IsNoDelay(), false, "TCP_NODELAY");
        NS_TEST_EXPECT_MSG_EQ(socket->GetSendBuffer(), 4096, "SO_SNDBUF");
        NS_TEST_EXPECT_MSG_EQ(socket->GetTxAvailable(), 4096, "room");
        NS_TEST_EXPECT_MSG_EQ(socket->GetReceiveBuffer(), 9000, "SO_RCVBUF");
        NS_TEST_EXPECT_MSG_EQ(uint32_t(socket->GetIpTos()), 0x10, "IP_TOS survives bind");
        NS_TEST_EXPECT_MSG_EQ(uint32_t(socket->GetIpTtl()), 9, "IP_TTL");
        NS_TEST_EXPECT_MSG_EQ(socket->AcceptNext(nullptr), nullptr, "not listening");
        Ptr<WinsockTcpSocket> unbound = WinsockTcpSocket::Create(pair.GetNode(0));
        NS_TEST_EXPECT_MSG_EQ(unbound->ListenWithBacklog(5, WinsockTcpSocket::OverflowMode::RESET),
                              -1,
                              "listen before bind");
        socket->Close();
        Simulator::Destroy();
    }
};

/** Datagrams keep boundaries and addresses, over both families. */
class UdpExchangeTest : public TestCase
{
  public:
    /**
     * @param v6 over IPv6
     */
    explicit UdpExchangeTest(bool v6)
        : TestCase(v6 ? "UDP over IPv6, with UdpEcho" : "UDP over IPv4, with UdpEcho"),
          m_v6(v6)
    {
    }

  private:
    /**
     * @param endPoint sends
     * @param size so many bytes
     * @param to to there
     * @return its result
     */
    static int
    Send(UdpEndPoint& endPoint, uint32_t size, const Address& to)
    {
        if (Inet6SocketAddress::IsMatchingType(to))
        {
            const auto peer = Inet6SocketAddress::ConvertFrom(to);
            return endPoint.SendTo(Create<Packet>(size), peer.GetIpv6(), peer.GetPort());
        }
        const auto peer = InetSocketAddress::ConvertFrom(to);
        return endPoint.SendTo(Create<Packet>(size), peer.GetIpv4(), peer.GetPort());
    }

    void
    DoRun() override
    {
        Pair pair;
        UdpEchoServerHelper echo(9);
        echo.Install(pair.GetNode(1)).Start(Seconds(0));
        Mailbox mailbox;
        UdpEndPoint endPoint(pair.GetNode(0));
        NS_TEST_EXPECT_MSG_EQ(
            Send(endPoint, 1, pair.GetAddress(m_v6, 1)), Socket::ERROR_NOTCONN, "not bound");
        const bool bound = m_v6 ? endPoint.Bind(Ipv6Address::GetAny(), PORT)
                                : endPoint.Bind(Ipv4Address::GetAny(), PORT);
        NS_TEST_EXPECT_MSG_EQ(bound, true, "bound");
        endPoint.SetObserver(&mailbox);
        At(Seconds(2),
           [&]()
           {
               for (uint32_t size : {100, 0, 3000, 1})
               {
                   NS_TEST_EXPECT_MSG_EQ(
                       Send(endPoint, size, pair.GetAddress(m_v6, 1, 9)), 0, size);
               }
               NS_TEST_EXPECT_MSG_EQ(Send(endPoint, 65600, pair.GetAddress(m_v6, 1, 9)),
                                     Socket::ERROR_MSGSIZE,
                                     "too long");
               NS_TEST_EXPECT_MSG_EQ(Send(endPoint, 1, pair.GetAddress(!m_v6, 1, 9)),
                                     Socket::ERROR_AFNOSUPPORT,
                                     "other family");
               const Address nowhere =
                   m_v6 ? Address(Inet6SocketAddress(Ipv6Address("3001::1"), 9))
                        : Address(InetSocketAddress(Ipv4Address("192.0.2.1"), 9));
               NS_TEST_EXPECT_MSG_EQ(
                   Send(endPoint, 1, nowhere), Socket::ERROR_NOROUTETOHOST, "no route");
           });
        At(Seconds(4),
           [&]()
           {
               Send(endPoint, 10, pair.GetAddress(m_v6, 1, 10)); // nobody is there
           });
        Simulator::Stop(Seconds(6));
        Simulator::Run();
        NS_TEST_ASSERT_MSG_EQ(mailbox.sizes.size(), 4, "all came back");
        NS_TEST_EXPECT_MSG_EQ(mailbox.sizes[0] + mailbox.sizes[1] + mailbox.sizes[2], 3100, "");
        NS_TEST_EXPECT_MSG_EQ(mailbox.sizes[3], 1, "boundaries are kept");
        NS_TEST_EXPECT_MSG_EQ(mailbox.from[0], pair.GetAddress(m_v6, 1, 9), "sender");
        NS_TEST_EXPECT_MSG_EQ(mailbox.to[0], pair.GetAddress(m_v6, 0), "destination");
        NS_TEST_EXPECT_MSG_EQ(mailbox.hasDevice, true, "device");
        NS_TEST_EXPECT_MSG_EQ(mailbox.errors, m_v6 ? "1/4 " : "3/3 ", "port unreachable");
        Simulator::Destroy();
        NS_TEST_EXPECT_MSG_EQ(endPoint.IsBound(), false, "the node is gone");
    }

    bool m_v6; //!< over IPv6
};

/** Connected end points, broadcast, settings. */
class UdpFilterTest : public TestCase
{
  public:
    UdpFilterTest()
        : TestCase("UDP: peer filter, broadcast, time to live, shared ports")
    {
    }

  private:
    void
    DoRun() override
    {
        Pair pair;
        Mailbox mailbox;
        UdpEndPoint receiver(pair.GetNode(1));
        UdpEndPoint friendly(pair.GetNode(0));
        UdpEndPoint stranger(pair.GetNode(0));
        NS_TEST_EXPECT_MSG_EQ(receiver.Bind(Ipv4Address::GetAny(), 0), false, "no port given");
        receiver.Bind(Ipv4Address::GetAny(), PORT);
        NS_TEST_EXPECT_MSG_EQ(receiver.Bind(Ipv4Address::GetAny(), PORT + 1), false, "twice");
        UdpEndPoint second(pair.GetNode(1));
        NS_TEST_EXPECT_MSG_EQ(second.Bind(Ipv4Address::GetAny(), PORT), false, "taken");
        friendly.Bind(Ipv4Address::GetAny(), 1001);
        stranger.Bind(Pair::GetIpv4(0), 1002);
        receiver.SetObserver(&mailbox);
        const auto sendBoth = [&]()
        {
            friendly.SendTo(Create<Packet>(1), Pair::GetIpv4(1), PORT);
            stranger.SendTo(Create<Packet>(2), Pair::GetIpv4(1), PORT);
        };
        At(Seconds(1),
           [&]()
           {
               receiver.SetPeer(Pair::GetIpv4(0), 1001);
               NS_TEST_EXPECT_MSG_EQ(
                   receiver.GetPeer(), Address(InetSocketAddress(Pair::GetIpv4(0), 1001)), "peer");
               sendBoth();
           });
        At(Seconds(2),
           [&]()
           {
               NS_TEST_EXPECT_MSG_EQ(mailbox.sizes.size(), 1, "only the peer's");
               receiver.ClearPeer();
               sendBoth();
           });
        At(Seconds(3),
           [&]()
           {
               NS_TEST_EXPECT_MSG_EQ(mailbox.sizes.size(), 3, "everybody's");
               for (const char* broadcast : {"255.255.255.255", "10.1.1.255"})
               {
                   const Ipv4Address all(broadcast);
                   friendly.SetAllowBroadcast(false);
                   NS_TEST_EXPECT_MSG_EQ(friendly.SendTo(Create<Packet>(3), all, PORT),
                                         Socket::ERROR_OPNOTSUPP,
                                         "broadcast needs permission: " << broadcast);
                   friendly.SetAllowBroadcast(true);
                   NS_TEST_EXPECT_MSG_EQ(
                       friendly.SendTo(Create<Packet>(3), all, PORT), 0, broadcast);
               }
           });
        At(Seconds(4),
           [&]()
           {
               NS_TEST_ASSERT_MSG_EQ(mailbox.sizes.size(), 5, "two broadcasts");
               NS_TEST_EXPECT_MSG_EQ(mailbox.to[3],
                                     Address(InetSocketAddress(Ipv4Address::GetBroadcast(), PORT)),
                                     "destination of a broadcast");
               friendly.GetOptions().dontFragment = true;
               friendly.SendTo(Create<Packet>(4000), Pair::GetIpv4(1), PORT);
               friendly.GetOptions().dontFragment = false;
               friendly.GetOptions().ttl = 3;
               friendly.GetOptions().tos = 0x10;
               friendly.SendTo(Create<Packet>(4), Pair::GetIpv4(1), PORT);
               receiver.SetReceiveEnabled(false);
           });
        At(Seconds(5),
           [&]()
           {
               NS_TEST_EXPECT_MSG_EQ(mailbox.sizes.size(), 5, "receiving was switched off");
               receiver.SetReceiveEnabled(true);
               sendBoth();
           });
        Simulator::Stop(Seconds(6));
        Simulator::Run();
        NS_TEST_EXPECT_MSG_EQ(mailbox.sizes.size(), 7, "and on again");
        NS_TEST_EXPECT_MSG_LT(sizeof(UdpEndPoint), 121U, "size");
        Simulator::Destroy();
    }
};

/** An end point that outlives its node's UDP is forgotten: another node may get the same id. */
class UdpOutliveTest : public TestCase
{
  public:
    UdpOutliveTest()
        : TestCase("a UDP end point that outlives its node's UDP")
    {
    }

  private:
    void
    DoRun() override
    {
        Pair first;
        UdpEndPoint older(first.GetNode(0));
        UdpEndPoint companion(first.GetNode(0));
        NS_TEST_EXPECT_MSG_EQ(older.Bind(Ipv4Address::GetAny(), PORT, true), true, "bind");
        NS_TEST_EXPECT_MSG_EQ(companion.Bind(Ipv4Address::GetAny(), PORT, true), true, "share");
        NS_TEST_EXPECT_MSG_EQ(
            UdpSharing::GetAll(*first.GetNode(0), PORT).size(), 2, "both are known");
        Simulator::Destroy();
        NS_TEST_EXPECT_MSG_EQ((older.IsBound() || companion.IsBound()), false, "UDP is gone");
        Pair second;
        NS_TEST_EXPECT_MSG_EQ(second.GetNode(0)->GetId(), first.GetNode(0)->GetId(), "same id");
        UdpEndPoint younger(second.GetNode(0));
        NS_TEST_EXPECT_MSG_EQ(younger.Bind(Ipv4Address::GetAny(), PORT), true, "bind");
        const std::vector<UdpEndPoint*> known = UdpSharing::GetAll(*second.GetNode(0), PORT);
        NS_TEST_ASSERT_MSG_EQ(known.size(), 1, "the older ones are forgotten");
        NS_TEST_EXPECT_MSG_EQ(known.front(), &younger, "the younger one is known");
        Simulator::Destroy();
    }
};

/** All of the above. */
class WinsockTransportTestSuite : public TestSuite
{
  public:
    WinsockTransportTestSuite()
        : TestSuite("winsock-transport", TestSuite::Type::UNIT)
    {
        AddTestCase(new EqualSocketTest);
        AddTestCase(new ChangedDefaultsTest);
        AddTestCase(new ChurnTest);
        AddTestCase(new TransferTest("up", false, 0, 200000, 0));
        AddTestCase(new TransferTest("down", false, 0, 0, 200000));
        AddTestCase(new TransferTest("IPv6", true, 0, 50000, 0));
        AddTestCase(new TransferTest("lossy up", false, 0.03, 300000, 0));
        AddTestCase(new TransferTest("lossy down", false, 0.03, 0, 300000));
        AddTestCase(new TransferTest("lossy IPv6", true, 0.05, 100000, 0));
        AddTestCase(new TransferTest("very lossy", false, 0.15, 20000, 0));
        AddTestCase(new TransferTest("both ways", false, 0, 100000, 200000));
        AddTestCase(new TransferTest("lossy both ways", false, 0.04, 100000, 250000));
        AddTestCase(new TransferTest("lossy, late answer", false, 0.08, 1000, 60000));
        AddTestCase(new TransferTest("lossy, short answer", false, 0.08, 60000, 1000));
        AddTestCase(new PlainPeersTest);
        AddTestCase(new ConnectFailureTest);
        AddTestCase(new ConnectionFailureTest);
        AddTestCase(new BacklogTest(WinsockTcpSocket::OverflowMode::RESET));
        AddTestCase(new BacklogTest(WinsockTcpSocket::OverflowMode::DROP));
        AddTestCase(new BackgroundCloseTest);
        AddTestCase(new HalfCloseTest);
        AddTestCase(new QuitTest);
        AddTestCase(new IcmpTest);
        AddTestCase(new DualStackTest);
        AddTestCase(new WindowUpdateTest);
        AddTestCase(new OptionsTest);
        AddTestCase(new UdpExchangeTest(false));
        AddTestCase(new UdpExchangeTest(true));
        AddTestCase(new UdpFilterTest);
        AddTestCase(new UdpOutliveTest);
    }
};

WinsockTransportTestSuite g_winsockTransportTestSuite; //!< registers the suite

} // namespace
