/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_ADDRESS_TEXT_H
#define WINSOCK_ADDRESS_TEXT_H

#include "ns3/winsock-structures.h"

#include <string>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief Writes a socket address for people.
 * @param address a socket address of any family; not null
 * @param length bytes of it
 * @return "10.0.0.1:80", "[2001:db8::1]:80", or the family's name where it is another one
 */
std::string SocketAddressText(const SOCKADDR* address, int length);

/**
 * @ingroup winsock
 * @param address an IPv4 address in network byte order
 * @return its four decimal numbers
 */
std::string Ipv4AddressText(const IN_ADDR& address);

/**
 * @ingroup winsock
 * @param address an IPv6 address
 * @return its shortest text
 */
std::string Ipv6AddressText(const IN6_ADDR& address);

/**
 * @ingroup winsock
 * @brief Reads the strict form: four decimal numbers.
 * @param text what to read
 * @param[out] address in network byte order; untouched on failure
 * @return whether text is an address
 */
bool ReadIpv4Address(const std::string& text, IN_ADDR& address);

/**
 * @ingroup winsock
 * @brief Reads the forms that inet_addr knows: one to four numbers, decimal, octal or hexadecimal, the
 *        last of which fills the remaining bytes.
 * @param text what to read; white space ends it
 * @param[out] address in network byte order; untouched on failure
 * @return whether text is an address
 */
bool ReadLooseIpv4Address(const std::string& text, IN_ADDR& address);

/**
 * @ingroup winsock
 * @param text what to read
 * @param[out] address untouched on failure
 * @return whether text is an IPv6 address
 */
bool ReadIpv6Address(const std::string& text, IN6_ADDR& address);

/**
 * @ingroup winsock
 * @brief Reads a socket address as WSAStringToAddress does: "10.0.0.1:80", "[fe80::1%2]:80", and either
 *        without its port and brackets.
 * @param text what to read; an IPv4 address may have any form that inet_addr knows
 * @param family AF_INET or AF_INET6
 * @param[out] address 4 or 16 bytes in network byte order; untouched on failure
 * @param[out] port in host byte order, 0 if there is none; untouched on failure
 * @param[out] scopeId of an IPv6 address, 0 if there is none; untouched on failure
 * @return whether text is an address of that family
 */
bool ReadSocketAddressText(
    const std::string& text, int family, uint8_t* address, uint16_t& port, uint32_t& scopeId);

} // namespace ns3::winsock

#endif /* WINSOCK_ADDRESS_TEXT_H */
