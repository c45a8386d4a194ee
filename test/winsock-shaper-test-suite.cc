/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The shaper: rates in simulated time for every style of sending, fair shares, unchanged content.

#include "layer-scene-test-support.h"
#include "scenario-test-support.h"
#include "stream-scene-test-support.h"

#include "ns3/data-rate.h"
#include "ns3/shaper-layer.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

constexpr uint32_t RATE = 10000; // bytes per second
constexpr uint32_t BURST = 4000;
constexpr uint32_t BYTES = 10 * RATE;

/// Text that does not repeat, so that a byte in the wrong place shows.
std::string
MakeText(uint32_t bytes)
{
    std::string text(bytes, ' ');
    uint32_t state = 1;
    for (char& byte : text)
    {
        state = state * 1664525 + 1013904223;
        byte = static_cast<char>(state >> 24);
    }
    return text;
}

/// What the shapers of a test have told.
struct Passages
{
    void
    Note(const ShaperPassage& passage)
    {
        bytes += passage.bytes;
        longest = std::max(longest, passage.delay);
        begin = count == 0 ? Simulator::Now() : begin;
        end = Simulator::Now();
        most = std::max(most, passage.waiting);
        ++count;
    }

    void
    NoteDrop(const ShaperPassage& passage)
    {
        dropped += passage.bytes;
    }

    uint64_t bytes{0};
    uint64_t dropped{0};
    uint32_t count{0};
    uint32_t most{0};
    Time longest;
    Time begin;
    Time end;
};

Ptr<ShaperLibrary>
MakeShaper(Passages& passages, const std::string& direction = "Send")
{
    Ptr<ShaperLibrary> shaper = CreateObject<ShaperLibrary>();
    shaper->SetAttribute("Rate", DataRateValue(DataRate(RATE * 8)));
    shaper->SetAttribute("Burst", UintegerValue(BURST));
    shaper->SetAttribute("Direction", StringValue(direction));
    shaper->TraceConnectWithoutContext("Passed", MakeCallback(&Passages::Note, &passages));
    shaper->TraceConnectWithoutContext("Dropped", MakeCallback(&Passages::NoteDrop, &passages));
    return shaper;
}

/// All bytes have passed, in the time that they take but for one burst.
void
CheckRate(Scene& t, const Passages& passages, uint64_t bytes = BYTES)
{
    t.Equal(passages.bytes, bytes, "every byte has taken its token");
    const double took = (passages.end - passages.begin).GetSeconds();
    const double wanted = static_cast<double>(bytes) / RATE;
    const double burst = static_cast<double>(BURST) / RATE;
    t.True(std::abs(took - wanted) <= burst + 0.001,
           "took " + std::to_string(took) + " s for " + std::to_string(wanted) + " s");
}

// ---------------------------------------------------------------- styles of sending

/// Sends everything on a nonblocking socket; waits by a function between the calls.
void
SendNonBlocking(
    Scene& t, Winsock& ws, SOCKET s, const std::string& text, const std::function<void()>& wait)
{
    std::size_t sent = 0;
    while (sent < text.size())
    {
        const int count = ws.send(s, text.data() + sent, static_cast<int>(text.size() - sent), 0);
        if (count >= 0)
        {
            sent += static_cast<std::size_t>(count);
            continue;
        }
        if (ws.WSAGetLastError() != WSAEWOULDBLOCK)
        {
            t.Fails(ws, count, WSAEWOULDBLOCK, "the only reason not to send");
            return;
        }
        wait();
    }
}

void
SendBySelect(Scene& t, Winsock& ws, SOCKET s, const std::string& text)
{
    SetNonBlocking(ws, s);
    SendNonBlocking(t,
                    ws,
                    s,
                    text,
                    [&]
                    {
                        winsock::fd_set writable{1, {s}};
                        t.Equal(ws.select(0, nullptr, &writable, nullptr, nullptr), 1, "writable");
                    });
}

void
SendByEvents(Scene& t, Winsock& ws, SOCKET s, const std::string& text)
{
    const WSAEVENT event = ws.WSACreateEvent();
    t.Works(ws, ws.WSAEventSelect(s, event, FD_WRITE), "WSAEventSelect");
    SendNonBlocking(t,
                    ws,
                    s,
                    text,
                    [&]
                    {
                        ws.WSAWaitForMultipleEvents(1, &event, TRUE, WSA_INFINITE, FALSE);
                        WSANETWORKEVENTS events{};
                        ws.WSAEnumNetworkEvents(s, event, &events);
                        t.Equal(events.lNetworkEvents, FD_WRITE, "there is room");
                    });
}

void
SendOverlapped(Scene& t, Winsock& ws, SOCKET s, const std::string& text)
{
    constexpr std::size_t PIECES = 10;
    std::string copy = text;
    WSAOVERLAPPED operations[PIECES] = {};
    const std::size_t size = text.size() / PIECES;
    for (std::size_t i = 0; i < PIECES; ++i)
    {
        WSABUF buffer{static_cast<ULONG>(size), copy.data() + i * size};
        const int result = ws.WSASend(s, &buffer, 1, nullptr, 0, &operations[i], nullptr);
        t.Fails(ws, result, WSA_IO_PENDING, "it waits for tokens");
    }
    for (WSAOVERLAPPED& operation : operations)
    {
        DWORD bytes = 0;
        DWORD flags = 0;
        t.True(ws.WSAGetOverlappedResult(s, &operation, &bytes, TRUE, &flags), "complete");
        t.Equal(bytes, size, "all of it");
    }
}

using Style = std::function<void(Scene&, Winsock&, SOCKET, const std::string&)>;

void
SendBlocking(Scene& t, Winsock& ws, SOCKET s, const std::string& text)
{
    const Time begin = Simulator::Now();
    t.Equal(SendText(ws, s, text), int(text.size()), "a blocking send sends all");
    const double took = (Simulator::Now() - begin).GetSeconds();
    t.True(took > 9, "and waits for the tokens meanwhile");
}

/// A server that expects a text, and a client that sends it in a style.
void
PlayStream(Scene& t,
           const Style& send,
           const std::string& text,
           const std::function<void()>& install)
{
    t.Build();
    install();
    t.Program(
        t.server,
        [&](Winsock& ws)
        {
            const SOCKET s = AcceptOne(ws);
            t.True(ReceiveAll(ws, s) == text, "the content is not changed");
            ws.closesocket(s);
        },
        Seconds(1));
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET s = ConnectNew(ws, ServerAddress());
                  send(t, ws, s, text);
                  ws.closesocket(s);
                  ws.Sleep(10000); // what the layer holds goes on as long as there is the layer
              });
    t.Play();
}

void
TestStream(Scene& t, const Style& send)
{
    Passages passages;
    const std::string text = MakeText(BYTES);
    PlayStream(t, send, text, [&] { InstallLayers(t.client, {MakeShaper(passages)}); });
    CheckRate(t, passages);
    t.True(passages.longest > Time(0), "delays are traced");
}

void
TestReceive(Scene& t)
{
    Passages passages;
    const std::string text = MakeText(BYTES);
    const Style send = [](Scene& scene, Winsock& ws, SOCKET s, const std::string& all)
    { scene.Equal(SendText(ws, s, all), int(all.size()), "sent as the receiver lets it"); };
    PlayStream(t, send, text, [&] { InstallLayers(t.server, {MakeShaper(passages, "Receive")}); });
    CheckRate(t, passages);
}

/// Two shapers in one chain: the slower one counts.
void
TestTwoShapers(Scene& t)
{
    Passages slow;
    Passages fast;
    Ptr<ShaperLibrary> wide = MakeShaper(fast);
    wide->SetAttribute("Rate", DataRateValue(DataRate(RATE * 80)));
    PlayStream(t,
               &SendBlocking,
               MakeText(BYTES),
               [&] {
                   InstallLayers(t.client, {wide, MakeShaper(slow)});
               });
    CheckRate(t, slow);
    t.Equal(fast.bytes, BYTES, "both are passed");
}

// ---------------------------------------------------------------- datagrams

constexpr int DATAGRAMS = 100;
constexpr uint32_t DATAGRAM = 1000;

using DatagramStyle = std::function<void(Scene&, Winsock&, SOCKET, std::string&)>;

/// Sends datagrams in a style. @return how many arrive whole
int
PlayDatagrams(Scene& t, Ptr<ShaperLibrary> shaper, const DatagramStyle& send)
{
    t.Build();
    InstallLayers(t.client, {shaper});
    int arrived = 0;
    t.Program(
        t.server,
        [&](Winsock& ws)
        {
            const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, 0);
            BindTo(ws, s, Ip4(Scene::ANY, PORT));
            SetNumber(ws, s, SOL_SOCKET, SO_RCVTIMEO, 15000);
            while (ReceiveOnce(ws, s).size() == DATAGRAM)
            {
                ++arrived;
            }
            ws.closesocket(s);
        },
        Seconds(1));
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, 0);
                  ConnectTo(ws, s, Ip4(Scene::SERVER, PORT));
                  std::string payload(DATAGRAM, 'x');
                  for (int i = 0; i < DATAGRAMS; ++i)
                  {
                      send(t, ws, s, payload);
                  }
                  ws.Sleep(12000);
                  ws.closesocket(s);
              });
    t.Play();
    return arrived;
}

void
SendDatagram(Scene& t, Winsock& ws, SOCKET s, std::string& payload)
{
    t.Equal(SendText(ws, s, payload), int(DATAGRAM), "sent whole");
}

void
SendDatagramNonBlocking(Scene& t, Winsock& ws, SOCKET s, std::string& payload)
{
    SetNonBlocking(ws, s);
    const Time begin = Simulator::Now();
    t.Equal(SendTo(ws, s, payload, Ip4(Scene::SERVER, PORT)), int(DATAGRAM), "taken whole");
    t.True(Simulator::Now() == begin, "at once");
}

void
SendDatagramOverlapped(Scene& t, Winsock& ws, SOCKET s, std::string& payload)
{
    WSAOVERLAPPED operation{};
    WSABUF buffer{DATAGRAM, payload.data()};
    ws.WSASend(s, &buffer, 1, nullptr, 0, &operation, nullptr);
    DWORD bytes = 0;
    DWORD flags = 0;
    t.True(ws.WSAGetOverlappedResult(s, &operation, &bytes, TRUE, &flags), "complete");
    t.Equal(bytes, DATAGRAM, "whole");
}

void
TestDatagrams(Scene& t, const DatagramStyle& send)
{
    Passages passages;
    Ptr<ShaperLibrary> shaper = MakeShaper(passages);
    shaper->SetAttribute("QueueBytes", UintegerValue(DATAGRAMS * DATAGRAM));
    t.Equal(PlayDatagrams(t, shaper, send), DATAGRAMS, "every datagram arrives whole");
    CheckRate(t, passages);
}

void
TestDroppedDatagrams(Scene& t)
{
    Passages passages;
    Ptr<ShaperLibrary> shaper = MakeShaper(passages);
    shaper->SetAttribute("QueueBytes", UintegerValue(5 * DATAGRAM + 10));
    // Four go with the burst, five are held back, the rest is lost.
    t.Equal(PlayDatagrams(t, shaper, &SendDatagramNonBlocking), 9, "as many as there is room for");
    t.Equal(passages.dropped, (DATAGRAMS - 9) * DATAGRAM, "the others are traced");
}

/// A datagram that is longer than the burst goes when the bucket is full.
void
TestLongDatagram(Scene& t)
{
    Passages passages;
    Ptr<ShaperLibrary> shaper = MakeShaper(passages);
    shaper->SetAttribute("Burst", UintegerValue(100));
    t.Equal(PlayDatagrams(t, shaper, &SendDatagram), DATAGRAMS, "each goes whole");
    CheckRate(t, passages);
}

// ---------------------------------------------------------------- sharing

/// Two programs send for ten seconds. @return how many bytes of each have arrived
std::vector<double>
PlayTwo(Scene& t, const std::string& shared)
{
    t.Build();
    Passages passages;
    Ptr<ShaperLibrary> shaper = MakeShaper(passages);
    shaper->SetAttribute("Shared", StringValue(shared));
    InstallLayers(t.client, {shaper});
    std::vector<double> arrived(2);
    for (uint16_t i = 0; i < 2; ++i)
    {
        t.Program(
            t.server,
            [&arrived, i](Winsock& ws)
            {
                const SOCKET s = AcceptOne(ws, static_cast<uint16_t>(PORT + i));
                std::string text;
                while (!(text = ReceiveOnce(ws, s)).empty())
                {
                    arrived[i] +=
                        Simulator::Now() < Seconds(13) ? static_cast<double>(text.size()) : 0;
                }
                ws.closesocket(s);
            },
            Seconds(1));
        t.Program(t.client,
                  [i](Winsock& ws)
                  {
                      const SOCKET s =
                          ConnectNew(ws, Ip4(Scene::SERVER, static_cast<uint16_t>(PORT + i)));
                      SendText(ws, s, std::string(BYTES, 'x'));
                      ws.closesocket(s);
                  });
    }
    t.Play();
    return arrived;
}

void
TestFairness(Scene& t)
{
    const std::vector<double> arrived = PlayTwo(t, "Machine");
    // Whoever comes first gets the burst; from then on they take turns.
    t.True(std::abs(arrived[0] - arrived[1]) <= BURST + 1460,
           "equal shares: " + std::to_string(arrived[0]) + " and " + std::to_string(arrived[1]));
    t.True(std::abs(arrived[0] + arrived[1] - 10 * RATE) <= BURST + 2 * 1460, "of one rate");
}

void
TestNotShared(Scene& t, const std::string& shared)
{
    const std::vector<double> arrived = PlayTwo(t, shared);
    for (const double one : arrived)
    {
        t.True(std::abs(one - 10 * RATE) <= BURST + 1460, "the rate for each");
    }
}

// ---------------------------------------------------------------- ends and mistakes

/// A program that is killed while it waits for tokens leaves nothing behind.
void
TestKilled(Scene& t, int type)
{
    t.Build();
    Passages passages;
    Ptr<ShaperLibrary> shaper = MakeShaper(passages);
    shaper->SetAttribute("Shared", StringValue("Machine"));
    InstallLayers(t.client, {shaper});
    t.Program(
        t.server,
        [&](Winsock& ws)
        {
            const SOCKET s = AcceptOne(ws);
            ReceiveAll(ws, s);
            t.True(Simulator::Now() < Seconds(6) || type == SOCK_DGRAM, "the end is noticed");
            ws.closesocket(s);
        },
        Seconds(1));
    t.Doomed(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ws.socket(AF_INET, type, 0);
            ConnectTo(ws, s, ServerAddress());
            while (SendText(ws, s, std::string(5000, 'x')) > 0)
            {
            }
        },
        Seconds(5));
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            if (type == SOCK_DGRAM)
            {
                const SOCKET s = ConnectNew(ws, ServerAddress());
                const Time begin = Simulator::Now();
                t.Equal(SendText(ws, s, std::string(1000, 'x')), 1000, "the next has a turn");
                t.True(Simulator::Now() - begin < Seconds(1), "soon");
                ws.closesocket(s);
            }
        },
        Seconds(6));
    t.Play();
}

void
TestMistakes(Scene& t)
{
    const auto messageOf = [](const std::string& attribute, const AttributeValue& value)
    {
        return MessageOfAbort(
            [&]
            {
                Ptr<ShaperLibrary> shaper = CreateObject<ShaperLibrary>();
                shaper->SetAttribute(attribute, value);
                shaper->CreateLayer();
            });
    };
    t.True(messageOf("Direction", StringValue("Up")).find("choose Send, Receive or Both") !=
               std::string::npos,
           "the directions are named");
    t.True(messageOf("Shared", StringValue("All")).find("choose Socket, Process or Machine") !=
               std::string::npos,
           "the shares are named");
    t.True(messageOf("Handles", StringValue("IFS")).find("Set NON_IFS") != std::string::npos,
           "handles of its own");
    t.True(messageOf("Rate", DataRateValue(DataRate(0))).find("Set a rate") != std::string::npos,
           "a rate");
}

class ShaperTestSuite : public TestSuite
{
  public:
    ShaperTestSuite()
        : TestSuite("winsock-shaper", TestSuite::Type::UNIT)
    {
        AddStyle("blocking", &SendBlocking);
        AddStyle("nonblocking with select", &SendBySelect);
        AddStyle("nonblocking with FD_WRITE", &SendByEvents);
        AddStyle("overlapped", &SendOverlapped);
        Add("rate of receiving", &TestReceive);
        Add("two shapers in a chain", &TestTwoShapers);
        Add("rate of datagrams: blocking", [](Scene& t) { TestDatagrams(t, &SendDatagram); });
        Add("rate of datagrams: nonblocking",
            [](Scene& t) { TestDatagrams(t, &SendDatagramNonBlocking); });
        Add("rate of datagrams: overlapped",
            [](Scene& t) { TestDatagrams(t, &SendDatagramOverlapped); });
        Add("datagrams beyond QueueBytes are lost", &TestDroppedDatagrams);
        Add("datagrams longer than the burst", &TestLongDatagram);
        Add("two processes share the machine's rate fairly", &TestFairness);
        Add("processes with buckets of their own", [](Scene& t) { TestNotShared(t, "Process"); });
        Add("sockets with buckets of their own", [](Scene& t) { TestNotShared(t, "Socket"); });
        Add("killed in a stream send", [](Scene& t) { TestKilled(t, SOCK_STREAM); });
        Add("killed in a datagram send", [](Scene& t) { TestKilled(t, SOCK_DGRAM); });
        Add("scenario mistakes are named", &TestMistakes);
    }

  private:
    void
    AddStyle(const std::string& name, const Style& send)
    {
        Add("rate of sending: " + name, [send](Scene& t) { TestStream(t, send); });
    }

    void
    Add(const std::string& name, Scene::Script script)
    {
        AddTestCase(new Scene(name, std::move(script)));
    }
};

ShaperTestSuite g_shaperTestSuite;

} // namespace
