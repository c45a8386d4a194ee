/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The monitor layer: what it reports of the calls that cross it.

#include "chain-test-support.h"
#include "documented-errors-test-support.h"
#include "layer-scene-test-support.h"
#include "scenario-test-support.h"
#include "spi-call-test-support.h"
#include "stream-scene-test-support.h"

#include "ns3/call-record.h"
#include "ns3/monitor-layer.h"
#include "ns3/output-stream-wrapper.h"
#include "ns3/pass-through-layer.h"
#include "ns3/spi-functions.h"
#include "ns3/string.h"
#include "ns3/test.h"
#include "ns3/uinteger.h"
#include "ns3/winsock-trace-helper.h"

#include <functional>
#include <sstream>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

/** Keeps the records of monitors and stacks. */
class Log
{
  public:
    void
    Listen(Ptr<Object> source)
    {
        source->TraceConnectWithoutContext("Call", MakeCallback(&Log::Add, this));
    }

    std::vector<CallRecord>
    Of(const std::string& function, CallRecord::Phase phase) const
    {
        std::vector<CallRecord> those;
        for (const CallRecord& record : records)
        {
            if (record.function == function && record.phase == phase)
            {
                those.push_back(record);
            }
        }
        return those;
    }

    /// The only record of a kind.
    CallRecord
    One(Scene& t,
        const std::string& function,
        CallRecord::Phase phase = CallRecord::Phase::LEAVE) const
    {
        const std::vector<CallRecord> those = Of(function, phase);
        t.Equal(those.size(), 1U, "one call of " + function);
        return those.empty() ? CallRecord() : those.front();
    }

    std::vector<CallRecord> records;

  private:
    void
    Add(const CallRecord& record)
    {
        records.push_back(record);
    }
};

std::string
Argument(const CallRecord& record, const std::string& name)
{
    for (const auto& [key, value] : record.arguments)
    {
        if (key == name)
        {
            return value;
        }
    }
    return "none";
}

Ptr<MonitorLibrary>
MakeMonitor(const std::string& name, Log& log)
{
    Ptr<MonitorLibrary> monitor = CreateObject<MonitorLibrary>();
    monitor->SetAttribute("Name", StringValue(name));
    log.Listen(monitor);
    return monitor;
}

// ---------------------------------------------------------------- all thirty

class AllThirtyTestCase : public CheckedTestCase
{
  public:
    AllThirtyTestCase()
        : CheckedTestCase("R-SPI-1: all thirty functions are reported, down and up")
    {
    }

  private:
    void
    DoRun() override
    {
        Log log;
        ChainScene scene;
        Ptr<MonitorLibrary> monitor = MakeMonitor("eye", log);
        const DWORD layer = scene.AddLayer("monitor", HandleKind::NON_IFS);
        monitor->Register(*scene.GetStack(), "monitor.dll");
        const DWORD chain = scene.AddChain({layer, scene.GetBase()});
        scene.Start();
        const SOCKET s = scene.Socket(chain);
        log.records.clear();
        {
            const InventedErrors invented({WSAEOPNOTSUPP}, "the base provider does little");
            WinsockThread::Scope scope(*scene.thread);
            WSAPROTOCOL_INFOW info = scene.process->GetCatalog().FindById(chain)->info;
            CallEachFunction(scene.Table(s), s, info);
        }
        for (uint32_t place = 0; place < SPI_FUNCTIONS; ++place)
        {
            const std::string name = GetSpiFunction(place).name;
            NS_TEST_EXPECT_MSG_EQ(
                log.Of(name, CallRecord::Phase::ENTER).size(), 1, name << " down");
            NS_TEST_EXPECT_MSG_EQ(log.Of(name, CallRecord::Phase::LEAVE).size(), 1, name << " up");
        }
        NS_TEST_EXPECT_MSG_EQ(log.records.size(), 2 * SPI_FUNCTIONS, "and nothing else");
        for (const CallRecord& record : log.records)
        {
            NS_TEST_EXPECT_MSG_EQ(record.provider, "eye", "who reports");
            NS_TEST_EXPECT_MSG_EQ(record.depth, 1, "the top of the chain: " << record.function);
        }
    }
};

// ---------------------------------------------------------------- scenes

/// What a monitor reports is what the stack's own trace says of the calls of that layer.
void
TestSameAsCallTrace(Scene& t)
{
    Log stackLog;
    Log outerLog;
    Log innerLog;
    t.Build();
    stackLog.Listen(StackOf(t.client));
    InstallLayers(t.client,
                  {MakeMonitor("outer", outerLog),
                   CreateObject<PassThroughLibrary>(),
                   MakeMonitor("inner", innerLog)});
    t.Program(t.server, [](Winsock& ws) { ws.closesocket(AcceptOne(ws)); });
    t.Program(
        t.client,
        [](Winsock& ws)
        {
            const SOCKET s = ConnectNew(ws, ServerAddress());
            SendText(ws, s, "text");
            ConnectTo(ws, s, ServerAddress());
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
    for (const Log* log : {&outerLog, &innerLog})
    {
        const std::string provider = log == &outerLog ? "outer" : "inner";
        std::vector<CallRecord> expected;
        for (const CallRecord& record : stackLog.records)
        {
            if (record.provider == provider && record.function != std::string("WSPStartup"))
            {
                expected.push_back(record);
            }
        }
        t.True(!expected.empty(), "there were calls");
        t.Equal(log->records.size(), expected.size(), "as many records");
        for (std::size_t i = 0; i < expected.size() && i < log->records.size(); ++i)
        {
            std::ostringstream theirs;
            std::ostringstream ours;
            WinsockTraceHelper::WriteLine(theirs, expected[i]);
            WinsockTraceHelper::WriteLine(ours, log->records[i]);
            t.Equal(ours.str(), theirs.str(), "R-CHN-10: the same record");
        }
    }
}

/// Time, depth, arguments, result and error of a call that waits and then fails.
void
TestFailureAndTime(Scene& t)
{
    Log log;
    t.Build();
    InstallLayers(t.client, {CreateObject<PassThroughLibrary>(), MakeMonitor("monitor", log)});
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
            t.Fails(ws, ConnectTo(ws, s, ServerAddress()), WSAECONNREFUSED, "nobody listens");
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
    const CallRecord enter = log.One(t, "WSPConnect", CallRecord::Phase::ENTER);
    const CallRecord leave = log.One(t, "WSPConnect");
    t.Equal(Argument(enter, "name"), std::string("10.1.1.2:4000"), "arguments on the way down");
    t.Equal(enter.time, Seconds(4), "when it came");
    t.Equal(leave.start, Seconds(4), "and so on the way up");
    t.True(leave.time > enter.time, "simulated time went on below");
    t.Equal(leave.error, WSAECONNREFUSED, "the error");
    t.Equal(leave.result, int64_t{SOCKET_ERROR}, "the result");
    t.Equal(leave.depth, 2U, "below one other layer");
    t.Equal(leave.node, t.client->GetId(), "the node");
}

void
TestFunctions(Scene& t)
{
    Log log;
    Ptr<MonitorLibrary> monitor = MakeMonitor("monitor", log);
    monitor->SetAttribute("Functions", StringValue("WSPSend  WSPCloseSocket"));
    t.Build();
    InstallLayers(t.client, {monitor});
    t.Program(t.server, [](Winsock& ws) { ws.closesocket(AcceptOne(ws)); });
    t.Program(
        t.client,
        [](Winsock& ws)
        {
            const SOCKET s = ConnectNew(ws, ServerAddress());
            SendText(ws, s, "text");
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
    log.One(t, "WSPSend");
    log.One(t, "WSPCloseSocket");
    t.Equal(log.records.size(), 4U, "no other function");
    const std::string message =
        MessageOfAbort([&] { monitor->SetAttribute("Functions", StringValue("WSPSend send")); });
    t.True(message.find("names \"send\"") != std::string::npos, "the mistake is named");
    t.True(message.find("such as WSPSend") != std::string::npos, "and its mend");
    monitor->SetAttribute("Functions", StringValue(""));
    t.True(monitor->IsReported(FindSpiFunction("WSPBind")), "empty stands for all");
}

void
TestPayload(Scene& t)
{
    for (const uint32_t bytes : {0U, 5U, 100U})
    {
        Log log;
        Ptr<MonitorLibrary> monitor = MakeMonitor("monitor", log);
        monitor->SetAttribute("PayloadBytes", UintegerValue(bytes));
        t.Build();
        InstallLayers(t.client, {monitor});
        t.Program(t.server,
                  [](Winsock& ws)
                  {
                      const SOCKET s = AcceptOne(ws);
                      SendText(ws, s, ReceiveOnce(ws, s));
                      ws.closesocket(s);
                  });
        t.Program(
            t.client,
            [](Winsock& ws)
            {
                const SOCKET s = ConnectNew(ws, ServerAddress());
                SendText(ws,
                         s,
                         "a\"\n\x80"
                         "bcdef");
                ReceiveOnce(ws, s);
                ws.closesocket(s);
            },
            Seconds(4));
        t.Play(Simulator::Now() + Seconds(100));
        const std::string expected = bytes == 0   ? "none"
                                     : bytes == 5 ? "\"a\\\"\\x0a\\x80b\""
                                                  : "\"a\\\"\\x0a\\x80bcdef\"";
        const CallRecord send = log.One(t, "WSPSend", CallRecord::Phase::ENTER);
        t.Equal(Argument(send, "data"), expected, "shown as it goes down");
        t.Equal(Argument(send, "lpBuffers"), std::string("9 bytes"), "its length always");
        const CallRecord receive = log.One(t, "WSPRecv", CallRecord::Phase::ENTER);
        t.Equal(Argument(receive, "data"), std::string("none"), "nothing there yet");
        t.Equal(Argument(log.One(t, "WSPRecv"), "data"), expected, "shown as it comes up");
        Simulator::Destroy();
    }
}

void
TestUnwound(Scene& t)
{
    Log log;
    t.Build();
    InstallLayers(t.client, {MakeMonitor("monitor", log)});
    t.Doomed(
        t.client,
        [](Winsock& ws) { ws.accept(ListenAt(ws, Ip4(Scene::ANY, PORT)), nullptr, nullptr); },
        Seconds(7));
    t.Play();
    const CallRecord leave = log.One(t, "WSPAccept");
    t.True(leave.unwound, "R-SHD-4: the call was cut short");
    t.Equal(leave.time, Seconds(7), "when the process ended");
}

void
TestHelper(Scene& t)
{
    Ptr<MonitorLibrary> monitor = CreateObject<MonitorLibrary>();
    std::ostringstream text;
    WinsockTraceHelper().EnableAscii(Create<OutputStreamWrapper>(&text), monitor);
    monitor->SetAttribute("Functions", StringValue("WSPConnect"));
    t.Build();
    InstallLayers(t.client, {monitor});
    t.Program(
        t.client, [](Winsock& ws) { ws.closesocket(ConnectNew(ws, ServerAddress())); }, Seconds(4));
    t.Play();
    t.True(text.str().find("4.000000000s node") != std::string::npos, "the time");
    t.True(text.str().find("> monitor: WSPConnect(s=") != std::string::npos, "down");
    t.True(text.str().find("< monitor: WSPConnect(s=") != std::string::npos, "up");
    t.True(text.str().find("failed: WSAECONNREFUSED") != std::string::npos, "the error");
}

class WinsockMonitorLayerTestSuite : public TestSuite
{
  public:
    WinsockMonitorLayerTestSuite()
        : TestSuite("winsock-monitor-layer", TestSuite::Type::UNIT)
    {
        AddTestCase(new AllThirtyTestCase);
        AddTestCase(new Scene("R-CHN-10: the same as the stack's trace", TestSameAsCallTrace));
        AddTestCase(new Scene("R-SPI-11: times, results and errors", TestFailureAndTime));
        AddTestCase(new Scene("Functions chooses", TestFunctions));
        AddTestCase(new Scene("PayloadBytes shows data", TestPayload));
        AddTestCase(new Scene("R-SHD-4: a call that never ends", TestUnwound));
        AddTestCase(new Scene("Written as text", TestHelper));
    }
};

WinsockMonitorLayerTestSuite g_winsockMonitorLayerTestSuite;

} // namespace
