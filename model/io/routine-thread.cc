/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "routine-thread.h"

#include "ns3/winsock-constants.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"

namespace ns3::winsock
{

namespace
{

CompletionRoutineCost
CostOn(const WinsockProcess& process)
{
    return process.GetStack().GetNumbers().completionRoutineCost;
}

} // namespace

int
RoutineThread::Judge(WinsockProcess& process)
{
    switch (CostOn(process))
    {
    case CompletionRoutineCost::NONE:
        return WSAEOPNOTSUPP;
    case CompletionRoutineCost::THREAD:
        return process.GetStack().HasHandleFor(process) ? 0
                                                        : process.GetStack().GetNumbers().errorPool;
    default:
        return 0;
    }
}

std::shared_ptr<RoutineThread>
RoutineThread::Take(WinsockProcess& process)
{
    if (CostOn(process) != CompletionRoutineCost::THREAD)
    {
        return nullptr;
    }
    const HANDLE handle = process.GetObjects().Add(Create<KernelObject>());
    return handle ? std::make_shared<RoutineThread>(process, handle) : nullptr;
}

RoutineThread::RoutineThread(WinsockProcess& process, HANDLE handle)
    : m_process(&process),
      m_handle(handle)
{
}

RoutineThread::~RoutineThread()
{
    m_process->GetObjects().Remove(m_handle);
}

} // namespace ns3::winsock
