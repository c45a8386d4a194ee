/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "registry-export.h"

#include "ns3/ascii-case.h"
#include "ns3/winsock-text-encoding.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <utility>

namespace ns3::winsock
{

namespace
{

constexpr std::string_view VERSION_5 = "Windows Registry Editor Version 5.00";
constexpr std::string_view VERSION_4 = "REGEDIT4";
constexpr std::size_t LONGEST_LINE = 80; //!< of bytes, before a line is continued

std::string_view
Trimmed(std::string_view text)
{
    const auto isBlank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
    while (!text.empty() && isBlank(text.front()))
    {
        text.remove_prefix(1);
    }
    while (!text.empty() && isBlank(text.back()))
    {
        text.remove_suffix(1);
    }
    return text;
}

bool
StartsWith(std::string_view text, std::string_view start)
{
    return text.substr(0, start.size()) == start;
}

/// @return whether the whole text is a hexadecimal number that fits
template <typename Number>
bool
ReadHex(std::string_view text, Number& number)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, 16);
    return error == std::errc() && end == text.data() + text.size() && !text.empty();
}

/// Reads a .reg file line by line up to the first problem.
class ExportReader
{
  public:
    explicit ExportReader(std::string text)
        : m_text(std::move(text))
    {
    }

    RegistryExport
    Read()
    {
        std::string line;
        if (!NextLine(line) || !ReadHeading(Trimmed(line)))
        {
            if (m_export)
            {
                Fail(QuotedHeadings(), "nothing");
            }
            return std::move(m_export);
        }
        while (m_export && NextLine(line))
        {
            ReadLine(Trimmed(line));
        }
        if (!m_export)
        {
            m_export.keys.clear();
        }
        return std::move(m_export);
    }

  private:
    /// @return whether there was another line that says something
    bool
    NextLine(std::string& line)
    {
        std::string raw;
        while (NextRawLine(raw))
        {
            m_first = m_line;
            const std::string_view trimmed = Trimmed(raw);
            if (trimmed.empty() || trimmed.front() == ';')
            {
                continue;
            }
            line = trimmed;
            while (IsContinued(line) && NextRawLine(raw))
            {
                line.pop_back();
                line += Trimmed(raw);
            }
            return true;
        }
        return false;
    }

    /// A backslash at the end of a line of bytes continues it; texts end with quotation marks.
    static bool
    IsContinued(const std::string& line)
    {
        return !line.empty() && line.back() == '\\' && line.front() != '[';
    }

    bool
    NextRawLine(std::string& line)
    {
        if (m_position >= m_text.size())
        {
            return false;
        }
        const auto end = std::min(m_text.find('\n', m_position), m_text.size());
        line = m_text.substr(m_position, end - m_position);
        m_position = end + 1;
        ++m_line;
        return true;
    }

    bool
    Fail(const std::string& expected, std::string_view found)
    {
        m_export.problem = {std::max<std::size_t>(m_first, 1),
                            expected,
                            std::string(found.substr(0, 60)) + (found.size() > 60 ? "..." : "")};
        return false;
    }

    bool
    FailQuoted(const std::string& expected, std::string_view found)
    {
        std::string quoted = "\"";
        quoted += found.substr(0, 60);
        return Fail(expected, quoted + (found.size() > 60 ? "...\"" : "\""));
    }

    static std::string
    QuotedHeadings()
    {
        return "\"" + std::string(VERSION_5) + "\" or \"" + std::string(VERSION_4) + "\"";
    }

    bool
    ReadHeading(std::string_view line)
    {
        m_isAnsi = line == VERSION_4;
        return m_isAnsi || line == VERSION_5 || FailQuoted(QuotedHeadings(), line);
    }

    void
    ReadLine(std::string_view line)
    {
        if (line.front() == '[')
        {
            ReadKey(line);
        }
        else if (line.front() == '"' || line.front() == '@')
        {
            ReadValue(line);
        }
        else
        {
            FailQuoted("a key in brackets or a value", line);
        }
    }

    void
    ReadKey(std::string_view line)
    {
        if (line.back() != ']' || line.size() < 3)
        {
            FailQuoted("a key in brackets", line);
            return;
        }
        m_isSkipped = line[1] == '-';
        if (!m_isSkipped)
        {
            m_export.keys.push_back({std::string(line.substr(1, line.size() - 2)), {}, m_first});
        }
    }

    void
    ReadValue(std::string_view line)
    {
        RegistryValue value;
        value.line = m_first;
        std::string_view rest = line.substr(1);
        if (line.front() == '"' && !ReadQuoted(rest, value.name))
        {
            FailQuoted("the name of a value in quotation marks", line);
            return;
        }
        rest = Trimmed(rest);
        if (rest.empty() || rest.front() != '=')
        {
            FailQuoted("= after the name of a value", line);
            return;
        }
        rest = Trimmed(rest.substr(1));
        if (rest == "-" || m_isSkipped)
        {
            return; // something to delete, or in it
        }
        if (m_export.keys.empty())
        {
            FailQuoted("a key in brackets before the first value", line);
            return;
        }
        if (ReadData(rest, value))
        {
            m_export.keys.back().values.push_back(std::move(value));
        }
    }

    /// Takes a text in quotation marks, whose first one is gone, from the front.
    static bool
    ReadQuoted(std::string_view& rest, std::string& text)
    {
        for (std::size_t i = 0; i < rest.size(); ++i)
        {
            if (rest[i] == '"')
            {
                rest.remove_prefix(i + 1);
                return true;
            }
            i += rest[i] == '\\' && i + 1 < rest.size() ? 1 : 0;
            text += rest[i];
        }
        return false;
    }

    bool
    ReadData(std::string_view data, RegistryValue& value)
    {
        if (StartsWith(data, "dword:"))
        {
            value.kind = RegistryValue::Kind::NUMBER;
            return ReadHex(data.substr(6), value.number) ||
                   FailQuoted("up to 8 hexadecimal digits after dword:", data);
        }
        if (StartsWith(data, "\""))
        {
            value.kind = RegistryValue::Kind::TEXT;
            std::string_view rest = data.substr(1);
            return (ReadQuoted(rest, value.text) && Trimmed(rest).empty()) ||
                   FailQuoted("a text in quotation marks", data);
        }
        if (StartsWith(data, "hex:") || StartsWith(data, "hex("))
        {
            return ReadBytes(data, value);
        }
        return FailQuoted("a text in quotation marks, dword: or hex:", data);
    }

    bool
    ReadBytes(std::string_view data, RegistryValue& value)
    {
        const auto colon = data.find(':');
        const std::string_view type = data.substr(0, colon);
        std::string_view rest = colon == std::string_view::npos ? "" : data.substr(colon + 1);
        if (colon == std::string_view::npos || (type != "hex" && type.back() != ')'))
        {
            return FailQuoted("hex: or hex(N):", data);
        }
        while (!Trimmed(rest).empty())
        {
            const auto comma = std::min(rest.find(','), rest.size());
            BYTE byte = 0;
            const std::string_view digits = Trimmed(rest.substr(0, comma));
            if (digits.size() > 2 || !ReadHex(digits, byte))
            {
                return FailQuoted("bytes of two hexadecimal digits with commas between them",
                                  digits);
            }
            value.bytes.push_back(byte);
            rest.remove_prefix(std::min(comma + 1, rest.size()));
        }
        if (type == "hex(1)" || type == "hex(2)")
        {
            value.kind = RegistryValue::Kind::TEXT;
            value.text = TextOf(value.bytes);
        }
        return true;
    }

    /// A text that was written as bytes, up to its terminator.
    std::string
    TextOf(const std::vector<BYTE>& bytes) const
    {
        std::u16string wide;
        if (m_isAnsi)
        {
            wide = AnsiToUtf16(std::string(bytes.begin(), bytes.end()));
        }
        else
        {
            for (std::size_t i = 0; i + 1 < bytes.size(); i += 2)
            {
                wide += static_cast<char16_t>(bytes[i] | bytes[i + 1] << 8);
            }
        }
        return Utf16ToUtf8(wide.substr(0, wide.find(u'\0')));
    }

    std::string m_text;
    std::size_t m_position{0};
    std::size_t m_line{0};  //!< of the last line read
    std::size_t m_first{0}; //!< of the first one of a line that goes on
    bool m_isAnsi{false};
    bool m_isSkipped{false}; //!< in a key that is to be deleted
    RegistryExport m_export;
};

std::string
Escaped(const std::string& text)
{
    std::string escaped;
    for (const char c : text)
    {
        escaped += c == '"' || c == '\\' ? "\\" : "";
        escaped += c;
    }
    return escaped;
}

/// @return bytes as the editor writes them, after the beginning of their line
std::string
FormatBytes(std::string line, const std::vector<BYTE>& bytes)
{
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); ++i)
    {
        char digits[4];
        std::snprintf(digits, sizeof(digits), "%02x", bytes[i]);
        line += digits;
        if (i + 1 == bytes.size())
        {
            break;
        }
        line += ',';
        if (line.size() + 3 >= LONGEST_LINE)
        {
            text += line + "\\\r\n";
            line = "  ";
        }
    }
    return text + line;
}

/// @return a text as REG_SZ bytes, which takes what quotation marks cannot hold
std::vector<BYTE>
WideBytes(const std::string& text)
{
    std::vector<BYTE> bytes;
    for (const char16_t unit : Utf8ToUtf16(text) + u'\0')
    {
        bytes.push_back(static_cast<BYTE>(unit & 0xff));
        bytes.push_back(static_cast<BYTE>(unit >> 8));
    }
    return bytes;
}

std::string
FormatValue(const RegistryValue& value)
{
    const std::string name = value.name.empty() ? "@=" : "\"" + Escaped(value.name) + "\"=";
    switch (value.kind)
    {
    case RegistryValue::Kind::TEXT:
        return value.text.find_first_of("\r\n") == std::string::npos
                   ? name + "\"" + Escaped(value.text) + "\""
                   : FormatBytes(name + "hex(1):", WideBytes(value.text));
    case RegistryValue::Kind::NUMBER:
    {
        char digits[9];
        std::snprintf(digits, sizeof(digits), "%08x", static_cast<unsigned>(value.number));
        return name + "dword:" + digits;
    }
    default:
        return FormatBytes(name + "hex:", value.bytes);
    }
}

} // namespace

const RegistryValue*
RegistryKey::Find(std::string_view name) const
{
    const auto found = std::find_if(values.begin(),
                                    values.end(),
                                    [name](const RegistryValue& value)
                                    { return EqualIgnoringCase(value.name, name); });
    return found == values.end() ? nullptr : &*found;
}

RegistryExport
ReadRegistryExport(std::string_view text)
{
    return ExportReader(DecodeToUtf8(text)).Read();
}

std::string
WriteRegistryExport(const std::vector<RegistryKey>& keys)
{
    std::string text = std::string(VERSION_5) + "\r\n\r\n";
    for (const RegistryKey& key : keys)
    {
        text += "[" + key.path + "]\r\n";
        for (const RegistryValue& value : key.values)
        {
            text += FormatValue(value) + "\r\n";
        }
        text += "\r\n";
    }
    std::string bytes = "\xff\xfe";
    for (const char16_t unit : Utf8ToUtf16(text))
    {
        bytes += static_cast<char>(unit & 0xff);
        bytes += static_cast<char>(unit >> 8);
    }
    return bytes;
}

} // namespace ns3::winsock
