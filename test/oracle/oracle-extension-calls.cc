/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "oracle-calls.h"
#include "oracle-extensions.h"
#include "oracle-overlapped.h"
#include "oracle-peers.h"

#include "ns3/winsock-error.h"
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

/// Room for an address in AcceptEx's buffer.
constexpr DWORD ROOM = sizeof(SOCKADDR_IN6) + 16;

/// Asks for a function that is not exported and calls it. @param call is given it and a structure
template <typename Function, typename Call>
OracleAnswer
CallExtension(Winsock& ws, SOCKET s, const GUID& id, const Call& call)
{
    const auto function = FindExtension<Function>(ws, id);
    if (!function)
    {
        return OracleAnswer::None("there is no such function");
    }
    OVERLAPPED overlapped{};
    OracleAnswer answer = Ask(ws, [&] { return call(function, &overlapped); });
    if (answer.error == WSA_IO_PENDING)
    {
        EndOperations(ws, s);
    }
    return answer;
}

OracleAnswer
AcceptInto(Winsock& ws, SOCKET s)
{
    const SOCKET listener = Listener(ws);
    char buffer[2 * ROOM]{};
    OracleAnswer answer = CallExtension<LPFN_ACCEPTEX>(
        ws,
        s,
        WSAID_ACCEPTEX,
        [&](LPFN_ACCEPTEX function, LPOVERLAPPED overlapped)
        { return function(listener, s, buffer, 0, ROOM, ROOM, nullptr, overlapped); });
    EndOperations(ws, listener);
    return answer;
}

OracleAnswer
ConnectAndSend(Winsock& ws, SOCKET s)
{
    SOCKADDR_IN name = NameOf(ws, Listener(ws));
    return CallExtension<LPFN_CONNECTEX>(
        ws,
        s,
        WSAID_CONNECTEX,
        [&](LPFN_CONNECTEX function, LPOVERLAPPED overlapped)
        { return function(s, AsAddress(name), sizeof(name), nullptr, 0, nullptr, overlapped); });
}

OracleAnswer
Disconnect(Winsock& ws, SOCKET s)
{
    return CallExtension<LPFN_DISCONNECTEX>(ws,
                                            s,
                                            WSAID_DISCONNECTEX,
                                            [&](LPFN_DISCONNECTEX function, LPOVERLAPPED overlapped)
                                            { return function(s, overlapped, 0, 0); });
}

OracleAnswer
TransmitNothing(Winsock& ws, SOCKET s)
{
    return CallExtension<LPFN_TRANSMITFILE>(
        ws,
        s,
        WSAID_TRANSMITFILE,
        [&](LPFN_TRANSMITFILE function, LPOVERLAPPED overlapped)
        { return function(s, nullptr, 0, 0, overlapped, nullptr, 0); });
}

} // namespace

void
AddExtensionCalls(OracleCallTable& table)
{
    table["AcceptEx"] = Only(AcceptInto);
    table["ConnectEx"] = Only(ConnectAndSend);
    table["DisconnectEx"] = Only(Disconnect);
    table["TransmitFile"] = OneOf({{"NULL file", TransmitNothing}});
    table["WSARecvMsg"] = Only(ReceiveMessage);
    table["WSASendMsg"] = Only(SendMessage);
}

} // namespace ns3::winsock::test
