/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The extension functions of mswsock, without layers and through layers that change nothing. What a
// program sees must not depend on the layers.

#include "io-scene-test-support.h"

#include "ns3/winsock-extensions.h"
#include "ns3/winsock-ioctls.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <string>
#include <utility>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

/// Room for an address in AcceptEx's buffer.
constexpr DWORD ROOM = sizeof(SOCKADDR_IN) + 16;

/// @return whether a relay is among the layers, which offers no DisconnectEx
bool
HasCodec(const Layers& layers)
{
    return std::find(layers.begin(), layers.end(), Unnoticed::CODEC) != layers.end();
}

/// AcceptEx under way with a buffer of its own.
struct Accept
{
    explicit Accept(DWORD data = 0)
        : room(data),
          buffer(data + 2 * ROOM, '.')
    {
    }

    BOOL
    Start(Winsock& ws, SOCKET listener, SOCKET acceptor)
    {
        overlapped.hEvent = ws.WSACreateEvent();
        return ws.AcceptEx(
            listener, acceptor, buffer.data(), room, ROOM, ROOM, nullptr, &overlapped);
    }

    /// Waits for the end. @return the data that came, or the error's name
    std::string
    Await(Winsock& ws, SOCKET listener)
    {
        DWORD bytes = 0;
        DWORD flags = 0;
        ws.WaitForSingleObject(overlapped.hEvent, INFINITE);
        return ws.WSAGetOverlappedResult(listener, &overlapped, &bytes, FALSE, &flags)
                   ? buffer.substr(0, bytes)
                   : Scene::NameOf(ws.WSAGetLastError());
    }

    OVERLAPPED overlapped{};
    DWORD room;
    std::string buffer;
};

/// The result of an operation that has an event. @return its bytes, or the error's name
std::string
Outcome(Winsock& ws, SOCKET s, OVERLAPPED& overlapped)
{
    DWORD bytes = 0;
    DWORD flags = 0;
    ws.WaitForSingleObject(overlapped.hEvent, INFINITE);
    return ws.WSAGetOverlappedResult(s, &overlapped, &bytes, FALSE, &flags)
               ? std::to_string(bytes)
               : Scene::NameOf(ws.WSAGetLastError());
}

template <typename Function>
Function
Ask(Winsock& ws, SOCKET s, GUID id)
{
    Function function = nullptr;
    DWORD bytes = 0;
    ws.WSAIoctl(s,
                SIO_GET_EXTENSION_FUNCTION_POINTER,
                &id,
                sizeof(id),
                &function,
                sizeof(function),
                &bytes,
                nullptr,
                nullptr);
    return function;
}

SOCKET
Listen(Winsock& ws)
{
    const SOCKET listener = ws.socket(AF_INET, SOCK_STREAM, 0);
    BindTo(ws, listener, Ip4(Scene::ANY, PORT));
    ws.listen(listener, 5);
    return listener;
}

std::string
ReceiveAll(Winsock& ws, SOCKET s)
{
    std::string all;
    std::string piece(5000, '.');
    int got = 0;
    while ((got = ws.recv(s, piece.data(), static_cast<int>(piece.size()), 0)) > 0)
    {
        all.append(piece, 0, static_cast<std::size_t>(got));
    }
    return all;
}

/// Plays two programs of which the client starts later.
void
PlayTwo(Scene& t,
        const Layers& layers,
        const std::function<void(Winsock&)>& atClient,
        const std::function<void(Winsock&)>& atServer)
{
    BuildThrough(t, layers);
    t.Program(t.server, atServer);
    t.Program(t.client, atClient, Seconds(4));
    t.Play(Seconds(2000));
}

void
AcceptWithData(Scene& t, const Layers& layers)
{
    PlayTwo(
        t,
        layers,
        [&](Winsock& ws)
        {
            const SOCKET s = ConnectNew(ws, ServerAddress());
            ws.Sleep(2000);
            SendText(ws, s, "first");
            ws.Sleep(2000);
            ws.closesocket(s);
        },
        [&](Winsock& ws)
        {
            const SOCKET listener = Listen(ws);
            const SOCKET acceptor = ws.socket(AF_INET, SOCK_STREAM, 0);
            Accept accept(50);
            t.Fails(ws, accept.Start(ws, listener, acceptor) - 1, WSA_IO_PENDING, "R-EXT-2");
            Accept again(50);
            t.Fails(ws, again.Start(ws, listener, acceptor) - 1, WSAEINVAL, "R-EXT-2: in use");
            const SOCKADDR_IN name = ServerAddress();
            t.Fails(ws,
                    ws.connect(acceptor, reinterpret_cast<const SOCKADDR*>(&name), sizeof(name)),
                    WSAEINVAL,
                    "R-EXT-2: connect on an acceptor");
            const DWORD begun = ws.GetTickCount();
            t.Equal(accept.Await(ws, listener), std::string("first"), "R-EXT-2: the first data");
            t.True(ws.GetTickCount() - begun > 2500, "R-EXT-2: not before");
            SOCKADDR* local = nullptr;
            SOCKADDR* remote = nullptr;
            INT localLength = 0;
            INT remoteLength = 0;
            ws.GetAcceptExSockaddrs(
                accept.buffer.data(), 50, ROOM, ROOM, &local, &localLength, &remote, &remoteLength);
            t.Equal(localLength, static_cast<INT>(sizeof(SOCKADDR_IN)), "local length");
            t.Equal(remoteLength, static_cast<INT>(sizeof(SOCKADDR_IN)), "remote length");
            SOCKADDR_IN names[2]; // behind 50 bytes of data no address is aligned
            std::memcpy(&names[0], local, sizeof(names[0]));
            std::memcpy(&names[1], remote, sizeof(names[1]));
            t.Equal(ws.ntohs(names[0].sin_port), PORT, "local port");
            t.Equal(names[1].sin_family, AF_INET, "peer's family");
            t.Equal(ReceiveAll(ws, acceptor), std::string(), "nothing is left");
        });
}

void
AcceptWithoutData(Scene& t, const Layers& layers)
{
    PlayTwo(
        t,
        layers,
        [&](Winsock& ws)
        {
            const SOCKET silent = ConnectNew(ws, ServerAddress());
            ws.Sleep(1000);
            const SOCKET second = ConnectNew(ws, ServerAddress());
            SendText(ws, second, "hello");
            ws.Sleep(5000);
            ws.closesocket(second);
            ws.closesocket(silent);
        },
        [&](Winsock& ws)
        {
            const SOCKET listener = Listen(ws);
            Accept waits(10);
            Accept other;
            const SOCKET first = ws.socket(AF_INET, SOCK_STREAM, 0);
            const SOCKET second = ws.socket(AF_INET, SOCK_STREAM, 0);
            waits.Start(ws, listener, first);
            other.Start(ws, listener, second);
            t.Equal(other.Await(ws, listener), std::string(), "R-EXT-2: others pass it");
            t.Equal(waits.overlapped.Internal, ULONG_PTR{STATUS_PENDING}, "R-EXT-2: no data yet");
            t.Equal(ReceiveAll(ws, second), std::string("hello"), "bytes of the second");
            t.Equal(waits.Await(ws, listener), std::string(), "R-EXT-2: the peer's close");
        });
}

void
CloseWhilePending(Scene& t, const Layers& layers)
{
    PlayTwo(
        t,
        layers,
        [](Winsock&) {},
        [&](Winsock& ws)
        {
            const SOCKET listener = Listen(ws);
            for (const bool closesListener : {false, true})
            {
                const SOCKET acceptor = ws.socket(AF_INET, SOCK_STREAM, 0);
                Accept accept;
                accept.Start(ws, listener, acceptor);
                ws.Sleep(10);
                ws.closesocket(closesListener ? listener : acceptor);
                ws.WaitForSingleObject(accept.overlapped.hEvent, 1000);
                t.Equal(accept.overlapped.Internal,
                        ULONG_PTR{0xc0000120},
                        "R-OVL-12: a pending AcceptEx is aborted");
            }
        });
}

void
ConnectWithData(Scene& t, const Layers& layers)
{
    PlayTwo(
        t,
        layers,
        [&](Winsock& ws)
        {
            SOCKADDR_IN server = ServerAddress();
            auto* const name = reinterpret_cast<SOCKADDR*>(&server);
            const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, 0);
            const auto connectEx = Ask<LPFN_CONNECTEX>(ws, s, WSAID_CONNECTEX);
            t.True(connectEx != nullptr, "a pointer");
            std::string text = "hello";
            OVERLAPPED overlapped{};
            overlapped.hEvent = ws.WSACreateEvent();
            t.Fails(ws,
                    connectEx(s, name, sizeof(server), text.data(), 5, nullptr, &overlapped) - 1,
                    WSAEINVAL,
                    "R-EXT-1: not bound");
            BindTo(ws, s, Ip4(Scene::ANY, 0));
            t.Fails(ws,
                    connectEx(s, name, sizeof(server), text.data(), 5, nullptr, nullptr) - 1,
                    ERROR_INVALID_PARAMETER,
                    "R-EXT-1: no structure");
            t.Fails(ws,
                    connectEx(s, name, sizeof(server), text.data(), 5, nullptr, &overlapped) - 1,
                    WSA_IO_PENDING,
                    "R-EXT-1: under way");
            OVERLAPPED other{};
            t.Fails(ws,
                    connectEx(s, name, sizeof(server), nullptr, 0, nullptr, &other) - 1,
                    WSAEINVAL,
                    "R-EXT-1: already under way");
            t.Equal(Outcome(ws, s, overlapped), std::string("5"), "R-EXT-1: bytes sent");
            t.Fails(ws,
                    connectEx(s, name, sizeof(server), nullptr, 0, nullptr, &other) - 1,
                    WSAEISCONN,
                    "connected");
            ws.closesocket(s);
        },
        [&](Winsock& ws)
        { t.Equal(ReceiveAll(ws, AcceptOne(ws)), std::string("hello"), "what was sent"); });
}

void
ConnectRefused(Scene& t, const Layers& layers)
{
    PlayTwo(
        t,
        layers,
        [&](Winsock& ws)
        {
            SOCKADDR_IN server = ServerAddress();
            const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, 0);
            BindTo(ws, s, Ip4(Scene::ANY, 0));
            const auto connectEx = Ask<LPFN_CONNECTEX>(ws, s, WSAID_CONNECTEX);
            OVERLAPPED overlapped{};
            overlapped.hEvent = ws.WSACreateEvent();
            connectEx(s,
                      reinterpret_cast<SOCKADDR*>(&server),
                      sizeof(server),
                      nullptr,
                      0,
                      nullptr,
                      &overlapped);
            t.Equal(Outcome(ws, s, overlapped), std::string("WSAECONNREFUSED"), "R-EXT-1: refused");
        },
        [](Winsock&) {});
}

void
SendFile(Scene& t, const Layers& layers)
{
    const std::string expected = "<head>3456789</tail>012345";
    PlayThrough(
        t,
        layers,
        [&](Winsock& ws, SOCKET s)
        {
            const HANDLE file = ws.OpenByteSource(MakeTextSource("0123456789"));
            std::string head = "<head>";
            std::string tail = "</tail>";
            TRANSMIT_FILE_BUFFERS around{head.data(), 6, tail.data(), 7};
            OVERLAPPED overlapped{};
            overlapped.hEvent = ws.WSACreateEvent();
            overlapped.Offset = 3;
            t.Fails(ws,
                    ws.TransmitFile(s, file, 0, 2, &overlapped, &around, TF_REUSE_SOCKET) - 1,
                    WSAEINVAL,
                    "R-EXT-4: reuse without disconnect");
            t.Fails(ws,
                    ws.TransmitFile(s, file, 0, 2, &overlapped, &around, 0) - 1,
                    WSA_IO_PENDING,
                    "TransmitFile");
            t.Equal(Outcome(ws, s, overlapped), std::string("20"), "R-EXT-4: from the offset");
            t.True(ws.TransmitFile(s, file, 6, 0, nullptr, nullptr, TF_DISCONNECT),
                   "R-EXT-4: from the file's position");
            char rest[10];
            DWORD bytes = 0;
            t.True(ws.ReadFile(file, rest, sizeof(rest), &bytes, nullptr) && bytes == 4 &&
                       std::string(rest, 4) == "6789",
                   "the position has moved");
            t.Fails(ws,
                    ws.send(s, "x", 1, 0),
                    HasCodec(layers) ? WSAESHUTDOWN : WSAENOTCONN,
                    "TF_DISCONNECT");
            t.True(ws.CloseHandle(file), "closed");
        },
        [&](Winsock& ws, SOCKET s) { t.Equal(ReceiveAll(ws, s), expected, "what was sent"); });
}

void
SendLargeFile(Scene& t, const Layers& layers)
{
    constexpr uint64_t SIZE = 1000000;
    PlayThrough(
        t,
        layers,
        [&](Winsock& ws, SOCKET s)
        {
            const HANDLE file = ws.OpenByteSource(MakeGeneratedSource(
                SIZE, [](uint64_t at) { return static_cast<char>('a' + at % 23); }));
            t.True(ws.TransmitFile(s, file, 0, 0, nullptr, nullptr, 0), "all");
        },
        [&](Winsock& ws, SOCKET s)
        {
            const std::string all = ReceiveAll(ws, s);
            t.Equal(all.size(), std::size_t{SIZE}, "R-EXT-4: length 0 is the whole file");
            bool same = true;
            for (std::size_t i = 0; i < all.size(); ++i)
            {
                same = same && all[i] == static_cast<char>('a' + i % 23);
            }
            t.True(same, "as it was generated");
        });
}

void
SendPackets(Scene& t, const Layers& layers)
{
    PlayThrough(
        t,
        layers,
        [&](Winsock& ws, SOCKET s)
        {
            std::string text = "memory";
            TRANSMIT_PACKETS_ELEMENT pieces[2]{};
            pieces[0].dwElFlags = TP_ELEMENT_MEMORY;
            pieces[0].cLength = 6;
            pieces[0].pBuffer = text.data();
            pieces[1].dwElFlags = TP_ELEMENT_FILE | TP_ELEMENT_EOP;
            pieces[1].file.nFileOffset = 2;
            pieces[1].file.hFile = ws.OpenByteSource(MakeTextSource("0123456789"));
            const auto transmit = Ask<LPFN_TRANSMITPACKETS>(ws, s, WSAID_TRANSMITPACKETS);
            t.True(transmit(s, pieces, 2, 0, nullptr, 0), "TransmitPackets");
        },
        [&](Winsock& ws, SOCKET s)
        { t.Equal(ReceiveAll(ws, s), std::string("memory23456789"), "what was sent"); });
}

/// R-IOC-5: a layer may offer no pointer, and the ioctl then knows nothing of the function.
void
NotOffered(Scene& t, const Layers& layers)
{
    PlayTwo(
        t,
        layers,
        [](Winsock&) {},
        [&](Winsock& ws)
        {
            const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, 0);
            t.True(!Ask<LPFN_DISCONNECTEX>(ws, s, WSAID_DISCONNECTEX), "R-IOC-5: no pointer");
            t.Equal(ws.WSAGetLastError(), WSAEINVAL, "R-IOC-5: the error");
        });
}

void
Reuse(Scene& t, const Layers& layers)
{
    if (HasCodec(layers))
    {
        return NotOffered(t, layers);
    }
    PlayTwo(
        t,
        layers,
        [&](Winsock& ws)
        {
            for (const char* text : {"one", "two"})
            {
                const SOCKET s = ConnectNew(ws, ServerAddress());
                SendText(ws, s, text);
                ws.shutdown(s, SD_SEND);
                t.Equal(ReceiveAll(ws, s), std::string("bye"), "the answer");
                ws.closesocket(s);
                ws.Sleep(1000);
            }
        },
        [&](Winsock& ws)
        {
            const SOCKET listener = Listen(ws);
            const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, 0);
            const auto disconnectEx = Ask<LPFN_DISCONNECTEX>(ws, s, WSAID_DISCONNECTEX);
            t.Fails(ws, disconnectEx(s, nullptr, 0, 0) - 1, WSAENOTCONN, "R-EXT-3");
            for (const char* text : {"one", "two"})
            {
                Accept accept;
                t.Fails(ws, accept.Start(ws, listener, s) - 1, WSA_IO_PENDING, "R-EXT-3: reused");
                t.Equal(accept.Await(ws, listener), std::string(), "accepted");
                t.Equal(ReceiveAll(ws, s), std::string(text), "what came");
                SendText(ws, s, "bye");
                OVERLAPPED overlapped{};
                overlapped.hEvent = ws.WSACreateEvent();
                t.Fails(ws,
                        disconnectEx(s, &overlapped, TF_REUSE_SOCKET, 0) - 1,
                        WSA_IO_PENDING,
                        "R-EXT-3: DisconnectEx");
                t.Equal(Outcome(ws, s, overlapped), std::string("0"), "done");
            }
        });
}

void
Parted(Scene& t, const Layers& layers)
{
    if (HasCodec(layers))
    {
        return NotOffered(t, layers);
    }
    PlayThrough(
        t,
        layers,
        [&](Winsock& ws, SOCKET s)
        {
            const auto disconnectEx = Ask<LPFN_DISCONNECTEX>(ws, s, WSAID_DISCONNECTEX);
            t.True(disconnectEx(s, nullptr, 0, 0), "R-EXT-3: synchronous");
            const SOCKADDR_IN name = ServerAddress();
            t.Fails(ws,
                    ws.connect(s, reinterpret_cast<const SOCKADDR*>(&name), sizeof(name)),
                    WSAEISCONN,
                    "R-EXT-3: not to be used again");
        },
        [&](Winsock& ws, SOCKET s) { t.Equal(ReceiveAll(ws, s), std::string(), "the end"); });
}

void
Errors(Scene& t, const Layers& layers)
{
    PlayTwo(
        t,
        layers,
        [](Winsock&) {},
        [&](Winsock& ws)
        {
            const SOCKET listener = Listen(ws);
            const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, 0);
            const SOCKET datagrams = ws.socket(AF_INET, SOCK_DGRAM, 0);
            Accept accept;
            accept.overlapped.hEvent = ws.WSACreateEvent();
            char* const buffer = accept.buffer.data();
            const auto acceptEx = [&](SOCKET from, SOCKET to, char* place, DWORD room)
            { return ws.AcceptEx(from, to, place, 0, 0, room, nullptr, &accept.overlapped) - 1; };
            t.Fails(ws, acceptEx(4444, s, buffer, ROOM), WSAENOTSOCK, "no listener");
            t.Fails(ws, acceptEx(listener, 4444, buffer, ROOM), WSAENOTSOCK, "no acceptor");
            t.Fails(ws, acceptEx(s, s, buffer, ROOM), WSAEINVAL, "R-EXT-2: does not listen");
            t.Fails(ws, acceptEx(listener, s, nullptr, ROOM), WSAEFAULT, "R-EXT-2: no buffer");
            t.Fails(ws, acceptEx(listener, s, buffer, 0), WSAEFAULT, "R-EXT-2: no room");
            t.Fails(ws, acceptEx(listener, s, buffer, ROOM), WSA_IO_PENDING, "R-EXT-2: local 0");
            t.Fails(ws,
                    ws.AcceptEx(listener, s, buffer, 0, ROOM, ROOM, nullptr, nullptr) - 1,
                    ERROR_INVALID_PARAMETER,
                    "R-EXT-2: no structure");
            t.Fails(ws,
                    ws.TransmitFile(s, nullptr, 0, 0, nullptr, nullptr, 0) - 1,
                    WSAENOTCONN,
                    "TransmitFile NULL file: tcp new");
            t.Fails(ws,
                    ws.TransmitFile(datagrams, nullptr, 0, 0, nullptr, nullptr, 0) - 1,
                    WSAENOTCONN,
                    "TransmitFile NULL file: udp new");
            ws.closesocket(listener);
            ws.WaitForSingleObject(accept.overlapped.hEvent,
                                   1000); // the structure is on this stack
        });
}

class ExtensionTestSuite : public TestSuite
{
  public:
    ExtensionTestSuite()
        : TestSuite("winsock-extension", TestSuite::Type::UNIT)
    {
        using Script = void (*)(Scene&, const Layers&);
        const std::pair<const char*, Script> scripts[] = {
            {"R-EXT-2: AcceptEx with data", AcceptWithData},
            {"R-EXT-2: AcceptEx without data", AcceptWithoutData},
            {"R-OVL-12: closing during AcceptEx", CloseWhilePending},
            {"R-EXT-1: ConnectEx", ConnectWithData},
            {"R-EXT-1: ConnectEx refused", ConnectRefused},
            {"R-EXT-4: TransmitFile", SendFile},
            {"R-EXT-4: TransmitFile of a large file", SendLargeFile},
            {"TransmitPackets", SendPackets},
            {"R-EXT-3: DisconnectEx and reuse", Reuse},
            {"R-EXT-3: DisconnectEx without reuse", Parted},
            {"errors", Errors},
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

ExtensionTestSuite g_extensionTestSuite;

} // namespace
