/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "catalog-text-lines.h"

#include "ns3/winsock-guid.h"

#include <charconv>
#include <system_error>
#include <utility>

namespace ns3::winsock
{

namespace
{

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

} // namespace

CatalogTextLines::CatalogTextLines(std::string_view text)
    : m_lines(SplitLines(text))
{
}

std::string_view
CatalogTextLines::Line() const
{
    return IsAtEnd() ? std::string_view() : Trim(m_lines[m_next]);
}

int
CatalogTextLines::SkipEmptyLines()
{
    int count = 0;
    while (!IsAtEnd() && Line().empty())
    {
        ++m_next;
        ++count;
    }
    return count;
}

bool
CatalogTextLines::Fail(std::size_t position, std::string expected, std::string found)
{
    if (!HasFailed())
    {
        m_problem = {position + 1, std::move(expected), std::move(found)};
    }
    return false;
}

bool
CatalogTextLines::FailHere(std::string expected)
{
    const std::string found = IsAtEnd()        ? "the end of the text"
                              : Line().empty() ? "an empty line"
                                               : Quoted(Line());
    return Fail(m_next, std::move(expected), found);
}

bool
CatalogTextLines::ReadText(std::string_view label, std::string& value)
{
    const std::string start = std::string(label) + ":";
    if (Line().substr(0, start.size()) != start)
    {
        return FailHere(Quoted(start));
    }
    value = std::string(Trim(Line().substr(start.size())));
    ++m_next;
    return true;
}

bool
CatalogTextLines::ReadNumber(std::string_view label,
                             std::int64_t least,
                             std::int64_t most,
                             std::int64_t& value)
{
    const std::size_t position = m_next;
    std::string text;
    if (!ReadText(label, text))
    {
        return false;
    }
    const bool isHex = text.substr(0, 2) == "0x";
    const char* first = text.data() + (isHex ? 2 : 0);
    const char* end = text.data() + text.size();
    const auto parsed = std::from_chars(first, end, value, isHex ? 16 : 10);
    const bool isNumber = parsed.ec == std::errc() && parsed.ptr == end;
    if (!isNumber || value < least || value > most)
    {
        return Fail(position,
                    Quoted(std::string(label) + ":") + " with a number from " +
                        std::to_string(least) + " to " + std::to_string(most),
                    Quoted(text));
    }
    return true;
}

bool
CatalogTextLines::ReadGuid(std::string_view label, GUID& guid)
{
    const std::size_t position = m_next;
    std::string text;
    if (!ReadText(label, text))
    {
        return false;
    }
    if (!GuidFromString(text, guid))
    {
        return Fail(position,
                    Quoted(std::string(label) + ":") +
                        " with an id like {E70F1AA0-AB8B-11CF-8CA3-00805F48A192}",
                    Quoted(text));
    }
    return true;
}

std::string
Quoted(std::string_view text)
{
    return "\"" + std::string(text) + "\"";
}

} // namespace ns3::winsock
