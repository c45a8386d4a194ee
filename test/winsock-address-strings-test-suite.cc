/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// WSAAddressToString and WSAStringToAddress: which provider answers and what it says (R-SPI-15);
// WSAHtonl and its relatives (R-SPI-16).

#include "chain-test-support.h"
#include "documented-errors-test-support.h"
#include "layer-scene-test-support.h"
#include "scene-test-support.h"

#include "ns3/catalog-enumeration.h"
#include "ns3/stock-catalogs.h"
#include "ns3/winsock-text-encoding.h"

#include <cstring>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

/// What a text is read as.
struct Reading
{
    int family;
    const char* text;
    const char* address; // as WSAAddressToString writes it; null for no address
};

const Reading READINGS[] = {
    {AF_INET, "127.0.0.1", "127.0.0.1"},
    {AF_INET, "1.2.3.4:80", "1.2.3.4:80"},
    {AF_INET, "1.2.3.4:0", "1.2.3.4"},
    {AF_INET, "1.2.3", "1.2.0.3"},
    {AF_INET, "1", "0.0.0.1"},
    {AF_INET, "0x7f.0.0.1", "127.0.0.1"},
    {AF_INET, "0177.0.0.1", "127.0.0.1"},
    {AF_INET, "0xffffffff", "255.255.255.255"},
    {AF_INET, "4294967296", nullptr},
    {AF_INET, "256.1.1.1", nullptr},
    {AF_INET, "1.2.3.4 ", nullptr},
    {AF_INET, " 1.2.3.4", nullptr},
    {AF_INET, "1.2.3.4.5", nullptr},
    {AF_INET, "1.2.3.", nullptr},
    {AF_INET, "1.2.3.4x", nullptr},
    {AF_INET, "1.2.3.4:", nullptr},
    {AF_INET, "1.2.3.4:65536", nullptr},
    {AF_INET, "1.2.3.4:-1", nullptr},
    {AF_INET, "", nullptr},
    {AF_INET, "::1", nullptr},
    {AF_INET6, "::", "::"},
    {AF_INET6, "::1", "::1"},
    {AF_INET6, "fe80::1%5", "fe80::1%5"},
    {AF_INET6, "[fe80::1%5]:80", "[fe80::1%5]:80"},
    {AF_INET6, "[::1]", "::1"},
    {AF_INET6, "[::1]:80", "[::1]:80"},
    {AF_INET6, "::ffff:1.2.3.4", "::ffff:1.2.3.4"},
    {AF_INET6, "[::1", nullptr},
    {AF_INET6, "[::1]80", nullptr},
    {AF_INET6, "[::1]:", nullptr},
    {AF_INET6, "::1%", nullptr},
    {AF_INET6, "::1%4294967296", nullptr},
    {AF_INET6, "1::2::3", nullptr},
    {AF_INET6, "12345::", nullptr},
    {AF_INET6, "1:2:3:4:5:6:7", nullptr},
    {AF_INET6, "2001:db8::1/64", nullptr},
    {AF_INET6, "1.2.3.4", nullptr},
};

std::u16string
Wide(const std::string& text)
{
    return Utf8ToUtf16(text);
}

/// Reads a text in both forms, which have to agree, and writes what was read in both forms.
std::string
ReadAndWrite(Scene& t, Winsock& ws, int family, const std::string& text, int error)
{
    SOCKADDR_STORAGE wide{};
    SOCKADDR_STORAGE ansi{};
    auto* const wideAddress = reinterpret_cast<SOCKADDR*>(&wide);
    INT wideLength = sizeof(wide);
    INT ansiLength = sizeof(ansi);
    std::u16string text16 = Wide(text);
    std::string text8 = text;
    const INT result =
        ws.WSAStringToAddressW(text16.data(), family, nullptr, wideAddress, &wideLength);
    if (error != 0)
    {
        t.Fails(ws, result, error, text);
        const INT same = ws.WSAStringToAddressA(
            text8.data(), family, nullptr, reinterpret_cast<SOCKADDR*>(&ansi), &ansiLength);
        t.Fails(ws, same, error, text + ", ANSI");
        t.Equal(wideLength, static_cast<INT>(sizeof(wide)), text + ": the length is left alone");
        return "";
    }
    t.Works(ws, result, text);
    t.Works(ws,
            ws.WSAStringToAddressA(
                text8.data(), family, nullptr, reinterpret_cast<SOCKADDR*>(&ansi), &ansiLength),
            text + ", ANSI");
    t.Equal(std::memcmp(&wide, &ansi, sizeof(wide)), 0, text + ": both forms agree");
    const auto needed = family == AF_INET ? sizeof(SOCKADDR_IN) : sizeof(SOCKADDR_IN6);
    t.Equal(wideLength, static_cast<INT>(needed), text + ": bytes of the address");
    char16_t written16[100];
    char written8[100];
    DWORD length16 = 100;
    DWORD length8 = 100;
    t.Works(ws,
            ws.WSAAddressToStringW(
                wideAddress, static_cast<DWORD>(wideLength), nullptr, written16, &length16),
            text + ", back");
    t.Works(ws,
            ws.WSAAddressToStringA(
                wideAddress, static_cast<DWORD>(wideLength), nullptr, written8, &length8),
            text + ", back, ANSI");
    t.Equal(length8, length16, text + ": both forms agree");
    t.Equal(Utf16ToUtf8(written16), std::string(written8), text + ": both forms agree");
    t.Equal(length8, std::strlen(written8) + 1, text + ": characters with the terminator");
    return written8;
}

void
Readings(Scene& t, const std::vector<HandleKind>& kinds)
{
    t.Build(Scene::Link{});
    InstallPassThroughLayers(t.client, kinds);
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  for (const Reading& one : READINGS)
                  {
                      const std::string written =
                          ReadAndWrite(t, ws, one.family, one.text, one.address ? 0 : WSAEINVAL);
                      t.Equal(written, std::string(one.address ? one.address : ""), one.text);
                  }
              });
    t.Play();
}

/// What is wrong with a call beside the text.
void
WrongCalls(Scene& t)
{
    t.Build();
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            SOCKADDR_IN address = Ip4("10.0.0.1", 80);
            auto* const name = reinterpret_cast<SOCKADDR*>(&address);
            const DWORD bytes = sizeof(address);
            char16_t text[40] = {};
            DWORD room = 40;
            t.Fails(
                ws, ws.WSAAddressToStringW(nullptr, bytes, nullptr, text, &room), WSAEFAULT, "");
            t.Fails(ws,
                    ws.WSAAddressToStringW(
                        reinterpret_cast<SOCKADDR*>(uintptr_t{8}), bytes, nullptr, text, &room),
                    WSAEFAULT,
                    "bad address");
            t.Fails(
                ws, ws.WSAAddressToStringW(name, bytes, nullptr, nullptr, &room), WSAEFAULT, "");
            t.Fails(ws, ws.WSAAddressToStringW(name, bytes, nullptr, text, nullptr), WSAEFAULT, "");
            t.Fails(ws, ws.WSAAddressToStringW(name, 1, nullptr, text, &room), WSAEINVAL, "cut");
            t.Fails(ws, ws.WSAAddressToStringW(name, 15, nullptr, text, &room), WSAEINVAL, "cut");
            auto* const bad = reinterpret_cast<LPWSAPROTOCOL_INFOW>(uintptr_t{8});
            t.Fails(ws, ws.WSAAddressToStringW(name, bytes, bad, text, &room), WSAEFAULT, "bad");
            room = 11;
            t.Fails(ws,
                    ws.WSAAddressToStringW(name, bytes, nullptr, text, &room),
                    WSAEFAULT,
                    "R-SPI-15: no room for \"10.0.0.1:80\" and its end");
            t.Equal(room, 12, "R-SPI-15: the needed size");
            t.Equal(static_cast<int>(text[0]), 0, "nothing is written");
            char ansi[12];
            room = 11;
            t.Fails(ws,
                    ws.WSAAddressToStringA(name, bytes, nullptr, ansi, &room),
                    WSAEFAULT,
                    "R-SPI-15: the same in the other form");
            t.Equal(room, 12, "R-SPI-15: the needed size");
            t.Works(ws, ws.WSAAddressToStringA(name, bytes, nullptr, ansi, &room), "just enough");
            t.Fails(
                ws, ws.WSAAddressToStringA(name, bytes, nullptr, nullptr, &room), WSAEFAULT, "");
            address.sin_family = AF_IPX;
            t.Fails(ws,
                    ws.WSAAddressToStringW(name, bytes, nullptr, text, &room),
                    WSAEINVAL,
                    "R-SPI-15: no entry serves the family");

            std::u16string one = u"10.0.0.1";
            INT length = 15;
            t.Fails(ws,
                    ws.WSAStringToAddressW(one.data(), AF_INET, nullptr, name, &length),
                    WSAEFAULT,
                    "R-SPI-15: no room");
            t.Equal(length, 16, "R-SPI-15: the needed size");
            t.Fails(ws,
                    ws.WSAStringToAddressW(nullptr, AF_INET, nullptr, name, &length),
                    WSAEINVAL,
                    "no text");
            t.Fails(ws,
                    ws.WSAStringToAddressA(nullptr, AF_INET, nullptr, name, &length),
                    WSAEINVAL,
                    "no text");
            t.Fails(ws,
                    ws.WSAStringToAddressA(
                        reinterpret_cast<char*>(uintptr_t{8}), AF_INET, nullptr, name, &length),
                    WSAEFAULT,
                    "bad text");
            t.Fails(ws,
                    ws.WSAStringToAddressW(one.data(), AF_INET, nullptr, nullptr, &length),
                    WSAEFAULT,
                    "no address");
            t.Fails(ws,
                    ws.WSAStringToAddressW(one.data(), AF_INET, nullptr, name, nullptr),
                    WSAEFAULT,
                    "no length");
            t.Fails(ws,
                    ws.WSAStringToAddressW(one.data(), AF_IPX, nullptr, name, &length),
                    WSAEINVAL,
                    "R-SPI-15: no entry serves the family");
            ws.WSACleanup();
            t.Fails(ws,
                    ws.WSAStringToAddressW(one.data(), AF_INET, nullptr, name, &length),
                    WSANOTINITIALISED,
                    "R-INI-7");
            t.Fails(ws,
                    ws.WSAAddressToStringA(name, bytes, nullptr, ansi, &room),
                    WSANOTINITIALISED,
                    "R-INI-7");
            WSADATA data;
            ws.WSAStartup(MAKEWORD(2, 2), &data);
        });
    t.Play();
}

/// Who answers: the first of the family, or who is named; and what each element is given.
class WhoAnswersTestCase : public CheckedTestCase
{
  public:
    WhoAnswersTestCase()
        : CheckedTestCase("R-SPI-15: the first entry of the family, or the one named")
    {
    }

  private:
    void
    DoRun() override
    {
        ChainScene scene;
        const DWORD hidden = scene.AddLayer("hidden", HandleKind::NON_IFS);
        const DWORD chain = scene.AddChain({hidden, scene.GetBase()});
        const DWORD broken = scene.AddChainOf({HandleKind::IFS});
        scene.book.defects["layer0"].error = WSASYSNOTREADY;
        scene.Start();
        const ProtocolCatalog& catalog = scene.process->GetCatalog();
        Winsock ws(*scene.thread);
        SOCKADDR_IN address{};
        address.sin_family = AF_INET;
        char16_t text[40];
        DWORD room = 40;
        const auto write = [&](LPWSAPROTOCOL_INFOW info)
        {
            scene.book.arrivals.clear();
            return ws.WSAAddressToStringW(
                reinterpret_cast<SOCKADDR*>(&address), sizeof(address), info, text, &room);
        };
        NS_TEST_ASSERT_MSG_EQ(write(nullptr), 0, "answered");
        auto arrivals = scene.book.Of("WSPAddressToString");
        NS_TEST_ASSERT_MSG_EQ(arrivals.size(), 1, "the base entry comes first");
        NS_TEST_ASSERT_MSG_EQ(SameInfo(arrivals[0].info, catalog.FindById(scene.GetBase())->info),
                              true,
                              "R-SPI-15: with its structure");
        WSAPROTOCOL_INFOW named = catalog.FindById(chain)->info;
        NS_TEST_ASSERT_MSG_EQ(write(&named), 0, "answered");
        arrivals = scene.book.Of("WSPAddressToString");
        NS_TEST_ASSERT_MSG_EQ(arrivals.size(), 2, "R-SPI-15: the named chain's elements");
        NS_TEST_ASSERT_MSG_EQ(SameInfo(arrivals[0].info, named), true, "R-CHN-3: unmodified");

        named.dwCatalogEntryId = hidden;
        NS_TEST_ASSERT_MSG_EQ(write(&named), SOCKET_ERROR, "a layer by itself");
        NS_TEST_ASSERT_MSG_EQ(ws.WSAGetLastError(), WSAEINVAL, "R-SEL-37");
        named.dwCatalogEntryId = 4711;
        NS_TEST_ASSERT_MSG_EQ(write(&named), SOCKET_ERROR, "no entry");
        NS_TEST_ASSERT_MSG_EQ(ws.WSAGetLastError(), WSAEINVAL, "R-SEL-31");
        named.dwCatalogEntryId = broken;
        NS_TEST_ASSERT_MSG_EQ(write(&named), SOCKET_ERROR, "cannot be loaded");
        NS_TEST_ASSERT_MSG_EQ(ws.WSAGetLastError(), WSAEPROVIDERFAILEDINIT, "R-SEL-50");
        WSAPROTOCOL_INFOA ansi = ToAnsi(catalog.FindById(chain)->info);
        SOCKADDR_IN read{};
        INT length = sizeof(read);
        char any[] = "1.2.3.4";
        scene.book.arrivals.clear();
        ws.WSAStringToAddressA(any, AF_INET, &ansi, reinterpret_cast<SOCKADDR*>(&read), &length);
        NS_TEST_ASSERT_MSG_EQ(
            scene.book.Of("WSPStringToAddress").size(), 2, "R-SPI-15: the chain's elements");
    }
};

/// Byte orders of a socket's own entry.
void
ByteOrders(Scene& t)
{
    t.Build();
    ProtocolCatalogBuilder builder(*StockCatalog("windows-10"));
    CatalogEntry odd = MakeBase("odd", AF_INET, SOCK_DGRAM, IPPROTO_UDP);
    odd.libraryPath = "%SystemRoot%\\system32\\mswsock.dll";
    odd.info.ProviderId = NumberedGuid(4711);
    odd.info.iNetworkByteOrder = LITTLEENDIAN;
    const DWORD id = builder.Install(odd).id;
    StackOf(t.client)->SetCatalog(builder.Build());
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const SOCKET tcp = ws.socket(AF_INET, SOCK_STREAM, 0);
                  WSAPROTOCOL_INFOW info = odd.info;
                  info.dwCatalogEntryId = id;
                  const SOCKET own =
                      t.Works(ws,
                              ws.WSASocketW(
                                  FROM_PROTOCOL_INFO, SOCK_DGRAM, 0, &info, 0, WSA_FLAG_OVERLAPPED),
                              "a socket of a little-endian protocol");
                  ULONG number = 0;
                  USHORT small = 0;
                  t.Works(ws, ws.WSAHtonl(tcp, 0x01020304, &number), "WSAHtonl");
                  t.Equal(number, ws.htonl(0x01020304), "R-SPI-16: as TCP's entry says");
                  t.Works(ws, ws.WSANtohl(tcp, number, &number), "WSANtohl");
                  t.Equal(number, 0x01020304U, "R-SPI-16: and back");
                  t.Works(ws, ws.WSAHtons(tcp, 0x0102, &small), "WSAHtons");
                  t.Equal(small, ws.htons(0x0102), "R-SPI-16");
                  t.Works(ws, ws.WSANtohs(tcp, small, &small), "WSANtohs");
                  t.Equal(small, 0x0102, "R-SPI-16: and back");
                  t.Works(ws, ws.WSAHtonl(own, 0x01020304, &number), "WSAHtonl");
                  t.Equal(number, 0x01020304U, "R-SPI-16: as the socket's own entry says");
                  t.Works(ws, ws.WSANtohs(own, 0x0102, &small), "WSANtohs");
                  t.Equal(small, 0x0102, "R-SPI-16: as the socket's own entry says");
                  t.Fails(ws, ws.WSAHtonl(4712, 1, nullptr), WSAENOTSOCK, "comes first");
                  t.Fails(ws, ws.WSAHtonl(tcp, 1, nullptr), WSAEFAULT, "no place");
                  t.Fails(ws, ws.WSANtohs(tcp, 1, nullptr), WSAEFAULT, "no place");
                  ws.closesocket(tcp);
                  ws.closesocket(own);
                  ws.WSACleanup();
                  t.Fails(ws, ws.WSAHtons(tcp, 1, &small), WSANOTINITIALISED, "R-INI-7");
                  WSADATA data;
                  ws.WSAStartup(MAKEWORD(2, 2), &data);
              });
    t.Play();
}

class AddressStringsTestSuite : public TestSuite
{
  public:
    AddressStringsTestSuite()
        : TestSuite("winsock-address-strings", TestSuite::Type::UNIT)
    {
        Add("texts and addresses", [](Scene& t) { Readings(t, {}); });
        Add("texts and addresses through layers",
            [](Scene& t) {
                Readings(t, {HandleKind::NON_IFS, HandleKind::IFS});
            });
        Add("R-SPI-15: wrong calls", WrongCalls);
        AddTestCase(new WhoAnswersTestCase());
        Add("R-SPI-16: WSAHtonl and its relatives", ByteOrders);
    }

  private:
    void
    Add(const std::string& name, Scene::Script script)
    {
        AddTestCase(new Scene(name, std::move(script)));
    }
};

AddressStringsTestSuite g_addressStringsTestSuite;

} // namespace
