/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef NODE_INTERFACES_H
#define NODE_INTERFACES_H

#include "ns3/ipv4-address.h"
#include "ns3/net-device.h"
#include "ns3/node.h"
#include "ns3/ptr.h"
#include "ns3/winsock-socket-address.h"

#include <cstdint>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief Finds an interface as programs name it: by the index that ns-3 gives it in one family.
 *
 * Index 0 is loopback in ns-3, and in Winsock no index at all; so loopback has none.
 *
 * @param node a node
 * @param ipv6 which family
 * @param index not 0
 * @return the interface's device, or null if there is no such interface or it is down
 */
Ptr<NetDevice> FindDeviceByIndex(Ptr<Node> node, bool ipv6, uint32_t index);

/**
 * @ingroup winsock
 * @param node a node
 * @param address one of its addresses
 * @return the device of the interface that has it, or null if there is none or it is down
 */
Ptr<NetDevice> FindDeviceByAddress(Ptr<Node> node, Ipv4Address address);

/**
 * @ingroup winsock
 * @brief Reads what IP_MULTICAST_IF and ip_mreq say: an own address, or an index as 0.x.x.x.
 * @param node a node
 * @param value four bytes in network order; 0 is the default interface
 * @return the device, or null if there is none
 */
Ptr<NetDevice> FindDeviceByName(Ptr<Node> node, uint32_t value);

/**
 * @ingroup winsock
 * @param node a node
 * @param ipv6 which family
 * @return where multicast goes if nobody chooses: the first interface that is up and has an address,
 *         loopback only if there is no other; or null
 */
Ptr<NetDevice> FindDefaultDevice(Ptr<Node> node, bool ipv6);

/**
 * @ingroup winsock
 * @param node a node
 * @param ipv6 which family
 * @param device one of its devices, or null
 * @return the interface's index; 0 for loopback and for none
 */
uint32_t GetInterfaceIndex(Ptr<Node> node, bool ipv6, Ptr<NetDevice> device);

/**
 * @ingroup winsock
 * @param node a node
 * @param address of either family
 * @return whether it is one of the node's
 */
bool IsNodeAddress(Ptr<Node> node, const WinsockSocketAddress& address);

/**
 * @ingroup winsock
 * @brief Lets a node hear a group or stop hearing it. IPv4 hosts hear them all; ns-3 counts for IPv6.
 * @param node a node
 * @param group the group
 * @param device where
 * @param hears whether it begins, or ends
 */
void HearGroup(Ptr<Node> node,
               const WinsockSocketAddress& group,
               const Ptr<NetDevice>& device,
               bool hears);

/**
 * @ingroup winsock
 * @param node a node
 * @param ipv6 which family
 * @return the time to live or hop limit that its packets have if nobody chooses
 */
uint32_t GetDefaultTtl(Ptr<Node> node, bool ipv6);

} // namespace ns3::winsock

#endif /* NODE_INTERFACES_H */
