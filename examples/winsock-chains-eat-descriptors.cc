/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Protocol chains eat the descriptors of a Windows CE device: a layer with handles of its own costs
// one for each socket, so that N layers leave a program with 1/(N+1) of its sockets. Layers that pass
// the handle of the base provider on (IFS) cost nothing.
//
// On each device a program opens TCP sockets until it gets no more. The table tells how many there
// were, which element of the chain met the limit, and what the elements below it had to give back. Try
//
//   winsock-chains-eat-descriptors --descriptors=20 --layers=3
//   winsock-chains-eat-descriptors --translate=false

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

namespace
{

constexpr uint32_t MOST_LAYERS = MAX_PROTOCOL_CHAIN - 1; // the base provider is an element too

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

/// Makes the device's node and puts its layers over TCP, the lowest one first.
Ptr<WinsockStack>
MakeNode(const Device& device, const Settings& settings)
{
    NodeContainer node;
    node.Create(1);
    InternetStackHelper internet;
    internet.Install(node);
    WinsockStackHelper winsock;
    winsock.SetProfile("wince-5.0");
    winsock.SetAttribute("MaxSocketsPerProcess", UintegerValue(settings.descriptors));
    winsock.SetAttribute("TranslateHandleDoor", BooleanValue(settings.translate));
    winsock.Install(node);
    for (uint32_t i = device.layers; i >= 1; --i)
    {
        const std::string name = "layer" + std::to_string(i);
        Ptr<PassThroughLibrary> library = CreateObject<PassThroughLibrary>();
        library->SetAttribute("Name", StringValue(name));
        library->SetAttribute("Handles",
                              StringValue(device.kind == HandleKind::IFS ? "IFS" : "NON_IFS"));
        WinsockLayerHelper layer(name + ".dll", library);
        layer.AddProtocol(AF_INET, SOCK_STREAM, IPPROTO_TCP);
        layer.Install(node);
    }
    return node.Get(0)->GetObject<WinsockStack>();
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
    std::cout << "\nAfter closesocket of all sockets, " << left << " descriptors are held.\n";
    Simulator::Destroy();
    return left == 0 ? 0 : 1;
}
