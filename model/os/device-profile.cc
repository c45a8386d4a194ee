/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "device-profile.h"

#include "ns3/abort.h"
#include "ns3/device-profile-data.h"
#include "ns3/device-profile-text.h"

#include <algorithm>

namespace ns3::winsock
{

namespace
{

/// @return the profiles that the library comes with, read when first asked for
const DeviceProfileText&
GetProfiles()
{
    static const DeviceProfileText profiles = []
    {
        std::string text;
        for (const char* const* piece = DEVICE_PROFILE_DATA; *piece; ++piece)
        {
            text += *piece;
        }
        DeviceProfileText all = ReadDeviceProfiles(text, "data/device-profiles.json");
        NS_ABORT_MSG_UNLESS(all, all.problem);
        return all;
    }();
    return profiles;
}

bool
IsCalled(const DeviceProfile& profile, const std::string& name)
{
    return name == profile.name ||
           std::find(profile.aliases.begin(), profile.aliases.end(), name) != profile.aliases.end();
}

} // namespace

const DeviceProfile*
FindDeviceProfile(const std::string& name)
{
    for (const auto& profile : GetProfiles().profiles)
    {
        if (IsCalled(profile, name))
        {
            return &profile;
        }
    }
    return nullptr;
}

std::vector<std::string>
GetDeviceProfileNames()
{
    std::vector<std::string> names;
    for (const auto& profile : GetProfiles().profiles)
    {
        names.push_back(profile.name);
    }
    return names;
}

std::string
GetDeviceProfileSource(const std::string& key)
{
    const auto& sources = GetProfiles().sources;
    const auto at = sources.find(key);
    return at != sources.end() ? at->second : "";
}

} // namespace ns3::winsock
