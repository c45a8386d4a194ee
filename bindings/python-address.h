/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PYTHON_ADDRESS_H
#define PYTHON_ADDRESS_H

#include "ns3/winsock-structures.h"

#include <pybind11/pybind11.h>

#include <string>
#include <utility>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief A socket address on its way between Python's (host, port) and Winsock's structures.
 */
struct PythonAddress
{
    SOCKADDR_STORAGE storage{};  //!< the structure
    INT length{sizeof(storage)}; //!< bytes of it, or of the room for one

    /// @return the structure as Winsock's functions take it
    SOCKADDR*
    Get()
    {
        return reinterpret_cast<SOCKADDR*>(&storage);
    }

    /**
     * @param address ("10.0.1.2", 7), ("", 7) for any IPv4 address, or ("2001:db8::1", 7) perhaps
     *        with flow label and scope id; anything else raises ValueError or TypeError
     * @return the structure
     */
    static PythonAddress FromPython(const pybind11::handle& address);

    /// @return (host, port), for IPv6 (host, port, flow label, scope id), or None for no address
    pybind11::object ToPython() const;

    /// @return where the bytes of the host are, in network byte order, and how many there are
    std::pair<const char*, int> GetHostBytes() const;
};

/**
 * @ingroup winsock
 * @param family AF_INET or AF_INET6
 * @param bytes an address in network byte order
 * @return its text
 */
std::string HostText(int family, const std::string& bytes);

} // namespace ns3::winsock

#endif /* PYTHON_ADDRESS_H */
