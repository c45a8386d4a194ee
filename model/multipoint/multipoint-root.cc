/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "multipoint-root.h"

#include "ns3/multipoint-branch.h"
#include "ns3/node-interfaces.h"
#include "ns3/node.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-stack.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace ns3::winsock
{

/// Waits for the answer to an invitation.
class MultipointRoot::JoinOperation : public PendingOperation
{
  public:
    explicit JoinOperation(const MultipointRoot& root)
        : m_root(root)
    {
    }

    bool
    Try() override
    {
        SetError(m_root.m_joinError);
        return !m_root.m_invited;
    }

  private:
    const MultipointRoot& m_root; //!< who invites
};

/// Waits until the window has room for a message.
class MultipointRoot::SendOperation : public PendingOperation
{
  public:
    SendOperation(MultipointRoot& root, Transfer& transfer)
        : m_root(root),
          m_transfer(transfer)
    {
    }

    bool
    Try() override
    {
        const auto size = static_cast<uint32_t>(m_transfer.GetSize());
        int error = m_root.JudgeSend(true);
        if (error == 0)
        {
            MultipointSession& session = *m_root.m_session;
            const uint64_t room = m_root.GetStack().GetPool()->GetRoomForSending();
            if (!session.HasRoom(size) || (room < size && session.IsWaiting()))
            {
                return false;
            }
            error = session.Send(Gather(m_transfer));
        }
        SetError(error);
        m_transfer.bytes = error ? 0 : size;
        return true;
    }

  private:
    MultipointRoot& m_root; //!< who sends
    Transfer& m_transfer;   //!< what
};

MultipointRoot::MultipointRoot(WinsockStack& stack,
                               const Identity& identity,
                               Ptr<MultipointLibrary> library)
    : MultipointSocket(stack, identity, std::move(library))
{
}

MultipointRoot::~MultipointRoot()
{
    if (m_session && !m_finished)
    {
        m_session->Abort();
    }
}

MultipointSession&
MultipointRoot::GetSession()
{
    if (!m_session)
    {
        MultipointSession::Settings settings;
        settings.library = GetLibrary();
        settings.circuit = IsCircuit();
        settings.port = GetBoundAddress().port;
        settings.window = std::max(GetSendBuffer(), LONGEST_MESSAGE);
        settings.ttl = GetSettings().multicastTtl;
        MultipointSessionOwner& owner = *this;
        m_session = Create<MultipointSession>(GetStack(), settings, owner);
    }
    return *m_session;
}

// ---------------------------------------------------------------- leaves

int
MultipointRoot::JudgeJoin() const
{
    if (m_finished)
    {
        return WSAESHUTDOWN;
    }
    return m_invited ? WSAEALREADY : 0; // one at a time (R-MPT-3)
}

Ptr<BaseSocket>
MultipointRoot::PrepareLeaf()
{
    return PrepareConnection();
}

Ptr<BaseSocket>
MultipointRoot::PrepareConnection()
{
    Identity identity = GetIdentity();
    identity.flags &= ~DWORD{WSA_FLAG_MULTIPOINT_C_ROOT | WSA_FLAG_MULTIPOINT_D_ROOT};
    identity.flags |= WSA_FLAG_MULTIPOINT_C_LEAF | WSA_FLAG_MULTIPOINT_D_LEAF;
    const Ptr<MultipointBranch> branch =
        Create<MultipointBranch>(GetStack(), identity, GetLibrary());
    branch->ServeFor(*this);
    return branch;
}

int
MultipointRoot::Join(const JoinRequest& request, Ptr<BaseSocket> leaf)
{
    if (!request.name.IsUnicast() || request.name.IsWildcard() || request.name.port == 0)
    {
        return WSAEADDRNOTAVAIL;
    }
    if (IsCircuit() && request.role == JL_RECEIVER_ONLY)
    {
        return WSAEINVAL; // a d_root has nobody to receive from
    }
    if (const int error = BindAutomatically())
    {
        return error;
    }
    const auto branch = StaticCast<MultipointBranch>(leaf);
    if (const int error = branch->Invite(*this, request))
    {
        return error;
    }
    m_invited = branch;
    m_calleeData = request.calleeData;
    m_role = request.role;
    if (IsWatched())
    {
        GetWatch().StartOver();
    }
    JoinOperation operation(*this);
    const int error = m_joining.Perform(operation, MayWait(), Time(0));
    if (error == WSAEWOULDBLOCK && m_invited)
    {
        GetWatch(); // who asks for events after the end is told of it all the same (R-EVT-5)
        return 0;
    }
    if (m_invited == branch)
    {
        m_invited = nullptr; // the wait was broken off
        m_calleeData = nullptr;
    }
    return error;
}

void
MultipointRoot::OnInvitationEnded(int error, const std::string& answer)
{
    const Ptr<MultipointBranch> branch = std::exchange(m_invited, nullptr);
    const LPWSABUF calleeData = std::exchange(m_calleeData, nullptr);
    if (calleeData)
    {
        calleeData->len = std::min(calleeData->len, static_cast<ULONG>(answer.size()));
        std::memcpy(calleeData->buf, answer.data(), calleeData->len);
    }
    m_joinError = error;
    m_joining.Progress();
    EndJoin(error);
}

void
MultipointRoot::OnInvitationCanceled()
{
    m_invited = nullptr;
    m_calleeData = nullptr;
    m_joinError = WSAECONNABORTED;
    m_joining.Progress();
}

void
MultipointRoot::TakeConnection(BaseSocket& connection)
{
    static_cast<MultipointBranch&>(connection).Take(Grant());
}

// ---------------------------------------------------------------- data

int
MultipointRoot::JudgeSend(bool) const
{
    const int error = MessageSocket::JudgeSend(true);
    if (error != 0 || m_finished)
    {
        return WSAESHUTDOWN;
    }
    if (!IsCircuit() && m_role == JL_RECEIVER_ONLY)
    {
        return WSAEOPNOTSUPP;
    }
    return m_session && !m_session->IsEmpty() ? 0 : WSAENOTCONN;
}

int
MultipointRoot::Send(Transfer& transfer)
{
    if (const int error = JudgeSend(true))
    {
        return error;
    }
    if (transfer.GetSize() > LONGEST_MESSAGE)
    {
        return WSAEMSGSIZE;
    }
    SendOperation operation(*this, transfer);
    const int error = m_sending.Perform(operation, MayWait(transfer), GetSendTimeout());
    if (error == WSAEWOULDBLOCK && IsWatched())
    {
        GetWatch().SendWasRefused();
    }
    return error;
}

std::unique_ptr<PendingOperation>
MultipointRoot::PrepareSend(Transfer& transfer, int& error)
{
    error = JudgeSend(true);
    if (error == 0 && transfer.GetSize() > LONGEST_MESSAGE)
    {
        error = WSAEMSGSIZE;
    }
    return error ? nullptr : std::make_unique<SendOperation>(*this, transfer);
}

int
MultipointRoot::JudgeReceive(const Transfer& transfer) const
{
    if (IsCircuit() || m_role == JL_SENDER_ONLY)
    {
        return WSAEOPNOTSUPP; // data flows to the leaves only
    }
    const int error = MessageSocket::JudgeReceive(transfer);
    return error == WSAEINVAL || !m_session ? WSAENOTCONN : error;
}

bool
MultipointRoot::IsWritable() const
{
    return JudgeSend(true) == 0 && m_session->HasRoom(1);
}

void
MultipointRoot::OnOptionsChanged()
{
    if (m_session)
    {
        m_session->SetScope(GetSettings().multicastTtl);
    }
}

void
MultipointRoot::OnSessionChanged()
{
    m_sending.Progress();
    NotifyWatchers();
}

void
MultipointRoot::OnSessionMessage(Ptr<Packet> message,
                                 const WinsockSocketAddress& from,
                                 const Arrival& arrival)
{
    if (m_role != JL_SENDER_ONLY &&
        (GetSettings().multicastLoop || !IsNodeAddress(GetNode(), from)))
    {
        Enqueue(message, from, arrival);
    }
}

// ---------------------------------------------------------------- ends

int
MultipointRoot::Shutdown(int how)
{
    if (how != SD_RECEIVE && how != SD_SEND && how != SD_BOTH)
    {
        return WSAEINVAL;
    }
    if (!m_session || m_session->IsEmpty())
    {
        return m_finished ? 0 : WSAENOTCONN;
    }
    if (how != SD_RECEIVE)
    {
        m_finished = true;
        m_session->Finish();
        NotifyWatchers();
    }
    return MultipointSocket::Shutdown(how);
}

int
MultipointRoot::Close()
{
    Detach();
    if (m_session)
    {
        if (IsLingering() && GetLingerSeconds() == 0)
        {
            m_session->Abort();
        }
        else
        {
            m_session->Finish();
        }
    }
    m_finished = true;
    return MultipointSocket::Close();
}

void
MultipointRoot::Abort()
{
    Detach();
    if (m_session)
    {
        m_session->Abort();
    }
    m_finished = true;
    MultipointSocket::Abort();
}

void
MultipointRoot::Detach()
{
    if (const Ptr<MultipointBranch> invited = std::exchange(m_invited, nullptr))
    {
        invited->GiveUp();
    }
    m_calleeData = nullptr;
    m_joining.Abandon(WSAEINTR, WSA_OPERATION_ABORTED);
}

PoolShare
MultipointRoot::GetPoolShare() const
{
    PoolShare share = MultipointSocket::GetPoolShare();
    if (m_session)
    {
        share += m_session->GetPoolShare();
    }
    return share;
}

} // namespace ns3::winsock
