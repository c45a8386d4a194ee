/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PLAIN_BYTE_QUEUE_H
#define PLAIN_BYTE_QUEUE_H

#include "ns3/packet.h"
#include "ns3/ptr.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief Bytes on their way between packets of ns-3 and a stream: added at the end, taken from the
 *        beginning.
 */
class PlainByteQueue
{
  public:
    /// @return how many bytes there are
    uint32_t
    GetSize() const
    {
        return static_cast<uint32_t>(m_bytes.size() - m_taken);
    }

    /// @return the first of them
    const char*
    GetData() const
    {
        return m_bytes.data() + m_taken;
    }

    /// @param packet its payload is added; zero-filled bytes become real ones
    void
    Add(Ptr<const Packet> packet)
    {
        const std::size_t before = m_bytes.size();
        m_bytes.resize(before + packet->GetSize());
        packet->CopyData(reinterpret_cast<uint8_t*>(m_bytes.data() + before), packet->GetSize());
    }

    /// @param data bytes to add @param length how many
    void
    Add(const char* data, uint32_t length)
    {
        m_bytes.insert(m_bytes.end(), data, data + length);
    }

    /// @param length how many bytes go, at most GetSize()
    void
    Remove(uint32_t length)
    {
        m_taken += length;
        if (m_taken == m_bytes.size())
        {
            Clear();
        }
        else if (m_taken > m_bytes.size() / 2)
        {
            m_bytes.erase(m_bytes.begin(), m_bytes.begin() + static_cast<std::ptrdiff_t>(m_taken));
            m_taken = 0;
        }
    }

    /// @param most how many bytes are wanted @return a packet of the first ones
    Ptr<Packet>
    Take(uint32_t most)
    {
        const uint32_t length = std::min(most, GetSize());
        Ptr<Packet> packet = Create<Packet>(reinterpret_cast<const uint8_t*>(GetData()), length);
        Remove(length);
        return packet;
    }

    /// Forgets all bytes.
    void
    Clear()
    {
        m_bytes.clear();
        m_taken = 0;
    }

  private:
    std::vector<char> m_bytes; //!< those there, behind some that were taken
    std::size_t m_taken{0};    //!< how many were
};

} // namespace ns3::winsock

#endif /* PLAIN_BYTE_QUEUE_H */
