/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "provider-chain.h"

#include "ns3/provider-registry.h"
#include "ns3/winsock-constants.h"

namespace ns3::winsock
{

int
FindChainSlot(const ProtocolCatalog& catalog, const CatalogEntry& chain, DWORD selfId)
{
    const WSAPROTOCOLCHAIN& slots = chain.info.ProtocolChain;
    for (int i = 0; i < slots.ChainLen; ++i)
    {
        if (slots.ChainEntries[i] == selfId)
        {
            return i;
        }
    }
    if (chain.Id() == selfId)
    {
        return 0;
    }
    const CatalogEntry* self = catalog.FindById(selfId);
    const std::string path = self ? ProviderRegistry::Normalize(self->libraryPath) : "";
    for (int i = 0; self && i < slots.ChainLen; ++i)
    {
        const CatalogEntry* element = catalog.FindById(slots.ChainEntries[i]);
        if (element && ProviderRegistry::Normalize(element->libraryPath) == path)
        {
            return i;
        }
    }
    return NOT_IN_CHAIN;
}

const CatalogEntry*
FindNextElement(const ProtocolCatalog& catalog, const WSAPROTOCOL_INFOW& chain, DWORD selfId)
{
    const CatalogEntry* entry = catalog.FindById(chain.dwCatalogEntryId);
    if (!entry || !entry->IsChain())
    {
        return nullptr;
    }
    const WSAPROTOCOLCHAIN& slots = entry->info.ProtocolChain;
    const int slot = FindChainSlot(catalog, *entry, selfId);
    const bool hasNext = slot != NOT_IN_CHAIN && slot + 1 < slots.ChainLen;
    // A layer whose own entry was removed cannot find itself any more, wherever the chain names it.
    return hasNext && catalog.FindById(slots.ChainEntries[slot])
               ? catalog.FindById(slots.ChainEntries[slot + 1])
               : nullptr;
}

WSAPROTOCOL_INFOW
PropagateProtocolInfo(const WSAPROTOCOL_INFOW& given,
                      const CatalogEntry& next,
                      const SelectionRequest& request)
{
    if (!next.IsBase())
    {
        return given;
    }
    WSAPROTOCOL_INFOW info = next.info;
    info.dwProviderReserved = given.dwProviderReserved;
    if (request.af == FROM_PROTOCOL_INFO)
    {
        info.iAddressFamily = given.iAddressFamily;
    }
    if (request.type == FROM_PROTOCOL_INFO)
    {
        info.iSocketType = given.iSocketType;
    }
    if (request.protocol == FROM_PROTOCOL_INFO)
    {
        info.iProtocol = given.iProtocol;
    }
    return info;
}

} // namespace ns3::winsock
