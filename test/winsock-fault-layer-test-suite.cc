/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The fault layer: which calls go wrong, how, and that nothing is left behind.

#include "chain-test-support.h"
#include "documented-errors-test-support.h"
#include "layer-scene-test-support.h"
#include "scenario-test-support.h"
#include "spi-call-test-support.h"
#include "stream-scene-test-support.h"

#include "ns3/fault-layer.h"
#include "ns3/simulator.h"
#include "ns3/spi-functions.h"
#include "ns3/string.h"
#include "ns3/test.h"
#include "ns3/winsock-error.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

Ptr<FaultLibrary>
MakeFaults(const std::string& faults, const std::string& handles = "")
{
    Ptr<FaultLibrary> library = CreateObject<FaultLibrary>();
    library->SetAttribute("Faults", StringValue(faults));
    library->SetAttribute("Handles", StringValue(handles));
    return library;
}

// ---------------------------------------------------------------- settings

void
TestReading(Scene& t)
{
    const std::vector<Fault> faults =
        ReadFaults("Faults",
                   "WSPSend nth=3 error=WSAECONNRESET # the third\n"
                   "WSPRecv nth=2-5 probability=0.25 bytes=7 process=srv* type=stream family=inet6;"
                   "* delay=20ms; WSPStartup missing=WSPSend version=1.1");
    t.Equal(faults.size(), 4U, "one to a line, or up to a semicolon");
    if (faults.size() != 4)
    {
        return;
    }
    t.Equal(faults[0].first, 3U, "one call");
    t.Equal(faults[0].last, 3U, "one call");
    t.Equal(faults[0].error, WSAECONNRESET, "its error");
    t.Equal(faults[1].last, 5U, "several calls");
    t.Equal(faults[1].probability, 0.25, "a probability");
    t.Equal(faults[1].bytes, 7U, "a limit");
    t.Equal(faults[1].process, std::string("srv*"), "a program");
    t.Equal(faults[1].type, SOCK_STREAM, "a type");
    t.Equal(faults[1].family, AF_INET6, "a family");
    t.Equal(faults[2].delay, MilliSeconds(20), "a delay");
    t.Equal(faults[3].missing, std::string("WSPSend"), "a hole in the table");
    t.Equal(faults[3].version, MAKEWORD(1, 1), "a version");
}

void
TestMistakes(Scene& t)
{
    const std::vector<std::pair<std::string, std::string>> mistakes = {
        {"send error=WSAEACCES",
         "line 1, column 1: \"send\" is not understood; begin a fault with"},
        {"WSPSend=3 error=WSAEACCES", "begin a fault with a function"},
        {"WSPSend", "say what happens"},
        {"WSPSend bytes=1;\n WSPSend when=1", "line 2, column 10: \"when=1\" is not understood"},
        {"WSPSend nth=0 bytes=1", "write a number from 1 to"},
        {"WSPSend nth=3-2 bytes=1", "write the lower number first."},
        {"WSPSend probability=1.5 bytes=1", "write a number from 0 to 1."},
        {"WSPSend probability=x bytes=1", "write a number from 0 to 1."},
        {"WSPSend bytes=0", "write a number from 1 to"},
        {"WSPBind bytes=1", "only WSPRecv, WSPRecvFrom, WSPSend and WSPSendTo carry bytes."},
        {"WSPSend delay=20", "write a span of time with its unit, such as 20ms"},
        {"WSPSend delay=1.2.3s", "write a span of time with its unit, such as 20ms"},
        {"WSPSend error=oops", "write a Winsock error's name"},
        {"WSPSend missing=WSPSend", "only WSPStartup gives a table"},
        {"WSPStartup missing=send", "what is missing is a function of the table"},
        {"WSPStartup version=2", "write a version, such as 1.1."},
        {"WSPStartup version=2.2.2", "write a version, such as 1.1."},
    };
    for (const auto& [faults, message] : mistakes)
    {
        const std::string text = MessageOfAbort([faults = faults] { MakeFaults(faults); });
        t.True(text.find("FaultLibrary::Faults") != std::string::npos, "which setting: " + faults);
        t.True(text.find(message) != std::string::npos, "where and what: " + text);
    }
    Ptr<FaultLibrary> library = CreateObject<FaultLibrary>();
    Fault fault;
    fault.function = "WSPSend";
    fault.delay = Seconds(-1);
    const std::string negative = MessageOfAbort([&] { library->AddFault(fault); });
    t.True(negative.find("a delay cannot be negative") != std::string::npos, negative);
    fault.last = 0;
    const std::string uncounted = MessageOfAbort([&] { library->AddFault(fault); });
    t.True(uncounted.find("calls are counted from 1") != std::string::npos, uncounted);
    fault.last = 1;
    fault.probability = 2;
    const std::string unlikely = MessageOfAbort([&] { library->AddFault(fault); });
    t.True(unlikely.find("a number from 0 to 1") != std::string::npos, unlikely);
    const std::string unknown = MessageOfAbort([&] { library->GetMatches(0); });
    t.True(unknown.find("there is no fault 0") != std::string::npos, unknown);
}

// ---------------------------------------------------------------- errors

/// Keeps what a library injects.
class InjectionLog
{
  public:
    explicit InjectionLog(Ptr<FaultLibrary> library)
    {
        library->TraceConnectWithoutContext("Injected", MakeCallback(&InjectionLog::Add, this));
    }

    std::vector<FaultInjection> injections;

  private:
    void
    Add(const FaultInjection& injection)
    {
        injections.push_back(injection);
    }
};

/// A program that talks to a server that reads all; both in what the scene of the faults needs.
std::string
PlayClient(Scene& t, Ptr<FaultLibrary> library, const StreamProgram& client)
{
    t.Build();
    InstallLayers(t.client, {library});
    std::string received;
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET s = AcceptOne(ws);
                  received = ReceiveAll(ws, s);
                  ws.closesocket(s);
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ConnectNew(ws, ServerAddress());
            client(ws, s);
            ws.closesocket(s);
        },
        Seconds(4));
    t.Play(Simulator::Now() + Seconds(100));
    return received;
}

void
TestNth(Scene& t)
{
    Ptr<FaultLibrary> library =
        MakeFaults("WSPSend nth=2 error=WSAECONNRESET; * error=WSAEINTR nth=900");
    const InjectionLog book(library);
    const std::string received =
        PlayClient(t,
                   library,
                   [&](Winsock& ws, SOCKET s)
                   {
                       t.Equal(SendText(ws, s, "one "), 4, "the first goes through");
                       t.Fails(ws, SendText(ws, s, "two "), WSAECONNRESET, "the second fails");
                       t.Equal(SendText(ws, s, "three"), 5, "the third goes through");
                   });
    t.Equal(received, std::string("one three"), "what failed was not passed on");
    t.Equal(library->GetMatches(0), 3U, "calls of the function");
    t.Equal(library->GetInjections(0), 1U, "struck");
    t.True(library->GetMatches(1) > 3, "* counts all functions");
    t.Equal(library->GetInjections(1), 0U, "not struck");
    t.Equal(book.injections.size(), 1U, "told");
    t.Equal(book.injections.front().function, std::string("WSPSend"), "which function");
    t.Equal(book.injections.front().fault, 0U, "which fault");
    t.Equal(book.injections.front().node, t.client->GetId(), "where");
    t.True(book.injections.front().time > Seconds(4), "when");
}

void
TestConditions(Scene& t)
{
    t.Build();
    InstallLayers(t.client,
                  {MakeFaults("WSPBind process=victim* type=dgram error=WSAEADDRINUSE;"
                              "WSPBind family=inet6 error=WSAEADDRNOTAVAIL;"
                              "WSPSocket type=raw family=inet error=WSAENOBUFS;"
                              "WSPSocket type=stream family=inet6 error=WSAENOBUFS")});
    for (const std::string name : {"victim 1", "other"})
    {
        const bool victim = name != "other";
        t.Program(t.client,
                  [&t, victim](Winsock& ws)
                  {
                      const SOCKET stream = ws.socket(AF_INET, SOCK_STREAM, 0);
                      const SOCKET datagrams = ws.socket(AF_INET, SOCK_DGRAM, 0);
                      const SOCKET ipv6 = ws.socket(AF_INET6, SOCK_DGRAM, 0);
                      t.Works(ws, BindTo(ws, stream, Ip4(Scene::ANY, 0)), "another type");
                      t.Equal(BindTo(ws, datagrams, Ip4(Scene::ANY, 0)),
                              victim ? SOCKET_ERROR : 0,
                              "the process counts");
                      t.Equal(ws.WSAGetLastError(), victim ? WSAEADDRINUSE : 0, "with its error");
                      t.Fails(ws,
                              BindTo(ws, ipv6, Ip6("::", 0)),
                              victim ? WSAEADDRINUSE : WSAEADDRNOTAVAIL,
                              "the first error counts");
                      t.Fails(ws, ws.socket(AF_INET6, SOCK_STREAM, 0), WSAENOBUFS, "to be made");
                      for (const SOCKET s : {stream, datagrams, ipv6})
                      {
                          ws.closesocket(s);
                      }
                  })
            ->SetAttribute("Name", StringValue(name));
    }
    t.Play();
}

/// Each of the thirty functions can fail, and is not passed on then.
class AllThirtyTestCase : public CheckedTestCase
{
  public:
    AllThirtyTestCase()
        : CheckedTestCase("R-SPI-11: all thirty functions can fail")
    {
    }

  private:
    void
    DoRun() override
    {
        ChainScene scene;
        Ptr<FaultLibrary> library = CreateObject<FaultLibrary>();
        const DWORD layer = scene.AddLayer("fault", HandleKind::NON_IFS);
        library->Register(*scene.GetStack(), "fault.dll");
        const DWORD chain = scene.AddChain({layer, scene.GetBase()});
        scene.Start();
        const SOCKET s = scene.Socket(chain);
        library->AddFaults("* error=WSAENETDOWN");
        const InventedErrors invented({WSAENETDOWN},
                                      "the fault layer reports it for all functions");
        const std::size_t before = scene.book.arrivals.size();
        std::vector<int> errors;
        {
            WinsockThread::Scope scope(*scene.thread);
            errors = CallEachFunction(
                scene.Table(s), s, scene.process->GetCatalog().FindById(chain)->info);
        }
        NS_TEST_EXPECT_MSG_EQ(errors.size(), SPI_FUNCTIONS, "all were called");
        NS_TEST_EXPECT_MSG_EQ(
            std::count(errors.begin(), errors.end(), WSAENETDOWN), SPI_FUNCTIONS, "all failed");
        NS_TEST_EXPECT_MSG_EQ(scene.book.arrivals.size(), before, "nothing reached the base");
        NS_TEST_EXPECT_MSG_EQ(library->GetInjections(0), SPI_FUNCTIONS, "all are counted");
        scene.process->Terminate();
        NS_TEST_EXPECT_MSG_EQ(scene.Descriptors(), 0, "R-SPI-10: all the same nothing is left");
    }
};

// ---------------------------------------------------------------- delays

void
TestDelay(Scene& t)
{
    Ptr<FaultLibrary> library =
        MakeFaults("WSPSend delay=300ms; WSPSend nth=2 delay=200ms error=WSAENETRESET");
    PlayClient(t,
               library,
               [&](Winsock& ws, SOCKET s)
               {
                   SetNonBlocking(ws, s, true);
                   const Time start = Simulator::Now();
                   t.Equal(SendText(ws, s, "text"), 4, "goes on");
                   t.Equal(
                       Simulator::Now() - start, MilliSeconds(300), "later, though nonblocking");
                   t.Fails(ws, SendText(ws, s, "text"), WSAENETRESET, "fails");
                   t.Equal(Simulator::Now() - start, MilliSeconds(800), "after the sum of delays");
               });
}

enum class End
{
    CLOSE,
    CLEANUP,
    EXIT,
};

/// What ends while a call is delayed.
void
TestDelayInterrupted(Scene& t, End end, const std::string& handles)
{
    t.Build();
    InstallLayers(t.client, {MakeFaults("WSPBind delay=1s", handles)});
    bool returned = false;
    RunOn(t.client,
          [&](Winsock& ws)
          {
              WSADATA data;
              ws.WSAStartup(MAKEWORD(2, 2), &data);
              const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, 0);
              ws.CreateThread(
                  [&, s, end](Winsock& other)
                  {
                      other.Sleep(500);
                      if (end == End::EXIT)
                      {
                          other.ExitProcess();
                      }
                      if (end == End::CLEANUP)
                      {
                          return other.WSACleanup();
                      }
                      other.closesocket(s);
                      // The handle is in use again before the delay is over.
                      other.socket(AF_INET, SOCK_STREAM, 0);
                      return 0;
                  });
              const int result = BindTo(ws, s, Ip4(Scene::ANY, PORT));
              returned = true;
              t.Fails(ws,
                      result,
                      end == End::CLOSE ? WSAENOTSOCK : WSANOTINITIALISED,
                      "R-SHD-4: what it was about is gone");
              ws.WSACleanup();
              return 0;
          });
    t.Play();
    t.Equal(returned, end != End::EXIT, "the call returns unless its process has ended");
}

/// A plain event handler cannot wait.
void
TestDelayInEventHandler(Scene& t)
{
    t.Build();
    InstallLayers(t.client, {MakeFaults("* delay=1s; WSPStartup delay=1s")});
    Ptr<WinsockProcess> process = StackOf(t.client)->CreateProcess("handler");
    Ptr<FaultLibrary> library = CreateObject<FaultLibrary>();
    {
        Winsock ws(process);
        WSADATA data;
        ws.WSAStartup(MAKEWORD(2, 2), &data);
        t.Fails(ws,
                ws.socket(AF_INET, SOCK_DGRAM, 0),
                WSAEWOULDBLOCK,
                "WSPStartup goes on, WSPSocket fails");
        t.Equal(ws.WSACleanup(), 0, "WSPCleanup goes on");
    }
    process->Terminate();
    t.Play();
}

// ---------------------------------------------------------------- short transfers

void
TestShortWrites(Scene& t)
{
    const std::string received =
        PlayClient(t,
                   MakeFaults("WSPSend bytes=5; WSPSend nth=2 bytes=2; WSPSend nth=3 bytes=9"),
                   [&](Winsock& ws, SOCKET s)
                   {
                       t.Equal(SendText(ws, s, "0123456789"), 5, "a part");
                       t.Equal(SendText(ws, s, "56789"), 2, "the least counts");
                       char first[] = "78";
                       char second[] = "9ABCDE";
                       WSABUF buffers[] = {{2, first}, {6, second}};
                       DWORD sent = 0;
                       t.Equal(ws.WSASend(s, buffers, 2, &sent, 0, nullptr, nullptr), 0, "WSASend");
                       t.Equal(sent, 5U, "R-DAT-7: over the buffers");
                       t.Equal(buffers[1].len, 6U, "which are the program's own");
                   });
    t.Equal(received, std::string("0123456789AB"), "what was reported was sent, in order");
}

void
TestShortReads(Scene& t)
{
    std::vector<int> lengths;
    std::string received;
    t.Build();
    InstallLayers(t.server, {MakeFaults("WSPRecv bytes=3; WSPRecvFrom bytes=4")});
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET s = AcceptOne(ws);
                  ws.Sleep(2000);
                  char buffer[100];
                  int got = 0;
                  while ((got = ws.recv(s, buffer, sizeof(buffer), 0)) > 0)
                  {
                      lengths.push_back(got);
                      received.append(buffer, static_cast<std::size_t>(got));
                  }
                  ws.closesocket(s);
                  const SOCKET d = ws.socket(AF_INET, SOCK_DGRAM, 0);
                  BindTo(ws, d, Ip4(Scene::ANY, PORT));
                  t.Fails(ws,
                          ws.recvfrom(d, buffer, sizeof(buffer), 0, nullptr, nullptr),
                          WSAEMSGSIZE,
                          "R-DAT-4: a datagram is cut");
                  ws.closesocket(d);
              });
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            const SOCKET s = ConnectNew(ws, ServerAddress());
            SendText(ws, s, "01234567");
            ws.closesocket(s);
            ws.Sleep(5000);
            const SOCKET d = ws.socket(AF_INET, SOCK_DGRAM, 0);
            ConnectTo(ws, d, ServerAddress());
            SendText(ws, d, "datagram");
            ws.closesocket(d);
        },
        Seconds(4));
    t.Play();
    t.True(lengths == std::vector<int>{3, 3, 2}, "in pieces");
    t.Equal(received, std::string("01234567"), "and nothing is lost");
}

// ---------------------------------------------------------------- startup

/// The library cannot be used the first time, and works the second (R-SEL-55).
void
TestStartup(Scene& t, const std::string& fault, int error)
{
    t.Build();
    Ptr<FaultLibrary> library = MakeFaults("WSPStartup nth=1 " + fault);
    InstallLayers(t.client, {library});
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  t.Fails(ws, ws.socket(AF_INET, SOCK_DGRAM, 0), error, fault);
                  const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, 0);
                  t.Works(ws, s, "R-SEL-55: the next attempt tries again");
                  ws.closesocket(s);
              });
    t.Play(Simulator::Now() + Seconds(100));
    t.Equal(library->GetInjections(0), 1U, "struck once");
}

void
TestMissingFunctions(Scene& t)
{
    for (uint32_t place = 0; place < SPI_FUNCTIONS; ++place)
    {
        TestStartup(t, std::string("missing=") + GetSpiFunction(place).name, WSAEINVALIDPROCTABLE);
        Simulator::Destroy();
    }
}

// ---------------------------------------------------------------- chance

/// @return which of a hundred calls were struck, as text
std::string
Strikes(Scene& t, const std::string& probability, int64_t stream)
{
    t.Build();
    Ptr<FaultLibrary> library =
        MakeFaults("WSPGetSockName error=WSAENETDOWN probability=" + probability);
    t.Equal(library->AssignStreams(stream), int64_t{1}, "one stream is used");
    InstallLayers(t.client, {library});
    std::string strikes;
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET s = ws.socket(AF_INET, SOCK_DGRAM, 0);
                  BindTo(ws, s, Ip4(Scene::ANY, PORT));
                  for (int i = 0; i < 100; ++i)
                  {
                      SOCKADDR_IN name{};
                      INT length = sizeof(name);
                      strikes += ws.getsockname(s, reinterpret_cast<SOCKADDR*>(&name), &length) == 0
                                     ? '.'
                                     : 'x';
                  }
                  ws.closesocket(s);
              });
    t.Play(Simulator::Now() + Seconds(10));
    const auto struck = static_cast<uint64_t>(std::count(strikes.begin(), strikes.end(), 'x'));
    t.Equal(library->GetInjections(0), struck, "as counted");
    t.Equal(library->GetMatches(0), 100U, "all match");
    Simulator::Destroy();
    return strikes;
}

void
TestChance(Scene& t)
{
    t.Equal(Strikes(t, "0", 7), std::string(100, '.'), "never");
    t.Equal(Strikes(t, "1", 7), std::string(100, 'x'), "always");
    const std::string seven = Strikes(t, "0.3", 7);
    const auto struck = std::count(seven.begin(), seven.end(), 'x');
    t.True(struck > 15 && struck < 45, "about thirty of a hundred");
    t.Equal(Strikes(t, "0.3", 7), seven, "one stream gives one course of events");
    t.True(Strikes(t, "0.3", 8) != seven, "another stream another one");
}

class WinsockFaultLayerTestSuite : public TestSuite
{
  public:
    WinsockFaultLayerTestSuite()
        : TestSuite("winsock-fault-layer", TestSuite::Type::UNIT)
    {
        const auto add = [this](const std::string& name, const Scene::Script& script)
        { AddTestCase(new Scene(name, script)); };
        add("Faults are read", TestReading);
        add("Mistakes in settings are named, with their mend", TestMistakes);
        add("An error at the nth call", TestNth);
        add("Conditions on program and socket", TestConditions);
        AddTestCase(new AllThirtyTestCase);
        add("Delays pass in simulated time", TestDelay);
        for (const std::string handles : {"NON_IFS", "IFS"})
        {
            add("R-SHD-4: a delayed socket is closed, " + handles,
                [handles](Scene& t) { TestDelayInterrupted(t, End::CLOSE, handles); });
            add("R-SHD-4: WSACleanup during a delay, " + handles,
                [handles](Scene& t) { TestDelayInterrupted(t, End::CLEANUP, handles); });
            add("R-SHD-4: a delayed process ends, " + handles,
                [handles](Scene& t) { TestDelayInterrupted(t, End::EXIT, handles); });
        }
        add("A delay in an event handler", TestDelayInEventHandler);
        add("R-DAT-1, R-DAT-7: short writes", TestShortWrites);
        add("R-DAT-4: short reads", TestShortReads);
        add("R-SEL-50: WSPStartup fails",
            [](Scene& t) { TestStartup(t, "error=WSAENOBUFS", WSAEPROVIDERFAILEDINIT); });
        add("R-SEL-51: another version",
            [](Scene& t) { TestStartup(t, "version=1.1", WSAEINVALIDPROVIDER); });
        add("R-SEL-52: each function missing", TestMissingFunctions);
        add("Probabilities and random streams", TestChance);
    }
};

WinsockFaultLayerTestSuite g_winsockFaultLayerTestSuite;

} // namespace
