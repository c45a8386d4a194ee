/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Datagrams through a filter: who may be sent to, and whose are received.

#include "filter-socket.h"

#include "ns3/winsock-error.h"
#include "ns3/winsock-pointer.h"

#include <cstring>
#include <utility>

namespace ns3::winsock
{

namespace
{

/// @return whether an address of the socket's family can be written there
bool
HasRoom(int family, const SOCKADDR* name, const INT* length)
{
    const auto needed =
        static_cast<INT>(family == AF_INET6 ? sizeof(SOCKADDR_IN6) : sizeof(SOCKADDR_IN));
    return !IsBadPointer(name) && !IsNowhere(length) && *length >= needed;
}

} // namespace

bool
FilterLayer::Swallows(SOCKET s,
                      const Ptr<Socket>& socket,
                      const SOCKADDR_STORAGE& from,
                      DWORD flags)
{
    if (Find(s) != socket)
    {
        // Closed by another thread before this one could go on; the handle may be another socket's.
        return false;
    }
    FilterRequest request = MakeRequest(FilterDirection::INBOUND, "WSPRecvFrom", *socket);
    request.remote = ReadFilterAddress(reinterpret_cast<const SOCKADDR*>(&from), sizeof(from));
    AddLocal(s, request);
    int ignored = 0;
    if (!request.remote || Allows(request, &ignored))
    {
        return false;
    }
    if (flags & MSG_PEEK)
    {
        Discard(s);
    }
    return true;
}

void
FilterLayer::Discard(SOCKET s)
{
    char byte = 0;
    WSABUF buffer{1, &byte};
    DWORD received = 0;
    DWORD flags = 0;
    int ignored = 0;
    LayeredProvider::WSPRecv(s, &buffer, 1, &received, &flags, nullptr, nullptr, nullptr, &ignored);
}

int
FilterLayer::WSPSendTo(SOCKET s,
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
    const Ptr<Socket> socket = Find(s);
    // A stream goes to its peer whatever the address says (R-DAT-10).
    const bool addressed = socket && socket->type != SOCK_STREAM;
    if (addressed && !AllowsOutbound("WSPSendTo", s, lpTo, iTolen, lpErrno))
    {
        return SOCKET_ERROR;
    }
    return LayeredProvider::WSPSendTo(s,
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
FilterLayer::WSPRecv(SOCKET s,
                     LPWSABUF lpBuffers,
                     DWORD dwBufferCount,
                     LPDWORD lpNumberOfBytesRecvd,
                     LPDWORD lpFlags,
                     LPWSAOVERLAPPED lpOverlapped,
                     LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine,
                     LPWSATHREADID lpThreadId,
                     LPINT lpErrno)
{
    const Ptr<Socket> socket = Find(s);
    if (socket && socket->HasDatagrams() && (!lpOverlapped || RunsOverlapped(s)))
    {
        // The rules have to see who sent the datagram.
        return FilterLayer::WSPRecvFrom(s,
                                        lpBuffers,
                                        dwBufferCount,
                                        lpNumberOfBytesRecvd,
                                        lpFlags,
                                        nullptr,
                                        nullptr,
                                        lpOverlapped,
                                        lpCompletionRoutine,
                                        lpThreadId,
                                        lpErrno);
    }
    return LayeredProvider::WSPRecv(s,
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
FilterLayer::WSPRecvFrom(SOCKET s,
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
    const Ptr<Socket> socket = Find(s);
    const bool asks = socket && socket->HasDatagrams() && !IsNowhere(lpFlags) &&
                      (!lpOverlapped || (RunsOverlapped(s) && !IsNowhere(lpBuffers)));
    if (!asks || (lpFrom && !HasRoom(socket->family, lpFrom, lpFromlen)))
    {
        return LayeredProvider::WSPRecvFrom(s,
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
    if (lpOverlapped)
    {
        auto receive = std::make_unique<Receive>();
        receive->buffers.assign(lpBuffers, lpBuffers + dwBufferCount);
        receive->flags = *lpFlags;
        receive->from = lpFrom;
        receive->fromLength = lpFromlen;
        receive->overlapped = lpOverlapped;
        receive->routine = lpCompletionRoutine;
        receive->thread = lpThreadId ? *lpThreadId : WSATHREADID{};
        return StartReceive(s, std::move(receive), lpErrno);
    }
    const DWORD flags = *lpFlags;
    SOCKADDR_STORAGE from{};
    INT length = 0;
    int result = 0;
    do
    {
        length = sizeof(from);
        *lpFlags = flags;
        result = LayeredProvider::WSPRecvFrom(s,
                                              lpBuffers,
                                              dwBufferCount,
                                              lpNumberOfBytesRecvd,
                                              lpFlags,
                                              reinterpret_cast<SOCKADDR*>(&from),
                                              &length,
                                              nullptr,
                                              nullptr,
                                              lpThreadId,
                                              lpErrno);
        // A datagram that was cut has been received all the same (R-DAT-4).
        if (result != 0 && *lpErrno != WSAEMSGSIZE)
        {
            return result;
        }
    } while (Swallows(s, socket, from, flags));
    if (lpFrom)
    {
        *lpFromlen = length;
        std::memcpy(lpFrom, &from, static_cast<std::size_t>(length));
    }
    return result;
}

int
FilterLayer::StartReceive(SOCKET s, std::unique_ptr<Receive> receive, LPINT lpErrno)
{
    Receive& it = *receive;
    if (m_receives.count(it.overlapped) != 0)
    {
        // The structure is in use, and with it what waits below.
        *lpErrno = WSAEINVAL;
        return SOCKET_ERROR;
    }
    it.senderLength = sizeof(it.sender);
    it.flagsNow = it.flags;
    DWORD received = 0;
    // Known before it is begun: its end may come during the call.
    m_receives[it.overlapped] = std::move(receive);
    const int result = LayeredProvider::WSPRecvFrom(s,
                                                    it.buffers.data(),
                                                    static_cast<DWORD>(it.buffers.size()),
                                                    &received,
                                                    &it.flagsNow,
                                                    reinterpret_cast<SOCKADDR*>(&it.sender),
                                                    &it.senderLength,
                                                    it.overlapped,
                                                    it.routine,
                                                    it.thread.ThreadHandle ? &it.thread : nullptr,
                                                    lpErrno);
    if (result != 0 && *lpErrno != WSA_IO_PENDING)
    {
        m_receives.erase(it.overlapped);
    }
    return result;
}

void
FilterLayer::OnCompletion(Completion& completion)
{
    const auto at = m_receives.find(completion.overlapped);
    if (at == m_receives.end())
    {
        return;
    }
    std::unique_ptr<Receive> receive = std::move(at->second);
    m_receives.erase(at);
    // A datagram that was cut has been received all the same (R-DAT-4).
    if (completion.error != 0 && completion.error != WSAEMSGSIZE)
    {
        return;
    }
    const Ptr<Socket> socket = Find(completion.s);
    if (socket && Swallows(completion.s, socket, receive->sender, receive->flags))
    {
        int error = 0;
        const int result = StartReceive(completion.s, std::move(receive), &error);
        completion.restarted = result == 0 || error == WSA_IO_PENDING;
        completion.error = WSA_OPERATION_ABORTED;
        completion.bytes = 0;
        return;
    }
    if (receive->from)
    {
        *receive->fromLength = receive->senderLength;
        std::memcpy(
            receive->from, &receive->sender, static_cast<std::size_t>(receive->senderLength));
    }
}

} // namespace ns3::winsock
