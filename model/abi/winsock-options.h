/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_OPTIONS_H
#define WINSOCK_OPTIONS_H

#include "winsock-types.h"

/**
 * @file
 * @ingroup winsock
 * Levels and names of the socket options (getsockopt, setsockopt).
 */

namespace ns3::winsock
{

/**
 * @addtogroup winsock
 * @{
 */

// Option levels that are not protocol numbers.
inline constexpr int SOL_RFCOMM = 0x3;
inline constexpr int SOL_IRLMP = 0xff;
inline constexpr int SOL_L2CAP = 0x100;
inline constexpr int SOL_SDP = 0x101;
inline constexpr int SOL_SOCKET = 0xffff;

// Level SOL_SOCKET.
inline constexpr int SO_DEBUG = 0x1;
inline constexpr int SO_ACCEPTCONN = 0x2;
inline constexpr int SO_REUSEADDR = 0x4;
inline constexpr int SO_EXCLUSIVEADDRUSE = ~SO_REUSEADDR;
inline constexpr int SO_KEEPALIVE = 0x8;
inline constexpr int SO_DONTROUTE = 0x10;
inline constexpr int SO_BROADCAST = 0x20;
inline constexpr int SO_USELOOPBACK = 0x40;
inline constexpr int SO_LINGER = 0x80;
inline constexpr int SO_DONTLINGER = ~SO_LINGER;
inline constexpr int SO_OOBINLINE = 0x100;
inline constexpr int SO_SNDBUF = 0x1001;
inline constexpr int SO_RCVBUF = 0x1002;
inline constexpr int SO_SNDLOWAT = 0x1003;
inline constexpr int SO_RCVLOWAT = 0x1004;
inline constexpr int SO_SNDTIMEO = 0x1005;
inline constexpr int SO_RCVTIMEO = 0x1006;
inline constexpr int SO_ERROR = 0x1007;
inline constexpr int SO_TYPE = 0x1008;
inline constexpr int SO_BSP_STATE =
    0x1009; //!< the addresses, the type and the protocol in one CSADDR_INFO
inline constexpr int SO_GROUP_ID = 0x2001;
inline constexpr int SO_GROUP_PRIORITY = 0x2002;
inline constexpr int SO_MAX_MSG_SIZE = 0x2003;
inline constexpr int SO_PROTOCOL_INFOA = 0x2004;
inline constexpr int SO_PROTOCOL_INFO = SO_PROTOCOL_INFOA;
inline constexpr int SO_PROTOCOL_INFOW = 0x2005;
inline constexpr int PVD_CONFIG = 0x3001;
inline constexpr int SO_CONDITIONAL_ACCEPT = 0x3002;
inline constexpr int SO_RANDOMIZE_PORT = 0x3005;
inline constexpr int SO_PORT_SCALABILITY = 0x3006;
inline constexpr int SO_REUSE_UNICASTPORT = 0x3007;
inline constexpr int SO_REUSE_MULTICASTPORT = 0x3008;

// Level SOL_SOCKET, from mswsock.h: the system's own provider, AcceptEx and ConnectEx.
inline constexpr int SO_SYNCHRONOUS_ALERT = 0x10;
inline constexpr int SO_SYNCHRONOUS_NONALERT = 0x20;
inline constexpr int SO_CONNDATA = 0x7000;
inline constexpr int SO_CONNOPT = 0x7001;
inline constexpr int SO_DISCDATA = 0x7002;
inline constexpr int SO_DISCOPT = 0x7003;
inline constexpr int SO_CONNDATALEN = 0x7004;
inline constexpr int SO_CONNOPTLEN = 0x7005;
inline constexpr int SO_DISCDATALEN = 0x7006;
inline constexpr int SO_DISCOPTLEN = 0x7007;
inline constexpr int SO_OPENTYPE = 0x7008;
inline constexpr int SO_MAXDG = 0x7009; //!< largest datagram, as the device sees it
inline constexpr int SO_MAXPATHDG = 0x700a;
inline constexpr int SO_UPDATE_ACCEPT_CONTEXT =
    0x700b; //!< gives an AcceptEx socket the properties of its listener
inline constexpr int SO_CONNECT_TIME = 0x700c; //!< seconds since the connection was made, or -1
inline constexpr int SO_UPDATE_CONNECT_CONTEXT = 0x7010;

// Level IPPROTO_IP.
inline constexpr int IP_OPTIONS = 1;
inline constexpr int IP_HDRINCL = 2;
inline constexpr int IP_TOS = 3;
inline constexpr int IP_TTL = 4;
inline constexpr int IP_MULTICAST_IF = 9;
inline constexpr int IP_MULTICAST_TTL = 10;
inline constexpr int IP_MULTICAST_LOOP = 11;
inline constexpr int IP_ADD_MEMBERSHIP = 12;
inline constexpr int IP_DROP_MEMBERSHIP = 13;
inline constexpr int IP_DONTFRAGMENT = 14;
inline constexpr int IP_ADD_SOURCE_MEMBERSHIP = 15;
inline constexpr int IP_DROP_SOURCE_MEMBERSHIP = 16;
inline constexpr int IP_BLOCK_SOURCE = 17;
inline constexpr int IP_UNBLOCK_SOURCE = 18;
inline constexpr int IP_PKTINFO = 19;
inline constexpr int IP_HOPLIMIT = 21;
inline constexpr int IP_RECVTTL = 21;
inline constexpr int IP_RECEIVE_BROADCAST = 22;
inline constexpr int IP_PROTECTION_LEVEL = 23;
inline constexpr int IP_RECVIF = 24;
inline constexpr int IP_RECVDSTADDR = 25;
inline constexpr int IP_IFLIST = 28;
inline constexpr int IP_ADD_IFLIST = 29;
inline constexpr int IP_DEL_IFLIST = 30;
inline constexpr int IP_UNICAST_IF = 31;
inline constexpr int IP_RTHDR = 32;
inline constexpr int IP_GET_IFLIST = 33;
inline constexpr int IP_RECVRTHDR = 38;
inline constexpr int IP_TCLASS = 39;
inline constexpr int IP_RECVTCLASS = 40;
inline constexpr int IP_RECVTOS = 40;
inline constexpr int IP_ORIGINAL_ARRIVAL_IF = 47;
inline constexpr int IP_ECN = 50;
inline constexpr int IP_PKTINFO_EX = 51;
inline constexpr int IP_WFP_REDIRECT_RECORDS = 60;
inline constexpr int IP_WFP_REDIRECT_CONTEXT = 70;
inline constexpr int IP_MTU_DISCOVER = 71;
inline constexpr int IP_MTU = 73;
inline constexpr int IP_NRT_INTERFACE = 74;
inline constexpr int IP_RECVERR = 75;
inline constexpr int IP_USER_MTU = 76;

// Level IPPROTO_IPV6.
inline constexpr int IPV6_HOPOPTS = 1;
inline constexpr int IPV6_HDRINCL = 2;
inline constexpr int IPV6_UNICAST_HOPS = 4;
inline constexpr int IPV6_MULTICAST_IF = 9;
inline constexpr int IPV6_MULTICAST_HOPS = 10;
inline constexpr int IPV6_MULTICAST_LOOP = 11;
inline constexpr int IPV6_ADD_MEMBERSHIP = 12;
inline constexpr int IPV6_JOIN_GROUP = 12;
inline constexpr int IPV6_DROP_MEMBERSHIP = 13;
inline constexpr int IPV6_LEAVE_GROUP = 13;
inline constexpr int IPV6_DONTFRAG = 14;
inline constexpr int IPV6_PKTINFO = 19;
inline constexpr int IPV6_HOPLIMIT = 21;
inline constexpr int IPV6_PROTECTION_LEVEL = 23;
inline constexpr int IPV6_RECVIF = 24;
inline constexpr int IPV6_RECVDSTADDR = 25;
inline constexpr int IPV6_CHECKSUM = 26;
inline constexpr int IPV6_V6ONLY = 27;
inline constexpr int IPV6_IFLIST = 28;
inline constexpr int IPV6_ADD_IFLIST = 29;
inline constexpr int IPV6_DEL_IFLIST = 30;
inline constexpr int IPV6_UNICAST_IF = 31;
inline constexpr int IPV6_RTHDR = 32;
inline constexpr int IPV6_GET_IFLIST = 33;
inline constexpr int IPV6_RECVRTHDR = 38;
inline constexpr int IPV6_TCLASS = 39;
inline constexpr int IPV6_RECVTCLASS = 40;
inline constexpr int IPV6_ECN = 50;
inline constexpr int IPV6_PKTINFO_EX = 51;
inline constexpr int IPV6_WFP_REDIRECT_RECORDS = 60;
inline constexpr int IPV6_WFP_REDIRECT_CONTEXT = 70;
inline constexpr int IPV6_MTU_DISCOVER = 71;
inline constexpr int IPV6_MTU = 72;
inline constexpr int IPV6_NRT_INTERFACE = 74;
inline constexpr int IPV6_RECVERR = 75;
inline constexpr int IPV6_USER_MTU = 76;

// Values of some options of both IP levels.
inline constexpr int IP_PMTUDISC_NOT_SET = 0;
inline constexpr int IP_PMTUDISC_DO = 1;
inline constexpr int IP_PMTUDISC_DONT = 2;
inline constexpr int IP_PMTUDISC_PROBE = 3;
inline constexpr int IP_PMTUDISC_MAX = 4;
inline constexpr int PROTECTION_LEVEL_UNRESTRICTED = 10;
inline constexpr int PROTECTION_LEVEL_EDGERESTRICTED = 20;
inline constexpr int PROTECTION_LEVEL_RESTRICTED = 30;
inline constexpr int PROTECTION_LEVEL_DEFAULT = -1;

// Placeholders for "no such value given".
inline constexpr DWORD IP_UNSPECIFIED_HOP_LIMIT = 0xffffffff;
inline constexpr DWORD IP_UNSPECIFIED_TYPE_OF_SERVICE = 0xffffffff;
inline constexpr DWORD IP_UNSPECIFIED_USER_MTU = 0xffffffff;

// Source-specific multicast, either IP level.
inline constexpr int MCAST_INCLUDE = 0;
inline constexpr int MCAST_EXCLUDE = 1;
inline constexpr int MCAST_JOIN_GROUP = 41;
inline constexpr int MCAST_LEAVE_GROUP = 42;
inline constexpr int MCAST_BLOCK_SOURCE = 43;
inline constexpr int MCAST_UNBLOCK_SOURCE = 44;
inline constexpr int MCAST_JOIN_SOURCE_GROUP = 45;
inline constexpr int MCAST_LEAVE_SOURCE_GROUP = 46;

// Level IPPROTO_TCP.
inline constexpr int TCP_NODELAY = 0x1;
inline constexpr int TCP_EXPEDITED_1122 = 0x2;
inline constexpr int TCP_KEEPALIVE = 0x3;
inline constexpr int TCP_MAXSEG = 0x4;
inline constexpr int TCP_MAXRT = 0x5;
inline constexpr int TCP_STDURG = 0x6;
inline constexpr int TCP_NOURG = 0x7;
inline constexpr int TCP_ATMARK = 0x8;
inline constexpr int TCP_NOSYNRETRIES = 0x9;
inline constexpr int TCP_TIMESTAMPS = 0xa;
inline constexpr int TCP_OFFLOAD_PREFERENCE = 0xb;
inline constexpr int TCP_CONGESTION_ALGORITHM = 0xc;
inline constexpr int TCP_DELAY_FIN_ACK = 0xd;
inline constexpr int TCP_BSDURGENT = 0x7000;

// Values of TCP_OFFLOAD_PREFERENCE.
inline constexpr int TCP_OFFLOAD_NO_PREFERENCE = 0;
inline constexpr int TCP_OFFLOAD_NOT_PREFERRED = 1;
inline constexpr int TCP_OFFLOAD_PREFERRED = 2;

// Level IPPROTO_UDP.
inline constexpr int UDP_NOCHECKSUM = 1;
inline constexpr int UDP_CHECKSUM_COVERAGE = 20;

// Level SOL_RFCOMM.
inline constexpr int SO_BTH_ENCRYPT = 0x2;
inline constexpr int SO_BTH_AUTHENTICATE = static_cast<int>(0x80000001);
inline constexpr int SO_BTH_MTU = static_cast<int>(0x80000007);
inline constexpr int SO_BTH_MTU_MAX = static_cast<int>(0x80000008);
inline constexpr int SO_BTH_MTU_MIN = static_cast<int>(0x8000000a);

// Address scopes (SCOPE_ID).
inline constexpr int ScopeLevelInterface = 1;
inline constexpr int ScopeLevelLink = 2;
inline constexpr int ScopeLevelSubnet = 3;
inline constexpr int ScopeLevelAdmin = 4;
inline constexpr int ScopeLevelSite = 5;
inline constexpr int ScopeLevelOrganization = 8;
inline constexpr int ScopeLevelGlobal = 14;
inline constexpr int ScopeLevelCount = 16;

/** @} */

} // namespace ns3::winsock

#endif // WINSOCK_OPTIONS_H
