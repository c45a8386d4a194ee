/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * I/O completion ports, and the end of overlapped operations before their time.
 */

#include "windows-calls.h"

#include "ns3/completion-port.h"
#include "ns3/io-socket.h"
#include "ns3/overlapped-request.h"
#include "ns3/winsock-api-call.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-stack.h"

namespace ns3::winsock
{

HANDLE
WindowsCalls::CreateIoCompletionPort(HANDLE FileHandle,
                                     HANDLE ExistingCompletionPort,
                                     ULONG_PTR CompletionKey,
                                     DWORD NumberOfConcurrentThreads)
{
    ApiCall call(m_thread,
                 "CreateIoCompletionPort",
                 Arg("NumberOfConcurrentThreads", NumberOfConcurrentThreads));
    ObjectTable& objects = GetProcess().GetObjects();
    Ptr<CompletionPort> port = objects.Find<CompletionPort>(ExistingCompletionPort);
    const bool newPort = !ExistingCompletionPort;
    const bool portOnly = FileHandle == INVALID_HANDLE_VALUE;
    HandleTable& handles = GetProcess().GetHandles();
    const auto s = reinterpret_cast<SOCKET>(FileHandle);
    const bool file = handles.Find(s) != nullptr;
    if ((!newPort && !port) || (!portOnly && !file))
    {
        call.SetError(ERROR_INVALID_HANDLE);
        call.FinishTruth(FALSE);
        return nullptr;
    }
    const int refusal = GetProcess().GetStack().GetRefusal(OptionalCall::COMPLETION_PORT);
    if (!portOnly && refusal != 0)
    {
        call.SetError(refusal);
        call.FinishTruth(FALSE);
        return nullptr;
    }
    if ((portOnly && !newPort) || (!portOnly && handles.FindCompletion(s)))
    {
        call.SetError(ERROR_INVALID_PARAMETER);
        call.FinishTruth(FALSE);
        return nullptr;
    }
    HANDLE handle = ExistingCompletionPort;
    if (newPort)
    {
        port = Create<CompletionPort>();
        handle = objects.Add(port);
        if (!handle)
        {
            call.SetError(ERROR_NOT_ENOUGH_MEMORY); // no handle is left (R-ACC-10)
            call.FinishTruth(FALSE);
            return nullptr;
        }
    }
    if (!portOnly)
    {
        const Ptr<CompletionBinding> binding = Create<CompletionBinding>();
        binding->port = port;
        binding->key = CompletionKey;
        handles.SetCompletion(s, binding);
    }
    call.FinishTruth(TRUE);
    return handle;
}

BOOL
WindowsCalls::GetQueuedCompletionStatus(HANDLE CompletionPort,
                                        LPDWORD lpNumberOfBytesTransferred,
                                        ULONG_PTR* lpCompletionKey,
                                        LPOVERLAPPED* lpOverlapped,
                                        DWORD dwMilliseconds)
{
    ApiCall call(m_thread, "GetQueuedCompletionStatus", Arg("dwMilliseconds", dwMilliseconds));
    const auto port = GetProcess().GetObjects().Find<winsock::CompletionPort>(CompletionPort);
    const bool sound = !IsNowhere(lpNumberOfBytesTransferred) && !IsNowhere(lpCompletionKey) &&
                       !IsNowhere(lpOverlapped);
    if (!port || !sound)
    {
        call.SetError(sound ? ERROR_INVALID_HANDLE : ERROR_INVALID_PARAMETER);
        return call.FinishTruth(FALSE);
    }
    *lpOverlapped = nullptr;
    CompletionPacket packet;
    if (const int error = port->Take(m_thread, dwMilliseconds, false, packet))
    {
        call.SetError(error);
        return call.FinishTruth(FALSE);
    }
    *lpNumberOfBytesTransferred = packet.bytes;
    *lpCompletionKey = packet.key;
    *lpOverlapped = packet.overlapped;
    call.SetError(SystemErrorFromWinsock(packet.error));
    return call.FinishTruth(packet.error == 0);
}

BOOL
WindowsCalls::GetQueuedCompletionStatusEx(HANDLE CompletionPort,
                                          LPOVERLAPPED_ENTRY lpCompletionPortEntries,
                                          ULONG ulCount,
                                          ULONG* ulNumEntriesRemoved,
                                          DWORD dwMilliseconds,
                                          BOOL fAlertable)
{
    ApiCall call(m_thread,
                 "GetQueuedCompletionStatusEx",
                 Arg("ulCount", ulCount),
                 Arg("dwMilliseconds", dwMilliseconds));
    const auto port = GetProcess().GetObjects().Find<winsock::CompletionPort>(CompletionPort);
    const bool sound =
        ulCount != 0 && !IsNowhere(lpCompletionPortEntries) && !IsNowhere(ulNumEntriesRemoved);
    if (!port || !sound)
    {
        call.SetError(sound ? ERROR_INVALID_HANDLE : ERROR_INVALID_PARAMETER);
        return call.FinishTruth(FALSE);
    }
    *ulNumEntriesRemoved = 0;
    CompletionPacket packet;
    int error = port->Take(m_thread, dwMilliseconds, fAlertable, packet);
    call.SetError(error);
    while (error == 0)
    {
        lpCompletionPortEntries[*ulNumEntriesRemoved] = {
            packet.key, packet.overlapped, StatusFromError(packet.error), packet.bytes};
        const bool full = ++*ulNumEntriesRemoved == ulCount;
        error = full ? static_cast<int>(WAIT_TIMEOUT) : port->Take(m_thread, 0, false, packet);
    }
    return call.FinishTruth(*ulNumEntriesRemoved != 0);
}

BOOL
WindowsCalls::PostQueuedCompletionStatus(HANDLE CompletionPort,
                                         DWORD dwNumberOfBytesTransferred,
                                         ULONG_PTR dwCompletionKey,
                                         LPOVERLAPPED lpOverlapped)
{
    ApiCall call(m_thread, "PostQueuedCompletionStatus");
    const auto port = GetProcess().GetObjects().Find<winsock::CompletionPort>(CompletionPort);
    if (!port)
    {
        call.SetError(ERROR_INVALID_HANDLE);
        return call.FinishTruth(FALSE);
    }
    port->Post({dwNumberOfBytesTransferred, dwCompletionKey, lpOverlapped, 0});
    return call.FinishTruth(TRUE);
}

BOOL
WindowsCalls::CancelIoEx(HANDLE hFile, LPOVERLAPPED lpOverlapped)
{
    ApiCall call(m_thread, "CancelIoEx");
    const HandleEntry* entry = GetProcess().GetHandles().Find(reinterpret_cast<SOCKET>(hFile));
    const auto socket = entry ? DynamicCast<IoSocket>(entry->object) : nullptr;
    call.SetError(socket ? ERROR_NOT_FOUND : ERROR_INVALID_HANDLE);
    return call.FinishTruth(socket && socket->CancelRequests(lpOverlapped));
}

BOOL
WindowsCalls::CancelIo(HANDLE hFile)
{
    ApiCall call(m_thread, "CancelIo");
    const HandleEntry* entry = GetProcess().GetHandles().Find(reinterpret_cast<SOCKET>(hFile));
    const auto socket = entry ? DynamicCast<IoSocket>(entry->object) : nullptr;
    if (!socket)
    {
        call.SetError(ERROR_INVALID_HANDLE);
        return call.FinishTruth(FALSE);
    }
    socket->CancelRequests(nullptr, &m_thread);
    return call.Leave(TRUE); // the last error stays as it is
}

BOOL
WindowsCalls::CloseHandle(HANDLE hObject)
{
    ApiCall call(m_thread, "CloseHandle");
    ObjectTable& objects = GetProcess().GetObjects();
    if (const auto port = objects.Find<CompletionPort>(hObject))
    {
        port->Close();
    }
    call.SetError(ERROR_INVALID_HANDLE);
    return call.FinishTruth(objects.Remove(hObject));
}

} // namespace ns3::winsock
