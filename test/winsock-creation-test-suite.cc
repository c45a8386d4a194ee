/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// From WSAStartup to a socket: versions, the process's view of the catalog, enumeration, what
// reaches the provider, and which socket comes out.

#include "scenario-test-support.h"
#include "scene-test-support.h"

#include "ns3/protocol-catalog-builder.h"
#include "ns3/provider-loader.h"
#include "ns3/provider-registry.h"
#include "ns3/winsock-base-provider.h"
#include "ns3/winsock-process.h"

#include <cstring>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

constexpr const char* NT = "windows-10";
constexpr const char* CE = "wince-6.0";

/// What reached a provider.
struct Arrival
{
    int af;
    int type;
    int protocol;
    GROUP g;
    DWORD flags;
    WSAPROTOCOL_INFOW info;
};

/// What the providers of a scene saw.
struct Book
{
    std::vector<Arrival> sockets;
    int loads{0};
    int startups{0};
    int cleanups{0};
};

/// The base provider, with somebody who writes down.
class WritingProvider : public WinsockBaseProvider
{
  public:
    explicit WritingProvider(Book& book)
        : m_book(book)
    {
        ++m_book.loads;
    }

    int
    WSPStartup(WORD wVersionRequested,
               LPWSPDATA lpWSPData,
               LPWSAPROTOCOL_INFOW lpProtocolInfo,
               WSPUPCALLTABLE UpcallTable,
               LPWSPPROC_TABLE lpProcTable) override
    {
        ++m_book.startups;
        return WinsockBaseProvider::WSPStartup(
            wVersionRequested, lpWSPData, lpProtocolInfo, UpcallTable, lpProcTable);
    }

    int
    WSPCleanup(LPINT lpErrno) override
    {
        ++m_book.cleanups;
        return WinsockBaseProvider::WSPCleanup(lpErrno);
    }

    SOCKET
    WSPSocket(int af,
              int type,
              int protocol,
              LPWSAPROTOCOL_INFOW lpProtocolInfo,
              GROUP g,
              DWORD dwFlags,
              LPINT lpErrno) override
    {
        m_book.sockets.push_back(Arrival{af, type, protocol, g, dwFlags, *lpProtocolInfo});
        return WinsockBaseProvider::WSPSocket(
            af, type, protocol, lpProtocolInfo, g, dwFlags, lpErrno);
    }

  private:
    Book& m_book;
};

/// A scene of one program whose node's providers write into a book.
void
PlayAlone(Scene& t, const std::string& profile, Book& book, const SceneProgram& program)
{
    t.Build(profile);
    for (const auto& entry : *StackOf(t.client)->GetCatalog())
    {
        StackOf(t.client)->GetProviderRegistry().Register(
            entry.libraryPath,
            [&book]() -> Ptr<ServiceProvider> { return Create<WritingProvider>(book); });
    }
    t.Program(t.client, program);
    t.Play();
}

void
PlayAlone(Scene& t, const std::string& profile, const SceneProgram& program)
{
    t.Build(profile);
    t.Program(t.client, program);
    t.Play();
}

/// @return the entry that serves a triple on the process's machine
WSAPROTOCOL_INFOW
EntryFor(Winsock& ws, int af, int type, int protocol)
{
    for (const auto& entry : ws.GetProcess().GetCatalog())
    {
        const WSAPROTOCOL_INFOW& info = entry.info;
        if (info.iAddressFamily == af && info.iSocketType == type && info.iProtocol == protocol)
        {
            return info;
        }
    }
    return WSAPROTOCOL_INFOW{};
}

/// @return what SO_PROTOCOL_INFOW says of a socket
WSAPROTOCOL_INFOW
EntryOf(Winsock& ws, SOCKET s)
{
    WSAPROTOCOL_INFOW info{};
    INT length = sizeof(info);
    ws.getsockopt(s, SOL_SOCKET, SO_PROTOCOL_INFOW, reinterpret_cast<char*>(&info), &length);
    return info;
}

/// @return family, type and protocol of a socket, as a text
std::string
TripleOf(Winsock& ws, SOCKET s)
{
    const WSAPROTOCOL_INFOW info = EntryOf(ws, s);
    return std::to_string(info.iAddressFamily) + ", " + std::to_string(info.iSocketType) + ", " +
           std::to_string(info.iProtocol);
}

constexpr const char* TCP4 = "2, 1, 6";
constexpr const char* UDP4 = "2, 2, 17";

// WSAStartup and WSACleanup.

void
Versions(Scene& t)
{
    /// What is asked for and what comes back, words with the minor number first.
    struct Row
    {
        WORD asked;
        int result;
        WORD granted;
    };

    const Row rows[] = {{0x0000, WSAVERNOTSUPPORTED, 0x0202},
                        {0x0300, WSAVERNOTSUPPORTED, 0x0202},
                        {0x0001, 0, 0x0001},
                        {0x0101, 0, 0x0101},
                        {0x0201, 0, 0x0101},
                        {0x0002, 0, 0x0002},
                        {0x0102, 0, 0x0102},
                        {0x0202, 0, 0x0202},
                        {0x0302, 0, 0x0202},
                        {0x0003, 0, 0x0202},
                        {0xffff, 0, 0x0202}};
    PlayAlone(t,
              NT,
              [&](Winsock& ws)
              {
                  ws.WSACleanup();
                  for (const Row& row : rows)
                  {
                      const std::string what = "R-INI-2: asked " + std::to_string(row.asked);
                      WSADATA data{};
                      t.Equal(ws.WSAStartup(row.asked, &data), row.result, what);
                      t.Equal(data.wVersion, row.granted, what);
                      t.Equal(data.wHighVersion, 0x0202, what);
                      const bool old = row.result == 0 && LOBYTE(row.granted) == 1;
                      t.Equal(data.iMaxSockets, old ? 32767 : 0, "R-RES-7, " + what);
                      t.Equal(ws.WSACleanup(), row.result == 0 ? 0 : SOCKET_ERROR, what);
                  }
                  ws.WSASetLastError(4711);
                  t.Equal(ws.WSAStartup(0x0202, nullptr), WSAEFAULT, "R-INI-4: no structure");
                  t.Equal(ws.WSAStartup(0, nullptr), WSAVERNOTSUPPORTED, "R-INI-4: version first");
                  t.Equal(ws.WSAGetLastError(), 4711, "R-INI-1: not through WSAGetLastError");
              });
}

void
Nesting(Scene& t)
{
    PlayAlone(t,
              NT,
              [&](Winsock& ws)
              {
                  WSADATA data;
                  ws.WSAStartup(MAKEWORD(2, 2), &data);
                  const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, 0);
                  t.Works(ws, ws.WSACleanup(), "R-INI-5: the first of two");
                  t.Equal(GetNumber(ws, s, SOL_SOCKET, SO_TYPE), SOCK_STREAM, "it goes on");
                  t.Works(ws, ws.WSACleanup(), "R-INI-5: the last");
                  t.Fails(ws, ws.WSACleanup(), WSANOTINITIALISED, "R-INI-5: one too many");
                  t.Fails(ws, ws.closesocket(s), WSANOTINITIALISED, "R-INI-7: closed down");
                  t.Fails(ws,
                          ws.bind(INVALID_SOCKET, nullptr, -1),
                          WSANOTINITIALISED,
                          "R-INI-7: before the arguments");
                  ws.WSAStartup(MAKEWORD(2, 2), &data);
                  t.Fails(ws, ws.closesocket(s), WSAENOTSOCK, "R-INI-6: old handles are gone");
              });
}

void
LastErrors(Scene& t)
{
    PlayAlone(t,
              NT,
              [&](Winsock& ws)
              {
                  t.Fails(ws, ws.closesocket(4711), WSAENOTSOCK, "a failure");
                  int other = -1;
                  ws.CreateThread(
                      [&](Winsock& own)
                      {
                          other = own.WSAGetLastError();
                          own.WSASetLastError(5);
                          return 0;
                      });
                  ws.Sleep(10);
                  t.Equal(other, 0, "R-INI-8: another thread has its own");
                  t.Equal(ws.WSAGetLastError(), WSAENOTSOCK, "R-INI-8: and leaves this one alone");
                  t.Works(ws, ws.socket(AF_INET, SOCK_STREAM, 0), "a success");
                  t.Equal(ws.WSAGetLastError(), 0, "R-SEL-6: stores 0");
              });
}

/// What is installed while a program runs, it sees after its next start.
void
CatalogView(Scene& t)
{
    t.Build(NT);
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const auto count = [&]
                  { return ws.WSAEnumProtocolsW(nullptr, nullptr, nullptr); };
                  t.Fails(ws, count(), WSAEFAULT, "R-CAT-36: no length");
                  Ptr<WinsockStack> stack = StackOf(t.client);
                  stack->SetCatalog(ProtocolCatalog::Empty());
                  t.Works(ws, ws.socket(AF_INET, SOCK_STREAM, 0), "R-INI-9: the old view");
                  ws.WSACleanup();
                  WSADATA data;
                  ws.WSAStartup(MAKEWORD(2, 2), &data);
                  t.Fails(ws,
                          ws.socket(AF_INET, SOCK_STREAM, 0),
                          WSAESOCKTNOSUPPORT,
                          "R-CAT-49: the new view");
                  DWORD bytes = 100;
                  WSAPROTOCOL_INFOW room;
                  t.Equal(ws.WSAEnumProtocolsW(nullptr, &room, &bytes), 0, "R-CAT-35: none");
              });
    t.Play();
}

/// A provider is loaded when it is needed, once, and cleaned up at the end.
void
ProviderLife(Scene& t)
{
    Book book;
    PlayAlone(t,
              CE,
              book,
              [&](Winsock& ws)
              {
                  t.Equal(book.loads, 0, "R-SPI-8: WSAStartup loads nothing");
                  t.Fails(ws, ws.socket(AF_IPX, SOCK_STREAM, 1), WSAEAFNOSUPPORT, "no entry");
                  t.Equal(book.loads, 0, "R-SPI-8: nor does a failed selection");
                  ws.socket(AF_INET, SOCK_STREAM, 0);
                  ws.socket(AF_INET, SOCK_DGRAM, 0);
                  ws.socket(AF_INET, SOCK_STREAM, 0);
                  t.Equal(book.loads, 1, "R-SPI-8: one instance serves its entries");
                  t.Equal(book.startups, 1, "R-SPI-9: started once");
                  ws.WSACleanup();
                  t.Equal(book.cleanups, 1, "R-SPI-9: cleaned up as often");
                  WSADATA data;
                  ws.WSAStartup(MAKEWORD(2, 2), &data);
                  ws.socket(AF_INET, SOCK_STREAM, 0);
                  t.Equal(book.loads, 2, "R-SPI-8: loaded again");
              });
    t.Equal(book.cleanups, 2, "R-SPI-9: and cleaned up again");
}

// Enumeration.

void
Enumeration(Scene& t)
{
    PlayAlone(
        t,
        NT,
        [&](Winsock& ws)
        {
            DWORD bytes = 0;
            t.Fails(ws, ws.WSAEnumProtocolsW(nullptr, nullptr, &bytes), WSAENOBUFS, "R-CAT-32");
            const std::size_t visible = bytes / sizeof(WSAPROTOCOL_INFOW);
            t.Equal(bytes, visible * 628, "R-CAT-33: size of the W form");
            std::vector<WSAPROTOCOL_INFOW> wide(visible);
            t.Equal(ws.WSAEnumProtocolsW(nullptr, wide.data(), &bytes), int(visible), "all");
            for (const WSAPROTOCOL_INFOW& info : wide)
            {
                t.True((info.dwProviderFlags & PFL_HIDDEN) == 0, "R-CAT-31: none is hidden");
                t.True(info.ProtocolChain.ChainLen != 0, "R-CAT-31: none is a layer");
            }
            --bytes;
            t.Fails(ws, ws.WSAEnumProtocolsW(nullptr, wide.data(), &bytes), WSAENOBUFS, "R-CAT-32");
            t.Equal(bytes, visible * 628, "R-CAT-32: the size for all");

            bytes = 0;
            t.Fails(ws, ws.WSAEnumProtocolsA(nullptr, nullptr, &bytes), WSAENOBUFS, "R-CAT-32");
            t.Equal(bytes, visible * 372, "R-CAT-33: size of the A form");
            std::vector<WSAPROTOCOL_INFOA> narrow(visible);
            t.Equal(ws.WSAEnumProtocolsA(nullptr, narrow.data(), &bytes), int(visible), "all");
            t.Equal(narrow[0].dwCatalogEntryId, wide[0].dwCatalogEntryId, "R-CAT-21: same order");

            bytes = 0;
            t.Fails(ws, ws.WSAEnumProtocols(nullptr, nullptr, &bytes), WSAENOBUFS, "no buffer");
            t.Equal(bytes, visible * 628, "the form without a buffer is W");
            t.Equal(ws.WSAEnumProtocols(nullptr, wide.data(), &bytes), int(visible), "W by type");
            bytes = DWORD(visible * 372);
            t.Equal(ws.WSAEnumProtocols(nullptr, narrow.data(), &bytes), int(visible), "A by type");

            INT filter[] = {IPPROTO_TCP, 4711, 0};
            bytes = DWORD(visible * 628);
            const int tcp = ws.WSAEnumProtocolsW(filter, wide.data(), &bytes);
            t.True(tcp > 0 && tcp < int(visible), "R-CAT-34: filtered");
            for (int i = 0; i < tcp; ++i)
            {
                t.Equal(wide[i].iProtocol, int(IPPROTO_TCP), "R-CAT-34: only these");
            }
        });
}

void
InstallersView(Scene& t)
{
    PlayAlone(t,
              NT,
              [&](Winsock& ws)
              {
                  ws.WSACleanup();
                  DWORD bytes = 0;
                  t.Fails(ws,
                          ws.WSAEnumProtocolsW(nullptr, nullptr, &bytes),
                          WSANOTINITIALISED,
                          "R-CAT-36: WSAEnumProtocols needs WSAStartup");
                  int error = 0;
                  t.Equal(ws.WSCEnumProtocols(nullptr, nullptr, &bytes, &error),
                          SOCKET_ERROR,
                          "R-CAT-36: WSCEnumProtocols does not");
                  t.Equal(error, WSAENOBUFS, "R-CAT-32: through lpErrno");
                  const std::size_t all = StackOf(t.client)->GetCatalog()->GetSize();
                  t.Equal(bytes, all * 628, "R-CAT-30: every entry");
                  std::vector<WSAPROTOCOL_INFOW> infos(all);
                  t.Equal(ws.WSCEnumProtocols(nullptr, infos.data(), &bytes, &error),
                          int(all),
                          "R-CAT-30: every entry");
                  t.Equal(ws.WSCEnumProtocols(nullptr, infos.data(), nullptr, &error),
                          SOCKET_ERROR,
                          "no length");
                  t.Equal(error, WSAEFAULT, "R-CAT-36: no length");
                  t.Equal(ws.WSCEnumProtocols(nullptr, infos.data(), &bytes, nullptr),
                          SOCKET_ERROR,
                          "R-CAT-36: no lpErrno");
              });
}

// Selection and what reaches the provider.

void
Wildcards(Scene& t)
{
    PlayAlone(t,
              NT,
              [&](Winsock& ws)
              {
                  const auto triple = [&](int af, int type, int protocol)
                  {
                      const SOCKET s = t.Works(ws, ws.socket(af, type, protocol), "R-SEL-17");
                      const std::string text = TripleOf(ws, s);
                      ws.closesocket(s);
                      return text;
                  };
                  t.Equal(triple(AF_INET, SOCK_STREAM, 0), std::string(TCP4), "R-SEL-13");
                  t.Equal(triple(AF_INET, SOCK_DGRAM, 0), std::string(UDP4), "R-SEL-13");
                  t.Equal(triple(AF_INET, 0, IPPROTO_UDP), std::string(UDP4), "R-SEL-17");
                  t.Equal(triple(AF_INET, 0, 0), std::string(TCP4), "R-SEL-17");
                  t.Equal(triple(0, SOCK_STREAM, IPPROTO_TCP), std::string(TCP4), "R-SEL-16");
                  t.Equal(
                      triple(AF_INET, SOCK_RAW, IPPROTO_ICMP), std::string("2, 3, 0"), "R-SEL-11");
                  t.Equal(triple(0, 0, IPPROTO_RAW), std::string("2, 3, 0"), "R-SEL-17");
                  t.Equal(triple(AF_INET6, SOCK_STREAM, 0), std::string("23, 1, 6"), "IPv6");
              });
}

void
Arrivals(Scene& t)
{
    Book book;
    PlayAlone(
        t,
        NT,
        book,
        [&](Winsock& ws)
        {
            ws.socket(0, SOCK_STREAM, IPPROTO_TCP);
            t.Equal(book.sockets.back().af, 0, "R-SEL-34: wildcards go through");
            t.Equal(book.sockets.back().flags, WSA_FLAG_OVERLAPPED, "R-SEL-3: overlapped");
            const WSAPROTOCOL_INFOW tcp = EntryFor(ws, AF_INET, SOCK_STREAM, IPPROTO_TCP);
            t.True(std::memcmp(&book.sockets.back().info, &tcp, sizeof(tcp)) == 0, "R-SEL-18");

            ws.WSASocket(AF_INET, SOCK_STREAM, IPPROTO_TCP, nullptr, 0, 0);
            t.Equal(book.sockets.back().flags, 0, "R-SEL-4: not overlapped");
            ws.WSASocket(AF_INET, SOCK_STREAM, IPPROTO_TCP, nullptr, 9, WSA_FLAG_NO_HANDLE_INHERIT);
            t.Equal(book.sockets.back().flags, WSA_FLAG_NO_HANDLE_INHERIT, "R-SEL-1: unchanged");
            t.Equal(book.sockets.back().g, 9, "R-SEL-2: judged by the provider alone");

            t.Works(ws, SetNumber(ws, INVALID_SOCKET, SOL_SOCKET, SO_OPENTYPE, 0x20), "R-OPT-2");
            t.Equal(GetNumber(ws, INVALID_SOCKET, SOL_SOCKET, SO_OPENTYPE), 0x20, "R-OPT-2");
            ws.socket(AF_INET, SOCK_STREAM, 0);
            t.Equal(book.sockets.back().flags, 0, "R-SEL-3: SO_OPENTYPE");
            ws.CreateThread(
                [](Winsock& own)
                {
                    own.socket(AF_INET, SOCK_STREAM, 0);
                    return 0;
                });
            ws.Sleep(10);
            t.Equal(book.sockets.back().flags,
                    WSA_FLAG_OVERLAPPED,
                    "R-SEL-3: SO_OPENTYPE is the thread's");

            WSAPROTOCOL_INFOW named = tcp;
            named.dwServiceFlags2 = 0x5eed;
            ws.WSASocketW(-1, 0, -1, &named, 0, 0);
            t.Equal(book.sockets.back().info.dwServiceFlags2, 0x5eed, "R-SEL-32: all of it");
            t.Equal(book.sockets.back().af, -1, "R-SEL-33: unchanged");
            t.Equal(book.sockets.back().type, 0, "R-SEL-33: unchanged");
        });
}

void
Structures(Scene& t)
{
    PlayAlone(t,
              NT,
              [&](Winsock& ws)
              {
                  const WSAPROTOCOL_INFOW tcp = EntryFor(ws, AF_INET, SOCK_STREAM, IPPROTO_TCP);
                  const WSAPROTOCOL_INFOW udp = EntryFor(ws, AF_INET, SOCK_DGRAM, IPPROTO_UDP);
                  WSAPROTOCOL_INFOW mixed = udp;
                  mixed.dwCatalogEntryId = tcp.dwCatalogEntryId;
                  SOCKET s = ws.WSASocketW(0, 0, 0, &mixed, 0, 0);
                  t.Equal(TripleOf(ws, s), std::string(UDP4), "R-SEL-35: members make it UDP");
                  t.Equal(GetNumber(ws, s, SOL_SOCKET, SO_TYPE), SOCK_DGRAM, "R-SEL-35: really");
                  s = ws.WSASocketW(AF_INET, SOCK_STREAM, IPPROTO_TCP, &mixed, 0, 0);
                  t.Equal(TripleOf(ws, s), std::string(TCP4), "R-SEL-35: explicit arguments win");
                  constexpr int FROM = FROM_PROTOCOL_INFO;
                  WSAPROTOCOL_INFOW copy = tcp;
                  s = t.Works(
                      ws, ws.WSASocketW(FROM, FROM, FROM, &copy, 0, 0), "R-SEL-33: from there");
                  t.Equal(TripleOf(ws, s), std::string(TCP4), "R-SEL-33: from there");
                  s = ws.WSASocketW(FROM, SOCK_DGRAM, IPPROTO_UDP, &copy, 0, 0);
                  t.Equal(TripleOf(ws, s), std::string(UDP4), "R-SEL-33: the family alone");

                  for (const int member : {-1, 0})
                  {
                      WSAPROTOCOL_INFOW empty = tcp;
                      empty.iAddressFamily = empty.iSocketType = empty.iProtocol = member;
                      t.Fails(ws,
                              ws.WSASocketW(0, 0, IPPROTO_UDP, &empty, 0, 0),
                              WSAEAFNOSUPPORT,
                              "R-SEL-36: members " + std::to_string(member));
                  }
                  t.Fails(ws,
                          ws.WSASocketW(AF_INET, SOCK_STREAM, FROM, nullptr, 0, 0),
                          WSAEPROTONOSUPPORT,
                          "R-SEL-40: without a structure");

                  WSAPROTOCOL_INFOA ansi{};
                  ansi.dwCatalogEntryId = udp.dwCatalogEntryId;
                  s = ws.WSASocket(AF_INET, SOCK_DGRAM, IPPROTO_UDP, &ansi, 0, WSA_FLAG_OVERLAPPED);
                  t.Equal(TripleOf(ws, s), std::string(UDP4), "R-SEL-30: the id alone, ANSI form");
                  copy = udp;
                  s = ws.WSASocket(0, 0, 0, &copy, 0, 0);
                  t.Equal(TripleOf(ws, s), std::string(UDP4), "the overload for the W structure");
              });
}

/// Installation order decides, and a library of one's own serves an entry of its own.
void
CatalogOrder(Scene& t)
{
    t.Build(NT);
    Book book;
    Ptr<WinsockStack> stack = StackOf(t.client);
    CatalogEntry entry;
    for (const auto& one : *stack->GetCatalog())
    {
        if (one.info.iSocketType == SOCK_STREAM && one.info.iAddressFamily == AF_INET)
        {
            entry = one;
        }
    }
    entry.SetName("Our TCP");
    entry.libraryPath = "%SystemRoot%\\OUR.dll";
    entry.info.ProviderId = GUID{0x5eed, 1, 2, {3, 4, 5, 6, 7, 8, 9, 10}};
    ProtocolCatalogBuilder builder(*stack->GetCatalog());
    const DWORD id = builder.Install(entry).id;
    std::vector<DWORD> order{id};
    for (const DWORD other : stack->GetCatalog()->GetOrder())
    {
        order.push_back(other);
    }
    const auto appended = builder.Build();
    builder.SetOrder(order);
    const auto inFront = builder.Build();
    stack->GetProviderRegistry().Register("c:\\windows\\our.DLL",
                                          [&book]() -> Ptr<ServiceProvider>
                                          { return Create<WritingProvider>(book); });
    stack->SetCatalog(appended);
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  ws.socket(AF_INET, SOCK_STREAM, 0);
                  t.Equal(book.sockets.size(), 0, "R-CAT-22: an appended entry is not used");
                  WSAPROTOCOL_INFOW info = EntryFor(ws, AF_INET, SOCK_STREAM, IPPROTO_TCP);
                  info.dwCatalogEntryId = id;
                  t.Works(ws, ws.WSASocketW(-1, -1, -1, &info, 0, 0), "R-SEL-30: by its id it is");
                  t.Equal(book.sockets.size(), 1, "R-SEL-30: by its id it is");
                  stack->SetCatalog(inFront);
                  ws.WSACleanup();
                  WSADATA data;
                  ws.WSAStartup(MAKEWORD(2, 2), &data);
                  const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, 0);
                  t.Equal(book.sockets.size(), 2, "R-CAT-21: the first entry is used");
                  t.Equal(EntryOf(ws, s).dwCatalogEntryId, id, "R-CAT-21: the first entry");
              });
    t.Play();
}

void
MultipointFlags(Scene& t, const std::string& profile, bool supported)
{
    PlayAlone(t,
              profile,
              [&](Winsock& ws)
              {
                  const auto open = [&](int type, DWORD flags)
                  { return ws.WSASocket(AF_INET, type, 0, nullptr, 0, flags); };
                  constexpr DWORD LEAVES = WSA_FLAG_MULTIPOINT_C_LEAF | WSA_FLAG_MULTIPOINT_D_LEAF;
                  if (supported)
                  {
                      t.Works(ws, open(SOCK_DGRAM, LEAVES), "R-FLG-6: leaves");
                  }
                  else
                  {
                      t.Fails(ws, open(SOCK_DGRAM, LEAVES), WSAEINVAL, "R-MPT-6: not supported");
                  }
                  t.Fails(
                      ws, open(SOCK_STREAM, LEAVES), WSAEINVAL, "R-FLG-5: no multipoint protocol");
                  const DWORD bad[] = {WSA_FLAG_MULTIPOINT_C_LEAF,
                                       WSA_FLAG_MULTIPOINT_D_LEAF,
                                       LEAVES | WSA_FLAG_MULTIPOINT_C_ROOT,
                                       WSA_FLAG_MULTIPOINT_C_ROOT | WSA_FLAG_MULTIPOINT_D_LEAF,
                                       WSA_FLAG_MULTIPOINT_C_LEAF | WSA_FLAG_MULTIPOINT_D_ROOT};
                  for (const DWORD flags : bad)
                  {
                      t.Fails(ws,
                              open(SOCK_DGRAM, flags),
                              WSAEINVAL,
                              "R-FLG-4, R-FLG-6: flags " + std::to_string(flags));
                  }
                  t.Works(ws, open(SOCK_DGRAM, 0x10000000), "R-FLG-7: unknown flags are ignored");
                  t.Works(ws, open(SOCK_DGRAM, WSA_FLAG_NO_HANDLE_INHERIT), "R-FLG-7");
              });
}

void
HandleValues(Scene& t)
{
    PlayAlone(t,
              NT,
              [&](Winsock& ws)
              {
                  const SOCKET s = ws.socket(AF_INET, SOCK_STREAM, 0);
                  t.True(s != 0 && s != INVALID_SOCKET, "a handle is neither 0 nor invalid");
                  t.Fails(ws, ws.closesocket(INVALID_SOCKET), WSAENOTSOCK, "invalid");
                  t.Fails(ws, ws.closesocket(0), WSAENOTSOCK, "zero");
                  t.Works(ws, ws.closesocket(s), "close");
                  t.Fails(ws, ws.closesocket(s), WSAENOTSOCK, "closed already");
                  t.Fails(ws, ws.listen(s, 1), WSAENOTSOCK, "closed");
              });
}

class CreationTestSuite : public TestSuite
{
  public:
    CreationTestSuite()
        : TestSuite("winsock-creation", TestSuite::Type::UNIT)
    {
        Add("R-INI-1, R-INI-2, R-INI-4: versions", Versions);
        Add("R-INI-5 to R-INI-7: nesting", Nesting);
        Add("R-INI-8, R-SEL-6: last errors", LastErrors);
        Add("R-INI-9, R-CAT-49: view of the catalog", CatalogView);
        Add("R-SPI-8, R-SPI-9: life of a provider", ProviderLife);
        Add("R-CAT-31 to R-CAT-34: enumeration", Enumeration);
        Add("R-CAT-30, R-CAT-36: the installer's view", InstallersView);
        Add("R-SEL-11 to R-SEL-17: wildcards", Wildcards);
        Add("R-SEL-1 to R-SEL-4, R-SEL-18, R-SEL-32 to R-SEL-34: arrivals", Arrivals);
        Add("R-SEL-30, R-SEL-33 to R-SEL-40: structures", Structures);
        Add("R-CAT-21, R-CAT-22: order", CatalogOrder);
        Add("R-FLG-4 to R-FLG-7 by NT", [](Scene& t) { MultipointFlags(t, NT, true); });
        Add("R-FLG-4 to R-FLG-7 by CE", [](Scene& t) { MultipointFlags(t, CE, false); });
        Add("handles", HandleValues);
    }

  private:
    void
    Add(const std::string& name, Scene::Script script)
    {
        AddTestCase(new Scene(name, std::move(script)));
    }
};

CreationTestSuite g_creationTestSuite;

} // namespace
