/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Urgent data: MSG_OOB, SO_OOBINLINE, SIOCATMARK, FD_OOB and the except set of select (R-SLC-4, R-DAT-9,
// R-EVT-2).

#include "stream-scene-test-support.h"

#include "ns3/winsock-ioctls.h"

#include <string>

// The host has types of the names fd_set and timeval: inside the module's own namespace they are hidden.
namespace ns3::winsock::test
{

namespace
{

/// Sends a text whose last byte is urgent.
int
SendUrgent(Winsock& ws, SOCKET s, const std::string& text)
{
    return ws.send(s, text.data(), static_cast<int>(text.size()), MSG_OOB);
}

/// @return what SIOCATMARK says
bool
IsAtMark(Winsock& ws, SOCKET s)
{
    ULONG mark = 99;
    ws.ioctlsocket(s, SIOCATMARK, &mark);
    return mark == 1;
}

/// Waits until a socket is in the except set. @return how many sets select counted
int
AwaitUrgent(Winsock& ws, SOCKET s)
{
    fd_set set{};
    FD_SET(s, &set);
    return ws.select(0, nullptr, nullptr, &set, nullptr);
}

void
OutOfLine(Scene& t, const Scene::Link& link)
{
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            SendText(ws, s, "abc");
            t.Equal(SendUrgent(ws, s, "XY!"), 3, "all went");
            SendText(ws, s, "def");
        },
        [&](Winsock& ws, SOCKET s)
        {
            t.Equal(AwaitUrgent(ws, s), 1, "R-SLC-4: in the except set");
            ws.Sleep(1000);
            t.True(!IsAtMark(ws, s), "the mark lies ahead");
            t.Equal(ReceiveOnce(ws, s, MSG_OOB | MSG_PEEK), std::string("!"), "looked at");
            t.Equal(ReceiveOnce(ws, s, MSG_OOB), std::string("!"), "R-DAT-9: the last byte");
            t.Equal(ReceiveOnce(ws, s), std::string("abcXY"), "a receive stops at the mark");
            t.True(IsAtMark(ws, s), "nothing urgent lies ahead");
            t.Equal(ReceiveAll(ws, s), std::string("def"), "the urgent byte is not in the stream");
        },
        link);
}

void
Inline(Scene& t)
{
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            SendText(ws, s, "abc");
            SendUrgent(ws, s, "!");
            SendText(ws, s, "def");
        },
        [&](Winsock& ws, SOCKET s)
        {
            SetNumber(ws, s, SOL_SOCKET, SO_OOBINLINE, 1);
            ws.Sleep(1000);
            fd_set set{};
            FD_SET(s, &set);
            const timeval now{0, 0};
            t.Equal(ws.select(0, nullptr, nullptr, &set, &now), 0, "R-SLC-4: no exception inline");
            char byte;
            t.Fails(ws, ws.recv(s, &byte, 1, MSG_OOB), WSAEINVAL, "R-DAT-9: nothing is beside it");
            t.True(!IsAtMark(ws, s), "the mark lies ahead");
            t.Equal(ReceiveOnce(ws, s, MSG_PEEK), std::string("abc"), "so does a look");
            t.True(!IsAtMark(ws, s), "which does not move");
            t.Equal(ReceiveOnce(ws, s), std::string("abc"), "a receive stops at the mark");
            t.True(IsAtMark(ws, s), "at the mark");
            t.Equal(ReceiveOnce(ws, s), std::string("!def"), "the urgent byte is in the stream");
        });
}

/// What is refused, and what waits.
void
Refused(Scene& t)
{
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            ws.Sleep(2000);
            SendUrgent(ws, s, "u");
            ws.Sleep(2000);
        },
        [&](Winsock& ws, SOCKET s)
        {
            char byte = 0;
            SetNonBlocking(ws, s);
            t.Fails(ws, ws.recv(s, &byte, 1, MSG_OOB), WSAEWOULDBLOCK, "R-DAT-9: none yet");
            t.Fails(ws,
                    ws.recv(s, &byte, 1, MSG_OOB | MSG_WAITALL),
                    WSAEOPNOTSUPP,
                    "R-DAT-9: not with MSG_WAITALL");
            SetNonBlocking(ws, s, false);
            t.Equal(ws.recv(s, &byte, 1, MSG_OOB), 1, "waits for the byte");
            t.Equal(byte, 'u', "the byte");
            SetNonBlocking(ws, s);
            t.Fails(ws, ws.recv(s, &byte, 1, MSG_OOB), WSAEWOULDBLOCK, "once only");
            const SOCKET fresh = ws.socket(AF_INET, SOCK_STREAM, 0);
            t.Fails(ws, ws.recv(fresh, &byte, 1, MSG_OOB), WSAENOTCONN, "R-DAT-2: receive");
            t.Fails(ws, SendUrgent(ws, fresh, "u"), WSAECONNRESET, "send MSG_OOB, tcp new");
            const SOCKET datagram = ws.socket(AF_INET, SOCK_DGRAM, 0);
            BindTo(ws, datagram, Ip4(Scene::ANY, 9));
            t.Fails(ws, ws.recv(datagram, &byte, 1, MSG_OOB), WSAEOPNOTSUPP, "R-DAT-9: datagram");
            ws.closesocket(fresh);
            ws.closesocket(datagram);
            ws.Sleep(3000);
            SetNonBlocking(ws, s, false);
            t.Equal(ws.recv(s, &byte, 1, MSG_OOB), 0, "none comes after the peer's end");
            ws.shutdown(s, SD_BOTH);
            t.Fails(ws, SendUrgent(ws, s, "u"), WSAESHUTDOWN, "R-SHD-2: send");
            t.Fails(ws, ws.recv(s, &byte, 1, MSG_OOB), WSAESHUTDOWN, "R-SHD-2: receive");
        });
}

void
Events(Scene& t)
{
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            SendUrgent(ws, s, "1");
            ws.Sleep(2000);
            SendUrgent(ws, s, "2");
            ws.Sleep(2000);
        },
        [&](Winsock& ws, SOCKET s)
        {
            const WSAEVENT event = ws.WSACreateEvent();
            ws.WSAEventSelect(s, event, FD_OOB | FD_READ);
            ws.Sleep(1000);
            WSANETWORKEVENTS events{};
            ws.WSAEnumNetworkEvents(s, event, &events);
            t.Equal(events.lNetworkEvents, FD_OOB, "R-EVT-4: urgent data, and no other");
            ws.WSAEnumNetworkEvents(s, event, &events);
            t.Equal(events.lNetworkEvents, 0, "R-EVT-2: told once");
            t.Equal(ReceiveOnce(ws, s, MSG_OOB), std::string("1"), "the first");
            ws.Sleep(2000);
            ws.WSAEnumNetworkEvents(s, event, &events);
            t.Equal(events.lNetworkEvents, FD_OOB, "R-EVT-2: the receive has re-enabled it");
            t.Equal(ReceiveOnce(ws, s, MSG_OOB), std::string("2"), "the second");
            ws.WSACloseEvent(event);
        });
}

/// The byte stays beside the stream whatever gets lost; an older one that was not taken is lost.
void
Lossy(Scene& t)
{
    constexpr int ROUNDS = 60;
    Scene::Link link;
    link.loss = 0.1;
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            for (int i = 0; i < ROUNDS; ++i)
            {
                SendText(ws, s, std::string(2000, 'a'));
                SendUrgent(ws, s, std::string(1, static_cast<char>('A' + i % 26)));
                t.Equal(ReceiveOnce(ws, s), std::string("ok"), "the peer goes on");
            }
        },
        [&](Winsock& ws, SOCKET s)
        {
            for (int i = 0; i < ROUNDS; ++i)
            {
                t.Equal(ReceiveOnce(ws, s, MSG_OOB),
                        std::string(1, static_cast<char>('A' + i % 26)),
                        "R-DAT-9: the urgent byte");
                std::string data(2000, '-');
                t.Equal(ws.recv(s, data.data(), 2000, MSG_WAITALL), 2000, "the stream");
                t.True(data == std::string(2000, 'a'), "has no urgent byte in it");
                SendText(ws, s, "ok");
            }
        },
        link);
}

void
Newest(Scene& t)
{
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            SendUrgent(ws, s, "a1");
            ws.Sleep(1000);
            SendUrgent(ws, s, "b2");
        },
        [&](Winsock& ws, SOCKET s)
        {
            ws.Sleep(3000);
            t.Equal(ReceiveOnce(ws, s, MSG_OOB), std::string("2"), "one byte is kept: the newest");
            t.Equal(ReceiveAll(ws, s), std::string("a1b"), "the other is in the stream again");
        });
}

class UrgentTestSuite : public TestSuite
{
  public:
    UrgentTestSuite()
        : TestSuite("winsock-urgent", TestSuite::Type::UNIT)
    {
        Add("R-SLC-4, R-DAT-9: beside the stream", [](Scene& t) { OutOfLine(t, Scene::Link()); });
        Add("R-DAT-9: SO_OOBINLINE", Inline);
        Add("R-DAT-9, R-DAT-2: what is refused", Refused);
        Add("R-EVT-2, R-EVT-4: FD_OOB", Events);
        Add("R-DAT-9: over a lossy link", Lossy);
        Add("one urgent byte is kept", Newest);
    }

  private:
    void
    Add(const std::string& name, Scene::Script script)
    {
        AddTestCase(new Scene(name, std::move(script)));
    }
};

UrgentTestSuite g_urgentTestSuite;

} // namespace

} // namespace ns3::winsock::test
