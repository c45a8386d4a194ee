/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "plain-stream-socket.h"

#include "ns3/packet.h"
#include "ns3/simulator.h"
#include "ns3/winsock-socket-address.h"
#include "ns3/winsock.h"

#include <algorithm>

namespace ns3::winsock
{

NS_OBJECT_ENSURE_REGISTERED(PlainStreamSocket);

namespace
{

/// What a socket that has no handle yet may keep for sending, in bytes: as ns-3's TCP.
constexpr uint32_t ROOM_BEFORE_OPENING = 131072;

/// What one call reads at most, in bytes.
constexpr uint32_t READ_AT_ONCE = 16384;

/// @return the address that a provider reports of a peer
Address
ReadAddress(const SOCKADDR* name, int length)
{
    WinsockSocketAddress address;
    WinsockSocketAddress::Read(name, length, name->sa_family, address);
    return address.ToNs3();
}

} // namespace

TypeId
PlainStreamSocket::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::winsock::PlainStreamSocket").SetParent<PlainSocket>().SetGroupName("Winsock");
    return tid;
}

PlainStreamSocket::PlainStreamSocket(Ptr<PlainProcess> process)
    : PlainSocket(process, SOCK_STREAM),
      m_sendRoom(ROOM_BEFORE_OPENING),
      m_receiveRoom(ROOM_BEFORE_OPENING)
{
}

PlainStreamSocket::PlainStreamSocket(const PlainStreamSocket& listener)
    : PlainSocket(listener),
      m_sendRoom(listener.m_sendRoom),
      m_receiveRoom(listener.m_receiveRoom)
{
    const auto none = MakeNullCallback<void, Ptr<Socket>>();
    const auto noneOfBytes = MakeNullCallback<void, Ptr<Socket>, uint32_t>();
    SetConnectCallback(none, none);
    SetDataSentCallback(noneOfBytes);
    SetSendCallback(noneOfBytes);
    SetRecvCallback(none);
}

PlainStreamSocket::~PlainStreamSocket() = default;

Socket::SocketType
PlainStreamSocket::GetSocketType() const
{
    return NS3_SOCK_STREAM;
}

void
PlainStreamSocket::OnProcessEnded()
{
    PlainSocket::OnProcessEnded();
    m_unsent.Clear();
    m_state = State::ENDED;
}

void
PlainStreamSocket::LearnBuffers()
{
    m_sendRoom = std::max(GetNumber(SO_SNDBUF), READ_AT_ONCE);
    m_receiveRoom = std::max(GetNumber(SO_RCVBUF), READ_AT_ONCE);
}

// ---------------------------------------------------------------- connecting

int
PlainStreamSocket::Connect(const Address& address)
{
    if (m_state != State::FRESH)
    {
        const bool busy = m_state == State::CONNECTING;
        return Fail(busy ? WSAEALREADY : m_state == State::CONNECTED ? WSAEISCONN : WSAEINVAL);
    }
    int error = Open(address);
    if (error == 0)
    {
        LearnBuffers();
        SOCKADDR_IN6 name{};
        auto* generic = reinterpret_cast<SOCKADDR*>(&name);
        INT length = sizeof(name);
        WinsockSocketAddress::FromNs3(address).Write(generic, &length);
        m_state = State::CONNECTING;
        if (Calls().connect(GetHandle(), generic, length) == 0)
        {
            Simulator::ScheduleNow(
                &PlainStreamSocket::OnConnected, Ptr<PlainStreamSocket>(this), 0);
            return 0;
        }
        error = Calls().WSAGetLastError();
    }
    if (error == 0 || error == WSAEWOULDBLOCK)
    {
        return 0;
    }
    // Applications may set their callbacks after this call.
    m_state = State::FRESH;
    Simulator::ScheduleNow(&PlainStreamSocket::TellFailed, Ptr<PlainStreamSocket>(this));
    return Fail(error);
}

void
PlainStreamSocket::TellFailed()
{
    NotifyConnectionFailed();
}

void
PlainStreamSocket::OnConnected(int error)
{
    if (m_state == State::CLOSING && error == 0)
    {
        Flush();
        return;
    }
    if (m_state == State::CLOSING)
    {
        End();
        return;
    }
    if (m_state != State::CONNECTING)
    {
        return;
    }
    if (error == 0)
    {
        m_state = State::CONNECTED;
        NotifyConnectionSucceeded();
        OnWritable();
        return;
    }
    Fail(error);
    End();
    NotifyConnectionFailed();
}

// ---------------------------------------------------------------- accepting

int
PlainStreamSocket::Listen()
{
    int error = m_state == State::FRESH ? 0 : WSAEINVAL;
    if (error == 0 && !IsOpen())
    {
        error = Reopen();
    }
    if (error != 0)
    {
        return Fail(error);
    }
    LearnBuffers();
    if (Calls().listen(GetHandle(), SOMAXCONN) == SOCKET_ERROR)
    {
        return FailLastCall();
    }
    m_state = State::LISTENING;
    return 0;
}

int
PlainStreamSocket::Ask(
    LPWSABUF caller, LPWSABUF, LPQOS, LPQOS, LPWSABUF, LPWSABUF, GROUP*, DWORD_PTR listener)
{
    const Address from =
        ReadAddress(reinterpret_cast<const SOCKADDR*>(caller->buf), static_cast<int>(caller->len));
    auto* socket = reinterpret_cast<PlainStreamSocket*>(listener);
    return socket->NotifyConnectionRequest(from) ? CF_ACCEPT : CF_REJECT;
}

void
PlainStreamSocket::AcceptAll()
{
    while (m_state == State::LISTENING)
    {
        SOCKADDR_IN6 name{};
        auto* generic = reinterpret_cast<SOCKADDR*>(&name);
        INT length = sizeof(name);
        const SOCKET s = Calls().WSAAccept(GetHandle(),
                                           generic,
                                           &length,
                                           &PlainStreamSocket::Ask,
                                           reinterpret_cast<DWORD_PTR>(this));
        if (s != INVALID_SOCKET)
        {
            Introduce(s, ReadAddress(generic, length));
            continue;
        }
        const int error = Calls().WSAGetLastError();
        if (error == WSAEMFILE || error == WSAENOBUFS)
        {
            // The connection stays (R-RES-4), and asking again at once would not help.
            Fail(error);
            m_starved = true;
            GetPlainProcess().ReportRefusal(error);
            GetPlainProcess().AwaitRelease(this);
            return;
        }
        if (error != WSAECONNREFUSED && error != WSAECONNRESET)
        {
            return;
        }
    }
}

void
PlainStreamSocket::AcceptAgain()
{
    m_starved = false;
    AcceptAll();
}

void
PlainStreamSocket::Introduce(SOCKET s, const Address& from)
{
    Ptr<PlainStreamSocket> accepted = CopyObject(Ptr<PlainStreamSocket>(this));
    if (accepted->Adopt(s, Inet6SocketAddress::IsMatchingType(from) ? AF_INET6 : AF_INET) != 0)
    {
        return;
    }
    accepted->m_state = State::CONNECTED;
    accepted->LearnBuffers();
    NotifyNewConnectionCreated(accepted, from);
}

// ---------------------------------------------------------------- sending

uint32_t
PlainStreamSocket::GetTxAvailable() const
{
    const bool possible =
        m_state == State::FRESH || m_state == State::CONNECTING || m_state == State::CONNECTED;
    return possible ? m_sendRoom - m_unsent.GetSize() : 0;
}

int
PlainStreamSocket::Send(Ptr<Packet> p, uint32_t)
{
    if (IsSendShut())
    {
        return Fail(WSAESHUTDOWN);
    }
    if (m_state != State::CONNECTING && m_state != State::CONNECTED)
    {
        return Fail(WSAENOTCONN);
    }
    if (p->GetSize() > GetTxAvailable())
    {
        return Fail(p->GetSize() > m_sendRoom ? WSAEMSGSIZE : WSAEWOULDBLOCK);
    }
    m_unsent.Add(p);
    if (m_state == State::CONNECTED)
    {
        if (const int error = Flush())
        {
            return Fail(error);
        }
    }
    return static_cast<int>(p->GetSize());
}

int
PlainStreamSocket::SendTo(Ptr<Packet> p, uint32_t flags, const Address&)
{
    return Send(p, flags);
}

int
PlainStreamSocket::Flush()
{
    uint32_t taken = 0;
    int error = 0;
    while (error == 0 && m_unsent.GetSize() != 0)
    {
        const int sent =
            Calls().send(GetHandle(), m_unsent.GetData(), static_cast<int>(m_unsent.GetSize()), 0);
        if (sent == SOCKET_ERROR)
        {
            error = Calls().WSAGetLastError();
        }
        else
        {
            taken += static_cast<uint32_t>(sent);
            m_unsent.Remove(static_cast<uint32_t>(sent));
        }
    }
    if (taken != 0)
    {
        Simulator::ScheduleNow(&PlainStreamSocket::TellSent, Ptr<PlainStreamSocket>(this), taken);
    }
    if (error != 0 && error != WSAEWOULDBLOCK)
    {
        // FD_CLOSE tells the application.
        m_unsent.Clear();
    }
    if (m_unsent.GetSize() != 0)
    {
        return 0;
    }
    if (m_state == State::CLOSING)
    {
        End();
    }
    else if (IsSendShut() && !m_finSent)
    {
        m_finSent = true;
        Calls().shutdown(GetHandle(), SD_SEND);
    }
    return error == WSAEWOULDBLOCK ? 0 : error;
}

void
PlainStreamSocket::TellSent(uint32_t bytes)
{
    if (m_state == State::CONNECTED)
    {
        NotifyDataSent(bytes);
    }
}

void
PlainStreamSocket::OnWritable()
{
    if (m_state != State::CONNECTED && m_state != State::CLOSING)
    {
        return;
    }
    Flush();
    if (m_state == State::CONNECTED && !IsSendShut() && GetTxAvailable() != 0)
    {
        NotifySend(GetTxAvailable());
    }
}

// ---------------------------------------------------------------- receiving

void
PlainStreamSocket::OnReadable()
{
    if (m_state != State::CONNECTED && m_state != State::CLOSING)
    {
        return;
    }
    const bool wanted = m_state == State::CONNECTED && !IsReceiveShut();
    const uint32_t before = m_received.GetSize();
    char buffer[READ_AT_ONCE];
    while (true)
    {
        const uint32_t room = std::min(m_receiveRoom - m_received.GetSize(), READ_AT_ONCE);
        m_readPaused = room == 0;
        if (m_readPaused)
        {
            break;
        }
        const int length = Calls().recv(GetHandle(), buffer, static_cast<int>(room), 0);
        if (length <= 0)
        {
            break; // nothing more now; FD_CLOSE tells of the end
        }
        if (wanted)
        {
            m_received.Add(buffer, static_cast<uint32_t>(length));
        }
    }
    if (m_received.GetSize() > before)
    {
        NotifyDataRecv();
    }
}

uint32_t
PlainStreamSocket::GetRxAvailable() const
{
    return m_received.GetSize();
}

Ptr<Packet>
PlainStreamSocket::Recv(uint32_t maxSize, uint32_t)
{
    if (IsReceiveShut() || m_received.GetSize() == 0)
    {
        if (m_peerClosed && !IsReceiveShut())
        {
            return Create<Packet>(); // the end of the stream, as ns-3's TCP shows it
        }
        Fail(IsReceiveShut() ? WSAESHUTDOWN : WSAEWOULDBLOCK);
        return nullptr;
    }
    Ptr<Packet> packet = m_received.Take(maxSize);
    if (m_readPaused)
    {
        m_readPaused = false;
        Simulator::ScheduleNow(&PlainStreamSocket::OnReadable, Ptr<PlainStreamSocket>(this));
    }
    return packet;
}

Ptr<Packet>
PlainStreamSocket::RecvFrom(uint32_t maxSize, uint32_t flags, Address& fromAddress)
{
    Ptr<Packet> packet = Recv(maxSize, flags);
    if (packet && packet->GetSize() != 0)
    {
        GetPeerName(fromAddress);
    }
    return packet;
}

void
PlainStreamSocket::DropReceived()
{
    m_received.Clear();
    if (m_readPaused)
    {
        OnReadable();
    }
}

// ---------------------------------------------------------------- ending

void
PlainStreamSocket::OnEvents(const WSANETWORKEVENTS& events)
{
    if (events.lNetworkEvents & FD_CONNECT)
    {
        OnConnected(events.iErrorCode[FD_CONNECT_BIT]);
    }
    if ((events.lNetworkEvents & FD_ACCEPT) && !m_starved)
    {
        AcceptAll();
    }
    if (events.lNetworkEvents & FD_READ)
    {
        OnReadable();
    }
    if (events.lNetworkEvents & FD_WRITE)
    {
        OnWritable();
    }
    if (events.lNetworkEvents & FD_CLOSE)
    {
        OnPeerClosed(events.iErrorCode[FD_CLOSE_BIT]);
    }
}

void
PlainStreamSocket::OnPeerClosed(int error)
{
    m_peerClosed = error == 0;
    if (m_state == State::CLOSING)
    {
        if (error != 0)
        {
            End();
        }
        return;
    }
    if (m_state != State::CONNECTED)
    {
        return;
    }
    if (error != 0)
    {
        Fail(error);
        End();
        NotifyErrorClose();
        return;
    }
    NotifyNormalClose();
    // An application that will not send, as its listener has told, need not close: ns-3's rule.
    if (IsSendShut() && m_state == State::CONNECTED)
    {
        Close();
    }
}

void
PlainStreamSocket::OnSendShut()
{
    if (m_state == State::CONNECTED)
    {
        Flush();
    }
}

int
PlainStreamSocket::Close()
{
    if (m_state == State::CLOSING || m_state == State::ENDED)
    {
        return Fail(WSAENOTCONN);
    }
    if (m_received.GetSize() != 0 && !m_peerClosed)
    {
        // Data that nobody will read: the peer is reset, as by ns-3's TCP and by Windows.
        const LINGER linger{1, 0};
        m_unsent.Clear();
        Calls().setsockopt(GetHandle(),
                           SOL_SOCKET,
                           SO_LINGER,
                           reinterpret_cast<const char*>(&linger),
                           sizeof(linger));
    }
    if (m_unsent.GetSize() != 0)
    {
        m_state = State::CLOSING;
        return 0;
    }
    End();
    return 0;
}

void
PlainStreamSocket::End()
{
    m_unsent.Clear();
    m_state = State::ENDED;
    CloseHandle();
}

bool
PlainStreamSocket::SetAllowBroadcast(bool allowBroadcast)
{
    return !allowBroadcast;
}

bool
PlainStreamSocket::GetAllowBroadcast() const
{
    return false;
}

} // namespace ns3::winsock
