/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef BENCH_WORLD_H
#define BENCH_WORLD_H

#include "ns3/inet-socket-address.h"
#include "ns3/node-container.h"
#include "ns3/ptr.h"
#include "ns3/winsock.h"

#include <cstdint>
#include <functional>

namespace ns3
{
class Node;
} // namespace ns3

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief A simulation of a server's node and one or more for clients, each with a link of 1 Gbps to the
 *        server's, the same for both sides of a comparison.
 *
 * TCP has segments of SEGMENT_BYTES, and all sockets have buffers of BUFFER_BYTES, plain ones and
 * the module's. The simulation is destroyed with the object.
 */
class BenchWorld
{
  public:
    static constexpr uint32_t SEGMENT_BYTES = 1448;  //!< payload of a TCP segment
    static constexpr uint32_t BUFFER_BYTES = 262144; //!< send and receive buffers
    static constexpr uint16_t PORT = 4000;           //!< where servers are

    /// Makes nodes, links and addresses. @param clientNodes for clients
    explicit BenchWorld(uint32_t clientNodes = 1);
    ~BenchWorld();

    BenchWorld(const BenchWorld&) = delete;
    BenchWorld& operator=(const BenchWorld&) = delete;

    /// @param index 0 for the client's node, 1 for the server's, then further clients'; @return it
    Ptr<Node> GetNode(uint32_t index) const;

    /// @return where the server is for all clients' nodes, for ns-3's sockets
    InetSocketAddress GetServer() const;

    /// Gives all nodes Winsock, without any limit.
    void InstallWinsock();

    /**
     * Lets a program run on a node that has Winsock. WSAStartup is called before it.
     * @param index as GetNode() takes it
     * @param seconds when it starts
     * @param program what it does
     */
    void AddProgram(uint32_t index, double seconds, std::function<void(Winsock&)> program);

    /**
     * Runs the simulation until nothing is left to do.
     * @return nanoseconds that it took
     */
    double Run();

  private:
    NodeContainer m_nodes; //!< client, server, further clients
};

/**
 * @ingroup winsock
 * @param s an unbound handle; gets the wildcard address
 * @param winsock whose handle it is
 * @param port in host byte order, 0 for an automatic one
 * @return what bind returned
 */
int BindTo(Winsock& winsock, SOCKET s, uint16_t port);

/**
 * @ingroup winsock
 * @return the address of the server in a BenchWorld, for Winsock's sockets
 */
SOCKADDR_IN GetServerAddress();

} // namespace ns3::winsock

#endif // BENCH_WORLD_H
