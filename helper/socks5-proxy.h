/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef SOCKS5_PROXY_H
#define SOCKS5_PROXY_H

#include "ns3/address.h"
#include "ns3/nstime.h"
#include "ns3/object.h"
#include "ns3/socks5-messages.h"
#include "ns3/traced-callback.h"
#include "ns3/winsock-structures.h"

#include <cstdint>
#include <string>

namespace ns3::winsock
{

class Winsock;

/**
 * @ingroup winsock
 * @brief What a sink of Socks5Proxy's `Request` is given: a request that was answered.
 */
struct Socks5Request
{
    Time time;                           //!< when it was answered, in simulated time
    uint32_t node{0};                    //!< id of the proxy's node
    Address client;                      //!< who asked
    std::string target;                  //!< what was asked for: "10.1.2.1:80", or "name:80"
    Socks5Reply reply{SOCKS5_SUCCEEDED}; //!< the answer
};

/**
 * @ingroup winsock
 * @brief A SOCKS5 proxy (RFC 1928) as a program of a simulated node.
 *
 * It is written with Winsock's functions, one thread for each connection and direction, and so meets
 * the limits of its node: a request for which it gets no socket is answered with "general failure",
 * and a client for which it gets none waits until there is one.
 *
 * It knows the command CONNECT, with IPv4 and IPv6 addresses, and with the names of nodes in ns3::Names
 * (the node's first IPv4 address is the target); other names are answered with "address type not
 * supported". With `User` it asks for user and password (RFC 1929), else for no authentication.
 */
class Socks5Proxy : public Object
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    Socks5Proxy();
    ~Socks5Proxy() override;

    /**
     * The program: takes clients until it is ended.
     * @param ws whose it is
     * @return the error for which it could not begin
     */
    int Run(Winsock& ws);

    /**
     * @brief Signature of the `Request` trace source.
     * @param request what was asked for and answered
     */
    typedef void (*RequestTracedCallback)(const Socks5Request& request);

  private:
    /// One client.
    class Session;

    /// @param family of addresses @return a listening socket, or INVALID_SOCKET
    SOCKET Listen(Winsock& ws, int family) const;
    /// Takes clients. @return the error that ended it
    int TakeClients(Winsock& ws, SOCKET listener);

    uint16_t m_port{0};                                  //!< `Port`
    std::string m_user;                                  //!< `User`
    std::string m_password;                              //!< `Password`
    TracedCallback<const Socks5Request&> m_requestTrace; //!< `Request`
};

} // namespace ns3::winsock

#endif /* SOCKS5_PROXY_H */
