/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "protocol-catalog-builder.h"

#include "ns3/winsock-guid.h"
#include "ns3/winsock-text-encoding.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <limits>
#include <unordered_map>
#include <utility>

namespace ns3::winsock
{

namespace
{

/** MAX_PATH of Windows less the terminator. */
constexpr std::size_t LONGEST_PATH = 259;

CatalogChange
Done(DWORD id)
{
    return {id, ""};
}

CatalogChange
Refused(std::string problem)
{
    return {0, std::move(problem)};
}

std::string
CheckChain(const WSAPROTOCOLCHAIN& chain)
{
    if (chain.ChainLen < LAYERED_PROTOCOL || chain.ChainLen > MAX_PROTOCOL_CHAIN)
    {
        return "the protocol chain length is " + std::to_string(chain.ChainLen) +
               ", it must be 0 (layer), 1 (base protocol) or 2 to 7 (chain)";
    }
    const bool isChain = chain.ChainLen > BASE_PROTOCOL;
    const auto* end = chain.ChainEntries + (isChain ? chain.ChainLen : 0);
    const auto* zero = std::find(chain.ChainEntries, end, DWORD(0));
    if (zero != end)
    {
        return "slot " + std::to_string(zero - chain.ChainEntries) +
               " of the protocol chain is 0, which is no catalog entry id";
    }
    return "";
}

std::string
CheckProtocolRange(const WSAPROTOCOL_INFOW& info)
{
    if (info.iProtocolMaxOffset < 0)
    {
        return "iProtocolMaxOffset is " + std::to_string(info.iProtocolMaxOffset) +
               ", it must not be negative";
    }
    const auto last = std::int64_t(info.iProtocol) + info.iProtocolMaxOffset;
    if (last > std::numeric_limits<std::int32_t>::max())
    {
        return "iProtocol plus iProtocolMaxOffset exceeds 2147483647";
    }
    return "";
}

std::string
CheckAddressLengths(const WSAPROTOCOL_INFOW& info)
{
    if (info.iMinSockAddr < 0 || info.iMaxSockAddr < info.iMinSockAddr)
    {
        return "the address lengths " + std::to_string(info.iMinSockAddr) + " to " +
               std::to_string(info.iMaxSockAddr) + " are not a range";
    }
    return "";
}

std::string
CheckDirections(const WSAPROTOCOL_INFOW& info)
{
    constexpr DWORD BOTH = XP1_UNI_SEND | XP1_UNI_RECV;
    return (info.dwServiceFlags1 & BOTH) == BOTH
               ? "XP1_UNI_SEND and XP1_UNI_RECV are both set; that takes two entries"
               : "";
}

std::string
CheckName(const WSAPROTOCOL_INFOW& info)
{
    const auto* const end = std::end(info.szProtocol);
    return std::find(info.szProtocol, end, u'\0') == end
               ? "szProtocol has no terminator within its 256 characters"
               : "";
}

std::string
CheckPath(const std::string& libraryPath)
{
    if (libraryPath.empty())
    {
        return "the library path is empty";
    }
    const std::size_t length = Utf8ToUtf16(libraryPath).size();
    if (length > LONGEST_PATH)
    {
        return "the library path has " + std::to_string(length) +
               " characters, at most 259 are possible";
    }
    return "";
}

std::string
NotInCatalog(DWORD id)
{
    return "no entry has the id " + std::to_string(id);
}

} // namespace

std::vector<CatalogEntryProblem>
FindCatalogEntryProblems(const CatalogEntry& entry)
{
    std::vector<CatalogEntryProblem> problems{{CheckChain(entry.info.ProtocolChain), "R-CAT-4"},
                                              {CheckProtocolRange(entry.info), "R-CAT-7"},
                                              {CheckAddressLengths(entry.info), "R-CAT-9"},
                                              {CheckDirections(entry.info), "R-CAT-10"},
                                              {CheckName(entry.info), "R-CAT-41"},
                                              {CheckPath(entry.libraryPath), "R-CAT-41"}};
    const auto isNone = [](const CatalogEntryProblem& problem) { return problem.text.empty(); };
    problems.erase(std::remove_if(problems.begin(), problems.end(), isNone), problems.end());
    return problems;
}

std::string
CheckCatalogEntry(const CatalogEntry& entry)
{
    const std::vector<CatalogEntryProblem> problems = FindCatalogEntryProblems(entry);
    return problems.empty() ? "" : problems.front().text;
}

ProtocolCatalogBuilder::ProtocolCatalogBuilder()
    : m_nextEntryId(ProtocolCatalog::FIRST_ENTRY_ID)
{
}

ProtocolCatalogBuilder::ProtocolCatalogBuilder(const ProtocolCatalog& catalog)
    : m_entries(catalog.begin(), catalog.end()),
      m_nextEntryId(catalog.GetNextEntryId())
{
}

CatalogChange
ProtocolCatalogBuilder::Install(CatalogEntry entry)
{
    std::string problem = CheckCatalogEntry(entry);
    if (problem.empty())
    {
        problem = CheckSlotsExist(entry);
    }
    if (problem.empty() && m_nextEntryId == std::numeric_limits<DWORD>::max())
    {
        problem = "all catalog entry ids have been used";
    }
    if (!problem.empty())
    {
        return Refused(std::move(problem));
    }
    entry.info.dwCatalogEntryId = m_nextEntryId++;
    m_entries.push_back(std::move(entry));
    return Done(m_entries.back().Id());
}

CatalogChange
ProtocolCatalogBuilder::Import(CatalogEntry entry)
{
    const DWORD id = entry.Id();
    if (id == 0 || id == std::numeric_limits<DWORD>::max())
    {
        return Refused("the catalog entry id " + std::to_string(id) + " is not possible");
    }
    if (FindPosition(id) != m_entries.size())
    {
        return Refused("the catalog entry id " + std::to_string(id) + " is there twice");
    }
    std::string problem = CheckCatalogEntry(entry);
    if (!problem.empty())
    {
        return Refused("entry " + std::to_string(id) + ": " + problem);
    }
    m_entries.push_back(std::move(entry));
    ReserveEntryIds(id + 1);
    return Done(id);
}

CatalogChange
ProtocolCatalogBuilder::Update(CatalogEntry entry)
{
    const DWORD id = entry.Id();
    const std::size_t position = FindPosition(id);
    if (position == m_entries.size())
    {
        return Refused(NotInCatalog(id));
    }
    std::string problem = CheckCatalogEntry(entry);
    if (problem.empty())
    {
        problem = CheckSlotsExist(entry);
    }
    if (!problem.empty())
    {
        return Refused("entry " + std::to_string(id) + ": " + problem);
    }
    m_entries[position] = std::move(entry);
    return Done(id);
}

CatalogChange
ProtocolCatalogBuilder::Remove(DWORD id)
{
    const std::size_t position = FindPosition(id);
    if (position == m_entries.size())
    {
        return Refused(NotInCatalog(id));
    }
    m_entries.erase(std::next(m_entries.begin(), std::ptrdiff_t(position)));
    return Done(id);
}

std::size_t
ProtocolCatalogBuilder::RemoveProvider(const GUID& providerId)
{
    const std::size_t before = m_entries.size();
    const auto belongs = [&providerId](const CatalogEntry& entry)
    { return entry.info.ProviderId == providerId; };
    m_entries.erase(std::remove_if(m_entries.begin(), m_entries.end(), belongs), m_entries.end());
    return before - m_entries.size();
}

std::size_t
ProtocolCatalogBuilder::SetLspCategories(const GUID& providerId, DWORD lspCategories)
{
    std::size_t count = 0;
    for (CatalogEntry& entry : m_entries)
    {
        if (entry.info.ProviderId == providerId)
        {
            entry.lspCategories = lspCategories;
            ++count;
        }
    }
    return count;
}

CatalogChange
ProtocolCatalogBuilder::SetOrder(const std::vector<DWORD>& ids)
{
    std::unordered_map<DWORD, const CatalogEntry*> left;
    for (const CatalogEntry& entry : m_entries)
    {
        left.emplace(entry.Id(), &entry);
    }
    std::vector<CatalogEntry> ordered;
    ordered.reserve(m_entries.size());
    for (const DWORD id : ids)
    {
        const auto found = left.find(id);
        if (found == left.end())
        {
            const bool twice = FindPosition(id) != m_entries.size();
            return Refused(twice ? "the id " + std::to_string(id) + " is there twice"
                                 : NotInCatalog(id));
        }
        ordered.push_back(*found->second);
        left.erase(found);
    }
    if (!left.empty())
    {
        return Refused(std::to_string(left.size()) + " of " + std::to_string(m_entries.size()) +
                       " entries are missing from the order");
    }
    m_entries = std::move(ordered);
    return Done(0);
}

void
ProtocolCatalogBuilder::ReserveEntryIds(DWORD nextEntryId)
{
    m_nextEntryId = std::max(m_nextEntryId, nextEntryId);
}

std::shared_ptr<const ProtocolCatalog>
ProtocolCatalogBuilder::Build() const
{
    return std::shared_ptr<const ProtocolCatalog>(new ProtocolCatalog(m_entries, m_nextEntryId));
}

std::size_t
ProtocolCatalogBuilder::FindPosition(DWORD id) const
{
    const auto found = std::find_if(m_entries.begin(),
                                    m_entries.end(),
                                    [id](const CatalogEntry& entry) { return entry.Id() == id; });
    return std::size_t(found - m_entries.begin());
}

std::string
ProtocolCatalogBuilder::CheckSlotsExist(const CatalogEntry& entry) const
{
    if (!entry.IsChain())
    {
        return "";
    }
    const WSAPROTOCOLCHAIN& chain = entry.info.ProtocolChain;
    for (int slot = 0; slot < chain.ChainLen; ++slot)
    {
        if (FindPosition(chain.ChainEntries[slot]) == m_entries.size())
        {
            return "slot " + std::to_string(slot) + " of the protocol chain names " +
                   std::to_string(chain.ChainEntries[slot]) + ", which is not in the catalog";
        }
    }
    return "";
}

} // namespace ns3::winsock
