/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef CATALOG_REGISTRY_H
#define CATALOG_REGISTRY_H

#include "ns3/catalog-text.h"
#include "ns3/protocol-catalog.h"

#include <string>
#include <string_view>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief Writes catalogs as an export of the registry keys in which Windows keeps them.
 *
 * They are Protocol_Catalog9 and NameSpace_Catalog5 below
 * HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\WinSock2\\Parameters. A machine with a catalog
 * for 32-bit programs has that in Catalog_Entries and its own in Catalog_Entries64. All members of an
 * entry are in its PackedCatalogItem; categories, which Windows keeps elsewhere, are in a value
 * "LspCategories" beside it. The libraries of name-space providers are not known, and so not written.
 *
 * @param catalogs the catalogs
 * @return the bytes of a .reg file, in UTF-16
 */
std::string WriteCatalogRegistry(const MachineCatalogs& catalogs);

/**
 * @ingroup winsock
 * @brief Reads a registry export that holds the keys, whatever else it holds.
 *
 * Where several control sets are in it, the first one counts. Entries are ordered by the names of their
 * keys, as Windows does.
 *
 * @param text the whole file
 * @return the catalogs, or the problem with its line
 */
CatalogTextResult ReadCatalogRegistry(std::string_view text);

/**
 * @ingroup winsock
 * @brief Reads an export as ReadCatalogRegistry() does, but takes entries that no catalog would take.
 * @param text the whole file
 * @return the entries, up to the first that cannot be read
 */
CatalogTextEntries ReadCatalogRegistryEntries(std::string_view text);

/**
 * @ingroup winsock
 * @param text a file
 * @return whether it begins as a registry export
 */
bool IsRegistryExport(std::string_view text);

} // namespace ns3::winsock

#endif // CATALOG_REGISTRY_H
