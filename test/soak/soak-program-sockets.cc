/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "soak-program.h"

#include "ns3/winsock-ioctls.h"

#include <cstring>

// How sockets come, what they are told, how they are connected and how they go.

namespace ns3::winsock::test
{

namespace
{

constexpr uint16_t FIRST_PORT = 7000; // port 1 of a step is the next

/// Addresses that a step may name, by number. Those before IPv6's are text of IPv4.
constexpr const char* ADDRESSES[] = {"0.0.0.0",
                                     "10.1.1.1",
                                     "10.1.1.2",
                                     "10.1.1.3",
                                     "127.0.0.1",
                                     "10.1.1.255",
                                     "10.1.1.77",
                                     "224.0.0.1",
                                     "::",
                                     "::1"};
constexpr uint32_t FIRST_IPV6 = 8;
constexpr uint32_t ADDRESS_COUNT = sizeof(ADDRESSES) / sizeof(ADDRESSES[0]);

constexpr uint32_t STYLE_IPV6 = 1;           // of SOCKET
constexpr uint32_t STYLE_NOT_OVERLAPPED = 2; // of SOCKET

/// Where nothing of a program can be.
template <typename T>
T*
Nowhere()
{
    return reinterpret_cast<T*>(uintptr_t{8});
}

} // namespace

SoakProgram::Place
SoakProgram::PlaceOf(Winsock& ws, const Step& step, sockaddr_storage& room)
{
    const USHORT port = step.a == 0 ? 0 : ws.htons(static_cast<USHORT>(FIRST_PORT + step.a % 1000));
    const uint32_t number = step.b % ADDRESS_COUNT;
    room = sockaddr_storage{};
    int length = 0;
    if (number >= FIRST_IPV6)
    {
        SOCKADDR_IN6 in6{};
        in6.sin6_family = AF_INET6;
        in6.sin6_port = port;
        ws.inet_pton(AF_INET6, ADDRESSES[number], &in6.sin6_addr);
        std::memcpy(&room, &in6, sizeof(in6));
        length = sizeof(in6);
    }
    else
    {
        SOCKADDR_IN in{};
        in.sin_family = AF_INET;
        in.sin_port = port;
        in.sin_addr.s_addr = ws.inet_addr(ADDRESSES[number]);
        std::memcpy(&room, &in, sizeof(in));
        length = sizeof(in);
    }
    return {step.c == Step::BAD_POINTER ? Nowhere<SOCKADDR>() : reinterpret_cast<SOCKADDR*>(&room),
            step.c == Step::SHORT_LENGTH ? length - 3 : length};
}

void
SoakProgram::Socket(Winsock& ws, const Step& step)
{
    static constexpr int TYPES[] = {SOCK_STREAM, SOCK_DGRAM, SOCK_RAW};
    const int type = TYPES[step.a % 3];
    const int af = step.b & STYLE_IPV6 ? AF_INET6 : AF_INET;
    const DWORD flags = step.b & STYLE_NOT_OVERLAPPED ? 0 : WSA_FLAG_OVERLAPPED;
    const int icmp = af == AF_INET ? int{IPPROTO_ICMP} : int{IPPROTO_ICMPV6};
    const int protocol = type == SOCK_RAW ? icmp : 0;
    Keep(step.slot, ws.WSASocket(af, type, protocol, nullptr, 0, flags));
}

void
SoakProgram::WildSocket(Winsock& ws, const Step& step)
{
    Keep(step.slot,
         ws.WSASocket(static_cast<int>(step.a),
                      static_cast<int>(step.b),
                      static_cast<int>(step.c),
                      nullptr,
                      0,
                      WSA_FLAG_OVERLAPPED));
}

void
SoakProgram::NonBlocking(Winsock& ws, const Step& step)
{
    ULONG on = step.a;
    ws.ioctlsocket(At(step.slot), static_cast<LONG>(FIONBIO), &on);
}

void
SoakProgram::Timeout(Winsock& ws, const Step& step)
{
    SetNumber(ws, At(step.slot), SO_RCVTIMEO, step.a);
}

void
SoakProgram::SendBuffer(Winsock& ws, const Step& step)
{
    SetNumber(ws, At(step.slot), SO_SNDBUF, step.a);
}

void
SoakProgram::ReceiveBuffer(Winsock& ws, const Step& step)
{
    SetNumber(ws, At(step.slot), SO_RCVBUF, step.a);
}

void
SoakProgram::Linger(Winsock& ws, const Step& step)
{
    const LINGER linger{static_cast<USHORT>(step.a), static_cast<USHORT>(step.b)};
    ws.setsockopt(At(step.slot),
                  SOL_SOCKET,
                  SO_LINGER,
                  reinterpret_cast<const char*>(&linger),
                  sizeof(linger));
}

void
SoakProgram::Share(Winsock& ws, const Step& step)
{
    SetNumber(ws, At(step.slot), SO_REUSEADDR, step.a);
}

void
SoakProgram::Duplicate(Winsock& ws, const Step& step)
{
    const uint32_t other = step.a % m_duplicates.infos.size();
    WSAPROTOCOL_INFOW info{};
    if (ws.WSADuplicateSocketW(At(step.slot), m_duplicates.processes[other], &info) == 0)
    {
        m_duplicates.infos[other] = info;
    }
}

void
SoakProgram::OpenDuplicate(Winsock& ws, const Step& step)
{
    Keep(step.slot,
         ws.WSASocketW(FROM_PROTOCOL_INFO,
                       FROM_PROTOCOL_INFO,
                       FROM_PROTOCOL_INFO,
                       &m_duplicates.infos[m_number],
                       0,
                       WSA_FLAG_OVERLAPPED));
}

void
SoakProgram::Close(Winsock& ws, const Step& step)
{
    const SOCKET s = At(step.slot);
    // A handle that the program has closed may be that of a layer's lower socket by now. A program that
    // closes it once more breaks its layer, which is its own mistake and no leak.
    if (m_process->GetHandles().Find(s) && m_open.count(s) == 0)
    {
        return;
    }
    if (ws.closesocket(s) == 0)
    {
        m_open.erase(s);
    }
}

void
SoakProgram::Bind(Winsock& ws, const Step& step)
{
    sockaddr_storage room;
    const Place place = PlaceOf(ws, step, room);
    ws.bind(At(step.slot), place.name, place.length);
}

void
SoakProgram::Listen(Winsock& ws, const Step& step)
{
    ws.listen(At(step.slot), static_cast<int>(step.a));
}

void
SoakProgram::Accept(Winsock& ws, const Step& step)
{
    sockaddr_storage room{};
    int length = sizeof(room);
    auto* name =
        step.c == Step::BAD_POINTER ? Nowhere<SOCKADDR>() : reinterpret_cast<SOCKADDR*>(&room);
    Keep(step.a, ws.accept(At(step.slot), name, &length));
}

void
SoakProgram::Connect(Winsock& ws, const Step& step)
{
    sockaddr_storage room;
    const Place place = PlaceOf(ws, step, room);
    ws.connect(At(step.slot), place.name, place.length);
}

void
SoakProgram::Shutdown(Winsock& ws, const Step& step)
{
    ws.shutdown(At(step.slot), static_cast<int>(step.a));
}

void
SoakProgram::AcceptEx(Winsock& ws, const Step& step)
{
    constexpr DWORD ROOM = sizeof(sockaddr_storage) + 16;
    Operation& operation = Begin(ws, step);
    operation.bytes.resize(2 * ROOM);
    DWORD received = 0;
    ws.AcceptEx(operation.s,
                At(static_cast<uint8_t>(step.a)),
                operation.bytes.data(),
                0,
                ROOM,
                ROOM,
                &received,
                &operation.overlapped);
}

void
SoakProgram::SendTo(Winsock& ws, const Step& step)
{
    sockaddr_storage room;
    Step address = step;
    address.c = 0;
    const Place place = PlaceOf(ws, address, room);
    ws.sendto(At(step.slot),
              m_bytes.data(),
              static_cast<int>(step.c % m_bytes.size()),
              0,
              place.name,
              place.length);
}

void
SoakProgram::Names(Winsock& ws, const Step& step)
{
    sockaddr_storage room{};
    int length = sizeof(room);
    ws.getsockname(At(step.slot), reinterpret_cast<SOCKADDR*>(&room), &length);
    length = static_cast<int>(step.a);
    ws.getpeername(At(step.slot), reinterpret_cast<SOCKADDR*>(&room), &length);
}

void
SoakProgram::GetOption(Winsock& ws, const Step& step)
{
    char value[sizeof(WSAPROTOCOL_INFOW)];
    int length = sizeof(value);
    ws.getsockopt(At(step.slot), SOL_SOCKET, static_cast<int>(step.a), value, &length);
}

void
SoakProgram::Enumerate(Winsock& ws, const Step& step)
{
    std::vector<WSAPROTOCOL_INFOW> infos(step.a);
    DWORD bytes = static_cast<DWORD>(infos.size() * sizeof(WSAPROTOCOL_INFOW));
    ws.WSAEnumProtocolsW(nullptr, infos.data(), &bytes);
}

} // namespace ns3::winsock::test
