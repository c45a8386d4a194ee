/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Libraries of layers: settings, registration, and how long they live.

#include "catalog-test-support.h"
#include "layer-scene-test-support.h"
#include "scenario-test-support.h"
#include "stream-scene-test-support.h"

#include "ns3/call-record.h"
#include "ns3/catalog-text.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/pass-through-layer.h"
#include "ns3/provider-registry.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/test.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-stack-helper.h"

#include <functional>
#include <set>
#include <string>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

Ptr<PassThroughLibrary>
MakePassThrough(const std::string& handles)
{
    Ptr<PassThroughLibrary> library = CreateObject<PassThroughLibrary>();
    library->SetAttribute("Handles", StringValue(handles));
    return library;
}

void
TestHandles(Scene& t)
{
    const auto kindOf = [](Ptr<LayerLibrary> library)
    {
        Ptr<ServiceProvider> layer = library->CreateLayer();
        return dynamic_cast<LayeredProvider&>(*layer).GetHandleKind();
    };
    t.True(kindOf(CreateObject<PassThroughLibrary>()) == HandleKind::NON_IFS, "the default");
    t.True(kindOf(MakePassThrough("IFS")) == HandleKind::IFS, "chosen");
    Ptr<PassThroughLibrary> library = MakePassThrough("NON_IFS");
    t.True(kindOf(library) == HandleKind::NON_IFS, "chosen");
    StringValue shown;
    library->GetAttribute("Handles", shown);
    t.Equal(shown.Get(), std::string("NON_IFS"), "what is set can be read");
    const std::string message = MessageOfAbort([] { MakePassThrough("ifs-handles"); });
    t.True(message.find("\"ifs-handles\"") != std::string::npos, "the mistake is named");
    t.True(message.find("choose IFS") != std::string::npos, "and its mend");
}

void
TestName(Scene& t)
{
    Ptr<PassThroughLibrary> library = CreateObject<PassThroughLibrary>();
    t.Equal(library->CreateLayer()->GetName(), std::string("pass-through"), "the kind's name");
    library->SetAttribute("Name", StringValue("outer"));
    t.Equal(library->CreateLayer()->GetName(), std::string("outer"), "its own name");
}

void
TestPaths(Scene& t)
{
    ProviderRegistry registry;
    Ptr<PassThroughLibrary> library = CreateObject<PassThroughLibrary>();
    library->Register(registry, "%SystemRoot%\\System32\\Layer.dll");
    const Ptr<ServiceProvider> one = registry.Load("c:\\windows\\SYSTEM32\\layer.DLL");
    const Ptr<ServiceProvider> two = registry.Load("%systemroot%/system32/layer.dll");
    t.True(one && two && one != two, "R-SPI-8: each load gives an instance of its own");
    t.True(!registry.Load("c:\\layer.dll"), "another path is another file");
}

/// Whoever still needs the library keeps it, and nobody else.
void
TestLifetime(Scene& t)
{
    Ptr<PassThroughLibrary> library = CreateObject<PassThroughLibrary>();
    Ptr<ServiceProvider> layer;
    {
        ProviderRegistry registry;
        library->Register(registry, "layer.dll");
        t.Equal(library->GetReferenceCount(), 2U, "the registry keeps it");
        layer = registry.Load("layer.dll");
        t.Equal(library->GetReferenceCount(), 3U, "a layer keeps it");
        registry.Remove("layer.dll");
        t.Equal(library->GetReferenceCount(), 2U, "a deleted file is in use as long as layers are");
    }
    layer = nullptr;
    t.Equal(library->GetReferenceCount(), 1U, "there is no cycle");
}

void
TestSharedByChainsAndProcesses(Scene& t)
{
    Ptr<PassThroughLibrary> outer = MakePassThrough("NON_IFS");
    Ptr<PassThroughLibrary> inner = MakePassThrough("IFS");
    outer->SetAttribute("Name", StringValue("outer"));
    inner->SetAttribute("Name", StringValue("inner"));
    t.Build();
    InstallLayers(t.client, {outer, inner});
    InstallLayers(t.server, {outer, inner});
    std::set<std::string> crossed;
    const std::function<void(const CallRecord&)> note = [&](const CallRecord& record)
    { crossed.insert(record.provider); };
    StackOf(t.client)->TraceConnectWithoutContext(
        "Call", MakeCallback(&std::function<void(const CallRecord&)>::operator(), &note));
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET s = AcceptOne(ws);
                  t.Equal(ReceiveAll(ws, s), std::string("text"), "passed on");
                  ws.closesocket(s);
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ConnectNew(ws, ServerAddress());
            t.Equal(SendText(ws, s, "text"), 4, "sent");
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
    t.Equal(crossed.count("outer") + crossed.count("inner"), 2U, "both layers were crossed");
}

/// What a program finds on a node with the catalog of a real machine.
void
PlayImported(Scene& t, const std::string& listing, const std::string& behaviour)
{
    const CatalogTextResult imported = ReadCatalogFile(CatalogDirectory() + listing);
    t.True(static_cast<bool>(imported), listing);
    t.Build();
    StackOf(t.client)->SetCatalog(imported.catalogs.native);
    if (behaviour != "MISSING")
    {
        MakePassThrough(behaviour)->StandInForUnknown(*StackOf(t.client));
    }
    std::string received;
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET listener = ListenAt(ws, Ip4(Scene::ANY, PORT));
                  SetNonBlocking(ws, listener, true);
                  ws.Sleep(3000);
                  const SOCKET s = ws.accept(listener, nullptr, nullptr);
                  SetNonBlocking(ws, s, false);
                  received = ReceiveAll(ws, s);
                  ws.closesocket(s);
                  ws.closesocket(listener);
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
            if (behaviour == "MISSING")
            {
                t.Fails(ws, s, WSAEPROVIDERFAILEDINIT, "R-SEL-50: no such file");
                return;
            }
            t.Works(ws, s, "R-CAT-44: through the chain");
            t.Equal(StackOf(t.client)->GetDescriptorLedger().GetInUse(),
                    behaviour == "IFS" ? 1U : 2U,
                    "R-ACC-2, R-ACC-3: what the layer costs");
            t.Works(ws, ConnectTo(ws, s, ServerAddress()), "connect");
            t.Equal(SendText(ws, s, "text"), 4, "send");
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play(Simulator::Now() + Seconds(100));
    t.Equal(received, std::string(behaviour == "MISSING" ? "" : "text"), listing);
    Simulator::Destroy();
}

void
TestImportedCatalogs(Scene& t, const std::string& behaviour)
{
    for (const char* listing : {"win10-x64-astrill-trio1659.txt",
                                "win10-1607-x64-lavasoft-moby27423.txt",
                                "win10-x64-pgp-wsl9413.txt"})
    {
        PlayImported(t, listing, behaviour);
    }
}

/// @return the errors of a stream socket on nodes that a helper has installed
int
OpenOnInstalled(const WinsockStackHelper& helper)
{
    Ptr<Node> node = CreateObject<Node>();
    InternetStackHelper().Install(node);
    helper.Install(node);
    int error = 0;
    RunOn(node,
          [&](Winsock& ws)
          {
              WSADATA data;
              ws.WSAStartup(MAKEWORD(2, 2), &data);
              const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
              error = s == INVALID_SOCKET ? ws.WSAGetLastError() : 0;
              return ws.WSACleanup();
          });
    Simulator::Run();
    Simulator::Destroy();
    return error;
}

void
TestHelper(Scene& t)
{
    WinsockStackHelper helper;
    helper.SetCatalogFile(CatalogDirectory() + "win10-x64-astrill-trio1659.txt");
    t.Equal(OpenOnInstalled(helper), WSAEPROVIDERFAILEDINIT, "missing by default");
    for (const char* behaviour : {"IFS", "NON_IFS"})
    {
        helper.SetUnknownLibraries(behaviour);
        t.Equal(OpenOnInstalled(helper), 0, behaviour);
    }
    helper.SetUnknownLibraries("MISSING");
    t.Equal(OpenOnInstalled(helper), WSAEPROVIDERFAILEDINIT, "missing again");
    helper.SetStandInLibrary(CreateObject<PassThroughLibrary>());
    t.Equal(OpenOnInstalled(helper), 0, "a layer of one's own");
    const std::string message = MessageOfAbort([&] { helper.SetUnknownLibraries("none"); });
    t.True(message.find("choose MISSING") != std::string::npos,
           "a mistake has its mend: " + message);
}

class WinsockLayerLibraryTestSuite : public TestSuite
{
  public:
    WinsockLayerLibraryTestSuite()
        : TestSuite("winsock-layer-library", TestSuite::Type::UNIT)
    {
        AddTestCase(new Scene("R-SPI-22: Handles says whose handles go up", TestHandles));
        AddTestCase(new Scene("Name says what traces show", TestName));
        AddTestCase(new Scene("R-SPI-8: one library, many layers", TestPaths));
        AddTestCase(new Scene("Who keeps a library", TestLifetime));
        for (const std::string behaviour : {"MISSING", "IFS", "NON_IFS"})
        {
            AddTestCase(new Scene("Imported catalogs, unknown libraries " + behaviour,
                                  [behaviour](Scene& t) { TestImportedCatalogs(t, behaviour); }));
        }
        AddTestCase(new Scene("The helper chooses what unknown libraries are", TestHelper));
        AddTestCase(
            new Scene("R-CHN-10: one library on two nodes", TestSharedByChainsAndProcesses));
    }
};

WinsockLayerLibraryTestSuite g_winsockLayerLibraryTestSuite;

} // namespace
