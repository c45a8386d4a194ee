/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "stream-socket.h"

#include "ns3/stream-socket-operations.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-stack.h"

#include <algorithm>

namespace ns3::winsock
{

StreamSocket::StreamSocket(WinsockStack& stack, const Identity& identity)
    : BaseSocket(stack, identity)
{
}

StreamSocket::~StreamSocket()
{
    LeaveTransport();
}

int
StreamSocket::GetLocal(WinsockSocketAddress& address) const
{
    Address local;
    const bool hasOwn = m_state != State::IDLE && m_state != State::LISTENING;
    if (m_tcp && hasOwn && !m_contextPending && m_tcp->GetSockName(local) == 0)
    {
        const uint32_t scopeId = GetBoundAddress().scopeId;
        address = WinsockSocketAddress::FromNs3(local);
        if (GetBoundAddress().ipv6)
        {
            address = address.Map(); // a dual-stack socket that is connected over IPv4
        }
        address.scopeId = scopeId;
        return 0;
    }
    return BaseSocket::GetLocal(address);
}

int
StreamSocket::GetPeer(WinsockSocketAddress& address) const
{
    Address peer;
    const bool hasPeer = m_state == State::CONNECTED || m_state == State::CONNECTING;
    if (!hasPeer || m_contextPending || m_tcp->GetPeerName(peer) != 0)
    {
        return WSAENOTCONN;
    }
    address = WinsockSocketAddress::FromNs3(peer);
    if (GetBoundAddress().ipv6)
    {
        address = address.Map();
    }
    return 0;
}

int
StreamSocket::Shutdown(int how)
{
    if (how != SD_RECEIVE && how != SD_SEND && how != SD_BOTH)
    {
        return WSAEINVAL;
    }
    const bool broken = m_state == State::BROKEN;
    if ((m_state != State::CONNECTED && !broken) || m_contextPending)
    {
        return WSAENOTCONN;
    }
    if (broken)
    {
        return FollowsTests() ? 0 : GetEndError(); // nothing is left to shut down
    }
    if (how != SD_RECEIVE && !m_sendingShut)
    {
        m_sendingShut = true;
        m_tcp->ShutdownSend();
    }
    if (how != SD_SEND)
    {
        m_receivingShut = true;
        m_receiving.Progress();
        ResetIfUndeliverable();
    }
    return 0;
}

void
StreamSocket::ResetIfUndeliverable()
{
    if (m_receivingShut && m_state == State::CONNECTED && GetReadableBytes() != 0)
    {
        m_tcp->Abort();
        OnFailed();
    }
}

int
StreamSocket::Close()
{
    if (m_state == State::CONNECTED && IsLingering())
    {
        if (const int error = Linger())
        {
            return error;
        }
    }
    BaseSocket::Close();
    LeaveTransport();
    m_state = State::IDLE;
    return 0;
}

void
StreamSocket::Abort()
{
    BaseSocket::Abort();
    if (m_tcp)
    {
        const bool held = m_tcp->HasEndPoint();
        m_tcp->SetObserver(nullptr);
        m_tcp->Abort();
        m_tcp = nullptr;
        GetStack().GetSharedListeners().Remove(this, held);
    }
    m_state = State::IDLE;
}

int
StreamSocket::Linger()
{
    const Time limit = Seconds(GetLingerSeconds());
    if (limit.IsZero())
    {
        BaseSocket::
            Close(); // pending operations are told, unlike at the end of a process (R-OVL-12)
        Abort();     // unsent data is lost, and the peer is reset (R-SHD-3)
        return 0;
    }
    DrainOperation operation(*this);
    const int error = m_sending.Perform(operation, MayWait(), limit);
    if (error == WSAEWOULDBLOCK)
    {
        return error;
    }
    if (error != 0)
    {
        // The time ran out: the rest is lost, and the program is not told (R-SHD-3).
        BaseSocket::Close();
        Abort();
    }
    return 0;
}

Time
StreamSocket::GetConnectTime() const
{
    return m_state == State::CONNECTED ? m_tcp->GetConnectedFor() : Time(-1);
}

void
StreamSocket::SetContextPending(bool pending)
{
    m_contextPending = pending;
}

void
StreamSocket::OnOptionsChanged()
{
    if (m_tcp)
    {
        m_tcp->SetNoDelay(IsNoDelay());
        m_tcp->SetSendBuffer(std::max(GetSendBuffer(), LEAST_BUFFER));
        m_tcp->SetReceiveBuffer(std::max(GetReceiveBuffer(), LEAST_BUFFER));
        m_tcp->SetUrgentInline(IsUrgentInline());
        WinsockTcpSocket::KeepAlive keepAlive;
        keepAlive.on = IsKeepAlive() && m_state != State::LISTENING;
        keepAlive.idle = MilliSeconds(GetSettings().keepAliveTime);
        keepAlive.interval = MilliSeconds(GetSettings().keepAliveInterval);
        m_tcp->SetKeepAlive(keepAlive);
        if (GetSettings().ttl != SocketSettings::DEFAULT)
        {
            m_tcp->SetIpTtl(static_cast<uint8_t>(GetSettings().ttl));
            m_tcp->SetIpv6HopLimit(static_cast<uint8_t>(GetSettings().ttl));
        }
        if (HasSettings())
        {
            m_tcp->SetIpTos(GetSettings().tos);
        }
    }
}

void
StreamSocket::DropTransport()
{
    if (m_tcp)
    {
        // ns-3 has taken the end points away itself when the simulation ends.
        const bool held = m_tcp->HasEndPoint();
        m_tcp->SetObserver(nullptr);
        m_tcp->Close();
        m_tcp = nullptr;
        GetStack().GetSharedListeners().Remove(this, held);
    }
}

void
StreamSocket::LeaveTransport()
{
    const Ptr<WinsockTcpSocket> tcp = m_tcp;
    m_peeked = nullptr;
    if (tcp)
    {
        tcp->SetPeekedBytes(0);
    }
    DropTransport();
    if (tcp && tcp->HasEndPoint())
    {
        tcp->AdoptOverhead(SurrenderPool());
    }
}

PoolShare
StreamSocket::GetPoolShare() const
{
    PoolShare share = BaseSocket::GetPoolShare();
    if (m_tcp)
    {
        share += m_tcp->GetPoolShare();
    }
    return share;
}

PoolShare
StreamSocket::GetBacklogShare() const
{
    return m_tcp ? m_tcp->GetBacklogShare() : PoolShare();
}

int
StreamSocket::GetEndError() const
{
    return m_tcp->GetEndError();
}

} // namespace ns3::winsock
