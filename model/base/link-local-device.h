/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef LINK_LOCAL_DEVICE_H
#define LINK_LOCAL_DEVICE_H

#include "ns3/ipv4.h"
#include "ns3/ipv6.h"
#include "ns3/net-device.h"
#include "ns3/ptr.h"

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief Finds the device by which a link-local group is reached when nobody has named one.
 *
 * ns-3's routing cannot choose: it takes the device for granted. A host takes its first link.
 *
 * @param ip a node's IPv4
 * @return the device of the first interface that is up and no loopback, or null
 */
Ptr<NetDevice> FindLinkLocalDevice(Ptr<Ipv4> ip);

/// The same for IPv6. @param ip a node's IPv6; @return the device or null
Ptr<NetDevice> FindLinkLocalDevice(Ptr<Ipv6> ip);

} // namespace ns3::winsock

#endif /* LINK_LOCAL_DEVICE_H */
