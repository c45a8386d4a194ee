/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "layer-library.h"

#include "ns3/abort.h"
#include "ns3/provider-registry.h"
#include "ns3/string.h"
#include "ns3/winsock-stack.h"

namespace ns3::winsock
{

NS_OBJECT_ENSURE_REGISTERED(LayerLibrary);

TypeId
LayerLibrary::GetTypeId()
{
    // Not an EnumValue: how those are declared differs between the versions of ns-3 in support.
    static TypeId tid =
        TypeId("ns3::winsock::LayerLibrary")
            .SetParent<Object>()
            .SetGroupName("Winsock")
            .AddAttribute("Handles",
                          "Whose handles the layers show above: NON_IFS for handles of their own,"
                          " IFS for those of the provider below; empty for what this kind of layer"
                          " does by itself. Counts for processes that load the library afterwards.",
                          StringValue(""),
                          MakeStringAccessor(&LayerLibrary::SetHandles, &LayerLibrary::GetHandles),
                          MakeStringChecker())
            .AddAttribute("Name",
                          "What call traces name the layers; empty for the name of the kind. Counts"
                          " for processes that load the library afterwards.",
                          StringValue(""),
                          MakeStringAccessor(&LayerLibrary::SetName, &LayerLibrary::GetName),
                          MakeStringChecker());
    return tid;
}

LayerLibrary::LayerLibrary(std::string kindName, HandleKind handles)
    : m_kindName(std::move(kindName)),
      m_ownKind(handles),
      m_handles(handles)
{
}

LayerLibrary::~LayerLibrary() = default;

std::string
LayerLibrary::GetName() const
{
    return m_name.empty() ? m_kindName : m_name;
}

void
LayerLibrary::SetName(const std::string& name)
{
    m_name = name;
}

HandleKind
LayerLibrary::GetHandleKind() const
{
    return m_handles;
}

void
LayerLibrary::SetHandles(const std::string& text)
{
    NS_ABORT_MSG_UNLESS(text.empty() || text == "IFS" || text == "NON_IFS",
                        "LayerLibrary::Handles is \""
                            << text << "\": choose IFS (handles of the provider below) or NON_IFS"
                            << " (handles of the layer's own).");
    m_handles = text.empty() ? m_ownKind : text == "IFS" ? HandleKind::IFS : HandleKind::NON_IFS;
}

std::string
LayerLibrary::GetHandles() const
{
    return m_handles == HandleKind::IFS ? "IFS" : "NON_IFS";
}

void
LayerLibrary::Register(ProviderRegistry& registry, const std::string& libraryPath)
{
    registry.Register(libraryPath,
                      [library = Ptr<LayerLibrary>(this)] { return library->CreateLayer(); });
}

void
LayerLibrary::StandInForUnknown(WinsockStack& stack)
{
    stack.GetProviderRegistry().SetUnknownLibraries([library = Ptr<LayerLibrary>(this)]
                                                    { return library->CreateLayer(); });
}

void
LayerLibrary::Register(WinsockStack& stack, const std::string& libraryPath)
{
    Register(stack.GetProviderRegistry(), libraryPath);
}

} // namespace ns3::winsock
