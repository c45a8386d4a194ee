/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * How a program learns that the machine's catalog has changed.
 */

#include "winsock-catalog-calls.h"

#include "ns3/catalog-watch.h"
#include "ns3/object-wait.h"
#include "ns3/winsock-api-call.h"
#include "ns3/winsock-pointer.h"

#include <cstdint>

namespace ns3::winsock
{

namespace
{

/**
 * @param thread lets it wait until the catalog changes
 * @param watch follows the catalog
 * @return 0, or WSAEWOULDBLOCK for a thread that cannot wait
 */
int
AwaitChange(WinsockThread& thread, CatalogWatch& watch)
{
    const Ptr<EventObject> change = watch.GetNextChange();
    DWORD result = WSA_WAIT_IO_COMPLETION;
    while (result == WSA_WAIT_IO_COMPLETION) // a call that blocks is alertable (R-OVL-8)
    {
        result = WaitForObjects(thread, {change}, false, INFINITE, true);
    }
    return result == WSA_WAIT_FAILED ? WSAEWOULDBLOCK : 0;
}

} // namespace

int
WinsockCatalogCalls::WSAProviderConfigChange(LPHANDLE lpNotificationHandle,
                                             LPWSAOVERLAPPED lpOverlapped,
                                             LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine)
{
    ApiCall call(m_thread, "WSAProviderConfigChange");
    if (!call.IsAllowed())
    {
        return call.Finish(SOCKET_ERROR);
    }
    if (IsNowhere(lpNotificationHandle))
    {
        call.SetError(WSAEFAULT);
        return call.Finish(SOCKET_ERROR);
    }
    WinsockProcess& process = GetProcess();
    if (!*lpNotificationHandle)
    {
        *lpNotificationHandle = process.GetObjects().Add(ns3::Create<CatalogWatch>(process));
        call.SetError(*lpNotificationHandle ? 0 : WSA_NOT_ENOUGH_MEMORY); // R-ACC-10
        return call.Finish(*lpNotificationHandle ? 0 : SOCKET_ERROR);
    }
    const auto watch = process.GetObjects().Find<CatalogWatch>(*lpNotificationHandle);
    if (!watch)
    {
        call.SetError(WSA_INVALID_HANDLE);
        return call.Finish(SOCKET_ERROR);
    }
    if (!lpOverlapped)
    {
        call.SetError(AwaitChange(m_thread, *watch));
        return call.Finish(call.GetError() == 0 ? 0 : SOCKET_ERROR);
    }
    const auto handle = static_cast<SOCKET>(reinterpret_cast<uintptr_t>(*lpNotificationHandle));
    const WSATHREADID thread{&m_thread, m_thread.GetId()};
    const int error = JudgeOverlapped(process, handle, lpOverlapped, lpCompletionRoutine, &thread);
    if (error == 0)
    {
        OverlappedReport report(process, handle, lpOverlapped, lpCompletionRoutine, &thread);
        report.Begin();
        watch->Add(report);
    }
    call.SetError(error == 0 ? WSA_IO_PENDING : error);
    return call.Finish(SOCKET_ERROR);
}

} // namespace ns3::winsock
