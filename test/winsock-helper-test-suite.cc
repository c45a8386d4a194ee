/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Installing stacks and programs, attributes by ns-3's usual ways, catalogs from files, and the log
// of calls.

#include "documented-errors-test-support.h"
#include "scenario-test-support.h"

#include "ns3/call-record.h"
#include "ns3/catalog-text.h"
#include "ns3/config.h"
#include "ns3/device-value.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/names.h"
#include "ns3/node-container.h"
#include "ns3/simulator.h"
#include "ns3/stock-catalogs.h"
#include "ns3/string.h"
#include "ns3/test.h"
#include "ns3/uinteger.h"
#include "ns3/winsock-application-helper.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack-helper.h"
#include "ns3/winsock-stack.h"
#include "ns3/winsock-trace-helper.h"
#include "ns3/winsock.h"

#include <fstream>
#include <functional>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

const std::string STACK = "ns3::winsock::WinsockStack";

Ptr<WinsockStack>
StackOf(Ptr<Node> node)
{
    return node->GetObject<WinsockStack>();
}

NodeContainer
InternetNodes(uint32_t count)
{
    NodeContainer nodes;
    nodes.Create(count);
    InternetStackHelper internet;
    internet.Install(nodes);
    return nodes;
}

/**
 * @ingroup winsock-test
 * @brief All ways to say which nodes get a stack, and profiles that change between them.
 */
class InstallTestCase : public CheckedTestCase
{
  public:
    InstallTestCase()
        : CheckedTestCase("install: nodes, names, containers, all; profiles in turn")
    {
    }

  private:
    void
    DoRun() override
    {
        const NodeContainer nodes = InternetNodes(4);
        Names::Add("pda", nodes.Get(0));
        WinsockStackHelper helper;
        helper.SetProfile("wince-6.0");
        helper.SetAttribute("MaxSocketsPerProcess", UintegerValue(7));
        helper.Install("pda");
        helper.SetProfile("windows-nt");
        helper.Install(nodes.Get(1));
        helper.Install(NodeContainer(nodes.Get(2), nodes.Get(3)));
        CheckStack(nodes.Get(0), "wince-6.0");
        CheckStack(nodes.Get(1), "windows-nt");
        CheckStack(nodes.Get(2), "windows-nt");
        CheckStack(nodes.Get(3), "windows-nt");
        Names::Clear();
        Simulator::Destroy();

        InternetNodes(2);
        WinsockStackHelper().InstallAll();
        const NodeContainer all = NodeContainer::GetGlobal();
        NS_TEST_ASSERT_MSG_EQ(all.GetN(), 2U, "two nodes");
        for (auto node = all.Begin(); node != all.End(); ++node)
        {
            NS_TEST_EXPECT_MSG_EQ(bool(StackOf(*node)), true, "every node has a stack");
        }
        Simulator::Destroy();
    }

    void
    CheckStack(Ptr<Node> node, const std::string& profile)
    {
        Ptr<WinsockStack> stack = StackOf(node);
        NS_TEST_ASSERT_MSG_EQ(bool(stack), true, "a stack");
        NS_TEST_EXPECT_MSG_EQ(stack->GetProfileName(), profile, "profile");
        NS_TEST_EXPECT_MSG_EQ(
            stack->GetNumbers().maxSocketsPerProcess, 7U, "attribute beats profile");
        NS_TEST_EXPECT_MSG_EQ(stack->GetNode(), node, "it knows its node");
    }
};

/**
 * @ingroup winsock-test
 * @brief Attributes by Config::SetDefault and Config::Set, trace sources by Config paths.
 */
class AttributesTestCase : public CheckedTestCase
{
  public:
    AttributesTestCase()
        : CheckedTestCase("attributes and trace sources by ns-3's Config")
    {
    }

  private:
    void
    DoRun() override
    {
        Config::SetDefault(STACK + "::Profile", StringValue("wince-5.0"));
        Config::SetDefault(STACK + "::MaxSocketsPerProcess", UintegerValue(3));
        const NodeContainer nodes = InternetNodes(2);
        WinsockStackHelper().Install(nodes);
        Config::SetDefault(STACK + "::Profile", StringValue("windows-10"));
        Config::SetDefault(STACK + "::MaxSocketsPerProcess",
                           UintegerValue(WinsockStack::FROM_PROFILE));

        Ptr<WinsockStack> first = StackOf(nodes.Get(0));
        Ptr<WinsockStack> second = StackOf(nodes.Get(1));
        NS_TEST_EXPECT_MSG_EQ(first->GetProfileName(), "wince-5.0", "default profile");
        NS_TEST_EXPECT_MSG_EQ(first->GetNumbers().maxSocketsPerProcess, 3U, "default number");
        NS_TEST_EXPECT_MSG_EQ(
            first->GetNumbers().maxSocketsPerSystem, 256U, "the profile's number");

        Config::Set("/NodeList/*/$" + STACK + "/MaxSocketsPerProcess", UintegerValue(5));
        Config::Set("/NodeList/1/$" + STACK + "/PoolBytes", UintegerValue(1000));
        NS_TEST_EXPECT_MSG_EQ(first->GetNumbers().maxSocketsPerProcess, 5U, "set for all");
        NS_TEST_EXPECT_MSG_EQ(second->GetNumbers().maxSocketsPerProcess, 5U, "set for all");
        NS_TEST_EXPECT_MSG_EQ(first->GetNumbers().poolBytes, 2097152U, "not set");
        NS_TEST_EXPECT_MSG_EQ(second->GetNumbers().poolBytes, 1000U, "set for one");

        Config::ConnectWithoutContext("/NodeList/1/$" + STACK + "/PoolBytesInUse",
                                      MakeCallback(&AttributesTestCase::SeePool, this));
        first->GetPool()->Take(10, 0, RefusalCause::POOL_SOCKET);
        second->GetPool()->Take(20, 0, RefusalCause::POOL_SOCKET);
        second->GetPool()->Give(5, 0);
        NS_TEST_EXPECT_MSG_EQ(m_seen, "0-20 20-15 ", "changes of the second node");
        second->GetPool()->Give(15, 0);
        first->GetPool()->Give(10, 0);
        Simulator::Destroy();
    }

    void
    SeePool(uint64_t oldValue, uint64_t newValue)
    {
        m_seen += std::to_string(oldValue) + "-" + std::to_string(newValue) + " ";
    }

    std::string m_seen; //!< what the trace source told
};

/**
 * @ingroup winsock-test
 * @brief Where a stack's catalog comes from; equal ones are one object.
 */
class CatalogTestCase : public CheckedTestCase
{
  public:
    CatalogTestCase()
        : CheckedTestCase("catalogs: of the profile, given, from a file; shared by all nodes")
    {
    }

  private:
    void
    DoRun() override
    {
        const NodeContainer nodes = InternetNodes(6);
        WinsockStackHelper helper;
        helper.SetProfile("wince-6.0");
        helper.Install(nodes.Get(0));
        helper.Install(nodes.Get(1));
        const auto stock = StockCatalog("wince-6.0");
        NS_TEST_EXPECT_MSG_EQ(StackOf(nodes.Get(0))->GetCatalog(), stock, "the profile's");
        NS_TEST_EXPECT_MSG_EQ(StackOf(nodes.Get(1))->GetCatalog(), stock, "one object");

        const auto own = StockCatalog("windows-nt");
        helper.SetCatalog(own);
        helper.Install(nodes.Get(2));
        NS_TEST_EXPECT_MSG_EQ(StackOf(nodes.Get(2))->GetCatalog(), own, "the given one");

        helper.SetCatalogFile(WriteListing(*own));
        helper.Install(nodes.Get(3));
        helper.Install(nodes.Get(4));
        const auto read = StackOf(nodes.Get(3))->GetCatalog();
        NS_TEST_EXPECT_MSG_EQ(read->GetSize(), own->GetSize(), "the file's");
        NS_TEST_EXPECT_MSG_EQ(StackOf(nodes.Get(4))->GetCatalog(), read, "one object");

        helper.SetCatalog(nullptr);
        helper.Install(nodes.Get(5));
        NS_TEST_EXPECT_MSG_EQ(StackOf(nodes.Get(5))->GetCatalog(), stock, "the profile's again");
        Simulator::Destroy();
    }

    std::string
    WriteListing(const ProtocolCatalog& catalog)
    {
        MachineCatalogs catalogs;
        catalogs.native = std::make_shared<const ProtocolCatalog>(catalog);
        const std::string path = CreateTempDirFilename("winsock-helper-catalog.txt");
        std::ofstream(path) << WriteCatalogText(catalogs);
        return path;
    }
};

/**
 * @ingroup winsock-test
 * @brief Programs on several nodes, with attributes and times of a container.
 */
class ApplicationHelperTestCase : public CheckedTestCase
{
  public:
    ApplicationHelperTestCase()
        : CheckedTestCase("programs on nodes, names and containers")
    {
    }

  private:
    void
    DoRun() override
    {
        const NodeContainer nodes = InternetNodes(3);
        WinsockStackHelper().Install(nodes);
        Names::Add("server", nodes.Get(2));
        std::string log;
        WinsockApplicationHelper helper(
            [&log](Winsock& ws)
            {
                log += ws.GetProcess().GetName() + std::to_string(ws.GetTickCount()) + " ";
                return 0;
            });
        helper.SetAttribute("Name", StringValue("client"));
        ApplicationContainer clients = helper.Install(NodeContainer(nodes.Get(0), nodes.Get(1)));
        helper.SetAttribute("Name", StringValue("server"));
        ApplicationContainer server = helper.Install("server");
        NS_TEST_EXPECT_MSG_EQ(clients.GetN(), 2U, "one application for each node");
        NS_TEST_EXPECT_MSG_EQ(clients.Get(1)->GetNode(), nodes.Get(1), "in the order of the nodes");
        NS_TEST_EXPECT_MSG_EQ(server.Get(0)->GetNode(), nodes.Get(2), "found by name");
        clients.Start(Seconds(2));
        server.Start(Seconds(1));
        Simulator::Run();
        NS_TEST_EXPECT_MSG_EQ(log, "server1000 client2000 client2000 ", "as the times say");
        Names::Clear();
        Simulator::Destroy();
    }
};

/**
 * @ingroup winsock-test
 * @brief What a scenario does wrong aborts with a message that names the mend.
 */
class HelperMistakesTestCase : public CheckedTestCase
{
  public:
    HelperMistakesTestCase()
        : CheckedTestCase("mistakes of a scenario")
    {
    }

  private:
    void
    DoRun() override
    {
        Expect([] { WinsockStackHelper().Install(CreateObject<Node>()); },
               {"Node 0 has no internet stack", "InternetStackHelper::Install"});
        Expect([] { WinsockStackHelper().Install(MakeWinsockNode()); },
               {"Node 0 has a Winsock stack already"});
        Expect([] { WinsockStackHelper().Install("nobody"); },
               {"no node named \"nobody\"", "Names::Add"});
        Expect([] { WinsockApplicationHelper(nullptr).Install("nobody"); },
               {"no node named \"nobody\"", "Names::Add"});
        Expect([] { MakeWinsockNode("windows-98"); },
               {"no Winsock device profile \"windows-98\"",
                "windows-nt, windows-nt-workstation, windows-10"});
        Expect([] { WinsockStackHelper().SetCatalogFile("nowhere/catalog.txt"); },
               {"nowhere/catalog.txt", "netsh winsock show catalog"});
        Expect(
            [] {
                WinsockTraceHelper().EnableAscii(Create<OutputStreamWrapper>(&std::cerr),
                                                 InternetNodes(1));
            },
            {"Node 0 has no Winsock stack", "WinsockStackHelper::Install"});
        CheckDamagedCatalog();
    }

    void
    CheckDamagedCatalog()
    {
        MachineCatalogs catalogs;
        catalogs.native = StockCatalog("windows-10");
        std::string text = WriteCatalogText(catalogs);
        const std::string heading = "Winsock Catalog Provider Entry";
        const std::size_t second = text.find(heading, text.find(heading) + 1);
        NS_TEST_ASSERT_MSG_NE(second, std::string::npos, "two entries");
        text.replace(second, heading.size(), "Entree du fournisseur");
        std::size_t line = 1;
        for (std::size_t at = 0; at < second; ++at)
        {
            line += text[at] == '\n' ? 1 : 0;
        }
        const std::string path = CreateTempDirFilename("winsock-helper-damaged.txt");
        std::ofstream(path) << text;
        Expect([&path] { WinsockStackHelper().SetCatalogFile(path); },
               {path, "line " + std::to_string(line), "Entree du fournisseur"});
    }

    void
    Expect(const std::function<void()>& mistake, const std::vector<std::string>& parts)
    {
        const std::string message = MessageOfAbort(mistake);
        for (const auto& part : parts)
        {
            NS_TEST_EXPECT_MSG_NE(message.find(part),
                                  std::string::npos,
                                  "\"" << part << "\" is missing in: " << message);
        }
    }
};

/**
 * @ingroup winsock-test
 * @brief The lines of a log, one kind of record after the other.
 */
class TraceLineTestCase : public CheckedTestCase
{
  public:
    TraceLineTestCase()
        : CheckedTestCase("lines of the log of calls")
    {
    }

  private:
    void
    DoRun() override
    {
        CallRecord record;
        record.time = NanoSeconds(12000000034);
        record.node = 3;
        record.process = 2;
        record.thread = 1;
        record.function = "listen";
        record.arguments = {{"s", "4"}, {"backlog", "5"}};
        Expect(record, "   12.000000034s node 3 process 2.1 > listen(s=4, backlog=5)\n");

        record.phase = CallRecord::Phase::LEAVE;
        Expect(record, "   12.000000034s node 3 process 2.1 < listen(s=4, backlog=5) = 0\n");

        record.error = WSAEMFILE;
        Expect(record,
               std::string("   12.000000034s node 3 process 2.1 < listen(s=4, backlog=5)"
                           " failed: WSAEMFILE (") +
                   WinsockErrorText(WSAEMFILE) + ")\n");

        record.error = 0;
        record.unwound = true;
        record.side = CallRecord::Side::SPI;
        record.provider = "Layer";
        record.function = "WSPListen";
        record.depth = 2;
        Expect(record,
               "   12.000000034s node 3 process 2.1     < Layer: WSPListen(s=4, backlog=5)"
               " unwound: the process ended\n");
    }

    void
    Expect(const CallRecord& record, const std::string& line)
    {
        std::ostringstream os;
        WinsockTraceHelper::WriteLine(os, record);
        NS_TEST_EXPECT_MSG_EQ(os.str(), line, "line");
    }
};

/**
 * @ingroup winsock-test
 * @brief A log has every call of the chosen nodes, and two runs give the same text.
 */
class TraceLogTestCase : public CheckedTestCase
{
  public:
    TraceLogTestCase()
        : CheckedTestCase("log of calls: chosen nodes, equal in two runs, to a file as well")
    {
    }

  private:
    static int
    Program(Winsock& ws)
    {
        ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
        WSADATA data;
        ws.WSAStartup(MAKEWORD(2, 2), &data);
        const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
        ws.Sleep(250);
        ws.closesocket(s);
        return 0;
    }

    /** Two nodes run the program; the log is of the second one or of both. */
    static void
    RunScenario(const std::function<void(const NodeContainer&)>& enable)
    {
        const NodeContainer nodes = InternetNodes(3);
        WinsockStackHelper().Install(NodeContainer(nodes.Get(0), nodes.Get(1)));
        enable(nodes);
        WinsockApplicationHelper helper(&Program);
        helper.Install(NodeContainer(nodes.Get(0), nodes.Get(1))).Start(Seconds(1));
        Simulator::Run();
        Simulator::Destroy();
    }

    static std::string
    LogOfSecond()
    {
        std::ostringstream os;
        RunScenario(
            [&os](const NodeContainer& nodes)
            {
                WinsockTraceHelper().EnableAscii(Create<OutputStreamWrapper>(&os),
                                                 NodeContainer(nodes.Get(1)));
            });
        return os.str();
    }

    void
    DoRun() override
    {
        const std::string first = LogOfSecond();
        for (const std::string part : {"1.000000000s node 1 process 1.1 > socket(af=AF_INET, ",
                                       " failed: WSANOTINITIALISED (",
                                       " < WSAStartup(",
                                       ": WSPSocket(",
                                       "1.250000000s node 1 process 1.1 > closesocket(s=4)"})
        {
            NS_TEST_EXPECT_MSG_NE(first.find(part), std::string::npos, part << " in: " << first);
        }
        NS_TEST_EXPECT_MSG_EQ(first.find("node 0"), std::string::npos, "only the chosen node");
        NS_TEST_EXPECT_MSG_EQ(LogOfSecond(), first, "two runs give the same text");

        const std::string path = CreateTempDirFilename("winsock-helper-calls.txt");
        RunScenario([&path](const NodeContainer&) { WinsockTraceHelper().EnableAsciiAll(path); });
        std::ostringstream text;
        text << std::ifstream(path).rdbuf();
        NS_TEST_EXPECT_MSG_EQ(text.str().size(), 2 * first.size(), "both nodes, none without");
    }
};

/**
 * @ingroup winsock-test
 * @brief Several nodes at once get copies of one stack: each has all the attributes and nothing else of it.
 */
class CopiedStackTestCase : public CheckedTestCase
{
  public:
    CopiedStackTestCase()
        : CheckedTestCase("install on several nodes: every attribute reaches each stack")
    {
    }

  private:
    /// @return text of a value that is not the attribute's default
    static std::string
    GetOther(const TypeId::AttributeInformation& info)
    {
        if (info.name == "Profile")
        {
            return "wince-6.0";
        }
        for (const DeviceValue& value : GetDeviceValues())
        {
            if (info.name == value.attribute)
            {
                return GetSome(value);
            }
        }
        const std::string usual = info.initialValue->SerializeToString(info.checker);
        return usual == "true" ? "false" : usual == "false" ? "true" : "7";
    }

    /// @return text of some code; the attribute's default is none, but the profile's own
    static std::string
    GetSome(const DeviceValue& value)
    {
        switch (value.kind)
        {
        case DeviceValueKind::DURATION:
            return "7s";
        case DeviceValueKind::ERROR_CODE:
            return "WSAENOBUFS";
        case DeviceValueKind::WORD:
            return value.words.back();
        case DeviceValueKind::FLAG:
            return "true";
        case DeviceValueKind::VERSION:
            return "1.1";
        default:
            return "7";
        }
    }

    void
    DoRun() override
    {
        const TypeId type = WinsockStack::GetTypeId();
        const NodeContainer nodes = InternetNodes(2);
        WinsockStackHelper helper;
        for (std::size_t i = 0; i < type.GetAttributeN(); ++i)
        {
            const TypeId::AttributeInformation info = type.GetAttribute(i);
            helper.SetAttribute(info.name, StringValue(GetOther(info)));
        }
        helper.Install(nodes);
        for (uint32_t n = 0; n < nodes.GetN(); ++n)
        {
            Ptr<WinsockStack> stack = StackOf(nodes.Get(n));
            for (std::size_t i = 0; i < type.GetAttributeN(); ++i)
            {
                const TypeId::AttributeInformation info = type.GetAttribute(i);
                Ptr<AttributeValue> value = info.checker->Create();
                stack->GetAttribute(info.name, *value);
                Ptr<AttributeValue> wanted = info.checker->Create();
                wanted->DeserializeFromString(GetOther(info), info.checker);
                NS_TEST_EXPECT_MSG_EQ(value->SerializeToString(info.checker),
                                      wanted->SerializeToString(info.checker),
                                      info.name);
            }
            NS_TEST_EXPECT_MSG_EQ(stack->GetNode(), nodes.Get(n), "a node of its own");
        }
        StackOf(nodes.Get(0))->CreateProcess("one");
        StackOf(nodes.Get(0))->SetAttribute("PoolBytes", UintegerValue(8));
        NS_TEST_EXPECT_MSG_EQ(StackOf(nodes.Get(1))->GetProcesses().size(), 0, "processes");
        NS_TEST_EXPECT_MSG_EQ(StackOf(nodes.Get(1))->GetNumbers().poolBytes, 7, "numbers");
        Simulator::Destroy();
    }
};

/**
 * @ingroup winsock-test
 * @brief The suite `winsock-helper`.
 */
class WinsockHelperTestSuite : public TestSuite
{
  public:
    WinsockHelperTestSuite()
        : TestSuite("winsock-helper", TestSuite::Type::UNIT)
    {
        AddTestCase(new InstallTestCase);
        AddTestCase(new CopiedStackTestCase);
        AddTestCase(new AttributesTestCase);
        AddTestCase(new CatalogTestCase);
        AddTestCase(new ApplicationHelperTestCase);
        AddTestCase(new HelperMistakesTestCase);
        AddTestCase(new TraceLineTestCase);
        AddTestCase(new TraceLogTestCase);
    }
};

WinsockHelperTestSuite g_winsockHelperTestSuite; //!< registers itself

} // namespace
