/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_CATALOG_STORE_HELPER_H
#define WINSOCK_CATALOG_STORE_HELPER_H

#include "ns3/node-container.h"
#include "ns3/ptr.h"

#include <memory>
#include <string>

namespace ns3::winsock
{

class CatalogStore;

/**
 * @ingroup winsock
 * @brief Gives the machines of a scenario catalogs from a SQLite file, and keeps theirs there.
 *
 * @code
 * winsock::WinsockCatalogStoreHelper store("machines.sqlite");
 * store.Load(clients, "office-pc");    // all of them are like the office's PC
 * store.Follow(server, "file-server"); // whatever changes its catalog is written down
 * @endcode
 *
 * Nodes need a Winsock before (WinsockStackHelper). A file that cannot be used ends the simulation with a
 * message that says what mends it; no node was changed then. CatalogStore does the same without ending
 * anything.
 */
class WinsockCatalogStoreHelper
{
  public:
    /// @param path the file; made by the first Save() or Follow() if it is not there
    explicit WinsockCatalogStoreHelper(const std::string& path);

    /**
     * Gives nodes what is stored of a machine: catalog, name-space providers, and what applications
     * permit. Programs see it from their next WSAStartup on.
     * @param nodes each gets it
     * @param machine a name in the file
     */
    void Load(const NodeContainer& nodes, const std::string& machine) const;

    /**
     * Stores what a node's machine has installed at this moment.
     * @param node whose
     * @param machine under which name; what was stored under it is replaced
     */
    void Save(Ptr<Node> node, const std::string& machine) const;

    /**
     * Stores what a node's machine has installed, now and after each change, with who changed it and
     * when.
     * @param node whose
     * @param machine under which name; what was stored under it is replaced
     */
    void Follow(Ptr<Node> node, const std::string& machine);

  private:
    std::string m_path;                    //!< the file
    std::shared_ptr<CatalogStore> m_store; //!< open while nodes are followed
};

} // namespace ns3::winsock

#endif // WINSOCK_CATALOG_STORE_HELPER_H
