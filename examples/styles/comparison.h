/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef COMPARISON_H
#define COMPARISON_H

// One server of one style, with its clients, in a simulation of its own.
//
//                                          +-- steady      (windows-10, 10 Mbit/s,  2 ms)
//                                          +-- slow        (windows-10,  1 Mbit/s, 20 ms)
//      server (windows-10, 10.1.n.1) ------+-- half-close  (windows-nt, 10 Mbit/s,  5 ms)
//                                          +-- reset       (windows-10, 10 Mbit/s,  5 ms)
//                                          +-- CE, steady  (wince-6.0,   2 Mbit/s, 10 ms)
//
// Each node has several clients if there are more of them than nodes.

#include "all-styles.h"
#include "server-costs.h"
#include "traffic.h"

#include "ns3/codec-layer.h"
#include "ns3/error-model.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/node-container.h"
#include "ns3/nstime.h"
#include "ns3/point-to-point-helper.h"
#include "ns3/pointer.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/winsock-application-helper.h"
#include "ns3/winsock-layer-helper.h"
#include "ns3/winsock-stack-helper.h"

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace ns3::winsock::styles
{

/// A node of clients.
struct ClientNode
{
    const char* profile;
    const char* rate;
    const char* delay;
    Manner manner;
};

constexpr std::array<ClientNode, 5> CLIENT_NODES{{
    {"windows-10", "10Mbps", "2ms", Manner::STEADY},
    {"windows-10", "1Mbps", "20ms", Manner::SLOW},
    {"windows-nt", "10Mbps", "5ms", Manner::HALF_CLOSE},
    {"windows-10", "10Mbps", "5ms", Manner::RESET},
    {"wince-6.0", "2Mbps", "10ms", Manner::STEADY},
}};

/// What is compared.
struct Setup
{
    Service service{Service::ECHO};
    bool codec{false}; // a codec layer on all nodes
    double loss{0};    // part of the packets that each device loses
    uint32_t clients{10};
    uint32_t interval{20}; // milliseconds between the starts of two clients
    uint32_t hold{0};      // milliseconds for which a client is connected before it asks
    bool impatient{false}; // those that reset do so in the middle of the answers
};

/// What came of a server.
struct Outcome
{
    uint64_t received{0};                  // by the server, of which each byte was sent by a client
    uint64_t sent{0};                      // by the server, of which each byte came to a client
    uint32_t checksum{0};                  // of what all clients have received
    std::map<std::string, uint32_t> calls; // of the server, by name
    uint64_t wakeUps{0};                   // of the server's threads
    uint64_t workerTurns{0};               // of the thread on which layers finish operations
    std::size_t threads{0};
    uint64_t descriptors{0};     // at once
    std::size_t otherHandles{0}; // event objects, windows, ports, files at once
    double end{0};               // simulated seconds at which the server returned
    uint32_t unhappy{0};         // clients without their answers
    uint32_t unfinished{0};      // programs that did not come to their end
    uint64_t heldAtEnd{0};       // descriptors that somebody holds afterwards

    uint32_t
    CountCalls() const
    {
        uint32_t count = 0;
        for (const auto& [name, times] : calls)
        {
            count += times;
        }
        return count;
    }
};

/// The simulation.
class Comparison
{
  public:
    explicit Comparison(const Setup& setup)
        : m_setup(setup),
          m_reports(setup.clients)
    {
    }

    Outcome
    Play(const Style& style)
    {
        BuildNetwork();
        const Ptr<WinsockApplication> server = Install(
            m_nodes.Get(0), [&](Winsock& ws) { return Serve(ws, style); }, Seconds(1));
        ServerCosts costs(m_nodes.Get(0)->GetObject<WinsockStack>(), server);
        for (uint32_t i = 0; i < m_setup.clients; ++i)
        {
            const Time start = Seconds(2) + MilliSeconds(m_setup.interval * i);
            Install(
                m_nodes.Get(1 + i % CLIENT_NODES.size()),
                [this, i](Winsock& ws) { return RunClient(ws, i); },
                start);
        }
        Simulator::Stop(Hours(1));
        Simulator::Run();
        const Outcome outcome = Collect(costs);
        Simulator::Destroy();
        return outcome;
    }

  private:
    static constexpr uint16_t PORT = 7000;

    void
    BuildNetwork()
    {
        m_nodes.Create(1 + CLIENT_NODES.size());
        InternetStackHelper().Install(m_nodes);
        WinsockStackHelper winsock;
        winsock.Install(m_nodes.Get(0));
        for (uint32_t i = 0; i < CLIENT_NODES.size(); ++i)
        {
            const ClientNode& kind = CLIENT_NODES[i];
            PointToPointHelper wire;
            wire.SetDeviceAttribute("DataRate", StringValue(kind.rate));
            wire.SetChannelAttribute("Delay", StringValue(kind.delay));
            const NetDeviceContainer devices = wire.Install(m_nodes.Get(0), m_nodes.Get(1 + i));
            const std::string network = "10.1." + std::to_string(1 + i) + ".0";
            Ipv4AddressHelper(network.c_str(), "255.255.255.0").Assign(devices);
            LosePackets(devices, 2 * i);
            winsock.SetProfile(kind.profile);
            winsock.Install(m_nodes.Get(1 + i));
        }
        if (m_setup.codec)
        {
            WinsockLayerHelper("codec.dll", CreateObject<CodecLibrary>()).Install(m_nodes);
        }
    }

    void
    LosePackets(const NetDeviceContainer& devices, int64_t stream) const
    {
        for (uint32_t i = 0; m_setup.loss > 0 && i < devices.GetN(); ++i)
        {
            Ptr<RateErrorModel> errors = CreateObject<RateErrorModel>();
            errors->SetUnit(RateErrorModel::ERROR_UNIT_PACKET);
            errors->SetRate(m_setup.loss);
            errors->AssignStreams(stream + i);
            devices.Get(i)->SetAttribute("ReceiveErrorModel", PointerValue(errors));
        }
    }

    /// Installs a program that starts Winsock before it does what it has to.
    Ptr<WinsockApplication>
    Install(Ptr<Node> node, std::function<int(Winsock&)> program, const Time& start)
    {
        WinsockApplicationHelper helper(
            [program](Winsock& ws)
            {
                WSADATA data;
                ws.WSAStartup(MAKEWORD(2, 2), &data);
                const int exitCode = program(ws);
                ws.WSACleanup();
                return exitCode;
            });
        ApplicationContainer applications = helper.Install(node);
        applications.Start(start);
        m_programs.push_back(DynamicCast<WinsockApplication>(applications.Get(0)));
        return m_programs.back();
    }

    int
    Serve(Winsock& ws, const Style& style) const
    {
        const SOCKET listener = OpenListener(ws, PORT);
        const ServerTask task{listener, m_setup.clients, GreeterOf(m_setup.service)};
        return listener == INVALID_SOCKET ? 1 : style.serve(ws, task);
    }

    int
    RunClient(Winsock& ws, uint32_t number)
    {
        const std::size_t node = number % CLIENT_NODES.size();
        Manner manner = CLIENT_NODES[node].manner;
        if (manner == Manner::RESET && m_setup.impatient)
        {
            manner = Manner::IMPATIENT;
        }
        const std::string server = "10.1." + std::to_string(1 + node) + ".1";
        TrafficClient client(ws, manner, m_reports[number]);
        if (client.Connect(server.c_str(), PORT))
        {
            ws.Sleep(m_setup.hold);
            client.Ask(ExchangesOf(m_setup.service, number));
        }
        client.Leave();
        return 0;
    }

    Outcome
    Collect(const ServerCosts& costs) const
    {
        Outcome outcome;
        for (const ClientReport& report : m_reports)
        {
            outcome.received += report.sent;
            outcome.sent += report.received;
            outcome.checksum = outcome.checksum * 31 + report.checksum;
            outcome.unhappy += report.intact ? 0 : 1;
        }
        outcome.calls = costs.GetCalls();
        outcome.wakeUps = costs.GetWakeUps();
        outcome.workerTurns = costs.GetWorkerTurns();
        outcome.threads = costs.GetThreads();
        outcome.descriptors = costs.GetDescriptors();
        outcome.otherHandles = costs.GetOtherHandles();
        outcome.end = costs.GetEnd().GetSeconds();
        for (const Ptr<WinsockApplication>& program : m_programs)
        {
            outcome.unfinished += program->HasExited() && program->GetExitCode() == 0 ? 0 : 1;
        }
        for (uint32_t i = 0; i < m_nodes.GetN(); ++i)
        {
            const Ptr<WinsockStack> stack = m_nodes.Get(i)->GetObject<WinsockStack>();
            outcome.heldAtEnd += stack->GetDescriptorLedger().GetInUse();
        }
        return outcome;
    }

    Setup m_setup;
    NodeContainer m_nodes; // the server's first
    std::vector<ClientReport> m_reports;
    std::vector<Ptr<WinsockApplication>> m_programs;
};

/// Plays one server of a style with its clients.
inline Outcome
Compare(const Style& style, const Setup& setup)
{
    return Comparison(setup).Play(style);
}

} // namespace ns3::winsock::styles

#endif // COMPARISON_H
