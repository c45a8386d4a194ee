/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Keep-alives: SO_KEEPALIVE, SIO_KEEPALIVE_VALS and TCP_KEEPALIVE probe a peer in simulated time, and the
// connection to a dead one ends (R-OPT-9, R-EVT-7).

#include "stream-scene-test-support.h"

#include "ns3/net-device.h"
#include "ns3/simulator.h"
#include "ns3/winsock-ioctls.h"

#include <string>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

/// SIO_KEEPALIVE_VALS.
int
SetKeepAlive(Winsock& ws, SOCKET s, ULONG on, ULONG time, ULONG interval)
{
    tcp_keepalive values{on, time, interval};
    DWORD bytes = 0;
    return ws.WSAIoctl(
        s, SIO_KEEPALIVE_VALS, &values, sizeof(values), nullptr, 0, &bytes, nullptr, nullptr);
}

void
CountPacket(int* count, Ptr<const Packet>)
{
    ++*count;
}

/// Counts what a node's device sends.
void
CountPackets(Scene& t, int& count)
{
    t.devices.Get(0)->TraceConnectWithoutContext("PhyTxEnd",
                                                 MakeBoundCallback(&CountPacket, &count));
}

void
DeadPeer(Scene& t)
{
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            ws.Sleep(1000);
            t.Works(ws, SetKeepAlive(ws, s, 1, 20000, 2000), "SIO_KEEPALIVE_VALS");
            t.Equal(GetNumber(ws, s, SOL_SOCKET, SO_KEEPALIVE), 1, "sets the option as well");
            t.CutWire();
            const Time start = Simulator::Now();
            char byte;
            t.Fails(ws, ws.recv(s, &byte, 1, 0), WSAENETRESET, "the peer is gone");
            const double seconds = (Simulator::Now() - start).GetSeconds();
            t.True(seconds > 39.9 && seconds < 40.1, "20 s of silence and ten probes 2 s apart");
            t.Fails(ws, SendText(ws, s, "x"), WSAENETRESET, "sending says so as well");
            const WSAEVENT event = ws.WSACreateEvent();
            ws.WSAEventSelect(s, event, FD_CLOSE);
            WSANETWORKEVENTS events{};
            ws.WSAEnumNetworkEvents(s, event, &events);
            t.Equal(events.lNetworkEvents, FD_CLOSE, "R-EVT-7: the end");
            t.Equal(events.iErrorCode[FD_CLOSE_BIT], WSAECONNABORTED, "R-EVT-7: its code");
            ws.WSACloseEvent(event);
        },
        [&](Winsock& ws, SOCKET) { ws.Sleep(100000); });
}

void
LivingPeer(Scene& t)
{
    int sent = 0;
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            ws.Sleep(1000); // the handshake is on the wire when connect returns
            CountPackets(t, sent);
            SetKeepAlive(ws, s, 1, 10000, 1000);
            ws.Sleep(55000);
            t.Equal(sent, 5, "one probe in each ten seconds of silence");
            SetKeepAlive(ws, s, 0, 0, 0);
            ws.Sleep(100000);
            t.Equal(sent, 5, "none after they are switched off");
            t.Equal(ReceiveOnce(ws, s), std::string("still here"), "the connection lasts");
        },
        [&](Winsock& ws, SOCKET s)
        {
            ws.Sleep(160000);
            t.Works(ws, SendText(ws, s, "still here"), "no probe has come through to the stream");
        });
}

/// Windows' own times, and none without the option.
void
Defaults(Scene& t)
{
    int sent = 0;
    t.Build();
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET s = AcceptOne(ws);
                  ws.Sleep(16000000);
                  ws.closesocket(s);
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ConnectNew(ws, ServerAddress());
            ws.Sleep(100);
            CountPackets(t, sent);
            ws.Sleep(7500000);
            t.Equal(sent, 0, "an idle connection sends nothing");
            t.Equal(GetNumber(ws, s, IPPROTO_TCP, TCP_KEEPALIVE), 7200, "two hours");
            SetNumber(ws, s, SOL_SOCKET, SO_KEEPALIVE, 1);
            ws.Sleep(7199000);
            t.Equal(sent, 0, "not before two hours from then");
            ws.Sleep(2000);
            t.Equal(sent, 1, "a first probe");
            t.Works(ws, SetNumber(ws, s, IPPROTO_TCP, TCP_KEEPALIVE, 30), "TCP_KEEPALIVE");
            ws.Sleep(31000);
            t.Equal(sent, 2, "half a minute");
            t.Fails(ws, SetNumber(ws, s, IPPROTO_TCP, TCP_KEEPALIVE, 0), WSAEINVAL, "no time");
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play(Seconds(20000));
}

class KeepAliveTestSuite : public TestSuite
{
  public:
    KeepAliveTestSuite()
        : TestSuite("winsock-keep-alive", TestSuite::Type::UNIT)
    {
        AddTestCase(new Scene("R-EVT-7: a dead peer", DeadPeer));
        AddTestCase(new Scene("a living peer", LivingPeer));
        AddTestCase(new Scene("the times of Windows", Defaults));
    }
};

KeepAliveTestSuite g_keepAliveTestSuite;

} // namespace
