/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_ABI_INCLUDE_ORDER_H
#define WINSOCK_ABI_INCLUDE_ORDER_H

#include <string>
#include <vector>

namespace ns3::winsock::test
{

/**
 * @ingroup winsock-test
 * @brief Uses Winsock's names in a file that includes this module's headers before all others.
 * @return what went wrong, one line each
 */
std::vector<std::string> CheckWinsockHeadersFirst();

/**
 * @ingroup winsock-test
 * @brief Uses Winsock's names in a file that includes this module's headers after all others.
 * @return what went wrong, one line each
 */
std::vector<std::string> CheckWinsockHeadersLast();

} // namespace ns3::winsock::test

#endif // WINSOCK_ABI_INCLUDE_ORDER_H
