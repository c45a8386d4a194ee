/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "winsock-socket-address.h"

#include "ns3/inet-socket-address.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-pointer.h"

#include <algorithm>
#include <cstring>

namespace ns3::winsock
{

namespace
{

/// Ports in structures are in network byte order, whatever the host's is.
uint16_t
ReadPort(const USHORT& field)
{
    uint8_t wire[2];
    std::memcpy(wire, &field, sizeof(wire));
    return static_cast<uint16_t>(wire[0] << 8 | wire[1]);
}

USHORT
WritePort(uint16_t port)
{
    const uint8_t wire[2] = {static_cast<uint8_t>(port >> 8), static_cast<uint8_t>(port)};
    USHORT field;
    std::memcpy(&field, wire, sizeof(field));
    return field;
}

} // namespace

int
WinsockSocketAddress::Read(const SOCKADDR* name,
                           int namelen,
                           int family,
                           WinsockSocketAddress& address)
{
    const int needed =
        static_cast<int>(family == AF_INET6 ? sizeof(SOCKADDR_IN6) : sizeof(SOCKADDR_IN));
    if (!name || IsBadPointer(name) || namelen < static_cast<int>(sizeof(ADDRESS_FAMILY)))
    {
        return WSAEFAULT;
    }
    ADDRESS_FAMILY given;
    std::memcpy(&given, name, sizeof(given));
    if (given != family)
    {
        return namelen < static_cast<int>(sizeof(SOCKADDR_IN)) ? WSAEFAULT : WSAEAFNOSUPPORT;
    }
    if (namelen < needed)
    {
        return WSAEFAULT;
    }
    address = WinsockSocketAddress();
    if (family == AF_INET6)
    {
        SOCKADDR_IN6 in6;
        std::memcpy(&in6, name, sizeof(in6));
        std::memcpy(address.bytes.data(), &in6.sin6_addr, 16);
        address.port = ReadPort(in6.sin6_port);
        address.scopeId = in6.sin6_scope_id;
        address.ipv6 = true;
        return 0;
    }
    SOCKADDR_IN in;
    std::memcpy(&in, name, sizeof(in));
    std::memcpy(address.bytes.data(), &in.sin_addr, 4);
    address.port = ReadPort(in.sin_port);
    return 0;
}

int
WinsockSocketAddress::Write(SOCKADDR* name, LPINT namelen) const
{
    const int needed = static_cast<int>(ipv6 ? sizeof(SOCKADDR_IN6) : sizeof(SOCKADDR_IN));
    if (!name || IsBadPointer(name) || !namelen || IsBadPointer(namelen) || *namelen < needed)
    {
        return WSAEFAULT;
    }
    *namelen = needed;
    if (ipv6)
    {
        SOCKADDR_IN6 in6{};
        in6.sin6_family = AF_INET6;
        in6.sin6_port = WritePort(port);
        in6.sin6_scope_id = scopeId;
        std::memcpy(&in6.sin6_addr, bytes.data(), 16);
        std::memcpy(name, &in6, sizeof(in6));
        return 0;
    }
    SOCKADDR_IN in{};
    in.sin_family = AF_INET;
    in.sin_port = WritePort(port);
    std::memcpy(&in.sin_addr, bytes.data(), 4);
    std::memcpy(name, &in, sizeof(in));
    return 0;
}

WinsockSocketAddress
WinsockSocketAddress::FromNs3(const Address& address)
{
    WinsockSocketAddress result;
    if (InetSocketAddress::IsMatchingType(address))
    {
        const InetSocketAddress in = InetSocketAddress::ConvertFrom(address);
        in.GetIpv4().Serialize(result.bytes.data());
        result.port = in.GetPort();
    }
    else if (Inet6SocketAddress::IsMatchingType(address))
    {
        const Inet6SocketAddress in6 = Inet6SocketAddress::ConvertFrom(address);
        in6.GetIpv6().GetBytes(result.bytes.data());
        result.port = in6.GetPort();
        result.ipv6 = true;
    }
    return result;
}

Address
WinsockSocketAddress::ToNs3() const
{
    if (ipv6)
    {
        return Inet6SocketAddress(ToIpv6(), port);
    }
    return InetSocketAddress(ToIpv4(), port);
}

Ipv4Address
WinsockSocketAddress::ToIpv4() const
{
    return Ipv4Address::Deserialize(bytes.data());
}

Ipv6Address
WinsockSocketAddress::ToIpv6() const
{
    // Some releases of ns-3 take the bytes through a pointer to non-const.
    std::array<uint8_t, 16> copy = bytes;
    return Ipv6Address(copy.data());
}

bool
WinsockSocketAddress::IsWildcard() const
{
    return std::all_of(bytes.begin(), bytes.end(), [](uint8_t byte) { return byte == 0; });
}

bool
WinsockSocketAddress::IsGroup() const
{
    const WinsockSocketAddress plain = Unmap();
    return plain.ipv6 ? plain.bytes[0] == 0xff : (plain.bytes[0] & 0xf0) == 0xe0;
}

bool
WinsockSocketAddress::IsAllHosts() const
{
    return ipv6 ? ToIpv6().IsAllNodesMulticast() : ToIpv4() == Ipv4Address("224.0.0.1");
}

bool
WinsockSocketAddress::IsMapped() const
{
    static constexpr std::array<uint8_t, 12> prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    return ipv6 && std::equal(prefix.begin(), prefix.end(), bytes.begin());
}

WinsockSocketAddress
WinsockSocketAddress::Unmap() const
{
    WinsockSocketAddress plain = *this;
    if (IsMapped())
    {
        plain = WinsockSocketAddress();
        plain.port = port;
        std::copy(bytes.begin() + 12, bytes.end(), plain.bytes.begin());
    }
    return plain;
}

WinsockSocketAddress
WinsockSocketAddress::Map() const
{
    if (ipv6)
    {
        return *this;
    }
    return FromNs3(Inet6SocketAddress(Ipv6Address::MakeIpv4MappedAddress(ToIpv4()), port));
}

bool
WinsockSocketAddress::IsLinkLocalGroup() const
{
    if (ipv6)
    {
        return bytes[0] == 0xff && (bytes[1] & 0x0f) == 2;
    }
    return bytes[0] == 224 && bytes[1] == 0 && bytes[2] == 0;
}

bool
WinsockSocketAddress::IsUnicast() const
{
    if (ipv6)
    {
        return bytes[0] != 0xff;
    }
    return bytes[0] < 224;
}

PortBinding
WinsockSocketAddress::ToBinding(PortSharing sharing, bool dualStack) const
{
    return PortBinding{bytes, ipv6, sharing, dualStack && ipv6 && IsWildcard()};
}

} // namespace ns3::winsock
