/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "device-consistency.h"

namespace ns3::winsock
{

namespace
{

/// Two values of which the first may not be above the second.
struct OrderedPair
{
    const char* lesser;  //!< key of the first
    const char* greater; //!< key of the second
    const char* reason;  //!< what would be otherwise
};

constexpr OrderedPair ORDERED_PAIRS[] = {
    {"ephemeralFirst", "ephemeralLast", "there is no automatic port"},
    {"backlogMin", "backlogMax", "no backlog can be in force"},
    {"tcpSndBufDefault", "sndBufMax", "new sockets have what no program may set"},
    {"tcpRcvBufDefault", "rcvBufMax", "new sockets have what no program may set"},
    {"udpSndBufDefault", "sndBufMax", "new sockets have what no program may set"},
    {"udpRcvBufDefault", "rcvBufMax", "new sockets have what no program may set"},
    {"socketOverheadBytes", "poolBytes", "there is no room for a socket"},
    {"packetOverheadBytes", "poolBytes", "there is no room for a packet"},
};

/// A value with a least and a greatest one that mean something.
struct BoundedValue
{
    const char* key; //!< which
    uint32_t least;  //!< the least
    uint32_t most;   //!< the greatest
};

constexpr BoundedValue BOUNDED_VALUES[] = {
    {"ephemeralFirst", 1, UINT16_MAX},
    {"ephemeralLast", 1, UINT16_MAX},
    {"rxThrottlePercent", 0, 100},
    {"maxProcesses", 1, DeviceNumbers::UNLIMITED},
    {"fdSetSize", 1, DeviceNumbers::UNLIMITED},
    {"maxWaitObjects", 1, DeviceNumbers::UNLIMITED},
};

/// @return whether a value without bound stands for "by other means" and not for a size
bool
IsCountedOtherwise(const DeviceValue& value, uint32_t code)
{
    return std::string(value.key) == "udpRcvBufDefault" && code == DeviceNumbers::UNLIMITED;
}

std::string
CheckBounds(const DeviceNumbers& numbers, const char* DeviceValue::*name)
{
    for (const BoundedValue& bounded : BOUNDED_VALUES)
    {
        const DeviceValue& value = *FindDeviceValue(bounded.key);
        const uint32_t code = value.get(numbers);
        if (code < bounded.least || code > bounded.most)
        {
            const std::string above =
                bounded.most == DeviceNumbers::UNLIMITED
                    ? std::to_string(bounded.least) + " or more"
                    : std::to_string(bounded.least) + " to " + std::to_string(bounded.most);
            return std::string(value.*name) + " is " + std::to_string(code) +
                   ", which cannot be: set it to " + above + ".";
        }
    }
    return "";
}

} // namespace

std::string
FindImpossibleNumbers(const DeviceNumbers& numbers,
                      const DeviceNumbers& base,
                      const char* DeviceValue::*name)
{
    for (const OrderedPair& pair : ORDERED_PAIRS)
    {
        const DeviceValue& lesser = *FindDeviceValue(pair.lesser);
        const DeviceValue& greater = *FindDeviceValue(pair.greater);
        const uint32_t first = lesser.get(numbers);
        const uint32_t second = greater.get(numbers);
        const bool own = first == lesser.get(base) && second == greater.get(base);
        if (first > second && !own && !IsCountedOtherwise(lesser, first))
        {
            return std::string(lesser.*name) + " is " + FormatDeviceValue(lesser, first) +
                   ", above " + greater.*name + ", which is " + FormatDeviceValue(greater, second) +
                   ": " + pair.reason + ". Lower " + lesser.*name + " or raise " + greater.*name +
                   ".";
        }
    }
    return CheckBounds(numbers, name);
}

} // namespace ns3::winsock
