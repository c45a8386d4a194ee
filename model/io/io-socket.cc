/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "io-socket.h"

#include "ns3/overlapped-request.h"
#include "ns3/winsock-error.h"

namespace ns3::winsock
{

namespace
{

/// @return the request that listens, or null if that is a thread
OverlappedRequest*
AsRequest(const OperationListener& listener)
{
    return listener.IsOverlapped()
               ? const_cast<OverlappedRequest*>(static_cast<const OverlappedRequest*>(&listener))
               : nullptr;
}

} // namespace

IoSocket::IoSocket() = default;

IoSocket::~IoSocket() = default;

SocketWatch&
IoSocket::GetWatch()
{
    if (!m_watch)
    {
        m_watch = std::make_unique<SocketWatch>(*this);
    }
    return *m_watch;
}

bool
IoSocket::IsWatched() const
{
    return m_watch != nullptr;
}

bool
IoSocket::HasEventRegistration() const
{
    return m_watch && m_watch->IsRegistered();
}

void
IoSocket::WatchByEvent(Ptr<EventObject> event, LONG mask)
{
    GetWatch().WatchByEvent(event, mask);
    NotifyWatchers();
}

void
IoSocket::WatchByMessage(Ptr<MessageWindow> window, SOCKET s, UINT message, LONG mask)
{
    GetWatch().WatchByMessage(window, s, message, mask);
    NotifyWatchers();
}

void
IoSocket::FetchEvents(WSANETWORKEVENTS& events)
{
    events.lNetworkEvents = 0;
    if (m_watch)
    {
        m_watch->Fetch(events);
    }
}

void
IoSocket::ReenableWatched(LONG events)
{
    m_watch->Reenable(events);
    NotifyWatchers();
}

OverlappedRequest*
IoSocket::FindRequest(LPWSAOVERLAPPED overlapped) const
{
    OverlappedRequest* found = nullptr;
    const auto accepts = [&](const OperationListener& listener)
    {
        OverlappedRequest* request = AsRequest(listener);
        found = request && request->GetReport().GetOverlapped() == overlapped ? request : nullptr;
        return found != nullptr;
    };
    if (!m_receiving.Find(accepts))
    {
        m_sending.Find(accepts);
    }
    return found;
}

bool
IoSocket::CancelRequests(LPWSAOVERLAPPED overlapped, const WinsockThread* thread)
{
    bool any = false;
    const auto accepts = [&](const OperationListener& listener)
    {
        const OverlappedRequest* request = AsRequest(listener);
        return request && (!overlapped || request->GetReport().GetOverlapped() == overlapped) &&
               (!thread || request->IsOf(*thread));
    };
    for (OperationQueue* queue : {&m_receiving, &m_sending})
    {
        while (PendingOperation* operation = queue->Find(accepts))
        {
            queue->Cancel(*operation, WSA_OPERATION_ABORTED);
            any = true;
        }
        queue->Progress();
    }
    return any;
}

void
IoSocket::EndRequestsOf(const WinsockProcess& process)
{
    const auto accepts = [&](const OperationListener& listener)
    {
        OverlappedRequest* request = AsRequest(listener);
        const bool own = request && request->GetReport().IsOf(process);
        if (own)
        {
            request->Silence();
        }
        return own;
    };
    for (OperationQueue* queue : {&m_receiving, &m_sending})
    {
        while (PendingOperation* operation = queue->Find(accepts))
        {
            queue->Cancel(*operation, WSA_OPERATION_ABORTED);
        }
        queue->Progress();
    }
}

void
IoSocket::SilenceRequests()
{
    for (const OperationQueue* queue : {&m_receiving, &m_sending})
    {
        queue->Find(
            [](const OperationListener& listener)
            {
                if (OverlappedRequest* request = AsRequest(listener))
                {
                    request->Silence();
                }
                return false;
            });
    }
}

} // namespace ns3::winsock
