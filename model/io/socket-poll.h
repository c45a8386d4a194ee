/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef SOCKET_POLL_H
#define SOCKET_POLL_H

#include "ns3/io-socket.h"
#include "ns3/winsock-structures.h"

#include <cstddef>
#include <functional>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief Waits until one of several sockets is in a state that is asked for, as WSAPoll does (R-SLC-8).
 *
 * The same socket may have several places. The sockets wake the thread once something holds.
 */
class SocketPoll
{
  public:
    /// Leads from a place of the array to what tells of its socket; null once that was closed.
    using Finder = std::function<Ptr<IoSocket>(std::size_t)>;

    /// The events that a program may ask for.
    static constexpr SHORT ASKABLE = POLLRDNORM | POLLRDBAND | POLLWRNORM;

    /**
     * @param places the program's array
     * @param sockets what tells of its sockets now, by place; null for those that stay out of it: their
     *                results are set already
     * @param find what tells of the others after a wait
     */
    SocketPoll(WSAPOLLFD* places, std::vector<Ptr<IoSocket>> sockets, Finder find);

    /**
     * Waits, unless something holds already, and writes the results.
     * @param timeout milliseconds of simulated time; 0 looks only, a negative number has no limit
     * @param[out] error WSAEWOULDBLOCK (the thread cannot wait) or WSAEINTR (a socket was closed during
     *             the wait, or the wait was cancelled)
     * @return how many places have a result, or SOCKET_ERROR
     */
    int Perform(INT timeout, int& error);

  private:
    /// Asks for all sockets once more. @return false if one was closed
    bool FindAgain();
    /// @return whether a place has a result for the socket, or something else tells of it now
    bool IsWanted(const IoSocket& socket) const;
    /// Writes the results. @return how many places have one
    int Look() const;
    /// Waits until something holds or the time is over.
    /// @param[in,out] count how many places have a result
    /// @return 0 or an error
    int Await(INT timeout, int& count);

    WSAPOLLFD* m_places;                  //!< the program's array
    std::vector<Ptr<IoSocket>> m_sockets; //!< by place; null for those that stay out of it
    Finder m_find;                        //!< what tells of them
};

} // namespace ns3::winsock

#endif /* SOCKET_POLL_H */
