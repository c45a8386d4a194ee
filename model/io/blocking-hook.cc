/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "blocking-hook.h"

#include "ns3/nstime.h"
#include "ns3/simulator.h"
#include "ns3/winsock-thread.h"

namespace ns3::winsock
{

namespace
{

bool
HasHook(WinsockThread& thread)
{
    return thread.HasInbox() && thread.GetInbox().blockingHook;
}

} // namespace

BlockingHookTimer::BlockingHookTimer(WinsockThread& thread)
    : m_thread(thread)
{
    if (HasHook(thread))
    {
        Tick();
    }
}

BlockingHookTimer::~BlockingHookTimer()
{
    Simulator::Cancel(m_event);
}

bool
BlockingHookTimer::LetGoOn() const
{
    return !HasHook(m_thread) || CallBlockingHook(0);
}

void
BlockingHookTimer::Tick()
{
    m_event =
        Simulator::Schedule(MilliSeconds(INTERVAL_MILLISECONDS), &BlockingHookTimer::Tick, this);
    m_thread.Wake();
}

BOOL
CallBlockingHook(DWORD_PTR)
{
    ThreadInbox& inbox = WinsockThread::GetCurrent()->GetInbox();
    inbox.cancelled = false;
    inbox.inHook = true;
    while (inbox.blockingHook && !inbox.cancelled && inbox.blockingHook())
    {
    }
    inbox.inHook = false;
    return inbox.cancelled ? FALSE : TRUE;
}

} // namespace ns3::winsock
