/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "numeric-host.h"

#include "ns3/winsock-address-text.h"
#include "ns3/winsock-constants.h"

namespace ns3::winsock
{

std::optional<WinsockSocketAddress>
ReadNumericHost(const std::string& text)
{
    for (const int family : {AF_INET, AF_INET6})
    {
        WinsockSocketAddress address;
        uint16_t port = 0;
        const bool plain = family == AF_INET ? text.find(':') == std::string::npos
                                             : text.find('[') == std::string::npos;
        if (plain && text.find_first_of(" \t\r\n") == std::string::npos &&
            ReadSocketAddressText(text, family, address.bytes.data(), port, address.scopeId))
        {
            address.ipv6 = family == AF_INET6;
            return address;
        }
    }
    return std::nullopt;
}

} // namespace ns3::winsock
