/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "winsock-catalog-store-helper.h"

#include "ns3/abort.h"
#include "ns3/catalog-follower.h"
#include "ns3/catalog-store.h"
#include "ns3/node.h"
#include "ns3/winsock-stack.h"

namespace ns3::winsock
{

namespace
{

/// @return the stack of a node, which must have one
Ptr<WinsockStack>
StackOf(Ptr<Node> node)
{
    Ptr<WinsockStack> stack = node->GetObject<WinsockStack>();
    NS_ABORT_MSG_UNLESS(
        stack,
        "Node " << node->GetId()
                << " has no Winsock whose catalog could be loaded or stored: install"
                   " it with WinsockStackHelper before.");
    return stack;
}

/// Does something with a store, and ends the simulation when that fails.
template <typename Work>
void
OrAbort(const Work& work)
{
    try
    {
        work();
    }
    catch (const SqliteError& error)
    {
        NS_ABORT_MSG("The catalog store cannot be used: " << error.what() << ".");
    }
}

} // namespace

WinsockCatalogStoreHelper::WinsockCatalogStoreHelper(const std::string& path)
    : m_path(path)
{
}

void
WinsockCatalogStoreHelper::Load(const NodeContainer& nodes, const std::string& machine) const
{
    OrAbort(
        [&]
        {
            const StoredMachine stored = CatalogStore(m_path, SqliteMode::READ).Load(machine);
            for (auto node = nodes.Begin(); node != nodes.End(); ++node)
            {
                ApplyToStack(stored, *StackOf(*node));
            }
        });
}

void
WinsockCatalogStoreHelper::Save(Ptr<Node> node, const std::string& machine) const
{
    OrAbort([&] { CatalogStore(m_path).SaveStack(machine, *StackOf(node), CurrentOrigin()); });
}

void
WinsockCatalogStoreHelper::Follow(Ptr<Node> node, const std::string& machine)
{
    OrAbort(
        [&]
        {
            if (!m_store)
            {
                m_store = std::make_shared<CatalogStore>(m_path);
            }
            CatalogFollower::Follow(m_store, machine, StackOf(node));
        });
}

} // namespace ns3::winsock
