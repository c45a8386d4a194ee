/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Ping through a raw socket, as a Windows program writes it: it builds ICMP echo requests, sends them
// with sendto, and waits for the answers with recvfrom and SO_RCVTIMEO.
//
//      pc (windows-10)                        host (plain ns-3)
//         10.1.1.1 ------------------------------ 10.1.1.2
//                     1 Mbit/s, 25 ms, loss
//
// The host has no Winsock: ns-3's own ICMP answers. Try
//
//   winsock-ping --count=10 --loss=0.3
//   winsock-ping --target=10.1.1.9 --timeout=500     (nobody has this address)
//   winsock-ping --administrator=false               (raw sockets are for administrators)

#include "ns3/boolean.h"
#include "ns3/command-line.h"
#include "ns3/double.h"
#include "ns3/error-model.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/net-device.h"
#include "ns3/node-container.h"
#include "ns3/nstime.h"
#include "ns3/point-to-point-helper.h"
#include "ns3/pointer.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/winsock-application-helper.h"
#include "ns3/winsock-stack-helper.h"
#include "ns3/winsock.h"

#include <algorithm>
#include <cstddef>
#include <iomanip>
#include <iostream>
#include <numeric>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;

namespace
{

constexpr uint8_t ICMP_ECHO_REQUEST = 8;
constexpr uint8_t ICMP_ECHO_REPLY = 0;
constexpr std::size_t ICMP_HEADER = 8;

/// What the command line can change.
struct Settings
{
    std::string target{"10.1.1.2"};
    uint16_t count{4};
    uint16_t size{32};
    uint32_t timeout{1000};
    double loss{0};
    bool administrator{true};
};

/// Says which call failed and why; programs return it as their exit code.
int
Fail(Winsock& ws, const char* call)
{
    std::cout << call << " failed: " << WinsockErrorString(ws.WSAGetLastError()) << "\n";
    return 1;
}

/// The Internet checksum: the complement of the ones' complement sum of all 16-bit words.
uint16_t
Checksum(const std::vector<uint8_t>& bytes)
{
    uint32_t sum = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i)
    {
        sum += i % 2 == 0 ? bytes[i] << 8 : bytes[i];
    }
    while (sum > 0xffff)
    {
        sum = (sum & 0xffff) + (sum >> 16);
    }
    return static_cast<uint16_t>(~sum);
}

/// Type, code, checksum, identifier and sequence number, then letters as Windows' own ping sends.
std::vector<uint8_t>
MakeRequest(uint16_t identifier, uint16_t sequence, int size)
{
    std::vector<uint8_t> request(ICMP_HEADER + size);
    request[0] = ICMP_ECHO_REQUEST;
    request[4] = static_cast<uint8_t>(identifier >> 8);
    request[5] = static_cast<uint8_t>(identifier);
    request[6] = static_cast<uint8_t>(sequence >> 8);
    request[7] = static_cast<uint8_t>(sequence);
    for (int i = 0; i < size; ++i)
    {
        request[ICMP_HEADER + i] = static_cast<uint8_t>('a' + i % 23);
    }
    const uint16_t checksum = Checksum(request);
    request[2] = static_cast<uint8_t>(checksum >> 8);
    request[3] = static_cast<uint8_t>(checksum);
    return request;
}

/// What a raw socket receives begins with the IPv4 header, whose first byte tells its length.
bool
IsReplyTo(const std::vector<uint8_t>& request, const std::vector<uint8_t>& packet, int length)
{
    const std::size_t ipHeader = (packet[0] & 0x0f) * 4U;
    return static_cast<std::size_t>(length) >= ipHeader + ICMP_HEADER &&
           packet[ipHeader] == ICMP_ECHO_REPLY &&
           std::equal(request.begin() + 4, request.begin() + 8, packet.begin() + ipHeader + 4);
}

/// Lets the next recvfrom wait this long at most.
bool
SetTimeout(Winsock& ws, SOCKET s, DWORD milliseconds)
{
    const auto* value = reinterpret_cast<const char*>(&milliseconds);
    return ws.setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, value, sizeof(milliseconds)) == 0;
}

void
PrintReply(Winsock& ws, const SOCKADDR_IN& from, const std::vector<uint8_t>& packet, int length)
{
    const int ipHeader = (packet[0] & 0x0f) * 4;
    std::cout << "Reply from " << ws.inet_ntoa(from.sin_addr)
              << ": bytes=" << length - ipHeader - static_cast<int>(ICMP_HEADER)
              << " ttl=" << static_cast<int>(packet[8]);
}

/// Waits for the answer to a request and prints it. Whatever else a raw socket hears is skipped, but
/// does not make the wait longer.
bool
ReceiveReply(Winsock& ws, SOCKET s, const std::vector<uint8_t>& request, DWORD timeout)
{
    const DWORD start = ws.GetTickCount();
    DWORD waited = 0;
    // 0 would stand for waiting without end.
    while (waited < timeout && SetTimeout(ws, s, timeout - waited))
    {
        std::vector<uint8_t> packet(2048);
        SOCKADDR_IN from{};
        int fromLength = sizeof(from);
        const int received = ws.recvfrom(s,
                                         reinterpret_cast<char*>(packet.data()),
                                         static_cast<int>(packet.size()),
                                         0,
                                         reinterpret_cast<SOCKADDR*>(&from),
                                         &fromLength);
        if (received == SOCKET_ERROR)
        {
            return false;
        }
        if (IsReplyTo(request, packet, received))
        {
            PrintReply(ws, from, packet, received);
            return true;
        }
        waited = ws.GetTickCount() - start;
    }
    ws.WSASetLastError(WSAETIMEDOUT);
    return false;
}

/// Sends one request. @return the round trip in milliseconds, or less than 0 without an answer
double
PingOnce(
    Winsock& ws, SOCKET s, const SOCKADDR_IN& target, uint16_t number, const Settings& settings)
{
    const std::vector<uint8_t> request = MakeRequest(1, number, settings.size);
    const Time start = Simulator::Now();
    std::cout << std::setw(11) << start.GetSeconds() << " s  ";
    if (ws.sendto(s,
                  reinterpret_cast<const char*>(request.data()),
                  static_cast<int>(request.size()),
                  0,
                  reinterpret_cast<const SOCKADDR*>(&target),
                  sizeof(target)) == SOCKET_ERROR)
    {
        Fail(ws, "sendto");
        return -1;
    }
    if (!ReceiveReply(ws, s, request, settings.timeout))
    {
        Fail(ws, "recvfrom");
        return -1;
    }
    const double milliseconds = (Simulator::Now() - start).GetSeconds() * 1000;
    std::cout << " time=" << milliseconds << " ms\n";
    return milliseconds;
}

void
PrintSummary(const Settings& settings, const std::vector<double>& times)
{
    const auto received = static_cast<int>(times.size());
    std::cout << "\n"
              << settings.count << " sent, " << received << " received, "
              << 100 * (settings.count - received) / std::max<int>(settings.count, 1) << "% lost\n";
    if (!times.empty())
    {
        const auto [least, most] = std::minmax_element(times.begin(), times.end());
        const double sum = std::accumulate(times.begin(), times.end(), 0.0);
        std::cout << "round trip: minimum " << *least << " ms, maximum " << *most << " ms, average "
                  << sum / received << " ms\n";
    }
}

int
Ping(Winsock& ws, const Settings& settings)
{
    WSADATA data;
    if (ws.WSAStartup(MAKEWORD(2, 2), &data) != 0)
    {
        return 1;
    }
    const SOCKET s = ws.socket(AF_INET, SOCK_RAW, IPPROTO_ICMP);
    if (s == INVALID_SOCKET)
    {
        return Fail(ws, "socket");
    }
    SOCKADDR_IN target{};
    target.sin_family = AF_INET;
    target.sin_addr.S_un.S_addr = ws.inet_addr(settings.target.c_str());
    if (target.sin_addr.S_un.S_addr == INADDR_NONE)
    {
        std::cout << "\"" << settings.target
                  << "\" is not an IPv4 address; give one as in --target=10.1.1.2\n";
        return 1;
    }
    std::cout << "Pinging " << settings.target << " with " << settings.size << " bytes of data\n\n";

    std::vector<double> times;
    for (uint32_t number = 1; number <= settings.count; ++number)
    {
        const double time = PingOnce(ws, s, target, static_cast<uint16_t>(number), settings);
        if (time >= 0)
        {
            times.push_back(time);
        }
        ws.Sleep(1000);
    }
    PrintSummary(settings, times);
    ws.closesocket(s);
    ws.WSACleanup();
    return times.empty() ? 1 : 0;
}

NodeContainer
BuildNetwork(const Settings& settings)
{
    NodeContainer nodes;
    nodes.Create(2);
    PointToPointHelper link;
    link.SetDeviceAttribute("DataRate", StringValue("1Mbps"));
    link.SetChannelAttribute("Delay", StringValue("25ms"));
    const NetDeviceContainer devices = link.Install(nodes);
    if (settings.loss > 0)
    {
        Ptr<RateErrorModel> errors = CreateObject<RateErrorModel>();
        errors->SetUnit(RateErrorModel::ERROR_UNIT_PACKET);
        errors->SetRate(settings.loss);
        errors->AssignStreams(1);
        devices.Get(0)->SetAttribute("ReceiveErrorModel", PointerValue(errors));
    }
    InternetStackHelper internet;
    internet.Install(nodes);
    Ipv4AddressHelper addresses("10.1.1.0", "255.255.255.0");
    addresses.Assign(devices);

    WinsockStackHelper winsock;
    winsock.SetProfile("windows-10");
    winsock.Install(nodes.Get(0));
    return nodes;
}

} // namespace

int
main(int argc, char* argv[])
{
    Settings settings;
    CommandLine cmd(__FILE__);
    cmd.AddValue("target", "Address to ping", settings.target);
    cmd.AddValue("count", "Echo requests to send", settings.count);
    cmd.AddValue("size", "Bytes of data in a request, at most 1400", settings.size);
    cmd.AddValue("timeout", "Milliseconds to wait for an answer", settings.timeout);
    cmd.AddValue("loss", "Probability that the pc's device loses a packet", settings.loss);
    cmd.AddValue(
        "administrator", "Whether the program may open raw sockets", settings.administrator);
    cmd.Parse(argc, argv);

    std::cout << std::fixed << std::setprecision(3);
    const NodeContainer nodes = BuildNetwork(settings);
    WinsockApplicationHelper ping([&](Winsock& ws) { return Ping(ws, settings); });
    ping.SetAttribute("Administrator", BooleanValue(settings.administrator));
    ApplicationContainer programs = ping.Install(nodes.Get(0));
    programs.Start(Seconds(1));

    Simulator::Stop(Minutes(10));
    Simulator::Run();
    const int result = DynamicCast<WinsockApplication>(programs.Get(0))->GetExitCode();
    Simulator::Destroy();
    return result;
}
