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

namespace ns3::winsock::test
{

namespace
{

/// Prepares a connected pair before the call on its first socket.
using Preparation = std::function<void(Winsock&, const SocketPair&)>;

/// What one recv or send of a stream row is made with.
struct Call
{
    Preparation before{}; //!< what happens first
    int length{64};       //!< bytes of room, or sent
    int flags{0};         //!< MSG_ flags
    bool blocking{false}; //!< the socket's mode
};

OracleScene
Receive(const Call& call)
{
    return [=](Winsock& ws)
    {
        const SocketPair pair = TcpPair(ws);
        if (call.before)
        {
            call.before(ws, pair);
        }
        SetMode(ws, pair.s, !call.blocking);
        return AskToReceive(ws, pair.s, call.length, call.flags);
    };
}

OracleScene
Send(const Call& call)
{
    return [=](Winsock& ws)
    {
        const SocketPair pair = TcpPair(ws);
        if (call.before)
        {
            call.before(ws, pair);
        }
        return AskToSend(ws, pair.s, call.length, call.flags);
    };
}

/// The peer sends, and it arrives.
Preparation
PeerSays(int bytes)
{
    return [=](Winsock& ws, const SocketPair& pair)
    {
        Say(ws, pair.peer, bytes);
        LetArrive(ws);
    };
}

void
ReadThreeOfSix(Winsock& ws, const SocketPair& pair)
{
    PeerSays(6)(ws, pair);
    char room[3];
    ws.recv(pair.s, room, sizeof(room), 0);
}

void
PeerEnds(Winsock& ws, const SocketPair& pair)
{
    ws.shutdown(pair.peer, SD_SEND);
    LetArrive(ws);
}

void
PeerResets(Winsock& ws, const SocketPair& pair)
{
    Reset(ws, pair.peer);
    LetArrive(ws);
}

void
PeerCloses(Winsock& ws, const SocketPair& pair)
{
    ws.closesocket(pair.peer);
    LetArrive(ws);
}

void
PeerClosesUnread(Winsock& ws, const SocketPair& pair)
{
    Say(ws, pair.s, 10);
    LetArrive(ws);
    PeerCloses(ws, pair);
}

/// Sends to a peer that has closed, until the answer is known.
void
SendsToClosedPeer(Winsock& ws, const SocketPair& pair)
{
    PeerCloses(ws, pair);
    Say(ws, pair.s, 1);
    LetArrive(ws);
    Say(ws, pair.s, 1);
    LetArrive(ws);
}

/// @param first what happens before; @param call is made once already, without effect on the row
Preparation
Then(Preparation first, std::function<void(Winsock&, SOCKET)> call)
{
    return [=](Winsock& ws, const SocketPair& pair)
    {
        first(ws, pair);
        call(ws, pair.s);
    };
}

void
ReadOnce(Winsock& ws, SOCKET s)
{
    char room[64];
    ws.recv(s, room, sizeof(room), 0);
}

void
SendOnce(Winsock& ws, SOCKET s)
{
    Say(ws, s, 1);
    LetArrive(ws);
}

Preparation
ShutDown(int how)
{
    return [=](Winsock& ws, const SocketPair& pair) { ws.shutdown(pair.s, how); };
}

void
PeerSendsUrgent(Winsock& ws, const SocketPair& pair)
{
    ws.send(pair.peer, "u", 1, MSG_OOB);
    LetArrive(ws);
}

void
ReadUrgent(Winsock& ws, const SocketPair& pair)
{
    PeerSendsUrgent(ws, pair);
    char room[1];
    ws.recv(pair.s, room, sizeof(room), MSG_OOB);
}

void
SetPatience(Winsock& ws, const SocketPair& pair)
{
    SetTo(ws, pair.s, SOL_SOCKET, SO_RCVTIMEO, 50);
}

/// @param make a socket without a connection
OracleScene
ReceiveOn(SOCKET (*make)(Winsock&))
{
    return [=](Winsock& ws) { return AskToReceive(ws, make(ws), 64, 0); };
}

/// @copydoc ReceiveOn
OracleScene
SendOn(SOCKET (*make)(Winsock&))
{
    return [=](Winsock& ws) { return AskToSend(ws, make(ws), 1, 0); };
}

std::map<std::string, OracleScene>
ReceiveScenes()
{
    return {
        {"tcp; after refused", ReceiveOn(RefusedTcp)},
        {"tcp; not connected", ReceiveOn(NewTcp)},
        {"tcp; listening", ReceiveOn(Listener)},
        {"tcp; nonblocking; no data", Receive({})},
        {"tcp; nonblocking; length 0; no data", Receive({{}, 0})},
        {"tcp; length -1", Receive({{}, -1})},
        {"tcp; length 0; data waits", Receive({PeerSays(6), 0})},
        {"tcp; MSG_OOB; no urgent data", Receive({{}, 1, MSG_OOB})},
        {"tcp; MSG_OOB", Receive({PeerSendsUrgent, 1, MSG_OOB})},
        {"tcp; MSG_OOB; urgent byte waits", Receive({PeerSendsUrgent, 1, MSG_OOB})},
        {"tcp; MSG_OOB; read twice", Receive({ReadUrgent, 1, MSG_OOB})},
        {"tcp; unknown flag 0x10000", Receive({{}, 64, 0x10000})},
        {"tcp; MSG_WAITALL nonblocking; no data", Receive({{}, 64, MSG_WAITALL})},
        {"tcp; MSG_PEEK", Receive({PeerSays(6), 64, MSG_PEEK})},
        {"tcp; MSG_PEEK; no data", Receive({{}, 64, MSG_PEEK})},
        {"tcp; MSG_DONTROUTE", Receive({{}, 64, MSG_DONTROUTE})},
        {"tcp; MSG_PARTIAL", Receive({{}, 64, MSG_PARTIAL})},
        {"tcp; 3 of 6", Receive({PeerSays(6), 3})},
        {"tcp; the rest", Receive({ReadThreeOfSix, 64})},
        {"tcp; blocking; SO_RCVTIMEO runs out", Receive({SetPatience, 64, 0, true})},
        {"tcp; peer shut down sending", Receive({PeerEnds})},
        {"tcp; peer shut down sending; again", Receive({Then(PeerEnds, ReadOnce)})},
        {"tcp; length 0; peer shut down sending", Receive({PeerEnds, 0})},
        {"tcp; after own SD_SEND", Receive({ShutDown(SD_SEND)})},
        {"tcp; after own SD_RECEIVE", Receive({ShutDown(SD_RECEIVE)})},
        {"tcp; length 0 after own SD_RECEIVE", Receive({ShutDown(SD_RECEIVE), 0})},
        {"tcp; after own SD_BOTH", Receive({ShutDown(SD_BOTH)})},
        {"tcp; peer reset", Receive({PeerResets})},
        {"tcp; peer reset; again", Receive({Then(PeerResets, ReadOnce)})},
        {"tcp; peer closed", Receive({PeerCloses})},
        {"tcp; peer closed; again", Receive({Then(PeerCloses, ReadOnce)})},
        {"tcp; peer closed; after sends", Receive({SendsToClosedPeer})},
        {"tcp; peer closed with unread data", Receive({PeerClosesUnread})},
    };
}

std::map<std::string, OracleScene>
SendScenes()
{
    return {
        {"tcp; after refused", SendOn(RefusedTcp)},
        {"tcp; not connected", SendOn(NewTcp)},
        {"tcp; listening", SendOn(Listener)},
        {"tcp; length 0", Send({{}, 0})},
        {"tcp; length -1", Send({{}, -1})},
        {"tcp; MSG_OOB", Send({{}, 1, MSG_OOB})},
        {"tcp; MSG_PEEK", Send({{}, 1, MSG_PEEK})},
        {"tcp; MSG_PARTIAL", Send({{}, 1, MSG_PARTIAL})},
        {"tcp; MSG_DONTROUTE", Send({{}, 1, MSG_DONTROUTE})},
        {"tcp; MSG_WAITALL", Send({{}, 1, MSG_WAITALL})},
        {"tcp; unknown flag 0x10000", Send({{}, 1, 0x10000})},
        {"tcp; after own SD_SEND", Send({ShutDown(SD_SEND), 1})},
        {"tcp; length 0 after own SD_SEND", Send({ShutDown(SD_SEND), 0})},
        {"tcp; after own SD_BOTH", Send({ShutDown(SD_BOTH), 1})},
        {"tcp; after own SD_RECEIVE", Send({ShutDown(SD_RECEIVE), 1})},
        {"tcp; peer shut down sending", Send({PeerEnds, 1})},
        {"tcp; peer reset", Send({PeerResets, 1})},
        {"tcp; peer reset; again", Send({Then(PeerResets, SendOnce), 1})},
        {"tcp; peer closed", Send({PeerCloses, 1})},
        {"tcp; peer closed; first", Send({PeerCloses, 1})},
        {"tcp; peer closed; again", Send({Then(PeerCloses, SendOnce), 1})},
        {"tcp; peer closed; second", Send({Then(PeerCloses, SendOnce), 1})},
        {"tcp; peer closed with unread data", Send({PeerClosesUnread, 1})},
    };
}

OracleAnswer
SendToConnected(Winsock& ws)
{
    const SOCKET s = TcpPair(ws).s;
    SOCKADDR_IN name = Loopback(9);
    return Ask(ws, [&] { return ws.sendto(s, "x", 1, 0, AsAddress(name), sizeof(name)); });
}

OracleAnswer
ReceiveFromConnected(Winsock& ws)
{
    const SocketPair pair = TcpPair(ws);
    PeerSays(3)(ws, pair);
    return AskToReceiveFrom(ws, pair.s, 128, true);
}

/// @param before what happens to a connected pair
OracleScene
AskForMark(Preparation before)
{
    return [=](Winsock& ws)
    {
        const SocketPair pair = TcpPair(ws);
        if (before)
        {
            before(ws, pair);
        }
        ULONG atMark = 77;
        return Ask(ws, [&] { return ws.ioctlsocket(pair.s, SIOCATMARK, &atMark); })
            .With("value", atMark);
    };
}

/// @param before what happens to a connected pair; @param how it is shut down then
OracleScene
ShutDownAfter(Preparation before, int how)
{
    return [=](Winsock& ws)
    {
        const SocketPair pair = TcpPair(ws);
        if (before)
        {
            before(ws, pair);
        }
        return Ask(ws, [&] { return ws.shutdown(pair.s, how); });
    };
}

OracleAnswer
PeerNameAfterShutdown(Winsock& ws)
{
    const SOCKET s = TcpPair(ws).s;
    ws.shutdown(s, SD_BOTH);
    SOCKADDR_IN name{};
    INT length = sizeof(name);
    return Ask(ws, [&] { return ws.getpeername(s, AsAddress(name), &length); });
}

/// @param make a socket with an error; @param reads how often SO_ERROR was read already
OracleScene
ErrorOf(SOCKET (*make)(Winsock&), int reads = 0)
{
    return [=](Winsock& ws)
    {
        const SOCKET s = make(ws);
        OracleAnswer answer;
        for (int i = 0; i <= reads; ++i)
        {
            int error = 0;
            INT length = sizeof(error);
            char* const room = reinterpret_cast<char*>(&error);
            answer = Ask(ws, [&] { return ws.getsockopt(s, SOL_SOCKET, SO_ERROR, room, &length); });
            answer.With("optlen", length).With("value", error);
        }
        return answer;
    };
}

SOCKET
RefusedBlockingTcp(Winsock& ws)
{
    SOCKADDR_IN nobody = ClosedTcpPort(ws);
    const SOCKET s = NewTcp(ws);
    ws.connect(s, AsAddress(nobody), sizeof(nobody));
    return s;
}

SOCKET
ResetTcp(Winsock& ws)
{
    const SocketPair pair = TcpPair(ws);
    PeerResets(ws, pair);
    return pair.s;
}

} // namespace

void
AddStreamScenes(OracleSceneTable& table)
{
    table.emplace("recv", Scenes(ReceiveScenes()));
    table.emplace("send", Scenes(SendScenes()));
    table.emplace("sendto", Scenes({{"tcp connected; address given", SendToConnected}}));
    table.emplace("recvfrom", Scenes({{"tcp; address asked for", ReceiveFromConnected}}));
    table.emplace("ioctlsocket",
                  Scenes({{"SIOCATMARK; urgent byte waits", AskForMark(PeerSendsUrgent)},
                          {"SIOCATMARK; urgent byte read", AskForMark(ReadUrgent)},
                          {"SIOCATMARK; no urgent data", AskForMark(nullptr)}}));
    table.emplace("shutdown",
                  Scenes({{"SD_SEND first", ShutDownAfter(nullptr, SD_SEND)},
                          {"SD_SEND again", ShutDownAfter(ShutDown(SD_SEND), SD_SEND)},
                          {"SD_SEND second", ShutDownAfter(ShutDown(SD_SEND), SD_SEND)},
                          {"SD_RECEIVE", ShutDownAfter(nullptr, SD_RECEIVE)},
                          {"SD_RECEIVE again", ShutDownAfter(ShutDown(SD_RECEIVE), SD_RECEIVE)},
                          {"SD_BOTH", ShutDownAfter(nullptr, SD_BOTH)},
                          {"SD_BOTH again", ShutDownAfter(ShutDown(SD_BOTH), SD_BOTH)},
                          {"SD_SEND; peer reset", ShutDownAfter(PeerResets, SD_SEND)},
                          {"SD_BOTH; peer reset", ShutDownAfter(PeerResets, SD_BOTH)}}));
    table.emplace("getpeername", Scenes({{"after SD_BOTH", PeerNameAfterShutdown}}));
    table.emplace("getsockopt",
                  Scenes({{"SO_ERROR after blocking connect refused", ErrorOf(RefusedBlockingTcp)},
                          {"SO_ERROR after nonblocking connect refused", ErrorOf(RefusedTcp)},
                          {"SO_ERROR read a second time", ErrorOf(RefusedTcp, 1)},
                          {"SO_ERROR; peer reset", ErrorOf(ResetTcp)}}));
}

} // namespace ns3::winsock::test
