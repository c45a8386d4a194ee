/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef ASCII_CASE_H
#define ASCII_CASE_H

#include <algorithm>
#include <string>
#include <string_view>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @param letter a character
 * @return the same; a capital letter of ASCII as a small one, whatever the locale
 */
constexpr char
ToLowerCase(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

/**
 * @ingroup winsock
 * @param text a text
 * @return the same with small letters of ASCII in place of capital ones
 */
inline std::string
ToLowerCase(std::string text)
{
    std::transform(
        text.begin(), text.end(), text.begin(), [](char letter) { return ToLowerCase(letter); });
    return text;
}

/**
 * @ingroup winsock
 * @param left a text
 * @param right another
 * @return whether they are the same but for the case of letters of ASCII
 */
inline bool
EqualIgnoringCase(std::string_view left, std::string_view right)
{
    return std::equal(left.begin(),
                      left.end(),
                      right.begin(),
                      right.end(),
                      [](char a, char b) { return ToLowerCase(a) == ToLowerCase(b); });
}

} // namespace ns3::winsock

#endif /* ASCII_CASE_H */
