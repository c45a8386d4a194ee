/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_CONSTANTS_H
#define WINSOCK_CONSTANTS_H

#include "winsock-error.h"
#include "winsock-ioctls.h"
#include "winsock-name-service-constants.h"
#include "winsock-options.h"
#include "winsock-types.h"

/**
 * @file
 * @ingroup winsock
 * Constants of Winsock 2.
 *
 * Including this header gives every constant of the module except those of single device
 * families (winsock-device-family-constants.h) and of quality of service
 * (winsock-qos-constants.h). Numbers that a Winsock function takes or returns as `int` are
 * `int`, flags and codes that it takes as DWORD are DWORD. Constants whose value the host
 * shares are in winsock-host-names.h.
 */

namespace ns3::winsock
{

/**
 * @addtogroup winsock
 * @{
 */

// Address families.
inline constexpr int AF_UNSPEC = 0;
inline constexpr int AF_UNIX = 1;
inline constexpr int AF_INET = 2;
inline constexpr int AF_IMPLINK = 3;
inline constexpr int AF_PUP = 4;
inline constexpr int AF_CHAOS = 5;
inline constexpr int AF_IPX = 6;
inline constexpr int AF_NS = 6;
inline constexpr int AF_ISO = 7;
inline constexpr int AF_OSI = 7;
inline constexpr int AF_ECMA = 8;
inline constexpr int AF_DATAKIT = 9;
inline constexpr int AF_CCITT = 10;
inline constexpr int AF_SNA = 11;
inline constexpr int AF_DECnet = 12;
inline constexpr int AF_DLI = 13;
inline constexpr int AF_LAT = 14;
inline constexpr int AF_HYLINK = 15;
inline constexpr int AF_APPLETALK = 16;
inline constexpr int AF_NETBIOS = 17;
inline constexpr int AF_VOICEVIEW = 18;
inline constexpr int AF_FIREFOX = 19;
inline constexpr int AF_UNKNOWN1 = 20;
inline constexpr int AF_BAN = 21;
inline constexpr int AF_ATM = 22;
inline constexpr int AF_INET6 = 23; //!< 10 on Linux
inline constexpr int AF_CLUSTER = 24;
inline constexpr int AF_12844 = 25;
inline constexpr int AF_IRDA = 26; //!< infrared; Windows CE headers say 22, see WCE_AF_IRDA
inline constexpr int AF_NETDES = 28;
inline constexpr int AF_TCNPROCESS = 29;
inline constexpr int AF_TCNMESSAGE = 30;
inline constexpr int AF_ICLFXBM = 31;
inline constexpr int AF_BTH = 32;
inline constexpr int AF_MAX = 33; //!< one past the last family

// Protocol families: the address families under their old name.
inline constexpr int PF_UNSPEC = 0;
inline constexpr int PF_UNIX = 1;
inline constexpr int PF_INET = 2;
inline constexpr int PF_IMPLINK = 3;
inline constexpr int PF_PUP = 4;
inline constexpr int PF_CHAOS = 5;
inline constexpr int PF_IPX = 6;
inline constexpr int PF_NS = 6;
inline constexpr int PF_ISO = 7;
inline constexpr int PF_OSI = 7;
inline constexpr int PF_ECMA = 8;
inline constexpr int PF_DATAKIT = 9;
inline constexpr int PF_CCITT = 10;
inline constexpr int PF_SNA = 11;
inline constexpr int PF_DECnet = 12;
inline constexpr int PF_DLI = 13;
inline constexpr int PF_LAT = 14;
inline constexpr int PF_HYLINK = 15;
inline constexpr int PF_APPLETALK = 16;
inline constexpr int PF_VOICEVIEW = 18;
inline constexpr int PF_FIREFOX = 19;
inline constexpr int PF_UNKNOWN1 = 20;
inline constexpr int PF_BAN = 21;
inline constexpr int PF_ATM = 22;
inline constexpr int PF_INET6 = 23;
inline constexpr int PF_IRDA = 26;
inline constexpr int PF_BTH = 32;
inline constexpr int PF_MAX = 33;

// Protocols. Those that the host knows under the same number are in winsock-host-names.h.
inline constexpr int IPPROTO_GGP = 3;
inline constexpr int IPPROTO_IPV4 = 4;
inline constexpr int IPPROTO_ST = 5;
inline constexpr int IPPROTO_CBT = 7;
inline constexpr int IPPROTO_IGP = 9;
inline constexpr int IPPROTO_RDP = 27;
inline constexpr int IPPROTO_ND = 77;
inline constexpr int IPPROTO_ICLFXBM = 78;
inline constexpr int IPPROTO_PGM = 113;
inline constexpr int IPPROTO_MAX = 256;

// IPv4 addresses, in host byte order.
inline constexpr ULONG ADDR_ANY = 0x0;
inline constexpr ULONG INADDR_ANY = 0x0;
inline constexpr ULONG INADDR_LOOPBACK = 0x7f000001;
inline constexpr ULONG INADDR_BROADCAST = 0xffffffff;
inline constexpr ULONG INADDR_NONE = 0xffffffff;

// Classes of IPv4 addresses.
inline constexpr DWORD IN_CLASSC_NSHIFT = 0x8;
inline constexpr DWORD IN_CLASSB_NSHIFT = 0x10;
inline constexpr DWORD IN_CLASSA_NSHIFT = 0x18;
inline constexpr DWORD IN_CLASSD_NSHIFT = 0x1c;
inline constexpr DWORD IN_CLASSA_MAX = 0x80;
inline constexpr DWORD IN_CLASSC_HOST = 0xff;
inline constexpr DWORD IN_CLASSB_HOST = 0xffff;
inline constexpr DWORD IN_CLASSB_MAX = 0x10000;
inline constexpr DWORD IN_CLASSA_HOST = 0xffffff;
inline constexpr DWORD IN_CLASSD_HOST = 0xfffffff;
inline constexpr DWORD IN_CLASSD_NET = 0xf0000000;
inline constexpr DWORD IN_CLASSA_NET = 0xff000000;
inline constexpr DWORD IN_CLASSB_NET = 0xffff0000;
inline constexpr DWORD IN_CLASSC_NET = 0xffffff00;

// ARPANET interface message processors.
inline constexpr int IMPLINK_IP = 155;
inline constexpr int IMPLINK_LOWEXPER = 156;
inline constexpr int IMPLINK_HIGHEXPER = 158;

// Lengths of address texts, with the final zero, and widths.
inline constexpr int INET_ADDRSTRLEN = 22;
inline constexpr int INET6_ADDRSTRLEN = 65;
inline constexpr int MAXGETHOSTSTRUCT = 1024;

// Bits in an IPv6 address.
inline constexpr UINT64 IPV6_ADDRESS_BITS = 128;

// Interface flags (INTERFACE_INFO::iiFlags).
inline constexpr int IFF_UP = 0x1;
inline constexpr int IFF_BROADCAST = 0x2;
inline constexpr int IFF_LOOPBACK = 0x4;
inline constexpr int IFF_POINTTOPOINT = 0x8;
inline constexpr int IFF_MULTICAST = 0x10;

// Flags of send, recv and their kin. Others are in winsock-host-names.h.
inline constexpr int MSG_WAITALL = 0x8;
inline constexpr int MSG_INTERRUPT = 0x10;
inline constexpr int MSG_MAXIOVLEN = 0x10;
inline constexpr int MSG_PUSH_IMMEDIATE = 0x20;
inline constexpr int MSG_TRUNC = 0x100;
inline constexpr int MSG_CTRUNC = 0x200;
inline constexpr int MSG_BCAST = 0x400;
inline constexpr int MSG_MCAST = 0x800;
inline constexpr int MSG_PARTIAL = 0x8000; //!< a part of a message

// How shutdown closes.
inline constexpr int SD_RECEIVE = 0;
inline constexpr int SD_SEND = 1;
inline constexpr int SD_BOTH = 2;

// Backlog of listen; sockets in an fd_set.
inline constexpr int FD_SETSIZE = 64;        //!< sockets in one fd_set
inline constexpr int SOMAXCONN = 2147483647; //!< "as long as the provider likes"

// Flags of WSASocket.
inline constexpr DWORD WSA_FLAG_OVERLAPPED = 0x1; //!< the socket may have overlapped operations
inline constexpr DWORD WSA_FLAG_MULTIPOINT_C_ROOT = 0x2;
inline constexpr DWORD WSA_FLAG_MULTIPOINT_C_LEAF = 0x4;
inline constexpr DWORD WSA_FLAG_MULTIPOINT_D_ROOT = 0x8;
inline constexpr DWORD WSA_FLAG_MULTIPOINT_D_LEAF = 0x10;
inline constexpr DWORD WSA_FLAG_ACCESS_SYSTEM_SECURITY = 0x40;
inline constexpr DWORD WSA_FLAG_NO_HANDLE_INHERIT = 0x80;
inline constexpr DWORD WSA_FLAG_REGISTERED_IO = 0x100;

// Socket groups.
inline constexpr GROUP SG_UNCONSTRAINED_GROUP = 1;
inline constexpr GROUP SG_CONSTRAINED_GROUP = 2;

// What a condition function answers.
inline constexpr int CF_ACCEPT = 0;
inline constexpr int CF_REJECT = 1;
inline constexpr int CF_DEFER = 2;

// Roles of a leaf in WSAJoinLeaf.
inline constexpr DWORD JL_SENDER_ONLY = 0x1;
inline constexpr DWORD JL_RECEIVER_ONLY = 0x2;
inline constexpr DWORD JL_BOTH = 0x4;

// Catalog: lengths of texts and chains, kinds of entry.
inline constexpr int BIGENDIAN = 0;
inline constexpr int LAYERED_PROTOCOL = 0; //!< ChainLen of a layered protocol
inline constexpr int BASE_PROTOCOL =
    1; //!< ChainLen of a base protocol; longer ones are protocol chains
inline constexpr int LITTLEENDIAN = 1;
inline constexpr int MAX_PROTOCOL_CHAIN = 7; //!< longest protocol chain
inline constexpr int WSAPROTOCOL_LEN = 255;
inline constexpr int FROM_PROTOCOL_INFO = -1; //!< take the value out of the WSAPROTOCOL_INFO

// Catalog: WSAPROTOCOL_INFO::dwServiceFlags1.
inline constexpr DWORD XP1_CONNECTIONLESS = 0x1;
inline constexpr DWORD XP1_GUARANTEED_DELIVERY = 0x2;
inline constexpr DWORD XP1_GUARANTEED_ORDER = 0x4;
inline constexpr DWORD XP1_MESSAGE_ORIENTED = 0x8;
inline constexpr DWORD XP1_PSEUDO_STREAM = 0x10;
inline constexpr DWORD XP1_GRACEFUL_CLOSE = 0x20;
inline constexpr DWORD XP1_EXPEDITED_DATA = 0x40;
inline constexpr DWORD XP1_CONNECT_DATA = 0x80;
inline constexpr DWORD XP1_DISCONNECT_DATA = 0x100;
inline constexpr DWORD XP1_SUPPORT_BROADCAST = 0x200;
inline constexpr DWORD XP1_SUPPORT_MULTIPOINT = 0x400;
inline constexpr DWORD XP1_MULTIPOINT_CONTROL_PLANE = 0x800;
inline constexpr DWORD XP1_MULTIPOINT_DATA_PLANE = 0x1000;
inline constexpr DWORD XP1_QOS_SUPPORTED = 0x2000;
inline constexpr DWORD XP1_INTERRUPT = 0x4000;
inline constexpr DWORD XP1_UNI_SEND = 0x8000;
inline constexpr DWORD XP1_UNI_RECV = 0x10000;
inline constexpr DWORD XP1_IFS_HANDLES =
    0x20000; //!< sockets are real system handles: no layer may put its own in their place
inline constexpr DWORD XP1_PARTIAL_MESSAGE = 0x40000;
inline constexpr DWORD XP1_SAN_SUPPORT_SDP = 0x80000;

// Catalog: WSAPROTOCOL_INFO::dwProviderFlags.
inline constexpr DWORD PFL_MULTIPLE_PROTO_ENTRIES = 0x1;  //!< one of several entries of a protocol
inline constexpr DWORD PFL_RECOMMENDED_PROTO_ENTRY = 0x2; //!< the one of them to use
inline constexpr DWORD PFL_HIDDEN = 0x4;                  //!< not to be listed by WSAEnumProtocols
inline constexpr DWORD PFL_MATCHES_PROTOCOL_ZERO = 0x8;   //!< protocol 0 selects this entry
inline constexpr DWORD PFL_NETWORKDIRECT_PROVIDER = 0x10;

// Catalog: categories of layered providers (ws2spi.h).
inline constexpr DWORD LSP_INSPECTOR = 0x1;
inline constexpr DWORD LSP_REDIRECTOR = 0x2;
inline constexpr DWORD LSP_PROXY = 0x4;
inline constexpr DWORD LSP_FIREWALL = 0x8;
inline constexpr DWORD LSP_INBOUND_MODIFY = 0x10;
inline constexpr DWORD LSP_OUTBOUND_MODIFY = 0x20;
inline constexpr DWORD LSP_CRYPTO_COMPRESS = 0x40;
inline constexpr DWORD LSP_LOCAL_CACHE = 0x80;
inline constexpr DWORD LSP_SYSTEM = 0x80000000; //!< the layer serves the system itself

// Catalog: kinds of information for WSCGetProviderInfo.
using WSC_PROVIDER_INFO_TYPE = int; //!< one of them
inline constexpr int ProviderInfoLspCategories = 0;
inline constexpr int ProviderInfoAudit = 1;

// Service providers (ws2spi.h).
inline constexpr int WSPDESCRIPTION_LEN =
    255; //!< characters in WSPDATA::szDescription, without the final zero

// State of a pending operation.
inline constexpr DWORD WSS_OPERATION_IN_PROGRESS =
    0x103; //!< OVERLAPPED::Internal while the operation is pending

// WSAStartup.
inline constexpr int WSASYS_STATUS_LEN = 128;
inline constexpr int WSADESCRIPTION_LEN = 256;
inline constexpr WORD WINSOCK_VERSION = MAKEWORD(2, 2);

// Network events as bit numbers: indexes of WSANETWORKEVENTS::iErrorCode.
inline constexpr int FD_READ_BIT = 0;
inline constexpr int FD_WRITE_BIT = 1;
inline constexpr int FD_OOB_BIT = 2;
inline constexpr int FD_ACCEPT_BIT = 3;
inline constexpr int FD_CONNECT_BIT = 4;
inline constexpr int FD_CLOSE_BIT = 5;
inline constexpr int FD_QOS_BIT = 6;
inline constexpr int FD_GROUP_QOS_BIT = 7;
inline constexpr int FD_ROUTING_INTERFACE_CHANGE_BIT = 8;
inline constexpr int FD_ADDRESS_LIST_CHANGE_BIT = 9;
inline constexpr int FD_MAX_EVENTS = 10;

// Network events as bits.
inline constexpr int FD_READ = 0x1;
inline constexpr int FD_WRITE = 0x2;
inline constexpr int FD_OOB = 0x4;
inline constexpr int FD_ACCEPT = 0x8;
inline constexpr int FD_CONNECT = 0x10;
inline constexpr int FD_CLOSE = 0x20;
inline constexpr int FD_QOS = 0x40;
inline constexpr int FD_GROUP_QOS = 0x80;
inline constexpr int FD_ROUTING_INTERFACE_CHANGE = 0x100;
inline constexpr int FD_ADDRESS_LIST_CHANGE = 0x200;
inline constexpr int FD_ALL_EVENTS = 0x3ff;

// Events of WSAPoll.
inline constexpr int POLLERR = 0x1;
inline constexpr int POLLHUP = 0x2;
inline constexpr int POLLNVAL = 0x4;
inline constexpr int POLLOUT = 0x10;
inline constexpr int POLLWRNORM = 0x10;
inline constexpr int POLLWRBAND = 0x20;
inline constexpr int POLLRDNORM = 0x100;
inline constexpr int POLLRDBAND = 0x200;
inline constexpr int POLLIN = 0x300; //!< POLLRDNORM | POLLRDBAND
inline constexpr int POLLPRI = 0x400;

// Waiting for event objects.
inline constexpr DWORD FILE_BEGIN = 0;
inline constexpr DWORD FILE_CURRENT = 1;
inline constexpr DWORD FILE_END = 2;

inline constexpr DWORD STATUS_WAIT_0 = 0x0;
inline constexpr DWORD WAIT_OBJECT_0 = 0x0;
inline constexpr DWORD WSA_WAIT_EVENT_0 = 0x0;
inline constexpr DWORD MAXIMUM_WAIT_OBJECTS = 0x40;
inline constexpr DWORD WSA_MAXIMUM_WAIT_EVENTS = 0x40;
inline constexpr DWORD WAIT_ABANDONED_0 = 0x80;
inline constexpr DWORD WAIT_IO_COMPLETION = 0xc0;
inline constexpr DWORD WSA_WAIT_IO_COMPLETION = 0xc0;
inline constexpr DWORD STATUS_TIMEOUT = 0x102;
inline constexpr DWORD WAIT_TIMEOUT = 0x102;
inline constexpr DWORD WSA_WAIT_TIMEOUT = 0x102;
inline constexpr DWORD STATUS_PENDING = 0x103;
inline constexpr DWORD INFINITE = 0xffffffff; //!< no timeout
inline constexpr DWORD WAIT_FAILED = 0xffffffff;
inline constexpr DWORD WSA_INFINITE = 0xffffffff;
inline constexpr DWORD WSA_WAIT_FAILED = 0xffffffff;

// No event object.
inline constexpr WSAEVENT WSA_INVALID_EVENT = nullptr;
/// What CreateIoCompletionPort takes for no file; a constant that no language lets be constexpr.
inline const HANDLE INVALID_HANDLE_VALUE = reinterpret_cast<HANDLE>(~uintptr_t{0});

// Net device or telephone line.
inline constexpr int TH_NETDEV = 1;
inline constexpr int TH_TAPI = 2;

/** @} */

} // namespace ns3::winsock

#endif // WINSOCK_CONSTANTS_H
