/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The smallest whole scenario: one message to a server and back, over a slow link.
//
//      device (wince-6.0)                     server (windows-nt)
//          10.1.1.1 ----------------------------- 10.1.1.2:7
//                     115200 bit/s, 20 ms
//
// The manual shows this file; winsock-tcp-echo is the same with settings and error messages.

#include "ns3/command-line.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/node-container.h"
#include "ns3/point-to-point-helper.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/winsock-application-helper.h"
#include "ns3/winsock-stack-helper.h"
#include "ns3/winsock-trace-helper.h"
#include "ns3/winsock.h"

#include <iostream>

using namespace ns3;
using namespace ns3::winsock;

int
EchoServer(Winsock& ws)
{
    WSADATA data;
    ws.WSAStartup(MAKEWORD(2, 2), &data);
    SOCKET listener = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    SOCKADDR_IN own{};
    own.sin_family = AF_INET;
    own.sin_port = ws.htons(7);
    ws.bind(listener, reinterpret_cast<const SOCKADDR*>(&own), sizeof(own));
    ws.listen(listener, SOMAXCONN);

    SOCKET client = ws.accept(listener, nullptr, nullptr); // waits in simulated time
    char buffer[512];
    int received;
    while ((received = ws.recv(client, buffer, sizeof(buffer), 0)) > 0)
    {
        ws.send(client, buffer, received, 0);
    }
    ws.closesocket(client);
    ws.closesocket(listener);
    return ws.WSACleanup();
}

int
EchoClient(Winsock& ws)
{
    WSADATA data;
    ws.WSAStartup(MAKEWORD(2, 2), &data);
    SOCKET s = ws.WSASocket(AF_INET, SOCK_STREAM, IPPROTO_TCP, nullptr, 0, WSA_FLAG_OVERLAPPED);
    SOCKADDR_IN server{};
    server.sin_family = AF_INET;
    server.sin_port = ws.htons(7);
    server.sin_addr.S_un.S_addr = ws.inet_addr("10.1.1.2");
    if (ws.connect(s, reinterpret_cast<const SOCKADDR*>(&server), sizeof(server)) == SOCKET_ERROR)
    {
        std::cout << "connect: " << WinsockErrorString(ws.WSAGetLastError()) << "\n";
        return 1;
    }
    ws.send(s, "hello", 5, 0);
    char buffer[512];
    int received = ws.recv(s, buffer, sizeof(buffer), 0);
    std::cout << received << " bytes back at " << ws.GetTickCount() << " ms\n";
    ws.closesocket(s);
    return ws.WSACleanup();
}

int
main(int argc, char* argv[])
{
    CommandLine(__FILE__).Parse(argc, argv);

    // Nodes, link and addresses: as in every ns-3 program.
    NodeContainer nodes;
    nodes.Create(2);
    PointToPointHelper link;
    link.SetDeviceAttribute("DataRate", StringValue("115200bps"));
    link.SetChannelAttribute("Delay", StringValue("20ms"));
    NetDeviceContainer devices = link.Install(nodes);
    InternetStackHelper internet;
    internet.Install(nodes);
    Ipv4AddressHelper addresses("10.1.1.0", "255.255.255.0");
    addresses.Assign(devices);

    // Winsock on both nodes: a device class and with it limits, defaults and catalog.
    WinsockStackHelper winsock;
    winsock.SetProfile("wince-6.0");
    winsock.Install(nodes.Get(0));
    winsock.SetProfile("windows-nt");
    winsock.Install(nodes.Get(1));

    // Programs are functions; their applications start and end them.
    WinsockApplicationHelper server(EchoServer);
    server.Install(nodes.Get(1)).Start(Seconds(1));
    WinsockApplicationHelper client(EchoClient);
    client.Install(nodes.Get(0)).Start(Seconds(2));

    WinsockTraceHelper().EnableAscii("winsock-first-calls.txt", nodes);
    Simulator::Stop(Seconds(60));
    Simulator::Run();
    Simulator::Destroy();
    return 0;
}
