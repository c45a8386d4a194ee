/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "catalog-chain-map.h"

#include "ns3/winsock-constants.h"

#include <algorithm>
#include <set>

namespace ns3::winsock
{

CatalogChainMap::CatalogChainMap(const std::vector<CatalogEntry>& entries)
    : m_entries(entries)
{
    for (const CatalogEntry& entry : entries)
    {
        m_byId.emplace(entry.Id(), &entry); // does nothing when the id is there
    }
}

std::vector<DWORD>
CatalogChainMap::SlotsOf(const CatalogEntry& entry)
{
    const WSAPROTOCOLCHAIN& chain = entry.info.ProtocolChain;
    const bool isChain = entry.IsChain() && chain.ChainLen <= MAX_PROTOCOL_CHAIN;
    return {chain.ChainEntries, chain.ChainEntries + (isChain ? chain.ChainLen : 0)};
}

bool
CatalogChainMap::HasIfsHandles(const CatalogEntry& entry)
{
    return (entry.info.dwServiceFlags1 & XP1_IFS_HANDLES) != 0;
}

const CatalogEntry*
CatalogChainMap::Find(DWORD id) const
{
    const auto found = m_byId.find(id);
    return found == m_byId.end() ? nullptr : found->second;
}

std::vector<const CatalogEntry*>
CatalogChainMap::ElementsOf(const CatalogEntry& chain) const
{
    std::vector<const CatalogEntry*> elements;
    for (const DWORD id : SlotsOf(chain))
    {
        elements.push_back(Find(id));
    }
    return elements;
}

std::vector<const CatalogEntry*>
CatalogChainMap::ChainsWith(const CatalogEntry& entry) const
{
    std::vector<const CatalogEntry*> chains;
    for (const CatalogEntry& chain : m_entries)
    {
        if (Reaches(chain, entry.Id()))
        {
            chains.push_back(&chain);
        }
    }
    return chains;
}

bool
CatalogChainMap::Reaches(const CatalogEntry& chain, DWORD id) const
{
    std::set<DWORD> seen; // chains can go round in circles
    std::vector<DWORD> left = SlotsOf(chain);
    while (!left.empty())
    {
        const DWORD next = left.back();
        left.pop_back();
        if (next == id)
        {
            return true;
        }
        const CatalogEntry* entry = Find(next);
        if (entry && seen.insert(next).second)
        {
            const std::vector<DWORD> slots = SlotsOf(*entry);
            left.insert(left.end(), slots.begin(), slots.end());
        }
    }
    return false;
}

bool
CatalogChainMap::IsUsedByAnother(const CatalogEntry& chain) const
{
    return std::any_of(m_entries.begin(),
                       m_entries.end(),
                       [this, &chain](const CatalogEntry& other)
                       { return &other != &chain && Reaches(other, chain.Id()); });
}

bool
CatalogChainMap::ShowsIfsHandles(const CatalogEntry& element) const
{
    const auto isOnTop = [&element](const CatalogEntry& chain)
    {
        const std::vector<DWORD> slots = SlotsOf(chain);
        return !slots.empty() && slots.front() == element.Id() && HasIfsHandles(chain);
    };
    return HasIfsHandles(element) ||
           (element.IsLayer() && std::any_of(m_entries.begin(), m_entries.end(), isOnTop));
}

} // namespace ns3::winsock
