/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "address-prefix.h"

#include "ns3/abort.h"
#include "ns3/winsock-address-text.h"

#include <cctype>
#include <cstring>
#include <sstream>

namespace ns3::winsock
{

namespace
{

/// @return whether the text is a whole number up to a limit
bool
ReadBits(const std::string& text, unsigned most, unsigned& bits)
{
    bits = 0;
    for (const char digit : text)
    {
        if (!std::isdigit(static_cast<unsigned char>(digit)) || bits > most)
        {
            return false;
        }
        bits = bits * 10 + static_cast<unsigned>(digit - '0');
    }
    return !text.empty() && bits <= most;
}

} // namespace

bool
ReadAddress(const std::string& text, WinsockSocketAddress& address)
{
    IN_ADDR ipv4{};
    IN6_ADDR ipv6{};
    if (ReadIpv4Address(text, ipv4))
    {
        std::memcpy(address.bytes.data(), &ipv4, sizeof(ipv4));
        return true;
    }
    address.ipv6 = true;
    const bool good = ReadIpv6Address(text, ipv6);
    std::memcpy(address.bytes.data(), &ipv6, sizeof(ipv6));
    return good;
}

unsigned
AddressPrefix::GetMost() const
{
    return first.ipv6 ? 128 : 32;
}

bool
AddressPrefix::Contains(const WinsockSocketAddress& address) const
{
    const std::size_t whole = bits / 8;
    if (address.ipv6 != first.ipv6 ||
        std::memcmp(address.bytes.data(), first.bytes.data(), whole) != 0)
    {
        return false;
    }
    const auto mask = static_cast<uint8_t>(0xff00 >> (bits % 8));
    return mask == 0 || ((address.bytes[whole] ^ first.bytes[whole]) & mask) == 0;
}

std::vector<AddressPrefix>
ReadAddressPrefixes(const std::string& setting, const std::string& text)
{
    std::vector<AddressPrefix> prefixes;
    std::istringstream words(text);
    std::string word;
    while (words >> word)
    {
        AddressPrefix prefix;
        const std::size_t slash = word.find('/');
        bool good = ReadAddress(word.substr(0, slash), prefix.first);
        prefix.bits = prefix.GetMost();
        if (slash != std::string::npos)
        {
            good = ReadBits(word.substr(slash + 1), prefix.GetMost(), prefix.bits) && good;
        }
        NS_ABORT_MSG_UNLESS(good,
                            setting << " has \"" << word
                                    << "\": write ADDRESS/BITS, such as 10.0.0.0/8 or"
                                       " 2001:db8::/32, or a single address.");
        prefixes.push_back(prefix);
    }
    return prefixes;
}

} // namespace ns3::winsock
