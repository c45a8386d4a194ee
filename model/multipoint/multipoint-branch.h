/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MULTIPOINT_BRANCH_H
#define MULTIPOINT_BRANCH_H

#include "ns3/join-request.h"
#include "ns3/multipoint-session.h"
#include "ns3/multipoint-socket.h"

#include <string>

namespace ns3::winsock
{

class MultipointRoot;

/**
 * @ingroup winsock
 * @brief The c_leaf socket by which a root knows one of its leaves.
 *
 * It carries no data: its program waits for the end of the leaf by it, and drops the leaf by closing it
 * (R-MPT-2, R-MPT-4).
 */
class MultipointBranch : public MultipointSocket,
                         private MultipointLeafObserver,
                         private MultipointConnectionObserver
{
  public:
    using MultipointSocket::MultipointSocket;
    ~MultipointBranch() override;

    /// Becomes a socket of a root's session, with the root's options.
    void ServeFor(MultipointRoot& root);

    /**
     * Begins to invite a leaf.
     * @param root whose
     * @param request which leaf, and what its program is told
     * @return 0 or a Winsock error
     */
    int Invite(MultipointRoot& root, const JoinRequest& request);

    /// Gives an invitation up: the root goes.
    void GiveUp();

    /// Takes a leaf in that has asked. @param connection to it
    void Take(Ptr<MultipointConnection> connection);

    int JudgeJoin() const override;
    int GetPeer(WinsockSocketAddress& address) const override;
    int JudgeSend(bool hasAddress) const override;
    int Shutdown(int how) override;
    int Close() override;
    void Abort() override;

  protected:
    int JudgeListen() const override;
    int JudgeReceive(const Transfer& transfer) const override;
    bool IsWritable() const override;

  private:
    void OnLeafGone(int error) override;
    void OnConnected(MultipointConnection& connection) override;
    bool OnFrame(MultipointConnection& connection, const MultipointFrame& frame) override;
    void OnEnded(MultipointConnection& connection, int error) override;

    /// The invitation has ended without a member.
    void Fail(int error);
    /// Remembers both ends of a connection.
    void Remember(const MultipointConnection& connection);

    MultipointRoot* m_root{nullptr};        //!< while the leaf has not answered
    Ptr<MultipointSession> m_session;       //!< once it has
    Ptr<MultipointConnection> m_connection; //!< while it has not
    MultipointFrame m_invitation;           //!< what it is told
    WinsockSocketAddress m_leaf;            //!< the leaf's end
};

} // namespace ns3::winsock

#endif /* MULTIPOINT_BRANCH_H */
