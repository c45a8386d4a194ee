/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "catalog-store-rows.h"

#include "ns3/winsock-constants.h"
#include "ns3/winsock-guid.h"

namespace ns3::winsock
{

namespace
{

/// The columns of a protocol after those that say where it stands, in the order of both functions below.
const char* const PROTOCOL_COLUMNS =
    "id, kind, name, provider_id, library_path, version, address_family, socket_type, protocol,"
    " protocol_max_offset, max_address, min_address, byte_order, security_scheme, message_size,"
    " service_flags1, service_flags2, service_flags3, service_flags4, provider_flags,"
    " provider_reserved, lsp_categories";

/// The length of a chain before its slots are read, and of one without slots, which no catalog takes.
constexpr int NO_SLOTS = -1;

const char*
KindName(const CatalogEntry& entry)
{
    return entry.IsChain() ? "chain" : entry.IsBase() ? "base" : "layer";
}

void
WriteProtocol(SqliteStatement& insert,
              std::int64_t machine,
              const std::string& catalog,
              int position,
              const CatalogEntry& entry)
{
    const WSAPROTOCOL_INFOW& info = entry.info;
    insert.Run(machine,
               catalog,
               position,
               info.dwCatalogEntryId,
               KindName(entry),
               entry.Name(),
               GuidToString(info.ProviderId),
               entry.libraryPath,
               info.iVersion,
               info.iAddressFamily,
               info.iSocketType,
               info.iProtocol,
               info.iProtocolMaxOffset,
               info.iMaxSockAddr,
               info.iMinSockAddr,
               info.iNetworkByteOrder,
               info.iSecurityScheme,
               info.dwMessageSize,
               info.dwServiceFlags1,
               info.dwServiceFlags2,
               info.dwServiceFlags3,
               info.dwServiceFlags4,
               info.dwProviderFlags,
               info.dwProviderReserved,
               entry.lspCategories);
}

/// Gives the values of a row one after the other to the members that they are of.
class RowReader
{
  public:
    explicit RowReader(const SqliteStatement& row)
        : m_row(row)
    {
    }

    template <typename Number>
    RowReader&
    operator>>(Number& member)
    {
        member = static_cast<Number>(m_row.GetInteger(m_column++));
        return *this;
    }

    std::string
    Text()
    {
        return m_row.GetText(m_column++);
    }

    std::vector<BYTE>
    Bytes()
    {
        return m_row.GetBytes(m_column++);
    }

  private:
    const SqliteStatement& m_row;
    int m_column{0};
};

CatalogEntry
ReadProtocol(const SqliteStatement& row)
{
    CatalogEntry entry;
    WSAPROTOCOL_INFOW& info = entry.info;
    RowReader reader(row);
    reader >> info.dwCatalogEntryId;
    const std::string kind = reader.Text();
    info.ProtocolChain.ChainLen = kind == "chain"  ? NO_SLOTS
                                  : kind == "base" ? BASE_PROTOCOL
                                                   : LAYERED_PROTOCOL;
    entry.SetName(reader.Text());
    GuidFromString(reader.Text(), info.ProviderId);
    entry.libraryPath = reader.Text();
    reader >> info.iVersion >> info.iAddressFamily >> info.iSocketType >> info.iProtocol >>
        info.iProtocolMaxOffset >> info.iMaxSockAddr >> info.iMinSockAddr >>
        info.iNetworkByteOrder >> info.iSecurityScheme >> info.dwMessageSize >>
        info.dwServiceFlags1 >> info.dwServiceFlags2 >> info.dwServiceFlags3 >>
        info.dwServiceFlags4 >> info.dwProviderFlags >> info.dwProviderReserved >>
        entry.lspCategories;
    return entry;
}

} // namespace

CatalogStoreRows::CatalogStoreRows(SqliteDatabase& database, std::int64_t machine)
    : m_database(database),
      m_machine(machine)
{
}

void
CatalogStoreRows::Write(const StoredMachine& machine)
{
    // The slots of chains go with the chains.
    m_database.Prepare("DELETE FROM protocol WHERE machine = ?").Run(m_machine);
    m_database.Prepare("DELETE FROM name_space WHERE machine = ?").Run(m_machine);
    m_database.Prepare("DELETE FROM application WHERE machine = ?").Run(m_machine);
    WriteProtocols("native", *machine.catalogs.native);
    WriteProtocols("32", *machine.catalogs.wow64);
    WriteNamespaces("native", machine.catalogs.nativeNamespaces);
    WriteNamespaces("32", machine.catalogs.wow64Namespaces);
    for (const auto& [application, categories] : machine.categories)
    {
        m_database.Prepare("INSERT INTO application VALUES (?, ?, ?, ?)")
            .Run(m_machine, application.first, application.second, categories);
    }
}

void
CatalogStoreRows::WriteProtocols(const std::string& catalog, const ProtocolCatalog& entries)
{
    SqliteStatement& protocol = m_database.Prepare(
        "INSERT INTO protocol (machine, catalog, position, " + std::string(PROTOCOL_COLUMNS) +
        ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
        " ?, ?, ?, ?)");
    SqliteStatement& slot =
        m_database.Prepare("INSERT INTO chain_slot (machine, catalog, chain, slot, entry)"
                           " VALUES (?, ?, ?, ?, ?)");
    int position = 0;
    for (const CatalogEntry& entry : entries)
    {
        WriteProtocol(protocol, m_machine, catalog, position++, entry);
        const int slots = entry.IsChain() ? entry.info.ProtocolChain.ChainLen : 0;
        for (int i = 0; i < slots; ++i)
        {
            slot.Run(m_machine, catalog, entry.Id(), i, entry.info.ProtocolChain.ChainEntries[i]);
        }
    }
}

void
CatalogStoreRows::WriteNamespaces(const std::string& catalog,
                                  const std::vector<NamespaceEntry>& entries)
{
    SqliteStatement& insert =
        m_database.Prepare("INSERT INTO name_space (machine, catalog, position, name, provider_id,"
                           " name_space, active, version, provider_data)"
                           " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    int position = 0;
    for (const NamespaceEntry& entry : entries)
    {
        insert.Run(m_machine,
                   catalog,
                   position++,
                   entry.description,
                   GuidToString(entry.providerId),
                   entry.nameSpace,
                   entry.active,
                   entry.version,
                   entry.providerData);
    }
}

std::vector<CatalogEntry>
CatalogStoreRows::ReadProtocols(const std::string& catalog)
{
    SqliteStatement& select =
        m_database.Prepare("SELECT " + std::string(PROTOCOL_COLUMNS) +
                           " FROM protocol WHERE machine = ? AND catalog = ? ORDER BY position");
    select.BindAll(m_machine, catalog);
    std::vector<CatalogEntry> entries;
    while (select.Step())
    {
        entries.push_back(ReadProtocol(select));
    }
    for (CatalogEntry& entry : entries)
    {
        if (entry.info.ProtocolChain.ChainLen == NO_SLOTS)
        {
            ReadSlots(catalog, entry);
        }
    }
    return entries;
}

void
CatalogStoreRows::ReadSlots(const std::string& catalog, CatalogEntry& entry)
{
    SqliteStatement& select =
        m_database.Prepare("SELECT entry FROM chain_slot"
                           " WHERE machine = ? AND catalog = ? AND chain = ? ORDER BY slot");
    select.BindAll(m_machine, catalog, entry.Id());
    WSAPROTOCOLCHAIN& chain = entry.info.ProtocolChain;
    int slots = 0;
    while (select.Step())
    {
        chain.ChainEntries[slots++] = static_cast<DWORD>(select.GetInteger(0));
    }
    chain.ChainLen = slots > BASE_PROTOCOL ? slots : NO_SLOTS;
}

std::vector<NamespaceEntry>
CatalogStoreRows::ReadNamespaces(const std::string& catalog)
{
    SqliteStatement& select =
        m_database.Prepare("SELECT name_space, active, version, name, provider_id, provider_data"
                           " FROM name_space WHERE machine = ? AND catalog = ? ORDER BY position");
    select.BindAll(m_machine, catalog);
    std::vector<NamespaceEntry> entries;
    while (select.Step())
    {
        NamespaceEntry entry;
        RowReader reader(select);
        reader >> entry.nameSpace >> entry.active >> entry.version;
        entry.description = reader.Text();
        GuidFromString(reader.Text(), entry.providerId);
        entry.providerData = reader.Bytes();
        entries.push_back(entry);
    }
    return entries;
}

std::map<StoredMachine::Application, DWORD>
CatalogStoreRows::ReadApplications()
{
    SqliteStatement& select = m_database.Prepare(
        "SELECT path, command_line, lsp_categories FROM application WHERE machine = ?");
    select.BindAll(m_machine);
    std::map<StoredMachine::Application, DWORD> categories;
    while (select.Step())
    {
        categories[{select.GetText(0), select.GetText(1)}] =
            static_cast<DWORD>(select.GetInteger(2));
    }
    return categories;
}

} // namespace ns3::winsock
