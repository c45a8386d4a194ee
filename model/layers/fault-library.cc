/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The settings of fault layers, and which calls they strike.

#include "fault-layer.h"

#include "ns3/abort.h"
#include "ns3/settings-text.h"
#include "ns3/simulator.h"
#include "ns3/spi-functions.h"
#include "ns3/string.h"
#include "ns3/trace-source-accessor.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"
#include "ns3/winsock-thread.h"

#include <algorithm>

namespace ns3::winsock
{

NS_OBJECT_ENSURE_REGISTERED(FaultLibrary);

namespace
{

bool
Matches(const Fault& fault,
        const WinsockThread& thread,
        const std::string& function,
        int family,
        int type)
{
    const bool named = fault.function == function ||
                       (fault.function == "*" && FindSpiFunction(function) != SPI_FUNCTIONS);
    return named && (fault.family == AF_UNSPEC || fault.family == family) &&
           (fault.type == 0 || fault.type == type) &&
           (fault.process.empty() || MatchesProgram(fault.process, thread.GetProcess().GetName()));
}

/// Adds what one fault does to what the others do.
void
Add(FaultLibrary::Effect& effect, const Fault& fault)
{
    effect.delay += fault.delay;
    effect.error = effect.error != 0 ? effect.error : fault.error;
    effect.version = effect.version != 0 ? effect.version : fault.version;
    if (fault.bytes != 0)
    {
        effect.bytes = effect.bytes == 0 ? fault.bytes : std::min(effect.bytes, fault.bytes);
    }
    if (!fault.missing.empty())
    {
        effect.missing.push_back(FindSpiFunction(fault.missing));
    }
}

} // namespace

TypeId
FaultLibrary::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::winsock::FaultLibrary")
            .SetParent<LayerLibrary>()
            .SetGroupName("Winsock")
            .AddConstructor<FaultLibrary>()
            .AddAttribute("Faults",
                          "What goes wrong: faults such as \"WSPSend nth=3 error=WSAECONNRESET\","
                          " one to a line or with ';' between them.",
                          StringValue(""),
                          MakeStringAccessor(&FaultLibrary::SetFaults, &FaultLibrary::GetFaults),
                          MakeStringChecker())
            .AddTraceSource("Injected",
                            "A fault strikes a call.",
                            MakeTraceSourceAccessor(&FaultLibrary::m_injectedTrace),
                            "ns3::winsock::FaultLibrary::InjectedTracedCallback");
    return tid;
}

FaultLibrary::FaultLibrary()
    : LayerLibrary("fault"),
      m_random(CreateObject<UniformRandomVariable>())
{
}

FaultLibrary::~FaultLibrary() = default;

Ptr<ServiceProvider>
FaultLibrary::CreateLayer()
{
    return Create<FaultLayer>(Ptr<FaultLibrary>(this));
}

void
FaultLibrary::AddFault(const Fault& fault)
{
    const std::string problem = fault.GetProblem();
    NS_ABORT_MSG_UNLESS(problem.empty(),
                        "A fault for \"" << fault.function << "\" makes no sense; " << problem);
    m_faults.push_back({fault});
}

void
FaultLibrary::AddFaults(const std::string& text)
{
    for (const Fault& fault : ReadFaults("FaultLibrary::Faults", text))
    {
        AddFault(fault);
    }
    m_faultsText += (m_faultsText.empty() ? "" : "\n") + text;
}

void
FaultLibrary::ClearFaults()
{
    m_faults.clear();
    m_faultsText.clear();
}

void
FaultLibrary::SetFaults(const std::string& text)
{
    ClearFaults();
    AddFaults(text);
}

std::string
FaultLibrary::GetFaults() const
{
    return m_faultsText;
}

std::size_t
FaultLibrary::GetFaultCount() const
{
    return m_faults.size();
}

bool
FaultLibrary::HasFaults() const
{
    return !m_faults.empty();
}

const FaultLibrary::Entry&
FaultLibrary::GetEntry(std::size_t fault) const
{
    NS_ABORT_MSG_UNLESS(fault < m_faults.size(),
                        "There are " << m_faults.size() << " faults, counted from 0; there is no"
                                     << " fault " << fault << ".");
    return m_faults[fault];
}

uint64_t
FaultLibrary::GetMatches(std::size_t fault) const
{
    return GetEntry(fault).matches;
}

uint64_t
FaultLibrary::GetInjections(std::size_t fault) const
{
    return GetEntry(fault).injections;
}

int64_t
FaultLibrary::AssignStreams(int64_t stream)
{
    m_random->SetStream(stream);
    return 1;
}

bool
FaultLibrary::Draws(Entry& entry)
{
    ++entry.matches;
    if (entry.matches < entry.fault.first || entry.matches > entry.fault.last)
    {
        return false;
    }
    // What is certain draws no number, so that it does not change the draws of other faults.
    return entry.fault.probability >= 1 || m_random->GetValue(0, 1) < entry.fault.probability;
}

FaultLibrary::Effect
FaultLibrary::Strike(
    const WinsockThread& thread, const char* function, SOCKET socket, int family, int type)
{
    Effect effect;
    std::vector<std::size_t> struck;
    for (std::size_t i = 0; i < m_faults.size(); ++i)
    {
        Entry& entry = m_faults[i];
        if (Matches(entry.fault, thread, function, family, type) && Draws(entry))
        {
            ++entry.injections;
            Add(effect, entry.fault);
            struck.push_back(i);
        }
    }
    // Told last: a sink may change the list of faults.
    for (const std::size_t fault : struck)
    {
        m_injectedTrace({Simulator::Now(),
                         thread.GetProcess().GetStack().GetNodeId(),
                         thread.GetProcess().GetId(),
                         thread.GetId(),
                         function,
                         socket,
                         fault});
    }
    return effect;
}

} // namespace ns3::winsock
