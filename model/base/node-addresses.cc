/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "node-addresses.h"

#include "ns3/inet-socket-address.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/ipv4-route.h"
#include "ns3/ipv4-routing-protocol.h"
#include "ns3/ipv4.h"
#include "ns3/ipv6-route.h"
#include "ns3/ipv6-routing-protocol.h"
#include "ns3/ipv6.h"
#include "ns3/packet.h"
#include "ns3/socket.h"
#include "ns3/winsock-error.h"

#include <algorithm>

namespace ns3::winsock
{

namespace
{

WinsockSocketAddress
Portless(const Ipv4Address& address)
{
    return WinsockSocketAddress::FromNs3(InetSocketAddress(address, 0));
}

WinsockSocketAddress
Portless(const Ipv6Address& address)
{
    return WinsockSocketAddress::FromNs3(Inet6SocketAddress(address, 0));
}

std::vector<WinsockSocketAddress>
GetIpv4Addresses(Ptr<Ipv4> ipv4)
{
    std::vector<WinsockSocketAddress> addresses;
    for (uint32_t i = 0; ipv4 && i < ipv4->GetNInterfaces(); ++i)
    {
        for (uint32_t j = 0; ipv4->IsUp(i) && j < ipv4->GetNAddresses(i); ++j)
        {
            const Ipv4Address local = ipv4->GetAddress(i, j).GetLocal();
            if (local != Ipv4Address::GetLoopback())
            {
                addresses.push_back(Portless(local));
            }
        }
    }
    return addresses;
}

std::vector<WinsockSocketAddress>
GetIpv6Addresses(Ptr<Ipv6> ipv6)
{
    std::vector<WinsockSocketAddress> addresses;
    for (uint32_t i = 0; ipv6 && i < ipv6->GetNInterfaces(); ++i)
    {
        for (uint32_t j = 0; ipv6->IsUp(i) && j < ipv6->GetNAddresses(i); ++j)
        {
            const Ipv6Address local = ipv6->GetAddress(i, j).GetAddress();
            if (local != Ipv6Address::GetLoopback())
            {
                addresses.push_back(Portless(local));
                addresses.back().scopeId = local.IsLinkLocal() ? i : 0;
            }
        }
    }
    return addresses;
}

} // namespace

std::vector<WinsockSocketAddress>
GetNodeAddresses(Ptr<Node> node, bool ipv6)
{
    return ipv6 ? GetIpv6Addresses(node->GetObject<Ipv6>())
                : GetIpv4Addresses(node->GetObject<Ipv4>());
}

std::vector<WinsockSocketAddress>
GetGlobalAddresses(Ptr<Node> node, bool ipv6)
{
    std::vector<WinsockSocketAddress> addresses = GetNodeAddresses(node, ipv6);
    addresses.erase(std::remove_if(addresses.begin(),
                                   addresses.end(),
                                   [](const WinsockSocketAddress& one)
                                   { return one.ipv6 && one.ToIpv6().IsLinkLocal(); }),
                    addresses.end());
    return addresses;
}

int
FindSourceAddress(Ptr<Node> node,
                  const WinsockSocketAddress& destination,
                  WinsockSocketAddress& source)
{
    Socket::SocketErrno ignored = Socket::ERROR_NOTERROR;
    if (destination.ipv6)
    {
        Ptr<Ipv6> ipv6 = node->GetObject<Ipv6>();
        Ipv6Header header;
        header.SetDestination(destination.ToIpv6());
        Ptr<Ipv6Route> route = ipv6 ? ipv6->GetRoutingProtocol()->RouteOutput(
                                          Create<Packet>(), header, nullptr, ignored)
                                    : nullptr;
        if (route)
        {
            source = Portless(route->GetSource());
        }
        return route ? 0 : WSAENETUNREACH;
    }
    Ptr<Ipv4> ipv4 = node->GetObject<Ipv4>();
    Ipv4Header header;
    header.SetDestination(destination.ToIpv4());
    Ptr<Ipv4Route> route =
        ipv4 ? ipv4->GetRoutingProtocol()->RouteOutput(Create<Packet>(), header, nullptr, ignored)
             : nullptr;
    if (route)
    {
        source = Portless(route->GetSource());
    }
    return route ? 0 : WSAENETUNREACH;
}

} // namespace ns3::winsock
