/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "object-wait.h"

#include "ns3/wait-timer.h"
#include "ns3/winsock-constants.h"

#include <algorithm>

namespace ns3::winsock
{

namespace
{

/// Keeps the thread in the objects' lists as long as it waits.
class Waiter
{
  public:
    Waiter(WinsockThread& thread, const std::vector<Ptr<WaitableObject>>& objects)
        : m_thread(thread),
          m_objects(objects)
    {
        for (const auto& object : m_objects)
        {
            object->AddWaiter(m_thread);
        }
    }

    ~Waiter()
    {
        for (const auto& object : m_objects)
        {
            object->RemoveWaiter(m_thread);
        }
    }

    Waiter(const Waiter&) = delete;
    Waiter& operator=(const Waiter&) = delete;

  private:
    WinsockThread& m_thread;
    const std::vector<Ptr<WaitableObject>>& m_objects;
};

/// @return the index that ends the wait, or -1
int
FindSignalled(const std::vector<Ptr<WaitableObject>>& objects, bool all)
{
    const auto isSignalled = [](const Ptr<WaitableObject>& object)
    { return object->IsSignalled(); };
    const auto first = std::find_if(objects.begin(), objects.end(), isSignalled);
    if (first == objects.end() || (all && !std::all_of(first, objects.end(), isSignalled)))
    {
        return -1;
    }
    if (!all)
    {
        (*first)->OnWaitSatisfied();
        return static_cast<int>(first - objects.begin());
    }
    if (first != objects.begin())
    {
        return -1;
    }
    for (const auto& object : objects)
    {
        object->OnWaitSatisfied();
    }
    return 0;
}

} // namespace

Time
TimeoutFromMilliseconds(DWORD milliseconds)
{
    return milliseconds == INFINITE ? Time(0) : MilliSeconds(milliseconds);
}

DWORD
WaitForObjects(WinsockThread& thread,
               const std::vector<Ptr<WaitableObject>>& objects,
               bool all,
               DWORD milliseconds,
               bool alertable)
{
    const Waiter waiter(thread, objects);
    const WaitTimer timer(thread, TimeoutFromMilliseconds(milliseconds));
    while (true)
    {
        const int index = FindSignalled(objects, all);
        if (index >= 0)
        {
            return WSA_WAIT_EVENT_0 + static_cast<DWORD>(index);
        }
        if (alertable && thread.RunApcs())
        {
            return WSA_WAIT_IO_COMPLETION;
        }
        if (milliseconds == 0 || timer.IsDue())
        {
            return WSA_WAIT_TIMEOUT;
        }
        if (!thread.CanBlock() || !thread.WaitForApcOrWake(alertable))
        {
            return WSA_WAIT_FAILED;
        }
    }
}

} // namespace ns3::winsock
