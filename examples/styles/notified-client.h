/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef NOTIFIED_CLIENT_H
#define NOTIFIED_CLIENT_H

// A client of a server that is told of network events, by event objects or messages.

#include "nonblocking-client.h"

namespace ns3::winsock::styles
{

class NotifiedClient : public NonblockingClient
{
  public:
    using NonblockingClient::NonblockingClient;

    // --- Network events ---
    /// Does what FD_ bits tell of. @return false once all is said, or the connection lost
    bool
    OnEvents(Winsock& ws, LONG events)
    {
        m_readable = m_readable || (events & (FD_READ | FD_CLOSE)) != 0;
        m_closing = m_closing || (events & FD_CLOSE) != 0;
        // FD_WRITE comes once at the beginning, and again only after a send was refused.
        if ((events & FD_WRITE) != 0 && !Send(ws))
        {
            return false;
        }
        // FD_READ is not told of again before the receive that it asks for. While there is something
        // to send, that receive has to wait; who forgets it has a client that is never heard again.
        while (m_readable && !HasOutput())
        {
            const Receipt receipt = Receive(ws);
            if (receipt == Receipt::END)
            {
                return false;
            }
            // After a receive comes another FD_READ if data is left. After FD_CLOSE comes nothing
            // more, though data may be left: it is on the client to receive until the end.
            m_readable = m_closing && receipt == Receipt::DATA;
        }
        return true;
    }

    // --- End of network events ---

  private:
    bool m_readable{false}; // told of something to receive, and has not received since
    bool m_closing{false};  // told of the end
};

} // namespace ns3::winsock::styles

#endif // NOTIFIED_CLIENT_H
