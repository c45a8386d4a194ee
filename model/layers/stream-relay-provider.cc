/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// A layer of relays: the calls that make, connect, change and end sockets.

#include "stream-relay-provider.h"

#include "layered-pending-call.h"
#include "stream-relay-socket.h"

#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-ioctls.h"
#include "ns3/winsock-options.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"

#include <cstring>
#include <utility>

namespace ns3::winsock
{

namespace
{

/// The number of the messages that the layer has posted to itself; nobody else sees them.
constexpr UINT LOWER_MESSAGE = 1;

/// @return whether the socket below is connected
bool
HasPeer(const StreamRelay& relay)
{
    SOCKADDR_STORAGE name{};
    INT length = sizeof(name);
    int ignored = 0;
    return relay.GetTable().lpWSPGetPeerName(
               relay.GetLower(), reinterpret_cast<SOCKADDR*>(&name), &length, &ignored) == 0;
}

/// @return 0, or SOCKET_ERROR with the error where it belongs
int
Answer(int error, LPINT lpErrno)
{
    *lpErrno = error;
    return error == 0 ? 0 : SOCKET_ERROR;
}

} // namespace

StreamRelayProvider::StreamRelayProvider(std::string name)
    : LayeredProvider(std::move(name), HandleKind::NON_IFS),
      m_calls(*this)
{
}

StreamRelayProvider::~StreamRelayProvider() = default;

LowerCalls&
StreamRelayProvider::GetCalls()
{
    return m_calls;
}

int
StreamRelayProvider::GetClosingError() const
{
    const bool observed = GetProcess().GetStack().GetDialect() == Dialect::NT;
    return observed ? WSAECONNABORTED : WSA_OPERATION_ABORTED;
}

Ptr<StreamRelay>
StreamRelayProvider::MakeRelay()
{
    return Create<StreamRelay>();
}

Ptr<LayeredSocket>
StreamRelayProvider::MakeSocket()
{
    return Create<RelaySocket>();
}

Ptr<StreamRelay>
StreamRelayProvider::FindRelay(SOCKET s) const
{
    const Ptr<LayeredSocket> socket = FindSocket(s);
    return socket ? static_cast<const RelaySocket&>(*socket).relay : nullptr;
}

Ptr<StreamRelay>
StreamRelayProvider::Relay(RelaySocket& socket)
{
    socket.relay = MakeRelay();
    socket.relay->Attach(*this, socket);
    m_relays[socket.lower] = socket.relay;
    return socket.relay;
}

// ---------------------------------------------------------------- making and ending

SOCKET
StreamRelayProvider::WSPSocket(int af,
                               int type,
                               int protocol,
                               LPWSAPROTOCOL_INFOW lpProtocolInfo,
                               GROUP g,
                               DWORD dwFlags,
                               LPINT lpErrno)
{
    const bool named = type == FROM_PROTOCOL_INFO && !IsNowhere(lpProtocolInfo);
    const bool stream = (named ? lpProtocolInfo->iSocketType : type) == SOCK_STREAM;
    const DWORD flags = stream ? dwFlags | WSA_FLAG_OVERLAPPED : dwFlags;
    const SOCKET s =
        LayeredProvider::WSPSocket(af, type, protocol, lpProtocolInfo, g, flags, lpErrno);
    if (const Ptr<LayeredSocket> socket = stream ? FindSocket(s) : nullptr)
    {
        socket->flags = dwFlags;
        const Ptr<StreamRelay> relay = Relay(static_cast<RelaySocket&>(*socket));
        if (lpProtocolInfo->dwProviderReserved != 0 && HasPeer(*relay))
        {
            relay->OnAccepted(); // another process's connection (R-DUP-2)
        }
    }
    return s;
}

int
StreamRelayProvider::AwaitLinger(StreamRelay& relay, bool& later)
{
    linger wanted{};
    INT length = sizeof(wanted);
    int ignored = 0;
    relay.GetTable().lpWSPGetSockOpt(relay.GetLower(),
                                     SOL_SOCKET,
                                     SO_LINGER,
                                     reinterpret_cast<char*>(&wanted),
                                     &length,
                                     &ignored);
    later = wanted.l_onoff == 0;
    return later ? 0 : relay.Linger(wanted.l_linger);
}

int
StreamRelayProvider::WSPCloseSocket(SOCKET s, LPINT lpErrno)
{
    const Ptr<LayeredSocket> socket = FindSocket(s);
    const Ptr<StreamRelay> relay = FindRelay(s);
    bool later = false;
    if (relay && relay->GetState() == StreamRelay::State::CONNECTED && relay->IsSending())
    {
        if (const int error = AwaitLinger(*relay, later))
        {
            return Answer(error, lpErrno);
        }
        if (FindSocket(s) != socket)
        {
            return Answer(WSAENOTSOCK, lpErrno); // another thread has closed it meanwhile
        }
    }
    if (later)
    {
        LetGo(*socket);
    }
    else if (LayeredProvider::WSPCloseSocket(s, lpErrno) != 0)
    {
        return SOCKET_ERROR;
    }
    if (relay)
    {
        relay->Close(later);
        if (!later)
        {
            m_relays.erase(relay->GetLower());
        }
    }
    return 0;
}

void
StreamRelayProvider::CloseBelow(const StreamRelay& relay)
{
    int ignored = 0;
    const SOCKET lower = relay.GetLower();
    relay.GetTable().lpWSPCloseSocket(lower, &ignored);
    m_relays.erase(lower);
}

void
StreamRelayProvider::OnLastCleanup()
{
    for (const auto& [lower, relay] : std::exchange(m_relays, {}))
    {
        // What is open is reset; what was closed still sends what the element below has (R-SPI-10).
        const bool closed = relay->IsClosed();
        relay->Forget();
        int ignored = 0;
        if (!closed || relay->GetTable().lpWSPCloseSocket(lower, &ignored) != 0)
        {
            ResetSocket(relay->GetTable(), lower);
        }
    }
    m_calls.Forget();
    m_beginnings.clear();
    if (m_window)
    {
        GetProcess().GetObjects().Remove(m_window->GetHandle());
        m_window = nullptr;
    }
}

// ---------------------------------------------------------------- connections

void
StreamRelayProvider::SetLowerMode(const StreamRelay& relay, bool nonBlocking)
{
    ULONG mode = nonBlocking ? 1 : 0;
    DWORD bytes = 0;
    int ignored = 0;
    relay.GetTable().lpWSPIoctl(relay.GetLower(),
                                static_cast<DWORD>(FIONBIO),
                                &mode,
                                sizeof(mode),
                                nullptr,
                                0,
                                &bytes,
                                nullptr,
                                nullptr,
                                nullptr,
                                &ignored);
}

bool
StreamRelayProvider::HasLowerWindow()
{
    if (!m_window)
    {
        const auto window = Create<LowerWindow>(*this, GetProcess().GetWorkerThread());
        window->SetHandle(GetProcess().GetObjects().Add(window));
        if (window->GetHandle())
        {
            m_window = window;
        }
    }
    return m_window != nullptr;
}

void
StreamRelayProvider::WatchBelow(const StreamRelay& relay)
{
    int ignored = 0;
    relay.GetTable().lpWSPAsyncSelect(
        relay.GetLower(), m_window->GetHandle(), LOWER_MESSAGE, FD_CONNECT | FD_ACCEPT, &ignored);
}

void
StreamRelayProvider::LeaveBelow(const StreamRelay& relay)
{
    if (m_window)
    {
        int ignored = 0;
        relay.GetTable().lpWSPAsyncSelect(
            relay.GetLower(), m_window->GetHandle(), LOWER_MESSAGE, 0, &ignored);
    }
    SetLowerMode(relay, relay.IsNonBlocking());
}

bool
StreamRelayProvider::IsAcceptable(const StreamRelay& listener)
{
    fd_set waiting{1, {listener.GetLower()}};
    const timeval now{0, 0};
    int ignored = 0;
    return listener.GetTable().lpWSPSelect(0, &waiting, nullptr, nullptr, &now, &ignored) == 1;
}

void
StreamRelayProvider::OnLowerMessage(SOCKET lower, LPARAM lParam)
{
    const auto at = m_relays.find(lower);
    if (at == m_relays.end())
    {
        return; // closed meanwhile
    }
    const Ptr<StreamRelay> relay = at->second;
    const auto event = static_cast<LONG>(static_cast<DWORD>(lParam) & 0xffff);
    const auto error = static_cast<int>(static_cast<DWORD>(lParam) >> 16);
    if (event == FD_ACCEPT && relay->GetState() == StreamRelay::State::LISTENING)
    {
        relay->SetAcceptable(IsAcceptable(*relay));
    }
    else if (event == FD_CONNECT && relay->GetState() == StreamRelay::State::CONNECTING)
    {
        if (error != 0)
        {
            if (!relay->HasEventRegistration())
            {
                LeaveBelow(*relay);
            }
            relay->OnConnectFailed(error);
            return;
        }
        LeaveBelow(*relay);
        relay->OnConnected();
    }
}

int
StreamRelayProvider::WSPConnect(SOCKET s,
                                const SOCKADDR* name,
                                int namelen,
                                LPWSABUF lpCallerData,
                                LPWSABUF lpCalleeData,
                                LPQOS lpSQOS,
                                LPQOS lpGQOS,
                                LPINT lpErrno)
{
    const Ptr<StreamRelay> relay = FindRelay(s);
    if (relay && relay->GetState() == StreamRelay::State::IDLE && relay->IsNonBlocking() &&
        !HasLowerWindow())
    {
        *lpErrno = WSAENOBUFS; // nobody could be told of its end (R-ACC-10)
        return SOCKET_ERROR;
    }
    const int result = LayeredProvider::WSPConnect(
        s, name, namelen, lpCallerData, lpCalleeData, lpSQOS, lpGQOS, lpErrno);
    if (!relay || FindRelay(s) != relay || relay->GetState() != StreamRelay::State::IDLE)
    {
        return result;
    }
    if (result == 0)
    {
        relay->BeginConnect(false);
        relay->OnConnected();
    }
    else if (*lpErrno == WSAEWOULDBLOCK)
    {
        relay->BeginConnect(true);
        WatchBelow(*relay);
    }
    return result;
}

int
StreamRelayProvider::WSPListen(SOCKET s, int backlog, LPINT lpErrno)
{
    const int result = LayeredProvider::WSPListen(s, backlog, lpErrno);
    const Ptr<StreamRelay> relay = FindRelay(s);
    if (relay && result == 0)
    {
        relay->Listen();
    }
    return result;
}

SOCKET
StreamRelayProvider::WSPAccept(SOCKET s,
                               LPSOCKADDR addr,
                               LPINT addrlen,
                               LPCONDITIONPROC lpfnCondition,
                               DWORD_PTR dwCallbackData,
                               LPINT lpErrno)
{
    const Ptr<StreamRelay> listener = FindRelay(s);
    const SOCKET handle =
        LayeredProvider::WSPAccept(s, addr, addrlen, lpfnCondition, dwCallbackData, lpErrno);
    const Ptr<LayeredSocket> socket = listener ? FindSocket(handle) : nullptr;
    if (listener && listener->HasEventRegistration())
    {
        listener->SetAcceptable(IsAcceptable(*listener));
        // A deferred request is not told of again (R-ACC-5).
        listener->Reenable(handle == INVALID_SOCKET && *lpErrno == WSATRY_AGAIN ? 0 : FD_ACCEPT);
    }
    if (socket)
    {
        const Ptr<StreamRelay> relay = Relay(static_cast<RelaySocket&>(*socket));
        relay->SetNonBlocking(listener->IsNonBlocking());
        if (listener->HasEventRegistration())
        {
            // The socket below has inherited what the layer asked for at the listener's (R-ACC-4).
            LeaveBelow(*relay);
            relay->GetWatch().Inherit(listener->GetWatch(), handle);
        }
        relay->OnAccepted();
    }
    return handle;
}

int
StreamRelayProvider::WSPShutdown(SOCKET s, int how, LPINT lpErrno)
{
    const Ptr<StreamRelay> relay = FindRelay(s);
    return relay ? Answer(relay->Shutdown(how), lpErrno)
                 : LayeredProvider::WSPShutdown(s, how, lpErrno);
}

int
StreamRelayProvider::WSPSendDisconnect(SOCKET s, LPWSABUF lpOutboundDisconnectData, LPINT lpErrno)
{
    const Ptr<StreamRelay> relay = FindRelay(s);
    return relay && !lpOutboundDisconnectData
               ? Answer(relay->Shutdown(SD_SEND), lpErrno)
               : LayeredProvider::WSPSendDisconnect(s, lpOutboundDisconnectData, lpErrno);
}

int
StreamRelayProvider::WSPRecvDisconnect(SOCKET s, LPWSABUF lpInboundDisconnectData, LPINT lpErrno)
{
    const Ptr<StreamRelay> relay = FindRelay(s);
    const int result = LayeredProvider::WSPRecvDisconnect(s, lpInboundDisconnectData, lpErrno);
    return relay && result == 0 ? Answer(relay->Shutdown(SD_RECEIVE), lpErrno) : result;
}

// ---------------------------------------------------------------- options and ioctls

int
StreamRelayProvider::WSPSetSockOpt(
    SOCKET s, int level, int optname, const char* optval, int optlen, LPINT lpErrno)
{
    const int result = LayeredProvider::WSPSetSockOpt(s, level, optname, optval, optlen, lpErrno);
    const Ptr<StreamRelay> relay = FindRelay(s);
    if (relay && result == 0 && level == SOL_SOCKET)
    {
        relay->ReadOptions();
    }
    return result;
}

int
StreamRelayProvider::WSPIoctl(SOCKET s,
                              DWORD dwIoControlCode,
                              LPVOID lpvInBuffer,
                              DWORD cbInBuffer,
                              LPVOID lpvOutBuffer,
                              DWORD cbOutBuffer,
                              LPDWORD lpcbBytesReturned,
                              LPWSAOVERLAPPED lpOverlapped,
                              LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine,
                              LPWSATHREADID lpThreadId,
                              LPINT lpErrno)
{
    const Ptr<StreamRelay> relay = FindRelay(s);
    ULONG mode = 0;
    const bool sets = relay && dwIoControlCode == static_cast<DWORD>(FIONBIO) &&
                      !IsNowhere(lpvInBuffer) && cbInBuffer >= sizeof(mode);
    if (sets)
    {
        std::memcpy(&mode, lpvInBuffer, sizeof(mode));
        if (mode == 0 && relay->HasEventRegistration())
        {
            return Answer(WSAEINVAL, lpErrno); // R-EVT-1
        }
        relay->SetNonBlocking(mode != 0);
        if (relay->GetState() == StreamRelay::State::CONNECTING)
        {
            // The layer's own messages keep the socket below nonblocking; LeaveBelow() catches up.
            mode = 1;
            lpvInBuffer = &mode;
        }
    }
    const int result = LayeredProvider::WSPIoctl(s,
                                                 dwIoControlCode,
                                                 lpvInBuffer,
                                                 cbInBuffer,
                                                 lpvOutBuffer,
                                                 cbOutBuffer,
                                                 lpcbBytesReturned,
                                                 lpOverlapped,
                                                 lpCompletionRoutine,
                                                 lpThreadId,
                                                 lpErrno);
    if (relay && result == 0 && dwIoControlCode == static_cast<DWORD>(FIONREAD))
    {
        // What the element below has counted is not yet decoded.
        const ULONG readable = relay->GetReadableBytes();
        std::memcpy(lpvOutBuffer, &readable, sizeof(readable));
    }
    return result;
}

} // namespace ns3::winsock
