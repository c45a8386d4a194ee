/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What a blocking call costs beyond the event that ends it: the way through the API, the switch away
// from the program's fiber and the switch back.

#include "bench-registry.h"
#include "bench-world.h"

#include "ns3/nstime.h"
#include "ns3/simulator.h"

namespace ns3::winsock
{

namespace
{

constexpr uint32_t WAITS = 300'000;
constexpr int BLOCKING_ROUNDS = 11; // the difference of two large numbers takes more of them

double
MeasureWinsock()
{
    BenchWorld world;
    world.InstallWinsock();
    double nanoseconds = 0;
    world.AddProgram(0,
                     1,
                     [&](Winsock& winsock)
                     {
                         Stopwatch watch;
                         for (uint32_t i = 0; i < WAITS; ++i)
                         {
                             winsock.Sleep(1);
                         }
                         nanoseconds = watch.GetNanoseconds() / WAITS;
                     });
    world.Run();
    return nanoseconds;
}

/// An event that schedules itself again.
class PlainChain
{
  public:
    void
    Begin()
    {
        m_watch = Stopwatch();
        Tick();
    }

    double
    GetNanoseconds() const
    {
        return m_nanoseconds;
    }

  private:
    void
    Tick()
    {
        if (m_ticks++ < WAITS)
        {
            Simulator::Schedule(MilliSeconds(1), &PlainChain::Tick, this);
            return;
        }
        m_nanoseconds = m_watch.GetNanoseconds() / WAITS;
    }

    Stopwatch m_watch;       //!< started when the chain begins
    uint32_t m_ticks{0};     //!< events so far
    double m_nanoseconds{0}; //!< of each
};

double
MeasurePlain()
{
    BenchWorld world;
    PlainChain chain;
    Simulator::Schedule(Seconds(1), &PlainChain::Begin, &chain);
    world.Run();
    return chain.GetNanoseconds();
}

void
MeasureSwitch(const Benchmark& benchmark)
{
    const Comparison times = Compare(MeasureWinsock, MeasurePlain, BLOCKING_ROUNDS);
    benchmark.PrintSide("winsock", times.ours, "ns");
    benchmark.PrintSide("ns3", times.plain, "ns");
    benchmark.PrintResult(times.ours - times.plain, "ns");
}

const Benchmark g_switch("blocking_switch.ns", MeasureSwitch);

} // namespace

} // namespace ns3::winsock
