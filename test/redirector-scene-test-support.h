/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef REDIRECTOR_SCENE_TEST_SUPPORT_H
#define REDIRECTOR_SCENE_TEST_SUPPORT_H

#include "layer-scene-test-support.h"
#include "stream-scene-test-support.h"

#include "ns3/redirector-layer.h"
#include "ns3/socks5-proxy-helper.h"

#include <string>
#include <vector>

namespace ns3::winsock::test
{

/// Where the proxy of a redirector's scene listens, on the second node.
inline constexpr uint16_t PROXY_PORT = 1080;

/**
 * @ingroup winsock-test
 * @brief A scene's first node has a redirector, its second node the proxy and the target.
 */
struct RedirectorScene
{
    /**
     * @param scene is built
     * @param handles of the redirector: IFS or NON_IFS
     * @param link the wire
     */
    explicit RedirectorScene(Scene& scene,
                             const std::string& handles = "NON_IFS",
                             const Scene::Link& link = Scene::Link());

    /// Puts the redirector between other layers. @param above topmost first @param below likewise
    void Surround(const std::vector<HandleKind>& above, const std::vector<HandleKind>& below);

    /// Runs a real proxy on the second node, until well before the scene's end.
    void RunProxy();

    /// What a proxy that plays a part does at one point.
    struct Line
    {
        std::size_t hears; //!< bytes that it reads first
        std::string says;  //!< what it sends then
        Time pause{};      //!< how long it waits in between
    };

    /// Runs a program on the second node that takes one client and then plays a part, until the
    /// client closes. @param lines the part @param stays whether it waits for the client's end
    void RunFalseProxy(const std::vector<Line>& lines, bool stays = true);

    Scene& t;                               //!< the scene
    Ptr<RedirectorLibrary> library;         //!< the redirector
    Socks5ProxyHelper proxy;                //!< the real proxy
    std::vector<Socks5Request> requests;    //!< what the real proxy was asked for
    std::vector<RedirectionReport> reports; //!< what the redirector has told
    std::string heard;                      //!< by the false proxy, all together

  private:
    void OnRequest(const Socks5Request& request);
    void OnRedirected(const RedirectionReport& report);
};

/// The answer of a proxy that accepts no authentication.
std::string NoAuthentication();

/// The proxy's answer to a request. @param reply its code
std::string ReplyBytes(uint8_t reply);

/// Bytes that a redirector without user sends first, and those of an IPv4 request.
inline constexpr std::size_t GREETING_LENGTH = 3;
/// @copydoc GREETING_LENGTH
inline constexpr std::size_t REQUEST_LENGTH = 10;

/// @return a new TCP socket
SOCKET NewStream(Winsock& ws, int family = AF_INET);

/// @return a connected socket's peer as text, or the name of the error
std::string PeerOf(Winsock& ws, SOCKET s);

} // namespace ns3::winsock::test

#endif /* REDIRECTOR_SCENE_TEST_SUPPORT_H */
