/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_APPLICATION_HELPER_H
#define WINSOCK_APPLICATION_HELPER_H

#include "ns3/application-container.h"
#include "ns3/attribute.h"
#include "ns3/node-container.h"
#include "ns3/object-factory.h"
#include "ns3/winsock-application.h"

#include <string>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief Installs a Winsock program on nodes, each with a WinsockApplication of its own.
 *
 * @code
 * int EchoServer(winsock::Winsock& ws);
 *
 * winsock::WinsockApplicationHelper server(EchoServer);
 * server.SetAttribute("Name", StringValue("echo"));
 * server.Install(nodes.Get(1)).Start(Seconds(1));
 * @endcode
 *
 * A lambda or functor is copied for each node; what it refers to has to outlive the simulation.
 */
class WinsockApplicationHelper
{
  public:
    /// @param program what the applications run
    explicit WinsockApplicationHelper(WinsockApplication::Program program);

    /**
     * @param name an attribute of WinsockApplication
     * @param value its value for the applications that are installed afterwards
     */
    void SetAttribute(const std::string& name, const AttributeValue& value);

    /// @param node gets an application; @return it, to set start and stop times
    ApplicationContainer Install(Ptr<Node> node) const;

    /// @param nodeName a node's name in ns3::Names; @return the application
    ApplicationContainer Install(const std::string& nodeName) const;

    /// @param nodes each gets an application; @return them in the same order
    ApplicationContainer Install(const NodeContainer& nodes) const;

  private:
    WinsockApplication::Program m_program; //!< what the applications run
    ObjectFactory m_factory;               //!< makes the applications
};

} // namespace ns3::winsock

#endif /* WINSOCK_APPLICATION_HELPER_H */
