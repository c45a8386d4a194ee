/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// An event loop that asks the kernel, not Winsock, when a socket has data. It needs the handle of the base
// provider, which SIO_BASE_HANDLE gives; a layer that answers this question itself breaks the loop.
//
//      server (windows-10)   client 1   client 2   client 3
//           10.1.1.1            |          |          |
//              |                |          |          |    Ethernet, 10 Mbit/s, 1 ms
//        ------+----------------+----------+----------+--
//
// Each client has another layer in front of TCP and runs the loop twice: as its author wrote it first, and
// with the detour over SIO_BSP_HANDLE_POLL that such libraries took later. The server sends three lines to
// each.

#include "ns3/csma-helper.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/layered-provider.h"
#include "ns3/node-container.h"
#include "ns3/pass-through-layer.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/winsock-application-helper.h"
#include "ns3/winsock-ioctls.h"
#include "ns3/winsock-layer-helper.h"
#include "ns3/winsock-stack-helper.h"
#include "ns3/winsock.h"

#include <cstring>
#include <iomanip>
#include <iostream>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;

namespace
{

constexpr int LINES = 3;
const char* const LINE = "line\n";
constexpr int LINE_BYTES = 5;

/// A layer that wants no program to get past it: asked for the base provider's handle, it shows its own.
class PossessiveLayer : public LayeredProvider
{
  public:
    PossessiveLayer()
        : LayeredProvider("possessive", HandleKind::NON_IFS)
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
        const LowerSocket lower = GetLower(s, lpErrno);
        if (!lower.table)
        {
            return SOCKET_ERROR;
        }
        if (dwIoControlCode == SIO_BASE_HANDLE && cbOutBuffer >= sizeof(s))
        {
            std::memcpy(lpvOutBuffer, &s, sizeof(s));
            *lpcbBytesReturned = sizeof(s);
            return 0;
        }
        // All other questions go down, SIO_BSP_HANDLE_POLL among them.
        return lower.table->lpWSPIoctl(lower.s,
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
};

SOCKADDR_IN
MakeAddress(Winsock& ws, const char* text)
{
    SOCKADDR_IN address{};
    address.sin_family = AF_INET;
    address.sin_port = ws.htons(7);
    address.sin_addr.S_un.S_addr = ws.inet_addr(text);
    return address;
}

/// Sends the lines to one client after the other, one a second.
int
Serve(Winsock& ws, int connections)
{
    WSADATA data;
    ws.WSAStartup(MAKEWORD(2, 2), &data);
    const SOCKET listener = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    const SOCKADDR_IN own = MakeAddress(ws, "0.0.0.0");
    ws.bind(listener, reinterpret_cast<const SOCKADDR*>(&own), sizeof(own));
    ws.listen(listener, SOMAXCONN);
    for (int i = 0; i < connections; ++i)
    {
        const SOCKET s = ws.accept(listener, nullptr, nullptr);
        for (int line = 0; line < LINES; ++line)
        {
            ws.Sleep(1000);
            ws.send(s, LINE, LINE_BYTES, 0);
        }
        ws.closesocket(s);
    }
    ws.closesocket(listener);
    return ws.WSACleanup();
}

/// Asks for a handle. @return it, or INVALID_SOCKET
SOCKET
Ask(Winsock& ws, SOCKET s, DWORD question)
{
    SOCKET answer = INVALID_SOCKET;
    DWORD bytes = 0;
    const int result =
        ws.WSAIoctl(s, question, nullptr, 0, &answer, sizeof(answer), &bytes, nullptr, nullptr);
    return result == 0 ? answer : INVALID_SOCKET;
}

/// @return the handle that the loop gives to the kernel
SOCKET
FindBaseHandle(Winsock& ws, SOCKET s, bool detour)
{
    SOCKET base = Ask(ws, s, SIO_BASE_HANDLE);
    while (detour)
    {
        // A handle that somebody shows instead of the base provider's leads one element further.
        const SOCKET next = Ask(ws, base, SIO_BSP_HANDLE_POLL);
        if (next == INVALID_SOCKET || next == base)
        {
            break;
        }
        base = Ask(ws, next, SIO_BASE_HANDLE);
    }
    return base;
}

/// The event loop. @return how many lines it received, or why it gave up
std::string
RunLoop(Winsock& ws, SOCKET s, bool detour)
{
    const SOCKET base = FindBaseHandle(ws, s, detour);
    const auto file = reinterpret_cast<HANDLE>(base);
    const HANDLE port = ws.CreateIoCompletionPort(file, nullptr, 0, 0);
    std::string result;
    int bytes = 0;
    char line[LINE_BYTES];
    int lines = 0;
    do
    {
        // A read of no bytes ends when there is something to read, and takes nothing.
        WSAOVERLAPPED poll{};
        const BOOL polled = ws.ReadFile(file, line, 0, nullptr, &poll);
        if (!polled && ws.WSAGetLastError() != WSA_IO_PENDING)
        {
            result = ", then " + std::string(WinsockErrorName(ws.WSAGetLastError()));
            break;
        }
        DWORD none = 0;
        ULONG_PTR key = 0;
        LPOVERLAPPED ended = nullptr;
        ws.GetQueuedCompletionStatus(port, &none, &key, &ended, INFINITE);
        bytes = ws.recv(s, line, LINE_BYTES, 0);
        lines += bytes > 0 ? 1 : 0;
    } while (bytes > 0);
    ws.CloseHandle(port);
    return std::to_string(lines) + " lines" + result;
}

/// The program: the loop in both ways. Prints a row.
int
Poll(Winsock& ws, const std::string& layer)
{
    WSADATA data;
    ws.WSAStartup(MAKEWORD(2, 2), &data);
    std::cout << std::left << std::setw(28) << layer;
    for (const bool detour : {false, true})
    {
        const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
        const SOCKADDR_IN server = MakeAddress(ws, "10.1.1.1");
        ws.connect(s, reinterpret_cast<const SOCKADDR*>(&server), sizeof(server));
        std::cout << std::setw(detour ? 0 : 36) << RunLoop(ws, s, detour);
        ws.closesocket(s);
    }
    std::cout << "\n";
    return ws.WSACleanup();
}

} // namespace

int
main()
{
    NodeContainer nodes;
    nodes.Create(4);
    CsmaHelper wire;
    wire.SetChannelAttribute("DataRate", StringValue("10Mbps"));
    wire.SetChannelAttribute("Delay", StringValue("1ms"));
    const NetDeviceContainer devices = wire.Install(nodes);
    InternetStackHelper internet;
    internet.Install(nodes);
    Ipv4AddressHelper addresses("10.1.1.0", "255.255.255.0");
    addresses.Assign(devices);
    WinsockStackHelper winsock;
    winsock.SetProfile("windows-10");
    winsock.Install(nodes);

    Ptr<PassThroughLibrary> honest = CreateObject<PassThroughLibrary>();
    honest->SetAttribute("Handles", StringValue("NON_IFS"));
    WinsockLayerHelper("honest.dll", honest).Install(nodes.Get(2));
    WinsockLayerHelper("possessive.dll", [] { return Create<PossessiveLayer>(); })
        .Install(nodes.Get(3));

    const std::vector<std::string> layers{"none", "passes the question on", "answers it itself"};
    std::cout << std::left << std::setw(28) << "layer over TCP" << std::setw(36)
              << "SIO_BASE_HANDLE"
              << "with SIO_BSP_HANDLE_POLL\n";
    WinsockApplicationHelper server([connections = 2 * static_cast<int>(layers.size())](Winsock& ws)
                                    { return Serve(ws, connections); });
    server.Install(nodes.Get(0)).Start(Seconds(1));
    for (uint32_t i = 0; i < layers.size(); ++i)
    {
        WinsockApplicationHelper program([layer = layers[i]](Winsock& ws)
                                         { return Poll(ws, layer); });
        program.Install(nodes.Get(i + 1)).Start(Seconds(2 + 20 * i));
    }
    Simulator::Stop(Seconds(100));
    Simulator::Run();
    Simulator::Destroy();
    return 0;
}
