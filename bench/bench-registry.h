/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef BENCH_REGISTRY_H
#define BENCH_REGISTRY_H

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief What is measured, under the name of its last line.
 *
 * A benchmark is a static object; constructing it puts it on the list. It prints lines of the form
 * "name value unit": the two sides first, what they amount to last; a line that begins with "#" is for
 * people.
 */
class Benchmark
{
  public:
    /**
     * @param name the last line's name, such as "tcp_bulk.ratio"
     * @param run measures and prints
     */
    Benchmark(std::string name, std::function<void(const Benchmark&)> run);

    /// @return all benchmarks, sorted by name
    static std::vector<const Benchmark*> GetAll();

    /// @return the last line's name
    const std::string& GetName() const;

    /// Measures and prints.
    void Run() const;

    /**
     * @param side what replaces the last part of the name, such as "winsock"
     * @param value what was measured
     * @param unit its unit
     */
    void PrintSide(const std::string& side, double value, const std::string& unit) const;

    /**
     * @param value what the benchmark is about
     * @param unit its unit
     */
    void PrintResult(double value, const std::string& unit) const;

  private:
    std::string m_name;                          //!< the last line's
    std::function<void(const Benchmark&)> m_run; //!< measures and prints
};

/**
 * @ingroup winsock
 * @brief Prints a line for people, which begins with "#".
 * @param text a row of a table, say
 */
void PrintNote(const std::string& text);

/**
 * @ingroup winsock
 * @brief Gives the processor time between two moments, which other programs on the machine disturb
 *        least.
 */
class Stopwatch
{
  public:
    /// Starts.
    Stopwatch();

    /// @return nanoseconds since the start
    double GetNanoseconds() const;

  private:
    double m_start; //!< the clock at the start, ns
};

/// How many times each side of a comparison is measured.
constexpr int ROUNDS = 9;

/**
 * @ingroup winsock
 * @param values at least one
 * @return the value in the middle
 */
double Median(std::vector<double> values);

/// Measures one thing once. @return the cost of one operation
using Measurement = std::function<double()>;

/**
 * @ingroup winsock
 * @brief Measures in a copy of the process as it is now.
 *
 * What a measurement leaves behind - the C library's heap, ns-3's pool of packet buffers - would else
 * be part of what the next one meets, and memory that comes back would hide memory that does not.
 * @param measure what to do
 * @return what it gave
 */
double MeasureApart(const Measurement& measure);

/**
 * @ingroup winsock
 * @brief MeasureApart() for what gives several values.
 * @param count how many
 * @param measure gives so many
 * @return what it gave
 */
std::vector<double>
MeasureApart(std::size_t count, const std::function<std::vector<double>()>& measure);

/**
 * @ingroup winsock
 * @brief The medians of two sides that were measured in turns.
 */
struct Comparison
{
    double ours;  //!< median of the first side
    double plain; //!< median of the second side
};

/**
 * @ingroup winsock
 * @brief Measures two sides in turns, so that whatever slows the machine down hits both, and each time
 *        apart.
 * @param ours measures the first side
 * @param plain measures the second side
 * @param rounds how often each
 * @return the medians
 */
Comparison Compare(const Measurement& ours, const Measurement& plain, int rounds = ROUNDS);

/**
 * @ingroup winsock
 * @brief Compares the module with plain ns-3 and prints both sides and their ratio.
 * @param benchmark whose lines they are
 * @param ours measures the module, in nanoseconds
 * @param plain measures plain ns-3, in nanoseconds
 * @param rounds how often each
 */
void CompareTimes(const Benchmark& benchmark,
                  const Measurement& ours,
                  const Measurement& plain,
                  int rounds = ROUNDS);

/**
 * @ingroup winsock
 * @brief Ends the program with a message unless the work that is measured was really done.
 * @param done whether it was
 * @param what the work
 */
void Expect(bool done, const std::string& what);

/// @return bytes that the program has allocated on the heap, as the C library counts them
double GetHeapBytes();

/// @return bytes of memory that the program occupies in the machine
double GetResidentBytes();

} // namespace ns3::winsock

#endif // BENCH_REGISTRY_H
