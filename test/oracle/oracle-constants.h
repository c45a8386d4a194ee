/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef ORACLE_CONSTANTS_H
#define ORACLE_CONSTANTS_H

#include "ns3/winsock-types.h"

#include <optional>
#include <string>

namespace ns3::winsock::test
{

/// @param name such as "SO_RCVBUF"; @return its value in constants.csv, if it is there
std::optional<long long> OracleConstant(const std::string& name);

/// @param name such as "WSAID_ACCEPTEX"; @return its value in constants.csv, if it is there
std::optional<GUID> OracleGuid(const std::string& name);

/**
 * @param text a number, decimal or with 0x, or names and numbers with | between them
 * @return the value, if all parts are known
 */
std::optional<long long> OracleNumber(const std::string& text);

/// The level and the number of an option.
struct OracleOption
{
    int level;  //!< SOL_SOCKET or a protocol
    int number; //!< the option
};

/// @param name such as "IP_TTL"; @return the option, if constants.csv knows it
std::optional<OracleOption> FindOracleOption(const std::string& name);

} // namespace ns3::winsock::test

#endif /* ORACLE_CONSTANTS_H */
