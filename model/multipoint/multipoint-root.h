/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MULTIPOINT_ROOT_H
#define MULTIPOINT_ROOT_H

#include "ns3/join-request.h"
#include "ns3/multipoint-session.h"
#include "ns3/multipoint-socket.h"

namespace ns3::winsock
{

class MultipointBranch;

/**
 * @ingroup winsock
 * @brief A c_root: invites leaves, admits them, and is the d_root of a circuit or a member of a conference.
 */
class MultipointRoot : public MultipointSocket, private MultipointSessionOwner
{
  public:
    /// @copydoc MultipointSocket::MultipointSocket
    MultipointRoot(WinsockStack& stack, const Identity& identity, Ptr<MultipointLibrary> library);
    ~MultipointRoot() override;

    int JudgeJoin() const override;
    Ptr<BaseSocket> PrepareLeaf() override;
    int Join(const JoinRequest& request, Ptr<BaseSocket> leaf) override;
    Ptr<BaseSocket> PrepareConnection() override;
    void TakeConnection(BaseSocket& connection) override;

    int JudgeSend(bool hasAddress) const override;
    int Send(Transfer& transfer) override;
    std::unique_ptr<PendingOperation> PrepareSend(Transfer& transfer, int& error) override;
    int Shutdown(int how) override;
    int Close() override;
    void Abort() override;
    PoolShare GetPoolShare() const override;

    /**
     * An invitation has been answered, or given up.
     * @param error 0, or why the leaf is no member
     * @param answer data of the leaf's program
     */
    void OnInvitationEnded(int error, const std::string& answer);

    /// The program has closed the socket of a leaf before that answered.
    void OnInvitationCanceled();

    /// @return the session, made when it is first asked for
    MultipointSession& GetSession();

  protected:
    int JudgeReceive(const Transfer& transfer) const override;
    bool IsWritable() const override;
    void OnOptionsChanged() override;

  private:
    class JoinOperation;
    class SendOperation;

    void OnSessionChanged() override;
    void OnSessionMessage(Ptr<Packet> message,
                          const WinsockSocketAddress& from,
                          const Arrival& arrival) override;
    /// Lets go of the session and what is under way.
    void Detach();

    Ptr<MultipointSession> m_session; //!< null before it is needed
    Ptr<MultipointBranch> m_invited;  //!< the leaf that has not answered yet, or null
    LPWSABUF m_calleeData{nullptr};   //!< gets its answer; may be null
    OperationQueue m_joining;         //!< threads that wait for it
    int m_joinError{0};               //!< how the last invitation has ended
    DWORD m_role{0};                  //!< JL_ bits of the last join; 0: both
    bool m_finished{false};           //!< the session is dismantled
};

} // namespace ns3::winsock

#endif /* MULTIPOINT_ROOT_H */
