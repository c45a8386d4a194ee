/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "outcome-scene-test-support.h"

#include "layer-scene-test-support.h"
#include "scenario-test-support.h"

#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"
#include "ns3/winsock-process.h"

namespace ns3::winsock::test
{

namespace
{

constexpr int BACKLOG = 5;
constexpr uint32_t POOL_BYTES = 1000000;
constexpr uint32_t POOL_PACKETS = 1000;
constexpr uint32_t PLENTY = 100000;

const Time SHORT = Seconds(10); // when the device has nothing left
const Time RELIEF = Seconds(13);
const Time END = Seconds(20);

void
SleepUntil(Winsock& ws, const Time& time)
{
    if (time > Simulator::Now())
    {
        ws.Sleep(static_cast<DWORD>((time - Simulator::Now()).GetMilliSeconds()));
    }
}

/// Sends on a connection until there is no room.
void
FillSendBuffer(Winsock& ws, SOCKET s)
{
    const std::string data(10000, 'x');
    SetNonBlocking(ws, s);
    // What the peer takes makes room again for a moment.
    for (int round = 0; round < 20; ++round)
    {
        while (SendText(ws, s, data) > 0)
        {
        }
        ws.Sleep(100);
    }
    SetNonBlocking(ws, s, false);
}

/// The limit of a count becomes what is held, until the relief.
void
Bound(Scene& t, const std::string& attribute, uint64_t held)
{
    t.Set(t.server, attribute, UintegerValue(held));
    At(RELIEF - Simulator::Now(),
       [&t, attribute] { t.Set(t.server, attribute, UintegerValue(PLENTY)); });
}

/// Somebody else holds the rest of the pool, until the relief.
void
HoldPool(Scene& t, uint64_t bytes, uint64_t packets)
{
    const Ptr<BufferPool> pool = StackOf(t.server)->GetPool();
    t.True(pool->Take(bytes, packets, RefusalCause::POOL_SOCKET), "others take the rest");
    At(RELIEF - Simulator::Now(), [pool, bytes, packets] { pool->Give(bytes, packets); });
}

/// The only automatic port is one that is taken, until the relief.
void
TakePorts(Scene& t)
{
    const auto set = [&t](uint64_t first, uint64_t last)
    {
        t.Set(t.server, "EphemeralFirst", UintegerValue(first));
        t.Set(t.server, "EphemeralLast", UintegerValue(last));
    };
    set(Device::PORT, Device::PORT);
    At(RELIEF - Simulator::Now(), [set] { set(49152, 65535); });
}

/// Uses up what the device has.
void
Exhaust(Scene& t, Shortage shortage, Device& device, uint64_t spare)
{
    WinsockStack& stack = *StackOf(t.server);
    WinsockProcess& process = device.ws.GetProcess();
    BufferPool& pool = *stack.GetPool();
    switch (shortage)
    {
    case Shortage::PROCESS_DESCRIPTORS:
        Bound(t, "MaxSocketsPerProcess", process.GetDescriptorLedger().GetInUse() + spare);
        break;
    case Shortage::NODE_DESCRIPTORS:
        Bound(t, "MaxSocketsPerSystem", stack.GetDescriptorLedger().GetInUse() + spare);
        break;
    case Shortage::PROCESS_HANDLES:
        Bound(t, "MaxHandlesPerProcess", process.GetHandleCount() + spare);
        break;
    case Shortage::NODE_HANDLES:
        Bound(t, "MaxHandlesPerSystem", stack.GetHandleCount() + spare);
        break;
    case Shortage::POOL_BYTES:
        HoldPool(t, POOL_BYTES - pool.GetBytes().GetInUse(), 0);
        break;
    case Shortage::POOL_PACKETS:
        HoldPool(t, 0, POOL_PACKETS - pool.GetPackets().GetInUse());
        break;
    case Shortage::CONTROL_BLOCKS:
        Bound(t, "MaxTcpControlBlocks", pool.GetControlBlocks().GetLedger().GetInUse());
        break;
    case Shortage::PORTS:
        TakePorts(t);
        break;
    default: // the peer, or FillSendBuffer(), has seen to it
        break;
    }
}

/// Makes everything that operations need.
void
Prepare(Device& device)
{
    Winsock& ws = device.ws;
    device.listener = ListenAt(ws, Ip4(Scene::ANY, Device::PORT), BACKLOG);
    device.idleListener = ListenAt(ws, Ip4(Scene::ANY, Device::IDLE_PORT), BACKLOG);
    device.fresh = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    device.named = ws.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
    BindTo(ws, device.named, Ip4(Scene::ANY, Device::PORT));
    device.nameless = ws.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
    device.window = ws.CreateMessageWindow();
    device.overlapped.hEvent = ws.WSACreateEvent();
    ws.WSADuplicateSocketW(device.named, ws.GetCurrentProcessId(), &device.duplicate);
    device.connection = ws.accept(device.listener, nullptr, nullptr);
}

void
RunDevice(Scene& t, Winsock& ws, const Operation& operation, Shortage shortage, Outcome& outcome)
{
    Device device{ws};
    Prepare(device);
    SleepUntil(ws, SHORT - Seconds(3));
    if (shortage == Shortage::SEND_BUFFER)
    {
        FillSendBuffer(ws, device.connection);
    }
    SleepUntil(ws, SHORT);
    if (operation.before)
    {
        operation.before(device);
    }
    Exhaust(t, shortage, device, operation.layered ? 1 : 0);
    if (operation.act)
    {
        const Time start = Simulator::Now();
        outcome.text = operation.act(device);
        outcome.duration = Simulator::Now() - start;
    }
    SleepUntil(ws, RELIEF);
    if (shortage == Shortage::BACKLOG)
    {
        ws.accept(device.listener, nullptr, nullptr);
    }
    SleepUntil(ws, END);
}

/// Sends until the device has no room for what arrives.
void
FillReceiveBuffers(Peer& peer)
{
    for (int i = 0; i < 100; ++i)
    {
        // In the end none is small enough.
        const std::string datagram(i < 80 ? 1000 : 50, 'x');
        SendTo(peer.ws, peer.datagrams, datagram, Ip4(Scene::SERVER, Device::PORT));
        peer.ws.Sleep(10);
    }
    FillSendBuffer(peer.ws, peer.connection);
}

void
RunPeer(Winsock& ws, const Operation& operation, Shortage shortage, Outcome& outcome)
{
    ListenAt(ws, Ip4(Scene::ANY, Peer::PORT));
    const SOCKADDR_IN device = Ip4(Scene::SERVER, Device::PORT);
    Peer peer{ws, ConnectNew(ws, device), ws.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP)};
    SendText(ws, peer.connection, std::string(100, 'x'));
    SendTo(ws, peer.datagrams, std::string(50, 'x'), device);
    for (int i = 0; i < (shortage == Shortage::BACKLOG ? BACKLOG : 1); ++i)
    {
        ConnectNew(ws, device);
    }
    if (shortage == Shortage::RECEIVE_BUFFER)
    {
        FillReceiveBuffers(peer);
    }
    SleepUntil(ws, SHORT + MilliSeconds(100));
    if (operation.atPeer)
    {
        const Time start = Simulator::Now();
        const std::string text = operation.atPeer(peer);
        if (!operation.act)
        {
            outcome = {text, Simulator::Now() - start};
        }
    }
    SleepUntil(ws, RELIEF);
    ReceiveAll(ws, peer.connection);
    SleepUntil(ws, END);
}

} // namespace

Outcome
PlayOutcome(Scene& t, const Operation& operation, Shortage shortage)
{
    t.Build();
    t.Set(t.server, "PoolBytes", UintegerValue(POOL_BYTES));
    t.Set(t.server, "PoolPackets", UintegerValue(POOL_PACKETS));
    if (!operation.attribute.empty())
    {
        t.Set(t.server, operation.attribute, StringValue(operation.value));
    }
    if (operation.layered)
    {
        InstallPassThroughLayers(t.server, {HandleKind::NON_IFS});
    }
    Outcome outcome;
    t.Program(t.server, [&](Winsock& ws) { RunDevice(t, ws, operation, shortage, outcome); });
    t.Program(
        t.client, [&](Winsock& ws) { RunPeer(ws, operation, shortage, outcome); }, Seconds(4));
    t.Play();
    return outcome;
}

} // namespace ns3::winsock::test
