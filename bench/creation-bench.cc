/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What it costs to make and close sockets that carry no data.

#include "bench-registry.h"
#include "bench-world.h"

#include "ns3/node.h"
#include "ns3/simulator.h"
#include "ns3/socket.h"
#include "ns3/tcp-socket-factory.h"
#include "ns3/udp-socket-factory.h"

namespace ns3::winsock
{

namespace
{

/// What is made, and how often.
struct Creation
{
    int type;       //!< SOCK_STREAM or SOCK_DGRAM
    bool bind;      //!< give it an automatic port before it is closed
    uint32_t count; //!< how many one after the other
};

double
MeasureWinsock(const Creation& creation)
{
    BenchWorld world;
    world.InstallWinsock();
    double nanoseconds = 0;
    const auto makeOne = [&](Winsock& winsock)
    {
        const SOCKET s = winsock.socket(AF_INET, creation.type, 0);
        Expect(!creation.bind || BindTo(winsock, s, 0) == 0, "bind");
        Expect(winsock.closesocket(s) == 0, "closesocket");
    };
    world.AddProgram(0,
                     1,
                     [&](Winsock& winsock)
                     {
                         makeOne(winsock); // loads the provider
                         Stopwatch watch;
                         for (uint32_t i = 0; i < creation.count; ++i)
                         {
                             makeOne(winsock);
                         }
                         nanoseconds = watch.GetNanoseconds() / creation.count;
                     });
    world.Run();
    Expect(nanoseconds != 0, "the program's end");
    return nanoseconds;
}

double
MeasurePlain(const Creation& creation)
{
    BenchWorld world;
    const TypeId factory = creation.type == SOCK_STREAM ? TcpSocketFactory::GetTypeId()
                                                        : UdpSocketFactory::GetTypeId();
    double nanoseconds = 0;
    Simulator::Schedule(Seconds(1),
                        [&]()
                        {
                            Stopwatch watch;
                            for (uint32_t i = 0; i < creation.count; ++i)
                            {
                                Ptr<Socket> socket =
                                    Socket::CreateSocket(world.GetNode(0), factory);
                                Expect(!creation.bind || socket->Bind() == 0, "Bind");
                                Expect(socket->Close() == 0, "Close");
                            }
                            nanoseconds = watch.GetNanoseconds() / creation.count;
                        });
    world.Run();
    return nanoseconds;
}

/// @return the comparison of one kind of creation; plain ns-3 is given a share of the work only
std::function<void(const Benchmark&)>
CompareCreation(const Creation& ours, uint32_t plainCount)
{
    const Creation plain{ours.type, ours.bind, plainCount};
    return [ours, plain](const Benchmark& benchmark)
    {
        CompareTimes(
            benchmark,
            [&]() { return MeasureWinsock(ours); },
            [&]() { return MeasurePlain(plain); });
    };
}

const Benchmark g_tcp("create_close.tcp.ratio", CompareCreation({SOCK_STREAM, false, 50000}, 1500));
const Benchmark g_udp("create_close.udp.ratio", CompareCreation({SOCK_DGRAM, false, 50000}, 10000));
const Benchmark
    g_boundTcp("create_bind_close.tcp.ratio", CompareCreation({SOCK_STREAM, true, 10000}, 1500));
const Benchmark
    g_boundUdp("create_bind_close.udp.ratio", CompareCreation({SOCK_DGRAM, true, 10000}, 10000));

} // namespace

} // namespace ns3::winsock
