/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef NONBLOCKING_CLIENT_H
#define NONBLOCKING_CLIENT_H

// A client of a server whose calls never wait: what select, WSAPoll, WSAEventSelect and WSAAsyncSelect
// have in common is everything but the waiting.

#include "server-task.h"

#include <memory>

namespace ns3::winsock::styles
{

class NonblockingClient
{
  public:
    NonblockingClient(SOCKET s, const ServerTask& task)
        : m_socket(s),
          m_conversation(task.greet())
    {
    }

    SOCKET
    GetSocket() const
    {
        return m_socket;
    }

    /// @return whether something waits to be sent; nothing is received meanwhile
    bool
    HasOutput() const
    {
        return m_conversation->GetPiece().bytes != 0;
    }

    // --- Nonblocking calls ---
    /// Sends until nothing is left or the connection takes no more. @return false once it is lost
    bool
    Send(Winsock& ws)
    {
        for (Piece piece = m_conversation->GetPiece(); piece.bytes != 0;
             piece = m_conversation->GetPiece())
        {
            // May take a part of the piece, and refuses the rest the next time.
            const int sent = ws.send(m_socket, piece.data, static_cast<int>(piece.bytes), 0);
            if (sent == SOCKET_ERROR)
            {
                return ws.WSAGetLastError() == WSAEWOULDBLOCK;
            }
            m_conversation->OnSent(sent);
        }
        return true;
    }

    /// What came of a receive.
    enum class Receipt
    {
        DATA,    // which is answered
        NOTHING, // at this moment
        END,     // all is said, or the connection lost
    };

    /// Receives once and answers; called while there is nothing to send.
    Receipt
    Receive(Winsock& ws)
    {
        char buffer[BUFFER_BYTES];
        const int bytes = ws.recv(m_socket, buffer, sizeof(buffer), 0);
        if (bytes > 0)
        {
            m_conversation->OnReceived(buffer, bytes);
            return Send(ws) ? Receipt::DATA : Receipt::END;
        }
        const bool later = bytes == SOCKET_ERROR && ws.WSAGetLastError() == WSAEWOULDBLOCK;
        return later ? Receipt::NOTHING : Receipt::END;
    }

    // --- End of nonblocking calls ---

  private:
    SOCKET m_socket;
    std::unique_ptr<Conversation> m_conversation;
};

} // namespace ns3::winsock::styles

#endif // NONBLOCKING_CLIENT_H
