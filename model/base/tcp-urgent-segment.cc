/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "tcp-urgent-segment.h"

#include "ns3/ipv4-route.h"
#include "ns3/ipv6-route.h"
#include "ns3/node.h"
#include "ns3/packet.h"
#include "ns3/tcp-header.h"
#include "ns3/tcp-l4-protocol.h"

#include <algorithm>

namespace ns3::winsock
{

TcpUrgentSegment::TcpUrgentSegment(TcpL4Protocol& tcp, SequenceNumber32 end)
    : m_tcp(tcp),
      m_target(tcp.GetDownTarget()),
      m_target6(tcp.GetDownTarget6()),
      m_end(end)
{
    tcp.SetDownTarget(MakeCallback(&TcpUrgentSegment::Send, this));
    tcp.SetDownTarget6(MakeCallback(&TcpUrgentSegment::Send6, this));
}

TcpUrgentSegment::~TcpUrgentSegment()
{
    m_tcp.SetDownTarget(m_target);
    m_tcp.SetDownTarget6(m_target6);
}

void
TcpUrgentSegment::Mark(Ptr<Packet> packet, const Address& from, const Address& to)
{
    if (m_marked)
    {
        return; // the answer of another socket of this node
    }
    m_marked = true;
    TcpHeader header;
    packet->RemoveHeader(header);
    const int32_t distance = m_end - header.GetSequenceNumber();
    header.SetFlags(header.GetFlags() | TcpHeader::URG);
    header.SetUrgentPointer(static_cast<uint16_t>(std::min(distance, int32_t{UINT16_MAX})));
    if (Node::ChecksumEnabled())
    {
        header.EnableChecksums();
        header.InitializeChecksum(from, to, TcpL4Protocol::PROT_NUMBER);
    }
    packet->AddHeader(header);
}

void
TcpUrgentSegment::Send(
    Ptr<Packet> packet, Ipv4Address from, Ipv4Address to, uint8_t protocol, Ptr<Ipv4Route> route)
{
    Mark(packet, from, to);
    m_target(packet, from, to, protocol, route);
}

void
TcpUrgentSegment::Send6(
    Ptr<Packet> packet, Ipv6Address from, Ipv6Address to, uint8_t protocol, Ptr<Ipv6Route> route)
{
    Mark(packet, from, to);
    m_target6(packet, from, to, protocol, route);
}

} // namespace ns3::winsock
