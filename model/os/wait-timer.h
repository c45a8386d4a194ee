/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WAIT_TIMER_H
#define WAIT_TIMER_H

#include "ns3/event-id.h"
#include "ns3/nstime.h"

namespace ns3::winsock
{

class WinsockThread;

/**
 * @ingroup winsock
 * @brief The longest time that a thread waits; wakes it when that is over.
 *
 * Lives on the stack of who waits. However the wait ends, the timer goes with it.
 */
class WaitTimer
{
  public:
    /**
     * @param thread who waits
     * @param limit how long at most, in simulated time; zero for no limit
     */
    WaitTimer(WinsockThread& thread, const Time& limit);
    ~WaitTimer();

    WaitTimer(const WaitTimer&) = delete;
    WaitTimer& operator=(const WaitTimer&) = delete;

    /// @return whether the time is over
    bool IsDue() const;

  private:
    /// The time is over.
    void Expire();

    WinsockThread& m_thread; //!< who waits
    EventId m_event;         //!< the end
    bool m_due{false};       //!< the time is over
};

} // namespace ns3::winsock

#endif /* WAIT_TIMER_H */
