/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The calls of a redirector that find a socket in its handshake: names, options, modes and data.

#include "redirected-socket.h"
#include "redirector-layer.h"

#include "ns3/winsock-error.h"
#include "ns3/winsock-ioctls.h"
#include "ns3/winsock-options.h"
#include "ns3/winsock-pointer.h"

#include <cstring>
#include <utility>

namespace ns3::winsock
{

// ---------------------------------------------------------------- names, options, modes

int
RedirectorLayer::WSPGetPeerName(SOCKET s, LPSOCKADDR name, LPINT namelen, LPINT lpErrno)
{
    const Ptr<RedirectedSocket> socket = Find(s);
    const bool held = socket && socket->connection;
    if (held && !socket->connection->IsUnderWay())
    {
        return AnswerWith(WSAENOTCONN, lpErrno);
    }
    if (!socket || !GetLibrary().ShowsTarget() || !(held || socket->redirected))
    {
        return LayeredProvider::WSPGetPeerName(s, name, namelen, lpErrno);
    }
    // Whether there is a peer is for the socket below to say.
    SOCKADDR_STORAGE proxy{};
    INT length = sizeof(proxy);
    const int result =
        LayeredProvider::WSPGetPeerName(s, reinterpret_cast<LPSOCKADDR>(&proxy), &length, lpErrno);
    if (result != 0)
    {
        return result;
    }
    const bool nowhere = IsNowhere(name) || IsNowhere(namelen);
    return AnswerWith(nowhere ? WSAEFAULT : socket->target.Write(name, namelen), lpErrno);
}

int
RedirectorLayer::WSPGetSockOpt(
    SOCKET s, int level, int optname, char* optval, LPINT optlen, LPINT lpErrno)
{
    const int result = LayeredProvider::WSPGetSockOpt(s, level, optname, optval, optlen, lpErrno);
    if (result == 0 && level == SOL_SOCKET && optname == SO_ERROR && IsHeld(s))
    {
        const int error = std::exchange(Find(s)->error, 0);
        std::memcpy(optval, &error, sizeof(error));
    }
    return result;
}

int
RedirectorLayer::WSPIoctl(SOCKET s,
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
    if (IsHeld(s) && (dwIoControlCode == FIONBIO || dwIoControlCode == FIONREAD))
    {
        return AnswerWith(AnswerIoctl(*Find(s),
                                      dwIoControlCode,
                                      lpvInBuffer,
                                      cbInBuffer,
                                      lpvOutBuffer,
                                      cbOutBuffer,
                                      lpcbBytesReturned),
                          lpErrno);
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
    if (result == 0 && dwIoControlCode == FIONBIO)
    {
        ULONG mode = 0;
        std::memcpy(&mode, lpvInBuffer, sizeof(mode));
        const Ptr<RedirectedSocket> socket = Find(s);
        socket->nonBlocking = mode != 0 || socket->registration.mask != 0;
    }
    return result;
}

int
RedirectorLayer::AnswerIoctl(RedirectedSocket& socket,
                             DWORD code,
                             LPVOID in,
                             DWORD inLength,
                             LPVOID out,
                             DWORD outLength,
                             LPDWORD returned) const
{
    ULONG value = 0;
    const bool reads = code == FIONREAD;
    const bool noRoom = reads ? IsNowhere(out) || outLength < sizeof(value)
                              : IsNowhere(in) || inLength < sizeof(value);
    if (IsNowhere(returned) || noRoom)
    {
        return WSAEFAULT;
    }
    *returned = reads ? sizeof(value) : 0;
    if (reads)
    {
        // What has come is the proxy's.
        std::memcpy(out, &value, sizeof(value));
        return 0;
    }
    std::memcpy(&value, in, sizeof(value));
    if (value == 0 && socket.registration.mask != 0)
    {
        return WSAEINVAL; // R-EVT-1
    }
    socket.nonBlocking = value != 0;
    return 0;
}

// ---------------------------------------------------------------- data

int
RedirectorLayer::WSPRecv(SOCKET s,
                         LPWSABUF lpBuffers,
                         DWORD dwBufferCount,
                         LPDWORD lpNumberOfBytesRecvd,
                         LPDWORD lpFlags,
                         LPWSAOVERLAPPED lpOverlapped,
                         LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine,
                         LPWSATHREADID lpThreadId,
                         LPINT lpErrno)
{
    return IsHeld(s) ? AnswerWith(WSAENOTCONN, lpErrno)
                     : LayeredProvider::WSPRecv(s,
                                                lpBuffers,
                                                dwBufferCount,
                                                lpNumberOfBytesRecvd,
                                                lpFlags,
                                                lpOverlapped,
                                                lpCompletionRoutine,
                                                lpThreadId,
                                                lpErrno);
}

int
RedirectorLayer::WSPRecvFrom(SOCKET s,
                             LPWSABUF lpBuffers,
                             DWORD dwBufferCount,
                             LPDWORD lpNumberOfBytesRecvd,
                             LPDWORD lpFlags,
                             LPSOCKADDR lpFrom,
                             LPINT lpFromlen,
                             LPWSAOVERLAPPED lpOverlapped,
                             LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine,
                             LPWSATHREADID lpThreadId,
                             LPINT lpErrno)
{
    return IsHeld(s) ? AnswerWith(WSAENOTCONN, lpErrno)
                     : LayeredProvider::WSPRecvFrom(s,
                                                    lpBuffers,
                                                    dwBufferCount,
                                                    lpNumberOfBytesRecvd,
                                                    lpFlags,
                                                    lpFrom,
                                                    lpFromlen,
                                                    lpOverlapped,
                                                    lpCompletionRoutine,
                                                    lpThreadId,
                                                    lpErrno);
}

int
RedirectorLayer::WSPSend(SOCKET s,
                         LPWSABUF lpBuffers,
                         DWORD dwBufferCount,
                         LPDWORD lpNumberOfBytesSent,
                         DWORD dwFlags,
                         LPWSAOVERLAPPED lpOverlapped,
                         LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine,
                         LPWSATHREADID lpThreadId,
                         LPINT lpErrno)
{
    return IsHeld(s) ? AnswerWith(WSAENOTCONN, lpErrno)
                     : LayeredProvider::WSPSend(s,
                                                lpBuffers,
                                                dwBufferCount,
                                                lpNumberOfBytesSent,
                                                dwFlags,
                                                lpOverlapped,
                                                lpCompletionRoutine,
                                                lpThreadId,
                                                lpErrno);
}

int
RedirectorLayer::WSPSendTo(SOCKET s,
                           LPWSABUF lpBuffers,
                           DWORD dwBufferCount,
                           LPDWORD lpNumberOfBytesSent,
                           DWORD dwFlags,
                           const SOCKADDR* lpTo,
                           int iTolen,
                           LPWSAOVERLAPPED lpOverlapped,
                           LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine,
                           LPWSATHREADID lpThreadId,
                           LPINT lpErrno)
{
    return IsHeld(s) ? AnswerWith(WSAENOTCONN, lpErrno)
                     : LayeredProvider::WSPSendTo(s,
                                                  lpBuffers,
                                                  dwBufferCount,
                                                  lpNumberOfBytesSent,
                                                  dwFlags,
                                                  lpTo,
                                                  iTolen,
                                                  lpOverlapped,
                                                  lpCompletionRoutine,
                                                  lpThreadId,
                                                  lpErrno);
}

int
RedirectorLayer::WSPShutdown(SOCKET s, int how, LPINT lpErrno)
{
    return IsHeld(s) ? AnswerWith(WSAENOTCONN, lpErrno)
                     : LayeredProvider::WSPShutdown(s, how, lpErrno);
}

int
RedirectorLayer::WSPSendDisconnect(SOCKET s, LPWSABUF lpOutboundDisconnectData, LPINT lpErrno)
{
    return IsHeld(s) ? AnswerWith(WSAENOTCONN, lpErrno)
                     : LayeredProvider::WSPSendDisconnect(s, lpOutboundDisconnectData, lpErrno);
}

int
RedirectorLayer::WSPRecvDisconnect(SOCKET s, LPWSABUF lpInboundDisconnectData, LPINT lpErrno)
{
    return IsHeld(s) ? AnswerWith(WSAENOTCONN, lpErrno)
                     : LayeredProvider::WSPRecvDisconnect(s, lpInboundDisconnectData, lpErrno);
}

bool
RedirectorLayer::OffersExtension(const GUID& id) const
{
    // A handshake with a proxy comes before the program's own data.
    return id != WSAID_CONNECTEX && LayeredProvider::OffersExtension(id);
}

} // namespace ns3::winsock
