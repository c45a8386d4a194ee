/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "multipoint-socket.h"

#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-stack.h"

#include <algorithm>
#include <utility>

namespace ns3::winsock
{

/// Waits for a request. Receives that came later need not wait for it.
class MultipointSocket::AcceptOperation : public PendingOperation
{
  public:
    explicit AcceptOperation(const MultipointDoor& door)
        : m_door(door)
    {
    }

    bool
    Try() override
    {
        return !m_door.IsEmpty();
    }

    bool
    LetsOthersPass() const override
    {
        return true;
    }

  private:
    const MultipointDoor& m_door; //!< where it comes
};

MultipointSocket::MultipointSocket(WinsockStack& stack,
                                   const Identity& identity,
                                   Ptr<MultipointLibrary> library)
    : MessageSocket(stack, identity),
      m_library(std::move(library)),
      m_door(stack,
             (identity.flags & WSA_FLAG_MULTIPOINT_C_ROOT) != 0 ? MultipointFrame::Type::JOIN
                                                                : MultipointFrame::Type::INVITE,
             [this]
             {
                 m_receiving.Progress();
                 NotifyWatchers();
             })
{
}

const Ptr<MultipointLibrary>&
MultipointSocket::GetLibrary() const
{
    return m_library;
}

bool
MultipointSocket::IsCircuit() const
{
    return GetIdentity().protocol == MULTIPOINT_CIRCUIT;
}

void
MultipointSocket::TakeAfter(const BaseSocket& other)
{
    InheritOptions(other);
}

MultipointFrame
MultipointSocket::MakeFrame(MultipointFrame::Type type, const std::string& data)
{
    MultipointFrame frame;
    frame.type = type;
    frame.payload = Create<Packet>(reinterpret_cast<const uint8_t*>(data.data()),
                                   static_cast<uint32_t>(data.size()));
    return frame;
}

std::string
MultipointSocket::DataOf(const MultipointFrame& frame)
{
    std::string data(frame.payload->GetSize(), 0);
    frame.payload->CopyData(reinterpret_cast<uint8_t*>(data.data()),
                            static_cast<uint32_t>(data.size()));
    return data;
}

Ptr<Packet>
MultipointSocket::Gather(const Transfer& transfer)
{
    Ptr<Packet> packet = Create<Packet>();
    for (DWORD i = 0; i < transfer.count; ++i)
    {
        const WSABUF& buffer = transfer.buffers[i];
        packet->AddAtEnd(Create<Packet>(reinterpret_cast<const uint8_t*>(buffer.buf), buffer.len));
    }
    return packet;
}

// ---------------------------------------------------------------- requests

int
MultipointSocket::JudgeListen() const
{
    if (!IsMultipoint())
    {
        return WSAEOPNOTSUPP; // only multipoint requests can be accepted
    }
    return IsBound() && !m_over ? 0 : WSAEINVAL;
}

int
MultipointSocket::Listen(int backlog)
{
    if (m_door.IsOpen())
    {
        return 0;
    }
    if (const int error = JudgeListen())
    {
        return error;
    }
    const DeviceNumbers& numbers = GetStack().GetNumbers();
    const uint32_t asked = backlog < 1 ? 1 : static_cast<uint32_t>(backlog);
    return m_door.Open(GetBoundAddress(),
                       std::clamp(asked, numbers.backlogMin, numbers.backlogMax),
                       GetSendBuffer());
}

bool
MultipointSocket::IsListening() const
{
    return m_door.IsOpen();
}

int
MultipointSocket::WaitForConnection()
{
    if (!m_door.IsOpen())
    {
        return WSAEINVAL;
    }
    int error = 0;
    do
    {
        AcceptOperation operation(m_door);
        error = m_receiving.Perform(operation, MayWait(), Time(0));
        // Until it is a woken thread's turn, others may close the socket or take the request.
        if (error == 0 && !m_door.IsOpen())
        {
            error = WSAEINTR;
        }
    } while (error == 0 && m_door.IsEmpty());
    if (error != 0)
    {
        Reenable(FD_ACCEPT);
    }
    return error;
}

Ptr<Object>
MultipointSocket::PeekConnection(WinsockSocketAddress& peer, WinsockSocketAddress& local) const
{
    if (m_door.IsEmpty())
    {
        return nullptr;
    }
    const Ptr<MultipointConnection>& first = m_door.GetFirst().connection;
    peer = first->GetPeer();
    local = first->GetLocal();
    return first;
}

void
MultipointSocket::RejectConnection()
{
    m_door.RefuseFirst();
}

std::string
MultipointSocket::GetRequestData() const
{
    return m_door.IsEmpty() ? std::string() : DataOf(m_door.GetFirst().frame);
}

void
MultipointSocket::SetAnswerData(const std::string& data)
{
    m_answer = data;
}

uint32_t
MultipointSocket::GetLongestJoinData() const
{
    return LONGEST_JOIN_DATA;
}

Ptr<MultipointConnection>
MultipointSocket::Grant()
{
    const MultipointDoor::Request request = m_door.Take();
    request.connection->Send(
        MakeFrame(MultipointFrame::Type::ACCEPT, std::exchange(m_answer, std::string())));
    Reenable(FD_ACCEPT);
    return request.connection;
}

PoolShare
MultipointSocket::GetBacklogShare() const
{
    return m_door.GetPoolShare();
}

// ---------------------------------------------------------------- what there is not

int
MultipointSocket::JudgeConnect() const
{
    return WSAEOPNOTSUPP; // sessions are joined
}

int
MultipointSocket::Connect(const WinsockSocketAddress&)
{
    return JudgeConnect();
}

int
MultipointSocket::SendPacket(Ptr<Packet>, const WinsockSocketAddress&, const SendControl*)
{
    return WSAEOPNOTSUPP; // Send() is the socket's own
}

int
MultipointSocket::OnPeerChanged()
{
    return 0;
}

// ---------------------------------------------------------------- ends

void
MultipointSocket::End(int error)
{
    if (!m_over)
    {
        m_over = true;
        m_endError = error;
        m_receiving.Progress();
        m_sending.Progress();
        NotifyWatchers();
    }
}

bool
MultipointSocket::IsOver() const
{
    return m_over;
}

int
MultipointSocket::GetEndError() const
{
    return m_endError;
}

bool
MultipointSocket::HasEnded(int& error) const
{
    error = m_endError;
    return m_over;
}

int
MultipointSocket::Close()
{
    m_door.Close();
    return MessageSocket::Close();
}

void
MultipointSocket::Abort()
{
    m_door.Close();
    MessageSocket::Abort();
}

// ---------------------------------------------------------------- waiting

IoSocket::Readiness
MultipointSocket::GetReadiness() const
{
    Readiness readiness;
    readiness.read = !IsQueueEmpty() || !m_door.IsEmpty() || m_over;
    readiness.write = IsWritable() || m_over;
    return readiness;
}

SocketWatch::Conditions
MultipointSocket::GetConditions() const
{
    SocketWatch::Conditions conditions;
    conditions.events =
        (m_door.IsEmpty() ? 0 : FD_ACCEPT) | (IsWritable() && !m_over ? FD_WRITE : 0);
    if (!IsQueueEmpty())
    {
        conditions.events |= FD_READ;
    }
    else if (m_over)
    {
        // The end is told when all data was read (R-EVT-7).
        conditions.events |= FD_CLOSE;
        const bool reset = m_endError == 0 || m_endError == WSAECONNRESET;
        conditions.closeError = reset ? m_endError : WSAECONNABORTED;
    }
    return conditions;
}

bool
MultipointSocket::OnBound()
{
    return true; // listening meets ns-3's end points
}

} // namespace ns3::winsock
