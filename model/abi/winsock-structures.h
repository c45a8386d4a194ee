/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_STRUCTURES_H
#define WINSOCK_STRUCTURES_H

#include "winsock-constants.h"
#include "winsock-device-family-constants.h"
#include "winsock-types.h"

/**
 * @file
 * @ingroup winsock
 * Winsock's structures in the layout of 64-bit Windows, plain enough for C.
 *
 * Each structure that POSIX has too (sockaddr_in, timeval, hostent ...) goes by a second,
 * upper-case name that no C library knows: use that one in a file that also sees the host's
 * headers. Addresses and ports are in network byte order, as everywhere in sockets.
 */

namespace ns3::winsock
{

/**
 * @addtogroup winsock
 * @{
 */

// ---------------------------------------------------------------- start-up and catalog

/** What WSAStartup tells. */
struct WSADATA
{
    WORD wVersion;                              //!< the version that will be used
    WORD wHighVersion;                          //!< the highest version there is
    USHORT iMaxSockets;                         //!< 0 from version 2 on
    USHORT iMaxUdpDg;                           //!< 0 from version 2 on
    CHAR* lpVendorInfo;                         //!< unused from version 2 on
    CHAR szDescription[WSADESCRIPTION_LEN + 1]; //!< the implementation
    CHAR szSystemStatus[WSASYS_STATUS_LEN + 1]; //!< its state
};

/** The entries that one catalog entry leads through. */
struct WSAPROTOCOLCHAIN
{
    int ChainLen;                           //!< 0 layered protocol, 1 base protocol, more: chain
    DWORD ChainEntries[MAX_PROTOCOL_CHAIN]; //!< catalog ids, topmost layer first
};

/** One catalog entry, with its text in UTF-16. */
struct WSAPROTOCOL_INFOW
{
    DWORD dwServiceFlags1;                 //!< XP1_ flags: what the protocol can do
    DWORD dwServiceFlags2;                 //!< reserved
    DWORD dwServiceFlags3;                 //!< reserved
    DWORD dwServiceFlags4;                 //!< reserved
    DWORD dwProviderFlags;                 //!< PFL_ flags: how the catalog presents it
    GUID ProviderId;                       //!< the provider; several entries may share it
    DWORD dwCatalogEntryId;                //!< unique in the catalog
    WSAPROTOCOLCHAIN ProtocolChain;        //!< kind of entry, and its chain
    int iVersion;                          //!< protocol version
    int iAddressFamily;                    //!< AF_ number
    int iMaxSockAddr;                      //!< longest address in bytes
    int iMinSockAddr;                      //!< shortest address in bytes
    int iSocketType;                       //!< SOCK_ number
    int iProtocol;                         //!< first protocol number of the entry
    int iProtocolMaxOffset;                //!< how many more protocol numbers it covers
    int iNetworkByteOrder;                 //!< BIGENDIAN or LITTLEENDIAN
    int iSecurityScheme;                   //!< SECURITY_PROTOCOL_NONE
    DWORD dwMessageSize;                   //!< longest message; 0 stream, ~0 no limit
    DWORD dwProviderReserved;              //!< the provider's own; WSADuplicateSocket uses it
    WCHAR szProtocol[WSAPROTOCOL_LEN + 1]; //!< name for people
};

/** One catalog entry, with its text in the ANSI code page. @see WSAPROTOCOL_INFOW */
struct WSAPROTOCOL_INFOA
{
    DWORD dwServiceFlags1;                //!< XP1_ flags
    DWORD dwServiceFlags2;                //!< reserved
    DWORD dwServiceFlags3;                //!< reserved
    DWORD dwServiceFlags4;                //!< reserved
    DWORD dwProviderFlags;                //!< PFL_ flags
    GUID ProviderId;                      //!< the provider
    DWORD dwCatalogEntryId;               //!< unique in the catalog
    WSAPROTOCOLCHAIN ProtocolChain;       //!< kind of entry, and its chain
    int iVersion;                         //!< protocol version
    int iAddressFamily;                   //!< AF_ number
    int iMaxSockAddr;                     //!< longest address in bytes
    int iMinSockAddr;                     //!< shortest address in bytes
    int iSocketType;                      //!< SOCK_ number
    int iProtocol;                        //!< first protocol number of the entry
    int iProtocolMaxOffset;               //!< how many more protocol numbers it covers
    int iNetworkByteOrder;                //!< BIGENDIAN or LITTLEENDIAN
    int iSecurityScheme;                  //!< SECURITY_PROTOCOL_NONE
    DWORD dwMessageSize;                  //!< longest message
    DWORD dwProviderReserved;             //!< the provider's own
    CHAR szProtocol[WSAPROTOCOL_LEN + 1]; //!< name for people
};

// ---------------------------------------------------------------- buffers and overlapped I/O

/** A piece of memory to send from or receive into. */
struct WSABUF
{
    ULONG len; //!< bytes
    CHAR* buf; //!< where they are
};

/** The state of one overlapped operation; the program keeps it alive until completion. */
struct OVERLAPPED
{
    ULONG_PTR Internal;     //!< status, WSS_OPERATION_IN_PROGRESS while pending
    ULONG_PTR InternalHigh; //!< bytes transferred

    union
    {
        __extension__ struct
        {
            DWORD Offset;     //!< file position, low half; the provider's own for sockets
            DWORD OffsetHigh; //!< file position, high half
        };

        PVOID Pointer; //!< the same eight bytes
    };

    HANDLE hEvent; //!< event object to signal, or the program's own with a completion routine
};

/** What WSAEnumNetworkEvents tells. */
struct WSANETWORKEVENTS
{
    LONG lNetworkEvents;           //!< FD_ bits that have occurred
    int iErrorCode[FD_MAX_EVENTS]; //!< error of each, indexed by FD_..._BIT
};

/** One completion, as GetQueuedCompletionStatusEx hands it out. */
struct OVERLAPPED_ENTRY
{
    ULONG_PTR lpCompletionKey;        //!< key of the handle
    OVERLAPPED* lpOverlapped;         //!< the operation
    ULONG_PTR Internal;               //!< its status
    DWORD dwNumberOfBytesTransferred; //!< bytes
};

// ---------------------------------------------------------------- quality of service

/** One direction of a flow. */
struct FLOWSPEC
{
    ULONG TokenRate;          //!< bytes per second
    ULONG TokenBucketSize;    //!< bytes
    ULONG PeakBandwidth;      //!< bytes per second
    ULONG Latency;            //!< microseconds
    ULONG DelayVariation;     //!< microseconds
    ULONG ServiceType;        //!< SERVICETYPE_ number with SERVICE_ flags
    ULONG MaxSduSize;         //!< bytes
    ULONG MinimumPolicedSize; //!< bytes
};

/** A socket's quality of service. */
struct QOS
{
    FLOWSPEC SendingFlowspec;   //!< what goes out
    FLOWSPEC ReceivingFlowspec; //!< what comes in
    WSABUF ProviderSpecific;    //!< objects of the provider
};

// ---------------------------------------------------------------- addresses

/** An address of any family; only its first two bytes mean the same in all. */
struct sockaddr
{
    ADDRESS_FAMILY sa_family; //!< AF_ number
    CHAR sa_data[14];         //!< the rest, by family
};

/** An IPv4 address in network byte order, in the views that Windows offers. */
struct in_addr
{
    union
    {
        union
        {
            struct
            {
                UCHAR s_b1; //!< first byte of the dotted form
                UCHAR s_b2; //!< second
                UCHAR s_b3; //!< third
                UCHAR s_b4; //!< fourth
            } S_un_b;       //!< as bytes

            struct
            {
                USHORT s_w1; //!< first half
                USHORT s_w2; //!< second half
            } S_un_w;        //!< as words

            ULONG S_addr; //!< as one number
        } S_un;           //!< the Windows spelling

        ULONG s_addr; //!< the POSIX spelling, which Windows has as a macro
    };
};

/** An IPv4 address and port. */
struct sockaddr_in
{
    ADDRESS_FAMILY sin_family; //!< AF_INET
    USHORT sin_port;           //!< network byte order
    in_addr sin_addr;          //!< network byte order
    CHAR sin_zero[8];          //!< padding
};

/** An IPv6 address. */
struct in6_addr
{
    union
    {
        union
        {
            UCHAR Byte[16]; //!< as bytes
            USHORT Word[8]; //!< as words in network byte order
        } u;                //!< the Windows spelling

        UCHAR s6_addr[16]; //!< the POSIX spelling, which Windows has as a macro
    };
};

/** Zone and level of an IPv6 scope. */
struct SCOPE_ID
{
    union
    {
        __extension__ struct
        {
            ULONG Zone : 28; //!< which one of its level
            ULONG Level : 4; //!< ScopeLevel... number
        };

        ULONG Value; //!< both
    };
};

/** An IPv6 address and port. */
struct sockaddr_in6
{
    ADDRESS_FAMILY sin6_family; //!< AF_INET6
    USHORT sin6_port;           //!< network byte order
    ULONG sin6_flowinfo;        //!< flow label
    in6_addr sin6_addr;         //!< the address

    union
    {
        ULONG sin6_scope_id;        //!< interface index of a link-local address
        SCOPE_ID sin6_scope_struct; //!< the same
    };
};

/** The short IPv6 address of the first Windows IPv6 stacks; SIO_GET_INTERFACE_LIST has it. */
struct sockaddr_in6_old
{
    SHORT sin6_family;   //!< AF_INET6
    USHORT sin6_port;    //!< network byte order
    ULONG sin6_flowinfo; //!< flow label
    in6_addr sin6_addr;  //!< the address
};

/** Room for an address of any family. */
struct sockaddr_storage
{
    ADDRESS_FAMILY ss_family; //!< AF_ number
    CHAR __ss_pad1[6];        //!< up to the alignment
    LONGLONG __ss_align;      //!< forces it
    CHAR __ss_pad2[112];      //!< up to 128 bytes
};

/** An IPv4 or IPv6 address. */
union SOCKADDR_INET
{
    sockaddr_in Ipv4;         //!< if si_family is AF_INET
    sockaddr_in6 Ipv6;        //!< if si_family is AF_INET6
    ADDRESS_FAMILY si_family; //!< AF_ number
};

/** An IPX address. */
struct sockaddr_ipx
{
    SHORT sa_family;    //!< AF_IPX
    CHAR sa_netnum[4];  //!< network
    CHAR sa_nodenum[6]; //!< node
    USHORT sa_socket;   //!< socket, network byte order
};

/** An infrared address: device and service name. */
struct SOCKADDR_IRDA
{
    USHORT irdaAddressFamily; //!< AF_IRDA
    UCHAR irdaDeviceID[4];    //!< device
    CHAR irdaServiceName[25]; //!< service
};

/** A NetBIOS name. */
struct sockaddr_nb
{
    SHORT snb_family;                   //!< AF_NETBIOS
    USHORT snb_type;                    //!< NETBIOS_..._NAME
    CHAR snb_name[NETBIOS_NAME_LENGTH]; //!< blank padded
};

/** A Unix-domain address. */
struct sockaddr_un
{
    ADDRESS_FAMILY sun_family;    //!< AF_UNIX
    CHAR sun_path[UNIX_PATH_MAX]; //!< path
};

/** A Bluetooth device address, in the low 48 bits. */
using BTH_ADDR = ULONGLONG;

#pragma pack(push, 1)

/** A Bluetooth address: device, service and port, without padding. */
struct SOCKADDR_BTH
{
    USHORT addressFamily; //!< AF_BTH
    BTH_ADDR btAddr;      //!< device
    GUID serviceClassId;  //!< service
    ULONG port;           //!< RFCOMM channel or L2CAP multiplexer
};

#pragma pack(pop)

/** An address with its length. */
struct SOCKET_ADDRESS
{
    sockaddr* lpSockaddr; //!< the address
    INT iSockaddrLength;  //!< its bytes
};

/** Addresses of a socket or a host; as many as iAddressCount says. */
struct SOCKET_ADDRESS_LIST
{
    INT iAddressCount;         //!< how many
    SOCKET_ADDRESS Address[1]; //!< the first of them
};

/** Both ends of a connection, its type and protocol. */
struct CSADDR_INFO
{
    SOCKET_ADDRESS LocalAddr;  //!< here
    SOCKET_ADDRESS RemoteAddr; //!< there
    INT iSocketType;           //!< SOCK_ number
    INT iProtocol;             //!< IPPROTO_ number
};

/** An address of an interface, in SIO_GET_INTERFACE_LIST. */
union sockaddr_gen
{
    sockaddr Address;            //!< any family
    sockaddr_in AddressIn;       //!< IPv4
    sockaddr_in6_old AddressIn6; //!< IPv6, old form
};

/** One interface, in SIO_GET_INTERFACE_LIST. */
struct INTERFACE_INFO
{
    ULONG iiFlags;                   //!< IFF_ bits
    sockaddr_gen iiAddress;          //!< its address
    sockaddr_gen iiBroadcastAddress; //!< where broadcasts go
    sockaddr_gen iiNetmask;          //!< its network's mask
};

/** One interface, in SIO_GET_INTERFACE_LIST_EX. */
struct INTERFACE_INFO_EX
{
    ULONG iiFlags;                     //!< IFF_ bits
    SOCKET_ADDRESS iiAddress;          //!< its address
    SOCKET_ADDRESS iiBroadcastAddress; //!< where broadcasts go
    SOCKET_ADDRESS iiNetmask;          //!< its network's mask
};

// ---------------------------------------------------------------- sockets

/** SO_LINGER. */
struct linger
{
    USHORT l_onoff;  //!< whether closing waits
    USHORT l_linger; //!< seconds
};

/** Sockets for select: a counted array, not a bit mask. */
struct fd_set
{
    UINT fd_count;               //!< how many
    SOCKET fd_array[FD_SETSIZE]; //!< the sockets
};

/** A span of time. */
struct timeval
{
    LONG tv_sec;  //!< seconds
    LONG tv_usec; //!< microseconds
};

/** One socket in WSAPoll. */
struct WSAPOLLFD
{
    SOCKET fd;     //!< the socket; INVALID_SOCKET is skipped
    SHORT events;  //!< POLL bits asked for
    SHORT revents; //!< POLL bits that hold
};

/** A message with control data, in WSASendMsg and WSARecvMsg. */
struct WSAMSG
{
    sockaddr* name;      //!< the other end
    INT namelen;         //!< bytes of it
    WSABUF* lpBuffers;   //!< data
    ULONG dwBufferCount; //!< how many buffers
    WSABUF Control;      //!< control data
    ULONG dwFlags;       //!< MSG_ flags
};

/** Head of one piece of control data. */
struct WSACMSGHDR
{
    SIZE_T cmsg_len; //!< bytes, head included
    INT cmsg_level;  //!< option level
    INT cmsg_type;   //!< option
};

/** IP_ADD_MEMBERSHIP. */
struct ip_mreq
{
    in_addr imr_multiaddr; //!< group
    in_addr imr_interface; //!< address or index of the interface
};

/** IP_ADD_SOURCE_MEMBERSHIP. */
struct ip_mreq_source
{
    in_addr imr_multiaddr;  //!< group
    in_addr imr_sourceaddr; //!< sender
    in_addr imr_interface;  //!< address or index of the interface
};

/** IPV6_ADD_MEMBERSHIP. */
struct ipv6_mreq
{
    in6_addr ipv6mr_multiaddr; //!< group
    ULONG ipv6mr_interface;    //!< index of the interface
};

/** MCAST_JOIN_GROUP. */
struct group_req
{
    ULONG gr_interface;        //!< index of the interface
    sockaddr_storage gr_group; //!< group
};

/** MCAST_JOIN_SOURCE_GROUP. */
struct group_source_req
{
    ULONG gsr_interface;         //!< index of the interface
    sockaddr_storage gsr_group;  //!< group
    sockaddr_storage gsr_source; //!< sender
};

/** IP_PKTINFO control data. */
struct in_pktinfo
{
    in_addr ipi_addr;  //!< destination
    ULONG ipi_ifindex; //!< interface
};

/** IPV6_PKTINFO control data. */
struct in6_pktinfo
{
    in6_addr ipi6_addr; //!< destination
    ULONG ipi6_ifindex; //!< interface
};

/** SIO_KEEPALIVE_VALS. */
struct tcp_keepalive
{
    ULONG onoff;             //!< whether to probe
    ULONG keepalivetime;     //!< milliseconds of silence before the first probe
    ULONG keepaliveinterval; //!< milliseconds between probes
};

// ---------------------------------------------------------------- names

/** A host of the database. */
struct hostent
{
    CHAR* h_name;       //!< official name
    CHAR** h_aliases;   //!< other names, ended by a null pointer
    SHORT h_addrtype;   //!< AF_ number
    SHORT h_length;     //!< bytes of an address
    CHAR** h_addr_list; //!< addresses, ended by a null pointer
};

/** A service of the database; 64-bit Windows has the protocol before the port. */
struct servent
{
    CHAR* s_name;     //!< official name
    CHAR** s_aliases; //!< other names, ended by a null pointer
    CHAR* s_proto;    //!< protocol
    SHORT s_port;     //!< port, network byte order
};

/** A protocol of the database. */
struct protoent
{
    CHAR* p_name;     //!< official name
    CHAR** p_aliases; //!< other names, ended by a null pointer
    SHORT p_proto;    //!< number
};

/** One result or the hints of getaddrinfo. */
struct addrinfo
{
    INT ai_flags;       //!< AI_ flags
    INT ai_family;      //!< AF_ number
    INT ai_socktype;    //!< SOCK_ number
    INT ai_protocol;    //!< IPPROTO_ number
    SIZE_T ai_addrlen;  //!< bytes of ai_addr
    CHAR* ai_canonname; //!< canonical name
    sockaddr* ai_addr;  //!< address
    addrinfo* ai_next;  //!< next result
};

/** One result or the hints of GetAddrInfoW. */
struct ADDRINFOW
{
    INT ai_flags;        //!< AI_ flags
    INT ai_family;       //!< AF_ number
    INT ai_socktype;     //!< SOCK_ number
    INT ai_protocol;     //!< IPPROTO_ number
    SIZE_T ai_addrlen;   //!< bytes of ai_addr
    WCHAR* ai_canonname; //!< canonical name
    sockaddr* ai_addr;   //!< address
    ADDRINFOW* ai_next;  //!< next result
};

/** Bytes with their number. */
struct BLOB
{
    ULONG cbSize;    //!< bytes
    BYTE* pBlobData; //!< where they are
};

/** A version in a query. */
struct WSAVERSION
{
    DWORD dwVersion; //!< version
    INT ecHow;       //!< COMP_ number
};

/** A family and protocol in a query. */
struct AFPROTOCOLS
{
    INT iAddressFamily; //!< AF_ number
    INT iProtocol;      //!< IPPROTO_ number
};

/** One name space provider, text in UTF-16. */
struct WSANAMESPACE_INFOW
{
    GUID NSProviderId;     //!< the provider
    DWORD dwNameSpace;     //!< NS_ number
    BOOL fActive;          //!< whether it is asked
    DWORD dwVersion;       //!< its version
    WCHAR* lpszIdentifier; //!< name for people
};

/** One name space provider, text in the ANSI code page. */
struct WSANAMESPACE_INFOA
{
    GUID NSProviderId;    //!< the provider
    DWORD dwNameSpace;    //!< NS_ number
    BOOL fActive;         //!< whether it is asked
    DWORD dwVersion;      //!< its version
    CHAR* lpszIdentifier; //!< name for people
};

/** A query to the name spaces, or one result, text in UTF-16. */
struct WSAQUERYSETW
{
    DWORD dwSize;                   //!< bytes of this structure
    WCHAR* lpszServiceInstanceName; //!< service asked for
    GUID* lpServiceClassId;         //!< its class
    WSAVERSION* lpVersion;          //!< its version
    WCHAR* lpszComment;             //!< comment, in results
    DWORD dwNameSpace;              //!< NS_ number
    GUID* lpNSProviderId;           //!< a single provider
    WCHAR* lpszContext;             //!< where to start in a hierarchy
    DWORD dwNumberOfProtocols;      //!< entries of lpafpProtocols
    AFPROTOCOLS* lpafpProtocols;    //!< protocols wanted
    WCHAR* lpszQueryString;         //!< query in the provider's own language
    DWORD dwNumberOfCsAddrs;        //!< entries of lpcsaBuffer
    CSADDR_INFO* lpcsaBuffer;       //!< addresses
    DWORD dwOutputFlags;            //!< RESULT_ flags
    BLOB* lpBlob;                   //!< raw data
};

/** A query to the name spaces, or one result, text in the ANSI code page. */
struct WSAQUERYSETA
{
    DWORD dwSize;                  //!< bytes of this structure
    CHAR* lpszServiceInstanceName; //!< service asked for
    GUID* lpServiceClassId;        //!< its class
    WSAVERSION* lpVersion;         //!< its version
    CHAR* lpszComment;             //!< comment, in results
    DWORD dwNameSpace;             //!< NS_ number
    GUID* lpNSProviderId;          //!< a single provider
    CHAR* lpszContext;             //!< where to start in a hierarchy
    DWORD dwNumberOfProtocols;     //!< entries of lpafpProtocols
    AFPROTOCOLS* lpafpProtocols;   //!< protocols wanted
    CHAR* lpszQueryString;         //!< query in the provider's own language
    DWORD dwNumberOfCsAddrs;       //!< entries of lpcsaBuffer
    CSADDR_INFO* lpcsaBuffer;      //!< addresses
    DWORD dwOutputFlags;           //!< RESULT_ flags
    BLOB* lpBlob;                  //!< raw data
};

// ---------------------------------------------------------------- second names

using SOCKADDR = sockaddr;                 //!< unambiguous beside the host's
using SOCKADDR_IN = sockaddr_in;           //!< unambiguous beside the host's
using SOCKADDR_IN6 = sockaddr_in6;         //!< unambiguous beside the host's
using SOCKADDR_STORAGE = sockaddr_storage; //!< unambiguous beside the host's
using SOCKADDR_UN = sockaddr_un;           //!< unambiguous beside the host's
using SOCKADDR_IPX = sockaddr_ipx;         //!< unambiguous beside the host's
using SOCKADDR_NB = sockaddr_nb;           //!< as Windows spells types
using IN_ADDR = in_addr;                   //!< unambiguous beside the host's
using IN6_ADDR = in6_addr;                 //!< unambiguous beside the host's
using LINGER = linger;                     //!< unambiguous beside the host's
using FD_SET = fd_set;                     //!< the type; FD_SET(s, set) is the macro
using TIMEVAL = timeval;                   //!< unambiguous beside the host's
using HOSTENT = hostent;                   //!< unambiguous beside the host's
using SERVENT = servent;                   //!< unambiguous beside the host's
using PROTOENT = protoent;                 //!< unambiguous beside the host's
using ADDRINFOA = addrinfo;                //!< unambiguous beside the host's
using IP_MREQ = ip_mreq;                   //!< unambiguous beside the host's
using IP_MREQ_SOURCE = ip_mreq_source;     //!< unambiguous beside the host's
using IPV6_MREQ = ipv6_mreq;               //!< unambiguous beside the host's
using GROUP_REQ = group_req;               //!< unambiguous beside the host's
using GROUP_SOURCE_REQ = group_source_req; //!< unambiguous beside the host's
using IN_PKTINFO = in_pktinfo;             //!< unambiguous beside the host's
using IN6_PKTINFO = in6_pktinfo;           //!< unambiguous beside the host's
using TCP_KEEPALIVE_VALS = tcp_keepalive;  //!< avoids the option's name TCP_KEEPALIVE
using WSAOVERLAPPED = OVERLAPPED;          //!< as sockets call it

// ---------------------------------------------------------------- pointers

using LPWSADATA = WSADATA*;                         //!< pointer
using LPWSAPROTOCOLCHAIN = WSAPROTOCOLCHAIN*;       //!< pointer
using LPWSAPROTOCOL_INFOA = WSAPROTOCOL_INFOA*;     //!< pointer
using LPWSAPROTOCOL_INFOW = WSAPROTOCOL_INFOW*;     //!< pointer
using LPWSABUF = WSABUF*;                           //!< pointer
using LPOVERLAPPED = OVERLAPPED*;                   //!< pointer
using LPOVERLAPPED_ENTRY = OVERLAPPED_ENTRY*;       //!< pointer
using LPWSAOVERLAPPED = WSAOVERLAPPED*;             //!< pointer
using LPWSANETWORKEVENTS = WSANETWORKEVENTS*;       //!< pointer
using LPFLOWSPEC = FLOWSPEC*;                       //!< pointer
using LPQOS = QOS*;                                 //!< pointer
using PSOCKADDR = SOCKADDR*;                        //!< pointer
using LPSOCKADDR = SOCKADDR*;                       //!< pointer
using PSOCKADDR_IN = SOCKADDR_IN*;                  //!< pointer
using LPSOCKADDR_IN = SOCKADDR_IN*;                 //!< pointer
using PSOCKADDR_IN6 = SOCKADDR_IN6*;                //!< pointer
using LPSOCKADDR_IN6 = SOCKADDR_IN6*;               //!< pointer
using PSOCKADDR_STORAGE = SOCKADDR_STORAGE*;        //!< pointer
using LPSOCKADDR_STORAGE = SOCKADDR_STORAGE*;       //!< pointer
using PSOCKADDR_INET = SOCKADDR_INET*;              //!< pointer
using PSOCKADDR_IRDA = SOCKADDR_IRDA*;              //!< pointer
using PSOCKADDR_BTH = SOCKADDR_BTH*;                //!< pointer
using PIN_ADDR = IN_ADDR*;                          //!< pointer
using LPIN_ADDR = IN_ADDR*;                         //!< pointer
using PIN6_ADDR = IN6_ADDR*;                        //!< pointer
using LPIN6_ADDR = IN6_ADDR*;                       //!< pointer
using PSOCKET_ADDRESS = SOCKET_ADDRESS*;            //!< pointer
using LPSOCKET_ADDRESS = SOCKET_ADDRESS*;           //!< pointer
using PSOCKET_ADDRESS_LIST = SOCKET_ADDRESS_LIST*;  //!< pointer
using LPSOCKET_ADDRESS_LIST = SOCKET_ADDRESS_LIST*; //!< pointer
using PCSADDR_INFO = CSADDR_INFO*;                  //!< pointer
using LPCSADDR_INFO = CSADDR_INFO*;                 //!< pointer
using LPINTERFACE_INFO = INTERFACE_INFO*;           //!< pointer
using PLINGER = LINGER*;                            //!< pointer
using LPLINGER = LINGER*;                           //!< pointer
using PFD_SET = FD_SET*;                            //!< pointer
using LPFD_SET = FD_SET*;                           //!< pointer
using PTIMEVAL = TIMEVAL*;                          //!< pointer
using LPTIMEVAL = TIMEVAL*;                         //!< pointer
using PHOSTENT = HOSTENT*;                          //!< pointer
using LPHOSTENT = HOSTENT*;                         //!< pointer
using PSERVENT = SERVENT*;                          //!< pointer
using LPSERVENT = SERVENT*;                         //!< pointer
using PPROTOENT = PROTOENT*;                        //!< pointer
using LPPROTOENT = PROTOENT*;                       //!< pointer
using PADDRINFOA = ADDRINFOA*;                      //!< pointer
using LPADDRINFO = ADDRINFOA*;                      //!< pointer
using PADDRINFOW = ADDRINFOW*;                      //!< pointer
using LPWSAMSG = WSAMSG*;                           //!< pointer
using PWSAMSG = WSAMSG*;                            //!< pointer
using LPWSACMSGHDR = WSACMSGHDR*;                   //!< pointer
using PWSACMSGHDR = WSACMSGHDR*;                    //!< pointer
using LPWSAPOLLFD = WSAPOLLFD*;                     //!< pointer
using PWSAPOLLFD = WSAPOLLFD*;                      //!< pointer
using PIP_MREQ = IP_MREQ*;                          //!< pointer
using PIPV6_MREQ = IPV6_MREQ*;                      //!< pointer
using LPBLOB = BLOB*;                               //!< pointer
using LPWSANAMESPACE_INFOA = WSANAMESPACE_INFOA*;   //!< pointer
using LPWSANAMESPACE_INFOW = WSANAMESPACE_INFOW*;   //!< pointer
using LPWSAQUERYSETA = WSAQUERYSETA*;               //!< pointer
using LPWSAQUERYSETW = WSAQUERYSETW*;               //!< pointer

// ---------------------------------------------------------------- IPv6's two constants

inline constexpr IN6_ADDR in6addr_any = {}; //!< the unspecified address
inline constexpr IN6_ADDR in6addr_loopback = {
    {{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}}}}; //!< this host

// ---------------------------------------------------------------- select's sets

/**
 * Empty a set.
 * @param set the set
 */
inline void
FD_ZERO(FD_SET* set)
{
    set->fd_count = 0;
}

/**
 * Look a socket up in a set.
 * @param s the socket
 * @param set the set
 * @return non-zero if it is in
 */
inline int
FD_ISSET(SOCKET s, const FD_SET* set)
{
    for (UINT i = 0; i < set->fd_count; ++i)
    {
        if (set->fd_array[i] == s)
        {
            return 1;
        }
    }
    return 0;
}

/**
 * Put a socket into a set; nothing happens if it is in already or the set is full.
 * @param s the socket
 * @param set the set
 */
inline void
FdSetAdd(SOCKET s, FD_SET* set)
{
    if (!FD_ISSET(s, set) && set->fd_count < FD_SETSIZE)
    {
        set->fd_array[set->fd_count++] = s;
    }
}

/**
 * Take a socket out of a set, keeping the order of the others.
 * @param s the socket
 * @param set the set
 */
inline void
FD_CLR(SOCKET s, FD_SET* set)
{
    UINT kept = 0;
    for (UINT i = 0; i < set->fd_count; ++i)
    {
        if (set->fd_array[i] != s)
        {
            set->fd_array[kept++] = set->fd_array[i];
        }
    }
    set->fd_count = kept;
}

/** @} */

} // namespace ns3::winsock

/**
 * Put a socket into a set. A macro, because Windows gives the type the same name; the
 * function behind it is found through the set's namespace, so that the host's fd_set
 * does not compile.
 */
#define FD_SET(s, set) FdSetAdd((s), (set))

#endif // WINSOCK_STRUCTURES_H
