/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef DEVICE_VALUE_H
#define DEVICE_VALUE_H

#include "ns3/device-numbers.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ns3::winsock
{

/// @ingroup winsock
/// @brief What a value of a device class is, which decides how people write it.
enum class DeviceValueKind : uint8_t
{
    COUNT,      //!< a number of things
    BYTES,      //!< a number of bytes
    PORT,       //!< a port, 1 to 65535
    PERCENT,    //!< 0 to 100
    DURATION,   //!< milliseconds, written in seconds
    ERROR_CODE, //!< the name of a Winsock error
    WORD,       //!< one of several words
    FLAG,       //!< true or false
    VERSION     //!< a version such as 2.2, as MAKEWORD makes it
};

/**
 * @ingroup winsock
 * @brief One of the values in DeviceNumbers: what files and attributes call it, and how to reach it.
 *
 * Whatever its kind, a value is a number of 32 bits inside, its code.
 */
struct DeviceValue
{
    const char* key;                       //!< its name in files of profiles
    const char* attribute;                 //!< its attribute of WinsockStack
    const char* help;                      //!< what it says, for people
    DeviceValueKind kind;                  //!< how it is written
    bool boundless;                        //!< whether it may be DeviceNumbers::UNLIMITED
    std::vector<const char*> words;        //!< of a WORD, in the order of their codes
    uint32_t (*get)(const DeviceNumbers&); //!< reads its code
    void (*set)(DeviceNumbers&, uint32_t); //!< writes its code
};

/// @ingroup winsock
/// @return every value, in the order in which people read them
const std::vector<DeviceValue>& GetDeviceValues();

/**
 * @ingroup winsock
 * @param key a name in files of profiles
 * @return the value, or null if there is none of that name
 */
const DeviceValue* FindDeviceValue(const std::string& key);

/**
 * @ingroup winsock
 * @param value which value
 * @param code its code
 * @return what people read: "64", "none", "1.5 s", "WSAEMFILE"
 */
std::string FormatDeviceValue(const DeviceValue& value, uint32_t code);

/**
 * @ingroup winsock
 * @param value an ERROR_CODE, a WORD, a FLAG or a VERSION
 * @param text what somebody wrote
 * @param code is given its code, if the text is one of those that DescribeDeviceValue() names
 * @return whether it is
 */
bool ParseDeviceValue(const DeviceValue& value, const std::string& text, uint32_t& code);

/**
 * @ingroup winsock
 * @param value which value
 * @return what may be written for it
 */
std::string DescribeDeviceValue(const DeviceValue& value);

} // namespace ns3::winsock

#endif /* DEVICE_VALUE_H */
