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
#include "ns3/ipv4-route.h"
#include "ns3/ipv4-routing-protocol.h"
#include "ns3/ipv4.h"
#include "ns3/ipv6-end-point.h"
#include "ns3/ipv6-interface.h"
#include "ns3/ipv6-route.h"
#include "ns3/ipv6-routing-protocol.h"
#include "ns3/ipv6.h"
#include "ns3/link-local-device.h"
#include "ns3/log.h"
#include "ns3/net-device.h"
#include "ns3/node.h"
#include "ns3/socket.h"
#include "ns3/udp-l4-protocol.h"

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

} // namespace

UdpEndPoint::UdpEndPoint(Ptr<Node> node)
    : m_node(node)
{
}

UdpEndPoint::~UdpEndPoint()
{
    // Without a handler ns-3 does not call back into what is being destroyed.
    if (m_endPoint)
    {
        m_endPoint->SetDestroyCallback(MakeNullCallback<void>());
        m_udp->DeAllocate(m_endPoint);
    }
    if (m_endPoint6)
    {
        m_endPoint6->SetDestroyCallback(MakeNullCallback<void>());
        m_udp->DeAllocate(m_endPoint6);
    }
}

void
UdpEndPoint::SetObserver(UdpEndPointObserver* observer)
{
    m_observer = observer;
}

bool
UdpEndPoint::Bind(Ipv4Address local, uint16_t port)
{
    m_udp = m_node->GetObject<UdpL4Protocol>();
    m_ipv4 = m_node->GetObject<Ipv4>();
    if (IsBound() || !m_udp || !m_ipv4 || port == 0)
    {
        return false;
    }
    Ptr<NetDevice> device = m_options ? m_options->boundDevice : nullptr;
    m_endPoint = m_udp->Allocate(device, local, port);
    if (!m_endPoint)
    {
        return false;
    }
    if (device)
    {
        m_endPoint->BindToNetDevice(device);
    }
    m_endPoint->SetRxCallback(MakeCallback(&UdpEndPoint::Receive, this));
    m_endPoint->SetDestroyCallback(MakeCallback(&UdpEndPoint::Forget, this));
    return true;
}

bool
UdpEndPoint::Bind(Ipv6Address local, uint16_t port)
{
    m_udp = m_node->GetObject<UdpL4Protocol>();
    m_ipv6 = m_node->GetObject<Ipv6>();
    m_ipv4 = m_node->GetObject<Ipv4>();
    if (IsBound() || !m_udp || !m_ipv6 || port == 0)
    {
        return false;
    }
    Ptr<NetDevice> device = m_options ? m_options->boundDevice : nullptr;
    m_endPoint6 = m_udp->Allocate6(device, local, port);
    if (!m_endPoint6)
    {
        return false;
    }
    if (device)
    {
        m_endPoint6->BindToNetDevice(device);
    }
    m_endPoint6->SetRxCallback(MakeCallback(&UdpEndPoint::Receive6, this));
    m_endPoint6->SetDestroyCallback(MakeCallback(&UdpEndPoint::Forget, this));
    return true;
}

bool
UdpEndPoint::IsBound() const
{
    return m_endPoint || m_endPoint6;
}

Address
UdpEndPoint::GetLocal() const
{
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
    const InetSocketAddress local(m_endPoint->GetLocalAddress(), m_endPoint->GetLocalPort());
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
    m_udp->Send(
        payload, anyLocal ? route->GetSource() : local.GetIpv4(), to, local.GetPort(), port, route);
    return 0;
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
    if (!route)
    {
        return error;
    }
    const Ipv6Address local = m_endPoint6->GetLocalAddress();
    const bool anyLocal = local == Ipv6Address::GetAny();
    m_udp->Send(payload,
                anyLocal ? route->GetSource() : local,
                to,
                m_endPoint6->GetLocalPort(),
                port,
                route);
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
    if (m_endPoint)
    {
        m_endPoint->SetRxEnabled(enabled);
    }
    if (m_endPoint6)
    {
        m_endPoint6->SetRxEnabled(enabled);
    }
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
    if (!m_observer)
    {
        return;
    }
    RemovePriority(packet);
    const Address from = InetSocketAddress(header.GetSource(), port);
    const Address to = InetSocketAddress(header.GetDestination(), m_endPoint->GetLocalPort());
    m_observer->OnDatagram(packet, from, to, interface ? interface->GetDevice() : nullptr);
}

void
UdpEndPoint::Receive6(Ptr<Packet> packet,
                      Ipv6Header header,
                      uint16_t port,
                      Ptr<Ipv6Interface> interface)
{
    if (!m_observer || (m_v6Only && header.GetSource().IsIpv4MappedAddress()))
    {
        return;
    }
    RemovePriority(packet);
    const Address from = Inet6SocketAddress(header.GetSource(), port);
    const Address to = Inet6SocketAddress(header.GetDestination(), m_endPoint6->GetLocalPort());
    m_observer->OnDatagram(packet, from, to, interface ? interface->GetDevice() : nullptr);
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
    return multicast && m_options->multicastDevice ? m_options->multicastDevice
                                                   : m_options->boundDevice;
}

} // namespace ns3::winsock
