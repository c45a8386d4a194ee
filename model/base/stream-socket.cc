/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "stream-socket.h"

#include "ns3/inet-socket-address.h"
#include "ns3/ipv4-address.h"
#include "ns3/ipv6-address.h"
#include "ns3/log.h"
#include "ns3/node.h"
#include "ns3/stream-socket-operations.h"
#include "ns3/tcp-l4-protocol.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-stack.h"
#include "ns3/winsock-thread.h"

#include <algorithm>

namespace ns3::winsock
{

NS_LOG_COMPONENT_DEFINE("WinsockStreamSocket");

namespace
{

/// What ns-3's TCP gets at least, in bytes. A program may ask for no buffer at all, and Windows then
/// works on the program's own; ns-3 would never move a byte.
constexpr uint32_t LEAST_BUFFER = 1460;

/// @return whether ns-3 has no end point at an IPv4 address and port
bool
IsFree(TcpL4Protocol& tcp, Ipv4Address address, uint16_t port)
{
    Ipv4EndPoint* probe = tcp.Allocate(nullptr, address, port);
    if (probe)
    {
        tcp.DeAllocate(probe);
    }
    return probe != nullptr;
}

/// @return whether ns-3 has no end point at an IPv6 address and port
bool
IsFree(TcpL4Protocol& tcp, Ipv6Address address, uint16_t port)
{
    Ipv6EndPoint* probe = tcp.Allocate6(nullptr, address, port);
    if (probe)
    {
        tcp.DeAllocate(probe);
    }
    return probe != nullptr;
}

} // namespace

StreamSocket::StreamSocket(WinsockStack& stack, const Identity& identity)
    : BaseSocket(stack, identity)
{
}

StreamSocket::~StreamSocket()
{
    DropTransport();
}

int
StreamSocket::GetLocal(WinsockSocketAddress& address) const
{
    Address local;
    const bool hasOwn = m_state != State::IDLE && m_state != State::LISTENING;
    if (m_tcp && hasOwn && !m_contextPending && m_tcp->GetSockName(local) == 0)
    {
        const uint32_t scopeId = GetBoundAddress().scopeId;
        address = WinsockSocketAddress::FromNs3(local);
        if (GetBoundAddress().ipv6)
        {
            address = address.Map(); // a dual-stack socket that is connected over IPv4
        }
        address.scopeId = scopeId;
        return 0;
    }
    return BaseSocket::GetLocal(address);
}

int
StreamSocket::GetPeer(WinsockSocketAddress& address) const
{
    Address peer;
    const bool hasPeer = m_state == State::CONNECTED || m_state == State::CONNECTING;
    if (!hasPeer || m_contextPending || m_tcp->GetPeerName(peer) != 0)
    {
        return WSAENOTCONN;
    }
    address = WinsockSocketAddress::FromNs3(peer);
    if (GetBoundAddress().ipv6)
    {
        address = address.Map();
    }
    return 0;
}

int
StreamSocket::Listen(int backlog)
{
    if (m_state == State::ACCEPTING)
    {
        return WSAEINVAL;
    }
    if (m_state != State::IDLE && m_state != State::LISTENING)
    {
        return WSAEISCONN; // a connection that broke keeps the socket as well
    }
    // A socket whose attempt to connect has failed is good for another attempt only (api-states.csv).
    if (!IsBound() || (m_state == State::IDLE && m_connectError != 0))
    {
        return WSAEINVAL;
    }
    if (m_state == State::LISTENING)
    {
        return 0;
    }
    const uint32_t allowed = GetStack().GetBacklogMax();
    const uint32_t asked = backlog < 1 ? 1 : static_cast<uint32_t>(backlog);
    if (const int error = StartListening(std::min(asked, allowed)))
    {
        return error;
    }
    m_state = State::LISTENING;
    return 0;
}

int
StreamSocket::StartListening(uint32_t backlog)
{
    SharedListeners& sharers = GetStack().GetSharedListeners();
    const WinsockSocketAddress& local = GetBoundAddress();
    const PortBinding binding = local.ToBinding(GetSharing(), GetSettings().dualStack);
    if (const int error = CreateTransport(false))
    {
        if (!sharers.IsHeld(local.port, binding))
        {
            return error; // a plain application or a connection has the end point
        }
        MakeTransport();
    }
    else if (const int refused = OpenListener(backlog))
    {
        DropTransport();
        return refused;
    }
    if (GetSharing() == PortSharing::REUSE)
    {
        sharers.Add(this,
                    local.port,
                    binding,
                    [this, backlog]()
                    {
                        if (m_tcp->Bind(GetTransportName(false)) == 0)
                        {
                            OpenListener(backlog);
                        }
                    });
    }
    return 0;
}

int
StreamSocket::OpenListener(uint32_t backlog)
{
    if (m_tcp->ListenWithBacklog(backlog, WinsockTcpSocket::OverflowMode::RESET))
    {
        return WinsockErrorFromNs3(m_tcp->GetErrno());
    }
    if (GetSettings().conditionalAccept)
    {
        m_tcp->HoldRequests();
    }
    return 0;
}

int
StreamSocket::WaitForConnection()
{
    if (m_state != State::LISTENING)
    {
        return WSAEINVAL;
    }
    int error = 0;
    do
    {
        AcceptOperation operation(*this);
        error = m_receiving.Perform(operation, MayWait(), Time(0));
        // Until it is a woken thread's turn, others may close the listener or take the connection.
        if (error == 0 && m_state != State::LISTENING)
        {
            error = WSAEINTR;
        }
    } while (error == 0 && m_tcp->GetPendingCount() == 0);
    if (error != 0)
    {
        Reenable(FD_ACCEPT);
    }
    return error;
}

Ptr<BaseSocket>
StreamSocket::PrepareConnection()
{
    Ptr<StreamSocket> connection = Create<StreamSocket>(GetStack(), GetIdentity());
    connection->InheritOptions(*this);
    return connection;
}

Ptr<Object>
StreamSocket::PeekConnection(WinsockSocketAddress& peer, WinsockSocketAddress& local) const
{
    Address from;
    Address to;
    const Ptr<WinsockTcpSocket> first = m_tcp ? m_tcp->PeekNext(from) : nullptr;
    if (first)
    {
        first->GetRequestedName(to);
        peer = WinsockSocketAddress::FromNs3(from);
        local = WinsockSocketAddress::FromNs3(to);
    }
    return first;
}

void
StreamSocket::RejectConnection()
{
    m_tcp->AcceptNext(nullptr)->Abort();
}

void
StreamSocket::TakeConnection(BaseSocket& connection)
{
    auto& stream = static_cast<StreamSocket&>(connection);
    stream.m_tcp = m_tcp->AcceptNext(nullptr);
    stream.m_tcp->SetObserver(&stream);
    Address local;
    stream.m_tcp->GetRequestedName(local);
    stream.AdoptAddress(WinsockSocketAddress::FromNs3(local));
    if (stream.m_tcp->IsHeldBack())
    {
        stream.m_state = State::CONNECTING;
        stream.m_tcp->AnswerRequest();
    }
    else
    {
        stream.m_state = stream.m_tcp->IsEstablished() ? State::CONNECTED : State::BROKEN;
    }
    stream.OnOptionsChanged();
    Reenable(FD_ACCEPT);
}

int
StreamSocket::FinishConnection()
{
    ConnectOperation operation(*this);
    const bool mayWait = WinsockThread::GetCurrent()->CanBlock();
    const int error = m_sending.Perform(operation, mayWait, Time(0));
    const bool goesOn = error == WSAEWOULDBLOCK || error == WSAEINTR;
    return error == 0 || goesOn ? (error == WSAEWOULDBLOCK ? 0 : error) : WSAECONNRESET;
}

int
StreamSocket::JudgeConnect() const
{
    switch (m_state)
    {
    case State::LISTENING:
    case State::ACCEPTING:
        return WSAEINVAL;
    case State::CONNECTING:
        return WSAEALREADY;
    case State::CONNECTED:
    case State::BROKEN:
    case State::PARTED:
        return WSAEISCONN;
    case State::IDLE:
        break;
    }
    return 0;
}

int
StreamSocket::JudgeConnectTo(const WinsockSocketAddress& address) const
{
    if (const int error = JudgeConnect())
    {
        return error;
    }
    const WinsockSocketAddress peer = address.Unmap();
    if (peer.IsWildcard() || peer.port == 0)
    {
        return WSAEADDRNOTAVAIL; // R-CON-1
    }
    if (peer.IsUnicast())
    {
        return 0;
    }
    const bool broadcast = !peer.ipv6 && peer.ToIpv4().IsBroadcast();
    return broadcast && FollowsTests() ? WSAENETUNREACH : WSAEADDRNOTAVAIL;
}

int
StreamSocket::Connect(const WinsockSocketAddress& address)
{
    if (const int error = JudgeConnectTo(address))
    {
        return error;
    }
    if (const int error = BindAutomatically())
    {
        return error;
    }
    if (const int error = BeginConnect(address))
    {
        return error;
    }
    ConnectOperation operation(*this);
    const int error = m_sending.Perform(operation, MayWait(), Time(0));
    if (error == WSAEWOULDBLOCK)
    {
        GetWatch(); // who asks for events after the end is told of it all the same (R-EVT-5)
    }
    return error;
}

int
StreamSocket::Send(Transfer& transfer)
{
    if (const int error = JudgeSend())
    {
        return error;
    }
    const bool mayWait = MayWait(transfer);
    SendOperation operation(*this, transfer, !mayWait);
    const int error = m_sending.Perform(operation, mayWait, GetSendTimeout());
    if (IsWatched() && (error == WSAEWOULDBLOCK || transfer.bytes < transfer.GetSize()))
    {
        GetWatch().SendWasRefused();
    }
    return error;
}

bool
StreamSocket::TakesWholeSends() const
{
    return GetStack().GetDialect() == Dialect::NT;
}

uint32_t
StreamSocket::GetSendRoom() const
{
    // Not what ns-3 has free: its buffer is larger while it holds a large send (R-DAT-1).
    const uint32_t size = std::max(GetSendBuffer(), LEAST_BUFFER);
    const uint32_t used = m_tcp->GetUnsentAndUnackedBytes();
    return used < size ? size - used : 0;
}

int
StreamSocket::JudgeReceive(const Transfer& transfer, bool mayWait) const
{
    if (m_state != State::CONNECTED && m_state != State::BROKEN)
    {
        return WSAENOTCONN;
    }
    // R-DAT-9: filling the buffer takes waiting, and taking what is there.
    const bool refused =
        (transfer.flags & MSG_WAITALL) && (!mayWait || (transfer.flags & MSG_PEEK));
    return refused ? WSAEOPNOTSUPP : 0;
}

int
StreamSocket::Receive(Transfer& transfer)
{
    const bool mayWait = MayWait(transfer);
    if (const int error = JudgeReceive(transfer, mayWait))
    {
        return error;
    }
    if (transfer.flags & MSG_OOB)
    {
        return ReceiveUrgent(transfer, mayWait);
    }
    ReceiveOperation operation(*this, transfer);
    const int error = m_receiving.Perform(operation, mayWait, GetReceiveTimeout());
    Reenable(FD_READ | FD_OOB);
    return error;
}

bool
StreamSocket::HasUrgent() const
{
    return m_state == State::CONNECTED && !IsUrgentInline() && m_tcp->HasUrgentByte();
}

int
StreamSocket::ReceiveUrgent(Transfer& transfer, bool mayWait)
{
    if (IsUrgentInline())
    {
        return WSAEINVAL; // R-DAT-9
    }
    // Urgent data does not queue behind receives that wait for other data.
    UrgentOperation operation(*this, transfer);
    int error = WSAEWOULDBLOCK;
    if (operation.Try())
    {
        error = operation.GetError();
    }
    else if (mayWait)
    {
        error = m_receiving.Perform(operation, mayWait, GetReceiveTimeout());
    }
    Reenable(FD_READ | FD_OOB);
    return error;
}

std::unique_ptr<PendingOperation>
StreamSocket::PrepareSend(Transfer& transfer, int& error)
{
    error = JudgeSend();
    return error ? nullptr : std::make_unique<SendOperation>(*this, transfer, false);
}

std::unique_ptr<PendingOperation>
StreamSocket::PrepareReceive(Transfer& transfer, int& error)
{
    error = JudgeReceive(transfer, true);
    if (error == 0 && (transfer.flags & MSG_OOB))
    {
        error = IsUrgentInline() ? WSAEINVAL : 0;
        return error ? nullptr : std::make_unique<UrgentOperation>(*this, transfer);
    }
    return error ? nullptr : std::make_unique<ReceiveOperation>(*this, transfer);
}

int
StreamSocket::Shutdown(int how)
{
    if (how != SD_RECEIVE && how != SD_SEND && how != SD_BOTH)
    {
        return WSAEINVAL;
    }
    const bool broken = m_state == State::BROKEN;
    if ((m_state != State::CONNECTED && !broken) || m_contextPending)
    {
        return WSAENOTCONN;
    }
    if (broken)
    {
        return FollowsTests() ? 0 : GetEndError(); // nothing is left to shut down
    }
    if (how != SD_RECEIVE && !m_sendingShut)
    {
        m_sendingShut = true;
        m_tcp->ShutdownSend();
    }
    if (how != SD_SEND)
    {
        m_receivingShut = true;
        m_receiving.Progress();
        ResetIfUndeliverable();
    }
    return 0;
}

void
StreamSocket::ResetIfUndeliverable()
{
    if (m_receivingShut && m_state == State::CONNECTED && GetReadableBytes() != 0)
    {
        m_tcp->Abort();
        OnFailed();
    }
}

int
StreamSocket::Close()
{
    if (m_state == State::CONNECTED && IsLingering())
    {
        if (const int error = Linger())
        {
            return error;
        }
    }
    BaseSocket::Close();
    DropTransport();
    m_state = State::IDLE;
    return 0;
}

void
StreamSocket::Abort()
{
    BaseSocket::Abort();
    if (m_tcp)
    {
        const bool held = m_tcp->HasEndPoint();
        m_tcp->SetObserver(nullptr);
        m_tcp->Abort();
        m_tcp = nullptr;
        GetStack().GetSharedListeners().Remove(this, held);
    }
    m_state = State::IDLE;
}

int
StreamSocket::Linger()
{
    const Time limit = Seconds(GetLingerSeconds());
    if (limit.IsZero())
    {
        Abort(); // unsent data is lost, and the peer is reset (R-SHD-3)
        return 0;
    }
    DrainOperation operation(*this);
    const int error = m_sending.Perform(operation, MayWait(), limit);
    if (error == WSAEWOULDBLOCK)
    {
        return error;
    }
    if (error != 0)
    {
        // The time ran out: the rest is lost, and the program is not told (R-SHD-3).
        Abort();
    }
    return 0;
}

uint32_t
StreamSocket::GetReadableBytes() const
{
    const uint32_t peeked = m_peeked ? m_peeked->GetSize() : 0;
    if (peeked != 0 && m_tcp && m_tcp->IsAtUrgentMark())
    {
        return peeked; // no receive goes across the mark
    }
    return m_tcp && m_state != State::LISTENING ? peeked + m_tcp->GetReceivableBytes() : peeked;
}

bool
StreamSocket::IsAtMark() const
{
    if (m_state != State::CONNECTED)
    {
        return true;
    }
    return !m_tcp->IsBeforeUrgentMark() && !(m_peeked && m_tcp->IsAtUrgentMark());
}

Time
StreamSocket::GetConnectTime() const
{
    return m_state == State::CONNECTED ? m_tcp->GetConnectedFor() : Time(-1);
}

void
StreamSocket::SetContextPending(bool pending)
{
    m_contextPending = pending;
}

bool
StreamSocket::OnBound()
{
    const WinsockSocketAddress& local = GetBoundAddress();
    if (local.port == 0 || GetSharing() == PortSharing::REUSE)
    {
        return true; // who shares is judged by the port table; listen and connect meet ns-3 again
    }
    // ns-3's socket comes later, but a plain application may hold the port already.
    TcpL4Protocol& tcp = *GetNode()->GetObject<TcpL4Protocol>();
    if (!local.ipv6)
    {
        return IsFree(tcp, local.ToIpv4(), local.port);
    }
    const bool both = GetSettings().dualStack && local.IsWildcard();
    return IsFree(tcp, local.ToIpv6(), local.port) &&
           (!both || IsFree(tcp, Ipv4Address::GetAny(), local.port));
}

void
StreamSocket::OnOptionsChanged()
{
    if (m_tcp)
    {
        m_tcp->SetNoDelay(IsNoDelay());
        m_tcp->SetSendBuffer(std::max(GetSendBuffer(), LEAST_BUFFER));
        m_tcp->SetReceiveBuffer(std::max(GetReceiveBuffer(), LEAST_BUFFER));
        m_tcp->SetUrgentInline(IsUrgentInline());
        WinsockTcpSocket::KeepAlive keepAlive;
        keepAlive.on = IsKeepAlive() && m_state != State::LISTENING;
        keepAlive.idle = MilliSeconds(GetSettings().keepAliveTime);
        keepAlive.interval = MilliSeconds(GetSettings().keepAliveInterval);
        m_tcp->SetKeepAlive(keepAlive);
        if (GetSettings().ttl != SocketSettings::DEFAULT)
        {
            m_tcp->SetIpTtl(static_cast<uint8_t>(GetSettings().ttl));
            m_tcp->SetIpv6HopLimit(static_cast<uint8_t>(GetSettings().ttl));
        }
        if (HasSettings())
        {
            m_tcp->SetIpTos(GetSettings().tos);
        }
    }
}

bool
StreamSocket::IsUnconnected() const
{
    return m_state == State::IDLE || m_state == State::ACCEPTING;
}

bool
StreamSocket::HasConnection() const
{
    return m_state == State::CONNECTED || m_state == State::BROKEN;
}

bool
StreamSocket::IsListening() const
{
    return m_state == State::LISTENING;
}

int
StreamSocket::BeginConnect(const WinsockSocketAddress& address)
{
    NS_LOG_LOGIC("connecting");
    const int spare = GetStack().GetEphemeralLast() - GetStack().GetEphemeralFirst();
    const bool overIpv4 = GetSettings().dualStack && address.IsMapped();
    const Address peer = (overIpv4 ? address.Unmap() : address).ToNs3();
    for (int tried = 0;; ++tried)
    {
        if (const int error = CreateTransport(overIpv4))
        {
            return error;
        }
        m_connectError = 0;
        m_state = State::CONNECTING;
        if (IsWatched())
        {
            GetWatch().StartOver();
        }
        if (m_tcp->Connect(peer) == 0)
        {
            return 0;
        }
        m_state = State::IDLE;
        const bool taken = m_tcp->GetErrno() == Socket::ERROR_ADDRINUSE;
        m_connectError = taken ? WSAEADDRINUSE : GetEndError();
        DropTransport();
        if (!taken || !HasAutomaticPort())
        {
            return m_connectError;
        }
        // An earlier connection from this port to the same peer is in TIME_WAIT.
        const int error = tried < spare ? ChooseNextPort() : GetStack().GetErrorPorts();
        if (error != 0)
        {
            return error;
        }
    }
}

void
StreamSocket::MakeTransport()
{
    m_tcp = WinsockTcpSocket::Create(GetNode());
    m_tcp->SetV6Only(!GetSettings().dualStack);
    OnOptionsChanged();
    m_tcp->SetObserver(this);
}

Address
StreamSocket::GetTransportName(bool overIpv4) const
{
    const WinsockSocketAddress& local = GetBoundAddress();
    if (overIpv4 && local.IsWildcard())
    {
        return InetSocketAddress(Ipv4Address::GetAny(), local.port);
    }
    return local.ToNs3();
}

int
StreamSocket::CreateTransport(bool overIpv4)
{
    MakeTransport();
    while (m_tcp->Bind(GetTransportName(overIpv4)) != 0)
    {
        // The port was free at bind; since then ns-3 may have given it away.
        const int error = HasAutomaticPort() ? ChooseNextPort() : WSAEADDRINUSE;
        if (error != 0)
        {
            m_tcp->SetObserver(nullptr);
            m_tcp = nullptr;
            return error;
        }
    }
    return 0;
}

void
StreamSocket::DropTransport()
{
    if (m_tcp)
    {
        // ns-3 has taken the end points away itself when the simulation ends.
        const bool held = m_tcp->HasEndPoint();
        m_tcp->SetObserver(nullptr);
        m_tcp->Close();
        m_tcp = nullptr;
        GetStack().GetSharedListeners().Remove(this, held);
    }
}

int
StreamSocket::JudgeSend(bool) const
{
    if (m_state == State::BROKEN)
    {
        return GetEndError();
    }
    if (m_state != State::CONNECTED)
    {
        const bool idle = m_state == State::IDLE || m_state == State::LISTENING;
        return UnconnectedSendError(GetStack().GetDialect(), !idle);
    }
    return m_sendingShut ? WSAESHUTDOWN : 0;
}

int
StreamSocket::GetEndError() const
{
    switch (m_tcp->GetEndCause())
    {
    case WinsockTcpSocket::EndCause::REFUSED:
        return WSAECONNREFUSED;
    case WinsockTcpSocket::EndCause::CONNECT_TIMED_OUT:
    case WinsockTcpSocket::EndCause::TIMED_OUT:
        return WSAETIMEDOUT;
    case WinsockTcpSocket::EndCause::UNREACHABLE:
        return WSAENETUNREACH;
    case WinsockTcpSocket::EndCause::PEER_RESET:
        return WSAECONNRESET;
    case WinsockTcpSocket::EndCause::KEEP_ALIVE:
        return WSAENETRESET;
    default:
        return WSAECONNABORTED;
    }
}

DWORD
StreamSocket::Read(const Transfer& transfer, DWORD offset)
{
    DWORD copied = 0;
    const uint32_t readable = GetReadableBytes();
    for (DWORD i = 0; i < transfer.count; ++i)
    {
        const WSABUF& buffer = transfer.buffers[i];
        if (offset >= buffer.len)
        {
            offset -= buffer.len;
            continue;
        }
        const uint32_t wanted = std::min<uint32_t>(buffer.len - offset, readable - copied);
        const uint32_t got = ReadInto(buffer.buf + offset, wanted);
        copied += got;
        offset = 0;
        if (got < wanted || copied == readable)
        {
            break;
        }
    }
    return copied;
}

uint32_t
StreamSocket::ReadInto(char* buffer, uint32_t length)
{
    uint32_t copied = 0;
    if (m_peeked)
    {
        copied = m_peeked->CopyData(reinterpret_cast<uint8_t*>(buffer), length);
        m_peeked->RemoveAtStart(copied);
        if (m_peeked->GetSize() == 0)
        {
            m_peeked = nullptr;
        }
    }
    const uint32_t wanted = std::min(length - copied, m_tcp->GetReceivableBytes());
    if (wanted != 0)
    {
        if (Ptr<Packet> packet = m_tcp->Recv(wanted, 0))
        {
            copied += packet->CopyData(reinterpret_cast<uint8_t*>(buffer) + copied, wanted);
        }
    }
    return copied;
}

DWORD
StreamSocket::Peek(const Transfer& transfer)
{
    const uint64_t size = transfer.GetSize();
    const uint64_t kept = m_peeked ? m_peeked->GetSize() : 0;
    if (kept < size && GetReadableBytes() > kept)
    {
        const uint64_t more = std::min<uint64_t>(size, GetReadableBytes()) - kept;
        Ptr<Packet> packet = m_tcp->Recv(static_cast<uint32_t>(more), 0);
        if (m_peeked && packet)
        {
            m_peeked->AddAtEnd(packet);
        }
        else if (packet)
        {
            m_peeked = packet;
        }
    }
    if (!m_peeked)
    {
        return 0; // no room was given to look into
    }
    Ptr<Packet> rest = m_peeked->Copy();
    DWORD copied = 0;
    for (DWORD i = 0; i < transfer.count && rest->GetSize() != 0; ++i)
    {
        const WSABUF& buffer = transfer.buffers[i];
        const uint32_t got = rest->CopyData(reinterpret_cast<uint8_t*>(buffer.buf), buffer.len);
        rest->RemoveAtStart(got);
        copied += got;
    }
    return copied;
}

} // namespace ns3::winsock
