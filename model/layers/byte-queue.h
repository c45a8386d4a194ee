/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef BYTE_QUEUE_H
#define BYTE_QUEUE_H

#include "ns3/transfer.h"

#include <cstddef>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief Bytes of a stream that a layer holds: they go in at the end and come out at the front.
 */
class ByteQueue
{
  public:
    /// @return how many bytes there are
    std::size_t GetSize() const;

    /// @return the first of them
    const char* GetFront() const;

    /// @param data goes to the end @param length bytes of it
    void Append(const char* data, std::size_t length);

    /// @param length bytes at the front that are not needed any more; at most all
    void Drop(std::size_t length);

    /// Forgets everything.
    void Clear();

    /**
     * Copies from the front into a program's buffers, in their order and without holes (R-DAT-7).
     * @param transfer whose buffers these are
     * @param offset bytes of the buffers that are full already
     * @return bytes copied; they stay in the queue
     */
    DWORD CopyTo(const Transfer& transfer, uint64_t offset) const;

  private:
    std::vector<char> m_bytes; //!< what went in and has not been cleared away
    std::size_t m_front{0};    //!< bytes of it that came out
};

} // namespace ns3::winsock

#endif /* BYTE_QUEUE_H */
