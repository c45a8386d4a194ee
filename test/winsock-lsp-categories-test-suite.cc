/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Categories of layers and of programs: who may load what, and what a program gets instead of a
// chain that holds a refused layer (R-LSP-1 to R-LSP-3).

#include "catalog-test-support.h"
#include "layer-scene-test-support.h"
#include "scene-test-support.h"

#include "ns3/application-categories.h"
#include "ns3/catalog-enumeration.h"
#include "ns3/catalog-text.h"
#include "ns3/layer-installation.h"
#include "ns3/lsp-categories.h"
#include "ns3/provider-registry.h"
#include "ns3/string.h"
#include "ns3/winsock-guid.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

const SelectionRequest TCP{AF_INET, SOCK_STREAM, IPPROTO_TCP};
const SelectionRequest UDP{AF_INET, SOCK_DGRAM, IPPROTO_UDP};

using CatalogPtr = std::shared_ptr<const ProtocolCatalog>;

/// Puts a layer with categories on top of some protocols.
void
AddLayer(ProtocolCatalogBuilder& builder,
         const std::string& name,
         DWORD categories,
         const std::vector<SelectionRequest>& protocols)
{
    LayerDescription layer;
    layer.providerId = GuidFromName(name);
    layer.libraryPath = name + ".dll";
    layer.name = name;
    layer.lspCategories = categories;
    layer.protocols = protocols;
    const LayerInstallation installed = InstallLayer(builder, layer);
    NS_ABORT_MSG_UNLESS(installed, installed.problem);
}

/// 1001 TCP and 1002 UDP; a firewall (1004) over TCP, and over that a layer without categories (1006)
/// and over UDP (1007) the same; 1005 and 1003 are the layers by themselves.
CatalogPtr
TwoLayers()
{
    ProtocolCatalogBuilder builder(
        *MakeCatalog({MakeBase("TCP", AF_INET, SOCK_STREAM, IPPROTO_TCP),
                      MakeBase("UDP", AF_INET, SOCK_DGRAM, IPPROTO_UDP)}));
    AddLayer(builder, "firewall", LSP_FIREWALL, {TCP});
    AddLayer(builder, "other", 0, {TCP, UDP});
    return builder.Build();
}

DWORD
Chosen(const CatalogPtr& catalog, const SelectionRequest& request)
{
    const Selection selection = Select(*catalog, request, Dialect::NT);
    return selection.entry ? selection.entry->Id() : 0;
}

DWORD
ChosenById(const CatalogPtr& catalog, DWORD id)
{
    WSAPROTOCOL_INFOW info{};
    info.dwCatalogEntryId = id;
    const Selection selection = SelectById(*catalog, info);
    return selection.entry ? selection.entry->Id() : 0;
}

std::vector<DWORD>
Listed(const CatalogPtr& catalog, CatalogView view = CatalogView::APPLICATION)
{
    std::vector<DWORD> ids;
    for (const CatalogEntry* entry : ListProtocols(*catalog, view, nullptr))
    {
        ids.push_back(entry->Id());
    }
    return ids;
}

void
WorkedExamples(Scene& t)
{
    constexpr DWORD SYSTEM = LSP_SYSTEM | LSP_FIREWALL | LSP_CRYPTO_COMPRESS;
    t.True(IsLayerPermitted(LSP_SYSTEM, SYSTEM), "R-LSP-2: first example, system");
    t.True(!IsLayerPermitted(0, SYSTEM), "R-LSP-2: first example, no category");
    t.True(!IsLayerPermitted(LSP_FIREWALL, SYSTEM), "R-LSP-2: first example, no system layer");
    t.True(!IsLayerPermitted(SYSTEM | LSP_INSPECTOR, SYSTEM),
           "R-LSP-2: first example, one too many");
    t.True(IsLayerPermitted(SYSTEM, SYSTEM), "R-LSP-2: all that is permitted");
    constexpr DWORD PLAIN = LSP_FIREWALL | LSP_CRYPTO_COMPRESS;
    t.True(IsLayerPermitted(LSP_FIREWALL, PLAIN), "R-LSP-2: second example, firewall");
    t.True(!IsLayerPermitted(LSP_SYSTEM, PLAIN), "R-LSP-2: second example, system");
    t.True(!IsLayerPermitted(0, PLAIN), "R-LSP-2: second example, no category");
    t.True(!IsLayerPermitted(SYSTEM, PLAIN), "R-LSP-2: second example, one too many");
    for (DWORD layer : {DWORD(0), LSP_FIREWALL, LSP_SYSTEM, DWORD(0xffffffff)})
    {
        t.True(IsLayerPermitted(layer, 0), "R-LSP-1: without category every layer may load");
    }
}

void
ViewSkipsChains(Scene& t)
{
    const CatalogPtr machine = TwoLayers();
    t.Equal(Chosen(machine, TCP), 1006U, "the topmost chain");
    t.True(PermittedView(machine, 0) == machine, "R-LSP-1: nothing is refused, nothing is made");
    const CatalogPtr firewall = PermittedView(machine, LSP_FIREWALL);
    t.Equal(Chosen(firewall, TCP), 1004U, "R-LSP-3: the chain below");
    t.Equal(Chosen(firewall, UDP), 1002U, "R-LSP-3: the base protocol");
    t.True(Listed(firewall) == std::vector<DWORD>({1004, 1001, 1002}), "R-LSP-3: enumeration");
    t.True(Listed(firewall, CatalogView::INSTALLER) == Listed(machine, CatalogView::INSTALLER),
           "R-CAT-30: an installer sees all");
    const CatalogPtr system = PermittedView(machine, LSP_SYSTEM);
    t.Equal(Chosen(system, TCP), 1001U, "R-LSP-3: no layer at all");
    t.Equal(Chosen(system, {0, 0, IPPROTO_TCP}), 1001U, "R-LSP-3: with wildcards");
    t.True(Listed(system) == std::vector<DWORD>({1001, 1002}), "R-LSP-3: enumeration");
    t.True(Explain(*system, TCP, Dialect::NT).find("refused for the program: 3") !=
               std::string::npos,
           "a person is told");
    t.True(Explain(*machine, TCP, Dialect::NT).find("refused for") == std::string::npos, "or not");
}

void
NamedById(Scene& t)
{
    const CatalogPtr machine = TwoLayers();
    const CatalogPtr firewall = PermittedView(machine, LSP_FIREWALL);
    const CatalogPtr system = PermittedView(machine, LSP_SYSTEM);
    t.Equal(ChosenById(machine, 1006), 1006U, "R-SEL-30: what is named");
    t.Equal(ChosenById(firewall, 1006), 1004U, "R-LSP-3: the nearest lower chain");
    t.Equal(ChosenById(firewall, 1004), 1004U, "R-LSP-3: a permitted one stays");
    t.Equal(ChosenById(system, 1006), 1001U, "R-LSP-3: past two refused layers");
    t.Equal(ChosenById(system, 1007), 1002U, "R-LSP-3: to its own base protocol");
    t.Equal(ChosenById(system, 1001), 1001U, "a base protocol is nobody's layer");
    WSAPROTOCOL_INFOW info{};
    info.dwCatalogEntryId = 1003;
    t.Equal(SelectById(*system, info).error, WSAEINVAL, "R-SEL-37: a layer by itself as ever");
    info.dwCatalogEntryId = 1006;
    t.True(SelectById(*system, info).reason == SelectionReason::BELOW_REFUSED_LAYER, "the reason");
}

/// Chains as the documents describe them, whose slots name layers by themselves.
void
NamedByIdInPlainSlots(Scene& t)
{
    CatalogEntry upper = MakeLayer("upper");
    CatalogEntry lower = MakeLayer("lower");
    lower.lspCategories = LSP_PROXY;
    const CatalogEntry tcp = MakeBase("TCP", AF_INET, SOCK_STREAM, IPPROTO_TCP);
    ProtocolCatalogBuilder builder(*MakeCatalog({upper, lower, tcp}));
    builder.Install(MakeChain("both", tcp, {1001, 1002, 1003}));         // 1004
    builder.Install(MakeChain("lower", tcp, {1002, 1003}));              // 1005
    builder.Install(MakeChain("chain in last slot", tcp, {1001, 1005})); // 1006
    const CatalogPtr proxy = PermittedView(builder.Build(), LSP_PROXY);
    t.Equal(ChosenById(proxy, 1004), 1005U, "R-LSP-3: the chain with the same slots");
    t.Equal(ChosenById(proxy, 1006), 1005U, "R-CAT-5: the chain in the last slot");
    const CatalogPtr firewall = PermittedView(builder.Build(), LSP_FIREWALL);
    t.Equal(ChosenById(firewall, 1004), 1003U, "R-LSP-3: the base protocol");
    t.Equal(ChosenById(firewall, 1006), 1003U, "R-LSP-3: through the chain in the last slot");
    builder.Remove(1003);
    WSAPROTOCOL_INFOW info{};
    info.dwCatalogEntryId = 1006;
    const Selection orphan = SelectById(*PermittedView(builder.Build(), LSP_FIREWALL), info);
    t.True(!orphan.entry, "R-CAT-47: nothing is left below");
    t.Equal(orphan.error, WSAEPROVIDERFAILEDINIT, "R-CAT-47: as with any orphan");
    t.True(orphan.reason == SelectionReason::NOTHING_BELOW_REFUSED, "the reason");
}

/// An imported catalog can hold anything.
void
ChainsInACircle(Scene& t)
{
    const CatalogEntry tcp = MakeBase("TCP", AF_INET, SOCK_STREAM, IPPROTO_TCP);
    CatalogEntry one = MakeChain("one", tcp, {1002, 1003});
    one.info.dwCatalogEntryId = 1001;
    CatalogEntry two = MakeChain("two", tcp, {1002, 1001});
    two.info.dwCatalogEntryId = 1003;
    CatalogEntry layer = MakeLayer("layer");
    layer.info.dwCatalogEntryId = 1002;
    ProtocolCatalogBuilder builder;
    for (const CatalogEntry& entry : {one, layer, two})
    {
        t.True(bool(builder.Import(entry)), "imported");
    }
    const CatalogPtr view = PermittedView(builder.Build(), LSP_PROXY);
    t.Equal(Chosen(view, TCP), 0U, "R-LSP-3: both are refused");
    t.Equal(ChosenById(view, 1001), 0U, "R-LSP-3: and there is an end");
    LayerDescription over;
    over.providerId = GuidFromName("new");
    over.libraryPath = "new.dll";
    over.name = "new";
    over.protocols = {{TCP}};
    t.Equal(InstallLayer(builder, over).error, WSANO_RECOVERY, "R-CAT-6: longer than any chain");
}

void
Identity(Scene& t)
{
    ApplicationCategories known;
    t.Equal(known.FindForProcess("C:\\wsl.exe", ""), 0U, "R-LSP-1: nothing was said");
    t.Equal(
        known.Permit("%SystemRoot%\\System32\\svchost.exe", "-k netsvcs", LSP_SYSTEM), 0U, "new");
    t.Equal(known.Permit("C:\\Program.exe", "", LSP_PROXY), 0U, "new");
    t.Equal(known.Permit("c:/PROGRAM.EXE", "", LSP_FIREWALL), LSP_PROXY, "R-CAT-52: the same file");
    t.Equal(known.FindForProcess("c:\\program.exe", "whatever"),
            LSP_PROXY | LSP_FIREWALL,
            "R-CAT-52: or'ed; every instance without a command line");
    const std::string host = "C:\\Windows\\system32\\svchost.exe";
    t.Equal(known.FindForProcess(host, "-k netsvcs"), LSP_SYSTEM, "R-CAT-52: this instance");
    t.Equal(known.FindForProcess(host, "-k NetSvcs"), 0U, "R-CAT-52: not another one");
    t.Equal(known.FindForProcess(host, ""), 0U, "R-CAT-52: nor one without a command line");
    known.Permit(host, "", LSP_PROXY);
    t.Equal(known.FindForProcess(host, "-k netsvcs"), LSP_SYSTEM, "the instance comes first");
    t.Equal(known.FindForProcess(host, "-k other"), LSP_PROXY, "else the program");
    t.True(!known.Find(host, "-k other"), "which was never named");
}

void
TextKeepsBytes(Scene& t)
{
    for (const std::string& name : ListingNames())
    {
        const CatalogTextResult machine = ReadCatalogFile(CatalogDirectory() + name);
        ProtocolCatalogBuilder builder(*machine.catalogs.native);
        std::size_t changed = 0;
        for (const CatalogEntry& entry : *machine.catalogs.native)
        {
            changed += builder.SetLspCategories(entry.info.ProviderId, LSP_FIREWALL);
        }
        t.True(changed >= machine.catalogs.native->GetSize(), name + ": all have categories");
        MachineCatalogs with = machine.catalogs;
        with.native = builder.Build();
        t.True(*with.native->begin() != *machine.catalogs.native->begin(), "entries differ");
        t.Equal(WriteCatalogText(with, machine.layout),
                WriteCatalogText(machine.catalogs, machine.layout),
                name + ": R-CAT-51: netsh does not print them");
    }
}

constexpr const WCHAR* PROGRAM = u"C:\\program.exe";
const GUID LAYER = GuidFromName("counter");

void
Permit(Scene& t, Winsock& ws, DWORD categories)
{
    int error = 0;
    const auto length = static_cast<DWORD>(std::u16string_view(PROGRAM).size());
    ws.WSCSetApplicationCategory(PROGRAM, length, nullptr, 0, categories, nullptr, &error);
    t.Equal(error, 0, "R-CAT-52: said");
}

void
Categorize(Scene& t, Winsock& ws, DWORD categories)
{
    GUID id = LAYER;
    int error = 0;
    ws.WSCSetProviderInfo(&id,
                          ProviderInfoLspCategories,
                          reinterpret_cast<PBYTE>(&categories),
                          sizeof(categories),
                          0,
                          &error);
    t.Equal(error, 0, "R-CAT-51: set");
}

/// A scene whose client has a counting layer over UDP.
struct CountingScene
{
    explicit CountingScene(Scene& scene)
        : t(scene)
    {
        t.Build();
        Ptr<WinsockStack> stack = StackOf(t.client);
        ProtocolCatalogBuilder builder(*stack->GetCatalog());
        AddLayer(builder, "counter", 0, {UDP});
        stack->SetCatalog(builder.Build());
        stack->GetProviderRegistry().Register(
            "counter.dll", [this] { return Create<SocketCountingLayer>(layered); });
    }

    void
    At(double seconds, SceneProgram program)
    {
        Ptr<WinsockApplication> application =
            t.Program(t.client, std::move(program), Seconds(seconds));
        application->SetAttribute("ImagePath", StringValue("c:\\PROGRAM.exe"));
    }

    /// Makes a socket and expects it to go through the layer, or not.
    void
    MakesSocket(Winsock& ws, bool throughLayer, const std::string& what)
    {
        const int before = layered;
        t.Works(ws, ws.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP), what);
        t.Equal(layered - before, throughLayer ? 1 : 0, what);
    }

    Scene& t;
    int layered{0}; //!< sockets through the layer
};

void
FrozenAtFirstStartup(Scene& t)
{
    CountingScene scene(t);
    scene.At(3,
             [&](Winsock& ws)
             {
                 scene.MakesSocket(ws, true, "R-LSP-1: without category");
                 Permit(t, ws, LSP_SYSTEM);
                 scene.MakesSocket(ws, true, "R-LSP-1: a running program goes on");
                 ws.WSACleanup();
                 WSADATA data;
                 ws.WSAStartup(MAKEWORD(2, 2), &data);
                 scene.MakesSocket(ws, true, "R-LSP-1: frozen at the first WSAStartup");
                 t.Equal(ws.GetProcess().GetPermittedCategories(), 0U, "R-LSP-1");
             });
    scene.At(4,
             [&](Winsock& ws)
             {
                 scene.MakesSocket(ws, false, "R-LSP-2: the next instance is without the layer");
                 t.Equal(ws.GetProcess().GetPermittedCategories(), LSP_SYSTEM, "R-LSP-1");
                 Categorize(t, ws, LSP_SYSTEM);
                 scene.MakesSocket(ws, false, "R-CAT-49: its view stays");
                 ws.WSACleanup();
                 WSADATA data;
                 ws.WSAStartup(MAKEWORD(2, 2), &data);
                 scene.MakesSocket(ws, true, "R-CAT-49: until its next WSAStartup");
             });
    Ptr<WinsockApplication> other =
        t.Program(t.client, [&](Winsock& ws) { scene.MakesSocket(ws, true, "another program"); });
    other->SetAttribute("ImagePath", StringValue("c:\\other.exe"));
    t.Play();
}

void
RefusedChainByName(Scene& t)
{
    CountingScene scene(t);
    std::string received;
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
                  BindTo(ws, s, Ip4(Scene::ANY, 9));
                  received = ReceiveOnce(ws, s);
              });
    StackOf(t.client)->GetApplicationCategories().Permit("C:\\program.exe", "", LSP_SYSTEM);
    scene.At(4,
             [&](Winsock& ws)
             {
                 const ProtocolCatalog& catalog = ws.GetProcess().GetCatalog();
                 WSAPROTOCOL_INFOW named = catalog.begin()->info;
                 t.Equal(named.ProtocolChain.ChainLen, 2, "the refused chain comes first");
                 const SOCKET s = t.Works(ws,
                                          ws.WSASocketW(FROM_PROTOCOL_INFO,
                                                        FROM_PROTOCOL_INFO,
                                                        FROM_PROTOCOL_INFO,
                                                        &named,
                                                        0,
                                                        WSA_FLAG_OVERLAPPED),
                                          "R-LSP-3: the base protocol serves instead");
                 t.Equal(scene.layered, 0, "R-LSP-3: without the layer");
                 WSAPROTOCOL_INFOW own{};
                 INT size = sizeof(own);
                 ws.getsockopt(
                     s, SOL_SOCKET, SO_PROTOCOL_INFOW, reinterpret_cast<char*>(&own), &size);
                 t.Equal(own.ProtocolChain.ChainLen, 1, "R-CHN-3: a base never sees a chain");
                 t.Equal(SendTo(ws, s, "text", Ip4(Scene::SERVER, 9)), 4, "and it works");
             });
    t.Play();
    t.Equal(received, std::string("text"), "it arrived");
}

class LspCategoriesTestSuite : public TestSuite
{
  public:
    LspCategoriesTestSuite()
        : TestSuite("winsock-lsp-categories", TestSuite::Type::UNIT)
    {
        AddTestCase(new Scene("R-LSP-1, R-LSP-2: the worked examples", WorkedExamples));
        AddTestCase(new Scene("R-LSP-3: selection and enumeration", ViewSkipsChains));
        AddTestCase(new Scene("R-LSP-3: chains named by id", NamedById));
        AddTestCase(new Scene("R-CAT-5, R-LSP-3: other forms of slots", NamedByIdInPlainSlots));
        AddTestCase(new Scene("R-LSP-3: chains in a circle", ChainsInACircle));
        AddTestCase(new Scene("R-CAT-52: which program is meant", Identity));
        AddTestCase(new Scene("R-CAT-51: categories and listings", TextKeepsBytes));
        AddTestCase(new Scene("R-LSP-1, R-CAT-49: who notices when", FrozenAtFirstStartup));
        AddTestCase(new Scene("R-LSP-3: a socket of a refused chain", RefusedChainByName));
    }
};

LspCategoriesTestSuite g_lspCategoriesTestSuite;

} // namespace
