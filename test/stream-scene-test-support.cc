/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "stream-scene-test-support.h"

namespace ns3::winsock::test
{

namespace
{

/// Runs one end; the last WSACleanup would reset a connection that it leaves open.
void
RunEnd(Winsock& ws, SOCKET s, const StreamProgram& program)
{
    program(ws, s);
    ws.closesocket(s);
}

} // namespace

SOCKADDR_IN
ServerAddress()
{
    return Ip4(Scene::SERVER, PORT);
}

SOCKET
AcceptOne(Winsock& ws, uint16_t port)
{
    const SOCKET listener = ListenAt(ws, Ip4(Scene::ANY, port));
    const SOCKET s = ws.accept(listener, nullptr, nullptr);
    ws.closesocket(listener);
    return s;
}

void
PlayConnected(Scene& t,
              const StreamProgram& atClient,
              const StreamProgram& atServer,
              const Scene::Link& link)
{
    t.Build(link);
    t.Program(t.server, [&](Winsock& ws) { RunEnd(ws, AcceptOne(ws), atServer); });
    t.Program(
        t.client,
        [&](Winsock& ws) { RunEnd(ws, ConnectNew(ws, ServerAddress()), atClient); },
        Seconds(4));
    t.Play();
}

} // namespace ns3::winsock::test
