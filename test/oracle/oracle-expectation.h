/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef ORACLE_EXPECTATION_H
#define ORACLE_EXPECTATION_H

#include "oracle-answer.h"
#include "oracle-row.h"

#include <string>
#include <vector>

namespace ns3::winsock::test
{

/**
 * @ingroup winsock-test
 * @brief What a row says about a call: its own answer, or what its column `windows` puts in the
 *        place of that.
 *
 * Compared are the returned value, after a failure the last error, and what else came out of a call
 * that succeeded. Not compared are the last error after a success and what a failed call left in
 * its arguments, which no document promises, and values that the measuring machine chose.
 */
class OracleExpectation
{
  public:
    /// @param row what is expected
    explicit OracleExpectation(const OracleRow& row);

    /// @return whether the row says what is to be expected
    bool IsCompared() const;

    /// @return whether the answer is the expected one
    bool IsMetBy(const OracleAnswer& answer) const;

    /// @return the expectation, for people
    std::string Describe() const;

    /// @return an answer in the same form
    std::string Describe(const OracleAnswer& answer) const;

  private:
    /// Takes over what the row's own columns say.
    void ExpectOwnAnswer();
    /// Takes over what the column `windows` says.
    void ExpectWindows();
    /// Expects a failure. @param errors the errors that may be its
    void ExpectFailure(const std::vector<int>& errors);
    /// Expects a call that does its work. @param result its value
    void ExpectSuccess(const std::string& result);
    /// @return whether the answer's detail has all that the expected detail has
    bool IsDetailMet(const OracleAnswer& answer) const;

    OracleRow m_row;           //!< the row
    bool m_compared{true};     //!< whether it says anything
    std::string m_result;      //!< expected value
    std::vector<int> m_errors; //!< expected errors, of which one is enough; none: any
    std::string m_detail;      //!< expected detail
};

} // namespace ns3::winsock::test

#endif /* ORACLE_EXPECTATION_H */
