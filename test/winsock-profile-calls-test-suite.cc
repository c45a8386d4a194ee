/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Calls that only some profiles have: each is made on each profile.

#include "scene-test-support.h"

#include "ns3/call-refusals.h"
#include "ns3/device-profile.h"
#include "ns3/layer-library.h"
#include "ns3/pass-through-layer.h"
#include "ns3/protocol-catalog-builder.h"
#include "ns3/provider-upcalls.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"
#include "ns3/winsock-layer-helper.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-thread.h"

#include <memory>
#include <set>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

/// The calls of one program on one profile, each compared with the profile's table.
class OptionalCalls
{
  public:
    OptionalCalls(Scene& t, Winsock& ws, int family)
        : m_t(t),
          m_ws(ws),
          m_family(family)
    {
    }

    void
    MakeAll()
    {
        m_datagram = m_t.Works(
            m_ws, m_ws.socket(m_family, SOCK_DGRAM, IPPROTO_UDP), "a datagram socket on all");
        m_stream = m_t.Works(
            m_ws, m_ws.socket(m_family, SOCK_STREAM, IPPROTO_TCP), "a stream socket on all");
        MakeSocketCalls();
        MakeWindowCalls();
        MakeOverlappedCalls();
        MakeFileCalls();
        MakeOptionCalls();
        MakeCatalogCalls();
        MakeSelectCall();
        MakeHookCalls();
    }

  private:
    int
    Refusal(OptionalCall call) const
    {
        return StackOf(m_t.client)->GetRefusal(call);
    }

    /// Compares what a call gave with the table. @param otherwise where the profile has the call
    void
    Expect(OptionalCall call, int error, int otherwise, const std::string& what)
    {
        const int refusal = Refusal(call);
        m_t.Equal(Scene::NameOf(error),
                  Scene::NameOf(refusal != 0 ? refusal : otherwise),
                  StackOf(m_t.client)->GetProfileName() + ": " + what);
    }

    /// @return the last error after a failure, 0 after a success
    int
    ErrorOf(bool failed) const
    {
        return failed ? m_ws.WSAGetLastError() : 0;
    }

    void
    MakeSocketCalls()
    {
        const SOCKADDR_IN name = Ip4(Scene::SERVER, 9);
        const auto* where = reinterpret_cast<const SOCKADDR*>(&name);
        const SOCKET leaf = m_ws.WSAJoinLeaf(
            m_datagram, where, sizeof(name), nullptr, nullptr, nullptr, nullptr, JL_BOTH);
        Expect(OptionalCall::JOIN_LEAF,
               ErrorOf(leaf == INVALID_SOCKET),
               WSAEINVAL,
               "R-CE-103: WSAJoinLeaf");
        const SOCKET group =
            m_ws.WSASocketW(m_family,
                            SOCK_DGRAM,
                            IPPROTO_UDP,
                            nullptr,
                            0,
                            WSA_FLAG_MULTIPOINT_C_LEAF | WSA_FLAG_MULTIPOINT_D_LEAF);
        Expect(OptionalCall::MULTIPOINT,
               ErrorOf(group == INVALID_SOCKET),
               0,
               "R-CE-103: a multipoint socket");
        WSAPROTOCOL_INFOW info{};
        const int copied = m_ws.WSADuplicateSocketW(m_datagram, m_ws.GetProcess().GetId(), &info);
        Expect(OptionalCall::DUPLICATE_SOCKET,
               ErrorOf(copied != 0),
               0,
               "R-CE-104: WSADuplicateSocket");
    }

    void
    MakeWindowCalls()
    {
        const HWND window = m_ws.CreateMessageWindow();
        const SOCKET s = m_ws.socket(m_family, SOCK_DGRAM, IPPROTO_UDP);
        const int selected = m_ws.WSAAsyncSelect(s, window, 0x400, FD_READ);
        Expect(OptionalCall::ASYNC_SELECT, ErrorOf(selected != 0), 0, "R-CE-105: WSAAsyncSelect");
        const HANDLE task =
            m_ws.WSAAsyncGetProtoByName(window, 0x401, "tcp", m_answer, sizeof(m_answer));
        Expect(OptionalCall::ASYNC_GET, ErrorOf(!task), 0, "R-CE-105: WSAAsyncGetProtoByName");
        const int cancelled = m_ws.WSACancelAsyncRequest(nullptr);
        Expect(OptionalCall::CANCEL_ASYNC,
               ErrorOf(cancelled != 0),
               WSAEINVAL,
               "R-CE-105: WSACancelAsyncRequest");
    }

    void
    MakeOverlappedCalls()
    {
        int error = 0;
        WSATHREADID thread{&m_ws.GetThread(), m_ws.GetThread().GetId()};
        const int queued = GetUpcallTable().lpWPUQueueApc(
            &thread, [](DWORD_PTR) {}, 0, &error);
        Expect(OptionalCall::QUEUE_APC, queued == 0 ? 0 : error, 0, "R-CE-107: WPUQueueApc");
        const SOCKET s = m_ws.socket(m_family, SOCK_DGRAM, IPPROTO_UDP);
        const HANDLE port = m_ws.CreateIoCompletionPort(reinterpret_cast<HANDLE>(s), nullptr, 0, 0);
        Expect(OptionalCall::COMPLETION_PORT,
               ErrorOf(!port),
               0,
               "R-CE-109: CreateIoCompletionPort with a socket");
        BindSomewhere(s);
        WSABUF buffer{sizeof(m_answer), m_answer};
        DWORD flags = 0;
        const int received = m_ws.WSARecv(s, &buffer, 1, nullptr, &flags, &m_request, nullptr);
        Expect(OptionalCall::OVERLAPPED,
               ErrorOf(received != 0),
               WSA_IO_PENDING,
               "WSARecv with a WSAOVERLAPPED");
        m_ws.closesocket(s);
    }

    void
    BindSomewhere(SOCKET s)
    {
        if (m_family == AF_INET6)
        {
            m_t.Works(m_ws, BindTo(m_ws, s, Ip6("::", 0)), "bind on all");
        }
        else
        {
            m_t.Works(m_ws, BindTo(m_ws, s, Ip4(Scene::ANY, 0)), "bind on all");
        }
    }

    void
    MakeFileCalls()
    {
        const SOCKET s = m_ws.socket(m_family, SOCK_DGRAM, IPPROTO_UDP);
        BindSomewhere(s);
        const auto file = reinterpret_cast<HANDLE>(s);
        const BOOL read = m_ws.ReadFile(file, m_answer, sizeof(m_answer), nullptr, &m_reading);
        Expect(OptionalCall::READ_OVERLAPPED,
               ErrorOf(!read),
               ERROR_IO_PENDING,
               "R-CE-109: ReadFile with an OVERLAPPED");
        const BOOL written = m_ws.WriteFile(file, "x", 1, nullptr, &m_writing);
        Expect(OptionalCall::WRITE_OVERLAPPED,
               ErrorOf(!written),
               WSAENOTCONN,
               "R-CE-109: WriteFile with an OVERLAPPED");
        m_ws.closesocket(s);
    }

    void
    MakeOptionCalls()
    {
        const auto option = [&](SOCKET s, int level, int name)
        { return ErrorOf(SetNumber(m_ws, s, level, name, 1000) != 0); };
        Expect(OptionalCall::RECEIVE_TIMEOUT,
               option(m_stream, SOL_SOCKET, SO_RCVTIMEO),
               0,
               "R-CE-117: SO_RCVTIMEO");
        Expect(OptionalCall::SEND_TIMEOUT,
               option(m_stream, SOL_SOCKET, SO_SNDTIMEO),
               0,
               "R-CE-117: SO_SNDTIMEO");
        Expect(OptionalCall::RECEIVE_LOW_WATER,
               option(m_stream, SOL_SOCKET, SO_RCVLOWAT),
               WSAEINVAL,
               "R-CE-117: SO_RCVLOWAT");
        Expect(OptionalCall::SEND_LOW_WATER,
               option(m_stream, SOL_SOCKET, SO_SNDLOWAT),
               WSAEINVAL,
               "R-CE-117: SO_SNDLOWAT");
        Expect(OptionalCall::MAX_SEGMENT,
               option(m_stream, IPPROTO_TCP, TCP_MAXSEG),
               WSAENOPROTOOPT,
               "R-CE-117: TCP_MAXSEG");
        if (m_family == AF_INET)
        {
            Expect(OptionalCall::MULTICAST_LOOP,
                   option(m_datagram, IPPROTO_IP, IP_MULTICAST_LOOP),
                   0,
                   "R-CE-118: IP_MULTICAST_LOOP");
        }
        m_t.Works(m_ws, SetNumber(m_ws, m_stream, SOL_SOCKET, SO_RCVBUF, 1000), "SO_RCVBUF on all");
    }

    void
    MakeCatalogCalls()
    {
        std::vector<DWORD> ids;
        for (const CatalogEntry& entry : *StackOf(m_t.client)->GetCatalog())
        {
            ids.push_back(entry.info.dwCatalogEntryId);
        }
        Expect(OptionalCall::WRITE_PROVIDER_ORDER,
               m_ws.WSCWriteProviderOrder(ids.data(), static_cast<DWORD>(ids.size())),
               0,
               "R-CE-113: WSCWriteProviderOrder");
    }

    /// Sockets of one provider may be mixed, whatever they speak.
    void
    MakeSelectCall()
    {
        winsock::fd_set writing{};
        writing.fd_count = 1;
        writing.fd_array[0] = m_datagram;
        winsock::fd_set failing{};
        failing.fd_count = 1;
        failing.fd_array[0] = m_stream;
        m_t.Works(m_ws,
                  m_ws.select(0, nullptr, &writing, &failing, nullptr),
                  "R-CE-115: select over TCP and UDP on all");
    }

    void
    MakeHookCalls()
    {
        WSADATA data;
        m_ws.WSAStartup(MAKEWORD(1, 1), &data); // hooks are of version 1.1
        m_ws.WSASetBlockingHook([]() { return FALSE; });
        Expect(OptionalCall::SET_BLOCKING_HOOK,
               m_ws.WSAGetLastError(),
               0,
               "R-CE-106: WSASetBlockingHook");
        Expect(OptionalCall::UNHOOK_BLOCKING_HOOK,
               ErrorOf(m_ws.WSAUnhookBlockingHook() != 0),
               0,
               "R-CE-106: WSAUnhookBlockingHook");
        m_ws.WSASetLastError(0);
        m_ws.WSAIsBlocking();
        Expect(OptionalCall::IS_BLOCKING, m_ws.WSAGetLastError(), 0, "R-CE-106: WSAIsBlocking");
        Expect(OptionalCall::CANCEL_BLOCKING,
               ErrorOf(m_ws.WSACancelBlockingCall() != 0),
               WSAEINVAL,
               "R-CE-106: WSACancelBlockingCall");
        m_ws.WSACleanup();
    }

    Scene& m_t;                //!< what is expected
    Winsock& m_ws;             //!< who calls
    int m_family;              //!< of the sockets
    SOCKET m_datagram{0};      //!< a socket
    SOCKET m_stream{0};        //!< a socket
    char m_answer[1024]{};     //!< where answers go
    WSAOVERLAPPED m_request{}; //!< of WSARecv
    OVERLAPPED m_reading{};    //!< of ReadFile
    OVERLAPPED m_writing{};    //!< of WriteFile
};

/// @return a scene with all calls on one profile
Scene*
CallsOn(const std::string& profile)
{
    return new Scene("calls of the profile " + profile,
                     [profile](Scene& t)
                     {
                         Scene::Link link;
                         link.ipv6 = true;
                         link.client = profile;
                         t.Build(link);
                         // The table counts, not how little the device has.
                         t.Set(t.client, "MaxSocketsPerProcess", UintegerValue(64));
                         t.Set(t.client, "MaxSocketsPerSystem", UintegerValue(64));
                         std::unique_ptr<InventedErrors> invented;
                         if (FindDeviceProfile(profile)->deviceClass == "small")
                         {
                             invented = std::make_unique<InventedErrors>(
                                 std::set<int>{WSAEOPNOTSUPP},
                                 "a stack without Winsock has none of these calls");
                         }
                         const bool ipv4 =
                             StackOf(t.client)->GetCatalog()->begin()->info.iAddressFamily !=
                             AF_INET6;
                         t.Program(t.client,
                                   [&t, ipv4](Winsock& ws)
                                   { OptionalCalls(t, ws, ipv4 ? AF_INET : AF_INET6).MakeAll(); });
                         t.Play();
                     });
}

/// A layer over UDP alone comes to a device while a program runs.
void
SelectOverChains(Scene& t)
{
    t.Build("wince-6.0");
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET before = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
                  const auto library = CreateObject<PassThroughLibrary>();
                  library->SetAttribute("Name", StringValue("monitor"));
                  WinsockLayerHelper("monitor.dll", library).Install(t.client);
                  const SOCKET after = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
                  winsock::fd_set sockets{};
                  sockets.fd_count = 2;
                  sockets.fd_array[0] = before;
                  sockets.fd_array[1] = after;
                  const winsock::timeval atOnce{};
                  t.Fails(ws,
                          ws.select(0, nullptr, &sockets, nullptr, &atOnce),
                          WSAEINVAL,
                          "R-CE-114: one socket has the new chain, one the old");
                  sockets.fd_count = 1;
                  sockets.fd_array[0] = after;
                  t.Works(ws, ws.select(0, nullptr, &sockets, nullptr, &atOnce), "one chain");
                  sockets.fd_count = 1;
                  sockets.fd_array[0] = before;
                  t.Works(ws, ws.select(0, nullptr, &sockets, nullptr, &atOnce), "the other");
              });
    t.Play();
}

/// @return how many entries a program is told of
int
CountProtocols(Winsock& ws)
{
    std::vector<char> place(65536);
    DWORD length = static_cast<DWORD>(place.size());
    return ws.WSAEnumProtocolsW(
        nullptr, reinterpret_cast<LPWSAPROTOCOL_INFOW>(place.data()), &length);
}

/// @param live whether a running program sees what is installed
void
CatalogView(Scene& t, const std::string& profile, bool live)
{
    t.Build(profile);
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const int before = CountProtocols(ws);
            const auto library = CreateObject<PassThroughLibrary>();
            library->SetAttribute("Name", StringValue("monitor"));
            WinsockLayerHelper helper("monitor.dll", library);
            helper.Install(t.client);
            t.Equal(CountProtocols(ws) > before, live, "R-CE-113, R-CAT-49: " + profile);
            const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
            helper.Remove(t.client);
            t.Equal(CountProtocols(ws), before, "what was removed is gone");
            t.Works(ws,
                    SendTo(ws, s, "x", Ip4(Scene::SERVER, 9)),
                    "R-CE-114: an open socket keeps its chain");
            WSAPROTOCOL_INFOW info{};
            int length = sizeof(info);
            t.Works(ws,
                    ws.getsockopt(
                        s, SOL_SOCKET, SO_PROTOCOL_INFOW, reinterpret_cast<char*>(&info), &length),
                    "and can name it");
        });
    t.Play();
}

/// The highest version that a device grants.
void
HighestVersion(Scene& t)
{
    t.Build("wince-6.0");
    t.Set(t.client, "WinsockVersionMax", StringValue("1.1"));
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  for (const WORD asked : {MAKEWORD(2, 2), MAKEWORD(1, 1), MAKEWORD(3, 0)})
                  {
                      WSADATA data{};
                      t.Works(ws, ws.WSAStartup(asked, &data), "R-INI-2: what there is");
                      t.Equal(data.wVersion, MAKEWORD(1, 1), "R-INI-2: version 1.1");
                      t.Equal(data.wHighVersion, MAKEWORD(1, 1), "R-INI-2: highest 1.1");
                      ws.WSACleanup();
                  }
                  WSADATA data{};
                  ws.WSAStartup(MAKEWORD(1, 0), &data);
                  t.Equal(data.wVersion, MAKEWORD(1, 0), "R-INI-2: less was asked for");
                  ws.WSACleanup();
              });
    t.Play();
}

/**
 * @ingroup winsock-test
 * @brief The suite winsock-profile-calls.
 */
class WinsockProfileCallsTestSuite : public TestSuite
{
  public:
    WinsockProfileCallsTestSuite()
        : TestSuite("winsock-profile-calls", TestSuite::Type::UNIT)
    {
        for (const std::string& profile : GetDeviceProfileNames())
        {
            AddTestCase(CallsOn(profile));
        }
        AddTestCase(new Scene("R-CE-114: select over chains", SelectOverChains));
        AddTestCase(new Scene("R-CE-113: a live view of the catalog",
                              [](Scene& t) { CatalogView(t, "wince-5.0", true); }));
        AddTestCase(new Scene("R-CAT-49: a view as of the startup",
                              [](Scene& t) { CatalogView(t, "windows-nt", false); }));
        AddTestCase(new Scene("R-INI-2: the highest version", HighestVersion));
    }
};

WinsockProfileCallsTestSuite g_winsockProfileCallsTestSuite; //!< registers itself

} // namespace
