/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef TCP_POOL_EVENTS_H
#define TCP_POOL_EVENTS_H

#include "ns3/buffer-pool.h"
#include "ns3/winsock-tcp-socket.h"

/**
 * @file
 * @ingroup winsock
 * What a node's buffer memory tells a TCP connection. Private to WinsockTcpSocket.
 */

namespace ns3::winsock
{

/** What the pool tells a socket of: room, and that its control block is wanted. */
class WinsockTcpSocket::PoolEvents : public PoolWaiter, public TimeWaitHolder
{
  public:
    explicit PoolEvents(WinsockTcpSocket& socket)
        : m_socket(socket)
    {
    }

    ~PoolEvents() override
    {
        m_socket.m_share.GetPool()->Forget(*this);
        m_socket.m_share.GetPool()->GetControlBlocks().LeaveTimeWait(m_ticket);
    }

    /** Asks to be told of room. */
    void
    Await()
    {
        m_socket.m_share.GetPool()->Await(*this);
    }

    /** The control block can be had from now on. */
    void
    EnterTimeWait()
    {
        m_ticket = m_socket.m_share.GetPool()->GetControlBlocks().EnterTimeWait(*this);
    }

    void
    OnPoolRoom() override
    {
        Ptr<WinsockTcpSocket> guard(&m_socket);
        guard->AnnounceWindow();
        if (guard->m_observer)
        {
            guard->m_observer->OnWritable();
        }
    }

    void
    EndTimeWait() override
    {
        Ptr<WinsockTcpSocket>(&m_socket)->EndTimeWait();
    }

  private:
    WinsockTcpSocket& m_socket; //!< who is told
    uint64_t m_ticket{0};       //!< of its place among those in TIME_WAIT
};

} // namespace ns3::winsock

#endif /* TCP_POOL_EVENTS_H */
