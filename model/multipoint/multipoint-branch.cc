/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "multipoint-branch.h"

#include "ns3/multipoint-root.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"

#include <utility>

namespace ns3::winsock
{

MultipointBranch::~MultipointBranch()
{
    if (m_connection)
    {
        m_connection->Abort();
    }
    if (m_session)
    {
        m_session->Drop(*this);
    }
}

void
MultipointBranch::ServeFor(MultipointRoot& root)
{
    m_root = &root;
    TakeAfter(root);
}

int
MultipointBranch::Invite(MultipointRoot& root, const JoinRequest& request)
{
    WinsockSocketAddress local;
    root.GetLocal(local);
    const WSABUF* data = request.callerData;
    m_invitation = MakeFrame(MultipointFrame::Type::INVITE,
                             data ? std::string(data->buf, data->len) : std::string());
    m_invitation.role = static_cast<uint8_t>(request.role);
    m_connection = CreateObject<MultipointConnection>(GetStack(), GetSendBuffer());
    m_connection->SetObserver(this);
    const int error = m_connection->Connect(local, request.name);
    if (error != 0)
    {
        m_connection = nullptr;
        m_root = nullptr;
        return error;
    }
    AdoptAddress(m_connection->GetLocal());
    return 0;
}

void
MultipointBranch::Remember(const MultipointConnection& connection)
{
    m_leaf = connection.GetPeer();
    AdoptAddress(connection.GetLocal());
}

void
MultipointBranch::Take(Ptr<MultipointConnection> connection)
{
    Remember(*connection);
    MultipointRoot* root = std::exchange(m_root, nullptr);
    m_session = Ptr<MultipointSession>(&root->GetSession());
    if (connection->IsOpen())
    {
        m_session->Admit(connection, *this);
    }
    else
    {
        OnLeafGone(WSAECONNRESET); // it has changed its mind
    }
}

void
MultipointBranch::OnConnected(MultipointConnection& connection)
{
    connection.Send(m_invitation);
}

bool
MultipointBranch::OnFrame(MultipointConnection& connection, const MultipointFrame& frame)
{
    if (frame.type != MultipointFrame::Type::ACCEPT)
    {
        connection.Leave();
        Fail(WSAECONNREFUSED);
        return true;
    }
    MultipointRoot* root = m_root;
    const std::string answer = DataOf(frame);
    const Ptr<MultipointConnection> self = std::exchange(m_connection, nullptr);
    Take(self);
    root->OnInvitationEnded(0, answer);
    return true;
}

void
MultipointBranch::OnEnded(MultipointConnection&, int error)
{
    // A peer that takes the connection and then resets it has no multipoint socket there.
    const bool refused = error == 0 || error == WSAECONNRESET || error == WSAECONNABORTED;
    Fail(refused ? WSAECONNREFUSED : error);
}

void
MultipointBranch::Fail(int error)
{
    m_connection = nullptr;
    if (MultipointRoot* root = std::exchange(m_root, nullptr))
    {
        root->OnInvitationEnded(error, std::string());
    }
}

void
MultipointBranch::GiveUp()
{
    m_root = nullptr;
    if (const Ptr<MultipointConnection> connection = std::exchange(m_connection, nullptr))
    {
        connection->Abort();
    }
    End(WSAECONNABORTED);
}

void
MultipointBranch::OnLeafGone(int error)
{
    m_session = nullptr;
    End(error);
}

int
MultipointBranch::JudgeJoin() const
{
    return m_connection ? WSAEALREADY : WSAEISCONN;
}

int
MultipointBranch::JudgeListen() const
{
    return WSAEINVAL;
}

int
MultipointBranch::GetPeer(WinsockSocketAddress& address) const
{
    if (!m_session)
    {
        return WSAENOTCONN;
    }
    address = m_leaf;
    return 0;
}

int
MultipointBranch::JudgeSend(bool) const
{
    return m_session ? WSAEOPNOTSUPP : WSAENOTCONN; // there are no side chats
}

int
MultipointBranch::JudgeReceive(const Transfer& transfer) const
{
    // Nothing comes but the end, which a program may wait for.
    return m_session || IsOver() ? MultipointSocket::JudgeReceive(transfer) : WSAENOTCONN;
}

bool
MultipointBranch::IsWritable() const
{
    return false;
}

int
MultipointBranch::Shutdown(int how)
{
    if (how != SD_RECEIVE && how != SD_SEND && how != SD_BOTH)
    {
        return WSAEINVAL;
    }
    if (!m_session)
    {
        return IsOver() ? 0 : WSAENOTCONN;
    }
    if (how != SD_RECEIVE)
    {
        const Ptr<MultipointSession> session = std::exchange(m_session, nullptr);
        session->Drop(*this);
        End(0);
    }
    return MultipointSocket::Shutdown(how);
}

int
MultipointBranch::Close()
{
    if (const Ptr<MultipointConnection> connection = std::exchange(m_connection, nullptr))
    {
        connection->Abort();
        std::exchange(m_root, nullptr)->OnInvitationCanceled();
    }
    if (const Ptr<MultipointSession> session = std::exchange(m_session, nullptr))
    {
        session->Drop(*this);
    }
    return MultipointSocket::Close();
}

void
MultipointBranch::Abort()
{
    if (const Ptr<MultipointConnection> connection = std::exchange(m_connection, nullptr))
    {
        connection->Abort();
        std::exchange(m_root, nullptr)->OnInvitationCanceled();
    }
    if (const Ptr<MultipointSession> session = std::exchange(m_session, nullptr))
    {
        session->Expel(*this);
    }
    MultipointSocket::Abort();
}

} // namespace ns3::winsock
