/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "plain-socket.h"

#include "ns3/abort.h"
#include "ns3/inet-socket-address.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/ipv4.h"
#include "ns3/ipv6.h"
#include "ns3/node.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-socket-address.h"
#include "ns3/winsock.h"

#include <utility>

namespace ns3::winsock
{

NS_OBJECT_ENSURE_REGISTERED(PlainSocket);

namespace
{

constexpr LONG EVENTS = FD_CONNECT | FD_ACCEPT | FD_READ | FD_WRITE | FD_CLOSE;

/// @return AF_INET, AF_INET6 or 0 for what is no socket address
int
FamilyOf(const Address& address)
{
    if (InetSocketAddress::IsMatchingType(address))
    {
        return AF_INET;
    }
    return Inet6SocketAddress::IsMatchingType(address) ? AF_INET6 : 0;
}

} // namespace

Socket::SocketErrno
Ns3ErrnoFromWinsock(int error)
{
    switch (error)
    {
    case 0:
        return Socket::ERROR_NOTERROR;
    case WSAEISCONN:
        return Socket::ERROR_ISCONN;
    case WSAENOTCONN:
        return Socket::ERROR_NOTCONN;
    case WSAEMSGSIZE:
        return Socket::ERROR_MSGSIZE;
    case WSAEWOULDBLOCK:
    case WSAEALREADY:
    case WSAEINPROGRESS:
        return Socket::ERROR_AGAIN;
    case WSAESHUTDOWN:
    case WSAECONNRESET:
    case WSAECONNABORTED:
        return Socket::ERROR_SHUTDOWN;
    case WSAEACCES:
    case WSAEOPNOTSUPP:
        return Socket::ERROR_OPNOTSUPP;
    case WSAEAFNOSUPPORT:
    case WSAEPROTONOSUPPORT:
    case WSAEPROTOTYPE:
    case WSAESOCKTNOSUPPORT:
        return Socket::ERROR_AFNOSUPPORT;
    case WSAENETUNREACH:
    case WSAEHOSTUNREACH:
        return Socket::ERROR_NOROUTETOHOST;
    case WSAEADDRINUSE:
        return Socket::ERROR_ADDRINUSE;
    case WSAEADDRNOTAVAIL:
    case WSAEMFILE:
    case WSAENOBUFS:
    case WSA_NOT_ENOUGH_MEMORY:
        return Socket::ERROR_ADDRNOTAVAIL;
    case WSAENOTSOCK:
        return Socket::ERROR_BADF;
    case WSAENETDOWN:
    case WSASYSNOTREADY:
    case WSAEPROVIDERFAILEDINIT:
    case WSAEINVALIDPROVIDER:
    case WSAEINVALIDPROCTABLE:
        return Socket::ERROR_NODEV;
    default:
        return Socket::ERROR_INVAL;
    }
}

TypeId
PlainSocket::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::winsock::PlainSocket").SetParent<Socket>().SetGroupName("Winsock");
    return tid;
}

PlainSocket::PlainSocket(Ptr<PlainProcess> process, int type)
    : m_process(std::move(process)),
      m_type(type)
{
}

PlainSocket::PlainSocket(const PlainSocket& other)
    : Socket(other),
      m_process(other.m_process),
      m_type(other.m_type),
      m_sendShut(other.m_sendShut),
      m_receiveShut(other.m_receiveShut)
{
}

PlainSocket::~PlainSocket() = default;

int
PlainSocket::GetWinsockError() const
{
    return m_error;
}

SOCKET
PlainSocket::GetHandle() const
{
    return m_handle;
}

void
PlainSocket::OnProcessEnded()
{
    if (m_event)
    {
        m_event->SetSignalHandler(nullptr);
    }
    m_event = nullptr;
    m_handle = INVALID_SOCKET;
}

Socket::SocketErrno
PlainSocket::GetErrno() const
{
    return Ns3ErrnoFromWinsock(m_error);
}

Ptr<Node>
PlainSocket::GetNode() const
{
    return m_process->GetNode();
}

int
PlainSocket::Bind(const Address& address)
{
    if (IsOpen() || FamilyOf(address) == 0)
    {
        return Fail(WSAEINVAL);
    }
    const int error = OpenAndBind(address);
    return error ? Fail(error) : 0;
}

int
PlainSocket::Bind()
{
    return Bind(InetSocketAddress(Ipv4Address::GetAny(), 0));
}

int
PlainSocket::Bind6()
{
    return Bind(Inet6SocketAddress(Ipv6Address::GetAny(), 0));
}

int
PlainSocket::OpenAndBind(const Address& address)
{
    m_refusedBind = Address();
    if (const int error = OpenFamily(FamilyOf(address)))
    {
        if (!m_process->RefusesLate())
        {
            return error;
        }
        m_refusedBind = address;
        return 0;
    }
    SOCKADDR_IN6 name{};
    auto* generic = reinterpret_cast<SOCKADDR*>(&name);
    INT length = sizeof(name);
    WinsockSocketAddress::FromNs3(OnBoundDevice(address)).Write(generic, &length);
    if (Calls().bind(m_handle, generic, length) == SOCKET_ERROR)
    {
        const int error = Calls().WSAGetLastError();
        CloseHandle();
        return error;
    }
    return 0;
}

Address
PlainSocket::OnBoundDevice(const Address& address) const
{
    WinsockSocketAddress wanted = WinsockSocketAddress::FromNs3(address);
    if (!m_boundnetdevice || !wanted.IsWildcard())
    {
        return address;
    }
    if (wanted.ipv6)
    {
        Ptr<Ipv6> ip = GetNode()->GetObject<Ipv6>();
        const int32_t interface = ip ? ip->GetInterfaceForDevice(m_boundnetdevice) : -1;
        const bool none = interface < 0 || ip->GetNAddresses(interface) == 0;
        // The first address is the link's own; a global one follows where there is one.
        return none ? address
                    : Address(Inet6SocketAddress(
                          ip->GetAddress(interface, ip->GetNAddresses(interface) - 1).GetAddress(),
                          wanted.port));
    }
    Ptr<Ipv4> ip = GetNode()->GetObject<Ipv4>();
    const int32_t interface = ip ? ip->GetInterfaceForDevice(m_boundnetdevice) : -1;
    const bool none = interface < 0 || ip->GetNAddresses(interface) == 0;
    return none ? address
                : Address(InetSocketAddress(ip->GetAddress(interface, 0).GetLocal(), wanted.port));
}

int
PlainSocket::Open(const Address& address)
{
    const int family = FamilyOf(address);
    if (IsOpen())
    {
        return family == m_family ? 0 : WSAEAFNOSUPPORT;
    }
    if (m_refusedBind.IsInvalid())
    {
        return family == 0 ? WSAEAFNOSUPPORT : OpenFamily(family);
    }
    return family == FamilyOf(m_refusedBind) ? Reopen() : WSAEAFNOSUPPORT;
}

int
PlainSocket::Reopen()
{
    if (m_refusedBind.IsInvalid())
    {
        return WSAEINVAL;
    }
    // Now the chain may have room.
    const int error = OpenAndBind(Address(m_refusedBind));
    return error == 0 && !IsOpen() ? m_error : error;
}

int
PlainSocket::OpenFamily(int family)
{
    if (const int refusal = m_process->Start())
    {
        m_error = refusal;
        m_process->ReportRefusal(m_error);
        return m_error;
    }
    Winsock& calls = m_process->GetWinsock();
    const SOCKET s = calls.WSASocket(family, m_type, 0, nullptr, 0, WSA_FLAG_OVERLAPPED);
    if (s == INVALID_SOCKET)
    {
        m_error = calls.WSAGetLastError();
        m_process->ReportRefusal(m_error);
        return m_error;
    }
    return Adopt(s, family);
}

int
PlainSocket::Adopt(SOCKET s, int family)
{
    m_eventHandle = Calls().WSACreateEvent();
    if (m_eventHandle == WSA_INVALID_EVENT)
    {
        m_error = Calls().WSAGetLastError();
        Calls().closesocket(s);
        m_process->ReportRefusal(m_error);
        return m_error; // a socket that hears of nothing is of no use (R-ACC-10)
    }
    m_handle = s;
    m_family = family;
    m_process->Keep(this);
    m_event = m_process->GetProcess()->GetObjects().Find<EventObject>(m_eventHandle);
    // Whoever forgets the handle takes the handler away.
    m_event->SetSignalHandler([this] { OnSignal(); });
    Calls().WSAEventSelect(m_handle, m_eventHandle, EVENTS);
    return 0;
}

void
PlainSocket::CloseHandle()
{
    if (!IsOpen())
    {
        return;
    }
    m_event->SetSignalHandler(nullptr);
    m_event = nullptr;
    const SOCKET s = std::exchange(m_handle, INVALID_SOCKET);
    Calls().closesocket(s);
    Calls().WSACloseEvent(m_eventHandle);
    m_process->Forget(*this);
}

bool
PlainSocket::IsOpen() const
{
    return m_handle != INVALID_SOCKET;
}

bool
PlainSocket::IsSendShut() const
{
    return m_sendShut;
}

bool
PlainSocket::IsReceiveShut() const
{
    return m_receiveShut;
}

int
PlainSocket::ShutdownSend()
{
    m_sendShut = true;
    OnSendShut();
    return 0;
}

int
PlainSocket::ShutdownRecv()
{
    m_receiveShut = true;
    DropReceived();
    return 0;
}

void
PlainSocket::OnSignal()
{
    Ptr<PlainSocket> alive(this);
    WSANETWORKEVENTS events{};
    if (Calls().WSAEnumNetworkEvents(m_handle, m_eventHandle, &events) == 0)
    {
        OnEvents(events);
    }
}

template <typename Function>
int
PlainSocket::GetName(Function function, Address& address) const
{
    SOCKADDR_IN6 name{};
    auto* generic = reinterpret_cast<SOCKADDR*>(&name);
    INT length = sizeof(name);
    if ((Calls().*function)(m_handle, generic, &length) == SOCKET_ERROR)
    {
        return FailLastCall();
    }
    WinsockSocketAddress result;
    WinsockSocketAddress::Read(generic, length, m_family, result);
    address = result.ToNs3();
    return 0;
}

int
PlainSocket::GetSockName(Address& address) const
{
    address = InetSocketAddress(Ipv4Address::GetAny(), 0);
    if (IsOpen() && m_family == AF_INET6)
    {
        address = Inet6SocketAddress(Ipv6Address::GetAny(), 0);
    }
    // Without a name, the answer of ns-3 is that of a socket which nobody has bound.
    if (IsOpen() && GetName(&Winsock::getsockname, address) != 0 && m_error != WSAEINVAL)
    {
        return -1;
    }
    return 0;
}

int
PlainSocket::GetPeerName(Address& address) const
{
    return IsOpen() ? GetName(&Winsock::getpeername, address) : Fail(WSAENOTCONN);
}

void
PlainSocket::BindToNetDevice(Ptr<NetDevice> netdevice)
{
    NS_ABORT_MSG_IF(IsOpen() && netdevice,
                    "A socket of Winsock chooses its device when it is bound: call BindToNetDevice"
                    " before Bind.");
    Socket::BindToNetDevice(netdevice);
}

void
PlainSocket::Ipv6JoinGroup(Ipv6Address, Ipv6MulticastFilterMode, std::vector<Ipv6Address>)
{
    NS_ABORT_MSG("Sockets of Winsock cannot join multicast groups: let the application use"
                 " ns3::UdpSocketFactory.");
}

Winsock&
PlainSocket::Calls() const
{
    return m_process->GetWinsock();
}

PlainProcess&
PlainSocket::GetPlainProcess() const
{
    return *m_process;
}

int
PlainSocket::Fail(int error) const
{
    m_error = error;
    return -1;
}

int
PlainSocket::FailLastCall() const
{
    return Fail(Calls().WSAGetLastError());
}

uint32_t
PlainSocket::GetNumber(int option) const
{
    int value = 0;
    INT length = sizeof(value);
    Calls().getsockopt(m_handle, SOL_SOCKET, option, reinterpret_cast<char*>(&value), &length);
    return static_cast<uint32_t>(value);
}

} // namespace ns3::winsock
