/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The system's own event objects and waits.
 */

#include "windows-calls.h"

#include "ns3/object-wait.h"
#include "ns3/waitable-object.h"
#include "ns3/winsock-api-call.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-stack.h"

#include <vector>

namespace ns3::winsock
{

HANDLE
WindowsCalls::CreateEvent(LPVOID, BOOL bManualReset, BOOL bInitialState, LPCSTR)
{
    ApiCall call(m_thread,
                 "CreateEvent",
                 Arg("bManualReset", bManualReset),
                 Arg("bInitialState", bInitialState));
    const auto event = Create<EventObject>(bManualReset != FALSE);
    if (bInitialState)
    {
        event->Set();
    }
    const HANDLE handle = GetProcess().GetObjects().Add(event);
    call.SetError(ERROR_NOT_ENOUGH_MEMORY); // no handle is left (R-ACC-10)
    call.FinishTruth(handle != nullptr);
    return handle;
}

BOOL
WindowsCalls::SetEvent(HANDLE hEvent)
{
    ApiCall call(m_thread, "SetEvent");
    const auto event = GetProcess().GetObjects().Find<EventObject>(hEvent);
    if (event)
    {
        event->Set();
    }
    call.SetError(ERROR_INVALID_HANDLE);
    return call.FinishTruth(event != nullptr);
}

BOOL
WindowsCalls::ResetEvent(HANDLE hEvent)
{
    ApiCall call(m_thread, "ResetEvent");
    const auto event = GetProcess().GetObjects().Find<EventObject>(hEvent);
    if (event)
    {
        event->Reset();
    }
    call.SetError(ERROR_INVALID_HANDLE);
    return call.FinishTruth(event != nullptr);
}

DWORD
WindowsCalls::WaitForSingleObject(HANDLE hHandle, DWORD dwMilliseconds)
{
    return WaitForMultipleObjectsEx(1, &hHandle, FALSE, dwMilliseconds, FALSE);
}

DWORD
WindowsCalls::WaitForSingleObjectEx(HANDLE hHandle, DWORD dwMilliseconds, BOOL bAlertable)
{
    return WaitForMultipleObjectsEx(1, &hHandle, FALSE, dwMilliseconds, bAlertable);
}

DWORD
WindowsCalls::WaitForMultipleObjects(DWORD nCount,
                                     const HANDLE* lpHandles,
                                     BOOL bWaitAll,
                                     DWORD dwMilliseconds)
{
    return WaitForMultipleObjectsEx(nCount, lpHandles, bWaitAll, dwMilliseconds, FALSE);
}

DWORD
WindowsCalls::WaitForMultipleObjectsEx(
    DWORD nCount, const HANDLE* lpHandles, BOOL bWaitAll, DWORD dwMilliseconds, BOOL bAlertable)
{
    ApiCall call(m_thread,
                 "WaitForMultipleObjects",
                 Arg("nCount", nCount),
                 Arg("bWaitAll", bWaitAll),
                 Arg("dwMilliseconds", dwMilliseconds));
    if (nCount == 0 || nCount > GetProcess().GetStack().GetNumbers().maxWaitObjects ||
        IsNowhere(lpHandles))
    {
        call.SetError(ERROR_INVALID_PARAMETER);
        return call.Finish(WAIT_FAILED);
    }
    std::vector<Ptr<WaitableObject>> objects;
    for (DWORD i = 0; i < nCount; ++i)
    {
        objects.push_back(GetProcess().GetObjects().Find<WaitableObject>(lpHandles[i]));
        if (!objects.back())
        {
            call.SetError(ERROR_INVALID_HANDLE);
            return call.Finish(WAIT_FAILED);
        }
    }
    call.SetError(ERROR_NOT_SUPPORTED); // of a thread that cannot wait
    const DWORD result =
        WaitForObjects(m_thread, objects, bWaitAll != FALSE, dwMilliseconds, bAlertable != FALSE);
    return result == WAIT_FAILED ? call.Finish(result) : call.Leave(result);
}

} // namespace ns3::winsock
