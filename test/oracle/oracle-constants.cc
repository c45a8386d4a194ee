/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "oracle-constants.h"

#include "ns3/winsock-constants.h"
#include "ns3/winsock-guid.h"

#include <map>
#include <sstream>

#include "../catalog-test-support.h"
#include "../winsock-test-data.h"

namespace ns3::winsock::test
{

namespace
{

/// The column "hex" by name.
const std::map<std::string, std::string>&
Values()
{
    static const auto values = []
    {
        std::map<std::string, std::string> byName;
        for (const CsvRow& row : ReadCsv(DataPath("oracle/constants.csv")))
        {
            byName[row.at("name")] = row.at("kind") == "int" ? row.at("signed") : row.at("hex");
        }
        return byName;
    }();
    return values;
}

bool
StartsWith(const std::string& text, const std::string& start)
{
    return text.compare(0, start.size(), start) == 0;
}

std::optional<long long>
ReadNumber(const std::string& text)
{
    std::istringstream stream(text);
    long long value = 0;
    stream.unsetf(std::ios::basefield); // as its prefix says
    stream >> value;
    return !stream.fail() && stream.eof() ? std::optional(value) : std::nullopt;
}

} // namespace

std::optional<long long>
OracleConstant(const std::string& name)
{
    const auto found = Values().find(name);
    return found == Values().end() ? std::nullopt : ReadNumber(found->second);
}

std::optional<GUID>
OracleGuid(const std::string& name)
{
    const auto found = Values().find(name);
    GUID guid{};
    const bool known = found != Values().end() && GuidFromString("{" + found->second + "}", guid);
    return known ? std::optional(guid) : std::nullopt;
}

std::optional<long long>
OracleNumber(const std::string& text)
{
    std::istringstream parts(text);
    long long sum = 0;
    bool any = false;
    for (std::string part; std::getline(parts, part, '|');)
    {
        const auto number = ReadNumber(part);
        const auto value = number ? number : OracleConstant(part);
        if (!value)
        {
            return std::nullopt;
        }
        sum |= *value;
        any = true;
    }
    return any ? std::optional(sum) : std::nullopt;
}

std::optional<OracleOption>
FindOracleOption(const std::string& name)
{
    const auto number = OracleConstant(name);
    if (!number)
    {
        return std::nullopt;
    }
    int level = SOL_SOCKET;
    if (StartsWith(name, "TCP_"))
    {
        level = IPPROTO_TCP;
    }
    else if (StartsWith(name, "UDP_"))
    {
        level = IPPROTO_UDP;
    }
    else if (StartsWith(name, "IP_"))
    {
        level = IPPROTO_IP;
    }
    else if (StartsWith(name, "IPV6_"))
    {
        level = IPPROTO_IPV6;
    }
    return OracleOption{level, static_cast<int>(*number)};
}

} // namespace ns3::winsock::test
