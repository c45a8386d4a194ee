/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "oracle-calls.h"

#include <utility>

namespace ns3::winsock::test
{

OracleCall
FindOracleCall(const std::string& text)
{
    static const auto table = []
    {
        OracleCallTable all;
        AddConnectionCalls(all);
        AddTransferCalls(all);
        AddOptionCalls(all);
        AddIoctlCalls(all);
        AddEventCalls(all);
        AddExtensionCalls(all);
        return all;
    }();
    const auto space = text.find(' ');
    const auto parser = table.find(text.substr(0, space));
    if (parser == table.end())
    {
        return nullptr;
    }
    return parser->second(space == std::string::npos ? "" : text.substr(space + 1));
}

OracleCallParser
OneOf(std::map<std::string, OracleCall> calls)
{
    return [calls = std::move(calls)](const std::string& arguments)
    {
        const auto found = calls.find(arguments);
        return found == calls.end() ? OracleCall() : found->second;
    };
}

OracleCallParser
Only(OracleCall call)
{
    return OneOf({{"", std::move(call)}});
}

bool
TakeWord(const std::string& text, const std::string& word, std::string& rest)
{
    if (text.compare(0, word.size(), word) != 0)
    {
        return false;
    }
    rest = text.substr(word.size());
    return true;
}

} // namespace ns3::winsock::test
