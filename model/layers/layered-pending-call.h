/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef LAYERED_PENDING_CALL_H
#define LAYERED_PENDING_CALL_H

#include "ns3/layered-provider.h"
#include "ns3/message-window.h"
#include "ns3/overlapped-request.h"
#include "ns3/waitable-object.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-thread.h"

/**
 * @file
 * @ingroup winsock
 * What goes on below a layer with handles of its own. Private to the layered provider.
 */

namespace ns3::winsock
{

/// The structure that goes down is the object's beginning, by which its end finds it.
struct LayeredProvider::PendingCall : public WSAOVERLAPPED
{
    /// @param owner who starts it @param name of the function @param s on which
    /// @param upper where its end is reported
    PendingCall(LayeredProvider& owner, const char* name, SOCKET s, const OverlappedReport& upper)
        : WSAOVERLAPPED{},
          layer(owner),
          function(name),
          socket(owner.FindSocket(s)),
          report(upper)
    {
    }

    ~PendingCall()
    {
        if (event)
        {
            event->SetSignalHandler({});
            layer.GetProcess().GetObjects().Remove(hEvent);
        }
    }

    PendingCall(const PendingCall&) = delete;
    PendingCall& operator=(const PendingCall&) = delete;

    LayeredProvider& layer;         //!< who started it
    const char* function;           //!< by which it was started
    Ptr<LayeredSocket> socket;      //!< on which
    OverlappedReport report;        //!< where its end is reported above
    Ptr<EventObject> event;         //!< tells the end of an extension function; else null
    bool ended{false};              //!< the element above was told already
    WinsockThread* waiter{nullptr}; //!< in WSPGetOverlappedResult
};

/// Takes messages about lower sockets and has the layer translate them.
class LayeredProvider::RelayWindow : public MessageWindow
{
  public:
    /// @param layer whose sockets they are about @param worker thread of the layer's process
    RelayWindow(LayeredProvider& layer, WinsockThread& worker)
        : MessageWindow(Ptr<WinsockThread>(&worker)),
          m_layer(layer),
          m_worker(worker)
    {
    }

    void
    Post(UINT, WPARAM wParam, LPARAM lParam) override
    {
        m_worker.QueueApc([&layer = m_layer, s = static_cast<SOCKET>(wParam), lParam]
                          { layer.RelayMessage(s, lParam); });
    }

  private:
    LayeredProvider& m_layer; //!< translates
    WinsockThread& m_worker;  //!< on which it does so
};

/**
 * Closes a lower socket at once, whatever it is about to do; its connection is reset.
 * @param table the functions of the provider below
 * @param lower what that provider knows
 */
void ResetSocket(const WSPPROC_TABLE& table, SOCKET lower);

} // namespace ns3::winsock

#endif /* LAYERED_PENDING_CALL_H */
