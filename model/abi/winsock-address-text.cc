/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include <arpa/inet.h>

namespace
{

/// The host's number of the family; Winsock's own, a different one, takes its name below.
constexpr int HOST_AF_INET = AF_INET;
constexpr int HOST_AF_INET6 = AF_INET6;

} // namespace

#include "winsock-address-text.h"

#include "ns3/winsock-constants.h"
#include "ns3/winsock-names.h"

#include <cstring>

namespace ns3::winsock
{

namespace
{

uint16_t
PortOf(USHORT networkOrder)
{
    BYTE bytes[2];
    std::memcpy(bytes, &networkOrder, sizeof(bytes));
    return static_cast<uint16_t>(bytes[0] << 8 | bytes[1]);
}

} // namespace

std::string
SocketAddressText(const SOCKADDR* address, int length)
{
    if (length < static_cast<int>(sizeof(address->sa_family)))
    {
        return "too short";
    }
    if (address->sa_family == AF_INET && length >= static_cast<int>(sizeof(SOCKADDR_IN)))
    {
        SOCKADDR_IN in;
        std::memcpy(&in, address, sizeof(in));
        return Ipv4AddressText(in.sin_addr) + ":" + std::to_string(PortOf(in.sin_port));
    }
    if (address->sa_family == AF_INET6 && length >= static_cast<int>(sizeof(SOCKADDR_IN6)))
    {
        SOCKADDR_IN6 in6;
        std::memcpy(&in6, address, sizeof(in6));
        return "[" + Ipv6AddressText(in6.sin6_addr) + "]:" + std::to_string(PortOf(in6.sin6_port));
    }
    return AddressFamilyName(address->sa_family);
}

std::string
Ipv4AddressText(const IN_ADDR& address)
{
    char text[INET_ADDRSTRLEN];
    inet_ntop(HOST_AF_INET, &address, text, sizeof(text));
    return text;
}

std::string
Ipv6AddressText(const IN6_ADDR& address)
{
    char text[INET6_ADDRSTRLEN];
    inet_ntop(HOST_AF_INET6, &address, text, sizeof(text));
    return text;
}

bool
ReadIpv4Address(const std::string& text, IN_ADDR& address)
{
    return inet_pton(HOST_AF_INET, text.c_str(), &address) == 1;
}

bool
ReadLooseIpv4Address(const std::string& text, IN_ADDR& address)
{
    struct ::in_addr host;
    if (inet_aton(text.c_str(), &host) == 0)
    {
        return false;
    }
    static_assert(sizeof(host) == sizeof(address));
    std::memcpy(&address, &host, sizeof(address));
    return true;
}

bool
ReadIpv6Address(const std::string& text, IN6_ADDR& address)
{
    return inet_pton(HOST_AF_INET6, text.c_str(), &address) == 1;
}

} // namespace ns3::winsock
