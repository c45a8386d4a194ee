/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef NETWORK_NAME_SPACE_H
#define NETWORK_NAME_SPACE_H

#include "ns3/name-space-records.h"
#include "ns3/node.h"
#include "ns3/ptr.h"

#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief The name space of network location awareness: the networks that a machine is attached to.
 *
 * Simulated networks have no names; each goes by its prefix, such as "10.1.1.0/24".
 *
 * @param question of NLA_SERVICE_CLASS_GUID, or without a class; without a name for all networks
 * @param node the machine that asks
 * @param[out] records gets the networks of the interfaces that are up, IPv4 before IPv6
 * @return 0, whether there are any or not; WSASERVICE_NOT_FOUND for another class
 */
int AskNetworks(const NameSpaceQuestion& question,
                Ptr<Node> node,
                std::vector<NameSpaceRecord>& records);

} // namespace ns3::winsock

#endif /* NETWORK_NAME_SPACE_H */
