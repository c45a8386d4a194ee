/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef SERVER_COSTS_H
#define SERVER_COSTS_H

// What a server costs its machine, from the trace sources and ledgers of the module.

#include "ns3/call-record.h"
#include "ns3/callback.h"
#include "ns3/ptr.h"
#include "ns3/simulator.h"
#include "ns3/winsock-application.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>

namespace ns3::winsock::styles
{

class ServerCosts
{
  public:
    /// Watches the only program of a node.
    ServerCosts(Ptr<WinsockStack> stack, Ptr<WinsockApplication> server)
        : m_server(server)
    {
        stack->TraceConnectWithoutContext("Call", MakeCallback(&ServerCosts::OnCall, this));
        server->TraceConnectWithoutContext("Finished", MakeCallback(&ServerCosts::OnEnd, this));
    }

    /// @return calls of the program by name, each counted when it returns
    const std::map<std::string, uint32_t>&
    GetCalls() const
    {
        return m_calls;
    }

    /// @return how many threads of the program have called
    std::size_t
    GetThreads() const
    {
        return m_threads.size();
    }

    /// @return how often a thread went on after it had waited
    uint64_t
    GetWakeUps() const
    {
        return m_server->GetProcess()->GetWakeUps();
    }

    /// @return how often the thread on which layers finish operations had something to do
    uint64_t
    GetWorkerTurns() const
    {
        return m_server->GetProcess()->GetWorkerTurns();
    }

    /// @return the most descriptors that it held at once
    uint64_t
    GetDescriptors() const
    {
        return m_server->GetProcess()->GetDescriptorLedger().GetPeak();
    }

    /// @return the most event objects, windows, completion ports and files that it had at once
    std::size_t
    GetOtherHandles() const
    {
        return m_server->GetProcess()->GetObjects().GetPeak();
    }

    /// @return when the program returned
    Time
    GetEnd() const
    {
        return m_end;
    }

  private:
    void
    OnCall(const CallRecord& record)
    {
        if (record.side == CallRecord::Side::API && record.phase == CallRecord::Phase::LEAVE)
        {
            ++m_calls[record.function];
            m_threads.insert(record.thread);
        }
    }

    void
    OnEnd(const WinsockProcess& /* process */, int /* exitCode */)
    {
        m_end = Simulator::Now();
    }

    Ptr<WinsockApplication> m_server;
    std::map<std::string, uint32_t> m_calls;
    std::set<uint32_t> m_threads;
    Time m_end;
};

} // namespace ns3::winsock::styles

#endif // SERVER_COSTS_H
