/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// A layer breaks the connections of every program on a machine. An administrator exempts one program
// from it with WSCSetApplicationCategory: from its next start on, that one works.
//
//      machine (windows-10, a proxy client's layer)       server
//               10.1.1.1 ------------------------------- 10.1.1.2:80
//
// The page "Scenario: one program exempted from a broken layer" of the manual tells the story.

#include "exempted-program.h"

#include "ns3/command-line.h"

#include <iomanip>
#include <iostream>

int
main(int argc, char* argv[])
{
    ns3::CommandLine cmd(__FILE__);
    cmd.Parse(argc, argv);
    std::cout << "wsl.exe is exempted from all layers but the system's at 2 s.\n";
    for (const auto& [attempt, error] : ns3::winsock::scenario::RunExemptedProgram())
    {
        std::cout << std::left << std::setw(34) << attempt << ' '
                  << (error == 0 ? "connected" : ns3::winsock::WinsockErrorString(error)) << '\n';
    }
    return 0;
}
