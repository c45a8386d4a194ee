/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "io-scene-test-support.h"

#include "ns3/codec-layer.h"
#include "ns3/pass-through-layer.h"
#include "ns3/string.h"

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

/// Puts layers in front of everything that a node's programs open.
void
Install(Ptr<Node> node, const Layers& layers)
{
    std::vector<Ptr<LayerLibrary>> libraries;
    for (const Unnoticed layer : layers)
    {
        if (layer == Unnoticed::CODEC)
        {
            libraries.push_back(CreateObject<CodecLibrary>());
            continue;
        }
        libraries.push_back(CreateObject<PassThroughLibrary>());
        libraries.back()->SetAttribute("Handles",
                                       StringValue(layer == Unnoticed::IFS ? "IFS" : "NON_IFS"));
    }
    if (!libraries.empty())
    {
        InstallLayers(node, libraries);
    }
}

} // namespace

std::string
NameWith(const std::string& name, const Layers& layers)
{
    std::string text = name + (layers.empty() ? ", no layer" : ", through");
    for (const Unnoticed layer : layers)
    {
        const bool codec = layer == Unnoticed::CODEC;
        text += codec ? " codec" : (layer == Unnoticed::IFS ? " IFS" : " non-IFS");
    }
    return text;
}

std::vector<Layers>
EveryArrangement()
{
    const Unnoticed own = Unnoticed::NON_IFS;
    const Unnoticed lower = Unnoticed::IFS;
    const Unnoticed codec = Unnoticed::CODEC;
    return {{}, {lower}, {own}, {own, own, lower}, {codec}, {codec, codec}, {own, codec, lower}};
}

void
BuildThrough(Scene& t, const Layers& layers, const Scene::Link& link)
{
    t.Build(link);
    Install(t.client, layers);
    Install(t.server, layers);
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
