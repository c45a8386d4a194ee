/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "handle-set.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <new>

namespace ns3::winsock
{

TranslatedHandleSets::TranslatedHandleSets(fd_set* readfds,
                                           fd_set* writefds,
                                           fd_set* exceptfds,
                                           const Translation& toLower)
{
    fd_set* const given[3] = {readfds, writefds, exceptfds};
    for (int i = 0; i < 3; ++i)
    {
        m_sets[i].given = given[i];
        const auto earlier = std::find(given, given + i, given[i]);
        if (!given[i] || earlier != given + i)
        {
            m_sets[i].same = given[i] ? &m_sets[earlier - given] : nullptr;
            continue;
        }
        Translate(m_sets[i], toLower);
    }
}

void
TranslatedHandleSets::Translate(Set& set, const Translation& toLower)
{
    // The caller's array may be longer than the type says, so it is looked at through a pointer.
    const SOCKET* const handles = set.given->fd_array;
    const UINT count = set.given->fd_count;
    set.upper.assign(handles, handles + count);
    std::transform(handles, handles + count, std::back_inserter(set.lower), toLower);
    m_complete = m_complete &&
                 std::find(set.lower.begin(), set.lower.end(), INVALID_SOCKET) == set.lower.end();
    set.storage.resize(
        std::max(sizeof(fd_set), offsetof(fd_set, fd_array) + count * sizeof(SOCKET)));
    fd_set* const translated = new (set.storage.data()) fd_set;
    translated->fd_count = count;
    SOCKET* const room = translated->fd_array;
    std::copy(set.lower.begin(), set.lower.end(), room);
}

bool
TranslatedHandleSets::IsComplete() const
{
    return m_complete;
}

fd_set*
TranslatedHandleSets::Set::Get()
{
    Set* const holder = same ? same : this;
    return holder->given ? std::launder(reinterpret_cast<fd_set*>(holder->storage.data()))
                         : nullptr;
}

fd_set*
TranslatedHandleSets::GetRead()
{
    return m_sets[0].Get();
}

fd_set*
TranslatedHandleSets::GetWrite()
{
    return m_sets[1].Get();
}

fd_set*
TranslatedHandleSets::GetExcept()
{
    return m_sets[2].Get();
}

void
TranslatedHandleSets::Set::TranslateBack()
{
    const fd_set* const answer = Get();
    const SOCKET* const ready = answer->fd_array;
    SOCKET* const out = given->fd_array;
    UINT count = 0;
    std::size_t at = 0;
    for (UINT i = 0; i < answer->fd_count; ++i)
    {
        // An answer keeps the order as a rule, so that the search goes on from the last hit.
        for (std::size_t tried = 0; tried < lower.size(); ++tried, ++at)
        {
            if (lower[at % lower.size()] == ready[i])
            {
                out[count++] = upper[at % lower.size()];
                break;
            }
        }
    }
    given->fd_count = count;
}

void
TranslatedHandleSets::TranslateBack()
{
    for (Set& set : m_sets)
    {
        if (set.given && !set.same)
        {
            set.TranslateBack();
        }
    }
}

} // namespace ns3::winsock
