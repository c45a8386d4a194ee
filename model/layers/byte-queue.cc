/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "byte-queue.h"

#include <algorithm>

namespace ns3::winsock
{

std::size_t
ByteQueue::GetSize() const
{
    return m_bytes.size() - m_front;
}

const char*
ByteQueue::GetFront() const
{
    return m_bytes.data() + m_front;
}

void
ByteQueue::Append(const char* data, std::size_t length)
{
    // What came out is cleared away before the rest would have to move to a bigger place.
    if (m_front != 0 && m_bytes.size() + length > m_bytes.capacity())
    {
        m_bytes.erase(m_bytes.begin(), m_bytes.begin() + static_cast<std::ptrdiff_t>(m_front));
        m_front = 0;
    }
    m_bytes.insert(m_bytes.end(), data, data + length);
}

void
ByteQueue::Drop(std::size_t length)
{
    m_front += length;
    if (m_front == m_bytes.size())
    {
        Clear();
    }
}

void
ByteQueue::Clear()
{
    m_bytes.clear();
    m_front = 0;
}

DWORD
ByteQueue::CopyTo(const Transfer& transfer, uint64_t offset) const
{
    std::size_t copied = 0;
    for (DWORD i = 0; i < transfer.count && copied != GetSize(); ++i)
    {
        const WSABUF& buffer = transfer.buffers[i];
        const uint64_t full = std::min<uint64_t>(offset, buffer.len);
        const std::size_t here = std::min<std::size_t>(buffer.len - full, GetSize() - copied);
        std::copy_n(GetFront() + copied, here, buffer.buf + full);
        offset -= full;
        copied += here;
    }
    return static_cast<DWORD>(copied);
}

} // namespace ns3::winsock
