/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PENDING_OPERATION_H
#define PENDING_OPERATION_H

#include "ns3/nstime.h"

namespace ns3::winsock
{

class OperationQueue;
class WinsockThread;

/**
 * @ingroup winsock
 * @brief Something that a socket was asked for and may have to wait for.
 *
 * Each socket has a queue of operations per direction (design decision D3). An operation is tried
 * again whenever the socket's state changes, in the order of the queue, until it completes; then
 * whoever waits for it is woken. All ways of doing I/O are ways of waiting for operations.
 */
class PendingOperation
{
  public:
    PendingOperation() = default;

    /// An operation that is given up leaves its queue.
    virtual ~PendingOperation();

    PendingOperation(const PendingOperation&) = delete;
    PendingOperation& operator=(const PendingOperation&) = delete;

    /**
     * Goes as far as the socket's state allows now.
     * @return whether the operation is complete, with or without success
     */
    virtual bool Try() = 0;

    /// @return whether it is complete
    bool IsComplete() const;

    /// @return 0, or the Winsock error that it completed with
    int GetError() const;

    /// @param error with which it ends, 0 for success
    void SetError(int error);

  private:
    friend class OperationQueue;

    PendingOperation* m_next{nullptr}; //!< behind it in the queue
    OperationQueue* m_queue{nullptr};  //!< where it waits
    WinsockThread* m_waiting{nullptr}; //!< who is woken when it is complete
    int m_error{0};                    //!< with which it ended
    bool m_complete{false};            //!< whether it has ended
};

/**
 * @ingroup winsock
 * @brief The operations of one direction of a socket, in the order in which they were asked for.
 */
class OperationQueue
{
  public:
    OperationQueue() = default;
    ~OperationQueue();

    OperationQueue(const OperationQueue&) = delete;
    OperationQueue& operator=(const OperationQueue&) = delete;

    /**
     * Performs an operation. It is tried at once if none is before it. If it cannot complete and may
     * wait, the current thread waits on its fiber; where nothing can wait it fails with
     * WSAEWOULDBLOCK.
     * @param operation lives on the caller's stack
     * @param mayWait false for a nonblocking socket
     * @param timeout longest wait, zero for no limit; its end is WSAETIMEDOUT
     * @return 0, or the error of the operation
     */
    int Perform(PendingOperation& operation, bool mayWait, const Time& timeout);

    /// Tries the waiting operations in order, until one cannot complete.
    void Progress();

    /// @param error with which all waiting operations end
    void Abandon(int error);

    /// @return whether nothing waits
    bool IsEmpty() const;

  private:
    friend class PendingOperation;

    /// Puts an operation at the end.
    void Append(PendingOperation& operation);
    /// Takes an operation out, wherever it is.
    void Remove(PendingOperation& operation);
    /// Takes an operation out as complete and wakes who waits for it.
    void Complete(PendingOperation& operation);
    /// Ends an operation whose time is up.
    static void Expire(PendingOperation* operation);

    PendingOperation* m_first{nullptr}; //!< asked for first
};

} // namespace ns3::winsock

#endif /* PENDING_OPERATION_H */
