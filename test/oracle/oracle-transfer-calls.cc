/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "oracle-calls.h"
#include "oracle-constants.h"
#include "oracle-overlapped.h"
#include "oracle-peers.h"

#include <algorithm>
#include <vector>

namespace ns3::winsock::test
{

namespace
{

/// What the rows send to an address.
constexpr int SENT = 10;

OracleCall
Receive(int length, int flags)
{
    return [=](Winsock& ws, SOCKET s)
    {
        std::vector<char> room(static_cast<std::size_t>(std::max(length, 1)));
        return Ask(ws, [&] { return ws.recv(s, room.data(), length, flags); });
    };
}

OracleCall
ParseRecv(const std::string& arguments)
{
    if (arguments == "NULL")
    {
        return [](Winsock& ws, SOCKET s)
        { return Ask(ws, [&] { return ws.recv(s, nullptr, 64, 0); }); };
    }
    const auto number = OracleNumber(arguments);
    if (!number)
    {
        return nullptr;
    }
    const int value = static_cast<int>(*number);
    const bool isFlag = arguments.compare(0, 4, "MSG_") == 0;
    // One byte is all that can be urgent.
    return isFlag ? Receive(value == MSG_OOB ? 1 : 64, value) : Receive(value, 0);
}

OracleCall
Send(int length, int flags)
{
    return [=](Winsock& ws, SOCKET s)
    {
        const std::vector<char> data(static_cast<std::size_t>(std::max(length, 1)), 'x');
        return Ask(ws, [&] { return ws.send(s, data.data(), length, flags); });
    };
}

OracleCall
ParseSend(const std::string& arguments)
{
    std::string rest = arguments;
    if (TakeWord(arguments, "NULL ", rest))
    {
        const int length = static_cast<int>(OracleNumber(rest).value_or(1));
        return [=](Winsock& ws, SOCKET s)
        { return Ask(ws, [&] { return ws.send(s, nullptr, length, 0); }); };
    }
    const bool isFlag = TakeWord(arguments, "flags ", rest) || rest.compare(0, 4, "MSG_") == 0;
    const auto number = OracleNumber(rest);
    if (!number)
    {
        return nullptr;
    }
    const int value = static_cast<int>(*number);
    return isFlag ? Send(1, value) : Send(value, 0);
}

/// @param to whose address and how much of it; null for no address
template <typename Name>
OracleAnswer
SendTo(Winsock& ws, SOCKET s, Name* to, int length)
{
    const std::vector<char> data(SENT, 'x');
    return Ask(ws,
               [&]
               {
                   SOCKADDR* const name = to ? AsAddress(*to) : nullptr;
                   return ws.sendto(s, data.data(), SENT, 0, name, length);
               });
}

/// @return where a datagram socket is that takes what is sent
SOCKADDR_IN
Destination(Winsock& ws)
{
    return NameOf(ws, BoundUdp(ws));
}

OracleAnswer
SendToPeer(Winsock& ws, SOCKET s)
{
    SOCKADDR_IN name = Destination(ws);
    return SendTo(ws, s, &name, sizeof(name));
}

OracleAnswer
SendToShortName(Winsock& ws, SOCKET s)
{
    SOCKADDR_IN name = Destination(ws);
    return SendTo(ws, s, &name, 3);
}

OracleAnswer
SendToPortZero(Winsock& ws, SOCKET s)
{
    SOCKADDR_IN name = Loopback(0);
    return SendTo(ws, s, &name, sizeof(name));
}

OracleAnswer
SendToIp6(Winsock& ws, SOCKET s)
{
    SOCKADDR_IN6 name = OracleIp6("::1", 0);
    return SendTo(ws, s, &name, sizeof(name));
}

OracleAnswer
SendToNull(Winsock& ws, SOCKET s)
{
    return SendTo<SOCKADDR_IN>(ws, s, nullptr, 0);
}

/// @param length bytes of room for the address; 0 for no address
OracleCall
ReceiveFrom(INT length)
{
    return [=](Winsock& ws, SOCKET s)
    {
        char room[64];
        SOCKADDR_IN6 from{};
        INT fromlen = length;
        return Ask(ws,
                   [&]
                   {
                       return length == 0
                                  ? ws.recvfrom(s, room, sizeof(room), 0, nullptr, nullptr)
                                  : ws.recvfrom(
                                        s, room, sizeof(room), 0, AsAddress(from), &fromlen);
                   });
    };
}

} // namespace

void
AddTransferCalls(OracleCallTable& table)
{
    table["recv"] = ParseRecv;
    table["send"] = ParseSend;
    table["recvfrom"] = OneOf({{"", ReceiveFrom(sizeof(SOCKADDR_IN6))},
                               {"NULL address", ReceiveFrom(0)},
                               {"fromlen 3", ReceiveFrom(3)}});
    table["sendto"] = OneOf({{"with address", SendToPeer},
                             {"NULL address", SendToNull},
                             {"tolen 3", SendToShortName},
                             {"port 0", SendToPortZero},
                             {"AF_INET6 address", SendToIp6}});
    table["WSARecv"] = [](const std::string& arguments) -> OracleCall
    { return ParseScattered(arguments, Transfer::RECEIVE); };
    table["WSARecvFrom"] = [](const std::string& arguments) -> OracleCall
    { return ParseScattered(arguments, Transfer::RECEIVE_FROM); };
    table["WSASend"] = [](const std::string& arguments) -> OracleCall
    { return ParseScattered(arguments, Transfer::SEND); };
    table["WSASendTo"] = [](const std::string& arguments) -> OracleCall
    { return ParseScattered(arguments, Transfer::SEND_TO); };
    table["WSAGetOverlappedResult"] =
        OneOf({{"NULL", OverlappedResultOfNull}, {"idle", OverlappedResultOfIdle}});
}

} // namespace ns3::winsock::test
