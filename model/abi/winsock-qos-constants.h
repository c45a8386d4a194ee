/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_QOS_CONSTANTS_H
#define WINSOCK_QOS_CONSTANTS_H

#include "winsock-types.h"

/**
 * @file
 * @ingroup winsock
 * Quality of service (qos.h): service types and provider-specific objects.
 */

namespace ns3::winsock
{

/**
 * @addtogroup winsock
 * @{
 */

// FLOWSPEC::ServiceType.
inline constexpr DWORD SERVICETYPE_NOTRAFFIC = 0x0;
inline constexpr DWORD SERVICETYPE_BESTEFFORT = 0x1;
inline constexpr DWORD SERVICETYPE_CONTROLLEDLOAD = 0x2;
inline constexpr DWORD SERVICETYPE_GUARANTEED = 0x3;
inline constexpr DWORD SERVICETYPE_NETWORK_UNAVAILABLE = 0x4;
inline constexpr DWORD SERVICETYPE_GENERAL_INFORMATION = 0x5;
inline constexpr DWORD SERVICETYPE_NOCHANGE = 0x6;
inline constexpr DWORD SERVICETYPE_NONCONFORMING = 0x9;
inline constexpr DWORD SERVICETYPE_NETWORK_CONTROL = 0xa;
inline constexpr DWORD SERVICETYPE_QUALITATIVE = 0xd;

// Flags beside the service type.
inline constexpr DWORD SERVICE_NO_QOS_SIGNALING = 0x40000000;
inline constexpr DWORD SERVICE_BESTEFFORT = 0x80010000;
inline constexpr DWORD SERVICE_CONTROLLEDLOAD = 0x80020000;
inline constexpr DWORD SERVICE_GUARANTEED = 0x80040000;
inline constexpr DWORD SERVICE_QUALITATIVE = 0x80200000;
inline constexpr DWORD SERVICE_NO_TRAFFIC_CONTROL = 0x81000000;

// "Any", "as much as there is".
inline constexpr DWORD POSITIVE_INFINITY_RATE = 0xfffffffe;
inline constexpr DWORD QOS_NOT_SPECIFIED = 0xffffffff;

// Objects in QOS::ProviderSpecific and their modes.
inline constexpr DWORD TC_NONCONF_BORROW = 0;
inline constexpr DWORD TC_NONCONF_SHAPE = 1;
inline constexpr DWORD TC_NONCONF_DISCARD = 2;
inline constexpr DWORD TC_NONCONF_BORROW_PLUS = 3;
inline constexpr DWORD QOS_GENERAL_ID_BASE = 2000;
inline constexpr DWORD QOS_OBJECT_END_OF_LIST = 2001;
inline constexpr DWORD QOS_OBJECT_SD_MODE = 2002;
inline constexpr DWORD QOS_OBJECT_SHAPING_RATE = 2003;
inline constexpr DWORD QOS_OBJECT_DESTADDR = 2004;

/** @} */

} // namespace ns3::winsock

#endif // WINSOCK_QOS_CONSTANTS_H
