/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Data in several buffers, with and without an overlapped structure.
 */

#include "winsock.h"

#include "ns3/winsock-api-call.h"
#include "ns3/winsock-extensions.h"
#include "ns3/winsock-guid.h"
#include "ns3/winsock-ioctls.h"
#include "ns3/winsock-pointer.h"

namespace ns3::winsock
{

namespace
{

/// By what overlapped completion finds the thread that started an operation.
WSATHREADID
IdentifyThread(WinsockThread& thread)
{
    return {&thread, thread.GetId()};
}

} // namespace

int
Winsock::WSASend(SOCKET s,
                 LPWSABUF lpBuffers,
                 DWORD dwBufferCount,
                 LPDWORD lpNumberOfBytesSent,
                 DWORD dwFlags,
                 LPWSAOVERLAPPED lpOverlapped,
                 LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine)
{
    ApiCall call(m_thread,
                 "WSASend",
                 Arg("s", s),
                 Arg("dwBufferCount", dwBufferCount),
                 Arg("dwFlags", dwFlags));
    if (!CheckByteCount(call, s, lpNumberOfBytesSent, lpOverlapped))
    {
        return call.Finish(SOCKET_ERROR);
    }
    WSATHREADID thread = IdentifyThread(m_thread);
    return call.Forward<&WSPPROC_TABLE::lpWSPSend>(s,
                                                   lpBuffers,
                                                   dwBufferCount,
                                                   lpNumberOfBytesSent,
                                                   dwFlags,
                                                   lpOverlapped,
                                                   lpCompletionRoutine,
                                                   &thread);
}

int
Winsock::WSASendTo(SOCKET s,
                   LPWSABUF lpBuffers,
                   DWORD dwBufferCount,
                   LPDWORD lpNumberOfBytesSent,
                   DWORD dwFlags,
                   const SOCKADDR* lpTo,
                   int iTolen,
                   LPWSAOVERLAPPED lpOverlapped,
                   LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine)
{
    ApiCall call(m_thread,
                 "WSASendTo",
                 Arg("s", s),
                 Arg("dwBufferCount", dwBufferCount),
                 Arg("dwFlags", dwFlags),
                 AddressArg{"lpTo", lpTo, iTolen});
    if (!CheckByteCount(call, s, lpNumberOfBytesSent, lpOverlapped))
    {
        return call.Finish(SOCKET_ERROR);
    }
    WSATHREADID thread = IdentifyThread(m_thread);
    return call.Forward<&WSPPROC_TABLE::lpWSPSendTo>(s,
                                                     lpBuffers,
                                                     dwBufferCount,
                                                     lpNumberOfBytesSent,
                                                     dwFlags,
                                                     lpTo,
                                                     iTolen,
                                                     lpOverlapped,
                                                     lpCompletionRoutine,
                                                     &thread);
}

int
Winsock::WSASendMsg(SOCKET s,
                    LPWSAMSG lpMsg,
                    DWORD dwFlags,
                    LPDWORD lpNumberOfBytesSent,
                    LPWSAOVERLAPPED lpOverlapped,
                    LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine)
{
    ApiCall call(m_thread, "WSASendMsg", Arg("s", s), Arg("dwFlags", dwFlags));
    if (!CheckByteCount(call, s, lpNumberOfBytesSent, lpOverlapped))
    {
        return call.Finish(SOCKET_ERROR);
    }
    GUID id = WSAID_WSASENDMSG;
    LPFN_WSASENDMSG send = nullptr;
    DWORD bytes = 0;
    WSATHREADID thread = IdentifyThread(m_thread);
    int result = call.Invoke<&WSPPROC_TABLE::lpWSPIoctl>(s,
                                                         SIO_GET_EXTENSION_FUNCTION_POINTER,
                                                         &id,
                                                         DWORD{sizeof(id)},
                                                         &send,
                                                         DWORD{sizeof(send)},
                                                         &bytes,
                                                         nullptr,
                                                         nullptr,
                                                         &thread);
    if (result == 0)
    {
        result = send(s, lpMsg, dwFlags, lpNumberOfBytesSent, lpOverlapped, lpCompletionRoutine);
        call.SetError(m_thread.GetLastError());
    }
    return call.Finish(result);
}

int
Winsock::WSARecv(SOCKET s,
                 LPWSABUF lpBuffers,
                 DWORD dwBufferCount,
                 LPDWORD lpNumberOfBytesRecvd,
                 LPDWORD lpFlags,
                 LPWSAOVERLAPPED lpOverlapped,
                 LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine)
{
    ApiCall call(m_thread, "WSARecv", Arg("s", s), Arg("dwBufferCount", dwBufferCount));
    if (!CheckByteCount(call, s, lpNumberOfBytesRecvd, lpOverlapped))
    {
        return call.Finish(SOCKET_ERROR);
    }
    WSATHREADID thread = IdentifyThread(m_thread);
    return call.Forward<&WSPPROC_TABLE::lpWSPRecv>(s,
                                                   lpBuffers,
                                                   dwBufferCount,
                                                   lpNumberOfBytesRecvd,
                                                   lpFlags,
                                                   lpOverlapped,
                                                   lpCompletionRoutine,
                                                   &thread);
}

int
Winsock::WSARecvFrom(SOCKET s,
                     LPWSABUF lpBuffers,
                     DWORD dwBufferCount,
                     LPDWORD lpNumberOfBytesRecvd,
                     LPDWORD lpFlags,
                     SOCKADDR* lpFrom,
                     LPINT lpFromlen,
                     LPWSAOVERLAPPED lpOverlapped,
                     LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine)
{
    ApiCall call(m_thread, "WSARecvFrom", Arg("s", s), Arg("dwBufferCount", dwBufferCount));
    if (!CheckByteCount(call, s, lpNumberOfBytesRecvd, lpOverlapped))
    {
        return call.Finish(SOCKET_ERROR);
    }
    WSATHREADID thread = IdentifyThread(m_thread);
    return call.Forward<&WSPPROC_TABLE::lpWSPRecvFrom>(s,
                                                       lpBuffers,
                                                       dwBufferCount,
                                                       lpNumberOfBytesRecvd,
                                                       lpFlags,
                                                       lpFrom,
                                                       lpFromlen,
                                                       lpOverlapped,
                                                       lpCompletionRoutine,
                                                       &thread);
}

BOOL
Winsock::WSAGetOverlappedResult(
    SOCKET s, LPWSAOVERLAPPED lpOverlapped, LPDWORD lpcbTransfer, BOOL fWait, LPDWORD lpdwFlags)
{
    ApiCall call(m_thread, "WSAGetOverlappedResult", Arg("s", s), Arg("fWait", fWait));
    const BOOL result = call.Invoke<&WSPPROC_TABLE::lpWSPGetOverlappedResult>(
        s, lpOverlapped, lpcbTransfer, fWait, lpdwFlags);
    return call.FinishTruth(result == TRUE ? TRUE : FALSE);
}

bool
Winsock::CheckByteCount(ApiCall& call, SOCKET s, LPDWORD bytes, LPWSAOVERLAPPED overlapped)
{
    if (overlapped ? !IsBadPointer(bytes) : !IsNowhere(bytes))
    {
        return true;
    }
    // Only an overlapped operation has another place for the number. An unknown handle comes first.
    if (call.IsKnown(s))
    {
        call.SetError(WSAEFAULT);
    }
    return false;
}

} // namespace ns3::winsock
