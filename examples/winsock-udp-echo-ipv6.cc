/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// A Winsock program echoes datagrams over IPv6, for two kinds of peers: another Winsock program, and
// ns-3's own UdpEchoClient, which knows nothing of Winsock.
//
//      device (wince-6.0)          server (windows-10)          plain ns-3 node
//              o----------------------------o----------------------------o
//                     2001:db8:1::/64              2001:db8:2::/64
//                   115200 bit/s, 20 ms             2 Mbit/s, 5 ms
//
// Datagrams keep their boundaries. For one of the echoes the device's buffer is too small: it gets the
// beginning and WSAEMSGSIZE, and the rest is gone. Try
//
//   winsock-udp-echo-ipv6 --datagrams=5 --size=500

#include "ns3/command-line.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv6-address-helper.h"
#include "ns3/ipv6-address.h"
#include "ns3/ipv6-interface-container.h"
#include "ns3/node-container.h"
#include "ns3/nstime.h"
#include "ns3/packet.h"
#include "ns3/point-to-point-helper.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/udp-echo-helper.h"
#include "ns3/uinteger.h"
#include "ns3/winsock-application-helper.h"
#include "ns3/winsock-stack-helper.h"
#include "ns3/winsock-stack.h"
#include "ns3/winsock.h"

#include <iomanip>
#include <iostream>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;

namespace
{

constexpr uint16_t ECHO_PORT = 7;

/// What the command line can change.
struct Settings
{
    uint16_t datagrams{3};
    uint16_t size{100};
};

/// The nodes, and how each client knows the server.
struct Network
{
    Ptr<Node> server;
    Ptr<Node> device;
    Ptr<Node> plain;
    Ipv6Address serverForDevice;
    Ipv6Address serverForPlain;
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

std::string
AddressText(Winsock& ws, const SOCKADDR_IN6& address)
{
    char text[INET6_ADDRSTRLEN];
    ws.inet_ntop(AF_INET6, &address.sin6_addr, text, sizeof(text));
    return "[" + std::string(text) + "]:" + std::to_string(ws.ntohs(address.sin6_port));
}

/// Echoes until its application's stop time ends it in the middle of recvfrom.
int
EchoServer(Winsock& ws)
{
    WSADATA data;
    if (ws.WSAStartup(MAKEWORD(2, 2), &data) != 0)
    {
        return 1;
    }
    const SOCKET s = ws.socket(AF_INET6, SOCK_DGRAM, IPPROTO_UDP);
    if (s == INVALID_SOCKET)
    {
        return Fail(ws, "server", "socket");
    }
    SOCKADDR_IN6 own{};
    own.sin6_family = AF_INET6;
    own.sin6_port = ws.htons(ECHO_PORT);
    if (ws.bind(s, reinterpret_cast<const SOCKADDR*>(&own), sizeof(own)) == SOCKET_ERROR)
    {
        return Fail(ws, "server", "bind");
    }
    while (true)
    {
        char buffer[2048];
        SOCKADDR_IN6 peer{};
        int length = sizeof(peer);
        auto* name = reinterpret_cast<SOCKADDR*>(&peer);
        const int received = ws.recvfrom(s, buffer, sizeof(buffer), 0, name, &length);
        if (received == SOCKET_ERROR)
        {
            return Fail(ws, "server", "recvfrom");
        }
        Say("server") << received << " bytes from " << AddressText(ws, peer) << "\n";
        if (ws.sendto(s, buffer, received, 0, name, length) == SOCKET_ERROR)
        {
            return Fail(ws, "server", "sendto");
        }
    }
}

/// Sends a datagram and receives its echo into a buffer of the given room.
int
Echo(Winsock& ws, SOCKET s, int size, int room)
{
    const Time start = Simulator::Now();
    const std::vector<char> message(size, 'x');
    if (ws.send(s, message.data(), size, 0) == SOCKET_ERROR)
    {
        return Fail(ws, "device", "send");
    }
    std::vector<char> echo(room);
    const int received = ws.recv(s, echo.data(), room, 0);
    if (received == SOCKET_ERROR)
    {
        return Fail(ws, "device", "recv");
    }
    Say("device") << received << " bytes back after "
                  << (Simulator::Now() - start).GetSeconds() * 1000 << " ms\n";
    return 0;
}

int
EchoClient(Winsock& ws, const Settings& settings, const Ipv6Address& serverAddress)
{
    WSADATA data;
    if (ws.WSAStartup(MAKEWORD(2, 2), &data) != 0)
    {
        return 1;
    }
    const SOCKET s = ws.socket(AF_INET6, SOCK_DGRAM, IPPROTO_UDP);
    if (s == INVALID_SOCKET)
    {
        return Fail(ws, "device", "socket");
    }
    SOCKADDR_IN6 server{};
    server.sin6_family = AF_INET6;
    server.sin6_port = ws.htons(ECHO_PORT);
    serverAddress.GetBytes(reinterpret_cast<uint8_t*>(&server.sin6_addr));
    // From now on the socket sends to this peer, and receives from nobody else.
    if (ws.connect(s, reinterpret_cast<const SOCKADDR*>(&server), sizeof(server)) == SOCKET_ERROR)
    {
        return Fail(ws, "device", "connect");
    }
    int result = 0;
    for (int i = 0; i < settings.datagrams && result == 0; ++i)
    {
        result = Echo(ws, s, settings.size, settings.size);
    }
    if (result == 0)
    {
        Say("device") << "asks once more, with room for half of it\n";
        Echo(ws, s, settings.size, settings.size / 2);
        result = ws.WSAGetLastError() == WSAEMSGSIZE ? 0 : 1;
    }
    ws.closesocket(s);
    ws.WSACleanup();
    return result;
}

void
PlainClientReceived(Ptr<const Packet> packet)
{
    Say("plain") << packet->GetSize() << " bytes back\n";
}

/// Connects two nodes. @return the first one's address on the link
Ipv6Address
Link(Ptr<Node> one, Ptr<Node> other, const std::string& rate, const char* delay, const char* prefix)
{
    PointToPointHelper link;
    link.SetDeviceAttribute("DataRate", StringValue(rate));
    link.SetChannelAttribute("Delay", StringValue(delay));
    Ipv6AddressHelper addresses;
    addresses.SetBase(prefix, Ipv6Prefix(64));
    // Address 0 of an interface is the link-local one.
    return addresses.Assign(link.Install(one, other)).GetAddress(0, 1);
}

Network
BuildNetwork()
{
    NodeContainer nodes;
    nodes.Create(3);
    InternetStackHelper internet;
    internet.Install(nodes);
    Network net{nodes.Get(0), nodes.Get(1), nodes.Get(2), Ipv6Address(), Ipv6Address()};
    net.serverForDevice = Link(net.server, net.device, "115200bps", "20ms", "2001:db8:1::");
    net.serverForPlain = Link(net.server, net.plain, "2Mbps", "5ms", "2001:db8:2::");

    WinsockStackHelper winsock;
    winsock.SetProfile("windows-10");
    winsock.Install(net.server);
    winsock.SetProfile("wince-6.0");
    winsock.Install(net.device);
    return net;
}

/// ns-3's own echo client, which sends two datagrams to the server.
void
InstallPlainClient(const Network& net, const Settings& settings)
{
    UdpEchoClientHelper helper(Address(net.serverForPlain), ECHO_PORT);
    helper.SetAttribute("MaxPackets", UintegerValue(2));
    helper.SetAttribute("Interval", StringValue("1s"));
    helper.SetAttribute("PacketSize", UintegerValue(settings.size));
    ApplicationContainer client = helper.Install(net.plain);
    client.Start(Seconds(3));
    client.Get(0)->TraceConnectWithoutContext("Rx", MakeCallback(&PlainClientReceived));
}

} // namespace

int
main(int argc, char* argv[])
{
    Settings settings;
    CommandLine cmd(__FILE__);
    cmd.AddValue("datagrams", "Datagrams that the device sends", settings.datagrams);
    cmd.AddValue("size", "Bytes of a datagram, at most 2048", settings.size);
    cmd.Parse(argc, argv);

    const Network net = BuildNetwork();

    WinsockApplicationHelper server(EchoServer);
    ApplicationContainer servers = server.Install(net.server);
    servers.Start(Seconds(0));
    servers.Stop(Seconds(10));
    WinsockApplicationHelper client([&](Winsock& ws)
                                    { return EchoClient(ws, settings, net.serverForDevice); });
    ApplicationContainer clients = client.Install(net.device);
    clients.Start(Seconds(2)); // by then the nodes know their IPv6 addresses to be unique
    InstallPlainClient(net, settings);

    Simulator::Stop(Seconds(20));
    Simulator::Run();
    Say("server") << "was ended at 10 s inside recvfrom; its node holds "
                  << net.server->GetObject<WinsockStack>()->GetDescriptorLedger().GetInUse()
                  << " descriptors\n";
    const int result = DynamicCast<WinsockApplication>(clients.Get(0))->GetExitCode();
    Simulator::Destroy();
    return result;
}
