/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// SO_CONDITIONAL_ACCEPT: handshakes that wait for the listener's program (R-ACC-5 to R-ACC-7).

#include "stream-scene-test-support.h"

#include "ns3/simulator.h"

#include <string>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

/// A condition function that answers what its callback data says.
int
Answer(LPWSABUF, LPWSABUF, LPQOS, LPQOS, LPWSABUF, LPWSABUF, GROUP*, DWORD_PTR dwCallbackData)
{
    return static_cast<int>(dwCallbackData);
}

SOCKET
AcceptIf(Winsock& ws, SOCKET listener, int answer)
{
    return ws.WSAAccept(listener, nullptr, nullptr, &Answer, static_cast<DWORD_PTR>(answer));
}

/// @return a listener that holds requests back
SOCKET
ListenConditionally(Winsock& ws)
{
    const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, 0);
    SetNumber(ws, s, SOL_SOCKET, SO_CONDITIONAL_ACCEPT, 1);
    BindTo(ws, s, Ip4(Scene::ANY, PORT));
    ws.listen(s, 1);
    return s;
}

void
HandshakeWaits(Scene& t)
{
    t.Build();
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET listener = ListenConditionally(ws);
                  t.Equal(GetNumber(ws, listener, SOL_SOCKET, SO_CONDITIONAL_ACCEPT), 1, "is set");
                  t.Fails(ws,
                          SetNumber(ws, listener, SOL_SOCKET, SO_CONDITIONAL_ACCEPT, 0),
                          WSAEINVAL,
                          "R-ACC-7: before listen only");
                  ws.Sleep(6000);
                  t.Fails(ws, AcceptIf(ws, listener, CF_DEFER), WSATRY_AGAIN, "R-ACC-5: deferred");
                  ws.Sleep(1000);
                  const SOCKET s = ws.accept(listener, nullptr, nullptr);
                  t.Works(ws, SendText(ws, s, "welcome"), "R-ACC-6: the deferred one, connected");
                  t.Equal(ReceiveAll(ws, s), std::string("thanks"), "both ways");
                  ws.closesocket(s);
                  ws.closesocket(listener);
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const Time start = Simulator::Now();
            const SOCKET s = ConnectNew(ws, ServerAddress());
            const double seconds = (Simulator::Now() - start).GetSeconds();
            t.True(seconds > 5.9 && seconds < 6.2, "R-ACC-7: connect waits for accept");
            t.Equal(ReceiveOnce(ws, s), std::string("welcome"), "the greeting");
            SendText(ws, s, "thanks");
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
}

/// Rejected peers, and those of a listener that closes, are refused.
void
PeerIsRefused(Scene& t, bool closes)
{
    t.Build();
    t.Program(
        t.server,
        [&](Winsock& ws)
        {
            const SOCKET listener = ListenConditionally(ws);
            ws.Sleep(2000);
            if (!closes)
            {
                t.Fails(ws, AcceptIf(ws, listener, CF_REJECT), WSAECONNREFUSED, "R-ACC-5: caller");
                ws.Sleep(1000);
            }
            ws.closesocket(listener);
        });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, 0);
            t.Fails(ws, ConnectTo(ws, s, ServerAddress()), WSAECONNREFUSED, "R-ACC-7: the peer");
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
}

/// The backlog does not bound requests that nobody has answered, and repeated ones count once.
void
BacklogIsOff(Scene& t)
{
    constexpr int CLIENTS = 4;
    t.Build();
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET listener = ListenConditionally(ws);
                  ws.Sleep(9000);
                  for (int i = 0; i < CLIENTS; ++i)
                  {
                      const SOCKET s = AcceptIf(ws, listener, CF_ACCEPT);
                      t.True(s != INVALID_SOCKET, "R-ACC-7: more than the backlog of one");
                      ws.closesocket(s);
                  }
                  SetNonBlocking(ws, listener);
                  t.Fails(ws,
                          ws.accept(listener, nullptr, nullptr),
                          WSAEWOULDBLOCK,
                          "a repeated SYN is no further request");
                  ws.closesocket(listener);
              });
    for (int i = 0; i < CLIENTS; ++i)
    {
        t.Program(
            t.client,
            [&](Winsock& ws)
            {
                const SOCKET s = ConnectNew(ws, ServerAddress());
                t.Equal(ReceiveAll(ws, s), std::string(), "served");
                ws.closesocket(s);
            },
            Seconds(4));
    }
    t.Play();
}

/// A peer that has given up before it was accepted.
void
PeerGivesUp(Scene& t)
{
    t.Build();
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET listener = ListenConditionally(ws);
                  ws.Sleep(2000);
                  t.Fails(ws,
                          ws.accept(listener, nullptr, nullptr),
                          WSAECONNRESET,
                          "terminated by the peer before it was accepted");
                  ws.closesocket(listener);
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, 0);
            SetNonBlocking(ws, s);
            t.Fails(ws, ConnectTo(ws, s, ServerAddress()), WSAEWOULDBLOCK, "R-CON-2: under way");
            ws.Sleep(100);
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
}

class ConditionalAcceptTestSuite : public TestSuite
{
  public:
    ConditionalAcceptTestSuite()
        : TestSuite("winsock-conditional-accept", TestSuite::Type::UNIT)
    {
        AddTestCase(new Scene("R-ACC-6, R-ACC-7: the handshake waits", HandshakeWaits));
        AddTestCase(new Scene("R-ACC-7: CF_REJECT", [](Scene& t) { PeerIsRefused(t, false); }));
        AddTestCase(new Scene("R-ACC-7: closing", [](Scene& t) { PeerIsRefused(t, true); }));
        AddTestCase(new Scene("R-ACC-7: the backlog is off", BacklogIsOff));
        AddTestCase(new Scene("the peer gives up", PeerGivesUp));
    }
};

ConditionalAcceptTestSuite g_conditionalAcceptTestSuite;

} // namespace
