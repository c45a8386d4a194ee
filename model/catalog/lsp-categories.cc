/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "lsp-categories.h"

#include "ns3/winsock-constants.h"

#include <algorithm>

namespace ns3::winsock
{

namespace
{

/** How deep chains can name chains; an imported catalog may hold a circle. */
constexpr int DEEPEST = MAX_PROTOCOL_CHAIN;

bool
HoldsRefusedLayer(const ProtocolCatalog& catalog,
                  const CatalogEntry& entry,
                  DWORD permitted,
                  int depth = 0)
{
    const DWORD* const slots = entry.info.ProtocolChain.ChainEntries;
    const int length = entry.IsChain() && depth < DEEPEST ? entry.info.ProtocolChain.ChainLen : 0;
    return std::any_of(slots,
                       slots + length,
                       [&](DWORD id)
                       {
                           const CatalogEntry* element = catalog.FindById(id);
                           if (!element)
                           {
                               return false;
                           }
                           return element->IsLayer()
                                      ? !IsLayerPermitted(element->lspCategories, permitted)
                                      : HoldsRefusedLayer(catalog, *element, permitted, depth + 1);
                       });
}

/** The entry that the part of a chain from a slot on stands for; null if there is none. */
const CatalogEntry*
FindEntryFrom(const ProtocolCatalog& catalog, const WSAPROTOCOLCHAIN& chain, int slot)
{
    const CatalogEntry* named = catalog.FindById(chain.ChainEntries[slot]);
    if (named && !named->IsLayer())
    {
        return named;
    }
    const int length = chain.ChainLen - slot;
    const auto sameSlots = [&](const CatalogEntry& entry)
    {
        const WSAPROTOCOLCHAIN& other = entry.info.ProtocolChain;
        return entry.IsChain() && other.ChainLen == length &&
               std::equal(
                   other.ChainEntries, other.ChainEntries + length, chain.ChainEntries + slot);
    };
    const auto found = std::find_if(catalog.begin(), catalog.end(), sameSlots);
    return found == catalog.end() ? nullptr : &*found;
}

const CatalogEntry*
FindPermittedBelow(const ProtocolCatalog& view, const CatalogEntry& refused, int depth)
{
    const WSAPROTOCOLCHAIN& chain = refused.info.ProtocolChain;
    for (int slot = 1; slot < chain.ChainLen; ++slot)
    {
        const CatalogEntry* below = FindEntryFrom(view, chain, slot);
        if (below && !view.IsRefused(below->Id()))
        {
            return below;
        }
        // The last slot can name a chain, whose own slots then go on.
        if (below && slot + 1 == chain.ChainLen && depth < DEEPEST)
        {
            return FindPermittedBelow(view, *below, depth + 1);
        }
    }
    return nullptr;
}

} // namespace

bool
IsLayerPermitted(DWORD layer, DWORD application)
{
    if (application == 0)
    {
        return true;
    }
    const bool within = layer != 0 && (layer & ~application) == 0;
    const bool isSystem = (application & LSP_SYSTEM) == 0 || (layer & LSP_SYSTEM) != 0;
    return within && isSystem;
}

std::shared_ptr<const ProtocolCatalog>
PermittedView(const std::shared_ptr<const ProtocolCatalog>& catalog, DWORD permitted)
{
    std::vector<DWORD> refused;
    for (const CatalogEntry& entry : *catalog)
    {
        if (permitted != 0 && HoldsRefusedLayer(*catalog, entry, permitted))
        {
            refused.push_back(entry.Id());
        }
    }
    if (refused.empty())
    {
        return catalog;
    }
    std::sort(refused.begin(), refused.end());
    return std::shared_ptr<const ProtocolCatalog>(
        new ProtocolCatalog(catalog->m_entries, catalog->m_nextEntryId, std::move(refused)));
}

const CatalogEntry*
FindPermittedBelow(const ProtocolCatalog& view, const CatalogEntry& refused)
{
    return FindPermittedBelow(view, refused, 0);
}

} // namespace ns3::winsock
