/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "resource-refusal.h"

#include <array>

namespace ns3::winsock
{

const char*
GetRefusalCauseName(RefusalCause cause)
{
    static constexpr std::array<const char*, static_cast<std::size_t>(RefusalCause::COUNT)> names{
        "process descriptors",
        "system descriptors",
        "process handles",
        "system handles",
        "processes",
        "control blocks",
        "ports",
        "pool for a socket",
        "pool for a connection",
        "pool for sending",
        "pool for receiving",
        "receive queue",
        "backlog",
    };
    return names.at(static_cast<std::size_t>(cause));
}

} // namespace ns3::winsock
