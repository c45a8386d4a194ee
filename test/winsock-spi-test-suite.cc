/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The service provider interface itself: versions, tables, errors that a provider forgets, and which
// function of it each call of a program becomes.

#include "catalog-test-support.h"
#include "scene-test-support.h"
#include "stream-scene-test-support.h"

#include "ns3/call-record.h"
#include "ns3/callback.h"
#include "ns3/provider-upcalls.h"
#include "ns3/service-provider.h"
#include "ns3/winsock-base-provider.h"
#include "ns3/winsock-process.h"

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace ns3::winsock::test
{

namespace
{

/// Runs a program on one node.
void
PlayAlone(Scene& t, const SceneProgram& program)
{
    t.Build();
    t.Program(t.client, program);
    t.Play();
}

// ---------------------------------------------------------------- versions

void
Versions(Scene& t)
{
    /// A row of the table that the page of WSPStartup has.
    struct Row
    {
        WORD lowest;    // that the provider knows
        WORD highest;   // that the provider knows
        WORD requested; // by the library
        WORD use;       // what the provider says; 0 for a refusal
    };

    const WORD v10 = MAKEWORD(1, 0);
    const WORD v11 = MAKEWORD(1, 1);
    const WORD v20 = MAKEWORD(2, 0);
    const WORD v22 = MAKEWORD(2, 2);
    const Row rows[] = {
        {v11, v11, v11, v11},
        {v10, v10, v11, v10},
        {v10, v11, v10, v10},
        {v10, v10, v11, v10},
        {v11, v11, v10, 0},
        {v11, v11, v20, v11},
        {v20, v20, v20, v20},
        {v22, v22, v22, v22},
        // As plain numbers 2.0 is less than 1.1, which has its minor version in the high byte.
        {v20, v20, v11, 0},
        {v11, v20, v20, v20},
    };
    for (const Row& row : rows)
    {
        WORD use = 0;
        const int error = NegotiateVersion(row.requested, row.lowest, row.highest, use);
        t.Equal(Scene::NameOf(error),
                Scene::NameOf(row.use == 0 ? WSAVERNOTSUPPORTED : 0),
                "R-SPI-4, R-SPI-5: result");
        t.Equal(use, row.use, "R-SPI-4, R-SPI-5: version");
    }
    t.Build();
    t.Play();
}

void
Startup(Scene& t)
{
    PlayAlone(
        t,
        [&](Winsock& ws)
        {
            const Ptr<ServiceProvider> provider = ns3::Create<WinsockBaseProvider>();
            const CatalogEntry& entry = *ws.GetProcess().GetCatalog().begin();
            provider->Attach(ws.GetProcess(), entry.Id(), 0);
            WSAPROTOCOL_INFOW info = entry.info;
            WSPDATA data{};
            WSPPROC_TABLE table{};
            const auto start = [&](WORD version, LPWSPDATA d, LPWSPPROC_TABLE p)
            { return Scene::NameOf(provider->WSPStartup(version, d, &info, GetUpcallTable(), p)); };
            const WORD v22 = MAKEWORD(2, 2);
            t.Equal(start(v22, nullptr, &table), std::string("WSAEFAULT"), "R-SPI-2: data");
            t.Equal(start(v22, &data, nullptr), std::string("WSAEFAULT"), "R-SPI-2: table");
            t.Equal(start(MAKEWORD(2, 1), &data, &table),
                    std::string("WSAVERNOTSUPPORTED"),
                    "R-SPI-2, R-SPI-4");
            t.True(!table.lpWSPSocket, "a refusal leaves the table");
            t.Equal(start(MAKEWORD(3, 0), &data, &table), Scene::NameOf(0), "R-SPI-4: newer");
            t.Equal(data.wVersion, v22, "R-SPI-3: the version to use");
            t.Equal(data.wHighVersion, v22, "R-SPI-3: the highest known");
            t.True(data.szDescription[0] != 0, "R-SPI-3: a description");
            t.True(table.lpWSPSocket && table.lpWSPStringToAddress, "R-SPI-6: the table");
            int error = 0;
            t.Equal(provider->WSPCleanup(&error), 0, "R-SPI-9: balanced");
            t.Equal(provider->WSPCleanup(&error), SOCKET_ERROR, "R-SPI-10: once too often");
            t.Equal(Scene::NameOf(error), std::string("WSANOTINITIALISED"), "R-SPI-10");
        });
}

/// The upcall table has the fifteen members of ws2spi.h in their order, and none is empty.
void
UpcallTable(Scene& t)
{
    using Table = WSPUPCALLTABLE;
    const std::size_t offsets[] = {
        offsetof(Table, lpWPUCloseEvent),
        offsetof(Table, lpWPUCloseSocketHandle),
        offsetof(Table, lpWPUCreateEvent),
        offsetof(Table, lpWPUCreateSocketHandle),
        offsetof(Table, lpWPUFDIsSet),
        offsetof(Table, lpWPUGetProviderPath),
        offsetof(Table, lpWPUModifyIFSHandle),
        offsetof(Table, lpWPUPostMessage),
        offsetof(Table, lpWPUQueryBlockingCallback),
        offsetof(Table, lpWPUQuerySocketHandleContext),
        offsetof(Table, lpWPUQueueApc),
        offsetof(Table, lpWPUResetEvent),
        offsetof(Table, lpWPUSetEvent),
        offsetof(Table, lpWPUOpenCurrentThread),
        offsetof(Table, lpWPUCloseThread),
    };
    std::size_t expected = 0;
    std::set<const void*> functions;
    for (const std::size_t offset : offsets)
    {
        t.Equal(offset, expected, "R-SPI-7: order");
        expected += sizeof(void*);
        const auto* table = reinterpret_cast<const unsigned char*>(&GetUpcallTable());
        functions.insert(*reinterpret_cast<const void* const*>(table + offset));
    }
    t.Equal(sizeof(Table), expected, "R-SPI-7: fifteen members");
    t.Equal(functions.size(), std::size_t{15}, "R-SPI-7: each its own function");
    t.True(functions.count(nullptr) == 0, "R-SPI-7: none empty");
    t.Build();
    t.Play();
}

// ---------------------------------------------------------------- errors

/// A provider whose functions fail without saying why.
class SilentProvider : public ServiceProvider
{
  public:
    std::string
    GetName() const override
    {
        return "silent";
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

    SOCKET
    WSPSocket(
        int, int, int protocol, LPWSAPROTOCOL_INFOW entry, GROUP, DWORD, LPINT lpErrno) override
    {
        g_protocols.push_back(protocol);
        return m_refuses ? INVALID_SOCKET
                         : m_upcalls.lpWPUCreateSocketHandle(entry->dwCatalogEntryId, 0, lpErrno);
    }

    int
    WSPListen(SOCKET, int, LPINT) override
    {
        m_refuses = true;
        return SOCKET_ERROR;
    }

    BOOL
    WSPGetOverlappedResult(SOCKET, LPWSAOVERLAPPED, LPDWORD, BOOL, LPDWORD, LPINT) override
    {
        return FALSE;
    }

    int
    WSPCleanup(LPINT) override
    {
        return 0;
    }

    static std::vector<int> g_protocols; //!< that WSPSocket was called with

  private:
    WSPUPCALLTABLE m_upcalls{};
    bool m_refuses{false};
};

std::vector<int> SilentProvider::g_protocols;

/// Gives the client nothing but entries of a silent provider.
void
InstallSilent(Scene& t, const std::vector<CatalogEntry>& entries)
{
    StackOf(t.client)->SetCatalog(MakeCatalog(entries));
    StackOf(t.client)->GetProviderRegistry().SetUnknownLibraries(
        []() -> Ptr<ServiceProvider> { return ns3::Create<SilentProvider>(); });
}

void
ForgottenErrors(Scene& t)
{
    const InventedErrors invented({WSASYSCALLFAILURE}, "R-SPI-12: the provider gives no error");
    t.Build();
    InstallSilent(t, {MakeBase("silent", AF_INET, SOCK_STREAM, IPPROTO_TCP)});
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET s = t.Works(ws, ws.socket(AF_INET, SOCK_STREAM, 0), "a socket");
                  t.Fails(ws, ws.listen(s, 1), WSASYSCALLFAILURE, "R-SPI-12: of type int");
                  DWORD bytes = 0;
                  WSAOVERLAPPED overlapped{};
                  t.True(!ws.WSAGetOverlappedResult(s, &overlapped, &bytes, FALSE, &bytes), "BOOL");
                  t.Equal(Scene::NameOf(ws.WSAGetLastError()),
                          std::string("WSASYSCALLFAILURE"),
                          "R-SPI-12: of type BOOL");
                  t.Fails(ws,
                          ws.socket(AF_INET, SOCK_STREAM, 0),
                          WSASYSCALLFAILURE,
                          "R-SPI-12: of type SOCKET");
              });
    t.Play();
}

/// Only the old call turns the number of a NetBIOS adapter round.
void
NetBiosAdapters(Scene& t)
{
    t.Build();
    InstallSilent(t,
                  {MakeBase("first adapter", AF_NETBIOS, SOCK_DGRAM, -1),
                   MakeBase("second adapter", AF_NETBIOS, SOCK_DGRAM, -2)});
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  SilentProvider::g_protocols.clear();
                  t.Works(ws, ws.socket(AF_NETBIOS, SOCK_DGRAM, 2), "positive");
                  t.Works(ws, ws.socket(AF_NETBIOS, SOCK_DGRAM, -1), "negative");
                  t.True(SilentProvider::g_protocols == std::vector<int>{-2, -1}, "R-SEL-5");
                  t.Fails(ws,
                          ws.WSASocket(AF_NETBIOS, SOCK_DGRAM, 2, nullptr, 0, 0),
                          WSAEPROTONOSUPPORT,
                          "R-SEL-5: not the newer call");
              });
    t.Play();
}

// ---------------------------------------------------------------- from the API to the SPI

/// Remembers the first function of the SPI below each call of the API.
class Mapping
{
  public:
    void
    Listen(Ptr<Node> node)
    {
        StackOf(node)->TraceConnectWithoutContext("Call", MakeCallback(&Mapping::OnCall, this));
    }

    std::map<std::string, std::string> below; //!< by the function of the API

  private:
    void
    OnCall(const CallRecord& record)
    {
        if (record.phase != CallRecord::Phase::ENTER || record.depth > 1)
        {
            return;
        }
        if (record.depth == 0)
        {
            m_current = record.function;
        }
        else
        {
            below.emplace(m_current, record.function);
        }
    }

    std::string m_current;
};

void
ApiToSpi(Scene& t)
{
    Mapping mapping;
    t.Build();
    mapping.Listen(t.client);
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET s = AcceptOne(ws);
                  SendText(ws, s, "text");
                  ReceiveAll(ws, s);
                  ws.closesocket(s);
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            std::string text = "x";
            const SOCKADDR_IN address = ServerAddress();
            const auto* name = reinterpret_cast<const SOCKADDR*>(&address);
            WSABUF buffer{1, text.data()};
            DWORD bytes = 0;
            DWORD flags = 0;
            char byte;
            SOCKADDR_STORAGE from;
            INT fromlen = sizeof(from);
            auto* fromName = reinterpret_cast<SOCKADDR*>(&from);
            const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, 0);
            ws.closesocket(ws.WSASocket(AF_INET, SOCK_DGRAM, 0, nullptr, 0, 0));
            BindTo(ws, s, Ip4(Scene::ANY, 0));
            ConnectTo(ws, s, address);
            ws.WSAConnect(s, name, sizeof(address), nullptr, nullptr, nullptr, nullptr);
            ws.listen(s, 1);
            ws.accept(s, nullptr, nullptr);
            ws.WSAAccept(s, nullptr, nullptr, nullptr, 0);
            ws.send(s, "x", 1, 0);
            ws.sendto(s, "x", 1, 0, name, sizeof(address));
            ws.recv(s, &byte, 1, 0);
            ws.recvfrom(s, &byte, 1, 0, fromName, &fromlen);
            ws.WSASend(s, &buffer, 1, &bytes, 0, nullptr, nullptr);
            ws.WSASendTo(s, &buffer, 1, &bytes, 0, name, sizeof(address), nullptr, nullptr);
            ws.WSARecv(s, &buffer, 1, &bytes, &flags, nullptr, nullptr);
            ws.WSARecvFrom(s, &buffer, 1, &bytes, &flags, fromName, &fromlen, nullptr, nullptr);
            fd_set set{};
            FD_SET(s, &set);
            ws.select(0, nullptr, &set, nullptr, nullptr);
            ULONG argument = 0;
            ws.ioctlsocket(s, FIONREAD, &argument);
            GetNumber(ws, s, SOL_SOCKET, SO_TYPE);
            SetNumber(ws, s, SOL_SOCKET, SO_RCVBUF, 8192);
            ws.getsockname(s, fromName, &fromlen);
            ws.getpeername(s, fromName, &fromlen);
            ws.WSAEventSelect(s, nullptr, 0);
            WSANETWORKEVENTS events{};
            ws.WSAEnumNetworkEvents(s, nullptr, &events);
            ws.shutdown(s, SD_SEND);
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
    const std::map<std::string, std::string> expected{
        {"WSAAccept", "WSPAccept"},
        {"WSAConnect", "WSPConnect"},
        {"WSACleanup", "WSPCleanup"},
        {"WSAEnumNetworkEvents", "WSPEnumNetworkEvents"},
        {"WSAEventSelect", "WSPEventSelect"},
        {"WSARecv", "WSPRecv"},
        {"WSARecvFrom", "WSPRecvFrom"},
        {"WSASend", "WSPSend"},
        {"WSASendTo", "WSPSendTo"},
        {"WSASocketW", "WSPSocket"},
        {"accept", "WSPAccept"},
        {"bind", "WSPBind"},
        {"closesocket", "WSPCloseSocket"},
        {"connect", "WSPConnect"},
        {"getpeername", "WSPGetPeerName"},
        {"getsockname", "WSPGetSockName"},
        {"getsockopt", "WSPGetSockOpt"},
        {"ioctlsocket", "WSPIoctl"},
        {"listen", "WSPListen"},
        {"recv", "WSPRecv"},
        {"recvfrom", "WSPRecvFrom"},
        {"select", "WSPSelect"},
        {"send", "WSPSend"},
        {"sendto", "WSPSendTo"},
        {"setsockopt", "WSPSetSockOpt"},
        {"shutdown", "WSPShutdown"},
        {"socket", "WSPStartup"}, // the provider is loaded first (R-SPI-8)
    };
    for (const auto& [function, provider] : expected)
    {
        t.Equal(mapping.below[function], provider, "R-SPI-13: " + function);
    }
    t.Equal(mapping.below.size(), expected.size(), "R-SPI-13: and nothing else");
}

class SpiTestSuite : public TestSuite
{
  public:
    SpiTestSuite()
        : TestSuite("winsock-spi", TestSuite::Type::UNIT)
    {
        const std::pair<const char*, void (*)(Scene&)> scripts[] = {
            {"R-SPI-4, R-SPI-5: versions", Versions},
            {"R-SPI-2, R-SPI-3, R-SPI-10: startup and cleanup", Startup},
            {"R-SPI-7: the upcall table", UpcallTable},
            {"R-SPI-12: errors that a provider forgets", ForgottenErrors},
            {"R-SEL-5: NetBIOS adapters", NetBiosAdapters},
            {"R-SPI-13: from the API to the SPI", ApiToSpi},
        };
        for (const auto& [name, script] : scripts)
        {
            AddTestCase(new Scene(name, script));
        }
    }
};

SpiTestSuite g_spiTestSuite;

} // namespace

} // namespace ns3::winsock::test
