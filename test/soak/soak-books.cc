/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "soak-books.h"

#include "ns3/call-record.h"
#include "ns3/simulator.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"

#include <string>

namespace ns3::winsock::test
{

namespace
{

/// @return whether a call that reports an error has begun something, or taken something out
bool
MayChange(const CallRecord& record, const DeviceNumbers& numbers)
{
    const std::string function = record.function;
    switch (record.error)
    {
    case WSA_IO_PENDING:
        return true; // an operation has begun
    case WSAEWOULDBLOCK:
        return function == "connect" || function == "WSAConnect"; // likewise
    case WSAEMSGSIZE:
        return function.find("ecv") != std::string::npos; // the rest of the datagram is lost
    case WSAEMFILE:
    case WSAENOBUFS:
        // The connection that there is no descriptor for is reset (R-ACC-4).
        return function == "accept" &&
               numbers.acceptWithoutDescriptor == AcceptWithoutDescriptor::DISCARD;
    default:
        return false;
    }
}

/// @return whether a failure leaves ports alone as well; connect and sendto bind first (R-BND-3)
bool
LeavesPorts(const CallRecord& record)
{
    const std::string function = record.function;
    return function == "bind" || function == "WSASocketW" || function == "accept" ||
           function == "listen";
}

std::string
Describe(const CallRecord& record)
{
    return std::string(record.function) + " of process " + std::to_string(record.process) +
           " gave error " + std::to_string(record.error);
}

/// @return what has changed, or nothing
std::string
Difference(const char* what, uint64_t before, uint64_t now)
{
    return before == now ? ""
                         : std::string("; ") + what + ": " + std::to_string(before) + " before, " +
                               std::to_string(now) + " now";
}

} // namespace

void
SoakVerdict::Fail(const std::string& brokenRule, const std::string& seen)
{
    if (rule.empty())
    {
        rule = brokenRule;
        details = seen + ", at " + std::to_string(Simulator::Now().GetNanoSeconds()) + " ns";
    }
}

void
SoakVerdict::Mix(uint64_t word)
{
    for (int i = 0; i < 8; ++i)
    {
        hash = (hash ^ (word >> (8 * i) & 0xff)) * 1099511628211U;
    }
}

SoakBooks::SoakBooks(Ptr<WinsockStack> stack, SoakVerdict& verdict)
    : m_stack(stack),
      m_verdict(verdict)
{
    m_stack->TraceConnectWithoutContext("Call", MakeCallback(&SoakBooks::OnCall, this));
    m_stack->TraceConnectWithoutContext("DescriptorsInUse",
                                        MakeCallback(&SoakBooks::OnDescriptors, this));
    m_stack->TraceConnectWithoutContext("PoolBytesInUse",
                                        MakeCallback(&SoakBooks::OnPoolBytes, this));
    m_stack->TraceConnectWithoutContext("PoolPacketsInUse",
                                        MakeCallback(&SoakBooks::OnPoolPackets, this));
}

SoakBooks::~SoakBooks()
{
    m_stack->TraceDisconnectWithoutContext("Call", MakeCallback(&SoakBooks::OnCall, this));
    m_stack->TraceDisconnectWithoutContext("DescriptorsInUse",
                                           MakeCallback(&SoakBooks::OnDescriptors, this));
    m_stack->TraceDisconnectWithoutContext("PoolBytesInUse",
                                           MakeCallback(&SoakBooks::OnPoolBytes, this));
    m_stack->TraceDisconnectWithoutContext("PoolPacketsInUse",
                                           MakeCallback(&SoakBooks::OnPoolPackets, this));
}

void
SoakBooks::CheckSums(bool settled)
{
    for (const auto& process : m_stack->GetProcesses())
    {
        Compare("descriptors of a process",
                process->GetDescriptorLedger().GetInUse(),
                CountDescriptors(*process),
                true);
    }
    const SoakHoldings ledgers = ReadLedgers(*m_stack);
    const SoakHoldings held = CountHoldings(*m_stack);
    Compare("descriptors of a node", ledgers.descriptors, held.descriptors, true);
    Compare("pool bytes", ledgers.bytes, held.bytes, settled);
    Compare("pool packets", ledgers.packets, held.packets, settled);
    Compare("control blocks", ledgers.controlBlocks, held.controlBlocks, settled);
    CheckLimit("control blocks",
               m_controlBlocks,
               ledgers.controlBlocks,
               m_stack->GetNumbers().maxTcpControlBlocks);
    m_controlBlocks = ledgers.controlBlocks;
}

void
SoakBooks::Compare(const char* what, uint64_t ledger, uint64_t counted, bool exactly)
{
    if (ledger < counted || (exactly && ledger > counted))
    {
        m_verdict.Fail(std::string(what) + " add up",
                       "on node " + std::to_string(m_stack->GetNodeId()) + " the ledger says " +
                           std::to_string(ledger) + ", held are " + std::to_string(counted));
    }
}

void
SoakBooks::CheckEmpty()
{
    const Entry now = MakeEntry();
    if (now.ledgers.descriptors + now.ledgers.bytes + now.ledgers.packets +
            now.ledgers.controlBlocks + now.ports !=
        0)
    {
        m_verdict.Fail("at the end all is back",
                       "node " + std::to_string(m_stack->GetNodeId()) + " still has " +
                           std::to_string(now.ledgers.descriptors) + " descriptors, " +
                           std::to_string(now.ledgers.bytes) + " bytes and " +
                           std::to_string(now.ledgers.packets) + " packets of the pool, " +
                           std::to_string(now.ledgers.controlBlocks) + " control blocks, " +
                           std::to_string(now.ports) + " ports");
    }
}

SoakBooks::Entry
SoakBooks::MakeEntry() const
{
    Entry entry;
    entry.event = Simulator::GetEventCount();
    entry.sequence = m_sequence;
    entry.ports = m_stack->GetTcpPorts().GetCount() + m_stack->GetUdpPorts().GetCount();
    entry.ledgers = ReadLedgers(*m_stack);
    return entry;
}

void
SoakBooks::OnCall(const CallRecord& record)
{
    if (record.side != CallRecord::Side::API)
    {
        return;
    }
    const auto self = std::make_pair(record.process, record.thread);
    ++m_sequence;
    if (record.phase == CallRecord::Phase::ENTER)
    {
        m_entered[self] = MakeEntry();
        return;
    }
    m_verdict.Mix(static_cast<uint64_t>(record.time.GetNanoSeconds()));
    m_verdict.Mix(static_cast<uint64_t>(record.error));
    if (record.unwound)
    {
        return;
    }
    m_verdict.statistics.Count(record);
    CheckSums(false);
    if (record.error != 0 && !MayChange(record, m_stack->GetNumbers()))
    {
        CheckRefusal(record, m_entered[self]);
    }
}

void
SoakBooks::CheckRefusal(const CallRecord& record, const Entry& before)
{
    const Entry now = MakeEntry();
    // Where the call waited, or others called meanwhile, what changed need not be of its making.
    if (before.event != now.event || before.sequence + 1 != now.sequence)
    {
        return;
    }
    const SoakHoldings& then = before.ledgers;
    std::string changed = Difference("descriptors", then.descriptors, now.ledgers.descriptors);
    changed += Difference("pool bytes", then.bytes, now.ledgers.bytes);
    changed += Difference("pool packets", then.packets, now.ledgers.packets);
    changed += Difference("control blocks", then.controlBlocks, now.ledgers.controlBlocks);
    changed += LeavesPorts(record) ? Difference("ports", before.ports, now.ports) : "";
    if (!changed.empty())
    {
        m_verdict.Fail("a refused call changes nothing", Describe(record) + changed);
    }
}

void
SoakBooks::OnDescriptors(uint64_t before, uint64_t now)
{
    CheckLimit("descriptors of a node", before, now, m_stack->GetNumbers().maxSocketsPerSystem);
    for (const auto& process : m_stack->GetProcesses())
    {
        uint64_t& last = m_ofProcess[process->GetId()];
        const uint64_t held = process->GetDescriptorLedger().GetInUse();
        CheckLimit(
            "descriptors of a process", last, held, m_stack->GetNumbers().maxSocketsPerProcess);
        last = held;
    }
}

void
SoakBooks::OnPoolBytes(uint64_t before, uint64_t now)
{
    CheckLimit("pool bytes", before, now, m_stack->GetNumbers().poolBytes);
}

void
SoakBooks::OnPoolPackets(uint64_t before, uint64_t now)
{
    CheckLimit("pool packets", before, now, m_stack->GetNumbers().poolPackets);
}

void
SoakBooks::CheckLimit(const char* what, uint64_t before, uint64_t now, uint32_t limit)
{
    m_verdict.Mix(now);
    // Lowering a limit takes nothing away: only what is added has to keep to it.
    if (now > before && now > limit && limit != DeviceNumbers::UNLIMITED)
    {
        m_verdict.Fail("limits are never exceeded",
                       std::to_string(now) + " " + what + " of at most " + std::to_string(limit));
    }
}

} // namespace ns3::winsock::test
