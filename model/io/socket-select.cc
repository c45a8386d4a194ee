/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "socket-select.h"

#include "ns3/blocking-hook.h"
#include "ns3/readiness-wait.h"
#include "ns3/wait-timer.h"
#include "ns3/winsock-error.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace ns3::winsock
{

namespace
{

using Finder = std::function<Ptr<IoSocket>(SOCKET)>;

/// A set of the caller with the sockets behind its handles.
struct Watched
{
    fd_set* set;                          //!< the caller's
    bool IoSocket::Readiness::*wanted;    //!< what is asked of its sockets
    std::vector<SOCKET> handles{};        //!< as the caller filled it
    std::vector<Ptr<IoSocket>> sockets{}; //!< behind the handles

    bool
    Resolve(const Finder& find)
    {
        for (u_int i = 0; i < set->fd_count; ++i)
        {
            handles.push_back(set->fd_array[i]);
            sockets.push_back(find(set->fd_array[i]));
            if (!sockets.back())
            {
                return false;
            }
        }
        return true;
    }

    int
    CountReady() const
    {
        return static_cast<int>(std::count_if(sockets.begin(),
                                              sockets.end(),
                                              [this](const Ptr<IoSocket>& one)
                                              { return one->GetReadiness().*wanted; }));
    }

    /// Adds the ready sockets to the caller's set, which may stand for another set as well.
    void
    Answer() const
    {
        for (std::size_t i = 0; i < handles.size(); ++i)
        {
            SOCKET* const end = set->fd_array + set->fd_count;
            if ((sockets[i]->GetReadiness().*wanted) &&
                std::find(+set->fd_array, end, handles[i]) == end)
            {
                set->fd_array[set->fd_count++] = handles[i];
            }
        }
    }

    /// @return whether each handle still stands for the same socket
    bool
    IsIntact(const Finder& find) const
    {
        for (std::size_t i = 0; i < handles.size(); ++i)
        {
            if (find(handles[i]) != sockets[i])
            {
                return false;
            }
        }
        return true;
    }
};

int
CountReady(const std::vector<Watched>& sets)
{
    int count = 0;
    for (const Watched& set : sets)
    {
        count += set.CountReady();
    }
    return count;
}

/// @return whether a socket is in a state that one of the sets asks for
bool
IsWanted(const std::vector<Watched>& sets, const IoSocket& socket)
{
    const IoSocket::Readiness readiness = socket.GetReadiness();
    return std::any_of(sets.begin(),
                       sets.end(),
                       [&](const Watched& set)
                       {
                           return readiness.*set.wanted &&
                                  std::find(set.sockets.begin(), set.sockets.end(), &socket) !=
                                      set.sockets.end();
                       });
}

/// Waits until something is ready or the time is over. @return 0 or an error
int
Await(const std::vector<Watched>& sets, const Time& limit, const Finder& find)
{
    WinsockThread& thread = *WinsockThread::GetCurrent();
    if (!thread.CanBlock())
    {
        return WSAEWOULDBLOCK;
    }
    ReadinessWait wait(thread, [&sets](const IoSocket& socket) { return IsWanted(sets, socket); });
    for (const Watched& set : sets)
    {
        for (const auto& socket : set.sockets)
        {
            wait.Add(socket);
        }
    }
    const WaitTimer timer(thread, limit);
    const BlockingHookTimer hook(thread);
    while (!timer.IsDue())
    {
        if (!hook.LetGoOn() || !thread.BlockAlertable())
        {
            return WSAEINTR;
        }
        if (std::any_of(
                sets.begin(), sets.end(), [&](const Watched& set) { return !set.IsIntact(find); }))
        {
            return WSAEINTR; // closed during the wait (R-SLC-5, R-SHD-4)
        }
        if (CountReady(sets) != 0)
        {
            break;
        }
    }
    return 0;
}

} // namespace

const SOCKET*
FirstHandle(const fd_set* readfds, const fd_set* writefds, const fd_set* exceptfds)
{
    for (const fd_set* set : {readfds, writefds, exceptfds})
    {
        if (set && set->fd_count != 0)
        {
            return set->fd_array;
        }
    }
    return nullptr;
}

bool
IsValidTimeout(const timeval* timeout)
{
    return !timeout || (timeout->tv_sec >= 0 && timeout->tv_usec >= 0);
}

int
SelectSockets(fd_set* readfds,
              fd_set* writefds,
              fd_set* exceptfds,
              const timeval* timeout,
              const Finder& find,
              int& error)
{
    std::vector<Watched> sets;
    const std::pair<fd_set*, bool IoSocket::Readiness::*> given[] = {
        {readfds, &IoSocket::Readiness::read},
        {writefds, &IoSocket::Readiness::write},
        {exceptfds, &IoSocket::Readiness::except}};
    for (const auto& [set, wanted] : given)
    {
        if (set && set->fd_count != 0)
        {
            sets.push_back(Watched{set, wanted});
        }
    }
    error = sets.empty() || !IsValidTimeout(timeout) ? WSAEINVAL : 0;
    for (Watched& set : sets)
    {
        error = error == 0 && !set.Resolve(find) ? WSAENOTSOCK : error;
    }
    if (error != 0)
    {
        return SOCKET_ERROR;
    }
    const Time limit =
        timeout ? Seconds(timeout->tv_sec) + MicroSeconds(timeout->tv_usec) : Time(0);
    const bool onlyLooks = timeout && limit.IsZero();
    if (CountReady(sets) == 0 && !onlyLooks)
    {
        error = Await(sets, limit, find);
    }
    if (error != 0)
    {
        return SOCKET_ERROR;
    }
    const int count = CountReady(sets);
    for (fd_set* set : {readfds, writefds, exceptfds})
    {
        if (set)
        {
            set->fd_count = 0;
        }
    }
    for (const Watched& set : sets)
    {
        set.Answer();
    }
    return count;
}

} // namespace ns3::winsock
