/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MEMBERSHIP_REQUEST_H
#define MEMBERSHIP_REQUEST_H

#include "ns3/multicast-membership.h"
#include "ns3/node.h"
#include "ns3/ptr.h"

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief Reads the structure of an option of level IPPROTO_IP that joins or leaves groups.
 * @param node where the interface is looked for
 * @param optname IP_ADD_MEMBERSHIP ... or MCAST_JOIN_GROUP ...
 * @param optval the program's structure
 * @param optlen bytes of it
 * @param[out] change what it asks for
 * @return 0, or WSAEINVAL: too short, not a group, no such interface
 */
int ReadIpMembership(
    Ptr<Node> node, int optname, const char* optval, int optlen, MembershipChange& change);

/**
 * @ingroup winsock
 * @brief Reads what an option of level IPPROTO_IPV6 asks for, as ReadIpMembership does for IPPROTO_IP.
 * @param node whose interfaces these are
 * @param optname IPV6_JOIN_GROUP ...
 * @param optval the program's structure
 * @param optlen bytes of it
 * @param[out] change what it asks for
 * @return 0, or WSAEINVAL: too short, not a group, no such interface
 */
int ReadIpv6Membership(
    Ptr<Node> node, int optname, const char* optval, int optlen, MembershipChange& change);

} // namespace ns3::winsock

#endif /* MEMBERSHIP_REQUEST_H */
