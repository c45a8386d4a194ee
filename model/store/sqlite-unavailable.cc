/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What stands in for sqlite-database.cc in a build without SQLite: opening a file says what is missing,
// and nothing else can be reached.

#ifndef WINSOCK_HAS_SQLITE

#include "ns3/sqlite-database.h"

#include <utility>

namespace ns3::winsock
{

namespace
{

[[noreturn]] void
Refuse(const std::string& path)
{
    throw SqliteError(SqliteProblem::UNAVAILABLE,
                      path + ": the winsock module was built without SQLite. Install SQLiteCpp and "
                             "SQLite (Debian and Ubuntu: apt-get install libsqlitecpp-dev "
                             "libsqlite3-dev), configure and build again");
}

} // namespace

struct SqliteStatement::Implementation
{
};

struct SqliteDatabase::Implementation
{
    std::string path; //!< The file.
};

SqliteStatement::SqliteStatement(std::unique_ptr<Implementation> implementation)
    : m_implementation(std::move(implementation))
{
}

SqliteStatement::~SqliteStatement() = default;

void
SqliteStatement::BindInteger(int, std::int64_t)
{
}

void
SqliteStatement::Bind(int, double)
{
}

void
SqliteStatement::Bind(int, const std::string&)
{
}

void
SqliteStatement::Bind(int, const char*)
{
}

void
SqliteStatement::Bind(int, const std::vector<unsigned char>&)
{
}

void
SqliteStatement::Bind(int, std::nullptr_t)
{
}

void
SqliteStatement::Execute()
{
}

bool
SqliteStatement::Step()
{
    return false;
}

void
SqliteStatement::Reset()
{
}

std::int64_t
SqliteStatement::GetInteger(int) const
{
    return 0;
}

double
SqliteStatement::GetReal(int) const
{
    return 0;
}

std::string
SqliteStatement::GetText(int) const
{
    return {};
}

std::vector<unsigned char>
SqliteStatement::GetBytes(int) const
{
    return {};
}

bool
SqliteStatement::IsNull(int) const
{
    return true;
}

SqliteDatabase::SqliteDatabase(const std::string& path, SqliteMode, const SqliteSchema&)
{
    Refuse(path);
}

SqliteDatabase::~SqliteDatabase() = default;

bool
SqliteDatabase::IsAvailable()
{
    return false;
}

void
SqliteDatabase::Execute(const std::string&)
{
    Refuse(GetPath());
}

SqliteStatement&
SqliteDatabase::Prepare(std::string_view)
{
    Refuse(GetPath());
}

std::int64_t
SqliteDatabase::GetLastRowId() const
{
    return 0;
}

std::int64_t
SqliteDatabase::GetChangeCount() const
{
    return 0;
}

const std::string&
SqliteDatabase::GetPath() const
{
    return m_implementation->path;
}

SqliteTransaction::SqliteTransaction(SqliteDatabase& database)
    : m_database(database)
{
}

SqliteTransaction::~SqliteTransaction() = default;

void
SqliteTransaction::Commit()
{
    m_open = false;
}

} // namespace ns3::winsock

#endif // WINSOCK_HAS_SQLITE
