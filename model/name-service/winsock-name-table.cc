/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "winsock-name-table.h"

#include "ns3/abort.h"
#include "ns3/ascii-case.h"
#include "ns3/inet-socket-address.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/ipv4-address.h"
#include "ns3/ipv6-address.h"
#include "ns3/ipv6.h"
#include "ns3/names.h"
#include "ns3/node-addresses.h"
#include "ns3/node-list.h"
#include "ns3/simulator.h"
#include "ns3/trace-source-accessor.h"

#include <algorithm>
#include <utility>

namespace ns3::winsock
{

NS_OBJECT_ENSURE_REGISTERED(WinsockNameTable);

namespace
{

/// The table of this simulation; null until it is asked for.
Ptr<WinsockNameTable> g_table;

/// Whether a record has a name, official or not.
template <typename Record>
bool
IsNamed(const Record& record, const std::string& name)
{
    return EqualIgnoringCase(record.name, name) ||
           std::any_of(record.aliases.begin(),
                       record.aliases.end(),
                       [&](const std::string& alias) { return EqualIgnoringCase(alias, name); });
}

/// The names that a machine has for itself without any file.
bool
IsOwn(const std::string& name)
{
    return name.empty() || EqualIgnoringCase(name, "..localmachine");
}

/// Adds a node's addresses of a family to a list, without those of single links.
void
AppendAddresses(Ptr<Node> node, bool ipv6, std::vector<WinsockSocketAddress>& list)
{
    const std::vector<WinsockSocketAddress> addresses = GetGlobalAddresses(node, ipv6);
    list.insert(list.end(), addresses.begin(), addresses.end());
}

/// Both loopback addresses, as far as a node has the families.
std::vector<WinsockSocketAddress>
GetLoopback(Ptr<Node> node)
{
    std::vector<WinsockSocketAddress> list;
    if (node->GetObject<Ipv6>())
    {
        list.push_back(
            WinsockSocketAddress::FromNs3(Inet6SocketAddress(Ipv6Address::GetLoopback(), 0)));
    }
    list.push_back(WinsockSocketAddress::FromNs3(InetSocketAddress(Ipv4Address::GetLoopback(), 0)));
    return list;
}

bool
IsLoopback(const WinsockSocketAddress& address)
{
    return address.ipv6 ? address.ToIpv6() == Ipv6Address::GetLoopback()
                        : address.ToIpv4().IsLocalhost() || address.bytes[0] == 127;
}

bool
IsSameAddress(const WinsockSocketAddress& left, const WinsockSocketAddress& right)
{
    return left.ipv6 == right.ipv6 && left.bytes == right.bytes;
}

bool
Holds(const std::vector<WinsockSocketAddress>& list, const WinsockSocketAddress& address)
{
    return std::any_of(list.begin(),
                       list.end(),
                       [&](const WinsockSocketAddress& one)
                       { return IsSameAddress(one, address); });
}

/// All that a node can be reached by from elsewhere.
std::vector<WinsockSocketAddress>
GetAddresses(Ptr<Node> node)
{
    std::vector<WinsockSocketAddress> list;
    AppendAddresses(node, true, list);
    AppendAddresses(node, false, list);
    return list;
}

/// Puts in front what a machine can reach: IPv6 if it has an address of that family, then IPv4.
void
Sort(std::vector<WinsockSocketAddress>& addresses, Ptr<Node> asking)
{
    std::vector<WinsockSocketAddress> own;
    AppendAddresses(asking, true, own);
    const bool prefersIpv6 = !own.empty();
    std::stable_partition(addresses.begin(),
                          addresses.end(),
                          [&](const WinsockSocketAddress& one) { return one.ipv6 == prefersIpv6; });
}

/// The first record that fits, or null.
template <typename Record, typename Fits>
const Record*
FindRecord(const std::vector<Record>& records, const Fits& fits)
{
    const auto at = std::find_if(records.begin(), records.end(), fits);
    return at == records.end() ? nullptr : &*at;
}

} // namespace

TypeId
WinsockNameTable::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::winsock::WinsockNameTable")
            .SetParent<Object>()
            .SetGroupName("Winsock")
            .AddConstructor<WinsockNameTable>()
            .AddAttribute("LookupDelay",
                          "How long the look-up of another machine's name or address takes.",
                          TimeValue(Seconds(0)),
                          MakeTimeAccessor(&WinsockNameTable::m_delay),
                          MakeTimeChecker(Seconds(0)))
            .AddTraceSource("ServicesChanged",
                            "A service of a class was published, changed or withdrawn.",
                            MakeTraceSourceAccessor(&WinsockNameTable::m_servicesTrace),
                            "ns3::winsock::WinsockNameTable::ServicesChangedTracedCallback");
    return tid;
}

WinsockNameTable::WinsockNameTable()
    : m_services(GetWellKnownServices()),
      m_protocols(GetWellKnownProtocols())
{
}

WinsockNameTable::~WinsockNameTable() = default;

Ptr<WinsockNameTable>
WinsockNameTable::Get()
{
    if (!g_table)
    {
        g_table = CreateObject<WinsockNameTable>();
        Simulator::ScheduleDestroy(+[] { g_table = nullptr; });
    }
    return g_table;
}

// ---------------------------------------------------------------- what a scenario adds

void
WinsockNameTable::AddHost(const std::string& name, const Address& address)
{
    const bool ipv4 = Ipv4Address::IsMatchingType(address);
    NS_ABORT_MSG_UNLESS(ipv4 || Ipv6Address::IsMatchingType(address),
                        "The address of host \"" << name
                                                 << "\" has to be an Ipv4Address or Ipv6Address.");
    auto at = std::find_if(m_hosts.begin(),
                           m_hosts.end(),
                           [&](const Host& host) { return EqualIgnoringCase(host.name, name); });
    if (at == m_hosts.end())
    {
        at = m_hosts.insert(m_hosts.end(), Host{name, {}});
    }
    at->addresses.push_back(WinsockSocketAddress::FromNs3(
        ipv4 ? Address(InetSocketAddress(Ipv4Address::ConvertFrom(address), 0))
             : Address(Inet6SocketAddress(Ipv6Address::ConvertFrom(address), 0))));
}

void
WinsockNameTable::AddAlias(const std::string& alias, const std::string& name)
{
    m_aliases.push_back({alias, name});
}

void
WinsockNameTable::SetHostName(Ptr<Node> node, const std::string& name)
{
    m_names[node->GetId()] = name;
}

void
WinsockNameTable::AddService(const ServiceRecord& service)
{
    m_services.insert(m_services.begin(), service);
}

void
WinsockNameTable::AddProtocol(const ProtocolRecord& protocol)
{
    m_protocols.insert(m_protocols.begin(), protocol);
}

// ---------------------------------------------------------------- hosts

std::string
WinsockNameTable::GetHostName(Ptr<Node> node) const
{
    if (const auto at = m_names.find(node->GetId()); at != m_names.end())
    {
        return at->second;
    }
    const std::string name = Names::FindName(node);
    return name.empty() ? "node" + std::to_string(node->GetId()) : name;
}

Ptr<Node>
WinsockNameTable::FindNode(const std::string& name) const
{
    for (auto node = NodeList::Begin(); node != NodeList::End(); ++node)
    {
        if (EqualIgnoringCase(GetHostName(*node), name))
        {
            return *node;
        }
    }
    return nullptr;
}

std::string
WinsockNameTable::Resolve(const std::string& name) const
{
    const Alias* alias =
        FindRecord(m_aliases, [&](const Alias& one) { return EqualIgnoringCase(one.alias, name); });
    return alias ? alias->name : name;
}

std::vector<std::string>
WinsockNameTable::GetAliases(const std::string& name) const
{
    std::vector<std::string> aliases;
    for (const Alias& one : m_aliases)
    {
        if (EqualIgnoringCase(one.name, name))
        {
            aliases.push_back(one.alias);
        }
    }
    return aliases;
}

std::optional<HostRecord>
WinsockNameTable::FindHost(const std::string& name, Ptr<Node> asking) const
{
    if (EqualIgnoringCase(name, "localhost"))
    {
        return HostRecord{"localhost", {}, GetLoopback(asking)};
    }
    const std::string official = IsOwn(name) ? GetHostName(asking) : Resolve(name);
    HostRecord record{official, {}, {}};
    const Host* host =
        FindRecord(m_hosts, [&](const Host& one) { return EqualIgnoringCase(one.name, official); });
    const Ptr<Node> node = FindNode(official);
    if (!host && !node)
    {
        return std::nullopt;
    }
    record.name = node ? GetHostName(node) : host->name;
    record.aliases = GetAliases(record.name);
    if (node)
    {
        record.addresses = GetAddresses(node);
    }
    if (host)
    {
        record.addresses.insert(
            record.addresses.end(), host->addresses.begin(), host->addresses.end());
    }
    Sort(record.addresses, asking);
    return record;
}

std::optional<HostRecord>
WinsockNameTable::FindHost(const WinsockSocketAddress& address, Ptr<Node> asking) const
{
    const auto answer = [&](const std::string& name) {
        return HostRecord{name, GetAliases(name), {address}};
    };
    if (IsLoopback(address))
    {
        return answer(GetHostName(asking));
    }
    for (auto node = NodeList::Begin(); node != NodeList::End(); ++node)
    {
        if (Holds(GetAddresses(*node), address))
        {
            return answer(GetHostName(*node));
        }
    }
    const Host* host =
        FindRecord(m_hosts, [&](const Host& one) { return Holds(one.addresses, address); });
    return host ? std::optional<HostRecord>(answer(host->name)) : std::nullopt;
}

Time
WinsockNameTable::GetDelay() const
{
    return m_delay;
}

Time
WinsockNameTable::GetDelay(const std::string& name, Ptr<Node> asking) const
{
    const bool local = IsOwn(name) || EqualIgnoringCase(name, "localhost") ||
                       EqualIgnoringCase(Resolve(name), GetHostName(asking));
    return local ? Time(0) : m_delay;
}

Time
WinsockNameTable::GetDelay(const WinsockSocketAddress& address, Ptr<Node> asking) const
{
    const bool local = IsLoopback(address) || Holds(GetAddresses(asking), address);
    return local ? Time(0) : m_delay;
}

// ---------------------------------------------------------------- published services

const ServiceDirectory&
WinsockNameTable::GetDirectory() const
{
    return m_directory;
}

int
WinsockNameTable::SetService(ServiceOperation operation,
                             const NameSpaceRecord& service,
                             Ptr<Node> node)
{
    const int error = m_directory.Set(operation, service, node);
    if (error == 0)
    {
        m_servicesTrace(service.classId);
    }
    return error;
}

// ---------------------------------------------------------------- services and protocols

const ServiceRecord*
WinsockNameTable::FindService(const std::string& name, const std::string& protocol) const
{
    return FindRecord(m_services,
                      [&](const ServiceRecord& one) {
                          return IsNamed(one, name) &&
                                 (protocol.empty() || EqualIgnoringCase(one.protocol, protocol));
                      });
}

const ServiceRecord*
WinsockNameTable::FindService(uint16_t port, const std::string& protocol) const
{
    return FindRecord(m_services,
                      [&](const ServiceRecord& one) {
                          return one.port == port &&
                                 (protocol.empty() || EqualIgnoringCase(one.protocol, protocol));
                      });
}

const ProtocolRecord*
WinsockNameTable::FindProtocol(const std::string& name) const
{
    return FindRecord(m_protocols, [&](const ProtocolRecord& one) { return IsNamed(one, name); });
}

const ProtocolRecord*
WinsockNameTable::FindProtocol(int number) const
{
    return FindRecord(m_protocols, [&](const ProtocolRecord& one) { return one.number == number; });
}

} // namespace ns3::winsock
