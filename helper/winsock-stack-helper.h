/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_STACK_HELPER_H
#define WINSOCK_STACK_HELPER_H

#include "ns3/attribute.h"
#include "ns3/layer-library.h"
#include "ns3/namespace-list.h"
#include "ns3/node-container.h"
#include "ns3/protocol-catalog.h"
#include "ns3/ptr.h"

#include <memory>
#include <string>
#include <vector>

namespace ns3::winsock
{

class WinsockStack;

/**
 * @ingroup winsock
 * @brief Gives nodes a WinsockStack: device profile, limits and protocol catalog.
 *
 * Each node also gets the socket factories `ns3::winsock::TcpSocketFactory` and
 * `ns3::winsock::UdpSocketFactory`, through which plain ns-3 applications use its Winsock.
 *
 * Nodes need an internet stack (InternetStackHelper) before. What is set applies to the nodes that
 * are installed afterwards, so that one helper can serve several kinds of devices in turn. All nodes
 * with the same catalog share one object.
 */
class WinsockStackHelper
{
  public:
    /**
     * Chooses the device class: limits, defaults, dialect and, unless SetCatalog or SetCatalogFile
     * was called, the catalog.
     * @param name one of GetDeviceProfileNames(); an unknown one aborts with the list
     */
    void SetProfile(const std::string& name);

    /**
     * Adds profiles from a file, which SetProfile can choose from then on; AddDeviceProfiles() says what
     * the file may have. One that cannot be used aborts with the profile, the key and the mend.
     * @param path the file
     */
    static void AddProfiles(const std::string& path);

    /**
     * @param name an attribute of WinsockStack
     * @param value its value; wins over the profile's number
     */
    void SetAttribute(const std::string& name, const AttributeValue& value);

    /// @param catalog what the nodes' machines have installed; null for the profile's own again
    void SetCatalog(std::shared_ptr<const ProtocolCatalog> catalog);

    /**
     * Takes the catalog from a listing that `netsh winsock show catalog` printed, the entries marked
     * "(32)" left out, and the name-space providers if it has some. A file that cannot be read aborts
     * with the line and what was expected there.
     * @param path the file
     */
    void SetCatalogFile(const std::string& path);

    /// @param namespaces the name-space providers of the nodes' machines; null for the profile's own again
    void SetNamespaces(std::shared_ptr<const NamespaceList> namespaces);

    /**
     * Chooses what programs find where the catalog names a library that the node does not have, such
     * as those of catalogs from other people's machines.
     * @param behaviour `MISSING` for a file that is not there (the default), `IFS` or `NON_IFS` for a
     *        layer that passes everything on and shows the handles of below or its own; another
     *        word aborts
     */
    void SetUnknownLibraries(const std::string& behaviour);

    /**
     * The same with a layer of one's own, which all nodes that are installed share.
     * @param library stands for every library that a node does not have; null for a missing file
     */
    void SetStandInLibrary(Ptr<LayerLibrary> library);

    /// @param node gets a stack; one that has a stack, or no internet stack, aborts with a message
    void Install(Ptr<Node> node) const;

    /// @param nodeName a node's name in ns3::Names
    void Install(const std::string& nodeName) const;

    /// @param nodes each gets a stack
    void Install(const NodeContainer& nodes) const;

    /// Installs on every node that exists.
    void InstallAll() const;

  private:
    /// What an attribute is set to.
    struct Setting
    {
        std::string name;                //!< which
        Ptr<const AttributeValue> value; //!< to what
    };

    /// @return a stack with the settings, which belongs to nobody yet
    Ptr<WinsockStack> MakeStack() const;
    /// Gives a node a stack. @param node has an internet stack and no Winsock @param stack belongs to nobody
    void Give(Ptr<Node> node, Ptr<WinsockStack> stack) const;

    std::vector<Setting> m_settings;                   //!< of all stacks, the profile first
    std::shared_ptr<const ProtocolCatalog> m_catalog;  //!< null: the profile's
    std::shared_ptr<const NamespaceList> m_namespaces; //!< null: the profile's
    Ptr<LayerLibrary> m_unknown;                       //!< null: missing files
};

} // namespace ns3::winsock

#endif /* WINSOCK_STACK_HELPER_H */
