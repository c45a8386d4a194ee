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
            if (ws.WSAPoll(m_places.data(), count, -1) == SOCKET_ERROR)
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
    /// Does what the array says that can be done.
    void
    ServeAll(Winsock& ws)
    {
        for (std::size_t i = m_clients.size(); i-- > 0;)
        {
            WSAPOLLFD& place = m_places[i + 1];
            NonblockingClient& client = m_clients[i];
            // POLLHUP and POLLERR come unasked; the call then tells what is the matter.
            const bool over = place.revents != 0 &&
                              (client.HasOutput()
                                   ? !client.Send(ws)
                                   : client.Receive(ws) == NonblockingClient::Receipt::END);
            place.events = client.HasOutput() ? POLLWRNORM : POLLRDNORM;
            if (over)
            {
                ws.closesocket(place.fd);
                m_places.erase(m_places.begin() + i + 1);
                m_clients.erase(m_clients.begin() + i);
            }
        }
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
};

} // namespace ns3::winsock::styles

#endif // POLL_SERVER_H
