/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "oracle-constants.h"
#include "oracle-peers.h"
#include "oracle-setups.h"
#include "oracle-words.h"

#include "ns3/winsock-address-text.h"

#include <cstdio>
#include <cstring>

namespace ns3::winsock::test
{

namespace
{

/// @param setup such as "AF_INET 'text'" or "family 255"; @return the family, if there is one
std::optional<int>
FamilyOf(const std::string& setup)
{
    const auto words = OracleWords(setup);
    const bool named = words.size() >= 2 && words[0] == "family";
    const auto family = words.empty() ? std::nullopt : OracleNumber(words[named ? 1 : 0]);
    return family ? std::optional(static_cast<int>(*family)) : std::nullopt;
}

std::size_t
AddressBytes(int family)
{
    return family == AF_INET6 ? 16 : 4;
}

/// @param text null for no text
OracleScene
Pton(int family, std::optional<std::string> text)
{
    return [=](Winsock& ws)
    {
        unsigned char address[16]{};
        OracleAnswer answer =
            Ask(ws, [&] { return ws.inet_pton(family, text ? text->c_str() : nullptr, address); });
        if (answer.result == "1")
        {
            answer.detail = OracleHex(address, AddressBytes(family));
        }
        return answer;
    };
}

OracleScene
ParsePton(const std::string& setup)
{
    const auto family = FamilyOf(setup);
    const auto text = OracleQuoted(setup);
    if (family)
    {
        const bool null = setup.find("NULL text") != std::string::npos;
        return Started(Pton(*family, text || null ? text : std::string("127.0.0.1")));
    }
    return setup == "before WSAStartup; 127.0.0.1" ? Pton(AF_INET, "127.0.0.1") : nullptr;
}

OracleScene
InetAddr(std::optional<std::string> text)
{
    return [=](Winsock& ws)
    { return Ask(ws, [&] { return ws.inet_addr(text ? text->c_str() : nullptr); }); };
}

OracleScene
ParseInetAddr(const std::string& setup)
{
    const auto text = OracleQuoted(setup);
    if (text || setup == "NULL")
    {
        return Started(InetAddr(text));
    }
    return setup == "before WSAStartup; 127.0.0.1" ? InetAddr("127.0.0.1") : nullptr;
}

/// One inet_ntop.
struct Ntop
{
    int family{AF_INET};   //!< of the address
    std::size_t size{64};  //!< bytes of room
    std::string address{}; //!< in text
    bool null{false};      //!< no room
};

OracleScene
Write(const Ntop& call)
{
    return [=](Winsock& ws)
    {
        unsigned char address[16]{};
        ws.inet_pton(call.family, call.address.c_str(), address);
        char room[64]{};
        return AskForPointer(
            ws,
            [&]
            { return ws.inet_ntop(call.family, address, call.null ? nullptr : room, call.size); });
    };
}

/// "AF_INET size 15; 255.255.255.255", "AF_INET NULL buffer", "family 255"
OracleScene
ParseNtop(const std::string& setup)
{
    const auto family = FamilyOf(setup);
    if (!family)
    {
        return nullptr;
    }
    Ntop call;
    call.family = *family;
    call.null = setup.find("NULL buffer") != std::string::npos;
    const auto parts = OracleParts(setup);
    call.address = parts.size() == 2 ? parts[1] : *family == AF_INET6 ? "::1" : "127.0.0.1";
    const auto words = OracleWords(parts[0]);
    if (words.size() == 3 && words[1] == "size")
    {
        const auto size = OracleNumber(words[2]);
        call.size = static_cast<std::size_t>(size.value_or(0));
        return size ? Started(Write(call)) : nullptr;
    }
    return Started(Write(call));
}

/// One WSAStringToAddressA.
struct Reading
{
    std::optional<std::string> text{"127.0.0.1"}; //!< the text
    int family{AF_INET};                          //!< of the address
    INT length{128};                              //!< bytes of room
    bool address{true};                           //!< whether there is room
    bool count{true};                             //!< whether the length is given
};

OracleScene
Read(const Reading& call)
{
    return [=](Winsock& ws)
    {
        char room[128]{};
        INT length = call.length;
        std::string text = call.text.value_or("");
        OracleAnswer answer =
            Ask(ws,
                [&]
                {
                    return ws.WSAStringToAddressA(call.text ? text.data() : nullptr,
                                                  call.family,
                                                  nullptr,
                                                  call.address ? reinterpret_cast<LPSOCKADDR>(room)
                                                               : nullptr,
                                                  call.count ? &length : nullptr);
                });
        answer.With("len", length);
        return answer.result == "0" ? answer.With("bytes", OracleHex(room, std::size_t(length)))
                                    : answer;
    };
}

OracleScene
ParseReading(const std::string& setup)
{
    Reading call;
    if (setup == "before WSAStartup; 127.0.0.1")
    {
        return Read(call);
    }
    if (const auto text = OracleQuoted(setup))
    {
        call.text = text;
        call.family = FamilyOf(setup).value_or(AF_INET);
        return Started(Read(call));
    }
    if (const auto length = OracleNumberAfter(setup, "length "))
    {
        call.length = static_cast<INT>(*length);
        return Started(Read(call));
    }
    if (const auto family = OracleNumberAfter(setup, "family "))
    {
        call.family = static_cast<int>(*family);
        return Started(Read(call));
    }
    call.address = setup != "NULL address";
    call.count = setup != "NULL length";
    if (setup == "NULL text")
    {
        call.text.reset();
    }
    const bool known = !call.address || !call.count || !call.text;
    return known ? Started(Read(call)) : nullptr;
}

/// One WSAAddressToStringA.
struct Writing
{
    SOCKADDR_STORAGE name{}; //!< the address
    int length{0};           //!< bytes of it
    bool address{true};      //!< whether there is one
    DWORD room{200};         //!< characters of room
};

OracleScene
Write(const Writing& call)
{
    return [=](Winsock& ws)
    {
        SOCKADDR_STORAGE name = call.name;
        char text[200]{};
        DWORD length = call.room;
        OracleAnswer answer =
            Ask(ws,
                [&]
                {
                    return ws.WSAAddressToStringA(call.address ? reinterpret_cast<LPSOCKADDR>(&name)
                                                               : nullptr,
                                                  static_cast<DWORD>(call.length),
                                                  nullptr,
                                                  text,
                                                  &length);
                });
        return answer.With("len", length).With("text", text);
    };
}

template <typename Name>
Writing
WritingOf(const Name& name)
{
    Writing call;
    std::memcpy(&call.name, &name, sizeof(name));
    call.length = sizeof(name);
    return call;
}

/// @param text such as "127.0.0.1:80" or "::1 port 80 scope 5"
std::optional<Writing>
WritingOfText(const std::string& text)
{
    char address[64]{};
    unsigned port = 0;
    unsigned scope = 0;
    if (std::sscanf(text.c_str(), "%63[0-9.]:%u", address, &port) == 2)
    {
        return WritingOf(OracleIp4(address, static_cast<USHORT>(port)));
    }
    if (std::sscanf(text.c_str(), "%63[0-9a-f:] port %u scope %u", address, &port, &scope) >= 2)
    {
        SOCKADDR_IN6 name = OracleIp6(address, static_cast<USHORT>(port));
        name.sin6_scope_id = scope;
        return WritingOf(name);
    }
    return std::nullopt;
}

OracleScene
ParseWriting(const std::string& setup)
{
    const auto parts = OracleParts(setup);
    Writing fallback = WritingOf(Loopback(80));
    if (setup == "NULL address")
    {
        fallback.address = false;
        return Started(Write(fallback));
    }
    if (const auto length = OracleNumberAfter(setup, "AF_INET6 namelen "))
    {
        Writing call = WritingOf(OracleIp6("::1", 80));
        call.length = static_cast<int>(*length);
        return Started(Write(call));
    }
    auto call = WritingOfText(parts[0]);
    if (!call || parts.size() > 2)
    {
        return nullptr;
    }
    if (parts.size() == 2)
    {
        const auto length = OracleNumberAfter(parts[1], "namelen ");
        const auto room = OracleNumberAfter(parts[1], "length ");
        call->length = static_cast<int>(length.value_or(call->length));
        call->room = static_cast<DWORD>(room.value_or(call->room));
        return length || room ? Started(Write(*call)) : nullptr;
    }
    return Started(Write(*call));
}

} // namespace

void
AddAddressScenes(OracleSceneTable& table)
{
    table.emplace("inet_pton", ParsePton);
    table.emplace("inet_addr", ParseInetAddr);
    table.emplace("inet_ntop", ParseNtop);
    table.emplace("WSAStringToAddressA", ParseReading);
    table.emplace("WSAAddressToStringA", ParseWriting);
}

} // namespace ns3::winsock::test
