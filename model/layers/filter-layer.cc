/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "filter-socket.h"

#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-pointer.h"

#include <cstring>

namespace ns3::winsock
{

struct FilterLayer::Acceptance
{
    FilterLayer& layer;        //!< who accepts
    const Socket& listener;    //!< where
    LPCONDITIONPROC condition; //!< the program's own; may be null
    DWORD_PTR data;            //!< its callback data
    bool denied{false};        //!< the rules have refused a connection

    /// The condition function that goes down; its callback data is an Acceptance.
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
        auto& self = *reinterpret_cast<Acceptance*>(dwCallbackData);
        FilterRequest request = MakeRequest(FilterDirection::INBOUND, "WSPAccept", self.listener);
        request.remote = ReadId(lpCallerId);
        request.local = ReadId(lpCalleeId);
        int ignored = 0;
        self.denied = !self.layer.Allows(request, &ignored);
        if (self.denied)
        {
            return CF_REJECT;
        }
        return self.condition ? self.condition(lpCallerId,
                                               lpCallerData,
                                               lpSQOS,
                                               lpGQOS,
                                               lpCalleeId,
                                               lpCalleeData,
                                               g,
                                               self.data)
                              : CF_ACCEPT;
    }

    static FilterAddress
    ReadId(const WSABUF* id)
    {
        return id ? ReadFilterAddress(reinterpret_cast<const SOCKADDR*>(id->buf),
                                      static_cast<int>(id->len))
                  : FilterAddress();
    }
};

FilterLayer::FilterLayer(Ptr<FilterLibrary> library)
    : LibraryLayer(library)
{
}

FilterLayer::~FilterLayer() = default;

// ---------------------------------------------------------------- asking

Ptr<LayeredSocket>
FilterLayer::MakeSocket()
{
    return Create<Socket>();
}

Ptr<FilterLayer::Socket>
FilterLayer::Find(SOCKET s) const
{
    return StaticCast<Socket>(FindSocket(s));
}

FilterRequest
FilterLayer::MakeRequest(FilterDirection direction, const char* function, const Socket& socket)
{
    FilterRequest request;
    request.direction = direction;
    request.function = function;
    request.family = socket.family;
    request.type = socket.type;
    return request;
}

void
FilterLayer::AddLocal(SOCKET s, FilterRequest& request)
{
    SOCKADDR_STORAGE name{};
    INT length = sizeof(name);
    int ignored = 0;
    auto* const address = reinterpret_cast<SOCKADDR*>(&name);
    if (GetLibrary().AsksForLocal() &&
        LayeredProvider::WSPGetSockName(s, address, &length, &ignored) == 0)
    {
        request.local = ReadFilterAddress(address, length);
    }
}

bool
FilterLayer::Allows(FilterRequest& request, LPINT lpErrno)
{
    const int error = GetLibrary().Decide(GetProcess(), request);
    *lpErrno = error != 0 ? error : *lpErrno;
    return error == 0;
}

bool
FilterLayer::AllowsOutbound(
    const char* function, SOCKET s, const SOCKADDR* name, int namelen, LPINT lpErrno)
{
    const Ptr<Socket> socket = Find(s);
    const FilterAddress remote = ReadFilterAddress(name, namelen);
    if (!socket || !remote)
    {
        // A mistake of the program, or the end of an association: the provider below knows.
        return true;
    }
    FilterRequest request = MakeRequest(FilterDirection::OUTBOUND, function, *socket);
    request.remote = remote;
    AddLocal(s, request);
    return Allows(request, lpErrno);
}

// ---------------------------------------------------------------- sockets

SOCKET
FilterLayer::WSPSocket(int af,
                       int type,
                       int protocol,
                       LPWSAPROTOCOL_INFOW lpProtocolInfo,
                       GROUP g,
                       DWORD dwFlags,
                       LPINT lpErrno)
{
    const auto resolve = [](int asked, int offered)
    { return asked == 0 || asked == FROM_PROTOCOL_INFO ? offered : asked; };
    Socket wanted;
    wanted.family = lpProtocolInfo ? resolve(af, lpProtocolInfo->iAddressFamily) : af;
    wanted.type = lpProtocolInfo ? resolve(type, lpProtocolInfo->iSocketType) : type;
    FilterRequest request = MakeRequest(FilterDirection::OPEN, "WSPSocket", wanted);
    if (!Allows(request, lpErrno))
    {
        return INVALID_SOCKET;
    }
    return LayeredProvider::WSPSocket(af, type, protocol, lpProtocolInfo, g, dwFlags, lpErrno);
}

int
FilterLayer::WSPBind(SOCKET s, const SOCKADDR* name, int namelen, LPINT lpErrno)
{
    const Ptr<Socket> socket = Find(s);
    FilterRequest request;
    if (socket)
    {
        request = MakeRequest(FilterDirection::BIND, "WSPBind", *socket);
        request.local = ReadFilterAddress(name, namelen);
    }
    return socket && !Allows(request, lpErrno)
               ? SOCKET_ERROR
               : LayeredProvider::WSPBind(s, name, namelen, lpErrno);
}

int
FilterLayer::WSPListen(SOCKET s, int backlog, LPINT lpErrno)
{
    const Ptr<Socket> socket = Find(s);
    FilterRequest request;
    if (socket)
    {
        request = MakeRequest(FilterDirection::LISTEN, "WSPListen", *socket);
        AddLocal(s, request);
    }
    return socket && !Allows(request, lpErrno) ? SOCKET_ERROR
                                               : LayeredProvider::WSPListen(s, backlog, lpErrno);
}

SOCKET
FilterLayer::WSPAccept(SOCKET s,
                       LPSOCKADDR addr,
                       LPINT addrlen,
                       LPCONDITIONPROC lpfnCondition,
                       DWORD_PTR dwCallbackData,
                       LPINT lpErrno)
{
    const Ptr<Socket> listener = Find(s);
    if (!listener || IsBadPointer(reinterpret_cast<const void*>(lpfnCondition)))
    {
        return LayeredProvider::WSPAccept(s, addr, addrlen, lpfnCondition, dwCallbackData, lpErrno);
    }
    Acceptance acceptance{*this, *listener, lpfnCondition, dwCallbackData};
    SOCKET accepted = INVALID_SOCKET;
    do
    {
        acceptance.denied = false;
        accepted = LayeredProvider::WSPAccept(s,
                                              addr,
                                              addrlen,
                                              &Acceptance::Decide,
                                              reinterpret_cast<DWORD_PTR>(&acceptance),
                                              lpErrno);
    } while (accepted == INVALID_SOCKET && acceptance.denied);
    if (const Ptr<Socket> socket = Find(accepted))
    {
        socket->connected = true;
    }
    return accepted;
}

int
FilterLayer::WSPConnect(SOCKET s,
                        const SOCKADDR* name,
                        int namelen,
                        LPWSABUF lpCallerData,
                        LPWSABUF lpCalleeData,
                        LPQOS lpSQOS,
                        LPQOS lpGQOS,
                        LPINT lpErrno)
{
    if (!AllowsOutbound("WSPConnect", s, name, namelen, lpErrno))
    {
        return SOCKET_ERROR;
    }
    const Ptr<Socket> socket = Find(s);
    const int result = LayeredProvider::WSPConnect(
        s, name, namelen, lpCallerData, lpCalleeData, lpSQOS, lpGQOS, lpErrno);
    if (socket && result == 0)
    {
        // An address of no family takes a datagram socket's peer away.
        socket->connected = ReadFilterAddress(name, namelen).has_value();
    }
    return result;
}

bool
FilterLayer::OffersExtension(const GUID& id) const
{
    // AcceptEx lets nobody judge a connection before it is taken, and a layer with the handles from below
    // does not see the calls.
    const bool passesBy = id == WSAID_CONNECTEX && GetHandleKind() == HandleKind::IFS;
    return id != WSAID_ACCEPTEX && !passesBy && LayeredProvider::OffersExtension(id);
}

BOOL
FilterLayer::ConnectEx(SOCKET s,
                       const SOCKADDR* name,
                       int namelen,
                       PVOID lpSendBuffer,
                       DWORD dwSendDataLength,
                       LPDWORD lpdwBytesSent,
                       LPOVERLAPPED lpOverlapped,
                       LPINT lpErrno)
{
    return AllowsOutbound("ConnectEx", s, name, namelen, lpErrno) &&
           LayeredProvider::ConnectEx(s,
                                      name,
                                      namelen,
                                      lpSendBuffer,
                                      dwSendDataLength,
                                      lpdwBytesSent,
                                      lpOverlapped,
                                      lpErrno);
}

SOCKET
FilterLayer::WSPJoinLeaf(SOCKET s,
                         const SOCKADDR* name,
                         int namelen,
                         LPWSABUF lpCallerData,
                         LPWSABUF lpCalleeData,
                         LPQOS lpSQOS,
                         LPQOS lpGQOS,
                         DWORD dwFlags,
                         LPINT lpErrno)
{
    if (!AllowsOutbound("WSPJoinLeaf", s, name, namelen, lpErrno))
    {
        return INVALID_SOCKET;
    }
    return LayeredProvider::WSPJoinLeaf(
        s, name, namelen, lpCallerData, lpCalleeData, lpSQOS, lpGQOS, dwFlags, lpErrno);
}

} // namespace ns3::winsock
