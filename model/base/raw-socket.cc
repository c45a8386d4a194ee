/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "raw-socket.h"

#include "ns3/boolean.h"
#include "ns3/inet-socket-address.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/ipv4-header.h"
#include "ns3/ipv4.h"
#include "ns3/ipv6-header.h"
#include "ns3/link-local-device.h"
#include "ns3/net-device.h"
#include "ns3/node.h"
#include "ns3/socket.h"
#include "ns3/uinteger.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-stack.h"

namespace ns3::winsock
{

namespace
{

/// @return what the IP header of a packet says
Arrival
ReadArrival(Ptr<const Packet> packet, bool ipv6)
{
    if (ipv6)
    {
        Ipv6Header header;
        packet->PeekHeader(header);
        return {WinsockSocketAddress::FromNs3(Inet6SocketAddress(header.GetDestination(), 0)),
                nullptr,
                header.GetHopLimit()};
    }
    Ipv4Header header;
    packet->PeekHeader(header);
    return {WinsockSocketAddress::FromNs3(InetSocketAddress(header.GetDestination(), 0)),
            nullptr,
            header.GetTtl()};
}

/// @return whether a packet begins with a whole IPv4 header, which ns-3 takes for granted
bool
BeginsWithHeader(Ptr<const Packet> packet)
{
    constexpr uint32_t LEAST = 20;
    uint8_t first = 0;
    packet->CopyData(&first, 1);
    const uint32_t bytes = 4 * (first & 0x0fu);
    return first >> 4 == 4 && bytes >= LEAST && packet->GetSize() >= bytes;
}

} // namespace

RawSocket::RawSocket(WinsockStack& stack, const Identity& identity)
    : MessageSocket(stack, identity)
{
}

RawSocket::~RawSocket()
{
    DropTransport();
}

int
RawSocket::Close()
{
    MessageSocket::Close();
    DropTransport();
    return 0;
}

void
RawSocket::Abort()
{
    MessageSocket::Abort();
    DropTransport();
}

bool
RawSocket::OnBound()
{
    const WinsockSocketAddress& local = GetBoundAddress();
    const char* factory = local.ipv6 ? "ns3::Ipv6RawSocketFactory" : "ns3::Ipv4RawSocketFactory";
    m_socket = Socket::CreateSocket(GetNode(), TypeId::LookupByName(factory));
    m_socket->SetAttribute("Protocol",
                           UintegerValue(static_cast<uint64_t>(GetIdentity().protocol)));
    m_socket->SetRecvCallback(MakeCallback(&RawSocket::OnReadable, this));
    if (HasSettings())
    {
        OnOptionsChanged();
    }
    return m_socket->Bind(local.ToNs3()) == 0;
}

int
RawSocket::SendPacket(Ptr<Packet> packet,
                      const WinsockSocketAddress& to,
                      const SendControl* control)
{
    if (control)
    {
        return WSAEINVAL; // ns-3's raw socket leaves nothing to choose
    }
    if (GetSettings().headerIncluded && !BeginsWithHeader(packet))
    {
        return WSAEINVAL;
    }
    Ptr<NetDevice> device;
    if (to.IsLinkLocalGroup())
    {
        // By the group alone ns-3 finds no device; over IPv6 only a local address tells it one.
        const bool named = to.ipv6 && !GetBoundAddress().IsWildcard();
        device = to.ipv6 ? nullptr : FindLinkLocalDevice(GetNode()->GetObject<Ipv4>());
        if (!named && !device)
        {
            return WSAENETUNREACH;
        }
    }
    m_socket->BindToNetDevice(device);
    const bool sent = m_socket->SendTo(packet, 0, to.ToNs3()) >= 0;
    m_socket->BindToNetDevice(nullptr);
    if (sent)
    {
        return 0;
    }
    // ns-3's raw sockets name no cause when they find no route.
    const int error = WinsockErrorFromNs3(m_socket->GetErrno());
    return error != 0 ? error : WSAENETUNREACH;
}

void
RawSocket::OnOptionsChanged()
{
    if (!m_socket)
    {
        return;
    }
    const SocketSettings& settings = GetSettings();
    if (!GetBoundAddress().ipv6)
    {
        m_socket->SetAttribute("IpHeaderInclude", BooleanValue(settings.headerIncluded));
        m_socket->SetIpTos(settings.tos);
    }
    if (settings.ttl != SocketSettings::DEFAULT)
    {
        m_socket->SetIpTtl(static_cast<uint8_t>(settings.ttl));
        m_socket->SetIpv6HopLimit(static_cast<uint8_t>(settings.ttl));
    }
}

int
RawSocket::OnPeerChanged()
{
    // Filtering by peer is done as datagrams arrive; ns-3's raw socket cannot be disconnected.
    return 0;
}

int
RawSocket::ReceiveAll(DWORD mode)
{
    const bool on = mode != static_cast<DWORD>(RCVALL_OFF);
    if (mode > static_cast<DWORD>(RCVALL_MAX) || !IsBound() || GetBoundAddress().ipv6 ||
        GetBoundAddress().IsWildcard())
    {
        return WSAEINVAL;
    }
    // The node may have been disposed of before the socket.
    Ptr<Ipv4> ipv4 = GetNode()->GetObject<Ipv4>();
    if (on == m_receivesAll || !ipv4)
    {
        return 0;
    }
    m_receivesAll = on;
    for (const char* direction : {"Rx", "Tx"})
    {
        const auto sink = MakeCallback(&RawSocket::OnPacket, this);
        if (on)
        {
            ipv4->TraceConnectWithoutContext(direction, sink);
        }
        else
        {
            ipv4->TraceDisconnectWithoutContext(direction, sink);
        }
    }
    return 0;
}

void
RawSocket::OnPacket(Ptr<const Packet> packet, Ptr<Ipv4> ipv4, uint32_t interface)
{
    const int32_t own = ipv4->GetInterfaceForAddress(GetBoundAddress().ToIpv4());
    if (own != static_cast<int32_t>(interface))
    {
        return;
    }
    Ipv4Header header;
    packet->PeekHeader(header);
    Arrival arrival = ReadArrival(packet, false);
    arrival.device = ipv4->GetNetDevice(interface);
    Enqueue(packet->Copy(),
            WinsockSocketAddress::FromNs3(InetSocketAddress(header.GetSource(), 0)),
            arrival);
}

void
RawSocket::OnReadable(Ptr<Socket> socket)
{
    Address sender;
    while (Ptr<Packet> packet = socket->RecvFrom(sender))
    {
        if (m_receivesAll)
        {
            continue; // the interface has shown it already
        }
        WinsockSocketAddress from = WinsockSocketAddress::FromNs3(sender);
        from.port = 0;
        if (HasPeer() && from.bytes != GetPeerAddress().bytes)
        {
            continue;
        }
        const Arrival arrival = ReadArrival(packet, from.ipv6);
        if (arrival.to.IsGroup() && !arrival.to.IsAllHosts() &&
            !HearsGroup(arrival.to, from, nullptr))
        {
            continue;
        }
        if (from.ipv6)
        {
            Ipv6Header header;
            packet->RemoveHeader(header);
        }
        Enqueue(packet, from, arrival);
    }
}

void
RawSocket::DropTransport()
{
    if (m_receivesAll)
    {
        ReceiveAll(static_cast<DWORD>(RCVALL_OFF));
    }
    if (m_socket)
    {
        m_socket->SetRecvCallback(MakeNullCallback<void, Ptr<Socket>>());
        m_socket->Close();
        m_socket = nullptr;
    }
}

} // namespace ns3::winsock
