/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_SOCKET_FACTORY_H
#define WINSOCK_SOCKET_FACTORY_H

#include "ns3/ptr.h"
#include "ns3/socket-factory.h"

namespace ns3
{
class Node;
} // namespace ns3

namespace ns3::winsock
{

class PlainProcess;
class WinsockStack;

/**
 * @ingroup winsock
 * @brief Makes the sockets of plain ns-3 applications out of a node's Winsock.
 *
 * WinsockStackHelper aggregates one for streams and one for datagrams to each node. An application
 * whose attribute `Protocol` names one of them opens its sockets through the node's catalog, chain and
 * limits.
 */
class WinsockSocketFactory : public SocketFactory
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * Gives a node both factories and the process whose sockets they make.
     * @param stack will be aggregated to the node: with all of them at once, as each time tells all
     *        objects of the node
     */
    static void Install(Ptr<WinsockStack> stack);

  protected:
    /// @return the process of the node's plain applications; without one it aborts
    Ptr<PlainProcess> GetPlainProcess() const;
};

/**
 * @ingroup winsock
 * @brief The factory of stream sockets, `ns3::winsock::TcpSocketFactory`.
 */
class WinsockTcpSocketFactory : public WinsockSocketFactory
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    Ptr<Socket> CreateSocket() override;
};

/**
 * @ingroup winsock
 * @brief The factory of datagram sockets, `ns3::winsock::UdpSocketFactory`.
 */
class WinsockUdpSocketFactory : public WinsockSocketFactory
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    Ptr<Socket> CreateSocket() override;
};

} // namespace ns3::winsock

#endif /* WINSOCK_SOCKET_FACTORY_H */
