/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef EVENT_SELECT_SERVER_H
#define EVENT_SELECT_SERVER_H

// WSAEventSelect: an event object for each socket tells that something has happened. A thread waits for
// up to 64 of them; one that has no place left hands the listener on to a new one.

#include "notified-client.h"

#include <vector>

namespace ns3::winsock::styles
{

class EventSelectServer
{
  public:
    explicit EventSelectServer(const ServerTask& task)
        : m_task(task),
          m_left(task.clients)
    {
    }

    int
    Run(Winsock& ws)
    {
        Crew crew;
        Serve(ws, crew, m_task.listener);
        crew.WaitForAll(ws);
        return m_left == 0 ? 0 : 1;
    }

  private:
    /// What one thread serves.
    struct Places
    {
        std::vector<WSAEVENT> events;        // the listener's, then the clients'
        std::vector<NotifiedClient> clients; // in the same order
    };

    // --- One thread with event objects ---
    /// A thread: serves the clients that it accepts, and ends with the last of them.
    void
    Serve(Winsock& ws, Crew& crew, SOCKET listener)
    {
        Places places;
        places.events.push_back(ws.WSACreateEvent());
        ws.WSAEventSelect(listener, places.events[0], FD_ACCEPT); // no more for who had it before
        while (listener != INVALID_SOCKET || !places.clients.empty())
        {
            // The wait tells of the first event only. To look at the others as well is only fair.
            DWORD at = FindSet(ws, places, 0, WSA_INFINITE);
            while (at < places.events.size())
            {
                if (at == 0)
                {
                    listener = Accept(ws, crew, listener, places);
                }
                const bool stays = at == 0 || ServeClient(ws, places, at);
                at = FindSet(ws, places, stays ? at + 1 : at, 0);
            }
        }
        ws.WSACloseEvent(places.events[0]);
    }

    /// @return the first place from here on whose event is set; the number of places for none
    static DWORD
    FindSet(Winsock& ws, const Places& places, DWORD from, DWORD timeout)
    {
        const auto all = static_cast<DWORD>(places.events.size());
        if (from == all)
        {
            return all;
        }
        const DWORD found =
            ws.WSAWaitForMultipleEvents(all - from, &places.events[from], FALSE, timeout, FALSE);
        return found < all - from ? from + found : all;
    }

    /// @return whether the client is still there
    static bool
    ServeClient(Winsock& ws, Places& places, DWORD at)
    {
        NotifiedClient& client = places.clients[at - 1];
        WSANETWORKEVENTS happened;
        ws.WSAEnumNetworkEvents(client.GetSocket(), places.events[at], &happened); // and resets
        if (client.OnEvents(ws, happened.lNetworkEvents))
        {
            return true;
        }
        ws.closesocket(client.GetSocket());
        ws.WSACloseEvent(places.events[at]);
        places.events.erase(places.events.begin() + at);
        places.clients.erase(places.clients.begin() + at - 1);
        return false;
    }

    // --- End of one thread with event objects ---

    /// @return the listener, or INVALID_SOCKET if the thread has to do with it no more
    SOCKET
    Accept(Winsock& ws, Crew& crew, SOCKET listener, Places& places)
    {
        ws.WSAResetEvent(places.events[0]);
        const SOCKET s = ws.accept(listener, nullptr, nullptr);
        if (s == INVALID_SOCKET) // the client did not wait
        {
            return listener;
        }
        places.events.push_back(ws.WSACreateEvent());
        places.clients.emplace_back(s, m_task);
        ws.WSAEventSelect(s, places.events.back(), FD_READ | FD_WRITE | FD_CLOSE);
        if (--m_left == 0)
        {
            ws.closesocket(listener);
            return INVALID_SOCKET;
        }
        if (places.events.size() == WSA_MAXIMUM_WAIT_EVENTS)
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

#endif // EVENT_SELECT_SERVER_H
