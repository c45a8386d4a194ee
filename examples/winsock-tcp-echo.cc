/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// A Windows CE device sends a few messages to an echo server and waits for each to come back.
//
//      device (wince-6.0)                     server (windows-nt)
//          10.1.1.1 ----------------------------- 10.1.1.2:7
//                     115200 bit/s, 20 ms
//
// Both programs are written as for Windows: their calls block, in simulated time. Try
//
//   winsock-tcp-echo --messages=10 --size=2000
//   winsock-tcp-echo --rate=1Mbps --delay=250ms
//   winsock-tcp-echo --port=9 --serverPort=7        (nobody listens on port 9)
//   winsock-tcp-echo --calls=calls.txt              (writes a log of all calls, down to the provider)

#include "ns3/command-line.h"
#include "ns3/data-rate.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/node-container.h"
#include "ns3/nstime.h"
#include "ns3/point-to-point-helper.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/winsock-application-helper.h"
#include "ns3/winsock-stack-helper.h"
#include "ns3/winsock-trace-helper.h"
#include "ns3/winsock.h"

#include <iomanip>
#include <iostream>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;

namespace
{

const char* const SERVER_ADDRESS = "10.1.1.2";

/// What the command line can change.
struct Settings
{
    uint16_t port{7};       // where the client connects
    uint16_t serverPort{7}; // where the server listens
    uint16_t messages{3};
    uint32_t size{100};
    std::string rate{"115200bps"};
    std::string delay{"20ms"};
    std::string calls;
};

/// Begins a line of output with the simulated time.
std::ostream&
Say(const char* who)
{
    return std::cout << std::fixed << std::setprecision(6) << std::setw(11)
                     << Simulator::Now().GetSeconds() << " s  " << std::left << std::setw(8) << who
                     << std::right;
}

/// Says which call failed and why; programs return it as their exit code.
int
Fail(Winsock& ws, const char* who, const char* call)
{
    Say(who) << call << " failed: " << WinsockErrorString(ws.WSAGetLastError()) << "\n";
    return 1;
}

SOCKADDR_IN
MakeAddress(Winsock& ws, const char* text, uint16_t port)
{
    SOCKADDR_IN address{};
    address.sin_family = AF_INET;
    address.sin_port = ws.htons(port);
    address.sin_addr.S_un.S_addr = ws.inet_addr(text);
    return address;
}

/// Sends back whatever a client sends, until it ends its side of the connection.
int
ServeClient(Winsock& ws, SOCKET client)
{
    std::vector<char> buffer(4096);
    int total = 0;
    int received;
    while ((received = ws.recv(client, buffer.data(), static_cast<int>(buffer.size()), 0)) > 0)
    {
        total += received;
        if (ws.send(client, buffer.data(), received, 0) == SOCKET_ERROR)
        {
            return Fail(ws, "server", "send");
        }
    }
    if (received == SOCKET_ERROR)
    {
        return Fail(ws, "server", "recv");
    }
    Say("server") << "the client has finished; " << total << " bytes echoed\n";
    return ws.closesocket(client) == 0 ? 0 : Fail(ws, "server", "closesocket");
}

int
EchoServer(Winsock& ws, const Settings& settings)
{
    WSADATA data;
    if (ws.WSAStartup(MAKEWORD(2, 2), &data) != 0)
    {
        return 1;
    }
    const SOCKET listener = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    if (listener == INVALID_SOCKET)
    {
        return Fail(ws, "server", "socket");
    }
    const SOCKADDR_IN own = MakeAddress(ws, "0.0.0.0", settings.serverPort);
    if (ws.bind(listener, reinterpret_cast<const SOCKADDR*>(&own), sizeof(own)) == SOCKET_ERROR)
    {
        return Fail(ws, "server", "bind");
    }
    if (ws.listen(listener, SOMAXCONN) == SOCKET_ERROR)
    {
        return Fail(ws, "server", "listen");
    }
    Say("server") << "listens on port " << settings.serverPort << "\n";
    SOCKADDR_IN peer{};
    int peerLength = sizeof(peer);
    const SOCKET client = ws.accept(listener, reinterpret_cast<SOCKADDR*>(&peer), &peerLength);
    if (client == INVALID_SOCKET)
    {
        return Fail(ws, "server", "accept");
    }
    Say("server") << "a client has connected: " << ws.inet_ntoa(peer.sin_addr) << "\n";
    const int result = ServeClient(ws, client);
    ws.closesocket(listener);
    ws.WSACleanup();
    return result;
}

/// Sends one message and waits until all of it has come back.
int
Echo(Winsock& ws, SOCKET s, const std::string& message)
{
    const Time start = Simulator::Now();
    const int size = static_cast<int>(message.size());
    if (ws.send(s, message.data(), size, 0) == SOCKET_ERROR)
    {
        return Fail(ws, "client", "send");
    }
    std::string echo(message.size(), '\0');
    int total = 0;
    while (total < size)
    {
        const int received = ws.recv(s, &echo[total], size - total, 0);
        if (received <= 0)
        {
            return Fail(ws, "client", "recv");
        }
        total += received;
    }
    Say("client") << size << " bytes back after " << (Simulator::Now() - start).GetSeconds() * 1000
                  << " ms, " << (echo == message ? "unchanged" : "DAMAGED") << "\n";
    return echo == message ? 0 : 1;
}

int
EchoClient(Winsock& ws, const Settings& settings)
{
    WSADATA data;
    if (ws.WSAStartup(MAKEWORD(2, 2), &data) != 0)
    {
        return 1;
    }
    const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    if (s == INVALID_SOCKET)
    {
        return Fail(ws, "client", "socket");
    }
    const SOCKADDR_IN server = MakeAddress(ws, SERVER_ADDRESS, settings.port);
    if (ws.connect(s, reinterpret_cast<const SOCKADDR*>(&server), sizeof(server)) == SOCKET_ERROR)
    {
        return Fail(ws, "client", "connect");
    }
    Say("client") << "connected to " << SERVER_ADDRESS << ":" << settings.port << "\n";
    int result = 0;
    for (int i = 0; i < settings.messages && result == 0; ++i)
    {
        result = Echo(ws, s, std::string(settings.size, static_cast<char>('a' + i % 26)));
    }
    ws.closesocket(s);
    ws.WSACleanup();
    return result;
}

NodeContainer
BuildNetwork(const Settings& settings)
{
    NodeContainer nodes;
    nodes.Create(2);

    PointToPointHelper link;
    link.SetDeviceAttribute("DataRate", StringValue(settings.rate));
    link.SetChannelAttribute("Delay", StringValue(settings.delay));
    const NetDeviceContainer devices = link.Install(nodes);

    InternetStackHelper internet;
    internet.Install(nodes);
    Ipv4AddressHelper addresses("10.1.1.0", "255.255.255.0");
    addresses.Assign(devices);

    WinsockStackHelper winsock;
    winsock.SetProfile("wince-6.0");
    winsock.Install(nodes.Get(0));
    winsock.SetProfile("windows-nt");
    winsock.Install(nodes.Get(1));
    return nodes;
}

} // namespace

int
main(int argc, char* argv[])
{
    Settings settings;
    CommandLine cmd(__FILE__);
    cmd.AddValue("port", "Port that the client connects to", settings.port);
    cmd.AddValue("serverPort", "Port that the server listens on", settings.serverPort);
    cmd.AddValue("messages", "Messages to send", settings.messages);
    cmd.AddValue("size", "Bytes of a message", settings.size);
    cmd.AddValue("rate", "Data rate of the link", settings.rate);
    cmd.AddValue("delay", "Delay of the link, each way", settings.delay);
    cmd.AddValue("calls", "File for a log of all calls; empty for none", settings.calls);
    cmd.Parse(argc, argv);

    const NodeContainer nodes = BuildNetwork(settings);

    WinsockApplicationHelper server([&](Winsock& ws) { return EchoServer(ws, settings); });
    ApplicationContainer servers = server.Install(nodes.Get(1));
    servers.Start(Seconds(0));
    WinsockApplicationHelper client([&](Winsock& ws) { return EchoClient(ws, settings); });
    ApplicationContainer clients = client.Install(nodes.Get(0));
    clients.Start(Seconds(1));

    if (!settings.calls.empty())
    {
        WinsockTraceHelper().EnableAscii(settings.calls, nodes);
    }

    Simulator::Stop(Minutes(10));
    Simulator::Run();
    const int result = DynamicCast<WinsockApplication>(clients.Get(0))->GetExitCode();
    Simulator::Destroy();
    return result;
}
