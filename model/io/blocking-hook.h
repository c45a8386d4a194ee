/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef BLOCKING_HOOK_H
#define BLOCKING_HOOK_H

#include "ns3/event-id.h"
#include "ns3/winsock-spi.h"

namespace ns3::winsock
{

class WinsockThread;

/**
 * @ingroup winsock
 * @brief Calls a program's blocking hook while a provider blocks.
 *
 * Only programs of version 1.1 have one (R-SPI-17). On a real machine a provider calls it as fast as
 * it can; here it is called when the wait begins, whenever the thread is woken, and each
 * INTERVAL_MILLISECONDS of simulated time, so that a wait has an end.
 */
class BlockingHookTimer
{
  public:
    /// How often the hook is called during a wait: a tick of the clock of Windows 3.1.
    static constexpr unsigned int INTERVAL_MILLISECONDS = 55;

    /// @param thread who waits
    explicit BlockingHookTimer(WinsockThread& thread);
    ~BlockingHookTimer();

    BlockingHookTimer(const BlockingHookTimer&) = delete;
    BlockingHookTimer& operator=(const BlockingHookTimer&) = delete;

    /// Calls the hook, if there is one. @return false when it has cancelled the call
    bool LetGoOn() const;

  private:
    /// Wakes the thread and starts the next interval.
    void Tick();

    WinsockThread& m_thread; //!< who waits
    EventId m_event;         //!< the next tick
};

/**
 * @ingroup winsock
 * @brief What WPUQueryBlockingCallback gives to providers (R-UPC-1).
 *
 * Calls the hook of the current thread until that has nothing to do.
 * @param dwContext unused: the hook belongs to the thread that calls
 * @return TRUE to go on waiting, FALSE when the program has cancelled the call
 */
BOOL CallBlockingHook(DWORD_PTR dwContext);

} // namespace ns3::winsock

#endif /* BLOCKING_HOOK_H */
