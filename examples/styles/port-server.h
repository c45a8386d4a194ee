/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PORT_SERVER_H
#define PORT_SERVER_H

// A completion port: each end of an operation is a packet that any of a few threads takes, which begins
// the next operation. No thread belongs to a client.

#include "server-task.h"

#include <map>
#include <memory>

namespace ns3::winsock::styles
{

class PortServer
{
  public:
    explicit PortServer(const ServerTask& task)
        : m_task(task),
          m_left(task.clients)
    {
    }

    int
    Run(Winsock& ws)
    {
        m_port = ws.CreateIoCompletionPort(INVALID_HANDLE_VALUE, nullptr, 0, 0);
        Crew crew;
        for (int i = 0; i < THREADS; ++i)
        {
            crew.Start(ws, [this](Winsock& own) { Work(own); });
        }
        uint32_t accepted = 0;
        while (accepted < m_task.clients)
        {
            const SOCKET s = ws.accept(m_task.listener, nullptr, nullptr);
            if (s != INVALID_SOCKET)
            {
                ++accepted;
                Welcome(ws, s);
            }
            else if (ws.WSAGetLastError() != WSAECONNRESET) // of a client that did not wait
            {
                break;
            }
        }
        ws.closesocket(m_task.listener);
        Leave(ws, m_task.clients - accepted);
        crew.WaitForAll(ws);
        ws.CloseHandle(m_port);
        return accepted == m_task.clients ? 0 : 1;
    }

  private:
    static constexpr int THREADS = 2;

    /// A client; its structure stands for the only operation that is under way.
    struct Client : public WSAOVERLAPPED
    {
        SOCKET s;
        std::unique_ptr<Conversation> conversation;
        bool sending; // or receiving
        char buffer[BUFFER_BYTES];
    };

    void
    Welcome(Winsock& ws, SOCKET s)
    {
        auto client = std::make_unique<Client>();
        client->s = s;
        client->conversation = m_task.greet();
        Client& added = *client;
        m_clients[s] = std::move(client);
        ws.CreateIoCompletionPort(reinterpret_cast<HANDLE>(s), m_port, 0, 0);
        GoOn(ws, added);
    }

    // --- Packets of the port ---
    /// A thread: takes what has ended, whose it may be, until there are no clients any more.
    void
    Work(Winsock& ws)
    {
        for (;;)
        {
            DWORD bytes;
            ULONG_PTR key;
            LPOVERLAPPED overlapped;
            const BOOL good =
                ws.GetQueuedCompletionStatus(m_port, &bytes, &key, &overlapped, INFINITE);
            if (!overlapped)
            {
                return;
            }
            OnEnd(ws, *static_cast<Client*>(overlapped), good ? 0 : ws.WSAGetLastError(), bytes);
        }
    }

    void
    OnEnd(Winsock& ws, Client& client, int error, DWORD bytes)
    {
        if (error != 0 || bytes == 0)
        {
            Close(ws, client);
            return;
        }
        if (client.sending)
        {
            client.conversation->OnSent(bytes);
        }
        else
        {
            client.conversation->OnReceived(client.buffer, bytes);
        }
        GoOn(ws, client);
    }

    /// Begins the next operation: to send if there is something, else to receive.
    void
    GoOn(Winsock& ws, Client& client)
    {
        static_cast<WSAOVERLAPPED&>(client) = {};
        const Piece piece = client.conversation->GetPiece();
        client.sending = piece.bytes != 0;
        int result;
        if (client.sending)
        {
            WSABUF data{static_cast<ULONG>(piece.bytes), const_cast<char*>(piece.data)};
            result = ws.WSASend(client.s, &data, 1, nullptr, 0, &client, nullptr);
        }
        else
        {
            WSABUF room{BUFFER_BYTES, client.buffer};
            DWORD flags = 0;
            result = ws.WSARecv(client.s, &room, 1, nullptr, &flags, &client, nullptr);
        }
        // There is a packet after a success as well, only not after another error.
        if (result == SOCKET_ERROR && ws.WSAGetLastError() != WSA_IO_PENDING)
        {
            Close(ws, client);
        }
    }

    // --- End of packets of the port ---

    void
    Close(Winsock& ws, Client& client)
    {
        ws.closesocket(client.s);
        m_clients.erase(client.s);
        Leave(ws, 1);
    }

    /// So many clients are gone. When all are, a packet without an operation ends each thread.
    void
    Leave(Winsock& ws, uint32_t clients)
    {
        m_left -= clients;
        for (int i = 0; m_left == 0 && clients != 0 && i < THREADS; ++i)
        {
            ws.PostQueuedCompletionStatus(m_port, 0, 0, nullptr);
        }
    }

    const ServerTask& m_task;
    uint32_t m_left; // clients that have not gone yet
    HANDLE m_port{nullptr};
    std::map<SOCKET, std::unique_ptr<Client>> m_clients;
};

} // namespace ns3::winsock::styles

#endif // PORT_SERVER_H
