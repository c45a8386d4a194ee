/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What goes down a protocol chain and what comes up: the structure that each element is given in each
// call that carries one (R-CHN-3, R-CHN-4), and errors with their codes (R-SPI-11).

#include "chain-test-support.h"
#include "documented-errors-test-support.h"

#include "ns3/test.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock.h"

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

/** The calls that carry a structure, and what each element is given or hands up. */
class StructuresTestCase : public CheckedTestCase
{
  public:
    StructuresTestCase(const std::string& name)
        : CheckedTestCase(name)
    {
    }

  protected:
    /** Makes the five calls on a chain and looks at what its elements saw. */
    void
    Check(ChainScene& scene, DWORD chain, const std::vector<std::string>& elements)
    {
        scene.Start();
        const SOCKET s = scene.Socket(chain);
        NS_TEST_ASSERT_MSG_NE(s, INVALID_SOCKET, "a socket through the chain");
        WinsockThread::Scope scope(*scene.thread);
        const WSPPROC_TABLE& table = scene.Table(s);
        WSAPROTOCOL_INFOW info = scene.process->GetCatalog().FindById(chain)->info;
        WSAPROTOCOL_INFOW shared{};
        int error = 0;
        table.lpWSPAddressToString(nullptr, 0, &info, nullptr, nullptr, &error);
        table.lpWSPStringToAddress(nullptr, AF_INET, &info, nullptr, nullptr, &error);
        table.lpWSPDuplicateSocket(s, 1, &shared, &error);
        CheckCall(scene, chain, "WSPStartup", 0, elements);
        CheckCall(scene, chain, "WSPSocket", SECRET, elements);
        CheckCall(scene, chain, "WSPAddressToString", 0, elements);
        CheckCall(scene, chain, "WSPStringToAddress", 0, elements);
        // This one is filled in from the bottom up (R-DUP-2).
        std::vector<std::string> upward(elements.rbegin(), elements.rend());
        CheckCall(scene, chain, "WSPDuplicateSocket", SECRET, upward);
    }

  private:
    void
    CheckCall(ChainScene& scene,
              DWORD chain,
              const std::string& function,
              DWORD reserved,
              const std::vector<std::string>& elements)
    {
        const ProtocolCatalog& catalog = scene.process->GetCatalog();
        const std::vector<Arrival> arrivals = scene.book.Of(function);
        NS_TEST_ASSERT_MSG_EQ(arrivals.size(), elements.size(), "R-CHN-10: " << function);
        for (std::size_t i = 0; i < elements.size(); ++i)
        {
            NS_TEST_ASSERT_MSG_EQ(arrivals[i].element, elements[i], "R-CHN-10: " << function);
            const bool isBase = elements[i] == "base";
            WSAPROTOCOL_INFOW expected = catalog.FindById(isBase ? scene.GetBase() : chain)->info;
            expected.dwProviderReserved = reserved;
            NS_TEST_ASSERT_MSG_EQ(SameInfo(arrivals[i].info, expected),
                                  true,
                                  "R-CHN-3, R-CHN-4: " << elements[i] << " in " << function);
        }
    }
};

/** Chains whose slots name layers. */
class LengthTestCase : public StructuresTestCase
{
  public:
    LengthTestCase(int nonIfs, int ifs)
        : StructuresTestCase("R-CHN-3: five calls, " + std::to_string(nonIfs) + " non-IFS and " +
                             std::to_string(ifs) + " IFS layers"),
          m_nonIfs(nonIfs),
          m_ifs(ifs)
    {
    }

  private:
    void
    DoRun() override
    {
        ChainScene scene;
        std::vector<std::string> elements;
        for (int i = 0; i < m_nonIfs + m_ifs; ++i)
        {
            elements.push_back("layer" + std::to_string(i));
        }
        elements.emplace_back("base");
        Check(scene, scene.AddChainOf(Kinds(m_nonIfs, m_ifs)), elements);
    }

    int m_nonIfs;
    int m_ifs;
};

/** Chains whose slots below the first name the chains of the layers there. */
class NestedTestCase : public StructuresTestCase
{
  public:
    NestedTestCase(HandleKind kind, int layers)
        : StructuresTestCase("R-CAT-5: slots that name other chains, " + std::to_string(layers) +
                             (kind == HandleKind::IFS ? " IFS layers" : " non-IFS layers")),
          m_kind(kind),
          m_layers(layers)
    {
    }

  private:
    void
    DoRun() override
    {
        ChainScene scene;
        std::vector<DWORD> below = {scene.GetBase()}; // what the next chain stands on, top first
        std::vector<std::string> elements = {"base"};
        for (int i = 0; i < m_layers; ++i)
        {
            const std::string name = "layer" + std::to_string(i);
            std::vector<DWORD> slots = below;
            slots.insert(slots.begin(), scene.AddLayer(name, m_kind));
            below.insert(below.begin(), scene.AddChain(slots));
            elements.insert(elements.begin(), name);
        }
        Check(scene, below.front(), elements);
    }

    HandleKind m_kind;
    int m_layers;
};

/** A base provider each of whose functions fails with a code of its own. */
class ErrorsTestCase : public CheckedTestCase
{
  public:
    ErrorsTestCase(int nonIfs, int ifs)
        : CheckedTestCase("R-SPI-11: errors of thirty functions through " + std::to_string(nonIfs) +
                          " non-IFS and " + std::to_string(ifs) + " IFS layers"),
          m_nonIfs(nonIfs),
          m_ifs(ifs)
    {
    }

  private:
    using Function = std::function<bool(LPINT lpErrno)>; // whether it failed

    void DoRun() override;
    std::vector<Function> MakeCalls(ChainScene& scene, SOCKET s, HWND window);

    int m_nonIfs;
    int m_ifs;
    WSAPROTOCOL_INFOW m_info{};
    FD_SET m_set{};
    WSANETWORKEVENTS m_events{};
    WSAOVERLAPPED m_overlapped{};
    WSABUF m_buffer{};
    DWORD m_number{0};
    int m_option{0};
    INT m_length{sizeof(int)};
};

std::vector<ErrorsTestCase::Function>
ErrorsTestCase::MakeCalls(ChainScene& scene, SOCKET s, HWND window)
{
    const WSPPROC_TABLE& t = scene.Table(s);
    char* const option = reinterpret_cast<char*>(&m_option);
    m_set = FD_SET{1, {s}};
    auto* const self = this; // which [=] is no longer to capture unasked, by the later standards
    // In the order of the table.
    return {
        [=, &t](LPINT e)
        { return t.lpWSPAccept(s, nullptr, nullptr, nullptr, 0, e) == INVALID_SOCKET; },
        [=, &t](LPINT e)
        { return t.lpWSPAddressToString(nullptr, 0, &self->m_info, nullptr, nullptr, e) != 0; },
        [=, &t](LPINT e) { return t.lpWSPAsyncSelect(s, window, 1, FD_READ, e) != 0; },
        [=, &t](LPINT e) { return t.lpWSPBind(s, nullptr, 0, e) != 0; },
        [=, &t](LPINT e) { return t.lpWSPCancelBlockingCall(e) != 0; },
        [=, &t](LPINT e) { return t.lpWSPCleanup(e) != 0; },
        [=, &t](LPINT e) { return t.lpWSPCloseSocket(s, e) != 0; },
        [=, &t](LPINT e)
        { return t.lpWSPConnect(s, nullptr, 0, nullptr, nullptr, nullptr, nullptr, e) != 0; },
        [=, &t](LPINT e) { return t.lpWSPDuplicateSocket(s, 1, &self->m_info, e) != 0; },
        [=, &t](LPINT e) { return t.lpWSPEnumNetworkEvents(s, nullptr, &self->m_events, e) != 0; },
        [=, &t](LPINT e) { return t.lpWSPEventSelect(s, nullptr, 0, e) != 0; },
        [=, &t](LPINT e)
        {
            return !t.lpWSPGetOverlappedResult(
                s, &self->m_overlapped, &self->m_number, FALSE, &self->m_number, e);
        },
        [=, &t](LPINT e) { return t.lpWSPGetPeerName(s, nullptr, nullptr, e) != 0; },
        [=, &t](LPINT e) { return t.lpWSPGetSockName(s, nullptr, nullptr, e) != 0; },
        [=, &t](LPINT e)
        { return t.lpWSPGetSockOpt(s, SOL_SOCKET, SO_TYPE, option, &self->m_length, e) != 0; },
        [=, &t](LPINT e) { return !t.lpWSPGetQOSByName(s, &self->m_buffer, nullptr, e); },
        [=, &t](LPINT e)
        {
            return t.lpWSPIoctl(s,
                                FIONREAD,
                                nullptr,
                                0,
                                &self->m_option,
                                sizeof(self->m_option),
                                &self->m_number,
                                nullptr,
                                nullptr,
                                nullptr,
                                e) != 0;
        },
        [=, &t](LPINT e)
        {
            return t.lpWSPJoinLeaf(s, nullptr, 0, nullptr, nullptr, nullptr, nullptr, 0, e) ==
                   INVALID_SOCKET;
        },
        [=, &t](LPINT e) { return t.lpWSPListen(s, 1, e) != 0; },
        [=, &t](LPINT e)
        {
            return t.lpWSPRecv(s,
                               &self->m_buffer,
                               1,
                               &self->m_number,
                               &self->m_number,
                               nullptr,
                               nullptr,
                               nullptr,
                               e) != 0;
        },
        [=, &t](LPINT e) { return t.lpWSPRecvDisconnect(s, nullptr, e) != 0; },
        [=, &t](LPINT e)
        {
            return t.lpWSPRecvFrom(s,
                                   &self->m_buffer,
                                   1,
                                   &self->m_number,
                                   &self->m_number,
                                   nullptr,
                                   nullptr,
                                   nullptr,
                                   nullptr,
                                   nullptr,
                                   e) != 0;
        },
        [=, &t](LPINT e)
        { return t.lpWSPSelect(0, &self->m_set, nullptr, nullptr, nullptr, e) != 0; },
        [=, &t](LPINT e)
        {
            return t.lpWSPSend(
                       s, &self->m_buffer, 1, &self->m_number, 0, nullptr, nullptr, nullptr, e) !=
                   0;
        },
        [=, &t](LPINT e) { return t.lpWSPSendDisconnect(s, nullptr, e) != 0; },
        [=, &t](LPINT e)
        {
            return t.lpWSPSendTo(s,
                                 &self->m_buffer,
                                 1,
                                 &self->m_number,
                                 0,
                                 nullptr,
                                 0,
                                 nullptr,
                                 nullptr,
                                 nullptr,
                                 e) != 0;
        },
        [=, &t](LPINT e) { return t.lpWSPSetSockOpt(s, SOL_SOCKET, SO_DEBUG, option, 4, e) != 0; },
        [=, &t](LPINT e) { return t.lpWSPShutdown(s, SD_SEND, e) != 0; },
        [=, &t](LPINT e)
        { return t.lpWSPSocket(0, 0, 0, &self->m_info, 0, 0, e) == INVALID_SOCKET; },
        [=, &t](LPINT e)
        { return t.lpWSPStringToAddress(nullptr, 0, &self->m_info, nullptr, nullptr, e) != 0; },
    };
}

void
ErrorsTestCase::DoRun()
{
    constexpr std::size_t CLEANUP = 5;
    constexpr std::size_t OVERLAPPED_RESULT = 11;
    ChainScene scene;
    const DWORD chain = scene.AddChainOf(Kinds(m_nonIfs, m_ifs));
    scene.Start();
    const SOCKET s = scene.Socket(chain);
    m_info = scene.process->GetCatalog().FindById(chain)->info;
    Winsock ws(*scene.thread);
    const HWND window = ws.CreateMessageWindow();
    WinsockThread::Scope scope(*scene.thread);
    const std::vector<Function> calls = MakeCalls(scene, s, window);
    NS_TEST_ASSERT_MSG_EQ(calls.size(), 30, "R-SPI-6");
    std::vector<std::size_t> order(calls.size());
    for (std::size_t i = 0; i < order.size(); ++i)
    {
        order[i] = i;
    }
    std::rotate(order.begin() + CLEANUP, order.begin() + CLEANUP + 1, order.end());
    const uint64_t cost = scene.Descriptors();
    std::set<int> codes;
    for (const std::size_t place : order)
    {
        codes.insert(FIRST_FAILURE + static_cast<int>(place));
    }
    const InventedErrors invented(codes,
                                  "each function of the base provider has a code of its own");
    for (const std::size_t place : order)
    {
        if (place == OVERLAPPED_RESULT && m_nonIfs != 0)
        {
            continue; // operations of a layer with handles of its own are its own; it asks nobody
        }
        scene.book.failingPlace = static_cast<int>(place);
        const int expected = FIRST_FAILURE + static_cast<int>(place);
        int error = 0;
        NS_TEST_EXPECT_MSG_EQ(calls[place](&error), true, "place " << place << " fails");
        NS_TEST_EXPECT_MSG_EQ(error, expected, "R-SPI-11: with its code, place " << place);
        NS_TEST_EXPECT_MSG_EQ(scene.Descriptors(),
                              (place == CLEANUP ? scene.Descriptors() : cost),
                              "R-ACC-5: nothing more is held, place " << place);
    }
    scene.book.failingPlace = WHOLE;
}

class WinsockPropagationTestSuite : public TestSuite
{
  public:
    WinsockPropagationTestSuite()
        : TestSuite("winsock-propagation", TestSuite::Type::UNIT)
    {
        constexpr int MOST_LAYERS = MAX_PROTOCOL_CHAIN - 1;
        for (int layers = 1; layers <= MOST_LAYERS; ++layers)
        {
            AddTestCase(new LengthTestCase(layers, 0));
            AddTestCase(new LengthTestCase(0, layers));
            AddTestCase(new NestedTestCase(HandleKind::IFS, layers));
            AddTestCase(new NestedTestCase(HandleKind::NON_IFS, layers));
        }
        AddTestCase(new LengthTestCase(2, 2));
        AddTestCase(new ErrorsTestCase(0, 1));
        AddTestCase(new ErrorsTestCase(1, 0));
        AddTestCase(new ErrorsTestCase(0, MOST_LAYERS));
        AddTestCase(new ErrorsTestCase(MOST_LAYERS, 0));
        AddTestCase(new ErrorsTestCase(2, 2));
    }
};

WinsockPropagationTestSuite g_winsockPropagationTestSuite;

} // namespace
