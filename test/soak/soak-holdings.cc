/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "soak-holdings.h"

#include "ns3/base-socket.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"

#include <set>

#include "../scenario-test-support.h"

namespace ns3::winsock::test
{

namespace
{

/// Adds what a process's sockets hold; one that several handles refer to counts once.
void
AddSockets(WinsockProcess& process, PoolShare& held, std::set<const BaseSocket*>& seen)
{
    for (const SOCKET s : process.GetHandles().GetAll())
    {
        const KernelObject* object = PeekPointer(process.GetHandles().Find(s)->object);
        const auto* socket = dynamic_cast<const BaseSocket*>(object);
        if (socket && seen.insert(socket).second)
        {
            held += socket->GetPoolShare();
            held += socket->GetBacklogShare();
        }
    }
}

} // namespace

uint64_t
CountDescriptors(WinsockProcess& process)
{
    uint64_t charged = 0;
    for (const SOCKET s : process.GetHandles().GetAll())
    {
        charged += process.GetHandles().Find(s)->charged ? 1 : 0;
    }
    return charged;
}

SoakHoldings
CountHoldings(const WinsockStack& stack)
{
    SoakHoldings holdings;
    PoolShare held = GetOrphanShare(stack.GetNode());
    std::set<const BaseSocket*> seen;
    for (const auto& process : stack.GetProcesses())
    {
        holdings.descriptors += CountDescriptors(*process);
        AddSockets(*process, held, seen);
    }
    holdings.bytes = held.GetBytes();
    holdings.packets = held.GetPackets();
    holdings.controlBlocks = held.controlBlocks;
    return holdings;
}

SoakHoldings
ReadLedgers(WinsockStack& stack)
{
    SoakHoldings holdings;
    BufferPool& pool = *stack.GetPool();
    holdings.descriptors = stack.GetDescriptorLedger().GetInUse();
    holdings.bytes = pool.GetBytes().GetInUse();
    holdings.packets = pool.GetPackets().GetInUse();
    holdings.controlBlocks = pool.GetControlBlocks().GetLedger().GetInUse();
    return holdings;
}

} // namespace ns3::winsock::test
