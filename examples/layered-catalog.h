/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef LAYERED_CATALOG_H
#define LAYERED_CATALOG_H

// Puts layers into a machine's catalog, as their installers do.

#include "ns3/abort.h"
#include "ns3/layered-provider.h"
#include "ns3/protocol-catalog-builder.h"
#include "ns3/protocol-selector.h"
#include "ns3/winsock-constants.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace layered_catalog
{

using namespace ns3::winsock;

/// Adds an entry under a provider id of its own; a mistake ends the program with a sentence.
inline DWORD
Add(ProtocolCatalogBuilder& builder, CatalogEntry entry)
{
    entry.info.ProviderId = GUID{};
    entry.info.ProviderId.Data1 = 0xe8a00000 + static_cast<uint32_t>(builder.GetEntries().size());
    const CatalogChange change = builder.Install(entry);
    NS_ABORT_MSG_UNLESS(change, change.problem);
    return change.id;
}

/**
 * Puts layers over the base protocol that programs get for a triple: each layer by itself, hidden,
 * then a chain of all, which comes first in the catalog (R-CAT-42).
 * @param machine the catalog before
 * @param triple for which address family, type and protocol
 * @param libraries the layers' libraries, topmost first; none leaves the catalog as it is
 * @param kind whose handles all of them show (R-CAT-43)
 * @return the catalog afterwards
 */
inline std::shared_ptr<const ProtocolCatalog>
PutLayersOver(const ProtocolCatalog& machine,
              const SelectionRequest& triple,
              const std::vector<std::string>& libraries,
              HandleKind kind)
{
    ProtocolCatalogBuilder builder(machine);
    if (libraries.empty())
    {
        return builder.Build();
    }
    CatalogEntry base = *Select(machine, triple, Dialect::NT).entry;
    if (base.IsChain())
    {
        const WSAPROTOCOLCHAIN& above = base.info.ProtocolChain;
        base = *machine.FindById(above.ChainEntries[above.ChainLen - 1]);
    }
    CatalogEntry layer = base;
    layer.info.ProtocolChain.ChainLen = LAYERED_PROTOCOL;
    layer.info.dwProviderFlags = PFL_HIDDEN;
    CatalogEntry chain = base;
    chain.info.ProtocolChain.ChainLen = static_cast<int>(libraries.size()) + 1;
    chain.libraryPath = libraries.front();
    chain.SetName(libraries.front() + " over " + base.Name());
    if (kind == HandleKind::NON_IFS)
    {
        layer.info.dwServiceFlags1 &= ~static_cast<DWORD>(XP1_IFS_HANDLES);
        chain.info.dwServiceFlags1 &= ~static_cast<DWORD>(XP1_IFS_HANDLES);
    }
    DWORD* slot = chain.info.ProtocolChain.ChainEntries;
    for (const std::string& library : libraries)
    {
        layer.SetName(library);
        layer.libraryPath = library;
        *slot++ = Add(builder, layer);
    }
    *slot = base.Id();
    std::vector<DWORD> order{Add(builder, chain)};
    for (const CatalogEntry& entry : builder.GetEntries())
    {
        if (entry.Id() != order.front())
        {
            order.push_back(entry.Id());
        }
    }
    builder.SetOrder(order);
    return builder.Build();
}

} // namespace layered_catalog

#endif // LAYERED_CATALOG_H
