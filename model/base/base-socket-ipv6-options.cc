/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The options of level IPPROTO_IPV6.
 */

#include "base-socket-option.h"

#include "ns3/membership-request.h"
#include "ns3/multicast-membership.h"
#include "ns3/node-interfaces.h"
#include "ns3/node.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-stack.h"

namespace ns3::winsock
{

const BaseSocket::OptionLevel&
BaseSocket::GetIpv6Level()
{
    using R = Option::Reading;
    static const OptionLevel level{
        {
            {IPV6_V6ONLY, R::BYTE, 1},
            {IPV6_UNICAST_HOPS, R::BYTE_OR_WHOLE, 1},
            {IPV6_UNICAST_IF, R::WHOLE, 4},
            {IPV6_MULTICAST_IF, R::WHOLE, 4},
            {IPV6_MULTICAST_HOPS, R::BYTE_OR_WHOLE, 1},
            {IPV6_MULTICAST_LOOP, R::BYTE_OR_WHOLE, 1},
            {IPV6_DONTFRAG, R::CUT_AS_WHOLE, 0},
            {IPV6_PKTINFO, R::WHOLE_OR_NONE, 4},
            {IPV6_HOPLIMIT, R::WHOLE, 4},
            {IPV6_JOIN_GROUP, R::STRUCTURE, 0},
            {IPV6_LEAVE_GROUP, R::STRUCTURE, 0},
            {MCAST_JOIN_GROUP, R::STRUCTURE, 0},
            {MCAST_LEAVE_GROUP, R::STRUCTURE, 0},
            {MCAST_BLOCK_SOURCE, R::STRUCTURE, 0},
            {MCAST_UNBLOCK_SOURCE, R::STRUCTURE, 0},
            {MCAST_JOIN_SOURCE_GROUP, R::STRUCTURE, 0},
            {MCAST_LEAVE_SOURCE_GROUP, R::STRUCTURE, 0},
        },
        &BaseSocket::GetIpv6Option,
        &BaseSocket::SetIpv6Option,
        &BaseSocket::ReadIpOption,
        &BaseSocket::WriteIpv6Option,
    };
    return level;
}

int
BaseSocket::JudgeIpv6Option(int optname) const
{
    if (m_af != AF_INET6)
    {
        return FollowsTests() ? WSAEINVAL : WSAENOPROTOOPT;
    }
    const bool anyType = optname == IPV6_V6ONLY || optname == IPV6_UNICAST_HOPS ||
                         optname == IPV6_UNICAST_IF || optname == IPV6_DONTFRAG;
    return anyType || m_type != SOCK_STREAM ? 0 : WSAEINVAL;
}

int
BaseSocket::GetIpv6Option(int optname, DWORD& value) const
{
    if (const int error = JudgeIpv6Option(optname))
    {
        // What was observed for reading differs from setting on the wrong family.
        return m_af != AF_INET6 && FollowsTests() ? WSAEOPNOTSUPP : error;
    }
    const SocketSettings& settings = GetSettings();
    switch (optname)
    {
    case IPV6_V6ONLY:
        value = !settings.dualStack;
        return 0;
    case IPV6_UNICAST_HOPS:
        value = settings.ttl != SocketSettings::DEFAULT ? static_cast<DWORD>(settings.ttl)
                                                        : GetDefaultTtl(GetNode(), true);
        return 0;
    case IPV6_UNICAST_IF:
        value = settings.unicastInterface;
        return 0;
    case IPV6_MULTICAST_IF:
        value = settings.multicastInterface;
        return 0;
    case IPV6_MULTICAST_HOPS:
        value = static_cast<DWORD>(settings.multicastTtl);
        return 0;
    case IPV6_MULTICAST_LOOP:
        value = settings.multicastLoop;
        return 0;
    case IPV6_DONTFRAG:
        value = settings.dontFragment == 1;
        return 0;
    case IPV6_PKTINFO:
        value = settings.packetInfo6;
        return 0;
    case IPV6_HOPLIMIT:
        value = settings.hopLimit6;
        return 0;
    default:
        return WSAENOPROTOOPT;
    }
}

int
BaseSocket::SetV6Only(bool on)
{
    // Desktop Windows lets an IPv4 socket that is not bound have its way; it means nothing there.
    if (m_bound || (m_af != AF_INET6 && !FollowsTests()))
    {
        return WSAEINVAL;
    }
    if (m_af == AF_INET6)
    {
        ChangeSettings().dualStack = !on;
    }
    return 0;
}

int
BaseSocket::SetIpv6Option(int optname, DWORD value)
{
    if (optname == IPV6_V6ONLY)
    {
        return SetV6Only(value != 0);
    }
    if (const int error = JudgeIpv6Option(optname))
    {
        return error;
    }
    SocketSettings& settings = ChangeSettings();
    const bool on = value != 0;
    switch (optname)
    {
    case IPV6_UNICAST_HOPS:
        return SetTtl(settings.ttl, value, 1, SocketSettings::DEFAULT);
    case IPV6_UNICAST_IF:
        return SetUnicastInterface(value, true);
    case IPV6_MULTICAST_IF:
        if (value != 0 && !FindDeviceByIndex(GetNode(), true, value))
        {
            return WSAEINVAL;
        }
        settings.multicastInterface = value;
        return 0;
    case IPV6_MULTICAST_HOPS:
        return SetTtl(settings.multicastTtl, value, 0, 1);
    case IPV6_MULTICAST_LOOP:
        settings.multicastLoop = on;
        return 0;
    case IPV6_DONTFRAG:
        settings.dontFragment = on;
        return 0;
    case IPV6_PKTINFO:
        settings.packetInfo6 = on;
        return 0;
    case IPV6_HOPLIMIT:
        settings.hopLimit6 = on;
        return 0;
    default:
        return WSAENOPROTOOPT;
    }
}

int
BaseSocket::WriteIpv6Option(int optname, const char* optval, int optlen)
{
    MembershipChange change;
    int error = JudgeIpv6Option(optname);
    error = error ? error : ReadIpv6Membership(GetNode(), optname, optval, optlen, change);
    return error ? error : ChangeMembership(change);
}

} // namespace ns3::winsock
