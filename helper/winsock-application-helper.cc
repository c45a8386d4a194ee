/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "winsock-application-helper.h"

#include "ns3/abort.h"
#include "ns3/names.h"
#include "ns3/node.h"

#include <utility>

namespace ns3::winsock
{

WinsockApplicationHelper::WinsockApplicationHelper(WinsockApplication::Program program)
    : m_program(std::move(program))
{
    m_factory.SetTypeId(WinsockApplication::GetTypeId());
}

void
WinsockApplicationHelper::SetAttribute(const std::string& name, const AttributeValue& value)
{
    m_factory.Set(name, value);
}

ApplicationContainer
WinsockApplicationHelper::Install(Ptr<Node> node) const
{
    Ptr<WinsockApplication> application = m_factory.Create<WinsockApplication>();
    application->SetProgram(m_program);
    node->AddApplication(application);
    return ApplicationContainer(application);
}

ApplicationContainer
WinsockApplicationHelper::Install(const std::string& nodeName) const
{
    Ptr<Node> node = Names::Find<Node>(nodeName);
    NS_ABORT_MSG_IF(!node,
                    "There is no node named \"" << nodeName
                                                << "\": name it with ns3::Names::Add first.");
    return Install(node);
}

ApplicationContainer
WinsockApplicationHelper::Install(const NodeContainer& nodes) const
{
    ApplicationContainer applications;
    for (auto node = nodes.Begin(); node != nodes.End(); ++node)
    {
        applications.Add(Install(*node));
    }
    return applications;
}

} // namespace ns3::winsock
