/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef ORACLE_TRANSFER_H
#define ORACLE_TRANSFER_H

#include "oracle-answer.h"

namespace ns3::winsock::test
{

/// @param length bytes of room, perhaps a bad number; @return what recv answers
OracleAnswer AskToReceive(Winsock& ws, SOCKET s, int length, int flags);

/// @param length bytes, perhaps a bad number; @return what send answers
OracleAnswer AskToSend(Winsock& ws, SOCKET s, int length, int flags);

/**
 * @param ws who calls
 * @param s a socket
 * @param fromlen bytes of room for the address
 * @param address whether there is room at all
 * @return what recvfrom answers, with the length afterwards
 */
OracleAnswer AskToReceiveFrom(Winsock& ws, SOCKET s, INT fromlen, bool address);

} // namespace ns3::winsock::test

#endif /* ORACLE_TRANSFER_H */
