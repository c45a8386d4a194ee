/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_TEXT_ENCODING_H
#define WINSOCK_TEXT_ENCODING_H

#include <string>
#include <string_view>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @param text UTF-16
 * @return the text in UTF-8; a lone surrogate becomes U+FFFD
 */
std::string Utf16ToUtf8(std::u16string_view text);

/**
 * @ingroup winsock
 * @param text UTF-8
 * @return the text in UTF-16; bytes that are not UTF-8 become U+FFFD
 */
std::u16string Utf8ToUtf16(std::string_view text);

/**
 * @ingroup winsock
 * @brief Converts as the A forms of Winsock functions do on a western system (code page 1252).
 * @param text UTF-16
 * @return one byte per character; what the code page lacks becomes a question mark
 */
std::string Utf16ToAnsi(std::u16string_view text);

/**
 * @ingroup winsock
 * @brief The way back from Utf16ToAnsi().
 * @param text bytes of code page 1252
 * @return the text in UTF-16
 */
std::u16string AnsiToUtf16(std::string_view text);

/**
 * @ingroup winsock
 * @brief Reads the bytes of a text file whose encoding nobody noted.
 * @param bytes UTF-8 with or without its mark, UTF-16 after the mark of its little-endian form, or,
 *        where neither fits, code page 1252
 * @return the text in UTF-8 without a mark
 */
std::string DecodeToUtf8(std::string_view bytes);

} // namespace ns3::winsock

#endif // WINSOCK_TEXT_ENCODING_H
