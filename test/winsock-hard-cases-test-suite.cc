/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What programs that call at random have brought to light, each as a scenario of its own.

#include "documented-errors-test-support.h"
#include "scenario-test-support.h"

#include "ns3/fiber-stack-pool.h"
#include "ns3/simulator.h"
#include "ns3/test.h"
#include "ns3/winsock-ioctls.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"
#include "ns3/winsock.h"

#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

SOCKADDR_IN
AddressOf(Winsock& ws, const char* text)
{
    SOCKADDR_IN address{};
    address.sin_family = AF_INET;
    address.sin_port = ws.htons(7);
    address.sin_addr.s_addr = ws.inet_addr(text);
    return address;
}

int
ConnectTo(Winsock& ws, SOCKET s, const char* text)
{
    const SOCKADDR_IN to = AddressOf(ws, text);
    return ws.connect(s, reinterpret_cast<const SOCKADDR*>(&to), sizeof(to));
}

void
SetLinger(Winsock& ws, SOCKET s, USHORT seconds)
{
    const LINGER linger{1, seconds};
    ws.setsockopt(s, SOL_SOCKET, SO_LINGER, reinterpret_cast<const char*>(&linger), sizeof(linger));
}

/** A program on a node of its own, with one connection to itself. */
class HardCase : public CheckedTestCase
{
  public:
    using CheckedTestCase::CheckedTestCase;

  protected:
    virtual void Check(Winsock& ws) = 0;

    SOCKET m_client{INVALID_SOCKET}; //!< who connected
    SOCKET m_server{INVALID_SOCKET}; //!< who was connected to

  private:
    int
    Program(Winsock& ws)
    {
        WSADATA data;
        ws.WSAStartup(MAKEWORD(2, 2), &data);
        const SOCKET listener = ws.socket(AF_INET, SOCK_STREAM, 0);
        const SOCKADDR_IN any = AddressOf(ws, "0.0.0.0");
        ws.bind(listener, reinterpret_cast<const SOCKADDR*>(&any), sizeof(any));
        ws.listen(listener, 1);
        m_client = ws.socket(AF_INET, SOCK_STREAM, 0);
        ConnectTo(ws, m_client, "127.0.0.1");
        m_server = ws.accept(listener, nullptr, nullptr);
        Check(ws);
        return 0;
    }

    void
    DoRun() override
    {
        RunOn(MakeWinsockNode(), [this](Winsock& ws) { return Program(ws); });
        Simulator::Run();
        Simulator::Destroy();
    }
};

class BadPointersTestCase : public HardCase
{
  public:
    BadPointersTestCase()
        : HardCase("Pointers that lead nowhere are WSAEFAULT")
    {
    }

  private:
    void
    Expect(Winsock& ws, int result, const std::string& call)
    {
        NS_TEST_EXPECT_MSG_EQ(result, SOCKET_ERROR, call);
        NS_TEST_EXPECT_MSG_EQ(ws.WSAGetLastError(), WSAEFAULT, call);
    }

    void
    Check(Winsock& ws) override
    {
        auto* nowhere = reinterpret_cast<char*>(8);
        auto* name = reinterpret_cast<SOCKADDR*>(nowhere);
        auto* length = reinterpret_cast<INT*>(nowhere);
        Expect(ws, ws.send(m_client, nowhere, 10, 0), "send");
        Expect(ws, ws.recv(m_client, nowhere, 10, 0), "recv");
        Expect(ws, ws.getsockname(m_client, name, length), "getsockname");
        Expect(ws, ws.getsockopt(m_client, SOL_SOCKET, SO_TYPE, nowhere, length), "getsockopt");
        Expect(ws, ws.ioctlsocket(m_client, FIONREAD, reinterpret_cast<ULONG*>(nowhere)), "ioctl");
        Expect(ws, ws.WSAEnumProtocolsW(length, nullptr, nullptr), "WSAEnumProtocols");
        NS_TEST_EXPECT_MSG_EQ(
            ws.WSAStartup(0x0202, reinterpret_cast<LPWSADATA>(nowhere)), WSAEFAULT, "WSAStartup");
    }
};

class PeekWithoutRoomTestCase : public HardCase
{
  public:
    PeekWithoutRoomTestCase()
        : HardCase("A look into data without room for any sees nothing")
    {
    }

  private:
    void
    Check(Winsock& ws) override
    {
        char buffer[4];
        ws.send(m_client, "data", 4, 0);
        ws.Sleep(10);
        NS_TEST_EXPECT_MSG_EQ(ws.recv(m_server, buffer, 0, MSG_PEEK), 0, "no room");
        NS_TEST_EXPECT_MSG_EQ(ws.recv(m_server, buffer, 4, 0), 4, "nothing is lost");
    }
};

class BrokenListenerTestCase : public HardCase
{
  public:
    BrokenListenerTestCase()
        : HardCase("A socket whose connection broke cannot listen")
    {
    }

  private:
    void
    Check(Winsock& ws) override
    {
        char buffer[4];
        SetLinger(ws, m_client, 0);
        ws.closesocket(m_client);
        NS_TEST_EXPECT_MSG_EQ(ws.recv(m_server, buffer, 4, 0), SOCKET_ERROR, "the peer has reset");
        NS_TEST_EXPECT_MSG_EQ(ws.listen(m_server, 1), SOCKET_ERROR, "it is still connected");
        NS_TEST_EXPECT_MSG_EQ(ws.WSAGetLastError(), WSAEISCONN, "it is still connected");
        NS_TEST_EXPECT_MSG_EQ(ws.send(m_server, "x", 1, 0), SOCKET_ERROR, "it is still broken");
        NS_TEST_EXPECT_MSG_EQ(ws.WSAGetLastError(), WSAECONNRESET, "and says so");
    }
};

class GroupsTestCase : public HardCase
{
  public:
    GroupsTestCase()
        : HardCase("A group of the link is reached by a link, and never connected to")
    {
    }

  private:
    void
    Check(Winsock& ws) override
    {
        const SOCKET stream = ws.socket(AF_INET, SOCK_STREAM, 0);
        NS_TEST_EXPECT_MSG_EQ(ConnectTo(ws, stream, "224.0.0.1"), SOCKET_ERROR, "no peer");
        NS_TEST_EXPECT_MSG_EQ(ws.WSAGetLastError(), WSAEADDRNOTAVAIL, "a group is no peer");
        for (const int type : {SOCK_DGRAM, SOCK_RAW})
        {
            const SOCKET s = ws.socket(AF_INET, type, type == SOCK_RAW ? 1 : 0);
            const SOCKADDR_IN to = AddressOf(ws, "224.0.0.1");
            const int sent =
                ws.sendto(s, "x", 1, 0, reinterpret_cast<const SOCKADDR*>(&to), sizeof(to));
            NS_TEST_EXPECT_MSG_EQ(sent, SOCKET_ERROR, "this node has no link");
            NS_TEST_EXPECT_MSG_EQ(ws.WSAGetLastError(), WSAENETUNREACH, "this node has no link");
        }
    }
};

class ReusedHandleTestCase : public HardCase
{
  public:
    ReusedHandleTestCase()
        : HardCase("A lingering close leaves the next socket of its handle alone")
    {
    }

  private:
    void
    Check(Winsock& ws) override
    {
        // More than the peer's buffer holds, and the peer does not read.
        const std::vector<char> data(500000);
        ULONG on = 1;
        ws.ioctlsocket(m_client, static_cast<LONG>(FIONBIO), &on);
        while (ws.send(m_client, data.data(), static_cast<int>(data.size()), 0) > 0)
        {
            ws.Sleep(10);
        }
        on = 0;
        ws.ioctlsocket(m_client, static_cast<LONG>(FIONBIO), &on);
        SetLinger(ws, m_client, 1);
        int closed = 0;
        int error = 0;
        ws.CreateThread(
            [&](Winsock& other)
            {
                closed = other.closesocket(m_client);
                error = other.WSAGetLastError();
                return 0;
            });
        ws.Sleep(100);
        SetLinger(ws, m_client, 0);
        NS_TEST_EXPECT_MSG_EQ(ws.closesocket(m_client), 0, "closed under the waiting thread");
        const SOCKET next = ws.socket(AF_INET, SOCK_DGRAM, 0);
        NS_TEST_EXPECT_MSG_EQ(next, m_client, "the handle is used again");
        ws.Sleep(2000);
        NS_TEST_EXPECT_MSG_EQ(closed, SOCKET_ERROR, "somebody else has closed it");
        NS_TEST_EXPECT_MSG_EQ(error, WSAENOTSOCK, "somebody else has closed it");
        NS_TEST_EXPECT_MSG_EQ(ws.closesocket(next), 0, "the new socket is there");
    }
};

/** A process that nobody holds ends itself. */
class UnheldProcessTestCase : public CheckedTestCase
{
  public:
    UnheldProcessTestCase()
        : CheckedTestCase("A process that nobody holds lives until its last body is unwound")
    {
    }

  private:
    void
    DoRun() override
    {
        Ptr<Node> node = MakeWinsockNode();
        const std::size_t stacks = FiberStackPool::Get().GetInUse();
        Ptr<WinsockThread> thread =
            node->GetObject<WinsockStack>()->CreateProcess("unheld")->CreateThread();
        WinsockThread* self = PeekPointer(thread);
        std::size_t ended = 0;
        thread->SetFinishedHandler([self, &ended](int)
                                   { ended += self->GetProcess().IsAlive() ? 0 : 1; });
        thread->Start(
            [self]
            {
                Winsock ws(*self);
                ws.ExitProcess();
                return 0;
            });
        thread = nullptr;
        Simulator::Run();
        NS_TEST_EXPECT_MSG_EQ(ended, 1, "the handler found the process");
        NS_TEST_EXPECT_MSG_EQ(FiberStackPool::Get().GetInUse(), stacks, "the stack is back");
        Simulator::Destroy();
    }
};

class WinsockHardCasesTestSuite : public TestSuite
{
  public:
    WinsockHardCasesTestSuite()
        : TestSuite("winsock-hard-cases", TestSuite::Type::UNIT)
    {
        AddTestCase(new BadPointersTestCase);
        AddTestCase(new PeekWithoutRoomTestCase);
        AddTestCase(new BrokenListenerTestCase);
        AddTestCase(new GroupsTestCase);
        AddTestCase(new ReusedHandleTestCase);
        AddTestCase(new UnheldProcessTestCase);
    }
};

WinsockHardCasesTestSuite g_winsockHardCasesTestSuite;

} // namespace
