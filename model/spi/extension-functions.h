/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef EXTENSION_FUNCTIONS_H
#define EXTENSION_FUNCTIONS_H

#include "ns3/winsock-guid.h"
#include "ns3/winsock-types.h"

#include <cstdint>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief Gives the functions that programs ask for with SIO_GET_EXTENSION_FUNCTION_POINTER.
 *
 * Like the thirty functions of a slot they are plain C functions that lead to the current process's
 * provider in that slot, and so are good for its sockets only (R-IOC-5). Unlike them they are called
 * by programs: they report through the calling thread's last error. WSASendMsg and
 * WSARecvMsg are served by the provider's WSPSendTo and WSPRecvFrom, so that a layer sees messages as
 * it sees all other data, the others by the methods of ExtensionProvider. GetAcceptExSockaddrs is the
 * same for all providers.
 *
 * @param slot below PROVIDER_SLOTS
 * @param id WSAID_ACCEPTEX ...
 * @return an LPFN_ACCEPTEX ..., or null for any other id
 */
PVOID GetExtensionFunction(uint32_t slot, const GUID& id);

} // namespace ns3::winsock

#endif /* EXTENSION_FUNCTIONS_H */
