/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// WSAIoctl: the codes, their buffers, handles and extension functions through layers (R-IOC-1 to
// R-IOC-7, R-EXT-4, R-DAT-8).

#include "layer-scene-test-support.h"
#include "stream-scene-test-support.h"

#include "ns3/simulator.h"
#include "ns3/winsock-extensions.h"
#include "ns3/winsock-guid.h"
#include "ns3/winsock-ioctls.h"

#include <cstring>
#include <string>
#include <utility>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

using Kinds = std::vector<HandleKind>;

constexpr HandleKind IFS = HandleKind::IFS;
constexpr HandleKind OWN = HandleKind::NON_IFS;
constexpr DWORD NO_CODE = IOC_OUT | IOC_WS2 | 0x7777;

/// WSAIoctl without an overlapped structure. @param out gets the result, if there is one
template <typename Out>
int
Query(Winsock& ws, SOCKET s, DWORD code, Out& out, DWORD* bytes = nullptr)
{
    DWORD ignored = 0;
    return ws.WSAIoctl(
        s, code, nullptr, 0, &out, sizeof(out), bytes ? bytes : &ignored, nullptr, nullptr);
}

template <typename In>
int
Command(Winsock& ws, SOCKET s, DWORD code, In in)
{
    DWORD bytes = 0;
    return ws.WSAIoctl(s, code, &in, sizeof(in), nullptr, 0, &bytes, nullptr, nullptr);
}

/// @return the function, or null
template <typename Function>
Function
Extension(Winsock& ws, SOCKET s, GUID id)
{
    Function function = nullptr;
    DWORD bytes = 0;
    ws.WSAIoctl(s,
                SIO_GET_EXTENSION_FUNCTION_POINTER,
                &id,
                sizeof(id),
                &function,
                sizeof(function),
                &bytes,
                nullptr,
                nullptr);
    return function;
}

void
BuildLayered(Scene& t, const Kinds& kinds, const std::string& profile = "windows-10")
{
    t.Build(profile);
    InstallPassThroughLayers(t.client, kinds);
}

/// The order in which arguments are looked at.
void
Arguments(Scene& t, const Kinds& kinds)
{
    BuildLayered(t, kinds);
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, 0);
            ULONG value = 0;
            DWORD bytes = 77;
            t.Fails(ws,
                    ws.WSAIoctl(4711, FIONREAD, nullptr, 0, nullptr, 0, nullptr, nullptr, nullptr),
                    WSAENOTSOCK,
                    "no handle");
            t.Fails(ws,
                    ws.WSAIoctl(s, FIONREAD, nullptr, 0, &value, 4, nullptr, nullptr, nullptr),
                    WSAEFAULT,
                    "R-IOC-2: no place for the size");
            WSAOVERLAPPED overlapped{};
            t.Fails(ws,
                    ws.WSAIoctl(s, FIONREAD, nullptr, 0, &value, 4, nullptr, &overlapped, nullptr),
                    WSAEFAULT,
                    "R-IOC-2: nor with an overlapped structure");
            t.Fails(ws,
                    ws.WSAIoctl(s, FIONREAD, nullptr, 0, &value, 2, &bytes, nullptr, nullptr),
                    WSAEFAULT,
                    "R-IOC-2: too short");
            t.Fails(ws,
                    ws.WSAIoctl(s, FIONREAD, nullptr, 0, nullptr, 4, &bytes, nullptr, nullptr),
                    WSAEFAULT,
                    "R-IOC-2: null");
            t.Fails(ws,
                    ws.WSAIoctl(s, FIONBIO, &value, 2, nullptr, 0, &bytes, nullptr, nullptr),
                    WSAEFAULT,
                    "R-IOC-2: too short");
            t.Fails(ws,
                    ws.WSAIoctl(s, FIONBIO, nullptr, 4, nullptr, 0, &bytes, nullptr, nullptr),
                    WSAEFAULT,
                    "R-IOC-4: null");
            t.Works(ws, Query(ws, s, FIONREAD, value, &bytes), "R-IOC-4");
            t.Equal(bytes, sizeof(value), "bytes of the result");
            t.Equal(value, 0U, "R-IOC-4: fresh");
            t.Works(ws, Query(ws, s, SIOCATMARK, value), "R-IOC-4");
            t.Equal(value, static_cast<ULONG>(TRUE), "R-IOC-4: no urgent data");
            t.Works(ws, Command(ws, s, FIONBIO, ULONG{1}), "R-IOC-4");
            t.Works(ws, BindTo(ws, s, Ip4(Scene::ANY, 4000)), "bind");
            ws.listen(s, 1);
            t.Fails(ws, ws.accept(s, nullptr, nullptr), WSAEWOULDBLOCK, "R-IOC-4: nonblocking");
            ws.closesocket(s);
            ws.WSACleanup();
            t.Fails(ws, Query(ws, s, FIONREAD, value), WSANOTINITIALISED, "R-INI-7");
            WSADATA data;
            ws.WSAStartup(MAKEWORD(2, 2), &data);
        });
    t.Play();
}

void
UnknownCodes(Scene& t, const std::string& profile, int error)
{
    t.Build(profile);
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, 0);
                  ULONG value = 0;
                  DWORD bytes = 77;
                  t.Fails(ws, Query(ws, s, NO_CODE, value, &bytes), error, "R-IOC-3");
                  t.Equal(bytes, 0U, "R-IOC-3: count 0");
                  t.Fails(ws, Query(ws, s, SIO_TRANSLATE_HANDLE, value), WSAENOPROTOOPT, "R-IOC-7");
                  t.Fails(ws, Query(ws, s, SIO_ASSOCIATE_HANDLE, value), WSAENOPROTOOPT, "R-IOC-7");
                  ws.closesocket(s);
              });
    t.Play();
}

/// Codes with an overlapped structure end at once, and those that nobody knows a little later.
void
Overlapped(Scene& t, const Kinds& kinds)
{
    BuildLayered(t, kinds);
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, 0);
            const WSAEVENT event = ws.WSACreateEvent();
            WSAOVERLAPPED overlapped{};
            overlapped.hEvent = event;
            ULONG value = 77;
            DWORD bytes = 0;
            DWORD flags = 0;
            const auto control = [&](DWORD code)
            {
                ws.WSAResetEvent(event);
                return ws.WSAIoctl(
                    s, code, nullptr, 0, &value, sizeof(value), &bytes, &overlapped, nullptr);
            };
            t.Works(ws, control(FIONREAD), "R-OVL-3: done");
            t.Equal(ws.WSAWaitForMultipleEvents(1, &event, TRUE, 0, FALSE),
                    static_cast<DWORD>(WSA_WAIT_EVENT_0),
                    "R-OVL-3: and told of already");
            t.Equal(value, 0U, "the result");
            bytes = 0;
            t.Equal(ws.WSAGetOverlappedResult(s, &overlapped, &bytes, FALSE, &flags), TRUE, "");
            t.Equal(bytes, sizeof(value), "bytes of the result");
            if (kinds.empty())
            {
                t.Fails(ws, control(NO_CODE), WSA_IO_PENDING, "R-IOC-3: under way");
                ws.WSAWaitForMultipleEvents(1, &event, TRUE, WSA_INFINITE, FALSE);
                t.Equal(
                    ws.WSAGetOverlappedResult(s, &overlapped, &bytes, FALSE, &flags), FALSE, "");
                t.Equal(Scene::NameOf(ws.WSAGetLastError()),
                        std::string("WSAEOPNOTSUPP"),
                        "R-IOC-3: and then not supported");
            }
            SOCKET base = INVALID_SOCKET;
            t.Fails(ws,
                    ws.WSAIoctl(s,
                                SIO_BASE_HANDLE,
                                nullptr,
                                0,
                                &base,
                                sizeof(base),
                                &bytes,
                                &overlapped,
                                nullptr),
                    WSAEOPNOTSUPP,
                    "R-IOC-6: not with an overlapped structure");
            overlapped.Internal = 4711;
            GUID unknown = NLA_NAMESPACE_GUID;
            t.Fails(ws,
                    ws.WSAIoctl(s,
                                SIO_GET_EXTENSION_FUNCTION_POINTER,
                                &unknown,
                                sizeof(unknown),
                                &base,
                                sizeof(base),
                                &bytes,
                                &overlapped,
                                nullptr),
                    WSAEINVAL,
                    "R-IOC-5: at once");
            t.Equal(overlapped.Internal, ULONG_PTR{4711}, "R-IOC-5: structure untouched");
            ws.WSACloseEvent(event);
            ws.closesocket(s);
        });
    t.Play();
}

/// SIO_BASE_HANDLE and its relatives.
void
Handles(Scene& t, const Kinds& kinds)
{
    BuildLayered(t, kinds);
    const bool translated = !kinds.empty() && kinds.front() == OWN;
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, 0);
            SOCKET base = INVALID_SOCKET;
            DWORD bytes = 0;
            t.Works(ws, Query(ws, s, SIO_BASE_HANDLE, base, &bytes), "R-IOC-6");
            t.Equal(bytes, sizeof(SOCKET), "R-IOC-6: a handle");
            t.Equal((base != s), translated, "R-IOC-6: of the base provider");
            t.Works(ws, BindTo(ws, base, Ip4(Scene::ANY, 4000)), "which serves it");
            SOCKADDR_IN name{};
            INT length = sizeof(name);
            t.Works(ws,
                    ws.getsockname(s, reinterpret_cast<SOCKADDR*>(&name), &length),
                    "R-IOC-6: the same socket");
            for (const DWORD code : {SIO_BSP_HANDLE, SIO_BSP_HANDLE_SELECT, SIO_BSP_HANDLE_POLL})
            {
                SOCKET handle = INVALID_SOCKET;
                t.Works(ws, Query(ws, s, code, handle), "R-IOC-6");
                t.Equal(handle, s, "R-IOC-6: layers answer for themselves");
                short tooShort = 0;
                t.Fails(ws, Query(ws, s, code, tooShort), WSAEFAULT, "R-IOC-6: too short");
            }
            t.Fails(
                ws,
                ws.WSAIoctl(s, SIO_BASE_HANDLE, nullptr, 0, nullptr, 8, &bytes, nullptr, nullptr),
                WSAEFAULT,
                "R-IOC-6: null");
            DWORD tooShort = 0;
            t.Fails(ws, Query(ws, s, SIO_BASE_HANDLE, tooShort), WSAEFAULT, "R-IOC-6: too short");
            ws.closesocket(s);
        });
    t.Play();
}

/// SIO_GET_EXTENSION_FUNCTION_POINTER, and whose sockets a function serves.
void
Extensions(Scene& t, const Kinds& kinds)
{
    BuildLayered(t, kinds);
    const bool translated = !kinds.empty() && kinds.front() == OWN;
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, 0);
            GUID id = WSAID_WSARECVMSG;
            PVOID function = nullptr;
            DWORD bytes = 0;
            const auto ask = [&](DWORD in, LPVOID out, DWORD outBytes)
            {
                return ws.WSAIoctl(s,
                                   SIO_GET_EXTENSION_FUNCTION_POINTER,
                                   in ? &id : nullptr,
                                   in,
                                   out,
                                   outBytes,
                                   &bytes,
                                   nullptr,
                                   nullptr);
            };
            t.Fails(ws, ask(0, &function, sizeof(function)), WSAEFAULT, "R-IOC-5: no GUID");
            t.Fails(ws, ask(8, &function, sizeof(function)), WSAEFAULT, "R-IOC-5: half a GUID");
            t.Fails(ws, ask(sizeof(id), &function, 4), WSAEFAULT, "R-IOC-5: half a pointer");
            t.Fails(ws, ask(sizeof(id), nullptr, 8), WSAEFAULT, "R-IOC-5: no pointer");
            for (const GUID& missing : {GUID_NULL, WSAID_WSAPOLL})
            {
                id = missing;
                t.Fails(ws, ask(sizeof(id), &function, sizeof(function)), WSAEINVAL, "R-IOC-5");
            }
            t.True(!function, "R-IOC-5: nothing was written");
            id = WSAID_WSARECVMSG;
            t.Works(ws, ask(sizeof(id), &function, sizeof(function)), "R-IOC-5");
            t.Equal(bytes, sizeof(function), "R-IOC-5: a pointer");

            SOCKET base = INVALID_SOCKET;
            Query(ws, s, SIO_BASE_HANDLE, base);
            const auto ofLayer = Extension<LPFN_WSASENDMSG>(ws, s, WSAID_WSASENDMSG);
            const auto ofBase = Extension<LPFN_WSASENDMSG>(ws, base, WSAID_WSASENDMSG);
            t.Equal((ofLayer != ofBase), translated, "R-IOC-5: a layer's own wrapper");
            SOCKADDR_IN to = Ip4(Scene::SERVER, 9);
            char data[] = "x";
            WSABUF buffer{1, data};
            WSAMSG message{
                reinterpret_cast<SOCKADDR*>(&to), sizeof(to), &buffer, 1, {0, nullptr}, 0};
            t.Works(ws, ofLayer(s, &message, 0, &bytes, nullptr, nullptr), "R-IOC-5: its sockets");
            t.Works(
                ws, ofBase(base, &message, 0, &bytes, nullptr, nullptr), "R-IOC-5: its sockets");
            if (translated)
            {
                t.Fails(ws,
                        ofBase(s, &message, 0, &bytes, nullptr, nullptr),
                        WSAENOTSOCK,
                        "R-IOC-5: but no others");
            }
            ws.closesocket(s);
            ws.WSACleanup();
            t.Fails(ws,
                    ofLayer(s, &message, 0, &bytes, nullptr, nullptr),
                    WSANOTINITIALISED,
                    "the provider is gone");
            WSADATA again;
            ws.WSAStartup(MAKEWORD(2, 2), &again);
        });
    t.Play();
}

/// WSASendMsg and WSARecvMsg.
void
Messages(Scene& t, const Kinds& kinds)
{
    BuildLayered(t, kinds);
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, 0);
                  BindTo(ws, s, Ip4(Scene::ANY, 9));
                  char data[10];
                  SOCKADDR_IN from{};
                  INT length = sizeof(from);
                  const int got =
                      ws.recvfrom(s, data, 10, 0, reinterpret_cast<SOCKADDR*>(&from), &length);
                  t.Equal(got, 6, "R-DAT-7: gathered");
                  SendTo(ws, s, std::string(data, 6), from);
                  SendTo(ws, s, std::string(data, 6), from);
                  ws.closesocket(s);
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, 0);
            const auto send = Extension<LPFN_WSASENDMSG>(ws, s, WSAID_WSASENDMSG);
            const auto receive = Extension<LPFN_WSARECVMSG>(ws, s, WSAID_WSARECVMSG);
            char abc[] = "abc";
            char def[] = "def";
            WSABUF buffers[2] = {{3, abc}, {3, def}};
            SOCKADDR_IN to = Ip4(Scene::SERVER, 9);
            auto* const name = reinterpret_cast<SOCKADDR*>(&to);
            DWORD bytes = 0;
            WSAMSG message{name, sizeof(to), buffers, 2, {0, nullptr}, 0};
            t.Fails(ws, send(s, nullptr, 0, &bytes, nullptr, nullptr), WSAEFAULT, "R-EXT-4");
            t.Fails(ws, receive(s, nullptr, &bytes, nullptr, nullptr), WSAEFAULT, "R-EXT-4");
            t.Fails(ws, receive(s, &message, nullptr, nullptr, nullptr), WSAEFAULT, "no count");
            t.Fails(ws, receive(s, &message, &bytes, nullptr, nullptr), WSAEINVAL, "R-DAT-2");
            t.Fails(ws, send(4711, &message, 0, &bytes, nullptr, nullptr), WSAENOTSOCK, "");
            message.Control = {4, nullptr};
            t.Fails(ws, send(s, &message, 0, &bytes, nullptr, nullptr), WSAEFAULT, "no control");
            message.Control.buf = abc;
            t.Fails(ws, send(s, &message, 0, &bytes, nullptr, nullptr), WSAEINVAL, "control data");
            message.Control = {0, nullptr};
            t.Works(ws, send(s, &message, 0, &bytes, nullptr, nullptr), "WSASendMsg");
            t.Equal(bytes, 6U, "bytes sent");

            to = SOCKADDR_IN{};
            char control[8];
            message.Control = {sizeof(control), control};
            message.dwFlags = winsock::MSG_WAITALL;
            t.Fails(ws, receive(s, &message, &bytes, nullptr, nullptr), WSAEINVAL, "flags in");
            message.dwFlags = winsock::MSG_PEEK;
            t.Works(ws, receive(s, &message, &bytes, nullptr, nullptr), "WSARecvMsg peeks");
            t.Equal(message.Control.len, 0U, "R-EXT-4: no control data was asked for");
            t.Equal(message.dwFlags, 0U, "flags out");
            t.Equal(TextOf(to), std::string("10.1.1.2:9"), "the sender");
            t.Equal(std::string(abc) + def, std::string("abcdef"), "R-DAT-7: scattered");
            t.Works(ws, receive(s, &message, &bytes, nullptr, nullptr), "WSARecvMsg takes");
            message.dwBufferCount = 1;
            t.Fails(ws, receive(s, &message, &bytes, nullptr, nullptr), WSAEMSGSIZE, "R-DAT-4");
            t.Equal(message.dwFlags, static_cast<ULONG>(winsock::MSG_TRUNC), "R-DAT-4: cut");
            t.Equal(bytes, 3U, "R-DAT-4: what fits");
            ws.closesocket(s);
            const SOCKET stream = ws.socket(AF_INET, SOCK_STREAM, 0);
            const auto other = Extension<LPFN_WSASENDMSG>(ws, stream, WSAID_WSASENDMSG);
            t.Fails(ws,
                    other(stream, &message, 0, &bytes, nullptr, nullptr),
                    WSAECONNRESET,
                    "api-states.csv: as send");
            ws.closesocket(stream);
        },
        Seconds(4));
    t.Play();
}

/// Option-like codes, and the wrong kinds of socket for them.
void
OptionCodes(Scene& t, const Kinds& kinds)
{
    BuildLayered(t, kinds);
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET stream = ws.socket(AF_INET, SOCK_STREAM, 0);
            const SOCKET datagram = ws.socket(AF_INET, SOCK_DGRAM, 0);
            const tcp_keepalive values{1, 60000, 1000};
            t.Works(ws, Command(ws, stream, SIO_KEEPALIVE_VALS, values), "SIO_KEEPALIVE_VALS");
            t.Equal(GetNumber(ws, stream, SOL_SOCKET, SO_KEEPALIVE), 1, "the option is on");
            t.Fails(ws,
                    Command(ws, datagram, SIO_KEEPALIVE_VALS, values),
                    WSAEINVAL,
                    "R-IOC-7: the wrong protocol");
            t.Fails(ws, Command(ws, stream, SIO_KEEPALIVE_VALS, 1), WSAEFAULT, "R-IOC-2: short");
            t.Works(ws,
                    Command(ws, stream, SIO_UDP_CONNRESET, BOOL{FALSE}),
                    "api-states.csv: accepted by streams, which it does not concern");
            SOCKADDR_IN broadcast{};
            t.Works(ws, Query(ws, datagram, SIO_GET_BROADCAST_ADDRESS, broadcast), "broadcasts");
            t.Equal(TextOf(broadcast), std::string("255.255.255.255:0"), "their address");

            char byte = 'x';
            const auto refused = [&]
            {
                SendTo(ws, datagram, "x", Ip4(Scene::SERVER, 9));
                ws.Sleep(1000);
                return ws.recv(datagram, &byte, 1, 0);
            };
            SetNonBlocking(ws, datagram);
            t.Fails(ws, refused(), WSAECONNRESET, "R-DAT-8: nobody there");
            t.Works(ws, Command(ws, datagram, SIO_UDP_CONNRESET, BOOL{FALSE}), "off");
            t.Fails(ws, refused(), WSAEWOULDBLOCK, "R-DAT-8: not told");
            t.Works(ws, Command(ws, datagram, SIO_UDP_CONNRESET, BOOL{TRUE}), "on");
            t.Fails(ws, refused(), WSAECONNRESET, "R-DAT-8: told again");
            ws.closesocket(stream);
            ws.closesocket(datagram);
        });
    t.Play();
}

/// The node's addresses, and which of them reaches a peer.
void
Addresses(Scene& t)
{
    Scene::Link link;
    link.ipv6 = true;
    t.Build(link);
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, 0);
            alignas(8) char room[200];
            DWORD bytes = 0;
            const auto list = [&](SOCKET one, DWORD size)
            {
                return ws.WSAIoctl(
                    one, SIO_ADDRESS_LIST_QUERY, nullptr, 0, room, size, &bytes, nullptr, nullptr);
            };
            t.Fails(ws, list(s, 8), WSAEFAULT, "too little room");
            const DWORD needed = bytes;
            t.Works(ws, list(s, needed), "just enough");
            SOCKET_ADDRESS_LIST found;
            std::memcpy(&found, room, sizeof(found));
            t.Equal(found.iAddressCount, 1, "one IPv4 address, without loopback");
            SOCKADDR_IN own{};
            std::memcpy(&own, found.Address[0].lpSockaddr, sizeof(own));
            t.Equal(TextOf(own), std::string("10.1.1.1:0"), "the node's");
            t.Equal(found.Address[0].iSockaddrLength, 16, "its bytes");

            SOCKADDR_IN peer = Ip4(Scene::SERVER, 0);
            const auto route = [&](SOCKET one, const void* to, DWORD size, DWORD outBytes)
            {
                return ws.WSAIoctl(one,
                                   SIO_ROUTING_INTERFACE_QUERY,
                                   const_cast<void*>(to),
                                   size,
                                   room,
                                   outBytes,
                                   &bytes,
                                   nullptr,
                                   nullptr);
            };
            t.Works(ws, route(s, &peer, sizeof(peer), sizeof(room)), "a route");
            std::memcpy(&own, room, sizeof(own));
            t.Equal(TextOf(own), std::string("10.1.1.1:0"), "by the link's address");
            t.Equal(bytes, sizeof(own), "its bytes");
            t.Fails(ws, route(s, &peer, sizeof(peer), 8), WSAEFAULT, "too little room");
            t.Equal(bytes, sizeof(own), "the bytes needed");
            t.Fails(ws, route(s, nullptr, 0, sizeof(room)), WSAEFAULT, "no peer");
            peer = Ip4("192.0.2.1", 0);
            t.Fails(ws, route(s, &peer, sizeof(peer), sizeof(room)), WSAENETUNREACH, "no route");
            ws.closesocket(s);

            const SOCKET s6 = ws.socket(AF_INET6, SOCK_DGRAM, 0);
            t.Works(ws, list(s6, sizeof(room)), "the IPv6 addresses");
            std::memcpy(&found, room, sizeof(found));
            t.Equal(found.iAddressCount, 2, "a link-local and a global one");
            const SOCKADDR_IN6 peer6 = Ip6(Scene::SERVER6, 0);
            t.Works(ws, route(s6, &peer6, sizeof(peer6), sizeof(room)), "a route");
            SOCKADDR_IN6 own6{};
            std::memcpy(&own6, room, sizeof(own6));
            t.Equal(TextOf(own6), std::string("[2001:db8::1]:0"), "by the global address");
            SOCKADDR_IN broadcast{};
            t.Fails(ws,
                    Query(ws, s6, SIO_GET_BROADCAST_ADDRESS, broadcast),
                    WSAENOPROTOOPT,
                    "R-IOC-7: no broadcasts in IPv6");
            ws.closesocket(s6);
        });
    t.Play();
}

class IoctlTestSuite : public TestSuite
{
  public:
    IoctlTestSuite()
        : TestSuite("winsock-ioctl", TestSuite::Type::UNIT)
    {
        const std::vector<std::pair<std::string, Kinds>> chains = {
            {"no layer", {}},
            {"an IFS layer", {IFS}},
            {"three layers", {OWN, OWN, IFS}},
        };
        for (const auto& [name, kinds] : chains)
        {
            Add("R-IOC-2, R-IOC-4: arguments, " + name, [=](Scene& t) { Arguments(t, kinds); });
            Add("R-IOC-6: handles, " + name, [kinds](Scene& t) { Handles(t, kinds); });
            Add("R-IOC-5: extensions, " + name, [kinds](Scene& t) { Extensions(t, kinds); });
            Add("R-EXT-4: messages, " + name, [kinds](Scene& t) { Messages(t, kinds); });
            Add("R-IOC-7, R-DAT-8: options, " + name, [kinds](Scene& t) { OptionCodes(t, kinds); });
            Add("R-OVL-3, R-IOC-3: overlapped, " + name,
                [kinds](Scene& t) { Overlapped(t, kinds); });
        }
        Add("R-IOC-3, R-IOC-7: codes that are not there, NT",
            [](Scene& t) { UnknownCodes(t, "windows-10", WSAEOPNOTSUPP); });
        Add("R-IOC-3, R-IOC-7: codes that are not there, CE",
            [](Scene& t) { UnknownCodes(t, "wince-6.0", WSAEINVAL); });
        Add("the node's addresses and routes", Addresses);
    }

  private:
    void
    Add(const std::string& name, Scene::Script script)
    {
        AddTestCase(new Scene(name, std::move(script)));
    }
};

IoctlTestSuite g_ioctlTestSuite;

} // namespace
