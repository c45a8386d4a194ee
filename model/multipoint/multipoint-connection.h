/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MULTIPOINT_CONNECTION_H
#define MULTIPOINT_CONNECTION_H

#include "ns3/multipoint-frame.h"
#include "ns3/nstime.h"
#include "ns3/object.h"
#include "ns3/pool-share.h"
#include "ns3/winsock-tcp-socket.h"

namespace ns3::winsock
{

class MultipointConnection;
class WinsockStack;

/**
 * @ingroup winsock
 * @brief Who is told of what happens on a control connection. May leave it from within a call.
 */
class MultipointConnectionObserver
{
  public:
    virtual ~MultipointConnectionObserver() = default;

    /// The connection that MultipointConnection::Connect() began is there.
    virtual void
    OnConnected(MultipointConnection&)
    {
    }

    /**
     * A frame has arrived.
     * @param connection by which
     * @param frame what
     * @return false if it cannot be taken now: nothing more is read before MultipointConnection::Resume(),
     *         which brings it again
     */
    virtual bool OnFrame(MultipointConnection& connection, const MultipointFrame& frame) = 0;

    /// Everything has gone out that there was no room for before.
    virtual void
    OnRoom(MultipointConnection&)
    {
    }

    /**
     * A connection is over.
     * @param connection which
     * @param error 0 for an end in order, or a Winsock error
     */
    virtual void OnEnded(MultipointConnection& connection, int error) = 0;
};

/**
 * @ingroup winsock
 * @brief The control connection between a root and one of its leaves: frames over ns-3's TCP.
 */
class MultipointConnection : public Object, private WinsockTcpObserver
{
  public:
    /// @param stack the node's; @param buffer bytes that may be under way, each way
    MultipointConnection(WinsockStack& stack, uint32_t buffer);
    ~MultipointConnection() override;

    /// @param observer who is told from now on, or null
    void SetObserver(MultipointConnectionObserver* observer);

    /**
     * Begins to connect.
     * @param local the address to come from; the wildcard leaves it to the route
     * @param peer where to
     * @return 0 or a Winsock error
     */
    int Connect(const WinsockSocketAddress& local, const WinsockSocketAddress& peer);

    /// @param tcp an established connection that a listener has given
    void Adopt(Ptr<WinsockTcpSocket> tcp);

    /// Sends a frame, or keeps it until there is room.
    void Send(const MultipointFrame& frame);

    /// @param payload bytes of a frame's payload @return whether the frame would go out at once
    bool HasRoom(uint32_t payload) const;

    /// @return whether the peer has acknowledged everything that was sent
    bool IsIdle() const;

    /// Reads frames as long as they are taken; for who observes what has arrived before.
    void Read();

    /// Goes on reading after a frame that could not be taken. Nothing happens otherwise.
    void Resume();

    /// @return whether a frame waits for Resume()
    bool IsPaused() const;

    /**
     * Ends the connection in order, after what was sent. Nobody is told. What still comes until the peer
     * ends it as well is thrown away: a reset would overtake the end.
     */
    void Leave();

    /// Ends the connection at once. Nobody is told.
    void Abort();

    /// @return whether it is there, and has not ended
    bool IsOpen() const;

    /// @return the peer
    WinsockSocketAddress GetPeer() const;

    /// @return the own end
    WinsockSocketAddress GetLocal() const;

    /// @return what it holds of the node's memory
    PoolShare GetPoolShare() const;

    /// @return when the last bytes came
    Time GetLastHeard() const;

  private:
    void OnConnected() override;
    void OnConnectFailed() override;
    void OnReadable() override;
    void OnWritable() override;
    void OnPeerClosed() override;
    void OnFailed() override;

    /// Makes ready what Connect() and Adopt() give.
    void Prepare();
    /// Hands as much to TCP as that has room for.
    void Push();
    /// Tells the observer of the end.
    void End(int error);
    /// Throws away what has arrived.
    void Discard();
    /// Lets go of TCP. @return it, or null
    Ptr<WinsockTcpSocket> LetGo();

    WinsockStack& m_stack;                             //!< the node's
    uint32_t m_buffer;                                 //!< bytes of each of TCP's buffers
    MultipointConnectionObserver* m_observer{nullptr}; //!< who is told
    Ptr<WinsockTcpSocket> m_tcp;                       //!< null before and after
    Ptr<Packet> m_in;          //!< received, and no whole frame or not taken
    Ptr<Packet> m_out;         //!< to be sent, and without room in TCP
    MultipointFrame m_untaken; //!< waits for Resume()
    bool m_paused{false};      //!< there is such a frame
    bool m_connected{false};   //!< the handshake is over
    bool m_leaving{false};     //!< see Leave()
    Time m_heard;              //!< when the last bytes came
};

} // namespace ns3::winsock

#endif /* MULTIPOINT_CONNECTION_H */
