/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Data on stream sockets: transfers over bad links, and what each receive and send gives.

#include "scenario-test-support.h"
#include "stream-scene-test-support.h"

#include "ns3/callback.h"
#include "ns3/config.h"
#include "ns3/nstime.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <string>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

// Transfers.

/// A text without a period that could hide a lost or repeated piece.
std::string
Pattern(std::size_t bytes, uint32_t seed)
{
    std::string text(bytes, '\0');
    uint32_t state = seed;
    for (char& byte : text)
    {
        state = state * 1664525U + 1013904223U;
        byte = static_cast<char>(state >> 24);
    }
    return text;
}

/// FNV-1a, to compare what was sent with what arrived.
uint64_t
HashOf(const std::string& text)
{
    uint64_t hash = 14695981039346656037U;
    for (const char byte : text)
    {
        hash = (hash ^ static_cast<uint8_t>(byte)) * 1099511628211U;
    }
    return hash;
}

/// Sends in pieces of uneven sizes.
void
SendInPieces(Scene& t, Winsock& ws, SOCKET s, const std::string& data)
{
    std::size_t sent = 0;
    for (std::size_t piece = 1; sent < data.size(); piece = piece * 3 % 10007)
    {
        const std::size_t bytes = std::min(piece, data.size() - sent);
        const int result = ws.send(s, data.data() + sent, static_cast<int>(bytes), 0);
        t.Works(ws, result, "send");
        t.Equal(result, static_cast<int>(bytes), "R-DAT-1: all of it");
        if (result <= 0)
        {
            return;
        }
        sent += bytes;
    }
}

/// Sends and receives at once, each on a thread of its own.
void
Exchange(Scene& t,
         Winsock& ws,
         SOCKET s,
         const std::string& sent,
         const std::string& expected,
         const std::string& who)
{
    bool done = false;
    ws.CreateThread(
        [&](Winsock& sender)
        {
            SendInPieces(t, sender, s, sent);
            t.Works(sender, sender.shutdown(s, SD_SEND), "shutdown");
            done = true;
            return 0;
        });
    const std::string received = ReceiveAll(ws, s);
    t.Equal(ws.WSAGetLastError(), 0, who + " received to the end");
    t.Equal(received.size(), expected.size(), who + " received every byte");
    t.Equal(HashOf(received), HashOf(expected), who + " received them in order");
    while (!done)
    {
        ws.Sleep(100);
    }
    t.Works(ws, ws.closesocket(s), "close");
}

template <typename Name>
void
PlayTransfer(Scene& t,
             const Scene::Link& link,
             const Name& from,
             const Name& to,
             std::size_t up,
             std::size_t down)
{
    t.Build(link);
    const std::string request = Pattern(up, 1);
    const std::string answer = Pattern(down, 2);
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET listener = ListenAt(ws, from);
                  Name peer{};
                  INT length = sizeof(peer);
                  const SOCKET s = ws.accept(listener, reinterpret_cast<SOCKADDR*>(&peer), &length);
                  t.Works(ws, s, "accept");
                  t.Equal(length, static_cast<INT>(sizeof(Name)), "length of the peer's name");
                  Exchange(t, ws, s, answer, request, "server");
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ConnectNew(ws, to);
            Exchange(t, ws, s, request, answer, "client");
        },
        Seconds(4));
    t.Play(Seconds(5000));
}

Scene::Link
LossyLink(const std::string& profile)
{
    Scene::Link link;
    link.rate = "2Mbps";
    link.delay = "10ms";
    link.loss = 0.015;
    link.client = profile;
    return link;
}

void
LossyUp(Scene& t)
{
    PlayTransfer(t, LossyLink("windows-10"), Ip4(Scene::ANY, PORT), ServerAddress(), 1500000, 0);
}

void
LossyDownToDevice(Scene& t)
{
    PlayTransfer(t, LossyLink("wince-6.0"), Ip4(Scene::ANY, PORT), ServerAddress(), 10, 1500000);
}

void
LossyBothWays(Scene& t)
{
    PlayTransfer(
        t, LossyLink("wince-5.0"), Ip4(Scene::ANY, PORT), ServerAddress(), 1000000, 1000000);
}

void
Lossy6(Scene& t)
{
    Scene::Link link = LossyLink("windows-10");
    link.ipv6 = true;
    PlayTransfer(t, link, Ip6("::", PORT), Ip6(Scene::SERVER6, PORT), 500000, 500000);
}

void
SlowLink(Scene& t)
{
    Scene::Link link;
    link.rate = "115200bps";
    link.delay = "20ms";
    link.queue = "10p";
    link.client = "wince-6.0";
    PlayTransfer(t, link, Ip4(Scene::ANY, PORT), ServerAddress(), 200000, 100000);
}

// Data.

void
EndOfStream(Scene& t)
{
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            SendText(ws, s, "all");
            t.Works(ws, ws.closesocket(s), "close");
        },
        [&](Winsock& ws, SOCKET s)
        {
            t.Equal(ReceiveAll(ws, s), std::string("all"), "R-SHD-3: delivered after the close");
            char byte;
            t.Equal(ws.recv(s, &byte, 1, 0), 0, "R-DAT-5: the end, again");
            t.Equal(SendText(ws, s, ""), 0, "R-DAT-9: nothing to send");
            t.Fails(ws, ws.send(s, nullptr, 1, 0), WSAEFAULT, "no data");
            t.Fails(ws, ws.recv(s, nullptr, 1, 0), WSAEFAULT, "no room");
            t.Equal(ws.recv(s, &byte, 1, 0), 0, "R-DAT-5: and again");
        });
}

void
PeekAndWaitAll(Scene& t)
{
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            for (const char* piece : {"abc", "def", "ghi"})
            {
                SendText(ws, s, piece);
                ws.Sleep(1000);
            }
        },
        [&](Winsock& ws, SOCKET s)
        {
            t.Equal(ReceiveOnce(ws, s, MSG_PEEK), std::string("abc"), "R-DAT-9: MSG_PEEK");
            t.Equal(ReceiveOnce(ws, s, MSG_PEEK), std::string("abc"), "R-DAT-9: it stays");
            char buffer[16];
            t.Fails(ws,
                    ws.recv(s, buffer, 4, MSG_PEEK | winsock::MSG_WAITALL),
                    WSAEOPNOTSUPP,
                    "R-DAT-9: both together");
            t.Equal(ws.recv(s, buffer, 7, winsock::MSG_WAITALL), 7, "MSG_WAITALL fills the buffer");
            t.Equal(std::string(buffer, 7), std::string("abcdefg"), "in order");
            ULONG ready = 0;
            t.Works(ws, ws.ioctlsocket(s, FIONREAD, &ready), "FIONREAD");
            t.Equal(ready, 2, "what is left");
            t.Equal(ws.recv(s, buffer, 0, 0), 0, "R-DAT-7: nothing wanted");
            t.Equal(ws.recv(s, buffer, 7, winsock::MSG_WAITALL),
                    2,
                    "MSG_WAITALL at the end of the stream");
            t.Fails(ws, ws.recv(s, buffer, 1, 0x4000), WSAEINVAL, "R-DAT-9: unknown flag");
            SetNonBlocking(ws, s);
            t.Fails(ws,
                    ws.recv(s, buffer, 7, winsock::MSG_WAITALL),
                    WSAEOPNOTSUPP,
                    "R-DAT-9: MSG_WAITALL, nonblocking");
        });
}

void
IgnoredAddresses(Scene& t)
{
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            t.Works(ws, SendTo(ws, s, "ab", Ip4(Scene::NOBODY, 9)), "R-DAT-10: sendto");
            const auto* invalid = reinterpret_cast<const SOCKADDR*>(1);
            t.Works(ws, ws.sendto(s, "cd", 2, 0, invalid, 3), "R-DAT-10: an invalid address");
        },
        [&](Winsock& ws, SOCKET s)
        {
            SOCKADDR_IN from{};
            INT length = 1;
            char buffer[16];
            const int count = ws.recvfrom(
                s, buffer, 2, winsock::MSG_WAITALL, reinterpret_cast<SOCKADDR*>(&from), &length);
            t.Equal(count, 2, "R-DAT-10: recvfrom");
            t.Equal(length, 1, "R-DAT-10: the length stays");
            t.Equal(from.sin_family, 0, "R-DAT-10: the address stays");
            t.Equal(ReceiveAll(ws, s), std::string("cd"), "the rest");
        });
}

void
FullSendBuffer(Scene& t, const std::string& profile, bool whole)
{
    Scene::Link link;
    link.client = profile;
    const std::string block(50000, 'x');
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            SetNumber(ws, s, SOL_SOCKET, SO_SNDBUF, 20000);
            SetNonBlocking(ws, s);
            int taken = SendText(ws, s, block);
            t.Equal(taken == 50000, whole, "R-DAT-1: a large buffer as a whole");
            t.True(whole || taken <= 20000, "R-DAT-1: by the documents what fits");
            t.Fails(ws, SendText(ws, s, block), WSAEWOULDBLOCK, "R-DAT-1: nothing fits");
            winsock::fd_set set{};
            FD_SET(s, &set);
            const winsock::timeval now{0, 0};
            t.Equal(ws.select(0, nullptr, &set, nullptr, &now), 0, "R-SLC-4: nor does it seem so");
            FD_SET(s, &set);
            ws.select(0, nullptr, &set, nullptr, nullptr);
            const int more = SendText(ws, s, block);
            t.True(whole ? more == 50000 : more > 0, "R-DAT-1: once there is room");
            taken += more;
            SetNonBlocking(ws, s, false);
            t.Equal(SendText(ws, s, block), static_cast<int>(block.size()), "R-DAT-1: blocking");
            ws.shutdown(s, SD_SEND);
            t.Equal(ReceiveAll(ws, s),
                    std::to_string(static_cast<std::size_t>(taken) + block.size()),
                    "the peer got all");
        },
        [&](Winsock& ws, SOCKET s)
        {
            ws.Sleep(1000);
            SendText(ws, s, std::to_string(ReceiveAll(ws, s).size()));
        },
        link);
}

void
ReceiveTimeout(Scene& t)
{
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            t.Works(ws, SetNumber(ws, s, SOL_SOCKET, SO_RCVTIMEO, 1500), "SO_RCVTIMEO");
            char byte;
            const Time before = Simulator::Now();
            t.Fails(ws, ws.recv(s, &byte, 1, 0), WSAETIMEDOUT, "R-DAT-11");
            t.Equal((Simulator::Now() - before).GetMilliSeconds(), 1500, "R-DAT-11: after 1.5 s");
            ws.Sleep(10000);
            t.Equal(ReceiveOnce(ws, s), std::string("late"), "the connection goes on");
            ws.closesocket(s);

            const SOCKET plain = ws.WSASocket(AF_INET, SOCK_STREAM, IPPROTO_TCP, nullptr, 0, 0);
            SetNumber(ws, plain, SOL_SOCKET, SO_RCVTIMEO, 1500);
            t.Works(ws, ConnectTo(ws, plain, Ip4(Scene::SERVER, PORT + 1)), "connect");
            t.Equal(ReceiveOnce(ws, plain), std::string("later"), "R-FLG-8: no effect");
        },
        [&](Winsock& ws, SOCKET s)
        {
            ws.Sleep(5000);
            SendText(ws, s, "late");
            const SOCKET other = AcceptOne(ws, PORT + 1);
            ws.Sleep(5000);
            SendText(ws, other, "later");
            ws.closesocket(other);
        });
}

/// The timeout options do not exist on CE.
void
NoTimeoutsOnDevice(Scene& t)
{
    t.Build("wince-6.0");
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
                  t.Fails(ws,
                          SetNumber(ws, s, SOL_SOCKET, SO_RCVTIMEO, 1500),
                          WSAENOPROTOOPT,
                          "R-CE-117: SO_RCVTIMEO");
                  t.Fails(ws,
                          GetNumber(ws, s, SOL_SOCKET, SO_SNDTIMEO),
                          WSAENOPROTOOPT,
                          "R-CE-117: SO_SNDTIMEO");
              });
    t.Play();
}

/// A short message that gets lost is repeated, though Nagle's algorithm would rather wait for more.
void
ShortMessagesOverLoss(Scene& t)
{
    Scene::Link link;
    link.loss = 0.05;
    constexpr int ROUNDS = 100;
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            for (int i = 0; i < ROUNDS; ++i)
            {
                const std::string message = "message " + std::to_string(i);
                SendText(ws, s, message);
                t.Equal(ReceiveOnce(ws, s), "re: " + message, "the answer");
            }
            ws.shutdown(s, SD_SEND);
            t.Equal(ReceiveAll(ws, s), std::string(), "the end");
        },
        [&](Winsock& ws, SOCKET s)
        {
            std::string message;
            while (!(message = ReceiveOnce(ws, s)).empty())
            {
                SendText(ws, s, "re: " + message);
            }
        },
        link);
}

/// Keeps the longest of the round trips that a socket has measured.
void
KeepLongest(Time* longest, Time, Time roundTrip)
{
    *longest = std::max(*longest, roundTrip);
}

/// Where acknowledgements ride on data, each end still measures no longer round trips than there are, so
/// that its timeout stays that of the link however much gets lost.
void
RequestsOverLoss(Scene& t, int64_t stream)
{
    constexpr int ROUNDS = 60;
    Scene::Link link;
    link.loss = 0.1;
    link.lossStream = stream;
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            Time longest;
            Config::ConnectWithoutContext("/NodeList/*/$ns3::TcpL4Protocol/SocketList/*/RTT",
                                          MakeBoundCallback(&KeepLongest, &longest));
            const Time start = Simulator::Now();
            for (int i = 0; i < ROUNDS; ++i)
            {
                SendText(ws, s, std::string(2000, 'a'));
                t.Equal(ReceiveOnce(ws, s), std::string("ok"), "the answer");
            }
            t.True(longest < MilliSeconds(250),
                   "round trips of the link and a delayed acknowledgement");
            t.True(Simulator::Now() - start < Seconds(200), "the timeout does not grow");
        },
        [&](Winsock& ws, SOCKET s)
        {
            std::string data(2000, '-');
            for (int i = 0; i < ROUNDS; ++i)
            {
                t.Equal(ws.recv(s, data.data(), 2000, winsock::MSG_WAITALL), 2000, "the request");
                SendText(ws, s, "ok");
            }
        },
        link);
}

/// The wire is mended before TCP gives up: nothing is lost.
void
WireMended(Scene& t)
{
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            ws.Sleep(500);
            t.CutWire();
            SendText(ws, s, "first");
            SendText(ws, s, "second");
            ws.Sleep(10000);
            t.MendWire();
        },
        [&](Winsock& ws, SOCKET s)
        { t.Equal(ReceiveAll(ws, s), std::string("firstsecond"), "all arrives"); });
}

/// A program that wants no buffers below its own must not wait for ever.
void
NoBuffers(Scene& t)
{
    const std::string data = Pattern(20000, 7);
    const DWORD none = 0;
    const auto empty = [&](Winsock& ws, SOCKET s, int option)
    {
        t.Works(ws,
                ws.setsockopt(
                    s, SOL_SOCKET, option, reinterpret_cast<const char*>(&none), sizeof(none)),
                "no buffer");
    };
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            empty(ws, s, SO_SNDBUF);
            SendInPieces(t, ws, s, data);
        },
        [&](Winsock& ws, SOCKET s)
        {
            empty(ws, s, SO_RCVBUF);
            t.Equal(ReceiveAll(ws, s), data, "everything arrives");
        });
}

class StreamTestSuite : public TestSuite
{
  public:
    StreamTestSuite()
        : TestSuite("winsock-stream", TestSuite::Type::UNIT)
    {
        Add("1.5 MB over a lossy link", LossyUp);
        Add("1.5 MB over a lossy link to a CE device", LossyDownToDevice);
        Add("1 MB each way at once over a lossy link", LossyBothWays);
        Add("IPv6: 0.5 MB each way over a lossy link", Lossy6);
        Add("a slow link with a short queue", SlowLink);
        Add("R-DAT-5: the end of a stream", EndOfStream);
        Add("R-DAT-7, R-DAT-9: MSG_PEEK and MSG_WAITALL", PeekAndWaitAll);
        Add("R-DAT-10: addresses on a stream", IgnoredAddresses);
        Add("R-DAT-1: a full send buffer", [](Scene& t) { FullSendBuffer(t, "windows-10", true); });
        Add("R-DAT-1: a full send buffer by the documents",
            [](Scene& t) { FullSendBuffer(t, "wince-6.0", false); });
        Add("R-DAT-11, R-FLG-8: SO_RCVTIMEO", ReceiveTimeout);
        Add("R-CE-117: no timeouts on CE", NoTimeoutsOnDevice);
        Add("short messages over a lossy link", ShortMessagesOverLoss);
        for (const int64_t stream : {1, 11, 21, 31, 41, 51})
        {
            Add("60 requests and answers over a lossy link, losses " + std::to_string(stream),
                [stream](Scene& t) { RequestsOverLoss(t, stream); });
        }
        Add("the wire is mended in time", WireMended);
        Add("SO_SNDBUF and SO_RCVBUF of 0", NoBuffers);
    }

  private:
    void
    Add(const std::string& name, Scene::Script script)
    {
        AddTestCase(new Scene(name, std::move(script)));
    }
};

StreamTestSuite g_streamTestSuite;

} // namespace
