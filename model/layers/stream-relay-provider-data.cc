/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// A layer of relays: the calls that carry bytes.

#include "stream-relay-provider.h"

#include "ns3/transfer-request.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"
#include "ns3/winsock-thread.h"

#include <memory>
#include <utility>

namespace ns3::winsock
{

struct StreamRelayProvider::DataCall
{
    SOCKET s;                                   //!< the handle
    LPWSAOVERLAPPED overlapped;                 //!< the program's structure, or null
    LPWSAOVERLAPPED_COMPLETION_ROUTINE routine; //!< or null
    LPWSATHREADID threadId;                     //!< of whom called
};

struct StreamRelayProvider::Direction
{
    int (StreamRelay::*perform)(winsock::Transfer&); //!< waits
    std::unique_ptr<PendingOperation> (StreamRelay::*prepare)(winsock::Transfer&,
                                                              int&); //!< does not
    OperationQueue& (StreamRelay::*queue)();                         //!< where it waits
};

int
StreamRelayProvider::Run(StreamRelay& relay,
                         winsock::Transfer& transfer,
                         const DataCall& call,
                         const Direction& direction) const
{
    WinsockProcess& process = GetProcess();
    const bool observed = process.GetStack().GetDialect() == Dialect::NT;
    if (!call.overlapped || (!relay.IsOverlapped() && !observed))
    {
        return (relay.*direction.perform)(transfer);
    }
    int error = JudgeOverlapped(process, call.s, call.overlapped, call.routine, call.threadId);
    if (error != 0)
    {
        return error;
    }
    const OverlappedReport report(process, call.s, call.overlapped, call.routine, call.threadId);
    if (!relay.IsOverlapped())
    {
        // Desktop Windows waits, even on a nonblocking socket, and fills the structure in (R-OVL-6).
        transfer.waits = WinsockThread::GetCurrent()->CanBlock();
        error = (relay.*direction.perform)(transfer);
        if (error == 0)
        {
            OverlappedReport(report).End(0, transfer.bytes, 0);
        }
        return error;
    }
    auto request = std::make_unique<TransferRequest>(report, transfer);
    std::unique_ptr<PendingOperation> operation =
        (relay.*direction.prepare)(request->GetTransfer(), error);
    if (!operation)
    {
        return error;
    }
    error = OverlappedRequest::Begin(
        std::move(request), std::move(operation), (relay.*direction.queue)());
    if (error == 0)
    {
        transfer.bytes = static_cast<DWORD>(call.overlapped->InternalHigh);
    }
    return error;
}

int
StreamRelayProvider::WSPSend(SOCKET s,
                             LPWSABUF lpBuffers,
                             DWORD dwBufferCount,
                             LPDWORD lpNumberOfBytesSent,
                             DWORD dwFlags,
                             LPWSAOVERLAPPED lpOverlapped,
                             LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine,
                             LPWSATHREADID lpThreadId,
                             LPINT lpErrno)
{
    static const Direction sending{
        &StreamRelay::Send, &StreamRelay::PrepareSend, &StreamRelay::GetSendingQueue};
    const Ptr<StreamRelay> relay = FindRelay(s);
    if (!relay)
    {
        return LayeredProvider::WSPSend(s,
                                        lpBuffers,
                                        dwBufferCount,
                                        lpNumberOfBytesSent,
                                        dwFlags,
                                        lpOverlapped,
                                        lpCompletionRoutine,
                                        lpThreadId,
                                        lpErrno);
    }
    int error = JudgeBuffers(lpBuffers, dwBufferCount);
    error = error ? error : JudgeSendFlags(dwFlags, false);
    winsock::Transfer transfer;
    transfer.buffers = lpBuffers;
    transfer.count = dwBufferCount;
    transfer.flags = dwFlags;
    if (error == 0)
    {
        error = Run(*relay, transfer, {s, lpOverlapped, lpCompletionRoutine, lpThreadId}, sending);
    }
    if (error == 0 && lpNumberOfBytesSent)
    {
        *lpNumberOfBytesSent = transfer.bytes;
    }
    *lpErrno = error;
    return error == 0 ? 0 : SOCKET_ERROR;
}

int
StreamRelayProvider::WSPSendTo(SOCKET s,
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
    if (!FindRelay(s))
    {
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
    // On a stream the address is not even looked at (R-DAT-10).
    return StreamRelayProvider::WSPSend(s,
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
StreamRelayProvider::WSPRecv(SOCKET s,
                             LPWSABUF lpBuffers,
                             DWORD dwBufferCount,
                             LPDWORD lpNumberOfBytesRecvd,
                             LPDWORD lpFlags,
                             LPWSAOVERLAPPED lpOverlapped,
                             LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine,
                             LPWSATHREADID lpThreadId,
                             LPINT lpErrno)
{
    static const Direction receiving{
        &StreamRelay::Receive, &StreamRelay::PrepareReceive, &StreamRelay::GetReceivingQueue};
    const Ptr<StreamRelay> relay = FindRelay(s);
    if (!relay)
    {
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
    int error = JudgeBuffers(lpBuffers, dwBufferCount);
    error = error == 0 && IsNowhere(lpFlags) ? WSAEFAULT : error;
    error = error ? error : JudgeReceiveFlags(*lpFlags, false);
    winsock::Transfer transfer;
    transfer.buffers = lpBuffers;
    transfer.count = dwBufferCount;
    if (error == 0)
    {
        transfer.flags = *lpFlags;
        error =
            Run(*relay, transfer, {s, lpOverlapped, lpCompletionRoutine, lpThreadId}, receiving);
    }
    if (error == 0)
    {
        *lpFlags &= static_cast<DWORD>(MSG_PEEK);
        if (lpNumberOfBytesRecvd)
        {
            *lpNumberOfBytesRecvd = transfer.bytes;
        }
    }
    *lpErrno = error;
    return error == 0 ? 0 : SOCKET_ERROR;
}

int
StreamRelayProvider::WSPRecvFrom(SOCKET s,
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
    if (!FindRelay(s))
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
    // On a stream the address is not even looked at (R-DAT-10).
    return StreamRelayProvider::WSPRecv(s,
                                        lpBuffers,
                                        dwBufferCount,
                                        lpNumberOfBytesRecvd,
                                        lpFlags,
                                        lpOverlapped,
                                        lpCompletionRoutine,
                                        lpThreadId,
                                        lpErrno);
}

} // namespace ns3::winsock
