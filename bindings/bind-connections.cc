/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "program-calls.h"

namespace py = pybind11;

namespace ns3::winsock
{

namespace
{

/// What a call gives that has an address besides its result.
struct Addressed
{
    SOCKET result;         //!< of the call
    PythonAddress address; //!< whose
};

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
        [](const Addressed& accepted)
        {
            return MakePair(
                py::int_(accepted.result), accepted.result == INVALID_SOCKET, accepted.address);
        });
}

/// bind and connect.
template <int (Winsock::*Function)(SOCKET, const SOCKADDR*, int)>
py::object
UseName(PythonProgram& self, SOCKET s, const py::object& address)
{
    return self.Call([s, name = PythonAddress::FromPython(address)](Winsock& winsock) mutable
                     { return (winsock.*Function)(s, name.Get(), name.length); });
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

} // namespace

void
BindConnectionCalls(ProgramClass& program)
{
    program.def("bind", &UseName<&Winsock::bind>)
        .def("listen",
             [](PythonProgram& self, SOCKET s, int backlog)
             { return self.Call([=](Winsock& winsock) { return winsock.listen(s, backlog); }); })
        .def("accept", &Accept)
        .def("connect", &UseName<&Winsock::connect>)
        .def("shutdown",
             [](PythonProgram& self, SOCKET s, int how)
             { return self.Call([=](Winsock& winsock) { return winsock.shutdown(s, how); }); })
        .def("getsockname", &GetName<&Winsock::getsockname>)
        .def("getpeername", &GetName<&Winsock::getpeername>);
}

} // namespace ns3::winsock
