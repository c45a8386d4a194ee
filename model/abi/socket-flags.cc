/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "socket-flags.h"

#include "ns3/winsock-constants.h"

namespace ns3::winsock
{

namespace
{

constexpr DWORD CONTROL_PLANE = WSA_FLAG_MULTIPOINT_C_ROOT | WSA_FLAG_MULTIPOINT_C_LEAF;
constexpr DWORD DATA_PLANE = WSA_FLAG_MULTIPOINT_D_ROOT | WSA_FLAG_MULTIPOINT_D_LEAF;

bool
IsExactlyOne(DWORD bits)
{
    return bits != 0 && (bits & (bits - 1)) == 0;
}

/** Whether a root flag was given for a plane that the protocol does not root. */
bool
LacksRoot(DWORD dwFlags, DWORD rootFlag, DWORD serviceFlags1, DWORD rootedPlane)
{
    return (dwFlags & rootFlag) != 0 && (serviceFlags1 & rootedPlane) == 0;
}

} // namespace

int
JudgeMultipointFlags(DWORD serviceFlags1, DWORD dwFlags)
{
    const DWORD control = dwFlags & CONTROL_PLANE;
    const DWORD data = dwFlags & DATA_PLANE;
    if (control == 0 && data == 0)
    {
        return 0;
    }
    const bool refused =
        !IsExactlyOne(control) || !IsExactlyOne(data) ||
        (serviceFlags1 & XP1_SUPPORT_MULTIPOINT) == 0 ||
        LacksRoot(
            control, WSA_FLAG_MULTIPOINT_C_ROOT, serviceFlags1, XP1_MULTIPOINT_CONTROL_PLANE) ||
        LacksRoot(data, WSA_FLAG_MULTIPOINT_D_ROOT, serviceFlags1, XP1_MULTIPOINT_DATA_PLANE);
    return refused ? WSAEINVAL : 0;
}

int
JudgeGroup(GROUP g)
{
    return g == 0 ? 0 : WSAEINVAL;
}

int
JudgeSocketFlags(DWORD serviceFlags1, DWORD dwFlags, GROUP g, Dialect dialect)
{
    if (const int error = JudgeGroup(g); error != 0)
    {
        return error;
    }
    if (const int error = JudgeMultipointFlags(serviceFlags1, dwFlags); error != 0)
    {
        return error;
    }
    const bool asksForPrivilege = (dwFlags & WSA_FLAG_ACCESS_SYSTEM_SECURITY) != 0;
    return asksForPrivilege && dialect == Dialect::NT ? WSAEACCES : 0;
}

} // namespace ns3::winsock
