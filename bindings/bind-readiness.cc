/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "program-calls.h"

#include <pybind11/stl.h>

#include <cstddef>
#include <cstring>
#include <optional>
#include <utility>
#include <vector>

namespace py = pybind11;

namespace ns3::winsock
{

namespace
{

/**
 * Sockets for select, as many as there are: what Winsock reads is the count, and FD_SETSIZE is no more
 * than what a C program declares.
 */
class SocketSet
{
  public:
    /// @param sockets the set; nothing for a null pointer
    explicit SocketSet(const std::optional<std::vector<SOCKET>>& sockets)
    {
        if (sockets)
        {
            m_places.resize(FIRST_SOCKET);
            m_places.insert(m_places.end(), sockets->begin(), sockets->end());
            Get()->fd_count = static_cast<UINT>(sockets->size());
        }
    }

    /// @return the set as select takes it, or null
    fd_set*
    Get()
    {
        return m_places.empty() ? nullptr : reinterpret_cast<fd_set*>(m_places.data());
    }

    /// @return the sockets that are in it now
    std::vector<SOCKET>
    GetSockets() const
    {
        if (m_places.empty())
        {
            return {};
        }
        UINT count;
        std::memcpy(&count, m_places.data(), sizeof(count));
        return {m_places.begin() + FIRST_SOCKET, m_places.begin() + FIRST_SOCKET + count};
    }

  private:
    /// Places before the first socket, which hold the count.
    static constexpr std::ptrdiff_t FIRST_SOCKET = offsetof(fd_set, fd_array) / sizeof(SOCKET);

    std::vector<SOCKET> m_places; //!< the structure; empty for null
};

/// What select leaves behind.
struct Selected
{
    int result{0};    //!< of the call
    SocketSet read;   //!< those that are readable
    SocketSet write;  //!< those that are writable
    SocketSet except; //!< those whose connecting has failed, or with urgent data
};

/// @return microseconds as select takes them
timeval
MakeTimeval(int64_t microseconds)
{
    constexpr int64_t PER_SECOND = 1000000;
    timeval value{};
    value.tv_sec = static_cast<LONG>(microseconds / PER_SECOND);
    value.tv_usec = static_cast<LONG>(microseconds % PER_SECOND);
    return value;
}

py::object
Select(PythonProgram& self,
       const std::optional<std::vector<SOCKET>>& read,
       const std::optional<std::vector<SOCKET>>& write,
       const std::optional<std::vector<SOCKET>>& except,
       std::optional<int64_t> microseconds)
{
    return self.Call(
        [sets = Selected{0, SocketSet(read), SocketSet(write), SocketSet(except)},
         microseconds](Winsock& winsock) mutable
        {
            timeval timeout = MakeTimeval(microseconds.value_or(0));
            sets.result = winsock.select(0,
                                         sets.read.Get(),
                                         sets.write.Get(),
                                         sets.except.Get(),
                                         microseconds ? &timeout : nullptr);
            return std::move(sets);
        },
        [](const Selected& sets) -> py::object
        {
            return sets.result == SOCKET_ERROR ? py::object(py::int_(SOCKET_ERROR))
                                               : py::make_tuple(sets.read.GetSockets(),
                                                                sets.write.GetSockets(),
                                                                sets.except.GetSockets());
        });
}

/// What WSAPoll leaves behind.
using Polled = std::pair<int, std::vector<WSAPOLLFD>>;

py::object
Poll(PythonProgram& self, const std::vector<std::pair<SOCKET, SHORT>>& places, INT timeout)
{
    Polled polled;
    for (const auto& [socket, events] : places)
    {
        polled.second.push_back(WSAPOLLFD{socket, events, 0});
    }
    return self.Call(
        [polled = std::move(polled), timeout](Winsock& winsock) mutable
        {
            polled.first = winsock.WSAPoll(
                polled.second.data(), static_cast<ULONG>(polled.second.size()), timeout);
            return std::move(polled);
        },
        [](const Polled& polled) -> py::object
        {
            if (polled.first == SOCKET_ERROR)
            {
                return py::int_(SOCKET_ERROR);
            }
            std::vector<SHORT> happened;
            for (const WSAPOLLFD& place : polled.second)
            {
                happened.push_back(place.revents);
            }
            return py::cast(happened);
        });
}

} // namespace

void
BindReadinessCalls(ProgramClass& program)
{
    program.def("select", &Select).def("WSAPoll", &Poll);
}

} // namespace ns3::winsock
