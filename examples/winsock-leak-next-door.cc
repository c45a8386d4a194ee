/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Who pays for a program that leaks descriptors? Before Windows CE 6 one table of handles served all
// processes of a device: a logger that leaks takes an alarm program, which does everything right, off
// the network. Since CE 6 each process has its own table, and only the logger fails.
//
// Each of three devices runs a logger, which loses a descriptor every ten minutes, and an alarm
// program, which opens a socket every five minutes, sends a message and closes it. A watchdog ends the
// logger after twelve hours. Try
//
//   winsock-leak-next-door --table=96
//   winsock-leak-next-door --out=leak-next-door.csv

#include "curve-file.h"
#include "scenario-parts.h"

#include "ns3/command-line.h"
#include "ns3/uinteger.h"

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

constexpr uint16_t PORT = 9101;
constexpr DWORD MINUTE = 60 * 1000; // in milliseconds
constexpr DWORD LOGGER_PAUSE = 10 * MINUTE;
constexpr DWORD ALARM_PAUSE = 5 * MINUTE;
const Time WATCHDOG = Hours(12);
const Time END = Hours(16);

/// What the command line can change.
struct Settings
{
    uint32_t table{48};
    std::string out{};
};

/// A device, and what happened there.
struct Device
{
    std::string profile;   // what it is
    std::string table;     // which table is small
    std::string attribute; // its size; empty for the profile's own

    uint32_t leaked{0};         // descriptors of the logger
    std::string loggerFailed{}; // when its socket failed first
    uint32_t alarms{0};         // that were sent
    uint32_t lost{0};           // for which there was no socket
    std::string firstLost{};    // when
    std::string lastLost{};     // when
    std::string explanation{};  // what the system says about the first one
    uint32_t received{0};       // alarms that arrived
    Ptr<WinsockStack> stack{};  // the device's
};

/// Opens sockets and forgets them.
int
Log(Winsock& ws, Device& device)
{
    if (!Start(ws))
    {
        return 1;
    }
    for (;;)
    {
        ws.Sleep(LOGGER_PAUSE);
        if (ws.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP) != INVALID_SOCKET)
        {
            ++device.leaked;
        }
        else if (device.loggerFailed.empty())
        {
            device.loggerFailed = Clock();
        }
    }
}

/// Sends one alarm. @return whether there was a socket for it
bool
SendAlarm(Winsock& ws)
{
    const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
    if (s == INVALID_SOCKET)
    {
        return false;
    }
    const SOCKADDR_IN to = AddressOf(ws, DeviceAndHost::HOST, PORT);
    ws.sendto(s, "alarm", 5, 0, reinterpret_cast<const SOCKADDR*>(&to), sizeof(to));
    ws.closesocket(s);
    return true;
}

/// The program that does everything right.
int
Watch(Winsock& ws, Device& device, const RefusalLog& refusals)
{
    if (!Start(ws))
    {
        return 1;
    }
    for (;;)
    {
        ws.Sleep(ALARM_PAUSE);
        if (SendAlarm(ws))
        {
            ++device.alarms;
            continue;
        }
        if (device.lost++ == 0)
        {
            device.firstLost = Clock();
            device.explanation = WinsockErrorString(ws.WSAGetLastError()) + "\n(" +
                                 Describe(refusals.last) + "; most are held by \"" +
                                 NameOfProcess(*device.stack, refusals.last.largestHolder) +
                                 "\").\n\n  process     descriptors\n" + ListHolders(*device.stack);
        }
        device.lastLost = Clock();
    }
}

/// Counts what arrives.
int
Receive(Winsock& ws, Device& device)
{
    if (!Start(ws))
    {
        return 1;
    }
    const SOCKET s = OpenBound(ws, SOCK_DGRAM, PORT);
    char alarm[10];
    while (ws.recv(s, alarm, sizeof(alarm), 0) > 0)
    {
        ++device.received;
    }
    return 1;
}

/// Builds a device with its programs. @param refusals gets what it refuses
void
Build(Device& device, const Settings& settings, std::list<RefusalLog>& refusals)
{
    WinsockStackHelper winsock;
    winsock.SetProfile(device.profile);
    if (!device.attribute.empty())
    {
        winsock.SetAttribute(device.attribute, UintegerValue(settings.table));
    }
    const DeviceAndHost line(winsock, "115200bps", "20ms");
    device.stack = StackOf(line.Device());
    refusals.emplace_back(device.stack);
    const RefusalLog& log = refusals.back();
    Run(line.Host(), "receiver", Seconds(0), [&](Winsock& ws) { return Receive(ws, device); });
    Run(line.Device(), "logger", Seconds(0), [&](Winsock& ws) { return Log(ws, device); })
        ->SetStopTime(WATCHDOG);
    Run(line.Device(), "alarm", Minutes(1), [&](Winsock& ws) { return Watch(ws, device, log); });
}

/// Notes the state of all devices, and comes back.
void
Sample(CurveFile* curves, const std::list<Device>* devices)
{
    std::vector<double> row{Simulator::Now().GetHours()};
    for (const Device& device : *devices)
    {
        row.push_back(static_cast<double>(device.stack->GetDescriptorLedger().GetInUse()));
        row.push_back(device.lost);
    }
    curves->Add(row);
    Simulator::Schedule(Minutes(10), &Sample, curves, devices);
}

const std::string&
OrDash(const std::string& text)
{
    static const std::string dash = "-";
    return text.empty() ? dash : text;
}

void
PrintTable(const std::list<Device>& devices)
{
    std::cout << "                                 the logger        the alarm program\n"
                 "device     table                 leaked  fails at   sent  lost  from      to\n";
    for (const Device& device : devices)
    {
        std::cout << std::left << std::setw(11) << device.profile << std::setw(22) << device.table
                  << std::right << std::setw(6) << device.leaked << std::setw(10)
                  << OrDash(device.loggerFailed) << std::setw(7) << device.alarms << std::setw(6)
                  << device.lost << std::setw(7) << OrDash(device.firstLost) << std::setw(8)
                  << OrDash(device.lastLost) << "\n";
    }
}

} // namespace

int
main(int argc, char* argv[])
{
    Settings settings;
    CommandLine cmd(__FILE__);
    cmd.AddValue("table", "Descriptors of the small table", settings.table);
    cmd.AddValue("out", "A file that gets the curves as CSV", settings.out);
    cmd.Parse(argc, argv);

    const std::string size = std::to_string(settings.table);
    std::list<Device> devices{{"wince-5.0", "the device's, " + size, "MaxSocketsPerSystem"},
                              {"wince-6.0", "each process's, " + size, "MaxSocketsPerProcess"},
                              {"wince-5.0", "the profile's", ""}};
    std::list<RefusalLog> refusals;
    for (Device& device : devices)
    {
        Build(device, settings, refusals);
    }
    CurveFile curves(
        settings.out,
        {"hours", "ce5 held", "ce5 lost", "ce6 held", "ce6 lost", "own held", "own lost"});
    Simulator::ScheduleNow(&Sample, &curves, &devices);
    Simulator::Stop(END + Seconds(1)); // with the last point of the curves
    Simulator::Run();

    std::cout << "Sixteen hours of three devices; the watchdog ends the logger at 12:00.\n\n";
    PrintTable(devices);
    bool arrived = true;
    for (const Device& device : devices)
    {
        arrived = arrived && device.received == device.alarms;
        if (device.lost != 0)
        {
            std::cout << "\nOn " << device.profile << ", at " << device.firstLost
                      << ", the alarm program's socket fails:\n"
                      << device.explanation;
        }
    }
    devices.clear();
    Simulator::Destroy();
    return curves.Finish() && arrived ? 0 : 1;
}
