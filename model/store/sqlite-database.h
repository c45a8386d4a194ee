/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_SQLITE_DATABASE_H
#define WINSOCK_SQLITE_DATABASE_H

#include "ns3/sqlite-error.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief One prepared statement of a SqliteDatabase.
 *
 * Values are bound to the question marks, which are counted from 1; columns of a row are counted from 0.
 * Every call throws SqliteError when it fails.
 */
class SqliteStatement
{
  public:
    /** What the library that does the work needs. */
    struct Implementation;

    /** @param implementation made by SqliteDatabase */
    explicit SqliteStatement(std::unique_ptr<Implementation> implementation);
    ~SqliteStatement();
    SqliteStatement(const SqliteStatement&) = delete;
    SqliteStatement& operator=(const SqliteStatement&) = delete;

    /**
     * @brief Binds all values and runs the statement to its end, as for an INSERT.
     * @param values numbers, std::string or C strings, nullptr for NULL; one for each question mark
     */
    template <typename... Values>
    void
    Run(const Values&... values)
    {
        BindAll(values...);
        Execute();
    }

    /**
     * @brief Binds all values; rows are then fetched by Step().
     * @param values as for Run(); strings must live as long as rows are fetched
     */
    template <typename... Values>
    void
    BindAll(const Values&... values)
    {
        [[maybe_unused]] int position = 0;
        (Bind(++position, values), ...);
    }

    /**
     * @param position which question mark
     * @param value any integer, stored with its value if that fits into 63 bits
     */
    template <typename Integer>
    std::enable_if_t<std::is_integral_v<Integer>>
    Bind(int position, Integer value)
    {
        BindInteger(position, static_cast<std::int64_t>(value));
    }

    /**
     * @param position which question mark
     * @param value a number
     */
    void Bind(int position, double value);
    /**
     * @param position which question mark
     * @param text not copied: must stay as it is until the statement has run
     */
    void Bind(int position, const std::string& text);
    /** @copydoc Bind(int, const std::string&) */
    void Bind(int position, const char* text);
    /**
     * @param position which question mark
     * @param bytes stored as a BLOB; not copied
     */
    void Bind(int position, const std::vector<unsigned char>& bytes);
    /** @param position the question mark that becomes NULL */
    void Bind(int position, std::nullptr_t);

    /** @brief Runs the statement to its end with what is bound, and makes it ready for the next run. */
    void Execute();

    /** @return whether there is a row, whose columns can be read until the next call */
    bool Step();

    /** @brief Ends a run whose rows were not all fetched. */
    void Reset();

    /**
     * @param column of the row
     * @return its value
     */
    std::int64_t GetInteger(int column) const;
    /** @copydoc GetInteger */
    double GetReal(int column) const;
    /** @copydoc GetInteger */
    std::string GetText(int column) const;
    /** @copydoc GetInteger */
    std::vector<unsigned char> GetBytes(int column) const;
    /**
     * @param column of the row
     * @return whether it is NULL
     */
    bool IsNull(int column) const;

  private:
    /**
     * @param position which question mark
     * @param value the number
     */
    void BindInteger(int position, std::int64_t value);

    std::unique_ptr<Implementation> m_implementation; //!< Does the work.
};

/**
 * @ingroup winsock
 * @brief What a file of one kind looks like, and how older ones become like it.
 */
struct SqliteSchema
{
    std::string kind{};             //!< What such a file is, such as "catalog store".
    std::uint32_t applicationId{0}; //!< Tells its files from those of others (application_id).
    /// SQL. The step at index i makes version i + 1 of version i, and the first one makes a new file; a
    /// file of the newest version has as many (user_version). Steps of a release are never changed.
    std::vector<std::string> steps{};
};

/**
 * @ingroup winsock
 * @brief How a file is opened.
 */
enum class SqliteMode
{
    READ,   //!< It must be there, in the newest version, and is not changed.
    WRITE,  //!< It must be there; an older one is brought to the newest version.
    CREATE, //!< As WRITE, but a missing or an empty file becomes a new one.
};

/**
 * @ingroup winsock
 * @brief A SQLite file with a versioned schema. All of the module's work with SQLite goes through here.
 *
 * Foreign keys are enforced. A lock of another program is waited for, for BUSY_MILLISECONDS. Every call
 * throws SqliteError when it fails, the constructor also when the file is of another kind or of a newer
 * version; it is then as it was.
 */
class SqliteDatabase
{
  public:
    /** How long a lock of another program is waited for. */
    static constexpr int BUSY_MILLISECONDS = 250;

    /**
     * @param path the file; ":memory:" with CREATE for one that nobody keeps
     * @param mode how to open it
     * @param schema what it has to look like
     */
    SqliteDatabase(const std::string& path, SqliteMode mode, const SqliteSchema& schema);
    ~SqliteDatabase();
    SqliteDatabase(const SqliteDatabase&) = delete;
    SqliteDatabase& operator=(const SqliteDatabase&) = delete;

    /** @return whether the module was built with SQLite; if not, all that is opened fails */
    static bool IsAvailable();

    /**
     * @brief Runs statements whose rows nobody wants.
     * @param sql one or more, with semicolons between them
     */
    void Execute(const std::string& sql);

    /**
     * @brief Prepares a statement, once for each text.
     * @param sql one statement
     * @return the statement, which lives as long as the database; it must not be asked for again while
     *         its rows are fetched
     */
    SqliteStatement& Prepare(std::string_view sql);

    /** @return the row id of the last INSERT */
    std::int64_t GetLastRowId() const;

    /** @return how many rows the last statement inserted, updated or deleted */
    std::int64_t GetChangeCount() const;

    /** @return the file */
    const std::string& GetPath() const;

  private:
    friend class SqliteTransaction;

    /** What the library that does the work needs. */
    struct Implementation;

    std::unique_ptr<Implementation> m_implementation; //!< Does the work.
    std::map<std::string, std::unique_ptr<SqliteStatement>, std::less<>>
        m_statements; //!< By their SQL; gone before what they work on.
};

/**
 * @ingroup winsock
 * @brief All or nothing: what is written as long as the object lives is there after Commit() and else is
 *        not. There is one at a time.
 */
class SqliteTransaction
{
  public:
    /**
     * @brief Begins it, with the right to write.
     * @param database where
     */
    explicit SqliteTransaction(SqliteDatabase& database);
    /** @brief Takes everything back unless it was committed. */
    ~SqliteTransaction();
    SqliteTransaction(const SqliteTransaction&) = delete;
    SqliteTransaction& operator=(const SqliteTransaction&) = delete;

    /** @brief Makes it last. */
    void Commit();

  private:
    SqliteDatabase& m_database; //!< Where.
    bool m_open{true};          //!< Whether it was not committed.
};

} // namespace ns3::winsock

#endif // WINSOCK_SQLITE_DATABASE_H
