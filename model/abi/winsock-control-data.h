/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_CONTROL_DATA_H
#define WINSOCK_CONTROL_DATA_H

#include "winsock-structures.h"

/**
 * @file
 * @ingroup winsock
 * Walks the control data of a WSAMSG. Macros in Windows, functions here.
 */

namespace ns3::winsock
{

/**
 * @addtogroup winsock
 * @{
 */

/// @param length in bytes; @return the next multiple of eight, where heads and data begin
constexpr SIZE_T
WSA_CMSG_ALIGN(SIZE_T length)
{
    return (length + 7) & ~SIZE_T{7};
}

/// @param length of data in bytes; @return what goes into cmsg_len
constexpr SIZE_T
WSA_CMSG_LEN(SIZE_T length)
{
    return WSA_CMSG_ALIGN(sizeof(WSACMSGHDR)) + length;
}

/// @param length of data in bytes; @return bytes that a piece with so much data takes
constexpr SIZE_T
WSA_CMSG_SPACE(SIZE_T length)
{
    return WSA_CMSG_ALIGN(sizeof(WSACMSGHDR) + WSA_CMSG_ALIGN(length));
}

/// @param piece its head; @return its data
inline UCHAR*
WSA_CMSG_DATA(LPWSACMSGHDR piece)
{
    return reinterpret_cast<UCHAR*>(piece) + WSA_CMSG_ALIGN(sizeof(WSACMSGHDR));
}

/// @param message a message; @return the first piece of its control data, or null
inline LPWSACMSGHDR
WSA_CMSG_FIRSTHDR(const WSAMSG* message)
{
    return message->Control.len >= sizeof(WSACMSGHDR)
               ? reinterpret_cast<LPWSACMSGHDR>(message->Control.buf)
               : nullptr;
}

/// @param message a message; @param piece one of its pieces, or null for the first one's sake
/// @return the piece that follows, or null
inline LPWSACMSGHDR
WSA_CMSG_NXTHDR(const WSAMSG* message, LPWSACMSGHDR piece)
{
    if (!piece)
    {
        return WSA_CMSG_FIRSTHDR(message);
    }
    const auto offset = static_cast<SIZE_T>(reinterpret_cast<CHAR*>(piece) - message->Control.buf);
    const SIZE_T next = offset + WSA_CMSG_ALIGN(piece->cmsg_len);
    return next > offset && next + sizeof(WSACMSGHDR) <= message->Control.len
               ? reinterpret_cast<LPWSACMSGHDR>(message->Control.buf + next)
               : nullptr;
}

/** @} */

} // namespace ns3::winsock

#endif // WINSOCK_CONTROL_DATA_H
