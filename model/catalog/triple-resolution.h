/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef TRIPLE_RESOLUTION_H
#define TRIPLE_RESOLUTION_H

#include "ns3/protocol-selector.h"
#include "ns3/winsock-dialect.h"
#include "ns3/winsock-structures.h"

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief What a provider makes of the arguments of WSPSocket and its lpProtocolInfo.
 *
 * Each of family, type and protocol that is 0 or FROM_PROTOCOL_INFO is replaced by the member of
 * the structure; an explicit argument wins over the structure (R-SEL-33 to R-SEL-36).
 *
 * @param request af, type and protocol as the application gave them
 * @param protocolInfo the structure that the provider received
 * @return the values to open a socket with; may still hold 0 or -1 if the structure does
 */
SelectionRequest
ResolveTriple(const SelectionRequest& request, const WSAPROTOCOL_INFOW& protocolInfo);

/**
 * @ingroup winsock
 * @brief Judges a resolved triple as a TCP/IP base provider does.
 *
 * Served are AF_INET and AF_INET6 with SOCK_STREAM over TCP, SOCK_DGRAM over UDP and SOCK_RAW over
 * protocols 0 to 255; protocol 0 stands for the one of the type. The order of the checks is
 * family, type, protocol, prototype (R-SEL-23, R-SEL-36).
 *
 * @param triple family, type and protocol from ResolveTriple()
 * @param dialect whose results: by CE's documents TCP or UDP with the type of the other one is
 *        WSAEPROTOTYPE, while NT answers WSAEPROTONOSUPPORT (R-SEL-22)
 * @return 0, WSAEAFNOSUPPORT, WSAESOCKTNOSUPPORT, WSAEPROTONOSUPPORT or WSAEPROTOTYPE
 */
int JudgeTcpIpTriple(const SelectionRequest& triple, Dialect dialect = Dialect::NT);

} // namespace ns3::winsock

#endif // TRIPLE_RESOLUTION_H
