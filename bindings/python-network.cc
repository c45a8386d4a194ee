/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "python-network.h"

#include "ns3/catalog-store.h"
#include "ns3/catalog-text.h"
#include "ns3/device-profile.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/ipv4-global-routing-helper.h"
#include "ns3/ipv4.h"
#include "ns3/log.h"
#include "ns3/names.h"
#include "ns3/point-to-point-helper.h"
#include "ns3/rng-seed-manager.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"
#include "ns3/winsock-stack-helper.h"
#include "ns3/winsock-stack.h"
#include "ns3/winsock-trace-helper.h"

#include <optional>
#include <sstream>
#include <stdexcept>

namespace ns3::winsock
{

NS_LOG_COMPONENT_DEFINE("WinsockPythonNetwork");

namespace
{

/// Networks 10.0.1.0/24 to 10.255.255.0/24.
constexpr uint32_t MAX_LINKS = 0xffff;

/// @return "a, b, c"
std::string
Join(const std::vector<std::string>& words)
{
    std::string text;
    for (const auto& word : words)
    {
        text += (text.empty() ? "" : ", ") + word;
    }
    return text;
}

/// @return a machine of a catalog store; throws when there is none
StoredMachine
LoadMachine(const StorePlace& place)
{
    try
    {
        CatalogStore store(place.store, SqliteMode::READ);
        return store.Load(store.Choose(place.machine));
    }
    catch (const SqliteError& error)
    {
        throw std::invalid_argument(std::string(error.what()) + ".");
    }
}

} // namespace

PythonNetwork::PythonNetwork(uint32_t seed, uint64_t run)
{
    RngSeedManager::SetSeed(seed);
    RngSeedManager::SetRun(run);
}

PythonNetwork::~PythonNetwork()
{
    Close();
}

uint32_t
PythonNetwork::AddNode(const std::string& name,
                       const std::string& profile,
                       const std::string& catalogFile)
{
    NS_LOG_FUNCTION(this << name << profile << catalogFile);
    CheckOpen();
    if (!FindDeviceProfile(profile))
    {
        throw std::invalid_argument("There is no device profile \"" + profile + "\". There are " +
                                    Join(GetDeviceProfileNames()) + ".");
    }
    WinsockStackHelper winsock;
    winsock.SetProfile(profile);
    std::optional<StoredMachine> stored;
    if (const auto place = FindStorePlace(catalogFile))
    {
        stored = LoadMachine(*place);
    }
    else if (!catalogFile.empty())
    {
        const CatalogTextResult result = ReadCatalogFile(catalogFile);
        if (!result)
        {
            throw std::invalid_argument("The catalog file \"" + catalogFile +
                                        "\" cannot be used: " + result.problem.ToString());
        }
        winsock.SetCatalog(result.catalogs.native);
    }
    m_nodes.Create(1);
    const Ptr<Node> node = m_nodes.Get(m_nodes.GetN() - 1);
    InternetStackHelper internet;
    internet.Install(node);
    m_nextStream += internet.AssignStreams(NodeContainer(node), m_nextStream);
    winsock.Install(node);
    if (stored)
    {
        ApplyToStack(*stored, *node->GetObject<WinsockStack>());
    }
    m_grown = true;
    return m_nodes.GetN() - 1;
}

void
PythonNetwork::AddLink(uint32_t a, uint32_t b, const DataRate& rate, const Time& delay)
{
    NS_LOG_FUNCTION(this << a << b << rate << delay);
    if (m_links == MAX_LINKS)
    {
        throw std::invalid_argument("A network cannot have more than " + std::to_string(MAX_LINKS) +
                                    " links.");
    }
    PointToPointHelper link;
    link.SetDeviceAttribute("DataRate", DataRateValue(rate));
    link.SetChannelAttribute("Delay", TimeValue(delay));
    const NetDeviceContainer devices = link.Install(GetNode(a), GetNode(b));
    constexpr uint32_t firstNetwork = 0x0a000000;
    const Ipv4Address network(firstNetwork + (++m_links << 8));
    Ipv4AddressHelper(network, Ipv4Mask("255.255.255.0")).Assign(devices);
    m_grown = true;
}

std::vector<std::string>
PythonNetwork::GetAddresses(uint32_t node) const
{
    const Ptr<Ipv4> ipv4 = GetNode(node)->GetObject<Ipv4>();
    std::vector<std::string> addresses;
    for (uint32_t interface = 1; interface < ipv4->GetNInterfaces(); ++interface)
    {
        std::ostringstream text;
        text << ipv4->GetAddress(interface, 0).GetLocal();
        addresses.push_back(text.str());
    }
    return addresses;
}

std::shared_ptr<PythonProgram>
PythonNetwork::AddProgram(uint32_t node,
                          const std::string& name,
                          const Time& start,
                          const std::optional<Time>& stop)
{
    NS_LOG_FUNCTION(this << node << name << start);
    const Ptr<Node> where = GetNode(node);
    const Time now = Simulator::Now();
    if (start < now || (stop && *stop < now))
    {
        throw std::invalid_argument("The program \"" + name +
                                    "\" cannot start or stop before the present simulated time.");
    }
    m_programs.push_back(std::make_shared<PythonProgram>(m_loop, m_programs.size(), where, name));
    m_programs.back()->Schedule(start, stop);
    return m_programs.back();
}

void
PythonNetwork::TraceCalls(const std::string& filename) const
{
    CheckOpen();
    WinsockTraceHelper().EnableAscii(filename, m_nodes);
}

void
PythonNetwork::UpdateRoutes()
{
    CheckOpen();
    if (m_grown)
    {
        Ipv4GlobalRoutingHelper::RecomputeRoutingTables();
        m_grown = false;
    }
}

PythonEventLoop&
PythonNetwork::GetLoop()
{
    return m_loop;
}

void
PythonNetwork::TerminateAll()
{
    for (const auto& program : m_programs)
    {
        program->Terminate();
    }
}

void
PythonNetwork::Close()
{
    if (!m_open)
    {
        return;
    }
    NS_LOG_FUNCTION(this);
    m_open = false;
    m_loop.End();
    for (const auto& program : m_programs)
    {
        program->Detach();
    }
    m_programs.clear();
    m_nodes = NodeContainer();
    Simulator::Destroy();
    Names::Clear();
}

Ptr<Node>
PythonNetwork::GetNode(uint32_t number) const
{
    CheckOpen();
    if (number >= m_nodes.GetN())
    {
        throw std::invalid_argument("The network has no node " + std::to_string(number) + ".");
    }
    return m_nodes.Get(number);
}

void
PythonNetwork::CheckOpen() const
{
    if (!m_open)
    {
        throw std::runtime_error("The network is closed. Make a new one.");
    }
}

} // namespace ns3::winsock
