/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// A layer of relays: its ways of waiting. What concerns bytes the relays know; what concerns the
// element below only, such as connections that wait, is asked there.

#include "stream-relay-provider.h"
#include "stream-relay-socket.h"

#include "ns3/io-socket.h"
#include "ns3/socket-select.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-process.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <memory>
#include <utility>
#include <vector>

namespace ns3::winsock
{

namespace
{

/// A set of sockets of any number, as select takes it.
class HandleList
{
  public:
    /// @param handles the sockets
    explicit HandleList(const std::vector<SOCKET>& handles)
        : m_storage(sizeof(fd_set) / sizeof(SOCKET) + handles.size())
    {
        fd_set& set = *Get();
        set.fd_count = static_cast<u_int>(handles.size());
        std::copy(handles.begin(), handles.end(), set.fd_array);
    }

    /// @return the set
    fd_set*
    Get()
    {
        return reinterpret_cast<fd_set*>(m_storage.data());
    }

  private:
    std::vector<SOCKET> m_storage; //!< room for all
};

/// @return whether a relay answers for its socket, and not the element below
bool
IsServing(const Ptr<StreamRelay>& relay)
{
    return relay && relay->GetState() != StreamRelay::State::IDLE &&
           relay->GetState() != StreamRelay::State::LISTENING;
}

} // namespace

// ---------------------------------------------------------------- select

/**
 * In a select call over sockets of both kinds, those that the element below answers for are asked
 * there: by a call that does not wait for what holds now, and by one that waits, on a thread of its
 * own, for when to look again.
 */
class StreamRelayProvider::LowerSelect
{
  public:
    /// @param layer whose call it is
    explicit LowerSelect(StreamRelayProvider& layer)
        : m_layer(layer),
          m_state(std::make_shared<State>())
    {
    }

    ~LowerSelect()
    {
        if (m_thread)
        {
            m_thread->Kill();
            m_layer.GetProcess().RemoveThread(*m_thread);
        }
    }

    LowerSelect(const LowerSelect&) = delete;
    LowerSelect& operator=(const LowerSelect&) = delete;

    /// Takes a set of the program's into account. @param set or null @param which of three
    void
    Add(const fd_set* set, std::size_t which)
    {
        for (u_int i = 0; set && i < set->fd_count; ++i)
        {
            const Ptr<LayeredSocket> socket = m_layer.FindSocketOfLibrary(set->fd_array[i]);
            const bool served = socket && IsServing(static_cast<const RelaySocket&>(*socket).relay);
            if (socket && !served)
            {
                m_state->table = m_state->table ? m_state->table : socket->table;
                m_state->lower[which].push_back(socket->lower);
                m_state->sockets.try_emplace(socket->handle, Create<Asked>(socket));
            }
            m_mixed = m_mixed || served;
        }
    }

    /// @return whether there are sockets that relays answer for
    bool
    HasRelays() const
    {
        return m_mixed;
    }

    /// Begins to wait below.
    void
    Start()
    {
        if (m_state->sockets.empty())
        {
            return;
        }
        m_thread = m_layer.GetProcess().CreateThread();
        m_thread->Start([state = m_state] { return Wait(*state); });
    }

    /// @param s a handle @return what answers for it, or null
    Ptr<IoSocket>
    Find(SOCKET s) const
    {
        const Ptr<LayeredSocket> socket = m_layer.FindSocketOfLibrary(s);
        const auto at = m_state->sockets.find(s);
        if (!socket || at == m_state->sockets.end())
        {
            return socket ? static_cast<const RelaySocket&>(*socket).relay : nullptr;
        }
        return at->second->Is(*socket) ? at->second : nullptr;
    }

  private:
    /// A socket that the element below answers for.
    class Asked : public IoSocket
    {
      public:
        explicit Asked(Ptr<LayeredSocket> socket)
            : m_socket(std::move(socket))
        {
        }

        bool
        Is(const LayeredSocket& socket) const
        {
            return PeekPointer(m_socket) == &socket;
        }

        Readiness
        GetReadiness() const override
        {
            const timeval now{0, 0};
            int ignored = 0;
            HandleList sets[3] = {HandleList({m_socket->lower}),
                                  HandleList({m_socket->lower}),
                                  HandleList({m_socket->lower})};
            const int count = m_socket->table->lpWSPSelect(
                0, sets[0].Get(), sets[1].Get(), sets[2].Get(), &now, &ignored);
            Readiness readiness;
            if (count > 0)
            {
                readiness.read = sets[0].Get()->fd_count != 0;
                readiness.write = sets[1].Get()->fd_count != 0;
                readiness.except = sets[2].Get()->fd_count != 0;
            }
            return readiness;
        }

        SocketWatch::Conditions
        GetConditions() const override
        {
            return {};
        }

      private:
        Ptr<LayeredSocket> m_socket;
    };

    /// What the thread shares with the call.
    struct State
    {
        const WSPPROC_TABLE* table{nullptr};  //!< of the element below
        std::vector<SOCKET> lower[3];         //!< the sockets below: read, write, except
        std::map<SOCKET, Ptr<Asked>> sockets; //!< by the handle above
    };

    /// What the thread does.
    static int
    Wait(const State& state)
    {
        HandleList sets[3] = {
            HandleList(state.lower[0]), HandleList(state.lower[1]), HandleList(state.lower[2])};
        int ignored = 0;
        state.table->lpWSPSelect(0, sets[0].Get(), sets[1].Get(), sets[2].Get(), nullptr, &ignored);
        for (const auto& [handle, socket] : state.sockets)
        {
            socket->NotifyWatchers();
        }
        return 0;
    }

    StreamRelayProvider& m_layer;   //!< whose call it is
    std::shared_ptr<State> m_state; //!< outlives the thread
    Ptr<WinsockThread> m_thread;    //!< null unless it waits
    bool m_mixed{false};            //!< there are sockets that relays answer for
};

int
StreamRelayProvider::WSPSelect(int nfds,
                               fd_set* readfds,
                               fd_set* writefds,
                               fd_set* exceptfds,
                               const timeval* timeout,
                               LPINT lpErrno)
{
    LowerSelect below(*this);
    below.Add(readfds, 0);
    below.Add(writefds, 1);
    below.Add(exceptfds, 2);
    if (!below.HasRelays())
    {
        return LayeredProvider::WSPSelect(nfds, readfds, writefds, exceptfds, timeout, lpErrno);
    }
    const bool onlyLooks = timeout && timeout->tv_sec == 0 && timeout->tv_usec == 0;
    if (!onlyLooks && IsValidTimeout(timeout))
    {
        below.Start();
    }
    const auto find = [&below](SOCKET s) { return below.Find(s); };
    return SelectSockets(readfds, writefds, exceptfds, timeout, find, *lpErrno);
}

Ptr<IoSocket>
StreamRelayProvider::FindIoSocket(SOCKET s) const
{
    const Ptr<StreamRelay> relay = FindRelay(s);
    if (IsServing(relay))
    {
        return relay;
    }
    return LayeredProvider::FindIoSocket(s);
}

// ---------------------------------------------------------------- network events

bool
StreamRelayProvider::IsWatchedBelow(const StreamRelay& relay)
{
    return relay.GetState() == StreamRelay::State::IDLE ||
           relay.GetState() == StreamRelay::State::LISTENING;
}

void
StreamRelayProvider::OnWatched(StreamRelay& relay)
{
    relay.SetNonBlocking(true);
    const bool connects = relay.GetState() == StreamRelay::State::CONNECTING;
    if (IsWatchedBelow(relay) && relay.HasEventRegistration())
    {
        WatchBelow(relay); // who waits is told of
    }
    else if (!connects)
    {
        LeaveBelow(relay);
    }
}

int
StreamRelayProvider::WSPEventSelect(SOCKET s,
                                    WSAEVENT hEventObject,
                                    LONG lNetworkEvents,
                                    LPINT lpErrno)
{
    const Ptr<StreamRelay> relay = FindRelay(s);
    if (!relay)
    {
        return LayeredProvider::WSPEventSelect(s, hEventObject, lNetworkEvents, lpErrno);
    }
    const Ptr<EventObject> event = GetProcess().GetObjects().Find<EventObject>(hEventObject);
    if ((!event && lNetworkEvents != 0) || !SocketWatch::IsMask(lNetworkEvents))
    {
        *lpErrno = WSAEINVAL;
        return SOCKET_ERROR;
    }
    if (lNetworkEvents != 0 && IsWatchedBelow(*relay) && !HasLowerWindow())
    {
        *lpErrno = WSAENOBUFS; // R-ACC-10
        return SOCKET_ERROR;
    }
    relay->SetAcceptable(false);
    relay->WatchByEvent(event, lNetworkEvents);
    OnWatched(*relay);
    return 0;
}

int
StreamRelayProvider::WSPAsyncSelect(
    SOCKET s, HWND hWnd, unsigned int wMsg, LONG lEvent, LPINT lpErrno)
{
    const Ptr<StreamRelay> relay = FindRelay(s);
    if (!relay)
    {
        return LayeredProvider::WSPAsyncSelect(s, hWnd, wMsg, lEvent, lpErrno);
    }
    const Ptr<MessageWindow> window = GetProcess().GetObjects().Find<MessageWindow>(hWnd);
    if (!window && lEvent != 0)
    {
        *lpErrno = WSAEINVAL;
        return SOCKET_ERROR;
    }
    if (lEvent != 0 && IsWatchedBelow(*relay) && !HasLowerWindow())
    {
        *lpErrno = WSAENOBUFS; // R-ACC-10
        return SOCKET_ERROR;
    }
    relay->SetAcceptable(false);
    relay->WatchByMessage(window, s, wMsg, lEvent);
    OnWatched(*relay);
    return 0;
}

int
StreamRelayProvider::WSPEnumNetworkEvents(SOCKET s,
                                          WSAEVENT hEventObject,
                                          LPWSANETWORKEVENTS lpNetworkEvents,
                                          LPINT lpErrno)
{
    const Ptr<StreamRelay> relay = FindRelay(s);
    if (!relay)
    {
        return LayeredProvider::WSPEnumNetworkEvents(s, hEventObject, lpNetworkEvents, lpErrno);
    }
    const Ptr<EventObject> event = GetProcess().GetObjects().Find<EventObject>(hEventObject);
    *lpErrno = IsNowhere(lpNetworkEvents) ? WSAEFAULT : (hEventObject && !event ? WSAEINVAL : 0);
    if (*lpErrno != 0)
    {
        return SOCKET_ERROR;
    }
    relay->FetchEvents(*lpNetworkEvents);
    if (event)
    {
        event->Reset();
    }
    return 0;
}

// ---------------------------------------------------------------- overlapped results

BOOL
StreamRelayProvider::WSPGetOverlappedResult(SOCKET s,
                                            LPWSAOVERLAPPED lpOverlapped,
                                            LPDWORD lpcbTransfer,
                                            BOOL fWait,
                                            LPDWORD lpdwFlags,
                                            LPINT lpErrno)
{
    const Ptr<StreamRelay> relay = FindRelay(s);
    if (!relay)
    {
        return LayeredProvider::WSPGetOverlappedResult(
            s, lpOverlapped, lpcbTransfer, fWait, lpdwFlags, lpErrno);
    }
    const bool nowhere = IsNowhere(lpOverlapped) || IsNowhere(lpcbTransfer) || IsNowhere(lpdwFlags);
    *lpErrno = nowhere ? WSAEFAULT : AwaitResult(*relay, lpOverlapped, fWait);
    if (*lpErrno == 0)
    {
        *lpErrno = ReadResult(*lpOverlapped, *lpcbTransfer, *lpdwFlags);
    }
    return *lpErrno == 0 ? TRUE : FALSE;
}

} // namespace ns3::winsock
