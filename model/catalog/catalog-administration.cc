/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "catalog-administration.h"

#include "ns3/winsock-guid.h"

#include <algorithm>
#include <iterator>

namespace ns3::winsock
{

namespace
{

/** @return whether a slot of the chain names one of the entries */
bool
NamesOneOf(const CatalogEntry& chain, const std::vector<CatalogEntry>& entries)
{
    if (!chain.IsChain())
    {
        return false;
    }
    const WSAPROTOCOLCHAIN& slots = chain.info.ProtocolChain;
    return std::any_of(entries.begin(),
                       entries.end(),
                       [&slots](const CatalogEntry& entry)
                       {
                           const DWORD* const end = slots.ChainEntries + slots.ChainLen;
                           return std::find(slots.ChainEntries, end, entry.Id()) != end;
                       });
}

std::vector<DWORD>
OrderOf(const ProtocolCatalogBuilder& builder)
{
    std::vector<DWORD> order;
    for (const CatalogEntry& entry : builder.GetEntries())
    {
        order.push_back(entry.Id());
    }
    return order;
}

/** @return the order without the ids */
std::vector<DWORD>
Without(std::vector<DWORD> order, const std::vector<DWORD>& ids)
{
    const auto isMoved = [&ids](DWORD id)
    { return std::find(ids.begin(), ids.end(), id) != ids.end(); };
    order.erase(std::remove_if(order.begin(), order.end(), isMoved), order.end());
    return order;
}

} // namespace

ProviderRemoval
RemoveProviderOfEntry(ProtocolCatalogBuilder& builder, DWORD id)
{
    ProviderRemoval removal;
    const auto& entries = builder.GetEntries();
    const auto entry = std::find_if(
        entries.begin(), entries.end(), [id](const CatalogEntry& one) { return one.Id() == id; });
    if (entry == entries.end())
    {
        removal.problem = "no entry has the id " + std::to_string(id);
        return removal;
    }
    const GUID provider = entry->info.ProviderId;
    std::copy_if(entries.begin(),
                 entries.end(),
                 std::back_inserter(removal.removed),
                 [&provider](const CatalogEntry& one) { return one.info.ProviderId == provider; });
    builder.RemoveProvider(provider);
    std::copy_if(entries.begin(),
                 entries.end(),
                 std::back_inserter(removal.orphans),
                 [&removal](const CatalogEntry& one) { return NamesOneOf(one, removal.removed); });
    return removal;
}

CatalogChange
MoveEntriesToFront(ProtocolCatalogBuilder& builder, const std::vector<DWORD>& ids)
{
    std::vector<DWORD> order = ids;
    const std::vector<DWORD> rest = Without(OrderOf(builder), ids);
    order.insert(order.end(), rest.begin(), rest.end());
    return builder.SetOrder(order);
}

CatalogChange
MoveEntriesToEnd(ProtocolCatalogBuilder& builder, const std::vector<DWORD>& ids)
{
    std::vector<DWORD> order = Without(OrderOf(builder), ids);
    order.insert(order.end(), ids.begin(), ids.end());
    return builder.SetOrder(order);
}

CatalogChange
MoveEntriesBefore(ProtocolCatalogBuilder& builder, const std::vector<DWORD>& ids, DWORD other)
{
    if (std::find(ids.begin(), ids.end(), other) != ids.end())
    {
        return {0, "the entry " + std::to_string(other) + " cannot be moved before itself"};
    }
    std::vector<DWORD> order = Without(OrderOf(builder), ids);
    const auto where = std::find(order.begin(), order.end(), other);
    if (where == order.end())
    {
        return {0, "no entry has the id " + std::to_string(other)};
    }
    order.insert(where, ids.begin(), ids.end());
    return builder.SetOrder(order);
}

} // namespace ns3::winsock
