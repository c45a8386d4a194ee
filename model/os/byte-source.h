/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef BYTE_SOURCE_H
#define BYTE_SOURCE_H

#include "ns3/handle-table.h"
#include "ns3/ptr.h"
#include "ns3/simple-ref-count.h"

#include <cstdint>
#include <functional>
#include <string>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief What a file of a simulated node contains.
 *
 * Contents need not be in memory: they may be computed from the offset. Derive from it, or use one of
 * the functions below, and open it by WindowsCalls::OpenByteSource().
 */
class ByteSource : public SimpleRefCount<ByteSource>
{
  public:
    virtual ~ByteSource() = default;

    /// @return bytes in all
    virtual uint64_t GetSize() const = 0;

    /**
     * @param offset where to begin
     * @param buffer gets the bytes
     * @param length how many; all of them are inside
     */
    virtual void Read(uint64_t offset, char* buffer, uint32_t length) const = 0;
};

/// @param text the contents @return a source of them
Ptr<ByteSource> MakeTextSource(std::string text);

/**
 * @param size bytes in all
 * @param generate says the byte at an offset; the same each time
 * @return a source that takes no memory
 */
Ptr<ByteSource> MakeGeneratedSource(uint64_t size, std::function<char(uint64_t)> generate);

/**
 * @ingroup winsock
 * @brief An open file: a byte source with a position.
 */
class FileObject : public KernelObject
{
  public:
    /// @param source what it contains
    explicit FileObject(Ptr<const ByteSource> source);

    /// @return what it contains
    const ByteSource& GetSource() const;

    /// @return where the next read without an offset begins
    uint64_t GetPosition() const;

    /// @param position where the next read without an offset begins
    void SetPosition(uint64_t position);

  private:
    Ptr<const ByteSource> m_source; //!< what it contains
    uint64_t m_position{0};         //!< where the next read begins
};

} // namespace ns3::winsock

#endif /* BYTE_SOURCE_H */
