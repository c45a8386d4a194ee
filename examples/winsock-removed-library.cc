/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What became of machines whose filter was deleted by hand: the library of a layered provider goes,
// its chains stay in the catalog, and every new program is without a network until somebody resets
// the catalog.
//
//      machine (windows-10, with the layer)       server (plain ns-3)
//               10.1.1.1 ----------------------------- 10.1.1.2:9
//
// The catalog is that of a real machine. A browser, which runs all the time, sends on its old
// connection and opens new sockets now and then; other programs start in between. Try
//
//   winsock-removed-library --remove=entry

#include "ns3/abort.h"
#include "ns3/catalog-administration.h"
#include "ns3/catalog-check.h"
#include "ns3/catalog-text.h"
#include "ns3/command-line.h"
#include "ns3/inet-socket-address.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/node-container.h"
#include "ns3/packet-sink-helper.h"
#include "ns3/packet-sink.h"
#include "ns3/pass-through-layer.h"
#include "ns3/point-to-point-helper.h"
#include "ns3/protocol-catalog-builder.h"
#include "ns3/protocol-selector.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/winsock-application-helper.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-options.h"
#include "ns3/winsock-stack-helper.h"
#include "ns3/winsock-stack.h"
#include "ns3/winsock.h"

#include <algorithm>
#include <iomanip>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;

namespace
{

#ifdef WINSOCK_TEST_DATA_DIR
const std::string CATALOGS = WINSOCK_TEST_DATA_DIR "/../../data/catalogs/";
#else
const std::string CATALOGS = "contrib/winsock/data/catalogs/";
#endif

/// What the programs open, and how the table calls it.
struct Protocol
{
    const char* name;
    SelectionRequest triple;
};

const std::vector<Protocol> PROTOCOLS{{"TCP", {AF_INET, SOCK_STREAM, IPPROTO_TCP}},
                                      {"UDP", {AF_INET, SOCK_DGRAM, IPPROTO_UDP}},
                                      {"ICMP", {AF_INET, SOCK_RAW, IPPROTO_ICMP}},
                                      {"TCP/IPv6", {AF_INET6, SOCK_STREAM, IPPROTO_TCP}},
                                      {"UDP/IPv6", {AF_INET6, SOCK_DGRAM, IPPROTO_UDP}}};
constexpr std::size_t FIRST_WIDTH = 28;
constexpr std::size_t WIDTH = 10;

/// Fills a text up with blanks to a width.
std::string
Padded(std::string text, std::size_t width)
{
    text.resize(std::max(text.size(), width), ' ');
    return text;
}

/// Prints a line with the time, who or what it is about, and what there is to say.
void
Print(const std::string& about, const std::string& text)
{
    std::cout << std::setw(5) << std::fixed << std::setprecision(1) << Simulator::Now().GetSeconds()
              << " s  " << (text.empty() ? about : Padded(about, FIRST_WIDTH) + text) << "\n";
}

/// @return "layer" or "base", by what serves a new socket; or the error's number
std::string
Try(Winsock& ws, const SelectionRequest& triple)
{
    const SOCKET s = ws.socket(triple.af, triple.type, triple.protocol);
    if (s == INVALID_SOCKET)
    {
        return std::to_string(ws.WSAGetLastError());
    }
    WSAPROTOCOL_INFOW info{};
    int length = sizeof(info);
    ws.getsockopt(s, SOL_SOCKET, SO_PROTOCOL_INFOW, reinterpret_cast<char*>(&info), &length);
    ws.closesocket(s);
    return info.ProtocolChain.ChainLen > BASE_PROTOCOL ? "layer" : "base";
}

/// Opens a socket of each protocol and prints what came of it.
void
TryAll(Winsock& ws, const std::string& who)
{
    std::string results;
    for (const Protocol& protocol : PROTOCOLS)
    {
        results += Padded(" " + Try(ws, protocol.triple), WIDTH);
    }
    Print(who, results.substr(0, results.find_last_not_of(' ') + 1));
}

void
Start(Winsock& ws)
{
    WSADATA data;
    ws.WSAStartup(MAKEWORD(2, 2), &data);
}

/// Runs from before the removal until after the reset, with one connection all the time.
int
Browse(Winsock& ws)
{
    Start(ws);
    const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    SOCKADDR_IN server{};
    server.sin_family = AF_INET;
    server.sin_port = ws.htons(9);
    server.sin_addr.S_un.S_addr = ws.inet_addr("10.1.1.2");
    ws.connect(s, reinterpret_cast<const SOCKADDR*>(&server), sizeof(server));
    const std::string page(1000, 'x');
    for (const auto& [when, seconds] :
         {std::pair{"before", 2}, std::pair{"still running", 4}, std::pair{"still running", 2}})
    {
        ws.send(s, page.data(), static_cast<int>(page.size()), 0);
        TryAll(ws, std::string("browser, ") + when);
        ws.Sleep(seconds * 1000);
    }
    ws.closesocket(s);
    ws.WSACleanup();
    Start(ws);
    TryAll(ws, "browser, started again");
    return ws.WSACleanup();
}

/// Starts after the removal and tries again after the reset, first as it is, then with a new view.
int
ReadMail(Winsock& ws)
{
    Start(ws);
    TryAll(ws, "mail, new");
    ws.Sleep(2000);
    TryAll(ws, "mail, still running");
    ws.WSACleanup();
    Start(ws);
    TryAll(ws, "mail, after WSAStartup");
    return ws.WSACleanup();
}

int
UpdateClock(Winsock& ws)
{
    Start(ws);
    TryAll(ws, "clock, new");
    return ws.WSACleanup();
}

/// @return the catalog's first layer by itself; ends the program if there is none
const CatalogEntry&
FindLayer(const ProtocolCatalog& catalog)
{
    const auto layer = std::find_if(
        catalog.begin(), catalog.end(), [](const CatalogEntry& entry) { return entry.IsLayer(); });
    NS_ABORT_MSG_IF(layer == catalog.end(), "The catalog has no layer to remove; choose another.");
    return *layer;
}

/// What the uninstaller, or its absence, does: deletes the file, or the layer's entry and no more.
void
RemoveLayer(Ptr<WinsockStack> stack, bool file)
{
    const CatalogEntry layer = FindLayer(*stack->GetCatalog());
    if (file)
    {
        stack->GetProviderRegistry().Remove(layer.libraryPath);
        Print("its library is deleted", "");
        return;
    }
    ProtocolCatalogBuilder builder(*stack->GetCatalog());
    const ProviderRemoval removal = RemoveProviderOfEntry(builder, layer.Id());
    stack->SetCatalog(builder.Build());
    Print("its entry is removed",
          " " + std::to_string(removal.orphans.size()) + " chains with it stay");
}

/// Lets an administrator look at the catalog, then put the stock one back.
void
Reset(Ptr<WinsockStack> stack)
{
    const std::vector<CatalogFinding> findings = CheckCatalog(*stack->GetCatalog());
    const auto problems =
        std::count_if(findings.begin(),
                      findings.end(),
                      [](const CatalogFinding& finding) { return finding.rule == "R-CAT-47"; });
    Print("an administrator checks", " orphans in the catalog: " + std::to_string(problems));
    stack->ResetCatalog();
    Print("and resets the catalog", " netsh winsock reset");
}

} // namespace

int
main(int argc, char* argv[])
{
    std::string remove = "library";
    std::string file = CATALOGS + "win10-1607-x64-lavasoft-moby27423.txt";
    CommandLine cmd(__FILE__);
    cmd.AddValue(
        "remove", "What goes: the library (the file), or the entry (of the layer)", remove);
    cmd.AddValue(
        "catalog", "The machine's catalog, as \"netsh winsock show catalog\" prints it", file);
    cmd.Parse(argc, argv);
    const CatalogTextResult read = ReadCatalogFile(file);
    if (!read || (remove != "library" && remove != "entry"))
    {
        std::cerr << (read ? "Choose --remove=library or --remove=entry"
                           : "The catalog " + file + " cannot be used: " + read.problem.ToString() +
                                 ". Choose another one by --catalog=FILE")
                  << ".\n";
        return 1;
    }

    NodeContainer nodes;
    nodes.Create(2);
    PointToPointHelper link;
    link.SetDeviceAttribute("DataRate", StringValue("10Mbps"));
    const NetDeviceContainer devices = link.Install(nodes);
    InternetStackHelper internet;
    internet.Install(nodes);
    Ipv4AddressHelper addresses("10.1.1.0", "255.255.255.0");
    addresses.Assign(devices);
    PacketSinkHelper sink("ns3::TcpSocketFactory", InetSocketAddress(Ipv4Address::GetAny(), 9));
    const ApplicationContainer sinks = sink.Install(nodes.Get(1));

    WinsockStackHelper winsock;
    winsock.SetProfile("windows-10");
    winsock.SetCatalog(read.catalogs.native);
    winsock.Install(nodes.Get(0));
    const Ptr<WinsockStack> stack = nodes.Get(0)->GetObject<WinsockStack>();
    const CatalogEntry layer = FindLayer(*read.catalogs.native);
    CreateObject<PassThroughLibrary>()->Register(*stack, layer.libraryPath);

    std::string heading = Padded("program", FIRST_WIDTH);
    for (const Protocol& protocol : PROTOCOLS)
    {
        heading += Padded(std::string(" ") + protocol.name, WIDTH);
    }
    std::cout << layer.Name() << ", " << layer.libraryPath << "\n\n   time  "
              << heading.substr(0, heading.find_last_not_of(' ') + 1) << "\n";
    WinsockApplicationHelper(Browse).Install(nodes.Get(0)).Start(Seconds(1));
    Simulator::Schedule(Seconds(2), &RemoveLayer, stack, remove == "library");
    WinsockApplicationHelper(ReadMail).Install(nodes.Get(0)).Start(Seconds(4));
    Simulator::Schedule(Seconds(5), &Reset, stack);
    WinsockApplicationHelper(UpdateClock).Install(nodes.Get(0)).Start(Seconds(8));
    Simulator::Stop(Seconds(20));
    Simulator::Run();

    std::cout << "\nlayer: served through it; base: without it; "
              << WinsockErrorString(WSAEPROVIDERFAILEDINIT) << ".\nThe server received "
              << DynamicCast<PacketSink>(sinks.Get(0))->GetTotalRx()
              << " of 3000 bytes on the browser's old connection.\n";
    Simulator::Destroy();
    return 0;
}
