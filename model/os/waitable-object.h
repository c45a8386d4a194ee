/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WAITABLE_OBJECT_H
#define WAITABLE_OBJECT_H

#include "ns3/handle-table.h"
#include "ns3/winsock-thread.h"

#include <functional>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief A kernel object that threads can wait for until it is signalled.
 */
class WaitableObject : public KernelObject
{
  public:
    ~WaitableObject() override;

    /// @return whether a wait for it would end now
    virtual bool IsSignalled() const = 0;

    /// A wait has ended because the object was signalled.
    virtual void OnWaitSatisfied();

    /// @param thread is woken by each signal from now on
    void AddWaiter(WinsockThread& thread);

    /// @param thread is not woken any more; one of its places in the list goes
    void RemoveWaiter(WinsockThread& thread);

  protected:
    /// Wakes all who wait; each looks for itself whether its wait has ended.
    void WakeWaiters();

  private:
    std::vector<WinsockThread*> m_waiters; //!< who waits, the longest wait first
};

/**
 * @ingroup winsock
 * @brief An event object.
 *
 * Those of WSACreateEvent stay signalled until they are reset (R-OVL-10).
 */
class EventObject : public WaitableObject
{
  public:
    /// @param manualReset whether it stays signalled after a wait
    explicit EventObject(bool manualReset);
    ~EventObject() override;

    bool IsSignalled() const override;
    void OnWaitSatisfied() override;

    /// Signals the object.
    void Set();

    /// Ends the signal.
    void Reset();

    /**
     * Lets code outside of programs follow the object, as a registered wait does.
     * @param handler called in an event of its own at the present time after each signal; empty for
     *        none
     */
    void SetSignalHandler(std::function<void()> handler);

  private:
    /// The event that Set() schedules for the handler.
    void CallHandler();

    std::function<void()> m_handler; //!< told of each signal
    bool m_manualReset;              //!< stays signalled after a wait
    bool m_signalled{false};         //!< a wait would end now
    bool m_handlerDue{false};        //!< CallHandler() is scheduled
};

} // namespace ns3::winsock

#endif /* WAITABLE_OBJECT_H */
