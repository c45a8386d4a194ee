/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Blocking hooks of programs of version 1.1 (R-SPI-17, R-UPC-1, R-UPC-2).
 */

#include "winsock.h"

#include "ns3/winsock-api-call.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-stack.h"

#include <utility>

namespace ns3::winsock
{

namespace
{

bool
HasHooks(const WinsockProcess& process)
{
    return LOBYTE(process.GetVersion()) < 2;
}

} // namespace

FARPROC
Winsock::WSASetBlockingHook(FARPROC lpBlockFunc)
{
    ApiCall call(m_thread, "WSASetBlockingHook");
    int error = IsBadPointer(reinterpret_cast<const void*>(lpBlockFunc)) ? WSAEFAULT : 0;
    error = HasHooks(GetProcess()) ? error : WSAEOPNOTSUPP;
    if (const int refusal = GetProcess().GetStack().GetRefusal(OptionalCall::SET_BLOCKING_HOOK))
    {
        error = refusal;
    }
    if (!call.IsAllowed() || error != 0)
    {
        if (error != 0 && GetProcess().IsStarted())
        {
            call.SetError(error);
        }
        call.FinishTruth(FALSE);
        return nullptr;
    }
    call.FinishTruth(TRUE);
    return std::exchange(m_thread.GetInbox().blockingHook, lpBlockFunc);
}

int
Winsock::WSAUnhookBlockingHook()
{
    ApiCall call(m_thread, "WSAUnhookBlockingHook");
    if (!call.IsOffered(OptionalCall::UNHOOK_BLOCKING_HOOK))
    {
        return call.Finish(SOCKET_ERROR);
    }
    if (!HasHooks(GetProcess()))
    {
        call.SetError(WSAEOPNOTSUPP);
        return call.Finish(SOCKET_ERROR);
    }
    m_thread.GetInbox().blockingHook = nullptr;
    return call.Finish(0);
}

BOOL
Winsock::WSAIsBlocking()
{
    ApiCall call(m_thread, "WSAIsBlocking");
    if (const int refusal = GetProcess().GetStack().GetRefusal(OptionalCall::IS_BLOCKING))
    {
        call.SetError(refusal);
        return call.FinishTruth(FALSE);
    }
    const bool inHook = m_thread.HasInbox() && m_thread.GetInbox().inHook;
    return call.Leave(inHook || m_thread.IsBlocked() ? TRUE : FALSE);
}

int
Winsock::WSACancelBlockingCall()
{
    ApiCall call(m_thread, "WSACancelBlockingCall");
    if (!GetProcess().IsStarted())
    {
        call.SetError(WSANOTINITIALISED);
        return call.Finish(SOCKET_ERROR);
    }
    const int refusal = GetProcess().GetStack().GetRefusal(OptionalCall::CANCEL_BLOCKING);
    if (refusal != 0 || !HasHooks(GetProcess()))
    {
        call.SetError(refusal != 0 ? refusal : WSAEOPNOTSUPP);
        return call.Finish(SOCKET_ERROR);
    }
    if (!m_thread.HasInbox() || !m_thread.GetInbox().inHook)
    {
        call.SetError(WSAEINVAL);
        return call.Finish(SOCKET_ERROR);
    }
    m_thread.GetInbox().cancelled = true;
    return call.Finish(0);
}

} // namespace ns3::winsock
