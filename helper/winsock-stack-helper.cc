/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "winsock-stack-helper.h"

#include "ns3/abort.h"
#include "ns3/catalog-text.h"
#include "ns3/device-profile.h"
#include "ns3/ipv4.h"
#include "ns3/ipv6.h"
#include "ns3/names.h"
#include "ns3/node.h"
#include "ns3/pass-through-layer.h"
#include "ns3/string.h"
#include "ns3/winsock-socket-factory.h"
#include "ns3/winsock-stack.h"

#include <algorithm>
#include <utility>

namespace ns3::winsock
{

void
WinsockStackHelper::SetProfile(const std::string& name)
{
    SetAttribute("Profile", StringValue(name));
}

void
WinsockStackHelper::AddProfiles(const std::string& path)
{
    const std::string problem = AddDeviceProfiles(path);
    NS_ABORT_MSG_UNLESS(problem.empty(), problem);
}

void
WinsockStackHelper::SetAttribute(const std::string& name, const AttributeValue& value)
{
    TypeId::AttributeInformation attribute;
    NS_ABORT_MSG_UNLESS(WinsockStack::GetTypeId().LookupAttributeByName(name, &attribute),
                        "WinsockStack has no attribute \""
                            << name
                            << "\"; \"./winsock profile NAME\" lists those of the values of"
                               " a device.");
    Ptr<const AttributeValue> copy = attribute.checker->CreateValidValue(value);
    NS_ABORT_MSG_UNLESS(copy,
                        "WinsockStack::"
                            << name << " cannot be \"" << value.SerializeToString(attribute.checker)
                            << "\": give it " << attribute.checker->GetValueTypeName() << ".");
    const auto at = std::find_if(m_settings.begin(),
                                 m_settings.end(),
                                 [&](const Setting& setting) { return setting.name == name; });
    if (at != m_settings.end())
    {
        at->value = copy;
        return;
    }
    m_settings.push_back({name, copy});
}

void
WinsockStackHelper::SetCatalog(std::shared_ptr<const ProtocolCatalog> catalog)
{
    m_catalog = std::move(catalog);
}

void
WinsockStackHelper::SetCatalogFile(const std::string& path)
{
    const CatalogTextResult result = ReadCatalogFile(path);
    NS_ABORT_MSG_IF(!result,
                    "The catalog file \""
                        << path << "\" cannot be used: " << result.problem.ToString()
                        << " Give the unchanged output of \"netsh winsock show catalog\" from an"
                           " English Windows.");
    m_catalog = result.catalogs.native;
    m_namespaces = nullptr;
    if (!result.catalogs.nativeNamespaces.empty())
    {
        m_namespaces = std::make_shared<const NamespaceList>(result.catalogs.nativeNamespaces);
    }
}

void
WinsockStackHelper::SetNamespaces(std::shared_ptr<const NamespaceList> namespaces)
{
    m_namespaces = std::move(namespaces);
}

void
WinsockStackHelper::SetUnknownLibraries(const std::string& behaviour)
{
    NS_ABORT_MSG_UNLESS(behaviour == "MISSING" || behaviour == "IFS" || behaviour == "NON_IFS",
                        "Unknown libraries cannot be \""
                            << behaviour
                            << "\": choose MISSING (no such file), IFS or NON_IFS (a layer that"
                               " passes everything on, without or with handles of its own).");
    m_unknown = nullptr;
    if (behaviour != "MISSING")
    {
        m_unknown = CreateObject<PassThroughLibrary>();
        m_unknown->SetAttribute("Handles", StringValue(behaviour));
        m_unknown->SetAttribute("Name", StringValue("unknown"));
    }
}

void
WinsockStackHelper::SetStandInLibrary(Ptr<LayerLibrary> library)
{
    m_unknown = library;
}

void
WinsockStackHelper::Install(Ptr<Node> node) const
{
    Give(node, MakeStack());
}

Ptr<WinsockStack>
WinsockStackHelper::MakeStack() const
{
    Ptr<WinsockStack> stack = CreateObject<WinsockStack>();
    for (const auto& setting : m_settings)
    {
        stack->SetAttribute(setting.name, *setting.value);
    }
    return stack;
}

void
WinsockStackHelper::Give(Ptr<Node> node, Ptr<WinsockStack> stack) const
{
    NS_ABORT_MSG_IF(node->GetObject<WinsockStack>(),
                    "Node " << node->GetId()
                            << " has a Winsock stack already: install it once, and change it"
                               " through its attributes.");
    NS_ABORT_MSG_IF(!node->GetObject<Ipv4>() && !node->GetObject<Ipv6>(),
                    "Node " << node->GetId()
                            << " has no internet stack for Winsock to work on: call"
                               " InternetStackHelper::Install for the node first.");
    if (m_catalog)
    {
        stack->SetCatalog(m_catalog);
    }
    if (m_namespaces)
    {
        stack->SetNamespaces(m_namespaces);
    }
    if (m_unknown)
    {
        m_unknown->StandInForUnknown(*stack);
    }
    WinsockSocketFactory::Install(stack);
    node->AggregateObject(stack);
}

void
WinsockStackHelper::Install(const std::string& nodeName) const
{
    Ptr<Node> node = Names::Find<Node>(nodeName);
    NS_ABORT_MSG_IF(!node,
                    "There is no node named \"" << nodeName
                                                << "\": name it with ns3::Names::Add first.");
    Install(node);
}

void
WinsockStackHelper::Install(const NodeContainer& nodes) const
{
    // Attributes are set once: that takes most of the time that a stack takes.
    const Ptr<WinsockStack> model = MakeStack();
    for (auto node = nodes.Begin(); node != nodes.End(); ++node)
    {
        Give(*node, CopyObject<WinsockStack>(model));
    }
}

void
WinsockStackHelper::InstallAll() const
{
    Install(NodeContainer::GetGlobal());
}

} // namespace ns3::winsock
