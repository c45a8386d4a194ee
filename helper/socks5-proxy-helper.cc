/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "socks5-proxy-helper.h"

#include "ns3/string.h"

namespace ns3::winsock
{

Socks5ProxyHelper::Socks5ProxyHelper()
    : m_proxy(CreateObject<Socks5Proxy>()),
      m_program([proxy = m_proxy](Winsock& ws) { return proxy->Run(ws); })
{
    m_program.SetAttribute("Name", StringValue("socks5-proxy"));
}

void
Socks5ProxyHelper::SetAttribute(const std::string& name, const AttributeValue& value)
{
    m_proxy->SetAttribute(name, value);
}

Ptr<Socks5Proxy>
Socks5ProxyHelper::GetProxy() const
{
    return m_proxy;
}

ApplicationContainer
Socks5ProxyHelper::Install(Ptr<Node> node) const
{
    return m_program.Install(node);
}

ApplicationContainer
Socks5ProxyHelper::Install(const std::string& nodeName) const
{
    return m_program.Install(nodeName);
}

ApplicationContainer
Socks5ProxyHelper::Install(const NodeContainer& nodes) const
{
    return m_program.Install(nodes);
}

} // namespace ns3::winsock
