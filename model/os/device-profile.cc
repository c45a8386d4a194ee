/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "device-profile.h"

#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"

namespace ns3::winsock
{

namespace
{

constexpr uint32_t UNLIMITED = DeviceProfile::UNLIMITED;

constexpr DeviceProfile PROFILES[] = {
    {"windows-nt",
     "Windows 2000 class machine: descriptors bounded by memory only",
     Dialect::NT,
     "windows-nt",
     UNLIMITED,
     UNLIMITED,
     268435456, // assumed: ceiling of the 32-bit non-paged pool
     2048,      // assumed
     8192,      // AFD's default send window
     17520,     // twelve Ethernet segments
     8192,
     8192,
     1073741823,
     200, // server editions
     1025,
     5000,
     WSAENOBUFS,
     true},
    {"windows-10",
     "Windows 10 class machine: nothing is bounded but the automatic ports",
     Dialect::NT,
     "windows-10",
     UNLIMITED,
     UNLIMITED,
     UNLIMITED,
     2048,  // assumed
     65536, // assumed
     65536, // assumed
     65536, // assumed
     65536, // assumed
     1073741823,
     200, // assumed
     49152,
     65535,
     WSAEADDRINUSE,
     true},
    {"wince-5.0",
     "Windows CE 5.0 device with 64 MB: few descriptors, a small buffer pool",
     Dialect::CE,
     "wince-6.0",
     64,      // assumed: what fd_set and a wait call hold
     256,     // assumed
     2097152, // assumed: memory / 32
     1024,    // assumed
     8192,    // assumed
     32768,
     8192, // assumed
     8192,
     65535,
     5,
     1024,
     5000,
     WSAENOBUFS,
     false},
    {"wince-6.0",
     "Windows CE 6.0 device with 128 MB: descriptors per process, a small buffer pool",
     Dialect::CE,
     "wince-6.0",
     256,     // assumed
     512,     // assumed
     4194304, // assumed: memory / 32
     1024,    // assumed
     8192,    // assumed
     65535,
     8192, // assumed
     8192,
     65535,
     5,
     1024,
     5000,
     WSAENOBUFS,
     false},
    {"unlimited",
     "No limit at all: what plain ns-3 gives",
     Dialect::NT,
     "windows-10",
     UNLIMITED,
     UNLIMITED,
     UNLIMITED,
     0,
     131072,
     131072,
     131072,
     131072,
     UINT32_MAX,
     UNLIMITED,
     49152,
     65535,
     WSAENOBUFS,
     true},
};

} // namespace

const DeviceProfile*
FindDeviceProfile(const std::string& name)
{
    for (const auto& profile : PROFILES)
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
    for (const auto& profile : PROFILES)
    {
        names.emplace_back(profile.name);
    }
    return names;
}

} // namespace ns3::winsock
