/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "multicast-membership.h"

#include "ns3/winsock-error.h"

#include <algorithm>

namespace ns3::winsock
{

namespace
{

bool
IsSameHost(const WinsockSocketAddress& one, const WinsockSocketAddress& other)
{
    return one.ipv6 == other.ipv6 && one.bytes == other.bytes;
}

} // namespace

int
MulticastMemberships::Change(const MembershipChange& change)
{
    using Action = MembershipChange::Action;
    const auto found = Find(change);
    const bool member = found != m_memberships.end();
    switch (change.action)
    {
    case Action::JOIN:
        return member ? WSAEINVAL : Join(change);
    case Action::JOIN_SOURCE:
        if (member)
        {
            return found->including ? ChangeSenders(*found, change, true) : WSAEINVAL;
        }
        return Join(change);
    case Action::LEAVE:
        if (!member)
        {
            return WSAEINVAL;
        }
        m_memberships.erase(found);
        return 0;
    case Action::LEAVE_SOURCE:
    {
        const bool known = member && found->including;
        const int error = known ? ChangeSenders(*found, change, false) : WSAEINVAL;
        if (error == 0 && found->senders.empty())
        {
            m_memberships.erase(found);
        }
        return error;
    }
    case Action::BLOCK:
    case Action::UNBLOCK:
        return member && !found->including
                   ? ChangeSenders(*found, change, change.action == Action::BLOCK)
                   : WSAEINVAL;
    }
    return WSAEINVAL;
}

bool
MulticastMemberships::Accepts(const WinsockSocketAddress& group,
                              const WinsockSocketAddress& source,
                              const Ptr<NetDevice>& device) const
{
    return std::any_of(m_memberships.begin(),
                       m_memberships.end(),
                       [&](const Membership& membership)
                       {
                           const auto& senders = membership.senders;
                           const bool listed =
                               std::find(senders.begin(), senders.end(), source.bytes) !=
                               senders.end();
                           return (!device || membership.device == device) &&
                                  IsSameHost(membership.group, group) &&
                                  listed == membership.including;
                       });
}

std::vector<MulticastMemberships::Place>
MulticastMemberships::GetPlaces() const
{
    std::vector<Place> places;
    for (const Membership& membership : m_memberships)
    {
        places.push_back({membership.group, membership.device});
    }
    return places;
}

bool
MulticastMemberships::IsEmpty() const
{
    return m_memberships.empty();
}

bool
MulticastMemberships::Has(const WinsockSocketAddress& group, const Ptr<NetDevice>& device) const
{
    return std::any_of(m_memberships.begin(),
                       m_memberships.end(),
                       [&](const Membership& membership) {
                           return membership.device == device &&
                                  IsSameHost(membership.group, group);
                       });
}

int
MulticastMemberships::Join(const MembershipChange& change)
{
    const bool including = change.action == MembershipChange::Action::JOIN_SOURCE;
    m_memberships.push_back({change.group, change.device, including, {}});
    if (including)
    {
        m_memberships.back().senders.push_back(change.source.bytes);
    }
    return 0;
}

int
MulticastMemberships::ChangeSenders(Membership& membership,
                                    const MembershipChange& change,
                                    bool add)
{
    auto& senders = membership.senders;
    const auto found = std::find(senders.begin(), senders.end(), change.source.bytes);
    if (add == (found != senders.end()))
    {
        return WSAEINVAL;
    }
    if (add)
    {
        senders.push_back(change.source.bytes);
    }
    else
    {
        senders.erase(found);
    }
    return 0;
}

std::vector<MulticastMemberships::Membership>::iterator
MulticastMemberships::Find(const MembershipChange& change)
{
    return std::find_if(m_memberships.begin(),
                        m_memberships.end(),
                        [&](const Membership& membership) {
                            return membership.device == change.device &&
                                   IsSameHost(membership.group, change.group);
                        });
}

} // namespace ns3::winsock
