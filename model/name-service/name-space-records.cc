/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "name-space-records.h"

#include "ns3/winsock-constants.h"
#include "ns3/winsock-guid.h"

namespace ns3::winsock
{

namespace
{

/// Whether an address is of the family and the protocol that are wanted.
bool
Fits(const ServiceEndPoint& endPoint, const AFPROTOCOLS& wanted)
{
    const int family = endPoint.address.ipv6 ? AF_INET6 : AF_INET;
    return (wanted.iAddressFamily == AF_UNSPEC || wanted.iAddressFamily == family) &&
           (wanted.iProtocol == 0 || endPoint.protocol == 0 ||
            wanted.iProtocol == endPoint.protocol);
}

/// The type of the sockets that a protocol has.
int
TypeOf(int protocol)
{
    return protocol == IPPROTO_TCP ? SOCK_STREAM : (protocol == IPPROTO_UDP ? SOCK_DGRAM : 0);
}

} // namespace

bool
operator==(const ServiceEndPoint& left, const ServiceEndPoint& right)
{
    return left.address.ipv6 == right.address.ipv6 && left.address.bytes == right.address.bytes &&
           left.address.port == right.address.port &&
           left.address.scopeId == right.address.scopeId && left.type == right.type &&
           left.protocol == right.protocol;
}

bool
operator==(const NameSpaceRecord& left, const NameSpaceRecord& right)
{
    const auto version = [](const NameSpaceRecord& record)
    { return record.version ? std::optional<DWORD>(record.version->dwVersion) : std::nullopt; };
    return left.name == right.name && left.classId == right.classId &&
           version(left) == version(right) && left.comment == right.comment &&
           left.endPoints == right.endPoints && left.blob == right.blob &&
           left.nameSpace == right.nameSpace && left.providerId == right.providerId &&
           left.outputFlags == right.outputFlags;
}

std::vector<ServiceEndPoint>
ChooseEndPoints(const std::vector<ServiceEndPoint>& endPoints,
                const std::vector<AFPROTOCOLS>& protocols)
{
    if (protocols.empty())
    {
        return endPoints;
    }
    std::vector<ServiceEndPoint> chosen;
    for (const ServiceEndPoint& one : endPoints)
    {
        for (const AFPROTOCOLS& wanted : protocols)
        {
            if (Fits(one, wanted))
            {
                chosen.push_back(one);
                if (one.protocol == 0)
                {
                    chosen.back().protocol = wanted.iProtocol;
                    chosen.back().type = TypeOf(wanted.iProtocol);
                }
                else
                {
                    break; // it is one address, however often it is wanted
                }
            }
        }
    }
    return chosen;
}

} // namespace ns3::winsock
