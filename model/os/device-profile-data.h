/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef DEVICE_PROFILE_DATA_H
#define DEVICE_PROFILE_DATA_H

namespace ns3::winsock
{

/// @ingroup winsock
/// @brief The text of data/device-profiles.json in pieces, after the last of which comes null. The
///        build writes the file that defines it.
extern const char* const DEVICE_PROFILE_DATA[];

} // namespace ns3::winsock

#endif /* DEVICE_PROFILE_DATA_H */
