/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "bench-world.h"

#include "bench-registry.h"

#include "ns3/config.h"
#include "ns3/data-rate.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/ipv4-static-routing-helper.h"
#include "ns3/nstime.h"
#include "ns3/point-to-point-helper.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"
#include "ns3/winsock-application-helper.h"
#include "ns3/winsock-stack-helper.h"

#include <cstring>
#include <utility>

namespace ns3::winsock
{

BenchWorld::BenchWorld(uint32_t clientNodes)
{
    Config::SetDefault("ns3::TcpSocket::SegmentSize", UintegerValue(SEGMENT_BYTES));
    Config::SetDefault("ns3::TcpSocket::SndBufSize", UintegerValue(BUFFER_BYTES));
    Config::SetDefault("ns3::TcpSocket::RcvBufSize", UintegerValue(BUFFER_BYTES));
    Config::SetDefault("ns3::UdpSocket::RcvBufSize", UintegerValue(BUFFER_BYTES));
    m_nodes.Create(1 + clientNodes);
    InternetStackHelper internet;
    internet.Install(m_nodes);
    PointToPointHelper link;
    link.SetDeviceAttribute("DataRate", StringValue("1Gbps"));
    link.SetChannelAttribute("Delay", StringValue("100us"));
    Ipv4AddressHelper addresses("10.0.0.0", "255.255.255.0");
    for (uint32_t i = 0; i < clientNodes; ++i)
    {
        Ptr<Node> client = m_nodes.Get(i == 0 ? 0 : i + 1);
        const auto ends = addresses.Assign(link.Install(client, m_nodes.Get(1)));
        addresses.NewNetwork();
        Ipv4StaticRoutingHelper()
            .GetStaticRouting(client->GetObject<Ipv4>())
            ->SetDefaultRoute(ends.GetAddress(1), ends.Get(0).second);
    }
}

BenchWorld::~BenchWorld()
{
    Simulator::Destroy();
}

Ptr<Node>
BenchWorld::GetNode(uint32_t index) const
{
    return m_nodes.Get(index);
}

InetSocketAddress
BenchWorld::GetServer() const
{
    return InetSocketAddress(Ipv4Address("10.0.0.2"), PORT);
}

void
BenchWorld::InstallWinsock()
{
    WinsockStackHelper stack;
    stack.SetProfile("unlimited");
    for (const char* buffer : {"TcpSndBuf", "TcpRcvBuf", "UdpSndBuf", "UdpRcvBuf"})
    {
        stack.SetAttribute(buffer, UintegerValue(BUFFER_BYTES));
    }
    stack.Install(m_nodes);
}

void
BenchWorld::AddProgram(uint32_t index, double seconds, std::function<void(Winsock&)> program)
{
    WinsockApplicationHelper application(
        [program = std::move(program)](Winsock& winsock)
        {
            WSADATA data;
            Expect(winsock.WSAStartup(MAKEWORD(2, 2), &data) == 0, "WSAStartup");
            program(winsock);
            return 0;
        });
    application.Install(m_nodes.Get(index)).Start(Seconds(seconds));
}

double
BenchWorld::Run()
{
    Stopwatch watch;
    Simulator::Run();
    return watch.GetNanoseconds();
}

int
BindTo(Winsock& winsock, SOCKET s, uint16_t port)
{
    SOCKADDR_IN address{};
    address.sin_family = AF_INET;
    address.sin_port = winsock.htons(port);
    return winsock.bind(s, reinterpret_cast<SOCKADDR*>(&address), sizeof(address));
}

SOCKADDR_IN
GetServerAddress()
{
    const uint8_t bytes[] = {10, 0, 0, 2};
    SOCKADDR_IN address{};
    address.sin_family = AF_INET;
    address.sin_port = static_cast<USHORT>((BenchWorld::PORT >> 8) | (BenchWorld::PORT << 8));
    std::memcpy(&address.sin_addr, bytes, sizeof(bytes));
    return address;
}

} // namespace ns3::winsock
