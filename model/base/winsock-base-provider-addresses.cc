/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The base provider's address texts.
 */

#include "ns3/winsock-address-text.h"
#include "ns3/winsock-base-provider.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-text-encoding.h"

#include <algorithm>
#include <cstring>
#include <string>

namespace ns3::winsock
{

namespace
{

/// Writes an address as WSAAddressToString does: a port and a scope only where there are such.
std::string
AddressString(const WinsockSocketAddress& address)
{
    std::string host;
    if (address.ipv6)
    {
        IN6_ADDR in6;
        std::memcpy(&in6, address.bytes.data(), sizeof(in6));
        host = Ipv6AddressText(in6);
        host += address.scopeId != 0 ? "%" + std::to_string(address.scopeId) : "";
    }
    else
    {
        IN_ADDR in;
        std::memcpy(&in, address.bytes.data(), sizeof(in));
        host = Ipv4AddressText(in);
    }
    if (address.port == 0)
    {
        return host;
    }
    return (address.ipv6 ? "[" + host + "]" : host) + ":" + std::to_string(address.port);
}

} // namespace

INT
WinsockBaseProvider::WSPAddressToString(LPSOCKADDR lpsaAddress,
                                        DWORD dwAddressLength,
                                        LPWSAPROTOCOL_INFOW,
                                        LPWSTR lpszAddressString,
                                        LPDWORD lpdwAddressStringLength,
                                        LPINT lpErrno)
{
    if (IsNowhere(lpsaAddress) || IsNowhere(lpszAddressString) ||
        IsNowhere(lpdwAddressStringLength))
    {
        return Answer(WSAEFAULT, lpErrno);
    }
    ADDRESS_FAMILY family = AF_UNSPEC;
    if (dwAddressLength >= sizeof(family))
    {
        std::memcpy(&family, lpsaAddress, sizeof(family));
    }
    WinsockSocketAddress address;
    const auto length = static_cast<int>(dwAddressLength);
    if ((family != AF_INET && family != AF_INET6) ||
        WinsockSocketAddress::Read(lpsaAddress, length, family, address) != 0)
    {
        return Answer(WSAEINVAL, lpErrno);
    }
    const std::u16string text = Utf8ToUtf16(AddressString(address));
    const auto needed = static_cast<DWORD>(text.size()) + 1;
    if (*lpdwAddressStringLength < needed)
    {
        *lpdwAddressStringLength = needed;
        return Answer(WSAEFAULT, lpErrno);
    }
    std::copy_n(text.c_str(), needed, lpszAddressString);
    *lpdwAddressStringLength = needed;
    return 0;
}

INT
WinsockBaseProvider::WSPStringToAddress(LPWSTR AddressString,
                                        INT AddressFamily,
                                        LPWSAPROTOCOL_INFOW,
                                        LPSOCKADDR lpAddress,
                                        LPINT lpAddressLength,
                                        LPINT lpErrno)
{
    if (IsBadPointer(AddressString) || IsNowhere(lpAddress) || IsNowhere(lpAddressLength))
    {
        return Answer(WSAEFAULT, lpErrno);
    }
    WinsockSocketAddress address;
    if (!AddressString || !ReadSocketAddressText(Utf16ToUtf8(AddressString),
                                                 AddressFamily,
                                                 address.bytes.data(),
                                                 address.port,
                                                 address.scopeId))
    {
        return Answer(WSAEINVAL, lpErrno);
    }
    address.ipv6 = AddressFamily == AF_INET6;
    const auto needed = static_cast<INT>(address.ipv6 ? sizeof(SOCKADDR_IN6) : sizeof(SOCKADDR_IN));
    if (*lpAddressLength < needed)
    {
        *lpAddressLength = needed;
        return Answer(WSAEFAULT, lpErrno);
    }
    return Answer(address.Write(lpAddress, lpAddressLength), lpErrno);
}

} // namespace ns3::winsock
