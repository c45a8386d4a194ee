/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef DOCUMENTED_ERRORS_TEST_SUPPORT_H
#define DOCUMENTED_ERRORS_TEST_SUPPORT_H

#include "ns3/test.h"

#include <set>
#include <string>

namespace ns3::winsock::test
{

/**
 * @ingroup winsock-test
 * @brief A test case that fails when any call inside it reports an error that is not documented.
 *
 * What each function may report stands in test/data/oracle: documented-errors.csv and
 * documented-errors-extra.csv have the pages' lists, error-exceptions.csv what the module reports
 * besides and who says so. All calls of all simulated programs and layers are looked at, whether
 * the test looks at their results or not. Failures outside such a test case end the program with a
 * failure after its last suite.
 */
class CheckedTestCase : public TestCase
{
  public:
    /// @param name of the test case
    explicit CheckedTestCase(const std::string& name);

    /// A call has reported an error that is not documented. @param what function, error and place
    void ReportUndocumented(const std::string& what);

  protected:
    void DoSetup() override;
    void DoTeardown() override;

  private:
    CheckedTestCase* m_around{nullptr}; //!< the test case that was running before
    std::set<std::string> m_reported;   //!< what was reported already
};

/**
 * @ingroup winsock-test
 * @brief Lets calls report a few errors that are not documented, for as long as it lives.
 *
 * It is for tests that make odd errors themselves: by a fault layer, or a provider of their own.
 * That none of the errors is reported is a failure, too.
 *
 * @code
 * const InventedErrors invented({WSAELOOP}, "the provider of this test reports it");
 * @endcode
 */
class InventedErrors
{
  public:
    /**
     * @param errors the codes
     * @param reason where they come from
     */
    InventedErrors(std::set<int> errors, std::string reason);
    ~InventedErrors();

    InventedErrors(const InventedErrors&) = delete;
    InventedErrors& operator=(const InventedErrors&) = delete;

    /// @param error what a call reports @return whether it is one of these, here or in a scope around
    static bool Explain(int error);

  private:
    std::set<int> m_errors;   //!< the codes
    std::string m_reason;     //!< where they come from
    bool m_met{false};        //!< whether one of them was reported
    InventedErrors* m_around; //!< the scope around this one
};

} // namespace ns3::winsock::test

#endif /* DOCUMENTED_ERRORS_TEST_SUPPORT_H */
