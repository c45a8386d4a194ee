/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "namespace-list.h"

#include "ns3/abort.h"
#include "ns3/winsock-guid.h"
#include "ns3/winsock-name-service-constants.h"

#include <algorithm>
#include <map>
#include <utility>

namespace ns3::winsock
{

namespace
{

NamespaceEntry
Stock(const char* description, const GUID& providerId, DWORD nameSpace)
{
    NamespaceEntry entry;
    entry.description = description;
    entry.providerId = providerId;
    entry.nameSpace = nameSpace;
    return entry;
}

std::shared_ptr<const NamespaceList>
Share(NamespaceList list)
{
    return std::make_shared<const NamespaceList>(std::move(list));
}

/// The lists by the names of their systems.
using StockLists = std::map<std::string, std::shared_ptr<const NamespaceList>>;

StockLists
MakeStockLists()
{
    const NamespaceEntry nla =
        Stock("Network Location Awareness Legacy (NLAv1) Namespace", NLA_NAMESPACE_GUID, NS_NLA);
    const NamespaceEntry tcpip = Stock("Tcpip", TCPIP_NAMESPACE_GUID, NS_DNS);
    const NamespaceEntry ntds = Stock("NTDS", NTDS_NAMESPACE_GUID, NS_NTDS);
    return {{"windows-10", Share({nla, tcpip, ntds})},
            {"windows-nt", Share({tcpip, ntds})},
            {"windows-95", Share({tcpip})},
            {"wince-6.0", Share({tcpip})},
            {"small-ipv4", Share({tcpip})},
            {"small-ipv6", Share({tcpip})},
            {"small-dual", Share({tcpip})}};
}

} // namespace

std::shared_ptr<const NamespaceList>
StockNamespaces(const std::string& name)
{
    static const StockLists lists = MakeStockLists();
    const auto at = lists.find(name);
    if (at == lists.end())
    {
        std::string names;
        for (const auto& [known, list] : lists)
        {
            names += (names.empty() ? "" : ", ") + known;
        }
        NS_ABORT_MSG("There are no stock name-space providers \"" << name << "\"; choose one of "
                                                                  << names << ".");
    }
    return at->second;
}

const NamespaceEntry*
FindNamespace(const NamespaceList& list, const GUID& providerId)
{
    const auto at =
        std::find_if(list.begin(),
                     list.end(),
                     [&](const NamespaceEntry& one) { return one.providerId == providerId; });
    return at == list.end() ? nullptr : &*at;
}

NamespaceList
ChooseNamespaces(const NamespaceList& list, DWORD nameSpace, const GUID* providerId)
{
    NamespaceList chosen;
    for (const NamespaceEntry& one : list)
    {
        const bool wanted = providerId ? one.providerId == *providerId
                                       : nameSpace == NS_ALL || one.nameSpace == nameSpace;
        if (one.active && wanted)
        {
            chosen.push_back(one);
        }
    }
    return chosen;
}

bool
OrderNamespaces(NamespaceList& list, const std::vector<GUID>& order)
{
    NamespaceList ordered;
    for (const GUID& id : order)
    {
        const NamespaceEntry* const entry = FindNamespace(list, id);
        if (!entry || FindNamespace(ordered, id))
        {
            return false;
        }
        ordered.push_back(*entry);
    }
    if (ordered.size() != list.size())
    {
        return false;
    }
    list = std::move(ordered);
    return true;
}

} // namespace ns3::winsock
