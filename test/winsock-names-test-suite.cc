/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Names of hosts, services and protocols: what an independent implementation and Microsoft's pages
// answer, the table that a scenario fills, and the time that look-ups take.

#include "catalog-test-support.h"
#include "scene-test-support.h"
#include "winsock-test-data.h"

#include "ns3/ipv6-address.h"
#include "ns3/names.h"
#include "ns3/simulator.h"
#include "ns3/winsock-address-text.h"
#include "ns3/winsock-name-helper.h"
#include "ns3/winsock-name-table.h"
#include "ns3/winsock-process.h"

#include <cstring>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace ns3::winsock::test
{

namespace
{

std::string
Hex(const void* data, std::size_t bytes)
{
    std::string text;
    for (std::size_t i = 0; i < bytes; ++i)
    {
        const int byte = static_cast<const unsigned char*>(data)[i];
        text += "0123456789abcdef"[byte / 16];
        text += "0123456789abcdef"[byte % 16];
    }
    return text;
}

/// A scene with both families, whose nodes have names.
void
BuildNamed(Scene& t)
{
    Scene::Link link;
    link.ipv6 = true;
    t.Build(link);
    const WinsockNameHelper names;
    names.SetHostName(t.client, "client.example.com");
    names.SetHostName(t.server, "server.example.com");
}

// ---------------------------------------------------------------- the independent table

/// What a row is compared with: a result, an error (0 after a success) and a detail.
struct Outcome
{
    std::string result;
    int error;
    std::string detail;
};

/// The outcome of getaddrinfo.
Outcome
AddressInfo(Winsock& ws, PCSTR node, PCSTR service, const ADDRINFOA& hints)
{
    ADDRINFOA* list = nullptr;
    const int error = ws.getaddrinfo(node, service, &hints, &list);
    int count = 0;
    for (const ADDRINFOA* one = list; one; one = one->ai_next)
    {
        ++count;
    }
    std::string detail;
    if (list)
    {
        const auto* name = reinterpret_cast<const SOCKADDR_IN*>(list->ai_addr);
        detail = "count=" + std::to_string(count) +
                 " first family=" + std::to_string(list->ai_family) +
                 " socktype=" + std::to_string(list->ai_socktype) +
                 " protocol=" + std::to_string(list->ai_protocol) +
                 " addrlen=" + std::to_string(list->ai_addrlen) +
                 " port=" + std::to_string(ws.ntohs(name->sin_port));
    }
    ws.freeaddrinfo(list);
    return {std::to_string(error), error, detail};
}

/// Hints of a row.
ADDRINFOA
Hints(int flags, int family = 0, int type = 0, int protocol = 0)
{
    ADDRINFOA hints{};
    hints.ai_flags = flags;
    hints.ai_family = family;
    hints.ai_socktype = type;
    hints.ai_protocol = protocol;
    return hints;
}

/// The outcome of getnameinfo.
Outcome
NameInfo(Winsock& ws, const SOCKADDR* name, int length, DWORD hostSize, DWORD serviceSize)
{
    char host[NI_MAXHOST] = "";
    char service[NI_MAXSERV] = "";
    const int error = ws.getnameinfo(name,
                                     length,
                                     hostSize ? host : nullptr,
                                     hostSize,
                                     serviceSize ? service : nullptr,
                                     serviceSize,
                                     NI_NUMERICHOST | NI_NUMERICSERV);
    const bool shown = error == 0 && hostSize != 0;
    return {std::to_string(error),
            error,
            shown ? std::string("host=") + host + " service=" + service : std::string()};
}

/// The outcome of a call that gives a structure.
Outcome
Pointer(const Winsock& ws, const void* structure)
{
    return {structure ? "1" : "0", structure ? 0 : ws.WSAGetLastError(), ""};
}

/// The calls of the rows, by function and setup.
std::map<std::string, std::function<Outcome(Winsock&)>>
NameCalls()
{
    const auto host = [](int size)
    {
        return [size](Winsock& ws)
        {
            char name[1];
            const int result = ws.gethostname(name, size);
            return Outcome{std::to_string(result), ws.WSAGetLastError(), ""};
        };
    };
    const auto info = [](PCSTR node, PCSTR service, const ADDRINFOA& hints)
    { return [=](Winsock& ws) { return AddressInfo(ws, node, service, hints); }; };
    const auto name = [](int length, DWORD hostSize, DWORD serviceSize)
    {
        return [=](Winsock& ws)
        {
            const SOCKADDR_IN in = Ip4("127.0.0.1", 80);
            return NameInfo(
                ws, reinterpret_cast<const SOCKADDR*>(&in), length, hostSize, serviceSize);
        };
    };
    return {
        {"getaddrinfo 127.0.0.1; no service", info("127.0.0.1", nullptr, Hints(0))},
        {"getaddrinfo 127.0.0.1; service 80; stream",
         info("127.0.0.1", "80", Hints(0, 0, SOCK_STREAM))},
        {"getaddrinfo 127.0.0.1; service 80; dgram udp",
         info("127.0.0.1", "80", Hints(0, 0, SOCK_DGRAM, IPPROTO_UDP))},
        {"getaddrinfo 127.0.0.1; service http", info("127.0.0.1", "http", Hints(0))},
        {"getaddrinfo 127.0.0.1; service nonesuch", info("127.0.0.1", "nonesuch", Hints(0))},
        {"getaddrinfo 127.0.0.1; stream with udp",
         info("127.0.0.1", nullptr, Hints(0, 0, SOCK_STREAM, IPPROTO_UDP))},
        {"getaddrinfo 127.0.0.1; family 255", info("127.0.0.1", nullptr, Hints(0, 255))},
        {"getaddrinfo 127.0.0.1; socktype 99", info("127.0.0.1", nullptr, Hints(0, 0, 99))},
        {"getaddrinfo NULL node; NULL service", info(nullptr, nullptr, Hints(0))},
        {"getaddrinfo AI_NUMERICHOST; localhost",
         info("localhost", nullptr, Hints(AI_NUMERICHOST))},
        {"getaddrinfo AI_CANONNAME; NULL node", info(nullptr, "80", Hints(AI_CANONNAME))},
        {"getaddrinfo flags 0x80000000",
         info("127.0.0.1", nullptr, Hints(static_cast<int>(0x80000000)))},
        {"getnameinfo numeric", name(sizeof(SOCKADDR_IN), NI_MAXHOST, NI_MAXSERV)},
        {"getnameinfo namelen 15", name(15, NI_MAXHOST, NI_MAXSERV)},
        {"getnameinfo no buffers", name(sizeof(SOCKADDR_IN), 0, 0)},
        {"gethostname length 1", host(1)},
        {"gethostname length -1", host(-1)},
        {"gethostbyaddr length 3",
         [](Winsock& ws) { return Pointer(ws, ws.gethostbyaddr("\x7f\0\0\1", 3, AF_INET)); }},
        {"gethostbyaddr family 255",
         [](Winsock& ws) { return Pointer(ws, ws.gethostbyaddr("\x7f\0\0\1", 4, 255)); }},
        {"getservbyname http tcp",
         [](Winsock& ws) { return Pointer(ws, ws.getservbyname("http", "tcp")); }},
        {"getservbyname nonesuch tcp",
         [](Winsock& ws) { return Pointer(ws, ws.getservbyname("nonesuch", "tcp")); }},
        {"getservbyport 80 tcp",
         [](Winsock& ws) { return Pointer(ws, ws.getservbyport(ws.htons(80), "tcp")); }},
        {"getprotobyname tcp", [](Winsock& ws) { return Pointer(ws, ws.getprotobyname("tcp")); }},
        {"getprotobyname nonesuch",
         [](Winsock& ws) { return Pointer(ws, ws.getprotobyname("nonesuch")); }},
        {"getprotobynumber 6", [](Winsock& ws) { return Pointer(ws, ws.getprotobynumber(6)); }},
        {"getprotobynumber 999", [](Winsock& ws) { return Pointer(ws, ws.getprotobynumber(999)); }},
        {"getprotobynumber -1", [](Winsock& ws) { return Pointer(ws, ws.getprotobynumber(-1)); }},
    };
}

/// The rows about names whose results are not the numbers of another system.
void
OracleNames(Scene& t)
{
    t.Build();
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const auto calls = NameCalls();
                  std::size_t rows = 0;
                  for (const CsvRow& row : ReadCsv(DataPath("oracle/api-errors.csv")))
                  {
                      const std::string what = row.at("call") + " " + row.at("setup");
                      const auto call = calls.find(what);
                      if (call == calls.end() || !row.at("deviation_basis").empty())
                      {
                          continue;
                      }
                      const Outcome outcome = call->second(ws);
                      // A call that returns its error need not store it (54321) in that system.
                      const int error = Number(row, "error") == 54321
                                            ? outcome.error
                                            : static_cast<int>(Number(row, "error"));
                      t.Equal(outcome.result, row.at("result"), what);
                      t.Equal(outcome.error, error, what + ": error");
                      t.Equal(outcome.detail, row.at("detail"), what + ": detail");
                      ++rows;
                  }
                  t.Equal(rows, calls.size(), "rows of the table");
                  t.True(!ws.gethostbyaddr(nullptr, 4, AF_INET), "no address");
                  t.Equal(ws.WSAGetLastError(), WSAEFAULT, "no address");
              });
    t.Play();
}

/// The text between quotation marks of a row's setup, or null.
std::string
QuotedIn(const std::string& setup)
{
    const std::size_t first = setup.find('\'');
    return setup.substr(first + 1, setup.rfind('\'') - first - 1);
}

/// Reads a text as a row's call does.
Outcome
ReadText(Winsock& ws, const std::string& function, int family, std::string text)
{
    if (function == "inet_addr")
    {
        return {std::to_string(ws.inet_addr(text.c_str())), 0, ""};
    }
    if (function == "inet_pton")
    {
        unsigned char address[16];
        const INT result = ws.inet_pton(family, text.c_str(), address);
        unsigned char again[16];
        const INT wide =
            ws.InetPton(family, std::u16string(text.begin(), text.end()).c_str(), again);
        const std::size_t bytes = result != 1 ? 0 : (family == AF_INET ? 4 : 16);
        return {std::to_string(result),
                0,
                wide == result && Hex(again, bytes) == Hex(address, bytes) ? Hex(address, bytes)
                                                                           : "wide form differs"};
    }
    SOCKADDR_STORAGE storage{};
    INT length = 128;
    const INT result = ws.WSAStringToAddressA(
        text.data(), family, nullptr, reinterpret_cast<SOCKADDR*>(&storage), &length);
    const std::string bytes =
        result == 0 ? " bytes=" + Hex(&storage, static_cast<std::size_t>(length)) : "";
    return {std::to_string(result),
            result == 0 ? 0 : ws.WSAGetLastError(),
            "len=" + std::to_string(length) + bytes};
}

/// Each text of an address that the independent implementation has read.
void
OracleTexts(Scene& t)
{
    t.Build();
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  int rows = 0;
                  for (const CsvRow& row : ReadCsv(DataPath("oracle/api-errors.csv")))
                  {
                      const std::string& setup = row.at("setup");
                      const std::string& function = row.at("call");
                      const bool reads = function == "inet_addr" || function == "inet_pton" ||
                                         function == "WSAStringToAddressA";
                      if (!reads || setup.find('\'') == std::string::npos ||
                          !row.at("deviation_basis").empty())
                      {
                          continue;
                      }
                      const int family = setup.rfind("AF_INET6", 0) == 0 ? AF_INET6 : AF_INET;
                      const Outcome outcome = ReadText(ws, function, family, QuotedIn(setup));
                      t.Equal(outcome.result, row.at("result"), function + " " + setup);
                      t.Equal(outcome.detail, row.at("detail"), function + " " + setup);
                      if (row.at("result") == "-1")
                      {
                          t.Equal(outcome.error, static_cast<int>(Number(row, "error")), setup);
                      }
                      ++rows;
                  }
                  t.Equal(rows, 88, "rows of the table");
              });
    t.Play();
}

void
TextErrors(Scene& t)
{
    t.Build();
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const unsigned char address[16] = {255, 255, 255, 255};
                  char narrow[46] = "";
                  char16_t wide[46] = u"";
                  t.Equal(ws.inet_addr(nullptr), INADDR_NONE, "inet_addr NULL");
                  t.Equal(ws.WSAGetLastError(), WSAEFAULT, "inet_addr NULL");
                  t.True(!ws.inet_ntop(AF_INET, address, narrow, 15), "too little room");
                  t.Equal(ws.WSAGetLastError(), WSA_INVALID_PARAMETER, "too little room");
                  t.True(!ws.inet_ntop(AF_INET, address, nullptr, 16), "no room");
                  t.Equal(ws.WSAGetLastError(), WSA_INVALID_PARAMETER, "no room");
                  t.True(!ws.inet_ntop(255, address, narrow, 46), "another family");
                  t.Equal(ws.WSAGetLastError(), WSAEAFNOSUPPORT, "another family");
                  t.True(!ws.InetNtopW(AF_INET6, nullptr, wide, 46), "no address");
                  t.Equal(ws.WSAGetLastError(), WSAEFAULT, "no address");
                  t.Equal(std::string(ws.InetNtop(AF_INET, address, narrow, 16)),
                          std::string("255.255.255.255"),
                          "exactly enough");
                  t.True(std::u16string(ws.InetNtop(AF_INET, address, wide, 16)) ==
                             u"255.255.255.255",
                         "in characters");
                  t.Equal(ws.InetPtonW(AF_INET, nullptr, narrow), -1, "no text");
                  t.Equal(ws.WSAGetLastError(), WSAEFAULT, "no text");
              });
    t.Play();
}

// ---------------------------------------------------------------- hosts

/// The addresses of a structure: "name alias,...: address address"
std::string
TextOf(const HOSTENT* host)
{
    if (!host)
    {
        return "none";
    }
    std::string text = host->h_name;
    for (char** alias = host->h_aliases; *alias; ++alias)
    {
        text += std::string(" ") + *alias;
    }
    text += ":";
    for (char** address = host->h_addr_list; *address; ++address)
    {
        IN6_ADDR six{};
        std::memcpy(&six, *address, static_cast<std::size_t>(host->h_length));
        IN_ADDR four{};
        std::memcpy(&four, *address, sizeof(four));
        text += " " + (host->h_addrtype == AF_INET ? Ipv4AddressText(four) : Ipv6AddressText(six));
    }
    return text;
}

void
Hosts(Scene& t)
{
    BuildNamed(t);
    const WinsockNameHelper names;
    names.AddAlias("www.example.com", "server.example.com");
    names.AddHost("printer", Ipv4Address("10.1.1.9"));
    names.AddHost("Printer", Ipv4Address("10.1.1.8"));
    names.AddHost("six", Ipv6Address("2001:db8::66"));
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const auto ask = [&](const char* name) { return TextOf(ws.gethostbyname(name)); };
            const std::string own = "client.example.com: " + std::string(Scene::CLIENT);
            const std::string server = "server.example.com www.example.com: 10.1.1.2";
            t.Equal(ask("SERVER.example.com"), server, "a node, whatever the case");
            t.Equal(ask("www.example.com"), server, "by its alias");
            t.Equal(ask("printer"), std::string("printer: 10.1.1.9 10.1.1.8"), "no node");
            t.Equal(ask(nullptr), own, "this machine");
            t.Equal(ask(""), own, "this machine");
            t.Equal(ask("localhost"), std::string("localhost: 127.0.0.1"), "loopback");
            t.Equal(ask("10.9.8.7"), std::string("10.9.8.7: 10.9.8.7"), "an address");
            t.Equal(ask("six"), std::string("none"), "no IPv4 address");
            t.Equal(ws.WSAGetLastError(), WSANO_DATA, "no IPv4 address");
            for (const char* text : {"2001:db8::2", "10.1.1.256"})
            {
                t.Equal(ask(text), std::string("none"), "no IPv4 address as text");
                t.Equal(ws.WSAGetLastError(), WSANO_DATA, "no IPv4 address as text");
            }
            t.True(!ws.gethostbyaddr("", 4, AF_INET6), "too short for its family");
            t.Equal(ws.WSAGetLastError(), WSAEINVAL, "too short for its family");
            t.Equal(ask("nobody"), std::string("none"), "unknown");
            t.Equal(ws.WSAGetLastError(), WSAHOST_NOT_FOUND, "unknown");
            t.Equal(ask(reinterpret_cast<const char*>(uintptr_t{16})), std::string("none"), "bad");
            t.Equal(ws.WSAGetLastError(), WSAEFAULT, "bad pointer");

            const auto reverse = [&](const char* text, int family)
            {
                char address[16];
                ws.inet_pton(family, text, address);
                return TextOf(ws.gethostbyaddr(address, family == AF_INET ? 4 : 16, family));
            };
            t.Equal(reverse("10.1.1.2", AF_INET), server, "back");
            t.Equal(reverse("2001:db8::2", AF_INET6),
                    std::string("server.example.com www.example.com: 2001:db8::2"),
                    "back from IPv6");
            t.Equal(reverse("127.0.0.1", AF_INET),
                    std::string("client.example.com: 127.0.0.1"),
                    "loopback is this machine");
            t.Equal(reverse("10.1.1.8", AF_INET), std::string("printer: 10.1.1.8"), "no node");
            t.Equal(reverse("10.1.1.7", AF_INET), std::string("none"), "nobody's");
            t.Equal(ws.WSAGetLastError(), WSAHOST_NOT_FOUND, "nobody's");

            char name[NI_MAXHOST];
            char16_t wide[NI_MAXHOST];
            t.Equal(ws.gethostname(name, sizeof(name)), 0, "this machine's name");
            t.Equal(std::string(name), std::string("client.example.com"), "its name");
            t.Equal(ws.GetHostNameW(wide, NI_MAXHOST), 0, "this machine's name");
            t.True(std::u16string(wide) == u"client.example.com", "its name");
            t.Fails(ws, ws.GetHostNameW(wide, 18), WSAEFAULT, "no room for the zero");
            // One structure for each thread: the second answer takes the place of the first.
            const HOSTENT* first = ws.gethostbyname("printer");
            const HOSTENT* second = ws.gethostbyname("localhost");
            t.True(first && second, "both known");
            t.Equal(TextOf(second), std::string("localhost: 127.0.0.1"), "the latest");
        });
    t.Play();
}

/// Without a helper, nodes go by their names in ns3::Names, and else by their numbers.
void
NamesOfNodes(Scene& t)
{
    t.Build();
    Names::Add("sandra", t.server);
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  t.Equal(TextOf(ws.gethostbyname("Sandra")),
                          std::string("sandra: 10.1.1.2"),
                          "the name of ns3::Names");
                  char name[NI_MAXHOST];
                  ws.gethostname(name, sizeof(name));
                  t.Equal(std::string(name),
                          "node" + std::to_string(t.client->GetId()),
                          "a node without a name");
                  ws.WSACleanup();
                  t.Fails(ws, ws.gethostname(name, sizeof(name)), WSANOTINITIALISED, "R-INI-7");
                  t.True(!ws.gethostbyname("sandra"), "before WSAStartup");
                  t.Equal(ws.WSAGetLastError(), WSANOTINITIALISED, "R-INI-7");
                  WSADATA data;
                  ws.WSAStartup(MAKEWORD(2, 2), &data);
              });
    t.Play();
    Names::Clear();
}

// ---------------------------------------------------------------- services and protocols

void
Services(Scene& t)
{
    t.Build();
    const WinsockNameHelper names;
    names.AddService("measure", 4000, "udp", {"gauge"});
    names.AddProtocol("mine", 253, {"MINE"});
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SERVENT* service = ws.getservbyname("www", nullptr);
                  t.True(service != nullptr, "by an alias, any protocol");
                  t.Equal(std::string(service->s_name), std::string("http"), "official name");
                  t.Equal(ws.ntohs(static_cast<USHORT>(service->s_port)), USHORT{80}, "its port");
                  t.Equal(std::string(service->s_proto), std::string("tcp"), "its protocol");
                  t.Equal(std::string(service->s_aliases[0]), std::string("www"), "its alias");
                  t.True(!ws.getservbyname("http", "udp"), "of another protocol");
                  t.Equal(ws.WSAGetLastError(), WSANO_DATA, "of another protocol");
                  t.True(!ws.getservbyname(nullptr, nullptr), "no name");
                  t.Equal(ws.WSAGetLastError(), WSAEFAULT, "no name");
                  service = ws.getservbyport(ws.htons(4000), "UDP");
                  t.Equal(std::string(service ? service->s_name : ""),
                          std::string("measure"),
                          "one that was added");
                  t.True(!ws.getservbyport(ws.htons(4001), nullptr), "no such port");
                  const PROTOENT* protocol = ws.getprotobyname("UDP");
                  t.Equal(protocol ? protocol->p_proto : -1, 17, "whatever the case");
                  protocol = ws.getprotobynumber(253);
                  t.Equal(std::string(protocol ? protocol->p_name : ""),
                          std::string("mine"),
                          "one that was added");
              });
    t.Play();
}

// ---------------------------------------------------------------- any family

std::string Addresses(Winsock& ws, const char* node, const char* service, const ADDRINFOA* hints);

/// A machine without IPv6 is told of the other family only where it does not ask to be spared.
void
Configured(Scene& t)
{
    t.Build();
    const WinsockNameHelper names;
    names.AddHost("both", Ipv6Address("2001:db8::66"));
    names.AddHost("both", Ipv4Address("10.1.1.9"));
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const ADDRINFOA spared = Hints(AI_ADDRCONFIG);
                  t.Equal(Addresses(ws, "both", "80", nullptr),
                          std::string("10.1.1.9:80 [2001:db8::66]:80"),
                          "its own family first");
                  t.Equal(Addresses(ws, "both", "80", &spared),
                          std::string("10.1.1.9:80"),
                          "its own family only");
              });
    t.Play();
}

/// The outcome of GetAddrInfo: addresses with ports, or the error.
std::string
Addresses(Winsock& ws, const char* node, const char* service, const ADDRINFOA* hints)
{
    ADDRINFOA* list = nullptr;
    const INT error = ws.GetAddrInfo(node, service, hints, &list);
    std::string text = error == 0 ? "" : Scene::NameOf(error);
    for (const ADDRINFOA* one = list; one; one = one->ai_next)
    {
        text += (one == list ? "" : " ") +
                SocketAddressText(one->ai_addr, static_cast<int>(one->ai_addrlen));
        text += one->ai_canonname ? std::string(" is ") + one->ai_canonname : "";
    }
    ws.FreeAddrInfo(list);
    return text;
}

void
AnyFamily(Scene& t)
{
    BuildNamed(t);
    const WinsockNameHelper names;
    names.AddHost("four", Ipv4Address("10.1.1.9"));
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const auto ask =
                [&](const char* node, const char* service, int flags = 0, int family = 0)
            {
                const ADDRINFOA hints = Hints(flags, family);
                return Addresses(ws, node, service, &hints);
            };
            using Text = std::string;
            t.Equal(ask("server.example.com", "80"),
                    Text("[2001:db8::2]:80 10.1.1.2:80"),
                    "IPv6 first");
            t.Equal(Addresses(ws, "server.example.com", nullptr, nullptr),
                    Text("[2001:db8::2]:0 10.1.1.2:0"),
                    "no hints");
            t.Equal(ask("server.example.com", "80", 0, AF_INET), Text("10.1.1.2:80"), "IPv4");
            t.Equal(ask("localhost", "echo"), Text("[::1]:7 127.0.0.1:7"), "loopback");
            t.Equal(ask(nullptr, "80"), Text("[::1]:80 127.0.0.1:80"), "this machine");
            t.Equal(ask(nullptr, "80", AI_PASSIVE), Text("[::]:80 0.0.0.0:80"), "to listen");
            t.Equal(ask("", nullptr, 0, AF_INET), Text("10.1.1.1:0"), "all of this machine");
            t.Equal(ask("four", "80", AI_CANONNAME), Text("10.1.1.9:80 is four"), "its name");
            t.Equal(ask("four", "80", 0, AF_INET6), Text("WSANO_DATA"), "no IPv6 address");
            t.Equal(ask("four", "80", AI_V4MAPPED, AF_INET6),
                    Text("[::ffff:10.1.1.9]:80"),
                    "as IPv6 sockets write it");
            t.Equal(ask("10.1.1.2", nullptr, 0, AF_INET6), Text("WSAHOST_NOT_FOUND"), "of IPv4");
            t.Equal(ask("::1", nullptr, 0, AF_INET), Text("WSAHOST_NOT_FOUND"), "of IPv6");
            t.Equal(ask("nobody", "80"), Text("WSAHOST_NOT_FOUND"), "unknown");
            t.Equal(ask("four", "http", AI_NUMERICSERV), Text("WSAHOST_NOT_FOUND"), "no number");
            ADDRINFOA more = Hints(0);
            more.ai_addrlen = 1;
            t.Equal(Addresses(ws, "four", nullptr, &more), Text("WSANO_RECOVERY"), "more hints");
            t.Equal(ws.WSAGetLastError(), WSANO_RECOVERY, "stored as well");
            t.Equal(ws.getaddrinfo("four", nullptr, nullptr, nullptr), WSAEFAULT, "nowhere to");

            ADDRINFOA* scoped = nullptr;
            t.Equal(ws.getaddrinfo("fe80::1%3", "80", nullptr, &scoped), 0, "an address");
            t.Equal(reinterpret_cast<const SOCKADDR_IN6*>(scoped->ai_addr)->sin6_scope_id,
                    ULONG{3},
                    "with its scope");
            ws.freeaddrinfo(scoped);
            ADDRINFOW* wide = nullptr;
            ADDRINFOW hints{};
            hints.ai_flags = AI_CANONNAME;
            t.Equal(ws.GetAddrInfo(u"four", u"http", &hints, &wide), 0, "wide");
            t.True(std::u16string(wide->ai_canonname) == u"four", "wide name");
            t.Equal(wide->ai_socktype, SOCK_STREAM, "the service says which type");
            ProcessHeap& heap = ws.GetProcess().GetHeap();
            const std::size_t before = heap.GetCount();
            ws.FreeAddrInfo(wide);
            t.Equal(heap.GetCount(), before - 1, "given back");
            ws.FreeAddrInfo(wide);
            t.Equal(heap.GetCount(), before - 1, "once");
            t.Equal(std::string(ws.gai_strerror(WSAHOST_NOT_FOUND)),
                    std::string(WinsockErrorText(WSAHOST_NOT_FOUND)),
                    "an error as text");
            t.True(!std::u16string(ws.gai_strerrorW(WSATRY_AGAIN)).empty(), "an error as text");
        });
    t.Play();
}

void
NameInfos(Scene& t)
{
    BuildNamed(t);
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKADDR_IN known = Ip4(Scene::SERVER, 80);
            const SOCKADDR_IN unknown = Ip4(Scene::NOBODY, 4001);
            const auto ask = [&](const SOCKADDR_IN& in, INT flags)
            {
                char host[NI_MAXHOST] = "";
                char service[NI_MAXSERV] = "";
                const INT error = ws.getnameinfo(reinterpret_cast<const SOCKADDR*>(&in),
                                                 sizeof(in),
                                                 host,
                                                 sizeof(host),
                                                 service,
                                                 sizeof(service),
                                                 flags);
                return error ? Scene::NameOf(error) : std::string(host) + " " + service;
            };
            t.Equal(ask(known, 0), std::string("server.example.com http"), "both names");
            t.Equal(ask(known, NI_NOFQDN), std::string("server http"), "within the own domain");
            t.Equal(ask(known, NI_DGRAM), std::string("server.example.com 80"), "not of UDP");
            t.Equal(ask(unknown, 0), std::string("10.1.1.77 4001"), "no names");
            t.Equal(ask(unknown, NI_NAMEREQD), std::string("WSAHOST_NOT_FOUND"), "asked for");
            char host[4];
            char16_t wide[NI_MAXHOST];
            const auto* name = reinterpret_cast<const SOCKADDR*>(&known);
            t.Equal(ws.getnameinfo(name, sizeof(known), host, sizeof(host), nullptr, 0, 0),
                    WSAEFAULT,
                    "too little room");
            t.Equal(ws.getnameinfo(name, sizeof(known), host, 0, nullptr, 0, 0),
                    WSAEINVAL,
                    "a buffer of no bytes");
            t.Equal(ws.getnameinfo(nullptr, sizeof(known), host, 4, nullptr, 0, 0),
                    WSAEFAULT,
                    "no address");
            t.Equal(
                ws.GetNameInfo(name, sizeof(known), wide, NI_MAXHOST, nullptr, 0, 0), 0, "wide");
            t.True(std::u16string(wide) == u"server.example.com", "wide");
        });
    t.Play();
}

// ---------------------------------------------------------------- time

int g_routineCalls = 0;

void
TakesTime(Scene& t)
{
    BuildNamed(t);
    WinsockNameHelper().SetLookupDelay(MilliSeconds(300));
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const auto took = [&](const std::function<void()>& call)
            {
                const Time before = Simulator::Now();
                call();
                return (Simulator::Now() - before).GetMilliSeconds();
            };
            t.Equal(took([&] { ws.gethostbyname("server.example.com"); }), 300, "another machine");
            t.Equal(took([&] { ws.gethostbyname("nobody"); }), 300, "nobody");
            t.Equal(took([&] { ws.gethostbyname("localhost"); }), 0, "known here");
            t.Equal(took([&] { ws.gethostbyname("client.example.com"); }), 0, "known here");
            t.Equal(took([&] { Addresses(ws, "server.example.com", "80", nullptr); }), 300, "new");
            t.Equal(took([&] { Addresses(ws, "10.1.1.2", "80", nullptr); }), 0, "a number");
            g_routineCalls = 0;
            ws.GetThread().QueueApc([] { ++g_routineCalls; });
            ws.gethostbyname("server.example.com");
            t.Equal(g_routineCalls, 1, "R-OVL-8: waits alertably");
        });
    t.Play();
}

/// A program that is killed while it looks up a name.
void
Killed(Scene& t)
{
    BuildNamed(t);
    WinsockNameHelper().SetLookupDelay(Seconds(100));
    t.Doomed(
        t.client,
        [&](Winsock& ws)
        {
            char never[1];
            ws.WSAAsyncGetHostByName(ws.CreateMessageWindow(), 1, "nobody", never, 1);
            ws.gethostbyname("server.example.com");
            t.True(false, "killed before");
        },
        Seconds(10));
    t.Play();
}

// ---------------------------------------------------------------- by message

void
Messages(Scene& t)
{
    BuildNamed(t);
    WinsockNameHelper().SetLookupDelay(MilliSeconds(300));
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const HWND window = ws.CreateMessageWindow();
            alignas(HOSTENT) char buffer[MAXGETHOSTSTRUCT];
            constexpr UINT ANSWER = WM_USER + 1;
            MSG message{};
            const auto next = [&] { return ws.GetMessage(&message, window, ANSWER, ANSWER); };

            const Time before = Simulator::Now();
            HANDLE task = ws.WSAAsyncGetHostByName(
                window, ANSWER, "server.example.com", buffer, sizeof(buffer));
            t.True(task != nullptr && Simulator::Now() == before, "does not wait");
            next();
            t.Equal((Simulator::Now() - before).GetMilliSeconds(), int64_t{300}, "the delay");
            t.True(reinterpret_cast<HANDLE>(message.wParam) == task, "whose answer");
            t.Equal(HIWORD(message.lParam), WORD{0}, "no error");
            t.Equal(TextOf(reinterpret_cast<HOSTENT*>(buffer)),
                    std::string("server.example.com: 10.1.1.2"),
                    "the answer");
            t.Fails(ws, ws.WSACancelAsyncRequest(task), WSAEINVAL, "it is over");

            const WORD needed = LOWORD(message.lParam);
            std::memset(buffer, 1, sizeof(buffer));
            ws.WSAAsyncGetHostByName(window, ANSWER, "server.example.com", buffer, needed - 1);
            next();
            t.Equal(HIWORD(message.lParam), static_cast<WORD>(WSAENOBUFS), "too little room");
            t.Equal(LOWORD(message.lParam), needed, "how much it takes");
            t.Equal(buffer[0], char{1}, "left alone");
            ws.WSAAsyncGetHostByName(window, ANSWER, "nobody", buffer, sizeof(buffer));
            next();
            t.Equal(HIWORD(message.lParam), static_cast<WORD>(WSAHOST_NOT_FOUND), "unknown");

            task = ws.WSAAsyncGetHostByName(window, ANSWER, "nobody", buffer, sizeof(buffer));
            t.Works(ws, ws.WSACancelAsyncRequest(task), "cancelled");
            ws.Sleep(1000);
            t.True(!ws.PeekMessage(&message, window, 0, 0, PM_REMOVE), "no message");

            char address[4];
            ws.inet_pton(AF_INET, Scene::SERVER, address);
            ws.WSAAsyncGetHostByAddr(window, ANSWER, address, 4, AF_INET, buffer, sizeof(buffer));
            next();
            t.Equal(HIWORD(message.lParam), WORD{0}, "by address");
            ws.WSAAsyncGetServByName(window, ANSWER, "http", nullptr, buffer, sizeof(buffer));
            next();
            t.Equal(std::string(reinterpret_cast<SERVENT*>(buffer)->s_name),
                    std::string("http"),
                    "a service");
            ws.WSAAsyncGetServByPort(window, ANSWER, ws.htons(7), "udp", buffer, sizeof(buffer));
            next();
            t.Equal(std::string(reinterpret_cast<SERVENT*>(buffer)->s_name),
                    std::string("echo"),
                    "by its port");
            ws.WSAAsyncGetProtoByName(window, ANSWER, "tcp", buffer, sizeof(buffer));
            next();
            t.Equal(reinterpret_cast<PROTOENT*>(buffer)->p_proto, SHORT{6}, "a protocol");
            ws.WSAAsyncGetProtoByNumber(window, ANSWER, 999, buffer, sizeof(buffer));
            next();
            t.Equal(HIWORD(message.lParam), static_cast<WORD>(WSANO_DATA), "no such number");

            t.True(!ws.WSAAsyncGetProtoByName(nullptr, 1, "tcp", buffer, 1), "no window");
            t.Equal(ws.WSAGetLastError(), WSAEINVAL, "no window");
            t.True(!ws.WSAAsyncGetProtoByName(window, 1, "tcp", nullptr, 1), "no buffer");
            t.Equal(ws.WSAGetLastError(), WSAEFAULT, "no buffer");
            t.Fails(ws, ws.WSACancelAsyncRequest(nullptr), WSAEINVAL, "no look-up");
        });
    t.Play();
}

class NamesTestSuite : public TestSuite
{
  public:
    NamesTestSuite()
        : TestSuite("winsock-names", TestSuite::Type::UNIT)
    {
        AddTestCase(new Scene("names: an independent implementation's table", OracleNames));
        AddTestCase(new Scene("texts of addresses: the same", OracleTexts));
        AddTestCase(new Scene("texts of addresses: errors and wide forms", TextErrors));
        AddTestCase(new Scene("gethostbyname, gethostbyaddr, gethostname", Hosts));
        AddTestCase(new Scene("names of nodes; R-INI-7", NamesOfNodes));
        AddTestCase(new Scene("services and protocols", Services));
        AddTestCase(new Scene("getaddrinfo", AnyFamily));
        AddTestCase(new Scene("getaddrinfo without IPv6", Configured));
        AddTestCase(new Scene("getnameinfo", NameInfos));
        AddTestCase(new Scene("R-OVL-8: look-ups that take time", TakesTime));
        AddTestCase(new Scene("a program that is killed in a look-up", Killed));
        AddTestCase(new Scene("look-ups by message", Messages));
    }
};

NamesTestSuite g_namesTestSuite;

} // namespace

} // namespace ns3::winsock::test
