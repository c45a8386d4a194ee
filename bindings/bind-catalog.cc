/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "python-bindings.h"

#include "ns3/winsock-guid.h"
#include "ns3/winsock-names.h"
#include "ns3/winsock-structures.h"
#include "ns3/winsock-text-encoding.h"

#include <pybind11/stl.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

namespace py = pybind11;

namespace ns3::winsock
{

namespace
{

/// @return the entry's text, for people
std::string
Name(const WSAPROTOCOL_INFOW& info)
{
    const WCHAR* end = std::find(info.szProtocol, info.szProtocol + WSAPROTOCOL_LEN, u'\0');
    return Utf16ToUtf8(std::u16string_view(info.szProtocol, end - info.szProtocol));
}

/// @return the ids of a protocol chain, topmost layer first; none for other kinds of entry
std::vector<DWORD>
ChainEntries(const WSAPROTOCOL_INFOW& info)
{
    const int length = std::min(info.ProtocolChain.ChainLen, MAX_PROTOCOL_CHAIN);
    const DWORD* entries = info.ProtocolChain.ChainEntries;
    return length > BASE_PROTOCOL ? std::vector<DWORD>(entries, entries + length)
                                  : std::vector<DWORD>();
}

/// @return "base protocol", "layered protocol" or "chain 1015 > 1014 > 1001"
std::string
Kind(const WSAPROTOCOL_INFOW& info)
{
    if (info.ProtocolChain.ChainLen == LAYERED_PROTOCOL)
    {
        return "layered protocol";
    }
    if (info.ProtocolChain.ChainLen == BASE_PROTOCOL)
    {
        return "base protocol";
    }
    std::ostringstream text;
    const char* before = "chain ";
    for (const DWORD id : ChainEntries(info))
    {
        text << before << id;
        before = " > ";
    }
    return text.str();
}

/// @return one line with what tells an entry from the others
std::string
Describe(const WSAPROTOCOL_INFOW& info)
{
    std::ostringstream text;
    text << "<WSAPROTOCOL_INFO " << info.dwCatalogEntryId << " '" << Name(info) << "' "
         << AddressFamilyName(info.iAddressFamily) << " " << SocketTypeName(info.iSocketType) << " "
         << ProtocolName(info.iAddressFamily, info.iProtocol) << ", " << Kind(info) << ">";
    return text.str();
}

} // namespace

void
BindCatalog(py::module_& module)
{
    using Info = WSAPROTOCOL_INFOW;
    py::class_<Info>(module,
                     "WSAPROTOCOL_INFO",
                     "An entry of the protocol catalog, as WSAEnumProtocols lists it.")
        .def(py::init([] { return Info{}; }), "Make a structure full of zeros.")
        .def(py::init<const Info&>(), py::arg("other"), "Make a copy of another structure.")
        .def_readwrite("dwServiceFlags1", &Info::dwServiceFlags1, "XP1_ flags.")
        .def_readwrite("dwServiceFlags2", &Info::dwServiceFlags2, "Reserved.")
        .def_readwrite("dwServiceFlags3", &Info::dwServiceFlags3, "Reserved.")
        .def_readwrite("dwServiceFlags4", &Info::dwServiceFlags4, "Reserved.")
        .def_readwrite("dwProviderFlags", &Info::dwProviderFlags, "PFL_ flags.")
        .def_property_readonly(
            "ProviderId",
            [](const Info& info) { return GuidToString(info.ProviderId); },
            "The provider's GUID, as text in braces.")
        .def_readwrite("dwCatalogEntryId",
                       &Info::dwCatalogEntryId,
                       "Number of the entry; WSASocket goes by it.")
        .def_property_readonly(
            "ChainLen",
            [](const Info& info) { return info.ProtocolChain.ChainLen; },
            "0 for a layered protocol, 1 for a base protocol, more for a protocol chain.")
        .def_property_readonly(
            "ChainEntries",
            &ChainEntries,
            "The entries of a protocol chain, topmost layer first; empty for other entries.")
        .def_readwrite("iVersion", &Info::iVersion, "Protocol version.")
        .def_readwrite("iAddressFamily", &Info::iAddressFamily, "AF_ number.")
        .def_readwrite("iMaxSockAddr", &Info::iMaxSockAddr, "Longest address, bytes.")
        .def_readwrite("iMinSockAddr", &Info::iMinSockAddr, "Shortest address, bytes.")
        .def_readwrite("iSocketType", &Info::iSocketType, "SOCK_ number.")
        .def_readwrite("iProtocol", &Info::iProtocol, "First protocol number of the entry.")
        .def_readwrite("iProtocolMaxOffset",
                       &Info::iProtocolMaxOffset,
                       "How many more protocol numbers the entry covers.")
        .def_readwrite("iNetworkByteOrder", &Info::iNetworkByteOrder, "0 for big endian.")
        .def_readwrite("iSecurityScheme", &Info::iSecurityScheme, "0 for none.")
        .def_readwrite(
            "dwMessageSize", &Info::dwMessageSize, "Longest message, bytes; 0 for streams.")
        .def_property_readonly("szProtocol", &Name, "The entry's name for people.")
        .def("__repr__", &Describe);
}

} // namespace ns3::winsock
