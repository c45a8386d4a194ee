/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Readiness of several sockets.
 */

#include "winsock.h"

#include "ns3/provider-upcalls.h"
#include "ns3/socket-select.h"
#include "ns3/winsock-api-call.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"

#include <initializer_list>

namespace ns3::winsock
{

namespace
{

/// @return whether one provider serves all sockets of the sets; handles of no socket do not matter
bool
AreOfOneProvider(WinsockProcess& process, std::initializer_list<const fd_set*> sets)
{
    const LoadedProvider* first = nullptr;
    for (const fd_set* set : sets)
    {
        for (u_int i = 0; set && i < set->fd_count; ++i)
        {
            const HandleEntry* entry = process.GetHandles().Find(set->fd_array[i]);
            const LoadedProvider* provider = entry ? entry->provider : nullptr;
            if (first && provider && provider != first)
            {
                return false;
            }
            first = first ? first : provider;
        }
    }
    return true;
}

} // namespace

int
Winsock::select(
    int nfds, fd_set* readfds, fd_set* writefds, fd_set* exceptfds, const timeval* timeout)
{
    ApiCall call(m_thread, "select", Arg("nfds", nfds));
    if (!call.IsAllowed())
    {
        return call.Finish(SOCKET_ERROR);
    }
    if (IsBadPointer(readfds) || IsBadPointer(writefds) || IsBadPointer(exceptfds) ||
        IsBadPointer(timeout))
    {
        call.SetError(WSAEFAULT);
        return call.Finish(SOCKET_ERROR);
    }
    // The whole call goes to the provider of the first socket (R-SLC-3).
    const SOCKET* const first = FirstHandle(readfds, writefds, exceptfds);
    if (!first)
    {
        call.SetError(WSAEINVAL);
        return call.Finish(SOCKET_ERROR);
    }
    const int refusal = GetProcess().GetStack().GetRefusal(OptionalCall::SELECT_OVER_CHAINS);
    if (refusal != 0 && !AreOfOneProvider(GetProcess(), {readfds, writefds, exceptfds}))
    {
        call.SetError(refusal); // R-CE-114
        return call.Finish(SOCKET_ERROR);
    }
    return call.Finish(call.InvokeFor<&WSPPROC_TABLE::lpWSPSelect>(
        *first, nfds, readfds, writefds, exceptfds, timeout));
}

int
Winsock::__WSAFDIsSet(SOCKET s, fd_set* set)
{
    return GetUpcallTable().lpWPUFDIsSet(s, set);
}

} // namespace ns3::winsock
