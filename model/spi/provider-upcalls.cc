/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "provider-upcalls.h"

#include "ns3/blocking-hook.h"
#include "ns3/catalog-enumeration.h"
#include "ns3/failure-observer.h"
#include "ns3/log.h"
#include "ns3/message-window.h"
#include "ns3/overlapped-request.h"
#include "ns3/provider-loader.h"
#include "ns3/waitable-object.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-guid.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"

#include <algorithm>

namespace ns3::winsock
{

NS_LOG_COMPONENT_DEFINE("WinsockProviderUpcalls");

namespace
{

WinsockProcess&
CurrentProcess()
{
    return WinsockThread::GetCurrent()->GetProcess();
}

/// An upcall fails. @param function its name @return result
template <typename T>
T
Fail(const char* function, LPINT lpErrno, int error, T result)
{
    *lpErrno = error;
    if (FailureObserver* const observer = FailureObserver::Get())
    {
        observer->OnFailure(*WinsockThread::GetCurrent(), function, error);
    }
    return result;
}

SOCKET
WPUCreateSocketHandle(DWORD dwCatalogEntryId, DWORD_PTR dwContext, LPINT lpErrno)
{
    WinsockProcess& process = CurrentProcess();
    if (!process.GetStack().TakeDescriptor(process))
    {
        // The one error that this door reports, WSAENOBUFS on Windows (R-RES-2); layers translate it
        // (R-ACC-6).
        NS_LOG_LOGIC("no descriptor for entry " << dwCatalogEntryId);
        const int error = process.GetStack().GetNumbers().errorHandleDoor;
        return Fail(__func__, lpErrno, error, INVALID_SOCKET);
    }
    const SOCKET s = process.GetHandles().Add();
    HandleEntry* entry = process.GetHandles().Find(s);
    entry->context = dwContext;
    entry->provider = process.GetProviders().FindByEntry(dwCatalogEntryId);
    entry->charged = true;
    return s;
}

SOCKET
WPUModifyIFSHandle(DWORD dwCatalogEntryId, SOCKET ProposedHandle, LPINT lpErrno)
{
    WinsockProcess& process = CurrentProcess();
    HandleEntry* entry = process.GetHandles().Find(ProposedHandle);
    if (!entry || !entry->object || !process.FindCatalogEntry(dwCatalogEntryId))
    {
        return Fail(__func__, lpErrno, WSAEINVAL, INVALID_SOCKET);
    }
    if (!entry->charged && !process.GetStack().TakeDescriptor(process))
    {
        NS_LOG_LOGIC("no descriptor for entry " << dwCatalogEntryId);
        const int error = process.GetStack().GetNumbers().errorDescriptor;
        return Fail(__func__, lpErrno, error, INVALID_SOCKET);
    }
    entry->charged = true;
    if (LoadedProvider* provider = process.GetProviders().FindByEntry(dwCatalogEntryId))
    {
        // The last caller owns the handle (R-SPI-22).
        entry->provider = provider;
    }
    return ProposedHandle;
}

/// @return the entry of a handle that WPUCreateSocketHandle made, else null with WSAENOTSOCK
HandleEntry*
FindOwnHandle(const char* function, SOCKET s, LPINT lpErrno)
{
    HandleEntry* entry = CurrentProcess().GetHandles().Find(s);
    if (!entry || entry->object)
    {
        return Fail<HandleEntry*>(function, lpErrno, WSAENOTSOCK, nullptr);
    }
    return entry;
}

int
WPUCloseSocketHandle(SOCKET s, LPINT lpErrno)
{
    if (!FindOwnHandle(__func__, s, lpErrno))
    {
        return SOCKET_ERROR;
    }
    WinsockProcess& process = CurrentProcess();
    process.GetHandles().Remove(s);
    process.GetStack().GiveDescriptor(process);
    return 0;
}

int
WPUQuerySocketHandleContext(SOCKET s, PDWORD_PTR lpContext, LPINT lpErrno)
{
    if (!lpContext)
    {
        return Fail(__func__, lpErrno, WSAEFAULT, SOCKET_ERROR);
    }
    const HandleEntry* entry = FindOwnHandle(__func__, s, lpErrno);
    if (!entry)
    {
        return SOCKET_ERROR;
    }
    *lpContext = entry->context;
    return 0;
}

int
WPUGetProviderPath(LPGUID lpProviderId,
                   WCHAR* lpszProviderDllPath,
                   LPINT lpProviderDllPathLen,
                   LPINT lpErrno)
{
    const int error = GetProviderPath(
        CurrentProcess().GetCatalog(), lpProviderId, lpszProviderDllPath, lpProviderDllPathLen);
    return error == 0 ? 0 : Fail(__func__, lpErrno, error, SOCKET_ERROR);
}

int
WPUQueryBlockingCallback(DWORD dwCatalogEntryId,
                         LPBLOCKINGCALLBACK* lplpfnCallback,
                         PDWORD_PTR lpdwContext,
                         LPINT lpErrno)
{
    if (!lplpfnCallback || !lpdwContext)
    {
        return Fail(__func__, lpErrno, WSAEFAULT, SOCKET_ERROR);
    }
    if (!CurrentProcess().FindCatalogEntry(dwCatalogEntryId))
    {
        return Fail(__func__, lpErrno, WSAEINVAL, SOCKET_ERROR);
    }
    // Programs of version 2 have no blocking hook: the provider blocks natively (R-UPC-1).
    WinsockThread& thread = *WinsockThread::GetCurrent();
    const bool hooked = thread.HasInbox() && thread.GetInbox().blockingHook;
    *lplpfnCallback = hooked ? CallBlockingHook : nullptr;
    *lpdwContext = 0;
    return 0;
}

int
WPUFDIsSet(SOCKET s, fd_set* fdset)
{
    const SOCKET* const end = fdset->fd_array + fdset->fd_count;
    return std::find(static_cast<const SOCKET*>(fdset->fd_array), end, s) != end;
}

int
WPUOpenCurrentThread(LPWSATHREADID lpThreadId, LPINT lpErrno)
{
    if (!lpThreadId)
    {
        return Fail(__func__, lpErrno, WSAEFAULT, SOCKET_ERROR);
    }
    lpThreadId->ThreadHandle = WinsockThread::GetCurrent();
    lpThreadId->Reserved = WinsockThread::GetCurrent()->GetId();
    return 0;
}

int
WPUCloseThread(LPWSATHREADID lpThreadId, LPINT lpErrno)
{
    if (!lpThreadId || !lpThreadId->ThreadHandle)
    {
        return Fail(__func__, lpErrno, WSAEFAULT, SOCKET_ERROR);
    }
    lpThreadId->ThreadHandle = nullptr;
    return 0;
}

WSAEVENT
WPUCreateEvent(LPINT lpErrno)
{
    const WSAEVENT event = CurrentProcess().GetObjects().Add(Create<EventObject>(true));
    return event ? event : Fail(__func__, lpErrno, WSA_NOT_ENOUGH_MEMORY, WSA_INVALID_EVENT);
}

/// @return the event behind a handle, or null with WSA_INVALID_HANDLE
Ptr<EventObject>
FindEvent(const char* function, WSAEVENT hEvent, LPINT lpErrno)
{
    Ptr<EventObject> event = CurrentProcess().GetObjects().Find<EventObject>(hEvent);
    return event ? event : Fail(function, lpErrno, WSA_INVALID_HANDLE, Ptr<EventObject>());
}

BOOL
WPUCloseEvent(WSAEVENT hEvent, LPINT lpErrno)
{
    return FindEvent(__func__, hEvent, lpErrno) && CurrentProcess().GetObjects().Remove(hEvent);
}

BOOL
WPUSetEvent(WSAEVENT hEvent, LPINT lpErrno)
{
    const Ptr<EventObject> event = FindEvent(__func__, hEvent, lpErrno);
    if (!event)
    {
        return FALSE;
    }
    event->Set();
    return TRUE;
}

BOOL
WPUResetEvent(WSAEVENT hEvent, LPINT lpErrno)
{
    const Ptr<EventObject> event = FindEvent(__func__, hEvent, lpErrno);
    if (!event)
    {
        return FALSE;
    }
    event->Reset();
    return TRUE;
}

BOOL
WPUPostMessage(HWND hWnd, UINT Msg, WPARAM wParam, LPARAM lParam)
{
    const Ptr<MessageWindow> window = CurrentProcess().GetObjects().Find<MessageWindow>(hWnd);
    if (!window)
    {
        return FALSE;
    }
    window->Post(Msg, wParam, lParam);
    return TRUE;
}

int
WPUQueueApc(LPWSATHREADID lpThreadId, LPWSAUSERAPC lpfnUserApc, DWORD_PTR dwContext, LPINT lpErrno)
{
    if (!lpThreadId || !lpThreadId->ThreadHandle || !lpfnUserApc)
    {
        return Fail(__func__, lpErrno, WSAEFAULT, SOCKET_ERROR);
    }
    auto* thread = static_cast<WinsockThread*>(lpThreadId->ThreadHandle);
    if (const int error = thread->GetProcess().GetStack().GetRefusal(OptionalCall::QUEUE_APC))
    {
        return Fail(__func__, lpErrno, error, SOCKET_ERROR); // R-CE-107
    }
    thread->QueueApc([lpfnUserApc, dwContext] { lpfnUserApc(dwContext); });
    return 0;
}

} // namespace

int
WPUCompleteOverlappedRequest(
    SOCKET s, LPWSAOVERLAPPED lpOverlapped, DWORD dwError, DWORD cbTransferred, LPINT lpErrno)
{
    WinsockProcess& process = CurrentProcess();
    const HandleEntry* entry = process.GetHandles().Find(s);
    if (!entry || entry->object)
    {
        return Fail(__func__, lpErrno, WSAEINVAL, SOCKET_ERROR);
    }
    if (IsNowhere(lpOverlapped))
    {
        return Fail(__func__, lpErrno, WSAEFAULT, SOCKET_ERROR);
    }
    OverlappedReport(process, s, lpOverlapped, nullptr, nullptr)
        .End(static_cast<int>(dwError), cbTransferred, lpOverlapped->Offset);
    return 0;
}

const WSPUPCALLTABLE&
GetUpcallTable()
{
    static const WSPUPCALLTABLE table = {
        WPUCloseEvent,
        WPUCloseSocketHandle,
        WPUCreateEvent,
        WPUCreateSocketHandle,
        WPUFDIsSet,
        WPUGetProviderPath,
        WPUModifyIFSHandle,
        WPUPostMessage,
        WPUQueryBlockingCallback,
        WPUQuerySocketHandleContext,
        WPUQueueApc,
        WPUResetEvent,
        WPUSetEvent,
        WPUOpenCurrentThread,
        WPUCloseThread,
    };
    return table;
}

void
CloseKernelHandle(WinsockProcess& process, SOCKET s)
{
    process.GetStack().RemoveHandle(process, s);
}

} // namespace ns3::winsock
