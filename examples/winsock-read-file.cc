/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Programs that use sockets as files. On Windows a socket of the base provider is a kernel object, and
// ReadFile and WriteFile reach it past all layers of its chain. A layer that shows the base provider's
// handle (IFS) misses these calls; a layer that shows handles of its own breaks the program.
//
//      server (windows-10)   client 1   client 2 ...
//           10.1.1.1            |          |
//              |                |          |       Ethernet, 10 Mbit/s, 1 ms
//        ------+----------------+----------+-----
//
// Each client has another layer in front of TCP. Its program sends a request and gets it back, first with
// WriteFile and ReadFile, then with send and recv; the layer counts the calls that cross it. Try
//
//   winsock-read-file --calls

#include "ns3/boolean.h"
#include "ns3/call-record.h"
#include "ns3/callback.h"
#include "ns3/command-line.h"
#include "ns3/csma-helper.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/monitor-layer.h"
#include "ns3/node-container.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/winsock-application-helper.h"
#include "ns3/winsock-layer-helper.h"
#include "ns3/winsock-stack-helper.h"
#include "ns3/winsock-stack.h"
#include "ns3/winsock.h"

#include <algorithm>
#include <cstdint>
#include <iomanip>
#include <iostream>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;

namespace
{

constexpr char REQUEST[] = "request";
constexpr int REQUEST_BYTES = sizeof(REQUEST) - 1;

/// A client, and what its program met.
struct Client
{
    std::string description;  // for people
    std::string handles;      // of the layer; empty for none
    bool redirector{false};   // attribute of the stack
    bool choosesEntry{false}; // the program looks for an entry with IFS handles

    std::string written{};    // result of WriteFile
    std::string read{};       // result of ReadFile
    uint32_t seenOfFile{0};   // calls that crossed the layer meanwhile
    uint32_t seenOfSocket{0}; // calls that crossed the layer during send and recv
    uint32_t crossed{0};      // data calls that crossed the layer so far
    bool showsCalls{false};   // whether they are printed

    /// The layer's trace source.
    void
    OnCall(const CallRecord& record)
    {
        if (record.phase == CallRecord::Phase::LEAVE)
        {
            crossed += std::string(record.function) == "WSPSend";
            crossed += std::string(record.function) == "WSPRecv";
            if (showsCalls)
            {
                std::cout << description << ": " << record << "\n";
            }
        }
    }
};

SOCKADDR_IN
MakeAddress(Winsock& ws, const char* text)
{
    SOCKADDR_IN address{};
    address.sin_family = AF_INET;
    address.sin_port = ws.htons(7);
    address.sin_addr.S_un.S_addr = ws.inet_addr(text);
    return address;
}

/// Sends everything back, for one client after the other.
int
Serve(Winsock& ws, std::size_t clients)
{
    WSADATA data;
    ws.WSAStartup(MAKEWORD(2, 2), &data);
    const SOCKET listener = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    const SOCKADDR_IN own = MakeAddress(ws, "0.0.0.0");
    ws.bind(listener, reinterpret_cast<const SOCKADDR*>(&own), sizeof(own));
    ws.listen(listener, SOMAXCONN);
    for (std::size_t i = 0; i < clients; ++i)
    {
        const SOCKET s = ws.accept(listener, nullptr, nullptr);
        char buffer[100];
        int bytes;
        while ((bytes = ws.recv(s, buffer, sizeof(buffer), 0)) > 0)
        {
            ws.send(s, buffer, bytes, 0);
        }
        ws.closesocket(s);
    }
    ws.closesocket(listener);
    return ws.WSACleanup();
}

/// Opens a socket as such programs do: not overlapped. Some look for an entry whose handles are files.
SOCKET
OpenFile(Winsock& ws, bool choosesEntry)
{
    std::vector<WSAPROTOCOL_INFOW> entries(100);
    auto bytes = static_cast<DWORD>(entries.size() * sizeof(WSAPROTOCOL_INFOW));
    INT tcp[] = {IPPROTO_TCP, 0};
    const int count = choosesEntry ? ws.WSAEnumProtocols(tcp, entries.data(), &bytes) : 0;
    const auto end = entries.begin() + std::max(count, 0);
    const auto found = std::find_if(entries.begin(),
                                    end,
                                    [](const WSAPROTOCOL_INFOW& entry) {
                                        return entry.iAddressFamily == AF_INET &&
                                               (entry.dwServiceFlags1 & XP1_IFS_HANDLES) != 0;
                                    });
    LPWSAPROTOCOL_INFOW chosen = found == end ? nullptr : &*found;
    return ws.WSASocket(AF_INET, SOCK_STREAM, IPPROTO_TCP, chosen, 0, 0);
}

/// @return what a function for files has just done, for people
std::string
ResultText(const Winsock& ws, BOOL result, DWORD bytes)
{
    return result ? std::to_string(bytes) + " bytes" : WinsockErrorName(ws.WSAGetLastError());
}

/// The program.
int
UseSocketAsFile(Winsock& ws, Client& client)
{
    WSADATA data;
    ws.WSAStartup(MAKEWORD(2, 2), &data);
    const SOCKET s = OpenFile(ws, client.choosesEntry);
    const SOCKADDR_IN server = MakeAddress(ws, "10.1.1.1");
    if (ws.connect(s, reinterpret_cast<const SOCKADDR*>(&server), sizeof(server)) == SOCKET_ERROR)
    {
        std::cout << "connect failed: " << WinsockErrorString(ws.WSAGetLastError()) << "\n";
        return 1;
    }
    char reply[REQUEST_BYTES];
    DWORD bytes = 0;
    const auto file = reinterpret_cast<HANDLE>(s);
    const BOOL written = ws.WriteFile(file, REQUEST, REQUEST_BYTES, &bytes, nullptr);
    client.written = ResultText(ws, written, bytes);
    const BOOL read = ws.ReadFile(file, reply, REQUEST_BYTES, &bytes, nullptr);
    client.read = ResultText(ws, read, bytes);
    client.seenOfFile = client.crossed;

    ws.send(s, REQUEST, REQUEST_BYTES, 0);
    ws.recv(s, reply, REQUEST_BYTES, 0);
    client.seenOfSocket = client.crossed - client.seenOfFile;
    ws.closesocket(s);
    return ws.WSACleanup();
}

/// Puts a client's layer over TCP on its node.
void
InstallLayer(Ptr<Node> node, Client& client)
{
    Ptr<MonitorLibrary> monitor = CreateObject<MonitorLibrary>();
    monitor->SetAttribute("Handles", StringValue(client.handles));
    monitor->TraceConnectWithoutContext("Call", MakeCallback(&Client::OnCall, &client));
    WinsockLayerHelper layer("monitor.dll", monitor);
    layer.AddProtocol(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    layer.Install(node);
}

void
Print(const std::vector<Client>& clients)
{
    std::cout << "                                                                   calls that "
                 "cross the layer\n"
              << "layer over TCP                WriteFile             ReadFile"
              << "              by these  by send and recv\n";
    for (const Client& client : clients)
    {
        std::cout << std::left << std::setw(30) << client.description << std::setw(22)
                  << client.written << std::setw(22) << client.read << std::right;
        if (client.handles.empty())
        {
            std::cout << std::setw(8) << "-" << std::setw(18) << "-"
                      << "\n";
            continue;
        }
        std::cout << std::setw(8) << client.seenOfFile << std::setw(18) << client.seenOfSocket
                  << "\n";
    }
}

} // namespace

int
main(int argc, char* argv[])
{
    bool calls = false;
    CommandLine cmd(__FILE__);
    cmd.AddValue("calls", "Print all calls that cross the layers", calls);
    cmd.Parse(argc, argv);

    std::vector<Client> clients{{"none", ""},
                                {"IFS", "IFS"},
                                {"own handles", "NON_IFS"},
                                {"own handles, redirector", "NON_IFS", true},
                                {"own handles, entry chosen", "NON_IFS", false, true}};
    NodeContainer nodes;
    nodes.Create(static_cast<uint32_t>(clients.size()) + 1);
    CsmaHelper wire;
    wire.SetChannelAttribute("DataRate", StringValue("10Mbps"));
    wire.SetChannelAttribute("Delay", StringValue("1ms"));
    const NetDeviceContainer devices = wire.Install(nodes);
    InternetStackHelper internet;
    internet.Install(nodes);
    Ipv4AddressHelper addresses("10.1.1.0", "255.255.255.0");
    addresses.Assign(devices);
    WinsockStackHelper winsock;
    winsock.SetProfile("windows-10");
    winsock.Install(nodes);

    WinsockApplicationHelper server([count = clients.size()](Winsock& ws)
                                    { return Serve(ws, count); });
    server.Install(nodes.Get(0)).Start(Seconds(1));
    for (uint32_t i = 0; i < clients.size(); ++i)
    {
        Client& client = clients[i];
        client.showsCalls = calls;
        Ptr<Node> node = nodes.Get(i + 1);
        node->GetObject<WinsockStack>()->SetAttribute("FileRedirector",
                                                      BooleanValue(client.redirector));
        if (!client.handles.empty())
        {
            InstallLayer(node, client);
        }
        WinsockApplicationHelper program([&client](Winsock& ws)
                                         { return UseSocketAsFile(ws, client); });
        program.Install(node).Start(Seconds(2 + i));
    }
    Simulator::Stop(Seconds(100));
    Simulator::Run();
    Print(clients);
    Simulator::Destroy();
    return 0;
}
