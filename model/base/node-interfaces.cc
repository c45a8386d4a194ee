/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "node-interfaces.h"

#include "ns3/ipv4.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/ipv6.h"
#include "ns3/link-local-device.h"
#include "ns3/uinteger.h"

#include <cstring>

namespace ns3::winsock
{

namespace
{

template <typename Ip>
Ptr<NetDevice>
FindIn(const Ptr<Ip>& ip, uint32_t index)
{
    const bool known = ip && index < ip->GetNInterfaces() && ip->IsUp(index);
    return known ? ip->GetNetDevice(index) : nullptr;
}

template <typename Ip>
Ptr<NetDevice>
FindFirst(const Ptr<Ip>& ip)
{
    Ptr<NetDevice> device = ip ? FindLinkLocalDevice(ip) : nullptr;
    return device ? device : FindIn(ip, 0);
}

template <typename Ip>
uint32_t
GetIndex(const Ptr<Ip>& ip, const Ptr<NetDevice>& device)
{
    const int32_t index = ip && device ? ip->GetInterfaceForDevice(device) : 0;
    return index > 0 ? static_cast<uint32_t>(index) : 0;
}

template <typename Ip>
uint32_t
GetTtl(const Ptr<Ip>& ip)
{
    UintegerValue ttl(0);
    if (ip)
    {
        ip->GetAttributeFailSafe("DefaultTtl", ttl);
    }
    return static_cast<uint32_t>(ttl.Get());
}

} // namespace

Ptr<NetDevice>
FindDeviceByIndex(Ptr<Node> node, bool ipv6, uint32_t index)
{
    if (index == 0)
    {
        return nullptr;
    }
    return ipv6 ? FindIn(node->GetObject<Ipv6>(), index) : FindIn(node->GetObject<Ipv4>(), index);
}

Ptr<NetDevice>
FindDeviceByAddress(Ptr<Node> node, Ipv4Address address)
{
    Ptr<Ipv4> ipv4 = node->GetObject<Ipv4>();
    const int32_t index = ipv4 ? ipv4->GetInterfaceForAddress(address) : -1;
    return index >= 0 ? FindIn(ipv4, static_cast<uint32_t>(index)) : nullptr;
}

Ptr<NetDevice>
FindDeviceByName(Ptr<Node> node, uint32_t value)
{
    if (value == 0)
    {
        return FindDefaultDevice(node, false);
    }
    uint8_t bytes[4];
    std::memcpy(bytes, &value, sizeof(bytes));
    const Ipv4Address address = Ipv4Address::Deserialize(bytes);
    return bytes[0] == 0 ? FindDeviceByIndex(node, false, address.Get())
                         : FindDeviceByAddress(node, address);
}

Ptr<NetDevice>
FindDefaultDevice(Ptr<Node> node, bool ipv6)
{
    return ipv6 ? FindFirst(node->GetObject<Ipv6>()) : FindFirst(node->GetObject<Ipv4>());
}

uint32_t
GetInterfaceIndex(Ptr<Node> node, bool ipv6, Ptr<NetDevice> device)
{
    return ipv6 ? GetIndex(node->GetObject<Ipv6>(), device)
                : GetIndex(node->GetObject<Ipv4>(), device);
}

bool
IsNodeAddress(Ptr<Node> node, const WinsockSocketAddress& address)
{
    if (address.ipv6)
    {
        Ptr<Ipv6> ipv6 = node->GetObject<Ipv6>();
        return ipv6 && ipv6->GetInterfaceForAddress(address.ToIpv6()) >= 0;
    }
    Ptr<Ipv4> ipv4 = node->GetObject<Ipv4>();
    return ipv4 && ipv4->GetInterfaceForAddress(address.ToIpv4()) >= 0;
}

void
HearGroup(Ptr<Node> node,
          const WinsockSocketAddress& group,
          const Ptr<NetDevice>& device,
          bool hears)
{
    Ptr<Ipv6L3Protocol> ipv6 = group.ipv6 ? node->GetObject<Ipv6L3Protocol>() : nullptr;
    const int32_t index = ipv6 ? ipv6->GetInterfaceForDevice(device) : -1;
    if (index < 0)
    {
        return;
    }
    if (hears)
    {
        ipv6->AddMulticastAddress(group.ToIpv6(), static_cast<uint32_t>(index));
    }
    else
    {
        ipv6->RemoveMulticastAddress(group.ToIpv6(), static_cast<uint32_t>(index));
    }
}

uint32_t
GetDefaultTtl(Ptr<Node> node, bool ipv6)
{
    return ipv6 ? GetTtl(node->GetObject<Ipv6>()) : GetTtl(node->GetObject<Ipv4>());
}

} // namespace ns3::winsock
