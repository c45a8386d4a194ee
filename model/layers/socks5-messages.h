/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef SOCKS5_MESSAGES_H
#define SOCKS5_MESSAGES_H

#include "ns3/winsock-socket-address.h"

#include <cstdint>
#include <string>

namespace ns3::winsock
{

/// What the first byte of messages says (RFC 1928).
inline constexpr char SOCKS5_VERSION = 5;
/// What the first byte of the messages about user and password says (RFC 1929).
inline constexpr char SOCKS5_LOGIN_VERSION = 1;

/// Ways of authentication (RFC 1928, 3).
enum Socks5Method : uint8_t
{
    SOCKS5_NO_AUTHENTICATION = 0x00, //!< none
    SOCKS5_PASSWORD = 0x02,          //!< user and password (RFC 1929)
    SOCKS5_NO_METHOD = 0xff,         //!< the proxy accepts none of those that were offered
};

/// What a client wants (RFC 1928, 4).
enum Socks5Command : uint8_t
{
    SOCKS5_CONNECT = 1, //!< a connection to the target
};

/// How an address is written (RFC 1928, 5).
enum Socks5AddressType : uint8_t
{
    SOCKS5_IPV4 = 1,        //!< 4 bytes
    SOCKS5_DOMAIN_NAME = 3, //!< a byte that counts, then so many characters
    SOCKS5_IPV6 = 4,        //!< 16 bytes
};

/// What a proxy answers to a request (RFC 1928, 6).
enum Socks5Reply : uint8_t
{
    SOCKS5_SUCCEEDED = 0,             //!< the connection to the target is there
    SOCKS5_GENERAL_FAILURE = 1,       //!< a failure of the proxy itself
    SOCKS5_NOT_ALLOWED = 2,           //!< the proxy's rules forbid it
    SOCKS5_NETWORK_UNREACHABLE = 3,   //!< no way to the target's network
    SOCKS5_HOST_UNREACHABLE = 4,      //!< the target does not answer
    SOCKS5_CONNECTION_REFUSED = 5,    //!< the target refuses
    SOCKS5_TTL_EXPIRED = 6,           //!< the target is too far away
    SOCKS5_COMMAND_NOT_SUPPORTED = 7, //!< the proxy does not know the command
    SOCKS5_ADDRESS_NOT_SUPPORTED = 8, //!< the proxy does not know the kind of address
};

/**
 * @ingroup winsock
 * @brief The Winsock error that a program sees for what a proxy answered.
 *
 * | reply | meaning                    | error             |
 * |-------|----------------------------|-------------------|
 * | 0     | succeeded                  | 0                 |
 * | 1     | general failure            | WSAECONNABORTED   |
 * | 2     | forbidden                  | WSAEACCES         |
 * | 3     | network unreachable        | WSAENETUNREACH    |
 * | 4     | host unreachable           | WSAEHOSTUNREACH   |
 * | 5     | connection refused         | WSAECONNREFUSED   |
 * | 6     | TTL expired                | WSAETIMEDOUT      |
 * | 7     | command not supported      | WSAEOPNOTSUPP     |
 * | 8     | address type not supported | WSAEAFNOSUPPORT   |
 * | other |                            | WSAECONNABORTED   |
 *
 * @param reply the second byte of the proxy's answer
 * @return 0 or the error
 */
int WinsockErrorFromSocks5(uint8_t reply);

/**
 * @ingroup winsock
 * @param error with which a proxy's own connect to the target failed; 0 for success
 * @return what the proxy answers
 */
Socks5Reply Socks5ReplyFromWinsock(int error);

/**
 * @ingroup winsock
 * @param address an address
 * @return how messages write it: its type, its bytes, and the port
 */
std::string Socks5AddressBytes(const WinsockSocketAddress& address);

/**
 * @ingroup winsock
 * @param type SOCKS5_IPV4 or SOCKS5_IPV6
 * @param bytes what follows the type in a message: the address's bytes and the port
 * @return the address
 */
WinsockSocketAddress ReadSocks5Address(Socks5AddressType type, const std::string& bytes);

} // namespace ns3::winsock

#endif /* SOCKS5_MESSAGES_H */
