/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef ORACLE_STATES_H
#define ORACLE_STATES_H

#include "oracle-answer.h"
#include "oracle-row.h"

#include <string>

namespace ns3::winsock::test
{

/**
 * @ingroup winsock-test
 * @brief Makes a nonblocking socket in one of the states of api-states.csv.
 * @param ws who makes it; Winsock is not started yet, and is afterwards except in the state before that
 * @param state its name
 * @param[out] s the socket, or what the state has instead of one
 * @return whether there is such a state
 */
bool MakeSocketInState(Winsock& ws, const std::string& state, SOCKET& s);

/**
 * @ingroup winsock-test
 * @param ws who calls; Winsock is not started yet
 * @param row one of api-states.csv
 * @return what the call answered
 */
OracleAnswer PerformCallInState(Winsock& ws, const OracleRow& row);

} // namespace ns3::winsock::test

#endif /* ORACLE_STATES_H */
