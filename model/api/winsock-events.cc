/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Event objects, waiting for them, and network events by objects and messages.
 */

#include "winsock.h"

#include "ns3/object-wait.h"
#include "ns3/winsock-api-call.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-stack.h"

#include <vector>

namespace ns3::winsock
{

WSAEVENT
Winsock::WSACreateEvent()
{
    ApiCall call(m_thread, "WSACreateEvent");
    if (!call.IsAllowed())
    {
        call.FinishTruth(FALSE);
        return WSA_INVALID_EVENT;
    }
    const WSAEVENT event = GetProcess().GetObjects().Add(ns3::Create<EventObject>(true));
    call.SetError(WSA_NOT_ENOUGH_MEMORY); // no handle is left (R-ACC-10)
    call.FinishTruth(event != WSA_INVALID_EVENT);
    return event;
}

BOOL
Winsock::WSACloseEvent(WSAEVENT hEvent)
{
    ApiCall call(m_thread, "WSACloseEvent");
    const Ptr<EventObject> event = FindEvent(call, hEvent);
    return call.FinishTruth(event && GetProcess().GetObjects().Remove(hEvent));
}

BOOL
Winsock::WSASetEvent(WSAEVENT hEvent)
{
    ApiCall call(m_thread, "WSASetEvent");
    const Ptr<EventObject> event = FindEvent(call, hEvent);
    if (event)
    {
        event->Set();
    }
    return call.FinishTruth(event != nullptr);
}

BOOL
Winsock::WSAResetEvent(WSAEVENT hEvent)
{
    ApiCall call(m_thread, "WSAResetEvent");
    const Ptr<EventObject> event = FindEvent(call, hEvent);
    if (event)
    {
        event->Reset();
    }
    return call.FinishTruth(event != nullptr);
}

DWORD
Winsock::WSAWaitForMultipleEvents(
    DWORD cEvents, const WSAEVENT* lphEvents, BOOL fWaitAll, DWORD dwTimeout, BOOL fAlertable)
{
    ApiCall call(m_thread,
                 "WSAWaitForMultipleEvents",
                 Arg("cEvents", cEvents),
                 Arg("fWaitAll", fWaitAll),
                 Arg("dwTimeout", dwTimeout),
                 Arg("fAlertable", fAlertable));
    if (!call.IsAllowed())
    {
        return call.Finish(WSA_WAIT_FAILED);
    }
    if (cEvents == 0 || cEvents > GetProcess().GetStack().GetNumbers().maxWaitObjects ||
        IsNowhere(lphEvents))
    {
        call.SetError(WSA_INVALID_PARAMETER);
        return call.Finish(WSA_WAIT_FAILED);
    }
    std::vector<Ptr<WaitableObject>> objects;
    for (DWORD i = 0; i < cEvents; ++i)
    {
        objects.push_back(GetProcess().GetObjects().Find<WaitableObject>(lphEvents[i]));
        if (!objects.back())
        {
            call.SetError(WSA_INVALID_HANDLE);
            return call.Finish(WSA_WAIT_FAILED);
        }
    }
    call.SetError(WSAEWOULDBLOCK); // of a thread that cannot wait
    return call.Finish(WaitForObjects(m_thread, objects, fWaitAll, dwTimeout, fAlertable));
}

int
Winsock::WSAEventSelect(SOCKET s, WSAEVENT hEventObject, LONG lNetworkEvents)
{
    ApiCall call(m_thread, "WSAEventSelect", Arg("s", s), Arg("lNetworkEvents", lNetworkEvents));
    return call.Forward<&WSPPROC_TABLE::lpWSPEventSelect>(s, hEventObject, lNetworkEvents);
}

int
Winsock::WSAEnumNetworkEvents(SOCKET s, WSAEVENT hEventObject, LPWSANETWORKEVENTS lpNetworkEvents)
{
    ApiCall call(m_thread, "WSAEnumNetworkEvents", Arg("s", s));
    return call.Forward<&WSPPROC_TABLE::lpWSPEnumNetworkEvents>(s, hEventObject, lpNetworkEvents);
}

int
Winsock::WSAAsyncSelect(SOCKET s, HWND hWnd, UINT wMsg, LONG lEvent)
{
    ApiCall call(m_thread, "WSAAsyncSelect", Arg("s", s), Arg("wMsg", wMsg), Arg("lEvent", lEvent));
    if (!call.IsOffered(OptionalCall::ASYNC_SELECT))
    {
        return call.Finish(SOCKET_ERROR);
    }
    return call.Forward<&WSPPROC_TABLE::lpWSPAsyncSelect>(s, hWnd, wMsg, lEvent);
}

Ptr<EventObject>
Winsock::FindEvent(ApiCall& call, WSAEVENT hEvent) const
{
    if (!call.IsAllowed())
    {
        return nullptr;
    }
    call.SetError(WSA_INVALID_HANDLE);
    return GetProcess().GetObjects().Find<EventObject>(hEvent);
}

} // namespace ns3::winsock
