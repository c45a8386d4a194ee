/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The catalog as installation programs change it.
 */

#include "winsock.h"

#include "ns3/catalog-enumeration.h"
#include "ns3/protocol-catalog-builder.h"
#include "ns3/winsock-api-call.h"
#include "ns3/winsock-guid.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-stack.h"
#include "ns3/winsock-text-encoding.h"

#include <algorithm>
#include <limits>
#include <string>
#include <string_view>

namespace ns3::winsock
{

namespace
{

/// MAX_PATH of Windows: characters of a path with its terminator.
constexpr std::size_t PATH_ROOM = 260;

/**
 * @param text what a program gave as a library's path
 * @param path gets it as UTF-8
 * @return whether it is a path: neither empty nor longer than Windows' paths
 */
bool
ReadPath(const WCHAR* text, std::string& path)
{
    const WCHAR* const end = std::find(text, text + PATH_ROOM, u'\0');
    path = Utf16ToUtf8(std::u16string_view(text, static_cast<std::size_t>(end - text)));
    return end != text && end != text + PATH_ROOM;
}

/// @param pointer leads nowhere; @return what a record shows of it
std::string
FormatNowhere(const void* pointer)
{
    return pointer ? "bad pointer" : "NULL";
}

/// A provider's GUID, for CallScope.
struct GuidArg
{
    const char* name; //!< as in Winsock's prototype
    const GUID* guid; //!< may be null or bad

    /// @return the readable value
    std::string
    Format() const
    {
        return IsNowhere(guid) ? FormatNowhere(guid) : GuidToString(*guid);
    }
};

/// A library's path that a program gave, for CallScope.
struct PathArg
{
    const char* name;  //!< as in Winsock's prototype
    const WCHAR* text; //!< may be null or bad

    /// @return the readable value
    std::string
    Format() const
    {
        if (IsNowhere(text))
        {
            return FormatNowhere(text);
        }
        std::string path;
        ReadPath(text, path);
        return FormatArgument(path);
    }
};

/**
 * Ends a call that reports its error through a parameter.
 * @param call the call
 * @param error 0 for success
 * @param lpErrno gets the error, unless it is no place to write to: then the result alone says that
 *        the call failed
 * @return what the function returns
 */
int
Answer(ApiCall& call, int error, LPINT lpErrno)
{
    if (error == 0)
    {
        return call.Leave(0);
    }
    if (!IsNowhere(lpErrno))
    {
        *lpErrno = error;
    }
    return call.Leave(SOCKET_ERROR, error);
}

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
 * Makes a changed catalog the machine's own, if the process may do so.
 * @param process who changes it
 * @param builder the changed catalog
 * @return 0, or WSANO_RECOVERY without the rights
 */
int
Store(WinsockProcess& process, const ProtocolCatalogBuilder& builder)
{
    if (!process.IsAdministrator())
    {
        return WSANO_RECOVERY;
    }
    process.GetStack().SetCatalog(builder.Build());
    return 0;
}

/**
 * @param process who installs
 * @param provider what, with good pointers
 * @return 0 or the error (R-CAT-41)
 */
int
Install(WinsockProcess& process, const ProviderDescription& provider)
{
    std::string path;
    if (provider.count == 0 || !ReadPath(provider.path, path))
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
    return stored.FindByProviderId(*provider.id) ? WSANO_RECOVERY : Store(process, builder);
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
    if (provider.count == 0 || !ReadPath(provider.path, path))
    {
        return WSAEINVAL;
    }
    const ProtocolCatalog& stored = *process.GetStack().GetCatalog();
    ProtocolCatalogBuilder builder(stored);
    for (DWORD i = 0; i < provider.count; ++i)
    {
        const CatalogEntry* old = stored.FindById(provider.list[i].dwCatalogEntryId);
        if (!old || old->info.ProviderId != *provider.id ||
            !builder.Update(provider.GetEntry(i, path)))
        {
            return WSAEINVAL;
        }
    }
    return Store(process, builder);
}

} // namespace

int
Winsock::WSCInstallProvider(LPGUID lpProviderId,
                            LPCWSTR lpszProviderDllPath,
                            LPWSAPROTOCOL_INFOW lpProtocolInfoList,
                            DWORD dwNumberOfEntries,
                            LPINT lpErrno)
{
    ApiCall call(m_thread,
                 "WSCInstallProvider",
                 GuidArg{"lpProviderId", lpProviderId},
                 PathArg{"lpszProviderDllPath", lpszProviderDllPath},
                 Arg("dwNumberOfEntries", dwNumberOfEntries));
    const ProviderDescription provider{
        lpProviderId, lpszProviderDllPath, lpProtocolInfoList, dwNumberOfEntries};
    const bool bad = IsNowhere(lpErrno) || provider.IsNowhere();
    return Answer(call, bad ? WSAEFAULT : Install(GetProcess(), provider), lpErrno);
}

int
Winsock::WSCUpdateProvider(LPGUID lpProviderId,
                           LPCWSTR lpszProviderDllPath,
                           LPWSAPROTOCOL_INFOW lpProtocolInfoList,
                           DWORD dwNumberOfEntries,
                           LPINT lpErrno)
{
    ApiCall call(m_thread,
                 "WSCUpdateProvider",
                 GuidArg{"lpProviderId", lpProviderId},
                 PathArg{"lpszProviderDllPath", lpszProviderDllPath},
                 Arg("dwNumberOfEntries", dwNumberOfEntries));
    const ProviderDescription provider{
        lpProviderId, lpszProviderDllPath, lpProtocolInfoList, dwNumberOfEntries};
    const bool bad = IsNowhere(lpErrno) || provider.IsNowhere();
    return Answer(call, bad ? WSAEFAULT : Update(GetProcess(), provider), lpErrno);
}

int
Winsock::WSCDeinstallProvider(LPGUID lpProviderId, LPINT lpErrno)
{
    ApiCall call(m_thread, "WSCDeinstallProvider", GuidArg{"lpProviderId", lpProviderId});
    if (IsNowhere(lpErrno) || IsNowhere(lpProviderId))
    {
        return Answer(call, WSAEFAULT, lpErrno);
    }
    ProtocolCatalogBuilder builder(*GetProcess().GetStack().GetCatalog());
    const bool found = builder.RemoveProvider(*lpProviderId) != 0;
    return Answer(call, found ? Store(GetProcess(), builder) : WSAEINVAL, lpErrno);
}

int
Winsock::WSCWriteProviderOrder(LPDWORD lpwdCatalogEntryId, DWORD dwNumberOfEntries)
{
    ApiCall call(m_thread, "WSCWriteProviderOrder", Arg("dwNumberOfEntries", dwNumberOfEntries));
    const WinsockStack& stack = GetProcess().GetStack();
    if (stack.GetDialect() == Dialect::CE)
    {
        return call.Leave(WSAEOPNOTSUPP, WSAEOPNOTSUPP);
    }
    ProtocolCatalogBuilder builder(*stack.GetCatalog());
    int error = WSAEINVAL;
    if (dwNumberOfEntries == builder.GetEntries().size() && !IsNowhere(lpwdCatalogEntryId) &&
        builder.SetOrder({lpwdCatalogEntryId, lpwdCatalogEntryId + dwNumberOfEntries}))
    {
        error = Store(GetProcess(), builder);
    }
    return call.Leave(error, error);
}

int
Winsock::WSCGetProviderPath(LPGUID lpProviderId,
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
    return Answer(call, error, lpErrno);
}

} // namespace ns3::winsock
