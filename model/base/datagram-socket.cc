/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "datagram-socket.h"

#include "ns3/ipv4-address.h"
#include "ns3/ipv4-interface-address.h"
#include "ns3/ipv4.h"
#include "ns3/ipv6-address.h"
#include "ns3/node.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-stack.h"

#include <algorithm>

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
    BaseSocket::Close();
    m_endPoint.reset();
    return 0;
}

void
DatagramSocket::Abort()
{
    BaseSocket::Abort();
    m_endPoint.reset();
}

bool
DatagramSocket::OnBound()
{
    const WinsockSocketAddress& local = GetBoundAddress();
    auto endPoint = std::make_unique<UdpEndPoint>(GetNode());
    const bool bound = local.ipv6 ? endPoint->Bind(local.ToIpv6(), local.port)
                                  : endPoint->Bind(local.ToIpv4(), local.port);
    if (!bound)
    {
        return false;
    }
    m_endPoint = std::move(endPoint);
    m_endPoint->SetObserver(this);
    return true;
}

bool
DatagramSocket::IsBroadcast(const WinsockSocketAddress& address) const
{
    if (address.ipv6)
    {
        return false;
    }
    const Ipv4Address asked = address.ToIpv4();
    bool found = asked.IsBroadcast();
    Ptr<Ipv4> ipv4 = GetNode()->GetObject<Ipv4>();
    for (uint32_t i = 0; i < ipv4->GetNInterfaces() && !found; ++i)
    {
        for (uint32_t j = 0; j < ipv4->GetNAddresses(i) && !found; ++j)
        {
            const Ipv4InterfaceAddress own = ipv4->GetAddress(i, j);
            found = own.GetMask() != Ipv4Mask::GetOnes() && own.GetBroadcast() == asked;
        }
    }
    return found;
}

int
DatagramSocket::SendPacket(Ptr<Packet> packet, const WinsockSocketAddress& to)
{
    // NT checked a connected peer, or rather did not, when the socket was connected (R-CON-5).
    m_endPoint->SetAllowBroadcast(IsBroadcastAllowed() || &to == &GetPeerAddress());
    const int result = to.ipv6 ? m_endPoint->SendTo(packet, to.ToIpv6(), to.port)
                               : m_endPoint->SendTo(packet, to.ToIpv4(), to.port);
    return WinsockErrorFromNs3(result);
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
DatagramSocket::OnDatagram(Ptr<Packet> payload, const Address& from, const Address&, Ptr<NetDevice>)
{
    Enqueue(payload, WinsockSocketAddress::FromNs3(from));
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
