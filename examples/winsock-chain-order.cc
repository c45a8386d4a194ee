/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The order of a chain decides which filter sees plain text.
//
//      client ------------------ server
//      10.1.1.1    10 Mbit/s    10.1.1.2
//
// The client has two products: a guard that refuses to send what is marked as confidential, and a codec that
// encrypts, which the server has as well. Their installers have left two chains in the catalog, guard over
// codec and codec over guard, and programs get the one that comes first. The same program runs before and
// after an administrator writes the other order.

#include "layered-catalog.h"

#include "ns3/codec-layer.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/layered-provider.h"
#include "ns3/node-container.h"
#include "ns3/point-to-point-helper.h"
#include "ns3/simulator.h"
#include "ns3/stock-catalogs.h"
#include "ns3/string.h"
#include "ns3/winsock-application-helper.h"
#include "ns3/winsock-layer-helper.h"
#include "ns3/winsock-stack-helper.h"
#include "ns3/winsock-stack.h"
#include "ns3/winsock.h"

#include <algorithm>
#include <cctype>
#include <iostream>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;

namespace
{

const SelectionRequest TCP{AF_INET, SOCK_STREAM, IPPROTO_TCP};

/// @return the beginning of some bytes, with dots for those that are no letters
std::string
Show(const std::string& bytes)
{
    std::string text = bytes.substr(0, 36);
    std::replace_if(
        text.begin(),
        text.end(),
        [](char c) { return !std::isprint(static_cast<unsigned char>(c)); },
        '.');
    return std::to_string(bytes.size()) + " bytes \"" + text + "\"";
}

/// A layer that reads along, and refuses to send what is marked as confidential.
class GuardLayer : public LayeredProvider
{
  public:
    GuardLayer()
        : LayeredProvider("guard", HandleKind::NON_IFS)
    {
    }

    int
    WSPSend(SOCKET s,
            LPWSABUF lpBuffers,
            DWORD dwBufferCount,
            LPDWORD lpNumberOfBytesSent,
            DWORD dwFlags,
            LPWSAOVERLAPPED lpOverlapped,
            LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine,
            LPWSATHREADID lpThreadId,
            LPINT lpErrno) override
    {
        std::string seen;
        for (DWORD i = 0; i < dwBufferCount; ++i)
        {
            seen.append(lpBuffers[i].buf, lpBuffers[i].len);
        }
        std::cout << "  the guard sees       " << Show(seen) << "\n";
        if (seen.find("confidential") != std::string::npos)
        {
            *lpErrno = WSAEACCES;
            return SOCKET_ERROR;
        }
        return LayeredProvider::WSPSend(s,
                                        lpBuffers,
                                        dwBufferCount,
                                        lpNumberOfBytesSent,
                                        dwFlags,
                                        lpOverlapped,
                                        lpCompletionRoutine,
                                        lpThreadId,
                                        lpErrno);
    }
};

SOCKADDR_IN
MakeAddress(Winsock& ws, const char* text)
{
    SOCKADDR_IN address{};
    address.sin_family = AF_INET;
    address.sin_port = ws.htons(80);
    address.sin_addr.S_un.S_addr = ws.inet_addr(text);
    return address;
}

/// The server: prints what it gets.
int
Serve(Winsock& ws)
{
    WSADATA data;
    ws.WSAStartup(MAKEWORD(2, 2), &data);
    const SOCKET listener = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    const SOCKADDR_IN own = MakeAddress(ws, "0.0.0.0");
    ws.bind(listener, reinterpret_cast<const SOCKADDR*>(&own), sizeof(own));
    ws.listen(listener, SOMAXCONN);
    for (;;)
    {
        const SOCKET s = ws.accept(listener, nullptr, nullptr);
        char buffer[100];
        int got = 0;
        while ((got = ws.recv(s, buffer, sizeof(buffer), 0)) > 0)
        {
            std::cout << "  the server receives  "
                      << Show(std::string(buffer, static_cast<std::size_t>(got))) << "\n";
        }
        ws.closesocket(s);
    }
}

/// The program: sends two reports.
int
SendReports(Winsock& ws)
{
    WSADATA data;
    ws.WSAStartup(MAKEWORD(2, 2), &data);
    const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    WSAPROTOCOL_INFOA info{};
    INT length = sizeof(info);
    ws.getsockopt(s, SOL_SOCKET, SO_PROTOCOL_INFOA, reinterpret_cast<char*>(&info), &length);
    std::cout << "Programs get the chain " << info.szProtocol << ".\n";
    const SOCKADDR_IN server = MakeAddress(ws, "10.1.1.2");
    ws.connect(s, reinterpret_cast<const SOCKADDR*>(&server), sizeof(server));
    for (const std::string report : {"sales: 12", "confidential: salaries"})
    {
        std::cout << "  the program sends    " << Show(report) << "\n";
        if (ws.send(s, report.data(), static_cast<int>(report.size()), 0) == SOCKET_ERROR)
        {
            std::cout << "  send fails with      " << WinsockErrorName(ws.WSAGetLastError())
                      << "\n";
        }
        ws.Sleep(1000);
    }
    ws.closesocket(s);
    return ws.WSACleanup();
}

/// The administrator: puts the second entry, the other chain, in front of the first.
int
ChangeOrder(Winsock& ws)
{
    DWORD bytes = 0;
    int error = 0;
    ws.WSCEnumProtocols(nullptr, nullptr, &bytes, &error);
    std::vector<WSAPROTOCOL_INFOW> entries(bytes / sizeof(WSAPROTOCOL_INFOW));
    ws.WSCEnumProtocols(nullptr, entries.data(), &bytes, &error);
    std::vector<DWORD> order;
    for (const WSAPROTOCOL_INFOW& entry : entries)
    {
        order.push_back(entry.dwCatalogEntryId);
    }
    const auto isChain = [](const WSAPROTOCOL_INFOW& entry)
    { return entry.ProtocolChain.ChainLen > 1; };
    const auto first = std::find_if(entries.begin(), entries.end(), isChain);
    const auto second = std::find_if(first + 1, entries.end(), isChain);
    std::iter_swap(order.begin() + (first - entries.begin()),
                   order.begin() + (second - entries.begin()));
    error = ws.WSCWriteProviderOrder(order.data(), static_cast<DWORD>(order.size()));
    std::cout << "\nAn administrator writes the other order.\n\n";
    return error;
}

} // namespace

int
main()
{
    NodeContainer nodes;
    nodes.Create(2);
    PointToPointHelper link;
    link.SetDeviceAttribute("DataRate", StringValue("10Mbps"));
    const NetDeviceContainer devices = link.Install(nodes);
    InternetStackHelper internet;
    internet.Install(nodes);
    Ipv4AddressHelper addresses("10.1.1.0", "255.255.255.0");
    addresses.Assign(devices);

    WinsockStackHelper winsock;
    winsock.SetProfile("windows-10");
    winsock.Install(nodes.Get(1));
    const std::vector<std::string> codecOnTop{"codec.dll", "guard.dll"};
    const std::vector<std::string> guardOnTop{"guard.dll", "codec.dll"};
    auto catalog = layered_catalog::PutLayersOver(
        *StockCatalog("windows-10"), TCP, codecOnTop, HandleKind::NON_IFS);
    catalog = layered_catalog::PutLayersOver(*catalog, TCP, guardOnTop, HandleKind::NON_IFS);
    winsock.SetCatalog(catalog);
    winsock.Install(nodes.Get(0));

    Ptr<CodecLibrary> codec = CreateObject<CodecLibrary>();
    codec->SetAttribute("Key", StringValue("a secret of both ends"));
    WinsockLayerHelper("codec.dll", codec).Install(nodes.Get(1));
    WinsockStack& stack = *nodes.Get(0)->GetObject<WinsockStack>();
    codec->Register(stack, "codec.dll");
    stack.GetProviderRegistry().Register("guard.dll", [] { return Create<GuardLayer>(); });

    WinsockApplicationHelper(Serve).Install(nodes.Get(1)).Start(Seconds(0));
    WinsockApplicationHelper program(SendReports);
    program.Install(nodes.Get(0)).Start(Seconds(1));
    WinsockApplicationHelper(ChangeOrder).Install(nodes.Get(0)).Start(Seconds(10));
    program.Install(nodes.Get(0)).Start(Seconds(11));
    Simulator::Stop(Seconds(20));
    Simulator::Run();
    Simulator::Destroy();
    return 0;
}
