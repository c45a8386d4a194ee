/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Pass-through layers over the base provider and a real link: programs must not notice them but by
// the descriptors that they cost.

#include "documented-errors-test-support.h"
#include "layer-scene-test-support.h"
#include "scenario-test-support.h"

#include "ns3/call-record.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/log.h"
#include "ns3/net-device-container.h"
#include "ns3/node-container.h"
#include "ns3/pass-through-layer.h"
#include "ns3/point-to-point-helper.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/test.h"
#include "ns3/uinteger.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"
#include "ns3/winsock.h"

#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

constexpr USHORT PORT = 7;
constexpr const char* SERVER_ADDRESS = "10.1.1.2";

SOCKADDR_IN
AddressOf(Winsock& ws, const char* text)
{
    SOCKADDR_IN address{};
    address.sin_family = AF_INET;
    address.sin_port = ws.htons(PORT);
    address.sin_addr.s_addr = ws.inet_addr(text);
    return address;
}

/** Two nodes on a link, both with the same layers in front of TCP and UDP. */
class LayeredLinkTestCase : public CheckedTestCase
{
  public:
    LayeredLinkTestCase(const std::string& name, std::vector<HandleKind> kinds)
        : CheckedTestCase(name),
          m_kinds(std::move(kinds))
    {
    }

  protected:
    virtual void RunScenario() = 0;

    /// @return descriptors of one socket of this test's chains
    uint64_t
    GetCost() const
    {
        uint64_t cost = 1;
        for (const HandleKind kind : m_kinds)
        {
            cost += kind == HandleKind::NON_IFS ? 1 : 0;
        }
        return cost;
    }

    std::size_t
    GetLayers() const
    {
        return m_kinds.size();
    }

    static Ptr<WinsockStack>
    StackOf(Ptr<Node> node)
    {
        return node->GetObject<WinsockStack>();
    }

    static uint64_t
    Descriptors(Ptr<Node> node)
    {
        return StackOf(node)->GetDescriptorLedger().GetInUse();
    }

    /// Starts Winsock and makes a listener, or a bound datagram socket.
    static SOCKET
    Serve(Winsock& ws, int type)
    {
        WSADATA data;
        ws.WSAStartup(MAKEWORD(2, 2), &data);
        const SOCKET s = ws.socket(AF_INET, type, 0);
        const SOCKADDR_IN any = AddressOf(ws, "0.0.0.0");
        ws.bind(s, reinterpret_cast<const SOCKADDR*>(&any), sizeof(any));
        if (type == SOCK_STREAM)
        {
            ws.listen(s, 5);
        }
        return s;
    }

    /// Starts Winsock and makes a socket that is connected to the server.
    static SOCKET
    Reach(Winsock& ws, int type)
    {
        WSADATA data;
        ws.WSAStartup(MAKEWORD(2, 2), &data);
        const SOCKET s = ws.socket(AF_INET, type, 0);
        const SOCKADDR_IN server = AddressOf(ws, SERVER_ADDRESS);
        ws.connect(s, reinterpret_cast<const SOCKADDR*>(&server), sizeof(server));
        return s;
    }

    Ptr<Node> m_client; //!< 10.1.1.1
    Ptr<Node> m_server; //!< 10.1.1.2

  private:
    void
    DoRun() override
    {
        m_client = MakeWinsockNode();
        m_server = MakeWinsockNode();
        PointToPointHelper link;
        link.SetDeviceAttribute("DataRate", StringValue("10Mbps"));
        link.SetChannelAttribute("Delay", StringValue("5ms"));
        const NetDeviceContainer devices = link.Install(NodeContainer(m_client, m_server));
        Ipv4AddressHelper addresses;
        addresses.SetBase("10.1.1.0", "255.255.255.0");
        addresses.Assign(devices);
        for (const Ptr<Node>& node : {m_client, m_server})
        {
            InstallLayers(node, MakeLibraries());
        }
        RunScenario();
        NS_TEST_EXPECT_MSG_EQ(Descriptors(m_client), 0, "the client's descriptors are back");
        NS_TEST_EXPECT_MSG_EQ(Descriptors(m_server), 0, "the server's descriptors are back");
        m_client = nullptr;
        m_server = nullptr;
        Simulator::Destroy();
    }

    /// @return a library for each layer, topmost first
    std::vector<Ptr<LayerLibrary>>
    MakeLibraries() const
    {
        std::vector<Ptr<LayerLibrary>> libraries;
        for (const HandleKind kind : m_kinds)
        {
            libraries.push_back(CreateObject<PassThroughLibrary>());
            libraries.back()->SetAttribute(
                "Handles", StringValue(kind == HandleKind::IFS ? "IFS" : "NON_IFS"));
        }
        return libraries;
    }

    std::vector<HandleKind> m_kinds; //!< topmost first
};

/** A stream there and back through both ends' layers. */
class EchoTestCase : public LayeredLinkTestCase
{
  public:
    EchoTestCase(const std::string& name, const std::vector<HandleKind>& kinds)
        : LayeredLinkTestCase("A stream through " + name, kinds)
    {
    }

  private:
    static constexpr int BYTES = 200000;

    void
    OnCall(const CallRecord& record)
    {
        if (record.phase == CallRecord::Phase::ENTER &&
            record.function != std::string("WSPStartup"))
        {
            ++m_calls[{record.function, record.depth}];
        }
    }

    int
    EchoServer(Winsock& ws)
    {
        const SOCKET listener = Serve(ws, SOCK_STREAM);
        const SOCKET s = ws.accept(listener, nullptr, nullptr);
        m_acceptedCost = Descriptors(m_server);
        std::vector<char> buffer(5000);
        int got = 0;
        while ((got = ws.recv(s, buffer.data(), static_cast<int>(buffer.size()), 0)) > 0)
        {
            ws.send(s, buffer.data(), got, 0);
        }
        ws.closesocket(s);
        ws.closesocket(listener);
        m_leftOpen = Descriptors(m_server);
        return ws.WSACleanup();
    }

    int
    EchoClient(Winsock& ws)
    {
        const SOCKET s = Reach(ws, SOCK_STREAM);
        std::string sent;
        for (int i = 0; i < BYTES; ++i)
        {
            sent += static_cast<char>(i * 7 + i / 251);
        }
        Ptr<WinsockThread> reader = ws.CreateThread(
            [this, s](Winsock& other)
            {
                char buffer[3000];
                int got = 0;
                while ((got = other.recv(s, buffer, sizeof(buffer), 0)) > 0)
                {
                    m_received.append(buffer, static_cast<std::size_t>(got));
                }
                other.closesocket(s);
                return other.WSACleanup();
            });
        m_sentBytes = ws.send(s, sent.data(), BYTES, 0);
        ws.shutdown(s, SD_SEND);
        m_expected = sent;
        reader = nullptr;
        ws.Sleep(60000);
        return 0;
    }

    void
    RunScenario() override
    {
        StackOf(m_client)->TraceConnectWithoutContext("Call",
                                                      MakeCallback(&EchoTestCase::OnCall, this));
        RunOn(m_server, [this](Winsock& ws) { return EchoServer(ws); });
        RunOn(
            m_client, [this](Winsock& ws) { return EchoClient(ws); }, Seconds(1));
        Simulator::Run();
        NS_TEST_ASSERT_MSG_EQ(m_sentBytes, BYTES, "R-DAT-1: a blocking send takes everything");
        NS_TEST_ASSERT_MSG_EQ((m_received == m_expected), true, "every byte came back in order");
        NS_TEST_ASSERT_MSG_EQ(m_acceptedCost, 2 * GetCost(), "R-ACC-4: a handle for each layer");
        NS_TEST_ASSERT_MSG_EQ(m_leftOpen, 0, "R-ACC-8");
        for (const char* function :
             {"WSPSocket", "WSPConnect", "WSPSend", "WSPRecv", "WSPShutdown", "WSPCloseSocket"})
        {
            const int top = m_calls[{function, 1}];
            NS_TEST_ASSERT_MSG_GT(top, 0, function << " was called");
            for (uint32_t depth = 2; depth <= GetLayers() + 1; ++depth)
            {
                NS_TEST_ASSERT_MSG_EQ(
                    (m_calls[{function, depth}]), top, "R-CHN-10: " << function << " at " << depth);
            }
        }
    }

    std::map<std::pair<std::string, uint32_t>, int> m_calls; //!< by function and depth
    std::string m_expected;
    std::string m_received;
    int m_sentBytes{0};
    uint64_t m_acceptedCost{0};
    uint64_t m_leftOpen{1};
};

/** Datagrams through layers keep their boundaries and addresses. */
class DatagramTestCase : public LayeredLinkTestCase
{
  public:
    using LayeredLinkTestCase::LayeredLinkTestCase;

  private:
    void
    RunScenario() override
    {
        RunOn(
            m_server,
            [this](Winsock& ws)
            {
                const SOCKET s = Serve(ws, SOCK_DGRAM);
                for (int i = 0; i < 2; ++i)
                {
                    SOCKADDR_IN from{};
                    INT length = sizeof(from);
                    char buffer[100];
                    const int got = ws.recvfrom(
                        s, buffer, sizeof(buffer), 0, reinterpret_cast<SOCKADDR*>(&from), &length);
                    m_lengths.push_back(got);
                    m_from = ws.inet_ntoa(from.sin_addr);
                }
                return ws.WSACleanup();
            });
        RunOn(
            m_client,
            [](Winsock& ws)
            {
                WSADATA data;
                ws.WSAStartup(MAKEWORD(2, 2), &data);
                const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
                const SOCKADDR_IN server = AddressOf(ws, SERVER_ADDRESS);
                const auto* to = reinterpret_cast<const SOCKADDR*>(&server);
                ws.sendto(s, "first", 5, 0, to, sizeof(server));
                ws.sendto(s, "the second", 10, 0, to, sizeof(server));
                ws.closesocket(s);
                return 0;
            },
            Seconds(1));
        Simulator::Run();
        NS_TEST_ASSERT_MSG_EQ((m_lengths == std::vector<int>{5, 10}), true, "two datagrams");
        NS_TEST_ASSERT_MSG_EQ(m_from, "10.1.1.1", "the sender's address");
    }

    std::vector<int> m_lengths;
    std::string m_from;
};

/** A connection that comes when there are not enough descriptors for all layers. */
class ShortOfDescriptorsTestCase : public LayeredLinkTestCase
{
  public:
    using LayeredLinkTestCase::LayeredLinkTestCase;

  private:
    void
    RunScenario() override
    {
        RunOn(m_server,
              [this](Winsock& ws)
              {
                  const SOCKET listener = Serve(ws, SOCK_STREAM);
                  ws.Sleep(2000);
                  for (uint32_t spare = 0; spare <= GetCost(); ++spare)
                  {
                      const auto limit = static_cast<uint32_t>(GetCost()) + spare;
                      StackOf(m_server)->SetAttribute("MaxSocketsPerProcess", UintegerValue(limit));
                      const SOCKET s = ws.accept(listener, nullptr, nullptr);
                      m_errors.push_back(s == INVALID_SOCKET ? ws.WSAGetLastError() : 0);
                      m_held.push_back(Descriptors(m_server));
                  }
                  return ws.WSACleanup();
              });
        RunOn(
            m_client,
            [this](Winsock& ws)
            {
                const SOCKET s = Reach(ws, SOCK_STREAM);
                char buffer[10];
                m_peer = ws.recv(s, buffer, sizeof(buffer), 0);
                return ws.WSACleanup();
            },
            Seconds(1));
        Simulator::Run();
        const std::size_t refused = m_errors.size() - 1;
        NS_TEST_ASSERT_MSG_EQ(refused, GetCost(), "each limit was tried");
        for (std::size_t i = 0; i < refused; ++i)
        {
            NS_TEST_ASSERT_MSG_EQ(m_errors[i], WSAEMFILE, "R-RES-4, " << i << " to spare");
            NS_TEST_ASSERT_MSG_EQ(m_held[i], GetCost(), "R-ACC-5: only the listener's");
        }
        NS_TEST_ASSERT_MSG_EQ(m_errors.back(), 0, "R-RES-4: the connection had stayed");
        NS_TEST_ASSERT_MSG_EQ(m_held.back(), 2 * GetCost(), "R-ACC-4");
        NS_TEST_ASSERT_MSG_EQ(m_peer, SOCKET_ERROR, "R-SPI-10: reset by the cleanup");
    }

    std::vector<int> m_errors;
    std::vector<uint64_t> m_held;
    int m_peer{0};
};

/** How a call that waits below all layers is cut short. */
enum class Interruption
{
    CLOSE,
    CLEANUP,
    TERMINATION,
};

/** A call that waits below all layers while its socket, its Winsock or its process goes. */
class InterruptionTestCase : public LayeredLinkTestCase
{
  public:
    InterruptionTestCase(const std::string& name,
                         const std::vector<HandleKind>& kinds,
                         Interruption interruption,
                         bool accepts)
        : LayeredLinkTestCase((accepts ? "accept, " : "recv, ") + name, kinds),
          m_interruption(interruption),
          m_accepts(accepts)
    {
    }

  private:
    void
    Interrupt(Winsock& ws, SOCKET s) const
    {
        ws.Sleep(1000);
        switch (m_interruption)
        {
        case Interruption::CLOSE:
            ws.closesocket(s);
            break;
        case Interruption::CLEANUP:
            ws.WSACleanup();
            break;
        case Interruption::TERMINATION:
            ws.ExitProcess();
            break;
        }
        // The handles may be in use again before the waiting call goes on.
        WSADATA data;
        ws.WSAStartup(MAKEWORD(2, 2), &data);
        for (int i = 0; i < 3; ++i)
        {
            ws.socket(AF_INET, SOCK_DGRAM, 0);
        }
    }

    void
    RunScenario() override
    {
        RunOn(m_server,
              [this](Winsock& ws)
              {
                  const SOCKET s = Serve(ws, m_accepts ? SOCK_STREAM : SOCK_DGRAM);
                  ws.CreateThread(
                      [this, s](Winsock& other)
                      {
                          Interrupt(other, s);
                          return 0;
                      });
                  char buffer[10];
                  const int result = m_accepts ? static_cast<int>(ws.accept(s, nullptr, nullptr))
                                               : ws.recv(s, buffer, sizeof(buffer), 0);
                  m_result = result;
                  m_returned = true;
                  m_held = Descriptors(m_server);
                  while (ws.WSACleanup() == 0)
                  {
                  }
                  return 0;
              });
        Simulator::Run();
        const bool killed = m_interruption == Interruption::TERMINATION;
        NS_TEST_ASSERT_MSG_EQ(m_returned, !killed, "R-SHD-4: a waiting call ends");
        if (!killed)
        {
            NS_TEST_ASSERT_MSG_EQ(m_result, SOCKET_ERROR, "with an error");
            NS_TEST_ASSERT_MSG_EQ(m_held, 3 * GetCost(), "the new sockets are whole");
        }
    }

    Interruption m_interruption;
    bool m_accepts;
    bool m_returned{false};
    int m_result{0};
    uint64_t m_held{0};
};

/** An IFS layer above one with handles of its own, as no installer of ours would put it. */
class WrongOrderTestCase : public CheckedTestCase
{
  public:
    WrongOrderTestCase()
        : CheckedTestCase(
              "R-CAT-43: an IFS layer above another kind makes no sockets, and says why")
    {
    }

  private:
    void
    DoRun() override
    {
        Ptr<Node> node = MakeWinsockNode();
        InstallPassThroughLayers(node, {HandleKind::IFS, HandleKind::NON_IFS});
        RunOn(node,
              [this](Winsock& ws)
              {
                  WSADATA data;
                  ws.WSAStartup(MAKEWORD(2, 2), &data);
                  m_socket = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
                  m_error = ws.WSAGetLastError();
                  m_held = ws.GetProcess().GetDescriptorLedger().GetInUse();
                  return ws.WSACleanup();
              });
        const std::string log = RunAndReadLog();
        NS_TEST_EXPECT_MSG_EQ(m_socket, INVALID_SOCKET, "no socket");
        NS_TEST_EXPECT_MSG_EQ(m_error, WSAEINVAL, "the door's error (R-SPI-22)");
        NS_TEST_EXPECT_MSG_EQ(m_held, 0, "R-ACC-5: the layer below gave its handle back");
#ifdef NS3_LOG_ENABLE
        NS_TEST_EXPECT_MSG_EQ((log.find("R-CAT-43") != std::string::npos), true, log);
        NS_TEST_EXPECT_MSG_EQ((log.find("winsock-catalog check") != std::string::npos), true, log);
#endif
    }

    /// @return what the layers log while the simulation runs
    static std::string
    RunAndReadLog()
    {
        std::ostringstream text;
        std::streambuf* before = std::clog.rdbuf(text.rdbuf());
        LogComponentEnable("WinsockLayeredProvider", LOG_LEVEL_WARN);
        Simulator::Run();
        Simulator::Destroy();
        LogComponentDisable("WinsockLayeredProvider", LOG_LEVEL_WARN);
        std::clog.rdbuf(before);
        return text.str();
    }

    SOCKET m_socket{0};
    int m_error{0};
    uint64_t m_held{1};
};

class WinsockLayersTestSuite : public TestSuite
{
  public:
    WinsockLayersTestSuite()
        : TestSuite("winsock-layers", TestSuite::Type::UNIT)
    {
        const HandleKind own = HandleKind::NON_IFS;
        const HandleKind lower = HandleKind::IFS;
        AddTestCase(new EchoTestCase("one non-IFS layer", {own}));
        AddTestCase(new EchoTestCase("one IFS layer", {lower}));
        AddTestCase(new EchoTestCase("three of both kinds", {own, own, lower}));
        AddTestCase(new EchoTestCase("six non-IFS layers", {own, own, own, own, own, own}));
        AddTestCase(new WrongOrderTestCase);
        AddTestCase(new DatagramTestCase("Datagrams through layers", {own, lower}));
        AddTestCase(new ShortOfDescriptorsTestCase("R-RES-4: accept, short of descriptors",
                                                   {own, own, lower}));
        for (const bool accepts : {true, false})
        {
            const std::vector<HandleKind> kinds{own, own, lower};
            AddTestCase(new InterruptionTestCase(
                "its socket closed by another thread", kinds, Interruption::CLOSE, accepts));
            AddTestCase(new InterruptionTestCase(
                "WSACleanup by another thread", kinds, Interruption::CLEANUP, accepts));
            AddTestCase(new InterruptionTestCase(
                "its process ended", kinds, Interruption::TERMINATION, accepts));
        }
    }
};

WinsockLayersTestSuite g_winsockLayersTestSuite;

} // namespace
