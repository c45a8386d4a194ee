/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "resource-ledger.h"

#include "ns3/assert.h"

#include <algorithm>

namespace ns3::winsock
{

bool
ResourceLedger::Take(uint64_t amount, uint64_t limit)
{
    if (m_inUse > limit || amount > limit - m_inUse)
    {
        ++m_refusals;
        return false;
    }
    m_inUse += amount;
    m_peak = std::max(m_peak, m_inUse);
    return true;
}

void
ResourceLedger::Give(uint64_t amount)
{
    NS_ASSERT_MSG(amount <= m_inUse, "More is given back than was taken");
    m_inUse -= amount;
}

uint64_t
ResourceLedger::GetInUse() const
{
    return m_inUse;
}

uint64_t
ResourceLedger::GetPeak() const
{
    return m_peak;
}

uint64_t
ResourceLedger::GetRefusals() const
{
    return m_refusals;
}

} // namespace ns3::winsock
