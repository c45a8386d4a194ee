/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "device-profile.h"

#include "ns3/winsock-error.h"

namespace ns3::winsock
{

namespace
{

std::vector<DeviceProfile>
MakeProfiles()
{
    std::vector<DeviceProfile> profiles;
    profiles.push_back({"windows-nt",
                        "Windows 2000 class machine: descriptors bounded by memory only",
                        Dialect::NT,
                        "windows-nt",
                        {}});
    {
        DeviceNumbers& n = profiles.back().numbers;
        n.poolBytes = 268435456;
        n.socketOverheadBytes = 2048;
        n.tcpSndBuf = 8192;
        n.tcpRcvBuf = 17520;
        n.udpSndBuf = 8192;
        n.udpRcvBuf = 8192;
        n.sndBufMax = 1073741823;
        n.rcvBufMax = 1073741823;
        n.backlogMax = 200;
        n.ephemeralFirst = 1025;
        n.ephemeralLast = 5000;
    }
    profiles.push_back({"windows-10",
                        "Windows 10 class machine: nothing is bounded but the automatic ports",
                        Dialect::NT,
                        "windows-10",
                        {}});
    {
        DeviceNumbers& n = profiles.back().numbers;
        n.socketOverheadBytes = 2048;
        n.tcpSndBuf = 65536;
        n.tcpRcvBuf = 65536;
        n.udpSndBuf = 65536;
        n.udpRcvBuf = 65536;
        n.sndBufMax = 1073741823;
        n.rcvBufMax = 1073741823;
        n.backlogMax = 200;
        n.errorPorts = WSAEADDRINUSE;
    }
    profiles.push_back({"wince-5.0",
                        "Windows CE 5.0 device with 64 MB: few descriptors, a small buffer pool",
                        Dialect::CE,
                        "wince-6.0",
                        {}});
    {
        DeviceNumbers& n = profiles.back().numbers;
        n.maxSocketsPerProcess = 64;
        n.maxSocketsPerSystem = 256;
        n.poolBytes = 2097152;
        n.tcpRcvBuf = 32768;
        n.socketOverheadBytes = 1024;
        n.tcpSndBuf = 8192;
        n.udpSndBuf = 8192;
        n.udpRcvBuf = 8192;
        n.sndBufMax = 65535;
        n.rcvBufMax = 65535;
        n.backlogMax = 5;
        n.ephemeralFirst = 1024;
        n.ephemeralLast = 5000;
        n.timeoutOptions = false;
    }
    profiles.push_back(
        {"wince-6.0",
         "Windows CE 6.0 device with 128 MB: descriptors per process, a small buffer pool",
         Dialect::CE,
         "wince-6.0",
         {}});
    {
        DeviceNumbers& n = profiles.back().numbers;
        n.maxSocketsPerProcess = 256;
        n.maxSocketsPerSystem = 512;
        n.poolBytes = 4194304;
        n.tcpRcvBuf = 65535;
        n.socketOverheadBytes = 1024;
        n.tcpSndBuf = 8192;
        n.udpSndBuf = 8192;
        n.udpRcvBuf = 8192;
        n.sndBufMax = 65535;
        n.rcvBufMax = 65535;
        n.backlogMax = 5;
        n.ephemeralFirst = 1024;
        n.ephemeralLast = 5000;
        n.timeoutOptions = false;
    }
    profiles.push_back(
        {"unlimited", "No limit at all: what plain ns-3 gives", Dialect::NT, "windows-10", {}});
    return profiles;
}

const std::vector<DeviceProfile>&
GetProfiles()
{
    static const std::vector<DeviceProfile> profiles = MakeProfiles();
    return profiles;
}

} // namespace

const DeviceProfile*
FindDeviceProfile(const std::string& name)
{
    for (const auto& profile : GetProfiles())
    {
        if (name == profile.name)
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
    for (const auto& profile : GetProfiles())
    {
        names.emplace_back(profile.name);
    }
    return names;
}

} // namespace ns3::winsock
