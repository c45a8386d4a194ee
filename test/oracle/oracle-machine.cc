/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "oracle-machine.h"

#include "oracle-setups.h"
#include "oracle-states.h"

#include "ns3/rng-seed-manager.h"
#include "ns3/simulator.h"
#include "ns3/winsock-stack.h"

#include <algorithm>

#include "../catalog-test-support.h"
#include "../scenario-test-support.h"

namespace ns3::winsock::test
{

namespace
{

/// Rows of one simulation: its end clears away what their connections have left.
constexpr std::size_t ROWS_AT_ONCE = 100;

/// How long a row may take.
const Time PATIENCE = Seconds(50);

/// Between a row's end and the next one's start.
const Time PAUSE = Seconds(10);

OracleAnswer
Perform(Winsock& ws, const OracleRow& row)
{
    return row.state.empty() ? PerformSetup(ws, row) : PerformCallInState(ws, row);
}

void
PerformOnNewMachine(const OracleRow* rows, OracleAnswer* answers, std::size_t count)
{
    RngSeedManager::SetSeed(1);
    RngSeedManager::SetRun(1);
    Ptr<Node> node = MakeWinsockNode("windows-10");
    node->GetObject<WinsockStack>()->SetCatalog(LoadWineCatalog());
    Time start = Seconds(1);
    for (std::size_t i = 0; i < count; ++i)
    {
        RunOn(
            node,
            [row = rows + i, answer = answers + i](Winsock& ws)
            {
                *answer = Perform(ws, *row);
                return 0;
            },
            start,
            start + PATIENCE);
        start += PATIENCE + PAUSE;
    }
    Simulator::Stop(start);
    Simulator::Run();
    Simulator::Destroy();
}

} // namespace

std::vector<OracleAnswer>
PerformRows(const std::vector<OracleRow>& rows)
{
    std::vector<OracleAnswer> answers(rows.size());
    for (std::size_t first = 0; first < rows.size(); first += ROWS_AT_ONCE)
    {
        const std::size_t count = std::min(ROWS_AT_ONCE, rows.size() - first);
        PerformOnNewMachine(rows.data() + first, answers.data() + first, count);
    }
    return answers;
}

} // namespace ns3::winsock::test
