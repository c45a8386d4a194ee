/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "catalog-store.h"

#include "ns3/catalog-store-rows.h"
#include "ns3/catalog-store-schema.h"
#include "ns3/protocol-catalog-builder.h"

#include <memory>

namespace ns3::winsock
{

namespace
{

/// "3 entries, 2 for 32-bit programs"
std::string
ContentOf(const MachineCatalogs& catalogs)
{
    std::string text = std::to_string(catalogs.native->GetSize()) + " entries";
    if (catalogs.wow64->GetSize() != 0)
    {
        text += ", " + std::to_string(catalogs.wow64->GetSize()) + " for 32-bit programs";
    }
    return text;
}

/// "a, b, c"
std::string
Joined(const std::vector<std::string>& names)
{
    std::string text;
    for (const std::string& name : names)
    {
        text += (text.empty() ? "" : ", ") + name;
    }
    return text;
}

/// Makes a catalog of entries that SQL may have changed.
class CatalogMaker
{
  public:
    CatalogMaker(const SqliteDatabase& database, const std::string& machine)
        : m_database(database),
          m_machine(machine)
    {
    }

    std::shared_ptr<const ProtocolCatalog>
    Make(const std::vector<CatalogEntry>& entries, DWORD nextEntryId) const
    {
        ProtocolCatalogBuilder builder;
        for (const CatalogEntry& entry : entries)
        {
            const CatalogChange change = builder.Import(entry);
            if (!change)
            {
                throw SqliteError(SqliteProblem::NOT_CONSISTENT,
                                  m_database.GetPath() + ", machine " + m_machine + ": " +
                                      change.problem +
                                      ". Correct the entry in the file, or save the machine again");
            }
        }
        builder.ReserveEntryIds(nextEntryId);
        return builder.Build();
    }

  private:
    const SqliteDatabase& m_database;
    const std::string& m_machine;
};

} // namespace

CatalogStore::CatalogStore(const std::string& path, SqliteMode mode)
    : m_database(path, mode, CatalogStoreSchema())
{
}

std::vector<std::string>
CatalogStore::GetMachines()
{
    std::vector<std::string> names;
    SqliteStatement& select = m_database.Prepare("SELECT name FROM machine ORDER BY name");
    while (select.Step())
    {
        names.push_back(select.GetText(0));
    }
    return names;
}

bool
CatalogStore::Has(const std::string& name)
{
    SqliteStatement& select = m_database.Prepare("SELECT 1 FROM machine WHERE name = ?");
    select.BindAll(name);
    const bool found = select.Step();
    select.Reset();
    return found;
}

std::string
CatalogStore::Choose(const std::string& name)
{
    if (!name.empty())
    {
        return name;
    }
    const std::vector<std::string> machines = GetMachines();
    if (machines.size() != 1)
    {
        throw SqliteError(
            SqliteProblem::NOT_FOUND,
            m_database.GetPath() + " holds " +
                (machines.empty() ? "no machine" : "these machines: " + Joined(machines)) +
                ". Name one: " + m_database.GetPath() + ":MACHINE");
    }
    return machines.front();
}

std::int64_t
CatalogStore::FindMachine(const std::string& name)
{
    SqliteStatement& select = m_database.Prepare("SELECT id FROM machine WHERE name = ?");
    select.BindAll(name);
    if (select.Step())
    {
        const std::int64_t id = select.GetInteger(0);
        select.Reset();
        return id;
    }
    const std::string names = Joined(GetMachines());
    throw SqliteError(
        SqliteProblem::NOT_FOUND,
        m_database.GetPath() + " has no machine " + name +
            (names.empty() ? ". It is empty; save one first" : ". There are: " + names));
}

StoredMachine
CatalogStore::Load(const std::string& name)
{
    const std::int64_t id = FindMachine(name);
    const CatalogTextEntries entries = LoadEntries(name);
    SqliteStatement& select = m_database.Prepare(
        "SELECT next_entry_id, next_entry_id_32, knows_name_spaces FROM machine WHERE id = ?");
    select.BindAll(id);
    select.Step();
    const auto next = static_cast<DWORD>(select.GetInteger(0));
    const auto next32 = static_cast<DWORD>(select.GetInteger(1));
    StoredMachine machine;
    machine.knowsNamespaces = select.GetInteger(2) != 0;
    select.Reset();

    const CatalogMaker maker(m_database, name);
    machine.catalogs.native = maker.Make(entries.native, next);
    machine.catalogs.wow64 = maker.Make(entries.wow64, next32);
    CatalogStoreRows rows(m_database, id);
    machine.catalogs.nativeNamespaces = rows.ReadNamespaces("native");
    machine.catalogs.wow64Namespaces = rows.ReadNamespaces("32");
    machine.categories = rows.ReadApplications();
    return machine;
}

CatalogTextEntries
CatalogStore::LoadEntries(const std::string& name)
{
    CatalogStoreRows rows(m_database, FindMachine(name));
    CatalogTextEntries entries;
    entries.native = rows.ReadProtocols("native");
    entries.wow64 = rows.ReadProtocols("32");
    return entries;
}

std::int64_t
CatalogStore::Insert(const std::string& name, const StoredMachine& machine)
{
    m_database
        .Prepare("INSERT INTO machine (name, next_entry_id, next_entry_id_32, knows_name_spaces)"
                 " VALUES (?, ?, ?, ?)")
        .Run(name,
             machine.catalogs.native->GetNextEntryId(),
             machine.catalogs.wow64->GetNextEntryId(),
             machine.knowsNamespaces);
    const std::int64_t id = m_database.GetLastRowId();
    CatalogStoreRows(m_database, id).Write(machine);
    return id;
}

void
CatalogStore::Note(std::int64_t machine, const MachineChange& change, const ChangeOrigin& origin)
{
    SqliteStatement& insert = m_database.Prepare(
        "INSERT INTO change (machine, time_ns, who, action, subject, catalog, entry, name, details)"
        " VALUES (?, ?, ?, ?, ?, ?, nullif(?, 0), ?, ?)");
    insert.BindAll(machine,
                   nullptr,
                   origin.who,
                   change.action,
                   change.subject,
                   change.catalog,
                   change.entry,
                   change.name,
                   change.details);
    if (origin.timeNs)
    {
        insert.Bind(2, *origin.timeNs);
    }
    insert.Execute();
}

void
CatalogStore::Save(const std::string& name,
                   const StoredMachine& machine,
                   const ChangeOrigin& origin)
{
    SqliteTransaction transaction(m_database);
    if (!Has(name))
    {
        Note(Insert(name, machine),
             {"created", "machine", "native", 0, name, ContentOf(machine.catalogs)},
             origin);
        transaction.Commit();
        return;
    }
    const std::int64_t id = FindMachine(name);
    for (const MachineChange& change : FindMachineChanges(Load(name), machine))
    {
        Note(id, change, origin);
    }
    m_database
        .Prepare("UPDATE machine SET next_entry_id = ?, next_entry_id_32 = ?, knows_name_spaces = ?"
                 " WHERE id = ?")
        .Run(machine.catalogs.native->GetNextEntryId(),
             machine.catalogs.wow64->GetNextEntryId(),
             machine.knowsNamespaces,
             id);
    CatalogStoreRows(m_database, id).Write(machine);
    transaction.Commit();
}

void
CatalogStore::SaveStack(const std::string& name, WinsockStack& stack, const ChangeOrigin& origin)
{
    StoredMachine machine = DescribeStack(stack);
    if (Has(name))
    {
        const StoredMachine stored = Load(name);
        machine.catalogs.wow64 = stored.catalogs.wow64;
        machine.catalogs.wow64Namespaces = stored.catalogs.wow64Namespaces;
    }
    Save(name, machine, origin);
}

void
CatalogStore::RequireFree(const std::string& name)
{
    if (Has(name))
    {
        throw SqliteError(SqliteProblem::THERE_ALREADY,
                          m_database.GetPath() + " has a machine " + name +
                              " already. Choose another name, or remove it first");
    }
}

void
CatalogStore::Copy(const std::string& from, const std::string& to, const ChangeOrigin& origin)
{
    SqliteTransaction transaction(m_database);
    const StoredMachine machine = Load(from);
    RequireFree(to);
    Note(Insert(to, machine), {"created", "machine", "native", 0, to, "a copy of " + from}, origin);
    transaction.Commit();
}

void
CatalogStore::Rename(const std::string& from, const std::string& to, const ChangeOrigin& origin)
{
    SqliteTransaction transaction(m_database);
    const std::int64_t id = FindMachine(from);
    RequireFree(to);
    m_database.Prepare("UPDATE machine SET name = ? WHERE id = ?").Run(to, id);
    Note(id, {"renamed", "machine", "native", 0, to, "was " + from}, origin);
    transaction.Commit();
}

void
CatalogStore::Remove(const std::string& name)
{
    SqliteTransaction transaction(m_database);
    m_database.Prepare("DELETE FROM machine WHERE id = ?").Run(FindMachine(name));
    transaction.Commit();
}

std::vector<CatalogHistoryRow>
CatalogStore::GetHistory(const std::string& name)
{
    SqliteStatement& select = m_database.Prepare(
        "SELECT time_ns, who, action, subject, catalog, ifnull(entry, 0), name, details FROM change"
        " WHERE machine = ? ORDER BY id");
    const std::int64_t id = FindMachine(name);
    select.BindAll(id);
    std::vector<CatalogHistoryRow> rows;
    while (select.Step())
    {
        CatalogHistoryRow row;
        if (!select.IsNull(0))
        {
            row.origin.timeNs = select.GetInteger(0);
        }
        row.origin.who = select.GetText(1);
        row.change = {select.GetText(2),
                      select.GetText(3),
                      select.GetText(4),
                      static_cast<DWORD>(select.GetInteger(5)),
                      select.GetText(6),
                      select.GetText(7)};
        rows.push_back(row);
    }
    return rows;
}

SqliteDatabase&
CatalogStore::GetDatabase()
{
    return m_database;
}

std::optional<StorePlace>
FindStorePlace(const std::string& path)
{
    static const std::string ending = ".sqlite";
    const auto colon = path.find(ending + ":");
    if (colon != std::string::npos)
    {
        const auto end = colon + ending.size();
        return StorePlace{path.substr(0, end), path.substr(end + 1)};
    }
    const bool isStore = path.size() > ending.size() &&
                         path.compare(path.size() - ending.size(), ending.size(), ending) == 0;
    return isStore ? std::optional<StorePlace>({path, ""}) : std::nullopt;
}

} // namespace ns3::winsock
