/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "oracle-constants.h"
#include "oracle-peers.h"
#include "oracle-setups.h"
#include "oracle-words.h"

#include <array>
#include <cstring>

namespace ns3::winsock::test
{

namespace
{

/// Room for every option's value, with bytes in it that no value has.
class ValueRoom
{
  public:
    ValueRoom()
    {
        m_bytes.fill(0x5a);
    }

    /// @return where it is
    char*
    Get()
    {
        return m_bytes.data();
    }

    /// @return its start as a number
    int
    AsNumber() const
    {
        int value;
        std::memcpy(&value, m_bytes.data(), sizeof(value));
        return value;
    }

    /// Puts a value at its start.
    template <typename T>
    void
    Put(const T& value)
    {
        std::memcpy(m_bytes.data(), &value, sizeof(value));
    }

  private:
    std::array<char, 1024> m_bytes; //!< the room
};

/// @return the kind of socket that has an option, as the rows were made
std::string
KindFor(const std::string& name, const OracleOption& option)
{
    if (option.level == IPPROTO_IPV6)
    {
        return "tcp6";
    }
    return option.level == IPPROTO_IP || name == "SO_BROADCAST" ? "udp" : "tcp";
}

/// One getsockopt or setsockopt.
struct OptionCall
{
    std::string kind;    //!< of socket
    OracleOption option; //!< the option
    INT length{4};       //!< bytes of the value
    ValueRoom value{};   //!< the value
    bool null{false};    //!< whether a null pointer takes the value's place
};

OracleAnswer
AskToGet(Winsock& ws, SOCKET s, OptionCall call)
{
    OracleAnswer answer = Ask(ws,
                              [&]
                              {
                                  return ws.getsockopt(s,
                                                       call.option.level,
                                                       call.option.number,
                                                       call.null ? nullptr : call.value.Get(),
                                                       &call.length);
                              });
    return answer.With("optlen", call.length).With("value", call.value.AsNumber());
}

OracleAnswer
AskToSet(Winsock& ws, SOCKET s, OptionCall call)
{
    return Ask(ws,
               [&]
               {
                   return ws.setsockopt(s,
                                        call.option.level,
                                        call.option.number,
                                        call.null ? nullptr : call.value.Get(),
                                        call.length);
               });
}

OracleScene
Get(const OptionCall& call)
{
    return [=](Winsock& ws) { return AskToGet(ws, NewSocket(ws, call.kind), call); };
}

OracleScene
Set(const OptionCall& call)
{
    return [=](Winsock& ws) { return AskToSet(ws, NewSocket(ws, call.kind), call); };
}

/// Reads "NAME", a socket behind "on", and what is left over.
std::optional<OptionCall>
ReadOption(const std::string& setup, std::vector<std::string>& rest)
{
    rest = OracleWords(setup);
    const auto option = rest.empty() ? std::nullopt : FindOracleOption(rest[0]);
    if (!option)
    {
        return std::nullopt;
    }
    OptionCall call{KindFor(rest[0], *option), *option};
    rest.erase(rest.begin());
    if (rest.size() == 2 && rest[0] == "on" && IsSocketKind(rest[1]))
    {
        call.kind = rest[1];
        rest.clear();
    }
    return call;
}

/// "NAME", "NAME on udp", "NAME optlen 3", "NAME default"
OracleScene
ParseGet(const std::string& setup)
{
    std::vector<std::string> rest;
    auto call = ReadOption(setup, rest);
    if (!call)
    {
        return nullptr;
    }
    if (rest.size() == 2 && rest[0] == "optlen")
    {
        const auto length = OracleNumber(rest[1]);
        call->length = static_cast<INT>(length.value_or(0));
        return length ? Started(Get(*call)) : nullptr;
    }
    const bool plain = rest.empty() || (rest.size() == 1 && rest[0] == "default");
    return plain ? Started(Get(*call)) : nullptr;
}

/// "NAME 7", "NAME on tcp", "NAME value 1 optlen 3", "NAME NULL value optlen 4"
OracleScene
ParseSet(const std::string& setup)
{
    std::vector<std::string> rest;
    auto call = ReadOption(setup, rest);
    if (!call)
    {
        return nullptr;
    }
    call->value.Put(1);
    const std::size_t size = rest.size();
    if (size == 0)
    {
        return Started(Set(*call));
    }
    if (size == 1)
    {
        const auto value = OracleNumber(rest[0]);
        call->value.Put(static_cast<int>(value.value_or(0)));
        return value ? Started(Set(*call)) : nullptr;
    }
    const auto length = size == 4 && rest[2] == "optlen" ? OracleNumber(rest[3]) : std::nullopt;
    call->null = rest[0] == "NULL";
    const auto value = call->null ? 0 : OracleNumber(rest[1]);
    if (!length || !value)
    {
        return nullptr;
    }
    call->length = static_cast<INT>(*length);
    call->value.Put(static_cast<int>(*value));
    return Started(Set(*call));
}

/// A membership in a group. @param kind of socket @param optname adds or drops @param length bytes
OracleScene
Membership(const std::string& kind,
           int optname,
           const std::string& group = "239.1.2.3",
           const std::string& interface = "0.0.0.0",
           INT length = sizeof(ip_mreq))
{
    OptionCall call{kind, {IPPROTO_IP, optname}};
    const ip_mreq membership{OracleIp4(group, 0).sin_addr, OracleIp4(interface, 0).sin_addr};
    call.value.Put(membership);
    call.length = length;
    return Set(call);
}

OptionCall
Number(int option, int value)
{
    OptionCall call{"tcp", {SOL_SOCKET, option}};
    call.value.Put(value);
    return call;
}

/// @param first is set; @return what setting the second answers
OracleScene
SetAfter(const OptionCall& first, const OptionCall& second)
{
    return [=](Winsock& ws)
    {
        const SOCKET s = NewSocket(ws, second.kind);
        AskToSet(ws, s, first);
        return AskToSet(ws, s, second);
    };
}

OptionCall
Lingering()
{
    OptionCall call{"tcp", {SOL_SOCKET, SO_LINGER}};
    call.value.Put(linger{1, 65535});
    return call;
}

OracleAnswer
SetLingerAndRead(Winsock& ws)
{
    const SOCKET s = NewTcp(ws);
    OracleAnswer answer = AskToSet(ws, s, Lingering());
    linger read{};
    INT length = sizeof(read);
    ws.getsockopt(s, SOL_SOCKET, SO_LINGER, reinterpret_cast<char*>(&read), &length);
    return answer.With("onoff", read.l_onoff).With("linger", read.l_linger);
}

OracleAnswer
DontLingerAfterLinger(Winsock& ws)
{
    const SOCKET s = NewTcp(ws);
    AskToSet(ws, s, Lingering());
    return AskToGet(ws, s, {"tcp", {SOL_SOCKET, SO_DONTLINGER}});
}

} // namespace

void
AddOptionScenes(OracleSceneTable& table)
{
    table.emplace("getsockopt", Scenes({{"SO_DONTLINGER after SO_LINGER", DontLingerAfterLinger}}));
    table.emplace("getsockopt", ParseGet);
    const OptionCall reuse = Number(SO_REUSEADDR, 1);
    const OptionCall exclusive = Number(SO_EXCLUSIVEADDRUSE, 1);
    table.emplace(
        "setsockopt",
        Scenes({{"SO_LINGER 1 then read", SetLingerAndRead},
                {"SO_EXCLUSIVEADDRUSE after SO_REUSEADDR", SetAfter(reuse, exclusive)},
                {"SO_REUSEADDR after SO_EXCLUSIVEADDRUSE", SetAfter(exclusive, reuse)},
                {"IP_DROP_MEMBERSHIP not a member", Membership("udp", IP_DROP_MEMBERSHIP)},
                {"IP_ADD_MEMBERSHIP", Membership("udp", IP_ADD_MEMBERSHIP)},
                {"IP_ADD_MEMBERSHIP optlen 4",
                 Membership("udp", IP_ADD_MEMBERSHIP, "239.1.2.3", "0.0.0.0", 4)},
                {"IP_ADD_MEMBERSHIP unicast address",
                 Membership("udp", IP_ADD_MEMBERSHIP, "192.0.2.1")},
                {"IP_ADD_MEMBERSHIP foreign interface",
                 Membership("udp", IP_ADD_MEMBERSHIP, "239.1.2.3", "192.0.2.1")},
                {"IP_ADD_MEMBERSHIP on tcp", Membership("tcp", IP_ADD_MEMBERSHIP)}}));
    table.emplace("setsockopt", ParseSet);
}

} // namespace ns3::winsock::test
