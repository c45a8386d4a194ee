/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef ACCEPTED_ADDRESSES_H
#define ACCEPTED_ADDRESSES_H

#include "ns3/winsock-socket-address.h"
#include "ns3/winsock-types.h"

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief Where AcceptEx writes to: data, the local address and the peer's, one behind another.
 *
 * Each address has its length in front of it.
 */
struct AcceptBuffer
{
    char* place{nullptr}; //!< the program's buffer
    DWORD dataRoom{0};    //!< bytes for data
    DWORD localRoom{0};   //!< bytes for the local address and 16 more
    DWORD remoteRoom{0};  //!< bytes for the peer's address and 16 more

    /**
     * @param af of the listener
     * @return 0, or WSAEFAULT: no buffer, or too little room for an address (R-EXT-2)
     */
    int Judge(int af) const;

    /**
     * @param local the address that was connected to
     * @param remote the peer
     */
    void Write(const WinsockSocketAddress& local, const WinsockSocketAddress& remote) const;
};

/**
 * @ingroup winsock
 * @brief GetAcceptExSockaddrs: finds the addresses in what AcceptEx has written.
 * @param lpOutputBuffer the buffer that AcceptEx was given
 * @param dwReceiveDataLength as AcceptEx was given it
 * @param dwLocalAddressLength as AcceptEx was given it
 * @param dwRemoteAddressLength as AcceptEx was given it
 * @param LocalSockaddr gets where the local address is
 * @param LocalSockaddrLength gets its bytes
 * @param RemoteSockaddr gets where the peer's address is
 * @param RemoteSockaddrLength gets its bytes
 */
void FindAcceptedAddresses(PVOID lpOutputBuffer,
                           DWORD dwReceiveDataLength,
                           DWORD dwLocalAddressLength,
                           DWORD dwRemoteAddressLength,
                           SOCKADDR** LocalSockaddr,
                           LPINT LocalSockaddrLength,
                           SOCKADDR** RemoteSockaddr,
                           LPINT RemoteSockaddrLength);

} // namespace ns3::winsock

#endif /* ACCEPTED_ADDRESSES_H */
