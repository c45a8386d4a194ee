/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "catalog-enumeration.h"

#include "ns3/winsock-constants.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-text-encoding.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>

namespace ns3::winsock
{

namespace
{

bool
IsVisible(const CatalogEntry& entry, CatalogView view)
{
    const bool hidden = (entry.info.dwProviderFlags & PFL_HIDDEN) != 0;
    return view == CatalogView::INSTALLER || (!entry.IsLayer() && !hidden);
}

bool
PassesFilter(const CatalogEntry& entry, const int* protocols)
{
    if (protocols == nullptr)
    {
        return true;
    }
    while (*protocols != 0 && *protocols != entry.info.iProtocol)
    {
        ++protocols;
    }
    return *protocols != 0;
}

void
Convert(const WSAPROTOCOL_INFOW& from, WSAPROTOCOL_INFOW& to)
{
    to = from;
}

void
Convert(const WSAPROTOCOL_INFOW& from, WSAPROTOCOL_INFOA& to)
{
    to = ToAnsi(from);
}

template <typename INFO>
Enumeration
Fill(const std::vector<const CatalogEntry*>& entries, INFO* buffer, DWORD* bufferLength)
{
    const std::size_t needed = entries.size() * sizeof(INFO);
    if (buffer == nullptr || *bufferLength < needed)
    {
        *bufferLength = DWORD(needed);
        return {SOCKET_ERROR, WSAENOBUFS};
    }
    for (const CatalogEntry* entry : entries)
    {
        Convert(entry->info, *buffer++);
    }
    return {int(entries.size()), 0};
}

/** Copies all members but szProtocol, which the two structures have in different widths. */
template <typename FROM, typename TO>
void
CopyPlainMembers(const FROM& from, TO& to)
{
    to.dwServiceFlags1 = from.dwServiceFlags1;
    to.dwServiceFlags2 = from.dwServiceFlags2;
    to.dwServiceFlags3 = from.dwServiceFlags3;
    to.dwServiceFlags4 = from.dwServiceFlags4;
    to.dwProviderFlags = from.dwProviderFlags;
    to.ProviderId = from.ProviderId;
    to.dwCatalogEntryId = from.dwCatalogEntryId;
    to.ProtocolChain = from.ProtocolChain;
    to.iVersion = from.iVersion;
    to.iAddressFamily = from.iAddressFamily;
    to.iMaxSockAddr = from.iMaxSockAddr;
    to.iMinSockAddr = from.iMinSockAddr;
    to.iSocketType = from.iSocketType;
    to.iProtocol = from.iProtocol;
    to.iProtocolMaxOffset = from.iProtocolMaxOffset;
    to.iNetworkByteOrder = from.iNetworkByteOrder;
    to.iSecurityScheme = from.iSecurityScheme;
    to.dwMessageSize = from.dwMessageSize;
    to.dwProviderReserved = from.dwProviderReserved;
}

/** Length of a name that may lack its terminator, because a caller filled the structure. */
template <typename CHAR, std::size_t SIZE>
std::size_t
NameLength(const CHAR (&name)[SIZE])
{
    return std::size_t(std::find(name, name + SIZE - 1, CHAR(0)) - name);
}

} // namespace

std::vector<const CatalogEntry*>
ListProtocols(const ProtocolCatalog& catalog, CatalogView view, const int* protocols)
{
    std::vector<const CatalogEntry*> entries;
    for (const CatalogEntry& entry : catalog)
    {
        const bool refused = view == CatalogView::APPLICATION && catalog.IsRefused(entry.Id());
        if (!refused && IsVisible(entry, view) && PassesFilter(entry, protocols))
        {
            entries.push_back(&entry);
        }
    }
    return entries;
}

namespace
{

template <typename INFO>
Enumeration
List(const ProtocolCatalog& catalog,
     CatalogView view,
     const int* protocols,
     INFO* buffer,
     DWORD* bufferLength)
{
    if (IsBadPointer(protocols) || IsBadPointer(buffer) || IsNowhere(bufferLength))
    {
        return {SOCKET_ERROR, WSAEFAULT};
    }
    return Fill(ListProtocols(catalog, view, protocols), buffer, bufferLength);
}

} // namespace

Enumeration
EnumerateProtocols(const ProtocolCatalog& catalog,
                   CatalogView view,
                   const int* protocols,
                   WSAPROTOCOL_INFOW* buffer,
                   DWORD* bufferLength)
{
    return List(catalog, view, protocols, buffer, bufferLength);
}

Enumeration
EnumerateProtocols(const ProtocolCatalog& catalog,
                   CatalogView view,
                   const int* protocols,
                   WSAPROTOCOL_INFOA* buffer,
                   DWORD* bufferLength)
{
    return List(catalog, view, protocols, buffer, bufferLength);
}

WSAPROTOCOL_INFOA
ToAnsi(const WSAPROTOCOL_INFOW& wide)
{
    WSAPROTOCOL_INFOA ansi{};
    CopyPlainMembers(wide, ansi);
    const std::string name = Utf16ToAnsi({wide.szProtocol, NameLength(wide.szProtocol)});
    std::copy(name.begin(), name.end(), ansi.szProtocol);
    return ansi;
}

WSAPROTOCOL_INFOW
ToWide(const WSAPROTOCOL_INFOA& ansi)
{
    WSAPROTOCOL_INFOW wide{};
    CopyPlainMembers(ansi, wide);
    const std::u16string name = AnsiToUtf16({ansi.szProtocol, NameLength(ansi.szProtocol)});
    std::copy(name.begin(), name.end(), wide.szProtocol);
    return wide;
}

int
GetProviderPath(const ProtocolCatalog& catalog, const GUID* providerId, WCHAR* path, INT* length)
{
    if (IsNowhere(providerId) || IsNowhere(length))
    {
        return WSAEFAULT;
    }
    const CatalogEntry* entry = catalog.FindByProviderId(*providerId);
    if (!entry)
    {
        return WSAEINVAL;
    }
    const std::u16string text = Utf8ToUtf16(entry->libraryPath);
    const auto characters = static_cast<INT>(text.size());
    if (IsNowhere(path) || *length <= characters)
    {
        *length = characters + 1;
        return WSAEFAULT;
    }
    std::copy_n(text.c_str(), text.size() + 1, path);
    *length = characters;
    return 0;
}

} // namespace ns3::winsock
