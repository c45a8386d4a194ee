/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef OBJECT_WAIT_H
#define OBJECT_WAIT_H

#include "ns3/nstime.h"
#include "ns3/waitable-object.h"
#include "ns3/winsock-types.h"

#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @param milliseconds a time-out as programs write it
 * @return the same as a span of simulated time; zero for INFINITE, which sets no limit
 */
Time TimeoutFromMilliseconds(DWORD milliseconds);

/**
 * @ingroup winsock
 * @brief Lets the current thread wait until objects are signalled (R-OVL-9).
 *
 * In an alertable wait the thread also runs the calls that were queued for it, and the wait is over
 * then.
 * @param thread who waits
 * @param objects what for
 * @param all whether all must be signalled at once, or one is enough
 * @param milliseconds how long at most; 0 only looks, INFINITE sets no limit
 * @param alertable whether queued calls end the wait
 * @return WSA_WAIT_EVENT_0 and the lowest index that is signalled, WSA_WAIT_IO_COMPLETION,
 *         WSA_WAIT_TIMEOUT, or WSA_WAIT_FAILED for a thread that cannot wait
 */
DWORD WaitForObjects(WinsockThread& thread,
                     const std::vector<Ptr<WaitableObject>>& objects,
                     bool all,
                     DWORD milliseconds,
                     bool alertable);

} // namespace ns3::winsock

#endif /* OBJECT_WAIT_H */
