/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// A program that knows nothing of proxies, on a machine whose redirector layer sends all connections to
// one. The machine has no route to the servers; only the proxy has.
//
//    office (windows-10,           proxy (windows-nt)            servers (windows-nt)
//      with the redirector)           port 1080
//          10.1.1.1 ---------- 10.1.1.2      10.1.2.1 ---------- 10.1.2.2: port 80 is served,
//                    5 ms                                                  port 81 is not
//
// The program connects to two targets by a blocking connect and asks getpeername whom it talks to. Try
//
//   winsock-proxy --peerName=Proxy
//   winsock-proxy --redirect=0

#include "ns3/command-line.h"
#include "ns3/inet-socket-address.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/node-container.h"
#include "ns3/point-to-point-helper.h"
#include "ns3/redirector-layer.h"
#include "ns3/simulator.h"
#include "ns3/socks5-proxy-helper.h"
#include "ns3/string.h"
#include "ns3/winsock-application-helper.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-layer-helper.h"
#include "ns3/winsock-stack-helper.h"
#include "ns3/winsock.h"

#include <iomanip>
#include <iostream>
#include <string>

using namespace ns3;
using namespace ns3::winsock;

namespace
{

/// Begins a line of the output.
std::ostream&
Say(const std::string& who)
{
    return std::cout << std::fixed << std::setprecision(3) << Simulator::Now().GetSeconds()
                     << " s  " << std::left << std::setw(8) << who;
}

/// An address as programs print it.
std::string
Text(Winsock& ws, const SOCKADDR_IN& name)
{
    return std::string(ws.inet_ntoa(name.sin_addr)) + ":" + std::to_string(ws.ntohs(name.sin_port));
}

SOCKADDR_IN
MakeName(Winsock& ws, const char* address, uint16_t port)
{
    SOCKADDR_IN name{};
    name.sin_family = AF_INET;
    name.sin_port = ws.htons(port);
    name.sin_addr.S_un.S_addr = ws.inet_addr(address);
    return name;
}

/// Greets one client.
int
Server(Winsock& ws)
{
    WSADATA data;
    ws.WSAStartup(MAKEWORD(2, 2), &data);
    const SOCKET listener = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    const SOCKADDR_IN any = MakeName(ws, "0.0.0.0", 80);
    ws.bind(listener, reinterpret_cast<const SOCKADDR*>(&any), sizeof(any));
    ws.listen(listener, 5);
    SOCKADDR_IN peer{};
    INT length = sizeof(peer);
    const SOCKET s = ws.accept(listener, reinterpret_cast<SOCKADDR*>(&peer), &length);
    Say("server") << "a connection from " << ws.inet_ntoa(peer.sin_addr) << "\n";
    const std::string greeting = "welcome";
    ws.send(s, greeting.data(), static_cast<int>(greeting.size()), 0);
    ws.closesocket(s);
    ws.closesocket(listener);
    return ws.WSACleanup();
}

/// Connects to a target and reads what it says.
void
Visit(Winsock& ws, uint16_t port)
{
    const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    const SOCKADDR_IN target = MakeName(ws, "10.1.2.2", port);
    Say("program") << "connect to " << Text(ws, target) << "\n";
    if (ws.connect(s, reinterpret_cast<const SOCKADDR*>(&target), sizeof(target)) == SOCKET_ERROR)
    {
        Say("program") << "failed: " << WinsockErrorName(ws.WSAGetLastError()) << "\n";
        ws.closesocket(s);
        return;
    }
    SOCKADDR_IN peer{};
    INT length = sizeof(peer);
    ws.getpeername(s, reinterpret_cast<SOCKADDR*>(&peer), &length);
    Say("program") << "connected; getpeername says " << Text(ws, peer) << "\n";
    char text[100];
    const int count = ws.recv(s, text, sizeof(text), 0);
    Say("program") << "received \"" << std::string(text, count > 0 ? count : 0) << "\"\n";
    ws.closesocket(s);
}

/// The program that knows nothing of proxies.
int
Client(Winsock& ws)
{
    WSADATA data;
    ws.WSAStartup(MAKEWORD(2, 2), &data);
    Visit(ws, 80);
    Visit(ws, 81);
    return ws.WSACleanup();
}

void
OnRequest(const Socks5Request& request)
{
    Say("proxy") << InetSocketAddress::ConvertFrom(request.client).GetIpv4() << " asks for "
                 << request.target << ": reply " << static_cast<int>(request.reply) << "\n";
}

} // namespace

int
main(int argc, char* argv[])
{
    std::string peerName = "Target";
    bool redirect = true;
    CommandLine cmd(__FILE__);
    cmd.AddValue("peerName", "What getpeername is to answer: Target or Proxy", peerName);
    cmd.AddValue("redirect", "Whether the office has the redirector", redirect);
    cmd.Parse(argc, argv);

    NodeContainer nodes;
    nodes.Create(3);
    InternetStackHelper internet;
    internet.Install(nodes);
    PointToPointHelper link;
    link.SetDeviceAttribute("DataRate", StringValue("10Mbps"));
    link.SetChannelAttribute("Delay", StringValue("5ms"));
    Ipv4AddressHelper addresses("10.1.1.0", "255.255.255.0");
    addresses.Assign(link.Install(nodes.Get(0), nodes.Get(1)));
    addresses.SetBase("10.1.2.0", "255.255.255.0");
    addresses.Assign(link.Install(nodes.Get(1), nodes.Get(2)));

    WinsockStackHelper winsock;
    winsock.SetProfile("windows-10");
    winsock.Install(nodes.Get(0));
    winsock.SetProfile("windows-nt");
    winsock.Install(nodes.Get(1));
    winsock.Install(nodes.Get(2));

    if (redirect)
    {
        Ptr<RedirectorLibrary> redirector = CreateObject<RedirectorLibrary>();
        redirector->SetAttribute("Proxy", AddressValue(InetSocketAddress("10.1.1.2", 1080)));
        redirector->SetAttribute("PeerName", StringValue(peerName));
        WinsockLayerHelper("redirector.dll", redirector).Install(nodes.Get(0));
    }
    Socks5ProxyHelper proxy;
    proxy.GetProxy()->TraceConnectWithoutContext("Request", MakeCallback(&OnRequest));
    proxy.Install(nodes.Get(1)).Start(Seconds(1));
    WinsockApplicationHelper(Server).Install(nodes.Get(2)).Start(Seconds(1));
    WinsockApplicationHelper(Client).Install(nodes.Get(0)).Start(Seconds(2));

    Simulator::Stop(Seconds(60));
    Simulator::Run();
    Simulator::Destroy();
    return 0;
}
