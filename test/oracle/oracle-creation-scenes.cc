/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "oracle-constants.h"
#include "oracle-peers.h"
#include "oracle-setups.h"

#include "ns3/winsock-pointer.h"

#include <cstring>
#include <sstream>
#include <vector>

namespace ns3::winsock::test
{

namespace
{

/// @return the catalog's entry for TCP over IPv4
WSAPROTOCOL_INFOW
TcpInfo(Winsock& ws)
{
    std::vector<WSAPROTOCOL_INFOW> all(50);
    DWORD bytes = static_cast<DWORD>(all.size() * sizeof(all[0]));
    INT wanted[] = {IPPROTO_TCP, 0};
    ws.WSAEnumProtocolsW(wanted, all.data(), &bytes);
    return all[0];
}

OracleAnswer
Make(Winsock& ws, int type, int protocol, LPWSAPROTOCOL_INFOW info, GROUP group, DWORD flags)
{
    const int af = info ? FROM_PROTOCOL_INFO : AF_INET;
    return AskForSocket(ws, [&] { return ws.WSASocketW(af, type, protocol, info, group, flags); });
}

/// @param change what is done to the entry of TCP
OracleScene
WithInfo(void (*change)(WSAPROTOCOL_INFOW&))
{
    return [=](Winsock& ws)
    {
        WSAPROTOCOL_INFOW info = TcpInfo(ws);
        change(info);
        return Make(ws, FROM_PROTOCOL_INFO, FROM_PROTOCOL_INFO, &info, 0, WSA_FLAG_OVERLAPPED);
    };
}

/// @return flags by number, or by the short names of the multipoint flags
std::optional<DWORD>
FlagsOf(const std::string& text)
{
    if (text.compare(0, 8, "dwFlags ") == 0)
    {
        const auto flags = OracleNumber(text.substr(8));
        return flags ? std::optional(static_cast<DWORD>(*flags)) : std::nullopt;
    }
    DWORD flags = WSA_FLAG_OVERLAPPED;
    std::istringstream words(text);
    for (std::string word; words >> word;)
    {
        const auto flag = OracleConstant("WSA_FLAG_MULTIPOINT_" + word);
        if (!flag && word != "and")
        {
            return std::nullopt;
        }
        flags |= static_cast<DWORD>(flag.value_or(0));
    }
    return flags;
}

OracleScene
ParseFlags(const std::string& setup)
{
    const bool tcp = setup.compare(0, 24, "AF_INET SOCK_STREAM TCP;") == 0;
    const bool udp = setup.compare(0, 23, "AF_INET SOCK_DGRAM UDP;") == 0;
    const auto flags = tcp || udp ? FlagsOf(setup.substr(setup.find(';') + 2)) : std::nullopt;
    if (!flags)
    {
        return nullptr;
    }
    return Started(
        [=](Winsock& ws)
        {
            return Make(ws,
                        tcp ? SOCK_STREAM : SOCK_DGRAM,
                        tcp ? IPPROTO_TCP : IPPROTO_UDP,
                        nullptr,
                        0,
                        *flags);
        });
}

OracleScene
ParseGroup(const std::string& setup)
{
    const auto group =
        setup.compare(0, 6, "group ") == 0 ? OracleNumber(setup.substr(6)) : std::nullopt;
    if (!group)
    {
        return nullptr;
    }
    return Started(
        [=](Winsock& ws)
        {
            return Make(ws,
                        SOCK_STREAM,
                        IPPROTO_TCP,
                        nullptr,
                        static_cast<GROUP>(*group),
                        WSA_FLAG_OVERLAPPED);
        });
}

OracleAnswer
MakeOfNothing(Winsock& ws)
{
    return AskForSocket(ws,
                        [&]
                        {
                            return ws.WSASocketW(FROM_PROTOCOL_INFO,
                                                 FROM_PROTOCOL_INFO,
                                                 FROM_PROTOCOL_INFO,
                                                 nullptr,
                                                 0,
                                                 WSA_FLAG_OVERLAPPED);
                        });
}

OracleAnswer
MakeOfBadPointer(Winsock& ws)
{
    auto* const nowhere = reinterpret_cast<LPWSAPROTOCOL_INFOW>(1);
    return Make(ws, FROM_PROTOCOL_INFO, FROM_PROTOCOL_INFO, nowhere, 0, WSA_FLAG_OVERLAPPED);
}

/// @param process the other one, or 0 for the own; @return what WSADuplicateSocketW answers
OracleScene
DuplicateFor(DWORD process, bool own)
{
    return [=](Winsock& ws)
    {
        const SOCKET s = NewTcp(ws);
        WSAPROTOCOL_INFOW info{};
        const DWORD id = own ? ws.GetCurrentProcessId() : process;
        return Ask(ws, [&] { return ws.WSADuplicateSocketW(s, id, &info); });
    };
}

OracleAnswer
DuplicateToNowhere(Winsock& ws)
{
    const SOCKET s = NewTcp(ws);
    return Ask(ws, [&] { return ws.WSADuplicateSocketW(s, ws.GetCurrentProcessId(), nullptr); });
}

/// @param s a socket; @return what WSADuplicateSocketW says of it for the own process
WSAPROTOCOL_INFOW
Handover(Winsock& ws, SOCKET s)
{
    WSAPROTOCOL_INFOW info{};
    ws.WSADuplicateSocketW(s, ws.GetCurrentProcessId(), &info);
    return info;
}

OracleAnswer
OpenDuplicate(Winsock& ws)
{
    WSAPROTOCOL_INFOW info = Handover(ws, NewTcp(ws));
    return Make(ws, FROM_PROTOCOL_INFO, FROM_PROTOCOL_INFO, &info, 0, WSA_FLAG_OVERLAPPED);
}

/// @param closed whether the original is closed first
OracleScene
TypeOfDuplicate(bool closed)
{
    return [=](Winsock& ws)
    {
        const SOCKET original = NewTcp(ws);
        WSAPROTOCOL_INFOW info = Handover(ws, original);
        const SOCKET s = ws.WSASocketW(FROM_PROTOCOL_INFO,
                                       FROM_PROTOCOL_INFO,
                                       FROM_PROTOCOL_INFO,
                                       &info,
                                       0,
                                       WSA_FLAG_OVERLAPPED);
        if (closed)
        {
            ws.closesocket(original);
        }
        int type = 0x5a5a5a5a;
        INT length = sizeof(type);
        char* const room = reinterpret_cast<char*>(&type);
        return Ask(ws, [&] { return ws.getsockopt(s, SOL_SOCKET, SO_TYPE, room, &length); })
            .With("optlen", length)
            .With("value", type);
    };
}

/// What WSAEnumProtocolsW is asked for.
struct Enumeration
{
    std::vector<INT> filter;                     //!< protocols, 0 last; none: all
    DWORD bytes{50 * sizeof(WSAPROTOCOL_INFOW)}; //!< room
    bool buffer{true};                           //!< whether there is a buffer
};

OracleAnswer
Enumerate(Winsock& ws, const Enumeration& asked)
{
    std::vector<WSAPROTOCOL_INFOW> room(50);
    std::vector<INT> filter = asked.filter;
    DWORD bytes = asked.bytes;
    OracleAnswer answer =
        Ask(ws,
            [&]
            {
                return ws.WSAEnumProtocolsW(filter.empty() ? nullptr : filter.data(),
                                            asked.buffer ? room.data() : nullptr,
                                            &bytes);
            });
    return answer.With("length", bytes).With("records", bytes / sizeof(WSAPROTOCOL_INFOW));
}

/// @param names as in "{UDP TCP 0}"
std::optional<std::vector<INT>>
FilterOf(const std::string& names)
{
    std::istringstream words(names.substr(1, names.find('}') - 1));
    std::vector<INT> filter;
    for (std::string word; words >> word;)
    {
        const auto number = OracleNumber(word);
        const auto protocol = number ? number : OracleConstant("IPPROTO_" + word);
        if (!protocol)
        {
            return std::nullopt;
        }
        filter.push_back(static_cast<INT>(*protocol));
    }
    return filter;
}

OracleScene
ParseFilter(const std::string& setup)
{
    if (setup.compare(0, 7, "filter ") != 0)
    {
        return nullptr;
    }
    const auto filter = FilterOf(setup.substr(7));
    if (!filter)
    {
        return nullptr;
    }
    Enumeration asked;
    asked.filter = *filter;
    const std::string rest = setup.substr(setup.find('}') + 1);
    if (rest == "; length 0")
    {
        asked.bytes = 0;
    }
    else if (!rest.empty())
    {
        return nullptr;
    }
    return Started([asked](Winsock& ws) { return Enumerate(ws, asked); });
}

OracleAnswer
EnumerateOneShort(Winsock& ws)
{
    DWORD bytes = 0;
    ws.WSAEnumProtocolsW(nullptr, nullptr, &bytes);
    Enumeration asked;
    asked.bytes = bytes - sizeof(WSAPROTOCOL_INFOW);
    return Enumerate(ws, asked);
}

OracleAnswer
EnumerateWithoutLength(Winsock& ws)
{
    std::vector<WSAPROTOCOL_INFOW> room(50);
    return Ask(ws, [&] { return ws.WSAEnumProtocolsW(nullptr, room.data(), nullptr); });
}

/// @param buffer whether there is one
OracleScene
EnumerateAll(DWORD bytes, bool buffer)
{
    return [=](Winsock& ws)
    {
        Enumeration asked;
        asked.bytes = bytes;
        asked.buffer = buffer;
        return Enumerate(ws, asked);
    };
}

} // namespace

void
AddCreationScenes(OracleSceneTable& table)
{
    table.emplace("WSASocketW",
                  Scenes({
                      {"NULL info; af type protocol all FROM_PROTOCOL_INFO", MakeOfNothing},
                      {"info pointer 1", MakeOfBadPointer},
                      {"info tcp", WithInfo([](WSAPROTOCOL_INFOW&) {})},
                      {"info tcp with unknown dwCatalogEntryId",
                       WithInfo([](WSAPROTOCOL_INFOW& info) { info.dwCatalogEntryId = 99999; })},
                      {"info tcp with zero ProviderId",
                       WithInfo([](WSAPROTOCOL_INFOW& info) { info.ProviderId = GUID{}; })},
                      {"info tcp with ChainLen LAYERED_PROTOCOL",
                       WithInfo([](WSAPROTOCOL_INFOW& info)
                                { info.ProtocolChain.ChainLen = LAYERED_PROTOCOL; })},
                      {"info tcp with ChainLen 2",
                       WithInfo([](WSAPROTOCOL_INFOW& info) { info.ProtocolChain.ChainLen = 2; })},
                      {"info from WSADuplicateSocketW", OpenDuplicate},
                  }));
    table.emplace("WSASocketW", ParseFlags);
    table.emplace("WSASocketW", ParseGroup);
    table.emplace("WSADuplicateSocketW",
                  Scenes({{"NULL info", DuplicateToNowhere},
                          {"process 0", DuplicateFor(0, false)},
                          {"process 0xdeadbeef", DuplicateFor(0xdeadbeef, false)},
                          {"own process", DuplicateFor(0, true)}}));
    table.emplace("getsockopt",
                  Scenes({{"SO_TYPE of the duplicate", TypeOfDuplicate(false)},
                          {"SO_TYPE of the duplicate; original closed", TypeOfDuplicate(true)}}));
    table.emplace("WSAEnumProtocolsW",
                  Scenes({{"all; length 0; NULL buffer", EnumerateAll(0, false)},
                          {"all; length 0; buffer", EnumerateAll(0, true)},
                          {"all; one record short", EnumerateOneShort},
                          {"all; large", EnumerateAll(Enumeration().bytes, true)},
                          {"all; large; NULL buffer", EnumerateAll(Enumeration().bytes, false)},
                          {"NULL length pointer", EnumerateWithoutLength}}));
    table.emplace("WSAEnumProtocolsW", ParseFilter);
    table.emplace("WSAEnumProtocolsW",
                  UnstartedScenes({{"before WSAStartup; length 0", EnumerateAll(0, true)}}));
}

} // namespace ns3::winsock::test
