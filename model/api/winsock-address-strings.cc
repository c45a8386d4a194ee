/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Socket addresses as text: the calls that find their provider without a socket (R-SPI-15).
 */

#include "winsock.h"

#include "ns3/catalog-enumeration.h"
#include "ns3/protocol-selector.h"
#include "ns3/provider-loader.h"
#include "ns3/winsock-api-call.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-text-encoding.h"

#include <algorithm>
#include <cstring>
#include <string>

namespace ns3::winsock
{

namespace
{

/// The most characters that the A form hands on; no provider's text comes near.
constexpr DWORD LONGEST_TEXT = 1024;

/// @return the first entry whose sockets are of a family, or null
const CatalogEntry*
FirstOfFamily(const ProtocolCatalog& catalog, int family)
{
    const auto at = std::find_if(catalog.begin(),
                                 catalog.end(),
                                 [&](const CatalogEntry& entry) {
                                     return !entry.IsLayer() && entry.info.iAddressFamily == family;
                                 });
    return at == catalog.end() ? nullptr : &*at;
}

/// The wide form of a structure that a program may have left out.
struct WideInfo
{
    WSAPROTOCOL_INFOW wide{};        //!< the structure
    LPWSAPROTOCOL_INFOW info{&wide}; //!< what to hand on: null or bad as the program's pointer was

    /// @param ansi the program's
    explicit WideInfo(LPWSAPROTOCOL_INFOA ansi)
    {
        if (IsNowhere(ansi))
        {
            info = reinterpret_cast<LPWSAPROTOCOL_INFOW>(ansi);
            return;
        }
        wide = ToWide(*ansi);
    }
};

} // namespace

const LoadedProvider*
Winsock::FindProvider(ApiCall& call,
                      const WSAPROTOCOL_INFOW* given,
                      int family,
                      WSAPROTOCOL_INFOW& info)
{
    if (!call.IsAllowed())
    {
        return nullptr;
    }
    if (IsBadPointer(given))
    {
        call.SetError(WSAEFAULT);
        return nullptr;
    }
    const ProtocolCatalog& catalog = GetProcess().GetCatalog();
    const CatalogEntry* entry =
        given ? SelectById(catalog, *given).entry : FirstOfFamily(catalog, family);
    if (!entry)
    {
        call.SetError(WSAEINVAL);
        return nullptr;
    }
    info = given ? *given : entry->info;
    return GetProcess().GetProviders().Open(*entry, call.GetError());
}

INT
Winsock::WSAAddressToStringW(LPSOCKADDR lpsaAddress,
                             DWORD dwAddressLength,
                             LPWSAPROTOCOL_INFOW lpProtocolInfo,
                             LPWSTR lpszAddressString,
                             LPDWORD lpdwAddressStringLength)
{
    ApiCall call(m_thread,
                 "WSAAddressToStringW",
                 AddressArg{"lpsaAddress", lpsaAddress, static_cast<int>(dwAddressLength)},
                 ProtocolInfoArg{"lpProtocolInfo", lpProtocolInfo});
    return call.Finish(AddressToString(call,
                                       lpsaAddress,
                                       dwAddressLength,
                                       lpProtocolInfo,
                                       lpszAddressString,
                                       lpdwAddressStringLength));
}

INT
Winsock::WSAAddressToStringA(LPSOCKADDR lpsaAddress,
                             DWORD dwAddressLength,
                             LPWSAPROTOCOL_INFOA lpProtocolInfo,
                             LPSTR lpszAddressString,
                             LPDWORD lpdwAddressStringLength)
{
    ApiCall call(m_thread,
                 "WSAAddressToStringA",
                 AddressArg{"lpsaAddress", lpsaAddress, static_cast<int>(dwAddressLength)},
                 Arg<const void*>("lpProtocolInfo", lpProtocolInfo));
    const WideInfo protocol(lpProtocolInfo);
    const bool hasRoom = !IsNowhere(lpszAddressString) && !IsNowhere(lpdwAddressStringLength);
    char16_t text[LONGEST_TEXT];
    DWORD length = hasRoom ? std::min(*lpdwAddressStringLength, LONGEST_TEXT) : 0;
    const INT result = AddressToString(call,
                                       lpsaAddress,
                                       dwAddressLength,
                                       protocol.info,
                                       hasRoom ? text : nullptr,
                                       hasRoom ? &length : nullptr);
    if (hasRoom)
    {
        const std::string ansi = Utf16ToAnsi(std::u16string_view(text, result == 0 ? length : 0));
        std::memcpy(lpszAddressString, ansi.data(), ansi.size());
        *lpdwAddressStringLength =
            result == 0 || call.GetError() == WSAEFAULT ? length : *lpdwAddressStringLength;
    }
    return call.Finish(result);
}

INT
Winsock::AddressToString(ApiCall& call,
                         LPSOCKADDR lpsaAddress,
                         DWORD dwAddressLength,
                         LPWSAPROTOCOL_INFOW lpProtocolInfo,
                         LPWSTR lpszAddressString,
                         LPDWORD lpdwAddressStringLength)
{
    ADDRESS_FAMILY family = AF_UNSPEC;
    if (dwAddressLength >= sizeof(family) && !IsNowhere(lpsaAddress))
    {
        std::memcpy(&family, lpsaAddress, sizeof(family));
    }
    WSAPROTOCOL_INFOW info{};
    const LoadedProvider* provider = FindProvider(call, lpProtocolInfo, family, info);
    if (!provider && IsNowhere(lpsaAddress) && call.GetError() == WSAEINVAL)
    {
        call.SetError(WSAEFAULT); // there is no address that could be of any family
    }
    return provider ? provider->table->lpWSPAddressToString(lpsaAddress,
                                                            dwAddressLength,
                                                            &info,
                                                            lpszAddressString,
                                                            lpdwAddressStringLength,
                                                            &call.GetError())
                    : SOCKET_ERROR;
}

INT
Winsock::WSAStringToAddressW(LPWSTR AddressString,
                             INT AddressFamily,
                             LPWSAPROTOCOL_INFOW lpProtocolInfo,
                             LPSOCKADDR lpAddress,
                             LPINT lpAddressLength)
{
    ApiCall call(m_thread,
                 "WSAStringToAddressW",
                 FamilyArg{"AddressFamily", AddressFamily},
                 ProtocolInfoArg{"lpProtocolInfo", lpProtocolInfo});
    return call.Finish(StringToAddress(
        call, AddressString, AddressFamily, lpProtocolInfo, lpAddress, lpAddressLength));
}

INT
Winsock::WSAStringToAddressA(LPSTR AddressString,
                             INT AddressFamily,
                             LPWSAPROTOCOL_INFOA lpProtocolInfo,
                             LPSOCKADDR lpAddress,
                             LPINT lpAddressLength)
{
    ApiCall call(m_thread,
                 "WSAStringToAddressA",
                 FamilyArg{"AddressFamily", AddressFamily},
                 Arg<const void*>("lpProtocolInfo", lpProtocolInfo));
    const WideInfo protocol(lpProtocolInfo);
    const bool hasText = !IsNowhere(AddressString);
    std::u16string wide = hasText ? AnsiToUtf16(AddressString) : std::u16string();
    LPWSTR const text = hasText ? wide.data() : reinterpret_cast<LPWSTR>(AddressString);
    return call.Finish(
        StringToAddress(call, text, AddressFamily, protocol.info, lpAddress, lpAddressLength));
}

INT
Winsock::StringToAddress(ApiCall& call,
                         LPWSTR AddressString,
                         INT AddressFamily,
                         LPWSAPROTOCOL_INFOW lpProtocolInfo,
                         LPSOCKADDR lpAddress,
                         LPINT lpAddressLength)
{
    WSAPROTOCOL_INFOW info{};
    const LoadedProvider* provider = FindProvider(call, lpProtocolInfo, AddressFamily, info);
    return provider ? provider->table->lpWSPStringToAddress(AddressString,
                                                            AddressFamily,
                                                            &info,
                                                            lpAddress,
                                                            lpAddressLength,
                                                            &call.GetError())
                    : SOCKET_ERROR;
}

} // namespace ns3::winsock
