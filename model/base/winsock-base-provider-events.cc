/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The base provider's ways of waiting: select, network events, and the results of overlapped
 * operations.
 */

#include "ns3/overlapped-request.h"
#include "ns3/socket-select.h"
#include "ns3/winsock-base-provider.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-thread.h"

namespace ns3::winsock
{

BOOL
WinsockBaseProvider::WSPGetOverlappedResult(SOCKET s,
                                            LPWSAOVERLAPPED lpOverlapped,
                                            LPDWORD lpcbTransfer,
                                            BOOL fWait,
                                            LPDWORD lpdwFlags,
                                            LPINT lpErrno)
{
    Ptr<BaseSocket> socket = Find(s, lpErrno);
    if (!socket)
    {
        return FALSE;
    }
    *lpErrno = JudgeResultPlaces(lpOverlapped, lpcbTransfer, lpdwFlags);
    if (*lpErrno == 0)
    {
        *lpErrno = AwaitResult(*socket, lpOverlapped, fWait);
    }
    if (*lpErrno == 0)
    {
        *lpErrno = ReadResult(*lpOverlapped, *lpcbTransfer, *lpdwFlags);
    }
    return *lpErrno == 0 ? TRUE : FALSE;
}

Ptr<IoSocket>
WinsockBaseProvider::FindIoSocket(SOCKET s) const
{
    const HandleEntry* handle = GetProcess().GetHandles().Find(s);
    return handle ? DynamicCast<IoSocket>(handle->object) : nullptr;
}

int
WinsockBaseProvider::WSPSelect(int,
                               fd_set* readfds,
                               fd_set* writefds,
                               fd_set* exceptfds,
                               const timeval* timeout,
                               LPINT lpErrno)
{
    const auto find = [this](SOCKET s) { return FindIoSocket(s); };
    return SelectSockets(readfds, writefds, exceptfds, timeout, find, *lpErrno);
}

int
WinsockBaseProvider::WSPEventSelect(SOCKET s,
                                    WSAEVENT hEventObject,
                                    LONG lNetworkEvents,
                                    LPINT lpErrno)
{
    Ptr<BaseSocket> socket = Find(s, lpErrno);
    if (!socket)
    {
        return SOCKET_ERROR;
    }
    const Ptr<EventObject> event = GetProcess().GetObjects().Find<EventObject>(hEventObject);
    if ((!event && lNetworkEvents != 0) || !SocketWatch::IsMask(lNetworkEvents))
    {
        return Answer(WSAEINVAL, lpErrno);
    }
    socket->SetNonBlocking(true);
    socket->WatchByEvent(event, lNetworkEvents);
    return 0;
}

int
WinsockBaseProvider::WSPAsyncSelect(
    SOCKET s, HWND hWnd, unsigned int wMsg, LONG lEvent, LPINT lpErrno)
{
    Ptr<BaseSocket> socket = Find(s, lpErrno);
    if (!socket)
    {
        return SOCKET_ERROR;
    }
    const Ptr<MessageWindow> window = GetProcess().GetObjects().Find<MessageWindow>(hWnd);
    if (!window && lEvent != 0)
    {
        return Answer(WSAEINVAL, lpErrno);
    }
    socket->SetNonBlocking(true);
    socket->WatchByMessage(window, s, wMsg, lEvent);
    return 0;
}

int
WinsockBaseProvider::WSPEnumNetworkEvents(SOCKET s,
                                          WSAEVENT hEventObject,
                                          LPWSANETWORKEVENTS lpNetworkEvents,
                                          LPINT lpErrno)
{
    Ptr<BaseSocket> socket = Find(s, lpErrno);
    if (!socket)
    {
        return SOCKET_ERROR;
    }
    if (IsNowhere(lpNetworkEvents))
    {
        return Answer(WSAEFAULT, lpErrno);
    }
    Ptr<EventObject> event;
    if (hEventObject)
    {
        event = GetProcess().GetObjects().Find<EventObject>(hEventObject);
        if (!event)
        {
            return Answer(WSAEINVAL, lpErrno);
        }
    }
    socket->FetchEvents(*lpNetworkEvents);
    if (event)
    {
        event->Reset();
    }
    return 0;
}

} // namespace ns3::winsock
