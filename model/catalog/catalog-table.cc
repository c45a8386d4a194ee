/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "catalog-table.h"

#include "ns3/protocol-catalog-builder.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-guid.h"
#include "ns3/winsock-text-encoding.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <functional>
#include <limits>
#include <sstream>
#include <utility>

namespace ns3::winsock
{

namespace
{

constexpr const char* CATALOG_COLUMN = "catalog";
constexpr const char* NATIVE = "native";
constexpr const char* WOW64 = "32";

/** A member of an entry as a column of the table. */
struct Column
{
    const char* name;                                            //!< in the first line
    const char* expected;                                        //!< what values look like
    std::string (*write)(const CatalogEntry&);                   //!< the member as text
    bool (*read)(const std::string& value, CatalogEntry& entry); //!< whether it was understood
};

/** @return whether the whole text is a number that the member can hold */
template <typename NUMBER>
bool
ReadNumber(const std::string& text, NUMBER& number)
{
    char* end = nullptr;
    errno = 0;
    const long long value = std::strtoll(text.c_str(), &end, 0);
    number = static_cast<NUMBER>(value);
    return !text.empty() && *end == '\0' && errno == 0 &&
           value >= static_cast<long long>(std::numeric_limits<NUMBER>::min()) &&
           value <= static_cast<long long>(std::numeric_limits<NUMBER>::max());
}

template <auto MEMBER>
constexpr Column
NumberColumn(const char* name)
{
    return {name,
            "a number",
            [](const CatalogEntry& entry) { return std::to_string(entry.info.*MEMBER); },
            [](const std::string& value, CatalogEntry& entry)
            { return ReadNumber(value, entry.info.*MEMBER); }};
}

std::string
WriteFlags(DWORD flags)
{
    std::ostringstream os;
    os << "0x" << std::hex << flags;
    return os.str();
}

template <auto MEMBER>
constexpr Column
FlagsColumn(const char* name)
{
    return {name,
            "a number",
            [](const CatalogEntry& entry) { return WriteFlags(entry.info.*MEMBER); },
            [](const std::string& value, CatalogEntry& entry)
            { return ReadNumber(value, entry.info.*MEMBER); }};
}

std::string
WriteChain(const CatalogEntry& entry)
{
    if (!entry.IsChain())
    {
        return entry.IsBase() ? "base" : "layer";
    }
    std::string slots;
    for (int i = 0; i < entry.info.ProtocolChain.ChainLen; ++i)
    {
        slots += (i == 0 ? "" : ":") + std::to_string(entry.info.ProtocolChain.ChainEntries[i]);
    }
    return slots;
}

bool
ReadChain(const std::string& value, CatalogEntry& entry)
{
    WSAPROTOCOLCHAIN& chain = entry.info.ProtocolChain;
    if (value == "layer" || value == "base")
    {
        chain.ChainLen = value == "base" ? BASE_PROTOCOL : LAYERED_PROTOCOL;
        return true;
    }
    std::istringstream slots(value);
    for (std::string slot; std::getline(slots, slot, ':'); ++chain.ChainLen)
    {
        if (chain.ChainLen == MAX_PROTOCOL_CHAIN ||
            !ReadNumber(slot, chain.ChainEntries[chain.ChainLen]))
        {
            return false;
        }
    }
    return chain.ChainLen > BASE_PROTOCOL;
}

bool
ReadName(const std::string& value, CatalogEntry& entry)
{
    entry.SetName(value);
    return Utf8ToUtf16(value).size() <= std::size_t(WSAPROTOCOL_LEN);
}

constexpr std::array COLUMNS = {
    NumberColumn<&WSAPROTOCOL_INFOW::dwCatalogEntryId>("id"),
    Column{"chain",
           "\"layer\", \"base\", or 2 to 7 ids with colons between them",
           &WriteChain,
           &ReadChain},
    Column{"name",
           "at most 255 characters",
           [](const CatalogEntry& entry) { return entry.Name(); },
           &ReadName},
    Column{"provider_id",
           "a GUID in braces",
           [](const CatalogEntry& entry) { return GuidToString(entry.info.ProviderId); },
           [](const std::string& value, CatalogEntry& entry)
           { return GuidFromString(value, entry.info.ProviderId); }},
    Column{"library_path",
           "a path",
           [](const CatalogEntry& entry) { return entry.libraryPath; },
           [](const std::string& value, CatalogEntry& entry)
           {
               entry.libraryPath = value;
               return true;
           }},
    NumberColumn<&WSAPROTOCOL_INFOW::iVersion>("version"),
    NumberColumn<&WSAPROTOCOL_INFOW::iAddressFamily>("family"),
    NumberColumn<&WSAPROTOCOL_INFOW::iSocketType>("type"),
    NumberColumn<&WSAPROTOCOL_INFOW::iProtocol>("protocol"),
    NumberColumn<&WSAPROTOCOL_INFOW::iProtocolMaxOffset>("protocol_max_offset"),
    NumberColumn<&WSAPROTOCOL_INFOW::iMaxSockAddr>("max_address"),
    NumberColumn<&WSAPROTOCOL_INFOW::iMinSockAddr>("min_address"),
    FlagsColumn<&WSAPROTOCOL_INFOW::dwServiceFlags1>("service_flags"),
    FlagsColumn<&WSAPROTOCOL_INFOW::dwProviderFlags>("provider_flags"),
    NumberColumn<&WSAPROTOCOL_INFOW::dwMessageSize>("message_size"),
    NumberColumn<&WSAPROTOCOL_INFOW::iNetworkByteOrder>("byte_order"),
    NumberColumn<&WSAPROTOCOL_INFOW::iSecurityScheme>("security_scheme"),
    Column{"lsp_categories",
           "a number",
           [](const CatalogEntry& entry) { return WriteFlags(entry.lspCategories); },
           [](const std::string& value, CatalogEntry& entry)
           { return ReadNumber(value, entry.lspCategories); }},
};

std::vector<std::string>
Split(const std::string& line)
{
    std::vector<std::string> values;
    std::string::size_type begin = 0;
    for (auto tab = line.find('\t'); tab != std::string::npos; tab = line.find('\t', begin))
    {
        values.push_back(line.substr(begin, tab - begin));
        begin = tab + 1;
    }
    values.push_back(line.substr(begin));
    return values;
}

/** Takes an entry that was read, and says what stands in its way; empty if nothing does. */
using EntrySink = std::function<std::string(CatalogEntry entry, bool is32)>;

/** Reads a table line by line up to the first problem. */
class TableReader
{
  public:
    explicit TableReader(const std::string& text)
        : m_stream(text)
    {
    }

    CatalogTextProblem
    Read(const EntrySink& sink)
    {
        std::string line;
        if (NextLine(line) && ReadHeading(line))
        {
            while (m_problem.expected.empty() && NextLine(line))
            {
                if (!line.empty())
                {
                    ReadEntry(line, sink);
                }
            }
        }
        else if (m_line == 0)
        {
            Fail("a table of catalog entries", "nothing");
        }
        return m_problem;
    }

  private:
    bool
    NextLine(std::string& line)
    {
        if (!std::getline(m_stream, line))
        {
            return false;
        }
        ++m_line;
        if (!line.empty() && line.back() == '\r')
        {
            line.pop_back();
        }
        return true;
    }

    bool
    Fail(const std::string& expected, const std::string& found)
    {
        m_problem = {m_line, expected, found};
        return false;
    }

    bool
    ReadHeading(const std::string& line)
    {
        m_names = Split(line);
        std::string missing;
        for (const std::string& column : CatalogTableColumns())
        {
            if (std::find(m_names.begin(), m_names.end(), column) == m_names.end())
            {
                missing += (missing.empty() ? "" : ", ") + column;
            }
        }
        return missing.empty() ||
               Fail("the names of the columns of a catalog table, with tabs between them",
                    "none of the name " + missing);
    }

    /** @return the value in a column of the current line */
    const std::string&
    ValueOf(const std::string& column) const
    {
        const auto name = std::find(m_names.begin(), m_names.end(), column);
        return m_values[std::size_t(name - m_names.begin())];
    }

    void
    ReadEntry(const std::string& line, const EntrySink& sink)
    {
        m_values = Split(line);
        if (m_values.size() != m_names.size())
        {
            Fail(std::to_string(m_names.size()) + " values with tabs between them",
                 std::to_string(m_values.size()));
            return;
        }
        CatalogEntry entry;
        for (const Column& column : COLUMNS)
        {
            const std::string& value = ValueOf(column.name);
            if (!column.read(value, entry))
            {
                Fail(std::string(column.expected) + " in the column " + column.name,
                     "\"" + value + "\"");
                return;
            }
        }
        const std::string& catalog = ValueOf(CATALOG_COLUMN);
        if (catalog != NATIVE && catalog != WOW64)
        {
            Fail("\"native\" or \"32\" in the column catalog", "\"" + catalog + "\"");
            return;
        }
        const std::string problem = sink(std::move(entry), catalog == WOW64);
        if (!problem.empty())
        {
            Fail("an entry that fits into the catalog", problem);
        }
    }

    std::istringstream m_stream;
    std::size_t m_line{0};
    std::vector<std::string> m_names;
    std::vector<std::string> m_values;
    CatalogTextProblem m_problem;
};

void
WriteEntries(std::ostream& os, const ProtocolCatalog& catalog, const char* name)
{
    for (const CatalogEntry& entry : catalog)
    {
        os << name;
        for (const Column& column : COLUMNS)
        {
            std::string value = column.write(entry);
            std::replace_if(
                value.begin(),
                value.end(),
                [](char c) { return c == '\t' || c == '\n' || c == '\r'; },
                ' ');
            os << '\t' << value;
        }
        os << '\n';
    }
}

} // namespace

std::vector<std::string>
CatalogTableColumns()
{
    std::vector<std::string> names{CATALOG_COLUMN};
    for (const Column& column : COLUMNS)
    {
        names.emplace_back(column.name);
    }
    return names;
}

std::string
WriteCatalogTable(const MachineCatalogs& catalogs)
{
    std::ostringstream os;
    const char* separator = "";
    for (const std::string& name : CatalogTableColumns())
    {
        os << separator << name;
        separator = "\t";
    }
    os << '\n';
    WriteEntries(os, *catalogs.native, NATIVE);
    WriteEntries(os, *catalogs.wow64, WOW64);
    return os.str();
}

CatalogTextResult
ReadCatalogTable(std::string_view text)
{
    ProtocolCatalogBuilder native;
    ProtocolCatalogBuilder wow64;
    const auto import = [&native, &wow64](CatalogEntry entry, bool is32)
    { return (is32 ? wow64 : native).Import(std::move(entry)).problem; };
    CatalogTextResult result;
    result.problem = TableReader(DecodeToUtf8(text)).Read(import);
    result.ok = result.problem.expected.empty();
    if (result)
    {
        result.catalogs.native = native.Build();
        result.catalogs.wow64 = wow64.Build();
    }
    return result;
}

CatalogTextEntries
ReadCatalogTableEntries(std::string_view text)
{
    CatalogTextEntries entries;
    const auto collect = [&entries](CatalogEntry entry, bool is32)
    {
        (is32 ? entries.wow64 : entries.native).push_back(std::move(entry));
        return std::string();
    };
    entries.problem = TableReader(DecodeToUtf8(text)).Read(collect);
    return entries;
}

} // namespace ns3::winsock
