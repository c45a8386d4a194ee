/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The base provider's ioctls.
 */

#include "ns3/winsock-base-provider.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-ioctls.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"

#include <cstring>

namespace ns3::winsock
{

int
WinsockBaseProvider::WSPIoctl(SOCKET s,
                              DWORD dwIoControlCode,
                              LPVOID lpvInBuffer,
                              DWORD cbInBuffer,
                              LPVOID lpvOutBuffer,
                              DWORD cbOutBuffer,
                              LPDWORD lpcbBytesReturned,
                              LPWSAOVERLAPPED lpOverlapped,
                              LPWSAOVERLAPPED_COMPLETION_ROUTINE,
                              LPWSATHREADID,
                              LPINT lpErrno)
{
    Ptr<BaseSocket> socket = Find(s, lpErrno);
    if (!socket)
    {
        return SOCKET_ERROR;
    }
    if (IsNowhere(lpcbBytesReturned))
    {
        return Answer(WSAEFAULT, lpErrno);
    }
    *lpcbBytesReturned = 0;
    ULONG value = 0;
    const auto write = [&](const void* data, DWORD bytes)
    {
        if (IsNowhere(lpvOutBuffer) || cbOutBuffer < bytes)
        {
            return WSAEFAULT;
        }
        std::memcpy(lpvOutBuffer, data, bytes);
        *lpcbBytesReturned = bytes;
        return 0;
    };
    switch (dwIoControlCode)
    {
    case FIONBIO:
        if (IsNowhere(lpvInBuffer) || cbInBuffer < sizeof(value))
        {
            return Answer(WSAEFAULT, lpErrno);
        }
        std::memcpy(&value, lpvInBuffer, sizeof(value));
        return Answer(socket->SetNonBlocking(value != 0), lpErrno);
    case FIONREAD:
        value = socket->GetReadableBytes();
        return Answer(write(&value, sizeof(value)), lpErrno);
    case SIO_BASE_HANDLE:
        return Answer(lpOverlapped ? WSAEOPNOTSUPP : write(&s, sizeof(s)), lpErrno);
    default:
        // The documents say one thing, tests on desktop Windows another (R-IOC-3).
        return Answer(GetProcess().GetStack().GetDialect() == Dialect::CE ? WSAEINVAL
                                                                          : WSAEOPNOTSUPP,
                      lpErrno);
    }
}

} // namespace ns3::winsock
