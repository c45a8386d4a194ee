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

/// In the order of FilterDirection.
const char* const DIRECTIONS[] = {"open", "bind", "listen", "out", "in"};
static_assert(std::size(DIRECTIONS) == FILTER_DIRECTIONS);

bool
Contains(const std::optional<AddressPrefix>& prefix, const FilterAddress& address)
{
    return !prefix || (address && prefix->Contains(*address));
}

bool
Contains(const std::optional<FilterPorts>& ports, const FilterAddress& address)
{
    return !ports || (address && address->port >= ports->first && address->port <= ports->last);
}

// ---------------------------------------------------------------- reading

AddressPrefix
ReadPrefix(const SettingsWord& word)
{
    const std::size_t slash = word.value.find('/');
    AddressPrefix prefix;
    if (!ReadAddress(word.value.substr(0, slash), prefix.first))
    {
        word.Refuse("write an address, such as 10.1.0.0/16 or 2001:db8::/32.");
    }
    prefix.bits = prefix.GetMost();
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
ReadFilterAddress(const SOCKADDR* name, int length)
{
    ADDRESS_FAMILY family = AF_UNSPEC;
    if (!IsNowhere(name) && length >= static_cast<int>(sizeof(family)))
    {
        std::memcpy(&family, name, sizeof(family));
    }
    WinsockSocketAddress address;
    const bool known = (family == AF_INET || family == AF_INET6) &&
                       WinsockSocketAddress::Read(name, length, family, address) == 0;
    return known ? FilterAddress(address) : std::nullopt;
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
