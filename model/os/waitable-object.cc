/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "waitable-object.h"

#include "ns3/simulator.h"

#include <algorithm>
#include <utility>

namespace ns3::winsock
{

WaitableObject::~WaitableObject() = default;

void
WaitableObject::OnWaitSatisfied()
{
}

void
WaitableObject::AddWaiter(WinsockThread& thread)
{
    m_waiters.push_back(&thread);
}

void
WaitableObject::RemoveWaiter(WinsockThread& thread)
{
    const auto at = std::find(m_waiters.begin(), m_waiters.end(), &thread);
    if (at != m_waiters.end())
    {
        m_waiters.erase(at);
    }
}

void
WaitableObject::WakeWaiters()
{
    for (WinsockThread* thread : m_waiters)
    {
        thread->Wake();
    }
}

EventObject::EventObject(bool manualReset)
    : m_manualReset(manualReset)
{
}

EventObject::~EventObject() = default;

bool
EventObject::IsSignalled() const
{
    return m_signalled;
}

void
EventObject::OnWaitSatisfied()
{
    m_signalled = m_signalled && m_manualReset;
}

void
EventObject::Set()
{
    m_signalled = true;
    WakeWaiters();
    if (m_handler && !m_handlerDue)
    {
        m_handlerDue = true;
        Simulator::ScheduleNow(&EventObject::CallHandler, Ptr<EventObject>(this));
    }
}

void
EventObject::Reset()
{
    m_signalled = false;
}

void
EventObject::SetSignalHandler(std::function<void()> handler)
{
    m_handler = std::move(handler);
}

void
EventObject::CallHandler()
{
    m_handlerDue = false;
    // The handler may replace itself.
    const std::function<void()> handler = m_handler;
    if (handler)
    {
        handler();
    }
}

} // namespace ns3::winsock
