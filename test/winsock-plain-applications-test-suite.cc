/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Plain ns-3 applications whose sockets go through a node's catalog, chain and limits.

#include "layer-scene-test-support.h"
#include "scenario-test-support.h"
#include "scene-test-support.h"
#include "stream-scene-test-support.h"

#include "ns3/application-container.h"
#include "ns3/boolean.h"
#include "ns3/bulk-send-helper.h"
#include "ns3/call-record.h"
#include "ns3/codec-layer.h"
#include "ns3/data-rate.h"
#include "ns3/inet-socket-address.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/on-off-helper.h"
#include "ns3/packet-sink-helper.h"
#include "ns3/packet-sink.h"
#include "ns3/plain-process.h"
#include "ns3/plain-socket.h"
#include "ns3/pointer.h"
#include "ns3/shaper-layer.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/udp-client-server-helper.h"
#include "ns3/udp-server.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

constexpr const char* TCP = "ns3::winsock::TcpSocketFactory";
constexpr const char* UDP = "ns3::winsock::UdpSocketFactory";
constexpr uint32_t BYTES = 300000;

const InetSocketAddress ANYWHERE(Ipv4Address::GetAny(), PORT);
const InetSocketAddress AT_SERVER(Scene::SERVER, PORT);

Ptr<PacketSink>
InstallSink(Ptr<Node> node, const char* factory, const Address& local = ANYWHERE)
{
    ApplicationContainer sinks = PacketSinkHelper(factory, local).Install(node);
    sinks.Start(Seconds(1));
    return DynamicCast<PacketSink>(sinks.Get(0));
}

void
InstallBulkSend(Ptr<Node> node, const char* factory, const Address& to = AT_SERVER)
{
    BulkSendHelper bulk(factory, to);
    bulk.SetAttribute("MaxBytes", UintegerValue(BYTES));
    bulk.Install(node).Start(Seconds(3));
}

Ptr<Socket>
MakeSocket(Ptr<Node> node, const char* factory)
{
    return Socket::CreateSocket(node, TypeId::LookupByName(factory));
}

/// What the chain has answered to a socket.
std::string
ErrorOf(Ptr<Socket> socket)
{
    return Scene::NameOf(DynamicCast<PlainSocket>(socket)->GetWinsockError());
}

uint64_t
DescriptorsOf(Ptr<Node> node)
{
    return StackOf(node)->GetDescriptorLedger().GetInUse();
}

/// Lists what the application of a socket was told.
class Listener
{
  public:
    explicit Listener(Ptr<Socket> socket)
    {
        Follow(socket);
        socket->SetAcceptCallback(MakeCallback(&Listener::OnRequest, this),
                                  MakeCallback(&Listener::OnAccepted, this));
    }

    bool
    Saw(const std::string& what) const
    {
        return std::count(seen.begin(), seen.end(), what) != 0;
    }

    std::vector<std::string> seen;
    std::vector<Ptr<Socket>> accepted;
    bool wanted{true};

  private:
    void
    Follow(Ptr<Socket> socket)
    {
        socket->SetConnectCallback(MakeCallback(&Listener::OnConnected, this),
                                   MakeCallback(&Listener::OnFailed, this));
        socket->SetCloseCallbacks(MakeCallback(&Listener::OnClosed, this),
                                  MakeCallback(&Listener::OnBroken, this));
        socket->SetRecvCallback(MakeCallback(&Listener::OnData, this));
    }

    void
    OnConnected(Ptr<Socket>)
    {
        seen.emplace_back("connected");
    }

    void
    OnFailed(Ptr<Socket>)
    {
        seen.emplace_back("failed");
    }

    void
    OnClosed(Ptr<Socket>)
    {
        seen.emplace_back("closed");
    }

    void
    OnBroken(Ptr<Socket>)
    {
        seen.emplace_back("broken");
    }

    void
    OnData(Ptr<Socket>)
    {
        seen.emplace_back("data");
    }

    bool
    OnRequest(Ptr<Socket>, const Address&)
    {
        seen.emplace_back("request");
        return wanted;
    }

    void
    OnAccepted(Ptr<Socket> socket, const Address&)
    {
        seen.emplace_back("accepted");
        accepted.push_back(socket);
        socket->SetRecvCallback(MakeCallback(&Listener::OnData, this));
    }
};

/// BulkSend and PacketSink with every byte and the end, through layers or none.
void
TestBulkSend(Scene& t, const std::vector<HandleKind>& layers)
{
    Scene::Link link;
    link.server = "wince-6.0";
    t.Build(link);
    InstallPassThroughLayers(t.client, layers);
    InstallPassThroughLayers(t.server, layers);
    std::set<std::string> functions;
    const std::function<void(const CallRecord&)> note = [&](const CallRecord& record)
    { functions.insert(record.function); };
    const auto callback = MakeCallback(&std::function<void(const CallRecord&)>::operator(), &note);
    StackOf(t.client)->TraceConnectWithoutContext("Call", callback);
    Ptr<PacketSink> sink = InstallSink(t.server, TCP);
    InstallBulkSend(t.client, TCP);
    t.Play(Seconds(60));
    StackOf(t.client)->TraceDisconnectWithoutContext("Call", callback);
    t.Equal(sink->GetTotalRx(), BYTES, "the sink got every byte");
    t.True(functions.count("WSPConnect") && functions.count("WSPSend"), "through the SPI");
    t.Equal(DescriptorsOf(t.client), 0, "the sender has closed its socket");
    // The sink ends its connection when its peer has, because it never sends.
    t.Equal(DescriptorsOf(t.server), layers.size() + 1, "the listener is left, with its layers");
}

/// The far end uses ns-3's own sockets.
void
TestBulkSendToPlainSink(Scene& t)
{
    t.Build();
    Ptr<PacketSink> sink = InstallSink(t.server, "ns3::TcpSocketFactory");
    InstallBulkSend(t.client, TCP);
    t.Play(Seconds(60));
    t.Equal(sink->GetTotalRx(), BYTES, "the sink got every byte");
}

void
TestBulkSend6(Scene& t)
{
    Scene::Link link;
    link.ipv6 = true;
    t.Build(link);
    Ptr<PacketSink> sink =
        InstallSink(t.server, TCP, Inet6SocketAddress(Ipv6Address::GetAny(), PORT));
    InstallBulkSend(t.client, TCP, Inet6SocketAddress(Scene::SERVER6, PORT));
    t.Play(Seconds(60));
    t.Equal(sink->GetTotalRx(), BYTES, "the sink got every byte");
}

/// Layers that wait, change lengths and hold bytes back, under applications that know of none.
void
TestCodecAndShaper(Scene& t)
{
    t.Build();
    Ptr<ShaperLibrary> shaper = CreateObject<ShaperLibrary>();
    shaper->SetAttribute("Rate", DataRateValue(DataRate("240kbps")));
    InstallLayers(t.client, {CreateObject<CodecLibrary>(), shaper});
    InstallLayers(t.server, {CreateObject<CodecLibrary>()});
    Ptr<PacketSink> sink = InstallSink(t.server, TCP);
    InstallBulkSend(t.client, TCP);
    t.Play(Seconds(12));
    const uint64_t soFar = sink->GetTotalRx();
    t.True(soFar > 250000 && soFar < 8192 + 9 * 30000, "at the shaper's rate");
    t.Play(Seconds(60));
    t.Equal(sink->GetTotalRx(), BYTES, "the sink got every byte");
    t.Equal(DescriptorsOf(t.client), 0, "the sender has closed its socket, with all layers");
}

/// What BulkSend makes up are zero bytes, which programs receive like any others.
void
TestRealBytes(Scene& t)
{
    t.Build();
    InstallBulkSend(t.client, TCP);
    t.Program(
        t.server,
        [&](Winsock& ws)
        {
            const SOCKET s = AcceptOne(ws);
            t.True(ReceiveAll(ws, s) == std::string(BYTES, '\0'), "zero bytes");
            ws.closesocket(s);
        },
        Seconds(1));
    t.Play();
}

void
InstallOnOff(Ptr<Node> node, const char* factory)
{
    OnOffHelper source(factory, AT_SERVER);
    source.SetConstantRate(DataRate("400kbps"), 500);
    source.SetAttribute("MaxBytes", UintegerValue(100000));
    source.Install(node).Start(Seconds(3));
}

void
TestOnOff(Scene& t, const char* factory, const std::vector<HandleKind>& layers)
{
    t.Build();
    InstallPassThroughLayers(t.client, layers);
    InstallPassThroughLayers(t.server, layers);
    Ptr<PacketSink> sink = InstallSink(t.server, factory);
    InstallOnOff(t.client, factory);
    t.Play(Seconds(60));
    t.Equal(sink->GetTotalRx(), 100000, "the sink got every byte, each once");
}

/// In releases whose UdpServer and UdpClient have no attribute for it they keep ns-3's own sockets.
void
ChooseProtocol(Ptr<Application> application)
{
    application->SetAttributeFailSafe("Protocol", StringValue(UDP));
}

/// UdpServer counts what an OnOff application sends through the chain; UdpClient feeds a sink.
void
TestUdpServerAndClient(Scene& t)
{
    t.Build();
    InstallPassThroughLayers(t.client, {HandleKind::NON_IFS});
    InstallPassThroughLayers(t.server, {HandleKind::NON_IFS});
    UdpServerHelper serverHelper(PORT);
    ApplicationContainer servers = serverHelper.Install(t.server);
    ChooseProtocol(servers.Get(0));
    servers.Start(Seconds(1));
    InstallOnOff(t.client, UDP);
    const InetSocketAddress other(Ipv4Address::GetAny(), PORT + 1);
    Ptr<PacketSink> sink = InstallSink(t.server, UDP, other);
    UdpClientHelper clientHelper(InetSocketAddress(Scene::SERVER, PORT + 1));
    clientHelper.SetAttribute("MaxPackets", UintegerValue(10));
    clientHelper.SetAttribute("PacketSize", UintegerValue(200));
    ApplicationContainer clients = clientHelper.Install(t.client);
    ChooseProtocol(clients.Get(0));
    clients.Start(Seconds(3));
    t.Play(Seconds(60));
    t.Equal(DynamicCast<UdpServer>(servers.Get(0))->GetReceived(), 200, "datagrams of OnOff");
    t.Equal(sink->GetTotalRx(), 2000, "datagrams of UdpClient");
}

/// A socket whose chain is refused a descriptor.
void
TestRefused(Scene& t)
{
    t.Build("wince-6.0");
    InstallPassThroughLayers(t.client, {HandleKind::NON_IFS, HandleKind::NON_IFS});
    t.Set(t.client, "MaxSocketsPerProcess", UintegerValue(2)); // three elements want three
    std::vector<int> refusals;
    const std::function<void(int)> note = [&](int error) { refusals.push_back(error); };
    t.client->GetObject<PlainProcess>()->TraceConnectWithoutContext(
        "Refused", MakeCallback(&std::function<void(int)>::operator(), &note));
    for (const char* factory : {TCP, UDP})
    {
        Ptr<Socket> socket = MakeSocket(t.client, factory);
        t.Equal(socket->Bind(), -1, "the chain is refused where it is made");
        t.Equal(int(socket->GetErrno()), int(Socket::ERROR_ADDRNOTAVAIL), "as for want of a port");
        t.Equal(ErrorOf(socket), std::string("WSAEMFILE"), "Winsock's word for it");
        t.Equal(socket->Bind6(), -1, "and of the other family");
        t.Equal(socket->Send(Create<Packet>(10)), -1, "nothing can be sent");
        t.Equal(int(socket->GetErrno()), int(Socket::ERROR_NOTCONN), "for want of a connection");
    }
    t.True(refusals == std::vector<int>(4, WSAEMFILE), "the trace has told of each");
    t.Equal(DescriptorsOf(t.client), 0, "nothing is left of the chains");
}

/// An orphaned chain shows as a device that is not there.
void
TestNoProvider(Scene& t)
{
    t.Build();
    StackOf(t.client)->SetCatalog(LayeredCatalog({"removed.dll"}));
    Ptr<Socket> socket = MakeSocket(t.client, TCP);
    t.Equal(socket->Bind(), -1, "R-CAT-47: no socket through a removed library");
    t.Equal(int(socket->GetErrno()), int(Socket::ERROR_NODEV), "as ns-3 would say");
    t.Equal(ErrorOf(socket), std::string("WSAEPROVIDERFAILEDINIT"), "as Winsock says");
}

void
RefuseLate(Ptr<Node> node)
{
    node->GetObject<PlainProcess>()->SetAttribute("RefuseLate", BooleanValue(true));
}

/// With RefuseLate the simulation goes on without the refused applications.
void
TestRefusedLate(Scene& t)
{
    t.Build();
    RefuseLate(t.client);
    RefuseLate(t.server);
    t.Set(t.client, "MaxSocketsPerProcess", UintegerValue(0));
    t.Set(t.server, "MaxSocketsPerProcess", UintegerValue(0));
    Ptr<PacketSink> sink = InstallSink(t.server, TCP);
    InstallBulkSend(t.client, TCP);
    Ptr<Socket> socket = MakeSocket(t.client, TCP);
    Listener listener(socket);
    t.Equal(socket->Bind(), 0, "Bind is not where it shows");
    t.Equal(socket->Connect(AT_SERVER), -1, "Connect is");
    t.Equal(int(socket->GetErrno()), int(Socket::ERROR_ADDRNOTAVAIL), "with the same errno");
    Ptr<Socket> datagrams = MakeSocket(t.client, UDP);
    t.Equal(datagrams->Bind(), 0, "likewise");
    t.Equal(datagrams->SendTo(Create<Packet>(10), 0, AT_SERVER), -1, "and sending");
    t.Equal(ErrorOf(datagrams), std::string("WSAEMFILE"), "with the same error");
    t.Play(Seconds(60));
    t.True(listener.seen == std::vector<std::string>{"failed"}, "and the callback tells");
    t.Equal(sink->GetTotalRx(), 0, "nobody sent, nobody listened");
    t.Set(t.client, "MaxSocketsPerProcess", UintegerValue(1));
    t.Equal(datagrams->SendTo(Create<Packet>(10), 0, AT_SERVER), 10, "once there is room it works");
    datagrams->Close();
}

/// R-RES-4: connections that a limit keeps from being accepted wait for what others give back.
void
TestStarvedAccept(Scene& t)
{
    t.Build("wince-6.0");
    InstallPassThroughLayers(t.server, {HandleKind::NON_IFS});
    t.Set(t.server, "MaxSocketsPerProcess", UintegerValue(4)); // a listener and one connection
    Ptr<Socket> listening = MakeSocket(t.server, TCP);
    Listener server(listening);
    listening->Bind(ANYWHERE);
    t.Equal(listening->Listen(), 0, "listening");
    for (int i = 0; i < 2; ++i)
    {
        t.Program(t.client,
                  [&t](Winsock& ws)
                  {
                      const SOCKET s = ConnectNew(ws, ServerAddress());
                      t.Equal(ReceiveOnce(ws, s), std::string(), "the server closes it");
                      ws.closesocket(s);
                  });
    }
    const std::function<void()> closeFirst = [&]
    {
        t.Equal(server.accepted.size(), 1U, "the second connection finds no descriptors");
        t.Equal(ErrorOf(listening), std::string("WSAEMFILE"), "of the process");
        server.accepted.front()->Close();
    };
    Simulator::Schedule(Seconds(5), &std::function<void()>::operator(), &closeFirst);
    const std::function<void()> closeSecond = [&]
    {
        t.Equal(server.accepted.size(), 2U, "it was accepted when the first was closed");
        server.accepted.back()->Close();
        listening->Close();
    };
    Simulator::Schedule(Seconds(6), &std::function<void()>::operator(), &closeSecond);
    t.Play(Seconds(60));
    t.Equal(DescriptorsOf(t.server), 0, "all is given back");
}

/// A stream socket of the first node, bound.
Ptr<Socket>
MakeClient(Scene& t)
{
    Ptr<Socket> socket = MakeSocket(t.client, TCP);
    t.Equal(socket->Bind(), 0, "bound");
    return socket;
}

void
ConnectSocket(Ptr<Socket> socket, Address to)
{
    socket->Connect(to);
}

/// A connection that nobody takes, and one that the application does not want.
void
TestRejected(Scene& t)
{
    t.Build();
    Ptr<Socket> listening = MakeSocket(t.server, TCP);
    Listener server(listening);
    server.wanted = false;
    listening->Bind(ANYWHERE);
    listening->Listen();
    Ptr<Socket> unwanted = MakeClient(t);
    Ptr<Socket> lost = MakeClient(t);
    Listener atUnwanted(unwanted);
    Listener atLost(lost);
    Simulator::Schedule(Seconds(3), &ConnectSocket, unwanted, Address(AT_SERVER));
    Simulator::Schedule(
        Seconds(3), &ConnectSocket, lost, Address(InetSocketAddress(Scene::SERVER, PORT + 1)));
    t.Play(Seconds(60));
    t.True(atLost.seen == std::vector<std::string>{"failed"}, "R-CON-4: nobody listens there");
    t.Equal(ErrorOf(lost), std::string("WSAECONNREFUSED"), "the peer has refused");
    t.True(server.seen == std::vector<std::string>{"request"}, "asked, then not introduced");
    t.True(atUnwanted.Saw("broken"), "R-ACC-7: the peer is reset");
    t.Equal(DescriptorsOf(t.client), 0, "sockets that have failed hold nothing");
}

/// Packets go whole or not at all, and every arrival is told of, read or not.
void
TestPackets(Scene& t)
{
    t.Build();
    Ptr<Socket> listening = MakeSocket(t.server, TCP);
    Listener server(listening);
    listening->Bind(ANYWHERE);
    listening->Listen();
    Ptr<Socket> sender = MakeClient(t);
    const std::string text = "0123456789";
    const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
    uint32_t sent = 0;
    const std::function<void()> send = [&]
    {
        const uint32_t room = sender->GetTxAvailable();
        t.Equal(sender->Send(Create<Packet>(room + 1)), -1, "more than there is room for");
        t.Equal(int(sender->GetErrno()), int(Socket::ERROR_MSGSIZE), "can never go");
        t.Equal(sender->Send(bytes, 10, 0), 10, "a packet");
        while (sender->Send(bytes, 10, 0) == 10)
        {
            ++sent;
        }
        t.Equal(int(sender->GetErrno()), int(Socket::ERROR_AGAIN), "full for now");
        t.True(sender->GetTxAvailable() < 10, "which can be asked");
    };
    Simulator::Schedule(Seconds(3), &ConnectSocket, sender, Address(AT_SERVER));
    Simulator::Schedule(Seconds(4), &std::function<void()>::operator(), &send);
    t.Play(Seconds(60));
    const uint32_t total = (sent + 1) * 10;
    t.Equal(server.accepted.size(), 1U, "a connection");
    t.True(std::count(server.seen.begin(), server.seen.end(), "data") > 1, "told again and again");
    Ptr<Socket> receiver = server.accepted.front();
    t.True(receiver->GetRxAvailable() != 0, "what has arrived is kept");
    Address from;
    Address name;
    Ptr<Packet> first = receiver->RecvFrom(7, 0, from);
    sender->GetSockName(name);
    t.True(from == name, "with the sender's address");
    std::string got(7, ' ');
    first->CopyData(reinterpret_cast<uint8_t*>(got.data()), 7);
    t.Equal(got, std::string("0123456"), "real bytes, in order");
    t.True(receiver->GetRxAvailable() + 7 <= total, "no byte is there twice");
}

/// What ends on one side shows on the other.
void
TestEnds(Scene& t)
{
    t.Build();
    Ptr<Socket> listening = MakeSocket(t.server, TCP);
    Listener server(listening);
    listening->Bind(ANYWHERE);
    listening->Listen();
    Ptr<Socket> graceful = MakeClient(t);
    Ptr<Socket> rude = MakeClient(t);
    Listener atRude(rude);
    Simulator::Schedule(Seconds(3), &ConnectSocket, graceful, Address(AT_SERVER));
    Simulator::Schedule(Seconds(4), &ConnectSocket, rude, Address(AT_SERVER));
    const std::function<void()> end = [&]
    {
        graceful->Close();
        // Closing with data that was not read resets the peer (R-SHD-3).
        rude->Send(Create<Packet>(10));
    };
    Simulator::Schedule(Seconds(5), &std::function<void()>::operator(), &end);
    const std::function<void()> reset = [&]
    {
        t.True(server.Saw("closed"), "R-EVT-7: a graceful end");
        t.True(server.accepted.front()->Recv()->GetSize() == 0, "R-DAT-5: the end of the stream");
        server.accepted.back()->Close();
    };
    Simulator::Schedule(Seconds(6), &std::function<void()>::operator(), &reset);
    t.Play(Seconds(60));
    t.True(atRude.Saw("broken"), "R-EVT-7: a reset");
    t.Equal(rude->Send(Create<Packet>(10)), -1, "nothing goes any more");
    t.Equal(server.accepted.front()->Close(), 0, "the other side closes as well");
    t.Equal(listening->Close(), 0, "and the listener");
    t.Equal(DescriptorsOf(t.server), 0, "everything is given back");
}

/// The process ends with the node or before it; what applications hold then is dead and harmless.
void
TestProcessEnds(Scene& t)
{
    t.Build();
    Ptr<PlainProcess> process = t.client->GetObject<PlainProcess>();
    t.True(!process->GetProcess(), "a node without plain sockets has no process");
    Ptr<Socket> socket = MakeClient(t);
    t.Equal(process->GetProcess()->GetName(), std::string("ns-3 applications"), "its name");
    process->GetProcess()->Terminate();
    t.Equal(DescriptorsOf(t.client), 0, "its handles are gone");
    t.Equal(socket->Send(Create<Packet>(10)), -1, "a socket without a handle");
    t.Equal(socket->Close(), -1, "is closed already");
    Ptr<Socket> next = MakeClient(t);
    t.Equal(DescriptorsOf(t.client), 1, "the next socket begins another process");
}

void
TestMistakes(Scene& t)
{
    t.Build();
    const std::string join =
        MessageOfAbort([&] { MakeSocket(t.client, UDP)->Ipv6JoinGroup(Ipv6Address("ff02::1")); });
    t.True(join.find("ns3::UdpSocketFactory") != std::string::npos, "groups: the mend is named");
    const std::string device = MessageOfAbort(
        [&]
        {
            Ptr<Socket> socket = MakeSocket(t.client, UDP);
            socket->Bind();
            socket->BindToNetDevice(t.devices.Get(0));
        });
    t.True(device.find("before Bind") != std::string::npos, "devices: the mend is named");
    Ptr<Socket> bound = MakeSocket(t.client, UDP);
    bound->BindToNetDevice(t.devices.Get(0));
    bound->Bind(InetSocketAddress(Ipv4Address::GetAny(), PORT));
    Address name;
    bound->GetSockName(name);
    t.True(name == Address(InetSocketAddress(Scene::CLIENT, PORT)), "the device's address");
    bound->Close();
}

class PlainApplicationsTestSuite : public TestSuite
{
  public:
    PlainApplicationsTestSuite()
        : TestSuite("winsock-plain-applications", TestSuite::Type::UNIT)
    {
        const auto own = HandleKind::NON_IFS;
        const auto ifs = HandleKind::IFS;
        Add("BulkSend to PacketSink", [](Scene& t) { TestBulkSend(t, {}); });
        Add("BulkSend to PacketSink through layers with handles of their own",
            [=](Scene& t) {
                TestBulkSend(t, {own, own});
            });
        Add("BulkSend to a PacketSink of ns-3's own TCP", TestBulkSendToPlainSink);
        Add("IPv6: BulkSend to PacketSink", TestBulkSend6);
        Add("BulkSend through a codec and a shaper", TestCodecAndShaper);
        Add("BulkSend to a program: zero-filled packets are bytes", TestRealBytes);
        Add("OnOff with datagrams", [](Scene& t) { TestOnOff(t, UDP, {}); });
        Add("OnOff with datagrams through layers",
            [=](Scene& t) {
                TestOnOff(t, UDP, {own, ifs});
            });
        Add("OnOff with a stream: no byte twice", [](Scene& t) { TestOnOff(t, TCP, {}); });
        Add("UdpServer and UdpClient", TestUdpServerAndClient);
        Add("a limit refuses: Bind fails with ns-3's errno", TestRefused);
        Add("R-CAT-47 a provider that is gone is a device that is not there", TestNoProvider);
        Add("RefuseLate: Connect and Listen fail, and the simulation goes on", TestRefusedLate);
        Add("R-RES-4 connections wait for descriptors", TestStarvedAccept);
        Add("R-CON-4 R-ACC-7 refused and unwanted connections", TestRejected);
        Add("packets go whole, bytes are real", TestPackets);
        Add("R-EVT-7 R-DAT-5 ends of connections", TestEnds);
        Add("the process of the applications", TestProcessEnds);
        Add("scenario mistakes are named", TestMistakes);
    }

  private:
    void
    Add(const std::string& name, Scene::Script script)
    {
        AddTestCase(new Scene(name, std::move(script)));
    }
};

PlainApplicationsTestSuite g_plainApplicationsTestSuite;

} // namespace
