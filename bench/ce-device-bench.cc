/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What it costs to give each of many nodes a Windows CE device's Winsock, with a process and two sockets,
// beside the same nodes with ns-3's internet stack alone.

#include "bench-registry.h"
#include "bench-world.h"

#include "ns3/inet-socket-address.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/node-container.h"
#include "ns3/node.h"
#include "ns3/nstime.h"
#include "ns3/simulator.h"
#include "ns3/socket.h"
#include "ns3/udp-socket-factory.h"
#include "ns3/winsock-application-helper.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack-helper.h"
#include "ns3/winsock-stack.h"
#include "ns3/winsock.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace ns3::winsock
{

namespace
{

constexpr uint32_t MANY = 10'000; // nodes
constexpr uint32_t FEW = 1'000;   // nodes
constexpr uint16_t SOCKETS = 2;   // of each node
constexpr int SETUP_ROUNDS = 5;   // each takes seconds
constexpr double RUN_SECONDS = 1; // simulated, for programs to come to their wait

/// What nodes get beside the internet stack.
enum class Software : uint8_t
{
    NONE,          //!< nothing
    PLAIN_SOCKETS, //!< two of ns-3's own sockets
    HANDLER,       //!< Winsock and a process whose calls come from event handlers
    PROGRAM        //!< Winsock and a program on a fiber, which waits
};

/// What one node has cost.
struct Cost
{
    double nanoseconds; //!< processor time of the set-up
    double heap;        //!< bytes allocated
    double resident;    //!< bytes of the machine's memory
};

/// What every device's process does: datagram sockets that are ready to receive.
void
OpenSockets(Winsock& winsock)
{
    WSADATA data;
    Expect(winsock.WSAStartup(MAKEWORD(2, 2), &data) == 0, "WSAStartup");
    for (uint16_t i = 0; i < SOCKETS; ++i)
    {
        const SOCKET s = winsock.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
        Expect(BindTo(winsock, s, BenchWorld::PORT + i) == 0, "bind");
    }
}

/// Nodes and what runs on them.
class Devices
{
  public:
    /**
     * @param count how many
     * @param software what they get
     */
    Devices(uint32_t count, Software software)
    {
        m_nodes.Create(count);
        InternetStackHelper().Install(m_nodes);
        if (software == Software::PLAIN_SOCKETS)
        {
            OpenPlainSockets();
        }
        else if (software != Software::NONE)
        {
            WinsockStackHelper stack;
            stack.SetProfile("wince-6.0");
            stack.Install(m_nodes);
        }
        if (software == Software::HANDLER)
        {
            StartHandlers();
        }
        else if (software == Software::PROGRAM)
        {
            StartPrograms();
        }
    }

  private:
    void
    OpenPlainSockets()
    {
        for (auto node = m_nodes.Begin(); node != m_nodes.End(); ++node)
        {
            for (uint16_t i = 0; i < SOCKETS; ++i)
            {
                m_sockets.push_back(Socket::CreateSocket(*node, UdpSocketFactory::GetTypeId()));
                m_sockets.back()->Bind(
                    InetSocketAddress(Ipv4Address::GetAny(), BenchWorld::PORT + i));
            }
        }
    }

    void
    StartHandlers()
    {
        for (auto node = m_nodes.Begin(); node != m_nodes.End(); ++node)
        {
            Ptr<WinsockProcess> process =
                (*node)->GetObject<WinsockStack>()->CreateProcess("device");
            m_calls.push_back(std::make_unique<Winsock>(process));
            OpenSockets(*m_calls.back());
        }
    }

    void
    StartPrograms()
    {
        WinsockApplicationHelper program(
            [](Winsock& winsock)
            {
                OpenSockets(winsock);
                winsock.Sleep(INFINITE);
                return 0;
            });
        program.Install(m_nodes);
    }

    NodeContainer m_nodes;                         //!< the nodes
    std::vector<Ptr<Socket>> m_sockets;            //!< ns-3's own, if these were asked for
    std::vector<std::unique_ptr<Winsock>> m_calls; //!< of the processes with event handlers
};

/**
 * Makes devices after one that has made what all share.
 * @param count how many
 * @param software what they get
 * @param run whether the simulation runs, which programs need to begin
 * @return what each has cost
 */
Cost
SetUpNow(uint32_t count, Software software, bool run)
{
    const auto runIfAsked = [run]
    {
        if (run)
        {
            Simulator::Stop(Seconds(RUN_SECONDS));
            Simulator::Run();
        }
    };
    const Devices first(1, software);
    runIfAsked();
    const double heap = GetHeapBytes();
    const double resident = GetResidentBytes();
    const Stopwatch watch;
    const Devices devices(count, software);
    const double nanoseconds = watch.GetNanoseconds();
    runIfAsked();
    return {nanoseconds / count,
            (GetHeapBytes() - heap) / count,
            (GetResidentBytes() - resident) / count};
}

/// SetUpNow() in a process of its own.
Cost
SetUp(uint32_t count, Software software, bool run = false)
{
    const std::vector<double> values =
        MeasureApart(3,
                     [&]
                     {
                         const Cost cost = SetUpNow(count, software, run);
                         return std::vector<double>{cost.nanoseconds, cost.heap, cost.resident};
                     });
    return {values[0], values[1], values[2]};
}

void
MeasureNode(const Benchmark& benchmark)
{
    const double winsock = SetUp(MANY, Software::HANDLER).heap;
    const double plain = SetUp(MANY, Software::NONE).heap;
    benchmark.PrintSide("winsock", winsock, "bytes");
    benchmark.PrintSide("ns3", plain, "bytes");
    benchmark.PrintSide("ns3_sockets", SetUp(MANY, Software::PLAIN_SOCKETS).heap, "bytes");
    benchmark.PrintResult(winsock - plain, "bytes");
}

void
MeasureProgram(const Benchmark& benchmark)
{
    const Cost winsock = SetUp(MANY, Software::PROGRAM, true);
    const Cost plain = SetUp(MANY, Software::NONE, true);
    const double stack = (winsock.resident - winsock.heap) - (plain.resident - plain.heap);
    benchmark.PrintSide("winsock", winsock.heap, "bytes");
    benchmark.PrintSide("ns3", plain.heap, "bytes");
    benchmark.PrintSide("stack", stack, "bytes");
    benchmark.PrintResult(winsock.heap - plain.heap, "bytes");
}

/// @return the time that one of many nodes takes
double
GetSetupTime(uint32_t count, Software software)
{
    return SetUpNow(count, software, false).nanoseconds;
}

void
MeasureSetup(const Benchmark& benchmark)
{
    CompareTimes(
        benchmark,
        [] { return GetSetupTime(MANY, Software::HANDLER); },
        [] { return GetSetupTime(MANY, Software::NONE); },
        SETUP_ROUNDS);
}

/// @return how much longer a node takes among many than among few
double
GetGrowth(Software software)
{
    const Comparison times = Compare([software] { return GetSetupTime(MANY, software); },
                                     [software] { return GetSetupTime(FEW, software); },
                                     SETUP_ROUNDS);
    return times.ours / times.plain;
}

void
MeasureGrowth(const Benchmark& benchmark)
{
    const double many = SetUp(MANY, Software::HANDLER).heap;
    const double few = SetUp(FEW, Software::HANDLER).heap;
    benchmark.PrintSide("bytes", many / few, "ratio");
    benchmark.PrintSide("ns3", GetGrowth(Software::NONE), "ratio");
    benchmark.PrintResult(GetGrowth(Software::HANDLER), "ratio");
}

const Benchmark g_node("ce_node.bytes", MeasureNode);
const Benchmark g_program("ce_node_program.bytes", MeasureProgram);
const Benchmark g_setup("ce_setup.ratio", MeasureSetup);
const Benchmark g_growth("ce_growth_10000_to_1000.ratio", MeasureGrowth);

} // namespace

} // namespace ns3::winsock
