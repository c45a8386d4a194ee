/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "oracle-words.h"

#include "oracle-constants.h"

#include <sstream>

namespace ns3::winsock::test
{

std::vector<std::string>
OracleParts(const std::string& setup)
{
    std::vector<std::string> parts;
    std::size_t start = 0;
    for (auto end = setup.find("; "); end != std::string::npos; end = setup.find("; ", start))
    {
        parts.push_back(setup.substr(start, end - start));
        start = end + 2;
    }
    parts.push_back(setup.substr(start));
    return parts;
}

std::vector<std::string>
OracleWords(const std::string& text)
{
    std::istringstream stream(text);
    std::vector<std::string> words;
    for (std::string word; stream >> word;)
    {
        words.push_back(word);
    }
    return words;
}

std::optional<long long>
OracleNumberAfter(const std::string& text, const std::string& word)
{
    return text.compare(0, word.size(), word) == 0 ? OracleNumber(text.substr(word.size()))
                                                   : std::nullopt;
}

std::optional<std::string>
OracleQuoted(const std::string& text)
{
    const auto first = text.find('\'');
    const auto last = text.rfind('\'');
    return first != last ? std::optional(text.substr(first + 1, last - first - 1)) : std::nullopt;
}

bool
IsSocketKind(const std::string& word)
{
    return word == "tcp" || word == "udp" || word == "tcp6" || word == "udp6";
}

bool
IsIp6(const std::string& kind)
{
    return kind.back() == '6';
}

SOCKET
NewSocket(Winsock& ws, const std::string& kind)
{
    const bool stream = kind[0] == 't';
    return ws.socket(IsIp6(kind) ? AF_INET6 : AF_INET,
                     stream ? SOCK_STREAM : SOCK_DGRAM,
                     stream ? IPPROTO_TCP : IPPROTO_UDP);
}

} // namespace ns3::winsock::test
