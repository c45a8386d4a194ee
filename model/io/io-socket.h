/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef IO_SOCKET_H
#define IO_SOCKET_H

#include "ns3/handle-table.h"
#include "ns3/pending-operation.h"
#include "ns3/socket-watch.h"

#include <memory>

namespace ns3::winsock
{

class OverlappedRequest;

/**
 * @ingroup winsock
 * @brief A socket as all ways of waiting see it (design decision D3).
 *
 * It has a queue of operations for each direction, and watchers that are told what holds for it.
 * Blocking and nonblocking calls, overlapped operations, select, event objects and window messages
 * are ways of looking at these. The base provider's sockets are such, and so are those of layers
 * that hold data back and so cannot let the provider below answer.
 */
class IoSocket : public KernelObject
{
  public:
    IoSocket();
    ~IoSocket() override;

    /// What select tells of a socket (R-SLC-4).
    struct Readiness
    {
        bool read{false};   //!< a receive or an accept would not wait
        bool write{false};  //!< a send would not wait
        bool except{false}; //!< connecting has failed
    };

    /// @return what select tells of it now
    virtual Readiness GetReadiness() const = 0;

    /// @return what watchers of network events are told now
    virtual SocketWatch::Conditions GetConditions() const = 0;

    /// @return the watch, made when it is first asked for
    SocketWatch& GetWatch();

    /// @return whether somebody watches, or has watched
    bool IsWatched() const;

    /// @return whether network events are asked for, which keeps the socket nonblocking (R-EVT-1)
    bool HasEventRegistration() const;

    /**
     * Asks for network events at an event object; replaces what was asked for before (R-EVT-1).
     * The caller makes the socket nonblocking.
     * @param event null for none
     * @param mask FD_ bits
     */
    void WatchByEvent(Ptr<EventObject> event, LONG mask);

    /**
     * Asks for network events as messages; replaces what was asked for before.
     * @param window whom they are posted to
     * @param s the socket as they name it
     * @param message their number
     * @param mask FD_ bits
     */
    void WatchByMessage(Ptr<MessageWindow> window, SOCKET s, UINT message, LONG mask);

    /**
     * Copies and clears the record of network events (R-EVT-9).
     * @param[out] events gets the bits, and the errors of those that are set
     */
    void FetchEvents(WSANETWORKEVENTS& events);

    /**
     * The call that re-enables events has been made: what still holds is recorded again (R-EVT-2).
     * @param events FD_ bits
     */
    void
    Reenable(LONG events)
    {
        if (m_watch)
        {
            ReenableWatched(events);
        }
    }

    /// Something about the socket has changed: tells those who watch.
    void
    NotifyWatchers()
    {
        if (m_watch)
        {
            m_watch->Evaluate(GetConditions());
        }
    }

    /**
     * @param overlapped a program's structure
     * @return the pending request that was started with it, or null
     */
    OverlappedRequest* FindRequest(LPWSAOVERLAPPED overlapped) const;

    /**
     * Ends pending overlapped operations with WSA_OPERATION_ABORTED, as CancelIoEx and CancelIo do.
     * @param overlapped which one, or null for all
     * @param thread whose, or null for all
     * @return whether there was one
     */
    bool CancelRequests(LPWSAOVERLAPPED overlapped, const WinsockThread* thread = nullptr);

    /**
     * Ends the pending overlapped operations of a process that leaves the socket to others, without a
     * report (R-INI-6).
     * @param process who leaves
     */
    void EndRequestsOf(const WinsockProcess& process);

  protected:
    /// Lets all pending overlapped operations end without a report (R-SPI-10).
    void SilenceRequests();

    OperationQueue m_receiving; //!< receives and accepts
    OperationQueue m_sending;   //!< sends and connects

  private:
    /// Reenable() for a socket that is watched.
    void ReenableWatched(LONG events);

    std::unique_ptr<SocketWatch> m_watch; //!< null until somebody watches
};

} // namespace ns3::winsock

#endif /* IO_SOCKET_H */
