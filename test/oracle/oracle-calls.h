/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef ORACLE_CALLS_H
#define ORACLE_CALLS_H

#include "oracle-answer.h"

#include <functional>
#include <map>
#include <string>

namespace ns3::winsock::test
{

/// Makes one call with a socket and says what it answered.
using OracleCall = std::function<OracleAnswer(Winsock&, SOCKET)>;

/// Understands what stands behind a function's name; null for a text that it does not know.
using OracleCallParser = std::function<OracleCall(const std::string& arguments)>;

/// Who understands the calls of which function.
using OracleCallTable = std::map<std::string, OracleCallParser>;

/**
 * @ingroup winsock-test
 * @param text a call of api-states.csv, such as "getsockopt SO_RCVBUF"
 * @return it, or null for a text that is not understood
 */
OracleCall FindOracleCall(const std::string& text);

/// @param calls by what stands behind the function's name; @return who knows these alone
OracleCallParser OneOf(std::map<std::string, OracleCall> calls);

/// @param call of a function with nothing behind its name; @return who knows it
OracleCallParser Only(OracleCall call);

/// @param text starts with a word; @param word it; @param[out] rest what follows; @return whether so
bool TakeWord(const std::string& text, const std::string& word, std::string& rest);

/**
 * @name Who understands what
 * Each adds the functions of one topic to a table.
 * @{
 */
void AddConnectionCalls(OracleCallTable& table);
void AddTransferCalls(OracleCallTable& table);
void AddOptionCalls(OracleCallTable& table);
void AddIoctlCalls(OracleCallTable& table);
void AddEventCalls(OracleCallTable& table);
void AddExtensionCalls(OracleCallTable& table);
/** @} */

} // namespace ns3::winsock::test

#endif /* ORACLE_CALLS_H */
