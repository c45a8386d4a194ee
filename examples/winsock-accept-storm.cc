/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// A browser opens fifteen connections at once to a web server on a Windows CE 6 device, which serves
// one after the other. Five wait in the listener's queue. What becomes of the other ten?
//
//      browser (windows-10)  10.1.1.2 -------- 10.1.1.1  web server
//                               10 Mbit/s, 2 ms
//
// Windows CE resets them: the browser learns it at once, and tries again when it likes. Other stacks
// drop them: the browser's TCP tries again after three seconds, and then after six. The third server
// has a queue that is long enough. Afterwards the browser asks each for one more object. Try
//
//   winsock-accept-storm --connections=40 --retry=200
//   winsock-accept-storm --out=accept-storm.csv

#include "curve-file.h"
#include "scenario-parts.h"

#include "ns3/buffer-pool.h"
#include "ns3/command-line.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <iomanip>
#include <iostream>
#include <list>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace scenario_parts;
using curve_file::CurveFile;

namespace
{

constexpr uint16_t PORT = 80;
constexpr int REQUEST_BYTES = 200;
constexpr int OBJECT_BYTES = 4000;
const Time STORM = Seconds(1);
const Time HANDSHAKE = MilliSeconds(5); // when all requests have come, and none has been served
const Time AFTERWARDS = Minutes(10);

/// What the command line can change; times in milliseconds.
struct Settings
{
    uint32_t connections{15};
    uint32_t retry{1000};
    uint32_t service{50};
    std::string out{};
};

/// A server, and what the browser met there.
struct Site
{
    std::string overflow; // what becomes of connections that find the queue full
    uint32_t longest;     // queue

    Ptr<WinsockStack> stack{};      // the server's
    uint64_t waiting{0};            // connections after the storm
    uint32_t turnedAway{0};         // requests for connections that found the queue full
    uint32_t turnedAwayAtOnce{0};   // those of the storm itself
    uint32_t refused{0};            // calls of connect that failed
    uint32_t objects{0};            // that have arrived
    Time first{}, page{}, single{}; // until the first, until all, and for one more
};

/// Serves one client. @return whether it got its object
bool
ServeOne(Winsock& ws, SOCKET client, const Settings& settings)
{
    char request[REQUEST_BYTES];
    const std::vector<char> object(OBJECT_BYTES, 'o');
    if (ws.recv(client, request, REQUEST_BYTES, winsock::MSG_WAITALL) != REQUEST_BYTES)
    {
        return false;
    }
    ws.Sleep(settings.service);
    return ws.send(client, object.data(), OBJECT_BYTES, 0) == OBJECT_BYTES &&
           ws.recv(client, request, 1, 0) == 0;
}

/// The web server: one client after the other, and as long a queue as the system grants.
int
Serve(Winsock& ws, const Settings& settings)
{
    if (!Start(ws))
    {
        return 1;
    }
    const SOCKET listener = OpenBound(ws, SOCK_STREAM, PORT);
    ws.listen(listener, SOMAXCONN);
    for (;;)
    {
        const SOCKET client = ws.accept(listener, nullptr, nullptr);
        if (client == INVALID_SOCKET || !ServeOne(ws, client, settings))
        {
            std::cout << "  the server failed: " << WinsockErrorString(ws.WSAGetLastError())
                      << "\n";
            return 1;
        }
        ws.closesocket(client);
    }
}

/// @return a connection; the browser tries until it gets one
SOCKET
Connect(Winsock& ws, const Settings& settings, Site& site)
{
    for (;;)
    {
        const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
        if (ConnectTo(ws, s, DeviceAndHost::DEVICE, PORT) == 0)
        {
            return s;
        }
        ++site.refused;
        ws.closesocket(s);
        ws.Sleep(settings.retry);
    }
}

/// Fetches one object.
int
Fetch(Winsock& ws, const Settings& settings, Site& site)
{
    const SOCKET s = Connect(ws, settings, site);
    const std::vector<char> request(REQUEST_BYTES, 'r');
    std::vector<char> object(OBJECT_BYTES);
    ws.send(s, request.data(), REQUEST_BYTES, 0);
    if (ws.recv(s, object.data(), OBJECT_BYTES, winsock::MSG_WAITALL) == OBJECT_BYTES)
    {
        ++site.objects;
    }
    return ws.closesocket(s);
}

/// The browser: a thread for each object of the page; much later one object alone.
int
Browse(Winsock& ws, const Settings& settings, Site& site)
{
    if (!Start(ws))
    {
        return 1;
    }
    for (uint32_t i = 0; i < settings.connections; ++i)
    {
        ws.CreateThread(
            [&](Winsock& own)
            {
                const int result = Fetch(own, settings, site);
                site.page = Simulator::Now() - STORM;
                site.first = site.objects == 1 ? site.page : site.first;
                return result;
            });
    }
    ws.Sleep(static_cast<DWORD>((AFTERWARDS - STORM).GetMilliSeconds()));
    const Time before = Simulator::Now();
    Fetch(ws, settings, site);
    site.single = Simulator::Now() - before;
    return ws.WSACleanup();
}

uint64_t
Connections(const Site& site)
{
    return site.stack->GetPool()->GetControlBlocks().GetLedger().GetInUse();
}

/// Notes who waits and who was turned away.
void
LookAfterStorm(Site* site, RefusalLog* log)
{
    site->waiting = Connections(*site);
    site->turnedAwayAtOnce = log->counts[RefusalCause::BACKLOG];
}

/// Builds a site with its browser. @param refusals gets what the server refuses
void
Build(Site& site, const Settings& settings, std::list<RefusalLog>& refusals)
{
    WinsockStackHelper winsock;
    winsock.SetProfile("wince-6.0");
    winsock.SetAttribute("BacklogOverflow", StringValue(site.overflow));
    winsock.SetAttribute("BacklogMax", UintegerValue(site.longest));
    const DeviceAndHost line(winsock, "10Mbps", "2ms", "windows-10");
    site.stack = StackOf(line.Device());
    refusals.emplace_back(site.stack);
    RefusalLog& log = refusals.back();
    Run(line.Device(), "server", Seconds(0), [&](Winsock& ws) { return Serve(ws, settings); });
    Run(line.Host(), "browser", STORM, [&](Winsock& ws) { return Browse(ws, settings, site); });
    Simulator::Schedule(STORM + HANDSHAKE, &LookAfterStorm, &site, &log);
}

/// Notes the state of all sites, and comes back while pages are incomplete.
void
Sample(CurveFile* curves, const std::list<Site>* sites, uint32_t objects)
{
    std::vector<double> row{(Simulator::Now() - STORM).GetSeconds()};
    bool complete = true;
    for (const Site& site : *sites)
    {
        row.push_back(site.objects);
        row.push_back(static_cast<double>(Connections(site)));
        complete = complete && site.objects >= objects;
    }
    curves->Add(row);
    if (!complete)
    {
        Simulator::Schedule(MilliSeconds(20), &Sample, curves, sites, objects);
    }
}

void
PrintTable(const std::list<Site>& sites)
{
    std::cout << "a full queue  longest   the storm        later          connect  objects  first "
                 " page     one more\n"
                 "              queue     waits  turned    turned  away  fails    arrived  after "
                 " after    takes\n";
    for (const Site& site : sites)
    {
        std::cout << std::left << std::setw(14) << site.overflow << std::right << std::setw(5)
                  << site.longest << std::setw(10) << site.waiting << std::setw(8)
                  << site.turnedAwayAtOnce << std::setw(10)
                  << site.turnedAway - site.turnedAwayAtOnce << std::setw(10) << site.refused
                  << std::setw(10) << site.objects << std::fixed << std::setprecision(2)
                  << std::setw(8) << site.first.GetSeconds() << " s" << std::setw(6)
                  << site.page.GetSeconds() << " s" << std::setw(8) << site.single.GetSeconds()
                  << " s\n";
    }
}

} // namespace

int
main(int argc, char* argv[])
{
    Settings settings;
    CommandLine cmd(__FILE__);
    cmd.AddValue("connections", "Connections that the browser opens at once", settings.connections);
    cmd.AddValue("retry", "Milliseconds after which it tries again when refused", settings.retry);
    cmd.AddValue("service", "Milliseconds that the server needs for an object", settings.service);
    cmd.AddValue("out", "A file that gets the curves as CSV", settings.out);
    cmd.Parse(argc, argv);

    std::list<Site> sites{{"rst", 5}, {"drop", 5}, {"rst", 200}};
    std::list<RefusalLog> refusals;
    for (Site& site : sites)
    {
        Build(site, settings, refusals);
    }
    CurveFile curves(settings.out,
                     {"seconds",
                      "rst objects",
                      "rst connections",
                      "drop objects",
                      "drop connections",
                      "long objects",
                      "long connections"});
    Simulator::Schedule(STORM, &Sample, &curves, &sites, settings.connections);
    Simulator::Stop(AFTERWARDS + Minutes(1));
    Simulator::Run();

    auto log = refusals.begin();
    for (Site& site : sites)
    {
        site.turnedAway = (log++)->counts[RefusalCause::BACKLOG];
    }
    std::cout << "A browser opens " << settings.connections
              << " connections at once to a web server on a Windows CE 6 device, which takes "
              << settings.service
              << " ms\nfor an object and serves one after the other. The server "
              << "asks for the longest queue that there is.\n\n";
    PrintTable(sites);
    const bool good = std::all_of(sites.begin(),
                                  sites.end(),
                                  [&settings](const Site& site)
                                  { return site.objects == settings.connections + 1; });
    sites.clear();
    Simulator::Destroy();
    return curves.Finish() && good ? 0 : 1;
}
