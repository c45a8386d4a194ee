/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "winsock-tcp-socket.h"

#include "ns3/inet-socket-address.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/ipv4-end-point.h"
#include "ns3/ipv4-route.h"
#include "ns3/ipv4-routing-protocol.h"
#include "ns3/ipv4.h"
#include "ns3/ipv6-end-point.h"
#include "ns3/ipv6-route.h"
#include "ns3/ipv6-routing-protocol.h"
#include "ns3/ipv6.h"
#include "ns3/log.h"
#include "ns3/node.h"
#include "ns3/packet.h"
#include "ns3/rtt-estimator.h"
#include "ns3/simulator.h"
#include "ns3/tcp-header.h"
#include "ns3/tcp-l4-protocol.h"
#include "ns3/tcp-pool-events.h"
#include "ns3/tcp-rx-buffer.h"
#include "ns3/tcp-socket-prototype.h"
#include "ns3/tcp-socket-state.h"
#include "ns3/tcp-tx-buffer.h"
#include "ns3/winsock-error.h"

#include <algorithm>
#include <deque>
#include <vector>

namespace ns3::winsock
{

NS_LOG_COMPONENT_DEFINE("WinsockTcpSocket");

NS_OBJECT_ENSURE_REGISTERED(WinsockTcpSocket);

namespace
{

/**
 * @param address an address with port
 * @return whether it is an IPv4 peer as seen by an IPv6 socket
 */
bool
IsMapped(const Address& address)
{
    return Inet6SocketAddress::IsMatchingType(address) &&
           Inet6SocketAddress::ConvertFrom(address).GetIpv6().IsIpv4MappedAddress();
}

} // namespace

TypeId
WinsockTcpSocket::GetTypeId()
{
    static TypeId tid = TypeId("ns3::winsock::WinsockTcpSocket")
                            .SetParent<TcpSocketBase>()
                            .SetGroupName("Winsock")
                            .AddConstructor<WinsockTcpSocket>();
    return tid;
}

Ptr<WinsockTcpSocket>
WinsockTcpSocket::Create(Ptr<Node> node)
{
    Ptr<TcpL4Protocol> tcp = node->GetObject<TcpL4Protocol>();
    return tcp ? TcpSocketPrototype::CreateSocket(node, tcp) : nullptr;
}

WinsockTcpSocket::WinsockTcpSocket() = default;

WinsockTcpSocket::WinsockTcpSocket(const WinsockTcpSocket& other)
    : TcpSocketBase(other),
      m_v6Only(other.m_v6Only),
      m_urgentInline(other.m_urgentInline)
{
    m_share.Open(other.m_share.GetPool());
}

WinsockTcpSocket::~WinsockTcpSocket()
{
    m_orphanEvent.Cancel();
    if (m_keepAlive)
    {
        m_keepAlive->timer.Cancel();
    }
    if (m_listening)
    {
        for (const auto& child : m_listening->halfOpen)
        {
            child->m_parent = nullptr;
        }
    }
}

void
WinsockTcpSocket::SetObserver(WinsockTcpObserver* observer)
{
    m_observer = observer;
}

int
WinsockTcpSocket::Bind(const Address& address)
{
    // Before 3.42 Bind() takes the type of service from the address, which cannot hold ours.
    const uint8_t tos = GetIpTos();
    const int result = TcpSocketBase::Bind(address);
    SetIpTos(tos);
    return result;
}

bool
WinsockTcpSocket::CanReachFamilyOf(const Address& address) const
{
    const bool v6 = Inet6SocketAddress::IsMatchingType(address) && !IsMapped(address);
    if (v6)
    {
        return m_endPoint == nullptr && m_node->GetObject<Ipv6>();
    }
    return m_endPoint6 == nullptr && m_node->GetObject<Ipv4>();
}

int
WinsockTcpSocket::Connect(const Address& address)
{
    NS_LOG_FUNCTION(this << address);
    if (!CanReachFamilyOf(address))
    {
        m_errno = ERROR_AFNOSUPPORT;
        m_endCause = EndCause::UNREACHABLE;
        return -1;
    }
    m_endCause = EndCause::NONE;
    m_unreachable = false;
    m_finCount = 0;
    WatchIcmp();
    const uint8_t tos = GetIpTos();
    const int result = HasEndPoint() ? ConnectBound(address) : TcpSocketBase::Connect(address);
    SetIpTos(tos);
    if (result != 0)
    {
        m_endCause = EndCause::UNREACHABLE;
    }
    return result;
}

int
WinsockTcpSocket::ConnectBound(const Address& address)
{
    if (!(m_endPoint ? RouteFromEndPoint(address) : RouteFromEndPoint6(address)))
    {
        return -1;
    }
    if (IsConnectionTaken())
    {
        m_errno = ERROR_ADDRINUSE;
        return -1;
    }
    m_rtt->Reset();
    m_synCount = m_synRetries;
    m_dataRetrCount = m_dataRetries;
    return DoConnect();
}

bool
WinsockTcpSocket::RouteFromEndPoint(const Address& address)
{
    const auto peer =
        IsMapped(address)
            ? InetSocketAddress(
                  Inet6SocketAddress::ConvertFrom(address).GetIpv6().GetIpv4MappedAddress(),
                  Inet6SocketAddress::ConvertFrom(address).GetPort())
            : InetSocketAddress::ConvertFrom(address);
    m_endPoint->SetPeer(peer.GetIpv4(), peer.GetPort());
    if (m_endPoint->GetLocalAddress() == Ipv4Address::GetAny())
    {
        return SetupEndpoint() == 0;
    }
    Ipv4Header header;
    header.SetSource(m_endPoint->GetLocalAddress());
    header.SetDestination(peer.GetIpv4());
    auto routing = m_node->GetObject<Ipv4>()->GetRoutingProtocol();
    m_errno = ERROR_NOROUTETOHOST;
    return routing && routing->RouteOutput(nullptr, header, m_boundnetdevice, m_errno);
}

bool
WinsockTcpSocket::RouteFromEndPoint6(const Address& address)
{
    const auto peer = Inet6SocketAddress::ConvertFrom(address);
    m_endPoint6->SetPeer(peer.GetIpv6(), peer.GetPort());
    if (m_endPoint6->GetLocalAddress() == Ipv6Address::GetAny())
    {
        return SetupEndpoint6() == 0;
    }
    Ipv6Header header;
    header.SetSource(m_endPoint6->GetLocalAddress());
    header.SetDestination(peer.GetIpv6());
    auto routing = m_node->GetObject<Ipv6>()->GetRoutingProtocol();
    m_errno = ERROR_NOROUTETOHOST;
    return routing && routing->RouteOutput(nullptr, header, m_boundnetdevice, m_errno);
}

bool
WinsockTcpSocket::IsConnectionTaken()
{
    // ns-3 ends the simulation when a segment fits two end points. Whether another one has the same
    // addresses and ports it tells only to who allocates one.
    if (m_endPoint)
    {
        const Ipv4Address peer = m_endPoint->GetPeerAddress();
        const uint16_t peerPort = m_endPoint->GetPeerPort();
        m_endPoint->SetPeer(Ipv4Address::GetAny(), 0);
        Ipv4EndPoint* probe = m_tcp->Allocate(m_boundnetdevice,
                                              m_endPoint->GetLocalAddress(),
                                              m_endPoint->GetLocalPort(),
                                              peer,
                                              peerPort);
        m_endPoint->SetPeer(peer, peerPort);
        if (probe)
        {
            m_tcp->DeAllocate(probe);
        }
        return !probe;
    }
    const Ipv6Address peer = m_endPoint6->GetPeerAddress();
    const uint16_t peerPort = m_endPoint6->GetPeerPort();
    m_endPoint6->SetPeer(Ipv6Address::GetAny(), 0);
    Ipv6EndPoint* probe = m_tcp->Allocate6(m_boundnetdevice,
                                           m_endPoint6->GetLocalAddress(),
                                           m_endPoint6->GetLocalPort(),
                                           peer,
                                           peerPort);
    m_endPoint6->SetPeer(peer, peerPort);
    if (probe)
    {
        m_tcp->DeAllocate(probe);
    }
    return !probe;
}

int
WinsockTcpSocket::ListenWithBacklog(uint32_t backlog, OverflowMode mode)
{
    NS_LOG_FUNCTION(this << backlog);
    if (!HasEndPoint())
    {
        m_errno = ERROR_INVAL;
        return -1;
    }
    if (!m_listening)
    {
        if (Listen() != 0)
        {
            return -1;
        }
        m_listening = std::make_unique<Listener>();
        m_listening->admission.Open(m_share.GetPool());
    }
    m_listening->backlog = backlog;
    m_listening->mode = mode;
    return 0;
}

void
WinsockTcpSocket::HoldRequests()
{
    m_listening->holds = true;
}

void
WinsockTcpSocket::AnswerRequest()
{
    NS_LOG_FUNCTION(this);
    const std::unique_ptr<HeldRequest> held = std::move(m_held);
    m_wasHeld = true;
    CompleteFork(held->packet, held->header, held->from, held->to);
}

bool
WinsockTcpSocket::IsHeldBack() const
{
    return m_held != nullptr;
}

void
WinsockTcpSocket::GetRequestedName(Address& local) const
{
    if (m_held)
    {
        local = m_held->to;
        return;
    }
    GetSockName(local);
}

Ptr<WinsockTcpSocket>
WinsockTcpSocket::AcceptNext(Address* from)
{
    if (!m_listening || m_listening->ready.empty())
    {
        return nullptr;
    }
    Listener::Pending first = std::move(m_listening->ready.front());
    m_listening->ready.pop_front();
    if (from)
    {
        *from = first.from;
    }
    return first.socket;
}

Ptr<WinsockTcpSocket>
WinsockTcpSocket::PeekNext(Address& from) const
{
    if (GetPendingCount() == 0)
    {
        return nullptr;
    }
    from = m_listening->ready.front().from;
    return m_listening->ready.front().socket;
}

uint32_t
WinsockTcpSocket::GetPendingCount() const
{
    return m_listening ? m_listening->ready.size() : 0;
}

int
WinsockTcpSocket::Close()
{
    NS_LOG_FUNCTION(this);
    if (m_processing)
    {
        return FinishSending();
    }
    if (m_orphan)
    {
        return 0;
    }
    Ptr<WinsockTcpSocket> guard(this);
    m_observer = nullptr;
    m_orphan = true;
    DropListener();
    if (m_state == CLOSED || m_state == LISTEN || m_state == SYN_SENT)
    {
        Release();
        return 0;
    }
    TcpSocketBase::Close();
    if (!HasEndPoint())
    {
        m_endCause = EndCause::ABORTED;
        Release();
        return 0;
    }
    EnsureFin();
    TendOrphan();
    return 0;
}

int
WinsockTcpSocket::FinishSending()
{
    if (m_txBuffer->SizeFromSequence(m_tcb->m_nextTxSequence) == 0)
    {
        return DoClose();
    }
    SendEmptyPacket(TcpHeader::ACK);
    return 0;
}

int
WinsockTcpSocket::ShutdownSend()
{
    NS_LOG_FUNCTION(this);
    TcpSocketBase::ShutdownSend();
    const bool open = m_state == ESTABLISHED || m_state == CLOSE_WAIT;
    if (open && m_txBuffer->SizeFromSequence(m_tcb->m_nextTxSequence) == 0)
    {
        DoClose();
    }
    return 0;
}

void
WinsockTcpSocket::Abort()
{
    NS_LOG_FUNCTION(this);
    Ptr<WinsockTcpSocket> guard(this);
    m_observer = nullptr;
    m_orphan = true;
    DropListener();
    LeaveListener();
    if (m_held)
    {
        Ptr<Packet> syn = m_held->packet;
        syn->AddHeader(m_held->header);
        Refuse(syn, m_held->from, m_held->to);
        m_held = nullptr;
    }
    const bool peerKnows =
        m_state != CLOSED && m_state != LISTEN && m_state != SYN_SENT && m_state != TIME_WAIT;
    if (peerKnows)
    {
        ++g_sending;
        TcpSocketBase::SendEmptyPacket(TcpHeader::RST);
        --g_sending;
        m_endCause = EndCause::ABORTED;
    }
    Release();
    m_tcb->m_rxBuffer->Extract(m_tcb->m_rxBuffer->Available());
}

WinsockTcpSocket::EndCause
WinsockTcpSocket::GetEndCause() const
{
    return m_endCause;
}

int
WinsockTcpSocket::GetEndError() const
{
    switch (m_endCause)
    {
    case EndCause::REFUSED:
        return WSAECONNREFUSED;
    case EndCause::CONNECT_TIMED_OUT:
    case EndCause::TIMED_OUT:
        return WSAETIMEDOUT;
    case EndCause::UNREACHABLE:
        return WSAENETUNREACH;
    case EndCause::PEER_RESET:
        return WSAECONNRESET;
    case EndCause::KEEP_ALIVE:
        return WSAENETRESET;
    default:
        return WSAECONNABORTED;
    }
}

Ptr<Packet>
WinsockTcpSocket::Recv(uint32_t maxSize, uint32_t flags)
{
    Ptr<Packet> data = TcpSocketBase::Recv(maxSize, flags);
    SettlePoolShare();
    AnnounceWindow();
    PassUrgentMark();
    return data;
}

int
WinsockTcpSocket::GetSockName(Address& address) const
{
    if (HasEndPoint() || m_name.IsInvalid())
    {
        return TcpSocketBase::GetSockName(address);
    }
    address = m_name;
    return 0;
}

bool
WinsockTcpSocket::IsEstablished() const
{
    return m_connected && HasEndPoint() && m_state != CLOSED;
}

bool
WinsockTcpSocket::IsListening() const
{
    return m_state == LISTEN;
}

bool
WinsockTcpSocket::IsPeerClosed() const
{
    return m_tcb->m_rxBuffer->Finished();
}

uint32_t
WinsockTcpSocket::GetUnsentAndUnackedBytes() const
{
    return m_txBuffer->Size();
}

uint32_t
WinsockTcpSocket::GetRestOfSegment() const
{
    const uint32_t unsent = m_txBuffer->SizeFromSequence(m_tcb->m_nextTxSequence);
    return m_tcb->m_segmentSize - unsent % m_tcb->m_segmentSize;
}

uint32_t
WinsockTcpSocket::GetReceivableBytes() const
{
    const uint32_t available = m_tcb->m_rxBuffer->Available();
    const bool stops = m_urgent && m_urgent->isAhead && GetReadPosition() < m_urgent->mark;
    return stops ? std::min<uint32_t>(available, m_urgent->mark - GetReadPosition()) : available;
}

Time
WinsockTcpSocket::GetConnectedFor() const
{
    return Simulator::Now() - m_connectedAt;
}

void
WinsockTcpSocket::SetNoDelay(bool noDelay)
{
    SetTcpNoDelay(noDelay);
}

bool
WinsockTcpSocket::IsNoDelay() const
{
    return GetTcpNoDelay();
}

void
WinsockTcpSocket::SetSendBuffer(uint32_t bytes)
{
    // ns-3 computes the room as size minus content, unsigned.
    SetSndBufSize(std::max(bytes, m_txBuffer->Size()));
}

uint32_t
WinsockTcpSocket::GetSendBuffer() const
{
    return GetSndBufSize();
}

void
WinsockTcpSocket::SetReceiveBuffer(uint32_t bytes)
{
    SetRcvBufSize(std::max(bytes, m_tcb->m_rxBuffer->Size()));
}

uint32_t
WinsockTcpSocket::GetReceiveBuffer() const
{
    return GetRcvBufSize();
}

void
WinsockTcpSocket::SetV6Only(bool v6Only)
{
    m_v6Only = v6Only;
}

bool
WinsockTcpSocket::HasEndPoint() const
{
    return m_endPoint != nullptr || m_endPoint6 != nullptr;
}

void
WinsockTcpSocket::Release()
{
    m_orphanEvent.Cancel();
    if (m_keepAlive)
    {
        m_keepAlive->timer.Cancel();
    }
    m_state = CLOSED;
    DeallocateEndPoint();
    m_poolEvents = nullptr;
    if (m_orphan)
    {
        m_share.Release();
    }
    else
    {
        m_share.ReleaseConnection();
    }
    if (m_connected)
    {
        OutliveThisInstant();
    }
}

void
WinsockTcpSocket::OutliveThisInstant()
{
    // ns-3 schedules some notifications with a plain pointer to the socket.
    Simulator::ScheduleNow(&WinsockTcpSocket::Expire, Ptr<WinsockTcpSocket>(this));
}

void
WinsockTcpSocket::Expire()
{
}

void
WinsockTcpSocket::DropListener()
{
    if (!m_listening)
    {
        return;
    }
    const std::unique_ptr<Listener> listening = std::move(m_listening);
    for (const auto& child : listening->halfOpen)
    {
        child->m_parent = nullptr;
        child->Abort();
    }
    for (const auto& pending : listening->ready)
    {
        pending.socket->Abort();
    }
}

} // namespace ns3::winsock
