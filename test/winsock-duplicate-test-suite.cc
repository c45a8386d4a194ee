/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// WSADuplicateSocket: one socket behind handles of several processes, with and without layers between
// (R-DUP-1 to R-DUP-4, R-SEL-39, R-CE-104, R-ACC-7 of the device ledgers).

#include "layer-scene-test-support.h"
#include "scenario-test-support.h"
#include "stream-scene-test-support.h"

#include "ns3/handover-table.h"
#include "ns3/resource-ledger.h"
#include "ns3/uinteger.h"
#include "ns3/winsock-process.h"

#include <string>
#include <utility>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

using Kinds = std::vector<HandleKind>;

uint64_t
Descriptors(const Winsock& ws)
{
    return ws.GetProcess().GetDescriptorLedger().GetInUse();
}

std::size_t
Waiting(Ptr<Node> node)
{
    return StackOf(node)->GetHandovers().GetCount();
}

/// Opens what a structure of WSADuplicateSocket stands for.
SOCKET
Open(Winsock& ws, WSAPROTOCOL_INFOW& info)
{
    return ws.WSASocketW(
        FROM_PROTOCOL_INFO, FROM_PROTOCOL_INFO, FROM_PROTOCOL_INFO, &info, 0, WSA_FLAG_OVERLAPPED);
}

/// What is wrong, in the documented order.
void
Errors(Scene& t, const Kinds& kinds)
{
    t.Build();
    InstallPassThroughLayers(t.client, kinds);
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const DWORD own = ws.GetCurrentProcessId();
            const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, 0);
            WSAPROTOCOL_INFOW info{};
            t.Fails(ws, ws.WSADuplicateSocketW(4711, 0, nullptr), WSAENOTSOCK, "R-DUP-1: first");
            t.Fails(ws, ws.WSADuplicateSocketW(s, 0, nullptr), WSAEINVAL, "R-DUP-1: second");
            t.Fails(ws, ws.WSADuplicateSocketW(s, 0xdeadbeef, &info), WSAEINVAL, "R-DUP-1: nobody");
            t.Fails(ws, ws.WSADuplicateSocketW(s, own, nullptr), WSAEFAULT, "R-DUP-1: third");
            t.Fails(ws, ws.WSADuplicateSocketA(s, 0, nullptr), WSAEINVAL, "R-DUP-1, ANSI");
            t.Fails(ws, ws.WSADuplicateSocketA(s, own, nullptr), WSAEFAULT, "R-DUP-1, ANSI");
            t.Equal(Waiting(t.client), 0, "nothing waits");
            const std::size_t most = HandoverTable::MOST;
            for (std::size_t i = 0; i < most; ++i)
            {
                ws.WSADuplicateSocketW(s, own, &info);
            }
            t.Equal(Waiting(t.client), most, "as many as there is room for");
            t.Fails(ws, ws.WSADuplicateSocketW(s, own, &info), WSAENOBUFS, "R-DUP-1: no more room");
            ws.closesocket(s);
            t.Equal(Waiting(t.client), 0, "R-DUP-3: nothing is left of the socket to take");
            t.Fails(ws, Open(ws, info), WSAEINVAL, "R-SEL-39: the socket is gone");
            ws.WSACleanup();
            t.Fails(ws, ws.WSADuplicateSocketW(s, own, &info), WSANOTINITIALISED, "R-INI-7");
            WSADATA data;
            ws.WSAStartup(MAKEWORD(2, 2), &data);
        });
    t.Play();
}

/// Two handles of one process.
void
SameProcess(Scene& t, const Kinds& kinds)
{
    t.Build();
    InstallPassThroughLayers(t.client, kinds);
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, 0);
            const uint64_t cost = Descriptors(ws);
            WSAPROTOCOL_INFOW info{};
            WSAPROTOCOL_INFOW own{};
            INT length = sizeof(own);
            ws.getsockopt(s, SOL_SOCKET, SO_PROTOCOL_INFOW, reinterpret_cast<char*>(&own), &length);
            t.Works(ws, ws.WSADuplicateSocketW(s, ws.GetCurrentProcessId(), &info), "duplicate");
            t.Equal(info.dwCatalogEntryId, own.dwCatalogEntryId, "R-DUP-2: the protocol's members");
            t.Equal(Descriptors(ws), cost, "R-ACC-7: nothing yet");
            t.Fails(ws,
                    ws.WSASocketW(AF_INET, SOCK_STREAM, IPPROTO_TCP, &info, 0, 0),
                    WSAEINVAL,
                    "R-DUP-2: that is another kind of socket");
            t.Fails(ws, ws.WSASocketW(0, 0, 0, &info, 1, 0), WSAEINVAL, "R-FLG-1: no groups");
            const SOCKET other = t.Works(ws, ws.WSASocketW(0, 0, 0, &info, 0, 0), "R-DUP-2: zeros");
            t.True(other != s, "a handle of its own");
            t.Equal(Descriptors(ws), 2 * cost, "R-ACC-7, R-RES-8: each layer and the base");
            t.Fails(ws, Open(ws, info), WSAEINVAL, "R-SEL-39: used already");
            t.Works(ws, BindTo(ws, s, Ip4(Scene::CLIENT, 4000)), "bind one");
            SOCKADDR_IN name{};
            length = sizeof(name);
            t.Works(ws,
                    ws.getsockname(other, reinterpret_cast<SOCKADDR*>(&name), &length),
                    "R-DUP-3: the other is bound as well");
            t.Equal(TextOf(name), std::string("10.1.1.1:4000"), "R-DUP-3: to the same address");
            SetNumber(ws, other, SOL_SOCKET, SO_BROADCAST, 1);
            t.Equal(GetNumber(ws, s, SOL_SOCKET, SO_BROADCAST), 1, "R-DUP-3: options are shared");
            t.Works(ws, ws.closesocket(s), "close one");
            t.Equal(Descriptors(ws), cost, "R-ACC-8: its descriptors are back");
            t.Works(ws, SendTo(ws, other, "x", Ip4(Scene::CLIENT, 4000)), "R-DUP-3: still there");
            t.Equal(ReceiveOnce(ws, other), std::string("x"), "R-DUP-3: still there");
            t.Works(ws, ws.closesocket(other), "close the other");
            const SOCKET again = ws.socket(AF_INET, SOCK_DGRAM, 0);
            t.Works(ws, BindTo(ws, again, Ip4(Scene::CLIENT, 4000)), "R-DUP-3: now it is over");
            ws.closesocket(again);
        });
    t.Play();
}

/// A server hands its connection to another process and closes it; the ANSI form.
void
OtherProcess(Scene& t, const Kinds& kinds)
{
    t.Build();
    InstallPassThroughLayers(t.server, kinds);
    WSAPROTOCOL_INFOA info{};
    DWORD helper = 0;
    t.Program(
        t.server,
        [&](Winsock& ws)
        {
            helper = ws.GetCurrentProcessId();
            while (info.dwCatalogEntryId == 0)
            {
                ws.Sleep(100);
            }
            const SOCKET s = t.Works(
                ws, ws.WSASocketA(0, 0, 0, &info, 0, WSA_FLAG_OVERLAPPED), "R-DUP-2: the target");
            ws.Sleep(1000); // the other process closes its handle
            t.Equal(ReceiveOnce(ws, s), std::string("question"), "R-DUP-3: one connection");
            SendText(ws, s, "answer");
            t.Works(ws, ws.closesocket(s), "the last handle");
        },
        Seconds(2));
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET s = AcceptOne(ws);
                  WSAPROTOCOL_INFOA mine{};
                  t.Works(ws, ws.WSADuplicateSocketA(s, helper, &mine), "R-DUP-1: the source");
                  WSAPROTOCOL_INFOA stolen = mine;
                  t.Fails(ws,
                          ws.WSASocketA(0, 0, 0, &stolen, 0, WSA_FLAG_OVERLAPPED),
                          WSAEINVAL,
                          "R-DUP-2: only the target may use it");
                  info = mine;
                  ws.Sleep(500);
                  t.Works(ws, ws.closesocket(s), "R-DUP-3: does not end the connection");
                  t.Equal(Descriptors(ws), 0, "R-ACC-8: nothing is held here");
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ConnectNew(ws, ServerAddress());
            ws.Sleep(3000);
            SendText(ws, s, "question");
            t.Equal(ReceiveAll(ws, s), std::string("answer"), "R-DUP-3: and then the end");
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
}

/// A process that ends leaves a shared socket to the other, and takes what waited for it along.
void
ProcessEnds(Scene& t, bool sourceEnds)
{
    t.Build();
    WSAPROTOCOL_INFOW info{};
    DWORD target = 0;
    char byte = 0; // this and the rest have to live until an operation ends
    WSABUF buffer{1, &byte};
    WSAOVERLAPPED overlapped{};
    DWORD flags = 0;
    t.Program(
        t.server,
        [&](Winsock& ws)
        {
            target = ws.GetCurrentProcessId();
            ws.Sleep(4000);
            if (!sourceEnds)
            {
                return; // without using what waits for it
            }
            const SOCKET s = t.Works(ws, Open(ws, info), "the target");
            ws.Sleep(4000);
            t.Equal(ReceiveOnce(ws, s), std::string("x"), "R-DUP-3: lives without the source");
            t.Equal(byte, '\0', "R-INI-6: which receives nothing any more");
            ws.closesocket(s);
        },
        Seconds(2));
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET s = AcceptOne(ws);
                  t.Works(ws, ws.WSADuplicateSocketW(s, target, &info), "the source");
                  t.Equal(Waiting(t.server), 1, "it waits");
                  ws.Sleep(4000);
                  t.Equal(Waiting(t.server), 0, "used, or gone with the target");
                  // The last WSACleanup would reset a socket of this process alone (R-INI-6).
                  if (!sourceEnds)
                  {
                      t.Equal(ReceiveOnce(ws, s), std::string("x"), "the source goes on");
                      ws.closesocket(s);
                      return;
                  }
                  t.Fails(ws,
                          ws.WSARecv(s, &buffer, 1, nullptr, &flags, &overlapped, nullptr),
                          WSA_IO_PENDING,
                          "R-INI-6: what ends with the process takes no data from the other");
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ConnectNew(ws, ServerAddress());
            ws.Sleep(5000);
            SendText(ws, s, "x");
            t.Equal(ReceiveAll(ws, s), std::string(), "closed in the end, not reset");
            t.Equal(ws.WSAGetLastError(), 0, "closed in the end, not reset");
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
}

/// No descriptor for the second handle at any door: nothing is held, and the first handle lives.
void
NoDescriptors(Scene& t, const Kinds& kinds)
{
    t.Build();
    InstallPassThroughLayers(t.client, kinds);
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, 0);
                  const auto cost = static_cast<uint32_t>(Descriptors(ws));
                  for (uint32_t spare = 0; spare < cost; ++spare)
                  {
                      WSAPROTOCOL_INFOW info{};
                      ws.WSADuplicateSocketW(s, ws.GetCurrentProcessId(), &info);
                      t.Set(t.client, "MaxSocketsPerProcess", UintegerValue(cost + spare));
                      t.Fails(ws, Open(ws, info), WSAEMFILE, "R-RES-8");
                      t.Equal(Descriptors(ws), cost, "R-ACC-5: net change zero");
                      t.Works(ws, SendTo(ws, s, "x", Ip4(Scene::SERVER, 9)), "it lives");
                      t.Equal(Waiting(t.client), spare == 0 ? 1 : 0, "used above the base's door");
                      if (spare == 0)
                      {
                          t.Set(t.client, "MaxSocketsPerProcess", UintegerValue(2 * cost));
                          const SOCKET other = t.Works(ws, Open(ws, info), "R-RES-8: good yet");
                          ws.closesocket(other);
                      }
                  }
                  ws.closesocket(s);
              });
    t.Play();
}

/// Windows CE's own provider shares no sockets.
void
OnCe(Scene& t)
{
    t.Build("wince-6.0");
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, 0);
                  WSAPROTOCOL_INFOW info{};
                  t.Fails(ws,
                          ws.WSADuplicateSocketW(s, ws.GetCurrentProcessId(), &info),
                          WSASYSCALLFAILURE,
                          "R-CE-104");
                  t.Fails(ws, ws.WSADuplicateSocketW(4711, 0, &info), WSAENOTSOCK, "no socket");
                  ws.closesocket(s);
              });
    t.Play();
}

class DuplicateTestSuite : public TestSuite
{
  public:
    DuplicateTestSuite()
        : TestSuite("winsock-duplicate", TestSuite::Type::UNIT)
    {
        const HandleKind ifs = HandleKind::IFS;
        const HandleKind own = HandleKind::NON_IFS;
        const std::vector<std::pair<std::string, Kinds>> chains = {
            {"no layer", {}},
            {"an IFS layer", {ifs}},
            {"three layers", {own, own, ifs}},
        };
        for (const auto& [name, kinds] : chains)
        {
            Add("R-DUP-1: errors, " + name, [kinds](Scene& t) { Errors(t, kinds); });
            Add("R-DUP-2, R-DUP-3: in one process, " + name,
                [kinds](Scene& t) { SameProcess(t, kinds); });
            Add("R-DUP-3: in two processes, " + name,
                [kinds](Scene& t) { OtherProcess(t, kinds); });
            Add("R-ACC-5, R-RES-8: no descriptors, " + name,
                [kinds](Scene& t) { NoDescriptors(t, kinds); });
        }
        Add("R-DUP-3: the source ends", [](Scene& t) { ProcessEnds(t, true); });
        Add("R-DUP-3: the target ends", [](Scene& t) { ProcessEnds(t, false); });
        Add("R-CE-104: Windows CE", OnCe);
    }

  private:
    void
    Add(const std::string& name, Scene::Script script)
    {
        AddTestCase(new Scene(name, std::move(script)));
    }
};

DuplicateTestSuite g_duplicateTestSuite;

} // namespace
