/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "service-classes.h"

#include "ns3/winsock-guid.h"

#include <algorithm>
#include <utility>

namespace ns3::winsock
{

bool
ServiceClasses::Install(ServiceClass added)
{
    if (Find(added.id))
    {
        return false;
    }
    m_classes.push_back(std::move(added));
    return true;
}

bool
ServiceClasses::Remove(const GUID& id)
{
    const ServiceClass* const found = Find(id);
    if (!found)
    {
        return false;
    }
    m_classes.erase(m_classes.begin() + (found - m_classes.data()));
    return true;
}

const ServiceClass*
ServiceClasses::Find(const GUID& id) const
{
    const auto at = std::find_if(
        m_classes.begin(), m_classes.end(), [&](const ServiceClass& one) { return one.id == id; });
    return at == m_classes.end() ? nullptr : &*at;
}

} // namespace ns3::winsock
