/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Name spaces: look-ups of hosts and ports by service classes, services that programs publish for others,
// and notifications of changes. The pages of the functions decide; what they leave open is in
// doc/names.rst.

#include "name-space-test-support.h"
#include "scene-test-support.h"

#include "ns3/simulator.h"
#include "ns3/winsock-guid.h"
#include "ns3/winsock-ioctls.h"
#include "ns3/winsock-name-helper.h"
#include "ns3/winsock-process.h"

#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

namespace ns3::winsock::test
{

namespace
{

/// A class that nobody else has.
constexpr GUID METERS = {
    0x6d657465, 0x7273, 0x4f1c, {0x9a, 0x10, 0x3c, 0x52, 0x10, 0x77, 0x00, 0x01}};

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
    names.AddAlias("www.example.com", "server.example.com");
}

// ---------------------------------------------------------------- hosts and ports

void
Hosts(Scene& t)
{
    BuildNamed(t);
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const std::u16string name = u"WWW.example.com";
            const std::string both = "server.example.com: [2001:db8::2]:0/0/0 10.1.1.2:0/0/0";
            const std::string alias = "; alias www.example.com";
            t.Equal(AskAll(ws, {SVCID_INET_HOSTADDRBYNAME, name}), both + alias, "all");
            t.Equal(AskAll(ws, {SVCID_HOSTNAME, name, LUP_RETURN_NAME | LUP_RETURN_ADDR}),
                    both,
                    "an alias is told to who wants it");
            t.Equal(AskAll(ws, {SVCID_INET_HOSTADDRBYNAME, name, LUP_RETURN_NAME}),
                    std::string("server.example.com"),
                    "the name alone");
            t.Equal(AskAll(ws, {SVCID_HOSTNAME, u"", LUP_RETURN_NAME}),
                    std::string("client.example.com"),
                    "this machine");
            t.Equal(AskAll(ws, {SVCID_DNS_TYPE_A, name, LUP_RETURN_ADDR}),
                    std::string("-: 10.1.1.2:0/0/0"),
                    "IPv4");
            t.Equal(AskAll(ws, {SVCID_DNS_TYPE_AAAA, name, LUP_RETURN_ADDR}),
                    std::string("-: [2001:db8::2]:0/0/0"),
                    "IPv6");
            t.Equal(AskAll(ws, {SVCID_DNS(15), name}), std::string("WSANO_DATA"), "mail hosts");
            ServiceQuery udp{SVCID_INET_HOSTADDRBYNAME, name, LUP_RETURN_ADDR, NS_DNS};
            udp.protocols = {{AF_INET, IPPROTO_UDP}};
            t.Equal(AskAll(ws, udp), std::string("-: 10.1.1.2:0/2/17"), "what is wanted");
            udp.protocols = {{AF_INET, IPPROTO_UDP}, {AF_INET, IPPROTO_TCP}};
            t.Equal(AskAll(ws, udp),
                    std::string("-: 10.1.1.2:0/2/17 10.1.1.2:0/1/6"),
                    "all that is wanted");
            udp.protocols = {{AF_IPX, 0}};
            t.Equal(AskAll(ws, udp), std::string("WSANO_DATA"), "no such address");
            t.Equal(AskAll(ws, {SVCID_INET_HOSTADDRBYNAME, u"nobody"}),
                    std::string("WSASERVICE_NOT_FOUND"),
                    "unknown");
            t.Equal(AskAll(ws, {SVCID_INET_HOSTADDRBYNAME, u"10.9.8.7", LUP_RETURN_ADDR}),
                    std::string("-: 10.9.8.7:0/0/0"),
                    "a number");
        });
    t.Play();
}

void
Ports(Scene& t)
{
    BuildNamed(t);
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const auto told = LUP_RETURN_NAME | LUP_RETURN_ADDR;
                  t.Equal(
                      AskAll(ws, {SVCID_TCP(8080), u"server.example.com", told, NS_DNS}),
                      std::string("server.example.com: [2001:db8::2]:8080/1/6 10.1.1.2:8080/1/6"),
                      "a TCP port of a host");
                  t.Equal(AskAll(ws, {SVCID_UDP(53), u"10.1.1.2", told}),
                          std::string("10.1.1.2: 10.1.1.2:53/2/17"),
                          "a UDP port");
                  t.Equal(AskAll(ws, {SVCID_TCP(8080), u"", told}),
                          std::string("WSASERVICE_NOT_FOUND"),
                          "nobody has published one");
                  t.Equal(AskAll(ws, {SVCID_INET_SERVICEBYNAME, u"www/tcp"}),
                          std::string("http: 0.0.0.0:80/1/6; alias www; alias www-http"),
                          "a service");
                  t.Equal(AskAll(ws, {SVCID_INET_SERVICEBYNAME, u"ntp", told}),
                          std::string("ntp: 0.0.0.0:123/2/17"),
                          "of any protocol");
                  t.Equal(AskAll(ws, {SVCID_INET_SERVICEBYNAME, u"http/udp"}),
                          std::string("WSASERVICE_NOT_FOUND"),
                          "of another protocol");
                  ServiceQuery other{SVCID_INET_SERVICEBYNAME, u"http"};
                  other.protocols = {{AF_INET, IPPROTO_UDP}};
                  t.Equal(AskAll(ws, other), std::string("WSANO_DATA"), "of another protocol");
                  t.Equal(AskAll(ws, {SVCID_INET_HOSTADDRBYINETSTRING, u"10.1.1.2"}),
                          std::string("server.example.com: 10.1.1.2:0/0/0; alias www.example.com"),
                          "the host of an address");
                  t.Equal(AskAll(ws, {SVCID_DNS_TYPE_PTR, u"2001:db8::2", LUP_RETURN_NAME}),
                          std::string("server.example.com"),
                          "the host of an IPv6 address");
                  t.Equal(AskAll(ws, {SVCID_INET_HOSTADDRBYINETSTRING, u"server"}),
                          std::string("WSASERVICE_NOT_FOUND"),
                          "no address");
              });
    t.Play();
}

/// The text of a result of the ANSI form.
std::string
AskAnsi(Winsock& ws, const char* name)
{
    std::string text = name;
    GUID classId = SVCID_INET_HOSTADDRBYNAME;
    WSAQUERYSETA set{};
    set.dwSize = sizeof(set);
    set.lpszServiceInstanceName = text.data();
    set.lpServiceClassId = &classId;
    HANDLE handle = nullptr;
    if (ws.WSALookupServiceBegin(&set, LUP_RETURN_NAME | LUP_RETURN_TYPE, &handle) != 0)
    {
        return Scene::NameOf(ws.WSAGetLastError());
    }
    alignas(WSAQUERYSETA) char buffer[512];
    DWORD length = sizeof(buffer);
    auto* const answer = reinterpret_cast<WSAQUERYSETA*>(buffer);
    ws.WSALookupServiceNext(handle, LUP_RETURN_ALL, &length, answer);
    const bool same = *answer->lpServiceClassId == classId && answer->dwSize == sizeof(set) &&
                      answer->dwNameSpace == NS_DNS && !answer->lpcsaBuffer;
    ws.WSALookupServiceEnd(handle);
    return same ? answer->lpszServiceInstanceName : "another answer";
}

void
Ansi(Scene& t)
{
    t.Build();
    WinsockNameHelper().AddHost("M\xfcnchen", Ipv4Address("10.1.1.9"));
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  t.Equal(AskAnsi(ws, "m\xfcnchen"), std::string("M\xfcnchen"), "bytes of 1252");
                  t.Equal(AskAll(ws, {SVCID_HOSTNAME, u"M\u00fcnchen", LUP_RETURN_NAME}),
                          std::string("M\xc3\xbcnchen"),
                          "the same in UTF-16");
              });
    t.Play();
}

// ---------------------------------------------------------------- answers one by one

/// Fetches an answer into a buffer of some length. @return the error; the length needed comes back
int
Fetch(Winsock& ws, HANDLE handle, DWORD flags, std::vector<char>& buffer, DWORD& length)
{
    auto* const set = reinterpret_cast<WSAQUERYSETW*>(buffer.data());
    return ws.WSALookupServiceNextW(handle, flags, &length, set) == 0 ? 0 : ws.WSAGetLastError();
}

void
Answers(Scene& t)
{
    BuildNamed(t);
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            HANDLE handle = nullptr;
            const ServiceQuery query{SVCID_TCP(80), u"server.example.com"};
            std::vector<char> buffer(2048);
            const auto* const set = reinterpret_cast<const WSAQUERYSETW*>(buffer.data());
            t.Equal(BeginQuery(ws, query, handle), 0, "begins");
            DWORD length = 0;
            t.Equal(ws.WSALookupServiceNextW(handle, LUP_RETURN_ALL, &length, nullptr),
                    SOCKET_ERROR,
                    "asks for the length");
            t.Equal(ws.WSAGetLastError(), WSAEFAULT, "asks for the length");
            const DWORD needed = length--;
            t.True(needed > sizeof(WSAQUERYSETW), "the length is told");
            t.Equal(Fetch(ws, handle, LUP_RETURN_ALL, buffer, length), WSAEFAULT, "one too few");
            t.Equal(length, needed, "the length is told again");
            t.Equal(Fetch(ws, handle, LUP_RETURN_ALL, buffer, length), 0, "the same answer");
            t.True(set->lpcsaBuffer->LocalAddr.iSockaddrLength == sizeof(SOCKADDR_IN6) &&
                       set->lpcsaBuffer->LocalAddr.lpSockaddr->sa_family == AF_INET6,
                   "the other side is of the same family");
            length = 1;
            t.Equal(Fetch(ws, handle, LUP_RETURN_ALL, buffer, length), WSAEFAULT, "the alias");
            length = 2048;
            t.Equal(Fetch(ws, handle, LUP_RETURN_ALL | LUP_FLUSHPREVIOUS, buffer, length),
                    WSA_E_NO_MORE,
                    "passes over it");
            t.Equal(ws.WSALookupServiceEnd(handle), 0, "ends");

            BeginQuery(ws, query, handle);
            Fetch(ws, handle, LUP_RETURN_ADDR | LUP_RES_SERVICE, buffer, length);
            t.True(!set->lpszServiceInstanceName && !set->lpServiceClassId, "no more than asked");
            const auto* const address =
                reinterpret_cast<const SOCKADDR_IN6*>(set->lpcsaBuffer->LocalAddr.lpSockaddr);
            t.Equal(TextOf(*address),
                    std::string("[2001:db8::2]:80"),
                    "LUP_RES_SERVICE: the service's side is here");
            t.Equal(Fetch(ws, handle, LUP_RETURN_NAME, buffer, length),
                    WSA_E_NO_MORE,
                    "aliases are not wanted");
            t.Fails(ws,
                    ws.WSALookupServiceNextW(handle, 0x2, nullptr, nullptr),
                    WSAEFAULT,
                    "no length");
            length = 2048;
            t.Equal(Fetch(ws, handle, 0x40000000, buffer, length), WSAEINVAL, "an unknown flag");
            ws.WSALookupServiceEnd(handle);
            t.Equal(Fetch(ws, handle, 0, buffer, length), WSA_INVALID_HANDLE, "has ended");
            t.Fails(ws, ws.WSALookupServiceEnd(handle), WSA_INVALID_HANDLE, "has ended");
        });
    t.Play();
}

void
Unaligned(Scene& t)
{
    BuildNamed(t);
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  HANDLE handle = nullptr;
                  BeginQuery(ws, {SVCID_TCP(80), u"server.example.com"}, handle);
                  std::vector<char> buffer(2049);
                  DWORD length = 2048;
                  auto* const odd = reinterpret_cast<WSAQUERYSETW*>(buffer.data() + 1);
                  t.Equal(ws.WSALookupServiceNextW(handle, LUP_RETURN_ALL, &length, odd),
                          0,
                          "a buffer may begin anywhere");
                  WSAQUERYSETW set;
                  std::memcpy(&set, buffer.data() + 1, sizeof(set));
                  CSADDR_INFO info;
                  std::memcpy(&info, set.lpcsaBuffer, sizeof(info));
                  t.Equal(info.iProtocol, IPPROTO_TCP, "what it points to");
                  ws.WSALookupServiceEnd(handle);
              });
    t.Play();
}

void
WrongQuestions(Scene& t)
{
    t.Build("windows-nt");
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  HANDLE handle = nullptr;
                  WSAQUERYSETW set{};
                  const auto fails = [&](int error, const std::string& what, DWORD flags = 0)
                  { t.Fails(ws, ws.WSALookupServiceBeginW(&set, flags, &handle), error, what); };
                  t.Fails(ws,
                          ws.WSALookupServiceBeginW(nullptr, 0, &handle),
                          WSAEFAULT,
                          "no question (observed on Windows)");
                  t.Fails(ws,
                          ws.WSALookupServiceBeginW(&set, 0, nullptr),
                          WSAEFAULT,
                          "no place for the handle (observed on Windows)");
                  fails(WSAEINVAL, "no size (observed on Windows)");
                  set.dwSize = sizeof(set);
                  fails(WSAEINVAL, "no class");
                  GUID classId = SVCID_HOSTNAME;
                  set.lpServiceClassId = &classId;
                  fails(WSAEINVAL, "an unknown flag", 0x02000000);
                  fails(WSAEINVAL, "contradicting flags", LUP_CONTAINERS | LUP_NOCONTAINERS);
                  fails(WSANO_DATA, "there are no containers", LUP_CONTAINERS);
                  set.dwNameSpace = NS_NETBT;
                  fails(WSASERVICE_NOT_FOUND, "nobody serves the name space");
                  set.dwNameSpace = NS_NTDS;
                  fails(WSASERVICE_NOT_FOUND, "the directory knows no hosts");
                  GUID providerId = METERS;
                  set.lpNSProviderId = &providerId;
                  fails(WSAEINVAL, "no such provider");
                  set.lpNSProviderId = nullptr;
                  set.dwNumberOfProtocols = 1;
                  fails(WSAEINVAL, "no protocols");
                  set.dwNumberOfProtocols = 0;
                  set.lpszServiceInstanceName = reinterpret_cast<WCHAR*>(uintptr_t{16});
                  fails(WSAEFAULT, "a bad pointer");
                  t.Fails(ws, ws.WSALookupServiceEnd(nullptr), WSA_INVALID_HANDLE, "no handle");
                  t.Fails(ws,
                          ws.WSALookupServiceEnd(ws.WSACreateEvent()),
                          WSA_INVALID_HANDLE,
                          "another kind of handle");
                  ws.WSACleanup();
                  fails(WSANOTINITIALISED, "R-INI-7");
                  WSADATA data;
                  ws.WSAStartup(MAKEWORD(2, 2), &data);
              });
    t.Play();
}

int g_routineCalls = 0;

void
CountRoutine(DWORD error, DWORD bytes, LPWSAOVERLAPPED, DWORD flags)
{
    g_routineCalls += error == 0 && bytes == 0 && flags == 0 ? 1 : 1000;
}

void
Delay(Scene& t)
{
    BuildNamed(t);
    WinsockNameHelper().SetLookupDelay(MilliSeconds(300));
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const auto took = [&](const ServiceQuery& query)
            {
                const Time before = Simulator::Now();
                AskAll(ws, query);
                return (Simulator::Now() - before).GetMilliSeconds();
            };
            t.Equal(took({SVCID_INET_HOSTADDRBYNAME, u"server.example.com"}), 300, "a server");
            t.Equal(took({SVCID_INET_HOSTADDRBYNAME, u"nobody"}), 300, "nobody");
            t.Equal(took({SVCID_HOSTNAME, u""}), 0, "known here");
            t.Equal(took({SVCID_INET_SERVICEBYNAME, u"http"}), 0, "known here");
            t.Equal(took({SVCID_INET_HOSTADDRBYINETSTRING, u"10.1.1.2"}), 300, "back");
            t.Equal(took({METERS, u""}), 300, "the directory");
            t.Equal(took({SVCID_TCP(80), u"10.1.1.2", LUP_RETURN_ALL, NS_DNS}), 0, "a number");
            ws.GetThread().QueueApc([] { CountRoutine(0, 0, nullptr, 0); });
            g_routineCalls = 0;
            AskAll(ws, {SVCID_INET_HOSTADDRBYNAME, u"server.example.com"});
            t.Equal(g_routineCalls, 1, "R-OVL-8: waits alertably");
        });
    t.Play();
}

// ---------------------------------------------------------------- services

void
Publish(Scene& t)
{
    BuildNamed(t);
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET listener = ListenAt(ws, Ip4(Scene::ANY, 4711));
                  PublishedService meter(u"Hall meter", METERS);
                  meter.At(Ip4(Scene::ANY, 4711));
                  std::u16string comment = u"counts water";
                  WSAVERSION version{3, COMP_EQUAL};
                  BYTE data[] = {1, 2, 3};
                  BLOB blob{sizeof(data), data};
                  meter.GetSet().lpszComment = comment.data();
                  meter.GetSet().lpVersion = &version;
                  meter.GetSet().lpBlob = &blob;
                  t.Equal(meter.Set(ws, RNRSERVICE_REGISTER), 0, "published");
                  const SOCKET s = ws.accept(listener, nullptr, nullptr);
                  t.Equal(ReceiveAll(ws, s), std::string("hello"), "found and reached");
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            HANDLE handle = nullptr;
            t.Equal(BeginQuery(ws, {METERS}, handle), 0, "found by its class");
            alignas(WSAQUERYSETW) char buffer[1024];
            DWORD length = sizeof(buffer);
            auto* const set = reinterpret_cast<WSAQUERYSETW*>(buffer);
            t.Equal(ws.WSALookupServiceNext(handle, LUP_RETURN_ALL, &length, set), 0, "told");
            t.Equal(TextOf(*set),
                    std::string("Hall meter: 10.1.1.2:4711/1/6"),
                    "with the machine's address in place of the wildcard");
            t.True(std::u16string(set->lpszComment) == u"counts water", "comment");
            t.Equal(set->lpVersion->dwVersion, DWORD{3}, "version");
            t.True(set->lpBlob->cbSize == 3 && set->lpBlob->pBlobData[2] == 3, "its data");
            t.Equal(set->dwNameSpace, NS_NTDS, "who says so");
            const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
            const SOCKET_ADDRESS& address = set->lpcsaBuffer->RemoteAddr;
            t.Equal(ws.connect(s, address.lpSockaddr, address.iSockaddrLength), 0, "connects");
            SendText(ws, s, "hello");
            ws.closesocket(s);
            ws.WSALookupServiceEnd(handle);

            ServiceQuery old{METERS, u"hall METER", LUP_RETURN_NAME};
            old.version = {4, COMP_NOTLESS};
            t.Equal(AskAll(ws, old), std::string("WSANO_DATA"), "too old");
            old.version = {2, COMP_NOTLESS};
            t.Equal(AskAll(ws, old), std::string("Hall meter"), "new enough");
            old.version = {2, COMP_EQUAL};
            t.Equal(AskAll(ws, old), std::string("WSANO_DATA"), "another version");
            t.Equal(AskAll(ws, {METERS, u"Roof meter"}),
                    std::string("WSASERVICE_NOT_FOUND"),
                    "another name");
            ServiceQuery six{METERS};
            six.protocols = {{AF_INET6, 0}};
            t.Equal(AskAll(ws, six), std::string("WSANO_DATA"), "not over IPv6");
            t.Equal(AskAll(ws, {METERS, u"", LUP_RETURN_ALL, NS_DNS}),
                    std::string("WSASERVICE_NOT_FOUND"),
                    "not in this name space");
        },
        Seconds(4));
    t.Play();
}

// [published]
GUID g_meterClass = {0x6d657465, 0x7273, 0x4f1c, {0x9a, 0x10, 0x3c, 0x52, 0x10, 0x77, 0x00, 0x02}};

/// A server at some port of the machine.
void
PublishMeter(Winsock& ws, USHORT port)
{
    SOCKADDR_IN here{AF_INET, ws.htons(port), {}, {}}; // the wildcard: at all addresses
    CSADDR_INFO address{};
    address.LocalAddr = {reinterpret_cast<SOCKADDR*>(&here), sizeof(here)};
    address.iSocketType = SOCK_STREAM;
    address.iProtocol = IPPROTO_TCP;
    std::u16string name = u"Hall meter";
    WSAQUERYSETW service{};
    service.dwSize = sizeof(service);
    service.lpszServiceInstanceName = name.data();
    service.lpServiceClassId = &g_meterClass;
    service.dwNumberOfCsAddrs = 1;
    service.lpcsaBuffer = &address;
    ws.WSASetService(&service, RNRSERVICE_REGISTER, 0);
}

/// A client of the first of them.
SOCKET
ConnectToMeter(Winsock& ws)
{
    WSAQUERYSETW query{};
    query.dwSize = sizeof(query);
    query.lpServiceClassId = &g_meterClass;
    HANDLE lookup = nullptr;
    if (ws.WSALookupServiceBegin(&query, LUP_RETURN_ADDR, &lookup) != 0)
    {
        return INVALID_SOCKET; // WSASERVICE_NOT_FOUND
    }
    alignas(WSAQUERYSETW) char buffer[1024];
    DWORD length = sizeof(buffer);
    auto* found = reinterpret_cast<WSAQUERYSETW*>(buffer);
    SOCKET s = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    if (ws.WSALookupServiceNext(lookup, LUP_RETURN_ADDR, &length, found) == 0)
    {
        const SOCKET_ADDRESS& server = found->lpcsaBuffer->RemoteAddr;
        ws.connect(s, server.lpSockaddr, server.iSockaddrLength);
    }
    ws.WSALookupServiceEnd(lookup);
    return s;
}

// [published]

void
Manual(Scene& t)
{
    t.Build();
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET listener = ListenAt(ws, Ip4(Scene::ANY, 4711));
                  PublishMeter(ws, 4711);
                  t.Equal(ReceiveAll(ws, ws.accept(listener, nullptr, nullptr)),
                          std::string("hello"),
                          "found and reached");
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ConnectToMeter(ws);
            SendText(ws, s, "hello");
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
}

/// The table on the page of WSASetService.
void
Operations(Scene& t)
{
    t.Build();
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const auto at = [](const char* address)
                  { return PublishedService(u"meter", METERS).At(Ip4(address, 1)); };
                  const auto found = [&] { return AskAll(ws, {METERS, u"", LUP_RETURN_ADDR}); };
                  const std::string none = "WSASERVICE_NOT_FOUND";
                  PublishedService one = at("10.1.1.1");
                  PublishedService two = at("10.1.1.2");
                  for (const auto operation : {RNRSERVICE_DEREGISTER, RNRSERVICE_DELETE})
                  {
                      for (const auto flags : {0, SERVICE_MULTIPLE})
                      {
                          t.Fails(ws,
                                  one.Set(ws, operation, static_cast<DWORD>(flags)),
                                  WSASERVICE_NOT_FOUND,
                                  "does not exist");
                      }
                  }
                  one.Set(ws, RNRSERVICE_REGISTER);
                  two.Set(ws, RNRSERVICE_REGISTER, SERVICE_MULTIPLE);
                  t.Equal(found(), std::string("-: 10.1.1.1:1/1/6 10.1.1.2:1/1/6"), "adds");
                  two.Set(ws, RNRSERVICE_REGISTER);
                  t.Equal(found(), std::string("-: 10.1.1.2:1/1/6"), "overwrites");
                  one.Set(ws, RNRSERVICE_DEREGISTER, SERVICE_MULTIPLE);
                  t.Equal(found(), std::string("-: 10.1.1.2:1/1/6"), "removes none but these");
                  two.Set(ws, RNRSERVICE_DEREGISTER, SERVICE_MULTIPLE);
                  t.Equal(found(), none, "without addresses it is not found");
                  t.Equal(two.Set(ws, RNRSERVICE_DEREGISTER), 0, "but there");
                  one.Set(ws, RNRSERVICE_REGISTER, SERVICE_MULTIPLE);
                  t.Equal(found(), std::string("-: 10.1.1.1:1/1/6"), "and comes back");
                  two.Set(ws, RNRSERVICE_DELETE, SERVICE_MULTIPLE);
                  t.Equal(found(), std::string("-: 10.1.1.1:1/1/6"), "deletes none but these");
                  one.Set(ws, RNRSERVICE_DELETE, SERVICE_MULTIPLE);
                  t.Fails(ws, one.Set(ws, RNRSERVICE_DELETE), WSASERVICE_NOT_FOUND, "the last one");
                  one.Set(ws, RNRSERVICE_REGISTER);
                  t.Equal(two.Set(ws, RNRSERVICE_DELETE), 0, "deletes all");
                  t.Equal(found(), none, "deletes all");
              });
    t.Play();
}

void
WrongServices(Scene& t)
{
    t.Build();
    t.Program(
        t.server,
        [&](Winsock& ws)
        {
            PublishedService service(u"meter", METERS);
            service.At(Ip4(Scene::ANY, 1));
            const auto fails = [&](int error, const std::string& what) {
                t.Fails(
                    ws, ws.WSASetServiceW(&service.GetSet(), RNRSERVICE_REGISTER, 0), error, what);
            };
            t.Fails(ws, ws.WSASetServiceW(nullptr, RNRSERVICE_REGISTER, 0), WSAEINVAL, "none");
            t.Fails(ws, service.Set(ws, 3), WSAEINVAL, "an unknown operation");
            t.Fails(ws, service.Set(ws, RNRSERVICE_REGISTER, 2), WSAEINVAL, "an unknown flag");
            WSAQUERYSETW set = service.GetSet();
            const auto refused = [&](int error, const std::string& what)
            {
                t.Fails(ws, ws.WSASetServiceW(&set, RNRSERVICE_REGISTER, 0), error, what);
                set = service.GetSet();
            };
            set.dwSize = 8;
            refused(WSAEINVAL, "another size");
            set.lpszServiceInstanceName = nullptr;
            refused(WSAEINVAL, "no name");
            set.lpServiceClassId = nullptr;
            refused(WSAEINVAL, "no class");
            set.lpcsaBuffer = nullptr;
            refused(WSAEINVAL, "no addresses");
            set.lpszComment = reinterpret_cast<WCHAR*>(uintptr_t{16});
            refused(WSAEFAULT, "a bad pointer");
            set.dwNameSpace = NS_NETBT;
            refused(WSAEINVAL, "nobody serves the name space");
            set.lpcsaBuffer->LocalAddr.iSockaddrLength = 3;
            refused(WSAEINVAL, "no address");
            t.Equal(AskAll(ws, {METERS}), std::string("WSASERVICE_NOT_FOUND"), "nothing changes");
            service.GetSet().dwNameSpace = NS_DNS;
            t.Equal(service.Set(ws, RNRSERVICE_REGISTER), 0, "does nothing in this name space");
            t.Equal(AskAll(ws, {METERS}), std::string("WSASERVICE_NOT_FOUND"), "nothing changes");
            service.GetSet().dwNameSpace = NS_BTH;
            fails(WSAEINVAL, "nobody serves the name space");
        });
    t.Play();
}

// ---------------------------------------------------------------- changes

/// Asks for changes. @return 0 or the error
int
Watch(Winsock& ws, HANDLE handle, LPWSACOMPLETION completion)
{
    DWORD bytes = 99;
    const INT result =
        ws.WSANSPIoctl(handle, SIO_NSP_NOTIFY_CHANGE, nullptr, 0, nullptr, 0, &bytes, completion);
    return result == 0 ? static_cast<int>(bytes) : ws.WSAGetLastError();
}

void
Poll(Scene& t)
{
    BuildNamed(t);
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  PublishedService meter(u"meter", METERS);
                  meter.At(Ip4("10.1.1.1", 1)).Set(ws, RNRSERVICE_REGISTER);
                  HANDLE handle = nullptr;
                  BeginQuery(ws, {METERS}, handle);
                  WSACOMPLETION at{NSP_NOTIFY_IMMEDIATELY, {}};
                  t.Equal(Watch(ws, handle, nullptr), WSAEWOULDBLOCK, "still valid");
                  meter.Set(ws, RNRSERVICE_REGISTER);
                  PublishedService(u"other", SVCID_TCP(1)).Set(ws, RNRSERVICE_REGISTER);
                  t.Equal(Watch(ws, handle, &at), WSAEWOULDBLOCK, "nothing else was said");
                  meter.Set(ws, RNRSERVICE_DELETE);
                  t.Equal(Watch(ws, handle, &at), 0, "changed");
                  t.Equal(Watch(ws, handle, nullptr), 0, "changed");
                  t.Fails(ws,
                          ws.WSANSPIoctl(handle, 1, nullptr, 0, nullptr, 0, nullptr, nullptr),
                          WSAEOPNOTSUPP,
                          "an unknown code");
                  at.Type = 17;
                  t.Equal(Watch(ws, handle, &at), WSAEINVAL, "an unknown notification");
                  at = {NSP_NOTIFY_HWND, {}};
                  t.Equal(Watch(ws, handle, &at), WSAEINVAL, "no window");
                  at = {NSP_NOTIFY_PORT, {}};
                  t.Equal(Watch(ws, handle, &at), WSAEINVAL, "no port");
                  at = {NSP_NOTIFY_EVENT, {}};
                  t.Equal(Watch(ws, handle, &at), WSAEFAULT, "no structure");
                  ws.WSALookupServiceEnd(handle);
                  t.Equal(Watch(ws, handle, nullptr), WSA_INVALID_HANDLE, "has ended");

                  BeginQuery(ws, {SVCID_HOSTNAME}, handle);
                  t.Equal(Watch(ws, handle, nullptr), WSAEOPNOTSUPP, "the Internet does not tell");
                  ws.WSALookupServiceEnd(handle);
                  PublishedService(u"10.1.1.2", SVCID_TCP(80)).Set(ws, RNRSERVICE_REGISTER);
                  BeginQuery(ws, {SVCID_TCP(80), u"10.1.1.2"}, handle);
                  t.Equal(Watch(ws, handle, nullptr), WSAEINVAL, "answers of two providers");
                  ws.WSALookupServiceEnd(handle);
              });
    t.Play();
}

void
Notifications(Scene& t)
{
    t.Build();
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const HWND window = ws.CreateMessageWindow();
            const HANDLE port = ws.CreateIoCompletionPort(INVALID_HANDLE_VALUE, nullptr, 0, 1);
            PublishedService meter(u"meter", METERS);
            meter.At(Ip4("10.1.1.1", 1)).Set(ws, RNRSERVICE_REGISTER);
            HANDLE handle = nullptr;
            BeginQuery(ws, {METERS}, handle);
            WSAOVERLAPPED first{};
            WSAOVERLAPPED second{};
            WSAOVERLAPPED third{};
            first.hEvent = ws.WSACreateEvent();
            WSACOMPLETION at{NSP_NOTIFY_EVENT, {}};
            at.Parameters.Event.lpOverlapped = &first;
            t.Equal(Watch(ws, handle, &at), WSA_IO_PENDING, "event");
            at.Type = NSP_NOTIFY_APC;
            at.Parameters.Apc = {&second, CountRoutine};
            t.Equal(Watch(ws, handle, &at), WSA_IO_PENDING, "routine");
            at.Type = NSP_NOTIFY_PORT;
            at.Parameters.Port = {&third, port, 77};
            t.Equal(Watch(ws, handle, &at), WSA_IO_PENDING, "port");
            at.Type = NSP_NOTIFY_HWND;
            at.Parameters.WindowMessage = {window, WM_USER, 5};
            t.Equal(Watch(ws, handle, &at), WSA_IO_PENDING, "message");
            g_routineCalls = 0;
            t.Equal(ws.WaitForSingleObject(first.hEvent, 0), WAIT_TIMEOUT, "not yet");

            const Time before = Simulator::Now();
            t.Equal(ws.WaitForSingleObject(first.hEvent, INFINITE), WAIT_OBJECT_0, "event");
            t.Equal((Simulator::Now() - before).GetSeconds(), 2.0, "at once");
            t.Equal(ws.SleepEx(0, TRUE), DWORD{WAIT_IO_COMPLETION}, "routine");
            t.Equal(g_routineCalls, 1, "routine");
            DWORD bytes = 0;
            ULONG_PTR key = 0;
            LPOVERLAPPED done = nullptr;
            t.True(ws.GetQueuedCompletionStatus(port, &bytes, &key, &done, 0) && key == 77 &&
                       done == &third,
                   "port");
            MSG message{};
            t.True(ws.PeekMessage(&message, window, 0, 0, PM_REMOVE) && message.wParam == 5,
                   "message");
            t.Equal(Watch(ws, handle, &at), WSA_IO_PENDING, "has changed already");
            t.True(ws.PeekMessage(&message, window, 0, 0, PM_REMOVE), "which is told at once");

            HANDLE again = nullptr;
            BeginQuery(ws, {METERS}, again);
            Watch(ws, again, &at);
            at.Type = NSP_NOTIFY_PORT;
            at.Parameters.Port = {&third, port, 78};
            Watch(ws, again, &at);
            ws.WSALookupServiceEnd(again);
            t.True(!ws.PeekMessage(&message, window, 0, 0, PM_REMOVE), "the end posts no message");
            t.True(!ws.GetQueuedCompletionStatus(port, &bytes, &key, &done, 0) && key == 78,
                   "but a packet");
            t.Equal(ws.WSAGetLastError(), WSA_OPERATION_ABORTED, "that says so");
            BeginQuery(ws, {METERS}, again);
            Watch(ws, again, &at); // the process ends with it
        });
    t.Program(
        t.server,
        [&](Winsock& ws) {
            PublishedService(u"second", METERS).At(Ip4("10.1.1.2", 1)).Set(ws, RNRSERVICE_REGISTER);
        },
        Seconds(5));
    t.Play();
}

// ---------------------------------------------------------------- networks

void
Networks(Scene& t)
{
    BuildNamed(t);
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const std::string both = "10.1.1.0/24; 2001:db8::/64";
                  const ServiceQuery query{NLA_SERVICE_CLASS_GUID, u"", LUP_RETURN_NAME, NS_NLA};
                  t.Equal(AskAll(ws, query), both, "the networks of the machine");
                  WSAQUERYSETW set{};
                  set.dwSize = sizeof(set);
                  HANDLE handle = nullptr;
                  t.Equal(ws.WSALookupServiceBegin(&set, LUP_RETURN_ALL | LUP_DEEP, &handle),
                          0,
                          "a question without a class (observed on Windows)");
                  t.Equal(Watch(ws, handle, nullptr), WSAEWOULDBLOCK, "still valid");
                  WSACOMPLETION at{NSP_NOTIFY_EVENT, {}};
                  t.Equal(Watch(ws, handle, &at), WSAEOPNOTSUPP, "is not told");
                  ws.WSALookupServiceEnd(handle);
              });
    t.Play();
}

class NameSpacesTestSuite : public TestSuite
{
  public:
    NameSpacesTestSuite()
        : TestSuite("winsock-name-spaces", TestSuite::Type::UNIT)
    {
        AddTestCase(new Scene("hosts by name and by address", Hosts));
        AddTestCase(new Scene("ports of hosts and of services", Ports));
        AddTestCase(new Scene("the forms for ANSI text", Ansi));
        AddTestCase(new Scene("answers one by one, and their room", Answers));
        AddTestCase(new Scene("answers at any place", Unaligned));
        AddTestCase(new Scene("wrong questions", WrongQuestions));
        AddTestCase(new Scene("look-ups that take time", Delay));
        AddTestCase(new Scene("a published service is found from elsewhere", Publish));
        AddTestCase(new Scene("the programs of the manual", Manual));
        AddTestCase(new Scene("what registering and withdrawing do", Operations));
        AddTestCase(new Scene("services that cannot be published", WrongServices));
        AddTestCase(new Scene("changes, asked for", Poll));
        AddTestCase(new Scene("changes, told", Notifications));
        AddTestCase(new Scene("the networks of a machine", Networks));
    }
};

NameSpacesTestSuite g_nameSpacesTestSuite;

} // namespace

} // namespace ns3::winsock::test
