/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "soak-statistics.h"

#include "ns3/call-record.h"
#include "ns3/winsock-error.h"

#include <iomanip>
#include <ostream>
#include <sstream>

namespace ns3::winsock::test
{

namespace
{

/// What has to be met, and how often at least in a hundred thousand steps.
struct Threshold
{
    const char* function; //!< which; empty for any
    int error;            //!< which; 0 for success
    uint64_t count;       //!< at least
};

constexpr Threshold THRESHOLDS[] = {
    {"WSASocketW", 0, 1000},
    {"WSASocketW", WSAEMFILE, 100},
    {"WSASocketW", WSAENOBUFS, 5},
    {"bind", 0, 500},
    {"listen", 0, 200},
    {"accept", 0, 100},
    {"accept", WSAEWOULDBLOCK, 20},
    {"connect", 0, 100},
    {"connect", WSAEWOULDBLOCK, 100},
    {"connect", WSAECONNREFUSED, 20},
    {"send", 0, 200},
    {"send", WSAEWOULDBLOCK, 20},
    {"recv", 0, 200},
    {"recv", WSAEWOULDBLOCK, 50},
    {"sendto", 0, 100},
    {"recvfrom", 0, 30},
    {"WSASend", 0, 20},
    {"WSARecv", WSA_IO_PENDING, 20},
    {"WSADuplicateSocketW", 0, 5},
    {"shutdown", 0, 50},
    {"closesocket", 0, 1000},
    {"WSACleanup", 0, 20},
    {"", WSAENOTSOCK, 500},
    {"", WSAEINTR, 5},
    {"", WSAEFAULT, 20},
    {"", WSAENOTCONN, 50},
    {"", WSANOTINITIALISED, 20},
};

} // namespace

void
SoakStatistics::Count(const CallRecord& record)
{
    ++m_counts[record.function][record.error];
}

void
SoakStatistics::Add(const SoakStatistics& other)
{
    m_steps += other.m_steps;
    m_skipped += other.m_skipped;
    for (const auto& [function, errors] : other.m_counts)
    {
        for (const auto& [error, count] : errors)
        {
            m_counts[function][error] += count;
        }
    }
}

void
SoakStatistics::CountSteps(uint64_t steps, uint64_t skipped)
{
    m_steps += steps;
    m_skipped += skipped;
}

uint64_t
SoakStatistics::GetSteps() const
{
    return m_steps;
}

uint64_t
SoakStatistics::GetCalls() const
{
    uint64_t calls = 0;
    for (const auto& function : m_counts)
    {
        for (const auto& [error, count] : function.second)
        {
            calls += count;
        }
    }
    return calls;
}

uint64_t
SoakStatistics::GetCount(const std::string& function, int error) const
{
    uint64_t sum = 0;
    for (const auto& [name, errors] : m_counts)
    {
        const auto at = errors.find(error);
        if (at != errors.end() && (function.empty() || function == name))
        {
            sum += at->second;
        }
    }
    return sum;
}

std::vector<std::string>
SoakStatistics::FindGaps() const
{
    std::vector<std::string> gaps;
    for (const Threshold& threshold : THRESHOLDS)
    {
        const uint64_t wanted = threshold.count * m_steps / 100000;
        const uint64_t met = GetCount(threshold.function, threshold.error);
        if (met < wanted)
        {
            const std::string function = *threshold.function ? threshold.function : "any function";
            const std::string result =
                threshold.error == 0 ? "success" : WinsockErrorName(threshold.error);
            gaps.push_back(function + ": " + result + " " + std::to_string(met) + " times, not " +
                           std::to_string(wanted));
        }
    }
    if (m_skipped * 4 > m_steps)
    {
        gaps.push_back("more than a quarter of the steps found nobody to make them");
    }
    return gaps;
}

void
SoakStatistics::Write(std::ostream& os) const
{
    os << m_steps << " steps, " << m_skipped << " without anybody to make them, " << GetCalls()
       << " calls\n";
    for (const auto& [function, errors] : m_counts)
    {
        os << "  " << std::left << std::setw(28) << function << std::right;
        for (const auto& [error, count] : errors)
        {
            os << "  " << (error == 0 ? "success" : WinsockErrorName(error)) << " " << count;
        }
        os << "\n";
    }
}

std::string
SoakStatistics::Pack() const
{
    std::ostringstream words;
    words << m_steps << " " << m_skipped;
    for (const auto& [function, errors] : m_counts)
    {
        for (const auto& [error, count] : errors)
        {
            words << " " << function << " " << error << " " << count;
        }
    }
    return words.str();
}

SoakStatistics
SoakStatistics::Unpack(const std::string& words)
{
    SoakStatistics statistics;
    std::istringstream stream(words);
    stream >> statistics.m_steps >> statistics.m_skipped;
    std::string function;
    int error = 0;
    uint64_t count = 0;
    while (stream >> function >> error >> count)
    {
        statistics.m_counts[function][error] = count;
    }
    return statistics;
}

} // namespace ns3::winsock::test
