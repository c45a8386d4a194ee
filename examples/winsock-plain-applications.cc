/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Plain ns-3 applications through Winsock: three traffic sources and their sinks, none of which knows
// of it, open their sockets through the nodes' catalogs, chains and limits.
//
//      device (wince-5.0, with a monitor layer)      server (windows-10)
//               10.1.1.1 ------------------------------- 10.1.1.2
//
// Each socket of the device takes two descriptors, one for the base provider's handle and one for the
// layer's. The last source finds none left. Try
//
//   winsock-plain-applications --descriptors=6
//   winsock-plain-applications --factory=ns3::TcpSocketFactory

#include "ns3/application-container.h"
#include "ns3/boolean.h"
#include "ns3/bulk-send-helper.h"
#include "ns3/call-record.h"
#include "ns3/command-line.h"
#include "ns3/config.h"
#include "ns3/data-rate.h"
#include "ns3/inet-socket-address.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/monitor-layer.h"
#include "ns3/node-container.h"
#include "ns3/on-off-helper.h"
#include "ns3/packet-sink-helper.h"
#include "ns3/packet-sink.h"
#include "ns3/point-to-point-helper.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-layer-helper.h"
#include "ns3/winsock-stack-helper.h"

#include <cstdint>
#include <iomanip>
#include <iostream>
#include <map>
#include <string>

using namespace ns3;
using namespace ns3::winsock;

namespace
{

constexpr uint32_t BYTES = 50000; // that each source wants to send

std::map<std::string, int> g_calls; // that crossed the layer, by function

void
NoteCall(const CallRecord& record)
{
    if (record.phase == CallRecord::Phase::ENTER)
    {
        ++g_calls[record.function];
    }
}

void
NoteRefusal(int error)
{
    std::cout << Simulator::Now().GetSeconds() << " s: a socket of the device is refused, "
              << WinsockErrorString(error) << "\n";
}

/// A source of one of ns3's helpers on one node and a sink on the other.
template <typename Helper>
Ptr<PacketSink>
Connect(const NodeContainer& nodes, Helper source, const std::string& factory, uint16_t port)
{
    PacketSinkHelper sink(factory, InetSocketAddress(Ipv4Address::GetAny(), port));
    ApplicationContainer sinks = sink.Install(nodes.Get(1));
    sinks.Start(Seconds(1));
    source.SetAttribute("MaxBytes", UintegerValue(BYTES));
    source.SetAttribute("Remote", AddressValue(InetSocketAddress("10.1.1.2", port)));
    source.Install(nodes.Get(0)).Start(MilliSeconds(2000 + port));
    return DynamicCast<PacketSink>(sinks.Get(0));
}

void
BuildNetwork(const NodeContainer& nodes, uint32_t descriptors)
{
    PointToPointHelper link;
    link.SetDeviceAttribute("DataRate", StringValue("1Mbps"));
    link.SetChannelAttribute("Delay", StringValue("5ms"));
    InternetStackHelper().Install(nodes);
    Ipv4AddressHelper("10.1.1.0", "255.255.255.0").Assign(link.Install(nodes));

    // Without this, BulkSend would end the simulation when its socket is refused.
    Config::SetDefault("ns3::winsock::PlainProcess::RefuseLate", BooleanValue(true));
    WinsockStackHelper winsock;
    winsock.SetProfile("windows-10");
    winsock.Install(nodes.Get(1));
    winsock.SetProfile("wince-5.0");
    winsock.SetAttribute("MaxSocketsPerProcess", UintegerValue(descriptors));
    winsock.Install(nodes.Get(0));

    Ptr<MonitorLibrary> monitor = CreateObject<MonitorLibrary>();
    monitor->TraceConnectWithoutContext("Call", MakeCallback(&NoteCall));
    WinsockLayerHelper("monitor.dll", monitor).Install(nodes.Get(0));
    Config::ConnectWithoutContext("/NodeList/0/$ns3::winsock::PlainProcess/Refused",
                                  MakeCallback(&NoteRefusal));
}

} // namespace

int
main(int argc, char* argv[])
{
    uint32_t descriptors = 4;
    std::string factory = "ns3::winsock::TcpSocketFactory";
    CommandLine cmd(__FILE__);
    cmd.AddValue("descriptors", "Descriptors that a process of the device may hold", descriptors);
    cmd.AddValue("factory", "Where BulkSend and its sinks get their sockets", factory);
    cmd.Parse(argc, argv);

    NodeContainer nodes;
    nodes.Create(2);
    BuildNetwork(nodes, descriptors);

    OnOffHelper onOff("ns3::winsock::UdpSocketFactory", Address());
    onOff.SetConstantRate(DataRate("40kbps"), 500);
    const BulkSendHelper bulk(factory, Address());
    const Ptr<PacketSink> sinks[] = {
        Connect(nodes, onOff, "ns3::winsock::UdpSocketFactory", 100),
        Connect(nodes, bulk, factory, 200),
        Connect(nodes, bulk, factory, 210),
    };
    Simulator::Stop(Seconds(30));
    Simulator::Run();

    const char* const names[] = {"OnOff, UDP", "BulkSend, TCP", "BulkSend, TCP"};
    std::cout << "\nsource         bytes at the sink\n";
    for (int i = 0; i < 3; ++i)
    {
        std::cout << std::left << std::setw(15) << names[i] << std::right << std::setw(17)
                  << sinks[i]->GetTotalRx() << "\n";
    }
    std::cout << "\ncalls that crossed the layer\n";
    for (const char* function : {"WSPSocket", "WSPBind", "WSPConnect", "WSPCloseSocket"})
    {
        std::cout << std::left << std::setw(15) << function << std::right << std::setw(17)
                  << g_calls[function] << "\n";
    }
    Simulator::Destroy();
    return 0;
}
