/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef SOCKET_SELECT_H
#define SOCKET_SELECT_H

#include "ns3/io-socket.h"
#include "ns3/winsock-structures.h"

#include <functional>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief Waits until one of several sockets is ready, as WSPSelect does (R-SLC-1 to R-SLC-6).
 * @param readfds sockets that are to be readable, or null; gets those that are
 * @param writefds sockets that are to be writable, or null; likewise
 * @param exceptfds sockets whose failure is waited for, or null; likewise
 * @param timeout how long at most, in simulated time; null for no limit
 * @param find leads from a handle to the provider's socket, or to null for a stranger
 * @param[out] error WSAEINVAL (no socket in any set, bad time-out), WSAENOTSOCK (a stranger),
 *             WSAEWOULDBLOCK (the thread cannot wait) or WSAEINTR (a socket was closed during the wait,
 *             or the wait was cancelled)
 * @return how many places of the sets are ready, or SOCKET_ERROR
 */
int SelectSockets(fd_set* readfds,
                  fd_set* writefds,
                  fd_set* exceptfds,
                  const timeval* timeout,
                  const std::function<Ptr<IoSocket>(SOCKET)>& find,
                  int& error);

/**
 * @ingroup winsock
 * @param timeout a time-out as select takes it, or null
 * @return whether it can be waited for: both parts are there and not negative
 */
bool IsValidTimeout(const timeval* timeout);

/**
 * @ingroup winsock
 * @param readfds a set, or null
 * @param writefds a set, or null
 * @param exceptfds a set, or null
 * @return where the first handle in them is, or null if there is none: its provider gets the whole call
 *         (R-SLC-3)
 */
const SOCKET* FirstHandle(const fd_set* readfds, const fd_set* writefds, const fd_set* exceptfds);

} // namespace ns3::winsock

#endif /* SOCKET_SELECT_H */
