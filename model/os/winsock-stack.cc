/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "winsock-stack.h"

#include "ns3/abort.h"
#include "ns3/boolean.h"
#include "ns3/call-record.h"
#include "ns3/log.h"
#include "ns3/node.h"
#include "ns3/stock-catalogs.h"
#include "ns3/string.h"
#include "ns3/trace-source-accessor.h"
#include "ns3/uinteger.h"
#include "ns3/winsock-process.h"

#include <algorithm>

namespace ns3::winsock
{

NS_LOG_COMPONENT_DEFINE("WinsockStack");

NS_OBJECT_ENSURE_REGISTERED(WinsockStack);

namespace
{

/// Adds an attribute whose default leaves the number to the profile.
template <typename Member>
void
AddProfileNumber(TypeId& tid, const std::string& name, const std::string& help, Member member)
{
    tid.AddAttribute(name,
                     help + " 4294967295 takes the profile's number.",
                     UintegerValue(WinsockStack::FROM_PROFILE),
                     MakeUintegerAccessor(member),
                     MakeUintegerChecker<uint32_t>());
}

uint16_t
AsPort(const char* attribute, uint32_t number)
{
    NS_ABORT_MSG_IF(number == 0 || number > UINT16_MAX,
                    "WinsockStack::" << attribute << " is " << number
                                     << ", which is no port: give it a number from 1 to 65535.");
    return static_cast<uint16_t>(number);
}

std::string
JoinNames(const std::vector<std::string>& names)
{
    std::string joined;
    for (const auto& name : names)
    {
        joined += (joined.empty() ? "" : ", ") + name;
    }
    return joined;
}

} // namespace

TypeId
WinsockStack::GetTypeId()
{
    static TypeId tid = []
    {
        TypeId id = TypeId("ns3::winsock::WinsockStack")
                        .SetParent<Object>()
                        .SetGroupName("Winsock")
                        .AddConstructor<WinsockStack>()
                        .AddAttribute("Profile",
                                      "Device class that all numbers come from which are not set"
                                      " by an attribute of their own.",
                                      StringValue("windows-10"),
                                      MakeStringAccessor(&WinsockStack::SetProfile,
                                                         &WinsockStack::GetProfileName),
                                      MakeStringChecker());
        AddProfileNumber(id,
                         "MaxSocketsPerProcess",
                         "Socket descriptors that one process may hold.",
                         &WinsockStack::m_maxSocketsPerProcess);
        AddProfileNumber(id,
                         "MaxSocketsPerSystem",
                         "Socket descriptors that all processes of the node may hold.",
                         &WinsockStack::m_maxSocketsPerSystem);
        AddProfileNumber(id,
                         "PoolBytes",
                         "Network buffer memory of the node, bytes.",
                         &WinsockStack::m_poolBytes);
        AddProfileNumber(id,
                         "SocketOverheadBytes",
                         "Bytes of the pool that a socket itself takes.",
                         &WinsockStack::m_socketOverheadBytes);
        AddProfileNumber(
            id, "TcpSndBuf", "SO_SNDBUF of new stream sockets, bytes.", &WinsockStack::m_tcpSndBuf);
        AddProfileNumber(
            id, "TcpRcvBuf", "SO_RCVBUF of new stream sockets, bytes.", &WinsockStack::m_tcpRcvBuf);
        AddProfileNumber(id,
                         "UdpSndBuf",
                         "SO_SNDBUF of new datagram and raw sockets, bytes.",
                         &WinsockStack::m_udpSndBuf);
        AddProfileNumber(id,
                         "UdpRcvBuf",
                         "SO_RCVBUF of new datagram and raw sockets, bytes.",
                         &WinsockStack::m_udpRcvBuf);
        AddProfileNumber(id,
                         "BacklogMax",
                         "Most connections that may wait for accept on one listener.",
                         &WinsockStack::m_backlogMax);
        AddProfileNumber(
            id, "EphemeralFirst", "Lowest automatic port.", &WinsockStack::m_ephemeralFirst);
        AddProfileNumber(
            id, "EphemeralLast", "Highest automatic port.", &WinsockStack::m_ephemeralLast);
        id.AddAttribute("ReserveBuffers",
                        "Whether creating a socket takes its SO_SNDBUF and SO_RCVBUF from the"
                        " buffer pool at once, as stacks with static buffers do; if not, only the"
                        " socket itself is taken (R-ACC-22).",
                        BooleanValue(false),
                        MakeBooleanAccessor(&WinsockStack::m_reserveBuffers),
                        MakeBooleanChecker())
            .AddAttribute("NetworkUp",
                          "Whether the network subsystem works; while it does not, calls that need"
                          " it fail with WSAENETDOWN.",
                          BooleanValue(true),
                          MakeBooleanAccessor(&WinsockStack::m_networkUp),
                          MakeBooleanChecker())
            .AddAttribute("TranslateHandleDoor",
                          "Whether layers report a refused WPUCreateSocketHandle as WSAEMFILE"
                          " instead of the WSAENOBUFS that the door says.",
                          BooleanValue(true),
                          MakeBooleanAccessor(&WinsockStack::m_translateHandleDoor),
                          MakeBooleanChecker())
            .AddAttribute("FileRedirector",
                          "Whether ReadFile and WriteFile on a handle that is no kernel object are"
                          " led to its provider, as by the ws2ifsl driver of Windows NT; else they"
                          " fail with ERROR_INVALID_HANDLE.",
                          BooleanValue(false),
                          MakeBooleanAccessor(&WinsockStack::m_fileRedirector),
                          MakeBooleanChecker())
            .AddTraceSource("Call",
                            "A call crossed the API or the SPI.",
                            MakeTraceSourceAccessor(&WinsockStack::m_callTrace),
                            "ns3::winsock::WinsockStack::CallTracedCallback")
            .AddTraceSource(
                "CatalogChanged",
                "The machine stores another catalog, which processes see from their next"
                " WSAStartup on.",
                MakeTraceSourceAccessor(&WinsockStack::m_catalogTrace),
                "ns3::winsock::WinsockStack::CatalogChangedTracedCallback")
            .AddTraceSource("DescriptorsInUse",
                            "Socket descriptors held by all processes of the node.",
                            MakeTraceSourceAccessor(&WinsockStack::m_descriptorTrace),
                            "ns3::winsock::WinsockStack::ResourceTracedCallback")
            .AddTraceSource("PoolBytesInUse",
                            "Bytes taken from the node's buffer pool.",
                            MakeTraceSourceAccessor(&WinsockStack::m_poolTrace),
                            "ns3::winsock::WinsockStack::ResourceTracedCallback");
        return id;
    }();
    return tid;
}

WinsockStack::WinsockStack() = default;

WinsockStack::~WinsockStack() = default;

void
WinsockStack::SetProfile(const std::string& name)
{
    NS_LOG_FUNCTION(this << name);
    const DeviceProfile* profile = FindDeviceProfile(name);
    NS_ABORT_MSG_IF(!profile,
                    "There is no Winsock device profile \""
                        << name << "\"; choose one of: " << JoinNames(GetDeviceProfileNames()));
    m_profile = profile;
}

std::string
WinsockStack::GetProfileName() const
{
    return m_profile ? m_profile->name : "";
}

Dialect
WinsockStack::GetDialect() const
{
    return m_profile->dialect;
}

void
WinsockStack::SetCatalog(std::shared_ptr<const ProtocolCatalog> catalog)
{
    NS_LOG_FUNCTION(this << catalog->GetSize());
    m_catalog = std::move(catalog);
    m_catalogTrace();
}

void
WinsockStack::ResetCatalog()
{
    SetCatalog(StockCatalog(m_profile->stockCatalog));
}

const std::shared_ptr<const ProtocolCatalog>&
WinsockStack::GetCatalog() const
{
    if (!m_catalog)
    {
        const_cast<WinsockStack*>(this)->m_catalog = StockCatalog(m_profile->stockCatalog);
    }
    return m_catalog;
}

ProviderRegistry&
WinsockStack::GetProviderRegistry()
{
    if (!m_registry)
    {
        m_registry = std::make_unique<ProviderRegistry>();
    }
    return *m_registry;
}

ApplicationCategories&
WinsockStack::GetApplicationCategories()
{
    return m_applicationCategories;
}

uint32_t
WinsockStack::Effective(uint32_t own, uint32_t fromProfile)
{
    return own == FROM_PROFILE ? fromProfile : own;
}

uint32_t
WinsockStack::GetMaxSocketsPerProcess() const
{
    return Effective(m_maxSocketsPerProcess, m_profile->maxSocketsPerProcess);
}

uint32_t
WinsockStack::GetMaxSocketsPerSystem() const
{
    return Effective(m_maxSocketsPerSystem, m_profile->maxSocketsPerSystem);
}

uint64_t
WinsockStack::GetPoolBytes() const
{
    const uint32_t bytes = Effective(m_poolBytes, m_profile->poolBytes);
    return bytes == DeviceProfile::UNLIMITED ? ResourceLedger::NO_LIMIT : bytes;
}

uint32_t
WinsockStack::GetSocketOverheadBytes() const
{
    return Effective(m_socketOverheadBytes, m_profile->socketOverheadBytes);
}

uint32_t
WinsockStack::GetTcpSndBuf() const
{
    return Effective(m_tcpSndBuf, m_profile->tcpSndBuf);
}

uint32_t
WinsockStack::GetTcpRcvBuf() const
{
    return Effective(m_tcpRcvBuf, m_profile->tcpRcvBuf);
}

uint32_t
WinsockStack::GetUdpSndBuf() const
{
    return Effective(m_udpSndBuf, m_profile->udpSndBuf);
}

uint32_t
WinsockStack::GetUdpRcvBuf() const
{
    return Effective(m_udpRcvBuf, m_profile->udpRcvBuf);
}

uint32_t
WinsockStack::GetBufferMax() const
{
    return m_profile->bufferMax;
}

uint32_t
WinsockStack::GetBacklogMax() const
{
    return Effective(m_backlogMax, m_profile->backlogMax);
}

uint16_t
WinsockStack::GetEphemeralFirst() const
{
    return AsPort("EphemeralFirst", Effective(m_ephemeralFirst, m_profile->ephemeralFirst));
}

uint16_t
WinsockStack::GetEphemeralLast() const
{
    return AsPort("EphemeralLast", Effective(m_ephemeralLast, m_profile->ephemeralLast));
}

int
WinsockStack::GetErrorPorts() const
{
    return m_profile->errorPorts;
}

bool
WinsockStack::HasTimeoutOptions() const
{
    return m_profile->timeoutOptions;
}

bool
WinsockStack::ReservesBuffers() const
{
    return m_reserveBuffers;
}

bool
WinsockStack::IsNetworkUp() const
{
    return m_networkUp;
}

bool
WinsockStack::TranslatesHandleDoor() const
{
    return m_translateHandleDoor;
}

bool
WinsockStack::RedirectsFiles() const
{
    return m_fileRedirector;
}

bool
WinsockStack::TakeDescriptor(WinsockProcess& process)
{
    const uint64_t before = m_descriptors.GetInUse();
    if (!process.GetDescriptorLedger().Take(1, GetMaxSocketsPerProcess()))
    {
        return false;
    }
    if (!m_descriptors.Take(1, GetMaxSocketsPerSystem()))
    {
        process.GetDescriptorLedger().Give(1);
        return false;
    }
    m_descriptorTrace(before, before + 1);
    return true;
}

void
WinsockStack::GiveDescriptor(WinsockProcess& process)
{
    const uint64_t before = m_descriptors.GetInUse();
    process.GetDescriptorLedger().Give(1);
    m_descriptors.Give(1);
    m_descriptorTrace(before, before - 1);
}

bool
WinsockStack::TakePool(uint64_t bytes)
{
    const uint64_t before = m_pool.GetInUse();
    if (!m_pool.Take(bytes, GetPoolBytes()))
    {
        return false;
    }
    m_poolTrace(before, before + bytes);
    return true;
}

void
WinsockStack::GivePool(uint64_t bytes)
{
    const uint64_t before = m_pool.GetInUse();
    m_pool.Give(bytes);
    m_poolTrace(before, before - bytes);
}

const ResourceLedger&
WinsockStack::GetDescriptorLedger() const
{
    return m_descriptors;
}

const ResourceLedger&
WinsockStack::GetPoolLedger() const
{
    return m_pool;
}

PortTable&
WinsockStack::GetTcpPorts()
{
    if (!m_tcpPorts)
    {
        m_tcpPorts = std::make_unique<PortTable>();
    }
    return *m_tcpPorts;
}

PortTable&
WinsockStack::GetUdpPorts()
{
    if (!m_udpPorts)
    {
        m_udpPorts = std::make_unique<PortTable>();
    }
    return *m_udpPorts;
}

SharedListeners&
WinsockStack::GetSharedListeners()
{
    return m_sharedListeners;
}

HandoverTable&
WinsockStack::GetHandovers()
{
    if (!m_handovers)
    {
        m_handovers = std::make_unique<HandoverTable>();
    }
    return *m_handovers;
}

void
WinsockStack::RemoveHandle(WinsockProcess& process, SOCKET s)
{
    const HandleEntry& entry = *process.GetHandles().Find(s);
    const bool charged = entry.charged;
    if (m_handovers && entry.object && entry.object->GetHandleCount() == 1)
    {
        m_handovers->Withdraw(*entry.object);
    }
    process.GetHandles().Remove(s);
    if (charged)
    {
        GiveDescriptor(process);
    }
}

Ptr<WinsockProcess>
WinsockStack::CreateProcess(const std::string& name)
{
    NS_LOG_FUNCTION(this << name);
    NS_ABORT_MSG_IF(!m_node,
                    "A Winsock stack without a node cannot run programs: install it with"
                    " WinsockStackHelper::Install, or aggregate it to a node.");
    Ptr<WinsockProcess> process = CreateObject<WinsockProcess>();
    process->Attach(*this, ++m_nextProcessId, name);
    m_processes.push_back(process);
    return process;
}

void
WinsockStack::RemoveProcess(const WinsockProcess& process)
{
    const auto at = std::find_if(m_processes.begin(),
                                 m_processes.end(),
                                 [&](const auto& other) { return PeekPointer(other) == &process; });
    if (at != m_processes.end())
    {
        m_processes.erase(at);
    }
    if (m_handovers)
    {
        m_handovers->ForgetProcess(process.GetId());
    }
}

const std::vector<Ptr<WinsockProcess>>&
WinsockStack::GetProcesses() const
{
    return m_processes;
}

Ptr<Node>
WinsockStack::GetNode() const
{
    return m_node;
}

uint32_t
WinsockStack::GetNodeId() const
{
    return m_node->GetId();
}

void
WinsockStack::TraceCall(const CallRecord& record) const
{
    m_callTrace(record);
}

void
WinsockStack::NotifyNewAggregate()
{
    if (!m_node)
    {
        m_node = GetObject<Node>();
    }
    Object::NotifyNewAggregate();
}

void
WinsockStack::DoDispose()
{
    NS_LOG_FUNCTION(this);
    while (!m_processes.empty())
    {
        Ptr<WinsockProcess> process = m_processes.back();
        process->Terminate();
        RemoveProcess(*process);
        process->Dispose();
    }
    m_node = nullptr;
    Object::DoDispose();
}

} // namespace ns3::winsock
