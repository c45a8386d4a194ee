/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "oracle-report.h"

#include "oracle-expectation.h"
#include "oracle-machine.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <map>

namespace ns3::winsock::test
{

namespace
{

/// What the first line of a file with rows ends with.
const std::string COLUMNS = "result,error,error_name,detail,in_reference,deviation_basis,windows";

bool
HasRows(const std::string& path)
{
    std::ifstream file(path);
    std::string line;
    std::getline(file, line);
    return line == "state,call," + COLUMNS || line == "call,setup," + COLUMNS;
}

/// @return paths of the files with rows, by name
std::vector<std::filesystem::path>
FilesWithRows(const std::string& folder)
{
    std::vector<std::filesystem::path> paths;
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failed))
    {
        if (entry.path().extension() == ".csv" && HasRows(entry.path().string()))
        {
            paths.push_back(entry.path());
        }
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

/// Puts one row where it belongs.
void
Sort(OracleReport& report,
     const OracleRow& row,
     const OracleAnswer& answer,
     const std::vector<OracleException>& exceptions)
{
    const OracleExpectation expectation(row);
    if (!expectation.IsCompared())
    {
        return;
    }
    ++report.compared;
    const OracleException* const exception = FindException(exceptions, report.file, row);
    if (expectation.IsMetBy(answer))
    {
        ++report.equal;
        if (exception)
        {
            report.needless.push_back(row);
        }
        return;
    }
    const std::string here = expectation.Describe(answer);
    const bool excused = exception && exception->here == here;
    auto& list = excused ? report.explained : report.different;
    list.push_back({row, expectation.Describe(), here});
}

} // namespace

std::vector<OracleReport>
RunOracle(const std::string& folder, const std::vector<OracleException>& exceptions)
{
    std::vector<OracleReport> reports;
    for (const auto& path : FilesWithRows(folder))
    {
        const std::vector<OracleRow> rows = ReadOracleRows(path.string());
        const std::vector<OracleAnswer> answers = PerformRows(rows);
        OracleReport report;
        report.file = path.filename().string();
        report.rows = rows.size();
        for (std::size_t i = 0; i < rows.size(); ++i)
        {
            Sort(report, rows[i], answers[i], exceptions);
        }
        reports.push_back(report);
    }
    return reports;
}

void
WriteCounts(std::ostream& os, const std::vector<OracleReport>& reports)
{
    os << std::left << std::setw(24) << "file" << std::right << std::setw(8) << "rows"
       << std::setw(10) << "compared" << std::setw(8) << "equal" << std::setw(11) << "explained"
       << std::setw(11) << "different" << '\n';
    for (const OracleReport& report : reports)
    {
        os << std::left << std::setw(24) << report.file << std::right << std::setw(8) << report.rows
           << std::setw(10) << report.compared << std::setw(8) << report.equal << std::setw(11)
           << report.explained.size() << std::setw(11) << report.different.size() << '\n';
    }
}

void
WriteDifferences(std::ostream& os, const std::vector<OracleReport::Difference>& differences)
{
    std::map<std::string, std::vector<std::string>> places;
    for (const auto& difference : differences)
    {
        const OracleRow& row = difference.row;
        places[row.call + ": expected " + difference.expected + ", here " + difference.answer]
            .push_back(row.state.empty() ? row.setup : row.state);
    }
    for (const auto& [what, where] : places)
    {
        os << what << '\n';
        for (const std::string& place : where)
        {
            os << "    " << place << '\n';
        }
    }
}

} // namespace ns3::winsock::test
