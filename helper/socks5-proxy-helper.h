/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef SOCKS5_PROXY_HELPER_H
#define SOCKS5_PROXY_HELPER_H

#include "ns3/socks5-proxy.h"
#include "ns3/winsock-application-helper.h"

#include <string>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief Installs a SOCKS5 proxy on nodes, each with a WinsockApplication of its own.
 *
 * @code
 * winsock::Socks5ProxyHelper proxy;
 * proxy.SetAttribute("Port", UintegerValue(1080));
 * proxy.GetProxy()->TraceConnectWithoutContext("Request", MakeCallback(&OnRequest));
 * proxy.Install(nodes.Get(1)).Start(Seconds(1));
 * @endcode
 */
class Socks5ProxyHelper
{
  public:
    Socks5ProxyHelper();

    /**
     * @param name an attribute of Socks5Proxy
     * @param value its value, for all nodes
     */
    void SetAttribute(const std::string& name, const AttributeValue& value);

    /// @return what the nodes have in common: attributes and trace sources
    Ptr<Socks5Proxy> GetProxy() const;

    /// @param node gets an application; @return it, to set start and stop times
    ApplicationContainer Install(Ptr<Node> node) const;

    /// @param nodeName a node's name in ns3::Names; @return the application
    ApplicationContainer Install(const std::string& nodeName) const;

    /// @param nodes each gets an application; @return them in the same order
    ApplicationContainer Install(const NodeContainer& nodes) const;

  private:
    Ptr<Socks5Proxy> m_proxy;           //!< what the nodes have in common
    WinsockApplicationHelper m_program; //!< makes the applications
};

} // namespace ns3::winsock

#endif /* SOCKS5_PROXY_HELPER_H */
