/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MULTIPOINT_LEAF_H
#define MULTIPOINT_LEAF_H

#include "ns3/event-id.h"
#include "ns3/join-request.h"
#include "ns3/multipoint-group.h"
#include "ns3/multipoint-socket.h"

#include <map>
#include <memory>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief A c_leaf: joins a root's session, or listens for invitations of roots.
 *
 * Data comes to the socket that has joined, or that accept has given for an invitation.
 */
class MultipointLeaf : public MultipointSocket, private MultipointConnectionObserver
{
  public:
    using MultipointSocket::MultipointSocket;
    ~MultipointLeaf() override;

    int JudgeJoin() const override;
    int Join(const JoinRequest& request, Ptr<BaseSocket> leaf) override;
    Ptr<BaseSocket> PrepareConnection() override;
    void TakeConnection(BaseSocket& connection) override;

    int GetPeer(WinsockSocketAddress& address) const override;
    int JudgeSend(bool hasAddress) const override;
    int Send(Transfer& transfer) override;
    int Shutdown(int how) override;
    int Close() override;
    void Abort() override;
    PoolShare GetPoolShare() const override;

  protected:
    int JudgeListen() const override;
    int JudgeReceive(const Transfer& transfer) const override;
    bool IsWritable() const override;
    bool HasRoomFor(uint32_t size) const override;
    void OnTaken() override;

  private:
    class JoinOperation;

    /// The most messages that are kept while an earlier one is missing.
    static constexpr std::size_t MOST_EARLY = 256;

    /// Where the socket stands.
    enum class State : uint8_t
    {
        IDLE,     //!< no session
        JOINING,  //!< the root has not answered yet
        ACCEPTED, //!< member, and does not know of the data plane yet
        MEMBER,   //!< data comes
        OUT,      //!< was a member
    };

    void OnConnected(MultipointConnection& connection) override;
    bool OnFrame(MultipointConnection& connection, const MultipointFrame& frame) override;
    void OnEnded(MultipointConnection& connection, int error) override;

    /// Becomes a member as START says.
    void Start(const MultipointFrame& frame);
    /// The end of Join(). @param error how
    void EndJoining(int error);
    /// Lets go of the session. @param error 0 for an end in order
    void Part(int error);
    /// Tells the root that the leaf goes, and lets go of the connection.
    void LeaveRoot();

    /// A datagram of the group has come.
    void
    OnGroupMessage(Ptr<Packet> packet, const WinsockSocketAddress& from, const Arrival& arrival);
    /// A message of a circuit has come. @return false if there is no room for it
    bool OnMessage(uint32_t number, const Ptr<Packet>& data);
    /// Puts the next message into the queue. @return whether there was room
    bool Deliver(const Ptr<Packet>& data);
    /// Delivers what was early and is not any more.
    void DeliverEarly();
    /// Asks for what is missing before a message.
    void AskFor(uint32_t end);
    /// Tells the root which message is expected next.
    void Acknowledge();
    /// Looks after the root, and lets it know of the leaf; every heartbeat.
    void Tick();

    State m_state{State::IDLE};               //!< where the socket stands
    Ptr<MultipointConnection> m_connection;   //!< to the root; null unless there is one
    MultipointFrame m_request;                //!< what the root is told
    LPWSABUF m_calleeData{nullptr};           //!< gets its answer; may be null
    std::string m_answer;                     //!< its answer
    OperationQueue m_joining;                 //!< threads that wait for it
    int m_joinError{0};                       //!< how the last join has ended
    DWORD m_role{0};                          //!< JL_ bits; 0: both
    WinsockSocketAddress m_root;              //!< the root's end
    Ptr<NetDevice> m_device;                  //!< where the root is reached
    MultipointStart m_start;                  //!< what the root has told
    std::unique_ptr<MultipointGroup> m_group; //!< null unless a member
    uint32_t m_expected{0};                   //!< the next message
    uint32_t m_askedFor{0};                   //!< messages before this were asked for
    uint32_t m_end{0};                        //!< messages from here on are for others
    bool m_ending{false};                     //!< the root lets the leaf go
    bool m_deaf{false};                       //!< SD_RECEIVE was asked for
    uint32_t m_unacknowledged{0};             //!< bytes delivered since the last acknowledgement
    std::map<uint32_t, Ptr<Packet>> m_early;  //!< messages behind a missing one, by number
    EventId m_tick;                           //!< the next Tick()
    EventId m_acknowledge;                    //!< a delayed acknowledgement
    EventId m_resume;                         //!< the connection is read again
};

} // namespace ns3::winsock

#endif /* MULTIPOINT_LEAF_H */
