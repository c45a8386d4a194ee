/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "shared-listeners.h"

#include <algorithm>
#include <utility>

namespace ns3::winsock
{

bool
SharedListeners::IsHeld(uint16_t port, const PortBinding& binding) const
{
    return Find(port, binding) != m_entries.end();
}

void
SharedListeners::Add(const void* listener, uint16_t port, const PortBinding& binding, Claim claim)
{
    m_entries.push_back({listener, port, binding, std::move(claim)});
}

void
SharedListeners::Remove(const void* listener, bool passOn)
{
    const auto it = std::find_if(m_entries.begin(),
                                 m_entries.end(),
                                 [&](const Entry& entry) { return entry.listener == listener; });
    if (it == m_entries.end())
    {
        return;
    }
    const uint16_t port = it->port;
    const PortBinding binding = it->binding;
    m_entries.erase(it);
    const auto next = Find(port, binding);
    if (passOn && next != m_entries.end())
    {
        next->claim();
    }
}

std::vector<SharedListeners::Entry>::const_iterator
SharedListeners::Find(uint16_t port, const PortBinding& binding) const
{
    // Whether IPv4 peers are served is each listener's own matter; the end point is the same.
    return std::find_if(m_entries.begin(),
                        m_entries.end(),
                        [&](const Entry& entry)
                        {
                            return entry.port == port && entry.binding.ipv6 == binding.ipv6 &&
                                   entry.binding.address == binding.address;
                        });
}

} // namespace ns3::winsock
