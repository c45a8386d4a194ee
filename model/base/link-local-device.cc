/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "link-local-device.h"

#include "ns3/loopback-net-device.h"

namespace ns3::winsock
{

namespace
{

template <typename Ip>
Ptr<NetDevice>
FindFirst(Ip& ip)
{
    for (uint32_t i = 0; i < ip.GetNInterfaces(); ++i)
    {
        Ptr<NetDevice> device = ip.GetNetDevice(i);
        if (ip.IsUp(i) && ip.GetNAddresses(i) != 0 && !DynamicCast<LoopbackNetDevice>(device))
        {
            return device;
        }
    }
    return nullptr;
}

} // namespace

Ptr<NetDevice>
FindLinkLocalDevice(Ptr<Ipv4> ip)
{
    return FindFirst(*ip);
}

Ptr<NetDevice>
FindLinkLocalDevice(Ptr<Ipv6> ip)
{
    return FindFirst(*ip);
}

} // namespace ns3::winsock
