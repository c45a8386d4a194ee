/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Readiness of any number of sockets, whatever their providers.
 */

#include "winsock.h"

#include "ns3/provider-loader.h"
#include "ns3/socket-poll.h"
#include "ns3/winsock-api-call.h"
#include "ns3/winsock-ioctls.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ns3::winsock
{

namespace
{

/// A place that says that it is out of use.
bool
IsIgnored(const WSAPOLLFD& place)
{
    return static_cast<int64_t>(place.fd) < 0;
}

/**
 * The sockets of one call. None of the thirty functions of a provider polls. As on Windows the socket's
 * provider is asked by SIO_BSP_HANDLE_POLL whose handle stands for it: a layer names its own if the call
 * is to come to it, and else the base provider's is named (R-IOC-6). The owner of that handle knows what
 * tells of the socket.
 */
class PolledSockets
{
  public:
    /// @param process whose handles @param places the program's array @param count how many
    PolledSockets(WinsockProcess& process, WSAPOLLFD* places, std::size_t count)
        : m_process(process),
          m_handles(count),
          m_sockets(count)
    {
        for (std::size_t i = 0; i < count; ++i)
        {
            const bool ignored = IsIgnored(places[i]);
            m_sockets[i] = ignored ? nullptr : Resolve(places[i].fd, m_handles[i]);
            places[i].revents = ignored || m_sockets[i] ? 0 : POLLNVAL;
            m_valid += m_sockets[i] ? 1 : 0;
        }
    }

    /// @return how many places name a socket
    std::size_t
    CountValid() const
    {
        return m_valid;
    }

    /// @return what tells of the sockets, by place; null where there is none
    const std::vector<Ptr<IoSocket>>&
    GetAll() const
    {
        return m_sockets;
    }

    /// @param place of a socket @return what tells of it, or null once it was closed
    Ptr<IoSocket>
    Find(std::size_t place) const
    {
        const Handle& handle = m_handles[place];
        const HandleEntry* entry = m_process.GetHandles().Find(handle.s);
        const bool same = entry && entry->provider && entry->context == handle.context &&
                          PeekPointer(entry->object) == PeekPointer(handle.object);
        return same ? entry->provider->instance->FindIoSocket(handle.s) : nullptr;
    }

  private:
    /// A handle, and what shows that it was not closed and given out again.
    struct Handle
    {
        SOCKET s{INVALID_SOCKET}; //!< the handle
        DWORD_PTR context{0};     //!< its entry's
        Ptr<KernelObject> object; //!< its entry's
    };

    /// Finds the handle that stands for a program's. @return what tells of the socket, or null for none
    Ptr<IoSocket>
    Resolve(SOCKET s, Handle& handle) const
    {
        const HandleEntry* entry = m_process.GetHandles().Find(s);
        if (!entry || !entry->provider)
        {
            return nullptr;
        }
        DWORD bytes = 0;
        int ignored = 0;
        if (entry->provider->table->lpWSPIoctl(s,
                                               SIO_BSP_HANDLE_POLL,
                                               nullptr,
                                               0,
                                               &handle.s,
                                               sizeof(handle.s),
                                               &bytes,
                                               nullptr,
                                               nullptr,
                                               nullptr,
                                               &ignored) != 0)
        {
            return nullptr;
        }
        entry = m_process.GetHandles().Find(handle.s);
        if (!entry || !entry->provider)
        {
            return nullptr;
        }
        handle.context = entry->context;
        handle.object = entry->object;
        return entry->provider->instance->FindIoSocket(handle.s);
    }

    WinsockProcess& m_process;            //!< whose handles
    std::vector<Handle> m_handles;        //!< by place
    std::vector<Ptr<IoSocket>> m_sockets; //!< what tells of them, by place
    std::size_t m_valid{0};               //!< places with a socket
};

/// @return 0, or why a call cannot begin
int
Judge(const WinsockProcess& process, const WSAPOLLFD* places, ULONG count)
{
    if (process.GetStack().GetDialect() == Dialect::CE)
    {
        return WSAEOPNOTSUPP; // it came with Windows Vista and never reached CE
    }
    if (count == 0)
    {
        return WSAEINVAL;
    }
    if (IsNowhere(places))
    {
        return WSAEFAULT;
    }
    for (ULONG i = 0; i < count; ++i)
    {
        if (!IsIgnored(places[i]) && (places[i].events & ~SocketPoll::ASKABLE) != 0)
        {
            return WSAEINVAL;
        }
    }
    return 0;
}

/// The results of a call without any socket.
void
RefuseAll(WSAPOLLFD* places, ULONG count)
{
    for (ULONG i = 0; i < count; ++i)
    {
        places[i].revents = POLLNVAL;
    }
}

} // namespace

int
Winsock::WSAPoll(LPWSAPOLLFD fdArray, ULONG fds, INT timeout)
{
    ApiCall call(m_thread, "WSAPoll", Arg("fds", fds), Arg("timeout", timeout));
    if (call.IsAllowed())
    {
        call.SetError(Judge(GetProcess(), fdArray, fds));
    }
    if (call.GetError() != 0)
    {
        return call.Finish(SOCKET_ERROR);
    }
    const PolledSockets sockets(GetProcess(), fdArray, fds);
    if (sockets.CountValid() == 0)
    {
        RefuseAll(fdArray, fds);
        call.SetError(WSAENOTSOCK);
        return call.Finish(SOCKET_ERROR);
    }
    const auto find = [&sockets](std::size_t place) { return sockets.Find(place); };
    SocketPoll poll(fdArray, sockets.GetAll(), find);
    return call.Finish(poll.Perform(timeout, call.GetError()));
}

} // namespace ns3::winsock
