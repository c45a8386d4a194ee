/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The scenario of a program that is exempted from a broken layer: what each program meets.

#include "documented-errors-test-support.h"

#include "ns3/test.h"

#include <string>

#include "../examples/exempted-program.h"

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

/**
 * @ingroup winsock-test
 * @brief Runs the scenario twice.
 */
class ExemptedProgramTestCase : public CheckedTestCase
{
  public:
    ExemptedProgramTestCase()
        : CheckedTestCase(
              "R-LSP-1, R-LSP-2, R-CAT-52: exempted from the next start on, and nobody else")
    {
    }

  private:
    void
    DoRun() override
    {
        const scenario::ConnectResults expected{
            {"browser at 1 s", WSAEOPNOTSUPP},
            {"browser at 3 s", WSAEOPNOTSUPP},
            {"wsl, running all the time at 1 s", WSAEOPNOTSUPP},
            {"wsl, running all the time at 3 s", WSAEOPNOTSUPP},
            {"wsl, started again at 3 s", 0},
        };
        for (int run = 1; run <= 2; ++run)
        {
            const scenario::ConnectResults results = scenario::RunExemptedProgram();
            NS_TEST_EXPECT_MSG_EQ(results.size(), expected.size(), "attempts of run " << run);
            for (const auto& [attempt, error] : expected)
            {
                const auto found = results.find(attempt);
                NS_TEST_ASSERT_MSG_EQ((found != results.end()), true, "no attempt of " << attempt);
                NS_TEST_EXPECT_MSG_EQ(found->second, error, attempt << ", run " << run);
            }
        }
    }
};

class ExemptedProgramTestSuite : public TestSuite
{
  public:
    ExemptedProgramTestSuite()
        : TestSuite("winsock-exempted-program", TestSuite::Type::SYSTEM)
    {
        AddTestCase(new ExemptedProgramTestCase);
    }
};

ExemptedProgramTestSuite g_exemptedProgramTestSuite;

} // namespace
