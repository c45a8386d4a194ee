/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "buffer-pool.h"

#include "ns3/ptr.h"
#include "ns3/simulator.h"
#include "ns3/winsock-stack.h"

#include <algorithm>

namespace ns3::winsock
{

namespace
{

/// @return the limit as a ledger wants it
uint64_t
AsLimit(uint32_t number)
{
    return number == DeviceNumbers::UNLIMITED ? ResourceLedger::NO_LIMIT : number;
}

} // namespace

BufferPool::BufferPool(WinsockStack& stack)
    : m_stack(&stack)
{
}

void
BufferPool::Detach()
{
    m_stack = nullptr;
    m_waiters.clear();
}

bool
BufferPool::Take(uint64_t bytes, uint64_t packets, RefusalCause cause)
{
    const uint64_t before = m_bytes.GetInUse();
    const uint64_t packetsBefore = m_packets.GetInUse();
    const uint64_t limit =
        m_stack ? AsLimit(m_stack->GetNumbers().poolBytes) : ResourceLedger::NO_LIMIT;
    const uint64_t packetLimit =
        m_stack ? AsLimit(m_stack->GetNumbers().poolPackets) : ResourceLedger::NO_LIMIT;
    if (!m_bytes.Take(bytes, limit))
    {
        m_stack->CountRefusal({cause, 0, bytes, before, limit, 0});
        return false;
    }
    if (!m_packets.Take(packets, packetLimit))
    {
        m_bytes.Give(bytes);
        m_stack->CountRefusal({cause, 0, packets, packetsBefore, packetLimit, 0});
        return false;
    }
    if (m_stack)
    {
        m_stack->TracePool(before, packetsBefore);
    }
    return true;
}

void
BufferPool::Give(uint64_t bytes, uint64_t packets)
{
    const uint64_t before = m_bytes.GetInUse();
    const uint64_t packetsBefore = m_packets.GetInUse();
    m_bytes.Give(bytes);
    m_packets.Give(packets);
    if (!m_stack)
    {
        return;
    }
    m_stack->TracePool(before, packetsBefore);
    if (!m_waiters.empty() && !m_telling)
    {
        m_telling = true;
        Simulator::ScheduleNow(&BufferPool::TellWaiters, Ptr<BufferPool>(this));
    }
}

uint64_t
BufferPool::GetRoomForSending() const
{
    return GetRoom(0);
}

uint64_t
BufferPool::GetRoomForReceiving() const
{
    const bool withholds = m_stack && m_stack->GetNumbers().rxThrottlePercent != 0 &&
                           m_stack->GetNumbers().poolBytes != DeviceNumbers::UNLIMITED;
    return GetRoom(withholds ? uint64_t(m_stack->GetNumbers().poolBytes) *
                                   m_stack->GetNumbers().rxThrottlePercent / 100
                             : 0);
}

uint64_t
BufferPool::GetRoom(uint64_t withheld) const
{
    if (!m_stack)
    {
        return ResourceLedger::NO_LIMIT;
    }
    const uint64_t held = m_bytes.GetInUse() + withheld;
    const uint64_t limit = AsLimit(m_stack->GetNumbers().poolBytes);
    const bool full = m_packets.GetInUse() >= AsLimit(m_stack->GetNumbers().poolPackets);
    return full || held >= limit ? 0 : limit - held;
}

uint32_t
BufferPool::GetPacketOverhead() const
{
    return m_stack ? m_stack->GetNumbers().packetOverheadBytes : 0;
}

void
BufferPool::Refuse(uint64_t bytes, RefusalCause cause)
{
    if (m_stack)
    {
        const uint64_t limit = AsLimit(m_stack->GetNumbers().poolBytes);
        m_stack->CountRefusal({cause, 0, bytes, m_bytes.GetInUse(), limit, 0});
    }
}

void
BufferPool::RefusePlace(uint64_t waiting, uint64_t backlog)
{
    if (m_stack)
    {
        m_stack->CountRefusal({RefusalCause::BACKLOG, 0, 1, waiting, backlog, 0});
    }
}

uint32_t
BufferPool::GetSocketOverhead() const
{
    return m_stack ? m_stack->GetNumbers().socketOverheadBytes : 0;
}

bool
BufferPool::IsBounded() const
{
    return m_stack && (m_stack->GetNumbers().poolBytes != DeviceNumbers::UNLIMITED ||
                       m_stack->GetNumbers().poolPackets != DeviceNumbers::UNLIMITED);
}

bool
BufferPool::TakeControlBlock()
{
    const uint64_t limit =
        m_stack ? AsLimit(m_stack->GetNumbers().maxTcpControlBlocks) : ResourceLedger::NO_LIMIT;
    ControlBlocks& blocks = GetControlBlocks();
    if (blocks.Take(limit, m_stack && m_stack->GetNumbers().timeWaitRecycle))
    {
        return true;
    }
    m_stack->CountRefusal(
        {RefusalCause::CONTROL_BLOCKS, 0, 1, blocks.GetLedger().GetInUse(), limit, 0});
    return false;
}

ControlBlocks&
BufferPool::GetControlBlocks()
{
    if (!m_controlBlocks)
    {
        m_controlBlocks = std::make_unique<ControlBlocks>();
    }
    return *m_controlBlocks;
}

void
BufferPool::Await(PoolWaiter& waiter)
{
    if (std::find(m_waiters.begin(), m_waiters.end(), &waiter) == m_waiters.end())
    {
        m_waiters.push_back(&waiter);
    }
}

void
BufferPool::Forget(PoolWaiter& waiter)
{
    m_waiters.erase(std::remove(m_waiters.begin(), m_waiters.end(), &waiter), m_waiters.end());
}

const ResourceLedger&
BufferPool::GetBytes() const
{
    return m_bytes;
}

const ResourceLedger&
BufferPool::GetPackets() const
{
    return m_packets;
}

void
BufferPool::TellWaiters()
{
    m_telling = false;
    // Who finds nothing left asks again, behind those who have waited as long.
    for (std::size_t count = m_waiters.size(); count > 0 && !m_waiters.empty(); --count)
    {
        PoolWaiter* const first = m_waiters.front();
        m_waiters.erase(m_waiters.begin());
        first->OnPoolRoom();
    }
}

} // namespace ns3::winsock
