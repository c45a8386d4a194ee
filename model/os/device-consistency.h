/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef DEVICE_CONSISTENCY_H
#define DEVICE_CONSISTENCY_H

#include "ns3/device-numbers.h"
#include "ns3/device-value.h"

#include <string>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief Looks for values that no device can have together.
 *
 * Values that merely waste each other are no matter: a process may have a larger limit than its
 * system, whose limit then holds it.
 *
 * @param numbers what to look at
 * @param base a device that is as it is: pairs of values that are its own are not doubted
 * @param name what people call a value: DeviceValue::key or DeviceValue::attribute
 * @return what cannot be and what mends it; empty where all can be
 */
std::string FindImpossibleNumbers(const DeviceNumbers& numbers,
                                  const DeviceNumbers& base,
                                  const char* DeviceValue::*name);

} // namespace ns3::winsock

#endif /* DEVICE_CONSISTENCY_H */
