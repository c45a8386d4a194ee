/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "catalog-text.h"

#include "ns3/catalog-text-format.h"
#include "ns3/protocol-catalog-builder.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-guid.h"
#include "ns3/winsock-text-encoding.h"

#include <cctype>
#include <charconv>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <limits>
#include <optional>
#include <sstream>
#include <utility>
#include <vector>

namespace ns3::winsock
{

namespace
{

using Format = CatalogTextFormat;

bool
StartsWith(std::string_view text, std::string_view start)
{
    return text.substr(0, start.size()) == start;
}

std::string_view
Trim(std::string_view text)
{
    constexpr std::string_view BLANKS = " \t\r";
    const std::size_t first = text.find_first_not_of(BLANKS);
    if (first == std::string_view::npos)
    {
        return {};
    }
    return text.substr(first, text.find_last_not_of(BLANKS) - first + 1);
}

std::string
Quoted(std::string_view text)
{
    return "\"" + std::string(text) + "\"";
}

/** What redirection in PowerShell writes: little-endian UTF-16 after its mark. */
std::string
DecodeUtf16(std::string_view bytes)
{
    std::u16string text;
    for (std::size_t i = 2; i + 1 < bytes.size(); i += 2)
    {
        text += char16_t(std::uint8_t(bytes[i]) | (std::uint8_t(bytes[i + 1]) << 8));
    }
    return Utf16ToUtf8(text);
}

/** Brings text of any of the accepted encodings to UTF-8 without a mark. */
std::string
Decode(std::string_view bytes)
{
    if (StartsWith(bytes, "\xff\xfe"))
    {
        return DecodeUtf16(bytes);
    }
    if (StartsWith(bytes, "\xef\xbb\xbf"))
    {
        bytes.remove_prefix(3);
    }
    std::string utf8 = Utf16ToUtf8(Utf8ToUtf16(bytes));
    return utf8 == bytes ? utf8 : Utf16ToUtf8(AnsiToUtf16(bytes));
}

std::vector<std::string_view>
SplitLines(std::string_view text)
{
    std::vector<std::string_view> lines;
    while (!text.empty())
    {
        const std::size_t end = text.find('\n');
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

/** "C:\>" or "PS C:\>": the console again, after the listing. */
bool
IsPrompt(std::string_view line)
{
    if (StartsWith(line, "PS "))
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
    explicit Reader(std::string_view text)
        : m_lines(SplitLines(text))
    {
    }

    CatalogTextResult
    Read()
    {
        ReadPreamble();
        while (!HasFailed() && !IsAtEnd())
        {
            ReadSection();
        }
        CatalogTextResult result;
        result.ok = !HasFailed();
        result.problem = m_problem;
        if (result.ok)
        {
            m_catalogs.native = m_native.Build();
            m_catalogs.wow64 = m_wow64.Build();
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

    bool
    HasFailed() const
    {
        return !m_problem.expected.empty();
    }

    bool
    IsAtEnd() const
    {
        return m_next == m_lines.size();
    }

    std::string_view
    Line() const
    {
        return IsAtEnd() ? std::string_view() : Trim(m_lines[m_next]);
    }

    std::string
    DescribeLine() const
    {
        if (IsAtEnd())
        {
            return "the end of the text";
        }
        return Line().empty() ? "an empty line" : Quoted(Line());
    }

    /** Notes the first problem. @return false, so that a caller can return it on */
    bool
    Fail(std::size_t line, std::string expected, std::string found)
    {
        if (!HasFailed())
        {
            m_problem = {line + 1, std::move(expected), std::move(found)};
        }
        return false;
    }

    static bool
    IsHeading(std::string_view line, std::string_view heading)
    {
        return line == heading ||
               (StartsWith(line, heading) && line.substr(heading.size()) == Format::MARK_32);
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
        while (!IsAtEnd() && !IsAnyHeading(Line()))
        {
            if (m_next > 0 && Line() == Format::RULE)
            {
                --m_next; // The heading above the rule is the one that was not understood.
                Fail(m_next, AnyHeading(), DescribeLine());
                return;
            }
            m_layout.preamble += std::string(m_lines[m_next]) + "\n";
            ++m_next;
        }
        if (IsAtEnd())
        {
            Fail(m_next, AnyHeading(), DescribeLine());
        }
    }

    void
    ReadSection()
    {
        const int emptyLines = SkipEmptyLines();
        if (IsAtEnd())
        {
            return;
        }
        if (IsPrompt(Line()))
        {
            m_next = m_lines.size();
            return;
        }
        NoteEmptyLines(emptyLines);
        if (Line() == Format::PROTOCOL_HEADING)
        {
            ReadProtocol();
        }
        else if (IsHeading(Line(), Format::NAMESPACE_HEADING))
        {
            ReadNamespace();
        }
        else
        {
            Fail(m_next, AnyHeading(), DescribeLine());
        }
    }

    int
    SkipEmptyLines()
    {
        int count = 0;
        while (!IsAtEnd() && Line().empty())
        {
            ++m_next;
            ++count;
        }
        return count;
    }

    void
    NoteEmptyLines(int count)
    {
        const bool beforeNamespace = IsHeading(Line(), Format::NAMESPACE_HEADING);
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
        ++m_next;
        if (Line() != Format::RULE)
        {
            return Fail(m_next,
                        "a line of " + std::to_string(Format::RULE.size()) + " hyphens",
                        DescribeLine());
        }
        ++m_next;
        return true;
    }

    /** Reads "Label:   value". */
    bool
    ReadText(std::string_view label, std::string& value)
    {
        const std::string start = std::string(label) + ":";
        if (!StartsWith(Line(), start))
        {
            return Fail(m_next, Quoted(start), DescribeLine());
        }
        value = std::string(Trim(Line().substr(start.size())));
        ++m_next;
        return true;
    }

    /** Reads "Label:   value" with a whole number between two limits. */
    bool
    ReadNumber(std::string_view label, std::int64_t least, std::int64_t most, std::int64_t& value)
    {
        std::string text;
        if (!ReadText(label, text))
        {
            return false;
        }
        const bool isHex = StartsWith(text, "0x");
        const char* first = text.data() + (isHex ? 2 : 0);
        const char* end = text.data() + text.size();
        const auto parsed = std::from_chars(first, end, value, isHex ? 16 : 10);
        const bool isNumber = parsed.ec == std::errc() && parsed.ptr == end;
        if (!isNumber || value < least || value > most)
        {
            return Fail(m_next - 1,
                        Quoted(std::string(label) + ":") + " with a number from " +
                            std::to_string(least) + " to " + std::to_string(most),
                        Quoted(text));
        }
        return true;
    }

    template <typename MEMBER>
    bool
    ReadMember(std::string_view label, MEMBER& member)
    {
        std::int64_t value = 0;
        const bool read = ReadNumber(
            label, std::numeric_limits<MEMBER>::min(), std::numeric_limits<MEMBER>::max(), value);
        member = static_cast<MEMBER>(value);
        return read;
    }

    bool
    ReadGuid(std::string_view label, GUID& guid)
    {
        std::string text;
        if (!ReadText(label, text))
        {
            return false;
        }
        if (!GuidFromString(text, guid))
        {
            return Fail(m_next - 1,
                        Quoted(std::string(label) + ":") +
                            " with an id like {E70F1AA0-AB8B-11CF-8CA3-00805F48A192}",
                        Quoted(text));
        }
        return true;
    }

    bool
    ReadEntryType(CatalogEntryKind& kind, bool& is32)
    {
        std::string text;
        if (!ReadText("Entry Type", text))
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
        return Fail(m_next - 1,
                    "\"Layered Service Provider\", \"Base Service Provider\" or "
                    "\"Layered Chain Entry\", perhaps with \" (32)\"",
                    Quoted(text));
    }

    bool
    ReadName(CatalogEntry& entry)
    {
        std::string name;
        if (!ReadText("Description", name))
        {
            return false;
        }
        const std::size_t length = Utf8ToUtf16(name).size();
        if (length > std::size_t(WSAPROTOCOL_LEN))
        {
            return Fail(m_next - 1,
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
        const bool read = ReadNumber("Protocol",
                                     std::numeric_limits<std::int32_t>::min(),
                                     std::numeric_limits<std::uint32_t>::max(),
                                     value);
        member = static_cast<INT>(static_cast<std::uint32_t>(value));
        return read;
    }

    bool
    ReadNumbers(WSAPROTOCOL_INFOW& info)
    {
        return ReadMember("Catalog Entry ID", info.dwCatalogEntryId) &&
               ReadMember("Version", info.iVersion) &&
               ReadMember("Address Family", info.iAddressFamily) &&
               ReadMember("Max Address Length", info.iMaxSockAddr) &&
               ReadMember("Min Address Length", info.iMinSockAddr) &&
               ReadMember("Socket Type", info.iSocketType) && ReadProtocolNumber(info.iProtocol) &&
               ReadMember("Service Flags", info.dwServiceFlags1);
    }

    /** Reads the length of the chain, which the type of the entry limits, and its slots. */
    bool
    ReadChain(CatalogEntryKind kind, WSAPROTOCOLCHAIN& chain)
    {
        const bool isChain = kind == CatalogEntryKind::CHAIN;
        const std::int64_t only = kind == CatalogEntryKind::BASE ? BASE_PROTOCOL : LAYERED_PROTOCOL;
        std::int64_t length = 0;
        if (!ReadNumber("Protocol Chain Length",
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
        if (!ReadText("Protocol Chain", text))
        {
            return false;
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
        return Fail(m_next - 1,
                    "\"Protocol Chain:\" with " + std::to_string(length) +
                        " catalog entry ids and \" : \" between them",
                    Quoted(text));
    }

    bool
    ReadEntry(CatalogEntry& entry, bool& is32)
    {
        CatalogEntryKind kind = CatalogEntryKind::LAYER;
        return ReadRule() && ReadEntryType(kind, is32) && ReadName(entry) &&
               ReadGuid("Provider ID", entry.info.ProviderId) &&
               ReadText("Provider Path", entry.libraryPath) && ReadNumbers(entry.info) &&
               ReadChain(kind, entry.info.ProtocolChain);
    }

    void
    ReadProtocol()
    {
        const std::size_t heading = m_next;
        CatalogEntry entry;
        bool is32 = false;
        if (!ReadEntry(entry, is32))
        {
            return;
        }
        FillUnlistedMembers(entry.info);
        m_last = entry.IsChain() ? Last::CHAIN : Last::OTHER_ENTRY;
        const CatalogChange change = (is32 ? m_wow64 : m_native).Import(std::move(entry));
        if (!change)
        {
            Fail(heading, "an entry that fits into the catalog", change.problem);
        }
    }

    void
    ReadNamespace()
    {
        const bool is32 = Line() != Format::NAMESPACE_HEADING;
        NamespaceEntry entry;
        std::int64_t active = 0;
        const bool read = ReadRule() && ReadText("Description", entry.description) &&
                          ReadGuid("Provider ID", entry.providerId) &&
                          ReadMember("Name Space", entry.nameSpace) &&
                          ReadNumber("Active", 0, 1, active) &&
                          ReadMember("Version", entry.version);
        if (!read)
        {
            return;
        }
        entry.active = active != 0;
        (is32 ? m_catalogs.wow64Namespaces : m_catalogs.nativeNamespaces)
            .push_back(std::move(entry));
        m_last = Last::NAMESPACE;
    }

    std::vector<std::string_view> m_lines;
    std::size_t m_next{0};
    Last m_last{Last::NOTHING};
    ProtocolCatalogBuilder m_native;
    ProtocolCatalogBuilder m_wow64;
    MachineCatalogs m_catalogs;
    CatalogTextLayout m_layout;
    CatalogTextProblem m_problem;
};

/** The largest message, as exports of real machines show it; 0 for a stream. */
DWORD
GuessMessageSize(const WSAPROTOCOL_INFOW& info)
{
    constexpr DWORD UDP_SIZE = 65527;
    constexpr DWORD RAW_SIZE = 32768;
    constexpr DWORD NETBIOS_SIZE = 64000;
    constexpr DWORD UNLIMITED = 0xffffffff;
    if (info.iSocketType == SOCK_STREAM || info.iSocketType == 0)
    {
        return 0;
    }
    if (info.iSocketType == SOCK_RAW)
    {
        return RAW_SIZE;
    }
    if (info.iAddressFamily == AF_NETBIOS)
    {
        return NETBIOS_SIZE;
    }
    return info.iProtocol == IPPROTO_UDP ? UDP_SIZE : UNLIMITED;
}

DWORD
GuessProviderFlags(const WSAPROTOCOL_INFOW& info)
{
    if (info.ProtocolChain.ChainLen == LAYERED_PROTOCOL)
    {
        return PFL_HIDDEN;
    }
    return info.iSocketType == SOCK_RAW ? PFL_HIDDEN | PFL_MATCHES_PROTOCOL_ZERO
                                        : PFL_MATCHES_PROTOCOL_ZERO;
}

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
    const std::string utf8 = Decode(text);
    return Reader(utf8).Read();
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

void
FillUnlistedMembers(WSAPROTOCOL_INFOW& info)
{
    constexpr INT ALL_IP_PROTOCOLS = 255;
    const bool servesAll = info.iSocketType == SOCK_RAW && info.iProtocol == 0;
    info.dwProviderFlags = GuessProviderFlags(info);
    info.iProtocolMaxOffset = servesAll ? ALL_IP_PROTOCOLS : 0;
    info.dwMessageSize = GuessMessageSize(info);
    info.iNetworkByteOrder = BIGENDIAN;
    info.iSecurityScheme = SECURITY_PROTOCOL_NONE;
    info.dwServiceFlags2 = 0;
    info.dwServiceFlags3 = 0;
    info.dwServiceFlags4 = 0;
    info.dwProviderReserved = 0;
}

} // namespace ns3::winsock
