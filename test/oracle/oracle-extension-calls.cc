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
    char data[64]{};               //!< the buffer
    char control[64]{};            //!< control data
    WSABUF buffer{sizeof(data), data}; //!< tells of it
    SOCKADDR_IN6 name{};           //!< the other end
    WSAMSG message{};              //!< tells of all

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

} // namespace

void
AddExtensionCalls(OracleCallTable& table)
{
    table["WSARecvMsg"] = Only(ReceiveMessage);
    table["WSASendMsg"] = Only(SendMessage);
}

} // namespace ns3::winsock::test
