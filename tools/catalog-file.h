/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef CATALOG_FILE_H
#define CATALOG_FILE_H

// Files and stores that hold a catalog: reading them whatever they are, and writing them whole or not at
// all.

#include "ns3/catalog-text.h"
#include "ns3/protocol-catalog.h"

#include <stdexcept>
#include <string>

namespace ns3::winsock
{

/// A failed command; what() says why and what to do about it.
class CommandFailure : public std::runtime_error
{
  public:
    using std::runtime_error::runtime_error;
};

/// How a file holds a catalog.
enum class CatalogFormat
{
    NETSH,    //!< as "netsh winsock show catalog" prints it
    TABLE,    //!< as WriteCatalogTable() writes it
    REGISTRY, //!< as Windows' registry editor exports it
};

/// What a file holds.
struct CatalogFile
{
    CatalogFormat format{CatalogFormat::NETSH}; //!< how the file holds it
    MachineCatalogs catalogs{};                 //!< what it holds
    CatalogTextLayout layout{};                 //!< of a listing
};

/**
 * @param path a file, a machine in a store, or "-" for the standard input
 * @return its catalogs
 * @throw CommandFailure if there is no such file, or it holds no catalog
 */
CatalogFile ReadCatalogFrom(const std::string& path);

/**
 * @param path a file, a machine in a store, or "-" for the standard input
 * @return its entries, also those that no catalog would take
 * @throw CommandFailure if there is no such file, or it holds no catalog
 */
CatalogTextEntries ReadEntriesFrom(const std::string& path);

/**
 * @param path where a file may be, or a machine in a store
 * @return whether something is there
 */
bool DoesFileExist(const std::string& path);

/**
 * @param file what to write
 * @return the text of the file in its format
 */
std::string FormatCatalog(const CatalogFile& file);

/**
 * Replaces a file, or makes a new one: whatever happens, either all of it is there or what was there
 * before.
 * @param path the file; what a symbolic link leads to is replaced, not the link
 * @param text its content
 * @throw CommandFailure if it cannot be written
 */
void WriteFile(const std::string& path, const std::string& text);

/**
 * Puts catalogs where somebody wants them, whole or not at all.
 * @param path a file, which gets the format, or a machine in a store, whose history tells of it
 * @param file the catalogs
 */
void WriteCatalogTo(const std::string& path, const CatalogFile& file);

} // namespace ns3::winsock

#endif // CATALOG_FILE_H
