/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
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
#include "ns3/log.h"
#include "ns3/net-device.h"
#include "ns3/node-interfaces.h"
#include "ns3/node.h"
#include "ns3/simulator.h"
#include "ns3/socket.h"
#include "ns3/udp-header.h"
#include "ns3/udp-l4-protocol.h"
#include "ns3/udp-sharing.h"

#include <algorithm>

namespace ns3::winsock
{

NS_LOG_COMPONENT_DEFINE("WinsockUdpEndPoint");

namespace
{

/** The largest payload over IPv6, without jumbograms. */
constexpr uint32_t MAX_PAYLOAD_V6 = 65527;

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
 * @param address where a datagram was sent to
 * @return whether it is a group of either family
 */
bool
IsGroup(const Ipv6Address& address)
{
    return address.IsMulticast() ||
           (address.IsIpv4MappedAddress() && address.GetIpv4MappedAddress().IsMulticast());
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

UdpEndPoint::UdpEndPoint(Ptr<Node> node)
    : m_node(node)
{
}

UdpEndPoint::~UdpEndPoint()
{
    if (IsBound())
    {
        UdpSharing::Of(m_node)->Remove(*this);
    }
    Free(m_endPoint);
    Free(m_endPoint6);
    if (m_options)
    {
        Free(m_options->groups);
        Free(m_options->groups6);
    }
}

void
UdpEndPoint::SetObserver(UdpEndPointObserver* observer)
{
    m_observer = observer;
}

bool
UdpEndPoint::Bind(Ipv4Address local, uint16_t port, bool shares)
{
    m_udp = m_node->GetObject<UdpL4Protocol>();
    m_ipv4 = m_node->GetObject<Ipv4>();
    if (IsBound() || !m_udp || !m_ipv4 || port == 0)
    {
        return false;
    }
    m_ofGroup = local.IsMulticast() || local.IsBroadcast();
    if (m_ofGroup)
    {
        GetOptions().group = InetSocketAddress(local, port);
    }
    // What is for a group reaches ns-3's end points without an address, and all of them alike.
    m_endPoint = Allocate(m_ofGroup ? Ipv4Address::GetAny() : local, port, m_ofGroup);
    if (!m_endPoint && shares &&
        UdpSharing::Of(m_node)->IsShared(InetSocketAddress(local, port), port))
    {
        m_endPoint = Allocate(local, port, true);
    }
    Share(shares);
    return IsBound();
}

bool
UdpEndPoint::Bind(Ipv6Address local, uint16_t port, bool shares)
{
    m_udp = m_node->GetObject<UdpL4Protocol>();
    m_ipv6 = m_node->GetObject<Ipv6>();
    m_ipv4 = m_node->GetObject<Ipv4>();
    if (IsBound() || !m_udp || !m_ipv6 || port == 0)
    {
        return false;
    }
    m_ofGroup = local.IsMulticast();
    if (m_ofGroup)
    {
        GetOptions().group = Inet6SocketAddress(local, port);
    }
    m_endPoint6 = Allocate6(m_ofGroup ? Ipv6Address::GetAny() : local, port, m_ofGroup);
    if (!m_endPoint6 && shares &&
        UdpSharing::Of(m_node)->IsShared(Inet6SocketAddress(local, port), port))
    {
        m_endPoint6 = Allocate6(local, port, true);
    }
    Share(shares);
    return IsBound();
}

void
UdpEndPoint::Share(bool shares)
{
    m_shares = shares && IsBound();
    if (IsBound())
    {
        UdpSharing::Of(m_node)->Add(*this);
    }
}

bool
UdpEndPoint::IsSharing() const
{
    return m_shares;
}

void
UdpEndPoint::Rearrange()
{
    if (IsBound())
    {
        UdpSharing::Of(m_node)->Arrange(GetPort());
    }
}

template <typename EndPoint>
void
UdpEndPoint::Choose(EndPoint* endPoint, std::vector<EndPoint*>& receivers) const
{
    if (!endPoint)
    {
        return;
    }
    const auto isEqual = [endPoint](EndPoint* other)
    {
        return other->GetLocalAddress() == endPoint->GetLocalAddress() &&
               other->GetPeerAddress() == endPoint->GetPeerAddress() &&
               other->GetPeerPort() == endPoint->GetPeerPort() &&
               other->GetBoundNetDevice() == endPoint->GetBoundNetDevice();
    };
    const bool receives = m_receives && std::none_of(receivers.begin(), receivers.end(), isEqual);
    endPoint->SetRxEnabled(receives);
    if (receives)
    {
        receivers.push_back(endPoint);
    }
}

void
UdpEndPoint::Arrange(UdpReceivers& receivers, bool companions)
{
    m_hasCompanions = companions || m_options;
    Choose(m_endPoint, receivers.endPoints);
    Choose(m_endPoint6, receivers.endPoints6);
    if (m_options)
    {
        Choose(m_options->groups, receivers.endPoints);
        Choose(m_options->groups6, receivers.endPoints6);
    }
}

Ipv4EndPoint*
UdpEndPoint::Allocate(Ipv4Address local, uint16_t port, bool beside)
{
    Ptr<NetDevice> device = m_options ? m_options->boundDevice : nullptr;
    // ns-3 refuses an end point only beside one with the same peer, which is not fixed.
    Ipv4EndPoint* made = beside
                             ? m_udp->Allocate(device, local, port, Ipv4Address::GetBroadcast(), 1)
                             : m_udp->Allocate(device, local, port);
    if (!made)
    {
        return nullptr;
    }
    if (beside)
    {
        made->SetPeer(Ipv4Address::GetAny(), 0);
    }
    if (device)
    {
        made->BindToNetDevice(device);
    }
    made->SetRxCallback(MakeCallback(&UdpEndPoint::Receive, this));
    made->SetDestroyCallback(MakeCallback(&UdpEndPoint::Forget, this));
    return made;
}

Ipv6EndPoint*
UdpEndPoint::Allocate6(Ipv6Address local, uint16_t port, bool beside)
{
    Ptr<NetDevice> device = m_options ? m_options->boundDevice : nullptr;
    Ipv6EndPoint* made =
        beside ? m_udp->Allocate6(device, local, port, Ipv6Address::GetAllNodesMulticast(), 1)
               : m_udp->Allocate6(device, local, port);
    if (!made)
    {
        return nullptr;
    }
    if (beside)
    {
        made->SetPeer(Ipv6Address::GetAny(), 0);
    }
    if (device)
    {
        made->BindToNetDevice(device);
    }
    made->SetRxCallback(MakeCallback(&UdpEndPoint::Receive6, this));
    made->SetDestroyCallback(MakeCallback(&UdpEndPoint::Forget, this));
    return made;
}

void
UdpEndPoint::Free(Ipv4EndPoint* endPoint)
{
    // Without a handler ns-3 does not call back into what is being destroyed.
    if (endPoint)
    {
        endPoint->SetDestroyCallback(MakeNullCallback<void>());
        m_udp->DeAllocate(endPoint);
    }
}

void
UdpEndPoint::Free(Ipv6EndPoint* endPoint)
{
    if (endPoint)
    {
        endPoint->SetDestroyCallback(MakeNullCallback<void>());
        m_udp->DeAllocate(endPoint);
    }
}

void
UdpEndPoint::HearGroups()
{
    Options& options = GetOptions();
    if (m_endPoint && !options.groups && m_endPoint->GetLocalAddress() != Ipv4Address::GetAny())
    {
        options.groups = Allocate(Ipv4Address::GetAny(), GetPort(), true);
    }
    if (m_endPoint6 && !options.groups6 && m_endPoint6->GetLocalAddress() != Ipv6Address::GetAny())
    {
        options.groups6 = Allocate6(Ipv6Address::GetAny(), GetPort(), true);
    }
    Rearrange();
}

bool
UdpEndPoint::IsBound() const
{
    return m_endPoint || m_endPoint6;
}

Address
UdpEndPoint::GetLocal() const
{
    if (m_ofGroup && IsBound())
    {
        return m_options->group;
    }
    if (m_endPoint)
    {
        return InetSocketAddress(m_endPoint->GetLocalAddress(), m_endPoint->GetLocalPort());
    }
    if (m_endPoint6)
    {
        return Inet6SocketAddress(m_endPoint6->GetLocalAddress(), m_endPoint6->GetLocalPort());
    }
    return Address();
}

uint8_t
UdpEndPoint::GetTtl() const
{
    return m_ttl;
}

uint16_t
UdpEndPoint::GetPort() const
{
    if (m_endPoint)
    {
        return m_endPoint->GetLocalPort();
    }
    return m_endPoint6 ? m_endPoint6->GetLocalPort() : 0;
}

Address
UdpEndPoint::GetPeer() const
{
    if (m_endPoint && m_endPoint->GetPeerPort() != 0)
    {
        return InetSocketAddress(m_endPoint->GetPeerAddress(), m_endPoint->GetPeerPort());
    }
    if (m_endPoint6 && m_endPoint6->GetPeerPort() != 0)
    {
        return Inet6SocketAddress(m_endPoint6->GetPeerAddress(), m_endPoint6->GetPeerPort());
    }
    return Address();
}

int
UdpEndPoint::SetPeer(Ipv4Address address, uint16_t port)
{
    if (!m_endPoint)
    {
        return m_endPoint6 ? Socket::ERROR_AFNOSUPPORT : Socket::ERROR_NOTCONN;
    }
    m_endPoint->SetPeer(address, port);
    Rearrange();
    return 0;
}

int
UdpEndPoint::SetPeer(Ipv6Address address, uint16_t port)
{
    if (!m_endPoint6)
    {
        return m_endPoint ? Socket::ERROR_AFNOSUPPORT : Socket::ERROR_NOTCONN;
    }
    m_endPoint6->SetPeer(address, port);
    Rearrange();
    return 0;
}

void
UdpEndPoint::ClearPeer()
{
    if (m_endPoint)
    {
        m_endPoint->SetPeer(Ipv4Address::GetAny(), 0);
    }
    if (m_endPoint6)
    {
        m_endPoint6->SetPeer(Ipv6Address::GetAny(), 0);
    }
    Rearrange();
}

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
UdpEndPoint::BindToNetDevice(Ptr<NetDevice> device)
{
    GetOptions().boundDevice = device;
    if (m_endPoint)
    {
        m_endPoint->BindToNetDevice(device);
    }
    if (m_endPoint6)
    {
        m_endPoint6->BindToNetDevice(device);
    }
    Rearrange();
}

UdpEndPoint::Options&
UdpEndPoint::GetOptions()
{
    if (!m_options)
    {
        m_options = std::make_unique<Options>();
    }
    return *m_options;
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
    for (UdpEndPoint* each : UdpSharing::Of(m_node)->GetAll(GetPort()))
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
    for (UdpEndPoint* each : UdpSharing::Of(m_node)->GetAll(GetPort()))
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
UdpEndPoint::Forget()
{
    m_endPoint = nullptr;
    m_endPoint6 = nullptr;
    if (m_options)
    {
        m_options->groups = nullptr;
        m_options->groups6 = nullptr;
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
