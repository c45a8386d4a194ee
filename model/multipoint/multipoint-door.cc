/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "multipoint-door.h"

#include "ns3/winsock-error.h"
#include "ns3/winsock-stack.h"

#include <algorithm>
#include <utility>

namespace ns3::winsock
{

MultipointDoor::MultipointDoor(WinsockStack& stack,
                               MultipointFrame::Type wanted,
                               std::function<void()> onChange)
    : m_stack(stack),
      m_wanted(wanted),
      m_onChange(std::move(onChange))
{
}

MultipointDoor::~MultipointDoor()
{
    Close();
}

int
MultipointDoor::Open(const WinsockSocketAddress& local, uint32_t backlog, uint32_t buffer)
{
    const Ptr<WinsockTcpSocket> listener = WinsockTcpSocket::Create(m_stack.GetNode());
    listener->UsePool(m_stack.GetPool(), MilliSeconds(m_stack.GetNumbers().timeWaitMilliseconds));
    listener->SetObserver(this);
    if (listener->Bind(local.ToNs3()) != 0)
    {
        listener->SetObserver(nullptr);
        return WSAEADDRINUSE;
    }
    listener->ListenWithBacklog(backlog, WinsockTcpSocket::OverflowMode::RESET);
    m_listener = listener;
    m_backlog = backlog;
    m_buffer = buffer;
    return 0;
}

void
MultipointDoor::Close()
{
    if (const Ptr<WinsockTcpSocket> listener = std::exchange(m_listener, nullptr))
    {
        listener->SetObserver(nullptr);
        listener->Close();
    }
    for (const Ptr<MultipointConnection>& arrival : std::exchange(m_arrivals, {}))
    {
        arrival->Abort();
    }
    for (const Request& request : std::exchange(m_requests, {}))
    {
        Refuse(request.connection);
    }
}

bool
MultipointDoor::IsOpen() const
{
    return m_listener != nullptr;
}

bool
MultipointDoor::IsEmpty() const
{
    return m_requests.empty();
}

const MultipointDoor::Request&
MultipointDoor::GetFirst() const
{
    return m_requests.front();
}

MultipointDoor::Request
MultipointDoor::Take()
{
    Request first = std::move(m_requests.front());
    m_requests.pop_front();
    first.connection->SetObserver(nullptr);
    return first;
}

void
MultipointDoor::RefuseFirst()
{
    Refuse(Take().connection);
}

void
MultipointDoor::Refuse(const Ptr<MultipointConnection>& connection)
{
    MultipointFrame refusal;
    refusal.type = MultipointFrame::Type::REFUSE;
    connection->Send(refusal);
    connection->Leave();
}

PoolShare
MultipointDoor::GetPoolShare() const
{
    PoolShare share;
    if (m_listener)
    {
        share += m_listener->GetBacklogShare();
    }
    for (const Request& request : m_requests)
    {
        share += request.connection->GetPoolShare();
    }
    return share;
}

void
MultipointDoor::OnAcceptable()
{
    while (const Ptr<WinsockTcpSocket> tcp = m_listener ? m_listener->AcceptNext(nullptr) : nullptr)
    {
        const Ptr<MultipointConnection> arrival =
            CreateObject<MultipointConnection>(m_stack, m_buffer);
        m_arrivals.push_back(arrival);
        arrival->SetObserver(this);
        arrival->Adopt(tcp);
        arrival->Read();
    }
}

Ptr<MultipointConnection>
MultipointDoor::TakeArrival(const MultipointConnection& connection)
{
    const auto at = std::find_if(m_arrivals.begin(),
                                 m_arrivals.end(),
                                 [&](const auto& one) { return PeekPointer(one) == &connection; });
    if (at == m_arrivals.end())
    {
        return nullptr;
    }
    const Ptr<MultipointConnection> arrival = *at;
    m_arrivals.erase(at);
    return arrival;
}

bool
MultipointDoor::OnFrame(MultipointConnection& connection, const MultipointFrame& frame)
{
    const Ptr<MultipointConnection> arrival = TakeArrival(connection);
    if (!arrival)
    {
        return false; // has asked already, and has nothing to say before the answer
    }
    if (frame.type != m_wanted || m_requests.size() >= m_backlog)
    {
        Refuse(arrival);
        return true;
    }
    m_requests.push_back(Request{arrival, frame});
    m_onChange();
    return true;
}

void
MultipointDoor::OnEnded(MultipointConnection& connection, int)
{
    if (TakeArrival(connection))
    {
        return;
    }
    const auto at =
        std::find_if(m_requests.begin(),
                     m_requests.end(),
                     [&](const auto& one) { return PeekPointer(one.connection) == &connection; });
    if (at != m_requests.end())
    {
        m_requests.erase(at);
        m_onChange();
    }
}

} // namespace ns3::winsock
