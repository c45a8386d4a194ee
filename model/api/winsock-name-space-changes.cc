/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * How a program learns that the answers of a look-up have changed.
 */

#include "winsock-name-space-calls.h"

#include "ns3/completion-port.h"
#include "ns3/message-window.h"
#include "ns3/overlapped-request.h"
#include "ns3/service-lookup.h"
#include "ns3/winsock-api-call.h"
#include "ns3/winsock-guid.h"
#include "ns3/winsock-ioctls.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-process.h"

#include <cstdint>
#include <cstring>

namespace ns3::winsock
{

namespace
{

/// The notification as a message; the end of the look-up posts none.
int
ByMessage(WinsockProcess& process,
          const WSACOMPLETION& completion,
          ServiceLookup::Notification& notification)
{
    const auto& message = completion.Parameters.WindowMessage;
    const Ptr<MessageWindow> window = process.GetObjects().Find<MessageWindow>(message.hWnd);
    notification = [window, message](int error)
    {
        if (error == 0)
        {
            window->Post(message.uMsg, message.context, 0);
        }
    };
    return window ? 0 : WSAEINVAL;
}

/// The notification through an overlapped structure.
int
ByOverlapped(WinsockThread& thread,
             HANDLE lookup,
             LPWSAOVERLAPPED overlapped,
             LPWSAOVERLAPPED_COMPLETION_ROUTINE routine,
             ServiceLookup::Notification& notification)
{
    WinsockProcess& process = thread.GetProcess();
    const auto handle = static_cast<SOCKET>(reinterpret_cast<uintptr_t>(lookup));
    const WSATHREADID id{&thread, thread.GetId()};
    if (IsNowhere(overlapped))
    {
        return WSAEFAULT;
    }
    if (const int error = JudgeOverlapped(process, handle, overlapped, routine, &id))
    {
        return error;
    }
    OverlappedReport report(process, handle, overlapped, routine, &id);
    report.Begin();
    notification = [report](int error) mutable { report.End(error, 0, 0); };
    return 0;
}

/// The notification as a packet of a completion port.
int
ByPacket(WinsockThread& thread,
         HANDLE lookup,
         const WSACOMPLETION& completion,
         ServiceLookup::Notification& notification)
{
    WinsockProcess& process = thread.GetProcess();
    const auto& packet = completion.Parameters.Port;
    const Ptr<CompletionPort> port = process.GetObjects().Find<CompletionPort>(packet.hPort);
    if (!port)
    {
        return WSAEINVAL;
    }
    ServiceLookup::Notification report;
    if (const int error = ByOverlapped(thread, lookup, packet.lpOverlapped, nullptr, report))
    {
        return error;
    }
    notification = [port, packet, report, &process](int error)
    {
        report(error);
        if (process.IsAlive())
        {
            port->Post(CompletionPacket{0, packet.Key, packet.lpOverlapped, error});
        }
    };
    return 0;
}

/// Reads how a program wants to be told. @return 0 or an error
int
ReadCompletion(WinsockThread& thread,
               HANDLE lookup,
               const WSACOMPLETION& completion,
               ServiceLookup::Notification& notification)
{
    const auto& parameters = completion.Parameters;
    switch (completion.Type)
    {
    case NSP_NOTIFY_HWND:
        return ByMessage(thread.GetProcess(), completion, notification);
    case NSP_NOTIFY_EVENT:
        return ByOverlapped(thread, lookup, parameters.Event.lpOverlapped, nullptr, notification);
    case NSP_NOTIFY_PORT:
        return ByPacket(thread, lookup, completion, notification);
    case NSP_NOTIFY_APC:
        return ByOverlapped(thread,
                            lookup,
                            parameters.Apc.lpOverlapped,
                            parameters.Apc.lpfnCompletionProc,
                            notification);
    default:
        return WSAEINVAL;
    }
}

/// Whether the provider of a look-up can tell of changes. @param later in a notification @return 0 or an error
int
JudgeProvider(const ServiceLookup& lookup, bool later)
{
    const NamespaceList answering = lookup.GetQuery().GetAnswering();
    if (answering.size() > 1)
    {
        return WSAEINVAL;
    }
    const bool directory = answering.empty() || answering[0].providerId == NTDS_NAMESPACE_GUID;
    const bool networks = !directory && answering[0].providerId == NLA_NAMESPACE_GUID;
    return directory || (networks && !later) ? 0 : WSAEOPNOTSUPP;
}

/// Answers the question for changes. @return 0 or an error
int
WatchChanges(WinsockThread& thread, HANDLE handle, ServiceLookup& lookup, const WSACOMPLETION* from)
{
    WSACOMPLETION completion{};
    if (from)
    {
        std::memcpy(&completion, from, sizeof(completion));
    }
    const bool later = from && completion.Type != NSP_NOTIFY_IMMEDIATELY;
    if (const int error = JudgeProvider(lookup, later))
    {
        return error;
    }
    if (!later)
    {
        return lookup.HasChanged() ? 0 : WSAEWOULDBLOCK;
    }
    ServiceLookup::Notification notification;
    if (const int error = ReadCompletion(thread, handle, completion, notification))
    {
        return error;
    }
    if (lookup.HasChanged())
    {
        notification(0);
    }
    else
    {
        lookup.Add(notification);
    }
    return WSA_IO_PENDING;
}

} // namespace

INT
WinsockNameSpaceCalls::WSANSPIoctl(HANDLE hLookup,
                                   DWORD dwControlCode,
                                   LPVOID,
                                   DWORD,
                                   LPVOID,
                                   DWORD,
                                   LPDWORD lpcbBytesReturned,
                                   LPWSACOMPLETION lpCompletion)
{
    ApiCall call(m_thread, "WSANSPIoctl", Arg("dwControlCode", dwControlCode));
    if (!call.IsAllowed())
    {
        return call.Finish(SOCKET_ERROR);
    }
    const Ptr<ServiceLookup> lookup = GetProcess().GetObjects().Find<ServiceLookup>(hLookup);
    int error = 0;
    if (!lookup)
    {
        error = WSA_INVALID_HANDLE;
    }
    else if (dwControlCode != SIO_NSP_NOTIFY_CHANGE)
    {
        error = WSAEOPNOTSUPP;
    }
    else if (IsBadPointer(lpcbBytesReturned) || IsBadPointer(lpCompletion))
    {
        error = WSAEFAULT;
    }
    else
    {
        error = WatchChanges(m_thread, hLookup, *lookup, lpCompletion);
    }
    if (error == 0 && lpcbBytesReturned)
    {
        *lpcbBytesReturned = 0;
    }
    call.SetError(error);
    return call.Finish(error == 0 ? 0 : SOCKET_ERROR);
}

} // namespace ns3::winsock
