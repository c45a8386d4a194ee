/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "protocol-catalog.h"

#include "ns3/winsock-guid.h"
#include "ns3/winsock-text-encoding.h"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace ns3::winsock
{

namespace
{

/** The members of a structure other than its name and chain, for comparison. */
auto
PlainMembers(const WSAPROTOCOL_INFOW& info)
{
    return std::tie(info.dwServiceFlags1,
                    info.dwServiceFlags2,
                    info.dwServiceFlags3,
                    info.dwServiceFlags4,
                    info.dwProviderFlags,
                    info.dwCatalogEntryId,
                    info.iVersion,
                    info.iAddressFamily,
                    info.iMaxSockAddr,
                    info.iMinSockAddr,
                    info.iSocketType,
                    info.iProtocol,
                    info.iProtocolMaxOffset,
                    info.iNetworkByteOrder,
                    info.iSecurityScheme,
                    info.dwMessageSize,
                    info.dwProviderReserved);
}

std::u16string_view
ProtocolText(const WSAPROTOCOL_INFOW& info)
{
    const auto* end = std::find(std::begin(info.szProtocol), std::end(info.szProtocol), u'\0');
    return {info.szProtocol, std::size_t(end - info.szProtocol)};
}

/** Slots that mean something: those of a chain of legal length. */
int
UsedSlots(const WSAPROTOCOLCHAIN& chain)
{
    return chain.ChainLen > BASE_PROTOCOL ? std::min<int>(chain.ChainLen, MAX_PROTOCOL_CHAIN) : 0;
}

bool
SameChain(const WSAPROTOCOLCHAIN& left, const WSAPROTOCOLCHAIN& right)
{
    return left.ChainLen == right.ChainLen &&
           std::equal(left.ChainEntries, left.ChainEntries + UsedSlots(left), right.ChainEntries);
}

std::vector<std::pair<DWORD, std::size_t>>
PositionsById(const std::vector<CatalogEntry>& entries)
{
    std::vector<std::pair<DWORD, std::size_t>> positions;
    positions.reserve(entries.size());
    for (std::size_t i = 0; i < entries.size(); ++i)
    {
        positions.emplace_back(entries[i].Id(), i);
    }
    std::sort(positions.begin(), positions.end());
    return positions;
}

} // namespace

CatalogEntryKind
CatalogEntry::Kind() const
{
    const int length = info.ProtocolChain.ChainLen;
    if (length <= LAYERED_PROTOCOL)
    {
        return CatalogEntryKind::LAYER;
    }
    return length == BASE_PROTOCOL ? CatalogEntryKind::BASE : CatalogEntryKind::CHAIN;
}

std::string
CatalogEntry::Name() const
{
    return Utf16ToUtf8(ProtocolText(info));
}

void
CatalogEntry::SetName(const std::string& name)
{
    const std::u16string wide = Utf8ToUtf16(name).substr(0, WSAPROTOCOL_LEN);
    std::fill(std::begin(info.szProtocol), std::end(info.szProtocol), u'\0');
    std::copy(wide.begin(), wide.end(), info.szProtocol);
}

bool
operator==(const CatalogEntry& left, const CatalogEntry& right)
{
    return PlainMembers(left.info) == PlainMembers(right.info) &&
           left.info.ProviderId == right.info.ProviderId &&
           SameChain(left.info.ProtocolChain, right.info.ProtocolChain) &&
           ProtocolText(left.info) == ProtocolText(right.info) &&
           left.libraryPath == right.libraryPath && left.lspCategories == right.lspCategories;
}

bool
operator!=(const CatalogEntry& left, const CatalogEntry& right)
{
    return !(left == right);
}

bool
operator==(const NamespaceEntry& left, const NamespaceEntry& right)
{
    return left.description == right.description && left.providerId == right.providerId &&
           left.nameSpace == right.nameSpace && left.active == right.active &&
           left.version == right.version && left.providerData == right.providerData;
}

ProtocolCatalog::ProtocolCatalog()
    : ProtocolCatalog({}, FIRST_ENTRY_ID)
{
}

ProtocolCatalog::ProtocolCatalog(std::vector<CatalogEntry> entries,
                                 DWORD nextEntryId,
                                 std::vector<DWORD> refused)
    : m_entries(std::move(entries)),
      m_positionsById(PositionsById(m_entries)),
      m_nextEntryId(nextEntryId),
      m_refused(std::move(refused)),
      m_index(m_entries, m_refused)
{
}

std::shared_ptr<const ProtocolCatalog>
ProtocolCatalog::Empty()
{
    static const auto empty = std::make_shared<const ProtocolCatalog>();
    return empty;
}

const CatalogEntry*
ProtocolCatalog::FindById(DWORD id) const
{
    const auto found = std::lower_bound(
        m_positionsById.begin(), m_positionsById.end(), std::make_pair(id, std::size_t(0)));
    const bool known = found != m_positionsById.end() && found->first == id;
    return known ? &m_entries[found->second] : nullptr;
}

const CatalogEntry*
ProtocolCatalog::FindByProviderId(const GUID& providerId) const
{
    const auto found = std::find_if(begin(),
                                    end(),
                                    [&providerId](const CatalogEntry& entry)
                                    { return entry.info.ProviderId == providerId; });
    return found == end() ? nullptr : &*found;
}

bool
ProtocolCatalog::IsRefused(DWORD id) const
{
    return std::binary_search(m_refused.begin(), m_refused.end(), id);
}

std::vector<DWORD>
ProtocolCatalog::GetOrder() const
{
    std::vector<DWORD> order;
    order.reserve(m_entries.size());
    for (const CatalogEntry& entry : m_entries)
    {
        order.push_back(entry.Id());
    }
    return order;
}

} // namespace ns3::winsock
