/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MULTIPOINT_DOOR_H
#define MULTIPOINT_DOOR_H

#include "ns3/multipoint-connection.h"

#include <deque>
#include <functional>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief Where a root or a leaf that listens gets its requests: joins of leaves, or invitations of roots.
 *
 * A request waits here once its first frame has come, and the program's accept takes it. What is no such
 * request is reset, as a plain connection to the port is.
 */
class MultipointDoor : private WinsockTcpObserver, private MultipointConnectionObserver
{
  public:
    /// A request that waits.
    struct Request
    {
        Ptr<MultipointConnection> connection; //!< to whoever asks
        MultipointFrame frame;                //!< what was asked
    };

    /**
     * @param stack the node's
     * @param wanted what a request begins with: JOIN or INVITE
     * @param onChange is called whenever a request has come or gone
     */
    MultipointDoor(WinsockStack& stack,
                   MultipointFrame::Type wanted,
                   std::function<void()> onChange);
    ~MultipointDoor() override;

    /**
     * Begins to listen.
     * @param local where
     * @param backlog how many requests may wait
     * @param buffer bytes that may be under way on a connection, each way
     * @return 0 or a Winsock error
     */
    int Open(const WinsockSocketAddress& local, uint32_t backlog, uint32_t buffer);

    /// Refuses all that wait, and listens no more.
    void Close();

    /// @return whether it listens
    bool IsOpen() const;

    /// @return whether no request waits
    bool IsEmpty() const;

    /// @return the oldest request; there is one
    const Request& GetFirst() const;

    /// @return the oldest request, which waits no more; there is one
    Request Take();

    /// Refuses the oldest request; there is one.
    void RefuseFirst();

    /// @return what the requests hold of the node's memory
    PoolShare GetPoolShare() const;

  private:
    void OnAcceptable() override;
    bool OnFrame(MultipointConnection& connection, const MultipointFrame& frame) override;
    void OnEnded(MultipointConnection& connection, int error) override;

    /// Tells a peer that its request is refused.
    static void Refuse(const Ptr<MultipointConnection>& connection);
    /// Forgets a connection that has not said what it wants. @return it, or null
    Ptr<MultipointConnection> TakeArrival(const MultipointConnection& connection);

    WinsockStack& m_stack;                             //!< the node's
    MultipointFrame::Type m_wanted;                    //!< what a request begins with
    std::function<void()> m_onChange;                  //!< is told
    Ptr<WinsockTcpSocket> m_listener;                  //!< null unless open
    uint32_t m_backlog{0};                             //!< how many may wait
    uint32_t m_buffer{0};                              //!< of each connection
    std::vector<Ptr<MultipointConnection>> m_arrivals; //!< have not said what they want
    std::deque<Request> m_requests;                    //!< wait, oldest first
};

} // namespace ns3::winsock

#endif /* MULTIPOINT_DOOR_H */
