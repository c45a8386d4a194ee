/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PENDING_OPERATION_H
#define PENDING_OPERATION_H

#include "ns3/nstime.h"

#include <functional>

namespace ns3::winsock
{

class OperationQueue;
class PendingOperation;

/**
 * @ingroup winsock
 * @brief Who is told that an operation has ended.
 */
class OperationListener
{
  public:
    virtual ~OperationListener() = default;

    /**
     * @param operation has left its queue
     */
    virtual void OnOperationComplete(PendingOperation& operation) = 0;

    /**
     * @return whether the operation is an overlapped one, which a thread does not wait for
     */
    virtual bool IsOverlapped() const = 0;
};

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

    /// @return whether those behind it may be tried while it cannot complete
    virtual bool LetsOthersPass() const;

    /**
     * @param error with which overlapped operations end when their socket is closed
     * @return with which this one does
     */
    virtual int GetClosingError(int error) const;

    /// @return whether it is complete
    bool IsComplete() const;

    /// @return 0, or the Winsock error that it completed with
    int GetError() const;

    /// @param error with which it ends, 0 for success
    void SetError(int error);

  private:
    friend class OperationQueue;

    PendingOperation* m_next{nullptr};      //!< behind it in the queue; the first, for the last
    OperationQueue* m_queue{nullptr};       //!< where it waits
    OperationListener* m_listener{nullptr}; //!< who is told that it is complete
    int m_error{0};                         //!< with which it ended
    bool m_complete{false};                 //!< whether it has ended
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
     * wait, the current thread waits on its fiber, alertably (R-OVL-8); where nothing can wait it
     * fails with WSAEWOULDBLOCK. A program's blocking hook is called again and again during the wait
     * and can end it with WSAEINTR (R-UPC-1).
     * @param operation lives on the caller's stack
     * @param mayWait false for a nonblocking socket
     * @param timeout longest wait, zero for no limit; its end is WSAETIMEDOUT
     * @return 0, or the error of the operation
     */
    int Perform(PendingOperation& operation, bool mayWait, const Time& timeout);

    /**
     * Begins an operation that nobody waits for. It is tried at once if none is before it.
     * @param operation lives until the listener is told
     * @param listener told later if the operation cannot complete now; never from inside this call
     * @return whether it has completed already
     */
    bool Post(PendingOperation& operation, OperationListener& listener);

    /// Tries the waiting operations in order, until one cannot complete and lets none pass.
    void Progress();

    /**
     * Ends all operations.
     * @param waiting error of those that a thread waits for
     * @param overlapped error of the others
     */
    void Abandon(int waiting, int overlapped);

    /**
     * Ends one operation.
     * @param operation is in this queue
     * @param error with which it ends
     */
    void Cancel(PendingOperation& operation, int error);

    /**
     * @param accepts says of a listener whether it is the one that is wanted
     * @return the first operation whose listener is, or null
     */
    PendingOperation* Find(const std::function<bool(const OperationListener&)>& accepts) const;

    /// @return whether nothing waits
    bool IsEmpty() const;

  private:
    friend class PendingOperation;

    /// @return whether an operation at the end would be tried now
    bool IsOpen() const;

    /// @return the operation that was asked for first, or null
    PendingOperation* GetFirst() const;
    /// @return the operation that was asked for after another one, or null
    PendingOperation* GetNext(const PendingOperation& operation) const;
    /// Puts an operation at the end.
    void Append(PendingOperation& operation, OperationListener& listener);
    /// Takes an operation out, wherever it is.
    void Remove(PendingOperation& operation);
    /// Takes an operation out as complete and wakes who waits for it.
    void Complete(PendingOperation& operation);
    /// Waits on the current thread until an operation is complete. @return its error
    int Await(PendingOperation& operation, const Time& timeout);

    PendingOperation* m_last{nullptr}; //!< asked for last, which leads to the first
};

} // namespace ns3::winsock

#endif /* PENDING_OPERATION_H */
