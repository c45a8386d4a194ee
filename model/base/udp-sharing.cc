/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "udp-sharing.h"

#include "ns3/udp-end-point.h"

#include <algorithm>

namespace ns3::winsock
{

NS_OBJECT_ENSURE_REGISTERED(UdpSharing);

TypeId
UdpSharing::GetTypeId()
{
    static TypeId tid = TypeId("ns3::winsock::UdpSharing")
                            .SetParent<Object>()
                            .SetGroupName("Winsock")
                            .AddConstructor<UdpSharing>();
    return tid;
}

Ptr<UdpSharing>
UdpSharing::Of(Ptr<Node> node)
{
    Ptr<UdpSharing> sharing = node->GetObject<UdpSharing>();
    if (!sharing)
    {
        sharing = CreateObject<UdpSharing>();
        node->AggregateObject(sharing);
    }
    return sharing;
}

void
UdpSharing::Add(UdpEndPoint& endPoint)
{
    m_endPoints[endPoint.GetPort()].push_back(&endPoint);
    Arrange(endPoint.GetPort());
}

void
UdpSharing::Remove(UdpEndPoint& endPoint)
{
    const uint16_t port = endPoint.GetPort();
    const auto found = m_endPoints.find(port);
    if (found == m_endPoints.end())
    {
        return;
    }
    std::vector<UdpEndPoint*>& there = found->second;
    there.erase(std::remove(there.begin(), there.end(), &endPoint), there.end());
    if (there.empty())
    {
        m_endPoints.erase(found);
    }
    Arrange(port);
}

void
UdpSharing::Arrange(uint16_t port)
{
    const std::vector<UdpEndPoint*> there = GetAll(port);
    UdpReceivers receivers;
    for (UdpEndPoint* endPoint : there)
    {
        endPoint->Arrange(receivers, there.size() > 1);
    }
}

std::vector<UdpEndPoint*>
UdpSharing::GetAll(uint16_t port) const
{
    const auto found = m_endPoints.find(port);
    return found == m_endPoints.end() ? std::vector<UdpEndPoint*>() : found->second;
}

bool
UdpSharing::IsShared(const Address& local, uint16_t port) const
{
    const std::vector<UdpEndPoint*> there = GetAll(port);
    return std::any_of(there.begin(),
                       there.end(),
                       [&](const UdpEndPoint* other)
                       { return other->IsSharing() && other->GetLocal() == local; });
}

} // namespace ns3::winsock
