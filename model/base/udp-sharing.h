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
 * @brief The UDP end points of a node that share their port, in the order of their binding.
 *
 * ns-3 hands a datagram to every end point that fits it equally well. That is right for groups and
 * broadcasts; a unicast datagram is for the first of them.
 */
class UdpSharing : public Object
{
  public:
    /// @return the type
    static TypeId GetTypeId();

    /// @param node a node; @return its instance, made by the first call
    static Ptr<UdpSharing> Of(Ptr<Node> node);

    /// @param endPoint shares its port from now on, which it is bound to
    void Add(const UdpEndPoint& endPoint);

    /// @param endPoint shares its port no longer; still bound to it
    void Remove(const UdpEndPoint& endPoint);

    /// @param local an address and a port
    /// @param port the same port
    /// @return whether an end point shares exactly these already
    bool IsShared(const Address& local, uint16_t port) const;

    /// @return whether an end point is the first of those with its addresses, peer included
    bool IsFirst(const UdpEndPoint& endPoint) const;

  private:
    std::map<uint16_t, std::vector<const UdpEndPoint*>> m_endPoints; //!< by port, first bound first
};

} // namespace ns3::winsock

#endif /* UDP_SHARING_H */
