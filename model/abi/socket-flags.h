/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef SOCKET_FLAGS_H
#define SOCKET_FLAGS_H

#include "ns3/winsock-dialect.h"
#include "ns3/winsock-types.h"

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief Judges the multipoint flags of WSASocket against a protocol (R-FLG-3 to R-FLG-6).
 *
 * No multipoint flag is always right. Otherwise exactly one flag of the control plane and one of
 * the data plane must be there, the protocol must support multipoint, and a root needs a rooted
 * plane; leaves fit both kinds of plane, as the seeds of the rules say and the newer page does not.
 *
 * @param serviceFlags1 dwServiceFlags1 of the entry that the provider was given
 * @param dwFlags the flags of WSASocket
 * @return 0 or WSAEINVAL, which no page names but every other bad argument gets
 */
int JudgeMultipointFlags(DWORD serviceFlags1, DWORD dwFlags);

/**
 * @ingroup winsock
 * @brief Judges the group argument of WSASocket (R-FLG-1).
 *
 * Groups are reserved in both documents that this module follows: only 0, no group, is taken.
 *
 * @param g the group
 * @return 0 or WSAEINVAL
 */
int JudgeGroup(GROUP g);

/**
 * @ingroup winsock
 * @brief Judges group and flags together, as a base provider does once it was selected (R-SEL-2).
 *
 * Order: group, multipoint, privileges. Bits without a meaning are ignored (R-FLG-7). In the CE
 * dialect WSA_FLAG_ACCESS_SYSTEM_SECURITY is such a bit; in the NT dialect it takes a privilege
 * that simulated programs do not hold.
 *
 * @param serviceFlags1 dwServiceFlags1 of the entry that the provider was given
 * @param dwFlags the flags of WSASocket
 * @param g the group
 * @param dialect the stack's dialect
 * @return 0, WSAEINVAL or WSAEACCES
 */
int JudgeSocketFlags(DWORD serviceFlags1, DWORD dwFlags, GROUP g, Dialect dialect);

} // namespace ns3::winsock

#endif // SOCKET_FLAGS_H
