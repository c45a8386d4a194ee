/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef KERNEL_HANDLE_GUARD_H
#define KERNEL_HANDLE_GUARD_H

#include "ns3/base-socket.h"
#include "ns3/handle-table.h"
#include "ns3/provider-upcalls.h"
#include "ns3/winsock-process.h"

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief Gives the handle of a new socket back unless the socket is kept, however the call ends.
 */
struct KernelHandleGuard
{
    WinsockProcess& process;       //!< whose handle
    Ptr<BaseSocket> socket;        //!< the new socket; null once it is kept
    SOCKET handle{INVALID_SOCKET}; //!< its handle

    ~KernelHandleGuard()
    {
        // A program's function may have ended Winsock, and the handle with it.
        const HandleEntry* entry = socket ? process.GetHandles().Find(handle) : nullptr;
        if (entry && PeekPointer(entry->object) == PeekPointer(socket))
        {
            CloseKernelHandle(process, handle);
        }
    }
};

} // namespace ns3::winsock

#endif /* KERNEL_HANDLE_GUARD_H */
