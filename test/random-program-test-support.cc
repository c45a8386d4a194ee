/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "random-program-test-support.h"

#include "ns3/winsock-ioctls.h"

#include <algorithm>
#include <cstring>
#include <numeric>

namespace ns3::winsock::test
{

namespace
{

constexpr uint32_t CALLS_OF_A_THREAD = 60;
constexpr uint32_t MOST_THREADS = 4;
constexpr std::size_t REMEMBERED_HANDLES = 12;
constexpr std::size_t PAYLOAD = 20000;
constexpr uint32_t REACHABLE = 6; // of the addresses, the first ones are of nodes

/// Where nothing of a program can be.
template <typename T>
T*
NowhereAt(uintptr_t place)
{
    return reinterpret_cast<T*>(place);
}

} // namespace

RandomNumbers::RandomNumbers(uint32_t seed)
    : m_engine(seed)
{
}

uint32_t
RandomNumbers::Below(uint32_t count)
{
    return static_cast<uint32_t>(m_engine() % count);
}

bool
RandomNumbers::Chance(uint32_t percent)
{
    return Below(100) < percent;
}

const std::vector<RandomProgram::Choice> RandomProgram::CHOICES = {
    {&RandomProgram::Socket, 12},     {&RandomProgram::SocketOfEntry, 3},
    {&RandomProgram::CloseSocket, 8}, {&RandomProgram::Bind, 7},
    {&RandomProgram::Listen, 4},      {&RandomProgram::Accept, 6},
    {&RandomProgram::Connect, 10},    {&RandomProgram::Shutdown, 4},
    {&RandomProgram::Names, 4},       {&RandomProgram::Send, 12},
    {&RandomProgram::SendTo, 7},      {&RandomProgram::Receive, 12},
    {&RandomProgram::ReceiveFrom, 6}, {&RandomProgram::SetOption, 4},
    {&RandomProgram::GetOption, 4},   {&RandomProgram::Linger, 2},
    {&RandomProgram::Ioctl, 5},       {&RandomProgram::Enumerate, 1},
    {&RandomProgram::Texts, 1},       {&RandomProgram::StartOrEnd, 2},
    {&RandomProgram::Sleep, 6},       {&RandomProgram::Thread, 2},
    {&RandomProgram::Serve, 4},       {&RandomProgram::Reach, 8},
};

RandomProgram::RandomProgram(RandomNumbers& random, std::vector<std::string> addresses)
    : m_random(random),
      m_addresses(std::move(addresses)),
      m_payload(PAYLOAD)
{
    std::iota(m_payload.begin(), m_payload.end(), static_cast<char>(0));
}

int
RandomProgram::Run(Winsock& ws)
{
    if (m_random.Chance(95))
    {
        WSADATA data;
        ws.WSAStartup(MAKEWORD(2, 2), &data);
    }
    static const uint32_t total =
        std::accumulate(CHOICES.begin(),
                        CHOICES.end(),
                        uint32_t{0},
                        [](uint32_t sum, const Choice& choice) { return sum + choice.weight; });
    for (uint32_t i = 0; i < CALLS_OF_A_THREAD; ++i)
    {
        uint32_t at = m_random.Below(total);
        auto choice = CHOICES.begin();
        for (; at >= choice->weight; ++choice)
        {
            at -= choice->weight;
        }
        (this->*choice->call)(ws);
    }
    if (m_random.Chance(20))
    {
        ws.ExitProcess();
    }
    return 0;
}

// ---------------------------------------------------------------- arguments

SOCKET
RandomProgram::AnyHandle()
{
    if (m_handles.empty() || m_random.Chance(4))
    {
        return m_random.OneOf<SOCKET>({0, 1, 4, 8, 20, 6, 4000, INVALID_SOCKET, UINT64_MAX - 3});
    }
    return m_random.OneOf(m_handles);
}

template <typename T>
T*
RandomProgram::AnyPointer(T* sound)
{
    if (m_random.Chance(98))
    {
        return sound;
    }
    return m_random.OneOf<T*>({nullptr, NowhereAt<T>(8), NowhereAt<T>(0x7fffffffffffffff)});
}

int
RandomProgram::AnyLength(int sound)
{
    return m_random.Chance(96) ? sound : m_random.OneOf<int>({0, 1, 3, 15, 27, -1, INT32_MIN});
}

int
RandomProgram::AnyFlags()
{
    return m_random.Chance(70) ? 0
                               : m_random.OneOf<int>({MSG_PEEK,
                                                      MSG_PEEK,
                                                      MSG_PEEK,
                                                      MSG_WAITALL,
                                                      MSG_WAITALL,
                                                      MSG_OOB,
                                                      MSG_PARTIAL,
                                                      64,
                                                      -1});
}

RandomProgram::Place
RandomProgram::AnyAddress(Winsock& ws, sockaddr_storage& room)
{
    const USHORT port = ws.htons(m_random.OneOf<USHORT>({0, 7, 7, 8, 9, 1030, 65535}));
    room = sockaddr_storage{};
    auto* name = reinterpret_cast<SOCKADDR*>(&room);
    if (m_random.Chance(15))
    {
        SOCKADDR_IN6 in6{};
        in6.sin6_family = AF_INET6;
        in6.sin6_port = port;
        ws.inet_pton(
            AF_INET6, m_random.OneOf<const char*>({"::", "::1", "2001:db8::1"}), &in6.sin6_addr);
        std::memcpy(&room, &in6, sizeof(in6));
        return {AnyPointer(name), AnyLength(sizeof(in6))};
    }
    SOCKADDR_IN in{};
    in.sin_family = m_random.Chance(97) ? AF_INET : m_random.OneOf<ADDRESS_FAMILY>({0, 6, 99});
    in.sin_port = port;
    in.sin_addr.s_addr = ws.inet_addr(m_random.OneOf(m_addresses).c_str());
    std::memcpy(&room, &in, sizeof(in));
    return {AnyPointer(name), AnyLength(sizeof(in))};
}

void
RandomProgram::Keep(Winsock& ws, SOCKET s)
{
    if (s == INVALID_SOCKET)
    {
        return;
    }
    if (m_handles.size() == REMEMBERED_HANDLES)
    {
        m_handles.erase(m_handles.begin() + m_random.Below(REMEMBERED_HANDLES));
    }
    m_handles.push_back(s);
    if (m_random.Chance(50))
    {
        const DWORD milliseconds = 1 + m_random.Below(200);
        ws.setsockopt(s,
                      SOL_SOCKET,
                      SO_RCVTIMEO,
                      reinterpret_cast<const char*>(&milliseconds),
                      sizeof(milliseconds));
    }
    else if (m_random.Chance(60))
    {
        ULONG on = 1;
        ws.ioctlsocket(s, static_cast<LONG>(FIONBIO), &on);
    }
}

// ---------------------------------------------------------------- sockets

void
RandomProgram::Socket(Winsock& ws)
{
    if (m_random.Chance(70))
    {
        const int type = m_random.Chance(65) ? SOCK_STREAM : SOCK_DGRAM;
        Keep(ws, ws.socket(m_random.Chance(85) ? AF_INET : AF_INET6, type, 0));
        return;
    }
    const int af = m_random.OneOf<int>({0, AF_INET, AF_INET, AF_INET6, 6, 17, -1, 1000});
    const int type = m_random.OneOf<int>({0, 1, 1, 2, 2, 3, 4, 5, -1, 77});
    const int protocol = m_random.OneOf<int>({0, 0, 1, 6, 17, 58, 255, 256, -1, 5000});
    const DWORD flags = m_random.OneOf<DWORD>({0, 1, 1, 1, 2, 4, 0x1e, 0x80, 0xffffffff});
    const GROUP group = m_random.Chance(95) ? 0 : m_random.Below(5);
    Keep(ws,
         m_random.Chance(50) ? ws.socket(af, type, protocol)
                             : ws.WSASocket(af, type, protocol, nullptr, group, flags));
}

void
RandomProgram::SocketOfEntry(Winsock& ws)
{
    std::vector<WSAPROTOCOL_INFOW> infos(40);
    DWORD bytes = static_cast<DWORD>(infos.size() * sizeof(infos[0]));
    const int count = ws.WSAEnumProtocolsW(nullptr, infos.data(), &bytes);
    const uint32_t at = m_random.Below(static_cast<uint32_t>(std::max(count, 1)));
    WSAPROTOCOL_INFOW& info = infos[at];
    if (m_random.Chance(15))
    {
        info.dwCatalogEntryId = m_random.Below(2000);
    }
    const int any = FROM_PROTOCOL_INFO;
    Keep(ws,
         ws.WSASocketW(m_random.Chance(80) ? any : AF_INET,
                       m_random.Chance(80) ? any : SOCK_STREAM,
                       m_random.Chance(80) ? any : 0,
                       AnyPointer(&info),
                       0,
                       WSA_FLAG_OVERLAPPED));
}

void
RandomProgram::CloseSocket(Winsock& ws)
{
    const SOCKET s = AnyHandle();
    const bool closed = ws.closesocket(s) == 0;
    const auto at = std::find(m_handles.begin(), m_handles.end(), s);
    if (closed && at != m_handles.end() && m_random.Chance(80))
    {
        m_handles.erase(at);
    }
}

void
RandomProgram::Bind(Winsock& ws)
{
    sockaddr_storage room;
    const Place at = AnyAddress(ws, room);
    ws.bind(AnyHandle(), at.name, at.length);
}

void
RandomProgram::Listen(Winsock& ws)
{
    ws.listen(AnyHandle(), m_random.OneOf<int>({-1, 0, 1, 5, SOMAXCONN}));
}

/// A server as it should be: without it there would be few connections.
void
RandomProgram::Serve(Winsock& ws)
{
    const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, 0);
    SOCKADDR_IN in{};
    in.sin_family = AF_INET;
    in.sin_port = ws.htons(m_random.OneOf<USHORT>({7, 8}));
    ws.bind(s, reinterpret_cast<const SOCKADDR*>(&in), sizeof(in));
    ws.listen(s, 3);
    Keep(ws, s);
    for (uint32_t i = 0; i < 3; ++i)
    {
        const SOCKET accepted = ws.accept(s, nullptr, nullptr);
        if (accepted == INVALID_SOCKET)
        {
            ws.Sleep(10);
            continue;
        }
        Keep(ws, accepted);
        Converse(ws, accepted);
    }
}

/// A client as it should be, but for what comes after.
void
RandomProgram::Reach(Winsock& ws)
{
    const SOCKET s = ws.socket(AF_INET, m_random.Chance(80) ? SOCK_STREAM : SOCK_DGRAM, 0);
    Keep(ws, s);
    SOCKADDR_IN in{};
    in.sin_family = AF_INET;
    in.sin_port = ws.htons(m_random.OneOf<USHORT>({7, 8}));
    in.sin_addr.s_addr = ws.inet_addr(m_addresses[m_random.Below(REACHABLE)].c_str());
    if (ws.connect(s, reinterpret_cast<const SOCKADDR*>(&in), sizeof(in)) != 0)
    {
        ws.Sleep(20);
    }
    Converse(ws, s);
}

void
RandomProgram::Converse(Winsock& ws, SOCKET s)
{
    char buffer[2000];
    for (uint32_t i = m_random.Below(6); i != 0; --i)
    {
        if (m_random.Chance(60))
        {
            ws.send(s, m_payload.data(), static_cast<int>(m_random.Below(PAYLOAD)), 0);
        }
        ws.recv(s, buffer, static_cast<int>(m_random.Below(sizeof(buffer))), AnyFlags());
    }
}

void
RandomProgram::Accept(Winsock& ws)
{
    sockaddr_storage room{};
    int length = AnyLength(sizeof(room));
    Keep(ws,
         ws.accept(
             AnyHandle(), AnyPointer(reinterpret_cast<SOCKADDR*>(&room)), AnyPointer(&length)));
}

void
RandomProgram::Connect(Winsock& ws)
{
    sockaddr_storage room;
    const Place to = AnyAddress(ws, room);
    ws.connect(AnyHandle(), to.name, to.length);
}

void
RandomProgram::Shutdown(Winsock& ws)
{
    ws.shutdown(AnyHandle(), m_random.OneOf<int>({SD_RECEIVE, SD_SEND, SD_SEND, SD_BOTH, 3, -1}));
}

void
RandomProgram::Names(Winsock& ws)
{
    sockaddr_storage room{};
    int length = AnyLength(sizeof(room));
    auto* name = AnyPointer(reinterpret_cast<SOCKADDR*>(&room));
    m_random.Chance(50) ? ws.getsockname(AnyHandle(), name, AnyPointer(&length))
                        : ws.getpeername(AnyHandle(), name, AnyPointer(&length));
}

// ---------------------------------------------------------------- data

void
RandomProgram::Send(Winsock& ws)
{
    const int length = AnyLength(static_cast<int>(m_random.Below(PAYLOAD)));
    const int flags = m_random.Chance(94) ? 0 : m_random.OneOf<int>({MSG_OOB, MSG_DONTROUTE, 64});
    ws.send(AnyHandle(), AnyPointer(m_payload.data()), length, flags);
}

void
RandomProgram::SendTo(Winsock& ws)
{
    sockaddr_storage room;
    const Place to = AnyAddress(ws, room);
    const int length = AnyLength(static_cast<int>(m_random.Below(2000)));
    ws.sendto(AnyHandle(), AnyPointer(m_payload.data()), length, 0, to.name, to.length);
}

void
RandomProgram::Receive(Winsock& ws)
{
    char buffer[3000];
    const int length = AnyLength(static_cast<int>(m_random.Below(sizeof(buffer))));
    ws.recv(AnyHandle(), AnyPointer(buffer), length, AnyFlags());
}

void
RandomProgram::ReceiveFrom(Winsock& ws)
{
    char buffer[1500];
    const int length = AnyLength(static_cast<int>(m_random.Below(sizeof(buffer))));
    sockaddr_storage room{};
    int roomBytes = AnyLength(sizeof(room));
    ws.recvfrom(AnyHandle(),
                AnyPointer(buffer),
                length,
                m_random.Chance(80) ? 0 : MSG_PEEK,
                AnyPointer(reinterpret_cast<SOCKADDR*>(&room)),
                AnyPointer(&roomBytes));
}

// ---------------------------------------------------------------- options

void
RandomProgram::SetOption(Winsock& ws)
{
    const int level = m_random.OneOf<int>({SOL_SOCKET, SOL_SOCKET, SOL_SOCKET, 6, 17, 0, 41, -1});
    const int option = m_random.OneOf<int>({SO_DEBUG,
                                            SO_REUSEADDR,
                                            SO_EXCLUSIVEADDRUSE,
                                            SO_KEEPALIVE,
                                            SO_BROADCAST,
                                            SO_SNDBUF,
                                            SO_RCVBUF,
                                            SO_DONTLINGER,
                                            SO_OOBINLINE,
                                            SO_ERROR,
                                            SO_OPENTYPE,
                                            TCP_NODELAY,
                                            9999});
    const DWORD value = m_random.OneOf<DWORD>({0, 1, 1, 500, 4096, 65536, UINT32_MAX});
    ws.setsockopt(AnyHandle(),
                  level,
                  option,
                  AnyPointer(reinterpret_cast<const char*>(&value)),
                  AnyLength(sizeof(value)));
}

void
RandomProgram::GetOption(Winsock& ws)
{
    char value[sizeof(WSAPROTOCOL_INFOW)];
    int length = AnyLength(sizeof(value));
    const int level = m_random.OneOf<int>({SOL_SOCKET, SOL_SOCKET, SOL_SOCKET, 6, 0, 41, -1});
    const int option = m_random.OneOf<int>({SO_TYPE,
                                            SO_ERROR,
                                            SO_ACCEPTCONN,
                                            SO_LINGER,
                                            SO_RCVTIMEO,
                                            SO_SNDBUF,
                                            SO_PROTOCOL_INFOA,
                                            SO_PROTOCOL_INFOW,
                                            SO_MAX_MSG_SIZE,
                                            SO_OPENTYPE,
                                            TCP_NODELAY,
                                            -5});
    ws.getsockopt(AnyHandle(), level, option, AnyPointer(value), AnyPointer(&length));
}

void
RandomProgram::Linger(Winsock& ws)
{
    const LINGER linger{static_cast<USHORT>(m_random.Below(2)),
                        static_cast<USHORT>(m_random.Below(3))};
    ws.setsockopt(AnyHandle(),
                  SOL_SOCKET,
                  SO_LINGER,
                  reinterpret_cast<const char*>(&linger),
                  AnyLength(sizeof(linger)));
}

void
RandomProgram::Ioctl(Winsock& ws)
{
    ULONG argument = m_random.Below(2);
    const DWORD command =
        m_random.OneOf<DWORD>({FIONBIO, FIONBIO, FIONREAD, FIONREAD, SIOCATMARK, 0, 0x12345678});
    ws.ioctlsocket(AnyHandle(), static_cast<LONG>(command), AnyPointer(&argument));
}

// ---------------------------------------------------------------- the rest

void
RandomProgram::Enumerate(Winsock& ws)
{
    std::vector<WSAPROTOCOL_INFOA> narrow(40);
    std::vector<WSAPROTOCOL_INFOW> wide(40);
    DWORD bytes = m_random.Chance(50) ? static_cast<DWORD>(wide.size() * sizeof(wide[0])) : 100;
    INT wanted[] = {6, 17, 0};
    INT error = 0;
    switch (m_random.Below(3))
    {
    case 0:
        ws.WSAEnumProtocolsA(
            AnyPointer(wanted), AnyPointer(narrow.data()), m_random.Chance(50) ? &bytes : nullptr);
        break;
    case 1:
        ws.WSAEnumProtocolsW(AnyPointer(wanted), AnyPointer(wide.data()), AnyPointer(&bytes));
        break;
    default:
        ws.WSCEnumProtocols(
            AnyPointer(wanted), AnyPointer(wide.data()), AnyPointer(&bytes), AnyPointer(&error));
        break;
    }
}

void
RandomProgram::Texts(Winsock& ws)
{
    char text[64];
    uint8_t address[16] = {10, 1, 1, 1};
    const int family = m_random.OneOf<int>({AF_INET, AF_INET6, 0, -1});
    ws.inet_ntop(family, AnyPointer(address), AnyPointer(text), m_random.Below(sizeof(text)));
    ws.inet_pton(
        family,
        AnyPointer(m_random.OneOf<const char*>({"1.2.3.4", "::1", "1.2.3.400", "", "a:b"})),
        AnyPointer(address));
    ws.inet_addr(
        AnyPointer(m_random.OneOf<const char*>({"0x7f.1", " ", "1.2.3.4.5", "4294967296"})));
}

void
RandomProgram::StartOrEnd(Winsock& ws)
{
    WSADATA data;
    if (m_random.Chance(75))
    {
        ws.WSAStartup(m_random.OneOf<WORD>({0x0202, 0x0101, 0, 0x0a0a, 0x0002}), AnyPointer(&data));
    }
    else
    {
        ws.WSACleanup();
    }
}

void
RandomProgram::Sleep(Winsock& ws)
{
    ws.Sleep(m_random.OneOf<DWORD>({0, 0, 1, 5, 20, 100}));
}

void
RandomProgram::Thread(Winsock& ws)
{
    if (m_threads < MOST_THREADS)
    {
        ++m_threads;
        ws.CreateThread([this](Winsock& other) { return Run(other); });
    }
}

} // namespace ns3::winsock::test
