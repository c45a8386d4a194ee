/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef CATALOG_CHAIN_MAP_H
#define CATALOG_CHAIN_MAP_H

#include "ns3/protocol-catalog.h"

#include <map>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief Which entries of a list name which others in the slots of their chains (R-CAT-5).
 *
 * It takes any list: slots may name nothing, chains may go round in circles, ids may be there twice.
 */
class CatalogChainMap
{
  public:
    /** @param entries the list, which must stay as it is as long as the map is used */
    explicit CatalogChainMap(const std::vector<CatalogEntry>& entries);

    /**
     * @param entry an entry
     * @return the ids in its slots; none unless it is a chain of a possible length
     */
    static std::vector<DWORD> SlotsOf(const CatalogEntry& entry);

    /**
     * @param entry an entry
     * @return whether it is marked as one with IFS handles
     */
    static bool HasIfsHandles(const CatalogEntry& entry);

    /**
     * @param id an id
     * @return the first entry that has it, or nullptr
     */
    const CatalogEntry* Find(DWORD id) const;

    /**
     * @param chain an entry
     * @return what its slots name, topmost first; nullptr for a slot that names nothing
     */
    std::vector<const CatalogEntry*> ElementsOf(const CatalogEntry& chain) const;

    /**
     * @param entry an entry
     * @return the chains that name it, or name a chain that leads to it
     */
    std::vector<const CatalogEntry*> ChainsWith(const CatalogEntry& entry) const;

    /**
     * @param chain where to start
     * @param id an id
     * @return whether the slots of the chain name it, or name a chain that leads to it
     */
    bool Reaches(const CatalogEntry& chain, DWORD id) const;

    /**
     * @param chain a chain
     * @return whether another chain leads to it
     */
    bool IsUsedByAnother(const CatalogEntry& chain) const;

    /**
     * @param element what a slot names
     * @return whether what stands there shows the handles from below as its own; a layer does if it or
     *         a chain with it on top is marked so
     */
    bool ShowsIfsHandles(const CatalogEntry& element) const;

  private:
    const std::vector<CatalogEntry>& m_entries;    //!< All of them.
    std::map<DWORD, const CatalogEntry*> m_byId{}; //!< The first of each id.
};

} // namespace ns3::winsock

#endif // CATALOG_CHAIN_MAP_H
