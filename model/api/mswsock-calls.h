/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MSWSOCK_CALLS_H
#define MSWSOCK_CALLS_H

#include "ns3/windows-calls.h"
#include "ns3/winsock-extensions.h"

namespace ns3::winsock
{

class ApiCall;

/**
 * @ingroup winsock
 * @brief The functions that mswsock exports, as one thread of a simulated program calls them.
 *
 * Each asks the provider of its socket for the pointer that SIO_GET_EXTENSION_FUNCTION_POINTER gives,
 * and calls that; a program that calls often asks once and keeps the pointer. Where the provider gives
 * none, such as a layer that does not offer the function, the call fails with WSAEINVAL.
 *
 * Operations with a structure report their end by event or completion port. One that has begun answers
 * with WSA_IO_PENDING, even if it has ended by then and was reported.
 */
class MswsockCalls : public WindowsCalls
{
  public:
    using WindowsCalls::WindowsCalls;

    /**
     * @name mswsock
     * @{
     */

    /**
     * Accepts a connection into a socket that exists already, and receives its first data (R-EXT-2).
     * @param sListenSocket the listener
     * @param sAcceptSocket a new socket, which gets the connection
     * @param lpOutputBuffer gets data, and behind it both addresses for GetAcceptExSockaddrs
     * @param dwReceiveDataLength room for data; with 0 the call does not wait for any
     * @param dwLocalAddressLength room for the local address, 16 bytes more than it takes; may be 0
     * @param dwRemoteAddressLength room for the peer's address, 16 bytes more than it takes
     * @param lpdwBytesReceived not written by a call that is answered with WSA_IO_PENDING
     * @param lpOverlapped the operation
     * @return FALSE with WSA_IO_PENDING; or WSAENOTSOCK, WSAEINVAL (does not listen, or the other
     *         socket is in use), WSAEFAULT, WSA_INVALID_PARAMETER (no structure)
     */
    BOOL AcceptEx(SOCKET sListenSocket,
                  SOCKET sAcceptSocket,
                  PVOID lpOutputBuffer,
                  DWORD dwReceiveDataLength,
                  DWORD dwLocalAddressLength,
                  DWORD dwRemoteAddressLength,
                  LPDWORD lpdwBytesReceived,
                  LPOVERLAPPED lpOverlapped);

    /**
     * Finds the addresses in what AcceptEx has written.
     * @param lpOutputBuffer as AcceptEx was given it
     * @param dwReceiveDataLength as AcceptEx was given it
     * @param dwLocalAddressLength as AcceptEx was given it
     * @param dwRemoteAddressLength as AcceptEx was given it
     * @param LocalSockaddr gets where the local address is; null without room for it
     * @param LocalSockaddrLength gets its bytes
     * @param RemoteSockaddr gets where the peer's address is
     * @param RemoteSockaddrLength gets its bytes
     */
    void GetAcceptExSockaddrs(PVOID lpOutputBuffer,
                              DWORD dwReceiveDataLength,
                              DWORD dwLocalAddressLength,
                              DWORD dwRemoteAddressLength,
                              SOCKADDR** LocalSockaddr,
                              LPINT LocalSockaddrLength,
                              SOCKADDR** RemoteSockaddr,
                              LPINT RemoteSockaddrLength);

    /**
     * Sends a file, and memory before and behind it (R-EXT-4).
     * @param hSocket a connected stream
     * @param hFile of OpenByteSource(), or null for none
     * @param nNumberOfBytesToWrite bytes of it; 0 for all that follows
     * @param nNumberOfBytesPerSend bytes of each piece; 0 for the provider's choice
     * @param lpOverlapped the operation, whose Offset is where in the file to begin; null waits, and
     *        begins at the file's position
     * @param lpTransmitBuffers what goes before and behind the file, or null
     * @param dwReserved TF_DISCONNECT, TF_REUSE_SOCKET with it, TF_WRITE_BEHIND, TF_USE_SYSTEM_THREAD,
     *        TF_USE_KERNEL_APC
     * @return TRUE, or FALSE with WSA_IO_PENDING, WSAENOTSOCK, WSAENOTCONN, WSAESHUTDOWN, WSAEINVAL (no
     *         stream, TF_REUSE_SOCKET alone, an offset outside the file, more than 2147483646 bytes),
     *         WSAEFAULT, or the errors of send
     */
    BOOL TransmitFile(SOCKET hSocket,
                      HANDLE hFile,
                      DWORD nNumberOfBytesToWrite,
                      DWORD nNumberOfBytesPerSend,
                      LPOVERLAPPED lpOverlapped,
                      LPTRANSMIT_FILE_BUFFERS lpTransmitBuffers,
                      DWORD dwReserved);

    /**
     * Receives, and says whether that was only a part of a message.
     * @param s the socket
     * @param buf where to
     * @param len bytes of room
     * @param flags as recv takes them; gets MSG_PARTIAL for a datagram that was longer
     * @return bytes received, or SOCKET_ERROR with the errors of recv but WSAEMSGSIZE
     */
    int WSARecvEx(SOCKET s, char* buf, int len, int* flags);
    /** @} */

  private:
    /**
     * Asks the provider of a socket for a function and calls it.
     * @tparam Function type of the pointer
     * @param call under way
     * @param id of the function
     * @param s the socket
     * @param arguments what the function takes behind it
     * @return what it returned, once the call is finished
     */
    template <typename Function, typename... Arguments>
    BOOL CallExtension(ApiCall& call, const GUID& id, SOCKET s, Arguments... arguments);
};

} // namespace ns3::winsock

#endif /* MSWSOCK_CALLS_H */
