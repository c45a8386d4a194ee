/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Layers and their chains in a catalog: how they are installed in one step, stacked, put below each
// other and taken out again (R-CAT-5, R-CAT-6, R-CAT-42 to R-CAT-45, R-CAT-47).

#include "catalog-test-support.h"
#include "scene-test-support.h"

#include "ns3/catalog-text.h"
#include "ns3/layer-installation.h"
#include "ns3/protocol-catalog-builder.h"
#include "ns3/provider-chain.h"
#include "ns3/winsock-guid.h"

#include <limits>
#include <set>
#include <sstream>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

const SelectionRequest TCP{AF_INET, SOCK_STREAM, IPPROTO_TCP};
const SelectionRequest UDP{AF_INET, SOCK_DGRAM, IPPROTO_UDP};
const SelectionRequest RAW{AF_INET, SOCK_RAW, 0};

constexpr bool IFS = true;
constexpr bool NON_IFS = false;

/// 1001 TCP, 1002 UDP, 1003 hidden RAW.
ProtocolCatalogBuilder
Bases()
{
    CatalogEntry tcp = MakeBase("TCP", AF_INET, SOCK_STREAM, IPPROTO_TCP);
    tcp.info.dwServiceFlags1 = 0x20066;
    tcp.info.iMaxSockAddr = 16;
    CatalogEntry udp = MakeBase("UDP", AF_INET, SOCK_DGRAM, IPPROTO_UDP);
    udp.info.dwServiceFlags1 = 0x20609;
    CatalogEntry raw = MakeBase("RAW", AF_INET, SOCK_RAW, 0);
    raw.info.iProtocolMaxOffset = 255;
    raw.info.dwProviderFlags |= PFL_HIDDEN;
    return ProtocolCatalogBuilder(*MakeCatalog({tcp, udp, raw}));
}

LayerDescription
Describe(const std::string& name, bool ifs, const std::vector<SelectionRequest>& protocols)
{
    LayerDescription layer;
    layer.providerId = GuidFromName(name);
    layer.libraryPath = name + ".dll";
    layer.name = name;
    layer.ifs = ifs;
    layer.protocols = protocols;
    return layer;
}

LayerDescription
OverBases(const std::string& name)
{
    LayerDescription layer = Describe(name, NON_IFS, {});
    layer.protocols.reset();
    return layer;
}

/// The catalog in order: "1005=1004>1001" for a chain, "(1004)" for a layer by itself.
std::string
Listing(const ProtocolCatalogBuilder& builder)
{
    std::ostringstream os;
    const char* blank = "";
    for (const CatalogEntry& entry : builder.GetEntries())
    {
        os << blank << (entry.IsLayer() ? "(" : "") << entry.Id() << (entry.IsLayer() ? ")" : "");
        for (int slot = 0; entry.IsChain() && slot < entry.info.ProtocolChain.ChainLen; ++slot)
        {
            os << (slot == 0 ? '=' : '>') << entry.info.ProtocolChain.ChainEntries[slot];
        }
        blank = " ";
    }
    return os.str();
}

/// The libraries that a socket of an entry goes through, as layers find each other at run time.
std::string
Road(const ProtocolCatalogBuilder& builder, DWORD id)
{
    const auto catalog = builder.Build();
    const CatalogEntry* const chain = catalog->FindById(id);
    std::string road = chain->libraryPath;
    const CatalogEntry* element = chain;
    while (element && !element->IsBase())
    {
        element = FindNextElement(*catalog, chain->info, element->Id());
        road += " > " + (element ? element->libraryPath : "nothing");
    }
    return road;
}

/// Installs with success.
LayerInstallation
Install(Scene& t, ProtocolCatalogBuilder& builder, const LayerDescription& layer)
{
    const LayerInstallation installed = InstallLayer(builder, layer);
    t.Equal(installed.problem, std::string(), "installed");
    return installed;
}

/// Expects an error that changes nothing.
void
Refused(Scene& t,
        const ProtocolCatalogBuilder& before,
        const LayerDescription& layer,
        int error,
        const std::string& what)
{
    ProtocolCatalogBuilder builder = before;
    const LayerInstallation installed = InstallLayer(builder, layer);
    t.Equal(Scene::NameOf(installed.error), Scene::NameOf(error), what);
    t.True(!installed.problem.empty(), what + ": there is a sentence");
    t.Equal(installed.layerId, 0U, what + ": no entry");
    t.Equal(Listing(builder), Listing(before), what + ": nothing changed");
    t.Equal(builder.Build()->GetNextEntryId(), before.Build()->GetNextEntryId(), what + ": no id");
}

void
OverEveryBase(Scene& t)
{
    ProtocolCatalogBuilder builder = Bases();
    builder.Install(MakeBase("another TCP", AF_INET, SOCK_STREAM, IPPROTO_TCP));
    const LayerInstallation first = Install(t, builder, OverBases("a"));
    t.Equal(Listing(builder),
            std::string("1006=1005>1001 1007=1005>1002 1008=1005>1003 1001 1002 1003 1004 (1005)"),
            "R-CAT-45: chains first, one over each family, type and protocol");
    t.Equal(first.layerId, 1005U, "R-CAT-45: the id that the caller gets");
    t.True(first.chainIds == std::vector<DWORD>({1006, 1007, 1008}), "and the chains");
    Install(t, builder, OverBases("b"));
    t.Equal(Listing(builder).substr(0, 46),
            std::string("1010=1009>1001 1011=1009>1002 1012=1009>1003 1"),
            "R-CAT-45: without a list over the base protocols, not over other layers");
}

void
EntryContents(Scene& t)
{
    for (bool ifs : {false, true})
    {
        ProtocolCatalogBuilder builder = Bases();
        LayerDescription layer = Describe("a", ifs, {TCP, RAW});
        layer.lspCategories = LSP_FIREWALL;
        const LayerInstallation installed = Install(t, builder, layer);
        const auto catalog = builder.Build();
        const CatalogEntry dummy = *catalog->FindById(installed.layerId);
        t.True(dummy.IsLayer() && dummy.info.dwProviderFlags == PFL_HIDDEN, "R-CAT-42: hidden");
        t.Equal(dummy.info.iSocketType + dummy.info.iProtocol, 0, "R-CAT-42: no type, no protocol");
        t.Equal(dummy.info.iMaxSockAddr, 16, "R-CAT-42: else as the first entry below");
        t.Equal(dummy.info.dwServiceFlags1, ifs ? 0x20066U : 0x66U, "R-CAT-43: the layer");
        t.Equal(dummy.Name(), std::string("a"), "its name");
        t.True(dummy.info.ProviderId == layer.providerId, "R-CAT-45: the caller's id");
        t.Equal(dummy.lspCategories, LSP_FIREWALL, "R-CAT-51: its categories");
        const CatalogEntry tcp = *catalog->FindById(installed.chainIds[0]);
        const CatalogEntry raw = *catalog->FindById(installed.chainIds[1]);
        t.Equal(tcp.info.dwServiceFlags1, ifs ? 0x20066U : 0x66U, "R-CAT-43: its chains");
        t.Equal(raw.info.dwServiceFlags1, ifs ? 0x20000U : 0U, "R-CAT-43: set where it was not");
        t.Equal(tcp.Name(), std::string("a over [TCP]"), "as machines list them");
        t.Equal(raw.info.iProtocolMaxOffset, 255, "R-CAT-7: the protocols of the base");
        t.True((raw.info.dwProviderFlags & PFL_HIDDEN) != 0, "hidden as the base is");
        t.Equal(tcp.libraryPath, std::string("a.dll"), "R-CAT-42: the same library");
        t.True(tcp.info.ProviderId != layer.providerId && raw.info.ProviderId != layer.providerId &&
                   tcp.info.ProviderId != raw.info.ProviderId,
               "R-CAT-42: each chain has an id of its own");
        t.Equal(Road(builder, tcp.Id()), std::string("a.dll > base.dll"), "and it leads down");
    }
}

void
OverTheTopmost(Scene& t)
{
    ProtocolCatalogBuilder builder = Bases();
    Install(t, builder, Describe("a", NON_IFS, {TCP, UDP, TCP}));
    t.Equal(Listing(builder),
            std::string("1005=1004>1001 1006=1004>1002 1001 1002 1003 (1004)"),
            "R-CAT-45: doubles are ignored");
    Install(t, builder, Describe("b", NON_IFS, {TCP}));
    t.Equal(Listing(builder),
            std::string("1008=1007>1005>1001 1005=1004>1001 1006=1004>1002 1001 1002 1003 (1004) "
                        "(1007)"),
            "R-CAT-5: the second slot names the entry that was the topmost");
    t.Equal(builder.Build()->FindById(1008)->Name(), std::string("b over [a over [TCP]]"), "name");
    t.Equal(Road(builder, 1008), std::string("b.dll > a.dll > base.dll"), "R-CHN-2: the way down");
}

void
SevenElements(Scene& t)
{
    ProtocolCatalogBuilder builder = Bases();
    LayerInstallation top;
    for (const char* name : {"a", "b", "c", "d", "e", "f"})
    {
        top = Install(t, builder, Describe(name, NON_IFS, {TCP}));
    }
    t.Equal(Road(builder, top.chainIds.front()),
            std::string("f.dll > e.dll > d.dll > c.dll > b.dll > a.dll > base.dll"),
            "R-CAT-6: seven elements");
    Refused(t, builder, Describe("g", NON_IFS, {TCP}), WSANO_RECOVERY, "R-CAT-6: no eighth");
    Refused(t, builder, Describe("g", NON_IFS, {UDP, TCP}), WSANO_RECOVERY, "R-CAT-6: all or none");
    Refused(t, builder, Describe("g", IFS, {TCP}), WSANO_RECOVERY, "R-CAT-6: nor below");
    t.True(bool(InstallLayer(builder, Describe("g", NON_IFS, {UDP}))), "elsewhere there is room");
}

void
IfsGoesBelow(Scene& t)
{
    ProtocolCatalogBuilder builder = Bases();
    Install(t, builder, Describe("a", NON_IFS, {TCP}));
    Install(t, builder, Describe("b", NON_IFS, {TCP}));
    Install(t, builder, Describe("c", IFS, {TCP, UDP}));
    t.Equal(Listing(builder),
            std::string("1010=1008>1002 1007=1006>1005>1009>1001 1005=1004>1009>1001 "
                        "1009=1008>1001 1001 1002 1003 (1004) (1006) (1008)"),
            "R-CAT-43: below both, behind them in the order; over UDP nobody is in the way");
    t.Equal(Road(builder, 1007), std::string("b.dll > a.dll > c.dll > base.dll"), "R-CHN-2");
    t.Equal(Road(builder, 1005), std::string("a.dll > c.dll > base.dll"), "R-CHN-2");
    Install(t, builder, Describe("d", IFS, {TCP}));
    t.Equal(Road(builder, 1007),
            std::string("b.dll > a.dll > d.dll > c.dll > base.dll"),
            "R-CAT-43: over the layers of its kind");
    Install(t, builder, Describe("e", NON_IFS, {TCP}));
    const DWORD first = builder.GetEntries().front().Id();
    t.Equal(Road(builder, first),
            std::string("e.dll > b.dll > a.dll > d.dll > c.dll > base.dll"),
            "R-CAT-43: others go on top");
    Install(t, builder, Describe("f", IFS, {TCP}));
    t.Equal(Road(builder, first),
            std::string("e.dll > b.dll > a.dll > f.dll > d.dll > c.dll > base.dll"),
            "R-CAT-6: seven elements");
    Refused(t, builder, Describe("g", IFS, {TCP}), WSANO_RECOVERY, "R-CAT-6: no eighth in a chain");
}

/// As the documents describe chains: layers by themselves all the way down.
void
IfsBelowPlainSlots(Scene& t)
{
    ProtocolCatalogBuilder builder = Bases();
    CatalogEntry own = MakeLayer("own");
    own.libraryPath = "own.dll";
    CatalogEntry ifs = MakeLayer("ifs");
    ifs.libraryPath = "ifs.dll";
    ifs.info.dwServiceFlags1 = XP1_IFS_HANDLES;
    builder.Install(own);
    builder.Install(ifs);
    CatalogEntry chain = MakeChain("chain", *builder.Build()->FindById(1001), {1004, 1005, 1001});
    chain.libraryPath = "own.dll";
    builder.Install(chain);
    builder.SetOrder({1006, 1001, 1002, 1003, 1004, 1005});
    Install(t, builder, Describe("new", IFS, {TCP}));
    t.Equal(Listing(builder),
            std::string("1006=1004>1008>1005>1001 1008=1007>1005>1001 1001 1002 1003 (1004) (1005) "
                        "(1007)"),
            "R-CAT-5, R-CAT-43: slots that name layers by themselves");
    t.Equal(Road(builder, 1006), std::string("own.dll > new.dll > ifs.dll > base.dll"), "R-CHN-2");
    t.Equal(Road(builder, 1008), std::string("new.dll > ifs.dll > base.dll"), "R-CHN-2");
}

void
Refusals(Scene& t)
{
    ProtocolCatalogBuilder builder = Bases();
    Install(t, builder, Describe("a", NON_IFS, {TCP}));
    const LayerDescription good = Describe("b", NON_IFS, {TCP});
    const auto refused =
        [&](const std::function<void(LayerDescription&)>& spoil, int error, const std::string& what)
    {
        LayerDescription layer = good;
        spoil(layer);
        Refused(t, builder, layer, error, "R-CAT-45: " + what);
    };
    refused([](auto& layer) { layer.libraryPath.clear(); }, WSAEINVAL, "no path");
    refused([](auto& layer) { layer.libraryPath = std::string(260, 'x'); },
            WSAEINVAL,
            "a path beyond MAX_PATH");
    refused([](auto& layer) { layer.name.clear(); }, WSAEINVAL, "no name");
    refused([](auto& layer) { layer.name = std::string(256, 'x'); }, WSAEINVAL, "a long name");
    refused([](auto& layer) { layer.protocols->clear(); }, WSAEINVAL, "an empty list");
    refused(
        [](auto& layer) {
            layer.protocols->push_back({AF_INET, SOCK_DGRAM, IPPROTO_TCP});
        },
        WSAEINVAL,
        "a protocol that nothing serves");
    refused(
        [](auto& layer) {
            layer.protocols->push_back({0, SOCK_STREAM, IPPROTO_TCP});
        },
        WSAEINVAL,
        "0 is no wildcard here");
    refused([](auto& layer) { layer.name = "a"; }, WSAEINVAL, "a name in use");
    refused([](auto& layer) { layer.providerId = GuidFromName("a"); },
            WSAEINVAL,
            "another layer under an id in use");
    refused([](auto& layer) { layer = Describe("a", NON_IFS, {UDP}); },
            WSANO_RECOVERY,
            "the same layer once more");
    Refused(t, ProtocolCatalogBuilder(), OverBases("b"), WSANO_RECOVERY, "R-CAT-45: no base");
    LayerDescription longest = good;
    longest.name = std::string(255, 'x');
    t.True(bool(InstallLayer(builder, longest)), "255 characters fit");
    t.Equal(builder.GetEntries().front().Name(), longest.name, "the chain's name is cut");
}

void
NumbersUsedUp(Scene& t)
{
    ProtocolCatalogBuilder builder = Bases();
    builder.ReserveEntryIds(std::numeric_limits<DWORD>::max() - 1);
    Refused(t, builder, Describe("a", NON_IFS, {TCP}), WSANO_RECOVERY, "R-CAT-2: one id is left");
}

void
Removal(Scene& t)
{
    ProtocolCatalogBuilder builder = Bases();
    const std::string before = Listing(builder);
    Install(t, builder, Describe("a", NON_IFS, {TCP, UDP}));
    const std::string onlyA = Listing(builder);
    Install(t, builder, Describe("b", NON_IFS, {TCP}));
    Install(t, builder, Describe("c", IFS, {TCP}));
    t.Equal(RemoveLayer(builder, GuidFromName("nobody")), std::size_t(0), "nobody's id");
    const GUID chainId = builder.GetEntries().front().info.ProviderId;
    t.Equal(RemoveLayer(builder, chainId), std::size_t(0), "a chain's id is not the layer's");
    const DWORD top = builder.GetEntries().front().Id();
    t.Equal(Road(builder, top), std::string("b.dll > a.dll > c.dll > base.dll"), "three layers");
    ProtocolCatalogBuilder withoutA = builder;
    t.Equal(RemoveLayer(withoutA, GuidFromName("a")), std::size_t(3), "the layer and two chains");
    t.Equal(Road(withoutA, top), std::string("b.dll > c.dll > base.dll"), "R-CAT-47: shortened");
    RemoveLayer(builder, GuidFromName("c"));
    t.Equal(Road(builder, top), std::string("b.dll > a.dll > base.dll"), "R-CAT-47: the lowest");
    RemoveLayer(builder, GuidFromName("b"));
    t.Equal(Listing(builder), onlyA, "R-CAT-47: as before");
    RemoveLayer(builder, GuidFromName("a"));
    t.Equal(Listing(builder), before, "R-CAT-47: as at the beginning");
    t.True(bool(InstallLayer(builder, Describe("a", NON_IFS, {TCP}))), "and installed again");
}

/// Whoever removes only the layer leaves orphans, which a new installation must not revive.
void
Orphans(Scene& t)
{
    ProtocolCatalogBuilder builder = Bases();
    const LayerInstallation old = Install(t, builder, Describe("a", NON_IFS, {TCP}));
    builder.RemoveProvider(GuidFromName("a"));
    t.Equal(Road(builder, old.chainIds.front()), std::string("a.dll > nothing"), "R-CAT-47");
    const LayerInstallation renewed = Install(t, builder, Describe("a", NON_IFS, {UDP, TCP}));
    std::set<GUID> ids;
    for (const CatalogEntry& entry : builder.GetEntries())
    {
        t.True(entry.IsBase() || ids.insert(entry.info.ProviderId).second, "R-CAT-3: ids differ");
    }
    t.Equal(renewed.chainIds.size(), std::size_t(2), "installed");
    t.Equal(Road(builder, old.chainIds.front()), std::string("a.dll > nothing"), "R-CAT-47");
}

/// A layer comes and goes on machines as they are, and leaves no trace.
void
RealMachines(Scene& t)
{
    for (const std::string& name : ListingNames())
    {
        const CatalogTextResult machine = ReadCatalogFile(CatalogDirectory() + name);
        t.True(bool(machine), name + " can be read");
        for (bool ifs : {false, true})
        {
            ProtocolCatalogBuilder builder(*machine.catalogs.native);
            Install(t, builder, Describe("new", ifs, {TCP}));
            const auto catalog = builder.Build();
            const Selection chosen = Select(*catalog, TCP, Dialect::NT);
            t.True(DescribeChain(*catalog, *chosen.entry).find("new") != std::string::npos,
                   name + ": in the way of TCP");
            t.Equal(RemoveLayer(builder, GuidFromName("new")), std::size_t(2), name + ": removed");
            MachineCatalogs after = machine.catalogs;
            after.native = builder.Build();
            t.Equal(WriteCatalogText(after, machine.layout),
                    WriteCatalogText(machine.catalogs, machine.layout),
                    name + ": byte for byte as before");
        }
    }
}

void
Names(Scene& t)
{
    t.True(GuidFromName("a") == GuidFromName("a"), "the same each time");
    std::set<GUID> ids;
    for (int i = 0; i < 1000; ++i)
    {
        ids.insert(GuidFromName(std::to_string(i)));
    }
    t.Equal(ids.size(), std::size_t(1000), "all differ");
    t.Equal(GuidToString(GuidFromName("a")).substr(15, 1), std::string("8"), "its kind");
}

class LayerInstallationTestSuite : public TestSuite
{
  public:
    LayerInstallationTestSuite()
        : TestSuite("winsock-layer-installation", TestSuite::Type::UNIT)
    {
        AddTestCase(new Scene("R-CAT-45: over every base protocol", OverEveryBase));
        AddTestCase(new Scene("R-CAT-42, R-CAT-43: what the entries hold", EntryContents));
        AddTestCase(new Scene("R-CAT-5, R-CAT-45: over the topmost entries", OverTheTopmost));
        AddTestCase(new Scene("R-CAT-6: seven elements", SevenElements));
        AddTestCase(new Scene("R-CAT-43: IFS layers go below", IfsGoesBelow));
        AddTestCase(new Scene("R-CAT-43: below chains of plain layers", IfsBelowPlainSlots));
        AddTestCase(new Scene("R-CAT-45: every error", Refusals));
        AddTestCase(new Scene("R-CAT-2: no ids left", NumbersUsedUp));
        AddTestCase(new Scene("R-CAT-47: removal without orphans", Removal));
        AddTestCase(new Scene("R-CAT-47: orphans stay what they are", Orphans));
        AddTestCase(new Scene("Catalogs of real machines", RealMachines));
        AddTestCase(new Scene("Provider ids made of names", Names));
    }
};

LayerInstallationTestSuite g_layerInstallationTestSuite;

} // namespace
