/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The catalog as installation programs change it.
 */

#include "winsock-catalog-calls.h"

#include "ns3/catalog-enumeration.h"
#include "ns3/protocol-catalog-builder.h"
#include "ns3/winsock-guid.h"
#include "ns3/winsock-installation-call.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-stack.h"

#include <limits>
#include <string>
#include <utility>

namespace ns3::winsock
{

namespace
{

/// What an installation program says about a provider.
struct ProviderDescription
{
    const GUID* id;                //!< the provider
    const WCHAR* path;             //!< its library
    const WSAPROTOCOL_INFOW* list; //!< its entries
    DWORD count;                   //!< number of them

    /// @return whether something is said where nothing can be
    bool
    IsNowhere() const
    {
        return winsock::IsNowhere(id) || winsock::IsNowhere(path) || winsock::IsNowhere(list);
    }

    /**
     * @param position less than count
     * @param libraryPath the path as UTF-8
     * @return the entry as the catalog stores it
     */
    CatalogEntry
    GetEntry(DWORD position, const std::string& libraryPath) const
    {
        CatalogEntry entry;
        entry.info = list[position];
        entry.info.ProviderId = *id;
        entry.libraryPath = libraryPath;
        return entry;
    }
};

/**
 * @param process who installs
 * @param provider what, with good pointers
 * @return 0 or the error (R-CAT-41)
 */
int
Install(WinsockProcess& process, const ProviderDescription& provider)
{
    std::string path;
    if (provider.count == 0 || !ReadProgramPath(provider.path, path))
    {
        return WSAEINVAL;
    }
    const ProtocolCatalog& stored = *process.GetStack().GetCatalog();
    if (provider.count > std::numeric_limits<DWORD>::max() - stored.GetNextEntryId())
    {
        return WSANO_RECOVERY; // the store has no numbers left
    }
    ProtocolCatalogBuilder builder(stored);
    for (DWORD i = 0; i < provider.count; ++i)
    {
        if (!builder.Install(provider.GetEntry(i, path)))
        {
            return WSAEINVAL;
        }
    }
    return stored.FindByProviderId(*provider.id) ? WSANO_RECOVERY : StoreCatalog(process, builder);
}

/**
 * @param process who updates
 * @param provider what, with good pointers
 * @return 0 or the error (R-CAT-48)
 */
int
Update(WinsockProcess& process, const ProviderDescription& provider)
{
    std::string path;
    if (provider.count == 0 || !ReadProgramPath(provider.path, path))
    {
        return WSAEINVAL;
    }
    const ProtocolCatalog& stored = *process.GetStack().GetCatalog();
    ProtocolCatalogBuilder builder(stored);
    for (DWORD i = 0; i < provider.count; ++i)
    {
        const CatalogEntry* old = stored.FindById(provider.list[i].dwCatalogEntryId);
        if (!old || old->info.ProviderId != *provider.id)
        {
            return WSAEINVAL;
        }
        CatalogEntry entry = provider.GetEntry(i, path);
        entry.lspCategories = old->lspCategories;
        if (!builder.Update(std::move(entry)))
        {
            return WSAEINVAL;
        }
    }
    return StoreCatalog(process, builder);
}

} // namespace

int
WinsockCatalogCalls::WSCInstallProvider(LPGUID lpProviderId,
                                        LPCWSTR lpszProviderDllPath,
                                        LPWSAPROTOCOL_INFOW lpProtocolInfoList,
                                        DWORD dwNumberOfEntries,
                                        LPINT lpErrno)
{
    ApiCall call(m_thread,
                 "WSCInstallProvider",
                 GuidArg{"lpProviderId", lpProviderId},
                 WideTextArg{"lpszProviderDllPath", lpszProviderDllPath},
                 Arg("dwNumberOfEntries", dwNumberOfEntries));
    const ProviderDescription provider{
        lpProviderId, lpszProviderDllPath, lpProtocolInfoList, dwNumberOfEntries};
    const bool bad = IsNowhere(lpErrno) || provider.IsNowhere();
    return AnswerInstallation(call, bad ? WSAEFAULT : Install(GetProcess(), provider), lpErrno);
}

int
WinsockCatalogCalls::WSCUpdateProvider(LPGUID lpProviderId,
                                       LPCWSTR lpszProviderDllPath,
                                       LPWSAPROTOCOL_INFOW lpProtocolInfoList,
                                       DWORD dwNumberOfEntries,
                                       LPINT lpErrno)
{
    ApiCall call(m_thread,
                 "WSCUpdateProvider",
                 GuidArg{"lpProviderId", lpProviderId},
                 WideTextArg{"lpszProviderDllPath", lpszProviderDllPath},
                 Arg("dwNumberOfEntries", dwNumberOfEntries));
    const ProviderDescription provider{
        lpProviderId, lpszProviderDllPath, lpProtocolInfoList, dwNumberOfEntries};
    const bool bad = IsNowhere(lpErrno) || provider.IsNowhere();
    return AnswerInstallation(call, bad ? WSAEFAULT : Update(GetProcess(), provider), lpErrno);
}

int
WinsockCatalogCalls::WSCDeinstallProvider(LPGUID lpProviderId, LPINT lpErrno)
{
    ApiCall call(m_thread, "WSCDeinstallProvider", GuidArg{"lpProviderId", lpProviderId});
    if (IsNowhere(lpErrno) || IsNowhere(lpProviderId))
    {
        return AnswerInstallation(call, WSAEFAULT, lpErrno);
    }
    ProtocolCatalogBuilder builder(*GetProcess().GetStack().GetCatalog());
    const bool found = builder.RemoveProvider(*lpProviderId) != 0;
    return AnswerInstallation(
        call, found ? StoreCatalog(GetProcess(), builder) : WSAEINVAL, lpErrno);
}

int
WinsockCatalogCalls::WSCWriteProviderOrder(LPDWORD lpwdCatalogEntryId, DWORD dwNumberOfEntries)
{
    ApiCall call(m_thread, "WSCWriteProviderOrder", Arg("dwNumberOfEntries", dwNumberOfEntries));
    const WinsockStack& stack = GetProcess().GetStack();
    if (const int refusal = stack.GetRefusal(OptionalCall::WRITE_PROVIDER_ORDER))
    {
        return call.Leave(refusal, refusal);
    }
    ProtocolCatalogBuilder builder(*stack.GetCatalog());
    int error = WSAEINVAL;
    if (dwNumberOfEntries == builder.GetEntries().size() && !IsNowhere(lpwdCatalogEntryId) &&
        builder.SetOrder({lpwdCatalogEntryId, lpwdCatalogEntryId + dwNumberOfEntries}))
    {
        error = StoreCatalog(GetProcess(), builder);
    }
    return call.Leave(error, error);
}

int
WinsockCatalogCalls::WSCGetProviderPath(LPGUID lpProviderId,
                                        LPWSTR lpszProviderDllPath,
                                        LPINT lpProviderDllPathLen,
                                        LPINT lpErrno)
{
    ApiCall call(m_thread, "WSCGetProviderPath", GuidArg{"lpProviderId", lpProviderId});
    const ProtocolCatalog& stored = *GetProcess().GetStack().GetCatalog();
    const int error =
        IsNowhere(lpErrno)
            ? WSAEFAULT
            : GetProviderPath(stored, lpProviderId, lpszProviderDllPath, lpProviderDllPathLen);
    return AnswerInstallation(call, error, lpErrno);
}

} // namespace ns3::winsock
