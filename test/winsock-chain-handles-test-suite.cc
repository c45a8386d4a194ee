/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */
// Handles in protocol chains: what they cost, how they come back when a door refuses, and how
// layers with handles of their own translate them (R-ACC, R-SPI-20 to R-SPI-25).

#include "chain-test-support.h"
#include "documented-errors-test-support.h"

#include "ns3/boolean.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/test.h"
#include "ns3/winsock-error.h"

#include <cstddef>
#include <new>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

/** The limit met at each door in turn. */
class DoorTestCase : public CheckedTestCase
{
  public:
    explicit DoorTestCase(bool translates)
        : CheckedTestCase(
              translates ? "R-ACC-5, R-ACC-6: no descriptor at each door, translated"
                         : "R-ACC-5, R-ACC-6: no descriptor at each door, as the door says it"),
          m_translates(translates)
    {
    }

  private:
    void
    DoRun() override
    {
        constexpr int LAYERS = 6;
        ChainScene scene;
        scene.GetStack()->SetAttribute("TranslateHandleDoor", BooleanValue(m_translates));
        const DWORD chain = scene.AddChainOf(Kinds(LAYERS, 0));
        scene.Start();
        for (uint32_t limit = 0; limit <= LAYERS; ++limit)
        {
            scene.Limit(limit);
            int error = 0;
            NS_TEST_ASSERT_MSG_EQ(scene.Socket(chain, &error), INVALID_SOCKET, "limit " << limit);
            // The base's own door says WSAEMFILE whatever layers do.
            const int expected = limit == 0 || m_translates ? WSAEMFILE : WSAENOBUFS;
            NS_TEST_ASSERT_MSG_EQ(error, expected, "R-ACC-6, limit " << limit);
            NS_TEST_ASSERT_MSG_EQ(scene.Descriptors(), 0, "R-ACC-5: net change zero");
            NS_TEST_ASSERT_MSG_EQ(scene.process->GetHandles().GetCount(), 0, "R-CHN-9");
            NS_TEST_ASSERT_MSG_EQ(scene.book.layeredSockets, 0, "no record is left");
        }
        scene.Limit(LAYERS + 1);
        NS_TEST_ASSERT_MSG_NE(scene.Socket(chain), INVALID_SOCKET, "just enough");
        NS_TEST_ASSERT_MSG_EQ(scene.Descriptors(), LAYERS + 1, "R-ACC-2");
    }

    bool m_translates;
};

/** What the doors of another system say. */
class OwnWordsTestCase : public CheckedTestCase
{
  public:
    OwnWordsTestCase()
        : CheckedTestCase("R-ACC-1, R-ACC-2: both doors say what the profile does")
    {
    }

  private:
    void
    DoRun() override
    {
        ChainScene scene;
        scene.GetStack()->SetAttribute("ErrorDescriptor", StringValue("WSAENOBUFS"));
        scene.GetStack()->SetAttribute("ErrorHandleDoor", StringValue("WSAEMFILE"));
        const DWORD chain = scene.AddChainOf(Kinds(1, 0));
        scene.Start();
        for (const int expected : {WSAENOBUFS, WSAEMFILE})
        {
            int error = 0;
            scene.Limit(expected == WSAENOBUFS ? 0 : 1);
            NS_TEST_ASSERT_MSG_EQ(scene.Socket(chain, &error), INVALID_SOCKET, "refused");
            NS_TEST_ASSERT_MSG_EQ(error, expected, "the door's word");
        }
    }
};

/** A close that has to be called again. */
class CloseTestCase : public CheckedTestCase
{
  public:
    CloseTestCase()
        : CheckedTestCase("R-SHD-3, R-SPI-25: a refused close leaves the handle")
    {
    }

  private:
    void
    DoRun() override
    {
        ChainScene scene;
        const DWORD chain = scene.AddChainOf(Kinds(2, 1));
        scene.Start();
        const SOCKET s = scene.Socket(chain);
        scene.book.closeError = WSAEWOULDBLOCK;
        int error = 0;
        NS_TEST_ASSERT_MSG_EQ(scene.Close(s, error), SOCKET_ERROR, "R-SHD-3");
        NS_TEST_ASSERT_MSG_EQ(error, WSAEWOULDBLOCK, "R-SHD-3");
        NS_TEST_ASSERT_MSG_EQ(scene.Descriptors(), 3, "nothing is given back");
        NS_TEST_ASSERT_MSG_NE(scene.BaseHandle(s), INVALID_SOCKET, "the handle stays valid");
        scene.book.closeError = 0;
        NS_TEST_ASSERT_MSG_EQ(scene.Close(s, error), 0, "now");
        NS_TEST_ASSERT_MSG_EQ(scene.Descriptors(), 0, "all come back");
    }
};

/** A handle of each layer for an accepted socket. */
class AcceptTestCase : public CheckedTestCase
{
  public:
    AcceptTestCase()
        : CheckedTestCase("R-ACC-4, R-RES-4: accept through layers, with and without descriptors")
    {
    }

  private:
    void
    DoRun() override
    {
        CheckCosts();
        CheckWait(false);
        CheckWait(true);
        CheckLeaf();
    }

    void
    CheckCosts()
    {
        ChainScene scene;
        const DWORD chain = scene.AddChainOf(Kinds(2, 1));
        scene.Start();
        const SOCKET listener = scene.Socket(chain);
        int error = 0;
        NS_TEST_ASSERT_MSG_EQ(scene.Accept(listener, error), INVALID_SOCKET, "nobody there");
        NS_TEST_ASSERT_MSG_EQ(error, WSAEWOULDBLOCK, "R-RES-4");
        NS_TEST_ASSERT_MSG_EQ(scene.Descriptors(), 3, "nothing is kept");
        for (uint32_t limit = 3; limit < 6; ++limit)
        {
            scene.Limit(limit);
            scene.book.pending = 0;
            scene.Accept(listener, error);
            NS_TEST_ASSERT_MSG_EQ(error, WSAEWOULDBLOCK, "R-ACC-4: nobody there, no check");
            scene.book.pending = 1;
            NS_TEST_ASSERT_MSG_EQ(scene.Accept(listener, error), INVALID_SOCKET, "R-ACC-4");
            NS_TEST_ASSERT_MSG_EQ(error, WSAEMFILE, "R-ACC-4, limit " << limit);
            NS_TEST_ASSERT_MSG_EQ(scene.book.pending, 1, "R-RES-4: the connection stays");
            NS_TEST_ASSERT_MSG_EQ(scene.Descriptors(), 3, "R-ACC-5: net change zero");
            NS_TEST_ASSERT_MSG_EQ(scene.book.layeredSockets, 3, "the listener's records");
        }
        scene.Limit(6);
        const SOCKET accepted = scene.Accept(listener, error);
        NS_TEST_ASSERT_MSG_NE(accepted, INVALID_SOCKET, "just enough");
        NS_TEST_ASSERT_MSG_EQ(scene.book.pending, 0, "taken");
        NS_TEST_ASSERT_MSG_EQ(scene.Descriptors(), 6, "R-ACC-2");
        NS_TEST_ASSERT_MSG_NE(scene.BaseHandle(accepted), scene.BaseHandle(listener), "its own");
        NS_TEST_ASSERT_MSG_EQ(scene.Close(accepted, error), 0, "closed");
        NS_TEST_ASSERT_MSG_EQ(scene.Close(listener, error), 0, "closed");
        NS_TEST_ASSERT_MSG_EQ(scene.Descriptors(), 0, "all come back");
    }

    /** A thread that waits in accept until a connection comes, or until its process ends. */
    void
    CheckWait(bool killed)
    {
        ChainScene scene;
        const DWORD chain = scene.AddChainOf(Kinds(2, 1));
        scene.Start();
        const SOCKET listener = scene.Socket(chain);
        SOCKET accepted = INVALID_SOCKET;
        Ptr<WinsockThread> waiter = scene.process->CreateThread();
        waiter->Start(
            [&scene, &accepted, listener]
            {
                int error = 0;
                accepted = scene.Table(listener).lpWSPAccept(
                    listener, nullptr, nullptr, nullptr, 0, &error);
                return 0;
            });
        Simulator::Schedule(Seconds(1), &AcceptTestCase::Arrive, this, &scene, killed);
        Simulator::Run();
        NS_TEST_ASSERT_MSG_EQ(waiter->IsRunning(), false, "no longer waiting");
        NS_TEST_ASSERT_MSG_EQ((accepted == INVALID_SOCKET), killed, "the connection");
        NS_TEST_ASSERT_MSG_EQ(scene.Descriptors(), (killed ? 0 : 6), "R-ACC-9");
        NS_TEST_ASSERT_MSG_EQ(scene.book.layeredSockets, (killed ? 0 : 6), "R-ACC-9");
    }

    void
    Arrive(ChainScene* scene, bool killed)
    {
        NS_TEST_EXPECT_MSG_EQ(scene->Descriptors(), 3, "R-ACC-4: none while nobody is there");
        if (killed)
        {
            scene->process->Terminate();
            return;
        }
        scene->book.pending = 1;
        scene->book.waiting->Wake();
    }

    void
    CheckLeaf()
    {
        ChainScene scene;
        const DWORD chain = scene.AddChainOf(Kinds(2, 0));
        scene.Start();
        const SOCKET s = scene.Socket(chain);
        NS_TEST_ASSERT_MSG_EQ(Join(scene, s), s, "a leaf joins with its own socket");
        NS_TEST_ASSERT_MSG_EQ(scene.Descriptors(), 3, "nothing new");
        scene.book.leafIsNew = true;
        scene.Limit(5);
        NS_TEST_ASSERT_MSG_EQ(Join(scene, s), INVALID_SOCKET, "no handle for the last layer");
        NS_TEST_ASSERT_MSG_EQ(scene.Descriptors(), 3, "R-CHN-9");
        scene.Limit(6);
        NS_TEST_ASSERT_MSG_NE(Join(scene, s), INVALID_SOCKET, "a root gets another socket");
        NS_TEST_ASSERT_MSG_EQ(scene.Descriptors(), 6, "R-ACC-2");
    }

    static SOCKET
    Join(ChainScene& scene, SOCKET s)
    {
        WinsockThread::Scope scope(*scene.thread);
        int error = 0;
        return scene.Table(s).lpWSPJoinLeaf(
            s, nullptr, 0, nullptr, nullptr, nullptr, nullptr, 0, &error);
    }
};

/** Sets of handles on their way down and back. */
class SelectTestCase : public CheckedTestCase
{
  public:
    explicit SelectTestCase(HandleKind kind)
        : CheckedTestCase(kind == HandleKind::IFS ? "R-SLC: select through IFS layers"
                                                  : "R-SLC: select through non-IFS layers"),
          m_kind(kind)
    {
    }

  private:
    void DoRun() override;
    void CheckManySockets(ChainScene& scene, DWORD chain);

    HandleKind m_kind;
};

void
SelectTestCase::CheckManySockets(ChainScene& scene, DWORD chain)
{
    constexpr UINT COUNT = 100;
    std::vector<std::byte> storage(offsetof(FD_SET, fd_array) + COUNT * sizeof(SOCKET));
    FD_SET* const set = new (storage.data()) FD_SET;
    SOCKET* const handles = set->fd_array;
    set->fd_count = COUNT;
    std::vector<SOCKET> expected;
    scene.book.ready.clear();
    for (UINT i = 0; i < COUNT; ++i)
    {
        handles[i] = scene.Socket(chain);
        if (i % 3 == 0)
        {
            expected.push_back(handles[i]);
            scene.book.ready.insert(scene.BaseHandle(handles[i]));
        }
    }
    WinsockThread::Scope scope(*scene.thread);
    int error = 0;
    const int count = scene.Table(handles[0]).lpWSPSelect(0, set, set, nullptr, nullptr, &error);
    NS_TEST_ASSERT_MSG_EQ(
        count, static_cast<int>(expected.size()), "R-SLC-2: more than 64, one set given twice");
    const std::vector<SOCKET> found(handles, handles + set->fd_count);
    NS_TEST_ASSERT_MSG_EQ((found == expected), true, "R-SLC-2: the caller's handles");
}

void
SelectTestCase::DoRun()
{
    ChainScene scene;
    const DWORD chain = scene.AddChainOf({m_kind, m_kind});
    const DWORD stranger = scene.AddLayer("stranger", HandleKind::NON_IFS);
    const DWORD foreign = scene.AddChain({stranger, scene.GetBase()});
    scene.Start();
    const SOCKET a = scene.Socket(chain);
    const SOCKET b = scene.Socket(chain);
    const SOCKET c = scene.Socket(foreign);
    WinsockThread::Scope scope(*scene.thread);
    const WSPPROC_TABLE& table = scene.Table(a);
    scene.book.ready = {scene.BaseHandle(b)};
    int error = 0;

    FD_SET read{2, {a, b}};
    FD_SET write{1, {b}};
    FD_SET except{1, {a}};
    NS_TEST_ASSERT_MSG_EQ(
        table.lpWSPSelect(0, &read, &write, &except, nullptr, &error), 2, "R-SLC-4: b in two sets");
    NS_TEST_ASSERT_MSG_EQ(read.fd_count, 1, "R-SLC-4");
    NS_TEST_ASSERT_MSG_EQ(read.fd_array[0], b, "the program's handle");
    NS_TEST_ASSERT_MSG_EQ(write.fd_array[0], b, "the program's handle");
    NS_TEST_ASSERT_MSG_EQ(except.fd_count, 0, "nothing");

    FD_SET mixed{2, {a, c}};
    NS_TEST_ASSERT_MSG_EQ(
        table.lpWSPSelect(0, &mixed, nullptr, nullptr, nullptr, &error), SOCKET_ERROR, "R-SLC-3");
    NS_TEST_ASSERT_MSG_EQ(error, WSAENOTSOCK, "R-SLC-3: a stranger");
    FD_SET none{0, {}};
    table.lpWSPSelect(0, &none, nullptr, nullptr, nullptr, &error);
    NS_TEST_ASSERT_MSG_EQ(error, WSAEINVAL, "R-SLC-1: no socket");
    CheckManySockets(scene, chain);
}

/** A library's sockets of two chains in one call. */
class SiblingSelectTestCase : public CheckedTestCase
{
  public:
    SiblingSelectTestCase()
        : CheckedTestCase("R-CAT-44: select over two chains of one library")
    {
    }

  private:
    void
    DoRun() override
    {
        ChainScene scene;
        const DWORD layer = scene.AddLayer("layer", HandleKind::NON_IFS);
        const DWORD first = scene.AddChain({layer, scene.GetBase()});
        const DWORD second = scene.AddChain({layer, scene.GetBase()});
        scene.Start();
        const SOCKET a = scene.Socket(first);
        const SOCKET b = scene.Socket(second);
        NS_TEST_ASSERT_MSG_EQ(scene.process->GetProviders().GetCount(), 3, "R-SPI-8");
        scene.book.ready = {scene.BaseHandle(a), scene.BaseHandle(b)};
        WinsockThread::Scope scope(*scene.thread);
        FD_SET read{2, {a, b}};
        int error = 0;
        NS_TEST_ASSERT_MSG_EQ(
            scene.Table(a).lpWSPSelect(0, &read, nullptr, nullptr, nullptr, &error), 2, "R-CAT-44");
        NS_TEST_ASSERT_MSG_EQ(read.fd_array[1], b, "the program's handle");
    }
};

class WinsockChainHandlesTestSuite : public TestSuite
{
  public:
    WinsockChainHandlesTestSuite()
        : TestSuite("winsock-chain-handles", TestSuite::Type::UNIT)
    {
        AddTestCase(new OwnWordsTestCase());
        AddTestCase(new DoorTestCase(true));
        AddTestCase(new DoorTestCase(false));
        AddTestCase(new CloseTestCase());
        AddTestCase(new AcceptTestCase());
        AddTestCase(new SelectTestCase(HandleKind::NON_IFS));
        AddTestCase(new SelectTestCase(HandleKind::IFS));
        AddTestCase(new SiblingSelectTestCase());
    }
};

WinsockChainHandlesTestSuite g_winsockChainHandlesTestSuite;

} // namespace
