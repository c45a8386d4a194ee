/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The filter layer: rules, and what each denied function answers.

#include "layer-scene-test-support.h"
#include "scenario-test-support.h"
#include "stream-scene-test-support.h"

#include "ns3/call-record.h"
#include "ns3/filter-layer.h"
#include "ns3/monitor-layer.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/test.h"
#include "ns3/winsock-error.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

constexpr uint16_t OTHER_PORT = 5555;

Ptr<FilterLibrary>
MakeFilter(const std::string& rules)
{
    Ptr<FilterLibrary> filter = CreateObject<FilterLibrary>();
    filter->SetAttribute("Rules", StringValue(rules));
    return filter;
}

/** Writes down the functions that arrive below a filter, and what the filter denies. */
class Watch
{
  public:
    /// Puts a filter and the watch below it in front of all that a node's programs open.
    void
    Install(Ptr<Node> node, Ptr<FilterLibrary> filter)
    {
        Ptr<MonitorLibrary> monitor = CreateObject<MonitorLibrary>();
        monitor->SetAttribute("Handles", StringValue("IFS"));
        monitor->TraceConnectWithoutContext("Call", MakeCallback(&Watch::OnCall, this));
        filter->TraceConnectWithoutContext("Denied", MakeCallback(&Watch::OnDenied, this));
        InstallLayers(node, {filter, monitor});
    }

    /// @return how often a function arrived
    int
    Count(const std::string& function) const
    {
        return static_cast<int>(std::count(arrived.begin(), arrived.end(), function));
    }

    /// @return the first denial; an empty one if there is none
    FilterDenial
    First() const
    {
        return denials.empty() ? FilterDenial() : denials.front();
    }

    std::vector<std::string> arrived;
    std::vector<FilterDenial> denials;

  private:
    void
    OnCall(const CallRecord& record)
    {
        if (record.phase == CallRecord::Phase::ENTER)
        {
            arrived.emplace_back(record.function);
        }
    }

    void
    OnDenied(const FilterDenial& denial)
    {
        denials.push_back(denial);
    }
};

// ---------------------------------------------------------------- what is denied

/// A program alone on its node, behind a filter.
void
PlayAlone(Scene& t, Watch& watch, Ptr<FilterLibrary> filter, const SceneProgram& program)
{
    t.Build();
    watch.Install(t.client, filter);
    t.Program(t.client, program);
    t.Play(Simulator::Now() + Seconds(100));
}

void
TestOpen(Scene& t)
{
    Watch watch;
    PlayAlone(t,
              watch,
              MakeFilter("deny open type=dgram error=WSAEPROTONOSUPPORT; deny open type=stream"),
              [&](Winsock& ws)
              {
                  t.Fails(ws, ws.socket(AF_INET, SOCK_STREAM, 0), WSAEACCES, "the filter's error");
                  t.Fails(ws,
                          ws.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP),
                          WSAEPROTONOSUPPORT,
                          "the rule's error");
              });
    t.Equal(watch.Count("WSPSocket"), 0, "nothing reached the layer below");
    t.Equal(watch.denials.size(), 2U, "told");
    t.Equal(watch.First().rule, 1, "by which rule");
    t.Equal(watch.First().time, Seconds(3), "when");
    t.Equal(watch.First().request.type, SOCK_STREAM, "what");
    t.Equal(std::string(watch.First().request.function), std::string("WSPSocket"), "how");
}

void
TestBindAndListen(Scene& t)
{
    Watch watch;
    PlayAlone(t,
              watch,
              MakeFilter("deny bind localport=1-1023; deny listen local=10.1.1.1 localport=5555"),
              [&](Winsock& ws)
              {
                  const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, 0);
                  t.Fails(ws, BindTo(ws, s, Ip4(Scene::ANY, 80)), WSAEACCES, "the port is denied");
                  t.Equal(watch.Count("WSPBind"), 0, "nothing reached the layer below");
                  t.Works(ws, BindTo(ws, s, Ip4(Scene::CLIENT, OTHER_PORT)), "nothing was changed");
                  t.Fails(ws, ws.listen(s, 5), WSAEACCES, "listening there is denied");
                  t.Equal(watch.Count("WSPListen"), 0, "nothing reached the layer below");
                  t.Fails(ws, BindTo(ws, s, Ip4(Scene::ANY, 0)), WSAEINVAL, "errors from below");
                  ws.closesocket(s);
              });
}

void
TestConnect(Scene& t)
{
    Watch watch;
    PlayAlone(t,
              watch,
              MakeFilter("deny out remote=10.1.1.0/24 remoteport=1-4999 error=WSAECONNREFUSED"),
              [&](Winsock& ws)
              {
                  const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, 0);
                  t.Fails(ws, ConnectTo(ws, s, ServerAddress()), WSAECONNREFUSED, "denied");
                  SetNonBlocking(ws, s, true);
                  t.Fails(ws, ConnectTo(ws, s, ServerAddress()), WSAECONNREFUSED, "at once");
                  t.Equal(watch.Count("WSPConnect"), 0, "nothing reached the layer below");
                  t.Fails(ws,
                          ConnectTo(ws, s, Ip4(Scene::SERVER, OTHER_PORT)),
                          WSAEWOULDBLOCK,
                          "another port is tried");
                  t.Equal(watch.Count("WSPConnect"), 1, "and reached the layer below");
                  const SOCKET d = ws.socket(AF_INET, SOCK_DGRAM, 0);
                  t.Fails(ws, ConnectTo(ws, d, ServerAddress()), WSAECONNREFUSED, "a peer");
                  ws.closesocket(d);
                  ws.closesocket(s);
              });
    t.Equal(watch.denials.size(), 3U, "told");
}

// ---------------------------------------------------------------- connections that come

/// Connects from a port of one's own; what the peer does then is in the result of a receive.
std::string
Visit(Winsock& ws, uint16_t port)
{
    const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, 0);
    BindTo(ws, s, Ip4(Scene::CLIENT, port));
    if (ConnectTo(ws, s, ServerAddress()) != 0)
    {
        return Scene::NameOf(ws.WSAGetLastError());
    }
    char buffer[10];
    const int got = ws.recv(s, buffer, sizeof(buffer), 0);
    const int error = got < 0 ? ws.WSAGetLastError() : 0;
    ws.closesocket(s);
    return got < 0 ? Scene::NameOf(error) : std::string(buffer, static_cast<std::size_t>(got));
}

class AcceptScene
{
  public:
    explicit AcceptScene(const std::string& handles)
        : m_filter(MakeFilter("deny in remote=10.1.1.1 remoteport=5555"))
    {
        m_filter->SetAttribute("Handles", StringValue(handles));
    }

    void
    Play(Scene& t, const SceneProgram& server)
    {
        t.Build();
        m_watch.Install(t.server, m_filter);
        t.Program(t.server, server);
        t.Program(
            t.client,
            [&](Winsock& ws)
            {
                t.Equal(Visit(ws, OTHER_PORT),
                        std::string("WSAECONNRESET"),
                        "R-ACC-7: a connected peer is reset");
                ws.Sleep(1000);
                t.Equal(Visit(ws, OTHER_PORT + 1), std::string("hello"), "another is served");
            },
            Seconds(4));
        t.Play();
        t.Equal(m_watch.denials.size(), 1U, "told");
        t.Equal(m_filter->GetHits(0), 1U, "counted");
        t.Equal(m_watch.First().request.remote->port, OTHER_PORT, "who");
        t.Equal(m_watch.First().request.local->port, PORT, "where");
    }

  private:
    Ptr<FilterLibrary> m_filter;
    Watch m_watch;
};

void
Greet(Scene& t, Winsock& ws, SOCKET s, const SOCKADDR_IN& peer)
{
    t.Equal(TextOf(peer), std::string("10.1.1.1:5556"), "who was accepted");
    SendText(ws, s, "hello");
    ws.closesocket(s);
}

void
TestAccept(Scene& t, const std::string& handles)
{
    AcceptScene(handles).Play(t,
                              [&](Winsock& ws)
                              {
                                  const SOCKET listener = ListenAt(ws, Ip4(Scene::ANY, PORT));
                                  SOCKADDR_IN peer{};
                                  INT length = sizeof(peer);
                                  const SOCKET s = ws.accept(
                                      listener, reinterpret_cast<SOCKADDR*>(&peer), &length);
                                  t.True(Simulator::Now() > Seconds(5), "the wait went on");
                                  t.Works(ws, s, "accept");
                                  Greet(t, ws, s, peer);
                                  ws.closesocket(listener);
                              });
}

void
TestAcceptNonBlocking(Scene& t)
{
    AcceptScene("NON_IFS").Play(
        t,
        [&](Winsock& ws)
        {
            const SOCKET listener = ListenAt(ws, Ip4(Scene::ANY, PORT));
            SetNonBlocking(ws, listener, true);
            ws.Sleep(1500);
            const uint64_t before = StackOf(t.server)->GetDescriptorLedger().GetInUse();
            t.Fails(ws, ws.accept(listener, nullptr, nullptr), WSAEWOULDBLOCK, "nobody else");
            t.Equal(StackOf(t.server)->GetDescriptorLedger().GetInUse(), before, "R-ACC-5");
            ws.Sleep(1500);
            SOCKADDR_IN peer{};
            INT length = sizeof(peer);
            const SOCKET s = ws.accept(listener, reinterpret_cast<SOCKADDR*>(&peer), &length);
            t.Works(ws, s, "accept");
            Greet(t, ws, s, peer);
            ws.closesocket(listener);
        });
}

int
RejectAll(LPWSABUF, LPWSABUF, LPQOS, LPQOS, LPWSABUF, LPWSABUF, GROUP*, DWORD_PTR dwCallbackData)
{
    ++*reinterpret_cast<int*>(dwCallbackData);
    return CF_REJECT;
}

/// A program's own condition function sees only who the rules let through, and its answer counts.
void
TestConditionFunction(Scene& t)
{
    Watch watch;
    t.Build();
    watch.Install(t.server, MakeFilter("deny in remoteport=5555"));
    int asked = 0;
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET listener = ListenAt(ws, Ip4(Scene::ANY, PORT));
                  const SOCKET s = ws.WSAAccept(
                      listener, nullptr, nullptr, RejectAll, reinterpret_cast<DWORD_PTR>(&asked));
                  t.Fails(ws, s, WSAECONNREFUSED, "R-ACC-5: CF_REJECT");
                  ws.closesocket(listener);
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            Visit(ws, OTHER_PORT);
            Visit(ws, OTHER_PORT + 1);
        },
        Seconds(4));
    t.Play();
    t.Equal(asked, 1, "asked about one of two");
    t.Equal(watch.denials.size(), 1U, "the rules decided about the other");
}

// ---------------------------------------------------------------- datagrams

SOCKET
Datagrams(Winsock& ws, const char* address, uint16_t port)
{
    const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, 0);
    BindTo(ws, s, Ip4(address, port));
    return s;
}

int
SendTo(Winsock& ws, SOCKET s, const std::string& text, const SOCKADDR_IN& to)
{
    return ws.sendto(s,
                     text.data(),
                     static_cast<int>(text.size()),
                     0,
                     reinterpret_cast<const SOCKADDR*>(&to),
                     sizeof(to));
}

void
TestSendTo(Scene& t)
{
    Watch watch;
    t.Build();
    watch.Install(t.client,
                  MakeFilter("allow out remoteport=4001; deny out; deny out error=WSAENETDOWN"));
    std::string received;
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET s = Datagrams(ws, Scene::ANY, PORT + 1);
                  received = ReceiveOnce(ws, s, 0);
                  ws.closesocket(s);
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, 0);
            t.Fails(ws, SendTo(ws, s, "no", ServerAddress()), WSAEACCES, "the first rule decides");
            t.Equal(watch.Count("WSPSendTo"), 0, "nothing reached the layer below");
            SOCKADDR_IN name{};
            INT length = sizeof(name);
            t.Fails(ws,
                    ws.getsockname(s, reinterpret_cast<SOCKADDR*>(&name), &length),
                    WSAEINVAL,
                    "nothing was changed: it is not bound");
            t.Fails(ws,
                    ws.sendto(s, "no", 2, 0, reinterpret_cast<const SOCKADDR*>(&name), 3),
                    WSAEFAULT,
                    "mistakes are judged below");
            t.Equal(SendTo(ws, s, "yes", Ip4(Scene::SERVER, PORT + 1)), 3, "allowed");
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
    t.Equal(received, std::string("yes"), "what arrived");
}

/// On a stream the address of sendto means nothing, to rules as well (R-DAT-10).
void
TestSendToOnStream(Scene& t)
{
    Watch watch;
    t.Build();
    watch.Install(t.client, MakeFilter("deny out remoteport=5555"));
    std::string received;
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET s = AcceptOne(ws);
                  received = ReceiveAll(ws, s);
                  ws.closesocket(s);
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ConnectNew(ws, ServerAddress());
            t.Equal(SendTo(ws, s, "text", Ip4(Scene::SERVER, OTHER_PORT)), 4, "R-DAT-10");
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
    t.Equal(received, std::string("text"), "what arrived");
    t.True(watch.denials.empty(), "nothing was asked");
}

/// A server behind a filter, to which a denied port and an allowed one send in turn.
void
PlayDatagrams(Scene& t, Watch& watch, const std::string& rules, const SceneProgram& server)
{
    t.Build();
    watch.Install(t.server, MakeFilter(rules));
    t.Program(t.server, server);
    t.Program(
        t.client,
        [](Winsock& ws)
        {
            const SOCKET bad = Datagrams(ws, Scene::CLIENT, OTHER_PORT);
            const SOCKET good = Datagrams(ws, Scene::CLIENT, OTHER_PORT + 1);
            for (const char* text : {"denied first", "1", "denied next", "2", "denied last"})
            {
                SendTo(ws, text[0] == 'd' ? bad : good, text, ServerAddress());
                ws.Sleep(100);
            }
            ws.closesocket(bad);
            ws.closesocket(good);
        },
        Seconds(4));
    t.Play();
}

void
TestReceive(Scene& t)
{
    Watch watch;
    PlayDatagrams(t,
                  watch,
                  "deny in remoteport=5555 localport=4000",
                  [&](Winsock& ws)
                  {
                      const SOCKET s = Datagrams(ws, Scene::ANY, PORT);
                      char buffer[100];
                      SOCKADDR_IN from{};
                      INT length = sizeof(from);
                      auto* const name = reinterpret_cast<SOCKADDR*>(&from);
                      t.Equal(ws.recvfrom(s, buffer, sizeof(buffer), 0, name, &length),
                              1,
                              "recvfrom waits on for the first allowed");
                      t.Equal(TextOf(from), std::string("10.1.1.1:5556"), "its sender");
                      t.Equal(length, static_cast<INT>(sizeof(from)), "the sender's length");
                      t.Equal(ReceiveOnce(ws, s, 0), std::string("2"), "recv does the same");
                      t.Equal(SetNumber(ws, s, SOL_SOCKET, SO_RCVTIMEO, 1000), 0, "a time limit");
                      t.Fails(ws,
                              ws.recvfrom(s, buffer, sizeof(buffer), 0, nullptr, nullptr),
                              WSAETIMEDOUT,
                              "the last one is lost");
                      INT none = 3;
                      t.Fails(ws,
                              ws.recvfrom(s, buffer, sizeof(buffer), 0, name, &none),
                              WSAEFAULT,
                              "mistakes are judged below");
                      ws.closesocket(s);
                  });
    t.Equal(watch.denials.size(), 3U, "each was told");
    t.Equal(watch.First().request.local->port, PORT, "where it came");
}

void
TestReceiveNonBlocking(Scene& t)
{
    Watch watch;
    PlayDatagrams(t,
                  watch,
                  "deny in remoteport=5555",
                  [&](Winsock& ws)
                  {
                      const SOCKET s = Datagrams(ws, Scene::ANY, PORT);
                      SetNonBlocking(ws, s, true);
                      ws.Sleep(1050);
                      char buffer[100];
                      t.Fails(ws,
                              ws.recv(s, buffer, sizeof(buffer), 0),
                              WSAEWOULDBLOCK,
                              "only a denied one has come");
                      ws.Sleep(1000);
                      t.Equal(ReceiveOnce(ws, s, MSG_PEEK), std::string("1"), "looked at");
                      t.Equal(ReceiveOnce(ws, s, 0), std::string("1"), "and received");
                      t.Equal(ReceiveOnce(ws, s, MSG_PEEK), std::string("2"), "R-DAT-9: peeking");
                      t.Equal(ReceiveOnce(ws, s, 0), std::string("2"), "drops denied ones as well");
                      t.Fails(ws, ws.recv(s, buffer, 3, 0), WSAEWOULDBLOCK, "R-DAT-4: cut or not");
                      ws.closesocket(s);
                  });
    t.Equal(watch.denials.size(), 3U, "each was told once");
}

/// An overlapped receive that a denied datagram does not end.
void
TestReceiveOverlapped(Scene& t)
{
    Watch watch;
    PlayDatagrams(t,
                  watch,
                  "deny in remoteport=5555",
                  [&](Winsock& ws)
                  {
                      const SOCKET s = Datagrams(ws, Scene::ANY, PORT);
                      char text[100];
                      WSABUF buffer{sizeof(text), text};
                      DWORD bytes = 0;
                      DWORD flags = 0;
                      WSAOVERLAPPED overlapped{};
                      for (const char* expected : {"1", "2"})
                      {
                          SOCKADDR_IN from{};
                          INT length = sizeof(from);
                          auto* const name = reinterpret_cast<SOCKADDR*>(&from);
                          const int result = ws.WSARecvFrom(
                              s, &buffer, 1, &bytes, &flags, name, &length, &overlapped, nullptr);
                          t.Fails(ws, result, WSA_IO_PENDING, "begun");
                          t.True(ws.WSAGetOverlappedResult(s, &overlapped, &bytes, TRUE, &flags),
                                 "the wait goes on until an allowed one has come");
                          t.Equal(std::string(text, bytes), std::string(expected), "which");
                          t.Equal(TextOf(from), std::string("10.1.1.1:5556"), "its sender");
                      }
                      ws.WSARecv(s, &buffer, 1, &bytes, &flags, &overlapped, nullptr);
                      t.Fails(ws,
                              ws.WSARecv(s, &buffer, 1, &bytes, &flags, &overlapped, nullptr),
                              WSAEINVAL,
                              "a structure in use");
                      ws.Sleep(1000);
                      t.Equal(watch.denials.size(), 3U, "the last one is lost as well");
                      t.True(overlapped.Internal == STATUS_PENDING, "and nobody is told");
                      ws.closesocket(s);
                      t.True(overlapped.Internal != STATUS_PENDING, "ended by the close");
                  });
}

/// Who a program has chosen as the peer of a socket is not asked about again.
void
TestConnectedDatagrams(Scene& t)
{
    Watch watch;
    PlayDatagrams(t,
                  watch,
                  "allow out remoteport=5555; deny out in",
                  [&](Winsock& ws)
                  {
                      const SOCKET s = Datagrams(ws, Scene::ANY, PORT);
                      t.Works(ws, ConnectTo(ws, s, Ip4(Scene::CLIENT, OTHER_PORT)), "allowed");
                      t.Equal(ReceiveOnce(ws, s, 0), std::string("denied first"), "the peer's");
                      SOCKADDR_IN nobody{};
                      t.Works(ws, ConnectTo(ws, s, nobody), "the peer is taken away");
                      t.Equal(SetNumber(ws, s, SOL_SOCKET, SO_RCVTIMEO, 2000), 0, "a time limit");
                      char buffer[100];
                      t.Fails(ws,
                              ws.recv(s, buffer, sizeof(buffer), 0),
                              WSAETIMEDOUT,
                              "and everybody is asked about");
                      ws.closesocket(s);
                  });
    t.True(!watch.denials.empty(), "told");
}

// ---------------------------------------------------------------- who decides

void
TestDefault(Scene& t)
{
    Watch watch;
    Ptr<FilterLibrary> filter = MakeFilter("allow out remoteport=5555");
    filter->SetAttribute("Default", StringValue("deny"));
    filter->SetAttribute("Error", StringValue("WSAENETUNREACH"));
    PlayAlone(t,
              watch,
              filter,
              [&](Winsock& ws)
              {
                  const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, 0);
                  t.Works(ws, BindTo(ws, s, Ip4(Scene::ANY, 80)), "no rule denies it");
                  t.Fails(ws, ws.listen(s, 5), WSAENETUNREACH, "the default does");
                  t.Fails(ws, ConnectTo(ws, s, ServerAddress()), WSAENETUNREACH, "and that");
                  t.Fails(ws,
                          ConnectTo(ws, s, Ip4(Scene::SERVER, OTHER_PORT)),
                          WSAECONNREFUSED,
                          "a rule allows it: the peer refuses");
                  ws.closesocket(s);
              });
    t.Equal(watch.First().rule, -1, "no rule");
    t.Equal(filter->GetHits(0), 1U, "the rule's decisions");
    filter->AddRules("deny out remoteport=5555");
    FilterRule rule;
    rule.process = "game.exe";
    filter->AddRule(rule);
    t.Equal(filter->GetRuleCount(), 3U, "rules can be added");
    filter->ClearRules();
    t.Equal(filter->GetRuleCount(), 0U, "and forgotten");
}

void
TestProcess(Scene& t)
{
    Watch watch;
    t.Build();
    watch.Install(t.client, MakeFilter("allow process=mail.exe; deny out process=MAIL*"));
    for (const auto& [name, error] : std::vector<std::pair<std::string, int>>{
             {"Mail.exe", WSAECONNREFUSED}, {"mailer", WSAEACCES}, {"mai", WSAECONNREFUSED}})
    {
        Ptr<WinsockApplication> program = t.Program(
            t.client,
            [&t, error = error](Winsock& ws)
            {
                const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, 0);
                t.Fails(ws, ConnectTo(ws, s, ServerAddress()), error, ws.GetProcess().GetName());
                ws.closesocket(s);
            });
        program->SetAttribute("Name", StringValue(name));
    }
    t.Play();
    t.Equal(watch.denials.size(), 1U, "one of three");
    t.Equal(watch.First().request.process, std::string("mailer"), "which");
}

void
TestIpv6(Scene& t)
{
    Watch watch;
    Scene::Link link;
    link.ipv6 = true;
    t.Build(link);
    watch.Install(t.client, MakeFilter("deny out remote=2001:db8::/64; deny family=inet"));
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET s = ws.socket(AF_INET6, SOCK_STREAM, 0);
                  t.Fails(ws, ConnectTo(ws, s, Ip6(Scene::SERVER6, PORT)), WSAEACCES, "inside");
                  t.Fails(ws,
                          ConnectTo(ws, s, Ip6("::1", PORT)),
                          WSAECONNREFUSED,
                          "outside: nobody listens");
                  t.Fails(ws, ws.socket(AF_INET, SOCK_STREAM, 0), WSAEACCES, "another family");
                  ws.closesocket(s);
              });
    t.Play();
}

class WinsockFilterLayerTestSuite : public TestSuite
{
  public:
    WinsockFilterLayerTestSuite()
        : TestSuite("winsock-filter-layer", TestSuite::Type::UNIT)
    {
        const auto add = [this](const std::string& name, const Scene::Script& script)
        { AddTestCase(new Scene(name, script)); };
        add("WSPSocket denied", TestOpen);
        add("WSPBind and WSPListen denied", TestBindAndListen);
        add("WSPConnect denied", TestConnect);
        add("R-ACC-7: WSPAccept goes on, own handles", [](Scene& t) { TestAccept(t, "NON_IFS"); });
        add("R-ACC-7: WSPAccept goes on, handles of below", [](Scene& t) { TestAccept(t, "IFS"); });
        add("R-ACC-5: WSPAccept, nonblocking", TestAcceptNonBlocking);
        add("R-ACC-5: a condition function behind rules", TestConditionFunction);
        add("WSPSendTo denied", TestSendTo);
        add("R-DAT-10: no address counts on a stream", TestSendToOnStream);
        add("WSPRecvFrom goes on", TestReceive);
        add("R-DAT-4, R-DAT-9: nonblocking and peeking", TestReceiveNonBlocking);
        add("R-OVL-3: overlapped receives go on", TestReceiveOverlapped);
        add("A connected peer is not asked about", TestConnectedDatagrams);
        add("Default, errors, hits", TestDefault);
        add("Rules for programs", TestProcess);
        add("Rules for IPv6", TestIpv6);
    }
};

WinsockFilterLayerTestSuite g_winsockFilterLayerTestSuite;

} // namespace
