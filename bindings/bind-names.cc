/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "program-calls.h"

#include "ns3/winsock-name-service-constants.h"

#include <pybind11/stl.h>

#include <algorithm>
#include <cstring>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace py = pybind11;

namespace ns3::winsock
{

namespace
{

using Text = std::optional<std::string>;

/// @return what a C function takes for a text, or for none
const char*
Pointer(const Text& text)
{
    return text ? text->c_str() : nullptr;
}

/// @return the texts of an array that a null pointer ends
std::vector<std::string>
CopyTexts(char** texts)
{
    std::vector<std::string> copies;
    for (; texts && *texts; ++texts)
    {
        copies.emplace_back(*texts);
    }
    return copies;
}

/// One answer of getaddrinfo, in memory of its own.
struct AddressInfo
{
    int family;            //!< AF_ number
    int type;              //!< SOCK_ number
    int protocol;          //!< IPPROTO_ number
    std::string canonical; //!< name of the host, in the first answer if it was asked for
    PythonAddress address; //!< the address
};

/// What getaddrinfo gives: 0 or an error, and the answers.
using AddressInfos = std::pair<INT, std::vector<AddressInfo>>;

/// Copies a list of getaddrinfo.
std::vector<AddressInfo>
CopyInfos(const ADDRINFOA* info)
{
    std::vector<AddressInfo> copies;
    for (; info; info = info->ai_next)
    {
        AddressInfo copy{info->ai_family, info->ai_socktype, info->ai_protocol, {}, {}};
        copy.canonical = info->ai_canonname ? info->ai_canonname : "";
        copy.address.length =
            static_cast<INT>(std::min<std::size_t>(info->ai_addrlen, sizeof(copy.address.storage)));
        std::memcpy(&copy.address.storage, info->ai_addr, copy.address.length);
        copies.push_back(std::move(copy));
    }
    return copies;
}

/// @return the answers as Python has them, or the error
py::object
GiveInfos(const AddressInfos& infos)
{
    if (infos.first != 0)
    {
        return py::int_(infos.first);
    }
    py::list list;
    for (const AddressInfo& info : infos.second)
    {
        list.append(py::make_tuple(
            info.family, info.type, info.protocol, info.canonical, info.address.ToPython()));
    }
    return list;
}

py::object
GetAddrInfo(PythonProgram& self,
            const Text& node,
            const Text& service,
            int family,
            int type,
            int protocol,
            int flags)
{
    return self.Call(
        [=](Winsock& winsock)
        {
            ADDRINFOA hints{};
            hints.ai_flags = flags;
            hints.ai_family = family;
            hints.ai_socktype = type;
            hints.ai_protocol = protocol;
            PADDRINFOA found = nullptr;
            AddressInfos infos;
            infos.first = winsock.getaddrinfo(Pointer(node), Pointer(service), &hints, &found);
            infos.second = CopyInfos(found);
            winsock.freeaddrinfo(found);
            return infos;
        },
        &GiveInfos);
}

/// What getnameinfo gives.
struct NameInfo
{
    INT error;                //!< 0 or an error
    char node[NI_MAXHOST];    //!< the host
    char service[NI_MAXSERV]; //!< the service
};

py::object
GetNameInfo(PythonProgram& self, const py::object& address, int flags)
{
    return self.Call(
        [flags, name = PythonAddress::FromPython(address)](Winsock& winsock) mutable
        {
            NameInfo info{};
            info.error = winsock.getnameinfo(name.Get(),
                                             name.length,
                                             info.node,
                                             sizeof(info.node),
                                             info.service,
                                             sizeof(info.service),
                                             flags);
            return info;
        },
        [](const NameInfo& info) -> py::object
        {
            return info.error != 0 ? py::object(py::int_(info.error))
                                   : py::make_tuple(info.node, info.service);
        });
}

/// A HOSTENT in memory of its own.
struct Host
{
    std::string name;                   //!< official name
    std::vector<std::string> aliases;   //!< other names
    int family;                         //!< AF_ number
    std::vector<std::string> addresses; //!< each as bytes in network byte order
};

/// @return a copy of a structure of the thread's, or nothing
std::optional<Host>
CopyHost(const HOSTENT* host)
{
    if (!host)
    {
        return std::nullopt;
    }
    Host copy{host->h_name, CopyTexts(host->h_aliases), host->h_addrtype, {}};
    for (char** address = host->h_addr_list; *address; ++address)
    {
        copy.addresses.emplace_back(*address, host->h_length);
    }
    return copy;
}

/// @return the structure's members for Python, addresses as text, or None
py::object
GiveHost(const std::optional<Host>& host)
{
    if (!host)
    {
        return py::none();
    }
    std::vector<std::string> addresses;
    for (const std::string& bytes : host->addresses)
    {
        addresses.push_back(HostText(host->family, bytes));
    }
    return py::make_tuple(host->name, host->aliases, host->family, addresses);
}

py::object
GetHostByName(PythonProgram& self, const Text& name)
{
    return self.Call([=](Winsock& winsock)
                     { return CopyHost(winsock.gethostbyname(Pointer(name))); },
                     &GiveHost);
}

py::object
GetHostByAddr(PythonProgram& self, const std::string& host)
{
    const py::tuple whole = py::make_tuple(host, 0);
    return self.Call(
        [address = PythonAddress::FromPython(whole)](Winsock& winsock) mutable
        {
            const auto [bytes, length] = address.GetHostBytes();
            return CopyHost(winsock.gethostbyaddr(bytes, length, address.Get()->sa_family));
        },
        &GiveHost);
}

py::object
GetHostName(PythonProgram& self)
{
    return self.Call(
        [](Winsock& winsock)
        {
            std::pair<int, std::string> named{0, std::string(NI_MAXHOST, '\0')};
            named.first =
                winsock.gethostname(named.second.data(), static_cast<int>(named.second.size()));
            return named;
        },
        [](const std::pair<int, std::string>& named) -> py::object
        {
            return named.first == 0 ? py::object(py::str(named.second.c_str()))
                                    : py::object(py::int_(named.first));
        });
}

/// A SERVENT or PROTOENT in memory of its own.
struct Entry
{
    std::string name;                 //!< official name
    std::vector<std::string> aliases; //!< other names
    int number;                       //!< port in host byte order, or protocol number
    std::string protocol;             //!< of a service
};

/// @return the port of a structure in host byte order, or the other way round
int
SwapPort(int port)
{
    return (port >> 8 & 0xff) | (port & 0xff) << 8;
}

/// @return a copy of a structure of the thread's, or nothing
std::optional<Entry>
CopyEntry(const SERVENT* service)
{
    if (!service)
    {
        return std::nullopt;
    }
    return Entry{service->s_name,
                 CopyTexts(service->s_aliases),
                 SwapPort(service->s_port),
                 service->s_proto};
}

/// @return a copy of a structure of the thread's, or nothing
std::optional<Entry>
CopyEntry(const PROTOENT* protocol)
{
    if (!protocol)
    {
        return std::nullopt;
    }
    return Entry{protocol->p_name, CopyTexts(protocol->p_aliases), protocol->p_proto, {}};
}

/// @return a SERVENT's members for Python, or None
py::object
GiveService(const std::optional<Entry>& entry)
{
    return entry ? py::make_tuple(entry->name, entry->aliases, entry->number, entry->protocol)
                 : py::object(py::none());
}

/// @return a PROTOENT's members for Python, or None
py::object
GiveProtocol(const std::optional<Entry>& entry)
{
    return entry ? py::make_tuple(entry->name, entry->aliases, entry->number)
                 : py::object(py::none());
}

/// The calls that look up services and protocols.
void
BindDatabases(ProgramClass& program)
{
    program
        .def("getservbyname",
             [](PythonProgram& self, const std::string& name, const Text& protocol)
             {
                 return self.Call(
                     [=](Winsock& winsock)
                     { return CopyEntry(winsock.getservbyname(name.c_str(), Pointer(protocol))); },
                     &GiveService);
             })
        .def("getservbyport",
             [](PythonProgram& self, int port, const Text& protocol)
             {
                 return self.Call(
                     [=](Winsock& winsock) {
                         return CopyEntry(winsock.getservbyport(SwapPort(port), Pointer(protocol)));
                     },
                     &GiveService);
             })
        .def("getprotobyname",
             [](PythonProgram& self, const std::string& name)
             {
                 return self.Call([=](Winsock& winsock)
                                  { return CopyEntry(winsock.getprotobyname(name.c_str())); },
                                  &GiveProtocol);
             })
        .def("getprotobynumber",
             [](PythonProgram& self, int number)
             {
                 return self.Call([=](Winsock& winsock)
                                  { return CopyEntry(winsock.getprotobynumber(number)); },
                                  &GiveProtocol);
             });
}

} // namespace

void
BindNameCalls(ProgramClass& program)
{
    program.def("getaddrinfo", &GetAddrInfo)
        .def("getnameinfo", &GetNameInfo)
        .def("gethostname", &GetHostName)
        .def("gethostbyname", &GetHostByName)
        .def("gethostbyaddr", &GetHostByAddr);
    BindDatabases(program);
}

} // namespace ns3::winsock
