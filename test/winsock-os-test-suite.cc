/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What a simulated operating system keeps books of: ports, socket handles, bounded resources.

#include "ns3/device-profile.h"
#include "ns3/handle-table.h"
#include "ns3/port-table.h"
#include "ns3/resource-ledger.h"
#include "ns3/test.h"
#include "ns3/winsock-error.h"

#include <cstdint>
#include <set>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;

namespace
{

constexpr uint16_t PORT = 4711;

/** What one row and one column of the rule's table stand for. */
struct BindingKind
{
    const char* name;
    PortSharing sharing;
    bool wildcard;
};

constexpr BindingKind KINDS[] = {
    {"default wildcard", PortSharing::DEFAULT, true},
    {"default specific", PortSharing::DEFAULT, false},
    {"reuse wildcard", PortSharing::REUSE, true},
    {"reuse specific", PortSharing::REUSE, false},
    {"exclusive wildcard", PortSharing::EXCLUSIVE, true},
    {"exclusive specific", PortSharing::EXCLUSIVE, false},
};

PortBinding
MakeBinding(PortSharing sharing, uint8_t lastByte, bool ipv6 = false)
{
    PortBinding binding;
    binding.sharing = sharing;
    binding.ipv6 = ipv6;
    if (lastByte != 0)
    {
        binding.address[0] = 10;
        binding.address[3] = lastByte;
    }
    return binding;
}

PortBinding
MakeBinding(const BindingKind& kind)
{
    return MakeBinding(kind.sharing, kind.wildcard ? 0 : 1);
}

/**
 * @ingroup winsock-test
 * @brief R-BND-4: every cell of the sharing matrix, rows the first binding, columns the second.
 */
class PortSharingTestCase : public TestCase
{
  public:
    PortSharingTestCase()
        : TestCase("R-BND-4: sharing matrix")
    {
    }

  private:
    void
    DoRun() override
    {
        const std::vector<std::string> matrix[] = {
            {"INUSE", "ok", "ACC", "ok", "INUSE", "ok"},
            {"ok", "INUSE", "ok", "ACC", "INUSE", "INUSE"},
            {"INUSE", "ok", "ok", "ok", "INUSE", "ok"},
            {"ok", "INUSE", "ok", "ok", "INUSE", "INUSE"},
            {"INUSE", "ACC", "ACC", "ACC", "INUSE", "ACC"},
            {"ok", "INUSE", "ok", "ACC", "INUSE", "INUSE"},
        };
        for (std::size_t first = 0; first < 6; ++first)
        {
            for (std::size_t second = 0; second < 6; ++second)
            {
                Check(KINDS[first], KINDS[second], matrix[first][second]);
            }
        }
    }

    void
    Check(const BindingKind& first, const BindingKind& second, const std::string& expected)
    {
        PortTable table;
        table.Add(PORT, MakeBinding(first));
        const int verdict = table.Judge(PORT, MakeBinding(second));
        const std::string text = verdict == 0               ? "ok"
                                 : verdict == WSAEADDRINUSE ? "INUSE"
                                 : verdict == WSAEACCES     ? "ACC"
                                                            : WinsockErrorName(verdict);
        NS_TEST_EXPECT_MSG_EQ(text, expected, first.name << ", then " << second.name);
        NS_TEST_EXPECT_MSG_EQ(table.Judge(PORT + 1, MakeBinding(second)),
                              0,
                              "another port is free for " << second.name);
    }
};

/**
 * @ingroup winsock-test
 * @brief What keeps bindings of one port apart, and what a removal leaves.
 */
class PortTableTestCase : public TestCase
{
  public:
    PortTableTestCase()
        : TestCase("bindings that are apart, several at once, removal")
    {
    }

  private:
    void
    DoRun() override
    {
        const PortBinding one = MakeBinding(PortSharing::EXCLUSIVE, 1);
        const PortBinding two = MakeBinding(PortSharing::EXCLUSIVE, 2);
        const PortBinding one6 = MakeBinding(PortSharing::EXCLUSIVE, 1, true);
        PortTable table;
        table.Add(PORT, one);
        NS_TEST_EXPECT_MSG_EQ(table.Judge(PORT, two), 0, "two specific addresses are apart");
        NS_TEST_EXPECT_MSG_EQ(table.Judge(PORT, one6), 0, "two families are apart");
        table.Add(PORT, two);
        table.Add(PORT, one6);
        NS_TEST_EXPECT_MSG_EQ(table.Judge(PORT, two), WSAEADDRINUSE, "any holder is in the way");
        table.Remove(PORT, two);
        NS_TEST_EXPECT_MSG_EQ(table.Judge(PORT, two), 0, "its removal frees the address");
        NS_TEST_EXPECT_MSG_EQ(table.Judge(PORT, one), WSAEADDRINUSE, "and no other");
        NS_TEST_EXPECT_MSG_EQ(table.Judge(PORT, one6), WSAEADDRINUSE, "in either family");

        // A dual-stack wildcard is in the way of IPv4's, whichever comes first.
        PortBinding dual = MakeBinding(PortSharing::DEFAULT, 0, true);
        dual.dualStack = true;
        const PortBinding any = MakeBinding(PortSharing::DEFAULT, 0);
        table.Add(PORT + 1, dual);
        NS_TEST_EXPECT_MSG_EQ(table.Judge(PORT + 1, any), WSAEADDRINUSE, "R-BND-4: dual, IPv4");
        NS_TEST_EXPECT_MSG_EQ(table.Judge(PORT + 1, MakeBinding(PortSharing::DEFAULT, 1)),
                              0,
                              "R-BND-4: wildcard, then specific");
        NS_TEST_EXPECT_MSG_EQ(table.FindAutomatic(PORT + 1, PORT + 1, any),
                              0,
                              "R-BND-3: no automatic IPv4 port there");
        table.Remove(PORT + 1, dual);
        table.Add(PORT + 1, any);
        NS_TEST_EXPECT_MSG_EQ(table.Judge(PORT + 1, dual), WSAEADDRINUSE, "R-BND-4: IPv4, dual");
        table.Remove(PORT + 1, any);
        NS_TEST_EXPECT_MSG_EQ(table.Judge(PORT + 1, dual), 0, "R-BND-4: both have gone");

        // Sharers hold a port each for themselves.
        const PortBinding shared = MakeBinding(PortSharing::REUSE, 3);
        table.Add(PORT, shared);
        table.Add(PORT, shared);
        table.Remove(PORT, shared);
        NS_TEST_EXPECT_MSG_EQ(table.Judge(PORT, MakeBinding(PortSharing::DEFAULT, 3)),
                              WSAEADDRINUSE,
                              "one of two sharers still holds the port");
        table.Remove(PORT, shared);
        table.Remove(PORT, shared);
        NS_TEST_EXPECT_MSG_EQ(
            table.Judge(PORT, MakeBinding(PortSharing::DEFAULT, 3)), 0, "nobody holds it");
    }
};

/**
 * @ingroup winsock-test
 * @brief R-BND-3: automatic ports are unique, stay in their range, and can run out.
 */
class AutomaticPortTestCase : public TestCase
{
  public:
    AutomaticPortTestCase()
        : TestCase("R-BND-3: automatic ports")
    {
    }

  private:
    static constexpr uint16_t FIRST = 50000; //!< lowest port of the range in use
    static constexpr uint16_t LAST = 50004;  //!< highest

    void
    DoRun() override
    {
        CheckUniqueUntilExhausted();
        CheckRangeEnds();
        CheckProfiles();
    }

    void
    CheckUniqueUntilExhausted()
    {
        const PortBinding wildcard = MakeBinding(PortSharing::DEFAULT, 0);
        const PortBinding specific = MakeBinding(PortSharing::REUSE, 1);
        PortTable table;
        table.Add(50002, specific);
        std::set<uint16_t> given;
        while (const uint16_t port = table.FindAutomatic(FIRST, LAST, wildcard))
        {
            NS_TEST_ASSERT_MSG_EQ(given.insert(port).second, true, "port " << port << " twice");
            NS_TEST_EXPECT_MSG_EQ((port >= FIRST && port <= LAST), true, "in range: " << port);
            table.Add(port, wildcard);
        }
        NS_TEST_EXPECT_MSG_EQ(given.size(), 4U, "all but the one that was held, whatever address");
        NS_TEST_EXPECT_MSG_EQ(given.count(50002), 0U, "the held one is left out");
        NS_TEST_EXPECT_MSG_NE(
            table.FindAutomatic(FIRST, LAST, MakeBinding(PortSharing::DEFAULT, 0, true)),
            0,
            "IPv6 has ports of its own");
        table.Remove(50001, wildcard);
        NS_TEST_EXPECT_MSG_EQ(
            table.FindAutomatic(FIRST, LAST, wildcard), 50001, "a port that was given back");
    }

    void
    CheckRangeEnds()
    {
        const PortBinding wildcard = MakeBinding(PortSharing::DEFAULT, 0);
        PortTable table;
        NS_TEST_EXPECT_MSG_EQ(table.FindAutomatic(FIRST, LAST, wildcard), FIRST, "starts low");
        NS_TEST_EXPECT_MSG_EQ(
            table.FindAutomatic(FIRST, LAST, wildcard), FIRST + 1, "goes on after the last one");
        NS_TEST_EXPECT_MSG_EQ(table.FindAutomatic(65535, 65535, wildcard), 65535, "highest port");
        NS_TEST_EXPECT_MSG_EQ(
            table.FindAutomatic(65530, 65535, wildcard), 65530, "wraps at the highest port");
        NS_TEST_EXPECT_MSG_EQ(table.FindAutomatic(LAST, FIRST, wildcard), 0, "an empty range");
    }

    void
    CheckProfiles()
    {
        CheckProfile("windows-10", 49152, 65535);
        CheckProfile("windows-nt", 1025, 5000);
        CheckProfile("wince-6.0", 1024, 5000);
    }

    void
    CheckProfile(const std::string& name, uint16_t first, uint16_t last)
    {
        const DeviceProfile* profile = FindDeviceProfile(name);
        NS_TEST_ASSERT_MSG_NE(profile, nullptr, "profile " << name);
        NS_TEST_EXPECT_MSG_EQ(profile->numbers.ephemeralFirst, first, name);
        NS_TEST_EXPECT_MSG_EQ(profile->numbers.ephemeralLast, last, name);
    }
};

/** Tells when it goes. */
class WatchedObject : public KernelObject
{
  public:
    explicit WatchedObject(int& alive)
        : m_alive(alive)
    {
        ++m_alive;
    }

    ~WatchedObject() override
    {
        --m_alive;
    }

  private:
    int& m_alive;
};

/**
 * @ingroup winsock-test
 * @brief Handle values, their reuse, and the objects behind them.
 */
class HandleTableTestCase : public TestCase
{
  public:
    HandleTableTestCase()
        : TestCase("socket handles")
    {
    }

  private:
    void
    DoRun() override
    {
        CheckValues();
        CheckForeignValues();
        CheckObjects();
    }

    void
    CheckValues()
    {
        HandleTable table;
        const SOCKET a = table.Add();
        const SOCKET b = table.Add();
        const SOCKET c = table.Add();
        NS_TEST_EXPECT_MSG_EQ(table.GetCount(), 3U, "three handles");
        for (const SOCKET s : {a, b, c})
        {
            NS_TEST_EXPECT_MSG_EQ(s % 4, 0U, "handles are multiples of four");
            NS_TEST_EXPECT_MSG_NE(s, 0U, "0 is no handle");
            NS_TEST_EXPECT_MSG_NE(s, INVALID_SOCKET, "neither is INVALID_SOCKET");
        }
        table.Find(b)->charged = true;
        table.Remove(b);
        NS_TEST_EXPECT_MSG_EQ(table.Find(b), nullptr, "a closed handle is unknown");
        NS_TEST_EXPECT_MSG_EQ((table.GetAll() == std::vector<SOCKET>{a, c}), true, "what is left");
        table.Remove(a);
        NS_TEST_EXPECT_MSG_EQ(table.Add(), a, "the value closed last is used first");
        NS_TEST_EXPECT_MSG_EQ(table.Add(), b, "then the one before");
        NS_TEST_EXPECT_MSG_EQ(table.Find(b)->charged, false, "its entry is a new one");
        NS_TEST_EXPECT_MSG_EQ(table.GetCount(), 3U, "three handles again");
    }

    void
    CheckForeignValues()
    {
        HandleTable table;
        const SOCKET s = table.Add();
        for (const SOCKET other :
             {SOCKET{0}, s + 1, s + 2, s + 3, s + 4, INVALID_SOCKET, INVALID_SOCKET - 3})
        {
            NS_TEST_EXPECT_MSG_EQ(table.Find(other), nullptr, "no handle: " << other);
        }
    }

    void
    CheckObjects()
    {
        int alive = 0;
        {
            HandleTable table;
            const SOCKET a = table.Add();
            const SOCKET b = table.Add();
            table.Find(a)->object = Create<WatchedObject>(alive);
            table.Find(b)->object = table.Find(a)->object;
            table.Remove(a);
            NS_TEST_EXPECT_MSG_EQ(alive, 1, "the other handle keeps the object");
            table.Remove(b);
            NS_TEST_EXPECT_MSG_EQ(alive, 0, "it goes with its last handle");
            table.Find(table.Add())->object = Create<WatchedObject>(alive);
        }
        NS_TEST_EXPECT_MSG_EQ(alive, 0, "or with the table");
    }
};

/**
 * @ingroup winsock-test
 * @brief All or nothing, peaks, refusals, and limits that change.
 */
class ResourceLedgerTestCase : public TestCase
{
  public:
    ResourceLedgerTestCase()
        : TestCase("resource ledger")
    {
    }

  private:
    void
    DoRun() override
    {
        ResourceLedger ledger;
        NS_TEST_EXPECT_MSG_EQ(ledger.Take(6, 10), true, "6 of 10");
        NS_TEST_EXPECT_MSG_EQ(ledger.Take(5, 10), false, "5 more are too many");
        NS_TEST_EXPECT_MSG_EQ(ledger.GetInUse(), 6U, "a refusal takes nothing");
        NS_TEST_EXPECT_MSG_EQ(ledger.Take(4, 10), true, "4 more are not");
        NS_TEST_EXPECT_MSG_EQ(ledger.Take(0, 10), true, "nothing is always there");
        NS_TEST_EXPECT_MSG_EQ(ledger.Take(UINT64_MAX, 10), false, "without an overflow");
        ledger.Give(7);
        NS_TEST_EXPECT_MSG_EQ(ledger.GetInUse(), 3U, "what was given back is free");
        NS_TEST_EXPECT_MSG_EQ(ledger.GetPeak(), 10U, "the peak stays");
        NS_TEST_EXPECT_MSG_EQ(ledger.GetRefusals(), 2U, "refusals are counted");

        NS_TEST_EXPECT_MSG_EQ(ledger.Take(1, 2), false, "a limit lowered below what is held");
        NS_TEST_EXPECT_MSG_EQ(ledger.GetInUse(), 3U, "takes nothing away");
        NS_TEST_EXPECT_MSG_EQ(
            ledger.Take(1000, ResourceLedger::NO_LIMIT), true, "and can be lifted");
    }
};

/**
 * @ingroup winsock-test
 * @brief The suite `winsock-os`.
 */
class WinsockOsTestSuite : public TestSuite
{
  public:
    WinsockOsTestSuite()
        : TestSuite("winsock-os", TestSuite::Type::UNIT)
    {
        AddTestCase(new PortSharingTestCase);
        AddTestCase(new PortTableTestCase);
        AddTestCase(new AutomaticPortTestCase);
        AddTestCase(new HandleTableTestCase);
        AddTestCase(new ResourceLedgerTestCase);
    }
};

WinsockOsTestSuite g_winsockOsTestSuite; //!< registers itself

} // namespace
