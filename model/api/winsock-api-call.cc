/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "winsock-api-call.h"

#include "ns3/provider-loader.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"

namespace ns3::winsock
{

bool
ApiCall::IsAllowed()
{
    const WinsockProcess& process = m_thread.GetProcess();
    if (!process.IsStarted())
    {
        m_error = WSANOTINITIALISED;
    }
    else if (m_thread.IsBlocked() || (m_thread.HasInbox() && m_thread.GetInbox().inHook))
    {
        m_error = WSAEINPROGRESS;
    }
    else if (!process.GetStack().IsNetworkUp())
    {
        m_error = WSAENETDOWN;
    }
    return m_error == 0;
}

bool
ApiCall::IsOffered(OptionalCall optional)
{
    if (IsAllowed())
    {
        m_error = m_thread.GetProcess().GetStack().GetRefusal(optional);
    }
    return m_error == 0;
}

BOOL
ApiCall::FinishTruth(BOOL result)
{
    int error = 0;
    if (!result)
    {
        error = m_error == 0 ? WSASYSCALLFAILURE : m_error;
    }
    m_thread.SetLastError(error);
    return m_scope.Leave(result, error);
}

const WSPPROC_TABLE*
ApiCall::FindProvider(SOCKET s)
{
    if (!IsAllowed())
    {
        return nullptr;
    }
    const HandleEntry* entry = m_thread.GetProcess().GetHandles().Find(s);
    if (!entry || !entry->provider)
    {
        m_error = WSAENOTSOCK;
        return nullptr;
    }
    return entry->provider->table;
}

} // namespace ns3::winsock
