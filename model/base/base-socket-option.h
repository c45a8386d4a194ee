/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef BASE_SOCKET_OPTION_H
#define BASE_SOCKET_OPTION_H

#include "ns3/base-socket.h"

#include <cstdint>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief One option of one level, as getsockopt and setsockopt judge it before they look at the value.
 */
struct BaseSocket::Option
{
    /// What getsockopt does with room for fewer or more bytes than a number has, on desktop Windows.
    enum class Reading : uint8_t
    {
        WHOLE,         //!< four bytes or WSAEFAULT
        WHOLE_OR_NONE, //!< as WHOLE, but the length of a room too small becomes 0
        AT_LEAST,      //!< as WHOLE, but a greater length stays what it was
        BYTE,          //!< always one byte
        BYTE_OR_WHOLE, //!< one byte in less than four, else four
        CUT,           //!< as many bytes as there is room for
        CUT_AS_WHOLE,  //!< as CUT, but the length says four
        STRUCTURE,     //!< no number: the level reads and writes the bytes itself
    };

    int name;        //!< SO_... and so on
    Reading reading; //!< getsockopt
    int least;       //!< setsockopt on desktop Windows: fewest bytes of a number; others are zero
};

/**
 * @ingroup winsock
 * @brief A level: its options and what gets and sets their values. Each level has a file of its own.
 *
 * What no row lists is WSAENOPROTOOPT, and so is what get, set, read or write do not know.
 */
struct BaseSocket::OptionLevel
{
    std::vector<Option> options; //!< in any order
    /// Gets a number. @return 0 or an error
    int (BaseSocket::*get)(int optname, DWORD& value) const;
    /// Sets a number. @return 0 or an error
    int (BaseSocket::*set)(int optname, DWORD value);
    /// Gets a structure; the length is not negative. @return 0 or an error
    int (BaseSocket::*read)(int optname, char* optval, LPINT optlen) const;
    /// Sets a structure; the length is not negative. @return 0 or an error
    int (BaseSocket::*write)(int optname, const char* optval, int optlen);
};

} // namespace ns3::winsock

#endif /* BASE_SOCKET_OPTION_H */
