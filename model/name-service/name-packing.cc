/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "name-packing.h"

#include "ns3/winsock-constants.h"

#include <cstring>
#include <string>
#include <vector>

namespace ns3::winsock
{

namespace
{

/// Takes pieces of a block one behind the other; of no block, only counts.
class Block
{
  public:
    /// @param room of the program's, or null
    explicit Block(char* room)
        : m_room(room)
    {
    }

    /// @return room for some objects, or null without a block
    template <typename T>
    T*
    Take(std::size_t count)
    {
        m_used = (m_used + alignof(T) - 1) / alignof(T) * alignof(T);
        T* const place = m_room ? reinterpret_cast<T*>(m_room + m_used) : nullptr;
        m_used += count * sizeof(T);
        return place;
    }

    /// @return the text, ended by zero
    char*
    Write(const std::string& text)
    {
        return static_cast<char*>(Copy(Take<char>(text.size() + 1), text.c_str(), text.size() + 1));
    }

    /// @return the texts' places, ended by null
    char**
    Write(const std::vector<std::string>& texts)
    {
        char** const places = Take<char*>(texts.size() + 1);
        for (std::size_t i = 0; i < texts.size(); ++i)
        {
            Set(places, i, Write(texts[i]));
        }
        Set(places, texts.size(), nullptr);
        return places;
    }

    /// Sets an element of an array that Take() gave.
    static void
    Set(char** places, std::size_t index, char* value)
    {
        if (places)
        {
            places[index] = value;
        }
    }

    /// Fills what Take() gave. @return place
    static void*
    Copy(void* place, const void* data, std::size_t bytes)
    {
        return place ? std::memcpy(place, data, bytes) : nullptr;
    }

    /// @return bytes taken
    std::size_t
    GetUsed() const
    {
        return m_used;
    }

  private:
    char* m_room;          //!< the block, or null
    std::size_t m_used{0}; //!< bytes taken
};

/// A port as programs have it.
SHORT
ToNetwork(uint16_t port)
{
    const uint8_t bytes[] = {static_cast<uint8_t>(port >> 8), static_cast<uint8_t>(port)};
    SHORT value = 0;
    std::memcpy(&value, bytes, sizeof(value));
    return value;
}

} // namespace

std::size_t
PackHost(const HostRecord& record, bool ipv6, char* room)
{
    const std::size_t length = ipv6 ? sizeof(IN6_ADDR) : sizeof(IN_ADDR);
    std::vector<const WinsockSocketAddress*> wanted;
    for (const WinsockSocketAddress& address : record.addresses)
    {
        if (address.ipv6 == ipv6)
        {
            wanted.push_back(&address);
        }
    }
    Block block(room);
    HOSTENT* const host = block.Take<HOSTENT>(1);
    char** const addresses = block.Take<char*>(wanted.size() + 1);
    for (std::size_t i = 0; i < wanted.size(); ++i)
    {
        char* const place = block.Take<char>(length);
        Block::Copy(place, wanted[i]->bytes.data(), length);
        Block::Set(addresses, i, place);
    }
    Block::Set(addresses, wanted.size(), nullptr);
    char** const aliases = block.Write(record.aliases);
    char* const name = block.Write(record.name);
    if (host)
    {
        *host = {name,
                 aliases,
                 static_cast<SHORT>(ipv6 ? AF_INET6 : AF_INET),
                 static_cast<SHORT>(length),
                 addresses};
    }
    return block.GetUsed();
}

std::size_t
PackService(const ServiceRecord& record, char* room)
{
    Block block(room);
    SERVENT* const service = block.Take<SERVENT>(1);
    char** const aliases = block.Write(record.aliases);
    char* const name = block.Write(record.name);
    char* const protocol = block.Write(record.protocol);
    if (service)
    {
        *service = {name, aliases, protocol, ToNetwork(record.port)};
    }
    return block.GetUsed();
}

std::size_t
PackProtocol(const ProtocolRecord& record, char* room)
{
    Block block(room);
    PROTOENT* const protocol = block.Take<PROTOENT>(1);
    char** const aliases = block.Write(record.aliases);
    char* const name = block.Write(record.name);
    if (protocol)
    {
        *protocol = {name, aliases, static_cast<SHORT>(record.number)};
    }
    return block.GetUsed();
}

} // namespace ns3::winsock
