/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The name-space providers as programs list, install, disable and order them.
 */

#include "winsock-name-space-calls.h"

#include "ns3/namespace-list.h"
#include "ns3/packed-block.h"
#include "ns3/winsock-api-call.h"
#include "ns3/winsock-guid.h"
#include "ns3/winsock-installation-call.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"
#include "ns3/winsock-text-encoding.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace ns3::winsock
{

namespace
{

/// The longest name of a provider that is taken.
constexpr std::size_t LONGEST_NAME = 255;

/// The plain structures have no data of the provider's own.
template <typename Info>
void
PackData(const NamespaceEntry& entry, Info& info, PackedBlock& block)
{
    if constexpr (std::is_same_v<Info, WSANAMESPACE_INFOEXA> ||
                  std::is_same_v<Info, WSANAMESPACE_INFOEXW>)
    {
        BYTE* const data = block.Write(entry.providerData);
        info.ProviderSpecific = {static_cast<ULONG>(entry.providerData.size()),
                                 entry.providerData.empty() ? nullptr : data};
    }
}

/// Writes a list, with all that it points to behind it. @return bytes
template <typename Info>
std::size_t
PackList(const NamespaceList& list, Info* room)
{
    using Character = std::remove_pointer_t<decltype(Info::lpszIdentifier)>;
    PackedBlock block(room);
    Info* const places = block.Take<Info>(list.size());
    for (std::size_t i = 0; i < list.size(); ++i)
    {
        const NamespaceEntry& entry = list[i];
        Info info{};
        info.NSProviderId = entry.providerId;
        info.dwNameSpace = entry.nameSpace;
        info.fActive = entry.active ? TRUE : FALSE;
        info.dwVersion = entry.version;
        info.lpszIdentifier = block.WriteText<Character>(Utf8ToUtf16(entry.description));
        PackData(entry, info, block);
        PackedBlock::Put(places ? places + i : nullptr, info);
    }
    return block.GetUsed();
}

/// Stores a changed list, if the process may do so. @return 0 or WSANO_RECOVERY
int
Store(const WinsockProcess& process, NamespaceList list)
{
    if (!process.IsAdministrator())
    {
        return WSANO_RECOVERY;
    }
    process.GetStack().SetNamespaces(std::make_shared<const NamespaceList>(std::move(list)));
    return 0;
}

/// Adds a provider. @param data its own, or null @return 0 or an error
int
Install(const WinsockProcess& process,
        const WCHAR* identifier,
        const WCHAR* path,
        const GUID* id,
        const BLOB* data,
        NamespaceEntry entry)
{
    std::string unused;
    if (IsNowhere(identifier) || IsNowhere(path) || IsNowhere(id) ||
        !ReadProgramText(identifier, LONGEST_NAME, entry.description) ||
        !ReadProgramPath(path, unused))
    {
        return WSAEINVAL;
    }
    if (data)
    {
        if (data->cbSize != 0 && IsNowhere(data->pBlobData))
        {
            return WSAEINVAL;
        }
        entry.providerData.assign(data->pBlobData, data->pBlobData + data->cbSize);
    }
    entry.providerId = *id;
    NamespaceList list = *process.GetStack().GetNamespaces();
    if (FindNamespace(list, *id))
    {
        return WSANO_RECOVERY;
    }
    list.push_back(entry);
    return Store(process, std::move(list));
}

/// Changes one provider. @return 0 or an error
int
Change(const WinsockProcess& process,
       const GUID* id,
       const std::function<void(NamespaceList&, NamespaceList::iterator)>& change)
{
    if (IsNowhere(id))
    {
        return WSAEFAULT;
    }
    NamespaceList list = *process.GetStack().GetNamespaces();
    const auto at = std::find_if(
        list.begin(), list.end(), [&](const NamespaceEntry& one) { return one.providerId == *id; });
    if (at == list.end())
    {
        return WSAEINVAL;
    }
    change(list, at);
    return Store(process, std::move(list));
}

/// Ends a call that needs no start of Winsock.
INT
End(ApiCall& call, int error)
{
    call.SetError(error);
    return call.Finish(error == 0 ? 0 : SOCKET_ERROR);
}

} // namespace

// ---------------------------------------------------------------- listing

template <typename Info>
INT
WinsockNameSpaceCalls::ListProviders(ApiCall& call, LPDWORD length, Info* buffer)
{
    if (!call.IsAllowed())
    {
        return call.Finish(SOCKET_ERROR);
    }
    const auto list = GetProcess().GetNamespaces();
    const auto needed = static_cast<DWORD>(PackList(*list, static_cast<Info*>(nullptr)));
    if (IsNowhere(length) || IsBadPointer(buffer) || !buffer || *length < needed)
    {
        if (!IsNowhere(length))
        {
            *length = needed;
        }
        call.SetError(WSAEFAULT);
        return call.Finish(SOCKET_ERROR);
    }
    PackList(*list, buffer);
    return call.Finish(static_cast<INT>(list->size()));
}

INT
WinsockNameSpaceCalls::WSAEnumNameSpaceProvidersW(LPDWORD lpdwBufferLength,
                                                  LPWSANAMESPACE_INFOW lpnspBuffer)
{
    ApiCall call(m_thread, "WSAEnumNameSpaceProvidersW");
    return ListProviders(call, lpdwBufferLength, lpnspBuffer);
}

INT
WinsockNameSpaceCalls::WSAEnumNameSpaceProvidersA(LPDWORD lpdwBufferLength,
                                                  LPWSANAMESPACE_INFOA lpnspBuffer)
{
    ApiCall call(m_thread, "WSAEnumNameSpaceProvidersA");
    return ListProviders(call, lpdwBufferLength, lpnspBuffer);
}

INT
WinsockNameSpaceCalls::WSAEnumNameSpaceProvidersExW(LPDWORD lpdwBufferLength,
                                                    LPWSANAMESPACE_INFOEXW lpnspBuffer)
{
    ApiCall call(m_thread, "WSAEnumNameSpaceProvidersExW");
    return ListProviders(call, lpdwBufferLength, lpnspBuffer);
}

INT
WinsockNameSpaceCalls::WSAEnumNameSpaceProvidersExA(LPDWORD lpdwBufferLength,
                                                    LPWSANAMESPACE_INFOEXA lpnspBuffer)
{
    ApiCall call(m_thread, "WSAEnumNameSpaceProvidersExA");
    return ListProviders(call, lpdwBufferLength, lpnspBuffer);
}

// ---------------------------------------------------------------- changing

INT
WinsockNameSpaceCalls::WSCInstallNameSpace(LPWSTR lpszIdentifier,
                                           LPWSTR lpszPathName,
                                           DWORD dwNameSpace,
                                           DWORD dwVersion,
                                           LPGUID lpProviderId)
{
    ApiCall call(m_thread,
                 "WSCInstallNameSpace",
                 WideTextArg{"lpszPathName", lpszPathName},
                 Arg("dwNameSpace", dwNameSpace),
                 GuidArg{"lpProviderId", lpProviderId});
    NamespaceEntry entry;
    entry.nameSpace = dwNameSpace;
    entry.version = dwVersion;
    return End(call,
               Install(GetProcess(), lpszIdentifier, lpszPathName, lpProviderId, nullptr, entry));
}

INT
WinsockNameSpaceCalls::WSCInstallNameSpaceEx(LPWSTR lpszIdentifier,
                                             LPWSTR lpszPathName,
                                             DWORD dwNameSpace,
                                             DWORD dwVersion,
                                             LPGUID lpProviderId,
                                             LPBLOB lpProviderSpecific)
{
    ApiCall call(m_thread,
                 "WSCInstallNameSpaceEx",
                 WideTextArg{"lpszPathName", lpszPathName},
                 Arg("dwNameSpace", dwNameSpace),
                 GuidArg{"lpProviderId", lpProviderId});
    if (GetProcess().GetStack().GetDialect() == Dialect::CE)
    {
        return End(call, WSAEOPNOTSUPP);
    }
    NamespaceEntry entry;
    entry.nameSpace = dwNameSpace;
    entry.version = dwVersion;
    const int error = IsNowhere(lpProviderSpecific) ? WSAEINVAL
                                                    : Install(GetProcess(),
                                                              lpszIdentifier,
                                                              lpszPathName,
                                                              lpProviderId,
                                                              lpProviderSpecific,
                                                              entry);
    return End(call, error);
}

INT
WinsockNameSpaceCalls::WSCUnInstallNameSpace(LPGUID lpProviderId)
{
    ApiCall call(m_thread, "WSCUnInstallNameSpace", GuidArg{"lpProviderId", lpProviderId});
    const auto remove = [](NamespaceList& list, NamespaceList::iterator at) { list.erase(at); };
    return End(call, Change(GetProcess(), lpProviderId, remove));
}

INT
WinsockNameSpaceCalls::WSCEnableNSProvider(LPGUID lpProviderId, BOOL fEnable)
{
    ApiCall call(m_thread,
                 "WSCEnableNSProvider",
                 GuidArg{"lpProviderId", lpProviderId},
                 Arg("fEnable", fEnable));
    const auto enable = [=](NamespaceList&, NamespaceList::iterator at)
    { at->active = fEnable != FALSE; };
    return End(call, Change(GetProcess(), lpProviderId, enable));
}

INT
WinsockNameSpaceCalls::WSCWriteNameSpaceOrder(LPGUID lpProviderId, DWORD dwNumberOfEntries)
{
    ApiCall call(m_thread, "WSCWriteNameSpaceOrder", Arg("dwNumberOfEntries", dwNumberOfEntries));
    const WinsockStack& stack = GetProcess().GetStack();
    if (stack.GetDialect() == Dialect::CE)
    {
        return call.Leave(WSAEOPNOTSUPP, WSAEOPNOTSUPP);
    }
    NamespaceList list = *stack.GetNamespaces();
    int error = IsNowhere(lpProviderId) ? WSAEFAULT : WSAEINVAL;
    if (error == WSAEINVAL && dwNumberOfEntries == list.size() &&
        OrderNamespaces(list, {lpProviderId, lpProviderId + dwNumberOfEntries}))
    {
        error = Store(GetProcess(), std::move(list));
    }
    return call.Leave(error, error);
}

} // namespace ns3::winsock
