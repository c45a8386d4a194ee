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
#include <optional>

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
        if (m_packet && !m_port.Hand(*m_packet))
        {
            // The thread was ended before it was its turn: the packet is the oldest again.
            m_port.m_packets.push_front(*m_packet);
        }
    }

    Waiter(const Waiter&) = delete;
    Waiter& operator=(const Waiter&) = delete;

    bool
    IsIdle() const
    {
        return !m_packet;
    }

    void
    Give(const CompletionPacket& packet)
    {
        m_packet = packet;
        m_thread.Wake();
    }

    void
    Wake()
    {
        m_thread.Wake();
    }

    /// @return whether there was a packet: handed to this thread, or the oldest in the queue
    bool
    Take(CompletionPacket& packet)
    {
        if (!m_packet && !m_port.m_packets.empty())
        {
            m_packet = m_port.m_packets.front();
            m_port.m_packets.pop_front();
        }
        if (!m_packet)
        {
            return false;
        }
        packet = *m_packet;
        m_packet.reset();
        return true;
    }

  private:
    CompletionPort& m_port;
    WinsockThread& m_thread;
    std::optional<CompletionPacket> m_packet; //!< handed to the thread, which has not run yet
};

void
CompletionPort::Post(const CompletionPacket& packet)
{
    if (!Hand(packet))
    {
        m_packets.push_back(packet);
    }
}

bool
CompletionPort::Hand(const CompletionPacket& packet)
{
    const auto idle = std::find_if(m_waiters.rbegin(),
                                   m_waiters.rend(),
                                   [](const Waiter* waiter) { return waiter->IsIdle(); });
    if (idle == m_waiters.rend())
    {
        return false;
    }
    (*idle)->Give(packet);
    return true;
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
    while (!waiter.Take(packet))
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
        if (!thread.CanBlock() || !thread.WaitForApcOrWake(alertable))
        {
            return ERROR_ABANDONED_WAIT_0;
        }
    }
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

} // namespace ns3::winsock
