/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "winsock-text-encoding.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace ns3::winsock
{

namespace
{

constexpr char32_t REPLACEMENT = 0xfffd;

// What code page 1252 has at 0x80 to 0x9f, where it differs from Latin-1. The five places that the
// code page leaves open keep their Latin-1 meaning, as Windows does.
constexpr std::array<char16_t, 32> ANSI_80_TO_9F{
    0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008d, 0x017d, 0x008f, 0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178};

bool
IsHighSurrogate(char16_t unit)
{
    return unit >= 0xd800 && unit <= 0xdbff;
}

bool
IsLowSurrogate(char16_t unit)
{
    return unit >= 0xdc00 && unit <= 0xdfff;
}

/** Takes one character off the front of non-empty UTF-16 text. */
char32_t
TakeUtf16(std::u16string_view& text)
{
    const char16_t first = text[0];
    text.remove_prefix(1);
    if (!IsHighSurrogate(first))
    {
        return IsLowSurrogate(first) ? REPLACEMENT : char32_t(first);
    }
    if (text.empty() || !IsLowSurrogate(text[0]))
    {
        return REPLACEMENT;
    }
    const char16_t second = text[0];
    text.remove_prefix(1);
    return 0x10000 + ((char32_t(first) - 0xd800) << 10) + (char32_t(second) - 0xdc00);
}

void
AppendUtf8(std::string& out, char32_t c)
{
    if (c < 0x80)
    {
        out += char(c);
        return;
    }
    const int trailing = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    constexpr std::array<std::uint8_t, 4> LEAD{0x00, 0xc0, 0xe0, 0xf0};
    out += char(LEAD[trailing] | (c >> (6 * trailing)));
    for (int shift = 6 * (trailing - 1); shift >= 0; shift -= 6)
    {
        out += char(0x80 | ((c >> shift) & 0x3f));
    }
}

/** Number of bytes that follow a lead byte, or -1 for a byte that cannot lead. */
int
TrailingBytes(std::uint8_t lead)
{
    if (lead < 0x80)
    {
        return 0;
    }
    if (lead >= 0xc2 && lead <= 0xdf)
    {
        return 1;
    }
    if (lead >= 0xe0 && lead <= 0xef)
    {
        return 2;
    }
    return lead >= 0xf0 && lead <= 0xf4 ? 3 : -1;
}

bool
IsUnicodeScalar(char32_t c, int trailing)
{
    constexpr std::array<char32_t, 4> LEAST{0x0, 0x80, 0x800, 0x10000};
    return c >= LEAST[trailing] && c <= 0x10ffff && (c < 0xd800 || c > 0xdfff);
}

/** Takes one character off the front of non-empty UTF-8 text; one byte where it is damaged. */
char32_t
TakeUtf8(std::string_view& text)
{
    const auto lead = std::uint8_t(text[0]);
    const int trailing = TrailingBytes(lead);
    char32_t c = trailing <= 0 ? lead : lead & (0x3f >> trailing);
    bool valid = trailing >= 0 && text.size() > std::size_t(trailing);
    for (int i = 1; valid && i <= trailing; ++i)
    {
        const auto byte = std::uint8_t(text[i]);
        valid = (byte & 0xc0) == 0x80;
        c = (c << 6) | (byte & 0x3f);
    }
    valid = valid && IsUnicodeScalar(c, trailing);
    text.remove_prefix(valid ? 1 + trailing : 1);
    return valid ? c : REPLACEMENT;
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

} // namespace

std::string
Utf16ToUtf8(std::u16string_view text)
{
    std::string out;
    out.reserve(text.size());
    while (!text.empty())
    {
        AppendUtf8(out, TakeUtf16(text));
    }
    return out;
}

std::u16string
Utf8ToUtf16(std::string_view text)
{
    std::u16string out;
    out.reserve(text.size());
    while (!text.empty())
    {
        const char32_t c = TakeUtf8(text);
        if (c < 0x10000)
        {
            out += char16_t(c);
            continue;
        }
        out += char16_t(0xd800 + ((c - 0x10000) >> 10));
        out += char16_t(0xdc00 + ((c - 0x10000) & 0x3ff));
    }
    return out;
}

std::string
Utf16ToAnsi(std::u16string_view text)
{
    std::string out;
    out.reserve(text.size());
    while (!text.empty())
    {
        const char32_t c = TakeUtf16(text);
        const auto special = std::find(ANSI_80_TO_9F.begin(), ANSI_80_TO_9F.end(), c);
        if (special != ANSI_80_TO_9F.end())
        {
            out += char(0x80 + (special - ANSI_80_TO_9F.begin()));
            continue;
        }
        const bool sameAsLatin1 = c < 0x80 || (c >= 0xa0 && c <= 0xff);
        out += sameAsLatin1 ? char(c) : '?';
    }
    return out;
}

std::u16string
AnsiToUtf16(std::string_view text)
{
    std::u16string out;
    out.reserve(text.size());
    for (const char c : text)
    {
        const auto byte = std::uint8_t(c);
        const bool special = byte >= 0x80 && byte <= 0x9f;
        out += special ? ANSI_80_TO_9F[byte - 0x80] : char16_t(byte);
    }
    return out;
}

std::string
DecodeToUtf8(std::string_view bytes)
{
    if (bytes.substr(0, 2) == "\xff\xfe")
    {
        return DecodeUtf16(bytes);
    }
    if (bytes.substr(0, 3) == "\xef\xbb\xbf")
    {
        bytes.remove_prefix(3);
    }
    std::string utf8 = Utf16ToUtf8(Utf8ToUtf16(bytes));
    return utf8 == bytes ? utf8 : Utf16ToUtf8(AnsiToUtf16(bytes));
}

} // namespace ns3::winsock
