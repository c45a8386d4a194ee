/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * What a stream socket sends and receives.
 */

#include "stream-socket.h"

#include "ns3/stream-socket-operations.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-stack.h"

#include <algorithm>

namespace ns3::winsock
{

int
StreamSocket::Send(Transfer& transfer)
{
    if (const int error = JudgeSend())
    {
        return error;
    }
    const bool mayWait = MayWait(transfer);
    SendOperation operation(*this, transfer, mayWait ? SendManner::WAITING : SendManner::PARTIAL);
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

bool
StreamSocket::IsWritable() const
{
    // Without memory a send fails at once, unless acknowledgements will bring some (R-ACC-26).
    return GetSendRoom() != 0 &&
           (m_tcp->GetPoolRoom() != 0 || m_tcp->GetUnsentAndUnackedBytes() == 0);
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
    if (error == 0 && transfer.GetSize() != 0 && m_tcp->GetPoolRoom() == 0)
    {
        // R-ACC-26: an operation that has begun does not fail for want of memory.
        m_tcp->NotePoolRefusal(false);
        error = GetStack().GetNumbers().errorPool;
    }
    return error ? nullptr
                 : std::make_unique<SendOperation>(*this, transfer, SendManner::OVERLAPPED);
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
        const uint32_t left = m_peeked->GetSize();
        if (left == 0)
        {
            m_peeked = nullptr;
        }
        m_tcp->SetPeekedBytes(left);
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
        m_tcp->SetPeekedBytes(m_peeked ? m_peeked->GetSize() : 0);
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
