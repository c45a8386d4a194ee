/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "plain-datagram-socket.h"

#include "ns3/packet.h"
#include "ns3/simulator.h"
#include "ns3/winsock-socket-address.h"
#include "ns3/winsock.h"

namespace ns3::winsock
{

NS_OBJECT_ENSURE_REGISTERED(PlainDatagramSocket);

namespace
{

/// The most that a datagram carries, in bytes: what ns-3's UDP tells of as its room.
constexpr uint32_t MOST_PAYLOAD = 65507;

/// A structure of either family.
struct Name
{
    explicit Name(const Address& address)
    {
        WinsockSocketAddress::FromNs3(address).Write(Get(), &length);
    }

    SOCKADDR*
    Get()
    {
        return reinterpret_cast<SOCKADDR*>(&storage);
    }

    SOCKADDR_IN6 storage{};      // large enough for both
    INT length{sizeof(storage)}; // bytes of it
};

} // namespace

TypeId
PlainDatagramSocket::GetTypeId()
{
    static TypeId tid = TypeId("ns3::winsock::PlainDatagramSocket")
                            .SetParent<PlainSocket>()
                            .SetGroupName("Winsock");
    return tid;
}

PlainDatagramSocket::PlainDatagramSocket(Ptr<PlainProcess> process)
    : PlainSocket(process, SOCK_DGRAM)
{
}

PlainDatagramSocket::~PlainDatagramSocket() = default;

Socket::SocketType
PlainDatagramSocket::GetSocketType() const
{
    return NS3_SOCK_DGRAM;
}

int
PlainDatagramSocket::Close()
{
    CloseHandle();
    return 0;
}

int
PlainDatagramSocket::Listen()
{
    return Fail(WSAEOPNOTSUPP);
}

int
PlainDatagramSocket::Prepare(const Address& address)
{
    const bool fresh = !IsOpen();
    const int error = Open(address);
    if (fresh && error == 0 && m_broadcast)
    {
        SetAllowBroadcast(true);
    }
    return error;
}

int
PlainDatagramSocket::Connect(const Address& address)
{
    int error = Prepare(address);
    if (error == 0)
    {
        Name name(address);
        if (Calls().connect(GetHandle(), name.Get(), name.length) == SOCKET_ERROR)
        {
            error = Calls().WSAGetLastError();
        }
    }
    if (error == WSAEWOULDBLOCK)
    {
        return 0; // a layer takes its time: FD_CONNECT tells
    }
    // Applications may set their callbacks after this call.
    Simulator::ScheduleNow(
        &PlainDatagramSocket::TellConnected, Ptr<PlainDatagramSocket>(this), error);
    return error ? Fail(error) : 0;
}

void
PlainDatagramSocket::TellConnected(int error)
{
    if (error == 0)
    {
        NotifyConnectionSucceeded();
    }
    else
    {
        Fail(error);
        NotifyConnectionFailed();
    }
}

uint32_t
PlainDatagramSocket::GetTxAvailable() const
{
    return m_sendRefused ? 0 : MOST_PAYLOAD;
}

int
PlainDatagramSocket::Send(Ptr<Packet> p, uint32_t)
{
    return IsOpen() ? Transmit(p, nullptr, 0) : Fail(WSAENOTCONN);
}

int
PlainDatagramSocket::SendTo(Ptr<Packet> p, uint32_t, const Address& toAddress)
{
    if (const int error = Prepare(toAddress))
    {
        return Fail(error);
    }
    Name name(toAddress);
    return Transmit(p, name.Get(), name.length);
}

int
PlainDatagramSocket::Transmit(Ptr<Packet> packet, const SOCKADDR* to, int length)
{
    if (IsSendShut())
    {
        return Fail(WSAESHUTDOWN);
    }
    const uint32_t size = packet->GetSize();
    m_payload.resize(size + 1); // so that there is an address even of an empty datagram's payload
    packet->CopyData(m_payload.data(), size);
    const auto* data = reinterpret_cast<const char*>(m_payload.data());
    if (Calls().sendto(GetHandle(), data, static_cast<int>(size), 0, to, length) == SOCKET_ERROR)
    {
        const int error = Calls().WSAGetLastError();
        m_sendRefused = error == WSAEWOULDBLOCK;
        return Fail(error);
    }
    NotifyDataSent(size);
    NotifySend(GetTxAvailable());
    return static_cast<int>(size);
}

void
PlainDatagramSocket::OnReadable()
{
    m_receiveRoom = GetNumber(SO_RCVBUF);
    const std::size_t before = m_received.size();
    char buffer[MOST_PAYLOAD];
    while (true)
    {
        m_readPaused = m_receivedBytes != 0 && m_receivedBytes >= m_receiveRoom;
        if (m_readPaused)
        {
            break;
        }
        SOCKADDR_IN6 name{};
        auto* from = reinterpret_cast<SOCKADDR*>(&name);
        INT nameLength = sizeof(name);
        const int length =
            Calls().recvfrom(GetHandle(), buffer, sizeof(buffer), 0, from, &nameLength);
        if (length == SOCKET_ERROR && Calls().WSAGetLastError() == WSAECONNRESET)
        {
            continue; // a peer had no such port (R-DAT-8), of which ns-3 tells nobody
        }
        if (length == SOCKET_ERROR)
        {
            break;
        }
        if (!IsReceiveShut())
        {
            WinsockSocketAddress sender;
            WinsockSocketAddress::Read(from, nameLength, from->sa_family, sender);
            m_received.emplace_back(Create<Packet>(reinterpret_cast<const uint8_t*>(buffer),
                                                   static_cast<uint32_t>(length)),
                                    sender.ToNs3());
            m_receivedBytes += static_cast<uint32_t>(length);
        }
    }
    if (m_received.size() > before)
    {
        NotifyDataRecv();
    }
}

uint32_t
PlainDatagramSocket::GetRxAvailable() const
{
    return m_receivedBytes;
}

Ptr<Packet>
PlainDatagramSocket::Recv(uint32_t maxSize, uint32_t flags)
{
    Address ignored;
    return RecvFrom(maxSize, flags, ignored);
}

Ptr<Packet>
PlainDatagramSocket::RecvFrom(uint32_t maxSize, uint32_t, Address& fromAddress)
{
    if (m_received.empty())
    {
        Fail(IsReceiveShut() ? WSAESHUTDOWN : WSAEWOULDBLOCK);
        return nullptr;
    }
    if (m_received.front().first->GetSize() > maxSize)
    {
        Fail(WSAEMSGSIZE); // the datagram stays, as with ns-3's UDP
        return nullptr;
    }
    const auto [packet, from] = m_received.front();
    m_received.pop_front();
    m_receivedBytes -= packet->GetSize();
    fromAddress = from;
    if (m_readPaused && IsOpen())
    {
        m_readPaused = false;
        Simulator::ScheduleNow(&PlainDatagramSocket::OnReadable, Ptr<PlainDatagramSocket>(this));
    }
    return packet;
}

bool
PlainDatagramSocket::SetAllowBroadcast(bool allowBroadcast)
{
    m_broadcast = allowBroadcast;
    if (IsOpen())
    {
        const BOOL value = allowBroadcast;
        Calls().setsockopt(GetHandle(),
                           SOL_SOCKET,
                           SO_BROADCAST,
                           reinterpret_cast<const char*>(&value),
                           sizeof(value));
    }
    return true;
}

bool
PlainDatagramSocket::GetAllowBroadcast() const
{
    return m_broadcast;
}

void
PlainDatagramSocket::OnEvents(const WSANETWORKEVENTS& events)
{
    if (events.lNetworkEvents & FD_CONNECT)
    {
        TellConnected(events.iErrorCode[FD_CONNECT_BIT]);
    }
    if ((events.lNetworkEvents & FD_READ) && IsOpen())
    {
        OnReadable();
    }
    if ((events.lNetworkEvents & FD_WRITE) && m_sendRefused)
    {
        m_sendRefused = false;
        NotifySend(GetTxAvailable());
    }
}

void
PlainDatagramSocket::DropReceived()
{
    m_received.clear();
    m_receivedBytes = 0;
    if (m_readPaused && IsOpen())
    {
        OnReadable();
    }
}

void
PlainDatagramSocket::OnSendShut()
{
}

} // namespace ns3::winsock
