/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What the IP level does for datagram sockets: groups, shared ports, control data, IPv4 peers of IPv6
// sockets, and the ioctls of that level.

#include "scene-test-support.h"

#include "ns3/winsock-control-data.h"
#include "ns3/winsock-extensions.h"
#include "ns3/winsock-guid.h"
#include "ns3/winsock-ioctls.h"
#include "ns3/winsock-options.h"

#include <cstring>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

constexpr uint16_t PORT = 5000;
constexpr const char* GROUP = "239.1.2.3";

/// @return a bound datagram socket whose receives end after a second and a half
SOCKET
NewReceiver(Winsock& ws, const char* address, bool shares = false)
{
    const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, 0);
    SetNumber(ws, s, SOL_SOCKET, SO_RCVTIMEO, 1500);
    SetNumber(ws, s, SOL_SOCKET, SO_REUSEADDR, shares);
    BindTo(ws, s, Ip4(address, PORT));
    return s;
}

/// Joins or leaves a group on the interface that has an address.
int
Membership(Winsock& ws, SOCKET s, int option, const char* group, const char* interface)
{
    IP_MREQ request{};
    request.imr_multiaddr = Ip4(group, 0).sin_addr;
    request.imr_interface = Ip4(interface, 0).sin_addr;
    return ws.setsockopt(
        s, IPPROTO_IP, option, reinterpret_cast<const char*>(&request), sizeof(request));
}

/// The same with a sender.
int
SourceMembership(Winsock& ws, SOCKET s, int option, const char* source)
{
    IP_MREQ_SOURCE request{};
    request.imr_multiaddr = Ip4(GROUP, 0).sin_addr;
    request.imr_sourceaddr = Ip4(source, 0).sin_addr;
    return ws.setsockopt(
        s, IPPROTO_IP, option, reinterpret_cast<const char*>(&request), sizeof(request));
}

/// The client sends to an address once a second from the fourth second on.
void
SendEverySecond(Scene& t, const char* to, int count)
{
    t.Program(
        t.client,
        [to, count](Winsock& ws)
        {
            const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, 0);
            SetNumber(ws, s, SOL_SOCKET, SO_BROADCAST, 1);
            for (int i = 0; i < count; ++i)
            {
                SendTo(ws, s, std::to_string(i), Ip4(to, PORT));
                ws.Sleep(1000);
            }
        },
        Seconds(4));
}

/// api-errors.csv: the rows about memberships, and what a membership decides.
void
Groups(Scene& t)
{
    t.Build();
    SendEverySecond(t, GROUP, 4);
    t.Program(
        t.server,
        [&](Winsock& ws)
        {
            const SOCKET wild = NewReceiver(ws, Scene::ANY, true);
            const SOCKET own = NewReceiver(ws, Scene::SERVER);
            const SOCKET stream = ws.socket(AF_INET, SOCK_STREAM, 0);
            t.Fails(
                ws, Membership(ws, wild, IP_DROP_MEMBERSHIP, GROUP, Scene::ANY), WSAEINVAL, "none");
            t.Fails(ws,
                    Membership(ws, wild, IP_ADD_MEMBERSHIP, Scene::SERVER, Scene::ANY),
                    WSAEINVAL,
                    "unicast address");
            t.Fails(ws,
                    Membership(ws, wild, IP_ADD_MEMBERSHIP, GROUP, Scene::NOBODY),
                    WSAEINVAL,
                    "foreign interface");
            t.Fails(ws,
                    Membership(ws, stream, IP_ADD_MEMBERSHIP, GROUP, Scene::ANY),
                    WSAEINVAL,
                    "on tcp");
            t.Works(ws, Membership(ws, wild, IP_ADD_MEMBERSHIP, GROUP, Scene::ANY), "join");
            t.Fails(
                ws, Membership(ws, wild, IP_ADD_MEMBERSHIP, GROUP, Scene::ANY), WSAEINVAL, "twice");
            t.Works(ws, Membership(ws, own, IP_ADD_MEMBERSHIP, GROUP, Scene::SERVER), "join");
            ws.Sleep(500);
            t.Equal(ReceiveOnce(ws, wild), std::string("0"), "a member");
            t.Equal(ReceiveOnce(ws, own), std::string("0"), "a member that is bound to an address");
            t.Works(ws, Membership(ws, wild, IP_DROP_MEMBERSHIP, GROUP, Scene::ANY), "leave");
            t.Equal(ReceiveOnce(ws, own), std::string("1"), "still a member");
            t.Fails(
                ws, ReceiveOnce(ws, wild).empty() ? SOCKET_ERROR : 0, WSAETIMEDOUT, "no member");
            t.Works(ws, SourceMembership(ws, own, IP_BLOCK_SOURCE, Scene::CLIENT), "block");
            t.Equal(ReceiveOnce(ws, own), std::string("2"), "came before it was blocked");
            t.True(ReceiveOnce(ws, own).empty(), "a blocked sender");
        });
    t.Play();
}

/// A source membership hears its senders only.
void
Sources(Scene& t)
{
    t.Build();
    SendEverySecond(t, GROUP, 2);
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET heard = NewReceiver(ws, Scene::ANY, true);
                  const SOCKET deaf = NewReceiver(ws, Scene::ANY, true);
                  t.Works(ws,
                          SourceMembership(ws, heard, IP_ADD_SOURCE_MEMBERSHIP, Scene::CLIENT),
                          "the sender");
                  t.Works(ws,
                          SourceMembership(ws, deaf, IP_ADD_SOURCE_MEMBERSHIP, Scene::NOBODY),
                          "another sender");
                  ws.Sleep(500);
                  t.Equal(ReceiveOnce(ws, heard), std::string("0"), "of the sender");
                  t.True(ReceiveOnce(ws, deaf).empty(), "of nobody");
              });
    t.Play();
}

/// IP_MULTICAST_LOOP belongs to the receiver; IP_MULTICAST_TTL 0 stays in the host.
void
Loop(Scene& t)
{
    t.Build();
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET s = NewReceiver(ws, Scene::ANY);
                  Membership(ws, s, IP_ADD_MEMBERSHIP, GROUP, Scene::ANY);
                  ws.Sleep(500);
                  t.Equal(ReceiveOnce(ws, s), std::string("second"), "the first did not leave");
              });
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET open = NewReceiver(ws, Scene::ANY, true);
                  const SOCKET closed = NewReceiver(ws, Scene::ANY, true);
                  Membership(ws, open, IP_ADD_MEMBERSHIP, GROUP, Scene::ANY);
                  Membership(ws, closed, IP_ADD_MEMBERSHIP, GROUP, Scene::ANY);
                  t.Works(ws, SetNumber(ws, closed, IPPROTO_IP, IP_MULTICAST_LOOP, 0), "off");
                  t.Works(ws, SetNumber(ws, open, IPPROTO_IP, IP_MULTICAST_TTL, 0), "host only");
                  SendTo(ws, open, "first", Ip4(GROUP, PORT));
                  t.Equal(ReceiveOnce(ws, open), std::string("first"), "looped back");
                  t.True(ReceiveOnce(ws, closed).empty(), "not looped back");
                  SetNumber(ws, open, IPPROTO_IP, IP_MULTICAST_TTL, 1);
                  SendTo(ws, open, "second", Ip4(GROUP, PORT));
              });
    t.Play();
}

/// Two sockets with SO_REUSEADDR: the first gets what is for one, both what is for all.
void
Shared(Scene& t)
{
    t.Build();
    SendEverySecond(t, Scene::SERVER, 2);
    SendEverySecond(t, "10.1.1.255", 1);
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET first = NewReceiver(ws, Scene::ANY, true);
                  const SOCKET second = ws.socket(AF_INET, SOCK_DGRAM, 0);
                  SetNumber(ws, second, SOL_SOCKET, SO_RCVTIMEO, 500);
                  SetNumber(ws, second, SOL_SOCKET, SO_REUSEADDR, 1);
                  t.Works(ws, BindTo(ws, second, Ip4(Scene::ANY, PORT)), "R-BND-4: both reuse");
                  ws.Sleep(500);
                  t.Equal(ReceiveOnce(ws, first) + ReceiveOnce(ws, first),
                          std::string("00"),
                          "unicast and broadcast");
                  t.Equal(ReceiveOnce(ws, second), std::string("0"), "broadcast");
                  t.True(ReceiveOnce(ws, second).empty(), "no unicast");
                  ws.closesocket(first);
                  SetNumber(ws, second, SOL_SOCKET, SO_RCVTIMEO, 2000);
                  t.Equal(ReceiveOnce(ws, second), std::string("1"), "it is the first now");
              });
    t.Play();
}

/// @return WSARecvMsg of a socket's provider
LPFN_WSARECVMSG
FindReceive(Winsock& ws, SOCKET s)
{
    GUID id = WSAID_WSARECVMSG;
    LPFN_WSARECVMSG receive = nullptr;
    DWORD bytes = 0;
    ws.WSAIoctl(s,
                SIO_GET_EXTENSION_FUNCTION_POINTER,
                &id,
                sizeof(id),
                &receive,
                sizeof(receive),
                &bytes,
                nullptr,
                nullptr);
    return receive;
}

/// A message with room for data and control data.
struct Room
{
    explicit Room(ULONG control = 128)
    {
        buffer.buf = data;
        buffer.len = sizeof(data);
        message.lpBuffers = &buffer;
        message.dwBufferCount = 1;
        message.Control.buf = controlData;
        message.Control.len = control;
    }

    char data[16]{};                    //!< payload
    alignas(8) char controlData[128]{}; //!< control data
    WSABUF buffer{};                    //!< of the payload
    WSAMSG message{};                   //!< all of it
};

/// IP_PKTINFO and IP_HOPLIMIT, both ways, MSG_TRUNC and MSG_CTRUNC.
void
ControlData(Scene& t)
{
    t.Build();
    t.Program(
        t.server,
        [&](Winsock& ws)
        {
            const SOCKET s = NewReceiver(ws, Scene::ANY);
            t.Works(ws, SetNumber(ws, s, IPPROTO_IP, IP_PKTINFO, 1), "IP_PKTINFO");
            t.Works(ws, SetNumber(ws, s, IPPROTO_IP, IP_HOPLIMIT, 1), "IP_HOPLIMIT");
            const LPFN_WSARECVMSG receive = FindReceive(ws, s);
            SetNumber(ws, s, SOL_SOCKET, SO_RCVTIMEO, 5000);
            Room room;
            DWORD bytes = 0;
            t.Works(ws, receive(s, &room.message, &bytes, nullptr, nullptr), "WSARecvMsg");
            t.Equal(room.message.dwFlags, 0u, "no flags");
            const LPWSACMSGHDR first = WSA_CMSG_FIRSTHDR(&room.message);
            t.Equal(first->cmsg_type, IP_PKTINFO, "first piece");
            IN_PKTINFO info{};
            std::memcpy(&info, WSA_CMSG_DATA(first), sizeof(info));
            t.Equal(info.ipi_addr.S_un.S_addr, Ip4(Scene::SERVER, 0).sin_addr.S_un.S_addr, "to");
            t.Equal(info.ipi_ifindex, 1u, "interface");
            const LPWSACMSGHDR second = WSA_CMSG_NXTHDR(&room.message, first);
            INT ttl = 0;
            std::memcpy(&ttl, WSA_CMSG_DATA(second), sizeof(ttl));
            t.Equal(ttl, 9, "the time to live that control data chose");
            t.True(!WSA_CMSG_NXTHDR(&room.message, second), "no third piece");
            Room small(WSA_CMSG_SPACE(sizeof(IN_PKTINFO)));
            small.buffer.len = 2;
            t.Fails(
                ws, receive(s, &small.message, &bytes, nullptr, nullptr), WSAEMSGSIZE, "R-DAT-4");
            t.Equal(
                small.message.dwFlags,
                static_cast<DWORD>(winsock::MSG_TRUNC | winsock::MSG_CTRUNC | winsock::MSG_BCAST),
                "flags");
            t.Equal(small.message.Control.len, ULONG(WSA_CMSG_SPACE(sizeof(IN_PKTINFO))), "one");
        });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, 0);
            SetNumber(ws, s, SOL_SOCKET, SO_BROADCAST, 1);
            SOCKADDR_IN to = Ip4(Scene::SERVER, PORT);
            Room room(WSA_CMSG_SPACE(sizeof(INT)));
            room.message.name = reinterpret_cast<SOCKADDR*>(&to);
            room.message.namelen = sizeof(to);
            const LPWSACMSGHDR piece = WSA_CMSG_FIRSTHDR(&room.message);
            const WSACMSGHDR head{WSA_CMSG_LEN(sizeof(INT)), static_cast<INT>(IPPROTO_IP), IP_TTL};
            const INT ttl = 9;
            std::memcpy(piece, &head, sizeof(head));
            std::memcpy(WSA_CMSG_DATA(piece), &ttl, sizeof(ttl));
            DWORD bytes = 0;
            t.Works(ws, ws.WSASendMsg(s, &room.message, 0, &bytes, nullptr, nullptr), "WSASendMsg");
            t.Equal(bytes, 16u, "all of it");
            SendTo(ws, s, "broadcast", Ip4("10.1.1.255", PORT));
            piece->cmsg_type = IP_OPTIONS;
            t.Fails(ws,
                    ws.WSASendMsg(s, &room.message, 0, &bytes, nullptr, nullptr),
                    WSAEINVAL,
                    "control data that nobody knows");
            const SOCKET stream = ws.socket(AF_INET, SOCK_STREAM, 0);
            t.Fails(ws,
                    ws.WSASendMsg(stream, &room.message, 0, &bytes, nullptr, nullptr),
                    WSAECONNRESET,
                    "api-states.csv: a stream");
        },
        Seconds(4));
    t.Play();
}

/// IPV6_V6ONLY off: IPv4 peers have mapped addresses.
void
DualStack(Scene& t)
{
    Scene::Link link;
    link.ipv6 = true;
    t.Build(link);
    SendEverySecond(t, Scene::SERVER, 2);
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET s = ws.socket(AF_INET6, SOCK_DGRAM, 0);
                  t.Works(ws, SetNumber(ws, s, IPPROTO_IPV6, IPV6_V6ONLY, 0), "off");
                  SetNumber(ws, s, SOL_SOCKET, SO_RCVTIMEO, 2000);
                  SOCKADDR_IN6 any{};
                  any.sin6_family = AF_INET6;
                  any.sin6_port = Ip4(Scene::ANY, PORT).sin_port;
                  t.Works(ws, BindTo(ws, s, any), "bind");
                  t.Fails(ws,
                          SetNumber(ws, s, IPPROTO_IPV6, IPV6_V6ONLY, 1),
                          WSAEINVAL,
                          "api-states.csv: bound");
                  char data[16];
                  SOCKADDR_IN6 from{};
                  INT length = sizeof(from);
                  const int bytes =
                      ws.recvfrom(s, data, 16, 0, reinterpret_cast<SOCKADDR*>(&from), &length);
                  t.Equal(bytes, 1, "of an IPv4 peer");
                  uint8_t address[16];
                  std::memcpy(address, &from.sin6_addr, sizeof(address));
                  t.True(address[10] == 0xff && address[11] == 0xff && address[12] == 10, "mapped");
              });
    t.Play();
}

/// Calls WSAIoctl with an argument and without a result.
template <typename T>
int
Command(Winsock& ws, SOCKET s, DWORD code, T argument)
{
    DWORD bytes = 0;
    return ws.WSAIoctl(s, code, &argument, sizeof(argument), nullptr, 0, &bytes, nullptr, nullptr);
}

/// A full queue loses the oldest datagram if the program wants that.
void
Circle(Scene& t)
{
    t.Build();
    SendEverySecond(t, Scene::SERVER, 4);
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET s = NewReceiver(ws, Scene::ANY);
                  SetNumber(ws, s, SOL_SOCKET, SO_RCVBUF, 2);
                  t.Works(ws, Command(ws, s, SIO_ENABLE_CIRCULAR_QUEUEING, 0), "circular");
                  ws.Sleep(6000);
                  t.Equal(
                      ReceiveOnce(ws, s), std::string("2"), "R-ACC-28: too long takes no place");
                  t.Equal(ReceiveOnce(ws, s), std::string("3"), "the newest");
              });
    t.Program(
        t.client,
        [](Winsock& ws)
        {
            const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, 0);
            SendTo(ws, s, "too long for the whole buffer", Ip4(Scene::SERVER, PORT));
        },
        Seconds(7.5));
    t.Play();
}

/// SIO_GET_INTERFACE_LIST, SIO_MULTICAST_SCOPE, SIO_MULTIPOINT_LOOPBACK, SIO_FLUSH.
void
Ioctls(Scene& t)
{
    t.Build();
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, 0);
            const SOCKET stream = ws.socket(AF_INET, SOCK_STREAM, 0);
            INTERFACE_INFO list[4]{};
            DWORD bytes = 0;
            const auto ask = [&](DWORD room)
            {
                return ws.WSAIoctl(
                    s, SIO_GET_INTERFACE_LIST, nullptr, 0, list, room, &bytes, nullptr, nullptr);
            };
            t.Works(ws, ask(sizeof(list)), "SIO_GET_INTERFACE_LIST");
            t.Equal(bytes, DWORD(2 * sizeof(INTERFACE_INFO)), "loopback and the link");
            t.True((list[0].iiFlags & IFF_LOOPBACK) != 0, "loopback");
            t.Equal(TextOf(list[1].iiAddress.AddressIn), std::string("10.1.1.1:0"), "address");
            t.Fails(ws, ask(sizeof(list[0])), WSAEFAULT, "R-IOC-2: too small");
            t.Works(ws, Command(ws, s, SIO_MULTICAST_SCOPE, INT{5}), "scope");
            t.Equal(GetNumber(ws, s, IPPROTO_IP, IP_MULTICAST_TTL), 5, "is the time to live");
            t.Works(ws, Command(ws, s, SIO_MULTIPOINT_LOOPBACK, BOOL{FALSE}), "loopback");
            t.Equal(GetNumber(ws, s, IPPROTO_IP, IP_MULTICAST_LOOP), 0, "is the option");
            t.Fails(ws,
                    Command(ws, stream, SIO_MULTICAST_SCOPE, INT{5}),
                    WSAENOPROTOOPT,
                    "R-IOC-7: a stream");
            t.Works(ws, Command(ws, s, SIO_FLUSH, 0), "nothing to discard");
            t.Fails(ws, Command(ws, s, SIO_RCVALL, DWORD{1}), WSAEINVAL, "no raw socket");
        });
    t.Play();
}

/// SIO_RCVALL shows what others send and get.
void
ReceiveAll(Scene& t)
{
    t.Build();
    SendEverySecond(t, Scene::SERVER, 1);
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  NewReceiver(ws, Scene::ANY);
                  const SOCKET raw = ws.socket(AF_INET, SOCK_RAW, IPPROTO_ICMP);
                  SetNumber(ws, raw, SOL_SOCKET, SO_RCVTIMEO, 3000);
                  t.Fails(ws, Command(ws, raw, SIO_RCVALL, DWORD{1}), WSAEINVAL, "not bound");
                  BindTo(ws, raw, Ip4(Scene::SERVER, 0));
                  t.Fails(ws, Command(ws, raw, SIO_RCVALL, DWORD{4}), WSAEINVAL, "no such mode");
                  t.Works(ws, Command(ws, raw, SIO_RCVALL, DWORD(RCVALL_ON)), "on");
                  char packet[64];
                  t.Equal(ws.recv(raw, packet, sizeof(packet), 0), 29, "headers and a byte");
                  t.Equal(int(packet[9]), int(IPPROTO_UDP), "of another protocol");
                  t.Works(ws, Command(ws, raw, SIO_RCVALL, DWORD(RCVALL_OFF)), "off");
              });
    t.Play();
}

class IpTestSuite : public TestSuite
{
  public:
    IpTestSuite()
        : TestSuite("winsock-ip", TestSuite::Type::UNIT)
    {
        AddTestCase(new Scene("api-errors.csv: IP_ADD_MEMBERSHIP, and who gets what", Groups));
        AddTestCase(new Scene("senders of a group", Sources));
        AddTestCase(new Scene("IP_MULTICAST_LOOP and IP_MULTICAST_TTL", Loop));
        AddTestCase(new Scene("R-BND-4: a shared port", Shared));
        AddTestCase(new Scene("control data of WSASendMsg and WSARecvMsg", ControlData));
        AddTestCase(new Scene("IPV6_V6ONLY", DualStack));
        AddTestCase(new Scene("SIO_ENABLE_CIRCULAR_QUEUEING", Circle));
        AddTestCase(new Scene("ioctls of the IP level", Ioctls));
        AddTestCase(new Scene("SIO_RCVALL", ReceiveAll));
    }
};

IpTestSuite g_ipTestSuite;

} // namespace
