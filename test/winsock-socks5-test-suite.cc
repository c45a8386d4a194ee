/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// SOCKS5: what a client makes of a proxy's answers, and the proxy that runs on a simulated node.

#include "redirector-scene-test-support.h"
#include "scenario-test-support.h"

#include "ns3/address-prefix.h"
#include "ns3/inet-socket-address.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/names.h"
#include "ns3/simulator.h"
#include "ns3/socks5-handshake.h"
#include "ns3/string.h"
#include "ns3/test.h"
#include "ns3/uinteger.h"

#include <functional>
#include <string>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

const std::string TARGET = std::string(Scene::SERVER) + ":4000";

// ---------------------------------------------------------------- the client's side

/// Hands a proxy's words in byte by byte, as they are wanted. @return what is left of them
std::string
Feed(Socks5Handshake& handshake, std::string words)
{
    while (!words.empty() && handshake.GetOutput().empty() && handshake.GetWanted() != 0)
    {
        handshake.TakeInput(words.data(), 1);
        words.erase(0, 1);
    }
    return words;
}

/// Takes what the handshake wants to send.
std::string
Taken(Socks5Handshake& handshake)
{
    const std::string output = handshake.GetOutput();
    handshake.OutputSent(output.size());
    return output;
}

void
TestHandshake(Scene& t)
{
    const WinsockSocketAddress target =
        WinsockSocketAddress::FromNs3(InetSocketAddress(Ipv4Address("10.1.2.3"), 0x1234));
    Socks5Handshake plain(target, "", "");
    t.Equal(Taken(plain), std::string("\x05\x01\x00", 3), "RFC 1928, 3: the greeting");
    t.Equal(plain.GetWanted(), 2U, "a method");
    Feed(plain, NoAuthentication());
    t.Equal(Taken(plain),
            std::string("\x05\x01\x00\x01\x0a\x01\x02\x03\x12\x34", 10),
            "RFC 1928, 4: the request");
    t.Equal(Feed(plain, ReplyBytes(0) + "data"), std::string("data"), "the rest is left");
    t.True(plain.IsDone(), "done");
    t.Equal(plain.GetError(), 0, "connected");

    const WinsockSocketAddress six =
        WinsockSocketAddress::FromNs3(Inet6SocketAddress(Ipv6Address("2001:db8::7"), 80));
    Socks5Handshake user(six, "me", "secret");
    t.Equal(Taken(user), std::string("\x05\x02\x00\x02", 4), "both methods");
    Feed(user, "\x05\x02");
    t.Equal(Taken(user).substr(0, 1), std::string("\x01"), "RFC 1929, 2: the version");
    Feed(user, std::string("\x01\x00", 2));
    const std::string request = Taken(user);
    t.Equal(request.size(), 22U, "an IPv6 request");
    t.Equal(request[3], 4, "its type");
    t.Equal(request.substr(20), std::string("\x00\x50", 2), "its port");
    const std::string named = std::string("\x05\x00\x00\x03\x04", 5) + "host" + "\x01\x02";
    t.Equal(Feed(user, named + "x"), std::string("x"), "RFC 1928, 6: a name in the reply");
    t.Equal(user.GetError(), 0, "connected");
}

void
TestLogin(Scene& t)
{
    const auto login = [](const std::string& answer)
    {
        Socks5Handshake handshake(WinsockSocketAddress(), "user", "password");
        Taken(handshake);
        Feed(handshake, "\x05\x02");
        const std::string said = Taken(handshake);
        Feed(handshake, answer);
        return said == "\x01\x04user\x08password" ? handshake.GetError() : -1;
    };
    t.Equal(login(std::string("\x01\x00", 2)), 0, "accepted");
    t.Equal(login("\x01\x01"), WSAEACCES, "RFC 1929, 2: any other status");
    t.Equal(login(std::string("\x05\x00", 2)), WSAECONNABORTED, "a wrong version");
}

void
TestPrefixes(Scene& t)
{
    const auto address = [](const Address& name) { return WinsockSocketAddress::FromNs3(name); };
    const auto four = [&](const char* text)
    { return address(InetSocketAddress(Ipv4Address(text), 1)); };
    const auto six = [&](const char* text)
    { return address(Inet6SocketAddress(Ipv6Address(text), 1)); };
    const std::vector<AddressPrefix> prefixes =
        ReadAddressPrefixes("test", "10.1.16.0/20 2001:db8::/33 0.0.0.0/0 192.168.1.1");
    t.Equal(prefixes.size(), 4U, "how many");
    t.True(prefixes[0].Contains(four("10.1.31.255")), "inside");
    t.True(!prefixes[0].Contains(four("10.1.32.0")), "behind");
    t.True(!prefixes[0].Contains(four("10.1.15.255")), "before");
    t.True(!prefixes[0].Contains(six("0a01:1000::")), "the other family");
    t.True(prefixes[1].Contains(six("2001:db8:7fff::")), "inside");
    t.True(!prefixes[1].Contains(six("2001:db8:8000::")), "behind");
    t.True(prefixes[2].Contains(four("255.1.2.3")), "all");
    t.True(prefixes[3].Contains(four("192.168.1.1")), "one");
    t.True(!prefixes[3].Contains(four("192.168.1.2")), "not its neighbour");
}

// ---------------------------------------------------------------- the proxy

/// A client says something to the proxy, which says what is expected and closes.
void
Converse(Scene& t, RedirectorScene& scene, const std::string& says, const std::string& expected)
{
    scene.library->SetAttribute("Exempt", StringValue("0.0.0.0/0"));
    scene.RunProxy();
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ConnectNew(ws, Ip4(Scene::SERVER, PROXY_PORT));
            SendText(ws, s, says);
            t.True(ReceiveAll(ws, s) == expected, "what the proxy says");
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
}

/// The greeting of a client without user, and the proxy's answer to it.
const std::string GREETING("\x05\x01\x00", 3);

void
TestRequest(Scene& t, const std::string& request, uint8_t reply, const std::string& target)
{
    RedirectorScene scene(t);
    Converse(t, scene, GREETING + request, NoAuthentication() + ReplyBytes(reply));
    t.Equal(scene.requests.at(0).target, target, "reported");
    t.Equal(static_cast<int>(scene.requests.at(0).reply), static_cast<int>(reply), "the reply");
}

void
TestNames(Scene& t)
{
    RedirectorScene scene(t);
    Names::Add("target", t.server);
    t.Program(t.server,
              [](Winsock& ws)
              {
                  const SOCKET s = AcceptOne(ws);
                  SendText(ws, s, "hello");
                  ws.closesocket(s);
              });
    scene.library->SetAttribute("Exempt", StringValue("0.0.0.0/0"));
    scene.RunProxy();
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ConnectNew(ws, Ip4(Scene::SERVER, PROXY_PORT));
            SendText(ws, s, GREETING + std::string("\x05\x01\x00\x03\x06target\x0f\xa0", 13));
            const std::string all = ReceiveAll(ws, s);
            t.Equal(all.substr(0, 4), NoAuthentication() + std::string("\x05\x00", 2), "yes");
            t.Equal(all.substr(all.size() - 5), std::string("hello"), "from the target");
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
    t.Equal(scene.requests.at(0).target, std::string("target:4000"), "reported");
    Names::Clear();
}

/// A redirector and a proxy that agree, or not, on user and password.
void
TestPassword(Scene& t, const std::string& user, const std::string& password, int error)
{
    RedirectorScene scene(t);
    scene.proxy.SetAttribute("User", StringValue("user"));
    scene.proxy.SetAttribute("Password", StringValue("password"));
    scene.library->SetAttribute("User", StringValue(user));
    scene.library->SetAttribute("Password", StringValue(password));
    scene.RunProxy();
    RunOn(
        t.server,
        [](Winsock& ws)
        {
            WSADATA data;
            ws.WSAStartup(MAKEWORD(2, 2), &data);
            ws.closesocket(AcceptOne(ws));
            return 0;
        },
        Seconds(3),
        Seconds(500));
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = NewStream(ws);
            const int result = ConnectTo(ws, s, ServerAddress());
            t.Equal(result == 0 ? 0 : ws.WSAGetLastError(), error, "connect");
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
}

/// Much data in both directions at once, and the end of each by itself.
void
TestBulk(Scene& t)
{
    const std::string up(300000, 'u');
    const std::string down(200000, 'd');
    RedirectorScene scene(t);
    scene.RunProxy();
    const auto talk = [&t](Winsock& ws, SOCKET s, const std::string& says, const std::string& hears)
    {
        ws.CreateThread(
            [s, says](Winsock& other)
            {
                SendText(other, s, says);
                return other.shutdown(s, SD_SEND);
            });
        t.True(ReceiveAll(ws, s) == hears, "every byte, in order");
        ws.Sleep(60000);
        ws.closesocket(s);
    };
    t.Program(t.server, [&](Winsock& ws) { talk(ws, AcceptOne(ws), down, up); });
    t.Program(
        t.client,
        [&](Winsock& ws) { talk(ws, ConnectNew(ws, ServerAddress()), up, down); },
        Seconds(4));
    t.Play();
}

/// The target resets the connection, at once or later.
void
TestReset(Scene& t, bool atOnce)
{
    RedirectorScene scene(t);
    scene.RunProxy();
    t.Program(
        t.server,
        [&](Winsock& ws)
        {
            const SOCKET s = AcceptOne(ws);
            ws.Sleep(atOnce ? 0 : 1000);
            const LINGER reset{1, 0};
            ws.setsockopt(
                s, SOL_SOCKET, SO_LINGER, reinterpret_cast<const char*>(&reset), sizeof(reset));
            ws.closesocket(s);
        });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = NewStream(ws);
            const int result = ConnectTo(ws, s, ServerAddress());
            if (atOnce)
            {
                // The proxy resets the connection before its answer has left.
                t.Fails(ws, result, WSAECONNREFUSED, "a reset of the handshake is a refusal");
            }
            else
            {
                char byte;
                t.Works(ws, result, "connect");
                t.Fails(ws, ws.recv(s, &byte, 1, 0), WSAECONNRESET, "the target's reset arrives");
            }
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
}

/// The proxy has two listeners, a client, and no descriptor for the target.
void
TestLimit(Scene& t)
{
    RedirectorScene scene(t);
    t.Set(t.server, "MaxSocketsPerProcess", UintegerValue(3));
    scene.RunProxy();
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = NewStream(ws);
            t.Fails(ws, ConnectTo(ws, s, ServerAddress()), WSAECONNABORTED, "general failure");
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
    t.Equal(static_cast<int>(scene.requests.at(0).reply), 1, "R-ACC-1: no socket for the target");
}

class WinsockSocks5TestSuite : public TestSuite
{
  public:
    WinsockSocks5TestSuite()
        : TestSuite("winsock-socks5", TestSuite::Type::UNIT)
    {
        Add("RFC 1928: the client's side", TestHandshake);
        Add("RFC 1929: user and password", TestLogin);
        Add("Address prefixes", TestPrefixes);
        const std::string port("\x0f\xa0", 2);
        const std::string address = "\x0a\x01\x01\x02" + port;
        AddRequest("RFC 1928, 6: nobody listens at the target",
                   std::string("\x05\x01\x00\x01", 4) + address,
                   SOCKS5_CONNECTION_REFUSED,
                   TARGET);
        AddRequest("RFC 1928, 6: no way to the target",
                   std::string("\x05\x01\x00\x01\xc0\xa8\x01\x01", 8) + port,
                   SOCKS5_NETWORK_UNREACHABLE,
                   "192.168.1.1:4000");
        AddRequest("RFC 1928, 6: BIND",
                   std::string("\x05\x02\x00\x01", 4) + address,
                   SOCKS5_COMMAND_NOT_SUPPORTED,
                   TARGET);
        AddRequest("RFC 1928, 6: an unknown name",
                   std::string("\x05\x01\x00\x03\x04", 5) + "host" + port,
                   SOCKS5_ADDRESS_NOT_SUPPORTED,
                   "host:4000");
        AddRequest("RFC 1928, 6: an unknown kind of address",
                   std::string("\x05\x01\x00\x09", 4),
                   SOCKS5_ADDRESS_NOT_SUPPORTED,
                   "address type 9");
        Add("A name that ns3::Names knows", TestNames);
        AddTalk("RFC 1928, 3: no method", std::string("\x05\x01\x01", 3), "\x05\xff");
        AddTalk("Another version", std::string("\x04\x01\x00", 3), "");
        AddTalk("Another version of a request", GREETING + "\x04\x01", NoAuthentication());
        Add("RFC 1929: the right password",
            [](Scene& t) { TestPassword(t, "user", "password", 0); });
        Add("RFC 1929: a wrong password",
            [](Scene& t) { TestPassword(t, "user", "guess", WSAEACCES); });
        Add("RFC 1929: no user", [](Scene& t) { TestPassword(t, "", "", WSAEACCES); });
        Add("Much data both ways", TestBulk);
        Add("A reset goes through", [](Scene& t) { TestReset(t, false); });
        Add("A reset in the handshake", [](Scene& t) { TestReset(t, true); });
        Add("R-ACC-1: a proxy without descriptors", TestLimit);
    }

  private:
    void
    Add(const std::string& name, const Scene::Script& script)
    {
        AddTestCase(new Scene(name, script));
    }

    void
    AddRequest(const std::string& name,
               const std::string& request,
               uint8_t reply,
               const std::string& target)
    {
        Add(name, [=](Scene& t) { TestRequest(t, request, reply, target); });
    }

    /// A client that says something which is no request.
    void
    AddTalk(const std::string& name, const std::string& says, const std::string& expected)
    {
        Add(name,
            [=](Scene& t)
            {
                RedirectorScene scene(t);
                Converse(t, scene, says, expected);
            });
    }
};

WinsockSocks5TestSuite g_winsockSocks5TestSuite;

} // namespace
