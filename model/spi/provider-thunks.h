/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PROVIDER_THUNKS_H
#define PROVIDER_THUNKS_H

#include "ns3/winsock-spi.h"

#include <cstdint>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief How many providers of one process can be reached through procedure tables at a time.
 */
inline constexpr uint32_t PROVIDER_SLOTS = 32;

/**
 * @ingroup winsock
 * @brief Gives the procedure table of a slot.
 *
 * A procedure table holds plain C functions, which know nothing of the object that they stand for
 * (design decision D1). A real library finds its state in its globals, of which each process has its
 * own; here each provider that a process loads gets a slot, and each slot has thirty functions of its
 * own that lead to the current process's provider in that slot. They are also the one place where a
 * call that crosses the SPI is made visible.
 *
 * @param slot below PROVIDER_SLOTS
 * @param gated whether they lead through the provider's CallGate
 * @return thirty functions that lead to the provider in that slot of the current process
 */
const WSPPROC_TABLE& GetThunkTable(uint32_t slot, bool gated = false);

/**
 * @ingroup winsock
 * @param table a procedure table
 * @return whether none of its thirty members is null (R-SEL-52)
 */
bool IsCompleteTable(const WSPPROC_TABLE& table);

} // namespace ns3::winsock

#endif /* PROVIDER_THUNKS_H */
