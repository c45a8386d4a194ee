/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What each operation comes to on a device that has nothing left of something: an error, a wait, a
// loss, or nothing at all. The expected outcomes stand in test/data/resource-outcomes.csv, a row for
// the operation and a column for the shortage, which doc/outcomes.py makes a page of; each cell is a
// test.

#include "catalog-test-support.h"
#include "outcome-scene-test-support.h"
#include "winsock-test-data.h"

#include "ns3/simulator.h"

#include <map>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

/// The shortages by their columns.
const std::vector<std::pair<const char*, Shortage>> SHORTAGES = {
    {"process_descriptors", Shortage::PROCESS_DESCRIPTORS},
    {"node_descriptors", Shortage::NODE_DESCRIPTORS},
    {"process_handles", Shortage::PROCESS_HANDLES},
    {"node_handles", Shortage::NODE_HANDLES},
    {"pool_bytes", Shortage::POOL_BYTES},
    {"pool_packets", Shortage::POOL_PACKETS},
    {"control_blocks", Shortage::CONTROL_BLOCKS},
    {"ports", Shortage::PORTS},
    {"send_buffer", Shortage::SEND_BUFFER},
    {"receive_buffer", Shortage::RECEIVE_BUFFER},
    {"backlog", Shortage::BACKLOG},
};

/// @return what the operation comes to when there is enough of everything
const Outcome&
GetUsual(Scene& t, const Operation& operation)
{
    static std::map<const Operation*, Outcome> known;
    const auto at = known.find(&operation);
    if (at != known.end())
    {
        return at->second;
    }
    const Outcome outcome = PlayOutcome(t, operation, Shortage::NONE);
    Simulator::Destroy();
    return known.emplace(&operation, outcome).first->second;
}

/// @return what a cell of the table has to say
std::string
Judge(const Operation& operation, const Outcome& usual, const Outcome& outcome)
{
    if (outcome.text != usual.text)
    {
        return outcome.text;
    }
    return outcome.duration > usual.duration + MilliSeconds(1) ? operation.late : "as usual";
}

/// One cell.
void
Cell(Scene& t, const Operation& operation, Shortage shortage, const std::string& expected)
{
    const Outcome& usual = GetUsual(t, operation);
    const Outcome outcome = PlayOutcome(t, operation, shortage);
    t.Equal(Judge(operation, usual, outcome), expected, "the outcome");
}

/// The table has a row for each operation, in the same order.
void
Rows(Scene& t, const std::vector<CsvRow>& table)
{
    t.Equal(table.size(), GetOperations().size(), "rows");
    for (std::size_t i = 0; i < std::min(table.size(), GetOperations().size()); ++i)
    {
        t.Equal(table[i].at("operation"), GetOperations()[i].name, "a row's operation");
        t.Equal(table[i].at("circumstance"), GetOperations()[i].circumstance, "its circumstance");
        const Outcome& usual = GetUsual(t, GetOperations()[i]);
        t.Equal(usual.text, table[i].at("enough"), "with enough of everything");
    }
    t.Build();
    t.Play();
}

class OutcomesTestSuite : public TestSuite
{
  public:
    OutcomesTestSuite()
        : TestSuite("winsock-outcomes", TestSuite::Type::UNIT)
    {
        const std::vector<CsvRow> table = ReadCsv(DataPath("resource-outcomes.csv"));
        Add("the table has a row for each operation", [table](Scene& t) { Rows(t, table); });
        for (std::size_t i = 0; i < std::min(table.size(), GetOperations().size()); ++i)
        {
            AddRow(table[i], GetOperations()[i]);
        }
    }

  private:
    void
    AddRow(const CsvRow& row, const Operation& operation)
    {
        for (const auto& shortage : SHORTAGES)
        {
            const std::string expected = row.at(shortage.first);
            Add(row.at("rules") + ": " + operation.name + ", " + operation.circumstance +
                    ", without " + shortage.first,
                [&operation, &shortage, expected](Scene& t)
                { Cell(t, operation, shortage.second, expected); });
        }
    }

    void
    Add(const std::string& name, Scene::Script script)
    {
        AddTestCase(new Scene(name, std::move(script)));
    }
};

OutcomesTestSuite g_outcomesTestSuite;

} // namespace
