/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "soak-numbers.h"

namespace ns3::winsock::test
{

SoakNumbers::SoakNumbers(uint32_t seed)
    : m_engine(seed)
{
}

uint32_t
SoakNumbers::Below(uint32_t count)
{
    return static_cast<uint32_t>((uint64_t{m_engine()} * count) >> 32);
}

bool
SoakNumbers::Chance(uint32_t percent)
{
    return Below(100) < percent;
}

} // namespace ns3::winsock::test
