/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "call-scope.h"

#include "ns3/simulator.h"

namespace ns3::winsock
{

void
CallScope::Open(CallRecord::Side side, const std::string& provider, const char* function)
{
    m_record = std::make_unique<CallRecord>();
    m_record->side = side;
    m_record->provider = provider;
    m_record->function = function;
    m_record->start = Simulator::Now();
    m_thread.Identify(*m_record);
}

void
CallScope::Enter()
{
    m_record->time = m_record->start;
    m_thread.Trace(*m_record);
    m_thread.ChangeCallDepth(+1);
}

void
CallScope::Close(int64_t result, int error)
{
    m_thread.ChangeCallDepth(-1);
    m_record->phase = CallRecord::Phase::LEAVE;
    m_record->time = Simulator::Now();
    m_record->result = result;
    m_record->error = error;
    m_thread.Trace(*m_record);
    m_record.reset();
}

void
CallScope::Unwind()
{
    m_record->unwound = true;
    Close(0, 0);
}

void
CallScope::ReportFailure(int error) const
{
    if (FailureObserver* const observer = FailureObserver::Get())
    {
        observer->OnFailure(m_thread, m_function, error);
    }
}

} // namespace ns3::winsock
