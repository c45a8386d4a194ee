/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pending-operation.h"

#include "ns3/event-id.h"
#include "ns3/simulator.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-thread.h"

namespace ns3::winsock
{

PendingOperation::~PendingOperation()
{
    if (m_queue)
    {
        m_queue->Remove(*this);
    }
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
    Abandon(WSAEINTR);
}

int
OperationQueue::Perform(PendingOperation& operation, bool mayWait, const Time& timeout)
{
    if (IsEmpty() && operation.Try())
    {
        return operation.m_error;
    }
    WinsockThread* thread = WinsockThread::GetCurrent();
    if (!mayWait || !thread->CanBlock())
    {
        return WSAEWOULDBLOCK;
    }
    Append(operation);
    operation.m_waiting = thread;
    EventId expiry;
    if (!timeout.IsZero())
    {
        expiry = Simulator::Schedule(timeout, &OperationQueue::Expire, &operation);
    }

    /// However the wait ends, the timer must not outlive the operation.
    struct Canceller
    {
        EventId& event;

        ~Canceller()
        {
            Simulator::Cancel(event);
        }
    } canceller{expiry};

    while (!operation.m_complete)
    {
        if (!thread->Block())
        {
            return WSAEINTR;
        }
    }
    return operation.m_error;
}

void
OperationQueue::Progress()
{
    while (m_first && m_first->Try())
    {
        Complete(*m_first);
    }
}

void
OperationQueue::Abandon(int error)
{
    while (m_first)
    {
        m_first->m_error = error;
        Complete(*m_first);
    }
}

bool
OperationQueue::IsEmpty() const
{
    return !m_first;
}

void
OperationQueue::Append(PendingOperation& operation)
{
    PendingOperation** end = &m_first;
    while (*end)
    {
        end = &(*end)->m_next;
    }
    *end = &operation;
    operation.m_queue = this;
}

void
OperationQueue::Remove(PendingOperation& operation)
{
    PendingOperation** at = &m_first;
    while (*at != &operation)
    {
        at = &(*at)->m_next;
    }
    *at = operation.m_next;
    operation.m_next = nullptr;
    operation.m_queue = nullptr;
}

void
OperationQueue::Complete(PendingOperation& operation)
{
    Remove(operation);
    operation.m_complete = true;
    operation.m_waiting->Wake();
}

void
OperationQueue::Expire(PendingOperation* operation)
{
    if (!operation->m_complete)
    {
        operation->m_error = WSAETIMEDOUT;
        operation->m_queue->Complete(*operation);
    }
}

} // namespace ns3::winsock
