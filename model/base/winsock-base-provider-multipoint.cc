/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * How the base provider takes its sockets into multipoint sessions.
 */

#include "ns3/join-request.h"
#include "ns3/kernel-handle-guard.h"
#include "ns3/winsock-base-provider.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"

namespace ns3::winsock
{

namespace
{

/// Judges what WSPJoinLeaf is given besides the name. @return 0 or an error
int
JudgeJoinData(const BaseSocket& socket, LPWSABUF callerData, LPWSABUF calleeData)
{
    if (IsBadPointer(callerData) || IsBadPointer(calleeData))
    {
        return WSAEFAULT;
    }
    const ULONG longest = socket.GetLongestJoinData();
    if (!callerData || callerData->len == 0)
    {
        return 0;
    }
    if (longest == 0)
    {
        return WSAEPROTONOSUPPORT;
    }
    return callerData->len > longest || IsNowhere(callerData->buf) ? WSAEFAULT : 0;
}

} // namespace

SOCKET
WinsockBaseProvider::WSPJoinLeaf(SOCKET s,
                                 const SOCKADDR* name,
                                 int namelen,
                                 LPWSABUF lpCallerData,
                                 LPWSABUF lpCalleeData,
                                 LPQOS lpSQOS,
                                 LPQOS lpGQOS,
                                 DWORD dwFlags,
                                 LPINT lpErrno)
{
    const Ptr<BaseSocket> socket = Find(s, lpErrno);
    if (!socket)
    {
        return INVALID_SOCKET;
    }
    *lpErrno = GetRefusal(OptionalCall::JOIN_LEAF); // R-MPT-6
    *lpErrno = *lpErrno ? *lpErrno : socket->JudgeJoin();
    if (*lpErrno == 0 && dwFlags != JL_SENDER_ONLY && dwFlags != JL_RECEIVER_ONLY &&
        dwFlags != JL_BOTH)
    {
        *lpErrno = WSAEINVAL; // R-MPT-1
    }
    JoinRequest request;
    request.role = dwFlags;
    request.callerData = lpCallerData;
    request.calleeData = lpCalleeData;
    if (*lpErrno == 0)
    {
        *lpErrno =
            WinsockSocketAddress::Read(name, namelen, socket->GetIdentity().af, request.name);
    }
    *lpErrno = *lpErrno ? *lpErrno : JudgeJoinData(*socket, lpCallerData, lpCalleeData);
    if (*lpErrno == 0 && (lpSQOS || lpGQOS))
    {
        *lpErrno = WSAEOPNOTSUPP; // no flow is promised anything here
    }
    return *lpErrno == 0 ? Join(s, *socket, request, lpErrno) : INVALID_SOCKET;
}

SOCKET
WinsockBaseProvider::Join(SOCKET s, BaseSocket& socket, const JoinRequest& request, LPINT lpErrno)
{
    // A root gets another socket for each leaf, and its descriptor comes first: a leaf that does not
    // fit is not invited (R-MPT-2).
    KernelHandleGuard guard{GetProcess(), socket.PrepareLeaf()};
    if (guard.socket)
    {
        guard.handle = Admit(guard.socket, 0, lpErrno);
        if (guard.handle == INVALID_SOCKET)
        {
            return INVALID_SOCKET;
        }
        guard.socket->InheritWatch(socket, guard.handle);
    }
    *lpErrno = socket.Join(request, guard.socket);
    if (*lpErrno != 0)
    {
        return INVALID_SOCKET;
    }
    guard.socket = nullptr;
    return guard.handle == INVALID_SOCKET ? s : guard.handle;
}

} // namespace ns3::winsock
