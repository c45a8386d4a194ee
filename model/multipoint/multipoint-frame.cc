/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "multipoint-frame.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace ns3::winsock
{

namespace
{

/// Puts a number into bytes in network order.
void
Put(uint8_t* bytes, uint32_t number, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i)
    {
        bytes[i] = static_cast<uint8_t>(number >> (8 * (count - 1 - i)));
    }
}

/// @return the number that lies in bytes in network order
uint32_t
Get(const uint8_t* bytes, std::size_t count)
{
    uint32_t number = 0;
    for (std::size_t i = 0; i < count; ++i)
    {
        number = number << 8 | bytes[i];
    }
    return number;
}

constexpr std::size_t START_BYTES = 18;

} // namespace

Ptr<Packet>
MultipointFrame::Write() const
{
    std::array<uint8_t, HEADER> header{};
    header[0] = static_cast<uint8_t>(type);
    header[1] = role;
    Put(&header[2], payload ? payload->GetSize() : 0, 2);
    Put(&header[4], number, 4);
    Ptr<Packet> packet = Create<Packet>(header.data(), HEADER);
    if (payload)
    {
        packet->AddAtEnd(payload);
    }
    return packet;
}

bool
MultipointFrame::Read(Ptr<Packet> bytes)
{
    std::array<uint8_t, HEADER> header{};
    if (bytes->GetSize() < HEADER)
    {
        return false;
    }
    bytes->CopyData(header.data(), HEADER);
    const uint32_t length = Get(&header[2], 2);
    if (bytes->GetSize() < HEADER + length)
    {
        return false;
    }
    type = static_cast<Type>(header[0]);
    role = header[1];
    number = Get(&header[4], 4);
    payload = bytes->CreateFragment(HEADER, length);
    bytes->RemoveAtStart(HEADER + length);
    return true;
}

Ptr<Packet>
MultipointStart::Write() const
{
    std::array<uint8_t, START_BYTES> bytes{};
    std::copy_n(group.bytes.begin(), 4, bytes.begin());
    Put(&bytes[4], group.port, 2);
    Put(&bytes[6], session, 4);
    Put(&bytes[10], window, 4);
    Put(&bytes[14], heartbeat, 4);
    return Create<Packet>(bytes.data(), static_cast<uint32_t>(bytes.size()));
}

bool
MultipointStart::Read(Ptr<const Packet> payload)
{
    std::array<uint8_t, START_BYTES> bytes{};
    if (payload->CopyData(bytes.data(), START_BYTES) < START_BYTES)
    {
        return false;
    }
    group = WinsockSocketAddress();
    std::copy_n(bytes.begin(), 4, group.bytes.begin());
    group.port = static_cast<uint16_t>(Get(&bytes[4], 2));
    session = Get(&bytes[6], 4);
    window = Get(&bytes[10], 4);
    heartbeat = Get(&bytes[14], 4);
    return true;
}

Ptr<Packet>
WriteMultipointNumber(uint32_t number)
{
    std::array<uint8_t, 4> bytes{};
    Put(bytes.data(), number, bytes.size());
    return Create<Packet>(bytes.data(), static_cast<uint32_t>(bytes.size()));
}

bool
ReadMultipointNumber(Ptr<const Packet> payload, uint32_t& number)
{
    std::array<uint8_t, 4> bytes{};
    if (payload->CopyData(bytes.data(), 4) < 4)
    {
        return false;
    }
    number = Get(bytes.data(), bytes.size());
    return true;
}

} // namespace ns3::winsock
