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
UdpSharing::Add(const UdpEndPoint& endPoint)
{
    m_endPoints[endPoint.GetPort()].push_back(&endPoint);
}

void
UdpSharing::Remove(const UdpEndPoint& endPoint)
{
    const auto found = m_endPoints.find(endPoint.GetPort());
    if (found == m_endPoints.end())
    {
        return;
    }
    std::vector<const UdpEndPoint*>& there = found->second;
    there.erase(std::remove(there.begin(), there.end(), &endPoint), there.end());
    if (there.empty())
    {
        m_endPoints.erase(found);
    }
}

bool
UdpSharing::IsShared(const Address& local, uint16_t port) const
{
    const auto found = m_endPoints.find(port);
    return found != m_endPoints.end() &&
           std::any_of(found->second.begin(),
                       found->second.end(),
                       [&](const UdpEndPoint* other) { return other->GetLocal() == local; });
}

bool
UdpSharing::IsFirst(const UdpEndPoint& endPoint) const
{
    const auto found = m_endPoints.find(endPoint.GetPort());
    if (found == m_endPoints.end())
    {
        return true;
    }
    const auto first = std::find_if(found->second.begin(),
                                    found->second.end(),
                                    [&](const UdpEndPoint* other) {
                                        return other->GetLocal() == endPoint.GetLocal() &&
                                               other->GetPeer() == endPoint.GetPeer();
                                    });
    return first == found->second.end() || *first == &endPoint;
}

} // namespace ns3::winsock
