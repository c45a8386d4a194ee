/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Hosts by name and by address, and what all look-ups of Winsock 1.1 share.
 */

#include "winsock-name-calls.h"

#include "ns3/blocking-hook.h"
#include "ns3/name-packing.h"
#include "ns3/wait-timer.h"
#include "ns3/winsock-address-text.h"
#include "ns3/winsock-api-call.h"
#include "ns3/winsock-name-table.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"
#include "ns3/winsock-text-encoding.h"

#include <algorithm>
#include <cstring>
#include <string>

namespace ns3::winsock
{

namespace
{

/// A program's name; none means the machine itself.
std::string
NameOf(const char* name)
{
    return name ? name : "";
}

/// Reads an address as gethostbyaddr gets it. @return 0 or an error
int
ReadAddress(const char* addr, int len, int type, WinsockSocketAddress& address)
{
    const int length = type == AF_INET ? 4 : type == AF_INET6 ? 16 : 0;
    if (length == 0 || len != length)
    {
        return type == AF_INET6 ? WSAEINVAL : WSAEAFNOSUPPORT;
    }
    if (IsNowhere(addr))
    {
        return WSAEFAULT;
    }
    address.ipv6 = type == AF_INET6;
    std::memcpy(address.bytes.data(), addr, static_cast<std::size_t>(length));
    return 0;
}

/// Whether a text that is no name of a host looks like an address: one of IPv6, or a bad one of IPv4.
bool
LooksLikeAddress(const std::string& text)
{
    IN6_ADDR address{};
    return ReadIpv6Address(text, address) ||
           text.find_first_not_of("0123456789.") == std::string::npos;
}

/// Writes a name with its zero. @return whether there was room
template <typename Text>
bool
WriteName(const Text& name, typename Text::value_type* room, int length)
{
    if (IsNowhere(room) || length <= static_cast<int>(name.size()))
    {
        return false;
    }
    std::copy(name.c_str(), name.c_str() + name.size() + 1, room);
    return true;
}

} // namespace

// ---------------------------------------------------------------- what look-ups share

WinsockNameTable&
WinsockNameCalls::GetTable()
{
    return *WinsockNameTable::Get();
}

int
WinsockNameCalls::Await(const Time& delay) const
{
    if (delay.IsZero())
    {
        return 0;
    }
    if (!m_thread.CanBlock())
    {
        return WSAEWOULDBLOCK;
    }
    const WaitTimer timer(m_thread, delay);
    const BlockingHookTimer hook(m_thread);
    while (!timer.IsDue())
    {
        if (!hook.LetGoOn() || !m_thread.BlockAlertable())
        {
            return WSAEINTR;
        }
    }
    return 0;
}

void*
WinsockNameCalls::Give(ApiCall& call, Result kind, int error, const Packer& packer)
{
    call.SetError(error);
    if (!call.FinishTruth(error == 0 ? TRUE : FALSE))
    {
        return nullptr;
    }
    void* const block = GetProcess().GetHeap().Renew(
        m_thread.GetId(), static_cast<uint32_t>(kind), packer(nullptr));
    packer(static_cast<char*>(block));
    return block;
}

// ---------------------------------------------------------------- this machine's name

int
WinsockNameCalls::gethostname(char* name, int namelen)
{
    ApiCall call(m_thread, "gethostname", Arg("namelen", namelen));
    if (!call.IsAllowed())
    {
        return call.Finish(SOCKET_ERROR);
    }
    call.SetError(WSAEFAULT);
    const std::string text = GetTable().GetHostName(GetProcess().GetStack().GetNode());
    return call.Finish(WriteName(text, name, namelen) ? 0 : SOCKET_ERROR);
}

int
WinsockNameCalls::GetHostNameW(PWSTR name, int namelen)
{
    ApiCall call(m_thread, "GetHostNameW", Arg("namelen", namelen));
    if (!call.IsAllowed())
    {
        return call.Finish(SOCKET_ERROR);
    }
    call.SetError(WSAEFAULT);
    const std::u16string text =
        Utf8ToUtf16(GetTable().GetHostName(GetProcess().GetStack().GetNode()));
    return call.Finish(WriteName(text, name, namelen) ? 0 : SOCKET_ERROR);
}

// ---------------------------------------------------------------- hosts

WinsockNameCalls::Question
WinsockNameCalls::AskHost(const char* name) const
{
    const Ptr<Node> node = GetProcess().GetStack().GetNode();
    return [node, text = NameOf(name)](Packer& packer)
    {
        HostRecord record{text, {}, {WinsockSocketAddress()}};
        IN_ADDR address{};
        if (ReadLooseIpv4Address(text, address))
        {
            std::memcpy(record.addresses[0].bytes.data(), &address, sizeof(address));
        }
        else
        {
            const std::optional<HostRecord> found = GetTable().FindHost(text, node);
            if (!found)
            {
                return LooksLikeAddress(text) ? WSANO_DATA : WSAHOST_NOT_FOUND;
            }
            record = *found;
        }
        const bool hasIpv4 = std::any_of(record.addresses.begin(),
                                         record.addresses.end(),
                                         [](const auto& one) { return !one.ipv6; });
        packer = [record](char* room) { return PackHost(record, false, room); };
        return hasIpv4 ? 0 : WSANO_DATA;
    };
}

WinsockNameCalls::Question
WinsockNameCalls::AskHost(const char* addr, int len, int type) const
{
    const Ptr<Node> node = GetProcess().GetStack().GetNode();
    WinsockSocketAddress address;
    const int error = ReadAddress(addr, len, type, address);
    return [node, address, error](Packer& packer)
    {
        if (error != 0)
        {
            return error;
        }
        const std::optional<HostRecord> found = GetTable().FindHost(address, node);
        if (!found)
        {
            return WSAHOST_NOT_FOUND;
        }
        packer = [found, ipv6 = address.ipv6](char* room) { return PackHost(*found, ipv6, room); };
        return 0;
    };
}

Time
WinsockNameCalls::GetDelay(const char* name) const
{
    IN_ADDR address{};
    const std::string text = NameOf(name);
    return ReadLooseIpv4Address(text, address)
               ? Time(0)
               : GetTable().GetDelay(text, GetProcess().GetStack().GetNode());
}

Time
WinsockNameCalls::GetDelay(const char* addr, int len, int type) const
{
    WinsockSocketAddress address;
    return ReadAddress(addr, len, type, address) != 0
               ? Time(0)
               : GetTable().GetDelay(address, GetProcess().GetStack().GetNode());
}

HOSTENT*
WinsockNameCalls::gethostbyname(const char* name)
{
    const bool bad = IsBadPointer(name);
    ApiCall call(m_thread, "gethostbyname", Arg("name", bad ? std::string() : NameOf(name)));
    int error = call.IsAllowed() ? 0 : call.GetError();
    Packer packer;
    if (error == 0)
    {
        error = bad ? WSAEFAULT : Await(GetDelay(name));
    }
    error = error == 0 ? AskHost(name)(packer) : error;
    return static_cast<HOSTENT*>(Give(call, Result::HOST, error, packer));
}

HOSTENT*
WinsockNameCalls::gethostbyaddr(const char* addr, int len, int type)
{
    ApiCall call(m_thread, "gethostbyaddr", Arg("len", len), FamilyArg{"type", type});
    int error = call.IsAllowed() ? 0 : call.GetError();
    Packer packer;
    error = error == 0 ? Await(GetDelay(addr, len, type)) : error;
    error = error == 0 ? AskHost(addr, len, type)(packer) : error;
    return static_cast<HOSTENT*>(Give(call, Result::HOST, error, packer));
}

} // namespace ns3::winsock
