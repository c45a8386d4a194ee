/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "oracle-calls.h"
#include "oracle-extensions.h"
#include "oracle-overlapped.h"
#include "oracle-peers.h"

#include "ns3/winsock-extensions.h"
#include "ns3/winsock-guid.h"

namespace ns3::winsock::test
{

namespace
{

/// A message of one buffer, with room for an address and control data.
struct Message
{
    char data[64]{};                   //!< the buffer
    char control[64]{};                //!< control data
    WSABUF buffer{sizeof(data), data}; //!< tells of it
    SOCKADDR_IN6 name{};               //!< the other end
    WSAMSG message{};                  //!< tells of all

    /// @return it, to be received into
    WSAMSG*
    ToReceive()
    {
        message.lpBuffers = &buffer;
        message.dwBufferCount = 1;
        message.name = AsAddress(name);
        message.namelen = sizeof(name);
        message.Control = {sizeof(control), control};
        return &message;
    }

    /// @param bytes how many; @return it, to be sent to the peer
    WSAMSG*
    ToSend(ULONG bytes)
    {
        buffer.len = bytes;
        message.lpBuffers = &buffer;
        message.dwBufferCount = 1;
        return &message;
    }
};

OracleAnswer
ReceiveMessage(Winsock& ws, SOCKET s)
{
    const auto function = FindExtension<LPFN_WSARECVMSG>(ws, WSAID_WSARECVMSG);
    if (!function)
    {
        return OracleAnswer::None("there is no WSARecvMsg");
    }
    Message message;
    DWORD bytes = 0;
    return Ask(ws, [&] { return function(s, message.ToReceive(), &bytes, nullptr, nullptr); });
}

OracleAnswer
SendMessage(Winsock& ws, SOCKET s)
{
    const auto function = FindExtension<LPFN_WSASENDMSG>(ws, WSAID_WSASENDMSG);
    if (!function)
    {
        return OracleAnswer::None("there is no WSASendMsg");
    }
    Message message;
    DWORD bytes = 0;
    return Ask(ws, [&] { return function(s, message.ToSend(10), 0, &bytes, nullptr, nullptr); });
}

/// Bytes that AcceptEx wants for an address.
constexpr DWORD ADDRESS_ROOM = sizeof(SOCKADDR_IN6) + 16;

/// Makes a call with an overlapped structure, and ends what it has begun.
template <typename Call>
OracleAnswer
AskOverlapped(Winsock& ws, SOCKET s, const Call& call)
{
    OVERLAPPED overlapped{};
    OracleAnswer answer = Ask(ws, [&] { return call(overlapped); });
    if (answer.result == "1" || answer.error == WSA_IO_PENDING)
    {
        EndOperations(ws, s);
    }
    return answer;
}

OracleAnswer
AcceptInto(Winsock& ws, SOCKET s)
{
    const SOCKET acceptor = NewTcp(ws);
    char room[2 * ADDRESS_ROOM]{};
    DWORD bytes = 0;
    return AskOverlapped(
        ws,
        s,
        [&](OVERLAPPED& overlapped) {
            return ws.AcceptEx(
                s, acceptor, room, 0, ADDRESS_ROOM, ADDRESS_ROOM, &bytes, &overlapped);
        });
}

OracleAnswer
ConnectOverlapped(Winsock& ws, SOCKET s)
{
    const auto function = FindExtension<LPFN_CONNECTEX>(ws, WSAID_CONNECTEX);
    if (!function)
    {
        return OracleAnswer::None("there is no ConnectEx");
    }
    SOCKADDR_IN name = NameOf(ws, Listener(ws));
    DWORD bytes = 0;
    return AskOverlapped(
        ws,
        s,
        [&](OVERLAPPED& overlapped)
        { return function(s, AsAddress(name), sizeof(name), nullptr, 0, &bytes, &overlapped); });
}

OracleAnswer
Disconnect(Winsock& ws, SOCKET s)
{
    const auto function = FindExtension<LPFN_DISCONNECTEX>(ws, WSAID_DISCONNECTEX);
    if (!function)
    {
        return OracleAnswer::None("there is no DisconnectEx");
    }
    return AskOverlapped(
        ws, s, [&](OVERLAPPED& overlapped) { return function(s, &overlapped, 0, 0); });
}

OracleAnswer
TransmitNoFile(Winsock& ws, SOCKET s)
{
    return AskOverlapped(ws,
                         s,
                         [&](OVERLAPPED& overlapped)
                         { return ws.TransmitFile(s, nullptr, 0, 0, &overlapped, nullptr, 0); });
}

} // namespace

void
AddExtensionCalls(OracleCallTable& table)
{
    table["AcceptEx"] = Only(AcceptInto);
    table["ConnectEx"] = Only(ConnectOverlapped);
    table["DisconnectEx"] = Only(Disconnect);
    table["TransmitFile"] = OneOf({{"NULL file", TransmitNoFile}});
    table["WSARecvMsg"] = Only(ReceiveMessage);
    table["WSASendMsg"] = Only(SendMessage);
}

} // namespace ns3::winsock::test
