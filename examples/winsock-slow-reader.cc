/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// A program on a Windows CE 5 device opens sixty streams and reads none of them. What arrives lies in
// the device's network memory, which all programs share, until it is full: after 48 streams. Then an
// alarm program, which holds next to nothing, gets WSAENOBUFS for its next socket and its next send,
// while most descriptors are free.
//
//      device (wince-5.0)  10.1.1.1 -------- 10.1.1.2  host with the streams (windows-10)
//                             10 Mbit/s, 2 ms
//
// At 20 s the program cleans up, in one of three ways: it closes what it has not read; it reads one
// stream after the other to its end and closes them then; or it reads whatever has come. The host reads
// what was sent to it at 30 s. The fourth device withholds a part of its memory from what arrives. Try
//
//   winsock-slow-reader --streams=40
//   winsock-slow-reader --withheld=50 --out=slow-reader.csv

#include "curve-file.h"
#include "scenario-parts.h"

#include "ns3/buffer-pool.h"
#include "ns3/command-line.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <iomanip>
#include <iostream>
#include <iterator>
#include <list>
#include <map>
#include <sstream>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace scenario_parts;
using curve_file::CurveFile;

namespace
{

constexpr uint16_t STREAM_PORT = 9000;
constexpr uint16_t ALARM_PORT = 9001;
constexpr int STREAM_BYTES = 65536;  // that come on each stream
constexpr int REQUEST_BYTES = 16384; // that the device sends on each
constexpr int HOST_BUFFER = 1460;    // what the host takes of them unread
constexpr DWORD STREAM_PAUSE = 100;  // milliseconds between two streams
constexpr DWORD ALARM_PAUSE = 500;   // milliseconds between two alarms
const Time FIRST_STREAM = Seconds(1);
const Time CLEAN_UP = Seconds(20);
const Time HOST_READS = Seconds(30);
const Time END = Seconds(40);
const Time WATCHDOG = Minutes(5); // ends the program
const Time LONG_AFTER = Minutes(6);

/// What the command line can change.
struct Settings
{
    uint32_t streams{60};
    uint32_t withheld{25};
    std::string out{};
};

/// What a device holds at one moment.
struct State
{
    uint64_t descriptors; // of all its programs
    uint64_t bytes;       // of its memory
    uint64_t packets;     // in its memory
    std::size_t timeWait; // connections that hold a port and nothing else
};

/// What a call of the alarm program met while the streams lay there.
struct Attempts
{
    uint32_t made{0};
    uint32_t failed{0};
    int error{0}; // of the last one that failed
};

/// What the program does in the end.
enum class CleanUp
{
    CLOSE,   // what was not read is lost
    IN_TURN, // one stream after the other is read to its end
    AS_COMES // what has come is read, from whichever stream
};

/// A device, and what happened there.
struct Device
{
    uint32_t withheld; // percent of the memory
    CleanUp cleanUp;
    std::string name; // of the same

    Ptr<WinsockStack> stack{};
    Attempts sockets{};
    Attempts sends{};
    Attempts datagrams{};
    std::vector<State> states{}; // before the end, before the host reads, after it, long after
    std::string closed{"never"}; // when the program had closed all streams
};

/// Sleeps until a moment of the simulation.
void
SleepUntil(Winsock& ws, Time moment)
{
    if (moment > Simulator::Now())
    {
        ws.Sleep(static_cast<DWORD>((moment - Simulator::Now()).GetMilliSeconds()));
    }
}

// --- The host -------------------------------------------------------------------------------------

/// Sends one stream; another thread reads what comes, much later.
int
SendStream(Winsock& ws, SOCKET s)
{
    const std::vector<char> data(STREAM_BYTES, 's');
    ws.send(s, data.data(), STREAM_BYTES, 0);
    return 0;
}

int
ReadLate(Winsock& ws, SOCKET s)
{
    SleepUntil(ws, HOST_READS);
    std::vector<char> room(REQUEST_BYTES);
    while (ws.recv(s, room.data(), REQUEST_BYTES, 0) > 0)
    {
    }
    return ws.closesocket(s);
}

int
ServeStreams(Winsock& ws)
{
    if (!Start(ws))
    {
        return 1;
    }
    const SOCKET listener = OpenBound(ws, SOCK_STREAM, STREAM_PORT);
    const auto option = reinterpret_cast<const char*>(&HOST_BUFFER);
    ws.setsockopt(listener, SOL_SOCKET, SO_RCVBUF, option, sizeof(HOST_BUFFER));
    ws.listen(listener, SOMAXCONN);
    SOCKET s;
    while ((s = ws.accept(listener, nullptr, nullptr)) != INVALID_SOCKET)
    {
        ws.CreateThread([s](Winsock& own) { return SendStream(own, s); });
        ws.CreateThread([s](Winsock& own) { return ReadLate(own, s); });
    }
    return 1;
}

/// Takes the alarms of one connection.
int
ServeAlarms(Winsock& ws)
{
    if (!Start(ws))
    {
        return 1;
    }
    const SOCKET listener = OpenBound(ws, SOCK_STREAM, ALARM_PORT);
    ws.listen(listener, 1);
    const SOCKET s = ws.accept(listener, nullptr, nullptr);
    char alarm[100];
    while (ws.recv(s, alarm, sizeof(alarm), 0) > 0)
    {
    }
    return 0;
}

// --- The device -----------------------------------------------------------------------------------

/// Reads one stream after the other to its end.
void
ReadInTurn(Winsock& ws, const std::vector<SOCKET>& streams)
{
    std::vector<char> room(STREAM_BYTES);
    for (const SOCKET s : streams)
    {
        ws.recv(s, room.data(), STREAM_BYTES, winsock::MSG_WAITALL);
    }
}

/// Reads all streams to their ends, whatever comes first.
void
ReadAsItComes(Winsock& ws, const std::vector<SOCKET>& streams)
{
    std::vector<char> room(STREAM_BYTES);
    std::map<SOCKET, int> left;
    for (const SOCKET s : streams)
    {
        left[s] = STREAM_BYTES;
    }
    while (!left.empty())
    {
        winsock::fd_set ready;
        FD_ZERO(&ready);
        for (const auto& [s, bytes] : left)
        {
            FD_SET(s, &ready);
        }
        ws.select(0, &ready, nullptr, nullptr, nullptr);
        for (u_int i = 0; i < ready.fd_count; ++i)
        {
            const SOCKET s = ready.fd_array[i];
            const int received = ws.recv(s, room.data(), STREAM_BYTES, 0);
            left[s] -= received;
            if (received <= 0 || left[s] == 0)
            {
                left.erase(s);
            }
        }
    }
}

/// The program that opens streams, asks for more than the host takes, and reads nothing.
int
Collect(Winsock& ws, const Settings& settings, Device& device)
{
    if (!Start(ws))
    {
        return 1;
    }
    std::vector<SOCKET> streams;
    for (uint32_t i = 0; i < settings.streams; ++i)
    {
        const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
        if (s != INVALID_SOCKET && ConnectTo(ws, s, DeviceAndHost::HOST, STREAM_PORT) == 0)
        {
            streams.push_back(s);
            ws.CreateThread(
                [s](Winsock& own)
                {
                    const std::vector<char> request(REQUEST_BYTES, 'r');
                    return own.send(s, request.data(), REQUEST_BYTES, 0) == SOCKET_ERROR ? 1 : 0;
                });
        }
        ws.Sleep(STREAM_PAUSE);
    }
    SleepUntil(ws, CLEAN_UP);
    if (device.cleanUp == CleanUp::IN_TURN)
    {
        ReadInTurn(ws, streams);
    }
    else if (device.cleanUp == CleanUp::AS_COMES)
    {
        ReadAsItComes(ws, streams);
    }
    for (const SOCKET s : streams)
    {
        ws.closesocket(s);
    }
    std::ostringstream text;
    text << std::fixed << std::setprecision(1) << Simulator::Now().GetSeconds() << " s";
    device.closed = text.str();
    ws.Sleep(static_cast<DWORD>(LONG_AFTER.GetMilliSeconds()));
    return ws.WSACleanup();
}

void
Note(Attempts& attempts, const Winsock& ws, bool worked)
{
    ++attempts.made;
    if (!worked)
    {
        ++attempts.failed;
        attempts.error = ws.WSAGetLastError();
    }
}

/// The neighbour: a connection and a datagram socket that it has had for long, and one new socket.
int
Alarm(Winsock& ws, Device& device)
{
    if (!Start(ws))
    {
        return 1;
    }
    const SOCKET stream = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    const SOCKET datagrams = ws.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
    ConnectTo(ws, stream, DeviceAndHost::HOST, ALARM_PORT);
    const SOCKADDR_IN to = AddressOf(ws, DeviceAndHost::HOST, ALARM_PORT);
    const std::string text(100, 'a');
    const auto size = static_cast<int>(text.size());
    while (Simulator::Now() <= END)
    {
        ws.Sleep(ALARM_PAUSE);
        const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
        Note(device.sockets, ws, s != INVALID_SOCKET);
        ws.closesocket(s);
        Note(device.sends, ws, ws.send(stream, text.data(), size, 0) == size);
        const auto name = reinterpret_cast<const SOCKADDR*>(&to);
        Note(device.datagrams,
             ws,
             ws.sendto(datagrams, text.data(), size, 0, name, sizeof(to)) == size);
    }
    return ws.WSACleanup();
}

// --- The scenario ---------------------------------------------------------------------------------

State
Look(const Device& device)
{
    const Ptr<BufferPool>& pool = device.stack->GetPool();
    return {device.stack->GetDescriptorLedger().GetInUse(),
            pool->GetBytes().GetInUse(),
            pool->GetPackets().GetInUse(),
            pool->GetControlBlocks().GetTimeWaitCount()};
}

void
NoteState(Device* device)
{
    device->states.push_back(Look(*device));
}

void
Build(Device& device, const Settings& settings)
{
    WinsockStackHelper winsock;
    winsock.SetProfile("wince-5.0");
    winsock.SetAttribute("RxThrottlePercent", UintegerValue(device.withheld));
    const DeviceAndHost line(winsock, "10Mbps", "2ms", "windows-10");
    device.stack = StackOf(line.Device());
    Run(line.Host(), "streams", Seconds(0), ServeStreams);
    Run(line.Host(), "alarms", Seconds(0), ServeAlarms);
    Run(line.Device(), "alarm", MilliSeconds(500), [&](Winsock& ws) { return Alarm(ws, device); });
    Run(line.Device(),
        "collector",
        FIRST_STREAM,
        [&](Winsock& ws) { return Collect(ws, settings, device); })
        ->SetStopTime(WATCHDOG);
    for (const Time& moment :
         {CLEAN_UP - MilliSeconds(1), HOST_READS - Seconds(1), END, LONG_AFTER})
    {
        Simulator::Schedule(moment, &NoteState, &device);
    }
}

/// Notes the state of all devices, and comes back.
void
Sample(CurveFile* curves, const std::list<Device>* devices)
{
    std::vector<double> row{Simulator::Now().GetSeconds()};
    for (const Device& device : *devices)
    {
        const State state = Look(device);
        row.push_back(static_cast<double>(state.bytes) / 1024);
        row.push_back(static_cast<double>(state.descriptors));
        row.push_back(device.sockets.failed + device.sends.failed + device.datagrams.failed);
    }
    curves->Add(row);
    if (Simulator::Now() < END)
    {
        Simulator::Schedule(MilliSeconds(100), &Sample, curves, devices);
    }
}

std::string
Outcome(const Attempts& attempts)
{
    return attempts.failed == 0 ? "works" : WinsockErrorName(attempts.error);
}

void
PrintFull(const std::list<Device>& devices)
{
    std::cout << "While the streams lie there, at 20 s, and what the neighbour meets:\n\n"
                 "withheld   descriptors   bytes held   packets   socket      send        sendto\n";
    for (auto device = devices.begin(); device != devices.end(); ++device)
    {
        if (device != devices.begin() && device->withheld == std::prev(device)->withheld)
        {
            continue; // they differ from here on
        }
        const State& full = device->states.front();
        std::cout << std::right << std::setw(6) << device->withheld << " %" << std::setw(14)
                  << full.descriptors << std::setw(13) << full.bytes << std::setw(10)
                  << full.packets << "   " << std::left << std::setw(12) << Outcome(device->sockets)
                  << std::setw(12) << Outcome(device->sends) << Outcome(device->datagrams) << "\n";
    }
}

void
PrintRecovery(const std::list<Device>& devices)
{
    const char* const moments[] = {"20 s", "29 s", "40 s", "6 min"};
    std::cout
        << "\nThe program cleans up at 20 s, the host reads at 30 s:\n\n"
           "withheld   the program                 closes     at      descriptors   bytes held  "
           " TIME_WAIT\n";
    for (const Device& device : devices)
    {
        for (std::size_t i = 0; i < device.states.size(); ++i)
        {
            const State& state = device.states[i];
            const std::string percent = std::to_string(device.withheld) + " %";
            std::cout << std::right << std::setw(8) << (i == 0 ? percent : "") << "   " << std::left
                      << std::setw(28) << (i == 0 ? device.name : "") << std::setw(11)
                      << (i == 0 ? device.closed : "") << std::setw(8) << moments[i] << std::right
                      << std::setw(11) << state.descriptors << std::setw(13) << state.bytes
                      << std::setw(12) << state.timeWait << "\n";
        }
    }
}

} // namespace

int
main(int argc, char* argv[])
{
    Settings settings;
    CommandLine cmd(__FILE__);
    cmd.AddValue("streams", "Streams that the program opens", settings.streams);
    cmd.AddValue("withheld",
                 "Percent of the third device's memory that arriving data cannot have",
                 settings.withheld);
    cmd.AddValue("out", "A file that gets the curves as CSV", settings.out);
    cmd.Parse(argc, argv);

    std::list<Device> devices{{0, CleanUp::CLOSE, "closes them"},
                              {0, CleanUp::IN_TURN, "reads one after the other"},
                              {0, CleanUp::AS_COMES, "reads what has come"},
                              {settings.withheld, CleanUp::AS_COMES, "reads what has come"}};
    for (Device& device : devices)
    {
        Build(device, settings);
    }
    std::vector<std::string> columns{"seconds"};
    for (const char* const device : {"close", "turn", "comes", "withheld"})
    {
        for (const char* const what : {" KiB", " descriptors", " failures"})
        {
            columns.push_back(std::string(device) + what);
        }
    }
    CurveFile curves(settings.out, columns);
    Simulator::ScheduleNow(&Sample, &curves, &devices);
    Simulator::Stop(LONG_AFTER + Minutes(10));
    Simulator::Run();

    const DeviceNumbers& numbers = devices.front().stack->GetNumbers();
    std::cout << settings.streams << " streams that nobody reads, on a Windows CE 5 device with "
              << numbers.maxSocketsPerProcess << " descriptors for each process, "
              << numbers.poolBytes << "\nbytes of network memory and room for "
              << numbers.poolPackets << " packets in it.\n\n";
    PrintFull(devices);
    PrintRecovery(devices);
    const bool empty = std::all_of(devices.begin(),
                                   devices.end(),
                                   [](const Device& device)
                                   {
                                       const State state = Look(device);
                                       return state.descriptors + state.bytes + state.packets == 0;
                                   });
    std::cout << "\nIn the end the devices hold " << (empty ? "nothing" : "something") << ".\n";
    devices.clear();
    Simulator::Destroy();
    return curves.Finish() && empty ? 0 : 1;
}
