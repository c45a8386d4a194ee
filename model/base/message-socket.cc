/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "message-socket.h"

#include "ns3/ipv4-interface-address.h"
#include "ns3/ipv4.h"
#include "ns3/node-interfaces.h"
#include "ns3/node.h"
#include "ns3/udp-end-point.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-stack.h"

#include <algorithm>

namespace ns3::winsock
{

namespace
{

Ptr<Packet>
MakePacket(const WSABUF& buffer)
{
    return Create<Packet>(reinterpret_cast<const uint8_t*>(buffer.buf), buffer.len);
}

/// Puts all buffers into one packet: a datagram goes whole or not at all.
Ptr<Packet>
Gather(const Transfer& transfer)
{
    if (transfer.count == 0)
    {
        return Create<Packet>();
    }
    Ptr<Packet> packet = MakePacket(transfer.buffers[0]);
    for (DWORD i = 1; i < transfer.count; ++i)
    {
        packet->AddAtEnd(MakePacket(transfer.buffers[i]));
    }
    return packet;
}

} // namespace

/// Waits for a datagram.
class MessageSocket::ReceiveOperation : public PendingOperation
{
  public:
    ReceiveOperation(MessageSocket& socket, Transfer& transfer)
        : m_socket(socket),
          m_transfer(transfer)
    {
    }

    bool
    Try() override
    {
        if (m_socket.m_receivingShut)
        {
            SetError(WSAESHUTDOWN);
        }
        else if (m_socket.m_postedError != 0)
        {
            SetError(m_socket.m_postedError);
            m_socket.m_postedError = 0;
        }
        else if (m_socket.m_queue.empty())
        {
            int error = 0;
            const bool ended = m_socket.HasEnded(error);
            SetError(ended ? error : 0);
            return ended;
        }
        else
        {
            SetError(m_socket.Take(m_transfer));
        }
        return true;
    }

  private:
    MessageSocket& m_socket; //!< who receives
    Transfer& m_transfer;    //!< where to
};

/// Sends a datagram, which never waits.
class MessageSocket::SendOperation : public PendingOperation
{
  public:
    SendOperation(MessageSocket& socket, Transfer& transfer)
        : m_socket(socket),
          m_transfer(transfer)
    {
    }

    bool
    Try() override
    {
        SetError(m_socket.Send(m_transfer));
        return true;
    }

  private:
    MessageSocket& m_socket; //!< who sends
    Transfer& m_transfer;    //!< what
};

MessageSocket::~MessageSocket()
{
    DiscardQueue();
}

int
MessageSocket::Close()
{
    BaseSocket::Close();
    LeaveGroups();
    DiscardQueue(); // R-ACC-32
    return 0;
}

void
MessageSocket::Abort()
{
    BaseSocket::Abort();
    LeaveGroups();
    DiscardQueue();
}

int
MessageSocket::GetPeer(WinsockSocketAddress& address) const
{
    if (!m_peer)
    {
        return WSAENOTCONN;
    }
    address = *m_peer;
    return 0;
}

int
MessageSocket::Connect(const WinsockSocketAddress& address)
{
    if (address.IsWildcard())
    {
        // The zero address dissolves the association (R-CON-5).
        m_peer = nullptr;
        return IsBound() ? OnPeerChanged() : 0;
    }
    if (const int error = BindAutomatically())
    {
        return error;
    }
    std::unique_ptr<WinsockSocketAddress> before = std::move(m_peer);
    m_peer = std::make_unique<WinsockSocketAddress>(address);
    if (const int error = OnPeerChanged())
    {
        m_peer = std::move(before);
        return error;
    }
    if (!before || before->bytes != address.bytes || before->port != address.port)
    {
        DiscardQueue();
    }
    return 0;
}

int
MessageSocket::JudgeSend(bool hasAddress) const
{
    if (m_sendingShut)
    {
        return WSAESHUTDOWN;
    }
    return hasAddress || m_peer ? 0 : WSAENOTCONN;
}

int
MessageSocket::Send(Transfer& transfer)
{
    if (const int error = JudgeSend(transfer.to != nullptr))
    {
        return error;
    }
    const uint64_t size = transfer.GetSize();
    if (size > UdpEndPoint::MAX_PAYLOAD)
    {
        return WSAEMSGSIZE; // R-DAT-3: nothing is sent, and the socket stays as it was
    }
    if (const int error = BindAutomatically())
    {
        return error;
    }
    // R-ACC-25: ns-3's device queue has taken the datagram when the call returns.
    BufferPool& pool = *GetStack().GetPool();
    const uint64_t price = IsReserving() ? 0 : size + pool.GetPacketOverhead();
    if (!pool.Take(price, 1, RefusalCause::POOL_SEND))
    {
        return GetStack().GetNumbers().errorPool;
    }
    const WinsockSocketAddress& to = transfer.to ? *transfer.to : *m_peer;
    const int error = SendPacket(Gather(transfer), to, transfer.control);
    pool.Give(price, 1);
    if (error == 0)
    {
        transfer.bytes = static_cast<DWORD>(size);
    }
    return error;
}

int
MessageSocket::JudgeReceive(const Transfer& transfer) const
{
    if (!IsBound())
    {
        return WSAEINVAL; // R-DAT-2
    }
    return transfer.flags & MSG_WAITALL ? WSAEOPNOTSUPP : 0; // R-DAT-9
}

int
MessageSocket::Receive(Transfer& transfer)
{
    if (const int error = JudgeReceive(transfer))
    {
        return error;
    }
    ReceiveOperation operation(*this, transfer);
    const int error = m_receiving.Perform(operation, MayWait(transfer), GetReceiveTimeout());
    Reenable(FD_READ | FD_OOB);
    return error;
}

std::unique_ptr<PendingOperation>
MessageSocket::PrepareSend(Transfer& transfer, int& error)
{
    error = 0;
    return std::make_unique<SendOperation>(*this, transfer);
}

std::unique_ptr<PendingOperation>
MessageSocket::PrepareReceive(Transfer& transfer, int& error)
{
    error = JudgeReceive(transfer);
    return error ? nullptr : std::make_unique<ReceiveOperation>(*this, transfer);
}

IoSocket::Readiness
MessageSocket::GetReadiness() const
{
    Readiness readiness;
    readiness.read = !m_queue.empty() || m_postedError != 0;
    readiness.write = true;
    return readiness;
}

SocketWatch::Conditions
MessageSocket::GetConditions() const
{
    SocketWatch::Conditions conditions;
    if (!m_queue.empty() || m_postedError != 0)
    {
        conditions.events |= FD_READ;
    }
    if (IsBound() && !m_sendingShut)
    {
        conditions.events |= FD_WRITE; // R-EVT-5
    }
    return conditions;
}

int
MessageSocket::Shutdown(int how)
{
    if (how != SD_RECEIVE && how != SD_SEND && how != SD_BOTH)
    {
        return WSAEINVAL;
    }
    // A peer is asked of connection-oriented sockets only (R-SHD-1).
    m_sendingShut = m_sendingShut || how != SD_RECEIVE;
    m_receivingShut = m_receivingShut || how != SD_SEND;
    m_receiving.Progress();
    return 0;
}

uint32_t
MessageSocket::GetReadableBytes() const
{
    return m_queue.empty() ? 0 : m_queue.front().payload->GetSize();
}

const WinsockSocketAddress&
MessageSocket::GetPeerAddress() const
{
    return *m_peer;
}

bool
MessageSocket::HasPeer() const
{
    return m_peer != nullptr;
}

void
MessageSocket::SetDefaultPeer(const WinsockSocketAddress& peer)
{
    m_peer = std::make_unique<WinsockSocketAddress>(peer);
}

bool
MessageSocket::Enqueue(Ptr<Packet> payload,
                       const WinsockSocketAddress& from,
                       const Arrival& arrival)
{
    const uint32_t size = payload->GetSize();
    if (m_receivingShut)
    {
        return false;
    }
    // What the whole buffer is too small for takes nobody's place.
    while (GetSettings().circularQueueing && size <= GetReceiveBuffer() && !m_queue.empty() &&
           !HasRoomFor(size))
    {
        DropOldest();
    }
    if (!HasRoomFor(size))
    {
        GetStack().CountRefusal(
            {RefusalCause::RECEIVE_QUEUE, 0, size, m_queuedBytes, GetReceiveBuffer(), 0});
        return false;
    }
    BufferPool& pool = *GetStack().GetPool();
    const uint32_t price = IsReserving() ? 0 : size + pool.GetPacketOverhead();
    if (price > pool.GetRoomForReceiving())
    {
        pool.Refuse(price, RefusalCause::POOL_RECEIVE);
        return false;
    }
    if (!pool.Take(price, 1, RefusalCause::POOL_RECEIVE))
    {
        return false;
    }
    m_queue.push_back(Datagram{payload, from, arrival, price});
    m_queuedBytes += size;
    m_queuePrice += price;
    m_receiving.Progress();
    NotifyWatchers();
    return true;
}

void
MessageSocket::PostError(int error)
{
    m_postedError = error;
    m_receiving.Progress();
    NotifyWatchers();
}

void
MessageSocket::DropOldest()
{
    const Datagram& oldest = m_queue.front();
    m_queuedBytes -= oldest.payload->GetSize();
    m_queuePrice -= oldest.price;
    GetStack().GetPool()->Give(oldest.price, 1);
    m_queue.pop_front();
}

bool
MessageSocket::HasRoomFor(uint32_t size) const
{
    return size <= GetReceiveBuffer() && m_queuedBytes <= GetReceiveBuffer() - size &&
           m_queue.size() < GetStack().GetNumbers().udpRcvQueuePackets;
}

bool
MessageSocket::IsQueueEmpty() const
{
    return m_queue.empty();
}

void
MessageSocket::OnTaken()
{
}

bool
MessageSocket::HasEnded(int&) const
{
    return false;
}

void
MessageSocket::DiscardQueue()
{
    while (!m_queue.empty())
    {
        DropOldest();
    }
}

PoolShare
MessageSocket::GetPoolShare() const
{
    PoolShare share = BaseSocket::GetPoolShare();
    share.receiving = m_queuePrice;
    share.receivingPackets = m_queue.size();
    return share;
}

bool
MessageSocket::IsBroadcast(const WinsockSocketAddress& address) const
{
    if (address.ipv6)
    {
        return false;
    }
    const Ipv4Address asked = address.ToIpv4();
    bool found = asked.IsBroadcast();
    Ptr<Ipv4> ipv4 = GetNode()->GetObject<Ipv4>();
    for (uint32_t i = 0; i < ipv4->GetNInterfaces() && !found; ++i)
    {
        for (uint32_t j = 0; j < ipv4->GetNAddresses(i) && !found; ++j)
        {
            const Ipv4InterfaceAddress own = ipv4->GetAddress(i, j);
            found = own.GetMask() != Ipv4Mask::GetOnes() && own.GetBroadcast() == asked;
        }
    }
    return found;
}

bool
MessageSocket::HearsGroup(const WinsockSocketAddress& group,
                          const WinsockSocketAddress& from,
                          const Ptr<NetDevice>& device) const
{
    const SocketSettings& settings = GetSettings();
    // By Windows' meaning the receiver chooses whether it hears its own host.
    return settings.memberships.Accepts(group.Unmap(), from.Unmap(), device) &&
           (settings.multicastLoop || !IsNodeAddress(GetNode(), from.Unmap()));
}

int
MessageSocket::ChangeMembership(const MembershipChange& change)
{
    MulticastMemberships& memberships = ChangeSettings().memberships;
    const bool before = memberships.Has(change.group, change.device);
    const int error = memberships.Change(change);
    const bool after = memberships.Has(change.group, change.device);
    if (before != after)
    {
        HearGroup(GetNode(), change.group, change.device, after);
    }
    if (after && IsBound())
    {
        OnJoined();
    }
    return error;
}

void
MessageSocket::OnJoined()
{
}

void
MessageSocket::LeaveGroups()
{
    if (GetSettings().memberships.IsEmpty())
    {
        return;
    }
    for (const MulticastMemberships::Place& place : GetSettings().memberships.GetPlaces())
    {
        HearGroup(GetNode(), place.group, place.device, false);
    }
    ChangeSettings().memberships = MulticastMemberships();
}

int
MessageSocket::Take(Transfer& transfer)
{
    const Datagram& datagram = m_queue.front();
    const uint32_t size = datagram.payload->GetSize();
    Ptr<Packet> rest = datagram.payload;
    for (DWORD i = 0; i < transfer.count && transfer.bytes < size; ++i)
    {
        if (i != 0)
        {
            rest = datagram.payload->CreateFragment(transfer.bytes, size - transfer.bytes);
        }
        const WSABUF& buffer = transfer.buffers[i];
        transfer.bytes += rest->CopyData(reinterpret_cast<uint8_t*>(buffer.buf), buffer.len);
    }
    const bool cut = transfer.bytes < size;
    transfer.from = datagram.from;
    transfer.hasFrom = true;
    if (transfer.message)
    {
        WSAMSG& message = *transfer.message;
        const bool group = datagram.arrival.to.IsGroup();
        const bool broadcast = !group && IsBroadcast(datagram.arrival.to);
        message.dwFlags = static_cast<DWORD>((cut ? MSG_TRUNC : 0) | (group ? MSG_MCAST : 0) |
                                             (broadcast ? MSG_BCAST : 0));
        WriteArrival(GetNode(), GetSettings(), datagram.arrival, message);
    }
    if (!(transfer.flags & MSG_PEEK))
    {
        DropOldest();
        OnTaken();
    }
    return cut ? WSAEMSGSIZE : 0;
}

} // namespace ns3::winsock
