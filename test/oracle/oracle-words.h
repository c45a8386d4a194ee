/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef ORACLE_WORDS_H
#define ORACLE_WORDS_H

#include "ns3/winsock.h"

#include <optional>
#include <string>
#include <vector>

namespace ns3::winsock::test
{

/// @return the parts of a setup that semicolons separate
std::vector<std::string> OracleParts(const std::string& setup);

/// @return the words of a text
std::vector<std::string> OracleWords(const std::string& text);

/// @param text starts with a word and a number; @param word it; @return the number, if so
std::optional<long long> OracleNumberAfter(const std::string& text, const std::string& word);

/// @param text may be between single quotes somewhere; @return what is, if so
std::optional<std::string> OracleQuoted(const std::string& text);

/// @return whether a word names a kind of socket: tcp, udp, tcp6 or udp6
bool IsSocketKind(const std::string& word);

/// @return whether a kind of socket has IPv6 addresses
bool IsIp6(const std::string& kind);

/// @return a new socket of the kind
SOCKET NewSocket(Winsock& ws, const std::string& kind);

} // namespace ns3::winsock::test

#endif /* ORACLE_WORDS_H */
