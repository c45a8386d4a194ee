/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef CATALOG_STORE_ROWS_H
#define CATALOG_STORE_ROWS_H

#include "ns3/sqlite-database.h"
#include "ns3/stored-machine.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief The rows of one machine in a CatalogStore's file: which column is which member.
 */
class CatalogStoreRows
{
  public:
    /**
     * @param database the file
     * @param machine the machine's number
     */
    CatalogStoreRows(SqliteDatabase& database, std::int64_t machine);

    /**
     * @brief Puts rows in the place of all that are there, within a transaction.
     * @param machine what to write
     */
    void Write(const StoredMachine& machine);

    /**
     * @param catalog "native" or "32"
     * @return the entries in their order
     */
    std::vector<CatalogEntry> ReadProtocols(const std::string& catalog);

    /**
     * @param catalog "native" or "32"
     * @return the name-space providers in their order
     */
    std::vector<NamespaceEntry> ReadNamespaces(const std::string& catalog);

    /** @return what applications permit */
    std::map<StoredMachine::Application, DWORD> ReadApplications();

  private:
    /**
     * @param catalog "native" or "32"
     * @param entries what to write
     */
    void WriteProtocols(const std::string& catalog, const ProtocolCatalog& entries);

    /**
     * @param catalog "native" or "32"
     * @param entries what to write
     */
    void WriteNamespaces(const std::string& catalog, const std::vector<NamespaceEntry>& entries);

    /**
     * @param catalog "native" or "32"
     * @param entry the chain that gets its slots
     */
    void ReadSlots(const std::string& catalog, CatalogEntry& entry);

    SqliteDatabase& m_database; //!< The file.
    std::int64_t m_machine;     //!< The machine's number.
};

} // namespace ns3::winsock

#endif // CATALOG_STORE_ROWS_H
