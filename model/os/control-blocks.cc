/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "control-blocks.h"

namespace ns3::winsock
{

bool
ControlBlocks::Take(uint64_t limit, bool recycle)
{
    // None ends in vain: a limit that was lowered may refuse what is asked for all the same.
    const bool helps = m_ledger.GetInUse() - m_timeWait.size() < limit;
    while (recycle && helps && m_ledger.GetInUse() >= limit)
    {
        m_timeWait.begin()->second->EndTimeWait();
    }
    return m_ledger.Take(1, limit);
}

void
ControlBlocks::Give()
{
    m_ledger.Give(1);
}

uint64_t
ControlBlocks::EnterTimeWait(TimeWaitHolder& holder)
{
    m_timeWait.emplace(++m_lastTicket, &holder);
    return m_lastTicket;
}

void
ControlBlocks::LeaveTimeWait(uint64_t ticket)
{
    m_timeWait.erase(ticket);
}

const ResourceLedger&
ControlBlocks::GetLedger() const
{
    return m_ledger;
}

std::size_t
ControlBlocks::GetTimeWaitCount() const
{
    return m_timeWait.size();
}

} // namespace ns3::winsock
