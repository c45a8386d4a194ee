/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Sockets with handles in several processes: how the base provider hands them over.
 */

#include "ns3/socket-flags.h"
#include "ns3/triple-resolution.h"
#include "ns3/winsock-base-provider.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"

#include <algorithm>

namespace ns3::winsock
{

int
WinsockBaseProvider::WSPDuplicateSocket(SOCKET s,
                                        DWORD dwProcessId,
                                        LPWSAPROTOCOL_INFOW lpProtocolInfo,
                                        LPINT lpErrno)
{
    const Ptr<BaseSocket> socket = Find(s, lpErrno);
    if (!socket)
    {
        return SOCKET_ERROR;
    }
    WinsockStack& stack = GetProcess().GetStack();
    if (const int refusal = GetRefusal(OptionalCall::DUPLICATE_SOCKET))
    {
        return Answer(refusal, lpErrno); // R-CE-104
    }
    const auto& processes = stack.GetProcesses();
    const bool known = std::any_of(processes.begin(),
                                   processes.end(),
                                   [&](const auto& one) { return one->GetId() == dwProcessId; });
    const CatalogEntry* own = GetProcess().FindCatalogEntry(socket->GetIdentity().catalogEntryId);
    if (!known || !own)
    {
        return Answer(WSAEINVAL, lpErrno);
    }
    if (IsNowhere(lpProtocolInfo))
    {
        return Answer(WSAEFAULT, lpErrno); // comes after the process (R-DUP-1)
    }
    const DWORD secret =
        stack.GetHandovers().Announce(socket, dwProcessId, own->info.dwProviderReserved);
    if (secret == 0)
    {
        return Answer(WSAENOBUFS, lpErrno);
    }
    *lpProtocolInfo = own->info;
    lpProtocolInfo->dwProviderReserved = secret;
    return 0;
}

Ptr<BaseSocket>
WinsockBaseProvider::FindHandover(DWORD secret) const
{
    if (secret == 0)
    {
        return nullptr;
    }
    const WinsockProcess& process = GetProcess();
    return DynamicCast<BaseSocket>(process.GetStack().GetHandovers().Find(secret, process.GetId()));
}

SOCKET
WinsockBaseProvider::OpenShared(Ptr<BaseSocket> socket,
                                const SelectionRequest& triple,
                                const WSAPROTOCOL_INFOW& info,
                                GROUP g,
                                DWORD dwFlags,
                                LPINT lpErrno) const
{
    // The arguments can only say again what the socket is (R-DUP-2).
    const BaseSocket::Identity identity = socket->GetIdentity();
    const SelectionRequest wanted = ResolveTriple(triple, info);
    const bool same = wanted.af == identity.af && wanted.type == identity.type &&
                      (wanted.protocol == 0 || wanted.protocol == identity.protocol);
    WinsockStack& stack = GetProcess().GetStack();
    *lpErrno =
        same ? JudgeSocketFlags(info.dwServiceFlags1, dwFlags, g, stack.GetDialect()) : WSAEINVAL;
    const SOCKET s = *lpErrno == 0 ? Show(socket, lpErrno) : INVALID_SOCKET;
    if (s != INVALID_SOCKET)
    {
        stack.GetHandovers().Remove(info.dwProviderReserved); // it is good for one use (R-SEL-39)
    }
    return s;
}

} // namespace ns3::winsock
