/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The base provider's data calls, with and without an overlapped structure.
 */

#include "ns3/message-control.h"
#include "ns3/overlapped-request.h"
#include "ns3/transfer-request.h"
#include "ns3/winsock-base-provider.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"

#include <memory>
#include <utility>

namespace ns3::winsock
{

namespace
{

/// Reads where a datagram is to go. @return 0 or an error
int
ReadDestination(const BaseSocket& socket,
                const SOCKADDR* to,
                int tolen,
                WinsockSocketAddress& address)
{
    const int af = socket.GetIdentity().af;
    const int error = WinsockSocketAddress::Read(to, tolen, af, address);
    if (error != WSAEAFNOSUPPORT || !socket.FollowsTests())
    {
        return error;
    }
    // What was observed for other families depends on both (api-states.csv, api-errors.csv).
    switch (to->sa_family)
    {
    case AF_UNSPEC:
        return WSAEINVAL;
    case AF_INET:
        return WSAENETUNREACH;
    case AF_INET6:
        return WSAEOPNOTSUPP;
    default:
        return error;
    }
}

} // namespace

/// How a call asked for overlapped operation, and where its results go.
struct WinsockBaseProvider::DataCall
{
    SOCKET s;                                   //!< the handle
    LPWSAOVERLAPPED overlapped;                 //!< the program's structure, or null
    LPWSAOVERLAPPED_COMPLETION_ROUTINE routine; //!< or null
    LPWSATHREADID threadId;                     //!< of whom called
    LPSOCKADDR from{nullptr};                   //!< gets the sender's address, or null
    LPINT fromlen{nullptr};                     //!< bytes of it

    /// @return where the end of an overlapped operation is reported
    OverlappedReport
    MakeReport(WinsockProcess& process) const
    {
        return {process, s, overlapped, routine, threadId};
    }
};

const WinsockBaseProvider::Direction WinsockBaseProvider::SENDING{
    &BaseSocket::Send, &BaseSocket::PrepareSend, &BaseSocket::GetSendingQueue};
const WinsockBaseProvider::Direction WinsockBaseProvider::RECEIVING{
    &BaseSocket::Receive, &BaseSocket::PrepareReceive, &BaseSocket::GetReceivingQueue};

int
WinsockBaseProvider::Run(BaseSocket& socket,
                         Transfer& transfer,
                         const DataCall& call,
                         const Direction& direction) const
{
    if (!call.overlapped)
    {
        return (socket.*direction.perform)(transfer);
    }
    const bool attribute = (socket.GetIdentity().flags & WSA_FLAG_OVERLAPPED) != 0;
    if (!attribute && GetProcess().GetStack().GetDialect() != Dialect::NT)
    {
        return (socket.*direction.perform)(transfer);
    }
    int error = JudgeOverlapped(GetProcess(), call.s, call.overlapped, call.routine, call.threadId);
    if (error != 0)
    {
        return error;
    }
    if (!attribute)
    {
        // By the documents the structure is not looked at; desktop Windows waits, even on a
        // nonblocking socket, and fills it in (R-OVL-6).
        transfer.waits = WinsockThread::GetCurrent()->CanBlock();
        error = (socket.*direction.perform)(transfer);
        if (error == 0)
        {
            call.MakeReport(GetProcess()).End(0, transfer.bytes, 0);
        }
        return error;
    }
    auto request = std::make_unique<TransferRequest>(call.MakeReport(GetProcess()), transfer);
    request->SetSender(call.from, call.fromlen);
    Transfer& kept = request->GetTransfer();
    std::unique_ptr<PendingOperation> operation = (socket.*direction.prepare)(kept, error);
    if (!operation)
    {
        return error;
    }
    error = OverlappedRequest::Begin(
        std::move(request), std::move(operation), (socket.*direction.queue)());
    if (error == 0)
    {
        transfer.bytes = static_cast<DWORD>(call.overlapped->InternalHigh);
    }
    return error;
}

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
                               LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine,
                               LPWSATHREADID lpThreadId,
                               LPINT lpErrno)
{
    Ptr<BaseSocket> socket = Find(s, lpErrno);
    if (!socket)
    {
        return SOCKET_ERROR;
    }
    const bool isStream = socket->GetIdentity().type == SOCK_STREAM;
    const bool urgent = dwFlags & static_cast<DWORD>(MSG_OOB);
    int error = urgent && !isStream ? WSAEOPNOTSUPP : socket->JudgeSend(lpTo != nullptr);
    error = error ? error : JudgeSendFlags(dwFlags, isStream);
    const int judged = JudgeBuffers(lpBuffers, dwBufferCount);
    // To send nothing at all is observed to succeed.
    error = error || (judged == WSAEINVAL && socket->FollowsTests()) ? error : judged;
    Transfer transfer;
    transfer.buffers = lpBuffers;
    transfer.count = dwBufferCount;
    transfer.flags = dwFlags;
    SendControl control;
    if (const LPWSAMSG message = WinsockThread::GetCurrent()->TakeMessage())
    {
        error = error ? error : ReadSendControl(message->Control, control);
        transfer.control = &control;
    }
    const BaseSocket::Identity identity = socket->GetIdentity();
    WinsockSocketAddress to;
    // On a stream the address is not even looked at (R-DAT-10).
    if (error == 0 && lpTo && identity.type != SOCK_STREAM)
    {
        error = ReadDestination(*socket, lpTo, iTolen, to);
        transfer.to = &to;
    }
    if (error == 0)
    {
        const DataCall call{s, lpOverlapped, lpCompletionRoutine, lpThreadId};
        error = Run(*socket, transfer, call, SENDING);
    }
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
                                 LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine,
                                 LPWSATHREADID lpThreadId,
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
    int error = JudgeBuffers(lpBuffers, dwBufferCount);
    if (error == 0 &&
        (IsNowhere(lpFlags) || (wantsAddress && (IsBadPointer(lpFrom) || IsNowhere(lpFromlen) ||
                                                 *lpFromlen < addressBytes))))
    {
        error = WSAEFAULT;
    }
    error = error ? error : JudgeReceiveFlags(*lpFlags, identity.type == SOCK_STREAM);
    if (error != 0)
    {
        return Answer(error, lpErrno);
    }
    Transfer transfer;
    transfer.buffers = lpBuffers;
    transfer.count = dwBufferCount;
    transfer.flags = *lpFlags;
    transfer.message = WinsockThread::GetCurrent()->TakeMessage();
    const DataCall call{s,
                        lpOverlapped,
                        lpCompletionRoutine,
                        lpThreadId,
                        wantsAddress ? lpFrom : nullptr,
                        lpFromlen};
    error = Run(*socket, transfer, call, RECEIVING);
    // A datagram that was cut has been received all the same (R-DAT-4).
    if (error == 0 || error == WSAEMSGSIZE)
    {
        // What was looked at only, or received in parts, is said to be so.
        *lpFlags &= static_cast<DWORD>(error == 0 ? MSG_PEEK : MSG_PARTIAL);
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

} // namespace ns3::winsock
