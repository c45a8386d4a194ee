/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "fiber-stack-pool.h"

#include "ns3/abort.h"

#include <cerrno>
#include <cstring>
#include <sys/mman.h>
#include <unistd.h>

namespace ns3::winsock
{

namespace
{

std::size_t
PageBytes()
{
    static const std::size_t bytes = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    return bytes;
}

std::size_t
RoundUpToPages(std::size_t bytes)
{
    return (bytes + PageBytes() - 1) / PageBytes() * PageBytes();
}

boost::context::stack_context
MapStack(std::size_t bytes)
{
    void* base = mmap(nullptr,
                      bytes + PageBytes(),
                      PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE,
                      -1,
                      0);
    NS_ABORT_MSG_IF(base == MAP_FAILED,
                    "No memory map for another fiber stack ("
                        << std::strerror(errno)
                        << "). Each simulated thread takes two maps: raise the system's limit"
                           " vm.max_map_count or run fewer programs at once.");
    // The lowest page stays inaccessible: a program that overruns its stack stops there.
    NS_ABORT_MSG_IF(mprotect(base, PageBytes(), PROT_NONE) != 0,
                    "Cannot guard a fiber stack (" << std::strerror(errno)
                                                   << "): raise the system's vm.max_map_count.");
    boost::context::stack_context stack;
    stack.size = bytes;
    stack.sp = static_cast<char*>(base) + PageBytes() + bytes;
    return stack;
}

void
UnmapStack(const boost::context::stack_context& stack)
{
    char* base = static_cast<char*>(stack.sp) - stack.size - PageBytes();
    munmap(base, stack.size + PageBytes());
}

} // namespace

FiberStackPool&
FiberStackPool::Get()
{
    static FiberStackPool pool;
    return pool;
}

FiberStackPool::~FiberStackPool()
{
    for (const auto& [bytes, stacks] : m_idle)
    {
        for (const auto& stack : stacks)
        {
            UnmapStack(stack);
        }
    }
}

boost::context::stack_context
FiberStackPool::Allocate(std::size_t bytes)
{
    bytes = RoundUpToPages(bytes);
    ++m_inUse;
    auto& idle = m_idle[bytes];
    if (idle.empty())
    {
        return MapStack(bytes);
    }
    boost::context::stack_context stack = idle.back();
    idle.pop_back();
    return stack;
}

void
FiberStackPool::Release(const boost::context::stack_context& stack)
{
    --m_inUse;
    m_idle[stack.size].push_back(stack);
}

std::size_t
FiberStackPool::GetInUse() const
{
    return m_inUse;
}

std::size_t
FiberStackPool::GetIdle() const
{
    std::size_t count = 0;
    for (const auto& [bytes, stacks] : m_idle)
    {
        count += stacks.size();
    }
    return count;
}

} // namespace ns3::winsock
