/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "socks5-messages.h"

#include "ns3/winsock-error.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace ns3::winsock
{

namespace
{

/// Errors by the replies that stand for them.
constexpr int ERRORS[] = {
    0,
    WSAECONNABORTED,
    WSAEACCES,
    WSAENETUNREACH,
    WSAEHOSTUNREACH,
    WSAECONNREFUSED,
    WSAETIMEDOUT,
    WSAEOPNOTSUPP,
    WSAEAFNOSUPPORT,
};

} // namespace

int
WinsockErrorFromSocks5(uint8_t reply)
{
    return reply < std::size(ERRORS) ? ERRORS[reply] : WSAECONNABORTED;
}

Socks5Reply
Socks5ReplyFromWinsock(int error)
{
    if (error == WSAETIMEDOUT)
    {
        // A connect that nobody answers: to its client the proxy says that the host is not there.
        return SOCKS5_HOST_UNREACHABLE;
    }
    const auto* const at = std::find(std::begin(ERRORS), std::end(ERRORS), error);
    return at == std::end(ERRORS) ? SOCKS5_GENERAL_FAILURE
                                  : static_cast<Socks5Reply>(at - std::begin(ERRORS));
}

std::string
Socks5AddressBytes(const WinsockSocketAddress& address)
{
    std::string bytes(1, static_cast<char>(address.ipv6 ? SOCKS5_IPV6 : SOCKS5_IPV4));
    bytes.append(address.bytes.begin(), address.bytes.begin() + (address.ipv6 ? 16 : 4));
    bytes += static_cast<char>(address.port >> 8);
    bytes += static_cast<char>(address.port & 0xff);
    return bytes;
}

WinsockSocketAddress
ReadSocks5Address(Socks5AddressType type, const std::string& bytes)
{
    WinsockSocketAddress address;
    address.ipv6 = type == SOCKS5_IPV6;
    const std::size_t length = address.ipv6 ? 16 : 4;
    std::copy_n(bytes.begin(), length, address.bytes.begin());
    address.port = static_cast<uint16_t>(static_cast<uint8_t>(bytes[length]) << 8 |
                                         static_cast<uint8_t>(bytes[length + 1]));
    return address;
}

} // namespace ns3::winsock
