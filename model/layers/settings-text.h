/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef SETTINGS_TEXT_H
#define SETTINGS_TEXT_H

#include "ns3/nstime.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief A word of a settings text, such as `deny` or `port=80`, and where it stands.
 *
 * What a word says is read by its Read functions. A mistake is one of the scenario: it aborts with a
 * message that names the setting, the line, the column, the word, and what would be right.
 */
struct SettingsWord
{
    std::string setting;  //!< what the text is for, such as `FilterLibrary::Rules`
    std::string key;      //!< what stands before the '=', or the whole word
    std::string value;    //!< what stands behind it
    bool hasValue{false}; //!< whether there is a '='
    uint32_t line{0};     //!< counted from 1
    uint32_t column{0};   //!< counted from 1

    /// @param mend what would be right; the simulation ends
    [[noreturn]] void Refuse(const std::string& mend) const;

    /**
     * @param lowest allowed
     * @param highest allowed
     * @return the value as a whole number
     */
    uint64_t ReadNumber(uint64_t lowest, uint64_t highest) const;

    /**
     * @param lowest allowed
     * @param highest allowed
     * @return the value as two whole numbers `N-M`; `N` alone stands for both
     */
    std::pair<uint64_t, uint64_t> ReadRange(uint64_t lowest, uint64_t highest) const;

    /// @return the value as an address family: inet or inet6
    int ReadFamily() const;

    /// @return the value as a socket type: stream, dgram or raw
    int ReadSocketType() const;

    /// @return the value as a number from 0 to 1
    double ReadProbability() const;

    /// @return the value as a Winsock error, written as its name or its number
    int ReadError() const;

    /// @return the value as a span of time with its unit, such as `20ms`
    Time ReadTime() const;

    /// @return the value, which must not be empty
    const std::string& ReadText() const;
};

/**
 * @ingroup winsock
 * @brief Splits a settings text into statements.
 *
 * A statement is a line, or a part of it that ends with ';'. Words are separated by blanks; what
 * follows a '#' on a line is a comment.
 * @param setting what the text is for
 * @param text the text
 * @return the words of each statement; statements without words are left out
 */
std::vector<std::vector<SettingsWord>>
SplitSettings(const std::string& setting, const std::string& text);

/**
 * @ingroup winsock
 * @param text a Winsock error's name, such as WSAEACCES, or its number
 * @return the error, or 0 if there is none of that name or number
 */
int FindWinsockError(const std::string& text);

/**
 * @ingroup winsock
 * @brief Compares a program's name with a pattern, without regard to case, as Windows compares names.
 * @param pattern a name; a '*' at its end stands for any rest
 * @param name of a program
 * @return whether they agree
 */
bool MatchesProgram(const std::string& pattern, const std::string& name);

} // namespace ns3::winsock

#endif /* SETTINGS_TEXT_H */
