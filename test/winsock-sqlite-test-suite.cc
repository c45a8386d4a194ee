/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The wrapper around SQLite: versions and their migrations, constraints, and what each failure says.

#include "ns3/sqlite-database.h"
#include "ns3/test.h"

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;

namespace
{

constexpr std::uint32_t ID = 0x57534b54;

const std::string FIRST_STEP =
    "CREATE TABLE colour (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,"
    " weight REAL, data BLOB);"
    "CREATE TABLE thing (name TEXT NOT NULL CHECK (length(name) > 0),"
    " colour INTEGER NOT NULL REFERENCES colour (id))";

const SqliteSchema FIRST{"paint box", ID, {FIRST_STEP}};
const SqliteSchema SECOND{
    "paint box", ID, {FIRST_STEP, "ALTER TABLE thing ADD COLUMN price INTEGER DEFAULT 7"}};
const SqliteSchema BROKEN{
    "paint box", ID, {FIRST_STEP, "CREATE TABLE another (name TEXT)", "CREATE nonsense"}};
const SqliteSchema OTHER{"tool box", ID + 1, {"CREATE TABLE tool (name TEXT)"}};

/// A test with files of its own.
class SqliteTestCase : public TestCase
{
  public:
    using TestCase::TestCase;

  protected:
    /// @return the path of a file that is not there
    std::string
    NewFile(const std::string& name)
    {
        const std::string path = CreateTempDirFilename(name);
        std::remove(path.c_str());
        return path;
    }

    /// @return the path of a new file of the first version with one colour
    std::string
    FileWithRed(const std::string& name)
    {
        const std::string path = NewFile(name);
        SqliteDatabase database(path, SqliteMode::CREATE, FIRST);
        database.Execute("INSERT INTO colour VALUES (1, 'red', 0.5, x'00ff')");
        return path;
    }

    /// Checks that work fails with a problem and a message that holds a text.
    void
    ExpectFailure(SqliteProblem problem,
                  const std::string& text,
                  const std::function<void()>& work,
                  const std::string& what)
    {
        try
        {
            work();
            NS_TEST_EXPECT_MSG_EQ(true, false, what << " went well");
        }
        catch (const SqliteError& error)
        {
            NS_TEST_EXPECT_MSG_EQ(static_cast<int>(error.GetProblem()),
                                  static_cast<int>(problem),
                                  what << ": " << error.what());
            NS_TEST_EXPECT_MSG_NE(std::string(error.what()).find(text),
                                  std::string::npos,
                                  what << " says: " << error.what());
        }
    }

    /// @return all bytes of a file
    std::string
    ContentOf(const std::string& path)
    {
        std::ifstream file(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
};

/// Values of every kind come back as they were; statements are prepared once.
class SqliteValuesTestCase : public SqliteTestCase
{
  public:
    SqliteValuesTestCase()
        : SqliteTestCase("values come back as they were bound")
    {
    }

  private:
    void
    DoRun() override
    {
        SqliteDatabase database(":memory:", SqliteMode::CREATE, FIRST);
        SqliteStatement& insert = database.Prepare("INSERT INTO colour VALUES (?, ?, ?, ?)");
        const std::vector<unsigned char> bytes{0, 1, 255};
        insert.Run(std::int64_t{1} << 40, std::string("gr\xc3\xbcn"), 0.25, bytes);
        insert.Run(2u, "blue", nullptr, std::vector<unsigned char>{});
        NS_TEST_EXPECT_MSG_EQ(database.GetLastRowId(), 2, "row of the last INSERT");
        NS_TEST_EXPECT_MSG_EQ(&database.Prepare("INSERT INTO colour VALUES (?, ?, ?, ?)"),
                              &insert,
                              "a statement is prepared once");

        SqliteStatement& select =
            database.Prepare("SELECT id, name, weight, data FROM colour ORDER BY id DESC");
        NS_TEST_ASSERT_MSG_EQ(select.Step(), true, "first row");
        NS_TEST_EXPECT_MSG_EQ(select.GetInteger(0), std::int64_t{1} << 40, "a long number");
        NS_TEST_EXPECT_MSG_EQ(select.GetText(1), "gr\xc3\xbcn", "a text");
        NS_TEST_EXPECT_MSG_EQ(select.GetReal(2), 0.25, "a real number");
        NS_TEST_EXPECT_MSG_EQ((select.GetBytes(3) == bytes), true, "bytes");
        NS_TEST_ASSERT_MSG_EQ(select.Step(), true, "second row");
        NS_TEST_EXPECT_MSG_EQ(select.IsNull(2), true, "NULL");
        NS_TEST_EXPECT_MSG_EQ(select.IsNull(3), false, "no bytes are not NULL");
        NS_TEST_EXPECT_MSG_EQ(select.Step(), false, "no third row");
    }
};

/// A transaction that was not committed leaves nothing; constraints hold.
class SqliteTransactionTestCase : public SqliteTestCase
{
  public:
    SqliteTransactionTestCase()
        : SqliteTestCase("transactions are all or nothing, constraints are enforced")
    {
    }

  private:
    void
    DoRun() override
    {
        SqliteDatabase database(FileWithRed("transactions.sqlite"), SqliteMode::WRITE, FIRST);
        {
            SqliteTransaction transaction(database);
            database.Execute("DELETE FROM colour");
        }
        NS_TEST_EXPECT_MSG_EQ(Count(database, "colour"), 1, "a forgotten transaction");
        {
            SqliteTransaction transaction(database);
            database.Execute("INSERT INTO thing VALUES ('door', 1)");
            transaction.Commit();
        }
        NS_TEST_EXPECT_MSG_EQ(Count(database, "thing"), 1, "a committed one");

        SqliteStatement& insert = database.Prepare("INSERT INTO thing VALUES (?, ?)");
        ExpectFailure(
            SqliteProblem::NOT_CONSISTENT,
            "FOREIGN KEY",
            [&] { insert.Run("wall", 99); },
            "a foreign key");
        ExpectFailure(
            SqliteProblem::NOT_CONSISTENT, "CHECK", [&] { insert.Run("", 1); }, "a CHECK");
        insert.Run("wall", 1);
        NS_TEST_EXPECT_MSG_EQ(Count(database, "thing"), 2, "the statement works after failures");
        ExpectFailure(
            SqliteProblem::OTHER,
            "nothing",
            [&] { database.Prepare("SELECT nothing FROM thing"); },
            "wrong SQL");
    }

    std::int64_t
    Count(SqliteDatabase& database, const std::string& table)
    {
        SqliteStatement& count = database.Prepare("SELECT count(*) FROM " + table);
        count.Step();
        const std::int64_t rows = count.GetInteger(0);
        count.Reset();
        return rows;
    }
};

/// Older files are brought up to date, all steps or none; newer and foreign ones are refused.
class SqliteVersionTestCase : public SqliteTestCase
{
  public:
    SqliteVersionTestCase()
        : SqliteTestCase("older files are brought up to date, newer and foreign ones refused")
    {
    }

  private:
    void
    DoRun() override
    {
        const std::string path = FileWithRed("versions.sqlite");
        const std::string before = ContentOf(path);
        ExpectFailure(
            SqliteProblem::OLDER_VERSION,
            "older version 1",
            [&] { SqliteDatabase(path, SqliteMode::READ, SECOND); },
            "reading an older one");
        ExpectFailure(
            SqliteProblem::OTHER,
            "nonsense",
            [&] { SqliteDatabase(path, SqliteMode::WRITE, BROKEN); },
            "a migration that fails");
        NS_TEST_EXPECT_MSG_EQ(
            (ContentOf(path) == before), true, "failures leave the file as it was");

        SqliteDatabase(path, SqliteMode::WRITE, SECOND)
            .Execute("INSERT INTO thing (name, colour) VALUES ('door', 1)");
        SqliteDatabase database(path, SqliteMode::READ, SECOND);
        SqliteStatement& price = database.Prepare("SELECT price FROM thing");
        NS_TEST_ASSERT_MSG_EQ(price.Step(), true, "what was written");
        NS_TEST_EXPECT_MSG_EQ(price.GetInteger(0), 7, "the column of the second version");
        price.Reset();

        ExpectFailure(
            SqliteProblem::NEWER_VERSION,
            "version 2",
            [&] { SqliteDatabase(path, SqliteMode::WRITE, FIRST); },
            "a newer one");
        ExpectFailure(
            SqliteProblem::OTHER_CONTENT,
            "no tool box",
            [&] { SqliteDatabase(path, SqliteMode::CREATE, OTHER); },
            "a foreign one");
    }
};

/// Each thing that can be wrong with a file has its own message, and the file stays as it was.
class SqliteFailureTestCase : public SqliteTestCase
{
  public:
    SqliteFailureTestCase()
        : SqliteTestCase("what is wrong with a file is said, and the file stays as it was")
    {
    }

  private:
    void
    DoRun() override
    {
        const std::string missing = NewFile("missing.sqlite");
        ExpectFailure(
            SqliteProblem::CANNOT_OPEN,
            "there is no file",
            [&] { SqliteDatabase(missing, SqliteMode::WRITE, FIRST); },
            "a missing file");
        ExpectFailure(
            SqliteProblem::CANNOT_OPEN,
            "cannot be opened",
            [&] { SqliteDatabase(missing + "/below", SqliteMode::CREATE, FIRST); },
            "a missing directory");
        ExpectFailure(
            SqliteProblem::CANNOT_OPEN,
            "is a directory",
            [&] {
                SqliteDatabase(
                    std::filesystem::path(missing).parent_path().string(), SqliteMode::READ, FIRST);
            },
            "a directory");
        ExpectFailure(
            SqliteProblem::OTHER,
            "nonsense",
            [&] { SqliteDatabase(missing, SqliteMode::CREATE, BROKEN); },
            "a schema that fails");
        NS_TEST_EXPECT_MSG_EQ(std::filesystem::exists(missing), false, "nothing is left behind");

        const std::string text = NewFile("text.sqlite");
        std::ofstream(text) << std::string(5000, 'x');
        ExpectFailure(
            SqliteProblem::NO_DATABASE,
            "is no SQLite database",
            [&] { SqliteDatabase(text, SqliteMode::CREATE, FIRST); },
            "a text");
        NS_TEST_EXPECT_MSG_EQ(ContentOf(text), std::string(5000, 'x'), "the text stays");
        CheckWriting();
    }

    void
    CheckWriting()
    {
        const std::string path = FileWithRed("writing.sqlite");
        const std::string before = ContentOf(path);
        const std::string insert = "INSERT INTO colour (name) VALUES ('blue')";
        ExpectFailure(
            SqliteProblem::READ_ONLY,
            "may only be read",
            [&] { SqliteDatabase(path, SqliteMode::READ, FIRST).Execute(insert); },
            "writing to what is only read");
        SqliteDatabase database(path, SqliteMode::WRITE, FIRST);
        {
            SqliteDatabase other(path, SqliteMode::WRITE, FIRST);
            SqliteTransaction transaction(other);
            ExpectFailure(
                SqliteProblem::LOCKED,
                "is locked",
                [&] { database.Execute(insert); },
                "a locked file");
        }
        database.Execute("PRAGMA max_page_count = 1"); // no more pages than there are
        ExpectFailure(
            SqliteProblem::FULL,
            "disk is full",
            [&]
            {
                SqliteTransaction transaction(database);
                database.Prepare("INSERT INTO colour (name) VALUES (?)")
                    .Run(std::string(100000, 'x'));
                transaction.Commit();
            },
            "a full disk");
        NS_TEST_EXPECT_MSG_EQ(
            (ContentOf(path) == before), true, "failures leave the file as it was");
    }
};

/// A build without SQLite says so.
class SqliteUnavailableTestCase : public SqliteTestCase
{
  public:
    SqliteUnavailableTestCase()
        : SqliteTestCase("a build without SQLite names the packages that are missing")
    {
    }

  private:
    void
    DoRun() override
    {
        const std::string path = NewFile("unavailable.sqlite");
        ExpectFailure(
            SqliteProblem::UNAVAILABLE,
            "libsqlitecpp-dev",
            [&] { SqliteDatabase(path, SqliteMode::CREATE, FIRST); },
            "opening");
        NS_TEST_EXPECT_MSG_EQ(std::filesystem::exists(path), false, "nothing was made");
    }
};

/// The suite.
class WinsockSqliteTestSuite : public TestSuite
{
  public:
    WinsockSqliteTestSuite()
        : TestSuite("winsock-sqlite", Type::UNIT)
    {
        if (!SqliteDatabase::IsAvailable())
        {
            AddTestCase(new SqliteUnavailableTestCase);
            return;
        }
        AddTestCase(new SqliteValuesTestCase);
        AddTestCase(new SqliteTransactionTestCase);
        AddTestCase(new SqliteVersionTestCase);
        AddTestCase(new SqliteFailureTestCase);
    }
};

WinsockSqliteTestSuite g_winsockSqliteTestSuite;

} // namespace
