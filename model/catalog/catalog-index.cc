/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "catalog-index.h"

#include "ns3/protocol-catalog.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace ns3::winsock
{

PositionTable::PositionTable()
    : m_slots(4),
      m_shift(62)
{
}

std::uint32_t
PositionTable::Insert(std::uint64_t key, std::uint32_t position)
{
    Slot& slot = m_slots[FindSlot(key)];
    if (slot.position != NONE)
    {
        return slot.position;
    }
    slot = {key, position};
    if (++m_used * 4 > m_slots.size())
    {
        Grow();
    }
    return position;
}

void
PositionTable::Grow()
{
    std::vector<Slot> old(2 * m_slots.size());
    old.swap(m_slots);
    --m_shift;
    for (const Slot& slot : old)
    {
        if (slot.position != NONE)
        {
            m_slots[FindSlot(slot.key)] = slot;
        }
    }
}

CatalogIndex::CatalogIndex(const std::vector<CatalogEntry>& entries,
                           const std::vector<DWORD>& refused)
{
    for (std::size_t position = 0; position < entries.size(); ++position)
    {
        const CatalogEntry& entry = entries[position];
        if (entry.IsLayer() || std::binary_search(refused.begin(), refused.end(), entry.Id()))
        {
            continue;
        }
        const int af = entry.info.iAddressFamily;
        const int type = entry.info.iSocketType;
        // A set, because an entry whose own family or type is 0 would come twice.
        for (const std::uint64_t key :
             std::set<std::uint64_t>{Key(af, type), Key(af, 0), Key(0, type), Key(0, 0)})
        {
            Add(key, entry, position);
        }
    }
}

std::size_t
CatalogIndex::FindFirst(int af, int type, int protocol) const
{
    const std::uint32_t number = m_pairNumbers.Find(Key(af, type));
    if (number == PositionTable::NONE)
    {
        return NONE;
    }
    const Pair& pair = m_pairs[number];
    std::size_t first = protocol == 0 ? pair.matchesZero : NONE;
    const std::uint32_t single = m_single.Find(Key(int(number), protocol));
    if (single != PositionTable::NONE)
    {
        first = std::min<std::size_t>(first, single);
    }
    return pair.ranges.empty() ? first : std::min(first, FindInRanges(pair, protocol));
}

bool
CatalogIndex::Knows(int af, int type) const
{
    return m_pairNumbers.Find(Key(af, type)) != PositionTable::NONE;
}

std::size_t
CatalogIndex::FindInRanges(const Pair& pair, int protocol)
{
    const auto after = std::upper_bound(pair.ranges.begin(),
                                        pair.ranges.end(),
                                        protocol,
                                        [](std::int64_t number, const ProtocolRange& range)
                                        { return number < range.first; });
    const bool inside = after != pair.ranges.begin() && std::prev(after)->last >= protocol;
    return inside ? std::prev(after)->position : NONE;
}

void
CatalogIndex::Add(std::uint64_t key, const CatalogEntry& entry, std::size_t position)
{
    const std::uint32_t number = m_pairNumbers.Insert(key, std::uint32_t(m_pairs.size()));
    if (number == m_pairs.size())
    {
        m_pairs.emplace_back();
    }
    Pair& pair = m_pairs[number];
    const WSAPROTOCOL_INFOW& info = entry.info;
    if ((info.dwProviderFlags & PFL_MATCHES_PROTOCOL_ZERO) != 0)
    {
        pair.matchesZero = std::min(pair.matchesZero, position);
    }
    if (info.iProtocolMaxOffset == 0)
    {
        m_single.Insert(Key(int(number), info.iProtocol), std::uint32_t(position));
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
