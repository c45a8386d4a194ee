/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "oracle-calls.h"
#include "oracle-constants.h"
#include "oracle-peers.h"

#include "ns3/winsock-guid.h"
#include "ns3/winsock-ioctls.h"

#include <cstring>
#include <vector>

namespace ns3::winsock::test
{

namespace
{

/// A code that nothing has.
constexpr DWORD UNKNOWN_CODE = IOC_WS2 | IOC_OUT | 0x7777;

/// What lpcbBytesReturned holds before the call.
constexpr DWORD UNTOUCHED = 0xdead;

/// What one WSAIoctl is made with.
struct Request
{
    DWORD code;             //!< which
    std::vector<char> in{}; //!< the argument; none: null
    DWORD room{0};          //!< bytes for the result; none: null
};

/// @return the bytes of a value
template <typename T>
std::vector<char>
BytesOf(const T& value)
{
    std::vector<char> bytes(sizeof(value));
    std::memcpy(bytes.data(), &value, sizeof(value));
    return bytes;
}

OracleCall
Control(const Request& request)
{
    return [request = request](Winsock& ws, SOCKET s) mutable
    {
        std::vector<char> out(request.room + 1);
        DWORD bytes = UNTOUCHED;
        return Ask(ws,
                   [&]
                   {
                       return ws.WSAIoctl(s,
                                          request.code,
                                          request.in.empty() ? nullptr : request.in.data(),
                                          static_cast<DWORD>(request.in.size()),
                                          request.room == 0 ? nullptr : out.data(),
                                          request.room,
                                          &bytes,
                                          nullptr,
                                          nullptr);
                   })
            .With("bytes", bytes);
    };
}

/// The argument and the room that a code wants.
Request
RequestFor(DWORD code)
{
    constexpr ULONG ON = 1;
    constexpr DWORD LIST = 1024;
    switch (code)
    {
    case FIONBIO:
    case SIO_UDP_CONNRESET:
    case SIO_MULTIPOINT_LOOPBACK:
    case SIO_MULTICAST_SCOPE:
        return {code, BytesOf(ON)};
    case FIONREAD:
    case SIOCATMARK:
        return {code, {}, sizeof(ULONG)};
    case SIO_BASE_HANDLE:
    case SIO_BSP_HANDLE:
    case SIO_BSP_HANDLE_POLL:
    case SIO_BSP_HANDLE_SELECT:
        return {code, {}, sizeof(SOCKET)};
    case SIO_ADDRESS_LIST_QUERY:
    case SIO_GET_INTERFACE_LIST:
    case SIO_GET_BROADCAST_ADDRESS:
        return {code, {}, LIST};
    case SIO_GET_QOS:
    case SIO_GET_GROUP_QOS:
        return {code, {}, LIST};
    case SIO_SET_QOS:
    case SIO_SET_GROUP_QOS:
        return {code, BytesOf(QOS{})};
    case SIO_KEEPALIVE_VALS:
        return {code, BytesOf(tcp_keepalive{1, 1000, 1000})};
    case SIO_ROUTING_INTERFACE_QUERY:
        return {code, BytesOf(Loopback(9)), sizeof(SOCKADDR_IN)};
    case SIO_TRANSLATE_HANDLE:
        return {code, BytesOf(ON), sizeof(HANDLE)};
    default:
        return {code};
    }
}

OracleCall
ParseExtension(const std::string& name)
{
    std::string constant = "WSAID_";
    for (const char letter : name)
    {
        constant += static_cast<char>(letter >= 'a' && letter <= 'z' ? letter - 'a' + 'A' : letter);
    }
    const auto known = OracleGuid(constant);
    if (!known && name != "unknown")
    {
        return nullptr;
    }
    const GUID guid = known.value_or(GUID{0x12345678, 1, 2, {3, 4, 5, 6, 7, 8, 9, 10}});
    return Control({SIO_GET_EXTENSION_FUNCTION_POINTER, BytesOf(guid), sizeof(PVOID)});
}

OracleCall
ParseControl(const std::string& arguments)
{
    std::string rest;
    if (arguments == "unknown")
    {
        return Control({UNKNOWN_CODE});
    }
    if (TakeWord(arguments, "SIO_GET_EXTENSION_FUNCTION_POINTER ", rest))
    {
        return ParseExtension(rest);
    }
    const auto space = arguments.find(' ');
    const auto code = OracleNumber(arguments.substr(0, space));
    if (!code)
    {
        return nullptr;
    }
    Request request = RequestFor(static_cast<DWORD>(*code));
    if (space != std::string::npos)
    {
        const bool sized = TakeWord(arguments.substr(space + 1), "out ", rest);
        const auto room = sized ? OracleNumber(rest) : std::nullopt;
        if (!room)
        {
            return nullptr;
        }
        request.room = static_cast<DWORD>(*room);
    }
    return Control(request);
}

OracleCall
ParseSmallControl(const std::string& arguments)
{
    const auto space = arguments.find(' ');
    const bool unknown = arguments == "unknown";
    const auto code = unknown ? UNKNOWN_CODE : OracleNumber(arguments.substr(0, space));
    if (!code)
    {
        return nullptr;
    }
    const std::string value = space == std::string::npos ? "" : arguments.substr(space + 1);
    const ULONG argument = static_cast<ULONG>(OracleNumber(value).value_or(0));
    return
        [code = static_cast<LONG>(*code), argument, null = value == "NULL"](Winsock& ws, SOCKET s)
    {
        ULONG number = argument;
        return Ask(ws, [&] { return ws.ioctlsocket(s, code, null ? nullptr : &number); })
            .With("value", number);
    };
}

} // namespace

void
AddIoctlCalls(OracleCallTable& table)
{
    table["WSAIoctl"] = ParseControl;
    table["ioctlsocket"] = ParseSmallControl;
}

} // namespace ns3::winsock::test
