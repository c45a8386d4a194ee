/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "python-address.h"

#include "ns3/winsock-address-text.h"
#include "ns3/winsock-constants.h"

#include <algorithm>
#include <cstddef>
#include <cstring>

namespace py = pybind11;

namespace ns3::winsock
{

namespace
{

/// @param port host byte order; @return network byte order, and the other way round
USHORT
SwapPort(unsigned port)
{
    return static_cast<USHORT>((port >> 8 & 0xff) | (port & 0xff) << 8);
}

/// @return the element of an address, which is to be between 0 and limit
ULONG
ReadNumber(const py::tuple& address, std::size_t at, const char* what, ULONG limit)
{
    if (!PyLong_Check(address[at].ptr()))
    {
        throw py::type_error(std::string("The ") + what + " of an address must be an int, not " +
                             std::string(py::repr(address[at])));
    }
    int overflow = 0;
    const long long number = PyLong_AsLongLongAndOverflow(py::object(address[at]).ptr(), &overflow);
    if (overflow != 0 || number < 0 || number > limit)
    {
        throw py::value_error(std::string("The ") + what + " of an address must be between 0 and " +
                              std::to_string(limit) + ", not " +
                              std::string(py::repr(address[at])));
    }
    return static_cast<ULONG>(number);
}

/// Fills an address structure in.
template <typename Address>
PythonAddress
Store(const Address& address)
{
    PythonAddress stored;
    std::memcpy(&stored.storage, &address, sizeof(address));
    stored.length = sizeof(address);
    return stored;
}

} // namespace

PythonAddress
PythonAddress::FromPython(const py::handle& address)
{
    if (!py::isinstance<py::tuple>(address) || py::len(address) < 2 || py::len(address) > 4 ||
        !py::isinstance<py::str>(py::reinterpret_borrow<py::tuple>(address)[0]))
    {
        throw py::type_error("An address is a tuple such as (\"10.0.1.2\", 7), not " +
                             std::string(py::repr(address)));
    }
    const auto parts = py::reinterpret_borrow<py::tuple>(address);
    const std::string host = py::cast<std::string>(parts[0]);
    const USHORT port = SwapPort(ReadNumber(parts, 1, "port", 65535));

    SOCKADDR_IN ipv4{};
    ipv4.sin_family = AF_INET;
    ipv4.sin_port = port;
    if (parts.size() == 2 && (host.empty() || ReadIpv4Address(host, ipv4.sin_addr)))
    {
        return Store(ipv4);
    }
    SOCKADDR_IN6 ipv6{};
    ipv6.sin6_family = AF_INET6;
    ipv6.sin6_port = port;
    if (ReadIpv6Address(host, ipv6.sin6_addr))
    {
        ipv6.sin6_flowinfo = parts.size() > 2 ? ReadNumber(parts, 2, "flow label", 0xfffff) : 0;
        ipv6.sin6_scope_id = parts.size() > 3 ? ReadNumber(parts, 3, "scope id", 0xffffffff) : 0;
        return Store(ipv6);
    }
    throw py::value_error("The host of an address must be the text of an IP address such as"
                          " \"10.0.1.2\", not " +
                          std::string(py::repr(parts[0])));
}

py::object
PythonAddress::ToPython() const
{
    if (storage.ss_family == AF_INET && length >= static_cast<INT>(sizeof(SOCKADDR_IN)))
    {
        SOCKADDR_IN ipv4;
        std::memcpy(&ipv4, &storage, sizeof(ipv4));
        return py::make_tuple(Ipv4AddressText(ipv4.sin_addr), SwapPort(ipv4.sin_port));
    }
    if (storage.ss_family == AF_INET6 && length >= static_cast<INT>(sizeof(SOCKADDR_IN6)))
    {
        SOCKADDR_IN6 ipv6;
        std::memcpy(&ipv6, &storage, sizeof(ipv6));
        return py::make_tuple(Ipv6AddressText(ipv6.sin6_addr),
                              SwapPort(ipv6.sin6_port),
                              ipv6.sin6_flowinfo,
                              ipv6.sin6_scope_id);
    }
    return py::none();
}

std::pair<const char*, int>
PythonAddress::GetHostBytes() const
{
    const auto* bytes = reinterpret_cast<const char*>(&storage);
    if (storage.ss_family == AF_INET)
    {
        return {bytes + offsetof(SOCKADDR_IN, sin_addr), sizeof(IN_ADDR)};
    }
    return {bytes + offsetof(SOCKADDR_IN6, sin6_addr), sizeof(IN6_ADDR)};
}

std::string
HostText(int family, const std::string& bytes)
{
    if (family == AF_INET)
    {
        IN_ADDR ipv4{};
        std::memcpy(&ipv4, bytes.data(), std::min(sizeof(ipv4), bytes.size()));
        return Ipv4AddressText(ipv4);
    }
    IN6_ADDR ipv6{};
    std::memcpy(&ipv6, bytes.data(), std::min(sizeof(ipv6), bytes.size()));
    return Ipv6AddressText(ipv6);
}

} // namespace ns3::winsock
