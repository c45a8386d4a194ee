/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef CALL_PICTURES_H
#define CALL_PICTURES_H

// Two pictures that examples draw from the `Call` trace source of WinsockStack: which of two programs
// waits when, and how one call goes down the layers.

#include "ns3/call-record.h"
#include "ns3/callback.h"
#include "ns3/node.h"
#include "ns3/ptr.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-stack.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iomanip>
#include <ostream>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace call_pictures
{

using ns3::winsock::CallRecord;

/// Arguments that tell something; buffers, result pointers and zero flags do not.
inline bool
IsTelling(const std::string& name, const std::string& value)
{
    static const std::set<std::string> DULL{"flags",
                                            "dwFlags",
                                            "lpFlags",
                                            "g",
                                            "namelen",
                                            "dwBufferCount",
                                            "lpNumberOfBytesSent",
                                            "lpNumberOfBytesRecvd",
                                            "dwCallbackData"};
    return DULL.count(name) == 0 && value != "NULL";
}

/// @return the call as a program's source would have it: "connect(4, 10.1.1.2:7)"
inline std::string
CallText(const CallRecord& record)
{
    std::string text = record.function;
    const char* separator = "(";
    for (const auto& [name, value] : record.arguments)
    {
        if (IsTelling(name, value))
        {
            text += separator + value;
            separator = ", ";
        }
    }
    return text + (separator[0] == '(' ? "()" : ")");
}

/// @return " = 4", or the name of the error
inline std::string
ResultText(const CallRecord& record)
{
    if (record.unwound)
    {
        return " ended with its process";
    }
    return " = " + (record.error != 0 ? ns3::winsock::WinsockErrorName(record.error)
                                      : std::to_string(record.result));
}

/// Fills up with blanks to a width; knows that the lines of a drawing take three bytes each.
inline std::string
Pad(const std::string& text, std::size_t width)
{
    const auto shown = static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xc0) != 0x80; }));
    return text + std::string(shown < width ? width - shown : 0, ' ');
}

/**
 * The calls of two single-threaded programs on two nodes, side by side in simulated time. A call that
 * waits is drawn as a line from the moment it is entered to the moment it is left.
 */
class TimeLine
{
  public:
    /// @param stack whose calls go to the column; @param title what stands above it
    void
    Watch(int column, ns3::Ptr<ns3::winsock::WinsockStack> stack, const std::string& title)
    {
        m_columns[column].node = stack->GetNodeId();
        m_columns[column].title = title;
        stack->TraceConnectWithoutContext("Call", ns3::MakeCallback(&TimeLine::Record, this));
    }

    void
    Print(std::ostream& os) const
    {
        os << "time/s " << Pad(" " + m_columns[0].title, WIDTH) << " " << m_columns[1].title
           << "\n";
        std::array<bool, 2> waiting{};
        ns3::Time last(-1);
        for (const auto& event : m_events)
        {
            std::array<std::string, 2> cells{waiting[0] ? "│" : "", waiting[1] ? "│" : ""};
            cells[event.column] = event.text;
            waiting[event.column] = event.kind == Kind::ENTER;
            os << (event.time == last ? std::string(7, ' ') : TimeText(event.time))
               << (cells[1].empty() ? cells[0] : Pad(cells[0], WIDTH) + cells[1]) << "\n";
            last = event.time;
        }
        os << "\n";
        for (const auto& column : m_columns)
        {
            os << "  " << Pad(column.title, 26) << std::setw(3) << column.calls << " calls; waited "
               << std::fixed << std::setprecision(3) << column.waited.GetSeconds() << " s in "
               << column.waits << " of them\n";
        }
    }

  private:
    static constexpr std::size_t WIDTH = 47;

    enum class Kind
    {
        WHOLE, // entered and left at once
        ENTER,
        LEAVE,
    };

    struct Event
    {
        ns3::Time time;
        std::size_t column;
        Kind kind;
        std::string text;
    };

    struct Column
    {
        uint32_t node{0};
        std::string title;
        ns3::Time waited;
        int calls{0};
        int waits{0};
        std::string entered; // the text of the call that is under way
    };

    static std::string
    TimeText(const ns3::Time& time)
    {
        std::ostringstream os;
        os << std::fixed << std::setprecision(3) << std::setw(5) << time.GetSeconds() << "  ";
        return os.str();
    }

    /// What a call waits for.
    static std::string
    Cause(const std::string& function)
    {
        static const std::vector<std::pair<std::string, std::string>> CAUSES{
            {"accept", " for a connection"},
            {"connect", " for the peer"},
            {"recv", " for data"},
            {"recvfrom", " for data"},
            {"send", " for room"},
            {"sendto", " for room"}};
        const auto found = std::find_if(
            CAUSES.begin(), CAUSES.end(), [&](const auto& one) { return one.first == function; });
        return found == CAUSES.end() ? "" : found->second;
    }

    static std::string
    WaitText(const CallRecord& record)
    {
        std::ostringstream os;
        os << "└" << record.function << ResultText(record) << ", " << std::fixed
           << std::setprecision(1) << (record.time - record.start).GetSeconds() * 1000 << " ms"
           << Cause(record.function);
        return os.str();
    }

    void
    Record(const CallRecord& record)
    {
        if (record.depth != 0)
        {
            return;
        }
        const std::size_t index = record.node == m_columns[0].node ? 0 : 1;
        Column& column = m_columns[index];
        if (record.phase == CallRecord::Phase::ENTER)
        {
            m_events.push_back({record.time, index, Kind::ENTER, "┌" + CallText(record)});
            return;
        }
        ++column.calls;
        if (record.time == record.start)
        {
            const auto entered =
                std::find_if(m_events.rbegin(),
                             m_events.rend(),
                             [&](const Event& event) { return event.column == index; });
            *entered = {
                record.time, index, Kind::WHOLE, " " + CallText(record) + ResultText(record)};
            return;
        }
        ++column.waits;
        column.waited += record.time - record.start;
        m_events.push_back({record.time, index, Kind::LEAVE, WaitText(record)});
    }

    std::array<Column, 2> m_columns;
    std::vector<Event> m_events;
};

/// The first call of a function on a node, with all calls that it leads to in the layers below.
class Descent
{
  public:
    /// @param stack on which node; @param function of which API function
    Descent(ns3::Ptr<ns3::winsock::WinsockStack> stack, std::string function)
        : m_function(std::move(function))
    {
        stack->TraceConnectWithoutContext("Call", ns3::MakeCallback(&Descent::Record, this));
    }

    void
    Print(std::ostream& os) const
    {
        for (const auto& line : m_lines)
        {
            os << "  " << line << "\n";
        }
    }

  private:
    static constexpr std::size_t WIDTH = 88;

    void
    Record(const CallRecord& record)
    {
        if (record.depth == 0 && m_lines.empty() && record.function == m_function)
        {
            m_recording = true;
        }
        if (!m_recording)
        {
            return;
        }
        if (record.phase == CallRecord::Phase::ENTER)
        {
            m_open.push_back(m_lines.size());
            m_lines.push_back(std::string(4 * record.depth, ' ') +
                              (record.side == CallRecord::Side::SPI ? record.provider + ": " : "") +
                              CallText(record));
            return;
        }
        std::string& line = m_lines[m_open.back()];
        line = Pad(line, WIDTH) + ResultText(record);
        m_open.pop_back();
        m_recording = !m_open.empty();
    }

    std::string m_function;
    std::vector<std::string> m_lines;
    std::vector<std::size_t> m_open; // lines whose call has not been left, outermost first
    bool m_recording{false};
};

} // namespace call_pictures

#endif // CALL_PICTURES_H
