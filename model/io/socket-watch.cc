/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "socket-watch.h"

#include "ns3/readiness-wait.h"

#include <algorithm>

namespace ns3::winsock
{

namespace
{

/// Both of a message's arguments hold two numbers of sixteen bits.
LPARAM
MakeMessageArgument(LONG event, int error)
{
    return static_cast<LPARAM>((static_cast<DWORD>(event) & 0xffff) |
                               (static_cast<DWORD>(error) << 16));
}

} // namespace

SocketWatch::SocketWatch(const IoSocket& owner)
    : m_owner(owner)
{
}

void
SocketWatch::Register(LONG mask)
{
    m_mask = mask & POSSIBLE;
    m_recorded = 0;
    m_disabled = 0;
    m_event = nullptr;
    m_window = nullptr;
}

void
SocketWatch::WatchByEvent(Ptr<EventObject> event, LONG mask)
{
    Register(event ? mask : 0);
    m_event = event;
}

void
SocketWatch::WatchByMessage(Ptr<MessageWindow> window, SOCKET s, UINT message, LONG mask)
{
    Register(mask);
    m_window = m_mask ? window : nullptr;
    m_socket = s;
    m_message = message;
}

void
SocketWatch::Inherit(const SocketWatch& listener, SOCKET s)
{
    m_mask = listener.m_mask;
    m_event = listener.m_event;
    m_window = listener.m_window;
    m_message = listener.m_message;
    m_socket = s;
}

bool
SocketWatch::IsRegistered() const
{
    return m_mask != 0;
}

void
SocketWatch::Reenable(LONG events)
{
    m_disabled &= ~events;
}

void
SocketWatch::SendWasRefused()
{
    m_writeOwed = true;
}

void
SocketWatch::ConnectHasEnded(int error)
{
    m_connectOwed = true;
    m_connectError = error;
    m_writeOwed = m_writeOwed || error == 0;
}

void
SocketWatch::StartOver()
{
    m_disabled &= ~(FD_CONNECT | FD_CLOSE);
    m_connectOwed = false;
}

void
SocketWatch::Evaluate(const Conditions& conditions)
{
    for (ReadinessWait* wait : m_waits)
    {
        wait->OnNews(m_owner);
    }
    const LONG wanted = m_mask & ~m_disabled;
    if (m_connectOwed && (wanted & FD_CONNECT))
    {
        m_connectOwed = false;
        Record(FD_CONNECT_BIT, m_connectError);
    }
    const LONG holds = wanted & conditions.events;
    for (const int bit : {FD_READ_BIT, FD_OOB_BIT, FD_ACCEPT_BIT})
    {
        if (holds & (1 << bit))
        {
            Record(bit, 0);
        }
    }
    if ((holds & FD_WRITE) && m_writeOwed)
    {
        m_writeOwed = false;
        Record(FD_WRITE_BIT, 0);
    }
    if (holds & FD_CLOSE)
    {
        Record(FD_CLOSE_BIT, conditions.closeError);
    }
}

void
SocketWatch::Record(int bit, int error)
{
    const LONG event = 1 << bit;
    // Whether there is room is an edge, which needs nobody to re-enable it.
    m_disabled |= event & ~FD_WRITE;
    if (m_window)
    {
        m_window->Post(m_message, m_socket, MakeMessageArgument(event, error));
        return;
    }
    m_recorded |= event;
    m_errors[static_cast<std::size_t>(bit)] = error;
    m_event->Set();
}

void
SocketWatch::Fetch(WSANETWORKEVENTS& events)
{
    events.lNetworkEvents = m_recorded;
    for (int bit = 0; bit < FD_MAX_EVENTS; ++bit)
    {
        if (m_recorded & (1 << bit))
        {
            events.iErrorCode[bit] = m_errors[static_cast<std::size_t>(bit)];
        }
    }
    m_recorded = 0;
}

void
SocketWatch::AddWait(ReadinessWait& wait)
{
    m_waits.push_back(&wait);
}

void
SocketWatch::RemoveWait(ReadinessWait& wait)
{
    m_waits.erase(std::remove(m_waits.begin(), m_waits.end(), &wait), m_waits.end());
}

void
SocketWatch::End()
{
    for (ReadinessWait* wait : m_waits)
    {
        wait->OnClosed();
    }
    m_mask = 0;
    m_event = nullptr;
    m_window = nullptr;
}

} // namespace ns3::winsock
