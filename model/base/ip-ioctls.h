/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef IP_IOCTLS_H
#define IP_IOCTLS_H

#include "ns3/base-socket.h"
#include "ns3/ioctl-call.h"
#include "ns3/node.h"
#include "ns3/ptr.h"

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief The ioctls of the IP level: the list of interfaces, multicast, queues, and receiving all.
 * @param node the socket's
 * @param socket a socket
 * @param call what is asked for
 * @return 0, an error of WSAIoctl, or IoctlCall::UNKNOWN
 */
int ControlIp(Ptr<Node> node, BaseSocket& socket, const IoctlCall& call);

} // namespace ns3::winsock

#endif /* IP_IOCTLS_H */
