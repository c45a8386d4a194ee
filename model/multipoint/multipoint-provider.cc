/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "multipoint-provider.h"

#include "ns3/datagram-socket.h"
#include "ns3/ipv4.h"
#include "ns3/multipoint-leaf.h"
#include "ns3/multipoint-root.h"
#include "ns3/node.h"
#include "ns3/socket-flags.h"
#include "ns3/triple-resolution.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"

#include <utility>

namespace ns3::winsock
{

MultipointProvider::MultipointProvider(Ptr<MultipointLibrary> library)
    : m_library(std::move(library))
{
}

std::string
MultipointProvider::GetName() const
{
    return "multipoint";
}

bool
MultipointProvider::OffersExtension(const GUID& id) const
{
    return ServiceProvider::OffersExtension(id);
}

int
MultipointProvider::GetRefusal(OptionalCall) const
{
    return 0;
}

int
MultipointProvider::Judge(const WSAPROTOCOL_INFOW& info,
                          int af,
                          int type,
                          int protocol,
                          GROUP g,
                          DWORD dwFlags,
                          BaseSocket::Identity& identity) const
{
    const SelectionRequest triple = ResolveTriple(SelectionRequest{af, type, protocol}, info);
    WinsockStack& stack = GetProcess().GetStack();
    if (triple.af != AF_INET || !stack.GetNode()->GetObject<Ipv4>())
    {
        return WSAEAFNOSUPPORT;
    }
    if (triple.type != SOCK_SEQPACKET && triple.type != SOCK_DGRAM)
    {
        return WSAESOCKTNOSUPPORT;
    }
    const CatalogEntry* entry = FindEntry(info, triple.af, triple.type, triple.protocol);
    const WSAPROTOCOL_INFOW& own = entry ? entry->info : info;
    if (own.iSocketType != triple.type ||
        (triple.protocol != 0 && own.iProtocol != triple.protocol))
    {
        return WSAEPROTONOSUPPORT;
    }
    if (info.dwProviderReserved != own.dwProviderReserved)
    {
        return WSAEINVAL; // a duplicated socket, of which nothing is known any more (R-SEL-39)
    }
    identity =
        BaseSocket::Identity{triple.af, triple.type, own.iProtocol, own.dwCatalogEntryId, dwFlags};
    return JudgeSocketFlags(own.dwServiceFlags1, dwFlags, g, stack.GetDialect());
}

Ptr<BaseSocket>
MultipointProvider::MakeSocket(const BaseSocket::Identity& identity) const
{
    WinsockStack& stack = GetProcess().GetStack();
    if (identity.protocol == MULTIPOINT_GROUP)
    {
        return Create<DatagramSocket>(stack, identity);
    }
    if ((identity.flags & WSA_FLAG_MULTIPOINT_C_ROOT) != 0)
    {
        return Create<MultipointRoot>(stack, identity, m_library);
    }
    return Create<MultipointLeaf>(stack, identity, m_library);
}

} // namespace ns3::winsock
