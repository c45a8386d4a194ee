/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The options of level IPPROTO_IP. IPv6 sockets have them as well, for their IPv4 peers.
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

namespace
{

/// IP_UNICAST_IF has its index in network byte order.
DWORD
SwapBytes(DWORD value)
{
    return (value >> 24) | (value >> 8 & 0xff00) | (value << 8 & 0xff0000) | (value << 24);
}

} // namespace

const BaseSocket::OptionLevel&
BaseSocket::GetIpLevel()
{
    using R = Option::Reading;
    static const OptionLevel level{
        {
            {IP_HDRINCL, R::WHOLE, 4},
            {IP_TOS, R::BYTE_OR_WHOLE, 1},
            {IP_TTL, R::BYTE_OR_WHOLE, 1},
            {IP_MULTICAST_IF, R::WHOLE, 4},
            {IP_MULTICAST_TTL, R::BYTE_OR_WHOLE, 1},
            {IP_MULTICAST_LOOP, R::BYTE_OR_WHOLE, 1},
            {IP_DONTFRAGMENT, R::CUT_AS_WHOLE, 0},
            {IP_PKTINFO, R::WHOLE_OR_NONE, 4},
            {IP_HOPLIMIT, R::WHOLE, 4},
            {IP_RECEIVE_BROADCAST, R::WHOLE, 4},
            {IP_UNICAST_IF, R::WHOLE, 4},
            {IP_ADD_MEMBERSHIP, R::STRUCTURE, 0},
            {IP_DROP_MEMBERSHIP, R::STRUCTURE, 0},
            {IP_ADD_SOURCE_MEMBERSHIP, R::STRUCTURE, 0},
            {IP_DROP_SOURCE_MEMBERSHIP, R::STRUCTURE, 0},
            {IP_BLOCK_SOURCE, R::STRUCTURE, 0},
            {IP_UNBLOCK_SOURCE, R::STRUCTURE, 0},
            {MCAST_JOIN_GROUP, R::STRUCTURE, 0},
            {MCAST_LEAVE_GROUP, R::STRUCTURE, 0},
            {MCAST_BLOCK_SOURCE, R::STRUCTURE, 0},
            {MCAST_UNBLOCK_SOURCE, R::STRUCTURE, 0},
            {MCAST_JOIN_SOURCE_GROUP, R::STRUCTURE, 0},
            {MCAST_LEAVE_SOURCE_GROUP, R::STRUCTURE, 0},
        },
        &BaseSocket::GetIpOption,
        &BaseSocket::SetIpOption,
        &BaseSocket::ReadIpOption,
        &BaseSocket::WriteIpOption,
    };
    return level;
}

int
BaseSocket::JudgeIpOption(int optname) const
{
    switch (optname)
    {
    case IP_TOS:
    case IP_TTL:
    case IP_DONTFRAGMENT:
    case IP_UNICAST_IF:
        return 0;
    case IP_HDRINCL:
        return m_type == SOCK_RAW ? 0 : WSAEINVAL;
    case IP_MULTICAST_LOOP:
        if (const int refusal = m_stack.GetRefusal(OptionalCall::MULTICAST_LOOP))
        {
            return refusal; // R-CE-118
        }
        return m_type != SOCK_STREAM ? 0 : WSAEINVAL;
    default:
        return m_type != SOCK_STREAM ? 0 : WSAEINVAL;
    }
}

int
BaseSocket::GetIpOption(int optname, DWORD& value) const
{
    if (const int error = JudgeIpOption(optname))
    {
        return error;
    }
    const SocketSettings& settings = GetSettings();
    switch (optname)
    {
    case IP_HDRINCL:
        value = settings.headerIncluded;
        return 0;
    case IP_TOS:
        value = settings.tos;
        return 0;
    case IP_TTL:
        value = settings.ttl != SocketSettings::DEFAULT ? static_cast<DWORD>(settings.ttl)
                                                        : GetDefaultTtl(GetNode(), false);
        return 0;
    case IP_MULTICAST_IF:
        value = settings.multicastInterface;
        return 0;
    case IP_MULTICAST_TTL:
        value = static_cast<DWORD>(settings.multicastTtl);
        return 0;
    case IP_MULTICAST_LOOP:
        value = settings.multicastLoop;
        return 0;
    case IP_DONTFRAGMENT:
        value = settings.dontFragment != SocketSettings::DEFAULT
                    ? static_cast<DWORD>(settings.dontFragment)
                    : DWORD{m_type == SOCK_STREAM || m_af == AF_INET6};
        return 0;
    case IP_PKTINFO:
        value = settings.packetInfo;
        return 0;
    case IP_HOPLIMIT:
        value = settings.hopLimit;
        return 0;
    case IP_RECEIVE_BROADCAST:
        value = settings.receivesBroadcasts;
        return 0;
    case IP_UNICAST_IF:
        value = SwapBytes(settings.unicastInterface);
        return 0;
    default:
        return WSAENOPROTOOPT;
    }
}

int
BaseSocket::SetTtl(int16_t& ttl, DWORD value, int16_t least, int16_t otherwise)
{
    const bool fits = value <= UINT8_MAX && static_cast<int16_t>(value) >= least;
    if (!fits && value != static_cast<DWORD>(-1))
    {
        return WSAEINVAL;
    }
    ttl = fits ? static_cast<int16_t>(value) : otherwise;
    return 0;
}

int
BaseSocket::SetIpOption(int optname, DWORD value)
{
    if (const int error = JudgeIpOption(optname))
    {
        return error;
    }
    SocketSettings& settings = ChangeSettings();
    const bool on = value != 0;
    switch (optname)
    {
    case IP_HDRINCL:
        settings.headerIncluded = on;
        return 0;
    case IP_TOS:
        if (value > UINT8_MAX)
        {
            return WSAEINVAL;
        }
        settings.tos = static_cast<uint8_t>(value);
        return 0;
    case IP_TTL:
        return SetTtl(settings.ttl, value, 1, SocketSettings::DEFAULT);
    case IP_MULTICAST_IF:
        if (!FindDeviceByName(GetNode(), value))
        {
            return WSAEINVAL;
        }
        settings.multicastInterface = value;
        return 0;
    case IP_MULTICAST_TTL:
        return SetTtl(settings.multicastTtl, value, 0, 1);
    case IP_MULTICAST_LOOP:
        settings.multicastLoop = on;
        return 0;
    case IP_DONTFRAGMENT:
        settings.dontFragment = on;
        return 0;
    case IP_PKTINFO:
        settings.packetInfo = on;
        return 0;
    case IP_HOPLIMIT:
        settings.hopLimit = on;
        return 0;
    case IP_RECEIVE_BROADCAST:
        settings.receivesBroadcasts = on;
        return 0;
    case IP_UNICAST_IF:
        return SetUnicastInterface(SwapBytes(value), false);
    default:
        return WSAENOPROTOOPT;
    }
}

int
BaseSocket::SetUnicastInterface(DWORD index, bool ipv6)
{
    if (index != 0 && !FindDeviceByIndex(GetNode(), ipv6, index))
    {
        return WSAEINVAL;
    }
    ChangeSettings().unicastInterface = index;
    return 0;
}

int
BaseSocket::ReadIpOption(int, char*, LPINT) const
{
    return WSAENOPROTOOPT; // memberships can only be set
}

int
BaseSocket::WriteIpOption(int optname, const char* optval, int optlen)
{
    MembershipChange change;
    int error = JudgeIpOption(optname);
    error = error ? error : ReadIpMembership(GetNode(), optname, optval, optlen, change);
    return error ? error : ChangeMembership(change);
}

} // namespace ns3::winsock
