/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "program-calls.h"
#include "python-buffer.h"

#include <utility>

namespace py = pybind11;

namespace ns3::winsock
{

namespace
{

/// What recvfrom gives: its result, and the sender.
using Received = std::pair<int, PythonAddress>;

/// Receives into memory, on a fiber.
Received
ReceiveInto(Winsock& winsock, SOCKET s, char* data, int size, int flags)
{
    Received received;
    PythonAddress& from = received.second;
    received.first = winsock.recvfrom(s, data, size, flags, from.Get(), &from.length);
    return received;
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
    return self.Call([s, data, size, flags](Winsock& winsock)
                     { return ReceiveInto(winsock, s, data, size, flags); },
                     [room = std::move(room)](const Received& received) mutable
                     {
                         const bool failed = received.first == SOCKET_ERROR;
                         return MakePair(room.Take(received.first), failed, received.second);
                     });
}

py::object
ReceiveIntoBuffer(PythonProgram& self, SOCKET s, const py::object& buffer, int flags)
{
    return self.Call([s, flags, room = PythonWriteBuffer(buffer)](Winsock& winsock)
                     { return winsock.recv(s, room.GetData(), room.GetSize(), flags); });
}

py::object
ReceiveFromIntoBuffer(PythonProgram& self, SOCKET s, const py::object& buffer, int flags)
{
    return self.Call([s, flags, room = PythonWriteBuffer(buffer)](Winsock& winsock)
                     { return ReceiveInto(winsock, s, room.GetData(), room.GetSize(), flags); },
                     [](const Received& received)
                     {
                         const bool failed = received.first == SOCKET_ERROR;
                         return MakePair(py::int_(received.first), failed, received.second);
                     });
}

} // namespace

void
BindTransferCalls(ProgramClass& program)
{
    program.def("send", &Send)
        .def("recv", &Receive)
        .def("recv_into", &ReceiveIntoBuffer)
        .def("sendto", &SendTo)
        .def("recvfrom", &ReceiveFrom)
        .def("recvfrom_into", &ReceiveFromIntoBuffer);
}

} // namespace ns3::winsock
