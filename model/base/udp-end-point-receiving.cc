/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * How datagrams and ICMP errors come to a UDP end point.
 */

#include "udp-end-point.h"

#include "ns3/inet-socket-address.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/ipv4-end-point.h"
#include "ns3/ipv4-interface.h"
#include "ns3/ipv4.h"
#include "ns3/ipv6-end-point.h"
#include "ns3/ipv6-interface.h"
#include "ns3/net-device.h"
#include "ns3/node.h"
#include "ns3/socket.h"
#include "ns3/udp-sharing.h"

namespace ns3::winsock
{

namespace
{

/**
 * ns-3 hands priority tags on to the receiver, where they mean nothing.
 *
 * @param packet a received datagram
 */
void
RemovePriority(Ptr<Packet> packet)
{
    SocketPriorityTag tag;
    packet->RemovePacketTag(tag);
}

/**
 * @param address where a datagram was sent to
 * @return whether it is a group of either family
 */
bool
IsGroup(const Ipv6Address& address)
{
    return address.IsMulticast() ||
           (address.IsIpv4MappedAddress() && address.GetIpv4MappedAddress().IsMulticast());
}

} // namespace

uint8_t
UdpEndPoint::GetTtl() const
{
    return m_ttl;
}

void
UdpEndPoint::SetV6Only(bool v6Only)
{
    m_v6Only = v6Only;
}

void
UdpEndPoint::SetReceiveEnabled(bool enabled)
{
    m_receives = enabled;
    Rearrange();
}

void
UdpEndPoint::Receive(Ptr<Packet> packet,
                     Ipv4Header header,
                     uint16_t port,
                     Ptr<Ipv4Interface> interface)
{
    if (!m_hasCompanions || !IsForAll(InetSocketAddress(header.GetDestination(), GetPort())))
    {
        Take(packet, header, port, interface);
        return;
    }
    for (UdpEndPoint* each : UdpSharing::GetAll(*m_node, GetPort()))
    {
        each->Take(packet->Copy(), header, port, interface);
    }
}

void
UdpEndPoint::Take(Ptr<Packet> packet,
                  const Ipv4Header& header,
                  uint16_t port,
                  Ptr<Ipv4Interface> interface)
{
    const Ipv4Address destination = header.GetDestination();
    const Address to = InetSocketAddress(destination, GetPort());
    if (!m_observer || !IsFor(to, destination.IsMulticast()))
    {
        return;
    }
    RemovePriority(packet);
    const Address from = InetSocketAddress(header.GetSource(), port);
    Ptr<NetDevice> device = interface ? interface->GetDevice() : nullptr;
    if (!IsFrom(from) || (destination.IsMulticast() && !m_observer->HearsGroup(from, to, device)))
    {
        return;
    }
    m_ttl = header.GetTtl();
    m_observer->OnDatagram(packet, from, to, device);
}

void
UdpEndPoint::Receive6(Ptr<Packet> packet,
                      Ipv6Header header,
                      uint16_t port,
                      Ptr<Ipv6Interface> interface)
{
    if (!m_hasCompanions || !IsGroup(header.GetDestination()))
    {
        Take6(packet, header, port, interface);
        return;
    }
    for (UdpEndPoint* each : UdpSharing::GetAll(*m_node, GetPort()))
    {
        each->Take6(packet->Copy(), header, port, interface);
    }
}

void
UdpEndPoint::Take6(Ptr<Packet> packet,
                   const Ipv6Header& header,
                   uint16_t port,
                   Ptr<Ipv6Interface> interface)
{
    const Ipv6Address destination = header.GetDestination();
    const Address to = Inet6SocketAddress(destination, GetPort());
    if (!m_observer || (m_v6Only && header.GetSource().IsIpv4MappedAddress()) ||
        !IsFor(to, IsGroup(destination)))
    {
        return;
    }
    RemovePriority(packet);
    const Address from = Inet6SocketAddress(header.GetSource(), port);
    Ptr<NetDevice> device = interface ? interface->GetDevice() : nullptr;
    if (!IsFrom(from) || (IsGroup(destination) && !m_observer->HearsGroup(from, to, device)))
    {
        return;
    }
    m_ttl = header.GetHopLimit();
    m_observer->OnDatagram(packet, from, to, device);
}

bool
UdpEndPoint::IsFor(const Address& to, bool group) const
{
    if (m_ofGroup)
    {
        return to == m_options->group;
    }
    if (group || !m_hasCompanions)
    {
        return true;
    }
    const bool hearsAll = m_endPoint ? m_endPoint->GetLocalAddress() == Ipv4Address::GetAny()
                                     : m_endPoint6->GetLocalAddress() == Ipv6Address::GetAny();
    return hearsAll || to == GetLocal();
}

bool
UdpEndPoint::IsFrom(const Address& from) const
{
    if (!m_hasCompanions)
    {
        return true; // ns-3 has compared it
    }
    const Address peer = GetPeer();
    return peer.IsInvalid() || peer == from;
}

bool
UdpEndPoint::IsForAll(const Address& to) const
{
    return InetSocketAddress::ConvertFrom(to).GetIpv4().IsMulticast() || IsBroadcast(to);
}

bool
UdpEndPoint::IsBroadcast(const Address& to) const
{
    if (!m_endPoint)
    {
        return false;
    }
    const Ipv4Address address = InetSocketAddress::ConvertFrom(to).GetIpv4();
    return address.IsBroadcast() || m_ipv4->GetInterfaceForAddress(address) < 0;
}

void
UdpEndPoint::ReceiveIcmp(Ipv4Address, uint8_t, uint8_t type, uint8_t code, uint32_t info)
{
    if (m_observer)
    {
        m_observer->OnIcmpError(type, code, info);
    }
}

void
UdpEndPoint::ReceiveIcmp6(Ipv6Address, uint8_t, uint8_t type, uint8_t code, uint32_t info)
{
    if (m_observer)
    {
        m_observer->OnIcmpError(type, code, info);
    }
}

void
UdpEndPoint::WatchIcmp()
{
    if (m_icmpWatched)
    {
        return;
    }
    m_icmpWatched = true;
    if (m_endPoint)
    {
        m_endPoint->SetIcmpCallback(MakeCallback(&UdpEndPoint::ReceiveIcmp, this));
    }
    else
    {
        m_endPoint6->SetIcmpCallback(MakeCallback(&UdpEndPoint::ReceiveIcmp6, this));
    }
}

} // namespace ns3::winsock
