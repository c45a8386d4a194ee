/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "bench-registry.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iostream>
#include <malloc.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace ns3::winsock
{

namespace
{

std::vector<const Benchmark*>&
GetList()
{
    static std::vector<const Benchmark*> list;
    return list;
}

double
GetProcessorNanoseconds()
{
    std::timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return 1e9 * static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec);
}

/// Three significant digits for small values, whole numbers for large ones.
void
PrintLine(const std::string& name, double value, const std::string& unit)
{
    const double magnitude = value < 0 ? -value : value;
    const int digits = magnitude >= 100 ? 0 : magnitude >= 10 ? 1 : magnitude >= 1 ? 2 : 3;
    std::printf("%s %.*f %s\n", name.c_str(), digits, value, unit.c_str());
    std::fflush(stdout);
}

} // namespace

Benchmark::Benchmark(std::string name, std::function<void(const Benchmark&)> run)
    : m_name(std::move(name)),
      m_run(std::move(run))
{
    GetList().push_back(this);
}

std::vector<const Benchmark*>
Benchmark::GetAll()
{
    std::vector<const Benchmark*> all = GetList();
    std::sort(all.begin(),
              all.end(),
              [](const Benchmark* a, const Benchmark* b) { return a->m_name < b->m_name; });
    return all;
}

const std::string&
Benchmark::GetName() const
{
    return m_name;
}

void
Benchmark::Run() const
{
    m_run(*this);
}

void
Benchmark::PrintSide(const std::string& side, double value, const std::string& unit) const
{
    PrintLine(m_name.substr(0, m_name.rfind('.') + 1) + side, value, unit);
}

void
Benchmark::PrintResult(double value, const std::string& unit) const
{
    PrintLine(m_name, value, unit);
}

void
PrintNote(const std::string& text)
{
    std::printf("# %s\n", text.c_str());
    std::fflush(stdout);
}

Stopwatch::Stopwatch()
    : m_start(GetProcessorNanoseconds())
{
}

double
Stopwatch::GetNanoseconds() const
{
    return GetProcessorNanoseconds() - m_start;
}

double
Median(std::vector<double> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

std::vector<double>
MeasureApart(std::size_t count, const std::function<std::vector<double>()>& measure)
{
    int ends[2];
    Expect(pipe(ends) == 0, "a pipe to a process of its own");
    std::vector<double> values(count);
    const auto bytes = static_cast<ssize_t>(count * sizeof(double));
    const pid_t child = fork();
    if (child == 0)
    {
        values = measure();
        const bool written = write(ends[1], values.data(), static_cast<size_t>(bytes)) == bytes;
        std::_Exit(written ? 0 : 1);
    }
    close(ends[1]);
    const bool measured = read(ends[0], values.data(), static_cast<size_t>(bytes)) == bytes;
    close(ends[0]);
    waitpid(child, nullptr, 0);
    Expect(measured, "a measurement in a process of its own");
    return values;
}

double
MeasureApart(const Measurement& measure)
{
    return MeasureApart(1, [&] { return std::vector<double>{measure()}; }).front();
}

Comparison
Compare(const Measurement& ours, const Measurement& plain, int rounds)
{
    std::vector<double> first;
    std::vector<double> second;
    for (int round = 0; round < rounds; ++round)
    {
        first.push_back(MeasureApart(ours));
        second.push_back(MeasureApart(plain));
    }
    return Comparison{Median(first), Median(second)};
}

void
CompareTimes(const Benchmark& benchmark,
             const Measurement& ours,
             const Measurement& plain,
             int rounds)
{
    const Comparison times = Compare(ours, plain, rounds);
    benchmark.PrintSide("winsock", times.ours, "ns");
    benchmark.PrintSide("ns3", times.plain, "ns");
    benchmark.PrintResult(times.ours / times.plain, "ratio");
}

void
Expect(bool done, const std::string& what)
{
    if (!done)
    {
        std::cerr << "This did not happen, so nothing was measured: " << what << std::endl;
        std::exit(1);
    }
}

double
GetHeapBytes()
{
    const struct mallinfo2 heap = mallinfo2();
    return static_cast<double>(heap.uordblks + heap.hblkhd);
}

double
GetResidentBytes()
{
    std::ifstream statistics("/proc/self/statm");
    double total = 0;
    double resident = 0;
    statistics >> total >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

} // namespace ns3::winsock
