/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "oracle-calls.h"
#include "oracle-constants.h"
#include "oracle-peers.h"

#include <cstring>

namespace ns3::winsock::test
{

namespace
{

/// Calls of bind and connect with an address.
using NameCall = int (Winsock::*)(SOCKET, const SOCKADDR*, int);

/// @param name an address; @param length bytes of it that are given, or all
template <typename Name>
OracleCall
WithName(NameCall function, Name name, int length = sizeof(Name))
{
    return [=](Winsock& ws, SOCKET s) mutable
    { return Ask(ws, [&] { return (ws.*function)(s, AsAddress(name), length); }); };
}

OracleCall
WithoutName(NameCall function)
{
    return [=](Winsock& ws, SOCKET s)
    { return Ask(ws, [&] { return (ws.*function)(s, nullptr, sizeof(SOCKADDR_IN)); }); };
}

OracleAnswer
ConnectToListener(Winsock& ws, SOCKET s)
{
    SOCKADDR_IN name = NameOf(ws, Listener(ws));
    return Ask(ws, [&] { return ws.connect(s, AsAddress(name), sizeof(name)); });
}

OracleAnswer
WsaConnectToListener(Winsock& ws, SOCKET s)
{
    SOCKADDR_IN name = NameOf(ws, Listener(ws));
    return Ask(ws,
               [&] {
                   return ws.WSAConnect(
                       s, AsAddress(name), sizeof(name), nullptr, nullptr, nullptr, nullptr);
               });
}

OracleCallParser
ParseConnect()
{
    SOCKADDR_IN unspecified{};
    unspecified.sin_family = AF_UNSPEC;
    return OneOf({
        {"to listener", ConnectToListener},
        {"to port 0", WithName(&Winsock::connect, Loopback(0))},
        {"namelen 3", WithName(&Winsock::connect, Loopback(9), 3)},
        {"AF_UNSPEC address", WithName(&Winsock::connect, unspecified)},
        {"NULL address", WithoutName(&Winsock::connect)},
    });
}

OracleCallParser
ParseBind()
{
    return OneOf({
        {"127.0.0.1:0", WithName(&Winsock::bind, Loopback())},
        {"AF_INET6 ::1:0", WithName(&Winsock::bind, OracleIp6("::1", 0))},
        {"namelen 15", WithName(&Winsock::bind, Loopback(), 15)},
        {"NULL address", WithoutName(&Winsock::bind)},
    });
}

/// @param length bytes of room for the peer's address; 0 for no address
OracleCall
AcceptWith(INT length)
{
    return [=](Winsock& ws, SOCKET s)
    {
        SOCKADDR_IN name{};
        INT room = length;
        return AskForSocket(ws,
                            [&] {
                                return length == 0 ? ws.accept(s, nullptr, nullptr)
                                                   : ws.accept(s, AsAddress(name), &room);
                            });
    };
}

OracleAnswer
WsaAccept(Winsock& ws, SOCKET s)
{
    return AskForSocket(ws, [&] { return ws.WSAAccept(s, nullptr, nullptr, nullptr, 0); });
}

/// Calls of getsockname and getpeername.
using QueryCall = int (Winsock::*)(SOCKET, SOCKADDR*, LPINT);

OracleAnswer
QueryName(Winsock& ws, SOCKET s, QueryCall function)
{
    SOCKADDR_IN6 name{};
    INT length = sizeof(name);
    OracleAnswer answer = Ask(ws, [&] { return (ws.*function)(s, AsAddress(name), &length); });
    if (answer.Succeeded())
    {
        answer.With("len", length)
            .With("family", name.sin6_family)
            .With("port", name.sin6_port != 0 ? "set" : "0");
    }
    return answer;
}

OracleCallParser
ParseQuery(QueryCall function)
{
    return OneOf({
        {"", [=](Winsock& ws, SOCKET s) { return QueryName(ws, s, function); }},
        {"NULL",
         [=](Winsock& ws, SOCKET s)
         { return Ask(ws, [&] { return (ws.*function)(s, nullptr, nullptr); }); }},
        {"namelen 3",
         [=](Winsock& ws, SOCKET s)
         {
             SOCKADDR_IN name{};
             INT length = 3;
             return Ask(ws, [&] { return (ws.*function)(s, AsAddress(name), &length); });
         }},
    });
}

OracleCall
ParseListen(const std::string& arguments)
{
    const auto backlog = OracleNumber(arguments);
    if (!backlog)
    {
        return nullptr;
    }
    return [backlog = static_cast<int>(*backlog)](Winsock& ws, SOCKET s)
    { return Ask(ws, [&] { return ws.listen(s, backlog); }); };
}

OracleCall
ParseShutdown(const std::string& arguments)
{
    std::string number = arguments;
    TakeWord(arguments, "how=", number);
    const auto how = OracleNumber(number);
    if (!how)
    {
        return nullptr;
    }
    return [how = static_cast<int>(*how)](Winsock& ws, SOCKET s)
    { return Ask(ws, [&] { return ws.shutdown(s, how); }); };
}

OracleAnswer
JoinLeaf(Winsock& ws, SOCKET s)
{
    SOCKADDR_IN name = Loopback(9);
    return AskForSocket(
        ws,
        [&]
        {
            return ws.WSAJoinLeaf(
                s, AsAddress(name), sizeof(name), nullptr, nullptr, nullptr, nullptr, JL_BOTH);
        });
}

OracleAnswer
QualityWithoutName(Winsock& ws, SOCKET s)
{
    QOS quality{};
    return Ask(ws, [&] { return ws.WSAGetQOSByName(s, nullptr, &quality); });
}

OracleAnswer
Duplicate(Winsock& ws, SOCKET s)
{
    WSAPROTOCOL_INFOW info{};
    return Ask(ws, [&] { return ws.WSADuplicateSocketW(s, ws.GetCurrentProcessId(), &info); });
}

} // namespace

void
AddConnectionCalls(OracleCallTable& table)
{
    table["bind"] = ParseBind();
    table["listen"] = ParseListen;
    table["connect"] = ParseConnect();
    table["WSAConnect"] = OneOf({{"to listener", WsaConnectToListener}});
    table["accept"] = OneOf({{"NULL address", AcceptWith(0)},
                             {"addrlen 3", AcceptWith(3)},
                             {"with address", AcceptWith(sizeof(SOCKADDR_IN))}});
    table["WSAAccept"] = Only(WsaAccept);
    table["getsockname"] = ParseQuery(&Winsock::getsockname);
    table["getpeername"] = ParseQuery(&Winsock::getpeername);
    table["shutdown"] = ParseShutdown;
    table["WSASendDisconnect"] =
        Only([](Winsock& ws, SOCKET s)
             { return Ask(ws, [&] { return ws.WSASendDisconnect(s, nullptr); }); });
    table["WSARecvDisconnect"] =
        Only([](Winsock& ws, SOCKET s)
             { return Ask(ws, [&] { return ws.WSARecvDisconnect(s, nullptr); }); });
    table["WSADuplicateSocketW"] = Only(Duplicate);
    table["WSAJoinLeaf"] = Only(JoinLeaf);
    table["WSAGetQOSByName"] = OneOf({{"NULL", QualityWithoutName}});
    table["closesocket"] =
        Only([](Winsock& ws, SOCKET s) { return Ask(ws, [&] { return ws.closesocket(s); }); });
}

} // namespace ns3::winsock::test
