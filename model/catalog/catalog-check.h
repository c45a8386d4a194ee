/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef CATALOG_CHECK_H
#define CATALOG_CHECK_H

#include "ns3/protocol-catalog.h"

#include <string>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief How much an inconsistency of a catalog matters.
 */
enum class CatalogFindingSeverity
{
    WARNING, //!< Sockets open, but not all goes as who installed the entry will expect.
    PROBLEM, //!< Sockets through the entry fail or go elsewhere, or the entry is not possible.
};

/**
 * @ingroup winsock
 * @brief One inconsistency of a catalog.
 */
struct CatalogFinding
{
    CatalogFindingSeverity severity{CatalogFindingSeverity::PROBLEM}; //!< How much it matters.
    DWORD entryId{0};      //!< The entry that has to be changed.
    std::string problem{}; //!< What is wrong, to be read after the entry's name.
    std::string mend{};    //!< What to do about it.
    std::string rule{};    //!< The rule that is broken, such as "R-CAT-47".

    /** @return one line with all five */
    std::string ToString() const;
};

/**
 * @ingroup winsock
 * @brief Finds every inconsistency of a list of entries, whether or not a catalog can be made of it.
 *
 * | rule              | what is found                                                            |
 * |-------------------|--------------------------------------------------------------------------|
 * | R-CAT-2           | an id that is 0 or used twice                                            |
 * | R-CAT-4           | a chain that is too long, does not end in a base protocol, or goes on    |
 * |                   | behind one                                                               |
 * | R-CAT-5           | a chain whose first slot is no layer, or that stands over itself         |
 * | R-CAT-7 to 10     | numbers that are no range, both one-way directions at once               |
 * | R-CAT-22          | a chain that a base protocol in front of it hides from selection         |
 * | R-CAT-31          | a hidden chain over a base protocol that is not                          |
 * | R-CAT-41          | a name or a path that is too long, or no path                            |
 * | R-CAT-42          | a layer that is not hidden, that has a type or protocol, or no chain     |
 * | R-CAT-43          | a layer with IFS handles above an element without; a layer and its chain |
 * |                   | that say different things about it                                       |
 * | R-CAT-44          | a layer over some but not all of TCP, UDP and raw                        |
 * | R-CAT-47          | a chain with a slot that names no entry: an orphan                       |
 * | R-CHN-1           | a chain with another library than its topmost layer                      |
 * | R-CHN-2           | a chain that names an entry twice                                        |
 * | R-CHN-3           | a chain that promises another protocol than its base provider's          |
 * | R-SPI-8           | a GUID that stands for two libraries, or for a chain and something else  |
 *
 * @param entries in catalog order
 * @return the findings, in the order of the entries
 */
std::vector<CatalogFinding> CheckCatalogEntries(const std::vector<CatalogEntry>& entries);

/**
 * @ingroup winsock
 * @brief Finds every inconsistency of a catalog; see CheckCatalogEntries().
 * @param catalog the catalog
 * @return the findings, in catalog order
 */
std::vector<CatalogFinding> CheckCatalog(const ProtocolCatalog& catalog);

} // namespace ns3::winsock

#endif // CATALOG_CHECK_H
