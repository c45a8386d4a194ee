/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "catalog-text.h"

#include "ns3/catalog-text-format.h"
#include "ns3/catalog-text-lines.h"
#include "ns3/catalog-unlisted-members.h"
#include "ns3/protocol-catalog-builder.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-text-encoding.h"

#include <cctype>
#include <cstdint>
#include <fstream>
#include <functional>
#include <iterator>
#include <limits>
#include <sstream>
#include <utility>

namespace ns3::winsock
{

namespace
{

using Format = CatalogTextFormat;

/** Takes an entry that was read, and says what stands in its way; empty if nothing does. */
using EntrySink = std::function<std::string(CatalogEntry entry, bool is32)>;

/** "C:\>" or "PS C:\>": the console again, after the listing. */
bool
IsPrompt(std::string_view line)
{
    if (line.substr(0, 3) == "PS ")
    {
        line.remove_prefix(3);
    }
    return line.size() > 3 && std::isalpha(std::uint8_t(line[0])) != 0 &&
           line.substr(1, 2) == ":\\" && line.find('>') != std::string_view::npos;
}

/** Reads a listing line by line; the first problem ends all further reading. */
class Reader
{
  public:
    Reader(std::string_view text, EntrySink sink)
        : m_lines(text),
          m_sink(std::move(sink))
    {
    }

    /** Reads everything; the result has all but the protocols, which went to the sink. */
    CatalogTextResult
    Read()
    {
        ReadPreamble();
        while (!m_lines.HasFailed() && !m_lines.IsAtEnd())
        {
            ReadSection();
        }
        CatalogTextResult result;
        result.ok = !m_lines.HasFailed();
        result.problem = m_lines.GetProblem();
        if (result.ok)
        {
            result.catalogs = std::move(m_catalogs);
            result.layout = std::move(m_layout);
        }
        return result;
    }

  private:
    /** What the last section was, for the layout of the empty lines after it. */
    enum class Last
    {
        NOTHING,
        CHAIN,
        OTHER_ENTRY,
        NAMESPACE
    };

    static bool
    IsHeading(std::string_view line, std::string_view heading)
    {
        return line == heading || (line.substr(0, heading.size()) == heading &&
                                   line.substr(heading.size()) == Format::MARK_32);
    }

    static bool
    IsAnyHeading(std::string_view line)
    {
        return line == Format::PROTOCOL_HEADING || IsHeading(line, Format::NAMESPACE_HEADING);
    }

    static std::string
    AnyHeading()
    {
        return Quoted(Format::PROTOCOL_HEADING) + " or " + Quoted(Format::NAMESPACE_HEADING);
    }

    void
    ReadPreamble()
    {
        m_layout.preamble.clear();
        while (!m_lines.IsAtEnd() && !IsAnyHeading(m_lines.Line()))
        {
            if (m_lines.GetPosition() > 0 && m_lines.Line() == Format::RULE)
            {
                // The line above the rule is the heading that was not understood.
                m_lines.StepBack();
                m_lines.FailHere(AnyHeading());
                return;
            }
            m_layout.preamble += std::string(m_lines.RawLine()) + "\n";
            m_lines.Advance();
        }
        if (m_lines.IsAtEnd())
        {
            m_lines.FailHere(AnyHeading());
        }
    }

    void
    ReadSection()
    {
        const int emptyLines = m_lines.SkipEmptyLines();
        if (m_lines.IsAtEnd())
        {
            return;
        }
        if (IsPrompt(m_lines.Line()))
        {
            m_lines.SkipRest();
            return;
        }
        NoteEmptyLines(emptyLines);
        if (m_lines.Line() == Format::PROTOCOL_HEADING)
        {
            ReadProtocol();
        }
        else if (IsHeading(m_lines.Line(), Format::NAMESPACE_HEADING))
        {
            ReadNamespace();
        }
        else
        {
            m_lines.FailHere(AnyHeading());
        }
    }

    void
    NoteEmptyLines(int count)
    {
        const bool beforeNamespace = IsHeading(m_lines.Line(), Format::NAMESPACE_HEADING);
        if (beforeNamespace && m_last != Last::NAMESPACE && m_last != Last::NOTHING)
        {
            m_layout.emptyLinesBeforeNamespaces = count;
        }
        else if (!beforeNamespace && m_last == Last::CHAIN)
        {
            m_layout.emptyLinesAfterChain = count;
        }
    }

    bool
    ReadRule()
    {
        m_lines.Advance();
        if (m_lines.Line() != Format::RULE)
        {
            return m_lines.FailHere("a line of " + std::to_string(Format::RULE.size()) +
                                    " hyphens");
        }
        m_lines.Advance();
        return true;
    }

    bool
    ReadEntryType(CatalogEntryKind& kind, bool& is32)
    {
        std::string text;
        if (!m_lines.ReadText("Entry Type", text))
        {
            return false;
        }
        for (std::size_t i = 0; i < Format::ENTRY_TYPES.size(); ++i)
        {
            if (IsHeading(text, Format::ENTRY_TYPES[i]))
            {
                kind = CatalogEntryKind(i);
                is32 = text != Format::ENTRY_TYPES[i];
                return true;
            }
        }
        return m_lines.Fail(m_lines.GetPosition() - 1,
                            "\"Layered Service Provider\", \"Base Service Provider\" or "
                            "\"Layered Chain Entry\", perhaps with \" (32)\"",
                            Quoted(text));
    }

    bool
    ReadName(CatalogEntry& entry)
    {
        std::string name;
        if (!m_lines.ReadText("Description", name))
        {
            return false;
        }
        const std::size_t length = Utf8ToUtf16(name).size();
        if (length > std::size_t(WSAPROTOCOL_LEN))
        {
            return m_lines.Fail(m_lines.GetPosition() - 1,
                                "\"Description:\" with at most 255 characters",
                                std::to_string(length) + " characters");
        }
        entry.SetName(name);
        return true;
    }

    /** netsh may print a number above 2^31 with or without its sign. */
    bool
    ReadProtocolNumber(INT& member)
    {
        std::int64_t value = 0;
        const bool read = m_lines.ReadNumber("Protocol",
                                             std::numeric_limits<std::int32_t>::min(),
                                             std::numeric_limits<std::uint32_t>::max(),
                                             value);
        member = static_cast<INT>(static_cast<std::uint32_t>(value));
        return read;
    }

    bool
    ReadNumbers(WSAPROTOCOL_INFOW& info)
    {
        return m_lines.ReadMember("Catalog Entry ID", info.dwCatalogEntryId) &&
               m_lines.ReadMember("Version", info.iVersion) &&
               m_lines.ReadMember("Address Family", info.iAddressFamily) &&
               m_lines.ReadMember("Max Address Length", info.iMaxSockAddr) &&
               m_lines.ReadMember("Min Address Length", info.iMinSockAddr) &&
               m_lines.ReadMember("Socket Type", info.iSocketType) &&
               ReadProtocolNumber(info.iProtocol) &&
               m_lines.ReadMember("Service Flags", info.dwServiceFlags1);
    }

    /** Reads the length of the chain, which the type of the entry limits, and its slots. */
    bool
    ReadChain(CatalogEntryKind kind, WSAPROTOCOLCHAIN& chain)
    {
        const bool isChain = kind == CatalogEntryKind::CHAIN;
        const std::int64_t only = kind == CatalogEntryKind::BASE ? BASE_PROTOCOL : LAYERED_PROTOCOL;
        std::int64_t length = 0;
        if (!m_lines.ReadNumber("Protocol Chain Length",
                                isChain ? BASE_PROTOCOL + 1 : only,
                                isChain ? MAX_PROTOCOL_CHAIN : only,
                                length))
        {
            return false;
        }
        chain.ChainLen = static_cast<INT>(length);
        return !isChain || ReadSlots(chain);
    }

    bool
    ReadSlots(WSAPROTOCOLCHAIN& chain)
    {
        std::string text;
        if (!m_lines.ReadText("Protocol Chain", text))
        {
            return false;
        }
        if (text.find_first_not_of("0123456789: ") != std::string::npos)
        {
            return FailSlots(chain.ChainLen, text); // a stream would read "-1" as an id
        }
        std::istringstream slots(text);
        for (int i = 0; i < chain.ChainLen; ++i)
        {
            std::string colon = ":";
            if ((i > 0 && !(slots >> colon)) || colon != ":" || !(slots >> chain.ChainEntries[i]))
            {
                return FailSlots(chain.ChainLen, text);
            }
        }
        std::string rest;
        return slots >> rest ? FailSlots(chain.ChainLen, text) : true;
    }

    bool
    FailSlots(int length, const std::string& text)
    {
        return m_lines.Fail(m_lines.GetPosition() - 1,
                            "\"Protocol Chain:\" with " + std::to_string(length) +
                                " catalog entry ids and \" : \" between them",
                            Quoted(text));
    }

    bool
    ReadEntry(CatalogEntry& entry, bool& is32)
    {
        CatalogEntryKind kind = CatalogEntryKind::LAYER;
        return ReadRule() && ReadEntryType(kind, is32) && ReadName(entry) &&
               m_lines.ReadGuid("Provider ID", entry.info.ProviderId) &&
               m_lines.ReadText("Provider Path", entry.libraryPath) && ReadNumbers(entry.info) &&
               ReadChain(kind, entry.info.ProtocolChain);
    }

    void
    ReadProtocol()
    {
        const std::size_t heading = m_lines.GetPosition();
        CatalogEntry entry;
        bool is32 = false;
        if (!ReadEntry(entry, is32))
        {
            return;
        }
        FillUnlistedMembers(entry.info);
        m_last = entry.IsChain() ? Last::CHAIN : Last::OTHER_ENTRY;
        const std::string problem = m_sink(std::move(entry), is32);
        if (!problem.empty())
        {
            m_lines.Fail(heading, "an entry that fits into the catalog", problem);
        }
    }

    void
    ReadNamespace()
    {
        const bool is32 = m_lines.Line() != Format::NAMESPACE_HEADING;
        NamespaceEntry entry;
        std::int64_t active = 0;
        const bool read = ReadRule() && m_lines.ReadText("Description", entry.description) &&
                          m_lines.ReadGuid("Provider ID", entry.providerId) &&
                          m_lines.ReadMember("Name Space", entry.nameSpace) &&
                          m_lines.ReadNumber("Active", 0, 1, active) &&
                          m_lines.ReadMember("Version", entry.version);
        if (!read)
        {
            return;
        }
        entry.active = active != 0;
        (is32 ? m_catalogs.wow64Namespaces : m_catalogs.nativeNamespaces)
            .push_back(std::move(entry));
        m_last = Last::NAMESPACE;
    }

    CatalogTextLines m_lines;
    EntrySink m_sink;
    Last m_last{Last::NOTHING};
    MachineCatalogs m_catalogs;
    CatalogTextLayout m_layout;
};

} // namespace

std::string
CatalogTextProblem::ToString() const
{
    const std::string where = line == 0 ? "" : "line " + std::to_string(line) + ": ";
    return where + "expected " + expected + ", found " + found;
}

CatalogTextResult
ReadCatalogText(std::string_view text)
{
    const std::string utf8 = DecodeToUtf8(text);
    ProtocolCatalogBuilder native;
    ProtocolCatalogBuilder wow64;
    const auto import = [&native, &wow64](CatalogEntry entry, bool is32)
    { return (is32 ? wow64 : native).Import(std::move(entry)).problem; };
    CatalogTextResult result = Reader(utf8, import).Read();
    if (result)
    {
        result.catalogs.native = native.Build();
        result.catalogs.wow64 = wow64.Build();
    }
    return result;
}

CatalogTextEntries
ReadCatalogTextEntries(std::string_view text)
{
    const std::string utf8 = DecodeToUtf8(text);
    CatalogTextEntries entries;
    const auto collect = [&entries](CatalogEntry entry, bool is32)
    {
        (is32 ? entries.wow64 : entries.native).push_back(std::move(entry));
        return std::string();
    };
    entries.problem = Reader(utf8, collect).Read().problem;
    return entries;
}

CatalogTextResult
ReadCatalogFile(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    if (!file.is_open() || file.bad())
    {
        CatalogTextResult result;
        result.problem = {0, "a readable file", Quoted(path)};
        return result;
    }
    return ReadCatalogText(text);
}

} // namespace ns3::winsock
