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

UdpSharing::Key
UdpSharing::GetKey(const Node& node, uint16_t port)
{
    return Key{node.GetId()} << 16 | port;
}

UdpSharing::Table&
UdpSharing::GetTable()
{
    // Never destroyed: nodes that live until the program's end take their end points off.
    static auto& table = *new Table;
    return table;
}

void
UdpSharing::Add(UdpEndPoint& endPoint)
{
    const Key key = GetKey(endPoint.GetNode(), endPoint.GetPort());
    if (!GetTable().first.emplace(key, &endPoint).second)
    {
        GetTable().others[key].push_back(&endPoint);
    }
    Arrange(endPoint.GetNode(), endPoint.GetPort());
}

void
UdpSharing::Remove(UdpEndPoint& endPoint)
{
    Forget(endPoint);
    Arrange(endPoint.GetNode(), endPoint.GetPort());
}

void
UdpSharing::Forget(UdpEndPoint& endPoint)
{
    Table& table = GetTable();
    const Key key = GetKey(endPoint.GetNode(), endPoint.GetPort());
    const auto first = table.first.find(key);
    const auto others = table.others.find(key);
    const bool isFirst = first != table.first.end() && first->second == &endPoint;
    if (others == table.others.end())
    {
        if (isFirst)
        {
            table.first.erase(first);
        }
        return;
    }
    std::vector<UdpEndPoint*>& later = others->second;
    if (isFirst)
    {
        first->second = later.front();
    }
    later.erase(std::remove(later.begin(), later.end(), isFirst ? first->second : &endPoint),
                later.end());
    if (later.empty())
    {
        table.others.erase(others);
    }
}

void
UdpSharing::Arrange(const Node& node, uint16_t port)
{
    const std::vector<UdpEndPoint*> there = GetAll(node, port);
    UdpReceivers receivers;
    for (UdpEndPoint* endPoint : there)
    {
        endPoint->Arrange(receivers, there.size() > 1);
    }
}

std::vector<UdpEndPoint*>
UdpSharing::GetAll(const Node& node, uint16_t port)
{
    const Table& table = GetTable();
    const Key key = GetKey(node, port);
    std::vector<UdpEndPoint*> all;
    if (const auto first = table.first.find(key); first != table.first.end())
    {
        all.push_back(first->second);
    }
    if (const auto others = table.others.find(key); others != table.others.end())
    {
        all.insert(all.end(), others->second.begin(), others->second.end());
    }
    return all;
}

bool
UdpSharing::IsShared(const Node& node, const Address& local, uint16_t port)
{
    const std::vector<UdpEndPoint*> there = GetAll(node, port);
    return std::any_of(there.begin(),
                       there.end(),
                       [&](const UdpEndPoint* other)
                       { return other->IsSharing() && other->GetLocal() == local; });
}

} // namespace ns3::winsock
