/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef NUMERIC_HOST_H
#define NUMERIC_HOST_H

#include "ns3/winsock-socket-address.h"

#include <optional>
#include <string>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @param text what stands where a host's name could
 * @return the address that it is instead, without port; no value for a name
 */
std::optional<WinsockSocketAddress> ReadNumericHost(const std::string& text);

} // namespace ns3::winsock

#endif /* NUMERIC_HOST_H */
