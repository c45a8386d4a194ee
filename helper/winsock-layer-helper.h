/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_LAYER_HELPER_H
#define WINSOCK_LAYER_HELPER_H

#include "ns3/layer-installation.h"
#include "ns3/layer-library.h"
#include "ns3/node-container.h"
#include "ns3/protocol-catalog.h"
#include "ns3/provider-registry.h"
#include "ns3/ptr.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace ns3::winsock
{

class WinsockStack;

/**
 * @ingroup winsock
 * @brief Installs a layered service provider on nodes: its library on their disks, the layer and its
 *        chains in their catalogs.
 *
 * @code
 * Ptr<MonitorLibrary> monitor = CreateObject<MonitorLibrary>();
 * winsock::WinsockLayerHelper("monitor.dll", monitor).Install(nodes);
 * winsock::WinsockLayerHelper("mine.dll", [] { return Create<MyLayer>(); }).Install(nodes);
 * @endcode
 *
 * A layer that is installed stands on top of those that were there, here MyLayer over the monitor; one
 * with IFS handles goes below all without (R-CAT-43). Programs see it from their next WSAStartup on
 * (R-CAT-49). Nodes that shared a catalog before share one afterwards.
 */
class WinsockLayerHelper
{
  public:
    /**
     * A layer that comes with a library.
     * @param libraryPath where the library is on the nodes' disks, as catalogs name it
     * @param library makes the layers; its attribute `Handles` says whether they are IFS
     */
    WinsockLayerHelper(std::string libraryPath, Ptr<LayerLibrary> library);

    /**
     * A layer of one's own that is only a class.
     * @param libraryPath where the library is on the nodes' disks, as catalogs name it
     * @param factory makes a layer for a process that loads the library
     * @param handles whose handles these layers show: what their constructor gives to LayeredProvider
     */
    WinsockLayerHelper(std::string libraryPath,
                       ProviderRegistry::Factory factory,
                       HandleKind handles = HandleKind::NON_IFS);

    /**
     * @param name of the layer in the catalog; without this call the library's name, or the file name
     *        in the path
     */
    void SetName(const std::string& name);

    /// @param lspCategories LSP_* bits, which decide whose programs load the layer (R-LSP-2)
    void SetCategories(DWORD lspCategories);

    /**
     * Adds a protocol to those that the layer stands over. Without a call these are all of TCP, UDP and
     * raw sockets that a node has, so that programs may mix them in one select (R-CAT-44).
     * @param af address family
     * @param type socket type
     * @param protocol protocol, as the catalog's entry has it
     */
    void AddProtocol(int af, int type, int protocol);

    /// @return the layer's provider id, which path and name make
    GUID GetProviderId() const;

    /**
     * @param node gets the layer; one without a stack, with the layer already, or whose catalog cannot
     *        take it, aborts with a message
     */
    void Install(Ptr<Node> node);

    /// @param nodeName a node's name in ns3::Names
    void Install(const std::string& nodeName);

    /// @param nodes each gets the layer
    void Install(const NodeContainer& nodes);

    /**
     * Takes the layer out of a node's catalog and shortens the chains of other layers that lead through
     * it. The library stays on the disk for programs that see the layer until their next WSAStartup.
     * @param node has the layer; else the call aborts with a message
     */
    void Remove(Ptr<Node> node);

    /// @param nodeName a node's name in ns3::Names
    void Remove(const std::string& nodeName);

    /// @param nodes each loses the layer
    void Remove(const NodeContainer& nodes);

  private:
    using CatalogPtr = std::shared_ptr<const ProtocolCatalog>;      //!< a catalog that nodes share
    using Changes = std::vector<std::pair<CatalogPtr, CatalogPtr>>; //!< before and after

    /// @param catalog of a node; @return what to install in it
    LayerDescription Describe(const ProtocolCatalog& catalog) const;
    /// @return the layer's name in the catalog
    std::string GetName() const;
    /// @return a node's stack; aborts with a message if there is none
    static Ptr<WinsockStack> GetStack(Ptr<Node> node);
    /// @return the node of that name; aborts with a message if there is none
    static Ptr<Node> FindNode(const std::string& nodeName);
    /// @return what a catalog became before, null if this is the first time
    static CatalogPtr FindChange(const Changes& changes, const CatalogPtr& before);

    std::string m_libraryPath;                 //!< as catalogs name it
    Ptr<LayerLibrary> m_library;               //!< null for a layer that is only a class
    ProviderRegistry::Factory m_factory;       //!< empty for a layer with a library
    HandleKind m_handles{HandleKind::NON_IFS}; //!< of a layer that is only a class
    std::string m_name;                        //!< empty for the default
    DWORD m_lspCategories{0};                  //!< LSP_* bits
    std::vector<SelectionRequest> m_protocols; //!< empty for the default
    Changes m_installed;                       //!< catalogs without and with the layer
    Changes m_removed;                         //!< catalogs with and without the layer
};

} // namespace ns3::winsock

#endif /* WINSOCK_LAYER_HELPER_H */
