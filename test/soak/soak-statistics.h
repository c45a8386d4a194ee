/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef SOAK_STATISTICS_H
#define SOAK_STATISTICS_H

#include <cstdint>
#include <iosfwd>
#include <map>
#include <string>
#include <vector>

namespace ns3::winsock
{
struct CallRecord;
} // namespace ns3::winsock

namespace ns3::winsock::test
{

/**
 * @ingroup winsock-test
 * @brief How often the calls of programs worked, and how often they failed with which error.
 *
 * Random calls that hardly ever succeed show nothing, and neither do some that never meet a limit.
 */
class SoakStatistics
{
  public:
    /// @param record of a call of a program that returns
    void Count(const CallRecord& record);

    /// @param other is added
    void Add(const SoakStatistics& other);

    /// @param steps that were run @param skipped of them, for want of somebody to make them
    void CountSteps(uint64_t steps, uint64_t skipped);

    /// @return steps that were run
    uint64_t GetSteps() const;

    /// @return calls of one function, successful or not
    uint64_t GetCalls() const;

    /// @return what was too rare for the number of steps, one line each; empty if all was met
    std::vector<std::string> FindGaps() const;

    /// @param os gets a table of all functions and errors
    void Write(std::ostream& os) const;

    /// @return the same as words, for Read()
    std::string Pack() const;

    /// @param words of Pack()
    static SoakStatistics Unpack(const std::string& words);

  private:
    /// @return how often a function gave an error, 0 for success; an empty name stands for all functions
    uint64_t GetCount(const std::string& function, int error) const;

    std::map<std::string, std::map<int, uint64_t>> m_counts; //!< by function and error
    uint64_t m_steps{0};                                     //!< run
    uint64_t m_skipped{0};                                   //!< of these, for nothing
};

} // namespace ns3::winsock::test

#endif /* SOAK_STATISTICS_H */
