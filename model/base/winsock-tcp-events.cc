/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What happens to a WinsockTcpSocket: segments, timers, ICMP errors, and what the owner hears of
// them. What an owner calls is in winsock-tcp-socket.cc.

#include "ns3/icmpv4.h"
#include "ns3/icmpv6-header.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/log.h"
#include "ns3/packet.h"
#include "ns3/simulator.h"
#include "ns3/tcp-header.h"
#include "ns3/tcp-l4-protocol.h"
#include "ns3/tcp-rx-buffer.h"
#include "ns3/tcp-socket-state.h"
#include "ns3/tcp-tx-buffer.h"
#include "ns3/tcp-urgent-segment.h"
#include "ns3/winsock-tcp-socket.h"

#include <algorithm>
#include <optional>

namespace ns3::winsock
{

NS_LOG_COMPONENT_DEFINE("WinsockTcpEvents");

namespace
{

/** Longest pause between two repetitions of a FIN. */
constexpr int64_t MAX_FIN_PAUSE_SECONDS = 60;

/**
 * Reads the flags without parsing the whole header, which costs far more for each segment.
 *
 * @param packet a segment
 * @return its flags
 */
uint8_t
PeekFlags(Ptr<const Packet> packet)
{
    uint8_t start[14] = {};
    packet->CopyData(start, sizeof(start));
    return start[13];
}

} // namespace

int WinsockTcpSocket::g_sending = 0;

void
WinsockTcpSocket::ForwardLater(Ptr<WinsockTcpSocket> socket,
                               Ptr<Packet> packet,
                               const Address& from,
                               const Address& to)
{
    if (socket->HasEndPoint())
    {
        socket->DoForwardUp(packet, from, to);
    }
}

void
WinsockTcpSocket::DoForwardUp(Ptr<Packet> packet, const Address& from, const Address& to)
{
    Ptr<WinsockTcpSocket> guard(this);
    if (g_sending != 0)
    {
        // ns-3 delivers a packet to one of the sender's own addresses before sending it returns. The
        // answers would end connections in the middle of their sending.
        Simulator::ScheduleNow(&WinsockTcpSocket::ForwardLater, guard, packet, from, to);
        return;
    }
    const uint8_t flags = PeekFlags(packet);
    if (m_state == LISTEN)
    {
        ForwardToListener(packet, flags, from, to);
        return;
    }
    const Snapshot before = TakeSnapshot();
    m_probeCount = 0;
    const bool reset = flags & TcpHeader::RST;
    if (reset && !AcceptReset(packet))
    {
        return;
    }
    if (m_keepAlive)
    {
        m_keepAlive->lastHeard = Simulator::Now();
        m_keepAlive->sent = 0;
    }
    if ((flags & TcpHeader::URG) && !(flags & (TcpHeader::SYN | TcpHeader::RST)))
    {
        NoteUrgent(packet);
    }
    m_processing = true;
    if ((before.state == LAST_ACK || before.state == CLOSING) && !reset)
    {
        ForwardWhileClosing(packet, from, to);
    }
    else if (before.state == TIME_WAIT && (flags & TcpHeader::FIN))
    {
        SendEmptyPacket(TcpHeader::ACK); // the peer has not heard the last one
    }
    else if ((before.state == FIN_WAIT_1 || before.state == FIN_WAIT_2) && (flags & TcpHeader::FIN))
    {
        ForwardFin(packet, from, to);
    }
    else
    {
        TcpSocketBase::DoForwardUp(packet, from, to);
    }
    m_processing = false;
    PassUrgentMark();
    if (m_state == CLOSED && before.state != CLOSED)
    {
        if (before.state == SYN_SENT)
        {
            m_endCause = EndCause::REFUSED;
        }
        else if (reset || (before.state != LAST_ACK && before.state != CLOSING))
        {
            m_endCause = EndCause::PEER_RESET;
        }
    }
    Settle(before);
}

void
WinsockTcpSocket::ForwardToListener(Ptr<Packet> packet,
                                    uint8_t flags,
                                    const Address& from,
                                    const Address& to)
{
    const bool isSyn =
        (flags & (TcpHeader::SYN | TcpHeader::ACK | TcpHeader::RST)) == TcpHeader::SYN;
    if (!isSyn)
    {
        if ((flags & TcpHeader::ACK) && !(flags & TcpHeader::RST))
        {
            Refuse(packet, from, to);
        }
        return;
    }
    if (m_v6Only && Inet6SocketAddress::IsMatchingType(from) &&
        Inet6SocketAddress::ConvertFrom(from).GetIpv6().IsIpv4MappedAddress())
    {
        Refuse(packet, from, to);
        return;
    }
    if (m_listening && !m_listening->HasRoom())
    {
        NS_LOG_LOGIC("backlog of " << m_listening->backlog << " is full");
        if (const Ptr<BufferPool>& pool = m_share.GetPool())
        {
            pool->RefusePlace(m_listening->GetWaiting(), m_listening->backlog);
        }
        if (m_listening->mode == OverflowMode::RESET)
        {
            Refuse(packet, from, to);
        }
        return;
    }
    const bool isHeld =
        m_listening &&
        std::any_of(m_listening->ready.begin(),
                    m_listening->ready.end(),
                    [&](const auto& one) { return one.socket->m_held && one.from == from; });
    if (isHeld)
    {
        return; // the peer repeats a SYN that nobody has decided on yet
    }
    if (m_listening && !m_listening->admission.TakeAdmission())
    {
        return; // R-ACC-20: no memory, no answer
    }
    // What this peer's SYN lacks must not be lost to the next peer.
    const bool sack = m_sackEnabled;
    const bool scaling = m_winScalingEnabled;
    const bool timestamps = m_timestampEnabled;
    TcpSocketBase::DoForwardUp(packet, from, to);
    m_sackEnabled = sack;
    m_winScalingEnabled = scaling;
    m_timestampEnabled = timestamps;
    m_txBuffer->SetSackEnabled(sack);
    if (m_listening)
    {
        m_listening->admission.Release(); // nothing, unless no connection came of it
    }
}

bool
WinsockTcpSocket::AcceptReset(Ptr<Packet> packet) const
{
    TcpHeader header;
    packet->RemoveHeader(header);
    if (!(header.GetFlags() & TcpHeader::ACK))
    {
        packet->AddHeader(header);
        return true;
    }
    if (m_state == SYN_SENT &&
        header.GetAckNumber() != m_tcb->m_nextTxSequence.Get() + SequenceNumber32(1))
    {
        return false;
    }
    header.SetFlags(TcpHeader::RST);
    packet->AddHeader(header);
    return true;
}

void
WinsockTcpSocket::ForwardFin(Ptr<Packet> packet, const Address& from, const Address& to)
{
    // ns-3 takes the first byte of such a segment for the place of the FIN in these states.
    TcpHeader header;
    packet->RemoveHeader(header);
    const uint32_t size = packet->GetSize();
    if (size > 0)
    {
        TcpHeader dataHeader = header;
        dataHeader.SetFlags(header.GetFlags() & ~TcpHeader::FIN);
        packet->AddHeader(dataHeader);
        TcpSocketBase::DoForwardUp(packet, from, to);
    }
    if (m_state == FIN_WAIT_1 || m_state == FIN_WAIT_2)
    {
        Ptr<Packet> fin = ns3::Create<Packet>();
        header.SetSequenceNumber(header.GetSequenceNumber() + SequenceNumber32(size));
        fin->AddHeader(header);
        TcpSocketBase::DoForwardUp(fin, from, to);
    }
}

void
WinsockTcpSocket::ReceivedData(Ptr<Packet> packet, const TcpHeader& header)
{
    if (!ChargeArrival(packet->GetSize()))
    {
        const SequenceNumber32 end = header.GetSequenceNumber() + packet->GetSize();
        m_unwanted = m_orphan && end > m_tcb->m_rxBuffer->NextRxSequence();
        SendEmptyPacket(TcpHeader::ACK); // tells the peer how small the window is
        return;
    }
    if (m_state != FIN_WAIT_1 && m_state != FIN_WAIT_2)
    {
        TcpSocketBase::ReceivedData(packet, header);
        return;
    }
    // Data that completes what came before a FIN would make ns-3 fall back to CLOSE_WAIT. The
    // flag keeps it from that; ProcessWait() does what is right afterwards.
    TcpHeader marked = header;
    marked.SetFlags(header.GetFlags() | TcpHeader::FIN);
    TcpSocketBase::ReceivedData(packet, marked);
}

void
WinsockTcpSocket::ForwardWhileClosing(Ptr<Packet> packet, const Address& from, const Address& to)
{
    TcpHeader header;
    packet->RemoveHeader(header);
    const bool repeatedFin = header.GetFlags() & TcpHeader::FIN;
    const bool finAcknowledged = header.GetAckNumber() > m_tcb->m_highTxMark.Get();
    if (!finAcknowledged)
    {
        header.SetFlags(header.GetFlags() & ~TcpHeader::FIN);
    }
    packet->AddHeader(header);
    if (finAcknowledged)
    {
        TcpSocketBase::DoForwardUp(packet, from, to);
        return;
    }
    // ns-3 takes any acknowledgement in these states for that of the FIN and would forget the
    // data that is still on its way; in CLOSE_WAIT it handles it as it should.
    if (m_txBuffer->Size() != 0)
    {
        const TcpStates_t state = m_state;
        m_state = CLOSE_WAIT;
        TcpSocketBase::DoForwardUp(packet, from, to);
        if (HasEndPoint())
        {
            m_state = state;
        }
    }
    if (repeatedFin)
    {
        SendEmptyPacket(TcpHeader::ACK);
    }
}

void
WinsockTcpSocket::Refuse(Ptr<Packet> packet, const Address& from, const Address& to) const
{
    TcpHeader header;
    packet->PeekHeader(header);
    TcpHeader reply;
    if (header.GetFlags() & TcpHeader::ACK)
    {
        reply.SetFlags(TcpHeader::RST);
        reply.SetSequenceNumber(header.GetAckNumber());
    }
    else
    {
        reply.SetFlags(TcpHeader::RST | TcpHeader::ACK);
        reply.SetSequenceNumber(SequenceNumber32(0));
        reply.SetAckNumber(header.GetSequenceNumber() + SequenceNumber32(1));
    }
    reply.SetSourcePort(header.GetDestinationPort());
    reply.SetDestinationPort(header.GetSourcePort());
    m_tcp->SendPacket(ns3::Create<Packet>(), reply, to, from, m_boundnetdevice);
}

Ptr<TcpSocketBase>
WinsockTcpSocket::Fork()
{
    Ptr<WinsockTcpSocket> child = CopyObject<WinsockTcpSocket>(Ptr<WinsockTcpSocket>(this));
    if (m_listening)
    {
        child->m_parent = this;
        child->m_share.TakeFrom(m_listening->admission);
        m_listening->halfOpen.push_back(child);
    }
    return child;
}

void
WinsockTcpSocket::CompleteFork(Ptr<Packet> packet,
                               const TcpHeader& header,
                               const Address& from,
                               const Address& to)
{
    if (m_state != LISTEN)
    {
        return; // the listening socket was closed in the same instant
    }
    if (m_parent && m_parent->m_listening->holds)
    {
        m_held = std::make_unique<HeldRequest>(HeldRequest{packet, header, from, to});
        LeaveListener();
        return;
    }
    TcpSocketBase::CompleteFork(packet, header, from, to);
    if (!HasEndPoint())
    {
        m_tcp->RemoveSocket(this);
        GiveUp(EndCause::ABORTED);
    }
}

void
WinsockTcpSocket::SendEmptyPacket(uint8_t flags)
{
    if (!(flags & (TcpHeader::SYN | TcpHeader::FIN)))
    {
        ++g_sending;
        TcpSocketBase::SendEmptyPacket(flags);
        --g_sending;
        return;
    }
    Ptr<WinsockTcpSocket> guard(this);
    const Snapshot before = TakeSnapshot();
    if ((flags & TcpHeader::FIN) && m_finCount > m_dataRetries)
    {
        GiveUp(EndCause::TIMED_OUT);
        return;
    }
    ++g_sending;
    TcpSocketBase::SendEmptyPacket(flags);
    --g_sending;
    if (flags & TcpHeader::FIN)
    {
        if (m_finCount > 0 && !m_retxEvent.IsExpired())
        {
            const Time pause = m_rto.Get() * (int64_t(1) << std::min<int>(m_finCount, 16));
            m_retxEvent.Cancel();
            m_retxEvent = Simulator::Schedule(std::min(pause, Seconds(MAX_FIN_PAUSE_SECONDS)),
                                              &WinsockTcpSocket::SendEmptyPacket,
                                              this,
                                              flags);
        }
        m_finCount += m_finCount < UINT8_MAX;
    }
    else if (m_state == CLOSED && before.state != CLOSED)
    {
        m_endCause = m_unreachable ? EndCause::UNREACHABLE : EndCause::CONNECT_TIMED_OUT;
        Settle(before);
    }
}

uint32_t
WinsockTcpSocket::SendDataPacket(SequenceNumber32 seq, uint32_t maxSize, bool withAck)
{
    if (maxSize == 0 || m_txBuffer->SizeFromSequence(seq) == 0)
    {
        return 0; // a repetition of nothing, over which ns-3 would crash
    }
    std::optional<TcpUrgentSegment> urgent;
    if (AnnouncesUrgent(seq))
    {
        urgent.emplace(*m_tcp, m_urgent->sendEnd);
    }
    if (withAck)
    {
        // ns-3 notes this for segments without data only. Where acknowledgements ride on data, it would
        // go on echoing an old timestamp, and the peer take the time since then for a round trip.
        m_highTxAck = std::max(m_highTxAck, m_tcb->m_rxBuffer->NextRxSequence());
    }
    ++g_sending;
    const uint32_t sent = TcpSocketBase::SendDataPacket(seq, maxSize, withAck);
    --g_sending;
    return sent;
}

uint32_t
WinsockTcpSocket::AvailableWindow() const
{
    const uint32_t window = TcpSocketBase::AvailableWindow();
    if (window > 0 && TcpSocketBase::UnAckDataCount() >= m_rWnd.Get())
    {
        // At the edge of the peer's window ns-3 would send, and crash over, an empty segment.
        const bool recovery = m_sackEnabled && m_tcb->m_congState == TcpSocketState::CA_RECOVERY;
        SequenceNumber32 from;
        SequenceNumber32 to;
        if (m_txBuffer->NextSeg(&from, &to, recovery) && from == to)
        {
            return 0;
        }
    }
    return window;
}

uint32_t
WinsockTcpSocket::UnAckDataCount() const
{
    // Nagle's algorithm asks, which is to hold back new data but not what a timeout repeats, nor what
    // is urgent.
    if (AnnouncesUrgent(m_tcb->m_nextTxSequence) || m_txBuffer->BytesInFlight() == 0)
    {
        return 0; // a probe that was not taken is nothing to wait for
    }
    SequenceNumber32 next;
    SequenceNumber32 high;
    const bool repeats = m_tcb->m_congState == TcpSocketState::CA_LOSS &&
                         m_txBuffer->NextSeg(&next, &high, false) && next < m_tcb->m_highTxMark;
    return repeats ? 0 : TcpSocketBase::UnAckDataCount();
}

void
WinsockTcpSocket::ReTxTimeout()
{
    Ptr<WinsockTcpSocket> guard(this);
    const Snapshot before = TakeSnapshot();
    TcpSocketBase::ReTxTimeout();
    if (!HasEndPoint() && m_state != CLOSED)
    {
        m_endCause = EndCause::TIMED_OUT;
        Settle(before);
        return;
    }
    EnsureFin();
    EnsureProgress();
}

void
WinsockTcpSocket::LastAckTimeout()
{
    EnsureFin();
}

void
WinsockTcpSocket::PersistTimeout()
{
    if (m_txBuffer->Size() == 0)
    {
        return; // the window was closed when everything was acknowledged
    }
    if (m_probeCount > m_dataRetries)
    {
        GiveUp(EndCause::TIMED_OUT);
        return;
    }
    m_probeCount += m_probeCount < UINT8_MAX;
    if (m_tcb->m_nextTxSequence > m_txBuffer->HeadSequence())
    {
        // A peer without memory has dropped what was sent (R-ACC-27), so the probe begins with that. ns-3
        // probes with what comes next, and crashes when nothing does.
        m_txBuffer->ResetSentList();
        m_tcb->m_nextTxSequence = m_txBuffer->HeadSequence();
    }
    TcpSocketBase::PersistTimeout();
    // A small window takes the byte, and ns-3 answers acknowledgements of what it does not know as sent; two
    // ends that do so would never stop.
    m_tcb->m_highTxMark =
        std::max(m_tcb->m_highTxMark.Get(), m_tcb->m_nextTxSequence.Get() + SequenceNumber32(1));
}

WinsockTcpSocket::Snapshot
WinsockTcpSocket::TakeSnapshot() const
{
    return {m_state,
            GetReceivableBytes(),
            m_txBuffer->Available(),
            m_tcb->m_rxBuffer->Finished(),
            HasUrgentByte()};
}

void
WinsockTcpSocket::Settle(const Snapshot& before)
{
    if (!HasEndPoint() && before.state != CLOSED)
    {
        Release();
    }
    if (m_connected && (before.state == SYN_SENT || before.state == SYN_RCVD))
    {
        m_connectedAt = Simulator::Now();
        StartKeepAlive();
    }
    if (m_connected && m_name.IsInvalid() && HasEndPoint())
    {
        GetSockName(m_name); // goes with the end point, but a program may still ask
    }
    if (m_parent && (m_connected || m_state == CLOSED))
    {
        LeaveListener();
    }
    if (m_tcb->m_rxBuffer->Finished() && m_endCause == EndCause::NONE)
    {
        m_endCause = EndCause::PEER_CLOSED;
    }
    EnsureFin();
    EnsureProgress();
    SettlePoolShare();
    if (m_state == TIME_WAIT && before.state != TIME_WAIT)
    {
        BeginTimeWait();
    }
    if (m_orphan)
    {
        TendOrphan();
    }
    else
    {
        Report(before);
    }
}

void
WinsockTcpSocket::Report(const Snapshot& before)
{
    // The observer may take itself off in each of its calls.
    const Snapshot now = TakeSnapshot();
    const bool wasOpening = before.state == SYN_SENT || (before.state == SYN_RCVD && m_wasHeld);
    if (m_observer && wasOpening && now.state == CLOSED)
    {
        m_observer->OnConnectFailed();
        return;
    }
    if (m_observer && wasOpening && m_connected)
    {
        m_observer->OnConnected();
    }
    if (m_observer && now.room > before.room)
    {
        m_observer->OnWritable();
    }
    if (m_observer && now.urgent && !before.urgent)
    {
        m_observer->OnUrgent();
    }
    if (m_observer && now.receivable > before.receivable)
    {
        m_observer->OnReadable();
    }
    if (m_observer && now.peerClosed && !before.peerClosed)
    {
        m_observer->OnPeerClosed();
    }
    const bool broke = m_endCause == EndCause::PEER_RESET || m_endCause == EndCause::TIMED_OUT ||
                       m_endCause == EndCause::KEEP_ALIVE;
    if (m_observer && broke && now.state == CLOSED && before.state != CLOSED)
    {
        m_observer->OnFailed();
    }
}

void
WinsockTcpSocket::GiveUp(EndCause cause)
{
    NS_LOG_FUNCTION(this);
    Ptr<WinsockTcpSocket> guard(this);
    const Snapshot before = TakeSnapshot();
    m_processing = false;
    m_endCause = cause;
    m_state = CLOSED;
    DeallocateEndPoint();
    Settle(before);
}

void
WinsockTcpSocket::TendOrphan()
{
    if (m_state == CLOSED)
    {
        return;
    }
    if (m_tcb->m_rxBuffer->Size() != 0 || m_unwanted)
    {
        Abort(); // nobody will ever read it, and the peer should know
        return;
    }
    if (m_state == FIN_WAIT_2 && m_orphanEvent.IsExpired())
    {
        m_orphanEvent = Simulator::Schedule(
            Seconds(2 * m_msl), &WinsockTcpSocket::GiveUp, this, EndCause::TIMED_OUT);
    }
}

void
WinsockTcpSocket::EnsureFin()
{
    const bool open = m_state == ESTABLISHED || m_state == CLOSE_WAIT;
    if (open && m_closeOnEmpty && m_txBuffer->Size() == 0 && HasEndPoint())
    {
        // ns-3 sends it with the last segment only, which may have arrived before the shutdown.
        DoClose();
        return;
    }
    const bool finOut = m_state == LAST_ACK || m_state == CLOSING;
    if (finOut && m_txBuffer->Size() == 0 && m_retxEvent.IsExpired() && HasEndPoint())
    {
        m_retxEvent = Simulator::Schedule(m_rto.Get(),
                                          &WinsockTcpSocket::SendEmptyPacket,
                                          this,
                                          uint8_t(TcpHeader::FIN | TcpHeader::ACK));
    }
}

void
WinsockTcpSocket::EnsureProgress()
{
    const bool timed = m_retxEvent.IsRunning() || m_persistEvent.IsRunning();
    if (timed || !m_connected || m_txBuffer->Size() == 0 || !HasEndPoint())
    {
        return;
    }
    if (m_rWnd.Get() != 0 && m_txBuffer->BytesInFlight() != 0)
    {
        // ns-3 stops its timer where a window closes, as if all that was sent had been taken. A peer without
        // memory has dropped it (R-ACC-27), and when its window opens, somebody must begin again.
        m_retxEvent = Simulator::Schedule(m_rto.Get(), &WinsockTcpSocket::ReTxTimeout, this);
    }
    else if (!m_sendPendingDataEvent.IsRunning() || m_rWnd.Get() < m_tcb->m_segmentSize)
    {
        // ns-3 holds back what only fills a small window (RFC 1122, 4.2.3.4), but not for a time: if the
        // peer is gone, or its next window is lost, nobody would ever know.
        m_persistEvent =
            Simulator::Schedule(m_persistTimeout, &WinsockTcpSocket::PersistTimeout, this);
    }
}

void
WinsockTcpSocket::LeaveListener()
{
    if (!m_parent)
    {
        return;
    }
    Ptr<WinsockTcpSocket> parent(m_parent);
    Ptr<WinsockTcpSocket> self(this);
    m_parent = nullptr;
    auto& halfOpen = parent->m_listening->halfOpen;
    halfOpen.erase(std::remove(halfOpen.begin(), halfOpen.end(), self), halfOpen.end());
    if (!IsEstablished() && !m_held)
    {
        return;
    }
    Address from;
    if (m_held)
    {
        from = m_held->from;
    }
    else
    {
        GetPeerName(from);
    }
    parent->m_listening->ready.push_back({self, from});
    if (parent->m_observer)
    {
        parent->m_observer->OnAcceptable();
    }
}

void
WinsockTcpSocket::WatchIcmp()
{
    // A handler that the scenario has set by attribute has precedence.
    if (m_icmpCallback.IsNull())
    {
        m_icmpCallback = MakeCallback(&WinsockTcpSocket::HandleIcmp, this);
    }
    if (m_icmpCallback6.IsNull())
    {
        m_icmpCallback6 = MakeCallback(&WinsockTcpSocket::HandleIcmp6, this);
    }
}

void
WinsockTcpSocket::HandleIcmp(Ipv4Address, uint8_t, uint8_t type, uint8_t code, uint32_t)
{
    if (m_state != SYN_SENT || type != Icmpv4Header::ICMPV4_DEST_UNREACH)
    {
        return;
    }
    constexpr uint8_t protocolUnreachable = 2; // RFC 1122: like port unreachable a final error
    if (code == Icmpv4DestinationUnreachable::ICMPV4_PORT_UNREACHABLE)
    {
        GiveUp(EndCause::REFUSED);
    }
    else if (code == protocolUnreachable)
    {
        GiveUp(EndCause::UNREACHABLE);
    }
    else if (code != Icmpv4DestinationUnreachable::ICMPV4_FRAG_NEEDED)
    {
        m_unreachable = true;
    }
}

void
WinsockTcpSocket::HandleIcmp6(Ipv6Address, uint8_t, uint8_t type, uint8_t code, uint32_t)
{
    if (m_state != SYN_SENT || type != Icmpv6Header::ICMPV6_ERROR_DESTINATION_UNREACHABLE)
    {
        return;
    }
    if (code == Icmpv6Header::ICMPV6_PORT_UNREACHABLE)
    {
        GiveUp(EndCause::REFUSED);
    }
    else
    {
        m_unreachable = true;
    }
}

} // namespace ns3::winsock
