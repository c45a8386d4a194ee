/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_EXTENSIONS_H
#define WINSOCK_EXTENSIONS_H

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
