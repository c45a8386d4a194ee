/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef ORACLE_ROW_H
#define ORACLE_ROW_H

#include <string>
#include <vector>

namespace ns3::winsock::test
{

/**
 * @ingroup winsock-test
 * @brief One row of api-states.csv or api-errors.csv: a call, and what another Winsock answered.
 */
struct OracleRow
{
    std::string state;   //!< of the socket; empty in api-errors.csv
    std::string call;    //!< in api-errors.csv the function, else with its arguments
    std::string setup;   //!< what the call is made with; empty in api-states.csv
    std::string result;  //!< returned value; 1 for a socket or a pointer, "exception"
    std::string error;   //!< last error after the call, 54321 for one that left it alone
    std::string detail;  //!< what came out by other ways
    std::string basis;   //!< why the row's own answer is not to be expected; empty: it is
    std::string windows; //!< what is to be expected instead

    /// @return name of the function that is called
    std::string Function() const;

    /// @return what people find the row by
    std::string Name() const;
};

/**
 * @ingroup winsock-test
 * @param path a file with the columns of api-states.csv or api-errors.csv
 * @return its rows; none if it cannot be read
 */
std::vector<OracleRow> ReadOracleRows(const std::string& path);

} // namespace ns3::winsock::test

#endif /* ORACLE_ROW_H */
