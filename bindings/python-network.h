/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PYTHON_NETWORK_H
#define PYTHON_NETWORK_H

#include "python-event-loop.h"
#include "python-program.h"

#include "ns3/data-rate.h"
#include "ns3/node-container.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief A network as a Python scenario builds it: nodes with Winsock, links, addresses, programs.
 *
 * ns-3 has one simulation at a time, so there is one network at a time, too; Close() ends it and
 * leaves the simulator as new. Mistakes of the scenario throw, so that Python can report them.
 */
class PythonNetwork
{
  public:
    /**
     * @param seed seed of all random numbers, not 0
     * @param run which of the seed's independent runs this is
     */
    PythonNetwork(uint32_t seed, uint64_t run);
    ~PythonNetwork();

    PythonNetwork(const PythonNetwork&) = delete;
    PythonNetwork& operator=(const PythonNetwork&) = delete;

    /**
     * @param name what people call the node
     * @param profile name of the device profile
     * @param catalogFile listing of a machine's catalog, or a machine in a store such as
     *        "machines.sqlite:office-pc"; empty for the profile's own
     * @return number of the node
     */
    uint32_t
    AddNode(const std::string& name, const std::string& profile, const std::string& catalogFile);

    /**
     * Connects two nodes point to point and gives both ends addresses.
     * @param a a node
     * @param b another node
     * @param rate bits per second
     * @param delay propagation delay
     */
    void AddLink(uint32_t a, uint32_t b, const DataRate& rate, const Time& delay);

    /// @param node a node; @return its IPv4 addresses without the loopback, in order of its links
    std::vector<std::string> GetAddresses(uint32_t node) const;

    /**
     * @param node where the program runs
     * @param name what people call it
     * @param start when it begins
     * @param stop when it is ended, if at all
     * @return the program
     */
    std::shared_ptr<PythonProgram> AddProgram(uint32_t node,
                                              const std::string& name,
                                              const Time& start,
                                              const std::optional<Time>& stop);

    /// @param filename a file that gets the calls of all nodes of this moment as text
    void TraceCalls(const std::string& filename) const;

    /// Fills the routing tables, if the network has grown since the last time.
    void UpdateRoutes();

    /// @return what runs the simulator
    PythonEventLoop& GetLoop();

    /// Ends all programs; those that wait in a call are ready afterwards.
    void TerminateAll();

    /// Takes the network down; harmless if it is closed.
    void Close();

  private:
    /// @return the node of that number; throws if the network is closed or has none
    Ptr<Node> GetNode(uint32_t number) const;
    /// Throws if the network is closed.
    void CheckOpen() const;

    NodeContainer m_nodes;                                  //!< in order of creation
    PythonEventLoop m_loop;                                 //!< runs the simulator
    std::vector<std::shared_ptr<PythonProgram>> m_programs; //!< in order of creation
    int64_t m_nextStream{0};                                //!< random streams used so far
    uint32_t m_links{0};                                    //!< made so far
    bool m_grown{false};                                    //!< routes are out of date
    bool m_open{true};                                      //!< Close() was not called
};

} // namespace ns3::winsock

#endif /* PYTHON_NETWORK_H */
