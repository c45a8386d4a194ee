/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef STREAM_RELAY_SOCKET_H
#define STREAM_RELAY_SOCKET_H

#include "ns3/message-window.h"
#include "ns3/stream-relay-provider.h"
#include "ns3/winsock-thread.h"

/**
 * @file
 * @ingroup winsock
 * What a layer of relays keeps for its sockets. Private to it.
 */

namespace ns3::winsock
{

struct StreamRelayProvider::RelaySocket : public LayeredSocket
{
    Ptr<StreamRelay> relay; //!< null for a socket that is no stream
};

class StreamRelayProvider::LowerWindow : public MessageWindow
{
  public:
    LowerWindow(StreamRelayProvider& layer, WinsockThread& worker)
        : MessageWindow(Ptr<WinsockThread>(&worker)),
          m_layer(layer),
          m_worker(worker)
    {
    }

    void
    Post(UINT, WPARAM wParam, LPARAM lParam) override
    {
        m_worker.QueueApc([&layer = m_layer, lower = static_cast<SOCKET>(wParam), lParam]
                          { layer.OnLowerMessage(lower, lParam); });
    }

  private:
    StreamRelayProvider& m_layer;
    WinsockThread& m_worker;
};

} // namespace ns3::winsock

#endif /* STREAM_RELAY_SOCKET_H */
