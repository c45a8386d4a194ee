/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "program-calls.h"
#include "python-buffer.h"

#include "ns3/catalog-enumeration.h"

#include <pybind11/stl.h>

#include <optional>
#include <utility>
#include <vector>

namespace py = pybind11;

namespace ns3::winsock
{

namespace
{

/// Room for a value of any option that is a number.
union OptionValue
{
    int32_t number; //!< most options
    uint8_t byte;   //!< those that give a single byte
};

/// @return the structure that names a catalog entry to WSASocket, null for None
std::optional<WSAPROTOCOL_INFOW>
NameEntry(PythonProgram& self, const py::object& entry)
{
    if (entry.is_none())
    {
        return std::nullopt;
    }
    if (!py::isinstance<py::int_>(entry))
    {
        return py::cast<WSAPROTOCOL_INFOW>(entry);
    }
    const auto id = py::cast<DWORD>(entry);
    const CatalogEntry* found = self.GetWinsock().GetProcess().GetCatalog().FindById(id);
    WSAPROTOCOL_INFOW info = found ? found->info : WSAPROTOCOL_INFOW{};
    info.dwCatalogEntryId = id;
    return info;
}

py::object
WSASocket(PythonProgram& self,
          int af,
          int type,
          int protocol,
          const py::object& entry,
          GROUP g,
          DWORD flags)
{
    return self.Call(
        [=, info = NameEntry(self, entry)](Winsock& winsock) mutable
        { return winsock.WSASocketW(af, type, protocol, info ? &*info : nullptr, g, flags); });
}

py::object
GetNumericOption(PythonProgram& self, SOCKET s, int level, int name)
{
    return self.Call(
        [=](Winsock& winsock)
        {
            OptionValue value{};
            INT length = sizeof(value);
            const int result =
                winsock.getsockopt(s, level, name, reinterpret_cast<char*>(&value), &length);
            if (result == SOCKET_ERROR)
            {
                return result;
            }
            return length == sizeof(value.byte) ? value.byte : value.number;
        });
}

/// @param size how many bytes the value may have; None for a value that is a number
py::object
GetSockOpt(PythonProgram& self, SOCKET s, int level, int name, std::optional<int> size)
{
    if (!size)
    {
        return GetNumericOption(self, s, level, name);
    }
    PythonReceiveRoom room(*size);
    char* data = room.GetData();
    return self.Call(
        [=](Winsock& winsock)
        {
            INT length = *size;
            const int result = winsock.getsockopt(s, level, name, data, &length);
            return result == SOCKET_ERROR ? result : length;
        },
        [room = std::move(room)](int length) mutable { return room.Take(length); });
}

/// @param value a number, or bytes of whatever structure the option has
py::object
SetSockOpt(PythonProgram& self, SOCKET s, int level, int name, const py::object& value)
{
    if (PyLong_Check(value.ptr()))
    {
        return self.Call(
            [=, number = py::cast<int>(value)](Winsock& winsock)
            {
                return winsock.setsockopt(
                    s, level, name, reinterpret_cast<const char*>(&number), sizeof(number));
            });
    }
    return self.Call(
        [=, bytes = PythonSendBuffer(value)](Winsock& winsock)
        { return winsock.setsockopt(s, level, name, bytes.GetData(), bytes.GetSize()); });
}

py::object
IoctlSocket(PythonProgram& self, SOCKET s, DWORD command, ULONG argument)
{
    return self.Call(
        [=](Winsock& winsock) -> int64_t
        {
            ULONG value = argument;
            const int result = winsock.ioctlsocket(s, static_cast<LONG>(command), &value);
            return result == 0 ? static_cast<int64_t>(value) : result;
        });
}

/// What WSAEnumProtocols gives: its result, and the entries.
using Listing = std::pair<int, std::vector<WSAPROTOCOL_INFOW>>;

/// Asks how much room the entries need, and then for the entries.
Listing
ListProtocols(Winsock& winsock, LPINT wanted)
{
    Listing listing;
    DWORD bytes = 0;
    listing.first = winsock.WSAEnumProtocolsW(wanted, nullptr, &bytes);
    if (listing.first == SOCKET_ERROR && winsock.WSAGetLastError() == WSAENOBUFS)
    {
        listing.second.resize(bytes / sizeof(WSAPROTOCOL_INFOW));
        listing.first = winsock.WSAEnumProtocolsW(wanted, listing.second.data(), &bytes);
    }
    return listing;
}

py::object
EnumProtocols(PythonProgram& self, std::optional<std::vector<int>> protocols)
{
    if (protocols)
    {
        protocols->push_back(0);
    }
    return self.Call([wanted = std::move(protocols)](Winsock& winsock) mutable
                     { return ListProtocols(winsock, wanted ? wanted->data() : nullptr); },
                     [](const Listing& listing) -> py::object
                     {
                         return listing.first == SOCKET_ERROR
                                    ? py::object(py::int_(SOCKET_ERROR))
                                    : py::object(py::cast(listing.second));
                     });
}

} // namespace

void
BindSocketCalls(ProgramClass& program)
{
    program
        .def("WSAStartup",
             [](PythonProgram& self, WORD version)
             {
                 return self.Call(
                     [=](Winsock& winsock)
                     {
                         WSADATA data;
                         return winsock.WSAStartup(version, &data);
                     });
             })
        .def("WSACleanup",
             [](PythonProgram& self)
             { return self.Call([](Winsock& winsock) { return winsock.WSACleanup(); }); })
        .def("WSAGetLastError",
             [](PythonProgram& self) { return self.GetWinsock().WSAGetLastError(); })
        .def("WSASetLastError",
             [](PythonProgram& self, int code) { self.GetWinsock().WSASetLastError(code); })
        .def("WSAEnumProtocols", &EnumProtocols)
        .def("socket",
             [](PythonProgram& self, int af, int type, int protocol) {
                 return self.Call([=](Winsock& winsock)
                                  { return winsock.socket(af, type, protocol); });
             })
        .def("WSASocket", &WSASocket)
        .def("closesocket",
             [](PythonProgram& self, SOCKET s)
             { return self.Call([=](Winsock& winsock) { return winsock.closesocket(s); }); })
        .def("getsockopt", &GetSockOpt)
        .def("setsockopt", &SetSockOpt)
        .def("ioctlsocket", &IoctlSocket);
}

} // namespace ns3::winsock
