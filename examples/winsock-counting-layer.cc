/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// A layered service provider of one's own: it is installed in the catalog of one machine, and from
// then on stands between that machine's programs and the base provider.
//
//      client (windows-10, with the layer)        server (plain ns-3)
//               10.1.1.1 ----------------------------- 10.1.1.2:9
//                            1 Mbit/s, 10 ms
//
// The layer itself, to be copied, is layers/counting-layer.h. Try
//
//   winsock-counting-layer --bytes=100000

#include "ns3/command-line.h"
#include "ns3/inet-socket-address.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/node-container.h"
#include "ns3/packet-sink-helper.h"
#include "ns3/packet-sink.h"
#include "ns3/point-to-point-helper.h"
#include "ns3/protocol-selector.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/winsock-application-helper.h"
#include "ns3/winsock-layer-helper.h"
#include "ns3/winsock-stack-helper.h"
#include "ns3/winsock-stack.h"
#include "ns3/winsock.h"

#include <iostream>
#include <string>

#include "layers/counting-layer.h"

using namespace ns3;
using namespace ns3::winsock;

namespace
{

int
SendAll(Winsock& ws, int bytes)
{
    WSADATA data;
    ws.WSAStartup(MAKEWORD(2, 2), &data);
    const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    SOCKADDR_IN server{};
    server.sin_family = AF_INET;
    server.sin_port = ws.htons(9);
    server.sin_addr.S_un.S_addr = ws.inet_addr("10.1.1.2");
    if (ws.connect(s, reinterpret_cast<const SOCKADDR*>(&server), sizeof(server)) == SOCKET_ERROR)
    {
        std::cout << "connect failed: " << WinsockErrorString(ws.WSAGetLastError()) << "\n";
        return 1;
    }
    const std::string text(bytes, 'x');
    ws.send(s, text.data(), bytes, 0);
    ws.closesocket(s);
    return ws.WSACleanup();
}

} // namespace

int
main(int argc, char* argv[])
{
    int bytes = 20000;
    CommandLine cmd(__FILE__);
    cmd.AddValue("bytes", "Bytes that the client sends", bytes);
    cmd.Parse(argc, argv);

    NodeContainer nodes;
    nodes.Create(2);
    PointToPointHelper link;
    link.SetDeviceAttribute("DataRate", StringValue("1Mbps"));
    link.SetChannelAttribute("Delay", StringValue("10ms"));
    const NetDeviceContainer devices = link.Install(nodes);
    InternetStackHelper internet;
    internet.Install(nodes);
    Ipv4AddressHelper addresses("10.1.1.0", "255.255.255.0");
    addresses.Assign(devices);

    uint64_t counted = 0;
    WinsockStackHelper().Install(nodes.Get(0));

    // --- The layer on a node ---
    WinsockLayerHelper layer("counter.dll", [&] { return Create<CountingLayer>(counted); });
    layer.SetName("Counter");
    layer.Install(nodes.Get(0));
    // --- End of the layer on a node ---

    const auto catalog = nodes.Get(0)->GetObject<WinsockStack>()->GetCatalog();
    std::cout << Explain(*catalog, {AF_INET, SOCK_STREAM, IPPROTO_TCP}, Dialect::NT);

    WinsockApplicationHelper client([bytes](Winsock& ws) { return SendAll(ws, bytes); });
    client.Install(nodes.Get(0)).Start(Seconds(1));
    PacketSinkHelper sink("ns3::TcpSocketFactory", InetSocketAddress(Ipv4Address::GetAny(), 9));
    const ApplicationContainer sinks = sink.Install(nodes.Get(1));

    Simulator::Stop(Seconds(100));
    Simulator::Run();
    const uint64_t received = DynamicCast<PacketSink>(sinks.Get(0))->GetTotalRx();
    std::cout << "the layer counted " << counted << " bytes, the server received " << received
              << "\n";
    Simulator::Destroy();
    return counted == received ? 0 : 1;
}
