/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The keep-alives of a WinsockTcpSocket (SO_KEEPALIVE).

#include "ns3/ipv4-end-point.h"
#include "ns3/ipv6-end-point.h"
#include "ns3/log.h"
#include "ns3/packet.h"
#include "ns3/simulator.h"
#include "ns3/tcp-header.h"
#include "ns3/tcp-l4-protocol.h"
#include "ns3/tcp-rx-buffer.h"
#include "ns3/tcp-socket-state.h"
#include "ns3/tcp-tx-buffer.h"
#include "ns3/winsock-tcp-socket.h"

namespace ns3::winsock
{

NS_LOG_COMPONENT_DEFINE("WinsockTcpKeepAlive");

void
WinsockTcpSocket::SetKeepAlive(const KeepAlive& keepAlive)
{
    if (m_keepAlive)
    {
        m_keepAlive->timer.Cancel();
    }
    if (!keepAlive.on)
    {
        m_keepAlive = nullptr;
        return;
    }
    if (!m_keepAlive)
    {
        m_keepAlive = std::make_unique<KeepAliveState>();
        m_keepAlive->lastHeard = Simulator::Now();
    }
    m_keepAlive->settings = keepAlive;
    StartKeepAlive();
}

void
WinsockTcpSocket::StartKeepAlive()
{
    if (m_keepAlive && IsEstablished())
    {
        m_keepAlive->timer.Cancel();
        m_keepAlive->timer = Simulator::Schedule(
            m_keepAlive->settings.idle, &WinsockTcpSocket::KeepAliveTimeout, this);
    }
}

void
WinsockTcpSocket::KeepAliveTimeout()
{
    if (!IsEstablished() || m_orphan)
    {
        return; // a connection without owner ends in bounded time anyway
    }
    KeepAliveState& state = *m_keepAlive;
    Time pause = state.settings.interval;
    const Time due = state.lastHeard + state.settings.idle;
    if (state.sent == 0 && due > Simulator::Now())
    {
        pause = due - Simulator::Now(); // the peer was heard of meanwhile
    }
    else if (m_txBuffer->Size() != 0)
    {
        pause = state.settings.idle; // retransmissions find out as well
    }
    else if (state.sent >= state.settings.probes)
    {
        GiveUp(EndCause::KEEP_ALIVE);
        return;
    }
    else
    {
        ++state.sent;
        SendKeepAlive();
    }
    state.timer = Simulator::Schedule(pause, &WinsockTcpSocket::KeepAliveTimeout, this);
}

void
WinsockTcpSocket::SendKeepAlive()
{
    NS_LOG_FUNCTION(this << m_keepAlive->sent);
    TcpHeader header;
    header.SetFlags(TcpHeader::ACK);
    header.SetSequenceNumber(m_txBuffer->HeadSequence() - 1);
    header.SetAckNumber(m_tcb->m_rxBuffer->NextRxSequence());
    header.SetWindowSize(AdvertisedWindowSize());
    AddOptions(header);
    const uint8_t byte = 0;
    Ptr<Packet> probe = ns3::Create<Packet>(&byte, 1);
    ++g_sending;
    if (m_endPoint)
    {
        header.SetSourcePort(m_endPoint->GetLocalPort());
        header.SetDestinationPort(m_endPoint->GetPeerPort());
        m_txTrace(probe, header, this);
        m_tcp->SendPacket(probe,
                          header,
                          m_endPoint->GetLocalAddress(),
                          m_endPoint->GetPeerAddress(),
                          m_boundnetdevice);
    }
    else
    {
        header.SetSourcePort(m_endPoint6->GetLocalPort());
        header.SetDestinationPort(m_endPoint6->GetPeerPort());
        m_txTrace(probe, header, this);
        m_tcp->SendPacket(probe,
                          header,
                          m_endPoint6->GetLocalAddress(),
                          m_endPoint6->GetPeerAddress(),
                          m_boundnetdevice);
    }
    --g_sending;
}

} // namespace ns3::winsock
