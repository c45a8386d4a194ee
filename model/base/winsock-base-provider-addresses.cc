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
#include "ns3/winsock-text-encoding.h"

#include <algorithm>
#include <cstring>

namespace ns3::winsock
{

INT
WinsockBaseProvider::WSPAddressToString(LPSOCKADDR lpsaAddress,
                                        DWORD dwAddressLength,
                                        LPWSAPROTOCOL_INFOW,
                                        LPWSTR lpszAddressString,
                                        LPDWORD lpdwAddressStringLength,
                                        LPINT lpErrno)
{
    if (!lpsaAddress || !lpszAddressString || !lpdwAddressStringLength)
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
    const std::u16string text = Utf8ToUtf16(SocketAddressText(lpsaAddress, length));
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
    if (!AddressString || !lpAddress || !lpAddressLength)
    {
        return Answer(WSAEFAULT, lpErrno);
    }
    WinsockSocketAddress address;
    if (!ReadSocketAddressText(
            Utf16ToUtf8(AddressString), AddressFamily, address.bytes.data(), address.port))
    {
        return Answer(WSAEINVAL, lpErrno);
    }
    address.ipv6 = AddressFamily == AF_INET6;
    return Answer(address.Write(lpAddress, lpAddressLength), lpErrno);
}

} // namespace ns3::winsock
