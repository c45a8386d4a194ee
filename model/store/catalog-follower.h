/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef CATALOG_FOLLOWER_H
#define CATALOG_FOLLOWER_H

#include "ns3/catalog-store.h"
#include "ns3/ptr.h"
#include "ns3/simple-ref-count.h"

#include <memory>
#include <string>

namespace ns3::winsock
{

class WinsockStack;

/**
 * @ingroup winsock
 * @brief Stores each change of a stack's catalog when it happens: who made it, and at which simulated
 *        time.
 *
 * The stack keeps it alive. What applications permit is stored with the next change of the catalog, as
 * Windows keeps it beside the catalog.
 */
class CatalogFollower : public SimpleRefCount<CatalogFollower>
{
  public:
    /**
     * @brief Stores a stack as it is, and each change from then on. A change that cannot be stored ends
     *        the simulation with a message, because the file would tell a wrong story from then on.
     * @param store where; shared by all that follow into it
     * @param machine the name under which the stack is stored
     * @param stack whom to follow
     */
    static void Follow(std::shared_ptr<CatalogStore> store,
                       const std::string& machine,
                       Ptr<WinsockStack> stack);

    /**
     * @param store where
     * @param machine the name
     * @param stack whom to follow; lives longer
     */
    CatalogFollower(std::shared_ptr<CatalogStore> store, std::string machine, WinsockStack& stack);

  private:
    /// Stores the stack as it is, with what that changes.
    void Store();
    /// @param follower whose stack has changed
    static void OnChange(Ptr<CatalogFollower> follower);

    std::shared_ptr<CatalogStore> m_store; //!< where
    std::string m_machine;                 //!< the name
    WinsockStack& m_stack;                 //!< whom to follow
};

/**
 * @ingroup winsock
 * @return who does what happens at this moment: the simulated program that runs, or the scenario; with
 *         the simulated time
 */
ChangeOrigin CurrentOrigin();

} // namespace ns3::winsock

#endif // CATALOG_FOLLOWER_H
