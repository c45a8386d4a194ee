/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "oracle-constants.h"
#include "oracle-peers.h"
#include "oracle-setups.h"
#include "oracle-words.h"

#include <cstring>

namespace ns3::winsock::test
{

namespace
{

/// A structure with room behind it, for lengths that are too large.
union Room
{
    SOCKADDR_IN ip4;  //!< an IPv4 address
    SOCKADDR_IN6 ip6; //!< an IPv6 address
    char bytes[256];  //!< all
};

/// @return the loopback address of a kind of socket
Room
LoopbackFor(const std::string& kind)
{
    Room room{};
    if (IsIp6(kind))
    {
        room.ip6 = OracleIp6("::1", 0);
    }
    else
    {
        room.ip4 = Loopback();
    }
    return room;
}

OracleScene
BindTo(const std::string& kind, Room room, int length)
{
    return [=](Winsock& ws) mutable
    {
        const SOCKET s = NewSocket(ws, kind);
        return Ask(ws, [&] { return ws.bind(s, AsAddress(room), length); });
    };
}

int
LengthFor(const std::string& kind)
{
    return IsIp6(kind) ? sizeof(SOCKADDR_IN6) : sizeof(SOCKADDR_IN);
}

/// @param text an address after words such as "foreign address"
OracleScene
BindToText(const std::string& kind, const std::string& text)
{
    const std::string address = text.substr(text.rfind(' ') + 1);
    Room room{};
    if (address.find(':') != std::string::npos)
    {
        room.ip6 = OracleIp6(address, 0);
        return BindTo(kind, room, sizeof(room.ip6));
    }
    const bool dotted = address.find_first_not_of("0123456789.") == std::string::npos;
    if (!dotted || address.find('.') == std::string::npos)
    {
        return nullptr;
    }
    room.ip4 = OracleIp4(address, 0);
    return BindTo(kind, room, sizeof(room.ip4));
}

OracleScene
BindAgain(const std::string& kind)
{
    return [=](Winsock& ws)
    {
        const SOCKET s = NewSocket(ws, kind);
        Room room = LoopbackFor(kind);
        ws.bind(s, AsAddress(room), LengthFor(kind));
        return Ask(ws, [&] { return ws.bind(s, AsAddress(room), LengthFor(kind)); });
    };
}

OracleScene
BindWithoutName(const std::string& kind)
{
    return [=](Winsock& ws)
    {
        const SOCKET s = NewSocket(ws, kind);
        return Ask(ws, [&] { return ws.bind(s, nullptr, LengthFor(kind)); });
    };
}

OracleAnswer
BindConnected(Winsock& ws)
{
    const SOCKET s = TcpPair(ws).s;
    SOCKADDR_IN name = Loopback();
    return Ask(ws, [&] { return ws.bind(s, AsAddress(name), sizeof(name)); });
}

/// One of two sockets that want the same port.
struct Claim
{
    bool wildcard{false};  //!< the address
    int option{0};         //!< SO_REUSEADDR, SO_EXCLUSIVEADDRUSE or none
    bool listening{false}; //!< for a stream socket
};

/// @param text such as "first specific SO_REUSEADDR listening"
std::optional<Claim>
ClaimOf(const std::string& text)
{
    Claim claim;
    bool known = false;
    for (const std::string& word : OracleWords(text))
    {
        if (word == "wildcard" || word == "specific")
        {
            claim.wildcard = word == "wildcard";
            known = true;
        }
        else if (word == "listening")
        {
            claim.listening = true;
        }
        else if (const auto option = OracleConstant(word))
        {
            claim.option = static_cast<int>(*option);
        }
        else if (word != "plain" && word != "first" && word != "second")
        {
            return std::nullopt;
        }
    }
    return known ? std::optional(claim) : std::nullopt;
}

/// @return a socket that is ready to bind
SOCKET
Claimant(Winsock& ws, const std::string& kind, const Claim& claim)
{
    const SOCKET s = NewSocket(ws, kind);
    if (claim.option != 0)
    {
        SetTo(ws, s, SOL_SOCKET, claim.option, 1);
    }
    return s;
}

/// @return the address that is claimed, without a port
Room
AddressOf(const std::string& kind, const Claim& claim)
{
    Room room{};
    if (IsIp6(kind))
    {
        room.ip6 = OracleIp6(claim.wildcard ? "::" : "::1", 0);
    }
    else
    {
        room.ip4 = OracleIp4(claim.wildcard ? "0.0.0.0" : "127.0.0.1", 0);
    }
    return room;
}

OracleAnswer
ShareAPort(Winsock& ws, const std::string& kind, const Claim& first, const Claim& second)
{
    const SOCKET holder = Claimant(ws, kind, first);
    Room held = AddressOf(kind, first);
    ws.bind(holder, AsAddress(held), LengthFor(kind));
    if (first.listening)
    {
        ws.listen(holder, 5);
    }
    INT length = LengthFor(kind);
    ws.getsockname(holder, AsAddress(held), &length);
    const SOCKET s = Claimant(ws, kind, second);
    Room wanted = AddressOf(kind, second);
    wanted.ip4.sin_port = held.ip4.sin_port; // where both kinds of address have it
    return Ask(ws, [&] { return ws.bind(s, AsAddress(wanted), LengthFor(kind)); });
}

OracleScene
ParseSharing(const std::string& kind, const std::vector<std::string>& parts)
{
    if (parts.size() != 4 || parts[1] != "port in use")
    {
        return nullptr;
    }
    const auto first = ClaimOf(parts[2]);
    const auto second = ClaimOf(parts[3]);
    if (!first || !second)
    {
        return nullptr;
    }
    return [=](Winsock& ws) { return ShareAPort(ws, kind, *first, *second); };
}

/// @param action what follows the kind of socket
OracleScene
ParseSingle(const std::string& kind, const std::string& action)
{
    Room room = LoopbackFor(kind);
    if (const auto length = OracleNumberAfter(action, "namelen "))
    {
        return BindTo(kind, room, static_cast<int>(*length));
    }
    if (const auto family = OracleNumberAfter(action, "family "))
    {
        room.ip4.sin_family = static_cast<USHORT>(*family);
        return BindTo(kind, room, LengthFor(kind));
    }
    if (action == "AF_INET address" || action == "AF_INET6 address")
    {
        const std::string other = action == "AF_INET address" ? "tcp" : "tcp6";
        return BindTo(kind, LoopbackFor(other), LengthFor(other));
    }
    if (action == "bound twice")
    {
        return BindAgain(kind);
    }
    if (action == "NULL address")
    {
        return BindWithoutName(kind);
    }
    return action == "connected" ? OracleScene(BindConnected) : BindToText(kind, action);
}

OracleScene
ParseBind(const std::string& setup)
{
    const std::vector<std::string> parts = OracleParts(setup);
    if (parts.size() < 2 || !IsSocketKind(parts[0]))
    {
        return nullptr;
    }
    return Started(parts.size() == 2 ? ParseSingle(parts[0], parts[1])
                                     : ParseSharing(parts[0], parts));
}

} // namespace

void
AddBindScenes(OracleSceneTable& table)
{
    table.emplace("bind", ParseBind);
}

} // namespace ns3::winsock::test
