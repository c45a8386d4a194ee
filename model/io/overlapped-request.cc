/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "overlapped-request.h"

#include "ns3/io-socket.h"
#include "ns3/routine-thread.h"
#include "ns3/simulator.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace ns3::winsock
{

namespace
{

/// An error and the status by which the kernel of NT knows it.
struct ErrorStatus
{
    int error;    //!< Winsock's
    DWORD status; //!< NT's
};

constexpr ErrorStatus STATUSES[] = {
    {WSAEMSGSIZE, 0x80000005},           // STATUS_BUFFER_OVERFLOW
    {WSAEFAULT, 0xc0000005},             // STATUS_ACCESS_VIOLATION
    {WSAENOTSOCK, 0xc0000008},           // STATUS_INVALID_HANDLE
    {WSAEINVAL, 0xc000000d},             // STATUS_INVALID_PARAMETER
    {WSAENOBUFS, 0xc000009a},            // STATUS_INSUFFICIENT_RESOURCES
    {WSAESHUTDOWN, 0xc00000b0},          // STATUS_PIPE_DISCONNECTED
    {WSAETIMEDOUT, 0xc00000b5},          // STATUS_IO_TIMEOUT
    {WSAEOPNOTSUPP, 0xc00000bb},         // STATUS_NOT_SUPPORTED
    {WSA_OPERATION_ABORTED, 0xc0000120}, // STATUS_CANCELLED
    {WSAECONNRESET, 0xc000020d},         // STATUS_CONNECTION_RESET
    {WSAENOTCONN, 0xc000020c},           // STATUS_CONNECTION_DISCONNECTED
    {WSAECONNREFUSED, 0xc0000236},       // STATUS_CONNECTION_REFUSED
    {WSAENETUNREACH, 0xc000023c},        // STATUS_NETWORK_UNREACHABLE
    {WSAECONNABORTED, 0xc0000241},       // STATUS_CONNECTION_ABORTED
};

constexpr DWORD STATUS_UNSUCCESSFUL = 0xc0000001;

/// A program may set the lowest bit of an event's handle, to keep packets from a completion port.
HANDLE
EventHandle(HANDLE handle)
{
    return reinterpret_cast<HANDLE>(reinterpret_cast<uintptr_t>(handle) & ~uintptr_t{1});
}

/// Has a thread woken by the end of a request; a thread that is ended is forgotten.
class RequestWaiter
{
  public:
    RequestWaiter(const IoSocket& socket, LPWSAOVERLAPPED overlapped, WinsockThread& thread)
        : m_socket(socket),
          m_overlapped(overlapped)
    {
        Set(&thread);
    }

    ~RequestWaiter()
    {
        Set(nullptr);
    }

    RequestWaiter(const RequestWaiter&) = delete;
    RequestWaiter& operator=(const RequestWaiter&) = delete;

  private:
    void
    Set(WinsockThread* thread)
    {
        if (OverlappedRequest* request = m_socket.FindRequest(m_overlapped))
        {
            request->SetWaiter(thread);
        }
    }

    const IoSocket& m_socket;
    LPWSAOVERLAPPED m_overlapped;
};

/// The event of FailLater(); the process is kept until then.
void
ReportFailure(const Ptr<WinsockProcess>&, OverlappedReport report, int error)
{
    report.End(error, 0, 0);
}

} // namespace

DWORD
StatusFromError(int error)
{
    if (error == 0)
    {
        return 0;
    }
    const auto at = std::find_if(std::begin(STATUSES),
                                 std::end(STATUSES),
                                 [=](const ErrorStatus& one) { return one.error == error; });
    return at == std::end(STATUSES) ? STATUS_UNSUCCESSFUL : at->status;
}

bool
OverlappedReport::IsOf(const WinsockProcess& process) const
{
    return &m_process == &process;
}

void
ReportDone(OverlappedReport report, DWORD bytes)
{
    report.Begin();
    report.End(0, bytes, 0);
}

int
FailLater(WinsockProcess& process, OverlappedReport report, int error)
{
    report.Begin();
    Simulator::ScheduleNow(&ReportFailure, Ptr<WinsockProcess>(&process), report, error);
    return WSA_IO_PENDING;
}

bool
IsPending(const WSAOVERLAPPED& overlapped)
{
    return overlapped.Internal == STATUS_PENDING;
}

int
JudgeResultPlaces(LPWSAOVERLAPPED overlapped, LPDWORD bytes, LPDWORD flags)
{
    if (!overlapped)
    {
        return WSA_INVALID_PARAMETER;
    }
    return IsBadPointer(overlapped) || IsNowhere(bytes) || IsNowhere(flags) ? WSAEFAULT : 0;
}

int
ReadResult(const WSAOVERLAPPED& overlapped, DWORD& bytes, DWORD& flags)
{
    const auto error = static_cast<int>(overlapped.OffsetHigh);
    if (error == 0)
    {
        bytes = static_cast<DWORD>(overlapped.InternalHigh);
        flags = overlapped.Offset;
    }
    return error;
}

int
JudgeOverlapped(WinsockProcess& process,
                SOCKET s,
                LPWSAOVERLAPPED overlapped,
                LPWSAOVERLAPPED_COMPLETION_ROUTINE routine,
                const WSATHREADID* threadId)
{
    if (const int refusal = process.GetStack().GetRefusal(OptionalCall::OVERLAPPED))
    {
        return refusal;
    }
    if (IsBadPointer(overlapped))
    {
        return WSAEFAULT;
    }
    if (routine)
    {
        if (process.GetHandles().FindCompletion(s))
        {
            return WSAEINVAL;
        }
        return threadId && threadId->ThreadHandle ? RoutineThread::Judge(process) : WSAEFAULT;
    }
    const HANDLE handle = EventHandle(overlapped->hEvent);
    return !handle || process.GetObjects().Find<EventObject>(handle) ? 0 : WSA_INVALID_HANDLE;
}

OverlappedReport::OverlappedReport(WinsockProcess& process,
                                   SOCKET s,
                                   LPWSAOVERLAPPED overlapped,
                                   LPWSAOVERLAPPED_COMPLETION_ROUTINE routine,
                                   const WSATHREADID* threadId)
    : m_process(process),
      m_overlapped(overlapped),
      m_routine(routine)
{
    if (routine)
    {
        m_thread = static_cast<WinsockThread*>(threadId->ThreadHandle);
        m_handle = RoutineThread::Take(process);
        return;
    }
    const HANDLE handle = EventHandle(overlapped->hEvent);
    m_event = process.GetObjects().Find<EventObject>(handle);
    if (handle == overlapped->hEvent)
    {
        m_completion = StaticCast<CompletionBinding>(process.GetHandles().FindCompletion(s));
    }
}

void
OverlappedReport::Begin()
{
    m_overlapped->Internal = STATUS_PENDING;
    m_overlapped->InternalHigh = 0;
    if (m_event)
    {
        m_event->Reset();
    }
}

void
OverlappedReport::Write(int error, DWORD bytes, DWORD flags)
{
    m_overlapped->Offset = flags;
    m_overlapped->OffsetHigh = static_cast<DWORD>(error);
    m_overlapped->InternalHigh = bytes;
    m_overlapped->Internal = StatusFromError(error);
}

void
OverlappedReport::End(int error, DWORD bytes, DWORD flags)
{
    if (!m_process.IsAlive())
    {
        return;
    }
    Write(error, bytes, flags);
    if (m_routine)
    {
        m_thread->QueueApc([routine = m_routine,
                            error,
                            bytes,
                            flags,
                            overlapped = m_overlapped,
                            handle = std::move(m_handle)]
                           { routine(static_cast<DWORD>(error), bytes, overlapped, flags); });
        return;
    }
    if (m_event)
    {
        m_event->Set();
    }
    if (m_completion)
    {
        m_completion->port->Post(CompletionPacket{bytes, m_completion->key, m_overlapped, error});
    }
}

void
OverlappedReport::EndSilently(int error)
{
    if (m_process.IsAlive())
    {
        Write(error, 0, 0);
    }
}

LPWSAOVERLAPPED
OverlappedReport::GetOverlapped() const
{
    return m_overlapped;
}

OverlappedRequest::OverlappedRequest(const OverlappedReport& report)
    : m_report(report),
      m_starter(WinsockThread::GetCurrent())
{
}

int
OverlappedRequest::Begin(std::unique_ptr<OverlappedRequest> request,
                         std::unique_ptr<PendingOperation> operation,
                         OperationQueue& queue)
{
    OverlappedRequest& begun = *request;
    begun.m_operation = std::move(operation);
    begun.m_report.Begin();
    if (!queue.Post(*begun.m_operation, begun))
    {
        // OnOperationComplete() takes it back.
        request.release();
        return WSA_IO_PENDING;
    }
    const int error = begun.m_operation->GetError();
    if (error != 0)
    {
        begun.m_report.EndSilently(error);
        return error;
    }
    begun.OnOperationComplete(*begun.m_operation);
    request.release();
    return 0;
}

const OverlappedReport&
OverlappedRequest::GetReport() const
{
    return m_report;
}

bool
OverlappedRequest::IsOf(const WinsockThread& thread) const
{
    return m_starter == &thread;
}

void
OverlappedRequest::Silence()
{
    m_silent = true;
}

void
OverlappedRequest::SetWaiter(WinsockThread* thread)
{
    m_waiter = thread;
}

void
OverlappedRequest::OnOperationComplete(PendingOperation& operation)
{
    const std::unique_ptr<OverlappedRequest> done(this);
    if (m_silent)
    {
        m_report.EndSilently(operation.GetError());
    }
    else
    {
        DWORD bytes = 0;
        DWORD flags = 0;
        Collect(operation, bytes, flags);
        m_report.End(operation.GetError(), bytes, flags);
    }
    if (m_waiter)
    {
        m_waiter->Wake();
    }
}

bool
OverlappedRequest::IsOverlapped() const
{
    return true;
}

int
AwaitResult(IoSocket& socket, LPWSAOVERLAPPED overlapped, bool wait)
{
    const Ptr<IoSocket> alive(&socket);
    WinsockThread& thread = *WinsockThread::GetCurrent();
    while (IsPending(*overlapped))
    {
        if (!wait || !socket.FindRequest(overlapped) || !thread.CanBlock())
        {
            return WSA_IO_INCOMPLETE;
        }
        const RequestWaiter waiter(socket, overlapped, thread);
        if (!thread.Block())
        {
            return WSAEINTR;
        }
    }
    return 0;
}

} // namespace ns3::winsock
