/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * How datagrams leave a UDP end point.
 */

#include "udp-end-point.h"

#include "ns3/inet-socket-address.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/ipv4-end-point.h"
#include "ns3/ipv4-interface.h"
#include "ns3/ipv4-l3-protocol.h"
#include "ns3/ipv4-route.h"
#include "ns3/ipv4-routing-protocol.h"
#include "ns3/ipv4.h"
#include "ns3/ipv6-end-point.h"
#include "ns3/ipv6-interface.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/ipv6-route.h"
#include "ns3/ipv6-routing-protocol.h"
#include "ns3/ipv6.h"
#include "ns3/link-local-device.h"
#include "ns3/net-device.h"
#include "ns3/node-interfaces.h"
#include "ns3/node.h"
#include "ns3/simulator.h"
#include "ns3/socket.h"
#include "ns3/udp-header.h"
#include "ns3/udp-l4-protocol.h"

namespace ns3::winsock
{

namespace
{

/** The largest payload over IPv6, without jumbograms. */
constexpr uint32_t MAX_PAYLOAD_V6 = 65527;

/**
 * @param packet datagram to give a priority in queues
 * @param tos its type of service
 */
void
AddPriority(Ptr<Packet> packet, uint8_t tos)
{
    SocketPriorityTag tag;
    tag.SetPriority(Socket::IpTos2Priority(tos));
    packet->ReplacePacketTag(tag);
}

/**
 * Hands a datagram that was sent to a group to the node's own end points.
 *
 * @param udp the node's UDP
 * @param packet the datagram
 * @param header its IP header
 * @param interface where it went out
 */
template <typename Header, typename Interface>
void
DeliverLooped(Ptr<UdpL4Protocol> udp, Ptr<Packet> packet, Header header, Ptr<Interface> interface)
{
    udp->Receive(packet, header, interface);
}

} // namespace

int
UdpEndPoint::SendTo(Ptr<Packet> payload, Ipv4Address to, uint16_t port)
{
    if (!m_endPoint)
    {
        return m_endPoint6 ? Socket::ERROR_AFNOSUPPORT : Socket::ERROR_NOTCONN;
    }
    if (payload->GetSize() > MAX_PAYLOAD)
    {
        return Socket::ERROR_MSGSIZE;
    }
    WatchIcmp();
    if (m_options)
    {
        AddTags(payload, to);
    }
    if (to.IsBroadcast())
    {
        return SendLimitedBroadcast(payload, port);
    }
    const bool chosen = m_options && InetSocketAddress::IsMatchingType(m_options->source);
    const Ipv4Address source = chosen ? InetSocketAddress::ConvertFrom(m_options->source).GetIpv4()
                                      : m_endPoint->GetLocalAddress();
    const InetSocketAddress local(source, m_endPoint->GetLocalPort());
    return SendRouted(payload, local, to, port);
}

int
UdpEndPoint::SendLimitedBroadcast(Ptr<Packet> payload, uint16_t port)
{
    if (!m_allowBroadcast)
    {
        return Socket::ERROR_OPNOTSUPP;
    }
    Ptr<NetDevice> only = GetOutputDevice(false);
    for (uint32_t i = 0; i < m_ipv4->GetNInterfaces(); i++)
    {
        if (!m_ipv4->IsUp(i) || m_ipv4->GetNAddresses(i) == 0 ||
            (only && m_ipv4->GetNetDevice(i) != only))
        {
            continue;
        }
        const Ipv4Address source = m_ipv4->GetAddress(i, 0).GetLocal();
        if (source != Ipv4Address::GetLoopback())
        {
            m_udp->Send(payload->Copy(),
                        source,
                        Ipv4Address::GetBroadcast(),
                        m_endPoint->GetLocalPort(),
                        port);
        }
    }
    return 0;
}

int
UdpEndPoint::SendRouted(Ptr<Packet> payload,
                        const InetSocketAddress& local,
                        Ipv4Address to,
                        uint16_t port)
{
    Ptr<Ipv4RoutingProtocol> routing = m_ipv4->GetRoutingProtocol();
    if (!routing)
    {
        return Socket::ERROR_NOROUTETOHOST;
    }
    Ipv4Header header;
    header.SetDestination(to);
    header.SetProtocol(UdpL4Protocol::PROT_NUMBER);
    Ptr<NetDevice> device = GetOutputDevice(to.IsMulticast());
    if (!device && to.IsLocalMulticast() && !(device = FindLinkLocalDevice(m_ipv4)))
    {
        return Socket::ERROR_NOROUTETOHOST;
    }
    Socket::SocketErrno error = Socket::ERROR_NOROUTETOHOST;
    Ptr<Ipv4Route> route = routing->RouteOutput(payload, header, device, error);
    if (!route && to.IsMulticast())
    {
        route = MakeGroupRoute(to, device);
    }
    if (!route)
    {
        return error;
    }
    if (!m_allowBroadcast)
    {
        const uint32_t out = m_ipv4->GetInterfaceForDevice(route->GetOutputDevice());
        for (uint32_t i = 0; i < m_ipv4->GetNAddresses(out); i++)
        {
            if (m_ipv4->GetAddress(out, i).GetBroadcast() == to)
            {
                return Socket::ERROR_OPNOTSUPP;
            }
        }
    }
    const bool anyLocal = local.GetIpv4() == Ipv4Address::GetAny();
    const Ipv4Address source = anyLocal ? route->GetSource() : local.GetIpv4();
    if (to.IsMulticast())
    {
        header.SetSource(source);
        LoopBack(payload, header, port, route->GetOutputDevice());
        if (m_options && m_options->multicastTtl == 0)
        {
            return 0; // it does not leave the host
        }
    }
    m_udp->Send(payload, source, to, local.GetPort(), port, route);
    return 0;
}

void
UdpEndPoint::LoopBack(Ptr<Packet> payload,
                      const Ipv4Header& header,
                      uint16_t port,
                      Ptr<NetDevice> device) const
{
    UdpHeader udp;
    if (Node::ChecksumEnabled())
    {
        udp.EnableChecksums();
        udp.InitializeChecksum(
            header.GetSource(), header.GetDestination(), UdpL4Protocol::PROT_NUMBER);
    }
    udp.SetSourcePort(GetPort());
    udp.SetDestinationPort(port);
    Ptr<Packet> copy = payload->Copy();
    copy->RemoveAllPacketTags();
    copy->AddHeader(udp);
    Ptr<Ipv4L3Protocol> ip = DynamicCast<Ipv4L3Protocol>(m_ipv4);
    const int32_t index = m_ipv4->GetInterfaceForDevice(device);
    if (ip && index >= 0)
    {
        Simulator::ScheduleNow(&DeliverLooped<Ipv4Header, Ipv4Interface>,
                               m_udp,
                               copy,
                               header,
                               ip->GetInterface(static_cast<uint32_t>(index)));
    }
}

void
UdpEndPoint::LoopBack(Ptr<Packet> payload,
                      const Ipv6Header& header,
                      uint16_t port,
                      Ptr<NetDevice> device) const
{
    UdpHeader udp;
    if (Node::ChecksumEnabled())
    {
        udp.EnableChecksums();
        udp.InitializeChecksum(
            header.GetSource(), header.GetDestination(), UdpL4Protocol::PROT_NUMBER);
    }
    udp.SetSourcePort(GetPort());
    udp.SetDestinationPort(port);
    Ptr<Packet> copy = payload->Copy();
    copy->RemoveAllPacketTags();
    copy->AddHeader(udp);
    Ptr<Ipv6L3Protocol> ip = DynamicCast<Ipv6L3Protocol>(m_ipv6);
    const int32_t index = m_ipv6->GetInterfaceForDevice(device);
    if (ip && index >= 0)
    {
        Simulator::ScheduleNow(&DeliverLooped<Ipv6Header, Ipv6Interface>,
                               m_udp,
                               copy,
                               header,
                               ip->GetInterface(static_cast<uint32_t>(index)));
    }
}

Ptr<Ipv4Route>
UdpEndPoint::MakeGroupRoute(Ipv4Address to, Ptr<NetDevice> device) const
{
    device = device ? device : FindDefaultDevice(m_node, false);
    const int32_t index = device ? m_ipv4->GetInterfaceForDevice(device) : -1;
    if (index < 0 || !m_ipv4->IsUp(static_cast<uint32_t>(index)) ||
        m_ipv4->GetNAddresses(static_cast<uint32_t>(index)) == 0)
    {
        return nullptr;
    }
    Ptr<Ipv4Route> route = Create<Ipv4Route>();
    route->SetDestination(to);
    route->SetGateway(Ipv4Address::GetAny());
    route->SetSource(m_ipv4->GetAddress(static_cast<uint32_t>(index), 0).GetLocal());
    route->SetOutputDevice(device);
    return route;
}

Ptr<Ipv6Route>
UdpEndPoint::MakeGroupRoute(Ipv6Address to, Ptr<NetDevice> device) const
{
    device = device ? device : FindDefaultDevice(m_node, true);
    const int32_t index = device ? m_ipv6->GetInterfaceForDevice(device) : -1;
    if (index < 0 || !m_ipv6->IsUp(static_cast<uint32_t>(index)) ||
        m_ipv6->GetNAddresses(static_cast<uint32_t>(index)) == 0)
    {
        return nullptr;
    }
    Ptr<Ipv6Route> route = Create<Ipv6Route>();
    route->SetDestination(to);
    route->SetGateway(Ipv6Address::GetAny());
    route->SetSource(m_ipv6->SourceAddressSelection(static_cast<uint32_t>(index), to));
    route->SetOutputDevice(device);
    return route;
}

int
UdpEndPoint::SendTo(Ptr<Packet> payload, Ipv6Address to, uint16_t port)
{
    if (!m_endPoint6)
    {
        return m_endPoint ? Socket::ERROR_AFNOSUPPORT : Socket::ERROR_NOTCONN;
    }
    if (payload->GetSize() > MAX_PAYLOAD_V6)
    {
        return Socket::ERROR_MSGSIZE;
    }
    if (to.IsIpv4MappedAddress())
    {
        return SendMapped(payload, to.GetIpv4MappedAddress(), port);
    }
    Ptr<Ipv6RoutingProtocol> routing = m_ipv6->GetRoutingProtocol();
    if (!routing)
    {
        return Socket::ERROR_NOROUTETOHOST;
    }
    WatchIcmp();
    if (m_options)
    {
        AddTags(payload, to);
    }
    Ipv6Header header;
    header.SetDestination(to);
    header.SetNextHeader(UdpL4Protocol::PROT_NUMBER);
    Ptr<NetDevice> device = GetOutputDevice(to.IsMulticast());
    if (!device && to.IsLinkLocalMulticast() && !(device = FindLinkLocalDevice(m_ipv6)))
    {
        return Socket::ERROR_NOROUTETOHOST;
    }
    Socket::SocketErrno error = Socket::ERROR_NOROUTETOHOST;
    Ptr<Ipv6Route> route = routing->RouteOutput(payload, header, device, error);
    if (!route && to.IsMulticast())
    {
        route = MakeGroupRoute(to, device);
    }
    if (!route)
    {
        return error;
    }
    const bool chosen = m_options && Inet6SocketAddress::IsMatchingType(m_options->source);
    const Ipv6Address local = chosen ? Inet6SocketAddress::ConvertFrom(m_options->source).GetIpv6()
                                     : m_endPoint6->GetLocalAddress();
    const Ipv6Address source = local == Ipv6Address::GetAny() ? route->GetSource() : local;
    if (to.IsMulticast())
    {
        header.SetSource(source);
        LoopBack(payload, header, port, route->GetOutputDevice());
        if (m_options && m_options->multicastTtl == 0)
        {
            return 0; // it does not leave the host
        }
    }
    m_udp->Send(payload, source, to, m_endPoint6->GetLocalPort(), port, route);
    return 0;
}

int
UdpEndPoint::SendMapped(Ptr<Packet> payload, Ipv4Address to, uint16_t port)
{
    if (m_v6Only || !m_ipv4)
    {
        return Socket::ERROR_NOROUTETOHOST;
    }
    if (payload->GetSize() > MAX_PAYLOAD)
    {
        return Socket::ERROR_MSGSIZE;
    }
    if (m_options)
    {
        AddTags(payload, to);
    }
    const InetSocketAddress local(Ipv4Address::GetAny(), m_endPoint6->GetLocalPort());
    return SendRouted(payload, local, to, port);
}

void
UdpEndPoint::SetAllowBroadcast(bool allow)
{
    m_allowBroadcast = allow;
}

bool
UdpEndPoint::IsBroadcastAllowed() const
{
    return m_allowBroadcast;
}

void
UdpEndPoint::AddTags(Ptr<Packet> packet, Ipv4Address to) const
{
    const bool broadcast = to.IsBroadcast();
    const int16_t ttl = to.IsMulticast() ? m_options->multicastTtl : m_options->ttl;
    if (ttl >= 0 && !broadcast)
    {
        SocketIpTtlTag tag;
        tag.SetTtl(ttl);
        packet->ReplacePacketTag(tag);
    }
    if (m_options->tos > 0)
    {
        SocketIpTosTag tag;
        tag.SetTos(m_options->tos);
        packet->ReplacePacketTag(tag);
        AddPriority(packet, m_options->tos);
    }
    if (m_options->dontFragment)
    {
        SocketSetDontFragmentTag tag;
        tag.Enable();
        packet->ReplacePacketTag(tag);
    }
}

void
UdpEndPoint::AddTags(Ptr<Packet> packet, Ipv6Address to) const
{
    const int16_t limit = to.IsMulticast() ? m_options->multicastTtl : m_options->ttl;
    if (limit >= 0)
    {
        SocketIpv6HopLimitTag tag;
        tag.SetHopLimit(limit);
        packet->ReplacePacketTag(tag);
    }
    if (m_options->tos > 0)
    {
        SocketIpv6TclassTag tag;
        tag.SetTclass(m_options->tos);
        packet->ReplacePacketTag(tag);
    }
}

Ptr<NetDevice>
UdpEndPoint::GetOutputDevice(bool multicast) const
{
    if (!m_options)
    {
        return nullptr;
    }
    if (multicast && m_options->multicastDevice && !m_options->outputDevice)
    {
        return m_options->multicastDevice;
    }
    return m_options->outputDevice ? m_options->outputDevice : m_options->boundDevice;
}

} // namespace ns3::winsock
