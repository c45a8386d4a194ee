/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The calls of a Python program, by the names of the Winsock functions. What each takes and returns
 * is said in the Python package, in winsock.py.
 */

#include "python-address.h"
#include "python-bindings.h"
#include "python-buffer.h"
#include "python-program.h"

#include "ns3/catalog-enumeration.h"

#include <pybind11/stl.h>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace py = pybind11;

namespace ns3::winsock
{

namespace
{

using Class = py::class_<PythonProgram, std::shared_ptr<PythonProgram>>;

/// Room for a value of any option that is a number.
union OptionValue
{
    int32_t number; //!< most options
    uint8_t byte;   //!< those that give a single byte
};

/// What a call gives that has an address besides its result.
struct Addressed
{
    SOCKET result;         //!< of the call
    PythonAddress address; //!< whose
};

/// @return (result of recvfrom and its like, address), without the address after a failure
py::tuple
MakePair(py::object result, bool failed, const PythonAddress& address)
{
    return py::make_tuple(std::move(result), failed ? py::none() : address.ToPython());
}

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
Accept(PythonProgram& self, SOCKET s)
{
    return self.Call(
        [s](Winsock& winsock)
        {
            Addressed accepted{};
            accepted.result = winsock.accept(s, accepted.address.Get(), &accepted.address.length);
            return accepted;
        },
        [](const Addressed& accepted) -> py::object
        {
            return MakePair(
                py::int_(accepted.result), accepted.result == INVALID_SOCKET, accepted.address);
        });
}

py::object
Send(PythonProgram& self, SOCKET s, const py::object& data, int flags)
{
    return self.Call([s, flags, buffer = PythonSendBuffer(data)](Winsock& winsock)
                     { return winsock.send(s, buffer.GetData(), buffer.GetSize(), flags); });
}

py::object
SendTo(PythonProgram& self, SOCKET s, const py::object& data, int flags, const py::object& address)
{
    return self.Call(
        [s, flags, buffer = PythonSendBuffer(data), to = PythonAddress::FromPython(address)](
            Winsock& winsock) mutable {
            return winsock.sendto(
                s, buffer.GetData(), buffer.GetSize(), flags, to.Get(), to.length);
        });
}

py::object
Receive(PythonProgram& self, SOCKET s, int size, int flags)
{
    PythonReceiveRoom room(size);
    char* data = room.GetData();
    return self.Call([s, data, size, flags](Winsock& winsock)
                     { return winsock.recv(s, data, size, flags); },
                     [room = std::move(room)](int result) mutable { return room.Take(result); });
}

py::object
ReceiveFrom(PythonProgram& self, SOCKET s, int size, int flags)
{
    PythonReceiveRoom room(size);
    char* data = room.GetData();
    return self.Call(
        [s, data, size, flags](Winsock& winsock)
        {
            std::pair<int, PythonAddress> received;
            PythonAddress& from = received.second;
            received.first = winsock.recvfrom(s, data, size, flags, from.Get(), &from.length);
            return received;
        },
        [room = std::move(room)](const std::pair<int, PythonAddress>& received) mutable
        {
            const bool failed = received.first == SOCKET_ERROR;
            return py::object(MakePair(room.Take(received.first), failed, received.second));
        });
}

/// getsockname and getpeername.
template <int (Winsock::*Function)(SOCKET, SOCKADDR*, LPINT)>
py::object
GetName(PythonProgram& self, SOCKET s)
{
    return self.Call(
        [s](Winsock& winsock)
        {
            std::pair<int, PythonAddress> named;
            named.first = (winsock.*Function)(s, named.second.Get(), &named.second.length);
            return named;
        },
        [](const std::pair<int, PythonAddress>& named) -> py::object
        { return named.first == 0 ? named.second.ToPython() : py::int_(named.first); });
}

py::object
GetSockOpt(PythonProgram& self, SOCKET s, int level, int name)
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

py::object
SetSockOpt(PythonProgram& self, SOCKET s, int level, int name, int value)
{
    return self.Call(
        [=](Winsock& winsock)
        {
            return winsock.setsockopt(
                s, level, name, reinterpret_cast<const char*>(&value), sizeof(value));
        });
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

/// Waits without a call of Winsock's, to the nanosecond.
py::object
SleepFor(PythonProgram& self, int64_t nanoseconds)
{
    return self.Call(
        [=](Winsock& winsock)
        {
            winsock.GetThread().Sleep(NanoSeconds(nanoseconds));
            return 0;
        });
}

/// The calls that make, close and change sockets.
void
BindSockets(Class& program)
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

/// The calls that connect sockets.
void
BindConnections(Class& program)
{
    program
        .def("bind",
             [](PythonProgram& self, SOCKET s, const py::object& address)
             {
                 return self.Call(
                     [s, name = PythonAddress::FromPython(address)](Winsock& winsock) mutable
                     { return winsock.bind(s, name.Get(), name.length); });
             })
        .def("listen",
             [](PythonProgram& self, SOCKET s, int backlog)
             { return self.Call([=](Winsock& winsock) { return winsock.listen(s, backlog); }); })
        .def("accept", &Accept)
        .def("connect",
             [](PythonProgram& self, SOCKET s, const py::object& address)
             {
                 return self.Call(
                     [s, name = PythonAddress::FromPython(address)](Winsock& winsock) mutable
                     { return winsock.connect(s, name.Get(), name.length); });
             })
        .def("shutdown",
             [](PythonProgram& self, SOCKET s, int how)
             { return self.Call([=](Winsock& winsock) { return winsock.shutdown(s, how); }); })
        .def("getsockname", &GetName<&Winsock::getsockname>)
        .def("getpeername", &GetName<&Winsock::getpeername>);
}

/// The calls that transfer data.
void
BindTransfer(Class& program)
{
    program.def("send", &Send)
        .def("recv", &Receive)
        .def("sendto", &SendTo)
        .def("recvfrom", &ReceiveFrom)
        .def("sleep", &SleepFor);
}

} // namespace

void
BindProgram(py::module_& module)
{
    py::register_exception<PythonProgramEnded>(module, "ProcessKilled", PyExc_BaseException)
        .attr("__doc__") = "Raised in a program whose process has been ended, to unwind it.";
    module.attr("PENDING") = PythonProgram::GetPending();

    Class program(module, "NativeProgram", "A program; the C++ half.");
    program
        .def_property_readonly("process_id",
                               &PythonProgram::GetProcessId,
                               "Number of the process on its node, 0 before its start.")
        .def_property_readonly(
            "alive", &PythonProgram::IsAlive, "Whether the process was started and has not ended.")
        .def("take_result",
             &PythonProgram::TakeResult,
             "Return the result of the call that was pending.")
        .def("terminate", &PythonProgram::Terminate, "End the process.");
    BindSockets(program);
    BindConnections(program);
    BindTransfer(program);
}

} // namespace ns3::winsock
