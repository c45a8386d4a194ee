/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MESSAGE_SOCKET_H
#define MESSAGE_SOCKET_H

#include "ns3/arrival.h"
#include "ns3/base-socket.h"
#include "ns3/net-device.h"
#include "ns3/packet.h"

#include <list>
#include <memory>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief What datagram and raw sockets share: a queue of received datagrams bounded by SO_RCVBUF, and
 *        an optional peer.
 */
class MessageSocket : public BaseSocket
{
  public:
    using BaseSocket::BaseSocket;

    ~MessageSocket() override;

    int GetPeer(WinsockSocketAddress& address) const override;
    int Connect(const WinsockSocketAddress& address) override;
    int JudgeSend(bool hasAddress) const override;
    int Send(Transfer& transfer) override;
    int Receive(Transfer& transfer) override;
    std::unique_ptr<PendingOperation> PrepareSend(Transfer& transfer, int& error) override;
    std::unique_ptr<PendingOperation> PrepareReceive(Transfer& transfer, int& error) override;
    Readiness GetReadiness() const override;
    SocketWatch::Conditions GetConditions() const override;
    int Shutdown(int how) override;
    uint32_t GetReadableBytes() const override;
    PoolShare GetPoolShare() const override;
    int Close() override;
    void Abort() override;

  protected:
    /// @return the peer, which there is
    const WinsockSocketAddress& GetPeerAddress() const;
    /// @return whether there is a peer
    bool HasPeer() const;
    /// Sends what has no address to a peer from now on, and goes on receiving from everybody.
    void SetDefaultPeer(const WinsockSocketAddress& peer);

    /// @param transfer where to receive @return 0, or why nothing can be received
    virtual int JudgeReceive(const Transfer& transfer) const;

    /**
     * A datagram has arrived. It is dropped in silence when the queue is full (R-ACC-28), or with
     * SIO_ENABLE_CIRCULAR_QUEUEING the oldest ones are.
     * @param payload its data
     * @param from its sender
     * @param arrival what control data can say of it
     * @return whether it is in the queue
     */
    bool Enqueue(Ptr<Packet> payload, const WinsockSocketAddress& from, const Arrival& arrival);

    /// @param size payload of a datagram @return whether the queue has room for it (R-ACC-28)
    virtual bool HasRoomFor(uint32_t size) const;

    /// @return whether nothing waits to be received
    bool IsQueueEmpty() const;

    /// A program has taken a datagram out of the queue.
    virtual void OnTaken();

    /**
     * @param[out] error how receiving ends, 0 for an end in order
     * @return whether nothing comes any more beyond what is in the queue
     */
    virtual bool HasEnded(int& error) const;

    /// @return whether an address is the limited or a directed broadcast one of the node's networks
    bool IsBroadcast(const WinsockSocketAddress& address) const;

    /**
     * @param group where a datagram went to
     * @param from who sent it
     * @param device where it came in, or null if that is not known
     * @return whether the socket has joined, and hears the sender
     */
    bool HearsGroup(const WinsockSocketAddress& group,
                    const WinsockSocketAddress& from,
                    const Ptr<NetDevice>& device) const;

    int ChangeMembership(const MembershipChange& change) override;

    /// A group has been joined. It is called at bind if that comes later.
    virtual void OnJoined();

    /// Leaves all groups.
    void LeaveGroups();

    /**
     * An error about an earlier datagram has arrived: the next receive reports it (R-DAT-8).
     * @param error WSAECONNRESET or WSAENETRESET
     */
    void PostError(int error);

    /**
     * @param packet a datagram
     * @param to its destination
     * @param control what control data chooses, or null
     * @return 0 or an error of send
     */
    virtual int
    SendPacket(Ptr<Packet> packet, const WinsockSocketAddress& to, const SendControl* control) = 0;

    /// The peer has changed, or is gone. @return 0 or an error
    virtual int OnPeerChanged() = 0;

  private:
    class ReceiveOperation;
    class SendOperation;

    /// One received datagram.
    struct Datagram
    {
        Ptr<Packet> payload;       //!< its data
        WinsockSocketAddress from; //!< its sender
        Arrival arrival;           //!< what control data can say of it
        uint32_t price;            //!< bytes of the pool that it takes
    };

    /// Takes the oldest datagram out of the queue; there is one.
    void DropOldest();
    /// Takes all datagrams out of the queue.
    void DiscardQueue();
    /// Fills the buffers from the oldest datagram. @return 0 or WSAEMSGSIZE
    int Take(Transfer& transfer);

    std::list<Datagram> m_queue;                  //!< oldest first
    std::unique_ptr<WinsockSocketAddress> m_peer; //!< as connect said; null: not connected
    uint32_t m_queuedBytes{0};                    //!< payload in the queue
    uint32_t m_queuePrice{0};                     //!< bytes of the pool that the queue takes
    int m_postedError{0};                         //!< for the next receive
    bool m_sendingShut{false};                    //!< SD_SEND was asked for
    bool m_receivingShut{false};                  //!< SD_RECEIVE was asked for
};

} // namespace ns3::winsock

#endif /* MESSAGE_SOCKET_H */
