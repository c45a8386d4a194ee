/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "name-space-query.h"

#include "ns3/internet-name-space.h"
#include "ns3/network-name-space.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-guid.h"
#include "ns3/winsock-name-service-constants.h"
#include "ns3/winsock-name-table.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"

#include <algorithm>
#include <utility>

namespace ns3::winsock
{

namespace
{

/// Whether the directory of published services may know a class.
bool
IsPublished(const NameSpaceQuestion& question)
{
    return question.classId && !IsInternetClass(*question.classId);
}

/// Asks the directory of published services.
int
AskDirectory(const NameSpaceQuestion& question, std::vector<NameSpaceRecord>& records)
{
    if (!question.classId)
    {
        return WSAEINVAL;
    }
    return IsPublished(question) ? WinsockNameTable::Get()->GetDirectory().Find(question, records)
                                 : WSASERVICE_NOT_FOUND;
}

const GUID*
PointerTo(const std::optional<GUID>& id)
{
    return id ? &*id : nullptr;
}

} // namespace

NameSpaceQuery::NameSpaceQuery(WinsockProcess& process, NameSpaceQuestion question)
    : m_process(process),
      m_question(std::move(question)),
      m_providers(ChooseNamespaces(
          *process.GetNamespaces(), m_question.nameSpace, PointerTo(m_question.providerId)))
{
}

const NameSpaceQuestion&
NameSpaceQuery::GetQuestion() const
{
    return m_question;
}

int
NameSpaceQuery::Judge() const
{
    if (m_question.providerId && !FindNamespace(*m_process.GetNamespaces(), *m_question.providerId))
    {
        return WSAEINVAL;
    }
    return m_providers.empty() ? WSASERVICE_NOT_FOUND : 0;
}

Time
NameSpaceQuery::GetDelay() const
{
    const WinsockNameTable& table = *WinsockNameTable::Get();
    Time longest;
    for (const NamespaceEntry& one : m_providers)
    {
        if (one.providerId == TCPIP_NAMESPACE_GUID)
        {
            longest = std::max(longest,
                               GetInternetDelay(m_question, table, m_process.GetStack().GetNode()));
        }
        else if (one.providerId == NTDS_NAMESPACE_GUID && IsPublished(m_question))
        {
            longest = std::max(longest, table.GetDelay());
        }
    }
    return longest;
}

int
NameSpaceQuery::Ask(const NamespaceEntry& provider, std::vector<NameSpaceRecord>& records) const
{
    const Ptr<Node> node = m_process.GetStack().GetNode();
    const std::size_t before = records.size();
    int error = WSASERVICE_NOT_FOUND;
    if (provider.providerId == TCPIP_NAMESPACE_GUID)
    {
        error = AskInternet(m_question, *WinsockNameTable::Get(), node, records);
    }
    else if (provider.providerId == NTDS_NAMESPACE_GUID)
    {
        error = AskDirectory(m_question, records);
    }
    else if (provider.providerId == NLA_NAMESPACE_GUID)
    {
        error = AskNetworks(m_question, node, records);
    }
    for (std::size_t i = before; i < records.size(); ++i)
    {
        records[i].nameSpace = provider.nameSpace;
        records[i].providerId = provider.providerId;
    }
    return error;
}

int
NameSpaceQuery::Ask(std::vector<NameSpaceRecord>& records) const
{
    if (m_question.flags & LUP_CONTAINERS)
    {
        return WSANO_DATA; // no name space has any
    }
    int worst = WSASERVICE_NOT_FOUND;
    bool answered = false;
    for (const NamespaceEntry& one : m_providers)
    {
        const int error = Ask(one, records);
        answered = answered || error == 0;
        worst = worst == WSASERVICE_NOT_FOUND && error != 0 ? error : worst;
    }
    return answered ? 0 : worst;
}

NamespaceList
NameSpaceQuery::GetAnswering() const
{
    NamespaceList answering;
    for (const NamespaceEntry& one : m_providers)
    {
        std::vector<NameSpaceRecord> records;
        if (Ask(one, records) == 0)
        {
            answering.push_back(one);
        }
    }
    return answering;
}

} // namespace ns3::winsock
