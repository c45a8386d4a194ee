/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * What happens to a stream socket, and what those who watch it are told.
 */

#include "stream-socket.h"

#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"

namespace ns3::winsock
{

IoSocket::Readiness
StreamSocket::GetReadiness() const
{
    Readiness readiness;
    switch (m_state)
    {
    case State::LISTENING:
        readiness.read = m_tcp->GetPendingCount() != 0;
        break;
    case State::CONNECTED:
        readiness.read = GetReadableBytes() != 0 || m_tcp->IsPeerClosed() || m_receivingShut;
        readiness.write = m_sendingShut || IsWritable();
        readiness.except = HasUrgent();
        break;
    case State::BROKEN:
        readiness.read = true;
        readiness.write = true;
        break;
    case State::IDLE:
        readiness.except = m_connectError != 0;
        break;
    case State::CONNECTING:
    case State::ACCEPTING:
    case State::PARTED:
        break;
    }
    return readiness;
}

SocketWatch::Conditions
StreamSocket::GetConditions() const
{
    SocketWatch::Conditions conditions;
    if (m_state == State::LISTENING)
    {
        conditions.events = m_tcp->GetPendingCount() != 0 ? FD_ACCEPT : 0;
        return conditions;
    }
    if (m_state != State::CONNECTED && m_state != State::BROKEN)
    {
        return conditions;
    }
    const bool broken = m_state == State::BROKEN;
    if (GetReadableBytes() != 0)
    {
        conditions.events |= FD_READ;
    }
    else if (broken || m_tcp->IsPeerClosed())
    {
        // The documented form: the end is told when all data was read (R-EVT-7).
        conditions.events |= FD_CLOSE;
        const bool reset = broken && GetEndError() == WSAECONNRESET;
        conditions.closeError = reset ? WSAECONNRESET : (broken ? WSAECONNABORTED : 0);
    }
    if (HasUrgent())
    {
        conditions.events |= FD_OOB;
    }
    if (!broken && !m_sendingShut && IsWritable())
    {
        conditions.events |= FD_WRITE;
    }
    return conditions;
}

void
StreamSocket::EndConnect(int error)
{
    m_sending.Progress();
    m_receiving.Progress(); // an AcceptEx may wait for a handshake that was held back
    if (IsWatched())
    {
        GetWatch().ConnectHasEnded(error);
        NotifyWatchers();
    }
}

void
StreamSocket::OnConnected()
{
    m_state = State::CONNECTED;
    EndConnect(0);
}

void
StreamSocket::OnConnectFailed()
{
    // The socket can be used for another attempt (R-CON-4); it keeps its local address.
    m_connectError = GetEndError();
    SetSocketError(m_connectError);
    m_state = State::IDLE;
    DropTransport();
    EndConnect(m_connectError);
}

void
StreamSocket::OnReadable()
{
    ResetIfUndeliverable();
    m_receiving.Progress();
    NotifyWatchers();
}

void
StreamSocket::OnWritable()
{
    m_sending.Progress();
    NotifyWatchers();
}

void
StreamSocket::OnUrgent()
{
    m_receiving.Progress();
    NotifyWatchers();
}

void
StreamSocket::OnPeerClosed()
{
    m_receiving.Progress();
    NotifyWatchers();
}

void
StreamSocket::OnFailed()
{
    m_state = State::BROKEN;
    m_receiving.Progress();
    m_sending.Progress();
    NotifyWatchers();
}

void
StreamSocket::OnAcceptable()
{
    m_receiving.Progress();
    NotifyWatchers();
}

} // namespace ns3::winsock
