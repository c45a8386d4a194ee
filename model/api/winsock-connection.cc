/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Addresses, connections, and their ends.
 */

#include "winsock.h"

#include "ns3/winsock-api-call.h"

namespace ns3::winsock
{

int
Winsock::bind(SOCKET s, const SOCKADDR* name, int namelen)
{
    ApiCall call(m_thread, "bind", Arg("s", s), AddressArg{"name", name, namelen});
    const WSPPROC_TABLE* provider = call.FindProvider(s);
    if (!provider)
    {
        return call.Fail(SOCKET_ERROR);
    }
    int error = 0;
    return call.Finish(provider->lpWSPBind(s, name, namelen, &error), error);
}

int
Winsock::listen(SOCKET s, int backlog)
{
    ApiCall call(m_thread, "listen", Arg("s", s), Arg("backlog", backlog));
    const WSPPROC_TABLE* provider = call.FindProvider(s);
    if (!provider)
    {
        return call.Fail(SOCKET_ERROR);
    }
    int error = 0;
    return call.Finish(provider->lpWSPListen(s, backlog, &error), error);
}

SOCKET
Winsock::accept(SOCKET s, SOCKADDR* addr, LPINT addrlen)
{
    ApiCall call(m_thread, "accept", Arg("s", s));
    if (!call.FindProvider(s))
    {
        return call.Fail(INVALID_SOCKET);
    }
    // The new handle belongs to the listener's provider, which the wait may have moved in memory.
    LoadedProvider* const provider = GetProcess().GetHandles().Find(s)->provider;
    int error = 0;
    const SOCKET accepted = call.FindProvider(s)->lpWSPAccept(s, addr, addrlen, nullptr, 0, &error);
    if (HandleEntry* entry = GetProcess().GetHandles().Find(accepted))
    {
        entry->provider = provider;
    }
    return call.Finish(accepted, error);
}

int
Winsock::connect(SOCKET s, const SOCKADDR* name, int namelen)
{
    ApiCall call(m_thread, "connect", Arg("s", s), AddressArg{"name", name, namelen});
    const WSPPROC_TABLE* provider = call.FindProvider(s);
    if (!provider)
    {
        return call.Fail(SOCKET_ERROR);
    }
    int error = 0;
    const int result =
        provider->lpWSPConnect(s, name, namelen, nullptr, nullptr, nullptr, nullptr, &error);
    return call.Finish(result, error);
}

int
Winsock::shutdown(SOCKET s, int how)
{
    ApiCall call(m_thread, "shutdown", Arg("s", s), Arg("how", how));
    const WSPPROC_TABLE* provider = call.FindProvider(s);
    if (!provider)
    {
        return call.Fail(SOCKET_ERROR);
    }
    int error = 0;
    return call.Finish(provider->lpWSPShutdown(s, how, &error), error);
}

int
Winsock::getsockname(SOCKET s, SOCKADDR* name, LPINT namelen)
{
    ApiCall call(m_thread, "getsockname", Arg("s", s));
    const WSPPROC_TABLE* provider = call.FindProvider(s);
    if (!provider)
    {
        return call.Fail(SOCKET_ERROR);
    }
    int error = 0;
    return call.Finish(provider->lpWSPGetSockName(s, name, namelen, &error), error);
}

int
Winsock::getpeername(SOCKET s, SOCKADDR* name, LPINT namelen)
{
    ApiCall call(m_thread, "getpeername", Arg("s", s));
    const WSPPROC_TABLE* provider = call.FindProvider(s);
    if (!provider)
    {
        return call.Fail(SOCKET_ERROR);
    }
    int error = 0;
    return call.Finish(provider->lpWSPGetPeerName(s, name, namelen, &error), error);
}

} // namespace ns3::winsock
