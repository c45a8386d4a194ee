/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef SHARED_LISTENERS_H
#define SHARED_LISTENERS_H

#include "ns3/port-table.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief The listening sockets of a node that share their port with SO_REUSEADDR, in their order.
 *
 * ns-3's TCP has one end point for an address and port, but Windows lets several sockets listen there.
 * The connections go to the first; when it closes, the next one gets the end point (R-BND-4).
 */
class SharedListeners
{
  public:
    /// Takes the end point that has become free.
    using Claim = std::function<void()>;

    /**
     * @param port in host byte order
     * @param binding of a socket
     * @return whether a listener has the same address and port
     */
    bool IsHeld(uint16_t port, const PortBinding& binding) const;

    /**
     * @param listener stands behind those that listen already
     * @param port in host byte order
     * @param binding where it listens
     * @param claim called when the listener is the next to get the end point
     */
    void Add(const void* listener, uint16_t port, const PortBinding& binding, Claim claim);

    /**
     * @param listener listens no longer; it need not have been added
     * @param passOn whether it leaves an end point that the next listener can have
     */
    void Remove(const void* listener, bool passOn);

  private:
    /// A listener and where it listens.
    struct Entry
    {
        const void* listener; //!< who
        uint16_t port;        //!< in host byte order
        PortBinding binding;  //!< the address
        Claim claim;          //!< how it takes the end point
    };

    /// @return the first listener at an address and port, or the end
    std::vector<Entry>::const_iterator Find(uint16_t port, const PortBinding& binding) const;

    std::vector<Entry> m_entries; //!< who listened first comes first
};

} // namespace ns3::winsock

#endif /* SHARED_LISTENERS_H */
