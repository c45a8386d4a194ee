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
    return call.Forward<&WSPPROC_TABLE::lpWSPBind>(s, name, namelen);
}

int
Winsock::listen(SOCKET s, int backlog)
{
    ApiCall call(m_thread, "listen", Arg("s", s), Arg("backlog", backlog));
    return call.Forward<&WSPPROC_TABLE::lpWSPListen>(s, backlog);
}

SOCKET
Winsock::accept(SOCKET s, SOCKADDR* addr, LPINT addrlen)
{
    ApiCall call(m_thread, "accept", Arg("s", s));
    return Accept(call, s, addr, addrlen, nullptr, 0);
}

SOCKET
Winsock::WSAAccept(SOCKET s,
                   SOCKADDR* addr,
                   LPINT addrlen,
                   LPCONDITIONPROC lpfnCondition,
                   DWORD_PTR dwCallbackData)
{
    ApiCall call(m_thread, "WSAAccept", Arg("s", s));
    return Accept(call, s, addr, addrlen, lpfnCondition, dwCallbackData);
}

SOCKET
Winsock::Accept(ApiCall& call,
                SOCKET s,
                SOCKADDR* addr,
                LPINT addrlen,
                LPCONDITIONPROC lpfnCondition,
                DWORD_PTR dwCallbackData)
{
    const HandleEntry* listener = GetProcess().GetHandles().Find(s);
    LoadedProvider* const provider = listener ? listener->provider : nullptr;
    const DWORD catalogEntryId = listener ? listener->catalogEntryId : 0;
    const SOCKET accepted =
        call.Invoke<&WSPPROC_TABLE::lpWSPAccept>(s, addr, addrlen, lpfnCondition, dwCallbackData);
    if (HandleEntry* entry = GetProcess().GetHandles().Find(accepted))
    {
        // Whatever the layers below did, calls on the new handle go where the listener's go.
        entry->provider = provider;
        entry->catalogEntryId = catalogEntryId;
    }
    return call.Finish(accepted);
}

int
Winsock::connect(SOCKET s, const SOCKADDR* name, int namelen)
{
    ApiCall call(m_thread, "connect", Arg("s", s), AddressArg{"name", name, namelen});
    return call.Forward<&WSPPROC_TABLE::lpWSPConnect>(
        s, name, namelen, nullptr, nullptr, nullptr, nullptr);
}

int
Winsock::WSAConnect(SOCKET s,
                    const SOCKADDR* name,
                    int namelen,
                    LPWSABUF lpCallerData,
                    LPWSABUF lpCalleeData,
                    LPQOS lpSQOS,
                    LPQOS lpGQOS)
{
    ApiCall call(m_thread, "WSAConnect", Arg("s", s), AddressArg{"name", name, namelen});
    return call.Forward<&WSPPROC_TABLE::lpWSPConnect>(
        s, name, namelen, lpCallerData, lpCalleeData, lpSQOS, lpGQOS);
}

SOCKET
Winsock::WSAJoinLeaf(SOCKET s,
                     const SOCKADDR* name,
                     int namelen,
                     LPWSABUF lpCallerData,
                     LPWSABUF lpCalleeData,
                     LPQOS lpSQOS,
                     LPQOS lpGQOS,
                     DWORD dwFlags)
{
    ApiCall call(m_thread, "WSAJoinLeaf", Arg("s", s), AddressArg{"name", name, namelen});
    const HandleEntry* root = GetProcess().GetHandles().Find(s);
    LoadedProvider* const provider = root ? root->provider : nullptr;
    const DWORD catalogEntryId = root ? root->catalogEntryId : 0;
    const SOCKET joined = call.Invoke<&WSPPROC_TABLE::lpWSPJoinLeaf>(
        s, name, namelen, lpCallerData, lpCalleeData, lpSQOS, lpGQOS, dwFlags);
    if (HandleEntry* entry = GetProcess().GetHandles().Find(joined))
    {
        // As accept does it: calls on the socket of a new leaf go where the root's go.
        entry->provider = provider;
        entry->catalogEntryId = catalogEntryId;
    }
    return call.Finish(joined);
}

BOOL
Winsock::WSAGetQOSByName(SOCKET s, LPWSABUF lpQOSName, LPQOS lpQOS)
{
    ApiCall call(m_thread, "WSAGetQOSByName", Arg("s", s));
    const BOOL result = call.Invoke<&WSPPROC_TABLE::lpWSPGetQOSByName>(s, lpQOSName, lpQOS);
    return call.FinishTruth(result == TRUE ? TRUE : FALSE);
}

int
Winsock::WSASendDisconnect(SOCKET s, LPWSABUF lpOutboundDisconnectData)
{
    ApiCall call(m_thread, "WSASendDisconnect", Arg("s", s));
    return call.Forward<&WSPPROC_TABLE::lpWSPSendDisconnect>(s, lpOutboundDisconnectData);
}

int
Winsock::WSARecvDisconnect(SOCKET s, LPWSABUF lpInboundDisconnectData)
{
    ApiCall call(m_thread, "WSARecvDisconnect", Arg("s", s));
    return call.Forward<&WSPPROC_TABLE::lpWSPRecvDisconnect>(s, lpInboundDisconnectData);
}

int
Winsock::shutdown(SOCKET s, int how)
{
    ApiCall call(m_thread, "shutdown", Arg("s", s), Arg("how", how));
    return call.Forward<&WSPPROC_TABLE::lpWSPShutdown>(s, how);
}

int
Winsock::getsockname(SOCKET s, SOCKADDR* name, LPINT namelen)
{
    ApiCall call(m_thread, "getsockname", Arg("s", s));
    return call.Forward<&WSPPROC_TABLE::lpWSPGetSockName>(s, name, namelen);
}

int
Winsock::getpeername(SOCKET s, SOCKADDR* name, LPINT namelen)
{
    ApiCall call(m_thread, "getpeername", Arg("s", s));
    return call.Forward<&WSPPROC_TABLE::lpWSPGetPeerName>(s, name, namelen);
}

} // namespace ns3::winsock
