/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "datagram-socket.h"

#include "ns3/ipv4-address.h"
#include "ns3/ipv6-address.h"
#include "ns3/join-request.h"
#include "ns3/message-control.h"
#include "ns3/node-interfaces.h"
#include "ns3/node.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-stack.h"

namespace ns3::winsock
{

namespace
{

// ICMP (RFC 792) and ICMPv6 (RFC 4443) numbers.
constexpr uint8_t ICMP_UNREACHABLE = 3;
constexpr uint8_t ICMP_PORT_UNREACHABLE = 3;
constexpr uint8_t ICMP_TIME_EXCEEDED = 11;
constexpr uint8_t ICMPV6_UNREACHABLE = 1;
constexpr uint8_t ICMPV6_PORT_UNREACHABLE = 4;
constexpr uint8_t ICMPV6_TIME_EXCEEDED = 3;

} // namespace

DatagramSocket::DatagramSocket(WinsockStack& stack, const Identity& identity)
    : MessageSocket(stack, identity)
{
}

int
DatagramSocket::Close()
{
    MessageSocket::Close();
    m_endPoint.reset();
    return 0;
}

void
DatagramSocket::Abort()
{
    MessageSocket::Abort();
    m_endPoint.reset();
}

int
DatagramSocket::JudgeSend(bool hasAddress) const
{
    return GetSettings().sessionRole == JL_RECEIVER_ONLY ? WSAEOPNOTSUPP
                                                         : MessageSocket::JudgeSend(hasAddress);
}

int
DatagramSocket::JudgeReceive(const Transfer& transfer) const
{
    return GetSettings().sessionRole == JL_SENDER_ONLY ? WSAEOPNOTSUPP
                                                       : MessageSocket::JudgeReceive(transfer);
}

int
DatagramSocket::JudgeJoin() const
{
    if (!IsMultipoint())
    {
        return WSAEINVAL;
    }
    return GetSettings().sessionRole != 0 ? WSAEISCONN : 0;
}

int
DatagramSocket::Join(const JoinRequest& request, Ptr<BaseSocket>)
{
    const WinsockSocketAddress& group = request.name;
    if (!group.IsGroup() || group.port == 0)
    {
        return WSAEADDRNOTAVAIL;
    }
    if (const int error = BindAutomatically())
    {
        return error;
    }
    const bool receives = request.role != JL_SENDER_ONLY;
    if (const int error = receives ? JoinGroup(group) : 0)
    {
        return error;
    }
    ChangeSettings().sessionRole = request.role;
    SetDefaultPeer(group);
    if (request.calleeData)
    {
        request.calleeData->len = 0; // a group has nobody who could answer
    }
    EndJoin(0);
    return 0;
}

int
DatagramSocket::JoinGroup(const WinsockSocketAddress& group)
{
    MembershipChange change;
    change.group = group;
    change.device = GetMulticastDevice();
    if (!change.device)
    {
        change.device = FindDefaultDevice(GetNode(), group.ipv6);
    }
    if (!change.device)
    {
        return WSAENETUNREACH;
    }
    if (GetSettings().memberships.Has(change.group, change.device))
    {
        return WSAEISCONN; // by one of the classic options
    }
    return ChangeMembership(change);
}

bool
DatagramSocket::OnBound()
{
    const WinsockSocketAddress& local = GetBoundAddress();
    auto endPoint = std::make_unique<UdpEndPoint>(GetNode());
    const bool shares = GetSharing() == PortSharing::REUSE;
    const bool bound = local.ipv6 ? endPoint->Bind(local.ToIpv6(), local.port, shares)
                                  : endPoint->Bind(local.ToIpv4(), local.port, shares);
    if (!bound)
    {
        return false;
    }
    m_endPoint = std::move(endPoint);
    m_endPoint->SetObserver(this);
    m_endPoint->SetV6Only(!GetSettings().dualStack);
    if (HasSettings())
    {
        OnOptionsChanged();
    }
    if (!GetSettings().memberships.IsEmpty())
    {
        OnJoined();
    }
    return true;
}

int
DatagramSocket::SendNow(Ptr<Packet> packet, const WinsockSocketAddress& to)
{
    return to.ipv6 ? m_endPoint->SendTo(packet, to.ToIpv6(), to.port)
                   : m_endPoint->SendTo(packet, to.ToIpv4(), to.port);
}

int
DatagramSocket::SendPacket(Ptr<Packet> packet,
                           const WinsockSocketAddress& to,
                           const SendControl* control)
{
    // NT checked a connected peer, or rather did not, when the socket was connected (R-CON-5).
    m_endPoint->SetAllowBroadcast(IsBroadcastAllowed() || (HasPeer() && &to == &GetPeerAddress()));
    if (to.IsGroup())
    {
        // ns-3 would send as far as unicast goes; Windows' default is the link.
        m_endPoint->GetOptions().multicastTtl = GetSettings().multicastTtl;
    }
    return control ? SendChosen(packet, to, *control) : WinsockErrorFromNs3(SendNow(packet, to));
}

int
DatagramSocket::SendChosen(Ptr<Packet> packet,
                           const WinsockSocketAddress& to,
                           const SendControl& control)
{
    const bool ipv6 = to.ipv6 && !to.IsMapped();
    Ptr<NetDevice> device = FindDeviceByIndex(GetNode(), ipv6, control.interface);
    const bool known = control.interface == 0 || device;
    if (!known || (control.hasSource && !IsNodeAddress(GetNode(), control.source)))
    {
        return WSAEINVAL;
    }
    UdpEndPoint::Options& options = m_endPoint->GetOptions();
    const UdpEndPoint::Options before = options;
    if (device)
    {
        options.outputDevice = device;
    }
    if (control.ttl >= 0)
    {
        options.ttl = control.ttl;
        options.multicastTtl = control.ttl;
    }
    if (control.hasSource)
    {
        options.source = control.source.ToNs3();
    }
    const int result = SendNow(packet, to);
    options = before;
    return WinsockErrorFromNs3(result);
}

Ptr<NetDevice>
DatagramSocket::GetMulticastDevice() const
{
    const DWORD chosen = GetSettings().multicastInterface;
    if (chosen == 0)
    {
        return nullptr;
    }
    return GetBoundAddress().ipv6 ? FindDeviceByIndex(GetNode(), true, chosen)
                                  : FindDeviceByName(GetNode(), chosen);
}

void
DatagramSocket::OnOptionsChanged()
{
    if (!m_endPoint)
    {
        return;
    }
    const SocketSettings& settings = GetSettings();
    UdpEndPoint::Options& options = m_endPoint->GetOptions();
    options.ttl = settings.ttl;
    options.tos = settings.tos;
    options.dontFragment = settings.dontFragment == 1;
    options.multicastDevice = GetMulticastDevice();
    options.outputDevice =
        FindDeviceByIndex(GetNode(), GetBoundAddress().ipv6, settings.unicastInterface);
}

void
DatagramSocket::OnJoined()
{
    m_endPoint->HearGroups();
}

int
DatagramSocket::OnPeerChanged()
{
    if (!HasPeer())
    {
        m_endPoint->ClearPeer();
        return 0;
    }
    const WinsockSocketAddress& peer = GetPeerAddress();
    const bool documented = GetStack().GetDialect() == Dialect::CE;
    if (documented && !IsBroadcastAllowed() && IsBroadcast(peer))
    {
        return WSAEACCES;
    }
    const int result = peer.ipv6 ? m_endPoint->SetPeer(peer.ToIpv6(), peer.port)
                                 : m_endPoint->SetPeer(peer.ToIpv4(), peer.port);
    return WinsockErrorFromNs3(result);
}

int
DatagramSocket::SetReportsUnreachable(bool reports)
{
    m_reportsUnreachable = reports;
    return 0;
}

void
DatagramSocket::OnDatagram(Ptr<Packet> payload,
                           const Address& from,
                           const Address& to,
                           Ptr<NetDevice> device)
{
    const Arrival arrival{WinsockSocketAddress::FromNs3(to), device, m_endPoint->GetTtl()};
    if (!GetSettings().receivesBroadcasts && IsBroadcast(arrival.to))
    {
        return;
    }
    Enqueue(payload, WinsockSocketAddress::FromNs3(from), arrival);
}

bool
DatagramSocket::HearsGroup(const Address& from, const Address& to, Ptr<NetDevice> device) const
{
    return MessageSocket::HearsGroup(
        WinsockSocketAddress::FromNs3(to), WinsockSocketAddress::FromNs3(from), device);
}

void
DatagramSocket::OnIcmpError(uint8_t type, uint8_t code, uint32_t)
{
    const bool ipv6 = GetBoundAddress().ipv6;
    const uint8_t unreachable = ipv6 ? ICMPV6_UNREACHABLE : ICMP_UNREACHABLE;
    const uint8_t noPort = ipv6 ? ICMPV6_PORT_UNREACHABLE : ICMP_PORT_UNREACHABLE;
    const uint8_t exceeded = ipv6 ? ICMPV6_TIME_EXCEEDED : ICMP_TIME_EXCEEDED;
    if (type == unreachable && code == noPort && m_reportsUnreachable)
    {
        PostError(WSAECONNRESET);
    }
    else if (type == exceeded)
    {
        PostError(WSAENETRESET);
    }
}

} // namespace ns3::winsock
