/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PROVIDER_UPCALLS_H
#define PROVIDER_UPCALLS_H

#include "ns3/winsock-spi.h"

namespace ns3::winsock
{

class WinsockProcess;

/**
 * @ingroup winsock
 * @brief Gives what a provider may call in Winsock.
 *
 * Two of the fifteen functions are the only doors through which sockets get their descriptors
 * (design decision D5): WPUCreateSocketHandle, at which a provider of its own handles asks for one, and
 * WPUModifyIFSHandle, to which a provider shows the operating system's handle. The upcalls act on
 * the process whose thread is running.
 *
 * @return the table that every WSPStartup is given
 */
const WSPUPCALLTABLE& GetUpcallTable();

/**
 * @ingroup winsock
 * @brief Completes an overlapped operation of a provider with handles of its own (R-UPC-5).
 *
 * Winsock's library exports this function; it is not in the table (R-SPI-7). It fills the structure
 * in, then signals its event and posts to the handle's completion port, where there are such. An
 * operation with a completion routine is not its business.
 * @param s a handle of WPUCreateSocketHandle
 * @param lpOverlapped the program's structure; Offset holds the flags to report
 * @param dwError 0 or the Winsock error that the operation ended with
 * @param cbTransferred bytes
 * @param lpErrno gets WSAEINVAL (another handle) or WSAEFAULT
 * @return 0 or SOCKET_ERROR
 */
int WPUCompleteOverlappedRequest(
    SOCKET s, LPWSAOVERLAPPED lpOverlapped, DWORD dwError, DWORD cbTransferred, LPINT lpErrno);

/**
 * @ingroup winsock
 * @brief Closes an operating system's handle, as CloseHandle does for an IFS provider.
 *
 * The way back from WPUModifyIFSHandle: the descriptor that the door took is given back, the object
 * loses one reference.
 * @param process whose handle it is
 * @param s an existing handle
 */
void CloseKernelHandle(WinsockProcess& process, SOCKET s);

} // namespace ns3::winsock

#endif /* PROVIDER_UPCALLS_H */
