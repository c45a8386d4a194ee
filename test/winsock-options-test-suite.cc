/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// getsockopt, setsockopt and ioctlsocket: what is known, in which order arguments are judged, and
// what the values do.

#include "scenario-test-support.h"
#include "scene-test-support.h"

#include "ns3/simulator.h"
#include "ns3/uinteger.h"
#include "ns3/winsock-ioctls.h"
#include "ns3/winsock-process.h"

#include <cstring>
#include <string>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

constexpr const char* NT = "windows-10";
constexpr const char* CE = "wince-6.0";

/// A program with a fresh stream socket and a fresh datagram socket.
void
PlayFresh(Scene& t,
          const std::string& profile,
          const std::function<void(Winsock&, SOCKET, SOCKET)>& program)
{
    t.Build(profile);
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  program(ws,
                          ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP),
                          ws.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP));
              });
    t.Play();
}

void
Order(Scene& t)
{
    PlayFresh(
        t,
        NT,
        [&](Winsock& ws, SOCKET s, SOCKET)
        {
            int value = 0;
            INT length = sizeof(value);
            auto* room = reinterpret_cast<char*>(&value);
            constexpr int NOWHERE = 0x4242;
            t.Fails(ws,
                    ws.getsockopt(4711, NOWHERE, 1, nullptr, nullptr),
                    WSAENOTSOCK,
                    "R-OPT-1: the socket first");
            t.Fails(ws,
                    ws.getsockopt(s, NOWHERE, 1, nullptr, &length),
                    WSAEFAULT,
                    "R-OPT-1: then the pointers");
            t.Fails(ws, ws.getsockopt(s, NOWHERE, 1, room, nullptr), WSAEFAULT, "R-OPT-1");
            t.Fails(ws, ws.getsockopt(s, NOWHERE, 1, room, &length), WSAEINVAL, "R-OPT-1: level");
            t.Fails(ws,
                    ws.getsockopt(s, SOL_SOCKET, NOWHERE, room, &length),
                    WSAENOPROTOOPT,
                    "R-OPT-1: option");
            length = 3;
            t.Fails(ws, ws.getsockopt(s, SOL_SOCKET, SO_SNDBUF, room, &length), WSAEFAULT, "short");
            t.Fails(ws, ws.setsockopt(4711, 1, 1, nullptr, 0), WSAENOTSOCK, "R-OPT-1: set");
            t.Fails(
                ws, ws.setsockopt(s, SOL_SOCKET, SO_SNDBUF, nullptr, 4), WSAEFAULT, "R-OPT-1: set");
            t.Fails(ws, ws.setsockopt(s, SOL_SOCKET, SO_SNDBUF, room, 0), WSAEFAULT, "R-OPT-6");
            t.Fails(ws, SetNumber(ws, s, NOWHERE, 1, 1), WSAEINVAL, "R-OPT-1: set");
            t.Fails(ws, SetNumber(ws, s, SOL_SOCKET, NOWHERE, 1), WSAENOPROTOOPT, "R-OPT-1: set");
        });
}

void
Values(Scene& t)
{
    PlayFresh(
        t,
        NT,
        [&](Winsock& ws, SOCKET s, SOCKET datagram)
        {
            t.Equal(GetNumber(ws, s, SOL_SOCKET, SO_TYPE), SOCK_STREAM, "SO_TYPE");
            t.Equal(GetNumber(ws, datagram, SOL_SOCKET, SO_TYPE), SOCK_DGRAM, "SO_TYPE");
            t.Fails(ws, SetNumber(ws, s, SOL_SOCKET, SO_TYPE, 1), WSAENOPROTOOPT, "R-OPT-5");
            t.Fails(ws, SetNumber(ws, s, SOL_SOCKET, SO_ACCEPTCONN, 1), WSAENOPROTOOPT, "R-OPT-5");
            for (const int option : {SO_RCVBUF, SO_SNDBUF, SO_RCVTIMEO, SO_SNDTIMEO})
            {
                t.Works(ws, SetNumber(ws, s, SOL_SOCKET, option, 4321), "R-OPT-6: set");
                t.Equal(GetNumber(ws, s, SOL_SOCKET, option), 4321, "R-OPT-6: exactly that");
            }
            for (const int option : {SO_DEBUG, SO_KEEPALIVE, SO_OOBINLINE, SO_DONTROUTE})
            {
                t.Equal(GetNumber(ws, s, SOL_SOCKET, option), 0, "off");
                t.Works(ws, SetNumber(ws, s, SOL_SOCKET, option, 42), "on");
                t.Equal(GetNumber(ws, s, SOL_SOCKET, option), 1, "R-OPT-6: any other reads 1");
            }
            t.Equal(GetNumber(ws, s, IPPROTO_TCP, TCP_NODELAY), 0, "TCP_NODELAY");
            t.Works(ws, SetNumber(ws, s, IPPROTO_TCP, TCP_NODELAY, 1), "TCP_NODELAY");
            t.Equal(GetNumber(ws, s, IPPROTO_TCP, TCP_NODELAY), 1, "TCP_NODELAY");
            t.Fails(ws,
                    GetNumber(ws, datagram, IPPROTO_TCP, TCP_NODELAY),
                    WSAEOPNOTSUPP,
                    "TCP_NODELAY on UDP");
            t.Equal(GetNumber(ws, s, SOL_SOCKET, SO_MAX_MSG_SIZE), 65507, "observed on streams");
            t.Fails(ws,
                    GetNumber(ws, ws.socket(AF_INET6, SOCK_STREAM, 0), SOL_SOCKET, SO_DONTROUTE),
                    WSAENOPROTOOPT,
                    "R-OPT-7: SO_DONTROUTE on IPv6");
            t.Works(ws, SetNumber(ws, s, SOL_SOCKET, SO_ERROR, 4711), "R-OPT-4: settable");
            t.Equal(GetNumber(ws, s, SOL_SOCKET, SO_ERROR), 4711, "R-OPT-4: read");
            t.Equal(GetNumber(ws, s, SOL_SOCKET, SO_ERROR), 0, "R-OPT-4: cleared");
        });
}

/// The documents give options to types of sockets, and numbers four bytes.
void
Documented(Scene& t)
{
    PlayFresh(
        t,
        CE,
        [&](Winsock& ws, SOCKET s, SOCKET datagram)
        {
            t.Fails(ws,
                    GetNumber(ws, datagram, IPPROTO_TCP, TCP_NODELAY),
                    WSAENOPROTOOPT,
                    "TCP_NODELAY on UDP");
            t.Fails(ws, GetNumber(ws, s, SOL_SOCKET, SO_MAX_MSG_SIZE), WSAENOPROTOOPT, "R-OPT-7");
            t.Fails(ws,
                    SetNumber(ws, datagram, SOL_SOCKET, SO_KEEPALIVE, 1),
                    WSAENOPROTOOPT,
                    "SO_KEEPALIVE on UDP");
            t.Fails(ws,
                    GetNumber(ws, s, SOL_SOCKET, SO_RCVLOWAT),
                    WSAENOPROTOOPT,
                    "R-OPT-7: SO_RCVLOWAT");
            char room[4];
            INT length = 3;
            t.Fails(ws,
                    ws.getsockopt(s, SOL_SOCKET, SO_REUSEADDR, room, &length),
                    WSAEFAULT,
                    "too short");
            BindTo(ws, s, Ip4(Scene::ANY, 0));
            t.Fails(
                ws, SetNumber(ws, s, SOL_SOCKET, SO_REUSEADDR, 1), WSAEINVAL, "R-BND-5: too late");
        });
}

void
Lingering(Scene& t)
{
    PlayFresh(
        t,
        NT,
        [&](Winsock& ws, SOCKET s, SOCKET)
        {
            const auto set = [&](USHORT on, USHORT seconds)
            {
                const LINGER linger{on, seconds};
                return ws.setsockopt(
                    s, SOL_SOCKET, SO_LINGER, reinterpret_cast<const char*>(&linger), 4);
            };
            const auto get = [&]
            {
                LINGER linger{};
                INT length = sizeof(linger);
                ws.getsockopt(s, SOL_SOCKET, SO_LINGER, reinterpret_cast<char*>(&linger), &length);
                return std::to_string(linger.l_onoff) + "/" + std::to_string(linger.l_linger);
            };
            t.Equal(get(), std::string("0/0"), "by default");
            t.Equal(GetNumber(ws, s, SOL_SOCKET, SO_DONTLINGER), 1, "by default");
            t.Works(ws, set(1, 7), "on");
            t.Equal(get(), std::string("1/7"), "on");
            t.Equal(GetNumber(ws, s, SOL_SOCKET, SO_DONTLINGER), 0, "the opposite");
            t.Works(ws, SetNumber(ws, s, SOL_SOCKET, SO_DONTLINGER, 1), "off");
            t.Equal(get(), std::string("0/7"), "off");
            t.Works(ws, SetNumber(ws, s, SOL_SOCKET, SO_DONTLINGER, 0), "on again");
            t.Equal(get(), std::string("1/7"), "R-SHD-3: with the last known time");
            const LINGER linger{1, 1};
            const auto* value = reinterpret_cast<const char*>(&linger);
            t.Fails(ws, ws.setsockopt(s, SOL_SOCKET, SO_LINGER, value, 3), WSAEFAULT, "short");
            t.Fails(ws, ws.setsockopt(s, SOL_SOCKET, SO_LINGER, nullptr, 4), WSAEFAULT, "R-OPT-6");
            t.Fails(ws, ws.setsockopt(s, SOL_SOCKET, SO_LINGER, value, 0), WSAEFAULT, "R-OPT-6");
        });
}

void
ProtocolInfo(Scene& t)
{
    PlayFresh(
        t,
        NT,
        [&](Winsock& ws, SOCKET s, SOCKET)
        {
            char room[1000];
            INT length = 627;
            t.Fails(ws,
                    ws.getsockopt(s, SOL_SOCKET, SO_PROTOCOL_INFOW, room, &length),
                    WSAEFAULT,
                    "R-OPT-3: too small");
            t.Equal(length, 628, "R-OPT-3: the size needed");
            length = 1000;
            t.Works(ws, ws.getsockopt(s, SOL_SOCKET, SO_PROTOCOL_INFOW, room, &length), "R-OPT-3");
            t.Equal(length, 1000, "R-OPT-3: unchanged");
            WSAPROTOCOL_INFOW wide;
            std::memcpy(&wide, room, sizeof(wide));
            t.Equal(wide.iProtocol, int(IPPROTO_TCP), "the entry's");
            length = 100;
            t.Fails(ws,
                    ws.getsockopt(s, SOL_SOCKET, SO_PROTOCOL_INFOA, room, &length),
                    WSAEFAULT,
                    "R-OPT-3: too small");
            t.Equal(length, 372, "R-OPT-3: the size needed");
            t.Works(ws, ws.getsockopt(s, SOL_SOCKET, SO_PROTOCOL_INFOA, room, &length), "R-OPT-3");
            WSAPROTOCOL_INFOA narrow;
            std::memcpy(&narrow, room, sizeof(narrow));
            t.Equal(narrow.dwCatalogEntryId, wide.dwCatalogEntryId, "the same entry");
            t.True(std::string(narrow.szProtocol).find("TCP") != std::string::npos, "its name");
        });
}

/// The sizes that profiles and attributes give to buffers.
void
BufferSizes(Scene& t)
{
    t.Build(CE);
    t.Set(t.server, "TcpSndBuf", UintegerValue(1111));
    t.Set(t.server, "UdpRcvBuf", UintegerValue(2222));
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, 0);
                  t.Equal(GetNumber(ws, s, SOL_SOCKET, SO_RCVBUF), 65535, "the profile's");
                  t.Works(ws, SetNumber(ws, s, SOL_SOCKET, SO_RCVBUF, 1000000), "more");
                  t.Equal(GetNumber(ws, s, SOL_SOCKET, SO_RCVBUF), 65535, "than the device has");
              });
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, 0);
                  t.Equal(GetNumber(ws, s, SOL_SOCKET, SO_SNDBUF), 1111, "the attribute's");
                  const SOCKET datagram = ws.socket(AF_INET, SOCK_DGRAM, 0);
                  t.Equal(GetNumber(ws, datagram, SOL_SOCKET, SO_RCVBUF), 2222, "the attribute's");
              });
    t.Play();
}

/// ioctlsocket. @param unknown what an unknown command gives
void
Ioctls(Scene& t, const std::string& profile, int unknown)
{
    PlayFresh(t,
              profile,
              [&](Winsock& ws, SOCKET s, SOCKET datagram)
              {
                  ULONG value = 4711;
                  t.Works(ws, ws.ioctlsocket(s, FIONREAD, &value), "R-IOC-4: fresh");
                  t.Equal(value, 0, "R-IOC-4: fresh");
                  t.Fails(ws, ws.ioctlsocket(s, FIONREAD, nullptr), WSAEFAULT, "R-IOC-4: null");
                  t.Fails(ws, ws.ioctlsocket(s, FIONBIO, nullptr), WSAEFAULT, "R-IOC-4: null");
                  t.Fails(ws, ws.ioctlsocket(4711, FIONBIO, nullptr), WSAENOTSOCK, "no socket");
                  t.Fails(ws, ws.ioctlsocket(s, 0x4242, &value), unknown, "R-IOC-3: unknown");
                  BindTo(ws, datagram, Ip4(Scene::ANY, 0));
                  SetNonBlocking(ws, datagram);
                  char byte;
                  t.Fails(ws, ws.recv(datagram, &byte, 1, 0), WSAEWOULDBLOCK, "FIONBIO");
              });
}

/// Nagle's algorithm holds a second short message back; TCP_NODELAY does not.
void
SecondMessage(Scene& t, bool noDelay)
{
    Scene::Link link;
    link.delay = "500ms";
    t.Build(link);
    Time took;
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET listener = ListenAt(ws, Ip4(Scene::ANY, 80));
                  const SOCKET s = ws.accept(listener, nullptr, nullptr);
                  t.Equal(ReceiveOnce(ws, s), std::string("a"), "the first");
                  const Time before = Simulator::Now();
                  t.Equal(ReceiveOnce(ws, s), std::string("b"), "the second");
                  took = Simulator::Now() - before;
                  ReceiveAll(ws, s);
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, 0);
            SetNumber(ws, s, IPPROTO_TCP, TCP_NODELAY, noDelay);
            ConnectTo(ws, s, Ip4(Scene::SERVER, 80));
            SendText(ws, s, "a");
            ws.Sleep(100);
            SendText(ws, s, "b");
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
    const bool waited = took > MilliSeconds(500);
    t.Equal(waited, !noDelay, "whether it waits for the acknowledgement of the first");
}

class OptionsTestSuite : public TestSuite
{
  public:
    OptionsTestSuite()
        : TestSuite("winsock-options", TestSuite::Type::UNIT)
    {
        Add("R-OPT-1: order of checks", Order);
        Add("R-OPT-4 to R-OPT-7: values", Values);
        Add("R-OPT-1, R-OPT-7, R-BND-5: by the documents", Documented);
        Add("R-SHD-3, R-OPT-6: SO_LINGER and SO_DONTLINGER", Lingering);
        Add("R-OPT-3: SO_PROTOCOL_INFO", ProtocolInfo);
        Add("buffer sizes", BufferSizes);
        Add("R-IOC-3, R-IOC-4: ioctlsocket by NT", [](Scene& t) { Ioctls(t, NT, WSAEOPNOTSUPP); });
        Add("R-IOC-3, R-IOC-4: ioctlsocket by CE", [](Scene& t) { Ioctls(t, CE, WSAEINVAL); });
        Add("Nagle's algorithm", [](Scene& t) { SecondMessage(t, false); });
        Add("TCP_NODELAY", [](Scene& t) { SecondMessage(t, true); });
    }

  private:
    void
    Add(const std::string& name, Scene::Script script)
    {
        AddTestCase(new Scene(name, std::move(script)));
    }
};

OptionsTestSuite g_optionsTestSuite;

} // namespace
