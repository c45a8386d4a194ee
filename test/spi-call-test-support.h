/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef SPI_CALL_TEST_SUPPORT_H
#define SPI_CALL_TEST_SUPPORT_H

#include "ns3/winsock-spi.h"
#include "ns3/winsock-structures.h"

#include <vector>

namespace ns3::winsock::test
{

/**
 * @ingroup winsock-test
 * @brief Calls each function of a procedure table once, WSPCloseSocket and WSPCleanup last.
 * @param table the table
 * @param s a socket of it
 * @param info what the functions are given that take a structure
 * @return the errors that were reported, 0 where there was none
 */
std::vector<int>
CallEachFunction(const WSPPROC_TABLE& table, SOCKET s, const WSAPROTOCOL_INFOW& info);

} // namespace ns3::winsock::test

#endif /* SPI_CALL_TEST_SUPPORT_H */
