/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "winsock-trace-helper.h"

#include "ns3/abort.h"
#include "ns3/call-record.h"
#include "ns3/callback.h"
#include "ns3/monitor-layer.h"
#include "ns3/node.h"
#include "ns3/trace-helper.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-stack.h"

#include <iomanip>
#include <ostream>
#include <string>

namespace ns3::winsock
{

namespace
{

constexpr int64_t NANOSECONDS_PER_SECOND = 1000000000;
constexpr int SECONDS_WIDTH = 5;

void
WriteRecord(Ptr<OutputStreamWrapper> stream, const CallRecord& record)
{
    WinsockTraceHelper::WriteLine(*stream->GetStream(), record);
}

/// @param source a stack or a monitor
void
Connect(Ptr<Object> source, Ptr<OutputStreamWrapper> stream)
{
    source->TraceConnectWithoutContext("Call", MakeBoundCallback(&WriteRecord, stream));
}

Ptr<OutputStreamWrapper>
OpenFile(const std::string& filename)
{
    return AsciiTraceHelper().CreateFileStream(filename);
}

/// Integers only: a double would lose nanoseconds after some months of simulated time.
void
WriteTime(std::ostream& os, const Time& time)
{
    const int64_t nanoseconds = time.GetNanoSeconds();
    os << std::setw(SECONDS_WIDTH) << nanoseconds / NANOSECONDS_PER_SECOND << '.'
       << std::setfill('0') << std::setw(9) << nanoseconds % NANOSECONDS_PER_SECOND
       << std::setfill(' ') << 's';
}

} // namespace

void
WinsockTraceHelper::EnableAscii(Ptr<OutputStreamWrapper> stream, const NodeContainer& nodes) const
{
    for (auto node = nodes.Begin(); node != nodes.End(); ++node)
    {
        Ptr<WinsockStack> stack = (*node)->GetObject<WinsockStack>();
        NS_ABORT_MSG_IF(!stack,
                        "Node " << (*node)->GetId()
                                << " has no Winsock stack whose calls could be written: call"
                                   " WinsockStackHelper::Install for the node first.");
        Connect(stack, stream);
    }
}

void
WinsockTraceHelper::EnableAscii(const std::string& filename, const NodeContainer& nodes) const
{
    EnableAscii(OpenFile(filename), nodes);
}

void
WinsockTraceHelper::EnableAscii(Ptr<OutputStreamWrapper> stream, Ptr<MonitorLibrary> monitor) const
{
    Connect(monitor, stream);
}

void
WinsockTraceHelper::EnableAsciiAll(Ptr<OutputStreamWrapper> stream) const
{
    const NodeContainer nodes = NodeContainer::GetGlobal();
    for (auto node = nodes.Begin(); node != nodes.End(); ++node)
    {
        if (Ptr<WinsockStack> stack = (*node)->GetObject<WinsockStack>())
        {
            Connect(stack, stream);
        }
    }
}

void
WinsockTraceHelper::EnableAsciiAll(const std::string& filename) const
{
    EnableAsciiAll(OpenFile(filename));
}

void
WinsockTraceHelper::WriteLine(std::ostream& os, const CallRecord& record)
{
    WriteTime(os, record.time);
    os << " node " << record.node << " process " << record.process << '.' << record.thread << ' '
       << std::string(2 * record.depth, ' ')
       << (record.phase == CallRecord::Phase::ENTER ? "> " : "< ");
    if (record.side == CallRecord::Side::SPI)
    {
        os << record.provider << ": ";
    }
    os << record;
    if (record.error != 0)
    {
        os << " (" << WinsockErrorText(record.error) << ')';
    }
    os << '\n';
}

} // namespace ns3::winsock
