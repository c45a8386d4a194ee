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

/// Reads a port; the whole text must be one.
bool
ReadPort(const std::string& text, uint16_t& port)
{
    const bool digits = !text.empty() && text.size() <= 5 &&
                        text.find_first_not_of("0123456789") == std::string::npos;
    const unsigned long value = digits ? std::stoul(text) : UINT32_MAX;
    if (value > UINT16_MAX)
    {
        return false;
    }
    port = static_cast<uint16_t>(value);
    return true;
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

bool
ReadSocketAddressText(const std::string& text, int family, uint8_t* address, uint16_t& port)
{
    const bool ipv6 = family == AF_INET6;
    const bool bracketed = ipv6 && !text.empty() && text.front() == '[';
    const std::size_t end = bracketed ? text.find(']') : std::string::npos;
    const std::size_t colon = ipv6 ? (end == std::string::npos ? end : end + 1) : text.find(':');
    const bool hasPort = colon != std::string::npos && colon < text.size();
    std::string host = hasPort ? text.substr(0, colon) : text;
    if (bracketed)
    {
        host = host.substr(1, end == std::string::npos ? end : end - 1);
    }
    uint16_t readPort = 0;
    if (hasPort && (text[colon] != ':' || !ReadPort(text.substr(colon + 1), readPort)))
    {
        return false;
    }
    uint8_t bytes[16];
    const int hostFamily = ipv6 ? HOST_AF_INET6 : HOST_AF_INET;
    if ((!ipv6 && family != AF_INET) || inet_pton(hostFamily, host.c_str(), bytes) != 1)
    {
        return false;
    }
    std::memcpy(address, bytes, ipv6 ? 16 : 4);
    port = readPort;
    return true;
}

} // namespace ns3::winsock
