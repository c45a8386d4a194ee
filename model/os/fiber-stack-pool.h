/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef FIBER_STACK_POOL_H
#define FIBER_STACK_POOL_H

#include <boost/context/stack_context.hpp>

#include <cstddef>
#include <map>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief Stacks for fibers, each above an inaccessible page, kept for the next fiber.
 *
 * Mapping and unmapping a guarded stack costs some 12 microseconds, taking one from the pool some
 * tens of nanoseconds. The pool keeps every stack until the program ends; what a stack occupies
 * in memory are the pages that were touched.
 */
class FiberStackPool
{
  public:
    /// @return the pool of this program
    static FiberStackPool& Get();

    ~FiberStackPool();

    /**
     * @param bytes usable size, rounded up to whole pages
     * @return a stack; aborts with the cause if the operating system has no more memory maps
     */
    boost::context::stack_context Allocate(std::size_t bytes);

    /// @param stack a stack that Allocate() gave
    void Release(const boost::context::stack_context& stack);

    /// @return how many stacks are lent out at this moment
    std::size_t GetInUse() const;

    /// @return how many stacks wait for a next fiber
    std::size_t GetIdle() const;

  private:
    FiberStackPool() = default;

    std::map<std::size_t, std::vector<boost::context::stack_context>> m_idle; //!< by usable size
    std::size_t m_inUse{0};                                                   //!< lent out
};

} // namespace ns3::winsock

#endif /* FIBER_STACK_POOL_H */
