/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Overlapped receives: what they cost where much arrives, and what they take of the machine's memory while
// nothing does.

#include "bench-registry.h"
#include "bench-world.h"

#include "ns3/bulk-send-helper.h"
#include "ns3/node.h"
#include "ns3/packet-sink-helper.h"
#include "ns3/packet-sink.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <array>
#include <vector>

namespace ns3::winsock
{

namespace
{

constexpr uint32_t BULK_BYTES = 100'000'000; // over one connection
constexpr uint32_t CALL_BYTES = 8192;        // of a receive
constexpr uint32_t RECEIVES = 4;             // that are pending at once
constexpr int BULK_ROUNDS = 3;               // each takes seconds
constexpr uint32_t PENDING = 2000;           // receives whose memory is looked at

/// @return a listening handle
SOCKET
OpenServer(Winsock& winsock)
{
    const SOCKET s = winsock.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    Expect(BindTo(winsock, s, BenchWorld::PORT) == 0, "bind");
    Expect(winsock.listen(s, SOMAXCONN) == 0, "listen");
    return s;
}

/// A receive that is begun again and again.
struct Receive : public WSAOVERLAPPED
{
    char buffer[CALL_BYTES]; //!< where the bytes go
};

/// @return whether it is pending, or has ended already
bool
Begin(Winsock& winsock, SOCKET s, Receive& receive)
{
    static_cast<WSAOVERLAPPED&>(receive) = {};
    WSABUF room{CALL_BYTES, receive.buffer};
    DWORD flags = 0;
    const int result = winsock.WSARecv(s, &room, 1, nullptr, &flags, &receive, nullptr);
    return result == 0 || winsock.WSAGetLastError() == WSA_IO_PENDING;
}

/// Receives a connection's bytes by way of a completion port. @return how many
uint64_t
ReceiveAll(Winsock& winsock)
{
    const SOCKET s = winsock.accept(OpenServer(winsock), nullptr, nullptr);
    HANDLE port = winsock.CreateIoCompletionPort(reinterpret_cast<HANDLE>(s), nullptr, 0, 0);
    std::array<Receive, RECEIVES> receives;
    for (Receive& receive : receives)
    {
        Expect(Begin(winsock, s, receive), "WSARecv");
    }
    uint64_t received = 0;
    for (;;)
    {
        DWORD bytes = 0;
        ULONG_PTR key = 0;
        LPOVERLAPPED overlapped = nullptr;
        winsock.GetQueuedCompletionStatus(port, &bytes, &key, &overlapped, INFINITE);
        if (bytes == 0)
        {
            return received;
        }
        received += bytes;
        Expect(Begin(winsock, s, *static_cast<Receive*>(overlapped)), "WSARecv");
    }
}

/// Sends by ns-3's own application, to either server.
void
InstallSource(const BenchWorld& world)
{
    BulkSendHelper source("ns3::TcpSocketFactory", world.GetServer());
    source.SetAttribute("MaxBytes", UintegerValue(BULK_BYTES));
    source.SetAttribute("SendSize", UintegerValue(CALL_BYTES));
    source.Install(world.GetNode(0)).Start(Seconds(2));
}

double
MeasureWinsockBulk()
{
    BenchWorld world;
    world.InstallWinsock();
    uint64_t received = 0;
    world.AddProgram(1, 1, [&](Winsock& winsock) { received = ReceiveAll(winsock); });
    InstallSource(world);
    const double nanoseconds = world.Run();
    Expect(received == BULK_BYTES, "all bytes");
    return nanoseconds;
}

double
MeasurePlainBulk()
{
    BenchWorld world;
    PacketSinkHelper sink("ns3::TcpSocketFactory",
                          InetSocketAddress(Ipv4Address::GetAny(), BenchWorld::PORT));
    ApplicationContainer server = sink.Install(world.GetNode(1));
    server.Start(Seconds(1));
    InstallSource(world);
    const double nanoseconds = world.Run();
    Expect(server.Get(0)->GetObject<PacketSink>()->GetTotalRx() == BULK_BYTES, "all bytes");
    return nanoseconds;
}

/// Begins receives on a socket to which nothing is sent. @return heap bytes of each
double
MeasurePending(Winsock& winsock, SOCKET s)
{
    std::vector<WSAOVERLAPPED> overlapped(PENDING);
    std::vector<char> buffer(CALL_BYTES);
    double before = 0;
    for (uint32_t i = 0; i < PENDING; ++i)
    {
        before = i == 1 ? GetHeapBytes() : before; // the first makes what all share
        WSABUF room{CALL_BYTES, buffer.data()};
        DWORD flags = 0;
        const int result = winsock.WSARecv(s, &room, 1, nullptr, &flags, &overlapped[i], nullptr);
        Expect(result != 0 && winsock.WSAGetLastError() == WSA_IO_PENDING, "a pending receive");
    }
    const double bytes = (GetHeapBytes() - before) / (PENDING - 1);
    winsock.closesocket(s);
    return bytes;
}

double
MeasurePendingDatagrams()
{
    BenchWorld world;
    world.InstallWinsock();
    double bytes = 0;
    world.AddProgram(1,
                     1,
                     [&](Winsock& winsock)
                     {
                         const SOCKET s = winsock.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
                         Expect(BindTo(winsock, s, BenchWorld::PORT) == 0, "bind");
                         bytes = MeasurePending(winsock, s);
                     });
    world.Run();
    return bytes;
}

double
MeasurePendingStream()
{
    BenchWorld world;
    world.InstallWinsock();
    double bytes = 0;
    world.AddProgram(1,
                     1,
                     [&](Winsock& winsock)
                     {
                         const SOCKET listener = OpenServer(winsock);
                         const SOCKET s = winsock.accept(listener, nullptr, nullptr);
                         bytes = MeasurePending(winsock, s);
                     });
    world.AddProgram(0,
                     2,
                     [](Winsock& winsock)
                     {
                         const SOCKET s = winsock.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
                         const SOCKADDR_IN server = GetServerAddress();
                         const auto* address = reinterpret_cast<const SOCKADDR*>(&server);
                         Expect(winsock.connect(s, address, sizeof(server)) == 0, "connect");
                         winsock.Sleep(1000);
                     });
    world.Run();
    return bytes;
}

void
MeasurePendingOperations(const Benchmark& benchmark)
{
    const double tcp = MeasureApart(MeasurePendingStream);
    const double udp = MeasureApart(MeasurePendingDatagrams);
    benchmark.PrintSide("tcp", tcp, "bytes");
    benchmark.PrintSide("udp", udp, "bytes");
    benchmark.PrintResult(std::max(tcp, udp), "bytes");
}

const Benchmark
    g_bulk("overlapped_receive.ratio",
           [](const Benchmark& benchmark)
           { CompareTimes(benchmark, MeasureWinsockBulk, MeasurePlainBulk, BULK_ROUNDS); });

const Benchmark g_pending("pending_operation.bytes", MeasurePendingOperations);

} // namespace

} // namespace ns3::winsock
