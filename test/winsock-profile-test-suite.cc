/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Device profiles: what the library read of data/device-profiles.json, profiles of a scenario's own, and
// their values as attributes.

#include "documented-errors-test-support.h"
#include "scenario-test-support.h"

#include "ns3/command-line.h"
#include "ns3/config-store.h"
#include "ns3/config.h"
#include "ns3/device-consistency.h"
#include "ns3/device-profile-report.h"
#include "ns3/device-profile-text.h"
#include "ns3/device-profile.h"
#include "ns3/device-value.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/node.h"
#include "ns3/nstime.h"
#include "ns3/simulator.h"
#include "ns3/stock-catalogs.h"
#include "ns3/string.h"
#include "ns3/test.h"
#include "ns3/uinteger.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack-helper.h"
#include "ns3/winsock-stack.h"

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

const std::string STACK = "ns3::winsock::WinsockStack";

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
        NS_TEST_EXPECT_MSG_EQ(
            FindDeviceProfile("wince-4.0")->refusals.Get(OptionalCall::SEND_TIMEOUT),
            WSAENOPROTOOPT,
            "R-CE-117");
        NS_TEST_EXPECT_MSG_EQ((ce4.catalogView == CatalogFreshness::LIVE), true, "R-CE-113");

        const DeviceNumbers& ce6 = FindDeviceProfile("wince-6.0")->numbers;
        NS_TEST_EXPECT_MSG_EQ(
            (ce6.handleTableScope == HandleTableScope::PROCESS), true, "R-CE-126");
        NS_TEST_EXPECT_MSG_EQ(ce6.maxSocketsPerProcess, 256U, "assumed");
        NS_TEST_EXPECT_MSG_EQ(ce6.tcpRcvBuf, 65535U, "R-CE-120");
        NS_TEST_EXPECT_MSG_EQ(ce6.errorPorts, WSAENOBUFS, "R-ACC-37");

        const DeviceNumbers& nt = FindDeviceProfile("windows-nt")->numbers;
        NS_TEST_EXPECT_MSG_EQ(nt.maxSocketsPerProcess, NONE, "bounded by memory only");
        NS_TEST_EXPECT_MSG_EQ(
            FindDeviceProfile("windows-nt")->refusals.Get(OptionalCall::SEND_TIMEOUT),
            0,
            "SO_SNDTIMEO is there");

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

/// @return what reading one profile says; empty if it can be read
std::string
ProblemOf(const std::string& profile)
{
    return ReadDeviceProfiles("{\"profiles\": [" + profile + "]}", "mine.json", FindDeviceProfile)
        .problem;
}

/**
 * @ingroup winsock-test
 * @brief Profiles of a scenario's own: what they take over, and what is said of mistakes.
 */
class OwnProfilesTestCase : public TestCase
{
  public:
    OwnProfilesTestCase()
        : TestCase("profiles from a file")
    {
    }

  private:
    void
    DoRun() override
    {
        const std::string path = CreateTempDirFilename("mine.json");
        std::ofstream(path) << R"({"sources": {"sheet": "data sheet of the scanner"}, "profiles": [
            {"name": "scanner", "base": "wince-5.0", "description": "a scanner",
             "values": {"maxSocketsPerProcess": 12, "timeWaitSeconds": 1.5, "poolPackets": null,
                        "errorPorts": "WSAEADDRINUSE", "timeWaitRecycle": false,
                        "poolBytes": {"value": 65536, "provenance": "documented",
                                      "source": "sheet", "confidence": "high"}}},
            {"name": "smaller scanner", "base": "scanner", "aliases": ["small"],
             "values": {"maxSocketsPerProcess": 6}, "unsupported": []}]})";
        NS_TEST_ASSERT_MSG_EQ(AddDeviceProfiles(path), "", "can be read");
        CheckScanner(*FindDeviceProfile("scanner"));
        const DeviceProfile* small = FindDeviceProfile("small");
        NS_TEST_ASSERT_MSG_NE(small, nullptr, "the other name");
        NS_TEST_EXPECT_MSG_EQ(small->numbers.maxSocketsPerProcess, 6U, "its own");
        NS_TEST_EXPECT_MSG_EQ(small->numbers.poolBytes, 65536U, "of the one before it");
        NS_TEST_EXPECT_MSG_EQ(
            small->refusals.Get(OptionalCall::WRITE_PROVIDER_ORDER), 0, "has all");
        NS_TEST_EXPECT_MSG_EQ(
            GetDeviceProfileSource("sheet"), "data sheet of the scanner", "source");
        const std::string again = AddDeviceProfiles(path);
        NS_TEST_EXPECT_MSG_NE(again.find("choose another name"), std::string::npos, again);
        CheckMistakes();
    }

    void
    CheckScanner(const DeviceProfile& scanner)
    {
        const DeviceNumbers& numbers = scanner.numbers;
        NS_TEST_EXPECT_MSG_EQ(numbers.maxSocketsPerProcess, 12U, "its own");
        NS_TEST_EXPECT_MSG_EQ(numbers.maxSocketsPerSystem, 256U, "of the base");
        NS_TEST_EXPECT_MSG_EQ(numbers.timeWaitMilliseconds, 1500U, "seconds");
        NS_TEST_EXPECT_MSG_EQ(numbers.poolPackets, NONE, "no bound");
        NS_TEST_EXPECT_MSG_EQ(numbers.errorPorts, WSAEADDRINUSE, "an error");
        NS_TEST_EXPECT_MSG_EQ(numbers.timeWaitRecycle, false, "a flag");
        NS_TEST_EXPECT_MSG_EQ((scanner.dialect == Dialect::CE), true, "of the base");
        NS_TEST_EXPECT_MSG_EQ(
            scanner.refusals.Get(OptionalCall::WRITE_PROVIDER_ORDER), WSAEOPNOTSUPP, "of the base");
        std::ostringstream report;
        PrintDeviceProfile(report, scanner);
        for (const char* part : {"scanner: a scanner",
                                 "MaxSocketsPerProcess    12             assumed",
                                 "PoolBytes               65536          documented [sheet]",
                                 "[sheet] data sheet of the scanner",
                                 "WSCWriteProviderOrder: WSAEOPNOTSUPP (assumed)",
                                 "values are documented"})
        {
            NS_TEST_EXPECT_MSG_NE(report.str().find(part), std::string::npos, report.str());
        }
    }

    void
    CheckMistakes()
    {
        Says(R"({"name": "x", "base": "wince-7.0"})", {"mine.json, profile \"x\"", "wince-7.0"});
        Says(R"({"name": "x"})", {"there is no \"dialect\"", "base"});
        Says(R"({"base": "wince-5.0"})", {"there is no \"name\""});
        Says(R"({"name": "wm5", "base": "wince-5.0"})", {"\"wm5\" already", "another name"});
        Says(R"({"name": "x", "base": "wince-5.0", "valeus": {}})",
             {"valeus", "nearest is \"values\""});
        SaysOfValue(R"("maxSocketPerProcess": 5)", {"nearest is \"maxSocketsPerProcess\""});
        SaysOfValue(R"("poolBytes": "many")", {"\"poolBytes\" is \"many\"", "a number of bytes"});
        SaysOfValue(R"("tcpSndBufDefault": null)",
                    {"tcpSndBufDefault", "write a number of bytes."});
        SaysOfValue(R"("poolBytes": -1)", {"poolBytes", "-1"});
        SaysOfValue(R"("ephemeralFirst": 70000)", {"a port, 1 to 65535"});
        SaysOfValue(R"("backlogOverflow": "ignore")", {"one of the words rst, drop"});
        SaysOfValue(R"("timeWaitRecycle": "yes")", {"true or false"});
        SaysOfValue(R"("errorPool": "ENOMEM")", {"the name of an error"});
        SaysOfValue(R"("winsockVersionMax": "two")", {"a version such as 2.2"});
        SaysOfValue(R"("poolBytes": {"value": 9, "provenance": "guessed"})",
                    {"guessed", "assumed"});
        SaysOfValue(R"("poolBytes": {"valeu": 9})", {"nearest is \"value\""});
        SaysOfValue(R"("ephemeralFirst": 5001)", {"ephemeralFirst is 5001", "raise ephemeralLast"});
        Says(R"({"name": "x", "base": "wince-5.0",
                 "unsupported": [{"calls": ["WSAFly"], "error": "WSAEOPNOTSUPP"}]})",
             {"WSAFly", "WSAJoinLeaf"});
        const std::string broken = ReadDeviceProfiles("{", "mine.json").problem;
        NS_TEST_EXPECT_MSG_NE(broken.find("mine.json: "), std::string::npos, broken);
        const std::string missing = AddDeviceProfiles("nowhere.json");
        NS_TEST_EXPECT_MSG_NE(
            missing.find("nowhere.json cannot be read"), std::string::npos, missing);
    }

    void
    SaysOfValue(const std::string& value, const std::vector<std::string>& parts)
    {
        Says(R"({"name": "x", "base": "wince-5.0", "values": {)" + value + "}}", parts);
    }

    void
    Says(const std::string& profile, const std::vector<std::string>& parts)
    {
        const std::string problem = ProblemOf(profile);
        for (const std::string& part : parts)
        {
            NS_TEST_EXPECT_MSG_NE(problem.find(part), std::string::npos, part + " in: " + problem);
        }
    }
};

/**
 * @ingroup winsock-test
 * @brief Values as attributes: by Config::SetDefault, on the command line, by ConfigStore, on a stack.
 */
class ValueAttributesTestCase : public CheckedTestCase
{
  public:
    ValueAttributesTestCase()
        : CheckedTestCase("values by defaults, command line, ConfigStore and Config::Set")
    {
    }

  private:
    void
    DoRun() override
    {
        Config::SetDefault(STACK + "::MaxHandlesPerProcess", UintegerValue(77));
        Config::SetDefault(STACK + "::TimeWait", TimeValue(Seconds(1.5)));
        Config::SetDefault(STACK + "::BacklogOverflow", StringValue("drop"));
        CommandLine command;
        command.Parse({"program",
                       "--" + STACK + "::ErrorPorts=WSAEADDRNOTAVAIL",
                       "--" + STACK + "::PoolPackets=33",
                       "--" + STACK + "::TimeWaitRecycle=false"});
        StoreAndLoad();
        const DeviceNumbers numbers = CreateObject<WinsockStack>()->GetNumbers();
        CheckNumbers(numbers);
        ObjectFactory factory(STACK);
        CheckNumbers(factory.Create<WinsockStack>()->GetNumbers());
        Config::Reset();
        NS_TEST_EXPECT_MSG_EQ((CreateObject<WinsockStack>()->GetNumbers().poolPackets),
                              DeviceNumbers::UNLIMITED,
                              "the profile's again");
        CheckEveryAttribute();
        Simulator::Destroy();
    }

    void
    CheckNumbers(const DeviceNumbers& numbers)
    {
        NS_TEST_EXPECT_MSG_EQ(numbers.maxHandlesPerProcess, 77U, "SetDefault of a number");
        NS_TEST_EXPECT_MSG_EQ(numbers.timeWaitMilliseconds, 1500U, "of a time");
        NS_TEST_EXPECT_MSG_EQ(
            (numbers.backlogOverflow == BacklogOverflow::DROP), true, "of a choice");
        NS_TEST_EXPECT_MSG_EQ(numbers.errorPorts, WSAEADDRNOTAVAIL, "command line: an error");
        NS_TEST_EXPECT_MSG_EQ(numbers.poolPackets, 33U, "command line: a number");
        NS_TEST_EXPECT_MSG_EQ(numbers.timeWaitRecycle, false, "command line: a flag");
        NS_TEST_EXPECT_MSG_EQ(numbers.fdSetSize, 9U, "ConfigStore: a number");
        NS_TEST_EXPECT_MSG_EQ(
            (numbers.chargeMode == ChargeMode::RESERVE), true, "ConfigStore: a choice");
    }

    /// Writes what was set, adds two lines as a user would, and reads all that again.
    void
    StoreAndLoad()
    {
        const std::string path = CreateTempDirFilename("attributes.txt");
        const auto configure = [&path](const std::string& mode)
        {
            Config::SetDefault("ns3::ConfigStore::Filename", StringValue(path));
            Config::SetDefault("ns3::ConfigStore::FileFormat", StringValue("RawText"));
            Config::SetDefault("ns3::ConfigStore::Mode", StringValue(mode));
            ConfigStore store;
            store.ConfigureDefaults();
        };
        configure("Save");
        std::ofstream(path, std::ios::app) << "default " << STACK << "::FdSetSize \"9\"\n"
                                           << "default " << STACK << "::ChargeMode \"reserve\"\n";
        Config::Reset();
        configure("Load");
    }

    /// Each value can be set on a stack and read back, by the profile's own text.
    void
    CheckEveryAttribute()
    {
        Ptr<WinsockStack> stack = CreateObject<WinsockStack>();
        const DeviceNumbers& lwip = FindDeviceProfile("lwip-default")->numbers;
        for (const DeviceValue& value : GetDeviceValues())
        {
            const uint32_t code = value.get(lwip);
            std::string text = FormatDeviceValue(value, code);
            text =
                text == "none" && value.boundless ? std::to_string(DeviceNumbers::UNLIMITED) : text;
            text.erase(std::remove(text.begin(), text.end(), ' '), text.end()); // "120 s"
            stack->SetAttribute(value.attribute, StringValue(text));
            NS_TEST_EXPECT_MSG_EQ(value.get(stack->GetNumbers()), code, value.attribute);
            NS_TEST_EXPECT_MSG_EQ(stack->GetOwnValue(value), code, value.attribute);
            StringValue read;
            stack->GetAttribute(value.attribute, read);
            stack->SetAttribute(value.attribute, read);
            NS_TEST_EXPECT_MSG_EQ(value.get(stack->GetNumbers()), code, value.attribute);
        }
        NS_TEST_EXPECT_MSG_EQ(stack->GetProfileName(), "windows-10", "still its profile");
    }
};

/**
 * @ingroup winsock-test
 * @brief Values that no device can have together, and words that mean nothing.
 */
class ImpossibleValuesTestCase : public CheckedTestCase
{
  public:
    ImpossibleValuesTestCase()
        : CheckedTestCase("values that do not go together")
    {
    }

  private:
    void
    DoRun() override
    {
        Refuses({{"EphemeralFirst", "5001"}}, {"EphemeralFirst is 5001", "raise EphemeralLast"});
        Refuses({{"EphemeralLast", "70000"}}, {"EphemeralLast is 70000", "1 to 65535"});
        Refuses({{"EphemeralFirst", "0"}}, {"EphemeralFirst is 0", "1 to 65535"});
        Refuses({{"BacklogMin", "6"}}, {"BacklogMin is 6", "raise BacklogMax"});
        Refuses({{"TcpSndBuf", "70000"}}, {"TcpSndBuf is 70000", "raise SndBufMax"});
        Refuses({{"UdpRcvBuf", "70000"}}, {"UdpRcvBuf is 70000", "raise RcvBufMax"});
        Refuses({{"PoolBytes", "1000"}}, {"SocketOverheadBytes is 1024", "raise PoolBytes"});
        Refuses({{"RxThrottlePercent", "101"}}, {"RxThrottlePercent is 101", "0 to 100"});
        Refuses({{"MaxProcesses", "0"}}, {"MaxProcesses is 0", "1 or more"});
        Refuses({{"ChargeMode", "both"}}, {"ChargeMode cannot be \"both\"", "usage, reserve"});
        Refuses({{"ErrorPool", "ENOMEM"}}, {"ErrorPool cannot be \"ENOMEM\"", "WSAENOBUFS"});
        Refuses({{"Color", "red"}}, {"no attribute \"Color\""});
        // On the way from one possible pair to another there may be an impossible one.
        Refuses({{"EphemeralFirst", "6000"}, {"EphemeralLast", "7000"}}, {});
        Refuses({{"MaxSocketsPerProcess", "1000"}}, {}); // useless, but possible
        for (const std::string& profile : GetDeviceProfileNames())
        {
            const DeviceNumbers& numbers = FindDeviceProfile(profile)->numbers;
            NS_TEST_EXPECT_MSG_EQ(
                FindImpossibleNumbers(numbers, numbers, &DeviceValue::key), "", profile);
        }
    }

    /// What a device with these attributes says when its first program starts; nothing if it may.
    void
    Refuses(const std::vector<std::pair<std::string, std::string>>& attributes,
            const std::vector<std::string>& parts)
    {
        const std::string said = MessageOfAbort(
            [&]
            {
                Ptr<Node> node = CreateObject<Node>();
                InternetStackHelper().Install(node);
                WinsockStackHelper helper;
                helper.SetProfile("wince-5.0");
                for (const auto& [name, value] : attributes)
                {
                    helper.SetAttribute(name, StringValue(value));
                }
                helper.Install(node);
                node->GetObject<WinsockStack>()->CreateProcess("first");
            });
        NS_TEST_EXPECT_MSG_EQ((said.find("no abort") == 0), parts.empty(), said);
        for (const std::string& part : parts)
        {
            NS_TEST_EXPECT_MSG_NE(said.find(part), std::string::npos, part + " in: " + said);
        }
        Simulator::Destroy();
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
        AddTestCase(new OwnProfilesTestCase);
        AddTestCase(new ValueAttributesTestCase);
        AddTestCase(new ImpossibleValuesTestCase);
    }
};

WinsockProfileTestSuite g_winsockProfileTestSuite; //!< registers itself

} // namespace
