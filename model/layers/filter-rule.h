/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef FILTER_RULE_H
#define FILTER_RULE_H

#include "ns3/address-prefix.h"
#include "ns3/winsock-socket-address.h"
#include "ns3/winsock-structures.h"

#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief What a program wants to do, as filter rules see it.
 */
enum class FilterDirection : uint8_t
{
    OPEN,     //!< make a socket
    BIND,     //!< give a socket its local address
    LISTEN,   //!< let a socket wait for connections
    OUTBOUND, //!< connect, or send a datagram to an address
    INBOUND,  //!< take a connection, or a datagram
};

/// How many directions there are.
inline constexpr std::size_t FILTER_DIRECTIONS = 5;

/// @param direction a direction @return its word in rules: open, bind, listen, out or in
const char* FilterDirectionName(FilterDirection direction);

/// An address and a port as rules compare them; none where there is no such side.
using FilterAddress = std::optional<WinsockSocketAddress>;

/**
 * @ingroup winsock
 * @param name a socket address, or null
 * @param length bytes of it
 * @return the address; none if it is neither IPv4 nor IPv6, or too short
 */
FilterAddress ReadFilterAddress(const SOCKADDR* name, int length);

/**
 * @ingroup winsock
 * @brief Ports from one to another, both included; in host byte order.
 */
struct FilterPorts
{
    uint16_t first{0};         //!< lowest
    uint16_t last{UINT16_MAX}; //!< highest
};

/**
 * @ingroup winsock
 * @brief One thing that a program wants to do.
 */
struct FilterRequest
{
    FilterDirection direction{FilterDirection::OPEN}; //!< what
    const char* function{""};                         //!< with which function
    std::string process;                              //!< which program
    int family{AF_UNSPEC};                            //!< of the socket
    int type{0};                                      //!< of the socket: SOCK_STREAM ...
    FilterAddress remote;                             //!< the other side, where there is one
    FilterAddress local;                              //!< this side, where it is known
};

/**
 * @ingroup winsock
 * @brief A rule of a filter: to whom it applies and what it says.
 *
 * All conditions that are given have to hold. A condition on an address or port does not hold where
 * there is no such address: a rule that names a remote address says nothing about `bind`.
 */
struct FilterRule
{
    bool allows{false};                        //!< or else denies
    std::bitset<FILTER_DIRECTIONS> directions; //!< none stands for all
    int family{AF_UNSPEC};                     //!< of the socket; AF_UNSPEC for all
    int type{0};                               //!< of the socket; 0 for all
    std::optional<AddressPrefix> remote;       //!< address of the other side
    std::optional<FilterPorts> remotePorts;    //!< its port
    std::optional<AddressPrefix> local;        //!< address of this side
    std::optional<FilterPorts> localPorts;     //!< its port
    std::string process;                       //!< name of the program, perhaps with a '*' at its
                                               //!< end; empty for all
    int error{0};                              //!< what is denied fails with; 0 for the filter's

    /// @param request what a program wants @return whether the rule applies to it
    bool AppliesTo(const FilterRequest& request) const;

    /// @return whether the rule has to know the local address
    bool AsksForLocal() const;
};

/**
 * @ingroup winsock
 * @brief Reads rules, one to a line or to a part of it that ends with ';'.
 *
 * A rule is `allow` or `deny`, then any of the directions `open bind listen out in`, then any of
 * `family=inet|inet6`, `type=stream|dgram|raw`, `remote=ADDRESS[/BITS]`, `remoteport=N[-M]`,
 * `local=ADDRESS[/BITS]`, `localport=N[-M]`, `process=NAME[*]` and, if it denies, `error=NAME`.
 * What follows a '#' is a comment.
 *
 * @param setting what the text is for; mistakes abort with it, line, column and mend
 * @param text the rules
 * @return the rules in their order
 */
std::vector<FilterRule> ReadFilterRules(const std::string& setting, const std::string& text);

} // namespace ns3::winsock

#endif /* FILTER_RULE_H */
