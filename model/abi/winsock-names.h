/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_NAMES_H
#define WINSOCK_NAMES_H

#include <string>

/**
 * @file
 * @ingroup winsock
 * Numbers as the names that a person knows them by: logs, records and listings use these.
 *
 * A number without a name comes out as the number itself, so that nothing gets lost.
 */

namespace ns3::winsock
{

/**
 * @addtogroup winsock
 * @{
 */

/**
 * Name an address family.
 * @param family AF_ number
 * @return "AF_INET6", or the number
 */
std::string AddressFamilyName(int family);

/**
 * Name a socket type.
 * @param type SOCK_ number
 * @return "SOCK_STREAM", or the number
 */
std::string SocketTypeName(int type);

/**
 * Name a protocol of the Internet families.
 * @param protocol IPPROTO_ number
 * @return "IPPROTO_TCP", or the number; 0 is "IPPROTO_IP", which callers use for "any" too
 */
std::string ProtocolName(int protocol);

/**
 * Name a protocol with regard to the family, as infrared and Bluetooth number their own.
 * @param family AF_ number
 * @param protocol protocol number of that family
 * @return "BTHPROTO_RFCOMM" for (AF_BTH, 3), or the number
 */
std::string ProtocolName(int family, int protocol);

/** @} */

} // namespace ns3::winsock

#endif // WINSOCK_NAMES_H
