/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_TYPES_H
#define WINSOCK_TYPES_H

#include "winsock-host-names.h"

#include <cstddef>
#include <cstdint>

/**
 * @file
 * @ingroup winsock
 * The Windows base types, with the widths that they have on 64-bit Windows.
 *
 * The host is LP64 (`long` has 64 bits), Windows is LLP64 (`long` has 32), so that every
 * type with LONG in its name is spelled through a fixed-width type here.
 */

namespace ns3::winsock
{

/**
 * @addtogroup winsock
 * @{
 */

using BYTE = uint8_t;       //!< 8 bits
using UCHAR = uint8_t;      //!< 8 bits
using CHAR = char;          //!< a byte of text in the ANSI code page
using WCHAR = char16_t;     //!< one UTF-16 unit (the host's wchar_t is twice as wide)
using SHORT = int16_t;      //!< 16 bits
using USHORT = uint16_t;    //!< 16 bits
using WORD = uint16_t;      //!< 16 bits
using INT = int32_t;        //!< 32 bits
using UINT = uint32_t;      //!< 32 bits
using LONG = int32_t;       //!< 32 bits, unlike the host's long
using ULONG = uint32_t;     //!< 32 bits, unlike the host's unsigned long
using DWORD = uint32_t;     //!< 32 bits
using BOOL = int32_t;       //!< TRUE, FALSE, or any other non-zero value
using BOOLEAN = uint8_t;    //!< the one-byte truth value of some structures
using LONGLONG = int64_t;   //!< 64 bits
using ULONGLONG = uint64_t; //!< 64 bits
using UINT8 = uint8_t;      //!< 8 bits
using UINT16 = uint16_t;    //!< 16 bits
using UINT32 = uint32_t;    //!< 32 bits
using UINT64 = uint64_t;    //!< 64 bits
using INT_PTR = int64_t;    //!< signed, as wide as a pointer
using UINT_PTR = uint64_t;  //!< unsigned, as wide as a pointer
using LONG_PTR = int64_t;   //!< signed, as wide as a pointer
using ULONG_PTR = uint64_t; //!< unsigned, as wide as a pointer
using DWORD_PTR = uint64_t; //!< unsigned, as wide as a pointer
using SIZE_T = uint64_t;    //!< a byte count
using WPARAM = uint64_t;    //!< first value of a window message
using LPARAM = int64_t;     //!< second value of a window message
using LRESULT = int64_t;    //!< what a window procedure returns
using HANDLE = void*;       //!< a kernel object's handle
using HWND = void*;         //!< a window's handle
using HMODULE = void*;      //!< a loaded library
using HINSTANCE = void*;    //!< a loaded library or program

using PVOID = void*;            //!< pointer to anything
using LPVOID = void*;           //!< pointer to anything
using LPCVOID = const void*;    //!< pointer to anything, read only
using PBYTE = BYTE*;            //!< pointer
using LPBYTE = BYTE*;           //!< pointer
using PCHAR = CHAR*;            //!< pointer
using PUCHAR = UCHAR*;          //!< pointer
using PSHORT = SHORT*;          //!< pointer
using PUSHORT = USHORT*;        //!< pointer
using PWORD = WORD*;            //!< pointer
using LPWORD = WORD*;           //!< pointer
using PINT = INT*;              //!< pointer
using LPINT = INT*;             //!< pointer; the SPI hands errors back through one
using PLONG = LONG*;            //!< pointer
using LPLONG = LONG*;           //!< pointer
using PULONG = ULONG*;          //!< pointer
using PDWORD = DWORD*;          //!< pointer
using LPDWORD = DWORD*;         //!< pointer
using PBOOL = BOOL*;            //!< pointer
using LPBOOL = BOOL*;           //!< pointer
using PDWORD_PTR = DWORD_PTR*;  //!< pointer
using LPDWORD_PTR = DWORD_PTR*; //!< pointer
using PULONG_PTR = ULONG_PTR*;  //!< pointer
using PHANDLE = HANDLE*;        //!< pointer
using LPHANDLE = HANDLE*;       //!< pointer
using PSTR = CHAR*;             //!< zero-terminated text
using LPSTR = CHAR*;            //!< zero-terminated text
using PCSTR = const CHAR*;      //!< zero-terminated text, read only
using LPCSTR = const CHAR*;     //!< zero-terminated text, read only
using PWSTR = WCHAR*;           //!< zero-terminated UTF-16
using LPWSTR = WCHAR*;          //!< zero-terminated UTF-16
using PCWSTR = const WCHAR*;    //!< zero-terminated UTF-16, read only
using LPCWSTR = const WCHAR*;   //!< zero-terminated UTF-16, read only

/** A socket descriptor: opaque, unsigned, as wide as a pointer, never a small dense number. */
using SOCKET = uint64_t;
/** A socket group. */
using GROUP = uint32_t;
/** An event object's handle. */
using WSAEVENT = HANDLE;
/** Pointer to an event object's handle. */
using LPWSAEVENT = WSAEVENT*;
/// A function of a program, such as its blocking hook: TRUE while it has something to do.
using FARPROC = BOOL (*)();
/** The length of a socket address, as the POSIX-like functions spell it. */
using socklen_t = int32_t;
/** An address family inside a sockaddr. */
using ADDRESS_FAMILY = USHORT;

/** A service class, an extension function, a provider ... */
struct GUID
{
    uint32_t Data1;   //!< first group of the text form
    uint16_t Data2;   //!< second group
    uint16_t Data3;   //!< third group
    uint8_t Data4[8]; //!< fourth and fifth group, in the order of the text
};

using LPGUID = GUID*;        //!< pointer
using LPCGUID = const GUID*; //!< pointer, read only

inline constexpr BOOL TRUE = 1;  //!< a true BOOL
inline constexpr BOOL FALSE = 0; //!< a false BOOL

/** What socket-making functions return on failure. */
inline constexpr SOCKET INVALID_SOCKET = ~SOCKET{0};
/** What most other functions return on failure. */
inline constexpr int SOCKET_ERROR = -1;

/**
 * Join two bytes into a word.
 * @param low the low byte; in a version number the major version
 * @param high the high byte; in a version number the minor version
 * @return the word
 */
constexpr WORD
MAKEWORD(unsigned low, unsigned high)
{
    return static_cast<WORD>((low & 0xff) | ((high & 0xff) << 8));
}

/**
 * Join two words into a double word.
 * @param low the low word
 * @param high the high word
 * @return the double word
 */
constexpr DWORD
MAKELONG(unsigned low, unsigned high)
{
    return static_cast<DWORD>((low & 0xffff) | ((high & 0xffff) << 16));
}

/**
 * Cut a word's low byte out.
 * @param value the word
 * @return its low byte
 */
constexpr BYTE
LOBYTE(unsigned value)
{
    return static_cast<BYTE>(value & 0xff);
}

/**
 * Cut a word's high byte out.
 * @param value the word
 * @return its high byte
 */
constexpr BYTE
HIBYTE(unsigned value)
{
    return static_cast<BYTE>((value >> 8) & 0xff);
}

/**
 * Cut a double word's low word out.
 * @param value the double word
 * @return its low word
 */
constexpr WORD
LOWORD(DWORD value)
{
    return static_cast<WORD>(value & 0xffff);
}

/**
 * Cut a double word's high word out.
 * @param value the double word
 * @return its high word
 */
constexpr WORD
HIWORD(DWORD value)
{
    return static_cast<WORD>(value >> 16);
}

/** @} */

} // namespace ns3::winsock

#endif // WINSOCK_TYPES_H
