/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "multipoint-leaf.h"

#include "ns3/node-interfaces.h"
#include "ns3/node.h"
#include "ns3/simulator.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-stack.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace ns3::winsock
{

namespace
{

/// The longest time that a message stays without an acknowledgement.
constexpr int64_t DELAY_MILLISECONDS = 50;

} // namespace

/// Waits for the root's answer.
class MultipointLeaf::JoinOperation : public PendingOperation
{
  public:
    explicit JoinOperation(const MultipointLeaf& leaf)
        : m_leaf(leaf)
    {
    }

    bool
    Try() override
    {
        SetError(m_leaf.m_joinError);
        return m_leaf.m_state != State::JOINING;
    }

  private:
    const MultipointLeaf& m_leaf; //!< who joins
};

MultipointLeaf::~MultipointLeaf()
{
    m_tick.Cancel();
    m_acknowledge.Cancel();
    m_resume.Cancel();
    if (m_connection)
    {
        m_connection->Abort();
    }
}

// ---------------------------------------------------------------- joining

int
MultipointLeaf::JudgeJoin() const
{
    if (!IsMultipoint() || IsListening())
    {
        return WSAEINVAL;
    }
    switch (m_state)
    {
    case State::IDLE:
        return 0;
    case State::JOINING:
        return WSAEALREADY;
    default:
        return WSAEISCONN;
    }
}

int
MultipointLeaf::JudgeListen() const
{
    return m_state == State::IDLE ? MultipointSocket::JudgeListen() : WSAEISCONN;
}

int
MultipointLeaf::Join(const JoinRequest& request, Ptr<BaseSocket>)
{
    if (!request.name.IsUnicast() || request.name.IsWildcard() || request.name.port == 0)
    {
        return WSAEADDRNOTAVAIL;
    }
    if (IsCircuit() && request.role == JL_SENDER_ONLY)
    {
        return WSAEINVAL; // a d_leaf has nobody to send to
    }
    if (const int error = BindAutomatically())
    {
        return error;
    }
    const Ptr<MultipointConnection> connection =
        CreateObject<MultipointConnection>(GetStack(), GetReceiveBuffer());
    connection->SetObserver(this);
    if (const int error = connection->Connect(GetBoundAddress(), request.name))
    {
        return error;
    }
    const WSABUF* data = request.callerData;
    m_request = MakeFrame(MultipointFrame::Type::JOIN,
                          data ? std::string(data->buf, data->len) : std::string());
    m_request.role = static_cast<uint8_t>(request.role);
    m_role = request.role;
    m_root = request.name;
    m_calleeData = request.calleeData;
    m_connection = connection;
    m_state = State::JOINING;
    if (IsWatched())
    {
        GetWatch().StartOver();
    }
    JoinOperation operation(*this);
    const int error = m_joining.Perform(operation, MayWait(), Time(0));
    if (error == WSAEWOULDBLOCK && m_state == State::JOINING)
    {
        GetWatch(); // who asks for events after the end is told of it all the same (R-EVT-5)
        return 0;
    }
    if (m_state == State::JOINING)
    {
        LeaveRoot(); // the wait was broken off
        m_calleeData = nullptr;
        m_state = State::IDLE;
    }
    return error;
}

void
MultipointLeaf::OnConnected(MultipointConnection& connection)
{
    connection.Send(m_request);
}

void
MultipointLeaf::EndJoining(int error)
{
    const LPWSABUF calleeData = std::exchange(m_calleeData, nullptr);
    if (calleeData)
    {
        calleeData->len = std::min(calleeData->len, static_cast<ULONG>(m_answer.size()));
        std::memcpy(calleeData->buf, m_answer.data(), calleeData->len);
    }
    m_joinError = error;
    m_joining.Progress();
    EndJoin(error);
}

Ptr<BaseSocket>
MultipointLeaf::PrepareConnection()
{
    const Ptr<MultipointLeaf> member =
        Create<MultipointLeaf>(GetStack(), GetIdentity(), GetLibrary());
    member->TakeAfter(*this);
    return member;
}

void
MultipointLeaf::TakeConnection(BaseSocket& connection)
{
    auto& member = static_cast<MultipointLeaf&>(connection);
    member.m_connection = Grant();
    member.AdoptAddress(member.m_connection->GetLocal());
    member.m_root = member.m_connection->GetPeer();
    member.m_state = State::ACCEPTED;
    member.m_connection->SetObserver(&member);
    if (member.m_connection->IsOpen())
    {
        member.m_connection->Read();
    }
    else
    {
        member.Part(WSAECONNRESET);
    }
}

void
MultipointLeaf::Start(const MultipointFrame& frame)
{
    if (!m_start.Read(frame.payload))
    {
        return;
    }
    const bool joined = m_state == State::JOINING;
    m_state = State::MEMBER;
    m_expected = frame.number;
    m_askedFor = frame.number;
    m_root = m_connection->GetPeer();
    m_device = FindDeviceByAddress(GetNode(), m_connection->GetLocal().ToIpv4());
    MultipointGroup::Receiver receiver;
    if (m_role != JL_SENDER_ONLY)
    {
        receiver =
            [this](Ptr<Packet> packet, const WinsockSocketAddress& from, const Arrival& arrival)
        { OnGroupMessage(packet, from, arrival); };
    }
    m_group = std::make_unique<MultipointGroup>(GetNode(), std::move(receiver));
    if (m_start.group.port != 0)
    {
        m_group->Open(m_start.group); // a circuit goes without it: all comes by the connection
    }
    m_tick = Simulator::Schedule(MilliSeconds(m_start.heartbeat), &MultipointLeaf::Tick, this);
    if (joined)
    {
        EndJoining(0);
    }
    NotifyWatchers();
}

// ---------------------------------------------------------------- the control connection

bool
MultipointLeaf::OnFrame(MultipointConnection& connection, const MultipointFrame& frame)
{
    switch (frame.type)
    {
    case MultipointFrame::Type::ACCEPT:
        m_answer = DataOf(frame);
        return true;
    case MultipointFrame::Type::REFUSE:
        connection.Leave();
        OnEnded(connection, WSAECONNREFUSED);
        return true;
    case MultipointFrame::Type::START:
        Start(frame);
        return true;
    case MultipointFrame::Type::MESSAGE:
        return m_state != State::MEMBER || OnMessage(frame.number, frame.payload);
    case MultipointFrame::Type::PROBE:
        if (m_state == State::MEMBER && IsCircuit())
        {
            m_askedFor = m_expected; // what was asked for before may be lost as well
            AskFor(frame.number + 1);
        }
        Acknowledge();
        return true;
    case MultipointFrame::Type::LEAVE:
        m_ending = true;
        m_end = frame.number;
        m_askedFor = m_expected;
        AskFor(m_end);
        Acknowledge();
        return true;
    default:
        return true; // of a later version, or out of place: nothing depends on it
    }
}

void
MultipointLeaf::OnEnded(MultipointConnection&, int error)
{
    if (m_state != State::JOINING)
    {
        Part(error);
        return;
    }
    // A peer that takes the connection and then resets it has no root there.
    const bool refused = error == 0 || error == WSAECONNRESET || error == WSAECONNABORTED;
    m_connection = nullptr;
    m_state = State::IDLE;
    EndJoining(refused ? WSAECONNREFUSED : error);
}

void
MultipointLeaf::Part(int error)
{
    m_tick.Cancel();
    m_acknowledge.Cancel();
    m_resume.Cancel();
    m_state = State::OUT;
    m_connection = nullptr;
    m_group = nullptr;
    m_early.clear();
    End(error);
}

void
MultipointLeaf::LeaveRoot()
{
    if (const Ptr<MultipointConnection> connection = std::exchange(m_connection, nullptr))
    {
        if (m_state != State::JOINING)
        {
            MultipointFrame leave;
            leave.type = MultipointFrame::Type::LEAVE;
            connection->Send(leave);
        }
        connection->Leave();
    }
}

void
MultipointLeaf::Acknowledge()
{
    m_acknowledge.Cancel();
    m_unacknowledged = 0;
    if (m_connection)
    {
        MultipointFrame acknowledgement;
        acknowledgement.type = MultipointFrame::Type::ACK;
        acknowledgement.number = m_expected;
        m_connection->Send(acknowledgement);
    }
}

void
MultipointLeaf::Tick()
{
    // While nothing is read for want of room, nothing can be heard either.
    const Time silence = Simulator::Now() - m_connection->GetLastHeard();
    if (!m_connection->IsPaused() &&
        silence > MilliSeconds(MULTIPOINT_PATIENCE * m_start.heartbeat))
    {
        const Ptr<MultipointConnection> connection = m_connection;
        Part(WSAETIMEDOUT);
        connection->Abort();
        return;
    }
    m_tick = Simulator::Schedule(MilliSeconds(m_start.heartbeat), &MultipointLeaf::Tick, this);
    Acknowledge();
    m_connection->Resume();
}

// ---------------------------------------------------------------- data

void
MultipointLeaf::OnGroupMessage(Ptr<Packet> packet,
                               const WinsockSocketAddress& from,
                               const Arrival& arrival)
{
    MultipointFrame frame;
    if (!frame.Read(packet) || frame.type != MultipointFrame::Type::MESSAGE)
    {
        return;
    }
    if (IsCircuit())
    {
        // What is not the root's is of another session with the same group.
        if (from.bytes == m_root.bytes && from.port == m_start.group.port)
        {
            OnMessage(frame.number, frame.payload);
        }
        return;
    }
    const bool heard = GetSettings().multicastLoop || !IsNodeAddress(GetNode(), from);
    if (frame.number == m_start.session && heard)
    {
        Enqueue(frame.payload, from, arrival);
    }
}

bool
MultipointLeaf::OnMessage(uint32_t number, const Ptr<Packet>& data)
{
    if (IsMultipointBefore(number, m_expected) || (m_ending && !IsMultipointBefore(number, m_end)))
    {
        return true; // again, or for others
    }
    if (number != m_expected)
    {
        if (m_early.size() < MOST_EARLY)
        {
            m_early[number] = data;
        }
        AskFor(number);
        return true;
    }
    if (!Deliver(data))
    {
        return false;
    }
    DeliverEarly();
    return true;
}

bool
MultipointLeaf::Deliver(const Ptr<Packet>& data)
{
    const uint32_t size = data->GetSize();
    // Who does not listen any more stops nobody.
    if (!m_deaf && (!HasRoomFor(size) || !Enqueue(data, m_root, Arrival{m_start.group, m_device})))
    {
        return false;
    }
    ++m_expected;
    m_unacknowledged += size;
    if (m_unacknowledged >= m_start.window / 4)
    {
        Acknowledge();
    }
    else if (!m_acknowledge.IsRunning())
    {
        m_acknowledge = Simulator::Schedule(
            MilliSeconds(DELAY_MILLISECONDS), &MultipointLeaf::Acknowledge, this);
    }
    return true;
}

void
MultipointLeaf::DeliverEarly()
{
    for (auto at = m_early.find(m_expected); at != m_early.end() && Deliver(at->second);
         at = m_early.find(m_expected))
    {
        m_early.erase(at);
    }
    for (auto at = m_early.begin(); at != m_early.end();)
    {
        at = IsMultipointBefore(at->first, m_expected) ? m_early.erase(at) : std::next(at);
    }
}

void
MultipointLeaf::AskFor(uint32_t end)
{
    if (m_start.group.port == 0)
    {
        return; // a connection loses nothing
    }
    uint32_t first = IsMultipointBefore(m_askedFor, m_expected) ? m_expected : m_askedFor;
    while (m_connection && IsMultipointBefore(first, end))
    {
        if (m_early.count(first) != 0)
        {
            ++first;
            continue;
        }
        uint32_t last = first;
        while (IsMultipointBefore(last + 1, end) && m_early.count(last + 1) == 0)
        {
            ++last;
        }
        MultipointFrame lack;
        lack.type = MultipointFrame::Type::NAK;
        lack.number = first;
        lack.payload = WriteMultipointNumber(last);
        m_connection->Send(lack);
        first = last + 1;
    }
    m_askedFor = IsMultipointBefore(m_askedFor, end) ? end : m_askedFor;
}

bool
MultipointLeaf::HasRoomFor(uint32_t size) const
{
    // However small the buffer is, a circuit does not stop at a message that is larger.
    return MessageSocket::HasRoomFor(size) || (IsCircuit() && IsQueueEmpty());
}

void
MultipointLeaf::OnTaken()
{
    if (m_connection && IsCircuit() && !m_resume.IsRunning())
    {
        // Not from within the receive that has made the room.
        m_resume = Simulator::ScheduleNow(
            [this]
            {
                DeliverEarly();
                if (m_connection)
                {
                    m_connection->Resume();
                }
            });
    }
}

int
MultipointLeaf::JudgeReceive(const Transfer& transfer) const
{
    if (m_state == State::IDLE || m_state == State::JOINING)
    {
        return WSAENOTCONN;
    }
    return m_role == JL_SENDER_ONLY ? WSAEOPNOTSUPP : MultipointSocket::JudgeReceive(transfer);
}

int
MultipointLeaf::JudgeSend(bool) const
{
    if (m_state == State::OUT)
    {
        return GetEndError() != 0 ? GetEndError() : WSAECONNABORTED;
    }
    const bool member = m_state == State::MEMBER || m_state == State::ACCEPTED;
    if (member && (IsCircuit() || m_role == JL_RECEIVER_ONLY))
    {
        return WSAEOPNOTSUPP; // data flows to the leaf only
    }
    return m_state == State::MEMBER ? MultipointSocket::JudgeSend(true) : WSAENOTCONN;
}

int
MultipointLeaf::Send(Transfer& transfer)
{
    if (const int error = JudgeSend(true))
    {
        return error;
    }
    if (transfer.GetSize() > LONGEST_MESSAGE)
    {
        return WSAEMSGSIZE;
    }
    if (!m_group->IsOpen())
    {
        return WSAENETUNREACH; // another program of the node has the group's port
    }
    BufferPool& pool = *GetStack().GetPool();
    const uint64_t price = transfer.GetSize() + pool.GetPacketOverhead();
    if (!pool.Take(price, 1, RefusalCause::POOL_SEND))
    {
        return GetStack().GetNumbers().errorPool;
    }
    MultipointFrame frame;
    frame.type = MultipointFrame::Type::MESSAGE;
    frame.number = m_start.session;
    frame.payload = Gather(transfer);
    const int error = m_group->Send(frame.Write(), m_device, GetSettings().multicastTtl);
    pool.Give(price, 1);
    transfer.bytes = error ? 0 : static_cast<DWORD>(transfer.GetSize());
    return error;
}

bool
MultipointLeaf::IsWritable() const
{
    return JudgeSend(true) == 0;
}

// ---------------------------------------------------------------- ends

int
MultipointLeaf::GetPeer(WinsockSocketAddress& address) const
{
    if (m_state != State::ACCEPTED && m_state != State::MEMBER)
    {
        return WSAENOTCONN;
    }
    address = m_root;
    return 0;
}

int
MultipointLeaf::Shutdown(int how)
{
    if (how != SD_RECEIVE && how != SD_SEND && how != SD_BOTH)
    {
        return WSAEINVAL;
    }
    if (m_state == State::IDLE || m_state == State::JOINING)
    {
        return WSAENOTCONN;
    }
    if (how == SD_BOTH && m_state != State::OUT)
    {
        LeaveRoot();
        Part(0);
    }
    if (how != SD_SEND)
    {
        m_deaf = true;
        OnTaken();
    }
    return MultipointSocket::Shutdown(how);
}

int
MultipointLeaf::Close()
{
    LeaveRoot();
    m_calleeData = nullptr;
    m_joining.Abandon(WSAEINTR, WSA_OPERATION_ABORTED);
    Part(0);
    return MultipointSocket::Close();
}

void
MultipointLeaf::Abort()
{
    if (const Ptr<MultipointConnection> connection = std::exchange(m_connection, nullptr))
    {
        connection->Abort();
    }
    m_calleeData = nullptr;
    m_joining.Abandon(WSAEINTR, WSA_OPERATION_ABORTED);
    Part(0);
    MultipointSocket::Abort();
}

PoolShare
MultipointLeaf::GetPoolShare() const
{
    PoolShare share = MultipointSocket::GetPoolShare();
    if (m_connection)
    {
        share += m_connection->GetPoolShare();
    }
    return share;
}

} // namespace ns3::winsock
