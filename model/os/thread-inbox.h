/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef THREAD_INBOX_H
#define THREAD_INBOX_H

#include "ns3/winsock-messages.h"

#include <functional>
#include <list>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief What waits for a thread of a program: calls queued for it, window messages, and its
 *        blocking hook. Most threads never have one.
 */
struct ThreadInbox
{
    std::list<std::function<void()>> calls; //!< asynchronous procedure calls, oldest first
    std::list<MSG> messages;                //!< window messages, oldest first
    FARPROC blockingHook{nullptr};          //!< of a program of version 1.1 (R-UPC-1)
    bool inHook{false};                     //!< the hook is being called (WSAIsBlocking)
    bool cancelled{false};                  //!< WSACancelBlockingCall was called in the hook
    bool turnScheduled{false};              //!< an event will run the calls of a worker thread
};

} // namespace ns3::winsock

#endif /* THREAD_INBOX_H */
