/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PROCESS_HEAP_H
#define PROCESS_HEAP_H

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <unordered_map>
#include <utility>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief Memory that calls hand out to a program.
 *
 * It belongs to the process: what a program does not free goes with the process. Some results belong to
 * a thread and live until its next call of the same kind.
 */
class ProcessHeap
{
  public:
    /**
     * @param bytes how much
     * @return a block of zeros, aligned for any structure
     */
    void* Allocate(std::size_t bytes);

    /// @param block any pointer; @return whether it is a block
    bool Contains(const void* block) const;

    /// @param block any pointer; @return whether it was a block, which is gone now
    bool Free(const void* block);

    /**
     * Gives a thread its block of a kind; the one that it had before is gone.
     * @param threadId number of the thread
     * @param kind number of the kind
     * @param bytes how much
     * @return a block as Allocate() gives it, not to be freed
     */
    void* Renew(uint32_t threadId, uint32_t kind, std::size_t bytes);

    /// @return how many blocks there are
    std::size_t GetCount() const;

    /// Frees all blocks: the end of the process.
    void Clear();

  private:
    std::unordered_map<const void*, std::unique_ptr<std::byte[]>> m_blocks; //!< by their address
    std::map<std::pair<uint32_t, uint32_t>, void*> m_renewed;               //!< by thread and kind
};

} // namespace ns3::winsock

#endif /* PROCESS_HEAP_H */
