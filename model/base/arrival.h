/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef ARRIVAL_H
#define ARRIVAL_H

#include "ns3/net-device.h"
#include "ns3/node.h"
#include "ns3/ptr.h"
#include "ns3/socket-settings.h"
#include "ns3/winsock-socket-address.h"
#include "ns3/winsock-structures.h"

#include <cstdint>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief What control data can say of a datagram that has arrived.
 */
struct Arrival
{
    WinsockSocketAddress to; //!< where it was sent to
    Ptr<NetDevice> device;   //!< where it came in, or null
    uint8_t ttl{0};          //!< its time to live or hop limit
};

/**
 * @ingroup winsock
 * @brief Writes the control data that a socket's options ask for.
 * @param node the socket's
 * @param settings the options
 * @param arrival of the datagram
 * @param message the program's: its Control gets what there is room for, its length says how much,
 *        and its dwFlags gets MSG_CTRUNC if something had no room
 */
void WriteArrival(Ptr<Node> node,
                  const SocketSettings& settings,
                  const Arrival& arrival,
                  WSAMSG& message);

} // namespace ns3::winsock

#endif /* ARRIVAL_H */
