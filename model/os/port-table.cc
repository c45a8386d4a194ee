/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "port-table.h"

#include "ns3/winsock-error.h"

#include <algorithm>

namespace ns3::winsock
{

namespace
{

constexpr int OK = 0;
constexpr int INUSE = WSAEADDRINUSE;
constexpr int ACC = WSAEACCES;

/**
 * R-BND-4 for sockets of one user: rows are the first binding, columns the second, in the order
 * default wildcard, default specific, reuse wildcard, reuse specific, exclusive wildcard,
 * exclusive specific. "Specific" twice means the same address.
 */
constexpr int SHARING[6][6] = {
    {INUSE, OK, ACC, OK, INUSE, OK},
    {OK, INUSE, OK, ACC, INUSE, INUSE},
    {INUSE, OK, OK, OK, INUSE, OK},
    {OK, INUSE, OK, OK, INUSE, INUSE},
    {INUSE, ACC, ACC, ACC, INUSE, ACC},
    {OK, INUSE, OK, ACC, INUSE, INUSE},
};

std::size_t
SharingIndex(const PortBinding& binding)
{
    return 2 * static_cast<std::size_t>(binding.sharing) + (binding.IsWildcard() ? 0 : 1);
}

} // namespace

bool
PortBinding::IsWildcard() const
{
    return std::all_of(address.begin(), address.end(), [](uint8_t byte) { return byte == 0; });
}

bool
PortBinding::SharesFamily(const PortBinding& other) const
{
    return ipv6 == other.ipv6 || dualStack || other.dualStack;
}

bool
PortBinding::operator==(const PortBinding& other) const
{
    return address == other.address && ipv6 == other.ipv6 && sharing == other.sharing &&
           dualStack == other.dualStack;
}

std::pair<PortTable::Entries::const_iterator, PortTable::Entries::const_iterator>
PortTable::Find(uint16_t port) const
{
    const auto begin =
        std::lower_bound(m_entries.begin(),
                         m_entries.end(),
                         port,
                         [](const Entry& entry, uint16_t wanted) { return entry.port < wanted; });
    const auto end = std::find_if(
        begin, m_entries.end(), [port](const Entry& entry) { return entry.port != port; });
    return {begin, end};
}

int
PortTable::Judge(uint16_t port, const PortBinding& binding) const
{
    const auto [begin, end] = Find(port);
    for (auto it = begin; it != end; ++it)
    {
        const PortBinding& held = it->binding;
        const bool apart =
            !held.SharesFamily(binding) ||
            (!held.IsWildcard() && !binding.IsWildcard() && held.address != binding.address);
        const int verdict = apart ? OK : SHARING[SharingIndex(held)][SharingIndex(binding)];
        if (verdict != OK)
        {
            return verdict;
        }
    }
    return OK;
}

void
PortTable::Add(uint16_t port, const PortBinding& binding)
{
    m_entries.insert(Find(port).second, Entry{port, binding});
}

void
PortTable::Remove(uint16_t port, const PortBinding& binding)
{
    const auto [begin, end] = Find(port);
    const auto it =
        std::find_if(begin, end, [&](const Entry& held) { return held.binding == binding; });
    if (it != end)
    {
        m_entries.erase(it);
    }
}

uint16_t
PortTable::FindAutomatic(uint16_t first, uint16_t last, const PortBinding& binding)
{
    const uint32_t ports = first > last ? 0 : static_cast<uint32_t>(last) - first + 1;
    uint32_t candidate = m_lastAutomatic;
    for (uint32_t tried = 0; tried < ports; ++tried)
    {
        candidate = candidate < first || candidate >= last ? first : candidate + 1;
        const auto [begin, end] = Find(static_cast<uint16_t>(candidate));
        const bool held = std::any_of(
            begin, end, [&](const Entry& entry) { return entry.binding.SharesFamily(binding); });
        if (!held)
        {
            m_lastAutomatic = static_cast<uint16_t>(candidate);
            return m_lastAutomatic;
        }
    }
    return 0;
}

std::size_t
PortTable::GetCount() const
{
    return m_entries.size();
}

} // namespace ns3::winsock
