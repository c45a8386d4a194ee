/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// A fleet of Windows CE devices reports to one server, over 802.11 and over serial lines. How many
// reports are lost to WSAEMFILE and WSAENOBUFS as the devices get smaller?
//
//      device --+                                 +-- a cell of 802.11g, 24 Mbit/s,
//      device --+-- access router --+             |   on a channel of its own; or
//      device --+                   |             +-- a serial line for each device,
//                                   +-- server        115.2 kbit/s
//      device --+   100 Mbit/s      |
//      device --+-- access router --+
//         ...
//
// Events come to each device at random (Poisson). For each it starts a thread that opens a connection,
// sends a report, waits for the answer, and closes. The server answers when it has stored the report,
// and ends the connection first, so that TIME_WAIT is its own. A report that meets a limit is lost. Try
//
//   winsock-fleet --access=ppp --descriptors=2
//   winsock-fleet --pool=6 --devices=100
//   winsock-fleet --devices=1000 --out=winsock-fleet.csv

#include "curve-file.h"
#include "fleet-network.h"
#include "scenario-parts.h"

#include "ns3/boolean.h"
#include "ns3/command-line.h"
#include "ns3/double.h"
#include "ns3/random-variable-stream.h"

#include <cmath>
#include <iomanip>
#include <iostream>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace scenario_parts;
using curve_file::CurveFile;
using fleet_network::Access;
using fleet_network::FleetNetwork;

namespace
{

constexpr uint16_t PORT = 9000;
constexpr uint32_t ROOMY_DESCRIPTORS = 64;
constexpr uint32_t ROOMY_POOL = 2048; // KiB
const Time ASSOCIATION = Seconds(2);  // stations join their cells
const Time STEADY = Seconds(3);       // from the first report until counting begins
const Time LAST_ANSWERS = Seconds(6); // from the last report until the end
const Time SERVER_TIME_WAIT = Seconds(1);

/// What the command line can change; times in milliseconds, except the last.
struct Settings
{
    std::string access{"both"};
    uint32_t devices{10};
    uint32_t site{20};
    uint32_t descriptors{0}; // 0: plenty
    uint32_t pool{0};        // KiB
    uint32_t interval{1000};
    uint32_t service{1000};
    uint32_t report{4096};
    double seconds{3};
    bool sweep{true};
    std::string out{};
};

/// What became of the reports of one device.
struct Reports
{
    uint32_t due{0};
    uint32_t answered{0};
    uint32_t noDescriptor{0}; // WSAEMFILE
    uint32_t noMemory{0};     // WSAENOBUFS
    uint32_t failed{0};       // for another reason
    Time held;                // by the descriptors of those that were answered
};

/// A share in percent, with half the width of its 95 % confidence interval.
struct Share
{
    double percent;
    double halfWidth;
};

/// A fleet whose devices have such limits, and what happened there.
struct Fleet
{
    Access access;
    uint32_t descriptors;
    uint32_t pool; // KiB
    std::vector<Reports> devices{};
    Time end{}; // of counting
};

// --- Programs -------------------------------------------------------------------------------------

/// Sends one report. @return 0, or the error of the call that failed
int
Send(Winsock& ws, SOCKET s, const Settings& settings)
{
    const std::vector<char> report(settings.report, 'r');
    const auto size = static_cast<int>(report.size());
    char answer[4];
    if (const int error = ConnectTo(ws, s, FleetNetwork::SERVER, PORT))
    {
        return error;
    }
    if (ws.send(s, report.data(), size, 0) != size)
    {
        return ws.WSAGetLastError();
    }
    if (ws.recv(s, answer, sizeof(answer), winsock::MSG_WAITALL) != sizeof(answer))
    {
        return WSAECONNRESET;
    }
    ws.recv(s, answer, 1, 0); // until the server has closed
    return 0;
}

/// A thread of a device: one report, from its socket to its answer.
int
Report(Winsock& ws, const Settings& settings, Reports& reports, bool counts)
{
    const Time start = Simulator::Now();
    const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    const int error = s == INVALID_SOCKET ? ws.WSAGetLastError() : Send(ws, s, settings);
    if (s != INVALID_SOCKET)
    {
        ws.closesocket(s);
    }
    if (counts)
    {
        ++reports.due;
        ++(error == 0            ? reports.answered
           : error == WSAEMFILE  ? reports.noDescriptor
           : error == WSAENOBUFS ? reports.noMemory
                                 : reports.failed);
        reports.held += error == 0 ? Simulator::Now() - start : Time();
    }
    return error;
}

/// The program of a device: a thread for each event.
int
Watch(Winsock& ws, const Settings& settings, Reports& reports, Time end, int64_t stream)
{
    if (!Start(ws))
    {
        return 1;
    }
    Ptr<ExponentialRandomVariable> pause = CreateObject<ExponentialRandomVariable>();
    pause->SetAttribute("Mean", DoubleValue(settings.interval));
    pause->SetStream(stream);
    for (;;)
    {
        ws.Sleep(static_cast<DWORD>(std::lround(pause->GetValue())));
        if (Simulator::Now() >= end)
        {
            break;
        }
        const bool counts = Simulator::Now() >= ASSOCIATION + STEADY;
        ws.CreateThread([&settings, &reports, counts](Winsock& own)
                        { return Report(own, settings, reports, counts); });
    }
    ws.Sleep(static_cast<DWORD>(LAST_ANSWERS.GetMilliSeconds()));
    return ws.WSACleanup();
}

/// A thread of the server: stores a report, answers and closes.
int
Store(Winsock& ws, SOCKET device, const Settings& settings)
{
    std::vector<char> report(settings.report);
    const auto size = static_cast<int>(report.size());
    if (ws.recv(device, report.data(), size, winsock::MSG_WAITALL) == size)
    {
        ws.Sleep(settings.service);
        ws.send(device, "done", 4, 0);
    }
    return ws.closesocket(device);
}

int
Serve(Winsock& ws, const Settings& settings)
{
    if (!Start(ws))
    {
        return 1;
    }
    const SOCKET listener = OpenBound(ws, SOCK_STREAM, PORT);
    ws.listen(listener, SOMAXCONN);
    SOCKET device;
    while ((device = ws.accept(listener, nullptr, nullptr)) != INVALID_SOCKET)
    {
        ws.CreateThread([device, &settings](Winsock& own) { return Store(own, device, settings); });
    }
    return 1;
}

// --- One fleet ------------------------------------------------------------------------------------

/// Gives all nodes their Winsock and their programs.
void
Install(const FleetNetwork& network, const Settings& settings, Fleet& fleet)
{
    WinsockStackHelper server;
    server.SetProfile("windows-10");
    server.SetAttribute("TimeWait", TimeValue(SERVER_TIME_WAIT));
    server.Install(network.Server());
    Run(network.Server(), "server", Seconds(1), [&](Winsock& ws) { return Serve(ws, settings); });

    WinsockStackHelper device;
    device.SetProfile("wince-5.0");
    device.SetAttribute("MaxSocketsPerProcess", UintegerValue(fleet.descriptors));
    device.SetAttribute("PoolBytes", UintegerValue(fleet.pool * 1024));
    device.Install(network.Devices());
    for (uint32_t i = 0; i < settings.devices; ++i)
    {
        Reports& reports = fleet.devices[i];
        const Time end = fleet.end;
        const int64_t stream = network.NextStream() + i;
        Run(network.Devices().Get(i),
            "reporter",
            ASSOCIATION,
            [&settings, &reports, end, stream](Winsock& ws)
            { return Watch(ws, settings, reports, end, stream); });
    }
}

void
Simulate(Fleet& fleet, const Settings& settings)
{
    Config::SetDefault("ns3::TcpSocket::SegmentSize", UintegerValue(1460));
    fleet.devices.assign(settings.devices, {});
    fleet.end = ASSOCIATION + STEADY + Seconds(settings.seconds);
    const FleetNetwork network(fleet.access, settings.devices, settings.site);
    Install(network, settings, fleet);
    Simulator::Stop(fleet.end + LAST_ANSWERS);
    Simulator::Run();
    Simulator::Destroy();
}

// --- What came out --------------------------------------------------------------------------------

/// The devices are independent of each other, so that they are the sample. @return a share of all reports
Share
ShareOf(const Fleet& fleet, uint32_t Reports::*what)
{
    double due = 0;
    double met = 0;
    for (const Reports& reports : fleet.devices)
    {
        due += reports.due;
        met += reports.*what;
    }
    const double ratio = due == 0 ? 0 : met / due;
    double squares = 0;
    for (const Reports& reports : fleet.devices)
    {
        const double residue = reports.*what - ratio * reports.due;
        squares += residue * residue;
    }
    const auto n = static_cast<double>(fleet.devices.size());
    const double error = due == 0 || n < 2 ? 0 : std::sqrt(squares * n / (n - 1)) / due;
    return {100 * ratio, 100 * 1.96 * error};
}

/// @return for how long a report that is answered holds its descriptor, in seconds
double
HoldingTime(const Fleet& fleet)
{
    Time held;
    uint32_t answered = 0;
    for (const Reports& reports : fleet.devices)
    {
        held += reports.held;
        answered += reports.answered;
    }
    return answered == 0 ? 0 : held.GetSeconds() / answered;
}

/// @return percent of arrivals that find all places taken, by Erlang's formula
double
Erlang(uint32_t places, double load)
{
    double blocked = 1;
    for (uint32_t n = 1; n <= places; ++n)
    {
        blocked = load * blocked / (n + load * blocked);
    }
    return 100 * blocked;
}

std::string
NameOf(Access access)
{
    return access == Access::WIFI ? "802.11" : "PPP";
}

void
PrintHead(const Settings& settings)
{
    std::cout << settings.devices << " devices (wince-5.0), each with an event every "
              << settings.interval / 1000.0 << " s and reports of " << settings.report
              << " bytes, which the server\nanswers after " << settings.service / 1000.0
              << " s. Reports of " << settings.seconds << " s, with 95 % confidence intervals:\n\n"
              << "access  descriptors  pool KiB  answered  holds    WSAEMFILE          by formula  "
                 "WSAENOBUFS\n";
}

/// @return a number with digits behind the point
std::string
Text(double number, int digits)
{
    char text[32];
    std::snprintf(text, sizeof(text), "%.*f", digits, number);
    return text;
}

/// Prints what happened to a fleet. @param file gets the same
void
Show(const Fleet& fleet, const Settings& settings, CurveFile& file)
{
    const Share answered = ShareOf(fleet, &Reports::answered);
    const Share descriptors = ShareOf(fleet, &Reports::noDescriptor);
    const Share memory = ShareOf(fleet, &Reports::noMemory);
    const double holds = HoldingTime(fleet);
    const double formula = Erlang(fleet.descriptors, 1000 * holds / settings.interval);
    std::cout << std::left << std::setw(8) << NameOf(fleet.access) << std::right << std::setw(11)
              << fleet.descriptors << std::setw(10) << fleet.pool << std::setw(8)
              << Text(answered.percent, 2) << " %" << std::setw(6) << Text(holds, 2) << " s"
              << std::setw(8) << Text(descriptors.percent, 2) << " % +- " << std::setw(4)
              << Text(descriptors.halfWidth, 2) << std::setw(10) << Text(formula, 2) << " %"
              << std::setw(8) << Text(memory.percent, 2) << " % +- " << std::setw(4)
              << Text(memory.halfWidth, 2) << std::endl;
    file.Add(std::vector<std::string>{NameOf(fleet.access),
                                      std::to_string(fleet.descriptors),
                                      std::to_string(fleet.pool),
                                      Text(answered.percent, 3),
                                      Text(holds, 3),
                                      Text(descriptors.percent, 3),
                                      Text(descriptors.halfWidth, 3),
                                      Text(formula, 3),
                                      Text(memory.percent, 3),
                                      Text(memory.halfWidth, 3)});
}

/// @return what the command line asks for
std::vector<Access>
AccessesOf(const Settings& settings)
{
    return settings.access == "wifi"  ? std::vector<Access>{Access::WIFI}
           : settings.access == "ppp" ? std::vector<Access>{Access::PPP}
                                      : std::vector<Access>{Access::WIFI, Access::PPP};
}

/// @return the fleets that the command line asks for
std::vector<Fleet>
Choose(const Settings& settings, Access access)
{
    std::vector<Fleet> fleets;
    if (settings.descriptors != 0 || settings.pool != 0 || !settings.sweep)
    {
        fleets.push_back({access,
                          settings.descriptors != 0 ? settings.descriptors : ROOMY_DESCRIPTORS,
                          settings.pool != 0 ? settings.pool : ROOMY_POOL});
        return fleets;
    }
    for (const uint32_t limit : {1, 2, 3, 4})
    {
        fleets.push_back({access, limit, ROOMY_POOL});
    }
    for (const uint32_t limit : {4, 6, 8, 12})
    {
        fleets.push_back({access, ROOMY_DESCRIPTORS, limit});
    }
    return fleets;
}

} // namespace

int
main(int argc, char* argv[])
{
    Settings settings;
    CommandLine cmd(__FILE__);
    cmd.AddValue("access", "wifi, ppp or both", settings.access);
    cmd.AddValue("devices", "Devices of the fleet", settings.devices);
    cmd.AddValue("site", "Devices of a site, at most 60", settings.site);
    cmd.AddValue(
        "descriptors", "Descriptors of a process; 0: 64, or a sweep", settings.descriptors);
    cmd.AddValue("pool", "KiB of network memory of a device; 0: 2048, or a sweep", settings.pool);
    cmd.AddValue("interval", "Milliseconds between events of a device, mean", settings.interval);
    cmd.AddValue("service", "Milliseconds that the server takes for a report", settings.service);
    cmd.AddValue("report", "Bytes of a report", settings.report);
    cmd.AddValue("seconds", "Seconds whose reports count", settings.seconds);
    cmd.AddValue("sweep", "Whether to try many limits, one at a time", settings.sweep);
    cmd.AddValue("out", "A file that gets the numbers as CSV", settings.out);
    cmd.Parse(argc, argv);

    CurveFile file(settings.out,
                   {"access",
                    "descriptors",
                    "pool",
                    "answered",
                    "holds",
                    "WSAEMFILE",
                    "WSAEMFILE +-",
                    "formula",
                    "WSAENOBUFS",
                    "WSAENOBUFS +-"});
    PrintHead(settings);
    for (const Access access : AccessesOf(settings))
    {
        for (Fleet& fleet : Choose(settings, access))
        {
            Simulate(fleet, settings);
            Show(fleet, settings, file);
        }
    }
    return file.Finish() ? 0 : 1;
}
