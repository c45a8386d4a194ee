/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Installing layers on nodes by the helper: what the catalogs and the calls show of it.

#include "scenario-test-support.h"
#include "scene-test-support.h"

#include "ns3/call-record.h"
#include "ns3/names.h"
#include "ns3/pass-through-layer.h"
#include "ns3/protocol-selector.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/winsock-guid.h"
#include "ns3/winsock-layer-helper.h"
#include "ns3/winsock-stack-helper.h"

#include <functional>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

const SelectionRequest TCP{AF_INET, SOCK_STREAM, IPPROTO_TCP};
const SelectionRequest UDP{AF_INET, SOCK_DGRAM, IPPROTO_UDP};

/// A layer that is only a class.
class OwnLayer : public LayeredProvider
{
  public:
    OwnLayer()
        : LayeredProvider("own", HandleKind::NON_IFS)
    {
    }
};

Ptr<ServiceProvider>
MakeOwn()
{
    return Create<OwnLayer>();
}

Ptr<LayerLibrary>
MakeLibrary(const std::string& name, const std::string& handles)
{
    Ptr<PassThroughLibrary> library = CreateObject<PassThroughLibrary>();
    library->SetAttribute("Name", StringValue(name));
    library->SetAttribute("Handles", StringValue(handles));
    return library;
}

/// What a triple leads to on a node.
std::string
ChainOf(Ptr<Node> node, const SelectionRequest& request)
{
    const ProtocolCatalog& catalog = *StackOf(node)->GetCatalog();
    const Selection selection = Select(catalog, request, Dialect::NT);
    return DescribeChain(catalog, *selection.entry);
}

bool
HasLayer(Ptr<Node> node, const SelectionRequest& request, const std::string& name)
{
    return ChainOf(node, request).find(name) != std::string::npos;
}

/// The providers that the calls of a program on the client crossed, in the order of the first call.
std::string
ProvidersCrossed(Scene& t)
{
    std::vector<std::string> crossed;
    const std::function<void(const CallRecord&)> note = [&](const CallRecord& record)
    {
        if (record.side == CallRecord::Side::SPI && record.function == std::string("WSPSocket") &&
            record.phase == CallRecord::Phase::ENTER)
        {
            crossed.push_back(record.provider);
        }
    };
    StackOf(t.client)->TraceConnectWithoutContext(
        "Call", MakeCallback(&std::function<void(const CallRecord&)>::operator(), &note));
    t.Program(t.client,
              [&](Winsock& ws)
              { t.Works(ws, ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP), "a socket"); });
    t.Play();
    std::string text;
    for (const std::string& provider : crossed)
    {
        text += (text.empty() ? "" : " > ") + provider;
    }
    return text;
}

void
TwoLines(Scene& t)
{
    t.Build();
    WinsockLayerHelper("C:\\monitor.dll", MakeLibrary("monitor", "NON_IFS")).Install(t.client);
    WinsockLayerHelper("own.dll", MakeOwn).Install(t.client);
    WinsockLayerHelper("ifs.dll", MakeLibrary("ifs", "IFS")).Install(t.client);
    t.Equal(ProvidersCrossed(t),
            std::string("own > monitor > ifs > base"),
            "R-CAT-43: the last one on top, but one with IFS handles below");
}

void
AllInternetProtocols(Scene& t)
{
    t.Build();
    WinsockLayerHelper("%SystemRoot%\\system32\\own.dll", MakeOwn).Install(t.client);
    for (int af : {AF_INET, AF_INET6})
    {
        t.True(HasLayer(t.client, {af, SOCK_STREAM, IPPROTO_TCP}, "own"), "R-CAT-44: TCP");
        t.True(HasLayer(t.client, {af, SOCK_DGRAM, IPPROTO_UDP}, "own"), "R-CAT-44: UDP");
        t.True(HasLayer(t.client, {af, SOCK_RAW, IPPROTO_ICMP}, "own"), "R-CAT-44: raw");
    }
    t.True(!HasLayer(t.client, {AF_BTH, SOCK_STREAM, 3}, "own"), "R-CAT-44: and no others");
    t.True(ChainOf(t.server, TCP).find("own") == std::string::npos, "the other node has nothing");
    t.True(StackOf(t.client)->GetCatalog()->begin()->IsChain(), "R-CAT-45: chains come first");
}

void
Settings(Scene& t)
{
    t.Build();
    WinsockLayerHelper helper("own.dll", MakeOwn, HandleKind::IFS);
    helper.SetName("Inspector");
    helper.SetCategories(LSP_INSPECTOR);
    helper.AddProtocol(UDP.af, UDP.type, UDP.protocol);
    helper.Install(t.client);
    t.True(HasLayer(t.client, UDP, "Inspector"), "the name and the protocol");
    t.True(!HasLayer(t.client, TCP, "Inspector"), "no other protocol");
    const CatalogEntry* layer =
        StackOf(t.client)->GetCatalog()->FindByProviderId(helper.GetProviderId());
    t.True(layer && layer->IsLayer(), "the layer under its id");
    t.Equal(layer->lspCategories, LSP_INSPECTOR, "R-CAT-51: the categories");
    t.Equal(layer->info.dwServiceFlags1 & XP1_IFS_HANDLES, XP1_IFS_HANDLES, "R-CAT-43: IFS");
    helper.SetCategories(LSP_PROXY);
    helper.Install(t.server);
    t.Equal(
        StackOf(t.server)->GetCatalog()->FindByProviderId(helper.GetProviderId())->lspCategories,
        LSP_PROXY,
        "settings count from the next installation on");
}

void
SharedCatalogs(Scene& t)
{
    NodeContainer nodes;
    for (int i = 0; i < 3; ++i)
    {
        nodes.Add(MakeWinsockNode());
    }
    Ptr<Node> ce = MakeWinsockNode("wince-6.0");
    Names::Add("ce", ce);
    WinsockLayerHelper helper("own.dll", MakeOwn);
    helper.Install(nodes);
    helper.Install("ce");
    const auto catalog = StackOf(nodes.Get(0))->GetCatalog();
    t.True(StackOf(nodes.Get(1))->GetCatalog() == catalog, "one object");
    t.True(StackOf(nodes.Get(2))->GetCatalog() == catalog, "one object");
    t.True(HasLayer(ce, TCP, "own"), "a catalog of its own");
    Ptr<Node> late = MakeWinsockNode();
    const auto before = StackOf(late)->GetCatalog();
    helper.Install(late);
    t.True(StackOf(late)->GetCatalog() == catalog, "also for a node that comes later");
    helper.Remove(nodes);
    helper.Remove("ce");
    t.True(!HasLayer(nodes.Get(0), TCP, "own") && !HasLayer(ce, TCP, "own"), "removed");
    t.True(StackOf(nodes.Get(1))->GetCatalog() == StackOf(nodes.Get(0))->GetCatalog(),
           "one object");
    t.True(HasLayer(late, TCP, "own"), "and nobody else's");
    t.Equal(StackOf(nodes.Get(0))->GetCatalog()->GetSize(), before->GetSize(), "R-CAT-47");
    helper.Install(nodes.Get(0));
    t.True(HasLayer(nodes.Get(0), TCP, "own"), "and installed again");
    Names::Clear();
    Simulator::Destroy();
}

void
RemoveFromBelow(Scene& t)
{
    t.Build();
    WinsockLayerHelper lower("lower.dll", MakeLibrary("lower", "NON_IFS"));
    lower.Install(t.client);
    WinsockLayerHelper("own.dll", MakeOwn).Install(t.client);
    lower.Remove(t.client);
    t.Equal(ProvidersCrossed(t), std::string("own > base"), "R-CAT-47: no orphan");
}

void
WhenProgramsNotice(Scene& t)
{
    t.Build();
    WinsockLayerHelper helper("own.dll", MakeOwn);
    const auto chainLength = [](Winsock& ws)
    {
        const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
        WSAPROTOCOL_INFOW info{};
        INT size = sizeof(info);
        ws.getsockopt(s, SOL_SOCKET, SO_PROTOCOL_INFOW, reinterpret_cast<char*>(&info), &size);
        return info.ProtocolChain.ChainLen;
    };
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  helper.Install(t.client);
                  t.Equal(chainLength(ws), 1, "R-CAT-49: a running program keeps its view");
                  ws.WSACleanup();
                  WSADATA data;
                  ws.WSAStartup(MAKEWORD(2, 2), &data);
                  t.Equal(chainLength(ws), 2, "R-CAT-49: until its next WSAStartup");
                  helper.Remove(t.client);
                  ws.WSACleanup();
                  ws.WSAStartup(MAKEWORD(2, 2), &data);
                  t.Equal(chainLength(ws), 1, "R-CAT-49: likewise for the removal");
              });
    t.Play();
}

void
Mistakes(Scene& t)
{
    Ptr<Node> node = MakeWinsockNode();
    const auto says = [&](const std::function<void()>& mistake, const std::string& part)
    {
        const std::string message = MessageOfAbort(mistake);
        t.True(message.find(part) != std::string::npos, "expected \"" + part + "\" in: " + message);
    };
    says([] { WinsockLayerHelper("own.dll", MakeOwn).Install(CreateObject<Node>()); },
         "call WinsockStackHelper::Install for the node first");
    says([] { WinsockLayerHelper("own.dll", MakeOwn).Install("nobody"); },
         "There is no node named \"nobody\"");
    says(
        [&]
        {
            WinsockLayerHelper helper("own.dll", MakeOwn);
            helper.Install(node);
            helper.Install(node);
        },
        "The layer \"own\" cannot be installed on node");
    says(
        [&]
        {
            WinsockLayerHelper helper("own.dll", MakeOwn);
            helper.AddProtocol(AF_IPX, SOCK_DGRAM, 1000);
            helper.Install(node);
        },
        "no entry serves AF_IPX");
    says([&] { WinsockLayerHelper("own.dll", MakeOwn).Remove(node); },
         "does not have the layer \"own\" of own.dll");
    Simulator::Destroy();
}

class LayerHelperTestSuite : public TestSuite
{
  public:
    LayerHelperTestSuite()
        : TestSuite("winsock-layer-helper", TestSuite::Type::UNIT)
    {
        AddTestCase(new Scene("R-CAT-43: layers in two lines, stacked", TwoLines));
        AddTestCase(new Scene("R-CAT-44, R-CAT-45: all internet protocols", AllInternetProtocols));
        AddTestCase(new Scene("Name, categories, protocols, handles", Settings));
        AddTestCase(new Scene("Nodes share catalogs before and after", SharedCatalogs));
        AddTestCase(new Scene("R-CAT-47: removal from below", RemoveFromBelow));
        AddTestCase(new Scene("R-CAT-49: when programs notice", WhenProgramsNotice));
        AddTestCase(new Scene("Mistakes and their mends", Mistakes));
    }
};

LayerHelperTestSuite g_layerHelperTestSuite;

} // namespace
