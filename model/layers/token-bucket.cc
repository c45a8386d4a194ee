/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "token-bucket.h"

#include "ns3/simulator.h"

#include <algorithm>

namespace ns3::winsock
{

TokenBucket::TokenBucket(const DataRate& rate, uint32_t burst)
    : m_rate(rate),
      m_burst(burst),
      m_empty(Simulator::Now() - rate.CalculateBytesTxTime(burst))
{
}

TokenBucket::~TokenBucket()
{
    m_event.Cancel();
}

Time
TokenBucket::GetReadyTime(uint32_t bytes) const
{
    return m_empty + m_rate.CalculateBytesTxTime(std::min(bytes, m_burst));
}

void
TokenBucket::Spill()
{
    m_empty = std::max(m_empty, Simulator::Now() - m_rate.CalculateBytesTxTime(m_burst));
}

void
TokenBucket::Charge(uint32_t bytes)
{
    Spill();
    m_empty += m_rate.CalculateBytesTxTime(bytes);
    if (!m_waiting.empty())
    {
        Arm();
    }
}

bool
TokenBucket::Take(uint32_t bytes, Waiter& waiter)
{
    if (!Check(bytes, waiter))
    {
        return false;
    }
    Charge(bytes);
    return true;
}

bool
TokenBucket::Check(uint32_t bytes, Waiter& waiter)
{
    const bool turn = m_granted == &waiter || (m_waiting.empty() && !m_granted);
    if (m_granted == &waiter)
    {
        m_granted = nullptr;
    }
    if (turn && GetReadyTime(bytes) <= Simulator::Now())
    {
        return true;
    }
    const auto same = [&](const Place& place) { return place.waiter == &waiter; };
    const auto at = std::find_if(m_waiting.begin(), m_waiting.end(), same);
    if (at == m_waiting.end())
    {
        m_waiting.push_back({&waiter, bytes});
    }
    else
    {
        at->bytes = bytes;
    }
    Arm();
    return false;
}

void
TokenBucket::Cancel(const Waiter& waiter)
{
    const auto same = [&](const Place& place) { return place.waiter == &waiter; };
    m_waiting.erase(std::remove_if(m_waiting.begin(), m_waiting.end(), same), m_waiting.end());
    if (m_granted == &waiter)
    {
        m_granted = nullptr;
    }
    Arm();
}

uint32_t
TokenBucket::GetWaiting() const
{
    return static_cast<uint32_t>(m_waiting.size());
}

bool
TokenBucket::IsFull() const
{
    return m_waiting.empty() && GetReadyTime(m_burst) <= Simulator::Now();
}

void
TokenBucket::Arm()
{
    m_event.Cancel();
    if (!m_waiting.empty())
    {
        const Time wait = GetReadyTime(m_waiting.front().bytes) - Simulator::Now();
        m_event = Simulator::Schedule(std::max(wait, Time(0)), &TokenBucket::OnReady, this);
    }
}

void
TokenBucket::OnReady()
{
    const Ptr<TokenBucket> alive(this);
    m_granted = m_waiting.front().waiter;
    m_waiting.pop_front();
    m_granted->OnTokens();
    m_granted = nullptr;
    Arm();
}

} // namespace ns3::winsock
