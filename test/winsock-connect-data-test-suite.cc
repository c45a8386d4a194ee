/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// WSAConnect, WSASendDisconnect and WSARecvDisconnect: connections with data at both ends of their
// life, which TCP does not have (R-CON-6, R-SHD-5).

#include "layer-scene-test-support.h"
#include "stream-scene-test-support.h"

#include <string>
#include <utility>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

void
ConnectForms(Scene& t, const std::vector<HandleKind>& kinds)
{
    t.Build();
    InstallPassThroughLayers(t.client, kinds);
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET s = AcceptOne(ws);
                  t.Equal(ReceiveAll(ws, s), std::string("x"), "the connection works");
                  ws.closesocket(s);
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKADDR_IN server = ServerAddress();
            const auto* const name = reinterpret_cast<const SOCKADDR*>(&server);
            const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, 0);
            char bytes[4] = {};
            WSABUF data{sizeof(bytes), bytes};
            QOS quality{};
            const auto connect = [&](LPWSABUF caller, LPWSABUF callee, LPQOS own, LPQOS group)
            { return ws.WSAConnect(s, name, sizeof(server), caller, callee, own, group); };
            t.Fails(ws,
                    connect(&data, nullptr, nullptr, nullptr),
                    WSAEPROTONOSUPPORT,
                    "R-CON-6: caller data");
            t.Fails(ws,
                    connect(nullptr, nullptr, nullptr, &quality),
                    WSAEINVAL,
                    "R-CON-6: quality of a group");
            t.Fails(ws,
                    connect(nullptr, nullptr, &quality, nullptr),
                    WSAEOPNOTSUPP,
                    "R-CON-6: quality");
            t.Fails(ws,
                    connect(nullptr, reinterpret_cast<LPWSABUF>(uintptr_t{8}), nullptr, nullptr),
                    WSAEFAULT,
                    "callee data nowhere");
            t.Fails(ws,
                    ws.WSAConnect(s, nullptr, 16, nullptr, nullptr, nullptr, nullptr),
                    WSAEFAULT,
                    "R-CON-1: no address");
            t.Fails(ws,
                    ws.WSAConnect(4711, name, 16, nullptr, nullptr, nullptr, nullptr),
                    WSAENOTSOCK,
                    "no handle");
            t.Works(ws, connect(nullptr, &data, nullptr, nullptr), "the same socket can connect");
            t.Equal(data.len, 0U, "R-CON-6: no data of the callee's");
            t.Fails(
                ws, connect(nullptr, nullptr, nullptr, nullptr), WSAEISCONN, "R-CON-1: as connect");
            SendText(ws, s, "x");
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
}

void
Disconnects(Scene& t, const std::vector<HandleKind>& kinds)
{
    t.Build();
    InstallPassThroughLayers(t.client, kinds);
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET s = AcceptOne(ws);
                  t.Equal(ReceiveAll(ws, s), std::string("x"), "R-SHD-5: the end is seen");
                  ws.Sleep(1000);
                  ws.closesocket(s);
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            char bytes[4] = {};
            WSABUF data{sizeof(bytes), bytes};
            const SOCKET fresh = ws.socket(AF_INET, SOCK_STREAM, 0);
            t.Fails(ws, ws.WSASendDisconnect(fresh, nullptr), WSAENOTCONN, "R-SHD-5");
            t.Fails(ws, ws.WSARecvDisconnect(fresh, nullptr), WSAENOTCONN, "R-SHD-5");
            t.Fails(ws, ws.WSASendDisconnect(4711, nullptr), WSAENOTSOCK, "no handle");
            t.Fails(ws, ws.WSARecvDisconnect(4711, nullptr), WSAENOTSOCK, "no handle");
            ws.closesocket(fresh);
            const SOCKET s = ConnectNew(ws, ServerAddress());
            t.Fails(ws, ws.WSASendDisconnect(s, &data), WSAENOPROTOOPT, "R-SHD-5: data");
            t.Works(ws, SendText(ws, s, "x"), "R-SHD-5: nothing was shut");
            t.Works(ws, ws.WSASendDisconnect(s, nullptr), "R-SHD-5: as shutdown");
            t.Fails(ws, SendText(ws, s, "y"), WSAESHUTDOWN, "R-SHD-2: sending is over");
            t.Fails(ws,
                    ws.WSARecvDisconnect(s, reinterpret_cast<LPWSABUF>(uintptr_t{8})),
                    WSAEFAULT,
                    "R-SHD-5: no place for data");
            t.Works(ws, ws.WSARecvDisconnect(s, &data), "R-SHD-5: as shutdown");
            t.Equal(data.len, 0U, "R-SHD-5: no data of the peer's");
            t.Fails(ws, ws.recv(s, bytes, 1, 0), WSAESHUTDOWN, "R-SHD-2: receiving is over");
            t.Works(ws, ws.closesocket(s), "R-SHD-5: neither has closed the socket");
        },
        Seconds(4));
    t.Play();
}

class ConnectDataTestSuite : public TestSuite
{
  public:
    ConnectDataTestSuite()
        : TestSuite("winsock-connect-data", TestSuite::Type::UNIT)
    {
        const std::vector<HandleKind> layers = {HandleKind::NON_IFS, HandleKind::IFS};
        Add("R-CON-6: WSAConnect", [](Scene& t) { ConnectForms(t, {}); });
        Add("R-CON-6: WSAConnect through layers", [=](Scene& t) { ConnectForms(t, layers); });
        Add("R-SHD-5: disconnects", [](Scene& t) { Disconnects(t, {}); });
        Add("R-SHD-5: disconnects through layers", [=](Scene& t) { Disconnects(t, layers); });
    }

  private:
    void
    Add(const std::string& name, Scene::Script script)
    {
        AddTestCase(new Scene(name, std::move(script)));
    }
};

ConnectDataTestSuite g_connectDataTestSuite;

} // namespace
