/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Every error that the documents list for WSASocket and for WSPSocket, provoked by what a scenario
// can do: programs, attributes of the stack, catalogs and libraries. After each the device holds
// what it held before.

#include "scenario-test-support.h"
#include "scene-test-support.h"

#include "ns3/boolean.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/protocol-catalog-builder.h"
#include "ns3/protocol-selector.h"
#include "ns3/provider-loader.h"
#include "ns3/provider-registry.h"
#include "ns3/service-provider.h"
#include "ns3/uinteger.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack-helper.h"

#include <functional>
#include <string>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

constexpr const char* NT = "windows-10";
constexpr const char* CE = "wince-6.0";

/// A number that is no family, no type and no protocol of any entry.
constexpr int NONE = 0xbad;

/// What a process and its device hold.
struct Holdings
{
    explicit Holdings(Winsock& ws)
        : processDescriptors(ws.GetProcess().GetDescriptorLedger().GetInUse()),
          nodeDescriptors(ws.GetProcess().GetStack().GetDescriptorLedger().GetInUse()),
          poolBytes(ws.GetProcess().GetStack().GetPoolLedger().GetInUse()),
          handles(ws.GetProcess().GetHandles().GetAll().size())
    {
    }

    uint64_t processDescriptors;
    uint64_t nodeDescriptors;
    uint64_t poolBytes;
    std::size_t handles;
};

/// One way to ask for a socket.
using Creation = std::function<SOCKET(Winsock&)>;

Creation
Triple(int af, int type, int protocol, GROUP g = 0)
{
    return [=](Winsock& ws) { return ws.WSASocket(af, type, protocol, nullptr, g, 0); };
}

const Creation TCP = Triple(AF_INET, SOCK_STREAM, IPPROTO_TCP);

/// Asks, expects an error, and that nothing is held that was not held before.
void
Refused(Scene& t, Winsock& ws, const Creation& create, int error, const std::string& what)
{
    const Holdings before(ws);
    t.Fails(ws, create(ws), error, what);
    const Holdings after(ws);
    t.Equal(after.processDescriptors, before.processDescriptors, what + ": process's descriptors");
    t.Equal(after.nodeDescriptors, before.nodeDescriptors, what + ": node's descriptors");
    t.Equal(after.poolBytes, before.poolBytes, what + ": buffer pool");
    t.Equal(after.handles, before.handles, what + ": handles");
}

/// A scene of one program on the first node.
void
PlayAlone(Scene& t, const std::string& profile, const SceneProgram& program)
{
    t.Build(profile);
    t.Program(t.client, program);
    t.Play();
}

/// Lets a program wait in accept, and does something with its Winsock meanwhile.
void
PlayWhileBlocked(Scene& t, const std::function<void(Winsock&)>& action)
{
    t.Build(NT);
    Winsock* program = nullptr;
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  program = &ws;
                  const SOCKET s = ListenAt(ws, Ip4(Scene::ANY, 80));
                  t.Works(ws, ws.accept(s, nullptr, nullptr), "the wait goes on afterwards");
              });
    At(Seconds(4), [&] { action(*program); });
    t.Program(
        t.client, [&](Winsock& ws) { ConnectNew(ws, Ip4(Scene::SERVER, 80)); }, Seconds(5));
    t.Play();
}

/// A library with one thing wrong with it.
class BrokenProvider : public ServiceProvider
{
  public:
    /// What happens to the answers of a sound WSPStartup.
    using Defect = std::function<int(WSPDATA&, WSPPROC_TABLE&)>;

    explicit BrokenProvider(Defect defect)
        : m_defect(std::move(defect))
    {
    }

    std::string
    GetName() const override
    {
        return "broken";
    }

    int
    WSPStartup(WORD wVersionRequested,
               LPWSPDATA lpWSPData,
               LPWSAPROTOCOL_INFOW lpProtocolInfo,
               WSPUPCALLTABLE UpcallTable,
               LPWSPPROC_TABLE lpProcTable) override
    {
        ServiceProvider::WSPStartup(
            wVersionRequested, lpWSPData, lpProtocolInfo, UpcallTable, lpProcTable);
        return m_defect(*lpWSPData, *lpProcTable);
    }

  private:
    Defect m_defect;
};

/// The entry that TCP over IPv4 gets.
const CatalogEntry&
TcpEntry(const ProtocolCatalog& catalog)
{
    return *Select(catalog, SelectionRequest{AF_INET, SOCK_STREAM, IPPROTO_TCP}, Dialect::NT).entry;
}

/// Replaces the library of the device's TCP entry.
void
BreakLibrary(Ptr<Node> node, const BrokenProvider::Defect& defect)
{
    Ptr<WinsockStack> stack = StackOf(node);
    const std::string path = TcpEntry(*stack->GetCatalog()).libraryPath;
    stack->GetProviderRegistry().Register(
        path, [=]() -> Ptr<ServiceProvider> { return Create<BrokenProvider>(defect); });
}

/// Makes the device's catalog one of a single entry with a changed member.
void
InstallAlone(Ptr<Node> node, CatalogEntry entry)
{
    ProtocolCatalogBuilder builder;
    builder.Install(std::move(entry));
    StackOf(node)->SetCatalog(builder.Build());
}

// WSASocket.

void
NotInitialised(Scene& t)
{
    PlayAlone(t,
              NT,
              [&](Winsock& ws)
              {
                  t.Works(ws, ws.WSACleanup(), "cleanup");
                  Refused(t, ws, TCP, WSANOTINITIALISED, "after the last WSACleanup");
                  Refused(t,
                          ws,
                          Triple(NONE, NONE, NONE),
                          WSANOTINITIALISED,
                          "R-INI-7: before any argument is looked at");
                  WSADATA data;
                  t.Equal(ws.WSAStartup(MAKEWORD(2, 2), &data), 0, "again");
                  t.Works(ws, TCP(ws), "after another WSAStartup");
              });
}

void
NetworkDown(Scene& t)
{
    t.Build(NT);
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  t.Works(ws, TCP(ws), "while the network works");
                  t.Set(t.client, "NetworkUp", BooleanValue(false));
                  Refused(t, ws, TCP, WSAENETDOWN, "while it does not");
                  t.Set(t.client, "NetworkUp", BooleanValue(true));
                  t.Works(ws, TCP(ws), "when it works again");
              });
    t.Play();
}

void
FamilyNotSupported(Scene& t)
{
    PlayAlone(t,
              NT,
              [&](Winsock& ws)
              {
                  Refused(t,
                          ws,
                          Triple(NONE, SOCK_STREAM, IPPROTO_TCP),
                          WSAEAFNOSUPPORT,
                          "R-SEL-20: no such family");
                  Refused(t,
                          ws,
                          Triple(AF_IPX, SOCK_DGRAM, 1000),
                          WSAEAFNOSUPPORT,
                          "R-SEL-20: not installed");
              });
}

/// A device whose own stack lacks a family that its catalog lists.
void
FamilyNotInstalled(Scene& t)
{
    Ptr<Node> node = CreateObject<Node>();
    InternetStackHelper internet;
    internet.SetIpv6StackInstall(false);
    internet.Install(node);
    WinsockStackHelper().Install(node);
    t.Program(node,
              [&](Winsock& ws)
              {
                  Refused(t,
                          ws,
                          Triple(AF_INET6, SOCK_DGRAM, 0),
                          WSAEAFNOSUPPORT,
                          "the provider has no IPv6 below it");
                  t.Works(ws, TCP(ws), "IPv4 is there");
              });
    t.Play();
}

void
InProgress(Scene& t)
{
    PlayWhileBlocked(t,
                     [&](Winsock& ws)
                     {
                         Refused(t, ws, TCP, WSAEINPROGRESS, "R-SEL-54: the thread waits");
                         Winsock other(Ptr<WinsockProcess>(&ws.GetProcess()));
                         const SOCKET s = t.Works(other, TCP(other), "another thread does not");
                         other.closesocket(s);
                     });
}

void
NoDescriptor(Scene& t)
{
    t.Build(CE);
    t.Set(t.client, "MaxSocketsPerProcess", UintegerValue(2));
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET s = t.Works(ws, TCP(ws), "first");
                  t.Works(ws, TCP(ws), "second");
                  Refused(t, ws, TCP, WSAEMFILE, "third");
                  Refused(t,
                          ws,
                          Triple(NONE, NONE, NONE),
                          WSAESOCKTNOSUPPORT,
                          "R-RES-1: the selection's error comes first");
                  ws.closesocket(s);
                  t.Works(ws, TCP(ws), "after one was closed");
                  Refused(t, ws, TCP, WSAEMFILE, "full again");
              });
    t.Play();
}

void
NoBuffers(Scene& t)
{
    t.Build(CE);
    t.Set(t.client, "PoolBytes", UintegerValue(5000));
    t.Set(t.client, "SocketOverheadBytes", UintegerValue(2000));
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET s = t.Works(ws, TCP(ws), "first");
                  t.Works(ws, TCP(ws), "second");
                  Refused(t, ws, TCP, WSAENOBUFS, "third");
                  Refused(t,
                          ws,
                          Triple(AF_INET, SOCK_STREAM, NONE),
                          WSAEPROTONOSUPPORT,
                          "R-RES-1: the selection's error comes first");
                  t.Set(t.client, "MaxSocketsPerProcess", UintegerValue(2));
                  Refused(t, ws, TCP, WSAEMFILE, "R-CE-3: descriptors are looked at before");
                  ws.closesocket(s);
                  t.Works(ws, TCP(ws), "after one was closed");
              });
    t.Play();
}

void
ProtocolNotSupported(Scene& t)
{
    PlayAlone(t,
              NT,
              [&](Winsock& ws)
              {
                  for (const int protocol : {NONE, int(FROM_PROTOCOL_INFO), int(IPPROTO_UDP)})
                  {
                      Refused(t,
                              ws,
                              Triple(AF_INET, SOCK_STREAM, protocol),
                              WSAEPROTONOSUPPORT,
                              "R-SEL-20, protocol " + std::to_string(protocol));
                  }
              });
}

void
WrongPrototype(Scene& t)
{
    PlayAlone(t,
              CE,
              [&](Winsock& ws)
              {
                  for (const int af : {AF_INET, AF_INET6})
                  {
                      Refused(t,
                              ws,
                              Triple(af, SOCK_STREAM, IPPROTO_UDP),
                              WSAEPROTOTYPE,
                              "R-SEL-22: UDP is no stream");
                      Refused(t,
                              ws,
                              Triple(af, SOCK_DGRAM, IPPROTO_TCP),
                              WSAEPROTOTYPE,
                              "R-SEL-22: TCP has no datagrams");
                  }
              });
}

void
TypeNotSupported(Scene& t)
{
    PlayAlone(t,
              NT,
              [&](Winsock& ws)
              {
                  Refused(t, ws, Triple(AF_INET, NONE, 0), WSAESOCKTNOSUPPORT, "R-SEL-20");
                  Refused(t,
                          ws,
                          Triple(NONE, NONE, IPPROTO_TCP),
                          WSAESOCKTNOSUPPORT,
                          "R-SEL-21: the type is judged before the family");
              });
}

void
InvalidGroup(Scene& t)
{
    PlayAlone(
        t,
        NT,
        [&](Winsock& ws)
        {
            Refused(
                t, ws, Triple(AF_INET, SOCK_STREAM, IPPROTO_TCP, 4711), WSAEINVAL, "R-FLG-1: g");
            Refused(t,
                    ws,
                    Triple(AF_INET, NONE, IPPROTO_TCP, 4711),
                    WSAESOCKTNOSUPPORT,
                    "R-SEL-2: the triple's error comes first");
        });
}

/// WSASocket with a changed copy of the device's TCP entry.
Creation
WithStructure(const std::function<void(WSAPROTOCOL_INFOW&)>& change)
{
    return [=](Winsock& ws)
    {
        WSAPROTOCOL_INFOW info = TcpEntry(ws.GetProcess().GetCatalog()).info;
        change(info);
        return ws.WSASocketW(
            FROM_PROTOCOL_INFO, FROM_PROTOCOL_INFO, FROM_PROTOCOL_INFO, &info, 0, 0);
    };
}

void
InvalidStructure(Scene& t)
{
    PlayAlone(t,
              NT,
              [&](Winsock& ws)
              {
                  t.Works(ws, WithStructure([](auto&) {})(ws), "the entry as it is");
                  Refused(t,
                          ws,
                          WithStructure([](auto& info) { info.dwCatalogEntryId = 4711; }),
                          WSAEINVAL,
                          "R-SEL-31: unknown id");
                  Refused(t,
                          ws,
                          WithStructure([](auto& info) { info = WSAPROTOCOL_INFOW{}; }),
                          WSAEINVAL,
                          "incomplete: all zero");
                  Refused(t,
                          ws,
                          WithStructure([](auto& info) { info.dwProviderReserved = 0x5eed; }),
                          WSAEINVAL,
                          "R-SEL-39: a duplicated socket that nobody offers (any more)");
              });
}

/// A structure that names a layer by itself.
void
InvalidLayerStructure(Scene& t)
{
    t.Build(NT);
    CatalogEntry layer = TcpEntry(*StackOf(t.client)->GetCatalog());
    layer.info.ProtocolChain.ChainLen = LAYERED_PROTOCOL;
    InstallAlone(t.client, layer);
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const Creation byId = [](Winsock& caller)
                  {
                      WSAPROTOCOL_INFOW info = caller.GetProcess().GetCatalog().begin()->info;
                      return caller.WSASocketW(0, 0, 0, &info, 0, 0);
                  };
                  Refused(t, ws, byId, WSAEINVAL, "R-SEL-37: a layer by itself");
                  Refused(t,
                          ws,
                          TCP,
                          WSAESOCKTNOSUPPORT,
                          "R-SEL-10: a layer neither matches nor makes a type known");
              });
    t.Play();
}

void
InvalidCombination(Scene& t)
{
    PlayAlone(t,
              CE,
              [&](Winsock& ws)
              {
                  Refused(t,
                          ws,
                          Triple(AF_INET6, SOCK_STREAM, BTHPROTO_RFCOMM),
                          WSAEINVAL,
                          "R-SEL-22: all three are served, but never together");
                  Refused(t,
                          ws,
                          Triple(AF_INET6, SOCK_STREAM, NONE),
                          WSAEPROTONOSUPPORT,
                          "R-SEL-22: a protocol that nobody serves");
                  Refused(t, ws, Triple(0, 0, 0), WSAEINVAL, "R-SEL-15: nothing stated");
                  Refused(t, ws, Triple(0, NONE, 0), WSAEINVAL, "R-SEL-15: whatever the type");
              });
}

void
BadPointer(Scene& t)
{
    PlayAlone(t,
              NT,
              [&](Winsock& ws)
              {
                  const auto wide = [](uintptr_t address)
                  {
                      return [=](Winsock& caller)
                      {
                          return caller.WSASocketW(AF_INET,
                                                   SOCK_STREAM,
                                                   IPPROTO_TCP,
                                                   reinterpret_cast<LPWSAPROTOCOL_INFOW>(address),
                                                   0,
                                                   0);
                      };
                  };
                  const auto ansi = [](Winsock& caller)
                  {
                      return caller.WSASocketA(AF_INET,
                                               SOCK_STREAM,
                                               IPPROTO_TCP,
                                               reinterpret_cast<LPWSAPROTOCOL_INFOA>(0xdead),
                                               0,
                                               0);
                  };
                  Refused(t, ws, wide(0x10), WSAEFAULT, "R-SEL-38: a member of nothing");
                  Refused(t, ws, wide(0xffff800000000000), WSAEFAULT, "R-SEL-38: the system's");
                  Refused(t, ws, ansi, WSAEFAULT, "R-SEL-38: ANSI form");
              });
}

/// Opens the device's TCP entry with a broken library, mends that, and opens it again.
void
PlayBroken(Scene& t, const BrokenProvider::Defect& defect, int error)
{
    t.Build(NT);
    BreakLibrary(t.client, defect);
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  Refused(t, ws, TCP, error, "first use");
                  const std::size_t loaded = ws.GetProcess().GetProviders().GetCount();
                  t.Equal(loaded, 0, "R-SEL-55: nothing stays loaded");
                  Refused(t, ws, TCP, error, "R-SEL-55: tried again");
                  ProviderRegistry& registry = ws.GetProcess().GetStack().GetProviderRegistry();
                  const std::string path = TcpEntry(ws.GetProcess().GetCatalog()).libraryPath;
                  registry.Remove(path);
                  Refused(t, ws, TCP, WSAEPROVIDERFAILEDINIT, "R-SEL-50: no library at all");
                  registry.Register(path, [&] { return ProviderRegistry().Load(path); });
                  t.Works(ws, TCP(ws), "R-SEL-55: the mended library is loaded");
              });
    t.Play();
}

int
OldVersion(WSPDATA& data, WSPPROC_TABLE&)
{
    data.wVersion = MAKEWORD(2, 1);
    return 0;
}

int
HoleInTable(WSPDATA&, WSPPROC_TABLE& table)
{
    table.lpWSPRecvFrom = nullptr;
    return 0;
}

int
RefusedStart(WSPDATA&, WSPPROC_TABLE&)
{
    return WSASYSNOTREADY;
}

// WSPSocket.

/// WSPSocket of the opened provider of the device's TCP entry.
SOCKET
CallProvider(Winsock& ws, int af, int type, int protocol, GROUP g, int& error)
{
    WinsockThread::Scope current(ws.GetThread());
    const CatalogEntry& entry = TcpEntry(ws.GetProcess().GetCatalog());
    LoadedProvider* provider = ws.GetProcess().GetProviders().Open(entry, error);
    if (!provider)
    {
        return INVALID_SOCKET;
    }
    WSAPROTOCOL_INFOW info = entry.info;
    return provider->table->lpWSPSocket(af, type, protocol, &info, g, WSA_FLAG_OVERLAPPED, &error);
}

/// The provider's answer, in the form in which Refused() takes the API's.
Creation
AtProvider(int af, int type, int protocol, GROUP g = 0)
{
    return [=](Winsock& ws)
    {
        int error = 0;
        const SOCKET s = CallProvider(ws, af, type, protocol, g, error);
        ws.WSASetLastError(error);
        return s;
    };
}

const Creation PROVIDER_TCP = AtProvider(AF_INET, SOCK_STREAM, IPPROTO_TCP);

void
ProviderArguments(Scene& t, const std::string& profile, int crossed)
{
    PlayAlone(
        t,
        profile,
        [&](Winsock& ws)
        {
            t.Works(ws, PROVIDER_TCP(ws), "what the entry serves");
            Refused(t, ws, AtProvider(NONE, SOCK_STREAM, IPPROTO_TCP), WSAEAFNOSUPPORT, "family");
            Refused(t, ws, AtProvider(AF_INET, NONE, IPPROTO_TCP), WSAESOCKTNOSUPPORT, "type");
            Refused(t, ws, AtProvider(AF_INET, SOCK_STREAM, NONE), WSAEPROTONOSUPPORT, "protocol");
            Refused(t,
                    ws,
                    AtProvider(AF_INET, SOCK_STREAM, IPPROTO_UDP),
                    crossed,
                    "R-SEL-22: protocol of another type");
            Refused(t,
                    ws,
                    AtProvider(AF_INET, SOCK_STREAM, IPPROTO_TCP, 7),
                    WSAEINVAL,
                    "R-FLG-1: group");
        });
}

void
ProviderNetworkDown(Scene& t)
{
    PlayAlone(t,
              NT,
              [&](Winsock& ws)
              {
                  t.Works(ws, PROVIDER_TCP(ws), "while the network works");
                  t.Set(t.client, "NetworkUp", BooleanValue(false));
                  Refused(t, ws, PROVIDER_TCP, WSAENETDOWN, "while it does not");
                  t.Set(t.client, "NetworkUp", BooleanValue(true));
              });
}

void
ProviderInProgress(Scene& t)
{
    PlayWhileBlocked(
        t, [&](Winsock& ws) { Refused(t, ws, PROVIDER_TCP, WSAEINPROGRESS, "the thread waits"); });
}

void
ProviderLimits(Scene& t)
{
    t.Build(CE);
    t.Set(t.client, "MaxSocketsPerProcess", UintegerValue(2));
    t.Set(t.client, "SocketOverheadBytes", UintegerValue(1000));
    t.Set(t.client, "PoolBytes", UintegerValue(1999));
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  t.Works(ws, PROVIDER_TCP(ws), "first");
                  Refused(t, ws, PROVIDER_TCP, WSAENOBUFS, "no buffer memory");
                  t.Set(t.client, "PoolBytes", UintegerValue(100000));
                  t.Works(ws, PROVIDER_TCP(ws), "second");
                  Refused(t, ws, PROVIDER_TCP, WSAEMFILE, "no descriptor");
              });
    t.Play();
}

class CreationErrorsTestSuite : public TestSuite
{
  public:
    CreationErrorsTestSuite()
        : TestSuite("winsock-creation-errors", TestSuite::Type::UNIT)
    {
        const auto add = [this](const std::string& name, Scene::Script script)
        { AddTestCase(new Scene(name, std::move(script))); };
        add("WSASocket: WSANOTINITIALISED", NotInitialised);
        add("WSASocket: WSAENETDOWN", NetworkDown);
        add("WSASocket: WSAEAFNOSUPPORT", FamilyNotSupported);
        add("WSASocket: WSAEAFNOSUPPORT, stack without IPv6", FamilyNotInstalled);
        add("WSASocket: WSAEINPROGRESS", InProgress);
        add("WSASocket: WSAEMFILE", NoDescriptor);
        add("WSASocket: WSAENOBUFS", NoBuffers);
        add("WSASocket: WSAEPROTONOSUPPORT", ProtocolNotSupported);
        add("WSASocket: WSAEPROTOTYPE", WrongPrototype);
        add("WSASocket: WSAESOCKTNOSUPPORT", TypeNotSupported);
        add("WSASocket: WSAEINVAL, group", InvalidGroup);
        add("WSASocket: WSAEINVAL, structure", InvalidStructure);
        add("WSASocket: WSAEINVAL, structure of a layer", InvalidLayerStructure);
        add("WSASocket: WSAEINVAL, combination", InvalidCombination);
        add("WSASocket: WSAEFAULT", BadPointer);
        add("WSASocket: WSAEINVALIDPROVIDER",
            [](Scene& t) { PlayBroken(t, OldVersion, WSAEINVALIDPROVIDER); });
        add("WSASocket: WSAEINVALIDPROCTABLE",
            [](Scene& t) { PlayBroken(t, HoleInTable, WSAEINVALIDPROCTABLE); });
        add("WSASocket: WSAEPROVIDERFAILEDINIT",
            [](Scene& t) { PlayBroken(t, RefusedStart, WSAEPROVIDERFAILEDINIT); });
        add("WSPSocket: WSAENETDOWN", ProviderNetworkDown);
        add("WSPSocket: WSAEINPROGRESS", ProviderInProgress);
        add("WSPSocket: WSAEMFILE and WSAENOBUFS", ProviderLimits);
        add("WSPSocket: arguments by NT",
            [](Scene& t) { ProviderArguments(t, NT, WSAEPROTONOSUPPORT); });
        add("WSPSocket: arguments by CE, WSAEPROTOTYPE",
            [](Scene& t) { ProviderArguments(t, CE, WSAEPROTOTYPE); });
    }
};

CreationErrorsTestSuite g_creationErrorsTestSuite;

} // namespace
