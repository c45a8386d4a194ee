/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef DEVICE_ATTRIBUTES_H
#define DEVICE_ATTRIBUTES_H

#include "ns3/type-id.h"

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief Makes every value of DeviceNumbers an attribute of WinsockStack, whose initial value leaves
 *        the value to the profile.
 *
 * Numbers are UintegerValue, where WinsockStack::FROM_PROFILE takes the profile's; times are TimeValue,
 * where a negative one does; all else is StringValue, where "profile" does.
 *
 * @param tid that of WinsockStack
 */
void AddDeviceAttributes(TypeId& tid);

} // namespace ns3::winsock

#endif /* DEVICE_ATTRIBUTES_H */
