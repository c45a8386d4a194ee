/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef SOAK_HOLDINGS_H
#define SOAK_HOLDINGS_H

#include "ns3/pool-share.h"

#include <cstdint>

namespace ns3::winsock
{
class WinsockProcess;
class WinsockStack;
} // namespace ns3::winsock

namespace ns3::winsock::test
{

/**
 * @ingroup winsock-test
 * @brief What a node's processes, sockets and connections hold, counted one by one and without the ledgers.
 */
struct SoakHoldings
{
    uint64_t descriptors{0};   //!< handles that took one, of all processes
    uint64_t bytes{0};         //!< of the pool
    uint64_t packets{0};       //!< of the pool
    uint64_t controlBlocks{0}; //!< of connections
};

/// @param process of a node; @return its handles that took a descriptor
uint64_t CountDescriptors(WinsockProcess& process);

/// @param stack of a node; @return what is held there
SoakHoldings CountHoldings(const WinsockStack& stack);

/// @param stack of a node; @return what its ledgers say
SoakHoldings ReadLedgers(WinsockStack& stack);

} // namespace ns3::winsock::test

#endif /* SOAK_HOLDINGS_H */
