/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "oracle-extensions.h"

#include "oracle-peers.h"

#include "ns3/winsock-ioctls.h"

namespace ns3::winsock::test
{

PVOID
FindExtensionFunction(Winsock& ws, const GUID& id)
{
    // A program that has cleaned up may still have pointers.
    Start(ws);
    const SOCKET s = NewUdp(ws);
    GUID name = id;
    PVOID function = nullptr;
    DWORD bytes = 0;
    ws.WSAIoctl(s,
                SIO_GET_EXTENSION_FUNCTION_POINTER,
                &name,
                sizeof(name),
                &function,
                sizeof(function),
                &bytes,
                nullptr,
                nullptr);
    ws.closesocket(s);
    ws.WSACleanup();
    return function;
}

} // namespace ns3::winsock::test
