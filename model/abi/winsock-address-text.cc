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
#include <limits>

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
/// Reads decimal digits and nothing else.
template <typename T>
bool
ReadNumber(const std::string& text, T& number)
{
    const bool digits = !text.empty() && text.size() <= 10 &&
                        text.find_first_not_of("0123456789") == std::string::npos;
    const unsigned long long value = digits ? std::stoull(text) : 0;
    if (!digits || value > std::numeric_limits<T>::max())
    {
        return false;
    }
    number = static_cast<T>(value);
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
ReadSocketAddressText(
    const std::string& text, int family, uint8_t* address, uint16_t& port, uint32_t& scopeId)
{
    if (family == AF_INET)
    {
        const std::size_t colon = text.find(':');
        const std::string host = text.substr(0, colon);
        uint16_t readPort = 0;
        IN_ADDR in{};
        if (host.find_first_of(" \t\r\n\v\f") != std::string::npos ||
            !ReadLooseIpv4Address(host, in) ||
            (colon != std::string::npos && !ReadNumber(text.substr(colon + 1), readPort)))
        {
            return false;
        }
        std::memcpy(address, &in, sizeof(in));
        port = readPort;
        return true;
    }
    // An address, or one in brackets with or without a port behind it; with or without a scope.
    const bool bracketed = !text.empty() && text.front() == '[';
    const std::size_t end = bracketed ? text.find(']') : text.size();
    if (family != AF_INET6 || end == std::string::npos)
    {
        return false;
    }
    const std::string inner = text.substr(bracketed ? 1 : 0, end - (bracketed ? 1 : 0));
    const std::string behind = bracketed ? text.substr(end + 1) : "";
    const std::size_t percent = inner.find('%');
    uint16_t readPort = 0;
    uint32_t readScope = 0;
    IN6_ADDR in6{};
    if (!ReadIpv6Address(inner.substr(0, percent), in6) ||
        (percent != std::string::npos && !ReadNumber(inner.substr(percent + 1), readScope)) ||
        (!behind.empty() && (behind.front() != ':' || !ReadNumber(behind.substr(1), readPort))))
    {
        return false;
    }
    std::memcpy(address, &in6, sizeof(in6));
    port = readPort;
    scopeId = readScope;
    return true;
}

} // namespace ns3::winsock
