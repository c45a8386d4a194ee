/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "base-socket.h"

#include "ns3/ipv4-address.h"
#include "ns3/ipv4.h"
#include "ns3/ipv6-address.h"
#include "ns3/ipv6.h"
#include "ns3/node.h"
#include "ns3/socket.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"
#include "ns3/winsock-thread.h"

#include <algorithm>
#include <utility>

namespace ns3::winsock
{

namespace
{

/// @return how long a wait may be, zero for no limit, which -1 says as well
Time
ToTimeout(DWORD milliseconds)
{
    return milliseconds == static_cast<DWORD>(-1) ? Time(0) : MilliSeconds(milliseconds);
}

/// @return bytes that a buffer takes when it is reserved whole; one that counts datagrams has no size
uint64_t
GetReservation(DWORD buffer)
{
    return buffer == DeviceNumbers::UNLIMITED ? 0 : buffer;
}

} // namespace

BaseSocket::BaseSocket(WinsockStack& stack, const Identity& identity)
    : m_stack(stack),
      m_catalogEntryId(identity.catalogEntryId),
      m_sendBuffer(identity.type == SOCK_STREAM ? stack.GetNumbers().tcpSndBuf
                                                : stack.GetNumbers().udpSndBuf),
      m_receiveBuffer(identity.type == SOCK_STREAM ? stack.GetNumbers().tcpRcvBuf
                                                   : stack.GetNumbers().udpRcvBuf),
      m_af(static_cast<uint8_t>(identity.af)),
      m_type(static_cast<uint8_t>(identity.type)),
      m_protocol(static_cast<uint8_t>(identity.protocol)),
      m_flags(static_cast<uint8_t>(identity.flags)),
      m_reserves(stack.GetNumbers().chargeMode == ChargeMode::RESERVE),
      m_nonBlocking(false),
      m_bound(false),
      m_holdsPort(false),
      m_automaticPort(false),
      m_reuse(false),
      m_exclusive(false),
      m_broadcast(false),
      m_keepAlive(false),
      m_dontRoute(false),
      m_debug(false),
      m_outOfBandInline(false),
      m_linger(false),
      m_noDelay(false)
{
    m_local.ipv6 = identity.af == AF_INET6;
}

BaseSocket::~BaseSocket()
{
    ReleasePort();
    if (m_poolCharge != 0)
    {
        m_stack.GetPool()->Give(SurrenderPool(), 0);
    }
}

DWORD
BaseSocket::GetDriverEntryId() const
{
    return m_catalogEntryId;
}

bool
BaseSocket::IsSynchronousFile() const
{
    return (m_flags & WSA_FLAG_OVERLAPPED) == 0;
}

bool
BaseSocket::TakePool(uint32_t paid)
{
    const uint64_t price = GetPrice();
    return ChangePool(paid, std::max<uint64_t>(price, paid));
}

uint64_t
BaseSocket::GetPrice() const
{
    const uint32_t itself = m_stack.GetNumbers().socketOverheadBytes;
    return m_reserves ? itself + GetReservation(m_sendBuffer) + GetReservation(m_receiveBuffer)
                      : itself;
}

bool
BaseSocket::ChangePool(uint64_t before, uint64_t after)
{
    BufferPool& pool = *m_stack.GetPool();
    if (after < before)
    {
        pool.Give(before - after, 0);
    }
    else if (m_poolCharge + (after - before) > UINT32_MAX)
    {
        // Unbounded pools have much, but no socket has four gigabytes.
        pool.Refuse(after - before, RefusalCause::POOL_SOCKET);
        return false;
    }
    else if (!pool.Take(after - before, 0, RefusalCause::POOL_SOCKET))
    {
        return false;
    }
    m_poolCharge = static_cast<DWORD>(m_poolCharge + after - before);
    return true;
}

uint32_t
BaseSocket::SurrenderPool()
{
    return std::exchange(m_poolCharge, 0);
}

void
BaseSocket::AdoptPool(uint32_t bytes)
{
    m_poolCharge += bytes;
    const uint64_t price = GetPrice();
    if (m_poolCharge > price)
    {
        ChangePool(m_poolCharge, price);
    }
}

bool
BaseSocket::IsReserving() const
{
    return m_reserves;
}

int
BaseSocket::ResizeBuffer(DWORD& buffer, DWORD bytes)
{
    // What a program sets is a size, however large.
    const DWORD size = std::min<DWORD>(bytes, DeviceNumbers::UNLIMITED - 1);
    if (m_reserves && !ChangePool(GetReservation(buffer), size))
    {
        return m_stack.GetNumbers().errorPool;
    }
    buffer = size;
    return 0;
}

PoolShare
BaseSocket::GetPoolShare() const
{
    PoolShare share;
    share.own = m_poolCharge;
    return share;
}

BaseSocket::Identity
BaseSocket::GetIdentity() const
{
    return Identity{m_af, m_type, m_protocol, m_catalogEntryId, m_flags};
}

int
BaseSocket::Bind(const WinsockSocketAddress& address)
{
    if (m_bound)
    {
        return WSAEINVAL;
    }
    if (const int error = JudgeLocalAddress(address))
    {
        return error;
    }
    return TakePort(address);
}

bool
BaseSocket::IsBound() const
{
    return m_bound;
}

int
BaseSocket::GetLocal(WinsockSocketAddress& address) const
{
    if (!m_bound)
    {
        return WSAEINVAL;
    }
    address = m_local;
    return 0;
}

int
BaseSocket::GetPeer(WinsockSocketAddress&) const
{
    return WSAENOTCONN;
}

int
BaseSocket::JudgeSend(bool) const
{
    return 0;
}

int
BaseSocket::Listen(int)
{
    return WSAEOPNOTSUPP;
}

int
BaseSocket::WaitForConnection()
{
    return WSAEOPNOTSUPP;
}

Ptr<BaseSocket>
BaseSocket::PrepareConnection()
{
    return nullptr;
}

Ptr<Object>
BaseSocket::PeekConnection(WinsockSocketAddress&, WinsockSocketAddress&) const
{
    return nullptr;
}

void
BaseSocket::RejectConnection()
{
}

void
BaseSocket::TakeConnection(BaseSocket&)
{
}

std::string
BaseSocket::GetRequestData() const
{
    return {};
}

void
BaseSocket::SetAnswerData(const std::string&)
{
}

int
BaseSocket::JudgeJoin() const
{
    return WSAEINVAL;
}

uint32_t
BaseSocket::GetLongestJoinData() const
{
    return 0;
}

Ptr<BaseSocket>
BaseSocket::PrepareLeaf()
{
    return nullptr;
}

int
BaseSocket::Join(const JoinRequest&, Ptr<BaseSocket>)
{
    return WSAEINVAL;
}

int
BaseSocket::JudgeConnect() const
{
    return 0;
}

int
BaseSocket::FinishConnection()
{
    return 0;
}

bool
BaseSocket::IsAtMark() const
{
    return true;
}

Time
BaseSocket::GetConnectTime() const
{
    return Time(-1);
}

void
BaseSocket::SetContextPending(bool)
{
}

int
BaseSocket::UpdateAcceptContext(const BaseSocket& listener)
{
    if (!listener.IsListening() || !HasConnection())
    {
        return WSAEINVAL;
    }
    const bool nonBlocking = m_nonBlocking; // the program has chosen it already
    InheritOptions(listener);
    m_nonBlocking = nonBlocking;
    OnOptionsChanged();
    SetContextPending(false);
    return 0;
}

int
BaseSocket::SetKeepAliveValues(const tcp_keepalive& values)
{
    const int on = values.onoff != 0;
    if (on)
    {
        const SocketSettings defaults;
        const auto choose = [](ULONG asked, DWORD otherwise) { return asked ? asked : otherwise; };
        SocketSettings& settings = ChangeSettings();
        settings.keepAliveTime = choose(values.keepalivetime, defaults.keepAliveTime);
        settings.keepAliveInterval = choose(values.keepaliveinterval, defaults.keepAliveInterval);
    }
    return SetOption(SOL_SOCKET, SO_KEEPALIVE, reinterpret_cast<const char*>(&on), sizeof(on));
}

OperationQueue&
BaseSocket::GetSendingQueue()
{
    return m_sending;
}

OperationQueue&
BaseSocket::GetReceivingQueue()
{
    return m_receiving;
}

void
BaseSocket::InheritWatch(const BaseSocket& listener, SOCKET s)
{
    if (listener.HasEventRegistration())
    {
        GetWatch().Inherit(const_cast<BaseSocket&>(listener).GetWatch(), s);
        NotifyWatchers();
    }
}

bool
BaseSocket::IsMultipoint() const
{
    return (m_flags & (WSA_FLAG_MULTIPOINT_C_ROOT | WSA_FLAG_MULTIPOINT_C_LEAF)) != 0;
}

void
BaseSocket::EndJoin(int error)
{
    // Who asks for events after the end is told of it all the same (R-EVT-5).
    if (IsWatched() || m_nonBlocking)
    {
        GetWatch().ConnectHasEnded(error);
        NotifyWatchers();
    }
}

void
BaseSocket::EndOperations(int overlapped)
{
    m_receiving.Abandon(WSAEINTR, overlapped);
    m_sending.Abandon(WSAEINTR, WSA_OPERATION_ABORTED);
    if (IsWatched())
    {
        GetWatch().End();
    }
}

int
BaseSocket::Close()
{
    // The documents say one thing of a stream's receives, desktop Windows does another (R-OVL-12).
    const bool observed = m_type == SOCK_STREAM && m_stack.GetDialect() == Dialect::NT;
    EndOperations(observed ? WSAECONNABORTED : WSA_OPERATION_ABORTED);
    return 0;
}

void
BaseSocket::Abort()
{
    SilenceRequests();
    EndOperations(WSA_OPERATION_ABORTED);
}

int
BaseSocket::SetNonBlocking(bool nonBlocking)
{
    if (!nonBlocking && HasEventRegistration())
    {
        return WSAEINVAL;
    }
    m_nonBlocking = nonBlocking;
    return 0;
}

int
BaseSocket::SetReportsUnreachable(bool)
{
    return FollowsTests() ? 0 : WSAENOPROTOOPT;
}

const SocketSettings&
BaseSocket::GetSettings() const
{
    static const SocketSettings defaults;
    return m_settings ? *m_settings : defaults;
}

bool
BaseSocket::HasSettings() const
{
    return m_settings != nullptr;
}

SocketSettings&
BaseSocket::ChangeSettings()
{
    if (!m_settings)
    {
        m_settings = std::make_unique<SocketSettings>();
    }
    return *m_settings;
}

void
BaseSocket::QueueInCircle()
{
    ChangeSettings().circularQueueing = true;
}

int
BaseSocket::ReceiveAll(DWORD)
{
    return WSAEINVAL;
}

WinsockStack&
BaseSocket::GetStack() const
{
    return m_stack;
}

Ptr<Node>
BaseSocket::GetNode() const
{
    return m_stack.GetNode();
}

const WinsockSocketAddress&
BaseSocket::GetBoundAddress() const
{
    return m_local;
}

bool
BaseSocket::HasAutomaticPort() const
{
    return m_automaticPort;
}

bool
BaseSocket::MayWait() const
{
    return !m_nonBlocking && WinsockThread::GetCurrent()->CanBlock();
}

bool
BaseSocket::MayWait(const Transfer& transfer) const
{
    return transfer.waits || MayWait();
}

Time
BaseSocket::GetReceiveTimeout() const
{
    // Sockets without the overlapped attribute take no notice of the option (R-FLG-8).
    return m_flags & WSA_FLAG_OVERLAPPED ? ToTimeout(GetSettings().receiveTimeout) : Time(0);
}

Time
BaseSocket::GetSendTimeout() const
{
    return m_flags & WSA_FLAG_OVERLAPPED ? ToTimeout(GetSettings().sendTimeout) : Time(0);
}

uint32_t
BaseSocket::GetSendBuffer() const
{
    return m_sendBuffer;
}

uint32_t
BaseSocket::GetReceiveBuffer() const
{
    return m_receiveBuffer;
}

bool
BaseSocket::IsLingering() const
{
    return m_linger;
}

uint16_t
BaseSocket::GetLingerSeconds() const
{
    return m_lingerSeconds;
}

bool
BaseSocket::IsBroadcastAllowed() const
{
    return m_broadcast;
}

bool
BaseSocket::IsUrgentInline() const
{
    return m_outOfBandInline;
}

bool
BaseSocket::IsKeepAlive() const
{
    return m_keepAlive;
}

bool
BaseSocket::IsNoDelay() const
{
    return m_noDelay;
}

int
BaseSocket::BindAutomatically()
{
    WinsockSocketAddress wildcard;
    wildcard.ipv6 = m_af == AF_INET6;
    return m_bound ? 0 : TakePort(wildcard);
}

int
BaseSocket::ChooseNextPort()
{
    WinsockSocketAddress address = m_local;
    ReleasePort();
    m_bound = false;
    address.port = 0;
    return TakeAutomaticPort(address);
}

void
BaseSocket::AdoptAddress(const WinsockSocketAddress& address)
{
    ReleasePort(); // of a socket that was bound and then got a connection by AcceptEx
    m_local = address;
    m_bound = true;
}

void
BaseSocket::InheritOptions(const BaseSocket& listener)
{
    m_nonBlocking = listener.m_nonBlocking;
    m_sendBuffer = listener.m_sendBuffer;
    m_receiveBuffer = listener.m_receiveBuffer;
    m_settings =
        listener.m_settings ? std::make_unique<SocketSettings>(*listener.m_settings) : nullptr;
    m_lingerSeconds = listener.m_lingerSeconds;
    m_linger = listener.m_linger;
    m_keepAlive = listener.m_keepAlive;
    m_dontRoute = listener.m_dontRoute;
    m_debug = listener.m_debug;
    m_outOfBandInline = listener.m_outOfBandInline;
    m_noDelay = listener.m_noDelay;
}

void
BaseSocket::SetSocketError(int error)
{
    m_socketError = error;
}

void
BaseSocket::OnOptionsChanged()
{
}

int
BaseSocket::ChangeMembership(const MembershipChange&)
{
    return WSAEINVAL;
}

bool
BaseSocket::HasConnection() const
{
    return false;
}

bool
BaseSocket::IsListening() const
{
    return false;
}

int
BaseSocket::JudgeLocalAddress(const WinsockSocketAddress& address) const
{
    if (address.IsWildcard())
    {
        return 0;
    }
    if (address.IsGroup())
    {
        return m_type == SOCK_STREAM ? WSAEINVAL : 0;
    }
    if (address.ipv6)
    {
        Ptr<Ipv6> ipv6 = GetNode()->GetObject<Ipv6>();
        const bool own = ipv6 && ipv6->GetInterfaceForAddress(address.ToIpv6()) >= 0;
        return own ? 0 : WSAEADDRNOTAVAIL;
    }
    const Ipv4Address local = address.ToIpv4();
    if (local.IsBroadcast())
    {
        if (FollowsTests())
        {
            return 0;
        }
        return m_broadcast ? WSAEADDRNOTAVAIL : WSAEACCES;
    }
    Ptr<Ipv4> ipv4 = GetNode()->GetObject<Ipv4>();
    const bool own = ipv4 && ipv4->GetInterfaceForAddress(local) >= 0;
    return own ? 0 : WSAEADDRNOTAVAIL;
}

PortTable*
BaseSocket::GetPorts() const
{
    switch (m_type)
    {
    case SOCK_STREAM:
    case SOCK_SEQPACKET: // of providers whose connections are TCP's
        return &m_stack.GetTcpPorts();
    case SOCK_DGRAM:
        return &m_stack.GetUdpPorts();
    default:
        return nullptr;
    }
}

int
BaseSocket::TakePort(const WinsockSocketAddress& address)
{
    PortTable* ports = GetPorts();
    if (ports && address.port == 0)
    {
        return TakeAutomaticPort(address);
    }
    m_boundSharing = GetSharing();
    const PortBinding binding = address.ToBinding(m_boundSharing, GetSettings().dualStack);
    if (const int error = ports ? ports->Judge(address.port, binding) : 0)
    {
        return error;
    }
    m_local = address;
    if (!OnBound())
    {
        m_local = WinsockSocketAddress();
        m_local.ipv6 = address.ipv6;
        return WSAEADDRINUSE;
    }
    m_bound = true;
    m_holdsPort = ports != nullptr;
    if (ports)
    {
        ports->Add(address.port, binding);
    }
    NotifyWatchers();
    return 0;
}

int
BaseSocket::TakeAutomaticPort(WinsockSocketAddress address)
{
    const auto first = static_cast<uint16_t>(m_stack.GetNumbers().ephemeralFirst);
    const auto last = static_cast<uint16_t>(m_stack.GetNumbers().ephemeralLast);
    const PortBinding binding = address.ToBinding(GetSharing(), GetSettings().dualStack);
    // ns-3 may hold ports of its own in the range: of plain applications, or in TIME_WAIT.
    for (uint32_t tried = first; tried <= last; ++tried)
    {
        address.port = GetPorts()->FindAutomatic(first, last, binding);
        if (address.port == 0)
        {
            break;
        }
        if (TakePort(address) == 0)
        {
            m_automaticPort = true;
            return 0;
        }
    }
    const uint64_t ports = last - first + 1;
    m_stack.CountRefusal({RefusalCause::PORTS, 0, 1, ports, ports, 0});
    return m_stack.GetNumbers().errorPorts;
}

void
BaseSocket::ReleasePort()
{
    if (m_holdsPort)
    {
        const bool dualStack = GetSettings().dualStack; // fixed since bind
        GetPorts()->Remove(m_local.port, m_local.ToBinding(m_boundSharing, dualStack));
        m_holdsPort = false;
    }
}

PortSharing
BaseSocket::GetSharing() const
{
    return m_exclusive ? PortSharing::EXCLUSIVE
                       : (m_reuse ? PortSharing::REUSE : PortSharing::DEFAULT);
}

int
WinsockErrorFromNs3(int errno3)
{
    switch (errno3)
    {
    case Socket::ERROR_NOTERROR:
        return 0;
    case Socket::ERROR_ISCONN:
        return WSAEISCONN;
    case Socket::ERROR_NOTCONN:
        return WSAENOTCONN;
    case Socket::ERROR_MSGSIZE:
        return WSAEMSGSIZE;
    case Socket::ERROR_AGAIN:
        return WSAEWOULDBLOCK;
    case Socket::ERROR_SHUTDOWN:
        return WSAESHUTDOWN;
    case Socket::ERROR_OPNOTSUPP:
        return WSAEACCES;
    case Socket::ERROR_AFNOSUPPORT:
        return WSAEAFNOSUPPORT;
    case Socket::ERROR_INVAL:
        return WSAEINVAL;
    case Socket::ERROR_NOROUTETOHOST:
        return WSAENETUNREACH;
    case Socket::ERROR_ADDRNOTAVAIL:
        return WSAEADDRNOTAVAIL;
    case Socket::ERROR_ADDRINUSE:
        return WSAEADDRINUSE;
    default:
        return WSAENETDOWN;
    }
}

} // namespace ns3::winsock
