/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef DEVICE_PROFILE_TEXT_H
#define DEVICE_PROFILE_TEXT_H

#include "ns3/device-profile.h"

#include <deque>
#include <functional>
#include <map>
#include <string>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief What a text of profiles says, or why it cannot be read.
 */
struct DeviceProfileText
{
    std::deque<DeviceProfile> profiles;         //!< in the order of the text
    std::map<std::string, std::string> sources; //!< by key
    std::string problem;                        //!< empty if all could be read

    /// @return whether all could be read
    explicit operator bool() const
    {
        return problem.empty();
    }
};

/// @ingroup winsock
/// @brief Finds a profile by its name; null for another name.
using DeviceProfileFinder = std::function<const DeviceProfile*(const std::string&)>;

/**
 * @ingroup winsock
 * @brief Reads profiles in the form of data/device-profiles.json.
 * @param text the text
 * @param where what messages call it, such as the name of its file
 * @param known finds the profiles that there are: a profile of the text may have one of them, or one
 *        before it in the text, as its base, but may not have its name; without it, a profile of the
 *        text may be as it likes
 * @return the profiles, or the problem with what mends it
 */
DeviceProfileText ReadDeviceProfiles(const std::string& text,
                                     const std::string& where,
                                     const DeviceProfileFinder& known = nullptr);

} // namespace ns3::winsock

#endif /* DEVICE_PROFILE_TEXT_H */
