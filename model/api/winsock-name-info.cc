/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * getnameinfo and its relatives, and errors as text.
 */

#include "winsock-name-calls.h"

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

/// Reads an address. @return 0 or an error
int
ReadName(const SOCKADDR* name, int length, WinsockSocketAddress& address)
{
    if (IsNowhere(name))
    {
        return WSAEFAULT;
    }
    ADDRESS_FAMILY family = AF_UNSPEC;
    if (length >= static_cast<int>(sizeof(family)))
    {
        std::memcpy(&family, name, sizeof(family));
    }
    const bool known = family == AF_INET || family == AF_INET6;
    return known && WinsockSocketAddress::Read(name, length, family, address) == 0
               ? 0
               : WSAEAFNOSUPPORT;
}

/// An address alone, as text.
std::string
NumberText(const WinsockSocketAddress& address)
{
    if (!address.ipv6)
    {
        IN_ADDR in;
        std::memcpy(&in, address.bytes.data(), sizeof(in));
        return Ipv4AddressText(in);
    }
    IN6_ADDR in;
    std::memcpy(&in, address.bytes.data(), sizeof(in));
    const std::string scope = address.scopeId ? "%" + std::to_string(address.scopeId) : "";
    return Ipv6AddressText(in) + scope;
}

/// What follows the first label of a name.
std::string
DomainOf(const std::string& name)
{
    const std::size_t dot = name.find('.');
    return dot == std::string::npos ? std::string() : name.substr(dot);
}

/// Puts a text into a program's buffer. @return 0 or an error
template <typename Text>
int
Fill(const Text& text, typename Text::value_type* room, DWORD size)
{
    if (room && size <= text.size())
    {
        return WSAEFAULT;
    }
    if (room)
    {
        std::copy(text.c_str(), text.c_str() + text.size() + 1, room);
    }
    return 0;
}

/// @return 0, or what is wrong with a pair of buffers
int
JudgeRoom(const void* node, DWORD nodeSize, const void* service, DWORD serviceSize)
{
    if (IsBadPointer(node) || IsBadPointer(service))
    {
        return WSAEFAULT;
    }
    return (node && nodeSize == 0) || (service && serviceSize == 0) ? WSAEINVAL : 0;
}

} // namespace

int
WinsockNameCalls::AskNames(
    const SOCKADDR* address, int length, std::string* node, std::string* service, INT flags) const
{
    const Ptr<Node> machine = GetProcess().GetStack().GetNode();
    WinsockSocketAddress read;
    if (const int error = ReadName(address, length, read))
    {
        return error;
    }
    const bool asks = node && !(flags & NI_NUMERICHOST);
    if (const int error = asks ? Await(GetTable().GetDelay(read, machine)) : 0)
    {
        return error;
    }
    const WinsockNameTable& table = GetTable();
    const std::optional<HostRecord> host = asks ? table.FindHost(read, machine) : std::nullopt;
    if (asks && !host && (flags & NI_NAMEREQD))
    {
        return WSAHOST_NOT_FOUND;
    }
    if (node)
    {
        *node = host ? host->name : NumberText(read);
        const std::string domain = host ? DomainOf(host->name) : std::string();
        const bool local = domain == DomainOf(table.GetHostName(machine));
        node->resize(node->size() - ((flags & NI_NOFQDN) && local ? domain.size() : 0));
    }
    if (service)
    {
        const ServiceRecord* found =
            flags & NI_NUMERICSERV ? nullptr
                                   : table.FindService(read.port, flags & NI_DGRAM ? "udp" : "tcp");
        *service = found ? found->name : std::to_string(read.port);
    }
    return 0;
}

INT
WinsockNameCalls::getnameinfo(const SOCKADDR* pSockaddr,
                              socklen_t SockaddrLength,
                              char* pNodeBuffer,
                              DWORD NodeBufferSize,
                              char* pServiceBuffer,
                              DWORD ServiceBufferSize,
                              INT Flags)
{
    ApiCall call(m_thread, "getnameinfo", AddressArg{"pSockaddr", pSockaddr, SockaddrLength});
    std::string node;
    std::string service;
    int error = call.IsAllowed() ? 0 : call.GetError();
    error =
        error ? error : JudgeRoom(pNodeBuffer, NodeBufferSize, pServiceBuffer, ServiceBufferSize);
    error = error ? error
                  : AskNames(pSockaddr,
                             SockaddrLength,
                             pNodeBuffer ? &node : nullptr,
                             pServiceBuffer ? &service : nullptr,
                             Flags);
    error = error ? error : Fill(node, pNodeBuffer, NodeBufferSize);
    error = error ? error : Fill(service, pServiceBuffer, ServiceBufferSize);
    m_thread.SetLastError(error);
    return call.Leave(error, error);
}

INT
WinsockNameCalls::GetNameInfoW(const SOCKADDR* pSockaddr,
                               socklen_t SockaddrLength,
                               PWSTR pNodeBuffer,
                               DWORD NodeBufferSize,
                               PWSTR pServiceBuffer,
                               DWORD ServiceBufferSize,
                               INT Flags)
{
    ApiCall call(m_thread, "GetNameInfoW", AddressArg{"pSockaddr", pSockaddr, SockaddrLength});
    std::string node;
    std::string service;
    int error = call.IsAllowed() ? 0 : call.GetError();
    error =
        error ? error : JudgeRoom(pNodeBuffer, NodeBufferSize, pServiceBuffer, ServiceBufferSize);
    error = error ? error
                  : AskNames(pSockaddr,
                             SockaddrLength,
                             pNodeBuffer ? &node : nullptr,
                             pServiceBuffer ? &service : nullptr,
                             Flags);
    error = error ? error : Fill(AnsiToUtf16(node), pNodeBuffer, NodeBufferSize);
    error = error ? error : Fill(AnsiToUtf16(service), pServiceBuffer, ServiceBufferSize);
    m_thread.SetLastError(error);
    return call.Leave(error, error);
}

char*
WinsockNameCalls::gai_strerrorA(int ecode)
{
    const std::string text = WinsockErrorText(ecode);
    void* const block = GetProcess().GetHeap().Renew(
        m_thread.GetId(), static_cast<uint32_t>(Result::TEXT), text.size() + 1);
    return static_cast<char*>(std::memcpy(block, text.c_str(), text.size() + 1));
}

WCHAR*
WinsockNameCalls::gai_strerrorW(int ecode)
{
    const std::u16string text = Utf8ToUtf16(WinsockErrorText(ecode));
    const std::size_t bytes = (text.size() + 1) * sizeof(WCHAR);
    void* const block = GetProcess().GetHeap().Renew(
        m_thread.GetId(), static_cast<uint32_t>(Result::WIDE_TEXT), bytes);
    return static_cast<WCHAR*>(std::memcpy(block, text.c_str(), bytes));
}

} // namespace ns3::winsock
