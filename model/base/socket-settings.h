/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef SOCKET_SETTINGS_H
#define SOCKET_SETTINGS_H

#include "ns3/multicast-membership.h"
#include "ns3/winsock-types.h"

#include <cstdint>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief Options that few programs change: a socket makes the structure when the first of them is set.
 */
struct SocketSettings
{
    /// A value that the stack's default stands for.
    static constexpr int16_t DEFAULT = -1;

    MulticastMemberships memberships; //!< the groups

    DWORD sessionRole{0};        //!< JL_... with which a multipoint session was joined; 0: none was
    DWORD sendTimeout{0};        //!< SO_SNDTIMEO, milliseconds
    DWORD receiveTimeout{0};     //!< SO_RCVTIMEO, milliseconds
    DWORD unicastInterface{0};   //!< IP_UNICAST_IF, IPV6_UNICAST_IF: an index, host byte order
    DWORD multicastInterface{0}; //!< IP_MULTICAST_IF as it was set, IPV6_MULTICAST_IF: an index
    int16_t ttl{DEFAULT};        //!< IP_TTL, IPV6_UNICAST_HOPS
    int16_t multicastTtl{1};     //!< IP_MULTICAST_TTL, IPV6_MULTICAST_HOPS
    uint8_t tos{0};              //!< IP_TOS
    int8_t dontFragment{DEFAULT};  //!< IP_DONTFRAGMENT, IPV6_DONTFRAG
    bool multicastLoop{true};      //!< IP_MULTICAST_LOOP, IPV6_MULTICAST_LOOP
    bool receivesBroadcasts{true}; //!< IP_RECEIVE_BROADCAST
    bool headerIncluded{false};    //!< IP_HDRINCL
    bool packetInfo{false};        //!< IP_PKTINFO: control data says where a datagram was sent to
    bool packetInfo6{false};       //!< IPV6_PKTINFO
    bool hopLimit{false};          //!< IP_HOPLIMIT: control data has the time to live
    bool hopLimit6{false};         //!< IPV6_HOPLIMIT
    DWORD keepAliveTime{7200000};  //!< TCP_KEEPALIVE, SIO_KEEPALIVE_VALS: milliseconds
    DWORD keepAliveInterval{1000}; //!< SIO_KEEPALIVE_VALS: milliseconds
    bool conditionalAccept{false}; //!< SO_CONDITIONAL_ACCEPT
    bool circularQueueing{false};  //!< SIO_ENABLE_CIRCULAR_QUEUEING
    bool dualStack{false};         //!< IPV6_V6ONLY is off: IPv4 peers as mapped addresses
};

} // namespace ns3::winsock

#endif /* SOCKET_SETTINGS_H */
