/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef SERVER_TASK_H
#define SERVER_TASK_H

// What servers of all styles share: what they have to do, how they begin, and how their threads end.

#include "conversation.h"

#include "ns3/winsock.h"

#include <cstdint>
#include <functional>
#include <utility>

namespace ns3::winsock::styles
{

/// What a server has to do; how it does that is its style.
struct ServerTask
{
    SOCKET listener;  // for the server, which closes it
    uint32_t clients; // how many it serves before it ends
    Greeter greet;    // makes the server an echo server or a file server
};

/// @return a socket that listens at a port, or INVALID_SOCKET
inline SOCKET
OpenListener(Winsock& ws, uint16_t port)
{
    const SOCKET listener = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    SOCKADDR_IN own{};
    own.sin_family = AF_INET;
    own.sin_port = ws.htons(port);
    if (listener == INVALID_SOCKET ||
        ws.bind(listener, reinterpret_cast<const SOCKADDR*>(&own), sizeof(own)) == SOCKET_ERROR ||
        ws.listen(listener, SOMAXCONN) == SOCKET_ERROR)
    {
        ws.closesocket(listener);
        return INVALID_SOCKET;
    }
    return listener;
}

/// The threads of a server, and an event that tells of the end of the last one.
class Crew
{
  public:
    /// Starts another thread.
    void
    Start(Winsock& ws, std::function<void(Winsock&)> work)
    {
        if (m_idle == WSA_INVALID_EVENT)
        {
            m_idle = ws.WSACreateEvent();
        }
        ++m_working;
        ws.CreateThread(
            [this, work = std::move(work)](Winsock& own)
            {
                work(own);
                if (--m_working == 0)
                {
                    own.WSASetEvent(m_idle);
                }
                return 0;
            });
    }

    /// Waits until all threads have ended: a process takes its threads along.
    void
    WaitForAll(Winsock& ws)
    {
        while (m_working != 0)
        {
            ws.WSAResetEvent(m_idle);
            ws.WSAWaitForMultipleEvents(1, &m_idle, FALSE, WSA_INFINITE, FALSE);
        }
        if (m_idle != WSA_INVALID_EVENT)
        {
            ws.WSACloseEvent(m_idle);
        }
    }

  private:
    WSAEVENT m_idle{WSA_INVALID_EVENT}; // set when the last thread that works has ended
    uint32_t m_working{0};              // threads that have not ended
};

} // namespace ns3::winsock::styles

#endif // SERVER_TASK_H
