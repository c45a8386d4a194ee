/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// ReadFile and WriteFile on sockets: past the layers where the handle is a kernel object (R-SPI-23),
// and not at all where it is none (R-SPI-22, R-SPI-24).

#include "layer-scene-test-support.h"
#include "scene-test-support.h"

#include "ns3/boolean.h"
#include "ns3/call-record.h"
#include "ns3/callback.h"
#include "ns3/monitor-layer.h"
#include "ns3/string.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

constexpr uint16_t PORT = 80;
constexpr int UNTOUCHED = 4711;

HANDLE
FileOf(SOCKET s)
{
    return reinterpret_cast<HANDLE>(s);
}

/// What a function for files returned, and what it left behind.
struct Outcome
{
    BOOL result{FALSE};
    DWORD bytes{4711};
    int error{0};
    std::string data{};
};

Outcome
Read(Winsock& ws, SOCKET s, DWORD room = 100, LPOVERLAPPED overlapped = nullptr)
{
    Outcome outcome;
    std::vector<char> buffer(room + 1);
    ws.WSASetLastError(UNTOUCHED);
    outcome.result = ws.ReadFile(FileOf(s), buffer.data(), room, &outcome.bytes, overlapped);
    outcome.error = ws.WSAGetLastError();
    outcome.data.assign(buffer.data(), outcome.bytes);
    return outcome;
}

Outcome
Write(Winsock& ws, SOCKET s, const std::string& data, LPOVERLAPPED overlapped = nullptr)
{
    Outcome outcome;
    ws.WSASetLastError(UNTOUCHED);
    outcome.result = ws.WriteFile(
        FileOf(s), data.data(), static_cast<DWORD>(data.size()), &outcome.bytes, overlapped);
    outcome.error = ws.WSAGetLastError();
    return outcome;
}

/// The call has failed and transferred nothing.
void
Refused(Scene& t, const Outcome& outcome, int error, const std::string& what)
{
    t.Equal(outcome.result, FALSE, what);
    t.Equal(Scene::NameOf(outcome.error), Scene::NameOf(error), what);
    t.Equal(outcome.bytes, 0U, what + ": no bytes");
}

/// The call has succeeded, and so has left the last error alone.
void
Done(Scene& t, const Outcome& outcome, std::size_t bytes, const std::string& what)
{
    t.Equal(outcome.result, TRUE, what);
    t.Equal(outcome.error, UNTOUCHED, what + ": the last error stays");
    t.Equal(outcome.bytes, bytes, what + ": bytes");
}

/// A socket without the overlapped attribute, which files need (R-SEL-4).
SOCKET
OpenSynchronous(Winsock& ws, int type)
{
    return ws.WSASocket(AF_INET, type, 0, nullptr, 0, 0);
}

SOCKET
ConnectSynchronous(Winsock& ws, int type = SOCK_STREAM)
{
    const SOCKET s = OpenSynchronous(ws, type);
    ConnectTo(ws, s, Ip4(Scene::SERVER, PORT));
    return s;
}

/// A server that sends back what one client sends, until that one has shut its side.
void
AddEcho(Scene& t)
{
    t.Program(
        t.server,
        [](Winsock& ws)
        {
            const SOCKET listener = ListenAt(ws, Ip4(Scene::ANY, PORT));
            const SOCKET s = ws.accept(listener, nullptr, nullptr);
            std::string data;
            while (!(data = ReceiveOnce(ws, s)).empty())
            {
                SendText(ws, s, data);
            }
            ws.closesocket(s);
            ws.closesocket(listener);
        },
        Seconds(1));
}

/// The calls that cross a layer in front of the client's programs.
class Monitor
{
  public:
    Monitor(Scene& t, const std::string& handles)
    {
        m_library->SetAttribute("Handles", StringValue(handles));
        m_library->TraceConnectWithoutContext("Call", MakeCallback(&Monitor::Add, this));
        InstallLayers(t.client, {m_library});
    }

    long
    Count(const std::string& function) const
    {
        return std::count(m_calls.begin(), m_calls.end(), function);
    }

  private:
    void
    Add(const CallRecord& record)
    {
        if (record.phase == CallRecord::Phase::ENTER)
        {
            m_calls.emplace_back(record.function);
        }
    }

    Ptr<MonitorLibrary> m_library{CreateObject<MonitorLibrary>()};
    std::vector<std::string> m_calls;
};

// ---------------------------------------------------------------- layers

void
IfsLayerMissesThem(Scene& t)
{
    t.Build();
    const Monitor monitor(t, "IFS");
    AddEcho(t);
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET s = ConnectSynchronous(ws);
                  Done(t, Write(ws, s, "past"), 4, "WriteFile");
                  const Outcome read = Read(ws, s);
                  Done(t, read, 4, "ReadFile");
                  t.Equal(read.data, std::string("past"), "the echo");
                  t.Equal(monitor.Count("WSPSend"), 0, "R-SPI-23: the layer sees no WriteFile");
                  t.Equal(monitor.Count("WSPRecv"), 0, "R-SPI-23: the layer sees no ReadFile");

                  SendText(ws, s, "through");
                  t.Equal(ReceiveOnce(ws, s), std::string("through"), "the same socket");
                  t.Equal(monitor.Count("WSPSend"), 1, "the layer sees send");
                  t.Equal(monitor.Count("WSPRecv"), 1, "the layer sees recv");
                  ws.closesocket(s);
              });
    t.Play();
}

void
OwnHandlesAreNoFiles(Scene& t)
{
    t.Build();
    const Monitor monitor(t, "NON_IFS");
    AddEcho(t);
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET s = ConnectSynchronous(ws);
                  Refused(t, Write(ws, s, "lost"), ERROR_INVALID_HANDLE, "R-SPI-22: WriteFile");
                  Refused(t, Read(ws, s), ERROR_INVALID_HANDLE, "R-SPI-22: ReadFile");
                  OVERLAPPED overlapped{};
                  Refused(t, Read(ws, s, 9, &overlapped), ERROR_INVALID_HANDLE, "overlapped");
                  t.Equal(
                      monitor.Count("WSPSend") + monitor.Count("WSPRecv"), 0, "nobody is asked");

                  SendText(ws, s, "through");
                  t.Equal(ReceiveOnce(ws, s), std::string("through"), "send and recv work");
                  ws.closesocket(s);
              });
    t.Play();
}

void
RedirectorLeadsToTheLayer(Scene& t)
{
    t.Build();
    t.Set(t.client, "FileRedirector", BooleanValue(true));
    const Monitor monitor(t, "NON_IFS");
    AddEcho(t);
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET s = ConnectSynchronous(ws);
                  Done(t, Write(ws, s, "led"), 3, "WriteFile");
                  const Outcome read = Read(ws, s);
                  Done(t, read, 3, "ReadFile");
                  t.Equal(read.data, std::string("led"), "the echo");
                  t.Equal(monitor.Count("WSPSend"), 1, "R-SPI-20: WSPSend of the provider");
                  t.Equal(monitor.Count("WSPRecv"), 1, "R-SPI-20: WSPRecv of the provider");
                  ws.closesocket(s);
                  Refused(t, Read(ws, s), ERROR_INVALID_HANDLE, "a closed handle");
              });
    t.Play();
}

// ---------------------------------------------------------------- the overlapped attribute

void
OverlappedSocketsNeedAStructure(Scene& t)
{
    t.Build();
    AddEcho(t);
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET s = ConnectNew(ws, Ip4(Scene::SERVER, PORT));
                  Refused(t, Write(ws, s, "x"), ERROR_INVALID_PARAMETER, "R-SEL-3: WriteFile");
                  Refused(t, Read(ws, s), ERROR_INVALID_PARAMETER, "R-SEL-3: ReadFile");
                  ws.closesocket(s);
              });
    t.Play();
}

void
SynchronousSocketsNeedNone(Scene& t)
{
    t.Build();
    t.Program(
        t.server,
        [&](Winsock& ws)
        {
            const SOCKET listener = OpenSynchronous(ws, SOCK_STREAM);
            BindTo(ws, listener, Ip4(Scene::ANY, PORT));
            ws.listen(listener, 5);
            const SOCKET s = ws.accept(listener, nullptr, nullptr);
            Done(t, Write(ws, s, "hello"), 5, "R-SPI-14: an accepted socket is as its listener");
            ws.closesocket(s);
            ws.closesocket(listener);
        },
        Seconds(1));
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  int type = SO_SYNCHRONOUS_NONALERT;
                  const auto* value = reinterpret_cast<const char*>(&type);
                  ws.setsockopt(INVALID_SOCKET, SOL_SOCKET, SO_OPENTYPE, value, sizeof(type));
                  const SOCKET s = ConnectNew(ws, Ip4(Scene::SERVER, PORT));
                  t.Equal(Read(ws, s).data, std::string("hello"), "R-SEL-3: SO_OPENTYPE");
                  Done(t, Read(ws, s), 0, "R-DAT-5: the end of a stream is a read of no bytes");
                  ws.closesocket(s);
              });
    t.Play();
}

// ---------------------------------------------------------------- overlapped

void
OverlappedPastTheLayer(Scene& t)
{
    t.Build();
    const Monitor monitor(t, "IFS");
    AddEcho(t);
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET s = ConnectNew(ws, Ip4(Scene::SERVER, PORT));
                  char buffer[10] = {};
                  OVERLAPPED overlapped{};
                  overlapped.hEvent = ws.WSACreateEvent();
                  const BOOL begun =
                      ws.ReadFile(FileOf(s), buffer, sizeof(buffer), nullptr, &overlapped);
                  t.Equal(begun, FALSE, "nothing is there yet");
                  t.Equal(ws.WSAGetLastError(), ERROR_IO_PENDING, "R-OVL-3: under way");

                  OVERLAPPED sending{};
                  Done(t, Write(ws, s, "past", &sending), 4, "WriteFile ends at once");
                  ws.WSAWaitForMultipleEvents(1, &overlapped.hEvent, TRUE, WSA_INFINITE, FALSE);
                  DWORD bytes = 0;
                  DWORD flags = 0;
                  t.Equal(ws.WSAGetOverlappedResult(s, &overlapped, &bytes, FALSE, &flags),
                          TRUE,
                          "R-OVL-2: the event has told of the end");
                  t.Equal(std::string(buffer, bytes), std::string("past"), "the echo");
                  t.Equal(monitor.Count("WSPSend") + monitor.Count("WSPRecv"),
                          0,
                          "R-SPI-23: the layer sees nothing of it");
                  ws.WSACloseEvent(overlapped.hEvent);
                  ws.closesocket(s);
              });
    t.Play();
}

void
OverlappedNeedsAnEvent(Scene& t)
{
    t.Build();
    AddEcho(t);
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET s = ConnectNew(ws, Ip4(Scene::SERVER, PORT));
                  OVERLAPPED overlapped{};
                  overlapped.hEvent = FileOf(s);
                  Refused(t, Read(ws, s, 9, &overlapped), ERROR_INVALID_HANDLE, "no event");
                  ws.closesocket(s);
              });
    t.Play();
}

void
StructureOnSynchronousSocket(Scene& t)
{
    t.Build();
    AddEcho(t);
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET s = ConnectSynchronous(ws);
                  OVERLAPPED overlapped{};
                  Done(t, Write(ws, s, "wait", &overlapped), 4, "WriteFile");
                  const Outcome read = Read(ws, s, 9, &overlapped);
                  Done(t, read, 4, "R-OVL-6: ReadFile waits all the same");
                  t.Equal(read.data, std::string("wait"), "the echo");
                  t.Equal(overlapped.InternalHigh, 4U, "R-OVL-6: the structure is filled in");
                  ws.closesocket(s);
              });
    t.Play();
}

// ---------------------------------------------------------------- errors

void
BadHandles(Scene& t)
{
    t.Build();
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  Refused(t, Read(ws, 0), ERROR_INVALID_HANDLE, "null");
                  Refused(t, Write(ws, INVALID_SOCKET, "x"), ERROR_INVALID_HANDLE, "no socket");
                  const SOCKET s = OpenSynchronous(ws, SOCK_DGRAM);
                  ws.closesocket(s);
                  Refused(t, Read(ws, s), ERROR_INVALID_HANDLE, "a closed socket");
                  ws.WSACleanup();
                  Refused(t, Read(ws, s), ERROR_INVALID_HANDLE, "without Winsock");
                  WSADATA data;
                  ws.WSAStartup(MAKEWORD(2, 2), &data);
              });
    t.Play();
}

void
BadPointers(Scene& t)
{
    t.Build();
    AddEcho(t);
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ConnectSynchronous(ws);
            auto* const bad = reinterpret_cast<LPDWORD>(0x10);
            char byte = 'x';
            const auto fails = [&](BOOL result, const std::string& what)
            {
                t.Equal(result, FALSE, what);
                t.Equal(ws.WSAGetLastError(), ERROR_NOACCESS, what);
            };
            DWORD bytes = 0;
            fails(ws.ReadFile(FileOf(s), &byte, 1, nullptr, nullptr), "no place for the number");
            fails(ws.WriteFile(FileOf(s), &byte, 1, bad, nullptr), "a bad place for the number");
            fails(ws.WriteFile(FileOf(s), bad, 1, &bytes, nullptr), "a bad buffer");
            fails(ws.ReadFile(FileOf(s), nullptr, 1, &bytes, nullptr), "no buffer");
            fails(ws.ReadFile(FileOf(s), &byte, 1, &bytes, reinterpret_cast<LPOVERLAPPED>(0x10)),
                  "a bad structure");
            Done(t, Write(ws, s, ""), 0, "nothing to write");
            ws.closesocket(s);
        });
    t.Play();
}

void
ErrorsOfTheTransport(Scene& t)
{
    t.Build();
    t.Program(
        t.server,
        [](Winsock& ws)
        {
            const SOCKET listener = ListenAt(ws, Ip4(Scene::ANY, PORT));
            const SOCKET s = ws.accept(listener, nullptr, nullptr);
            const winsock::linger reset{1, 0};
            const auto* value = reinterpret_cast<const char*>(&reset);
            ws.setsockopt(s, SOL_SOCKET, SO_LINGER, value, sizeof(reset));
            ws.Sleep(1000);
            ws.closesocket(s);
            ws.closesocket(listener);
        },
        Seconds(1));
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  SOCKET s = OpenSynchronous(ws, SOCK_STREAM);
                  Refused(t, Read(ws, s), WSAENOTCONN, "without a system code of its own");
                  ConnectTo(ws, s, Ip4(Scene::SERVER, PORT));
                  Refused(t, Read(ws, s), ERROR_NETNAME_DELETED, "the peer resets");
                  ws.closesocket(s);
              });
    t.Play();
}

void
LongDatagram(Scene& t)
{
    t.Build();
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET s = OpenSynchronous(ws, SOCK_DGRAM);
                  BindTo(ws, s, Ip4(Scene::CLIENT, PORT));
                  const Outcome read = Read(ws, s, 4);
                  t.Equal(read.result, FALSE, "R-DAT-4: cut");
                  t.Equal(read.error, ERROR_MORE_DATA, "R-DAT-4: cut");
                  t.Equal(read.data, std::string("data"), "R-DAT-4: what there was room for");
                  Done(t, Read(ws, s), 3, "the next one");
                  ws.closesocket(s);
              });
    t.Program(
        t.server,
        [](Winsock& ws)
        {
            const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, 0);
            SendTo(ws, s, "datagram", Ip4(Scene::CLIENT, PORT));
            SendTo(ws, s, "end", Ip4(Scene::CLIENT, PORT));
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play();
}

void
ClosedWhileWaiting(Scene& t)
{
    t.Build();
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET s = OpenSynchronous(ws, SOCK_DGRAM);
                  BindTo(ws, s, Ip4(Scene::CLIENT, PORT));
                  ws.CreateThread(
                      [s](Winsock& other)
                      {
                          other.Sleep(500);
                          return other.closesocket(s);
                      });
                  const DWORD before = ws.GetTickCount();
                  Refused(t, Read(ws, s), WSAEINTR, "a wait that closesocket ends");
                  t.Equal(ws.GetTickCount() - before, 500U, "the wait");
              });
    t.Play();
}

class FilesTestSuite : public TestSuite
{
  public:
    FilesTestSuite()
        : TestSuite("winsock-files", TestSuite::Type::UNIT)
    {
        Add("R-SPI-23: an IFS layer sees no ReadFile and WriteFile", IfsLayerMissesThem);
        Add("R-SPI-22: a layer's own handle is no file", OwnHandlesAreNoFiles);
        Add("R-SPI-20: a redirector leads to the handle's provider", RedirectorLeadsToTheLayer);
        Add("R-SEL-3: overlapped sockets need a structure", OverlappedSocketsNeedAStructure);
        Add("R-SEL-3, R-SEL-4: others need none", SynchronousSocketsNeedNone);
        Add("R-SPI-23, R-OVL-3: overlapped, past an IFS layer", OverlappedPastTheLayer);
        Add("ReadFile: an overlapped structure without an event", OverlappedNeedsAnEvent);
        Add("R-OVL-6: a structure on a synchronous socket", StructureOnSynchronousSocket);
        Add("ReadFile: ERROR_INVALID_HANDLE", BadHandles);
        Add("ReadFile: ERROR_NOACCESS", BadPointers);
        Add("ReadFile: errors of the transport", ErrorsOfTheTransport);
        Add("R-DAT-4: ERROR_MORE_DATA", LongDatagram);
        Add("ReadFile: WSAEINTR", ClosedWhileWaiting);
    }

  private:
    void
    Add(const std::string& name, Scene::Script script)
    {
        AddTestCase(new Scene(name, std::move(script)));
    }
};

FilesTestSuite g_filesTestSuite;

} // namespace
