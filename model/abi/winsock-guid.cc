/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "winsock-guid.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace ns3::winsock
{

namespace
{

/** The 16 bytes of a GUID in the order of its text. */
using GuidBytes = std::array<uint8_t, 16>;

/** Where the text without braces has its hyphens. */
constexpr std::array<std::size_t, 4> HYPHENS = {8, 13, 18, 23};

/** Characters of the text without braces. */
constexpr std::size_t TEXT_LENGTH = 36;

bool
IsHyphenPlace(std::size_t index)
{
    return std::find(HYPHENS.begin(), HYPHENS.end(), index) != HYPHENS.end();
}

GuidBytes
ToBytes(const GUID& guid)
{
    GuidBytes bytes = {static_cast<uint8_t>(guid.Data1 >> 24),
                       static_cast<uint8_t>(guid.Data1 >> 16),
                       static_cast<uint8_t>(guid.Data1 >> 8),
                       static_cast<uint8_t>(guid.Data1),
                       static_cast<uint8_t>(guid.Data2 >> 8),
                       static_cast<uint8_t>(guid.Data2),
                       static_cast<uint8_t>(guid.Data3 >> 8),
                       static_cast<uint8_t>(guid.Data3)};
    std::copy(std::begin(guid.Data4), std::end(guid.Data4), bytes.begin() + 8);
    return bytes;
}

GUID
FromBytes(const GuidBytes& bytes)
{
    GUID guid = {};
    guid.Data1 = (static_cast<uint32_t>(bytes[0]) << 24) | (static_cast<uint32_t>(bytes[1]) << 16) |
                 (static_cast<uint32_t>(bytes[2]) << 8) | bytes[3];
    guid.Data2 = static_cast<uint16_t>((bytes[4] << 8) | bytes[5]);
    guid.Data3 = static_cast<uint16_t>((bytes[6] << 8) | bytes[7]);
    std::copy(bytes.begin() + 8, bytes.end(), std::begin(guid.Data4));
    return guid;
}

/**
 * Read one hexadecimal digit, in any locale.
 * @param c the character
 * @return its value, or -1
 */
int
HexDigit(char c)
{
    if (c >= '0' && c <= '9')
    {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f')
    {
        return c - 'a' + 10;
    }
    if (c >= 'A' && c <= 'F')
    {
        return c - 'A' + 10;
    }
    return -1;
}

/**
 * Take the braces off.
 * @param text the text; shortened if it stands in braces
 * @return false if there is a brace on one side only
 */
bool
StripBraces(std::string_view& text)
{
    const bool opens = !text.empty() && text.front() == '{';
    const bool closes = !text.empty() && text.back() == '}';
    if (opens && closes && text.size() > 1)
    {
        text = text.substr(1, text.size() - 2);
        return true;
    }
    return !opens && !closes;
}

/** FNV-1a of a text with a number before it; its bits are mixed once more at the end. */
uint64_t
HashText(std::string_view text, uint64_t number)
{
    constexpr uint64_t PRIME = 0x100000001b3;
    uint64_t hash = (0xcbf29ce484222325 ^ number) * PRIME;
    for (const char c : text)
    {
        hash = (hash ^ static_cast<uint8_t>(c)) * PRIME;
    }
    hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
    return hash ^ (hash >> 33);
}

} // namespace

bool
operator==(const GUID& a, const GUID& b)
{
    return a.Data1 == b.Data1 && a.Data2 == b.Data2 && a.Data3 == b.Data3 &&
           std::equal(std::begin(a.Data4), std::end(a.Data4), std::begin(b.Data4));
}

bool
operator!=(const GUID& a, const GUID& b)
{
    return !(a == b);
}

bool
operator<(const GUID& a, const GUID& b)
{
    return ToBytes(a) < ToBytes(b);
}

std::ostream&
operator<<(std::ostream& os, const GUID& guid)
{
    return os << GuidToString(guid);
}

std::string
GuidToString(const GUID& guid)
{
    constexpr char digits[] = "0123456789ABCDEF";
    std::string text = "{";
    for (const uint8_t byte : ToBytes(guid))
    {
        if (IsHyphenPlace(text.size() - 1))
        {
            text += '-';
        }
        text += digits[byte >> 4];
        text += digits[byte & 0xf];
    }
    return text + "}";
}

bool
GuidFromString(std::string_view text, GUID& guid)
{
    if (!StripBraces(text) || text.size() != TEXT_LENGTH)
    {
        return false;
    }
    GuidBytes bytes = {};
    std::size_t nibbles = 0;
    for (std::size_t i = 0; i < text.size(); ++i)
    {
        if (IsHyphenPlace(i))
        {
            if (text[i] != '-')
            {
                return false;
            }
            continue;
        }
        const int digit = HexDigit(text[i]);
        if (digit < 0)
        {
            return false;
        }
        bytes[nibbles / 2] = static_cast<uint8_t>((bytes[nibbles / 2] << 4) | digit);
        ++nibbles;
    }
    guid = FromBytes(bytes);
    return true;
}

GUID
GuidFromName(std::string_view name)
{
    GuidBytes bytes = {};
    for (std::size_t half = 0; half != 2; ++half)
    {
        const uint64_t hash = HashText(name, half);
        for (std::size_t i = 0; i != 8; ++i)
        {
            bytes[8 * half + i] = static_cast<uint8_t>(hash >> (8 * i));
        }
    }
    bytes[6] = static_cast<uint8_t>((bytes[6] & 0x0f) | 0x80); // version 8
    bytes[8] = static_cast<uint8_t>((bytes[8] & 0x3f) | 0x80); // the variant of RFC 9562
    return FromBytes(bytes);
}

} // namespace ns3::winsock

std::size_t
std::hash<ns3::winsock::GUID>::operator()(const ns3::winsock::GUID& guid) const noexcept
{
    uint64_t tail = 0;
    for (const uint8_t byte : guid.Data4)
    {
        tail = (tail << 8) | byte;
    }
    const uint64_t head = (static_cast<uint64_t>(guid.Data1) << 32) |
                          (static_cast<uint64_t>(guid.Data2) << 16) | guid.Data3;
    // Providers often differ in Data1 alone: multiply, so that it reaches the low bits.
    const uint64_t mixed = (head ^ (tail * 0x9e3779b97f4a7c15ULL)) * 0xff51afd7ed558ccdULL;
    return static_cast<std::size_t>(mixed ^ (mixed >> 32));
}
