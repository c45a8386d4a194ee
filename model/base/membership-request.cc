/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "membership-request.h"

#include "ns3/node-interfaces.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-structures.h"

#include <cstring>

namespace ns3::winsock
{

namespace
{

using Action = MembershipChange::Action;

/// Copies a program's structure. @return whether it is long enough
template <typename Structure>
bool
Read(Structure& structure, const char* optval, int optlen)
{
    if (optlen < static_cast<int>(sizeof(structure)))
    {
        return false;
    }
    std::memcpy(&structure, optval, sizeof(structure));
    return true;
}

/// @return an IPv4 address as Winsock's structures have it
WinsockSocketAddress
MakeAddress(const in_addr& address)
{
    WinsockSocketAddress made;
    std::memcpy(made.bytes.data(), &address, sizeof(address));
    return made;
}

/// @return 0 if what was read can be asked for
int
Judge(const MembershipChange& change)
{
    return change.group.IsGroup() && change.device ? 0 : WSAEINVAL;
}

/// @return what an option of either level asks for that has a GROUP_REQ or GROUP_SOURCE_REQ
Action
ActionOf(int optname)
{
    switch (optname)
    {
    case MCAST_LEAVE_GROUP:
        return Action::LEAVE;
    case MCAST_JOIN_SOURCE_GROUP:
    case IP_ADD_SOURCE_MEMBERSHIP:
        return Action::JOIN_SOURCE;
    case MCAST_LEAVE_SOURCE_GROUP:
    case IP_DROP_SOURCE_MEMBERSHIP:
        return Action::LEAVE_SOURCE;
    case MCAST_BLOCK_SOURCE:
    case IP_BLOCK_SOURCE:
        return Action::BLOCK;
    case MCAST_UNBLOCK_SOURCE:
    case IP_UNBLOCK_SOURCE:
        return Action::UNBLOCK;
    default:
        return Action::JOIN;
    }
}

/// Reads GROUP_REQ or GROUP_SOURCE_REQ. @param family of the level
int
ReadGroup(Ptr<Node> node,
          int family,
          int optname,
          const char* optval,
          int optlen,
          MembershipChange& change)
{
    change.action = ActionOf(optname);
    const bool sourced = change.action != Action::JOIN && change.action != Action::LEAVE;
    GROUP_SOURCE_REQ request{};
    GROUP_REQ whole{};
    if (sourced ? !Read(request, optval, optlen) : !Read(whole, optval, optlen))
    {
        return WSAEINVAL;
    }
    if (!sourced)
    {
        request.gsr_interface = whole.gr_interface;
        request.gsr_group = whole.gr_group;
    }
    const auto read = [family](const SOCKADDR_STORAGE& name, WinsockSocketAddress& address)
    {
        return WinsockSocketAddress::Read(
            reinterpret_cast<const SOCKADDR*>(&name), sizeof(name), family, address);
    };
    if (read(request.gsr_group, change.group) != 0 ||
        (sourced && read(request.gsr_source, change.source) != 0))
    {
        return WSAEINVAL;
    }
    const bool ipv6 = family == AF_INET6;
    change.device = request.gsr_interface == 0
                        ? FindDefaultDevice(node, ipv6)
                        : FindDeviceByIndex(node, ipv6, request.gsr_interface);
    return Judge(change);
}

} // namespace

int
ReadIpMembership(
    Ptr<Node> node, int optname, const char* optval, int optlen, MembershipChange& change)
{
    if (optname == IP_ADD_MEMBERSHIP || optname == IP_DROP_MEMBERSHIP)
    {
        IP_MREQ request{};
        if (!Read(request, optval, optlen))
        {
            return WSAEINVAL;
        }
        change.action = optname == IP_ADD_MEMBERSHIP ? Action::JOIN : Action::LEAVE;
        change.group = MakeAddress(request.imr_multiaddr);
        change.device = FindDeviceByName(node, request.imr_interface.S_un.S_addr);
        return Judge(change);
    }
    if (optname >= MCAST_JOIN_GROUP)
    {
        return ReadGroup(node, AF_INET, optname, optval, optlen, change);
    }
    IP_MREQ_SOURCE request{};
    if (!Read(request, optval, optlen))
    {
        return WSAEINVAL;
    }
    change.action = ActionOf(optname);
    change.group = MakeAddress(request.imr_multiaddr);
    change.source = MakeAddress(request.imr_sourceaddr);
    change.device = FindDeviceByName(node, request.imr_interface.S_un.S_addr);
    return Judge(change);
}

int
ReadIpv6Membership(
    Ptr<Node> node, int optname, const char* optval, int optlen, MembershipChange& change)
{
    if (optname != IPV6_JOIN_GROUP && optname != IPV6_LEAVE_GROUP)
    {
        return ReadGroup(node, AF_INET6, optname, optval, optlen, change);
    }
    IPV6_MREQ request{};
    if (!Read(request, optval, optlen))
    {
        return WSAEINVAL;
    }
    change.action = optname == IPV6_JOIN_GROUP ? Action::JOIN : Action::LEAVE;
    change.group.ipv6 = true;
    std::memcpy(change.group.bytes.data(), &request.ipv6mr_multiaddr, sizeof(in6_addr));
    change.device = request.ipv6mr_interface == 0
                        ? FindDefaultDevice(node, true)
                        : FindDeviceByIndex(node, true, request.ipv6mr_interface);
    return Judge(change);
}

} // namespace ns3::winsock
