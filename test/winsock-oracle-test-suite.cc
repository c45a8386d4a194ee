/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Every row of the oracle's tables, made on simulated machines (test/data/oracle/api-states.csv and
// api-errors.csv, in which another implementation of Winsock has answered).

#include "documented-errors-test-support.h"
#include "winsock-test-data.h"

#include "ns3/test.h"

#include <set>
#include <string>
#include <vector>

#include "oracle/oracle-expectation.h"
#include "oracle/oracle-machine.h"
#include "oracle/oracle-report.h"

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

/// One row in so many may differ, if who decides so is named. The rules and pages that the exceptions name
/// contradict 54 rows in a thousand.
constexpr std::size_t ROWS_PER_EXCEPTION = 16;

class RowsTestCase : public CheckedTestCase
{
  public:
    RowsTestCase()
        : CheckedTestCase("every row has the expected answer, or an exception that says why not")
    {
    }

  private:
    void DoRun() override;
    void CheckReport(const OracleReport& report);
};

void
RowsTestCase::DoRun()
{
    const auto exceptions = ReadOracleExceptions(DataPath("oracle/exceptions.csv"));
    const auto reports = RunOracle(DataPath("oracle"), exceptions);
    NS_TEST_ASSERT_MSG_EQ(reports.size(), 2, "api-errors.csv and api-states.csv");
    std::set<const OracleException*> used;
    for (const OracleReport& report : reports)
    {
        CheckReport(report);
        for (const auto& difference : report.explained)
        {
            used.insert(FindException(exceptions, report.file, difference.row));
        }
    }
    NS_TEST_EXPECT_MSG_EQ(used.size(), exceptions.size(), "every exception is of some row");
}

void
RowsTestCase::CheckReport(const OracleReport& report)
{
    NS_TEST_EXPECT_MSG_GT(report.compared, report.rows / 2, report.file << " says what to expect");
    for (const auto& difference : report.different)
    {
        NS_TEST_EXPECT_MSG_EQ(difference.answer, difference.expected, difference.row.Name());
    }
    for (const OracleRow& row : report.needless)
    {
        NS_TEST_EXPECT_MSG_EQ(row.Name(), "", "no exception any more");
    }
    NS_TEST_EXPECT_MSG_LT_OR_EQ(report.explained.size(),
                                report.compared / ROWS_PER_EXCEPTION,
                                report.file << " has few exceptions");
}

class ExceptionsTestCase : public CheckedTestCase
{
  public:
    ExceptionsTestCase()
        : CheckedTestCase("every exception names who decides, and why")
    {
    }

  private:
    void DoRun() override;
};

void
ExceptionsTestCase::DoRun()
{
    for (const auto& exception : ReadOracleExceptions(DataPath("oracle/exceptions.csv")))
    {
        const std::string row = exception.places[0] + ": " + exception.calls[0];
        NS_TEST_EXPECT_MSG_EQ(exception.decides.empty(), false, row);
        NS_TEST_EXPECT_MSG_EQ(exception.reason.empty(), false, row);
    }
}

/// What the comparison itself makes of a row and of an answer.
class ExpectationTestCase : public CheckedTestCase
{
  public:
    ExpectationTestCase()
        : CheckedTestCase(
              "a wrong value, a wrong error, a wrong detail and no answer are differences")
    {
    }

  private:
    void DoRun() override;
    /// @return whether the answer is the expected one
    static bool
    Meets(const OracleRow& row, const std::string& result, int error, const std::string& detail);
};

bool
ExpectationTestCase::Meets(const OracleRow& row,
                           const std::string& result,
                           int error,
                           const std::string& detail)
{
    OracleAnswer answer;
    answer.problem.clear();
    answer.result = result;
    answer.error = error;
    answer.detail = detail;
    return OracleExpectation(row).IsMetBy(answer);
}

void
ExpectationTestCase::DoRun()
{
    const OracleRow failure{"tcp new", "listen 5", "", "-1", "10022", "", "", ""};
    NS_TEST_EXPECT_MSG_EQ(Meets(failure, "-1", WSAEINVAL, "len=4"), true, "equal");
    NS_TEST_EXPECT_MSG_EQ(Meets(failure, "-1", WSAEFAULT, ""), false, "another error");
    NS_TEST_EXPECT_MSG_EQ(Meets(failure, "0", WSAEINVAL, ""), false, "another value");

    const OracleRow success{"tcp new", "getsockopt SO_TYPE", "", "0", "0", "len=4 value=1", "", ""};
    NS_TEST_EXPECT_MSG_EQ(Meets(success, "0", WSAEFAULT, "len=4 value=1"), true, "an old error");
    NS_TEST_EXPECT_MSG_EQ(Meets(success, "0", 0, "len=4 value=2"), false, "another detail");
    NS_TEST_EXPECT_MSG_EQ(OracleExpectation(success).IsMetBy(OracleAnswer()), false, "no answer");

    const OracleRow windows{"tcp new", "send 1", "", "1", "0", "", "doc", "WSAEINVAL or WSAEFAULT"};
    NS_TEST_EXPECT_MSG_EQ(Meets(windows, "-1", WSAEFAULT, ""), true, "the column windows");
    NS_TEST_EXPECT_MSG_EQ(Meets(windows, "1", 0, ""), false, "not the row's own answer");

    const OracleRow open{"tcp new", "send 1", "", "1", "0", "", "open", "perhaps WSAEINVAL"};
    NS_TEST_EXPECT_MSG_EQ(OracleExpectation(open).IsCompared(), false, "nothing settles it");
}

/// Rows that nobody can perform must not count as equal.
class UnknownRowsTestCase : public CheckedTestCase
{
  public:
    UnknownRowsTestCase()
        : CheckedTestCase("a state, a call or a setup that is not known is no answer")
    {
    }

  private:
    void DoRun() override;
};

void
UnknownRowsTestCase::DoRun()
{
    const std::vector<OracleRow> rows{{"tcp upside down", "listen 5", "", "0", "0", "", "", ""},
                                      {"tcp new", "listen twice", "", "0", "0", "", "", ""},
                                      {"tcp new", "frobnicate", "", "0", "0", "", "", ""},
                                      {"", "listen", "tcp; on Sundays", "0", "0", "", "", ""},
                                      {"", "frobnicate", "tcp", "0", "0", "", "", ""}};
    for (const OracleAnswer& answer : PerformRows(rows))
    {
        NS_TEST_EXPECT_MSG_EQ(answer.problem.substr(0, 8), "unknown ", "no answer");
    }
}

class OracleTestSuite : public TestSuite
{
  public:
    OracleTestSuite()
        : TestSuite("winsock-oracle", TestSuite::Type::UNIT)
    {
        AddTestCase(new RowsTestCase);
        AddTestCase(new ExceptionsTestCase);
        AddTestCase(new ExpectationTestCase);
        AddTestCase(new UnknownRowsTestCase);
    }
};

OracleTestSuite g_oracleTestSuite;

} // namespace
