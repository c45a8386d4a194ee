/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "layer-scene-test-support.h"

#include "ns3/abort.h"
#include "ns3/layer-installation.h"
#include "ns3/pass-through-layer.h"
#include "ns3/stock-catalogs.h"
#include "ns3/string.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-guid.h"
#include "ns3/winsock-stack.h"

namespace ns3::winsock::test
{

std::shared_ptr<const ProtocolCatalog>
LayeredCatalog(const std::vector<std::string>& libraryPaths)
{
    ProtocolCatalogBuilder builder(*StockCatalog("windows-10"));
    LayerDescription layer;
    layer.protocols = {{AF_INET, SOCK_STREAM, IPPROTO_TCP},
                       {AF_INET, SOCK_DGRAM, IPPROTO_UDP},
                       {AF_INET6, SOCK_STREAM, IPPROTO_TCP},
                       {AF_INET6, SOCK_DGRAM, IPPROTO_UDP}};
    // None is said to be IFS: an installation would then not keep to the order that tests ask for.
    for (auto path = libraryPaths.rbegin(); path != libraryPaths.rend(); ++path)
    {
        layer.providerId = GuidFromName(*path);
        layer.libraryPath = *path;
        layer.name = *path;
        const LayerInstallation result = InstallLayer(builder, layer);
        NS_ABORT_MSG_UNLESS(result, result.problem);
    }
    return builder.Build();
}

SocketCountingLayer::SocketCountingLayer(int& sockets)
    : LayeredProvider("counter", HandleKind::NON_IFS),
      m_sockets(sockets)
{
}

SOCKET
SocketCountingLayer::WSPSocket(int af,
                               int type,
                               int protocol,
                               LPWSAPROTOCOL_INFOW lpProtocolInfo,
                               GROUP g,
                               DWORD dwFlags,
                               LPINT lpErrno)
{
    ++m_sockets;
    return LayeredProvider::WSPSocket(af, type, protocol, lpProtocolInfo, g, dwFlags, lpErrno);
}

void
InstallLayers(Ptr<Node> node, const std::vector<Ptr<LayerLibrary>>& libraries)
{
    Ptr<WinsockStack> stack = node->GetObject<WinsockStack>();
    std::vector<std::string> paths;
    for (const Ptr<LayerLibrary>& library : libraries)
    {
        paths.push_back("layer" + std::to_string(paths.size()) + ".dll");
        library->Register(*stack, paths.back());
    }
    stack->SetCatalog(LayeredCatalog(paths));
}

void
InstallPassThroughLayers(Ptr<Node> node, const std::vector<HandleKind>& kinds)
{
    std::vector<Ptr<LayerLibrary>> libraries;
    for (const HandleKind kind : kinds)
    {
        libraries.push_back(CreateObject<PassThroughLibrary>());
        libraries.back()->SetAttribute("Handles",
                                       StringValue(kind == HandleKind::IFS ? "IFS" : "NON_IFS"));
    }
    if (!libraries.empty())
    {
        InstallLayers(node, libraries);
    }
}

} // namespace ns3::winsock::test
