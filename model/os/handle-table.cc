/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "handle-table.h"

#include "ns3/assert.h"

namespace ns3::winsock
{

SOCKET
HandleTable::Add()
{
    uint32_t index = m_firstFree;
    if (index == NONE)
    {
        index = static_cast<uint32_t>(m_entries.size());
        m_entries.emplace_back();
    }
    else
    {
        m_firstFree = static_cast<uint32_t>(m_entries[index].context);
        m_entries[index].context = 0;
        --m_freeCount;
    }
    m_entries[index].inUse = true;
    return (SOCKET{index} + 1) * STEP;
}

void
HandleTable::Remove(SOCKET s)
{
    HandleEntry* entry = Find(s);
    NS_ASSERT_MSG(entry, "Only an existing handle can be removed");
    // The entry must be free before the object goes: its destructor may look at the table.
    Ptr<KernelObject> object = entry->object;
    *entry = HandleEntry();
    if (m_completions)
    {
        m_completions->erase(s);
    }
    entry->context = m_firstFree;
    m_firstFree = static_cast<uint32_t>(s / STEP - 1);
    ++m_freeCount;
}

void
HandleTable::SetCompletion(SOCKET s, Ptr<KernelObject> completion)
{
    if (!m_completions)
    {
        m_completions = std::make_unique<std::map<SOCKET, Ptr<KernelObject>>>();
    }
    (*m_completions)[s] = completion;
}

Ptr<KernelObject>
HandleTable::FindCompletion(SOCKET s) const
{
    if (!m_completions)
    {
        return nullptr;
    }
    const auto at = m_completions->find(s);
    return at == m_completions->end() ? nullptr : at->second;
}

std::size_t
HandleTable::GetCount() const
{
    return m_entries.size() - m_freeCount;
}

std::vector<SOCKET>
HandleTable::GetAll() const
{
    std::vector<SOCKET> handles;
    for (std::size_t index = 0; index < m_entries.size(); ++index)
    {
        if (m_entries[index].inUse)
        {
            handles.push_back((SOCKET{index} + 1) * STEP);
        }
    }
    return handles;
}

} // namespace ns3::winsock
