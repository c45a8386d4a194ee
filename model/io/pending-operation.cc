/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pending-operation.h"

#include "ns3/blocking-hook.h"
#include "ns3/wait-timer.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-thread.h"

#include <utility>

namespace ns3::winsock
{

namespace
{

/// A thread that waits for an operation.
class Waiter : public OperationListener
{
  public:
    explicit Waiter(WinsockThread& thread)
        : m_thread(thread)
    {
    }

    void
    OnOperationComplete(PendingOperation&) override
    {
        m_thread.Wake();
    }

    bool
    IsOverlapped() const override
    {
        return false;
    }

  private:
    WinsockThread& m_thread;
};

} // namespace

PendingOperation::~PendingOperation()
{
    if (m_queue)
    {
        m_queue->Remove(*this);
    }
}

bool
PendingOperation::LetsOthersPass() const
{
    return false;
}

int
PendingOperation::GetClosingError(int error) const
{
    return error;
}

bool
PendingOperation::IsComplete() const
{
    return m_complete;
}

int
PendingOperation::GetError() const
{
    return m_error;
}

void
PendingOperation::SetError(int error)
{
    m_error = error;
}

OperationQueue::~OperationQueue()
{
    Abandon(WSAEINTR, WSA_OPERATION_ABORTED);
}

int
OperationQueue::Perform(PendingOperation& operation, bool mayWait, const Time& timeout)
{
    if (IsOpen() && operation.Try())
    {
        return operation.m_error;
    }
    if (!mayWait || !WinsockThread::GetCurrent()->CanBlock())
    {
        return WSAEWOULDBLOCK;
    }
    return Await(operation, timeout);
}

int
OperationQueue::Await(PendingOperation& operation, const Time& timeout)
{
    WinsockThread& thread = *WinsockThread::GetCurrent();
    Waiter waiter(thread);
    Append(operation, waiter);
    const WaitTimer timer(thread, timeout);
    const BlockingHookTimer hook(thread);
    while (!operation.m_complete)
    {
        if (timer.IsDue())
        {
            Cancel(operation, WSAETIMEDOUT);
        }
        else if (!hook.LetGoOn())
        {
            Cancel(operation, WSAEINTR);
        }
        else if (!operation.m_complete && !thread.BlockAlertable())
        {
            return WSAEINTR;
        }
    }
    return operation.m_error;
}

bool
OperationQueue::Post(PendingOperation& operation, OperationListener& listener)
{
    if (IsOpen() && operation.Try())
    {
        operation.m_complete = true;
        return true;
    }
    Append(operation, listener);
    return false;
}

void
OperationQueue::Progress()
{
    PendingOperation* at = GetFirst();
    while (at)
    {
        if (at->Try())
        {
            // Whoever is told of the end may have changed the queue.
            Complete(*at);
            at = GetFirst();
        }
        else
        {
            at = at->LetsOthersPass() ? GetNext(*at) : nullptr;
        }
    }
}

void
OperationQueue::Abandon(int waiting, int overlapped)
{
    while (PendingOperation* first = GetFirst())
    {
        const bool request = first->m_listener->IsOverlapped();
        Cancel(*first, request ? first->GetClosingError(overlapped) : waiting);
    }
}

void
OperationQueue::Cancel(PendingOperation& operation, int error)
{
    operation.m_error = error;
    Complete(operation);
}

PendingOperation*
OperationQueue::Find(const std::function<bool(const OperationListener&)>& accepts) const
{
    for (PendingOperation* at = GetFirst(); at; at = GetNext(*at))
    {
        if (accepts(*at->m_listener))
        {
            return at;
        }
    }
    return nullptr;
}

bool
OperationQueue::IsEmpty() const
{
    return !m_last;
}

PendingOperation*
OperationQueue::GetFirst() const
{
    return m_last ? m_last->m_next : nullptr;
}

PendingOperation*
OperationQueue::GetNext(const PendingOperation& operation) const
{
    return &operation == m_last ? nullptr : operation.m_next;
}

bool
OperationQueue::IsOpen() const
{
    const PendingOperation* at = GetFirst();
    while (at && at->LetsOthersPass())
    {
        at = GetNext(*at);
    }
    return !at;
}

void
OperationQueue::Append(PendingOperation& operation, OperationListener& listener)
{
    operation.m_next = m_last ? std::exchange(m_last->m_next, &operation) : &operation;
    m_last = &operation;
    operation.m_queue = this;
    operation.m_listener = &listener;
}

void
OperationQueue::Remove(PendingOperation& operation)
{
    PendingOperation* before = m_last;
    while (before->m_next != &operation)
    {
        before = before->m_next;
    }
    before->m_next = operation.m_next;
    if (m_last == &operation)
    {
        m_last = before == &operation ? nullptr : before;
    }
    operation.m_next = nullptr;
    operation.m_queue = nullptr;
}

void
OperationQueue::Complete(PendingOperation& operation)
{
    Remove(operation);
    operation.m_complete = true;
    operation.m_listener->OnOperationComplete(operation);
}

} // namespace ns3::winsock
