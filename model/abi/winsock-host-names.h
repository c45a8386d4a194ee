/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_HOST_NAMES_H
#define WINSOCK_HOST_NAMES_H

/**
 * @file
 * @ingroup winsock
 * The one place that deals with the names of the host's C library.
 *
 * Winsock and POSIX share many names and few of their values: AF_INET6 is 23 here and 10
 * on Linux. A value of the host's that slipped into a simulated program would go unnoticed,
 * so this header makes the three kinds of shared names harmless:
 *
 * - Macros. The C headers that define them are included first and the macros removed.
 *   Including those headers again later changes nothing, as they guard themselves.
 * - Enumerators (glibc has SOCK_STREAM, IPPROTO_TCP, MSG_PEEK ...) with Winsock's value.
 *   The name in ns3::winsock is the host's own enumerator, so that a file that says
 *   `using namespace ns3::winsock;` sees one entity and no ambiguity.
 * - Enumerators and structures that differ (MSG_WAITALL, sockaddr_in ...). Ours live in
 *   ns3::winsock. An unqualified use beside the host's is ambiguous, which the compiler
 *   reports; `winsock::MSG_WAITALL`, `winsock::sockaddr_in` or the upper-case type names
 *   (SOCKADDR_IN, TIMEVAL, HOSTENT ...) say which is meant.
 *
 * A file that calls the host's own sockets must therefore do so before it includes a header
 * of this module, or better, live in a translation unit of its own.
 */

// clang-format off
#if __has_include(<sys/types.h>)
#include <sys/types.h>
#endif
#if __has_include(<sys/time.h>)
#include <sys/time.h>
#endif
#if __has_include(<sys/select.h>)
#include <sys/select.h>
#endif
#if __has_include(<sys/socket.h>)
#include <sys/socket.h>
#endif
#if __has_include(<sys/un.h>)
#include <sys/un.h>
#endif
#if __has_include(<sys/ioctl.h>)
#include <sys/ioctl.h>
#endif
#if __has_include(<netinet/in.h>)
#include <netinet/in.h>
#endif
#if __has_include(<netinet/tcp.h>)
#include <netinet/tcp.h>
#endif
#if __has_include(<netinet/udp.h>)
#include <netinet/udp.h>
#endif
#if __has_include(<arpa/inet.h>)
#include <arpa/inet.h>
#endif
#if __has_include(<netdb.h>)
#include <netdb.h>
#endif
#if __has_include(<poll.h>)
#include <poll.h>
#endif
// The kernel's own copies of the options: after the C library's, which they then respect.
#if __has_include(<linux/in.h>)
#include <linux/in.h>
#endif
#if __has_include(<linux/in6.h>)
#include <linux/in6.h>
#endif
// clang-format on

// IPPROTO_L2TP became an enumerator of glibc long after the others: look before it is removed.
#if defined(__GLIBC__) && defined(IPPROTO_L2TP)
#define WINSOCK_HOST_HAS_L2TP 1
#else
#define WINSOCK_HOST_HAS_L2TP 0
#endif

// address families
#undef AF_12844
#undef AF_APPLETALK
#undef AF_ATM
#undef AF_BAN
#undef AF_BTH
#undef AF_CCITT
#undef AF_CHAOS
#undef AF_CLUSTER
#undef AF_DATAKIT
#undef AF_DECnet
#undef AF_DLI
#undef AF_ECMA
#undef AF_FIREFOX
#undef AF_HYLINK
#undef AF_ICLFXBM
#undef AF_IMPLINK
#undef AF_INET
#undef AF_INET6
#undef AF_IPX
#undef AF_IRDA
#undef AF_ISO
#undef AF_LAT
#undef AF_MAX
#undef AF_NETBIOS
#undef AF_NETDES
#undef AF_NS
#undef AF_OSI
#undef AF_PUP
#undef AF_SNA
#undef AF_TCNMESSAGE
#undef AF_TCNPROCESS
#undef AF_UNIX
#undef AF_UNKNOWN1
#undef AF_UNSPEC
#undef AF_VOICEVIEW
// protocol families
#undef PF_APPLETALK
#undef PF_ATM
#undef PF_BAN
#undef PF_BTH
#undef PF_CCITT
#undef PF_CHAOS
#undef PF_DATAKIT
#undef PF_DECnet
#undef PF_DLI
#undef PF_ECMA
#undef PF_FIREFOX
#undef PF_HYLINK
#undef PF_IMPLINK
#undef PF_INET
#undef PF_INET6
#undef PF_IPX
#undef PF_IRDA
#undef PF_ISO
#undef PF_LAT
#undef PF_MAX
#undef PF_NS
#undef PF_OSI
#undef PF_PUP
#undef PF_SNA
#undef PF_UNIX
#undef PF_UNKNOWN1
#undef PF_UNSPEC
#undef PF_VOICEVIEW
// socket types
#undef SOCK_DGRAM
#undef SOCK_RAW
#undef SOCK_RDM
#undef SOCK_SEQPACKET
#undef SOCK_STREAM
// option levels
#undef SOL_IRLMP
#undef SOL_L2CAP
#undef SOL_RFCOMM
#undef SOL_SDP
#undef SOL_SOCKET
// socket options
#undef SO_ACCEPTCONN
#undef SO_BROADCAST
#undef SO_BSP_STATE
#undef SO_BTH_AUTHENTICATE
#undef SO_BTH_ENCRYPT
#undef SO_BTH_MTU
#undef SO_BTH_MTU_MAX
#undef SO_BTH_MTU_MIN
#undef SO_CONDITIONAL_ACCEPT
#undef SO_CONNDATA
#undef SO_CONNDATALEN
#undef SO_CONNECT_TIME
#undef SO_CONNOPT
#undef SO_CONNOPTLEN
#undef SO_DEBUG
#undef SO_DISCDATA
#undef SO_DISCDATALEN
#undef SO_DISCOPT
#undef SO_DISCOPTLEN
#undef SO_DONTLINGER
#undef SO_DONTROUTE
#undef SO_ERROR
#undef SO_EXCLUSIVEADDRUSE
#undef SO_GROUP_ID
#undef SO_GROUP_PRIORITY
#undef SO_KEEPALIVE
#undef SO_LINGER
#undef SO_MAXDG
#undef SO_MAXPATHDG
#undef SO_MAX_MSG_SIZE
#undef SO_OOBINLINE
#undef SO_OPENTYPE
#undef SO_PORT_SCALABILITY
#undef SO_PROTOCOL_INFO
#undef SO_PROTOCOL_INFOA
#undef SO_PROTOCOL_INFOW
#undef SO_RANDOMIZE_PORT
#undef SO_RCVBUF
#undef SO_RCVLOWAT
#undef SO_RCVTIMEO
#undef SO_REUSEADDR
#undef SO_REUSE_MULTICASTPORT
#undef SO_REUSE_UNICASTPORT
#undef SO_SNDBUF
#undef SO_SNDLOWAT
#undef SO_SNDTIMEO
#undef SO_SYNCHRONOUS_ALERT
#undef SO_SYNCHRONOUS_NONALERT
#undef SO_TYPE
#undef SO_UPDATE_ACCEPT_CONTEXT
#undef SO_UPDATE_CONNECT_CONTEXT
#undef SO_USELOOPBACK
// protocols
#undef IPPROTO_AH
#undef IPPROTO_CBT
#undef IPPROTO_DSTOPTS
#undef IPPROTO_EGP
#undef IPPROTO_ESP
#undef IPPROTO_FRAGMENT
#undef IPPROTO_GGP
#undef IPPROTO_HOPOPTS
#undef IPPROTO_ICLFXBM
#undef IPPROTO_ICMP
#undef IPPROTO_ICMPV6
#undef IPPROTO_IDP
#undef IPPROTO_IGMP
#undef IPPROTO_IGP
#undef IPPROTO_IP
#undef IPPROTO_IPV4
#undef IPPROTO_IPV6
#undef IPPROTO_L2TP
#undef IPPROTO_MAX
#undef IPPROTO_ND
#undef IPPROTO_NONE
#undef IPPROTO_PGM
#undef IPPROTO_PIM
#undef IPPROTO_PUP
#undef IPPROTO_RAW
#undef IPPROTO_RDP
#undef IPPROTO_ROUTING
#undef IPPROTO_SCTP
#undef IPPROTO_ST
#undef IPPROTO_TCP
#undef IPPROTO_UDP
// well-known ports
#undef IPPORT_BIFFUDP
#undef IPPORT_CMDSERVER
#undef IPPORT_DAYTIME
#undef IPPORT_DISCARD
#undef IPPORT_ECHO
#undef IPPORT_EFSSERVER
#undef IPPORT_EXECSERVER
#undef IPPORT_FINGER
#undef IPPORT_FTP
#undef IPPORT_LOGINSERVER
#undef IPPORT_MTP
#undef IPPORT_NAMESERVER
#undef IPPORT_NETSTAT
#undef IPPORT_RESERVED
#undef IPPORT_RJE
#undef IPPORT_ROUTESERVER
#undef IPPORT_SMTP
#undef IPPORT_SUPDUP
#undef IPPORT_SYSTAT
#undef IPPORT_TELNET
#undef IPPORT_TFTP
#undef IPPORT_TIMESERVER
#undef IPPORT_TTYLINK
#undef IPPORT_WHOIS
#undef IPPORT_WHOSERVER
// IPv4 options
#undef IP_ADD_IFLIST
#undef IP_ADD_MEMBERSHIP
#undef IP_ADD_SOURCE_MEMBERSHIP
#undef IP_BLOCK_SOURCE
#undef IP_DEL_IFLIST
#undef IP_DONTFRAGMENT
#undef IP_DROP_MEMBERSHIP
#undef IP_DROP_SOURCE_MEMBERSHIP
#undef IP_ECN
#undef IP_GET_IFLIST
#undef IP_HDRINCL
#undef IP_HOPLIMIT
#undef IP_IFLIST
#undef IP_MTU
#undef IP_MTU_DISCOVER
#undef IP_MULTICAST_IF
#undef IP_MULTICAST_LOOP
#undef IP_MULTICAST_TTL
#undef IP_NRT_INTERFACE
#undef IP_OPTIONS
#undef IP_ORIGINAL_ARRIVAL_IF
#undef IP_PKTINFO
#undef IP_PKTINFO_EX
#undef IP_PMTUDISC_DO
#undef IP_PMTUDISC_DONT
#undef IP_PMTUDISC_MAX
#undef IP_PMTUDISC_NOT_SET
#undef IP_PMTUDISC_PROBE
#undef IP_PROTECTION_LEVEL
#undef IP_PROTOCOL_UUID16
#undef IP_RECEIVE_BROADCAST
#undef IP_RECVDSTADDR
#undef IP_RECVERR
#undef IP_RECVIF
#undef IP_RECVRTHDR
#undef IP_RECVTCLASS
#undef IP_RECVTOS
#undef IP_RECVTTL
#undef IP_RTHDR
#undef IP_TCLASS
#undef IP_TOS
#undef IP_TTL
#undef IP_UNBLOCK_SOURCE
#undef IP_UNICAST_IF
#undef IP_UNSPECIFIED_HOP_LIMIT
#undef IP_UNSPECIFIED_TYPE_OF_SERVICE
#undef IP_UNSPECIFIED_USER_MTU
#undef IP_USER_MTU
#undef IP_WFP_REDIRECT_CONTEXT
#undef IP_WFP_REDIRECT_RECORDS
// IPv6 options
#undef IPV6_ADDRESS_BITS
#undef IPV6_ADD_IFLIST
#undef IPV6_ADD_MEMBERSHIP
#undef IPV6_CHECKSUM
#undef IPV6_DEL_IFLIST
#undef IPV6_DONTFRAG
#undef IPV6_DROP_MEMBERSHIP
#undef IPV6_ECN
#undef IPV6_GET_IFLIST
#undef IPV6_HDRINCL
#undef IPV6_HOPLIMIT
#undef IPV6_HOPOPTS
#undef IPV6_IFLIST
#undef IPV6_JOIN_GROUP
#undef IPV6_LEAVE_GROUP
#undef IPV6_MTU
#undef IPV6_MTU_DISCOVER
#undef IPV6_MULTICAST_HOPS
#undef IPV6_MULTICAST_IF
#undef IPV6_MULTICAST_LOOP
#undef IPV6_NRT_INTERFACE
#undef IPV6_PKTINFO
#undef IPV6_PKTINFO_EX
#undef IPV6_PROTECTION_LEVEL
#undef IPV6_RECVDSTADDR
#undef IPV6_RECVERR
#undef IPV6_RECVIF
#undef IPV6_RECVRTHDR
#undef IPV6_RECVTCLASS
#undef IPV6_RTHDR
#undef IPV6_TCLASS
#undef IPV6_UNICAST_HOPS
#undef IPV6_UNICAST_IF
#undef IPV6_USER_MTU
#undef IPV6_V6ONLY
#undef IPV6_WFP_REDIRECT_CONTEXT
#undef IPV6_WFP_REDIRECT_RECORDS
// multicast options
#undef MCAST_BLOCK_SOURCE
#undef MCAST_EXCLUDE
#undef MCAST_INCLUDE
#undef MCAST_JOIN_GROUP
#undef MCAST_JOIN_SOURCE_GROUP
#undef MCAST_LEAVE_GROUP
#undef MCAST_LEAVE_SOURCE_GROUP
#undef MCAST_UNBLOCK_SOURCE
// TCP options
#undef TCP_ATMARK
#undef TCP_BSDURGENT
#undef TCP_CONGESTION_ALGORITHM
#undef TCP_DELAY_FIN_ACK
#undef TCP_EXPEDITED_1122
#undef TCP_ICW_LEVEL_AGGRESSIVE
#undef TCP_ICW_LEVEL_COMPAT
#undef TCP_ICW_LEVEL_DEFAULT
#undef TCP_ICW_LEVEL_EXPERIMENTAL
#undef TCP_ICW_LEVEL_HIGH
#undef TCP_ICW_LEVEL_MAX
#undef TCP_ICW_LEVEL_VERY_HIGH
#undef TCP_INITIAL_RTO_DEFAULT_MAX_SYN_RETRANSMISSIONS
#undef TCP_INITIAL_RTO_DEFAULT_RTT
#undef TCP_INITIAL_RTO_NO_SYN_RETRANSMISSIONS
#undef TCP_INITIAL_RTO_UNSPECIFIED_MAX_SYN_RETRANSMISSIONS
#undef TCP_INITIAL_RTO_UNSPECIFIED_RTT
#undef TCP_KEEPALIVE
#undef TCP_MAXRT
#undef TCP_MAXSEG
#undef TCP_NODELAY
#undef TCP_NOSYNRETRIES
#undef TCP_NOURG
#undef TCP_OFFLOAD_NOT_PREFERRED
#undef TCP_OFFLOAD_NO_PREFERENCE
#undef TCP_OFFLOAD_PREFERENCE
#undef TCP_OFFLOAD_PREFERRED
#undef TCP_PROTOCOL_UUID16
#undef TCP_STDURG
#undef TCP_TIMESTAMPS
// UDP options
#undef UDP_CHECKSUM_COVERAGE
#undef UDP_NOCHECKSUM
#undef UDP_PROTOCOL_UUID16
// message flags
#undef MSG_BCAST
#undef MSG_CTRUNC
#undef MSG_DONTROUTE
#undef MSG_INTERRUPT
#undef MSG_MAXIOVLEN
#undef MSG_MCAST
#undef MSG_OOB
#undef MSG_PARTIAL
#undef MSG_PEEK
#undef MSG_PUSH_IMMEDIATE
#undef MSG_TRUNC
#undef MSG_WAITALL
// IPv4 addresses
#undef INADDR_ANY
#undef INADDR_BROADCAST
#undef INADDR_LOOPBACK
#undef INADDR_NONE
#undef IN6ADDR_ANY_INIT
#undef IN6ADDR_LOOPBACK_INIT
// address classes
#undef IN_CLASSA_HOST
#undef IN_CLASSA_MAX
#undef IN_CLASSA_NET
#undef IN_CLASSA_NSHIFT
#undef IN_CLASSB_HOST
#undef IN_CLASSB_MAX
#undef IN_CLASSB_NET
#undef IN_CLASSB_NSHIFT
#undef IN_CLASSC_HOST
#undef IN_CLASSC_NET
#undef IN_CLASSC_NSHIFT
#undef IN_CLASSD_HOST
#undef IN_CLASSD_NET
#undef IN_CLASSD_NSHIFT
// address text lengths
#undef INET6_ADDRSTRLEN
#undef INET_ADDRSTRLEN
// name resolution: hints
#undef AI_ADDRCONFIG
#undef AI_ALL
#undef AI_CANONNAME
#undef AI_DISABLE_IDN_ENCODING
#undef AI_DNS_ONLY
#undef AI_FILESERVER
#undef AI_FQDN
#undef AI_NON_AUTHORITATIVE
#undef AI_NUMERICHOST
#undef AI_NUMERICSERV
#undef AI_PASSIVE
#undef AI_RETURN_PREFERRED_NAMES
#undef AI_SECURE
#undef AI_V4MAPPED
// name resolution: reverse
#undef NI_DGRAM
#undef NI_MAXHOST
#undef NI_MAXSERV
#undef NI_NAMEREQD
#undef NI_NOFQDN
#undef NI_NUMERICHOST
#undef NI_NUMERICSERV
// name resolution: errors
#undef EAI_AGAIN
#undef EAI_BADFLAGS
#undef EAI_FAIL
#undef EAI_FAMILY
#undef EAI_MEMORY
#undef EAI_NODATA
#undef EAI_NONAME
#undef EAI_SERVICE
#undef EAI_SOCKTYPE
// ioctlsocket codes
#undef FIOASYNC
#undef FIONBIO
#undef FIONREAD
// ioctl codes
#undef SIOCATMARK
#undef SIOCGHIWAT
#undef SIOCGLOWAT
#undef SIOCSHIWAT
#undef SIOCSLOWAT
// select and network events
#undef FD_SET
#undef FD_CLR
#undef FD_ISSET
#undef FD_ZERO
#undef FD_ACCEPT
#undef FD_ACCEPT_BIT
#undef FD_ADDRESS_LIST_CHANGE
#undef FD_ADDRESS_LIST_CHANGE_BIT
#undef FD_ALL_EVENTS
#undef FD_CLOSE
#undef FD_CLOSE_BIT
#undef FD_CONNECT
#undef FD_CONNECT_BIT
#undef FD_GROUP_QOS
#undef FD_GROUP_QOS_BIT
#undef FD_MAX_EVENTS
#undef FD_OOB
#undef FD_OOB_BIT
#undef FD_QOS
#undef FD_QOS_BIT
#undef FD_READ
#undef FD_READ_BIT
#undef FD_ROUTING_INTERFACE_CHANGE
#undef FD_ROUTING_INTERFACE_CHANGE_BIT
#undef FD_SETSIZE
#undef FD_WRITE
#undef FD_WRITE_BIT
// poll events
#undef POLLERR
#undef POLLHUP
#undef POLLIN
#undef POLLNVAL
#undef POLLOUT
#undef POLLPRI
#undef POLLRDBAND
#undef POLLRDNORM
#undef POLLWRBAND
#undef POLLWRNORM
// interface flags
#undef IFF_BROADCAST
#undef IFF_LOOPBACK
#undef IFF_MULTICAST
#undef IFF_POINTTOPOINT
#undef IFF_UP
// ioctl code parts
#undef IOCPARM_MASK
#undef IOC_IN
#undef IOC_INOUT
#undef IOC_OUT
#undef IOC_PROTOCOL
#undef IOC_UNIX
#undef IOC_VENDOR
#undef IOC_VOID
#undef IOC_WS2
// Bluetooth protocols
#undef BTHPROTO_L2CAP
#undef BTHPROTO_RFCOMM
// the rest
#undef SOMAXCONN
#undef HOST_NOT_FOUND
#undef TRY_AGAIN
#undef NO_RECOVERY
#undef NO_DATA
#undef NO_ADDRESS
#undef TRUE
#undef FALSE
#undef BIGENDIAN
#undef LITTLEENDIAN
#undef ADDR_ANY
#undef UNIX_PATH_MAX
#undef INFINITE
#undef htonl
#undef htons
#undef ntohl
#undef ntohs
#undef h_errno
#undef s_addr
#undef s6_addr
#undef s6_addr16
#undef s6_addr32

// Winsock has this spelling too, and as a macro it fits both hostent structures.
#ifndef h_addr
#define h_addr h_addr_list[0]
#endif

#ifdef __GLIBC__
/** Give the host's enumerator to ns3::winsock, provided that it has Winsock's value. */
#define WINSOCK_HOST_ENUMERATOR(name, value) \
    using ::name;                            \
    static_assert(::name == (value), "the host's " #name " is not Winsock's")
#else
/** Define a constant that the host has as a macro only, by now removed. */
#define WINSOCK_HOST_ENUMERATOR(name, value) inline constexpr int name = value
#endif

namespace ns3::winsock
{

// socket types
WINSOCK_HOST_ENUMERATOR(SOCK_STREAM, 1);
WINSOCK_HOST_ENUMERATOR(SOCK_DGRAM, 2);
WINSOCK_HOST_ENUMERATOR(SOCK_RAW, 3);
WINSOCK_HOST_ENUMERATOR(SOCK_RDM, 4);
WINSOCK_HOST_ENUMERATOR(SOCK_SEQPACKET, 5);

// protocols that the host knows under the same number
WINSOCK_HOST_ENUMERATOR(IPPROTO_IP, 0);
WINSOCK_HOST_ENUMERATOR(IPPROTO_HOPOPTS, 0);
WINSOCK_HOST_ENUMERATOR(IPPROTO_ICMP, 1);
WINSOCK_HOST_ENUMERATOR(IPPROTO_IGMP, 2);
WINSOCK_HOST_ENUMERATOR(IPPROTO_TCP, 6);
WINSOCK_HOST_ENUMERATOR(IPPROTO_EGP, 8);
WINSOCK_HOST_ENUMERATOR(IPPROTO_PUP, 12);
WINSOCK_HOST_ENUMERATOR(IPPROTO_UDP, 17);
WINSOCK_HOST_ENUMERATOR(IPPROTO_IDP, 22);
WINSOCK_HOST_ENUMERATOR(IPPROTO_IPV6, 41);
WINSOCK_HOST_ENUMERATOR(IPPROTO_ROUTING, 43);
WINSOCK_HOST_ENUMERATOR(IPPROTO_FRAGMENT, 44);
WINSOCK_HOST_ENUMERATOR(IPPROTO_ESP, 50);
WINSOCK_HOST_ENUMERATOR(IPPROTO_AH, 51);
WINSOCK_HOST_ENUMERATOR(IPPROTO_ICMPV6, 58);
WINSOCK_HOST_ENUMERATOR(IPPROTO_NONE, 59);
WINSOCK_HOST_ENUMERATOR(IPPROTO_DSTOPTS, 60);
WINSOCK_HOST_ENUMERATOR(IPPROTO_PIM, 103);
WINSOCK_HOST_ENUMERATOR(IPPROTO_SCTP, 132);
WINSOCK_HOST_ENUMERATOR(IPPROTO_RAW, 255);

// message flags that have the same bit on both sides
WINSOCK_HOST_ENUMERATOR(MSG_OOB, 1);
WINSOCK_HOST_ENUMERATOR(MSG_PEEK, 2);
WINSOCK_HOST_ENUMERATOR(MSG_DONTROUTE, 4);

// well-known ports
WINSOCK_HOST_ENUMERATOR(IPPORT_ECHO, 7);
WINSOCK_HOST_ENUMERATOR(IPPORT_DISCARD, 9);
WINSOCK_HOST_ENUMERATOR(IPPORT_SYSTAT, 11);
WINSOCK_HOST_ENUMERATOR(IPPORT_DAYTIME, 13);
WINSOCK_HOST_ENUMERATOR(IPPORT_NETSTAT, 15);
WINSOCK_HOST_ENUMERATOR(IPPORT_FTP, 21);
WINSOCK_HOST_ENUMERATOR(IPPORT_TELNET, 23);
WINSOCK_HOST_ENUMERATOR(IPPORT_SMTP, 25);
WINSOCK_HOST_ENUMERATOR(IPPORT_TIMESERVER, 37);
WINSOCK_HOST_ENUMERATOR(IPPORT_NAMESERVER, 42);
WINSOCK_HOST_ENUMERATOR(IPPORT_WHOIS, 43);
WINSOCK_HOST_ENUMERATOR(IPPORT_MTP, 57);
WINSOCK_HOST_ENUMERATOR(IPPORT_TFTP, 69);
WINSOCK_HOST_ENUMERATOR(IPPORT_RJE, 77);
WINSOCK_HOST_ENUMERATOR(IPPORT_FINGER, 79);
WINSOCK_HOST_ENUMERATOR(IPPORT_TTYLINK, 87);
WINSOCK_HOST_ENUMERATOR(IPPORT_SUPDUP, 95);
WINSOCK_HOST_ENUMERATOR(IPPORT_BIFFUDP, 512);
WINSOCK_HOST_ENUMERATOR(IPPORT_EXECSERVER, 512);
WINSOCK_HOST_ENUMERATOR(IPPORT_LOGINSERVER, 513);
WINSOCK_HOST_ENUMERATOR(IPPORT_WHOSERVER, 513);
WINSOCK_HOST_ENUMERATOR(IPPORT_CMDSERVER, 514);
WINSOCK_HOST_ENUMERATOR(IPPORT_EFSSERVER, 520);
WINSOCK_HOST_ENUMERATOR(IPPORT_ROUTESERVER, 520);
WINSOCK_HOST_ENUMERATOR(IPPORT_RESERVED, 1024);

#if WINSOCK_HOST_HAS_L2TP
WINSOCK_HOST_ENUMERATOR(IPPROTO_L2TP, 115);
#else
inline constexpr int IPPROTO_L2TP = 115;
#endif

} // namespace ns3::winsock

#undef WINSOCK_HOST_ENUMERATOR
#undef WINSOCK_HOST_HAS_L2TP

#endif // WINSOCK_HOST_NAMES_H
