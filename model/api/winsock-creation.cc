/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * How a socket comes into being, and how its handle goes.
 */

#include "winsock.h"

#include "ns3/catalog-enumeration.h"
#include "ns3/protocol-selector.h"
#include "ns3/provider-loader.h"
#include "ns3/winsock-api-call.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-stack.h"

namespace ns3::winsock
{

namespace
{

/**
 * @param selection the selected entry
 * @param named the caller's structure, or null
 * @return what the provider's WSPSocket gets beside the unchanged arguments: the caller's whole
 *         structure if there is one (R-SEL-18, R-SEL-32)
 */
WSAPROTOCOL_INFOW
InfoForProvider(const Selection& selection, const WSAPROTOCOL_INFOW* named)
{
    if (!named || selection.reason == SelectionReason::NAMED_BY_ID)
    {
        return named ? *named : selection.entry->info;
    }
    // The structure names a chain that is refused and must not be met, but the rest still says what
    // the caller wants (R-LSP-3).
    WSAPROTOCOL_INFOW info = selection.entry->info;
    info.iAddressFamily = named->iAddressFamily;
    info.iSocketType = named->iSocketType;
    info.iProtocol = named->iProtocol;
    info.dwProviderReserved = named->dwProviderReserved;
    return info;
}

} // namespace

SOCKET
Winsock::socket(int af, int type, int protocol)
{
    ApiCall call(m_thread,
                 "socket",
                 FamilyArg{"af", af},
                 SocketTypeArg{"type", type},
                 ProtocolArg{"protocol", protocol});
    if (!call.IsAllowed())
    {
        return call.Finish(INVALID_SOCKET);
    }
    // AF_NETBIOS numbers its adapters by negative protocols, which this call takes positive
    // (R-SEL-5).
    const int number = af == AF_NETBIOS && protocol > 0 ? -protocol : protocol;
    const DWORD flags = m_thread.GetOpenType() == 0 ? WSA_FLAG_OVERLAPPED : 0;
    return call.Finish(Create(nullptr, af, type, number, 0, flags, call.GetError()));
}

SOCKET
Winsock::WSASocketW(
    int af, int type, int protocol, LPWSAPROTOCOL_INFOW lpProtocolInfo, GROUP g, DWORD dwFlags)
{
    ApiCall call(m_thread,
                 "WSASocketW",
                 FamilyArg{"af", af},
                 SocketTypeArg{"type", type},
                 ProtocolArg{"protocol", protocol},
                 ProtocolInfoArg{"lpProtocolInfo", lpProtocolInfo},
                 Arg("g", g),
                 Arg("dwFlags", dwFlags));
    if (!call.IsAllowed())
    {
        return call.Finish(INVALID_SOCKET);
    }
    return call.Finish(Create(lpProtocolInfo, af, type, protocol, g, dwFlags, call.GetError()));
}

SOCKET
Winsock::WSASocketA(
    int af, int type, int protocol, LPWSAPROTOCOL_INFOA lpProtocolInfo, GROUP g, DWORD dwFlags)
{
    ApiCall call(m_thread,
                 "WSASocketA",
                 FamilyArg{"af", af},
                 SocketTypeArg{"type", type},
                 ProtocolArg{"protocol", protocol},
                 Arg<const void*>("lpProtocolInfo", lpProtocolInfo),
                 Arg("g", g),
                 Arg("dwFlags", dwFlags));
    if (!call.IsAllowed())
    {
        return call.Finish(INVALID_SOCKET);
    }
    if (IsBadPointer(lpProtocolInfo))
    {
        call.SetError(WSAEFAULT);
        return call.Finish(INVALID_SOCKET);
    }
    WSAPROTOCOL_INFOW wide{};
    if (lpProtocolInfo)
    {
        wide = ToWide(*lpProtocolInfo);
    }
    WSAPROTOCOL_INFOW* const named = lpProtocolInfo ? &wide : nullptr;
    return call.Finish(Create(named, af, type, protocol, g, dwFlags, call.GetError()));
}

SOCKET
Winsock::Create(const WSAPROTOCOL_INFOW* named,
                int af,
                int type,
                int protocol,
                GROUP g,
                DWORD dwFlags,
                int& error)
{
    if (IsBadPointer(named))
    {
        error = WSAEFAULT;
        return INVALID_SOCKET;
    }
    WinsockProcess& process = GetProcess();
    const Selection selection = named ? SelectById(process.GetCatalog(), *named)
                                      : Select(process.GetCatalog(),
                                               SelectionRequest{af, type, protocol},
                                               process.GetStack().GetDialect());
    if (!selection.entry)
    {
        error = selection.error;
        return INVALID_SOCKET;
    }
    LoadedProvider* provider = process.GetProviders().Open(*selection.entry, error);
    if (!provider)
    {
        return INVALID_SOCKET;
    }
    WSAPROTOCOL_INFOW info = InfoForProvider(selection, named);
    const SOCKET s = provider->table->lpWSPSocket(af, type, protocol, &info, g, dwFlags, &error);
    if (s == INVALID_SOCKET)
    {
        return INVALID_SOCKET;
    }
    HandleEntry* entry = process.GetHandles().Find(s);
    if (!entry)
    {
        // Not one of the doors gave this handle out: the provider broke its contract.
        error = WSAEINVALIDPROVIDER;
        return INVALID_SOCKET;
    }
    entry->provider = provider;
    entry->catalogEntryId = selection.entry->Id();
    return s;
}

int
Winsock::WSADuplicateSocketW(SOCKET s, DWORD dwProcessId, LPWSAPROTOCOL_INFOW lpProtocolInfo)
{
    ApiCall call(m_thread, "WSADuplicateSocketW", Arg("s", s), Arg("dwProcessId", dwProcessId));
    return call.Forward<&WSPPROC_TABLE::lpWSPDuplicateSocket>(s, dwProcessId, lpProtocolInfo);
}

int
Winsock::WSADuplicateSocketA(SOCKET s, DWORD dwProcessId, LPWSAPROTOCOL_INFOA lpProtocolInfo)
{
    ApiCall call(m_thread, "WSADuplicateSocketA", Arg("s", s), Arg("dwProcessId", dwProcessId));
    WSAPROTOCOL_INFOW wide{};
    // Without a place for the result the provider says in which order that is found out (R-DUP-1).
    const bool hasPlace = !IsNowhere(lpProtocolInfo);
    const int result = call.Invoke<&WSPPROC_TABLE::lpWSPDuplicateSocket>(
        s, dwProcessId, hasPlace ? &wide : nullptr);
    if (result == 0 && hasPlace)
    {
        *lpProtocolInfo = ToAnsi(wide);
    }
    return call.Finish(result);
}

int
Winsock::closesocket(SOCKET s)
{
    ApiCall call(m_thread, "closesocket", Arg("s", s));
    return call.Forward<&WSPPROC_TABLE::lpWSPCloseSocket>(s);
}

} // namespace ns3::winsock
