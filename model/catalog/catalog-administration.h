/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef CATALOG_ADMINISTRATION_H
#define CATALOG_ADMINISTRATION_H

#include "ns3/protocol-catalog-builder.h"

#include <string>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief What the removal of a provider took from a catalog and what it left behind.
 */
struct ProviderRemoval
{
    std::vector<CatalogEntry> removed{}; //!< What went, in catalog order.
    std::vector<CatalogEntry> orphans{}; //!< Chains that name what went, and stayed.
    std::string problem{};               //!< Empty on success; else a sentence for a person.

    /** @return whether the provider was removed */
    explicit operator bool() const
    {
        return problem.empty();
    }
};

/**
 * @ingroup winsock
 * @brief Does what "netsh winsock remove provider N" does: removes the provider that entry N is of.
 *
 * Windows removes providers, not entries: everything goes that carries the GUID of the entry, in
 * all places of the order (R-CAT-46). A layer's chains have GUIDs of their own, so they stay; they
 * are still selected, and a socket through one fails (R-CAT-47). RemoveLayer() takes a layer out
 * with its chains.
 *
 * @param builder the catalog to change; not changed when the id is unknown
 * @param id the id of one of the provider's entries, of any kind
 * @return what went, or that there is no such entry
 */
ProviderRemoval RemoveProviderOfEntry(ProtocolCatalogBuilder& builder, DWORD id);

/**
 * @ingroup winsock
 * @brief Puts entries before all others, as the order tool of an administrator does.
 * @param builder the catalog to change; not changed on failure
 * @param ids the entries, in the order in which they shall stand; each once
 * @return success with id 0, or which id is unknown or there twice (R-CAT-23)
 */
CatalogChange MoveEntriesToFront(ProtocolCatalogBuilder& builder, const std::vector<DWORD>& ids);

/**
 * @ingroup winsock
 * @brief Puts entries behind all others.
 * @param builder the catalog to change; not changed on failure
 * @param ids the entries, in the order in which they shall stand; each once
 * @return success with id 0, or which id is unknown or there twice (R-CAT-23)
 */
CatalogChange MoveEntriesToEnd(ProtocolCatalogBuilder& builder, const std::vector<DWORD>& ids);

/**
 * @ingroup winsock
 * @brief Puts entries directly before another one.
 * @param builder the catalog to change; not changed on failure
 * @param ids the entries, in the order in which they shall stand; each once
 * @param other the entry that comes after them; not one of ids
 * @return success with id 0, or which id is unknown or there twice (R-CAT-23)
 */
CatalogChange
MoveEntriesBefore(ProtocolCatalogBuilder& builder, const std::vector<DWORD>& ids, DWORD other);

} // namespace ns3::winsock

#endif // CATALOG_ADMINISTRATION_H
