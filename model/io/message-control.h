/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MESSAGE_CONTROL_H
#define MESSAGE_CONTROL_H

#include "ns3/winsock-socket-address.h"
#include "ns3/winsock-structures.h"

#include <cstdint>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief What the control data of a message that is sent chooses.
 */
struct SendControl
{
    WinsockSocketAddress source; //!< where it comes from
    uint32_t interface {
        0
    };                     //!< where it goes out, by index; 0: not chosen
    int16_t ttl{-1};       //!< time to live or hop limit; -1: not chosen
    bool hasSource{false}; //!< whether the source is chosen
};

/**
 * @ingroup winsock
 * @param control the control data of a message to be sent
 * @param[out] chosen what it chooses: IP_PKTINFO, IPV6_PKTINFO, IP_TTL, IP_HOPLIMIT, IPV6_HOPLIMIT
 * @return 0, or WSAEINVAL for anything else
 */
int ReadSendControl(const WSABUF& control, SendControl& chosen);

} // namespace ns3::winsock

#endif /* MESSAGE_CONTROL_H */
