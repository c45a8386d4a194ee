/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "redirector-layer.h"

#include "redirected-socket.h"

#include "ns3/message-window.h"
#include "ns3/partial-select.h"
#include "ns3/provider-loader.h"
#include "ns3/simulator.h"
#include "ns3/socket-select.h"
#include "ns3/waitable-object.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-ioctls.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"
#include "ns3/winsock-thread.h"

#include <utility>

namespace ns3::winsock
{

struct RedirectorLayer::ConnectExtras
{
    LPWSABUF callerData; //!< lpCallerData
    LPWSABUF calleeData; //!< lpCalleeData
    LPQOS sqos;          //!< lpSQOS
    LPQOS gqos;          //!< lpGQOS
};

RedirectorLayer::RedirectorLayer(Ptr<RedirectorLibrary> library)
    : LibraryLayer(std::move(library))
{
}

RedirectorLayer::~RedirectorLayer() = default;

Ptr<LayeredSocket>
RedirectorLayer::MakeSocket()
{
    return Create<RedirectedSocket>();
}

Ptr<RedirectorLayer::RedirectedSocket>
RedirectorLayer::Find(SOCKET s) const
{
    return StaticCast<RedirectedSocket>(FindSocket(s));
}

bool
RedirectorLayer::IsHeld(SOCKET s) const
{
    return !m_held.empty() && m_held.count(s) != 0;
}

Ptr<RedirectedConnection>
RedirectorLayer::FindHeld(SOCKET s) const
{
    const RedirectorLayer* layer = this;
    if (!FindSocket(s))
    {
        // Each chain of the library has an instance of its own, but a program may select over
        // sockets of several (R-CAT-44).
        const HandleEntry* entry = GetProcess().GetHandles().Find(s);
        layer = entry && entry->provider
                    ? dynamic_cast<const RedirectorLayer*>(PeekPointer(entry->provider->instance))
                    : nullptr;
    }
    if (!layer)
    {
        return nullptr;
    }
    const auto at = layer->m_held.find(s);
    return at == layer->m_held.end() ? nullptr : at->second->connection;
}

// ---------------------------------------------------------------- sockets

SOCKET
RedirectorLayer::WSPSocket(int af,
                           int type,
                           int protocol,
                           LPWSAPROTOCOL_INFOW lpProtocolInfo,
                           GROUP g,
                           DWORD dwFlags,
                           LPINT lpErrno)
{
    const SOCKET s =
        LayeredProvider::WSPSocket(af, type, protocol, lpProtocolInfo, g, dwFlags, lpErrno);
    if (s != INVALID_SOCKET && lpProtocolInfo->iSocketType == SOCK_STREAM)
    {
        Find(s)->family = lpProtocolInfo->iAddressFamily;
    }
    return s;
}

int
RedirectorLayer::WSPCloseSocket(SOCKET s, LPINT lpErrno)
{
    const Ptr<RedirectedSocket> socket = Find(s);
    const int result = LayeredProvider::WSPCloseSocket(s, lpErrno);
    if (result == 0 && socket && socket->connection)
    {
        m_held.erase(s);
        std::exchange(socket->connection, nullptr)->Close();
    }
    return result;
}

int
RedirectorLayer::WSPCleanup(LPINT lpErrno)
{
    const int result = LayeredProvider::WSPCleanup(lpErrno);
    if (!IsStarted())
    {
        for (const auto& [s, socket] : std::exchange(m_held, {}))
        {
            std::exchange(socket->connection, nullptr)->Close();
        }
    }
    return result;
}

// ---------------------------------------------------------------- connect

bool
RedirectorLayer::IsRedirected(const RedirectedSocket& socket,
                              const SOCKADDR* name,
                              int namelen,
                              WinsockSocketAddress& target) const
{
    if (socket.connection || socket.redirected ||
        (socket.family != AF_INET && socket.family != AF_INET6))
    {
        return false;
    }
    target.ipv6 = socket.family == AF_INET6;
    // What nobody can connect to is for the base provider to refuse (R-CON-1).
    const bool good = WinsockSocketAddress::Read(name, namelen, socket.family, target) == 0 &&
                      !target.IsWildcard() && target.port != 0 && target.IsUnicast();
    return good && !GetLibrary().IsExempt(target);
}

int
RedirectorLayer::WSPConnect(SOCKET s,
                            const SOCKADDR* name,
                            int namelen,
                            LPWSABUF lpCallerData,
                            LPWSABUF lpCalleeData,
                            LPQOS lpSQOS,
                            LPQOS lpGQOS,
                            LPINT lpErrno)
{
    const Ptr<RedirectedSocket> socket = Find(s);
    if (socket && socket->connection && socket->connection->IsUnderWay())
    {
        return AnswerWith(WSAEALREADY, lpErrno);
    }
    WinsockSocketAddress target;
    if (!socket || !IsRedirected(*socket, name, namelen, target))
    {
        return LayeredProvider::WSPConnect(
            s, name, namelen, lpCallerData, lpCalleeData, lpSQOS, lpGQOS, lpErrno);
    }
    const Address proxy = GetLibrary().GetProxy(target.ipv6);
    if (proxy.IsInvalid())
    {
        return AnswerWith(WSAENETUNREACH, lpErrno);
    }
    socket->target = target;
    ConnectExtras extras{lpCallerData, lpCalleeData, lpSQOS, lpGQOS};
    int error = Begin(socket, proxy, extras);
    if (error == WSAEWOULDBLOCK && socket->connection)
    {
        const Ptr<RedirectedConnection> connection = socket->connection;
        error = connection->Await(!socket->nonBlocking);
    }
    if (error == 0 && lpCalleeData)
    {
        lpCalleeData->len = 0; // TCP carries no data of the program's in a handshake
    }
    return AnswerWith(error, lpErrno);
}

int
RedirectorLayer::Begin(const Ptr<RedirectedSocket>& socket,
                       const Address& proxy,
                       ConnectExtras& extras)
{
    // The socket's state is for the element below to judge, so the connect comes before anything
    // that would disturb the socket.
    if (!socket->nonBlocking)
    {
        if (const int error = SetLowerMode(*socket, true))
        {
            return error;
        }
    }
    SOCKADDR_STORAGE name{};
    auto* const proxyName = reinterpret_cast<SOCKADDR*>(&name);
    INT length = sizeof(name);
    WinsockSocketAddress::FromNs3(proxy).Write(proxyName, &length);
    int error = 0;
    const int result = socket->table->lpWSPConnect(socket->lower,
                                                   proxyName,
                                                   length,
                                                   extras.callerData,
                                                   extras.calleeData,
                                                   extras.sqos,
                                                   extras.gqos,
                                                   &error);
    if (result != 0 && error != WSAEWOULDBLOCK)
    {
        if (!socket->nonBlocking)
        {
            SetLowerMode(*socket, false);
        }
        return error;
    }
    WinsockProcess& process = GetProcess();
    const WinsockSocketAddress& target = socket->target;
    socket->report = RedirectionReport{Simulator::Now(),
                                       Simulator::Now(),
                                       process.GetStack().GetNodeId(),
                                       process.GetId(),
                                       target.ToNs3(),
                                       proxy,
                                       0};
    const Socks5Handshake handshake(target, GetLibrary().GetUser(), GetLibrary().GetPassword());
    const Ptr<RedirectedConnection> connection =
        Create<RedirectedConnection>(process,
                                     socket->lower,
                                     *socket->table,
                                     handshake,
                                     [this, held = PeekPointer(socket)] { OnEnd(*held); });
    socket->connection = connection;
    m_held[socket->handle] = socket;
    WatchFor(*socket);
    connection->Begin(result == 0, GetLibrary().GetTimeout());
    return connection->IsUnderWay() ? WSAEWOULDBLOCK : connection->GetError();
}

void
RedirectorLayer::WatchFor(const RedirectedSocket& socket) const
{
    const RedirectedSocket::Registration& wanted = socket.registration;
    ObjectTable& objects = GetProcess().GetObjects();
    if (wanted.mask != 0 && wanted.window)
    {
        socket.connection->WatchByMessage(
            objects.Find<MessageWindow>(wanted.window), socket.handle, wanted.message, wanted.mask);
    }
    else if (wanted.mask != 0)
    {
        socket.connection->WatchByEvent(objects.Find<EventObject>(wanted.event), wanted.mask);
    }
}

void
RedirectorLayer::OnEnd(RedirectedSocket& socket)
{
    const Ptr<RedirectedSocket> kept(&socket);
    const Ptr<RedirectedConnection> connection = socket.connection;
    const SOCKET s = socket.handle;
    int ignored = 0;
    // First comes the end of connecting, then what the socket below has to tell (R-CON-4).
    connection->Announce();
    if (connection->GetState() == RedirectedConnection::State::REFUSED)
    {
        // Below there is a connection that must not be seen; the program gets rid of both.
        socket.error = connection->GetError();
        socket.table->lpWSPShutdown(socket.lower, SD_BOTH, &ignored);
    }
    else
    {
        connection->FetchEvents(socket.owed);
        socket.redirected = connection->GetState() == RedirectedConnection::State::CONNECTED;
        socket.connection = nullptr;
        m_held.erase(s);
        connection->NotifyWatchers(); // who waits has to look at the socket below from now on
        const RedirectedSocket::Registration& wanted = socket.registration;
        if (wanted.mask != 0 && wanted.window)
        {
            LayeredProvider::WSPAsyncSelect(
                s, wanted.window, wanted.message, wanted.mask, &ignored);
        }
        else if (wanted.mask != 0)
        {
            LayeredProvider::WSPEventSelect(s, wanted.event, wanted.mask, &ignored);
        }
    }
    if (!socket.nonBlocking)
    {
        SetLowerMode(socket, false);
    }
    socket.report.end = Simulator::Now();
    socket.report.error = connection->GetError();
    GetLibrary().Report(socket.report);
}

int
RedirectorLayer::SetLowerMode(const RedirectedSocket& socket, bool nonBlocking) const
{
    WinsockThread* const thread = WinsockThread::GetCurrent();
    WSATHREADID id{thread, thread->GetId()};
    ULONG mode = nonBlocking ? 1 : 0;
    DWORD returned = 0;
    int error = 0;
    const int result = socket.table->lpWSPIoctl(socket.lower,
                                                FIONBIO,
                                                &mode,
                                                sizeof(mode),
                                                nullptr,
                                                0,
                                                &returned,
                                                nullptr,
                                                nullptr,
                                                &id,
                                                &error);
    return result == 0 ? 0 : error;
}

// ---------------------------------------------------------------- ways of waiting

int
RedirectorLayer::WSPSelect(int nfds,
                           fd_set* readfds,
                           fd_set* writefds,
                           fd_set* exceptfds,
                           const timeval* timeout,
                           LPINT lpErrno)
{
    const auto hasHeld = [this](const fd_set* set)
    {
        const SOCKET* const first = set ? set->fd_array : nullptr;
        for (u_int i = 0; set && i < set->fd_count; ++i)
        {
            if (FindHeld(first[i]))
            {
                return true;
            }
        }
        return false;
    };
    const auto below =
        [&](fd_set* reading, fd_set* writing, fd_set* failing, const timeval* limit, LPINT error)
    { return LayeredProvider::WSPSelect(nfds, reading, writing, failing, limit, error); };
    if (!hasHeld(readfds) && !hasHeld(writefds) && !hasHeld(exceptfds))
    {
        return below(readfds, writefds, exceptfds, timeout, lpErrno);
    }
    const PartialSelect select{[this](SOCKET s) -> Ptr<IoSocket> { return FindHeld(s); }, below};
    return select.Perform(readfds, writefds, exceptfds, timeout, *lpErrno);
}

Ptr<IoSocket>
RedirectorLayer::FindIoSocket(SOCKET s) const
{
    const Ptr<RedirectedConnection> held = FindHeld(s);
    if (!held)
    {
        return LayeredProvider::FindIoSocket(s);
    }
    return held;
}

int
RedirectorLayer::WSPEventSelect(SOCKET s, WSAEVENT hEventObject, LONG lNetworkEvents, LPINT lpErrno)
{
    const Ptr<RedirectedSocket> socket = Find(s);
    int result = 0;
    if (socket && socket->connection)
    {
        const Ptr<EventObject> event = GetProcess().GetObjects().Find<EventObject>(hEventObject);
        if (!event && lNetworkEvents != 0)
        {
            return AnswerWith(WSAEINVAL, lpErrno);
        }
        socket->connection->WatchByEvent(event, lNetworkEvents);
    }
    else
    {
        result = LayeredProvider::WSPEventSelect(s, hEventObject, lNetworkEvents, lpErrno);
    }
    if (result == 0 && socket)
    {
        socket->registration = {hEventObject, nullptr, 0, lNetworkEvents};
        socket->owed.lNetworkEvents = 0;
        socket->nonBlocking = true;
    }
    return result;
}

int
RedirectorLayer::WSPAsyncSelect(SOCKET s, HWND hWnd, unsigned int wMsg, LONG lEvent, LPINT lpErrno)
{
    const Ptr<RedirectedSocket> socket = Find(s);
    int result = 0;
    if (socket && socket->connection)
    {
        const Ptr<MessageWindow> window = GetProcess().GetObjects().Find<MessageWindow>(hWnd);
        if (!window)
        {
            return AnswerWith(WSAEINVAL, lpErrno);
        }
        socket->connection->WatchByMessage(window, s, wMsg, lEvent);
    }
    else
    {
        result = LayeredProvider::WSPAsyncSelect(s, hWnd, wMsg, lEvent, lpErrno);
    }
    if (result == 0 && socket)
    {
        socket->registration = {nullptr, hWnd, wMsg, lEvent};
        socket->owed.lNetworkEvents = 0;
        socket->nonBlocking = true;
    }
    return result;
}

int
RedirectorLayer::WSPEnumNetworkEvents(SOCKET s,
                                      WSAEVENT hEventObject,
                                      LPWSANETWORKEVENTS lpNetworkEvents,
                                      LPINT lpErrno)
{
    // The socket below is asked in any case: it judges the arguments and resets the event. During
    // the handshake nothing is recorded there for the program.
    const int result =
        LayeredProvider::WSPEnumNetworkEvents(s, hEventObject, lpNetworkEvents, lpErrno);
    const Ptr<RedirectedSocket> socket = Find(s);
    if (result != 0 || !socket)
    {
        return result;
    }
    if (socket->connection)
    {
        socket->connection->FetchEvents(socket->owed);
    }
    WSANETWORKEVENTS& owed = socket->owed;
    for (int bit = 0; bit < FD_MAX_EVENTS; ++bit)
    {
        if (owed.lNetworkEvents & (1 << bit))
        {
            lpNetworkEvents->iErrorCode[bit] = owed.iErrorCode[bit];
        }
    }
    lpNetworkEvents->lNetworkEvents |= std::exchange(owed.lNetworkEvents, 0);
    return 0;
}

} // namespace ns3::winsock
