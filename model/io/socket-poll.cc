/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "socket-poll.h"

#include "ns3/blocking-hook.h"
#include "ns3/readiness-wait.h"
#include "ns3/wait-timer.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-thread.h"

#include <utility>

namespace ns3::winsock
{

namespace
{

/// What holds of a socket, of what is asked for and what is told unasked.
SHORT
EventsOf(const IoSocket& socket, SHORT asked)
{
    const IoSocket::Readiness readiness = socket.GetReadiness();
    const SocketWatch::Conditions conditions = socket.GetConditions();
    // Urgent data, too, is in select's third set.
    const bool urgent = conditions.events & FD_OOB;
    int events = urgent ? asked & POLLRDBAND : (readiness.except ? POLLERR : 0);
    if (conditions.events & FD_CLOSE)
    {
        // As FD_CLOSE, it is told when all data was read; a reset is an error as well.
        events |= conditions.closeError == 0 ? POLLHUP : POLLHUP | POLLERR;
    }
    if (conditions.events & (FD_READ | FD_ACCEPT))
    {
        events |= asked & POLLRDNORM;
    }
    if (readiness.write)
    {
        events |= asked & POLLWRNORM;
    }
    return static_cast<SHORT>(events);
}

} // namespace

SocketPoll::SocketPoll(WSAPOLLFD* places, std::vector<Ptr<IoSocket>> sockets, Finder find)
    : m_places(places),
      m_sockets(std::move(sockets)),
      m_find(std::move(find))
{
}

bool
SocketPoll::FindAgain()
{
    for (std::size_t i = 0; i < m_sockets.size(); ++i)
    {
        if (m_sockets[i])
        {
            m_sockets[i] = m_find(i);
            if (!m_sockets[i])
            {
                return false;
            }
        }
    }
    return true;
}

bool
SocketPoll::IsWanted(const IoSocket& socket) const
{
    for (std::size_t i = 0; i < m_sockets.size(); ++i)
    {
        if (m_sockets[i] == &socket &&
            (m_find(i) != &socket || EventsOf(socket, m_places[i].events) != 0))
        {
            return true;
        }
    }
    return false;
}

int
SocketPoll::Look() const
{
    int count = 0;
    for (std::size_t i = 0; i < m_sockets.size(); ++i)
    {
        if (m_sockets[i])
        {
            m_places[i].revents = EventsOf(*m_sockets[i], m_places[i].events);
        }
        count += m_places[i].revents != 0 ? 1 : 0;
    }
    return count;
}

int
SocketPoll::Await(INT timeout, int& count)
{
    WinsockThread& thread = *WinsockThread::GetCurrent();
    if (!thread.CanBlock())
    {
        return WSAEWOULDBLOCK;
    }
    const WaitTimer timer(thread, timeout < 0 ? Time(0) : MilliSeconds(timeout));
    const BlockingHookTimer hook(thread);
    while (!timer.IsDue() && count == 0)
    {
        {
            ReadinessWait wait(thread, [this](const IoSocket& socket) { return IsWanted(socket); });
            for (const auto& socket : m_sockets)
            {
                if (socket)
                {
                    wait.Add(socket);
                }
            }
            if (!hook.LetGoOn() || !thread.BlockAlertable())
            {
                return WSAEINTR;
            }
        }
        // What answers may have changed: a layer hands a socket on once its handshake is over.
        if (!FindAgain())
        {
            return WSAEINTR; // closed during the wait (R-SLC-5, R-SHD-4)
        }
        count = Look();
    }
    return 0;
}

int
SocketPoll::Perform(INT timeout, int& error)
{
    // The sockets may be many, so each look counts.
    int count = Look();
    error = count == 0 && timeout != 0 ? Await(timeout, count) : 0;
    return error == 0 ? count : SOCKET_ERROR;
}

} // namespace ns3::winsock
