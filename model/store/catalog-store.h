/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef CATALOG_STORE_H
#define CATALOG_STORE_H

#include "ns3/catalog-text.h"
#include "ns3/sqlite-database.h"
#include "ns3/stored-machine.h"

#include <optional>
#include <string>
#include <vector>

namespace ns3::winsock
{

class WinsockStack;

/**
 * @ingroup winsock
 * @brief One line of a machine's history.
 */
struct CatalogHistoryRow
{
    ChangeOrigin origin{};  //!< Who did it, and when.
    MachineChange change{}; //!< What was done.
};

/**
 * @ingroup winsock
 * @brief A SQLite file that keeps the catalogs of many machines under their names, and who changed them.
 *
 * Each call does all of its work or none of it, and throws SqliteError when it fails: the file is then as
 * it was.
 *
 * @code
 * CatalogStore store("machines.sqlite");
 * store.SaveStack("office-pc", *stack, CurrentOrigin());
 * ApplyToStack(store.Load("office-pc"), *otherStack);
 * @endcode
 */
class CatalogStore
{
  public:
    /**
     * @param path the file
     * @param mode CREATE makes a new file if there is none
     */
    explicit CatalogStore(const std::string& path, SqliteMode mode = SqliteMode::CREATE);

    /** @return the names of the machines, sorted */
    std::vector<std::string> GetMachines();

    /**
     * @param name of a machine
     * @return whether it is there
     */
    bool Has(const std::string& name);

    /**
     * @param name of a machine, or nothing where there is only one
     * @return the machine that is meant; whether it is there is not looked at
     */
    std::string Choose(const std::string& name);

    /**
     * @param name of a machine
     * @return what is stored of it
     */
    StoredMachine Load(const std::string& name);

    /**
     * @param name of a machine
     * @return the entries of its catalogs one by one, whether or not they make a catalog
     */
    CatalogTextEntries LoadEntries(const std::string& name);

    /**
     * @brief Stores a machine, a new one or in the place of what was stored, and notes what that changes.
     * @param name of the machine
     * @param machine what to store
     * @param origin who does it, and when
     */
    void Save(const std::string& name, const StoredMachine& machine, const ChangeOrigin& origin);

    /**
     * @brief Stores what a stack has at this moment. A stack has no catalog for 32-bit programs; that of the
     *        file stays.
     * @param name of the machine
     * @param stack whose
     * @param origin who does it, and when
     */
    void SaveStack(const std::string& name, WinsockStack& stack, const ChangeOrigin& origin);

    /**
     * @brief Makes a new machine like another one, with a history of its own.
     * @param from name of the one that is there
     * @param to name of the new one
     * @param origin who does it, and when
     */
    void Copy(const std::string& from, const std::string& to, const ChangeOrigin& origin);

    /**
     * @brief Gives a machine another name; its history stays with it.
     * @param from its name
     * @param to a name that no machine has
     * @param origin who does it, and when
     */
    void Rename(const std::string& from, const std::string& to, const ChangeOrigin& origin);

    /**
     * @brief Forgets a machine with its history.
     * @param name of the machine
     */
    void Remove(const std::string& name);

    /**
     * @param name of a machine
     * @return its history, oldest first
     */
    std::vector<CatalogHistoryRow> GetHistory(const std::string& name);

    /** @return the file, for questions in SQL */
    SqliteDatabase& GetDatabase();

  private:
    /**
     * @param name of a machine
     * @return its number in the file
     */
    std::int64_t FindMachine(const std::string& name);

    /**
     * @param name that no machine may have
     */
    void RequireFree(const std::string& name);

    /**
     * @brief Stores a machine that is not in the file, within a transaction.
     * @param name of the machine
     * @param machine what to store
     * @return its number in the file
     */
    std::int64_t Insert(const std::string& name, const StoredMachine& machine);

    /**
     * @brief Notes a change, within a transaction.
     * @param machine number of the machine
     * @param change what was done
     * @param origin who did it, and when
     */
    void Note(std::int64_t machine, const MachineChange& change, const ChangeOrigin& origin);

    SqliteDatabase m_database; //!< The file.
};

/**
 * @ingroup winsock
 * @brief A machine in a store, as people write it: "machines.sqlite:office-pc".
 */
struct StorePlace
{
    std::string store{};   //!< The file.
    std::string machine{}; //!< The name; empty if none was given.
};

/**
 * @ingroup winsock
 * @param path what somebody gave for a file
 * @return the store and the machine, if the file's name ends in ".sqlite"
 */
std::optional<StorePlace> FindStorePlace(const std::string& path);

} // namespace ns3::winsock

#endif // CATALOG_STORE_H
