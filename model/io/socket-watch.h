/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef SOCKET_WATCH_H
#define SOCKET_WATCH_H

#include "ns3/message-window.h"
#include "ns3/waitable-object.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-structures.h"

#include <array>
#include <vector>

namespace ns3::winsock
{

class IoSocket;
class ReadinessWait;

/**
 * @ingroup winsock
 * @brief Who watches a socket: a registration for network events, and threads in select.
 *
 * Keeps the record of network events (R-EVT-1 to R-EVT-11). An event is recorded once, then not
 * again until the call that re-enables it; reading, accepting and urgent data are level triggered,
 * writing is edge triggered, and the two others happen once (R-EVT-4).
 */
class SocketWatch
{
  public:
    /// The events that can happen to a socket of this module.
    static constexpr LONG POSSIBLE =
        FD_READ | FD_WRITE | FD_OOB | FD_ACCEPT | FD_CONNECT | FD_CLOSE;

    /// @param mask which events a program wants; @return whether there are no others in it
    static bool
    IsMask(LONG mask)
    {
        return (mask & ~LONG{FD_ALL_EVENTS}) == 0;
    }

    /**
     * What holds for a socket at a moment.
     */
    struct Conditions
    {
        LONG events{0};    //!< FD_ bits: what a watcher of that event would be told
        int closeError{0}; //!< what FD_CLOSE reports
    };

    /// @param owner whose watch this is; outlives it
    explicit SocketWatch(const IoSocket& owner);

    /// @param event where network events are reported; null for nowhere
    /// @param mask which ones
    void WatchByEvent(Ptr<EventObject> event, LONG mask);

    /// @param window where network events are reported
    /// @param s the socket as the messages name it
    /// @param message their number
    /// @param mask which ones
    void WatchByMessage(Ptr<MessageWindow> window, SOCKET s, UINT message, LONG mask);

    /**
     * An accepted socket watches as its listener does (R-ACC-4).
     * @param listener whose registration is taken over
     * @param s the accepted socket as messages name it
     */
    void Inherit(const SocketWatch& listener, SOCKET s);

    /// @return whether network events are asked for
    bool IsRegistered() const;

    /// @param events FD_ bits that may be recorded again
    void Reenable(LONG events);

    /// A send has found no room: the next room is an event again (R-EVT-4).
    void SendWasRefused();

    /// The handshake has ended. @param error 0 or why it failed
    void ConnectHasEnded(int error);

    /// The socket may be connected once more: what happens once may happen again.
    void StartOver();

    /// Records what is new and reports it. @param conditions what holds now
    void Evaluate(const Conditions& conditions);

    /**
     * Copies and clears the record (R-EVT-9).
     * @param[out] events gets the bits, and the errors of those that are set
     */
    void Fetch(WSANETWORKEVENTS& events);

    /// @param wait is told whenever something happens to the socket
    void AddWait(ReadinessWait& wait);

    /// @param wait is not told any more
    void RemoveWait(ReadinessWait& wait);

    /// The socket is closed: nothing is reported any more (R-EVT-8).
    void End();

  private:
    /// Records an event and reports it.
    void Record(int bit, int error);
    /// Begins a registration (R-EVT-1).
    void Register(LONG mask);

    const IoSocket& m_owner;                 //!< whose watch this is
    Ptr<EventObject> m_event;                //!< where events are reported, or null
    Ptr<MessageWindow> m_window;             //!< or here
    SOCKET m_socket{INVALID_SOCKET};         //!< as messages name it
    UINT m_message{0};                       //!< number of the messages
    LONG m_mask{0};                          //!< which events are wanted
    LONG m_recorded{0};                      //!< happened and not fetched
    LONG m_disabled{0};                      //!< not recorded again until re-enabled
    bool m_writeOwed{true};                  //!< room is news
    bool m_connectOwed{false};               //!< the end of the handshake is not recorded yet
    int m_connectError{0};                   //!< how it ended
    std::array<int, FD_MAX_EVENTS> m_errors; //!< of the recorded events
    std::vector<ReadinessWait*> m_waits;     //!< of threads in select
};

} // namespace ns3::winsock

#endif /* SOCKET_WATCH_H */
