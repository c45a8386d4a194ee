/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// A layered service provider of one's own: it is installed over TCP in the catalog of one machine,
// and from then on stands between that machine's programs and the base provider.
//
//      client (windows-10, with the layer)        server (plain ns-3)
//               10.1.1.1 ----------------------------- 10.1.1.2:9
//                            1 Mbit/s, 10 ms
//
// The layer itself, to be copied, is layers/counting-layer.h. Try
//
//   winsock-counting-layer --bytes=100000

#include "ns3/abort.h"
#include "ns3/command-line.h"
#include "ns3/inet-socket-address.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/node-container.h"
#include "ns3/packet-sink-helper.h"
#include "ns3/packet-sink.h"
#include "ns3/point-to-point-helper.h"
#include "ns3/protocol-catalog-builder.h"
#include "ns3/protocol-selector.h"
#include "ns3/simulator.h"
#include "ns3/stock-catalogs.h"
#include "ns3/string.h"
#include "ns3/winsock-application-helper.h"
#include "ns3/winsock-guid.h"
#include "ns3/winsock-stack-helper.h"
#include "ns3/winsock-stack.h"
#include "ns3/winsock.h"

#include <iostream>
#include <string>
#include <vector>

#include "layers/counting-layer.h"

using namespace ns3;
using namespace ns3::winsock;

namespace
{

const char* const LIBRARY = "counter.dll";

// --- The layer in a catalog ---

/// Adds an entry; a mistake in it ends the program with a sentence that says what is wrong.
DWORD
Add(ProtocolCatalogBuilder& builder, CatalogEntry entry, const char* name, const char* guid)
{
    entry.SetName(name);
    entry.libraryPath = LIBRARY;
    NS_ABORT_UNLESS(GuidFromString(guid, entry.info.ProviderId));
    const CatalogChange change = builder.Install(entry);
    NS_ABORT_MSG_UNLESS(change, change.problem);
    return change.id;
}

/// Puts the layer over the catalog's TCP, as an installer does: the layer by itself, then a chain of
/// the layer and TCP, then the chain to the front, so that it is found before TCP alone.
std::shared_ptr<const ProtocolCatalog>
InstallLayer(const ProtocolCatalog& machine)
{
    const CatalogEntry tcp =
        *Select(machine, {AF_INET, SOCK_STREAM, IPPROTO_TCP}, Dialect::NT).entry;
    ProtocolCatalogBuilder builder(machine);

    CatalogEntry layer = tcp;
    layer.info.ProtocolChain.ChainLen = LAYERED_PROTOCOL;
    layer.info.dwServiceFlags1 &= ~static_cast<DWORD>(XP1_IFS_HANDLES);
    layer.info.dwProviderFlags = PFL_HIDDEN;
    const DWORD layerId = Add(builder, layer, "Counter", "{5f9d3c0e-52a1-4c57-9b41-06f5d6a3c101}");

    CatalogEntry chain = tcp;
    chain.info.dwServiceFlags1 &= ~static_cast<DWORD>(XP1_IFS_HANDLES);
    chain.info.ProtocolChain.ChainLen = 2;
    chain.info.ProtocolChain.ChainEntries[0] = layerId;
    chain.info.ProtocolChain.ChainEntries[1] = tcp.Id();
    const DWORD chainId =
        Add(builder, chain, "Counter over TCP", "{5f9d3c0e-52a1-4c57-9b41-06f5d6a3c102}");

    std::vector<DWORD> order{chainId};
    for (const CatalogEntry& entry : builder.GetEntries())
    {
        if (entry.Id() != chainId)
        {
            order.push_back(entry.Id());
        }
    }
    builder.SetOrder(order);
    return builder.Build();
}

// --- End of the layer in a catalog ---

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
    const auto catalog = InstallLayer(*StockCatalog("windows-10"));
    std::cout << Explain(*catalog, {AF_INET, SOCK_STREAM, IPPROTO_TCP}, Dialect::NT);
    WinsockStackHelper winsock;
    winsock.SetCatalog(catalog);
    winsock.Install(nodes.Get(0));
    nodes.Get(0)->GetObject<WinsockStack>()->GetProviderRegistry().Register(
        LIBRARY, [&]() -> Ptr<ServiceProvider> { return Create<CountingLayer>(counted); });

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
