/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef FLEET_NETWORK_H
#define FLEET_NETWORK_H

// The network of a fleet: sites of some devices each, every one with an access router and a wire to the
// server. A site is a cell of 802.11g on a channel that no other site uses, or a rack of serial lines.

#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-address-generator.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/ipv4-static-routing-helper.h"
#include "ns3/ipv4.h"
#include "ns3/mobility-helper.h"
#include "ns3/net-device-container.h"
#include "ns3/node-container.h"
#include "ns3/nstime.h"
#include "ns3/point-to-point-helper.h"
#include "ns3/position-allocator.h"
#include "ns3/ssid.h"
#include "ns3/string.h"
#include "ns3/wifi-helper.h"
#include "ns3/yans-wifi-helper.h"

#include <cstdint>
#include <string>

namespace fleet_network
{

using namespace ns3;

/// How devices reach the access router of their site.
enum class Access
{
    WIFI, // 802.11g at 24 Mbit/s
    PPP   // a serial line of 115.2 kbit/s for each
};

/// The nodes of a fleet. Addresses: devices 10.1.SITE.x, wires 10.3.SITE.1 (the server) and .2.
class FleetNetwork
{
  public:
    /**
     * @param access of all sites
     * @param devices in all
     * @param siteSize devices of a site, at most 60
     */
    FleetNetwork(Access access, uint32_t devices, uint32_t siteSize)
    {
        m_server.Create(1);
        m_devices.Create(devices);
        m_internet.Install(NodeContainer(m_server, m_devices));
        m_streams += m_internet.AssignStreams(NodeContainer(m_server, m_devices), m_streams);
        for (uint32_t first = 0, site = 0; first < devices; first += siteSize, ++site)
        {
            NodeContainer members;
            for (uint32_t i = first; i < first + siteSize && i < devices; ++i)
            {
                members.Add(m_devices.Get(i));
            }
            AddSite(access, site, members);
        }
        Ipv4AddressGenerator::Reset();
    }

    /// Where all devices find the server.
    static constexpr const char* SERVER = "10.3.0.1";

    /// @return the first stream of random numbers that the network does not use
    int64_t
    NextStream() const
    {
        return m_streams;
    }

    /// @return the node of the server
    Ptr<Node>
    Server() const
    {
        return m_server.Get(0);
    }

    /// @return the nodes of the devices
    const NodeContainer&
    Devices() const
    {
        return m_devices;
    }

  private:
    static std::string
    Subnet(uint32_t area, uint32_t site)
    {
        return "10." + std::to_string(area) + "." + std::to_string(site) + ".0";
    }

    void
    AddSite(Access access, uint32_t site, const NodeContainer& members)
    {
        NodeContainer router;
        router.Create(1);
        m_internet.Install(router);
        m_streams += m_internet.AssignStreams(router, m_streams);
        PointToPointHelper wire;
        wire.SetDeviceAttribute("DataRate", StringValue("100Mbps"));
        wire.SetChannelAttribute("Delay", StringValue("1ms"));
        const std::string wireSubnet = Subnet(3, site);
        Ipv4AddressHelper addresses(wireSubnet.c_str(), "255.255.255.0");
        addresses.Assign(wire.Install(NodeContainer(m_server, router)));

        if (access == Access::WIFI)
        {
            AddCell(site, router, members);
        }
        else
        {
            AddLines(site, router, members);
        }
        const std::string routerAddress = "10.3." + std::to_string(site) + ".2";
        const uint32_t wireInterface = m_server.Get(0)->GetObject<Ipv4>()->GetNInterfaces() - 1;
        Routes(m_server.Get(0))
            ->AddNetworkRouteTo(
                Subnet(1, site).c_str(), "255.255.255.0", routerAddress.c_str(), wireInterface);
        const std::string serverAddress = "10.3." + std::to_string(site) + ".1";
        Routes(router.Get(0))->SetDefaultRoute(serverAddress.c_str(), 1);
    }

    /// Stations around an access point.
    void
    AddCell(uint32_t site, const NodeContainer& router, const NodeContainer& members)
    {
        YansWifiPhyHelper phy;
        phy.SetChannel(YansWifiChannelHelper::Default().Create()); // of its own
        WifiHelper wifi;
        wifi.SetStandard(WIFI_STANDARD_80211g);
        wifi.SetRemoteStationManager("ns3::ConstantRateWifiManager",
                                     "DataMode",
                                     StringValue("ErpOfdmRate24Mbps"),
                                     "ControlMode",
                                     StringValue("ErpOfdmRate6Mbps"));
        const SsidValue ssid(Ssid("site" + std::to_string(site)));
        WifiMacHelper mac;
        mac.SetType(
            "ns3::ApWifiMac", "Ssid", ssid, "BeaconInterval", TimeValue(MicroSeconds(1024 * 500)));
        NetDeviceContainer interfaces = wifi.Install(phy, mac, router);
        mac.SetType("ns3::StaWifiMac", "Ssid", ssid);
        interfaces.Add(wifi.Install(phy, mac, members));
        m_streams += wifi.AssignStreams(interfaces, m_streams);

        MobilityHelper places;
        places.Install(router);
        Ptr<UniformDiscPositionAllocator> disc = CreateObject<UniformDiscPositionAllocator>();
        disc->SetRho(20);
        m_streams += disc->AssignStreams(m_streams);
        places.SetPositionAllocator(disc);
        places.Install(members);

        const std::string subnet = Subnet(1, site);
        Ipv4AddressHelper addresses(subnet.c_str(), "255.255.255.0");
        const Ipv4Address gateway = addresses.Assign(interfaces).GetAddress(0);
        for (auto member = members.Begin(); member != members.End(); ++member)
        {
            Routes(*member)->SetDefaultRoute(gateway, 1);
        }
    }

    /// A line from each device to the access server.
    void
    AddLines(uint32_t site, const NodeContainer& router, const NodeContainer& members)
    {
        PointToPointHelper line;
        line.SetDeviceAttribute("DataRate", StringValue("115200bps"));
        line.SetChannelAttribute("Delay", StringValue("5ms"));
        const std::string subnet = Subnet(1, site);
        Ipv4AddressHelper addresses(subnet.c_str(), "255.255.255.252");
        for (auto member = members.Begin(); member != members.End(); ++member)
        {
            const NetDeviceContainer ends = line.Install(router.Get(0), *member);
            Routes(*member)->SetDefaultRoute(addresses.Assign(ends).GetAddress(0), 1);
            addresses.NewNetwork();
        }
    }

    static Ptr<Ipv4StaticRouting>
    Routes(Ptr<Node> node)
    {
        return Ipv4StaticRoutingHelper().GetStaticRouting(node->GetObject<Ipv4>());
    }

    InternetStackHelper m_internet;
    NodeContainer m_server;
    NodeContainer m_devices;
    int64_t m_streams{0}; // of random numbers, so that fleets do not depend on earlier ones
};

} // namespace fleet_network

#endif /* FLEET_NETWORK_H */
