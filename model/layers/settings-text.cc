/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "settings-text.h"

#include "ns3/abort.h"
#include "ns3/ascii-case.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <map>
#include <string_view>

namespace ns3::winsock
{

namespace
{

/// Errors lie below: Winsock's own from 10000 to 11999, and those of the system that it uses.
constexpr int ERRORS_END = 12000;

/// @return whether a text is digits only
bool
IsNumber(const std::string& text)
{
    // More digits would not fit any setting's number.
    return !text.empty() && text.size() <= 18 &&
           std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c); });
}

/// @return whether an error of that number is known
bool
IsKnownError(int code)
{
    static const std::string unknown = WinsockErrorName(-1);
    return WinsockErrorName(code) != unknown;
}

/// A word whose value is a name for a number.
int
ReadName(const SettingsWord& word, const std::map<std::string, int>& names)
{
    const auto at = names.find(word.value);
    if (at == names.end())
    {
        std::string known;
        for (const auto& [name, number] : names)
        {
            known += (known.empty() ? "" : ", ") + name;
        }
        word.Refuse("write one of " + known + ".");
    }
    return at->second;
}

SettingsWord
MakeWord(const std::string& setting, const std::string& text, uint32_t line, uint32_t column)
{
    const std::size_t equals = text.find('=');
    SettingsWord word;
    word.setting = setting;
    word.key = text.substr(0, equals);
    word.hasValue = equals != std::string::npos;
    word.value = word.hasValue ? text.substr(equals + 1) : "";
    word.line = line;
    word.column = column;
    return word;
}

} // namespace

void
SettingsWord::Refuse(const std::string& mend) const
{
    NS_FATAL_ERROR(setting << ", line " << line << ", column " << column << ": \"" << key
                           << (hasValue ? "=" : "") << value << "\" is not understood; " << mend);
}

uint64_t
SettingsWord::ReadNumber(uint64_t lowest, uint64_t highest) const
{
    const uint64_t number = IsNumber(value) ? std::strtoull(value.c_str(), nullptr, 10) : 0;
    if (!IsNumber(value) || number < lowest || number > highest)
    {
        Refuse("write a number from " + std::to_string(lowest) + " to " + std::to_string(highest) +
               ".");
    }
    return number;
}

std::pair<uint64_t, uint64_t>
SettingsWord::ReadRange(uint64_t lowest, uint64_t highest) const
{
    const std::size_t dash = value.find('-');
    SettingsWord first = *this;
    first.value = value.substr(0, dash);
    SettingsWord last = *this;
    last.value = dash == std::string::npos ? first.value : value.substr(dash + 1);
    const std::pair<uint64_t, uint64_t> range{first.ReadNumber(lowest, highest),
                                              last.ReadNumber(lowest, highest)};
    if (range.first > range.second)
    {
        Refuse("write the lower number first.");
    }
    return range;
}

int
SettingsWord::ReadFamily() const
{
    return ReadName(*this, {{"inet", AF_INET}, {"inet6", AF_INET6}});
}

int
SettingsWord::ReadSocketType() const
{
    return ReadName(*this, {{"stream", SOCK_STREAM}, {"dgram", SOCK_DGRAM}, {"raw", SOCK_RAW}});
}

double
SettingsWord::ReadProbability() const
{
    char* end = nullptr;
    const double number = std::strtod(value.c_str(), &end);
    if (value.empty() || *end != '\0' || !(number >= 0 && number <= 1))
    {
        Refuse("write a number from 0 to 1.");
    }
    return number;
}

int
SettingsWord::ReadError() const
{
    const int error = FindWinsockError(value);
    if (error == 0)
    {
        Refuse("write a Winsock error's name, such as WSAEACCES, or its number.");
    }
    return error;
}

Time
SettingsWord::ReadTime() const
{
    static const std::vector<std::string> units = {"h", "min", "s", "ms", "us", "ns"};
    const std::size_t digits = std::min(value.find_first_not_of("0123456789."), value.size());
    const std::string unit = value.substr(digits);
    const bool hasDigits = std::count(value.begin(), value.begin() + digits, '.') < 2 &&
                           value.find_first_of("0123456789") < digits;
    if (!hasDigits || std::find(units.begin(), units.end(), unit) == units.end())
    {
        Refuse("write a span of time with its unit, such as 20ms or 1.5s.");
    }
    return Time(value);
}

const std::string&
SettingsWord::ReadText() const
{
    if (value.empty())
    {
        Refuse("write something behind \"" + key + "=\".");
    }
    return value;
}

std::vector<std::vector<SettingsWord>>
SplitSettings(const std::string& setting, const std::string& text)
{
    std::vector<std::vector<SettingsWord>> statements(1);
    std::string word;
    uint32_t line = 1;
    uint32_t column = 0;
    bool comment = false;
    for (const char c : text + "\n")
    {
        ++column;
        const bool ends = c == '\n' || c == ';' || c == '#';
        if (!comment && (ends || std::isspace(static_cast<unsigned char>(c))) && !word.empty())
        {
            const auto start = static_cast<uint32_t>(column - word.size());
            statements.back().push_back(MakeWord(setting, word, line, start));
            word.clear();
        }
        else if (!comment && !ends && !std::isspace(static_cast<unsigned char>(c)))
        {
            word += c;
        }
        comment = c != '\n' && (comment || c == '#');
        if ((c == '\n' || (c == ';' && !comment)) && !statements.back().empty())
        {
            statements.emplace_back();
        }
        line += c == '\n' ? 1 : 0;
        column = c == '\n' ? 0 : column;
    }
    statements.pop_back();
    return statements;
}

int
FindWinsockError(const std::string& text)
{
    if (IsNumber(text))
    {
        const long code = std::strtol(text.c_str(), nullptr, 10);
        return code < ERRORS_END && IsKnownError(static_cast<int>(code)) ? static_cast<int>(code)
                                                                         : 0;
    }
    for (int code = 1; code < ERRORS_END; ++code)
    {
        if (WinsockErrorName(code) == text && IsKnownError(code))
        {
            return code;
        }
    }
    return 0;
}

bool
MatchesProgram(const std::string& pattern, const std::string& name)
{
    const bool open = !pattern.empty() && pattern.back() == '*';
    const std::size_t fixed = pattern.size() - (open ? 1 : 0);
    return EqualIgnoringCase(std::string_view(pattern).substr(0, fixed),
                             std::string_view(name).substr(0, open ? fixed : name.size()));
}

} // namespace ns3::winsock
