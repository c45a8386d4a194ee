/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_MESSAGES_H
#define WINSOCK_MESSAGES_H

#include "ns3/winsock-types.h"

/**
 * @file
 * @ingroup winsock
 * Window messages, as far as WSAAsyncSelect needs them.
 */

namespace ns3::winsock
{

/** A position on the screen; messages of sockets have none. */
struct POINT
{
    LONG x; //!< to the right
    LONG y; //!< down
};

/** A message of a thread's queue. */
struct MSG
{
    HWND hwnd;     //!< the window
    UINT message;  //!< the number that the program chose
    WPARAM wParam; //!< for socket events the socket
    LPARAM lParam; //!< for socket events the FD_ bit below and the error above
    DWORD time;    //!< milliseconds of simulated time at which it was posted
    POINT pt;      //!< unused
};

using LPMSG = MSG*; //!< pointer

inline constexpr UINT WM_QUIT = 0x12;    //!< ends a message loop
inline constexpr UINT WM_USER = 0x400;   //!< the first number for a program's own messages
inline constexpr UINT WM_APP = 0x8000;   //!< another range of a program's own
inline constexpr UINT PM_NOREMOVE = 0x0; //!< PeekMessage leaves the message in the queue
inline constexpr UINT PM_REMOVE = 0x1;   //!< PeekMessage takes it out

} // namespace ns3::winsock

#endif /* WINSOCK_MESSAGES_H */
