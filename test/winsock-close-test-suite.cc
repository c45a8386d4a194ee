/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// How stream connections end: shutdown, closesocket and SO_LINGER, the end of a program, and what
// threads see that wait meanwhile.

#include "scenario-test-support.h"
#include "stream-scene-test-support.h"

#include "ns3/simulator.h"
#include "ns3/uinteger.h"
#include "ns3/winsock-process.h"

#include <functional>
#include <string>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

// shutdown.

void
HalfClose(Scene& t)
{
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            SendText(ws, s, "question");
            t.Works(ws, ws.shutdown(s, SD_SEND), "shutdown");
            t.Works(ws, ws.shutdown(s, SD_SEND), "R-SHD-1: again");
            t.Fails(ws, SendText(ws, s, "x"), WSAESHUTDOWN, "R-SHD-2: send");
            t.Fails(ws, ConnectTo(ws, s, ServerAddress()), WSAEISCONN, "R-SHD-2: connect");
            SOCKADDR_IN name{};
            INT length = sizeof(name);
            t.Works(ws,
                    ws.getpeername(s, reinterpret_cast<SOCKADDR*>(&name), &length),
                    "R-SHD-2: names");
            t.Equal(ReceiveAll(ws, s), std::string("answer to question"), "receiving goes on");
            t.Works(ws, ws.shutdown(s, SD_BOTH), "both");
            char byte;
            t.Fails(ws, ws.recv(s, &byte, 1, 0), WSAESHUTDOWN, "R-SHD-2: recv");
        },
        [&](Winsock& ws, SOCKET s)
        {
            const std::string question = ReceiveAll(ws, s);
            ws.Sleep(1000);
            SendText(ws, s, "answer to " + question);
        });
}

void
ShutReceive(Scene& t)
{
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            t.Fails(ws, ws.shutdown(s, 3), WSAEINVAL, "R-SHD-1: bad direction");
            t.Works(ws, ws.shutdown(s, SD_RECEIVE), "shutdown");
            char byte;
            t.Fails(ws, ws.recv(s, &byte, 1, 0), WSAESHUTDOWN, "R-SHD-2: recv");
            t.Works(ws, SendText(ws, s, "still"), "R-SHD-2: sending goes on");
            const SOCKET fresh = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
            t.Fails(ws, ws.shutdown(fresh, SD_SEND), WSAENOTCONN, "R-SHD-1: not connected");
            t.Fails(ws, ws.shutdown(fresh, 3), WSAEINVAL, "api-states.csv: how comes first");
        },
        [&](Winsock& ws, SOCKET s)
        { t.Equal(ReceiveAll(ws, s), std::string("still"), "what was sent"); });
}

/// Data that arrives after SD_RECEIVE resets the connection.
void
DataAfterShutReceive(Scene& t)
{
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            t.Works(ws, ws.shutdown(s, SD_RECEIVE), "shutdown");
            ws.Sleep(3000);
            t.Fails(ws, SendText(ws, s, "x"), WSAECONNABORTED, "R-SHD-2: reset by this side");
        },
        [&](Winsock& ws, SOCKET s)
        {
            ws.Sleep(1000);
            t.Works(ws, SendText(ws, s, "unwanted"), "the peer may still send");
            char byte;
            const Time before = Simulator::Now();
            t.Fails(ws, ws.recv(s, &byte, 1, 0), WSAECONNRESET, "R-SHD-2: but is reset");
            t.True(Simulator::Now() - before < MilliSeconds(20), "R-SHD-2: as the data arrives");
        });
}

/// So does data that waits as SD_RECEIVE comes.
void
ShutReceiveOverData(Scene& t)
{
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            ws.Sleep(1000);
            t.Works(ws, ws.shutdown(s, SD_RECEIVE), "shutdown");
            char byte;
            t.Fails(ws, ws.recv(s, &byte, 1, 0), WSAESHUTDOWN, "R-SHD-2: recv");
            t.Fails(ws, SendText(ws, s, "x"), WSAECONNABORTED, "R-SHD-2: reset by this side");
        },
        [&](Winsock& ws, SOCKET s)
        {
            SendText(ws, s, "unread");
            char byte;
            t.Fails(ws, ws.recv(s, &byte, 1, 0), WSAECONNRESET, "R-SHD-2: the peer");
        });
}

// closesocket.

int
SetLinger(Winsock& ws, SOCKET s, USHORT seconds)
{
    const LINGER linger{1, seconds};
    return ws.setsockopt(
        s, SOL_SOCKET, SO_LINGER, reinterpret_cast<const char*>(&linger), sizeof(linger));
}

void
LingerZero(Scene& t)
{
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            t.Works(ws, SetLinger(ws, s, 0), "SO_LINGER");
            t.Works(ws, ws.closesocket(s), "close");
            t.Fails(ws, ws.closesocket(s), WSAENOTSOCK, "R-SHD-3: the handle is gone");
        },
        [&](Winsock& ws, SOCKET s)
        {
            char byte;
            t.Fails(ws, ws.recv(s, &byte, 1, 0), WSAECONNRESET, "R-SHD-3: hard close");
            t.Fails(ws, SendText(ws, s, "x"), WSAECONNRESET, "R-SHD-3: send as well");
        });
}

/// A receive is pending, and another thread waits for its result, when something ends the socket.
void
EndPendingReceive(Scene& t, const std::function<void(Winsock&, SOCKET)>& end, bool signals)
{
    bool told = false;
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            char byte;
            WSABUF buffer{1, &byte};
            WSAOVERLAPPED overlapped{};
            overlapped.hEvent = ws.WSACreateEvent();
            DWORD flags = 0;
            t.Fails(ws,
                    ws.WSARecv(s, &buffer, 1, nullptr, &flags, &overlapped, nullptr),
                    WSA_IO_PENDING,
                    "WSARecv");
            ws.CreateThread(
                [&t, &told, &overlapped, s](Winsock& other)
                {
                    DWORD bytes = 0;
                    DWORD reported = 0;
                    t.Equal(other.WSAGetOverlappedResult(s, &overlapped, &bytes, TRUE, &reported),
                            FALSE,
                            "the receive has failed");
                    told = true;
                    return 0;
                });
            ws.Sleep(1000);
            end(ws, s);
            ws.Sleep(1000);
            t.True(told, "R-OVL-12: who waits for the result goes on");
            t.Equal(ws.WaitForSingleObject(overlapped.hEvent, 0) == WAIT_OBJECT_0,
                    signals,
                    "R-OVL-12, R-INI-6: the event");
        },
        [&](Winsock& ws, SOCKET) { ws.Sleep(5000); });
}

void
HardCloseTells(Scene& t)
{
    EndPendingReceive(
        t,
        [&t](Winsock& ws, SOCKET s)
        {
            SetLinger(ws, s, 0);
            t.Works(ws, ws.closesocket(s), "close");
        },
        true);
}

void
CleanupFreesWaiters(Scene& t)
{
    EndPendingReceive(
        t, [&t](Winsock& ws, SOCKET) { t.Works(ws, ws.WSACleanup(), "the last cleanup"); }, false);
}

void
LingerWaits(Scene& t)
{
    Scene::Link slow;
    slow.rate = "80kbps";
    const std::string data(20000, 'd');
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            SetLinger(ws, s, 60);
            SendText(ws, s, data);
            const Time before = Simulator::Now();
            SetNonBlocking(ws, s);
            t.Fails(ws, ws.closesocket(s), WSAEWOULDBLOCK, "R-SHD-3: cannot finish at once");
            t.Equal(GetNumber(ws, s, SOL_SOCKET, SO_TYPE), SOCK_STREAM, "R-SHD-3: still valid");
            SetNonBlocking(ws, s, false);
            t.Works(ws, ws.closesocket(s), "close");
            t.True(Simulator::Now() - before > Seconds(1), "it waited for the data to go");
        },
        [&](Winsock& ws, SOCKET s)
        { t.Equal(ReceiveAll(ws, s).size(), data.size(), "all has arrived"); },
        slow);
}

void
LingerRunsOff(Scene& t)
{
    Scene::Link slow;
    slow.rate = "80kbps";
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            SetLinger(ws, s, 1);
            SendText(ws, s, std::string(40000, 'd'));
            const Time before = Simulator::Now();
            t.Works(ws, ws.closesocket(s), "R-SHD-3: not reported");
            t.Equal((Simulator::Now() - before).GetMilliSeconds(), 1000, "after the linger time");
        },
        [&](Winsock& ws, SOCKET s)
        {
            ReceiveAll(ws, s);
            t.Equal(Scene::NameOf(ws.WSAGetLastError()), std::string("WSAECONNRESET"), "aborted");
        },
        slow);
}

// What waits when something ends.

/// A call that waits, on a thread of its own, and how it came out.
struct Waiter
{
    std::string outcome{"waits"};

    template <typename Call>
    void
    Start(Winsock& ws, Call call)
    {
        ws.CreateThread(
            [this, call](Winsock& own)
            {
                const bool failed = call(own) == static_cast<decltype(call(own))>(SOCKET_ERROR);
                outcome = failed ? Scene::NameOf(own.WSAGetLastError()) : "success";
                return 0;
            });
        ws.Sleep(500);
    }
};

void
CloseWakes(Scene& t)
{
    t.Build();
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET s = AcceptOne(ws);
                  ws.Sleep(20000);
                  ws.closesocket(s);
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            Waiter accepting;
            const SOCKET listener = ListenAt(ws, Ip4(Scene::ANY, 99));
            accepting.Start(ws,
                            [=](Winsock& own) { return own.accept(listener, nullptr, nullptr); });
            ws.closesocket(listener);

            Waiter receiving;
            const SOCKET s = ConnectNew(ws, ServerAddress());
            char byte;
            receiving.Start(ws, [&](Winsock& own) { return own.recv(s, &byte, 1, 0); });
            ws.closesocket(s);

            Waiter connecting;
            const SOCKET lonely = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
            connecting.Start(
                ws, [=](Winsock& own) { return ConnectTo(own, lonely, Ip4(Scene::NOBODY, 1)); });
            ws.closesocket(lonely);

            Waiter datagram;
            const SOCKET bound = ws.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
            BindTo(ws, bound, Ip4(Scene::ANY, 99));
            datagram.Start(ws, [&](Winsock& own) { return own.recv(bound, &byte, 1, 0); });
            ws.closesocket(bound);

            ws.Sleep(1000);
            t.Equal(accepting.outcome, std::string("WSAEINTR"), "R-ACC-8: accept");
            t.Equal(receiving.outcome, std::string("WSAEINTR"), "R-SHD-4: recv");
            t.Equal(connecting.outcome, std::string("WSAEINTR"), "R-SHD-4: connect");
            t.Equal(datagram.outcome, std::string("WSAEINTR"), "R-SHD-4: recv of datagrams");
        },
        Seconds(4));
    t.Play();
}

void
CloseWakesSender(Scene& t)
{
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            Waiter sending;
            const std::string block(2000000, 'x');
            sending.Start(ws, [&](Winsock& own) { return SendText(own, s, block); });
            ws.Sleep(3000);
            t.Equal(sending.outcome, std::string("waits"), "the peer does not receive");
            SetLinger(ws, s, 0);
            ws.closesocket(s);
            ws.Sleep(100);
            t.Equal(sending.outcome, std::string("WSAEINTR"), "R-SHD-4: send");
        },
        [&](Winsock& ws, SOCKET) { ws.Sleep(10000); });
}

void
CleanupWakes(Scene& t)
{
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            Waiter receiving;
            char byte;
            receiving.Start(ws, [&](Winsock& own) { return own.recv(s, &byte, 1, 0); });
            t.Works(ws, ws.WSACleanup(), "the last cleanup");
            ws.Sleep(100);
            t.True(receiving.outcome != "waits", "R-INI-6: what waits is cancelled");
            WSADATA data;
            ws.WSAStartup(MAKEWORD(2, 2), &data);
            t.Fails(ws, ws.closesocket(s), WSAENOTSOCK, "R-INI-6: the handle is gone");
        },
        [&](Winsock& ws, SOCKET s)
        {
            char byte;
            t.Fails(ws, ws.recv(s, &byte, 1, 0), WSAECONNRESET, "R-INI-6: the peer is reset");
        });
}

void
PeerVanishes(Scene& t)
{
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            ws.Sleep(500);
            t.CutWire();
            t.Works(ws, SendText(ws, s, "into the void"), "send");
            char byte;
            t.Fails(ws, ws.recv(s, &byte, 1, 0), WSAETIMEDOUT, "nobody acknowledges");
            t.Fails(ws, SendText(ws, s, "x"), WSAETIMEDOUT, "nor later");
            t.Works(ws, ws.closesocket(s), "close");
        },
        [&](Winsock& ws, SOCKET s)
        {
            SetNumber(ws, s, SOL_SOCKET, SO_RCVTIMEO, 1000);
            char byte;
            t.Fails(ws, ws.recv(s, &byte, 1, 0), WSAETIMEDOUT, "silence");
        });
}

/// A program that waits in some call is killed: its peer is reset, and nothing of it stays.
void
KilledWhile(Scene& t,
            const std::function<void(Winsock&, SOCKET)>& waits,
            const std::string& seenByPeer = "WSAECONNRESET")
{
    t.Build();
    t.Set(t.client, "PoolBytes", UintegerValue(100000));
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET s = AcceptOne(ws);
                  ws.Sleep(8000);
                  ReceiveAll(ws, s);
                  t.Equal(Scene::NameOf(ws.WSAGetLastError()), seenByPeer, "what the peer sees");
              });
    Ptr<WinsockApplication> doomed = t.Doomed(
        t.client, [&](Winsock& ws) { waits(ws, ConnectNew(ws, ServerAddress())); }, Seconds(10));
    At(Seconds(9),
       [&]
       {
           t.True(doomed->IsRunning(), "it waits");
           t.True(StackOf(t.client)->GetDescriptorLedger().GetInUse() != 0, "it holds something");
       });
    At(Seconds(10) + MilliSeconds(1),
       [&]
       {
           t.True(!doomed->IsRunning(), "it was killed");
           t.Equal(StackOf(t.client)->GetDescriptorLedger().GetInUse(), 0, "descriptors");
           t.Equal(StackOf(t.client)->GetPoolLedger().GetInUse(), 0, "buffer memory");
       });
    t.Play();
}

void
KilledReceiving(Scene& t)
{
    KilledWhile(t, [](Winsock& ws, SOCKET s) { ReceiveOnce(ws, s); });
}

void
KilledSending(Scene& t)
{
    KilledWhile(t, [](Winsock& ws, SOCKET s) { SendText(ws, s, std::string(3000000, 'x')); });
}

void
KilledAccepting(Scene& t)
{
    KilledWhile(t,
                [](Winsock& ws, SOCKET)
                { ws.accept(ListenAt(ws, Ip4(Scene::ANY, 99)), nullptr, nullptr); });
}

void
KilledConnecting(Scene& t)
{
    KilledWhile(t, [](Winsock& ws, SOCKET) { ConnectNew(ws, Ip4(Scene::NOBODY, 99)); });
}

void
KilledLingering(Scene& t)
{
    KilledWhile(t,
                [](Winsock& ws, SOCKET s)
                {
                    SetLinger(ws, s, 1000);
                    SetNumber(ws, s, SOL_SOCKET, SO_SNDBUF, 1000000);
                    SendText(ws, s, std::string(900000, 'x'));
                    ws.closesocket(s);
                    ws.Sleep(10000);
                });
}

/// A program that leaves by itself with its sockets open.
void
ExitWithOpenSockets(Scene& t)
{
    t.Build();
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET s = AcceptOne(ws);
                  char byte;
                  t.Fails(ws, ws.recv(s, &byte, 1, 0), WSAECONNRESET, "R-SPI-10: reset");
              });
    RunOn(
        t.client,
        [](Winsock& ws)
        {
            WSADATA data;
            ws.WSAStartup(MAKEWORD(2, 2), &data);
            ConnectNew(ws, ServerAddress());
            ws.Sleep(1000);
            ws.ExitProcess();
            return 0;
        },
        Seconds(4));
    t.Play();
}

/// Two threads wait for the same stream: each piece wakes the one that came first.
void
TwoReceivers(Scene& t)
{
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            for (const char* piece : {"first", "second"})
            {
                ws.Sleep(1000);
                SendText(ws, s, piece);
            }
        },
        [&](Winsock& ws, SOCKET s)
        {
            std::string other;
            ws.CreateThread(
                [&](Winsock& own)
                {
                    other = ReceiveOnce(own, s);
                    return 0;
                });
            ws.Sleep(100);
            t.Equal(ReceiveOnce(ws, s), std::string("second"), "who came later");
            t.Equal(other, std::string("first"), "who came first");
        });
}

/// A closed socket's handle may be given to another one while its last call still returns.
void
HandleReusedWhileWaking(Scene& t)
{
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            Waiter receiving;
            char byte;
            receiving.Start(ws, [&](Winsock& own) { return own.recv(s, &byte, 1, 0); });
            ws.closesocket(s);
            const SOCKET next = t.Works(ws, ws.socket(AF_INET, SOCK_DGRAM, 0), "another one");
            ws.Sleep(100);
            t.Equal(receiving.outcome, std::string("WSAEINTR"), "the old one's call");
            t.Equal(GetNumber(ws, next, SOL_SOCKET, SO_TYPE), SOCK_DGRAM, "the new one lives");
        },
        [&](Winsock& ws, SOCKET s) { ReceiveAll(ws, s); });
}

class CloseTestSuite : public TestSuite
{
  public:
    CloseTestSuite()
        : TestSuite("winsock-close", TestSuite::Type::UNIT)
    {
        Add("R-SHD-1, R-SHD-2: half-close", HalfClose);
        Add("R-SHD-2: SD_RECEIVE", ShutReceive);
        Add("R-SHD-2: data after SD_RECEIVE", DataAfterShutReceive);
        Add("R-SHD-2: SD_RECEIVE over data", ShutReceiveOverData);
        Add("R-SHD-3: linger 0", LingerZero);
        Add("R-SHD-3, R-OVL-12: linger 0 tells pending operations", HardCloseTells);
        Add("R-SHD-3: linger waits", LingerWaits);
        Add("R-SHD-3: linger runs off", LingerRunsOff);
        Add("R-SHD-4, R-ACC-8: closing wakes who waits", CloseWakes);
        Add("R-SHD-4: closing wakes a sender", CloseWakesSender);
        Add("R-INI-6: the last cleanup wakes and resets", CleanupWakes);
        Add("R-INI-6: the last cleanup frees who waits for a result", CleanupFreesWaiters);
        Add("the peer vanishes", PeerVanishes);
        Add("two threads receive", TwoReceivers);
        Add("a handle that is used again", HandleReusedWhileWaking);
        Add("R-SPI-10: a program leaves its sockets open", ExitWithOpenSockets);
        Add("killed while receiving", KilledReceiving);
        Add("killed while sending", KilledSending);
        Add("killed while accepting", KilledAccepting);
        Add("killed while connecting", KilledConnecting);
        Add("killed while lingering", KilledLingering);
    }

  private:
    void
    Add(const std::string& name, Scene::Script script)
    {
        AddTestCase(new Scene(name, std::move(script)));
    }
};

CloseTestSuite g_closeTestSuite;

} // namespace
