/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What a WinsockTcpSocket holds of its node's buffer memory, and what comes of having too little.

#include "ns3/simulator.h"
#include "ns3/tcp-header.h"
#include "ns3/tcp-pool-events.h"
#include "ns3/tcp-rx-buffer.h"
#include "ns3/tcp-socket-state.h"
#include "ns3/tcp-tx-buffer.h"
#include "ns3/winsock-tcp-socket.h"

#include <algorithm>

namespace ns3::winsock
{

void
WinsockTcpSocket::UsePool(const Ptr<BufferPool>& pool, Time timeWait)
{
    m_share.Open(pool);
    m_msl = timeWait.GetSeconds() / 2;
}

void
WinsockTcpSocket::SetBuffersPaid()
{
    m_share.SetReserved();
}

bool
WinsockTcpSocket::TakeControlBlock()
{
    return m_share.TakeControlBlock();
}

void
WinsockTcpSocket::AdoptOverhead(uint32_t bytes)
{
    m_share.AdoptOverhead(bytes);
}

uint32_t
WinsockTcpSocket::SurrenderOverhead()
{
    return m_share.SurrenderOverhead();
}

PoolShare
WinsockTcpSocket::GetPoolShare() const
{
    return m_share.GetShare();
}

PoolShare
WinsockTcpSocket::GetBacklogShare() const
{
    PoolShare share;
    if (m_listening)
    {
        for (const auto& child : m_listening->halfOpen)
        {
            share += child->GetPoolShare();
        }
        for (const auto& pending : m_listening->ready)
        {
            share += pending.socket->GetPoolShare();
        }
    }
    return share;
}

bool
WinsockTcpSocket::IsOrphan() const
{
    return m_orphan;
}

uint32_t
WinsockTcpSocket::GetPoolRoom() const
{
    return m_share.GetSendRoom(m_txBuffer->Size(), m_tcb->m_segmentSize);
}

void
WinsockTcpSocket::NotePoolRefusal(bool waits)
{
    m_share.GetPool()->Refuse(1, RefusalCause::POOL_SEND);
    if (waits)
    {
        AwaitPool();
    }
}

void
WinsockTcpSocket::AwaitPool()
{
    if (!m_poolEvents)
    {
        m_poolEvents = std::make_unique<PoolEvents>(*this);
    }
    m_poolEvents->Await();
}

void
WinsockTcpSocket::SetPeekedBytes(uint32_t bytes)
{
    m_share.SetPeeked(bytes);
    SettlePoolShare();
}

int
WinsockTcpSocket::Send(Ptr<Packet> packet, uint32_t flags)
{
    if (!m_share.ChargeSending(m_txBuffer->Size() + packet->GetSize(), m_tcb->m_segmentSize))
    {
        m_errno = ERROR_AGAIN;
        return -1;
    }
    const int sent = TcpSocketBase::Send(packet, flags);
    SettlePoolShare();
    if (m_rWnd.Get() < m_tcb->m_segmentSize)
    {
        EnsureProgress();
    }
    return sent;
}

bool
WinsockTcpSocket::ChargeArrival(uint32_t bytes)
{
    const uint32_t queued = m_tcb->m_rxBuffer->Size() + m_share.GetPeeked() + bytes;
    if (bytes == 0)
    {
        return true;
    }
    m_starved = !m_share.ChargeReceiving(queued, m_tcb->m_segmentSize);
    if (m_starved)
    {
        AwaitPool();
    }
    return !m_starved;
}

uint32_t
WinsockTcpSocket::GetPoolWindow() const
{
    const uint32_t segment = m_tcb->m_segmentSize;
    const uint32_t room =
        m_share.GetReceiveRoom(m_tcb->m_rxBuffer->Size() + m_share.GetPeeked(), segment);
    // ns-3's sender probes a closed window even when it has nothing to send, and crashes over that. One
    // whose data was refused has some.
    return m_starved ? room : std::max(room, segment);
}

void
WinsockTcpSocket::SettlePoolShare()
{
    if (!m_share.GetPool())
    {
        return;
    }
    const uint32_t segment = m_tcb->m_segmentSize;
    m_share.ChargeSending(HasEndPoint() ? m_txBuffer->Size() : 0, segment);
    m_share.ChargeReceiving(m_tcb->m_rxBuffer->Size() + m_share.GetPeeked(), segment);
}

void
WinsockTcpSocket::BeginTimeWait()
{
    if (!m_share.GetPool())
    {
        return;
    }
    if (!m_poolEvents)
    {
        m_poolEvents = std::make_unique<PoolEvents>(*this);
    }
    m_poolEvents->EnterTimeWait();
    // ns-3 ends TIME_WAIT without a word; this comes right behind, for an owner that is still there.
    m_orphanEvent.Cancel();
    m_orphanEvent = Simulator::Schedule(Seconds(2 * m_msl), &WinsockTcpSocket::EndTimeWait, this);
}

void
WinsockTcpSocket::EndTimeWait()
{
    Ptr<WinsockTcpSocket> guard(this);
    if (m_state == TIME_WAIT)
    {
        GiveUp(EndCause::PEER_CLOSED);
    }
    else
    {
        Release(); // ns-3 has ended it in this instant
    }
}

uint16_t
WinsockTcpSocket::AdvertisedWindowSize(bool scale) const
{
    const uint16_t window = TcpSocketBase::AdvertisedWindowSize(scale);
    if (!m_share.IsBounded() || m_tcb->m_rxBuffer->GotFin())
    {
        return window;
    }
    const uint32_t room = GetPoolWindow();
    const uint32_t affordable = scale ? room >> m_rcvWindShift : room;
    if (affordable >= window)
    {
        return window;
    }
    const_cast<WinsockTcpSocket*>(this)->m_advWnd = room;
    return static_cast<uint16_t>(affordable);
}

void
WinsockTcpSocket::AnnounceWindow()
{
    const Ptr<TcpRxBuffer>& buffer = m_tcb->m_rxBuffer;
    const uint32_t announced = m_advWnd.Get();
    const uint32_t step = std::min(buffer->MaxBufferSize() / 2, m_tcb->m_segmentSize);
    if (announced >= step || !IsEstablished() || buffer->GotFin())
    {
        return;
    }
    const int64_t ofBuffer = buffer->MaxRxSequence() - buffer->NextRxSequence();
    const int64_t ofPool = GetPoolWindow();
    if (std::min(ofBuffer, ofPool) >= static_cast<int64_t>(announced) + step)
    {
        SendEmptyPacket(TcpHeader::ACK);
    }
    else if (ofBuffer >= static_cast<int64_t>(announced) + step)
    {
        AwaitPool();
    }
}

} // namespace ns3::winsock
