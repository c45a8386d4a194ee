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
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-options.h"
#include "ns3/winsock-pointer.h"

#include <cstring>

namespace ns3::winsock
{

int
WinsockBaseProvider::UpdateAcceptContext(BaseSocket& socket, const char* optval, int optlen) const
{
    SOCKET handle = INVALID_SOCKET;
    if (!optval || IsBadPointer(optval) || optlen < static_cast<int>(sizeof(handle)))
    {
        return WSAEFAULT;
    }
    std::memcpy(&handle, optval, sizeof(handle));
    int error = 0;
    const Ptr<BaseSocket> listener = Find(handle, &error);
    if (!listener)
    {
        return error;
    }
    return socket.UpdateAcceptContext(*listener);
}

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
    if (socket && level == SOL_SOCKET && optname == SO_UPDATE_ACCEPT_CONTEXT &&
        socket->FollowsTests())
    {
        return Answer(UpdateAcceptContext(*socket, optval, optlen), lpErrno);
    }
    if (socket && level == SOL_SOCKET && optname == SO_UPDATE_CONNECT_CONTEXT &&
        socket->FollowsTests())
    {
        socket->SetContextPending(false); // there is no value to look at
        return Answer(0, lpErrno);
    }
    return socket ? Answer(socket->SetOption(level, optname, optval, optlen), lpErrno)
                  : SOCKET_ERROR;
}

} // namespace ns3::winsock
