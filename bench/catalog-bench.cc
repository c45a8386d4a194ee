/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Whether the choice of a catalog entry takes longer in a large catalog.

#include "bench-registry.h"

#include "ns3/protocol-catalog-builder.h"
#include "ns3/protocol-selector.h"
#include "ns3/stock-catalogs.h"
#include "ns3/winsock-constants.h"

#include <iterator>
#include <memory>

namespace ns3::winsock
{

namespace
{

constexpr uint32_t SELECTIONS = 2'000'000;

/// What programs ask for: found first, found late, matched by wildcards, and not found.
constexpr SelectionRequest REQUESTS[] = {{AF_INET, SOCK_STREAM, IPPROTO_TCP},
                                         {AF_INET6, SOCK_DGRAM, IPPROTO_UDP},
                                         {AF_INET, SOCK_DGRAM, 0},
                                         {AF_UNSPEC, 0, IPPROTO_TCP},
                                         {AF_INET, SOCK_STREAM, IPPROTO_UDP}};

/// @return the TCP/IP entries, behind others of foreign families up to a number of entries
std::shared_ptr<const ProtocolCatalog>
MakeCatalog(std::size_t size)
{
    const auto stock = StockCatalog("windows-10");
    ProtocolCatalogBuilder builder;
    CatalogEntry foreign = stock->GetEntry(0);
    for (std::size_t i = 0; i < size - 6; ++i)
    {
        foreign.info.iAddressFamily = static_cast<INT>(100 + i);
        Expect(bool(builder.Install(foreign)), "an entry of a foreign family");
    }
    for (std::size_t i = 0; i < 6; ++i)
    {
        Expect(bool(builder.Install(stock->GetEntry(i))), "an entry of TCP/IP");
    }
    return builder.Build();
}

double
MeasureSelection(const ProtocolCatalog& catalog)
{
    uint32_t found = 0;
    Stopwatch watch;
    for (uint32_t i = 0; i < SELECTIONS; ++i)
    {
        for (const auto& request : REQUESTS)
        {
            found += Select(catalog, request, Dialect::NT).entry != nullptr;
        }
    }
    const double nanoseconds = watch.GetNanoseconds() / SELECTIONS / std::size(REQUESTS);
    Expect(found == 4 * SELECTIONS, "four of five selections");
    return nanoseconds;
}

void
CompareSizes(const Benchmark& benchmark)
{
    const auto large = MakeCatalog(1000);
    const auto small = MakeCatalog(10);
    const Comparison times = Compare([&]() { return MeasureSelection(*large); },
                                     [&]() { return MeasureSelection(*small); });
    benchmark.PrintSide("1000_entries", times.ours, "ns");
    benchmark.PrintSide("10_entries", times.plain, "ns");
    benchmark.PrintResult(times.ours / times.plain, "ratio");
}

const Benchmark g_select("catalog_select_1000_to_10.ratio", CompareSizes);

} // namespace

} // namespace ns3::winsock
