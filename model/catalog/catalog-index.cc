/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "catalog-index.h"

#include "ns3/protocol-catalog.h"

#include <algorithm>
#include <set>
#include <utility>

namespace ns3::winsock
{

CatalogIndex::CatalogIndex(const std::vector<CatalogEntry>& entries)
{
    for (std::size_t position = 0; position < entries.size(); ++position)
    {
        const CatalogEntry& entry = entries[position];
        if (entry.IsLayer())
        {
            continue;
        }
        const int af = entry.info.iAddressFamily;
        const int type = entry.info.iSocketType;
        // A set, because an entry whose own family or type is 0 would come twice.
        for (const std::uint64_t key :
             std::set<std::uint64_t>{Key(af, type), Key(af, 0), Key(0, type), Key(0, 0)})
        {
            Add(m_pairs[key], entry, position);
        }
    }
}

std::size_t
CatalogIndex::FindFirst(int af, int type, int protocol) const
{
    const auto found = m_pairs.find(Key(af, type));
    if (found == m_pairs.end())
    {
        return NONE;
    }
    const Pair& pair = found->second;
    std::size_t first = protocol == 0 ? pair.matchesZero : NONE;
    const auto exact = pair.byProtocol.find(protocol);
    if (exact != pair.byProtocol.end())
    {
        first = std::min(first, exact->second);
    }
    const auto after = std::upper_bound(pair.ranges.begin(),
                                        pair.ranges.end(),
                                        protocol,
                                        [](std::int64_t number, const ProtocolRange& range)
                                        { return number < range.first; });
    if (after != pair.ranges.begin() && std::prev(after)->last >= protocol)
    {
        first = std::min(first, std::prev(after)->position);
    }
    return first;
}

bool
CatalogIndex::Knows(int af, int type) const
{
    return m_pairs.find(Key(af, type)) != m_pairs.end();
}

std::uint64_t
CatalogIndex::Key(int af, int type)
{
    return (std::uint64_t(std::uint32_t(af)) << 32) | std::uint32_t(type);
}

void
CatalogIndex::Add(Pair& pair, const CatalogEntry& entry, std::size_t position)
{
    const WSAPROTOCOL_INFOW& info = entry.info;
    if ((info.dwProviderFlags & PFL_MATCHES_PROTOCOL_ZERO) != 0)
    {
        pair.matchesZero = std::min(pair.matchesZero, position);
    }
    if (info.iProtocolMaxOffset == 0)
    {
        pair.byProtocol.emplace(info.iProtocol, position); // keeps the earlier entry
        return;
    }
    const auto first = std::int64_t(info.iProtocol);
    AddRange(pair.ranges, {first, first + info.iProtocolMaxOffset, position});
}

void
CatalogIndex::AddRange(std::vector<ProtocolRange>& ranges, ProtocolRange added)
{
    std::vector<ProtocolRange> merged;
    for (const ProtocolRange& taken : ranges)
    {
        if (added.first < taken.first && added.first <= added.last)
        {
            merged.push_back({added.first, std::min(added.last, taken.first - 1), added.position});
        }
        added.first = std::max(added.first, std::min(added.last, taken.last) + 1);
        merged.push_back(taken);
    }
    if (added.first <= added.last)
    {
        merged.push_back(added);
    }
    ranges = std::move(merged);
}

} // namespace ns3::winsock
