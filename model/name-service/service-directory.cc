/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "service-directory.h"

#include "ns3/node-addresses.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-guid.h"
#include "ns3/winsock-name-service-constants.h"

#include <algorithm>
#include <string>

namespace ns3::winsock
{

namespace
{

/// How names compare: letters of ASCII have no case.
std::u16string
Fold(std::u16string text)
{
    std::transform(text.begin(),
                   text.end(),
                   text.begin(),
                   [](char16_t c) {
                       return static_cast<char16_t>(c >= u'A' && c <= u'Z' ? c + (u'a' - u'A') : c);
                   });
    return text;
}

bool
IsSame(const std::u16string& left, const std::u16string& right)
{
    return Fold(left) == Fold(right);
}

/// Whether a service has the version that is wanted.
bool
HasVersion(const NameSpaceRecord& record, const std::optional<WSAVERSION>& wanted)
{
    if (!wanted)
    {
        return true;
    }
    return record.version &&
           (wanted->ecHow == COMP_NOTLESS ? record.version->dwVersion >= wanted->dwVersion
                                          : record.version->dwVersion == wanted->dwVersion);
}

} // namespace

std::vector<ServiceDirectory::Entry>::iterator
ServiceDirectory::FindEntry(const NameSpaceRecord& service)
{
    return std::find_if(m_entries.begin(),
                        m_entries.end(),
                        [&](const Entry& one) {
                            return one.record.classId == service.classId &&
                                   IsSame(one.record.name, service.name);
                        });
}

void
ServiceDirectory::Withdraw(Entry& entry, const Place& place)
{
    const auto isIt = [&](const Place& one)
    {
        return one.endPoint == place.endPoint &&
               (one.node == place.node || !one.endPoint.address.IsWildcard());
    };
    entry.places.erase(std::remove_if(entry.places.begin(), entry.places.end(), isIt),
                       entry.places.end());
}

std::vector<ServiceEndPoint>
ServiceDirectory::Resolve(const std::vector<Place>& places)
{
    std::vector<ServiceEndPoint> resolved;
    for (const Place& place : places)
    {
        const ServiceEndPoint& published = place.endPoint;
        if (!published.address.IsWildcard())
        {
            resolved.push_back(published);
            continue;
        }
        for (WinsockSocketAddress address : GetGlobalAddresses(place.node, published.address.ipv6))
        {
            address.port = published.address.port;
            resolved.push_back({address, published.type, published.protocol});
        }
    }
    return resolved;
}

void
ServiceDirectory::Register(const NameSpaceRecord& service, Ptr<Node> node, bool keepsAddresses)
{
    auto at = FindEntry(service);
    if (at == m_entries.end())
    {
        at = m_entries.insert(at, Entry{});
    }
    Entry entry{service, {}, true};
    entry.record.endPoints.clear();
    if (keepsAddresses)
    {
        entry.places = at->places;
    }
    for (const ServiceEndPoint& one : service.endPoints)
    {
        Withdraw(entry, {one, node});
        entry.places.push_back({one, node});
    }
    *at = entry;
}

int
ServiceDirectory::Set(ServiceOperation operation, const NameSpaceRecord& service, Ptr<Node> node)
{
    if (operation == ServiceOperation::REGISTER ||
        operation == ServiceOperation::REGISTER_ADDRESSES)
    {
        Register(service, node, operation == ServiceOperation::REGISTER_ADDRESSES);
        return 0;
    }
    const auto at = FindEntry(service);
    if (at == m_entries.end())
    {
        return WSASERVICE_NOT_FOUND;
    }
    if (operation == ServiceOperation::DEREGISTER || operation == ServiceOperation::REMOVE)
    {
        at->places.clear();
    }
    for (const ServiceEndPoint& one : service.endPoints)
    {
        Withdraw(*at, {one, node});
    }
    if (at->places.empty())
    {
        at->registered = false;
        if (operation == ServiceOperation::REMOVE ||
            operation == ServiceOperation::REMOVE_ADDRESSES)
        {
            m_entries.erase(at);
        }
    }
    return 0;
}

int
ServiceDirectory::Find(const NameSpaceQuestion& question,
                       std::vector<NameSpaceRecord>& records) const
{
    int error = WSASERVICE_NOT_FOUND;
    for (const Entry& entry : m_entries)
    {
        if (!entry.registered || entry.record.classId != *question.classId ||
            (!question.name.empty() && !IsSame(entry.record.name, question.name)))
        {
            continue;
        }
        NameSpaceRecord record = entry.record;
        record.endPoints = ChooseEndPoints(Resolve(entry.places), question.protocols);
        const bool wanted = HasVersion(record, question.version) &&
                            (question.protocols.empty() || !record.endPoints.empty());
        if (wanted)
        {
            records.push_back(record);
        }
        error = wanted || error == 0 ? 0 : WSANO_DATA;
    }
    return error;
}

bool
ServiceDirectory::Uses(const GUID& classId) const
{
    return std::any_of(m_entries.begin(),
                       m_entries.end(),
                       [&](const Entry& one) { return one.record.classId == classId; });
}

} // namespace ns3::winsock
