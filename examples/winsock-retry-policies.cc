/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What should a program on a small device do when it gets WSAEMFILE or WSAENOBUFS? Give up, try again
// at once, wait longer and longer, or close its oldest connection to make room?
//
//      device (wince-5.0)  10.1.1.1 -------- 10.1.1.2  host (windows-10)
//                             1 Mbit/s, 20 ms
//
// Transactions come at random, each with a connection, a request and an answer after half a second. For
// twenty seconds the host does not answer. Afterwards it either answers what it was asked (late), or
// has forgotten about it (lost): then these connections stay open without a word, and no time-out helps,
// because Windows CE has no SO_RCVTIMEO. The device has few descriptors, or little memory. Try
//
//   winsock-retry-policies --seeds=20
//   winsock-retry-policies --retry=20 --patience=5
//   winsock-retry-policies --out=retry-policies.csv

#include "curve-file.h"
#include "scenario-parts.h"

#include "ns3/command-line.h"
#include "ns3/random-variable-stream.h"
#include "ns3/rng-seed-manager.h"

#include <algorithm>
#include <cmath>
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

constexpr uint16_t PORT = 9000;
constexpr int REQUEST_BYTES = 500;
constexpr DWORD SERVICE = 500; // milliseconds
const Time BEGIN = Seconds(1);
const Time TROUBLE = Seconds(20);
const Time TROUBLE_ENDS = Seconds(40);
const Time LAST_EVENT = Seconds(70);
const Time END = Seconds(90);
constexpr double NEVER = -1;
const Time PROMPT = Seconds(2); // an answer that came without waiting for room

/// What the program does when it finds no room.
enum class Policy
{
    GIVE_UP,
    AT_ONCE,      // again after a fixed, short pause
    BACK_OFF,     // again after pauses that double
    CLOSE_OLDEST, // makes room by closesocket
    RESET_OLDEST  // the same with SO_LINGER of 0 seconds
};

const char* const POLICY_NAMES[] = {
    "gives up", "at once", "back-off", "closes oldest", "resets oldest"};

/// What the command line can change; times in milliseconds.
struct Settings
{
    uint32_t descriptors{16};
    uint32_t pool{20000}; // bytes
    uint32_t interval{500};
    uint32_t retry{100};
    uint32_t longest{6400};
    uint32_t patience{8}; // seconds
    uint32_t seeds{5};
    std::string out{};
};

/// How a transaction ended.
enum class Outcome
{
    NONE,
    ANSWERED,
    ABANDONED, // found no room
    SACRIFICED // its connection was closed for another one
};

struct Transaction
{
    Time due;
    Time end{};
    Outcome outcome{Outcome::NONE};
    SOCKET socket{INVALID_SOCKET};
};

/// A kind of trouble.
struct Trouble
{
    bool memory; // is short, instead of descriptors
    bool lost;   // answers, instead of late
};

/// A device with its program, and what happened there.
struct Device
{
    Trouble trouble;
    Policy policy;

    std::list<Transaction> transactions{};
    std::list<Transaction*> open{}; // those with a connection, the oldest first
    uint32_t failedCalls{0};        // socket or send without room
};

// --- The host -------------------------------------------------------------------------------------

int
Answer(Winsock& ws, SOCKET client, bool lost)
{
    char request[REQUEST_BYTES];
    if (ws.recv(client, request, REQUEST_BYTES, winsock::MSG_WAITALL) == REQUEST_BYTES)
    {
        const Time now = Simulator::Now();
        const bool trouble = now >= TROUBLE && now < TROUBLE_ENDS;
        if (trouble && lost)
        {
            ws.recv(client, request, 1, 0); // until the device closes
            return ws.closesocket(client);
        }
        ws.Sleep(trouble ? static_cast<DWORD>((TROUBLE_ENDS - now).GetMilliSeconds()) : SERVICE);
        ws.send(client, "done", 4, 0);
    }
    return ws.closesocket(client);
}

int
Serve(Winsock& ws, bool lost)
{
    if (!Start(ws))
    {
        return 1;
    }
    const SOCKET listener = OpenBound(ws, SOCK_STREAM, PORT);
    ws.listen(listener, SOMAXCONN);
    SOCKET client;
    while ((client = ws.accept(listener, nullptr, nullptr)) != INVALID_SOCKET)
    {
        ws.CreateThread([client, lost](Winsock& own) { return Answer(own, client, lost); });
    }
    return 1;
}

// --- The device -----------------------------------------------------------------------------------

bool
IsShortage(int error)
{
    return error == WSAEMFILE || error == WSAENOBUFS;
}

/// Closes a connection as the policy has it.
void
CloseConnection(Winsock& ws, const Device& device, SOCKET s)
{
    if (device.policy == Policy::RESET_OLDEST)
    {
        const winsock::LINGER abort{1, 0};
        const auto option = reinterpret_cast<const char*>(&abort);
        ws.setsockopt(s, SOL_SOCKET, winsock::SO_LINGER, option, sizeof(abort));
    }
    ws.closesocket(s);
}

/// Closes the connection of another transaction, which ends its recv with WSAEINTR. @return whether one was open
bool
Sacrifice(Winsock& ws, Device& device)
{
    if (device.open.empty())
    {
        return false;
    }
    Transaction& victim = *device.open.front();
    device.open.pop_front();
    victim.outcome = Outcome::SACRIFICED;
    CloseConnection(ws, device, victim.socket);
    return true;
}

/// One attempt. @return 0, or the error of the call that failed
int
Attempt(Winsock& ws, Device& device, Transaction& transaction)
{
    const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    if (s == INVALID_SOCKET)
    {
        return ws.WSAGetLastError();
    }
    transaction.socket = s;
    device.open.push_back(&transaction);
    const char request[REQUEST_BYTES] = {};
    char answer[4];
    int error = ConnectTo(ws, s, DeviceAndHost::HOST, PORT);
    if (error == 0 && ws.send(s, request, REQUEST_BYTES, 0) != REQUEST_BYTES)
    {
        error = ws.WSAGetLastError();
    }
    if (error == 0 && ws.recv(s, answer, 4, winsock::MSG_WAITALL) != 4)
    {
        error = WSAECONNRESET;
    }
    if (transaction.outcome == Outcome::SACRIFICED)
    {
        return WSAEINTR; // the handle is not ours any more
    }
    if (error == 0)
    {
        ws.recv(s, answer, 1, 0); // until the host has closed
    }
    if (transaction.outcome == Outcome::NONE)
    {
        device.open.remove(&transaction);
        CloseConnection(ws, device, s);
    }
    return error;
}

/// A thread of the program: one transaction, as the policy has it.
int
Transact(Winsock& ws, const Settings& settings, Device& device, Transaction& transaction)
{
    const Time patience = Seconds(settings.patience);
    DWORD pause = settings.retry;
    int error;
    while (IsShortage(error = Attempt(ws, device, transaction)))
    {
        ++device.failedCalls;
        const bool closes = device.policy >= Policy::CLOSE_OLDEST;
        if (device.policy == Policy::GIVE_UP || Simulator::Now() - transaction.due >= patience)
        {
            break;
        }
        if (!closes || !Sacrifice(ws, device) || error == WSAENOBUFS)
        {
            ws.Sleep(pause);
        }
        if (device.policy == Policy::BACK_OFF)
        {
            pause = std::min<DWORD>(2 * pause, settings.longest);
        }
    }
    transaction.end = Simulator::Now();
    if (transaction.outcome == Outcome::NONE)
    {
        transaction.outcome = error == 0 ? Outcome::ANSWERED : Outcome::ABANDONED;
    }
    return error;
}

/// The program: a thread for each transaction.
int
Work(Winsock& ws, const Settings& settings, Device& device)
{
    if (!Start(ws))
    {
        return 1;
    }
    Ptr<ExponentialRandomVariable> pause = CreateObject<ExponentialRandomVariable>();
    pause->SetAttribute("Mean", DoubleValue(settings.interval));
    pause->SetStream(1); // the same for all devices
    while (Simulator::Now() < LAST_EVENT)
    {
        ws.Sleep(static_cast<DWORD>(std::lround(pause->GetValue())));
        device.transactions.push_back({Simulator::Now()});
        Transaction& transaction = device.transactions.back();
        ws.CreateThread([&](Winsock& own) { return Transact(own, settings, device, transaction); });
    }
    ws.Sleep(static_cast<DWORD>((END - LAST_EVENT).GetMilliSeconds()));
    return ws.WSACleanup();
}

// --- The scenario ---------------------------------------------------------------------------------

void
Build(Device& device, const Settings& settings)
{
    WinsockStackHelper winsock;
    winsock.SetProfile("wince-5.0");
    if (device.trouble.memory)
    {
        winsock.SetAttribute("PoolBytes", UintegerValue(settings.pool));
    }
    else
    {
        winsock.SetAttribute("MaxSocketsPerProcess", UintegerValue(settings.descriptors));
    }
    const DeviceAndHost line(winsock, "1Mbps", "20ms", "windows-10");
    const bool lost = device.trouble.lost;
    Run(line.Host(), "host", Seconds(0), [lost](Winsock& ws) { return Serve(ws, lost); });
    Run(line.Device(), "worker", BEGIN, [&](Winsock& ws) { return Work(ws, settings, device); });
}

/// @return how many transactions have neither been answered nor been given up
double
Unfinished(const Device& device)
{
    return static_cast<double>(std::count_if(device.transactions.begin(),
                                             device.transactions.end(),
                                             [](const Transaction& transaction)
                                             { return transaction.outcome == Outcome::NONE; }));
}

/// Notes what the devices have on their hands, and comes back.
void
Sample(CurveFile* curves, const std::list<Device>* devices)
{
    std::vector<double> row{Simulator::Now().GetSeconds()};
    for (const Device& device : *devices)
    {
        row.push_back(Unfinished(device));
    }
    curves->Add(row);
    if (Simulator::Now() < LAST_EVENT)
    {
        Simulator::Schedule(MilliSeconds(200), &Sample, curves, devices);
    }
}

/// Runs all devices once. @param curves gets what they have on their hands
void
Simulate(std::list<Device>& devices, const Settings& settings, CurveFile* curves)
{
    for (Device& device : devices)
    {
        Build(device, settings);
    }
    if (curves)
    {
        Simulator::Schedule(BEGIN, &Sample, curves, &devices);
    }
    Simulator::Stop(END);
    Simulator::Run();
    Simulator::Destroy();
}

// --- What came out --------------------------------------------------------------------------------

/// @return percent of all transactions
double
Percent(const Device& device, Outcome outcome)
{
    const auto count = std::count_if(device.transactions.begin(),
                                     device.transactions.end(),
                                     [outcome](const Transaction& transaction)
                                     { return transaction.outcome == outcome; });
    return 100.0 * static_cast<double>(count) / static_cast<double>(device.transactions.size());
}

/// @return seconds from the end of the trouble until none of before waits for room, and new ones are
///         answered promptly; NEVER if that does not happen
double
Recovery(const Device& device)
{
    Time recovered = TROUBLE_ENDS;
    for (const Transaction& transaction : device.transactions)
    {
        const bool old = transaction.due < TROUBLE_ENDS;
        const bool answered = transaction.outcome == Outcome::ANSWERED;
        if (old)
        {
            const bool hung =
                transaction.outcome == Outcome::NONE || transaction.outcome == Outcome::SACRIFICED;
            recovered = std::max(recovered, hung ? Time() : transaction.end);
        }
        else if (!answered || transaction.end - transaction.due > PROMPT)
        {
            recovered = std::max(recovered, transaction.due);
        }
    }
    return recovered > LAST_EVENT - Seconds(5) ? NEVER : (recovered - TROUBLE_ENDS).GetSeconds();
}

/// Two-sided 95 % points of Student's distribution, from 1 degree of freedom on.
const double STUDENT[] = {12.71,
                          4.30,
                          3.18,
                          2.78,
                          2.57,
                          2.45,
                          2.36,
                          2.31,
                          2.26,
                          2.23,
                          2.20,
                          2.18,
                          2.16,
                          2.14,
                          2.13,
                          2.12,
                          2.11,
                          2.10,
                          2.09};

/// @return a mean with half the width of its 95 % confidence interval, as text
std::string
MeanOf(const std::vector<double>& values, int digits)
{
    const auto n = static_cast<double>(values.size());
    double sum = 0;
    double squares = 0;
    for (const double value : values)
    {
        sum += value;
    }
    for (const double value : values)
    {
        squares += (value - sum / n) * (value - sum / n);
    }
    const std::size_t last = std::size(STUDENT) - 1;
    const double student =
        values.size() < 2 ? 0 : STUDENT[std::min<std::size_t>(values.size() - 2, last)];
    const double halfWidth = n < 2 ? 0 : student * std::sqrt(squares / (n - 1) / n);
    char text[64];
    std::snprintf(text, sizeof(text), "%.*f +- %.*f", digits, sum / n, digits, halfWidth);
    return text;
}

/// The results of one device with all seeds.
struct Results
{
    std::vector<double> answered{};
    std::vector<double> lost{};
    std::vector<double> stuck{};
    std::vector<double> recovery{}; // where it recovered
    std::vector<double> failedCalls{};

    void
    Add(const Device& device)
    {
        answered.push_back(Percent(device, Outcome::ANSWERED));
        lost.push_back(Percent(device, Outcome::SACRIFICED) + Percent(device, Outcome::ABANDONED));
        stuck.push_back(Percent(device, Outcome::NONE));
        failedCalls.push_back(device.failedCalls);
        if (const double seconds = Recovery(device); seconds != NEVER)
        {
            recovery.push_back(seconds);
        }
    }

    /// @return when the device recovers, as text
    std::string
    RecoveryText() const
    {
        return recovery.empty()                    ? "never"
               : recovery.size() < answered.size() ? "not always"
                                                   : MeanOf(recovery, 1) + " s";
    }
};

void
PrintRow(const Device& device, const Results& results)
{
    std::cout << std::left << std::setw(13) << (device.trouble.memory ? "memory" : "descriptors")
              << std::setw(9) << (device.trouble.lost ? "lost" : "late") << std::setw(15)
              << POLICY_NAMES[static_cast<int>(device.policy)] << std::setw(14)
              << MeanOf(results.answered, 1) << std::setw(13) << MeanOf(results.lost, 1)
              << std::setw(13) << MeanOf(results.stuck, 1) << std::setw(16)
              << results.RecoveryText() << MeanOf(results.failedCalls, 0) << "\n";
}

/// @return the devices that are compared
std::list<Device>
AllDevices()
{
    std::list<Device> devices;
    for (const bool memory : {false, true})
    {
        for (const bool lost : {false, true})
        {
            for (int policy = 0; policy <= static_cast<int>(Policy::RESET_OLDEST); ++policy)
            {
                devices.push_back({{memory, lost}, static_cast<Policy>(policy)});
            }
        }
    }
    return devices;
}

/// @return a column for each device
std::vector<std::string>
Columns()
{
    std::vector<std::string> columns{"seconds"};
    for (const Device& device : AllDevices())
    {
        columns.push_back(std::string(device.trouble.memory ? "memory " : "descriptors ") +
                          (device.trouble.lost ? "lost " : "late ") +
                          POLICY_NAMES[static_cast<int>(device.policy)]);
    }
    return columns;
}

} // namespace

int
main(int argc, char* argv[])
{
    Settings settings;
    CommandLine cmd(__FILE__);
    cmd.AddValue(
        "descriptors", "Descriptors of the program where these are short", settings.descriptors);
    cmd.AddValue("pool", "Bytes of the device's memory where that is short", settings.pool);
    cmd.AddValue("interval", "Milliseconds between transactions, mean", settings.interval);
    cmd.AddValue("retry", "Milliseconds until an attempt is repeated", settings.retry);
    cmd.AddValue("longest", "Milliseconds that back-off waits at most", settings.longest);
    cmd.AddValue("patience", "Seconds after which a transaction is given up", settings.patience);
    cmd.AddValue("seeds", "Runs with other random numbers", settings.seeds);
    cmd.AddValue("out", "A file that gets the curves of the first run as CSV", settings.out);
    cmd.Parse(argc, argv);

    CurveFile curves(settings.out, Columns());
    std::vector<Results> results(AllDevices().size());
    for (uint32_t seed = 1; seed <= settings.seeds; ++seed)
    {
        RngSeedManager::SetRun(seed);
        std::list<Device> devices = AllDevices();
        Simulate(devices, settings, seed == 1 ? &curves : nullptr);
        auto result = results.begin();
        for (const Device& device : devices)
        {
            (result++)->Add(device);
        }
    }
    std::cout << "A host is silent for 20 s; a program has a transaction every "
              << settings.interval / 1000.0 << " s, and " << settings.descriptors
              << " descriptors or " << settings.pool << " bytes of memory.\nMeans of "
              << settings.seeds << " runs, with 95 % confidence intervals:\n\n"
              << "short of     answers  policy         % answered    % lost       % stuck      "
                 "recovers after  failed calls\n";
    auto result = results.begin();
    for (const Device& device : AllDevices())
    {
        PrintRow(device, *result++);
    }
    return curves.Finish() ? 0 : 1;
}
