/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef POLL_SERVER_H
#define POLL_SERVER_H

// WSAPoll: as select, but what to wait for stays in an array that may have any length.

#include "nonblocking-client.h"

#include <cstddef>
#include <vector>

namespace ns3::winsock::styles
{

class PollServer
{
  public:
    explicit PollServer(const ServerTask& task)
        : m_task(task)
    {
    }

    // --- One thread in WSAPoll ---
    int
    Run(Winsock& ws)
    {
        m_places = {{m_task.listener, POLLRDNORM, 0}};
        ULONG nonblocking = 1;
        ws.ioctlsocket(m_task.listener, FIONBIO, &nonblocking); // and all sockets that accept makes
        uint32_t left = m_task.clients;
        while (left != 0 || !m_clients.empty())
        {
            const auto count = static_cast<ULONG>(m_places.size());
            if (ws.WSAPoll(m_places.data(), count, m_someHungUp ? RETRY : -1) == SOCKET_ERROR)
            {
                return 1;
            }
            ServeAll(ws);
            if (m_places[0].revents != 0 && Accept(ws) && --left == 0)
            {
                ws.closesocket(m_task.listener);
                m_places[0].fd = INVALID_SOCKET; // WSAPoll passes such a place by
            }
        }
        return 0;
    }

  private:
    static constexpr INT RETRY = 10; // milliseconds

    /// Does what the array says that can be done.
    void
    ServeAll(Winsock& ws)
    {
        m_someHungUp = false;
        for (std::size_t i = m_clients.size(); i-- > 0;)
        {
            WSAPOLLFD& place = m_places[i + 1];
            NonblockingClient& client = m_clients[i];
            const bool leftOut = place.fd == INVALID_SOCKET;
            // POLLHUP and POLLERR come unasked; the call then tells what is the matter.
            if ((place.revents != 0 || leftOut) && IsOver(ws, client))
            {
                ws.closesocket(client.GetSocket());
                m_places.erase(m_places.begin() + i + 1);
                m_clients.erase(m_clients.begin() + i);
                continue;
            }
            // A client that has ended sending is told of at once, each time. To wait until there is
            // room for its answers, the server has to leave it out and to try again.
            const bool hungUp = client.HasOutput() && (leftOut || (place.revents & POLLHUP) != 0);
            m_someHungUp = m_someHungUp || hungUp;
            place.fd = hungUp ? INVALID_SOCKET : client.GetSocket();
            place.events = client.HasOutput() ? POLLWRNORM : POLLRDNORM;
        }
    }

    /// Sends if there is something to send, else receives. @return whether that was the end
    static bool
    IsOver(Winsock& ws, NonblockingClient& client)
    {
        return client.HasOutput() ? !client.Send(ws)
                                  : client.Receive(ws) == NonblockingClient::Receipt::END;
    }

    // --- End of one thread in WSAPoll ---

    /// @return whether there is a new client
    bool
    Accept(Winsock& ws)
    {
        const SOCKET s = ws.accept(m_task.listener, nullptr, nullptr);
        if (s != INVALID_SOCKET)
        {
            m_places.push_back({s, POLLRDNORM, 0});
            m_clients.emplace_back(s, m_task);
        }
        return s != INVALID_SOCKET;
    }

    const ServerTask& m_task;
    std::vector<WSAPOLLFD> m_places;          // the listener, then the clients
    std::vector<NonblockingClient> m_clients; // in the same order
    bool m_someHungUp{false};                 // one of them is left out of the array
};

} // namespace ns3::winsock::styles

#endif // POLL_SERVER_H
