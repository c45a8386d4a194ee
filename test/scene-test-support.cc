/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "scene-test-support.h"

#include "scenario-test-support.h"

#include "ns3/call-record.h"
#include "ns3/callback.h"
#include "ns3/double.h"
#include "ns3/inet-socket-address.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/ipv6-interface-address.h"
#include "ns3/ipv6.h"
#include "ns3/net-device.h"
#include "ns3/node-container.h"
#include "ns3/point-to-point-helper.h"
#include "ns3/pointer.h"
#include "ns3/rng-seed-manager.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/winsock-address-text.h"

#include <cstring>
#include <sstream>
#include <utility>

namespace ns3::winsock::test
{

namespace
{

void
AddIpv6Address(Ptr<NetDevice> device, const char* address)
{
    Ptr<Ipv6> ipv6 = device->GetNode()->GetObject<Ipv6>();
    int32_t interface = ipv6->GetInterfaceForDevice(device);
    if (interface < 0)
    {
        interface = static_cast<int32_t>(ipv6->AddInterface(device));
    }
    const auto index = static_cast<uint32_t>(interface);
    ipv6->AddAddress(index, Ipv6InterfaceAddress(Ipv6Address(address), Ipv6Prefix(64)));
    ipv6->SetMetric(index, 1);
    ipv6->SetUp(index);
}

} // namespace

Scene::Scene(const std::string& name, Script script)
    : CheckedTestCase(name),
      m_script(std::move(script))
{
}

void
Scene::Build(const Link& link)
{
    client = MakeWinsockNode(link.client);
    server = MakeWinsockNode(link.server);
    m_nodes = {client, server};
    PointToPointHelper wire;
    wire.SetDeviceAttribute("DataRate", StringValue(link.rate));
    wire.SetChannelAttribute("Delay", StringValue(link.delay));
    wire.SetQueue("ns3::DropTailQueue<Packet>", "MaxSize", StringValue(link.queue));
    devices = wire.Install(NodeContainer(client, server));
    Ipv4AddressHelper addresses("10.1.1.0", "255.255.255.0");
    addresses.Assign(devices);
    if (link.ipv6)
    {
        AddIpv6Address(devices.Get(0), CLIENT6);
        AddIpv6Address(devices.Get(1), SERVER6);
    }
    if (link.loss > 0)
    {
        SetLoss(link.loss, link.lossStream);
    }
}

void
Scene::Build(const std::string& profile)
{
    Link link;
    link.client = profile;
    link.server = profile;
    Build(link);
}

void
Scene::Set(Ptr<Node> node, const std::string& attribute, const AttributeValue& value)
{
    StackOf(node)->SetAttribute(attribute, value);
}

Ptr<WinsockApplication>
Scene::Program(Ptr<Node> node, SceneProgram program, const Time& start)
{
    ++m_programs;
    return RunOn(
        node,
        [this, program = std::move(program)](Winsock& ws) { return RunFramed(ws, program); },
        start);
}

Ptr<WinsockApplication>
Scene::Doomed(Ptr<Node> node, SceneProgram program, const Time& stop)
{
    return RunOn(
        node,
        [this, program = std::move(program)](Winsock& ws)
        {
            const int code = RunFramed(ws, program);
            True(false, "the program was to be killed before its end");
            return code;
        },
        Seconds(3),
        stop);
}

int
Scene::RunFramed(Winsock& ws, const SceneProgram& program)
{
    WSADATA data;
    Equal(ws.WSAStartup(MAKEWORD(2, 2), &data), 0, "WSAStartup");
    program(ws);
    ++m_ended;
    if (ws.GetProcess().IsStarted())
    {
        ws.WSACleanup();
    }
    return 0;
}

void
Scene::Play(const Time& until)
{
    Simulator::Stop(until - Simulator::Now());
    Simulator::Run();
}

void
Scene::CutWire()
{
    SetLoss(1);
}

void
Scene::MendWire()
{
    SetLoss(0);
}

void
Scene::SetLoss(double loss, int64_t stream)
{
    for (uint32_t i = 0; i < devices.GetN(); ++i)
    {
        Ptr<RateErrorModel> errors = CreateObject<RateErrorModel>();
        errors->SetUnit(RateErrorModel::ERROR_UNIT_PACKET);
        errors->SetRate(loss);
        stream += errors->AssignStreams(stream);
        devices.Get(i)->SetAttribute("ReceiveErrorModel", PointerValue(errors));
    }
}

void
Scene::True(bool condition, const std::string& what)
{
    NS_TEST_EXPECT_MSG_EQ(condition, true, what);
}

std::string
Scene::NameOf(int error)
{
    return error == 0 ? "no error" : WinsockErrorName(error);
}

void
Scene::DoRun()
{
    RngSeedManager::SetSeed(1);
    RngSeedManager::SetRun(1);
    m_script(*this);
    Equal(m_ended, m_programs, "every program came to its end");
    for (const auto& node : m_nodes)
    {
        CheckReleased(node);
    }
}

void
Scene::CheckReleased(Ptr<Node> node)
{
    Ptr<WinsockStack> stack = StackOf(node);
    if (stack->GetProcesses().empty())
    {
        Equal(stack->GetDescriptorLedger().GetInUse(), 0, "every descriptor was given back");
        // Connections end by themselves, and stay in TIME_WAIT (R-ACC-32, R-ACC-33).
        Equal(stack->GetPoolLedger().GetInUse(),
              GetOrphanShare(node).GetBytes(),
              "all buffer memory was given back");
    }
}

void
Scene::DoTeardown()
{
    Simulator::Destroy();
    m_nodes.clear();
    client = nullptr;
    server = nullptr;
    devices = NetDeviceContainer();
    CheckedTestCase::DoTeardown();
}

Ptr<WinsockStack>
StackOf(Ptr<Node> node)
{
    return node->GetObject<WinsockStack>();
}

void
RecordReturns(Ptr<Node> node, std::vector<std::string>& lines)
{
    const auto record = +[](std::vector<std::string>* to, const CallRecord& call)
    {
        if (call.phase == CallRecord::Phase::LEAVE)
        {
            std::ostringstream line;
            line << call;
            to->push_back(line.str());
        }
    };
    StackOf(node)->TraceConnectWithoutContext("Call", MakeBoundCallback(record, &lines));
}

SOCKADDR_IN
Ip4(const std::string& address, uint16_t port)
{
    SOCKADDR_IN name{};
    name.sin_family = AF_INET;
    uint8_t bytes[4];
    Ipv4Address(address.c_str()).Serialize(bytes);
    std::memcpy(&name.sin_addr, bytes, sizeof(bytes));
    name.sin_port = static_cast<USHORT>((port << 8) | (port >> 8));
    return name;
}

SOCKADDR_IN6
Ip6(const std::string& address, uint16_t port)
{
    SOCKADDR_IN6 name{};
    name.sin6_family = AF_INET6;
    uint8_t bytes[16];
    Ipv6Address(address.c_str()).Serialize(bytes);
    std::memcpy(&name.sin6_addr, bytes, sizeof(bytes));
    name.sin6_port = static_cast<USHORT>((port << 8) | (port >> 8));
    return name;
}

std::string
TextOf(const SOCKADDR_IN& address)
{
    return SocketAddressText(reinterpret_cast<const SOCKADDR*>(&address), sizeof(address));
}

std::string
TextOf(const SOCKADDR_IN6& address)
{
    return SocketAddressText(reinterpret_cast<const SOCKADDR*>(&address), sizeof(address));
}

int
SendText(Winsock& ws, SOCKET s, const std::string& text)
{
    return ws.send(s, text.data(), static_cast<int>(text.size()), 0);
}

std::string
ReceiveAll(Winsock& ws, SOCKET s)
{
    std::string all;
    char buffer[4096];
    int count;
    while ((count = ws.recv(s, buffer, sizeof(buffer), 0)) > 0)
    {
        all.append(buffer, static_cast<std::size_t>(count));
    }
    return all;
}

std::string
ReceiveOnce(Winsock& ws, SOCKET s, int flags)
{
    char buffer[4096];
    const int count = ws.recv(s, buffer, sizeof(buffer), flags);
    return std::string(buffer, count > 0 ? static_cast<std::size_t>(count) : 0);
}

namespace
{

template <typename Name>
SOCKET
Listen(Winsock& ws, int family, const Name& name, int backlog)
{
    const SOCKET s = ws.socket(family, SOCK_STREAM, IPPROTO_TCP);
    return BindTo(ws, s, name) == 0 && ws.listen(s, backlog) == 0 ? s : INVALID_SOCKET;
}

} // namespace

SOCKET
ListenAt(Winsock& ws, const SOCKADDR_IN& name, int backlog)
{
    return Listen(ws, AF_INET, name, backlog);
}

SOCKET
ListenAt(Winsock& ws, const SOCKADDR_IN6& name, int backlog)
{
    return Listen(ws, AF_INET6, name, backlog);
}

SOCKET
ConnectNew(Winsock& ws, const SOCKADDR_IN& name)
{
    const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    ConnectTo(ws, s, name);
    return s;
}

SOCKET
ConnectNew(Winsock& ws, const SOCKADDR_IN6& name)
{
    const SOCKET s = ws.socket(AF_INET6, SOCK_STREAM, IPPROTO_TCP);
    ConnectTo(ws, s, name);
    return s;
}

int
SetNumber(Winsock& ws, SOCKET s, int level, int option, int value)
{
    return ws.setsockopt(s, level, option, reinterpret_cast<const char*>(&value), sizeof(value));
}

int
GetNumber(Winsock& ws, SOCKET s, int level, int option)
{
    int value = 0;
    INT length = sizeof(value);
    const int result = ws.getsockopt(s, level, option, reinterpret_cast<char*>(&value), &length);
    return result == 0 ? value : SOCKET_ERROR;
}

int
SetNonBlocking(Winsock& ws, SOCKET s, bool nonBlocking)
{
    ULONG mode = nonBlocking;
    return ws.ioctlsocket(s, FIONBIO, &mode);
}

} // namespace ns3::winsock::test
