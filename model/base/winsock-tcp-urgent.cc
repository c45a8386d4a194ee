/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The urgent data of a WinsockTcpSocket (MSG_OOB).

#include "ns3/packet.h"
#include "ns3/tcp-header.h"
#include "ns3/tcp-rx-buffer.h"
#include "ns3/tcp-socket-state.h"
#include "ns3/tcp-tx-buffer.h"
#include "ns3/winsock-tcp-socket.h"

namespace ns3::winsock
{

WinsockTcpSocket::Urgent&
WinsockTcpSocket::GetUrgent()
{
    if (!m_urgent)
    {
        m_urgent = std::make_unique<Urgent>();
    }
    return *m_urgent;
}

void
WinsockTcpSocket::MarkUrgent()
{
    Urgent& urgent = GetUrgent();
    urgent.sendEnd = m_txBuffer->TailSequence();
    urgent.sends = true;
}

void
WinsockTcpSocket::SetUrgentInline(bool isInline)
{
    m_urgentInline = isInline;
    PassUrgentMark();
}

bool
WinsockTcpSocket::AnnouncesUrgent(SequenceNumber32 seq) const
{
    return m_urgent && m_urgent->sends && seq < m_urgent->sendEnd;
}

SequenceNumber32
WinsockTcpSocket::GetReadPosition() const
{
    const Ptr<TcpRxBuffer>& buffer = m_tcb->m_rxBuffer;
    const uint32_t fin = buffer->Finished() ? 1 : 0; // it has a number, too
    return buffer->NextRxSequence() - static_cast<int32_t>(buffer->Available() + fin);
}

void
WinsockTcpSocket::NoteUrgent(Ptr<const Packet> packet)
{
    TcpHeader header;
    packet->PeekHeader(header);
    const SequenceNumber32 first = header.GetSequenceNumber();
    const SequenceNumber32 mark = first + SequenceNumber32(header.GetUrgentPointer() - 1);
    Urgent& urgent = GetUrgent();
    const bool hadOne = urgent.isAhead || urgent.isKnown;
    const bool isNew = mark >= GetReadPosition() && (!hadOne || mark > urgent.mark);
    if (isNew)
    {
        // There is room for one: an earlier byte that is still in the stream stays there.
        urgent.mark = mark;
        urgent.isAhead = true;
        urgent.isKnown = false;
        urgent.isTaken = false;
    }
    const uint32_t headerBytes = header.GetSerializedSize();
    const uint32_t offset = headerBytes + (mark - first);
    if (mark == urgent.mark && urgent.isAhead && !urgent.isKnown && mark >= first &&
        offset < packet->GetSize())
    {
        packet->CreateFragment(offset, 1)->CopyData(&urgent.byte, 1);
        urgent.isKnown = true;
    }
}

void
WinsockTcpSocket::PassUrgentMark()
{
    if (!m_urgent || !m_urgent->isAhead)
    {
        return;
    }
    const bool isHere = GetReadPosition() == m_urgent->mark;
    if (isHere && !m_urgentInline && m_tcb->m_rxBuffer->Available() != 0)
    {
        m_tcb->m_rxBuffer->Extract(1);
    }
    m_urgent->isAhead = GetReadPosition() <= m_urgent->mark;
}

bool
WinsockTcpSocket::HasUrgentByte() const
{
    return m_urgent && m_urgent->isKnown && !m_urgent->isTaken &&
           m_urgent->mark < m_tcb->m_rxBuffer->NextRxSequence();
}

uint8_t
WinsockTcpSocket::TakeUrgentByte(bool keep)
{
    m_urgent->isTaken = !keep;
    return m_urgent->byte;
}

bool
WinsockTcpSocket::IsAtUrgentMark() const
{
    return m_urgent && m_urgent->isAhead && GetReadPosition() == m_urgent->mark;
}

bool
WinsockTcpSocket::IsBeforeUrgentMark() const
{
    return m_urgent && m_urgent->isAhead && GetReadPosition() < m_urgent->mark;
}

} // namespace ns3::winsock
