/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef INTERNET_NAME_SPACE_H
#define INTERNET_NAME_SPACE_H

#include "ns3/name-space-records.h"
#include "ns3/node.h"
#include "ns3/nstime.h"
#include "ns3/ptr.h"

#include <vector>

namespace ns3::winsock
{

class WinsockNameTable;

/**
 * @name The name space of the Internet
 * What the provider "Tcpip" answers: hosts and ports by service classes, from the names that getaddrinfo
 * knows too.
 * @ingroup winsock
 * @{
 */

/// @param classId a service class; @return whether this name space alone knows it, and no directory
bool IsInternetClass(const GUID& classId);

/**
 * @param question what is asked
 * @param table who knows
 * @param node the machine that asks
 * @return how long the answer takes
 */
Time
GetInternetDelay(const NameSpaceQuestion& question, const WinsockNameTable& table, Ptr<Node> node);

/**
 * @param question what is asked; SVCID_HOSTNAME and SVCID_INET_HOSTADDRBYNAME without a name are about
 *        the machine itself
 * @param table who knows
 * @param node the machine that asks
 * @param[out] records gets the answer, and behind it its other names
 * @return 0; WSAEINVAL (no class); WSASERVICE_NOT_FOUND (unknown name, foreign class); WSANO_DATA (a
 *         record that is not kept, no address that is wanted)
 */
int AskInternet(const NameSpaceQuestion& question,
                const WinsockNameTable& table,
                Ptr<Node> node,
                std::vector<NameSpaceRecord>& records);

/** @} */

} // namespace ns3::winsock

#endif /* INTERNET_NAME_SPACE_H */
