/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "forgetful-layer.h"

#include "ns3/winsock-error.h"

namespace ns3::winsock::test
{

ForgetfulLayer::ForgetfulLayer()
    : LayeredProvider("forgetful", HandleKind::NON_IFS)
{
}

int
ForgetfulLayer::WSPCloseSocket(SOCKET s, LPINT lpErrno)
{
    const Ptr<LayeredSocket> socket = FindSocket(s);
    if (!socket)
    {
        *lpErrno = WSAENOTSOCK;
        return SOCKET_ERROR;
    }
    LetGo(*socket);
    return 0;
}

} // namespace ns3::winsock::test
