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

/// A socket of the layer with its relay.
struct StreamRelayProvider::RelaySocket : public LayeredSocket
{
    Ptr<StreamRelay> relay; //!< null for a socket that is no stream
};

/// Takes messages about lower sockets, which the worker thread of the process handles.
class StreamRelayProvider::LowerWindow : public MessageWindow
{
  public:
    /// @param layer handles the messages; outlives the window @param worker on whose thread
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
    StreamRelayProvider& m_layer; //!< handles the messages
    WinsockThread& m_worker;      //!< on whose thread
};

} // namespace ns3::winsock

#endif /* STREAM_RELAY_SOCKET_H */
