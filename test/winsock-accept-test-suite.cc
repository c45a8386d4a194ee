/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// WSAAccept: condition functions, and what an accept through layers costs and when (R-ACC-2 to
// R-ACC-7 of the semantics, R-ACC-4 of the device ledgers, R-RES-4).

#include "layer-scene-test-support.h"
#include "scenario-test-support.h"
#include "stream-scene-test-support.h"

#include "ns3/resource-ledger.h"
#include "ns3/uinteger.h"
#include "ns3/winsock-process.h"

#include <cstring>
#include <functional>
#include <string>
#include <utility>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

using Kinds = std::vector<HandleKind>;

constexpr HandleKind IFS = HandleKind::IFS;
constexpr HandleKind OWN = HandleKind::NON_IFS;

/// What a condition function answers, does and was given.
struct Condition
{
    int answer{CF_ACCEPT};
    std::function<void()> action; // while it decides
    int calls{0};
    std::string caller;
    std::string callee;
    bool hasNothingElse{false}; // no data, no quality of service, no group

    static int
    Decide(LPWSABUF lpCallerId,
           LPWSABUF lpCallerData,
           LPQOS lpSQOS,
           LPQOS lpGQOS,
           LPWSABUF lpCalleeId,
           LPWSABUF lpCalleeData,
           GROUP* g,
           DWORD_PTR dwCallbackData)
    {
        auto& self = *reinterpret_cast<Condition*>(dwCallbackData);
        ++self.calls;
        self.caller = TextOfBuffer(*lpCallerId);
        self.callee = TextOfBuffer(*lpCalleeId);
        self.hasNothingElse =
            !lpCallerData && !lpSQOS && !lpGQOS && lpCalleeData->len == 0 && *g == 0;
        if (self.action)
        {
            self.action();
        }
        return self.answer;
    }

    static std::string
    TextOfBuffer(const WSABUF& buffer)
    {
        SOCKADDR_IN name{};
        if (buffer.len != sizeof(name))
        {
            return "length " + std::to_string(buffer.len);
        }
        std::memcpy(&name, buffer.buf, sizeof(name));
        return TextOf(name);
    }

    SOCKET
    Accept(Winsock& ws, SOCKET listener, SOCKADDR* addr = nullptr, LPINT addrlen = nullptr)
    {
        return ws.WSAAccept(
            listener, addr, addrlen, &Condition::Decide, reinterpret_cast<DWORD_PTR>(this));
    }
};

/// A client that says its name and tells how the connection ended.
void
AddClient(Scene& t,
          const std::string& name,
          const std::string& expected,
          const Time& start = Seconds(4))
{
    t.Program(
        t.client,
        [&t, name, expected](Winsock& ws)
        {
            const SOCKET s = ConnectNew(ws, ServerAddress());
            SendText(ws, s, name);
            char byte;
            const int result = ws.recv(s, &byte, 1, 0);
            const std::string end =
                result == SOCKET_ERROR ? Scene::NameOf(ws.WSAGetLastError()) : "end";
            t.Equal(end, expected, name + " at its end");
            ws.closesocket(s);
        },
        start);
}

uint64_t
Descriptors(const Winsock& ws)
{
    return ws.GetProcess().GetDescriptorLedger().GetInUse();
}

/// CF_ACCEPT, over every kind of chain.
void
Accepts(Scene& t, const Kinds& kinds)
{
    t.Build();
    InstallPassThroughLayers(t.server, kinds);
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET listener = ListenAt(ws, Ip4(Scene::ANY, PORT));
                  const uint64_t cost = Descriptors(ws);
                  Condition condition;
                  DWORD thread = 0;
                  condition.action = [&] { thread = ws.GetCurrentThreadId(); };
                  SOCKADDR_IN peer{};
                  INT length = sizeof(peer);
                  const SOCKET s = t.Works(
                      ws,
                      condition.Accept(ws, listener, reinterpret_cast<SOCKADDR*>(&peer), &length),
                      "R-ACC-5: CF_ACCEPT");
                  t.Equal(condition.calls, 1, "R-ACC-5: asked once");
                  t.Equal(thread, ws.GetCurrentThreadId(), "R-ACC-5: on the caller's thread");
                  t.Equal(condition.caller, TextOf(peer), "R-ACC-5: who asks");
                  t.Equal(condition.callee, std::string("10.1.1.2:4000"), "R-ACC-5: for whom");
                  t.True(condition.hasNothingElse, "R-ACC-5: TCP has no more to tell");
                  t.Equal(Descriptors(ws), 2 * cost, "R-ACC-2: a handle of each layer");
                  t.Equal(ReceiveOnce(ws, s), std::string("hello"), "the connection works");
                  ws.closesocket(s);
                  ws.closesocket(listener);
              });
    AddClient(t, "hello", "end");
    t.Play();
}

void
Rejects(Scene& t, const Kinds& kinds)
{
    t.Build();
    InstallPassThroughLayers(t.server, kinds);
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET listener = ListenAt(ws, Ip4(Scene::ANY, PORT));
                  const uint64_t cost = Descriptors(ws);
                  Condition condition;
                  condition.answer = CF_REJECT;
                  t.Fails(ws,
                          condition.Accept(ws, listener),
                          WSAECONNREFUSED,
                          "R-ACC-5: the caller of WSAAccept");
                  t.Equal(Descriptors(ws), cost, "R-ACC-5: nothing is kept");
                  SetNonBlocking(ws, listener);
                  t.Fails(ws,
                          ws.accept(listener, nullptr, nullptr),
                          WSAEWOULDBLOCK,
                          "R-ACC-5: the connection is gone");
                  ws.Sleep(1000);
                  ws.closesocket(listener);
              });
    AddClient(t, "hello", "WSAECONNRESET");
    t.Play();
}

/// CF_DEFER leaves the connection first in line, for whoever accepts next.
void
Defers(Scene& t, const Kinds& kinds)
{
    t.Build();
    InstallPassThroughLayers(t.server, kinds);
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET listener = ListenAt(ws, Ip4(Scene::ANY, PORT));
                  const uint64_t cost = Descriptors(ws);
                  Condition condition;
                  condition.answer = CF_DEFER;
                  t.Fails(ws, condition.Accept(ws, listener), WSATRY_AGAIN, "R-ACC-5: CF_DEFER");
                  ws.Sleep(5000); // the second client comes
                  const std::string caller = condition.caller;
                  t.Fails(ws, condition.Accept(ws, listener), WSATRY_AGAIN, "R-ACC-6: again");
                  t.Equal(condition.caller, caller, "R-ACC-6: the same is still first");
                  t.Equal(Descriptors(ws), cost, "R-ACC-5: nothing is kept");
                  for (const char* name : {"first", "second"})
                  {
                      const SOCKET s = ws.accept(listener, nullptr, nullptr);
                      t.Equal(ReceiveOnce(ws, s), std::string(name), "R-ACC-6: in order");
                      ws.closesocket(s);
                  }
                  ws.closesocket(listener);
              });
    AddClient(t, "first", "end");
    AddClient(t, "second", "end", Seconds(6));
    t.Play();
}

/// Answers and pointers that mean nothing leave the connection where it is.
void
Nonsense(Scene& t, const Kinds& kinds)
{
    t.Build();
    InstallPassThroughLayers(t.server, kinds);
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET listener = ListenAt(ws, Ip4(Scene::ANY, PORT));
                  const uint64_t cost = Descriptors(ws);
                  Condition condition;
                  condition.answer = 77;
                  t.Fails(ws, condition.Accept(ws, listener), WSAEINVAL, "R-ACC-5: other value");
                  const auto nowhere = reinterpret_cast<LPCONDITIONPROC>(uintptr_t{4});
                  t.Fails(ws,
                          ws.WSAAccept(listener, nullptr, nullptr, nowhere, 0),
                          WSAEFAULT,
                          "a function that is none");
                  SOCKADDR_IN peer{};
                  INT length = 0;
                  condition.calls = 0;
                  t.Fails(
                      ws,
                      condition.Accept(ws, listener, reinterpret_cast<SOCKADDR*>(&peer), &length),
                      WSAEFAULT,
                      "R-ACC-2: no room for the address");
                  t.Equal(condition.calls, 0, "found out before anybody is asked");
                  t.Equal(Descriptors(ws), cost, "R-ACC-5: nothing is kept");
                  const SOCKET s = t.Works(ws,
                                           ws.WSAAccept(listener, nullptr, nullptr, nullptr, 0),
                                           "without a function it is accept");
                  t.Equal(ReceiveOnce(ws, s), std::string("hello"), "R-ACC-2: it has stayed");
                  ws.closesocket(s);
                  ws.closesocket(listener);
              });
    AddClient(t, "hello", "end");
    t.Play();
}

/// What comes before any connection is looked at.
void
NobodyToJudge(Scene& t)
{
    t.Build();
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  Condition condition;
                  t.Fails(ws, condition.Accept(ws, 4), WSAENOTSOCK, "no handle");
                  const SOCKET datagram = ws.socket(AF_INET, SOCK_DGRAM, 0);
                  t.Fails(ws, condition.Accept(ws, datagram), WSAEOPNOTSUPP, "R-ACC-2: datagram");
                  const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, 0);
                  t.Fails(ws, condition.Accept(ws, s), WSAEINVAL, "R-ACC-2: not listening");
                  const SOCKET listener = ListenAt(ws, Ip4(Scene::ANY, PORT));
                  SetNonBlocking(ws, listener);
                  t.Fails(ws, condition.Accept(ws, listener), WSAEWOULDBLOCK, "R-ACC-2: nobody");
                  t.Equal(condition.calls, 0, "nobody was asked");
                  t.Fails(ws,
                          SetNumber(ws, listener, SOL_SOCKET, SO_CONDITIONAL_ACCEPT, 1),
                          WSAEINVAL,
                          "R-ACC-7: it listens already");
                  for (const SOCKET one : {datagram, s, listener})
                  {
                      ws.closesocket(one);
                  }
                  ws.WSACleanup();
                  t.Fails(ws, condition.Accept(ws, listener), WSANOTINITIALISED, "R-INI-7");
                  WSADATA data;
                  ws.WSAStartup(MAKEWORD(2, 2), &data);
              });
    t.Play();
}

/// What a condition function does to the listener, and other threads while it waits.
void
FunctionActs(Scene& t, const Kinds& kinds)
{
    t.Build();
    InstallPassThroughLayers(t.server, kinds);
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET listener = ListenAt(ws, Ip4(Scene::ANY, PORT));
                  const uint64_t cost = Descriptors(ws);
                  SOCKET taken = INVALID_SOCKET;
                  Condition condition;
                  condition.action = [&]
                  {
                      ws.CreateThread(
                          [&](Winsock& own)
                          {
                              taken = own.accept(listener, nullptr, nullptr);
                              return 0;
                          });
                      ws.Sleep(100);
                  };
                  t.Fails(ws, condition.Accept(ws, listener), WSAECONNRESET, "another took it");
                  t.Equal(ReceiveOnce(ws, taken), std::string("first"), "which has it");
                  ws.closesocket(taken);
                  t.Equal(Descriptors(ws), cost, "R-ACC-5: nothing is kept");
                  condition.action = [&] { ws.closesocket(listener); };
                  t.Fails(ws, condition.Accept(ws, listener), WSAEINTR, "R-ACC-8: closed");
                  t.Equal(Descriptors(ws), 0, "R-ACC-5: nothing is kept");
                  const SOCKET other = ListenAt(ws, Ip4(Scene::ANY, PORT + 1));
                  condition.action = [&] { ws.WSACleanup(); };
                  t.Fails(ws, condition.Accept(ws, other), WSAEINTR, "R-INI-6: ended");
                  t.Equal(Descriptors(ws), 0, "R-ACC-9: all come back");
                  WSADATA data;
                  ws.WSAStartup(MAKEWORD(2, 2), &data);
              });
    AddClient(t, "first", "end");
    AddClient(t, "second", "WSAECONNRESET", Seconds(5));
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ConnectNew(ws, Ip4(Scene::SERVER, PORT + 1));
            t.Equal(ReceiveAll(ws, s), std::string(), "reset");
            ws.closesocket(s);
        },
        Seconds(6));
    t.Play();
}

/// The end of a process whose function decides gives everything back; the scene looks at that.
void
KilledWhileDeciding(Scene& t, const Kinds& kinds)
{
    t.Build();
    InstallPassThroughLayers(t.server, kinds);
    int calls = 0;
    t.Doomed(
        t.server,
        [&](Winsock& ws)
        {
            const SOCKET listener = ListenAt(ws, Ip4(Scene::ANY, PORT));
            Condition condition;
            condition.action = [&]
            {
                ++calls;
                ws.Sleep(1000000);
            };
            condition.Accept(ws, listener);
        },
        Seconds(6));
    AddClient(t, "hello", "WSAECONNRESET");
    t.Play();
    t.Equal(calls, 1, "it was deciding");
}

/// A thread in accept takes no descriptor while it waits, and misses none before somebody comes.
void
WaitsWithoutDescriptors(Scene& t, const std::string& profile)
{
    constexpr uint32_t LAYERS = 2;
    t.Build(profile);
    InstallPassThroughLayers(t.server, {OWN, OWN, IFS});
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET listener = ListenAt(ws, Ip4(Scene::ANY, PORT));
                  for (uint32_t spare = 0; spare <= LAYERS; ++spare)
                  {
                      t.Set(t.server, "MaxSocketsPerProcess", UintegerValue(LAYERS + 1 + spare));
                      Condition condition;
                      t.Fails(ws,
                              condition.Accept(ws, listener),
                              WSAEMFILE,
                              "R-RES-4 with so many to spare: " + std::to_string(spare));
                      t.Equal(condition.calls, 0, "R-RES-4: who cannot be accepted is not judged");
                      t.Equal(Descriptors(ws), LAYERS + 1, "R-ACC-5: net change zero");
                  }
                  t.Set(t.server, "MaxSocketsPerProcess", UintegerValue(2 * (LAYERS + 1)));
                  const SOCKET s = ws.accept(listener, nullptr, nullptr);
                  t.Equal(ReceiveOnce(ws, s), std::string("hello"), "R-RES-4: it has stayed");
                  ws.closesocket(s);
                  ws.closesocket(listener);
              });
    At(Seconds(3.5),
       [&]
       {
           t.Equal(StackOf(t.server)->GetDescriptorLedger().GetInUse(),
                   LAYERS + 1,
                   "R-ACC-4: none for a wait");
       });
    AddClient(t, "hello", "end");
    t.Play();
}

class AcceptTestSuite : public TestSuite
{
  public:
    AcceptTestSuite()
        : TestSuite("winsock-accept", TestSuite::Type::UNIT)
    {
        const std::vector<std::pair<std::string, Kinds>> chains = {
            {"no layer", {}},
            {"an IFS layer", {IFS}},
            {"a non-IFS layer", {OWN}},
            {"three layers", {OWN, OWN, IFS}},
        };
        for (const auto& [name, kinds] : chains)
        {
            Add("R-ACC-5: CF_ACCEPT, " + name, [kinds](Scene& t) { Accepts(t, kinds); });
            Add("R-ACC-5, R-ACC-7: CF_REJECT, " + name, [kinds](Scene& t) { Rejects(t, kinds); });
            Add("R-ACC-6: CF_DEFER, " + name, [kinds](Scene& t) { Defers(t, kinds); });
            Add("R-ACC-5: nonsense, " + name, [kinds](Scene& t) { Nonsense(t, kinds); });
            Add("R-ACC-9: killed while deciding, " + name,
                [kinds](Scene& t) { KilledWhileDeciding(t, kinds); });
            Add("R-ACC-5: the function acts, " + name,
                [kinds](Scene& t) { FunctionActs(t, kinds); });
        }
        Add("R-ACC-2: nobody to judge", NobodyToJudge);
        for (const std::string profile : {"windows-10", "wince-6.0"})
        {
            Add("R-ACC-4, R-RES-4: accept waits without descriptors, " + profile,
                [profile](Scene& t) { WaitsWithoutDescriptors(t, profile); });
        }
    }

  private:
    void
    Add(const std::string& name, Scene::Script script)
    {
        AddTestCase(new Scene(name, std::move(script)));
    }
};

AcceptTestSuite g_acceptTestSuite;

} // namespace
