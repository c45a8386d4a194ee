/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "oracle-peers.h"
#include "oracle-setups.h"

#include <cstdio>

namespace ns3::winsock::test
{

namespace
{

std::string
VersionText(WORD version)
{
    return std::to_string(version & 0xff) + "." + std::to_string(version >> 8);
}

OracleAnswer
StartWith(Winsock& ws, WORD version, bool data)
{
    WSADATA told{};
    OracleAnswer answer = Ask(ws, [&] { return ws.WSAStartup(version, data ? &told : nullptr); });
    return answer.With("wVersion", VersionText(told.wVersion))
        .With("wHighVersion", VersionText(told.wHighVersion))
        .With("iMaxSockets", told.iMaxSockets)
        .With("iMaxUdpDg", told.iMaxUdpDg);
}

OracleScene
ParseVersion(const std::string& setup)
{
    unsigned major = 0;
    unsigned minor = 0;
    int used = 0;
    if (std::sscanf(setup.c_str(), "version %u.%u%n", &major, &minor, &used) != 2)
    {
        return nullptr;
    }
    const std::string rest = setup.substr(static_cast<std::size_t>(used));
    if (!rest.empty() && rest != "; NULL data")
    {
        return nullptr;
    }
    const WORD version = MAKEWORD(static_cast<BYTE>(major), static_cast<BYTE>(minor));
    return [=](Winsock& ws) { return StartWith(ws, version, rest.empty()); };
}

/// Starts and cleans up as often as a scene says, then plays it.
OracleScene
After(int starts, int cleanups, OracleScene scene)
{
    return [=](Winsock& ws)
    {
        for (int i = 0; i < starts; ++i)
        {
            Start(ws);
        }
        for (int i = 0; i < cleanups; ++i)
        {
            ws.WSACleanup();
        }
        return scene(ws);
    };
}

OracleAnswer
CleanUp(Winsock& ws)
{
    return Ask(ws, [&] { return ws.WSACleanup(); });
}

OracleAnswer
CleanUpWithSocket(Winsock& ws)
{
    NewTcp(ws);
    return CleanUp(ws);
}

OracleAnswer
MakeSocket(Winsock& ws)
{
    return AskForSocket(ws, [&] { return NewTcp(ws); });
}

OracleAnswer
CloseAfterCleanUp(Winsock& ws)
{
    Start(ws);
    const SOCKET s = NewTcp(ws);
    ws.WSACleanup();
    return Ask(ws, [&] { return ws.closesocket(s); });
}

void
AddCallsBeforeStartup(OracleSceneTable& table)
{
    const auto before = [&](const std::string& function, OracleScene scene) {
        table.emplace(function, UnstartedScenes({{"before WSAStartup", std::move(scene)}}));
    };
    before("socket", MakeSocket);
    before("WSASocketA",
           [](Winsock& ws)
           {
               return AskForSocket(
                   ws,
                   [&] {
                       return ws.WSASocketA(
                           AF_INET, SOCK_STREAM, IPPROTO_TCP, nullptr, 0, WSA_FLAG_OVERLAPPED);
                   });
           });
    before("WSASocketW",
           [](Winsock& ws)
           {
               return AskForSocket(
                   ws,
                   [&] {
                       return ws.WSASocketW(
                           AF_INET, SOCK_STREAM, IPPROTO_TCP, nullptr, 0, WSA_FLAG_OVERLAPPED);
                   });
           });
    before("WSACleanup", CleanUp);
    before("closesocket",
           [](Winsock& ws) { return Ask(ws, [&] { return ws.closesocket(0x1234); }); });
    before("WSACreateEvent",
           [](Winsock& ws) { return AskForPointer(ws, [&] { return ws.WSACreateEvent(); }); });
    before("htons", [](Winsock& ws) { return Ask(ws, [&] { return ws.htons(0x1234); }); });
    before("htonl", [](Winsock& ws) { return Ask(ws, [&] { return ws.htonl(0x12345678); }); });
    before("ntohs", [](Winsock& ws) { return Ask(ws, [&] { return ws.ntohs(0x1234); }); });
    before("ntohl", [](Winsock& ws) { return Ask(ws, [&] { return ws.ntohl(0x12345678); }); });
}

} // namespace

void
AddStartupScenes(OracleSceneTable& table)
{
    table.emplace("WSAStartup", ParseVersion);
    table.emplace(
        "WSACleanup",
        UnstartedScenes({{"first of two startups", After(2, 0, CleanUp)},
                         {"second of two startups", After(2, 0, CleanUp)},
                         {"last startup", After(1, 0, CleanUp)},
                         {"last startup; a socket is open", After(1, 0, CleanUpWithSocket)},
                         {"one more than startups", After(1, 1, CleanUp)}}));
    table.emplace("socket",
                  UnstartedScenes({{"one startup left", After(2, 1, MakeSocket)},
                                   {"after the last WSACleanup", After(1, 1, MakeSocket)}}));
    table.emplace("closesocket",
                  UnstartedScenes({{"after the last WSACleanup", CloseAfterCleanUp}}));
    AddCallsBeforeStartup(table);
}

} // namespace ns3::winsock::test
