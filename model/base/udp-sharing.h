/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef UDP_SHARING_H
#define UDP_SHARING_H

#include "ns3/address.h"
#include "ns3/node.h"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace ns3::winsock
{

class UdpEndPoint;

/**
 * @ingroup winsock
 * @brief The UDP end points of all nodes, by node and port and in the order of their binding.
 *
 * ns-3 does not take a datagram that fits two of its end points equally well. So of those that are equal
 * only the first receives. Unicast datagrams are for it alone; it hands what is for a group or for
 * everybody to all end points of its port, of which each knows what it wants to hear.
 *
 * One table serves all nodes, because simulations have many nodes with few end points each. Ids of nodes
 * are used again after Simulator::Destroy(), which has the end points forgotten.
 */
class UdpSharing
{
  public:
    /// @param endPoint was bound to its port
    static void Add(UdpEndPoint& endPoint);

    /// @param endPoint leaves the port, to which it is still bound
    static void Remove(UdpEndPoint& endPoint);

    /// The node's UDP is being destroyed. @param endPoint as for Remove()
    static void Forget(UdpEndPoint& endPoint);

    /// ns-3's end points of a port have changed: chooses which of them receive.
    /// @param node whose port
    /// @param port which
    static void Arrange(const Node& node, uint16_t port);

    /// @param node whose port
    /// @param port a port
    /// @return what is bound to it, first bound first
    static std::vector<UdpEndPoint*> GetAll(const Node& node, uint16_t port);

    /// @param node whose port
    /// @param local an address and a port
    /// @param port the same port
    /// @return whether an end point shares exactly these already
    static bool IsShared(const Node& node, const Address& local, uint16_t port);

  private:
    using Key = uint64_t; //!< the node's id and the port

    /// What is bound, by port of a node. Few ports have more than one end point.
    struct Table
    {
        std::unordered_map<Key, UdpEndPoint*> first; //!< what was bound first
        std::unordered_map<Key, std::vector<UdpEndPoint*>>
            others; //!< what was bound later, if anything
    };

    /// @return where a port of a node is in the table
    static Key GetKey(const Node& node, uint16_t port);
    /// @return the table
    static Table& GetTable();
};

} // namespace ns3::winsock

#endif /* UDP_SHARING_H */
