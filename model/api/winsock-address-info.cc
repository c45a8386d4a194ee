/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * getaddrinfo and its relatives.
 */

#include "winsock-name-calls.h"

#include "ns3/numeric-host.h"
#include "ns3/winsock-api-call.h"
#include "ns3/winsock-name-table.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"
#include "ns3/winsock-text-encoding.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

namespace ns3::winsock
{

namespace
{

/// What a program asks.
struct Query
{
    std::string node;       //!< host
    std::string service;    //!< service
    bool hasNode{false};    //!< whether there is a host
    bool hasService{false}; //!< whether there is a service
    bool hasRest{false};    //!< whether the hints have more than they may
    int flags{0};           //!< AI_ flags
    int family{AF_UNSPEC};  //!< wanted
    int type{0};            //!< wanted
    int protocol{0};        //!< wanted
};

/// What it is told.
struct Answer
{
    std::vector<WinsockSocketAddress> addresses; //!< with ports
    std::string name;                            //!< canonical name
    int type{0};                                 //!< SOCK_ number
};

std::string
ToAnsi(PCSTR text)
{
    return text;
}

std::string
ToAnsi(PCWSTR text)
{
    return Utf16ToAnsi(text);
}

/// @return a text in the form of a program's structure
std::string
ToForm(const std::string& text, char)
{
    return text;
}

std::u16string
ToForm(const std::string& text, WCHAR)
{
    return AnsiToUtf16(text);
}

template <typename Info, typename Text>
Query
ReadQuery(Text node, Text service, const Info* hints)
{
    Query query;
    query.hasNode = node != nullptr;
    query.hasService = service != nullptr;
    query.node = node ? ToAnsi(node) : std::string();
    query.service = service ? ToAnsi(service) : std::string();
    if (hints)
    {
        query.flags = hints->ai_flags;
        query.family = hints->ai_family;
        query.type = hints->ai_socktype;
        query.protocol = hints->ai_protocol;
        query.hasRest =
            hints->ai_addrlen != 0 || hints->ai_canonname || hints->ai_addr || hints->ai_next;
    }
    return query;
}

/// @return 0, or what is wrong with a question
int
Judge(const Query& query)
{
    if (query.hasRest)
    {
        return WSANO_RECOVERY;
    }
    if (!query.hasNode && !query.hasService)
    {
        return WSAHOST_NOT_FOUND;
    }
    if ((query.flags & AI_CANONNAME) && !query.hasNode)
    {
        return WSAEINVAL;
    }
    if (query.family != AF_UNSPEC && query.family != AF_INET && query.family != AF_INET6)
    {
        return WSAEAFNOSUPPORT;
    }
    const bool type = query.type >= 0 && query.type <= SOCK_RAW;
    return type ? 0 : WSAESOCKTNOSUPPORT;
}

/// Reads a service: a port as text, or a name. @return 0 or an error
int
ReadService(const WinsockNameTable& table, const Query& query, uint16_t& port, int& type)
{
    const bool digits = !query.service.empty() && query.service.size() <= 5 &&
                        query.service.find_first_not_of("0123456789") == std::string::npos;
    if (digits || query.service.empty())
    {
        port = static_cast<uint16_t>(digits ? std::stoul(query.service) : 0);
        return 0;
    }
    if (query.flags & AI_NUMERICSERV)
    {
        return WSAHOST_NOT_FOUND;
    }
    const char* const protocol =
        query.type == SOCK_STREAM ? "tcp" : (query.type == SOCK_DGRAM ? "udp" : "");
    const ServiceRecord* const found = table.FindService(query.service, protocol);
    if (!found)
    {
        return WSATYPE_NOT_FOUND;
    }
    port = found->port;
    type = type != 0 ? type : (found->protocol == "udp" ? SOCK_DGRAM : SOCK_STREAM);
    return 0;
}

/// An IPv4 address as sockets of IPv6 write it.
WinsockSocketAddress
MapToIpv6(const WinsockSocketAddress& ipv4)
{
    WinsockSocketAddress mapped;
    mapped.ipv6 = true;
    mapped.bytes[10] = 0xff;
    mapped.bytes[11] = 0xff;
    std::copy_n(ipv4.bytes.begin(), 4, mapped.bytes.begin() + 12);
    return mapped;
}

/// Keeps the addresses of the wanted family.
std::vector<WinsockSocketAddress>
Choose(const std::vector<WinsockSocketAddress>& all, const Query& query)
{
    std::vector<WinsockSocketAddress> chosen;
    for (const WinsockSocketAddress& one : all)
    {
        if (query.family == AF_UNSPEC || (query.family == AF_INET6) == one.ipv6)
        {
            chosen.push_back(one);
        }
    }
    const bool maps = query.family == AF_INET6 && (query.flags & AI_V4MAPPED) &&
                      (chosen.empty() || (query.flags & AI_ALL));
    for (const WinsockSocketAddress& one : all)
    {
        if (maps && !one.ipv6)
        {
            chosen.push_back(MapToIpv6(one));
        }
    }
    return chosen;
}

/// The addresses of a machine that is not named.
std::vector<WinsockSocketAddress>
GetUnnamed(const WinsockNameTable& table, Ptr<Node> node, const Query& query)
{
    std::vector<WinsockSocketAddress> own = table.FindHost("localhost", node)->addresses;
    for (WinsockSocketAddress& one : own)
    {
        one.bytes = query.flags & AI_PASSIVE ? std::array<uint8_t, 16>{} : one.bytes;
    }
    return own;
}

/// Leaves out addresses of families that a machine has none of its own of (AI_ADDRCONFIG).
void
KeepConfigured(const WinsockNameTable& table,
               Ptr<Node> node,
               std::vector<WinsockSocketAddress>& addresses)
{
    const std::vector<WinsockSocketAddress> own = table.FindHost("", node)->addresses;
    const auto isForeign = [&](const WinsockSocketAddress& one)
    {
        return std::none_of(own.begin(),
                            own.end(),
                            [&](const WinsockSocketAddress& mine)
                            { return mine.ipv6 == one.ipv6; });
    };
    addresses.erase(std::remove_if(addresses.begin(), addresses.end(), isForeign), addresses.end());
}

/// Answers a question without waiting. @return 0 or an error
int
Find(const WinsockNameTable& table, Ptr<Node> node, const Query& query, Answer& answer)
{
    uint16_t port = 0;
    answer.type = query.type;
    if (const int error = ReadService(table, query, port, answer.type))
    {
        return error;
    }
    const std::optional<WinsockSocketAddress> number = ReadNumericHost(query.node);
    int none = WSAHOST_NOT_FOUND;
    answer.name = query.node;
    if (!query.hasNode)
    {
        answer.addresses = GetUnnamed(table, node, query);
    }
    else if (number)
    {
        answer.addresses = {*number};
    }
    else if (query.flags & AI_NUMERICHOST)
    {
        return WSAHOST_NOT_FOUND;
    }
    else if (const std::optional<HostRecord> found = table.FindHost(query.node, node))
    {
        answer.addresses = found->addresses;
        answer.name = found->name;
        none = WSANO_DATA;
        if (query.flags & AI_ADDRCONFIG)
        {
            KeepConfigured(table, node, answer.addresses);
        }
    }
    answer.addresses = Choose(answer.addresses, query);
    for (WinsockSocketAddress& one : answer.addresses)
    {
        one.port = port;
    }
    return answer.addresses.empty() ? none : 0;
}

/// Makes a program's list.
template <typename Info>
Info*
MakeList(ProcessHeap& heap, const Query& query, const Answer& answer)
{
    using Character = std::remove_pointer_t<decltype(Info::ai_canonname)>;
    const auto name = ToForm(answer.name, Character());
    Info* first = nullptr;
    Info** place = &first;
    for (const WinsockSocketAddress& one : answer.addresses)
    {
        const bool named = !first && (query.flags & AI_CANONNAME);
        const std::size_t textBytes = named ? (name.size() + 1) * sizeof(Character) : 0;
        auto* const block =
            static_cast<char*>(heap.Allocate(sizeof(Info) + sizeof(SOCKADDR_STORAGE) + textBytes));
        auto* const info = reinterpret_cast<Info*>(block);
        int length = sizeof(SOCKADDR_STORAGE);
        info->ai_addr = reinterpret_cast<SOCKADDR*>(block + sizeof(Info));
        one.Write(info->ai_addr, &length);
        info->ai_addrlen = static_cast<SIZE_T>(length);
        info->ai_family = one.ipv6 ? AF_INET6 : AF_INET;
        info->ai_socktype = answer.type;
        info->ai_protocol = query.protocol;
        if (named)
        {
            char* const text = block + sizeof(Info) + sizeof(SOCKADDR_STORAGE);
            std::memcpy(text, name.c_str(), textBytes);
            info->ai_canonname = reinterpret_cast<Character*>(text);
        }
        *place = info;
        place = &info->ai_next;
    }
    return first;
}

/// Frees a program's list.
template <typename Info>
void
FreeList(ProcessHeap& heap, Info* list)
{
    while (heap.Contains(list))
    {
        Info* const next = list->ai_next;
        heap.Free(list);
        list = next;
    }
}

} // namespace

template <typename Info, typename Text>
INT
WinsockNameCalls::AskAddresses(
    ApiCall& call, Text node, Text service, const Info* hints, Info** result)
{
    const bool bad = IsBadPointer(node) || IsBadPointer(service) || IsBadPointer(hints);
    const Ptr<Node> machine = GetProcess().GetStack().GetNode();
    int error = call.IsAllowed() ? 0 : call.GetError();
    error = error == 0 && (bad || IsNowhere(result)) ? WSAEFAULT : error;
    Query query;
    Answer answer;
    if (error == 0)
    {
        *result = nullptr;
        query = ReadQuery(node, service, hints);
        error = Judge(query);
    }
    const bool asks = error == 0 && query.hasNode && !(query.flags & AI_NUMERICHOST) &&
                      !ReadNumericHost(query.node);
    error = asks ? Await(GetTable().GetDelay(query.node, machine)) : error;
    error = error == 0 ? Find(GetTable(), machine, query, answer) : error;
    if (error == 0)
    {
        *result = MakeList<Info>(GetProcess().GetHeap(), query, answer);
    }
    m_thread.SetLastError(error);
    return call.Leave(error, error);
}

INT
WinsockNameCalls::getaddrinfo(PCSTR pNodeName,
                              PCSTR pServiceName,
                              const ADDRINFOA* pHints,
                              PADDRINFOA* ppResult)
{
    ApiCall call(m_thread, "getaddrinfo");
    return AskAddresses(call, pNodeName, pServiceName, pHints, ppResult);
}

INT
WinsockNameCalls::GetAddrInfoW(PCWSTR pNodeName,
                               PCWSTR pServiceName,
                               const ADDRINFOW* pHints,
                               PADDRINFOW* ppResult)
{
    ApiCall call(m_thread, "GetAddrInfoW");
    return AskAddresses(call, pNodeName, pServiceName, pHints, ppResult);
}

void
WinsockNameCalls::freeaddrinfo(PADDRINFOA pAddrInfo)
{
    ApiCall call(m_thread, "freeaddrinfo");
    FreeList(GetProcess().GetHeap(), pAddrInfo);
    call.Leave(0);
}

void
WinsockNameCalls::FreeAddrInfoW(PADDRINFOW pAddrInfo)
{
    ApiCall call(m_thread, "FreeAddrInfoW");
    FreeList(GetProcess().GetHeap(), pAddrInfo);
    call.Leave(0);
}

} // namespace ns3::winsock
