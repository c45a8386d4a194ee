/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "filter-rule.h"

#include "ns3/settings-text.h"
#include "ns3/winsock-address-text.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-pointer.h"

#include <algorithm>
#include <cstring>
#include <iterator>

namespace ns3::winsock
{

namespace
{

constexpr unsigned IPV4_BITS = 32;
constexpr unsigned IPV6_BITS = 128;
constexpr unsigned BYTE_BITS = 8;

/// In the order of FilterDirection.
const char* const DIRECTIONS[] = {"open", "bind", "listen", "out", "in"};
static_assert(std::size(DIRECTIONS) == FILTER_DIRECTIONS);

bool
Contains(const std::optional<FilterPrefix>& prefix, const FilterAddress& address)
{
    return !prefix || prefix->Contains(address);
}

bool
Contains(const std::optional<FilterPorts>& ports, const FilterAddress& address)
{
    return !ports || (address.family != AF_UNSPEC && address.port >= ports->first &&
                      address.port <= ports->last);
}

// ---------------------------------------------------------------- reading

FilterPrefix
ReadPrefix(const SettingsWord& word)
{
    const std::size_t slash = word.value.find('/');
    const std::string address = word.value.substr(0, slash);
    FilterPrefix prefix;
    IN_ADDR ipv4;
    IN6_ADDR ipv6;
    if (ReadIpv4Address(address, ipv4))
    {
        std::memcpy(prefix.bytes.data(), &ipv4, sizeof(ipv4));
    }
    else if (ReadIpv6Address(address, ipv6))
    {
        prefix.family = AF_INET6;
        std::memcpy(prefix.bytes.data(), &ipv6, sizeof(ipv6));
    }
    else
    {
        word.Refuse("write an address, such as 10.1.0.0/16 or 2001:db8::/32.");
    }
    prefix.bits = prefix.family == AF_INET ? IPV4_BITS : IPV6_BITS;
    if (slash != std::string::npos)
    {
        SettingsWord length = word;
        length.value = word.value.substr(slash + 1);
        prefix.bits = static_cast<unsigned>(length.ReadNumber(0, prefix.bits));
    }
    return prefix;
}

FilterPorts
ReadPorts(const SettingsWord& word)
{
    const auto [first, last] = word.ReadRange(0, UINT16_MAX);
    return {static_cast<uint16_t>(first), static_cast<uint16_t>(last)};
}

/// Reads one condition into a rule.
void
ReadCondition(const SettingsWord& word, FilterRule& rule)
{
    if (word.key == "family")
    {
        rule.family = word.ReadFamily();
    }
    else if (word.key == "type")
    {
        rule.type = word.ReadSocketType();
    }
    else if (word.key == "remote")
    {
        rule.remote = ReadPrefix(word);
    }
    else if (word.key == "remoteport")
    {
        rule.remotePorts = ReadPorts(word);
    }
    else if (word.key == "local")
    {
        rule.local = ReadPrefix(word);
    }
    else if (word.key == "localport")
    {
        rule.localPorts = ReadPorts(word);
    }
    else if (word.key == "process")
    {
        rule.process = word.ReadText();
    }
    else if (word.key == "error" && !rule.allows)
    {
        rule.error = word.ReadError();
    }
    else
    {
        word.Refuse(word.key == "error"
                        ? "only a rule that denies has an error."
                        : "conditions are family, type, remote, remoteport, local, localport and"
                          " process; a rule that denies may have an error.");
    }
}

FilterRule
ReadRule(const std::vector<SettingsWord>& words)
{
    const SettingsWord& action = words.front();
    if (action.hasValue || (action.key != "allow" && action.key != "deny"))
    {
        action.Refuse("begin a rule with \"allow\" or \"deny\".");
    }
    FilterRule rule;
    rule.allows = action.key == "allow";
    for (auto word = std::next(words.begin()); word != words.end(); ++word)
    {
        if (word->hasValue)
        {
            ReadCondition(*word, rule);
            continue;
        }
        const auto at = std::find(std::begin(DIRECTIONS), std::end(DIRECTIONS), word->key);
        if (at == std::end(DIRECTIONS))
        {
            word->Refuse("directions are open, bind, listen, out and in; conditions are written as"
                         " name=value.");
        }
        rule.directions.set(static_cast<std::size_t>(at - std::begin(DIRECTIONS)));
    }
    return rule;
}

} // namespace

const char*
FilterDirectionName(FilterDirection direction)
{
    return DIRECTIONS[static_cast<std::size_t>(direction)];
}

FilterAddress
FilterAddress::Read(const SOCKADDR* name, int length)
{
    FilterAddress address;
    ADDRESS_FAMILY family = AF_UNSPEC;
    if (!IsNowhere(name) && length >= static_cast<int>(sizeof(family)))
    {
        std::memcpy(&family, name, sizeof(family));
    }
    const auto port = [](USHORT network)
    { return static_cast<uint16_t>((network << BYTE_BITS) | (network >> BYTE_BITS)); };
    if (family == AF_INET && length >= static_cast<int>(sizeof(SOCKADDR_IN)))
    {
        SOCKADDR_IN ipv4;
        std::memcpy(&ipv4, name, sizeof(ipv4));
        std::memcpy(address.bytes.data(), &ipv4.sin_addr, sizeof(ipv4.sin_addr));
        address.port = port(ipv4.sin_port);
        address.family = family;
    }
    if (family == AF_INET6 && length >= static_cast<int>(sizeof(SOCKADDR_IN6)))
    {
        SOCKADDR_IN6 ipv6;
        std::memcpy(&ipv6, name, sizeof(ipv6));
        std::memcpy(address.bytes.data(), &ipv6.sin6_addr, sizeof(ipv6.sin6_addr));
        address.port = port(ipv6.sin6_port);
        address.family = family;
    }
    return address;
}

bool
FilterPrefix::Contains(const FilterAddress& address) const
{
    if (address.family != family)
    {
        return false;
    }
    const unsigned whole = bits / BYTE_BITS;
    const unsigned rest = bits % BYTE_BITS;
    const auto mask = static_cast<uint8_t>(0xff00U >> rest);
    return std::equal(bytes.begin(), bytes.begin() + whole, address.bytes.begin()) &&
           (rest == 0 || ((bytes[whole] ^ address.bytes[whole]) & mask) == 0);
}

bool
FilterRule::AppliesTo(const FilterRequest& request) const
{
    return (directions.none() || directions[static_cast<std::size_t>(request.direction)]) &&
           (family == AF_UNSPEC || family == request.family) &&
           (type == 0 || type == request.type) && winsock::Contains(remote, request.remote) &&
           winsock::Contains(remotePorts, request.remote) &&
           winsock::Contains(local, request.local) &&
           winsock::Contains(localPorts, request.local) &&
           (process.empty() || MatchesProgram(process, request.process));
}

bool
FilterRule::AsksForLocal() const
{
    return local || localPorts;
}

std::vector<FilterRule>
ReadFilterRules(const std::string& setting, const std::string& text)
{
    std::vector<FilterRule> rules;
    for (const std::vector<SettingsWord>& words : SplitSettings(setting, text))
    {
        rules.push_back(ReadRule(words));
    }
    return rules;
}

} // namespace ns3::winsock
