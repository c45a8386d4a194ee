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

namespace ns3::winsock
{

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
    return call.Finish(call.InvokeFor<&WSPPROC_TABLE::lpWSPSelect>(
        *first, nfds, readfds, writefds, exceptfds, timeout));
}

int
Winsock::__WSAFDIsSet(SOCKET s, fd_set* set)
{
    return GetUpcallTable().lpWPUFDIsSet(s, set);
}

} // namespace ns3::winsock
