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
#include <fstream>
#include <iterator>

namespace ns3::winsock
{

namespace
{

/// @return the profiles that there are: those of the library, read when first asked for, and those that
///         were added
DeviceProfileText&
GetProfiles()
{
    static DeviceProfileText profiles = []
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
AddDeviceProfiles(const std::string& path)
{
    std::ifstream file(path);
    if (!file)
    {
        return path + " cannot be read: name a file of device profiles.";
    }
    const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    DeviceProfileText added = ReadDeviceProfiles(text, path, FindDeviceProfile);
    if (added)
    {
        DeviceProfileText& all = GetProfiles();
        // Stacks point at profiles, which a deque does not move.
        std::move(added.profiles.begin(), added.profiles.end(), std::back_inserter(all.profiles));
        all.sources.insert(added.sources.begin(), added.sources.end());
    }
    return added.problem;
}

std::string
GetDeviceProfileSource(const std::string& key)
{
    const auto& sources = GetProfiles().sources;
    const auto at = sources.find(key);
    return at != sources.end() ? at->second : "";
}

} // namespace ns3::winsock
