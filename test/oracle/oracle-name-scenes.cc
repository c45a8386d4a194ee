/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "oracle-constants.h"
#include "oracle-peers.h"
#include "oracle-setups.h"
#include "oracle-words.h"

namespace ns3::winsock::test
{

#if __has_include("ns3/winsock-name-calls.h")

namespace
{

/// One getaddrinfo.
struct Question
{
    std::optional<std::string> node;    //!< null if there is none
    std::optional<std::string> service; //!< likewise
    ADDRINFOA hints{};                  //!< flags, family, type and protocol
    bool hinted{false};                 //!< whether there are hints
};

/// @return what the row says of a list
std::string
Describe(const ADDRINFOA& first)
{
    OracleAnswer text;
    int count = 0;
    for (const ADDRINFOA* info = &first; info; info = info->ai_next)
    {
        ++count;
    }
    // A port lies where both kinds of address have it.
    const auto& name = *reinterpret_cast<const SOCKADDR_IN*>(first.ai_addr);
    const int port = ((name.sin_port & 0xff) << 8) | (name.sin_port >> 8);
    text.With("count", count)
        .With("first family", first.ai_family)
        .With("socktype", first.ai_socktype)
        .With("protocol", first.ai_protocol)
        .With("addrlen", first.ai_addrlen)
        .With("port", port);
    return text.detail;
}

OracleScene
AskForAddresses(const Question& question)
{
    return [=](Winsock& ws)
    {
        PADDRINFOA list = nullptr;
        OracleAnswer answer =
            Ask(ws,
                [&]
                {
                    return ws.getaddrinfo(question.node ? question.node->c_str() : nullptr,
                                          question.service ? question.service->c_str() : nullptr,
                                          question.hinted ? &question.hints : nullptr,
                                          &list);
                });
        if (list)
        {
            answer.detail = Describe(*list);
            ws.freeaddrinfo(list);
        }
        return answer;
    };
}

/// Takes one word of a setup over into the hints. @return whether it was understood
bool
TakeHint(const std::string& word, Question& question)
{
    question.hinted = true;
    if (word == "stream" || word == "dgram")
    {
        question.hints.ai_socktype = word == "stream" ? SOCK_STREAM : SOCK_DGRAM;
        return true;
    }
    if (word == "tcp" || word == "udp")
    {
        question.hints.ai_protocol = word == "tcp" ? IPPROTO_TCP : IPPROTO_UDP;
        return true;
    }
    const auto constant = OracleConstant(word);
    if (!constant)
    {
        return word == "with";
    }
    if (word.compare(0, 3, "AF_") == 0)
    {
        question.hints.ai_family = static_cast<int>(*constant);
    }
    else if (word.compare(0, 3, "AI_") == 0)
    {
        question.hints.ai_flags |= static_cast<int>(*constant);
    }
    return true;
}

/// Takes one part of a setup over. @return whether it was understood
bool
TakePart(const std::string& part, Question& question)
{
    if (part == "NULL node" || part == "NULL service" || part == "no service")
    {
        return true;
    }
    if (part.compare(0, 8, "service ") == 0)
    {
        question.service = part.substr(8);
        return true;
    }
    INT ADDRINFOA::*const fields[] = {&ADDRINFOA::ai_family,
                                      &ADDRINFOA::ai_socktype,
                                      &ADDRINFOA::ai_protocol,
                                      &ADDRINFOA::ai_flags};
    const std::string words[] = {"family ", "socktype ", "protocol ", "flags "};
    for (int i = 0; i < 4; ++i)
    {
        if (const auto number = OracleNumberAfter(part, words[i]))
        {
            question.hints.*fields[i] = static_cast<INT>(*number);
            question.hinted = true;
            return true;
        }
    }
    for (const std::string& word : OracleWords(part))
    {
        const bool host = word.find_first_of(".:") != std::string::npos || word == "localhost";
        if (host)
        {
            question.node = word;
        }
        else if (!TakeHint(word, question))
        {
            return false;
        }
    }
    return true;
}

/// "127.0.0.1; service 80; dgram udp", "AI_NUMERICHOST; localhost", "::1 AF_INET", "flags 0x80000000"
OracleScene
ParseQuestion(const std::string& setup)
{
    Question question;
    auto parts = OracleParts(setup);
    const bool before = parts[0] == "before WSAStartup";
    if (before)
    {
        parts.erase(parts.begin());
    }
    for (const std::string& part : parts)
    {
        if (!TakePart(part, question))
        {
            return nullptr;
        }
    }
    const bool nameless = setup.find("NULL node") != std::string::npos;
    if (!question.node && !nameless)
    {
        question.node = "127.0.0.1";
    }
    return before ? AskForAddresses(question) : Started(AskForAddresses(question));
}

OracleAnswer
AskForAddressesNowhere(Winsock& ws)
{
    return Ask(ws, [&] { return ws.getaddrinfo("127.0.0.1", nullptr, nullptr, nullptr); });
}

/// One getnameinfo about 127.0.0.1:80, whose answer is in numbers.
struct NameQuestion
{
    DWORD host{64};                  //!< characters of room
    DWORD service{64};               //!< likewise
    INT length{sizeof(SOCKADDR_IN)}; //!< bytes of the address
    bool address{true};              //!< whether there is one
};

OracleScene
AskForNames(const NameQuestion& question)
{
    return [=](Winsock& ws)
    {
        SOCKADDR_IN name = Loopback(80);
        char host[64]{};
        char service[64]{};
        OracleAnswer answer =
            Ask(ws,
                [&]
                {
                    return ws.getnameinfo(question.address ? AsAddress(name) : nullptr,
                                          question.length,
                                          question.host == 0 ? nullptr : host,
                                          question.host,
                                          question.service == 0 ? nullptr : service,
                                          question.service,
                                          NI_NUMERICHOST | NI_NUMERICSERV);
                });
        return answer.With("host", host).With("service", service);
    };
}

OracleScene
ParseNames(const std::string& setup)
{
    const auto parts = OracleParts(setup);
    NameQuestion question;
    if (setup == "no buffers")
    {
        question.host = question.service = 0;
    }
    else if (setup == "NULL address")
    {
        question.address = false;
    }
    else if (const auto length = OracleNumberAfter(setup, "namelen "))
    {
        question.length = static_cast<INT>(*length);
    }
    else if (parts[0] != "numeric")
    {
        return nullptr;
    }
    if (parts.size() == 2)
    {
        const auto host = OracleNumberAfter(parts[1], "host buffer ");
        const auto service = OracleNumberAfter(parts[1], "service buffer ");
        question.host = static_cast<DWORD>(host.value_or(question.host));
        question.service = static_cast<DWORD>(service.value_or(question.service));
        return host || service ? Started(AskForNames(question)) : nullptr;
    }
    return Started(AskForNames(question));
}

OracleScene
OwnName(int length)
{
    return [=](Winsock& ws)
    {
        char name[256]{};
        return Ask(ws, [&] { return ws.gethostname(name, length); });
    };
}

OracleScene
ParseOwnName(const std::string& setup)
{
    const auto length = OracleNumberAfter(setup, "length ");
    return length ? Started(OwnName(static_cast<int>(*length))) : nullptr;
}

OracleAnswer
OwnNameNowhere(Winsock& ws)
{
    return Ask(ws, [&] { return ws.gethostname(nullptr, 256); });
}

/// @param length bytes of 127.0.0.1; @param family what they are said to be
OracleScene
HostOf(int length, int family)
{
    return [=](Winsock& ws)
    {
        const char address[4] = {127, 0, 0, 1};
        return AskForPointer(ws, [&] { return ws.gethostbyaddr(address, length, family); });
    };
}

/// "http tcp", "nonesuch tcp", "http NULL"
OracleScene
ParseServiceName(const std::string& setup)
{
    const auto words = OracleWords(setup);
    if (words.size() != 2)
    {
        return nullptr;
    }
    return Started(
        [=](Winsock& ws)
        {
            const char* const protocol = words[1] == "NULL" ? nullptr : words[1].c_str();
            return AskForPointer(ws, [&] { return ws.getservbyname(words[0].c_str(), protocol); });
        });
}

/// "80 tcp"
OracleScene
ParseServicePort(const std::string& setup)
{
    const auto words = OracleWords(setup);
    const auto port = words.size() == 2 ? OracleNumber(words[0]) : std::nullopt;
    if (!port)
    {
        return nullptr;
    }
    return Started(
        [=](Winsock& ws)
        {
            const char* const protocol = words[1] == "NULL" ? nullptr : words[1].c_str();
            const int number = ws.htons(static_cast<USHORT>(*port));
            return AskForPointer(ws, [&] { return ws.getservbyport(number, protocol); });
        });
}

OracleScene
ParseProtocolName(const std::string& setup)
{
    return Started(
        [=](Winsock& ws)
        {
            const char* const name = setup == "NULL" ? nullptr : setup.c_str();
            return AskForPointer(ws, [&] { return ws.getprotobyname(name); });
        });
}

OracleScene
ProtocolOf(int number)
{
    return [=](Winsock& ws)
    { return AskForPointer(ws, [&] { return ws.getprotobynumber(number); }); };
}

OracleScene
ParseProtocolNumber(const std::string& setup)
{
    const auto number = OracleNumber(setup);
    return number ? Started(ProtocolOf(static_cast<int>(*number))) : nullptr;
}

OracleScene
HostNamed(const std::string& name)
{
    return [=](Winsock& ws)
    { return AskForPointer(ws, [&] { return ws.gethostbyname(name.c_str()); }); };
}

OracleScene
ParseHostName(const std::string& setup)
{
    const bool isName = setup.find(' ') == std::string::npos;
    return isName ? Started(HostNamed(setup)) : nullptr;
}

void
AddDatabaseScenes(OracleSceneTable& table)
{
    table.emplace("gethostbyname",
                  UnstartedScenes({{"before WSAStartup", HostNamed("localhost")}}));
    table.emplace("gethostbyname", ParseHostName);
    table.emplace("gethostbyaddr",
                  Scenes({{"length 3", HostOf(3, AF_INET)},
                          {"family 255", HostOf(4, 255)},
                          {"127.0.0.1", HostOf(4, AF_INET)}}));
    table.emplace("getservbyname", ParseServiceName);
    table.emplace("getservbyport", ParseServicePort);
    table.emplace("getprotobynumber",
                  UnstartedScenes({{"before WSAStartup", ProtocolOf(IPPROTO_TCP)}}));
    table.emplace("getprotobynumber", ParseProtocolNumber);
    table.emplace("getprotobyname", ParseProtocolName);
}

} // namespace

void
AddNameScenes(OracleSceneTable& table)
{
    table.emplace("getaddrinfo", Scenes({{"NULL result pointer", AskForAddressesNowhere}}));
    table.emplace("getaddrinfo", ParseQuestion);
    table.emplace("getnameinfo",
                  UnstartedScenes({{"before WSAStartup", AskForNames(NameQuestion())}}));
    table.emplace("getnameinfo", ParseNames);
    table.emplace("gethostname", UnstartedScenes({{"before WSAStartup", OwnName(256)}}));
    table.emplace("gethostname", Scenes({{"NULL name", OwnNameNowhere}, {"good", OwnName(256)}}));
    table.emplace("gethostname", ParseOwnName);
    AddDatabaseScenes(table);
}

#else

void
AddNameScenes(OracleSceneTable&)
{
}

#endif

} // namespace ns3::winsock::test
