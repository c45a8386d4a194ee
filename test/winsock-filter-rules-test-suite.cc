/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Rules of filters: how they are read, and what addresses they mean.

#include "scenario-test-support.h"
#include "scene-test-support.h"

#include "ns3/filter-layer.h"
#include "ns3/string.h"
#include "ns3/test.h"
#include "ns3/winsock-error.h"

#include <string>
#include <utility>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

void
TestReading(Scene& t)
{
    const std::vector<FilterRule> rules =
        ReadFilterRules("Rules",
                        "# mail only to the relay; nothing else\n"
                        "allow out remote=10.1.0.25 remoteport=25 process=mail*\n"
                        "deny out in family=inet6 remote=2001:db8::/33 error=WSAENETUNREACH;"
                        "deny  bind listen type=stream local=0.0.0.0 localport=1-1023 # servers\n"
                        ";\n deny type=raw error=10061");
    t.Equal(rules.size(), 4U, "one to a line, or up to a semicolon");
    if (rules.size() != 4)
    {
        return;
    }
    t.True(rules[0].allows && !rules[1].allows, "allow and deny");
    t.Equal(rules[0].directions.to_string(), std::string("01000"), "out");
    t.Equal(rules[1].directions.to_string(), std::string("11000"), "out in");
    t.Equal(rules[2].directions.to_string(), std::string("00110"), "bind listen");
    t.True(rules[3].directions.none(), "all");
    t.Equal(rules[0].remote->bits, 32U, "one address");
    t.Equal(rules[0].remotePorts->first, 25, "one port");
    t.Equal(rules[0].remotePorts->last, 25, "one port");
    t.Equal(rules[0].process, std::string("mail*"), "a program");
    t.Equal(rules[1].family, AF_INET6, "a family");
    t.Equal(rules[1].remote->bits, 33U, "a prefix");
    t.Equal(rules[1].error, WSAENETUNREACH, "an error by name");
    t.Equal(rules[2].type, SOCK_STREAM, "a type");
    t.Equal(rules[2].localPorts->last, 1023, "a range of ports");
    t.True(rules[2].AsksForLocal() && !rules[1].AsksForLocal(), "who needs the local address");
    t.Equal(rules[3].error, WSAECONNREFUSED, "an error by number");
}

void
TestMistakes(Scene& t)
{
    const std::vector<std::pair<std::string, std::string>> mistakes = {
        {"permit out", "line 1, column 1: \"permit\" is not understood; begin a rule with"},
        {"allow out\n deny to", "line 2, column 7: \"to\" is not understood; directions are open"},
        {"deny; deny port=3", "line 1, column 12: \"port=3\" is not understood; conditions are"},
        {"deny family=ipx", "write one of inet, inet6."},
        {"deny type=tcp", "write one of dgram, raw, stream."},
        {"deny remote=10.1", "write an address, such as 10.1.0.0/16"},
        {"deny remote=10.1.0.0/33", "write a number from 0 to 32."},
        {"deny remote=2001:db8::/129", "write a number from 0 to 128."},
        {"deny remoteport=65536", "write a number from 0 to 65535."},
        {"deny localport=x", "write a number from 0 to 65535."},
        {"deny localport=20-10", "write the lower number first."},
        {"deny process=", "write something behind \"process=\"."},
        {"deny error=EACCES", "write a Winsock error's name, such as WSAEACCES"},
        {"deny error=12345", "write a Winsock error's name, such as WSAEACCES"},
        {"allow error=WSAEACCES", "only a rule that denies has an error."},
    };
    for (const auto& [rules, message] : mistakes)
    {
        const std::string text = MessageOfAbort(
            [rules = rules]
            { CreateObject<FilterLibrary>()->SetAttribute("Rules", StringValue(rules)); });
        t.True(text.find("FilterLibrary::Rules") != std::string::npos, "which setting: " + rules);
        t.True(text.find(message) != std::string::npos, "where and what: " + text);
    }
    Ptr<FilterLibrary> filter = CreateObject<FilterLibrary>();
    const std::string noError =
        MessageOfAbort([&] { filter->SetAttribute("Error", StringValue("EACCES")); });
    t.True(noError.find("such as WSAEACCES") != std::string::npos, noError);
    const std::string noDefault =
        MessageOfAbort([&] { filter->SetAttribute("Default", StringValue("no")); });
    t.True(noDefault.find("choose \"allow\" or \"deny\"") != std::string::npos, noDefault);
    const std::string noRule = MessageOfAbort([&] { filter->GetHits(0); });
    t.True(noRule.find("there is no rule 0") != std::string::npos, noRule);
}

template <typename Name>
FilterAddress
Read(const Name& name)
{
    return ReadFilterAddress(reinterpret_cast<const SOCKADDR*>(&name), sizeof(name));
}

void
TestPrefixes(Scene& t)
{
    const auto contains = [](const std::string& prefix, const FilterAddress& address)
    { return ReadFilterRules("", "deny remote=" + prefix).front().remote->Contains(*address); };
    const FilterAddress ipv4 = Read(Ip4("10.1.127.255", 80));
    t.True(contains("0.0.0.0/0", ipv4), "everything");
    t.True(contains("10.1.0.0/17", ipv4), "inside");
    t.True(!contains("10.1.128.0/17", ipv4), "one bit differs");
    t.True(contains("10.1.127.255", ipv4), "itself");
    t.True(!contains("10.1.127.254", ipv4), "a neighbour");
    t.True(!contains("::/0", ipv4), "another family");
    const FilterAddress ipv6 = Read(Ip6("2001:db8:7fff::1", 80));
    t.True(contains("2001:db8::/33", ipv6), "inside");
    t.True(!contains("2001:db8:8000::/33", ipv6), "one bit differs");
    t.True(contains("2001:db8:7fff::1", ipv6), "itself");
    t.Equal(ipv6->port, 80, "the port");
    const SOCKADDR_IN name = Ip4("10.1.1.1", 80);
    const auto* address = reinterpret_cast<const SOCKADDR*>(&name);
    t.True(!ReadFilterAddress(address, 8), "too short");
    t.True(!ReadFilterAddress(nullptr, 16), "none");
}

class WinsockFilterRulesTestSuite : public TestSuite
{
  public:
    WinsockFilterRulesTestSuite()
        : TestSuite("winsock-filter-rules", TestSuite::Type::UNIT)
    {
        AddTestCase(new Scene("Rules are read", TestReading));
        AddTestCase(new Scene("Mistakes in settings are named, with their mend", TestMistakes));
        AddTestCase(new Scene("Prefixes of addresses", TestPrefixes));
    }
};

WinsockFilterRulesTestSuite g_winsockFilterRulesTestSuite;

} // namespace
