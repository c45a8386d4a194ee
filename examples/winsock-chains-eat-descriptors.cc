/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Protocol chains eat the descriptors of a Windows CE device: a layer with handles of its own costs
// one for each socket, so that N layers leave a program with 1/(N+1) of its sockets. Layers that pass
// the handle of the base provider on (IFS) cost nothing.
//
// On each device a program opens TCP sockets until it gets no more. The first table tells how many there
// were, which element of the chain met the limit, and what the elements below it had to give back. On
// more such devices a server keeps a connection to each client that comes, and more come than it has
// descriptors for: the second table. Try
//
//   winsock-chains-eat-descriptors --descriptors=20 --layers=3
//   winsock-chains-eat-descriptors --translate=false

#include "scenario-parts.h"

#include "ns3/boolean.h"
#include "ns3/call-record.h"
#include "ns3/callback.h"
#include "ns3/command-line.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/node-container.h"
#include "ns3/pass-through-layer.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"
#include "ns3/winsock-application-helper.h"
#include "ns3/winsock-layer-helper.h"
#include "ns3/winsock-stack-helper.h"
#include "ns3/winsock-stack.h"
#include "ns3/winsock.h"

#include <cstdint>
#include <iomanip>
#include <iostream>
#include <list>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace scenario_parts;

namespace
{

constexpr uint32_t MOST_LAYERS = MAX_PROTOCOL_CHAIN - 1; // the base provider is an element too
constexpr uint16_t PORT = 80;
constexpr DWORD CLIENT_PAUSE = 50;       // milliseconds between two clients
const Time SERVER_LOOKS = Seconds(1000); // when all clients have come

/// What the command line can change.
struct Settings
{
    uint32_t descriptors{64};
    uint32_t layers{MOST_LAYERS};
    bool translate{true};
};

/// A device with a chain of its own, and what a program met there.
struct Device
{
    uint32_t layers;
    HandleKind kind;

    std::size_t sockets{0};      // how many there were
    uint64_t held{0};            // descriptors, when the last call had failed
    int error{0};                // of the last call
    std::string refusedBy{};     // the element of the chain that met the limit
    uint32_t givenBack{0};       // sockets below it that were closed again
    std::size_t afterClosing{0}; // sockets that one closesocket made possible
    uint64_t heldAtEnd{0};       // descriptors, after closesocket of all
};

/// A device with a chain of its own and a server, and what its clients met.
struct Server
{
    uint32_t layers;
    HandleKind kind;

    uint32_t served{0};       // clients, at once
    uint64_t held{0};         // descriptors, when accept had failed
    int error{0};             // of accept
    uint32_t refused{0};      // clients, by the system, since the queue was full
    uint32_t afterClosing{0}; // clients that one closesocket made room for
    uint64_t heldAtEnd{0};    // descriptors, after closesocket of all
};

/// Follows the last call of socket: who refused it, and who closed what it had already.
class RefusalWatch
{
  public:
    RefusalWatch(Ptr<WinsockStack> stack, Device& device)
        : m_device(device)
    {
        stack->TraceConnectWithoutContext("Call", MakeCallback(&RefusalWatch::Record, this));
    }

  private:
    void
    Record(const CallRecord& record)
    {
        const std::string function = record.function;
        if (record.phase == CallRecord::Phase::ENTER)
        {
            m_failed = m_failed && function != "socket";
            return;
        }
        if (function == "WSPSocket" && record.error != 0 && !m_failed)
        {
            // The calls nest, so the first one that fails is the deepest.
            m_failed = true;
            m_device.refusedBy = record.provider;
            m_device.givenBack = m_closed;
        }
        m_closed = function == "WSPCloseSocket" ? m_closed + 1 : 0;
    }

    Device& m_device;     //!< where to
    bool m_failed{false}; //!< the present call of socket has been refused
    uint32_t m_closed{0}; //!< sockets closed in a row
};

/// Opens sockets until it gets no more.
void
OpenAll(Winsock& ws, std::vector<SOCKET>& sockets)
{
    SOCKET s;
    while ((s = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP)) != INVALID_SOCKET)
    {
        sockets.push_back(s);
    }
}

/// The program.
int
Exhaust(Winsock& ws, Device& device)
{
    WSADATA data;
    if (ws.WSAStartup(MAKEWORD(2, 2), &data) != 0)
    {
        return 1;
    }
    const ResourceLedger& ledger = ws.GetProcess().GetDescriptorLedger();
    std::vector<SOCKET> sockets;
    OpenAll(ws, sockets);
    device.error = ws.WSAGetLastError();
    device.sockets = sockets.size();
    device.held = ledger.GetInUse();
    if (!sockets.empty())
    {
        ws.closesocket(sockets.back());
        sockets.pop_back();
        const std::size_t before = sockets.size();
        OpenAll(ws, sockets);
        device.afterClosing = sockets.size() - before;
    }
    for (const SOCKET s : sockets)
    {
        ws.closesocket(s);
    }
    device.heldAtEnd = ledger.GetInUse();
    return ws.WSACleanup();
}

/// Accepts until it gets no more. @return how many it got
uint32_t
AcceptAll(Winsock& ws, SOCKET listener, std::list<SOCKET>& clients)
{
    const std::size_t before = clients.size();
    SOCKET s;
    while ((s = ws.accept(listener, nullptr, nullptr)) != INVALID_SOCKET)
    {
        clients.push_back(s);
    }
    return static_cast<uint32_t>(clients.size() - before);
}

/// The server: keeps all clients, and lets one go later.
int
Serve(Winsock& ws, Server& server)
{
    if (!Start(ws))
    {
        return 1;
    }
    const ResourceLedger& ledger = ws.GetProcess().GetDescriptorLedger();
    std::list<SOCKET> clients;
    const SOCKET listener = OpenBound(ws, SOCK_STREAM, PORT);
    ws.listen(listener, SOMAXCONN);
    server.served = AcceptAll(ws, listener, clients); // waits while nobody comes
    server.error = ws.WSAGetLastError();
    server.held = ledger.GetInUse();
    ws.Sleep(static_cast<DWORD>((SERVER_LOOKS - Simulator::Now()).GetMilliSeconds()));
    if (!clients.empty())
    {
        ws.closesocket(clients.front());
        clients.pop_front();
        server.afterClosing = AcceptAll(ws, listener, clients);
    }
    for (const SOCKET s : clients)
    {
        ws.closesocket(s);
    }
    ws.closesocket(listener);
    server.heldAtEnd = ledger.GetInUse();
    return ws.WSACleanup();
}

/// The clients: more than the server has descriptors, and none of them leaves.
int
Come(Winsock& ws, const Settings& settings, Server& server)
{
    if (!Start(ws))
    {
        return 1;
    }
    for (uint32_t i = 0; i < settings.descriptors + 10; ++i)
    {
        const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
        server.refused += ConnectTo(ws, s, DeviceAndHost::DEVICE, PORT) == WSAECONNREFUSED;
        ws.Sleep(CLIENT_PAUSE);
    }
    ws.Sleep(static_cast<DWORD>(SERVER_LOOKS.GetMilliSeconds()) * 2);
    return ws.WSACleanup();
}

/// @return what makes the Winsock of the devices
WinsockStackHelper
MakeHelper(const Settings& settings)
{
    WinsockStackHelper winsock;
    winsock.SetProfile("wince-5.0");
    winsock.SetAttribute("MaxSocketsPerProcess", UintegerValue(settings.descriptors));
    winsock.SetAttribute("TranslateHandleDoor", BooleanValue(settings.translate));
    return winsock;
}

/// Puts layers over TCP, the lowest one first.
void
AddLayers(Ptr<Node> node, uint32_t layers, HandleKind kind)
{
    for (uint32_t i = layers; i >= 1; --i)
    {
        const std::string name = "layer" + std::to_string(i);
        Ptr<PassThroughLibrary> library = CreateObject<PassThroughLibrary>();
        library->SetAttribute("Name", StringValue(name));
        library->SetAttribute("Handles", StringValue(kind == HandleKind::IFS ? "IFS" : "NON_IFS"));
        WinsockLayerHelper layer(name + ".dll", library);
        layer.AddProtocol(AF_INET, SOCK_STREAM, IPPROTO_TCP);
        layer.Install(NodeContainer(node));
    }
}

/// Makes the device's node and its layers.
Ptr<WinsockStack>
MakeNode(const Device& device, const Settings& settings)
{
    NodeContainer node;
    node.Create(1);
    InternetStackHelper internet;
    internet.Install(node);
    MakeHelper(settings).Install(node);
    AddLayers(node.Get(0), device.layers, device.kind);
    return StackOf(node.Get(0));
}

/// Makes the server's node with its layers, its clients', and their programs.
void
BuildServer(Server& server, const Settings& settings)
{
    const DeviceAndHost line(MakeHelper(settings), "10Mbps", "1ms", "windows-10");
    AddLayers(line.Device(), server.layers, server.kind);
    Run(line.Device(), "server", Seconds(0), [&](Winsock& ws) { return Serve(ws, server); });
    Run(line.Host(),
        "clients",
        Seconds(1),
        [&](Winsock& ws) { return Come(ws, settings, server); });
}

void
PrintHead(const Settings& settings)
{
    std::cout
        << "A program on a Windows CE 5 device with " << settings.descriptors
        << " descriptors for each process opens TCP\nsockets until it gets no more.\n\n"
        << "                         descriptors  the last call           given  one closesocket\n"
        << "handles  layers  sockets        held  failed in  with          back  makes room for\n";
}

void
PrintRow(const Device& device)
{
    std::cout << std::left << std::setw(9) << (device.kind == HandleKind::NON_IFS ? "own" : "IFS")
              << std::right << std::setw(6) << device.layers << std::setw(9) << device.sockets
              << std::setw(13) << device.held << "  " << std::left << std::setw(11)
              << device.refusedBy << std::setw(11) << WinsockErrorName(device.error) << std::right
              << std::setw(7) << device.givenBack << std::setw(16) << device.afterClosing << "\n";
}

void
PrintServer(const Server& server)
{
    std::cout << std::left << std::setw(9) << (server.kind == HandleKind::NON_IFS ? "own" : "IFS")
              << std::right << std::setw(6) << server.layers << std::setw(9) << server.served
              << std::setw(13) << server.held << "  " << std::left << std::setw(12)
              << WinsockErrorName(server.error) << std::right << std::setw(9) << server.refused
              << std::setw(25) << server.afterClosing << "\n";
}

} // namespace

int
main(int argc, char* argv[])
{
    Settings settings;
    CommandLine cmd(__FILE__);
    cmd.AddValue("descriptors", "Descriptors that a process may hold", settings.descriptors);
    cmd.AddValue("layers", "Most layers in a chain, up to 6", settings.layers);
    cmd.AddValue("translate",
                 "Whether layers report a refused handle as WSAEMFILE instead of WSAENOBUFS",
                 settings.translate);
    cmd.Parse(argc, argv);
    if (settings.layers > MOST_LAYERS)
    {
        std::cerr << "A chain has at most " << MOST_LAYERS
                  << " layers above its base provider: choose --layers=0 to " << MOST_LAYERS
                  << ".\n";
        return 1;
    }

    std::list<Device> devices;
    std::list<Server> servers;
    std::list<RefusalWatch> watches;
    for (const HandleKind kind : {HandleKind::NON_IFS, HandleKind::IFS})
    {
        for (uint32_t layers = 0; layers <= settings.layers; ++layers)
        {
            devices.push_back({layers, kind});
            Device& device = devices.back();
            Ptr<WinsockStack> stack = MakeNode(device, settings);
            watches.emplace_back(stack, device);
            WinsockApplicationHelper program([&device](Winsock& ws)
                                             { return Exhaust(ws, device); });
            program.Install(stack->GetNode()).Start(Seconds(0));
            servers.push_back({layers, kind});
            BuildServer(servers.back(), settings);
        }
    }
    Simulator::Run();

    PrintHead(settings);
    uint64_t left = 0;
    for (const Device& device : devices)
    {
        PrintRow(device);
        left += device.heldAtEnd;
    }
    std::cout
        << "\nA server on such a device keeps its clients, of whom " << settings.descriptors + 10
        << " come.\n\n"
        << "                 clients  descriptors  accept        clients  one closesocket makes\n"
           "handles  layers   served         held  fails with    refused  room for (clients)\n";
    for (const Server& server : servers)
    {
        PrintServer(server);
        left += server.heldAtEnd;
    }
    std::cout << "\nAfter closesocket of all sockets, " << left << " descriptors are held.\n";
    Simulator::Destroy();
    return left == 0 ? 0 : 1;
}
