/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pass-through-layer.h"

namespace ns3::winsock
{

NS_OBJECT_ENSURE_REGISTERED(PassThroughLibrary);

TypeId
PassThroughLibrary::GetTypeId()
{
    static TypeId tid = TypeId("ns3::winsock::PassThroughLibrary")
                            .SetParent<LayerLibrary>()
                            .SetGroupName("Winsock")
                            .AddConstructor<PassThroughLibrary>();
    return tid;
}

PassThroughLibrary::PassThroughLibrary()
    : LayerLibrary("pass-through")
{
}

PassThroughLibrary::~PassThroughLibrary() = default;

Ptr<ServiceProvider>
PassThroughLibrary::CreateLayer()
{
    return Create<LibraryLayer<PassThroughLibrary>>(Ptr<PassThroughLibrary>(this));
}

} // namespace ns3::winsock
