/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// WSAPoll: what it tells of sockets in every state, how it waits, and through layers.

#include "catalog-test-support.h"
#include "io-scene-test-support.h"
#include "redirector-scene-test-support.h"
#include "winsock-test-data.h"

#include "ns3/pass-through-layer.h"
#include "ns3/simulator.h"
#include "ns3/winsock-ioctls.h"
#include "ns3/winsock-process.h"

#include <map>
#include <string>
#include <vector>

namespace ns3::winsock::test
{

namespace
{

/// One place of the array.
WSAPOLLFD
Place(SOCKET s, int events)
{
    return {s, static_cast<SHORT>(events), static_cast<SHORT>(-1)};
}

/// What a call says of one socket: its result or error, and the events that hold.
std::string
Poll(Winsock& ws, SOCKET s, int events, INT timeout = 0)
{
    WSAPOLLFD place = Place(s, events);
    const int count = ws.WSAPoll(&place, 1, timeout);
    const std::string result =
        count == SOCKET_ERROR ? Scene::NameOf(ws.WSAGetLastError()) : std::to_string(count);
    return result + " " + std::to_string(static_cast<USHORT>(place.revents));
}

// ---------------------------------------------------------------- states

constexpr uint16_t CLOSED_PORT = 9;

/// The sockets of one state: the one that is polled comes first.
using Sockets = std::vector<SOCKET>;
/// Makes the sockets of a state, of which each has its own port.
using StateMaker = Sockets (*)(Winsock&, uint16_t);

SOCKADDR_IN
Own(uint16_t port)
{
    return Ip4("127.0.0.1", port);
}

SOCKET
BoundDatagram(Winsock& ws, uint16_t port)
{
    const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
    BindTo(ws, s, Own(port));
    return s;
}

/// A connection within the node: this end, the other end, the listener.
Sockets
Connected(Winsock& ws, uint16_t port)
{
    const SOCKET listener = ListenAt(ws, Own(port));
    const SOCKET s = ConnectNew(ws, Own(port));
    return {s, ws.accept(listener, nullptr, nullptr), listener};
}

/// The same, after the other end has done something and the news of it has come.
Sockets
ConnectedAfter(Winsock& ws, uint16_t port, const std::string& text, int how)
{
    Sockets sockets = Connected(ws, port);
    SendText(ws, sockets[1], text);
    if (how == SD_SEND)
    {
        ws.shutdown(sockets[1], SD_SEND);
    }
    ws.Sleep(100);
    return sockets;
}

Sockets
Reset(Winsock& ws, uint16_t port)
{
    Sockets sockets = Connected(ws, port);
    const LINGER hard{1, 0};
    ws.setsockopt(
        sockets[1], SOL_SOCKET, SO_LINGER, reinterpret_cast<const char*>(&hard), sizeof(hard));
    ws.closesocket(sockets[1]);
    ws.Sleep(100);
    return {sockets[0], sockets[2]};
}

Sockets
ShutDown(Winsock& ws, uint16_t port, int how)
{
    Sockets sockets = Connected(ws, port);
    ws.shutdown(sockets[0], how);
    return sockets;
}

Sockets
Refused(Winsock& ws)
{
    const SOCKET s = NewStream(ws);
    SetNonBlocking(ws, s);
    ConnectTo(ws, s, Own(CLOSED_PORT));
    ws.Sleep(5000);
    return {s};
}

Sockets
ConnectedDatagram(Winsock& ws, uint16_t port)
{
    const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
    ConnectTo(ws, s, Own(port));
    return {s};
}

Sockets
ShutDatagram(Winsock& ws, uint16_t port, int how)
{
    Sockets sockets = ConnectedDatagram(ws, port);
    ws.shutdown(sockets[0], how);
    return sockets;
}

/// The states of the table, by name.
const std::map<std::string, StateMaker> STATES = {
    {"INVALID_SOCKET", [](Winsock&, uint16_t) { return Sockets{INVALID_SOCKET}; }},
    {"socket 0", [](Winsock&, uint16_t) { return Sockets{0}; }},
    {"closed socket",
     [](Winsock& ws, uint16_t)
     {
         const SOCKET s = NewStream(ws);
         ws.closesocket(s);
         return Sockets{s};
     }},
    {"event handle",
     [](Winsock& ws, uint16_t) { return Sockets{reinterpret_cast<SOCKET>(ws.WSACreateEvent())}; }},
    {"tcp new", [](Winsock& ws, uint16_t) { return Sockets{NewStream(ws)}; }},
    {"tcp bound",
     [](Winsock& ws, uint16_t)
     {
         const SOCKET s = NewStream(ws);
         BindTo(ws, s, Own(0));
         return Sockets{s};
     }},
    {"tcp listening", [](Winsock& ws, uint16_t port) { return Sockets{ListenAt(ws, Own(port))}; }},
    {"tcp listening; connection pending",
     [](Winsock& ws, uint16_t port)
     {
         const SOCKET listener = ListenAt(ws, Own(port));
         return Sockets{listener, ConnectNew(ws, Own(port))};
     }},
    {"tcp connected", [](Winsock& ws, uint16_t port) { return Connected(ws, port); }},
    {"tcp connected; 3 bytes queued",
     [](Winsock& ws, uint16_t port) { return ConnectedAfter(ws, port, "abc", SD_RECEIVE); }},
    {"tcp connect refused", [](Winsock& ws, uint16_t) { return Refused(ws); }},
    {"tcp peer sent FIN",
     [](Winsock& ws, uint16_t port) { return ConnectedAfter(ws, port, "", SD_SEND); }},
    {"tcp 3 bytes queued then FIN",
     [](Winsock& ws, uint16_t port) { return ConnectedAfter(ws, port, "abc", SD_SEND); }},
    {"tcp peer reset", [](Winsock& ws, uint16_t port) { return Reset(ws, port); }},
    {"tcp connected; shutdown SD_SEND",
     [](Winsock& ws, uint16_t port) { return ShutDown(ws, port, SD_SEND); }},
    {"tcp connected; shutdown SD_RECEIVE",
     [](Winsock& ws, uint16_t port) { return ShutDown(ws, port, SD_RECEIVE); }},
    {"tcp connected; shutdown SD_BOTH",
     [](Winsock& ws, uint16_t port) { return ShutDown(ws, port, SD_BOTH); }},
    {"udp new", [](Winsock& ws, uint16_t) { return Sockets{ws.socket(AF_INET, SOCK_DGRAM, 0)}; }},
    {"udp bound", [](Winsock& ws, uint16_t port) { return Sockets{BoundDatagram(ws, port)}; }},
    {"udp bound; 10-byte datagram queued",
     [](Winsock& ws, uint16_t port)
     {
         const SOCKET s = BoundDatagram(ws, port);
         const SOCKET other = ws.socket(AF_INET, SOCK_DGRAM, 0);
         SendTo(ws, other, "0123456789", Own(port));
         ws.Sleep(100);
         return Sockets{s, other};
     }},
    {"udp connected", [](Winsock& ws, uint16_t port) { return ConnectedDatagram(ws, port); }},
    {"udp connected; shutdown SD_SEND",
     [](Winsock& ws, uint16_t port) { return ShutDatagram(ws, port, SD_SEND); }},
    {"udp connected; shutdown SD_RECEIVE",
     [](Winsock& ws, uint16_t port) { return ShutDatagram(ws, port, SD_RECEIVE); }},
    {"tcp6 new",
     [](Winsock& ws, uint16_t) { return Sockets{ws.socket(AF_INET6, SOCK_STREAM, 0)}; }},
    {"udp6 bound",
     [](Winsock& ws, uint16_t port)
     {
         const SOCKET s = ws.socket(AF_INET6, SOCK_DGRAM, 0);
         BindTo(ws, s, Ip6("::1", port));
         return Sockets{s};
     }},
};

/// The events that a row of the table asks for.
int
AskedIn(const std::string& call)
{
    const std::map<std::string, int> asked = {
        {"WSAPoll POLLIN|POLLOUT", POLLIN | POLLOUT}, {"WSAPoll POLLIN", POLLIN}, {"WSAPoll 0", 0}};
    return asked.at(call);
}

/// Every row of the independent implementation's table that says what Windows does. Not among the states
/// is a port unreachable, of which that one's datagram sockets never hear.
void
OracleStates(Scene& t, const Layers& layers)
{
    BuildThrough(t, layers);
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  int rows = 0;
                  for (const CsvRow& row : ReadCsv(DataPath("oracle/api-states.csv")))
                  {
                      const auto maker = STATES.find(row.at("state"));
                      if (row.at("call").rfind("WSAPoll", 0) != 0 || maker == STATES.end() ||
                          !row.at("deviation_basis").empty())
                      {
                          continue;
                      }
                      const Sockets sockets = maker->second(ws, static_cast<uint16_t>(PORT + rows));
                      const std::string result =
                          row.at("result") == "-1" ? row.at("error_name") : row.at("result");
                      const int held = std::stoi(
                          row.at("detail").substr(std::string("revents=").size()), nullptr, 0);
                      t.Equal(Poll(ws, sockets[0], AskedIn(row.at("call"))),
                              result + " " + std::to_string(held),
                              row.at("state") + ": " + row.at("call"));
                      for (const SOCKET s : sockets)
                      {
                          ws.closesocket(s);
                      }
                      ws.Sleep(1000);
                      ++rows;
                  }
                  t.Equal(rows, 60, "rows of the table");
              });
    t.Play();
}

void
States(Scene& t, const Layers& layers)
{
    BuildThrough(t, layers);
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const Sockets data = ConnectedAfter(ws, PORT, "abc", SD_RECEIVE);
                  t.Equal(Poll(ws, data[0], POLLIN), std::string("1 256"), "R-SLC-8: data");
                  t.Equal(Poll(ws, data[0], POLLRDBAND), std::string("0 0"), "none is urgent");
                  t.Equal(Poll(ws, data[0], POLLOUT), std::string("1 16"), "room only");
                  const Sockets done = ShutDown(ws, PORT + 1, SD_SEND);
                  t.Equal(Poll(ws, done[1], 0), std::string("0 0"), "not arrived yet");
                  for (const SOCKET s : data)
                  {
                      ws.closesocket(s);
                  }
                  for (const SOCKET s : done)
                  {
                      ws.closesocket(s);
                  }
              });
    t.Play();
}

/// Urgent data, which select tells of in its third set, is a band of its own here and no error.
void
Urgent(Scene& t)
{
    PlayConnected(
        t,
        [&](Winsock& ws, SOCKET s)
        {
            t.Equal(Poll(ws, s, POLLRDBAND, -1), std::string("1 512"), "R-SLC-8: urgent data");
            t.Equal(Poll(ws, s, POLLOUT), std::string("1 16"), "only where it is asked for");
            char byte = 0;
            t.Equal(ws.recv(s, &byte, 1, MSG_OOB), 1, "read");
            t.Equal(Poll(ws, s, POLLRDBAND), std::string("0 0"), "no more");
        },
        [](Winsock& ws, SOCKET s)
        {
            ws.Sleep(100);
            ws.send(s, "!", 1, MSG_OOB);
            ws.Sleep(1000);
        });
}

// ---------------------------------------------------------------- errors

void
Errors(Scene& t, const Layers& layers)
{
    PlayThrough(
        t,
        layers,
        [&](Winsock& ws, SOCKET s)
        {
            WSAPOLLFD places[] = {
                Place(s, POLLOUT), Place(INVALID_SOCKET, POLLPRI), Place(0xdead0, POLLIN)};
            t.Fails(ws, ws.WSAPoll(nullptr, 0, 0), WSAEINVAL, "R-SLC-8: no place");
            t.Fails(ws, ws.WSAPoll(places, 0, 0), WSAEINVAL, "R-SLC-8: no place");
            t.Fails(ws, ws.WSAPoll(nullptr, 1, 0), WSAEFAULT, "no array");
            auto* const nowhere = reinterpret_cast<WSAPOLLFD*>(uintptr_t{16});
            t.Fails(ws, ws.WSAPoll(nowhere, 1, 0), WSAEFAULT, "bad array");
            for (const int event : {POLLPRI, POLLWRBAND, POLLERR, POLLHUP, POLLNVAL, 0x1000})
            {
                WSAPOLLFD bad = Place(s, event);
                t.Fails(ws, ws.WSAPoll(&bad, 1, 0), WSAEINVAL, "R-SLC-8: event not to be asked");
                t.Equal(bad.revents, -1, "a refused call changes nothing");
            }
            t.Equal(ws.WSAPoll(places, 3, 0), 2, "R-SLC-8: a bad handle counts");
            t.Equal(places[0].revents, POLLOUT, "the socket");
            t.Equal(places[1].revents, 0, "R-SLC-8: a negative one is left out");
            t.Equal(places[2].revents, POLLNVAL, "R-SLC-8: unasked");
            t.Fails(ws, ws.WSAPoll(places + 1, 2, -1), WSAENOTSOCK, "R-SLC-8: no socket at all");
        },
        [](Winsock& ws, SOCKET) { ws.Sleep(1000); });
}

void
NeedsStartup(Scene& t)
{
    t.Build("wince-6.0");
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  WSAPOLLFD place = Place(NewStream(ws), POLLIN);
                  t.Fails(ws, ws.WSAPoll(&place, 1, 0), WSAEOPNOTSUPP, "younger than CE");
                  ws.closesocket(place.fd);
                  ws.WSACleanup();
                  t.Fails(ws, ws.WSAPoll(&place, 1, 0), WSANOTINITIALISED, "R-INI-7");
                  WSADATA data;
                  ws.WSAStartup(MAKEWORD(2, 2), &data);
              });
    t.Play();
}

// ---------------------------------------------------------------- waiting

void
Waits(Scene& t, const Layers& layers)
{
    PlayThrough(
        t,
        layers,
        [&](Winsock& ws, SOCKET s)
        {
            const Time before = Simulator::Now();
            t.Equal(Poll(ws, s, POLLIN, 250), std::string("0 0"), "R-SLC-8: the time is over");
            t.Equal((Simulator::Now() - before).GetMilliSeconds(), int64_t{250}, "milliseconds");
            t.Equal(Poll(ws, s, POLLIN, -1), std::string("1 256"), "R-SLC-8: data");
            t.True(Simulator::Now() - before > MilliSeconds(900), "as long as it took");
            // A place that has data but does not ask for it does not end the wait for another.
            WSAPOLLFD places[] = {Place(s, 0), Place(NewStream(ws), POLLIN)};
            t.Equal(ws.WSAPoll(places, 2, 100), 0, "unasked data");
            t.Equal(ReceiveOnce(ws, s), std::string("one"), "the first piece");
            t.Equal(Poll(ws, s, 0, -1), std::string("1 2"), "R-SLC-8: the end, unasked");
            t.Equal(ReceiveOnce(ws, s), std::string(), "nothing is left");
            ws.closesocket(places[1].fd);
        },
        [](Winsock& ws, SOCKET s)
        {
            ws.Sleep(1000);
            SendText(ws, s, "one");
            ws.Sleep(2000);
        });
}

void
WaitsToConnect(Scene& t, const Layers& layers)
{
    BuildThrough(t, layers);
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET listener = ListenAt(ws, Ip4(Scene::ANY, PORT));
                  t.Equal(Poll(ws, listener, POLLIN, -1), std::string("1 256"), "R-SLC-8: accept");
                  const SOCKET s = ws.accept(listener, nullptr, nullptr);
                  t.Equal(Poll(ws, listener, POLLIN), std::string("0 0"), "taken");
                  ReceiveAll(ws, s);
                  ws.closesocket(s);
                  ws.closesocket(listener);
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = NewStream(ws);
            const SOCKET refused = NewStream(ws);
            SetNonBlocking(ws, s);
            SetNonBlocking(ws, refused);
            t.Fails(ws, ConnectTo(ws, s, ServerAddress()), WSAEWOULDBLOCK, "goes on");
            t.Equal(Poll(ws, s, POLLIN | POLLOUT), std::string("0 0"), "connecting");
            t.Equal(Poll(ws, s, POLLOUT, -1), std::string("1 16"), "R-SLC-8: connected");
            ConnectTo(ws, refused, Ip4(Scene::SERVER, CLOSED_PORT));
            t.Equal(Poll(ws, refused, POLLOUT, -1), std::string("1 1"), "R-SLC-8: refused");
            ws.closesocket(s);
            ws.closesocket(refused);
        },
        Seconds(4));
    t.Play();
}

void
WaitsForRoom(Scene& t, const Layers& layers)
{
    PlayThrough(
        t,
        layers,
        [&](Winsock& ws, SOCKET s)
        {
            SetNonBlocking(ws, s);
            const std::string piece(100000, 'x');
            while (SendText(ws, s, piece) != SOCKET_ERROR)
            {
            }
            t.Equal(Poll(ws, s, POLLOUT), std::string("0 0"), "full");
            t.Equal(Poll(ws, s, POLLOUT, -1), std::string("1 16"), "R-SLC-8: room again");
        },
        [](Winsock& ws, SOCKET s)
        {
            ws.Sleep(2000);
            ReceiveAll(ws, s);
        });
}

void
Closed(Scene& t, const Layers& layers)
{
    PlayThrough(
        t,
        layers,
        [&](Winsock& ws, SOCKET s)
        {
            const SOCKET idle = NewStream(ws);
            ws.CreateThread(
                [&](Winsock& own)
                {
                    own.Sleep(10);
                    own.closesocket(s);
                    return 0;
                });
            WSAPOLLFD places[] = {Place(idle, POLLIN), Place(s, POLLIN)};
            t.Fails(ws, ws.WSAPoll(places, 2, -1), WSAEINTR, "R-SHD-4: closed by another thread");
            ws.closesocket(idle);
        },
        [](Winsock& ws, SOCKET) { ws.Sleep(1000); });
}

int g_routineCalls = 0;

void
Routine(DWORD, DWORD, LPWSAOVERLAPPED, DWORD)
{
    ++g_routineCalls;
}

void
Alertable(Scene& t, const Layers& layers)
{
    g_routineCalls = 0;
    PlayThrough(
        t,
        layers,
        [&](Winsock& ws, SOCKET s)
        {
            std::string room(10, ' ');
            WSABUF buffer = BufferOf(room);
            WSAOVERLAPPED overlapped{};
            DWORD flags = 0;
            ws.WSARecv(s, &buffer, 1, nullptr, &flags, &overlapped, Routine);
            t.Equal(Poll(ws, s, POLLIN, 2000), std::string("0 0"), "the data went to the routine");
            t.Equal(g_routineCalls, 1, "R-OVL-8: during the wait");
        },
        [](Winsock& ws, SOCKET s)
        {
            ws.Sleep(1000);
            SendText(ws, s, "one");
            ws.Sleep(3000);
        });
}

// ---------------------------------------------------------------- several providers, many sockets

/// A layered socket and one of the entry below it in one call, which select refuses (R-SLC-3).
void
LayeredAndBase(Scene& t)
{
    BuildThrough(t, {Unnoticed::NON_IFS});
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  WSAPROTOCOL_INFOW info{};
                  for (const CatalogEntry& entry : ws.GetProcess().GetCatalog())
                  {
                      if (entry.IsBase() && entry.info.iAddressFamily == AF_INET &&
                          entry.info.iSocketType == SOCK_DGRAM)
                      {
                          info = entry.info;
                      }
                  }
                  WSAPOLLFD places[] = {
                      Place(BoundDatagram(ws, PORT), POLLIN | POLLOUT),
                      Place(ws.WSASocket(FROM_PROTOCOL_INFO, 0, 0, &info, 0, 0), POLLOUT)};
                  t.Equal(ws.WSAPoll(places, 2, 0), 2, "R-SLC-8: whatever their providers");
                  places[0].events = POLLIN;
                  places[1].events = POLLIN;
                  SendTo(ws, places[1].fd, "hello", Own(PORT));
                  t.Equal(ws.WSAPoll(places, 2, -1), 1, "R-SLC-8: waits for both");
                  t.Equal(places[0].revents, POLLRDNORM, "the layered one");
                  ws.closesocket(places[0].fd);
                  ws.closesocket(places[1].fd);
              });
    t.Play();
}

/// During the handshake with a proxy, what the base provider would tell is not what holds.
void
Redirected(Scene& t, const std::string& handles)
{
    RedirectorScene scene(t, handles);
    scene.RunFalseProxy({{GREETING_LENGTH, NoAuthentication()},
                         {REQUEST_LENGTH, ReplyBytes(0) + "hello", Seconds(2)}});
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = NewStream(ws);
            SetNonBlocking(ws, s);
            ConnectTo(ws, s, ServerAddress());
            t.Equal(Poll(ws, s, POLLIN | POLLOUT, 1000), std::string("0 0"), "R-SLC-8: held back");
            t.Equal(Poll(ws, s, POLLOUT, -1), std::string("1 16"), "connected");
            t.Equal(Poll(ws, s, POLLIN, -1), std::string("1 256"), "what the target says");
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
}

/// A layer that puts another socket in the place of its own, as SIO_BSP_HANDLE_POLL lets it.
class StandInLayer : public LayeredProvider
{
  public:
    StandInLayer()
        : LayeredProvider("stand-in", HandleKind::NON_IFS)
    {
    }

    int
    WSPIoctl(SOCKET s,
             DWORD dwIoControlCode,
             LPVOID lpvInBuffer,
             DWORD cbInBuffer,
             LPVOID lpvOutBuffer,
             DWORD cbOutBuffer,
             LPDWORD lpcbBytesReturned,
             LPWSAOVERLAPPED lpOverlapped,
             LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine,
             LPWSATHREADID lpThreadId,
             LPINT lpErrno) override
    {
        if (dwIoControlCode == SIO_BSP_HANDLE_POLL && standIn != INVALID_SOCKET)
        {
            *static_cast<SOCKET*>(lpvOutBuffer) = standIn;
            return 0;
        }
        return LayeredProvider::WSPIoctl(s,
                                         dwIoControlCode,
                                         lpvInBuffer,
                                         cbInBuffer,
                                         lpvOutBuffer,
                                         cbOutBuffer,
                                         lpcbBytesReturned,
                                         lpOverlapped,
                                         lpCompletionRoutine,
                                         lpThreadId,
                                         lpErrno);
    }

    static SOCKET standIn; //!< what is polled instead; INVALID_SOCKET for nothing
};

SOCKET StandInLayer::standIn = INVALID_SOCKET;

/// Its library.
class StandInLibrary : public PassThroughLibrary
{
  public:
    Ptr<ServiceProvider>
    CreateLayer() override
    {
        return Create<StandInLayer>();
    }
};

void
StandsIn(Scene& t)
{
    t.Build();
    InstallLayers(t.client, {CreateObject<StandInLibrary>()});
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET idle = BoundDatagram(ws, PORT);
                  const SOCKET spoken = BoundDatagram(ws, PORT + 1);
                  SendTo(ws, idle, "hello", Own(PORT + 1));
                  ws.Sleep(100);
                  t.Equal(Poll(ws, idle, POLLIN), std::string("0 0"), "idle");
                  StandInLayer::standIn = spoken;
                  t.Equal(Poll(ws, idle, POLLIN), std::string("1 256"), "R-IOC-6: of the other");
                  StandInLayer::standIn = 0xdead0;
                  t.Equal(Poll(ws, idle, POLLIN), std::string("WSAENOTSOCK 4"), "of no socket");
                  StandInLayer::standIn = INVALID_SOCKET;
                  ws.closesocket(idle);
                  ws.closesocket(spoken);
              });
    t.Play();
}

/// One layer stands over TCP, the other one over UDP: their sockets have different providers.
void
SeveralProviders(Scene& t)
{
    BuildThrough(t, {Unnoticed::CODEC});
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  // Far more places than a set of select has, of sockets of both kinds.
                  std::vector<WSAPOLLFD> places;
                  for (int i = 0; i < 100; ++i)
                  {
                      places.push_back(Place(NewStream(ws), POLLIN | POLLOUT));
                      places.push_back(Place(BoundDatagram(ws, 0), POLLIN));
                  }
                  t.Equal(ws.WSAPoll(places.data(), 200, 0), 0, "R-SLC-8: no limit of 64");
                  SOCKADDR_IN name{};
                  int length = sizeof(name);
                  ws.getsockname(places[199].fd, reinterpret_cast<SOCKADDR*>(&name), &length);
                  SendTo(ws, places[1].fd, "hello", name);
                  t.Equal(ws.WSAPoll(places.data(), 200, -1), 1, "R-SLC-8: the one");
                  t.Equal(places[199].revents, POLLRDNORM, "at its place");
                  for (const WSAPOLLFD& place : places)
                  {
                      ws.closesocket(place.fd);
                  }
              });
    t.Play();
}

class PollTestSuite : public TestSuite
{
  public:
    PollTestSuite()
        : TestSuite("winsock-poll", TestSuite::Type::UNIT)
    {
        using Script = void (*)(Scene&, const Layers&);
        const std::pair<const char*, Script> scripts[] = {
            {"R-SLC-8: an independent implementation's table", OracleStates},
            {"R-SLC-8: what WSAPoll tells", States},
            {"R-SLC-8: errors of WSAPoll", Errors},
            {"R-SLC-8: data, the end and the time", Waits},
            {"R-SLC-8: accept and connect", WaitsToConnect},
            {"R-SLC-8: room", WaitsForRoom},
            {"R-SHD-4: closed during WSAPoll", Closed},
            {"R-OVL-8: completion routines during WSAPoll", Alertable},
        };
        for (const auto& [name, script] : scripts)
        {
            for (const Layers& layers : EveryArrangement())
            {
                AddTestCase(new Scene(NameWith(name, layers),
                                      [script = script, layers](Scene& t) { script(t, layers); }));
            }
        }
        AddTestCase(new Scene("R-INI-7: before WSAStartup, and on CE", NeedsStartup));
        AddTestCase(new Scene("R-SLC-8: a layered socket and one of the base", LayeredAndBase));
        for (const char* handles : {"IFS", "NON_IFS"})
        {
            AddTestCase(
                new Scene(std::string("R-SLC-8: during a handshake with a proxy, ") + handles,
                          [handles](Scene& t) { Redirected(t, handles); }));
        }
        AddTestCase(new Scene("R-IOC-6: a layer that names another handle", StandsIn));
        AddTestCase(new Scene("R-SLC-8: urgent data", Urgent));
        AddTestCase(new Scene("R-SLC-8: several providers, many sockets", SeveralProviders));
    }
};

PollTestSuite g_pollTestSuite;

} // namespace

} // namespace ns3::winsock::test
