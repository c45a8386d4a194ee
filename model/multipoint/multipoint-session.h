/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MULTIPOINT_SESSION_H
#define MULTIPOINT_SESSION_H

#include "ns3/buffer-pool.h"
#include "ns3/multipoint-connection.h"
#include "ns3/multipoint-group.h"
#include "ns3/multipoint-library.h"
#include "ns3/pool-share.h"
#include "ns3/simple-ref-count.h"

#include <deque>
#include <vector>

namespace ns3::winsock
{

class WinsockStack;

/// @ingroup winsock
/// @brief Who sends into a session: its root.
class MultipointSessionOwner
{
  public:
    virtual ~MultipointSessionOwner() = default;

    /// Messages were acknowledged, or leaves have come or gone: what can be sent may have changed.
    virtual void OnSessionChanged() = 0;

    /// A datagram of a conference has come to the root.
    virtual void OnSessionMessage(Ptr<Packet> message,
                                  const WinsockSocketAddress& from,
                                  const Arrival& arrival) = 0;
};

/// @ingroup winsock
/// @brief Who stands for one leaf at the root.
class MultipointLeafObserver
{
  public:
    virtual ~MultipointLeafObserver() = default;

    /// The leaf is out of the session. @param error 0 if it left in order, or was dropped
    virtual void OnLeafGone(int error) = 0;
};

/**
 * @ingroup winsock
 * @brief A session as its root keeps it: the leaves, and the messages that not all of them have.
 *
 * It outlives the root's socket until all leaves have what was sent, as a connection of TCP does.
 */
class MultipointSession : public SimpleRefCount<MultipointSession>,
                          private MultipointConnectionObserver
{
  public:
    /// What a root gives its session.
    struct Settings
    {
        Ptr<const MultipointLibrary> library; //!< the provider's settings
        bool circuit{true};                   //!< the data plane is rooted
        uint16_t port{0};                     //!< the root's
        uint32_t window{0};                   //!< bytes of messages ahead of acknowledgements
        int16_t ttl{1};                       //!< of what goes to the group
    };

    /**
     * @param stack the root's
     * @param settings of the session
     * @param owner the root
     */
    MultipointSession(WinsockStack& stack, const Settings& settings, MultipointSessionOwner& owner);
    ~MultipointSession() override;

    /**
     * Takes a leaf in; it gets all messages from now on.
     * @param connection to the leaf
     * @param observer stands for it
     */
    void Admit(Ptr<MultipointConnection> connection, MultipointLeafObserver& observer);

    /// Lets a leaf go once it has what was sent so far; its observer is told no more.
    void Drop(const MultipointLeafObserver& observer);

    /// Throws a leaf out; its observer is told no more.
    void Expel(const MultipointLeafObserver& observer);

    /// @return whether there is no leaf
    bool IsEmpty() const;

    /// @param size of a message @return whether the window has room for it
    bool HasRoom(uint32_t size) const;

    /// @return whether messages wait for acknowledgements
    bool IsWaiting() const;

    /**
     * Sends a message to all leaves.
     * @param message the data
     * @return 0 or a Winsock error
     */
    int Send(Ptr<Packet> message);

    /// @param ttl how far what goes to the group may go
    void SetScope(int16_t ttl);

    /// Lets all leaves go once they have what was sent. The owner is told no more.
    void Finish();

    /// Throws all leaves out. The owner is told no more.
    void Abort();

    /// @return what it holds of the node's memory
    PoolShare GetPoolShare() const;

  private:
    /// A message that not all leaves have.
    struct Message
    {
        uint32_t number;  //!< its place in the order
        Ptr<Packet> data; //!< what the program sent
        uint32_t price;   //!< bytes of the pool that it takes
    };

    /// One leaf.
    struct Member
    {
        Ptr<MultipointConnection> connection; //!< to it
        MultipointLeafObserver* observer;     //!< stands for it, or null
        Ptr<NetDevice> device;                //!< where it is reached
        uint32_t expected;                    //!< the message that it expects next
        uint32_t next;                        //!< what goes next as its own copy
        uint32_t last;                        //!< leaves once it has all up to this
        bool leaving;                         //!< is let go
        uint32_t probed;                      //!< what it expected when it was asked last
        Time told;                            //!< when the root has last let it know of itself
    };

    using Members = std::vector<Member>;

    bool OnFrame(MultipointConnection& connection, const MultipointFrame& frame) override;
    void OnRoom(MultipointConnection& connection) override;
    void OnEnded(MultipointConnection& connection, int error) override;

    /// @return where a member is, or the end
    Members::iterator Find(const MultipointConnection& connection);
    /// @copydoc Find
    Members::iterator Find(const MultipointLeafObserver& observer);
    /// Takes a member out, and tells its observer. @param error with which
    void Remove(Members::iterator member, int error);
    /// Lets a member go once it has what was sent so far.
    void LetGo(Member& member);
    /// Lets it go now if it has that.
    void Release(Members::iterator member);
    /// Forgets the messages that all leaves have.
    void Trim();
    /// @return a message of the window, or null if it has gone
    const Message* FindMessage(uint32_t number) const;
    /// Sends one message to one leaf. @return whether it was there
    bool Repeat(Member& member, uint32_t number);
    /// Sends the leaf as many copies as its connection has room for.
    void Pump(Member& member);
    /// Sends to the group on each device that leads to leaves. @return 0 or an error
    int SendToGroup(uint32_t number, const Ptr<Packet>& data);
    /// Opens the group when the first leaf comes.
    void OpenGroup(const MultipointConnection& connection);
    /// @return whether messages of a circuit go to the group
    bool UsesGroup() const;
    /// Lets Tick() be called, unless it will be anyway.
    void ScheduleTick();
    /// Asks leaves what they lack, and lets them know of the root; every ProbeInterval.
    void Tick();
    /// @return whether a leaf has not been heard of for too long
    bool IsLost(const Member& member) const;
    /// Tells the leaf how far the root is.
    void Probe(Member& member);
    /// Tells the owner, if there still is one.
    void NotifyOwner();

    WinsockStack& m_stack;           //!< the root's
    Ptr<BufferPool> m_pool;          //!< the root's, which lives as long as something lies in it
    Settings m_settings;             //!< of the session
    MultipointSessionOwner* m_owner; //!< null once it has finished
    MultipointStart m_start;         //!< what leaves are told
    std::unique_ptr<MultipointGroup> m_group; //!< null before the first leaf
    Members m_members;                        //!< in the order of their coming
    std::deque<Message> m_window;             //!< oldest first
    uint32_t m_windowBytes{0};                //!< data in it
    uint32_t m_last{0};                       //!< number of the latest message
    bool m_ticking{false}; //!< a Tick() is scheduled, which keeps the session alive
};

} // namespace ns3::winsock

#endif /* MULTIPOINT_SESSION_H */
