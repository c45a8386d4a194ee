/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Raw sockets: echo requests of ICMP and ICMPv6, protocols of one's own, and who may do so.

#include "scenario-test-support.h"
#include "scene-test-support.h"

#include "ns3/boolean.h"
#include "ns3/winsock-process.h"

#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

constexpr std::size_t IP_HEADER = 20;
constexpr uint8_t ECHO_REQUEST = 8;
constexpr uint8_t ECHO_REPLY = 0;
constexpr uint8_t ECHO_REQUEST6 = 128;
constexpr uint8_t ECHO_REPLY6 = 129;
/// A protocol number that RFC 3692 keeps free for experiments.
constexpr int EXPERIMENT = 253;

/// The Internet checksum of a message with an even number of bytes.
uint16_t
ChecksumOf(const std::string& message)
{
    uint32_t sum = 0;
    for (std::size_t i = 0; i + 1 < message.size(); i += 2)
    {
        sum += (static_cast<uint8_t>(message[i]) << 8) + static_cast<uint8_t>(message[i + 1]);
    }
    sum = (sum >> 16) + (sum & 0xffff);
    sum += sum >> 16;
    return static_cast<uint16_t>(~sum);
}

/// An echo message without a checksum.
std::string
EchoMessage(uint8_t type, uint8_t sequence, const std::string& data)
{
    const char header[8] = {static_cast<char>(type), 0, 0, 0, 0x12, 0x34, 0, char(sequence)};
    return std::string(header, sizeof(header)) + data;
}

std::string
EchoRequest(uint8_t sequence, const std::string& data)
{
    std::string message = EchoMessage(ECHO_REQUEST, sequence, data);
    const uint16_t checksum = ChecksumOf(message);
    message[2] = static_cast<char>(checksum >> 8);
    message[3] = static_cast<char>(checksum);
    return message;
}

/// Receives one message. @param [out] sender who sent it
template <typename Name>
std::string
ReceiveMessage(Winsock& ws, SOCKET s, std::string& sender)
{
    char buffer[2048];
    Name from{};
    INT length = sizeof(from);
    const int count =
        ws.recvfrom(s, buffer, sizeof(buffer), 0, reinterpret_cast<SOCKADDR*>(&from), &length);
    sender = TextOf(from);
    return std::string(buffer, count > 0 ? static_cast<std::size_t>(count) : 0);
}

void
Ping(Scene& t, const std::string& profile)
{
    t.Build(profile);
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET s = ws.socket(AF_INET, SOCK_RAW, IPPROTO_ICMP);
                  t.Works(ws, s, "a raw socket");
                  char byte;
                  t.Fails(ws, ws.recv(s, &byte, 1, 0), WSAEINVAL, "R-DAT-2: not bound");
                  for (uint8_t i = 1; i <= 3; ++i)
                  {
                      const std::string request = EchoRequest(i, "abcdefgh");
                      t.Equal(SendTo(ws, s, request, Ip4(Scene::SERVER, 0)), 16, "request");
                      std::string sender;
                      const std::string reply = ReceiveMessage<SOCKADDR_IN>(ws, s, sender);
                      t.Equal(sender, std::string("10.1.1.2:0"), "who answers");
                      t.Equal(reply.size(), IP_HEADER + request.size(), "with the IP header");
                      if (reply.size() > IP_HEADER)
                      {
                          t.Equal(reply[0], 0x45, "version and length of the header");
                          t.Equal(reply[9], char(IPPROTO_ICMP), "protocol in the header");
                          t.Equal(reply[IP_HEADER], char(ECHO_REPLY), "a reply");
                          t.Equal(reply.substr(IP_HEADER + 4), request.substr(4), "to this one");
                      }
                  }
              });
    t.Play();
}

void
Ping6(Scene& t)
{
    Scene::Link link;
    link.ipv6 = true;
    t.Build(link);
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET s = ws.socket(AF_INET6, SOCK_RAW, IPPROTO_ICMPV6);
                  t.Works(ws, s, "a raw socket");
                  t.Works(ws, BindTo(ws, s, Ip6(Scene::CLIENT6, 0)), "bind");
                  t.Works(ws, ConnectTo(ws, s, Ip6(Scene::SERVER6, 0)), "connect");
                  const std::string request = EchoMessage(ECHO_REQUEST6, 1, "abcdefgh");
                  t.Equal(SendText(ws, s, request), 16, "request");
                  std::string reply;
                  std::string sender;
                  do
                  {
                      // Neighbour discovery is ICMPv6 as well.
                      reply = ReceiveMessage<SOCKADDR_IN6>(ws, s, sender);
                  } while (!reply.empty() && static_cast<uint8_t>(reply[0]) != ECHO_REPLY6);
                  t.Equal(sender, std::string("[2001:db8::2]:0"), "who answers");
                  t.Equal(reply.size(), request.size(), "without the IP header");
                  t.Equal(reply.substr(4), request.substr(4), "to this request");
              });
    t.Play();
}

/// Two programs with a protocol of their own.
void
OwnProtocol(Scene& t)
{
    t.Build();
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET s = ws.socket(AF_INET, SOCK_RAW, EXPERIMENT);
                  BindTo(ws, s, Ip4(Scene::ANY, 0));
                  std::string sender;
                  const std::string got = ReceiveMessage<SOCKADDR_IN>(ws, s, sender);
                  t.Equal(sender, std::string("10.1.1.1:0"), "the sender");
                  t.Equal(got.substr(IP_HEADER), std::string("experiment"), "the message");
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET other = ws.socket(AF_INET, SOCK_RAW, EXPERIMENT + 1);
            SendTo(ws, other, "not this one", Ip4(Scene::SERVER, 0));
            const SOCKET s = ws.socket(AF_INET, SOCK_RAW, EXPERIMENT);
            t.Equal(SendTo(ws, s, "experiment", Ip4(Scene::SERVER, 0)), 10, "send");
            t.Fails(ws,
                    SendTo(ws, s, "x", Ip4("192.168.7.7", 0)),
                    WSAENETUNREACH,
                    "no way to that network");
            t.Fails(ws, ws.listen(s, 1), WSAEOPNOTSUPP, "R-ACC-1: no stream");
        },
        Seconds(4));
    t.Play();
}

void
Privilege(Scene& t)
{
    t.Build();
    Ptr<WinsockApplication> user = t.Program(
        t.client,
        [&](Winsock& ws)
        {
            t.Fails(ws, ws.socket(AF_INET, SOCK_RAW, IPPROTO_ICMP), WSAEACCES, "R-SEL-26");
            t.Fails(ws, ws.socket(AF_INET6, SOCK_RAW, IPPROTO_ICMPV6), WSAEACCES, "R-SEL-26");
            t.Works(ws, ws.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP), "other types are free");
        });
    user->SetAttribute("Administrator", BooleanValue(false));
    t.Program(t.client,
              [&](Winsock& ws)
              { t.Works(ws, ws.socket(AF_INET, SOCK_RAW, IPPROTO_ICMP), "an administrator"); });
    t.Play();
}

class RawTestSuite : public TestSuite
{
  public:
    RawTestSuite()
        : TestSuite("winsock-raw", TestSuite::Type::UNIT)
    {
        Add("ICMP echo by NT", [](Scene& t) { Ping(t, "windows-10"); });
        Add("ICMP echo by CE", [](Scene& t) { Ping(t, "wince-6.0"); });
        Add("ICMPv6 echo", Ping6);
        Add("a protocol of one's own", OwnProtocol);
        Add("R-SEL-26: privilege", Privilege);
    }

  private:
    void
    Add(const std::string& name, Scene::Script script)
    {
        AddTestCase(new Scene(name, std::move(script)));
    }
};

RawTestSuite g_rawTestSuite;

} // namespace
