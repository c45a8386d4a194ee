/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PARTIAL_SELECT_H
#define PARTIAL_SELECT_H

#include "ns3/io-socket.h"
#include "ns3/winsock-structures.h"

#include <functional>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief A select call over sockets of which a layer answers for some and leaves the others to the
 *        element below.
 *
 * While the caller waits for the layer's own, a thread of the process that exists only for this waits
 * in the select of the element below.
 */
struct PartialSelect
{
    /// Leads from a handle to what answers for it; null for one that is for the element below.
    std::function<Ptr<IoSocket>(SOCKET)> findOwn;
    /// The select of the element below.
    std::function<int(fd_set*, fd_set*, fd_set*, const timeval*, LPINT)> selectBelow;

    /**
     * Waits until one of the sockets is ready, as WSPSelect does (R-SLC-1 to R-SLC-6).
     * @param readfds sockets that are to be readable, or null; gets those that are
     * @param writefds sockets that are to be writable, or null; likewise
     * @param exceptfds sockets whose failure is waited for, or null; likewise
     * @param timeout how long at most, in simulated time; null for no limit
     * @param[out] error WSAEINVAL (bad time-out), WSAEWOULDBLOCK (the thread cannot wait), WSAEINTR,
     *             or what the element below says
     * @return how many places of the sets are ready, or SOCKET_ERROR
     */
    int Perform(fd_set* readfds,
                fd_set* writefds,
                fd_set* exceptfds,
                const timeval* timeout,
                int& error) const;
};

} // namespace ns3::winsock

#endif /* PARTIAL_SELECT_H */
