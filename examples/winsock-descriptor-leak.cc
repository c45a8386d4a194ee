/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// A service that runs for months on a Windows CE device loses a descriptor now and then: it reports to
// a collector once a minute, and where the answer is "busy" its way out forgets closesocket. An hour on
// the desk shows nothing. In the field socket fails with WSAEMFILE after half a day, and from then on
// every report does.
//
//      device (wince-5.0)  10.1.1.1 -------- 10.1.1.2  collector, "busy" every tenth time
//                             115200 bit/s, 20 ms
//
// Then the service closes one of the lost sockets, which makes room for exactly one, and ends, which
// gives everything back. Try
//
//   winsock-descriptor-leak --busy=1
//   winsock-descriptor-leak --profile=wince-6.0 --hours=48
//   winsock-descriptor-leak --profile=lwip-default

#include "scenario-parts.h"

#include "ns3/command-line.h"

#include <cstddef>
#include <iomanip>
#include <iostream>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace scenario_parts;

namespace
{

constexpr uint16_t PORT = 9100;
constexpr char BUSY = 'b';

/// What the command line can change.
struct Settings
{
    std::string profile{"wince-5.0"};
    uint32_t busy{10};
    uint32_t hours{24};
};

/// What the service did so far.
struct Service
{
    uint32_t reports{0};        // that were answered
    std::vector<SOCKET> lost{}; // sockets that a real program would not even remember
};

/// The collector answers each report, to every so many-th that it is busy.
int
Collect(Winsock& ws, uint32_t busy)
{
    if (!Start(ws))
    {
        return 1;
    }
    const SOCKET s = OpenBound(ws, SOCK_DGRAM, PORT);
    char report[100];
    SOCKADDR_IN from{};
    int length = sizeof(from);
    const auto name = reinterpret_cast<SOCKADDR*>(&from);
    for (uint32_t count = 1; ws.recvfrom(s, report, sizeof(report), 0, name, &length) > 0; ++count)
    {
        const char answer = count % busy == 0 ? BUSY : 'y';
        ws.sendto(s, &answer, 1, 0, name, length);
    }
    return 1;
}

/// Makes one report. @return 0, or why it was not possible
int
Report(Winsock& ws, Service& service)
{
    const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
    if (s == INVALID_SOCKET)
    {
        return ws.WSAGetLastError();
    }
    char answer = BUSY;
    ConnectTo(ws, s, DeviceAndHost::HOST, PORT);
    ws.send(s, "temperature 21", 14, 0);
    ws.recv(s, &answer, 1, 0);
    ++service.reports;
    if (answer == BUSY)
    {
        service.lost.push_back(s); // the bug: this way out has no closesocket
        return 0;
    }
    ws.closesocket(s);
    return 0;
}

void
PrintState(WinsockStack& stack, const Service& service)
{
    std::cout << std::setw(7) << Clock() << std::setw(10) << service.reports << std::setw(9)
              << service.lost.size() << std::setw(14) << stack.GetDescriptorLedger().GetInUse()
              << std::setw(12) << stack.GetPoolLedger().GetInUse();
}

/// Opens sockets until it gets no more, at most a few, and says what it got.
void
TryToOpen(Winsock& ws)
{
    for (int i = 0; i < 3; ++i)
    {
        const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
        std::cout << "  socket: "
                  << (s == INVALID_SOCKET ? WinsockErrorName(ws.WSAGetLastError()) : "works")
                  << "\n";
        if (s == INVALID_SOCKET)
        {
            return;
        }
    }
}

/// Says what the system knows when a report was impossible, and what one closesocket changes.
void
Explain(Winsock& ws, Service& service, const RefusalLog& refusals, int error)
{
    std::cout << "\nAt " << Clock() << " socket fails: " << WinsockErrorString(error) << "\n("
              << Describe(refusals.last) << ").\n\n";
    TryToOpen(ws);
    std::cout << "  closesocket on one of the lost ones\n";
    ws.closesocket(service.lost.back());
    service.lost.pop_back();
    TryToOpen(ws);
}

/// The service, up to the first report that is not possible.
int
Serve(Winsock& ws, const Settings& settings, Service& service, const RefusalLog& refusals)
{
    if (!Start(ws))
    {
        return 1;
    }
    for (uint32_t minute = 1; minute <= settings.hours * 60; ++minute)
    {
        ws.Sleep(60 * 1000 - static_cast<DWORD>(Simulator::Now().GetMilliSeconds() % 60000));
        if (const int error = Report(ws, service))
        {
            Explain(ws, service, refusals, error);
            return 0;
        }
        if (minute % 60 == 0)
        {
            PrintState(ws.GetProcess().GetStack(), service);
            std::cout << "\n";
        }
    }
    std::cout << "\nNothing failed within " << settings.hours << " hours.\n";
    return 0;
}

} // namespace

int
main(int argc, char* argv[])
{
    Settings settings;
    CommandLine cmd(__FILE__);
    cmd.AddValue("profile", "Profile of the device", settings.profile);
    cmd.AddValue(
        "busy", "Which of the collector's answers is \"busy\": every so many-th", settings.busy);
    cmd.AddValue("hours", "Hours that the service runs at most", settings.hours);
    cmd.Parse(argc, argv);
    if (settings.busy == 0)
    {
        std::cerr << "The collector is busy every so many-th time: choose --busy=1 or more.\n";
        return 1;
    }

    WinsockStackHelper device;
    device.SetProfile(settings.profile);
    DeviceAndHost line(device, "115200bps", "20ms");
    Ptr<WinsockStack> stack = StackOf(line.Device());
    Service service;
    const RefusalLog refusals(stack);
    Run(line.Host(),
        "collector",
        Seconds(0),
        [&](Winsock& ws) { return Collect(ws, settings.busy); });
    Run(line.Device(),
        "service",
        Seconds(0),
        [&](Winsock& ws) { return Serve(ws, settings, service, refusals); });

    std::cout
        << "A service on a " << settings.profile
        << " device reports once a minute. Where the collector says that it is\nbusy, one time in "
        << settings.busy << ", it forgets closesocket.\n\n"
        << "   time   reports   "
           "forgotten   descriptors   pool bytes\n";
    Simulator::Stop(Hours(settings.hours + 1));
    Simulator::Run();
    const uint64_t left =
        stack->GetDescriptorLedger().GetInUse() + stack->GetPoolLedger().GetInUse();
    std::cout << "\nAfter the end of the service the device holds "
              << stack->GetDescriptorLedger().GetInUse() << " descriptors and "
              << stack->GetPoolLedger().GetInUse() << " bytes.\n";
    Simulator::Destroy();
    return left == 0 ? 0 : 1;
}
