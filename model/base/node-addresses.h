/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef NODE_ADDRESSES_H
#define NODE_ADDRESSES_H

#include "ns3/node.h"
#include "ns3/ptr.h"
#include "ns3/winsock-socket-address.h"

#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @param node a node
 * @param ipv6 which family
 * @return the addresses that its sockets can be bound to, in the order of the interfaces, without
 *         those of loopback and of interfaces that are down; link-local ones have their scope
 */
std::vector<WinsockSocketAddress> GetNodeAddresses(Ptr<Node> node, bool ipv6);

/**
 * @ingroup winsock
 * @param node a node
 * @param ipv6 which family
 * @return those of GetNodeAddresses() that it can be reached by from beyond a link
 */
std::vector<WinsockSocketAddress> GetGlobalAddresses(Ptr<Node> node, bool ipv6);

/**
 * @ingroup winsock
 * @brief Finds the address that a packet would leave the node with.
 * @param node a node
 * @param destination where to
 * @param[out] source the address
 * @return 0, or WSAENETUNREACH
 */
int FindSourceAddress(Ptr<Node> node,
                      const WinsockSocketAddress& destination,
                      WinsockSocketAddress& source);

} // namespace ns3::winsock

#endif /* NODE_ADDRESSES_H */
