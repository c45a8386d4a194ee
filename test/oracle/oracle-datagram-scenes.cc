/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "oracle-constants.h"
#include "oracle-peers.h"
#include "oracle-setups.h"
#include "oracle-transfer.h"
#include "oracle-words.h"

#include <vector>

namespace ns3::winsock::test
{

namespace
{

/// The largest datagram that IPv4 carries.
constexpr int LARGEST = 65507;

/// @param bytes of each datagram that waits; @return a nonblocking bound socket
SOCKET
WithDatagrams(Winsock& ws, const std::vector<int>& bytes)
{
    const SOCKET s = BoundUdp(ws);
    SetMode(ws, s);
    SOCKADDR_IN name = NameOf(ws, s);
    const SOCKET peer = BoundUdp(ws);
    for (const int count : bytes)
    {
        const std::vector<char> data(static_cast<std::size_t>(count) + 1, 'x');
        ws.sendto(peer, data.data(), count, 0, AsAddress(name), sizeof(name));
    }
    LetArrive(ws);
    return s;
}

OracleScene
ReceiveOf(const std::vector<int>& waiting, int length, int flags = 0)
{
    return [=](Winsock& ws) { return AskToReceive(ws, WithDatagrams(ws, waiting), length, flags); };
}

OracleAnswer
ReceiveAfterTruncation(Winsock& ws)
{
    const SOCKET s = WithDatagrams(ws, {10});
    AskToReceive(ws, s, 4, 0);
    return AskToReceive(ws, s, 64, 0);
}

OracleAnswer
AskScattered(Winsock& ws, SOCKET s, DWORD flags)
{
    char room[4];
    WSABUF buffer{sizeof(room), room};
    DWORD bytes = 0;
    return Ask(ws, [&] { return ws.WSARecv(s, &buffer, 1, &bytes, &flags, nullptr, nullptr); })
        .With("bytes", bytes)
        .WithHex("flags", flags);
}

OracleScene
ReceiveScattered(DWORD flags)
{
    return [=](Winsock& ws) { return AskScattered(ws, WithDatagrams(ws, {10}), flags); };
}

OracleAnswer
ReceiveAfterPart(Winsock& ws)
{
    const SOCKET s = WithDatagrams(ws, {10});
    AskScattered(ws, s, MSG_PARTIAL);
    return AskScattered(ws, s, MSG_PARTIAL);
}

/// @return what recv answers for a socket whose peer's port is closed; @param calls made before
OracleScene
ReceiveUnreachable(int calls)
{
    return [=](Winsock& ws)
    {
        const SocketPair pair = UdpPair(ws);
        ws.closesocket(pair.peer);
        Say(ws, pair.s, 1);
        LetArrive(ws);
        for (int i = 0; i < calls; ++i)
        {
            AskToReceive(ws, pair.s, 64, 0);
        }
        return AskToReceive(ws, pair.s, 64, 0);
    };
}

/// @param calls made before
OracleScene
SendUnreachable(int calls)
{
    return [=](Winsock& ws)
    {
        const SocketPair pair = UdpPair(ws);
        ws.closesocket(pair.peer);
        for (int i = 0; i < calls; ++i)
        {
            Say(ws, pair.s, 1);
            LetArrive(ws);
        }
        return AskToSend(ws, pair.s, 1, 0);
    };
}

OracleAnswer
ReceiveFromShort(Winsock& ws)
{
    return AskToReceiveFrom(ws, WithDatagrams(ws, {10}), 15, true);
}

OracleAnswer
ReceiveFromAfterShort(Winsock& ws)
{
    const SOCKET s = WithDatagrams(ws, {10});
    AskToReceiveFrom(ws, s, 15, true);
    return AskToReceiveFrom(ws, s, 128, true);
}

OracleAnswer
ReceiveFromNullAddress(Winsock& ws)
{
    return AskToReceiveFrom(ws, WithDatagrams(ws, {10}), 128, false);
}

/// What one sendto is made with.
struct Sending
{
    int length{1};                  //!< bytes
    int flags{0};                   //!< MSG_ flags
    SOCKADDR_IN to{Loopback(9)};    //!< the destination
    int tolen{sizeof(SOCKADDR_IN)}; //!< bytes of it
    bool address{true};             //!< whether there is one
    bool data{true};                //!< whether there is a buffer
};

OracleAnswer
AskToSendTo(Winsock& ws, SOCKET s, const Sending& sending)
{
    const std::vector<char> bytes(static_cast<std::size_t>(sending.length) + 1, 'x');
    SOCKADDR_IN to = sending.to;
    return Ask(ws,
               [&]
               {
                   return ws.sendto(s,
                                    sending.data ? bytes.data() : nullptr,
                                    sending.length,
                                    sending.flags,
                                    sending.address ? AsAddress(to) : nullptr,
                                    sending.tolen);
               });
}

OracleScene
SendFrom(SOCKET (*make)(Winsock&), const Sending& sending)
{
    return [=](Winsock& ws)
    {
        Sending toBound = sending;
        if (sending.to.sin_addr.S_un.S_addr == Loopback().sin_addr.S_un.S_addr &&
            sending.to.sin_family == AF_INET)
        {
            toBound.to = NameOf(ws, BoundUdp(ws));
        }
        return AskToSendTo(ws, make(ws), toBound);
    };
}

SOCKET
ConnectedUdp(Winsock& ws)
{
    return UdpPair(ws).s;
}

Sending
ToFamily(USHORT family)
{
    Sending sending;
    sending.to.sin_family = family;
    return sending;
}

OracleAnswer
NameAfterSending(Winsock& ws)
{
    const SOCKET s = NewUdp(ws);
    AskToSendTo(ws, s, {});
    SOCKADDR_IN name{};
    INT length = sizeof(name);
    OracleAnswer answer = Ask(ws, [&] { return ws.getsockname(s, AsAddress(name), &length); });
    return answer.With("address", ws.inet_ntoa(name.sin_addr))
        .With("port", name.sin_port != 0 ? "set" : "0");
}

OracleAnswer
SendUrgent(Winsock& ws)
{
    return AskToSend(ws, BoundUdp(ws), 1, MSG_OOB);
}

OracleScene
ParseSize(const std::string& setup)
{
    const auto words = OracleWords(setup);
    const auto bytes =
        words.size() == 3 && words[2] == "bytes" ? OracleNumber(words[1]) : std::nullopt;
    if (!bytes)
    {
        return nullptr;
    }
    Sending sending;
    sending.length = static_cast<int>(*bytes);
    return Started(SendFrom(BoundUdp, sending));
}

std::map<std::string, OracleScene>
SendToScenes()
{
    const SOCKADDR_IN broadcast = OracleIp4("255.255.255.255", 9);
    return {
        {"udp; 255.255.255.255 without SO_BROADCAST", SendFrom(BoundUdp, {1, 0, broadcast})},
        {"udp; family AF_UNSPEC", SendFrom(BoundUdp, ToFamily(AF_UNSPEC))},
        {"udp; family 255", SendFrom(BoundUdp, ToFamily(255))},
        {"udp; NULL address; tolen 16", SendFrom(BoundUdp, {1, 0, Loopback(9), 16, false})},
        {"udp; NULL address; tolen 0", SendFrom(BoundUdp, {1, 0, Loopback(9), 0, false})},
        {"udp; tolen 15", SendFrom(BoundUdp, {1, 0, Loopback(9), 15})},
        {"udp; NULL data; length 0", SendFrom(BoundUdp, {0, 0, Loopback(9), 16, true, false})},
        {"udp; NULL data; length 1", SendFrom(BoundUdp, {1, 0, Loopback(9), 16, true, false})},
        {"udp; length 0", SendFrom(BoundUdp, {0})},
        {"udp; flags 0x4000", SendFrom(BoundUdp, {1, 0x4000})},
        {"udp; MSG_OOB", SendFrom(BoundUdp, {1, MSG_OOB})},
        {"udp; MSG_DONTROUTE", SendFrom(BoundUdp, {1, MSG_DONTROUTE})},
        {"udp; connected; other address given", SendFrom(ConnectedUdp, {})},
        {"udp; connected; NULL address", SendFrom(ConnectedUdp, {1, 0, Loopback(9), 0, false})},
        {"udp; never bound", SendFrom(NewUdp, {})},
    };
}

} // namespace

void
AddDatagramScenes(OracleSceneTable& table)
{
    table.emplace(
        "recv",
        Scenes({{"udp; bound; nonblocking; no data", ReceiveOf({}, 64)},
                {"udp; zero-length datagram", ReceiveOf({0}, 64)},
                {"udp; 65507-byte datagram", ReceiveOf({LARGEST}, LARGEST)},
                {"udp; 4-byte buffer; 10-byte datagram; MSG_PEEK", ReceiveOf({10}, 4, MSG_PEEK)},
                {"udp; 4-byte buffer; 10-byte datagram", ReceiveOf({10}, 4)},
                {"udp; after truncated datagram", ReceiveAfterTruncation},
                {"udp; MSG_OOB", ReceiveOf({}, 1, MSG_OOB)},
                {"udp; connected; after port unreachable", ReceiveUnreachable(0)},
                {"udp; connected; after port unreachable; again", ReceiveUnreachable(1)}}));
    table.emplace("recv", Scenes({{"udp; never bound", [](Winsock& ws) {
                                       return AskToReceive(ws, NewUdp(ws), 64, 0);
                                   }}}));
    table.emplace("WSARecv",
                  Scenes({{"udp; 4-byte buffer; 10-byte datagram", ReceiveScattered(0)},
                          {"udp; 4-byte buffer; 10-byte datagram; MSG_PARTIAL",
                           ReceiveScattered(MSG_PARTIAL)},
                          {"udp; after MSG_PARTIAL read", ReceiveAfterPart}}));
    table.emplace("recvfrom",
                  Scenes({{"udp; fromlen 15", ReceiveFromShort},
                          {"udp; after fromlen 15", ReceiveFromAfterShort},
                          {"udp; address NULL length given", ReceiveFromNullAddress}}));
    table.emplace("sendto", Scenes(SendToScenes()));
    table.emplace("sendto", ParseSize);
    table.emplace("send",
                  Scenes({{"udp; MSG_OOB not connected", SendUrgent},
                          {"udp; not connected",
                           [](Winsock& ws) { return AskToSend(ws, BoundUdp(ws), 1, 0); }},
                          {"udp; connected; peer port now closed; first", SendUnreachable(0)},
                          {"udp; connected; peer port now closed; second", SendUnreachable(1)},
                          {"udp; connected; peer port now closed; again", SendUnreachable(1)}}));
    table.emplace("shutdown",
                  Scenes({{"udp; connected SD_SEND",
                           [](Winsock& ws)
                           {
                               const SOCKET s = ConnectedUdp(ws);
                               return Ask(ws, [&] { return ws.shutdown(s, SD_SEND); });
                           }},
                          {"udp; not connected SD_SEND",
                           [](Winsock& ws)
                           {
                               const SOCKET s = BoundUdp(ws);
                               return Ask(ws, [&] { return ws.shutdown(s, SD_SEND); });
                           }}}));
    table.emplace("getsockname", Scenes({{"udp; after sendto without bind", NameAfterSending}}));
}

} // namespace ns3::winsock::test
