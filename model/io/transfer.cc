/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "transfer.h"

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

} // namespace ns3::winsock
