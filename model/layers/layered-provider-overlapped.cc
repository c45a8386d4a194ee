/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The calls of a layer that may go on after they have returned: data with an overlapped structure, and
// network events as window messages. What a program is told of must name this layer's handle, so a
// layer with handles of its own stands in between.

#include "layered-forward.h"
#include "layered-pending-call.h"

#include "ns3/message-window.h"
#include "ns3/overlapped-request.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-thread.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace ns3::winsock
{

bool
LayeredProvider::RunsOverlapped(SOCKET s) const
{
    const Ptr<LayeredSocket> socket = m_kind == HandleKind::NON_IFS ? FindSocket(s) : nullptr;
    return socket && (socket->flags & WSA_FLAG_OVERLAPPED);
}

void
LayeredProvider::OnCompletion(Completion&)
{
}

// ---------------------------------------------------------------- overlapped operations

template <typename Start>
int
LayeredProvider::StartBelow(const char* function,
                            SOCKET s,
                            LPWSAOVERLAPPED overlapped,
                            LPWSAOVERLAPPED_COMPLETION_ROUTINE routine,
                            LPWSATHREADID threadId,
                            LPINT lpErrno,
                            const Start& start)
{
    const LowerSocket lower = GetLower(s, lpErrno);
    if (!lower.table)
    {
        return SOCKET_ERROR;
    }
    WinsockProcess& process = GetProcess();
    *lpErrno = JudgeOverlapped(process, s, overlapped, routine, threadId);
    if (*lpErrno != 0)
    {
        return SOCKET_ERROR;
    }
    const OverlappedReport report(process, s, overlapped, routine, threadId);
    m_calls.push_back(std::make_unique<PendingCall>(*this, function, s, report));
    PendingCall* const call = m_calls.back().get();
    call->report.Begin();
    WinsockThread& worker = process.GetWorkerThread();
    WSATHREADID id{&worker, worker.GetId()};
    const int result = start(lower, nullptr, call, &LayeredProvider::OnLowerComplete, &id);
    if (result == 0)
    {
        // The end has come already and will be told of in its turn.
        *lpErrno = WSA_IO_PENDING;
    }
    else if (*lpErrno != WSA_IO_PENDING)
    {
        call->report.EndSilently(*lpErrno);
        m_calls.remove_if([=](const auto& one) { return one.get() == call; });
    }
    return SOCKET_ERROR;
}

template <typename Call>
int
LayeredProvider::Transfer(const char* function,
                          SOCKET s,
                          LPDWORD bytes,
                          LPWSAOVERLAPPED overlapped,
                          LPWSAOVERLAPPED_COMPLETION_ROUTINE routine,
                          LPWSATHREADID threadId,
                          LPINT lpErrno,
                          const Call& call)
{
    if (overlapped && RunsOverlapped(s))
    {
        return StartBelow(function, s, overlapped, routine, threadId, lpErrno, call);
    }
    const LowerSocket lower = GetLower(s, lpErrno);
    return lower.table ? call(lower, bytes, overlapped, routine, threadId) : SOCKET_ERROR;
}

void
LayeredProvider::OnLowerComplete(DWORD error, DWORD bytes, LPWSAOVERLAPPED overlapped, DWORD flags)
{
    auto* const call = static_cast<PendingCall*>(overlapped);
    LayeredProvider& layer = call->layer;
    const auto at = std::find_if(layer.m_calls.begin(),
                                 layer.m_calls.end(),
                                 [=](const auto& one) { return one.get() == call; });
    const std::unique_ptr<PendingCall> done = std::move(*at);
    layer.m_calls.erase(at);
    layer.FinishCall(*done, static_cast<int>(error), bytes, flags);
}

void
LayeredProvider::FinishCall(PendingCall& call, int error, DWORD bytes, DWORD flags)
{
    if (std::exchange(call.ended, true))
    {
        return;
    }
    Completion completion{
        call.function, call.socket->handle, error, bytes, flags, call.report.GetOverlapped()};
    OnCompletion(completion);
    if (completion.restarted)
    {
        // Who waits for the end waits for the new one, or looks again if the layer itself has it.
        PendingCall* const next = m_calls.empty() ? nullptr : m_calls.back().get();
        if (next && next->report.GetOverlapped() == completion.overlapped)
        {
            next->waiter = call.waiter;
        }
        else if (call.waiter)
        {
            call.waiter->Wake();
        }
        return;
    }
    call.report.End(completion.error, completion.bytes, completion.flags);
    if (call.waiter)
    {
        call.waiter->Wake();
    }
}

void
LayeredProvider::EndCalls(const LayeredSocket& socket)
{
    for (const auto& call : m_calls)
    {
        if (PeekPointer(call->socket) == &socket)
        {
            // The element below has left its answer already, though it has not told of it yet.
            const bool pending = IsPending(*call);
            FinishCall(*call,
                       pending ? WSA_OPERATION_ABORTED : static_cast<int>(call->OffsetHigh),
                       pending ? 0 : static_cast<DWORD>(call->InternalHigh),
                       pending ? 0 : call->Offset);
        }
    }
    m_relayed.erase(socket.lower);
}

void
ResetSocket(const WSPPROC_TABLE& table, SOCKET lower)
{
    int ignored = 0;
    const linger reset{1, 0};
    table.lpWSPSetSockOpt(lower,
                          SOL_SOCKET,
                          SO_LINGER,
                          reinterpret_cast<const char*>(&reset),
                          sizeof(reset),
                          &ignored);
    table.lpWSPCloseSocket(lower, &ignored);
}

void
LayeredProvider::ForgetCalls()
{
    std::vector<Ptr<LayeredSocket>> open;
    for (const auto& call : m_calls)
    {
        if (!std::exchange(call->ended, true))
        {
            call->report.EndSilently(WSA_OPERATION_ABORTED);
        }
        if (std::find(open.begin(), open.end(), call->socket) == open.end() &&
            call->socket->handle != INVALID_SOCKET)
        {
            open.push_back(call->socket);
        }
    }
    for (const auto& socket : open)
    {
        ResetSocket(*socket->table, socket->lower);
    }
    m_calls.clear();
    m_relayed.clear();
    if (m_window)
    {
        GetProcess().GetObjects().Remove(m_window->GetHandle());
        m_window = nullptr;
    }
}

BOOL
LayeredProvider::WSPGetOverlappedResult(SOCKET s,
                                        LPWSAOVERLAPPED lpOverlapped,
                                        LPDWORD lpcbTransfer,
                                        BOOL fWait,
                                        LPDWORD lpdwFlags,
                                        LPINT lpErrno)
{
    if (m_kind == HandleKind::IFS)
    {
        return Forward(&WSPPROC_TABLE::lpWSPGetOverlappedResult,
                       BOOL{FALSE},
                       lpErrno,
                       s,
                       lpOverlapped,
                       lpcbTransfer,
                       fWait,
                       lpdwFlags);
    }
    *lpErrno =
        FindSocket(s) ? JudgeResultPlaces(lpOverlapped, lpcbTransfer, lpdwFlags) : WSAENOTSOCK;
    if (*lpErrno == 0)
    {
        *lpErrno = AwaitCall(*lpOverlapped, fWait);
    }
    if (*lpErrno == 0)
    {
        *lpErrno = ReadResult(*lpOverlapped, *lpcbTransfer, *lpdwFlags);
    }
    return *lpErrno == 0 ? TRUE : FALSE;
}

int
LayeredProvider::AwaitCall(const WSAOVERLAPPED& overlapped, bool wait)
{
    /// A thread that is ended in its wait is forgotten.
    struct Waiter
    {
        LayeredProvider& layer;
        const WSAOVERLAPPED& overlapped;

        bool
        Set(WinsockThread* thread) const
        {
            for (const auto& call : layer.m_calls)
            {
                if (call->report.GetOverlapped() == &overlapped && !call->ended)
                {
                    call->waiter = thread;
                    return true;
                }
            }
            return false;
        }

        ~Waiter()
        {
            Set(nullptr);
        }
    };

    WinsockThread& thread = *WinsockThread::GetCurrent();
    const Waiter waiter{*this, overlapped};
    while (IsPending(overlapped))
    {
        if (!wait || !thread.CanBlock() || !waiter.Set(&thread))
        {
            return WSA_IO_INCOMPLETE;
        }
        if (!thread.Block())
        {
            return WSAEINTR;
        }
    }
    return 0;
}

int
LayeredProvider::WSPRecv(SOCKET s,
                         LPWSABUF lpBuffers,
                         DWORD dwBufferCount,
                         LPDWORD lpNumberOfBytesRecvd,
                         LPDWORD lpFlags,
                         LPWSAOVERLAPPED lpOverlapped,
                         LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine,
                         LPWSATHREADID lpThreadId,
                         LPINT lpErrno)
{
    const auto call = [&](const LowerSocket& lower,
                          LPDWORD bytes,
                          LPWSAOVERLAPPED overlapped,
                          LPWSAOVERLAPPED_COMPLETION_ROUTINE routine,
                          LPWSATHREADID threadId)
    {
        return lower.table->lpWSPRecv(lower.s,
                                      lpBuffers,
                                      dwBufferCount,
                                      bytes,
                                      lpFlags,
                                      overlapped,
                                      routine,
                                      threadId,
                                      lpErrno);
    };
    return Transfer("WSPRecv",
                    s,
                    lpNumberOfBytesRecvd,
                    lpOverlapped,
                    lpCompletionRoutine,
                    lpThreadId,
                    lpErrno,
                    call);
}

int
LayeredProvider::WSPRecvFrom(SOCKET s,
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
    const auto call = [&](const LowerSocket& lower,
                          LPDWORD bytes,
                          LPWSAOVERLAPPED overlapped,
                          LPWSAOVERLAPPED_COMPLETION_ROUTINE routine,
                          LPWSATHREADID threadId)
    {
        return lower.table->lpWSPRecvFrom(lower.s,
                                          lpBuffers,
                                          dwBufferCount,
                                          bytes,
                                          lpFlags,
                                          lpFrom,
                                          lpFromlen,
                                          overlapped,
                                          routine,
                                          threadId,
                                          lpErrno);
    };
    return Transfer("WSPRecvFrom",
                    s,
                    lpNumberOfBytesRecvd,
                    lpOverlapped,
                    lpCompletionRoutine,
                    lpThreadId,
                    lpErrno,
                    call);
}

int
LayeredProvider::WSPSend(SOCKET s,
                         LPWSABUF lpBuffers,
                         DWORD dwBufferCount,
                         LPDWORD lpNumberOfBytesSent,
                         DWORD dwFlags,
                         LPWSAOVERLAPPED lpOverlapped,
                         LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine,
                         LPWSATHREADID lpThreadId,
                         LPINT lpErrno)
{
    const auto call = [&](const LowerSocket& lower,
                          LPDWORD bytes,
                          LPWSAOVERLAPPED overlapped,
                          LPWSAOVERLAPPED_COMPLETION_ROUTINE routine,
                          LPWSATHREADID threadId)
    {
        return lower.table->lpWSPSend(lower.s,
                                      lpBuffers,
                                      dwBufferCount,
                                      bytes,
                                      dwFlags,
                                      overlapped,
                                      routine,
                                      threadId,
                                      lpErrno);
    };
    return Transfer("WSPSend",
                    s,
                    lpNumberOfBytesSent,
                    lpOverlapped,
                    lpCompletionRoutine,
                    lpThreadId,
                    lpErrno,
                    call);
}

int
LayeredProvider::WSPSendTo(SOCKET s,
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
    const auto call = [&](const LowerSocket& lower,
                          LPDWORD bytes,
                          LPWSAOVERLAPPED overlapped,
                          LPWSAOVERLAPPED_COMPLETION_ROUTINE routine,
                          LPWSATHREADID threadId)
    {
        return lower.table->lpWSPSendTo(lower.s,
                                        lpBuffers,
                                        dwBufferCount,
                                        bytes,
                                        dwFlags,
                                        lpTo,
                                        iTolen,
                                        overlapped,
                                        routine,
                                        threadId,
                                        lpErrno);
    };
    return Transfer("WSPSendTo",
                    s,
                    lpNumberOfBytesSent,
                    lpOverlapped,
                    lpCompletionRoutine,
                    lpThreadId,
                    lpErrno,
                    call);
}

// ---------------------------------------------------------------- window messages

int
LayeredProvider::WSPAsyncSelect(SOCKET s, HWND hWnd, unsigned int wMsg, LONG lEvent, LPINT lpErrno)
{
    if (m_kind == HandleKind::IFS)
    {
        return Forward(
            &WSPPROC_TABLE::lpWSPAsyncSelect, SOCKET_ERROR, lpErrno, s, hWnd, wMsg, lEvent);
    }
    const Ptr<LayeredSocket> socket = FindSocket(s);
    ObjectTable& objects = GetProcess().GetObjects();
    *lpErrno = !socket ? WSAENOTSOCK : (!objects.Find<MessageWindow>(hWnd) ? WSAEINVAL : 0);
    if (*lpErrno != 0)
    {
        return SOCKET_ERROR;
    }
    if (!m_window)
    {
        const auto window = Create<RelayWindow>(*this, GetProcess().GetWorkerThread());
        window->SetHandle(objects.Add(window));
        if (!window->GetHandle())
        {
            *lpErrno = WSAENOBUFS; // R-ACC-10
            return SOCKET_ERROR;
        }
        m_window = window;
    }
    const int result = socket->table->lpWSPAsyncSelect(
        socket->lower, m_window->GetHandle(), wMsg, lEvent, lpErrno);
    if (result == 0)
    {
        socket->window = lEvent == 0 ? nullptr : hWnd;
        socket->message = wMsg;
        m_relayed[socket->lower] = socket;
    }
    return result;
}

void
LayeredProvider::RelayMessage(SOCKET lower, LPARAM lParam)
{
    const auto at = m_relayed.find(lower);
    if (at != m_relayed.end() && at->second->window)
    {
        const LayeredSocket& socket = *at->second;
        m_upcalls.lpWPUPostMessage(socket.window, socket.message, socket.handle, lParam);
    }
}

void
LayeredProvider::InheritMessages(const LayeredSocket& listener, const Ptr<LayeredSocket>& accepted)
{
    if (listener.window)
    {
        accepted->window = listener.window;
        accepted->message = listener.message;
        m_relayed[accepted->lower] = accepted;
    }
}

} // namespace ns3::winsock
