/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef QUERY_SET_H
#define QUERY_SET_H

#include "ns3/name-space-records.h"
#include "ns3/winsock-structures.h"

#include <cstddef>

/**
 * @file
 * The structure WSAQUERYSET in its three uses: a question, an answer, and a service to be published.
 * Each function has a form for ANSI and one for wide text.
 */

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief Reads what a program asks.
 * @param set the structure; no bad pointer
 * @param[out] question gets all but the flags
 * @return 0; WSAEFAULT (a member points to no memory); WSAEINVAL (another size, protocols that are not
 *         there)
 */
int ReadQuestion(const WSAQUERYSETA* set, NameSpaceQuestion& question);

/// The form for wide text; see above.
/// @ingroup winsock
int ReadQuestion(const WSAQUERYSETW* set, NameSpaceQuestion& question);

/**
 * @ingroup winsock
 * @brief Reads the service that a program publishes.
 * @param set the structure, which was read as a question before
 * @param[out] service gets its name, class, version, comment, addresses and data
 * @return 0; WSAEFAULT (a member points to no memory); WSAEINVAL (no name, no class, an address that is
 *         none of IPv4 or IPv6)
 */
int ReadService(const WSAQUERYSETA* set, NameSpaceRecord& service);

/// The form for wide text; see above.
/// @ingroup winsock
int ReadService(const WSAQUERYSETW* set, NameSpaceRecord& service);

/**
 * @ingroup winsock
 * @brief Writes an answer, with all that it points to behind it.
 * @param record the answer
 * @param flags LUP_ flags: what is to be told, and which side of the addresses is the service's
 * @param room where to; null to learn the size
 * @return bytes
 */
std::size_t PackQuerySet(const NameSpaceRecord& record, DWORD flags, WSAQUERYSETA* room);

/// The form for wide text; see above.
/// @ingroup winsock
std::size_t PackQuerySet(const NameSpaceRecord& record, DWORD flags, WSAQUERYSETW* room);

} // namespace ns3::winsock

#endif /* QUERY_SET_H */
