/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// SO_UPDATE_ACCEPT_CONTEXT and SO_UPDATE_CONNECT_CONTEXT, without layers and through layers that change
// nothing.

#include "io-scene-test-support.h"

#include "ns3/winsock-extensions.h"
#include "ns3/winsock-ioctls.h"

#include <algorithm>
#include <string>
#include <utility>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

/// Room for an address in AcceptEx's buffer.
constexpr DWORD ROOM = sizeof(SOCKADDR_IN) + 16;

/// @return whether a relay is among the layers, which needs the context for itself
bool
HasCodec(const Layers& layers)
{
    return std::find(layers.begin(), layers.end(), Unnoticed::CODEC) != layers.end();
}

int
AskPeer(Winsock& ws, SOCKET s)
{
    SOCKADDR_IN name{};
    INT length = sizeof(name);
    return ws.getpeername(s, reinterpret_cast<SOCKADDR*>(&name), &length);
}

int
UpdateAccept(Winsock& ws, SOCKET s, SOCKET listener, int length = sizeof(SOCKET))
{
    return ws.setsockopt(
        s, SOL_SOCKET, SO_UPDATE_ACCEPT_CONTEXT, reinterpret_cast<const char*>(&listener), length);
}

/// What a program may do with a socket that AcceptEx or ConnectEx has connected, and nothing more.
void
CheckPending(Scene& t, const Layers& layers, Winsock& ws, SOCKET s)
{
    if (!HasCodec(layers))
    {
        t.Fails(ws, AskPeer(ws, s), WSAENOTCONN, "R-OPT-8: getpeername before the update");
        t.Fails(ws, ws.shutdown(s, SD_SEND), WSAENOTCONN, "R-OPT-8: shutdown before the update");
    }
    t.Works(ws, SendText(ws, s, "hello"), "data goes all the same");
}

void
AcceptContext(Scene& t, const Layers& layers)
{
    BuildThrough(t, layers);
    t.Program(
        t.server,
        [&](Winsock& ws)
        {
            const SOCKET listener = ListenAt(ws, Ip4(Scene::ANY, PORT));
            SetNumber(ws, listener, SOL_SOCKET, SO_KEEPALIVE, 1);
            const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, 0);
            char buffer[2 * ROOM];
            OVERLAPPED overlapped{};
            overlapped.hEvent = ws.CreateEvent(nullptr, TRUE, FALSE, nullptr);
            ws.AcceptEx(listener, s, buffer, 0, ROOM, ROOM, nullptr, &overlapped);
            ws.WaitForSingleObject(overlapped.hEvent, INFINITE);
            CheckPending(t, layers, ws, s);
            t.Equal(GetNumber(ws, s, SOL_SOCKET, SO_KEEPALIVE), 0, "R-OPT-8: its own options");
            t.Fails(ws, UpdateAccept(ws, s, listener, 2), WSAEFAULT, "R-OPT-8: half a handle");
            t.Fails(ws, UpdateAccept(ws, s, 4444), WSAENOTSOCK, "R-OPT-8: no handle");
            t.Fails(ws, UpdateAccept(ws, s, s), WSAEINVAL, "R-OPT-8: no listener");
            t.Works(ws, UpdateAccept(ws, s, listener), "R-OPT-8: the update");
            t.Equal(GetNumber(ws, s, SOL_SOCKET, SO_KEEPALIVE), 1, "R-ACC-4: the listener's");
            t.Works(ws, AskPeer(ws, s), "R-OPT-8: getpeername");
            t.Works(ws, ws.shutdown(s, SD_SEND), "R-OPT-8: shutdown");
            t.Equal(ReceiveAll(ws, s), std::string(), "the client's end");
            const SOCKET unused = ws.socket(AF_INET, SOCK_STREAM, 0);
            t.Fails(ws, UpdateAccept(ws, unused, listener), WSAEINVAL, "R-OPT-8: not connected");
        });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ConnectNew(ws, ServerAddress());
            t.Equal(ReceiveAll(ws, s), std::string("hello"), "R-OPT-8: up to the shutdown");
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
}

void
ConnectContext(Scene& t, const Layers& layers)
{
    BuildThrough(t, layers);
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET s = AcceptOne(ws);
                  t.Equal(ReceiveAll(ws, s), std::string("hello"), "R-OPT-8: up to the shutdown");
                  ws.closesocket(s);
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, 0);
            BindTo(ws, s, Ip4(Scene::ANY, 0));
            LPFN_CONNECTEX connectEx = nullptr;
            GUID id = WSAID_CONNECTEX;
            DWORD bytes = 0;
            ws.WSAIoctl(s,
                        SIO_GET_EXTENSION_FUNCTION_POINTER,
                        &id,
                        sizeof(id),
                        &connectEx,
                        sizeof(connectEx),
                        &bytes,
                        nullptr,
                        nullptr);
            const SOCKADDR_IN name = ServerAddress();
            OVERLAPPED overlapped{};
            overlapped.hEvent = ws.CreateEvent(nullptr, TRUE, FALSE, nullptr);
            connectEx(s,
                      reinterpret_cast<const SOCKADDR*>(&name),
                      sizeof(name),
                      nullptr,
                      0,
                      nullptr,
                      &overlapped);
            ws.WaitForSingleObject(overlapped.hEvent, INFINITE);
            CheckPending(t, layers, ws, s);
            t.Works(ws,
                    ws.setsockopt(s, SOL_SOCKET, SO_UPDATE_CONNECT_CONTEXT, nullptr, 0),
                    "R-OPT-8: the update");
            t.Works(ws, AskPeer(ws, s), "R-OPT-8: getpeername");
            t.Works(ws, ws.shutdown(s, SD_SEND), "R-OPT-8: shutdown");
            t.Equal(ReceiveAll(ws, s), std::string(), "the server's end");
        },
        Seconds(4));
    t.Play();
}

class ExtensionContextTestSuite : public TestSuite
{
  public:
    ExtensionContextTestSuite()
        : TestSuite("winsock-extension-context", TestSuite::Type::UNIT)
    {
        using Script = void (*)(Scene&, const Layers&);
        const std::pair<const char*, Script> scripts[] = {
            {"R-OPT-8: SO_UPDATE_ACCEPT_CONTEXT", AcceptContext},
            {"R-OPT-8: SO_UPDATE_CONNECT_CONTEXT", ConnectContext},
        };
        for (const auto& [name, script] : scripts)
        {
            for (const Layers& layers : EveryArrangement())
            {
                AddTestCase(new Scene(NameWith(name, layers),
                                      [script = script, layers](Scene& t) { script(t, layers); }));
            }
        }
    }
};

const ExtensionContextTestSuite g_extensionContextTestSuite;

} // namespace
