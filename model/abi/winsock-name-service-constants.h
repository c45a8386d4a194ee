/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_NAME_SERVICE_CONSTANTS_H
#define WINSOCK_NAME_SERVICE_CONSTANTS_H

#include "winsock-types.h"

/**
 * @file
 * @ingroup winsock
 * Name resolution, name spaces and service registration.
 */

namespace ns3::winsock
{

/**
 * @addtogroup winsock
 * @{
 */

// Hints of getaddrinfo (addrinfo::ai_flags).
inline constexpr int AI_PASSIVE = 0x1;
inline constexpr int AI_CANONNAME = 0x2;
inline constexpr int AI_NUMERICHOST = 0x4;
inline constexpr int AI_NUMERICSERV = 0x8;
inline constexpr int AI_DNS_ONLY = 0x10;
inline constexpr int AI_ALL = 0x100;
inline constexpr int AI_ADDRCONFIG = 0x400;
inline constexpr int AI_V4MAPPED = 0x800;
inline constexpr int AI_NON_AUTHORITATIVE = 0x4000;
inline constexpr int AI_SECURE = 0x8000;
inline constexpr int AI_RETURN_PREFERRED_NAMES = 0x10000;
inline constexpr int AI_FQDN = 0x20000;
inline constexpr int AI_FILESERVER = 0x40000;
inline constexpr int AI_DISABLE_IDN_ENCODING = 0x80000;

// Results of getaddrinfo: the same numbers as the Winsock errors.
inline constexpr int EAI_MEMORY = 8;
inline constexpr int GAI_STRERROR_BUFFER_SIZE = 1024;
inline constexpr int EAI_BADFLAGS = 10022;
inline constexpr int EAI_SOCKTYPE = 10044;
inline constexpr int EAI_FAMILY = 10047;
inline constexpr int EAI_SERVICE = 10109;
inline constexpr int EAI_NONAME = 11001;
inline constexpr int EAI_AGAIN = 11002;
inline constexpr int EAI_FAIL = 11003;
inline constexpr int EAI_NODATA = 11004;

// Flags and buffer lengths of getnameinfo.
inline constexpr int NI_NOFQDN = 0x1;
inline constexpr int NI_NUMERICHOST = 0x2;
inline constexpr int NI_NAMEREQD = 0x4;
inline constexpr int NI_NUMERICSERV = 0x8;
inline constexpr int NI_DGRAM = 0x10;
inline constexpr int NI_MAXSERV = 0x20;
inline constexpr int NI_MAXHOST = 0x401;

// Name spaces.
inline constexpr DWORD NS_ALL = 0;
inline constexpr DWORD NS_DEFAULT = 0;
inline constexpr DWORD NS_SAP = 1;
inline constexpr DWORD NS_NDS = 2;
inline constexpr DWORD NS_PEER_BROWSE = 3;
inline constexpr DWORD NS_SLP = 5;
inline constexpr DWORD NS_DHCP = 6;
inline constexpr DWORD NS_TCPIP_LOCAL = 10;
inline constexpr DWORD NS_TCPIP_HOSTS = 11;
inline constexpr DWORD NS_DNS = 12;
inline constexpr DWORD NS_NETBT = 13;
inline constexpr DWORD NS_WINS = 14;
inline constexpr DWORD NS_NLA = 15;
inline constexpr DWORD NS_BTH = 16;
inline constexpr DWORD NS_NBP = 20;
inline constexpr DWORD NS_MS = 30;
inline constexpr DWORD NS_STDA = 31;
inline constexpr DWORD NS_NTDS = 32;
inline constexpr DWORD NS_EMAIL = 37;
inline constexpr DWORD NS_PNRPNAME = 38;
inline constexpr DWORD NS_PNRPCLOUD = 39;
inline constexpr DWORD NS_X500 = 40;
inline constexpr DWORD NS_NIS = 41;
inline constexpr DWORD NS_NISPLUS = 42;
inline constexpr DWORD NS_VNS = 50;
inline constexpr DWORD NS_WRQ = 50;
inline constexpr DWORD NS_NETDES = 60;

// Kinds of name space.
inline constexpr DWORD NSTYPE_HIERARCHICAL = 0x1;
inline constexpr DWORD NSTYPE_DYNAMIC = 0x2;
inline constexpr DWORD NSTYPE_ENUMERABLE = 0x4;
inline constexpr DWORD NSTYPE_WORKGROUP = 0x8;

// What WSALookupServiceBegin is to return.
inline constexpr DWORD LUP_DEEP = 0x1;
inline constexpr DWORD LUP_CONTAINERS = 0x2;
inline constexpr DWORD LUP_NOCONTAINERS = 0x4;
inline constexpr DWORD LUP_NEAREST = 0x8;
inline constexpr DWORD LUP_RETURN_NAME = 0x10;
inline constexpr DWORD LUP_RETURN_TYPE = 0x20;
inline constexpr DWORD LUP_RETURN_VERSION = 0x40;
inline constexpr DWORD LUP_RETURN_COMMENT = 0x80;
inline constexpr DWORD LUP_RETURN_ADDR = 0x100;
inline constexpr DWORD LUP_RETURN_BLOB = 0x200;
inline constexpr DWORD LUP_RETURN_ALIASES = 0x400;
inline constexpr DWORD LUP_RETURN_QUERY_STRING = 0x800;
inline constexpr DWORD LUP_RETURN_ALL = 0xff0;
inline constexpr DWORD LUP_FLUSHCACHE = 0x1000;
inline constexpr DWORD LUP_FLUSHPREVIOUS = 0x2000;
inline constexpr DWORD LUP_NON_AUTHORITATIVE = 0x4000;
inline constexpr DWORD LUP_RES_RESERVICE = 0x8000;
inline constexpr DWORD LUP_RES_SERVICE = 0x8000;
inline constexpr DWORD LUP_SECURE = 0x8000;
inline constexpr DWORD LUP_RETURN_PREFERRED_NAMES = 0x10000;
inline constexpr DWORD LUP_DNS_ONLY = 0x20000;
inline constexpr DWORD LUP_ADDRCONFIG = 0x100000;
inline constexpr DWORD LUP_DUAL_ADDR = 0x200000;
inline constexpr DWORD LUP_FILESERVER = 0x400000;
inline constexpr DWORD LUP_DISABLE_IDN_ENCODING = 0x800000;
inline constexpr DWORD LUP_API_ANSI = 0x1000000;
inline constexpr DWORD LUP_RESOLUTION_HANDLE = 0x80000000;

// What WSALookupServiceNext says of a result.
inline constexpr DWORD RESULT_IS_ALIAS = 0x1;
inline constexpr DWORD RESULT_IS_ADDED = 0x10;
inline constexpr DWORD RESULT_IS_CHANGED = 0x20;
inline constexpr DWORD RESULT_IS_DELETED = 0x40;

// How a name space tells of changes (WSANSPIoctl).
inline constexpr int NSP_NOTIFY_IMMEDIATELY = 0;
inline constexpr int NSP_NOTIFY_HWND = 1;
inline constexpr int NSP_NOTIFY_EVENT = 2;
inline constexpr int NSP_NOTIFY_PORT = 3;
inline constexpr int NSP_NOTIFY_APC = 4;

// Versions in a query (WSAECOMPARATOR) and registration (WSAESETSERVICEOP).
inline constexpr int COMP_EQUAL = 0;
inline constexpr int RNRSERVICE_REGISTER = 0;
inline constexpr int COMP_NOTLESS = 1;
inline constexpr int RNRSERVICE_DEREGISTER = 1;
inline constexpr int SERVICE_MULTIPLE = 1;
inline constexpr int RNRSERVICE_DELETE = 2;

// nspapi.h: registration of Winsock 1.1 days.
inline constexpr DWORD PROP_COMMENT = 0x1;
inline constexpr DWORD RES_SOFT_SEARCH = 0x1;
inline constexpr DWORD RES_UNUSED_1 = 0x1;
inline constexpr DWORD SERVICE_ADDRESS_FLAG_RPC_CN = 0x1;
inline constexpr DWORD SERVICE_FLAG_DEFER = 0x1;
inline constexpr DWORD SERVICE_REGISTER = 0x1;
inline constexpr DWORD SERVICE_RESOURCE = 0x1;
inline constexpr DWORD SET_SERVICE_PARTIAL_SUCCESS = 0x1;
inline constexpr DWORD PROP_LOCALE = 0x2;
inline constexpr DWORD RES_FIND_MULTIPLE = 0x2;
inline constexpr DWORD RES_FLUSH_CACHE = 0x2;
inline constexpr DWORD SERVICE_ADDRESS_FLAG_RPC_DG = 0x2;
inline constexpr DWORD SERVICE_DEREGISTER = 0x2;
inline constexpr DWORD SERVICE_FLAG_HARD = 0x2;
inline constexpr DWORD SERVICE_SERVICE = 0x2;
inline constexpr DWORD SERVICE_FLUSH = 0x3;
inline constexpr DWORD PROP_DISPLAY_HINT = 0x4;
inline constexpr DWORD RES_SERVICE = 0x4;
inline constexpr DWORD SERVICE_ADDRESS_FLAG_RPC_NB = 0x4;
inline constexpr DWORD SERVICE_ADD_TYPE = 0x4;
inline constexpr DWORD SERVICE_LOCAL = 0x4;
inline constexpr DWORD SERVICE_DELETE_TYPE = 0x5;
inline constexpr DWORD PROP_VERSION = 0x8;
inline constexpr DWORD PROP_START_TIME = 0x10;
inline constexpr DWORD PROP_MACHINE = 0x20;
inline constexpr DWORD PROP_ADDRESSES = 0x100;
inline constexpr DWORD PROP_SD = 0x200;
inline constexpr DWORD NSPROTO_IPX = 0x3e8;
inline constexpr DWORD NSPROTO_SPX = 0x4e8;
inline constexpr DWORD NSPROTO_SPXII = 0x4e9;
inline constexpr DWORD PROP_ALL = 0x80000000;

// nspapi.h: properties of a protocol, in Winsock 1.1 words.
inline constexpr DWORD XP_CONNECTIONLESS = 0x1;
inline constexpr DWORD XP_GUARANTEED_DELIVERY = 0x2;
inline constexpr DWORD XP_GUARANTEED_ORDER = 0x4;
inline constexpr DWORD XP_MESSAGE_ORIENTED = 0x8;
inline constexpr DWORD XP_PSEUDO_STREAM = 0x10;
inline constexpr DWORD XP_GRACEFUL_CLOSE = 0x20;
inline constexpr DWORD XP_EXPEDITED_DATA = 0x40;
inline constexpr DWORD XP_CONNECT_DATA = 0x80;
inline constexpr DWORD XP_DISCONNECT_DATA = 0x100;
inline constexpr DWORD XP_SUPPORTS_BROADCAST = 0x200;
inline constexpr DWORD XP_SUPPORTS_MULTICAST = 0x400;
inline constexpr DWORD XP_BANDWIDTH_ALLOCATION = 0x800;
inline constexpr DWORD XP_FRAGMENTATION = 0x1000;
inline constexpr DWORD XP_ENCRYPTS = 0x2000;

// Names of values in a service class (WSANSCLASSINFO::lpszName).
inline constexpr char SERVICE_TYPE_VALUE_SAPID[] = "SapId";
inline constexpr char SERVICE_TYPE_VALUE_SAPIDA[] = "SapId";
inline constexpr char SERVICE_TYPE_VALUE_TCPPORT[] = "TcpPort";
inline constexpr char SERVICE_TYPE_VALUE_TCPPORTA[] = "TcpPort";
inline constexpr char SERVICE_TYPE_VALUE_UDPPORT[] = "UdpPort";
inline constexpr char SERVICE_TYPE_VALUE_UDPPORTA[] = "UdpPort";
inline constexpr char SERVICE_TYPE_VALUE_CONN[] = "ConnectionOriented";
inline constexpr char SERVICE_TYPE_VALUE_CONNA[] = "ConnectionOriented";
inline constexpr char SERVICE_TYPE_VALUE_OBJECTID[] = "ObjectId";
inline constexpr char SERVICE_TYPE_VALUE_OBJECTIDA[] = "ObjectId";
inline constexpr char SERVICE_TYPE_VALUE_IPXPORTA[] = "IpxSocket";
inline constexpr WCHAR SERVICE_TYPE_VALUE_SAPIDW[] = u"SapId";
inline constexpr WCHAR SERVICE_TYPE_VALUE_TCPPORTW[] = u"TcpPort";
inline constexpr WCHAR SERVICE_TYPE_VALUE_UDPPORTW[] = u"UdpPort";
inline constexpr WCHAR SERVICE_TYPE_VALUE_CONNW[] = u"ConnectionOriented";
inline constexpr WCHAR SERVICE_TYPE_VALUE_OBJECTIDW[] = u"ObjectId";
inline constexpr WCHAR SERVICE_TYPE_VALUE_IPXPORTW[] = u"IpxSocket";

/** @} */

} // namespace ns3::winsock

#endif // WINSOCK_NAME_SERVICE_CONSTANTS_H
