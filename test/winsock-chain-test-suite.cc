/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */
// Protocol chains: what each element is given (R-CHN), and what fails and what a failure leaves
// behind (R-SEL-50 to R-SEL-55). The base provider of these tests writes down what reaches it.

#include "chain-test-support.h"
#include "documented-errors-test-support.h"

#include "ns3/call-record.h"
#include "ns3/catalog-enumeration.h"
#include "ns3/protocol-selector.h"
#include "ns3/provider-upcalls.h"
#include "ns3/test.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-guid.h"
#include "ns3/winsock-options.h"

#include <cstddef>
#include <cstring>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

/** Every length and every mixture: what each element gets, what the handles cost, who is called. */
class PropagationTestCase : public CheckedTestCase
{
  public:
    PropagationTestCase(int nonIfs, int ifs)
        : CheckedTestCase("R-CHN: " + std::to_string(nonIfs) + " layers with and " +
                          std::to_string(ifs) + " without handles of their own over a base"),
          m_nonIfs(nonIfs),
          m_ifs(ifs)
    {
    }

  private:
    void DoRun() override;
    void CheckArrivals(ChainScene& scene, const std::string& function, DWORD reserved);
    void CheckOneCallPerLayer(ChainScene& scene, SOCKET s);

    void
    OnCall(const CallRecord& record)
    {
        m_calls.push_back(record);
    }

    int m_nonIfs;
    int m_ifs;
    DWORD m_chain{0};
    std::vector<CallRecord> m_calls;
};

void
PropagationTestCase::CheckArrivals(ChainScene& scene, const std::string& function, DWORD reserved)
{
    const ProtocolCatalog& catalog = scene.process->GetCatalog();
    const std::vector<Arrival> arrivals = scene.book.Of(function);
    const auto layers = static_cast<std::size_t>(m_nonIfs + m_ifs);
    NS_TEST_ASSERT_MSG_EQ(arrivals.size(), layers + 1, "R-CHN-10: one " << function << " each");
    for (std::size_t i = 0; i <= layers; ++i)
    {
        const bool isBase = i == layers;
        const std::string element = isBase ? "base" : "layer" + std::to_string(i);
        NS_TEST_ASSERT_MSG_EQ(arrivals[i].element, element, "R-CHN-10: top to bottom");
        WSAPROTOCOL_INFOW expected = catalog.FindById(isBase ? scene.GetBase() : m_chain)->info;
        expected.dwProviderReserved = reserved;
        NS_TEST_ASSERT_MSG_EQ(SameInfo(arrivals[i].info, expected),
                              true,
                              "R-CHN-3, R-CHN-4: the structure that " << element << " sees in "
                                                                      << function);
    }
}

void
PropagationTestCase::CheckOneCallPerLayer(ChainScene& scene, SOCKET s)
{
    scene.GetStack()->TraceConnectWithoutContext("Call",
                                                 MakeCallback(&PropagationTestCase::OnCall, this));
    WinsockThread::Scope scope(*scene.thread);
    int error = 0;
    const int result = scene.Table(s).lpWSPBind(s, nullptr, 0, &error);
    NS_TEST_ASSERT_MSG_EQ(result, SOCKET_ERROR, "the base refuses");
    NS_TEST_ASSERT_MSG_EQ(error, WSAEADDRINUSE, "errors from below arrive above");
    const auto elements = static_cast<std::size_t>(m_nonIfs + m_ifs + 1);
    NS_TEST_ASSERT_MSG_EQ(m_calls.size(), 2 * elements, "R-CHN-10: one call for each element");
    for (std::size_t i = 0; i < elements; ++i)
    {
        const std::string name = i + 1 == elements ? "base" : "layer" + std::to_string(i);
        const CallRecord& down = m_calls[i];
        const CallRecord& up = m_calls[2 * elements - 1 - i];
        NS_TEST_ASSERT_MSG_EQ(down.provider, name, "R-CHN-10: top to bottom");
        NS_TEST_ASSERT_MSG_EQ(down.depth, i, "each is nested in the one above");
        NS_TEST_ASSERT_MSG_EQ(up.provider, name, "R-CHN-10: and back");
        NS_TEST_ASSERT_MSG_EQ(up.error, WSAEADDRINUSE, "with its code");
    }
    NS_TEST_ASSERT_MSG_EQ(scene.book.touched.size(), 1, "one call reached the base");
    NS_TEST_ASSERT_MSG_EQ(scene.book.touched.front(), scene.BaseHandle(s), "with its handle");
}

void
PropagationTestCase::DoRun()
{
    ChainScene scene;
    m_chain = scene.AddChainOf(Kinds(m_nonIfs, m_ifs));
    scene.Start();
    const SOCKET s = scene.Socket(m_chain, nullptr, WSA_FLAG_OVERLAPPED);
    NS_TEST_ASSERT_MSG_NE(s, INVALID_SOCKET, "a socket through the chain");
    CheckArrivals(scene, "WSPStartup", 0);
    CheckArrivals(scene, "WSPSocket", SECRET);
    for (const Arrival& arrival : scene.book.Of("WSPSocket"))
    {
        NS_TEST_ASSERT_MSG_EQ(arrival.af, FROM_PROTOCOL_INFO, "R-CHN-5: unchanged");
        NS_TEST_ASSERT_MSG_EQ(arrival.type, SOCK_STREAM, "R-CHN-5: unchanged");
        NS_TEST_ASSERT_MSG_EQ(arrival.protocol, 0, "R-CHN-5: unchanged");
        NS_TEST_ASSERT_MSG_EQ(arrival.g, 0, "R-CHN-5: unchanged");
        NS_TEST_ASSERT_MSG_EQ(arrival.flags, WSA_FLAG_OVERLAPPED, "R-CHN-5: unchanged");
    }
    NS_TEST_ASSERT_MSG_EQ(
        std::memcmp(&scene.book.baseUpcalls, &GetUpcallTable(), sizeof(WSPUPCALLTABLE)),
        0,
        "R-CHN-6: Winsock's own upcalls reach the base");
    NS_TEST_ASSERT_MSG_EQ(
        scene.Descriptors(), static_cast<uint64_t>(m_nonIfs) + 1, "R-ACC-1, R-ACC-2, R-ACC-3");
    NS_TEST_ASSERT_MSG_EQ((scene.BaseHandle(s) == s), (m_nonIfs == 0), "R-SPI-22");
    CheckOneCallPerLayer(scene, s);
    int error = 0;
    NS_TEST_ASSERT_MSG_EQ(scene.Close(s, error), 0, "closed");
    NS_TEST_ASSERT_MSG_EQ(scene.Descriptors(), 0, "R-ACC-8: all come back");
    NS_TEST_ASSERT_MSG_EQ(scene.book.layeredSockets, 0, "no record is left");
    NS_TEST_ASSERT_MSG_EQ(scene.process->GetHandles().GetCount(), 0, "no handle is left");
}

/** The calls besides WSPSocket that carry a structure down or up. */
class OtherStructuresTestCase : public CheckedTestCase
{
  public:
    explicit OtherStructuresTestCase(HandleKind kind)
        : CheckedTestCase(kind == HandleKind::IFS ? "Structures in other calls, IFS layers"
                                                  : "Structures in other calls, non-IFS layers"),
          m_kind(kind)
    {
    }

  private:
    void
    DoRun() override
    {
        ChainScene scene;
        const DWORD chain = scene.AddChainOf({m_kind, m_kind});
        scene.Start();
        const SOCKET s = scene.Socket(chain);
        const WSAPROTOCOL_INFOW& chainInfo = scene.process->GetCatalog().FindById(chain)->info;
        const WSAPROTOCOL_INFOW& baseInfo =
            scene.process->GetCatalog().FindById(scene.GetBase())->info;
        const WSPPROC_TABLE& table = scene.Table(s);
        WinsockThread::Scope scope(*scene.thread);
        int error = 0;

        WSAPROTOCOL_INFOW info = chainInfo;
        table.lpWSPAddressToString(nullptr, 0, &info, nullptr, nullptr, &error);
        table.lpWSPStringToAddress(nullptr, AF_INET, &info, nullptr, nullptr, &error);
        const auto texts = scene.book.Of("WSPAddressToString");
        NS_TEST_ASSERT_MSG_EQ(texts.size(), 3, "two layers and the base");
        NS_TEST_ASSERT_MSG_EQ(SameInfo(texts[1].info, chainInfo), true, "R-CHN-3: a layer");
        NS_TEST_ASSERT_MSG_EQ(SameInfo(texts[2].info, baseInfo), true, "R-CHN-3: the base");
        NS_TEST_ASSERT_MSG_EQ(SameInfo(scene.book.Of("WSPStringToAddress").back().info, baseInfo),
                              true,
                              "R-CHN-3: the base");

        WSAPROTOCOL_INFOW shared{};
        table.lpWSPDuplicateSocket(s, 1, &shared, &error);
        NS_TEST_ASSERT_MSG_EQ(shared.dwProviderReserved, SECRET, "R-CHN-4: the base's secret");
        shared.dwProviderReserved = 0;
        NS_TEST_ASSERT_MSG_EQ(SameInfo(shared, chainInfo), true, "R-DUP-2: the chain's members");

        INT length = sizeof(WSAPROTOCOL_INFOW) + 1;
        std::vector<char> room(static_cast<std::size_t>(length));
        NS_TEST_ASSERT_MSG_EQ(
            table.lpWSPGetSockOpt(s, SOL_SOCKET, SO_PROTOCOL_INFOW, room.data(), &length, &error),
            0,
            "R-OPT-3");
        std::memcpy(&info, room.data(), sizeof(info));
        NS_TEST_ASSERT_MSG_EQ(SameInfo(info, chainInfo), true, "R-OPT-3: the chain's structure");
        NS_TEST_ASSERT_MSG_EQ(length, sizeof(WSAPROTOCOL_INFOW) + 1, "R-OPT-3: length unchanged");
        length = 3;
        table.lpWSPGetSockOpt(s, SOL_SOCKET, SO_PROTOCOL_INFOA, room.data(), &length, &error);
        NS_TEST_ASSERT_MSG_EQ(error, WSAEFAULT, "R-OPT-3: too small");
        NS_TEST_ASSERT_MSG_EQ(length, sizeof(WSAPROTOCOL_INFOA), "R-OPT-3: the needed size");
        NS_TEST_ASSERT_MSG_EQ(
            table.lpWSPGetSockOpt(s, SOL_SOCKET, SO_PROTOCOL_INFOA, room.data(), &length, &error),
            0,
            "R-OPT-3");
        WSAPROTOCOL_INFOA ansi{};
        std::memcpy(&ansi, room.data(), sizeof(ansi));
        NS_TEST_ASSERT_MSG_EQ(SameInfo(ToWide(ansi), chainInfo), true, "R-OPT-3: in ANSI");
    }

    HandleKind m_kind;
};

/** Chains whose slots name other chains, entries of one provider, or wrong neighbours. */
class SlotTestCase : public CheckedTestCase
{
  public:
    SlotTestCase()
        : CheckedTestCase("R-CAT-5, R-CHN-8: what the slots of a chain may name")
    {
    }

  private:
    void
    DoRun() override
    {
        SlotNamesChain();
        EntriesShareProvider();
        LayerComesTwice();
        HandlesInWrongOrder();
    }

    void
    SlotNamesChain()
    {
        ChainScene scene;
        const DWORD under = scene.AddLayer("under", HandleKind::NON_IFS);
        const DWORD lower = scene.AddChain({under, scene.GetBase()});
        const DWORD over = scene.AddLayer("over", HandleKind::NON_IFS);
        const DWORD chain = scene.AddChain({over, lower, scene.GetBase()});
        scene.Start();
        NS_TEST_ASSERT_MSG_NE(scene.Socket(chain), INVALID_SOCKET, "R-CAT-5");
        const std::vector<Arrival> arrivals = scene.book.Of("WSPSocket");
        NS_TEST_ASSERT_MSG_EQ(arrivals.size(), 3, "R-CHN-10");
        NS_TEST_ASSERT_MSG_EQ(arrivals[1].element, "under", "the library of the named chain");
        NS_TEST_ASSERT_MSG_EQ(arrivals[1].info.dwCatalogEntryId, chain, "R-CHN-3: unmodified");
        NS_TEST_ASSERT_MSG_EQ(
            arrivals[2].info.dwCatalogEntryId, scene.GetBase(), "R-CHN-3: its own");
        NS_TEST_ASSERT_MSG_EQ(scene.Descriptors(), 3, "R-ACC-2");
    }

    /** Two chains under one provider id: the second is met at WSPSocket for the first time. */
    void
    EntriesShareProvider()
    {
        ChainScene scene;
        const DWORD layer = scene.AddLayer("shared", HandleKind::NON_IFS);
        CatalogEntry entry = scene.ChainEntry({layer, scene.GetBase()});
        entry.info.ProviderId = NumberedGuid(4711);
        const DWORD first = scene.InstallAs(entry);
        const DWORD second = scene.InstallAs(entry);
        scene.Start();
        const SOCKET one = scene.Socket(first);
        const SOCKET two = scene.Socket(second);
        NS_TEST_ASSERT_MSG_NE(two, INVALID_SOCKET, "R-CHN-7: started when needed");
        NS_TEST_ASSERT_MSG_EQ(scene.book.startups["shared"], 1, "R-SPI-8: one provider");
        NS_TEST_ASSERT_MSG_EQ(scene.book.startups["base"], 2, "one start for each chain");
        NS_TEST_ASSERT_MSG_EQ(ChainOf(scene, one), first, "each knows its chain");
        NS_TEST_ASSERT_MSG_EQ(ChainOf(scene, two), second, "each knows its chain");
        scene.process->CountCleanup();
        NS_TEST_ASSERT_MSG_EQ(scene.book.startups["shared"], 0, "R-SPI-9");
        NS_TEST_ASSERT_MSG_EQ(scene.book.startups["base"], 0, "R-SPI-9");
    }

    static DWORD
    ChainOf(ChainScene& scene, SOCKET s)
    {
        WinsockThread::Scope scope(*scene.thread);
        WSAPROTOCOL_INFOW info{};
        INT length = sizeof(info);
        int error = 0;
        scene.Table(s).lpWSPGetSockOpt(
            s, SOL_SOCKET, SO_PROTOCOL_INFOW, reinterpret_cast<char*>(&info), &length, &error);
        return info.dwCatalogEntryId;
    }

    void
    LayerComesTwice()
    {
        ChainScene scene;
        const DWORD top = scene.AddLayer("top", HandleKind::NON_IFS);
        const DWORD twice = scene.AddLayer("twice", HandleKind::NON_IFS);
        const DWORD chain = scene.AddChain({top, twice, twice, scene.GetBase()});
        scene.Start();
        int error = 0;
        NS_TEST_ASSERT_MSG_EQ(scene.Socket(chain, &error), INVALID_SOCKET, "leads back to itself");
        NS_TEST_ASSERT_MSG_EQ(error, WSAEPROVIDERFAILEDINIT, "an improper installation");
        NS_TEST_ASSERT_MSG_EQ(scene.process->GetProviders().GetCount(), 0, "R-SEL-55");
    }

    void
    HandlesInWrongOrder()
    {
        ChainScene scene;
        const DWORD chain = scene.AddChainOf({HandleKind::IFS, HandleKind::NON_IFS});
        scene.Start();
        int error = 0;
        NS_TEST_ASSERT_MSG_EQ(scene.Socket(chain, &error), INVALID_SOCKET, "R-CAT-43");
        NS_TEST_ASSERT_MSG_EQ(error, WSAEINVAL, "R-SPI-21: no handle of the system");
        NS_TEST_ASSERT_MSG_EQ(scene.Descriptors(), 0, "R-CHN-9");
        NS_TEST_ASSERT_MSG_EQ(scene.book.layeredSockets, 0, "no record is left");
    }
};

/** A chain that names an entry which is gone. */
class OrphanTestCase : public CheckedTestCase
{
  public:
    explicit OrphanTestCase(std::size_t missing)
        : CheckedTestCase("R-CAT-47: a chain without its slot " + std::to_string(missing)),
          m_missing(missing)
    {
    }

  private:
    void
    DoRun() override
    {
        ChainScene scene;
        const DWORD chain = scene.AddChainOf(Kinds(2, 0));
        const WSAPROTOCOL_INFOW info = scene.GetBuilder().GetEntries().back().info;
        scene.GetBuilder().Remove(info.ProtocolChain.ChainEntries[m_missing]);
        scene.Start();
        WSAPROTOCOL_INFOW named{};
        named.dwCatalogEntryId = chain;
        NS_TEST_ASSERT_MSG_EQ(SelectById(scene.process->GetCatalog(), named).error,
                              0,
                              "R-CAT-47: it is selected all the same");
        for (int attempt = 0; attempt < 2; ++attempt)
        {
            int error = 0;
            NS_TEST_ASSERT_MSG_EQ(scene.Socket(chain, &error), INVALID_SOCKET, "R-CAT-47");
            NS_TEST_ASSERT_MSG_EQ(error, WSAEPROVIDERFAILEDINIT, "R-CAT-47");
            NS_TEST_ASSERT_MSG_EQ(scene.process->GetProviders().GetCount(), 0, "R-SEL-55");
        }
        NS_TEST_ASSERT_MSG_EQ(scene.Descriptors(), 0, "nothing was taken");
    }

    std::size_t m_missing;
};

/** Libraries that do not load, do not start, or bring a table with a hole. */
class BrokenProviderTestCase : public CheckedTestCase
{
  public:
    BrokenProviderTestCase()
        : CheckedTestCase("R-SEL-50 to R-SEL-55: broken providers at the top of a chain and below")
    {
    }

  private:
    void DoRun() override;
    /// Opens the base by itself and through two layers, with a defect in one element.
    void
    Check(const std::string& element, const Defect& defect, int atTop, const std::string& what);
    void CheckMissingLibrary();
};

void
BrokenProviderTestCase::Check(const std::string& element,
                              const Defect& defect,
                              int atTop,
                              const std::string& what)
{
    ChainScene scene;
    const DWORD chain = scene.AddChainOf(Kinds(1, 1));
    scene.Start();
    scene.book.defects[element] = defect;
    const bool isTop = element != "layer1";
    const DWORD entry = element == "base" ? scene.GetBase() : chain;
    for (int attempt = 0; attempt < 2; ++attempt)
    {
        int error = 0;
        NS_TEST_ASSERT_MSG_EQ(scene.Socket(entry, &error), INVALID_SOCKET, what);
        NS_TEST_ASSERT_MSG_EQ(error, isTop ? atTop : WSAEPROVIDERFAILEDINIT, what);
        if (element == "base")
        {
            scene.Socket(chain, &error);
            NS_TEST_ASSERT_MSG_EQ(error, WSAEPROVIDERFAILEDINIT, "R-CHN-7: below, " << what);
        }
        if (defect.missingMember != offsetof(WSPPROC_TABLE, lpWSPCleanup) / sizeof(void*))
        {
            // Without a WSPCleanup there is no way to tell a layer that it is to let go.
            NS_TEST_ASSERT_MSG_EQ(
                scene.process->GetProviders().GetCount(), 0, "R-SEL-55: " << what);
            for (const auto& [name, startups] : scene.book.startups)
            {
                NS_TEST_ASSERT_MSG_EQ(
                    startups, 0, "R-SEL-52: balanced in " << name << ", " << what);
            }
        }
    }
    scene.book.defects.clear();
    NS_TEST_ASSERT_MSG_NE(scene.Socket(entry), INVALID_SOCKET, "R-SEL-55: tried again");
    NS_TEST_ASSERT_MSG_NE(scene.Socket(chain), INVALID_SOCKET, "R-SEL-55: tried again");
}

void
BrokenProviderTestCase::CheckMissingLibrary()
{
    for (const std::string library : {"base.dll", "layer0.dll", "layer1.dll"})
    {
        ChainScene scene;
        const DWORD chain = scene.AddChainOf(Kinds(1, 1));
        scene.Start();
        scene.GetStack()->GetProviderRegistry().Remove(library);
        int error = 0;
        NS_TEST_ASSERT_MSG_EQ(scene.Socket(chain, &error), INVALID_SOCKET, library);
        NS_TEST_ASSERT_MSG_EQ(error, WSAEPROVIDERFAILEDINIT, "R-SEL-50: no " << library);
        NS_TEST_ASSERT_MSG_EQ(scene.process->GetProviders().GetCount(), 0, "R-SEL-55");
    }
}

void
BrokenProviderTestCase::DoRun()
{
    for (const std::string element : {"base", "layer0", "layer1"})
    {
        Defect refuses;
        refuses.error = WSASYSNOTREADY;
        if (element == "base")
        {
            Check(element, refuses, WSAEPROVIDERFAILEDINIT, "WSPStartup fails");
        }
        Defect old;
        old.version = 0x0002;
        Check(element, old, WSAEINVALIDPROVIDER, "version 2.0");
        for (int member = 0; member < 30; ++member)
        {
            Defect hole;
            hole.missingMember = member;
            Check(element, hole, WSAEINVALIDPROCTABLE, "no member " + std::to_string(member));
        }
        Defect both = old;
        both.missingMember = 0;
        Check(element, both, WSAEINVALIDPROVIDER, "R-SEL-53: the version comes first");
    }
    CheckMissingLibrary();
}

/** Starts and cleanups, and what the last cleanup takes back. */
class CountsTestCase : public CheckedTestCase
{
  public:
    CountsTestCase()
        : CheckedTestCase(
              "R-SPI-9, R-SPI-10, R-ACC-9: starts are balanced, sockets go with the last")
    {
    }

  private:
    void
    DoRun() override
    {
        ChainScene scene;
        const DWORD deep = scene.AddChainOf(Kinds(2, 1));
        const DWORD other = scene.AddLayer("other", HandleKind::NON_IFS);
        const DWORD flat = scene.AddChain({other, scene.GetBase()});
        scene.Start();
        for (int round = 1; round <= 2; ++round)
        {
            scene.Socket(scene.GetBase());
            scene.Socket(deep);
            scene.Socket(deep);
            scene.Socket(flat);
            NS_TEST_ASSERT_MSG_EQ(scene.Descriptors(), 1 + 3 + 3 + 2, "R-ACC-2");
            NS_TEST_ASSERT_MSG_EQ(scene.book.startups["base"], 3, "Winsock and two layers");
            NS_TEST_ASSERT_MSG_EQ(scene.book.startups["layer2"], 1, "once for the chain");
            NS_TEST_ASSERT_MSG_EQ(scene.process->CountCleanup(), true, "the last cleanup");
            for (const auto& [name, startups] : scene.book.startups)
            {
                NS_TEST_ASSERT_MSG_EQ(startups, 0, "R-SPI-9: " << name << " in round " << round);
            }
            NS_TEST_ASSERT_MSG_EQ(scene.Descriptors(), 0, "R-ACC-9");
            NS_TEST_ASSERT_MSG_EQ(scene.process->GetHandles().GetCount(), 0, "R-SPI-10");
            NS_TEST_ASSERT_MSG_EQ(scene.book.layeredSockets, 0, "no record is left");
            NS_TEST_ASSERT_MSG_EQ(scene.process->GetProviders().GetCount(), 0, "unloaded");
            scene.process->CountStartup(0x0202);
        }
        scene.Socket(deep);
        scene.process->Terminate();
        NS_TEST_ASSERT_MSG_EQ(scene.GetStack()->GetDescriptorLedger().GetInUse(), 0, "R-ACC-9");
        NS_TEST_ASSERT_MSG_EQ(scene.book.layeredSockets, 0, "no record is left");
    }
};

class WinsockChainTestSuite : public TestSuite
{
  public:
    WinsockChainTestSuite()
        : TestSuite("winsock-chain", TestSuite::Type::UNIT)
    {
        for (int layers = 1; layers < MAX_PROTOCOL_CHAIN; ++layers)
        {
            for (int nonIfs = 0; nonIfs <= layers; ++nonIfs)
            {
                AddTestCase(new PropagationTestCase(nonIfs, layers - nonIfs));
            }
        }
        AddTestCase(new OtherStructuresTestCase(HandleKind::NON_IFS));
        AddTestCase(new OtherStructuresTestCase(HandleKind::IFS));
        AddTestCase(new SlotTestCase());
        for (const std::size_t missing : {0, 1, 2})
        {
            AddTestCase(new OrphanTestCase(missing));
        }
        AddTestCase(new BrokenProviderTestCase());
        AddTestCase(new CountsTestCase());
    }
};

WinsockChainTestSuite g_winsockChainTestSuite;

} // namespace
