/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_SOCKET_ADDRESS_H
#define WINSOCK_SOCKET_ADDRESS_H

#include "ns3/address.h"
#include "ns3/ipv4-address.h"
#include "ns3/ipv6-address.h"
#include "ns3/port-table.h"
#include "ns3/winsock-structures.h"

#include <array>
#include <cstdint>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief An IPv4 or IPv6 socket address, between Winsock's structures and ns-3's classes.
 */
struct WinsockSocketAddress
{
    std::array<uint8_t, 16> bytes{}; //!< in network byte order; an IPv4 address comes first
    uint32_t scopeId{0};             //!< sin6_scope_id
    uint16_t port{0};                //!< in host byte order
    bool ipv6{false};                //!< which of the two

    /**
     * Reads a program's structure.
     * @param name may be null
     * @param namelen bytes of it
     * @param family the socket's family: AF_INET or AF_INET6
     * @param[out] address what was read
     * @return 0, WSAEFAULT (null, or shorter than the family's structure) or WSAEAFNOSUPPORT
     *         (another family) (R-BND-1)
     */
    static int Read(const SOCKADDR* name, int namelen, int family, WinsockSocketAddress& address);

    /**
     * Writes a program's structure.
     * @param name where to
     * @param namelen bytes of room, in; bytes written, out
     * @return 0, or WSAEFAULT for null pointers or too little room, which changes nothing
     */
    int Write(SOCKADDR* name, LPINT namelen) const;

    /// @param address an InetSocketAddress or Inet6SocketAddress; @return the same for Winsock
    static WinsockSocketAddress FromNs3(const Address& address);

    /// @return an InetSocketAddress or Inet6SocketAddress
    Address ToNs3() const;

    /// @return the address alone; only for an IPv4 one
    Ipv4Address ToIpv4() const;

    /// @return the address alone; only for an IPv6 one
    Ipv6Address ToIpv6() const;

    /// @return whether the address, not the port, is all zero
    bool IsWildcard() const;

    /// @return whether it is a group, also as a mapped IPv4 one
    bool IsGroup() const;

    /// @return whether it is the group that every host of the link is in
    bool IsAllHosts() const;

    /// @return whether it is an IPv6 address that stands for an IPv4 one
    bool IsMapped() const;

    /// @return the IPv4 address that a mapped one stands for; any other address as it is
    WinsockSocketAddress Unmap() const;

    /// @return the mapped address that stands for an IPv4 one; an IPv6 address as it is
    WinsockSocketAddress Map() const;

    /// @return whether it is a group of the link, which no router forwards
    bool IsLinkLocalGroup() const;

    /// @return whether it can be one end of a connection: no group and no broadcast address
    bool IsUnicast() const;

    /**
     * @param sharing as the socket's options say
     * @param dualStack whether IPV6_V6ONLY is off
     * @return how PortTable holds the address
     */
    PortBinding ToBinding(PortSharing sharing, bool dualStack) const;
};

} // namespace ns3::winsock

#endif /* WINSOCK_SOCKET_ADDRESS_H */
