/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef UDP_SHARING_H
#define UDP_SHARING_H

#include "ns3/address.h"
#include "ns3/node.h"
#include "ns3/object.h"

#include <cstdint>
#include <map>
#include <vector>

namespace ns3::winsock
{

class UdpEndPoint;

/**
 * @ingroup winsock
 * @brief The UDP end points of a node, by port and in the order of their binding.
 *
 * ns-3 does not take a datagram that fits two of its end points equally well. So of those that are equal
 * only the first receives. Unicast datagrams are for it alone; it hands what is for a group or for
 * everybody to all end points of its port, of which each knows what it wants to hear.
 */
class UdpSharing : public Object
{
  public:
    /// @return the type
    static TypeId GetTypeId();

    /// @param node a node; @return its instance, made by the first call
    static Ptr<UdpSharing> Of(Ptr<Node> node);

    /// @param endPoint was bound to its port
    void Add(UdpEndPoint& endPoint);

    /// @param endPoint leaves the port, to which it is still bound
    void Remove(UdpEndPoint& endPoint);

    /// ns-3's end points of a port have changed: chooses which of them receive. @param port which
    void Arrange(uint16_t port);

    /// @param port a port; @return what is bound to it, first bound first
    std::vector<UdpEndPoint*> GetAll(uint16_t port) const;

    /// @param local an address and a port
    /// @param port the same port
    /// @return whether an end point shares exactly these already
    bool IsShared(const Address& local, uint16_t port) const;

  private:
    std::map<uint16_t, std::vector<UdpEndPoint*>> m_endPoints; //!< by port, first bound first
};

} // namespace ns3::winsock

#endif /* UDP_SHARING_H */
