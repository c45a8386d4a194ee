/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "byte-source.h"

#include <utility>

namespace ns3::winsock
{

namespace
{

/// Contents that are kept.
class TextSource : public ByteSource
{
  public:
    explicit TextSource(std::string text)
        : m_text(std::move(text))
    {
    }

    uint64_t
    GetSize() const override
    {
        return m_text.size();
    }

    void
    Read(uint64_t offset, char* buffer, uint32_t length) const override
    {
        m_text.copy(buffer, length, offset);
    }

  private:
    std::string m_text; //!< the contents
};

/// Contents that are computed.
class GeneratedSource : public ByteSource
{
  public:
    GeneratedSource(uint64_t size, std::function<char(uint64_t)> generate)
        : m_size(size),
          m_generate(std::move(generate))
    {
    }

    uint64_t
    GetSize() const override
    {
        return m_size;
    }

    void
    Read(uint64_t offset, char* buffer, uint32_t length) const override
    {
        for (uint32_t i = 0; i < length; ++i)
        {
            buffer[i] = m_generate(offset + i);
        }
    }

  private:
    uint64_t m_size;                          //!< bytes in all
    std::function<char(uint64_t)> m_generate; //!< says the byte at an offset
};

} // namespace

Ptr<ByteSource>
MakeTextSource(std::string text)
{
    return Create<TextSource>(std::move(text));
}

Ptr<ByteSource>
MakeGeneratedSource(uint64_t size, std::function<char(uint64_t)> generate)
{
    return Create<GeneratedSource>(size, std::move(generate));
}

FileObject::FileObject(Ptr<const ByteSource> source)
    : m_source(source)
{
}

const ByteSource&
FileObject::GetSource() const
{
    return *m_source;
}

uint64_t
FileObject::GetPosition() const
{
    return m_position;
}

void
FileObject::SetPosition(uint64_t position)
{
    m_position = position;
}

} // namespace ns3::winsock
