/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The operations of the table in test/data/resource-outcomes.csv, row by row.

#include "name-space-test-support.h"
#include "outcome-scene-test-support.h"

#include "ns3/byte-source.h"
#include "ns3/simulator.h"

#include <utility>

namespace ns3::winsock::test
{

namespace
{

/// @param worked whether the last call did @return "works", or its error's name
std::string
Told(const Winsock& ws, bool worked)
{
    return worked ? "works" : Scene::NameOf(ws.WSAGetLastError());
}

std::string
Open(Winsock& ws, int type)
{
    return Told(ws, ws.socket(AF_INET, type, 0) != INVALID_SOCKET);
}

std::string
OpenDuplicate(Device& d)
{
    return Told(d.ws,
                d.ws.WSASocketW(FROM_PROTOCOL_INFO,
                                FROM_PROTOCOL_INFO,
                                FROM_PROTOCOL_INFO,
                                &d.duplicate,
                                0,
                                WSA_FLAG_OVERLAPPED) != INVALID_SOCKET);
}

std::string
Duplicate(Device& d)
{
    WSAPROTOCOL_INFOW info{};
    const DWORD own = d.ws.GetCurrentProcessId();
    return Told(d.ws, d.ws.WSADuplicateSocketW(d.connection, own, &info) == 0);
}

std::string
Accept(Device& d, SOCKET listener)
{
    SetNonBlocking(d.ws, listener);
    return Told(d.ws, d.ws.accept(listener, nullptr, nullptr) != INVALID_SOCKET);
}

std::string
AcceptExtended(Device& d)
{
    const DWORD room = sizeof(SOCKADDR_IN) + 16;
    Winsock& ws = d.ws;
    const bool atOnce =
        ws.AcceptEx(d.listener, d.fresh, d.addresses.data(), 0, room, room, nullptr, &d.overlapped);
    if (!atOnce && ws.WSAGetLastError() != ERROR_IO_PENDING)
    {
        return Told(ws, false);
    }
    DWORD bytes = 0;
    DWORD flags = 0;
    return Told(ws,
                ws.WSAGetOverlappedResult(d.listener, &d.overlapped, &bytes, TRUE, &flags) != 0);
}

std::string
Connect(Device& d, SOCKET s)
{
    return Told(d.ws, ConnectTo(d.ws, s, Ip4(Scene::CLIENT, Peer::PORT)) == 0);
}

std::string
Bind(Device& d, uint16_t port)
{
    return Told(d.ws, BindTo(d.ws, d.fresh, Ip4(Scene::ANY, port)) == 0);
}

std::string
SendDatagram(Device& d, SOCKET s)
{
    return Told(d.ws, SendTo(d.ws, s, std::string(100, 'x'), Ip4(Scene::CLIENT, 9)) == 100);
}

/// Leaves data on its way to the peer.
void
SendSome(Device& d)
{
    SetNonBlocking(d.ws, d.connection);
    SendText(d.ws, d.connection, std::string(1000, 'x'));
    SetNonBlocking(d.ws, d.connection, false);
}

std::string
Send(Device& d)
{
    return Told(d.ws, SendText(d.ws, d.connection, "text") > 0);
}

std::string
SendNonBlocking(Device& d)
{
    SetNonBlocking(d.ws, d.connection);
    return Send(d);
}

std::string
SendOverlapped(Device& d)
{
    char text[] = "text";
    WSABUF buffer{sizeof(text), text};
    Winsock& ws = d.ws;
    const int now = ws.WSASend(d.connection, &buffer, 1, nullptr, 0, &d.overlapped, nullptr);
    if (now != 0 && ws.WSAGetLastError() != WSA_IO_PENDING)
    {
        return Told(ws, false);
    }
    DWORD bytes = 0;
    DWORD flags = 0;
    return Told(ws,
                ws.WSAGetOverlappedResult(d.connection, &d.overlapped, &bytes, TRUE, &flags) != 0);
}

std::string
Receive(Device& d, SOCKET s)
{
    char room[2000];
    return Told(d.ws, d.ws.recv(s, room, sizeof(room), 0) > 0);
}

std::string
EnlargeBuffer(Device& d)
{
    const int size = GetNumber(d.ws, d.nameless, SOL_SOCKET, SO_RCVBUF);
    return Told(d.ws, SetNumber(d.ws, d.nameless, SOL_SOCKET, SO_RCVBUF, size + 1000) == 0);
}

std::string
Select(Device& d)
{
    fd_set set{};
    set.fd_count = 1;
    set.fd_array[0] = d.listener;
    const timeval none{0, 0};
    return Told(d.ws, d.ws.select(0, &set, nullptr, nullptr, &none) == 1);
}

std::string
SelectEvent(Device& d)
{
    return Told(d.ws, d.ws.WSAEventSelect(d.fresh, d.overlapped.hEvent, FD_CONNECT) == 0);
}

std::string
EndSending(Device& d)
{
    return Told(d.ws, d.ws.shutdown(d.connection, SD_SEND) == 0);
}

std::string
Close(Device& d)
{
    return Told(d.ws, d.ws.closesocket(d.named) == 0);
}

std::string
MakeWinsockEvent(Device& d)
{
    return Told(d.ws, d.ws.WSACreateEvent() != WSA_INVALID_EVENT);
}

std::string
MakeEvent(Device& d)
{
    return Told(d.ws, d.ws.CreateEvent(nullptr, TRUE, FALSE, nullptr) != nullptr);
}

std::string
MakePort(Device& d)
{
    return Told(d.ws, d.ws.CreateIoCompletionPort(INVALID_HANDLE_VALUE, nullptr, 0, 0) != nullptr);
}

std::string
MakeWindow(Device& d)
{
    return Told(d.ws, d.ws.CreateMessageWindow() != nullptr);
}

std::string
StartThread(Device& d)
{
    return Told(d.ws, d.ws.CreateThread([](Winsock&) { return 0; }) != nullptr);
}

void
IgnoreEnd(DWORD, DWORD, LPWSAOVERLAPPED, DWORD)
{
}

std::string
ReceiveWithRoutine(Device& d)
{
    static char room[2000];
    WSABUF buffer{sizeof(room), room};
    DWORD flags = 0;
    Winsock& ws = d.ws;
    return Told(ws,
                ws.WSARecv(d.named, &buffer, 1, nullptr, &flags, &d.overlapped, IgnoreEnd) == 0);
}

std::string
OpenFile(Device& d)
{
    return Told(d.ws, d.ws.OpenByteSource(MakeTextSource("text")) != INVALID_HANDLE_VALUE);
}

std::string
AskForHost(Device& d)
{
    static char buffer[MAXGETHOSTSTRUCT];
    return Told(d.ws,
                d.ws.WSAAsyncGetHostByName(
                    d.window, WM_USER, "localhost", buffer, sizeof(buffer)) != nullptr);
}

std::string
BeginLookup(Device& d)
{
    ServiceQuery query;
    query.classId = SVCID_HOSTNAME;
    query.flags = LUP_RETURN_NAME;
    HANDLE handle = nullptr;
    return Told(d.ws, BeginQuery(d.ws, query, handle) == 0);
}

std::string
AwaitCatalog(Device& d)
{
    HANDLE handle = nullptr;
    return Told(d.ws, d.ws.WSAProviderConfigChange(&handle, nullptr, nullptr) == 0);
}

// What the peer sends while the device has nothing left, after other data that arrived before.
constexpr char MARK = 'm';

/// Reads what is there. @return whether the mark is among it
bool
FindMark(Device& d, SOCKET s)
{
    char room[20000];
    bool found = false;
    SetNonBlocking(d.ws, s);
    for (int got; (got = d.ws.recv(s, room, sizeof(room), 0)) > 0;)
    {
        found = found || room[got - 1] == MARK;
    }
    return found;
}

/// Watches for a datagram until the device has had enough of everything for long.
std::string
AwaitDatagram(Device& d)
{
    d.ws.Sleep(8000);
    return FindMark(d, d.named) ? "arrives" : "is lost";
}

/// Watches for data of a stream, without reading what lies there before the shortage is over.
std::string
AwaitData(Device& d)
{
    const Time start = Simulator::Now();
    const auto waiting = [&d]
    {
        ULONG bytes = 0;
        d.ws.ioctlsocket(d.connection, FIONREAD, &bytes);
        return bytes;
    };
    const ULONG before = waiting();
    while (Simulator::Now() - start < Seconds(8))
    {
        d.ws.Sleep(50);
        const bool over = Simulator::Now() - start > Seconds(3);
        if (over ? FindMark(d, d.connection) : waiting() > before)
        {
            return "arrives";
        }
    }
    return "is lost";
}

std::string
SendMarkedDatagram(Peer& p)
{
    return Told(
        p.ws,
        SendTo(p.ws, p.datagrams, std::string(99, 'x') + MARK, Ip4(Scene::SERVER, Device::PORT)) >
            0);
}

std::string
SendMarkedData(Peer& p)
{
    return Told(p.ws, SendText(p.ws, p.connection, std::string(1, MARK)) == 1);
}

std::string
ConnectFromPeer(Peer& p)
{
    const SOCKET s = p.ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    const bool connected = ConnectTo(p.ws, s, Ip4(Scene::SERVER, Device::PORT)) == 0;
    return connected ? "works" : "the peer has " + Told(p.ws, false);
}

/// @return the operation on a device of which an attribute has another value
Operation
With(Operation operation, const std::string& attribute, const std::string& value)
{
    operation.attribute = attribute;
    operation.value = value;
    operation.circumstance += operation.circumstance.empty() ? "" : "; ";
    operation.circumstance += attribute + " " + value;
    return operation;
}

/// @return the operation on a stream that goes through a layer
Operation
Layered(Operation operation)
{
    operation.layered = true;
    operation.circumstance += "; through a layer with handles of its own";
    return operation;
}

/// @return the operation when data that was sent before is under way
Operation
Busy(Operation operation)
{
    operation.before = SendSome;
    operation.circumstance += "; own data under way";
    return operation;
}

/// @return the operation when the outcome is what the peer meets
Operation
ByNetwork(const std::string& name,
          std::function<std::string(Device&)> act,
          std::function<std::string(Peer&)> atPeer,
          const std::string& late)
{
    Operation operation{name, "", std::move(act), std::move(atPeer)};
    operation.late = late;
    return operation;
}

/// @return the operations that make handles of sockets
std::vector<Operation>
GetCreations()
{
    const Operation stream{"socket", "stream", [](Device& d) { return Open(d.ws, SOCK_STREAM); }};
    const Operation accept{
        "accept", "a connection waits", [](Device& d) { return Accept(d, d.listener); }};
    return {stream,
            {"socket", "datagram", [](Device& d) { return Open(d.ws, SOCK_DGRAM); }},
            With(stream, "ChargeMode", "reserve"),
            Layered(stream),
            With(Layered(stream), "TranslateHandleDoor", "false"),
            {"WSADuplicateSocket", "", Duplicate},
            {"WSASocket", "of a duplicate", OpenDuplicate},
            {"accept",
             "nobody waits; nonblocking",
             [](Device& d) { return Accept(d, d.idleListener); }},
            accept,
            With(accept, "ChargeMode", "reserve"),
            With(accept, "AcceptWithoutDescriptor", "discard"),
            Layered(accept),
            {"AcceptEx", "a connection waits", AcceptExtended}};
}

/// @return the operations that need names or buffers
std::vector<Operation>
GetUses()
{
    const Operation send{"send", "blocking", Send};
    const Operation sendNonBlocking{"send", "nonblocking", SendNonBlocking};
    const Operation sendOverlapped{"WSASend", "overlapped", SendOverlapped};
    const Operation enlarge{"setsockopt", "a larger SO_RCVBUF", EnlargeBuffer};
    return {
        {"bind", "to a port", [](Device& d) { return Bind(d, 5000); }},
        {"bind", "to port 0", [](Device& d) { return Bind(d, 0); }},
        {"connect", "stream", [](Device& d) { return Connect(d, d.fresh); }},
        {"connect", "datagram", [](Device& d) { return Connect(d, d.nameless); }},
        {"sendto", "the first of a socket", [](Device& d) { return SendDatagram(d, d.nameless); }},
        {"sendto", "a bound socket", [](Device& d) { return SendDatagram(d, d.named); }},
        send,
        With(send, "PoolExhaustedSend", "block"),
        sendNonBlocking,
        sendOverlapped,
        Busy(send),
        With(Busy(send), "PoolExhaustedSend", "fail"),
        Busy(sendNonBlocking),
        Busy(sendOverlapped),
        {"recv", "data waits", [](Device& d) { return Receive(d, d.connection); }},
        {"recv", "a datagram waits", [](Device& d) { return Receive(d, d.named); }},
        With({"WSARecv", "with a completion routine", ReceiveWithRoutine},
             "CompletionRoutineCost",
             "thread"),
        enlarge,
        With(enlarge, "ChargeMode", "reserve"),
        {"shutdown", "", EndSending},
        {"closesocket", "", Close}};
}

/// @return the operations that make other handles, and those that only look
std::vector<Operation>
GetOthers()
{
    return {{"select", "", Select},
            {"WSAEventSelect", "", SelectEvent},
            {"WSACreateEvent", "", MakeWinsockEvent},
            {"CreateEvent", "", MakeEvent},
            {"CreateIoCompletionPort", "", MakePort},
            {"CreateMessageWindow", "", MakeWindow},
            {"CreateThread", "", StartThread},
            {"OpenByteSource", "", OpenFile},
            {"WSAAsyncGetHostByName", "", AskForHost},
            {"WSALookupServiceBegin", "", BeginLookup},
            {"WSAProviderConfigChange", "", AwaitCatalog}};
}

/// @return what the network does
std::vector<Operation>
GetArrivals()
{
    const Operation connect =
        ByNetwork("a peer connects", nullptr, ConnectFromPeer, "the peer waits");
    return {ByNetwork("a datagram arrives", AwaitDatagram, SendMarkedDatagram, "comes late"),
            ByNetwork("data of a stream arrives", AwaitData, SendMarkedData, "the peer waits"),
            connect,
            With(connect, "BacklogOverflow", "drop")};
}

std::vector<Operation>
MakeOperations()
{
    std::vector<Operation> all;
    for (const auto& part : {GetCreations(), GetUses(), GetOthers(), GetArrivals()})
    {
        all.insert(all.end(), part.begin(), part.end());
    }
    return all;
}

} // namespace

const std::vector<Operation>&
GetOperations()
{
    static const std::vector<Operation> operations = MakeOperations();
    return operations;
}

} // namespace ns3::winsock::test
