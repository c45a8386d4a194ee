/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// One root brings a new version of its software to many Windows CE devices on one Ethernet, in four ways:
//
//   circuit    a multipoint session with rooted planes, whose messages go once to all leaves and again to
//              those that have lost them
//   copies     the same session, in which each leaf gets its own copies
//   multicast  datagrams to a group that the devices have joined, which nobody repeats
//   streams    a TCP connection for each device
//
//      root (windows-10)
//         10.3.0.1
//            |        Ethernet, 10 Mbit/s
//      ------+------+------+------ ...
//                   |      |
//               leaf 1   leaf 2 ...  (wince-6.0), each of which loses a part of what it receives
//
// The multipoint provider is a third party's: a program on each node installs it first. Try
//
//   winsock-software-update --loss=0
//   winsock-software-update --leaves=10 --kilobytes=512
//   winsock-software-update --out=software-update.csv

#include "curve-file.h"
#include "scenario-parts.h"

#include "ns3/command-line.h"
#include "ns3/csma-helper.h"
#include "ns3/double.h"
#include "ns3/error-model.h"
#include "ns3/multipoint-library.h"
#include "ns3/packet.h"
#include "ns3/pointer.h"
#include "ns3/resource-ledger.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <iomanip>
#include <iostream>
#include <set>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace scenario_parts;
using curve_file::CurveFile;

namespace
{

constexpr uint16_t ROOT_PORT = 7000;
constexpr uint16_t LEAF_PORT = 7001;
constexpr uint32_t MESSAGE = 1024; // bytes of each piece of the update
constexpr DWORD PAUSE = 2;         // between datagrams to the group, in milliseconds
constexpr const char* GROUP = "239.3.0.1";
constexpr DWORD LEAF_FLAGS = WSA_FLAG_MULTIPOINT_C_LEAF | WSA_FLAG_MULTIPOINT_D_LEAF;
constexpr DWORD ROOT_FLAGS = WSA_FLAG_MULTIPOINT_C_ROOT | WSA_FLAG_MULTIPOINT_D_ROOT;
const Time BEGIN = Seconds(2);

/// What the command line can change.
struct Settings
{
    uint32_t leaves{50};
    uint32_t kilobytes{64};
    double loss{0.01};
    std::string out{};
};

/// What one way costs.
struct Result
{
    double joined{0};        // seconds until the last leaf has joined, or is connected
    double seconds{0};       // until the last leaf that gets everything has it
    double wireBytes{0};     // of all frames of all nodes
    uint64_t calls{0};       // of send, at the root
    uint64_t descriptors{0}; // most at a time, at the root
    uint64_t buffers{0};     // most bytes of the pool at a time, at the root
    uint32_t whole{0};       // leaves that have the whole update
    int failed{0};           // calls that failed unexpectedly
};

/// The nodes of one way, and what happens there.
struct Scene
{
    uint32_t leaves;     // how many
    uint32_t pieces;     // messages of the update
    double loss;         // part of the frames that each leaf loses
    Result result{};     // so far
    uint32_t served{0};  // leaves whose stream is sent
    NodeContainer all{}; // the root first
};

/// Prints and counts a failure that the scenario does not provoke.
int
Fail(Winsock& ws, Scene& scene, const char* call)
{
    ++scene.result.failed;
    std::cout << "  " << call << " failed: " << WinsockErrorString(ws.WSAGetLastError()) << "\n";
    return 1;
}

std::string
AddressOfNode(uint32_t node)
{
    return "10.3.0." + std::to_string(node + 1);
}

/// @return seconds since the root began
double
Elapsed()
{
    return std::max(0.0, (Simulator::Now() - BEGIN).GetSeconds());
}

/// Notes that a leaf has got a part of the update.
void
NoteReceived(Scene& scene, uint32_t pieces)
{
    if (pieces == scene.pieces)
    {
        ++scene.result.whole;
        scene.result.seconds = Elapsed();
    }
}

/// The installation program of the multipoint provider.
int
InstallProvider(Winsock& ws)
{
    const std::string path8 = MultipointLibrary::PATH;
    const std::u16string path(path8.begin(), path8.end());
    GUID id = MultipointLibrary::GetProviderId();
    std::vector<WSAPROTOCOL_INFOW> entries = MultipointLibrary::GetEntries();
    INT error = 0;
    return ws.WSCInstallProvider(
        &id, path.c_str(), entries.data(), static_cast<DWORD>(entries.size()), &error);
}

// ---------------------------------------------------------------- circuit and copies

int
CircuitRoot(Winsock& ws, Scene& scene)
{
    const SOCKET root = ws.WSASocketW(
        AF_INET, SOCK_SEQPACKET, MULTIPOINT_CIRCUIT, nullptr, 0, ROOT_FLAGS | WSA_FLAG_OVERLAPPED);
    std::vector<SOCKET> branches;
    for (uint32_t i = 1; i <= scene.leaves; ++i)
    {
        const SOCKADDR_IN leaf = AddressOf(ws, AddressOfNode(i), LEAF_PORT);
        branches.push_back(ws.WSAJoinLeaf(root,
                                          reinterpret_cast<const SOCKADDR*>(&leaf),
                                          sizeof(leaf),
                                          nullptr,
                                          nullptr,
                                          nullptr,
                                          nullptr,
                                          JL_SENDER_ONLY));
        if (branches.back() == INVALID_SOCKET)
        {
            return Fail(ws, scene, "WSAJoinLeaf");
        }
    }
    scene.result.joined = Elapsed();
    const std::string piece(MESSAGE, 'u');
    for (uint32_t i = 0; i < scene.pieces; ++i)
    {
        ++scene.result.calls;
        if (ws.send(root, piece.data(), static_cast<int>(piece.size()), 0) == SOCKET_ERROR)
        {
            return Fail(ws, scene, "send");
        }
    }
    ws.closesocket(root); // the leaves get what is under way, and then the end
    for (const SOCKET branch : branches)
    {
        char none;
        ws.recv(branch, &none, 1, 0); // returns when the leaf is out of the session
        ws.closesocket(branch);
    }
    return 0;
}

int
CircuitLeaf(Winsock& ws, Scene& scene)
{
    const SOCKET listener =
        ws.WSASocketW(AF_INET, SOCK_SEQPACKET, MULTIPOINT_CIRCUIT, nullptr, 0, LEAF_FLAGS);
    const SOCKADDR_IN own = AddressOf(ws, "0.0.0.0", LEAF_PORT);
    ws.bind(listener, reinterpret_cast<const SOCKADDR*>(&own), sizeof(own));
    ws.listen(listener, 1);
    const SOCKET leaf = ws.accept(listener, nullptr, nullptr);
    if (leaf == INVALID_SOCKET)
    {
        return Fail(ws, scene, "accept");
    }
    ws.closesocket(listener);
    uint32_t pieces = 0;
    char piece[MESSAGE];
    while (ws.recv(leaf, piece, sizeof(piece), 0) > 0)
    {
        NoteReceived(scene, ++pieces);
    }
    return ws.closesocket(leaf);
}

// ---------------------------------------------------------------- multicast

/// @return a socket that has joined the group in a role
SOCKET
JoinGroup(Winsock& ws, DWORD role, uint16_t port)
{
    const SOCKET s = ws.WSASocketW(AF_INET, SOCK_DGRAM, MULTIPOINT_GROUP, nullptr, 0, LEAF_FLAGS);
    const SOCKADDR_IN own = AddressOf(ws, "0.0.0.0", port);
    const SOCKADDR_IN group = AddressOf(ws, GROUP, LEAF_PORT);
    ws.bind(s, reinterpret_cast<const SOCKADDR*>(&own), sizeof(own));
    return ws.WSAJoinLeaf(s,
                          reinterpret_cast<const SOCKADDR*>(&group),
                          sizeof(group),
                          nullptr,
                          nullptr,
                          nullptr,
                          nullptr,
                          role);
}

int
MulticastRoot(Winsock& ws, Scene& scene)
{
    const SOCKET s = JoinGroup(ws, JL_SENDER_ONLY, ROOT_PORT);
    std::string piece(MESSAGE, 'u');
    for (uint32_t i = 0; i < scene.pieces; ++i)
    {
        piece.replace(0, 8, std::to_string(i) + "       ", 0, 8);
        ++scene.result.calls;
        if (ws.send(s, piece.data(), static_cast<int>(piece.size()), 0) == SOCKET_ERROR)
        {
            return Fail(ws, scene, "send");
        }
        ws.Sleep(PAUSE);
    }
    return ws.closesocket(s);
}

int
MulticastLeaf(Winsock& ws, Scene& scene)
{
    const SOCKET s = JoinGroup(ws, JL_RECEIVER_ONLY, LEAF_PORT);
    if (s == INVALID_SOCKET)
    {
        return Fail(ws, scene, "WSAJoinLeaf");
    }
    uint32_t pieces = 0;
    char piece[MESSAGE];
    const winsock::timeval patience{10, 0};
    for (;;)
    {
        winsock::fd_set readable{};
        readable.fd_count = 1;
        readable.fd_array[0] = s;
        if (ws.select(0, &readable, nullptr, nullptr, &patience) <= 0)
        {
            return ws.closesocket(s); // nothing more comes
        }
        if (ws.recv(s, piece, sizeof(piece), 0) > 0)
        {
            NoteReceived(scene, ++pieces);
        }
    }
}

// ---------------------------------------------------------------- streams

/// A thread of the root: sends the update to one leaf.
int
ServeStream(Winsock& ws, SOCKET s, Scene& scene)
{
    const std::string piece(MESSAGE, 'u');
    for (uint32_t i = 0; i < scene.pieces; ++i)
    {
        ++scene.result.calls;
        if (ws.send(s, piece.data(), static_cast<int>(piece.size()), 0) == SOCKET_ERROR)
        {
            return Fail(ws, scene, "send");
        }
    }
    ++scene.served;
    return ws.closesocket(s);
}

int
StreamRoot(Winsock& ws, Scene& scene)
{
    const SOCKET listener = OpenBound(ws, SOCK_STREAM, ROOT_PORT);
    ws.listen(listener, SOMAXCONN);
    for (uint32_t i = 0; i < scene.leaves; ++i)
    {
        const SOCKET s = ws.accept(listener, nullptr, nullptr);
        if (s == INVALID_SOCKET)
        {
            return Fail(ws, scene, "accept");
        }
        ws.CreateThread([s, &scene](Winsock& own) { return ServeStream(own, s, scene); });
    }
    scene.result.joined = Elapsed();
    ws.closesocket(listener);
    while (scene.served < scene.leaves && scene.result.failed == 0)
    {
        ws.Sleep(100); // the end of the process would reset what is under way
    }
    return 0;
}

int
StreamLeaf(Winsock& ws, Scene& scene)
{
    SOCKET s = ws.socket(AF_INET, SOCK_STREAM, 0);
    while (ConnectTo(ws, s, AddressOfNode(0), ROOT_PORT) != 0)
    {
        ws.closesocket(s); // the root's queue was full
        ws.Sleep(100);
        s = ws.socket(AF_INET, SOCK_STREAM, 0);
    }
    uint32_t bytes = 0;
    char piece[MESSAGE];
    int got = 0;
    while ((got = ws.recv(s, piece, sizeof(piece), 0)) > 0)
    {
        bytes += static_cast<uint32_t>(got);
        if (bytes == scene.pieces * MESSAGE)
        {
            NoteReceived(scene, scene.pieces);
        }
    }
    return ws.closesocket(s);
}

// ---------------------------------------------------------------- the ways

/// One of the ways.
struct Way
{
    std::string name;              // for the table
    int (*root)(Winsock&, Scene&); // its root
    int (*leaf)(Winsock&, Scene&); // each leaf
    std::string dataPath;          // of circuits
};

const std::vector<Way> WAYS = {{"circuit", CircuitRoot, CircuitLeaf, "Group"},
                               {"copies", CircuitRoot, CircuitLeaf, "Copies"},
                               {"multicast", MulticastRoot, MulticastLeaf, "Group"},
                               {"streams", StreamRoot, StreamLeaf, "Group"}};

/// Makes the nodes and the Ethernet between them.
void
BuildNetwork(Scene& scene, const std::string& dataPath)
{
    scene.all.Create(scene.leaves + 1);
    InternetStackHelper internet;
    internet.Install(scene.all);
    CsmaHelper ethernet;
    ethernet.SetChannelAttribute("DataRate", StringValue("10Mbps"));
    ethernet.SetChannelAttribute("Delay", StringValue("5us"));
    NetDeviceContainer devices = ethernet.Install(scene.all);
    Ipv4AddressHelper("10.3.0.0", "255.255.255.0").Assign(devices);
    Ipv4AddressGenerator::Reset();
    // Random numbers of its own for each way: otherwise a way would depend on those before it.
    internet.AssignStreams(scene.all,
                           scene.leaves + 1 + ethernet.AssignStreams(devices, scene.leaves + 1));
    WinsockStackHelper winsock;
    const Ptr<MultipointLibrary> library = CreateObject<MultipointLibrary>();
    library->SetAttribute("DataPath", StringValue(dataPath));
    for (uint32_t i = 0; i <= scene.leaves; ++i)
    {
        winsock.SetProfile(i == 0 ? "windows-10" : "wince-6.0");
        winsock.Install(scene.all.Get(i));
        library->Register(*StackOf(scene.all.Get(i)));
        devices.Get(i)->TraceConnectWithoutContext(
            "PhyTxEnd",
            Callback<void, Ptr<const Packet>>([&scene](Ptr<const Packet> frame)
                                              { scene.result.wireBytes += frame->GetSize(); }));
        if (i != 0)
        {
            Ptr<RateErrorModel> errors = CreateObject<RateErrorModel>();
            errors->SetUnit(RateErrorModel::ERROR_UNIT_PACKET);
            errors->SetRate(scene.loss);
            errors->AssignStreams(i);
            devices.Get(i)->SetAttribute("ReceiveErrorModel", PointerValue(errors));
        }
    }
}

/// Plays one way with so many leaves.
Result
Play(const Way& way, const Settings& settings, uint32_t leaves)
{
    Scene scene{leaves, settings.kilobytes * 1024 / MESSAGE, settings.loss};
    BuildNetwork(scene, way.dataPath);
    for (uint32_t i = 0; i <= leaves; ++i)
    {
        const bool isRoot = i == 0;
        Run(scene.all.Get(i), "setup", Seconds(1), [](Winsock& ws) { return InstallProvider(ws); });
        Run(scene.all.Get(i),
            isRoot ? "root" : "leaf",
            isRoot ? BEGIN : BEGIN - MilliSeconds(100),
            [&scene, &way, isRoot](Winsock& ws)
            {
                const int code = Start(ws) ? (isRoot ? way.root : way.leaf)(ws, scene) : 1;
                if (isRoot)
                {
                    scene.result.descriptors = ws.GetProcess().GetDescriptorLedger().GetPeak();
                }
                ws.WSACleanup();
                return code;
            });
    }
    Simulator::Stop(Hours(1));
    Simulator::Run();
    scene.result.buffers = StackOf(scene.all.Get(0))->GetPool()->GetBytes().GetPeak();
    Simulator::Destroy();
    return scene.result;
}

void
PrintTable(const std::vector<Result>& results, const Settings& settings)
{
    std::cout << "An update of " << settings.kilobytes << " kB for " << settings.leaves
              << " leaves, each of which loses " << settings.loss * 100 << " % of the frames\n\n"
              << "way        joined at   all at   kB on the wire   sends   descriptors   buffers"
              << "   whole\n"
              << std::fixed << std::setprecision(2);
    for (std::size_t i = 0; i < results.size(); ++i)
    {
        const Result& result = results[i];
        std::cout << std::left << std::setw(10) << WAYS[i].name << std::right << std::setw(9)
                  << result.joined << " s" << std::setw(7) << result.seconds << " s"
                  << std::setw(17) << static_cast<uint64_t>(std::round(result.wireBytes / 1024))
                  << std::setw(8) << result.calls << std::setw(14) << result.descriptors
                  << std::setw(7) << (result.buffers + 512) / 1024 << " kB" << std::setw(8)
                  << result.whole << "\n";
    }
}

/// The curves of the manual: the ways by the number of leaves.
bool
WriteCurves(const Settings& settings, std::vector<Result>& last)
{
    std::vector<std::string> columns = {"leaves"};
    for (const char* what : {" seconds", " kilobytes", " buffers"})
    {
        for (const Way& way : WAYS)
        {
            columns.push_back(way.name + what);
        }
    }
    CurveFile curves(settings.out, columns);
    for (uint32_t part = settings.out.empty() ? 5 : 1; part <= 5; ++part)
    {
        const uint32_t leaves = std::max(1U, settings.leaves * part / 5);
        last.clear();
        std::vector<double> line(1, leaves);
        for (const Way& way : WAYS)
        {
            last.push_back(Play(way, settings, leaves));
        }
        for (const Result& result : last)
        {
            line.push_back(result.seconds);
        }
        for (const Result& result : last)
        {
            line.push_back(std::round(result.wireBytes / 1024));
        }
        for (const Result& result : last)
        {
            line.push_back(std::round(static_cast<double>(result.buffers) / 1024));
        }
        curves.Add(line);
    }
    return curves.Finish();
}

} // namespace

int
main(int argc, char* argv[])
{
    Settings settings;
    CommandLine cmd(__FILE__);
    cmd.AddValue("leaves", "How many devices get the update", settings.leaves);
    cmd.AddValue("kilobytes", "Size of the update", settings.kilobytes);
    cmd.AddValue("loss", "Part of the frames that each device loses", settings.loss);
    cmd.AddValue("out", "A file that gets curves by the number of leaves as CSV", settings.out);
    cmd.Parse(argc, argv);

    std::vector<Result> results;
    const bool written = WriteCurves(settings, results);
    PrintTable(results, settings);
    const bool good = std::all_of(
        results.begin(), results.end(), [](const Result& result) { return result.failed == 0; });
    return good && written ? 0 : 1;
}
