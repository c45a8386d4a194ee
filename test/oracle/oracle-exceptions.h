/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef ORACLE_EXCEPTIONS_H
#define ORACLE_EXCEPTIONS_H

#include "oracle-row.h"

#include <string>
#include <vector>

namespace ns3::winsock::test
{

/**
 * @ingroup winsock-test
 * @brief Rows whose answer here differs from what they say, with who decides so.
 */
struct OracleException
{
    std::string file;                //!< name of the row's file
    std::vector<std::string> places; //!< states or setups of the rows
    std::vector<std::string> calls;  //!< the rows' calls
    std::string here;                //!< the answer here, as OracleExpectation describes it
    std::string decides;             //!< the rule or the page
    std::string reason;              //!< in words
};

/**
 * @ingroup winsock-test
 * @param path a file with the columns of exceptions.csv, in which " / " separates states, setups and calls
 * @return the exceptions; none if it cannot be read
 */
std::vector<OracleException> ReadOracleExceptions(const std::string& path);

/// @param file name of the row's file; @return the exception for the row, or null
const OracleException* FindException(const std::vector<OracleException>& exceptions,
                                     const std::string& file,
                                     const OracleRow& row);

} // namespace ns3::winsock::test

#endif /* ORACLE_EXCEPTIONS_H */
