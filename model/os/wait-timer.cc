/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "wait-timer.h"

#include "ns3/simulator.h"
#include "ns3/winsock-thread.h"

namespace ns3::winsock
{

WaitTimer::WaitTimer(WinsockThread& thread, const Time& limit)
    : m_thread(thread)
{
    if (!limit.IsZero())
    {
        m_event = Simulator::Schedule(limit, &WaitTimer::Expire, this);
    }
}

WaitTimer::~WaitTimer()
{
    Simulator::Cancel(m_event);
}

bool
WaitTimer::IsDue() const
{
    return m_due;
}

void
WaitTimer::Expire()
{
    m_due = true;
    m_thread.Wake();
}

} // namespace ns3::winsock
