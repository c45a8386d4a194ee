/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef ALLOCATION_COUNTER_H
#define ALLOCATION_COUNTER_H

#include <cstdint>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief Counts what C++ code allocates: this program replaces operator new, for the module and for
 *        ns-3 as well.
 * @return how often operator new was called since the program began
 */
uint64_t GetAllocationCount();

} // namespace ns3::winsock

#endif // ALLOCATION_COUNTER_H
