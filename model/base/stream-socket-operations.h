/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef STREAM_SOCKET_OPERATIONS_H
#define STREAM_SOCKET_OPERATIONS_H

#include "ns3/stream-socket.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-stack.h"

#include <algorithm>

/**
 * @file
 * @ingroup winsock
 * What a stream socket can be waiting for. Private to the base provider's stream sockets.
 */

namespace ns3::winsock
{

/// Waits for a connection that can be taken.
class StreamSocket::AcceptOperation : public PendingOperation
{
  public:
    /// @param socket the listener
    explicit AcceptOperation(StreamSocket& socket)
        : m_socket(socket)
    {
    }

    bool
    Try() override
    {
        return m_socket.m_tcp->GetPendingCount() != 0;
    }

  private:
    StreamSocket& m_socket; //!< the listener
};

/// Waits for the end of a handshake.
class StreamSocket::ConnectOperation : public PendingOperation
{
  public:
    /// @param socket who connects
    explicit ConnectOperation(StreamSocket& socket)
        : m_socket(socket)
    {
    }

    bool
    Try() override
    {
        SetError(m_socket.m_connectError);
        return m_socket.m_state != State::CONNECTING;
    }

  private:
    StreamSocket& m_socket; //!< who connects
};

/// Waits until the peer has acknowledged everything.
class StreamSocket::DrainOperation : public PendingOperation
{
  public:
    /// @param socket who closes
    explicit DrainOperation(StreamSocket& socket)
        : m_socket(socket)
    {
    }

    bool
    Try() override
    {
        return m_socket.m_state != State::CONNECTED ||
               m_socket.m_tcp->GetUnsentAndUnackedBytes() == 0;
    }

  private:
    StreamSocket& m_socket; //!< who closes
};

/// Moves a program's data into ns-3's transmit buffer.
class StreamSocket::SendOperation : public PendingOperation
{
  public:
    /**
     * @param socket who sends
     * @param transfer what
     * @param manner what it does when there is no room
     */
    SendOperation(StreamSocket& socket, Transfer& transfer, SendManner manner)
        : m_socket(socket),
          m_transfer(transfer),
          m_manner(manner)
    {
    }

    bool
    Try() override
    {
        if (const int error = m_socket.JudgeSend())
        {
            SetError(error);
            return true;
        }
        MakeRoom();
        while (m_buffer < m_transfer.count)
        {
            const WSABUF& buffer = m_transfer.buffers[m_buffer];
            // Packets that are segments already need not be cut, nor copied for each header.
            const uint32_t room = std::min({m_whole ? UINT32_MAX : m_socket.GetSendRoom(),
                                            m_socket.m_tcp->GetRestOfSegment(),
                                            buffer.len - m_offset});
            if (room == 0 && buffer.len != m_offset)
            {
                return m_manner == SendManner::PARTIAL && m_transfer.bytes != 0;
            }
            const uint32_t affordable = std::min(room, m_socket.m_tcp->GetPoolRoom());
            if (room != 0 && affordable == 0)
            {
                return EndWithoutMemory();
            }
            if (room != 0 && !Push(buffer, affordable))
            {
                return true;
            }
            if (m_offset == buffer.len)
            {
                ++m_buffer;
                m_offset = 0;
            }
        }
        if ((m_transfer.flags & MSG_OOB) && m_transfer.bytes != 0)
        {
            m_socket.m_tcp->MarkUrgent();
        }
        return true;
    }

  private:
    /// Lets ns-3 take the whole of a nonblocking send, however large, if it can take any (R-DAT-1).
    void
    MakeRoom()
    {
        WinsockTcpSocket& tcp = *m_socket.m_tcp;
        const uint64_t size = m_transfer.GetSize();
        if (m_manner != SendManner::PARTIAL || !m_socket.TakesWholeSends() ||
            m_socket.GetSendRoom() == 0 || size <= m_socket.GetSendRoom())
        {
            return;
        }
        const uint64_t all = tcp.GetUnsentAndUnackedBytes() + size;
        if (all <= UINT32_MAX)
        {
            tcp.SetSendBuffer(static_cast<uint32_t>(all));
            m_whole = true;
        }
    }

    /// The pool has nothing left (R-ACC-26). @return whether the operation has ended
    bool
    EndWithoutMemory()
    {
        if (m_manner == SendManner::PARTIAL && m_transfer.bytes != 0)
        {
            return true;
        }
        const DeviceNumbers& numbers = m_socket.GetStack().GetNumbers();
        const bool ownLeaves = m_socket.m_tcp->GetUnsentAndUnackedBytes() != 0;
        bool waits = ownLeaves || m_manner == SendManner::OVERLAPPED;
        if (m_manner == SendManner::WAITING)
        {
            waits = numbers.poolExhaustedSend == PoolExhaustedSend::BLOCK ||
                    (numbers.poolExhaustedSend == PoolExhaustedSend::WAIT_OWN && ownLeaves);
        }
        m_socket.m_tcp->NotePoolRefusal(waits);
        if (!waits)
        {
            SetError(numbers.errorPool);
        }
        return !waits;
    }

    /// Hands a piece of a buffer to ns-3; false with the error set if that fails.
    bool
    Push(const WSABUF& buffer, uint32_t bytes)
    {
        const auto* data = reinterpret_cast<const uint8_t*>(buffer.buf) + m_offset;
        if (m_socket.m_tcp->Send(Create<Packet>(data, bytes), 0) < 0)
        {
            SetError(WinsockErrorFromNs3(m_socket.m_tcp->GetErrno()));
            return false;
        }
        m_offset += bytes;
        m_transfer.bytes += bytes;
        return true;
    }

    StreamSocket& m_socket; //!< who sends
    Transfer& m_transfer;   //!< what
    DWORD m_buffer{0};      //!< the buffer that goes next
    uint32_t m_offset{0};   //!< how much of it went
    SendManner m_manner;    //!< what it does when there is no room
    bool m_whole{false};    //!< ns-3 has room for all of it
};

/// Moves received data into a program's buffers.
class StreamSocket::ReceiveOperation : public PendingOperation
{
  public:
    /**
     * @param socket who receives
     * @param transfer where to
     */
    ReceiveOperation(StreamSocket& socket, Transfer& transfer)
        : m_socket(socket),
          m_transfer(transfer),
          m_size(transfer.GetSize())
    {
    }

    bool
    Try() override
    {
        if (m_socket.m_receivingShut)
        {
            SetError(WSAESHUTDOWN);
            return true;
        }
        if (m_socket.GetReadableBytes() != 0)
        {
            return Take();
        }
        if (m_socket.m_state == State::BROKEN)
        {
            SetError(m_transfer.bytes == 0 ? m_socket.GetEndError() : 0);
            return true;
        }
        return m_socket.m_tcp->IsPeerClosed();
    }

  private:
    /// Takes or looks at what is there; true once that is enough.
    bool
    Take()
    {
        if (m_transfer.flags & MSG_PEEK)
        {
            m_transfer.bytes = m_socket.Peek(m_transfer);
            return true;
        }
        m_transfer.bytes += m_socket.Read(m_transfer, m_transfer.bytes);
        return !(m_transfer.flags & MSG_WAITALL) || m_transfer.bytes == m_size;
    }

    StreamSocket& m_socket; //!< who receives
    Transfer& m_transfer;   //!< where to
    uint64_t m_size;        //!< room in all buffers
};

/// Takes the urgent byte that is kept beside the stream.
class StreamSocket::UrgentOperation : public PendingOperation
{
  public:
    /**
     * @param socket who receives
     * @param transfer where to
     */
    UrgentOperation(StreamSocket& socket, Transfer& transfer)
        : m_socket(socket),
          m_transfer(transfer)
    {
    }

    bool
    Try() override
    {
        if (m_socket.m_receivingShut)
        {
            SetError(WSAESHUTDOWN);
            return true;
        }
        if (m_socket.HasUrgent())
        {
            for (DWORD i = 0; i < m_transfer.count && m_transfer.bytes == 0; ++i)
            {
                if (m_transfer.buffers[i].len != 0)
                {
                    const bool keep = (m_transfer.flags & MSG_PEEK) != 0;
                    m_transfer.buffers[i].buf[0] =
                        static_cast<CHAR>(m_socket.m_tcp->TakeUrgentByte(keep));
                    m_transfer.bytes = 1;
                }
            }
            return true;
        }
        if (m_socket.m_state == State::BROKEN)
        {
            SetError(m_socket.GetEndError());
            return true;
        }
        return m_socket.m_tcp->IsPeerClosed(); // none will come
    }

  private:
    StreamSocket& m_socket; //!< who receives
    Transfer& m_transfer;   //!< where to
};

} // namespace ns3::winsock

#endif /* STREAM_SOCKET_OPERATIONS_H */
