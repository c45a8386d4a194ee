/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "transfer.h"

#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-pointer.h"

#include <algorithm>

namespace ns3::winsock
{

uint64_t
Transfer::GetSize() const
{
    uint64_t size = 0;
    for (DWORD i = 0; i < count; ++i)
    {
        size += buffers[i].len;
    }
    return size;
}

int
JudgeBuffers(const WSABUF* buffers, DWORD count)
{
    if (IsNowhere(buffers))
    {
        return WSAEFAULT;
    }
    if (count == 0)
    {
        return WSAEINVAL;
    }
    const bool sound =
        std::all_of(buffers,
                    buffers + count,
                    [](const WSABUF& buffer) { return buffer.len == 0 || !IsNowhere(buffer.buf); });
    return sound ? 0 : WSAEFAULT;
}

int
JudgeSendFlags(DWORD flags, bool urgentData)
{
    if ((flags & static_cast<DWORD>(MSG_OOB)) && !urgentData)
    {
        return WSAEOPNOTSUPP;
    }
    // What says something to a receive only is ignored.
    const auto known = static_cast<DWORD>(MSG_OOB) | static_cast<DWORD>(MSG_PEEK) |
                       static_cast<DWORD>(MSG_DONTROUTE) | static_cast<DWORD>(MSG_PARTIAL);
    return flags & ~known ? WSAEINVAL : 0;
}

int
JudgeReceiveFlags(DWORD flags, bool urgentData)
{
    if (flags & static_cast<DWORD>(MSG_OOB))
    {
        const bool waitsForAll = flags & static_cast<DWORD>(MSG_WAITALL);
        if (!urgentData || waitsForAll)
        {
            return WSAEOPNOTSUPP;
        }
        flags &= ~static_cast<DWORD>(MSG_OOB);
    }
    const auto known = static_cast<DWORD>(MSG_PEEK) | static_cast<DWORD>(MSG_WAITALL) |
                       static_cast<DWORD>(MSG_DONTROUTE) | static_cast<DWORD>(MSG_PARTIAL);
    return flags & ~known ? WSAEINVAL : 0;
}

int
UnconnectedSendError(Dialect dialect, bool connecting)
{
    return dialect == Dialect::NT && !connecting ? WSAECONNRESET : WSAENOTCONN;
}

} // namespace ns3::winsock
