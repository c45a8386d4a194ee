/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_EXTENSIONS_H
#define WINSOCK_EXTENSIONS_H

#include "winsock-ioctls.h"
#include "winsock-spi.h"

/**
 * @file
 * @ingroup winsock
 * Extension functions: what SIO_GET_EXTENSION_FUNCTION_POINTER gives pointers to.
 */

namespace ns3::winsock
{

/**
 * @addtogroup winsock
 * @{
 */

/** What TransmitFile sends around a file. */
struct TRANSMIT_FILE_BUFFERS
{
    LPVOID Head;      //!< before the file, or null
    DWORD HeadLength; //!< bytes of it
    LPVOID Tail;      //!< behind the file, or null
    DWORD TailLength; //!< bytes of it
};

using PTRANSMIT_FILE_BUFFERS = TRANSMIT_FILE_BUFFERS*;  //!< pointer
using LPTRANSMIT_FILE_BUFFERS = TRANSMIT_FILE_BUFFERS*; //!< pointer

/** One piece of what TransmitPackets sends. */
struct TRANSMIT_PACKETS_ELEMENT
{
    ULONG dwElFlags; //!< TP_ELEMENT_MEMORY or TP_ELEMENT_FILE, and TP_ELEMENT_EOP
    ULONG cLength;   //!< bytes of it; 0 for all that follows in a file

    /// Where a piece of a file is.
    struct FilePiece
    {
        LONGLONG nFileOffset; //!< where it begins; -1 for the file's position
        HANDLE hFile;         //!< the file
    };

    union
    {
        FilePiece file; //!< of TP_ELEMENT_FILE
        PVOID pBuffer;  //!< of TP_ELEMENT_MEMORY
    };
};

using PTRANSMIT_PACKETS_ELEMENT = TRANSMIT_PACKETS_ELEMENT*;  //!< pointer
using LPTRANSMIT_PACKETS_ELEMENT = TRANSMIT_PACKETS_ELEMENT*; //!< pointer

/** Accepts a connection into a socket that exists already; WSAID_ACCEPTEX. */
using LPFN_ACCEPTEX = BOOL (*)(SOCKET sListenSocket,
                               SOCKET sAcceptSocket,
                               PVOID lpOutputBuffer,
                               DWORD dwReceiveDataLength,
                               DWORD dwLocalAddressLength,
                               DWORD dwRemoteAddressLength,
                               LPDWORD lpdwBytesReceived,
                               LPOVERLAPPED lpOverlapped);

/** Finds the addresses in what AcceptEx has written; WSAID_GETACCEPTEXSOCKADDRS. */
using LPFN_GETACCEPTEXSOCKADDRS = void (*)(PVOID lpOutputBuffer,
                                           DWORD dwReceiveDataLength,
                                           DWORD dwLocalAddressLength,
                                           DWORD dwRemoteAddressLength,
                                           SOCKADDR** LocalSockaddr,
                                           LPINT LocalSockaddrLength,
                                           SOCKADDR** RemoteSockaddr,
                                           LPINT RemoteSockaddrLength);

/** Connects and sends the first data; WSAID_CONNECTEX. */
using LPFN_CONNECTEX = BOOL (*)(SOCKET s,
                                const SOCKADDR* name,
                                int namelen,
                                PVOID lpSendBuffer,
                                DWORD dwSendDataLength,
                                LPDWORD lpdwBytesSent,
                                LPOVERLAPPED lpOverlapped);

/** Ends a connection, and may make the socket usable again; WSAID_DISCONNECTEX. */
using LPFN_DISCONNECTEX = BOOL (*)(SOCKET s,
                                   LPOVERLAPPED lpOverlapped,
                                   DWORD dwFlags,
                                   DWORD dwReserved);

/** Sends a file; WSAID_TRANSMITFILE. */
using LPFN_TRANSMITFILE = BOOL (*)(SOCKET hSocket,
                                   HANDLE hFile,
                                   DWORD nNumberOfBytesToWrite,
                                   DWORD nNumberOfBytesPerSend,
                                   LPOVERLAPPED lpOverlapped,
                                   LPTRANSMIT_FILE_BUFFERS lpTransmitBuffers,
                                   DWORD dwReserved);

/** Sends memory and files; WSAID_TRANSMITPACKETS. */
using LPFN_TRANSMITPACKETS = BOOL (*)(SOCKET hSocket,
                                      LPTRANSMIT_PACKETS_ELEMENT lpPacketArray,
                                      DWORD nElementCount,
                                      DWORD nSendSize,
                                      LPOVERLAPPED lpOverlapped,
                                      DWORD dwFlags);

/** Sends a message with control data; WSAID_WSASENDMSG. */
using LPFN_WSASENDMSG = INT (*)(SOCKET s,
                                LPWSAMSG lpMsg,
                                DWORD dwFlags,
                                LPDWORD lpNumberOfBytesSent,
                                LPWSAOVERLAPPED lpOverlapped,
                                LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine);

/** Receives a message with control data; WSAID_WSARECVMSG. */
using LPFN_WSARECVMSG = INT (*)(SOCKET s,
                                LPWSAMSG lpMsg,
                                LPDWORD lpdwNumberOfBytesRecvd,
                                LPWSAOVERLAPPED lpOverlapped,
                                LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine);

/** @} */

} // namespace ns3::winsock

#endif // WINSOCK_EXTENSIONS_H
