/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef BLOCKING_SERVER_H
#define BLOCKING_SERVER_H

// Blocking calls, and a thread for each client: the program's text is the conversation's course.

#include "server-task.h"

namespace ns3::winsock::styles
{

// --- Blocking calls ---
/// A thread: serves one client from the first byte to the last.
inline void
ServeBlocking(Winsock& ws, SOCKET s, Conversation& conversation)
{
    char buffer[BUFFER_BYTES];
    int bytes;
    while ((bytes = ws.recv(s, buffer, sizeof(buffer), 0)) > 0)
    {
        conversation.OnReceived(buffer, bytes);
        for (Piece piece = conversation.GetPiece(); piece.bytes != 0;
             piece = conversation.GetPiece())
        {
            // A blocking send takes everything; it returns less only when the connection is lost.
            const int sent = ws.send(s, piece.data, static_cast<int>(piece.bytes), 0);
            if (sent == SOCKET_ERROR)
            {
                ws.closesocket(s);
                return;
            }
            conversation.OnSent(sent);
        }
    }
    // 0: the client sends no more, and has its answers. An error: the connection is lost.
    ws.closesocket(s);
}

// --- End of blocking calls ---

inline int
BlockingServer(Winsock& ws, const ServerTask& task)
{
    Crew crew;
    uint32_t left = task.clients;
    while (left != 0)
    {
        const SOCKET s = ws.accept(task.listener, nullptr, nullptr);
        if (s != INVALID_SOCKET)
        {
            --left;
            crew.Start(ws, [s, &task](Winsock& own) { ServeBlocking(own, s, *task.greet()); });
        }
        else if (ws.WSAGetLastError() != WSAECONNRESET) // of a client that did not wait
        {
            break;
        }
    }
    ws.closesocket(task.listener);
    crew.WaitForAll(ws);
    return left == 0 ? 0 : 1;
}

} // namespace ns3::winsock::styles

#endif // BLOCKING_SERVER_H
