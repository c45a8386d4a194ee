/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What each style of a server costs for a segment that it receives, and whether it costs more when the
// server has many connections that are idle.

#include "bench-registry.h"
#include "style-world.h"

#include <deque>
#include <string>

namespace ns3::winsock
{

namespace
{

/// Few connections, so that plain ns-3's search for an end point does not hide what a style costs.
constexpr ServerLoad FEW{20, 0, 4000, ROUNDS};
constexpr ServerLoad MANY{1000, 0, 100, 15};
constexpr ServerLoad IDLE{1000, 10'000, 100, 15};
/// To look at all sockets after each that is accepted would take minutes until all are there.
constexpr ServerLoad IDLE_SCANNED{1000, 2000, 100, 15};

/// The styles' names in the lines, in the order of styles::STYLES.
const char* const NAMES[] = {
    "blocking", "select", "poll", "eventselect", "asyncselect", "routine", "port"};

void
CompareCosts(const Benchmark& benchmark, const styles::Style& style)
{
    const SegmentCosts costs = MeasureServers(style, FEW);
    benchmark.PrintSide("winsock", costs.style, "ns");
    benchmark.PrintSide("ns3", costs.plain, "ns");
    benchmark.PrintResult(costs.style / costs.plain, "ratio");
}

/// What plain ns-3 takes longer to find an end point among many is no work of the module's.
void
CompareIdle(const Benchmark& benchmark, const styles::Style& style)
{
    const ServerLoad& load = style.name == std::string("WSAPoll") ? IDLE_SCANNED : IDLE;
    const SegmentCosts busy = MeasureServers(style, MANY);
    const SegmentCosts idle = MeasureServers(style, load);
    PrintNote(std::to_string(load.idle) + " idle connections");
    benchmark.PrintSide("winsock", idle.style / busy.style, "ratio");
    benchmark.PrintSide("ns3", idle.plain / busy.plain, "ratio");
    benchmark.PrintResult((busy.plain + idle.extra) / (busy.plain + busy.extra), "ratio");
}

/// @return the benchmarks of all styles
std::deque<Benchmark>
MakeBenchmarks()
{
    std::deque<Benchmark> benchmarks;
    for (std::size_t i = 0; i < styles::STYLES.size(); ++i)
    {
        const styles::Style& style = styles::STYLES[i];
        const std::string name = std::string("style.") + NAMES[i];
        benchmarks.emplace_back(name + ".ratio",
                                [&style](const Benchmark& self) { CompareCosts(self, style); });
        benchmarks.emplace_back(name + ".idle_growth.ratio",
                                [&style](const Benchmark& self) { CompareIdle(self, style); });
    }
    return benchmarks;
}

const std::deque<Benchmark> g_styles = MakeBenchmarks();

} // namespace

} // namespace ns3::winsock
