/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "multipoint-connection.h"

#include "ns3/inet-socket-address.h"
#include "ns3/simulator.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-stack.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace ns3::winsock
{

namespace
{

/// TCP needs room for one segment at least.
constexpr uint32_t LEAST_BUFFER = 1460;

/// How long a peer may take to end a connection that was ended here.
const Time PATIENCE = Seconds(60);

} // namespace

MultipointConnection::MultipointConnection(WinsockStack& stack, uint32_t buffer)
    : m_stack(stack),
      m_buffer(std::max(buffer, LEAST_BUFFER)),
      m_in(Create<Packet>()),
      m_out(Create<Packet>())
{
}

MultipointConnection::~MultipointConnection()
{
    Abort();
}

void
MultipointConnection::SetObserver(MultipointConnectionObserver* observer)
{
    m_observer = observer;
}

int
MultipointConnection::Connect(const WinsockSocketAddress& local, const WinsockSocketAddress& peer)
{
    m_tcp = WinsockTcpSocket::Create(m_stack.GetNode());
    Prepare();
    if (!local.IsWildcard() && m_tcp->Bind(InetSocketAddress(local.ToIpv4(), 0)) != 0)
    {
        m_tcp->SetObserver(nullptr);
        m_tcp = nullptr;
        return m_stack.GetNumbers().errorPorts;
    }
    if (!m_tcp->TakeControlBlock())
    {
        Abort();
        return m_stack.GetNumbers().errorPool;
    }
    if (m_tcp->Connect(peer.ToNs3()) != 0)
    {
        const int error = m_tcp->GetEndError();
        Abort();
        return error;
    }
    return 0;
}

void
MultipointConnection::Adopt(Ptr<WinsockTcpSocket> tcp)
{
    m_tcp = tcp;
    m_connected = true;
    Prepare();
}

void
MultipointConnection::Prepare()
{
    m_heard = Simulator::Now();
    if (!m_connected)
    {
        m_tcp->UsePool(m_stack.GetPool(), MilliSeconds(m_stack.GetNumbers().timeWaitMilliseconds));
    }
    m_tcp->SetNoDelay(true);
    m_tcp->SetSendBuffer(m_buffer);
    m_tcp->SetReceiveBuffer(m_buffer);
    m_tcp->SetObserver(this);
}

void
MultipointConnection::Send(const MultipointFrame& frame)
{
    if (m_tcp)
    {
        m_out->AddAtEnd(frame.Write());
        Push();
    }
}

bool
MultipointConnection::HasRoom(uint32_t payload) const
{
    const uint32_t frame = payload + MultipointFrame::HEADER;
    return m_tcp && m_out->GetSize() == 0 &&
           (m_tcp->GetTxAvailable() >= frame || m_tcp->GetUnsentAndUnackedBytes() == 0);
}

bool
MultipointConnection::IsIdle() const
{
    return m_tcp && m_out->GetSize() == 0 && m_tcp->GetUnsentAndUnackedBytes() == 0;
}

void
MultipointConnection::Push()
{
    while (m_connected && m_tcp && m_out->GetSize() != 0)
    {
        const uint32_t room = std::min({m_out->GetSize(),
                                        m_tcp->GetTxAvailable(),
                                        m_tcp->GetPoolRoom(),
                                        m_tcp->GetRestOfSegment()});
        if (room == 0)
        {
            if (m_tcp->GetPoolRoom() == 0)
            {
                m_tcp->NotePoolRefusal(true);
            }
            return;
        }
        if (m_tcp->Send(m_out->CreateFragment(0, room), 0) < 0)
        {
            return;
        }
        m_out->RemoveAtStart(room);
    }
}

void
MultipointConnection::Resume()
{
    if (m_paused && m_observer)
    {
        const Ptr<MultipointConnection> self(this); // the observer may let go of the connection
        m_paused = false;
        const MultipointFrame frame = std::exchange(m_untaken, MultipointFrame());
        if (!m_observer->OnFrame(*this, frame))
        {
            m_untaken = frame;
            m_paused = true;
            return;
        }
        Read();
    }
}

bool
MultipointConnection::IsPaused() const
{
    return m_paused;
}

void
MultipointConnection::Read()
{
    const Ptr<MultipointConnection> self(this); // the observer may let go of the connection
    while (m_tcp && m_observer && !m_paused)
    {
        MultipointFrame frame;
        if (frame.Read(m_in))
        {
            if (!m_observer->OnFrame(*this, frame))
            {
                m_untaken = frame;
                m_paused = true;
            }
            continue;
        }
        Ptr<Packet> more = m_tcp->GetReceivableBytes() != 0
                               ? m_tcp->Recv(std::numeric_limits<uint32_t>::max(), 0)
                               : nullptr;
        if (!more || more->GetSize() == 0)
        {
            break;
        }
        m_heard = Simulator::Now();
        m_in->AddAtEnd(more);
    }
    if (m_tcp && m_observer && !m_paused && m_tcp->IsPeerClosed())
    {
        End(0);
    }
}

void
MultipointConnection::End(int error)
{
    const Ptr<MultipointConnection> self(this);
    if (const Ptr<WinsockTcpSocket> tcp = LetGo())
    {
        tcp->Close();
    }
    if (m_observer)
    {
        m_observer->OnEnded(*this, error);
    }
}

Ptr<WinsockTcpSocket>
MultipointConnection::LetGo()
{
    const Ptr<WinsockTcpSocket> tcp = std::exchange(m_tcp, nullptr);
    if (tcp)
    {
        tcp->SetObserver(nullptr);
    }
    return tcp;
}

void
MultipointConnection::Leave()
{
    m_observer = nullptr;
    if (!m_connected || !m_tcp)
    {
        Abort();
        return;
    }
    m_leaving = true;
    Simulator::Schedule(PATIENCE, &MultipointConnection::Abort, Ptr<MultipointConnection>(this));
    m_tcp->ShutdownSend();
    Discard();
}

void
MultipointConnection::Discard()
{
    while (m_tcp->GetReceivableBytes() != 0 && m_tcp->Recv(std::numeric_limits<uint32_t>::max(), 0))
    {
    }
    if (m_tcp->IsPeerClosed())
    {
        const Ptr<MultipointConnection> self(this);
        LetGo()->Close();
    }
}

void
MultipointConnection::Abort()
{
    m_observer = nullptr;
    if (const Ptr<WinsockTcpSocket> tcp = LetGo())
    {
        tcp->Abort();
    }
}

bool
MultipointConnection::IsOpen() const
{
    return m_connected && m_tcp;
}

WinsockSocketAddress
MultipointConnection::GetPeer() const
{
    Address peer;
    return m_tcp && m_tcp->GetPeerName(peer) == 0 ? WinsockSocketAddress::FromNs3(peer)
                                                  : WinsockSocketAddress();
}

WinsockSocketAddress
MultipointConnection::GetLocal() const
{
    Address local;
    return m_tcp && m_tcp->GetSockName(local) == 0 ? WinsockSocketAddress::FromNs3(local)
                                                   : WinsockSocketAddress();
}

PoolShare
MultipointConnection::GetPoolShare() const
{
    return m_tcp ? m_tcp->GetPoolShare() : PoolShare();
}

Time
MultipointConnection::GetLastHeard() const
{
    return m_heard;
}

void
MultipointConnection::OnConnected()
{
    m_connected = true;
    m_heard = Simulator::Now();
    const Ptr<MultipointConnection> self(this);
    if (m_observer)
    {
        m_observer->OnConnected(*this);
    }
    Push();
}

void
MultipointConnection::OnConnectFailed()
{
    End(m_tcp->GetEndError());
}

void
MultipointConnection::OnReadable()
{
    m_leaving ? Discard() : Read();
}

void
MultipointConnection::OnWritable()
{
    const Ptr<MultipointConnection> self(this);
    Push();
    if (m_observer && m_out->GetSize() == 0)
    {
        m_observer->OnRoom(*this);
    }
}

void
MultipointConnection::OnPeerClosed()
{
    m_leaving ? Discard() : Read();
}

void
MultipointConnection::OnFailed()
{
    End(m_tcp->GetEndError());
}

} // namespace ns3::winsock
