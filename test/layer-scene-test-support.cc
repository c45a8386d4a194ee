/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "layer-scene-test-support.h"

#include "catalog-test-support.h"

#include "ns3/abort.h"
#include "ns3/pass-through-layer.h"
#include "ns3/stock-catalogs.h"
#include "ns3/string.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-stack.h"

#include <algorithm>

namespace ns3::winsock::test
{

namespace
{

/// Provider ids of layers and of chains count from here, so that the stock entries' are not hit.
constexpr DWORD FIRST_LAYER = 100;
constexpr DWORD FIRST_CHAIN = 200;

DWORD
Add(ProtocolCatalogBuilder& builder, CatalogEntry entry, const std::string& library, DWORD number)
{
    entry.libraryPath = library;
    entry.info.ProviderId.Data1 = number;
    const CatalogChange change = builder.Install(entry);
    NS_ABORT_MSG_UNLESS(change, change.problem);
    return change.id;
}

} // namespace

std::shared_ptr<const ProtocolCatalog>
LayeredCatalog(const std::vector<std::string>& libraryPaths)
{
    const auto stock = StockCatalog("windows-10");
    ProtocolCatalogBuilder builder(*stock);
    std::vector<DWORD> slots;
    for (const std::string& path : libraryPaths)
    {
        const auto number = static_cast<DWORD>(FIRST_LAYER + slots.size());
        slots.push_back(Add(builder, MakeLayer("layer"), path, number));
    }
    std::vector<DWORD> order;
    slots.push_back(0);
    for (const int family : {AF_INET, AF_INET6})
    {
        for (const int type : {SOCK_STREAM, SOCK_DGRAM})
        {
            const Selection base = Select(*stock, SelectionRequest{family, type, 0}, Dialect::NT);
            slots.back() = base.entry->Id();
            const auto number = static_cast<DWORD>(FIRST_CHAIN + order.size());
            const CatalogEntry chain = MakeChain("chain", *base.entry, slots);
            order.push_back(Add(builder, chain, libraryPaths.front(), number));
        }
    }
    for (const CatalogEntry& entry : builder.GetEntries())
    {
        if (std::find(order.begin(), order.end(), entry.Id()) == order.end())
        {
            order.push_back(entry.Id());
        }
    }
    const CatalogChange change = builder.SetOrder(order);
    NS_ABORT_MSG_UNLESS(change, change.problem);
    return builder.Build();
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
