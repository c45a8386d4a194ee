/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef ORACLE_OVERLAPPED_H
#define ORACLE_OVERLAPPED_H

#include "oracle-calls.h"

#include <string>

namespace ns3::winsock::test
{

/// Which function of Winsock 2 moves data.
enum class Transfer
{
    RECEIVE,      //!< WSARecv
    RECEIVE_FROM, //!< WSARecvFrom
    SEND,         //!< WSASend
    SEND_TO,      //!< WSASendTo
};

/**
 * @ingroup winsock-test
 * @param arguments a number of bytes, MSG_ flags, "NULL address", or "overlapped"
 * @param transfer the function
 * @return the call; null for arguments that are not understood
 */
OracleCall ParseScattered(const std::string& arguments, Transfer transfer);

/// WSAGetOverlappedResult without a structure.
OracleAnswer OverlappedResultOfNull(Winsock& ws, SOCKET s);

/// WSAGetOverlappedResult with a structure that no operation has used.
OracleAnswer OverlappedResultOfIdle(Winsock& ws, SOCKET s);

/// Ends what is under way on a socket, so that its structures and buffers can go.
void EndOperations(Winsock& ws, SOCKET s);

} // namespace ns3::winsock::test

#endif /* ORACLE_OVERLAPPED_H */
