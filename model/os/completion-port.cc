/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "completion-port.h"

#include "ns3/object-wait.h"
#include "ns3/wait-timer.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-thread.h"

#include <algorithm>

namespace ns3::winsock
{

/// One thread in Take(), for as long as it waits.
class CompletionPort::Waiter
{
  public:
    Waiter(CompletionPort& port, WinsockThread& thread)
        : m_port(port),
          m_thread(thread)
    {
        port.m_waiters.push_back(this);
    }

    ~Waiter()
    {
        auto& waiters = m_port.m_waiters;
        waiters.erase(std::find(waiters.begin(), waiters.end(), this));
        if (woken && !m_port.m_packets.empty())
        {
            // It was woken for a packet that it does not take: somebody else must.
            m_port.WakeOne();
        }
    }

    Waiter(const Waiter&) = delete;
    Waiter& operator=(const Waiter&) = delete;

    void
    Wake()
    {
        woken = true;
        m_thread.Wake();
    }

    bool woken{false}; //!< for a packet

  private:
    CompletionPort& m_port;
    WinsockThread& m_thread;
};

void
CompletionPort::Post(const CompletionPacket& packet)
{
    m_packets.push_back(packet);
    WakeOne();
}

void
CompletionPort::WakeOne()
{
    const auto idle = std::find_if(
        m_waiters.rbegin(), m_waiters.rend(), [](const Waiter* waiter) { return !waiter->woken; });
    if (idle != m_waiters.rend())
    {
        (*idle)->Wake();
    }
}

int
CompletionPort::Take(WinsockThread& thread,
                     DWORD milliseconds,
                     bool alertable,
                     CompletionPacket& packet)
{
    const Ptr<CompletionPort> alive(this);
    Waiter waiter(*this, thread);
    const WaitTimer timer(thread, TimeoutFromMilliseconds(milliseconds));
    while (m_packets.empty())
    {
        if (m_closed)
        {
            return ERROR_ABANDONED_WAIT_0;
        }
        if (alertable && thread.RunApcs())
        {
            return static_cast<int>(WAIT_IO_COMPLETION);
        }
        if (milliseconds == 0 || timer.IsDue())
        {
            return static_cast<int>(WAIT_TIMEOUT);
        }
        waiter.woken = false;
        if (!thread.CanBlock() || !thread.WaitForApcOrWake(alertable))
        {
            return ERROR_ABANDONED_WAIT_0;
        }
    }
    packet = m_packets.front();
    m_packets.pop_front();
    return 0;
}

void
CompletionPort::Close()
{
    m_closed = true;
    for (Waiter* waiter : m_waiters)
    {
        waiter->Wake();
    }
}

std::size_t
CompletionPort::GetCount() const
{
    return m_packets.size();
}

} // namespace ns3::winsock
