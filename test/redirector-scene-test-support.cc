/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "redirector-scene-test-support.h"

#include "ns3/inet-socket-address.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/pass-through-layer.h"
#include "ns3/string.h"
#include "ns3/winsock-address-text.h"

namespace ns3::winsock::test
{

RedirectorScene::RedirectorScene(Scene& scene, const std::string& handles, const Scene::Link& link)
    : t(scene),
      library(CreateObject<RedirectorLibrary>())
{
    library->SetAttribute("Handles", StringValue(handles));
    library->SetAttribute("Proxy",
                          AddressValue(InetSocketAddress(Ipv4Address(Scene::SERVER), PROXY_PORT)));
    library->TraceConnectWithoutContext("Redirected",
                                        MakeCallback(&RedirectorScene::OnRedirected, this));
    proxy.GetProxy()->TraceConnectWithoutContext("Request",
                                                 MakeCallback(&RedirectorScene::OnRequest, this));
    t.Build(link);
    InstallLayers(t.client, {library});
}

void
RedirectorScene::Surround(const std::vector<HandleKind>& above,
                          const std::vector<HandleKind>& below)
{
    std::vector<Ptr<LayerLibrary>> libraries;
    const auto add = [&](const std::vector<HandleKind>& kinds)
    {
        for (const HandleKind kind : kinds)
        {
            libraries.push_back(CreateObject<PassThroughLibrary>());
            libraries.back()->SetAttribute(
                "Handles", StringValue(kind == HandleKind::IFS ? "IFS" : "NON_IFS"));
        }
    };
    add(above);
    libraries.push_back(library);
    add(below);
    InstallLayers(t.client, libraries);
}

void
RedirectorScene::RunProxy()
{
    ApplicationContainer applications = proxy.Install(t.server);
    applications.Start(Seconds(1));
    applications.Stop(Seconds(500));
}

void
RedirectorScene::RunFalseProxy(const std::vector<Line>& lines, bool stays)
{
    t.Program(t.server,
              [this, lines, stays](Winsock& ws)
              {
                  const SOCKET s = AcceptOne(ws, PROXY_PORT);
                  for (const Line& line : lines)
                  {
                      std::string text(line.hears, 0);
                      const int count =
                          line.hears == 0
                              ? 0
                              : ws.recv(s, text.data(), static_cast<int>(line.hears), MSG_WAITALL);
                      heard.append(text, 0, count > 0 ? static_cast<std::size_t>(count) : 0);
                      ws.Sleep(static_cast<DWORD>(line.pause.GetMilliSeconds()));
                      SendText(ws, s, line.says);
                  }
                  if (stays)
                  {
                      heard += ReceiveAll(ws, s);
                  }
                  ws.closesocket(s);
              });
}

void
RedirectorScene::OnRequest(const Socks5Request& request)
{
    requests.push_back(request);
}

void
RedirectorScene::OnRedirected(const RedirectionReport& report)
{
    reports.push_back(report);
}

std::string
NoAuthentication()
{
    return std::string("\x05\x00", 2);
}

std::string
ReplyBytes(uint8_t reply)
{
    return std::string{5, static_cast<char>(reply), 0} + Socks5AddressBytes(WinsockSocketAddress());
}

SOCKET
NewStream(Winsock& ws, int family)
{
    return ws.socket(family, SOCK_STREAM, IPPROTO_TCP);
}

std::string
PeerOf(Winsock& ws, SOCKET s)
{
    SOCKADDR_STORAGE name{};
    INT length = sizeof(name);
    if (ws.getpeername(s, reinterpret_cast<SOCKADDR*>(&name), &length) == SOCKET_ERROR)
    {
        return Scene::NameOf(ws.WSAGetLastError());
    }
    return SocketAddressText(reinterpret_cast<const SOCKADDR*>(&name), length);
}

} // namespace ns3::winsock::test
