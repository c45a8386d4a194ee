/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "tcp-pool-share.h"

#include <algorithm>
#include <limits>

namespace ns3::winsock
{

TcpPoolShare::~TcpPoolShare()
{
    Release();
}

void
TcpPoolShare::Open(const Ptr<BufferPool>& pool)
{
    m_pool = pool;
}

void
TcpPoolShare::SetReserved()
{
    m_reserved = true;
    Charge(m_sending, Queue(), RefusalCause::POOL_SEND);
    Charge(m_receiving, Queue(), RefusalCause::POOL_RECEIVE);
}

const Ptr<BufferPool>&
TcpPoolShare::GetPool() const
{
    return m_pool;
}

bool
TcpPoolShare::IsBounded() const
{
    return m_pool && !m_reserved && m_pool->IsBounded();
}

bool
TcpPoolShare::TakeControlBlock()
{
    m_hasBlock = m_hasBlock || (m_pool && m_pool->TakeControlBlock());
    return m_hasBlock || !m_pool;
}

void
TcpPoolShare::TakeFrom(TcpPoolShare& other)
{
    m_pool = other.m_pool;
    AdoptOverhead(other.SurrenderOverhead());
    m_hasBlock = other.m_hasBlock;
    other.m_hasBlock = false;
}

bool
TcpPoolShare::TakeAdmission()
{
    if (!m_pool)
    {
        return true;
    }
    if (!TakeControlBlock())
    {
        return false;
    }
    const uint32_t bytes = m_pool->GetSocketOverhead();
    if (!m_pool->Take(bytes, 0, RefusalCause::POOL_CONNECTION))
    {
        Release();
        return false;
    }
    m_overhead = bytes;
    return true;
}

void
TcpPoolShare::AdoptOverhead(uint32_t bytes)
{
    m_overhead = m_pool ? m_overhead + bytes : 0;
}

uint32_t
TcpPoolShare::SurrenderOverhead()
{
    const uint32_t bytes = m_overhead;
    m_overhead = 0;
    return bytes;
}

uint32_t
TcpPoolShare::GetSendRoom(uint32_t queued, uint32_t segment) const
{
    return IsBounded() ? Affordable(m_pool->GetRoomForSending(), queued, segment)
                       : std::numeric_limits<uint32_t>::max();
}

bool
TcpPoolShare::ChargeSending(uint32_t queued, uint32_t segment)
{
    return Charge(m_sending, Price(queued, segment), RefusalCause::POOL_SEND);
}

bool
TcpPoolShare::ChargeReceiving(uint32_t queued, uint32_t segment)
{
    const Queue wanted = Price(queued, segment);
    if (wanted.bytes > m_receiving.bytes && IsBounded() &&
        wanted.bytes - m_receiving.bytes > m_pool->GetRoomForReceiving())
    {
        m_pool->Refuse(wanted.bytes - m_receiving.bytes, RefusalCause::POOL_RECEIVE);
        return false;
    }
    return Charge(m_receiving, wanted, RefusalCause::POOL_RECEIVE);
}

uint32_t
TcpPoolShare::GetReceiveRoom(uint32_t queued, uint32_t segment) const
{
    return IsBounded() ? Affordable(m_pool->GetRoomForReceiving(), queued, segment)
                       : std::numeric_limits<uint32_t>::max();
}

void
TcpPoolShare::SetPeeked(uint32_t bytes)
{
    m_peeked = bytes;
}

uint32_t
TcpPoolShare::GetPeeked() const
{
    return m_peeked;
}

void
TcpPoolShare::ReleaseConnection()
{
    if (!m_pool)
    {
        return;
    }
    Charge(m_sending, Queue(), RefusalCause::POOL_SEND);
    if (m_overhead != 0)
    {
        m_pool->Give(SurrenderOverhead(), 0);
    }
    if (m_hasBlock)
    {
        m_hasBlock = false;
        m_pool->GetControlBlocks().Give();
    }
}

void
TcpPoolShare::Release()
{
    m_peeked = 0;
    Charge(m_receiving, Queue(), RefusalCause::POOL_RECEIVE);
    ReleaseConnection();
}

PoolShare
TcpPoolShare::GetShare() const
{
    PoolShare share;
    share.own = m_overhead;
    share.sending = m_sending.bytes;
    share.receiving = m_receiving.bytes;
    share.sendingPackets = m_sending.packets;
    share.receivingPackets = m_receiving.packets;
    share.controlBlocks = m_hasBlock ? 1 : 0;
    return share;
}

TcpPoolShare::Queue
TcpPoolShare::Price(uint32_t queued, uint32_t segment) const
{
    if (!m_pool || m_reserved)
    {
        return {};
    }
    const uint32_t packets = queued / segment + (queued % segment != 0);
    return {queued + packets * m_pool->GetPacketOverhead(), packets};
}

uint32_t
TcpPoolShare::Affordable(uint64_t room, uint32_t queued, uint32_t segment) const
{
    const uint64_t overhead = m_pool->GetPacketOverhead();
    const uint64_t inLast = queued % segment == 0 ? 0 : segment - queued % segment;
    uint64_t bytes = std::min(inLast, room);
    room -= bytes;
    const uint64_t whole = room / (segment + overhead);
    const uint64_t rest = room % (segment + overhead);
    bytes += whole * segment + (rest > overhead ? rest - overhead : 0);
    return static_cast<uint32_t>(std::min<uint64_t>(bytes, std::numeric_limits<uint32_t>::max()));
}

bool
TcpPoolShare::Charge(Queue& queue, const Queue& wanted, RefusalCause cause)
{
    if (!m_pool || (queue.bytes == wanted.bytes && queue.packets == wanted.packets))
    {
        return true;
    }
    const uint32_t moreBytes = wanted.bytes > queue.bytes ? wanted.bytes - queue.bytes : 0;
    const uint32_t morePackets =
        wanted.packets > queue.packets ? wanted.packets - queue.packets : 0;
    if ((moreBytes != 0 || morePackets != 0) && !m_pool->Take(moreBytes, morePackets, cause))
    {
        return false;
    }
    const uint32_t fewerBytes = queue.bytes > wanted.bytes ? queue.bytes - wanted.bytes : 0;
    const uint32_t fewerPackets =
        queue.packets > wanted.packets ? queue.packets - wanted.packets : 0;
    if (fewerBytes != 0 || fewerPackets != 0)
    {
        m_pool->Give(fewerBytes, fewerPackets);
    }
    queue = wanted;
    return true;
}

} // namespace ns3::winsock
