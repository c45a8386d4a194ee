/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// More clients than a Windows CE server has descriptors for: accept fails with WSAEMFILE, the
// connections wait in the listener's short queue, clients that find it full are refused, and as
// soon as earlier clients leave, the server recovers.
//
//      server (wince-6.0, few descriptors)
//         10.1.1.1
//            |        Ethernet, 10 Mbit/s, 1 ms
//      ------+------+------+------ ...
//                   |      |
//              client 1  client 2 ...  (windows-10), one more every 100 ms
//
// The server runs a thread for each client; it greets the client and waits until that one leaves. Try
//
//   winsock-many-clients --descriptors=256
//   winsock-many-clients --clients=100 --hold=1000

#include "ns3/command-line.h"
#include "ns3/csma-helper.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/node-container.h"
#include "ns3/nstime.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"
#include "ns3/winsock-application-helper.h"
#include "ns3/winsock-stack-helper.h"
#include "ns3/winsock-stack.h"
#include "ns3/winsock.h"

#include <algorithm>
#include <iomanip>
#include <iostream>
#include <string>

using namespace ns3;
using namespace ns3::winsock;

namespace
{

constexpr uint16_t PORT = 5000;
const char* const SERVER_ADDRESS = "10.1.1.1";

/// What the command line can change; times in milliseconds.
struct Settings
{
    uint32_t clients{40};
    uint32_t descriptors{16};
    uint32_t interval{100};
    uint32_t hold{2500};
    uint32_t retry{100};
};

/// What happened so far.
struct Statistics
{
    int acceptFailures{0}; // accept met WSAEMFILE
    int present{0};        // clients that the server serves
    int served{0};         // clients that were served and have left
    int refused{0};        // clients that could not connect
    int failed{0};         // calls that failed unexpectedly
    Time longestWait;      // of a client, from connect to the greeting
};

SOCKADDR_IN
MakeAddress(Winsock& ws, const char* text)
{
    SOCKADDR_IN address{};
    address.sin_family = AF_INET;
    address.sin_port = ws.htons(PORT);
    address.sin_addr.S_un.S_addr = ws.inet_addr(text);
    return address;
}

/// Prints and counts a failure that the scenario does not provoke.
int
Fail(Winsock& ws, Statistics& statistics, const char* call)
{
    ++statistics.failed;
    std::cout << "  " << call << " failed: " << WinsockErrorString(ws.WSAGetLastError()) << "\n";
    return 1;
}

/// A thread of the server: greets a client, and waits until it has closed its side.
int
ServeClient(Winsock& ws, SOCKET client, Statistics& statistics)
{
    ++statistics.present;
    char byte;
    if (ws.send(client, "welcome", 7, 0) == SOCKET_ERROR || ws.recv(client, &byte, 1, 0) != 0)
    {
        Fail(ws, statistics, "send or recv");
    }
    --statistics.present;
    return ws.closesocket(client);
}

/// Binds and listens; INVALID_SOCKET after a failure.
SOCKET
OpenListener(Winsock& ws, Statistics& statistics)
{
    const SOCKET listener = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    const SOCKADDR_IN own = MakeAddress(ws, "0.0.0.0");
    if (listener == INVALID_SOCKET ||
        ws.bind(listener, reinterpret_cast<const SOCKADDR*>(&own), sizeof(own)) == SOCKET_ERROR ||
        ws.listen(listener, SOMAXCONN) == SOCKET_ERROR)
    {
        Fail(ws, statistics, "opening the listener");
        return INVALID_SOCKET;
    }
    return listener;
}

int
Server(Winsock& ws, const Settings& settings, Statistics& statistics)
{
    WSADATA data;
    if (ws.WSAStartup(MAKEWORD(2, 2), &data) != 0)
    {
        return 1;
    }
    const SOCKET listener = OpenListener(ws, statistics);
    while (listener != INVALID_SOCKET)
    {
        const SOCKET client = ws.accept(listener, nullptr, nullptr);
        if (client != INVALID_SOCKET)
        {
            ws.CreateThread([client, &statistics](Winsock& own)
                            { return ServeClient(own, client, statistics); });
        }
        else if (ws.WSAGetLastError() == WSAEMFILE)
        {
            // The connection stays first in the queue, so a later accept gets it.
            ++statistics.acceptFailures;
            ws.Sleep(settings.retry);
        }
        else
        {
            return Fail(ws, statistics, "accept");
        }
    }
    return 1;
}

int
Client(Winsock& ws, const Settings& settings, Statistics& statistics)
{
    WSADATA data;
    if (ws.WSAStartup(MAKEWORD(2, 2), &data) != 0)
    {
        return 1;
    }
    const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    const SOCKADDR_IN server = MakeAddress(ws, SERVER_ADDRESS);
    const Time start = Simulator::Now();
    if (ws.connect(s, reinterpret_cast<const SOCKADDR*>(&server), sizeof(server)) == SOCKET_ERROR)
    {
        if (ws.WSAGetLastError() != WSAECONNREFUSED)
        {
            return Fail(ws, statistics, "connect");
        }
        ++statistics.refused;
        return 1;
    }
    char greeting[16];
    if (ws.recv(s, greeting, sizeof(greeting), 0) <= 0)
    {
        return Fail(ws, statistics, "recv");
    }
    statistics.longestWait = std::max(statistics.longestWait, Simulator::Now() - start);
    ws.Sleep(settings.hold);
    ++statistics.served;
    ws.closesocket(s);
    return ws.WSACleanup();
}

void
PrintHeading()
{
    std::cout << "    time   descriptors   clients   clients that   clients   accept failed\n"
                 "              in use     present   have left      refused   with WSAEMFILE\n";
}

/// Prints a line of the table, and comes back half a second later as long as something changes.
void
PrintState(Ptr<WinsockStack> stack, const Settings* settings, const Statistics* statistics)
{
    const uint64_t inUse = stack->GetDescriptorLedger().GetInUse();
    std::cout << std::setw(6) << std::fixed << std::setprecision(1) << Simulator::Now().GetSeconds()
              << " s" << std::setw(7) << inUse << " of " << std::setw(3) << std::left
              << stack->GetNumbers().maxSocketsPerProcess << std::right << std::setw(9)
              << statistics->present << std::setw(13) << statistics->served << std::setw(13)
              << statistics->refused << std::setw(13) << statistics->acceptFailures << "\n";
    const auto finished = static_cast<uint32_t>(statistics->served + statistics->refused);
    if (finished < settings->clients || statistics->present > 0)
    {
        Simulator::Schedule(MilliSeconds(500), &PrintState, stack, settings, statistics);
    }
}

/// The server is node 0.
NodeContainer
BuildNetwork(const Settings& settings)
{
    NodeContainer nodes;
    nodes.Create(1 + settings.clients);
    CsmaHelper lan;
    lan.SetChannelAttribute("DataRate", StringValue("10Mbps"));
    lan.SetChannelAttribute("Delay", StringValue("1ms"));
    InternetStackHelper internet;
    internet.Install(nodes);
    Ipv4AddressHelper addresses("10.1.0.0", "255.255.0.0", "0.0.1.1");
    addresses.Assign(lan.Install(nodes));

    WinsockStackHelper winsock;
    winsock.SetProfile("windows-10");
    for (uint32_t i = 1; i <= settings.clients; ++i)
    {
        winsock.Install(nodes.Get(i));
    }
    winsock.SetProfile("wince-6.0");
    winsock.SetAttribute("MaxSocketsPerProcess", UintegerValue(settings.descriptors));
    winsock.Install(nodes.Get(0));
    return nodes;
}

void
InstallClients(const NodeContainer& nodes, const Settings& settings, Statistics& statistics)
{
    WinsockApplicationHelper client([&](Winsock& ws) { return Client(ws, settings, statistics); });
    for (uint32_t i = 1; i <= settings.clients; ++i)
    {
        client.Install(nodes.Get(i)).Start(Seconds(1) + MilliSeconds(i * settings.interval));
    }
}

} // namespace

int
main(int argc, char* argv[])
{
    Settings settings;
    CommandLine cmd(__FILE__);
    cmd.AddValue("clients", "Clients that come, at most 60000", settings.clients);
    cmd.AddValue("descriptors", "Socket descriptors of the server", settings.descriptors);
    cmd.AddValue("interval", "Milliseconds between two clients", settings.interval);
    cmd.AddValue("hold", "Milliseconds that a client stays", settings.hold);
    cmd.AddValue("retry", "Milliseconds after which the server tries again", settings.retry);
    cmd.Parse(argc, argv);

    const NodeContainer nodes = BuildNetwork(settings);
    Statistics statistics;
    WinsockApplicationHelper server([&](Winsock& ws) { return Server(ws, settings, statistics); });
    server.Install(nodes.Get(0)).Start(Seconds(0));
    InstallClients(nodes, settings, statistics);

    PrintHeading();
    Ptr<WinsockStack> stack = nodes.Get(0)->GetObject<WinsockStack>();
    Simulator::Schedule(Seconds(1), &PrintState, stack, &settings, &statistics);
    Simulator::Stop(Minutes(10));
    Simulator::Run();

    std::cout << "\nOf " << settings.clients << " clients " << statistics.served
              << " were served and " << statistics.refused << " refused ("
              << WinsockErrorName(WSAECONNREFUSED) << ").\nThe longest wait for the greeting was "
              << std::setprecision(3) << statistics.longestWait.GetSeconds() << " s.\n";
    Simulator::Destroy();
    return statistics.failed == 0 ? 0 : 1;
}
