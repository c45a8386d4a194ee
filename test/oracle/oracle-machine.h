/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef ORACLE_MACHINE_H
#define ORACLE_MACHINE_H

#include "oracle-answer.h"
#include "oracle-row.h"

#include <vector>

namespace ns3::winsock::test
{

/**
 * @ingroup winsock-test
 * @brief Performs rows on simulated machines that have nothing but their loopback interface.
 *
 * Each row has a process of its own, which is killed if the call does not return within simulated
 * seconds; so no row finds anything that another one has left.
 * @param rows what to perform
 * @return the answers, in the same order
 */
std::vector<OracleAnswer> PerformRows(const std::vector<OracleRow>& rows);

} // namespace ns3::winsock::test

#endif /* ORACLE_MACHINE_H */
