/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "winsock-layer-helper.h"

#include "ns3/abort.h"
#include "ns3/names.h"
#include "ns3/node.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-guid.h"
#include "ns3/winsock-stack.h"

#include <algorithm>

namespace ns3::winsock
{

namespace
{

/// Whether an entry is one of TCP, UDP and raw sockets over IPv4 or IPv6.
bool
IsInternetProtocol(const WSAPROTOCOL_INFOW& info)
{
    const bool family = info.iAddressFamily == AF_INET || info.iAddressFamily == AF_INET6;
    return family && ((info.iSocketType == SOCK_STREAM && info.iProtocol == IPPROTO_TCP) ||
                      (info.iSocketType == SOCK_DGRAM && info.iProtocol == IPPROTO_UDP) ||
                      info.iSocketType == SOCK_RAW);
}

/// The internet protocols that programs can open; InstallLayer() takes no notice of doubles.
std::vector<SelectionRequest>
FindInternetProtocols(const ProtocolCatalog& catalog)
{
    std::vector<SelectionRequest> found;
    for (const CatalogEntry& entry : catalog)
    {
        const WSAPROTOCOL_INFOW& info = entry.info;
        if (!entry.IsLayer() && IsInternetProtocol(info))
        {
            found.push_back({info.iAddressFamily, info.iSocketType, info.iProtocol});
        }
    }
    return found;
}

} // namespace

WinsockLayerHelper::WinsockLayerHelper(std::string libraryPath, Ptr<LayerLibrary> library)
    : m_libraryPath(std::move(libraryPath)),
      m_library(std::move(library))
{
}

WinsockLayerHelper::WinsockLayerHelper(std::string libraryPath,
                                       ProviderRegistry::Factory factory,
                                       HandleKind handles)
    : m_libraryPath(std::move(libraryPath)),
      m_factory(std::move(factory)),
      m_handles(handles)
{
}

void
WinsockLayerHelper::SetName(const std::string& name)
{
    m_name = name;
    m_installed.clear();
    m_removed.clear();
}

void
WinsockLayerHelper::SetCategories(DWORD lspCategories)
{
    m_lspCategories = lspCategories;
    m_installed.clear();
}

void
WinsockLayerHelper::AddProtocol(int af, int type, int protocol)
{
    m_protocols.push_back({af, type, protocol});
    m_installed.clear();
}

GUID
WinsockLayerHelper::GetProviderId() const
{
    return GuidFromName(ProviderRegistry::Normalize(m_libraryPath) + ' ' + GetName());
}

std::string
WinsockLayerHelper::GetName() const
{
    if (!m_name.empty() || m_library)
    {
        return m_name.empty() ? m_library->GetName() : m_name;
    }
    const std::size_t directory = m_libraryPath.find_last_of("\\/");
    const std::string file = m_libraryPath.substr(directory + 1); // npos + 1 is the beginning
    return file.substr(0, file.find_last_of('.'));
}

LayerDescription
WinsockLayerHelper::Describe(const ProtocolCatalog& catalog) const
{
    LayerDescription layer;
    layer.providerId = GetProviderId();
    layer.libraryPath = m_libraryPath;
    layer.name = GetName();
    layer.ifs = (m_library ? m_library->GetHandleKind() : m_handles) == HandleKind::IFS;
    layer.lspCategories = m_lspCategories;
    layer.protocols = m_protocols.empty() ? FindInternetProtocols(catalog) : m_protocols;
    return layer;
}

void
WinsockLayerHelper::Install(Ptr<Node> node)
{
    Ptr<WinsockStack> stack = GetStack(node);
    const CatalogPtr before = stack->GetCatalog();
    CatalogPtr after = FindChange(m_installed, before);
    if (!after)
    {
        ProtocolCatalogBuilder builder(*before);
        const LayerInstallation result = InstallLayer(builder, Describe(*before));
        NS_ABORT_MSG_UNLESS(result,
                            "The layer \"" << GetName() << "\" cannot be installed on node "
                                           << node->GetId() << ": " << result.problem
                                           << ". Layers differ in path or name; each is installed"
                                              " once on a node, over protocols that it has.");
        after = builder.Build();
        m_installed.emplace_back(before, after);
    }
    stack->SetCatalog(after);
    if (m_library)
    {
        m_library->Register(*stack, m_libraryPath);
    }
    else
    {
        stack->GetProviderRegistry().Register(m_libraryPath, m_factory);
    }
}

void
WinsockLayerHelper::Remove(Ptr<Node> node)
{
    Ptr<WinsockStack> stack = GetStack(node);
    const CatalogPtr before = stack->GetCatalog();
    CatalogPtr after = FindChange(m_removed, before);
    if (!after)
    {
        ProtocolCatalogBuilder builder(*before);
        NS_ABORT_MSG_IF(RemoveLayer(builder, GetProviderId()) == 0,
                        "Node " << node->GetId() << " does not have the layer \"" << GetName()
                                << "\" of " << m_libraryPath
                                << ": remove it with the path and name of its installation.");
        after = builder.Build();
        m_removed.emplace_back(before, after);
    }
    stack->SetCatalog(after);
}

void
WinsockLayerHelper::Install(const std::string& nodeName)
{
    Install(FindNode(nodeName));
}

void
WinsockLayerHelper::Install(const NodeContainer& nodes)
{
    std::for_each(nodes.Begin(), nodes.End(), [this](Ptr<Node> node) { Install(node); });
}

void
WinsockLayerHelper::Remove(const std::string& nodeName)
{
    Remove(FindNode(nodeName));
}

void
WinsockLayerHelper::Remove(const NodeContainer& nodes)
{
    std::for_each(nodes.Begin(), nodes.End(), [this](Ptr<Node> node) { Remove(node); });
}

Ptr<WinsockStack>
WinsockLayerHelper::GetStack(Ptr<Node> node)
{
    Ptr<WinsockStack> stack = node->GetObject<WinsockStack>();
    NS_ABORT_MSG_UNLESS(stack,
                        "Node " << node->GetId()
                                << " has no Winsock stack that could have layers: call"
                                   " WinsockStackHelper::Install for the node first.");
    return stack;
}

Ptr<Node>
WinsockLayerHelper::FindNode(const std::string& nodeName)
{
    Ptr<Node> node = Names::Find<Node>(nodeName);
    NS_ABORT_MSG_UNLESS(
        node, "There is no node named \"" << nodeName << "\": name it with ns3::Names::Add first.");
    return node;
}

WinsockLayerHelper::CatalogPtr
WinsockLayerHelper::FindChange(const Changes& changes, const CatalogPtr& before)
{
    const auto found = std::find_if(
        changes.begin(), changes.end(), [&](const auto& change) { return change.first == before; });
    return found == changes.end() ? nullptr : found->second;
}

} // namespace ns3::winsock
