/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The scenario of README.md: a Winsock program on a Windows CE device talks to an application of ns-3's
// own.
//
//      device (wince-6.0)                     plain ns-3 node with UdpEchoServer
//          10.1.1.1 ----------------------------- 10.1.1.2:7

#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/node-container.h"
#include "ns3/point-to-point-helper.h"
#include "ns3/simulator.h"
#include "ns3/udp-echo-helper.h"
#include "ns3/winsock-application-helper.h"
#include "ns3/winsock-stack-helper.h"
#include "ns3/winsock.h"

#include <iostream>

using namespace ns3;
using namespace ns3::winsock;

// README.md shows the rest of this file.

int
Device(Winsock& ws) // a Windows program, but for the ws. in front of its calls
{
    WSADATA data;
    ws.WSAStartup(MAKEWORD(2, 2), &data);
    SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
    SOCKADDR_IN server{AF_INET, ws.htons(7), {}, {}};
    server.sin_addr.S_un.S_addr = ws.inet_addr("10.1.1.2");
    ws.connect(s, reinterpret_cast<SOCKADDR*>(&server), sizeof(server));
    ws.send(s, "hello", 5, 0);
    char echo[100];
    int received = ws.recv(s, echo, sizeof(echo), 0); // waits in simulated time
    std::cout << received << " bytes back after " << ws.GetTickCount() << " ms\n";
    return ws.WSACleanup();
}

int
main()
{
    NodeContainer nodes;
    nodes.Create(2);
    InternetStackHelper().Install(nodes);
    Ipv4AddressHelper("10.1.1.0", "255.255.255.0").Assign(PointToPointHelper().Install(nodes));
    UdpEchoServerHelper(7).Install(nodes.Get(1)); // a peer that knows nothing of Winsock
    WinsockStackHelper winsock;
    winsock.SetProfile("wince-6.0");
    winsock.Install(nodes.Get(0));
    WinsockApplicationHelper(Device).Install(nodes.Get(0));
    Simulator::Run();
    Simulator::Destroy();
}
