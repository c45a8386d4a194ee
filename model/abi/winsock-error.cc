/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "winsock-error.h"

#include <algorithm>
#include <iterator>

namespace ns3::winsock
{

namespace
{

/** What to tell of one error. */
struct ErrorEntry
{
    int code;         //!< the number
    const char* name; //!< its name, the Winsock one where there are several
    const char* text; //!< what it means
};

#define ERROR_ENTRY(name, text) \
    {                           \
        name, #name, text       \
    }

// In ascending order of the code: the look-up is a binary search.
// clang-format off
constexpr ErrorEntry ERRORS[] = {
    {ERROR_SUCCESS, "ERROR_SUCCESS", "no error"},
    ERROR_ENTRY(ERROR_FILE_NOT_FOUND, "there is no such file"),
    ERROR_ENTRY(ERROR_ACCESS_DENIED, "the system does not allow this access"),
    ERROR_ENTRY(WSA_INVALID_HANDLE, "the handle belongs to no open object"),
    ERROR_ENTRY(WSA_NOT_ENOUGH_MEMORY, "there is not enough memory"),
    ERROR_ENTRY(ERROR_SHARING_VIOLATION, "another program has the object for itself"),
    ERROR_ENTRY(ERROR_NOT_SUPPORTED, "the request is not supported"),
    ERROR_ENTRY(ERROR_DUP_NAME, "the network already has this name"),
    ERROR_ENTRY(ERROR_UNEXP_NET_ERR, "the network failed in an unexpected way"),
    ERROR_ENTRY(ERROR_NETNAME_DELETED, "the connection was reset while the operation was pending"),
    ERROR_ENTRY(WSA_INVALID_PARAMETER, "an argument makes no sense"),
    ERROR_ENTRY(ERROR_CALL_NOT_IMPLEMENTED, "the system does not have this function"),
    ERROR_ENTRY(ERROR_SEM_TIMEOUT, "the peer did not answer in time"),
    ERROR_ENTRY(ERROR_INSUFFICIENT_BUFFER, "the buffer is too small for the result"),
    ERROR_ENTRY(ERROR_MORE_DATA, "the message is longer than the buffer"),
    ERROR_ENTRY(ERROR_ABANDONED_WAIT_0, "the completion port was closed during the wait"),
    ERROR_ENTRY(WSA_OPERATION_ABORTED, "the overlapped operation was cancelled"),
    ERROR_ENTRY(WSA_IO_INCOMPLETE, "the overlapped operation has not completed yet"),
    ERROR_ENTRY(WSA_IO_PENDING, "the overlapped operation has started and will complete later"),
    ERROR_ENTRY(ERROR_NOACCESS, "an address cannot be read or written"),
    ERROR_ENTRY(ERROR_NOT_FOUND, "there is no such element"),
    ERROR_ENTRY(ERROR_CONNECTION_REFUSED, "the peer refused the connection"),
    ERROR_ENTRY(ERROR_NETWORK_UNREACHABLE, "no route leads to the network"),
    ERROR_ENTRY(ERROR_HOST_UNREACHABLE, "no route leads to the host"),
    ERROR_ENTRY(ERROR_PORT_UNREACHABLE, "no program listens on the peer's port"),
    ERROR_ENTRY(ERROR_CONNECTION_ABORTED, "the connection was ended on this side"),
    ERROR_ENTRY(WSABASEERR, "the base that error numbers are counted from, itself no error"),
    ERROR_ENTRY(WSAEINTR, "the blocking call was cancelled"),
    ERROR_ENTRY(WSAEBADF, "the file handle is not valid"),
    ERROR_ENTRY(WSAEACCES, "the socket's access rights or options forbid this"),
    ERROR_ENTRY(WSAEFAULT, "a pointer is not valid or a length is too small"),
    ERROR_ENTRY(WSAEINVAL, "an argument or the socket's state does not allow this"),
    ERROR_ENTRY(WSAEMFILE, "no more socket descriptors are available"),
    ERROR_ENTRY(WSAEWOULDBLOCK, "the operation cannot complete at once"),
    ERROR_ENTRY(WSAEINPROGRESS, "a blocking call is still in progress"),
    ERROR_ENTRY(WSAEALREADY, "this operation is already under way on the socket"),
    ERROR_ENTRY(WSAENOTSOCK, "the descriptor is not a socket"),
    ERROR_ENTRY(WSAEDESTADDRREQ, "a destination address is needed"),
    ERROR_ENTRY(WSAEMSGSIZE, "the message is longer than the buffer or the protocol's limit"),
    ERROR_ENTRY(WSAEPROTOTYPE, "the protocol does not go with the socket type"),
    ERROR_ENTRY(WSAENOPROTOOPT, "the option is unknown at this level"),
    ERROR_ENTRY(WSAEPROTONOSUPPORT, "the catalog has no such protocol"),
    ERROR_ENTRY(WSAESOCKTNOSUPPORT, "the address family has no such socket type"),
    ERROR_ENTRY(WSAEOPNOTSUPP, "this kind of socket cannot do that"),
    ERROR_ENTRY(WSAEPFNOSUPPORT, "the protocol family is not supported"),
    ERROR_ENTRY(WSAEAFNOSUPPORT, "the address family is not supported"),
    ERROR_ENTRY(WSAEADDRINUSE, "the local address is in use"),
    ERROR_ENTRY(WSAEADDRNOTAVAIL, "the address is not valid here"),
    ERROR_ENTRY(WSAENETDOWN, "the network subsystem is down"),
    ERROR_ENTRY(WSAENETUNREACH, "no route leads to the network"),
    ERROR_ENTRY(WSAENETRESET, "the connection broke, as keep-alive probes or the time to live found"),
    ERROR_ENTRY(WSAECONNABORTED, "the connection was ended on this side"),
    ERROR_ENTRY(WSAECONNRESET, "the peer reset the connection"),
    ERROR_ENTRY(WSAENOBUFS, "no buffer space is available"),
    ERROR_ENTRY(WSAEISCONN, "the socket is already connected"),
    ERROR_ENTRY(WSAENOTCONN, "the socket is not connected"),
    ERROR_ENTRY(WSAESHUTDOWN, "this direction of the socket has been shut down"),
    ERROR_ENTRY(WSAETOOMANYREFS, "too many references to a kernel object"),
    ERROR_ENTRY(WSAETIMEDOUT, "the peer did not answer in time"),
    ERROR_ENTRY(WSAECONNREFUSED, "the peer refused the connection"),
    ERROR_ENTRY(WSAELOOP, "a name cannot be translated because it leads back to itself"),
    ERROR_ENTRY(WSAENAMETOOLONG, "a name is too long"),
    ERROR_ENTRY(WSAEHOSTDOWN, "the destination host is down"),
    ERROR_ENTRY(WSAEHOSTUNREACH, "no route leads to the host"),
    ERROR_ENTRY(WSAENOTEMPTY, "the directory is not empty"),
    ERROR_ENTRY(WSAEPROCLIM, "too many programs use the network at once"),
    ERROR_ENTRY(WSAEUSERS, "the quota of users is exhausted"),
    ERROR_ENTRY(WSAEDQUOT, "the disk quota is exhausted"),
    ERROR_ENTRY(WSAESTALE, "the handle refers to something that is gone"),
    ERROR_ENTRY(WSAEREMOTE, "the object is not on this host"),
    ERROR_ENTRY(WSASYSNOTREADY, "the network subsystem is not ready"),
    ERROR_ENTRY(WSAVERNOTSUPPORTED, "the requested Winsock version is not supported"),
    ERROR_ENTRY(WSANOTINITIALISED, "WSAStartup has not been called"),
    ERROR_ENTRY(WSAEDISCON, "the peer is shutting the connection down in an orderly way"),
    ERROR_ENTRY(WSAENOMORE, "there are no more results"),
    ERROR_ENTRY(WSAECANCELLED, "the look-up was ended while this call was under way"),
    ERROR_ENTRY(WSAEINVALIDPROCTABLE, "the provider's procedure table is incomplete"),
    ERROR_ENTRY(WSAEINVALIDPROVIDER, "the provider does not speak version 2.2"),
    ERROR_ENTRY(WSAEPROVIDERFAILEDINIT, "the provider cannot be loaded or started"),
    ERROR_ENTRY(WSASYSCALLFAILURE, "a system call that never fails has failed"),
    ERROR_ENTRY(WSASERVICE_NOT_FOUND, "the name space knows no such service"),
    ERROR_ENTRY(WSATYPE_NOT_FOUND, "the service class is unknown"),
    ERROR_ENTRY(WSA_E_NO_MORE, "there are no more results"),
    ERROR_ENTRY(WSA_E_CANCELLED, "the look-up was ended while this call was under way"),
    ERROR_ENTRY(WSAEREFUSED, "the database refused the query"),
    ERROR_ENTRY(WSAHOST_NOT_FOUND, "there is no such host"),
    ERROR_ENTRY(WSATRY_AGAIN, "the name server did not answer; trying again may help"),
    ERROR_ENTRY(WSANO_RECOVERY, "the name look-up failed for good"),
    ERROR_ENTRY(WSANO_DATA, "the name is known but has no data of the kind asked for"),
    ERROR_ENTRY(WSA_QOS_RECEIVERS, "at least one reservation has arrived"),
    ERROR_ENTRY(WSA_QOS_SENDERS, "at least one path announcement has arrived"),
    ERROR_ENTRY(WSA_QOS_NO_SENDERS, "nobody sends in this session"),
    ERROR_ENTRY(WSA_QOS_NO_RECEIVERS, "nobody receives in this session"),
    ERROR_ENTRY(WSA_QOS_REQUEST_CONFIRMED, "the reservation is confirmed"),
    ERROR_ENTRY(WSA_QOS_ADMISSION_FAILURE, "the network lacks the resources for the reservation"),
    ERROR_ENTRY(WSA_QOS_POLICY_FAILURE, "the reservation is not permitted"),
    ERROR_ENTRY(WSA_QOS_BAD_STYLE, "the reservation's style is unknown or conflicts with another"),
    ERROR_ENTRY(WSA_QOS_BAD_OBJECT, "a filter or a provider-specific object is wrong"),
    ERROR_ENTRY(WSA_QOS_TRAFFIC_CTRL_ERROR, "traffic control cannot take the flow specification"),
    ERROR_ENTRY(WSA_QOS_GENERIC_ERROR, "quality of service failed for no stated reason"),
    ERROR_ENTRY(WSA_QOS_ESERVICETYPE, "the flow specification has an invalid service type"),
    ERROR_ENTRY(WSA_QOS_EFLOWSPEC, "the flow specification is invalid"),
    ERROR_ENTRY(WSA_QOS_EPROVSPECBUF, "the provider-specific buffer is invalid"),
    ERROR_ENTRY(WSA_QOS_EFILTERSTYLE, "the filter style is invalid"),
    ERROR_ENTRY(WSA_QOS_EFILTERTYPE, "the filter type is invalid"),
    ERROR_ENTRY(WSA_QOS_EFILTERCOUNT, "the flow descriptor has a wrong number of filters"),
    ERROR_ENTRY(WSA_QOS_EOBJLENGTH, "a provider-specific object states a wrong length"),
    ERROR_ENTRY(WSA_QOS_EFLOWCOUNT, "the reservation has a wrong number of flow descriptors"),
    ERROR_ENTRY(WSA_QOS_EUNKNOWNPSOBJ, "a provider-specific object is of an unknown type"),
    ERROR_ENTRY(WSA_QOS_EPOLICYOBJ, "a policy object is invalid"),
    ERROR_ENTRY(WSA_QOS_EFLOWDESC, "a flow descriptor is invalid"),
    ERROR_ENTRY(WSA_QOS_EPSFLOWSPEC, "a provider-specific flow specification is invalid"),
    ERROR_ENTRY(WSA_QOS_EPSFILTERSPEC, "a provider-specific filter is invalid"),
    ERROR_ENTRY(WSA_QOS_ESDMODEOBJ, "the shape-discard mode object is invalid"),
    ERROR_ENTRY(WSA_QOS_ESHAPERATEOBJ, "the shaping rate object is invalid"),
    ERROR_ENTRY(WSA_QOS_RESERVED_PETYPE, "a policy element has a reserved type"),
};
// clang-format on

#undef ERROR_ENTRY

constexpr bool
IsAscending()
{
    for (std::size_t i = 1; i < std::size(ERRORS); ++i)
    {
        if (ERRORS[i - 1].code >= ERRORS[i].code)
        {
            return false;
        }
    }
    return true;
}

static_assert(IsAscending(), "the binary search needs ascending codes, each once");

/// A Winsock error and the code that the system's own functions report for it.
struct SystemError
{
    int winsock; //!< as a service provider reports it
    int system;  //!< as the system reports it
};

constexpr SystemError SYSTEM_ERRORS[] = {
    {WSAENOTSOCK, ERROR_INVALID_HANDLE},
    {WSAEFAULT, ERROR_NOACCESS},
    {WSAECONNABORTED, ERROR_CONNECTION_ABORTED},
    {WSAECONNRESET, ERROR_NETNAME_DELETED},
    {WSAECONNREFUSED, ERROR_CONNECTION_REFUSED},
    {WSAENETUNREACH, ERROR_NETWORK_UNREACHABLE},
    {WSAETIMEDOUT, ERROR_SEM_TIMEOUT},
    {WSAEMSGSIZE, ERROR_MORE_DATA},
    {WSAEOPNOTSUPP, ERROR_NOT_SUPPORTED},
};

const ErrorEntry*
FindError(int code)
{
    const auto* found =
        std::lower_bound(std::begin(ERRORS),
                         std::end(ERRORS),
                         code,
                         [](const ErrorEntry& entry, int wanted) { return entry.code < wanted; });
    return found != std::end(ERRORS) && found->code == code ? found : nullptr;
}

} // namespace

const char*
WinsockErrorName(int code)
{
    const auto* entry = FindError(code);
    return entry ? entry->name : "unknown Winsock error";
}

int
WinsockErrorByName(const std::string& name)
{
    const std::string own = "WSA_";
    const std::string systems = "ERROR_";
    for (const ErrorEntry& entry : ERRORS)
    {
        const std::string listed = entry.name;
        const bool both = listed.compare(0, own.size(), own) == 0;
        if (name == listed || (both && name == systems + listed.substr(own.size())))
        {
            return entry.code;
        }
    }
    return -1;
}

const char*
WinsockErrorText(int code)
{
    const auto* entry = FindError(code);
    return entry ? entry->text : "no error is known by this number";
}

std::string
WinsockErrorString(int code)
{
    return std::string(WinsockErrorName(code)) + " (" + std::to_string(code) +
           "): " + WinsockErrorText(code);
}

int
SystemErrorFromWinsock(int error)
{
    const auto* found = std::find_if(std::begin(SYSTEM_ERRORS),
                                     std::end(SYSTEM_ERRORS),
                                     [=](const SystemError& one) { return one.winsock == error; });
    return found != std::end(SYSTEM_ERRORS) ? found->system : error;
}

} // namespace ns3::winsock
