/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "handover-table.h"

#include <iterator>

namespace ns3::winsock
{

DWORD
HandoverTable::Announce(Ptr<KernelObject> object, uint32_t targetProcessId, DWORD reserved)
{
    if (m_announcements.size() >= MOST)
    {
        return 0;
    }
    do
    {
        ++m_lastSecret;
    } while (m_lastSecret == 0 || m_lastSecret == reserved ||
             m_announcements.count(m_lastSecret) != 0);
    m_announcements[m_lastSecret] = Announcement{object, targetProcessId};
    return m_lastSecret;
}

Ptr<KernelObject>
HandoverTable::Find(DWORD secret, uint32_t targetProcessId) const
{
    const auto at = m_announcements.find(secret);
    return at != m_announcements.end() && at->second.targetProcessId == targetProcessId
               ? at->second.object
               : nullptr;
}

void
HandoverTable::Remove(DWORD secret)
{
    m_announcements.erase(secret);
}

void
HandoverTable::Withdraw(const KernelObject& object)
{
    RemoveIf([&](const Announcement& one) { return PeekPointer(one.object) == &object; });
}

void
HandoverTable::ForgetProcess(uint32_t targetProcessId)
{
    RemoveIf([&](const Announcement& one) { return one.targetProcessId == targetProcessId; });
}

std::size_t
HandoverTable::GetCount() const
{
    return m_announcements.size();
}

template <typename Condition>
void
HandoverTable::RemoveIf(Condition condition)
{
    for (auto at = m_announcements.begin(); at != m_announcements.end();)
    {
        at = condition(at->second) ? m_announcements.erase(at) : std::next(at);
    }
}

} // namespace ns3::winsock
