/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef JOIN_REQUEST_H
#define JOIN_REQUEST_H

#include "ns3/winsock-socket-address.h"
#include "ns3/winsock-structures.h"

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief What WSPJoinLeaf asks of a socket.
 */
struct JoinRequest
{
    WinsockSocketAddress name; //!< the leaf that a root invites, or the session that a leaf joins
    DWORD role{0};             //!< JL_SENDER_ONLY, JL_RECEIVER_ONLY or JL_BOTH
    LPWSABUF callerData{nullptr}; //!< goes to the peer; null for none
    LPWSABUF calleeData{nullptr}; //!< gets what the peer says, once the join has ended; may be null
};

} // namespace ns3::winsock

#endif /* JOIN_REQUEST_H */
