/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_ERROR_H
#define WINSOCK_ERROR_H

#include "winsock-types.h"

#include <string>

/**
 * @file
 * @ingroup winsock
 * Winsock's error codes, and what a person should read in their place.
 *
 * A code is what WSAGetLastError returns and what the SPI hands back through lpErrno.
 */

namespace ns3::winsock
{

/**
 * @addtogroup winsock
 * @{
 */

// The POSIX-like errors: 10000 plus the number of the same error in 4.3BSD.
inline constexpr int WSABASEERR = 10000; //!< what the POSIX-like errors are counted from
inline constexpr int WSAEINTR = 10004;
inline constexpr int WSAEBADF = 10009;
inline constexpr int WSAEACCES = 10013;
inline constexpr int WSAEFAULT = 10014;
inline constexpr int WSAEINVAL = 10022;
inline constexpr int WSAEMFILE = 10024;
inline constexpr int WSAEWOULDBLOCK = 10035;
inline constexpr int WSAEINPROGRESS = 10036;
inline constexpr int WSAEALREADY = 10037;
inline constexpr int WSAENOTSOCK = 10038;
inline constexpr int WSAEDESTADDRREQ = 10039;
inline constexpr int WSAEMSGSIZE = 10040;
inline constexpr int WSAEPROTOTYPE = 10041;
inline constexpr int WSAENOPROTOOPT = 10042;
inline constexpr int WSAEPROTONOSUPPORT = 10043;
inline constexpr int WSAESOCKTNOSUPPORT = 10044;
inline constexpr int WSAEOPNOTSUPP = 10045;
inline constexpr int WSAEPFNOSUPPORT = 10046;
inline constexpr int WSAEAFNOSUPPORT = 10047;
inline constexpr int WSAEADDRINUSE = 10048;
inline constexpr int WSAEADDRNOTAVAIL = 10049;
inline constexpr int WSAENETDOWN = 10050;
inline constexpr int WSAENETUNREACH = 10051;
inline constexpr int WSAENETRESET = 10052;
inline constexpr int WSAECONNABORTED = 10053;
inline constexpr int WSAECONNRESET = 10054;
inline constexpr int WSAENOBUFS = 10055;
inline constexpr int WSAEISCONN = 10056;
inline constexpr int WSAENOTCONN = 10057;
inline constexpr int WSAESHUTDOWN = 10058;
inline constexpr int WSAETOOMANYREFS = 10059;
inline constexpr int WSAETIMEDOUT = 10060;
inline constexpr int WSAECONNREFUSED = 10061;
inline constexpr int WSAELOOP = 10062;
inline constexpr int WSAENAMETOOLONG = 10063;
inline constexpr int WSAEHOSTDOWN = 10064;
inline constexpr int WSAEHOSTUNREACH = 10065;
inline constexpr int WSAENOTEMPTY = 10066;
inline constexpr int WSAEPROCLIM = 10067;
inline constexpr int WSAEUSERS = 10068;
inline constexpr int WSAEDQUOT = 10069;
inline constexpr int WSAESTALE = 10070;
inline constexpr int WSAEREMOTE = 10071;
inline constexpr int WSAEDISCON = 10101;

// Errors that only Winsock has.
inline constexpr int WSASYSNOTREADY = 10091;
inline constexpr int WSAVERNOTSUPPORTED = 10092;
inline constexpr int WSANOTINITIALISED = 10093;
inline constexpr int WSAENOMORE = 10102;
inline constexpr int WSAECANCELLED = 10103; //!< see WSA_E_CANCELLED
inline constexpr int WSAEINVALIDPROCTABLE = 10104;
inline constexpr int WSAEINVALIDPROVIDER = 10105;
inline constexpr int WSAEPROVIDERFAILEDINIT = 10106;
inline constexpr int WSASYSCALLFAILURE = 10107;
inline constexpr int WSASERVICE_NOT_FOUND = 10108;
inline constexpr int WSATYPE_NOT_FOUND = 10109;
inline constexpr int WSA_E_NO_MORE = 10110;
inline constexpr int WSA_E_CANCELLED = 10111;
inline constexpr int WSAEREFUSED = 10112;

// Name resolution.
inline constexpr int HOST_NOT_FOUND = 11001;
inline constexpr int WSAHOST_NOT_FOUND = 11001;
inline constexpr int TRY_AGAIN = 11002;
inline constexpr int WSATRY_AGAIN = 11002;
inline constexpr int NO_RECOVERY = 11003;
inline constexpr int WSANO_RECOVERY = 11003;
inline constexpr int NO_ADDRESS = 11004;
inline constexpr int NO_DATA = 11004;
inline constexpr int WSANO_ADDRESS = 11004;
inline constexpr int WSANO_DATA = 11004;

// Quality of service.
inline constexpr int WSA_QOS_RECEIVERS = 11005;
inline constexpr int WSA_QOS_SENDERS = 11006;
inline constexpr int WSA_QOS_NO_SENDERS = 11007;
inline constexpr int WSA_QOS_NO_RECEIVERS = 11008;
inline constexpr int WSA_QOS_REQUEST_CONFIRMED = 11009;
inline constexpr int WSA_QOS_ADMISSION_FAILURE = 11010;
inline constexpr int WSA_QOS_POLICY_FAILURE = 11011;
inline constexpr int WSA_QOS_BAD_STYLE = 11012;
inline constexpr int WSA_QOS_BAD_OBJECT = 11013;
inline constexpr int WSA_QOS_TRAFFIC_CTRL_ERROR = 11014;
inline constexpr int WSA_QOS_GENERIC_ERROR = 11015;
inline constexpr int WSA_QOS_ESERVICETYPE = 11016;
inline constexpr int WSA_QOS_EFLOWSPEC = 11017;
inline constexpr int WSA_QOS_EPROVSPECBUF = 11018;
inline constexpr int WSA_QOS_EFILTERSTYLE = 11019;
inline constexpr int WSA_QOS_EFILTERTYPE = 11020;
inline constexpr int WSA_QOS_EFILTERCOUNT = 11021;
inline constexpr int WSA_QOS_EOBJLENGTH = 11022;
inline constexpr int WSA_QOS_EFLOWCOUNT = 11023;
inline constexpr int WSA_QOS_EUNKNOWNPSOBJ = 11024;
inline constexpr int WSA_QOS_EUNKOWNPSOBJ = 11024;
inline constexpr int WSA_QOS_EPOLICYOBJ = 11025;
inline constexpr int WSA_QOS_EFLOWDESC = 11026;
inline constexpr int WSA_QOS_EPSFLOWSPEC = 11027;
inline constexpr int WSA_QOS_EPSFILTERSPEC = 11028;
inline constexpr int WSA_QOS_ESDMODEOBJ = 11029;
inline constexpr int WSA_QOS_ESHAPERATEOBJ = 11030;
inline constexpr int WSA_QOS_RESERVED_PETYPE = 11031;

// System errors under the names that Winsock gives them.
inline constexpr int WSA_INVALID_HANDLE = 6;
inline constexpr int WSA_NOT_ENOUGH_MEMORY = 8;
inline constexpr int WSA_INVALID_PARAMETER = 87;
inline constexpr int WSA_OPERATION_ABORTED = 995;
inline constexpr int WSA_IO_INCOMPLETE = 996;
inline constexpr int WSA_IO_PENDING = 997;

// System errors that reach Winsock programs, mostly through completion ports.
inline constexpr int ERROR_SUCCESS = 0;
inline constexpr int ERROR_FILE_NOT_FOUND = 2;
inline constexpr int ERROR_ACCESS_DENIED = 5;
inline constexpr int ERROR_INVALID_HANDLE = 6;
inline constexpr int ERROR_NOT_ENOUGH_MEMORY = 8;
inline constexpr int ERROR_SHARING_VIOLATION = 32;
inline constexpr int ERROR_NOT_SUPPORTED = 50;
inline constexpr int ERROR_DUP_NAME = 52;
inline constexpr int ERROR_UNEXP_NET_ERR = 59;
inline constexpr int ERROR_NETNAME_DELETED = 64;
inline constexpr int ERROR_HANDLE_EOF = 38;
inline constexpr int ERROR_INVALID_PARAMETER = 87;
inline constexpr int ERROR_CALL_NOT_IMPLEMENTED = 120;
inline constexpr int ERROR_SEM_TIMEOUT = 121;
inline constexpr int ERROR_INSUFFICIENT_BUFFER = 122;
inline constexpr int ERROR_NEGATIVE_SEEK = 131;
inline constexpr int ERROR_MORE_DATA = 234;
inline constexpr int ERROR_ABANDONED_WAIT_0 = 735;
inline constexpr int ERROR_OPERATION_ABORTED = 995;
inline constexpr int ERROR_IO_INCOMPLETE = 996;
inline constexpr int ERROR_IO_PENDING = 997;
inline constexpr int ERROR_NOACCESS = 998;
inline constexpr int ERROR_NOT_FOUND = 1168;
inline constexpr int ERROR_CONNECTION_REFUSED = 1225;
inline constexpr int ERROR_NETWORK_UNREACHABLE = 1231;
inline constexpr int ERROR_HOST_UNREACHABLE = 1232;
inline constexpr int ERROR_PORT_UNREACHABLE = 1234;
inline constexpr int ERROR_CONNECTION_ABORTED = 1236;

/**
 * Name an error code.
 * @param code what WSAGetLastError returned
 * @return its name, "WSAEMFILE"; "unknown Winsock error" for a number without a name
 */
const char* WinsockErrorName(int code);

/**
 * Find an error code by its name.
 * @param name such as "WSAEMFILE", or the name that the system has for one of Winsock's, such as
 *        "ERROR_INVALID_PARAMETER"
 * @return the code; -1 where no error is called so
 */
int WinsockErrorByName(const std::string& name);

/**
 * Explain an error code in one line.
 * @param code what WSAGetLastError returned
 * @return a phrase without a full stop, "no more socket descriptors are available"
 */
const char* WinsockErrorText(int code);

/**
 * Write an error code as a person should see it.
 * @param code what WSAGetLastError returned
 * @return "WSAEMFILE (10024): no more socket descriptors are available"
 */
std::string WinsockErrorString(int code);

/**
 * Translate an error for functions that are the system's, not Winsock's: ReadFile, WriteFile,
 * GetQueuedCompletionStatus.
 * @param error what a service provider reported
 * @return the system's code for the same, or error itself where none is known
 */
int SystemErrorFromWinsock(int error);

/** @} */

} // namespace ns3::winsock

#endif // WINSOCK_ERROR_H
