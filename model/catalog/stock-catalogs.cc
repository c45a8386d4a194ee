/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "stock-catalogs.h"

#include "ns3/abort.h"
#include "ns3/catalog-unlisted-members.h"
#include "ns3/protocol-catalog-builder.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-device-family-constants.h"

#include <map>

namespace ns3::winsock
{

namespace
{

// Providers of the systems, as listings of real machines show them.
constexpr GUID TCPIP_PROVIDER{
    0xe70f1aa0, 0xab8b, 0x11cf, {0x8c, 0xa3, 0x00, 0x80, 0x5f, 0x48, 0xa1, 0x92}};
constexpr GUID TCPIP6_PROVIDER{
    0xf9eab0c0, 0x26d4, 0x11d0, {0xbb, 0xbf, 0x00, 0xaa, 0x00, 0x6c, 0x34, 0xe4}};
constexpr GUID RSVP_PROVIDER{
    0x9d60a9e0, 0x337a, 0x11d0, {0xbd, 0x88, 0x00, 0x00, 0xc0, 0x82, 0xe6, 0x9a}};
constexpr GUID HYPERV_PROVIDER{
    0x1234191b, 0x4bf7, 0x4ca7, {0x86, 0xe0, 0xdf, 0xd7, 0xc3, 0x2b, 0x54, 0x45}};
constexpr GUID IRDA_PROVIDER{
    0x3972523d, 0x2af1, 0x11d1, {0xb6, 0x55, 0x00, 0x80, 0x5f, 0x36, 0x42, 0xcc}};
constexpr GUID BLUETOOTH_PROVIDER{
    0x9fc48064, 0x7298, 0x43e4, {0xb7, 0xbd, 0x18, 0x1f, 0x20, 0x89, 0x79, 0x2a}};
constexpr GUID NETBIOS_PROVIDER{
    0x8d5f1830, 0xc273, 0x11cf, {0x95, 0xc8, 0x00, 0x80, 0x5f, 0x48, 0xa1, 0x92}};

const char* const MSWSOCK = "%SystemRoot%\\system32\\mswsock.dll";

// Service flags of the protocols (R-CAT-12). A provider of CE has no multipoint (R-CE-102).
constexpr DWORD STREAM = XP1_GUARANTEED_DELIVERY | XP1_GUARANTEED_ORDER | XP1_IFS_HANDLES;
constexpr DWORD TCP = STREAM | XP1_GRACEFUL_CLOSE | XP1_EXPEDITED_DATA;
constexpr DWORD CE_UDP =
    XP1_CONNECTIONLESS | XP1_MESSAGE_ORIENTED | XP1_SUPPORT_BROADCAST | XP1_IFS_HANDLES;
constexpr DWORD UDP = CE_UDP | XP1_SUPPORT_MULTIPOINT;
constexpr DWORD CLOSING_STREAM = STREAM | XP1_GRACEFUL_CLOSE;
constexpr DWORD QOS = XP1_QOS_SUPPORTED;

/** One base protocol of a stock catalog, as a line of a table. */
struct StockEntry
{
    DWORD id;
    const char* name;
    const GUID& provider;
    const char* libraryPath;
    int family;
    int maxAddress;
    int minAddress;
    int type;
    int protocol;
    DWORD serviceFlags;
};

using StockTable = std::vector<StockEntry>;

CatalogEntry
MakeEntry(const StockEntry& stock)
{
    constexpr int WINSOCK_2 = 2;
    CatalogEntry entry;
    entry.SetName(stock.name);
    entry.libraryPath = stock.libraryPath;
    entry.info.dwCatalogEntryId = stock.id;
    entry.info.ProviderId = stock.provider;
    entry.info.ProtocolChain.ChainLen = BASE_PROTOCOL;
    entry.info.iVersion = WINSOCK_2;
    entry.info.iAddressFamily = stock.family;
    entry.info.iMaxSockAddr = stock.maxAddress;
    entry.info.iMinSockAddr = stock.minAddress;
    entry.info.iSocketType = stock.type;
    entry.info.iProtocol = stock.protocol;
    entry.info.dwServiceFlags1 = stock.serviceFlags;
    FillUnlistedMembers(entry.info);
    return entry;
}

std::shared_ptr<const ProtocolCatalog>
MakeCatalog(const StockTable& table)
{
    ProtocolCatalogBuilder builder;
    for (const StockEntry& stock : table)
    {
        const CatalogChange change = builder.Import(MakeEntry(stock));
        NS_ABORT_MSG_UNLESS(change, "stock catalog: " << change.problem);
    }
    return builder.Build();
}

/** Order and ids of a clean Windows 10 machine: id order is not catalog order. */
StockTable
Windows10()
{
    constexpr int HYPERV = 34; // AF_HYPERV, and its one protocol below
    return {
        {1001,
         "Hyper-V RAW",
         HYPERV_PROVIDER,
         MSWSOCK,
         HYPERV,
         36,
         36,
         SOCK_STREAM,
         1,
         CLOSING_STREAM},
        {1006,
         "MSAFD Tcpip [TCP/IP]",
         TCPIP_PROVIDER,
         MSWSOCK,
         AF_INET,
         16,
         16,
         SOCK_STREAM,
         IPPROTO_TCP,
         TCP},
        {1007,
         "MSAFD Tcpip [UDP/IP]",
         TCPIP_PROVIDER,
         MSWSOCK,
         AF_INET,
         16,
         16,
         SOCK_DGRAM,
         IPPROTO_UDP,
         UDP},
        {1008, "MSAFD Tcpip [RAW/IP]", TCPIP_PROVIDER, MSWSOCK, AF_INET, 16, 16, SOCK_RAW, 0, UDP},
        {1009,
         "MSAFD Tcpip [TCP/IPv6]",
         TCPIP6_PROVIDER,
         MSWSOCK,
         AF_INET6,
         28,
         28,
         SOCK_STREAM,
         IPPROTO_TCP,
         TCP},
        {1010,
         "MSAFD Tcpip [UDP/IPv6]",
         TCPIP6_PROVIDER,
         MSWSOCK,
         AF_INET6,
         28,
         28,
         SOCK_DGRAM,
         IPPROTO_UDP,
         UDP},
        {1011,
         "MSAFD Tcpip [RAW/IPv6]",
         TCPIP6_PROVIDER,
         MSWSOCK,
         AF_INET6,
         28,
         28,
         SOCK_RAW,
         0,
         UDP},
        {1002,
         "RSVP TCPv6 Service Provider",
         RSVP_PROVIDER,
         MSWSOCK,
         AF_INET6,
         28,
         28,
         SOCK_STREAM,
         IPPROTO_TCP,
         TCP | QOS},
        {1003,
         "RSVP TCP Service Provider",
         RSVP_PROVIDER,
         MSWSOCK,
         AF_INET,
         16,
         16,
         SOCK_STREAM,
         IPPROTO_TCP,
         TCP | QOS},
        {1004,
         "RSVP UDPv6 Service Provider",
         RSVP_PROVIDER,
         MSWSOCK,
         AF_INET6,
         28,
         28,
         SOCK_DGRAM,
         IPPROTO_UDP,
         UDP | QOS},
        {1005,
         "RSVP UDP Service Provider",
         RSVP_PROVIDER,
         MSWSOCK,
         AF_INET,
         16,
         16,
         SOCK_DGRAM,
         IPPROTO_UDP,
         UDP | QOS},
        {1012, "MSAFD Irda [IrDA]", IRDA_PROVIDER, MSWSOCK, AF_IRDA, 32, 8, SOCK_STREAM, 1, STREAM},
        {1013,
         "MSAFD RfComm [Bluetooth]",
         BLUETOOTH_PROVIDER,
         MSWSOCK,
         AF_BTH,
         30,
         30,
         SOCK_STREAM,
         BTHPROTO_RFCOMM,
         CLOSING_STREAM},
    };
}

/** A Windows 2000 machine with one network adapter, and so one NetBIOS device. */
StockTable
WindowsNt()
{
    constexpr DWORD NETBIOS_DATAGRAM = CE_UDP;
    constexpr DWORD NETBIOS_PACKETS = STREAM | XP1_MESSAGE_ORIENTED;
    constexpr int LANA_0 = -2147483647 - 1; // its protocol number, 0 with the top bit set
    const char* const RSVPSP = "%SystemRoot%\\system32\\rsvpsp.dll";
    return {
        {1002,
         "MSAFD Tcpip [TCP/IP]",
         TCPIP_PROVIDER,
         MSWSOCK,
         AF_INET,
         16,
         16,
         SOCK_STREAM,
         IPPROTO_TCP,
         TCP},
        {1003,
         "MSAFD Tcpip [UDP/IP]",
         TCPIP_PROVIDER,
         MSWSOCK,
         AF_INET,
         16,
         16,
         SOCK_DGRAM,
         IPPROTO_UDP,
         UDP},
        {1004, "MSAFD Tcpip [RAW/IP]", TCPIP_PROVIDER, MSWSOCK, AF_INET, 16, 16, SOCK_RAW, 0, UDP},
        {1005,
         "RSVP UDP Service Provider",
         RSVP_PROVIDER,
         RSVPSP,
         AF_INET,
         16,
         16,
         SOCK_DGRAM,
         IPPROTO_UDP,
         UDP | QOS},
        {1006,
         "RSVP TCP Service Provider",
         RSVP_PROVIDER,
         RSVPSP,
         AF_INET,
         16,
         16,
         SOCK_STREAM,
         IPPROTO_TCP,
         TCP | QOS},
        {1007,
         "MSAFD NetBIOS [\\Device\\NetBT_Tcpip] SEQPACKET 0",
         NETBIOS_PROVIDER,
         MSWSOCK,
         AF_NETBIOS,
         20,
         20,
         SOCK_SEQPACKET,
         LANA_0,
         NETBIOS_PACKETS},
        {1008,
         "MSAFD NetBIOS [\\Device\\NetBT_Tcpip] DATAGRAM 0",
         NETBIOS_PROVIDER,
         MSWSOCK,
         AF_NETBIOS,
         20,
         20,
         SOCK_DGRAM,
         LANA_0,
         NETBIOS_DATAGRAM},
    };
}

/**
 * Windows CE 6.0: what the documents name, in the order in which they name it. They give no ids, no
 * provider GUIDs and no library for IrDA and Bluetooth, so ids start at 1001, the GUIDs are those
 * of the desktop and the libraries those of the two protocol stacks.
 */
StockTable
WindowsCe6()
{
    const char* const WSPM = "wspm.dll";
    return {
        {1001, "TCP/IP", TCPIP_PROVIDER, WSPM, AF_INET, 16, 16, SOCK_STREAM, IPPROTO_TCP, TCP},
        {1002, "UDP/IP", TCPIP_PROVIDER, WSPM, AF_INET, 16, 16, SOCK_DGRAM, IPPROTO_UDP, CE_UDP},
        {1003, "RAW/IP", TCPIP_PROVIDER, WSPM, AF_INET, 16, 16, SOCK_RAW, 0, CE_UDP},
        {1004, "TCP/IPv6", TCPIP_PROVIDER, WSPM, AF_INET6, 28, 28, SOCK_STREAM, IPPROTO_TCP, TCP},
        {1005, "UDP/IPv6", TCPIP_PROVIDER, WSPM, AF_INET6, 28, 28, SOCK_DGRAM, IPPROTO_UDP, CE_UDP},
        {1006, "IrDA", IRDA_PROVIDER, "irdastk.dll", WCE_AF_IRDA, 32, 8, SOCK_STREAM, 1, STREAM},
        {1007,
         "RFCOMM",
         BLUETOOTH_PROVIDER,
         "btd.dll",
         AF_BTH,
         30,
         30,
         SOCK_STREAM,
         BTHPROTO_RFCOMM,
         CLOSING_STREAM},
    };
}

/// Windows 95: the protocols of IPv4 alone.
StockTable
Windows95()
{
    const char* const MSAFD = "%SystemRoot%\\system32\\msafd.dll";
    return {
        {1001, "TCP/IP", TCPIP_PROVIDER, MSAFD, AF_INET, 16, 16, SOCK_STREAM, IPPROTO_TCP, TCP},
        {1002, "UDP/IP", TCPIP_PROVIDER, MSAFD, AF_INET, 16, 16, SOCK_DGRAM, IPPROTO_UDP, UDP},
        {1003, "RAW/IP", TCPIP_PROVIDER, MSAFD, AF_INET, 16, 16, SOCK_RAW, 0, UDP},
    };
}

/**
 * A stack without Winsock and so without a catalog: the protocols that it speaks, as entries of the
 * front end that it has here.
 */
StockTable
SmallStack(bool ipv4, bool raw, bool ipv6)
{
    const char* const WSPM = "wspm.dll";
    StockTable table;
    if (ipv4)
    {
        table.push_back(
            {1001, "TCP/IP", TCPIP_PROVIDER, WSPM, AF_INET, 16, 16, SOCK_STREAM, IPPROTO_TCP, TCP});
        table.push_back({1002,
                         "UDP/IP",
                         TCPIP_PROVIDER,
                         WSPM,
                         AF_INET,
                         16,
                         16,
                         SOCK_DGRAM,
                         IPPROTO_UDP,
                         CE_UDP});
    }
    if (raw)
    {
        table.push_back(
            {1003, "RAW/IP", TCPIP_PROVIDER, WSPM, AF_INET, 16, 16, SOCK_RAW, 0, CE_UDP});
    }
    if (ipv6)
    {
        table.push_back({1004,
                         "TCP/IPv6",
                         TCPIP_PROVIDER,
                         WSPM,
                         AF_INET6,
                         28,
                         28,
                         SOCK_STREAM,
                         IPPROTO_TCP,
                         TCP});
        table.push_back({1005,
                         "UDP/IPv6",
                         TCPIP_PROVIDER,
                         WSPM,
                         AF_INET6,
                         28,
                         28,
                         SOCK_DGRAM,
                         IPPROTO_UDP,
                         CE_UDP});
    }
    return table;
}

using CatalogsByName = std::map<std::string, std::shared_ptr<const ProtocolCatalog>>;

const CatalogsByName&
AllCatalogs()
{
    static const CatalogsByName catalogs{
        {"windows-10", MakeCatalog(Windows10())},
        {"windows-nt", MakeCatalog(WindowsNt())},
        {"wince-6.0", MakeCatalog(WindowsCe6())},
        {"windows-95", MakeCatalog(Windows95())},
        {"small-ipv4", MakeCatalog(SmallStack(true, true, false))},
        {"small-ipv6", MakeCatalog(SmallStack(false, false, true))},
        {"small-dual", MakeCatalog(SmallStack(true, false, true))}};
    return catalogs;
}

std::string
UnknownName(const std::string& name)
{
    std::string text = "There is no stock catalog \"" + name + "\"; known are";
    const char* separator = " ";
    for (const std::string& known : StockCatalogNames())
    {
        text += separator + ("\"" + known + "\"");
        separator = ", ";
    }
    return text + ".";
}

} // namespace

std::shared_ptr<const ProtocolCatalog>
StockCatalog(const std::string& name, std::string* problem)
{
    const auto found = AllCatalogs().find(name);
    if (found != AllCatalogs().end())
    {
        return found->second;
    }
    NS_ABORT_MSG_IF(problem == nullptr, UnknownName(name));
    *problem = UnknownName(name);
    return nullptr;
}

std::vector<std::string>
StockCatalogNames()
{
    std::vector<std::string> names;
    for (const auto& [name, catalog] : AllCatalogs())
    {
        names.push_back(name);
    }
    return names;
}

} // namespace ns3::winsock
