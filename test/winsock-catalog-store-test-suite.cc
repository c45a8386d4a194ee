/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Catalogs of machines in a SQLite file: what is stored comes back, changes are written down, and what
// fails changes nothing.

#include "catalog-test-support.h"
#include "scenario-test-support.h"
#include "scene-test-support.h"

#include "ns3/catalog-registry.h"
#include "ns3/catalog-store.h"
#include "ns3/catalog-text.h"
#include "ns3/layer-installation.h"
#include "ns3/namespace-list.h"
#include "ns3/protocol-catalog-builder.h"
#include "ns3/simulator.h"
#include "ns3/stock-catalogs.h"
#include "ns3/test.h"
#include "ns3/winsock-catalog-store-helper.h"
#include "ns3/winsock-guid.h"
#include "ns3/winsock-stack.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

const ChangeOrigin BY_TEST{"test", 5000000000};

/// @return a machine with a listing's catalogs
StoredMachine
MachineOf(const std::string& listing)
{
    StoredMachine machine;
    machine.catalogs = ReadCatalogFile(CatalogDirectory() + listing).catalogs;
    return machine;
}

/// @return a machine of 64 bits with everything that can be stored
StoredMachine
FullMachine()
{
    ProtocolCatalogBuilder builder(*StockCatalog("windows-10"));
    CatalogEntry layer = MakeLayer("Filter 'quoted' \xc3\xa4");
    layer.lspCategories = 0x80000001;
    layer.info.dwServiceFlags3 = 0xffffffff;
    layer.info.dwProviderReserved = 9;
    const DWORD id = builder.Install(layer).id;
    const CatalogEntry tcp = builder.GetEntries()[1];
    builder.Install(MakeChain("Filter over TCP", tcp, {id, tcp.Id()}));
    builder.Install(MakeLayer("gone"));
    builder.Remove(builder.GetEntries().back().Id()); // its id stays used
    StoredMachine machine;
    machine.catalogs.native = builder.Build();
    machine.catalogs.wow64 = StockCatalog("windows-nt");
    machine.catalogs.nativeNamespaces = {{"Tcpip", TCPIP_NAMESPACE_GUID, 12, true, 1, {0, 255}},
                                         {"NTDS", NTDS_NAMESPACE_GUID, 32, false, 0, {}}};
    machine.catalogs.wow64Namespaces = {{"32", GuidFromName("32"), 12, true, 0, {}}};
    machine.knowsNamespaces = true;
    machine.categories[{"c:\\a.exe", ""}] = 1;
    machine.categories[{"c:\\a.exe", "-x"}] = 0x80000000;
    return machine;
}

/// @return the history in short: "who action subject entry name", with the time if there is one
std::vector<std::string>
HistoryOf(CatalogStore& store, const std::string& machine)
{
    std::vector<std::string> lines;
    for (const CatalogHistoryRow& row : store.GetHistory(machine))
    {
        std::string line = row.origin.timeNs ? std::to_string(*row.origin.timeNs / 1000000) : "-";
        line += " " + row.origin.who + " " + row.change.action + " " + row.change.subject;
        line += row.change.entry == 0 ? "" : " " + std::to_string(row.change.entry);
        lines.push_back(line + " " + row.change.name);
    }
    return lines;
}

/// A test with a file of its own.
class StoreTestCase : public TestCase
{
  public:
    using TestCase::TestCase;

  protected:
    /// @return the path of a file that is not there
    std::string
    NewFile(const std::string& name)
    {
        const std::string path = CreateTempDirFilename(name);
        std::remove(path.c_str());
        return path;
    }

    std::string
    ContentOf(const std::string& path)
    {
        std::ifstream file(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    void
    ExpectFailure(SqliteProblem problem, const std::function<void()>& work, const std::string& what)
    {
        try
        {
            work();
            NS_TEST_EXPECT_MSG_EQ(true, false, what << " went well");
        }
        catch (const SqliteError& error)
        {
            NS_TEST_EXPECT_MSG_EQ(static_cast<int>(error.GetProblem()),
                                  static_cast<int>(problem),
                                  what << ": " << error.what());
        }
    }
};

/// Every listing of a real machine goes through text, SQLite and a registry export unharmed.
class StoreRoundTripTestCase : public StoreTestCase
{
  public:
    StoreRoundTripTestCase()
        : StoreTestCase("catalogs of real machines pass text, SQLite and registry exports unharmed")
    {
    }

  private:
    void
    DoRun() override
    {
        CatalogStore store(NewFile("round-trip.sqlite"));
        for (const std::string& name : ListingNames())
        {
            const StoredMachine machine = MachineOf(name);
            store.Save(name, machine, BY_TEST);
            const MachineCatalogs stored = store.Load(name).catalogs;
            NS_TEST_EXPECT_MSG_EQ(SameMachines(stored, machine.catalogs), true, name << ": SQLite");
            const CatalogTextResult registry = ReadCatalogRegistry(WriteCatalogRegistry(stored));
            NS_TEST_ASSERT_MSG_EQ(registry.ok, true, name << registry.problem.ToString());
            const CatalogTextResult text = ReadCatalogText(WriteCatalogText(registry.catalogs));
            NS_TEST_EXPECT_MSG_EQ(SameMachines(text.catalogs, machine.catalogs),
                                  true,
                                  name << ": SQLite, a registry export and text");
        }
        std::vector<std::string> names = ListingNames();
        std::sort(names.begin(), names.end());
        NS_TEST_EXPECT_MSG_EQ((store.GetMachines() == names), true, "all machines in one file");
    }
};

/// Everything that a machine stores comes back; machines are copied, renamed and removed.
class StoreMachinesTestCase : public StoreTestCase
{
  public:
    StoreMachinesTestCase()
        : StoreTestCase("machines are stored whole, copied, renamed and removed")
    {
    }

  private:
    void
    DoRun() override
    {
        const std::string path = NewFile("machines.sqlite");
        const StoredMachine machine = FullMachine();
        CatalogStore(path).Save("a", machine, BY_TEST);
        CatalogStore store(path, SqliteMode::WRITE);
        CheckSame(store.Load("a"), machine, "stored");
        store.Copy("a", "b", BY_TEST);
        CheckSame(store.Load("b"), machine, "copied");
        store.Rename("b", "c", BY_TEST);
        CheckSame(store.Load("c"), machine, "renamed");
        NS_TEST_EXPECT_MSG_EQ(store.GetHistory("c")[0].change.details, "a copy of a", "history");
        NS_TEST_EXPECT_MSG_EQ(store.GetHistory("c")[1].change.details, "was b", "history");
        ExpectFailure(
            SqliteProblem::THERE_ALREADY,
            [&] { store.Copy("a", "c", BY_TEST); },
            "copying over another one");
        ExpectFailure(
            SqliteProblem::THERE_ALREADY,
            [&] { store.Rename("a", "c", BY_TEST); },
            "renaming to another one");
        store.Remove("c");
        NS_TEST_EXPECT_MSG_EQ(
            (store.GetMachines() == std::vector<std::string>{"a"}), true, "one is left");
        ExpectFailure(
            SqliteProblem::NOT_FOUND, [&] { store.Load("c"); }, "a removed one");
        ExpectFailure(
            SqliteProblem::NOT_FOUND, [&] { store.Remove("c"); }, "removing it again");
        ExpectFailure(
            SqliteProblem::NOT_CONSISTENT, [&] { store.Rename("a", "", BY_TEST); }, "no name");
        CheckSame(store.Load("a"), machine, "after the failures");
    }

    void
    CheckSame(const StoredMachine& left, const StoredMachine& right, const std::string& what)
    {
        NS_TEST_EXPECT_MSG_EQ(SameMachines(left.catalogs, right.catalogs), true, what);
        NS_TEST_EXPECT_MSG_EQ(left.catalogs.native->GetNextEntryId(),
                              right.catalogs.native->GetNextEntryId(),
                              what << ": R-CAT-2, ids are not given out again");
        NS_TEST_EXPECT_MSG_EQ(left.knowsNamespaces, right.knowsNamespaces, what);
        NS_TEST_EXPECT_MSG_EQ((left.categories == right.categories), true, what);
    }
};

/// What a new version of a machine changes is written down: who, when, what.
class StoreHistoryTestCase : public StoreTestCase
{
  public:
    StoreHistoryTestCase()
        : StoreTestCase("what changes is written down")
    {
    }

  private:
    void
    DoRun() override
    {
        CatalogStore store(NewFile("history.sqlite"));
        StoredMachine machine = FullMachine();
        store.Save("pc", machine, {"scenario", {}});
        store.Save("pc", machine, BY_TEST);
        NS_TEST_EXPECT_MSG_EQ(store.GetHistory("pc").size(), 1U, "nothing new is no change");

        ProtocolCatalogBuilder builder(*machine.catalogs.native);
        const std::vector<CatalogEntry> before = builder.GetEntries();
        builder.Remove(before[0].Id());
        CatalogEntry renamed = before[1];
        renamed.SetName("new name");
        builder.Update(renamed);
        const DWORD added = builder.Install(MakeLayer("added")).id;
        std::vector<DWORD> order = builder.Build()->GetOrder();
        std::swap(order[0], order[1]);
        builder.SetOrder(order);
        machine.catalogs.native = builder.Build();
        machine.catalogs.wow64Namespaces.clear();
        machine.categories[{"c:\\a.exe", ""}] = 3;
        machine.categories[{"c:\\b.exe", ""}] = 2;
        store.Save("pc", machine, BY_TEST);

        const std::string id = std::to_string(before[1].Id());
        const std::vector<std::string> expected{
            "- scenario created machine pc",
            "5000 test removed protocol " + std::to_string(before[0].Id()) + " " + before[0].Name(),
            "5000 test updated protocol " + id + " new name",
            "5000 test installed protocol " + std::to_string(added) + " added",
            "5000 test reordered protocol ",
            "5000 test removed name space 32",
            "5000 test updated application c:\\a.exe",
            "5000 test installed application c:\\b.exe"};
        const std::vector<std::string> lines = HistoryOf(store, "pc");
        NS_TEST_ASSERT_MSG_EQ(lines.size(), expected.size(), "as many changes");
        for (std::size_t i = 0; i < lines.size(); ++i)
        {
            NS_TEST_EXPECT_MSG_EQ(lines[i], expected[i], "change " << i);
        }
    }
};

/// The schema keeps nonsense out, and tells orphans.
class StoreSchemaTestCase : public StoreTestCase
{
  public:
    StoreSchemaTestCase()
        : StoreTestCase("foreign keys and checks keep nonsense out")
    {
    }

  private:
    void
    DoRun() override
    {
        CatalogStore store(NewFile("schema.sqlite"));
        store.Save("pc", FullMachine(), BY_TEST);
        SqliteDatabase& database = store.GetDatabase();
        for (const char* sql : {"UPDATE protocol SET kind = 'other'",
                                "UPDATE protocol SET id = 0",
                                "UPDATE protocol SET library_path = ''",
                                "UPDATE protocol SET provider_id = 'none'",
                                "UPDATE protocol SET position = 3",
                                "UPDATE protocol SET machine = 99",
                                "UPDATE chain_slot SET slot = 7",
                                "UPDATE chain_slot SET chain = 99",
                                "UPDATE name_space SET active = 2",
                                "UPDATE change SET action = 'did'",
                                "INSERT INTO application VALUES (99, 'x', '', 1)"})
        {
            ExpectFailure(
                SqliteProblem::NOT_CONSISTENT, [&] { database.Execute(sql); }, sql);
        }
        NS_TEST_EXPECT_MSG_EQ(Ask(database, "SELECT count(*) FROM orphan"), "0", "no orphan yet");
        database.Execute("DELETE FROM protocol WHERE name LIKE 'Filter ''quoted%'");
        NS_TEST_EXPECT_MSG_EQ(
            Ask(database, "SELECT name FROM orphan"), "Filter over TCP", "R-CAT-47: an orphan");
        NS_TEST_EXPECT_MSG_EQ(store.Load("pc").catalogs.native->GetSize(),
                              FullMachine().catalogs.native->GetSize() - 1,
                              "R-CAT-47: it is loaded");
        database.Execute("DELETE FROM chain_slot");
        ExpectFailure(
            SqliteProblem::NOT_CONSISTENT, [&] { store.Load("pc"); }, "R-CAT-4: no slots");
        NS_TEST_EXPECT_MSG_EQ(store.LoadEntries("pc").native.size(),
                              FullMachine().catalogs.native->GetSize() - 1,
                              "a check can still look at them");
        store.Remove("pc");
        NS_TEST_EXPECT_MSG_EQ(Ask(database,
                                  "SELECT (SELECT count(*) FROM protocol) +"
                                  " (SELECT count(*) FROM change)"),
                              "0",
                              "all of a machine goes with it");
    }

    std::string
    Ask(SqliteDatabase& database, const std::string& sql)
    {
        SqliteStatement& select = database.Prepare(sql);
        const std::string text = select.Step() ? select.GetText(0) : "nothing";
        select.Reset();
        return text;
    }
};

/// What fails leaves the file as it was.
class StoreFailureTestCase : public StoreTestCase
{
  public:
    StoreFailureTestCase()
        : StoreTestCase("a full disk, a lock and a read-only file change nothing")
    {
    }

  private:
    void
    DoRun() override
    {
        const std::string path = NewFile("failures.sqlite");
        CatalogStore(path).Save("pc", FullMachine(), BY_TEST);
        const std::string before = ContentOf(path);
        StoredMachine large = FullMachine();
        ProtocolCatalogBuilder builder;
        for (int i = 0; i < 1000; ++i)
        {
            builder.Install(MakeBase("base " + std::to_string(i), 100 + i, 1, 1));
        }
        large.catalogs.native = builder.Build();
        {
            CatalogStore store(path, SqliteMode::WRITE);
            store.GetDatabase().Execute("PRAGMA max_page_count = 1");
            ExpectFailure(
                SqliteProblem::FULL, [&] { store.Save("pc", large, BY_TEST); }, "a full disk");
            NS_TEST_EXPECT_MSG_EQ(SameMachines(store.Load("pc").catalogs, FullMachine().catalogs),
                                  true,
                                  "the machine is as it was");
            CatalogStore other(path, SqliteMode::WRITE);
            SqliteTransaction lock(other.GetDatabase());
            ExpectFailure(
                SqliteProblem::LOCKED, [&] { store.Save("pc", large, BY_TEST); }, "a lock");
        }
        CatalogStore reader(path, SqliteMode::READ);
        ExpectFailure(
            SqliteProblem::READ_ONLY, [&] { reader.Save("pc", large, BY_TEST); }, "only read");
        NS_TEST_EXPECT_MSG_EQ((ContentOf(path) == before), true, "the file is as it was");
        CatalogStore(path).GetDatabase().Execute("PRAGMA user_version = 99");
        ExpectFailure(
            SqliteProblem::NEWER_VERSION, [&] { CatalogStore store(path); }, "a newer version");
    }
};

/// A scene with a file of its own.
class StoreScene : public Scene
{
  public:
    using Scene::Scene;

    /// @return the path of a file that is not there
    std::string
    NewFile(const std::string& name)
    {
        const std::string path = CreateTempDirFilename(name);
        std::remove(path.c_str());
        return path;
    }
};

/// Where a scene keeps its file.
std::string
SceneFile(Scene& t, const std::string& name)
{
    return static_cast<StoreScene&>(t).NewFile(name);
}

/// Installs a layer from a program. @param at when
void
InstallAt(Scene& t, const Time& at)
{
    t.Program(
        t.client,
        [&t](Winsock& ws)
        {
            GUID id = GuidFromName("layer");
            int error = 0;
            ws.WSCInstallProviderAndChains(
                &id, u"layer.dll", u"Layer", 0, nullptr, 0, nullptr, &error);
            t.Equal(error, 0, "installed");
        },
        at);
}

void
LoadedByHelper(Scene& t)
{
    const std::string path = SceneFile(t, "loaded.sqlite");
    StoredMachine machine = FullMachine();
    CatalogStore(path).Save("office-pc", machine, BY_TEST);
    t.Build();
    WinsockCatalogStoreHelper store(path);
    store.Load(NodeContainer(t.client, t.server), "office-pc");
    for (const Ptr<Node>& node : {t.client, t.server})
    {
        t.True(SameEntries(*StackOf(node)->GetCatalog(), *machine.catalogs.native), "the catalog");
        t.True(*StackOf(node)->GetNamespaces() == machine.catalogs.nativeNamespaces, "name spaces");
        t.Equal(StackOf(node)->GetPermittedCategories("C:\\A.EXE", "-x"),
                DWORD(0x80000000),
                "R-CAT-52: what applications permit");
    }
    machine.catalogs.nativeNamespaces.clear();
    machine.knowsNamespaces = false;
    const auto before = *StackOf(t.client)->GetNamespaces();
    ApplyToStack(machine, *StackOf(t.client));
    t.True(*StackOf(t.client)->GetNamespaces() == before, "unknown name spaces change nothing");
    t.Play();
}

void
SavedByHelper(Scene& t)
{
    const std::string path = SceneFile(t, "saved.sqlite");
    CatalogStore(path).Save("pc", FullMachine(), BY_TEST);
    t.Build();
    InstallAt(t, Seconds(5));
    t.Play();
    StackOf(t.client)->GetApplicationCategories().Permit("C:\\Own.exe", "", 4);
    WinsockCatalogStoreHelper(path).Save(t.client, "pc");
    CatalogStore store(path, SqliteMode::READ);
    const StoredMachine saved = store.Load("pc");
    t.True(SameEntries(*saved.catalogs.native, *StackOf(t.client)->GetCatalog()), "the catalog");
    t.True(SameEntries(*saved.catalogs.wow64, *FullMachine().catalogs.wow64),
           "that for 32-bit programs stays");
    t.Equal(saved.categories.size(), std::size_t(1), "R-CAT-52: what applications permit");
    t.Equal(saved.categories.at({"c:\\own.exe", ""}), DWORD(4), "R-CAT-52");
}

void
Followed(Scene& t)
{
    const std::string path = SceneFile(t, "followed.sqlite");
    t.Build();
    WinsockCatalogStoreHelper helper(path);
    helper.Follow(t.client, "pc");
    helper.Follow(t.server, "server");
    InstallAt(t, Seconds(5));
    Simulator::Schedule(Seconds(9), [&t] { StackOf(t.client)->ResetCatalog(); });
    t.Play();
    CatalogStore store(path, SqliteMode::READ);
    t.True(SameEntries(*store.Load("pc").catalogs.native, *StackOf(t.client)->GetCatalog()),
           "the file is as the machine");
    const std::vector<CatalogHistoryRow> rows = store.GetHistory("pc");
    t.True(rows.size() > 4, "a layer and its chains came and went");
    t.Equal(rows[0].change.action, std::string("created"), "first");
    t.True(rows[1].origin.timeNs == 5000000000, "who installed what, at which simulated time");
    t.True(rows[1].origin.who != "scenario" && !rows[1].origin.who.empty(), "the program");
    t.Equal(rows[1].change.action, std::string("installed"), "the program installs");
    t.True(rows.back().origin.timeNs == 9000000000, "when it was reset");
    t.Equal(rows.back().origin.who, std::string("scenario"), "by the scenario");
    t.Equal(rows.back().change.action, std::string("removed"), "which removes");
    t.Equal(store.GetHistory("server").size(), std::size_t(1), "the other machine has not changed");
}

/// The suite.
class WinsockCatalogStoreTestSuite : public TestSuite
{
  public:
    WinsockCatalogStoreTestSuite()
        : TestSuite("winsock-catalog-store", Type::UNIT)
    {
        if (!SqliteDatabase::IsAvailable())
        {
            return; // winsock-sqlite shows what is said then
        }
        AddTestCase(new StoreRoundTripTestCase);
        AddTestCase(new StoreMachinesTestCase);
        AddTestCase(new StoreHistoryTestCase);
        AddTestCase(new StoreSchemaTestCase);
        AddTestCase(new StoreFailureTestCase);
        AddTestCase(new StoreScene("nodes are given what is stored", LoadedByHelper));
        AddTestCase(new StoreScene("what a node has is stored", SavedByHelper));
        AddTestCase(new StoreScene("R-CAT-49: changes are stored when they happen", Followed));
    }
};

WinsockCatalogStoreTestSuite g_winsockCatalogStoreTestSuite;

} // namespace
