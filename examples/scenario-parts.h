/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef SCENARIO_PARTS_H
#define SCENARIO_PARTS_H

// What the scenarios of small devices share: a device and a host with a line between them, programs on
// both, and addresses.

#include "ns3/application-container.h"
#include "ns3/callback.h"
#include "ns3/config.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-address-generator.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/net-device-container.h"
#include "ns3/node-container.h"
#include "ns3/nstime.h"
#include "ns3/point-to-point-helper.h"
#include "ns3/resource-refusal.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"
#include "ns3/winsock-application-helper.h"
#include "ns3/winsock-application.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack-helper.h"
#include "ns3/winsock-stack.h"
#include "ns3/winsock.h"

#include <cstdint>
#include <cstdio>
#include <iomanip>
#include <map>
#include <sstream>
#include <string>
#include <utility>

namespace scenario_parts
{

using namespace ns3;
using namespace ns3::winsock;

/// @return an IPv4 socket address
inline SOCKADDR_IN
AddressOf(Winsock& ws, const std::string& text, uint16_t port)
{
    SOCKADDR_IN address{};
    address.sin_family = AF_INET;
    address.sin_port = ws.htons(port);
    address.sin_addr.S_un.S_addr = ws.inet_addr(text.c_str());
    return address;
}

/// @return a new socket that has the port; INVALID_SOCKET after a failure
inline SOCKET
OpenBound(Winsock& ws, int type, uint16_t port)
{
    const SOCKET s = ws.socket(AF_INET, type, 0);
    const SOCKADDR_IN own = AddressOf(ws, "0.0.0.0", port);
    if (s != INVALID_SOCKET &&
        ws.bind(s, reinterpret_cast<const SOCKADDR*>(&own), sizeof(own)) == SOCKET_ERROR)
    {
        ws.closesocket(s);
        return INVALID_SOCKET;
    }
    return s;
}

/// @return 0, or the error of connect
inline int
ConnectTo(Winsock& ws, SOCKET s, const std::string& text, uint16_t port)
{
    const SOCKADDR_IN address = AddressOf(ws, text, port);
    const auto name = reinterpret_cast<const SOCKADDR*>(&address);
    return ws.connect(s, name, sizeof(address)) == 0 ? 0 : ws.WSAGetLastError();
}

/// Starts Winsock. @return whether it could
inline bool
Start(Winsock& ws)
{
    WSADATA data;
    return ws.WSAStartup(MAKEWORD(2, 2), &data) == 0;
}

/// Runs a program. @return its application
inline Ptr<WinsockApplication>
Run(Ptr<Node> node, const std::string& name, Time start, WinsockApplication::Program program)
{
    WinsockApplicationHelper helper(std::move(program));
    helper.SetAttribute("Name", StringValue(name));
    ApplicationContainer applications = helper.Install(node);
    applications.Start(start);
    return DynamicCast<WinsockApplication>(applications.Get(0));
}

/// @return the Winsock of a node
inline Ptr<WinsockStack>
StackOf(Ptr<Node> node)
{
    return node->GetObject<WinsockStack>();
}

/// A device, node 0, and a host, node 1, with a line between them.
class DeviceAndHost
{
  public:
    /**
     * @param device makes the device's Winsock
     * @param rate of the line
     * @param delay of the line
     * @param profile of the host
     */
    DeviceAndHost(const WinsockStackHelper& device,
                  const std::string& rate,
                  const std::string& delay,
                  const std::string& profile = "windows-nt")
    {
        Config::SetDefault("ns3::TcpSocket::SegmentSize", UintegerValue(SEGMENT_BYTES));
        m_nodes.Create(2);
        InternetStackHelper internet;
        internet.Install(m_nodes);
        PointToPointHelper line;
        line.SetDeviceAttribute("DataRate", StringValue(rate));
        line.SetChannelAttribute("Delay", StringValue(delay));
        Ipv4AddressHelper addresses("10.1.1.0", "255.255.255.0");
        addresses.Assign(line.Install(m_nodes));
        Ipv4AddressGenerator::Reset();
        device.Install(m_nodes.Get(0));
        WinsockStackHelper host;
        host.SetProfile(profile);
        host.Install(m_nodes.Get(1));
    }

    /// Addresses; lines do not know each other, so all have the same ones.
    static constexpr const char* DEVICE = "10.1.1.1";
    static constexpr const char* HOST = "10.1.1.2";

    /// What a TCP segment carries, as on Ethernet.
    static constexpr uint32_t SEGMENT_BYTES = 1460;

    /// @return the node of the device
    Ptr<Node>
    Device() const
    {
        return m_nodes.Get(0);
    }

    /// @return the node of the host
    Ptr<Node>
    Host() const
    {
        return m_nodes.Get(1);
    }

  private:
    NodeContainer m_nodes; //!< device, host
};

/// Follows what a device refuses.
struct RefusalLog
{
    /// @param stack of the device
    explicit RefusalLog(Ptr<WinsockStack> stack)
    {
        stack->TraceConnectWithoutContext("Refused", MakeCallback(&RefusalLog::Note, this));
    }

    RefusalLog(const RefusalLog&) = delete;
    RefusalLog& operator=(const RefusalLog&) = delete;

    /// @param refusal the latest
    void
    Note(const ResourceRefusal& refusal)
    {
        last = refusal;
        ++counts[refusal.cause];
    }

    ResourceRefusal last{};                  //!< the latest
    std::map<RefusalCause, uint32_t> counts; //!< how many of each kind
};

/// @return the name of a running process of a device, "nobody" if there is none with the id
inline std::string
NameOfProcess(const WinsockStack& stack, uint32_t id)
{
    for (const auto& process : stack.GetProcesses())
    {
        if (process->GetId() == id)
        {
            return process->GetName();
        }
    }
    return "nobody";
}

/// @return who holds how many descriptors of a device, a line for each process
inline std::string
ListHolders(const WinsockStack& stack)
{
    std::ostringstream lines;
    for (const auto& process : stack.GetProcesses())
    {
        lines << "  " << std::left << std::setw(12) << process->GetName() << std::right
              << std::setw(5) << process->GetDescriptorLedger().GetInUse() << "\n";
    }
    return lines.str();
}

/// @return a refusal as part of a sentence, as in "process descriptors, 64 of 64 in use"
inline std::string
Describe(const ResourceRefusal& refusal)
{
    return std::string(GetRefusalCauseName(refusal.cause)) + ", " + std::to_string(refusal.inUse) +
           " of " + std::to_string(refusal.limit) + " in use";
}

/// @return the present time as hours and minutes
inline std::string
Clock()
{
    const auto minutes = static_cast<int>(Simulator::Now().GetMinutes());
    char text[32];
    std::snprintf(text, sizeof(text), "%d:%02d", minutes / 60, minutes % 60);
    return text;
}

} // namespace scenario_parts

#endif /* SCENARIO_PARTS_H */
