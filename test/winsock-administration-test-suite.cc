/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What an administrator does to a catalog: check it, remove a provider, move entries, reset it, take
// it elsewhere as a table.

#include "catalog-test-support.h"
#include "documented-errors-test-support.h"

#include "ns3/catalog-administration.h"
#include "ns3/catalog-check.h"
#include "ns3/catalog-table.h"
#include "ns3/catalog-text.h"
#include "ns3/pass-through-layer.h"
#include "ns3/stock-catalogs.h"
#include "ns3/test.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-stack.h"

#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

using Entries = std::vector<CatalogEntry>;
using Ids = std::vector<DWORD>;

// The healthy machine of these tests.
constexpr DWORD TCP = 1001;
constexpr DWORD UDP = 1002;
constexpr DWORD RAW = 1003;
constexpr DWORD LAYER = 1004;
constexpr DWORD TCP_CHAIN = 1005;
constexpr DWORD UDP_CHAIN = 1006;
constexpr DWORD RAW_CHAIN = 1007;
constexpr DWORD NOBODY = 4711; //!< An id that no entry has.

CatalogEntry
Numbered(CatalogEntry entry, DWORD id, uint32_t provider)
{
    entry.info.dwCatalogEntryId = id;
    entry.info.ProviderId.Data1 = provider;
    return entry;
}

/** A layer over all internet protocols of a machine, its chains in front, without any fault. */
Entries
HealthyMachine()
{
    const CatalogEntry tcp = MakeBase("TCP", AF_INET, SOCK_STREAM, IPPROTO_TCP);
    const CatalogEntry udp = MakeBase("UDP", AF_INET, SOCK_DGRAM, IPPROTO_UDP);
    const CatalogEntry raw = MakeBase("RAW", AF_INET, SOCK_RAW, 0);
    return {Numbered(MakeChain("layer over TCP", tcp, {LAYER, TCP}), TCP_CHAIN, 3),
            Numbered(MakeChain("layer over UDP", udp, {LAYER, UDP}), UDP_CHAIN, 4),
            Numbered(MakeChain("layer over RAW", raw, {LAYER, RAW}), RAW_CHAIN, 5),
            Numbered(tcp, TCP, 1),
            Numbered(udp, UDP, 1),
            Numbered(raw, RAW, 1),
            Numbered(MakeLayer("layer"), LAYER, 2)};
}

CatalogEntry&
At(Entries& entries, DWORD id)
{
    return *std::find_if(entries.begin(),
                         entries.end(),
                         [id](const CatalogEntry& entry) { return entry.Id() == id; });
}

void
Erase(Entries& entries, DWORD id)
{
    entries.erase(entries.begin() + (&At(entries, id) - entries.data()));
}

void
SetSlots(CatalogEntry& chain, const Ids& slots)
{
    chain.info.ProtocolChain.ChainLen = static_cast<INT>(slots.size());
    std::copy(slots.begin(), slots.end(), chain.info.ProtocolChain.ChainEntries);
}

/** A second layer, 2000, whose chain over TCP, 2001, stands over the first layer's chain. */
void
AddSecondLayer(Entries& entries)
{
    const CatalogEntry chain =
        MakeChain("second over TCP", At(entries, TCP), {2000, TCP_CHAIN, TCP});
    const CatalogEntry udp = MakeChain("second over UDP", At(entries, UDP), {2000, UDP_CHAIN, UDP});
    const CatalogEntry raw = MakeChain("second over RAW", At(entries, RAW), {2000, RAW_CHAIN, RAW});
    entries.insert(entries.begin(),
                   {Numbered(chain, 2001, 7), Numbered(udp, 2002, 8), Numbered(raw, 2003, 9)});
    entries.push_back(Numbered(MakeLayer("second"), 2000, 6));
}

void
SetIfs(Entries& entries, const Ids& ids)
{
    for (const DWORD id : ids)
    {
        At(entries, id).info.dwServiceFlags1 |= XP1_IFS_HANDLES;
    }
}

/** What is done to the healthy machine, and what has to be found. */
struct Fault
{
    std::string name;
    std::function<void(Entries&)> damage;
    std::vector<std::string> findings; //!< "severity id rule", one for each that is expected
    std::string part;                  //!< of the text of the first
};

std::string
Short(const CatalogFinding& finding)
{
    const bool isProblem = finding.severity == CatalogFindingSeverity::PROBLEM;
    return (isProblem ? "problem " : "warning ") + std::to_string(finding.entryId) + " " +
           finding.rule;
}

/** One fault of a catalog is found, with its rule, and nothing else is. */
class FaultTestCase : public CheckedTestCase
{
  public:
    explicit FaultTestCase(Fault fault)
        : CheckedTestCase("check: " + fault.name),
          m_fault(std::move(fault))
    {
    }

  private:
    void
    DoRun() override
    {
        Entries entries = HealthyMachine();
        NS_TEST_ASSERT_MSG_EQ(CheckCatalogEntries(entries).size(), 0, "healthy before");
        m_fault.damage(entries);
        const std::vector<CatalogFinding> findings = CheckCatalogEntries(entries);
        for (std::size_t i = 0; i < std::max(findings.size(), m_fault.findings.size()); ++i)
        {
            NS_TEST_EXPECT_MSG_EQ((i < findings.size() ? Short(findings[i]) : "nothing"),
                                  (i < m_fault.findings.size() ? m_fault.findings[i] : "nothing"),
                                  "finding " << i);
        }
        NS_TEST_ASSERT_MSG_EQ(findings.empty(), m_fault.findings.empty(), "found something");
        if (!findings.empty())
        {
            const std::string text = findings.front().ToString();
            NS_TEST_EXPECT_MSG_NE(text.find(m_fault.part), std::string::npos, text);
            NS_TEST_EXPECT_MSG_EQ(findings.front().mend.empty(), false, "the mend is named");
        }
    }

    Fault m_fault;
};

std::vector<Fault>
EntryFaults()
{
    const auto on = [](DWORD id, std::function<void(CatalogEntry&)> change)
    { return [id, change](Entries& entries) { change(At(entries, id)); }; };
    return {
        {"R-CAT-2: id 0",
         [](Entries& e) { e.push_back(Numbered(MakeBase("X", 99, 1, 1), 0, 1)); },
         {"problem 0 R-CAT-2"},
         "has the id 0"},
        {"R-CAT-2: an id twice",
         [](Entries& e) { e.push_back(Numbered(MakeBase("X", 99, 1, 1), UDP, 1)); },
         {"problem 1002 R-CAT-2"},
         "\"X\" has the id of \"UDP\" too"},
        {"R-CAT-4: eight elements",
         on(TCP_CHAIN, [](CatalogEntry& e) { e.info.ProtocolChain.ChainLen = 8; }),
         {"problem 1005 R-CAT-4", "warning 1004 R-CAT-44"},
         "length is 8"},
        {"R-CAT-7: range of protocols",
         on(TCP, [](CatalogEntry& e) { e.info.iProtocolMaxOffset = -1; }),
         {"problem 1001 R-CAT-7"},
         "iProtocolMaxOffset is -1"},
        {"R-CAT-9: range of addresses",
         on(TCP, [](CatalogEntry& e) { e.info.iMinSockAddr = 1; }),
         {"problem 1001 R-CAT-9"},
         "address lengths 1 to 0"},
        {"R-CAT-10: both directions",
         on(UDP, [](CatalogEntry& e) { e.info.dwServiceFlags1 |= XP1_UNI_SEND | XP1_UNI_RECV; }),
         {"problem 1002 R-CAT-10"},
         "two entries"},
        {"R-CAT-41: a name without end",
         on(UDP,
            [](CatalogEntry& e)
            { std::fill(std::begin(e.info.szProtocol), std::end(e.info.szProtocol), u'x'); }),
         {"problem 1002 R-CAT-41"},
         "no terminator"},
        {"R-CAT-41: a path that is too long",
         [](Entries& e)
         {
             At(e, TCP).libraryPath = At(e, UDP).libraryPath = At(e, RAW).libraryPath =
                 std::string(260, 'x');
         },
         {"problem 1001 R-CAT-41", "problem 1002 R-CAT-41", "problem 1003 R-CAT-41"},
         "260 characters"},
        {"R-SPI-8: two libraries with one GUID",
         on(UDP, [](CatalogEntry& e) { e.libraryPath = "other.dll"; }),
         {"problem 1002 R-SPI-8"},
         "another library, other.dll"},
        {"R-SPI-8: case does not make another library",
         on(UDP, [](CatalogEntry& e) { e.libraryPath = "BASE.dll"; }),
         {},
         ""},
        {"R-SPI-8: two chains with one GUID",
         on(UDP_CHAIN, [](CatalogEntry& e) { e.info.ProviderId.Data1 = 3; }),
         {"warning 1006 R-SPI-8"},
         "has the provider id of 1005 (layer over TCP)"},
    };
}

std::vector<Fault>
LayerFaults()
{
    const auto on = [](DWORD id, std::function<void(CatalogEntry&)> change)
    { return [id, change](Entries& entries) { change(At(entries, id)); }; };
    return {
        {"R-CAT-42: a visible layer",
         on(LAYER, [](CatalogEntry& e) { e.info.dwProviderFlags = 0; }),
         {"warning 1004 R-CAT-42"},
         "not hidden"},
        {"R-CAT-42: a layer for protocol 0",
         on(LAYER, [](CatalogEntry& e) { e.info.dwProviderFlags |= PFL_MATCHES_PROTOCOL_ZERO; }),
         {"warning 1004 R-CAT-42"},
         "matches protocol 0"},
        {"R-CAT-42: a layer with a type",
         on(LAYER, [](CatalogEntry& e) { e.info.iSocketType = SOCK_STREAM; }),
         {"warning 1004 R-CAT-42"},
         "socket type"},
        {"R-CAT-42: a layer without chains",
         [](Entries& e) { e.push_back(Numbered(MakeLayer("idle"), 2000, 9)); },
         {"warning 2000 R-CAT-42"},
         "no chain names"},
        {"R-CAT-44: not over raw sockets",
         [](Entries& e) { Erase(e, RAW_CHAIN); },
         {"warning 1004 R-CAT-44"},
         "not over 1003 (RAW)"},
        {"R-CAT-44: not over IPv6",
         [](Entries& e)
         { e.push_back(Numbered(MakeBase("TCP6", AF_INET6, SOCK_STREAM, IPPROTO_TCP), 9, 1)); },
         {"warning 1004 R-CAT-44"},
         "not over 9 (TCP6)"},
        {"R-CAT-44: a layer over infrared alone owes nothing to TCP",
         [](Entries& e)
         {
             const CatalogEntry irda = Numbered(MakeBase("IrDA", AF_IRDA, SOCK_STREAM, 1), 9, 1);
             e.push_back(Numbered(MakeChain("ir", irda, {2000, 9}), 2001, 8));
             e.push_back(irda);
             e.push_back(Numbered(MakeLayer("ir layer"), 2000, 9));
         },
         {},
         ""},
        {"R-CAT-43: a chain with IFS handles and a layer without",
         [](Entries& e) {
             SetIfs(e, {TCP, UDP, RAW, TCP_CHAIN});
         },
         {"warning 1004 R-CAT-43"},
         "does not have XP1_IFS_HANDLES, its chain 1005 (layer over TCP) has"},
        {"R-CAT-43: a layer with IFS handles and a chain without",
         [](Entries& e) {
             SetIfs(e, {TCP, UDP, RAW, LAYER, TCP_CHAIN, UDP_CHAIN});
         },
         {"warning 1004 R-CAT-43"},
         "has XP1_IFS_HANDLES, its chain 1007 (layer over RAW) does not"},
        {"R-CAT-43: IFS handles everywhere",
         [](Entries& e) {
             SetIfs(e, {TCP, UDP, RAW, LAYER, TCP_CHAIN, UDP_CHAIN, RAW_CHAIN});
         },
         {},
         ""},
        {"R-CAT-43: a base without IFS handles below a layer with them",
         [](Entries& e) {
             SetIfs(e, {TCP, UDP, LAYER, TCP_CHAIN, UDP_CHAIN, RAW_CHAIN});
         },
         {"problem 1007 R-CAT-43"},
         "1004 (layer), with IFS handles, stands above 1003 (RAW), without"},
        {"R-CAT-5: a layer over the chains of another is sound", AddSecondLayer, {}, ""},
        {"R-CAT-43: IFS handles above a layer without",
         [](Entries& e)
         {
             AddSecondLayer(e);
             SetIfs(e, {TCP, UDP, RAW, 2000, 2001, 2002, 2003});
         },
         {"problem 2001 R-CAT-43", "problem 2002 R-CAT-43", "problem 2003 R-CAT-43"},
         "2000 (second), with IFS handles, stands above 1005 (layer over TCP), without"},
        {"R-CAT-43: a layer without above IFS handles is sound",
         [](Entries& e)
         {
             AddSecondLayer(e);
             SetIfs(e, {TCP, UDP, RAW, LAYER, TCP_CHAIN, UDP_CHAIN, RAW_CHAIN});
         },
         {},
         ""},
    };
}

std::vector<Fault>
ChainFaults()
{
    const auto slots = [](const Ids& ids)
    { return [ids](Entries& entries) { SetSlots(At(entries, TCP_CHAIN), ids); }; };
    return {
        {"R-CAT-47: the layer is gone",
         [](Entries& e) { Erase(e, LAYER); },
         {"problem 1005 R-CAT-47", "problem 1006 R-CAT-47", "problem 1007 R-CAT-47"},
         "slot 0 names 1004, which is not in the catalog"},
        {"R-CAT-47: the base protocol is gone",
         [](Entries& e) { Erase(e, UDP); },
         {"problem 1006 R-CAT-47"},
         "slot 1 names 1002"},
        {"R-CAT-5: a chain over itself",
         slots({LAYER, TCP_CHAIN, TCP}),
         {"problem 1005 R-CAT-5"},
         "names itself"},
        {"R-CAT-5: chains over each other",
         [](Entries& e)
         {
             AddSecondLayer(e);
             SetSlots(At(e, TCP_CHAIN), {LAYER, 2001, TCP});
         },
         {"problem 2001 R-CAT-5", "problem 1005 R-CAT-5"},
         "stands over it"},
        {"R-CAT-5: no layer on top",
         [](Entries& e)
         {
             AddSecondLayer(e);
             SetSlots(At(e, 2001), {TCP_CHAIN, TCP});
             Erase(e, 2002);
             Erase(e, 2003);
             Erase(e, 2000);
         },
         {"problem 2001 R-CAT-5"},
         "first slot names 1005 (layer over TCP), which is no layer"},
        {"R-CHN-2: an element twice",
         slots({LAYER, LAYER, TCP}),
         {"problem 1005 R-CHN-2"},
         "names 1004 twice"},
        {"R-CAT-4: no base protocol at the end",
         [](Entries& e)
         {
             AddSecondLayer(e);
             SetSlots(At(e, 2001), {2000, TCP_CHAIN});
         },
         {"problem 2001 R-CAT-4"},
         "ends in 1005 (layer over TCP)"},
        {"R-CAT-4: something below the base protocol",
         slots({LAYER, UDP, TCP}),
         {"problem 1005 R-CAT-4"},
         "goes on below the base protocol 1002 (UDP)"},
        {"R-CHN-1: another library than the layer's",
         [](Entries& e) { At(e, TCP_CHAIN).libraryPath = "other.dll"; },
         {"warning 1005 R-CHN-1"},
         "whose library is other.dll"},
        {"R-CHN-3: another protocol than the base's",
         slots({LAYER, UDP}),
         {"problem 1005 R-CHN-3"},
         "than its base protocol 1002 (UDP)"},
        {"R-CAT-31: a hidden chain",
         [](Entries& e) { At(e, TCP_CHAIN).info.dwProviderFlags |= PFL_HIDDEN; },
         {"warning 1005 R-CAT-31"},
         "hidden chain"},
        {"R-CAT-31: a hidden chain over a hidden protocol is sound",
         [](Entries& e)
         {
             At(e, RAW_CHAIN).info.dwProviderFlags |= PFL_HIDDEN;
             At(e, RAW).info.dwProviderFlags |= PFL_HIDDEN;
         },
         {},
         ""},
        {"R-CAT-22: a chain behind its base protocol",
         [](Entries& e) { std::rotate(e.begin(), e.begin() + 1, e.end()); },
         {"warning 1005 R-CAT-22"},
         "behind the base protocol 1001 (TCP)"},
        {"R-CAT-22: a chain that another stands over may stand behind",
         [](Entries& e)
         {
             AddSecondLayer(e);
             std::rotate(e.begin() + 3, e.begin() + 4, e.end());
         },
         {},
         ""},
    };
}

/** The catalogs that come with the module and those of real machines. */
class SoundCatalogsTestCase : public CheckedTestCase
{
  public:
    SoundCatalogsTestCase()
        : CheckedTestCase("check: clean machines have no fault, the others those that are known")
    {
    }

  private:
    void
    DoRun() override
    {
        for (const std::string& name : StockCatalogNames())
        {
            NS_TEST_EXPECT_MSG_EQ(CheckCatalog(*StockCatalog(name)).size(), 0, name);
        }
        for (const std::string& name : ListingNames())
        {
            const CatalogTextResult read = ReadCatalogFile(CatalogDirectory() + name);
            const std::vector<CatalogFinding> findings = CheckCatalog(*read.catalogs.native);
            const bool isClean = name.find("clean") != std::string::npos;
            const bool coversAll = name.find("foobar") != std::string::npos;
            NS_TEST_EXPECT_MSG_EQ(findings.empty(), isClean || coversAll, name);
            for (const CatalogFinding& finding : findings)
            {
                NS_TEST_EXPECT_MSG_EQ(finding.rule, "R-CAT-44", name << ": " << finding.ToString());
            }
        }
    }
};

std::shared_ptr<const ProtocolCatalog>
Import(const Entries& entries)
{
    ProtocolCatalogBuilder builder;
    for (const CatalogEntry& entry : entries)
    {
        builder.Import(entry);
    }
    return builder.Build();
}

Ids
IdsOf(const Entries& entries)
{
    Ids ids;
    for (const CatalogEntry& entry : entries)
    {
        ids.push_back(entry.Id());
    }
    return ids;
}

/** R-CAT-46, R-CAT-47: what goes with a provider, what stays. */
class RemovalTestCase : public CheckedTestCase
{
  public:
    RemovalTestCase()
        : CheckedTestCase(
              "R-CAT-46, R-CAT-47: a provider goes as a whole, chains with it stay as orphans")
    {
    }

  private:
    void
    DoRun() override
    {
        Entries entries = HealthyMachine();
        AddSecondLayer(entries);
        const auto machine = Import(entries);

        ProtocolCatalogBuilder builder(*machine);
        const ProviderRemoval layer = RemoveProviderOfEntry(builder, LAYER);
        NS_TEST_EXPECT_MSG_EQ(bool(layer), true, layer.problem);
        NS_TEST_EXPECT_MSG_EQ((IdsOf(layer.removed) == Ids{LAYER}), true, "only the layer goes");
        NS_TEST_EXPECT_MSG_EQ((IdsOf(layer.orphans) == Ids{TCP_CHAIN, UDP_CHAIN, RAW_CHAIN}),
                              true,
                              "its chains are orphans; the second layer's name these, not it");
        NS_TEST_EXPECT_MSG_EQ(builder.GetEntries().size(), 10, "all others stay");

        ProtocolCatalogBuilder bases(*machine);
        const ProviderRemoval base = RemoveProviderOfEntry(bases, UDP);
        NS_TEST_EXPECT_MSG_EQ((IdsOf(base.removed) == Ids{TCP, UDP, RAW}),
                              true,
                              "R-CAT-46: all entries with the GUID");
        NS_TEST_EXPECT_MSG_EQ(base.orphans.size(), 6, "every chain named one of them");

        ProtocolCatalogBuilder unknown(*machine);
        const ProviderRemoval none = RemoveProviderOfEntry(unknown, NOBODY);
        NS_TEST_EXPECT_MSG_EQ(bool(none), false, "unknown id");
        NS_TEST_EXPECT_MSG_EQ(none.problem, "no entry has the id 4711", "says so");
        NS_TEST_EXPECT_MSG_EQ(unknown.GetEntries().size(), 11, "and nothing changes");
    }
};

/** R-CAT-20 to R-CAT-23: entries change places. */
class OrderTestCase : public CheckedTestCase
{
  public:
    OrderTestCase()
        : CheckedTestCase(
              "R-CAT-21, R-CAT-23: entries are moved to the front, to the end, before another")
    {
    }

  private:
    using Move = std::function<CatalogChange(ProtocolCatalogBuilder&)>;

    void
    Moves(const Move& move, const Ids& expected, const std::string& what)
    {
        ProtocolCatalogBuilder builder(*Import(HealthyMachine()));
        const CatalogChange change = move(builder);
        NS_TEST_EXPECT_MSG_EQ(change.problem, "", what);
        NS_TEST_EXPECT_MSG_EQ((IdsOf(builder.GetEntries()) == expected), true, what);
    }

    void
    Refuses(const Move& move, const std::string& problem)
    {
        ProtocolCatalogBuilder builder(*Import(HealthyMachine()));
        NS_TEST_EXPECT_MSG_EQ(move(builder).problem, problem, "why");
        NS_TEST_EXPECT_MSG_EQ((IdsOf(builder.GetEntries()) == IdsOf(HealthyMachine())),
                              true,
                              "nothing moved: " << problem);
    }

    void
    DoRun() override
    {
        Moves(
            [](auto& b) {
                return MoveEntriesToFront(b, {UDP, TCP});
            },
            {UDP, TCP, 1005, 1006, 1007, RAW, LAYER},
            "to the front, in the order given");
        Moves(
            [](auto& b) {
                return MoveEntriesToEnd(b, {1007, 1005});
            },
            {1006, TCP, UDP, RAW, LAYER, 1007, 1005},
            "to the end");
        Moves(
            [](auto& b) {
                return MoveEntriesBefore(b, {LAYER, 1005}, UDP);
            },
            {1006, 1007, TCP, LAYER, 1005, UDP, RAW},
            "before another");
        Moves([](auto& b) { return MoveEntriesToFront(b, {}); },
              IdsOf(HealthyMachine()),
              "no entries");
        Refuses([](auto& b) { return MoveEntriesToFront(b, {NOBODY}); },
                "no entry has the id 4711");
        Refuses(
            [](auto& b) {
                return MoveEntriesToEnd(b, {TCP, UDP, TCP});
            },
            "the id 1001 is there twice");
        Refuses([](auto& b) { return MoveEntriesBefore(b, {TCP}, NOBODY); },
                "no entry has the id 4711");
        Refuses(
            [](auto& b) {
                return MoveEntriesBefore(b, {TCP, UDP}, UDP);
            },
            "the entry 1002 cannot be moved before itself");
    }
};

/** What "netsh winsock reset" leaves. */
class ResetTestCase : public CheckedTestCase
{
  public:
    ResetTestCase()
        : CheckedTestCase("reset: the stock catalog of the profile, with its own numbers (R-CAT-2)")
    {
    }

  private:
    void
    DoRun() override
    {
        for (const auto& [profile, stock] : {std::pair{"windows-10", "windows-10"},
                                             std::pair{"windows-nt", "windows-nt"},
                                             std::pair{"wince-5.0", "wince-6.0"}})
        {
            Ptr<WinsockStack> stack = CreateObject<WinsockStack>();
            stack->SetProfile(profile);
            stack->SetCatalog(Import(HealthyMachine()));
            stack->ResetCatalog();
            NS_TEST_EXPECT_MSG_EQ((stack->GetCatalog() == StockCatalog(stock)), true, profile);
            stack->Dispose();
        }
    }
};

/** What "netsh winsock reset" leaves alone. */
class ResetKeepsTestCase : public CheckedTestCase
{
  public:
    ResetKeepsTestCase()
        : CheckedTestCase("R-CAT-52: a reset leaves libraries and the categories of programs")
    {
    }

  private:
    void
    DoRun() override
    {
        Ptr<WinsockStack> stack = CreateObject<WinsockStack>();
        stack->SetProfile("windows-10");
        CreateObject<PassThroughLibrary>()->Register(*stack, "layer.dll");
        stack->GetApplicationCategories().Permit("C:\\wsl.exe", "", LSP_SYSTEM);
        stack->ResetCatalog();
        const auto permitted = stack->GetApplicationCategories().Find("c:\\WSL.exe", "");
        NS_TEST_EXPECT_MSG_EQ(permitted.value_or(0), LSP_SYSTEM, "still exempted");
        NS_TEST_EXPECT_MSG_EQ(
            (stack->GetProviderRegistry().Load("layer.dll") != nullptr), true, "still on the disk");
        stack->Dispose();
    }
};

/** A table keeps what a listing has no line for. */
class TableTestCase : public CheckedTestCase
{
  public:
    TableTestCase()
        : CheckedTestCase("table: all members but the reserved ones survive, in both catalogs")
    {
    }

  private:
    void
    DoRun() override
    {
        Entries entries = HealthyMachine();
        WSAPROTOCOL_INFOW& info = At(entries, TCP).info;
        info.dwServiceFlags1 = 0xfff;
        info.dwProviderFlags = PFL_HIDDEN | PFL_RECOMMENDED_PROTO_ENTRY;
        info.iVersion = 2;
        info.iMaxSockAddr = 16;
        info.iMinSockAddr = 8;
        info.iProtocol = -2147483647 - 1;
        info.iProtocolMaxOffset = 255;
        info.iNetworkByteOrder = LITTLEENDIAN;
        info.iSecurityScheme = 7;
        info.dwMessageSize = 0xffffffff;
        At(entries, LAYER).lspCategories = LSP_FIREWALL;
        MachineCatalogs machine;
        machine.native = Import(entries);
        machine.wow64 = StockCatalog("windows-10");

        const std::string table = WriteCatalogTable(machine);
        const CatalogTextResult read = ReadCatalogTable(table);
        NS_TEST_ASSERT_MSG_EQ(read.ok, true, read.problem.ToString());
        Compare(*read.catalogs.native, *machine.native);
        Compare(*read.catalogs.wow64, *machine.wow64);
        NS_TEST_EXPECT_MSG_EQ(WriteCatalogTable(read.catalogs), table, "written again");

        const CatalogTextResult nothing = ReadCatalogTable("");
        NS_TEST_EXPECT_MSG_EQ(nothing.ok, false, "no table at all");
        At(entries, UDP).SetName("a\tb\nc");
        machine.native = Import(entries);
        const CatalogTextResult blanks = ReadCatalogTable(WriteCatalogTable(machine));
        NS_TEST_EXPECT_MSG_EQ(blanks.catalogs.native->FindById(UDP)->Name(),
                              "a b c",
                              "what would end a value becomes a blank");
    }

    void
    Compare(const ProtocolCatalog& actual, const ProtocolCatalog& expected)
    {
        NS_TEST_ASSERT_MSG_EQ(actual.GetSize(), expected.GetSize(), "number of entries");
        for (std::size_t i = 0; i < expected.GetSize(); ++i)
        {
            NS_TEST_EXPECT_MSG_EQ((actual.GetEntry(i) == expected.GetEntry(i)),
                                  true,
                                  "entry " << expected.GetEntry(i).Id());
        }
    }
};

class AdministrationTestSuite : public TestSuite
{
  public:
    AdministrationTestSuite()
        : TestSuite("winsock-administration", Type::UNIT)
    {
        for (const auto& faults : {EntryFaults(), LayerFaults(), ChainFaults()})
        {
            for (const Fault& fault : faults)
            {
                AddTestCase(new FaultTestCase(fault));
            }
        }
        AddTestCase(new SoundCatalogsTestCase);
        AddTestCase(new RemovalTestCase);
        AddTestCase(new OrderTestCase);
        AddTestCase(new ResetTestCase);
        AddTestCase(new ResetKeepsTestCase);
        AddTestCase(new TableTestCase);
    }
};

AdministrationTestSuite g_administrationTestSuite; //!< Registers the suite.

} // namespace
