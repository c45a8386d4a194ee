/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef STORED_FILES_H
#define STORED_FILES_H

// The files of a file server. Their contents are computed, so that client and server can agree on them.

#include "ns3/byte-source.h"
#include "ns3/ptr.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace ns3::winsock::styles
{

/// A file on the server's disk.
struct FileDescription
{
    const char* name;
    std::size_t bytes;
};

constexpr std::array<FileDescription, 4> FILES{
    {{"empty.txt", 0}, {"page.html", 900}, {"picture.gif", 20000}, {"manual.pdf", 60000}}};

/// A file that is being read.
class StoredFile
{
  public:
    /// @return whether there is a file of that name, which is open now; else none is
    bool
    Open(const std::string& name)
    {
        m_at = 0;
        m_file = std::find_if(FILES.begin(),
                              FILES.end(),
                              [&](const FileDescription& file) { return file.name == name; });
        return m_file != FILES.end();
    }

    std::size_t
    GetSize() const
    {
        return m_file == FILES.end() ? 0 : m_file->bytes;
    }

    bool
    IsAtEnd() const
    {
        return m_at == GetSize();
    }

    /// Leaves out all that was not read yet. @return the whole file, as the system opens files
    Ptr<ByteSource>
    TakeWhole()
    {
        const std::size_t size = GetSize();
        m_at = size;
        return MakeGeneratedSource(size, [size](uint64_t at) { return GetByte(size, at); });
    }

    /// @return the next bytes of the file, as many as there are but no more than wanted
    std::string
    Read(std::size_t wanted)
    {
        std::string block(std::min(wanted, GetSize() - m_at), '\0');
        for (char& byte : block)
        {
            byte = GetByte(GetSize(), m_at++);
        }
        return block;
    }

  private:
    /// @return a byte of a file of that size: the upper bits of a multiplicative hash of its place
    static char
    GetByte(std::size_t size, uint64_t at)
    {
        return static_cast<char>((static_cast<uint32_t>(at + size) * 2654435761U) >> 24);
    }

    std::array<FileDescription, 4>::const_iterator m_file{FILES.end()}; // the end for none
    std::size_t m_at{0};                                                // bytes that were read
};

} // namespace ns3::winsock::styles

#endif // STORED_FILES_H
