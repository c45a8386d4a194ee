/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// A server has connections waiting and no descriptor for them. On Windows accept fails, and the
// connection stays first in the queue: as soon as the server has closed something, it gets it. On lwIP
// accept fails as well, but the connection is gone: the client is reset.
//
//      clients (windows-10)  10.1.1.2 -------- 10.1.1.1  server: wince-6.0, or lwip-default
//                               1 Mbit/s, 10 ms
//
// The server holds all of its four descriptors when two clients connect, one second apart. Try
//
//   winsock-accept-without-room --keep=lwip-default

#include "scenario-parts.h"

#include "ns3/command-line.h"
#include "ns3/uinteger.h"

#include <array>
#include <cstddef>
#include <iomanip>
#include <iostream>
#include <list>
#include <sstream>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace scenario_parts;

namespace
{

constexpr uint16_t PORT = 80;
constexpr uint32_t DESCRIPTORS = 4;
constexpr std::size_t CLIENTS = 2;

/// What the command line can change.
struct Settings
{
    std::string keep{"wince-6.0"};
    std::string discard{"lwip-default"};
};

/// A server, and what happened there.
struct Server
{
    std::string profile;

    Ptr<WinsockStack> stack{};                  // its own
    std::vector<std::string> results{};         // of its calls
    std::array<std::string, CLIENTS> clients{}; // how they fared
};

/// What the server does, in this order.
const char* const STEPS[] = {"3.0 s  accept",
                             "4.0 s  accept once more",
                             "5.0 s  closesocket on a file's socket, accept",
                             "5.0 s  accept for the other client",
                             "6.0 s  closesocket on the first client, accept"};

/// Calls accept, greets the client, and notes the outcome. @return the client
SOCKET
Accept(Winsock& ws, SOCKET listener, Server& server)
{
    const SOCKET client = ws.accept(listener, nullptr, nullptr);
    if (client == INVALID_SOCKET)
    {
        server.results.emplace_back(WinsockErrorName(ws.WSAGetLastError()));
        return INVALID_SOCKET;
    }
    server.results.emplace_back("a connection");
    ws.send(client, "hello", 5, 0);
    return client;
}

/// The server; all descriptors but the listener's are taken by something else.
int
Serve(Winsock& ws, Server& server)
{
    if (!Start(ws))
    {
        return 1;
    }
    const SOCKET listener = OpenBound(ws, SOCK_STREAM, PORT);
    ws.listen(listener, SOMAXCONN);
    ULONG nonblocking = 1;
    ws.ioctlsocket(listener, FIONBIO, &nonblocking);
    std::vector<SOCKET> others;
    SOCKET other;
    while ((other = ws.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP)) != INVALID_SOCKET)
    {
        others.push_back(other);
    }
    ws.Sleep(3000);
    Accept(ws, listener, server);
    ws.Sleep(1000);
    Accept(ws, listener, server);
    ws.Sleep(1000);
    ws.closesocket(others.back());
    const SOCKET first = Accept(ws, listener, server);
    Accept(ws, listener, server);
    ws.Sleep(1000);
    ws.closesocket(first);
    Accept(ws, listener, server);
    ws.Sleep(1000);
    return ws.WSACleanup();
}

/// A client; notes what it met and when.
int
Greet(Winsock& ws, std::string& fate)
{
    if (!Start(ws))
    {
        return 1;
    }
    const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    if (const int error = ConnectTo(ws, s, DeviceAndHost::DEVICE, PORT))
    {
        fate = WinsockErrorName(error);
        return 1;
    }
    char greeting[10];
    const int length = ws.recv(s, greeting, sizeof(greeting), 0);
    const int error = ws.WSAGetLastError();
    std::ostringstream text;
    text << (length > 0 ? "\"" + std::string(greeting, length) + "\"" : WinsockErrorName(error))
         << " at " << std::fixed << std::setprecision(1) << Simulator::Now().GetSeconds() << " s";
    fate = text.str();
    ws.closesocket(s);
    return 0;
}

void
Build(Server& server)
{
    WinsockStackHelper winsock;
    winsock.SetProfile(server.profile);
    winsock.SetAttribute("MaxSocketsPerProcess", UintegerValue(DESCRIPTORS));
    const DeviceAndHost line(winsock, "1Mbps", "10ms", "windows-10");
    server.stack = StackOf(line.Device());
    Run(line.Device(), "server", Seconds(0), [&](Winsock& ws) { return Serve(ws, server); });
    for (std::size_t i = 0; i < CLIENTS; ++i)
    {
        Run(line.Host(),
            "client",
            Seconds(1 + static_cast<double>(i)),
            [&server, i](Winsock& ws) { return Greet(ws, server.clients[i]); });
    }
}

void
PrintRow(const std::string& what, const std::string& first, const std::string& second)
{
    std::cout << std::left << std::setw(50) << what << std::setw(22) << first << second << "\n";
}

} // namespace

int
main(int argc, char* argv[])
{
    Settings settings;
    CommandLine cmd(__FILE__);
    cmd.AddValue("keep", "Profile of the server on the left", settings.keep);
    cmd.AddValue("discard", "Profile of the server on the right", settings.discard);
    cmd.Parse(argc, argv);

    std::list<Server> servers{{settings.keep}, {settings.discard}};
    for (Server& server : servers)
    {
        Build(server);
    }
    Simulator::Stop(Minutes(1));
    Simulator::Run();

    const Server& left = servers.front();
    const Server& right = servers.back();
    std::cout << "A server holds all of its " << DESCRIPTORS
              << " descriptors; clients connect at 1.0 s and at 2.0 s.\n\n";
    PrintRow("", left.profile, right.profile);
    for (std::size_t i = 0; i < left.results.size(); ++i)
    {
        PrintRow(STEPS[i], left.results[i], right.results[i]);
    }
    std::cout << "\n";
    for (std::size_t i = 0; i < CLIENTS; ++i)
    {
        PrintRow("the client of " + std::to_string(i + 1) + ".0 s receives",
                 left.clients[i],
                 right.clients[i]);
    }
    const uint64_t held = left.stack->GetDescriptorLedger().GetInUse() +
                          right.stack->GetDescriptorLedger().GetInUse();
    servers.clear();
    Simulator::Destroy();
    return held == 0 ? 0 : 1;
}
