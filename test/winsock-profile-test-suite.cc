/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Device profiles: what the library read of data/device-profiles.json.

#include "ns3/device-profile-text.h"
#include "ns3/device-profile.h"
#include "ns3/device-value.h"
#include "ns3/stock-catalogs.h"
#include "ns3/test.h"
#include "ns3/winsock-error.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;

namespace
{

constexpr uint32_t NONE = DeviceNumbers::UNLIMITED;

/// @return the value as people read it
std::string
Show(const std::string& profile, const std::string& key)
{
    const DeviceValue* value = FindDeviceValue(key);
    return FormatDeviceValue(*value, value->get(FindDeviceProfile(profile)->numbers));
}

/**
 * @ingroup winsock-test
 * @brief The names of the profiles, and their other names.
 */
class ProfileNamesTestCase : public TestCase
{
  public:
    ProfileNamesTestCase()
        : TestCase("sixteen profiles and their other names")
    {
    }

  private:
    void
    DoRun() override
    {
        const std::vector<std::string> names = GetDeviceProfileNames();
        NS_TEST_EXPECT_MSG_EQ(names.size(), 16U, "profiles");
        std::set<std::string> different;
        for (const std::string& name : names)
        {
            const DeviceProfile* profile = FindDeviceProfile(name);
            NS_TEST_ASSERT_MSG_NE(profile, nullptr, name);
            NS_TEST_EXPECT_MSG_EQ(profile->name, name, "found by its name");
            NS_TEST_EXPECT_MSG_EQ(different.insert(name).second, true, "once: " << name);
            for (const std::string& alias : profile->aliases)
            {
                NS_TEST_EXPECT_MSG_EQ(FindDeviceProfile(alias), profile, alias);
                NS_TEST_EXPECT_MSG_EQ(different.insert(alias).second, true, "once: " << alias);
            }
            std::string problem;
            NS_TEST_EXPECT_MSG_NE(StockCatalog(profile->stockCatalog, &problem), nullptr, problem);
        }
        NS_TEST_EXPECT_MSG_EQ(
            FindDeviceProfile("desktop"), FindDeviceProfile("windows-nt"), "alias");
        NS_TEST_EXPECT_MSG_EQ(
            FindDeviceProfile("tiny"), FindDeviceProfile("lwip-default"), "alias");
        NS_TEST_EXPECT_MSG_EQ(FindDeviceProfile("windows-3.1"), nullptr, "no such profile");
        NS_TEST_EXPECT_MSG_EQ(FindDeviceProfile(""), nullptr, "no name");
    }
};

/**
 * @ingroup winsock-test
 * @brief Every kind of value arrives in the numbers.
 */
class ProfileValuesTestCase : public TestCase
{
  public:
    ProfileValuesTestCase()
        : TestCase("values of every kind")
    {
    }

  private:
    void
    DoRun() override
    {
        const DeviceNumbers& ce4 = FindDeviceProfile("wince-4.0")->numbers;
        NS_TEST_EXPECT_MSG_EQ(ce4.udpRcvQueuePackets, 5U, "R-CE-119");
        NS_TEST_EXPECT_MSG_EQ(ce4.udpRcvBuf, NONE, "R-CE-119: packets are counted instead");
        NS_TEST_EXPECT_MSG_EQ((ce4.handleTableScope == HandleTableScope::SYSTEM), true, "R-CE-126");
        NS_TEST_EXPECT_MSG_EQ(ce4.timeoutOptions, false, "R-CE-117");
        NS_TEST_EXPECT_MSG_EQ((ce4.catalogView == CatalogFreshness::LIVE), true, "R-CE-113");

        const DeviceNumbers& ce6 = FindDeviceProfile("wince-6.0")->numbers;
        NS_TEST_EXPECT_MSG_EQ(
            (ce6.handleTableScope == HandleTableScope::PROCESS), true, "R-CE-126");
        NS_TEST_EXPECT_MSG_EQ(ce6.maxSocketsPerProcess, 256U, "assumed");
        NS_TEST_EXPECT_MSG_EQ(ce6.tcpRcvBuf, 65535U, "R-CE-120");
        NS_TEST_EXPECT_MSG_EQ(ce6.errorPorts, WSAENOBUFS, "R-ACC-37");

        const DeviceNumbers& nt = FindDeviceProfile("windows-nt")->numbers;
        NS_TEST_EXPECT_MSG_EQ(nt.maxSocketsPerProcess, NONE, "bounded by memory only");
        NS_TEST_EXPECT_MSG_EQ(nt.timeoutOptions, true, "SO_RCVTIMEO is there");

        NS_TEST_EXPECT_MSG_EQ(FindDeviceProfile("zephyr-default")->numbers.timeWaitMilliseconds,
                              1500U,
                              "a second and a half");
        NS_TEST_EXPECT_MSG_EQ(FindDeviceProfile("unlimited")->numbers.sndBufMax, NONE, "no bound");

        NS_TEST_EXPECT_MSG_EQ(Show("wince-4.0", "udpRcvBufDefault"), "none", "");
        NS_TEST_EXPECT_MSG_EQ(Show("zephyr-default", "timeWaitSeconds"), "1.5 s", "");
        NS_TEST_EXPECT_MSG_EQ(Show("windows-10", "errorPorts"), "WSAEADDRINUSE", "");
        NS_TEST_EXPECT_MSG_EQ(Show("windows-95", "timeWaitRecycle"), "false", "");
        NS_TEST_EXPECT_MSG_EQ(Show("lwip-default", "blockingSendOnPoolExhausted"), "fail", "");
        NS_TEST_EXPECT_MSG_EQ(Show("lwip-default", "winsockVersionMax"), "2.2", "");
        NS_TEST_EXPECT_MSG_EQ(FindDeviceProfile("windows-10")->ramBytes.value, 4294967296, "RAM");
    }
};

/**
 * @ingroup winsock-test
 * @brief Where every value comes from, and that the names of values can be told apart.
 */
class ProfileOriginsTestCase : public TestCase
{
  public:
    ProfileOriginsTestCase()
        : TestCase("where values come from")
    {
    }

  private:
    void
    DoRun() override
    {
        std::set<std::string> names;
        for (const DeviceValue& value : GetDeviceValues())
        {
            NS_TEST_EXPECT_MSG_EQ(names.insert(value.key).second, true, value.key);
            NS_TEST_EXPECT_MSG_EQ(names.insert(value.attribute).second, true, value.attribute);
            NS_TEST_EXPECT_MSG_EQ(FindDeviceValue(value.key), &value, "found by its key");
        }
        for (const std::string& name : GetDeviceProfileNames())
        {
            CheckOrigins(*FindDeviceProfile(name));
        }
        NS_TEST_EXPECT_MSG_EQ(GetDeviceProfileSource("no-such-source"), "", "an unknown source");
    }

    void
    CheckOrigins(const DeviceProfile& profile)
    {
        NS_TEST_ASSERT_MSG_EQ(profile.origins.size(), GetDeviceValues().size(), profile.name);
        for (std::size_t i = 0; i < profile.origins.size(); ++i)
        {
            const ValueOrigin& origin = profile.origins[i];
            const std::string what = profile.name + " " + GetDeviceValues()[i].key;
            const bool documented = origin.provenance == Provenance::DOCUMENTED;
            NS_TEST_EXPECT_MSG_EQ((!documented || !origin.source.empty()), true, what);
            NS_TEST_EXPECT_MSG_EQ(
                (origin.source.empty() || !GetDeviceProfileSource(origin.source).empty()),
                true,
                what);
            NS_TEST_EXPECT_MSG_EQ((origin.confidence == "low" || origin.confidence == "medium" ||
                                   origin.confidence == "high"),
                                  true,
                                  what);
        }
        for (const UnsupportedCalls& calls : profile.unsupported)
        {
            NS_TEST_EXPECT_MSG_GT(calls.error, 0, profile.name << ": " << calls.effect);
        }
    }
};

/**
 * @ingroup winsock-test
 * @brief The suite winsock-profile.
 */
class WinsockProfileTestSuite : public TestSuite
{
  public:
    WinsockProfileTestSuite()
        : TestSuite("winsock-profile", TestSuite::Type::UNIT)
    {
        AddTestCase(new ProfileNamesTestCase);
        AddTestCase(new ProfileValuesTestCase);
        AddTestCase(new ProfileOriginsTestCase);
    }
};

WinsockProfileTestSuite g_winsockProfileTestSuite; //!< registers itself

} // namespace
