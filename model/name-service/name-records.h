/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef NAME_RECORDS_H
#define NAME_RECORDS_H

#include "ns3/address.h"
#include "ns3/winsock-socket-address.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief What is known of a host.
 */
struct HostRecord
{
    std::string name;                            //!< its official name
    std::vector<std::string> aliases;            //!< its other names
    std::vector<WinsockSocketAddress> addresses; //!< without ports, the one to try first in front
};

/**
 * @ingroup winsock
 * @brief What is known of a service.
 */
struct ServiceRecord
{
    std::string name;                 //!< its official name
    uint16_t port;                    //!< in host byte order
    std::string protocol;             //!< "tcp" or "udp"
    std::vector<std::string> aliases; //!< its other names
};

/**
 * @ingroup winsock
 * @brief What is known of a protocol.
 */
struct ProtocolRecord
{
    std::string name;                 //!< its official name
    int number;                       //!< IPPROTO_ number
    std::vector<std::string> aliases; //!< its other names
};

/// @ingroup winsock
/// @return the services that every machine knows
std::vector<ServiceRecord> GetWellKnownServices();

/// @ingroup winsock
/// @return the protocols that every machine knows
std::vector<ProtocolRecord> GetWellKnownProtocols();

} // namespace ns3::winsock

#endif /* NAME_RECORDS_H */
