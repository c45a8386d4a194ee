/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "partial-select.h"

#include "ns3/blocking-hook.h"
#include "ns3/readiness-wait.h"
#include "ns3/socket-select.h"
#include "ns3/wait-timer.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-thread.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <new>
#include <utility>
#include <vector>

namespace ns3::winsock
{

namespace
{

/// What the three sets ask for, in the order of select's arguments.
constexpr bool IoSocket::Readiness::*WANTED[] = {
    &IoSocket::Readiness::read, &IoSocket::Readiness::write, &IoSocket::Readiness::except};

/// Handles in the form that select takes; there may be more than FD_SETSIZE (R-SLC-2).
class HandleList
{
  public:
    void
    Assign(const std::vector<SOCKET>& handles)
    {
        m_storage.resize(
            std::max(sizeof(fd_set), offsetof(fd_set, fd_array) + handles.size() * sizeof(SOCKET)));
        m_set = new (m_storage.data()) fd_set;
        m_set->fd_count = static_cast<u_int>(handles.size());
        SOCKET* const room = m_set->fd_array;
        std::copy(handles.begin(), handles.end(), room);
    }

    /// @return the set, or null for an empty one
    fd_set*
    Get()
    {
        return m_set && m_set->fd_count != 0 ? m_set : nullptr;
    }

  private:
    std::vector<std::byte> m_storage;
    fd_set* m_set{nullptr};
};

using Handles = std::array<std::vector<SOCKET>, 3>;

/// One look at all sockets.
struct Look
{
    std::vector<std::pair<Ptr<IoSocket>, bool>> own{}; //!< sockets, whether they are ready
    Handles below{};                                   //!< for the element below
    Handles ready{};                                   //!< what is ready, of both kinds

    std::size_t
    Count() const
    {
        return ready[0].size() + ready[1].size() + ready[2].size();
    }

    bool
    HasBelow() const
    {
        return !below[0].empty() || !below[1].empty() || !below[2].empty();
    }
};

/// The thread that waits below, as long as it is needed.
class Helper
{
  public:
    Helper(WinsockThread& caller, const PartialSelect& select, const Handles& handles)
        : m_process(caller.GetProcess())
    {
        for (std::size_t i = 0; i < handles.size(); ++i)
        {
            m_sets[i].Assign(handles[i]);
        }
        m_thread = m_process.CreateThread();
        m_thread->Start(
            [this, &caller, &select]
            {
                int ignored = 0;
                select.selectBelow(
                    m_sets[0].Get(), m_sets[1].Get(), m_sets[2].Get(), nullptr, &ignored);
                m_done = true;
                caller.Wake();
                return 0;
            });
    }

    ~Helper()
    {
        m_thread->Kill();
        m_process.RemoveThread(*m_thread);
    }

    Helper(const Helper&) = delete;
    Helper& operator=(const Helper&) = delete;

    bool
    IsDone() const
    {
        return m_done;
    }

  private:
    WinsockProcess& m_process;
    Ptr<WinsockThread> m_thread;
    std::array<HandleList, 3> m_sets;
    bool m_done{false};
};

/// Looks at all sockets. @return 0 or an error
int
LookAt(const PartialSelect& select, const Handles& handles, Look& look)
{
    look = Look();
    for (std::size_t i = 0; i < handles.size(); ++i)
    {
        for (const SOCKET s : handles[i])
        {
            const Ptr<IoSocket> own = select.findOwn(s);
            if (!own)
            {
                look.below[i].push_back(s);
                continue;
            }
            look.own.emplace_back(own, own->GetReadiness().*WANTED[i]);
            if (look.own.back().second)
            {
                look.ready[i].push_back(s);
            }
        }
    }
    if (!look.HasBelow())
    {
        return 0;
    }
    std::array<HandleList, 3> sets;
    for (std::size_t i = 0; i < handles.size(); ++i)
    {
        sets[i].Assign(look.below[i]);
    }
    const timeval onlyLooking{0, 0};
    int error = 0;
    if (select.selectBelow(sets[0].Get(), sets[1].Get(), sets[2].Get(), &onlyLooking, &error) ==
        SOCKET_ERROR)
    {
        return error;
    }
    for (std::size_t i = 0; i < handles.size(); ++i)
    {
        if (const fd_set* set = sets[i].Get())
        {
            const SOCKET* const first = set->fd_array;
            look.ready[i].insert(look.ready[i].end(), first, first + set->fd_count);
        }
    }
    return 0;
}

/// @return whether something was ready that is not, or the other way round, or is over
bool
HasChanged(const PartialSelect& select, const Handles& handles, const Look& look)
{
    auto at = look.own.begin();
    for (std::size_t i = 0; i < handles.size(); ++i)
    {
        for (const SOCKET s : handles[i])
        {
            const bool below =
                std::find(look.below[i].begin(), look.below[i].end(), s) != look.below[i].end();
            const Ptr<IoSocket> own = select.findOwn(s);
            if (below != !own)
            {
                return true;
            }
            if (own && (own != at->first || own->GetReadiness().*WANTED[i] != at->second))
            {
                return true;
            }
            at += own ? 1 : 0;
        }
    }
    return false;
}

/// Waits until another look is worth it, or the time is over. @return 0 or an error
int
Await(const PartialSelect& select, const Handles& handles, const Look& look, const WaitTimer& timer)
{
    WinsockThread& thread = *WinsockThread::GetCurrent();
    ReadinessWait wait(
        thread, [&](const IoSocket& /* socket */) { return HasChanged(select, handles, look); });
    for (const auto& one : look.own)
    {
        wait.Add(one.first);
    }
    std::unique_ptr<Helper> helper;
    if (look.HasBelow())
    {
        helper = std::make_unique<Helper>(thread, select, look.below);
    }
    const BlockingHookTimer hook(thread);
    while (!timer.IsDue() && !HasChanged(select, handles, look) && !(helper && helper->IsDone()))
    {
        if (!hook.LetGoOn() || !thread.BlockAlertable())
        {
            return WSAEINTR;
        }
    }
    return 0;
}

/// Adds what is ready to the caller's set, which may stand for another set as well.
void
Answer(fd_set* set, const std::vector<SOCKET>& ready)
{
    for (const SOCKET s : ready)
    {
        SOCKET* const first = set->fd_array;
        SOCKET* const end = first + set->fd_count;
        if (std::find(first, end, s) == end)
        {
            first[set->fd_count++] = s;
        }
    }
}

} // namespace

int
PartialSelect::Perform(
    fd_set* readfds, fd_set* writefds, fd_set* exceptfds, const timeval* timeout, int& error) const
{
    fd_set* const sets[] = {readfds, writefds, exceptfds};
    Handles handles;
    for (std::size_t i = 0; i < handles.size(); ++i)
    {
        if (sets[i])
        {
            const SOCKET* const first = sets[i]->fd_array;
            handles[i].assign(first, first + sets[i]->fd_count);
        }
    }
    WinsockThread& thread = *WinsockThread::GetCurrent();
    const Time limit =
        timeout ? Seconds(timeout->tv_sec) + MicroSeconds(timeout->tv_usec) : Time(0);
    const bool onlyLooks = timeout && limit.IsZero();
    error = IsValidTimeout(timeout) ? 0 : WSAEINVAL;
    Look look;
    error = error ? error : LookAt(*this, handles, look);
    if (error == 0 && look.Count() == 0 && !onlyLooks)
    {
        error = thread.CanBlock() ? 0 : WSAEWOULDBLOCK;
        const WaitTimer timer(thread, limit);
        while (error == 0 && look.Count() == 0 && !timer.IsDue())
        {
            error = Await(*this, handles, look, timer);
            error = error ? error : LookAt(*this, handles, look);
            // All were sockets when the wait began: one was closed meanwhile (R-SLC-5, R-SHD-4).
            error = error == WSAENOTSOCK ? WSAEINTR : error;
        }
    }
    if (error != 0)
    {
        return SOCKET_ERROR;
    }
    for (fd_set* set : sets)
    {
        if (set)
        {
            set->fd_count = 0;
        }
    }
    for (std::size_t i = 0; i < handles.size(); ++i)
    {
        if (sets[i])
        {
            Answer(sets[i], look.ready[i]);
        }
    }
    return static_cast<int>(look.Count());
}

} // namespace ns3::winsock
