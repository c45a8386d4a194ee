/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The only file that knows SQLite. In a build without it, sqlite-unavailable.cc takes its place.

#ifdef WINSOCK_HAS_SQLITE

#include "ns3/sqlite-database.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <cstdio>
#include <filesystem>
#include <sqlite3.h>
#include <system_error>
#include <utility>

namespace ns3::winsock
{

namespace
{

SqliteProblem
ProblemOf(int code)
{
    switch (code & 0xff) // without the details of extended codes
    {
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return SqliteProblem::CANNOT_OPEN;
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
        return SqliteProblem::NO_DATABASE;
    case SQLITE_READONLY:
        return SqliteProblem::READ_ONLY;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return SqliteProblem::LOCKED;
    case SQLITE_FULL:
        return SqliteProblem::FULL;
    case SQLITE_IOERR:
        return SqliteProblem::DISK;
    case SQLITE_CONSTRAINT:
        return SqliteProblem::NOT_CONSISTENT;
    default:
        return SqliteProblem::OTHER;
    }
}

/// What is wrong, after the name of the file, and what to do about it.
std::string
ExplanationOf(SqliteProblem problem, const std::string& details)
{
    switch (problem)
    {
    case SqliteProblem::CANNOT_OPEN:
        return "cannot be opened (" + details +
               "). Name a file in a directory that is there and may be written";
    case SqliteProblem::NO_DATABASE:
        return "is no SQLite database, or a damaged one (" + details +
               "). Name another file, or restore this one from a copy";
    case SqliteProblem::READ_ONLY:
        return "may only be read. Ask for the right to write the file and its directory, or work "
               "on "
               "a copy";
    case SqliteProblem::LOCKED:
        return "is locked: another program writes it. Wait until that is done, or end the program";
    case SqliteProblem::FULL:
        return "cannot grow: the disk is full. Make room, or write to another place";
    case SqliteProblem::DISK:
        return "cannot be read or written: the disk fails (" + details +
               "). Write to another place";
    case SqliteProblem::NOT_CONSISTENT:
        return "does not take this: " + details + ". Nothing was stored; correct what is stored";
    default:
        return "reports: " + details;
    }
}

SqliteError
MakeError(const std::string& path, int code, const std::string& details)
{
    const SqliteProblem problem = ProblemOf(code);
    return {problem, path + " " + ExplanationOf(problem, details)};
}

/// Does something with SQLiteCpp, and says in our words what it says in its own.
template <typename Work>
auto
Guarded(const std::string& path, const Work& work) -> decltype(work())
{
    try
    {
        return work();
    }
    catch (const SQLite::Exception& error)
    {
        throw MakeError(path, error.getErrorCode(), error.what());
    }
}

bool
IsInMemory(const std::string& path)
{
    return path == ":memory:";
}

SqliteError
NoFile(const std::string& path, const std::string& kind)
{
    return {SqliteProblem::CANNOT_OPEN,
            "there is no file " + path + ". Name a " + kind + ", or make one first"};
}

/// Looks at a file before SQLite does, which explains less, and makes it in some cases.
/// @return whether it is there
bool
LookAtFile(const std::string& path, SqliteMode mode, const std::string& kind)
{
    std::error_code noStatus;
    if (std::filesystem::is_directory(path, noStatus))
    {
        throw SqliteError(SqliteProblem::CANNOT_OPEN,
                          path + " is a directory. Name a " + kind + " in it");
    }
    const bool exists = std::filesystem::exists(path, noStatus);
    if (!exists && mode != SqliteMode::CREATE)
    {
        throw NoFile(path, kind);
    }
    return exists;
}

int
FlagsOf(SqliteMode mode)
{
    switch (mode)
    {
    case SqliteMode::READ:
        return SQLite::OPEN_READONLY;
    case SqliteMode::WRITE:
        return SQLite::OPEN_READWRITE;
    default:
        return SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE;
    }
}

std::int64_t
AskForNumber(SQLite::Database& database, const char* sql)
{
    return database.execAndGet(sql).getInt64();
}

/// Takes back what was begun; what was not begun does not matter.
void
RollBack(SQLite::Database& database)
{
    database.tryExec("ROLLBACK");
}

/// Brings an open file to the newest version of its kind.
class VersionKeeper
{
  public:
    VersionKeeper(SQLite::Database& database,
                  const std::string& path,
                  SqliteMode mode,
                  const SqliteSchema& schema)
        : m_database(database),
          m_path(path),
          m_mode(mode),
          m_schema(schema)
    {
    }

    void
    Keep()
    {
        const std::size_t version = FindVersion();
        if (version == m_schema.steps.size())
        {
            return;
        }
        if (m_mode == SqliteMode::READ)
        {
            throw SqliteError(
                SqliteProblem::OLDER_VERSION,
                m_path + " is a " + m_schema.kind + " of the older version " +
                    std::to_string(version) +
                    ", which only writing brings up to date. Copy it to a place where "
                    "it may be written, and write something to it");
        }
        m_database.exec("BEGIN IMMEDIATE");
        try
        {
            TakeSteps(FindVersion()); // another program may have been faster
        }
        catch (...)
        {
            RollBack(m_database);
            throw;
        }
    }

  private:
    /// @return the version of the file, 0 for an empty one
    std::size_t
    FindVersion() const
    {
        const std::int64_t application = AskForNumber(m_database, "PRAGMA application_id");
        const std::int64_t version = AskForNumber(m_database, "PRAGMA user_version");
        if (application == 0 && version == 0 &&
            AskForNumber(m_database, "SELECT count(*) FROM sqlite_master") == 0)
        {
            return FindEmpty();
        }
        // The pragma counts with a sign.
        if (static_cast<std::uint32_t>(application) != m_schema.applicationId || version <= 0)
        {
            throw SqliteError(SqliteProblem::OTHER_CONTENT,
                              m_path + " is a SQLite database, but no " + m_schema.kind +
                                  ". Name another file");
        }
        if (static_cast<std::size_t>(version) > m_schema.steps.size())
        {
            throw SqliteError(SqliteProblem::NEWER_VERSION,
                              m_path + " is a " + m_schema.kind + " of version " +
                                  std::to_string(version) + ", and this release knows version " +
                                  std::to_string(m_schema.steps.size()) +
                                  " at most. Use the release that wrote it, or a newer one");
        }
        return static_cast<std::size_t>(version);
    }

    std::size_t
    FindEmpty() const
    {
        if (m_mode != SqliteMode::CREATE)
        {
            throw SqliteError(SqliteProblem::OTHER_CONTENT,
                              m_path + " is empty. Name a " + m_schema.kind +
                                  ", or make one first");
        }
        return 0;
    }

    void
    TakeSteps(std::size_t version)
    {
        for (; version < m_schema.steps.size(); ++version)
        {
            m_database.exec(m_schema.steps[version]);
        }
        m_database.exec("PRAGMA application_id = " + std::to_string(m_schema.applicationId));
        m_database.exec("PRAGMA user_version = " + std::to_string(version));
        m_database.exec("COMMIT");
    }

    SQLite::Database& m_database;
    const std::string& m_path;
    SqliteMode m_mode;
    const SqliteSchema& m_schema;
};

} // namespace

struct SqliteStatement::Implementation
{
    /// @param database where; @param file its name; @param sql what is prepared
    Implementation(const SQLite::Database& database, std::string file, const std::string& sql)
        : statement(database, sql),
          path(std::move(file))
    {
    }

    SQLite::Statement statement; //!< Does the work.
    std::string path;            //!< The file, for messages.
};

SqliteStatement::SqliteStatement(std::unique_ptr<Implementation> implementation)
    : m_implementation(std::move(implementation))
{
}

SqliteStatement::~SqliteStatement() = default;

void
SqliteStatement::BindInteger(int position, std::int64_t value)
{
    Guarded(m_implementation->path, [&] { m_implementation->statement.bind(position, value); });
}

void
SqliteStatement::Bind(int position, double value)
{
    Guarded(m_implementation->path, [&] { m_implementation->statement.bind(position, value); });
}

void
SqliteStatement::Bind(int position, const std::string& text)
{
    Guarded(m_implementation->path,
            [&] { m_implementation->statement.bindNoCopy(position, text); });
}

void
SqliteStatement::Bind(int position, const char* text)
{
    Guarded(m_implementation->path,
            [&] { m_implementation->statement.bindNoCopy(position, text); });
}

void
SqliteStatement::Bind(int position, const std::vector<unsigned char>& bytes)
{
    // No bytes are a BLOB without bytes, not NULL.
    const void* data = bytes.empty() ? static_cast<const void*>("") : bytes.data();
    Guarded(m_implementation->path,
            [&] {
                m_implementation->statement.bindNoCopy(
                    position, data, static_cast<int>(bytes.size()));
            });
}

void
SqliteStatement::Bind(int position, std::nullptr_t)
{
    Guarded(m_implementation->path, [&] { m_implementation->statement.bind(position); });
}

void
SqliteStatement::Execute()
{
    while (Step())
    {
    }
}

bool
SqliteStatement::Step()
{
    SQLite::Statement& statement = m_implementation->statement;
    const int code = statement.tryExecuteStep();
    if (code == SQLITE_ROW)
    {
        return true;
    }
    const std::string details = code == SQLITE_DONE ? "" : statement.getErrorMsg();
    statement.tryReset(); // repeats the code of the failure
    if (code != SQLITE_DONE)
    {
        throw MakeError(m_implementation->path, code, details);
    }
    return false;
}

void
SqliteStatement::Reset()
{
    m_implementation->statement.tryReset(); // repeats the code of a failure that was reported
}

std::int64_t
SqliteStatement::GetInteger(int column) const
{
    return Guarded(m_implementation->path,
                   [&] { return m_implementation->statement.getColumn(column).getInt64(); });
}

double
SqliteStatement::GetReal(int column) const
{
    return Guarded(m_implementation->path,
                   [&] { return m_implementation->statement.getColumn(column).getDouble(); });
}

std::string
SqliteStatement::GetText(int column) const
{
    return Guarded(m_implementation->path,
                   [&] { return m_implementation->statement.getColumn(column).getString(); });
}

std::vector<unsigned char>
SqliteStatement::GetBytes(int column) const
{
    return Guarded(m_implementation->path,
                   [&]
                   {
                       const std::string bytes =
                           m_implementation->statement.getColumn(column).getString();
                       return std::vector<unsigned char>(bytes.begin(), bytes.end());
                   });
}

bool
SqliteStatement::IsNull(int column) const
{
    return Guarded(m_implementation->path,
                   [&] { return m_implementation->statement.isColumnNull(column); });
}

struct SqliteDatabase::Implementation
{
    /// @param file its path; @param mode how it is opened
    Implementation(const std::string& file, SqliteMode mode)
        : database(file, FlagsOf(mode), BUSY_MILLISECONDS),
          path(file)
    {
    }

    SQLite::Database database; //!< Does the work.
    std::string path;          //!< The file.
};

SqliteDatabase::SqliteDatabase(const std::string& path, SqliteMode mode, const SqliteSchema& schema)
{
    const bool existed = IsInMemory(path) || LookAtFile(path, mode, schema.kind);
    try
    {
        Guarded(path,
                [&]
                {
                    m_implementation = std::make_unique<Implementation>(path, mode);
                    m_implementation->database.exec("PRAGMA foreign_keys = ON");
                    VersionKeeper(m_implementation->database, path, mode, schema).Keep();
                });
    }
    catch (...)
    {
        m_implementation.reset();
        if (!existed)
        {
            std::remove(path.c_str()); // nothing is left of a file that could not be made
        }
        throw;
    }
}

SqliteDatabase::~SqliteDatabase() = default;

bool
SqliteDatabase::IsAvailable()
{
    return true;
}

void
SqliteDatabase::Execute(const std::string& sql)
{
    Guarded(GetPath(), [&] { m_implementation->database.exec(sql); });
}

SqliteStatement&
SqliteDatabase::Prepare(std::string_view sql)
{
    auto found = m_statements.find(sql);
    if (found == m_statements.end())
    {
        const std::string text(sql);
        auto statement = Guarded(GetPath(),
                                 [&]
                                 {
                                     return std::make_unique<SqliteStatement::Implementation>(
                                         m_implementation->database, GetPath(), text);
                                 });
        found = m_statements.emplace(text, std::make_unique<SqliteStatement>(std::move(statement)))
                    .first;
    }
    found->second->Reset();
    return *found->second;
}

std::int64_t
SqliteDatabase::GetLastRowId() const
{
    return m_implementation->database.getLastInsertRowid();
}

std::int64_t
SqliteDatabase::GetChangeCount() const
{
    return m_implementation->database.getChanges();
}

const std::string&
SqliteDatabase::GetPath() const
{
    return m_implementation->path;
}

SqliteTransaction::SqliteTransaction(SqliteDatabase& database)
    : m_database(database)
{
    m_database.Execute("BEGIN IMMEDIATE");
}

SqliteTransaction::~SqliteTransaction()
{
    if (m_open)
    {
        RollBack(m_database.m_implementation->database);
    }
}

void
SqliteTransaction::Commit()
{
    m_database.Execute("COMMIT");
    m_open = false;
}

} // namespace ns3::winsock

#endif // WINSOCK_HAS_SQLITE
