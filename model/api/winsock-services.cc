/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Services and protocols by name and by number.
 */

#include "winsock-name-calls.h"

#include "ns3/name-packing.h"
#include "ns3/winsock-api-call.h"
#include "ns3/winsock-name-table.h"
#include "ns3/winsock-pointer.h"

#include <string>

namespace ns3::winsock
{

namespace
{

/// A text of a program that it may leave out.
std::string
TextOf(const char* text)
{
    return IsNowhere(text) ? std::string() : std::string(text);
}

/// A port as programs have it, in host byte order.
uint16_t
ToHost(int port)
{
    return static_cast<uint16_t>(((port & 0xff) << 8) | ((port >> 8) & 0xff));
}

} // namespace

WinsockNameCalls::Question
WinsockNameCalls::AskService(const char* name, const char* proto) const
{
    const bool bad = IsNowhere(name) || IsBadPointer(proto);
    return [bad, text = TextOf(name), protocol = TextOf(proto)](Packer& packer)
    {
        const ServiceRecord* found = bad ? nullptr : GetTable().FindService(text, protocol);
        if (found)
        {
            packer = [record = *found](char* room) { return PackService(record, room); };
        }
        return bad ? WSAEFAULT : (found ? 0 : WSANO_DATA);
    };
}

WinsockNameCalls::Question
WinsockNameCalls::AskService(int port, const char* proto) const
{
    const bool bad = IsBadPointer(proto);
    return [bad, number = ToHost(port), protocol = TextOf(proto)](Packer& packer)
    {
        const ServiceRecord* found = bad ? nullptr : GetTable().FindService(number, protocol);
        if (found)
        {
            packer = [record = *found](char* room) { return PackService(record, room); };
        }
        return bad ? WSAEFAULT : (found ? 0 : WSANO_DATA);
    };
}

WinsockNameCalls::Question
WinsockNameCalls::AskProtocol(const char* name) const
{
    const bool bad = IsNowhere(name);
    return [bad, text = TextOf(name)](Packer& packer)
    {
        const ProtocolRecord* found = bad ? nullptr : GetTable().FindProtocol(text);
        if (found)
        {
            packer = [record = *found](char* room) { return PackProtocol(record, room); };
        }
        return bad ? WSAEFAULT : (found ? 0 : WSANO_DATA);
    };
}

WinsockNameCalls::Question
WinsockNameCalls::AskProtocol(int number) const
{
    return [number](Packer& packer)
    {
        const ProtocolRecord* found = GetTable().FindProtocol(number);
        if (found)
        {
            packer = [record = *found](char* room) { return PackProtocol(record, room); };
        }
        return found ? 0 : WSANO_DATA;
    };
}

SERVENT*
WinsockNameCalls::getservbyname(const char* name, const char* proto)
{
    ApiCall call(m_thread, "getservbyname", Arg("name", TextOf(name)), Arg("proto", TextOf(proto)));
    Packer packer;
    const int error = call.IsAllowed() ? AskService(name, proto)(packer) : call.GetError();
    return static_cast<SERVENT*>(Give(call, Result::SERVICE, error, packer));
}

SERVENT*
WinsockNameCalls::getservbyport(int port, const char* proto)
{
    ApiCall call(m_thread, "getservbyport", Arg("port", port), Arg("proto", TextOf(proto)));
    Packer packer;
    const int error = call.IsAllowed() ? AskService(port, proto)(packer) : call.GetError();
    return static_cast<SERVENT*>(Give(call, Result::SERVICE, error, packer));
}

PROTOENT*
WinsockNameCalls::getprotobyname(const char* name)
{
    ApiCall call(m_thread, "getprotobyname", Arg("name", TextOf(name)));
    Packer packer;
    const int error = call.IsAllowed() ? AskProtocol(name)(packer) : call.GetError();
    return static_cast<PROTOENT*>(Give(call, Result::PROTOCOL, error, packer));
}

PROTOENT*
WinsockNameCalls::getprotobynumber(int number)
{
    ApiCall call(m_thread, "getprotobynumber", Arg("number", number));
    Packer packer;
    const int error = call.IsAllowed() ? AskProtocol(number)(packer) : call.GetError();
    return static_cast<PROTOENT*>(Give(call, Result::PROTOCOL, error, packer));
}

} // namespace ns3::winsock
