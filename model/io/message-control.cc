/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "message-control.h"

#include "ns3/winsock-constants.h"
#include "ns3/winsock-control-data.h"
#include "ns3/winsock-error.h"

#include <cstring>

namespace ns3::winsock
{

namespace
{

/// Copies the data of a piece. @return whether there is enough
template <typename Value>
bool
ReadPiece(LPWSACMSGHDR piece, Value& value)
{
    if (piece->cmsg_len < WSA_CMSG_LEN(sizeof(value)))
    {
        return false;
    }
    std::memcpy(&value, WSA_CMSG_DATA(piece), sizeof(value));
    return true;
}

bool
ReadTtl(LPWSACMSGHDR piece, SendControl& chosen)
{
    INT ttl = 0;
    if (!ReadPiece(piece, ttl) || ttl < 1 || ttl > UINT8_MAX)
    {
        return false;
    }
    chosen.ttl = static_cast<int16_t>(ttl);
    return true;
}

bool
ReadIpPiece(LPWSACMSGHDR piece, SendControl& chosen)
{
    if (piece->cmsg_type == IP_TTL || piece->cmsg_type == IP_HOPLIMIT)
    {
        return ReadTtl(piece, chosen);
    }
    IN_PKTINFO info{};
    if (piece->cmsg_type != IP_PKTINFO || !ReadPiece(piece, info))
    {
        return false;
    }
    std::memcpy(chosen.source.bytes.data(), &info.ipi_addr, sizeof(info.ipi_addr));
    chosen.hasSource = !chosen.source.IsWildcard();
    chosen.interface = info.ipi_ifindex;
    return true;
}

bool
ReadIpv6Piece(LPWSACMSGHDR piece, SendControl& chosen)
{
    if (piece->cmsg_type == IPV6_HOPLIMIT)
    {
        return ReadTtl(piece, chosen);
    }
    IN6_PKTINFO info{};
    if (piece->cmsg_type != IPV6_PKTINFO || !ReadPiece(piece, info))
    {
        return false;
    }
    chosen.source.ipv6 = true;
    std::memcpy(chosen.source.bytes.data(), &info.ipi6_addr, sizeof(info.ipi6_addr));
    chosen.hasSource = !chosen.source.IsWildcard();
    chosen.interface = info.ipi6_ifindex;
    return true;
}

} // namespace

int
ReadSendControl(const WSABUF& control, SendControl& chosen)
{
    WSAMSG message{};
    message.Control = control;
    SIZE_T seen = 0;
    for (LPWSACMSGHDR piece = WSA_CMSG_FIRSTHDR(&message); piece;
         piece = WSA_CMSG_NXTHDR(&message, piece))
    {
        seen = static_cast<SIZE_T>(reinterpret_cast<CHAR*>(piece) - control.buf);
        const bool whole =
            piece->cmsg_len >= WSA_CMSG_LEN(0) && piece->cmsg_len <= control.len - seen;
        const bool ip = piece->cmsg_level == static_cast<int>(IPPROTO_IP);
        const bool ipv6 = piece->cmsg_level == static_cast<int>(IPPROTO_IPV6);
        if (!whole ||
            !((ip && ReadIpPiece(piece, chosen)) || (ipv6 && ReadIpv6Piece(piece, chosen))))
        {
            return WSAEINVAL;
        }
    }
    return control.len < sizeof(WSACMSGHDR) ? WSAEINVAL : 0;
}

} // namespace ns3::winsock
