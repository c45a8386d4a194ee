/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef DEVICE_PROFILE_REPORT_H
#define DEVICE_PROFILE_REPORT_H

#include "ns3/device-profile.h"

#include <ostream>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief Prints the names of all profiles with a line about each.
 * @param os where to
 */
void PrintDeviceProfiles(std::ostream& os);

/**
 * @ingroup winsock
 * @brief Prints all of a profile: each value with its attribute, what it rests on, its source and what
 *        a reader has to know; what the profile does not have; and how many values are documented,
 *        derived and assumed.
 * @param os where to
 * @param profile the profile
 */
void PrintDeviceProfile(std::ostream& os, const DeviceProfile& profile);

} // namespace ns3::winsock

#endif /* DEVICE_PROFILE_REPORT_H */
