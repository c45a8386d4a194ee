/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "layered-provider.h"

#include "layered-pending-call.h"

#include "ns3/log.h"
#include "ns3/protocol-selector.h"
#include "ns3/provider-chain.h"
#include "ns3/provider-loader.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-options.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"

#include <utility>

namespace ns3::winsock
{

NS_LOG_COMPONENT_DEFINE("WinsockLayeredProvider");

namespace
{

/// Closes a socket that nobody has seen; one that lingers is reset, so that none stays behind.
void
Abandon(const WSPPROC_TABLE& table, SOCKET lower)
{
    int ignored = 0;
    if (table.lpWSPCloseSocket(lower, &ignored) != 0)
    {
        ResetSocket(table, lower);
    }
}

/// What an argument of WSPSocket stands for: 0 and FROM_PROTOCOL_INFO take the entry's value.
int
Resolve(int asked, int offered)
{
    return asked == 0 || asked == FROM_PROTOCOL_INFO ? offered : asked;
}

} // namespace

struct LayeredProvider::HandleGuard
{
    LayeredProvider& layer;    //!< whose handle
    Ptr<LayeredSocket> socket; //!< null once the socket is kept

    ~HandleGuard()
    {
        if (socket)
        {
            layer.GiveHandle(*socket);
        }
    }
};

struct LayeredProvider::AcceptDoor
{
    LayeredProvider& layer;           //!< who accepts
    const Ptr<LayeredSocket>& socket; //!< gets the handle
    LPCONDITIONPROC condition;        //!< the condition function from above; may be null
    DWORD_PTR data;                   //!< its callback data
    int error{0};                     //!< why there is no handle

    /// The layer's own condition function, whose callback data is an AcceptDoor.
    static int
    Decide(LPWSABUF lpCallerId,
           LPWSABUF lpCallerData,
           LPQOS lpSQOS,
           LPQOS lpGQOS,
           LPWSABUF lpCalleeId,
           LPWSABUF lpCalleeData,
           GROUP* g,
           DWORD_PTR dwCallbackData)
    {
        auto& door = *reinterpret_cast<AcceptDoor*>(dwCallbackData);
        if (!door.layer.TakeHandle(door.socket, &door.error))
        {
            // The connection stays where it is, or is lost (R-RES-4, R-ACC-4).
            const DeviceNumbers& numbers = door.layer.GetProcess().GetStack().GetNumbers();
            const bool keeps = numbers.acceptWithoutDescriptor == AcceptWithoutDescriptor::KEEP;
            return keeps ? CF_DEFER : CF_REJECT;
        }
        const int answer = door.condition ? door.condition(lpCallerId,
                                                           lpCallerData,
                                                           lpSQOS,
                                                           lpGQOS,
                                                           lpCalleeId,
                                                           lpCalleeData,
                                                           g,
                                                           door.data)
                                          : CF_ACCEPT;
        if (answer != CF_ACCEPT)
        {
            door.layer.GiveHandle(*door.socket);
        }
        return answer;
    }
};

LayeredProvider::LayeredProvider(std::string name, HandleKind kind)
    : m_name(std::move(name)),
      m_kind(kind)
{
}

LayeredProvider::~LayeredProvider() = default;

std::string
LayeredProvider::GetName() const
{
    return m_name;
}

HandleKind
LayeredProvider::GetHandleKind() const
{
    return m_kind;
}

const WSPUPCALLTABLE&
LayeredProvider::GetUpcalls() const
{
    return m_upcalls;
}

bool
LayeredProvider::IsStarted() const
{
    return !m_startups.empty();
}

uint32_t
LayeredProvider::GetDepth(SOCKET s, const WSAPROTOCOL_INFOW* info) const
{
    const Ptr<LayeredSocket> socket = FindSocket(s);
    const DWORD latest = m_startups.empty() ? 0 : m_startups.back();
    const ProtocolCatalog& catalog = GetProcess().GetCatalog();
    const CatalogEntry* chain = catalog.FindById(socket ? socket->chainId
                                                 : info ? info->dwCatalogEntryId
                                                        : latest);
    return chain ? static_cast<uint32_t>(FindChainSlot(catalog, *chain, GetCatalogEntryId()) + 1)
                 : 0;
}

// ---------------------------------------------------------------- start and end

int
LayeredProvider::WSPStartup(WORD wVersionRequested,
                            LPWSPDATA lpWSPData,
                            LPWSAPROTOCOL_INFOW lpProtocolInfo,
                            WSPUPCALLTABLE UpcallTable,
                            LPWSPPROC_TABLE lpProcTable)
{
    NS_LOG_FUNCTION(this << m_name);
    int error = ServiceProvider::WSPStartup(
        wVersionRequested, lpWSPData, lpProtocolInfo, UpcallTable, lpProcTable);
    if (error != 0)
    {
        return error;
    }
    if (!lpProtocolInfo)
    {
        return WSAEFAULT;
    }
    m_upcalls = UpcallTable;
    if (!StartRoute(*lpProtocolInfo, error))
    {
        return error;
    }
    m_startups.push_back(lpProtocolInfo->dwCatalogEntryId);
    return 0;
}

LayeredProvider::Route*
LayeredProvider::StartRoute(const WSAPROTOCOL_INFOW& chain, int& error)
{
    WinsockProcess& process = GetProcess();
    const DWORD id = chain.dwCatalogEntryId;
    const CatalogEntry* next = FindNextElement(process.GetCatalog(), chain, GetCatalogEntryId());
    const bool known = m_routes.count(id) != 0;
    Route* route = next ? &m_routes[id] : nullptr;
    if (!route || route->starting)
    {
        NS_LOG_LOGIC(m_name << (next ? " comes twice in chain " : " has nothing below it in chain ")
                            << id);
        error = WSAEPROVIDERFAILEDINIT;
        return nullptr;
    }
    route->next = std::shared_ptr<const CatalogEntry>(process.GetSharedCatalog(), next);
    route->starting = true;
    WSPPROC_TABLE table{};
    error = process.GetProviders().StartNext(
        *next, PropagateProtocolInfo(chain, *next, SelectionRequest()), m_upcalls, table);
    route->starting = false;
    if (error == 0)
    {
        route->table = table;
        ++route->starts;
        return route;
    }
    if (!known)
    {
        m_routes.erase(id);
    }
    return nullptr;
}

LayeredProvider::Route*
LayeredProvider::FindRoute(const WSAPROTOCOL_INFOW* chain, LPINT lpErrno)
{
    if (!chain)
    {
        *lpErrno = WSAEFAULT;
        return nullptr;
    }
    const auto at = m_routes.find(chain->dwCatalogEntryId);
    return at != m_routes.end() && at->second.starts != 0 ? &at->second
                                                          : StartRoute(*chain, *lpErrno);
}

int
LayeredProvider::StopRoute(Route& route, LPINT lpErrno)
{
    --route.starts;
    return GetProcess().GetProviders().StopNext(*route.next, route.table, lpErrno);
}

int
LayeredProvider::WSPCleanup(LPINT lpErrno)
{
    NS_LOG_FUNCTION(this << m_name << m_startups.size());
    if (m_startups.empty())
    {
        *lpErrno = WSANOTINITIALISED;
        return SOCKET_ERROR;
    }
    // No argument says which start this balances. The last one is right when a start that came too
    // late to succeed is undone, and at the end it does not matter.
    Route& latest = m_routes.find(m_startups.back())->second;
    m_startups.pop_back();
    if (!m_startups.empty())
    {
        return StopRoute(latest, lpErrno);
    }
    // What goes on below writes to this layer's memory, and the provider below may outlive the layer.
    OnLastCleanup();
    ForgetCalls();
    int result = 0;
    for (auto& [id, route] : m_routes)
    {
        while (route.starts != 0)
        {
            result = StopRoute(route, lpErrno) == 0 ? result : SOCKET_ERROR;
        }
    }
    GiveAllHandles();
    m_routes.clear();
    return result;
}

// ---------------------------------------------------------------- handles

void
LayeredProvider::OnLastCleanup()
{
}

LayeredProvider::LowerSocket
LayeredProvider::GetLower(SOCKET s, LPINT lpErrno) const
{
    if (m_kind == HandleKind::NON_IFS)
    {
        DWORD_PTR context = 0;
        if (m_upcalls.lpWPUQuerySocketHandleContext(s, &context, lpErrno) != 0)
        {
            return {INVALID_SOCKET, nullptr};
        }
        const auto* socket = reinterpret_cast<const LayeredSocket*>(context);
        return {socket->lower, socket->table};
    }
    if (m_routes.size() == 1)
    {
        return {s, &m_routes.begin()->second.table};
    }
    if (const auto at = m_sockets.find(s); at != m_sockets.end())
    {
        return {s, at->second->table};
    }
    *lpErrno = WSAENOTSOCK;
    return {INVALID_SOCKET, nullptr};
}

Ptr<LayeredSocket>
LayeredProvider::FindSocket(SOCKET s) const
{
    const auto at = m_sockets.find(s);
    return at == m_sockets.end() ? nullptr : at->second;
}

Ptr<LayeredSocket>
LayeredProvider::MakeSocket()
{
    return Create<LayeredSocket>();
}

Ptr<LayeredSocket>
LayeredProvider::MakeSocketLike(const LayeredSocket& other)
{
    Ptr<LayeredSocket> socket = MakeSocket();
    socket->table = other.table;
    socket->chainId = other.chainId;
    socket->flags = other.flags;
    socket->family = other.family;
    socket->type = other.type;
    return socket;
}

bool
LayeredProvider::TakeHandle(const Ptr<LayeredSocket>& socket, LPINT lpErrno)
{
    const DWORD self = GetCatalogEntryId();
    const SOCKET handle =
        m_kind == HandleKind::IFS
            ? m_upcalls.lpWPUModifyIFSHandle(self, socket->lower, lpErrno)
            : m_upcalls.lpWPUCreateSocketHandle(
                  self, reinterpret_cast<DWORD_PTR>(PeekPointer(socket)), lpErrno);
    if (handle == INVALID_SOCKET)
    {
        // This door can say WSAENOBUFS only (R-RES-2), although what is short is descriptors.
        const bool translate = m_kind == HandleKind::NON_IFS && *lpErrno == WSAENOBUFS &&
                               GetProcess().GetStack().TranslatesHandleDoor();
        *lpErrno = translate ? WSAEMFILE : *lpErrno;
        return false;
    }
    socket->handle = handle;
    m_sockets[handle] = socket;
    return true;
}

void
LayeredProvider::GiveHandle(LayeredSocket& socket)
{
    const SOCKET handle = std::exchange(socket.handle, INVALID_SOCKET);
    const auto at = m_sockets.find(handle);
    if (at == m_sockets.end() || PeekPointer(at->second) != &socket)
    {
        return;
    }
    // The record may go with its place in the map.
    m_sockets.erase(at);
    if (m_kind == HandleKind::NON_IFS)
    {
        int ignored = 0;
        m_upcalls.lpWPUCloseSocketHandle(handle, &ignored);
    }
}

void
LayeredProvider::GiveAllHandles()
{
    while (!m_sockets.empty())
    {
        const Ptr<LayeredSocket> socket = m_sockets.begin()->second;
        GiveHandle(*socket);
    }
}

SOCKET
LayeredProvider::Adopt(const Ptr<LayeredSocket>& socket, SOCKET lower, LPINT lpErrno)
{
    socket->lower = lower;
    if (socket->handle == INVALID_SOCKET && !TakeHandle(socket, lpErrno))
    {
        if (m_kind == HandleKind::IFS && *lpErrno == WSAEINVAL)
        {
            NS_LOG_WARN("Chain " << socket->chainId << ": the IFS layer " << m_name
                                 << " cannot show the handle from below, which is no IFS handle"
                                    " (R-CAT-43), so its sockets fail. Install it with"
                                    " WinsockLayerHelper, which puts IFS layers below all others;"
                                    " \"winsock-catalog check\" finds such chains.");
        }
        NS_LOG_LOGIC(m_name << " has no handle for lower socket " << lower);
        Abandon(*socket->table, lower);
        return INVALID_SOCKET;
    }
    return socket->handle;
}

// ---------------------------------------------------------------- calls that make or end sockets

SOCKET
LayeredProvider::WSPSocket(int af,
                           int type,
                           int protocol,
                           LPWSAPROTOCOL_INFOW lpProtocolInfo,
                           GROUP g,
                           DWORD dwFlags,
                           LPINT lpErrno)
{
    const Route* route = FindRoute(lpProtocolInfo, lpErrno);
    if (!route)
    {
        return INVALID_SOCKET;
    }
    WSAPROTOCOL_INFOW info =
        PropagateProtocolInfo(*lpProtocolInfo, *route->next, SelectionRequest{af, type, protocol});
    Ptr<LayeredSocket> socket = MakeSocket();
    socket->table = &route->table;
    socket->chainId = lpProtocolInfo->dwCatalogEntryId;
    socket->flags = dwFlags;
    socket->family = Resolve(af, info.iAddressFamily);
    socket->type = Resolve(type, info.iSocketType);
    const SOCKET lower = route->table.lpWSPSocket(af, type, protocol, &info, g, dwFlags, lpErrno);
    return lower == INVALID_SOCKET ? INVALID_SOCKET : Adopt(socket, lower, lpErrno);
}

SOCKET
LayeredProvider::WSPAccept(SOCKET s,
                           LPSOCKADDR addr,
                           LPINT addrlen,
                           LPCONDITIONPROC lpfnCondition,
                           DWORD_PTR dwCallbackData,
                           LPINT lpErrno)
{
    const Ptr<LayeredSocket> listener = FindSocket(s);
    if (!listener)
    {
        *lpErrno = WSAENOTSOCK;
        return INVALID_SOCKET;
    }
    HandleGuard guard{*this, MakeSocketLike(*listener)};
    AcceptDoor door{*this, guard.socket, lpfnCondition, dwCallbackData};
    // A pointer that is none goes down as it came: the base provider knows what to say to it.
    const bool decides = m_kind == HandleKind::NON_IFS &&
                         !IsBadPointer(reinterpret_cast<const void*>(lpfnCondition));
    const SOCKET lower =
        listener->table->lpWSPAccept(listener->lower,
                                     addr,
                                     addrlen,
                                     decides ? &AcceptDoor::Decide : lpfnCondition,
                                     decides ? reinterpret_cast<DWORD_PTR>(&door) : dwCallbackData,
                                     lpErrno);
    if (lower == INVALID_SOCKET)
    {
        // The program knows nothing of the layer's decision: it is short of a descriptor.
        const bool ofLayer = *lpErrno == WSATRY_AGAIN || *lpErrno == WSAECONNREFUSED;
        *lpErrno = door.error != 0 && ofLayer ? door.error : *lpErrno;
        return INVALID_SOCKET;
    }
    const Ptr<LayeredSocket> accepted = std::exchange(guard.socket, nullptr);
    const SOCKET handle = Adopt(accepted, lower, lpErrno);
    if (handle != INVALID_SOCKET && m_kind == HandleKind::NON_IFS)
    {
        InheritMessages(*listener, accepted);
    }
    return handle;
}

SOCKET
LayeredProvider::WSPJoinLeaf(SOCKET s,
                             const SOCKADDR* name,
                             int namelen,
                             LPWSABUF lpCallerData,
                             LPWSABUF lpCalleeData,
                             LPQOS lpSQOS,
                             LPQOS lpGQOS,
                             DWORD dwFlags,
                             LPINT lpErrno)
{
    const Ptr<LayeredSocket> socket = FindSocket(s);
    if (!socket)
    {
        *lpErrno = WSAENOTSOCK;
        return INVALID_SOCKET;
    }
    // Only a root gets another socket. Its handle comes first: a leaf that does not fit is not invited.
    const bool takes =
        m_kind == HandleKind::NON_IFS && (socket->flags & WSA_FLAG_MULTIPOINT_C_ROOT) != 0;
    HandleGuard guard{*this, MakeSocketLike(*socket)};
    if (takes && !TakeHandle(guard.socket, lpErrno))
    {
        return INVALID_SOCKET;
    }
    const SOCKET lower = socket->table->lpWSPJoinLeaf(
        socket->lower, name, namelen, lpCallerData, lpCalleeData, lpSQOS, lpGQOS, dwFlags, lpErrno);
    if (lower == INVALID_SOCKET || lower == socket->lower)
    {
        return lower == INVALID_SOCKET ? INVALID_SOCKET : s;
    }
    const Ptr<LayeredSocket> leaf = std::exchange(guard.socket, nullptr);
    const SOCKET handle = Adopt(leaf, lower, lpErrno);
    if (handle != INVALID_SOCKET && m_kind == HandleKind::NON_IFS)
    {
        InheritMessages(*socket, leaf);
    }
    return handle;
}

int
LayeredProvider::WSPCloseSocket(SOCKET s, LPINT lpErrno)
{
    const Ptr<LayeredSocket> socket = FindSocket(s);
    if (!socket)
    {
        *lpErrno = WSAENOTSOCK;
        return SOCKET_ERROR;
    }
    if (socket->table->lpWSPCloseSocket(socket->lower, lpErrno) != 0)
    {
        // The handle stays valid: the program closes again when lingering is over (R-SHD-3).
        return SOCKET_ERROR;
    }
    LetGo(*socket);
    return 0;
}

void
LayeredProvider::LetGo(LayeredSocket& socket)
{
    EndCalls(socket);
    GiveHandle(socket);
}

} // namespace ns3::winsock
