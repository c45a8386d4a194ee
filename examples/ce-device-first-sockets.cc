/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// A Windows CE-class device with the protocol catalog of a real machine opens its first sockets.
//
//      device (wince-6.0)                     server (windows-nt)
//          10.1.1.1 ----------------------------- 10.1.1.2:80
//                 serial line, 115200 bit/s, 20 ms
//
// Shown are the catalog, which entry and chain a family, type and protocol lead to and why, one call
// on its way down the layers, the time line of both programs' calls, and what happens when sockets run
// out. The catalog names libraries that are not here (a proxy's, an antivirus program's ...): each
// becomes a layer that passes all calls on. Try
//
//   ce-device-first-sockets --full
//   ce-device-first-sockets --catalog=my-machine.txt --out=/tmp
//
// where my-machine.txt is what "netsh winsock show catalog" printed on a Windows machine.

#include "call-pictures.h"
#include "catalog-pictures.h"
#include "socket-exhaustion.h"

#include "ns3/catalog-text.h"
#include "ns3/command-line.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/layered-provider.h"
#include "ns3/node-container.h"
#include "ns3/nstime.h"
#include "ns3/point-to-point-helper.h"
#include "ns3/protocol-selector.h"
#include "ns3/provider-registry.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"
#include "ns3/winsock-application-helper.h"
#include "ns3/winsock-stack-helper.h"
#include "ns3/winsock-stack.h"
#include "ns3/winsock-trace-helper.h"
#include "ns3/winsock.h"

#include <algorithm>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using call_pictures::Descent;
using call_pictures::TimeLine;
using catalog_pictures::PrintCatalog;
using socket_exhaustion::Exhaust;
using socket_exhaustion::MakeSituations;
using socket_exhaustion::PrintSituations;
using socket_exhaustion::Situation;

namespace
{

#ifdef WINSOCK_TEST_DATA_DIR
const std::string CATALOGS = WINSOCK_TEST_DATA_DIR "/../../data/catalogs/";
#else
const std::string CATALOGS = "contrib/winsock/data/catalogs/";
#endif

const char* const SERVER_ADDRESS = "10.1.1.2";
constexpr uint16_t PORT = 80;
constexpr int REQUEST_BYTES = 200;
constexpr int REPLY_BYTES = 1500;
const char* const PCAP_FILE = "ce-device-first-sockets.pcap";
const char* const CALLS_FILE = "ce-device-first-sockets.calls";
const char* const CATALOG_FILE = "ce-device-first-sockets.catalog";

/// What the command line can change.
struct Settings
{
    std::string catalog{CATALOGS + "win10-x64-astrill-trio1659.txt"};
    std::string out{"."};
    bool full{false};
};

using Catalog = std::shared_ptr<const ProtocolCatalog>;

// --- Output --------------------------------------------------------------------------------------

void
PrintHeading(const std::string& text)
{
    std::cout << "\n" << text << "\n" << std::string(100, '-') << "\n\n";
}

std::string
FileName(const std::string& path)
{
    return path.substr(path.find_last_of("/\\") + 1);
}

std::string
OutputPath(const Settings& settings, const std::string& name)
{
    return settings.out == "." ? name : settings.out + "/" + name;
}

// --- The programs --------------------------------------------------------------------------------

/// A program that tries all triples.
int
TryTriples(Winsock& ws)
{
    WSADATA data;
    if (ws.WSAStartup(MAKEWORD(2, 2), &data) != 0)
    {
        return 1;
    }
    PrintHeading("2. Which entry and chain a family, type and protocol lead to");
    for (const SelectionRequest& triple : catalog_pictures::TRIPLES)
    {
        catalog_pictures::TryTriple(ws, triple);
    }
    std::cout << "\n  Explain() says more; about the first of them:\n\n";
    catalog_pictures::PrintExplanation(ws, catalog_pictures::TRIPLES.front());
    return ws.WSACleanup();
}

int
Fail(Winsock& ws, const char* call)
{
    std::cout << call << " failed: " << WinsockErrorString(ws.WSAGetLastError()) << "\n";
    return 1;
}

SOCKADDR_IN
MakeAddress(Winsock& ws, const char* text)
{
    SOCKADDR_IN address{};
    address.sin_family = AF_INET;
    address.sin_port = ws.htons(PORT);
    address.sin_addr.S_un.S_addr = ws.inet_addr(text);
    return address;
}

/// Reads a request, thinks about it for a while, sends the reply, and waits for the end.
int
Answer(Winsock& ws, SOCKET client)
{
    char request[REQUEST_BYTES];
    if (ws.recv(client, request, sizeof(request), winsock::MSG_WAITALL) != REQUEST_BYTES)
    {
        return Fail(ws, "recv");
    }
    ws.Sleep(50);
    const std::vector<char> reply(REPLY_BYTES, 'r');
    if (ws.send(client, reply.data(), REPLY_BYTES, 0) == SOCKET_ERROR)
    {
        return Fail(ws, "send");
    }
    if (ws.recv(client, request, sizeof(request), 0) != 0)
    {
        return Fail(ws, "recv");
    }
    return ws.closesocket(client);
}

int
Server(Winsock& ws)
{
    WSADATA data;
    if (ws.WSAStartup(MAKEWORD(2, 2), &data) != 0)
    {
        return 1;
    }
    const SOCKET listener = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    const SOCKADDR_IN own = MakeAddress(ws, "0.0.0.0");
    if (ws.bind(listener, reinterpret_cast<const SOCKADDR*>(&own), sizeof(own)) == SOCKET_ERROR ||
        ws.listen(listener, 5) == SOCKET_ERROR)
    {
        return Fail(ws, "socket, bind or listen");
    }
    const SOCKET client = ws.accept(listener, nullptr, nullptr);
    if (client == INVALID_SOCKET)
    {
        return Fail(ws, "accept");
    }
    const int result = Answer(ws, client);
    ws.closesocket(listener);
    ws.WSACleanup();
    return result;
}

/// Receives until the whole reply is there.
int
ReceiveReply(Winsock& ws, SOCKET s)
{
    char buffer[REPLY_BYTES];
    int total = 0;
    while (total < REPLY_BYTES)
    {
        const int received = ws.recv(s, buffer + total, REPLY_BYTES - total, 0);
        if (received <= 0)
        {
            return Fail(ws, "recv");
        }
        total += received;
    }
    return 0;
}

int
Client(Winsock& ws)
{
    WSADATA data;
    if (ws.WSAStartup(MAKEWORD(2, 2), &data) != 0)
    {
        return 1;
    }
    const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    if (s == INVALID_SOCKET)
    {
        return Fail(ws, "socket");
    }
    const SOCKADDR_IN server = MakeAddress(ws, SERVER_ADDRESS);
    if (ws.connect(s, reinterpret_cast<const SOCKADDR*>(&server), sizeof(server)) == SOCKET_ERROR)
    {
        return Fail(ws, "connect");
    }
    const std::vector<char> request(REQUEST_BYTES, 'q');
    if (ws.send(s, request.data(), REQUEST_BYTES, 0) == SOCKET_ERROR)
    {
        return Fail(ws, "send");
    }
    const int result = ReceiveReply(ws, s);
    ws.shutdown(s, SD_SEND);
    char end;
    ws.recv(s, &end, 1, 0);
    ws.closesocket(s);
    ws.WSACleanup();
    return result;
}

// --- The scenario --------------------------------------------------------------------------------

/// Gives a device libraries for the layers of its catalog that nobody has here. Which kind of handles
/// a layer shows can be seen from its entries. An unknown base protocol stays missing: there is nothing
/// below it that its calls could be passed on to.
void
SupplyLayers(Ptr<WinsockStack> stack)
{
    ProviderRegistry& registry = stack->GetProviderRegistry();
    for (const auto& entry : *stack->GetCatalog())
    {
        if (entry.IsBase() || registry.Load(entry.libraryPath))
        {
            continue;
        }
        const HandleKind kind = (entry.info.dwServiceFlags1 & XP1_IFS_HANDLES) != 0
                                    ? HandleKind::IFS
                                    : HandleKind::NON_IFS;
        const std::string name = FileName(entry.libraryPath);
        registry.Register(entry.libraryPath,
                          [name, kind] { return Create<LayeredProvider>(name, kind); });
    }
}

/// Makes a CE device with the catalog; a situation says what its limits are.
Ptr<Node>
MakeDevice(const Catalog& catalog, const Situation& situation)
{
    Ptr<Node> node = CreateObject<Node>();
    InternetStackHelper internet;
    internet.Install(node);
    WinsockStackHelper winsock;
    winsock.SetProfile("wince-6.0");
    winsock.SetCatalog(catalog);
    winsock.SetAttribute("ChargeMode", StringValue(situation.reserve ? "reserve" : "usage"));
    for (const auto& [name, number] : situation.numbers)
    {
        winsock.SetAttribute(name, UintegerValue(number));
    }
    winsock.Install(node);
    SupplyLayers(node->GetObject<WinsockStack>());
    return node;
}

Ptr<Node>
MakeServer()
{
    Ptr<Node> node = CreateObject<Node>();
    InternetStackHelper internet;
    internet.Install(node);
    WinsockStackHelper winsock;
    winsock.SetProfile("windows-nt");
    winsock.Install(node);
    return node;
}

void
ConnectBySerialLine(Ptr<Node> device, Ptr<Node> server, const std::string& pcap)
{
    PointToPointHelper line;
    line.SetDeviceAttribute("DataRate", StringValue("115200bps"));
    line.SetChannelAttribute("Delay", StringValue("20ms"));
    const NetDeviceContainer ends = line.Install(device, server);
    Ipv4AddressHelper addresses("10.1.1.0", "255.255.255.0");
    addresses.Assign(ends);
    line.EnablePcap(pcap, ends.Get(0), false, true);
}

/// Runs a program. @return its application, which knows how it ended
Ptr<WinsockApplication>
Run(Ptr<Node> node, WinsockApplication::Program program, double start)
{
    ApplicationContainer programs = WinsockApplicationHelper(std::move(program)).Install(node);
    programs.Start(Seconds(start));
    return DynamicCast<WinsockApplication>(programs.Get(0));
}

/// Says what a socket costs whose entry is a chain.
void
PrintCost(const ProtocolCatalog& catalog)
{
    const Selection choice = Select(catalog, {AF_INET, SOCK_STREAM, IPPROTO_TCP}, Dialect::CE);
    if (!choice.entry || !choice.entry->IsChain())
    {
        return;
    }
    const bool ifs = (choice.entry->info.dwServiceFlags1 & XP1_IFS_HANDLES) != 0;
    std::cout << "\n  A layer "
              << (ifs ? "with IFS handles passes up the handle from below: a socket costs "
                      : "without IFS handles has its own for each one below: a socket costs ")
              << (ifs ? 1 : choice.entry->info.ProtocolChain.ChainLen) << " of the descriptors.\n";
}

/// Sections 2 to 4. @return whether all programs ended well
bool
RunPrograms(const Catalog& catalog, const Settings& settings)
{
    Ptr<Node> device = MakeDevice(catalog, {});
    Ptr<Node> server = MakeServer();
    ConnectBySerialLine(device, server, OutputPath(settings, PCAP_FILE));
    const std::vector<Ptr<WinsockApplication>> programs{Run(MakeDevice(catalog, {}), TryTriples, 0),
                                                        Run(server, Server, 1),
                                                        Run(device, Client, 2)};

    Ptr<WinsockStack> stack = device->GetObject<WinsockStack>();
    TimeLine timeLine;
    timeLine.Watch(0, stack, "device (wince-6.0)");
    timeLine.Watch(1, server->GetObject<WinsockStack>(), "server (windows-nt)");
    Descent creation(stack, "socket");
    Descent sending(stack, "send");
    WinsockTraceHelper().EnableAscii(OutputPath(settings, CALLS_FILE), {device, server});

    Simulator::Stop(Seconds(60));
    Simulator::Run();
    PrintHeading("3. Two calls of the device on their way down the layers, with their results");
    creation.Print(std::cout);
    std::cout << "\n";
    sending.Print(std::cout);
    PrintCost(*catalog);
    PrintHeading(
        "4. Both programs in simulated time; the lines show who waits, how long and for what");
    timeLine.Print(std::cout);
    const bool good = std::all_of(programs.begin(),
                                  programs.end(),
                                  [](const auto& program)
                                  { return program->HasExited() && program->GetExitCode() == 0; });
    Simulator::Destroy();
    return good;
}

/// Section 5. @return whether every device was empty again
bool
RunExhaustion(const Catalog& catalog)
{
    std::vector<Situation> situations = MakeSituations(*catalog);
    for (Situation& situation : situations)
    {
        Run(
            MakeDevice(catalog, situation), [&](Winsock& ws) { return Exhaust(ws, situation); }, 0);
    }
    Simulator::Run();
    Simulator::Destroy();
    PrintHeading("5. Programs open sockets until they get no more");
    return PrintSituations(*catalog, situations);
}

/// @return whether the file could be written
bool
WriteListing(const std::string& path, const std::string& listing)
{
    std::ofstream file(path, std::ios::binary);
    file << listing;
    file.close();
    if (!file)
    {
        std::cerr << "Cannot write " << path
                  << ": give a directory that exists and can be written to with --out=DIRECTORY.\n";
    }
    return static_cast<bool>(file);
}

void
PrintIntroduction(const Settings& settings)
{
    std::cout << "A Windows CE device opens its first sockets\n"
              << std::string(100, '=') << "\n\n"
              << "      device (wince-6.0)                        server (windows-nt)\n"
                 "          10.1.1.1 -------------------------------- 10.1.1.2:80\n"
                 "                 serial line, 115200 bit/s, 20 ms\n\n"
              << "The device has the catalog of a real machine: " << FileName(settings.catalog)
              << ".\nGive it another one with --catalog=FILE.\n";
}

void
PrintFiles(const Settings& settings)
{
    PrintHeading("Written");
    std::cout << "  " << OutputPath(settings, PCAP_FILE)
              << "\n      the packets of the serial line, for Wireshark or tcpdump\n  "
              << OutputPath(settings, CALLS_FILE)
              << "\n      all calls of both programs, down to the base provider\n  "
              << OutputPath(settings, CATALOG_FILE) << "\n      the whole catalog\n";
}

} // namespace

int
main(int argc, char* argv[])
{
    Settings settings;
    CommandLine cmd(__FILE__);
    cmd.AddValue("catalog", "File that netsh winsock show catalog has printed", settings.catalog);
    cmd.AddValue("out", "Directory for the files that are written", settings.out);
    cmd.AddValue("full", "Whether to print the whole catalog", settings.full);
    cmd.Parse(argc, argv);

    const CatalogTextResult read = ReadCatalogFile(settings.catalog);
    if (!read)
    {
        std::cerr << "Cannot use the catalog " << settings.catalog << ": "
                  << read.problem.ToString()
                  << "\nGive a file with what \"netsh winsock show catalog\" printed on an English "
                     "Windows: --catalog=FILE.\n";
        return 1;
    }
    MachineCatalogs native;
    native.native = read.catalogs.native;
    const std::string listing = WriteCatalogText(native);
    if (!WriteListing(OutputPath(settings, CATALOG_FILE), listing))
    {
        return 1;
    }
    PrintIntroduction(settings);
    PrintHeading("1. The catalog, as \"netsh winsock show catalog\" prints it");
    PrintCatalog(*native.native, listing, settings.full);
    const bool ranWell = RunPrograms(native.native, settings);
    const bool empty = RunExhaustion(native.native);
    PrintFiles(settings);
    return ranWell && empty ? 0 : 1;
}
