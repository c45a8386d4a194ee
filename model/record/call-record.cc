/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "call-record.h"

#include "ns3/winsock-address-text.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-ioctls.h"
#include "ns3/winsock-names.h"
#include "ns3/winsock-pointer.h"

#include <ostream>
#include <sstream>

namespace ns3::winsock
{

namespace
{

/// What a pointer that leads nowhere is shown as.
const char* const BAD_POINTER = "bad pointer";

/// Names of the few levels and options that programs set most; others are shown as numbers.
std::string
OptionText(int level, int option)
{
    if (level == SOL_SOCKET)
    {
        switch (option)
        {
        case SO_REUSEADDR:
            return "SO_REUSEADDR";
        case SO_EXCLUSIVEADDRUSE:
            return "SO_EXCLUSIVEADDRUSE";
        case SO_BROADCAST:
            return "SO_BROADCAST";
        case SO_LINGER:
            return "SO_LINGER";
        case SO_DONTLINGER:
            return "SO_DONTLINGER";
        case SO_SNDBUF:
            return "SO_SNDBUF";
        case SO_RCVBUF:
            return "SO_RCVBUF";
        case SO_SNDTIMEO:
            return "SO_SNDTIMEO";
        case SO_RCVTIMEO:
            return "SO_RCVTIMEO";
        case SO_ERROR:
            return "SO_ERROR";
        case SO_TYPE:
            return "SO_TYPE";
        case SO_ACCEPTCONN:
            return "SO_ACCEPTCONN";
        case SO_KEEPALIVE:
            return "SO_KEEPALIVE";
        case SO_OPENTYPE:
            return "SO_OPENTYPE";
        case SO_MAX_MSG_SIZE:
            return "SO_MAX_MSG_SIZE";
        case SO_PROTOCOL_INFOA:
            return "SO_PROTOCOL_INFOA";
        case SO_PROTOCOL_INFOW:
            return "SO_PROTOCOL_INFOW";
        default:
            break;
        }
    }
    if (level == static_cast<int>(IPPROTO_TCP) && option == TCP_NODELAY)
    {
        return "TCP_NODELAY";
    }
    return "level " + std::to_string(level) + " option " + std::to_string(option);
}

} // namespace

std::string
FormatArgument(bool value)
{
    return value ? "TRUE" : "FALSE";
}

std::string
FormatArgument(int32_t value)
{
    return std::to_string(value);
}

std::string
FormatArgument(uint32_t value)
{
    return std::to_string(value);
}

std::string
FormatArgument(int64_t value)
{
    return std::to_string(value);
}

std::string
FormatArgument(uint64_t value)
{
    return value == INVALID_SOCKET ? "INVALID_SOCKET" : std::to_string(value);
}

std::string
FormatArgument(const std::string& value)
{
    return "\"" + value + "\"";
}

std::string
FormatArgument(const void* value)
{
    // An address of the host's memory would differ from run to run.
    return value ? "set" : "NULL";
}

std::string
FormatArgument(const SOCKADDR* value)
{
    return AddressArg{"", value, sizeof(SOCKADDR_IN6)}.Format();
}

std::string
FormatArgument(const WSABUF* value)
{
    if (IsBadPointer(value))
    {
        return BAD_POINTER;
    }
    return value ? std::to_string(value->len) + " bytes" : "NULL";
}

std::string
FormatArgument(const WSAPROTOCOL_INFOW* value)
{
    if (!value || IsBadPointer(value))
    {
        return value ? BAD_POINTER : "NULL";
    }
    const INT chain = value->ProtocolChain.ChainLen;
    return "entry " + std::to_string(value->dwCatalogEntryId) +
           (chain == 1 ? "" : " chain of " + std::to_string(chain));
}

std::string
FamilyArg::Format() const
{
    return AddressFamilyName(value);
}

std::string
SocketTypeArg::Format() const
{
    return SocketTypeName(value);
}

std::string
ProtocolArg::Format() const
{
    return ProtocolName(value);
}

std::string
AddressArg::Format() const
{
    if (IsBadPointer(address))
    {
        return BAD_POINTER;
    }
    return address ? SocketAddressText(address, length) : "NULL";
}

std::string
ProtocolInfoArg::Format() const
{
    return FormatArgument(info);
}

std::string
IoctlArg::Format() const
{
    switch (code)
    {
    case FIONBIO:
        return "FIONBIO";
    case FIONREAD:
        return "FIONREAD";
    default:
    {
        std::ostringstream os;
        os << "0x" << std::hex << code;
        return os.str();
    }
    }
}

std::string
OptionArg::Format() const
{
    return OptionText(level, option);
}

std::ostream&
operator<<(std::ostream& os, const CallRecord& record)
{
    os << record.function << "(";
    const char* separator = "";
    for (const auto& [name, value] : record.arguments)
    {
        os << separator << name << "=" << value;
        separator = ", ";
    }
    os << ")";
    if (record.phase == CallRecord::Phase::ENTER)
    {
        return os;
    }
    if (record.unwound)
    {
        return os << " unwound: the process ended";
    }
    if (record.error != 0)
    {
        return os << " failed: " << WinsockErrorName(record.error);
    }
    return os << " = " << FormatArgument(record.result);
}

} // namespace ns3::winsock
