/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "network-name-space.h"

#include "ns3/ipv4.h"
#include "ns3/ipv6.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-guid.h"
#include "ns3/winsock-text-encoding.h"

#include <algorithm>
#include <sstream>
#include <string>

namespace ns3::winsock
{

namespace
{

/// Adds a name that is not there yet.
void
AddOnce(std::vector<std::string>& names, const std::ostringstream& name)
{
    if (std::find(names.begin(), names.end(), name.str()) == names.end())
    {
        names.push_back(name.str());
    }
}

void
AddIpv4Networks(Ptr<Ipv4> ipv4, std::vector<std::string>& names)
{
    for (uint32_t i = 0; ipv4 && i < ipv4->GetNInterfaces(); ++i)
    {
        for (uint32_t j = 0; ipv4->IsUp(i) && j < ipv4->GetNAddresses(i); ++j)
        {
            const Ipv4InterfaceAddress address = ipv4->GetAddress(i, j);
            if (!address.GetLocal().IsLocalhost())
            {
                std::ostringstream name;
                name << address.GetLocal().CombineMask(address.GetMask()) << "/"
                     << address.GetMask().GetPrefixLength();
                AddOnce(names, name);
            }
        }
    }
}

void
AddIpv6Networks(Ptr<Ipv6> ipv6, std::vector<std::string>& names)
{
    for (uint32_t i = 0; ipv6 && i < ipv6->GetNInterfaces(); ++i)
    {
        for (uint32_t j = 0; ipv6->IsUp(i) && j < ipv6->GetNAddresses(i); ++j)
        {
            const Ipv6InterfaceAddress address = ipv6->GetAddress(i, j);
            if (!address.GetAddress().IsLocalhost() && !address.GetAddress().IsLinkLocal())
            {
                Ipv6Address local = address.GetAddress();
                std::ostringstream name;
                name << local.CombinePrefix(address.GetPrefix()) << "/"
                     << static_cast<int>(address.GetPrefix().GetPrefixLength());
                AddOnce(names, name);
            }
        }
    }
}

} // namespace

int
AskNetworks(const NameSpaceQuestion& question,
            Ptr<Node> node,
            std::vector<NameSpaceRecord>& records)
{
    if (question.classId && *question.classId != NLA_SERVICE_CLASS_GUID)
    {
        return WSASERVICE_NOT_FOUND;
    }
    std::vector<std::string> names;
    AddIpv4Networks(node->GetObject<Ipv4>(), names);
    AddIpv6Networks(node->GetObject<Ipv6>(), names);
    for (const std::string& name : names)
    {
        NameSpaceRecord record;
        record.name = AnsiToUtf16(name);
        record.classId = NLA_SERVICE_CLASS_GUID;
        if (question.name.empty() || question.name == record.name)
        {
            records.push_back(record);
        }
    }
    return 0;
}

} // namespace ns3::winsock
