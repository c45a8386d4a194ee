/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "accepted-addresses.h"

#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-pointer.h"

#include <cstring>

namespace ns3::winsock
{

namespace
{

/// What an address needs besides itself.
constexpr DWORD EXTRA = 16;

/// Writes one address with its length in front.
void
WriteOne(char* place, DWORD room, const WinsockSocketAddress& address)
{
    if (room == 0)
    {
        return;
    }
    auto length = static_cast<INT>(room - sizeof(INT));
    address.Write(reinterpret_cast<SOCKADDR*>(place + sizeof(INT)), &length);
    std::memcpy(place, &length, sizeof(length));
}

/// Shows one address.
void
FindOne(char* place, DWORD room, SOCKADDR** address, LPINT length)
{
    if (!IsNowhere(address) && !IsNowhere(length))
    {
        *length = 0;
        *address = nullptr;
        if (room > sizeof(INT))
        {
            std::memcpy(length, place, sizeof(*length));
            *address = reinterpret_cast<SOCKADDR*>(place + sizeof(INT));
        }
    }
}

} // namespace

int
AcceptBuffer::Judge(int af) const
{
    const DWORD needed =
        static_cast<DWORD>(af == AF_INET6 ? sizeof(SOCKADDR_IN6) : sizeof(SOCKADDR_IN)) + EXTRA;
    const bool sound =
        !IsNowhere(place) && (localRoom == 0 || localRoom >= needed) && remoteRoom >= needed;
    return sound ? 0 : WSAEFAULT;
}

void
AcceptBuffer::Write(const WinsockSocketAddress& local, const WinsockSocketAddress& remote) const
{
    WriteOne(place + dataRoom, localRoom, local);
    WriteOne(place + dataRoom + localRoom, remoteRoom, remote);
}

void
FindAcceptedAddresses(PVOID lpOutputBuffer,
                      DWORD dwReceiveDataLength,
                      DWORD dwLocalAddressLength,
                      DWORD dwRemoteAddressLength,
                      SOCKADDR** LocalSockaddr,
                      LPINT LocalSockaddrLength,
                      SOCKADDR** RemoteSockaddr,
                      LPINT RemoteSockaddrLength)
{
    if (IsNowhere(lpOutputBuffer))
    {
        return; // the function has no way to report an error
    }
    char* const local = static_cast<char*>(lpOutputBuffer) + dwReceiveDataLength;
    FindOne(local, dwLocalAddressLength, LocalSockaddr, LocalSockaddrLength);
    FindOne(
        local + dwLocalAddressLength, dwRemoteAddressLength, RemoteSockaddr, RemoteSockaddrLength);
}

} // namespace ns3::winsock
