/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef DEVICE_PROFILE_H
#define DEVICE_PROFILE_H

#include "ns3/device-numbers.h"
#include "ns3/winsock-dialect.h"

#include <string>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief A device class: the numbers, the dialect and the catalog of its machines.
 *
 * No page gives the descriptor or buffer ceilings of Windows CE; those numbers are assumptions,
 * marked as such in the table, and each is also an attribute of WinsockStack that a scenario can set.
 */
struct DeviceProfile
{
    const char* name;         //!< how scenarios call it
    const char* description;  //!< one line for people
    Dialect dialect;          //!< whose results where NT and CE documented different ones
    const char* stockCatalog; //!< the catalog that a stack starts with
    DeviceNumbers numbers;    //!< limits and defaults
};

/**
 * @ingroup winsock
 * @param name a profile's name
 * @return the profile, or null if there is none of that name
 */
const DeviceProfile* FindDeviceProfile(const std::string& name);

/**
 * @ingroup winsock
 * @return the names of all profiles
 */
std::vector<std::string> GetDeviceProfileNames();

} // namespace ns3::winsock

#endif /* DEVICE_PROFILE_H */
