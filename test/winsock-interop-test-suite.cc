/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Winsock programs and the plain applications of ns-3, each with the other one at its far end.

#include "scenario-test-support.h"
#include "scene-test-support.h"

#include "ns3/application-container.h"
#include "ns3/bulk-send-helper.h"
#include "ns3/callback.h"
#include "ns3/inet-socket-address.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/ipv4-static-routing-helper.h"
#include "ns3/ipv4.h"
#include "ns3/on-off-helper.h"
#include "ns3/packet-sink-helper.h"
#include "ns3/packet-sink.h"
#include "ns3/point-to-point-helper.h"
#include "ns3/string.h"
#include "ns3/udp-echo-helper.h"
#include "ns3/uinteger.h"

#include <string>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

constexpr uint16_t PORT = 8000;
constexpr uint32_t BYTES = 300000;

Ptr<PacketSink>
InstallSink(Ptr<Node> node, const std::string& factory, const Address& local)
{
    ApplicationContainer sinks = PacketSinkHelper(factory, local).Install(node);
    sinks.Start(Seconds(1));
    return DynamicCast<PacketSink>(sinks.Get(0));
}

/// A program sends to a PacketSink.
void
SendToSink(Scene& t)
{
    Scene::Link link;
    link.client = "wince-6.0";
    link.loss = 0.01;
    t.Build(link);
    Ptr<PacketSink> sink = InstallSink(
        t.server, "ns3::TcpSocketFactory", InetSocketAddress(Ipv4Address::GetAny(), PORT));
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET s = ConnectNew(ws, Ip4(Scene::SERVER, PORT));
                  t.Equal(SendText(ws, s, std::string(BYTES, 'x')), int(BYTES), "sent");
                  ws.shutdown(s, SD_SEND);
                  t.Equal(ReceiveAll(ws, s), std::string(), "the sink closes as well");
                  t.Works(ws, ws.closesocket(s), "close");
              });
    t.Play();
    t.Equal(sink->GetTotalRx(), BYTES, "the sink got every byte");
}

void
SendToSink6(Scene& t)
{
    Scene::Link link;
    link.ipv6 = true;
    t.Build(link);
    Ptr<PacketSink> sink = InstallSink(
        t.server, "ns3::TcpSocketFactory", Inet6SocketAddress(Ipv6Address::GetAny(), PORT));
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET s = ConnectNew(ws, Ip6(Scene::SERVER6, PORT));
                  t.Equal(SendText(ws, s, std::string(BYTES, 'x')), int(BYTES), "sent");
                  ws.closesocket(s);
              });
    t.Play();
    t.Equal(sink->GetTotalRx(), BYTES, "the sink got every byte");
}

/**
 * A program receives from a BulkSend application.
 * @param t the scene
 * @param profile of the receiver
 * @param loss part of the packets
 * @param window SO_RCVBUF; over losses, ns-3's own sender crashes at the edge of its peer's window
 */
void
ReceiveFromBulkSend(Scene& t, const std::string& profile, double loss, int window)
{
    Scene::Link link;
    link.server = profile;
    link.loss = loss;
    t.Build(link);
    BulkSendHelper bulk("ns3::TcpSocketFactory", InetSocketAddress(Scene::SERVER, PORT));
    bulk.SetAttribute("MaxBytes", UintegerValue(BYTES));
    bulk.Install(t.client).Start(Seconds(4));
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET listener = ws.socket(AF_INET, SOCK_STREAM, 0);
                  SetNumber(ws, listener, SOL_SOCKET, SO_RCVBUF, window);
                  BindTo(ws, listener, Ip4(Scene::ANY, PORT));
                  ws.listen(listener, 5);
                  const SOCKET s = t.Works(ws, ws.accept(listener, nullptr, nullptr), "accept");
                  t.Equal(ReceiveAll(ws, s).size(), BYTES, "every byte, and the end");
                  t.Equal(ws.WSAGetLastError(), 0, "a graceful end");
                  ws.closesocket(s);
              });
    t.Play();
}

/// A program talks to a UdpEchoServer.
void
AskEchoServer(Scene& t)
{
    t.Build();
    UdpEchoServerHelper(PORT).Install(t.server).Start(Seconds(1));
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, 0);
                  t.Works(ws, ConnectTo(ws, s, Ip4(Scene::SERVER, PORT)), "connect");
                  for (const std::string text : {"one", "two", "three"})
                  {
                      SendText(ws, s, text);
                      t.Equal(ReceiveOnce(ws, s), text, "the echo");
                  }
              });
    t.Play();
}

/// Counts what an application's trace source reports.
struct Counter
{
    uint32_t count{0};

    void
    Note(Ptr<const Packet>)
    {
        ++count;
    }
};

/// A program serves a UdpEchoClient.
void
ServeEchoClient(Scene& t)
{
    t.Build();
    UdpEchoClientHelper helper(InetSocketAddress(Scene::SERVER, PORT));
    helper.SetAttribute("MaxPackets", UintegerValue(5));
    ApplicationContainer clients = helper.Install(t.client);
    clients.Start(Seconds(4));
    Counter received;
    clients.Get(0)->TraceConnectWithoutContext("Rx", MakeCallback(&Counter::Note, &received));
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, 0);
                  BindTo(ws, s, Ip4(Scene::ANY, PORT));
                  for (int i = 0; i < 5; ++i)
                  {
                      char buffer[2000];
                      SOCKADDR_IN from{};
                      auto* name = reinterpret_cast<SOCKADDR*>(&from);
                      INT length = sizeof(from);
                      const int count = ws.recvfrom(s, buffer, sizeof(buffer), 0, name, &length);
                      t.Equal(count, 100, "a request of the usual size");
                      ws.sendto(s, buffer, count, 0, name, length);
                  }
              });
    t.Play();
    t.Equal(received.count, 5, "every request was answered");
}

/// Datagrams of an OnOff application arrive, and a sink gets those of a program.
void
Datagrams(Scene& t)
{
    t.Build();
    Ptr<PacketSink> sink = InstallSink(
        t.client, "ns3::UdpSocketFactory", InetSocketAddress(Ipv4Address::GetAny(), PORT));
    OnOffHelper source("ns3::UdpSocketFactory", InetSocketAddress(Scene::SERVER, PORT));
    source.SetConstantRate(DataRate("100kbps"), 500);
    source.SetAttribute("MaxBytes", UintegerValue(10000));
    source.Install(t.client).Start(Seconds(4));
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, 0);
                  BindTo(ws, s, Ip4(Scene::ANY, PORT));
                  for (int i = 0; i < 20; ++i)
                  {
                      const std::string text = ReceiveOnce(ws, s);
                      t.Equal(text.size(), 500, "a datagram");
                      SendTo(ws, s, text, Ip4(Scene::CLIENT, PORT));
                  }
              });
    t.Play();
    t.Equal(sink->GetTotalRx(), 10000, "all come back");
}

/// The far end is a node of ns-3 alone, behind a router.
void
PlainNodes(Scene& t)
{
    t.Build("wince-6.0");
    Ptr<Node> plain = CreateObject<Node>();
    InternetStackHelper().Install(plain);
    NetDeviceContainer devices = PointToPointHelper().Install(t.server, plain);
    Ipv4AddressHelper("10.1.2.0", "255.255.255.0").Assign(devices);
    Ipv4StaticRoutingHelper routing;
    routing.GetStaticRouting(t.client->GetObject<Ipv4>())->SetDefaultRoute(Scene::SERVER, 1);
    routing.GetStaticRouting(plain->GetObject<Ipv4>())->SetDefaultRoute("10.1.2.1", 1);
    Ptr<PacketSink> sink =
        InstallSink(plain, "ns3::TcpSocketFactory", InetSocketAddress("10.1.2.2", PORT));
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET s = ConnectNew(ws, Ip4("10.1.2.2", PORT));
                  t.Equal(SendText(ws, s, std::string(BYTES, 'x')), int(BYTES), "sent");
                  ws.closesocket(s);
                  t.Fails(ws,
                          ConnectTo(ws, ws.socket(AF_INET, SOCK_STREAM, 0), Ip4("10.1.2.2", 1)),
                          WSAECONNREFUSED,
                          "a plain node refuses as well");
              });
    t.Play();
    t.Equal(sink->GetTotalRx(), BYTES, "the sink got every byte");
}

class InteropTestSuite : public TestSuite
{
  public:
    InteropTestSuite()
        : TestSuite("winsock-interop", TestSuite::Type::UNIT)
    {
        Add("a program to PacketSink over a lossy link", SendToSink);
        Add("IPv6: a program to PacketSink", SendToSink6);
        Add("BulkSend to a program on a CE device",
            [](Scene& t) { ReceiveFromBulkSend(t, "wince-6.0", 0, 32768); });
        Add("BulkSend to a program over a lossy link",
            [](Scene& t) { ReceiveFromBulkSend(t, "windows-10", 0.01, 1000000); });
        Add("a program to UdpEchoServer", AskEchoServer);
        Add("UdpEchoClient to a program", ServeEchoClient);
        Add("OnOff and PacketSink with datagrams", Datagrams);
        Add("a node without Winsock behind a router", PlainNodes);
    }

  private:
    void
    Add(const std::string& name, Scene::Script script)
    {
        AddTestCase(new Scene(name, std::move(script)));
    }
};

InteropTestSuite g_interopTestSuite;

} // namespace
