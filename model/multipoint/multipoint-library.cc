/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "multipoint-library.h"

#include "ns3/abort.h"
#include "ns3/multipoint-provider.h"
#include "ns3/multipoint-socket.h"
#include "ns3/protocol-catalog-builder.h"
#include "ns3/string.h"
#include "ns3/udp-end-point.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-stack.h"

#include <algorithm>
#include <string_view>

namespace ns3::winsock
{

NS_OBJECT_ENSURE_REGISTERED(MultipointLibrary);

namespace
{

/// What an entry says besides what all three say.
struct Kind
{
    std::string_view name; //!< szProtocol
    int type;              //!< socket type
    int protocol;          //!< MultipointProtocol
    DWORD flags;           //!< dwServiceFlags1
};

constexpr DWORD COMMON = XP1_MESSAGE_ORIENTED | XP1_SUPPORT_MULTIPOINT | XP1_IFS_HANDLES;

constexpr Kind KINDS[] = {
    {"Multipoint circuit",
     SOCK_SEQPACKET,
     MULTIPOINT_CIRCUIT,
     COMMON | XP1_GUARANTEED_DELIVERY | XP1_GUARANTEED_ORDER | XP1_GRACEFUL_CLOSE |
         XP1_CONNECT_DATA | XP1_MULTIPOINT_CONTROL_PLANE | XP1_MULTIPOINT_DATA_PLANE},
    {"Multipoint conference",
     SOCK_SEQPACKET,
     MULTIPOINT_CONFERENCE,
     COMMON | XP1_CONNECT_DATA | XP1_MULTIPOINT_CONTROL_PLANE},
    {"Multipoint group", SOCK_DGRAM, MULTIPOINT_GROUP, COMMON | XP1_CONNECTIONLESS},
};

WSAPROTOCOL_INFOW
MakeEntry(const Kind& kind)
{
    WSAPROTOCOL_INFOW info{};
    info.dwServiceFlags1 = kind.flags;
    info.dwProviderFlags = PFL_MATCHES_PROTOCOL_ZERO;
    info.ProviderId = MultipointLibrary::GetProviderId();
    info.ProtocolChain.ChainLen = BASE_PROTOCOL;
    info.iVersion = 2;
    info.iAddressFamily = AF_INET;
    info.iMaxSockAddr = sizeof(SOCKADDR_IN);
    info.iMinSockAddr = sizeof(SOCKADDR_IN);
    info.iSocketType = kind.type;
    info.iProtocol = kind.protocol;
    info.dwMessageSize =
        kind.type == SOCK_DGRAM ? UdpEndPoint::MAX_PAYLOAD : MultipointSocket::LONGEST_MESSAGE;
    std::copy(kind.name.begin(), kind.name.end(), info.szProtocol);
    return info;
}

} // namespace

TypeId
MultipointLibrary::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::winsock::MultipointLibrary")
            .SetParent<Object>()
            .SetGroupName("Winsock")
            .AddConstructor<MultipointLibrary>()
            .AddAttribute("DataPath",
                          "How the messages of a circuit get to the leaves: Group (once, by IP"
                          " multicast) or Copies (to each leaf over its control connection).",
                          StringValue("Group"),
                          MakeStringAccessor(&MultipointLibrary::SetDataPath,
                                             &MultipointLibrary::GetDataPathName),
                          MakeStringChecker())
            .AddAttribute("ProbeInterval",
                          "After which time without progress a root asks a leaf what it lacks.",
                          TimeValue(MilliSeconds(200)),
                          MakeTimeAccessor(&MultipointLibrary::m_probeInterval),
                          MakeTimeChecker(MilliSeconds(1)))
            .AddAttribute("Heartbeat",
                          "How often root and leaf let each other know that they are there. Four"
                          " times this without a word ends the session between them.",
                          TimeValue(Seconds(5)),
                          MakeTimeAccessor(&MultipointLibrary::m_heartbeat),
                          MakeTimeChecker(MilliSeconds(1)))
            .AddAttribute("FirstGroup",
                          "The first of 65536 groups for sessions; the last two bytes of a root's"
                          " address choose one, and its port is the session's.",
                          Ipv4AddressValue("239.192.0.0"),
                          MakeIpv4AddressAccessor(&MultipointLibrary::m_firstGroup),
                          MakeIpv4AddressChecker());
    return tid;
}

MultipointLibrary::MultipointLibrary() = default;

MultipointLibrary::~MultipointLibrary() = default;

const GUID&
MultipointLibrary::GetProviderId()
{
    static const GUID id = {
        0x6d706f69, 0x6e74, 0x4c65, {0x61, 0x66, 0x52, 0x6f, 0x6f, 0x74, 0x32, 0x30}};
    return id;
}

std::vector<WSAPROTOCOL_INFOW>
MultipointLibrary::GetEntries()
{
    std::vector<WSAPROTOCOL_INFOW> entries;
    for (const Kind& kind : KINDS)
    {
        entries.push_back(MakeEntry(kind));
    }
    return entries;
}

void
MultipointLibrary::Register(WinsockStack& stack, const std::string& libraryPath)
{
    stack.GetProviderRegistry().Register(
        libraryPath,
        [library = Ptr<MultipointLibrary>(this)]() -> Ptr<ServiceProvider>
        { return Create<MultipointProvider>(library); });
}

void
MultipointLibrary::Install(WinsockStack& stack, const std::string& libraryPath)
{
    ProtocolCatalogBuilder builder(*stack.GetCatalog());
    for (const WSAPROTOCOL_INFOW& info : GetEntries())
    {
        CatalogEntry entry;
        entry.info = info;
        entry.libraryPath = libraryPath;
        const CatalogChange change = builder.Install(entry);
        NS_ABORT_MSG_UNLESS(change, "The multipoint provider is not installed: " << change.problem);
    }
    stack.SetCatalog(builder.Build());
}

void
MultipointLibrary::SetDataPath(const std::string& text)
{
    NS_ABORT_MSG_UNLESS(text == "Group" || text == "Copies",
                        "MultipointLibrary::DataPath is \""
                            << text
                            << "\": choose Group (messages go once to an IP multicast group) or"
                            << " Copies (each leaf gets its own over its connection).");
    m_dataPath = text == "Group" ? GROUP : COPIES;
}

std::string
MultipointLibrary::GetDataPathName() const
{
    return m_dataPath == GROUP ? "Group" : "Copies";
}

MultipointLibrary::DataPath
MultipointLibrary::GetDataPath() const
{
    return m_dataPath;
}

Time
MultipointLibrary::GetProbeInterval() const
{
    return m_probeInterval;
}

Time
MultipointLibrary::GetHeartbeat() const
{
    return m_heartbeat;
}

WinsockSocketAddress
MultipointLibrary::GetGroupOf(const WinsockSocketAddress& root) const
{
    WinsockSocketAddress group;
    Ipv4Address((m_firstGroup.Get() & 0xffff0000) | (root.ToIpv4().Get() & 0xffff))
        .Serialize(group.bytes.data());
    group.port = root.port;
    return group;
}

} // namespace ns3::winsock
