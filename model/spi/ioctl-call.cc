/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "ioctl-call.h"

#include "ns3/winsock-error.h"
#include "ns3/winsock-pointer.h"

#include <cstring>

namespace ns3::winsock
{

int
IoctlCall::ReadBytes(void* value, DWORD bytes) const
{
    if (IsNowhere(in) || inBytes < bytes)
    {
        return WSAEFAULT;
    }
    std::memcpy(value, in, bytes);
    return 0;
}

int
IoctlCall::Write(const void* data, DWORD bytes) const
{
    if (IsNowhere(out) || outBytes < bytes)
    {
        return WSAEFAULT;
    }
    std::memcpy(out, data, bytes);
    *returned = bytes;
    return 0;
}

int
IoctlCall::WriteOrSize(const void* data, DWORD bytes) const
{
    const int error = Write(data, bytes);
    *returned = bytes;
    return error;
}

int
IoctlCall::WriteExtension(const ServiceProvider& provider) const
{
    GUID id{};
    if (const int error = Read(id))
    {
        return error;
    }
    const PVOID function = provider.FindExtension(id);
    return function ? Write(&function, sizeof(function)) : WSAEINVAL;
}

} // namespace ns3::winsock
