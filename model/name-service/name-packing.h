/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef NAME_PACKING_H
#define NAME_PACKING_H

#include "ns3/name-records.h"
#include "ns3/winsock-structures.h"

#include <cstddef>

namespace ns3::winsock
{

/**
 * @name Structures of programs
 * Each writes a structure to the beginning of a block and all that it points to behind it.
 * @ingroup winsock
 * @{
 */

/**
 * @param record a host
 * @param ipv6 which of its addresses are wanted
 * @param room aligned for pointers; null to learn the size
 * @return bytes
 */
std::size_t PackHost(const HostRecord& record, bool ipv6, char* room);

/// @param record a service; @param room as PackHost(); @return bytes
std::size_t PackService(const ServiceRecord& record, char* room);

/// @param record a protocol; @param room as PackHost(); @return bytes
std::size_t PackProtocol(const ProtocolRecord& record, char* room);

/** @} */

} // namespace ns3::winsock

#endif /* NAME_PACKING_H */
