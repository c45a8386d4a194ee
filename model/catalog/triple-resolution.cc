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

/** Whether a protocol that the type does not serve is served by the other type with ports. */
bool
BelongsToOtherType(int type, int protocol)
{
    return (type == SOCK_STREAM && protocol == IPPROTO_UDP) ||
           (type == SOCK_DGRAM && protocol == IPPROTO_TCP);
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
JudgeTcpIpTriple(const SelectionRequest& triple, Dialect dialect)
{
    if (triple.af != AF_INET && triple.af != AF_INET6)
    {
        return WSAEAFNOSUPPORT;
    }
    if (triple.type != SOCK_STREAM && triple.type != SOCK_DGRAM && triple.type != SOCK_RAW)
    {
        return WSAESOCKTNOSUPPORT;
    }
    if (ServesProtocol(triple.type, triple.protocol))
    {
        return 0;
    }
    const bool documented = dialect == Dialect::CE;
    return documented && BelongsToOtherType(triple.type, triple.protocol) ? WSAEPROTOTYPE
                                                                          : WSAEPROTONOSUPPORT;
}

} // namespace ns3::winsock
