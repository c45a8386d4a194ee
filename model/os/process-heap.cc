/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "process-heap.h"

namespace ns3::winsock
{

void*
ProcessHeap::Allocate(std::size_t bytes)
{
    auto block = std::make_unique<std::byte[]>(bytes);
    void* const address = block.get();
    m_blocks[address] = std::move(block);
    return address;
}

bool
ProcessHeap::Contains(const void* block) const
{
    return m_blocks.count(block) != 0;
}

bool
ProcessHeap::Free(const void* block)
{
    return m_blocks.erase(block) != 0;
}

void*
ProcessHeap::Renew(uint32_t threadId, uint32_t kind, std::size_t bytes)
{
    void*& block = m_renewed[{threadId, kind}];
    Free(block);
    block = Allocate(bytes);
    return block;
}

std::size_t
ProcessHeap::GetCount() const
{
    return m_blocks.size();
}

void
ProcessHeap::Clear()
{
    m_blocks.clear();
    m_renewed.clear();
}

} // namespace ns3::winsock
