/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef CATALOG_UNLISTED_MEMBERS_H
#define CATALOG_UNLISTED_MEMBERS_H

#include "ns3/winsock-structures.h"

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief Fills the members that netsh does not print, by inference from the ones it does.
 *
 * - dwProviderFlags: PFL_HIDDEN for a layer by itself (R-CAT-42); PFL_HIDDEN and
 *   PFL_MATCHES_PROTOCOL_ZERO for SOCK_RAW; PFL_MATCHES_PROTOCOL_ZERO for the rest. Crash reports
 *   of real machines, which do print the member, show these values (R-CAT-12).
 * - iProtocolMaxOffset: 255 for SOCK_RAW with protocol 0, because raw entries serve every protocol
 *   of their family (R-CAT-12); else 0.
 * - dwMessageSize: 0 for streams; for the others 65527 (UDP), 32768 (raw) and 64000 (NetBIOS), or
 *   0xFFFFFFFF, "no limit", for a family that nothing is known about (R-CAT-8).
 * - iNetworkByteOrder big-endian, iSecurityScheme none, all reserved members 0 (R-CAT-9).
 *
 * @param info a structure whose listed members are set
 */
void FillUnlistedMembers(WSAPROTOCOL_INFOW& info);

} // namespace ns3::winsock

#endif // CATALOG_UNLISTED_MEMBERS_H
