/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Addresses as text, and byte order.
 */

#include "winsock.h"

#include "ns3/winsock-address-text.h"
#include "ns3/winsock-api-call.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-text-encoding.h"

#include <algorithm>
#include <cstring>
#include <string>

namespace ns3::winsock
{

namespace
{

USHORT
SwapIfLittle(USHORT value)
{
    const BYTE bytes[2] = {static_cast<BYTE>(value >> 8), static_cast<BYTE>(value)};
    std::memcpy(&value, bytes, sizeof(value));
    return value;
}

ULONG
SwapIfLittle(ULONG value)
{
    const BYTE bytes[4] = {static_cast<BYTE>(value >> 24),
                           static_cast<BYTE>(value >> 16),
                           static_cast<BYTE>(value >> 8),
                           static_cast<BYTE>(value)};
    std::memcpy(&value, bytes, sizeof(value));
    return value;
}

/// The text of an address. @return 0 or an error
int
ReadText(INT family, const void* address, std::string& text)
{
    if (family != AF_INET && family != AF_INET6)
    {
        return WSAEAFNOSUPPORT;
    }
    if (IsNowhere(address))
    {
        return WSAEFAULT;
    }
    if (family == AF_INET)
    {
        IN_ADDR in;
        std::memcpy(&in, address, sizeof(in));
        text = Ipv4AddressText(in);
        return 0;
    }
    IN6_ADDR in;
    std::memcpy(&in, address, sizeof(in));
    text = Ipv6AddressText(in);
    return 0;
}

/// Writes the text of an address, character by character, which all are ASCII. @return 0 or an error
template <typename Character>
int
WriteText(INT family, const void* address, Character* room, std::size_t size)
{
    std::string text;
    if (const int error = ReadText(family, address, text))
    {
        return error;
    }
    if (IsNowhere(room) || size < text.size() + 1)
    {
        return WSA_INVALID_PARAMETER;
    }
    std::copy(text.c_str(), text.c_str() + text.size() + 1, room);
    return 0;
}

} // namespace

ULONG
Winsock::inet_addr(const char* cp) const
{
    IN_ADDR address{};
    if (IsNowhere(cp))
    {
        m_thread.SetLastError(WSAEFAULT);
        return INADDR_NONE;
    }
    if (!ReadLooseIpv4Address(cp, address))
    {
        return INADDR_NONE;
    }
    return address.S_un.S_addr;
}

char*
Winsock::inet_ntoa(IN_ADDR in)
{
    const std::string text = Ipv4AddressText(in);
    std::memcpy(m_textBuffer, text.c_str(), text.size() + 1);
    return m_textBuffer;
}

INT
Winsock::inet_pton(INT Family, const char* pszAddrString, void* pAddrBuf)
{
    if (Family != AF_INET && Family != AF_INET6)
    {
        m_thread.SetLastError(WSAEAFNOSUPPORT);
        return -1;
    }
    if (IsNowhere(pszAddrString) || IsNowhere(pAddrBuf))
    {
        m_thread.SetLastError(WSAEFAULT);
        return -1;
    }
    if (Family == AF_INET)
    {
        IN_ADDR address{};
        const bool read = ReadIpv4Address(pszAddrString, address);
        std::memcpy(pAddrBuf, &address, read ? sizeof(address) : 0);
        return read ? 1 : 0;
    }
    IN6_ADDR address{};
    const bool read = ReadIpv6Address(pszAddrString, address);
    std::memcpy(pAddrBuf, &address, read ? sizeof(address) : 0);
    return read ? 1 : 0;
}

const char*
Winsock::inet_ntop(INT Family, const void* pAddr, char* pStringBuf, std::size_t StringBufSize)
{
    if (const int error = WriteText(Family, pAddr, pStringBuf, StringBufSize))
    {
        m_thread.SetLastError(error);
        return nullptr;
    }
    return pStringBuf;
}

PCWSTR
Winsock::InetNtopW(INT Family, const void* pAddr, PWSTR pStringBuf, std::size_t StringBufSize)
{
    if (const int error = WriteText(Family, pAddr, pStringBuf, StringBufSize))
    {
        m_thread.SetLastError(error);
        return nullptr;
    }
    return pStringBuf;
}

INT
Winsock::InetPtonW(INT Family, PCWSTR pszAddrString, void* pAddrBuf)
{
    if (IsNowhere(pszAddrString))
    {
        return inet_pton(Family, nullptr, pAddrBuf);
    }
    return inet_pton(Family, Utf16ToAnsi(pszAddrString).c_str(), pAddrBuf);
}

USHORT
Winsock::htons(USHORT hostshort) const
{
    return SwapIfLittle(hostshort);
}

USHORT
Winsock::ntohs(USHORT netshort) const
{
    return SwapIfLittle(netshort);
}

ULONG
Winsock::htonl(ULONG hostlong) const
{
    return SwapIfLittle(hostlong);
}

ULONG
Winsock::ntohl(ULONG netlong) const
{
    return SwapIfLittle(netlong);
}

template <typename T>
int
Winsock::Convert(const char* function, SOCKET s, T number, T* result)
{
    ApiCall call(m_thread, function, Arg("s", s), Arg("number", number));
    const HandleEntry* handle = GetProcess().GetHandles().Find(s);
    if (call.IsAllowed() && (!handle || !handle->provider))
    {
        call.SetError(WSAENOTSOCK);
    }
    else if (call.GetError() == 0 && IsNowhere(result))
    {
        call.SetError(WSAEFAULT);
    }
    if (call.GetError() != 0)
    {
        return call.Finish(SOCKET_ERROR);
    }
    const CatalogEntry* entry = GetProcess().FindCatalogEntry(handle->catalogEntryId);
    // Windows' machines are little-endian: a protocol that is so as well needs no conversion.
    const bool same = entry && entry->info.iNetworkByteOrder == LITTLEENDIAN;
    *result = same ? number : SwapIfLittle(number);
    return call.Finish(0);
}

int
Winsock::WSAHtonl(SOCKET s, ULONG hostlong, ULONG* lpnetlong)
{
    return Convert("WSAHtonl", s, hostlong, lpnetlong);
}

int
Winsock::WSAHtons(SOCKET s, USHORT hostshort, USHORT* lpnetshort)
{
    return Convert("WSAHtons", s, hostshort, lpnetshort);
}

int
Winsock::WSANtohl(SOCKET s, ULONG netlong, ULONG* lphostlong)
{
    return Convert("WSANtohl", s, netlong, lphostlong);
}

int
Winsock::WSANtohs(SOCKET s, USHORT netshort, USHORT* lphostshort)
{
    return Convert("WSANtohs", s, netshort, lphostshort);
}

} // namespace ns3::winsock
