/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "oracle-calls.h"
#include "oracle-constants.h"

#include <algorithm>

namespace ns3::winsock::test
{

namespace
{

/// Names that no option and no level has.
const OracleOption UNKNOWN_LEVEL{12345, 1};
const OracleOption UNKNOWN_OPTION{SOL_SOCKET, 12345};

/// @param name an option, "unknown level" or "unknown option"
std::optional<OracleOption>
FindOption(const std::string& name)
{
    if (name == "unknown level")
    {
        return UNKNOWN_LEVEL;
    }
    return name == "unknown option" ? UNKNOWN_OPTION : FindOracleOption(name);
}

OracleCall
GetWithout(bool value, bool length)
{
    return [=](Winsock& ws, SOCKET s)
    {
        int room = 0;
        INT bytes = sizeof(room);
        return Ask(ws,
                   [&]
                   {
                       return ws.getsockopt(s,
                                            SOL_SOCKET,
                                            SO_RCVBUF,
                                            value ? reinterpret_cast<char*>(&room) : nullptr,
                                            length ? &bytes : nullptr);
                   });
    };
}

OracleCall
ParseGet(const std::string& arguments)
{
    if (arguments == "optval NULL" || arguments == "optlen NULL")
    {
        return GetWithout(arguments != "optval NULL", arguments != "optlen NULL");
    }
    const auto option = FindOption(arguments);
    if (!option)
    {
        return nullptr;
    }
    return [option = *option](Winsock& ws, SOCKET s)
    {
        int value = 0;
        INT length = sizeof(value);
        char* const room = reinterpret_cast<char*>(&value);
        OracleAnswer answer =
            Ask(ws, [&] { return ws.getsockopt(s, option.level, option.number, room, &length); });
        return answer.With("len", length).With("value", value);
    };
}

template <typename Value>
OracleCall
Set(const OracleOption& option, Value value)
{
    return [=](Winsock& ws, SOCKET s)
    {
        const char* const memory = reinterpret_cast<const char*>(&value);
        return Ask(
            ws,
            [&] { return ws.setsockopt(s, option.level, option.number, memory, sizeof(value)); });
    };
}

OracleCall
SetNothing(const OracleOption& option)
{
    return [=](Winsock& ws, SOCKET s)
    { return Ask(ws, [&] { return ws.setsockopt(s, option.level, option.number, nullptr, 0); }); };
}

OracleCall
ParseSet(const std::string& arguments)
{
    const auto equals = arguments.find('=');
    const auto brace = arguments.find(" {");
    const std::size_t end = std::min(equals, brace);
    const auto option = FindOption(arguments.substr(0, end));
    if (!option)
    {
        return nullptr;
    }
    if (brace != std::string::npos)
    {
        const std::string pair = arguments.substr(brace + 2);
        const auto onoff = OracleNumber(pair.substr(0, pair.find(' ')));
        const std::string rest = pair.substr(pair.find(' ') + 1);
        const auto seconds = OracleNumber(rest.substr(0, rest.find('}')));
        const bool known = onoff && seconds;
        return known ? Set(*option, linger{USHORT(*onoff), USHORT(*seconds)}) : OracleCall();
    }
    if (equals != std::string::npos)
    {
        const auto value = OracleNumber(arguments.substr(equals + 1));
        return value ? Set(*option, static_cast<int>(*value)) : OracleCall();
    }
    return arguments.compare(0, 7, "unknown") == 0 ? Set(*option, 1) : SetNothing(*option);
}

} // namespace

void
AddOptionCalls(OracleCallTable& table)
{
    table["getsockopt"] = ParseGet;
    table["setsockopt"] = ParseSet;
}

} // namespace ns3::winsock::test
