/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * How a stream socket gets its connections: its address, listening, accepting, connecting.
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
    const DeviceNumbers& numbers = GetStack().GetNumbers();
    const uint32_t asked = backlog < 1 ? 1 : static_cast<uint32_t>(backlog);
    const uint32_t allowed = std::clamp(asked, numbers.backlogMin, numbers.backlogMax);
    if (const int error = StartListening(allowed))
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
    const bool drops = GetStack().GetNumbers().backlogOverflow == BacklogOverflow::DROP;
    if (m_tcp->ListenWithBacklog(backlog,
                                 drops ? WinsockTcpSocket::OverflowMode::DROP
                                       : WinsockTcpSocket::OverflowMode::RESET))
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

uint32_t
StreamSocket::GetPaidForConnection() const
{
    Address from;
    const Ptr<WinsockTcpSocket> first = m_tcp ? m_tcp->PeekNext(from) : nullptr;
    return first ? static_cast<uint32_t>(first->GetPoolShare().own) : 0;
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
    stream.AdoptPool(stream.m_tcp->SurrenderOverhead());
    if (stream.IsReserving())
    {
        stream.m_tcp->SetBuffersPaid();
    }
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
    const DeviceNumbers& numbers = GetStack().GetNumbers();
    const uint32_t spare = numbers.ephemeralLast - numbers.ephemeralFirst;
    const bool overIpv4 = GetSettings().dualStack && address.IsMapped();
    const Address peer = (overIpv4 ? address.Unmap() : address).ToNs3();
    for (uint32_t tried = 0;; ++tried)
    {
        if (const int error = CreateTransport(overIpv4))
        {
            return error;
        }
        if (!m_tcp->TakeControlBlock())
        {
            DropTransport();
            return GetStack().GetNumbers().errorPool;
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
        if (tried == spare)
        {
            GetStack().CountRefusal({RefusalCause::PORTS, 0, 1, tried + 1, tried + 1, 0});
            return numbers.errorPorts;
        }
        if (const int error = ChooseNextPort())
        {
            return error;
        }
    }
}

void
StreamSocket::MakeTransport()
{
    m_tcp = WinsockTcpSocket::Create(GetNode());
    m_tcp->UsePool(GetStack().GetPool(),
                   MilliSeconds(GetStack().GetNumbers().timeWaitMilliseconds));
    if (IsReserving())
    {
        m_tcp->SetBuffersPaid();
    }
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

} // namespace ns3::winsock
