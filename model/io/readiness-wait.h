/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef READINESS_WAIT_H
#define READINESS_WAIT_H

#include "ns3/io-socket.h"
#include "ns3/winsock-thread.h"

#include <functional>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief A thread that waits for one of several sockets to be ready, as select does.
 *
 * It is woken when what it waits for holds, or when a socket is closed, but not by other news of its
 * sockets: a thread that wants to receive does not run each time that there is room to send.
 */
class ReadinessWait
{
  public:
    /**
     * @param thread who waits
     * @param isWanted asked when there is news of a socket: whether this is what the thread waits for
     */
    ReadinessWait(WinsockThread& thread, std::function<bool(const IoSocket&)> isWanted);

    /// Nobody is woken any more.
    ~ReadinessWait();

    ReadinessWait(const ReadinessWait&) = delete;
    ReadinessWait& operator=(const ReadinessWait&) = delete;

    /// @param socket whose news count; may be given several times
    void Add(Ptr<IoSocket> socket);

    /// @param socket of which there is news
    void OnNews(const IoSocket& socket);

    /// A socket was closed.
    void OnClosed();

  private:
    WinsockThread& m_thread;                         //!< who waits
    std::function<bool(const IoSocket&)> m_isWanted; //!< whether it waits for this
    std::vector<Ptr<IoSocket>> m_sockets;            //!< whose news count
};

} // namespace ns3::winsock

#endif /* READINESS_WAIT_H */
