/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "triple-resolution.h"

#include "ns3/winsock-constants.h"

namespace ns3::winsock
{

namespace
{

int
Resolve(int asked, int offered)
{
    return asked == 0 || asked == FROM_PROTOCOL_INFO ? offered : asked;
}

bool
ServesProtocol(int type, int protocol)
{
    switch (type)
    {
    case SOCK_STREAM:
        return protocol == 0 || protocol == IPPROTO_TCP;
    case SOCK_DGRAM:
        return protocol == 0 || protocol == IPPROTO_UDP;
    default:
        return protocol >= 0 && protocol <= IPPROTO_RAW;
    }
}

} // namespace

SelectionRequest
ResolveTriple(const SelectionRequest& request, const WSAPROTOCOL_INFOW& protocolInfo)
{
    return {Resolve(request.af, protocolInfo.iAddressFamily),
            Resolve(request.type, protocolInfo.iSocketType),
            Resolve(request.protocol, protocolInfo.iProtocol)};
}

int
JudgeTcpIpTriple(const SelectionRequest& triple)
{
    if (triple.af != AF_INET && triple.af != AF_INET6)
    {
        return WSAEAFNOSUPPORT;
    }
    if (triple.type != SOCK_STREAM && triple.type != SOCK_DGRAM && triple.type != SOCK_RAW)
    {
        return WSAESOCKTNOSUPPORT;
    }
    return ServesProtocol(triple.type, triple.protocol) ? 0 : WSAEPROTONOSUPPORT;
}

} // namespace ns3::winsock
