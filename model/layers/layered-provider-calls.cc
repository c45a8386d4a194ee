/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The calls of a layer that make no handle: most go down with nothing but the socket changed.

#include "handle-set.h"
#include "layered-forward.h"
#include "layered-provider.h"

#include "ns3/catalog-enumeration.h"
#include "ns3/protocol-selector.h"
#include "ns3/provider-chain.h"
#include "ns3/provider-loader.h"
#include "ns3/provider-registry.h"
#include "ns3/socket-select.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-options.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-process.h"

#include <cstring>
#include <memory>

namespace ns3::winsock
{

// ---------------------------------------------------------------- calls with one socket

int
LayeredProvider::WSPBind(SOCKET s, const SOCKADDR* name, int namelen, LPINT lpErrno)
{
    return Forward(&WSPPROC_TABLE::lpWSPBind, SOCKET_ERROR, lpErrno, s, name, namelen);
}

int
LayeredProvider::WSPConnect(SOCKET s,
                            const SOCKADDR* name,
                            int namelen,
                            LPWSABUF lpCallerData,
                            LPWSABUF lpCalleeData,
                            LPQOS lpSQOS,
                            LPQOS lpGQOS,
                            LPINT lpErrno)
{
    return Forward(&WSPPROC_TABLE::lpWSPConnect,
                   SOCKET_ERROR,
                   lpErrno,
                   s,
                   name,
                   namelen,
                   lpCallerData,
                   lpCalleeData,
                   lpSQOS,
                   lpGQOS);
}

int
LayeredProvider::WSPEnumNetworkEvents(SOCKET s,
                                      WSAEVENT hEventObject,
                                      LPWSANETWORKEVENTS lpNetworkEvents,
                                      LPINT lpErrno)
{
    return Forward(&WSPPROC_TABLE::lpWSPEnumNetworkEvents,
                   SOCKET_ERROR,
                   lpErrno,
                   s,
                   hEventObject,
                   lpNetworkEvents);
}

int
LayeredProvider::WSPEventSelect(SOCKET s, WSAEVENT hEventObject, LONG lNetworkEvents, LPINT lpErrno)
{
    return Forward(
        &WSPPROC_TABLE::lpWSPEventSelect, SOCKET_ERROR, lpErrno, s, hEventObject, lNetworkEvents);
}

int
LayeredProvider::WSPGetPeerName(SOCKET s, LPSOCKADDR name, LPINT namelen, LPINT lpErrno)
{
    return Forward(&WSPPROC_TABLE::lpWSPGetPeerName, SOCKET_ERROR, lpErrno, s, name, namelen);
}

int
LayeredProvider::WSPGetSockName(SOCKET s, LPSOCKADDR name, LPINT namelen, LPINT lpErrno)
{
    return Forward(&WSPPROC_TABLE::lpWSPGetSockName, SOCKET_ERROR, lpErrno, s, name, namelen);
}

int
LayeredProvider::WSPGetSockOpt(
    SOCKET s, int level, int optname, char* optval, LPINT optlen, LPINT lpErrno)
{
    if (level == SOL_SOCKET && (optname == SO_PROTOCOL_INFOW || optname == SO_PROTOCOL_INFOA))
    {
        return GetProtocolInfo(s, optname, optval, optlen, lpErrno);
    }
    return Forward(
        &WSPPROC_TABLE::lpWSPGetSockOpt, SOCKET_ERROR, lpErrno, s, level, optname, optval, optlen);
}

BOOL
LayeredProvider::WSPGetQOSByName(SOCKET s, LPWSABUF lpQOSName, LPQOS lpQOS, LPINT lpErrno)
{
    return Forward(&WSPPROC_TABLE::lpWSPGetQOSByName, BOOL{FALSE}, lpErrno, s, lpQOSName, lpQOS);
}

int
LayeredProvider::WSPListen(SOCKET s, int backlog, LPINT lpErrno)
{
    return Forward(&WSPPROC_TABLE::lpWSPListen, SOCKET_ERROR, lpErrno, s, backlog);
}

int
LayeredProvider::WSPRecvDisconnect(SOCKET s, LPWSABUF lpInboundDisconnectData, LPINT lpErrno)
{
    return Forward(
        &WSPPROC_TABLE::lpWSPRecvDisconnect, SOCKET_ERROR, lpErrno, s, lpInboundDisconnectData);
}

int
LayeredProvider::WSPSendDisconnect(SOCKET s, LPWSABUF lpOutboundDisconnectData, LPINT lpErrno)
{
    return Forward(
        &WSPPROC_TABLE::lpWSPSendDisconnect, SOCKET_ERROR, lpErrno, s, lpOutboundDisconnectData);
}

int
LayeredProvider::WSPSetSockOpt(
    SOCKET s, int level, int optname, const char* optval, int optlen, LPINT lpErrno)
{
    // The value of this option is a handle, which has another name below (R-OPT-8).
    SOCKET listener = INVALID_SOCKET;
    const bool namesHandle = m_kind == HandleKind::NON_IFS && level == SOL_SOCKET &&
                             optname == SO_UPDATE_ACCEPT_CONTEXT && !IsNowhere(optval) &&
                             optlen >= static_cast<int>(sizeof(listener));
    if (namesHandle)
    {
        std::memcpy(&listener, optval, sizeof(listener));
        const LowerSocket lower = GetLower(listener, lpErrno);
        if (!lower.table)
        {
            return SOCKET_ERROR;
        }
        listener = lower.s;
    }
    return Forward(&WSPPROC_TABLE::lpWSPSetSockOpt,
                   SOCKET_ERROR,
                   lpErrno,
                   s,
                   level,
                   optname,
                   namesHandle ? reinterpret_cast<const char*>(&listener) : optval,
                   optlen);
}

int
LayeredProvider::WSPShutdown(SOCKET s, int how, LPINT lpErrno)
{
    return Forward(&WSPPROC_TABLE::lpWSPShutdown, SOCKET_ERROR, lpErrno, s, how);
}

// ---------------------------------------------------------------- calls that know of chains

int
LayeredProvider::GetProtocolInfo(
    SOCKET s, int optname, char* optval, LPINT optlen, LPINT lpErrno) const
{
    const Ptr<LayeredSocket> socket = FindSocket(s);
    const CatalogEntry* chain = socket ? GetProcess().FindCatalogEntry(socket->chainId) : nullptr;
    if (!chain)
    {
        *lpErrno = WSAENOTSOCK;
        return SOCKET_ERROR;
    }
    const bool wide = optname == SO_PROTOCOL_INFOW;
    const INT needed =
        static_cast<INT>(wide ? sizeof(WSAPROTOCOL_INFOW) : sizeof(WSAPROTOCOL_INFOA));
    if (IsNowhere(optval) || IsNowhere(optlen) || *optlen < needed)
    {
        if (!IsNowhere(optlen))
        {
            *optlen = needed;
        }
        *lpErrno = WSAEFAULT;
        return SOCKET_ERROR;
    }
    const WSAPROTOCOL_INFOA ansi = ToAnsi(chain->info);
    std::memcpy(optval,
                wide ? static_cast<const void*>(&chain->info) : static_cast<const void*>(&ansi),
                static_cast<std::size_t>(needed));
    return 0;
}

int
LayeredProvider::WSPDuplicateSocket(SOCKET s,
                                    DWORD dwProcessId,
                                    LPWSAPROTOCOL_INFOW lpProtocolInfo,
                                    LPINT lpErrno)
{
    const Ptr<LayeredSocket> socket = FindSocket(s);
    if (!socket)
    {
        *lpErrno = WSAENOTSOCK;
        return SOCKET_ERROR;
    }
    const int result =
        socket->table->lpWSPDuplicateSocket(socket->lower, dwProcessId, lpProtocolInfo, lpErrno);
    const CatalogEntry* chain = GetProcess().FindCatalogEntry(socket->chainId);
    if (result == 0 && chain)
    {
        // The other process is to open its socket through the same chain; only the base provider's
        // secret in the reserved word is to reach the base provider again (R-DUP-2, R-CHN-4).
        const DWORD reserved = lpProtocolInfo->dwProviderReserved;
        *lpProtocolInfo = chain->info;
        lpProtocolInfo->dwProviderReserved = reserved;
    }
    return result;
}

INT
LayeredProvider::WSPAddressToString(LPSOCKADDR lpsaAddress,
                                    DWORD dwAddressLength,
                                    LPWSAPROTOCOL_INFOW lpProtocolInfo,
                                    LPWSTR lpszAddressString,
                                    LPDWORD lpdwAddressStringLength,
                                    LPINT lpErrno)
{
    const Route* route = FindRoute(lpProtocolInfo, lpErrno);
    if (!route)
    {
        return SOCKET_ERROR;
    }
    WSAPROTOCOL_INFOW info =
        PropagateProtocolInfo(*lpProtocolInfo, *route->next, SelectionRequest());
    return route->table.lpWSPAddressToString(
        lpsaAddress, dwAddressLength, &info, lpszAddressString, lpdwAddressStringLength, lpErrno);
}

INT
LayeredProvider::WSPStringToAddress(LPWSTR AddressString,
                                    INT AddressFamily,
                                    LPWSAPROTOCOL_INFOW lpProtocolInfo,
                                    LPSOCKADDR lpAddress,
                                    LPINT lpAddressLength,
                                    LPINT lpErrno)
{
    const Route* route = FindRoute(lpProtocolInfo, lpErrno);
    if (!route)
    {
        return SOCKET_ERROR;
    }
    WSAPROTOCOL_INFOW info =
        PropagateProtocolInfo(*lpProtocolInfo, *route->next, SelectionRequest());
    return route->table.lpWSPStringToAddress(
        AddressString, AddressFamily, &info, lpAddress, lpAddressLength, lpErrno);
}

int
LayeredProvider::WSPCancelBlockingCall(LPINT lpErrno)
{
    // The call does not say in which chain the blocked call is; at most one of them has it.
    *lpErrno = WSAEINVAL;
    for (const auto& [id, route] : m_routes)
    {
        if (route.starts != 0 && route.table.lpWSPCancelBlockingCall(lpErrno) == 0)
        {
            return 0;
        }
    }
    return SOCKET_ERROR;
}

// ---------------------------------------------------------------- select

Ptr<LayeredSocket>
LayeredProvider::FindSocketOfLibrary(SOCKET s) const
{
    if (Ptr<LayeredSocket> own = FindSocket(s))
    {
        return own;
    }
    // Each chain of a library has an instance of its own here, where a real library has its globals
    // in common: a program may select over sockets of two chains of one library (R-CAT-44).
    const HandleEntry* entry = GetProcess().GetHandles().Find(s);
    const auto* other =
        entry && entry->provider
            ? dynamic_cast<const LayeredProvider*>(PeekPointer(entry->provider->instance))
            : nullptr;
    const CatalogEntry* mine = GetProcess().FindCatalogEntry(GetCatalogEntryId());
    const CatalogEntry* its =
        other ? GetProcess().FindCatalogEntry(other->GetCatalogEntryId()) : nullptr;
    const bool same = mine && its &&
                      ProviderRegistry::Normalize(mine->libraryPath) ==
                          ProviderRegistry::Normalize(its->libraryPath);
    return same ? other->FindSocket(s) : nullptr;
}

Ptr<IoSocket>
LayeredProvider::FindIoSocket(SOCKET s) const
{
    const Ptr<LayeredSocket> socket = FindSocket(s);
    const auto route = socket ? m_routes.find(socket->chainId) : m_routes.end();
    const LoadedProvider* next =
        route == m_routes.end()
            ? nullptr
            : GetProcess().GetProviders().FindByEntry(route->second.next->info.dwCatalogEntryId);
    return next ? next->instance->FindIoSocket(socket->lower) : nullptr;
}

int
LayeredProvider::WSPSelect(int nfds,
                           fd_set* readfds,
                           fd_set* writefds,
                           fd_set* exceptfds,
                           const timeval* timeout,
                           LPINT lpErrno)
{
    const SOCKET* const first = FirstHandle(readfds, writefds, exceptfds);
    if (!first)
    {
        *lpErrno = WSAEINVAL;
        return SOCKET_ERROR;
    }
    const Ptr<LayeredSocket> socket = FindSocketOfLibrary(*first);
    if (socket && m_kind == HandleKind::IFS)
    {
        return socket->table->lpWSPSelect(nfds, readfds, writefds, exceptfds, timeout, lpErrno);
    }
    const auto toLower = [this](SOCKET s)
    {
        const Ptr<LayeredSocket> known = FindSocketOfLibrary(s);
        return known ? known->lower : INVALID_SOCKET;
    };
    TranslatedHandleSets sets(readfds, writefds, exceptfds, toLower);
    if (!socket || !sets.IsComplete())
    {
        *lpErrno = WSAENOTSOCK;
        return SOCKET_ERROR;
    }
    const int result = socket->table->lpWSPSelect(
        nfds, sets.GetRead(), sets.GetWrite(), sets.GetExcept(), timeout, lpErrno);
    if (result != SOCKET_ERROR)
    {
        sets.TranslateBack();
    }
    return result;
}

} // namespace ns3::winsock
