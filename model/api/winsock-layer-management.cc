/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Layers as installation programs and administrators manage them: installing one with its chains, and
 * the categories that decide which programs load it.
 */

#include "winsock-catalog-calls.h"

#include "ns3/application-categories.h"
#include "ns3/layer-installation.h"
#include "ns3/protocol-catalog-builder.h"
#include "ns3/winsock-installation-call.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-stack.h"
#include "ns3/winsock-text-encoding.h"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ns3::winsock
{

namespace
{

/**
 * What all functions of this file check first. They came with Windows Vista and never reached CE.
 * @param process who calls
 * @param lpErrno where the error is to go
 * @return 0, or the error
 */
int
CheckCall(const WinsockProcess& process, LPINT lpErrno)
{
    if (IsNowhere(lpErrno))
    {
        return WSAEFAULT;
    }
    return process.GetStack().GetDialect() == Dialect::CE ? WSAEOPNOTSUPP : 0;
}

/// The triples of a list of protocols; no value without a list.
std::optional<std::vector<SelectionRequest>>
ReadTriples(const WSAPROTOCOL_INFOW* list, DWORD count)
{
    if (!list)
    {
        return std::nullopt;
    }
    std::vector<SelectionRequest> triples;
    std::transform(
        list,
        list + count,
        std::back_inserter(triples),
        [](const WSAPROTOCOL_INFOW& info) {
            return SelectionRequest{info.iAddressFamily, info.iSocketType, info.iProtocol};
        });
    return triples;
}

/**
 * @param process who installs
 * @param layer what
 * @param id gets the entry of the layer; may be null
 * @return 0 or the error
 */
int
Install(WinsockProcess& process, const LayerDescription& layer, DWORD* id)
{
    ProtocolCatalogBuilder builder(*process.GetStack().GetCatalog());
    const LayerInstallation installed = InstallLayer(builder, layer);
    const int error = installed ? StoreCatalog(process, builder) : installed.error;
    if (error == 0 && id)
    {
        *id = installed.layerId;
    }
    return error;
}

/// @param type which information of a provider; @return 0, or the error of a call that wants it
int
CheckInfoType(WSC_PROVIDER_INFO_TYPE type)
{
    if (type == ProviderInfoLspCategories)
    {
        return 0;
    }
    return type == ProviderInfoAudit ? ERROR_CALL_NOT_IMPLEMENTED : WSAEINVAL;
}

/**
 * @param entry of a provider
 * @param info where its categories are to go; null to ask for the size
 * @param size bytes there; gets those needed
 * @return 0, or WSAEFAULT without room
 */
int
GiveCategories(const CatalogEntry& entry, BYTE* info, SIZE_T& size)
{
    const bool fits = info && size >= sizeof(entry.lspCategories);
    size = sizeof(entry.lspCategories);
    if (!fits)
    {
        return WSAEFAULT;
    }
    std::memcpy(info, &entry.lspCategories, sizeof(entry.lspCategories));
    return 0;
}

constexpr DWORD LONGEST_PATH = 259;           // MAX_PATH less the terminator
constexpr DWORD LONGEST_COMMAND_LINE = 32766; // what Windows starts a program with

/// A text that a program gave with its length, for CallScope.
struct SizedTextArg
{
    const char* name;  //!< as in Winsock's prototype
    const WCHAR* text; //!< may be null or bad
    DWORD length;      //!< characters of it

    /// @return the readable value
    std::string
    Format() const
    {
        if (IsNowhere(text))
        {
            return text ? "bad pointer" : "NULL";
        }
        return length > LONGEST_COMMAND_LINE
                   ? std::to_string(length) + " characters"
                   : FormatArgument(Utf16ToUtf8(std::u16string_view(text, length)));
    }
};

/// A program as the calls about its categories name it.
struct ApplicationName
{
    const WCHAR* path;  //!< of the program
    DWORD pathLength;   //!< characters of it
    const WCHAR* extra; //!< its command line, or null
    DWORD extraLength;  //!< characters of it

    /**
     * @param[out] pathText the path as UTF-8
     * @param[out] extraText the command line as UTF-8, empty without one
     * @return 0; WSAEFAULT for a bad pointer; WSAEINVAL for lengths that cannot be
     */
    int
    Read(std::string& pathText, std::string& extraText) const
    {
        if (IsNowhere(path) || IsBadPointer(extra))
        {
            return WSAEFAULT;
        }
        if (pathLength == 0 || pathLength > LONGEST_PATH || extraLength > LONGEST_COMMAND_LINE ||
            (!extra && extraLength != 0))
        {
            return WSAEINVAL;
        }
        const std::u16string_view pathView(path, pathLength);
        const std::u16string_view extraView(extra ? extra : path, extraLength);
        pathText = Utf16ToUtf8(pathView);
        extraText = Utf16ToUtf8(extraView);
        const bool ended = pathView.find(u'\0') != std::u16string_view::npos ||
                           extraView.find(u'\0') != std::u16string_view::npos;
        return ended ? WSAEINVAL : 0;
    }
};

} // namespace

int
WinsockCatalogCalls::WSCInstallProviderAndChains(LPGUID lpProviderId,
                                                 LPCWSTR lpszProviderDllPath,
                                                 LPCWSTR lpszLspName,
                                                 DWORD dwServiceFlags,
                                                 LPWSAPROTOCOL_INFOW lpProtocolInfoList,
                                                 DWORD dwNumberOfEntries,
                                                 LPDWORD lpdwCatalogEntryId,
                                                 LPINT lpErrno)
{
    ApiCall call(m_thread,
                 "WSCInstallProviderAndChains",
                 GuidArg{"lpProviderId", lpProviderId},
                 WideTextArg{"lpszProviderDllPath", lpszProviderDllPath},
                 WideTextArg{"lpszLspName", lpszLspName},
                 Arg("dwServiceFlags", dwServiceFlags),
                 Arg("dwNumberOfEntries", dwNumberOfEntries));
    int error = CheckCall(GetProcess(), lpErrno);
    if (error == 0 && (IsBadPointer(lpProviderId) || IsBadPointer(lpszProviderDllPath) ||
                       IsBadPointer(lpszLspName) || IsBadPointer(lpProtocolInfoList) ||
                       IsBadPointer(lpdwCatalogEntryId)))
    {
        error = WSAEFAULT;
    }
    LayerDescription layer;
    if (error == 0 && (!lpProviderId || !lpszProviderDllPath || !lpszLspName ||
                       !ReadProgramPath(lpszProviderDllPath, layer.libraryPath) ||
                       !ReadProgramText(lpszLspName, WSAPROTOCOL_LEN, layer.name)))
    {
        error = WSAEINVAL;
    }
    if (error == 0)
    {
        layer.providerId = *lpProviderId;
        layer.ifs = (dwServiceFlags & XP1_IFS_HANDLES) != 0;
        layer.protocols = ReadTriples(lpProtocolInfoList, dwNumberOfEntries);
        error = Install(GetProcess(), layer, lpdwCatalogEntryId);
    }
    return AnswerInstallation(call, error, lpErrno);
}

int
WinsockCatalogCalls::WSCGetProviderInfo(LPGUID lpProviderId,
                                        WSC_PROVIDER_INFO_TYPE InfoType,
                                        PBYTE Info,
                                        SIZE_T* InfoSize,
                                        DWORD Flags,
                                        LPINT lpErrno)
{
    ApiCall call(m_thread,
                 "WSCGetProviderInfo",
                 GuidArg{"lpProviderId", lpProviderId},
                 Arg("InfoType", InfoType),
                 Arg("Flags", Flags));
    int error = CheckCall(GetProcess(), lpErrno);
    if (error == 0 && (IsNowhere(lpProviderId) || IsNowhere(InfoSize) || IsBadPointer(Info)))
    {
        error = WSAEFAULT;
    }
    error = error ? error : CheckInfoType(InfoType);
    if (error == 0)
    {
        const ProtocolCatalog& stored = *GetProcess().GetStack().GetCatalog();
        const CatalogEntry* entry = stored.FindByProviderId(*lpProviderId);
        error = entry ? GiveCategories(*entry, Info, *InfoSize) : WSAEINVALIDPROVIDER;
    }
    return AnswerInstallation(call, error, lpErrno);
}

int
WinsockCatalogCalls::WSCSetProviderInfo(LPGUID lpProviderId,
                                        WSC_PROVIDER_INFO_TYPE InfoType,
                                        PBYTE Info,
                                        SIZE_T InfoSize,
                                        DWORD Flags,
                                        LPINT lpErrno)
{
    ApiCall call(m_thread,
                 "WSCSetProviderInfo",
                 GuidArg{"lpProviderId", lpProviderId},
                 Arg("InfoType", InfoType),
                 Arg("InfoSize", InfoSize),
                 Arg("Flags", Flags));
    int error = CheckCall(GetProcess(), lpErrno);
    if (error == 0 && (IsNowhere(lpProviderId) || IsNowhere(Info)))
    {
        error = WSAEFAULT;
    }
    error = error ? error : CheckInfoType(InfoType);
    if (error == 0 && InfoSize != sizeof(DWORD))
    {
        error = WSAEINVAL;
    }
    if (error == 0)
    {
        DWORD categories = 0;
        std::memcpy(&categories, Info, sizeof(categories));
        ProtocolCatalogBuilder builder(*GetProcess().GetStack().GetCatalog());
        const bool found = builder.SetLspCategories(*lpProviderId, categories) != 0;
        error = found ? StoreCatalog(GetProcess(), builder) : WSAEINVALIDPROVIDER;
    }
    return AnswerInstallation(call, error, lpErrno);
}

int
WinsockCatalogCalls::WSCSetApplicationCategory(LPCWSTR Path,
                                               DWORD PathLength,
                                               LPCWSTR Extra,
                                               DWORD ExtraLength,
                                               DWORD PermittedLspCategories,
                                               LPDWORD pPrevPermLspCat,
                                               LPINT lpErrno)
{
    ApiCall call(m_thread,
                 "WSCSetApplicationCategory",
                 SizedTextArg{"Path", Path, PathLength},
                 SizedTextArg{"Extra", Extra, ExtraLength},
                 Arg("PermittedLspCategories", PermittedLspCategories));
    std::string path;
    std::string extra;
    int error = CheckCall(GetProcess(), lpErrno);
    error = error == 0 && IsBadPointer(pPrevPermLspCat) ? WSAEFAULT : error;
    error = error ? error : ApplicationName{Path, PathLength, Extra, ExtraLength}.Read(path, extra);
    if (error == 0 && !GetProcess().IsAdministrator())
    {
        error = WSANO_RECOVERY;
    }
    if (error == 0)
    {
        const DWORD before = GetProcess().GetStack().GetApplicationCategories().Permit(
            path, extra, PermittedLspCategories);
        if (pPrevPermLspCat)
        {
            *pPrevPermLspCat = before;
        }
    }
    return AnswerInstallation(call, error, lpErrno);
}

int
WinsockCatalogCalls::WSCGetApplicationCategory(LPCWSTR Path,
                                               DWORD PathLength,
                                               LPCWSTR Extra,
                                               DWORD ExtraLength,
                                               LPDWORD pPermittedLspCategories,
                                               LPINT lpErrno)
{
    ApiCall call(m_thread,
                 "WSCGetApplicationCategory",
                 SizedTextArg{"Path", Path, PathLength},
                 SizedTextArg{"Extra", Extra, ExtraLength});
    std::string path;
    std::string extra;
    int error = CheckCall(GetProcess(), lpErrno);
    error = error == 0 && IsNowhere(pPermittedLspCategories) ? WSAEFAULT : error;
    error = error ? error : ApplicationName{Path, PathLength, Extra, ExtraLength}.Read(path, extra);
    if (error == 0)
    {
        const auto known = GetProcess().GetStack().GetApplicationCategories().Find(path, extra);
        error = known ? 0 : WSASERVICE_NOT_FOUND;
        *pPermittedLspCategories = known ? *known : *pPermittedLspCategories;
    }
    return AnswerInstallation(call, error, lpErrno);
}

} // namespace ns3::winsock
