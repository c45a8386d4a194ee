/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "service-lookup.h"

#include "ns3/callback.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-guid.h"
#include "ns3/winsock-name-service-constants.h"

#include <utility>

namespace ns3::winsock
{

ServiceLookup::ServiceLookup(NameSpaceQuery query, std::vector<NameSpaceRecord> records)
    : m_query(std::move(query)),
      m_records(std::move(records))
{
}

ServiceLookup::~ServiceLookup()
{
    if (m_table)
    {
        m_table->TraceDisconnectWithoutContext("ServicesChanged",
                                               MakeCallback(&ServiceLookup::OnChange, this));
    }
    EndAll(WSA_OPERATION_ABORTED);
}

const NameSpaceQuery&
ServiceLookup::GetQuery() const
{
    return m_query;
}

const NameSpaceRecord*
ServiceLookup::FindNext(DWORD flags)
{
    if ((flags & LUP_FLUSHPREVIOUS) && m_wasTooLong)
    {
        Advance();
    }
    const DWORD both = flags & m_query.GetQuestion().flags;
    while (m_next < m_records.size() && (m_records[m_next].outputFlags & RESULT_IS_ALIAS) &&
           !(both & LUP_RETURN_ALIASES))
    {
        Advance();
    }
    return m_next < m_records.size() ? &m_records[m_next] : nullptr;
}

void
ServiceLookup::Keep()
{
    m_wasTooLong = true;
}

void
ServiceLookup::Advance()
{
    ++m_next;
    m_wasTooLong = false;
}

bool
ServiceLookup::HasChanged() const
{
    std::vector<NameSpaceRecord> now;
    m_query.Ask(now);
    return !(now == m_records);
}

void
ServiceLookup::Add(Notification notification)
{
    if (!m_table)
    {
        m_table = WinsockNameTable::Get();
        m_table->TraceConnectWithoutContext("ServicesChanged",
                                            MakeCallback(&ServiceLookup::OnChange, this));
    }
    m_pending.push_back(std::move(notification));
}

void
ServiceLookup::OnChange(const GUID& classId)
{
    if (m_query.GetQuestion().classId == classId && HasChanged())
    {
        EndAll(0);
    }
}

void
ServiceLookup::EndAll(int error)
{
    for (const Notification& notification : std::exchange(m_pending, {}))
    {
        notification(error);
    }
}

} // namespace ns3::winsock
