/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "oracle-report.h"

#include <iostream>

#include "../winsock-test-data.h"

using namespace ns3::winsock::test;

// The program winsock-oracle-runner: winsock-oracle-runner [FOLDER] [--explained]

namespace
{

constexpr const char* USAGE =
    "Usage: winsock-oracle-runner [--explained] [FOLDER]\n"
    "\n"
    "Makes the calls of every row of the folder's CSV files on simulated machines, compares the\n"
    "answers, and lists the rows that differ. FOLDER is the module's test/data/oracle unless "
    "given;\n"
    "a file counts if it has the columns of api-states.csv or api-errors.csv.\n"
    "\n"
    "  --explained  also list the rows that differ as exceptions.csv says\n";

/// What the program was asked for.
struct Wishes
{
    std::string folder{DataPath("oracle")}; //!< with the files
    bool explained{false};                  //!< whether exceptions are listed
    bool help{false};                       //!< whether only to tell how to use it
};

Wishes
ReadArguments(int argc, char* argv[])
{
    Wishes wishes;
    for (int i = 1; i < argc; ++i)
    {
        const std::string argument = argv[i];
        if (argument == "--explained")
        {
            wishes.explained = true;
        }
        else if (argument.compare(0, 1, "-") == 0)
        {
            wishes.help = true;
        }
        else
        {
            wishes.folder = argument;
        }
    }
    return wishes;
}

/// @return whether no row differs that should not
bool
Report(const Wishes& wishes)
{
    const auto exceptions = ReadOracleExceptions(DataPath("oracle/exceptions.csv"));
    const auto reports = RunOracle(wishes.folder, exceptions);
    bool good = !reports.empty();
    for (const OracleReport& report : reports)
    {
        WriteDifferences(std::cout, report.different);
        good = good && report.different.empty() && report.needless.empty();
        for (const OracleRow& row : report.needless)
        {
            std::cout << "no exception any more: " << row.Name() << '\n';
        }
        if (wishes.explained)
        {
            std::cout << report.file << ", explained:\n";
            WriteDifferences(std::cout, report.explained);
        }
    }
    WriteCounts(std::cout, reports);
    return good;
}

} // namespace

int
main(int argc, char* argv[])
{
    const Wishes wishes = ReadArguments(argc, argv);
    if (wishes.help)
    {
        std::cout << USAGE;
        return 0;
    }
    return Report(wishes) ? 0 : 1;
}
