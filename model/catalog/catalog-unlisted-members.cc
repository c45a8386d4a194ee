/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "catalog-unlisted-members.h"

#include "ns3/winsock-constants.h"

namespace ns3::winsock
{

namespace
{

/** The largest message, as exports of real machines show it; 0 for a stream. */
DWORD
GuessMessageSize(const WSAPROTOCOL_INFOW& info)
{
    constexpr DWORD UDP_SIZE = 65527;
    constexpr DWORD RAW_SIZE = 32768;
    constexpr DWORD NETBIOS_SIZE = 64000;
    constexpr DWORD UNLIMITED = 0xffffffff;
    if (info.iSocketType == SOCK_STREAM || info.iSocketType == 0)
    {
        return 0;
    }
    if (info.iSocketType == SOCK_RAW)
    {
        return RAW_SIZE;
    }
    if (info.iAddressFamily == AF_NETBIOS)
    {
        return NETBIOS_SIZE;
    }
    return info.iProtocol == IPPROTO_UDP ? UDP_SIZE : UNLIMITED;
}

DWORD
GuessProviderFlags(const WSAPROTOCOL_INFOW& info)
{
    if (info.ProtocolChain.ChainLen == LAYERED_PROTOCOL)
    {
        return PFL_HIDDEN;
    }
    return info.iSocketType == SOCK_RAW ? PFL_HIDDEN | PFL_MATCHES_PROTOCOL_ZERO
                                        : PFL_MATCHES_PROTOCOL_ZERO;
}

} // namespace

void
FillUnlistedMembers(WSAPROTOCOL_INFOW& info)
{
    constexpr INT ALL_IP_PROTOCOLS = 255;
    const bool servesAll = info.iSocketType == SOCK_RAW && info.iProtocol == 0;
    info.dwProviderFlags = GuessProviderFlags(info);
    info.iProtocolMaxOffset = servesAll ? ALL_IP_PROTOCOLS : 0;
    info.dwMessageSize = GuessMessageSize(info);
    info.iNetworkByteOrder = BIGENDIAN;
    info.iSecurityScheme = SECURITY_PROTOCOL_NONE;
    info.dwServiceFlags2 = 0;
    info.dwServiceFlags3 = 0;
    info.dwServiceFlags4 = 0;
    info.dwProviderReserved = 0;
}

} // namespace ns3::winsock
