/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "oracle-constants.h"
#include "oracle-overlapped.h"
#include "oracle-peers.h"
#include "oracle-setups.h"

#include "ns3/overlapped-request.h"

namespace ns3::winsock::test
{

namespace
{

/// A connected pair with one overlapped operation on its first socket.
class OverlappedPair
{
  public:
    explicit OverlappedPair(Winsock& ws)
        : pair(TcpPair(ws)),
          m_ws(ws)
    {
        overlapped.hEvent = ws.WSACreateEvent();
    }

    ~OverlappedPair()
    {
        EndOperations(m_ws, pair.s);
    }

    OverlappedPair(const OverlappedPair&) = delete;
    OverlappedPair& operator=(const OverlappedPair&) = delete;

    /// Starts to receive.
    int
    Receive()
    {
        return m_ws.WSARecv(pair.s, &m_buffer, 1, nullptr, &m_flags, &overlapped, nullptr);
    }

    /// Starts to send ten bytes.
    int
    Send()
    {
        m_buffer.len = 10;
        return m_ws.WSASend(pair.s, &m_buffer, 1, nullptr, 0, &overlapped, nullptr);
    }

    /// The peer sends, and it arrives.
    void
    Hear(int bytes)
    {
        Say(m_ws, pair.peer, bytes);
        LetArrive(m_ws);
    }

    SocketPair pair;            //!< the sockets
    WSAOVERLAPPED overlapped{}; //!< the operation

  private:
    Winsock& m_ws;                           //!< who calls
    char m_data[64]{};                       //!< what is moved
    WSABUF m_buffer{sizeof(m_data), m_data}; //!< tells of it
    DWORD m_flags{0};                        //!< of receiving
};

using PairScene = std::function<OracleAnswer(Winsock&, OverlappedPair&)>;

OracleScene
OnPair(PairScene scene)
{
    return [=](Winsock& ws)
    {
        OverlappedPair pair(ws);
        return scene(ws, pair);
    };
}

OracleAnswer
AskForResult(Winsock& ws, OverlappedPair& pair, BOOL wait)
{
    DWORD bytes = 77;
    DWORD flags = 77;
    return Ask(ws,
               [&] {
                   return ws.WSAGetOverlappedResult(
                       pair.pair.s, &pair.overlapped, &bytes, wait, &flags);
               })
        .With("bytes", bytes)
        .WithHex("flags", flags);
}

OracleAnswer
ResultOfPending(Winsock& ws, OverlappedPair& pair)
{
    pair.Receive();
    return AskForResult(ws, pair, FALSE);
}

OracleAnswer
ResultOfReceive(Winsock& ws, OverlappedPair& pair)
{
    pair.Receive();
    pair.Hear(3);
    return AskForResult(ws, pair, TRUE);
}

OracleAnswer
ResultAgain(Winsock& ws, OverlappedPair& pair)
{
    ResultOfReceive(ws, pair);
    return AskForResult(ws, pair, TRUE);
}

/// @param bytes whether the number of bytes has a place; @param flags whether the flags have
PairScene
ResultWithout(bool bytes, bool flags)
{
    return [=](Winsock& ws, OverlappedPair& pair)
    {
        ResultOfReceive(ws, pair);
        DWORD value = 0;
        return Ask(ws,
                   [&]
                   {
                       return ws.WSAGetOverlappedResult(pair.pair.s,
                                                        &pair.overlapped,
                                                        bytes ? &value : nullptr,
                                                        FALSE,
                                                        flags ? &value : nullptr);
                   });
    };
}

OracleAnswer
ResultOfSend(Winsock& ws, OverlappedPair& pair)
{
    pair.Send();
    LetArrive(ws);
    return AskForResult(ws, pair, TRUE);
}

OracleAnswer
ResultAfterReset(Winsock& ws, OverlappedPair& pair)
{
    pair.Receive();
    Reset(ws, pair.pair.peer);
    LetArrive(ws);
    return AskForResult(ws, pair, TRUE);
}

OracleAnswer
Cancel(Winsock& ws, OverlappedPair& pair)
{
    return Ask(ws, [&] { return ws.CancelIo(reinterpret_cast<HANDLE>(pair.pair.s)); });
}

OracleAnswer
CancelPending(Winsock& ws, OverlappedPair& pair)
{
    pair.Receive();
    return Cancel(ws, pair);
}

OracleAnswer
ResultOfCancelled(Winsock& ws, OverlappedPair& pair)
{
    CancelPending(ws, pair);
    return AskForResult(ws, pair, TRUE);
}

OracleAnswer
ReceivePending(Winsock& ws, OverlappedPair& pair)
{
    return Ask(ws, [&] { return pair.Receive(); });
}

OracleAnswer
ReceiveQueued(Winsock& ws, OverlappedPair& pair)
{
    pair.Hear(10);
    return Ask(ws, [&] { return pair.Receive(); });
}

/// An object is signaled if no wait for it is needed.
OracleAnswer
AskForEvent(Winsock& ws, OverlappedPair& pair)
{
    const WSAEVENT event = pair.overlapped.hEvent;
    return Ask(ws, [&] { return ws.WSAWaitForMultipleEvents(1, &event, FALSE, 0, FALSE); });
}

OracleAnswer
EventAfterClose(Winsock& ws, OverlappedPair& pair)
{
    pair.Receive();
    ws.closesocket(pair.pair.s);
    LetArrive(ws);
    return AskForEvent(ws, pair);
}

OracleAnswer
EventAfterShutdown(Winsock& ws, OverlappedPair& pair)
{
    pair.Receive();
    ws.shutdown(pair.pair.s, SD_RECEIVE);
    LetArrive(ws);
    return AskForEvent(ws, pair);
}

/// What the structure itself says: whether the operation is under way, and its error.
OracleAnswer
StructureAfterClose(Winsock& ws, OverlappedPair& pair)
{
    pair.Receive();
    ws.closesocket(pair.pair.s);
    LetArrive(ws);
    DWORD bytes = 0;
    DWORD flags = 0;
    OracleAnswer answer = Ask(ws, [&] { return IsPending(pair.overlapped); });
    answer.error = ReadResult(pair.overlapped, bytes, flags);
    return answer;
}

/// A completion port with a key that no socket has by accident.
constexpr ULONG_PTR KEY = 7;

HANDLE
NewPort(Winsock& ws)
{
    return ws.CreateIoCompletionPort(INVALID_HANDLE_VALUE, nullptr, 0, 0);
}

HANDLE
AttachTo(Winsock& ws, OverlappedPair& pair, HANDLE port)
{
    return ws.CreateIoCompletionPort(reinterpret_cast<HANDLE>(pair.pair.s), port, KEY, 0);
}

OracleAnswer
AskForPacket(Winsock& ws, HANDLE port, const OVERLAPPED* expected)
{
    DWORD bytes = 0;
    ULONG_PTR key = 0;
    LPOVERLAPPED overlapped = nullptr;
    OracleAnswer answer =
        Ask(ws, [&] { return ws.GetQueuedCompletionStatus(port, &bytes, &key, &overlapped, 0); });
    if (overlapped)
    {
        answer.With("bytes", bytes)
            .With("key", key)
            .With("overlapped", overlapped == expected ? "same" : "other");
    }
    return answer;
}

/// @param before what is done with the attached pair
PairScene
PacketAfter(std::function<void(Winsock&, OverlappedPair&)> before)
{
    return [=](Winsock& ws, OverlappedPair& pair)
    {
        const HANDLE port = NewPort(ws);
        AttachTo(ws, pair, port);
        before(ws, pair);
        OracleAnswer answer = AskForPacket(ws, port, &pair.overlapped);
        return answer;
    };
}

void
ReceiveThenHear(Winsock&, OverlappedPair& pair)
{
    pair.Receive();
    pair.Hear(4);
}

void
HearThenReceive(Winsock&, OverlappedPair& pair)
{
    pair.Hear(2);
    pair.Receive();
}

void
ReceiveThenClose(Winsock& ws, OverlappedPair& pair)
{
    pair.Receive();
    ws.closesocket(pair.pair.s);
    LetArrive(ws);
}

OracleAnswer
AttachTwice(Winsock& ws, OverlappedPair& pair)
{
    AttachTo(ws, pair, NewPort(ws));
    const HANDLE other = NewPort(ws);
    return AskForPointer(ws, [&] { return AttachTo(ws, pair, other); });
}

OracleAnswer
AttachOnce(Winsock& ws, OverlappedPair& pair)
{
    const HANDLE port = NewPort(ws);
    return AskForPointer(ws, [&] { return AttachTo(ws, pair, port); });
}

OracleAnswer
ReceiveAttached(Winsock& ws, OverlappedPair& pair)
{
    AttachTo(ws, pair, NewPort(ws));
    pair.Hear(2);
    return Ask(ws, [&] { return pair.Receive(); });
}

OracleAnswer
PacketPosted(Winsock& ws)
{
    const HANDLE port = NewPort(ws);
    OVERLAPPED own{};
    ws.PostQueuedCompletionStatus(port, 5, 3, &own);
    return AskForPacket(ws, port, &own);
}

OracleAnswer
Post(Winsock& ws)
{
    const HANDLE port = NewPort(ws);
    OVERLAPPED own{};
    return Ask(ws, [&] { return ws.PostQueuedCompletionStatus(port, 5, 3, &own); });
}

OracleAnswer
PacketOfClosedPort(Winsock& ws)
{
    const HANDLE port = NewPort(ws);
    ws.CloseHandle(port);
    return AskForPacket(ws, port, nullptr);
}

OracleAnswer
PacketOfEmptyPort(Winsock& ws)
{
    return AskForPacket(ws, NewPort(ws), nullptr);
}

OracleAnswer
ReceiveFromIdle(Winsock& ws)
{
    const OracleCall call = ParseScattered("overlapped", Transfer::RECEIVE_FROM);
    return call(ws, BoundUdp(ws));
}

/// What a WSASend or WSARecv lacks.
struct Lack
{
    bool array{true}; //!< there is an array of buffers
    DWORD buffers{1}; //!< how many it has
    bool data{true};  //!< the buffer is somewhere
    bool count{true}; //!< the number of bytes has a place
    bool flags{true}; //!< the flags have a place
};

OracleScene
SendWith(const Lack& lack)
{
    return [=](Winsock& ws)
    {
        const SOCKET s = TcpPair(ws).s;
        char data[10]{};
        WSABUF buffer{sizeof(data), lack.data ? data : nullptr};
        DWORD bytes = 0;
        return Ask(ws,
                   [&]
                   {
                       return ws.WSASend(s,
                                         lack.array ? &buffer : nullptr,
                                         lack.buffers,
                                         lack.count ? &bytes : nullptr,
                                         0,
                                         nullptr,
                                         nullptr);
                   });
    };
}

OracleScene
ReceiveWith(const Lack& lack)
{
    return [=](Winsock& ws)
    {
        const SOCKET s = TcpPair(ws).s;
        char data[10]{};
        WSABUF buffer{sizeof(data), lack.data ? data : nullptr};
        DWORD bytes = 0;
        DWORD flags = 0;
        return Ask(ws,
                   [&]
                   {
                       return ws.WSARecv(s,
                                         lack.array ? &buffer : nullptr,
                                         lack.buffers,
                                         lack.count ? &bytes : nullptr,
                                         lack.flags ? &flags : nullptr,
                                         nullptr,
                                         nullptr);
                   });
    };
}

void
AddPortScenes(OracleSceneTable& table)
{
    table.emplace(
        "GetQueuedCompletionStatus",
        Scenes(
            {{"empty port; timeout 0", PacketOfEmptyPort},
             {"receive pending; timeout 0",
              OnPair(PacketAfter([](Winsock&, OverlappedPair& pair) { pair.Receive(); }))},
             {"receive completed by 4 bytes", OnPair(PacketAfter(ReceiveThenHear))},
             {"receive that finished at once still queues a packet",
              OnPair(PacketAfter(HearThenReceive))},
             {"receive pending when the socket was closed", OnPair(PacketAfter(ReceiveThenClose))},
             {"posted packet", PacketPosted},
             {"closed port", PacketOfClosedPort}}));
    table.emplace(
        "CreateIoCompletionPort",
        Scenes({{"new port",
                 [](Winsock& ws) { return AskForPointer(ws, [&] { return NewPort(ws); }); }},
                {"attach socket; key 7", OnPair(AttachOnce)},
                {"attach socket twice", OnPair(AttachTwice)}}));
    table.emplace("PostQueuedCompletionStatus", Scenes({{"5 bytes key 3", Post}}));
    table.emplace(
        "WSARecv",
        Scenes({{"port attached; data queued; completes at once", OnPair(ReceiveAttached)}}));
}

} // namespace

void
AddOverlappedScenes(OracleSceneTable& table)
{
    table.emplace(
        "WSASend",
        Scenes({{"tcp; NULL buffers", SendWith({false})},
                {"tcp; zero buffers", SendWith({true, 0})},
                {"tcp; NULL bytes; no overlapped", SendWith({true, 1, true, false})},
                {"tcp; NULL buffer pointer inside; len 10", SendWith({true, 1, false})}}));
    table.emplace(
        "WSARecv",
        Scenes({{"tcp; NULL buffers", ReceiveWith({false})},
                {"tcp; zero buffers", ReceiveWith({true, 0})},
                {"tcp; NULL flags", ReceiveWith({true, 1, true, true, false})},
                {"tcp; NULL bytes; no overlapped", ReceiveWith({true, 1, true, false})},
                {"tcp; NULL buffer pointer inside; len 10", ReceiveWith({true, 1, false})},
                {"overlapped; nothing queued", OnPair(ReceivePending)},
                {"overlapped; 10 bytes queued", OnPair(ReceiveQueued)}}));
    table.emplace("WSASend",
                  Scenes({{"overlapped",
                           OnPair([](Winsock& ws, OverlappedPair& pair)
                                  { return Ask(ws, [&] { return pair.Send(); }); })}}));
    table.emplace("WSARecvFrom", Scenes({{"udp; overlapped; nothing queued", ReceiveFromIdle}}));
    table.emplace("WSAGetOverlappedResult",
                  Scenes({{"pending receive; no wait", OnPair(ResultOfPending)},
                          {"receive completed by 3 bytes; wait", OnPair(ResultOfReceive)},
                          {"same overlapped asked again", OnPair(ResultAgain)},
                          {"cancelled receive; wait", OnPair(ResultOfCancelled)},
                          {"NULL bytes", OnPair(ResultWithout(false, true))},
                          {"NULL flags", OnPair(ResultWithout(true, false))},
                          {"finished send", OnPair(ResultOfSend)},
                          {"receive ended by reset; wait", OnPair(ResultAfterReset)}}));
    table.emplace(
        "WaitForSingleObject",
        Scenes({{"event of a receive whose socket was closed", OnPair(EventAfterClose)},
                {"event of a receive after own SD_RECEIVE", OnPair(EventAfterShutdown)}}));
    table.emplace("OVERLAPPED",
                  Scenes({{"receive whose socket was closed", OnPair(StructureAfterClose)}}));
    table.emplace(
        "CancelIo",
        Scenes({{"pending receive", OnPair(CancelPending)}, {"nothing pending", OnPair(Cancel)}}));
    AddPortScenes(table);
}

} // namespace ns3::winsock::test
