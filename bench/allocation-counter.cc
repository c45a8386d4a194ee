/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "allocation-counter.h"

#include <cstddef>
#include <cstdlib>
#include <new>

namespace
{

uint64_t g_count = 0;

void*
Allocate(std::size_t bytes)
{
    ++g_count;
    void* const memory = std::malloc(bytes == 0 ? 1 : bytes);
    if (!memory)
    {
        throw std::bad_alloc();
    }
    return memory;
}

void*
AllocateAligned(std::size_t bytes, std::align_val_t alignment)
{
    ++g_count;
    const auto boundary = static_cast<std::size_t>(alignment);
    void* const memory = std::aligned_alloc(boundary, (bytes + boundary - 1) / boundary * boundary);
    if (!memory)
    {
        throw std::bad_alloc();
    }
    return memory;
}

} // namespace

// The forms for arrays and those that do not throw call these.

void*
operator new(std::size_t bytes)
{
    return Allocate(bytes);
}

void*
operator new(std::size_t bytes, std::align_val_t alignment)
{
    return AllocateAligned(bytes, alignment);
}

void
operator delete(void* memory) noexcept
{
    std::free(memory);
}

void
operator delete(void* memory, std::size_t) noexcept
{
    std::free(memory);
}

void
operator delete(void* memory, std::align_val_t) noexcept
{
    std::free(memory);
}

void
operator delete(void* memory, std::size_t, std::align_val_t) noexcept
{
    std::free(memory);
}

namespace ns3::winsock
{

uint64_t
GetAllocationCount()
{
    return g_count;
}

} // namespace ns3::winsock
