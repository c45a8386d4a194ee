/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef ASYNC_SELECT_SERVER_H
#define ASYNC_SELECT_SERVER_H

// WSAAsyncSelect: network events are messages of a window, among all others that a program may have.

#include "notified-client.h"

#include <map>

namespace ns3::winsock::styles
{

class AsyncSelectServer
{
  public:
    explicit AsyncSelectServer(const ServerTask& task)
        : m_task(task),
          m_left(task.clients)
    {
    }

    // --- A message loop ---
    int
    Run(Winsock& ws)
    {
        m_window = ws.CreateMessageWindow();
        ws.WSAAsyncSelect(m_task.listener, m_window, WM_SOCKET, FD_ACCEPT);
        MSG message;
        while ((m_left != 0 || !m_clients.empty()) &&
               ws.GetMessage(&message, nullptr, 0, 0) == TRUE)
        {
            if (message.message == WM_SOCKET)
            {
                OnSocket(ws, message.wParam, LOWORD(static_cast<DWORD>(message.lParam)));
            }
        }
        ws.DestroyWindow(m_window);
        return 0;
    }

  private:
    static constexpr UINT WM_SOCKET = WM_USER + 1;

    /// What a window procedure does with the message.
    void
    OnSocket(Winsock& ws, SOCKET s, LONG event)
    {
        if (s == m_task.listener && m_left != 0)
        {
            Accept(ws);
            return;
        }
        const auto client = m_clients.find(s);
        // Messages of a socket that was closed meanwhile may still be in the queue.
        if (client != m_clients.end() && !client->second.OnEvents(ws, event))
        {
            ws.closesocket(s);
            m_clients.erase(client);
        }
    }

    // --- End of a message loop ---

    void
    Accept(Winsock& ws)
    {
        const SOCKET s = ws.accept(m_task.listener, nullptr, nullptr);
        if (s == INVALID_SOCKET) // the client did not wait
        {
            return;
        }
        m_clients.emplace(s, NotifiedClient(s, m_task));
        ws.WSAAsyncSelect(s, m_window, WM_SOCKET, FD_READ | FD_WRITE | FD_CLOSE);
        if (--m_left == 0)
        {
            ws.closesocket(m_task.listener);
        }
    }

    const ServerTask& m_task;
    uint32_t m_left; // clients that have not come yet
    HWND m_window{nullptr};
    std::map<SOCKET, NotifiedClient> m_clients;
};

} // namespace ns3::winsock::styles

#endif // ASYNC_SELECT_SERVER_H
