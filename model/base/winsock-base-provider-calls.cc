/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The base provider's data calls and options.
 */

#include "ns3/winsock-base-provider.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-pointer.h"

#include <algorithm>

namespace ns3::winsock
{

namespace
{

/// Checks the buffers of a call. @return 0, WSAEFAULT or WSAEINVAL
int
JudgeBuffers(const WSABUF* buffers, DWORD count)
{
    if (IsNowhere(buffers))
    {
        return WSAEFAULT;
    }
    if (count == 0)
    {
        return WSAEINVAL;
    }
    const bool sound =
        std::all_of(buffers,
                    buffers + count,
                    [](const WSABUF& buffer) { return buffer.len == 0 || !IsNowhere(buffer.buf); });
    return sound ? 0 : WSAEFAULT;
}

/// Urgent data does not exist in ns-3's TCP; of the other flags only these mean anything.
int
JudgeSendFlags(DWORD flags)
{
    return flags & ~static_cast<DWORD>(MSG_DONTROUTE | MSG_PARTIAL) ? WSAEOPNOTSUPP : 0;
}

int
JudgeReceiveFlags(DWORD flags)
{
    if (flags & static_cast<DWORD>(MSG_OOB))
    {
        return WSAEOPNOTSUPP;
    }
    const auto known = static_cast<DWORD>(MSG_PEEK) | static_cast<DWORD>(MSG_WAITALL) |
                       static_cast<DWORD>(MSG_PARTIAL);
    return flags & ~known ? WSAEINVAL : 0;
}

} // namespace

int
WinsockBaseProvider::WSPSend(SOCKET s,
                             LPWSABUF lpBuffers,
                             DWORD dwBufferCount,
                             LPDWORD lpNumberOfBytesSent,
                             DWORD dwFlags,
                             LPWSAOVERLAPPED lpOverlapped,
                             LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine,
                             LPWSATHREADID lpThreadId,
                             LPINT lpErrno)
{
    return WinsockBaseProvider::WSPSendTo(s,
                                          lpBuffers,
                                          dwBufferCount,
                                          lpNumberOfBytesSent,
                                          dwFlags,
                                          nullptr,
                                          0,
                                          lpOverlapped,
                                          lpCompletionRoutine,
                                          lpThreadId,
                                          lpErrno);
}

int
WinsockBaseProvider::WSPSendTo(SOCKET s,
                               LPWSABUF lpBuffers,
                               DWORD dwBufferCount,
                               LPDWORD lpNumberOfBytesSent,
                               DWORD dwFlags,
                               const SOCKADDR* lpTo,
                               int iTolen,
                               LPWSAOVERLAPPED lpOverlapped,
                               LPWSAOVERLAPPED_COMPLETION_ROUTINE,
                               LPWSATHREADID,
                               LPINT lpErrno)
{
    Ptr<BaseSocket> socket = Find(s, lpErrno);
    if (!socket)
    {
        return SOCKET_ERROR;
    }
    int error = lpOverlapped ? WSAEOPNOTSUPP : JudgeBuffers(lpBuffers, dwBufferCount);
    error = error ? error : JudgeSendFlags(dwFlags);
    Transfer transfer;
    transfer.buffers = lpBuffers;
    transfer.count = dwBufferCount;
    transfer.flags = dwFlags;
    const BaseSocket::Identity identity = socket->GetIdentity();
    WinsockSocketAddress to;
    // On a stream the address is not even looked at (R-DAT-10).
    if (error == 0 && lpTo && identity.type != SOCK_STREAM)
    {
        error = WinsockSocketAddress::Read(lpTo, iTolen, identity.af, to);
        transfer.to = &to;
    }
    error = error ? error : socket->Send(transfer);
    if (error == 0 && lpNumberOfBytesSent)
    {
        *lpNumberOfBytesSent = transfer.bytes;
    }
    return Answer(error, lpErrno);
}

int
WinsockBaseProvider::WSPRecv(SOCKET s,
                             LPWSABUF lpBuffers,
                             DWORD dwBufferCount,
                             LPDWORD lpNumberOfBytesRecvd,
                             LPDWORD lpFlags,
                             LPWSAOVERLAPPED lpOverlapped,
                             LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine,
                             LPWSATHREADID lpThreadId,
                             LPINT lpErrno)
{
    return WinsockBaseProvider::WSPRecvFrom(s,
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

int
WinsockBaseProvider::WSPRecvFrom(SOCKET s,
                                 LPWSABUF lpBuffers,
                                 DWORD dwBufferCount,
                                 LPDWORD lpNumberOfBytesRecvd,
                                 LPDWORD lpFlags,
                                 LPSOCKADDR lpFrom,
                                 LPINT lpFromlen,
                                 LPWSAOVERLAPPED lpOverlapped,
                                 LPWSAOVERLAPPED_COMPLETION_ROUTINE,
                                 LPWSATHREADID,
                                 LPINT lpErrno)
{
    Ptr<BaseSocket> socket = Find(s, lpErrno);
    if (!socket)
    {
        return SOCKET_ERROR;
    }
    const BaseSocket::Identity identity = socket->GetIdentity();
    const INT addressBytes =
        static_cast<INT>(identity.af == AF_INET6 ? sizeof(SOCKADDR_IN6) : sizeof(SOCKADDR_IN));
    const bool wantsAddress = lpFrom && identity.type != SOCK_STREAM;
    int error = lpOverlapped ? WSAEOPNOTSUPP : JudgeBuffers(lpBuffers, dwBufferCount);
    if (error == 0 &&
        (IsNowhere(lpFlags) || (wantsAddress && (IsBadPointer(lpFrom) || IsNowhere(lpFromlen) ||
                                                 *lpFromlen < addressBytes))))
    {
        error = WSAEFAULT;
    }
    error = error ? error : JudgeReceiveFlags(*lpFlags);
    if (error != 0)
    {
        return Answer(error, lpErrno);
    }
    Transfer transfer;
    transfer.buffers = lpBuffers;
    transfer.count = dwBufferCount;
    transfer.flags = *lpFlags;
    error = socket->Receive(transfer);
    // A datagram that was cut has been received all the same (R-DAT-4).
    if (error == 0 || error == WSAEMSGSIZE)
    {
        *lpFlags = 0;
        if (lpNumberOfBytesRecvd)
        {
            *lpNumberOfBytesRecvd = transfer.bytes;
        }
        if (wantsAddress && transfer.hasFrom)
        {
            transfer.from.Write(lpFrom, lpFromlen);
        }
    }
    return Answer(error, lpErrno);
}

int
WinsockBaseProvider::WSPGetSockOpt(
    SOCKET s, int level, int optname, char* optval, LPINT optlen, LPINT lpErrno)
{
    Ptr<BaseSocket> socket = Find(s, lpErrno);
    return socket ? Answer(socket->GetOption(level, optname, optval, optlen), lpErrno)
                  : SOCKET_ERROR;
}

int
WinsockBaseProvider::WSPSetSockOpt(
    SOCKET s, int level, int optname, const char* optval, int optlen, LPINT lpErrno)
{
    Ptr<BaseSocket> socket = Find(s, lpErrno);
    return socket ? Answer(socket->SetOption(level, optname, optval, optlen), lpErrno)
                  : SOCKET_ERROR;
}

} // namespace ns3::winsock
