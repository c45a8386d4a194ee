/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "oracle-constants.h"
#include "oracle-peers.h"
#include "oracle-setups.h"

#include <vector>

namespace ns3::winsock::test
{

namespace
{

/// A set that may hold more sockets than fd_set has places for, laid out as fd_set is.
struct LargeSet
{
    UINT fd_count{0};       //!< how many
    SOCKET fd_array[128]{}; //!< which

    /// Adds a socket.
    LargeSet&
    Add(SOCKET s)
    {
        fd_array[fd_count++] = s;
        return *this;
    }

    /// @return it as select takes it
    fd_set*
    Get()
    {
        return reinterpret_cast<fd_set*>(this);
    }
};

/// The time-out of a select that does not wait.
const timeval NOW{0, 0};

/// @param nfds the ignored number
OracleScene
SelectIdle(int nfds)
{
    return [=](Winsock& ws)
    {
        LargeSet read;
        read.Add(BoundUdp(ws));
        return Ask(ws, [&] { return ws.select(nfds, read.Get(), nullptr, nullptr, &NOW); });
    };
}

OracleAnswer
SelectWithClosed(Winsock& ws)
{
    LargeSet read;
    read.Add(BoundUdp(ws)).Add(BoundUdp(ws));
    ws.closesocket(read.fd_array[1]);
    return Ask(ws, [&] { return ws.select(0, read.Get(), nullptr, nullptr, &NOW); });
}

/// @param timeout how long to wait
OracleScene
SelectWritable(const timeval& timeout)
{
    return [=](Winsock& ws)
    {
        LargeSet write;
        write.Add(BoundUdp(ws));
        return Ask(ws, [&] { return ws.select(0, nullptr, write.Get(), nullptr, &timeout); });
    };
}

/// More sockets than there are places in an fd_set; the last one is readable.
OracleAnswer
SelectMany(Winsock& ws)
{
    LargeSet read;
    for (int i = 0; i <= FD_SETSIZE; ++i)
    {
        read.Add(BoundUdp(ws));
    }
    SOCKADDR_IN name = NameOf(ws, read.fd_array[FD_SETSIZE]);
    ws.sendto(read.fd_array[0], "x", 1, 0, AsAddress(name), sizeof(name));
    LetArrive(ws);
    return Ask(ws, [&] { return ws.select(0, read.Get(), nullptr, nullptr, &NOW); });
}

OracleAnswer
SelectNothing(Winsock& ws)
{
    return Ask(ws, [&] { return ws.select(0, nullptr, nullptr, nullptr, &NOW); });
}

OracleAnswer
SelectEmpty(Winsock& ws)
{
    LargeSet read;
    return Ask(ws, [&] { return ws.select(0, read.Get(), nullptr, nullptr, &NOW); });
}

/// @param make the socket; @param events POLL bits
OracleScene
Poll(SOCKET (*make)(Winsock&), SHORT events)
{
    return [=](Winsock& ws)
    {
        WSAPOLLFD poll{make(ws), events, 0};
        return Ask(ws, [&] { return ws.WSAPoll(&poll, 1, 0); })
            .WithHex("revents", static_cast<USHORT>(poll.revents));
    };
}

/// @param array whether there is one; @param count how many sockets it is said to have
OracleScene
PollWith(bool array, ULONG count)
{
    return [=](Winsock& ws)
    {
        WSAPOLLFD poll{INVALID_SOCKET, POLLIN, 0};
        return Ask(ws, [&] { return ws.WSAPoll(array ? &poll : nullptr, count, 0); });
    };
}

/// @param bad whether the event is none; @param events FD_ bits; null event if neither
OracleScene
SelectEvents(bool event, bool bad, LONG events)
{
    return [=](Winsock& ws)
    {
        const SOCKET s = BoundUdp(ws);
        WSAEVENT object = event ? ws.WSACreateEvent() : nullptr;
        if (bad)
        {
            ws.WSACloseEvent(object);
        }
        return Ask(ws, [&] { return ws.WSAEventSelect(s, object, events); });
    };
}

OracleAnswer
BlockingWhileSelected(Winsock& ws)
{
    const SOCKET s = BoundUdp(ws);
    ws.WSAEventSelect(s, ws.WSACreateEvent(), FD_READ);
    ULONG mode = 0;
    return Ask(ws, [&] { return ws.ioctlsocket(s, FIONBIO, &mode); });
}

/// @return an event that is none any more
WSAEVENT
ClosedEvent(Winsock& ws)
{
    const WSAEVENT event = ws.WSACreateEvent();
    ws.WSACloseEvent(event);
    return event;
}

OracleAnswer
EnumerateWithBadEvent(Winsock& ws)
{
    const SOCKET s = BoundUdp(ws);
    const WSAEVENT event = ClosedEvent(ws);
    WSANETWORKEVENTS happened{};
    return Ask(ws, [&] { return ws.WSAEnumNetworkEvents(s, event, &happened); });
}

/// @param count how many events; @param set whether they are signaled; @param closed or none at all
OracleScene
WaitFor(DWORD count, bool set, bool closed = false)
{
    return [=](Winsock& ws)
    {
        std::vector<WSAEVENT> events(count + 1);
        for (WSAEVENT& event : events)
        {
            event = closed ? ClosedEvent(ws) : ws.WSACreateEvent();
            if (set)
            {
                ws.WSASetEvent(event);
            }
        }
        return Ask(
            ws, [&] { return ws.WSAWaitForMultipleEvents(count, events.data(), FALSE, 0, FALSE); });
    };
}

/// Calls of the functions that take one event.
using EventCall = BOOL (Winsock::*)(WSAEVENT);

OracleSceneParser
EventScenes(EventCall function)
{
    const auto with = [=](WSAEVENT (*make)(Winsock&))
    {
        return [=](Winsock& ws)
        {
            const WSAEVENT event = make(ws);
            return Ask(ws, [&] { return (ws.*function)(event); });
        };
    };
    return Scenes({{"bad handle", with(ClosedEvent)},
                   {"twice", with(ClosedEvent)},
                   {"NULL", with([](Winsock&) { return WSAEVENT{nullptr}; })},
                   {"good", with([](Winsock& ws) { return ws.WSACreateEvent(); })}});
}

} // namespace

void
AddReadinessScenes(OracleSceneTable& table)
{
    table.emplace("select",
                  Scenes({{"udp idle in read set; zero timeout", SelectIdle(0)},
                          {"one closed socket among valid ones", SelectWithClosed},
                          {"tv_usec 2000000; udp writable", SelectWritable({0, 2000000})},
                          {"negative timeout; udp writable", SelectWritable({-1, 0})},
                          {"udp writable", SelectWritable(NOW)},
                          {"nfds -5 ignored", SelectIdle(-5)},
                          {"fd_count larger than FD_SETSIZE", SelectMany},
                          {"all sets NULL", SelectNothing},
                          {"all sets empty", SelectEmpty},
                          {"empty sets", SelectEmpty}}));
    table.emplace("select", UnstartedScenes({{"before WSAStartup; all sets NULL", SelectNothing}}));
    table.emplace(
        "WSAPoll",
        Scenes({{"NULL array; 1", PollWith(false, 1)},
                {"NULL array; 0", PollWith(false, 0)},
                {"count 0", PollWith(true, 0)},
                {"udp idle POLLIN", Poll(BoundUdp, POLLIN)},
                {"udp idle POLLOUT", Poll(BoundUdp, POLLOUT)},
                {"POLLPRI requested", Poll(BoundUdp, POLLPRI)},
                {"POLLERR requested", Poll(BoundUdp, POLLERR)},
                {"POLLHUP requested", Poll(BoundUdp, POLLHUP)},
                {"POLLNVAL requested", Poll(BoundUdp, POLLNVAL)},
                {"POLLWRBAND requested", Poll(BoundUdp, POLLWRBAND)},
                {"INVALID_SOCKET only", Poll([](Winsock&) { return INVALID_SOCKET; }, POLLIN)}}));
    table.emplace("WSAPoll", UnstartedScenes({{"before WSAStartup; NULL 0", PollWith(false, 0)}}));
    table.emplace("WSAEventSelect",
                  Scenes({{"NULL event; FD_READ", SelectEvents(false, false, FD_READ)},
                          {"NULL event; no bits", SelectEvents(false, false, 0)},
                          {"bad event handle; FD_READ", SelectEvents(true, true, FD_READ)},
                          {"unknown bits 0x8000", SelectEvents(true, false, 0x8000)},
                          {"good; FD_READ", SelectEvents(true, false, FD_READ)},
                          {"event given; no bits", SelectEvents(true, false, 0)}}));
    table.emplace("WSAEnumNetworkEvents", Scenes({{"bad event handle", EnumerateWithBadEvent}}));
    table.emplace("ioctlsocket",
                  Scenes({{"FIONBIO 0 while WSAEventSelect is active", BlockingWhileSelected}}));
    table.emplace("WSAWaitForMultipleEvents",
                  Scenes({{"zero events", WaitFor(0, false)},
                          {"65 events", WaitFor(65, false)},
                          {"bad handle", WaitFor(1, false, true)},
                          {"one; not signalled; timeout 0", WaitFor(1, false)},
                          {"one; signalled; timeout 0", WaitFor(1, true)}}));
    table.emplace("WSASetEvent", EventScenes(&Winsock::WSASetEvent));
    table.emplace("WSAResetEvent", EventScenes(&Winsock::WSAResetEvent));
    table.emplace("WSACloseEvent", EventScenes(&Winsock::WSACloseEvent));
}

} // namespace ns3::winsock::test
