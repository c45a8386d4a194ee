/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_IOCTLS_H
#define WINSOCK_IOCTLS_H

#include "winsock-types.h"

/**
 * @file
 * @ingroup winsock
 * Codes of ioctlsocket and WSAIoctl, and the values that belong to them.
 */

namespace ns3::winsock
{

/**
 * @addtogroup winsock
 * @{
 */

// Parts of a code: direction in bits 29 to 31, family in bits 27 and 28.
inline constexpr DWORD IOC_UNIX = 0x0;
inline constexpr DWORD IOCPARM_MASK = 0x7f;
inline constexpr DWORD IOC_WS2 = 0x8000000;
inline constexpr DWORD IOC_PROTOCOL = 0x10000000;
inline constexpr DWORD IOC_VENDOR = 0x18000000;
inline constexpr DWORD IOC_VOID = 0x20000000;
inline constexpr DWORD IOC_OUT = 0x40000000;
inline constexpr DWORD IOC_IN = 0x80000000;
inline constexpr DWORD IOC_INOUT = 0xc0000000;

// ioctlsocket.
inline constexpr DWORD FIONREAD = 0x4004667f;
inline constexpr DWORD SIOCGHIWAT = 0x40047301;
inline constexpr DWORD SIOCGLOWAT = 0x40047303;
inline constexpr DWORD SIOCATMARK = 0x40047307;
inline constexpr DWORD FIOASYNC = 0x8004667d;
inline constexpr DWORD FIONBIO = 0x8004667e;
inline constexpr DWORD SIOCSHIWAT = 0x80047300;
inline constexpr DWORD SIOCSLOWAT = 0x80047302;

// WSAIoctl, Winsock 2's own.
inline constexpr DWORD SIO_ENABLE_CIRCULAR_QUEUEING = 0x28000002;
inline constexpr DWORD SIO_FLUSH = 0x28000004;
inline constexpr DWORD SIO_ADDRESS_LIST_CHANGE = 0x28000017;
inline constexpr DWORD SIO_FIND_ROUTE = 0x48000003;
inline constexpr DWORD SIO_GET_BROADCAST_ADDRESS = 0x48000005;
inline constexpr DWORD SIO_ADDRESS_LIST_QUERY = 0x48000016;
inline constexpr DWORD SIO_QUERY_TARGET_PNP_HANDLE = 0x48000018;
inline constexpr DWORD SIO_ASSOCIATE_HANDLE = 0x88000001;
inline constexpr DWORD SIO_MULTIPOINT_LOOPBACK = 0x88000009;
inline constexpr DWORD SIO_MULTICAST_SCOPE = 0x8800000a;
inline constexpr DWORD SIO_SET_QOS = 0x8800000b;
inline constexpr DWORD SIO_SET_GROUP_QOS = 0x8800000c;
inline constexpr DWORD SIO_ROUTING_INTERFACE_CHANGE = 0x88000015;
inline constexpr DWORD SIO_NSP_NOTIFY_CHANGE = 0x88000019;
inline constexpr DWORD SIO_RESERVED_1 = 0x8800001a;
inline constexpr DWORD SIO_RESERVED_2 = 0x88000021;
inline constexpr DWORD SIO_GET_EXTENSION_FUNCTION_POINTER = 0xc8000006;
inline constexpr DWORD SIO_GET_QOS = 0xc8000007;
inline constexpr DWORD SIO_GET_GROUP_QOS = 0xc8000008;
inline constexpr DWORD SIO_TRANSLATE_HANDLE = 0xc800000d;
inline constexpr DWORD SIO_ROUTING_INTERFACE_QUERY = 0xc8000014;
inline constexpr DWORD SIO_ADDRESS_LIST_SORT = 0xc8000019;

// For a layer that wants the base provider's handle, and for extension calls.
inline constexpr DWORD SIO_BSP_HANDLE = 0x4800001b;
inline constexpr DWORD SIO_BSP_HANDLE_SELECT = 0x4800001c;
inline constexpr DWORD SIO_BSP_HANDLE_POLL = 0x4800001d;
inline constexpr DWORD SIO_BASE_HANDLE = 0x48000022;
inline constexpr DWORD SIO_EXT_SELECT = 0xc800001e;
inline constexpr DWORD SIO_EXT_POLL = 0xc800001f;
inline constexpr DWORD SIO_EXT_SENDMSG = 0xc8000020;

// TCP/IP.
inline constexpr DWORD SIO_IDEAL_SEND_BACKLOG_CHANGE = 0x2000747a;
inline constexpr DWORD SIO_IDEAL_SEND_BACKLOG_QUERY = 0x4004747b;
inline constexpr DWORD SIO_GET_INTERFACE_LIST_EX = 0x4004747e;
inline constexpr DWORD SIO_GET_INTERFACE_LIST = 0x4004747f;
inline constexpr DWORD SIO_GET_MULTICAST_FILTER = 0x8004747c;
inline constexpr DWORD SIO_SET_MULTICAST_FILTER = 0x8004747d;
inline constexpr DWORD SIO_RCVALL = 0x98000001;
inline constexpr DWORD SIO_RCVALL_MCAST = 0x98000002;
inline constexpr DWORD SIO_RCVALL_IGMPMCAST = 0x98000003;
inline constexpr DWORD SIO_KEEPALIVE_VALS = 0x98000004;
inline constexpr DWORD SIO_ABSORB_RTRALERT = 0x98000005;
inline constexpr DWORD SIO_UCAST_IF = 0x98000006;
inline constexpr DWORD SIO_LIMIT_BROADCASTS = 0x98000007;
inline constexpr DWORD SIO_INDEX_BIND = 0x98000008;
inline constexpr DWORD SIO_INDEX_MCASTIF = 0x98000009;
inline constexpr DWORD SIO_INDEX_ADD_MCAST = 0x9800000a;
inline constexpr DWORD SIO_INDEX_DEL_MCAST = 0x9800000b;
inline constexpr DWORD SIO_UDP_CONNRESET = 0x9800000c;
inline constexpr DWORD SIO_RCVALL_MCAST_IF = 0x9800000d;
inline constexpr DWORD SIO_RCVALL_IF = 0x9800000e;
inline constexpr DWORD SIO_LOOPBACK_FAST_PATH = 0x98000010;
inline constexpr DWORD SIO_TCP_INITIAL_RTO = 0x98000011;
inline constexpr DWORD SIO_APPLY_TRANSPORT_SETTING = 0x98000013;
inline constexpr DWORD SIO_QUERY_TRANSPORT_SETTING = 0x98000014;
inline constexpr DWORD SIO_TCP_SET_ICW = 0x98000016;
inline constexpr DWORD SIO_TCP_SET_ACK_FREQUENCY = 0x98000017;
inline constexpr DWORD SIO_ACQUIRE_PORT_RESERVATION = 0x98000064;
inline constexpr DWORD SIO_RELEASE_PORT_RESERVATION = 0x98000065;
inline constexpr DWORD SIO_ASSOCIATE_PORT_RESERVATION = 0x98000066;
inline constexpr DWORD SIO_SET_COMPATIBILITY_MODE = 0x9800012c;

// Other families.
inline constexpr DWORD SIO_LAZY_DISCOVERY =
    0x4004747f; //!< shares its number with SIO_GET_INTERFACE_LIST
inline constexpr DWORD SIO_AF_UNIX_GETPEERPID = 0x58000100;
inline constexpr DWORD SIO_BTH_PING = 0xd8000008;
inline constexpr DWORD SIO_BTH_INFO = 0xd8000009;
inline constexpr DWORD SIO_RFCOMM_SEND_COMMAND = 0xd8000065;
inline constexpr DWORD SIO_RFCOMM_WAIT_COMMAND = 0xd8000066;
inline constexpr DWORD SIO_RFCOMM_SESSION_FLOW_OFF = 0xd8000067;
inline constexpr DWORD SIO_RFCOMM_TEST = 0xd8000068;
inline constexpr DWORD SIO_RFCOMM_USECFC = 0xd8000069;

// Values of SIO_RCVALL.
inline constexpr int RCVALL_OFF = 0;
inline constexpr int RCVALL_ON = 1;
inline constexpr int RCVALL_SOCKETLEVELONLY = 2;
inline constexpr int RCVALL_IPLEVEL = 3;
inline constexpr int RCVALL_MAX = 3;

// Values of SIO_TCP_SET_ICW and SIO_TCP_INITIAL_RTO.
inline constexpr int TCP_ICW_LEVEL_DEFAULT = 0x0;
inline constexpr int TCP_INITIAL_RTO_DEFAULT_MAX_SYN_RETRANSMISSIONS = 0x0;
inline constexpr int TCP_INITIAL_RTO_DEFAULT_RTT = 0x0;
inline constexpr int TCP_ICW_LEVEL_HIGH = 0x1;
inline constexpr int TCP_ICW_LEVEL_VERY_HIGH = 0x2;
inline constexpr int TCP_ICW_LEVEL_AGGRESSIVE = 0x3;
inline constexpr int TCP_ICW_LEVEL_EXPERIMENTAL = 0x4;
inline constexpr int TCP_ICW_LEVEL_COMPAT = 0xfe;
inline constexpr BYTE TCP_INITIAL_RTO_NO_SYN_RETRANSMISSIONS = -2;
inline constexpr int TCP_ICW_LEVEL_MAX = 0xff;
inline constexpr BYTE TCP_INITIAL_RTO_UNSPECIFIED_MAX_SYN_RETRANSMISSIONS = -1;
inline constexpr WORD TCP_INITIAL_RTO_UNSPECIFIED_RTT = -1;

// SIO_ACQUIRE_PORT_RESERVATION.
inline constexpr UINT64 INVALID_PORT_RESERVATION_TOKEN = 0;

// Secure socket settings, system-critical sockets, control channel triggers.
inline constexpr int CONTROL_CHANNEL_TRIGGER_STATUS_INVALID = 0;
inline constexpr int SECURITY_PROTOCOL_NONE = 0;
inline constexpr int SOCKET_SECURITY_PROTOCOL_DEFAULT = 0;
inline constexpr int CONTROL_CHANNEL_TRIGGER_STATUS_SOFTWARE_SLOT_ALLOCATED = 1;
inline constexpr int SOCKET_INFO_CONNECTION_SECURED = 1;
inline constexpr int SOCKET_SECURITY_PROTOCOL_IPSEC = 1;
inline constexpr int SOCKET_SETTINGS_GUARANTEE_ENCRYPTION = 1;
inline constexpr int SOCKET_SETTINGS_IPSEC_SKIP_FILTER_INSTANTIATION = 1;
inline constexpr int SYSTEM_CRITICAL_SOCKET = 1;
inline constexpr int CONTROL_CHANNEL_TRIGGER_STATUS_HARDWARE_SLOT_ALLOCATED = 2;
inline constexpr int SOCKET_INFO_CONNECTION_ENCRYPTED = 2;
inline constexpr int SOCKET_SECURITY_PROTOCOL_IPSEC2 = 2;
inline constexpr int SOCKET_SETTINGS_ALLOW_INSECURE = 2;
inline constexpr int CONTROL_CHANNEL_TRIGGER_STATUS_POLICY_ERROR = 3;
inline constexpr int SOCKET_SECURITY_PROTOCOL_INVALID = 3;
inline constexpr int CONTROL_CHANNEL_TRIGGER_STATUS_MAX = 4;
inline constexpr int CONTROL_CHANNEL_TRIGGER_STATUS_SYSTEM_ERROR = 4;
inline constexpr int SOCKET_INFO_CONNECTION_IMPERSONATED = 4;
inline constexpr int CONTROL_CHANNEL_TRIGGER_STATUS_TRANSPORT_DISCONNECTED = 5;
inline constexpr int CONTROL_CHANNEL_TRIGGER_STATUS_SERVICE_UNAVAILABLE = 6;

// Flags of TransmitFile.
inline constexpr DWORD TF_USE_DEFAULT_WORKER = 0x0;
inline constexpr DWORD TF_DISCONNECT = 0x1;
inline constexpr DWORD TF_REUSE_SOCKET = 0x2;
inline constexpr DWORD TF_WRITE_BEHIND = 0x4;
inline constexpr DWORD TF_USE_SYSTEM_THREAD = 0x10;
inline constexpr DWORD TF_USE_KERNEL_APC = 0x20;

// Flags of TransmitPackets and of its elements; DisconnectEx.
inline constexpr DWORD TP_USE_DEFAULT_WORKER = 0x0;
inline constexpr DWORD TP_DISCONNECT = 0x1;
inline constexpr DWORD TP_ELEMENT_MEMORY = 0x1;
inline constexpr DWORD DE_REUSE_SOCKET = 0x2;
inline constexpr DWORD TP_ELEMENT_FILE = 0x2;
inline constexpr DWORD TP_REUSE_SOCKET = 0x2;
inline constexpr DWORD TP_ELEMENT_EOP = 0x4;
inline constexpr DWORD TP_USE_SYSTEM_THREAD = 0x10;
inline constexpr DWORD TP_USE_KERNEL_APC = 0x20;

/** @} */

} // namespace ns3::winsock

#endif // WINSOCK_IOCTLS_H
