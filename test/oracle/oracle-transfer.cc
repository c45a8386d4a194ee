/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "oracle-transfer.h"

#include "oracle-peers.h"

#include <algorithm>
#include <vector>

namespace ns3::winsock::test
{

namespace
{

/// Enough for every datagram.
constexpr int ROOM = 70000;

std::vector<char>
Memory(int length)
{
    return std::vector<char>(static_cast<std::size_t>(std::max(length, 1)), 'x');
}

} // namespace

OracleAnswer
AskToReceive(Winsock& ws, SOCKET s, int length, int flags)
{
    std::vector<char> room = Memory(length);
    return Ask(ws, [&] { return ws.recv(s, room.data(), length, flags); });
}

OracleAnswer
AskToSend(Winsock& ws, SOCKET s, int length, int flags)
{
    const std::vector<char> data = Memory(length);
    return Ask(ws, [&] { return ws.send(s, data.data(), length, flags); });
}

OracleAnswer
AskToReceiveFrom(Winsock& ws, SOCKET s, INT fromlen, bool address)
{
    std::vector<char> room = Memory(ROOM);
    char name[128]{};
    SOCKADDR* const from = address ? reinterpret_cast<SOCKADDR*>(name) : nullptr;
    return Ask(ws, [&] { return ws.recvfrom(s, room.data(), ROOM, 0, from, &fromlen); })
        .With("fromlen", fromlen);
}

} // namespace ns3::winsock::test
