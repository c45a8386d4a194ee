/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef CATALOG_TEST_SUPPORT_H
#define CATALOG_TEST_SUPPORT_H

#include "ns3/catalog-text.h"
#include "ns3/protocol-catalog-builder.h"
#include "ns3/protocol-catalog.h"
#include "ns3/protocol-selector.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace ns3::winsock::test
{

/** One row of a CSV file: values by the names in its first line. */
using CsvRow = std::map<std::string, std::string>;

/**
 * @param path a file with a heading line and without quotes
 * @return its rows; none if it cannot be read
 */
std::vector<CsvRow> ReadCsv(const std::string& path);

/**
 * @param row a row
 * @param column a column's name
 * @return the value there as a number, decimal or with 0x; 0 if it is empty
 */
long long Number(const CsvRow& row, const std::string& column);

/** Where the catalogs of real machines lie, with the slash. */
std::string CatalogDirectory();

/** The netsh listings in CatalogDirectory(), by file name. */
std::vector<std::string> ListingNames();

/**
 * @brief Loads wine-catalog.csv: what WSCEnumProtocols lists and the hidden raw entry, by id.
 * @return seven visible entries and a raw one that serves the protocols 0 to 255
 */
std::shared_ptr<const ProtocolCatalog> LoadWineCatalog();

/**
 * @param name szProtocol
 * @param af family
 * @param type socket type
 * @param protocol protocol
 * @return a valid base entry without an id that matches protocol 0
 */
CatalogEntry MakeBase(const std::string& name, int af, int type, int protocol);

/**
 * @param name szProtocol
 * @return a valid hidden layer without an id
 */
CatalogEntry MakeLayer(const std::string& name);

/**
 * @param name szProtocol
 * @param over the entry whose values the chain repeats
 * @param slots ids, topmost layer first
 * @return a valid chain without an id
 */
CatalogEntry
MakeChain(const std::string& name, const CatalogEntry& over, const std::vector<DWORD>& slots);

/**
 * @brief Installs entries in order; all must be valid.
 * @param entries the entries
 * @return a catalog with the ids 1001, 1002 ...
 */
std::shared_ptr<const ProtocolCatalog> MakeCatalog(const std::vector<CatalogEntry>& entries);

/**
 * @param left a catalog
 * @param right another
 * @return whether they have the same entries in the same order
 */
bool SameEntries(const ProtocolCatalog& left, const ProtocolCatalog& right);

/**
 * @param left the catalogs of a machine
 * @param right those of another
 * @return whether protocols and name spaces, for 32-bit programs too, are the same
 */
bool SameMachines(const MachineCatalogs& left, const MachineCatalogs& right);

} // namespace ns3::winsock::test

#endif // CATALOG_TEST_SUPPORT_H
