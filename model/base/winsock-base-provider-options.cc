/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The base provider's options.
 */

#include "ns3/winsock-base-provider.h"

namespace ns3::winsock
{

int
WinsockBaseProvider::WSPGetSockOpt(
    SOCKET s, int level, int optname, char* optval, LPINT optlen, LPINT lpErrno)
{
    Ptr<BaseSocket> socket = Find(s, lpErrno);
    return socket ? Answer(socket->GetOption(level, optname, optval, optlen), lpErrno)
                  : SOCKET_ERROR;
}

int
WinsockBaseProvider::WSPSetSockOpt(
    SOCKET s, int level, int optname, const char* optval, int optlen, LPINT lpErrno)
{
    Ptr<BaseSocket> socket = Find(s, lpErrno);
    return socket ? Answer(socket->SetOption(level, optname, optval, optlen), lpErrno)
                  : SOCKET_ERROR;
}

} // namespace ns3::winsock
