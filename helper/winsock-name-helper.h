/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_NAME_HELPER_H
#define WINSOCK_NAME_HELPER_H

#include "ns3/address.h"
#include "ns3/node.h"
#include "ns3/nstime.h"
#include "ns3/ptr.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief Adds to the names that the programs of a simulation can look up; see WinsockNameTable.
 *
 * Nodes need no more than a name of ns3::Names, or none.
 *
 * @code
 * WinsockNameHelper names;
 * names.SetHostName(server, "server.example.com");
 * names.AddAlias("www.example.com", "server.example.com");
 * names.AddHost("printer", Ipv4Address("10.1.1.9"));
 * names.AddService("measure", 4000, "tcp");
 * @endcode
 */
class WinsockNameHelper
{
  public:
    /// @param node a node
    /// @param name by which programs know it; wins over its name in ns3::Names
    void SetHostName(Ptr<Node> node, const std::string& name) const;

    /**
     * @param name of a host, which may be a node or not
     * @param address one more of its addresses, an Ipv4Address or Ipv6Address
     */
    void AddHost(const std::string& name, const Address& address) const;

    /// @param alias another name of a host @param name the host's own
    void AddAlias(const std::string& alias, const std::string& name) const;

    /**
     * @param name of a service
     * @param port in host byte order
     * @param protocol "tcp" or "udp"
     * @param aliases its other names
     */
    void AddService(const std::string& name,
                    uint16_t port,
                    const std::string& protocol,
                    const std::vector<std::string>& aliases = {}) const;

    /// @param name of a protocol @param number its number @param aliases its other names
    void AddProtocol(const std::string& name,
                     int number,
                     const std::vector<std::string>& aliases = {}) const;

    /// @param delay how long a look-up takes that a machine has to ask a server for
    void SetLookupDelay(const Time& delay) const;
};

} // namespace ns3::winsock

#endif /* WINSOCK_NAME_HELPER_H */
