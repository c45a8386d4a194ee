/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef ORACLE_REPORT_H
#define ORACLE_REPORT_H

#include "oracle-exceptions.h"
#include "oracle-row.h"

#include <cstddef>
#include <ostream>
#include <string>
#include <vector>

namespace ns3::winsock::test
{

/**
 * @ingroup winsock-test
 * @brief How the rows of one file compare.
 */
struct OracleReport
{
    /// A row whose answer is not the expected one.
    struct Difference
    {
        OracleRow row;        //!< the row
        std::string expected; //!< what it says
        std::string answer;   //!< what happened
    };

    std::string file;                  //!< name of the file
    std::size_t rows{0};               //!< rows, all of which were performed
    std::size_t compared{0};           //!< those that say what is to be expected
    std::size_t equal{0};              //!< those with the expected answer
    std::vector<Difference> explained; //!< those that differ as an exception says
    std::vector<Difference> different; //!< all others
    std::vector<OracleRow> needless;   //!< equal ones for which there is an exception
};

/**
 * @ingroup winsock-test
 * @brief Performs and compares the rows of a folder's files.
 * @param folder every file in it with the columns of api-states.csv or api-errors.csv counts
 * @param exceptions what may differ
 * @return a report for each file, by name
 */
std::vector<OracleReport>
RunOracle(const std::string& folder, const std::vector<OracleException>& exceptions);

/// Writes the numbers of each file.
void WriteCounts(std::ostream& os, const std::vector<OracleReport>& reports);

/// Writes rows with the same function and the same difference together.
void WriteDifferences(std::ostream& os, const std::vector<OracleReport::Difference>& differences);

} // namespace ns3::winsock::test

#endif /* ORACLE_REPORT_H */
