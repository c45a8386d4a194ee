/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef ROUTINE_SERVER_H
#define ROUTINE_SERVER_H

// Overlapped calls with completion routines: each end of an operation begins the next. The routines run
// on the one thread of the server, and only while it waits alertably.

#include "server-task.h"

#include <map>
#include <memory>

namespace ns3::winsock::styles
{

class RoutineServer
{
  public:
    explicit RoutineServer(const ServerTask& task)
        : m_task(task)
    {
    }

    int
    Run(Winsock& ws)
    {
        m_ws = &ws;
        WSAEVENT arrival = ws.WSACreateEvent();
        ws.WSAEventSelect(m_task.listener, arrival, FD_ACCEPT);
        uint32_t left = m_task.clients;
        while (left != 0 || !m_clients.empty())
        {
            // Alertable: all routines run in here.
            const DWORD woken = ws.WSAWaitForMultipleEvents(1, &arrival, FALSE, WSA_INFINITE, TRUE);
            if (woken == WSA_WAIT_EVENT_0 && ws.WSAResetEvent(arrival) && Accept() && --left == 0)
            {
                ws.closesocket(m_task.listener);
            }
        }
        ws.WSACloseEvent(arrival);
        return 0;
    }

  private:
    /// A client; its structure stands for the only operation that is under way.
    struct Client : public WSAOVERLAPPED
    {
        RoutineServer* server;
        SOCKET s;
        std::unique_ptr<Conversation> conversation;
        char buffer[BUFFER_BYTES];
    };

    /// @return whether there is a new client
    bool
    Accept()
    {
        const SOCKET s = m_ws->accept(m_task.listener, nullptr, nullptr);
        if (s == INVALID_SOCKET) // the client did not wait
        {
            return false;
        }
        m_ws->WSAEventSelect(s, nullptr, 0); // a new socket has its listener's event object
        auto client = std::make_unique<Client>();
        client->server = this;
        client->s = s;
        client->conversation = m_task.greet();
        Client& added = *client;
        m_clients[s] = std::move(client);
        GoOn(added);
        return true;
    }

    // --- Operations and their routines ---
    /// Begins the next operation: to send if there is something, else to receive.
    void
    GoOn(Client& client)
    {
        static_cast<WSAOVERLAPPED&>(client) = {};
        const Piece piece = client.conversation->GetPiece();
        int result;
        if (piece.bytes != 0)
        {
            WSABUF data{static_cast<ULONG>(piece.bytes), const_cast<char*>(piece.data)};
            result = m_ws->WSASend(client.s, &data, 1, nullptr, 0, &client, &OnSent);
        }
        else
        {
            WSABUF room{BUFFER_BYTES, client.buffer};
            DWORD flags = 0;
            result = m_ws->WSARecv(client.s, &room, 1, nullptr, &flags, &client, &OnReceived);
        }
        // The routine is called after a success as well, only not after another error.
        if (result == SOCKET_ERROR && m_ws->WSAGetLastError() != WSA_IO_PENDING)
        {
            Close(client);
        }
    }

    static void
    OnReceived(DWORD error, DWORD bytes, LPWSAOVERLAPPED overlapped, DWORD /* flags */)
    {
        Client& client = *static_cast<Client*>(overlapped);
        if (error != 0 || bytes == 0)
        {
            client.server->Close(client);
            return;
        }
        client.conversation->OnReceived(client.buffer, bytes);
        client.server->GoOn(client);
    }

    static void
    OnSent(DWORD error, DWORD bytes, LPWSAOVERLAPPED overlapped, DWORD /* flags */)
    {
        Client& client = *static_cast<Client*>(overlapped);
        if (error != 0)
        {
            client.server->Close(client);
            return;
        }
        client.conversation->OnSent(bytes);
        client.server->GoOn(client);
    }

    // --- End of operations and their routines ---

    void
    Close(Client& client)
    {
        m_ws->closesocket(client.s);
        m_clients.erase(client.s);
    }

    const ServerTask& m_task;
    Winsock* m_ws{nullptr}; // of the thread on which everything happens
    std::map<SOCKET, std::unique_ptr<Client>> m_clients;
};

} // namespace ns3::winsock::styles

#endif // ROUTINE_SERVER_H
