/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef STREAM_RELAY_OPERATIONS_H
#define STREAM_RELAY_OPERATIONS_H

#include "ns3/stream-relay.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"

#include <algorithm>

/**
 * @file
 * @ingroup winsock
 * What a program can be waiting for at a relay. Private to the relays.
 */

namespace ns3::winsock
{

/// Waits until the element below has taken everything.
class StreamRelay::DrainOperation : public PendingOperation
{
  public:
    /// @param relay who closes
    explicit DrainOperation(const StreamRelay& relay)
        : m_relay(relay)
    {
    }

    bool
    Try() override
    {
        return m_relay.m_state != State::CONNECTED || !m_relay.IsSending();
    }

  private:
    const StreamRelay& m_relay; //!< who closes
};

/// Sends a program's data piece by piece, each when the element below has taken the one before.
class StreamRelay::SendOperation : public PendingOperation
{
  public:
    /// How many bytes are encoded at once, at most.
    static constexpr DWORD PIECE = 65536;

    /**
     * @param relay who sends
     * @param transfer what
     * @param partial complete as soon as something went, however long that is under way
     */
    SendOperation(StreamRelay& relay, Transfer& transfer, bool partial)
        : m_relay(relay),
          m_transfer(transfer),
          m_piece(partial ? std::clamp<DWORD>(relay.m_sendBuffer, 1, PIECE) : PIECE),
          m_partial(partial)
    {
    }

    bool
    Try() override
    {
        int error = m_relay.JudgeSend();
        while (error == 0 && !m_relay.IsSending() && Skip())
        {
            const WSABUF& buffer = m_transfer.buffers[m_buffer];
            const DWORD length = std::min<DWORD>(m_piece, buffer.len - m_offset);
            m_relay.Put(buffer.buf + m_offset, length);
            m_offset += length;
            m_transfer.bytes += length;
            error = m_relay.JudgeSend();
        }
        // Who has handed everything over does not mind that nobody can go on.
        const bool all = !Skip();
        SetError(all && error == WSAESHUTDOWN ? 0 : error);
        return GetError() != 0 || (m_partial && m_transfer.bytes != 0) ||
               (all && !m_relay.IsSending());
    }

  private:
    /// Goes to the next byte that has not gone. @return whether there is one
    bool
    Skip()
    {
        while (m_buffer < m_transfer.count && m_offset == m_transfer.buffers[m_buffer].len)
        {
            ++m_buffer;
            m_offset = 0;
        }
        return m_buffer < m_transfer.count;
    }

    StreamRelay& m_relay; //!< who sends
    Transfer& m_transfer; //!< what
    DWORD m_piece;        //!< how many bytes are encoded at once, at most
    DWORD m_buffer{0};    //!< the buffer that goes next
    DWORD m_offset{0};    //!< how much of it went
    bool m_partial;       //!< complete as soon as something went
};

/// Moves decoded data into a program's buffers.
class StreamRelay::ReceiveOperation : public PendingOperation
{
  public:
    /**
     * @param relay who receives
     * @param transfer where to
     */
    ReceiveOperation(StreamRelay& relay, Transfer& transfer)
        : m_relay(relay),
          m_transfer(transfer),
          m_size(transfer.GetSize())
    {
    }

    bool
    Try() override
    {
        if (m_relay.m_receivingShut)
        {
            SetError(WSAESHUTDOWN);
            return true;
        }
        if (m_relay.m_readable.GetSize() != 0)
        {
            return Take();
        }
        if (m_relay.m_state == State::BROKEN)
        {
            SetError(m_transfer.bytes == 0 ? m_relay.m_receiveError : 0);
            return true;
        }
        return m_relay.m_ended;
    }

  private:
    /// Takes or looks at what is there; true once that is enough.
    bool
    Take()
    {
        const DWORD copied = m_relay.m_readable.CopyTo(m_transfer, m_transfer.bytes);
        if (m_transfer.flags & MSG_PEEK)
        {
            m_transfer.bytes = copied;
            return true;
        }
        m_transfer.bytes += copied;
        m_relay.m_readable.Drop(copied);
        m_relay.ContinueReceiving();
        return !(m_transfer.flags & MSG_WAITALL) || m_transfer.bytes == m_size;
    }

    StreamRelay& m_relay; //!< who receives
    Transfer& m_transfer; //!< where to
    uint64_t m_size;      //!< room in all buffers
};

} // namespace ns3::winsock

#endif /* STREAM_RELAY_OPERATIONS_H */
