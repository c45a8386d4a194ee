/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "catalog-watch.h"

#include "ns3/callback.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"

#include <utility>

namespace ns3::winsock
{

CatalogWatch::CatalogWatch(WinsockProcess& process)
    : m_process(process)
{
    process.GetStack().TraceConnectWithoutContext("CatalogChanged",
                                                  MakeCallback(&CatalogWatch::OnChange, this));
}

CatalogWatch::~CatalogWatch()
{
    m_process.GetStack().TraceDisconnectWithoutContext("CatalogChanged",
                                                       MakeCallback(&CatalogWatch::OnChange, this));
    EndAll(WSA_OPERATION_ABORTED);
}

void
CatalogWatch::Add(const OverlappedReport& report)
{
    m_pending.push_back(report);
}

Ptr<EventObject>
CatalogWatch::GetNextChange()
{
    if (!m_nextChange)
    {
        m_nextChange = Create<EventObject>(true);
    }
    return m_nextChange;
}

void
CatalogWatch::OnChange()
{
    if (const Ptr<EventObject> change = std::exchange(m_nextChange, nullptr))
    {
        change->Set();
    }
    EndAll(0);
}

void
CatalogWatch::EndAll(int error)
{
    for (OverlappedReport& report : std::exchange(m_pending, {}))
    {
        report.End(error, 0, 0);
    }
}

} // namespace ns3::winsock
