/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef COMPLETION_PORT_H
#define COMPLETION_PORT_H

#include "ns3/handle-table.h"
#include "ns3/winsock-structures.h"

#include <deque>
#include <vector>

namespace ns3::winsock
{

class WinsockThread;

/**
 * @ingroup winsock
 * @brief One completion that waits at a port.
 */
struct CompletionPacket
{
    DWORD bytes{0};                      //!< transferred
    ULONG_PTR key{0};                    //!< of the handle, or the poster's
    LPWSAOVERLAPPED overlapped{nullptr}; //!< the operation, or the poster's
    int error{0};                        //!< with which the operation ended
};

/**
 * @ingroup winsock
 * @brief An I/O completion port: a queue of completions that threads wait at (R-OVL-14).
 *
 * Packets leave in the order in which they came; of the threads that wait, the one that came last is
 * woken first, as on Windows.
 */
class CompletionPort : public KernelObject
{
  public:
    /// @param packet goes to the end of the queue
    void Post(const CompletionPacket& packet);

    /**
     * Takes the oldest packet; waits for one if there is none.
     * @param thread who waits
     * @param milliseconds how long at most, as WaitForObjects
     * @param alertable whether queued calls end the wait
     * @param[out] packet what was taken
     * @return 0, WAIT_TIMEOUT, WAIT_IO_COMPLETION, or ERROR_ABANDONED_WAIT_0 when the port was closed
     *         during the wait or the thread cannot wait
     */
    int Take(WinsockThread& thread, DWORD milliseconds, bool alertable, CompletionPacket& packet);

    /// Ends all waits: the port's handle is closed.
    void Close();

  private:
    class Waiter;

    /// Gives a packet to the thread that came last. @return false when none waits
    bool Hand(const CompletionPacket& packet);

    std::deque<CompletionPacket> m_packets; //!< oldest first
    std::vector<Waiter*> m_waiters;         //!< who waits, the latest at the end
    bool m_closed{false};                   //!< its handle is closed
};

/**
 * @ingroup winsock
 * @brief Where the completions of a handle go.
 */
struct CompletionBinding : public KernelObject
{
    Ptr<CompletionPort> port; //!< the port
    ULONG_PTR key{0};         //!< as the program chose it
};

} // namespace ns3::winsock

#endif /* COMPLETION_PORT_H */
