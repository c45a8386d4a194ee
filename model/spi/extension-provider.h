/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef EXTENSION_PROVIDER_H
#define EXTENSION_PROVIDER_H

#include "ns3/winsock-extensions.h"
#include "ns3/winsock-guid.h"

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief The extension functions as a provider serves them.
 *
 * They are no part of the procedure table: a program asks for a pointer by
 * SIO_GET_EXTENSION_FUNCTION_POINTER, and what it gets leads here (see GetExtensionFunction). The
 * methods have the signatures of mswsock.h, and report an error through lpErrno and FALSE, as the
 * functions of the table do. What is not overridden fails with WSAEOPNOTSUPP.
 *
 * An operation with an overlapped structure that has begun is answered with WSA_IO_PENDING, even if it
 * has ended by then: its end is always reported by event or completion port, never by a routine.
 */
class ExtensionProvider
{
  public:
    virtual ~ExtensionProvider() = default;

    /**
     * @param id of an extension function
     * @return whether programs are given a pointer to it; by default WSASendMsg and WSARecvMsg, which
     *         WSPSendTo and WSPRecvFrom serve
     */
    virtual bool OffersExtension(const GUID& id) const;

    /**
     * Accepts a connection into a socket that exists already (R-EXT-2).
     * @param sListenSocket the listener
     * @param sAcceptSocket gets the connection
     * @param lpOutputBuffer gets the first data and then both addresses
     * @param dwReceiveDataLength room for data; 0 does not wait for any
     * @param dwLocalAddressLength room for the local address, 16 bytes more than it takes; may be 0
     * @param dwRemoteAddressLength room for the peer's address, 16 bytes more than it takes
     * @param lpdwBytesReceived gets the bytes received by a call that has ended
     * @param lpOverlapped the program's structure
     * @param lpErrno gets WSA_IO_PENDING or an error
     * @return FALSE; TRUE for an operation that has ended with success and was reported
     */
    virtual BOOL AcceptEx(SOCKET sListenSocket,
                          SOCKET sAcceptSocket,
                          PVOID lpOutputBuffer,
                          DWORD dwReceiveDataLength,
                          DWORD dwLocalAddressLength,
                          DWORD dwRemoteAddressLength,
                          LPDWORD lpdwBytesReceived,
                          LPOVERLAPPED lpOverlapped,
                          LPINT lpErrno);

    /**
     * Connects a bound socket and sends the first data (R-EXT-1).
     * @param s the socket
     * @param name the peer
     * @param namelen bytes of it
     * @param lpSendBuffer what to send, or null
     * @param dwSendDataLength bytes of it
     * @param lpdwBytesSent gets the bytes sent by a call that has ended
     * @param lpOverlapped the program's structure
     * @param lpErrno gets WSA_IO_PENDING or an error
     * @return as AcceptEx()
     */
    virtual BOOL ConnectEx(SOCKET s,
                           const SOCKADDR* name,
                           int namelen,
                           PVOID lpSendBuffer,
                           DWORD dwSendDataLength,
                           LPDWORD lpdwBytesSent,
                           LPOVERLAPPED lpOverlapped,
                           LPINT lpErrno);

    /**
     * Ends a connection once all that was sent has arrived (R-EXT-3).
     * @param s the socket
     * @param lpOverlapped the program's structure; null waits
     * @param dwFlags 0, or TF_REUSE_SOCKET for a socket that can be connected again
     * @param dwReserved 0
     * @param lpErrno gets WSA_IO_PENDING or an error
     * @return TRUE for a call that has waited, else as AcceptEx()
     */
    virtual BOOL DisconnectEx(
        SOCKET s, LPOVERLAPPED lpOverlapped, DWORD dwFlags, DWORD dwReserved, LPINT lpErrno);

    /**
     * Sends a file and what is to be around it (R-EXT-4).
     * @param hSocket a connected stream
     * @param hFile the file; null for none
     * @param nNumberOfBytesToWrite bytes of it; 0 for all that follows
     * @param nNumberOfBytesPerSend bytes of each piece; 0 leaves it to the provider
     * @param lpOverlapped the program's structure, which says where in the file to begin; null waits,
     *        and begins at the file's position
     * @param lpTransmitBuffers what goes before and behind the file, or null
     * @param dwReserved TF_DISCONNECT ...
     * @param lpErrno gets WSA_IO_PENDING or an error
     * @return as DisconnectEx()
     */
    virtual BOOL TransmitFile(SOCKET hSocket,
                              HANDLE hFile,
                              DWORD nNumberOfBytesToWrite,
                              DWORD nNumberOfBytesPerSend,
                              LPOVERLAPPED lpOverlapped,
                              LPTRANSMIT_FILE_BUFFERS lpTransmitBuffers,
                              DWORD dwReserved,
                              LPINT lpErrno);

    /**
     * Sends pieces of memory and of files, one after another.
     * @param hSocket a connected stream
     * @param lpPacketArray the pieces
     * @param nElementCount how many
     * @param nSendSize bytes of each send; 0 leaves it to the provider
     * @param lpOverlapped the program's structure; null waits
     * @param dwFlags TP_DISCONNECT ...
     * @param lpErrno gets WSA_IO_PENDING or an error
     * @return as DisconnectEx()
     */
    virtual BOOL TransmitPackets(SOCKET hSocket,
                                 LPTRANSMIT_PACKETS_ELEMENT lpPacketArray,
                                 DWORD nElementCount,
                                 DWORD nSendSize,
                                 LPOVERLAPPED lpOverlapped,
                                 DWORD dwFlags,
                                 LPINT lpErrno);
};

} // namespace ns3::winsock

#endif /* EXTENSION_PROVIDER_H */
