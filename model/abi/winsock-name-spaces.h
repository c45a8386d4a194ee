/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_NAME_SPACES_H
#define WINSOCK_NAME_SPACES_H

#include "winsock-guid.h"
#include "winsock-spi.h"
#include "winsock-structures.h"
#include "winsock-types.h"

/**
 * @file
 * @ingroup winsock
 * Name spaces: the ids of well-known service classes (svcguid.h), and the structures that describe
 * classes, providers and notifications.
 */

namespace ns3::winsock
{

/**
 * @addtogroup winsock
 * @{
 */

// ---------------------------------------------------------------- service classes

/** The machine's own name. */
inline constexpr GUID SVCID_HOSTNAME = {
    0x0002a800, 0, 0, {0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46}};
/** A host by its address as text. */
inline constexpr GUID SVCID_INET_HOSTADDRBYINETSTRING = {
    0x0002a801, 0, 0, {0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46}};
/** A port by its service, "http" or "http/tcp". */
inline constexpr GUID SVCID_INET_SERVICEBYNAME = {
    0x0002a802, 0, 0, {0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46}};
/** A host by its name. */
inline constexpr GUID SVCID_INET_HOSTADDRBYNAME = {
    0x0002a803, 0, 0, {0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46}};

/// @param port in host byte order @param record type of a DNS record, 0 for none @return a class of TCP
constexpr GUID
SVCID_TCP_RR(WORD port, WORD record)
{
    return {(0x0009U << 16) | port, 0, record, {0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46}};
}

/// @param port in host byte order @return the class of the services at that TCP port
constexpr GUID
SVCID_TCP(WORD port)
{
    return SVCID_TCP_RR(port, 0);
}

/// @param record type of a DNS record @return the class of the question for such records
constexpr GUID
SVCID_DNS(WORD record)
{
    return SVCID_TCP_RR(53, record);
}

/// @param port in host byte order @param record type of a DNS record, 0 for none @return a class of UDP
constexpr GUID
SVCID_UDP_RR(WORD port, WORD record)
{
    return {(0x000aU << 16) | port, 0, record, {0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46}};
}

/// @param port in host byte order @return the class of the services at that UDP port
constexpr GUID
SVCID_UDP(WORD port)
{
    return SVCID_UDP_RR(port, 0);
}

inline constexpr GUID SVCID_DNS_TYPE_A = SVCID_DNS(0x0001);    //!< IPv4 addresses of a host
inline constexpr GUID SVCID_DNS_TYPE_PTR = SVCID_DNS(0x000c);  //!< the host of an address
inline constexpr GUID SVCID_DNS_TYPE_AAAA = SVCID_DNS(0x001c); //!< IPv6 addresses of a host
inline constexpr GUID SVCID_FTP_TCP = SVCID_TCP(21);           //!< file transfer
inline constexpr GUID SVCID_TELNET_TCP = SVCID_TCP(23);        //!< terminals
inline constexpr GUID SVCID_SMTP_TCP = SVCID_TCP(25);          //!< mail
inline constexpr GUID SVCID_HTTP_TCP = SVCID_TCP(80);          //!< the Web
inline constexpr GUID SVCID_SNMP_UDP = SVCID_UDP(161);         //!< network management

/// @param id a class @return whether it is one that SVCID_TCP_RR() makes
constexpr bool
IS_SVCID_TCP(const GUID* id)
{
    const GUID made = SVCID_TCP_RR(static_cast<WORD>(id->Data1), id->Data3);
    bool same = id->Data1 == made.Data1 && id->Data2 == made.Data2;
    for (int i = 0; i < 8; ++i)
    {
        same = same && id->Data4[i] == made.Data4[i];
    }
    return same;
}

/// @param id a class @return whether it is one that SVCID_UDP_RR() makes
constexpr bool
IS_SVCID_UDP(const GUID* id)
{
    GUID other = *id;
    other.Data1 = id->Data1 ^ (0x0009U << 16) ^ (0x000aU << 16);
    return IS_SVCID_TCP(&other);
}

/// @param id a class of TCP @return its port, in host byte order
constexpr WORD
PORT_FROM_SVCID_TCP(const GUID* id)
{
    return static_cast<WORD>(id->Data1);
}

/// @param id a class of UDP @return its port, in host byte order
constexpr WORD
PORT_FROM_SVCID_UDP(const GUID* id)
{
    return static_cast<WORD>(id->Data1);
}

/// @param id a class of TCP or UDP @return the type of its DNS record, 0 for none
constexpr WORD
RR_FROM_SVCID(const GUID* id)
{
    return id->Data3;
}

using WSAESETSERVICEOP = INT;  //!< RNRSERVICE_ number
using WSACOMPLETIONTYPE = INT; //!< NSP_NOTIFY_ number

/** A value of a service class in one name space, text in UTF-16. */
struct WSANSCLASSINFOW
{
    WCHAR* lpszName;   //!< SERVICE_TYPE_VALUE_ name, or another
    DWORD dwNameSpace; //!< NS_ number
    DWORD dwValueType; //!< REG_ number
    DWORD dwValueSize; //!< bytes of lpValue
    LPVOID lpValue;    //!< the value
};

/** A value of a service class in one name space, text in the ANSI code page. */
struct WSANSCLASSINFOA
{
    CHAR* lpszName;    //!< SERVICE_TYPE_VALUE_ name, or another
    DWORD dwNameSpace; //!< NS_ number
    DWORD dwValueType; //!< REG_ number
    DWORD dwValueSize; //!< bytes of lpValue
    LPVOID lpValue;    //!< the value
};

/** A class of services, text in UTF-16. */
struct WSASERVICECLASSINFOW
{
    GUID* lpServiceClassId;        //!< the class
    WCHAR* lpszServiceClassName;   //!< its name for people
    DWORD dwCount;                 //!< entries of lpClassInfos
    WSANSCLASSINFOW* lpClassInfos; //!< its values
};

/** A class of services, text in the ANSI code page. */
struct WSASERVICECLASSINFOA
{
    GUID* lpServiceClassId;        //!< the class
    CHAR* lpszServiceClassName;    //!< its name for people
    DWORD dwCount;                 //!< entries of lpClassInfos
    WSANSCLASSINFOA* lpClassInfos; //!< its values
};

// ---------------------------------------------------------------- providers

/** One name space provider with its own data, text in UTF-16. */
struct WSANAMESPACE_INFOEXW
{
    GUID NSProviderId;     //!< the provider
    DWORD dwNameSpace;     //!< NS_ number
    BOOL fActive;          //!< whether it is asked
    DWORD dwVersion;       //!< its version
    WCHAR* lpszIdentifier; //!< name for people
    BLOB ProviderSpecific; //!< what its installation gave
};

/** One name space provider with its own data, text in the ANSI code page. */
struct WSANAMESPACE_INFOEXA
{
    GUID NSProviderId;     //!< the provider
    DWORD dwNameSpace;     //!< NS_ number
    BOOL fActive;          //!< whether it is asked
    DWORD dwVersion;       //!< its version
    CHAR* lpszIdentifier;  //!< name for people
    BLOB ProviderSpecific; //!< what its installation gave
};

// ---------------------------------------------------------------- notifications

/** How WSANSPIoctl tells that the answers of a look-up have changed. */
struct WSACOMPLETION
{
    WSACOMPLETIONTYPE Type; //!< NSP_NOTIFY_ number: which member

    union
    {
        struct
        {
            HWND hWnd;      //!< gets the message
            UINT uMsg;      //!< its number
            WPARAM context; //!< its wParam
        } WindowMessage;    //!< NSP_NOTIFY_HWND

        struct
        {
            LPWSAOVERLAPPED lpOverlapped; //!< with the event
        } Event;                          //!< NSP_NOTIFY_EVENT

        struct
        {
            LPWSAOVERLAPPED lpOverlapped;                          //!< the routine gets it
            LPWSAOVERLAPPED_COMPLETION_ROUTINE lpfnCompletionProc; //!< the routine
        } Apc;                                                     //!< NSP_NOTIFY_APC

        struct
        {
            LPWSAOVERLAPPED lpOverlapped; //!< the packet has it
            HANDLE hPort;                 //!< a completion port
            ULONG_PTR Key;                //!< the packet has it
        } Port;                           //!< NSP_NOTIFY_PORT
    } Parameters;                         //!< where the notification goes
};

// ---------------------------------------------------------------- pointers

using LPWSANSCLASSINFOA = WSANSCLASSINFOA*;           //!< pointer
using LPWSANSCLASSINFOW = WSANSCLASSINFOW*;           //!< pointer
using LPWSASERVICECLASSINFOA = WSASERVICECLASSINFOA*; //!< pointer
using LPWSASERVICECLASSINFOW = WSASERVICECLASSINFOW*; //!< pointer
using LPWSANAMESPACE_INFOEXA = WSANAMESPACE_INFOEXA*; //!< pointer
using LPWSANAMESPACE_INFOEXW = WSANAMESPACE_INFOEXW*; //!< pointer
using LPWSACOMPLETION = WSACOMPLETION*;               //!< pointer

/** @} */

} // namespace ns3::winsock

#endif // WINSOCK_NAME_SPACES_H
