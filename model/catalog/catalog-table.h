/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef CATALOG_TABLE_H
#define CATALOG_TABLE_H

#include "ns3/catalog-text.h"
#include "ns3/protocol-catalog.h"

#include <string>
#include <string_view>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief Writes catalogs as a table for spreadsheets and data frames.
 *
 * One line for each entry in catalog order, values separated by tabs, the columns' names in the first
 * line. Unlike a netsh listing it holds all members of an entry but the reserved ones. Name spaces have
 * no place in it. The column "catalog" is "native" or "32"; "chain" is "layer", "base", or the ids of a
 * chain's slots with colons between them. A tab or a line's end inside a text becomes a blank.
 *
 * @param catalogs the catalogs
 * @return the table in UTF-8
 */
std::string WriteCatalogTable(const MachineCatalogs& catalogs);

/**
 * @ingroup winsock
 * @brief Reads a table that WriteCatalogTable() wrote.
 *
 * Columns may stand in any order and further ones may stand between them. Numbers may be hexadecimal,
 * with 0x. Reading ends with the first line that is not as expected.
 *
 * @param text the whole table, in an encoding that ReadCatalogText() takes
 * @return the catalogs, without name spaces, or the problem
 */
CatalogTextResult ReadCatalogTable(std::string_view text);

/**
 * @ingroup winsock
 * @brief Reads a table as ReadCatalogTable() does, but takes entries that no catalog would take.
 * @param text the whole table
 * @return the entries, up to the first line that cannot be read
 */
CatalogTextEntries ReadCatalogTableEntries(std::string_view text);

/**
 * @ingroup winsock
 * @return the names of a table's columns, in the order in which they are written
 */
std::vector<std::string> CatalogTableColumns();

} // namespace ns3::winsock

#endif // CATALOG_TABLE_H
