/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The pieces of code that the manual shows: it includes them from here, between the marks, so that
// they are known to compile and to do what the text says.

#include "scenario-test-support.h"
#include "winsock-test-data.h"

#include "ns3/call-record.h"
#include "ns3/config.h"
#include "ns3/fault-layer.h"
#include "ns3/filter-layer.h"
#include "ns3/inet-socket-address.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/layer-library.h"
#include "ns3/monitor-layer.h"
#include "ns3/node-container.h"
#include "ns3/output-stream-wrapper.h"
#include "ns3/protocol-catalog-builder.h"
#include "ns3/service-provider.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/test.h"
#include "ns3/trace-source-accessor.h"
#include "ns3/traced-callback.h"
#include "ns3/uinteger.h"
#include "ns3/winsock-layer-helper.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack-helper.h"
#include "ns3/winsock-stack.h"
#include "ns3/winsock-trace-helper.h"
#include "ns3/winsock.h"

#include <map>
#include <numeric>
#include <sstream>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

constexpr int AF_DISCARD = 77; // of nobody else's

// [own provider]
/// A base provider of one's own: whatever is sent through its sockets disappears.
class DiscardProvider : public ServiceProvider
{
  public:
    std::string
    GetName() const override
    {
        return "discard";
    }

    int
    WSPStartup(WORD version,
               LPWSPDATA data,
               LPWSAPROTOCOL_INFOW entry,
               WSPUPCALLTABLE upcalls,
               LPWSPPROC_TABLE table) override
    {
        m_upcalls = upcalls;
        return ServiceProvider::WSPStartup(version, data, entry, upcalls, table);
    }

    int
    WSPCleanup(LPINT) override
    {
        return 0;
    }

    SOCKET
    WSPSocket(int, int, int, LPWSAPROTOCOL_INFOW entry, GROUP, DWORD, LPINT lpErrno) override
    {
        return m_upcalls.lpWPUCreateSocketHandle(entry->dwCatalogEntryId, 0, lpErrno);
    }

    int
    WSPSend(SOCKET,
            LPWSABUF buffers,
            DWORD count,
            LPDWORD sent,
            DWORD,
            LPWSAOVERLAPPED,
            LPWSAOVERLAPPED_COMPLETION_ROUTINE,
            LPWSATHREADID,
            LPINT) override
    {
        *sent = std::accumulate(buffers,
                                buffers + count,
                                DWORD{0},
                                [](DWORD sum, const WSABUF& buffer) { return sum + buffer.len; });
        return 0;
    }

    int
    WSPCloseSocket(SOCKET s, LPINT lpErrno) override
    {
        return m_upcalls.lpWPUCloseSocketHandle(s, lpErrno);
    }

  private:
    WSPUPCALLTABLE m_upcalls{};
};

// [own provider]

// [installing]
/// Puts the protocol in the machine's catalog and the library on its disk.
void
InstallDiscard(Ptr<WinsockStack> stack)
{
    CatalogEntry entry;
    entry.SetName("Discard");
    entry.libraryPath = "%SystemRoot%\\system32\\discard.dll";
    entry.info.ProviderId = {
        0x2f7a91c4, 0x6d03, 0x4be5, {0x92, 0x11, 0x35, 0x7c, 0x0e, 0x48, 0xd6, 0x5a}};
    entry.info.iAddressFamily = AF_DISCARD;
    entry.info.iSocketType = SOCK_DGRAM;
    entry.info.iProtocol = 1;
    entry.info.ProtocolChain.ChainLen = BASE_PROTOCOL;

    ProtocolCatalogBuilder builder(*stack->GetCatalog());
    builder.Install(entry);
    stack->SetCatalog(builder.Build());
    stack->GetProviderRegistry().Register(
        entry.libraryPath, []() -> Ptr<ServiceProvider> { return Create<DiscardProvider>(); });
}

// [installing]

class OwnProviderTestCase : public TestCase
{
  public:
    OwnProviderTestCase()
        : TestCase("A provider of one's own")
    {
    }

  private:
    void
    DoRun() override
    {
        Ptr<Node> node = MakeWinsockNode();
        Ptr<WinsockStack> stack = node->GetObject<WinsockStack>();
        InstallDiscard(stack);
        RunOn(node,
              [&](Winsock& ws)
              {
                  WSADATA data;
                  ws.WSAStartup(MAKEWORD(2, 2), &data);
                  const SOCKET s = ws.socket(AF_DISCARD, SOCK_DGRAM, 1);
                  NS_TEST_EXPECT_MSG_NE(s, INVALID_SOCKET, "a socket");
                  NS_TEST_EXPECT_MSG_EQ(ws.send(s, "gone", 4, 0), 4, "send");
                  char byte;
                  NS_TEST_EXPECT_MSG_EQ(ws.recv(s, &byte, 1, 0), SOCKET_ERROR, "not served");
                  NS_TEST_EXPECT_MSG_EQ(ws.WSAGetLastError(), WSAEOPNOTSUPP, "what is inherited");
                  NS_TEST_EXPECT_MSG_EQ(ws.closesocket(s), 0, "closesocket");
                  return ws.WSACleanup();
              });
        Simulator::Run();
        NS_TEST_EXPECT_MSG_EQ(stack->GetDescriptorLedger().GetPeak(), 1, "its door counts");
        NS_TEST_EXPECT_MSG_EQ(stack->GetDescriptorLedger().GetInUse(), 0, "and gives back");
        Simulator::Destroy();
    }
};

// [event handlers]
/// Sends a datagram each second and counts the answers that came, without a program.
class Beacon
{
  public:
    explicit Beacon(Ptr<WinsockStack> stack)
        : m_process(stack->CreateProcess("beacon")),
          m_ws(m_process)
    {
        WSADATA data;
        m_ws.WSAStartup(MAKEWORD(2, 2), &data);
        m_socket = m_ws.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
        Simulator::Schedule(Seconds(1), &Beacon::OnTimer, this);
    }

    ~Beacon()
    {
        m_process->Terminate();
    }

    int
    GetAnswers() const
    {
        return m_answers;
    }

  private:
    void
    OnTimer()
    {
        SOCKADDR_IN to{};
        to.sin_family = AF_INET;
        to.sin_port = m_ws.htons(7);
        to.sin_addr.S_un.S_addr = m_ws.inet_addr("127.0.0.1");
        m_ws.sendto(m_socket, "?", 1, 0, reinterpret_cast<const SOCKADDR*>(&to), sizeof(to));
        char answer[16];
        while (m_ws.recv(m_socket, answer, sizeof(answer), 0) > 0)
        {
            ++m_answers; // then WSAEWOULDBLOCK: nothing more at this moment
        }
        Simulator::Schedule(Seconds(1), &Beacon::OnTimer, this);
    }

    Ptr<WinsockProcess> m_process;
    Winsock m_ws;
    SOCKET m_socket{INVALID_SOCKET};
    int m_answers{0};
};

// [event handlers]

class EventHandlerTestCase : public TestCase
{
  public:
    EventHandlerTestCase()
        : TestCase("Calls from event handlers, and threads")
    {
    }

  private:
    // [threads]
    static int
    EchoInThread(Winsock& ws)
    {
        WSADATA data;
        ws.WSAStartup(MAKEWORD(2, 2), &data);
        const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
        SOCKADDR_IN own{};
        own.sin_family = AF_INET;
        own.sin_port = ws.htons(7);
        ws.bind(s, reinterpret_cast<const SOCKADDR*>(&own), sizeof(own));
        ws.CreateThread(
            [s](Winsock& thread)
            {
                char buffer[512];
                SOCKADDR_IN peer;
                int length = sizeof(peer);
                auto* from = reinterpret_cast<SOCKADDR*>(&peer);
                int received;
                while ((received = thread.recvfrom(s, buffer, sizeof(buffer), 0, from, &length)) >=
                       0)
                {
                    thread.sendto(s, buffer, received, 0, from, length);
                }
                return thread.WSAGetLastError(); // WSAEINTR: the socket was closed meanwhile
            });
        ws.Sleep(10500);
        ws.closesocket(s);
        return ws.WSACleanup();
    }

    // [threads]

    void
    DoRun() override
    {
        Ptr<Node> node = MakeWinsockNode();
        RunOn(node, EchoInThread);
        Beacon beacon(node->GetObject<WinsockStack>());
        Simulator::Stop(MilliSeconds(5500));
        Simulator::Run();
        NS_TEST_EXPECT_MSG_EQ(beacon.GetAnswers(), 4, "each beacon hears of those before it");
        Simulator::Stop(Seconds(10));
        Simulator::Run();
        NS_TEST_EXPECT_MSG_EQ(beacon.GetAnswers(), 10, "until the echo has ended");
        Simulator::Destroy();
    }
};

class CatalogFileTestCase : public TestCase
{
  public:
    CatalogFileTestCase()
        : TestCase("A real machine's catalog, limits, and a trace sink")
    {
    }

  private:
    // [sink]
    void
    OnCall(const CallRecord& record)
    {
        if (record.phase == CallRecord::Phase::LEAVE && record.error != 0)
        {
            ++m_failures[WinsockErrorName(record.error)];
        }
    }

    // [sink]

    void
    DoRun() override
    {
        NodeContainer nodes;
        nodes.Create(1);
        InternetStackHelper internet;
        internet.Install(nodes);
        const std::string listing =
            DataPath("../../data/catalogs/win10-1607-x64-lavasoft-moby27423.txt");

        // [catalog file]
        WinsockStackHelper winsock;
        winsock.SetProfile("wince-6.0");
        winsock.SetAttribute("MaxSocketsPerProcess", UintegerValue(3));
        winsock.SetCatalogFile(listing); // what "netsh winsock show catalog" printed
        // Nobody has the libraries that it names: let each be a layer that passes all calls on.
        winsock.SetUnknownLibraries("NON_IFS");
        winsock.Install(nodes);
        // [catalog file]
        auto stack = nodes.Get(0)->GetObject<WinsockStack>();
        // [connect]
        stack->TraceConnectWithoutContext("Call", MakeCallback(&CatalogFileTestCase::OnCall, this));
        // [connect]

        RunOn(nodes.Get(0),
              [&](Winsock& ws)
              {
                  WSADATA data;
                  ws.WSAStartup(MAKEWORD(2, 2), &data);
                  NS_TEST_EXPECT_MSG_NE(ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP),
                                        INVALID_SOCKET,
                                        "one layer, two descriptors");
                  NS_TEST_EXPECT_MSG_EQ(ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP),
                                        INVALID_SOCKET,
                                        "and one is too few");
                  NS_TEST_EXPECT_MSG_EQ(ws.WSAGetLastError(), WSAEMFILE, "why");
                  return 0;
              });
        Simulator::Run();
        NS_TEST_EXPECT_MSG_EQ(m_failures["WSAEMFILE"], 2, "the layer's failure and the call's");
        Simulator::Destroy();
    }

    std::map<std::string, int> m_failures;
};

// [library]
/// A layer with settings: no socket may send more than the attribute `Limit` says.
class QuotaLibrary : public LayerLibrary
{
  public:
    static TypeId
    GetTypeId()
    {
        static TypeId tid = TypeId("QuotaLibrary")
                                .SetParent<LayerLibrary>()
                                .AddConstructor<QuotaLibrary>()
                                .AddAttribute("Limit",
                                              "Bytes that a socket may send.",
                                              UintegerValue(1000),
                                              MakeUintegerAccessor(&QuotaLibrary::limit),
                                              MakeUintegerChecker<uint32_t>())
                                .AddTraceSource("Exceeded",
                                                "A socket wanted to send more.",
                                                MakeTraceSourceAccessor(&QuotaLibrary::exceeded),
                                                "ns3::TracedValueCallback::Uint32");
        return tid;
    }

    QuotaLibrary()
        : LayerLibrary("quota", HandleKind::IFS)
    {
    }

    Ptr<ServiceProvider> CreateLayer() override;

    uint32_t limit{0};
    TracedCallback<uint32_t> exceeded;
};

class QuotaLayer : public LibraryLayer<QuotaLibrary>
{
  public:
    using LibraryLayer::LibraryLayer;

    struct Socket : public LayeredSocket
    {
        uint64_t sent{0};
    };

    Ptr<LayeredSocket>
    MakeSocket() override
    {
        return Create<Socket>();
    }

    int
    WSPSend(SOCKET s,
            LPWSABUF buffers,
            DWORD count,
            LPDWORD sent,
            DWORD flags,
            LPWSAOVERLAPPED overlapped,
            LPWSAOVERLAPPED_COMPLETION_ROUTINE routine,
            LPWSATHREADID thread,
            LPINT lpErrno) override
    {
        const Ptr<Socket> socket = StaticCast<Socket>(FindSocket(s));
        if (socket && socket->sent >= GetLibrary().limit)
        {
            GetLibrary().exceeded(GetLibrary().limit);
            *lpErrno = WSAEACCES;
            return SOCKET_ERROR;
        }
        const int result = LayeredProvider::WSPSend(
            s, buffers, count, sent, flags, overlapped, routine, thread, lpErrno);
        if (socket && result == 0)
        {
            socket->sent += *sent;
        }
        return result;
    }
};

Ptr<ServiceProvider>
QuotaLibrary::CreateLayer()
{
    return Create<QuotaLayer>(Ptr<QuotaLibrary>(this));
}

// [library]

class LayersTestCase : public TestCase
{
  public:
    LayersTestCase()
        : TestCase("Layers with settings, installed over one another")
    {
    }

  private:
    void
    OnExceeded(uint32_t limit)
    {
        m_limits.push_back(limit);
    }

    void
    DoRun() override
    {
        Ptr<Node> node = MakeWinsockNode();
        Ptr<WinsockStack> stack = node->GetObject<WinsockStack>();
        std::ostringstream text;

        // [stacking]
        // Installed first is undermost: what the monitor reports has passed filter, faults and quota.
        Ptr<MonitorLibrary> monitor = CreateObject<MonitorLibrary>();
        monitor->SetAttribute("Handles", StringValue("IFS"));
        monitor->SetAttribute("Functions", StringValue("WSPConnect WSPSend"));
        WinsockTraceHelper().EnableAscii(Create<OutputStreamWrapper>(&text), monitor);

        Ptr<QuotaLibrary> quota = CreateObject<QuotaLibrary>();
        quota->SetAttribute("Limit", UintegerValue(10));

        Ptr<FaultLibrary> faults = CreateObject<FaultLibrary>();
        faults->SetAttribute("Faults", StringValue("WSPSend nth=2 bytes=3"));
        faults->AssignStreams(1);

        Ptr<FilterLibrary> filter = CreateObject<FilterLibrary>();
        filter->SetAttribute("Rules", StringValue("deny out remoteport=25 error=WSAECONNREFUSED"));

        WinsockLayerHelper("%SystemRoot%\\system32\\monitor.dll", monitor).Install(node);
        WinsockLayerHelper("%SystemRoot%\\system32\\quota.dll", quota).Install(node);
        WinsockLayerHelper("%SystemRoot%\\system32\\faults.dll", faults).Install(node);
        WinsockLayerHelper("%SystemRoot%\\system32\\filter.dll", filter).Install(node);
        // [stacking]

        quota->TraceConnectWithoutContext("Exceeded",
                                          MakeCallback(&LayersTestCase::OnExceeded, this));
        RunOn(node, [this](Winsock& ws) { return Send(ws); });
        Simulator::Run();
        NS_TEST_EXPECT_MSG_EQ(
            (m_sent == std::vector<int>{7, 3, SOCKET_ERROR}), true, "faults, quota");
        NS_TEST_EXPECT_MSG_EQ((m_limits == std::vector<uint32_t>{10}), true, "told");
        NS_TEST_EXPECT_MSG_EQ(
            text.str().find(":25"), std::string::npos, "stopped above the monitor");
        NS_TEST_EXPECT_MSG_NE(text.str().find("WSPSend("), std::string::npos, "reported");
        Simulator::Destroy();
    }

    int
    Send(Winsock& ws)
    {
        WSADATA data;
        ws.WSAStartup(MAKEWORD(2, 2), &data);
        const SOCKET listener = ws.socket(AF_INET, SOCK_STREAM, 0);
        SOCKADDR_IN name{};
        name.sin_family = AF_INET;
        name.sin_port = ws.htons(7);
        name.sin_addr.s_addr = ws.inet_addr("127.0.0.1");
        auto* const address = reinterpret_cast<SOCKADDR*>(&name);
        ws.bind(listener, address, sizeof(name));
        ws.listen(listener, 1);
        const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, 0);
        name.sin_port = ws.htons(25);
        NS_TEST_EXPECT_MSG_EQ(ws.connect(s, address, sizeof(name)), SOCKET_ERROR, "denied");
        name.sin_port = ws.htons(7);
        NS_TEST_EXPECT_MSG_EQ(ws.connect(s, address, sizeof(name)), 0, "allowed");
        for (int i = 0; i < 3; ++i)
        {
            m_sent.push_back(ws.send(s, "1234567", 7, 0));
        }
        NS_TEST_EXPECT_MSG_EQ(ws.WSAGetLastError(), WSAEACCES, "why the last one failed");
        return ws.WSACleanup();
    }

    std::vector<int> m_sent;
    std::vector<uint32_t> m_limits;
};

class ManualTestSuite : public TestSuite
{
  public:
    ManualTestSuite()
        : TestSuite("winsock-manual", TestSuite::Type::UNIT)
    {
        AddTestCase(new OwnProviderTestCase);
        AddTestCase(new EventHandlerTestCase);
        AddTestCase(new CatalogFileTestCase);
        AddTestCase(new LayersTestCase);
    }
};

ManualTestSuite g_manualTestSuite;

} // namespace
