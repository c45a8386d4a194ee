/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "oracle-overlapped.h"

#include "oracle-constants.h"
#include "oracle-peers.h"

namespace ns3::winsock::test
{

namespace
{

/// What one transfer is made with.
struct Arguments
{
    Transfer transfer;      //!< the function
    ULONG length{10};       //!< bytes of the one buffer
    DWORD flags{0};         //!< MSG_ flags
    bool addressed{true};   //!< WSASendTo has an address
    bool overlapped{false}; //!< with a structure
};

/// What one transfer uses while it is under way.
struct Room
{
    char data[64]{};              //!< the buffer
    WSABUF buffer{0, data};       //!< tells of it
    DWORD bytes{0};               //!< moved
    DWORD flags{0};               //!< in and out
    SOCKADDR_IN to{};             //!< the other end
    SOCKADDR_IN6 from{};          //!< gets the other end
    INT fromLength{sizeof(from)}; //!< bytes of it
    WSAOVERLAPPED overlapped{};   //!< the operation
};

int
Move(Winsock& ws, SOCKET s, const Arguments& with, Room& room)
{
    WSAOVERLAPPED* const overlapped = with.overlapped ? &room.overlapped : nullptr;
    switch (with.transfer)
    {
    case Transfer::RECEIVE:
        return ws.WSARecv(s, &room.buffer, 1, &room.bytes, &room.flags, overlapped, nullptr);
    case Transfer::RECEIVE_FROM:
        return ws.WSARecvFrom(s,
                              &room.buffer,
                              1,
                              &room.bytes,
                              &room.flags,
                              AsAddress(room.from),
                              &room.fromLength,
                              overlapped,
                              nullptr);
    case Transfer::SEND:
        return ws.WSASend(s, &room.buffer, 1, &room.bytes, room.flags, overlapped, nullptr);
    case Transfer::SEND_TO:
        break;
    }
    return ws.WSASendTo(s,
                        &room.buffer,
                        1,
                        &room.bytes,
                        room.flags,
                        with.addressed ? AsAddress(room.to) : nullptr,
                        with.addressed ? sizeof(room.to) : 0,
                        overlapped,
                        nullptr);
}

/// Asks an operation that has begun for its result, without waiting.
void
AddResult(Winsock& ws, SOCKET s, Room& room, OracleAnswer& answer)
{
    DWORD bytes = 0;
    DWORD flags = 0;
    const BOOL done = ws.WSAGetOverlappedResult(s, &room.overlapped, &bytes, FALSE, &flags);
    answer.With("then WSAGetOverlappedResult", done)
        .With("error", done ? 0 : ws.WSAGetLastError())
        .With("bytes", bytes)
        .With("flags", flags);
}

OracleAnswer
Perform(Winsock& ws, SOCKET s, const Arguments& with)
{
    Room room;
    room.buffer.len = with.length;
    room.flags = with.flags;
    if (with.transfer == Transfer::SEND_TO)
    {
        room.to = NameOf(ws, BoundUdp(ws));
    }
    OracleAnswer answer = Ask(ws, [&] { return Move(ws, s, with, room); });
    const bool begun = answer.result == "0" || answer.error == WSA_IO_PENDING;
    if (with.overlapped && begun)
    {
        AddResult(ws, s, room, answer);
        EndOperations(ws, s);
    }
    else if (begun)
    {
        answer.With("bytes", room.bytes).With("flags", room.flags);
    }
    return answer;
}

} // namespace

OracleCall
ParseScattered(const std::string& arguments, Transfer transfer)
{
    Arguments with{transfer};
    const auto number = OracleNumber(arguments);
    if (arguments == "overlapped")
    {
        with.overlapped = true;
    }
    else if (arguments == "NULL address")
    {
        with.addressed = false;
    }
    else if (!number)
    {
        return nullptr;
    }
    else if (arguments.compare(0, 4, "MSG_") == 0)
    {
        with.flags = static_cast<DWORD>(*number);
    }
    else
    {
        with.length = static_cast<ULONG>(*number);
    }
    return [with](Winsock& ws, SOCKET s) { return Perform(ws, s, with); };
}

OracleAnswer
OverlappedResultOfNull(Winsock& ws, SOCKET s)
{
    DWORD bytes = 0;
    DWORD flags = 0;
    return Ask(ws, [&] { return ws.WSAGetOverlappedResult(s, nullptr, &bytes, FALSE, &flags); });
}

OracleAnswer
OverlappedResultOfIdle(Winsock& ws, SOCKET s)
{
    WSAOVERLAPPED idle{};
    DWORD bytes = 0;
    DWORD flags = 0;
    return Ask(ws, [&] { return ws.WSAGetOverlappedResult(s, &idle, &bytes, FALSE, &flags); });
}

void
EndOperations(Winsock& ws, SOCKET s)
{
    ws.closesocket(s);
    LetArrive(ws);
}

} // namespace ns3::winsock::test
