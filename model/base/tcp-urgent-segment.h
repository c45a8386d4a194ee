/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef TCP_URGENT_SEGMENT_H
#define TCP_URGENT_SEGMENT_H

#include "ns3/ip-l4-protocol.h"
#include "ns3/ipv4-address.h"
#include "ns3/ipv6-address.h"
#include "ns3/sequence-number.h"

#include <cstdint>

namespace ns3
{
class Ipv4Route;
class Ipv6Route;
class Packet;
class TcpL4Protocol;
} // namespace ns3

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief Gives the next segment that a node's TCP sends the URG flag and an urgent pointer.
 *
 * ns-3's TCP socket fills its header in without asking, and the header can be reached again only on
 * its way to IP. So this stands there for as long as it lives, and lets all but the first segment pass.
 */
class TcpUrgentSegment
{
  public:
    /**
     * @param tcp the node's TCP
     * @param end the byte behind the urgent one
     */
    TcpUrgentSegment(TcpL4Protocol& tcp, SequenceNumber32 end);
    ~TcpUrgentSegment();

    TcpUrgentSegment(const TcpUrgentSegment&) = delete;
    TcpUrgentSegment& operator=(const TcpUrgentSegment&) = delete;

  private:
    /// Passes a segment on to IPv4.
    void Send(Ptr<Packet> packet,
              Ipv4Address from,
              Ipv4Address to,
              uint8_t protocol,
              Ptr<Ipv4Route> route);
    /// Passes a segment on to IPv6.
    void Send6(Ptr<Packet> packet,
               Ipv6Address from,
               Ipv6Address to,
               uint8_t protocol,
               Ptr<Ipv6Route> route);
    /// Marks the first segment.
    void Mark(Ptr<Packet> packet, const Address& from, const Address& to);

    TcpL4Protocol& m_tcp;                        //!< the node's TCP
    IpL4Protocol::DownTargetCallback m_target;   //!< where IPv4 segments go
    IpL4Protocol::DownTargetCallback6 m_target6; //!< where IPv6 segments go
    SequenceNumber32 m_end;                      //!< the byte behind the urgent one
    bool m_marked{false};                        //!< the first segment has passed
};

} // namespace ns3::winsock

#endif // TCP_URGENT_SEGMENT_H
