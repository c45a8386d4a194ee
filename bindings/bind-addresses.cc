/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "program-calls.h"
#include "python-buffer.h"

#include <pybind11/stl.h>

#include <optional>
#include <string>
#include <utility>

namespace py = pybind11;

namespace ns3::winsock
{

namespace
{

/// The longest text of a socket address, and more.
constexpr DWORD ADDRESS_TEXT_BYTES = 256;

/// @return a copy of an entry that names a provider, or nothing
std::optional<WSAPROTOCOL_INFOA>
NameProvider(const std::optional<WSAPROTOCOL_INFOW>& info)
{
    if (!info)
    {
        return std::nullopt;
    }
    WSAPROTOCOL_INFOA named{};
    named.dwCatalogEntryId = info->dwCatalogEntryId;
    named.ProviderId = info->ProviderId;
    return named;
}

py::object
AddressToString(PythonProgram& self,
                const py::object& address,
                const std::optional<WSAPROTOCOL_INFOW>& info)
{
    using Text = std::pair<INT, std::string>;
    return self.Call(
        [name = PythonAddress::FromPython(address),
         provider = NameProvider(info)](Winsock& winsock) mutable
        {
            Text text{0, std::string(ADDRESS_TEXT_BYTES, '\0')};
            DWORD length = ADDRESS_TEXT_BYTES;
            text.first = winsock.WSAAddressToStringA(name.Get(),
                                                     name.length,
                                                     provider ? &*provider : nullptr,
                                                     text.second.data(),
                                                     &length);
            return text;
        },
        [](const Text& text) -> py::object
        {
            return text.first == 0 ? py::object(py::str(text.second.c_str()))
                                   : py::object(py::int_(text.first));
        });
}

py::object
StringToAddress(PythonProgram& self,
                const std::string& text,
                int family,
                const std::optional<WSAPROTOCOL_INFOW>& info)
{
    using Read = std::pair<INT, PythonAddress>;
    return self.Call(
        [text = std::string(text), family, provider = NameProvider(info)](Winsock& winsock) mutable
        {
            Read read;
            read.first = winsock.WSAStringToAddressA(text.data(),
                                                     family,
                                                     provider ? &*provider : nullptr,
                                                     read.second.Get(),
                                                     &read.second.length);
            return read;
        },
        [](const Read& read) -> py::object
        { return read.first == 0 ? read.second.ToPython() : py::int_(read.first); });
}

/// WSAHtonl and its relatives: the number, or SOCKET_ERROR.
template <typename T, int (Winsock::*Function)(SOCKET, T, T*)>
py::object
Convert(PythonProgram& self, SOCKET s, T number)
{
    return self.Call(
        [=](Winsock& winsock) -> int64_t
        {
            T converted{};
            const int result = (winsock.*Function)(s, number, &converted);
            return result == SOCKET_ERROR ? int64_t{result} : int64_t{converted};
        });
}

/// The text of an address as bytes, 0 for no address, or -1.
py::object
ReadAddress(PythonProgram& self, int family, const std::string& text)
{
    char bytes[sizeof(IN6_ADDR)];
    const INT result = self.GetWinsock().inet_pton(family, text.c_str(), bytes);
    return result == 1
               ? py::object(py::bytes(bytes, family == AF_INET ? sizeof(IN_ADDR) : sizeof(bytes)))
               : py::object(py::int_(result));
}

/// The bytes of an address as text, or None.
py::object
WriteAddress(PythonProgram& self, int family, const py::object& data)
{
    const PythonSendBuffer bytes(data);
    const int wanted = family == AF_INET6 ? sizeof(IN6_ADDR) : sizeof(IN_ADDR);
    if (bytes.GetSize() != wanted)
    {
        throw py::value_error("An address of this family has " + std::to_string(wanted) +
                              " bytes, not " + std::to_string(bytes.GetSize()) + ".");
    }
    char text[INET6_ADDRSTRLEN];
    const char* written = self.GetWinsock().inet_ntop(family, bytes.GetData(), text, sizeof(text));
    return written ? py::object(py::str(written)) : py::object(py::none());
}

} // namespace

void
BindAddressCalls(ProgramClass& program)
{
    program.def("WSAAddressToString", &AddressToString)
        .def("WSAStringToAddress", &StringToAddress)
        .def("WSAHtonl", &Convert<ULONG, &Winsock::WSAHtonl>)
        .def("WSAHtons", &Convert<USHORT, &Winsock::WSAHtons>)
        .def("WSANtohl", &Convert<ULONG, &Winsock::WSANtohl>)
        .def("WSANtohs", &Convert<USHORT, &Winsock::WSANtohs>)
        .def("inet_addr",
             [](PythonProgram& self, const std::string& text)
             { return self.GetWinsock().inet_addr(text.c_str()); })
        .def("inet_ntoa",
             [](PythonProgram& self, ULONG number)
             {
                 IN_ADDR address{};
                 address.s_addr = number;
                 return std::string(self.GetWinsock().inet_ntoa(address));
             })
        .def("inet_pton", &ReadAddress)
        .def("inet_ntop", &WriteAddress)
        .def("htonl",
             [](PythonProgram& self, ULONG number) { return self.GetWinsock().htonl(number); })
        .def("htons",
             [](PythonProgram& self, USHORT number) { return self.GetWinsock().htons(number); })
        .def("ntohl",
             [](PythonProgram& self, ULONG number) { return self.GetWinsock().ntohl(number); })
        .def("ntohs",
             [](PythonProgram& self, USHORT number) { return self.GetWinsock().ntohs(number); });
}

} // namespace ns3::winsock
