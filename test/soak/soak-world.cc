/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "soak-world.h"

#include "forgetful-layer.h"

#include "ns3/abort.h"
#include "ns3/device-value.h"
#include "ns3/double.h"
#include "ns3/fiber-stack-pool.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/ipv6-address-helper.h"
#include "ns3/pass-through-layer.h"
#include "ns3/rng-seed-manager.h"
#include "ns3/simple-channel.h"
#include "ns3/simple-net-device.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"
#include "ns3/winsock-layer-helper.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack-helper.h"
#include "ns3/winsock-stack.h"

#include <algorithm>
#include <string>

namespace ns3::winsock::test
{

namespace
{

constexpr int64_t FIRST_STREAM = 1000;         // of random numbers
const Time GAP = NanoSeconds(100007);          // between steps; coincides with no timer of programs
const Time LONGEST_LINGER = Seconds(5);        // of programs, and some more
const Time LONGEST_CONNECTION = Seconds(3600); // TIME_WAIT and all retransmissions

/// Takes something of a node that nobody gives back.
void
Leak(WinsockStack& stack, SoakLeak what)
{
    switch (what)
    {
    case SoakLeak::POOL_BYTES:
        stack.GetPool()->Take(1, 0, RefusalCause::POOL_SOCKET);
        break;
    case SoakLeak::POOL_PACKET:
        stack.GetPool()->Take(0, 1, RefusalCause::POOL_SOCKET);
        break;
    case SoakLeak::CONTROL_BLOCK:
        stack.GetPool()->TakeControlBlock();
        break;
    default:
        stack.TakeDescriptor(*stack.GetProcesses().front());
    }
}

} // namespace

SoakWorld::SoakWorld(const SoakPlan& plan)
    : m_plan(plan)
{
    RngSeedManager::SetRun(plan.seed);
    m_duplicates.infos.resize(SoakPlan::PROGRAMS);
    m_duplicates.processes.resize(SoakPlan::PROGRAMS);
    m_programs.resize(SoakPlan::PROGRAMS);
    MakeNodes();
    MakeLink();
    for (const Ptr<WinsockStack>& stack : m_stacks)
    {
        m_books.push_back(std::make_unique<SoakBooks>(stack, m_verdict));
    }
}

SoakWorld::~SoakWorld()
{
    m_books.clear();
    Simulator::Destroy();
}

void
SoakWorld::MakeNodes()
{
    m_nodes.Create(SoakPlan::NODES);
    InternetStackHelper().Install(m_nodes);
    for (uint32_t i = 0; i < SoakPlan::NODES; ++i)
    {
        WinsockStackHelper winsock;
        winsock.SetProfile(i == SoakPlan::NODES - 1 ? "windows-10" : m_plan.profile);
        // Some have room for a single program, which would be a soak without competition.
        winsock.SetAttribute("MaxProcesses", UintegerValue(100));
        winsock.Install(m_nodes.Get(i));
        m_stacks.push_back(m_nodes.Get(i)->GetObject<WinsockStack>());
        if (i != 1)
        {
            InstallLayers(m_nodes.Get(i));
        }
    }
}

void
SoakWorld::InstallLayers(Ptr<Node> node) const
{
    for (std::size_t i = 0; i < m_plan.layers.size(); ++i)
    {
        Ptr<PassThroughLibrary> library = CreateObject<PassThroughLibrary>();
        library->SetAttribute("Handles",
                              StringValue(m_plan.layers[i] == HandleKind::IFS ? "IFS" : "NON_IFS"));
        const std::string name = "layer" + std::to_string(i);
        library->SetAttribute("Name", StringValue(name));
        WinsockLayerHelper(name + ".dll", library).Install(node);
    }
    if (m_plan.forgetful)
    {
        WinsockLayerHelper("forgetful.dll", [] { return Create<ForgetfulLayer>(); }).Install(node);
    }
}

void
SoakWorld::MakeLink()
{
    Ptr<SimpleChannel> channel = CreateObject<SimpleChannel>();
    channel->SetAttribute("Delay", StringValue("2ms"));
    NetDeviceContainer devices;
    for (uint32_t i = 0; i < SoakPlan::NODES; ++i)
    {
        Ptr<RateErrorModel> losses = CreateObject<RateErrorModel>();
        losses->SetUnit(RateErrorModel::ERROR_UNIT_PACKET);
        losses->SetRate(m_plan.lossPercent / 100.0);
        losses->AssignStreams(i);
        m_losses.push_back(losses);
        Ptr<SimpleNetDevice> device = CreateObject<SimpleNetDevice>();
        device->SetAttribute("DataRate", StringValue("10Mbps"));
        device->SetAddress(Mac48Address::Allocate());
        device->SetReceiveErrorModel(losses);
        device->SetChannel(channel);
        m_nodes.Get(i)->AddDevice(device);
        devices.Add(device);
    }
    Assign(devices);
    // Streams are numbered as they are made, in one row for all worlds of a program.
    InternetStackHelper().AssignStreams(m_nodes, FIRST_STREAM);
}

void
SoakWorld::Assign(const NetDeviceContainer& devices)
{
    Ipv4AddressHelper addresses;
    addresses.SetBase("10.1.1.0", "255.255.255.0");
    addresses.Assign(devices);
    Ipv6AddressHelper addresses6;
    addresses6.SetBase("2001:db8::", 64);
    addresses6.Assign(devices);
}

const SoakVerdict&
SoakWorld::Run(const std::vector<Step>& steps)
{
    m_steps = steps;
    const std::size_t fibers = FiberStackPool::Get().GetInUse();
    Simulator::Schedule(Seconds(1), &SoakWorld::DoNext, this);
    Simulator::Run();
    if (m_verdict.rule.empty())
    {
        for (const auto& books : m_books)
        {
            books->CheckEmpty();
        }
        if (FiberStackPool::Get().GetInUse() != fibers)
        {
            m_verdict.Fail("at the end all is back", "stacks of threads are not");
        }
    }
    m_verdict.statistics.CountSteps(m_next, m_skipped);
    return m_verdict;
}

std::size_t
SoakWorld::GetDone() const
{
    return m_next;
}

void
SoakWorld::StartProgram(uint8_t program)
{
    WinsockStack& stack = *m_stacks[program % SoakPlan::NODES];
    m_lives.push_back(std::make_unique<SoakProgram>(stack, program, m_duplicates));
    m_programs[program] = m_lives.back().get();
}

void
SoakWorld::DoNext()
{
    if (m_next == 0)
    {
        for (uint8_t i = 0; i < SoakPlan::PROGRAMS; ++i)
        {
            StartProgram(i);
        }
    }
    if (!Check(true))
    {
        return;
    }
    if (m_next == m_steps.size())
    {
        Simulator::Schedule(LONGEST_LINGER, &SoakWorld::CloseAll, this);
        return;
    }
    const Step step = m_steps[m_next++];
    Do(step);
    Check(false);
    const Time pause = step.act == Act::PASS ? MilliSeconds(step.a) : Time(0);
    Simulator::Schedule(pause + GAP, &SoakWorld::DoNext, this);
}

void
SoakWorld::Do(const Step& step)
{
    const std::size_t node = step.program % SoakPlan::NODES;
    switch (step.act)
    {
    case Act::PASS:
        break;
    case Act::LIMIT:
        SetLimit(step);
        break;
    case Act::LOSS:
        m_losses[node]->SetRate(std::min(step.a, 100U) / 100.0);
        break;
    case Act::LEAK:
        Leak(*m_stacks[node], static_cast<SoakLeak>(step.a));
        break;
    default:
        DoCall(step);
    }
}

void
SoakWorld::DoCall(const Step& step)
{
    const auto program = static_cast<uint8_t>(step.program % SoakPlan::PROGRAMS);
    SoakProgram* const life = m_programs[program];
    if (step.act == Act::START)
    {
        if (!life->IsAlive())
        {
            StartProgram(program);
        }
    }
    else if (!life->IsAlive())
    {
        ++m_skipped;
    }
    else if (step.act == Act::KILL)
    {
        life->Kill();
    }
    else
    {
        m_skipped += life->Make(step) ? 0 : 1;
    }
}

void
SoakWorld::SetLimit(const Step& step)
{
    const SoakLimit& limit = GetSoakLimits()[step.a % GetSoakLimits().size()];
    const DeviceValue* value = FindDeviceValue(limit.key);
    NS_ABORT_MSG_UNLESS(value, "devices have no value " << limit.key);
    const bool own = step.b != Step::OF_PROFILE;
    m_stacks[step.program % SoakPlan::NODES]->SetValue(
        *value, own ? limit.least + step.b : WinsockStack::FROM_PROFILE);
}

bool
SoakWorld::Check(bool settled)
{
    for (const auto& books : m_books)
    {
        books->CheckSums(settled);
    }
    for (const SoakProgram* program : m_programs)
    {
        CheckProgram(*program);
    }
    if (!m_verdict.rule.empty())
    {
        Simulator::Stop();
    }
    return m_verdict.rule.empty();
}

void
SoakWorld::CheckProgram(const SoakProgram& program)
{
    if (!program.IsAlive())
    {
        return;
    }
    // A call under way may have made its socket already, or closed it.
    const uint64_t open = program.GetOpenCount();
    const uint64_t waiting = program.GetWaitingCount();
    const uint64_t layers = static_cast<uint64_t>(
        std::count(m_plan.layers.begin(), m_plan.layers.end(), HandleKind::NON_IFS));
    const uint64_t cost = 1 + layers + (m_plan.forgetful ? 1 : 0);
    const uint64_t held = program.GetProcess().GetDescriptorLedger().GetInUse();
    if (held + waiting < open || held > (open + waiting) * cost)
    {
        m_verdict.Fail("a program has what it opened",
                       std::to_string(held) + " descriptors for " + std::to_string(open) +
                           " open sockets of at most " + std::to_string(cost));
    }
}

void
SoakWorld::CloseAll()
{
    for (SoakProgram* program : m_programs)
    {
        program->CloseAll();
    }
    Check(false);
    Simulator::Schedule(LONGEST_LINGER, &SoakWorld::KillAll, this);
}

void
SoakWorld::KillAll()
{
    Check(true);
    for (SoakProgram* program : m_programs)
    {
        const uint64_t held = program->GetProcess().GetDescriptorLedger().GetInUse();
        if (program->IsAlive() && held != 0)
        {
            m_verdict.Fail("a program that has closed all has nothing",
                           std::to_string(held) + " descriptors are left, " +
                               std::to_string(program->GetOpenCount()) +
                               " sockets could not be closed");
        }
        program->Kill();
    }
    for (const Ptr<RateErrorModel>& losses : m_losses)
    {
        losses->SetRate(0);
    }
    if (Check(false))
    {
        Simulator::Stop(LONGEST_CONNECTION);
    }
}

SoakVerdict
RunSoak(const SoakPlan& plan, const std::vector<Step>& steps)
{
    const uint64_t run = RngSeedManager::GetRun();
    SoakVerdict verdict;
    {
        SoakWorld world(plan);
        verdict = world.Run(steps);
        verdict.done = world.GetDone();
    }
    RngSeedManager::SetRun(run);
    return verdict;
}

} // namespace ns3::winsock::test
