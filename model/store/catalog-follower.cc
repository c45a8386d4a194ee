/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "catalog-follower.h"

#include "ns3/abort.h"
#include "ns3/callback.h"
#include "ns3/simulator.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"
#include "ns3/winsock-thread.h"

#include <utility>

namespace ns3::winsock
{

CatalogFollower::CatalogFollower(std::shared_ptr<CatalogStore> store,
                                 std::string machine,
                                 WinsockStack& stack)
    : m_store(std::move(store)),
      m_machine(std::move(machine)),
      m_stack(stack)
{
}

void
CatalogFollower::Follow(std::shared_ptr<CatalogStore> store,
                        const std::string& machine,
                        Ptr<WinsockStack> stack)
{
    Ptr<CatalogFollower> follower = Create<CatalogFollower>(std::move(store), machine, *stack);
    follower->Store();
    stack->TraceConnectWithoutContext("CatalogChanged",
                                      MakeBoundCallback(&CatalogFollower::OnChange, follower));
}

void
CatalogFollower::Store()
{
    m_store->SaveStack(m_machine, m_stack, CurrentOrigin());
}

void
CatalogFollower::OnChange(Ptr<CatalogFollower> follower)
{
    try
    {
        follower->Store();
    }
    catch (const SqliteError& error)
    {
        NS_ABORT_MSG("The catalog of the machine " << follower->m_machine
                                                   << " cannot be stored: " << error.what() << ".");
    }
}

ChangeOrigin
CurrentOrigin()
{
    const WinsockThread* thread = WinsockThread::GetCurrent();
    return {thread ? thread->GetProcess().GetName() : "scenario",
            Simulator::Now().GetNanoSeconds()};
}

} // namespace ns3::winsock
