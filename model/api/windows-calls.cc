/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Who calls, and the functions of Windows about time, threads and processes.
 */

#include "windows-calls.h"

#include "ns3/nstime.h"
#include "ns3/object-wait.h"
#include "ns3/simulator.h"
#include "ns3/winsock-api-call.h"
#include "ns3/winsock-stack.h"
#include "ns3/winsock.h"

#include <utility>

namespace ns3::winsock
{

WindowsCalls::WindowsCalls(WinsockThread& thread)
    : m_thread(thread)
{
}

WindowsCalls::WindowsCalls(Ptr<WinsockProcess> process)
    : m_process(process),
      m_owned(process->CreateThread()),
      m_thread(*m_owned)
{
}

WinsockThread&
WindowsCalls::GetThread() const
{
    return m_thread;
}

WinsockProcess&
WindowsCalls::GetProcess() const
{
    return m_thread.GetProcess();
}

void
WindowsCalls::Sleep(DWORD dwMilliseconds)
{
    ApiCall call(m_thread, "Sleep", Arg("dwMilliseconds", dwMilliseconds));
    if (m_thread.CanBlock())
    {
        m_thread.Sleep(MilliSeconds(dwMilliseconds));
    }
    call.Leave(0);
}

DWORD
WindowsCalls::SleepEx(DWORD dwMilliseconds, BOOL bAlertable)
{
    ApiCall call(
        m_thread, "SleepEx", Arg("dwMilliseconds", dwMilliseconds), Arg("bAlertable", bAlertable));
    const DWORD result = WaitForObjects(m_thread, {}, false, dwMilliseconds, bAlertable);
    return call.Leave(result == WSA_WAIT_IO_COMPLETION ? WAIT_IO_COMPLETION : DWORD{0});
}

DWORD
WindowsCalls::GetTickCount() const
{
    return static_cast<DWORD>(Simulator::Now().GetMilliSeconds());
}

DWORD
WindowsCalls::GetCurrentProcessId() const
{
    return GetProcess().GetId();
}

DWORD
WindowsCalls::GetCurrentThreadId() const
{
    return m_thread.GetId();
}

Ptr<WinsockThread>
WindowsCalls::CreateThread(std::function<int(Winsock&)> body)
{
    if (!GetProcess().GetStack().HasHandleFor(GetProcess()))
    {
        ApiCall call(m_thread, "CreateThread");
        call.SetError(ERROR_NOT_ENOUGH_MEMORY); // no handle is left (R-ACC-10)
        call.FinishTruth(false);
        return nullptr;
    }
    Ptr<WinsockThread> thread = GetProcess().CreateThread();
    WinsockThread* caller = PeekPointer(thread);
    caller->SetFinishedHandler([caller](int) { caller->GetProcess().RemoveThread(*caller); });
    thread->Start(
        [caller, program = std::move(body)]
        {
            Winsock winsock(*caller);
            return program(winsock);
        });
    return thread;
}

void
WindowsCalls::ExitProcess()
{
    GetProcess().Terminate();
}

} // namespace ns3::winsock
