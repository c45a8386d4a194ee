/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "io-scene-test-support.h"

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

std::string
NameWith(const std::string& name, const Layers& layers)
{
    std::string text = name + (layers.empty() ? ", no layer" : ", through");
    for (const HandleKind kind : layers)
    {
        text += kind == HandleKind::IFS ? " IFS" : " non-IFS";
    }
    return text;
}

std::vector<Layers>
EveryArrangement()
{
    const HandleKind own = HandleKind::NON_IFS;
    const HandleKind lower = HandleKind::IFS;
    return {{}, {lower}, {own}, {own, own, lower}};
}

void
BuildThrough(Scene& t, const Layers& layers, const Scene::Link& link)
{
    t.Build(link);
    InstallPassThroughLayers(t.client, layers);
    InstallPassThroughLayers(t.server, layers);
}

void
PlayThrough(Scene& t,
            const Layers& layers,
            const StreamProgram& atClient,
            const StreamProgram& atServer,
            const Scene::Link& link)
{
    BuildThrough(t, layers, link);
    t.Program(t.server, [&](Winsock& ws) { RunEnd(ws, AcceptOne(ws), atServer); });
    t.Program(
        t.client,
        [&](Winsock& ws) { RunEnd(ws, ConnectNew(ws, ServerAddress()), atClient); },
        Seconds(4));
    t.Play(Seconds(2000));
}

WSABUF
BufferOf(std::string& text)
{
    return {static_cast<ULONG>(text.size()), text.data()};
}

} // namespace ns3::winsock::test
