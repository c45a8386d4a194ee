/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "object-table.h"

#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"

#include <algorithm>

namespace ns3::winsock
{

namespace
{

constexpr uintptr_t FIRST = 0x10000000; //!< the lowest value of such a handle
constexpr uintptr_t STEP = 4;           //!< distance between neighbouring handles

/// @return the place of a handle in the table; one that is no handle has none
std::size_t
IndexOf(HANDLE handle)
{
    const auto value = reinterpret_cast<uintptr_t>(handle);
    return value < FIRST || value % STEP != 0 ? SIZE_MAX : (value - FIRST) / STEP;
}

} // namespace

ObjectTable::ObjectTable(WinsockProcess& process)
    : m_process(process)
{
}

HANDLE
ObjectTable::Add(Ptr<KernelObject> object)
{
    if (!m_process.GetStack().HasHandleFor(m_process))
    {
        return nullptr;
    }
    ++m_count;
    const auto free = std::find(m_objects.begin(), m_objects.end(), nullptr);
    const auto index = static_cast<uintptr_t>(free - m_objects.begin());
    if (free == m_objects.end())
    {
        m_objects.push_back(object);
        m_peak = std::max(m_peak, m_objects.size()); // the lowest free place is taken first
    }
    else
    {
        *free = object;
    }
    return reinterpret_cast<HANDLE>(FIRST + index * STEP);
}

Ptr<KernelObject>
ObjectTable::FindAny(HANDLE handle) const
{
    const std::size_t index = IndexOf(handle);
    return index < m_objects.size() ? m_objects[index] : nullptr;
}

bool
ObjectTable::Remove(HANDLE handle)
{
    const std::size_t index = IndexOf(handle);
    if (index >= m_objects.size() || !m_objects[index])
    {
        return false;
    }
    // The entry must be free before the object goes: its destructor may look at the table.
    const Ptr<KernelObject> object = m_objects[index];
    m_objects[index] = nullptr;
    --m_count;
    return true;
}

void
ObjectTable::Clear()
{
    m_count = 0;
    m_objects.clear();
}

std::size_t
ObjectTable::GetCount() const
{
    return m_count;
}

std::size_t
ObjectTable::GetPeak() const
{
    return m_peak;
}

} // namespace ns3::winsock
