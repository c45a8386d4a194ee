/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The codec: what travels differs from what programs see, and programs see what they would see without
// it. The suites about the ways of waiting run through codecs as well; here are the cases in which
// what is below tells nothing of what is above.

#include "documented-errors-test-support.h"
#include "io-scene-test-support.h"
#include "layer-scene-test-support.h"
#include "scenario-test-support.h"

#include "ns3/codec-layer.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"
#include "ns3/winsock-ioctls.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace ns3::winsock::test
{

namespace
{

/// What the codecs of a test told.
struct FrameLog
{
    void
    Listen(Ptr<CodecLibrary> codec)
    {
        codec->TraceConnectWithoutContext("Frame", MakeCallback(&FrameLog::Add, this));
        codec->TraceConnectWithoutContext("FrameError", MakeCallback(&FrameLog::Add, this));
    }

    void
    Add(const CodecFrame& frame)
    {
        if (!frame.problem.empty())
        {
            problems.push_back(frame.problem);
            return;
        }
        ++(frame.sent ? sent : received);
        plainBytes += frame.sent ? frame.plainBytes : 0;
        wireBytes += frame.sent ? frame.wireBytes : 0;
    }

    uint32_t sent{0};
    uint32_t received{0};
    uint32_t plainBytes{0};
    uint32_t wireBytes{0};
    std::vector<std::string> problems;
};

Ptr<CodecLibrary>
MakeCodec(const std::string& transform, FrameLog* log = nullptr)
{
    Ptr<CodecLibrary> codec = CreateObject<CodecLibrary>();
    codec->SetAttribute("Transform", StringValue(transform));
    if (log)
    {
        log->Listen(codec);
    }
    return codec;
}

/// A frame of the transform Identity, written by hand from its description.
std::string
FrameOf(const std::string& text)
{
    uint32_t sum = 2166136261U;
    for (const char byte : text)
    {
        sum = (sum ^ static_cast<unsigned char>(byte)) * 16777619U;
    }
    std::string frame("\xc0\xde");
    for (const uint32_t part :
         {static_cast<uint32_t>(text.size()) >> 8, static_cast<uint32_t>(text.size())})
    {
        frame += static_cast<char>(part);
    }
    frame += text;
    for (const int shift : {24, 16, 8, 0})
    {
        frame += static_cast<char>(sum >> shift);
    }
    return frame;
}

ULONG
ReadableBytes(Winsock& ws, SOCKET s)
{
    ULONG bytes = 77;
    ws.ioctlsocket(s, FIONREAD, &bytes);
    return bytes;
}

/// @return how many of a socket's three states hold: readable 1, writable 2
int
ReadinessOf(Winsock& ws, SOCKET s, int milliseconds = 0)
{
    fd_set sets[2] = {{1, {s}}, {1, {s}}};
    const timeval timeout{milliseconds / 1000, milliseconds % 1000 * 1000};
    // Asked one by one: a writable socket does not wait for the other.
    ws.select(0, &sets[0], nullptr, nullptr, &timeout);
    const timeval now{0, 0};
    ws.select(0, nullptr, &sets[1], nullptr, &now);
    return static_cast<int>(sets[0].fd_count + 2 * sets[1].fd_count);
}

// ---------------------------------------------------------------- every way to send and receive

constexpr std::size_t BULK = 60000;

/// Bytes that a stream cannot repeat by accident.
std::string
BulkText(unsigned seed)
{
    std::mt19937 random(seed);
    std::string text(BULK, ' ');
    std::generate(text.begin(), text.end(), [&] { return static_cast<char>(random()); });
    return text;
}

using Chunks = std::mt19937;

/// The length of the next piece, from one byte to some frames.
std::size_t
NextChunk(Chunks& chunks)
{
    const std::size_t wide = chunks() % 4 == 0 ? 9000 : 300;
    return 1 + chunks() % wide;
}

using Sender = void (*)(Winsock&, SOCKET, const std::string&, Chunks&);
using Receiver = std::string (*)(Winsock&, SOCKET, Chunks&);

void
SendBlocking(Winsock& ws, SOCKET s, const std::string& text, Chunks& chunks)
{
    for (std::size_t at = 0; at < text.size();)
    {
        const std::size_t here = std::min(NextChunk(chunks), text.size() - at);
        if (ws.send(s, text.data() + at, static_cast<int>(here), 0) != static_cast<int>(here))
        {
            return;
        }
        at += here;
    }
}

void
SendNonblocking(Winsock& ws, SOCKET s, const std::string& text, Chunks& chunks)
{
    SetNonBlocking(ws, s);
    for (std::size_t at = 0; at < text.size();)
    {
        const std::size_t here = std::min(NextChunk(chunks), text.size() - at);
        const int went = ws.send(s, text.data() + at, static_cast<int>(here), 0);
        if (went != SOCKET_ERROR)
        {
            at += static_cast<std::size_t>(went);
        }
        else if (ws.WSAGetLastError() != WSAEWOULDBLOCK)
        {
            return;
        }
        else
        {
            fd_set set{1, {s}};
            ws.select(0, nullptr, &set, nullptr, nullptr);
        }
    }
}

void
SendOverlapped(Winsock& ws, SOCKET s, const std::string& text, Chunks& chunks)
{
    /// Two buffers for each operation, all under way together.
    struct Piece
    {
        std::string left;
        std::string right;
        WSABUF buffers[2];
        WSAOVERLAPPED overlapped{};
    };

    std::vector<std::unique_ptr<Piece>> pieces;
    for (std::size_t at = 0; at < text.size();)
    {
        auto piece = std::make_unique<Piece>();
        piece->left = text.substr(at, NextChunk(chunks));
        at += piece->left.size();
        piece->right = text.substr(std::min(at, text.size()), NextChunk(chunks));
        at += piece->right.size();
        piece->buffers[0] = BufferOf(piece->left);
        piece->buffers[1] = BufferOf(piece->right);
        ws.WSASend(s, piece->buffers, 2, nullptr, 0, &piece->overlapped, nullptr);
        pieces.push_back(std::move(piece));
    }
    for (const auto& piece : pieces)
    {
        DWORD bytes = 0;
        DWORD flags = 0;
        ws.WSAGetOverlappedResult(s, &piece->overlapped, &bytes, TRUE, &flags);
    }
}

std::string
ReceiveBlocking(Winsock& ws, SOCKET s, Chunks& chunks)
{
    std::string text;
    for (;;)
    {
        std::string piece(NextChunk(chunks), '.');
        std::string seen(piece);
        const int size = static_cast<int>(piece.size());
        const int peeked = ws.recv(s, seen.data(), size, MSG_PEEK);
        const int got = ws.recv(s, piece.data(), size, 0);
        if (got <= 0 || peeked > got || piece.compare(0, peeked, seen, 0, peeked) != 0)
        {
            return text;
        }
        text.append(piece, 0, static_cast<std::size_t>(got));
    }
}

std::string
ReceiveWaitAll(Winsock& ws, SOCKET s, Chunks& chunks)
{
    std::string text;
    for (;;)
    {
        std::string piece(NextChunk(chunks), '.');
        const int size = static_cast<int>(piece.size());
        const int got = ws.recv(s, piece.data(), size, MSG_WAITALL);
        text.append(piece, 0, static_cast<std::size_t>(std::max(got, 0)));
        if (got < size)
        {
            return text;
        }
    }
}

std::string
ReceiveBySelect(Winsock& ws, SOCKET s, Chunks& chunks)
{
    SetNonBlocking(ws, s);
    std::string text;
    for (;;)
    {
        fd_set set{1, {s}};
        ws.select(0, &set, nullptr, nullptr, nullptr);
        const ULONG there = ReadableBytes(ws, s);
        std::string left(NextChunk(chunks), '.');
        std::string right(NextChunk(chunks), '.');
        WSABUF buffers[2] = {BufferOf(left), BufferOf(right)};
        DWORD got = 0;
        DWORD flags = 0;
        // What select promises, recv keeps.
        if (ws.WSARecv(s, buffers, 2, &got, &flags, nullptr, nullptr) != 0 ||
            got != std::min<std::size_t>(there, left.size() + right.size()))
        {
            return text + "broken promise";
        }
        if (got == 0)
        {
            return text;
        }
        text += (left + right).substr(0, got);
    }
}

std::string
ReceiveByEvent(Winsock& ws, SOCKET s, Chunks& chunks)
{
    WSAEVENT event = ws.WSACreateEvent();
    ws.WSAEventSelect(s, event, FD_READ | FD_CLOSE);
    std::string text;
    for (bool closed = false; !closed;)
    {
        ws.WSAWaitForMultipleEvents(1, &event, FALSE, WSA_INFINITE, FALSE);
        WSANETWORKEVENTS events{};
        ws.WSAEnumNetworkEvents(s, event, &events);
        closed = (events.lNetworkEvents & FD_CLOSE) != 0;
        std::string piece(NextChunk(chunks), '.');
        const int got = ws.recv(s, piece.data(), static_cast<int>(piece.size()), 0);
        text.append(piece, 0, static_cast<std::size_t>(std::max(got, 0)));
        if (closed && got > 0)
        {
            return text + "FD_CLOSE before the last byte"; // R-EVT-7
        }
    }
    ws.WSAEventSelect(s, nullptr, 0);
    ws.WSACloseEvent(event);
    return text;
}

std::string
ReceiveByPort(Winsock& ws, SOCKET s, Chunks& chunks)
{
    HANDLE port = ws.CreateIoCompletionPort(reinterpret_cast<HANDLE>(s), nullptr, 7, 0);
    std::string text;
    for (;;)
    {
        std::string piece(NextChunk(chunks), '.');
        WSABUF buffer = BufferOf(piece);
        WSAOVERLAPPED overlapped{};
        DWORD flags = 0;
        ws.WSARecv(s, &buffer, 1, nullptr, &flags, &overlapped, nullptr);
        DWORD bytes = 0;
        ULONG_PTR key = 0;
        LPOVERLAPPED done = nullptr;
        if (!ws.GetQueuedCompletionStatus(port, &bytes, &key, &done, INFINITE) || bytes == 0)
        {
            break;
        }
        text.append(piece, 0, bytes);
    }
    ws.CloseHandle(port);
    return text;
}

/// Sends a text one way and another one back, in one of the ways.
void
Bulk(Scene& t, const Layers& layers, Sender sender, Receiver receiver)
{
    const std::string there = BulkText(1);
    const std::string back = BulkText(2);
    Scene::Link link;
    link.loss = 0.005;
    PlayThrough(
        t,
        layers,
        [&](Winsock& ws, SOCKET s)
        {
            Chunks chunks(3);
            sender(ws, s, there, chunks);
            SetNonBlocking(ws, s, false);
            ws.shutdown(s, SD_SEND);
            t.True(receiver(ws, s, chunks) == back, "what came back");
        },
        [&](Winsock& ws, SOCKET s)
        {
            Chunks chunks(4);
            t.True(receiver(ws, s, chunks) == there, "what came, after half of the connection");
            SetNonBlocking(ws, s, false);
            sender(ws, s, back, chunks);
        },
        link);
}

// ---------------------------------------------------------------- one end written by hand

/// Plays a connection whose client has no codec and whose server has one.
void
PlayByHand(Scene& t,
           FrameLog& log,
           const StreamProgram& atClient,
           const StreamProgram& atServer,
           const std::string& transform = "Identity")
{
    t.Build();
    InstallLayers(t.server, {MakeCodec(transform, &log)});
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET s = AcceptOne(ws);
                  atServer(ws, s);
                  ws.closesocket(s);
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ConnectNew(ws, ServerAddress());
            atClient(ws, s);
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
}

void
HalfAFrame(Scene& t)
{
    FrameLog log;
    const std::string frame = FrameOf("half a frame");
    PlayByHand(
        t,
        log,
        [&](Winsock& ws, SOCKET s)
        {
            SendText(ws, s, frame.substr(0, 10));
            ws.Sleep(10000);
            SendText(ws, s, frame.substr(10));
            ws.Sleep(10000);
        },
        [&](Winsock& ws, SOCKET s)
        {
            WSAEVENT event = ws.WSACreateEvent();
            t.Equal(ReadinessOf(ws, s, 3000), 2, "R-SLC-4: half a frame is not readable");
            t.Equal(ReadableBytes(ws, s), 0U, "R-IOC-4: half a frame has no bytes");
            SetNumber(ws, s, SOL_SOCKET, SO_RCVTIMEO, 1000);
            char byte = 0;
            t.Fails(ws, ws.recv(s, &byte, 1, 0), WSAETIMEDOUT, "R-DAT-11: nor does recv get it");
            ws.WSAEventSelect(s, event, FD_READ);
            t.Fails(ws, ws.recv(s, &byte, 1, 0), WSAEWOULDBLOCK, "R-DAT-1: nor without waiting");
            t.Equal(ws.WSAWaitForMultipleEvents(1, &event, FALSE, 1000, FALSE),
                    WSA_WAIT_TIMEOUT,
                    "R-EVT-4: and there is no FD_READ");
            ws.WSAWaitForMultipleEvents(1, &event, FALSE, WSA_INFINITE, FALSE);
            t.Equal(ReadableBytes(ws, s), 12U, "R-IOC-4: the whole frame");
            t.Equal(ws.recv(s, &byte, 1, 0), 1, "a byte of it");
            t.Equal(
                ReadinessOf(ws, s), 3, "R-SLC-4: the rest is readable, though nothing is below");
            t.Equal(ReadableBytes(ws, s), 11U, "R-IOC-4: the rest");
            WSANETWORKEVENTS events{};
            ws.WSAEnumNetworkEvents(s, event, &events);
            t.Equal(events.lNetworkEvents, LONG{FD_READ}, "R-EVT-4: read once, told once more");
            t.Equal(ReceiveOnce(ws, s), std::string("alf a frame"), "what was left");
            ws.WSACloseEvent(event);
        });
    t.True(log.problems.empty(), "nothing was wrong");
}

void
NoCodecAtThePeer(Scene& t)
{
    FrameLog log;
    PlayByHand(
        t,
        log,
        [&](Winsock& ws, SOCKET s)
        {
            SendText(ws, s, FrameOf("good") + "plain text");
            ReceiveAll(ws, s);
        },
        [&](Winsock& ws, SOCKET s)
        {
            WSAEVENT event = ws.WSACreateEvent();
            ws.WSAEventSelect(s, event, FD_READ | FD_CLOSE);
            ws.Sleep(3000);
            WSANETWORKEVENTS events{};
            ws.WSAEnumNetworkEvents(s, event, &events);
            t.Equal(events.lNetworkEvents, LONG{FD_READ}, "R-EVT-7: first what was sound");
            t.Equal(ReceiveOnce(ws, s), std::string("good"), "what came before stays readable");
            ws.WSAEnumNetworkEvents(s, event, &events);
            t.Equal(events.lNetworkEvents, LONG{FD_CLOSE}, "R-EVT-11: then the end");
            t.Equal(events.iErrorCode[FD_CLOSE_BIT], WSAECONNABORTED, "R-EVT-7: its code");
            char byte = 0;
            t.Fails(ws, ws.recv(s, &byte, 1, 0), WSAECONNABORTED, "recv");
            t.Fails(ws, ws.send(s, "a", 1, 0), WSAECONNABORTED, "send");
            ws.WSACloseEvent(event);
        });
    t.Equal(log.problems.size(), 1U, "the trace tells once");
    t.Equal(log.problems.at(0), std::string("what came is no frame"), "and why");
}

void
DamagedFrames(Scene& t, const std::string& sent, const std::string& problem)
{
    FrameLog log;
    PlayByHand(
        t,
        log,
        [&](Winsock& ws, SOCKET s)
        {
            SendText(ws, s, sent);
            ws.shutdown(s, SD_SEND);
            ReceiveAll(ws, s);
        },
        [&](Winsock& ws, SOCKET s)
        {
            char byte = 0;
            t.Fails(ws, ws.recv(s, &byte, 1, 0), WSAECONNABORTED, "a receive that waits");
        });
    t.Equal(log.problems.size(), 1U, "the trace tells once");
    t.Equal(log.problems.at(0), problem, "and why");
}

void
OtherKey(Scene& t)
{
    FrameLog log;
    t.Build();
    InstallLayers(t.server, {MakeCodec("Xor", &log)});
    Ptr<CodecLibrary> other = MakeCodec("Xor");
    other->SetAttribute("Key", StringValue("another"));
    InstallLayers(t.client, {other});
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET s = AcceptOne(ws);
                  char byte = 0;
                  t.Fails(ws, ws.recv(s, &byte, 1, 0), WSAECONNABORTED, "the wrong key");
                  ws.closesocket(s);
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ConnectNew(ws, ServerAddress());
            SendText(ws, s, "secret");
            t.Equal(ReceiveAll(ws, s), std::string(), "the peer learns by the end");
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
    t.Equal(log.problems.size(), 1U, "one frame");
}

// ---------------------------------------------------------------- ends of connections

/// Sends without waiting until there is no room. @return how many bytes went
std::size_t
SendUntilFull(Winsock& ws, SOCKET s)
{
    SetNonBlocking(ws, s);
    const std::string text(5000, 'x');
    std::size_t sent = 0;
    for (int quiet = 0; quiet < 5;)
    {
        const int went = SendText(ws, s, text);
        sent += static_cast<std::size_t>(std::max(went, 0));
        quiet = went > 0 ? 0 : quiet + 1;
        ws.Sleep(went > 0 ? 0 : 1000);
    }
    return sent;
}

void
WindowCloses(Scene& t)
{
    std::size_t sent = 0;
    std::size_t received = 0;
    PlayThrough(
        t,
        {Unnoticed::CODEC},
        [&](Winsock& ws, SOCKET s)
        {
            sent = SendUntilFull(ws, s);
            const std::size_t buffers = static_cast<std::size_t>(
                GetNumber(ws, s, SOL_SOCKET, SO_SNDBUF) + GetNumber(ws, s, SOL_SOCKET, SO_RCVBUF));
            t.True(sent <= 3 * buffers, "R-DAT-12: nobody holds more than the buffers");
            t.Equal(ReadinessOf(ws, s), 0, "R-SLC-4: not writable");
            linger wait{1, 100};
            ws.setsockopt(
                s, SOL_SOCKET, SO_LINGER, reinterpret_cast<const char*>(&wait), sizeof(wait));
            t.Fails(ws, ws.closesocket(s), WSAEWOULDBLOCK, "R-SHD-3: cannot finish");
            t.Equal(GetNumber(ws, s, SOL_SOCKET, SO_TYPE), SOCK_STREAM, "the handle stays valid");
            wait.l_onoff = 0;
            ws.setsockopt(
                s, SOL_SOCKET, SO_LINGER, reinterpret_cast<const char*>(&wait), sizeof(wait));
            t.Works(ws, ws.closesocket(s), "R-SHD-3: goes on behind the program's back");
            ws.Sleep(60000);
        },
        [&](Winsock& ws, SOCKET s)
        {
            ws.Sleep(30000);
            received = ReceiveAll(ws, s).size();
        });
    t.Equal(received, sent, "everything came");
}

void
CleanupAfterClose(Scene& t)
{
    std::size_t sent = 0;
    std::size_t received = 0;
    PlayThrough(
        t,
        {Unnoticed::CODEC},
        [&](Winsock& ws, SOCKET s)
        {
            sent = SendUntilFull(ws, s);
            const Time begin = Simulator::Now();
            t.Works(ws, ws.closesocket(s), "R-SHD-3: at once");
            t.Works(ws, ws.WSACleanup(), "the last cleanup");
            t.Equal(Simulator::Now(), begin, "nothing waits");
            WSADATA data;
            ws.WSAStartup(MAKEWORD(2, 2), &data);
        },
        [&](Winsock& ws, SOCKET s)
        {
            ws.Sleep(30000);
            received = ReceiveAll(ws, s).size();
            t.Equal(ws.WSAGetLastError(), WSAECONNABORTED, "the end inside a frame, no reset");
        });
    t.True(received > sent / 2, "R-SPI-10: what the element below had taken is still sent");
    t.True(received < sent, "what the layer had goes with the layer");
}

/// A shared socket's bytes are those of the connection, whichever process receives them.
void
Duplicated(Scene& t)
{
    t.Build();
    for (const Ptr<Node>& node : {t.client, t.server})
    {
        InstallLayers(node, {MakeCodec("Identity")});
    }
    WSAPROTOCOL_INFOW info{};
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET s = AcceptOne(ws);
                  t.Equal(ReceiveAll(ws, s), std::string("from the other process"), "what came");
                  ws.closesocket(s);
              });
    DWORD target = 0;
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            target = ws.GetCurrentProcessId();
            ws.Sleep(3000);
            const SOCKET s =
                ws.WSASocketW(AF_INET, SOCK_STREAM, IPPROTO_TCP, &info, 0, WSA_FLAG_OVERLAPPED);
            SendText(ws, s, "from the other process");
            t.Works(ws, ws.shutdown(s, SD_SEND), "shut down");
            ws.closesocket(s);
        },
        Seconds(4));
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ConnectNew(ws, ServerAddress());
            ws.Sleep(1000);
            t.Works(ws, ws.WSADuplicateSocketW(s, target, &info), "R-DUP-2: for the other process");
            ws.Sleep(5000);
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
}

void
LingerWaits(Scene& t)
{
    PlayThrough(
        t,
        {Unnoticed::CODEC},
        [&](Winsock& ws, SOCKET s)
        {
            SendUntilFull(ws, s);
            SetNonBlocking(ws, s, false);
            const linger wait{1, 5};
            ws.setsockopt(
                s, SOL_SOCKET, SO_LINGER, reinterpret_cast<const char*>(&wait), sizeof(wait));
            const Time begin = Simulator::Now();
            t.Works(ws, ws.closesocket(s), "R-SHD-3: a time-out is not reported");
            t.Equal(Simulator::Now() - begin, Seconds(5), "R-SHD-3: as long as was asked for");
        },
        [&](Winsock& ws, SOCKET s)
        {
            ws.Sleep(30000);
            ReceiveAll(ws, s);
            t.Equal(ws.WSAGetLastError(), WSAECONNRESET, "R-SHD-3: then it is reset");
        });
}

void
Reset(Scene& t)
{
    PlayThrough(
        t,
        {Unnoticed::CODEC, Unnoticed::CODEC},
        [&](Winsock& ws, SOCKET s)
        {
            SendText(ws, s, "last words");
            ws.Sleep(1000);
            const linger none{1, 0};
            ws.setsockopt(
                s, SOL_SOCKET, SO_LINGER, reinterpret_cast<const char*>(&none), sizeof(none));
        },
        [&](Winsock& ws, SOCKET s)
        {
            ws.Sleep(5000);
            t.Equal(ReceiveAll(ws, s), std::string("last words"), "what had come");
            t.Equal(ws.WSAGetLastError(), WSAECONNRESET, "R-DAT-5: then the reset");
            t.Fails(ws, ws.send(s, "a", 1, 0), WSAECONNRESET, "and of send");
            t.Works(ws, ws.shutdown(s, SD_SEND), "R-SHD-1: what is over need not be ended");
        });
}

void
ShutDown(Scene& t)
{
    PlayThrough(
        t,
        {Unnoticed::CODEC},
        [&](Winsock& ws, SOCKET s)
        {
            t.Fails(ws, ws.shutdown(s, 7), WSAEINVAL, "R-SHD-1: no way to shut down");
            t.Works(ws, ws.shutdown(s, SD_SEND), "sending");
            t.Works(ws, ws.shutdown(s, SD_SEND), "R-SHD-1: repeating is success");
            t.Fails(ws, ws.send(s, "a", 1, 0), WSAESHUTDOWN, "R-SHD-2: send");
            t.Equal(ReceiveAll(ws, s), std::string("answer"), "the other direction");
            t.Works(ws, ws.WSARecvDisconnect(s, nullptr), "R-SHD-5: receiving");
            char byte = 0;
            t.Fails(ws, ws.recv(s, &byte, 1, 0), WSAESHUTDOWN, "R-SHD-2: recv");
        },
        [&](Winsock& ws, SOCKET s)
        {
            t.Equal(ReceiveAll(ws, s), std::string(), "R-SHD-2: the end");
            t.Equal(ws.recv(s, nullptr, 0, 0), 0, "R-DAT-5: the end stays");
            SendText(ws, s, "answer");
            t.Works(ws, ws.WSASendDisconnect(s, nullptr), "R-SHD-5: sending");
            const std::string data = "bye";
            WSABUF buffer{3, const_cast<char*>(data.data())};
            t.Fails(ws, ws.WSASendDisconnect(s, &buffer), WSAENOPROTOOPT, "R-SHD-5: no such data");
        });
}

// ---------------------------------------------------------------- what is not a connected stream

void
NotConnected(Scene& t)
{
    t.Build();
    InstallLayers(t.client, {MakeCodec("Xor")});
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, 0);
                  char byte = 0;
                  t.Fails(ws, ws.send(s, "a", 1, 0), WSAECONNRESET, "api-states.csv: send");
                  t.Fails(ws, ws.recv(s, &byte, 1, 0), WSAENOTCONN, "R-DAT-2: recv");
                  t.Fails(ws, ws.shutdown(s, SD_SEND), WSAENOTCONN, "R-SHD-1: shutdown");
                  t.Fails(ws, ConnectTo(ws, s, ServerAddress()), WSAECONNREFUSED, "nobody there");
                  t.Equal(ReadableBytes(ws, s), 0U, "R-IOC-4: nothing");
                  ws.closesocket(s);
                  t.Fails(ws, ws.send(s, "a", 1, 0), WSAENOTSOCK, "R-SPI-14: closed");
              });
    t.Play();
}

void
MixedSelect(Scene& t)
{
    t.Build();
    for (const Ptr<Node>& node : {t.client, t.server})
    {
        InstallLayers(node, {MakeCodec("Xor")});
    }
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET listener = ListenAt(ws, Ip4(Scene::ANY, PORT));
                  const SOCKET s = ws.accept(listener, nullptr, nullptr);
                  const SOCKET datagrams = ws.socket(AF_INET, SOCK_DGRAM, 0);
                  BindTo(ws, datagrams, Ip4(Scene::ANY, PORT));
                  std::string ready;
                  for (int i = 0; i < 4; ++i)
                  {
                      fd_set set{3, {s, datagrams, listener}};
                      const timeval timeout{20, 0};
                      t.Equal(ws.select(0, &set, nullptr, nullptr, &timeout), i < 3 ? 1 : 0, "one");
                      ready += FD_ISSET(s, &set) ? "s" : FD_ISSET(datagrams, &set) ? "d" : "-";
                      ReceiveOnce(ws, i == 0 ? datagrams : s);
                      if (set.fd_count != 0 && set.fd_array[0] == listener)
                      {
                          ready += "l";
                          ws.closesocket(ws.accept(listener, nullptr, nullptr));
                      }
                      SetNonBlocking(ws, s);
                  }
                  t.Equal(ready, std::string("ds-l-"), "R-SLC-4: each in its turn, then nothing");
                  for (const SOCKET one : {s, datagrams, listener})
                  {
                      ws.closesocket(one);
                  }
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ConnectNew(ws, ServerAddress());
            const SOCKET datagrams = ws.socket(AF_INET, SOCK_DGRAM, 0);
            ws.Sleep(5000);
            SendTo(ws, datagrams, "datagram", ServerAddress());
            ws.Sleep(5000);
            SendText(ws, s, "stream");
            ws.Sleep(5000);
            ws.closesocket(ConnectNew(ws, ServerAddress()));
            ws.Sleep(50000);
            ws.closesocket(s);
            ws.closesocket(datagrams);
        },
        Seconds(4));
    t.Play();
}

void
KilledInMixedSelect(Scene& t)
{
    t.Build();
    for (const Ptr<Node>& node : {t.client, t.server})
    {
        InstallLayers(node, {MakeCodec("Xor")});
    }
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET s = AcceptOne(ws);
                  ReceiveAll(ws, s);
                  t.Equal(ws.WSAGetLastError(), WSAECONNRESET, "R-INI-6: reset by the killer");
                  ws.closesocket(s);
              });
    t.Doomed(
        t.client,
        [&](Winsock& ws)
        {
            fd_set set{2, {ConnectNew(ws, ServerAddress()), ws.socket(AF_INET, SOCK_DGRAM, 0)}};
            ws.select(0, &set, nullptr, nullptr, nullptr);
            t.True(false, "nothing comes after the end");
        },
        Seconds(10));
    t.Play();
}

// ---------------------------------------------------------------- transforms

/// Writes each byte three times: a transform of a user's own.
class TripleTransform : public CodecTransform
{
  public:
    void
    Apply(const char* data, std::size_t length, std::vector<char>& wire) override
    {
        for (std::size_t i = 0; i < 3 * length; ++i)
        {
            wire.push_back(data[i / 3]);
        }
    }

    bool
    Undo(const char* wire, std::size_t length, std::vector<char>& data) override
    {
        for (std::size_t i = 0; i < length; i += 3)
        {
            data.push_back(wire[i]);
        }
        return length % 3 == 0;
    }
};

class TripleLibrary : public CodecLibrary
{
  public:
    std::unique_ptr<CodecTransform>
    MakeTransform() const override
    {
        return std::make_unique<TripleTransform>();
    }
};

void
Lengths(Scene& t, Ptr<CodecLibrary> codec, uint32_t factor)
{
    FrameLog log;
    codec->SetAttribute("FrameBytes", UintegerValue(1000));
    log.Listen(codec);
    t.Build();
    InstallLayers(t.client, {codec});
    InstallLayers(t.server, {codec});
    const std::string text = BulkText(5);
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET s = AcceptOne(ws);
                  t.True(ReceiveAll(ws, s) == text, "what came");
                  ws.closesocket(s);
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ConnectNew(ws, ServerAddress());
            t.Equal(SendText(ws, s, text), static_cast<int>(BULK), "the length above");
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
    t.Equal(log.sent, 60U, "as many frames as FrameBytes says");
    t.Equal(log.received, 60U, "and as many came");
    t.Equal(log.plainBytes, uint32_t{BULK}, "bytes above");
    t.Equal(log.wireBytes, 60 * 8 + factor * uint32_t{BULK}, "bytes below");
}

class TransformTestCase : public CheckedTestCase
{
  public:
    TransformTestCase()
        : CheckedTestCase(
              "Transforms undo what they did, and say no to what they cannot have written")
    {
    }

  private:
    void
    DoRun() override
    {
        const std::string text = BulkText(6).substr(0, 999);
        for (const char* name : {"Identity", "Xor", "Expand"})
        {
            const auto there = MakeCodecTransform(name, "key of 9");
            const auto back = MakeCodecTransform(name, "key of 9");
            std::vector<char> result;
            for (const std::size_t at : {0, 333, 666})
            {
                std::vector<char> wire;
                there->Apply(text.data() + at, 333, wire);
                NS_TEST_EXPECT_MSG_EQ(back->Undo(wire.data(), wire.size(), result), true, name);
            }
            NS_TEST_EXPECT_MSG_EQ((std::string(result.begin(), result.end()) == text), true, name);
        }
        std::vector<char> result;
        const auto expand = MakeCodecTransform("Expand", "");
        NS_TEST_EXPECT_MSG_EQ(expand->Undo("abc", 3, result), false, "an odd letter");
        NS_TEST_EXPECT_MSG_EQ(expand->Undo("aq", 2, result), false, "a letter that is none");
        NS_TEST_EXPECT_MSG_NE(
            MessageOfAbort([] { MakeCodecTransform("Rot13", "x"); }).find("Expand"),
            std::string::npos,
            "an unknown transform names the known ones");
        NS_TEST_EXPECT_MSG_NE(MessageOfAbort([] { MakeCodecTransform("Xor", ""); }).find("Key"),
                              std::string::npos,
                              "no key");
        const auto ifs = []
        {
            Ptr<CodecLibrary> codec = MakeCodec("Xor");
            codec->SetAttribute("Handles", StringValue("IFS"));
            codec->CreateLayer();
        };
        NS_TEST_EXPECT_MSG_NE(
            MessageOfAbort(ifs).find("NON_IFS"), std::string::npos, "handles from below");
    }
};

// ---------------------------------------------------------------- the suite

class CodecTestSuite : public TestSuite
{
  public:
    CodecTestSuite()
        : TestSuite("winsock-codec", TestSuite::Type::UNIT)
    {
        AddTestCase(new TransformTestCase);
        AddBulk();
        Add("R-SLC-4, R-EVT-4, R-IOC-4: half a frame, and half a frame read", HalfAFrame);
        Add("A peer without a codec", NoCodecAtThePeer);
        std::string changed = FrameOf("changed");
        changed[6] = 'X';
        Add("A changed byte",
            [=](Scene& t) { DamagedFrames(t, changed, "a frame does not check"); });
        Add("The end inside a frame",
            [](Scene& t)
            { DamagedFrames(t, FrameOf("cut").substr(0, 5), "the stream ends inside a frame"); });
        Add("Another key", OtherKey);
        Add("R-DAT-12, R-SHD-3: nobody reads", WindowCloses);
        Add("R-SPI-10: closed before the last cleanup", CleanupAfterClose);
        Add("R-DUP-2: shared with another process", Duplicated);
        Add("R-SHD-3: lingering", LingerWaits);
        Add("R-DAT-5: a reset", Reset);
        Add("R-SHD-1, R-SHD-2, R-SHD-5: shut down", ShutDown);
        Add("R-DAT-2, R-SHD-1: not connected", NotConnected);
        Add("R-SLC-4: streams, datagrams and a listener in one call", MixedSelect);
        Add("R-INI-6: killed while it waits for sockets of both kinds", KilledInMixedSelect);
        Add("Lengths: Identity", [](Scene& t) { Lengths(t, MakeCodec("Identity"), 1); });
        Add("Lengths: Expand", [](Scene& t) { Lengths(t, MakeCodec("Expand"), 2); });
        Add("Lengths: a user's transform",
            [](Scene& t) { Lengths(t, CreateObject<TripleLibrary>(), 3); });
    }

  private:
    void
    Add(const std::string& name, Scene::Script script)
    {
        AddTestCase(new Scene(name, std::move(script)));
    }

    void
    AddBulk()
    {
        const std::pair<const char*, Sender> senders[] = {
            {"blocking", SendBlocking},
            {"nonblocking", SendNonblocking},
            {"overlapped", SendOverlapped},
        };
        const std::pair<const char*, Receiver> receivers[] = {
            {"recv after MSG_PEEK", ReceiveBlocking},
            {"MSG_WAITALL", ReceiveWaitAll},
            {"select", ReceiveBySelect},
            {"events", ReceiveByEvent},
            {"completion port", ReceiveByPort},
        };
        const Unnoticed codec = Unnoticed::CODEC;
        const Layers arrangements[] = {
            {}, {codec}, {codec, codec}, {codec, Unnoticed::IFS}, {Unnoticed::NON_IFS, codec}};
        for (const auto& [how, sender] : senders)
        {
            for (const auto& [how2, receiver] : receivers)
            {
                for (const Layers& layers : arrangements)
                {
                    const std::string name =
                        std::string("Byte by byte, with loss: ") + how + ", " + how2;
                    Add(NameWith(name, layers),
                        [layers, sender = sender, receiver = receiver](Scene& t)
                        { Bulk(t, layers, sender, receiver); });
                }
            }
        }
    }
};

CodecTestSuite g_codecTestSuite;

} // namespace

} // namespace ns3::winsock::test
