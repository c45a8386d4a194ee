/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PORT_TABLE_H
#define PORT_TABLE_H

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief What a socket's bind says about sharing its port.
 */
enum class PortSharing : uint8_t
{
    DEFAULT,   //!< neither option was set
    REUSE,     //!< SO_REUSEADDR
    EXCLUSIVE, //!< SO_EXCLUSIVEADDRUSE
};

/**
 * @ingroup winsock
 * @brief The local address and the sharing mode that a port is held with.
 */
struct PortBinding
{
    std::array<uint8_t, 16> address{};         //!< in network byte order; an IPv4 one comes first
    bool ipv6{false};                          //!< which family the address is of
    PortSharing sharing{PortSharing::DEFAULT}; //!< as the options said at bind
    bool dualStack{false};                     //!< an IPv6 wildcard that stands for IPv4's as well

    /// @return whether it is the address that stands for all of the node's
    bool IsWildcard() const;

    /// @return whether there is a family that both have addresses of
    bool SharesFamily(const PortBinding& other) const;

    /// @return whether all fields agree
    bool operator==(const PortBinding& other) const;
};

/**
 * @ingroup winsock
 * @brief Who holds which port of one transport protocol on a node, and which port is next.
 *
 * A port belongs to a binding from bind, explicit or automatic, until its socket is closed. IPv4 and
 * IPv6 ports are apart from each other, but for a dual-stack wildcard, which holds both.
 */
class PortTable
{
  public:
    /**
     * Judges a new binding beside those that exist (R-BND-4).
     * @param port in host byte order
     * @param binding what is asked for
     * @return 0, WSAEADDRINUSE or WSAEACCES
     */
    int Judge(uint16_t port, const PortBinding& binding) const;

    /**
     * @param port in host byte order
     * @param binding holds the port from now on
     */
    void Add(uint16_t port, const PortBinding& binding);

    /**
     * @param port in host byte order
     * @param binding one that was added; it holds the port no longer
     */
    void Remove(uint16_t port, const PortBinding& binding);

    /**
     * Finds a port that nobody holds, going on after the one that was found last (R-BND-3).
     * @param first lowest port to consider
     * @param last highest port to consider
     * @param binding who will hold it
     * @return the port in host byte order, or 0 if all are held
     */
    uint16_t FindAutomatic(uint16_t first, uint16_t last, const PortBinding& binding);

    /// @return how many bindings hold ports
    std::size_t GetCount() const;

  private:
    /// A port and who holds it.
    struct Entry
    {
        uint16_t port;       //!< in host byte order
        PortBinding binding; //!< who
    };

    using Entries = std::vector<Entry>;

    /// @return the entries of a port
    std::pair<Entries::const_iterator, Entries::const_iterator> Find(uint16_t port) const;

    Entries m_entries;           //!< by rising port, and for each port in the order of Add()
    uint16_t m_lastAutomatic{0}; //!< found last
};

} // namespace ns3::winsock

#endif /* PORT_TABLE_H */
