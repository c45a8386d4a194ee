/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Programs that call Winsock at random, over links that lose packets and on devices with little of
// everything, until they are killed: whatever they do, the books must balance after each call.

#include "catalog-test-support.h"
#include "documented-errors-test-support.h"
#include "random-program-test-support.h"
#include "scenario-test-support.h"

#include "ns3/base-socket.h"
#include "ns3/call-record.h"
#include "ns3/double.h"
#include "ns3/error-model.h"
#include "ns3/fiber-stack-pool.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/ipv6-address-helper.h"
#include "ns3/layered-provider.h"
#include "ns3/net-device-container.h"
#include "ns3/node-container.h"
#include "ns3/provider-registry.h"
#include "ns3/rng-seed-manager.h"
#include "ns3/simple-channel.h"
#include "ns3/simple-net-device.h"
#include "ns3/simulator.h"
#include "ns3/stock-catalogs.h"
#include "ns3/string.h"
#include "ns3/test.h"
#include "ns3/uinteger.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"

#include <cstdlib>
#include <deque>
#include <map>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

constexpr std::size_t REMEMBERED_CALLS = 60;
constexpr uint32_t CALLS = 5000; // of each world
constexpr uint32_t MOST_PROCESSES = 3;
constexpr double LOSS = 0.03;
constexpr int64_t FIRST_STREAM = 1000;

class PassThroughLayer : public LayeredProvider
{
  public:
    using LayeredProvider::LayeredProvider;
};

/** Puts chains of a non-IFS over an IFS layer in front of TCP and UDP. */
void
InstallChains(WinsockStack& stack)
{
    const auto stock = StockCatalog("windows-10");
    ProtocolCatalogBuilder builder(*stock);
    std::vector<DWORD> slots;
    for (const HandleKind kind : {HandleKind::NON_IFS, HandleKind::IFS})
    {
        const std::string name = kind == HandleKind::IFS ? "ifs" : "non-ifs";
        CatalogEntry layer = MakeLayer(name);
        layer.libraryPath = name + ".dll";
        layer.info.ProviderId.Data1 = static_cast<DWORD>(100 + slots.size());
        slots.push_back(builder.Install(layer).id);
        stack.GetProviderRegistry().Register(layer.libraryPath,
                                             [name, kind]() -> Ptr<ServiceProvider>
                                             { return Create<PassThroughLayer>(name, kind); });
    }
    slots.push_back(0);
    std::vector<DWORD> order;
    for (const int type : {SOCK_STREAM, SOCK_DGRAM})
    {
        const Selection base = Select(*stock, SelectionRequest{AF_INET, type, 0}, Dialect::NT);
        slots.back() = base.entry->Id();
        CatalogEntry chain = MakeChain("chain", *base.entry, slots);
        chain.libraryPath = "non-ifs.dll";
        chain.info.ProviderId.Data1 = static_cast<DWORD>(200 + type);
        order.push_back(builder.Install(chain).id);
    }
    for (const CatalogEntry& entry : builder.GetEntries())
    {
        if (entry.Id() != order[0] && entry.Id() != order[1])
        {
            order.push_back(entry.Id());
        }
    }
    builder.SetOrder(order);
    stack.SetCatalog(builder.Build());
}

/** Nodes, links and programs that all come from one seed, and the books that are kept about them. */
class RandomWorld
{
  public:
    RandomWorld(uint32_t seed, uint32_t calls)
        : m_random(seed),
          m_calls(calls)
    {
        RngSeedManager::SetRun(seed);
        MakeNodes();
        for (std::size_t i = 0; i < m_stacks.size(); ++i)
        {
            m_stacks[i]->TraceConnectWithoutContext("Call",
                                                    MakeCallback(&RandomWorld::OnCall, this));
            At(MilliSeconds(10), [this, i] { Populate(i); });
        }
    }

    /// Runs until enough calls were made, and ends the world in the middle of what it does.
    void
    Run()
    {
        Simulator::Stop(Seconds(300));
        Simulator::Run();
        if (m_random.Chance(50))
        {
            TerminateAll();
        }
        Simulator::Destroy();
        for (const auto& stack : m_stacks)
        {
            Expect(stack->GetDescriptorLedger().GetInUse() == 0, "all descriptors are back");
            Expect(stack->GetPoolLedger().GetInUse() == 0, "the whole pool is back");
        }
    }

    uint64_t
    GetHash() const
    {
        return m_hash;
    }

    uint32_t
    GetCalls() const
    {
        return m_made;
    }

    /// @return what went wrong first and the calls before it; empty if nothing did
    const std::string&
    GetFailure() const
    {
        return m_failure;
    }

  private:
    /// What a call found when it was entered.
    struct Books
    {
        uint64_t events;      //!< calls and kills before it
        uint64_t descriptors; //!< of the node
        uint64_t pool;        //!< of the node
        Time time;            //!< when it began
    };

    void
    MakeNodes()
    {
        NodeContainer nodes;
        for (const char* profile : {"wince-6.0", "windows-nt", "windows-10"})
        {
            Ptr<Node> node = MakeWinsockNode(profile);
            nodes.Add(node);
            m_stacks.push_back(node->GetObject<WinsockStack>());
        }
        m_firstNode = nodes.Get(0)->GetId();
        SetLimits(0, 8, 14, 10 * 1024);
        SetLimits(1, 12, 20, 17 * 1024);
        SetLimits(2, 15, 30, 12 * 1024);
        InstallChains(*m_stacks[2]);
        MakeLink(nodes);
        // Streams are numbered as they are made, in one row for both worlds of a seed.
        InternetStackHelper().AssignStreams(nodes, FIRST_STREAM);
    }

    void
    SetLimits(std::size_t at, uint32_t ofProcess, uint32_t ofSystem, uint32_t pool)
    {
        m_stacks[at]->SetAttribute("MaxSocketsPerProcess", UintegerValue(ofProcess));
        m_stacks[at]->SetAttribute("MaxSocketsPerSystem", UintegerValue(ofSystem));
        m_stacks[at]->SetAttribute("PoolBytes", UintegerValue(pool));
    }

    void
    MakeLink(const NodeContainer& nodes)
    {
        Ptr<SimpleChannel> channel = CreateObject<SimpleChannel>();
        channel->SetAttribute("Delay", StringValue("3ms"));
        NetDeviceContainer devices;
        for (uint32_t i = 0; i < nodes.GetN(); ++i)
        {
            Ptr<RateErrorModel> losses = CreateObject<RateErrorModel>();
            losses->SetUnit(RateErrorModel::ERROR_UNIT_PACKET);
            losses->SetRate(LOSS);
            losses->AssignStreams(i);
            Ptr<SimpleNetDevice> device = CreateObject<SimpleNetDevice>();
            device->SetAttribute("DataRate", StringValue("2Mbps"));
            device->SetAddress(Mac48Address::Allocate());
            device->SetReceiveErrorModel(losses);
            device->SetChannel(channel);
            nodes.Get(i)->AddDevice(device);
            devices.Add(device);
        }
        Ipv4AddressHelper addresses;
        addresses.SetBase("10.1.1.0", "255.255.255.0");
        addresses.Assign(devices);
        Ipv6AddressHelper addresses6;
        addresses6.SetBase("2001:db8::", 64);
        addresses6.Assign(devices);
    }

    /// Starts a process where there are too few, kills one now and then, and comes again.
    void
    Populate(std::size_t at)
    {
        const auto& processes = m_stacks[at]->GetProcesses();
        if (processes.size() < MOST_PROCESSES)
        {
            StartProcess(*m_stacks[at]);
        }
        else if (m_random.Chance(20))
        {
            Ptr<WinsockProcess> victim =
                processes[m_random.Below(static_cast<uint32_t>(processes.size()))];
            ++m_events;
            Remember("process " + std::to_string(victim->GetId()) + " is killed");
            victim->Terminate();
            ++m_events;
            CheckStack(*m_stacks[at]);
        }
        At(MilliSeconds(1 + m_random.Below(50)), [this, at] { Populate(at); });
    }

    void
    StartProcess(WinsockStack& stack)
    {
        m_programs.push_back(
            std::make_unique<RandomProgram>(m_random,
                                            std::vector<std::string>{"10.1.1.1",
                                                                     "10.1.1.1",
                                                                     "10.1.1.2",
                                                                     "10.1.1.2",
                                                                     "10.1.1.3",
                                                                     "10.1.1.3",
                                                                     "0.0.0.0",
                                                                     "127.0.0.1",
                                                                     "10.1.1.255",
                                                                     "255.255.255.255",
                                                                     "10.9.9.9",
                                                                     "224.0.0.1"}));
        RandomProgram* program = m_programs.back().get();
        Ptr<WinsockProcess> process = stack.CreateProcess("random");
        Ptr<WinsockThread> thread = process->CreateThread();
        WinsockThread* self = PeekPointer(thread);
        const bool endsAll = m_random.Chance(50);
        thread->SetFinishedHandler(
            [self, endsAll](int)
            {
                if (endsAll)
                {
                    self->GetProcess().Terminate();
                }
            });
        thread->Start(
            [self, program]
            {
                Winsock ws(*self);
                return program->Run(ws);
            });
    }

    void
    TerminateAll()
    {
        for (const auto& stack : m_stacks)
        {
            while (!stack->GetProcesses().empty())
            {
                Ptr<WinsockProcess> last = stack->GetProcesses().back();
                last->Terminate();
                CheckStack(*stack);
            }
        }
    }

    // ------------------------------------------------------------ the books

    void
    OnCall(const CallRecord& record)
    {
        std::ostringstream line;
        line << record.time.GetNanoSeconds() << " " << record.node << "." << record.process << "."
             << record.thread << " " << std::string(2 * record.depth, ' ')
             << (record.phase == CallRecord::Phase::ENTER ? "> " : "< ") << record.provider << " "
             << record;
        Remember(line.str());
        if (record.side != CallRecord::Side::API)
        {
            return;
        }
        const auto self = std::make_tuple(record.node, record.process, record.thread);
        WinsockStack& stack = *m_stacks[record.node - m_firstNode];
        ++m_events;
        if (record.phase == CallRecord::Phase::ENTER)
        {
            m_entered[self] = {m_events,
                               stack.GetDescriptorLedger().GetInUse(),
                               stack.GetPoolLedger().GetInUse(),
                               record.time};
            return;
        }
        CheckStack(stack);
        CheckError(record, stack, m_entered[self]);
        if (++m_made == m_calls)
        {
            Simulator::Stop();
        }
    }

    void
    CheckError(const CallRecord& record, const WinsockStack& stack, const Books& before)
    {
        if (record.error == 0)
        {
            return;
        }
        // Where nothing else happened meanwhile, a failure leaves everything as it was.
        if (before.events + 1 == m_events)
        {
            Expect(stack.GetDescriptorLedger().GetInUse() == before.descriptors,
                   "a failed call leaves the descriptors alone");
            // While a call waits, data comes and goes.
            Expect(stack.GetPoolLedger().GetInUse() == before.pool || record.time != before.time,
                   "a failed call leaves the pool alone");
        }
    }

    void
    CheckStack(WinsockStack& stack)
    {
        uint64_t descriptors = 0;
        PoolShare held = GetOrphanShare(stack.GetNode());
        std::set<const BaseSocket*> seen;
        uint64_t waiting = 0;
        for (const auto& process : stack.GetProcesses())
        {
            const uint64_t own = process->GetDescriptorLedger().GetInUse();
            Expect(own == CountHandles(*process, held, seen), "a process pays for what it has");
            Expect(own <= stack.GetNumbers().maxSocketsPerProcess, "R-ACC-1: the process's limit");
            descriptors += own;
            waiting += process->GetThreads().size();
        }
        const uint64_t pool = stack.GetPoolLedger().GetInUse();
        const uint64_t cost = stack.GetNumbers().socketOverheadBytes;
        Expect(stack.GetDescriptorLedger().GetInUse() == descriptors, "a node adds up");
        Expect(descriptors <= stack.GetNumbers().maxSocketsPerSystem, "R-ACC-1: the node's limit");
        Expect(pool <= stack.GetNumbers().poolBytes, "R-ACC-20: the pool's limit");
        // A socket that is closed under a waiting call goes as that call returns.
        const uint64_t found = held.GetBytes();
        Expect(pool >= found && pool <= found + waiting * cost && (pool - found) % cost == 0,
               "the pool is held by living sockets and connections");
    }

    /// @return handles that took a descriptor; held grows by what their sockets hold of the pool
    static uint64_t
    CountHandles(WinsockProcess& process, PoolShare& held, std::set<const BaseSocket*>& seen)
    {
        uint64_t charged = 0;
        for (const SOCKET s : process.GetHandles().GetAll())
        {
            const HandleEntry* entry = process.GetHandles().Find(s);
            charged += entry->charged ? 1 : 0;
            const auto* socket = dynamic_cast<const BaseSocket*>(PeekPointer(entry->object));
            if (socket && seen.insert(socket).second)
            {
                held += socket->GetPoolShare();
                held += socket->GetBacklogShare();
            }
        }
        return charged;
    }

    void
    Remember(const std::string& line)
    {
        for (const char c : line)
        {
            m_hash = (m_hash ^ static_cast<uint8_t>(c)) * 1099511628211U;
        }
        m_last.push_back(line);
        if (m_last.size() > REMEMBERED_CALLS)
        {
            m_last.pop_front();
        }
    }

    void
    Expect(bool holds, const std::string& what)
    {
        if (holds || !m_failure.empty())
        {
            return;
        }
        m_failure = "not so: " + what + "; the last calls were\n";
        for (const auto& line : m_last)
        {
            m_failure += "  " + line + "\n";
        }
    }

    RandomNumbers m_random;
    uint32_t m_calls;                                       //!< to be made
    uint32_t m_made{0};                                     //!< so far
    uint32_t m_firstNode{0};                                //!< id
    uint64_t m_events{0};                                   //!< ends of calls, and kills
    uint64_t m_hash{14695981039346656037U};                 //!< of all records
    std::vector<Ptr<WinsockStack>> m_stacks;                //!< one per node
    std::vector<std::unique_ptr<RandomProgram>> m_programs; //!< ever started
    std::deque<std::string> m_last;                         //!< calls
    std::string m_failure;                                  //!< the first one
    std::map<std::tuple<uint32_t, uint32_t, uint32_t>, Books> m_entered; //!< by thread
};

/** Two worlds of one seed: both keep their books, and both go the same way. */
class RandomProgramsTestCase : public CheckedTestCase
{
  public:
    RandomProgramsTestCase(uint32_t seed, uint32_t calls)
        : CheckedTestCase("Programs of seed " + std::to_string(seed)),
          m_seed(seed),
          m_calls(calls)
    {
    }

  private:
    void
    DoRun() override
    {
        const uint64_t run = RngSeedManager::GetRun();
        const uint64_t first = RunWorld();
        const uint64_t second = RunWorld();
        RngSeedManager::SetRun(run);
        NS_TEST_ASSERT_MSG_EQ(first, second, "D4: two runs with the same seed are the same");
    }

    uint64_t
    RunWorld()
    {
        const std::size_t stacks = FiberStackPool::Get().GetInUse();
        RandomWorld world(m_seed, m_calls);
        world.Run();
        NS_TEST_EXPECT_MSG_EQ((world.GetCalls() >= m_calls), true, "the programs went on calling");
        NS_TEST_EXPECT_MSG_EQ(world.GetFailure(), "", "seed " << m_seed);
        NS_TEST_EXPECT_MSG_EQ(FiberStackPool::Get().GetInUse(), stacks, "fiber stacks come back");
        return world.GetHash();
    }

    uint32_t m_seed;
    uint32_t m_calls;
};

/**
 * The seeds to run: a few as a rule, others for a long search or to replay one that failed.
 *
 * @return first and last, from WINSOCK_RANDOM_SEEDS ("100 250") where that is set
 */
std::pair<uint32_t, uint32_t>
ChooseSeeds()
{
    std::pair<uint32_t, uint32_t> seeds{1, 8};
    if (const char* asked = std::getenv("WINSOCK_RANDOM_SEEDS"))
    {
        std::istringstream(asked) >> seeds.first >> seeds.second;
    }
    return seeds;
}

class WinsockRandomProgramsTestSuite : public TestSuite
{
  public:
    WinsockRandomProgramsTestSuite()
        : TestSuite("winsock-random-programs", TestSuite::Type::UNIT)
    {
        const auto seeds = ChooseSeeds();
        for (uint32_t seed = seeds.first; seed <= seeds.second; ++seed)
        {
            AddTestCase(new RandomProgramsTestCase(seed, CALLS));
        }
    }
};

WinsockRandomProgramsTestSuite g_winsockRandomProgramsTestSuite;

} // namespace
