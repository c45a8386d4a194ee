/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "udp-end-point.h"

#include "ns3/inet-socket-address.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/ipv4-end-point.h"
#include "ns3/ipv4.h"
#include "ns3/ipv6-end-point.h"
#include "ns3/ipv6.h"
#include "ns3/lean-callback.h"
#include "ns3/net-device.h"
#include "ns3/node.h"
#include "ns3/socket.h"
#include "ns3/udp-l4-protocol.h"
#include "ns3/udp-sharing.h"

#include <algorithm>

namespace ns3::winsock
{

UdpEndPoint::UdpEndPoint(Ptr<Node> node)
    : m_node(node)
{
}

UdpEndPoint::~UdpEndPoint()
{
    if (IsBound())
    {
        UdpSharing::Remove(*this);
    }
    Free(m_endPoint);
    Free(m_endPoint6);
    if (m_options)
    {
        Free(m_options->groups);
        Free(m_options->groups6);
    }
}

Node&
UdpEndPoint::GetNode() const
{
    return *m_node;
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
        UdpSharing::IsShared(*m_node, InetSocketAddress(local, port), port))
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
        UdpSharing::IsShared(*m_node, Inet6SocketAddress(local, port), port))
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
        UdpSharing::Add(*this);
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
        UdpSharing::Arrange(*m_node, GetPort());
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
    made->SetRxCallback(MakeLeanCallback<&UdpEndPoint::Receive>(this));
    made->SetDestroyCallback(MakeLeanCallback<&UdpEndPoint::Forget>(this));
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
    made->SetRxCallback(MakeLeanCallback<&UdpEndPoint::Receive6>(this));
    made->SetDestroyCallback(MakeLeanCallback<&UdpEndPoint::Forget>(this));
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
UdpEndPoint::Forget()
{
    // The first of ns-3's end points that goes calls this, while the others are still there.
    UdpSharing::Forget(*this);
    m_endPoint = nullptr;
    m_endPoint6 = nullptr;
    if (m_options)
    {
        m_options->groups = nullptr;
        m_options->groups6 = nullptr;
    }
}

} // namespace ns3::winsock
