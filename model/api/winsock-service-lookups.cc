/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Look-ups in name spaces: their beginning, their answers, their end.
 */

#include "winsock-name-space-calls.h"

#include "ns3/query-set.h"
#include "ns3/service-lookup.h"
#include "ns3/winsock-api-call.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-process.h"

#include <utility>
#include <vector>

namespace ns3::winsock
{

namespace
{

/// All flags that there are.
constexpr DWORD KNOWN_FLAGS = LUP_DEEP | LUP_CONTAINERS | LUP_NOCONTAINERS | LUP_NEAREST |
                              LUP_RETURN_ALL | LUP_FLUSHCACHE | LUP_FLUSHPREVIOUS |
                              LUP_NON_AUTHORITATIVE | LUP_RES_SERVICE | LUP_RETURN_PREFERRED_NAMES |
                              LUP_DNS_ONLY | LUP_ADDRCONFIG | LUP_DUAL_ADDR | LUP_FILESERVER |
                              LUP_DISABLE_IDN_ENCODING | LUP_API_ANSI | LUP_RESOLUTION_HANDLE;

/// Whether flags make sense together.
bool
AreFlags(DWORD flags)
{
    constexpr DWORD OPPOSITES = LUP_CONTAINERS | LUP_NOCONTAINERS;
    return (flags & ~KNOWN_FLAGS) == 0 && (flags & OPPOSITES) != OPPOSITES;
}

} // namespace

template <typename Set>
INT
WinsockNameSpaceCalls::BeginLookup(ApiCall& call,
                                   const Set* restrictions,
                                   DWORD flags,
                                   LPHANDLE handle)
{
    NameSpaceQuestion question;
    question.flags = flags;
    int error = call.IsAllowed() ? 0 : call.GetError();
    if (error == 0)
    {
        error = IsNowhere(restrictions) || IsNowhere(handle) ? WSAEFAULT
                                                             : ReadQuestion(restrictions, question);
    }
    if (error == 0 && !AreFlags(flags))
    {
        error = WSAEINVAL;
    }
    const NameSpaceQuery query(GetProcess(), question);
    std::vector<NameSpaceRecord> records;
    error = error == 0 ? query.Judge() : error;
    error = error == 0 ? Await(query.GetDelay()) : error;
    error = error == 0 ? query.Ask(records) : error;
    if (error == 0)
    {
        const HANDLE lookup =
            GetProcess().GetObjects().Add(ns3::Create<ServiceLookup>(query, std::move(records)));
        error = lookup ? 0 : WSA_NOT_ENOUGH_MEMORY; // R-ACC-10
        *handle = lookup ? lookup : *handle;
    }
    call.SetError(error);
    return call.Finish(error == 0 ? 0 : SOCKET_ERROR);
}

INT
WinsockNameSpaceCalls::WSALookupServiceBeginW(const WSAQUERYSETW* lpqsRestrictions,
                                              DWORD dwControlFlags,
                                              LPHANDLE lphLookup)
{
    ApiCall call(m_thread, "WSALookupServiceBeginW", Arg("dwControlFlags", dwControlFlags));
    return BeginLookup(call, lpqsRestrictions, dwControlFlags, lphLookup);
}

INT
WinsockNameSpaceCalls::WSALookupServiceBeginA(const WSAQUERYSETA* lpqsRestrictions,
                                              DWORD dwControlFlags,
                                              LPHANDLE lphLookup)
{
    ApiCall call(m_thread, "WSALookupServiceBeginA", Arg("dwControlFlags", dwControlFlags));
    return BeginLookup(call, lpqsRestrictions, dwControlFlags, lphLookup);
}

template <typename Set>
INT
WinsockNameSpaceCalls::FetchNext(
    ApiCall& call, HANDLE handle, DWORD flags, LPDWORD length, Set* results)
{
    if (!call.IsAllowed())
    {
        return call.Finish(SOCKET_ERROR);
    }
    const Ptr<ServiceLookup> lookup = GetProcess().GetObjects().Find<ServiceLookup>(handle);
    if (!lookup || IsNowhere(length) || IsBadPointer(results) || !AreFlags(flags))
    {
        call.SetError(!lookup ? WSA_INVALID_HANDLE : (AreFlags(flags) ? WSAEFAULT : WSAEINVAL));
        return call.Finish(SOCKET_ERROR);
    }
    const NameSpaceRecord* const record = lookup->FindNext(flags);
    if (!record)
    {
        call.SetError(WSA_E_NO_MORE);
        return call.Finish(SOCKET_ERROR);
    }
    const DWORD asked = lookup->GetQuery().GetQuestion().flags;
    const DWORD told = (flags & asked) | ((flags | asked) & LUP_RES_SERVICE);
    const auto needed = static_cast<DWORD>(PackQuerySet(*record, told, static_cast<Set*>(nullptr)));
    if (!results || *length < needed)
    {
        *length = needed;
        lookup->Keep();
        call.SetError(WSAEFAULT);
        return call.Finish(SOCKET_ERROR);
    }
    PackQuerySet(*record, told, results);
    lookup->Advance();
    return call.Finish(0);
}

INT
WinsockNameSpaceCalls::WSALookupServiceNextW(HANDLE hLookup,
                                             DWORD dwControlFlags,
                                             LPDWORD lpdwBufferLength,
                                             LPWSAQUERYSETW lpqsResults)
{
    ApiCall call(m_thread, "WSALookupServiceNextW", Arg("dwControlFlags", dwControlFlags));
    return FetchNext(call, hLookup, dwControlFlags, lpdwBufferLength, lpqsResults);
}

INT
WinsockNameSpaceCalls::WSALookupServiceNextA(HANDLE hLookup,
                                             DWORD dwControlFlags,
                                             LPDWORD lpdwBufferLength,
                                             LPWSAQUERYSETA lpqsResults)
{
    ApiCall call(m_thread, "WSALookupServiceNextA", Arg("dwControlFlags", dwControlFlags));
    return FetchNext(call, hLookup, dwControlFlags, lpdwBufferLength, lpqsResults);
}

INT
WinsockNameSpaceCalls::WSALookupServiceEnd(HANDLE hLookup)
{
    ApiCall call(m_thread, "WSALookupServiceEnd");
    if (call.IsAllowed())
    {
        ObjectTable& objects = GetProcess().GetObjects();
        const bool known = objects.Find<ServiceLookup>(hLookup) && objects.Remove(hLookup);
        call.SetError(known ? 0 : WSA_INVALID_HANDLE);
    }
    return call.Finish(call.GetError() == 0 ? 0 : SOCKET_ERROR);
}

} // namespace ns3::winsock
