/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef SELECT_SERVER_H
#define SELECT_SERVER_H

// select: one thread asks again and again which of up to 64 sockets are ready. A thread that has no
// place left hands the listener on to a new one.

#include "nonblocking-client.h"

#include <vector>

namespace ns3::winsock::styles
{

class SelectServer
{
  public:
    explicit SelectServer(const ServerTask& task)
        : m_task(task),
          m_left(task.clients)
    {
    }

    int
    Run(Winsock& ws)
    {
        ULONG nonblocking = 1;
        ws.ioctlsocket(
            m_task.listener, FIONBIO, &nonblocking); // and all sockets that accept makes of it
        Crew crew;
        Serve(ws, crew, m_task.listener);
        crew.WaitForAll(ws);
        return m_left == 0 ? 0 : 1;
    }

  private:
    using Receipt = NonblockingClient::Receipt;

    // --- One thread in select ---
    /// A thread: serves the clients that it accepts, and ends with the last of them.
    void
    Serve(Winsock& ws, Crew& crew, SOCKET listener)
    {
        std::vector<NonblockingClient> clients;
        while (listener != INVALID_SOCKET || !clients.empty())
        {
            // The sets hold what to wait for, then what has come: they are made anew each time.
            fd_set readable;
            fd_set writable;
            FD_ZERO(&readable);
            FD_ZERO(&writable);
            if (listener != INVALID_SOCKET)
            {
                FD_SET(listener, &readable);
            }
            for (const NonblockingClient& client : clients)
            {
                FD_SET(client.GetSocket(), client.HasOutput() ? &writable : &readable);
            }
            if (ws.select(0, &readable, &writable, nullptr, nullptr) == SOCKET_ERROR)
            {
                return;
            }
            for (auto client = clients.begin(); client != clients.end();)
            {
                const SOCKET s = client->GetSocket();
                const bool over = (FD_ISSET(s, &readable) && client->Receive(ws) == Receipt::END) ||
                                  (FD_ISSET(s, &writable) && !client->Send(ws));
                if (over)
                {
                    ws.closesocket(s);
                }
                client = over ? clients.erase(client) : client + 1;
            }
            if (listener != INVALID_SOCKET && FD_ISSET(listener, &readable))
            {
                listener = Accept(ws, crew, listener, clients);
            }
        }
    }

    // --- End of one thread in select ---

    /// @return the listener, or INVALID_SOCKET if the thread has to do with it no more
    SOCKET
    Accept(Winsock& ws, Crew& crew, SOCKET listener, std::vector<NonblockingClient>& clients)
    {
        const SOCKET s = ws.accept(listener, nullptr, nullptr);
        if (s == INVALID_SOCKET) // the client did not wait
        {
            return listener;
        }
        clients.emplace_back(s, m_task);
        if (--m_left == 0)
        {
            ws.closesocket(listener);
            return INVALID_SOCKET;
        }
        if (clients.size() + 1 == FD_SETSIZE)
        {
            crew.Start(ws, [this, &crew, listener](Winsock& own) { Serve(own, crew, listener); });
            return INVALID_SOCKET;
        }
        return listener;
    }

    const ServerTask& m_task;
    uint32_t m_left; // clients that have not come yet
};

} // namespace ns3::winsock::styles

#endif // SELECT_SERVER_H
